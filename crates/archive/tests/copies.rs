//! Copies are found the same whatever the order, and as an exhaustive comparison finds them.

#![allow(clippy::unwrap_used)] // in helpers of tests

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{read, sketch};
use proptest::prelude::*;
use servanda_archive::Archive;
use servanda_model::{CopyPair, DocId, Kinship};

/// A text of `words` invented words; texts of one seed share their words place by place.
fn words(seed: usize, from: usize, words: usize) -> String {
    (from..from + words).map(|i| format!("w{}", (i * 7919 + seed * 104_729) % 1_000_003)).collect::<Vec<_>>().join(" ")
}

/// Every pair of texts of which one holds half of the other's shingles.
fn exhaustive(texts: &[String]) -> Vec<CopyPair> {
    let mut pairs = Vec::new();
    for a in texts {
        for b in texts {
            let (id_a, id_b) = (DocId::of_bytes(a.as_bytes()), DocId::of_bytes(b.as_bytes()));
            let (sketch_a, sketch_b) = (sketch(a), sketch(b));
            let shared = sketch_a.shared(&sketch_b);
            let least = sketch_a.shingles.len().min(sketch_b.shingles.len());
            if id_a < id_b && least > 0 && shared * 1000 >= least * 500 {
                pairs.push(CopyPair {
                    a: id_a,
                    b: id_b,
                    a_in_b: (shared * 1000 / sketch_a.shingles.len()) as u16,
                    b_in_a: (shared * 1000 / sketch_b.shingles.len()) as u16,
                    words_a: sketch_a.words,
                    words_b: sketch_b.words,
                });
            }
        }
    }
    pairs.sort();
    pairs.dedup();
    pairs
}

/// The families that full copies make, each under its smallest id.
fn families(pairs: &[CopyPair]) -> BTreeMap<DocId, DocId> {
    let mut of: BTreeMap<DocId, DocId> =
        pairs.iter().flat_map(|p| [&p.a, &p.b]).map(|id| (id.clone(), id.clone())).collect();
    for pair in pairs.iter().filter(|p| p.kinship() == Some(Kinship::FullCopy)) {
        let (a, b) = (of[&pair.a].clone(), of[&pair.b].clone());
        let (keep, give) = if a <= b { (a, b) } else { (b, a) };
        of.values_mut().filter(|family| **family == give).for_each(|family| *family = keep.clone());
    }
    of
}

/// What the archive keeps of all pairs: those that join a family, taken in order, and the first of each kind between
/// two families.
fn thinned(pairs: &[CopyPair]) -> Vec<CopyPair> {
    let of = families(pairs);
    let mut joined: Vec<CopyPair> = Vec::new();
    let mut links = BTreeMap::new();
    for pair in pairs {
        match pair.kinship() {
            Some(Kinship::FullCopy) => {
                let so_far = families(&joined);
                let family = |id: &DocId| so_far.get(id).unwrap_or(id).clone();
                if family(&pair.a) != family(&pair.b) {
                    joined.push(pair.clone());
                }
            }
            Some(kinship) if of[&pair.a] != of[&pair.b] => {
                let (a, b) = (of[&pair.a].clone(), of[&pair.b].clone());
                let longer = match kinship {
                    Kinship::Excerpt if pair.words_a > pair.words_b => Some(a.clone()),
                    Kinship::Excerpt => Some(b.clone()),
                    _ => None,
                };
                links.entry((a.clone().min(b.clone()), a.max(b), kinship, longer)).or_insert_with(|| pair.clone());
            }
            _ => {}
        }
    }
    joined.extend(links.into_values());
    joined.sort();
    joined
}

fn filled(texts: &[String]) -> Archive {
    let mut archive = Archive::in_memory().unwrap();
    for text in texts {
        archive.commit(&read(text, "x", 0)).unwrap();
    }
    archive
}

fn committed(texts: &[String]) -> Vec<CopyPair> {
    filled(texts).copies().unwrap()
}

/// A text with a few words of its own in place of others.
fn near_copy(n: usize) -> String {
    let mut words: Vec<String> = words(3, 0, 120).split(' ').map(str::to_owned).collect();
    words[(n * 37) % 120] = format!("own{n}");
    words.join(" ")
}

#[test]
fn many_copies_of_one_text_are_one_family_of_few_pairs() {
    let texts: Vec<String> = (0..60).map(near_copy).collect();
    let copies = committed(&texts);
    assert_eq!(copies.len(), texts.len() - 1);
    assert_eq!(families(&copies).into_values().collect::<BTreeSet<_>>().len(), 1);
    assert_eq!(copies, thinned(&exhaustive(&texts)));
}

#[test]
fn a_commit_tells_what_it_copies() {
    let mut archive = Archive::in_memory().unwrap();
    let (whole, excerpt, other) = (words(1, 0, 700), words(1, 100, 90), words(2, 0, 700));
    assert_eq!(archive.commit(&read(&whole, "whole", 0)).unwrap().copies, []);
    assert_eq!(archive.commit(&read(&other, "other", 0)).unwrap().copies, []);
    let copies = archive.commit(&read(&excerpt, "excerpt", 0)).unwrap().copies;
    assert_eq!(copies, exhaustive(&[whole.clone(), excerpt.clone()]));
    assert_eq!(copies[0].a_in_b.max(copies[0].b_in_a), 1000);
    assert_eq!(archive.commit(&read(&whole, "again", 0)).unwrap().copies, copies);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_index_finds_what_a_comparison_of_all_finds(
        parts in proptest::collection::vec((0usize..3, 0usize..60, 3usize..120), 1..12),
        rotate in 0usize..12,
    ) {
        let mut texts: Vec<String> = parts.into_iter().map(|(seed, from, count)| words(seed, from, count)).collect();
        let found = committed(&texts);
        let every = exhaustive(&texts);
        prop_assert_eq!(&found, &thinned(&every));
        let mut grouped = families(&found);
        for (id, family) in families(&every) {
            prop_assert_eq!(grouped.remove(&id).unwrap_or(id), family);
        }
        let by = rotate % texts.len();
        texts.rotate_left(by);
        texts.reverse();
        prop_assert_eq!(&found, &committed(&texts));
    }

    /// Slices of one text and near-copies: chains of copies, excerpts of several families.
    #[test]
    fn what_is_forgotten_leaves_the_others_as_if_it_had_never_been(
        parts in proptest::collection::vec((0usize..60, 40usize..140, any::<bool>()), 2..14),
        forgotten in proptest::collection::vec(0usize..14, 1..4),
    ) {
        let of = |(n, (from, count, near)): (usize, (usize, usize, bool))| if near { near_copy(n) } else { words(3, from, count) };
        let mut texts: Vec<String> = parts.into_iter().enumerate().map(of).collect();
        let mut archive = filled(&texts);
        prop_assert_eq!(archive.copies().unwrap(), thinned(&exhaustive(&texts)));
        for n in forgotten {
            let n = n % texts.len();
            let gone = texts[n].clone();
            texts.retain(|text| *text != gone);
            archive.forget(&DocId::of_bytes(gone.as_bytes()), &BTreeMap::new(), common::at(9)).unwrap();
            prop_assert_eq!(archive.copies().unwrap(), thinned(&exhaustive(&texts)));
            if texts.is_empty() {
                break;
            }
        }
        prop_assert!(archive.check().unwrap().is_sound());
    }

    /// Long documents are found by a sample, which is enough for anything near a copy.
    #[test]
    fn long_copies_are_found_by_the_sample(from in 0usize..200, count in 600usize..900, cut in 0usize..150) {
        let texts = [words(5, 0, 1000), words(5, from, count.min(1000 - from)), words(5, cut, 800), words(6, 0, 900)];
        prop_assert_eq!(committed(&texts), thinned(&exhaustive(&texts)));
    }
}
