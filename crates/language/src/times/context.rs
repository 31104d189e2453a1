//! What the words around an expression make of it: its direction, and the range that a preposition opens.

use servanda_model::{Direction, TimeUnit, TimeValue};

use super::parse::{Hit, Pieces, is_point};
use super::tense;
use crate::{Token, Xpos};

/// Whether a bound ("by Friday") lies behind: its clause stands in the past perfect, or tells what came about by then.
pub fn is_bound_behind(pieces: &Pieces, tokens: &[Token], at: usize) -> bool {
    let first = pieces.token(at);
    match pieces.before(at, 1) {
        "by" => tense::is_past_perfect(tokens, first) || tense::is_done_by(tokens, first),
        "until" | "till" => tense::is_past_perfect(tokens, first),
        _ => false,
    }
}

/// The value of a hit that begins at piece `at`, and the stretch that it is a bound of ("since the 1990s"); `tokens` are
/// those of its sentence.
pub fn value(pieces: &Pieces, tokens: &[Token], at: usize, hit: &Hit) -> (TimeValue, Option<TimeValue>) {
    let value = hit.value.clone();
    // "Monday's talks": the possessive ends what a preposition could open.
    let possessive = matches!(pieces.at(hit.end), "'s" | "’s");
    let opens = if possessive && pieces.before(at, 1) == "from" { "" } else { pieces.before(at, 1) };
    let tokens_of = (pieces.token(at), pieces.token(hit.end - 1) + 1);
    let tense = || tense::direction(tokens, tokens_of.0, tokens_of.1.min(tokens.len()));
    let direction = match (opens, hit.open) {
        (_, false) => Direction::Either,
        ("since", true) => Direction::Past,
        // "gave him until mid-November": what was granted may end on either side of the report.
        ("until" | "till" | "through", true)
            if is_of_month(&value) && tense::is_prolonged(tokens, pieces.token(at)) =>
        {
            Direction::Either
        }
        ("by" | "until" | "till", true) => match tense() {
            Direction::Either => Direction::Future,
            told => told,
        },
        // "set a hearing for Friday"; but "the fines for Friday's march"
        ("for", true) if !possessive && matches!(value, TimeValue::OnWeekday { .. }) => match tense() {
            Direction::Past => Direction::Future,
            told => told,
        },
        _ => tense(),
    };
    let value = if hit.open { directed(value, direction) } else { value };
    let anchored = is_point(&value) || matches!(value, TimeValue::Range { .. });
    let whole = value.clone();
    let value = match (opens, value) {
        ("within", TimeValue::Duration { unit, halves: Some(halves) }) => ahead(unit, halves, Some(now())),
        // "in the first three years" is within them.
        ("in", TimeValue::Duration { unit, halves: Some(halves) })
            if pieces.at(at) != "the" && is_ahead(pieces, tokens, at, tokens_of) =>
        {
            ahead(unit, halves, None)
        }
        ("since", value) if anchored => TimeValue::Range { from: Some(Box::new(beginning(value))), to: None },
        ("from", value) if anchored && !matches!(value, TimeValue::Range { .. }) => {
            TimeValue::Range { from: Some(Box::new(value)), to: None }
        }
        ("by" | "until" | "till" | "before", value) if anchored => {
            TimeValue::Range { from: None, to: Some(Box::new(ending(value))) }
        }
        ("than", value) if anchored && matches!(pieces.before(at, 2), "later" | "earlier") => {
            match pieces.before(at, 2) {
                "later" => TimeValue::Range { from: None, to: Some(Box::new(ending(value))) },
                _ => TimeValue::Range { from: Some(Box::new(beginning(value))), to: None },
            }
        }
        (_, value) => value,
    };
    let closed = |value: &TimeValue| matches!(value, TimeValue::Range { from: Some(_), to: Some(_) });
    let bounds = closed(&whole) && hit.joint.is_none() && matches!(value, TimeValue::Range { .. }) && !closed(&value);
    (value, bounds.then_some(whole))
}

/// Whether a value is a month or a day of one, without its year.
fn is_of_month(value: &TimeValue) -> bool {
    matches!(value, TimeValue::InMonth { .. } | TimeValue::MonthDay { .. })
}

fn now() -> TimeValue {
    TimeValue::Relative { unit: TimeUnit::Day, offset: 0, part: None, direction: Direction::Either }
}

/// "in two weeks" with a clause that points forward; "the first visit in two years", "the third time in a month" and "the
/// most in a decade" tell lengths.
fn is_ahead(pieces: &Pieces, tokens: &[Token], at: usize, of: (usize, usize)) -> bool {
    let first = (at.saturating_sub(12)..at).any(|k| {
        matches!(pieces.at(k), "first" | "not" | "n't" | "never" | "no")
            || matches!(pieces.xpos(k), Xpos::Jjs | Xpos::Rbs)
    });
    let again = pieces.before(at, 2) == "time";
    // "in a year that saw two wars"
    let told = pieces.at(at) == "a" && matches!(pieces.at(at + 2), "that" | "when" | "which");
    !told && !first && !again && tense::direction(tokens, of.0, of.1.min(tokens.len())) == Direction::Future
}

/// The time that lies `halves` half units ahead; with `from`, everything up to it.
fn ahead(unit: TimeUnit, halves: u32, from: Option<TimeValue>) -> TimeValue {
    let (unit, offset) = super::parse::whole(unit, halves.saturating_mul(50));
    let to = TimeValue::Relative { unit, offset, part: None, direction: Direction::Either };
    match from {
        Some(from) => TimeValue::Range { from: Some(Box::new(from)), to: Some(Box::new(to)) },
        None => to,
    }
}

fn beginning(value: TimeValue) -> TimeValue {
    match value {
        TimeValue::Range { from: Some(from), .. } => *from,
        other => other,
    }
}

fn ending(value: TimeValue) -> TimeValue {
    match value {
        TimeValue::Range { to: Some(to), .. } => *to,
        other => other,
    }
}

/// The value with the direction that its clause gave.
pub fn directed(value: TimeValue, direction: Direction) -> TimeValue {
    match value {
        TimeValue::MonthDay { month, day, weekday, .. } => TimeValue::MonthDay { month, day, weekday, direction },
        TimeValue::InMonth { month, part, .. } => TimeValue::InMonth { month, part, direction },
        TimeValue::OnWeekday { weekday, weeks, .. } => TimeValue::OnWeekday { weekday, direction, weeks },
        TimeValue::Relative { unit, offset, part, .. } => TimeValue::Relative { unit, offset, part, direction },
        TimeValue::Vague { .. } => TimeValue::Vague { direction },
        TimeValue::Range { from, to } => {
            let inner = |side: Option<Box<TimeValue>>| side.map(|value| Box::new(directed(*value, direction)));
            TimeValue::Range { from: inner(from), to: inner(to) }
        }
        other => other,
    }
}
