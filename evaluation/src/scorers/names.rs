//! Names in BIO: exact spans with their types, micro-averaged (Tjong Kim Sang and De Meulder 2003).
//!
//! Protocol: a line is a token, a tab and a tag (further columns between them are passed over); an empty line ends a
//! sentence; a line that begins with `#` and holds no tab is a comment. A name is right if begin, end and type are
//! those of a gold name. An `I-` that continues nothing begins a name.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use super::{Counts, as_text, file_pairs};

/// The three types that the core figure counts.
pub const CORE: [&str; 3] = ["Person", "Location", "Organization"];

/// How many names of each type were found.
#[derive(Debug, Default)]
pub struct Score {
    tokens: usize,
    by_type: BTreeMap<String, Counts>,
}

impl Score {
    /// Over names of all types.
    pub fn all(&self) -> Counts {
        self.sum(|_| true)
    }

    /// Over people, places and organisations together: the figure to quote.
    pub fn core(&self) -> Counts {
        self.sum(|kind| CORE.contains(&kind))
    }

    fn sum(&self, counts: impl Fn(&str) -> bool) -> Counts {
        let mut sum = Counts::default();
        self.by_type.iter().filter(|(kind, _)| counts(kind)).for_each(|(_, of)| sum.add(*of, 1.));
        sum
    }

    fn rows(&self) -> Vec<(String, Counts)> {
        let mut rows = vec![(CORE.join("+"), self.core()), ("all types".to_owned(), self.all())];
        rows.extend(self.by_type.iter().map(|(kind, counts)| (kind.clone(), *counts)));
        rows
    }

    /// Every figure.
    pub fn json(&self) -> Value {
        let row = |(name, counts): (String, Counts)| {
            let mut figures = counts.prf().json();
            figures["gold"] = json!(counts.gold as u64);
            figures["predicted"] = json!(counts.predicted as u64);
            (name, figures)
        };
        self.rows().into_iter().map(row).collect()
    }

    /// The figures as a table.
    pub fn table(&self) -> String {
        let mut lines = vec![format!("tokens {}", self.tokens)];
        lines.push(format!("{:30}{:>8}{:>10}{:>8}{:>8}{:>8}", "names", "gold", "predicted", "P", "R", "F1"));
        for (name, counts) in self.rows() {
            lines.push(format!("{name:30}{:8}{:10}{}", counts.gold, counts.predicted, counts.prf().row()));
        }
        as_text(lines)
    }

    /// Adds a pair of texts of the same tokens.
    fn add(&mut self, gold: &str, predicted: &str) -> anyhow::Result<()> {
        let (gold, predicted) = (parse(gold)?, parse(predicted)?);
        for (at, (ours, theirs)) in gold.iter().flatten().zip(predicted.iter().flatten()).enumerate() {
            ensure!(ours.word == theirs.word, "token {}: {:?} in place of {:?}", at + 1, theirs.word, ours.word);
        }
        let count = |sentences: &[Vec<Token>]| sentences.iter().map(Vec::len).sum::<usize>();
        ensure!(count(&gold) == count(&predicted), "{} tokens in place of {}", count(&predicted), count(&gold));
        self.tokens += count(&gold);
        let (gold, predicted) = (names(&gold), names(&predicted));
        for name in &gold {
            let counts = self.by_type.entry(name.kind.to_owned()).or_default();
            counts.gold += 1.;
            counts.hits += f64::from(u8::from(predicted.contains(name)));
        }
        for name in &predicted {
            self.by_type.entry(name.kind.to_owned()).or_default().predicted += 1.;
        }
        Ok(())
    }
}

/// Scores a file against a file, or every `.bio` file of a folder against the one of the same name in another.
pub fn score(gold: &Path, predicted: &Path) -> anyhow::Result<Score> {
    let mut score = Score::default();
    for (gold, predicted) in file_pairs(gold, predicted, "bio")? {
        let read = |path: &Path| fs::read_to_string(path).with_context(|| path.display().to_string());
        score.add(&read(&gold)?, &read(&predicted)?).with_context(|| predicted.display().to_string())?;
    }
    Ok(score)
}

struct Token<'t> {
    word: &'t str,
    tag: &'t str,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Name<'t> {
    first: usize,
    end: usize,
    kind: &'t str,
}

fn parse(text: &str) -> anyhow::Result<Vec<Vec<Token<'_>>>> {
    let mut sentences = vec![Vec::new()];
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            sentences.push(Vec::new());
        } else if let Some((word, tag)) = line.split_once('\t') {
            let tag = tag.rsplit('\t').next().unwrap_or(tag).trim();
            sentences.last_mut().into_iter().for_each(|sentence| sentence.push(Token { word, tag }));
        } else {
            ensure!(line.starts_with('#'), "line {}: a token without tag", number + 1);
        }
    }
    Ok(sentences)
}

/// The names of a text, their tokens counted through it.
fn names<'t>(sentences: &[Vec<Token<'t>>]) -> BTreeSet<Name<'t>> {
    let mut out = BTreeSet::new();
    let mut first_of_sentence = 0;
    for sentence in sentences {
        let mut open: Option<Name<'t>> = None;
        for (at, token) in sentence.iter().enumerate() {
            let at = first_of_sentence + at;
            let (begins, kind) = match token.tag.split_once('-') {
                Some((prefix, kind)) => (prefix != "I", Some(kind)),
                None => (true, None),
            };
            match (&mut open, kind) {
                (Some(name), Some(kind)) if !begins && name.kind == kind => name.end = at + 1,
                _ => {
                    out.extend(open.take());
                    open = kind.map(|kind| Name { first: at, end: at + 1, kind });
                }
            }
        }
        out.extend(open);
        first_of_sentence += sentence.len();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = "# newdoc id = x\nRiga\tB-Location\nmet\tO\nIda\tB-Person\nBerg\tI-Person\n\nOslo\tB-Location\n";

    fn against(predicted: &str) -> anyhow::Result<Score> {
        let mut score = Score::default();
        score.add(GOLD, predicted).map(|()| score)
    }

    #[test]
    fn gold_against_itself_is_all_right() {
        let all = against(GOLD).unwrap().all();
        assert_eq!(all, Counts { gold: 3., predicted: 3., hits: 3. });
    }

    #[test]
    fn only_whole_names_of_the_right_type_count() {
        let found = "Riga\tI-Location\nmet\tO\nIda\tB-Person\nBerg\tO\n\nOslo\tB-Misc\n";
        let score = against(found).unwrap();
        assert_eq!(score.core(), Counts { gold: 3., predicted: 2., hits: 1. });
        assert_eq!(score.all(), Counts { gold: 3., predicted: 3., hits: 1. });
    }

    #[test]
    fn neighbours_and_sentence_ends_part_names() {
        let sentences = parse("a\tB-X\nb\tI-X\nc\tB-X\nd\tI-Y\n\ne\tI-Y\n").unwrap();
        let spans: Vec<_> = names(&sentences).into_iter().map(|n| (n.first, n.end, n.kind)).collect();
        assert_eq!(spans, [(0, 2, "X"), (2, 3, "X"), (3, 4, "Y"), (4, 5, "Y")]);
    }

    #[test]
    fn other_tokens_are_refused() {
        assert!(against("Riga\tO\n").is_err());
        assert!(against(&GOLD.replace("met", "left")).is_err());
    }
}
