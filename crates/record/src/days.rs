//! A set of days as sorted closed runs: what a document's date may be, and what times may mean.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use servanda_model::Interval;

pub(crate) use servanda_model::calendar::{day, number, shift};

/// The first and last day, counted.
pub(crate) fn counted(days: Interval) -> (i32, i32) {
    (number(days.from()), number(days.to()))
}

/// A set of days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Days(Vec<(i32, i32)>);

impl Days {
    /// The days of one interval.
    pub(crate) fn of(interval: Interval) -> Self {
        Self(vec![(number(interval.from()), number(interval.to()))])
    }

    /// The union of intervals.
    pub(crate) fn union(intervals: impl IntoIterator<Item = Interval>) -> Self {
        let mut runs: Vec<_> = intervals.into_iter().map(|i| (number(i.from()), number(i.to()))).collect();
        runs.sort_unstable();
        let mut joined: Vec<(i32, i32)> = Vec::with_capacity(runs.len());
        for (from, to) in runs {
            match joined.last_mut() {
                Some(last) if from <= last.1 + 1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        Self(joined)
    }

    /// Those days that `keep` holds for.
    pub(crate) fn filtered(&self, keep: impl Fn(Date) -> bool) -> Self {
        Self::union(self.iter().filter(|&d| keep(d)).map(Interval::day))
    }

    /// The days in both.
    pub(crate) fn intersection(&self, other: &Self) -> Self {
        let (mut a, mut b, mut runs) = (0, 0, Vec::new());
        while let (Some(&(af, at)), Some(&(bf, bt))) = (self.0.get(a), other.0.get(b)) {
            let (from, to) = (af.max(bf), at.min(bt));
            if from <= to {
                runs.push((from, to));
            }
            if at < bt { a += 1 } else { b += 1 }
        }
        Self(runs)
    }

    /// Every run widened by `by` days at both ends.
    pub(crate) fn widened(&self, by: i32) -> Self {
        Self::union(self.0.iter().filter_map(|&(f, t)| Interval::new(day(f - by), day(t + by)).ok()))
    }

    /// Whether the set shares a day with `interval`.
    pub(crate) fn meets(&self, interval: Interval) -> bool {
        let (from, to) = (number(interval.from()), number(interval.to()));
        let next = self.0.partition_point(|run| run.1 < from);
        self.0.get(next).is_some_and(|run| run.0 <= to)
    }

    /// From the first to the last day; `None` where the set is empty.
    pub(crate) fn hull(&self) -> Option<Interval> {
        Interval::new(day(self.0.first()?.0), day(self.0.last()?.1)).ok()
    }

    /// Number of days.
    pub(crate) fn len(&self) -> usize {
        self.runs().sum()
    }

    /// Number of days in the longest run of them.
    pub(crate) fn longest_run(&self) -> usize {
        self.runs().max().unwrap_or_default()
    }

    /// The lengths of the runs of days.
    fn runs(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(f, t)| (t - f + 1) as usize)
    }

    /// Whether there is no day.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The days in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Date> + '_ {
        self.0.iter().flat_map(|&(from, to)| (from..=to).map(day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn intersection_agrees_with_counting(a in prop::collection::vec((0i32..200, 0i32..9), 0..9), b in prop::collection::vec((0i32..200, 0i32..9), 0..9)) {
            let set = |runs: &[(i32, i32)]| Days::union(runs.iter().map(|&(f, n)| Interval::new(day(f), day(f + n)).unwrap()));
            let (a, b) = (set(&a), set(&b));
            let both = a.intersection(&b);
            for n in 0..220 {
                let d = Interval::day(day(n));
                prop_assert_eq!(both.meets(d), a.meets(d) && b.meets(d));
            }
            prop_assert_eq!(both.len(), both.iter().count());
        }
    }

    #[test]
    fn numbers_and_days_agree() {
        for d in [date(1969, 12, 31), date(1970, 1, 1), date(2000, 2, 29), date(2024, 12, 31)] {
            assert_eq!(day(number(d)), d);
        }
        assert_eq!(shift(date(2024, 2, 28), 2), date(2024, 3, 1));
    }
}
