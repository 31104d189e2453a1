//! Who held which office on the day, and who is no actor.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    common::Bench,
    pages::{archive_of, codes, ids, line, list, page, threads, words_of},
};

// A person in an office that he did not hold that day.

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

// A private person listed as an actor.

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
