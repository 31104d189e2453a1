//! Parts of speech, dependencies and lemmas on given words, after the CoNLL 2018 shared task (Zeman et al. 2018):
//! punctuation counts, and the labelled score looks at the universal part of a relation (`nsubj` of `nsubj:pass`).
//! The stricter score with full labels stands beside it.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use super::{
    Counts, as_text,
    conllu::{self, Node},
    file_pairs, percent,
};

/// How many words are right in what.
#[derive(Debug, Default)]
pub struct Score {
    words: usize,
    upos: usize,
    xpos: usize,
    heads: usize,
    labelled: usize,
    labelled_full: usize,
    lemmas: usize,
    lemmas_folded: usize,
    relations: BTreeMap<String, Counts>,
}

impl Score {
    /// Words with the right part of speech, in percent.
    pub fn upos(&self) -> f64 {
        self.percent(self.upos)
    }

    /// Words with the right head and universal relation (LAS), in percent.
    pub fn las(&self) -> f64 {
        self.percent(self.labelled)
    }

    fn percent(&self, right: usize) -> f64 {
        percent(right, self.words)
    }

    fn rows(&self) -> [(&'static str, f64); 7] {
        [
            ("UPOS", self.upos()),
            ("XPOS", self.percent(self.xpos)),
            ("UAS", self.percent(self.heads)),
            ("LAS", self.las()),
            ("LAS, full labels", self.percent(self.labelled_full)),
            ("lemma", self.percent(self.lemmas)),
            ("lemma, case ignored", self.percent(self.lemmas_folded)),
        ]
    }

    /// Every figure.
    pub fn json(&self) -> Value {
        let mut out: Value = self.rows().into_iter().map(|(name, percent)| (name.to_owned(), json!(percent))).collect();
        out["words"] = json!(self.words);
        out["relations"] = self.relations.iter().map(|(name, of)| (name.clone(), of.prf().json())).collect();
        out
    }

    /// The figures as tables: over all words, and for each relation (right: head and full label).
    pub fn table(&self) -> String {
        let mut lines = vec![format!("words {}", self.words)];
        for (name, percent) in self.rows() {
            lines.push(format!("{name:20}{percent:8.2}"));
        }
        lines.push(format!("{:20}{:>8}{:>10}{:>8}{:>8}{:>8}", "relation", "gold", "predicted", "P", "R", "F1"));
        let mut relations: Vec<_> = self.relations.iter().collect();
        relations.sort_by(|a, b| b.1.gold.total_cmp(&a.1.gold));
        for (name, counts) in relations {
            lines.push(format!("{name:20}{:8}{:10}{}", counts.gold, counts.predicted, counts.prf().row()));
        }
        as_text(lines)
    }

    fn add(&mut self, gold: &Node, predicted: &Node) {
        let head = gold.head == predicted.head;
        let full = head && gold.relation == predicted.relation;
        self.words += 1;
        self.upos += usize::from(gold.upos == predicted.upos);
        self.xpos += usize::from(gold.xpos == predicted.xpos);
        self.heads += usize::from(head);
        self.labelled += usize::from(head && universal(&gold.relation) == universal(&predicted.relation));
        self.labelled_full += usize::from(full);
        self.lemmas += usize::from(gold.lemma == predicted.lemma);
        self.lemmas_folded += usize::from(gold.lemma.to_lowercase() == predicted.lemma.to_lowercase());
        self.relations.entry(predicted.relation.clone()).or_default().predicted += 1.;
        let counts = self.relations.entry(gold.relation.clone()).or_default();
        counts.gold += 1.;
        counts.hits += f64::from(u8::from(full));
    }

    fn add_file(&mut self, gold: &[conllu::Document], predicted: &[conllu::Document]) -> anyhow::Result<()> {
        let (gold, predicted) = (words(gold), words(predicted));
        ensure!(gold.len() == predicted.len(), "{} words in place of {}", predicted.len(), gold.len());
        for (at, (gold, predicted)) in gold.into_iter().zip(predicted).enumerate() {
            let same = gold.form == predicted.form && gold.id == predicted.id;
            ensure!(same, "word {}: {:?} in place of {:?}", at + 1, predicted.form, gold.form);
            self.add(gold, predicted);
        }
        Ok(())
    }
}

/// Scores a file against a file, or every `.conllu` file of a folder against the one of the same name in another.
pub fn score(gold: &Path, predicted: &Path) -> anyhow::Result<Score> {
    let mut score = Score::default();
    for (gold, predicted) in file_pairs(gold, predicted, "conllu")? {
        let (gold, answer) = (conllu::read(&gold)?, conllu::read(&predicted)?);
        score.add_file(&gold, &answer).with_context(|| predicted.display().to_string())?;
    }
    Ok(score)
}

/// The relation without its subtype.
fn universal(relation: &str) -> &str {
    relation.split(':').next().unwrap_or_default()
}

/// The words of a file; empty nodes are no words.
fn words(documents: &[conllu::Document]) -> Vec<&Node> {
    documents.iter().flat_map(|d| d.sentences.iter().flatten()).filter(|node| node.id.is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = "1\tShe\tshe\tPRON\tPRP\t_\t3\tnsubj:pass\t_\t_\n2\twas\tbe\tAUX\tVBD\t_\t3\taux:pass\t_\t_\n\
        3\tasked\task\tVERB\tVBN\t_\t0\troot\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";

    fn against(predicted: &str) -> anyhow::Result<Score> {
        let mut score = Score::default();
        score.add_file(&conllu::parse(GOLD)?, &conllu::parse(predicted)?).map(|()| score)
    }

    #[test]
    fn gold_against_itself_is_all_right() {
        assert!(against(GOLD).unwrap().rows().iter().all(|(_, percent)| (percent - 100.).abs() < 1e-9));
    }

    #[test]
    fn a_subtype_costs_the_full_label_only() {
        let score =
            against(&GOLD.replace("nsubj:pass", "nsubj").replace("4\t.\t.\tPUNCT\t.\t_\t3", "4\t.\t.\tPUNCT\t.\t_\t2"));
        let score = score.unwrap();
        assert_eq!((score.heads, score.labelled, score.labelled_full), (3, 3, 2));
        assert_eq!(score.relations["nsubj:pass"], Counts { gold: 1., predicted: 0., hits: 0. });
    }

    #[test]
    fn lemmas_are_compared_with_and_without_case() {
        let score = against(&GOLD.replace("\tshe\t", "\tShe\t")).unwrap();
        assert_eq!((score.lemmas, score.lemmas_folded), (3, 4));
    }

    #[test]
    fn other_words_are_refused() {
        assert!(against(&GOLD.replace("asked", "told")).is_err());
        assert!(against("").is_err());
    }
}
