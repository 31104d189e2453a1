//! Two times that make a range: "from March to May", "between 3 and 5 p.m.".

use servanda_model::{Direction, PartialDate, TimeValue};

use super::super::detail::TimeOfDay;
use super::{Hit, Pieces, is_day, is_point};

impl Pieces {
    /// Two times joined by a dash, "to" or "until", or by "and" after "between".
    pub fn range(&self, at: usize) -> Option<Hit> {
        let first = self.single(at).filter(|hit| is_point(&hit.value))?;
        let opened = self.before(at, 1);
        let joins = match self.at(first.end) {
            "and" => opened == "between",
            "-" | "–" | "—" | "to" | "until" | "till" | "through" => true,
            _ => false,
        };
        if !joins {
            return None;
        }
        let second = first.end + 1;
        let last = self.single(second).filter(|hit| is_point(&hit.value))?;
        let days = is_day(&first.value) && is_day(&last.value) && self.at(first.end).len() > 1;
        if opened != "from" && opened != "between" && !days && !alike(&first.value, &last.value) {
            return None;
        }
        let from = with_year_of(first.value, &last.value);
        let value = super::range(from, last.value);
        let joint = Some((first.end, second));
        Some(Hit { joint, open: first.open && last.open, ..Hit::closed(last.end, value) })
    }

    /// "from 5 to 6pm", "between 4pm and 5pm", "19:00 - 21:00": beginning, end, where it ends, and whether it is sure.
    /// Without `said`, both must look like times of the day.
    pub fn clock_span(&self, i: usize, said: bool) -> Option<(TimeOfDay, TimeOfDay, usize, bool)> {
        let first = self.clock(i)?;
        let joint = self.at(first.end);
        let opened = self.before(i, 1);
        let joins = match joint {
            "and" => opened == "between",
            "-" | "–" | "—" | "to" | "until" | "till" | "through" => true,
            _ => false,
        };
        if !joins || !first.sure && self.unit(first.end + 2).is_some() {
            return None;
        }
        let last = self.clock(first.end + 1)?;
        let bare = self.is_digits(i) && first.end == i + 1;
        let sure = last.sure && (first.sure || joint != "-" || bare);
        if !(sure || said) {
            return None;
        }
        let (from, until) = aligned(first.time, last.time);
        Some((from, until, last.end, sure))
    }

    /// A stretch of a day that stands alone.
    pub fn clock_range(&self, i: usize) -> Option<Hit> {
        let minutes = |time: &TimeOfDay| matches!(time, TimeOfDay::Clock { minute: Some(_), .. });
        let opened = matches!(self.before(i, 1), "from" | "between");
        let (from, until, end, sure) = self.clock_span(i, opened)?;
        let looks = sure || minutes(&from) && minutes(&until);
        let value = TimeValue::Vague { direction: Direction::Either };
        looks.then(|| Hit::closed(end, value).with(|detail| (detail.clock, detail.until) = (Some(from), Some(until))))
    }
}

/// "5 to 6pm": the end tells the half of the day of the beginning.
fn aligned(from: TimeOfDay, until: TimeOfDay) -> (TimeOfDay, TimeOfDay) {
    let (TimeOfDay::Clock { hour, minute, second, open: true }, TimeOfDay::Clock { hour: last, open: false, .. }) =
        (from, until)
    else {
        return (from, until);
    };
    let afternoon = if hour < 12 { hour + 12 } else { hour };
    let hour = if last >= 12 && afternoon <= last && hour != 12 { afternoon } else { hour };
    (TimeOfDay::Clock { hour, minute, second, open: false }, until)
}

fn alike(a: &TimeValue, b: &TimeValue) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
        || matches!(
            (a, b),
            (
                TimeValue::InMonth { .. } | TimeValue::MonthDay { .. },
                TimeValue::Absolute { .. } | TimeValue::MonthOfRelativeYear { .. }
            )
        )
}

/// "March to May 2024": the first month is of 2024, too.
fn with_year_of(first: TimeValue, last: &TimeValue) -> TimeValue {
    let year = match last {
        TimeValue::Absolute { date: PartialDate::Year(year) | PartialDate::Month(year, _), .. } => *year,
        TimeValue::Absolute { date: PartialDate::Day(day), .. } => day.year(),
        TimeValue::MonthOfRelativeYear { years, .. } => {
            return match first {
                TimeValue::InMonth { month, .. } => TimeValue::MonthOfRelativeYear { month, day: None, years: *years },
                TimeValue::MonthDay { month, day, .. } => {
                    TimeValue::MonthOfRelativeYear { month, day: Some(day), years: *years }
                }
                other => other,
            };
        }
        _ => return first,
    };
    match first {
        TimeValue::InMonth { month, part, .. } => {
            TimeValue::Absolute { date: PartialDate::Month(year, month.number()), part }
        }
        TimeValue::MonthDay { month, day, .. } => {
            jiff::civil::Date::new(year, month.number(), day).map_or(first, TimeValue::day)
        }
        other => other,
    }
}
