//! The scorers: files against files, each after the protocol that its field uses.
//!
//! They read the formats with readers of their own, small and apart from `servanda-formats`, so that a mistake there
//! shows as a lower score and does not cancel out. What produces the predictions is not their business.

pub mod assignment;
pub mod attribution;
pub mod conllu;
pub mod coreference;
pub mod names;
pub mod syntax;
pub mod times;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use serde_json::{Value, json};

/// How many there are, how many were predicted, and how many of these are right. Fractions come from weights.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// In the gold.
    pub gold: f64,
    /// In the prediction.
    pub predicted: f64,
    /// In both.
    pub hits: f64,
}

impl Counts {
    /// Precision, recall and their harmonic mean; zero where nothing can be divided by.
    pub fn prf(self) -> Prf {
        let ratio = |of: f64| if of == 0. { 0. } else { self.hits / of };
        Prf::of(ratio(self.predicted), ratio(self.gold))
    }

    /// Adds `other`, which counts `weight` times.
    pub fn add(&mut self, other: Counts, weight: f64) {
        self.gold += weight * other.gold;
        self.predicted += weight * other.predicted;
        self.hits += weight * other.hits;
    }
}

/// Precision, recall and F1 in percent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Prf {
    /// Share of the predicted that is right.
    pub precision: f64,
    /// Share of the gold that was found.
    pub recall: f64,
    /// Harmonic mean of both.
    pub f1: f64,
}

impl Prf {
    /// From precision and recall as shares of one.
    pub fn of(precision: f64, recall: f64) -> Prf {
        let sum = precision + recall;
        let f1 = if sum == 0. { 0. } else { 2. * precision * recall / sum };
        Prf { precision: 100. * precision, recall: 100. * recall, f1: 100. * f1 }
    }

    /// `{"P": …, "R": …, "F1": …}`.
    pub fn json(self) -> Value {
        json!({"P": self.precision, "R": self.recall, "F1": self.f1})
    }

    /// The three figures in columns of eight.
    pub fn row(self) -> String {
        format!("{:8.1}{:8.1}{:8.1}", self.precision, self.recall, self.f1)
    }
}

/// The file pairs to score: two files, or the files of two folders that end in `.ending` and have the same names. Every
/// gold file needs its prediction.
pub fn file_pairs(gold: &Path, predicted: &Path, ending: &str) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
    if gold.is_file() {
        return Ok(vec![(gold.to_owned(), predicted.to_owned())]);
    }
    let files = files_of(gold, ending)?;
    Ok(files.into_iter().map(|file| (gold.join(&file), predicted.join(&file))).collect())
}

/// The names of the files of a folder that end in `.ending`, in order; an error where there is none.
pub fn files_of(folder: &Path, ending: &str) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|its| its == ending) {
            names.push(name);
        }
    }
    names.sort();
    ensure!(!names.is_empty(), "{}: no .{ending} file", folder.display());
    Ok(names)
}

/// A share in percent; zero of nothing.
pub fn percent(right: usize, of: usize) -> f64 {
    if of == 0 { 0. } else { 100. * right as f64 / of as f64 }
}

/// Lines, each ended.
fn as_text(lines: Vec<String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}
