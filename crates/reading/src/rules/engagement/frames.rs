//! Which words tell of a meeting, in which clause, and who takes part: read off the syntax.

use servanda_language::{NameKind, Relation, TimeExpression, Upos};
use servanda_model::{ActorRef, Form, Side};

use super::circumstances;
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{self, MeetingShape, MeetingWord, WordClass},
    reader::Reader,
    rules::mechanism,
    text::{Text, Tokens},
};

/// A word that tells of a meeting, with its clause.
pub struct Frame {
    /// The word.
    pub head: usize,
    /// What it names.
    pub word: MeetingWord,
    /// The predicate of the clause in which it is told.
    pub predicate: usize,
    /// The words that tell of it.
    pub words: Tokens,
    /// Who takes part, each once, as named here; a host first.
    pub people: Vec<ActorRef>,
    /// How its words place the meeting against what its clause tells.
    pub when: Placed,
    /// A noun that says on what occasion or for what its clause tells something ("for talks with").
    is_occasion: bool,
}

/// How a meeting is placed against what the clause tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// It is what the clause tells.
    Told,
    /// "After talks with B": it was over.
    Before,
    /// "Ahead of talks with B", "the planned talks": it is to come.
    After,
}

/// Prepositions of an occasion: "after talks with", "at a meeting".
const OCCASIONS: [&str; 5] = ["at", "in", "during", "after", "following"];
/// Prepositions before what is to come: "ahead of talks with".
const AHEAD: [&str; 4] = ["before", "ahead", "ahead of", "prior"];

/// The frames of a sentence.
pub fn find(reader: &Reader<'_>, sentence: &Tokens) -> Vec<Frame> {
    let text = &reader.text;
    let mut frames = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let hit = lexicon::longest_of(&reader.lexicon.meetings, text, at, sentence.end, |word| {
            let upos = text.syntax.upos(at);
            // "Is due to visit", which the parser may take for a noun behind "due to".
            let due = at > sentence.start + 1 && text.is(at - 1, "to") && text.is(at - 2, "due");
            // "A State Visit", "the High-level Meeting": officialese writes nouns like names.
            let noun = matches!(upos, Upos::Noun | Upos::Propn) && !due;
            if word.is_verb { upos == Upos::Verb || due } else { noun }
        });
        let Some((entry, tokens)) =
            hit.filter(|_| !text.is_quoted(at) && text.name_at(at).is_none_or(|n| n.kind == NameKind::Other))
        else {
            at += 1;
            continue;
        };
        let head = if entry.meaning.is_verb { at } else { tokens.end - 1 };
        if entry.meaning.is_verb {
            frames.extend(of_verb(reader, head, entry.meaning));
        } else {
            frames.extend(of_noun(reader, head, entry.meaning));
        }
        at = tokens.end;
    }
    one_of_each(text, frames)
}

/// A visit and its meeting are one (codebook, 5): "received B for talks", "visited Chile to meet B".
fn one_of_each(text: &Text<'_>, frames: Vec<Frame>) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::with_capacity(frames.len());
    for frame in frames {
        let syntax = &text.syntax;
        let purpose = frame.head == frame.predicate && syntax.is_infinitive(frame.head);
        let above = if purpose { syntax.head(frame.head) } else { Some(frame.predicate) };
        let whole = out.iter_mut().find(|f| f.head != frame.head && f.word.is_verb && Some(f.head) == above);
        match whole.filter(|_| frame.is_occasion && frame.when != Placed::After || purpose) {
            Some(whole) => whole.take_in(frame),
            None => out.push(frame),
        }
    }
    out
}

impl Frame {
    /// Takes in those who take part in a meeting that is part of this one.
    fn take_in(&mut self, part: Frame) {
        let bare = |a: &ActorRef| a.name.is_none() && a.office.is_none();
        let known = |side: &Option<Side>, people: &[ActorRef]| people.iter().any(|a| a.side == *side);
        // "Travelled to Chile for talks with Peru's minister": Chile is only where.
        if part.people.iter().any(|a| !known(&a.side, &self.people)) {
            self.people.retain(|a| !bare(a) || known(&a.side, &part.people));
        }
        for actor in part.people {
            match self.people.iter_mut().find(|a| a.side == actor.side) {
                Some(bare) if bare.name.is_none() && bare.office.is_none() => *bare = actor,
                Some(_) => {}
                None => self.people.push(actor),
            }
        }
        self.words.end = self.words.end.max(part.words.end);
    }
}

/// "A met B", "A received B", "A travelled to B's capital"; attendance at two gatherings is two.
fn of_verb(reader: &Reader<'_>, verb: usize, word: MeetingWord) -> Vec<Frame> {
    let text = &reader.text;
    // "Have met three times since April" tells of several.
    let counted = |&d: &usize| {
        text.is(d, "twice") || text.lemma(d) == "time" && text.syntax.dependent(d, &[Relation::Nummod]).is_some()
    };
    let own_time = |t: &TimeExpression| !text.is_any(t.first.wrapping_sub(1), &["since", "before"]);
    let dated = text.times_in(&clause_words(text, verb)).iter().any(own_time);
    if text.syntax.dependents(verb).iter().any(counted) && !dated {
        return Vec::new();
    }
    let Some(people) = taking_part(reader, verb, word) else { return Vec::new() };
    let people = if word.shape == MeetingShape::Meet { of_channel(reader, verb, people) } else { people };
    let words = clause_words(text, verb);
    let frame = |words: Tokens| Frame {
        head: verb,
        word,
        predicate: verb,
        words,
        people: people.clone(),
        when: Placed::Told,
        is_occasion: false,
    };
    let syntax = &text.syntax;
    let attended = syntax.dependent(verb, &[Relation::Obj]).filter(|_| word.shape == MeetingShape::Attend);
    let parts = attended.map_or_else(Vec::new, |object| syntax.coordinated(object));
    match parts.as_slice() {
        [_, second, ..] => {
            let cut = syntax.below(*second).start;
            let joint = usize::from(text.is(cut, "and"));
            vec![frame(text.strip_end(words.start..cut)), frame(cut + joint..words.end)]
        }
        _ => vec![frame(words)],
    }
}

/// "The working group met last week": those who convene the channel, where nobody else is named.
fn of_channel(reader: &Reader<'_>, verb: usize, people: Vec<ActorRef>) -> Vec<ActorRef> {
    let text = &reader.text;
    let is_channel = |noun: usize| {
        let named = |e: &lexicon::Entry<bool>| e.meaning && e.at(text, noun, noun + 1).is_some();
        reader.lexicon.channels.iter().any(named)
    };
    // "Which last met in Lima" dates the channel.
    let dates = text.syntax.dependents(verb).iter().any(|&d| text.is(d, "last"));
    let noun = text.syntax.subject(verb).filter(|&noun| people.len() < 2 && !dates && is_channel(noun));
    noun.map_or(people, |noun| bare(mechanism::conveners(reader, noun)))
}

/// Sides without anybody who is named.
fn bare(sides: Vec<Side>) -> Vec<ActorRef> {
    sides.into_iter().map(|side| ActorRef { side: Some(side), ..ActorRef::default() }).collect()
}

/// Those who take part in what a verb tells; `None` where it tells of no meeting.
fn taking_part(reader: &Reader<'_>, verb: usize, word: MeetingWord) -> Option<Vec<ActorRef>> {
    let syntax = &reader.text.syntax;
    let mut people: Vec<&Mention> = clause::subjects(reader, verb);
    let objects = || arguments(reader, verb, &[Relation::Obj, Relation::Iobj], &[]);
    let with = || arguments(reader, verb, &[Relation::Obl], &["with"]);
    let by = || arguments(reader, verb, &[Relation::OblAgent], &["by"]);
    let mut host = None;
    let text = &reader.text;
    match word.shape {
        MeetingShape::Meet => {
            // "Discussed the issue with B": what is discussed takes no part.
            let matter = syntax.dependent(verb, &[Relation::Obj]).filter(|_| text.lemma(verb) == "discuss");
            match matter {
                Some(matter) => people.extend(arguments(reader, matter, &[Relation::Nmod], &["with"])),
                None => people.extend(objects()),
            }
            people.extend(with());
            if sides_of(&people) < 2 && matter.is_none() {
                people.extend(behind(reader, verb));
            }
        }
        MeetingShape::CallOn => {
            // "Called on B to act" is a demand.
            if syntax.dependents(verb).iter().any(|&d| syntax.is_infinitive(d)) {
                return None;
            }
            let host = arguments(reader, verb, &[Relation::Obl, Relation::Obj], &[]);
            people.extend(host.into_iter().filter(|m| m.kind == MentionKind::Person));
        }
        MeetingShape::Sign => {
            people.extend([with(), by()].concat());
            people.retain(|m| matches!(m.kind, MentionKind::Person | MentionKind::Office | MentionKind::Group));
        }
        MeetingShape::Call => {
            let by_line = |t: usize| text.is_any(t, &["phone", "telephone", "video", "videoconference"]);
            text.find(clause_words(text, verb), by_line)?;
            people.extend([with(), arguments(reader, verb, &[Relation::Obl], &["to"])].concat());
        }
        MeetingShape::Bring => {
            syntax.dependents(verb).iter().find(|&&d| text.is(d, "together"))?;
            people.extend(objects());
        }
        MeetingShape::Host => {
            let guests = [objects(), by(), hosted(reader, verb)].concat();
            let person = |m: &&Mention| m.actors.iter().any(|a| a.name.is_some() || a.office.is_some());
            if !guests.iter().any(person) {
                return None;
            }
            // "B was received by A": the host stands first.
            let passive = syntax.dependent(verb, &[Relation::NsubjPass]).is_some();
            people = if passive { [guests, people].concat() } else { [people, guests].concat() };
        }
        MeetingShape::Visit => {
            host = destination(text, verb);
            people.extend(inviting(reader, verb, host.as_ref()?));
        }
        MeetingShape::Attend => people.extend(with()),
    }
    Some(joined(people, host))
}

/// "Hosted a meeting with A and B", "hosted talks between A and B": who takes part in what is hosted.
fn hosted<'r>(reader: &'r Reader<'_>, verb: usize) -> Vec<&'r Mention> {
    let text = &reader.text;
    let meets = |t: usize| reader.lexicon.meetings.iter().any(|e| !e.meaning.is_verb && e.phrase == text.lemma(t));
    let is_hosted = |&&d: &&usize| matches!(text.syntax.relation(d), Relation::Obj | Relation::Obl) && meets(d);
    let meetings = text.syntax.dependents(verb).iter().filter(is_hosted);
    meetings.flat_map(|&noun| arguments(reader, noun, &[Relation::Nmod], &["with", "between", "of"])).collect()
}

/// "Talks between A and B", "A held talks with B", "at a meeting with B, A said", "A's visit to B".
fn of_noun(reader: &Reader<'_>, noun: usize, word: MeetingWord) -> Option<Frame> {
    const WITH: [&str; 6] = ["of", "between", "with", "among", "by", "for"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let is = |class, at| reader.lexicon.is(class, text.lemma(at));
    let mut top = noun;
    while let Some(above) = syntax
        .head(top)
        .filter(|&h| matches!(syntax.relation(top), Relation::Nmod | Relation::Conj) && is(WordClass::Measure, h))
    {
        top = above;
    }
    let mut people = arguments(reader, noun, &[Relation::Nmod, Relation::NmodPoss], &WITH);
    if top != noun {
        people.extend(arguments(reader, top, &[Relation::Nmod], &WITH));
    }
    if people.is_empty() {
        people.extend(behind(reader, noun));
    }
    let predicate = syntax.predicate(top);
    let relation = syntax.relation(top);
    let direct = syntax.head(top) == Some(predicate);
    let supported = direct && is(WordClass::Support, predicate) && syntax.is_verb(predicate);
    let by_oblique = direct && matches!(relation, Relation::Obl | Relation::Advcl | Relation::Nmod);
    let ahead = is_ahead(text, top, predicate);
    // "Travelled to Lima for talks", "stayed away from talks"; "called for talks" tells of none.
    let sought = is(WordClass::Wish, predicate) || is(WordClass::Ahead, predicate) && predicate != top;
    let purpose = syntax.has_case(top, &["for"])
        && (is_journey(reader, predicate) || by_oblique && !sought && syntax.is_past(predicate))
        || circumstances::calls_off(reader, predicate) && syntax.has_case(top, &["from"]);
    // "Invited B to Lima for talks on 2 May"
    let invited = syntax.has_case(top, &["for"]) && by_oblique && text.lemma(predicate) == "invite";
    let purpose = purpose || invited;
    // "Agreed on the sidelines of the summit": who does something there together meets there.
    let margin = matches!(text.lemma(noun), "sideline" | "sidelines" | "margin" | "margins");
    let occasion = by_oblique && (syntax.has_case(top, &OCCASIONS) || purpose || ahead || margin);
    let is_subject = direct && matches!(relation, Relation::Nsubj | Relation::NsubjPass);
    let mut words = clause_words(text, predicate);
    match relation {
        Relation::Obj if supported => people.extend(clause::subjects(reader, predicate)),
        // "After talks with B, A said": whose talks they are is said by the clause.
        _ if occasion => {
            if sides_of(&people) < 2 {
                people.extend(clause::subjects(reader, predicate));
            }
            if sides_of(&people) < 2 {
                people.extend(arguments(reader, predicate, &[Relation::Obj, Relation::Iobj], &[]));
            }
        }
        // "Talks between A and B are needed", "were proposed": wished for, not told of.
        Relation::NsubjPass | Relation::Nsubj if is_subject => {
            let tells =
                is(WordClass::Support, predicate) || is(WordClass::Happening, predicate) || is_placed(text, noun);
            let happened = syntax.is_past(predicate) && tells && !is(WordClass::Wish, predicate);
            if !(happened || clause::is_future(reader, predicate) || circumstances::calls_off(reader, predicate)) {
                return None;
            }
        }
        // Talked about, not told of: "backs talks between A and B".
        _ if margin || !is_placed(text, noun) => return None,
        _ => words = syntax.below(noun),
    }
    if supported || is_subject {
        people.extend(arguments(reader, predicate, &[Relation::Obl], &["with", "between"]));
    }
    if supported {
        people.extend(arguments(reader, predicate, &[Relation::OblAgent], &["by"]));
    }
    if ahead || occasion && syntax.below(top).end <= predicate {
        // In front of the clause, the occasion's own words tell of it; what is ahead has no other.
        words = syntax.below(top);
    }
    let over = occasion && syntax.has_case(top, &["after", "following"]);
    // "Opened their long-awaited summit": it has begun.
    let begun = (supported || is_subject) && clause::tense(reader, predicate) == clause::Tense::Past;
    let called_off = circumstances::calls_off(reader, predicate);
    // Whoever arrives or leaves for talks has them after.
    let transit = purpose && matches!(text.lemma(predicate), "arrive" | "depart" | "leave" | "fly" | "head" | "land");
    let when = if ahead || invited || transit || is_announced(text, noun) && (!begun || called_off) {
        Placed::After
    } else if over {
        Placed::Before
    } else {
        Placed::Told
    };
    // "To arrive in Lima for a visit" goes where the journey goes.
    let travels = purpose && is_journey(reader, predicate) || supported && relation == Relation::Obj;
    let travelled = || destination(text, predicate).filter(|_| travels);
    let host = match word.shape {
        MeetingShape::Visit => Some(destination(text, noun).or_else(travelled)?),
        _ => None,
    };
    if let Some(host) = &host {
        people.extend(inviting(reader, predicate, host));
    }
    let form = form_by(text, noun, word.form);
    let mut people = joined(people, host);
    // "Its fourth session will be held in Lima"
    if people.len() < 2 && (is_subject || supported) && mechanism::is_one_of_series(text, noun) {
        people = bare(mechanism::conveners(reader, noun));
    }
    Some(Frame {
        head: noun,
        word: MeetingWord { form, ..word },
        predicate,
        words,
        people,
        when,
        is_occasion: occasion,
    })
}

/// "Ahead of Monday's summit", "on the eve of his meeting", "expectations of their summit".
fn is_ahead(text: &Text<'_>, noun: usize, predicate: usize) -> bool {
    let syntax = &text.syntax;
    let path = || syntax.upwards(noun).take_while(|&t| t != predicate);
    // The parser hangs "ahead" on the verb as well.
    let behind_ahead = |t: usize| {
        let start = syntax.below(t).start;
        text.is(start, "of") && start.checked_sub(1).is_some_and(|before| text.is(before, "ahead"))
    };
    path().any(|t| syntax.has_case(t, &AHEAD) || behind_ahead(t))
        || path().skip(1).any(|t| matches!(text.lemma(t), "eve" | "expectation" | "preparation" | "prospect" | "hope"))
}

/// Whether a noun's own words say when it was, or where people met: "the meeting between A and B in Lima".
fn is_placed(text: &Text<'_>, noun: usize) -> bool {
    let below = text.syntax.below(noun);
    let place = |name: &servanda_language::Name| {
        matches!(name.kind, NameKind::Place(_) | NameKind::Metonym(_) | NameKind::Country(_))
            && text.syntax.has_case(name.end - 1, &["in", "at"])
    };
    !text.times_in(&below).is_empty() || text.names_in(&below).iter().any(place)
}

/// "The planned talks", "upcoming meeting", "talks that Chile had proposed for March": not had yet.
fn is_announced(text: &Text<'_>, noun: usize) -> bool {
    const TO_COME: [&str; 14] = [
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
    ];
    let syntax = &text.syntax;
    syntax.dependents(noun).iter().any(|&d| match syntax.relation(d) {
        Relation::Amod => TO_COME.contains(&text.lower(d).as_str()),
        Relation::Acl | Relation::AclRelcl => {
            matches!(text.lemma(d), "plan" | "propose" | "schedule" | "announce" | "set" | "expect")
        }
        _ => false,
    })
}

/// Whether a verb tells of a journey or a reception, whose purpose a meeting may be.
fn is_journey(reader: &Reader<'_>, verb: usize) -> bool {
    let meeting = |e: &lexicon::Entry<MeetingWord>| e.meaning.is_verb && e.phrase == reader.text.lemma(verb);
    reader.lexicon.meetings.iter().any(meeting) || reader.lexicon.is(WordClass::Journey, reader.text.lemma(verb))
}

/// "At the invitation of President Vega": the host in person, where he is of the side visited.
fn inviting<'r>(reader: &'r Reader<'_>, verb: usize, host: &Side) -> Vec<&'r Mention> {
    let syntax = &reader.text.syntax;
    let invitation = |&&d: &&usize| reader.text.lemma(d) == "invitation";
    let invitations = syntax.dependents(verb).iter().filter(invitation);
    // "Of His Excellency Luis Vega": the form of address may come between.
    let people = invitations.flat_map(|&d| reader.actors.within(&syntax.below(d)));
    people.filter(|m| m.sides().as_slice() == std::slice::from_ref(host)).take(1).collect()
}

/// "Phone talks", "a video meeting", "talks by telephone".
fn form_by(text: &Text<'_>, noun: usize, usual: Form) -> Form {
    let below = text.syntax.below(noun);
    let near = below.start..below.end.min(noun + 4);
    let names = |words: &[&str]| text.find(near.clone(), |t| text.is_any(t, words)).is_some();
    if names(&["phone", "telephone"]) {
        Form::Phone
    } else if names(&["video", "virtual", "videoconference", "online"]) {
        Form::Video
    } else {
        usual
    }
}

/// The mentions that depend on a word in one of these relations, with one of these prepositions (none: any).
fn arguments<'r>(reader: &'r Reader<'_>, head: usize, relations: &[Relation], cases: &[&str]) -> Vec<&'r Mention> {
    let syntax = &reader.text.syntax;
    let fits = |&&d: &&usize| {
        let relation = syntax.relation(d);
        let possessor = relation == Relation::NmodPoss;
        relations.contains(&relation) && (cases.is_empty() || possessor || syntax.has_case(d, cases))
    };
    syntax.dependents(head).iter().filter(fits).flat_map(|&d| clause::mentions_of(reader, d)).collect()
}

/// The mention right behind a word or its preposition, whatever the parser made of a name with its title.
fn behind<'r>(reader: &'r Reader<'_>, at: usize) -> Vec<&'r Mention> {
    let text = &reader.text;
    let from = at + 1 + usize::from(text.is_any(at + 1, &["with", "between", "of"]));
    let next = reader.actors.within(&(from..from + 2)).first();
    let near = next.filter(|m| (from..m.tokens.start).all(|t| text.is_any(t, &["the", "his", "her", "its", "their"])));
    near.map_or_else(Vec::new, |mention| clause::mentions_of(reader, clause::top(text, &mention.tokens)))
}

fn sides_of(people: &[&Mention]) -> usize {
    crate::reader::sorted(people.iter().flat_map(|m| m.sides()).collect()).len()
}

/// The side that a journey goes to: "visited Chile", "a trip to the Chilean capital".
fn destination(text: &Text<'_>, journey: usize) -> Option<Side> {
    let syntax = &text.syntax;
    let goes = |&&d: &&usize| match syntax.relation(d) {
        Relation::Obj => true,
        Relation::Obl | Relation::Nmod => syntax.has_case(d, &["to", "in"]),
        _ => false,
    };
    syntax.dependents(journey).iter().filter(goes).find_map(|&d| {
        let side = |name: &servanda_language::Name| match &name.kind {
            NameKind::Place(side) => side.clone(),
            NameKind::Demonym(side) | NameKind::Country(side) | NameKind::Metonym(side) => Some(side.clone()),
            _ => None,
        };
        text.name_at(d).and_then(side).or_else(|| text.names_in(&(syntax.below(d).start..d)).iter().find_map(side))
    })
}

/// The actors of mentions, each once, and the host of a visit where none of them is his.
fn joined(people: Vec<&Mention>, host: Option<Side>) -> Vec<ActorRef> {
    let mut out: Vec<ActorRef> = Vec::new();
    for mention in people {
        for actor in &mention.actors {
            let mut actor = actor.clone();
            if mention.retired {
                actor.office = None;
            }
            let twice = out.iter().any(|a| *a == actor || a.name.is_some() && a.name == actor.name);
            // "Every participant has a side" (codebook, 5).
            if !twice && actor.side.is_some() {
                out.push(actor);
            }
        }
    }
    if let Some(host) = host.filter(|host| !out.iter().any(|a| a.side.as_ref() == Some(host))) {
        out.push(ActorRef { side: Some(host), ..ActorRef::default() });
    }
    // A bare side beside its own minister adds nobody, nor does the minister without his name.
    let all = out.clone();
    let says_more = |a: &ActorRef, b: &ActorRef| {
        a.side == b.side
            && a.name.is_none()
            && (b.name.is_some() && (a.office.is_none() || b.office.is_none() || a.office == b.office)
                || a.office.is_none() && b.office.is_some())
    };
    out.retain(|a| !all.iter().any(|b| says_more(a, b)));
    out
}

/// The words of a predicate's clause: its own first word to its last, what stands in clauses behind it left out.
fn clause_words(text: &Text<'_>, predicate: usize) -> Tokens {
    let syntax = &text.syntax;
    let own = |&&d: &&usize| !syntax.is_predicate(d) || syntax.relation(d) == Relation::Xcomp;
    let ends = syntax.dependents(predicate).iter().filter(own).map(|&d| syntax.below(d).end);
    text.strip_end(syntax.clause_start(predicate)..ends.max().unwrap_or(0).max(predicate + 1))
}
