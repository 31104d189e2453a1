//! Each command on a small archive, as text and as JSON that its schema describes.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

mod common;

use std::{collections::BTreeSet, path::Path};

use common::Bench;
use serde_json::Value;

/// Commands that show views, with the name of the schema of each.
fn views(bench: &Bench) -> Vec<(&'static str, Vec<String>)> {
    let own = |args: &[&str]| args.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>();
    let meeting = first_id(bench, &["meetings"], "/meetings/0/id");
    let thread = first_id(bench, &["ledger"], "/deliverables/0/id");
    vec![
        ("relation", own(&["relation", "KEN", "Ethiopia"])),
        ("meetings", own(&["meetings"])),
        ("meetings", own(&["meetings", "Kenyan"])),
        ("meeting", own(&["meeting", &meeting])),
        ("ledger", own(&["ledger"])),
        ("ledger", own(&["ledger", "ken", "ETH"])),
        ("positions", own(&["positions"])),
        ("mechanisms", own(&["mechanisms"])),
        ("actors", own(&["actors", "KEN"])),
        ("who", own(&["who", "Amina", "Otieno"])),
        ("who", own(&["who", "foreign minister of Kenya", "--on", "2024-03"])),
        ("documents", own(&["documents"])),
        ("search", own(&["search", "fishermen"])),
        ("changes", own(&["changes", "--since", "2025"])),
        ("agenda", own(&["agenda"])),
        ("brief", own(&["brief", "ETH", "KEN"])),
        ("compare", own(&["compare", "moyale-wire.txt", "addis-readout.txt"])),
        ("explain", own(&["explain", &thread])),
        ("cite", own(&["cite", &thread])),
        ("check", own(&["check"])),
        ("export-record", own(&["export"])),
    ]
}

fn first_id(bench: &Bench, args: &[&str], pointer: &str) -> String {
    let view = bench.json(args);
    view.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{args:?} has no {pointer}")).to_owned()
}

fn schema_errors(name: &str, value: &Value) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../docs/schema/{name}.json"));
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile(path.to_str().unwrap(), &mut schemas).unwrap();
    schemas.validate(value, index).err().map(|e| format!("{name}: {e:#}"))
}

#[test]
fn every_view_prints_as_text_and_as_json_of_its_schema() {
    let bench = Bench::filled();
    for (schema, args) in views(&bench) {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        if schema != "export-record" {
            assert!(!bench.text(&args).trim().is_empty(), "{args:?}");
        }
        assert_eq!(schema_errors(schema, &bench.json(&args)), None, "{args:?}");
    }
}

#[test]
fn an_empty_archive_has_every_page() {
    let bench = Bench::bare();
    bench.run(&["read", "-"]).write_stdin("").assert().code(1);
    for args in [
        vec!["relation", "KEN", "ETH"],
        vec!["meetings"],
        vec!["ledger"],
        vec!["positions"],
        vec!["mechanisms"],
        vec!["actors"],
        vec!["documents"],
        vec!["search", "fish"],
        vec!["changes", "--since", "2024"],
        vec!["agenda"],
        vec!["brief", "KEN", "ETH"],
        vec!["check"],
        vec!["export", "--format", "findings"],
    ] {
        bench.text(&args);
    }
}

#[test]
fn findings_are_exported_one_a_line() {
    let bench = Bench::filled();
    let lines = bench.text(&["export", "--format", "findings"]);
    let mut kinds = BTreeSet::new();
    for line in lines.lines() {
        let finding: Value = serde_json::from_str(line).unwrap();
        assert_eq!(schema_errors("export-findings", &finding), None);
        kinds.insert(finding["kind"].as_str().unwrap().to_owned());
    }
    assert!(kinds.contains("engagement") && kinds.contains("commitment"), "{kinds:?}");
}

#[test]
fn what_was_read_is_told_by_document() {
    let bench = Bench::bare();
    let summary = bench.json(&["read", common::texts().to_str().unwrap()]);
    assert_eq!(schema_errors("read", &summary), None);
    let documents = summary["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 5);
    let copies = documents.iter().filter(|d| !d["copy_of"].as_array().unwrap().is_empty()).count();
    assert_eq!(copies, 2, "two documents are copies of each other: {summary:#}");
    assert!(documents.iter().all(|d| d["is_new"] == true));
}

#[test]
fn reading_again_changes_nothing() {
    let bench = Bench::filled();
    let (record, findings) = (bench.text(&["export"]), bench.text(&["export", "--format", "findings"]));
    let again = bench.json(&["read", common::texts().to_str().unwrap()]);
    assert!(again["documents"].as_array().unwrap().iter().all(|d| d["is_new"] == false));
    assert_eq!(bench.text(&["export"]), record);
    assert_eq!(bench.text(&["export", "--format", "findings"]), findings);
    bench.run(&["reread"]).assert().success();
    assert_eq!(bench.text(&["export"]), record);
}

#[test]
fn standard_input_is_a_document() {
    let bench = Bench::bare();
    bench.run(&["read", "-"]).write_stdin("Peru and Bolivia agreed to hold talks in Lima.\n").assert().success();
    assert!(bench.text(&["documents"]).contains("stdin"));
}

#[test]
fn as_of_leaves_out_what_came_later() {
    let bench = Bench::filled();
    let later = bench.json(&["export"]);
    let earlier = bench.json(&["export", "--as-of", "2024"]);
    let docs = |v: &Value| v["documents"].as_array().unwrap().len();
    assert!(docs(&earlier) < docs(&later));
    assert!(!earlier.to_string().contains("moyale-year-on"));
    let nothing_yet = bench.json(&["export", "--known-at", "2001-01-01"]);
    assert_eq!(docs(&nothing_yet), 0);
}

#[test]
fn a_document_can_be_forgotten_and_its_ids_say_so() {
    let bench = Bench::filled();
    let id = first_id(&bench, &["documents"], "/documents/0/id");
    let findings = bench.text(&["export", "--format", "findings"]);
    let gone: Vec<&str> = findings.lines().filter(|l| l.contains(&id[..16])).collect();
    assert!(!gone.is_empty());
    let finding: Value = serde_json::from_str(gone[0]).unwrap();
    bench.run(&["forget", &id]).assert().success();
    assert!(!bench.text(&["export"]).contains(&id[..16]));
    for id in [id.as_str(), &id[..12], finding["id"].as_str().unwrap()] {
        let said = bench.run(&["explain", id]).assert().code(4).get_output().stderr.clone();
        assert!(String::from_utf8_lossy(&said).contains("forgotten"), "{id}: {}", String::from_utf8_lossy(&said));
    }
}

#[test]
fn corrections_are_applied_and_shown() {
    let bench = Bench::filled();
    let findings = bench.text(&["export", "--format", "findings"]);
    let find = |kind: &str, words: &str| -> String {
        let lines = findings.lines().map(|l| serde_json::from_str::<Value>(l).unwrap());
        let mut found = lines.filter(|f| f["kind"] == kind && f.to_string().contains(words));
        found.next().unwrap_or_else(|| panic!("no {kind} with {words}"))["id"].as_str().unwrap().to_owned()
    };
    let ban = find("deed", "salt");
    bench.run(&["correct", "retract", &ban]).assert().code(2);
    bench.run(&["correct", "retract", &ban, "--reason", "a misreading"]).assert().success();
    assert!(!bench.text(&["export", "--format", "findings"]).contains(&ban));
    let crossing = find("commitment", "crossing");
    bench
        .run(&["correct", "set", &crossing, "hedge", "possibly", "--reason", "as the text has it", "--author", "A. B."])
        .assert()
        .success();
    assert!(bench.text(&["explain", &crossing]).contains("A. B."));
    bench.run(&["correct", "set", &crossing, "colour", "red", "--reason", "x"]).assert().code(2);
    let meetings = bench.json(&["meetings"]);
    let ids: Vec<&str> = meetings["meetings"].as_array().unwrap().iter().filter_map(|m| m["id"].as_str()).collect();
    if let [a, b, ..] = ids.as_slice() {
        bench.run(&["correct", "same", a, b, "--reason", "one visit"]).assert().success();
        bench.run(&["correct", "different", a, b, "--reason", "two visits after all"]).assert().success();
    }
}

#[test]
fn a_backup_is_an_archive() {
    let bench = Bench::filled();
    bench.run(&["backup", "copy.sqlite"]).assert().success();
    let copy = bench.text(&["--archive", "copy.sqlite", "export"]);
    assert_eq!(copy, bench.text(&["export"]));
    bench.run(&["backup", "copy.sqlite"]).assert().code(2);
}

#[test]
fn the_demo_shows_its_first_screens() {
    let bench = Bench::bare();
    let text = bench.text(&["demo", "--keep", "demo.sqlite"]);
    assert!(text.contains("Try next"));
    // What it proposes works.
    let hints: Vec<&str> = text.lines().filter_map(|l| l.trim().strip_prefix("servanda ")).collect();
    assert!(hints.len() >= 4, "{text}");
    for hint in hints {
        bench.text(&hint.split_whitespace().collect::<Vec<_>>());
    }
    bench.run(&["demo", "--keep", "demo.sqlite"]).assert().code(2);
    assert_eq!(schema_errors("demo", &bench.json(&["demo"])), None);
}
