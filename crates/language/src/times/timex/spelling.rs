//! How TIMEX3 spells a calendar time: ISO 8601 with letters of its own for quarters, halves, seasons and parts of the day.

use jiff::civil::Date;
use servanda_model::{Interval, PartOf, TimeUnit, TimeValue};

use super::super::detail::{Season, TimeOfDay};

/// The unit that an interval is, as TIMEX3 writes it.
pub fn written(interval: Interval, unit: TimeUnit, part: Option<PartOf>) -> String {
    let day = interval.from();
    let year = day.year();
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => day.to_string(),
        TimeUnit::Week | TimeUnit::Fortnight => iso_week(day, ""),
        TimeUnit::Weekend => iso_week(day, "-WE"),
        TimeUnit::Month => format!("{year:04}-{:02}", day.month()),
        TimeUnit::Quarter => format!("{year:04}-Q{}", (day.month() + 2) / 3),
        TimeUnit::Year if interval.days() < 200 => format!("{year:04}-H{}", if day.month() < 7 { 1 } else { 2 }),
        TimeUnit::Year => match part {
            Some(PartOf::FirstHalf) => format!("{year:04}-H1"),
            Some(PartOf::SecondHalf) => format!("{year:04}-H2"),
            _ => format!("{year:04}"),
        },
        // As ISO 8601 shortens them: the 1970s are 197, the 20th century is 19.
        TimeUnit::Decade => format!("{:03}", year / 10),
        TimeUnit::Century => format!("{:02}", year / 100),
    }
}

/// The week of a day, with what follows it.
pub fn iso_week(day: Date, ending: &str) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}{ending}", week.year(), week.week())
}

/// What is known of a time whose text has no date.
pub fn unknown(value: &TimeValue) -> String {
    match value {
        TimeValue::MonthDay { month, day, .. } | TimeValue::MonthOfRelativeYear { month, day: Some(day), .. } => {
            format!("XXXX-{:02}-{day:02}", month.number())
        }
        TimeValue::InMonth { month, .. } | TimeValue::MonthOfRelativeYear { month, .. } => {
            format!("XXXX-{:02}", month.number())
        }
        TimeValue::OnWeekday { weekday, .. } => format!("XXXX-WXX-{}", *weekday as u8 + 1),
        TimeValue::Relative { unit, .. } | TimeValue::Anaphoric { unit, .. } => match unit {
            TimeUnit::Week | TimeUnit::Fortnight => "XXXX-WXX".to_owned(),
            TimeUnit::Weekend => "XXXX-WXX-WE".to_owned(),
            TimeUnit::Month => "XXXX-XX".to_owned(),
            TimeUnit::Quarter => "XXXX-QX".to_owned(),
            TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => "XXXX".to_owned(),
            _ => "XXXX-XX-XX".to_owned(),
        },
        TimeValue::Range { from, to } => {
            from.as_deref().or(to.as_deref()).map_or_else(|| "XXXX-XX-XX".to_owned(), unknown)
        }
        _ => "XXXX-XX-XX".to_owned(),
    }
}

/// "2024-SU"; without a year "XXXX-SU".
pub fn season_of(year: Option<i16>, season: Season) -> String {
    year.map_or_else(|| format!("XXXX-{}", season.as_str()), |year| format!("{year:04}-{}", season.as_str()))
}

/// "T15:00", "TMO".
pub fn clock(time: TimeOfDay) -> String {
    match time {
        TimeOfDay::Clock { hour, minute, second, .. } => {
            let seconds = second.map(|s| format!(":{s:02}")).unwrap_or_default();
            format!("T{hour:02}:{:02}{seconds}", minute.unwrap_or_default())
        }
        TimeOfDay::Part(part) => format!("T{}", part.as_str()),
    }
}
