//! The words that temporal expressions are made of (`data/time-words.tsv`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use servanda_model::{Direction, Month, PartOf, TimeUnit, Weekday};

/// What a word may contribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWord {
    /// "November", "Nov."
    Month(Month),
    /// "Nov", a month only beside a number.
    ShortMonth(Month),
    /// "Monday"
    Weekday(Weekday),
    /// "week"
    Unit(TimeUnit),
    /// "weeks"
    Units(TimeUnit),
    /// "spring": which months it has depends on the hemisphere, so that it gives none.
    Season,
    /// "four"
    Number(u32),
    /// "several": a number that is not told.
    Some,
    /// "first"
    Ordinal(u32),
    /// "early"
    Part(PartOf),
    /// "end", in "the end of"
    Bound(PartOf),
    /// "morning"
    Daytime,
    /// "annual"
    Every(TimeUnit),
    /// "about"
    About,
    /// "consecutive"
    Full,
    /// "in": a month, a year or a numeric date may stand after it.
    Preposition,
    /// "resolution": the number after it is no year.
    Numbered,
}

struct Tables {
    words: BTreeMap<&'static str, Vec<TimeWord>>,
    /// Phrases by their first word.
    phrases: BTreeMap<&'static str, Vec<(Vec<&'static str>, Direction)>>,
}

/// Everything that a lower-case word may be.
pub fn classes(word: &str) -> &'static [TimeWord] {
    tables().words.get(word).map_or(&[], Vec::as_slice)
}

/// The longest vague phrase ("as soon as possible") at the beginning of `words`: its number of words and direction.
pub fn vague(words: &[String]) -> Option<(usize, Direction)> {
    let first = words.first()?;
    let fits = |phrase: &[&str]| phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| a == b);
    let phrases = tables().phrases.get(first.as_str())?;
    phrases.iter().filter(|(p, _)| fits(p)).map(|(p, d)| (p.len(), *d)).max_by_key(|(len, _)| *len)
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables { words: BTreeMap::new(), phrases: BTreeMap::new() };
        for row in crate::data::rows(include_str!("../../data/time-words.tsv")) {
            let [words, class, value] = row.as_slice() else { continue };
            if *class == "vague" {
                let phrase: Vec<&str> = words.split(' ').collect();
                if let (Some(first), Some(direction)) = (phrase.first(), direction(value)) {
                    tables.phrases.entry(first).or_default().push((phrase, direction));
                }
            } else if let Some(word) = time_word(class, value) {
                tables.words.entry(words).or_default().push(word);
            }
        }
        tables
    })
}

fn time_word(class: &str, value: &str) -> Option<TimeWord> {
    Some(match class {
        "month" => TimeWord::Month(Month::new(value.parse().ok()?)?),
        "short-month" => TimeWord::ShortMonth(Month::new(value.parse().ok()?)?),
        "weekday" => TimeWord::Weekday(weekday(value.parse().ok()?)?),
        "unit" => TimeWord::Unit(unit(value)?),
        "units" => TimeWord::Units(unit(value)?),
        "season" => TimeWord::Season,
        "number" => TimeWord::Number(value.parse().ok()?),
        "some" => TimeWord::Some,
        "ordinal" => TimeWord::Ordinal(value.parse().ok()?),
        "part" => TimeWord::Part(part(value)?),
        "bound" => TimeWord::Bound(part(value)?),
        "daytime" => TimeWord::Daytime,
        "every" => TimeWord::Every(unit(value)?),
        "about" => TimeWord::About,
        "full" => TimeWord::Full,
        "preposition" => TimeWord::Preposition,
        "numbered" => TimeWord::Numbered,
        _ => return None,
    })
}

fn weekday(number: usize) -> Option<Weekday> {
    use Weekday as W;
    let all = [W::Monday, W::Tuesday, W::Wednesday, W::Thursday, W::Friday, W::Saturday, W::Sunday];
    all.get(number.checked_sub(1)?).copied()
}

fn unit(name: &str) -> Option<TimeUnit> {
    Some(match name {
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "weekend" => TimeUnit::Weekend,
        "week" => TimeUnit::Week,
        "fortnight" => TimeUnit::Fortnight,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        _ => return None,
    })
}

fn part(name: &str) -> Option<PartOf> {
    Some(match name {
        "early" => PartOf::Early,
        "mid" => PartOf::Mid,
        "late" => PartOf::Late,
        _ => return None,
    })
}

fn direction(name: &str) -> Option<Direction> {
    Some(match name {
        "past" => Direction::Past,
        "future" => Direction::Future,
        "either" => Direction::Either,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        for row in crate::data::rows(include_str!("../../data/time-words.tsv")) {
            let [_, class, value] = row.as_slice() else { panic!("{row:?}") };
            assert!(time_word(class, value).is_some() || *class == "vague" && direction(value).is_some(), "{row:?}");
        }
    }
}
