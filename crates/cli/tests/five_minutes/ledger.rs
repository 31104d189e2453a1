//! What is to be done, and by whom.

use serde_json::Value;

use crate::pages::{archive_of, codes, line, list, page, thread, threads};

// Formulas mixed with deliverables.

#[test]
fn formulas_stand_apart_from_deliverables() {
    let bench = archive_of("formulas", &[]);
    let ledger = bench.json(&["ledger"]);
    let is_formula = |t: &Value| t.to_string().contains("partnership");
    let formulas = list(&ledger, "formulas");
    assert!(!formulas.is_empty() && formulas.iter().all(is_formula), "{formulas:#?}");
    let deliverables = list(&ledger, "deliverables");
    for wanted in ["eggs", "rail commission", "teachers"] {
        let found: Vec<&Value> =
            deliverables.iter().filter(|t| t["object"].as_str().unwrap().contains(wanted)).collect();
        assert_eq!(found.len(), 1, "{wanted}: {found:#?}");
    }
    assert!(!deliverables.iter().chain(list(&ledger, "asks")).any(is_formula), "{deliverables:#?}");
    let relation = bench.json(&["relation", "POL", "LTU"]);
    for key in ["open", "asked", "closed"] {
        assert!(!list(&relation, key).iter().any(is_formula), "{key}: {relation:#}");
    }
    let brief = bench.json(&["brief", "POL", "LTU"]);
    for key in ["they_raise", "we_raise", "they_owe", "we_owe", "both_owe"] {
        assert!(!list(&brief, key).iter().any(is_formula), "{key}: {brief:#}");
    }
    let text = page(&bench, &["ledger"]);
    let (before, after) = text.split_once("\nFormulas\n").unwrap_or_else(|| panic!("no formulas: {text}"));
    assert!(!before.contains("partnership") && after.contains("partnership") && !after.contains("eggs"), "{text}");
}

// A ledger without who must act.

#[test]
fn the_ledger_says_who_must_act() {
    let bench = archive_of("formulas", &[]);
    let ledger = bench.json(&["ledger"]);
    let text = page(&bench, &["ledger"]);
    for thread in threads(&ledger) {
        let row = line(&ledger, &text, thread);
        let by = list(thread, "by");
        let named = by.iter().all(|side| row.contains(side["name"].as_str().unwrap()));
        let said = if by.is_empty() { row.contains("who must act is not said") } else { named && row.contains(" to ") };
        assert!(said, "{row}");
    }
    for (object, by) in [
        ("eggs", &["POL"][..]),
        ("rail commission", &["LTU", "POL"]),
        ("teachers", &["LTU"]),
        ("graves", &["LTU"]),
        ("bridge at Kalvarija", &["LTU", "POL"]),
    ] {
        assert_eq!(codes(&thread(&ledger, object)["by"]), by, "{object}");
    }
}

#[test]
fn both_sides_of_a_readout_must_act_on_what_they_agreed() {
    for (matter, document, object, sides) in [
        ("only", "lisbon-readout.txt", "interconnection", ["MAR", "PRT"]),
        ("only", "rabat-readout.txt", "interconnection", ["MAR", "PRT"]),
        ("private", "fiji-readout.txt", "consular", ["FJI", "NZL"]),
        ("narrator", "malaysia-readout.txt", "palm oil", ["IDN", "MYS"]),
    ] {
        let ledger = archive_of(matter, &[document]).json(&["ledger"]);
        let mut by = codes(&thread(&ledger, object)["by"]);
        by.sort_unstable();
        assert_eq!(by, sides, "{document}");
    }
}

#[test]
fn what_one_side_owes_the_other_is_on_their_page() {
    let bench = archive_of("formulas", &[]);
    let relation = bench.json(&["relation", "POL", "LTU"]);
    let on_page = |keys: &[&str], words: &str| {
        keys.iter().flat_map(|key| list(&relation, key)).any(|t| t["object"].as_str().unwrap().contains(words))
    };
    assert!(on_page(&["closed"], "eggs"), "Poland lifted its ban on Lithuanian eggs: {relation:#}");
    assert!(on_page(&["open"], "teachers"), "Lithuania will send teachers to Polish schools: {relation:#}");
    assert!(on_page(&["open"], "bridge"), "Poland says that Lithuania agreed to pay: {relation:#}");
    let brief = bench.json(&["brief", "LTU", "POL"]);
    assert!(list(&brief, "they_owe").len() >= 2, "{brief:#}");
}

#[test]
fn an_aside_does_not_change_who_must_act() {
    let ledger = archive_of("marks", &["dodoma-readout.md"]).json(&["ledger"]);
    assert_eq!(codes(&thread(&ledger, "levy")["by"]), ["KEN"], "Kenya, the Minister noted, had agreed");
}
