//! How firm words are, and whose.

use serde_json::Value;

use crate::pages::{archive_of, codes, line, list, page, pages, thread, threads};

// A headline's firmness given to the body.

#[test]
fn a_headline_lends_its_firmness_to_nothing() {
    let bench = archive_of("headline", &[]);
    let ledger = bench.json(&["ledger"]);
    let text = page(&bench, &["ledger"]);
    let hoped = thread(&ledger, "data cable with Iceland");
    assert_eq!((&hoped["stage"], &hoped["firmness"]["modality"]), (&"intended".into(), &"intended".into()));
    assert_eq!(codes(&hoped["by"]), ["IRL"], "the headline has both, the body Ireland");
    let row = line(&ledger, &text, hoped);
    assert!(row.contains("intended (C2)") && !row.contains("agreed"), "{row}");
    for thread in threads(&ledger) {
        let in_body = list(thread, "events").iter().any(|e| e["outside_body"] == false);
        if in_body {
            continue;
        }
        assert_eq!(thread["firmness"], Value::Null, "{thread:#}");
        let row = line(&ledger, &text, thread);
        assert!(row.contains("in a headline or caption, not in the body") && !row.contains("agreed"), "{row}");
    }
    for page in [page(&bench, &["relation", "IRL", "ISL"]), page(&bench, &["brief", "IRL", "ISL"])] {
        let claims = page.lines().filter(|line| line.contains("agreed") && !line.contains("hedged \"consider\""));
        assert_eq!(claims.collect::<Vec<_>>(), Vec::<&str>::new(), "no body says that anything was agreed");
    }
}

#[test]
fn an_export_gives_a_headline_no_strength() {
    let bench = archive_of("headline", &[]);
    let export = bench.json(&["export"]);
    let ledger = bench.json(&["ledger"]);
    for thread in list(&export, "threads") {
        let shown = threads(&ledger).into_iter().find(|t| t["id"] == thread["id"]).unwrap();
        let in_body = list(shown, "events").iter().any(|e| e["outside_body"] == false);
        assert!(in_body || thread["strength"].is_null(), "{thread:#}");
    }
}

// A narrator's "agreed" shown as a side's.

#[test]
fn a_narrators_agreed_is_nobodys() {
    let bench = archive_of("narrator", &["unsourced.txt"]);
    let ledger = bench.json(&["ledger"]);
    assert_eq!(list(&ledger, "deliverables").len(), 2, "{ledger:#}");
    for thread in threads(&ledger) {
        assert_eq!(thread["firmness"]["voiced"]["voice"], "narrator", "{thread:#}");
        for event in list(thread, "events") {
            assert_eq!(event["voiced"]["words"], "unattributed", "{event:#}");
        }
    }
    for (args, text) in pages(&bench, "IDN", "MYS") {
        assert!(!text.contains("per Indonesia") && !text.contains("per Malaysia"), "{args:?}: {text}");
        assert!(!text.contains("both sides"), "{args:?}: {text}");
    }
    let relation = page(&bench, &["relation", "IDN", "MYS"]);
    assert!(relation.contains("Indonesia's readout not held; Malaysia's readout not held"), "{relation}");
}

#[test]
fn an_agreed_is_that_of_the_account_that_has_it() {
    let bench = archive_of("narrator", &[]);
    let ledger = bench.json(&["ledger"]);
    let text = page(&bench, &["ledger"]);
    let cases = [
        ("joint patrol", "unattributed"),
        ("border committee", "unattributed"),
        ("port fees", "per Malaysia"),
        ("tugboats", "per Malaysia"),
        ("palm oil council", "per Malaysia"),
        ("consulate", "per both sides"),
    ];
    for (object, voice) in cases {
        let thread = thread(&ledger, object);
        assert_eq!(thread["firmness"]["voiced"]["words"], voice, "{object}");
        let row = line(&ledger, &text, thread);
        let state = row.split("agreed").nth(1).unwrap();
        assert!(state.contains(voice), "{row}");
        assert!(voice == "per Indonesia" || !state.contains("per Indonesia"), "{row}");
    }
}
