//! Days of the week, alone, with their date, or in a week that is named.

use servanda_model::{Direction, TimeUnit, TimeValue, Weekday};

use super::{Hit, Pieces, is_day, relative};

impl Pieces {
    /// "on Saturday", "last Tuesday", "Monday, Nov. 4", "Monday last week", "Saturday week", "Monday of next week".
    pub fn weekday_expression(&self, i: usize) -> Option<Hit> {
        let (direction, at) = match (self.at(i), self.at(i + 1)) {
            ("this", "coming" | "upcoming") => (Some(Direction::Future), i + 2),
            ("this", "past") => (Some(Direction::Past), i + 2),
            ("last" | "past" | "previous", _) => (Some(Direction::Past), i + 1),
            ("next" | "coming" | "upcoming" | "following", _) => (Some(Direction::Future), i + 1),
            ("this", _) => (None, i + 1),
            ("earlier" | "later", "on") => (None, i + 2),
            _ => (None, i),
        };
        let (weekday, end, plural) = self.weekday(at)?;
        if plural {
            return None;
        }
        let longer = match direction {
            None if self.at(i) == "this" => None,
            None => self.dated_weekday(weekday, end).or_else(|| self.weekday_of_week(weekday, end)),
            Some(_) => self.dated_weekday(weekday, end),
        };
        longer.or_else(|| {
            let value = on(weekday, direction.unwrap_or(Direction::Either), 0);
            Some(Hit { open: direction.is_none(), ..Hit::closed(end, value) })
        })
    }

    /// "Monday, Nov. 4", "Friday (7/6)", "Monday the 27th", after the weekday.
    fn dated_weekday(&self, weekday: Weekday, end: usize) -> Option<Hit> {
        let comma = self.past(end, &[",", "(", "the"]);
        let dated = [comma, end].into_iter().find_map(|at| {
            let families = [Self::month_first, Self::day_first, Self::written_date, Self::year_first];
            families.iter().filter_map(|family| family(self, at)).find(|hit| is_day(&hit.value))
        });
        if let Some(mut date) = dated {
            if let TimeValue::MonthDay { weekday: own, .. } = &mut date.value {
                *own = Some(weekday);
            }
            let bracket = usize::from(self.at(end) == "(" && self.at(date.end) == ")");
            return Some(Hit { end: date.end + bracket, ..date }.with(|detail| detail.weekday = Some(weekday)));
        }
        let (number, after) = self.ordinal(end + 1).filter(|_| self.at(end) == "the")?;
        let day = i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
        let hit = Hit::open(after, on(weekday, Direction::Either, 0));
        Some(hit.with(|detail| (detail.weekday, detail.day) = (Some(weekday), Some(day))))
    }

    /// "Monday last week", "Monday of the following week", "Saturday week", after the weekday.
    fn weekday_of_week(&self, weekday: Weekday, end: usize) -> Option<Hit> {
        let of = self.past(end, &["of", "in"]);
        let position = self.past(of, &["the"]);
        let week = self.at(position + 1) == "week";
        let named = |hit: Hit| Some(hit.with(|detail| detail.weekday = Some(weekday)));
        match self.at(position) {
            "last" | "previous" if week => named(Hit::closed(position + 2, relative(TimeUnit::Week, -1))),
            "next" | "following" if week => named(Hit::closed(position + 2, relative(TimeUnit::Week, 1))),
            "this" if week => named(Hit::open(position + 2, on(weekday, Direction::Either, 0))),
            "week" if position == end => Some(Hit::closed(position + 1, on(weekday, Direction::Future, 1))),
            _ => None,
        }
    }
}

fn on(weekday: Weekday, direction: Direction, weeks: i32) -> TimeValue {
    TimeValue::OnWeekday { weekday, direction, weeks }
}
