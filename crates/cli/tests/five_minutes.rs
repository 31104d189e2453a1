//! What would lose a professional's trust in five minutes, each fault as a test through the program, and the archives
//! at the edges: empty, of one side alone, without a date, and where everything is disputed.
//!
//! The texts are in `tests/five_minutes`, one folder a matter. Pages are printed so wide that a row stands on one line.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

mod common;

use std::{collections::BTreeSet, fs, path::PathBuf};

use common::Bench;
use serde_json::Value;
use servanda_publish::ids::short_id;

const WIDE: &str = "4000";
const EMPTY: &str = "No documents yet. Add some with: servanda read PATH\n";

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/five_minutes").join(name)
}

/// An archive of these texts of a folder; of all of them where none is named.
fn archive_of(matter: &str, names: &[&str]) -> Bench {
    let bench = Bench::bare();
    add(&bench, matter, names);
    bench
}

fn add(bench: &Bench, matter: &str, names: &[&str]) {
    let folder = folder(matter);
    let named: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let paths = if named.is_empty() { vec![folder] } else { named };
    let paths: Vec<&str> = paths.iter().filter_map(|path| path.to_str()).collect();
    bench.run(&[&["read"], paths.as_slice()].concat()).assert().success();
}

/// A page, a row to a line.
fn page(bench: &Bench, args: &[&str]) -> String {
    bench.text(&[args, &["--width", WIDE]].concat())
}

/// Every page on two sides with what was asked for: lists, the brief both ways, each meeting, and what some threads and
/// positions rest on.
fn pages(bench: &Bench, one: &str, other: &str) -> Vec<(Vec<String>, String)> {
    let own = |args: &[&str]| args.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>();
    let lists = ["meetings", "ledger", "positions", "mechanisms", "actors", "agenda"];
    let mut asked: Vec<Vec<String>> = lists.iter().map(|list| own(&[list])).collect();
    asked.extend([own(&["relation", one, other]), own(&["brief", one, other]), own(&["brief", other, one])]);
    asked.extend(ids(&bench.json(&["meetings"]), "E-").iter().map(|id| own(&["meeting", id])));
    for list in ["ledger", "positions"] {
        let entries = ids(&bench.json(&[list]), if list == "ledger" { "T-" } else { "P-" });
        asked.extend(entries.iter().take(2).flat_map(|id| [own(&["explain", id]), own(&["cite", id])]));
    }
    let print = |args: Vec<String>| {
        let text = page(bench, &args.iter().map(String::as_str).collect::<Vec<_>>());
        (args, text)
    };
    asked.into_iter().map(print).collect()
}

/// The ids with this beginning that stand under `id` in a view.
fn ids(view: &Value, beginning: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(view, &mut |key, value| {
        let id = value.as_str().filter(|id| key == "id" && id.starts_with(beginning));
        found.extend(id.map(str::to_owned));
    });
    found
}

/// Shows every value of a view with its key.
fn walk<'v>(value: &'v Value, see: &mut impl FnMut(&str, &'v Value)) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                see(key, value);
                walk(value, see);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
        _ => {}
    }
}

fn list<'v>(view: &'v Value, key: &str) -> &'v [Value] {
    view[key].as_array().map_or(&[], Vec::as_slice)
}

/// All threads of a ledger.
fn threads(ledger: &Value) -> Vec<&Value> {
    ["deliverables", "asks", "formulas"].iter().flat_map(|key| list(ledger, key)).collect()
}

/// The one thread whose object has these words.
fn thread<'v>(ledger: &'v Value, words: &str) -> &'v Value {
    let found: Vec<&Value> =
        threads(ledger).into_iter().filter(|t| t["object"].as_str().unwrap().contains(words)).collect();
    assert_eq!(found.len(), 1, "threads on {words:?}: {found:#?}");
    found[0]
}

/// The line of a page that ends with the entry's short id.
fn line<'t>(view: &Value, text: &'t str, entry: &Value) -> &'t str {
    let digits = usize::try_from(view["header"]["id_digits"].as_u64().unwrap()).unwrap();
    let id = format!("[{}]", short_id(entry["id"].as_str().unwrap(), digits));
    text.lines().find(|line| line.ends_with(&id)).unwrap_or_else(|| panic!("no {id} in\n{text}"))
}

fn codes(sides: &Value) -> Vec<&str> {
    let codes = sides.as_array().unwrap().iter();
    codes.map(|side| side["code"].as_str().or(side.as_str()).unwrap()).collect()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Words that claim that an account leaves something out.
fn claims_of_silence(text: &str) -> Vec<&str> {
    const CLAIMS: [&str; 6] = ["only", "alone", "omits", "omitted", "silent", "leaves"];
    words_of(text).filter(|word| CLAIMS.contains(&word.to_lowercase().as_str())).collect()
}

// 1. "Only Japan says" when China's readout was never read.

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

// 2. "Nothing found since" when nothing has been read since.

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

// 3. A headline's firmness given to the body.

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

// 4. A narrator's "agreed" shown as a side's.

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

// 5. A person in an office that he did not hold that day.

/// The participants of the meeting on this day, as JSON, and the line that lists it.
fn meeting_on(bench: &Bench, day: &str) -> (Vec<Value>, String) {
    let view = bench.json(&["meetings"]);
    let all: Vec<Value> = ["held", "planned", "meetings"].iter().flat_map(|key| list(&view, key).to_vec()).collect();
    let of_day = |m: &&Value| list(m, "when").iter().any(|w| w["date"]["from"] == day && w["date"]["to"] == day);
    let found: Vec<&Value> = all.iter().filter(of_day).collect();
    assert_eq!(found.len(), 1, "meetings on {day}: {found:#?}");
    let text = page(bench, &["meetings"]);
    (list(found[0], "participants").to_vec(), line(&view, &text, found[0]).to_owned())
}

fn names(people: &[Value]) -> BTreeSet<&str> {
    people.iter().filter_map(|p| p["name"].as_str()).collect()
}

#[test]
fn an_office_is_bound_to_its_holder_of_the_day() {
    let bench = archive_of("tenures", &["montevideo-2024.txt", "montevideo-2025.txt"]);
    let (people, row) = meeting_on(&bench, "2025-05-14");
    assert_eq!(names(&people), BTreeSet::from(["José Manuel Albares", "Mario Lubetkin"]), "{row}");
    assert!(!row.contains("Paganini"), "{row}");
    let (people, row) = meeting_on(&bench, "2024-11-13");
    assert_eq!(names(&people), BTreeSet::from(["José Manuel Albares", "Omar Paganini"]), "{row}");
    let who = page(&bench, &["who", "foreign minister of Uruguay", "--on", "2024-11-13"]);
    assert!(who.contains("Paganini") && !who.contains("Lubetkin"), "{who}");
}

#[test]
fn a_title_on_one_day_is_no_office_for_ever() {
    let bench = archive_of("tenures", &["montevideo-2024.txt", "laya-looks-back.txt"]);
    let asked = ["who", "foreign minister of Uruguay", "--on", "2025-05-14"];
    let holders = bench.json(&asked);
    let people: BTreeSet<&str> = list(&holders, "holders").iter().filter_map(|h| h["person"].as_str()).collect();
    assert_eq!(people, BTreeSet::from(["Mario Lubetkin"]), "{}", page(&bench, &asked));
    let spain = page(&bench, &["who", "foreign minister of Spain", "--on", "2025-05-14"]);
    assert!(spain.contains("Albares") && !spain.contains("Laya"), "{spain}");
}

#[test]
fn a_then_minister_held_it_then() {
    let bench = archive_of("tenures", &["laya-looks-back.txt", "montevideo-2025.txt"]);
    let view = bench.json(&["meetings"]);
    let meetings = ["held", "planned", "meetings"].into_iter().flat_map(|key| list(&view, key));
    for meeting in meetings {
        let year = |w: &Value| w["date"]["to"].as_str().unwrap().starts_with("2021");
        let then = list(meeting, "when").iter().any(year);
        let people = names(list(meeting, "participants"));
        assert_eq!(people.contains("Arancha González Laya"), then, "{meeting:#}");
        assert_eq!(people.contains("José Manuel Albares"), !then, "{meeting:#}");
    }
}

#[test]
fn a_former_minister_has_no_office_today() {
    let bench = archive_of("tenures", &["laya-looks-back.txt"]);
    let (people, row) = meeting_on(&bench, "2025-05-15");
    let former = people.iter().find(|p| p["name"] == "Omar Paganini").unwrap_or_else(|| panic!("{row}"));
    let office = former["office"].as_str().unwrap_or_default();
    assert!(office.is_empty() || office.to_lowercase().contains("former"), "{former:#}");
}

#[test]
fn who_left_office_took_no_part_in_what_the_successor_did() {
    let bench = archive_of("tenures", &["successor.txt"]);
    let (people, row) = meeting_on(&bench, "2023-10-18");
    assert_eq!(names(&people), BTreeSet::from(["Espen Barth Eide", "Francisco Bustillo"]), "{row}");
    for statement in list(&bench.json(&["export"]), "statements") {
        assert_ne!(statement["speaker"]["name"], "Anniken Huitfeldt", "her successor speaks: {statement:#}");
    }
}

#[test]
fn a_texts_new_minister_ends_the_open_term_of_a_table() {
    let bench = archive_of("tenures", &["new-holder.txt", "new-holder-abroad.txt"]);
    let (people, row) = meeting_on(&bench, "2025-12-11");
    assert!(!names(&people).contains("Mario Lubetkin"), "{row}");
    assert!(people.iter().any(|p| p["side"]["code"] == "URY"), "{row}");
}

#[test]
fn an_office_without_a_date_is_nobodys() {
    let bench = archive_of("tenures", &["undated.txt", "successor.txt", "montevideo-2025.txt"]);
    let view = bench.json(&["meetings"]);
    let meetings = ["held", "planned", "meetings"].into_iter().flat_map(|key| list(&view, key));
    let undated: Vec<&Value> = meetings.filter(|m| list(m, "when").is_empty()).collect();
    assert_eq!(undated.len(), 1);
    assert_eq!(names(list(undated[0], "participants")), BTreeSet::new(), "{:#}", undated[0]);
}

// 6. A private person listed as an actor.

const PRIVATE: [&str; 6] = ["Strachan", "Callum", "Fiona", "Nand", "Tuilagi", "Lowe"];

#[test]
fn private_persons_are_no_actors() {
    let bench = archive_of("private", &[]);
    let is_private = |name: &str| words_of(name).any(|word| PRIVATE.contains(&word));
    let export = bench.json(&["export"]);
    let actors = list(&export, "actors").iter().filter_map(|a| a["name"].as_str());
    let actors: BTreeSet<&str> = actors.collect();
    assert!(actors.contains("Moana Redfern") && actors.contains("Ratu Semi Vakalala"), "{actors:?}");
    assert!(!actors.iter().any(|name| is_private(name)), "{actors:?}");
    for engagement in list(&export, "engagements") {
        let people = names(list(engagement, "participants"));
        assert!(!people.iter().any(|name| is_private(name)), "{people:?}");
    }
    for statement in list(&export, "statements") {
        let speaker = &statement["speaker"];
        let private = speaker["name"].as_str().is_some_and(is_private);
        assert!(!private || speaker["side"].is_null() && speaker["actor"].is_null(), "{speaker:#}");
    }
    let text = page(&bench, &["actors"]);
    assert!(!is_private(&text), "{text}");
    for name in ["Callum Strachan", "Fiona Strachan", "Priya Nand", "Jone Tuilagi", "Hester Lowe"] {
        let who = bench.json(&["who", name]);
        assert_eq!(list(&who, "holders").len(), 0, "{who:#}");
    }
}

#[test]
fn private_persons_speak_for_no_side() {
    let bench = archive_of("private", &[]);
    for id in ids(&bench.json(&["meetings"]), "E-") {
        let meeting = bench.json(&["meeting", &id]);
        for account in list(&meeting, "accounts") {
            for statement in list(account, "statements") {
                let speaker = statement["speaker"]["name"].as_str().unwrap_or_default();
                assert!(!words_of(speaker).any(|word| PRIVATE.contains(&word)), "{statement:#}");
            }
        }
    }
    for thread in threads(&bench.json(&["ledger"])) {
        assert!(codes(&thread["by"]).iter().all(|code| ["FJI", "NZL"].contains(code)), "{thread:#}");
    }
}

// 7. Formulas mixed with deliverables.

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

// 8. A ledger without who must act.

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

// 9. Quotation marks around words that do not stand in the document in that order.

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of a folder by name, white space made one.
fn texts(matter: &str) -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = fs::read_dir(folder(matter))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, one_line(&fs::read_to_string(path).unwrap()))
        })
        .collect();
    texts.sort();
    texts
}

/// Whether whole words of the text are these.
fn stands_in(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back().filter(|_| words.starts_with(char::is_alphanumeric));
        let after = text[at + words.len()..].chars().next().filter(|_| words.ends_with(char::is_alphanumeric));
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// What stands between straight quotation marks (the texts themselves have none), each with what follows it.
fn marked(line: &str) -> Vec<(String, &str)> {
    let parts: Vec<&str> = line.split('"').collect();
    assert!(parts.len() % 2 == 1, "a mark without its fellow: {line}");
    parts[1..].chunks_exact(2).map(|pair| (one_line(pair[0]), pair[1])).collect()
}

/// Holds every marked passage of a line against the texts; against the one text, where its name follows in brackets.
fn check_marks(line: &str, texts: &[(String, String)]) -> usize {
    let passages = marked(line);
    for (words, after) in &passages {
        let named = after.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(name, _)| name);
        let meant = |name: &str| texts.iter().any(|(own, _)| own == name);
        let named = named.filter(|name| meant(name));
        let mut texts = texts.iter().filter(|(name, _)| named.is_none_or(|named| named == name));
        assert!(texts.any(|(_, text)| stands_in(text, words)), "{words:?} stands in no text: {line}");
    }
    passages.len()
}

const QUOTED: [(&str, [&str; 2]); 3] =
    [("marks", ["KEN", "TZA"]), ("formulas", ["POL", "LTU"]), ("only", ["PRT", "MAR"])];

#[test]
fn what_stands_between_marks_stands_in_a_document() {
    for (matter, [one, other]) in QUOTED {
        let (bench, texts) = (archive_of(matter, &[]), texts(matter));
        let mut pages = pages(&bench, one, other);
        let compared: Vec<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
        for pair in compared.windows(2) {
            let args = ["compare", pair[0], pair[1]];
            pages.push((args.map(str::to_owned).to_vec(), page(&bench, &args)));
        }
        let mut passages = 0;
        for (args, text) in &pages {
            for line in text.lines() {
                passages += check_marks(line, &texts);
            }
            // Wrapped lines have the same words between their marks; labels beside them are no part of these pages.
            if ["brief", "compare"].contains(&args[0].as_str()) {
                let args: Vec<&str> = args.iter().map(String::as_str).chain(["--width", "40"]).collect();
                check_marks(&one_line(&bench.text(&args)), &texts);
            }
        }
        assert!(passages > 40, "{matter}: {passages} passages");
    }
}

#[test]
fn what_json_quotes_stands_there() {
    for (matter, [one, other]) in QUOTED {
        let (bench, texts) = (archive_of(matter, &[]), texts(matter));
        let stored: Vec<(String, Vec<char>)> = texts
            .iter()
            .map(|(name, _)| (name.clone(), fs::read_to_string(folder(matter).join(name)).unwrap().chars().collect()))
            .collect();
        let documents = bench.json(&["documents"]);
        let text_of = |doc: &str| {
            let name = list(&documents, "documents").iter().find(|d| d["id"] == doc).unwrap()["name"].clone();
            &stored.iter().find(|(own, _)| name == own.as_str()).unwrap().1
        };
        let meetings = ids(&bench.json(&["meetings"]), "E-");
        let mut asked = vec![vec!["relation", one, other], vec!["ledger"], vec!["brief", one, other]];
        asked.extend(meetings.iter().map(|id| vec!["meeting", id]));
        for args in asked {
            walk(&bench.json(&args), &mut |key, value| {
                if let Some(items) = value.as_array() {
                    for item in items.iter().filter(|item| item["quote"].is_string() && item["doc"].is_string()) {
                        check_place(text_of(item["doc"].as_str().unwrap()), item, item["quote"].as_str().unwrap());
                    }
                }
                if let Some(words) = value.as_str().filter(|_| ["words", "text"].contains(&key)) {
                    check_marks(words, &texts);
                }
            });
        }
    }
}

/// Whether the quote is what stands in the text from `start` to `end`.
fn check_place(text: &[char], value: &Value, quote: &str) {
    let place = |key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
    let there: String = text[place("start")..place("end")].iter().collect();
    assert_eq!(there, quote);
}

#[test]
fn marks_inside_a_quote_have_their_fellows() {
    let bench = archive_of("marks", &[]);
    for (args, text) in pages(&bench, "KEN", "TZA") {
        for line in text.lines() {
            for (words, _) in marked(line) {
                assert_eq!(words.matches('“').count(), words.matches('”').count(), "{args:?}: {words}");
            }
        }
    }
}

#[test]
fn a_quoted_we_is_the_speakers_side() {
    let bench = archive_of("marks", &["dodoma-wire.txt"]);
    let brief = bench.json(&["brief", "KEN", "TZA"]);
    for line in list(&brief, "they_raise") {
        assert!(!line.to_string().contains("deeds"), "Tanzania's minister said “we”, not Kenya: {line:#}");
    }
}

// 10. The archives at the edges.

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
