//! Nouns that name a meeting: "talks between A and B", "A held talks with B", "at a meeting with B, A said", "A's visit
//! to B", "a call from B", "a letter to B".
//!
//! A noun tells of its meeting by how it stands to its clause (`role`); who takes part is in its own words and the clause's
//! (`people`), and letters and lines say who writes or speaks to whom (`letters`).

mod letters;
mod people;
mod role;

use servanda_language::{Relation, TimeExpression, Xpos};
use servanda_model::{ActorRef, Form, Place};

use super::{
    circumstances, company,
    frames::{Frame, Placed, clause_words, is_event},
    parties::{has_person, sides_of},
    verbs,
};
use crate::{
    clause,
    lexicon::{self, Lexicon, MeetingShape, MeetingWord, WordClass},
    reader::Reader,
    text::{Text, Tokens},
};
use role::{OVER, Role};

/// A noun with its place in the tree.
struct Noun<'r, 'a> {
    reader: &'r Reader<'a>,
    at: usize,
    word: MeetingWord,
    /// The noun, or what counts it ("three days of talks").
    top: usize,
    predicate: usize,
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
    if verbs::is_first_time(&reader.text, noun.predicate) {
        return Vec::new();
    }
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
    let off = circumstances::calls_off(reader, noun.predicate) && clause::is_told(reader, noun.predicate);
    let skipped = alone && event && role == Role::Had && off;
    if noun.is_several(role) {
        return Vec::new();
    }
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

impl Noun<'_, '_> {
    /// "Was late for past meetings with A and B", "in their first meetings": several, of whatever days.
    fn is_several(&self, role: Role) -> bool {
        const MANY: [&str; 8] = ["past", "previous", "earlier", "first", "several", "many", "other", "frequent"];
        let text = self.text();
        let counted = matches!(text.lemma(self.at), "meeting" | "visit" | "summit" | "call" | "encounter" | "trip");
        let many = |&d: &usize| text.is_any(d, &MANY);
        let plural = text.syntax.xpos(self.at) == Some(Xpos::Nns) && counted;
        let loose = text.syntax.dependents(self.at).iter().any(many);
        plural && loose && matches!(role, Role::Named | Role::Occasion)
    }
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
    // "Pledged to raise it during his talks with B": then it will be raised.
    let ahead = |head: usize| {
        let lemma = text.lemma(head);
        let lexicon = Lexicon::builtin();
        matches!(lemma, "pledge" | "promise" | "vow" | "want")
            || lexicon.is(WordClass::Ahead, lemma) && !matches!(lemma, "agree" | "decide" | "arrange")
    };
    while let Some(head) = syntax.head(predicate).filter(|&head| over && is_led(text, predicate) && !ahead(head)) {
        predicate = syntax.predicate(head);
    }
    // "Affirmed it during a meeting, held in Lima, with B", where the parser takes the meeting for what "held" governs.
    while let Some(head) = syntax.head(predicate).filter(|_| noun < predicate && is_reduced(text, predicate)) {
        predicate = syntax.predicate(head);
    }
    predicate
}

/// "Held in Lima": a participle behind a comma, without subject or auxiliary.
fn is_reduced(text: &Text<'_>, verb: usize) -> bool {
    use Relation::{Aux, AuxPass, Ccomp, Cop, Nsubj, NsubjPass};
    let syntax = &text.syntax;
    syntax.xpos(verb) == Some(Xpos::Vbn)
        && syntax.relation(verb) == Ccomp
        && syntax.dependent(verb, &[Aux, AuxPass, Cop, Nsubj, NsubjPass]).is_none()
        && text.word(verb.wrapping_sub(1)) == ","
}

/// Whether "to" leads a verb.
fn is_led(text: &Text<'_>, verb: usize) -> bool {
    text.syntax.dependents(verb).iter().any(|&d| text.syntax.relation(d) == Relation::Mark && text.is(d, "to"))
        || text.syntax.is_infinitive(verb)
        || verb > 0 && text.is(verb - 1, "to")
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

    fn by_oblique(&self) -> bool {
        self.is_direct() && matches!(self.relation(), Relation::Obl | Relation::Advcl | Relation::Nmod)
    }

    /// "Attended the summit", "took part in the talks": which the verb tells.
    fn is_attended(&self) -> bool {
        let lemma = self.text().lemma(self.predicate);
        let attends = |e: &lexicon::Entry<MeetingWord>| {
            e.meaning.shape == MeetingShape::Attend && e.phrase.split(' ').next() == Some(lemma)
        };
        self.reader.lexicon.meetings.iter().any(attends)
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

/// "On the sidelines of", "on the margins of".
pub fn is_margin(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lemma(at), "sideline" | "sidelines" | "margin" | "margins" | "fringe" | "fringes")
}

fn has_side(people: &[ActorRef]) -> bool {
    sides_of(people) > 0
}
