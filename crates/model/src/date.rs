//! Calendar dates as documents state them: a day, a month, a year, or a range; never a guessed day.

use std::fmt;

use jiff::civil::{Date, date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A date that could not be read or made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of the form `2024`, `2024-11` or `2024-11-04`.
    #[error("{0:?} is no date of the form 2024, 2024-11 or 2024-11-04")]
    Form(String),
    /// `2024-13` or `2024-13-01`.
    #[error("there is no such month as {0}")]
    NoMonth(String),
    /// `2024-02-30`.
    #[error("there is no such day as {0}")]
    NoDay(String),
    /// The end lies before the beginning.
    #[error("the range ends ({to}) before it begins ({from})")]
    Order {
        /// Beginning.
        from: Date,
        /// End.
        to: Date,
    },
}

/// A year, a month of a year, or a day: ISO 8601 at reduced precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// `2024`
    Year(i16),
    /// `2024-11`
    Month(i16, i8),
    /// `2024-11-04`
    Day(Date),
}

impl PartialDate {
    /// Reads `2024`, `2024-11` or `2024-11-04`.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let bad = || DateError::Form(text.to_owned());
        let mut parts = text.split('-');
        let year = parts.next().filter(|p| p.len() == 4).and_then(|p| p.parse().ok()).ok_or_else(bad)?;
        let digits = |p: &str| p.bytes().all(|b| b.is_ascii_digit());
        let number = |p: &str| if p.len() == 2 && digits(p) { p.parse::<i8>().ok() } else { None };
        let month = parts.next().map(|p| number(p).ok_or_else(bad)).transpose()?;
        let day = parts.next().map(|p| number(p).ok_or_else(bad)).transpose()?;
        if parts.next().is_some() {
            return Err(bad());
        }
        match (month, day) {
            (None, _) => Ok(Self::Year(year)),
            (Some(m), _) if !(1..=12).contains(&m) => Err(DateError::NoMonth(text.to_owned())),
            (Some(m), None) => Ok(Self::Month(year, m)),
            (Some(m), Some(d)) => Date::new(year, m, d).map(Self::Day).map_err(|_| DateError::NoDay(text.to_owned())),
        }
    }

    /// All days that the date may mean.
    pub fn interval(&self) -> Interval {
        match *self {
            Self::Year(y) => Interval { from: date(y, 1, 1), to: date(y, 12, 31) },
            Self::Month(y, m) => {
                let first = date(y, m, 1);
                Interval { from: first, to: first.last_of_month() }
            }
            Self::Day(d) => Interval::day(d),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Day(d) => write!(f, "{d}"),
        }
    }
}

/// A closed range of days, its beginning not after its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    from: Date,
    to: Date,
}

impl Interval {
    /// All days from `from` to `to`, both included.
    pub fn new(from: Date, to: Date) -> Result<Self, DateError> {
        if from <= to { Ok(Self { from, to }) } else { Err(DateError::Order { from, to }) }
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// First day.
    pub fn from(&self) -> Date {
        self.from
    }

    /// Last day.
    pub fn to(&self) -> Date {
        self.to
    }

    /// Number of days, at least 1.
    pub fn days(&self) -> i64 {
        i64::from((self.to - self.from).get_days()) + 1
    }

    /// Whether a date of these days tells what is new from what is old: no more than a year.
    pub fn is_close(&self) -> bool {
        const YEAR: i64 = 366;
        self.days() <= YEAR
    }

    /// Whether `day` lies in the range.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the ranges share a day.
    pub fn meets(&self, other: Interval) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// The days that both hold.
    pub fn intersection(&self, other: Interval) -> Option<Interval> {
        Interval::new(self.from.max(other.from), self.to.min(other.to)).ok()
    }

    /// The finest of day, month, year that the range is exactly; else a range.
    pub fn precision(&self) -> Precision {
        let (f, t) = (self.from, self.to);
        if f == t {
            Precision::Day
        } else if f.day() == 1 && t == f.last_of_month() {
            Precision::Month
        } else if (f.month(), f.day()) == (1, 1) && (t.month(), t.day()) == (12, 31) && f.year() == t.year() {
            Precision::Year
        } else {
            Precision::Range
        }
    }
}

impl fmt::Display for Interval {
    /// `2024-11-04`, `2024-11`, `2024` or `2024-10-01/2024-12-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision() {
            Precision::Day => write!(f, "{}", self.from),
            Precision::Month => write!(f, "{:04}-{:02}", self.from.year(), self.from.month()),
            Precision::Year => write!(f, "{:04}", self.from.year()),
            Precision::Range => write!(f, "{}/{}", self.from, self.to),
        }
    }
}

/// How finely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Precision {
    Day,
    Month,
    Year,
    Range,
}

/// What a date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The document's words give it.
    Stated,
    /// What came with the document gives it (front matter, a date line of the page).
    Metadata,
    /// Concluded; `note` says why.
    Inferred,
}

/// A date in the record: the days it may be, what it rests on, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct DateValue {
    /// First possible day, ISO 8601.
    #[schemars(with = "String")]
    pub from: Date,
    /// Last possible day, ISO 8601.
    #[schemars(with = "String")]
    pub to: Date,
    /// How finely it is known.
    pub precision: Precision,
    /// What it rests on.
    pub basis: Basis,
    /// The reasons of an inference, or a remark ("a Wednesday").
    pub note: Option<String>,
}

impl DateValue {
    /// A date value over `interval`.
    pub fn new(interval: Interval, basis: Basis, note: Option<String>) -> Self {
        Self { from: interval.from, to: interval.to, precision: interval.precision(), basis, note }
    }

    /// The days that it may be.
    pub fn interval(&self) -> Interval {
        Interval { from: self.from.min(self.to), to: self.to.max(self.from) }
    }
}

macro_rules! as_text {
    ($type:ty, $parse:expr) => {
        impl Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                $parse(&text).map_err(serde::de::Error::custom)
            }
        }
        impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                String::json_schema(generator)
            }
        }
    };
}

as_text!(PartialDate, PartialDate::parse);
as_text!(Interval, parse_interval);

fn parse_interval(text: &str) -> Result<Interval, DateError> {
    match text.split_once('/') {
        None => PartialDate::parse(text).map(|d| d.interval()),
        Some((a, b)) => Interval::new(PartialDate::parse(a)?.interval().from, PartialDate::parse(b)?.interval().to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_iso() {
        for text in ["2024", "2024-11", "2024-11-04"] {
            assert_eq!(PartialDate::parse(text).unwrap().to_string(), text);
            assert_eq!(PartialDate::parse(text).unwrap().interval().to_string(), text);
        }
        for text in ["", "24", "2024-13", "2024-02-30", "2024-1-1", "2024-11-04-01", "2024-+1"] {
            assert!(PartialDate::parse(text).is_err(), "{text}");
        }
        assert_eq!(parse_interval("2024-10/2024-12").unwrap().to_string(), "2024-10-01/2024-12-31");
    }

    #[test]
    fn a_range_cannot_run_backwards() {
        assert!(Interval::new(date(2024, 2, 1), date(2024, 1, 1)).is_err());
    }
}
