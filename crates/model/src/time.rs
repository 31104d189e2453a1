//! What a temporal expression means before anyone knows when the text was written.
//!
//! `language` makes these values from words, findings keep them, and `record::chronology` anchors them.
//! They follow TIMEX3 (ISO-TimeML) in spirit: dates, ranges, durations and sets; an expression that
//! leans on the day of writing says how, and is never resolved early.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::PartialDate;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// The day of the week `days` later.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        const WEEK: [Weekday; 7] = {
            use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
            [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday]
        };
        WEEK[(self as i32 + days).rem_euclid(7) as usize]
    }

    /// The same day in `jiff`'s terms.
    pub fn civil(self) -> jiff::civil::Weekday {
        use jiff::civil::Weekday as W;
        match self {
            Self::Monday => W::Monday,
            Self::Tuesday => W::Tuesday,
            Self::Wednesday => W::Wednesday,
            Self::Thursday => W::Thursday,
            Self::Friday => W::Friday,
            Self::Saturday => W::Saturday,
            Self::Sunday => W::Sunday,
        }
    }
}

/// A month, 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(i8);

impl Month {
    /// The month with this number; `None` outside 1 to 12.
    pub fn new(number: i8) -> Option<Self> {
        (1..=12).contains(&number).then_some(Self(number))
    }

    /// 1 to 12.
    pub fn number(self) -> i8 {
        self.0
    }
}

/// Units of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    /// Saturday and Sunday.
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Which part of a unit: "early 2020", "mid-November", "late last year".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum PartOf {
    Early,
    Mid,
    Late,
    /// "the first half of"
    FirstHalf,
    /// "the second half of"
    SecondHalf,
}

/// Which side of the day of writing an expression lies on, from its own words ("last", "next") or, where
/// they are silent, from the tense of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// On or before the day of writing.
    Past,
    /// On or after the day of writing.
    Future,
    /// Not said.
    Either,
}

/// The unanchored meaning of a temporal expression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "time", rename_all = "snake_case")]
pub enum TimeValue {
    /// "26 November 2023", "November 2023", "2023", "early 2020".
    Absolute {
        /// The date as far as it is stated.
        date: PartialDate,
        /// Part of the month or year.
        part: Option<PartOf>,
    },
    /// "Nov. 17", "Friday, 17 November": the year is not stated.
    MonthDay {
        /// Month.
        month: Month,
        /// Day of the month, 1 to 31.
        day: i8,
        /// Its day of the week, where stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weekday: Option<Weekday>,
        /// Side of the day of writing.
        direction: Direction,
    },
    /// "in November", "mid-November": the year is not stated.
    InMonth {
        /// Month.
        month: Month,
        /// Part of it.
        part: Option<PartOf>,
        /// Side of the day of writing.
        direction: Direction,
    },
    /// "November last year", "next March": a month (and day) of the year that lies `years` from that of writing.
    MonthOfRelativeYear {
        /// Month.
        month: Month,
        /// Day, where stated.
        day: Option<i8>,
        /// -1 last year, 0 this year, 1 next year.
        years: i32,
    },
    /// "on Saturday", "last Saturday", "next Monday".
    OnWeekday {
        /// The day.
        weekday: Weekday,
        /// Side of the day of writing; the day of writing itself counts as on either side.
        direction: Direction,
        /// Whole weeks further off ("Saturday week" = 1, Future).
        weeks: i32,
    },
    /// "today" (day, 0), "yesterday" (day, -1), "this month" (month, 0), "next year" (year, 1),
    /// "three weeks ago" (week, -3), "earlier this month" (month, 0, Past).
    Relative {
        /// Unit of the calendar.
        unit: TimeUnit,
        /// How many units from that of writing.
        offset: i32,
        /// Part of the unit ("early next year").
        part: Option<PartOf>,
        /// "earlier this month" is Past, "later this month" is Future; else Either.
        direction: Direction,
    },
    /// "the day before", "that month", "later that month", "a fortnight after": leans on another time of the text.
    Anaphoric {
        /// Unit of the calendar.
        unit: TimeUnit,
        /// How many units from the time leaned on.
        offset: i32,
    },
    /// "from Nov. 15 to 16", "between March and May", "since early 2020" (no end), "by the end of the year" (no beginning).
    Range {
        /// Beginning.
        from: Option<Box<TimeValue>>,
        /// End.
        to: Option<Box<TimeValue>>,
    },
    /// "four and a half hours", "two days": a length, in `unit`s and halves of them.
    Duration {
        /// Unit.
        unit: TimeUnit,
        /// Twice the number of units, so that halves stay whole numbers; `None` for "several".
        halves: Option<u32>,
    },
    /// "every year", "annual", "twice a month".
    Set {
        /// The period.
        unit: TimeUnit,
        /// How often in it.
        times: u32,
    },
    /// "recently", "soon", "in the near future", "as soon as possible", "now": no calendar meaning.
    Vague {
        /// Side of the day of writing.
        direction: Direction,
    },
    /// A numeric date whose order of day and month is open: "4/11", "04/11/2024".
    Numeric {
        /// The first number.
        first: i8,
        /// The second number.
        second: i8,
        /// The year, where stated.
        year: Option<i16>,
    },
}

impl TimeValue {
    /// A stated day.
    pub fn day(day: Date) -> Self {
        Self::Absolute { date: PartialDate::Day(day), part: None }
    }
}
