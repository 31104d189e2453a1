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
    // Nobody else can have said the same: what others tell of, too, leads to theirs.
    let is_alone = |l: &&str| l.contains(&id[..16]) && l.contains("\"kind\":\"statement\"");
    let gone: Vec<&str> = findings.lines().filter(is_alone).collect();
    assert!(!gone.is_empty());
    let finding: Value = serde_json::from_str(gone[0]).unwrap();
    bench.run(&["forget", &id]).assert().success();
    assert!(!bench.text(&["export"]).contains(&id[..16]));
    for id in [id.as_str(), &id[..12], finding["id"].as_str().unwrap()] {
        let said = bench.run(&["explain", id]).assert().code(4).get_output().stderr.clone();
        assert!(String::from_utf8_lossy(&said).contains("forgotten"), "{id}: {}", String::from_utf8_lossy(&said));
    }
}

/// The ids of the findings of a kind, of those with these words.
fn findings(bench: &Bench, kind: &str, words: &str) -> Vec<String> {
    let lines = bench.text(&["export", "--format", "findings"]);
    let found = lines.lines().map(|l| serde_json::from_str::<Value>(l).unwrap());
    let found = found.filter(|f| f["kind"] == kind && f.to_string().contains(words));
    found.map(|f| f["id"].as_str().unwrap().to_owned()).collect()
}

fn finding(bench: &Bench, kind: &str, words: &str) -> String {
    let found = findings(bench, kind, words);
    found.first().unwrap_or_else(|| panic!("no {kind} with {words}")).clone()
}

fn refused(bench: &Bench, args: &[&str], code: i32) -> String {
    let output = bench.run(args).assert().code(code).get_output().clone();
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn who_is_found_by_any_part_of_a_name() {
    let bench = Bench::bare();
    let story = |day: &str, said: &str| format!("---\ndate: {day}\n---\n{said}\n");
    bench.write(
        "in/a.txt",
        story("2024-03-12", "Peru's foreign minister, Carmen Rojas Ibáñez, met Chile's foreign minister, Jorge Huamán, in Lima on Monday."),
    );
    bench.write(
        "in/b.txt",
        story("2025-03-12", "Former Chilean foreign minister Jorge Huamán criticised Peru on Monday."),
    );
    bench.text(&["read", "in"]);
    for asked in ["carmen rojas", "Rojas Ibanez", "IBÁÑEZ"] {
        let page = bench.text(&["who", asked]);
        assert!(page.contains("Carmen Rojas Ibáñez") && !page.contains("former"), "{asked}: {page}");
    }
    let page = bench.text(&["who", "Huaman"]);
    assert!(page.contains("former Foreign Minister, Chile"), "{page}");
    let before = bench.text(&["who", "Huaman", "--as-of", "2024"]);
    assert!(before.contains("Foreign Minister, Chile") && !before.contains("former"), "{before}");
}

#[test]
fn issues_are_listed_and_offered() {
    let bench = Bench::filled();
    let listed = bench.text(&["issue"]);
    let first = listed.lines().next().unwrap();
    assert!(bench.text(&["issue", first]).contains(first));
    assert_eq!(bench.json(&["issue"])[0]["label"], first);
    let near = refused(&bench, &["issue", &format!("{first}x")], 4);
    assert!(near.contains(&format!("Did you mean {first}")) && near.contains("servanda search"), "{near}");
}

#[test]
fn strict_pages_without_anything_say_why() {
    let bench = Bench::bare();
    bench.write("a.txt", "Peru and Chile agreed to hold talks in Lima in June 2024.\n");
    bench.text(&["read", "a.txt"]);
    let page = bench.text(&["relation", "NZL", "FJI", "--strict"]);
    assert!(page.contains("left under --strict"), "{page}");
}

#[test]
fn corrections_are_applied_and_shown() {
    let bench = Bench::filled();
    let ban = finding(&bench, "deed", "salt");
    assert!(refused(&bench, &["correct", "retract", &ban], 2).contains("retract --reason <TEXT> <ID>"));
    assert!(refused(&bench, &["correct", "retract", &ban, "--reason", " "], 2).contains("say why"));
    let said = bench.text(&["correct", "retract", &ban, "--reason", "a misreading"]);
    assert!(said.contains("left out") && said.contains("correct undo 1"), "{said}");
    assert!(!bench.text(&["export", "--format", "findings"]).contains(&ban));
    let explained = bench.text(&["explain", &ban]);
    assert!(explained.contains("Left out: retracted by tester on ") && explained.contains(": a misreading"));
    assert!(refused(&bench, &["correct", "retract", &ban, "--reason", "again"], 2).contains("left out already"));
    let crossing = finding(&bench, "commitment", "crossing");
    let set = ["correct", "set", &crossing, "hedge", "possibly", "--reason", "as the text has it"];
    bench.run(&[&set[..], &["--author", "A. B."]].concat()).assert().success();
    assert!(bench.text(&["explain", &crossing]).contains("A. B."));
    assert!(refused(&bench, &set, 2).contains("already"));
    // A reading again does not lose them.
    bench.run(&["reread"]).assert().success();
    assert!(bench.text(&["explain", &crossing]).contains("A. B."));

    let listed = bench.json(&["correct", "list"]);
    assert_eq!(schema_errors("corrections", &listed), None);
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert!(bench.text(&["correct", "list"]).contains("as the text has it"));
    let undone = bench.json(&["correct", "undo", "1"]);
    assert_eq!(schema_errors("correct", &undone), None);
    assert!(bench.text(&["export", "--format", "findings"]).contains(&ban));
    assert!(!bench.text(&["explain", &ban]).contains("Left out"));
    assert!(bench.text(&["correct", "list"]).contains("taken back"));
    assert!(refused(&bench, &["correct", "undo", "1"], 4).contains("correct list"));
    refused(&bench, &["correct", "undo", "9"], 4);
}

#[test]
fn a_wrong_field_and_a_wrong_value_are_told_apart() {
    let bench = Bench::filled();
    let crossing = finding(&bench, "commitment", "crossing");
    let set =
        |field: &str, value: &str| refused(&bench, &["correct", "set", &crossing, field, value, "--reason", "x"], 2);
    let field = set("colour", "red");
    assert!(field.contains("no field \"colour\"") && field.contains("modality"), "{field}");
    let value = set("modality", "sure");
    assert!(value.contains("modality is a field") && value.contains("agreed"), "{value}");
    assert!(set("kind", "ask").contains("deliverable"), "a commitment's kind is that of commitments");
    let meeting = finding(&bench, "engagement", "Nairobi");
    assert!(
        refused(&bench, &["correct", "set", &meeting, "place", "Ottawa", "--reason", "x"], 2).contains("place_name")
    );
    let when = refused(&bench, &["correct", "set", &meeting, "when", "Thursday", "--reason", "x"], 2);
    assert!(when.contains("give a date, as 2024, 2024-11 or 2024-11-04"), "{when}");
    let said = finding(&bench, "statement", "fishermen");
    let speaker = refused(&bench, &["correct", "set", &said, "speaker", "somebody", "--reason", "x"], 2);
    assert!(speaker.contains("give sides, the full name of a person of the record, or JSON"), "{speaker}");
    // Plain words serve for dates, sides, persons and dues.
    for (id, field, value) in [
        (&said, "speaker", "Dawit Tesfaye"),
        (&meeting, "when", "2024-03-11"),
        (&meeting, "sides", "Kenya, Ethiopia, Somalia"),
        (&crossing, "due", "2024-07"),
    ] {
        bench.run(&["correct", "set", id, field, value, "--reason", "as others say"]).assert().success();
    }
    let lines = bench.text(&["export", "--format", "findings"]);
    let spoken = lines.lines().find(|l| l.contains(&said)).unwrap();
    assert!(spoken.contains("\"speaker\":{\"name\":\"Dawit Tesfaye\""), "{spoken}");
    let line = lines.lines().find(|l| l.contains(&meeting)).unwrap();
    assert!(line.contains("SOM") && line.contains("2024-03-11"), "{line}");
}

#[test]
fn corrections_without_effect_are_refused() {
    let bench = Bench::filled();
    let view = bench.json(&["meetings"]);
    let meetings = view["meetings"].as_array().unwrap();
    let of = |side: &str| -> Vec<&str> {
        let held = meetings.iter().filter(|m| m.to_string().contains(side));
        held.filter_map(|m| m["id"].as_str()).collect()
    };
    let thread = first_id(&bench, &["ledger"], "/deliverables/0/id");
    let (kenya, chile) = (of("KEN"), of("CHL"));
    let joined = |verb: &str, a: &str, b: &str| refused(&bench, &["correct", verb, a, b, "--reason", "x"], 2);
    assert!(joined("same", kenya[0], kenya[0]).contains("one entry already"));
    assert!(joined("same", &thread, kenya[0]).contains("different kinds"));
    assert!(joined("same", kenya[0], chile[0]).contains("no side"));
    assert!(joined("different", kenya[0], chile[0]).contains("two entries already"));
    assert!(joined("different", kenya[0], kenya[0]).contains("one finding"));
    let document = first_id(&bench, &["documents"], "/documents/0/id");
    assert!(joined("same", &document, kenya[0]).contains("no entry"));
    assert!(refused(&bench, &["correct", "retract", &document, "--reason", "x"], 2).contains("correct date"));
    assert_eq!(bench.json(&["correct", "list"]), Value::Array(Vec::new()), "what is refused is not entered");

    let (a, b) = (kenya[0], kenya[1]);
    bench.run(&["correct", "same", a, b, "--reason", "one visit"]).assert().success();
    let explained = bench.json(&["explain", b]);
    assert_eq!(explained["entry"], bench.json(&["explain", a])["entry"]);
    assert!(joined("same", a, b).contains("one entry already"));
    assert!(joined("different", a, b).contains("undo"));
    bench.run(&["correct", "undo", "1"]).assert().success();
    assert_ne!(bench.json(&["explain", b])["entry"], bench.json(&["explain", a])["entry"]);
}

#[test]
fn a_document_can_be_dated() {
    let bench = Bench::filled();
    let date = |day: &str| ["correct", "date", "andes-undated", day, "--reason", "the page's stamp"].map(str::to_owned);
    let run = |day: &str| bench.run(&date(day).each_ref().map(String::as_str)).assert();
    run("2024-05-03").success();
    assert!(bench.text(&["documents"]).contains("3 May 2024"));
    let documents = bench.text(&["documents"]);
    assert!(documents.contains("corrected by tester on"), "{documents}");
    run("2024-05-03").code(2);
    run("2999").code(2);
    run("soon").code(2);
    // The last word counts, and taking it back brings the one before.
    run("2024-06").success();
    assert!(bench.text(&["documents"]).contains("Jun 2024"));
    bench.run(&["correct", "undo", "2"]).assert().success();
    assert!(bench.text(&["documents"]).contains("3 May 2024"));
    refused(&bench, &["correct", "date", "nothing.txt", "2024", "--reason", "x"], 4);
}

#[test]
fn a_shared_entry_outlives_the_document_that_founded_it() {
    let bench = Bench::bare();
    let story = |lead: &str| {
        format!(
            "---\ndate: 2024-03-12\n---\n{lead}\n\nThe foreign ministers of Kenya and Ethiopia met in Nairobi on \
             Tuesday and agreed to reopen the border crossing at Moyale by the end of June.\n"
        )
    };
    bench.write("in/a.txt", story("Ministers agree on Moyale"));
    bench.write("in/b.txt", story("Crossing at Moyale to reopen, ministers say"));
    bench.text(&["read", "in"]);
    let thread = first_id(&bench, &["ledger"], "/deliverables/0/id");
    let founder = &thread[2..18];
    let said = bench.text(&["forget", founder]);
    assert!(said.contains("lead to what other documents tell"), "{said}");
    let now = bench.json(&["explain", &thread]);
    assert!(now["entry"].as_str().is_some_and(|id| !id.contains(founder)), "{now:#}");
    // When nobody tells of it any more, it says so.
    bench.text(&["forget", &now["entry"].as_str().unwrap()[2..18]]);
    assert!(refused(&bench, &["explain", &thread], 4).contains("forgotten"));
}

#[test]
fn what_is_no_english_is_stored_and_not_read() {
    let bench = Bench::bare();
    let text = "Les ministres du Bénin et du Togo se sont rencontrés lundi à Lomé et ont décidé de rouvrir le pont sur \
                le fleuve avant la fin de l'année, selon un communiqué des deux ministères.\n";
    bench.write("pont.txt", text);
    let output = bench.text(&["read", "pont.txt"]);
    assert!(
        output.contains("not read yet: language fr?") && output.contains("1 of them stored but not read"),
        "{output}"
    );
    assert!(
        bench.text(&["search", "fleuve"]).contains("pont.txt") || bench.text(&["search", "fleuve"]).contains("fleuve")
    );
    assert!(bench.text(&["documents"]).contains("pont.txt (fr?)"));
    assert_eq!(bench.text(&["export", "--format", "findings"]), "");
}

#[test]
fn what_front_matter_says_in_vain_is_told() {
    let bench = Bench::bare();
    bench.write("a.txt", "---\ntitle: Talks\ndate: next week\n\nGhana and Togo agreed to hold talks in Accra.\n");
    let output = bench.text(&["read", "a.txt"]);
    assert!(output.contains("next week") && output.contains("not closed"), "{output}");
    assert!(bench.text(&["documents"]).contains("\"Talks\""));
}

#[test]
fn dates_that_leave_nothing_say_so() {
    let bench = Bench::filled();
    for page in ["meetings", "ledger", "documents"] {
        let early = bench.text(&[page, "--as-of", "2020"]);
        assert!(early.contains("among the 5 in the archive") && early.contains("moyale"), "{early}");
        assert!(!early.contains("servanda read"));
        assert!(bench.text(&[page, "--known-at", "2001-01-01"]).contains("held no document on 2001-01-01"));
    }
    bench.json(&["meetings", "--as-of", "2020"]);
}

#[test]
fn reading_again_does_not_pile_up() {
    let bench = Bench::filled();
    let before = bench.json(&["check"]);
    for _ in 0..3 {
        assert_eq!(bench.json(&["reread"])["new"], 0);
    }
    assert_eq!(bench.json(&["check"]), before);
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
