//! Days with a name, and phrases without calendar meaning.

use servanda_model::{Direction, PartialDate, TimeUnit, TimeValue};

use super::super::holidays::{self, Rule};
use super::super::words::vague;
use super::dates::YearOf;
use super::{Hit, Pieces, relative};
use crate::Xpos;

impl Pieces {
    /// "Christmas", "last Thanksgiving", "Easter 2024", "New Year's Eve", "Independence Day of this year".
    pub fn named_day(&self, i: usize) -> Option<Hit> {
        let side = match self.at(i) {
            "last" => Some(Direction::Past),
            "next" => Some(Direction::Future),
            "this" => Some(Direction::Either),
            _ => None,
        };
        let from = if side.is_some() { i + 1 } else { self.past(i, &["the"]) };
        let (holiday, len) = holidays::at(|k| self.at(from + k))?;
        let end = from + len;
        let direction = side.unwrap_or(Direction::Either);
        let hit = match (self.year_after(end), &holiday.rule) {
            (Some((YearOf::Stated(year), end)), _) => match holiday.rule.date(year) {
                Some(date) => Hit::closed(end, TimeValue::day(date)),
                None => Hit::closed(end, TimeValue::Absolute { date: PartialDate::Year(year), part: None }),
            },
            (Some((YearOf::Relative(years), end)), _) => {
                Hit::closed(end, relative(TimeUnit::Year, years)).with(|detail| detail.years = Some(years))
            }
            (None, Rule::Fixed(month, day)) => {
                let value = TimeValue::MonthDay { month: *month, day: *day, weekday: None, direction };
                Hit { open: side.is_none(), ..Hit::closed(end, value) }
            }
            (None, _) => Hit { open: side.is_none(), ..Hit::closed(end, TimeValue::Vague { direction }) },
        };
        // "Easter week" holds the day.
        let week = self.at(hit.end) == "week";
        let end = hit.end + usize::from(week);
        Some(hit.until(end).with(|detail| (detail.holiday, detail.week) = (Some(holiday.id), week)))
    }

    /// "week 31" of the year of writing.
    pub fn numbered_week(&self, i: usize) -> Option<Hit> {
        let i = self.past(i, &["the"]);
        let number: i8 = self.at(i + 1).parse().ok().filter(|n| (1..=53).contains(n))?;
        let counted = self.at(i) == "week" && !self.is_capital(i) && self.is_digits(i + 1) && !self.is_glued(i + 1);
        let value = TimeValue::Vague { direction: Direction::Either };
        counted.then(|| Hit::closed(i + 2, value).with(|detail| detail.week_number = Some(number)))
    }

    /// "the week of March 6", "week commencing 4 February", "w/c Feb 4".
    pub fn week_of(&self, i: usize) -> Option<Hit> {
        let the = self.past(i, &["the"]);
        let at = match (self.at(the), self.at(the + 1)) {
            ("week", "of" | "beginning" | "commencing" | "starting") => self.past(the + 2, &["on"]),
            ("w", "/") if self.at(the + 2) == "c" => the + 3,
            _ => return None,
        };
        let day = [self.month_first(at), self.day_first(at), self.written_date(at)];
        let day = day.into_iter().flatten().find(|hit| super::is_day(&hit.value))?;
        Some(day.with(|detail| detail.week = true))
    }

    /// "on the 18th": a day of a month that is not named.
    pub fn day_of_month(&self, i: usize) -> Option<Hit> {
        let placed = matches!(self.before(i, 1), "on" | "by" | "before" | "until" | "since" | "for" | "up");
        let digits = self.at(i + 1).starts_with(|c: char| c.is_ascii_digit());
        let (number, end) = self.ordinal(i + 1).filter(|_| placed && digits && self.at(i) == "the")?;
        let day = i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
        let alone = matches!(self.at(end), "" | "." | "," | ";" | "?" | "!" | "and" | "at" | "with");
        let value = TimeValue::Vague { direction: Direction::Either };
        alone.then(|| Hit::closed(end, value).with(|detail| detail.day = Some(day)))
    }

    /// "as soon as possible", "recently", "now".
    pub fn vague_phrase(&self, i: usize) -> Option<Hit> {
        // "at this moment", "at this crucial moment"
        let moment = i + 1 + usize::from(self.xpos(i + 1) == Xpos::Jj);
        if self.at(i) == "this" && self.before(i, 1) == "at" && self.at(moment) == "moment" {
            return Some(Hit::closed(moment + 1, TimeValue::Vague { direction: Direction::Either }));
        }
        let (len, direction, marked) = vague(|k| self.at(i + k))?;
        // "most recently last week", "as recently as May": it says of another time that it is not long ago.
        if self.at(i) == "recently" && (self.at(i + 1) == "as" || self.single(i + 1).is_some()) {
            return None;
        }
        // "an electric current"
        if self.at(i) == "current" && !matches!(self.xpos(i), Xpos::Jj) {
            return None;
        }
        // "the past seven contests", "the future king"
        let describes = matches!(self.at(i + len - 1), "past" | "future") && self.at(i) == "the";
        if describes && matches!(self.xpos(i + len), Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Cd | Xpos::Jj) {
            return None;
        }
        // "the future of the region" is its fate, "a future in peace" one of many.
        let fate = self.before(i + len, 1) == "future" && self.at(i + len) == "of";
        let fate = fate || self.at(i) == "future" && self.before(i, 1) == "a" && self.xpos(i) == Xpos::Nn;
        Some(Hit::closed(i + len, TimeValue::Vague { direction }).with(|detail| detail.unmarked = !marked || fate))
    }
}
