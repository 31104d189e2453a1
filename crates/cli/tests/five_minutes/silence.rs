//! What an account leaves out, and what was not heard of since.

use crate::{
    common::Bench,
    pages::{add, archive_of, claims_of_silence, ids, line, list, page, pages, thread},
};

// "Only Japan says" when China's readout was never read.

#[test]
fn nothing_is_said_by_one_side_only_where_the_other_was_never_read() {
    for names in [&["lisbon-readout.txt", "wire.txt"][..], &["lisbon-readout.txt", "rabat-press.txt"]] {
        let bench = archive_of("only", names);
        for (args, text) in pages(&bench, "PRT", "MAR") {
            assert_eq!(claims_of_silence(&text), Vec::<&str>::new(), "{args:?}: {text}");
        }
        for id in ids(&bench.json(&["meetings"]), "E-") {
            let meeting = bench.json(&["meeting", &id]);
            for point in list(&meeting, "points") {
                assert_eq!(point["may_say_only"], false, "{point:#}");
            }
        }
        for engagement in list(&bench.json(&["export"]), "engagements") {
            let account = |side: &str| list(engagement, "accounts").iter().find(|a| a["side"] == side);
            assert!(account("MAR").is_none_or(|a| a["held"] != "full"), "{engagement:#}");
        }
    }
}

#[test]
fn a_readout_that_was_never_read_is_said_not_to_be_held() {
    let bench = archive_of("only", &["lisbon-readout.txt", "wire.txt"]);
    let relation = bench.json(&["relation", "PRT", "MAR"]);
    let held = |side: &str| {
        let holdings = list(&relation["last_met"], "holdings").iter();
        holdings.filter(|h| h["side"]["code"] == side).map(|h| h["held"].clone()).collect::<Vec<_>>()
    };
    assert_eq!((held("MAR"), held("PRT")), (vec!["none".into()], vec!["full".into()]));
    let text = page(&bench, &["relation", "PRT", "MAR"]);
    assert!(text.contains("Morocco's readout not held"), "{text}");
    assert!(!text.contains("Portugal's readout not held"), "{text}");
    let brief = page(&bench, &["brief", "PRT", "MAR"]);
    assert!(brief.contains("Morocco's own account: not held for 1 of 1 meeting"), "{brief}");
}

#[test]
fn one_side_only_is_said_where_both_were_read_in_full() {
    let bench = archive_of("only", &["lisbon-readout.txt", "rabat-readout.txt", "wire.txt"]);
    let meetings = ids(&bench.json(&["meetings"]), "E-");
    assert_eq!(meetings.len(), 1, "one meeting, three documents");
    let id = meetings.first().unwrap();
    let (meeting, text) = (bench.json(&["meeting", id]), page(&bench, &["meeting", id]));
    let of = |words: &str| {
        let found = list(&meeting, "points").iter().find(|p| p["label"].as_str().unwrap().contains(words));
        found.unwrap_or_else(|| panic!("no point on {words}: {text}"))
    };
    assert_eq!(of("fishing licences")["words"], "only per Portugal");
    assert_eq!(of("training")["words"], "only per Morocco");
    for shared in ["interconnection", "ferry"] {
        assert_eq!(of(shared)["may_say_only"], false, "{shared}: {:#}", of(shared));
    }
    assert!(text.contains("only per Portugal") && text.contains("only per Morocco"), "{text}");
    assert!(!text.contains("readout not held"), "{text}");
}

// "Nothing found since" when nothing has been read since.

/// The silence on the border post, as the ledger's JSON has it, and whether pages say "nothing found" or "nothing read".
fn silence_on_the_post(bench: &Bench, as_of: &[&str]) -> (u64, Option<String>, bool, bool) {
    let args = |args: &[&'static str]| [args, as_of].concat();
    let ledger = bench.json(&args(&["ledger", "GHA", "TGO"]));
    let post = thread(&ledger, "border post");
    let (mut found, mut read) = (false, false);
    for list in [&["ledger", "GHA", "TGO"][..], &["relation", "GHA", "TGO"]] {
        let text = page(bench, &args(list));
        let line = line(&ledger, &text, post);
        found |= line.contains("nothing found");
        read |= line.contains("nothing read since");
    }
    let silence = &post["silence"];
    (silence["reports"].as_u64().unwrap(), silence["newest"].as_str().map(str::to_owned), found, read)
}

#[test]
fn nothing_read_since_is_not_nothing_found_since() {
    let nothing_read = (0, None, false, true);
    let bench = archive_of("since", &["accra-talks.txt"]);
    assert_eq!(silence_on_the_post(&bench, &[]), nothing_read);
    // Neither an earlier text, nor a copy, nor other countries' matters, nor a text that nothing dates is a later report.
    for name in ["before.txt", "accra-copy.txt", "cotonou-elsewhere.txt", "undated-note.txt"] {
        add(&bench, "since", &[name]);
        assert_eq!(silence_on_the_post(&bench, &[]), nothing_read, "with {name}");
    }
    assert!(!page(&bench, &["brief", "GHA", "TGO"]).contains("nothing found in 1"));
    add(&bench, "since", &["lome-visit.txt"]);
    assert_eq!(silence_on_the_post(&bench, &[]), (1, Some("2025-09-17".to_owned()), true, false));
    assert_eq!(silence_on_the_post(&bench, &["--as-of", "2025-08"]), nothing_read);
}

#[test]
fn silence_is_counted_in_later_reports_on_these_sides() {
    let bench = archive_of("since", &["accra-talks.txt", "accra-copy.txt", "cotonou-elsewhere.txt", "lome-visit.txt"]);
    for (args, text) in pages(&bench, "GHA", "TGO") {
        for line in text.lines().filter(|line| line.contains("nothing found in ")) {
            let counted = line.contains("nothing found in 1 later report") || line.contains("these documents");
            assert!(counted, "{args:?}: {line}");
        }
    }
    let ledger = bench.json(&["ledger"]);
    assert_eq!(thread(&ledger, "oil pipeline")["silence"]["reports"], 0);
}
