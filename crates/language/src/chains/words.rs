//! The small tables of chains: pronouns, sorts of nouns, classes of words, nouns for one and the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::{Gender, Number, Person, Sort};

/// How a pronoun is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// "she", "them"
    Personal,
    /// "her", "theirs"
    Possessive,
    /// "herself"
    Reflexive,
    /// "this"
    Demonstrative,
}

/// What the form of a pronoun says.
#[derive(Clone, Copy, Debug)]
pub struct Pronoun {
    /// The word itself, lower case.
    pub word: &'static str,
    /// How it is used.
    pub used: Use,
    /// Its person.
    pub person: Person,
    /// Its number.
    pub number: Option<Number>,
    /// Its gender.
    pub gender: Option<Gender>,
    /// What sort of thing it stands for.
    pub sort: Option<Sort>,
}

/// All tables.
#[derive(Debug, Default)]
pub struct Words {
    pronouns: BTreeMap<&'static str, Pronoun>,
    sorts: BTreeMap<&'static str, Sort>,
    classes: BTreeMap<&'static str, BTreeSet<&'static str>>,
    synonyms: BTreeMap<&'static str, BTreeSet<usize>>,
}

impl Words {
    /// The tables that come with the program.
    pub fn builtin() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| {
            let mut words = Self::default();
            for row in crate::data::rows(include_str!("../../data/chain-pronouns.tsv")) {
                words.pronouns.extend(pronoun(&row).map(|p| (p.word, p)));
            }
            for row in crate::data::rows(include_str!("../../data/chain-nouns.tsv")) {
                let [sort, lemmas] = row.as_slice() else { continue };
                let Some(sort) = Sort::of(sort) else { continue };
                words.sorts.extend(lemmas.split(' ').map(|lemma| (lemma, sort)));
            }
            for row in crate::data::rows(include_str!("../../data/chain-words.tsv")) {
                let [class, members] = row.as_slice() else { continue };
                words.classes.entry(class).or_default().extend(members.split(' '));
            }
            for (set, row) in crate::data::rows(include_str!("../../data/chain-synonyms.tsv")).enumerate() {
                for lemma in row.iter().flat_map(|lemmas| lemmas.split(' ')) {
                    words.synonyms.entry(lemma).or_default().insert(set);
                }
            }
            words
        })
    }

    /// What a word (lower case) says as a pronoun.
    pub fn pronoun(&self, word: &str) -> Option<Pronoun> {
        self.pronouns.get(word).copied()
    }

    /// The sort of what a noun mostly names.
    pub fn sort(&self, lemma: &str) -> Option<Sort> {
        self.sorts.get(lemma).copied()
    }

    /// Whether a word (lower case) is in a class.
    pub fn is(&self, word: &str, class: &str) -> bool {
        self.classes.get(class).is_some_and(|set| set.contains(word))
    }

    /// Whether two nouns may name one and the same.
    pub fn synonymous(&self, one: &str, other: &str) -> bool {
        match (self.synonyms.get(one), self.synonyms.get(other)) {
            (Some(a), Some(b)) => !a.is_disjoint(b),
            _ => false,
        }
    }
}

impl Sort {
    /// As the tables spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Group => "group",
            Self::Place => "place",
            Self::Time => "time",
            Self::Event => "event",
            Self::Amount => "amount",
            Self::Thing => "thing",
        }
    }

    fn of(text: &str) -> Option<Self> {
        use Sort::{Amount, Event, Group, Person, Place, Thing, Time};
        [Person, Group, Place, Time, Event, Amount, Thing].into_iter().find(|sort| sort.as_str() == text)
    }
}

fn pronoun(row: &[&'static str]) -> Option<Pronoun> {
    let &[word, used, person, number, gender, sort] = row else { return None };
    Some(Pronoun {
        word,
        used: match used {
            "personal" => Use::Personal,
            "possessive" => Use::Possessive,
            "reflexive" => Use::Reflexive,
            _ => Use::Demonstrative,
        },
        person: match person {
            "1" => Person::First,
            "2" => Person::Second,
            _ => Person::Third,
        },
        number: match number {
            "singular" => Some(Number::Singular),
            "plural" => Some(Number::Plural),
            _ => None,
        },
        gender: match gender {
            "feminine" => Some(Gender::Feminine),
            "masculine" => Some(Gender::Masculine),
            _ => None,
        },
        sort: Sort::of(sort),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read_whole() {
        let words = Words::builtin();
        assert_eq!(
            words.pronoun("herself").map(|p| (p.used, p.gender)),
            Some((Use::Reflexive, Some(Gender::Feminine)))
        );
        assert_eq!(words.sort("minister"), Some(Sort::Person));
        assert_eq!(words.sort("ministry"), Some(Sort::Group));
        assert!(words.synonymous("agreement", "deal") && !words.synonymous("agreement", "visit"));
        let rows = crate::data::rows(include_str!("../../data/chain-pronouns.tsv"));
        assert_eq!(rows.count(), words.pronouns.len());
        for (word, set) in words.classes.get("given-feminine").into_iter().flatten().map(|w| (w, "given-masculine")) {
            assert!(!words.is(word, set), "{word} is in both");
        }
    }
}
