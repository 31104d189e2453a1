//! By which shorter forms a text goes on after a person's full name.

use crate::lexicon::{Lexicon, WordClass};

/// The shorter forms of a name given as its words, in lower case, likeliest first.
///
/// Western names go by the last word ("Boateng"), with its particles ("von Arnim", "al-Hadi" and "Hadi"); East Asian ones by the
/// first ("Kim Yong"); Spanish ones with two surnames by the first of them ("Álvaro Ortiz Vega": "Ortiz"); a surname in
/// capitals ("TANAKA Ken") says itself. Any other word of a name is a last resort: "Anwar Ibrahim" goes by "Anwar".
pub fn short_forms(name: &[&str]) -> Vec<Vec<String>> {
    let words: Vec<&str> = name.iter().copied().filter(|w| !is_suffix(w) && !is_single_letter(w)).collect();
    let mut forms = Forms { found: Vec::new(), words: name.len().max(2) - 1 };
    surnames(&words, &mut forms);
    double_surnames(&words, &mut forms);
    last_resorts(&words, &mut forms);
    forms.found
}

/// Forms found so far, each once.
struct Forms {
    found: Vec<Vec<String>>,
    /// The most words that a form may have: one that is as long as the name is none.
    words: usize,
}

impl Forms {
    fn add(&mut self, part: &[&str]) {
        let form: Vec<String> = part.iter().map(|w| w.to_lowercase()).collect();
        // "al" or "de" alone is nobody
        let bare = matches!(part, [word] if is_particle(word));
        if !form.is_empty() && !bare && form.len() <= self.words && !self.found.contains(&form) {
            self.found.push(form);
        }
    }
}

/// The word that says itself to be the surname, the first one of an East Asian name, the last one with its particles.
fn surnames(words: &[&str], forms: &mut Forms) {
    let Some((&last, before)) = words.split_last() else { return };
    let shouted = words.iter().find(|w| w.chars().count() > 1 && w.chars().all(|c| c.is_uppercase() || c == '-'));
    let mixed = words.iter().any(|w| w.chars().any(char::is_lowercase));
    if let Some(surname) = shouted.filter(|_| mixed) {
        forms.add(&[surname]);
    }
    let family_first = |word: &str| Lexicon::builtin().is(word, WordClass::FamilyFirst);
    if let Some(&first) = before.first().filter(|w| family_first(w) && words.len() <= 3) {
        forms.add(&[first]);
    }
    let particles = before.iter().rev().take_while(|w| is_particle(w)).count();
    if particles > 0 {
        forms.add(&words[words.len() - 1 - particles..]);
    }
    forms.add(&[last]);
    if let Some((_, bare)) = last.split_once('-').filter(|(prefix, _)| is_particle(prefix)) {
        forms.add(&[bare]);
    }
}

/// Surnames of several words, and the first of two.
fn double_surnames(words: &[&str], forms: &mut Forms) {
    if words.len() >= 4 {
        // "Pinto da Mota" of "Abel Pinto da Mota"
        forms.add(&words[words.len() - 3..]);
    }
    if words.len() >= 3 {
        forms.add(&words[words.len() - 2..]);
        // "Ortiz" of "Álvaro Ortiz Vega"
        forms.add(&words[words.len() - 2..words.len() - 1]);
    }
}

/// Any other word, and what begins with a particle inside the name.
fn last_resorts(words: &[&str], forms: &mut Forms) {
    let before = words.split_last().map_or(&[][..], |(_, before)| before);
    for (at, word) in before.iter().enumerate() {
        // "bin Rashid" of "Salem bin Rashid Al Amri"
        if is_particle(word) && at > 0 {
            forms.add(&words[at..at + 2]);
        }
    }
    for &word in before {
        forms.add(&[word]);
    }
}

fn is_particle(word: &str) -> bool {
    Lexicon::builtin().is(word, WordClass::Particle)
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV")
}

/// One letter, capital or not, with or without its dot.
fn is_single_letter(word: &str) -> bool {
    word.chars().count() == 1 || word.chars().count() == 2 && word.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> String {
        let words: Vec<&str> = name.split(' ').collect();
        short_forms(&words).first().map(|f| f.join(" ")).unwrap_or_default()
    }

    #[test]
    fn the_likeliest_short_form() {
        for (name, expected) in [
            ("Kofi Boateng", "boateng"),
            ("Kim Yong Su", "kim"),
            ("Li Ming", "li"),
            ("Karl von Arnim", "von arnim"),
            ("Saleh al-Hadi", "al-hadi"),
            ("TANAKA Ken", "tanaka"),
            ("John F. Miller Jr.", "miller"),
        ] {
            assert_eq!(first(name), expected, "{name}");
        }
        let has = |name: &str, form: &str| {
            let words: Vec<&str> = name.split(' ').collect();
            short_forms(&words).iter().any(|f| f.join(" ") == form)
        };
        assert!(has("Álvaro Ortiz Vega", "ortiz") && has("Álvaro Ortiz Vega", "vega"));
        assert!(has("Saleh al-Hadi", "hadi"));
        assert!(has("Salem bin Rashid Al Amri", "bin rashid") && has("Salem bin Rashid Al Amri", "al amri"));
        assert!(has("Anwar Ibrahim", "anwar"));
    }
}
