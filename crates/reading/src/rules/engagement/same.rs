//! Whether two times of a text may be of one meeting: a visit and the talks on one of its days.

use servanda_model::{Direction, PartialDate, TimeUnit, TimeValue};

/// Whether the times of two sightings do not exclude each other.
pub fn times(first: &TimeValue, second: &TimeValue) -> bool {
    first == second
        || is_one_weekday(first, second)
        || matches!(second, TimeValue::Anaphoric { .. })
        || says_more(first, second)
        || says_more(second, first)
}

/// "Monday", told once as ahead and once as past.
fn is_one_weekday(first: &TimeValue, second: &TimeValue) -> bool {
    match (first, second) {
        (
            TimeValue::OnWeekday { weekday: one, weeks: 0, .. },
            TimeValue::OnWeekday { weekday: other, weeks: 0, .. },
        ) => one == other,
        _ => false,
    }
}

/// Whether `exact` is a day of the stretch `wide`: "September 6" of "September 6-7" and of "September", "Thursday" of
/// "this week" or of the next, where it is no other Thursday than the nearest.
pub fn says_more(exact: &TimeValue, wide: &TimeValue) -> bool {
    match (exact, wide) {
        (TimeValue::OnWeekday { weeks: 0, .. }, TimeValue::Relative { unit: TimeUnit::Week, offset: -1..=1, .. }) => {
            true
        }
        (_, TimeValue::InMonth { month, .. }) => day(exact).is_some_and(|(own, _)| own == month.number()),
        (_, TimeValue::Range { from: Some(from), to: Some(to) }) => {
            let (Some(day), Some(from), Some(to)) = (day(exact), day(from), day(to)) else { return false };
            from <= day && day <= to
        }
        _ => false,
    }
}

/// Whether a time is one day, of a calendar or counted: "on Friday", "3 May", "yesterday".
pub fn is_day(time: &TimeValue) -> bool {
    day(time).is_some()
        || matches!(
            time,
            TimeValue::OnWeekday { .. }
                | TimeValue::Relative { unit: TimeUnit::Day, .. }
                | TimeValue::Anaphoric { unit: TimeUnit::Day, .. }
        )
}

/// The month and day of a time, where it is one day.
fn day(time: &TimeValue) -> Option<(i8, i8)> {
    match time {
        TimeValue::MonthDay { month, day, .. } => Some((month.number(), *day)),
        TimeValue::Absolute { date: PartialDate::Day(date), .. } => Some((date.month(), date.day())),
        _ => None,
    }
}

/// Whether a time is a month or year: that of a meeting told as background.
pub fn is_background(time: &TimeValue) -> bool {
    match time {
        TimeValue::InMonth { direction, .. } => *direction != Direction::Future,
        TimeValue::MonthOfRelativeYear { day: None, years, .. } => *years <= 0,
        TimeValue::Absolute { date, .. } => !matches!(date, PartialDate::Day(_)),
        TimeValue::Relative { unit: TimeUnit::Month | TimeUnit::Year, offset, .. } => *offset < 0,
        _ => false,
    }
}
