//! By which shorter forms a text goes on after a person's full name.

use crate::lexicon::{Lexicon, WordClass};

/// The shorter forms of a name given as its words, in lower case, likeliest first.
///
/// Western names go by the last word ("Boateng"), with its particles ("von Arnim", "al-Hadi" and "Hadi"); East Asian ones by the
/// first ("Kim Yong"); Spanish ones with two surnames by the first of them ("Álvaro Ortiz Vega": "Ortiz"); a surname in
/// capitals ("TANAKA Ken") says itself. Any other word of a name is a last resort: "Anwar Ibrahim" goes by "Anwar".
pub fn short_forms(name: &[&str]) -> Vec<Vec<String>> {
    let lexicon = Lexicon::builtin();
    let is = |word: &str, class| lexicon.is(word, class);
    let words: Vec<&str> = name.iter().copied().filter(|w| !is_suffix(w) && !is_initial(w)).collect();
    let mut forms: Vec<Vec<String>> = Vec::new();
    let mut add = |part: &[&str]| {
        let form: Vec<String> = part.iter().map(|w| w.to_lowercase()).collect();
        // "al" or "de" alone is nobody
        let bare = matches!(part, [word] if is(word, WordClass::Particle));
        if !form.is_empty() && !bare && form.len() < name.len().max(2) && !forms.contains(&form) {
            forms.push(form);
        }
    };
    let shouted = words.iter().find(|w| w.chars().count() > 1 && w.chars().all(|c| c.is_uppercase() || c == '-'));
    let mixed = words.iter().any(|w| w.chars().any(char::is_lowercase));
    if let Some(surname) = shouted.filter(|_| mixed) {
        add(&[surname]);
    }
    let Some((&last, before)) = words.split_last() else { return forms };
    if let Some(&first) = before.first().filter(|w| is(w, WordClass::FamilyFirst) && words.len() <= 3) {
        add(&[first]);
    }
    let particles = before.iter().rev().take_while(|w| is(w, WordClass::Particle)).count();
    if particles > 0 {
        add(&words[words.len() - 1 - particles..]);
    }
    add(&[last]);
    if let Some((_, bare)) = last.split_once('-').filter(|(prefix, _)| is(prefix, WordClass::Particle)) {
        add(&[bare]);
    }
    if words.len() >= 4 {
        // "Pinto da Mota" of "Abel Pinto da Mota"
        add(&words[words.len() - 3..]);
    }
    if words.len() >= 3 {
        add(&words[words.len() - 2..]);
        // "Ortiz" of "Álvaro Ortiz Vega"
        add(&[words[words.len() - 2]].into_iter().filter(|w| !is(w, WordClass::Particle)).collect::<Vec<_>>());
    }
    for (at, word) in before.iter().enumerate() {
        // "bin Rashid" of "Salem bin Rashid Al Amri"
        if is(word, WordClass::Particle) && at > 0 && at + 1 < words.len() {
            add(&words[at..at + 2]);
        }
    }
    for word in before.iter().filter(|w| !is(w, WordClass::Particle)) {
        add(&[word]);
    }
    forms
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV")
}

fn is_initial(word: &str) -> bool {
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
