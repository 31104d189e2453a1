//! TIMEX3 (ISO-TimeML) for temporal expressions: type, value and modifier, anchored at the day of writing.
//!
//! This module goes through a text and keeps the time that the next expression may lean on; `value` finds one value,
//! `spelling` writes it, `length` the lengths.

mod length;
mod spelling;
mod value;
mod weekdays;

use jiff::civil::DateTime;
use servanda_model::{Direction, Span, TimeUnit, TimeValue};

use super::context::directed;
use super::detail::{Every, TimeDetail};
use crate::{AnnotatedText, TimeExpression};
use spelling::clock;
use value::{Anchor, day_clock, day_of_month, numbered_week, season};

/// What TIMEX3 says of one expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// The index of the expression in `AnnotatedText::times` that it belongs to.
    pub expression: usize,
    /// The attribute `type`.
    pub kind: TimexKind,
    /// The attribute `value` ("2024-11-04", "P2D", "2024-W45", "PAST_REF"); places that nobody knows are `X`.
    pub value: String,
    /// The attribute `mod`.
    pub modifier: Option<TimexModifier>,
    /// The attribute `quant` of a set ("EVERY").
    pub quantifier: Option<String>,
    /// The attribute `freq` of a set ("2X").
    pub frequency: Option<String>,
}

/// The four types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexKind {
    /// A calendar time of a day or more.
    Date,
    /// A time of the day.
    Time,
    /// A length.
    Duration,
    /// A time that comes again.
    Set,
}

impl TimexKind {
    /// As TimeML spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What words like "early" or "about" do to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexModifier {
    /// "early", "the beginning of"
    Start,
    /// "mid-"
    Mid,
    /// "late", "the end of"
    End,
    /// "about"
    Approx,
    /// "more than"
    MoreThan,
    /// "less than"
    LessThan,
    /// "at least"
    EqualOrMore,
    /// "at most", "up to"
    EqualOrLess,
}

impl TimexModifier {
    /// As TimeML spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::EqualOrLess => "EQUAL_OR_LESS",
        }
    }
}

/// The TIMEX3 elements of a text that was annotated, in order and not overlapping.
///
/// They are not one for each of `annotated.times`: "from March to May" is one expression and two elements, "as soon as
/// possible" an expression and none. Times that lean on the day of writing are counted from `document_date`; without one
/// their unknown places are `X`. "That month", "the day before" and the like lean on the last calendar time before them.
pub fn timexes(text: &str, annotated: &AnnotatedText, document_date: Option<DateTime>) -> Vec<Timex> {
    let mut anchor = Anchor::new(document_date, weekdays::settled(text, annotated, document_date));
    let mut out = Vec::new();
    for (expression, time) in annotated.times.iter().enumerate() {
        if time.detail.unmarked {
            continue;
        }
        let words = time.span.of(text).to_lowercase();
        let figure = follows_figure(text.get(..time.span.start as usize).unwrap_or_default());
        for (span, value) in elements(text, time) {
            let one = One { words: &words, value: &value, detail: &time.detail, figure };
            let mut timex = one.timex(&mut anchor, span, expression);
            if timex.kind == TimexKind::Duration {
                timex.span = without_signal(text, span);
            }
            out.push(timex);
        }
    }
    out
}

/// The spans of the elements that an expression is made of, and their values, on the sides that the words around tell.
fn elements(text: &str, time: &TimeExpression) -> Vec<(Span, TimeValue)> {
    let after = text.get(time.span.end as usize..).unwrap_or_default();
    let before = text.get(..time.span.start as usize).unwrap_or_default();
    let possessive = after.starts_with("'s") || after.starts_with('’');
    let ahead = before.trim_end().ends_with("head of");
    let behind = time.detail.behind || time.span.of(text).to_lowercase().starts_with("last");
    let told = |value: &TimeValue| {
        let value = value.clone();
        if ahead { not_over(value) } else { sided(value, possessive, behind) }
    };
    match (&time.value, time.detail.ends) {
        (TimeValue::Range { from: Some(from), to: Some(to) }, Some((first, second))) => {
            vec![(first, told(from)), (second, told(to))]
        }
        _ => vec![(time.span, told(time.detail.stretch.as_ref().unwrap_or(&time.value)))],
    }
}

/// A length without the word that counts it from another time: "two weeks" of "two weeks after the vote".
fn without_signal(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let signals = ["after", "before", "later", "earlier"];
    let length = signals.iter().find_map(|signal| words.strip_suffix(signal)).unwrap_or(words).trim_end();
    let start = span.start as usize;
    Span::new(start, start + length.len())
}

/// Whether a text ends in a figure that a time may be compared by: "from $2 million", "12 cents a share,", "than".
fn follows_figure(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches(',');
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(last, "million" | "billion" | "share" | "percent" | "than")
        || last.trim_end_matches('%').ends_with(|c: char| c.is_ascii_digit())
}

/// What a report tells to have come "ahead of Wednesday's vote" has mostly come before the report, too, and the vote has not.
fn not_over(value: TimeValue) -> TimeValue {
    let open = |value: &TimeValue| {
        matches!(
            value,
            TimeValue::OnWeekday { direction: Direction::Either, .. }
                | TimeValue::MonthDay { direction: Direction::Either, .. }
                | TimeValue::InMonth { direction: Direction::Either, .. }
        )
    };
    match value {
        TimeValue::Range { from: Some(ref from), .. } if open(from) => directed(value, Direction::Future),
        _ if open(&value) => directed(value, Direction::Future),
        other => other,
    }
}

/// "Wednesday's ruling" lies behind whatever its clause says, "until Wednesday" ahead unless told otherwise.
fn sided(value: TimeValue, possessive: bool, behind: bool) -> TimeValue {
    match value {
        TimeValue::OnWeekday { weekday, direction: Direction::Future, weeks: 0 } if possessive => {
            TimeValue::OnWeekday { weekday, direction: Direction::Past, weeks: 0 }
        }
        TimeValue::Range { from: None, to: Some(to) } => match *to {
            TimeValue::OnWeekday { weekday, weeks, .. } => {
                let direction = if behind { Direction::Past } else { Direction::Future };
                TimeValue::OnWeekday { weekday, direction, weeks }
            }
            other => other,
        },
        other => other,
    }
}

/// One element before it is written.
struct One<'t> {
    /// Lower case.
    words: &'t str,
    value: &'t TimeValue,
    detail: &'t TimeDetail,
    /// Whether a figure stands before it.
    figure: bool,
}

impl One<'_> {
    fn timex(&self, anchor: &mut Anchor, span: Span, expression: usize) -> Timex {
        let (kind, value) = self.kind_and_value(anchor);
        let (quantifier, frequency) = match self.value {
            TimeValue::Set { times, .. } => {
                let quantifier = ["every", "each"].iter().find(|q| self.words.starts_with(**q));
                (quantifier.map(|q| q.to_uppercase()), (*times > 1).then(|| format!("{times}X")))
            }
            _ => (None, None),
        };
        Timex { span, expression, kind, value, modifier: self.detail.modifier, quantifier, frequency }
    }

    fn kind_and_value(&self, anchor: &mut Anchor) -> (TimexKind, String) {
        match self.value {
            TimeValue::Duration { unit, halves } => {
                anchor.pass(*unit, *halves);
                (TimexKind::Duration, length::written(&self.detail.length, *unit, *halves))
            }
            TimeValue::Set { unit, .. } => (TimexKind::Set, self.set(*unit)),
            TimeValue::Vague { direction } => self.vague(*direction, anchor),
            TimeValue::Anaphoric { unit, .. }
                if self.detail.beside || *unit <= TimeUnit::Hour && !self.detail.length.is_empty() =>
            {
                (TimexKind::Duration, length::written(&self.detail.length, TimeUnit::Day, None))
            }
            TimeValue::Range { from: Some(_), to: Some(_) } if !self.detail.length.is_empty() => {
                (TimexKind::Duration, length::written(&self.detail.length, TimeUnit::Day, None))
            }
            TimeValue::Relative { unit: TimeUnit::Year, offset: -1, .. } if self.is_year_ago() => {
                (TimexKind::Date, anchor.period_before())
            }
            _ => {
                let date = anchor.date(self.value, self.detail, self.words);
                match self.detail.clock {
                    Some(time) => (TimexKind::Time, format!("{date}{}", clock(time))),
                    None => (TimexKind::Date, date),
                }
            }
        }
    }

    /// "from $2 million a year ago": the same period of the year before.
    fn is_year_ago(&self) -> bool {
        self.figure && self.words.ends_with("year ago")
    }

    /// "annual", "every Friday", "every morning".
    fn set(&self, unit: TimeUnit) -> String {
        let time = self.detail.clock.map(clock).unwrap_or_default();
        match self.detail.every {
            Some(Every::Weekday(weekday)) => format!("XXXX-WXX-{}{time}", weekday as u8 + 1),
            Some(Every::Month(month)) => format!("XXXX-{:02}", month.number()),
            Some(Every::Day(month, day)) => format!("XXXX-{:02}-{day:02}", month.number()),
            Some(Every::Season(season)) => format!("XXXX-{}", season.as_str()),
            Some(Every::Part(part)) => format!("XXXX-XX-XXT{}", part.as_str()),
            Some(Every::Length(number, TimeUnit::Quarter)) => format!("P{number}Q"),
            Some(Every::Length(number, unit)) if time.is_empty() => {
                length::written(&[(unit, Some(number.saturating_mul(100)))], unit, None)
            }
            Some(Every::Some(unit)) => length::written(&[(unit, None)], unit, None),
            Some(Every::Length(..)) => format!("XXXX-XX-XX{time}"),
            None => length::written(&[], unit, Some(2)),
        }
    }

    /// What has no calendar meaning in the record: times of a day, seasons, moving holidays, "recently".
    fn vague(&self, direction: Direction, anchor: &mut Anchor) -> (TimexKind, String) {
        if let Some(time) = self.detail.clock {
            return (TimexKind::Time, day_clock(anchor, time));
        }
        if let Some(week) = self.detail.week_number {
            return (TimexKind::Date, numbered_week(anchor, week));
        }
        if let Some(day) = self.detail.day {
            return (TimexKind::Date, day_of_month(anchor, day));
        }
        if self.detail.season.is_some() || self.detail.holiday.is_some() {
            return (TimexKind::Date, season(anchor, self.detail, direction, self.words));
        }
        let counted = !self.detail.length.is_empty() && !self.words.ends_with("ago");
        match direction {
            _ if counted => (TimexKind::Duration, length::written(&self.detail.length, TimeUnit::Day, None)),
            Direction::Past => (TimexKind::Date, "PAST_REF".to_owned()),
            Direction::Future => (TimexKind::Date, "FUTURE_REF".to_owned()),
            Direction::Either => (TimexKind::Date, "PRESENT_REF".to_owned()),
        }
    }
}
