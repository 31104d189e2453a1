//! When, where, at what level and whether a meeting was held, as its own clause tells.

use servanda_language::{NameKind, Relation};
use servanda_model::{ActorRef, Assertion, Direction, EngagementStatus, Level, Side, TimeValue};

use super::frames::Frame;
use crate::{
    clause,
    lexicon::{Lexicon, MeetingShape, WordClass},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// The level of those who meet; where none holds an office, what the words say.
pub fn level(reader: &Reader<'_>, people: &[ActorRef], words: &Tokens) -> Option<Level> {
    let world = reader.text.world;
    let mut levels: Vec<Level> =
        people.iter().filter_map(|p| p.office.as_ref().and_then(|o| world.office(o)).map(|o| o.level)).collect();
    levels = sorted(levels);
    match levels.as_slice() {
        [one] => Some(*one),
        [] => {
            let text = &reader.text;
            words.clone().find_map(|t| match text.lemma(t) {
                "leader" | "president" | "premier" | "summit" => Some(Level::Leaders),
                "minister" => Some(Level::Ministers),
                "envoy" => Some(Level::Envoys),
                "official" | "diplomat" => Some(Level::Officials),
                _ => None,
            })
        }
        _ => Some(Level::Mixed),
    }
}

/// The place in the meeting's own words ("in Lima", "in the Chilean city of Arica"), else earlier in its sentence.
pub fn location(
    reader: &Reader<'_>,
    words: &Tokens,
    sentence: &Tokens,
    shape: MeetingShape,
    people: &[ActorRef],
) -> Option<(String, Option<Side>)> {
    let text = &reader.text;
    let place_in = |tokens: Tokens| {
        tokens.clone().filter(|&t| text.is_any(t, &["in", "at", "to", "visit", "visited"])).find_map(|preposition| {
            text.names_in(&(preposition + 1..(preposition + 7).min(tokens.end))).iter().find_map(|name| {
                let near = (preposition + 1..name.first)
                    .all(|t| !text.is_punctuation(t) && !text.is_any(t, &["and", "to", "on", "with"]));
                if !near || text.is_any(name.end, &["'s", "’s"]) {
                    return None;
                }
                match &name.kind {
                    NameKind::Place(side) => Some((text.words(&(name.first..name.end)).to_owned(), side.clone())),
                    NameKind::Metonym(side) | NameKind::Country(side) => {
                        Some((text.words(&(name.first..name.end)).to_owned(), Some(side.clone())))
                    }
                    NameKind::Demonym(side) if text.is(name.end, "capital") => {
                        Some((text.words(&(name.first..name.end + 1)).to_owned(), Some(side.clone())))
                    }
                    _ => None,
                }
            })
        })
    };
    // Where no place is named, a host receives at home.
    let at_home = || {
        let host = people.first().filter(|_| shape == MeetingShape::Host)?.side.clone()?;
        Some((text.world.side_name(&host).to_owned(), Some(host)))
    };
    place_in(words.clone()).or_else(at_home).or_else(|| place_in(sentence.start..words.start))
}

/// The larger gathering that the words name.
pub fn gathering(reader: &Reader<'_>, tokens: &Tokens) -> Option<String> {
    let text = &reader.text;
    text.names_in(tokens).iter().find_map(|name| match &name.kind {
        NameKind::Gathering(side) => Some(side.code().to_owned()),
        NameKind::Body(side)
            if (name.end..name.end + 3).any(|t| {
                matches!(text.lemma(t), "summit" | "meeting" | "forum" | "assembly" | "conference" | "gathering")
            }) =>
        {
            Some(side.code().to_owned())
        }
        _ => None,
    })
}

/// The time of the meeting: one of its own clause, else one earlier in the sentence, else the day on which it is told.
pub fn when(reader: &Reader<'_>, frame: &Frame, sentence: &Tokens) -> Option<(TimeValue, Tokens)> {
    let text = &reader.text;
    let own = own_times(reader, frame).next();
    let before = || {
        let time = text.times_in(sentence).iter().rfind(|t| t.end <= frame.words.start && is_calendar(&t.value))?;
        (!is_bound(text, time.first) && !is_of_tenure(text, time.end - 1)).then_some(time)
    };
    // "…, Chile said on Tuesday": news tells of a meeting on the day that it is told.
    let told = || {
        text.times_in(sentence).iter().find(|t| {
            matches!(t.value, TimeValue::OnWeekday { .. })
                && (t.first.saturating_sub(3)..t.first).any(|at| matches!(text.lemma(at), "say" | "tell"))
        })
    };
    own.or_else(before).or_else(told).map(|t| (t.value.clone(), t.first..t.end))
}

/// The times of the meeting's own clause.
pub fn own_times<'r>(
    reader: &'r Reader<'_>,
    frame: &'r Frame,
) -> impl Iterator<Item = &'r servanda_language::TimeExpression> {
    let text = &reader.text;
    let own = move |at: usize| {
        let first = text.syntax.upwards(at).find(|&t| t == frame.head || text.syntax.is_predicate(t));
        // One of two gatherings attended has words of its own.
        frame.word.shape == MeetingShape::Attend || first.is_some_and(|t| t == frame.head || t == frame.predicate)
    };
    let all = text.times_in(&frame.words).iter();
    all.filter(move |t| is_calendar(&t.value) && !is_bound(text, t.first) && own(t.end - 1))
}

/// "Had met before this year": a bound, not the time.
fn is_bound(text: &Text<'_>, at: usize) -> bool {
    text.is_any(at.wrapping_sub(1), &["before", "since", "until", "after"])
}

/// Whether the time has a place on the calendar.
pub fn is_calendar(value: &TimeValue) -> bool {
    !matches!(value, TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. })
}

/// "Since becoming minister in October", "who took office on 1 March": a time of a tenure, not of the meeting.
fn is_of_tenure(text: &Text<'_>, at: usize) -> bool {
    let verb = text.syntax.predicate(at);
    matches!(text.lemma(verb), "become" | "assume" | "appoint")
        || text.lemma(verb) == "take" && text.is(verb + 1, "office")
}

/// Whether the meeting was called off: it is what is "cancelled", "fell through" or "did not take place".
fn is_cancelled(reader: &Reader<'_>, frame: &Frame) -> bool {
    const WHAT: [Relation; 4] = [Relation::Obj, Relation::Nsubj, Relation::NsubjPass, Relation::Nmod];
    let syntax = &reader.text.syntax;
    let mut at = frame.head;
    for _ in 0..4 {
        let Some(above) = syntax.head(at) else { return false };
        if !WHAT.contains(&syntax.relation(at)) && !syntax.has_case(at, &["from"]) {
            return false;
        }
        if syntax.is_verb(above) {
            return calls_off(reader, above);
        }
        at = above;
    }
    false
}

/// Whether a verb says that something was called off.
pub fn calls_off(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    match text.lemma(verb) {
        "cancel" | "postpone" | "scrap" | "shelve" => true,
        "fall" => text.is(verb + 1, "through"),
        "call" => text.is(verb + 1, "off"),
        "stay" => text.is(verb + 1, "away"),
        "pull" | "withdraw" | "back" => text.is(verb + 1, "out") || text.is(verb + 1, "from"),
        "take" => text.is(verb + 1, "place") && clause::assertion(reader, verb) == Assertion::Negated,
        "happen" | "materialise" | "materialize" => clause::assertion(reader, verb) == Assertion::Negated,
        _ => false,
    }
}

/// "Agreed to hold": an infinitive tells of what is to come, unless it is the purpose of a journey ("flew to Lima to meet").
fn is_promised(text: &Text<'_>, predicate: usize) -> bool {
    let journey = |t: usize| Lexicon::builtin().is(WordClass::Journey, text.lemma(t));
    text.syntax.is_infinitive(predicate) && !text.syntax.upwards(predicate).skip(1).any(journey)
}

/// Whether it was held, is planned, or was called off.
pub fn status(reader: &Reader<'_>, frame: &Frame, when: Option<&TimeValue>) -> EngagementStatus {
    let text = &reader.text;
    let syntax = &text.syntax;
    let ahead = matches!(
        when,
        Some(
            TimeValue::Relative { offset: 1.., .. }
                | TimeValue::MonthDay { direction: Direction::Future, .. }
                | TimeValue::OnWeekday { direction: Direction::Future, .. }
                | TimeValue::InMonth { direction: Direction::Future, .. }
                | TimeValue::Relative { direction: Direction::Future, .. }
        )
    );
    let past = syntax.is_past(frame.predicate);
    // "The talks planned for March", "talks that Chile had proposed for March"
    let announced = syntax.dependents(frame.head).iter().any(|&d| {
        matches!(syntax.relation(d), Relation::Acl | Relation::AclRelcl)
            && matches!(text.lemma(d), "plan" | "propose" | "schedule" | "announce")
    });
    if is_cancelled(reader, frame) {
        EngagementStatus::Cancelled
    } else if announced
        || is_promised(text, frame.predicate)
        || clause::is_future(reader, frame.predicate)
        || ahead && !past
    {
        EngagementStatus::Planned
    } else {
        EngagementStatus::Held
    }
}
