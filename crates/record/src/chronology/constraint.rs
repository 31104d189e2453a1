//! One reason why a document was written on some days and not on others.

use std::collections::BTreeSet;

use jiff::civil::Date;
use servanda_model::{Basis, DocId, Interval, Quote, TimeValue};

use crate::{
    anchor::{anchor, numeric_readings},
    days::{Days, number},
};

/// How much a constraint weighs against another that it cannot stand beside; the weaker one yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Force {
    /// A habit of writers; given up without a word.
    Habit,
    /// Rests on tense, on an uncited row, or on a supposed tie between two expressions.
    Weak,
    /// Rests on words that leave little doubt; giving it up is reported.
    Firm,
    /// A copy, the day of receipt, a date whose year or order is open.
    Strong,
    /// The document states its date.
    Stated,
}

/// What must hold of the day of writing.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// It is one of these days.
    In(Days),
    /// It is a day that this value may mean, whatever the year.
    Is(TimeValue),
    /// What the value means, written that day, shares a day with one of the intervals.
    Meets(TimeValue, Vec<Interval>),
    /// What the two values mean, written that day, shares a day.
    Together(TimeValue, TimeValue),
    /// What the value means lies at most so many days off.
    Near(TimeValue, i32),
    /// There is a day that the value may mean.
    Means(TimeValue),
}

impl Test {
    fn holds(&self, day: Date) -> bool {
        let here = |value: &TimeValue| anchor(value, day);
        match self {
            Self::In(days) => days.meets(Interval::day(day)),
            Self::Is(value) => is(value, day),
            Self::Meets(value, intervals) => here(value).is_none_or(|i| intervals.iter().any(|other| i.meets(*other))),
            Self::Together(a, b) => match (here(a), here(b)) {
                (Some(a), Some(b)) => a.meets(b),
                _ => true,
            },
            Self::Means(value) => here(value).is_some(),
            Self::Near(value, days) => here(value).is_none_or(|i| {
                let (from, to, day) = (number(i.from()), number(i.to()), number(day));
                from - days <= day && day <= to + days
            }),
        }
    }

    /// Those of `days` that the test holds for.
    pub(super) fn filter(&self, days: &Days) -> Days {
        match self {
            Self::In(allowed) => days.intersection(allowed),
            _ => days.filtered(|day| self.holds(day)),
        }
    }
}

fn is(value: &TimeValue, day: Date) -> bool {
    match value {
        TimeValue::MonthDay { month, day: of_month, weekday, .. } => {
            (day.month(), day.day()) == (month.number(), *of_month)
                && weekday.is_none_or(|weekday| day.weekday() == weekday.civil())
        }
        TimeValue::InMonth { month, .. } => day.month() == month.number(),
        TimeValue::OnWeekday { weekday, .. } => day.weekday() == weekday.civil(),
        TimeValue::Numeric { .. } => numeric_readings(value, day.year()).contains(&day),
        _ => anchor(value, day).is_none_or(|i| i.contains(day)),
    }
}

/// Why, in words, and where from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reason {
    pub(super) words: String,
    /// The words in the text, where there are any.
    pub(super) evidence: Vec<Quote>,
    /// Other documents that it rests on.
    pub(super) rests_on: BTreeSet<DocId>,
}

/// A test, its weight and its reason.
#[derive(Clone, Debug)]
pub(super) struct Constraint {
    pub(super) force: Force,
    pub(super) test: Test,
    pub(super) basis: Basis,
    pub(super) reason: Reason,
}

impl Constraint {
    /// A constraint drawn from words of the document itself.
    pub(super) fn inferred(force: Force, test: Test, words: String, evidence: Option<&Quote>) -> Self {
        let evidence = evidence.into_iter().cloned().collect();
        Self { force, test, basis: Basis::Inferred, reason: Reason { words, evidence, rests_on: BTreeSet::new() } }
    }

    /// The order in which constraints are applied: the strongest first, plain ranges of days before the costlier tests.
    pub(super) fn order(&self) -> (std::cmp::Reverse<Force>, bool, &str) {
        (std::cmp::Reverse(self.force), !matches!(self.test, Test::In(_)), &self.reason.words)
    }
}
