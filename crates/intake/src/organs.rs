//! Organs of governments as lines of a page name them ("Ministry of Foreign Affairs of Norway"), and their sides.

use servanda_model::Side;
use servanda_world::{Entity, World};

use crate::dateline::title_case;
use crate::tables::{Tables, plain};

/// An organ that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Organ<'t> {
    /// The side that it is an organ of, where the words tell it.
    pub side: Option<Side>,
    /// Its name with that of its side, as far as they stand together.
    pub name: &'t str,
    /// Whether the text is its name and nothing else.
    pub alone: bool,
    /// Whether the text is its own: it begins with the organ, or names it as the one who speaks ("Statement by the …").
    pub speaks: bool,
}

/// A word and whether punctuation follows it.
struct Word<'t> {
    start: usize,
    text: &'t str,
    plain: String,
    closed: bool,
}

/// Before its name an organ's line has at most so many words (those of its state).
const WORDS_BEFORE: usize = 5;

impl<'t> Organ<'t> {
    /// The first organ in `text`; its side is told by its name, by what follows it, or by what stands before.
    pub fn find(text: &'t str, tables: &Tables, world: &World) -> Option<Self> {
        let words = words(text);
        let (start, end, side) = (0..words.len()).find_map(|i| {
            tables.organs.iter().find_map(|(organ, side)| Some((i, i + begins_with(&words[i..], organ)?, *side)))
        })?;
        let own = side.map(Side::new);
        let after = side_after(&words, end, world);
        let before = || (0..start).rev().find_map(|i| side_at(&words[..start], i, world).map(|(side, _)| side));
        let end = after.as_ref().map_or(end, |(_, end)| *end);
        let side = own.or_else(|| after.map(|(side, _)| side)).or_else(before);
        let alone = start <= WORDS_BEFORE && (start == 0 || side.is_some()) && ends_name(&words, end);
        let from = words.get(start)?.start;
        let to = end.checked_sub(1).and_then(|i| words.get(i)).map_or(from, |w| w.start + w.text.len());
        let speaks = start <= 1 || words[..start].iter().rev().find(|w| w.plain != "the").is_some_and(Word::introduces);
        Some(Self { side, name: text.get(from..to)?, alone, speaks })
    }
}

impl Word<'_> {
    fn introduces(&self) -> bool {
        matches!(self.plain.as_str(), "by" | "of" | "from")
    }

    fn is_small(&self) -> bool {
        matches!(self.plain.as_str(), "of" | "the" | "for")
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    const MARKS: [char; 14] = [',', ';', ':', '.', '(', ')', '[', ']', '"', '“', '”', '|', '–', '—'];
    let mut words: Vec<Word> = Vec::new();
    let mut end = 0;
    for word in text.split_whitespace() {
        let start = end + text.get(end..).and_then(|rest| rest.find(word)).unwrap_or(0);
        end = start + word.len();
        let bare = word.trim_matches(MARKS);
        let closed = word.ends_with(MARKS);
        match words.last_mut() {
            Some(last) if bare.is_empty() => last.closed = true,
            _ if bare.is_empty() => {}
            _ => {
                words.push(Word {
                    start: start + word.find(bare).unwrap_or(0),
                    text: bare,
                    plain: plain(bare),
                    closed,
                });
            }
        }
    }
    words
}

/// The number of words that are the organ's, where the words begin with them.
fn begins_with(words: &[Word], organ: &str) -> Option<usize> {
    let mut count = 0;
    for part in organ.split(' ') {
        if words.get(count)?.plain != part.trim_matches(',') {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// "… of Norway", "of the Republic of Chile": the side right behind the organ and the end of its name. A form of
/// state that no table joins to the country's name is passed over.
fn side_after(words: &[Word], end: usize, world: &World) -> Option<(Side, usize)> {
    const SMALL: [&str; 16] = [
        "of",
        "the",
        "for",
        "republic",
        "kingdom",
        "state",
        "federal",
        "federation",
        "democratic",
        "islamic",
        "union",
        "sultanate",
        "government",
        "people’s",
        "people's",
        "peoples",
    ];
    for first in end..words.len() {
        let side = if words[first].is_small() { None } else { side_at(words, first, world) };
        if let Some((side, count)) = side {
            return Some((side, first + count));
        }
        if !SMALL.contains(&words[first].plain.as_str()) {
            return None;
        }
    }
    None
}

/// The side whose name begins with word `i`, the longest first, and its number of words.
fn side_at(words: &[Word], i: usize, world: &World) -> Option<(Side, usize)> {
    (1..=7).rev().filter(|n| i + n <= words.len()).find_map(|n| {
        let name = words.get(i..i + n)?.iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
        let name = name.trim_end_matches("’s").trim_end_matches("'s");
        side_named(name, world).map(|side| (side, n))
    })
}

/// Whether nothing more of a sentence follows an organ's name: "in Lusaka", "to the UN", a mark, or the end.
fn ends_name(words: &[Word], end: usize) -> bool {
    let closed = end.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.closed);
    let place = words.get(end).is_none_or(|w| matches!(w.plain.as_str(), "in" | "to" | "at" | "-" | "/"));
    (closed || place) && words.len() - end.min(words.len()) <= 6
}

/// The side that a name, demonym or ministry of the tables stands for; names in capitals are looked up as names.
fn side_named(name: &str, world: &World) -> Option<Side> {
    let usual = title_case(name).replace(" Of ", " of ").replace(" The ", " the ").replace(" And ", " and ");
    [name, &usual].into_iter().find_map(|name| {
        let from = world.forms().partition_point(|form| form.text.as_str() < name);
        let same = world.forms().iter().skip(from).take_while(|form| form.text == name);
        same.into_iter().find_map(|form| match &form.entity {
            Entity::Country(side) | Entity::Demonym(side) | Entity::Body(side) => Some(side.clone()),
            Entity::Ministry(_, side) => side.clone(),
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organ(text: &str) -> Option<(Option<String>, bool)> {
        let organ = Organ::find(text, Tables::builtin(), World::builtin())?;
        Some((organ.side.map(|side| side.code().to_owned()), organ.alone))
    }

    #[test]
    fn a_line_that_is_an_organs_name() {
        for (line, side) in [
            ("Ministry of Foreign Affairs of Norway", "NOR"),
            ("MINISTRY OF FOREIGN AFFAIRS OF THE REPUBLIC OF CHILE", "CHL"),
            ("Republic of Kenya, Ministry of Foreign Affairs", "KEN"),
            ("Embassy of Finland in Lusaka", "FIN"),
            ("Government of Iceland | Ministry for Foreign Affairs", "ISL"),
            ("Prime Minister's Office, Fiji", "FJI"),
        ] {
            assert_eq!(organ(line), Some((Some(side.to_owned()), true)), "{line}");
        }
        assert_eq!(organ("Office of the Spokesperson"), Some((None, true)));
    }

    #[test]
    fn a_sentence_or_a_headline_about_an_organ_is_not_its_name() {
        for line in [
            "Foreign Ministry Summons Ambassador",
            "Government of Norway Announces Aid",
            "The Ministry of Foreign Affairs of Chile said on Monday that talks would go on.",
        ] {
            assert!(organ(line).is_some_and(|(_, alone)| !alone), "{line}");
        }
        assert_eq!(organ("Ministers meet in Lima"), None);
    }
}
