//! Times that lean on the day of writing or on another time of the text.

use servanda_model::calendar::shift;
use servanda_model::{Direction, Month, PartialDate, TimeUnit, TimeValue};

use super::super::detail::{DayPart, TimeOfDay};
use super::super::words::TimeWord;
use super::numbers::{Amount, halves, whole};
use super::{Hit, Pieces, range, relative};
use crate::Xpos;

impl Pieces {
    /// "today", "tomorrow", "tonight", "last night", "this morning", "the day after tomorrow", "the weekend".
    pub fn day_word(&self, i: usize) -> Option<Hit> {
        let adverb = usize::from(matches!(self.at(i), "earlier" | "later" | "late" | "early"));
        let at = i + adverb;
        let day = |end: usize, offset: i32| Some(Hit::closed(end, relative(TimeUnit::Day, offset)));
        let part = |end: usize, offset: i32, part: DayPart| {
            let modifier = self.part_modifier(i);
            day(end, offset).map(|hit| hit.with(|d| (d.clock, d.modifier) = (Some(TimeOfDay::Part(part)), modifier)))
        };
        // "today is the second day of the strike"
        let ordered = self.past(i, &["the"]);
        if let Some((_, day)) = self.ordinal(ordered).filter(|_| ordered > i)
            && self.are(day, &["day", "of"])
            && matches!(self.before(i, 1), "is" | "'s" | "’s")
        {
            return Some(Hit::closed(day + 1, relative(TimeUnit::Day, 0)));
        }
        match self.at(at) {
            "today" if !self.is_title(at) => day(at + 1, 0),
            "tonight" | "tonite" => part(at + 1, 0, DayPart::Night),
            "overnight" if adverb == 0 => part(at + 1, 0, DayPart::Night),
            "tomorrow" => day(at + 1, 1),
            "yesterday" => day(at + 1, -1),
            "last" if self.at(at + 1) == "night" => part(at + 2, -1, DayPart::Night),
            "this" => self.day_part(at + 1).filter(|(_, _, plural)| !plural).and_then(|(of, end, _)| part(end, 0, of)),
            "the" | "a" if self.at(at + 1) == "day" => match (self.at(at + 2), self.at(at + 3)) {
                ("before", "yesterday") => day(at + 4, -2),
                ("after", "tomorrow") => day(at + 4, 2),
                _ => None,
            },
            "day" => match (self.at(at + 1), self.at(at + 2)) {
                ("before", "yesterday") => day(at + 3, -2),
                ("after", "tomorrow") => day(at + 3, 2),
                _ => None,
            },
            "the" if self.at(at + 1) == "weekend" => Some(Hit::open(at + 2, relative(TimeUnit::Weekend, 0))),
            "weekend" if i == 0 || self.at(at - 1) == "at" => Some(Hit::open(at + 1, relative(TimeUnit::Weekend, 0))),
            _ => None,
        }
    }

    /// "last week", "next year", "this past month", "the past two months", "the coming weeks", "the first nine months",
    /// "next March", "that month", "the following day", "the year" after a preposition.
    pub fn unit_by_position(&self, i: usize) -> Option<Hit> {
        let the = self.past(i, &["the"]);
        let article = the > i;
        let mut at = the;
        at += usize::from(
            (self.at(at) == "this" || self.at(at) == "that" && self.xpos(at) != Xpos::In)
                && matches!(self.at(at + 1), "past" | "coming" | "next" | "last" | "same"),
        );
        let position = self.at(at);
        if !self.is(at, TimeWord::Position) {
            return if article { self.counted_or_bare(i, the) } else { None };
        }
        if self.is_no_position(at) {
            return None;
        }
        // "the latest period" of a report on earnings
        if article && self.are(at, &["latest", "period"]) {
            return Some(Hit::closed(at + 2, relative(TimeUnit::Quarter, 0)));
        }
        if let Some((month, end)) = self.month(at + 1) {
            return self.month_by_position(position, month, end);
        }
        let (number, after) = self.number(at + 1).map_or((None, at + 1), |(n, end)| (Some(n), end));
        let after = self.hyphen(after);
        let after = after + usize::from(self.is(after, TimeWord::Full));
        // "the past quarter century"
        let century = self.hyphen(after + 1);
        if self.at(after) == "quarter" && self.at(century) == "century" {
            return Some(stretch(position, TimeUnit::Year, Some(2500), century + 1));
        }
        let Some((unit, plural)) = self.unit(after).filter(|_| number.is_some() || self.day_part(after).is_none())
        else {
            return self.part_by_position(position, at + 1).or_else(|| self.season_by_position(position, at + 1));
        };
        let end = after + 1;
        if self.is_age(end) {
            return None;
        }
        if plural || number.is_some_and(|n| n != Some(100)) {
            return Some(stretch(position, unit, number.flatten(), end));
        }
        // "next week Wednesday"
        if unit == TimeUnit::Week
            && let Some((weekday, end, false)) = self.weekday(self.past(end, &["-"]))
        {
            let offset = match position {
                "last" | "past" | "previous" => -1,
                "next" | "coming" | "following" => 1,
                _ => 0,
            };
            return Some(Hit::closed(end, relative(unit, offset)).with(|detail| detail.weekday = Some(weekday)));
        }
        if position == "recent" {
            return None;
        }
        if position == "last" && self.is_final(i, article, unit, end) {
            return None;
        }
        // "to this day": up to now.
        if position == "this" && unit == TimeUnit::Day && self.before(i, 1) == "to" {
            return Some(Hit::closed(end, TimeValue::Vague { direction: Direction::Either }));
        }
        let over = i > 0 && matches!(self.at(i - 1), "over" | "within" | "during" | "for" | "throughout" | "in");
        let leaning = |offset| Hit::closed(end, TimeValue::Anaphoric { unit, offset });
        Some(match position {
            "this" | "current" => Hit::closed(end, relative(unit, 0)),
            "latest" if unit == TimeUnit::Quarter => Hit::closed(end, relative(unit, 0)),
            "last" | "next" if unit == TimeUnit::Century => {
                Hit::closed(end, relative(unit, if position == "last" { -1 } else { 1 }))
            }
            "last" | "past" | "next" | "coming" if article && (over || unit >= TimeUnit::Decade) => {
                stretch(position, unit, Some(100), end)
            }
            "last" | "past" => Hit::closed(end, relative(unit, -1)),
            "next" if article => leaning(1),
            "next" | "coming" | "upcoming" => Hit::closed(end, relative(unit, 1)),
            "previous" | "preceding" | "prior" => leaning(-1),
            "following" | "ensuing" => leaning(1),
            _ => leaning(0),
        })
    }

    /// "the last day of the talks", "at the last minute", "his last week": the final one of something, which need not be the
    /// one before the day of writing.
    fn is_final(&self, i: usize, article: bool, unit: TimeUnit, end: usize) -> bool {
        let the = article || self.before(i, 1) == "the";
        let owned = i > 0 && self.xpos(i - 1) == Xpos::PrpPoss;
        the && (self.at(end) == "of" || unit < TimeUnit::Hour) || owned
    }

    /// "the last-minute deal", "said that four days were enough", "will last two days", the programme "This Week".
    fn is_no_position(&self, at: usize) -> bool {
        let adjective = self.hyphen(at + 1) > at + 1;
        let that = self.at(at) == "that";
        let conjunction = that && (self.xpos(at) == Xpos::In || self.number(at + 1).is_some());
        let verb = matches!(self.xpos(at), Xpos::Vb | Xpos::Vbp);
        adjective || conjunction || verb || self.is_named(at + 1)
    }

    /// "next March", "this May", "last June 5", after the month.
    fn month_by_position(&self, position: &str, month: Month, end: usize) -> Option<Hit> {
        let direction = match position {
            "last" | "past" | "previous" => Direction::Past,
            "next" | "coming" | "following" | "upcoming" => Direction::Future,
            // "In this Nov. 3, 2020, photo": the date says its year.
            "this" if self.day(end, false).is_some_and(|(_, end)| self.year_after(end).is_some()) => return None,
            "this" => return Some(Hit::closed(end, TimeValue::MonthOfRelativeYear { month, day: None, years: 0 })),
            _ => return None,
        };
        Some(match self.day(end, false) {
            Some((day, end)) => Hit::closed(end, TimeValue::MonthDay { month, day, weekday: None, direction }),
            None => Hit::closed(end, TimeValue::InMonth { month, part: None, direction }),
        })
    }

    /// "the next morning", "that evening".
    fn part_by_position(&self, position: &str, at: usize) -> Option<Hit> {
        let (part, end, plural) = self.day_part(at)?;
        let offset = match position {
            "next" | "following" => 1,
            "previous" | "preceding" => -1,
            "that" | "same" => 0,
            _ => return None,
        };
        let value = TimeValue::Anaphoric { unit: TimeUnit::Day, offset };
        (!plural).then(|| Hit::closed(end, value).with(|detail| detail.clock = Some(TimeOfDay::Part(part))))
    }

    /// "that summer", "the following spring": one of a year that the text named.
    fn season_by_position(&self, position: &str, at: usize) -> Option<Hit> {
        let season = self.season_word(at)?;
        let offset = match position {
            "following" => 1,
            "previous" | "preceding" => -1,
            "that" | "same" => 0,
            _ => return None,
        };
        let value = TimeValue::Anaphoric { unit: TimeUnit::Year, offset };
        Some(Hit::closed(at + 1, value).with(|detail| detail.season = Some(season)))
    }

    /// "the first nine months", "the two days", "the year" after a preposition.
    fn counted_or_bare(&self, i: usize, the: usize) -> Option<Hit> {
        let ordered = self
            .ordinal(the)
            .map(|(_, end)| end)
            .or_else(|| matches!(self.at(the), "final" | "opening" | "initial").then_some(the + 1));
        let counted = ordered.unwrap_or(the);
        if let Some((amount, after)) = self.number(counted) {
            let unit_at = self.hyphen(after);
            let unit_at = unit_at + usize::from(self.is(unit_at, TimeWord::Full));
            let (unit, plural) = self.unit(unit_at)?;
            // "the 1988 quarter" is one of that year.
            if !plural && self.year_number(counted).is_some() {
                return None;
            }
            // "the five-year plan": the article is the plan's.
            if self.hyphen(after) > after {
                return None;
            }
            return Some(
                Hit::closed(unit_at + 1, TimeValue::Duration { unit, halves: amount.map(halves) })
                    .with(|detail| detail.length = vec![(unit, amount)]),
            );
        }
        // "the first hours of the talks"
        if let Some((unit, true)) = self.unit(counted).filter(|_| ordered.is_some()) {
            let hit = Hit::closed(counted + 1, TimeValue::Duration { unit, halves: None });
            return Some(hit.with(|detail| detail.length = vec![(unit, None)]));
        }
        let the = the + usize::from(self.is(the, TimeWord::Full));
        let (unit, plural) = self.unit(the)?;
        if plural {
            return self.units_ahead(the, unit);
        }
        let placed = i > 0 && matches!(self.at(i - 1), "of" | "for" | "in" | "during" | "throughout" | "within");
        // "for the year ended March 31": twelve months that no calendar year holds.
        if placed && unit == TimeUnit::Year && matches!(self.at(the + 1), "ended" | "ending") {
            let length = Hit::closed(the + 1, TimeValue::Duration { unit, halves: Some(2) });
            return Some(length.with(|detail| detail.length = vec![(unit, Some(100))]));
        }
        let calendar =
            matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year | TimeUnit::Decade);
        // "Player of the Year"
        let title = self.is_title(the);
        // "the year-earlier sales"
        let part = self.hyphen(the + 1) > the + 1;
        (placed && calendar && !title && !part).then(|| Hit::closed(the + 1, relative(unit, 0)))
    }

    /// "the weeks ahead", "the years to come", after the article.
    fn units_ahead(&self, i: usize, unit: TimeUnit) -> Option<Hit> {
        let end = match self.at(i + 1) {
            "ahead" => i + 2,
            "to" if self.at(i + 2) == "come" => i + 3,
            _ => return None,
        };
        Some(stretch("coming", unit, None, end))
    }

    /// "earlier this month", "later in the year", "later in the day", "later that month", "late last night".
    pub fn unit_by_adverb(&self, i: usize) -> Option<Hit> {
        let direction = match self.at(i) {
            "earlier" => Direction::Past,
            "later" => Direction::Future,
            _ => return None,
        };
        let at = self.past(i + 1, &["in", "on"]);
        let (unit, plural) = self.unit(at + 1)?;
        if plural {
            return None;
        }
        let end = at + 2;
        match (self.at(at), unit) {
            ("the" | "that" | "same", TimeUnit::Day | TimeUnit::Hour) | ("that", _) => {
                let hit = self.with_night(at + 1, Hit::closed(end, TimeValue::Anaphoric { unit, offset: 0 }));
                Some(hit.with(|detail| detail.unmarked = self.is_unnamed_day(at, unit)))
            }
            ("this" | "the", _) => {
                Some(Hit::closed(end, TimeValue::Relative { unit, offset: 0, part: None, direction }))
            }
            ("last" | "previous", _) => Some(Hit::closed(end, relative(unit, -1))),
            ("next", _) => Some(Hit::closed(end, relative(unit, 1))),
            _ => None,
        }
    }

    /// "later in the day", "late in the day": corpora with TIMEX3 mark a day that is pointed at ("that day") alone.
    pub fn is_unnamed_day(&self, the: usize, unit: TimeUnit) -> bool {
        self.at(the) == "the" && unit == TimeUnit::Day && self.day_part(the + 1).is_none()
    }

    /// "the day before", "the year after", "the year-earlier (period)"; "a year earlier" is a length with a word after it.
    pub fn leaning(&self, i: usize) -> Option<Hit> {
        let the = self.past(i, &["the"]);
        if the == i && !(self.unit(i).is_some() && self.hyphen(i + 1) > i + 1) {
            return None;
        }
        let (unit, plural) = self.unit(the)?;
        let after = self.hyphen(the + 1);
        let hyphened = after > the + 1;
        let offset = match self.at(after) {
            _ if plural => return None,
            "before" | "earlier" => -1,
            "ago" if hyphened => -1,
            "after" | "later" => 1,
            _ => return None,
        };
        // "the year-earlier nine months": the length says more.
        if hyphened && self.number(after + 1).is_some_and(|(_, end)| self.unit(end).is_some()) {
            return None;
        }
        // "the year-ago quarter", "the year-earlier period", "the year-earlier third quarter"
        let ordinal = self.ordinal(after + 1).map_or(after + 1, |(_, end)| end);
        let end = match self.at(ordinal) {
            "quarter" if hyphened => ordinal + 1,
            "period" if hyphened && ordinal == after + 1 => ordinal + 1,
            _ => after + 1,
        };
        if unit == TimeUnit::Day
            && matches!(self.at(after), "before" | "after")
            && let Some(day) = self.neighbour(after + 1, offset)
        {
            return Some(self.with_night(the, day));
        }
        Some(self.with_night(the, Hit::closed(end, TimeValue::Anaphoric { unit, offset })))
    }

    /// "the day before last Tuesday", "the day after Nov. 3, 2020", at the day that is counted from.
    fn neighbour(&self, i: usize, offset: i32) -> Option<Hit> {
        let families = [Self::weekday_expression, Self::month_first, Self::day_first];
        let day = families.iter().filter_map(|family| family(self, i)).max_by_key(|hit| hit.end)?;
        let value = match day.value {
            TimeValue::OnWeekday { weekday, direction, weeks: 0 } if !day.open => {
                TimeValue::OnWeekday { weekday: weekday.plus(offset), direction, weeks: 0 }
            }
            TimeValue::Absolute { date: PartialDate::Day(date), .. } => TimeValue::day(shift(date, offset)),
            _ => return None,
        };
        Some(Hit::closed(day.end, value))
    }

    /// "the night before", "later that night": the unit at `i` is a part of the day, too.
    pub fn with_night(&self, i: usize, hit: Hit) -> Hit {
        let part = self.day_part(i).map(|(part, ..)| TimeOfDay::Part(part));
        hit.with(|detail| detail.clock = part)
    }
}

/// "the past two months" reaches back to two months ago, "the next five years" ahead; without a number it is vague.
fn stretch(position: &str, unit: TimeUnit, amount: Amount, end: usize) -> Hit {
    let length = |hit: Hit| hit.with(|detail| detail.length = vec![(unit, amount)]);
    let direction = match position {
        "last" | "past" | "previous" | "preceding" | "prior" | "recent" => Direction::Past,
        "next" | "coming" | "following" | "upcoming" | "ensuing" => Direction::Future,
        _ => return length(Hit::closed(end, TimeValue::Duration { unit, halves: amount.map(halves) })),
    };
    let Some(hundredths) = amount else { return length(Hit::closed(end, TimeValue::Vague { direction })) };
    let (unit, offset) = whole(unit, hundredths);
    let today = relative(TimeUnit::Day, 0);
    length(Hit::closed(
        end,
        match direction {
            Direction::Past => range(relative(unit, -offset), today),
            _ => range(today, relative(unit, offset)),
        },
    ))
}
