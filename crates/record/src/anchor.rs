//! What an unanchored time means for a text written on a given day.
//!
//! One function per kind of expression, no document in sight: `chronology` asks it for every day that a
//! document may have been written on.

use jiff::civil::Date;
use servanda_model::calendar::{month_of, nearest, on_weekday, shift, unit_around};
use servanda_model::{Direction, Interval, PartOf, TimeUnit, TimeValue};

use crate::times::toward;

/// The days that `value` means in a text written on `written`; `None` where it has no calendar meaning
/// ("soon"), leans on another time of the text ("that month"), is open (a numeric date of either order) or names a
/// weekday that the day has in no year about.
///
/// "Earlier this month" and "in November" give the whole month: the text does not name the days.
pub fn anchor(value: &TimeValue, written: Date) -> Option<Interval> {
    match value {
        TimeValue::Absolute { date, part } => narrowed(date.interval(), *part),
        TimeValue::MonthDay { month, day, weekday, direction } => {
            let days = [-1, 0, 1].into_iter().filter_map(|y| Date::new(written.year() + y, month.number(), *day).ok());
            let days = days.filter(|day| weekday.is_none_or(|weekday| day.weekday() == weekday.civil()));
            nearest(days.map(Interval::day), written, *direction)
        }
        TimeValue::InMonth { month, part, direction } => {
            let months = [-1, 0, 1].into_iter().filter_map(|y| month_of(written.year() + y, *month));
            narrowed(nearest(months, written, *direction)?, *part)
        }
        TimeValue::MonthOfRelativeYear { month, day, years } => {
            let year = i16::try_from(i32::from(written.year()) + years).ok()?;
            match day {
                Some(day) => Date::new(year, month.number(), *day).ok().map(Interval::day),
                None => month_of(year, *month),
            }
        }
        TimeValue::OnWeekday { weekday, direction, weeks } => {
            Some(Interval::day(on_weekday(weekday.civil(), *direction, *weeks, written)))
        }
        TimeValue::Relative { unit, offset, part, .. } => narrowed(unit_around(*unit, *offset, written)?, *part),
        TimeValue::Range { from, to } => range(from.as_deref(), to.as_deref(), written),
        TimeValue::Numeric { .. } => {
            let mut readings = numeric_readings(value, written.year());
            readings.dedup();
            if let [only] = readings[..] { Some(Interval::day(only)) } else { None }
        }
        TimeValue::Anaphoric { .. } | TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. } => {
            None
        }
    }
}

/// What "that month", "the day before" or "a fortnight after" means beside the time that it leans on.
pub(crate) fn lean(unit: TimeUnit, offset: i32, on: Interval) -> Option<Interval> {
    match unit {
        TimeUnit::Day if offset != 0 => Interval::new(shift(on.from(), offset), shift(on.to(), offset)).ok(),
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => Some(on),
        _ => unit_around(unit, offset, on.from()),
    }
}

/// Whether a value means the same days whenever it is written.
pub(crate) fn is_absolute(value: &TimeValue) -> bool {
    match value {
        TimeValue::Absolute { .. } => true,
        TimeValue::Range { from: Some(from), to: Some(to) } => is_absolute(from) && is_absolute(to),
        _ => false,
    }
}

/// The days that a numeric date may mean in `year` (its own year, where it has one): day first, then month first.
pub(crate) fn numeric_readings(value: &TimeValue, year: i16) -> Vec<Date> {
    let TimeValue::Numeric { first, second, year: own } = value else { return Vec::new() };
    let year = own.unwrap_or(year);
    [(*second, *first), (*first, *second)].into_iter().filter_map(|(m, d)| Date::new(year, m, d).ok()).collect()
}

/// The part of an interval that "early", "mid-" or "late" means: thirds, by whole months where there are as many.
fn narrowed(whole: Interval, part: Option<PartOf>) -> Option<Interval> {
    let Some(part) = part else { return Some(whole) };
    let (from, to) = match part {
        PartOf::Early => (0, 4),
        PartOf::Mid => (4, 8),
        PartOf::Late => (8, 12),
        PartOf::FirstHalf => (0, 6),
        PartOf::SecondHalf => (6, 12),
    };
    let days = whole.days() as i32;
    if days >= 360 {
        let month = |n: i32| whole.from().saturating_add(jiff::Span::new().months(n * (days / 360)));
        return Interval::new(month(from), shift(month(to), -1).min(whole.to())).ok();
    }
    let cut = |twelfth: i32| shift(whole.from(), days * twelfth / 12);
    Interval::new(cut(from), shift(cut(to), -1)).ok()
}

fn range(from: Option<&TimeValue>, to: Option<&TimeValue>, written: Date) -> Option<Interval> {
    match (from, to) {
        (Some(from), Some(to)) => {
            let begin = anchor(from, written)?;
            let end = anchor(to, written).filter(|end| end.to() >= begin.from());
            // "from 30 December to 2 January": the end is the next one after the beginning.
            let end = end.or_else(|| anchor(&toward(to, Direction::Future), begin.from()))?;
            Interval::new(begin.from(), end.to()).ok()
        }
        (Some(from), None) => Interval::new(anchor(from, written)?.from(), written).ok(),
        (None, Some(to)) => Interval::new(written, anchor(to, written)?.to()).ok(),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use servanda_model::{Month, PartialDate, Weekday};

    fn at(value: &TimeValue, written: &str) -> String {
        anchor(value, written.parse().unwrap()).map_or_else(|| "-".into(), |i| i.to_string())
    }

    fn month(n: i8) -> Month {
        Month::new(n).unwrap()
    }

    #[test]
    fn weekdays_lean_on_the_day_of_writing() {
        let on = |direction, weeks| TimeValue::OnWeekday { weekday: Weekday::Friday, direction, weeks };
        // 8 March 2019 is a Friday.
        assert_eq!(at(&on(Direction::Past, 0), "2019-03-08"), "2019-03-08");
        assert_eq!(at(&on(Direction::Past, 0), "2019-03-07"), "2019-03-01");
        assert_eq!(at(&on(Direction::Future, 0), "2019-03-09"), "2019-03-15");
        assert_eq!(at(&on(Direction::Future, 1), "2019-03-07"), "2019-03-15");
        assert_eq!(at(&on(Direction::Either, 0), "2019-03-10"), "2019-03-08");
    }

    #[test]
    fn a_month_and_day_without_a_year_lies_on_its_side_of_the_day_of_writing() {
        let md = |direction| TimeValue::MonthDay { month: month(12), day: 30, weekday: None, direction };
        assert_eq!(at(&md(Direction::Past), "2019-01-04"), "2018-12-30");
        assert_eq!(at(&md(Direction::Future), "2019-01-04"), "2019-12-30");
        assert_eq!(at(&md(Direction::Either), "2019-01-04"), "2018-12-30");
        let weekday = Some(Weekday::Sunday);
        let sunday = TimeValue::MonthDay { month: month(12), day: 30, weekday, direction: Direction::Either };
        assert_eq!(at(&sunday, "2019-12-28"), "2018-12-30");
        assert_eq!(at(&sunday, "2021-12-28"), "-");
        let m = |direction| TimeValue::InMonth { month: month(3), part: Some(PartOf::Mid), direction };
        assert_eq!(at(&m(Direction::Past), "2019-03-04"), "2019-03-11/2019-03-20");
        assert_eq!(at(&m(Direction::Past), "2019-02-04"), "2018-03-11/2018-03-20");
    }

    #[test]
    fn units_and_their_parts() {
        let rel = |unit, offset, part| TimeValue::Relative { unit, offset, part, direction: Direction::Either };
        assert_eq!(at(&rel(TimeUnit::Day, -1, None), "2019-03-01"), "2019-02-28");
        assert_eq!(at(&rel(TimeUnit::Month, 1, None), "2019-12-05"), "2020-01");
        assert_eq!(at(&rel(TimeUnit::Year, 1, Some(PartOf::Early)), "2019-12-05"), "2020-01-01/2020-04-30");
        assert_eq!(at(&rel(TimeUnit::Weekend, 0, None), "2019-03-06"), "2019-03-09/2019-03-10");
        assert_eq!(at(&rel(TimeUnit::Quarter, -1, None), "2019-02-06"), "2018-10-01/2018-12-31");
        assert_eq!(at(&rel(TimeUnit::Decade, 0, None), "2019-02-06"), "2010-01-01/2019-12-31");
    }

    #[test]
    fn a_range_over_new_year_runs_forwards() {
        let md = |m, day| TimeValue::MonthDay { month: month(m), day, weekday: None, direction: Direction::Future };
        let value = TimeValue::Range { from: Some(Box::new(md(12, 30))), to: Some(Box::new(md(1, 2))) };
        assert_eq!(at(&value, "2019-12-20"), "2019-12-30/2020-01-02");
    }

    #[test]
    fn an_open_numeric_date_is_not_guessed() {
        let n = |first, second| TimeValue::Numeric { first, second, year: Some(2019) };
        assert_eq!(at(&n(3, 12), "2019-12-20"), "-");
        assert_eq!(at(&n(25, 12), "2019-12-20"), "2019-12-25");
        assert_eq!(at(&n(5, 5), "2019-12-20"), "2019-05-05");
    }

    #[test]
    fn that_month_leans_on_another_time() {
        let on = PartialDate::parse("2018-11-14").unwrap().interval();
        assert_eq!(lean(TimeUnit::Month, 0, on).unwrap().to_string(), "2018-11");
        assert_eq!(lean(TimeUnit::Day, 1, on).unwrap().to_string(), "2018-11-15");
    }
}
