//! The record's invariants, over random small archives.

// A test that finds nothing to look at is to fail.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::date};
use proptest::prelude::*;
use servanda_model::{record::*, *};
use support::*;

const PEOPLE: [&str; 5] = [
    "Amina Wekesa/foreign-minister/KEN",
    "Kofi Darko/foreign-minister/GHA",
    "Sade Bello/foreign-minister/NGA",
    "/foreign-minister/KEN",
    "Darko/foreign-minister/GHA",
];
const ACTS: [&str; 6] = [
    "hold dialogue strategic",
    "hold talk energy",
    "lift ban timber #timber-ban",
    "resume shipment log #timber-ban",
    "hold talk high-level",
    "promote tie beneficial mutual",
];
const SIDES: [(&str, &str); 4] = [("KEN", "GHA"), ("GHA", "KEN"), ("KEN GHA", ""), ("NGA", "")];
const VOICES: [&str; 4] = ["KEN", "GHA", "joint", "narrator"];

/// What a random finding is made of: numbers that pick from the lists above.
type Choice = (u8, [usize; 5], bool);

fn time(pick: usize) -> Option<TimeValue> {
    match pick % 7 {
        0 => None,
        1 => Some(weekday(Weekday::Monday, Direction::Past)),
        2 => Some(month_day(6, (pick % 20) as i8 + 1, Direction::Past)),
        3 => Some(on("2018-06-04")),
        4 => Some(in_month(6)),
        5 => Some(relative(TimeUnit::Month, 0, Direction::Future)),
        _ => Some(weekday(Weekday::Friday, Direction::Future)),
    }
}

fn write<'a>(writer: Writer<'a>, (kind, pick, past): &Choice, words: &str) -> Writer<'a> {
    let [a, b, c, time_pick, other] = *pick;
    let (by, with) = SIDES[a % SIDES.len()];
    let (act, voice) = (ACTS[b % ACTS.len()], VOICES[c % VOICES.len()]);
    let writer = writer.past(*past).at(if kind % 5 == 4 { Place::Headline } else { Place::Body });
    match kind % 7 {
        0 | 1 => writer.meets(&[PEOPLE[a % 5], PEOPLE[b % 5]], time(time_pick), words, |m| {
            m.status = [EngagementStatus::Held, EngagementStatus::Planned, EngagementStatus::Held][other % 3];
            m.level = [Some(Level::Ministers), None, Some(Level::Leaders)][c % 3];
        }),
        2 => {
            let modality = [Modality::Proposed, Modality::Intended, Modality::Agreed, Modality::Bound][time_pick % 4];
            writer.commits_with(by, with, act, modality, voice, words, |c| {
                c.when = if other % 3 == 0 { time(other) } else { None }
            })
        }
        3 => writer.asks(by, with, act, "urged", voice, words),
        4 => writer.holds(by, with, act, ["expressed concern", "protested"][time_pick % 2], Ladder::Objection, voice),
        5 => writer.does(by, act, time(time_pick), voice, words),
        _ => writer.channel(by, act, MechanismState::Active, time(time_pick)),
    }
}

/// A dated (mostly) document and its findings.
fn documents() -> impl Strategy<Value = Vec<(Option<u16>, Vec<Choice>)>> {
    let finding = (any::<u8>(), prop::array::uniform5(0usize..50), any::<bool>());
    let document = (prop::option::weighted(0.9, 0u16..60), prop::collection::vec(finding, 0..6));
    prop::collection::vec(document, 1..6)
}

fn archive(documents: &[(Option<u16>, Vec<Choice>)]) -> Archive {
    let mut archive = Archive::default();
    for (n, (day, findings)) in documents.iter().enumerate() {
        let mut writer = archive.document(&format!("doc-{n}"));
        if let Some(day) = day {
            writer = writer.dated(&date(2018, 6, 1).saturating_add(i64::from(*day).days()).to_string());
        }
        writer = writer.time(weekday(Weekday::Monday, Direction::Past), TimeRole::Report, "on Monday");
        for (m, finding) in findings.iter().enumerate() {
            writer = write(writer, finding, &format!("words {m} of {n}"));
        }
    }
    archive
}

fn json(record: &Record) -> String {
    serde_json::to_string(record).unwrap()
}

/// How many reports and accounts each meeting and thread rests on, without ids.
fn counts(record: &Record) -> (usize, Vec<String>, Vec<String>) {
    let account = |a: &Account| format!("{:?} {:?} {}", a.voice, a.held, a.reports.len());
    let mut meetings: Vec<String> = record
        .engagements
        .iter()
        .map(|e| format!("{} {:?}", e.reports.len(), e.accounts.iter().map(account).collect::<Vec<_>>()))
        .collect();
    let event = |e: &ThreadEvent| format!("{:?} {}", e.event, e.reports.len());
    let mut threads: Vec<String> = record
        .threads
        .iter()
        .map(|t| {
            let mut events: Vec<_> = t.events.iter().map(event).collect();
            events.sort();
            format!("{:?} {events:?} {:?}", t.stage, t.silence.as_ref().map(Silence::reports))
        })
        .collect();
    meetings.sort();
    threads.sort();
    (record.reports.len(), meetings, threads)
}

/// Every finding id that stands in some entry.
fn members(record: &Record) -> BTreeSet<FindingId> {
    let mut all = BTreeSet::new();
    all.extend(record.engagements.iter().flat_map(|e| e.members.clone()));
    all.extend(record.threads.iter().flat_map(|t| t.members.clone()));
    all.extend(record.positions.iter().flat_map(|p| p.members.clone()));
    all.extend(record.mechanisms.iter().flat_map(|m| m.members.clone()));
    all.extend(record.deeds.iter().flat_map(|d| d.members.clone()));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_input_does_not_matter(documents in documents(), turn in 0usize..40) {
        let archive = archive(&documents);
        let mut turned = archive.clone();
        turned.documents.reverse();
        let len = turned.findings.len().max(1);
        turned.findings.rotate_left(turn % len);
        turned.findings.reverse();
        prop_assert_eq!(json(&archive.record()), json(&turned.record()));
    }

    #[test]
    fn a_full_copy_corroborates_nothing(documents in documents(), which in 0usize..6, name in "[a-z]{6}") {
        let mut archive = archive(&documents);
        let before = counts(&archive.record());
        archive.copy(&format!("doc-{}", which % documents.len()), &name);
        let after = counts(&archive.record());
        prop_assert_eq!(before, after);
    }

    #[test]
    fn as_of_the_newest_day_is_no_as_of(documents in documents()) {
        let archive = archive(&documents);
        let record = archive.record();
        let newest = record.documents.iter().map(|d| d.published.as_ref().map_or(date(2026, 1, 15), |p| p.to)).max().unwrap();
        prop_assert_eq!(json(&record), json(&archive.record_as_of(Some(&newest.to_string()))));
    }

    #[test]
    fn as_of_shows_nothing_of_later_documents(documents in documents(), day in 0u16..60) {
        let archive = archive(&documents);
        let on = date(2018, 6, 1).saturating_add(i64::from(day).days());
        let record = archive.record_as_of(Some(&on.to_string()));
        for document in &record.documents {
            prop_assert!(document.published.as_ref().is_some_and(|p| p.to <= on));
        }
        let text = json(&record);
        for facts in &archive.documents {
            if !record.documents.iter().any(|d| d.id == facts.id) {
                prop_assert!(!text.contains(facts.id.as_str()));
            }
        }
    }

    #[test]
    fn every_finding_leads_to_one_entry_of_its_kind(documents in documents()) {
        let archive = archive(&documents);
        let record = archive.record();
        let found = members(&record);
        // A headline's meeting joins one of its body or none.
        let leads = |f: &&Finding| f.place == Place::Body || f.kind() != FindingKind::Engagement;
        for finding in archive.findings.iter().filter(leads) {
            prop_assert!(found.contains(&finding.id), "{:?}", finding.id);
        }
        let ids: Vec<_> = record.engagements.iter().map(|e| &e.id).chain(record.threads.iter().map(|t| &t.id)).collect();
        let distinct: BTreeSet<_> = ids.iter().collect();
        prop_assert_eq!(ids.len(), distinct.len());
        for entry in record.engagements.iter().flat_map(|e| &e.accounts) {
            prop_assert_eq!(entry.held == Holding::None, entry.evidence.is_empty());
        }
    }
}
