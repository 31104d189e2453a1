//! A day and a time of the day together: "Friday night", "tomorrow at 8:00", "9 a.m. EST Tuesday", "10, tonight".

use servanda_model::TimeValue;

use super::super::detail::TimeOfDay;
use super::super::words::TimeWord;
use super::clock::{Clock, by_part};
use super::{Hit, Pieces, is_day};

impl Pieces {
    /// The longest day with a time, or time with a day, or time alone.
    pub fn moment(&self, i: usize) -> Option<Hit> {
        let day_first = self.single(i).filter(has_day).and_then(|day| self.time_after(day));
        let time_first = self.times_of_day(i).and_then(|time| self.day_after(time, self.before(i, 1) == "("));
        let alone = || self.clock_range(i).or_else(|| self.time_of_day(i));
        let alone = || self.told_twice(i).or_else(alone);
        day_first.into_iter().chain(time_first).max_by_key(|hit| hit.end).or_else(alone)
    }

    /// "8 a.m. (0600 GMT) Friday": the first time has the day that follows the brackets, the second only says it again.
    fn told_twice(&self, i: usize) -> Option<Hit> {
        let time = self.time_of_day(i)?;
        if self.before(i, 1) == "(" && self.at(time.end) == ")" && self.is(time.end - 1, TimeWord::Zone) {
            return Some(time.with(|detail| detail.unmarked = true));
        }
        let again =
            self.time_of_day(time.end + 1).filter(|again| self.at(time.end) == "(" && self.at(again.end) == ")")?;
        let day = self.single(self.past(again.end + 1, &[",", "on"])).filter(has_day)?;
        Some(day.until(time.end).with(|detail| detail.clock = time.detail.clock))
    }

    /// The time of the day after a day: "Friday night", "tuesday in the morning", "today at 9", "thursday 19:00 - 21:00".
    fn time_after(&self, day: Hit) -> Option<Hit> {
        let mark = self.past(day.end, &[",", "@", "-"]);
        let at = self.past(mark, &["at", "for", "around", "about", "by", "sometime", "from", "between", "@"]);
        let said = at > mark || self.at(day.end) == "@";
        let opened = matches!(self.before(at, 1), "from" | "between");
        let range = self.clock_span(at, said).filter(|(.., end, sure)| *sure || opened && self.ends_here(*end));
        if let Some((from, until, end, _)) = range {
            let detail = |d: &mut super::TimeDetail| (d.clock, d.until) = (Some(from), Some(until));
            return self.may_end(end).then(|| day.until(end).with(detail));
        }
        let clock = self.clock(at).filter(|clock| {
            clock.sure || said && (self.ends_here(clock.end) || has_minutes(clock)) || self.minutes_after_day(at, clock)
        });
        if let Some(clock) = clock {
            let time = within(day.detail.clock, clock.time);
            return self.may_end(clock.end).then(|| day.until(clock.end).with(|detail| detail.clock = Some(time)));
        }
        if day.detail.clock.is_some() {
            return None;
        }
        let (part, end) = self.part_after_day(day.end)?;
        // "Friday night at 8"
        let with_part = day.until(end).with(|detail| detail.clock = Some(TimeOfDay::Part(part)));
        Some(self.time_after(with_part.clone()).unwrap_or(with_part))
    }

    fn part_after_day(&self, i: usize) -> Option<(super::super::detail::DayPart, usize)> {
        let at = match (self.at(i), self.at(i + 1)) {
            ("in" | "during", "the") => i + 2,
            ("at", _) => i + 1,
            _ => self.hyphen(i),
        };
        let at = self.past(at, &["early", "late"]);
        let (part, end, plural) = self.day_part(at)?;
        (!plural).then_some((part, end))
    }

    /// Whether a number that ends here counts nothing that follows.
    fn ends_here(&self, end: usize) -> bool {
        let next = self.at(end);
        let mark = next.chars().all(|c| !c.is_alphanumeric()) && !matches!(next, "%" | "-" | "$" | "°");
        mark || matches!(next, "and" | "or" | "to" | "with" | "in" | "on" | "for" | "at")
    }

    /// "march eighteenth nine thirty", "february 22nd 3:30": minutes right after a day tell a time.
    fn minutes_after_day(&self, at: usize, clock: &Clock) -> bool {
        has_minutes(clock) && !self.is_digits(at) && self.ends_here(clock.end)
    }

    /// One time of the day or a stretch, sure or not, that a day may follow.
    fn times_of_day(&self, i: usize) -> Option<Hit> {
        let unsure = |clock: Clock| {
            let value = TimeValue::Vague { direction: servanda_model::Direction::Either };
            Hit::closed(clock.end, value).with(|detail| detail.clock = Some(clock.time))
        };
        let span = self.clock_span(i, true).map(|(from, until, end, _)| {
            let value = TimeValue::Vague { direction: servanda_model::Direction::Either };
            Hit::closed(end, value).with(|detail| (detail.clock, detail.until) = (Some(from), Some(until)))
        });
        // "fell 6.43, on Friday": digits with a point are a time where something says so.
        let decimal = |clock: &Clock| {
            !clock.sure
                && self.is_digits(i)
                && self.at(i + 1) == "."
                && self.is_glued(i + 1)
                && self.before(i, 1) != "at"
        };
        span.or_else(|| self.clock(i).filter(|clock| !decimal(clock)).map(unsure)).or_else(|| self.time_of_day(i))
    }

    /// "9 a.m. EST Tuesday", "3 pm on Friday", "8am this morning", "10, tonight", "five to seven today", "5 to 6pm of April 22".
    fn day_after(&self, time: Hit, opened_bracket: bool) -> Option<Hit> {
        // "(0735 GMT) Friday": what stands in brackets is another clock's time.
        if opened_bracket && self.at(time.end) == ")" {
            return None;
        }
        let mark = self.past(time.end, &[",", ")"]);
        let at = self.past(mark, &["on", "of", "in"]);
        let mut day = self.single(at).filter(has_day)?;
        // "five-thirty tomorrow evening"
        if let Some((part, end)) = self.part_after_day(day.end).filter(|_| day.detail.clock.is_none()) {
            (day.end, day.detail.clock) = (end, Some(TimeOfDay::Part(part)));
        }
        let tonight = day.detail.clock.is_some() && self.at(at) != "overnight";
        let sure = time.detail.until.is_some() || is_sure(&time) || tonight;
        if !sure || at > mark && self.at(mark) == "in" {
            return None;
        }
        let relative = matches!(day.value, TimeValue::Relative { .. });
        let detail = time.detail;
        if detail.until.is_some() && !relative && at == mark {
            return None;
        }
        let clock = detail.clock.map(|time| within(day.detail.clock, time));
        Some(day.with(|d| {
            d.clock = clock;
            d.until = detail.until;
        }))
    }
}

/// Whether a time of the day can be no plain number.
fn is_sure(time: &Hit) -> bool {
    match time.detail.clock {
        Some(TimeOfDay::Clock { minute, open, .. }) => minute.is_some() || !open,
        _ => true,
    }
}

fn has_minutes(clock: &Clock) -> bool {
    matches!(clock.time, TimeOfDay::Clock { minute: Some(_), .. })
}

/// Whether a hit is a day (or a set of weekdays, or nights) that a time of the day can be of.
fn has_day(hit: &Hit) -> bool {
    is_day(&hit.value) && hit.detail.holiday.is_none()
        || matches!(hit.value, TimeValue::Relative { .. } if hit.detail.weekday.is_some())
        || matches!(hit.value, TimeValue::Set { .. } if hit.detail.every.is_some_and(|e| !matches!(e, super::super::detail::Every::Month(_))))
}

/// A time within a part of the day that was named: "tonight at 7" is 19:00.
fn within(part: Option<TimeOfDay>, time: TimeOfDay) -> TimeOfDay {
    match (part, time) {
        (Some(TimeOfDay::Part(part)), TimeOfDay::Clock { hour, minute, second, open: true }) => {
            TimeOfDay::Clock { hour: by_part(hour, part), minute, second, open: false }
        }
        (_, time) => time,
    }
}
