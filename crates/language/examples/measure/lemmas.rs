//! Lemma accuracy on CoNLL-U.

use std::collections::BTreeMap;
use std::error::Error;

use servanda_language::annotate;
use servanda_model::Span;
use servanda_world::World;

/// Prints the accuracy per part of speech and the most frequent errors.
pub fn run(file: &str) -> Result<(), Box<dyn Error>> {
    let mut right: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut wrong: BTreeMap<String, u32> = BTreeMap::new();
    for block in std::fs::read_to_string(file)?.split("\n\n") {
        let Some(text) = block.lines().find_map(|l| l.strip_prefix("# text = ")) else { continue };
        let document = crate::document(text.to_owned(), vec![Span::new(0, text.len())]);
        let annotated = annotate(&document, World::builtin());
        let mut at = 0;
        for row in block.lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            let [id, form, gold, tag, ..] = columns.as_slice() else { continue };
            if id.contains(['-', '.']) {
                continue;
            }
            let Some(found) = text[at..].find(form) else { continue };
            let span = Span::new(at + found, at + found + form.len());
            at = span.end as usize;
            let Some(token) = annotated.tokens.iter().find(|t| t.span == span) else { continue };
            let count = right.entry((*tag).to_owned()).or_default();
            count.1 += 1;
            if token.lemma == gold.to_lowercase() {
                count.0 += 1;
            } else if matches!(*tag, "VERB" | "NOUN") {
                *wrong.entry(format!("{tag} {form}: {gold}, ours {}", token.lemma)).or_default() += 1;
            }
        }
    }
    for (tag, (good, all)) in &right {
        println!("{tag:6} {all:6} {:5.1}%", 100.0 * f64::from(*good) / f64::from(*all));
    }
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    for (what, n) in wrong.iter().take(70) {
        println!("{n:3} {what}");
    }
    Ok(())
}
