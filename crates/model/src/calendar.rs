//! Arithmetic of the calendar that anchoring needs: what a unit, a weekday or a day without a year means beside a day.
//!
//! One place for `language` (TIMEX3 of a dated text) and `record` (documents whose date is being worked out).
//! Leaves to others: which value asks for which of these, and what is to be done where the answer is no time.

use jiff::civil::{Date, Weekday, date};

use crate::{Direction, Interval, Month, PartialDate, TimeUnit};

/// Days are counted from here; earlier days have negative numbers.
const EPOCH: Date = date(1970, 1, 1);

/// The number of a day, counted from 1 January 1970.
pub fn number(day: Date) -> i32 {
    i32::try_from(day.duration_since(EPOCH).as_hours() / 24).unwrap_or_default()
}

/// The day with this number; the calendar's last (first) day where there is none.
pub fn day(number: i32) -> Date {
    EPOCH.saturating_add(jiff::Span::new().days(number.clamp(-700_000, 2_900_000)))
}

/// A day moved by `by` days.
pub fn shift(from: Date, by: i32) -> Date {
    day(number(from).saturating_add(by))
}

/// The days of a month; `None` outside the calendar.
pub fn month_of(year: i16, month: Month) -> Option<Interval> {
    Date::new(year, month.number(), 1).ok().map(|first| PartialDate::Month(first.year(), first.month()).interval())
}

/// The candidate on the right side of the day of writing that lies nearest to it.
pub fn nearest(candidates: impl Iterator<Item = Interval>, written: Date, direction: Direction) -> Option<Interval> {
    candidates
        .filter(|i| match direction {
            Direction::Past => i.from() <= written,
            Direction::Future => i.to() >= written,
            Direction::Either => true,
        })
        .min_by_key(|i| days_away(i, written))
}

/// The days between a day and an interval; none where the interval holds it.
pub fn days_away(interval: &Interval, day: Date) -> i32 {
    (number(interval.from()) - number(day)).max(number(day) - number(interval.to())).max(0)
}

/// The weekday on the side asked for (the day of writing itself is on either), `weeks` whole weeks further off; the
/// nearest one where no side is asked for.
pub fn on_weekday(weekday: Weekday, direction: Direction, weeks: i32, written: Date) -> Date {
    let ahead = i32::from(written.weekday().until(weekday));
    let weeks = weeks.clamp(-100_000, 100_000);
    match direction {
        Direction::Future => shift(written, ahead + 7 * weeks.abs()),
        Direction::Past => shift(written, if ahead == 0 { 0 } else { ahead - 7 } - 7 * weeks.abs()),
        Direction::Either => shift(written, if ahead <= 3 { ahead } else { ahead - 7 } + 7 * weeks),
    }
}

/// The `unit` that lies `offset` units from the one that holds `day`; `None` outside the calendar.
pub fn unit_around(unit: TimeUnit, offset: i32, day: Date) -> Option<Interval> {
    let offset = offset.clamp(-100_000, 100_000);
    let monday = |d: Date| shift(d, -i32::from(d.weekday().to_monday_zero_offset()));
    let span = |from: Date, days: i32| Interval::new(from, shift(from, days - 1)).ok();
    let years = |per: i32| {
        let first = (i32::from(day.year()).div_euclid(per) + offset) * per;
        let (a, b) = (i16::try_from(first).ok()?, i16::try_from(first + per - 1).ok()?);
        Interval::new(Date::new(a, 1, 1).ok()?, Date::new(b, 12, 31).ok()?).ok()
    };
    let months = |per: i32| {
        let index = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let first = (index.div_euclid(per) + offset) * per;
        let month = |n: i32| {
            Some(date(
                i16::try_from(n.div_euclid(12)).ok().filter(|y| (1..9999).contains(y))?,
                n.rem_euclid(12) as i8 + 1,
                1,
            ))
        };
        Interval::new(month(first)?, month(first + per - 1)?.last_of_month()).ok()
    };
    match unit {
        TimeUnit::Second | TimeUnit::Minute => Some(Interval::day(day)),
        TimeUnit::Hour => Some(Interval::day(shift(day, offset / 24))),
        TimeUnit::Day => Some(Interval::day(shift(day, offset))),
        TimeUnit::Week => span(shift(monday(day), 7 * offset), 7),
        TimeUnit::Weekend => span(shift(monday(day), 7 * offset + 5), 2),
        // "A fortnight ago" is said loosely: the week around that day.
        TimeUnit::Fortnight => span(shift(day, 14 * offset - 3), 7),
        TimeUnit::Month => months(1),
        TimeUnit::Quarter => months(3),
        TimeUnit::Year => years(1),
        TimeUnit::Decade => years(10),
        TimeUnit::Century => years(100),
    }
}
