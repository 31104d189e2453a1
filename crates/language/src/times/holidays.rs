//! Days with a name (`data/time-holidays.tsv`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::{Date, Weekday};
use servanda_model::{Month, calendar::shift};

/// A day with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Its name in the table.
    pub id: &'static str,
    /// When it is.
    pub rule: Rule,
}

/// When a holiday is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The same day every year.
    Fixed(Month, i8),
    /// The n-th weekday of a month; -1 is the last.
    Nth(Month, Weekday, i8),
    /// Days from Easter Sunday.
    Easter(i32),
    /// The Tuesday after the first Monday of November.
    ElectionDay,
}

impl Rule {
    /// The day in a year.
    pub fn date(&self, year: i16) -> Option<Date> {
        match *self {
            Self::Fixed(month, day) => Date::new(year, month.number(), day).ok(),
            Self::Nth(month, weekday, n) => {
                Date::new(year, month.number(), 1).ok()?.nth_weekday_of_month(n, weekday).ok()
            }
            Self::Easter(offset) => Some(shift(easter(year)?, offset)),
            Self::ElectionDay => {
                Some(shift(Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?, 1))
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm).
// The letters are those of the algorithm.
#[allow(clippy::many_single_char_names)]
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The holiday with this id.
pub fn by_id(id: &str) -> Option<&'static Holiday> {
    table().values().flatten().map(|(_, holiday)| holiday).find(|holiday| holiday.id == id)
}

/// Whether the name of a holiday may begin with a word.
pub fn may_begin(word: &str) -> bool {
    table().contains_key(word)
}

/// The holiday whose name is the longest at the words that `word` gives, and the number of words.
pub fn at<'w>(word: impl Fn(usize) -> &'w str) -> Option<(&'static Holiday, usize)> {
    let fits = |name: &[&str]| name.iter().enumerate().all(|(n, part)| word(n) == *part);
    let named = table().get(word(0))?;
    named.iter().filter(|(name, _)| fits(name)).max_by_key(|(name, _)| name.len()).map(|(name, h)| (h, name.len()))
}

type Table = BTreeMap<&'static str, Vec<(Vec<&'static str>, Holiday)>>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::new();
        for row in crate::data::rows(include_str!("../../data/time-holidays.tsv")) {
            let [id, rule, names] = row.as_slice() else { continue };
            let Some(rule) = parsed(rule) else { continue };
            for name in names.split(';') {
                let words: Vec<&str> = name.trim().split(' ').collect();
                if let Some(first) = words.first() {
                    table.entry(first).or_default().push((words, Holiday { id, rule: rule.clone() }));
                }
            }
        }
        table
    })
}

/// "12-25", "11 thu 4", "easter -2", "election".
fn parsed(rule: &str) -> Option<Rule> {
    let weekday = |name: &str| {
        use Weekday as W;
        let all = [
            ("mon", W::Monday),
            ("tue", W::Tuesday),
            ("wed", W::Wednesday),
            ("thu", W::Thursday),
            ("fri", W::Friday),
            ("sat", W::Saturday),
            ("sun", W::Sunday),
        ];
        all.into_iter().find(|(short, _)| *short == name).map(|(_, day)| day)
    };
    match rule.split(' ').collect::<Vec<_>>().as_slice() {
        ["election"] => Some(Rule::ElectionDay),
        ["easter", offset] => Some(Rule::Easter(offset.parse().ok()?)),
        [month, day, n] => Some(Rule::Nth(Month::new(month.parse().ok()?)?, weekday(day)?, n.parse().ok()?)),
        [fixed] => {
            let (month, day) = fixed.split_once('-')?;
            Some(Rule::Fixed(Month::new(month.parse().ok()?)?, day.parse().ok()?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        for row in crate::data::rows(include_str!("../../data/time-holidays.tsv")) {
            let [_, rule, _] = row.as_slice() else { panic!("{row:?}") };
            assert!(parsed(rule).and_then(|rule| rule.date(2023)).is_some(), "{row:?}");
        }
    }

    #[test]
    fn moving_days() {
        let day = |id: &str, year| by_id(id).unwrap().rule.date(year).unwrap().to_string();
        assert_eq!(day("easter", 2024), "2024-03-31");
        assert_eq!(day("easter", 2025), "2025-04-20");
        assert_eq!(day("good-friday", 2022), "2022-04-15");
        assert_eq!(day("thanksgiving", 2021), "2021-11-25");
        assert_eq!(day("memorial-day", 2021), "2021-05-31");
        assert_eq!(day("election-day", 2016), "2016-11-08");
    }
}
