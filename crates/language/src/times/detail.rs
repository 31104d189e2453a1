//! What the words of a temporal expression say beyond the value that findings keep.

use servanda_model::{Month, Span, TimeUnit, TimeValue, Weekday};

use super::timex::TimexModifier;

/// The parts of a meaning that TIMEX3 tells and the record has no use for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeDetail {
    /// The time of the day ("Friday night", "3 p.m."); of a stretch of a day, its beginning.
    pub clock: Option<TimeOfDay>,
    /// The end of a stretch of a day ("from 3 to 5 p.m.").
    pub until: Option<TimeOfDay>,
    /// The day of the week that stands beside a date ("Monday, May 3").
    pub weekday: Option<Weekday>,
    /// "summer 2025", "last winter".
    pub season: Option<Season>,
    /// Id of a day with a name ("Christmas") in the table of holidays.
    pub holiday: Option<&'static str>,
    /// The years that a season or a holiday lies from the year of writing, where the words say.
    pub years: Option<i32>,
    /// The day of a month that is not named ("the 18th", "Monday the 27th").
    pub day: Option<i8>,
    /// The number of a week ("week 31"), 1 to 53.
    pub week_number: Option<i8>,
    /// Whether the week that holds the day is meant ("the week of March 6").
    pub week: bool,
    /// What comes again, of a set.
    pub every: Option<Every>,
    /// The length in all its units ("a year and three months"), each in hundredths; empty where it has one whole unit.
    pub length: Vec<(TimeUnit, Option<u32>)>,
    /// "about", "early" and their like.
    pub modifier: Option<TimexModifier>,
    /// A length beside other words ("two weeks after the vote"), in the value counted from another time.
    pub beside: bool,
    /// A bound in a clause that tells what had happened by then ("had not replied by Friday").
    pub behind: bool,
    /// The stretch whose beginning or end is a bound ("since the 1990s").
    pub stretch: Option<TimeValue>,
    /// Words that corpora with TIMEX3 leave unmarked ("as soon as possible", "later in the day").
    pub unmarked: bool,
    /// The two times that a range is made of.
    pub ends: Option<(Span, Span)>,
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeOfDay {
    /// "3 p.m.", "15:30:05"
    Clock {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59, where stated.
        minute: Option<u8>,
        /// 0 to 59, where stated.
        second: Option<u8>,
        /// Whether it may lie in either half of the day ("half past seven").
        open: bool,
    },
    /// "morning"
    Part(DayPart),
}

/// The parts of a day that have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl DayPart {
    /// As TIMEX3 writes it after the `T`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// The seasons. Which months they have depends on the hemisphere, so that they give none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

impl Season {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }
}

/// What comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// "every two weeks": the number and the unit.
    Length(u32, TimeUnit),
    /// "every few months"
    Some(TimeUnit),
    /// "every Friday"
    Weekday(Weekday),
    /// "every October"
    Month(Month),
    /// "every Jan. 22"
    Day(Month, i8),
    /// "every fall"
    Season(Season),
    /// "every morning"
    Part(DayPart),
}
