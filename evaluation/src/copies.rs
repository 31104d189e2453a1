//! Copies: what the archive's index finds against a comparison of every pair.
//!
//! The archive keeps the pairs that hold a family of copies together, so families are compared and not pairs kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    time::Instant,
};

use rayon::prelude::*;
use servanda_archive::{Archive, ReadDocument, ReaderVersion};
use servanda_model::{CopyPair, DocId, Kinship, Reading, Receipt, Sketch};

use crate::corpora::{self, Text};

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

    println!(
        "{} documents; {} pairs share half of the shorter text, {} of them kept",
        sketches.len(),
        every.len(),
        found.len()
    );
    let (by_comparison, by_index) = (Families::of(&every), Families::of(&found));
    println!("families of copies: {} by comparison, {} by index", by_comparison.count(), by_index.count());
    report("pairs within a family", &by_comparison.pairs(), &by_index.pairs());
    report("links between families", &by_comparison.links(&every), &by_index.links(&found));
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

/// Documents grouped by their full copies: a copy of a copy is of the same family.
struct Families {
    /// The family of each document that has copies, named by its smallest id.
    of: BTreeMap<DocId, DocId>,
    /// The documents of each.
    members: BTreeMap<DocId, BTreeSet<DocId>>,
}

impl Families {
    fn of(pairs: &[CopyPair]) -> Self {
        let mut families = Self { of: BTreeMap::new(), members: BTreeMap::new() };
        for pair in pairs.iter().filter(|pair| pair.kinship() == Some(Kinship::FullCopy)) {
            families.join(families.name(&pair.a), families.name(&pair.b));
        }
        families
    }

    /// The family that a document is of; one without copies is its own.
    fn name(&self, doc: &DocId) -> DocId {
        self.of.get(doc).unwrap_or(doc).clone()
    }

    fn join(&mut self, a: DocId, b: DocId) {
        let (kept, given) = (a.clone().min(b.clone()), a.max(b));
        let mut joined = BTreeSet::new();
        for name in [&kept, &given] {
            joined.extend(self.members.remove(name).unwrap_or_else(|| BTreeSet::from([name.clone()])));
        }
        self.of.extend(joined.iter().map(|doc| (doc.clone(), kept.clone())));
        self.members.insert(kept, joined);
    }

    fn count(&self) -> usize {
        self.members.len()
    }

    /// Every two documents of one family, the smaller id first.
    fn pairs(&self) -> BTreeSet<(DocId, DocId)> {
        let pairs_of = |members: &BTreeSet<DocId>| -> Vec<(DocId, DocId)> {
            let later = |a: &DocId| members.iter().filter(|b| *b > a).cloned().collect::<Vec<_>>();
            members.iter().flat_map(|a| later(a).into_iter().map(|b| (a.clone(), b))).collect()
        };
        self.members.values().flat_map(pairs_of).collect()
    }

    /// Which families share a part of their texts, and how.
    fn links(&self, pairs: &[CopyPair]) -> BTreeSet<(DocId, DocId, Kinship)> {
        let link = |pair: &CopyPair| {
            let (a, b) = (self.name(&pair.a), self.name(&pair.b));
            (a != b).then_some((a.clone().min(b.clone()), a.max(b), pair.kinship()?))
        };
        pairs.iter().filter_map(link).collect()
    }
}

fn report<T: Ord>(what: &str, every: &BTreeSet<T>, found: &BTreeSet<T>) {
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
fn exhaustive(sketches: &BTreeMap<DocId, Sketch>) -> Vec<CopyPair> {
    let sketches: Vec<_> = sketches.iter().collect();
    let rows: Vec<Vec<CopyPair>> = sketches
        .par_iter()
        .enumerate()
        .map(|(i, first)| sketches.iter().skip(i + 1).filter_map(|second| compared(*first, *second)).collect())
        .collect();
    rows.into_iter().flatten().collect()
}

/// The pair, the smaller id first, where half of the text with fewer shingles stands in the other.
fn compared((a, first): (&DocId, &Sketch), (b, second): (&DocId, &Sketch)) -> Option<CopyPair> {
    let shared = first.shared(second);
    let fewer = first.shingles.len().min(second.shingles.len());
    let thousandths = |whole: usize| (shared * 1000 / whole) as u16;
    (fewer > 0 && shared * 2 >= fewer).then(|| CopyPair {
        a: a.clone(),
        b: b.clone(),
        a_in_b: thousandths(first.shingles.len()),
        b_in_a: thousandths(second.shingles.len()),
        words_a: first.words,
        words_b: second.words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(shingles: impl IntoIterator<Item = u64>) -> Sketch {
        let shingles: Vec<u64> = shingles.into_iter().collect();
        Sketch { words: shingles.len() as u32, shingles }
    }

    /// The sketches under ids in order.
    fn in_order<const N: usize>(sketches: [Sketch; N]) -> BTreeMap<DocId, Sketch> {
        let ids: BTreeSet<DocId> = (0..N).map(|n| DocId::of_bytes(&[n as u8])).collect();
        ids.into_iter().zip(sketches).collect()
    }

    #[test]
    fn half_of_the_shorter_is_enough() {
        let found = |a: &[u64], b: &[u64]| {
            !exhaustive(&in_order([a, b].map(|shingles| sketch(shingles.iter().copied())))).is_empty()
        };
        assert!(found(&[1, 2, 3, 4], &[3, 4, 5, 6, 7, 8, 9]));
        assert!(!found(&[1, 2, 3, 4], &[4, 5, 6, 7]));
        assert!(!found(&[], &[]));
    }

    #[test]
    fn a_copy_of_a_copy_is_family_and_a_snippet_is_linked() {
        // The first and the third share 14 of 20, too little for a copy; the second is a copy of both.
        let every = exhaustive(&in_order([sketch(0..20), sketch(3..23), sketch(6..26), sketch(6..12)]));
        let families = Families::of(&every);
        assert_eq!((families.count(), families.pairs().len()), (1, 3));
        assert_eq!(families.links(&every).into_iter().map(|link| link.2).collect::<Vec<_>>(), [Kinship::Excerpt]);
    }

    #[test]
    fn pairs_that_hold_a_family_together_are_enough() {
        let every = exhaustive(&in_order([sketch(0..20), sketch(1..21), sketch(2..22)]));
        assert_eq!(every.len(), 3);
        assert_eq!(Families::of(&every[1..]).pairs(), Families::of(&every).pairs());
    }
}
