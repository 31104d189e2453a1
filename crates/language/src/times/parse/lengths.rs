//! Lengths, and times counted by them: "two days", "three weeks ago", "a year earlier", "an hour from now".

use servanda_model::{Direction, TimeUnit, TimeValue};

use super::super::timex::TimexModifier;
use super::super::words::TimeWord;
use super::numbers::{Amount, halves, whole};
use super::{Hit, Pieces, relative};
use crate::Xpos;

impl Pieces {
    /// "two days", "four and a half hours", "a 16-hour flight", "an hour and a half", "a year and three months", "weeks",
    /// "three weeks ago", "two days after".
    pub fn length(&self, i: usize) -> Option<Hit> {
        if let Some(unit) = self.pick(i, |w| if let TimeWord::Long(u) = w { Some(u) } else { None }) {
            let hit = Hit::closed(i + 1, TimeValue::Duration { unit, halves: Some(2) });
            return Some(hit.with(|detail| detail.length = vec![(unit, Some(100))]));
        }
        if let Some(hit) = self.one_of(i) {
            return Some(hit);
        }
        let (start, modifier) = self.after_about(i);
        let bare = || {
            let (unit, plural) = self.unit(start).filter(|_| start == i)?;
            let day_long = self.hyphen(start + 1) > start + 1 && self.at(start + 2) == "long";
            let amount = (!plural).then_some(100);
            (plural && self.bare_plural(start, unit) || day_long).then(|| (vec![(unit, amount)], start + 1))
        };
        let (mut parts, mut end) =
            self.counted_unit(start).map(|(amount, unit, end)| (vec![(unit, amount)], end)).or_else(bare)?;
        let (more, after) = self.fraction_after(end);
        if let Some((unit, Some(amount))) = parts.first_mut().filter(|_| more > 0) {
            (*unit, *amount, end) = (*unit, *amount + more, after);
        }
        while let Some((amount, unit, after)) = self.counted_unit(self.past(self.past(end, &[","]), &["and"]))
            && parts.last().is_some_and(|(last, _)| unit < *last)
            && amount.is_some()
            && !matches!(self.at(after), "ago" | "later" | "earlier")
        {
            parts.push((unit, amount));
            end = after;
        }
        end = self.length_ending(end);
        if self.is_age(end) || self.is_rate(i, end) || self.is_schedule(i, end) {
            return None;
        }
        if self.some_day(i) {
            return Some(Hit::closed(end, TimeValue::Vague { direction: Direction::Future }));
        }
        let (unit, amount) = *parts.first()?;
        let hit = self.counted(end, unit, amount);
        Some(hit.with(|detail| (detail.length, detail.modifier) = (parts, modifier)))
    }

    /// "one day last week", "one night in May": some day of that time, and no length.
    fn one_of(&self, i: usize) -> Option<Hit> {
        let day = self.at(i) == "one" && self.unit(i + 1) == Some((TimeUnit::Day, false));
        let at = self.past(i + 2, &["in"]);
        let placed =
            at > i + 2 || matches!(self.at(at), "last" | "next" | "this" | "earlier" | "later" | "early" | "late");
        if !day || !placed {
            return None;
        }
        let families = [Self::month_first, Self::unit_by_position, Self::unit_by_adverb, Self::part_of, Self::year];
        let whole = families.iter().filter_map(|family| family(self, at)).max_by_key(|hit| hit.end)?;
        (super::is_point(&whole.value) && !super::is_day(&whole.value)).then_some(whole)
    }

    /// Whether "old" follows a length: an age ("six-year-old", "six years old") is no time.
    pub fn is_age(&self, end: usize) -> bool {
        matches!(self.at(self.hyphen(end)), "old" | "olds")
    }

    /// Whether a unit with its article says how often: "four flights a week", "$5 a day"; but "gave the rebels a week to
    /// leave".
    pub fn is_rate(&self, i: usize, end: usize) -> bool {
        let article = matches!(self.at(i), "a" | "an") && end == i + 2;
        let counted = i > 0 && matches!(self.xpos(i - 1), Xpos::Nns | Xpos::Cd) && self.unit(i - 1).is_none();
        let granted = self.at(end) == "to" && self.xpos(end + 1) == Xpos::Vb;
        article && counted && !granted && !self.leans(end)
    }

    /// "24 hours a day", "seven days a week", and the second half of either: how steadily, and not how long.
    fn is_schedule(&self, i: usize, end: usize) -> bool {
        let per = |at: usize| matches!(self.at(at), "a" | "per");
        let whole = per(end) && matches!(self.unit(end + 1), Some((_, false))) && !self.leans(end + 2);
        let half = per(i) && i > 0 && matches!(self.unit(i - 1), Some((_, true))) && !self.leans(end);
        whole || half
    }

    /// Whether the word after a length counts it from another time, or owns something by it ("a week's notice").
    fn leans(&self, end: usize) -> bool {
        matches!(self.at(end), "ago" | "later" | "earlier" | "before" | "after" | "from" | "'s" | "’s")
    }

    /// "will one day follow": a time ahead that nobody knows.
    fn some_day(&self, i: usize) -> bool {
        let ahead = i > 0 && self.xpos(i - 1) == Xpos::Md || matches!(self.xpos(i + 2), Xpos::Vb | Xpos::Vbp);
        self.are(i, &["one", "day"]) && ahead
    }

    /// What the word after a length makes of it.
    fn counted(&self, end: usize, unit: TimeUnit, amount: Amount) -> Hit {
        let leaned = |end: usize, sign: i32| {
            let placed = matches!(self.before(end, 1), "before" | "after");
            let Some(hundredths) = amount else {
                let vague = Hit::closed(end, TimeValue::Vague { direction: Direction::Either });
                return vague.with(|detail| detail.beside = placed);
            };
            let (unit, offset) = whole(unit, hundredths);
            let ends = end >= self.len() || matches!(self.at(end), "." | "," | ";" | ":" | "”" | "''" | "\"" | ")");
            let hit = Hit::closed(end, TimeValue::Anaphoric { unit, offset: sign * offset });
            hit.with(|detail| detail.beside = placed && !ends)
        };
        let from_now = |end: usize, sign: i32, part: Option<TimeUnit>| match amount {
            Some(hundredths) => {
                let (unit, offset) = whole(unit, hundredths);
                let (unit, offset) = part.and_then(|part| years_in(part, unit, offset)).unwrap_or((unit, offset));
                Hit::closed(end, relative(unit, sign * offset))
            }
            None => Hit::closed(
                end,
                TimeValue::Vague { direction: if sign < 0 { Direction::Past } else { Direction::Future } },
            ),
        };
        match (self.at(self.hyphen(end)), self.at(end + 1)) {
            ("ago", _) => {
                let end = self.hyphen(end) + 1;
                // "a year ago this week": the second half says which part of that year.
                let part = self.unit(end + 1).filter(|_| self.at(end) == "this").map(|(part, _)| part);
                let end = if part.is_some() { end + 2 } else { end };
                from_now(self.past(end, &["today"]), -1, part)
            }
            ("earlier", _) => leaned(self.hyphen(end) + 1, -1),
            ("before" | "previously" | "beforehand", _) if self.are(end, &["before", "yesterday"]) => {
                from_now(end, 0, None)
            }
            ("before" | "previously" | "beforehand", _) => leaned(end + 1, -1),
            ("after" | "from", "now" | "today") => from_now(end + 2, 1, None),
            ("later" | "after" | "afterwards", _) => leaned(end + 1, 1),
            ("hence", _) => from_now(end + 1, 1, None),
            _ => Hit::closed(end, TimeValue::Duration { unit, halves: amount.map(halves) }),
        }
    }

    /// Past "-long" and "or so" after a length.
    fn length_ending(&self, end: usize) -> usize {
        let long = self.hyphen(end);
        if long > end && self.at(long) == "long" {
            return long + 1;
        }
        if self.are(end, &["or", "so"]) { end + 2 } else { end }
    }

    /// Whether "a quarter" from `i` to `end` is no length: nothing beside it says that it is one.
    fn is_fraction(&self, i: usize, end: usize) -> bool {
        let told = matches!(self.before(i, 1), "in" | "for" | "per" | "within" | "during" | "after" | "from")
            || matches!(self.at(end), "ago" | "earlier" | "later" | "before" | "after");
        !told || matches!(self.at(end), "of" | "-")
    }

    /// Whether "weeks", "years" without a number stand where a length stands.
    fn bare_plural(&self, i: usize, unit: TimeUnit) -> bool {
        let after =
            matches!(self.at(i + 1), "ago" | "later" | "earlier" | "before" | "after") || self.hyphen(i + 1) > i + 1;
        let placed = i > 0
            && matches!(
                self.at(i - 1),
                "for"
                    | "in"
                    | "within"
                    | "after"
                    | "over"
                    | "the"
                    | "of"
                    | "through"
                    | "during"
                    | "take"
                    | "took"
                    | "takes"
                    | "last"
                    | "lasted"
                    | "spent"
            );
        // "the years 1994 and 1995"
        let named = unit == TimeUnit::Year && self.year_number(i + 1).is_some();
        // "a matter of days" says how near, and no length.
        let near = self.before(i, 1) == "of" && self.before(i, 2) == "matter";
        !named && !near && !matches!(unit, TimeUnit::Weekend | TimeUnit::Second) && (after || placed)
    }

    /// Past "about", "more than", "at least" and the like, which belong to the length after them.
    fn after_about(&self, i: usize) -> (usize, Option<TimexModifier>) {
        use TimexModifier as M;
        match (self.at(i), self.at(i + 1)) {
            ("more" | "longer", "than") | ("just", "over") => (i + 2, Some(M::MoreThan)),
            ("less" | "fewer", "than") | ("just", "under") => (i + 2, Some(M::LessThan)),
            ("at", "least") => (i + 2, Some(M::EqualOrMore)),
            ("at", "most") | ("up", "to") => (i + 2, Some(M::EqualOrLess)),
            _ => match self.pick(i, |w| if let TimeWord::About(m) = w { Some(m) } else { None }) {
                Some(modifier) => (i + 1, modifier),
                None => (i, None),
            },
        }
    }

    /// A number and a unit, in two words or joined by a hyphen.
    fn counted_unit(&self, i: usize) -> Option<(Amount, TimeUnit, usize)> {
        let all = matches!(self.at(i), "all" | "whole")
            && matches!(self.at(i + 1), "day" | "week" | "month" | "year" | "night")
            && self.before(i, 1) == "for";
        // "a quarter century"
        let quarter = self.past(i, &["a"]);
        let century = self.hyphen(quarter + 1);
        if self.at(quarter) == "quarter" && self.at(century) == "century" {
            return Some((Some(2500), TimeUnit::Year, century + 1));
        }
        let (amount, after) = if all { (Some(100), i + 1) } else { self.number(i)? };
        let article = matches!(self.at(i), "a" | "an") && after == i + 1;
        let bracket = self.at(after) == "(" && self.at(after + 2) == ")" && self.is_digits(after + 1);
        let after = self.hyphen(if bracket { after + 3 } else { after });
        let after = after + usize::from(self.is(after, TimeWord::Full));
        let (unit, plural) = self.unit(after)?;
        let hyphened = self.hyphen(after - 1) == after || self.is_glued(after);
        // "a months-long trial": the article is the trial's.
        if article && plural {
            return None;
        }
        // "over a quarter, 26 percent", "a quarter of the voters", "a quarter-million people"
        if unit == TimeUnit::Quarter && !plural && !hyphened && self.is_fraction(i, after + 1) {
            return None;
        }
        // "three-quarters of its food" are no months, "the 1988 quarter" is one of that year.
        if unit == TimeUnit::Quarter && (hyphened && plural || !hyphened && !plural && self.year_number(i).is_some()) {
            return None;
        }
        // "one night" counts, "a night" at the end of a date does not; "$5 a day" is a rate.
        let one = amount.is_none_or(|a| a <= 200);
        let sensible =
            unit != TimeUnit::Weekend && (plural || one || hyphened || self.is_digits(i) || self.cardinal(i).is_some());
        // "60 Minutes" in the midst of small words is a name.
        let name = self.is_capital(after)
            && self.is_digits(i)
            && i > 0
            && self.shape(i - 1) != Some(crate::Shape::Capitalised);
        (sensible && !name && (plural || hyphened || amount.is_some())).then_some((amount, unit, after + 1))
    }
}

/// So many years as the nearest number of weeks or months.
fn years_in(part: TimeUnit, unit: TimeUnit, years: i32) -> Option<(TimeUnit, i32)> {
    let in_28_years = match part {
        TimeUnit::Week => 1461,
        TimeUnit::Month => 28 * 12,
        _ => return None,
    };
    (unit == TimeUnit::Year).then(|| (part, (years.saturating_mul(in_28_years) + 14) / 28))
}
