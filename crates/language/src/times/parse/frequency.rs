//! Times that come again: "daily", "every two weeks", "twice a month", "Mondays".

use servanda_model::{TimeUnit, TimeValue};

use super::super::detail::{DayPart, Every, TimeOfDay};
use super::super::words::TimeWord;
use super::numbers::halves;
use super::{Hit, Pieces};
use crate::Xpos;

fn set(end: usize, unit: TimeUnit, times: u32, every: Every) -> Hit {
    Hit::closed(end, TimeValue::Set { unit, times }).with(|detail| detail.every = Some(every))
}

impl Pieces {
    /// "every year", "every two weeks", "annual", "twice a month", "three times per year", "Mondays", "mornings".
    pub fn frequency(&self, i: usize) -> Option<Hit> {
        if let Some(unit) = self.pick(i, |w| if let TimeWord::Every(u) = w { Some(u) } else { None }) {
            // "a quarterly dividend" is one of a kind, which corpora with TIMEX3 leave unmarked.
            let kind = unit >= TimeUnit::Month && self.xpos(i) == Xpos::Jj;
            return (!self.is_title(i))
                .then(|| set(i + 1, unit, 1, Every::Length(1, unit)).with(|d| d.unmarked = kind));
        }
        if let Some((weekday, end, true)) = self.weekday(i) {
            return Some(self.each_part(end, set(end, TimeUnit::Week, 1, Every::Weekday(weekday))));
        }
        if let Some(hit) = self.seasons(i) {
            return Some(hit);
        }
        if let Some((part, end, true)) = self.day_part(i).filter(|(part, ..)| *part != DayPart::Night) {
            return Some(set(end, TimeUnit::Day, 1, Every::Part(part)));
        }
        if let Some(hit) = self.plural_part_of_weekday(i) {
            return Some(hit);
        }
        if let Some((unit, false)) = self.unit(i + 1).filter(|_| self.is_rate(i, i + 2)) {
            return Some(set(i + 2, unit, 1, Every::Length(1, unit)));
        }
        if self.are(i, &["each", "of"]) {
            return self.each_of(i + 2);
        }
        if matches!(self.at(i), "every" | "each" | "any") {
            return self.every(i + 1);
        }
        let (times, at) = match self.at(i) {
            "once" | "one" => (1, i + 1),
            "twice" => (2, i + 1),
            _ => {
                let (amount, at) = self.number(i).filter(|(_, at)| self.at(*at) == "times")?;
                (amount? / 100, at + 1)
            }
        };
        let per = matches!(self.at(at), "a" | "an" | "per" | "every" | "each");
        let (unit, _) = self.unit(at + 1).filter(|_| per)?;
        Some(set(at + 2, unit, times, Every::Length(1, unit)))
    }

    /// "summers", "the past three summers".
    fn seasons(&self, i: usize) -> Option<Hit> {
        let the = self.past(i, &["the"]);
        let at = self.past(the, &["past", "last", "recent", "previous", "next", "coming"]);
        let counted = self.number(at).filter(|_| at > the).map_or(at, |(_, end)| end);
        let season = self.pick(counted, |w| if let TimeWord::Seasons(s) = w { Some(s) } else { None })?;
        let name = counted == i && self.is_capital(i) && i > 0;
        (!name).then(|| set(counted + 1, TimeUnit::Year, 1, Every::Season(season)))
    }

    /// "every two weeks", "every other Friday", "every morning", after the first word.
    fn every(&self, i: usize) -> Option<Hit> {
        let other = self.past(i, &["other"]);
        let step = if other > i { 2 } else { 1 };
        if let Some((weekday, end, _)) = self.weekday(other) {
            return Some(self.each_part(end, set(end, TimeUnit::Week, 1, Every::Weekday(weekday))));
        }
        if let Some((month, end)) = self.month(other).filter(|_| self.at(i.saturating_sub(1)) != "any") {
            return Some(match self.day(end, false) {
                Some((day, end)) => set(end, TimeUnit::Year, 1, Every::Day(month, day)),
                None => set(end, TimeUnit::Year, 1, Every::Month(month)),
            });
        }
        if let Some(season) = self.season_word(other).filter(|_| self.at(i.saturating_sub(1)) != "any") {
            return Some(set(other + 1, TimeUnit::Year, 1, Every::Season(season)));
        }
        if let Some((part, end, _)) = self.day_part(other) {
            return Some(set(end, TimeUnit::Day, 1, Every::Part(part)));
        }
        let (amount, at) = self.number(other).unwrap_or((Some(100 * step), other));
        let (unit, _) =
            self.unit(at).filter(|(unit, _)| self.at(i.saturating_sub(1)) != "any" || *unit > TimeUnit::Hour)?;
        let Some(amount) = amount else { return Some(set(at + 1, unit, 1, Every::Some(unit))) };
        let number = (amount / 100).max(1);
        Some(set(at + 1, period(unit, halves(number * 100)), 1, Every::Length(number, unit)))
    }

    /// "each of the past three years", after the first words.
    fn each_of(&self, i: usize) -> Option<Hit> {
        let all = self.unit_by_position(i)?;
        let (unit, _) = self.unit(all.end - 1).filter(|(_, plural)| *plural)?;
        Some(set(all.end, unit, 1, Every::Length(1, unit)))
    }

    /// "every Monday morning".
    fn each_part(&self, end: usize, hit: Hit) -> Hit {
        match self.day_part(end) {
            Some((part, end, _)) => hit.until(end).with(|detail| detail.clock = Some(TimeOfDay::Part(part))),
            None => hit,
        }
    }

    /// "Friday mornings".
    fn plural_part_of_weekday(&self, i: usize) -> Option<Hit> {
        let (weekday, end, _) = self.weekday(i)?;
        // "Monday and Tuesday nights": the nights are those of either day.
        if matches!(self.at(end), "and" | "or") && self.weekday(end + 1).is_some_and(|(_, _, plural)| !plural) {
            let told = self.plural_part_of_weekday(end + 1)?.detail.clock;
            return Some(set(end, TimeUnit::Week, 1, Every::Weekday(weekday)).with(|detail| detail.clock = told));
        }
        let (part, end, plural) = self.day_part(end)?;
        let hit = set(end, TimeUnit::Week, 1, Every::Weekday(weekday));
        plural.then(|| hit.with(|detail| detail.clock = Some(TimeOfDay::Part(part))))
    }
}

/// The calendar's own word for "every two weeks", "every ten years"; the unit itself where it has none.
fn period(unit: TimeUnit, halves: u32) -> TimeUnit {
    match (unit, halves) {
        (TimeUnit::Week, 4) => TimeUnit::Fortnight,
        (TimeUnit::Month, 6) => TimeUnit::Quarter,
        (TimeUnit::Year, 20) => TimeUnit::Decade,
        (TimeUnit::Year, 200) => TimeUnit::Century,
        _ => unit,
    }
}
