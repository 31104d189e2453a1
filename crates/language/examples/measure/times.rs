//! TimeML in, TimeML with our expressions out, for a scorer that compares the two.
//!
//! Anchoring here is only as good as the comparison needs; the record's own is in `record`.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::{Date, Weekday as CivilWeekday};
use jiff::{Span as Length, ToSpan};
use servanda_language::annotate;
use servanda_model::{Direction, PartOf, PartialDate, Span, TimeUnit, TimeValue};
use servanda_world::World;

/// Annotates every `.tml` of `from` and writes it to `to`.
pub fn run(from: &str, to: &str) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "tml") {
            let name = path.file_name().ok_or("a file without a name")?;
            std::fs::write(Path::new(to).join(name), annotated(&std::fs::read_to_string(&path)?)?)?;
        }
    }
    Ok(())
}

fn annotated(tml: &str) -> Result<String, Box<dyn Error>> {
    let written = between(tml, "<DCT>", "</DCT>").and_then(|dct| between(dct, "value=\"", "\"")).ok_or("no date")?;
    let written: Date = written.get(..10).unwrap_or(written).parse()?;
    let text = plain(between(tml, "<TEXT>", "</TEXT>").ok_or("no text")?);
    let zones = paragraphs(&text);
    let document = crate::document(text, zones);
    let found = annotate(&document, World::builtin());
    let mut out = String::from("<TimeML><TEXT>");
    let mut at = 0;
    for time in &found.times {
        let (start, end) = (time.span.start as usize, time.span.end as usize);
        let (kind, value) = timex(&time.value, written);
        out.push_str(&escaped(&document.text[at..start]));
        write!(out, "<TIMEX3 type=\"{kind}\" value=\"{value}\">{}</TIMEX3>", escaped(&document.text[start..end]))?;
        at = end;
    }
    out.push_str(&escaped(&document.text[at..]));
    out.push_str("</TEXT></TimeML>");
    Ok(out)
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    text.split_once(from)?.1.split_once(to).map(|(inner, _)| inner)
}

/// The text without tags and entities.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut zones = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let zone = Span::new(at, at + part.len()).trimmed(text);
        at += part.len() + 2;
        if !zone.is_empty() {
            zones.push(zone);
        }
    }
    zones
}

/// Type and value of TIMEX3.
fn timex(value: &TimeValue, written: Date) -> (&'static str, String) {
    match value {
        TimeValue::Duration { unit, halves } => ("DURATION", length(*unit, *halves)),
        TimeValue::Set { unit, .. } => ("SET", length(*unit, Some(2))),
        TimeValue::Vague { direction: Direction::Past } => ("DATE", "PAST_REF".to_owned()),
        TimeValue::Vague { direction: Direction::Future } => ("DATE", "FUTURE_REF".to_owned()),
        TimeValue::Vague { .. } => ("DATE", "PRESENT_REF".to_owned()),
        TimeValue::Range { from: Some(from), to: Some(to) } => range(from, to, written),
        TimeValue::Range { from: Some(one), .. } | TimeValue::Range { to: Some(one), .. } => timex(one, written),
        other => ("DATE", date(other, written).unwrap_or_default()),
    }
}

/// "the past two months" is a length in TIMEX3, a quarter is one date; of other ranges the beginning is given.
fn range(from: &TimeValue, to: &TimeValue, written: Date) -> (&'static str, String) {
    if let (TimeValue::Relative { unit, offset, .. }, TimeValue::Relative { offset: 0, .. })
    | (TimeValue::Relative { offset: 0, .. }, TimeValue::Relative { unit, offset, .. }) = (from, to)
    {
        return ("DURATION", length(*unit, Some(offset.unsigned_abs() * 2)));
    }
    let first = date(from, written).unwrap_or_default();
    if let (Some((year, month)), Some(last)) = (first.split_once('-'), date(to, written)) {
        let quarter = match (month, last.rsplit('-').next()) {
            ("01", Some("03")) => Some(1),
            ("04", Some("06")) => Some(2),
            ("07", Some("09")) => Some(3),
            ("10", Some("12")) => Some(4),
            _ => None,
        };
        if let Some(quarter) = quarter {
            return ("DATE", format!("{year}-Q{quarter}"));
        }
    }
    match (from, to) {
        (
            TimeValue::Absolute { date: PartialDate::Year(a), .. },
            TimeValue::Absolute { date: PartialDate::Year(b), .. },
        ) if b - a == 9 => ("DATE", (a / 10).to_string()),
        _ => ("DATE", first),
    }
}

fn length(unit: TimeUnit, halves: Option<u32>) -> String {
    let number = halves.map_or("X".to_owned(), |h| (f64::from(h) / 2.0).to_string());
    match unit {
        TimeUnit::Minute => format!("PT{number}M"),
        TimeUnit::Hour => format!("PT{number}H"),
        TimeUnit::Day | TimeUnit::Weekend => format!("P{number}D"),
        TimeUnit::Week => format!("P{number}W"),
        TimeUnit::Fortnight => format!("P{}W", halves.unwrap_or(2)),
        TimeUnit::Month => format!("P{number}M"),
        TimeUnit::Quarter => format!("P{number}Q"),
        TimeUnit::Year => format!("P{number}Y"),
        TimeUnit::Decade => format!("P{number}DE"),
        TimeUnit::Century => format!("P{number}CE"),
    }
}

fn date(value: &TimeValue, written: Date) -> Option<String> {
    Some(match value {
        TimeValue::Absolute { date, part } => halved(&date.to_string(), *part),
        TimeValue::MonthDay { month, day, direction } => {
            nearest(written, *direction, |year| Date::new(year, month.number(), *day).ok())?.to_string()
        }
        TimeValue::InMonth { month, direction, .. } => {
            // A month counts from its end backwards, from its beginning forwards.
            let day = nearest(written.first_of_month(), *direction, |year| Date::new(year, month.number(), 1).ok())?;
            format!("{:04}-{:02}", day.year(), day.month())
        }
        TimeValue::MonthOfRelativeYear { month, day, years } => {
            let year = written.year() + *years as i16;
            match day {
                Some(day) => format!("{year:04}-{:02}-{day:02}", month.number()),
                None => format!("{year:04}-{:02}", month.number()),
            }
        }
        TimeValue::OnWeekday { weekday, direction, weeks } => {
            let found = near_weekday(written, weekday.civil(), *direction)?;
            let sign = if *direction == Direction::Future { 7 } else { -7 };
            found.checked_add((sign * i64::from(*weeks)).days()).ok()?.to_string()
        }
        TimeValue::Relative { unit, offset, part, .. } => halved(&relative(written, *unit, *offset)?, *part),
        TimeValue::Anaphoric { unit, offset } => relative(written, *unit, *offset)?,
        TimeValue::Numeric { first, second, year } => {
            let year = year.unwrap_or(written.year());
            Date::new(year, *first, *second).or_else(|_| Date::new(year, *second, *first)).ok()?.to_string()
        }
        TimeValue::Range { .. } | TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. } => {
            return None;
        }
    })
}

fn halved(year: &str, part: Option<PartOf>) -> String {
    match part {
        Some(PartOf::FirstHalf) => format!("{year}-H1"),
        Some(PartOf::SecondHalf) => format!("{year}-H2"),
        _ => year.to_owned(),
    }
}

/// The day of this year, the last or the next, on the side asked for; the closest one where none is.
fn nearest(written: Date, direction: Direction, day_of: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let days = [-1, 0, 1].into_iter().filter_map(|n| day_of(written.year() + n));
    let fits = |day: &Date| match direction {
        Direction::Past => *day <= written,
        Direction::Future => *day >= written,
        Direction::Either => true,
    };
    days.filter(fits).min_by_key(|day| (*day - written).get_days().abs())
}

fn near_weekday(written: Date, weekday: CivilWeekday, direction: Direction) -> Option<Date> {
    let candidates = (-6..=6).filter_map(|n: i64| written.checked_add(n.days()).ok());
    let fits = |day: &Date| {
        day.weekday() == weekday
            && match direction {
                Direction::Past | Direction::Either => *day <= written,
                Direction::Future => *day >= written,
            }
    };
    candidates.filter(fits).min_by_key(|day| (*day - written).get_days().abs())
}

fn relative(written: Date, unit: TimeUnit, offset: i32) -> Option<String> {
    let n = i64::from(offset);
    let add = |length: Length| written.checked_add(length).ok();
    Some(match unit {
        TimeUnit::Minute | TimeUnit::Hour => written.to_string(),
        TimeUnit::Day => add(n.days())?.to_string(),
        TimeUnit::Week => iso_week(add(n.weeks())?, ""),
        TimeUnit::Weekend => iso_week(add(n.weeks())?, "-WE"),
        TimeUnit::Fortnight => iso_week(add((2 * n).weeks())?, ""),
        TimeUnit::Month => {
            let day = add(n.months())?;
            format!("{:04}-{:02}", day.year(), day.month())
        }
        TimeUnit::Quarter => {
            let day = add((3 * n).months())?;
            format!("{:04}-Q{}", day.year(), (day.month() + 2) / 3)
        }
        TimeUnit::Year => format!("{:04}", add(n.years())?.year()),
        TimeUnit::Decade => format!("{:03}", add((10 * n).years())?.year() / 10),
        TimeUnit::Century => format!("{:02}", add((100 * n).years())?.year() / 100),
    })
}

fn iso_week(day: Date, ending: &str) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}{ending}", week.year(), week.week())
}
