//! The surface forms of the tables as sequences of tokens, found by their first word.

use std::collections::{BTreeMap, BTreeSet};

use servanda_model::Span;
use servanda_world::{Entity, Form, World};

use crate::NameKind;
use crate::lexicon::{Lexicon, WordClass};
use crate::tokens::tokenize;

/// Every form of the tables, ready to be matched.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// By the first word in lower case, longest first.
    entries: BTreeMap<String, Vec<Entry>>,
    /// Single words that name a side or a body, at which a hyphenated word is cut.
    cuts: BTreeSet<String>,
}

#[derive(Debug)]
struct Entry {
    words: Vec<String>,
    cased: bool,
    kind: NameKind,
}

impl Gazetteer {
    /// The forms of a world.
    pub fn new(world: &World) -> Self {
        Self::of_forms(world.forms())
    }

    fn of_forms(forms: &[Form]) -> Self {
        let mut gazetteer = Self::default();
        for form in forms {
            let kind = kind_of(&form.entity);
            let side =
                matches!(kind, NameKind::Country(_) | NameKind::Demonym(_) | NameKind::Metonym(_) | NameKind::Body(_));
            if side && !form.text.contains(' ') {
                gazetteer.cuts.insert(form.text.clone());
            }
            let whole = Span::new(0, form.text.len());
            let words: Vec<String> =
                tokenize(&form.text, whole, &|_| false).iter().map(|s| s.of(&form.text).to_owned()).collect();
            let Some(first) = words.first() else { continue };
            let entry = Entry { cased: form.cased, kind, words: words.clone() };
            gazetteer.entries.entry(first.to_lowercase()).or_default().push(entry);
        }
        for entries in gazetteer.entries.values_mut() {
            entries.sort_by_key(|e| std::cmp::Reverse(e.words.len()));
        }
        gazetteer
    }

    /// Whether a hyphenated word is to be cut at its hyphens, because a part of it names a side ("Ghana-Togo",
    /// "pro-Russian", "then-President") and the whole does not ("Guinea-Bissau"). "one-China" is a word of its own.
    pub fn cuts(&self, word: &str) -> bool {
        let mut parts = word.split(['-', '‐', '‑']);
        let head = parts.next().unwrap_or_default();
        let prefix = Lexicon::builtin().is(head, WordClass::Prefix);
        let side = self.cuts.contains(head) || parts.clone().any(|part| self.cuts.contains(part));
        let titled = matches!(head.to_lowercase().as_str(), "then" | "ex");
        !self.cuts.contains(word) && (titled || side && (prefix || head.starts_with(char::is_uppercase)))
    }

    /// The longest form at the beginning of `words`: its number of words and what it names. `shouting` says that
    /// the sentence is all in capitals, so that capitals tell nothing.
    pub fn longest(&self, words: &[&str], shouting: bool) -> Option<(usize, &NameKind)> {
        let first = words.first()?.to_lowercase();
        let entries = self.entries.get(&first)?;
        let fits = |entry: &&Entry| {
            let exact = entry.cased && !shouting;
            entry.words.len() <= words.len()
                && entry.words.iter().zip(words).all(|(form, word)| {
                    // "APEC summit" is found in "APEC Summit", too
                    let strict = exact && !form.chars().all(char::is_lowercase);
                    if strict { form == word } else { form.to_lowercase() == word.to_lowercase() }
                })
        };
        entries.iter().find(fits).map(|entry| (entry.words.len(), &entry.kind))
    }
}

fn kind_of(entity: &Entity) -> NameKind {
    match entity.clone() {
        Entity::Country(side) => NameKind::Country(side),
        Entity::Demonym(side) => NameKind::Demonym(side),
        Entity::Metonym(side) => NameKind::Metonym(side),
        Entity::Body(side) => NameKind::Body(side),
        Entity::Office(id) => NameKind::Office(id),
        Entity::Ministry(office, side) => NameKind::Ministry { office, side },
        Entity::Place(side) => NameKind::Place(side),
        Entity::Gathering(side) => NameKind::Gathering(side),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use servanda_model::Side;

    #[test]
    fn the_longest_form_wins_and_capitals_count() {
        let form = |text: &str, entity| Form { text: text.to_owned(), cased: text != "foreign minister", entity };
        let gazetteer = Gazetteer::of_forms(&[
            form("Guinea", Entity::Country(Side::new("GIN"))),
            form("Guinea-Bissau", Entity::Country(Side::new("GNB"))),
            form("U.S.", Entity::Country(Side::new("USA"))),
            form("US", Entity::Country(Side::new("USA"))),
            form("Papua New Guinea", Entity::Country(Side::new("PNG"))),
            form("foreign minister", Entity::Office("foreign-minister".to_owned())),
        ]);
        let kind = |words: &[&str]| gazetteer.longest(words, false).map(|(n, k)| (n, k.clone()));
        assert_eq!(kind(&["Guinea", "said"]), Some((1, NameKind::Country(Side::new("GIN")))));
        assert_eq!(kind(&["Guinea-Bissau"]), Some((1, NameKind::Country(Side::new("GNB")))));
        assert_eq!(kind(&["Papua", "New", "Guinea"]), Some((3, NameKind::Country(Side::new("PNG")))));
        assert_eq!(kind(&["us"]), None);
        assert!(kind(&["Foreign", "Minister"]).is_some());
        assert!(!gazetteer.cuts("Guinea-Bissau") && gazetteer.cuts("Guinea-backed") && gazetteer.cuts("pro-Guinea"));
        assert!(!gazetteer.cuts("one-Guinea") && !gazetteer.cuts("Asia-Pacific") && gazetteer.cuts("then-President"));
    }
}
