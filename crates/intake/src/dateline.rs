//! The dateline in front of a story: city, perhaps a date, perhaps the agency, and a dash.

use servanda_world::{Entity, World};

use crate::dates;
use crate::tables::Tables;

/// What stands in front of the first sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dateline<'t> {
    /// Its length in bytes, dash and white space included.
    pub len: usize,
    /// The city, as written.
    pub city: Option<&'t str>,
    /// What stands in brackets or strokes, where it is no date.
    pub credit: Option<&'t str>,
    /// Its date.
    pub date: Option<dates::Found>,
}

/// A dateline does not go on for longer than this, in bytes.
const LONGEST: usize = 110;

/// The dateline at the beginning of a paragraph.
pub(crate) fn find<'t>(paragraph: &'t str, tables: &Tables, world: &World) -> Option<Dateline<'t>> {
    in_brackets(paragraph, tables, world)
        .or_else(|| in_strokes(paragraph, tables))
        .or_else(|| before_dash(paragraph, world))
        .or_else(|| before_colon(paragraph, world))
        .or_else(|| before_stop(paragraph, world))
        .filter(|found| found.len < paragraph.len())
}

/// "TOKYO (Reuters) - ", "ANKARA, March 3 (Agency) — ", "(Agency) - ", "GENEVA (3 May 2024) – "
fn in_brackets<'t>(text: &'t str, tables: &Tables, world: &World) -> Option<Dateline<'t>> {
    let open = text.find('(').filter(|&at| at < LONGEST)?;
    let close = open + text.get(open..)?.find(')')?;
    let (before, inner) = (text.get(..open)?, text.get(open + 1..close)?);
    let place = Place::parse(before)?;
    let date_inside = dates::find(inner).map(|found| shifted(&found, open + 1));
    let known = known_agency(inner, tables);
    // An agency that no table has: the city before it must be one beyond doubt ("The Board (WHB) - " is none).
    let sure = place.is_upper || place.date.is_some() || place.city.is_some_and(|city| is_place(city, world));
    let named = sure && inner.split_whitespace().count() <= 4 && inner.chars().next().is_some_and(char::is_uppercase);
    if date_inside.is_none() && !known && !named {
        return None;
    }
    let after = text.get(close + 1..)?;
    // "LIMA (Agency), May 14, 2024 - "
    let date_after = dates::find(after).filter(|found| {
        let bare = after.get(..found.start).is_some_and(|before| before.trim_matches([' ', ',']).is_empty());
        bare && after.get(found.end..).and_then(dash_len).is_some()
    });
    let dashed = close + 1 + date_after.as_ref().map_or(0, |found| found.end);
    let dash = dash_len(text.get(dashed..)?);
    // "NEW DELHI, May 14 (PTI) The …": only a known agency needs no dash; brackets alone may be anything.
    let len = match dash {
        Some(len) => len,
        None if known && place.city.is_some() && (place.is_upper || place.date.is_some()) => spaces(after),
        None => return None,
    };
    if place.city.is_none() && !known {
        return None;
    }
    Some(Dateline {
        len: dashed + len,
        city: place.city,
        credit: date_inside.is_none().then_some(inner),
        date: place.date.or(date_inside).or(date_after.map(|found| shifted(&found, close + 1))),
    })
}

/// "MOSCOW, May 14. /TASS/. "
fn in_strokes<'t>(text: &'t str, tables: &Tables) -> Option<Dateline<'t>> {
    let open = text.find('/').filter(|&at| at < LONGEST)?;
    let close = open + 1 + text.get(open + 1..)?.find('/')?;
    let inner = text.get(open + 1..close)?;
    let place = Place::parse(text.get(..open)?).filter(|p| p.city.is_some())?;
    if !known_agency(inner, tables) {
        return None;
    }
    let rest = text.get(close + 1..)?;
    let marks = rest.len() - rest.trim_start_matches(['.', '-', '–', '—', ' ', ':']).len();
    Some(Dateline { len: close + 1 + marks, city: place.city, credit: Some(inner), date: place.date })
}

/// "GENEVA – ", "Manila, Philippines — ", "BEIRUT—", "QUITO – 26 July 2022: "
fn before_dash<'t>(text: &'t str, world: &World) -> Option<Dateline<'t>> {
    let at = text.char_indices().take_while(|(i, _)| *i < LONGEST).find_map(|(i, c)| {
        let spaced = || text.get(..i).is_some_and(|t| t.ends_with(' '));
        let parted = c == '-' && spaced() && text.get(i..).is_some_and(|t| t.starts_with("- ") || t.starts_with("--"));
        (matches!(c, '–' | '—') || parted).then_some(i)
    })?;
    let place = Place::parse(text.get(..at)?)?;
    let city = place.city?;
    let named_alike = !NOT_CITIES.contains(&city);
    let sure = place.is_upper && named_alike && city.chars().count() >= 3;
    if !sure && place.date.is_none() && !is_place(city, world) {
        return None;
    }
    let len = at + dash_len(text.get(at..)?)?;
    let rest = text.get(len..)?;
    if rest.starts_with(char::is_lowercase) {
        return None;
    }
    // "QUITO – 26 July 2022: "
    let date_after = dates::find(rest).filter(|found| {
        let bare = rest.get(..found.start).is_some_and(|before| before.trim_matches([' ', ',']).is_empty());
        bare && rest.get(found.end..).is_some_and(|after| after.starts_with(": "))
    });
    let end = date_after.as_ref().map_or(0, |found| found.end + 2);
    let date = place.date.or(date_after.map(|found| shifted(&found, len)));
    Some(Dateline { len: len + end, city: Some(city), credit: None, date })
}

/// "ISLAMABAD: ", where the table of places knows the city.
fn before_colon<'t>(text: &'t str, world: &World) -> Option<Dateline<'t>> {
    let at = text.find(':').filter(|&at| at < LONGEST)?;
    let place = Place::parse(text.get(..at)?).filter(|p| p.is_upper)?;
    let city = place.city.filter(|city| is_place(city, world))?;
    let rest = text.get(at + 1..)?;
    Some(Dateline { len: at + 1 + spaces(rest), city: Some(city), credit: None, date: place.date })
}

/// "Lima, March 10, 2023. ", "(Lima, 10 March 2023) ", where the table of places knows the city.
fn before_stop<'t>(text: &'t str, world: &World) -> Option<Dateline<'t>> {
    let from = usize::from(text.starts_with('('));
    let ends = |c: char| if from > 0 { c == ')' } else { matches!(c, '.' | ':') };
    let mut stops = text.char_indices().take_while(|(i, _)| *i < LONGEST).filter(|(_, c)| ends(*c));
    stops.find_map(|(at, _)| {
        let place = Place::parse(text.get(from..at)?)?;
        let city = place.city.filter(|city| is_place(city, world))?;
        let date = shifted(&place.date?, from);
        let rest = text.get(at + 1..).filter(|rest| rest.starts_with(' '))?;
        Some(Dateline { len: at + 1 + spaces(rest), city: Some(city), credit: None, date: Some(date) })
    })
}

/// Words in capitals that stand before a dash and are no cities.
const NOT_CITIES: [&str; 10] =
    ["BREAKING", "UPDATE", "EXCLUSIVE", "FILE", "WATCH", "LIVE", "VIDEO", "ANALYSIS", "OPINION", "EXPLAINER"];

/// The part of a dateline before brackets or dash.
struct Place<'t> {
    city: Option<&'t str>,
    is_upper: bool,
    date: Option<dates::Found>,
}

impl<'t> Place<'t> {
    /// Reads "CITY", "City, Country", "CITY, March 3", nothing at all; `None` where it is something else.
    fn parse(before: &'t str) -> Option<Self> {
        let date = dates::find(before);
        let end = date.as_ref().map_or(before.len(), |d| d.start);
        let names = before.get(..end)?.trim_end_matches([' ', ',', '.', ';']);
        let after = date.as_ref().map_or("", |d| before.get(d.end..).unwrap_or(""));
        if !dates::words(after).all(dates::is_clock_word) {
            return None;
        }
        if names.trim().is_empty() {
            return Some(Self { city: None, is_upper: false, date });
        }
        let mut parts = names.split(", ").filter(|part| !part.split(' ').all(dates::is_clock_word));
        let city = parts.next()?.trim();
        if !is_name(city) || !parts.all(|part| is_name(part.trim())) {
            return None;
        }
        let is_upper = !city.chars().any(char::is_lowercase);
        Some(Self { city: Some(city), is_upper, date })
    }
}

/// Up to five capitalised words: a city, region or country.
fn is_name(words: &str) -> bool {
    const SMALL: [&str; 8] = ["de", "la", "of", "the", "and", "al", "el", "do"];
    let count = words.split_whitespace().count();
    let name = |w: &str| {
        let letters = w.chars().all(|c| c.is_alphabetic() || "-.'’/&".contains(c));
        letters && (w.chars().next().is_some_and(char::is_uppercase) || SMALL.contains(&w))
    };
    (1..=5).contains(&count)
        && words.split_whitespace().all(name)
        && words.chars().next().is_some_and(char::is_uppercase)
}

/// Whether the table of places knows the name, as it stands or with one capital a word.
pub(crate) fn is_place(city: &str, world: &World) -> bool {
    [city.to_owned(), title_case(city)].iter().any(|name| {
        let from = world.forms().partition_point(|form| form.text < *name);
        let same = world.forms().iter().skip(from).take_while(|form| form.text == *name);
        same.into_iter().any(|form| matches!(form.entity, Entity::Metonym(_) | Entity::Place(_)))
    })
}

/// "TOKYO" → "Tokyo"
pub(crate) fn title_case(name: &str) -> String {
    let mut start = true;
    name.chars()
        .flat_map(|c| {
            let out: Vec<char> = if start { vec![c] } else { c.to_lowercase().collect() };
            start = !c.is_alphanumeric() && c != '\'' && c != '’';
            out
        })
        .collect()
}

fn known_agency(credit: &str, tables: &Tables) -> bool {
    credit.split(['/', ',', ';']).any(|part| tables.agency(part.trim()).is_some())
}

/// Length of a dash or dashes with the white space around them, at the beginning of `text`.
fn dash_len(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches([' ', '\u{a0}', '.', ':']);
    let body = rest.trim_start_matches(['-', '–', '—', '―', '−']);
    let colon = text.trim_start().starts_with(": ");
    (body.len() < rest.len() || colon).then(|| text.len() - body.trim_start().len())
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn shifted(found: &dates::Found, by: usize) -> dates::Found {
    dates::Found { start: found.start + by, end: found.end + by, value: found.value.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(paragraph: &str) -> Option<(&str, Option<&str>, Option<&str>, bool)> {
        let found = find(paragraph, Tables::builtin(), World::builtin())?;
        Some((paragraph.get(found.len..).unwrap(), found.city, found.credit, found.date.is_some()))
    }

    #[test]
    fn reads_the_usual_forms() {
        for (paragraph, wanted) in [
            ("LIMA (Reuters) -Peru said", ("Peru said", Some("LIMA"), Some("Reuters"), false)),
            ("QUITO, March 3 (Norda) — Peru said", ("Peru said", Some("QUITO"), Some("Norda"), true)),
            ("ACCRA, Nov. 4 (Xinhua) -- Ghana said", ("Ghana said", Some("ACCRA"), Some("Xinhua"), true)),
            ("GENEVA – The envoys", ("The envoys", Some("GENEVA"), None, false)),
            ("MINSK, May 14. /TASS/. The envoys", ("The envoys", Some("MINSK"), Some("TASS"), true)),
            ("NEW DELHI, May 14 (PTI) The envoys", ("The envoys", Some("NEW DELHI"), Some("PTI"), true)),
            ("Colombo, May 3 (PTI) The envoys", ("The envoys", Some("Colombo"), Some("PTI"), true)),
            ("Vienna (AFP) – The envoys", ("The envoys", Some("Vienna"), Some("AFP"), false)),
            ("(AP) — The envoys", ("The envoys", None, Some("AP"), false)),
            ("LIMA (Norda), May 3, 2024 - The envoys", ("The envoys", Some("LIMA"), Some("Norda"), true)),
            ("Lima, Sept. 3, 2024. The envoys", ("The envoys", Some("Lima"), None, true)),
            ("(Lima, 3 May 2024) The envoys", ("The envoys", Some("Lima"), None, true)),
            ("Oslo, 3 May 2024 – The envoys", ("The envoys", Some("Oslo"), None, true)),
            ("OSLO/ROME (Reuters) - The envoys", ("The envoys", Some("OSLO/ROME"), Some("Reuters"), false)),
            ("SUVA, Fiji — The envoys", ("The envoys", Some("SUVA"), None, false)),
        ] {
            assert_eq!(rest(paragraph), Some(wanted), "{paragraph}");
        }
    }

    #[test]
    fn leaves_other_beginnings_alone() {
        for paragraph in [
            "The World Health Organization (WHO) - a body of the UN - said",
            "Peru – which holds the chair – said",
            "However, nothing (so far) - said",
            "BREAKING – Peru said",
            "Mr Quill – the envoy – said",
            "PRESIDENT: We agreed.",
            "The envoys met in Lima (Peru) on Monday.",
            "Lima. The envoys met on 3 May 2024.",
            "(Lima said so on 3 May 2024) The envoys",
        ] {
            assert_eq!(rest(paragraph), None, "{paragraph}");
        }
    }

    #[test]
    fn a_city_in_capitals_is_shown_as_a_name() {
        assert_eq!(title_case("NEW DELHI"), "New Delhi");
        assert_eq!(title_case("OSLO/ROME"), "Oslo/Rome");
    }
}
