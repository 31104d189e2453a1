//! Copies are found the same whatever the order, and as an exhaustive comparison finds them.

#![allow(clippy::unwrap_used)] // in helpers of tests

mod common;

use common::{read, sketch};
use proptest::prelude::*;
use servanda_archive::Archive;
use servanda_model::{CopyPair, DocId};

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

fn committed(texts: &[String]) -> Vec<CopyPair> {
    let mut archive = Archive::in_memory().unwrap();
    for text in texts {
        archive.commit(&read(text, "x", 0)).unwrap();
    }
    archive.copies().unwrap()
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
        prop_assert_eq!(&found, &exhaustive(&texts));
        let by = rotate % texts.len();
        texts.rotate_left(by);
        texts.reverse();
        prop_assert_eq!(&found, &committed(&texts));
    }

    /// Long documents are found by a sample, which is enough for anything near a copy.
    #[test]
    fn long_copies_are_found_by_the_sample(from in 0usize..200, count in 600usize..900, cut in 0usize..150) {
        let texts = [words(5, 0, 1000), words(5, from, count.min(1000 - from)), words(5, cut, 800), words(6, 0, 900)];
        prop_assert_eq!(committed(&texts), exhaustive(&texts));
    }
}
