//! Any id that any command prints still resolves, also after a reading again.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::Bench;

/// What every page prints.
const PAGES: &[&[&str]] = &[
    &["relation", "KEN", "ETH"],
    &["meetings"],
    &["ledger"],
    &["positions"],
    &["mechanisms"],
    &["actors"],
    &["documents"],
    &["search", "crossing"],
    &["changes", "--since", "2024"],
    &["agenda"],
    &["brief", "ETH", "KEN"],
    &["compare", "moyale-wire.txt", "addis-readout.txt"],
    &["export"],
    &["export", "--format", "findings"],
];

/// The words of `text` that are built like ids, by their kind.
fn ids(text: &str, into: &mut BTreeMap<String, BTreeSet<String>>) {
    // The short ids of documents look like any number: pages put them in brackets.
    for word in text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(word, _)| word) {
        if word.len() >= 4 && word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            into.entry("short document".to_owned()).or_default().insert(word.to_owned());
        }
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    for word in text.split(|c| !is_part(c)).map(|w| w.trim_matches('.')) {
        if let Some(kind) = kind(word) {
            into.entry(kind).or_default().insert(word.to_owned());
        }
    }
}

fn kind(word: &str) -> Option<String> {
    let hex = |s: &str| s.len() >= 4 && s.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    let place = |s: &str| s.split_once('.').is_some_and(|(a, b)| [a, b].iter().all(|n| n.parse::<u32>().is_ok()));
    let parts: Vec<&str> = word.split('-').collect();
    match parts.as_slice() {
        [doc] if doc.len() == 64 && hex(doc) => Some("document".to_owned()),
        [doc, kind, at] if hex(doc) && kind.len() == 3 && place(at) => Some((*kind).to_owned()),
        [letter @ ("E" | "T" | "P" | "M" | "D" | "X"), doc, .., at] if hex(doc) && place(at) => {
            Some((*letter).to_owned())
        }
        ["R", doc] if hex(doc) => Some("R".to_owned()),
        ["A", side, ..] if side.bytes().all(|b| b.is_ascii_uppercase()) => Some("A".to_owned()),
        _ => None,
    }
}

fn printed(bench: &Bench) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for page in PAGES {
        ids(&bench.text(page), &mut found);
    }
    found
}

#[test]
fn any_id_ever_printed_resolves() {
    let bench = Bench::filled();
    let found = printed(&bench);
    assert!(found.len() > 6, "{:?}", found.keys());
    bench.run(&["reread"]).assert().success();
    for (kind, ids) in &found {
        // The rest resolve by the same code; `servanda`'s own tests hold it against all.
        for id in ids.iter().take(3).chain(ids.iter().rev().take(2)) {
            assert!(!bench.text(&["explain", id]).is_empty(), "{kind} {id}");
        }
    }
    let held = servanda::Servanda::open(&bench.archive()).unwrap().snapshot(servanda::AsOf::default()).unwrap();
    for id in found.values().flatten() {
        held.resolve(id).unwrap_or_else(|e| panic!("{id}: {e}"));
    }
}

#[test]
fn names_of_documents_are_ids_too() {
    let bench = Bench::filled();
    assert!(bench.text(&["explain", "moyale-wire.txt"]).contains("moyale-wire.txt"));
    assert!(bench.text(&["explain", "andes-undated"]).contains("andes-undated.md"));
    assert!(bench.text(&["cite", "addis-readout.txt"]).contains("Ethiopia"));
}

#[test]
fn ids_may_be_typed_in_either_case() {
    let bench = Bench::filled();
    let held = servanda::Servanda::open(&bench.archive()).unwrap().snapshot(servanda::AsOf::default()).unwrap();
    for id in printed(&bench).values().flatten() {
        let full = held.resolve(id).unwrap();
        assert_eq!(held.resolve(&id.to_lowercase()).unwrap(), full, "{id}");
        assert_eq!(held.resolve(&id.to_uppercase()).unwrap(), full, "{id}");
    }
}
