//! When two written names may mean one person.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use servanda_model::{ActorRef, Side};
use servanda_world::{World, fold};

static ARTICLES: &str = include_str!("../data/articles.tsv");

/// Shorter words are names of their own by every letter ("Wang", "Weng").
const LONG: usize = 5;

/// The words of a name as they sound; initials and titles of one letter are left out.
pub(crate) fn words(name: &str) -> BTreeSet<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric());
    words.filter(|w| w.chars().count() > 1 && !is_article(w)).map(sound).collect()
}

/// Whether a name is written with or without the word, and in many ways.
fn is_article(word: &str) -> bool {
    static WORDS: OnceLock<BTreeSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| ARTICLES.lines().skip(1).collect()).contains(word)
}

/// A word without what those who write it in Latin letters differ in: which of the vowels that sound alike, how many of
/// them in a row, and whether consonants are doubled ("Sergey" and "Sergei", "Mohammed" and "Muhamad").
fn sound(word: &str) -> String {
    if word.chars().count() < LONG {
        return word.to_owned();
    }
    let mut sound = String::with_capacity(word.len());
    let (mut last, mut in_vowels) = (None, false);
    for c in word.chars() {
        let vowel = match c {
            'a' | 'e' => Some('a'),
            'i' | 'y' => Some('i'),
            'o' | 'u' => Some('o'),
            _ => None,
        };
        let next = vowel.unwrap_or(c);
        if !(in_vowels && vowel.is_some()) && last != Some(next) {
            sound.push(next);
        }
        (last, in_vowels) = (Some(next), vowel.is_some());
    }
    sound
}

/// Whether one name is the other or a shorter form of it ("Okafor", "Ngozi Okafor"), in any order of its parts.
pub(crate) fn agree(a: &str, b: &str) -> bool {
    hold_each_other(&words(a), &words(b))
}

/// Whether the words of one name are all among those of the other.
pub(crate) fn hold_each_other(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    !a.is_empty() && !b.is_empty() && (a.is_subset(b) || b.is_subset(a))
}

/// The tables' spelling of a person's name; the name itself where no table has it.
pub(crate) fn canonical<'a>(world: &'a World, name: &'a str, side: Option<&Side>) -> &'a str {
    world.tenures_of(name, side).first().map_or(name, |row| row.person.as_str())
}

/// Whether two mentions may be one person: the same side, and names that agree, by spelling or by the tables.
pub(crate) fn same_person(world: &World, a: &ActorRef, b: &ActorRef) -> bool {
    let (Some(x), Some(y)) = (&a.name, &b.name) else { return false };
    let sides = a.side.is_none() || b.side.is_none() || a.side == b.side;
    sides && (x == y || agree(x, y) || canonical(world, x, a.side.as_ref()) == canonical(world, y, b.side.as_ref()))
}

/// How the people named for two meetings stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum People {
    /// Some side is represented by different people.
    Exclude,
    /// Nothing speaks against it; on this many sides the same person is named.
    Agree(usize),
}

/// A person's name in the forms by which it is compared.
#[derive(Clone, Debug)]
struct Name<'a> {
    written: &'a str,
    words: BTreeSet<String>,
    canonical: &'a str,
}

impl<'a> Name<'a> {
    fn of(world: &'a World, name: &'a str, side: &Side) -> Self {
        Self { written: name, words: words(name), canonical: canonical(world, name, Some(side)) }
    }

    /// Whether two names of one side may be of one person.
    fn may_be(&self, other: &Self) -> bool {
        self.written == other.written || self.canonical == other.canonical || hold_each_other(&self.words, &other.words)
    }
}

/// The people named for a meeting, by side.
#[derive(Clone, Debug)]
pub(crate) struct Cast<'a>(BTreeMap<&'a Side, Vec<Name<'a>>>);

impl<'a> Cast<'a> {
    pub(crate) fn of(world: &'a World, people: &'a [ActorRef]) -> Self {
        let mut sides: BTreeMap<&Side, Vec<Name<'_>>> = BTreeMap::new();
        for person in people {
            if let (Some(side), Some(name)) = (&person.side, &person.name) {
                sides.entry(side).or_default().push(Name::of(world, name, side));
            }
        }
        Self(sides)
    }

    /// Compares the people side by side.
    pub(crate) fn compare(&self, other: &Self) -> People {
        let mut agreeing = 0;
        for (side, mine) in &self.0 {
            let Some(theirs) = other.0.get(side) else { continue };
            if mine.iter().any(|p| theirs.iter().any(|q| p.may_be(q))) {
                agreeing += 1;
            } else {
                return People::Exclude;
            }
        }
        People::Agree(agreeing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_agrees_with_the_full_name() {
        assert!(agree("Okafor", "Ngozi Okafor"));
        assert!(agree("Okafor Ngozi", "Ngozi Okafor"));
        assert!(!agree("Ngozi Okafor", "Emeka Okafor"));
        assert!(!agree("", "Emeka Okafor"));
    }

    #[test]
    fn spellings_of_one_name_agree() {
        for (a, b) in
            [("Sergey Ivanov", "Sergei Ivanov"), ("Omar el-Haddad", "Omar Al-Hadad"), ("Aliyev", "Ilham Aliev")]
        {
            assert!(agree(a, b), "{a} and {b}");
        }
        for (a, b) in [("Wang Wei", "Wang Wen"), ("Ali Hassan", "Ali Hussein")] {
            assert!(!agree(a, b), "{a} and {b}");
        }
    }
}
