//! Dates as date lines, datelines and front matter write them; an open order of day and month stays open.

use jiff::civil::Date;
use servanda_model::{Direction, Month, PartialDate, TimeValue, Weekday};

/// A date found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// First byte in the line.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it says.
    pub value: TimeValue,
}

/// A run of digits, a run of letters, or one other character.
#[derive(Clone, Copy, Debug)]
struct Piece<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

/// The first date of a line that has a year, or day and month by name; a bare "4/11" counts only where a
/// clock time stands beside it.
pub(crate) fn find(line: &str) -> Option<Found> {
    let pieces = pieces(line);
    let at = |form: fn(&[Piece]) -> Option<(usize, TimeValue)>| {
        (0..pieces.len()).find_map(|i| {
            let (used, value) = form(&pieces[i..])?;
            let (first, last) = (pieces.get(i)?, pieces.get(i + used - 1)?);
            Some(Found { start: first.start, end: last.end, value })
        })
    };
    at(iso)
        .or_else(|| at(day_month_year))
        .or_else(|| at(month_day_year))
        .or_else(|| at(numeric))
        .or_else(|| at(month_year))
        .or_else(|| at(day_and_month))
        .or_else(|| if has_clock_time(line) { at(bare_numeric) } else { None })
}

/// The date that is all there is of `text` (front matter): also a bare year or month.
pub(crate) fn parse_whole(text: &str) -> Option<TimeValue> {
    if let Ok(date) = PartialDate::parse(text) {
        return Some(TimeValue::Absolute { date, part: None });
    }
    let found = find(text)?;
    // What stands beside it may be a time of day or a weekday, and nothing else.
    let rest = [text.get(..found.start)?, text.get(found.end..)?];
    rest.iter().all(|part| words(part).all(is_clock_word)).then_some(found.value)
}

/// Whether the words hold a time of day ("21:54", "10.15 am").
pub(crate) fn has_clock_time(text: &str) -> bool {
    let pieces = pieces(text);
    pieces.windows(3).any(|w| {
        let short = |p: &Piece| p.text.len() <= 2 && is_number(p.text);
        short(&w[0]) && w[1].text == ":" && is_number(w[2].text) && w[2].text.len() == 2
    })
}

/// Whether a word belongs to a time of day or names a weekday: "21", "pm", "GMT", "T", "Monday".
pub(crate) fn is_clock_word(word: &str) -> bool {
    const CLOCK: [&str; 40] = [
        "am", "pm", "a", "p", "m", "t", "z", "h", "hrs", "hours", "at", "local", "time", "gmt", "utc", "et", "est",
        "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "bst", "cet", "cest", "eet", "eest", "msk",
        "ist", "pkt", "sgt", "hkt", "jst", "kst", "aest",
    ];
    let word = word.to_lowercase();
    is_number(&word) || CLOCK.contains(&word.as_str()) || is_weekday(&word)
}

fn is_weekday(word: &str) -> bool {
    weekday(word).is_some()
}

/// The day of the week by name or abbreviation, in lower case.
fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let known = |day: &&str| *day == word || (word.len() >= 3 && word.len() <= 5 && day.starts_with(word));
    DAYS.iter().position(known).map(|days| Weekday::Monday.plus(days as i32))
}

/// The day of the week that stands right before a date, or behind it: "Friday, 10 March".
pub(crate) fn weekday_beside(line: &str, date: &Found) -> Option<Weekday> {
    let is_glue = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ')');
    let is_mark = |c: char| !c.is_alphanumeric();
    let before = line.get(..date.start)?.trim_end_matches(is_glue).rsplit(is_mark).next();
    let after = line.get(date.end..)?.trim_start_matches(is_glue).split(is_mark).next();
    [before, after].into_iter().flatten().find_map(|word| weekday(&word.to_lowercase()))
}

/// The words and numbers of a text.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let class = |c: char| {
        if c.is_ascii_digit() {
            1
        } else if c.is_alphabetic() {
            2
        } else {
            0
        }
    };
    let mut out: Vec<Piece> = Vec::new();
    let mut last = 0;
    for (at, c) in line.char_indices() {
        let kind = class(c);
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some(piece) if kind != 0 && kind == last => {
                piece.end = end;
                piece.text = line.get(piece.start..end).unwrap_or("");
            }
            _ if c.is_whitespace() => {}
            _ => out.push(Piece { start: at, end, text: line.get(at..end).unwrap_or("") }),
        }
        last = if c.is_whitespace() { 3 } else { kind };
    }
    out
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The year that four digits are.
pub(crate) fn year(text: &str) -> Option<i16> {
    let year = if text.len() == 4 && is_number(text) { text.parse().ok()? } else { return None };
    (1900..=2100).contains(&year).then_some(year)
}

fn year_of(piece: Option<&Piece>) -> Option<i16> {
    year(piece?.text)
}

/// The year that two digits mean, where marks join them to day and month: "10-Mar-23".
fn short_year(piece: Option<&Piece>) -> Option<i16> {
    let text = piece?.text;
    let year: i16 = if text.len() == 2 && is_number(text) { text.parse().ok()? } else { return None };
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}

fn small_number(piece: Option<&Piece>) -> Option<i8> {
    let text = piece?.text;
    let number = if text.len() <= 2 && is_number(text) { text.parse().ok()? } else { return None };
    (1..=31).contains(&number).then_some(number)
}

/// The month by name or abbreviation.
fn month_of(piece: Option<&Piece>) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = piece?.text.to_lowercase();
    let known = |name: &str| name == word || (name.starts_with(&word) && (word.len() == 3 || word == "sept"));
    MONTHS.iter().position(|name| known(name)).map(|i| i as i8 + 1)
}

fn day(year: i16, month: i8, day: i8) -> Option<TimeValue> {
    Date::new(year, month, day).ok().map(TimeValue::day)
}

/// How many of the next pieces are marks that may stand inside a date ("14th of May, 2024", "5-May-2024").
fn skip(pieces: &[Piece], from: usize) -> usize {
    const INSIDE: [&str; 9] = [",", ".", "-", "/", "of", "st", "nd", "rd", "th"];
    pieces.get(from..).unwrap_or(&[]).iter().take(2).take_while(|p| INSIDE.contains(&p.text)).count()
}

/// Where the month may stand behind the number of a day; a comma parts them ("No. 3, March 2024").
fn before_month(p: &[Piece]) -> Option<usize> {
    p.get(1).is_some_and(|mark| mark.text != ",").then(|| 1 + skip(p, 1))
}

/// 2024-05-14, 2024/5/14, 2024.05.14
fn iso(p: &[Piece]) -> Option<(usize, TimeValue)> {
    let year = year_of(p.first())?;
    let mark = p.get(1)?.text;
    if !["-", "/", "."].contains(&mark) || p.get(3)?.text != mark {
        return None;
    }
    Some((5, day(year, small_number(p.get(2))?, small_number(p.get(4))?)?))
}

/// 14 May 2024, 14th of May, 2024
fn day_month_year(p: &[Piece]) -> Option<(usize, TimeValue)> {
    let number = small_number(p.first())?;
    let m = before_month(p)?;
    let month = month_of(p.get(m))?;
    let y = m + 1 + skip(p, m + 1);
    let hyphened = || [1, m + 1].iter().all(|&at| p.get(at).is_some_and(|mark| mark.text == "-"));
    let year = year_of(p.get(y)).or_else(|| short_year(p.get(y)).filter(|_| hyphened()))?;
    Some((y + 1, day(year, month, number)?))
}

/// May 14, 2024
fn month_day_year(p: &[Piece]) -> Option<(usize, TimeValue)> {
    let month = month_of(p.first())?;
    let d = 1 + skip(p, 1);
    let number = small_number(p.get(d))?;
    let y = d + 1 + skip(p, d + 1);
    Some((y + 1, day(year_of(p.get(y))?, month, number)?))
}

/// 14/05/2024, 14/05/24, 12.03.2024: a number over 12 settles the order, and points stand behind days first.
fn numeric(p: &[Piece]) -> Option<(usize, TimeValue)> {
    let mark = p.get(1)?.text;
    if !["-", "/", "."].contains(&mark) || p.get(3)?.text != mark {
        return None;
    }
    let (first, second) = (small_number(p.first())?, small_number(p.get(2))?);
    let year = year_of(p.get(4)).or_else(|| short_year(p.get(4)).filter(|_| mark != "-"))?;
    let value = match (first > 12, second > 12) {
        (true, true) => return None,
        (true, false) => day(year, second, first)?,
        (false, true) => day(year, first, second)?,
        (false, false) if first == second || mark == "." => day(year, second, first)?,
        (false, false) => TimeValue::Numeric { first, second, year: Some(year) },
    };
    Some((5, value))
}

/// May 2024
fn month_year(p: &[Piece]) -> Option<(usize, TimeValue)> {
    let month = month_of(p.first())?;
    let y = 1 + skip(p, 1);
    let date = PartialDate::Month(year_of(p.get(y))?, month);
    Some((y + 1, TimeValue::Absolute { date, part: None }))
}

/// A day of a month whose year is not stated: a document is written on or after the day that it bears.
fn yearless(month: Month, day: i8) -> TimeValue {
    TimeValue::MonthDay { month, day, weekday: None, direction: Direction::Past }
}

/// 14 May, May 14.
fn day_and_month(p: &[Piece]) -> Option<(usize, TimeValue)> {
    let value = |month, day| Some(yearless(Month::new(month)?, day));
    if let Some(number) = small_number(p.first()) {
        let m = before_month(p)?;
        return Some((m + 1, value(month_of(p.get(m))?, number)?));
    }
    let month = month_of(p.first())?;
    let d = 1 + skip(p, 1);
    let number = small_number(p.get(d))?;
    let clock = p.get(d + 1).is_some_and(|next| next.text == ":");
    if clock { None } else { Some((d + 1, value(month, number)?)) }
}

/// 4/11
fn bare_numeric(p: &[Piece]) -> Option<(usize, TimeValue)> {
    if p.get(1)?.text != "/" || p.get(3).is_some_and(|next| next.text == "/") {
        return None;
    }
    let (first, second) = (small_number(p.first())?, small_number(p.get(2))?);
    let month_day = |month, day| Some(yearless(Month::new(month)?, day));
    let value = match (first > 12, second > 12) {
        (true, true) => return None,
        (true, false) => month_day(second, first)?,
        (false, true) => month_day(first, second)?,
        (false, false) if first == second => month_day(first, second)?,
        (false, false) => TimeValue::Numeric { first, second, year: None },
    };
    Some((3, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        match find(line) {
            None => "none".to_owned(),
            Some(found) => match found.value {
                TimeValue::Absolute { date, .. } => date.to_string(),
                TimeValue::MonthDay { month, day, .. } => format!("--{:02}-{day:02}", month.number()),
                TimeValue::Numeric { first, second, year } => format!("{first}/{second}/{year:?}"),
                other => format!("{other:?}"),
            },
        }
    }

    #[test]
    fn reads_the_usual_forms() {
        for (line, wanted) in [
            ("14 May 2024", "2024-05-14"),
            ("Published Tuesday, 14th of May, 2024 10:15 GMT", "2024-05-14"),
            ("Sept. 5, 2022 | 11:35 PM", "2022-09-05"),
            ("date 2021-02-03 The Example Post", "2021-02-03"),
            ("2021-02-03T10:00:00Z", "2021-02-03"),
            ("5-Mar-2020", "2020-03-05"),
            ("5-Mar-97", "1997-03-05"),
            ("23/03/24 18:05", "2024-03-23"),
            ("Vol. 12, No. 3, March 2024", "2024-03"),
            ("23/03/2024 18:05", "2024-03-23"),
            ("03/23/2024", "2024-03-23"),
            ("02/03/2024 18:05", "2/3/Some(2024)"),
            ("5.5.2024", "2024-05-05"),
            ("5.3.2024", "2024-03-05"),
            ("- 4/11 21:54", "4/11/None"),
            ("- 14/11 21:54", "--11-14"),
            ("OSLO, March 3", "--03-03"),
            ("3 March", "--03-03"),
            ("March 2023", "2023-03"),
            ("May 10:15", "none"),
            ("4/11 of the members", "none"),
            ("in 2024", "none"),
        ] {
            assert_eq!(shown(line), wanted, "{line}");
        }
    }

    #[test]
    fn a_weekday_stands_beside_its_date() {
        for (line, wanted) in [
            ("Friday, 10 March", Some(Weekday::Friday)),
            ("LIMA, Fri. March 10 (Norda)", Some(Weekday::Friday)),
            ("10 March (Friday)", Some(Weekday::Friday)),
            ("Friday's paper, 10 March", None),
        ] {
            assert_eq!(weekday_beside(line, &find(line).unwrap()), wanted, "{line}");
        }
    }

    #[test]
    fn a_whole_field_is_a_date_or_nothing() {
        assert!(parse_whole("2024").is_some());
        assert!(parse_whole("Tuesday, 14 May 2024 at 10:15 am").is_some());
        assert!(parse_whole("soon after 14 May 2024").is_none());
        assert!(parse_whole("2024-13-45").is_none());
    }
}
