//! The terms of an undertaking: by when, under which condition, and when it was undertaken.

use servanda_language::{Relation, Upos};
use servanda_model::{Direction, PartialDate, TimeValue};

use super::{acts::Act, frames::Frame};
use crate::{
    object,
    reader::Reader,
    text::{Text, Tokens},
};

/// How far behind an act its terms may stand.
const REACH: usize = 8;

/// The time behind an act, with its preposition: its due.
pub fn due(reader: &Reader<'_>, sentence: &Tokens, after: usize) -> Option<(Tokens, Option<TimeValue>)> {
    let text = &reader.text;
    let stops = |t: usize| text.syntax.is_verb(t) || matches!(text.word(t), "," | ";" | ":" | "." | "–" | "—");
    for at in after..sentence.end.min(after + REACH) {
        let soon = ["as", "soon", "as", "possible"];
        if (0..4).all(|n| text.is(at + n, soon[n])) {
            return Some((at..at + 4, None));
        }
        // "As soon as the rules are approved" is a condition.
        if text.is(at, "as") && text.is(at + 2, "as") {
            return None;
        }
        if object::starts_time(text, at) {
            return stated(text, at, sentence.end);
        }
        if stops(at) {
            return None;
        }
    }
    None
}

/// The time that the verb of an act has elsewhere: "hand Togo *by June* a plan", "will *soon* open", "complete the first part,
/// a line of 300 miles, *by March*"; of a gathering also its own ("attend the celebrations on 9 December").
pub fn due_of_verb(reader: &Reader<'_>, sentence: &Tokens, act: &Act) -> Option<(Tokens, Option<TimeValue>)> {
    const GATHER: [&str; 7] = ["attend", "hold", "host", "invite", "meet", "convene", "visit"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let verb = act.verb?;
    let own = GATHER.contains(&act.lemma.as_str()).then_some(act.trigger);
    let hangs = |&&d: &&usize| {
        let relation = syntax.relation(d);
        text.time_at(d).is_some()
            && matches!(relation, Relation::Obl | Relation::OblUnmarked | Relation::Advmod | Relation::Nmod)
    };
    let below = syntax.dependents(verb).iter().chain(own.map_or(&[][..], |noun| syntax.dependents(noun)));
    let starts = below.filter(hangs).map(|&d| syntax.below(d).start.max(sentence.start));
    starts.filter(|&at| object::starts_time(text, at)).find_map(|at| stated(text, at, sentence.end))
}

/// The time in front of "will" or "is to": "On Friday Togo will receive …".
pub fn due_before(reader: &Reader<'_>, sentence: &Tokens, frame: &Frame) -> Option<(Tokens, Option<TimeValue>)> {
    let text = &reader.text;
    let own = |t: usize| {
        let top =
            text.syntax.upwards(t).take(4).find(|&at| {
                text.syntax.relation(at) == Relation::Obl || text.syntax.relation(at) == Relation::OblUnmarked
            });
        top.and_then(|top| text.syntax.head(top)) == Some(frame.anchor)
    };
    let starts = |&at: &usize| {
        object::starts_time(text, at) && own(text.times_in(&(at..at + 3)).first().map_or(at, |time| time.first))
    };
    let start = (sentence.start..frame.cue).find(starts)?;
    stated(text, start, frame.cue)
}

/// The time that begins at `start`, perhaps with its preposition, where it lies ahead.
fn stated(text: &Text<'_>, start: usize, end: usize) -> Option<(Tokens, Option<TimeValue>)> {
    let time = (start..start + 4).find_map(|t| text.time_at(t))?;
    // "Talks held in September": a time of the thing, not a due.
    let held = start.checked_sub(1).is_some_and(|before| text.syntax.relation(before) == Relation::Acl);
    let lasts = matches!(time.value, TimeValue::Duration { .. }) && !text.is_any(start, &["within", "in", "over"]);
    // "Days after the vote": no time by itself.
    let leans = matches!(time.value, TimeValue::Vague { direction: Direction::Either, .. })
        && text.is_any(time.end.saturating_sub(1), &["after", "before"]);
    if held
        || leans
        || is_own_of_noun(text, time.first, time.end)
        || is_past(&time.value)
        || lasts
        || matches!(time.value, TimeValue::Set { .. })
    {
        return None;
    }
    let first = start.checked_sub(usize::from(start > 0 && text.is(start - 1, "the"))).unwrap_or(start);
    let before = first.checked_sub(1).filter(|&t| text.is_any(t, &["over", "within", "before", "during", "until"]));
    let start = before.unwrap_or(start);
    // "during the 2025 visit"
    let start = if text.is(first, "during") { first } else { start };
    let noun = text.is(start, "during") && time.end < end && !text.is_punctuation(time.end);
    Some((start..time.end + usize::from(noun), Some(time.value.clone())))
}

/// "In a February 2017 phone call": the time of the thing behind it.
fn is_own_of_noun(text: &Text<'_>, first: usize, end: usize) -> bool {
    // "At the 19th-century palace"
    let age = (first..end).any(|t| text.lower(t).contains("century"));
    let noun = |t: usize| matches!(text.syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Adj);
    age || text.is_any(first.saturating_sub(1), &["a", "an"]) && noun(end)
}

/// Whether a time lies behind: when something was agreed, not by when it is to be done.
fn is_past(value: &TimeValue) -> bool {
    matches!(
        value,
        TimeValue::InMonth { direction: Direction::Past, .. }
            | TimeValue::MonthDay { direction: Direction::Past, .. }
            | TimeValue::OnWeekday { direction: Direction::Past, .. }
            | TimeValue::Relative { direction: Direction::Past, .. }
            | TimeValue::Relative { offset: ..0, .. }
            | TimeValue::MonthOfRelativeYear { years: ..0, .. }
            | TimeValue::Vague { direction: Direction::Past, .. }
    )
}

/// Whether a time is one day.
pub fn is_day(value: Option<&TimeValue>) -> bool {
    matches!(
        value,
        Some(
            TimeValue::OnWeekday { .. }
                | TimeValue::MonthDay { .. }
                | TimeValue::Absolute { date: PartialDate::Day(_), .. }
        )
    )
}

/// "No date had been set", "without naming a date" in the rest of the sentence or the next; "on a date yet to be set" in
/// the rest of this one.
pub fn none_set(reader: &Reader<'_>, rest: Tokens) -> Option<Tokens> {
    let text = &reader.text;
    let next = text.sentence_of(rest.end).map_or(rest.end, |s| s.end);
    let date = |t: usize| matches!(text.lemma(t), "date" | "detail" | "timetable" | "timeline" | "deadline");
    let set = |t: usize| matches!(text.lemma(t), "set" | "give" | "fix" | "announce" | "agree" | "provide" | "name");
    let both = |t: usize, end: usize| {
        let near = t + 1..end.min(t + REACH);
        let date = text.find(near.start..near.end.min(t + 4), date)?;
        Some(date.max(text.find(near, set)?) + 1)
    };
    let denied = (rest.start..next).filter(|&t| text.is_any(t, &["no", "without"]));
    let open = rest.clone().filter(|&t| date(t) && text.is_any(t + 1, &["yet", "to"])).map(|t| t.saturating_sub(1));
    let none = denied.map(|t| (t, next)).chain(open.map(|t| (t, rest.end)));
    none.filter_map(|(t, end)| both(t, end).map(|end| t..end)).min_by_key(|found| found.start)
}

/// "If Niger withdraws its troops", "conditions permitting", "only once the rules are approved": the words of a condition
/// behind the act and its due.
pub fn condition(reader: &Reader<'_>, sentence: &Tokens, after: usize) -> Option<Tokens> {
    let text = &reader.text;
    let start = (after..sentence.end.min(after + REACH)).find(|&t| {
        text.is_any(t, &["if", "unless", "provided"])
            || text.is(t, "once") && !text.is(t.saturating_sub(1), "at") && !text.is_any(t + 1, &["more", "again"])
            || text.is_any(t, &["on", "under"]) && text.is(t + 1, "condition") && text.is(t + 2, "that")
            || text.is(t, "as")
                && text.is_any(t + 1, &["soon", "long"])
                && text.is(t + 2, "as")
                && !is_unbounded(text, t + 3)
            || text.is(t, "only") && text.is_any(t + 1, &["once", "if", "after", "when"])
            || text.is(t, "subject") && text.is(t + 1, "to")
            || text.is(t, "conditions") && text.is(t + 1, "permitting")
    })?;
    let end = (start..sentence.end)
        .find(|&t| matches!(text.word(t), "," | "." | ";") || text.is_quote_mark(t))
        .unwrap_or(sentence.end);
    Some(start..end)
}

/// "If Niger withdraws, | Togo will …": the words of a condition in front.
pub fn condition_before(reader: &Reader<'_>, frame: &Frame) -> Option<Tokens> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let sentence = text.sentence_of(frame.cue)?;
    let opens =
        |t: usize| syntax.relation(t) == Relation::Mark && text.is_any(t, &["if", "unless", "once", "provided"]);
    // The parser may hang it on the verb of speech.
    let start = (sentence.first..frame.cue).rfind(|&t| opens(t))?;
    let supposes = |verb: usize| verb < frame.cue && syntax.relation(verb) == Relation::Advcl;
    syntax.head(start).filter(|&verb| supposes(verb))?;
    let end = text.find(start..frame.cue, |t| text.word(t) == ",")?;
    Some(start..end)
}

/// "As soon as possible", "as long as it takes": no condition.
fn is_unbounded(text: &Text<'_>, at: usize) -> bool {
    let word = at + usize::from(text.is(at, "it"));
    text.is_any(word, &["possible", "takes", "necessary", "needed", "required", "is"])
}

/// Whether a time lies ahead: nothing was agreed then.
pub fn is_ahead(value: &TimeValue) -> bool {
    matches!(
        value,
        TimeValue::Relative { offset: 1.., .. }
            | TimeValue::Relative { direction: Direction::Future, .. }
            | TimeValue::InMonth { direction: Direction::Future, .. }
            | TimeValue::MonthDay { direction: Direction::Future, .. }
            | TimeValue::OnWeekday { direction: Direction::Future, .. }
            | TimeValue::MonthOfRelativeYear { years: 1.., .. }
    )
}

/// "Agreed in September", "in October Togo agreed": when it was undertaken, where the text says so.
pub fn undertaken_when(reader: &Reader<'_>, frame: &Frame, acts_from: usize) -> Option<TimeValue> {
    let text = &reader.text;
    if text.is_any(frame.cue, &["will", "shall", "would", "should"]) || text.lemma(frame.cue) == "be" {
        return None;
    }
    let predicate = text.syntax.predicate(frame.anchor);
    let start = text.syntax.clause_start(predicate).min(frame.cue);
    let calendar = |value: &&TimeValue| {
        !matches!(
            value,
            TimeValue::OnWeekday { .. } | TimeValue::Duration { .. } | TimeValue::Vague { .. } | TimeValue::Set { .. }
        )
    };
    let times = text.times_in(&(start..acts_from.max(frame.cue)));
    times.iter().map(|time| &time.value).find(calendar).cloned()
}
