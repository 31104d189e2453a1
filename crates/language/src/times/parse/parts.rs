//! Parts of months and years: early and late, halves, quarters, seasons.

use servanda_model::{Direction, Month, PartOf, PartialDate, TimeUnit, TimeValue};

use super::super::detail::Season;
use super::super::timex::TimexModifier;
use super::super::words::TimeWord;
use super::dates::YearOf;
use super::{Hit, Pieces, range, relative};
use crate::Xpos;

impl Pieces {
    /// "early 2020", "mid-November", "late last year", "the end of 2025", "the first half of next year", "year-end".
    pub fn part_of(&self, i: usize) -> Option<Hit> {
        let the = self.past(i, &["the"]);
        if let Some(part) = self.part(the) {
            return self.worded_part(the, part);
        }
        // "year-end", "month-end", "year's end", "by year end"
        if let Some((unit @ (TimeUnit::Year | TimeUnit::Month | TimeUnit::Week | TimeUnit::Quarter), false)) =
            self.unit(the)
        {
            let joined = self.hyphen(the + 1) > the + 1 || matches!(self.at(the + 1), "'s" | "’s");
            let end = the + 1 + usize::from(joined);
            let placed = matches!(self.before(the, 1), "by" | "at" | "until" | "before" | "since" | "around");
            if self.at(end) == "end" && (joined || placed) {
                return with_part(Hit::closed(end + 1, relative(unit, 0)), PartOf::Late);
            }
        }
        // "the end of 2025", but "talks end next week"
        let verb = matches!(self.xpos(the), Xpos::Vb | Xpos::Vbp);
        let bound = self.pick(the, |w| if let TimeWord::Bound(p) = w { Some(p) } else { None }).filter(|_| !verb);
        let half = || match (self.at(the), self.at(self.hyphen(the + 1))) {
            ("first", "half") => Some(PartOf::FirstHalf),
            ("second" | "last", "half") => Some(PartOf::SecondHalf),
            _ => None,
        };
        let bound = bound.map(|part| (part, the + 1)).or_else(|| half().map(|part| (part, self.hyphen(the + 1) + 1)));
        let (part, end) = bound?;
        let of = self.hyphen(end);
        let hyphened = of > end;
        let at = if self.at(of) == "of" {
            of + 1
        } else if hyphened || end == the + 1 && self.part_unit(of) {
            of
        } else {
            return None;
        };
        let unit = self.past(at, &["the"]);
        if let Some((unit_of, false)) = self.unit(unit).filter(|(u, _)| *u >= TimeUnit::Day) {
            return with_part(self.with_night(unit, Hit::closed(unit + 1, relative(unit_of, 0))), part);
        }
        with_part(self.calendar(at).or_else(|| self.calendar(unit).filter(|_| unit > at))?, part)
    }

    fn part_unit(&self, i: usize) -> bool {
        matches!(self.at(i), "this" | "next" | "last" | "2019") || self.year_number(i).is_some()
    }

    /// The longest time that a part can be of.
    fn calendar(&self, i: usize) -> Option<Hit> {
        const WHOLES: [fn(&Pieces, usize) -> Option<Hit>; 8] = [
            Pieces::month_first,
            Pieces::weekday_expression,
            Pieces::year,
            Pieces::decade_or_century,
            Pieces::unit_by_position,
            Pieces::season,
            Pieces::day_word,
            Pieces::quarter,
        ];
        WHOLES.iter().filter_map(|whole| whole(self, i)).max_by_key(|hit| hit.end)
    }

    /// "early 2020", "late in the year", "mid-week".
    fn worded_part(&self, at: usize, part: PartOf) -> Option<Hit> {
        let glued = self.hyphen(at + 1);
        let whole = self.past(glued, &["in", "on"]);
        if whole > glued {
            let unit = self.past(whole, &["the"]);
            if let Some((of, false)) = self.unit(unit).filter(|_| unit > whole) {
                let unnamed = self.is_unnamed_day(unit - 1, of);
                let hit = Hit::closed(unit + 1, relative(of, 0)).with(|detail| detail.unmarked = unnamed);
                return with_part(hit, part);
            }
        }
        if let Some((month, end)) = self.month(whole).filter(|_| glued > at + 1) {
            // "mid-May": the hyphen says that it is a month.
            let long = self.month_first(whole);
            let bare = Hit::open(end, TimeValue::InMonth { month, part: None, direction: Direction::Either });
            return with_part(long.unwrap_or(bare), part);
        }
        let calendar = |unit: TimeUnit| unit >= TimeUnit::Day && self.day_part(whole).is_none();
        if let Some((unit, false)) = self.unit(whole).filter(|(unit, _)| glued > at + 1 && calendar(*unit)) {
            return with_part(Hit::closed(whole + 1, relative(unit, 0)), part);
        }
        let decade = self.decade_or_century(whole).filter(|_| whole > at);
        let short = || {
            // "mid-90s"
            let year = self
                .at(whole)
                .strip_suffix('s')?
                .parse::<i16>()
                .ok()
                .filter(|y| (10..=90).contains(y) && y % 10 == 0)?;
            let year = |n| TimeValue::Absolute { date: PartialDate::Year(1900 + year + n), part: None };
            (glued > at + 1).then(|| Hit::closed(whole + 1, range(year(0), year(9))))
        };
        with_part(decade.or_else(short).or_else(|| self.calendar(whole))?, part)
    }

    /// "the third quarter of 2025", "third-quarter", "Q3 2025", "2017-Q1", "2019 H2".
    pub fn quarter(&self, i: usize) -> Option<Hit> {
        let (owner, the) = match self.owner_of_part(i) {
            Some((year, at)) => (Some(year), at),
            None => (None, self.past(i, &["the"])),
        };
        let the = self.past(the, &["fiscal"]);
        let stated = match owner {
            Some(YearOf::Stated(year)) => Some(year),
            _ => None,
        };
        let (number, per, end) = match self.at(the) {
            "q1" => (0, 3, the + 1),
            "q2" => (1, 3, the + 1),
            "q3" => (2, 3, the + 1),
            "q4" => (3, 3, the + 1),
            "h1" if stated.is_some() => (0, 6, the + 1),
            "h2" if stated.is_some() => (1, 6, the + 1),
            "first" | "second" if self.at(self.hyphen(the + 1)) == "half" => {
                (u8::from(self.at(the) == "second"), 6, self.hyphen(the + 1) + 1)
            }
            _ => {
                let (ordinal, end) = self.ordinal(the)?;
                let end = self.past(self.hyphen(end), &["fiscal"]);
                let quarter =
                    u8::try_from(ordinal).ok().filter(|n| (1..=4).contains(n) && self.at(end) == "quarter")?;
                (quarter - 1, 3, end + 1)
            }
        };
        let first = Month::new(i8::try_from(number).ok()? * per + 1)?;
        let last = Month::new(i8::try_from(number).ok()? * per + per)?;
        // "the first half of 2025" is left to `part_of`, that of a match is no time.
        if per == 6 && owner.is_none() && matches!(self.at(end), "of" | "hour") {
            return None;
        }
        let year = owner.map(|year| (year, end)).or_else(|| self.year_after(end)).or_else(|| {
            let of = self.past(end, &["of"]);
            let fiscal = usize::from(self.at(of + 1) == "fiscal");
            (self.at(of) == "the" && self.at(of + 1 + fiscal) == "year" && of > end)
                .then_some((YearOf::Relative(0), of + 2 + fiscal))
        });
        let year = year.or_else(|| {
            let of = self.past(end, &["of"]);
            let fiscal = self.past(of, &["fiscal"]);
            self.year_number(fiscal).filter(|_| fiscal > of).map(|year| (YearOf::Stated(year), fiscal + 1))
        });
        let month = |month: Month| match year {
            Some((YearOf::Stated(year), _)) => {
                TimeValue::Absolute { date: PartialDate::Month(year, month.number()), part: None }
            }
            Some((YearOf::Relative(years), _)) => TimeValue::MonthOfRelativeYear { month, day: None, years },
            None => TimeValue::InMonth { month, part: None, direction: Direction::Either },
        };
        let value = range(month(first), month(last));
        Some(Hit { open: year.is_none(), ..Hit::closed(year.map_or(end, |(_, end)| end), value) })
    }

    /// "2017-" of "2017-Q1", "last year's" of "last year's third quarter": the year and where the part begins.
    fn owner_of_part(&self, i: usize) -> Option<(YearOf, usize)> {
        if let Some(year) = self.year_number(i) {
            let own = match (self.at(i + 1), self.at(i + 2)) {
                ("'s" | "’s", _) => 1,
                ("'" | "’", "s") if self.is_glued(i + 2) => 2,
                _ => 0,
            };
            return Some((YearOf::Stated(year), self.hyphen(i + 1 + own)));
        }
        let years = match self.at(i) {
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        (self.at(i + 1) == "year" && matches!(self.at(i + 2), "'s" | "’s")).then_some((YearOf::Relative(years), i + 3))
    }

    /// "summer", "fall"
    pub fn season_word(&self, i: usize) -> Option<Season> {
        self.pick(i, |w| match w {
            TimeWord::Season(season) | TimeWord::DoubtfulSeason(season) => Some(season),
            _ => None,
        })
    }

    /// "summer 2025", "last summer", "this spring", "the autumn of 2024", "the fall of last year".
    pub fn season(&self, i: usize) -> Option<Hit> {
        let direction = match self.at(i) {
            "last" | "past" => Some(Direction::Past),
            "next" | "coming" => Some(Direction::Future),
            "this" => Some(Direction::Either),
            _ => None,
        };
        let at = i + usize::from(direction.is_some() || self.at(i) == "the");
        let season = self.season_word(at)?;
        let sure = self.is(at, TimeWord::Season(season));
        let hit = match (self.year_after(at + 1), direction) {
            (Some((YearOf::Stated(year), end)), _) => {
                Hit::closed(end, TimeValue::Absolute { date: PartialDate::Year(year), part: None })
            }
            (Some((YearOf::Relative(years), end)), _) => {
                Hit::closed(end, relative(TimeUnit::Year, years)).with(|d| d.years = Some(years))
            }
            (None, Some(Direction::Either)) => {
                Hit::closed(at + 1, relative(TimeUnit::Year, 0)).with(|d| d.years = Some(0))
            }
            (None, Some(direction)) => Hit::closed(at + 1, TimeValue::Vague { direction }),
            (None, None) => {
                let placed = i > 0 && matches!(self.at(i - 1), "in" | "by" | "since" | "until" | "during" | "of");
                let parted = i > 0 && self.part(i - 1 - usize::from(i > 1 && self.hyphen(i - 1) == i)).is_some();
                let alone = self.before(i, 1) == "in" && self.xpos(at + 1) != Xpos::Nn;
                let through =
                    sure && at > i && matches!(self.before(i, 1), "over" | "into" | "through" | "throughout" | "for");
                if !(parted || through || placed && (sure || at > i || alone) || sure && i == 0) {
                    return None;
                }
                Hit::open(at + 1, TimeValue::Vague { direction: Direction::Either })
            }
        };
        Some(hit.with(|detail| detail.season = Some(season)))
    }
}

/// The part of a time, where a time of its kind has parts; "late Monday" says too little to be kept.
fn with_part(whole: Hit, part: PartOf) -> Option<Hit> {
    let modifier = match part {
        PartOf::Early => Some(TimexModifier::Start),
        PartOf::Mid => Some(TimexModifier::Mid),
        PartOf::Late => Some(TimexModifier::End),
        PartOf::FirstHalf | PartOf::SecondHalf => None,
    };
    let part = Some(part);
    let value = match whole.value {
        TimeValue::Absolute { date: date @ (PartialDate::Year(_) | PartialDate::Month(..)), .. } => {
            TimeValue::Absolute { date, part }
        }
        TimeValue::InMonth { month, direction, .. } => TimeValue::InMonth { month, part, direction },
        TimeValue::Relative { unit, offset, direction, .. } => TimeValue::Relative { unit, offset, part, direction },
        other @ (TimeValue::OnWeekday { .. }
        | TimeValue::MonthOfRelativeYear { .. }
        | TimeValue::Anaphoric { .. }
        | TimeValue::Range { .. }) => other,
        other @ TimeValue::Vague { .. } if whole.detail.season.is_some() => other,
        _ => return None,
    };
    let mut detail = whole.detail;
    detail.modifier = modifier;
    Some(Hit { value, detail, ..whole })
}
