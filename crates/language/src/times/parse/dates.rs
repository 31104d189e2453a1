//! Days, months and years of the calendar.

use jiff::civil::Date;
use servanda_model::{Direction, Month, PartialDate, TimeValue};

use super::super::words::TimeWord;
use super::{Hit, Pieces, range};
use crate::Xpos;

/// A year, as a date states it.
#[derive(Clone, Copy)]
pub enum YearOf {
    /// "2024"
    Stated(i16),
    /// "last year" is -1.
    Relative(i32),
}

/// Words between two days of one month.
const BETWEEN_DAYS: [&str; 9] = ["-", "–", "—", "to", "and", "through", "until", "till", "&"];

impl Pieces {
    /// "2024", ", 2024", "'24", "last year", "of next year" after a month or a day of one.
    pub fn year_after(&self, i: usize) -> Option<(YearOf, usize)> {
        let from = self.past(i, &[",", "of", "in", "-", "/", "."]);
        let glue = matches!(self.at(i), "-" | "/" | ".");
        if glue && !self.is_glued(i) {
            return None;
        }
        if let Some((year, end)) = self.year_at(from).filter(|_| !glue || self.is_glued(from)) {
            // "on Nov. 4, 2000 soldiers": a comma asks for something after the year that is no noun.
            let counted = self.at(i) == ","
                && year % 100 == 0
                && self.shape(end) == Some(crate::Shape::Lower)
                && self.is_counted(end);
            return (!counted).then_some((YearOf::Stated(year), end));
        }
        let short = matches!(self.at(from), "'" | "’") && self.is_glued(from + 1) || glue && self.is_glued(from);
        if short {
            let at = self.past(from, &["'", "’"]);
            let year = self.at(at).parse().ok().filter(|_| self.is_digits(at) && self.at(at).len() == 2);
            return Some((YearOf::Stated(full_year(year?)?), at + 1));
        }
        if self.at(from + 1) != "year" {
            return None;
        }
        let years = match self.at(from) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        Some((YearOf::Relative(years), from + 2))
    }

    fn month_day(month: Month, day: i8, year: Option<(YearOf, usize)>, end: usize) -> Option<Hit> {
        Some(match year {
            Some((YearOf::Stated(year), end)) => {
                Hit::closed(end, TimeValue::day(Date::new(year, month.number(), day).ok()?))
            }
            Some((YearOf::Relative(years), end)) => {
                Hit::closed(end, TimeValue::MonthOfRelativeYear { month, day: Some(day), years })
            }
            // 2024 is a leap year: a day that no year has is no date.
            None => {
                Date::new(2024, month.number(), day).ok()?;
                Hit::open(end, TimeValue::MonthDay { month, day, weekday: None, direction: Direction::Either })
            }
        })
    }

    /// Two days of a month, the joint between the pieces `joint`.
    fn days(
        month: Month,
        days: (i8, i8),
        year: Option<(YearOf, usize)>,
        end: usize,
        joint: (usize, usize),
    ) -> Option<Hit> {
        let from = Self::month_day(month, days.0, year, end)?;
        let to = Self::month_day(month, days.1, year, end)?;
        let value = range(from.value, to.value);
        (days.0 < days.1).then(|| Hit { joint: Some(joint), open: from.open, ..Hit::closed(from.end, value) })
    }

    /// "Nov. 17", "November 17, 2023", "Nov. 15-16", "November 2023", "November last year", "November", "Oct/2", "Dec-2018".
    pub fn month_first(&self, i: usize) -> Option<Hit> {
        let (month, after) = self.month(i)?;
        let glue = matches!(self.at(after), "/" | "-") && self.is_glued(after) && self.is_glued(after + 1);
        let at = self.past(after + usize::from(glue), &["the"]);
        let at = at + usize::from(self.at(at) == "," && self.ordinal(at + 1).is_some());
        let spelt = !glue;
        let unit = |end: usize| self.unit(end).is_some() && self.day_part(end).is_none();
        let counted = |end: usize| self.at(end) == "%" || unit(end) || unit(self.hyphen(end));
        if let Some((day, end)) = self.day(at, spelt).filter(|(_, end)| !counted(*end)) {
            let second = if BETWEEN_DAYS.contains(&self.at(end)) { self.day(end + 1, false) } else { None };
            let span = second
                .filter(|(_, e)| !counted(*e) && self.month(*e).is_none() && self.at(*e) != ":")
                .and_then(|(last, e)| Self::days(month, (day, last), self.year_after(e), e, (end, end + 1)));
            return span.or_else(|| Self::month_day(month, day, self.year_after(end), end));
        }
        match self.year_after(after) {
            Some((YearOf::Stated(year), end)) => {
                // "September-2020-23"
                if glue
                    && matches!(self.at(end), "-" | "/")
                    && self.is_glued(end)
                    && let Some((day, end)) = self.day(end + 1, false)
                {
                    return Self::month_day(month, day, Some((YearOf::Stated(year), end)), end);
                }
                let date = PartialDate::Month(year, month.number());
                return Some(Hit::closed(end, TimeValue::Absolute { date, part: None }));
            }
            Some((YearOf::Relative(years), end)) => {
                return Some(Hit::closed(end, TimeValue::MonthOfRelativeYear { month, day: None, years }));
            }
            None => {}
        }
        // "the March accession": after an article, a noun that follows has a month before it.
        let described = matches!(self.before(i, 1), "a" | "the") && self.is_capital(i) && !self.is_capital(after);
        let placed = i > 0 && (self.is(i - 1, TimeWord::Preposition) || self.part(i - 1).is_some() || described);
        let doubtful = matches!(self.at(i), "may" | "march") || self.is_capital(after);
        (placed || !doubtful)
            .then(|| Hit::open(after, TimeValue::InMonth { month, part: None, direction: Direction::Either }))
    }

    /// "17 November", "the 17th of November 2023", "15-16 November", "4 and 5 May", "05-Aug-2016".
    pub fn day_first(&self, i: usize) -> Option<Hit> {
        let the = self.past(i, &["the"]);
        let i = if self.ordinal(the).is_some() { the } else { i };
        if matches!(self.before(i, 1), "$" | "€" | "£") {
            return None;
        }
        let (day, after) = self.day(i, false)?;
        let of = |at: usize| {
            if matches!(self.at(at), "-" | "/") && self.is_glued(at) { at + 1 } else { self.past(at, &["of"]) }
        };
        if BETWEEN_DAYS.contains(&self.at(after))
            && let Some((last, end)) = self.day(self.past(after + 1, &["the"]), false)
            && let Some((month, end)) = self.month(of(end))
        {
            return Self::days(month, (day, last), self.year_after(end), end, (after, after + 1));
        }
        let at = of(after);
        // "day of": "the 15th day of June"
        let at = if self.at(at) == "day" && self.at(at + 1) == "of" { at + 2 } else { at };
        let (month, end) = self.month(at)?;
        // "23-2020-September" is left to `year_first`.
        Self::month_day(month, day, self.year_after(end), end)
    }

    /// "2019/aug/01", "2020/23/Sep", "2017 April", "2024-11-04", "2015-3", "20161016".
    pub fn year_first(&self, i: usize) -> Option<Hit> {
        let word = self.at(i);
        if self.is_digits(i) && word.len() == 8 && self.may_end(i + 1) {
            let number = |range: std::ops::Range<usize>| word.get(range).and_then(|part| part.parse::<i16>().ok());
            let (month, day) = (i8::try_from(number(4..6)?).ok()?, i8::try_from(number(6..8)?).ok()?);
            let date = Date::new(number(0..4)?, month, day).ok().filter(|d| (1900..2100).contains(&d.year()))?;
            return Some(Hit::closed(i + 1, TimeValue::day(date)));
        }
        let year = self.year_number(i)?;
        let mark = self.at(i + 1);
        let glued = matches!(mark, "-" | "/" | ".") && self.is_glued(i + 1) && self.is_glued(i + 2);
        if !glued {
            let (month, end) = self.month(i + 1)?;
            let bare = self.day(end, false).is_none() && self.year_after(end).is_none();
            let date = PartialDate::Month(year, month.number());
            return bare.then(|| Hit::closed(end, TimeValue::Absolute { date, part: None }));
        }
        let next = |at: usize| (self.at(at) == mark && self.is_glued(at) && self.is_glued(at + 1)).then_some(at + 1);
        let number =
            |at: usize| self.at(at).parse::<i8>().ok().filter(|_| self.is_digits(at) && self.at(at).len() <= 2);
        let day =
            |month: i8, day: i8, end| Date::new(year, month, day).ok().map(|d| Hit::closed(end, TimeValue::day(d)));
        if let Some((month, end)) = self.month(i + 2) {
            return match next(end).and_then(|at| Some((number(at)?, at + 1))) {
                Some((n, end)) => day(month.number(), n, end),
                None => Some(Hit::closed(
                    end,
                    TimeValue::Absolute { date: PartialDate::Month(year, month.number()), part: None },
                )),
            };
        }
        let first = number(i + 2)?;
        match next(i + 3) {
            Some(at) => match (number(at), self.month(at)) {
                (Some(second), _) => day(first, second, at + 1),
                (_, Some((month, end))) => day(month.number(), first, end),
                _ => None,
            },
            None if mark == "-" && self.at(i + 2).len() == 1
                || mark == "-" && (1..=12).contains(&first) && i16::from(first) <= year % 100 =>
            {
                let month = Month::new(first)?;
                let date = PartialDate::Month(year, month.number());
                Some(Hit::closed(i + 3, TimeValue::Absolute { date, part: None }))
            }
            None => None,
        }
    }

    /// "4.11.2024", "12/03/2024", "4/11" after a preposition or a weekday.
    pub fn written_date(&self, i: usize) -> Option<Hit> {
        let number =
            |at: usize| self.at(at).parse::<i8>().ok().filter(|_| self.is_digits(at) && self.at(at).len() <= 2);
        let first = number(i)?;
        let mark = self.at(i + 1);
        let joined = |at: usize| self.at(at) == mark && self.is_glued(at) && self.is_glued(at + 1);
        if !matches!(mark, "/" | "." | "-") || !joined(i + 1) {
            return None;
        }
        // "23-2020-September"
        if let Some(year) = self.year_number(i + 2)
            && joined(i + 3)
            && let Some((month, end)) = self.month(i + 4)
        {
            return Self::month_day(month, first, Some((YearOf::Stated(year), end)), end);
        }
        let second = number(i + 2)?;
        let year =
            joined(i + 3).then(|| self.at(i + 4).parse::<i16>().ok().filter(|_| self.is_digits(i + 4))).flatten();
        if let Some(year) = year {
            let year = full_year(year)?;
            let dotted = mark == "." && year == self.at(i + 4).parse::<i16>().ok()?;
            let day = |month, day| Date::new(year, month, day).ok().map(|d| Hit::closed(i + 5, TimeValue::day(d)));
            // A date with dots puts the day first.
            return match (first, second) {
                _ if dotted && day(second, first).is_some() => day(second, first),
                (1..=12, 13..=31) => day(first, second),
                (13..=31, 1..=12) => day(second, first),
                (1..=12, 1..=12) => Some(Hit::closed(i + 5, TimeValue::Numeric { first, second, year: Some(year) })),
                _ => None,
            };
        }
        // "since 9/11", "the 9/11 attacks": the day has become a name, save where someone does something on it.
        if (first, second, mark) == (9, 11, "/") && self.before(i, 1) != "on" && self.may_end(i + 3) {
            return Some(Hit::closed(i + 3, TimeValue::day(Date::new(2001, 9, 11).ok()?)));
        }
        let alone = i == 0 && (self.len() <= i + 3 || matches!(self.at(i + 3), "-"));
        let weekday = i > 0 && self.weekday(i - 1).is_some();
        let placed = match mark {
            "/" => alone || weekday || i > 0 && self.is(i - 1, TimeWord::Preposition),
            "." => weekday || self.before(i, 1) == "on",
            _ => weekday,
        };
        let real = matches!((first, second), (1..=12, 1..=31) | (13..=31, 1..=12));
        (placed && real && self.may_end(i + 3))
            .then(|| Hit::closed(i + 3, TimeValue::Numeric { first, second, year: None }))
    }

    /// "2008", "the year 2000", "fiscal 2024", "2024-25", "2024/25".
    pub fn year(&self, i: usize) -> Option<Hit> {
        // "the 1988 quarter", "the 1988 period"
        if let Some(year) = self.year_number(i + 1).filter(|_| self.at(i) == "the")
            && matches!(self.at(i + 2), "quarter" | "period")
        {
            return Some(Hit::closed(i + 3, TimeValue::Absolute { date: PartialDate::Year(year), part: None }));
        }
        let fiscal = usize::from(self.at(i + 1) == "fiscal");
        let article = self.at(i) == "the" && self.at(i + 1 + fiscal) == "year";
        let mut at = self.past(i + usize::from(article), &["fiscal"]);
        let named = self.at(at) == "year" || at > i;
        at = self.past(at, &["year"]);
        let Some(year) = self.year_number(at) else {
            let (year, end) = self.spelt_year(at)?;
            return Some(Hit::closed(end, TimeValue::Absolute { date: PartialDate::Year(year), part: None }));
        };
        let joint = matches!(self.at(at + 1), "-" | "–" | "/") && self.is_glued(at + 1) && self.is_glued(at + 2);
        let next = self.at(at + 2).parse::<i16>().ok().filter(|_| joint && self.at(at + 2).len() == 2);
        let follows = |next: i16| if self.at(at + 1) == "/" { (year + 1) % 100 == next } else { next > year % 100 };
        if let Some(next) = next.filter(|next| follows(*next)) {
            let last = if next > year % 100 { year - year % 100 + next } else { year + 1 };
            return Some(Hit::closed(at + 3, years(year, last)));
        }
        let before = self.before(i, 1);
        let later = before == "than" && matches!(self.before(i, 2), "later" | "earlier");
        let numbered = i > 0
            && !later
            && (self.is(i - 1, TimeWord::Numbered)
                || matches!(before, "#" | "(" if self.shape(at + 1) == Some(crate::Shape::Lower)));
        let placed = i > 0 && self.is(i - 1, TimeWord::Preposition) || matches!(before, "the" | "'s" | "’s");
        let counted = self.is_counted(at + 1) && !placed;
        let old = year < 1800 && !matches!(before, "in" | "since" | "of" | "by");
        let unit = self.unit(self.hyphen(at + 1)).is_some_and(|(_, plural)| plural);
        // "1100 GMT" and the like are times of the day, for `clock`.
        let clock = self.is(at + 1, TimeWord::Zone);
        let product = self.is_model_year(at) || self.is_in_name(at);
        if !named && (product || numbered || counted || old || unit || clock || year > 2150) {
            return None;
        }
        Some(Hit::closed(at + 1, TimeValue::Absolute { date: PartialDate::Year(year), part: None }))
    }

    /// "a 1987 Chevrolet", "his 1987 black Volvo": the year is that of the model.
    fn is_model_year(&self, i: usize) -> bool {
        let at = i + 1 + usize::from(self.xpos(i + 1) == Xpos::Jj && !self.is_capital(i + 1));
        self.is_capital(at) && self.is(at, TimeWord::Make)
    }

    /// "the firm Orion 1980, which": a number right after a name, and nothing after it that it could describe, ends the name.
    fn is_in_name(&self, i: usize) -> bool {
        let last = self.shape(i + 1).is_none_or(|shape| shape == crate::Shape::Punctuation)
            || matches!(self.xpos(i + 1), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
        let name = i > 1 && self.is_title(i - 1) && self.xpos(i - 1) == Xpos::Nnp && last;
        let time = |w: TimeWord| !matches!(w, TimeWord::Starter | TimeWord::Preposition);
        name && !self.is_glued(i) && self.pick(i - 1, |w| time(w).then_some(())).is_none()
    }

    /// Whether the word at `i` is what a number before it counts ("2000 soldiers").
    fn is_counted(&self, i: usize) -> bool {
        let word = self.at(i);
        self.shape(i) == Some(crate::Shape::Lower)
            && (word.ends_with('s') && !matches!(word, "was" | "is" | "as" | "has")
                || matches!(word, "people" | "men" | "km" | "feet" | "m" | "percent"))
            || matches!(word, "%" | "°")
    }

    /// "the 1990s", "the '90s", "the nineties", "the 19th century".
    pub fn decade_or_century(&self, i: usize) -> Option<Hit> {
        let the = self.past(i, &["the"]);
        let at = the + usize::from(matches!(self.at(the), "'" | "’" | "`") && self.is_glued(the + 1));
        // "1990's"
        let late = matches!(self.at(at + 1), "'s" | "’s") && self.at(at).ends_with('0') && self.is_glued(at + 1)
            || matches!(self.at(at + 1), "'" | "’") && self.at(at + 2) == "s" && self.is_glued(at + 2);
        let digits = self.at(at).strip_suffix('s').or_else(|| late.then(|| self.at(at)));
        if let Some(year) = digits.and_then(|y| y.parse::<i16>().ok()) {
            let (from, len) = match year {
                10..=90 if year % 10 == 0 && at > i => (1900 + year, 9),
                1500..=2090 if year % 100 == 0 && year < 2000 => (year, 99),
                1500..=2090 if year % 10 == 0 => (year, 9),
                _ => return None,
            };
            let end = at
                + if !late {
                    1
                } else if matches!(self.at(at + 1), "'s" | "’s") {
                    2
                } else {
                    3
                };
            return Some(Hit::closed(end, years(from, from + len)));
        }
        if the > i
            && let Some(decade) = self.pick(the, |w| if let TimeWord::DecadeName(n) = w { Some(n) } else { None })
        {
            return Some(Hit::closed(the + 1, years(1900 + decade, 1909 + decade)));
        }
        let (number, end) = self.ordinal(the)?;
        let end = self.hyphen(end);
        let number = i16::try_from(number).ok().filter(|n| (10..=30).contains(n) && self.at(end) == "century")?;
        Some(Hit::closed(end + 1, years(number * 100 - 99, number * 100)))
    }
}

/// All days of two years and those between.
fn years(from: i16, to: i16) -> TimeValue {
    let year = |year| TimeValue::Absolute { date: PartialDate::Year(year), part: None };
    range(year(from), year(to))
}

/// A year as a numeric date writes it: "24" is 2024, "89" 1989.
fn full_year(year: i16) -> Option<i16> {
    match year {
        0..=69 => Some(2000 + year),
        70..=99 => Some(1900 + year),
        1500..=2199 => Some(year),
        _ => None,
    }
}
