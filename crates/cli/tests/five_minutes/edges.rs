//! The archives at the edges: empty, of one side alone, without a date, disputed.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    common::Bench,
    pages::{archive_of, claims_of_silence, ids, list, page, pages, thread, threads, walk, words_of},
};

const EMPTY: &str = "No documents yet. Add some with: servanda read PATH\n";

#[test]
fn an_empty_archive_says_how_to_begin() {
    let bench = Bench::bare();
    bench.run(&["read", "-"]).write_stdin("").assert().code(1);
    for args in [
        &["relation", "KEN", "TZA"][..],
        &["meetings"],
        &["ledger"],
        &["positions"],
        &["mechanisms"],
        &["actors"],
        &["documents"],
        &["search", "ferry"],
        &["changes", "--since", "2024"],
        &["agenda"],
        &["brief", "KEN", "TZA"],
        &["who", "Wanjiku", "Kamande"],
    ] {
        assert_eq!(bench.text(args), EMPTY, "{args:?}");
        let mut filled = BTreeSet::new();
        walk(&bench.json(args), &mut |key, value| {
            if value.as_array().is_some_and(|items| !items.is_empty()) {
                filled.insert(key.to_owned());
            }
        });
        // A relation names the sides asked for.
        filled.remove("sides");
        assert_eq!(filled, BTreeSet::new(), "{args:?}");
    }
    for args in [&["explain", "T-0000-1.2"][..], &["cite", "x"], &["meeting", "E-0000-1.2"], &["issue", "ferry"]] {
        bench.run(args).assert().code(4);
    }
    bench.run(&["compare", "a.txt", "b.txt"]).assert().code(4);
}

#[test]
fn one_sides_documents_alone_are_one_sides_account() {
    let bench = archive_of("only", &["lisbon-readout.txt"]);
    for (args, text) in pages(&bench, "PRT", "MAR") {
        assert_eq!(claims_of_silence(&text), Vec::<&str>::new(), "{args:?}: {text}");
        assert!(!text.contains("per Morocco") && !text.contains("both sides"), "{args:?}: {text}");
    }
    let relation = page(&bench, &["relation", "PRT", "MAR"]);
    assert!(relation.contains("per Portugal; Morocco's readout not held"), "{relation}");
    assert!(relation.contains("Morocco's own account of 1 meeting: not held for 1"), "{relation}");
    let other = page(&bench, &["relation", "PRT", "FJI"]);
    assert!(other.contains("Nothing on these sides in the 1 document of the archive."), "{other}");
}

#[test]
fn undated_documents_get_no_date_from_the_clock() {
    let bench = archive_of("undated", &[]);
    for (args, text) in pages(&bench, "HRV", "SVN") {
        let years: Vec<&str> = words_of(&text).filter(|word| word.len() == 4 && word.starts_with("20")).collect();
        assert_eq!(years, Vec::<&str>::new(), "{args:?}: {text}");
        assert!(!text.contains("nothing found in 1"), "{args:?}: {text}");
    }
    let relation = page(&bench, &["relation", "HRV", "SVN"]);
    assert!(relation.contains("none with a date") && relation.contains("Last met   no date"), "{relation}");
    let agenda = page(&bench, &["agenda"]);
    assert!(agenda.contains("no document is dated: nothing can be called past"), "{agenda}");
    let brief = page(&bench, &["brief", "HRV", "SVN"]);
    assert!(brief.contains("2 documents without a date in the archive"), "{brief}");
    for line in page(&bench, &["documents"]).lines().filter(|line| line.contains("phone.txt")) {
        assert!(line.contains("no date"), "{line}");
    }
}

#[test]
fn documents_that_the_day_leaves_out_are_still_documents() {
    for (matter, sides, as_of) in [("undated", ["HRV", "SVN"], "2025"), ("since", ["GHA", "TGO"], "2020")] {
        let bench = archive_of(matter, &[]);
        for args in [&["relation", sides[0], sides[1]][..], &["ledger"], &["meetings"], &["documents"]] {
            let text = page(&bench, &[args, &["--as-of", as_of]].concat());
            assert!(!text.contains("No documents yet"), "{matter} {args:?}: {text}");
        }
    }
}

#[test]
fn where_everything_is_disputed_nothing_is_agreed() {
    let bench = archive_of("disputed", &[]);
    let ledger = bench.json(&["ledger"]);
    for object in ["ferry", "onions"] {
        let thread = thread(&ledger, object);
        assert_eq!(thread["stage"], "disputed", "{thread:#}");
        for event in list(thread, "events").iter().filter(|e| e["voiced"]["voice"] == "GMB") {
            assert!(["denied", "refused"].contains(&event["event"].as_str().unwrap()), "{event:#}");
        }
    }
    for (args, text) in pages(&bench, "SEN", "GMB") {
        let claims = text.lines().filter(|line| line.contains("agreed") && line.contains("per Gambia"));
        for line in claims {
            assert!(line.contains("denied") || line.contains("refused"), "{args:?}: {line}");
        }
    }
    let relation = page(&bench, &["relation", "SEN", "GMB"]);
    assert!(relation.contains("disputed: ") && relation.contains("per Senegal"), "{relation}");
    let meeting = ids(&bench.json(&["meetings"]), "E-").pop_first().expect("a meeting");
    let meeting = bench.json(&["meeting", &meeting]);
    for object in ["ferry", "onions"] {
        let is_it = |p: &&Value| p["label"].as_str().unwrap().to_lowercase().contains(object);
        let point = list(&meeting, "points").iter().find(is_it).unwrap_or_else(|| panic!("{meeting:#}"));
        assert!(point["verdict"] == "denied" || point["verdict"] == "conflict", "{point:#}");
        assert!(point["words"].as_str().unwrap().contains("Gambia"), "who denies it: {point:#}");
    }
}

#[test]
fn a_quote_of_a_denial_shows_the_denial() {
    let bench = archive_of("disputed", &[]);
    for thread in threads(&bench.json(&["ledger"])) {
        for event in list(thread, "events").iter().filter(|e| e["event"] == "denied" || e["event"] == "refused") {
            let quotes: String = list(event, "evidence").iter().filter_map(|q| q["quote"].as_str()).collect();
            assert!(quotes.contains("not") || quotes.contains("denied"), "{event:#}");
        }
    }
}
