//! The words that temporal expressions are made of (`data/time-words.tsv`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use servanda_model::{Direction, Month, PartOf, TimeUnit, Weekday};

use super::detail::{DayPart, Season};
use super::timex::TimexModifier;

/// What a word may contribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWord {
    /// "November", "Nov."
    Month(Month),
    /// "Nov", a month only beside a number.
    ShortMonth(Month),
    /// "Monday"
    Weekday(Weekday),
    /// "Mondays"
    Weekdays(Weekday),
    /// "Mon", "Tue.": a weekday only with its dot or beside a number.
    ShortWeekday(Weekday),
    /// "week"
    Unit(TimeUnit),
    /// "weeks"
    Units(TimeUnit),
    /// "summer"
    Season(Season),
    /// "summers"
    Seasons(Season),
    /// "fall", "spring": a season only beside other words of time.
    DoubtfulSeason(Season),
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
    Daytime(DayPart),
    /// "mornings"
    Daytimes(DayPart),
    /// "noon"
    Hour(u8),
    /// "GMT"
    Zone,
    /// "nineties"
    DecadeName(i16),
    /// "next", "following": says which unit, before it.
    Position,
    /// "annual"
    Every(TimeUnit),
    /// "weeklong"
    Long(TimeUnit),
    /// "about", which belongs to the length after it, and what TIMEX3 calls it.
    About(Option<TimexModifier>),
    /// "consecutive"
    Full,
    /// "in": a month, a year or a numeric date may stand after it.
    Preposition,
    /// "the": an expression may begin with it.
    Starter,
    /// "resolution": the number after it is no year.
    Numbered,
    /// "Chevrolet": a maker of vehicles, before which stands the year of a model.
    Make,
    /// "begin": a verb whose present tense tells of what a timetable has fixed.
    Scheduled,
    /// "extend": a verb that lets something last until a time.
    Prolonging,
    /// "agreement": a noun after which "to" points forward.
    Undertaking,
}

/// The words of a phrase, its direction, and whether corpora with TIMEX3 mark it.
type Phrase = (Vec<&'static str>, Direction, bool);

struct Tables {
    words: BTreeMap<&'static str, Vec<TimeWord>>,
    /// Phrases by their first word.
    phrases: BTreeMap<&'static str, Vec<Phrase>>,
}

/// Everything that a lower-case word may be.
pub fn classes(word: &str) -> &'static [TimeWord] {
    tables().words.get(word).map_or(&[], Vec::as_slice)
}

/// Whether an expression may begin with a lower-case word that is no number.
pub fn may_begin(word: &str) -> bool {
    let other = |class: &TimeWord| {
        !matches!(
            class,
            TimeWord::Preposition
                | TimeWord::Numbered
                | TimeWord::Full
                | TimeWord::Zone
                | TimeWord::Make
                | TimeWord::Scheduled
                | TimeWord::Prolonging
                | TimeWord::Undertaking
        )
    };
    classes(word).iter().any(other) || tables().phrases.contains_key(word)
}

/// The longest phrase without calendar meaning ("as soon as possible") at the words that `word` gives: its number of
/// words, its direction, and whether corpora with TIMEX3 mark it.
pub fn vague<'w>(word: impl Fn(usize) -> &'w str) -> Option<(usize, Direction, bool)> {
    let fits = |phrase: &[&str]| phrase.iter().enumerate().all(|(n, part)| word(n) == *part);
    let phrases = tables().phrases.get(word(0))?;
    phrases.iter().filter(|(p, ..)| fits(p)).map(|(p, d, m)| (p.len(), *d, *m)).max_by_key(|(len, ..)| *len)
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Tables { words: BTreeMap::new(), phrases: BTreeMap::new() };
        for row in crate::data::rows(include_str!("../../data/time-words.tsv")) {
            let [words, class, value] = row.as_slice() else { continue };
            if matches!(*class, "vague" | "reference") {
                let phrase: Vec<&str> = words.split(' ').collect();
                if let (Some(first), Some(direction)) = (phrase.first(), direction(value)) {
                    tables.phrases.entry(first).or_default().push((phrase, direction, *class == "reference"));
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
        "weekdays" => TimeWord::Weekdays(weekday(value.parse().ok()?)?),
        "short-weekday" => TimeWord::ShortWeekday(weekday(value.parse().ok()?)?),
        "season" => TimeWord::Season(season(value)?),
        "seasons" => TimeWord::Seasons(season(value)?),
        "doubtful-season" => TimeWord::DoubtfulSeason(season(value)?),
        "number" => TimeWord::Number(value.parse().ok()?),
        "some" => TimeWord::Some,
        "ordinal" => TimeWord::Ordinal(value.parse().ok()?),
        "part" => TimeWord::Part(part(value)?),
        "bound" => TimeWord::Bound(part(value)?),
        "daytime" => TimeWord::Daytime(day_part(value)?),
        "daytimes" => TimeWord::Daytimes(day_part(value)?),
        "hour" => TimeWord::Hour(value.parse().ok()?),
        "zone" => TimeWord::Zone,
        "decade" => TimeWord::DecadeName(value.parse().ok()?),
        "position" => TimeWord::Position,
        "every" => TimeWord::Every(unit(value)?),
        "about" => TimeWord::About(modifier(value)),
        "long" => TimeWord::Long(unit(value)?),
        "full" => TimeWord::Full,
        "preposition" => TimeWord::Preposition,
        "starter" => TimeWord::Starter,
        "numbered" => TimeWord::Numbered,
        "make" => TimeWord::Make,
        "scheduled" => TimeWord::Scheduled,
        "prolonging" => TimeWord::Prolonging,
        "undertaking" => TimeWord::Undertaking,
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
        "second" => TimeUnit::Second,
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

fn season(name: &str) -> Option<Season> {
    Some(match name {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

fn day_part(name: &str) -> Option<DayPart> {
    Some(match name {
        "morning" => DayPart::Morning,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        "night" => DayPart::Night,
        "day" => DayPart::Daytime,
        _ => return None,
    })
}

fn modifier(name: &str) -> Option<TimexModifier> {
    Some(match name {
        "approx" => TimexModifier::Approx,
        "more" => TimexModifier::MoreThan,
        "less" => TimexModifier::LessThan,
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
            assert!(
                time_word(class, value).is_some()
                    || matches!(*class, "vague" | "reference") && direction(value).is_some(),
                "{row:?}"
            );
        }
    }
}
