//! Nouns that name a meeting: "talks between A and B", "A held talks with B", "at a meeting with B, A said", "A's visit
//! to B", "a call from B", "a letter to B".

use servanda_language::{Name, NameKind, Relation, TimeExpression};
use servanda_model::{ActorRef, Form, Place, Side};

use super::{
    circumstances, company,
    frames::{Frame, Parties, Placed, clause_words, hosts_of_event, is_event, is_journey},
    parties::{
        actors, arguments, bare, behind, destinations, has_person, inviting, is_person, party, place_side, sides_of,
        subjects,
    },
    verbs::is_apart,
};
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{self, Lexicon, MeetingShape, MeetingWord, WordClass},
    reader::Reader,
    rules::mechanism,
    text::{Text, Tokens},
};

/// Prepositions of an occasion: "after talks with", "at a meeting".
const OCCASIONS: [&str; 10] =
    ["at", "in", "within", "during", "after", "following", "follow", "through", "via", "over"];
/// Prepositions before what was over, as lemmas.
const OVER: [&str; 4] = ["after", "following", "follow", "since"];
/// Prepositions before what is to come: "ahead of talks with".
const AHEAD: [&str; 4] = ["before", "ahead", "ahead of", "prior"];

/// Where those stand whom a preposition names.
const OBLIQUE: [Relation; 2] = [Relation::Obl, Relation::OblAgent];

/// How a noun stands to the clause that tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// "Held talks", "paid a visit", "received a call".
    Had,
    /// "After talks, A said".
    Occasion,
    /// "Talks took place", "are to be held".
    Subject,
    /// "Praised A's visit to B in May".
    Named,
}

/// A noun with its place in the tree.
struct Noun<'r, 'a> {
    reader: &'r Reader<'a>,
    at: usize,
    word: MeetingWord,
    /// The noun, or what counts it ("three days of talks").
    top: usize,
    predicate: usize,
}

/// "Two days of talks": the noun that counts the meeting, be it that the parser hangs the meeting on the verb.
fn measured_by(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let text = &reader.text;
    let measure = |h: &usize| reader.lexicon.is(WordClass::Measure, text.lemma(*h));
    let above = text.syntax.head(at).filter(|_| matches!(text.syntax.relation(at), Relation::Nmod | Relation::Conj));
    above.filter(measure).or_else(|| {
        let of = text.syntax.dependents(at).iter().copied().find(|&d| text.is(d, "of"))?;
        of.checked_sub(1).filter(measure)
    })
}

/// The meetings that a noun tells.
pub fn of_noun(reader: &Reader<'_>, at: usize, word: MeetingWord) -> Vec<Frame> {
    let syntax = &reader.text.syntax;
    let mut top = at;
    // What counts it stands in front of it.
    while let Some(above) = measured_by(reader, top).filter(|&above| above < top) {
        top = above;
    }
    let word = MeetingWord { form: form_by(&reader.text, at, word.form), ..word };
    let noun = Noun { reader, at, word, top, predicate: told_by(&reader.text, top) };
    // "On the sidelines of the ASEAN meeting": the gathering is where another meeting was.
    let mut above = syntax.upwards(top).skip(1).take_while(|&t| t != noun.predicate);
    if above.any(|t| is_margin(&reader.text, t)) {
        return Vec::new();
    }
    let told = match word.shape {
        MeetingShape::Write => noun.letter(),
        MeetingShape::Line => noun.line(),
        MeetingShape::Presence => noun.presence(),
        _ => noun.role().and_then(|role| Some((role, noun.parties(role)?))),
    };
    let Some((role, parties)) = told else { return Vec::new() };
    // "Progress in the last five rounds of talks" names several.
    let many = |d: &usize| syntax.relation(*d) == Relation::Nummod && !reader.text.is_any(*d, &["one", "1"]);
    let rounds = matches!(reader.text.lemma(top), "round" | "session");
    if role != Role::Had && rounds && syntax.dependents(top).iter().any(many) {
        return Vec::new();
    }
    let event = word.shape == MeetingShape::Attend;
    let joined = noun.is_attended();
    if joined && (event && role == Role::Had || company::is_meeting(reader, noun.predicate)) {
        return Vec::new();
    }
    // A summit with no other side is attended.
    let alone = sides_of(&[parties.own.as_slice(), &parties.others].concat()) < 2 && parties.hosts.is_empty();
    let body = reader.text.sentence_of(at).is_some_and(|s| reader.text.place_of(s) == Place::Body);
    let occasion = role == Role::Occasion && noun.placed(role) != Placed::After;
    let attended = alone && body && occasion && is_event(reader, at) && has_person(&parties.own);
    let to_event = word.shape == MeetingShape::Visit && noun.is_to_event();
    let skipped = alone && event && role == Role::Had && circumstances::calls_off(reader, noun.predicate);
    let shape = match word.shape {
        _ if to_event || attended || skipped || word.shape == MeetingShape::Presence => MeetingShape::Attend,
        _ if event => MeetingShape::Meet,
        shape => shape,
    };
    let frame = Frame {
        head: at,
        number: 0,
        word: MeetingWord { shape, ..noun.word },
        predicate: noun.predicate,
        words: noun.words(role),
        people: Vec::new(),
        when: noun.placed(role),
        is_occasion: role == Role::Occasion,
    };
    frame.of_each(reader, parties)
}

/// The predicate of the clause that tells of a noun. "Agreed to open the road, after talks": an infinitive does not tell
/// when it was agreed.
fn told_by(text: &Text<'_>, noun: usize) -> usize {
    let syntax = &text.syntax;
    let mut predicate = syntax.predicate(noun);
    let apart = syntax.below(noun).start.checked_sub(1).is_some_and(|t| text.word(t) == ",")
        || text.word(syntax.below(noun).start) == ",";
    // "Agreed to raise trade during a meeting": that was where they agreed.
    let during = syntax.has_case(noun, &["during"]) && text.times_in(&syntax.below(noun)).is_empty();
    let over = (apart && syntax.has_case(noun, &OVER) || during) && syntax.head(noun) == Some(predicate);
    while let Some(head) = syntax.head(predicate).filter(|_| over && is_led(text, predicate)) {
        predicate = syntax.predicate(head);
    }
    predicate
}

/// Whether "to" leads a verb.
fn is_led(text: &Text<'_>, verb: usize) -> bool {
    text.syntax.dependents(verb).iter().any(|&d| text.syntax.relation(d) == Relation::Mark && text.is(d, "to"))
        || text.syntax.is_infinitive(verb)
        || verb > 0 && text.is(verb - 1, "to")
}

impl<'a> Noun<'_, 'a> {
    fn text(&self) -> &Text<'a> {
        &self.reader.text
    }

    fn is(&self, class: WordClass, at: usize) -> bool {
        self.reader.lexicon.is(class, self.text().lemma(at))
    }

    fn relation(&self) -> Relation {
        self.text().syntax.relation(self.top)
    }

    fn has_case(&self, cases: &[&str]) -> bool {
        self.text().syntax.has_case(self.top, cases)
    }

    /// Whether it hangs on its predicate itself.
    fn is_direct(&self) -> bool {
        let syntax = &self.text().syntax;
        let head = syntax.head(self.top);
        self.top != self.predicate
            && (head == Some(self.predicate)
                || head.is_some_and(|h| self.is_particle(h))
                || head.is_some_and(|h| syntax.predicate(h) == h && h != self.predicate))
    }

    /// "Stayed away from talks"
    fn is_particle(&self, at: usize) -> bool {
        let syntax = &self.text().syntax;
        matches!(syntax.relation(at), Relation::Advmod) && syntax.head(at) == Some(self.predicate)
    }

    /// "Attended the summit", "took part in the talks": which the verb tells.
    fn is_attended(&self) -> bool {
        let lemma = self.text().lemma(self.predicate);
        let attends = |e: &lexicon::Entry<MeetingWord>| {
            e.meaning.shape == MeetingShape::Attend && e.phrase.split(' ').next() == Some(lemma)
        };
        self.reader.lexicon.meetings.iter().any(attends)
    }

    fn by_oblique(&self) -> bool {
        self.is_direct() && matches!(self.relation(), Relation::Obl | Relation::Advcl | Relation::Nmod)
    }

    /// "Held talks", "paid a visit", "answered a call".
    fn is_supported(&self) -> bool {
        // "Received a call", "received a courtesy call from"
        let through = self.word.form != Form::InPerson || self.word.shape == MeetingShape::CallOn;
        self.is_direct()
            && self.text().syntax.is_verb(self.predicate)
            && (self.is(WordClass::Support, self.predicate) || through && self.is(WordClass::Convey, self.predicate))
    }

    /// "Vega is on a visit to Peru"
    fn is_under_way(&self) -> bool {
        let copula = self.text().syntax.dependent(self.top, &[Relation::Cop]).is_some();
        self.word.shape == MeetingShape::Visit && self.top == self.predicate && copula && self.has_case(&["on"])
    }

    /// "Agreed on the sidelines of the summit": who does something there together meets there.
    fn is_margin(&self) -> bool {
        is_margin(self.text(), self.at)
    }

    /// "Travelled to Lima for talks", "stayed away from talks", "is in Lima on a visit"; "called for talks" tells of none.
    fn is_purpose(&self) -> bool {
        let text = self.text();
        let sought = self.is(WordClass::Wish, self.predicate)
            || self.is(WordClass::Ahead, self.predicate) && self.predicate != self.top;
        let told = || self.by_oblique() && !sought && text.syntax.is_past(self.predicate);
        let visits = self.word.shape == MeetingShape::Visit && self.has_case(&["on"]) && self.by_oblique();
        visits
            || self.has_case(&["for"]) && (is_journey(self.reader, self.predicate) || told())
            || circumstances::calls_off(self.reader, self.predicate) && self.has_case(&["from"])
            || self.is_invited()
    }

    /// "Invited B to Lima for talks on 2 May"
    fn is_invited(&self) -> bool {
        self.has_case(&["for"]) && self.by_oblique() && self.text().lemma(self.predicate) == "invite"
    }

    /// "Ahead of Monday's summit", "on the eve of his meeting", "expectations of their summit".
    fn is_ahead(&self) -> bool {
        let text = self.text();
        let syntax = &text.syntax;
        let path = || syntax.upwards(self.top).take_while(|&t| t != self.predicate);
        // The parser hangs "ahead" on the verb as well.
        let behind_ahead = |t: usize| {
            let start = syntax.below(t).start;
            text.is(start, "of") && start.checked_sub(1).is_some_and(|before| text.is(before, "ahead"))
        };
        path().any(|t| syntax.has_case(t, &AHEAD) || behind_ahead(t))
            || self.is_prepared()
            || path()
                .skip(1)
                .any(|t| matches!(text.lemma(t), "eve" | "expectation" | "preparation" | "prospect" | "hope"))
    }

    /// "Lay the groundwork for the summit": what is prepared is to come.
    fn is_prepared(&self) -> bool {
        let text = self.text();
        let work = text.syntax.dependent(self.predicate, &[Relation::Obj]);
        let lays =
            work.is_some_and(|noun| matches!(text.lemma(noun), "groundwork" | "ground" | "foundation" | "stage"));
        self.has_case(&["for"]) && self.by_oblique() && lays
    }

    /// How it stands to its clause; `None` where it is only talked about.
    fn role(&self) -> Option<Role> {
        let is_subject = self.is_direct() && matches!(self.relation(), Relation::Nsubj | Relation::NsubjPass);
        if self.is_sequel() {
            return Some(Role::Subject);
        }
        let called_off = self.is_direct() && circumstances::calls_off(self.reader, self.predicate);
        // "Told a joint news conference with B"
        let joint = is_joint(self.text(), self.at) && self.text().lemma(self.predicate) == "tell";
        let had = joint
            || self.is_supported()
            || called_off
            || self.is_direct() && self.is(WordClass::Broker, self.predicate);
        if self.relation() == Relation::Obj && had || self.is_under_way() {
            return Some(Role::Had);
        }
        let named = self.text().lemma(self.top) == "occasion" && self.has_case(&["on"]);
        let occasion = named || self.has_case(&OCCASIONS) || self.is_purpose() || self.is_ahead() || self.is_margin();
        if self.by_oblique() && occasion {
            return Some(Role::Occasion);
        }
        if is_subject && self.dates_channel() {
            return None;
        }
        if is_subject && self.is_told_of() {
            return Some(Role::Subject);
        }
        (!self.is_margin() && self.is_definite()).then_some(Role::Named)
    }

    /// "The session was preceded by a meeting of", "the visit follows talks between": told by what came after.
    fn is_sequel(&self) -> bool {
        let by = self.is_direct() && self.relation() == Relation::OblAgent;
        by && matches!(self.text().lemma(self.predicate), "precede" | "follow" | "accompany" | "prepare")
    }

    /// "A council whose previous meeting took place in April" dates the channel (codebook, 5).
    fn dates_channel(&self) -> bool {
        let text = &self.text();
        let own = text.syntax.dependents(self.at);
        own.iter().any(|&d| text.is(d, "whose")) && own.iter().any(|&d| text.is_any(d, &LAST))
    }

    /// "Talks took place", "will be held"; "talks are needed", "were proposed" only wish for them.
    fn is_told_of(&self) -> bool {
        let tells = self.is(WordClass::Support, self.predicate)
            || self.is(WordClass::Happening, self.predicate)
            || is_placed(self.text(), self.at);
        let happened = self.text().syntax.is_past(self.predicate) && tells && !self.is(WordClass::Wish, self.predicate);
        happened
            || self.is_scheduled()
            || clause::is_future(self.reader, self.predicate)
            || circumstances::calls_off(self.reader, self.predicate)
    }

    /// "Talks are scheduled for 3 June"
    fn is_scheduled(&self) -> bool {
        let syntax = &self.text().syntax;
        syntax.is_passive(self.predicate)
            && self.relation() == Relation::NsubjPass
            && matches!(self.text().lemma(self.predicate), "schedule" | "plan" | "set" | "slate" | "expect" | "arrange")
    }

    /// Whether its words take it for a fact: they say when or where it was, or call it the last.
    fn is_definite(&self) -> bool {
        let text = self.text();
        let syntax = &text.syntax;
        // "Called for the meeting on Monday", "no talks"
        let wished = |t: usize| self.is(WordClass::Wish, t) && syntax.is_verb(t);
        if syntax.upwards(self.top).skip(1).take(2).any(wished) {
            return false;
        }
        let own = |&d: &usize| {
            syntax.relation(d) == Relation::NmodPoss || text.is_any(d, &["the", "this", "these", "those", "that"])
        };
        let last = |&d: &usize| text.is_any(d, &LAST);
        let dependents = syntax.dependents(self.at);
        let recent = dependents.iter().any(last) || syntax.has_case(self.top, &OVER);
        let none = dependents.iter().any(|&d| text.is_any(d, &["no", "any"]));
        if none {
            return false;
        }
        let dated = time_behind(text, &syntax.below(self.at)).is_some();
        is_placed(text, self.at) || dependents.iter().any(own) && (recent || dated) || is_announced(text, self.at)
    }

    /// The words that tell of it.
    fn words(&self, role: Role) -> Tokens {
        let syntax = &self.text().syntax;
        match role {
            Role::Named => {
                let own = syntax.below(self.at);
                let held = to_be_behind(self.text(), self.at).map(|verb| syntax.below(verb).end);
                let end = held.or_else(|| time_behind(self.text(), &own).map(|time| time.end)).unwrap_or(own.end);
                self.text().strip_end(own.start..end)
            }
            // In front of the clause, the occasion's own words tell of it; what is ahead has no other.
            _ if self.is_ahead() && !self.is_prepared() => syntax.below(self.top),
            Role::Occasion if syntax.below(self.top).end <= self.predicate => syntax.below(self.top),
            _ => clause_words(self.text(), self.predicate),
        }
    }

    /// Who takes part.
    fn parties(&self, role: Role) -> Option<Parties> {
        let mut parties = Parties { apart: is_apart(self.text(), self.at, self.word.form), ..Parties::default() };
        let acting = || subjects(self.reader, self.predicate);
        if self.word.shape == MeetingShape::Visit {
            parties.own = self.visitors();
            if parties.own.is_empty() && matches!(role, Role::Had | Role::Occasion) {
                parties.own = acting();
            }
            if self.is_to_event() {
                return has_person(&parties.own).then_some(parties);
            }
            parties.hosts = self.visited(role)?;
            let inviting = |host: &Side| inviting(self.reader, self.predicate, host);
            parties.others = parties.hosts.iter().flat_map(inviting).collect();
            return has_side(&parties.own).then_some(parties);
        }
        parties.others = self.named();
        match role {
            Role::Had => {
                parties.own = acting();
                parties.others.extend(arguments(self.reader, self.predicate, &OBLIQUE, self.partners()));
            }
            Role::Occasion => self.take_actors(&mut parties),
            Role::Subject => {
                let obliques = [OBLIQUE.as_slice(), &[Relation::Nmod]].concat();
                // "Talks are under way between A and B"
                let relations = if self.text().syntax.is_verb(self.predicate) { OBLIQUE.as_slice() } else { &obliques };
                parties.others.extend(arguments(self.reader, self.predicate, relations, &["with", "between", "by"]));
            }
            Role::Named => {}
        }
        if matches!(role, Role::Had | Role::Subject) && !has_person(&parties.others) {
            parties.others.extend(self.further());
        }
        // "Its fourth session will be held in Lima"
        let few = parties.own.len() + parties.others.len() < 2;
        if few && mechanism::is_one_of_series(self.text(), self.at) {
            parties.own = bare(mechanism::conveners(self.reader, self.at));
        }
        Some(parties)
    }

    /// "Their meeting"
    fn is_theirs(&self) -> bool {
        self.text().syntax.dependents(self.at).iter().any(|&d| self.text().is(d, "their"))
    }

    /// "After talks with B, A said": whose talks they are is said by the clause.
    fn take_actors(&self, parties: &mut Parties) {
        // "At their meeting in May, Presidents A and B agreed": they are named behind.
        let unnamed = !has_person(&parties.others);
        if sides_of(&parties.others) < 2 || unnamed {
            let acting = subjects(self.reader, self.predicate);
            if sides_of(&parties.others) < 2 || has_person(&acting) && sides_of(&acting) > 1 {
                parties.own = acting;
            }
        } else if self.is_theirs() {
            let acting = subjects(self.reader, self.predicate);
            if has_person(&acting) && sides_of(&acting) > 1 {
                parties.own = acting;
                parties.others.clear();
            }
        }
        // "After a call with his wife, A criticised B"
        let syntax = &self.text().syntax;
        let with = |&d: &usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["with", "between"]);
        let private = !has_side(&parties.others) && syntax.dependents(self.at).iter().any(with);
        if !private && sides_of(&[parties.own.as_slice(), &parties.others].concat()) < 2 {
            let objects = arguments(self.reader, self.predicate, &[Relation::Obj, Relation::Iobj], &[]);
            parties.others.extend(objects);
        }
        if is_event(self.reader, self.at) {
            parties.others.extend(hosts_of_event(self.reader, self.at));
        }
    }

    /// Whom the noun's own words name.
    fn named(&self) -> Vec<ActorRef> {
        let syntax = &self.text().syntax;
        // "On the sidelines of the ASEAN meeting in Laos": neither takes part.
        if self.is_margin() {
            return Vec::new();
        }
        let of = |noun: usize| arguments(self.reader, noun, &[Relation::Nmod, Relation::NmodPoss], self.partners());
        let mut people = of(self.at);
        if self.top != self.at {
            // "A round of Foreign Office consultations between A and B": not the office.
            people.extend(arguments(self.reader, self.top, &[Relation::Nmod], &["between", "with", "among"]));
        }
        // "A meeting held between A and B", "talks with B hosted by C"
        let participles = syntax.dependents(self.at).iter().filter(|&&d| syntax.relation(d) == Relation::Acl);
        let places = [Relation::Obl, Relation::OblAgent];
        people.extend(participles.flat_map(|&d| arguments(self.reader, d, &places, &["with", "between", "by"])));
        let about = self.text().is(self.at + 1, "on") && self.word.shape != MeetingShape::CallOn;
        if sides_of(&people) == 1 && has_person(&people) && self.text().is(self.at + 1, "between") {
            people.extend(self.second(&people));
        }
        if people.is_empty() {
            people = self.honoured();
        }
        if people.is_empty() && !about { behind(self.reader, self.at) } else { people }
    }

    /// "A summit between A, who came to office in May, *and B* in Lima": the parser may hang B on what follows.
    fn second(&self, first: &[ActorRef]) -> Vec<ActorRef> {
        let text = self.text();
        let Some(sentence) = text.sentence_of(self.at) else { return Vec::new() };
        let joined = |m: &&Mention| {
            let from = m.tokens.start.saturating_sub(1);
            text.is(from, "and") && m.sides().iter().all(|side| first.iter().all(|a| a.side.as_ref() != Some(side)))
        };
        let behind = self.reader.actors.within(&(self.at..sentence.end)).iter().find(joined);
        behind.filter(|m| m.kind == MentionKind::Person).map_or_else(Vec::new, |m| actors(&[m]))
    }

    /// "A banquet in honour of B"
    fn honoured(&self) -> Vec<ActorRef> {
        let text = self.text();
        let honour = text.find(self.at + 1..self.at + 4, |t| matches!(text.lemma(t), "honour" | "honor"));
        honour.map_or_else(Vec::new, |at| behind(self.reader, at))
    }

    /// "Held the sixth Dialogue on trade with Vega": the people behind "with" or "between" further on in the clause.
    fn further(&self) -> Vec<ActorRef> {
        let text = self.text();
        let clause = clause_words(text, self.predicate);
        let with = text.find(self.at + 1..clause.end, |t| text.is_any(t, &["with", "between"]));
        let people = with.map_or_else(Vec::new, |with| behind(self.reader, with));
        if people.iter().any(|a| a.name.is_some()) { people } else { Vec::new() }
    }

    /// The prepositions behind which those stand who take part.
    fn partners(&self) -> &'static [&'static str] {
        match self.word.form {
            // "Paid a courtesy call on"
            Form::InPerson if self.word.shape == MeetingShape::CallOn => &["of", "by", "on", "to", "with", "from"],
            // "Granted an audience to"
            Form::InPerson if self.text().lemma(self.at) == "audience" => &["of", "with", "by", "for", "to"],
            Form::InPerson => &["of", "between", "with", "among", "by", "for"],
            _ => &["of", "between", "with", "among", "by", "for", "from", "to"],
        }
    }

    /// "A's visit", "a visit by A", "the visit of A".
    fn visitors(&self) -> Vec<ActorRef> {
        let tour = self.text().lemma(self.at) == "tour";
        let cases: &[&str] = if tour { &["by"] } else { &["of", "by", "from"] };
        let own = arguments(self.reader, self.at, &[Relation::Nmod, Relation::NmodPoss], cases);
        // "The minister, on a visit to Lima": of whom it is told.
        let syntax = &self.text().syntax;
        let head = syntax.head(self.top).filter(|_| self.relation() == Relation::Nmod);
        match head.filter(|_| !has_side(&own)) {
            Some(head) => party(self.reader, head),
            None if !has_side(&own) => self.visit_before().map_or(own, |visit| visit.visitors()),
            None => own,
        }
    }

    /// "A's visit to Chile follows a visit to Peru": the visit in front, by the same.
    fn visit_before(&self) -> Option<Self> {
        let syntax = &self.text().syntax;
        let subject = syntax.subject(self.predicate).filter(|&t| t < self.at)?;
        let same = self.text().lemma(subject) == self.text().lemma(self.at) && syntax.is_verb(self.predicate);
        same.then_some(Self { at: subject, top: subject, ..*self })
    }

    /// "A trip to the summit in Lima": Peru is only the place.
    fn is_to_event(&self) -> bool {
        let syntax = &self.text().syntax;
        let aim = |&d: &usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["to"]);
        syntax.dependents(self.at).iter().any(|d| aim(d) && is_event(self.reader, *d))
    }

    /// "A visit to Chile"; "arrived in Lima for a visit" goes where the journey goes.
    fn visited(&self, role: Role) -> Option<Vec<Side>> {
        let text = self.text();
        let mut sides = destinations(text, self.at);
        // "A visit to Chile planned for May", whatever the parser made of it.
        if sides.is_empty() && text.is_any(self.at + 1, &["to", "in"]) {
            let place = self.at + 2 + usize::from(text.is(self.at + 2, "the"));
            sides.extend(place_side(text, place));
        }
        let travels = role == Role::Had || role == Role::Occasion && self.is_purpose();
        if sides.is_empty() && travels {
            sides = destinations(text, self.predicate);
            sides.extend(place_side(text, self.predicate).filter(|_| !text.syntax.is_verb(self.predicate)));
        }
        (!sides.is_empty()).then_some(sides)
    }

    /// Who writes to whom: "sent a letter to B", "a message from A to B", "congratulated B in a message".
    fn letter(&self) -> Option<(Role, Parties)> {
        let reader = self.reader;
        let mut own = arguments(reader, self.at, &[Relation::Nmod, Relation::NmodPoss], &["from", "by", "of"]);
        let mut others = arguments(reader, self.at, &[Relation::Nmod], &["to"]);
        let role = if let Some(verb) = self.carrier() {
            let to = arguments(reader, verb, &[Relation::Obl], &["to"]);
            let from = arguments(reader, verb, &[Relation::Obl, Relation::OblAgent], &["from", "by"]);
            let acting = if self.is_passive(verb) { Vec::new() } else { subjects(reader, verb) };
            if matches!(self.text().lemma(verb), "receive" | "get" | "accept") {
                others.extend(acting);
                own.extend([from, to].concat());
            } else {
                others.extend([to, arguments(reader, verb, &[Relation::Iobj], &[])].concat());
                own.extend(from);
                // "Handed over a message from B": whoever brings it did not write it.
                own = if own.is_empty() { acting } else { own };
            }
            if verb == self.predicate { Role::Had } else { Role::Named }
        } else if self.by_oblique() && self.has_case(&["in", "by", "through", "via", "with"]) {
            own = if own.is_empty() { subjects(reader, self.predicate) } else { own };
            if others.is_empty() {
                others = arguments(reader, self.predicate, &[Relation::Obj, Relation::Iobj], &[]);
            }
            // "Congratulated B in a message", where the parser missed the object.
            others = if others.is_empty() { behind(reader, self.predicate) } else { others };
            Role::Occasion
        } else {
            Role::Named
        };
        // "Sent a message of condolence to Peru's president Ana Vega", whatever the reader hangs on.
        if others.is_empty() && role == Role::Had {
            others = self
                .text()
                .find(self.at + 1..self.words(role).end, |t| self.text().is(t, "to"))
                .map_or_else(Vec::new, |to| behind(reader, to));
        }
        // "Sent a clear message to Kenya" is no letter; wishes may be brought by word of mouth.
        let formal = matches!(self.text().lemma(self.at), "letter" | "note" | "telegram" | "cable" | "missive");
        let personal = formal || has_person(&own) && has_person(&others);
        if !self.is_sent() {
            return None;
        }
        // "Sent a note verbale to the Peruvian embassy"
        let formal = formal && self.carrier().is_some() || has_person(&own) || has_person(&others);
        let told = personal && formal && has_side(&own) && has_side(&others);
        told.then_some((role, Parties { own, others, ..Parties::default() }))
    }

    /// Who is at a gathering: "the participation of B in the ceremony", "said in a virtual appearance".
    fn presence(&self) -> Option<(Role, Parties)> {
        let (reader, text) = (self.reader, self.text());
        let syntax = &text.syntax;
        let mut own = arguments(reader, self.at, &[Relation::Nmod, Relation::NmodPoss], &["of", "by"]);
        own.retain(is_person);
        let speaks = self.has_case(&["in", "during", "with", "through", "via"]);
        if own.is_empty() && speaks {
            own = subjects(reader, self.predicate);
            own.retain(is_person);
        }
        // The parser may hang the event on the verb.
        let near = [self.at, self.top, self.predicate];
        let at = |&d: &usize| d > self.at && syntax.has_case(d, &["in", "at", "to"]) && is_event(reader, d);
        let held = near.iter().any(|&t| syntax.dependents(t).iter().any(at));
        let told = has_side(&own) && (held || speaks && self.word.form == Form::Video);
        told.then_some((if speaks { Role::Occasion } else { Role::Named }, Parties { own, ..Parties::default() }))
    }

    /// "Sent his condolences to B"; "conveyed his condolences" may be by word of mouth, and a note is one once handed over.
    fn is_sent(&self) -> bool {
        const SENT: [&str; 8] = ["send", "address", "dispatch", "cable", "wire", "forward", "transmit", "write"];
        let carrier = || self.carrier().map(|verb| self.text().lemma(verb));
        match self.text().lemma(self.at) {
            "condolence" | "congratulation" | "greeting" | "felicitation" | "sympathy" | "wish" => {
                carrier().is_some_and(|verb| SENT.contains(&verb))
            }
            "note" | "credential" | "letter of credence" => carrier().is_some(),
            _ => true,
        }
    }

    /// The verb that takes a letter to its reader: "sent a letter", "the letter that A addressed to B".
    fn carrier(&self) -> Option<usize> {
        let syntax = &self.text().syntax;
        let carries = |&t: &usize| syntax.is_verb(t) && self.is(WordClass::Convey, t);
        let above = Some(self.predicate)
            .filter(|_| self.is_direct() && matches!(self.relation(), Relation::Obj | Relation::NsubjPass));
        let clause = |&d: &usize| matches!(syntax.relation(d), Relation::Acl | Relation::AclRelcl) && carries(&d);
        syntax.dependents(self.at).iter().copied().find(clause).or_else(|| above.filter(carries))
    }

    /// "A letter was sent", "a letter sent by": the letter is no sender.
    fn is_passive(&self, verb: usize) -> bool {
        let syntax = &self.text().syntax;
        syntax.is_passive(verb)
            || syntax.relation(verb) == Relation::Acl && syntax.dependent(verb, &[Relation::Nsubj]).is_none()
    }

    /// "Told B by telephone", "briefed B over a video link": who speaks to whom.
    fn line(&self) -> Option<(Role, Parties)> {
        let (reader, verb) = (self.reader, self.predicate);
        if !(self.by_oblique() && self.has_case(&["by", "over", "via", "on", "through"])) {
            return None;
        }
        // "Discussed Peru by telephone with B"
        let mut others = arguments(reader, verb, &[Relation::Obj, Relation::Iobj], &[]);
        others.retain(is_person);
        others.extend(arguments(reader, verb, &[Relation::Obl], &["with", "to"]));
        others = if others.is_empty() { self.further() } else { others };
        if others.is_empty() {
            others = behind(reader, verb);
            others.retain(is_person);
        }
        let apart = is_apart(self.text(), verb, self.word.form);
        let parties = Parties { own: subjects(reader, verb), others, apart, ..Parties::default() };
        Some((Role::Occasion, parties))
    }

    /// "The treaty that they agreed to update at their first meeting": an infinitive does not put that into the future.
    fn is_past_occasion(&self) -> bool {
        let syntax = &self.text().syntax;
        let last = |&d: &usize| self.text().is_any(d, &LAST) || self.text().is(d, "first");
        syntax.is_infinitive(self.predicate) && syntax.dependents(self.at).iter().any(last)
    }

    /// How it is placed against what its clause tells.
    fn placed(&self, role: Role) -> Placed {
        let told = matches!(role, Role::Had | Role::Subject);
        // "Opened their long-awaited summit": it has begun.
        let begun = told && clause::tense(self.reader, self.predicate) == clause::Tense::Past;
        let called_off = circumstances::calls_off(self.reader, self.predicate);
        // Whoever arrives or leaves for talks has them after.
        let transit = self.word.shape != MeetingShape::Visit
            && self.is_purpose()
            && matches!(self.text().lemma(self.predicate), "depart" | "leave" | "head");
        let announced = is_announced(self.text(), self.at) && (!begun || called_off);
        if self.is_ahead() || self.is_invited() && role == Role::Occasion || transit || announced || self.is_scheduled()
        {
            Placed::After
        } else if role == Role::Occasion && (self.has_case(&OVER) || self.is_past_occasion()) {
            Placed::Before
        } else if role == Role::Named {
            Placed::Named
        } else {
            Placed::Told
        }
    }
}

fn has_side(people: &[ActorRef]) -> bool {
    sides_of(people) > 0
}

/// What a fact is called that was had: "his recent visit".
const LAST: [&str; 8] = ["recent", "last", "latest", "previous", "earlier", "past", "concluded", "just-concluded"];

/// "On the sidelines of", "on the margins of".
pub fn is_margin(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lemma(at), "sideline" | "sidelines" | "margin" | "margins" | "fringe" | "fringes")
}

/// Whether a noun's own words say when it was, or where people met: "the meeting between A and B in Lima".
fn is_placed(text: &Text<'_>, noun: usize) -> bool {
    let below = text.syntax.below(noun);
    let place = |name: &Name| {
        matches!(name.kind, NameKind::Place(_) | NameKind::Metonym(_) | NameKind::Country(_))
            && text.syntax.has_case(name.end - 1, &["in", "at"])
    };
    !text.times_in(&below).is_empty() || text.names_in(&below).iter().any(place)
}

/// "B's visit to Peru last week": the time right behind a phrase, which the parser may hang on the verb.
fn time_behind<'t>(text: &Text<'t>, phrase: &Tokens) -> Option<&'t TimeExpression> {
    let first = phrase.end + usize::from(text.is_any(phrase.end, &["on", "in", "from"]));
    text.time_at(first).filter(|time| time.first == first)
}

/// "The tenth session, to be held in Lima": the verb right behind a noun's phrase, whatever the parser hangs it on.
pub fn to_be_behind(text: &Text<'_>, noun: usize) -> Option<usize> {
    let end = text.syntax.below(noun).end;
    let to = end + usize::from(text.word(end) == ",");
    let verb = to + 2;
    (text.is(to, "to") && text.is(to + 1, "be") && text.syntax.is_verb(verb)).then_some(verb)
}

/// "The planned talks", "upcoming meeting", "talks that Chile had proposed for March": not had yet.
fn is_announced(text: &Text<'_>, noun: usize) -> bool {
    const TO_COME: [&str; 17] = [
        "planned",
        "scheduled",
        "upcoming",
        "forthcoming",
        "proposed",
        "coming",
        "expected",
        "possible",
        "potential",
        "future",
        "next",
        "looming",
        "awaited",
        "long-awaited",
        "imminent",
        "impending",
        "prospective",
    ];
    let syntax = &text.syntax;
    let behind = to_be_behind(text, noun).is_some();
    behind
        || syntax.dependents(noun).iter().any(|&d| match syntax.relation(d) {
            Relation::Amod => TO_COME.contains(&text.lower(d).as_str()),
            Relation::Acl | Relation::AclRelcl => {
                // "The session to be held in Lima", not "a visit to open the road"
                syntax.is_marked_infinitive(d)
                    && (syntax.is_passive(d) || Lexicon::builtin().is(WordClass::Happening, text.lemma(d)))
                    || matches!(
                        text.lemma(d),
                        "plan" | "propose" | "schedule" | "announce" | "set" | "expect" | "slate"
                    )
            }
            _ => false,
        })
}

/// "Phone talks", "a video meeting", "talks by telephone".
fn form_by(text: &Text<'_>, noun: usize, usual: Form) -> Form {
    let below = text.syntax.below(noun);
    let near = below.start..below.end.min(noun + 4);
    let names = |words: &[&str]| text.find(near.clone(), |t| text.is_any(t, words)).is_some();
    if names(&["phone", "telephone", "telephonic"]) {
        Form::Phone
    } else if names(&["video", "virtual", "videoconference", "online", "video-conference"]) {
        Form::Video
    } else {
        usual
    }
}

/// "A joint news conference"
fn is_joint(text: &Text<'_>, noun: usize) -> bool {
    text.syntax.dependents(noun).iter().any(|&d| text.is(d, "joint"))
}
