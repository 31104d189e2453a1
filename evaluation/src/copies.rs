//! Copies: what the archive's index finds against a comparison of every pair.

use std::{collections::BTreeSet, path::Path, time::Instant};

use rayon::prelude::*;
use servanda_model::{DocId, Sketch};

use crate::corpora;

/// A pair of documents that hold a part of each other's words.
type Pair = (DocId, DocId);

/// Compares both ways on the Helsinki articles.
pub fn run(shared: &Path) -> anyhow::Result<()> {
    let Some(corpus) = corpora::helsinki(shared)? else { return Ok(()) };
    let documents = corpus.texts.par_iter().map(corpora::Text::document).collect::<Result<Vec<_>, _>>()?;
    // Equal bytes are one document.
    let mut sketches: Vec<(DocId, Sketch)> = documents.into_iter().map(|d| (d.id, d.sketch)).collect();
    sketches.sort_by(|a, b| a.0.cmp(&b.0));
    sketches.dedup_by(|a, b| a.0 == b.0);

    let started = Instant::now();
    let exhaustive = exhaustive(&sketches);
    println!("{} documents, every pair compared in {:.2} s", sketches.len(), started.elapsed().as_secs_f64());
    println!("{} pairs with half of the shorter text in common", exhaustive.len());
    Ok(())
}

/// Every pair of which the shorter holds at least half of its shingles in common with the other.
fn exhaustive(sketches: &[(DocId, Sketch)]) -> BTreeSet<Pair> {
    let rows: Vec<BTreeSet<Pair>> = sketches
        .par_iter()
        .enumerate()
        .map(|(i, (a, first))| {
            let later = sketches[i + 1..].iter();
            later.filter(|(_, second)| shares_half(first, second)).map(|(b, _)| (a.clone(), b.clone())).collect()
        })
        .collect();
    rows.into_iter().flatten().collect()
}

/// Whether half of the shorter text's shingles stand in the longer one.
fn shares_half(a: &Sketch, b: &Sketch) -> bool {
    let shorter = a.shingles.len().min(b.shingles.len());
    shorter > 0 && common(&a.shingles, &b.shingles) * 2 >= shorter
}

/// The number of values in both sorted lists.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        both += usize::from(a[i] == b[j]);
        (i, j) = (i + usize::from(a[i] <= b[j]), j + usize::from(b[j] <= a[i]));
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(shingles: &[u64]) -> Sketch {
        Sketch { shingles: shingles.to_vec(), words: shingles.len() as u32 }
    }

    #[test]
    fn half_of_the_shorter_is_enough() {
        assert_eq!(common(&[1, 3, 5, 7], &[3, 4, 7, 9]), 2);
        assert!(shares_half(&sketch(&[1, 2, 3, 4]), &sketch(&[3, 4, 5, 6, 7, 8, 9])));
        assert!(!shares_half(&sketch(&[1, 2, 3, 4]), &sketch(&[4, 5, 6, 7])));
        assert!(!shares_half(&sketch(&[]), &sketch(&[])));
    }
}
