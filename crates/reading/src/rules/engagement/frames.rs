//! Which words tell of a meeting, in which clause, and who takes part: read off the syntax.

use servanda_language::{NameKind, Relation, Upos};
use servanda_model::{ActorRef, Form, Side};

use super::{
    nouns,
    parties::{self, bare, is_person, joined, sides_of},
    same, verbs,
};
use crate::{
    clause,
    lexicon::{self, MeetingShape, MeetingWord, WordClass},
    reader::{Reader, sorted},
    rules::mechanism,
    text::{Text, Tokens},
};

/// A word that tells of a meeting, with its clause.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The word.
    pub head: usize,
    /// Which of several meetings of the same word it is ("calls with A and B").
    pub number: usize,
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
    pub is_occasion: bool,
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
    /// "Praised B's visit in May": named only, whatever its clause tells.
    Named,
}

/// Who takes part, by their places.
#[derive(Debug, Default)]
pub struct Parties {
    /// Those who act: the subject, the visitor, the host who receives.
    pub own: Vec<ActorRef>,
    /// Those with whom they do it.
    pub others: Vec<ActorRef>,
    /// The sides visited.
    pub hosts: Vec<Side>,
    /// Each of the others was met by himself.
    pub apart: bool,
}

impl Parties {
    /// Who takes part in each of the meetings: a visit to two countries is two, and so are calls to two ministers.
    pub fn meetings(mut self) -> Vec<Vec<ActorRef>> {
        let own = sorted(self.own.iter().filter_map(|a| a.side.clone()).collect());
        let others = sorted(self.others.iter().filter_map(|a| a.side.clone()).filter(|s| !own.contains(s)).collect());
        if self.apart && own.len() == 1 && others.len() > 1 {
            let with = |side: &Side| {
                let other = self.others.iter().filter(|a| a.side.as_ref() == Some(side));
                joined(self.own.iter().chain(other).cloned().collect(), None)
            };
            return others.iter().map(with).collect();
        }
        self.own.append(&mut self.others);
        // "Travelled to Chile for talks with Peru's minister": Chile is only where.
        let met = sides_of(&self.own) > 1 && self.own.iter().filter(|a| is_person(a)).count() > 1;
        let hosts =
            self.hosts.into_iter().filter(|host| !met || self.own.iter().any(|a| a.side.as_ref() == Some(host)));
        let visits: Vec<_> = hosts.map(|host| joined(self.own.clone(), Some(host))).collect();
        if visits.is_empty() { vec![joined(self.own, None)] } else { visits }
    }
}

/// The frames of a sentence.
pub fn find(reader: &Reader<'_>, sentence: &Tokens) -> Vec<Frame> {
    let text = &reader.text;
    let mut frames = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        frames.extend(verbs::of_stay(reader, at));
        frames.extend(verbs::of_guest(reader, at));
        let hit = lexicon::longest_of(&reader.lexicon.meetings, text, at, sentence.end, |word| {
            let upos = text.syntax.upos(at);
            // "Is due to visit", which the parser may take for a noun behind "due to".
            let due = at > sentence.start + 1 && text.is(at - 1, "to") && text.is(at - 2, "due");
            // "A State Visit", "the High-level Meeting": officialese writes nouns like names.
            // "A one-on-one" may be taken for a number.
            let noun = matches!(upos, Upos::Noun | Upos::Propn | Upos::Num) && !due;
            if word.is_verb { upos == Upos::Verb || due } else { noun }
        });
        let open = |n: &servanda_language::Name| matches!(n.kind, NameKind::Other | NameKind::Gathering(_));
        let told = !text.is_quoted(at) || is_own_word(reader, at);
        if hit.is_none() && told && is_session(reader, at) {
            frames.extend(nouns::of_noun(reader, at, SESSION));
        }
        let Some((entry, tokens)) = hit.filter(|_| told && text.name_at(at).is_none_or(open)) else {
            at += 1;
            continue;
        };
        if entry.meaning.is_verb {
            frames.extend(verbs::of_verb(reader, at, entry.meaning));
        } else {
            // "A note of protest" is a note.
            frames.extend(nouns::of_noun(reader, clause::top(text, &tokens), entry.meaning));
        }
        at = tokens.end;
    }
    one_of_each(text, frames)
}

/// What a channel with a number is: one of its meetings.
const SESSION: MeetingWord = MeetingWord { is_verb: false, form: Form::InPerson, shape: MeetingShape::Meet };

/// "At the ninth Joint Commission in Lima": a channel that is counted, where no noun of a meeting says so.
fn is_session(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let channel = || reader.lexicon.channels.iter().any(|c| c.meaning && c.at(text, at, at + 1).is_some());
    let within = || text.syntax.head(at).is_some_and(|head| is_meeting(reader, head));
    matches!(text.syntax.upos(at), Upos::Noun | Upos::Propn)
        && channel()
        && mechanism::is_one_of_series(text, at)
        && !within()
}

/// "“Today I spoke with the foreign minister of Peru,” B said": what a speaker tells of himself.
fn is_own_word(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let subject = text.syntax.subject(text.syntax.predicate(at));
    let speaker = |&t: &usize| text.is_any(t, &["i", "we"]);
    subject.filter(speaker).and_then(|t| reader.actors.at(t)).is_some_and(|m| !m.sides().is_empty())
}

/// A visit and its meeting are one (codebook, 5): "received B for talks", "visited Chile to meet B".
fn one_of_each(text: &Text<'_>, frames: Vec<Frame>) -> Vec<Frame> {
    let syntax = &text.syntax;
    let is_part = |f: &Frame| !f.word.is_verb || is_purpose(text, f) || is_where(text, f);
    let (parts, mut out): (Vec<Frame>, Vec<Frame>) = frames.into_iter().partition(is_part);
    for frame in parts {
        let own = is_purpose(text, &frame) || is_where(text, &frame);
        let above = |f: &Frame| match frame.word.is_verb {
            true if is_purpose(text, &frame) => syntax.head(frame.head) == Some(f.head),
            true => syntax.upwards(frame.head).skip(1).any(|t| t == f.head),
            false => f.head == frame.predicate || f.predicate == frame.predicate && text.name_at(f.head).is_some(),
        };
        // What one side signs during a visit is no meeting of its own.
        let lone = |f: &Frame| f.word.shape == MeetingShape::Sign && sides_of(&f.people) < 2;
        let is_whole = |f: &Frame| f.head != frame.head && f.word.is_verb && above(f) && !lone(f);
        // "Has arrived in Lima for his meeting with Vega": he is there, the meeting is to come.
        let arrives = |f: &Frame| matches!(text.lemma(f.head), "arrive" | "land" | "depart" | "leave" | "fly" | "head");
        let wholes: Vec<&mut Frame> = out.iter_mut().filter(|f| is_whole(f)).collect();
        let leads = frame.is_occasion && frame.when == Placed::After && wholes.iter().any(|f| arrives(f));
        if wholes.is_empty() || !(leads || own || frame.is_occasion && frame.when != Placed::After) {
            out.push(frame);
            continue;
        }
        // "Is leaving for Lima on Sunday for talks with B on Monday": of the day that the talks have.
        if let (true, [whole]) = (leads && has_own_day(text, &frame), wholes.as_slice()) {
            let mut talks = frame.clone();
            let mut way = (**whole).clone();
            way.people.retain(is_person);
            talks.take_in(&way);
            let journey = whole.head;
            out.retain(|f| f.head != journey);
            out.push(talks);
            continue;
        }
        // "Spoke by telephone with A and B", one after the other: what they have in common.
        let several = wholes.len() > 1;
        for whole in wholes {
            if leads {
                whole.when = Placed::After;
            }
            if several {
                whole.take_form(&frame);
            } else {
                whole.take_in(&frame);
            }
        }
    }
    // "Held separate meetings with A and B on the sidelines": the margin adds no meeting.
    let told: Vec<(usize, usize)> = out.iter().map(|f| (f.head, f.predicate)).collect();
    let others = |f: &Frame| {
        let (own, predicate) = (f.head, f.predicate);
        told.iter().filter(move |&&(head, at)| head != own && at == predicate).map(|&(head, _)| head)
    };
    out.retain(|f| {
        // What stands right behind is the gathering itself: "on the sidelines of a conference".
        !(nouns::is_margin(text, f.head) && others(f).any(|head| head < f.head || head > f.head + GATHERING))
    });
    out.sort_by_key(|frame| (frame.head, frame.number));
    out
}

/// "Talks with B on Monday", "Monday's talks"
fn has_own_day(text: &Text<'_>, frame: &Frame) -> bool {
    text.times_in(&text.syntax.below(frame.head)).iter().any(|time| same::is_day(&time.value))
}

/// So many words behind "sidelines" name the gathering.
const GATHERING: usize = 8;

/// "Flew to Lima to meet Vega"
fn is_purpose(text: &Text<'_>, frame: &Frame) -> bool {
    let joined = text.syntax.relation(frame.head) == Relation::Conj;
    frame.word.is_verb && frame.head == frame.predicate && !joined && text.syntax.is_infinitive(frame.head)
}

/// "Will travel to Lima, where she will meet Vega"
fn is_where(text: &Text<'_>, frame: &Frame) -> bool {
    let opens = |&d: &usize| text.syntax.relation(d) == Relation::Advmod && text.is(d, "where");
    frame.word.is_verb && text.syntax.dependents(frame.head).iter().any(opens)
}

impl Frame {
    /// Takes in those who take part in a meeting that is part of this one.
    fn take_in(&mut self, part: &Self) {
        let bare = |a: &ActorRef| !is_person(a);
        let known = |side: &Option<Side>, people: &[ActorRef]| people.iter().any(|a| a.side == *side);
        // "Travelled to Chile for talks with Peru's minister": Chile is only where.
        if part.people.iter().any(|a| !known(&a.side, &self.people)) {
            self.people.retain(|a| !bare(a) || known(&a.side, &part.people));
        }
        // "Visited Lima to attend the summit": of a gathering, Peru is only the place.
        if part.word.shape == MeetingShape::Attend && sides_of(&part.people) < 2 {
            self.people.retain(|a| !bare(a));
            self.word.shape = MeetingShape::Attend;
        }
        for actor in part.people.iter().cloned() {
            match self.people.iter_mut().find(|a| a.side == actor.side) {
                Some(own) if bare(own) => *own = actor,
                Some(_) => {}
                None => self.people.push(actor),
            }
        }
        self.take_form(part);
    }

    /// "Discussed it by telephone"
    fn take_form(&mut self, part: &Self) {
        // "Met in Lima to talk"
        let talks = part.word.is_verb && part.word.shape == MeetingShape::Speak;
        if part.word.form != Form::InPerson && !talks {
            self.word.form = part.word.form;
        }
        self.words.end = self.words.end.max(part.words.end);
    }

    /// The frames of one word, a frame for each of its meetings, with those who brought the others together.
    pub fn of_each(self, reader: &Reader<'_>, parties: Parties) -> Vec<Frame> {
        let frame = |(number, people): (usize, Vec<ActorRef>)| {
            let mediators = parties::mediators(reader, &self.words);
            let people = joined(people.into_iter().chain(mediators).collect(), None);
            Frame { number, people, ..self.clone() }
        };
        parties.meetings().into_iter().enumerate().map(frame).collect()
    }
}

/// Whether a verb tells of a journey or a reception, whose purpose a meeting may be.
pub fn is_journey(reader: &Reader<'_>, verb: usize) -> bool {
    let lemma = reader.text.lemma(verb);
    let meeting = |e: &lexicon::Entry<MeetingWord>| e.meaning.is_verb && e.phrase == lemma;
    (reader.lexicon.meetings.iter().any(meeting) || reader.lexicon.is(WordClass::Journey, lemma))
        && !reader.lexicon.is(WordClass::Wish, lemma)
}

/// Whether a noun names a meeting.
pub fn is_meeting(reader: &Reader<'_>, noun: usize) -> bool {
    let lemma = reader.text.lemma(noun);
    reader.lexicon.meetings.iter().any(|e| !e.meaning.is_verb && e.phrase == lemma)
}

/// Whether a phrase names a gathering that sides attend: "the G20 summit", "the inauguration of the President".
pub fn is_event(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let own = text.syntax.below(noun);
    let press = |t: usize| text.is_any(t, &["press", "news", "phone", "video", "joint"]);
    let held = reader.lexicon.is(WordClass::Event, text.lemma(noun));
    let named = text.name_at(noun).is_some_and(|name| matches!(name.kind, NameKind::Gathering(_)));
    (held || named || is_meeting(reader, noun) && super::circumstances::gathering(reader, &own).is_some())
        && text.find(own.start..noun, press).is_none()
        && !nouns::is_margin(text, noun)
}

/// The sides whose own an event is: "the inauguration of the President of Ghana", "Tanzania's independence celebrations".
pub fn hosts_of_event(reader: &Reader<'_>, noun: usize) -> Vec<ActorRef> {
    let text = &reader.text;
    if !reader.lexicon.is(WordClass::Ceremony, text.lemma(noun)) {
        return Vec::new();
    }
    let own = text.syntax.below(noun);
    let named = reader.actors.within(&own).iter().filter(|m| m.sides().len() == 1).take(1).collect::<Vec<_>>();
    let place = || text.names_in(&own).iter().find_map(|name| parties::place_side(text, name.end - 1));
    if named.is_empty() { bare(place().into_iter().collect()) } else { parties::actors(&named) }
}

/// The words of a predicate's clause: its own first word to its last, what stands in clauses behind it left out.
pub fn clause_words(text: &Text<'_>, predicate: usize) -> Tokens {
    let syntax = &text.syntax;
    let own = |&&d: &&usize| !syntax.is_predicate(d) || syntax.relation(d) == Relation::Xcomp;
    let ends = syntax.dependents(predicate).iter().filter(own).map(|&d| syntax.below(d).end);
    text.strip_end(syntax.clause_start(predicate)..ends.max().unwrap_or(0).max(predicate + 1))
}
