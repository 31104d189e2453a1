//! One temporal expression at a piece: families of expressions, each a method that returns the longest it can read.
//!
//! A family reads forms, not uses: what the preposition before an expression makes of it is the matter of `context`.

mod clock;
mod dates;
mod frequency;
mod leaning;
mod lengths;
mod moment;
mod named;
mod numbers;
mod parts;
mod ranges;
mod weekdays;

use servanda_model::{Direction, TimeUnit, TimeValue};

pub use self::numbers::whole;
use super::detail::TimeDetail;
pub use super::pieces::Pieces;
use super::{holidays, words};

/// An expression that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// One past its last piece.
    pub end: usize,
    /// What it means so far.
    pub value: TimeValue,
    /// Whether the tense of its clause decides on its direction.
    pub open: bool,
    /// What it says beyond the value.
    pub detail: TimeDetail,
    /// Of a range of two times: where the first ends and the second begins.
    pub joint: Option<(usize, usize)>,
}

impl Hit {
    /// An expression whose words say on which side of the day of writing it lies.
    fn closed(end: usize, value: TimeValue) -> Self {
        Self { end, value, open: false, detail: TimeDetail::default(), joint: None }
    }

    /// An expression whose side the tense of its clause tells.
    fn open(end: usize, value: TimeValue) -> Self {
        Self { open: true, ..Self::closed(end, value) }
    }

    /// With more detail.
    fn with(mut self, change: impl FnOnce(&mut TimeDetail)) -> Self {
        change(&mut self.detail);
        self
    }

    /// With another end.
    fn until(self, end: usize) -> Self {
        Self { end, ..self }
    }
}

/// Every family, in no order that matters: the longest hit wins.
const FAMILIES: [fn(&Pieces, usize) -> Option<Hit>; 21] = [
    Pieces::numbered_week,
    Pieces::week_of,
    Pieces::day_of_month,
    Pieces::weekday_expression,
    Pieces::month_first,
    Pieces::day_first,
    Pieces::year_first,
    Pieces::written_date,
    Pieces::year,
    Pieces::decade_or_century,
    Pieces::part_of,
    Pieces::quarter,
    Pieces::season,
    Pieces::day_word,
    Pieces::unit_by_position,
    Pieces::unit_by_adverb,
    Pieces::length,
    Pieces::leaning,
    Pieces::frequency,
    Pieces::named_day,
    Pieces::vague_phrase,
];

impl Pieces {
    /// The longest expression that begins at `i`: a time, or two that make a range.
    pub fn expression(&self, i: usize) -> Option<Hit> {
        if !self.begins(i) {
            return None;
        }
        let longest =
            self.range(i).into_iter().chain(self.moment(i)).chain(self.single(i)).max_by_key(|hit| hit.end)?;
        self.may_end(longest.end).then_some(longest)
    }

    /// Whether any expression begins with the word at `i`; most words begin none.
    fn begins(&self, i: usize) -> bool {
        let word = self.at(i);
        let number = word.starts_with(|c: char| c.is_numeric() || matches!(c, '\'' | '’' | '`'));
        let ordinal = || self.tens(i).is_some() || self.shape(i) == Some(crate::Shape::Mixed);
        number || words::may_begin(word) || holidays::may_begin(word) || ordinal()
    }

    /// The longest expression of one family that begins at `i`.
    fn single(&self, i: usize) -> Option<Hit> {
        if !self.begins(i) {
            return None;
        }
        FAMILIES
            .iter()
            .filter_map(|family| family(self, i))
            .filter(|hit| self.may_end(hit.end))
            .max_by_key(|hit| hit.end)
    }
}

fn relative(unit: TimeUnit, offset: i32) -> TimeValue {
    TimeValue::Relative { unit, offset, part: None, direction: Direction::Either }
}

fn range(from: TimeValue, to: TimeValue) -> TimeValue {
    TimeValue::Range { from: Some(Box::new(from)), to: Some(Box::new(to)) }
}

/// Whether a value is a stretch of the calendar, and no length or frequency.
pub fn is_point(value: &TimeValue) -> bool {
    !matches!(
        value,
        TimeValue::Duration { .. }
            | TimeValue::Set { .. }
            | TimeValue::Vague { .. }
            | TimeValue::Range { .. }
            | TimeValue::Anaphoric { .. }
    )
}

/// Whether a value is one day.
fn is_day(value: &TimeValue) -> bool {
    match value {
        TimeValue::OnWeekday { .. } | TimeValue::MonthDay { .. } | TimeValue::Numeric { .. } => true,
        TimeValue::Absolute { date, .. } => matches!(date, servanda_model::PartialDate::Day(_)),
        TimeValue::MonthOfRelativeYear { day, .. } => day.is_some(),
        TimeValue::Relative { unit, .. } | TimeValue::Anaphoric { unit, .. } => *unit == TimeUnit::Day,
        _ => false,
    }
}
