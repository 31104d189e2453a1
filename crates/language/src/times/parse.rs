//! One temporal expression at a token: the families of expressions, each a method that returns the longest it can read.

use jiff::civil::Date;
use servanda_model::{Direction, Month, PartOf, PartialDate, TimeUnit, TimeValue, Weekday};

use super::words::{TimeWord, classes, vague};
use crate::{Shape, Token};

/// An expression that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// One past its last token.
    pub end: usize,
    /// What it means so far.
    pub value: TimeValue,
    /// Whether the tense of its clause decides on its direction.
    pub open: bool,
}

// Both return what the families return, so that a family's last word can be one of them.
#[allow(clippy::unnecessary_wraps)]
fn hit(end: usize, value: TimeValue) -> Option<Hit> {
    Some(Hit { end, value, open: false })
}

#[allow(clippy::unnecessary_wraps)]
fn open(end: usize, value: TimeValue) -> Option<Hit> {
    Some(Hit { end, value, open: true })
}

fn relative(unit: TimeUnit, offset: i32) -> TimeValue {
    TimeValue::Relative { unit, offset, part: None, direction: Direction::Either }
}

fn range(from: TimeValue, to: TimeValue) -> TimeValue {
    TimeValue::Range { from: Some(Box::new(from)), to: Some(Box::new(to)) }
}

/// Whole units: "two and a half years" are thirty months.
pub fn whole(unit: TimeUnit, halves: u32) -> (TimeUnit, i32) {
    let halves = i32::try_from(halves).unwrap_or(i32::MAX / 32);
    if halves % 2 == 0 {
        return (unit, halves / 2);
    }
    match unit {
        TimeUnit::Year => (TimeUnit::Month, halves * 6),
        TimeUnit::Decade => (TimeUnit::Year, halves * 5),
        TimeUnit::Century => (TimeUnit::Year, halves * 50),
        TimeUnit::Hour => (TimeUnit::Minute, halves * 30),
        TimeUnit::Fortnight => (TimeUnit::Week, halves),
        TimeUnit::Month => (TimeUnit::Week, halves * 2),
        TimeUnit::Quarter => (TimeUnit::Week, halves * 6),
        TimeUnit::Week => (TimeUnit::Day, halves * 7 / 2),
        TimeUnit::Day => (TimeUnit::Hour, halves * 12),
        TimeUnit::Minute | TimeUnit::Weekend => (unit, halves / 2),
    }
}

/// A year, as a date states it.
#[derive(Clone, Copy)]
enum YearOf {
    Stated(i16),
    Relative(i32),
}

/// The words of one sentence, lower case, with their shapes.
pub struct Words {
    words: Vec<String>,
    shapes: Vec<Shape>,
}

impl Words {
    /// The words of the tokens of one sentence of `text`.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        Self {
            words: tokens.iter().map(|t| t.text(text).to_lowercase()).collect(),
            shapes: tokens.iter().map(|t| t.shape).collect(),
        }
    }

    /// The word at `i`; empty past the end.
    pub fn at(&self, i: usize) -> &str {
        self.words.get(i).map_or("", String::as_str)
    }

    /// The longest expression that begins at `i`.
    pub fn expression(&self, i: usize) -> Option<Hit> {
        let families: [fn(&Self, usize) -> Option<Hit>; 16] = [
            Self::weekday_expression,
            Self::month_first,
            Self::day_first,
            Self::written_date,
            Self::year,
            Self::decade_or_century,
            Self::part_of,
            Self::quarter,
            Self::season,
            Self::day_word,
            Self::unit_by_position,
            Self::unit_by_adverb,
            Self::length,
            Self::leaning,
            Self::frequency,
            Self::vague_phrase,
        ];
        families.iter().filter_map(|family| family(self, i)).max_by_key(|hit| hit.end)
    }

    // --- single words ---------------------------------------------------------------------------------------------

    fn pick<T>(&self, i: usize, pick: impl Fn(TimeWord) -> Option<T>) -> Option<T> {
        classes(self.at(i)).iter().find_map(|&word| pick(word))
    }

    fn is_capital(&self, i: usize) -> bool {
        matches!(self.shapes.get(i), Some(Shape::Capitalised | Shape::Upper))
    }

    fn month(&self, i: usize) -> Option<Month> {
        let month = self.pick(i, |w| if let TimeWord::Month(m) = w { Some(m) } else { None });
        let short = || {
            let beside = self.day_number(i + 1).is_some()
                || self.year_number(i + 1).is_some()
                || i > 0 && self.day_number(i - 1).is_some();
            self.pick(i, |w| if let TimeWord::ShortMonth(m) = w { Some(m) } else { None }).filter(|_| beside)
        };
        month.or_else(short).filter(|_| self.is_capital(i))
    }

    fn weekday(&self, i: usize) -> Option<Weekday> {
        self.pick(i, |w| if let TimeWord::Weekday(d) = w { Some(d) } else { None }).filter(|_| self.is_capital(i))
    }

    /// A unit, and whether it stands in the plural.
    fn unit(&self, i: usize) -> Option<(TimeUnit, bool)> {
        self.pick(i, |w| match w {
            TimeWord::Unit(u) => Some((u, false)),
            TimeWord::Units(u) => Some((u, true)),
            _ => None,
        })
    }

    fn part(&self, i: usize) -> Option<PartOf> {
        self.pick(i, |w| if let TimeWord::Part(p) = w { Some(p) } else { None })
    }

    fn ordinal(&self, i: usize) -> Option<u32> {
        let spelt = self.pick(i, |w| if let TimeWord::Ordinal(n) = w { Some(n) } else { None });
        spelt.or_else(|| {
            let word = self.at(i);
            let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
            digits.parse().ok()
        })
    }

    /// 1 to 31, perhaps with an ordinal ending.
    fn day_number(&self, i: usize) -> Option<i8> {
        let word = self.at(i);
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        if digits.len() > 2 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().filter(|day| (1..=31).contains(day))
    }

    fn year_number(&self, i: usize) -> Option<i16> {
        let word = self.at(i);
        let four = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        word.parse().ok().filter(|year| four && (1500..=2199).contains(year))
    }

    /// "2024", ", 2024", "last year", "of next year" after a month or a day of one.
    fn year_after(&self, i: usize) -> Option<(YearOf, usize)> {
        let from = i + usize::from(matches!(self.at(i), "," | "of" | "in"));
        if let Some(year) = self.year_number(from) {
            // "on Nov. 4, 2000 soldiers": a comma asks for something after the year that is no noun.
            let counted = self.at(i) == "," && year % 100 == 0 && self.shapes.get(from + 1) == Some(&Shape::Lower);
            return (!counted).then_some((YearOf::Stated(year), from + 1));
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

    // --- dates ----------------------------------------------------------------------------------------------------

    fn month_day(month: Month, day: i8, year: Option<(YearOf, usize)>, end: usize) -> Option<Hit> {
        match year {
            Some((YearOf::Stated(year), end)) => hit(end, TimeValue::day(Date::new(year, month.number(), day).ok()?)),
            Some((YearOf::Relative(years), end)) => {
                hit(end, TimeValue::MonthOfRelativeYear { month, day: Some(day), years })
            }
            // 2024 is a leap year: a day that no year has is no date.
            None => {
                Date::new(2024, month.number(), day).ok()?;
                open(end, TimeValue::MonthDay { month, day, direction: Direction::Either })
            }
        }
    }

    fn days(month: Month, days: (i8, i8), year: Option<(YearOf, usize)>, end: usize) -> Option<Hit> {
        let from = Self::month_day(month, days.0, year, end)?;
        let to = Self::month_day(month, days.1, year, end)?;
        let value = range(from.value, to.value);
        (days.0 < days.1).then_some(Hit { end: from.end, value, open: from.open })
    }

    fn joins_days(&self, i: usize) -> bool {
        matches!(self.at(i), "-" | "–" | "—" | "to" | "and" | "through" | "until" | "till" | "&")
    }

    /// "Nov. 17", "November 17, 2023", "Nov. 15-16", "November 2023", "November last year", "November".
    fn month_first(&self, i: usize) -> Option<Hit> {
        let month = self.month(i)?;
        let at = i + 1 + usize::from(self.at(i + 1) == "the");
        if let Some(day) = self.day_number(at).filter(|_| self.at(at + 1) != "%" && self.unit(at + 1).is_none()) {
            let second = if self.joins_days(at + 1) { self.day_number(at + 2) } else { None };
            let span = second
                .filter(|_| self.unit(at + 3).is_none() && self.month(at + 3).is_none())
                .and_then(|last| Self::days(month, (day, last), self.year_after(at + 3), at + 3));
            return span.or_else(|| Self::month_day(month, day, self.year_after(at + 1), at + 1));
        }
        match self.year_after(i + 1) {
            Some((YearOf::Stated(year), end)) => {
                let date = PartialDate::Month(year, month.number());
                return hit(end, TimeValue::Absolute { date, part: None });
            }
            Some((YearOf::Relative(years), end)) => {
                return hit(end, TimeValue::MonthOfRelativeYear { month, day: None, years });
            }
            None => {}
        }
        let placed = i > 0 && (is_preposition(self.at(i - 1)) || self.part(i - 1).is_some());
        let doubtful = matches!(self.at(i), "may" | "march") || self.is_capital(i + 1);
        (placed || !doubtful)
            .then(|| open(i + 1, TimeValue::InMonth { month, part: None, direction: Direction::Either }))?
    }

    /// "17 November", "the 17th of November 2023", "15-16 November", "4 and 5 May".
    fn day_first(&self, i: usize) -> Option<Hit> {
        let i = i + usize::from(self.at(i) == "the" && self.ordinal(i + 1).is_some());
        let day = self.day_number(i)?;
        let of = |at: usize| at + usize::from(self.at(at) == "of");
        if self.joins_days(i + 1)
            && let Some(last) = self.day_number(i + 2)
            && let Some(month) = self.month(of(i + 3))
        {
            let end = of(i + 3) + 1;
            return Self::days(month, (day, last), self.year_after(end), end);
        }
        let month = self.month(of(i + 1))?;
        let end = of(i + 1) + 1;
        Self::month_day(month, day, self.year_after(end), end)
    }

    /// "2024-11-04", "4.11.2024", "12/03/2024", and "4/11" after a preposition.
    fn written_date(&self, i: usize) -> Option<Hit> {
        let word = self.at(i);
        if word.len() == 10 && word.bytes().filter(|&b| b == b'-').count() == 2 {
            let date = PartialDate::parse(word).ok()?;
            return hit(i + 1, TimeValue::Absolute { date, part: None });
        }
        let numbers = |mark: char| -> Option<Vec<i16>> { word.split(mark).map(|n| n.parse().ok()).collect() };
        if let Some([day, month, year]) = numbers('.').as_deref() {
            // A date with dots puts the day first.
            let date = Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok();
            return date.filter(|_| *year > 1500).and_then(|date| hit(i + 1, TimeValue::day(date)));
        }
        let (first, second, year) = match numbers('/')?.as_slice() {
            [first, second, year] => (*first, *second, Some(full_year(*year)?)),
            [first, second] if i > 0 && is_preposition(self.at(i - 1)) => (*first, *second, None),
            [year, next] if (1900..2199).contains(year) && (*year + 1) % 100 == *next => {
                return hit(i + 1, years(*year, *year + 1));
            }
            _ => return None,
        };
        let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
        match (first, second, year) {
            (1..=12, 13..=31, Some(year)) => hit(i + 1, TimeValue::day(Date::new(year, first, second).ok()?)),
            (13..=31, 1..=12, Some(year)) => hit(i + 1, TimeValue::day(Date::new(year, second, first).ok()?)),
            (1..=12, 1..=31, _) | (13..=31, 1..=12, _) => hit(i + 1, TimeValue::Numeric { first, second, year }),
            _ => None,
        }
    }

    /// "2008", "the year 2000", "fiscal 2024", "2024-25".
    fn year(&self, i: usize) -> Option<Hit> {
        let mut at = i + usize::from(self.at(i) == "the" && self.at(i + 1) == "year");
        at += usize::from(self.at(at) == "fiscal");
        let named = self.at(at) == "year" || at > i;
        at += usize::from(self.at(at) == "year");
        let year = self.year_number(at)?;
        let joint = matches!(self.at(at + 1), "-" | "–");
        let next = self.at(at + 2).parse::<i16>().ok().filter(|_| joint && self.at(at + 2).len() == 2);
        if let Some(next) = next.filter(|next| *next > year % 100) {
            return hit(at + 3, years(year, year - year % 100 + next));
        }
        let before = i.checked_sub(1).map_or("", |k| self.at(k));
        let numbered = has_class(before, TimeWord::Numbered);
        let counted =
            self.is_counted(at + 1) && !is_preposition(before) && before != "the" && !matches!(before, "'s" | "’s");
        let old = year < 1800 && !matches!(before, "in" | "since" | "of" | "by");
        if !named && (numbered || counted || old || year > 2150) {
            return None;
        }
        hit(at + 1, TimeValue::Absolute { date: PartialDate::Year(year), part: None })
    }

    /// Whether the word at `i` is what a number before it counts ("2000 soldiers").
    fn is_counted(&self, i: usize) -> bool {
        let word = self.at(i);
        self.shapes.get(i) == Some(&Shape::Lower)
            && (word.ends_with('s') || matches!(word, "people" | "men" | "km" | "feet" | "m" | "percent"))
            || matches!(word, "%" | "°")
    }

    /// "the 1990s", "the early 1990s" by way of [`Self::part_of`], "the 19th century".
    fn decade_or_century(&self, i: usize) -> Option<Hit> {
        let at = i + usize::from(self.at(i) == "the");
        if let Some(year) = self.at(at).strip_suffix('s').and_then(|y| y.parse::<i16>().ok()) {
            let (from, len) = match year {
                10..=90 if year % 10 == 0 => (1900 + year, 9),
                1500..=2090 if year % 100 == 0 && year < 2000 => (year, 99),
                1500..=2090 if year % 10 == 0 => (year, 9),
                _ => return None,
            };
            return hit(at + 1, years(from, from + len));
        }
        let joined = self.at(at).strip_suffix("-century").map(str::to_owned);
        let (number, end) = match joined {
            Some(word) => (Self { words: vec![word], shapes: vec![Shape::Number] }.ordinal(0)?, at + 1),
            None => (self.ordinal(at).filter(|_| self.at(at + 1) == "century")?, at + 2),
        };
        let number = i16::try_from(number).ok().filter(|n| (10..=30).contains(n))?;
        hit(end, years(number * 100 - 99, number * 100))
    }

    // --- parts ----------------------------------------------------------------------------------------------------

    /// "early 2020", "mid-November", "late last year", "the end of 2025", "the first half of next year".
    fn part_of(&self, i: usize) -> Option<Hit> {
        if let Some((head, rest)) = self.at(i).split_once('-') {
            return self.hyphened_part(i, head, rest);
        }
        let the = i + usize::from(self.at(i) == "the");
        if let Some(part) = self.part(the) {
            let at = the + 1 + usize::from(matches!(self.at(the + 1), "in" | "on" | "-"));
            let at =
                if the + 1 < at { at + usize::from(self.at(at) == "the" && self.unit(at + 1).is_some()) } else { at };
            if let Some((unit, false)) = self.unit(at).filter(|_| at > the + 1) {
                let value = TimeValue::Relative { unit, offset: 0, part: Some(part), direction: Direction::Either };
                return hit(at + 1, value);
            }
            let whole = self.expression(at)?;
            return Some(Hit { value: with_part(whole.value, part)?, ..whole });
        }
        let bound = self.pick(the, |w| if let TimeWord::Bound(p) = w { Some(p) } else { None });
        let half = || match (self.at(the), self.at(the + 1)) {
            ("first", "half") => Some(PartOf::FirstHalf),
            ("second", "half") => Some(PartOf::SecondHalf),
            _ => None,
        };
        let (part, of) = bound.map(|p| (p, the + 1)).or_else(|| half().map(|p| (p, the + 2)))?;
        if self.at(of) != "of" {
            return None;
        }
        if self.at(of + 1) == "the"
            && let Some((unit, false)) = self.unit(of + 2)
        {
            return hit(
                of + 3,
                TimeValue::Relative { unit, offset: 0, part: Some(part), direction: Direction::Either },
            );
        }
        let whole = self.expression(of + 1)?;
        Some(Hit { value: with_part(whole.value, part)?, ..whole })
    }

    /// "mid-November 2023", "early-2020", "year-end", "mid-week".
    fn hyphened_part(&self, i: usize, head: &str, rest: &str) -> Option<Hit> {
        let part = match head {
            "early" => PartOf::Early,
            "mid" => PartOf::Mid,
            "late" | "end" => PartOf::Late,
            "year" | "month" if rest == "end" => {
                let unit = if head == "year" { TimeUnit::Year } else { TimeUnit::Month };
                let part = Some(PartOf::Late);
                return hit(i + 1, TimeValue::Relative { unit, offset: 0, part, direction: Direction::Either });
            }
            _ => return None,
        };
        let mut rest_words = vec![rest.to_owned()];
        rest_words.extend(self.words.iter().skip(i + 1).take(3).cloned());
        let mut shapes =
            vec![if rest.bytes().all(|b| b.is_ascii_digit()) { Shape::Number } else { Shape::Capitalised }];
        shapes.extend(self.shapes.iter().skip(i + 1).take(3).copied());
        let inner = Self { words: rest_words, shapes };
        let whole = match inner.month(0) {
            // "mid-May": the hyphen says that it is a month.
            Some(month) if inner.month_first(0).is_none() => Hit {
                end: 1,
                value: TimeValue::InMonth { month, part: None, direction: Direction::Either },
                open: true,
            },
            _ => inner.expression(0).or_else(|| {
                let (unit, _) = inner.unit(0)?;
                hit(1, relative(unit, 0))
            })?,
        };
        Some(Hit { end: i + whole.end, value: with_part(whole.value, part)?, open: whole.open })
    }

    /// "the third quarter of 2025", "third-quarter", "Q3 2025".
    fn quarter(&self, i: usize) -> Option<Hit> {
        let the = i + usize::from(self.at(i) == "the");
        let number = |word: &str| ["first", "second", "third", "fourth"].iter().position(|o| *o == word);
        let (quarter, end) = match self.at(the) {
            "q1" => (0, the + 1),
            "q2" => (1, the + 1),
            "q3" => (2, the + 1),
            "q4" => (3, the + 1),
            word => match word.strip_suffix("-quarter").and_then(number) {
                Some(n) => (n, the + 1),
                None => (number(word).filter(|_| self.at(the + 1) == "quarter")?, the + 2),
            },
        };
        let first = Month::new(quarter as i8 * 3 + 1)?;
        let last = Month::new(quarter as i8 * 3 + 3)?;
        let year = self.year_after(end).or_else(|| {
            let of = end + usize::from(self.at(end) == "of");
            (self.at(of) == "the" && self.at(of + 1) == "year").then_some((YearOf::Relative(0), of + 2))
        });
        let month = |month: Month| match year {
            Some((YearOf::Stated(year), _)) => {
                TimeValue::Absolute { date: PartialDate::Month(year, month.number()), part: None }
            }
            Some((YearOf::Relative(years), _)) => TimeValue::MonthOfRelativeYear { month, day: None, years },
            None => TimeValue::InMonth { month, part: None, direction: Direction::Either },
        };
        let value = range(month(first), month(last));
        Some(Hit { end: year.map_or(end, |(_, end)| end), value, open: year.is_none() })
    }

    /// "summer 2025", "last summer", "this spring", "the autumn of 2024".
    fn season(&self, i: usize) -> Option<Hit> {
        let is_season = |at: usize| has_class(self.at(at), TimeWord::Season);
        let direction = match self.at(i) {
            "last" => Some(Direction::Past),
            "next" | "coming" => Some(Direction::Future),
            "this" => Some(Direction::Either),
            _ => None,
        };
        let at = i + usize::from(direction.is_some() || self.at(i) == "the");
        if !is_season(at) {
            return None;
        }
        match (self.year_after(at + 1), direction) {
            (Some((YearOf::Stated(year), end)), _) => {
                hit(end, TimeValue::Absolute { date: PartialDate::Year(year), part: None })
            }
            (Some((YearOf::Relative(years), end)), _) => hit(end, relative(TimeUnit::Year, years)),
            (None, Some(Direction::Either)) => hit(at + 1, relative(TimeUnit::Year, 0)),
            (None, Some(direction)) => hit(at + 1, TimeValue::Vague { direction }),
            (None, None) => {
                let placed = i > 0 && matches!(self.at(i - 1), "in" | "by" | "since" | "until" | "during" | "of");
                placed.then(|| hit(at + 1, TimeValue::Vague { direction: Direction::Either }))?
            }
        }
    }

    // --- leaning on the day of writing ----------------------------------------------------------------------------

    /// "on Saturday", "last Tuesday", "Monday, Nov. 4", "Friday night", "Monday last week", "Saturday week".
    fn weekday_expression(&self, i: usize) -> Option<Hit> {
        let direction = match self.at(i) {
            "last" | "past" | "previous" => Some(Direction::Past),
            "next" | "coming" | "upcoming" => Some(Direction::Future),
            "this" => {
                let more = usize::from(matches!(self.at(i + 1), "coming" | "past" | "upcoming"));
                let weekday = self.weekday(i + 1 + more)?;
                let direction = match self.at(i + 1) {
                    "coming" | "upcoming" => Direction::Future,
                    "past" => Direction::Past,
                    _ => Direction::Either,
                };
                let value = TimeValue::OnWeekday { weekday, direction, weeks: 0 };
                return Some(Hit { end: self.after_daytime(i + 2 + more), value, open: more == 0 });
            }
            _ => None,
        };
        let adverb = matches!(self.at(i), "earlier" | "later") && self.at(i + 1) == "on";
        let at = i + usize::from(direction.is_some()) + if adverb { 2 } else { 0 };
        let weekday = self.weekday(at)?;
        if direction.is_none() {
            let comma = usize::from(matches!(self.at(at + 1), "," | "("));
            let date = self.month_first(at + 1 + comma).or_else(|| self.day_first(at + 1 + comma));
            let dated = |hit: &Hit| {
                let day = |value: &TimeValue| match value {
                    TimeValue::MonthDay { .. } | TimeValue::Absolute { date: PartialDate::Day(_), .. } => true,
                    TimeValue::MonthOfRelativeYear { day, .. } => day.is_some(),
                    _ => false,
                };
                day(&hit.value)
            };
            if let Some(date) = date.filter(dated) {
                let bracket = usize::from(self.at(at + 1) == "(" && self.at(date.end) == ")");
                return Some(Hit { end: date.end + bracket, ..date });
            }
            let of = at + 1 + usize::from(self.at(at + 1) == "of");
            let week = |k: usize| self.at(k) == "week";
            match self.at(of) {
                "last" if week(of + 1) => return hit(of + 2, relative(TimeUnit::Week, -1)),
                "next" if week(of + 1) => return hit(of + 2, relative(TimeUnit::Week, 1)),
                "this" if week(of + 1) => {
                    return open(of + 2, TimeValue::OnWeekday { weekday, direction: Direction::Either, weeks: 0 });
                }
                "week" if of == at + 1 => {
                    return hit(of + 1, TimeValue::OnWeekday { weekday, direction: Direction::Future, weeks: 1 });
                }
                _ => {}
            }
        }
        let value = TimeValue::OnWeekday { weekday, direction: direction.unwrap_or(Direction::Either), weeks: 0 };
        Some(Hit { end: self.after_daytime(at + 1), value, open: direction.is_none() })
    }

    /// Past "morning", "afternoon" and the like.
    fn after_daytime(&self, i: usize) -> usize {
        i + usize::from(self.is_daytime(i))
    }

    fn is_daytime(&self, i: usize) -> bool {
        has_class(self.at(i), TimeWord::Daytime)
    }

    /// "today", "yesterday evening", "last night", "this morning", "the day after tomorrow", "the weekend".
    fn day_word(&self, i: usize) -> Option<Hit> {
        let adverb = usize::from(matches!(self.at(i), "earlier" | "later" | "late" | "early"));
        let at = i + adverb;
        let day = |end: usize, offset: i32| hit(end, relative(TimeUnit::Day, offset));
        match self.at(at) {
            "today" | "tonight" => day(at + 1, 0),
            "overnight" if adverb == 0 => day(at + 1, 0),
            "tomorrow" => day(self.after_daytime(at + 1), 1),
            "yesterday" => day(self.after_daytime(at + 1), -1),
            "last" if self.at(at + 1) == "night" => day(at + 2, -1),
            "this" if self.is_daytime(at + 1) => day(at + 2, 0),
            "the" if self.at(at + 1) == "day" => match (self.at(at + 2), self.at(at + 3)) {
                ("before", "yesterday") => day(at + 4, -2),
                ("after", "tomorrow") => day(at + 4, 2),
                _ => None,
            },
            "the" if self.at(at + 1) == "weekend" => open(at + 2, relative(TimeUnit::Weekend, 0)),
            "weekend" if i == 0 || self.at(at - 1) == "at" => open(at + 1, relative(TimeUnit::Weekend, 0)),
            _ => None,
        }
    }

    /// "last week", "next year", "this past month", "the past two months", "the coming weeks", "the first nine months",
    /// "next March", "that month", "the following day", "the year" after a preposition.
    fn unit_by_position(&self, i: usize) -> Option<Hit> {
        let the = i + usize::from(self.at(i) == "the");
        let article = the > i;
        let mut at = the;
        at += usize::from(self.at(at) == "this" && matches!(self.at(at + 1), "past" | "coming" | "next" | "last"));
        let position = self.at(at);
        let known = matches!(
            position,
            "this"
                | "last"
                | "past"
                | "next"
                | "coming"
                | "previous"
                | "preceding"
                | "following"
                | "same"
                | "that"
                | "current"
                | "upcoming"
                | "ensuing"
        );
        if !known {
            return if article { self.counted_or_bare(i, the) } else { None };
        }
        if let Some(month) = self.month(at + 1) {
            let (direction, years) = match position {
                "last" | "past" => (Direction::Past, None),
                "next" | "coming" => (Direction::Future, None),
                "this" => (Direction::Either, Some(0)),
                _ => return None,
            };
            return match years {
                Some(years) => hit(at + 2, TimeValue::MonthOfRelativeYear { month, day: None, years }),
                None => hit(at + 2, TimeValue::InMonth { month, part: None, direction }),
            };
        }
        let (number, after) = self.number(at + 1).map_or((None, at + 1), |(n, end)| (Some(n), end));
        let after = after + usize::from(has_class(self.at(after), TimeWord::Full));
        let (unit, plural) = self.unit(after)?;
        let end = after + 1;
        if plural || number.is_some_and(|n| n != Some(2)) {
            return stretch(position, unit, number.flatten(), end);
        }
        let over = i > 0 && matches!(self.at(i - 1), "over" | "within" | "during" | "for" | "throughout" | "in");
        match position {
            "this" | "current" => hit(end, relative(unit, 0)),
            "last" | "past" | "next" | "coming" if article && over => stretch(position, unit, Some(2), end),
            "last" | "past" => hit(end, relative(unit, -1)),
            "next" if article => hit(end, TimeValue::Anaphoric { unit, offset: 1 }),
            "next" | "coming" | "upcoming" => hit(end, relative(unit, 1)),
            "previous" | "preceding" => hit(end, TimeValue::Anaphoric { unit, offset: -1 }),
            "following" | "ensuing" => hit(end, TimeValue::Anaphoric { unit, offset: 1 }),
            _ => hit(end, TimeValue::Anaphoric { unit, offset: 0 }),
        }
    }

    /// "the first nine months", "the two days", "the year" after a preposition.
    fn counted_or_bare(&self, i: usize, the: usize) -> Option<Hit> {
        let ordered =
            usize::from(self.ordinal(the).is_some() || matches!(self.at(the), "final" | "opening" | "initial"));
        if let Some((halves, after)) = self.number(the + ordered) {
            let after = after + usize::from(has_class(self.at(after), TimeWord::Full));
            let (unit, _) = self.unit(after)?;
            return hit(after + 1, TimeValue::Duration { unit, halves });
        }
        let (unit, plural) = self.unit(the)?;
        let placed = i > 0 && matches!(self.at(i - 1), "of" | "for" | "in" | "during" | "throughout" | "within");
        let calendar =
            matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year | TimeUnit::Decade);
        (placed && calendar && !plural).then(|| hit(the + 1, relative(unit, 0)))?
    }

    /// "earlier this month", "later in the year", "later in the day", "later that month", "late last night".
    fn unit_by_adverb(&self, i: usize) -> Option<Hit> {
        let direction = match self.at(i) {
            "earlier" => Direction::Past,
            "later" => Direction::Future,
            _ => return None,
        };
        let at = i + 1 + usize::from(matches!(self.at(i + 1), "in" | "on"));
        let (unit, plural) = self.unit(at + 1)?;
        if plural {
            return None;
        }
        match (self.at(at), unit) {
            ("the" | "that" | "same", TimeUnit::Day | TimeUnit::Hour) | ("that", _) => {
                hit(at + 2, TimeValue::Anaphoric { unit, offset: 0 })
            }
            ("this" | "the", _) => hit(at + 2, TimeValue::Relative { unit, offset: 0, part: None, direction }),
            ("last", _) => hit(at + 2, relative(unit, -1)),
            ("next", _) => hit(at + 2, relative(unit, 1)),
            _ => None,
        }
    }

    // --- lengths --------------------------------------------------------------------------------------------------

    /// A number as twice its value (`None` for "several"), and where it ends.
    fn number(&self, i: usize) -> Option<(Option<u32>, usize)> {
        let (halves, end) = self.plain_number(i)?;
        // "two to three", "two or three", "2-3": the larger number.
        if matches!(self.at(end), "to" | "or" | "-" | "–")
            && let Some((Some(upper), end)) = self.plain_number(end + 1)
            && halves.is_some_and(|lower| lower < upper)
            && self.unit(end).is_some()
        {
            return Some((Some(upper), end));
        }
        let half = self.at(end) == "and" && self.at(end + 1) == "a" && self.at(end + 2) == "half";
        Some(if half { (halves.map(|h| h + 1), end + 3) } else { (halves, end) })
    }

    fn plain_number(&self, i: usize) -> Option<(Option<u32>, usize)> {
        match (self.at(i), self.at(i + 1)) {
            ("a", "few") => return Some((None, i + 2)),
            ("a", "couple") if self.at(i + 2) == "of" => return Some((Some(4), i + 3)),
            ("a", "dozen") => return Some((Some(24), i + 2)),
            ("half", "a" | "an") | ("a" | "an", "half") => return Some((Some(1), i + 2)),
            ("a" | "an", _) => return Some((Some(2), i + 1)),
            _ => {}
        }
        let spelt = self.pick(i, |w| match w {
            TimeWord::Number(n) => Some(Some(n * 2)),
            TimeWord::Some => Some(None),
            _ => None,
        });
        if let Some(halves) = spelt {
            return Some((halves, i + 1 + usize::from(self.at(i + 1) == "of" && halves.is_none())));
        }
        let value: f64 =
            self.at(i).replace(',', "").parse().ok().filter(|_| self.shapes.get(i) == Some(&Shape::Number))?;
        let halves = value * 2.0;
        (halves.fract() == 0.0 && (0.0..20_000.0).contains(&halves)).then_some((Some(halves as u32), i + 1))
    }

    /// "two days", "four and a half hours", "a 16-hour flight", "an hour and a half", "weeks", "three weeks ago".
    fn length(&self, i: usize) -> Option<Hit> {
        let start = self.after_about(i);
        let (halves, unit, mut end) = self.counted_unit(start).or_else(|| {
            let (unit, plural) = self.unit(start)?;
            (plural && start == i).then_some((None, unit, start + 1))
        })?;
        let mut halves = halves;
        if self.at(end) == "and" && self.at(end + 1) == "a" && self.at(end + 2) == "half" {
            (halves, end) = (halves.map(|h| h + 1), end + 3);
        }
        // "twice a year" and "$5 a day" are not lengths; "a year" alone is one.
        let leaned = |sign: i32| match halves {
            Some(halves) => {
                let (unit, offset) = whole(unit, halves);
                TimeValue::Anaphoric { unit, offset: sign * offset }
            }
            None => TimeValue::Vague { direction: Direction::Either },
        };
        match (self.at(end), halves) {
            ("ago", Some(halves)) => {
                let (unit, offset) = whole(unit, halves);
                // "a year ago this week": the second half only says which part of that year.
                let part = self.at(end + 1) == "this" && self.unit(end + 2).is_some();
                let end = if part { end + 3 } else { end + 1 };
                hit(end + usize::from(self.at(end) == "today"), relative(unit, -offset))
            }
            ("ago", None) => hit(end + 1, TimeValue::Vague { direction: Direction::Past }),
            ("earlier" | "before" | "previously" | "beforehand", _) => hit(end + 1, leaned(-1)),
            ("later" | "after" | "afterwards", _) => hit(end + 1, leaned(1)),
            ("from", _) if self.at(end + 1) == "now" => match halves {
                Some(halves) => {
                    let (unit, offset) = whole(unit, halves);
                    hit(end + 2, relative(unit, offset))
                }
                None => hit(end + 2, TimeValue::Vague { direction: Direction::Future }),
            },
            _ => hit(end, TimeValue::Duration { unit, halves }),
        }
    }

    /// Past "about", "more than", "at least" and the like, which belong to the length after them.
    fn after_about(&self, i: usize) -> usize {
        match (self.at(i), self.at(i + 1)) {
            ("more" | "less" | "fewer" | "longer", "than")
            | ("at", "least" | "most")
            | ("up", "to")
            | ("just", "over" | "under") => i + 2,
            _ if has_class(self.at(i), TimeWord::About) => i + 1,
            _ => i,
        }
    }

    /// A number and a unit, in two words or in one with a hyphen.
    fn counted_unit(&self, i: usize) -> Option<(Option<u32>, TimeUnit, usize)> {
        if let Some((number, unit)) = self.at(i).split_once('-').filter(|(_, unit)| !unit.contains('-')) {
            let (number, unit) = match unit {
                // "twenty-five" is a number by itself.
                _ if self.pick(i, |w| matches!(w, TimeWord::Number(_)).then_some(())).is_some() => ("", ""),
                unit => (number, unit),
            };
            let inner = Self { words: vec![number.to_owned(), unit.to_owned()], shapes: vec![Shape::Number; 2] };
            if let (Some((halves, 1)), Some((unit, false))) = (inner.plain_number(0), inner.unit(1)) {
                return Some((halves, unit, i + 1));
            }
        }
        let (halves, after) = self.number(i)?;
        let after = after + usize::from(has_class(self.at(after), TimeWord::Full));
        let (unit, plural) = self.unit(after)?;
        // "one night" counts, "a night" at the end of a date does not.
        let sensible = unit != TimeUnit::Weekend
            && (plural || halves.is_none_or(|h| h <= 2) || self.shapes.get(i) == Some(&Shape::Number));
        sensible.then_some((halves, unit, after + 1))
    }

    /// "the day before", "the year after", "the same day".
    fn leaning(&self, i: usize) -> Option<Hit> {
        if self.at(i) != "the" {
            return None;
        }
        let (unit, plural) = self.unit(i + 1)?;
        match self.at(i + 2) {
            _ if plural => None,
            "before" | "earlier" => hit(i + 3, TimeValue::Anaphoric { unit, offset: -1 }),
            "after" | "later" => hit(i + 3, TimeValue::Anaphoric { unit, offset: 1 }),
            _ => None,
        }
    }

    /// "every year", "every two weeks", "annual", "twice a month", "three times per year".
    fn frequency(&self, i: usize) -> Option<Hit> {
        if let Some(unit) = self.pick(i, |w| if let TimeWord::Every(u) = w { Some(u) } else { None }) {
            return hit(i + 1, TimeValue::Set { unit, times: 1 });
        }
        if matches!(self.at(i), "every" | "each") {
            let other = usize::from(self.at(i + 1) == "other");
            if self.weekday(i + 1 + other).is_some() {
                return hit(i + 2 + other, TimeValue::Set { unit: TimeUnit::Week, times: 1 });
            }
            if self.month(i + 1).is_some() {
                return hit(i + 2, TimeValue::Set { unit: TimeUnit::Year, times: 1 });
            }
            let (halves, at) = self.number(i + 1).unwrap_or((Some(2), i + 1 + other));
            let (unit, _) = self.unit(at)?;
            return hit(at + 1, TimeValue::Set { unit: period(unit, halves), times: 1 });
        }
        let (times, at) = match self.at(i) {
            "once" => (1, i + 1),
            "twice" => (2, i + 1),
            _ => {
                let (halves, at) = self.number(i).filter(|(_, at)| self.at(*at) == "times")?;
                (halves? / 2, at + 1)
            }
        };
        let per = matches!(self.at(at), "a" | "an" | "per" | "every" | "each");
        let (unit, _) = self.unit(at + 1).filter(|_| per)?;
        hit(at + 2, TimeValue::Set { unit, times })
    }

    fn vague_phrase(&self, i: usize) -> Option<Hit> {
        let (len, direction) = vague(&self.words[i..])?;
        hit(i + len, TimeValue::Vague { direction })
    }
}

/// Words after which a month, a year or a numeric date stands.
fn is_preposition(word: &str) -> bool {
    has_class(word, TimeWord::Preposition)
}

fn has_class(word: &str, class: TimeWord) -> bool {
    classes(word).contains(&class)
}

/// "the past two months" reaches back to two months ago, "the next five years" ahead; without a number it is vague.
fn stretch(position: &str, unit: TimeUnit, halves: Option<u32>, end: usize) -> Option<Hit> {
    let direction = match position {
        "last" | "past" | "previous" | "preceding" => Direction::Past,
        "next" | "coming" | "following" | "upcoming" | "ensuing" => Direction::Future,
        _ => return hit(end, TimeValue::Duration { unit, halves }),
    };
    let Some(halves) = halves else { return hit(end, TimeValue::Vague { direction }) };
    let (unit, offset) = whole(unit, halves);
    let today = relative(TimeUnit::Day, 0);
    let value = match direction {
        Direction::Past => range(relative(unit, -offset), today),
        _ => range(today, relative(unit, offset)),
    };
    hit(end, value)
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

/// The calendar's own word for "every two weeks", "every ten years"; the unit itself where it has none.
fn period(unit: TimeUnit, halves: Option<u32>) -> TimeUnit {
    match (unit, halves) {
        (TimeUnit::Week, Some(4)) => TimeUnit::Fortnight,
        (TimeUnit::Month, Some(6)) => TimeUnit::Quarter,
        (TimeUnit::Year, Some(20)) => TimeUnit::Decade,
        (TimeUnit::Year, Some(200)) => TimeUnit::Century,
        _ => unit,
    }
}

/// The part of a time, where a time of its kind has parts.
fn with_part(value: TimeValue, part: PartOf) -> Option<TimeValue> {
    let part = Some(part);
    Some(match value {
        TimeValue::Absolute { date: date @ (PartialDate::Year(_) | PartialDate::Month(..)), .. } => {
            TimeValue::Absolute { date, part }
        }
        TimeValue::InMonth { month, direction, .. } => TimeValue::InMonth { month, part, direction },
        TimeValue::Relative { unit, offset, direction, .. } => TimeValue::Relative { unit, offset, part, direction },
        // "late Monday", "the early 1990s": the part says too little to be kept.
        other @ (TimeValue::OnWeekday { .. } | TimeValue::MonthOfRelativeYear { .. } | TimeValue::Anaphoric { .. }) => {
            other
        }
        other @ TimeValue::Range { .. } => other,
        _ => return None,
    })
}
