//! Days and stretches of days as Recognizers-Text counts them: what is open is given in the past and in the future.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use servanda_language::{TimeDetail, holiday};
use servanda_model::calendar::{shift, unit_around};
use servanda_model::{Month, PartOf, PartialDate, TimeUnit, TimeValue};

/// Words that say which week a weekday is of.
const SIDES: [&str; 8] = ["this", "next", "coming", "upcoming", "following", "last", "past", "previous"];

/// A calendar time: its TIMEX and the stretches of days that it may be (the last day not included).
#[derive(Clone, Debug)]
pub struct Days {
    /// The TIMEX of the day or the stretch.
    pub timex: String,
    /// From and to, for each reading.
    pub spans: Vec<(Date, Date)>,
    /// Whether it is one day.
    pub is_day: bool,
}

impl Days {
    fn day(timex: String, days: Vec<Date>) -> Self {
        Self { timex, spans: days.into_iter().map(|day| (day, shift(day, 1))).collect(), is_day: true }
    }

    fn one(day: Date) -> Self {
        Self::day(day.to_string(), vec![day])
    }

    fn stretch(timex: String, spans: Vec<(Date, Date)>) -> Self {
        Self { timex, spans, is_day: false }
    }
}

/// The calendar time of a value that was said at `said`; `words` are those of the expression, lower case.
pub fn days(value: &TimeValue, detail: &TimeDetail, words: &str, said: DateTime) -> Option<Days> {
    let today = said.date();
    let stated = match value {
        TimeValue::Absolute { date, .. } => Some(date.interval().from().year()),
        _ => None,
    };
    if let Some(found) = named(detail, stated, said).filter(|_| stated.is_none() || detail.season.is_some()) {
        return Some(found);
    }
    if let Some(number) = detail.week_number {
        let monday = jiff::civil::ISOWeekDate::new(today.year(), number, jiff::civil::Weekday::Monday).ok()?.date();
        return Some(Days::stretch(week(monday, ""), vec![(monday, shift(monday, 7))]));
    }
    if let Some(day) = detail.day {
        return day_of_month(day, detail, said);
    }
    match value {
        TimeValue::Absolute { date: PartialDate::Day(day), .. } => Some(Days::one(*day)),
        TimeValue::Absolute { date: PartialDate::Month(year, month), .. } => month_of(*year, *month),
        TimeValue::Absolute { date: PartialDate::Year(year), part } => Some(match part {
            Some(PartOf::FirstHalf) => half(*year, 1)?,
            Some(PartOf::SecondHalf) => half(*year, 7)?,
            _ => Days::stretch(
                format!("{year:04}"),
                vec![(Date::new(*year, 1, 1).ok()?, Date::new(year.checked_add(1)?, 1, 1).ok()?)],
            ),
        }),
        TimeValue::MonthDay { month, day, .. } if detail.week => {
            let days = open_day(*month, *day, said);
            let weeks = days
                .spans
                .iter()
                .map(|(d, _)| unit_around(TimeUnit::Week, 0, *d))
                .map(|w| w.map(|w| (w.from(), shift(w.to(), 1))));
            Some(Days::stretch(days.timex, weeks.collect::<Option<_>>()?))
        }
        TimeValue::MonthDay { month, day, .. } => Some(open_day(*month, *day, said)),
        TimeValue::Numeric { first, second, year } => {
            let (month, day) = if *first <= 12 { (*first, *second) } else { (*second, *first) };
            match year {
                Some(year) => Some(Days::one(Date::new(*year, month, day).ok()?)),
                None => Some(open_day(Month::new(month)?, day, said)),
            }
        }
        TimeValue::InMonth { month, .. } => {
            let number = month.number();
            let side = |word: &str| words.starts_with(word);
            if side("this") || side("last") || side("next") || side("previous") {
                let year = match words.split(' ').next() {
                    Some("next") => today.year() + i16::from(number <= today.month()),
                    Some("last" | "previous") => today.year() - i16::from(number >= today.month()),
                    _ => today.year(),
                };
                return month_of(year, number);
            }
            let future = today.year() + i16::from(number < today.month());
            let past = today.year() - i16::from(number >= today.month());
            let spans =
                [past, future].into_iter().map(|year| month_of(year, number).and_then(|m| m.spans.first().copied()));
            Some(Days::stretch(format!("XXXX-{number:02}"), spans.collect::<Option<_>>()?))
        }
        TimeValue::MonthOfRelativeYear { month, day, years } => {
            let year = i16::try_from(i32::from(today.year()) + years).ok()?;
            match day {
                Some(day) => Some(Days::one(Date::new(year, month.number(), *day).ok()?)),
                None => month_of(year, month.number()),
            }
        }
        TimeValue::OnWeekday { weekday, weeks, .. } => {
            let number = *weekday as i32;
            let monday = unit_around(TimeUnit::Week, 0, today)?.from();
            let of_week = |week: i32| shift(monday, 7 * week + number);
            let first = words.split(' ').find(|word| SIDES.contains(word)).unwrap_or_default();
            if *weeks != 0 {
                return Some(Days::one(of_week(*weeks + 1)));
            }
            let fixed = match first {
                "this" => Some(0),
                "next" | "coming" | "upcoming" | "following" => Some(1),
                "last" | "past" | "previous" => Some(-1),
                _ => detail.weekday.map(|_| 0).filter(|_| words.contains("week")),
            };
            if let Some(week) = fixed {
                return Some(Days::one(of_week(week)));
            }
            let this = of_week(0).to_datetime(jiff::civil::Time::midnight());
            let future = if this < said { of_week(1) } else { of_week(0) };
            let past = if this >= said { of_week(-1) } else { of_week(0) };
            Some(Days::day(format!("XXXX-WXX-{}", number + 1), vec![past, future]))
        }
        TimeValue::Relative { unit, offset, part, .. } => relative((*unit, *offset), *part, detail, said),
        TimeValue::Anaphoric { unit, offset } => relative((*unit, *offset), None, detail, said),
        TimeValue::Range { from: Some(one), to: None } | TimeValue::Range { from: None, to: Some(one) } => {
            days(one, detail, words, said)
        }
        TimeValue::Range { from: Some(from), to: Some(to) } => range(from, to, detail, words, said),
        _ => None,
    }
}

fn month_of(year: i16, month: i8) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some(Days::stretch(format!("{year:04}-{month:02}"), vec![(first, shift(first.last_of_month(), 1))]))
}

fn half(year: i16, month: i8) -> Option<Days> {
    let from = Date::new(year, month, 1).ok()?;
    let to = from.checked_add(6.months()).ok()?;
    Some(Days::stretch(format!("({from},{to},P6M)"), vec![(from, to)]))
}

/// A day of a month without its year: the last before the moment of speaking and the next.
fn open_day(month: Month, day: i8, said: DateTime) -> Days {
    let year = said.date().year();
    let at = |year: i16| Date::new(year, month.number(), day).ok();
    let before = (0..9).filter_map(|n| at(year - n)).find(|d| d.to_datetime(jiff::civil::Time::midnight()) < said);
    let after = (0..9).filter_map(|n| at(year + n)).find(|d| d.to_datetime(jiff::civil::Time::midnight()) >= said);
    Days::day(format!("XXXX-{:02}-{day:02}", month.number()), before.into_iter().chain(after).collect())
}

/// "the 18th", "Monday the 27th".
fn day_of_month(day: i8, detail: &TimeDetail, said: DateTime) -> Option<Days> {
    let today = said.date();
    let at = |months: i32| {
        let month = today.first_of_month().checked_add(months.months()).ok()?;
        Date::new(month.year(), month.month(), day).ok()
    };
    if let Some(weekday) = detail.weekday {
        let fits = |d: &Date| d.weekday() == weekday.civil();
        return Some(Days::one([0, 1, -1, 2, -2, 3, -3].into_iter().filter_map(at).find(fits)?));
    }
    let midnight = |d: &Date| d.to_datetime(jiff::civil::Time::midnight());
    let before = (0..4).filter_map(|n| at(-n)).find(|d| midnight(d) < said);
    let after = (0..4).filter_map(at).find(|d| midnight(d) >= said);
    Some(Days::day(format!("XXXX-XX-{day:02}"), before.into_iter().chain(after).collect()))
}

/// Days with a name, and seasons.
fn named(detail: &TimeDetail, stated: Option<i16>, said: DateTime) -> Option<Days> {
    let today = said.date();
    if let Some(season) = detail.season {
        let year = stated.map(i32::from).or_else(|| detail.years.map(|years| i32::from(today.year()) + years));
        let timex = year.map_or_else(|| season.as_str().to_owned(), |year| format!("{year:04}-{}", season.as_str()));
        return Some(Days::stretch(timex, Vec::new()));
    }
    let rule = &holiday(detail.holiday?)?.rule;
    if let Some(years) = detail.years {
        return Some(Days::one(rule.date(i16::try_from(i32::from(today.year()) + years).ok()?)?));
    }
    let servanda_language::HolidayRule::Fixed(month, day) = rule else { return None };
    Some(open_day(*month, *day, said))
}

fn relative(
    (unit, offset): (TimeUnit, i32),
    part: Option<PartOf>,
    detail: &TimeDetail,
    said: DateTime,
) -> Option<Days> {
    let today = said.date();
    if let (TimeUnit::Week, Some(weekday)) = (unit, detail.weekday) {
        return Some(Days::one(shift(unit_around(unit, offset, today)?.from(), weekday as i32)));
    }
    // "two months ago" is a day, "last month" a month.
    if !detail.length.is_empty() && unit > TimeUnit::Hour {
        let length = match unit {
            TimeUnit::Week | TimeUnit::Weekend => offset.weeks(),
            TimeUnit::Fortnight => (2 * offset).weeks(),
            TimeUnit::Month => offset.months(),
            TimeUnit::Quarter => (3 * offset).months(),
            TimeUnit::Year => offset.years(),
            TimeUnit::Decade => (10 * offset).years(),
            _ => offset.days(),
        };
        return Some(Days::one(today.checked_add(length).ok()?));
    }
    let whole = unit_around(unit, offset, today)?;
    let (from, to) = (whole.from(), shift(whole.to(), 1));
    let timex = match unit {
        TimeUnit::Day => return Some(Days::one(from)),
        TimeUnit::Week => week(from, ""),
        TimeUnit::Weekend => week(from, "-WE"),
        TimeUnit::Month => format!("{:04}-{:02}", from.year(), from.month()),
        TimeUnit::Quarter => format!("({from},{to},P3M)"),
        TimeUnit::Year => match part {
            Some(PartOf::FirstHalf) => return half(from.year(), 1),
            Some(PartOf::SecondHalf) => return half(from.year(), 7),
            _ => format!("{:04}", from.year()),
        },
        TimeUnit::Decade => format!("({from},{to},P10Y)"),
        TimeUnit::Century => format!("({from},{to},P100Y)"),
        _ => return None,
    };
    Some(Days::stretch(timex, vec![(from, to)]))
}

fn week(day: Date, ending: &str) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}{ending}", week.year(), week.week())
}

/// "from 4-23 in next month", "next 3 days", "Q1 2019".
fn range(from: &TimeValue, to: &TimeValue, detail: &TimeDetail, words: &str, said: DateTime) -> Option<Days> {
    let today = said.date();
    if let [(unit, Some(amount))] = detail.length[..] {
        if unit == TimeUnit::Quarter && amount == 100 {
            let offset = if matches!(to, TimeValue::Relative { offset: 1.., .. }) { 1 } else { -1 };
            return relative((unit, offset), None, &TimeDetail::default(), said);
        }
        // "next 3 days" begins tomorrow, "last 3 days" ends today.
        let n = i32::try_from(amount / 100).ok()?;
        let (letter, length) = match unit {
            TimeUnit::Day => ("D", n.days()),
            TimeUnit::Week => ("W", n.weeks()),
            TimeUnit::Month => ("M", n.months()),
            TimeUnit::Year => ("Y", n.years()),
            _ => return None,
        };
        let ahead = matches!(to, TimeValue::Relative { offset: 1.., .. });
        let begin = if ahead { shift(today, 1) } else { today.checked_sub(length).ok()? };
        let end = if ahead { begin.checked_add(length).ok()? } else { today };
        return Some(Days::stretch(format!("({begin},{end},P{n}{letter})"), vec![(begin, end)]));
    }
    if let (TimeValue::InMonth { month, .. }, TimeValue::InMonth { month: last, .. }) = (from, to)
        && words.contains(['q', 'h'])
        && matches!((month.number() % 3, last.number() - month.number()), (1, 2 | 5))
    {
        return quarter(month.number(), last.number(), words, today);
    }
    let blank = TimeDetail::default();
    let (first, last) = (days(from, &blank, words, said)?, days(to, &blank, words, said)?);
    let whole_months = !first.is_day && first.timex.len() <= 7 && !last.is_day;
    if let ([(a, _)], [(b, _)], 4, 4) = (&first.spans[..], &last.spans[..], first.timex.len(), last.timex.len()) {
        let years = b.year() - a.year();
        return Some(Days::stretch(format!("({a},{b},P{years}Y)"), vec![(*a, *b)]));
    }
    let pairs = pairs(&first, &last);
    let ends: Vec<(Date, Date)> = pairs
        .iter()
        .map(|((a, _), (b, c))| {
            (
                *a,
                if last.is_day {
                    *b
                } else if whole_months {
                    *c
                } else {
                    *b
                },
            )
        })
        .collect();
    let (begin, end) = *ends.first()?;
    let edge = |days: &Days, date: Date| {
        if days.is_day || days.timex.starts_with('(') {
            days.timex.clone()
        } else if days.timex.starts_with("XXXX-") {
            format!("XXXX-{:02}-01", date.month())
        } else {
            date.to_string()
        }
    };
    let months =
        (i32::from(end.year()) - i32::from(begin.year())) * 12 + i32::from(end.month()) - i32::from(begin.month());
    let length = if whole_months { format!("P{months}M") } else { format!("P{}D", (end - begin).get_days()) };
    let close = if whole_months && last.timex.starts_with("XXXX-") {
        format!("XXXX-{:02}-01", end.month())
    } else if whole_months {
        end.to_string()
    } else {
        edge(&last, end)
    };
    Some(Days::stretch(format!("({},{close},{length})", edge(&first, begin)), ends))
}

/// A quarter or half without its year: of last year and this, or of this and the next where it is yet to end.
fn quarter(first: i8, last: i8, words: &str, today: Date) -> Option<Days> {
    let months = last - first + 1;
    let of = |year: i16| {
        let from = Date::new(year, first, 1).ok()?;
        Some((from, from.checked_add(i32::from(months).months()).ok()?))
    };
    let of_the_year = words.ends_with("year");
    let first_year = if of_the_year || of(today.year())?.1 <= today { today.year() } else { today.year() - 1 };
    let spans = vec![of(first_year)?, of(first_year + 1)?];
    let end = (first + months - 1) % 12 + 1;
    Some(Days::stretch(format!("(XXXX-{first:02}-01,XXXX-{end:02}-01,P{months}M)"), spans))
}

type Pair = ((Date, Date), (Date, Date));

/// The readings of two ends that fit together.
fn pairs(first: &Days, last: &Days) -> Vec<Pair> {
    match (first.spans.len(), last.spans.len()) {
        (2, 2) => {
            let fit = |a: (Date, Date)| last.spans.iter().copied().find(|b| b.0 >= a.0).map(|b| (a, b));
            let next = |a: (Date, Date)| {
                let b = last.spans.first().copied()?;
                Some((a, (b.0.checked_add(1.years()).ok()?, b.1.checked_add(1.years()).ok()?)))
                    .filter(|(a, b)| b.0 >= a.0)
            };
            first
                .spans
                .iter()
                .filter_map(|a| {
                    fit(*a).filter(|(a, b)| (b.0 - a.0).get_days() < 366).or_else(|| next(*a)).or_else(|| {
                        let b = last.spans.last().copied()?;
                        Some((*a, (b.0.checked_add(1.years()).ok()?, b.1.checked_add(1.years()).ok()?)))
                    })
                })
                .collect()
        }
        (1, 2) => last.spans.iter().filter(|b| b.0 >= first.spans[0].0).take(1).map(|b| (first.spans[0], *b)).collect(),
        (2, 1) => {
            first.spans.iter().rev().filter(|a| a.0 <= last.spans[0].0).take(1).map(|a| (*a, last.spans[0])).collect()
        }
        _ => first.spans.iter().copied().zip(last.spans.iter().copied()).collect(),
    }
}
