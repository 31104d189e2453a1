//! Times of the day: "3 p.m.", "15:30", "half past seven", "noon", "in the morning".

use servanda_model::{Direction, TimeValue};

use super::super::detail::{DayPart, TimeOfDay};
use super::super::timex::TimexModifier;
use super::super::words::TimeWord;
use super::{Hit, Pieces};
use crate::Xpos;

/// A time of the day that was read.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// One past its last piece.
    pub end: usize,
    /// What it means.
    pub time: TimeOfDay,
    /// Whether it can be nothing else, even alone ("3 p.m." and not "3").
    pub sure: bool,
}

/// Which half of the day the words name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    /// "7ampm"
    Both,
}

/// A time that words name before anything says which half of the day it lies in.
#[derive(Clone, Copy)]
struct Face {
    hour: u8,
    minute: Option<u8>,
    second: Option<u8>,
    end: usize,
    sure: bool,
    /// Whether it may lie in either half of the day.
    open: bool,
}

impl Pieces {
    /// A part of the day ("morning"), where it ends, and whether it stands in the plural.
    pub fn day_part(&self, i: usize) -> Option<(DayPart, usize, bool)> {
        self.pick(i, |w| match w {
            TimeWord::Daytime(part) => Some((part, i + 1, false)),
            TimeWord::Daytimes(part) => Some((part, i + 1, true)),
            _ => None,
        })
    }

    /// A part of the day after "in the", "at", "this", "early" or nothing.
    fn day_part_after(&self, i: usize) -> Option<(DayPart, usize)> {
        let adverb = self.hyphen(self.past(i, &["early", "late", "earlier", "later", "mid"]));
        let at = match (self.at(adverb), self.at(adverb + 1)) {
            ("in" | "during" | "of", "the") => adverb + 2,
            ("in" | "at", _) => adverb + 1,
            _ => adverb,
        };
        let at = self.past(at, &["early", "late"]);
        let (part, end, plural) = self.day_part(at)?;
        let odd = plural || self.at(i) == "at" && part != DayPart::Night;
        (!odd).then_some((part, end))
    }

    /// The longest time of the day at `i`.
    pub fn clock(&self, i: usize) -> Option<Clock> {
        if let Some((hour, minute, end)) = self.named_hour(i) {
            let time = TimeOfDay::Clock { hour, minute, second: None, open: false };
            let zone = usize::from(self.is(end, TimeWord::Zone) && self.shape(end) == Some(crate::Shape::Upper));
            return Some(Clock { end: end + zone, time, sure: true });
        }
        if let Some(clock) = self.part_then_face(i) {
            return Some(clock);
        }
        let face = self.past_hour(i).or_else(|| self.face(i))?;
        self.in_its_half(i, face)
    }

    /// "noon", "12 noon", "midnight".
    fn named_hour(&self, i: usize) -> Option<(u8, Option<u8>, usize)> {
        let noon = |at: usize| self.pick(at, |w| if let TimeWord::Hour(h) = w { Some(h) } else { None });
        let joined = self.hyphen(i + 1);
        match (self.at(i), self.at(joined)) {
            ("12", "noon" | "midday") | ("mid", "day") => return Some((12, None, joined + 1)),
            ("12", "midnight") | ("mid", "night") => return Some((24, None, joined + 1)),
            _ => {}
        }
        noon(i).map(|hour| (hour, None, i + 1))
    }

    /// "half past seven", "quarter to six", "20 min past eight", "ten past 9".
    fn past_hour(&self, i: usize) -> Option<Face> {
        let a = self.past(i, &["a"]);
        let (minutes, end) = match self.at(a) {
            "half" => (30, a + 1),
            "quarter" => (15, a + 1),
            _ => {
                let (amount, end) = self.small_number(i)?;
                (amount, self.past(end, &["min", "mins", "minute", "minutes"]))
            }
        };
        let end = self.hyphen(end);
        let back = match self.at(end) {
            "past" => false,
            "to" | "till"
                if minutes == 15 && a > i || self.before(end, 1).starts_with("min") || self.at(a) == "quarter" =>
            {
                true
            }
            _ => return None,
        };
        let (hour, end) = self.small_number(self.hyphen(end + 1)).filter(|(hour, _)| (1..=24).contains(hour))?;
        let (hour, minute) = if back { ((hour + 23) % 24, 60 - minutes) } else { (hour, minutes) };
        let hour = if back && hour == 0 { 12 } else { hour };
        let open = (1..=12).contains(&hour);
        (minute < 60).then_some(Face { hour, minute: Some(minute), second: None, end, sure: true, open })
    }

    fn small_number(&self, i: usize) -> Option<(u8, usize)> {
        if self.is_digits(i) && self.at(i).len() <= 2 {
            return Some((self.at(i).parse().ok()?, i + 1));
        }
        let (number, end) = self.cardinal(i)?;
        Some((u8::try_from(number).ok().filter(|n| *n < 60)?, end))
    }

    /// "8", "8:00", "7:56:30", "2.30", "1140", "three thirty".
    fn face(&self, i: usize) -> Option<Face> {
        if self.is_glued(i) && matches!(self.before(i, 1), "." | "$" | "," | "£" | "€" | "%") {
            return None;
        }
        let face = |hour: u8, minute: Option<u8>, second: Option<u8>, end: usize, sure: bool| {
            let real = hour <= 24 && minute.is_none_or(|m| m < 60) && second.is_none_or(|s| s < 60);
            real.then_some(Face { hour, minute, second, end, sure, open: (1..=12).contains(&hour) })
        };
        if !self.is_digits(i) {
            let hour = self.cardinal_word(i).and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=12).contains(n))?;
            let next = self.hyphen(i + 1);
            let minute = self.cardinal(next).filter(|(n, _)| (10..60).contains(n));
            return match minute.and_then(|(n, end)| Some((u8::try_from(n).ok()?, end))) {
                Some((minute, end)) => face(hour, Some(minute), None, end, false),
                None => face(hour, None, None, i + 1, false),
            };
        }
        let two = |at: usize| {
            let whole = self.is_glued(at) && self.is_digits(at) && self.at(at).len() == 2;
            whole.then(|| self.at(at).parse::<u8>().ok()).flatten()
        };
        let word = self.at(i);
        match word.len() {
            3 | 4 => {
                let (hour, minute) = word.split_at(word.len() - 2);
                face(hour.parse().ok()?, Some(minute.parse().ok()?), None, i + 1, false)
            }
            1 | 2 => {
                let hour: u8 = word.parse().ok()?;
                let mark = self.at(i + 1);
                let minute = if matches!(mark, ":" | ".") && self.is_glued(i + 1) { two(i + 2) } else { None };
                let Some(minute) = minute else { return face(hour, None, None, i + 1, false) };
                if self.at(i + 3) == ":"
                    && let Some(second) = two(i + 4)
                {
                    return face(hour, Some(minute), Some(second), i + 5, true);
                }
                // "6.45 percent", "37.1"
                face(hour, Some(minute), None, i + 3, mark == ":")
            }
            _ => None,
        }
    }

    /// "am", "p.m.", "p . m .", "a" glued to a number.
    fn half(&self, i: usize) -> Option<(Half, usize)> {
        let i = i + usize::from(self.at(i) == "." && self.is_glued(i) && matches!(self.at(i + 1), "am" | "pm"));
        let half = |letter: &str| if letter.starts_with('a') { Half::Morning } else { Half::Afternoon };
        match self.at(i) {
            "am" | "pm" => Some((half(self.at(i)), self.dot(i + 1))),
            "ampm" => Some((Half::Both, i + 1)),
            letter @ ("a" | "p") => {
                let m = self.past(i + 1, &["."]);
                if self.at(m) == "m" && (m > i + 1 || self.is_glued(m)) {
                    let spaced = self.at(m + 1) == "." && !self.is_glued(m);
                    return Some((half(letter), if spaced { m + 2 } else { self.dot(m + 1) }));
                }
                (self.is_glued(i) && self.may_end(i + 1)).then(|| (half(letter), i + 1))
            }
            _ => None,
        }
    }

    /// The time that a face means beside "a.m.", "o'clock", "in the morning" or a time zone.
    fn in_its_half(&self, i: usize, face: Face) -> Option<Clock> {
        let four_digits = self.is_digits(i) && self.at(i).len() >= 3 && face.end == i + 1;
        let mut face = self.with_half(face);
        if four_digits && !face.sure {
            // "0735 GMT", "1400 hours"
            let hours = matches!(self.at(face.end), "hours" | "hrs") && self.at(i).len() == 4;
            if !hours && !self.is(face.end, TimeWord::Zone) {
                return None;
            }
            face = Face { end: face.end + usize::from(hours), sure: true, open: false, ..face };
        }
        let Face { hour, minute, second, end, sure, open } = self.with_zone(self.with_day_part(face));
        // "6.45 percent"
        let percent = self.at(end) == "%" || self.at(end).starts_with("per") && !sure;
        (!percent).then_some(Clock { end, time: TimeOfDay::Clock { hour, minute, second, open }, sure })
    }

    /// With "-ish", "a.m." or "o'clock".
    fn with_half(&self, mut face: Face) -> Face {
        if self.at(face.end) == "ish" && self.is_glued(face.end) {
            (face.end, face.sure, face.open) = (face.end + 1, true, false);
        }
        if let Some((half, end)) = self.half(face.end).filter(|_| face.hour <= 12) {
            let hour = match half {
                Half::Morning => face.hour % 12,
                Half::Afternoon => face.hour % 12 + 12,
                Half::Both => face.hour,
            };
            return Face { hour, end, sure: true, open: half == Half::Both, ..face };
        }
        let end = face.end;
        let end = match (self.at(end), self.at(end + 1), self.at(end + 2)) {
            ("o'clock" | "o’clock" | "oclock", ..) => end + 1,
            ("o", "'" | "’", "clock") => end + 3,
            _ => return face,
        };
        Face { end, sure: true, ..face }
    }

    /// With "in the morning". "Three evening newscasts": a bare number needs the preposition.
    fn with_day_part(&self, face: Face) -> Face {
        let bare = !face.sure && face.minute.is_none() && !matches!(self.at(face.end), "in" | "at");
        match self.day_part_after(face.end).filter(|_| !bare) {
            Some((part, end)) => {
                let hour = if face.open { by_part(face.hour, part) } else { face.hour };
                Face { hour, end, sure: true, open: false, ..face }
            }
            None => face,
        }
    }

    /// With "GMT", "local time".
    fn with_zone(&self, face: Face) -> Face {
        let end = face.end;
        let zone = self.is(end, TimeWord::Zone) && (face.sure || self.shape(end) == Some(crate::Shape::Upper));
        if zone {
            let open = face.open && face.sure;
            return Face { end: end + 1, sure: true, open, ..face };
        }
        let local = face.sure && self.are(end, &["local", "time"]);
        Face { end: if local { end + 2 } else { end }, ..face }
    }

    /// "in the afternoon at 7", "early morning at 8:00".
    fn part_then_face(&self, i: usize) -> Option<Clock> {
        let (part, end) = self.day_part_after(i)?;
        let at = self.past(end, &["at", "around", "@"]);
        if at == end {
            return None;
        }
        let face = self.face(at)?;
        let clock = self.in_its_half(at, face)?;
        let TimeOfDay::Clock { hour, minute, second, open } = clock.time else { return None };
        let hour = if open { by_part(hour, part) } else { hour };
        Some(Clock { time: TimeOfDay::Clock { hour, minute, second, open: false }, sure: true, ..clock })
    }

    /// A time of the day that stands alone: "3 p.m.", "in the morning".
    pub fn time_of_day(&self, i: usize) -> Option<Hit> {
        let alone = |end: usize, time: TimeOfDay| {
            Hit::closed(end, TimeValue::Vague { direction: Direction::Either }).with(|detail| detail.clock = Some(time))
        };
        // "at 6.45", "at 7": the preposition belongs to a time that could be another number.
        // "high noon" is a name for the decisive hour.
        let figurative = self.before(i, 1) == "high" && self.at(i) == "noon";
        let clock = self
            .clock(i)
            .filter(|clock| !figurative && clock.sure || self.before(i, 1) == "at" && self.stands_as_time(i, clock));
        let part = || {
            let (part, end) = self.day_part_after(i)?;
            // "a morning walk", "his evening talk", "opening night" are of no one day.
            // "the programme Morning Joe"
            let titled = self.is_title(i) && self.is_capital(end);
            let described = i > 0
                && end == i + 1
                && matches!(self.xpos(i - 1), Xpos::Nn | Xpos::Jj | Xpos::Pos | Xpos::PrpPoss | Xpos::Vbg);
            let small = self.before(i, 1) == "the" && !matches!(self.before(i, 2), "in" | "during")
                || described
                || titled
                || matches!(self.before(i, 1), "good" | "a" | "an");
            let modifier = (i..end).find_map(|at| self.part_modifier(at));
            (!small).then(|| alone(end, TimeOfDay::Part(part)).with(|detail| detail.modifier = modifier))
        };
        clock.map(|clock| alone(clock.end, clock.time)).or_else(part)
    }

    /// What "early" and "late" do to a part of the day.
    pub fn part_modifier(&self, i: usize) -> Option<TimexModifier> {
        match self.at(i) {
            "early" | "earlier" => Some(TimexModifier::Start),
            "late" | "later" => Some(TimexModifier::End),
            _ => None,
        }
    }

    /// Whether an unsure number after "at" is a time: "at 6.45", "at 7", and nothing is counted by it.
    fn stands_as_time(&self, i: usize, clock: &Clock) -> bool {
        let ends = clock.end >= self.len()
            || matches!(self.at(clock.end), "." | "," | "?" | "!" | ";" | "and" | "on" | "with");
        let TimeOfDay::Clock { minute, .. } = clock.time else { return true };
        ends && self.is_digits(i) && minute.is_some()
    }
}

/// The hour of a clock of twelve hours in a part of the day.
pub fn by_part(hour: u8, part: DayPart) -> u8 {
    match part {
        DayPart::Morning => hour % 12,
        DayPart::Afternoon | DayPart::Evening if hour < 12 => hour + 12,
        DayPart::Night if (6..12).contains(&hour) => hour + 12,
        DayPart::Night if hour == 12 => 0,
        _ => hour,
    }
}
