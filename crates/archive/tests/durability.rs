//! Schemas old and new, and what a crash leaves behind.

#![allow(clippy::unwrap_used)] // in helpers of tests

mod common;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::read;
use servanda_archive::{Archive, ArchiveError, Resolved};
use servanda_model::DocumentFacts;

/// Where the child process of [`a_killed_program_loses_nothing_acknowledged`] writes.
const PATH_OF_CHILD: &str = "SERVANDA_TEST_ARCHIVE";

fn fixture(path: &Path) {
    let dump = include_str!("fixtures/schema-1.sql");
    rusqlite::Connection::open(path).unwrap().execute_batch(dump).unwrap();
}

#[test]
fn an_archive_of_schema_1_opens_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one.db");
    fixture(&path);
    let archive = Archive::open(&path).unwrap();
    let facts = archive.facts(None).unwrap();
    assert_eq!(facts.iter().map(DocumentFacts::name).collect::<Vec<_>>(), ["talks/second.txt", "talks/first.txt"]);
    assert_eq!(archive.findings(None).unwrap().len(), 2);
    assert_eq!(archive.copies().unwrap().len(), 1);
    assert_eq!(archive.corrections(None).unwrap().len(), 1);
    assert_eq!(archive.search("harbour", 5).unwrap().len(), 2);
    assert_eq!(archive.counts().unwrap().readings, 3);
    let resolve = |id: &str| archive.resolve(id).unwrap();
    assert!(matches!(resolve("208e066b7672370f-dee-000.010"), Resolved::Current(_)));
    assert!(matches!(resolve("208e066b7672370f-dee-000.011"), Resolved::Alias(_)));
    assert!(matches!(resolve("208e066b7672370f-mec-000.017"), Resolved::Tombstone { .. }));
    assert!(matches!(resolve("3b8448dd93df832d-dee-000.000"), Resolved::Tombstone { .. }));
    assert!(archive.check().unwrap().is_sound());
}

#[test]
fn a_newer_schema_and_a_foreign_file_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.db");
    drop(Archive::open(&path).unwrap());
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 999).unwrap();
    drop(raw);
    let error = Archive::open(&path).unwrap_err();
    assert!(matches!(error, ArchiveError::Newer { found: 999, .. }) && error.to_string().contains("newer version"));

    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE birds (name TEXT)").unwrap();
    assert!(matches!(Archive::open(&foreign), Err(ArchiveError::NotAnArchive(_))));
    let text = folder.path().join("text.db");
    std::fs::write(&text, "This is a text and by no means a database. ".repeat(40)).unwrap();
    assert!(matches!(Archive::open(&text), Err(ArchiveError::NotAnArchive(_))));
}

#[test]
fn two_programs_may_open_one_archive() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.db");
    let mut one = Archive::open(&path).unwrap();
    let mut two = Archive::open(&path).unwrap();
    one.commit(&read("The one writes this down", "a", 0)).unwrap();
    two.commit(&read("And the other writes that", "b", 0)).unwrap();
    assert_eq!(one.facts(None).unwrap(), two.facts(None).unwrap());
}

#[test]
fn no_word_of_a_forgotten_document_stays_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.db");
    let mut archive = Archive::open(&path).unwrap();
    let secret = read("Zyxwvut was heard to say a thing or two", "a.txt", 0);
    archive.commit(&read(&text(1), "b.txt", 0)).unwrap();
    archive.commit(&secret).unwrap();
    let holds = |word: &str| {
        let files =
            std::fs::read_dir(folder.path()).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
        files.into_iter().any(|bytes| String::from_utf8_lossy(&bytes).to_lowercase().contains(word))
    };
    assert!(holds("zyxwvut"));
    archive.forget(&secret.document.id, &std::collections::BTreeMap::new(), common::at(1)).unwrap();
    assert!(!holds("zyxwvut"));
    assert!(holds("matter"));
    assert!(archive.check().unwrap().is_sound());
}

fn text(n: usize) -> String {
    format!("Text number {n} says that envoy {n} met envoy {} about matter {n}. {}", n + 1, "And so on. ".repeat(200))
}

/// The child: commits until it is killed, and says so after each commit.
#[test]
fn child_that_commits() {
    let Some(path) = std::env::var_os(PATH_OF_CHILD) else { return };
    let mut archive = Archive::open(&PathBuf::from(path)).unwrap();
    for n in 0.. {
        archive.commit(&read(&text(n), &format!("{n}.txt"), 0)).unwrap();
        println!("committed {n}");
    }
}

#[test]
fn a_killed_program_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.db");
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child_that_commits", "--nocapture"])
        .env(PATH_OF_CHILD, &path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let acknowledged: Vec<usize> =
        lines.filter_map(|line| line.rsplit_once("committed ")?.1.parse().ok()).take(25).collect();
    child.kill().unwrap();
    child.wait().unwrap();

    let archive = Archive::open(&path).unwrap();
    assert_eq!(acknowledged.len(), 25);
    for n in acknowledged {
        assert_eq!(archive.find_document(&format!("{n}.txt")).map(|doc| archive.text(&doc).unwrap()).unwrap(), text(n));
    }
    let counts = archive.counts().unwrap();
    assert_eq!((counts.documents, counts.documents), (counts.readings, counts.findings), "none is half stored");
    assert!(archive.check().unwrap().is_sound());
}
