//! Small classes of English words that several layers ask for (`data/words.tsv`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A class of words; a word may be in several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordClass {
    /// Begins a sentence after an abbreviation; never part of a name at a sentence's start.
    Starter,
    /// Finite forms of verbs of saying.
    Saying,
    /// Articles, possessives and the like, after which a noun follows.
    Determiner,
    /// Modal verbs and auxiliaries that point forward.
    Modal,
    /// Verbs, participles and adjectives after which "to" or "for" points forward ("agreed to", "due to", "scheduled for").
    Intention,
    /// Verbs whose participle alone points forward ("scheduled").
    Planning,
    /// Adjectives and participles before a noun that place it ahead ("the planned talks").
    Ahead,
    /// Nouns for roles outside the table of offices that stand before or after a person's name ("envoy").
    Role,
    /// Words that make a country's name part of another name ("Daily", "University").
    Outlet,
    /// What bears a name like a person's: "the tanker Anna Lind".
    Vessel,
    /// Common words that are also surnames ("Park", "Rice"): persons only where the text makes them so.
    Common,
    /// Prefixes before the name of a side ("pro", "anti").
    Prefix,
    /// Surnames written before the given name in East Asia.
    FamilyFirst,
    /// Forms of address before a name ("Dr.", "Sheikh"), no part of it.
    Honorific,
    /// Particles inside or before a surname ("de", "von", "bin", "al").
    Particle,
}

/// All classes.
#[derive(Debug)]
pub struct Lexicon {
    classes: BTreeMap<&'static str, BTreeSet<WordClass>>,
}

impl Lexicon {
    /// The lexicon that comes with the program.
    pub fn builtin() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let mut classes: BTreeMap<&'static str, BTreeSet<WordClass>> = BTreeMap::new();
            for row in crate::data::rows(include_str!("../data/words.tsv")) {
                let [name, words] = row.as_slice() else { continue };
                let Some(class) = class_of(name) else { continue };
                for word in words.split(' ') {
                    classes.entry(word).or_default().insert(class);
                }
            }
            Self { classes }
        })
    }

    /// Whether a word is in a class, whatever its capitals.
    pub fn is(&self, word: &str, class: WordClass) -> bool {
        self.classes.get(word.to_lowercase().as_str()).is_some_and(|set| set.contains(&class))
    }
}

fn class_of(name: &str) -> Option<WordClass> {
    Some(match name {
        "starter" => WordClass::Starter,
        "saying" => WordClass::Saying,
        "determiner" => WordClass::Determiner,
        "modal" => WordClass::Modal,
        "intention" => WordClass::Intention,
        "planning" => WordClass::Planning,
        "ahead" => WordClass::Ahead,
        "role" => WordClass::Role,
        "outlet" => WordClass::Outlet,
        "vessel" => WordClass::Vessel,
        "common" => WordClass::Common,
        "prefix" => WordClass::Prefix,
        "family-first" => WordClass::FamilyFirst,
        "honorific" => WordClass::Honorific,
        "particle" => WordClass::Particle,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class() {
        for row in crate::data::rows(include_str!("../data/words.tsv")) {
            assert!(row.len() == 2 && class_of(row[0]).is_some(), "{row:?}");
        }
        assert!(Lexicon::builtin().is("The", WordClass::Starter));
    }
}
