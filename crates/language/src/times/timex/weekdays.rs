//! The days that a text means by bare weekdays: one for each name. Where its clauses seem to tell of two ("he flew out
//! Tuesday"; "he will land Tuesday"), the one that lies nearer to the day of writing is meant by both.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use servanda_model::calendar::{number, on_weekday};
use servanda_model::{Direction, TimeValue, Weekday};

use super::elements;
use crate::AnnotatedText;

/// The sides of the weekdays of whose side the text is not of one mind.
pub fn settled(text: &str, annotated: &AnnotatedText, written: Option<DateTime>) -> BTreeMap<Weekday, Direction> {
    let Some(written) = written.map(DateTime::date) else { return BTreeMap::new() };
    let mut sides: BTreeMap<Weekday, (bool, bool)> = BTreeMap::new();
    for time in &annotated.times {
        let bare = is_bare(&time.span.of(text).to_lowercase());
        let weekdays = elements(text, time).into_iter().filter_map(|(_, value)| weekday_of(&value));
        for (weekday, direction) in weekdays.filter(|_| bare) {
            let (behind, ahead) = sides.entry(weekday).or_default();
            *(if direction == Direction::Future { ahead } else { behind }) = true;
        }
    }
    let torn = sides.into_iter().filter(|(_, sides)| *sides == (true, true));
    torn.map(|(weekday, _)| (weekday, nearer_side(weekday, written))).collect()
}

/// Whether nothing before its name says which of its days is meant.
pub fn is_bare(words: &str) -> bool {
    const POSITIONS: [&str; 8] = ["last", "past", "previous", "next", "coming", "upcoming", "following", "this"];
    !words.split(' ').any(|word| POSITIONS.contains(&word))
}

fn weekday_of(value: &TimeValue) -> Option<(Weekday, Direction)> {
    match value {
        TimeValue::OnWeekday { weekday, direction, weeks: 0 } => Some((*weekday, *direction)),
        TimeValue::Range { from: None, to: Some(one) } | TimeValue::Range { from: Some(one), to: None } => {
            weekday_of(one)
        }
        _ => None,
    }
}

fn nearer_side(weekday: Weekday, written: Date) -> Direction {
    let away = |direction| (number(on_weekday(weekday.civil(), direction, 0, written)) - number(written)).abs();
    if away(Direction::Future) < away(Direction::Past) { Direction::Future } else { Direction::Past }
}
