//! What is kept stands until something changes.

// A test that finds nothing to look at is to fail.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::read;
use servanda_archive::{Archive, Shelved};
use servanda_model::DocId;

fn shelved(docs: &[(&DocId, Option<i32>)]) -> Shelved {
    Shelved {
        dates: docs.iter().map(|(doc, latest)| ((*doc).clone(), *latest, "{}".to_owned())).collect(),
        parts: vec![
            (vec!["GHA".to_owned(), "KEN".to_owned()], "1".to_owned()),
            (vec!["GHA".to_owned(), "KEN".to_owned(), "NGA".to_owned()], "2".to_owned()),
        ],
        notes: [("names KEN".to_owned(), "[]".to_owned())].into(),
    }
}

#[test]
fn parts_are_found_by_their_sides_and_documents_by_their_days() {
    let mut archive = Archive::in_memory().unwrap();
    let docs = ["one", "two", "three"].map(|text| archive.commit(&read(text, text, 0)).unwrap().doc);
    archive.begin_shelving().unwrap();
    let kept = shelved(&[(&docs[0], Some(10)), (&docs[1], Some(20)), (&docs[2], None)]);
    assert!(archive.shelve("a program", &kept).unwrap());
    assert!(archive.is_shelved("a program").unwrap() && !archive.is_shelved("another").unwrap());
    assert_eq!(archive.parts(&["KEN", "GHA"]).unwrap(), ["1", "2"]);
    assert_eq!(archive.parts(&["NGA", "GHA"]).unwrap(), ["2"]);
    assert!(archive.parts(&["NGA", "PER"]).unwrap().is_empty());
    assert_eq!(archive.notes([&"names KEN".to_owned(), &"names PER".to_owned()]).unwrap().len(), 1);
    let all: BTreeSet<DocId> = docs.iter().cloned().collect();
    let counts = |by| (archive.extent(by).unwrap().documents, archive.dated(&all, by).unwrap().len());
    assert_eq!([counts(Some(9)), counts(Some(10)), counts(Some(30)), counts(None)], [(0, 0), (1, 1), (2, 2), (3, 3)]);
}

#[test]
fn what_changes_makes_it_void() {
    let mut archive = Archive::in_memory().unwrap();
    let doc = archive.commit(&read("one", "one", 0)).unwrap().doc;
    archive.begin_shelving().unwrap();
    assert!(archive.shelve("a program", &shelved(&[(&doc, Some(1))])).unwrap());
    archive.commit(&read("two", "two", 0)).unwrap();
    assert!(!archive.is_shelved("a program").unwrap());
    archive.begin_shelving().unwrap();
    archive.commit(&read("three", "three", 0)).unwrap();
    assert!(!archive.shelve("a program", &shelved(&[(&doc, Some(1))])).unwrap(), "it changed meanwhile");
}
