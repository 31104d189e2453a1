//! What goes in comes out, once, and its ids lead somewhere for ever.

mod common;

use std::collections::BTreeMap;

use common::{at, deed, mechanism, read, reader, reading};
use servanda_archive::{Archive, ArchiveError, Outcome, Problem, Reread, Resolved};
use servanda_model::{Change, Correction, DocId, FindingKind};

const TEXT: &str =
    "Ørsta’s envoy said the ban on cod was lifted and a joint fisheries council would meet again in Bergen soon";
const OTHER: &str =
    "Nothing of the kind was heard in Quito where the ministers spoke of roads and of bridges for two days";

#[test]
fn the_same_bytes_are_one_document() {
    let mut archive = Archive::in_memory().unwrap();
    assert_eq!(archive.commit(&read(TEXT, "a.txt", 0)).unwrap().outcome, Outcome::New);
    let counts = archive.counts().unwrap();
    assert_eq!(archive.commit(&read(TEXT, "a.txt", 5)).unwrap().outcome, Outcome::KnownAgain);
    assert_eq!(archive.counts().unwrap(), counts);
    assert_eq!(archive.commit(&read(TEXT, "b.txt", 9)).unwrap().outcome, Outcome::NewReceipt);
    let facts = archive.facts(None).unwrap();
    let names: Vec<&str> = facts[0].receipts.iter().map(|r| r.name.as_str()).collect();
    assert_eq!((facts.len(), names), (1, vec!["a.txt", "b.txt"]));
    assert_eq!((counts.documents, counts.findings, counts.readings), (1, 1, 1));
}

#[test]
fn what_went_in_comes_out() {
    let mut archive = Archive::in_memory().unwrap();
    let mut one = read(TEXT, "a.txt", 0);
    one.reading.findings.push(mechanism(&one.document, "joint fisheries council", 9));
    let doc = one.document.id.clone();
    archive.commit_many(&[one.clone(), read(OTHER, "b.txt", 1)]).unwrap();
    assert_eq!(archive.document(&doc).unwrap(), one.document);
    assert_eq!(archive.text(&doc).unwrap(), TEXT);
    assert_eq!(archive.bytes(&doc).unwrap(), one.bytes);
    let findings = archive.findings(None).unwrap();
    assert_eq!(findings.iter().filter(|f| f.doc == doc).cloned().collect::<Vec<_>>(), one.reading.findings);
    let facts = archive.facts(None).unwrap();
    assert!(facts.is_sorted_by_key(|f| f.id.clone()) && findings.is_sorted_by_key(|f| f.doc.clone()));
    let fact = facts.iter().find(|f| f.id == doc).unwrap();
    assert_eq!(fact.times, one.reading.times);
    assert_eq!(fact.main_text, (0, TEXT.chars().count() as u32));
    assert_eq!(fact.clue_quotes[0].quote, "Ørsta’s");
    assert!(archive.check().unwrap().is_sound());
    assert_eq!(archive.check().unwrap().quotes, 7);
}

#[test]
fn known_at_is_what_had_been_received() {
    let mut archive = Archive::in_memory().unwrap();
    archive.commit(&read(TEXT, "a.txt", 0)).unwrap();
    archive.commit(&read(OTHER, "b.txt", 60)).unwrap();
    let documents = |seconds| archive.facts(Some(at(seconds))).unwrap().len();
    assert_eq!([documents(-1), documents(0), documents(59), documents(60)], [0, 1, 1, 2]);
    assert_eq!(archive.findings(Some(at(59))).unwrap().len(), 1);
}

#[test]
fn a_later_reading_replaces_the_current_one_and_ids_lead_on() {
    let mut archive = Archive::in_memory().unwrap();
    let mut one = read(TEXT, "a.txt", 0);
    let (document, doc) = (one.document.clone(), one.document.id.clone());
    let kept = deed(&document, "Ørsta’s envoy", 0);
    let moved = deed(&document, "ban on cod", 4);
    let gone = mechanism(&document, "joint fisheries council", 9);
    one.reading = reading(&document, vec![kept.clone(), moved.clone(), gone.clone()]);
    archive.commit(&one).unwrap();
    assert!(!archive.needs_reading(&doc, &reader("r1")).unwrap());
    assert!(archive.needs_reading(&doc, &reader("r2")).unwrap());

    let wider = deed(&document, "the ban on cod was lifted", 3);
    let second = reading(&document, vec![kept.clone(), wider.clone(), deed(&document, "Bergen", 17)]);
    let changes = archive.reread(&doc, &second, &reader("r2"), at(9)).unwrap();
    assert_eq!(changes, Reread { kept: 1, added: 2, aliased: 1, buried: 1 });
    assert_eq!(archive.findings(None).unwrap(), second.findings);
    assert_eq!(archive.counts().unwrap().readings, 2, "the old reading is kept");
    assert!(!archive.needs_reading(&doc, &reader("r2")).unwrap());
    let resolve = |archive: &Archive, id: &str| archive.resolve(id).unwrap();
    assert_eq!(resolve(&archive, kept.id.as_str()), Resolved::Current(kept.id.clone()));
    assert_eq!(resolve(&archive, moved.id.as_str()), Resolved::Alias(wider.id.clone()));
    assert!(matches!(resolve(&archive, gone.id.as_str()), Resolved::Tombstone { since, .. } if since == at(9)));
    assert_eq!(resolve(&archive, "feed-dee-000.000"), Resolved::Unknown);

    // A third reading: the alias leads on, and what was buried comes back.
    let last = deed(&document, "ban on cod was", 5);
    let third = reading(&document, vec![last.clone(), gone.clone()]);
    archive.reread(&doc, &third, &reader("r3"), at(12)).unwrap();
    assert_eq!(resolve(&archive, moved.id.as_str()), Resolved::Alias(last.id));
    assert_eq!(resolve(&archive, gone.id.as_str()), Resolved::Current(gone.id));
    assert!(matches!(resolve(&archive, kept.id.as_str()), Resolved::Tombstone { .. }));
    assert!(archive.check().unwrap().is_sound());
}

#[test]
fn the_same_reading_again_is_not_stored_anew() {
    let mut archive = Archive::in_memory().unwrap();
    let one = read(TEXT, "a.txt", 0);
    let doc = one.document.id.clone();
    archive.commit(&one).unwrap();
    let checked = archive.check().unwrap();
    for (version, seconds) in [("r1", 5), ("r2", 6)] {
        let changes = archive.reread(&doc, &one.reading, &reader(version), at(seconds)).unwrap();
        assert_eq!(changes, Reread { kept: 1, ..Reread::default() });
        assert!(!archive.needs_reading(&doc, &reader(version)).unwrap());
    }
    assert_eq!(archive.counts().unwrap().readings, 1);
    assert_eq!(archive.check().unwrap(), checked);
    let other = reading(&one.document, vec![deed(&one.document, "ban on cod", 4)]);
    archive.reread(&doc, &other, &reader("r3"), at(7)).unwrap();
    assert_eq!(archive.counts().unwrap().readings, 2);
    assert_eq!(archive.check().unwrap().quotes, checked.quotes, "an old reading's quotes are not counted");
}

#[test]
fn a_forgotten_finding_leads_to_its_heir() {
    let mut archive = Archive::in_memory().unwrap();
    let (one, other) = (read(TEXT, "a.txt", 0), read(OTHER, "b.txt", 1));
    archive.commit_many(&[one.clone(), other.clone()]).unwrap();
    let (id, heir) = (one.reading.findings[0].id.clone(), other.reading.findings[0].id.clone());
    archive.forget(&one.document.id, &BTreeMap::from([(id.clone(), heir.clone())]), at(3)).unwrap();
    assert_eq!(archive.resolve(id.as_str()).unwrap(), Resolved::Alias(heir));
}

#[test]
fn a_forgotten_document_leaves_tombstones_and_no_word() {
    let mut archive = Archive::in_memory().unwrap();
    let one = read(TEXT, "a.txt", 0);
    let (doc, id) = (one.document.id.clone(), one.reading.findings[0].id.clone());
    archive.commit(&one).unwrap();
    archive.commit(&read(&format!("{TEXT} indeed"), "b.txt", 1)).unwrap();
    assert_eq!(archive.copies().unwrap().len(), 1);
    archive.forget(&doc, &BTreeMap::new(), at(3)).unwrap();
    assert!(!archive.contains(&doc).unwrap());
    assert!(matches!(archive.resolve(id.as_str()).unwrap(), Resolved::Tombstone { .. }));
    assert!(matches!(archive.resolve(doc.as_str()).unwrap(), Resolved::Tombstone { .. }));
    assert_eq!(archive.copies().unwrap().len(), 0);
    assert_eq!(archive.search("cod", 9).unwrap().len(), 1);
    assert!(archive.check().unwrap().is_sound());
    assert!(matches!(archive.forget(&doc, &BTreeMap::new(), at(4)), Err(ArchiveError::UnknownDocument(_))));

    assert_eq!(archive.commit(&one).unwrap().outcome, Outcome::New);
    assert_eq!(archive.resolve(id.as_str()).unwrap(), Resolved::Current(id));
    assert_eq!(archive.copies().unwrap().len(), 1);
}

#[test]
fn documents_are_found_by_id_name_and_part_of_a_name() {
    let mut archive = Archive::in_memory().unwrap();
    archive.commit(&read(TEXT, "talks/bergen.txt", 0)).unwrap();
    archive.commit(&read(OTHER, "talks/quito.txt", 1)).unwrap();
    archive.commit(&read("Another text", "other/quito.txt", 2)).unwrap();
    let doc = DocId::of_bytes(TEXT.as_bytes());
    for text in [doc.as_str(), doc.short(), "talks/bergen.txt", "bergen.txt", "bergen", "talks/bergen"] {
        assert_eq!(archive.find_document(text).unwrap(), doc, "{text}");
    }
    let error = archive.find_document("quito").unwrap_err();
    assert!(matches!(&error, ArchiveError::Ambiguous { matches, .. } if matches.len() == 2));
    assert!(error.to_string().contains("other/quito.txt"));
    for text in ["lima", "", "%", "0000"] {
        assert!(matches!(archive.find_document(text), Err(ArchiveError::UnknownDocument(_))), "{text}");
    }
}

#[test]
fn search_takes_whatever_is_typed() {
    let mut archive = Archive::in_memory().unwrap();
    archive.commit(&read(TEXT, "a.txt", 0)).unwrap();
    archive.commit(&read(OTHER, "b.txt", 1)).unwrap();
    let hits = archive.search("COD lifted", 9).unwrap();
    assert_eq!(hits.len(), 1);
    let shown: Vec<&str> = hits[0].matches.iter().map(|m| &hits[0].snippet[m.clone()]).collect();
    assert_eq!(shown, ["cod", "lifted"]);
    assert_eq!(archive.search("orsta", 9).unwrap().len(), 0, "ø is a letter of its own");
    assert_eq!(archive.search("\"ban on cod\"", 9).unwrap().len(), 1);
    assert_eq!(archive.search("\"cod ban\"", 9).unwrap().len(), 0);
    assert_eq!(archive.search("envoys", 1).unwrap().len(), 1, "titles are searched, too");
    for odd in
        ["", "\"", "*", "cod*", "NEAR(", "a AND", "OR", "title:cod", "-cod", "^x", "'", ")(", "\0cod", "“cod", "{x}"]
    {
        archive.search(odd, 9).unwrap_or_else(|e| panic!("{odd:?}: {e}"));
    }
}

#[test]
fn corrections_are_kept_in_order() {
    let mut archive = Archive::in_memory().unwrap();
    let doc = DocId::of_bytes(TEXT.as_bytes());
    let change = Change::Retract { doc, kind: FindingKind::Deed, start: 3, end: 9 };
    let correction = |reason: &str| Correction {
        change: change.clone(),
        author: "ada".to_owned(),
        made: at(1),
        reason: reason.to_owned(),
    };
    assert_eq!(archive.add_correction(&correction("wrong")).unwrap(), 1);
    assert_eq!(archive.add_correction(&correction("as I said")).unwrap(), 2);
    assert_eq!(archive.corrections(None).unwrap(), [correction("wrong"), correction("as I said")]);
    assert!(archive.undo_correction(2, at(5)).unwrap());
    assert!(!archive.undo_correction(2, at(6)).unwrap() && !archive.undo_correction(3, at(6)).unwrap());
    assert_eq!(archive.corrections(None).unwrap(), [correction("wrong")]);
    let stood = |seconds| archive.corrections(Some(at(seconds))).unwrap().len();
    assert_eq!([stood(0), stood(1), stood(4), stood(5)], [0, 2, 2, 1]);
    let undone: Vec<_> = archive.entered_corrections().unwrap().into_iter().map(|e| (e.number, e.undone)).collect();
    assert_eq!(undone, [(1, None), (2, Some(at(5)))]);
    assert_eq!(archive.add_correction(&correction("again")).unwrap(), 3, "a number is never given again");
}

#[test]
fn a_failed_batch_leaves_nothing() {
    let mut archive = Archive::in_memory().unwrap();
    let mut broken = read(OTHER, "b.txt", 0);
    // A shingle that stands twice in a sketch can't be indexed.
    broken.document.sketch.shingles = vec![1, 1];
    let before = archive.counts().unwrap();
    assert!(archive.commit_many(&[read(TEXT, "a.txt", 0), broken]).is_err());
    assert_eq!(archive.counts().unwrap(), before);
    assert!(archive.check().unwrap().is_sound());
}

#[test]
fn a_backup_is_an_archive_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = Archive::open(&folder.path().join("deep/er/archive.db")).unwrap();
    archive.commit(&read(TEXT, "a.txt", 0)).unwrap();
    let copy = folder.path().join("backup.db");
    archive.backup(&copy).unwrap();
    assert!(matches!(archive.backup(&copy), Err(ArchiveError::Exists(_))));
    let copy = Archive::open(&copy).unwrap();
    assert_eq!(copy.facts(None).unwrap(), archive.facts(None).unwrap());
    assert!(copy.check().unwrap().is_sound());
}

#[test]
fn a_check_finds_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive.db");
    let mut archive = Archive::open(&path).unwrap();
    let mut one = read(TEXT, "a.txt", 0);
    let mut finding = deed(&one.document, "ban on cod", 4);
    let mut quote = finding.evidence.first().clone();
    quote.quote = "ban on eel".to_owned();
    finding.evidence = servanda_model::Evidence::new(quote);
    one.reading.findings.push(finding);
    one.bytes.push(b'!');
    archive.commit(&one).unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.pragma_update(None, "foreign_keys", false).unwrap();
    raw.execute_batch(
        "INSERT INTO blobs VALUES (99, x'00'); INSERT INTO search (rowid, title, text) VALUES (99, 'x', 'y')",
    )
    .unwrap();
    let report = archive.check().unwrap();
    let has = |wanted: fn(&Problem) -> bool| report.problems.iter().any(wanted);
    assert!(has(|p| matches!(p, Problem::Bytes(_))));
    assert!(has(|p| matches!(p, Problem::Quote { quote, .. } if quote == "ban on eel")));
    assert!(has(|p| matches!(p, Problem::Orphan(_))));
    assert!(has(|p| matches!(p, Problem::Index(_))));
    assert!(report.problems.iter().all(|p| !p.to_string().is_empty()));
}
