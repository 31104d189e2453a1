//! Copies: what the archive's index finds against a comparison of every pair.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    time::Instant,
};

use rayon::prelude::*;
use servanda_archive::{Archive, ReadDocument, ReaderVersion};
use servanda_model::{CopyPair, DocId, Reading, Receipt, Sketch};

use crate::corpora::{self, Text};

/// Two documents, the smaller id first.
type Pair = (DocId, DocId);

/// Compares both ways on the Helsinki articles.
pub fn run(shared: &Path) -> anyhow::Result<()> {
    let Some(corpus) = corpora::helsinki(shared)? else { return Ok(()) };
    let read = corpus.texts.par_iter().map(received).collect::<anyhow::Result<Vec<_>>>()?;
    // Equal bytes are one document.
    let sketches: BTreeMap<DocId, Sketch> =
        read.iter().map(|r| (r.document.id.clone(), r.document.sketch.clone())).collect();

    let started = Instant::now();
    let every = exhaustive(&sketches);
    let exhaustive_seconds = started.elapsed().as_secs_f64();

    let mut archive = Archive::in_memory()?;
    let started = Instant::now();
    archive.commit_many(&read)?;
    let found = archive.copies()?;
    let index_seconds = started.elapsed().as_secs_f64();

    println!("{} documents; {} pairs share half of the shorter text", sketches.len(), every.len());
    report("all pairs", &every, &pairs(&found, |_| true));
    let full = every.iter().filter(|pair| is_full_copy(pair, &sketches)).cloned().collect();
    report("full copies", &full, &pairs(&found, |p| is_full_copy(&(p.a.clone(), p.b.clone()), &sketches)));
    println!("every pair compared in {exhaustive_seconds:.2} s; stored and indexed in {index_seconds:.2} s");
    Ok(())
}

/// The document as the archive takes it, without a reading: copies are found by text alone.
fn received(text: &Text) -> anyhow::Result<ReadDocument> {
    let version = || "none".to_owned();
    Ok(ReadDocument {
        document: text.document()?,
        bytes: text.text.clone().into_bytes(),
        receipt: Receipt { name: text.name.clone(), url: None, received: "2018-07-16T00:00:00Z".parse()? },
        reading: Reading::default(),
        reader: ReaderVersion { reader: version(), kernel: version() },
    })
}

fn pairs(found: &[CopyPair], kept: impl Fn(&CopyPair) -> bool) -> BTreeSet<Pair> {
    found.iter().filter(|pair| kept(pair)).map(|pair| (pair.a.clone(), pair.b.clone())).collect()
}

fn report(what: &str, every: &BTreeSet<Pair>, found: &BTreeSet<Pair>) {
    let right = every.intersection(found).count();
    let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    let (recall, precision) = (share(right, every.len()), share(right, found.len()));
    println!(
        "{what}: {} by comparison, {} by index: recall {recall:.4}, precision {precision:.4}",
        every.len(),
        found.len()
    );
}

/// Every pair of which the shorter holds at least half of its shingles in common with the other.
fn exhaustive(sketches: &BTreeMap<DocId, Sketch>) -> BTreeSet<Pair> {
    let sketches: Vec<_> = sketches.iter().collect();
    let rows: Vec<BTreeSet<Pair>> = sketches
        .par_iter()
        .enumerate()
        .map(|(i, (a, first))| {
            let later = sketches[i + 1..].iter();
            later.filter(|(_, second)| shares_half(first, second)).map(|(b, _)| ((*a).clone(), (*b).clone())).collect()
        })
        .collect();
    rows.into_iter().flatten().collect()
}

/// Whether half of the shorter text's shingles stand in the longer one.
fn shares_half(a: &Sketch, b: &Sketch) -> bool {
    let shorter = a.shingles.len().min(b.shingles.len());
    shorter > 0 && a.shared(b) * 2 >= shorter
}

/// A full copy by the codebook, 13.1.
fn is_full_copy((a, b): &Pair, sketches: &BTreeMap<DocId, Sketch>) -> bool {
    let (Some(a), Some(b)) = (sketches.get(a), sketches.get(b)) else { return false };
    let shared = a.shared(b);
    let holds = |part: &Sketch| shared * 10 >= part.shingles.len() * 8;
    let (shorter, longer) = if a.words <= b.words { (a, b) } else { (b, a) };
    holds(a) && holds(b) || holds(shorter) && shorter.words * 10 >= longer.words * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(shingles: &[u64]) -> Sketch {
        Sketch { shingles: shingles.to_vec(), words: shingles.len() as u32 }
    }

    #[test]
    fn half_of_the_shorter_is_enough() {
        assert!(shares_half(&sketch(&[1, 2, 3, 4]), &sketch(&[3, 4, 5, 6, 7, 8, 9])));
        assert!(!shares_half(&sketch(&[1, 2, 3, 4]), &sketch(&[4, 5, 6, 7])));
        assert!(!shares_half(&sketch(&[]), &sketch(&[])));
    }

    #[test]
    fn a_copy_may_be_cut_but_not_to_a_snippet() {
        let (whole, cut, snippet) =
            (sketch(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), sketch(&[1, 2, 3, 4, 5, 6]), sketch(&[1, 2]));
        let ids = [b"a", b"b", b"c"].map(|bytes| DocId::of_bytes(bytes));
        let sketches: BTreeMap<_, _> = ids.iter().cloned().zip([whole, cut, snippet]).collect();
        assert!(is_full_copy(&(ids[0].clone(), ids[1].clone()), &sketches));
        assert!(!is_full_copy(&(ids[0].clone(), ids[2].clone()), &sketches));
    }
}
