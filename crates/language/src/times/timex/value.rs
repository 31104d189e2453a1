//! The value of one calendar time, given the day of writing and the times that stand before it in the text.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use servanda_model::calendar::{days_away, month_of, nearest, number, on_weekday, shift, unit_around};
use servanda_model::{Direction, Interval, Month, PartOf, PartialDate, TimeUnit, TimeValue, Weekday};

use super::super::detail::{Season, TimeDetail, TimeOfDay};
use super::super::holidays;
use super::spelling::{clock, iso_week, season_of, unknown, written};
use super::weekdays::is_bare;

/// A date on the side that its tense tells is doubted where the one on the other side is so many times nearer.
const DOUBT: i32 = 3;

/// What times are counted from.
pub struct Anchor {
    written: Option<Date>,
    /// The last calendar time of the text, and how fine it is.
    last: Option<(Interval, TimeUnit)>,
    /// The last day that the text named.
    day: Option<Date>,
    /// The sides of weekdays that the text as a whole tells.
    weekdays: BTreeMap<Weekday, Direction>,
    /// The quarter that figures are reported of, while the text tells of no longer period.
    period: Option<Interval>,
}

impl Anchor {
    /// Before the first expression of a text that was written then.
    pub fn new(written: Option<DateTime>, weekdays: BTreeMap<Weekday, Direction>) -> Self {
        Self { written: written.map(DateTime::date), last: None, day: None, weekdays, period: None }
    }

    /// Takes note of a length: figures "for the nine months" are of no quarter.
    pub fn pass(&mut self, unit: TimeUnit, halves: Option<u32>) {
        if unit == TimeUnit::Month && matches!(halves, Some(12 | 18)) {
            self.period = None;
        }
    }

    /// The quarter of the year before the one that is reported of, else the year before.
    pub fn period_before(&self) -> String {
        self.year_before("").map_or_else(|| "XXXX".to_owned(), |(interval, unit)| written(interval, unit, None))
    }

    /// The value of a calendar time. It becomes the one that the next may lean on.
    pub fn date(&mut self, value: &TimeValue, detail: &TimeDetail, words: &str) -> String {
        if detail.season.is_some() {
            return self.season(value, detail);
        }
        // "Last October he was in Lima. That same day": one of that month, nobody knows which.
        if let (TimeValue::Anaphoric { unit: TimeUnit::Day, offset: 0 }, Some((month, TimeUnit::Month))) =
            (value, self.last)
        {
            return format!("{}-XX", written(month, TimeUnit::Month, None));
        }
        match self.resolve(value, detail, words) {
            Some((day, TimeUnit::Day)) if detail.week => iso_week(day.from(), ""),
            Some((interval, unit)) => {
                let compared = matches!(value, TimeValue::Anaphoric { .. } | TimeValue::Absolute { .. });
                // The first is what the report is of, others are compared with it or lie ahead.
                if unit == TimeUnit::Quarter && !compared && self.period.is_none() {
                    self.period = Some(interval);
                }
                // "A year earlier" said twice is the same year.
                if !matches!(value, TimeValue::Anaphoric { unit: TimeUnit::Year, .. }) {
                    self.last = Some((interval, unit));
                }
                if unit <= TimeUnit::Day {
                    self.day = Some(interval.from());
                }
                written(interval, unit, part_of(value))
            }
            None => unknown(value),
        }
    }

    fn resolve(&self, value: &TimeValue, detail: &TimeDetail, words: &str) -> Option<(Interval, TimeUnit)> {
        let day = |day: Date| Some((Interval::day(day), TimeUnit::Day));
        match value {
            // "the 1988 quarter", "the 1988 period": the one that is reported of, in that year.
            TimeValue::Absolute { date: PartialDate::Year(year), .. }
                if words.ends_with("quarter") || words.ends_with("period") =>
            {
                Some(self.period_of(*year))
            }
            TimeValue::Absolute { date, .. } => Some((date.interval(), unit_of(*date))),
            TimeValue::MonthDay { month, day: of_month, direction, .. } => {
                day(self.month_day(*month, *of_month, *direction, detail.weekday)?)
            }
            TimeValue::InMonth { month, direction, .. } => {
                Some((self.in_month(*month, *direction, words)?, TimeUnit::Month))
            }
            TimeValue::MonthOfRelativeYear { month, day: of_month, years } => {
                let year = i16::try_from(i32::from(self.written?.year()).checked_add(*years)?).ok()?;
                match of_month {
                    Some(of_month) => day(Date::new(year, month.number(), *of_month).ok()?),
                    None => Some((month_of(year, *month)?, TimeUnit::Month)),
                }
            }
            TimeValue::OnWeekday { weekday, direction, weeks } => {
                day(self.weekday(*weekday, *direction, *weeks, words)?)
            }
            TimeValue::Relative { unit, offset, direction, .. } => {
                self.relative((*unit, *offset), *direction, detail, words)
            }
            // "the year-ago quarter", "year-earlier earnings"
            TimeValue::Anaphoric { unit: TimeUnit::Year, offset: -1 } if words.contains("year-") => {
                self.year_before(words)
            }
            TimeValue::Anaphoric { unit, offset } => self.anaphoric(*unit, *offset),
            TimeValue::Range { from, to } => self.range(from.as_deref(), to.as_deref(), detail, words),
            TimeValue::Numeric { first, second, year } => {
                let date =
                    |year: i16| Date::new(year, *first, *second).or_else(|_| Date::new(year, *second, *first)).ok();
                if let Some(year) = year {
                    return day(date(*year)?);
                }
                let written = self.written?;
                let days = (-1..=1).filter_map(|n| date(written.year().checked_add(n)?)).map(Interval::day);
                day(nearest(days, written, Direction::Either)?.from())
            }
            TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. } => None,
        }
    }

    /// The quarter that is reported of, in another year; else that year.
    fn period_of(&self, year: i16) -> (Interval, TimeUnit) {
        let quarter = self.period.and_then(|period| {
            let first = Date::new(year, period.from().month(), 1).ok()?;
            unit_around(TimeUnit::Quarter, 0, first)
        });
        let whole = || (PartialDate::Year(year).interval(), TimeUnit::Year);
        quarter.map_or_else(whole, |quarter| (quarter, TimeUnit::Quarter))
    }

    /// "year-earlier earnings", "the year-ago quarter": the quarter that is reported of, a year before; else the year.
    fn year_before(&self, words: &str) -> Option<(Interval, TimeUnit)> {
        let over = || words.ends_with("quarter").then(|| unit_around(TimeUnit::Quarter, -1, self.written?)).flatten();
        let quarter = self.period.or_else(over).and_then(|period| unit_around(TimeUnit::Quarter, -4, period.from()));
        let year = || Some((unit_around(TimeUnit::Year, -1, self.written?)?, TimeUnit::Year));
        quarter.map(|quarter| (quarter, TimeUnit::Quarter)).or_else(year)
    }

    fn in_month(&self, month: Month, direction: Direction, words: &str) -> Option<Interval> {
        let written = self.written?;
        // "Last February" in March: the one just over would be "last month", the one that runs "this month".
        let just_over = unit_around(TimeUnit::Month, -1, written)?;
        let runs = unit_around(TimeUnit::Month, 0, written)?;
        let months = (-2..=1).filter_map(|years| month_of(written.year().checked_add(years)?, month));
        let meant = |m: &Interval| match words {
            _ if words.starts_with("last") => *m != just_over && *m != runs,
            _ if words.starts_with("next") => *m != runs,
            _ => true,
        };
        nearest(months.filter(meant), written, direction)
    }

    /// A day of a month without its year: on the side that the tense tells, unless that is far and the other close; with
    /// a weekday, in the year in which it is one.
    fn month_day(&self, month: Month, day: i8, direction: Direction, weekday: Option<Weekday>) -> Option<Date> {
        let written = self.written?;
        let days = |reach: i16| {
            let years = (-reach..=reach).filter_map(move |n| written.year().checked_add(n));
            years.filter_map(move |year| Date::new(year, month.number(), day).ok())
        };
        if let Some(weekday) = weekday {
            let fits = days(6).filter(|d| d.weekday() == weekday.civil()).map(Interval::day);
            if let Some(found) = nearest(fits, written, Direction::Either) {
                return Some(found.from());
            }
        }
        let side = nearest(days(1).map(Interval::day), written, direction);
        let near = nearest(days(1).map(Interval::day), written, Direction::Either)?.from();
        let away = |d: Date| (number(d) - number(written)).abs();
        Some(side.map(|i| i.from()).filter(|d| away(*d) <= DOUBT.saturating_mul(away(near))).unwrap_or(near))
    }

    /// A bare weekday of a report lies behind; "this Friday" ahead.
    fn weekday(&self, weekday: Weekday, direction: Direction, weeks: i32, words: &str) -> Option<Date> {
        let written = self.written?;
        let told = self.weekdays.get(&weekday).filter(|_| weeks == 0 && is_bare(words));
        let direction = match told.copied().unwrap_or(direction) {
            Direction::Either if words.starts_with("this") => Direction::Future,
            Direction::Either => Direction::Past,
            told => told,
        };
        let found = on_weekday(weekday.civil(), direction, weeks, written);
        let same = found == written && weeks == 0;
        Some(match direction {
            Direction::Past if same && words.starts_with("last") => shift(found, -7),
            Direction::Future if same && words.starts_with("next") => shift(found, 7),
            _ => found,
        })
    }

    fn relative(
        &self,
        (unit, offset): (TimeUnit, i32),
        direction: Direction,
        detail: &TimeDetail,
        words: &str,
    ) -> Option<(Interval, TimeUnit)> {
        let written = self.written?;
        if let (TimeUnit::Week, Some(weekday)) = (unit, detail.weekday) {
            let monday = unit_around(unit, offset, written)?.from();
            return Some((Interval::day(shift(monday, weekday as i32)), TimeUnit::Day));
        }
        match unit {
            // "in the quarter" of a report on earnings is the one that was named, else the last that is over.
            TimeUnit::Quarter if offset == 0 && words.starts_with("the ") && !words.contains("current") => {
                let named = self.period.or_else(|| unit_around(unit, -1, written));
                named.map(|quarter| (quarter, unit))
            }
            TimeUnit::Weekend => {
                let this = unit_around(unit, offset, written)?;
                let back =
                    offset == 0 && direction != Direction::Future && this.from() > written && words.starts_with("the");
                Some((if back { unit_around(unit, -1, written)? } else { this }, unit))
            }
            // "a decade ago", "two centuries ago" are counted in years.
            TimeUnit::Decade if offset != 0 && words.ends_with("ago") => {
                Some((unit_around(TimeUnit::Year, offset.checked_mul(10)?, written)?, TimeUnit::Year))
            }
            TimeUnit::Century if offset != 0 && words.ends_with("ago") => {
                Some((unit_around(TimeUnit::Year, offset.checked_mul(100)?, written)?, TimeUnit::Year))
            }
            TimeUnit::Fortnight => {
                Some((unit_around(TimeUnit::Week, offset.checked_mul(2)?, written)?, TimeUnit::Week))
            }
            TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => Some((Interval::day(written), TimeUnit::Day)),
            _ => Some((unit_around(unit, offset, written)?, unit)),
        }
    }

    /// "That month", "the day before", "a year earlier": counted from the last time of the text.
    fn anaphoric(&self, unit: TimeUnit, offset: i32) -> Option<(Interval, TimeUnit)> {
        let written = self.written;
        let from = match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => self.day.or(written)?,
            _ => self.last.map(|(i, _)| i.from()).or(written)?,
        };
        match (unit, self.last) {
            // "Earnings of the third quarter rose from a year earlier."
            (TimeUnit::Year, _) if offset != 0 && self.period.is_some() => {
                let quarter = self.period?.from();
                Some((unit_around(TimeUnit::Quarter, offset.checked_mul(4)?, quarter)?, TimeUnit::Quarter))
            }
            (TimeUnit::Decade, _) if offset != 0 => {
                Some((unit_around(TimeUnit::Year, offset.checked_mul(10)?, from)?, TimeUnit::Year))
            }
            // "A week later" than a day is a day.
            (TimeUnit::Week | TimeUnit::Fortnight, Some((_, TimeUnit::Day))) if offset.abs() > 0 => {
                let days = offset.checked_mul(if unit == TimeUnit::Week { 7 } else { 14 })?;
                Some((Interval::day(shift(from, days)), TimeUnit::Day))
            }
            (TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour, _) => Some((Interval::day(from), TimeUnit::Day)),
            (TimeUnit::Fortnight, _) => {
                Some((unit_around(TimeUnit::Week, offset.checked_mul(2)?, from)?, TimeUnit::Week))
            }
            _ => Some((unit_around(unit, offset, from)?, unit)),
        }
    }

    /// Quarters, halves, decades and centuries are one date; of other ranges the beginning is given.
    fn range(
        &self,
        from: Option<&TimeValue>,
        to: Option<&TimeValue>,
        detail: &TimeDetail,
        words: &str,
    ) -> Option<(Interval, TimeUnit)> {
        let (Some(from), Some(to)) = (from, to) else { return self.resolve(from.or(to)?, detail, words) };
        if let (TimeValue::InMonth { month, direction, .. }, TimeValue::InMonth { month: last, .. }) = (from, to)
            && matches!(last.number() - month.number(), 2 | 5)
        {
            let unit = if last.number() - month.number() == 2 { TimeUnit::Quarter } else { TimeUnit::Year };
            let written = self.written?;
            let quarters = (-1..=1).filter_map(|n| {
                let year = written.year().checked_add(n)?;
                Interval::new(month_of(year, *month)?.from(), month_of(year, *last)?.to()).ok()
            });
            // "third-quarter profit" is that of the last one that has begun, whenever it is told.
            if words.contains("-quarter") {
                return Some((quarters.rev().find(|quarter| quarter.from() <= written)?, unit));
            }
            // "expects a loss for the third quarter", in October: the one just over is not yet reported of.
            let side = nearest(quarters.clone(), written, *direction)?;
            let near = nearest(quarters, written, Direction::Either)?;
            let away = |quarter| days_away(&quarter, written);
            let over = *direction == Direction::Future && away(side) > DOUBT.saturating_mul(away(near));
            return Some((if over { near } else { side }, unit));
        }
        let (begin, unit) = self.resolve(from, detail, words)?;
        let (end, _) = self.resolve(to, detail, words)?;
        let whole = Interval::new(begin.from(), end.to()).ok()?;
        let years = i32::from(end.to().year()) - i32::from(begin.from().year()) + 1;
        Some(match (unit, whole.days()) {
            (TimeUnit::Month, 181..=184) if matches!(begin.from().month(), 1 | 7) => (whole, TimeUnit::Year),
            (TimeUnit::Month, 89..=93) if begin.from().month() % 3 == 1 => (whole, TimeUnit::Quarter),
            (TimeUnit::Year, _) if years == 10 => (whole, TimeUnit::Decade),
            (TimeUnit::Year, _) if years == 100 => (whole, TimeUnit::Century),
            _ => (begin, unit),
        })
    }

    fn season(&mut self, value: &TimeValue, detail: &TimeDetail) -> String {
        let Some(season) = detail.season else { return String::new() };
        let year = match value {
            TimeValue::Absolute { date, .. } => Some(date.interval().from().year()),
            TimeValue::Relative { offset, .. } => {
                self.written.and_then(|w| i16::try_from(i32::from(w.year()).checked_add(*offset)?).ok())
            }
            TimeValue::Anaphoric { unit, offset } => self.anaphoric(*unit, *offset).map(|(year, _)| year.from().year()),
            _ => None,
        };
        season_of(year, season)
    }
}

/// A season without its year, or a day with a name.
pub fn season(anchor: &mut Anchor, detail: &TimeDetail, direction: Direction, words: &str) -> String {
    let Some(written) = anchor.written else {
        return detail.season.map_or_else(|| "XXXX-XX-XX".to_owned(), |season| season_of(None, season));
    };
    if let Some(season) = detail.season {
        // Of the northern year, for choosing the nearest alone.
        let begins = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        let month = written.month();
        // "Last spring" is over and "next spring" has not begun; what was or will be "in the spring" may be now.
        let back = match direction {
            Direction::Past if words.starts_with("last") || words.starts_with("past") => month < begins + 3,
            Direction::Past => month < begins,
            Direction::Future => false,
            Direction::Either => month + 6 < begins,
        };
        let over = if words.starts_with("next") || words.starts_with("coming") { begins } else { begins + 3 };
        let ahead = direction == Direction::Future && month >= over;
        return season_of(Some(written.year() - i16::from(back) + i16::from(ahead)), season);
    }
    let rule = detail.holiday.and_then(holidays::by_id).map(|holiday| &holiday.rule);
    let unit = if detail.week { TimeUnit::Week } else { TimeUnit::Day };
    let days = (-1..=1).filter_map(|n| rule?.date(written.year().checked_add(n)?));
    match nearest(days.filter_map(|day| unit_around(unit, 0, day)), written, direction) {
        Some(found) if detail.week => iso_week(found.from(), ""),
        Some(found) => {
            (anchor.last, anchor.day) = (Some((found, TimeUnit::Day)), Some(found.from()));
            found.from().to_string()
        }
        None => "XXXX-XX-XX".to_owned(),
    }
}

/// "The 18th": of the month in which it lies nearest.
pub fn day_of_month(anchor: &mut Anchor, day: i8) -> String {
    let of = |months: i32, written: Date| {
        let month = unit_around(TimeUnit::Month, months, written)?.from();
        Date::new(month.year(), month.month(), day).ok().map(Interval::day)
    };
    let found = anchor.written.and_then(|w| nearest((-1..=1).filter_map(|n| of(n, w)), w, Direction::Either));
    match found {
        Some(found) => {
            (anchor.last, anchor.day) = (Some((found, TimeUnit::Day)), Some(found.from()));
            found.from().to_string()
        }
        None => format!("XXXX-XX-{day:02}"),
    }
}

/// "Week 31": of the year of writing.
pub fn numbered_week(anchor: &Anchor, week: i8) -> String {
    let year = anchor.written.map_or_else(|| "XXXX".to_owned(), |written| format!("{:04}", written.year()));
    format!("{year}-W{week:02}")
}

/// A time of the day that names no day: of the last day that the text named.
pub fn day_clock(anchor: &Anchor, time: TimeOfDay) -> String {
    let day = anchor.day.or(anchor.written);
    format!("{}{}", day.map_or_else(|| "XXXX-XX-XX".to_owned(), |day| day.to_string()), clock(time))
}

fn unit_of(date: PartialDate) -> TimeUnit {
    match date {
        PartialDate::Year(_) => TimeUnit::Year,
        PartialDate::Month(..) => TimeUnit::Month,
        PartialDate::Day(_) => TimeUnit::Day,
    }
}

fn part_of(value: &TimeValue) -> Option<PartOf> {
    match value {
        TimeValue::Absolute { part, .. } | TimeValue::Relative { part, .. } => *part,
        TimeValue::Range { from: None, to: Some(one) } | TimeValue::Range { from: Some(one), to: None } => part_of(one),
        _ => None,
    }
}
