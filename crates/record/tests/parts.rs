//! The entries of some sides are the same from their parts as from the whole, on every day.

// A test that finds nothing to look at is to fail.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeSet;

use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;
use servanda_model::{record::*, *};
use servanda_record::{Entries, Input, Kept, Part, Shelf, Solved, build, build_parts, is_full_copy, shelve};
use servanda_world::World;
use support::*;

const PEOPLE: [&str; 8] = [
    "Amina Wekesa/foreign-minister/KEN",
    "Wekesa//KEN",
    "/foreign-minister/KEN",
    "Kofi Darko/foreign-minister/GHA",
    "Darko/foreign-minister/GHA",
    "Sade Bello/foreign-minister/NGA",
    "/foreign-minister/NGA",
    "Rosa Quispe/foreign-minister/PER",
];
const ACTS: [&str; 7] = [
    "hold dialogue strategic",
    "hold talk energy",
    "lift ban timber #timber-ban",
    "impose ban timber #timber-ban",
    "resume shipment log #timber-ban",
    "build road coastal",
    "promote tie beneficial mutual",
];
const SIDES: [(&str, &str); 6] =
    [("KEN", "GHA"), ("GHA", "KEN"), ("KEN GHA", ""), ("KEN GHA NGA", ""), ("GHA NGA", "PER KEN"), ("NGA", "")];
const VOICES: [&str; 4] = ["KEN", "GHA", "joint", "narrator"];

/// What a random finding is made of: numbers that pick from the lists above.
type Choice = (u8, [usize; 6], bool);

fn time(pick: usize) -> Option<TimeValue> {
    match pick % 6 {
        0 => None,
        1 => Some(weekday(Weekday::Monday, Direction::Past)),
        2 => Some(month_day(6, (pick % 20) as i8 + 1, Direction::Past)),
        3 => Some(on("2018-06-04")),
        4 => Some(in_month(6)),
        _ => Some(weekday(Weekday::Friday, Direction::Future)),
    }
}

fn write<'a>(writer: Writer<'a>, (kind, pick, past): &Choice, words: &str) -> Writer<'a> {
    let [a, b, c, time_pick, other, third] = *pick;
    let (by, with) = SIDES[a % SIDES.len()];
    let (act, voice) = (ACTS[b % ACTS.len()], VOICES[c % VOICES.len()]);
    let writer = writer.past(*past).at(if kind % 7 == 6 { Place::Headline } else { Place::Body });
    match kind % 8 {
        0..=2 => {
            let mut people = vec![PEOPLE[a % 8], PEOPLE[b % 8]];
            people.extend((third % 3 == 0).then_some(PEOPLE[third % 8]));
            writer.meets(&people, time(time_pick), words, |m| {
                m.status = [EngagementStatus::Held, EngagementStatus::Planned, EngagementStatus::Held][other % 3];
                m.level = [Some(Level::Ministers), None, Some(Level::Leaders)][c % 3];
            })
        }
        3 => {
            let modality = [Modality::Proposed, Modality::Intended, Modality::Agreed, Modality::Bound][time_pick % 4];
            writer.commits_with(by, with, act, modality, voice, words, |c| {
                c.when = if other % 3 == 0 { time(other) } else { None }
            })
        }
        4 => writer.asks(by, with, act, "urged", voice, words),
        5 => writer.holds(by, with, act, ["expressed concern", "protested"][time_pick % 2], Ladder::Objection, voice),
        6 => writer.does(by, act, time(time_pick), voice, words),
        _ => writer.channel(by, act, MechanismState::Active, time(time_pick)),
    }
}

/// Dated (mostly) documents with their findings, some of them told again by a copy.
fn documents() -> impl Strategy<Value = Vec<(Option<u16>, Vec<Choice>, bool)>> {
    let finding = (any::<u8>(), prop::array::uniform6(0usize..50), any::<bool>());
    let document =
        (prop::option::weighted(0.9, 0u16..60), prop::collection::vec(finding, 0..7), prop::bool::weighted(0.2));
    prop::collection::vec(document, 1..9)
}

fn archive(documents: &[(Option<u16>, Vec<Choice>, bool)]) -> Archive {
    let mut archive = Archive::default();
    for (n, (day, findings, _)) in documents.iter().enumerate() {
        let mut writer = archive.document(&format!("doc-{n}"));
        if let Some(day) = day {
            writer = writer.dated(&date(2018, 6, 1).saturating_add(i64::from(*day).days()).to_string());
        }
        writer = writer.time(weekday(Weekday::Monday, Direction::Past), TimeRole::Report, "on Monday");
        for (m, finding) in findings.iter().enumerate() {
            writer = write(writer, finding, &format!("words {m} of {n}"));
        }
    }
    for n in documents.iter().enumerate().filter(|(_, (.., copied))| *copied).map(|(n, _)| n) {
        archive.copy(&format!("doc-{n}"), &format!("copy of {n}"));
    }
    archive
}

fn input(archive: &Archive, as_of: Option<Date>) -> Input<'_> {
    Input {
        documents: &archive.documents,
        findings: &archive.findings,
        copies: &archive.copies,
        corrections: &archive.corrections,
        world: World::builtin(),
        as_of,
    }
}

/// The record of the parts that are of all these sides, from no more documents than they need.
fn of_parts(archive: &Archive, shelf: &Shelf, sides: &[Side], as_of: Option<Date>) -> Record {
    let of_all = |p: &&Part| p.of == Entries::All && sides.iter().all(|s| p.sides.contains(s));
    let mut parts: Vec<Part> = shelf.parts.iter().filter(of_all).cloned().collect();
    let issues: BTreeSet<String> = parts.iter().flat_map(|p| p.issues.clone()).collect();
    let deed =
        |p: &&Part| p.of != Entries::All && sides.iter().any(|s| p.sides.contains(s)) && !p.issues.is_disjoint(&issues);
    parts.extend(shelf.parts.iter().filter(deed).cloned());
    let all: BTreeSet<&DocId> = parts.iter().filter(|p| p.findings.is_empty()).flat_map(|p| &p.documents).collect();
    let some: BTreeSet<&FindingId> = parts.iter().flat_map(|p| &p.findings).collect();
    let needed: BTreeSet<&DocId> = parts.iter().flat_map(|part| &part.documents).collect();
    let mut near = needed.clone();
    for _ in 0..archive.copies.len() {
        for pair in archive.copies.iter().filter(|pair| is_full_copy(pair)) {
            if near.contains(&pair.a) || near.contains(&pair.b) {
                near.extend([&pair.a, &pair.b]);
            }
        }
    }
    let counts = |latest: Option<Date>| as_of.is_none_or(|day| latest.is_some_and(|last| last <= day));
    let dates: Vec<Solved> =
        shelf.dates.iter().filter(|d| near.contains(&d.doc) && counts(d.latest)).cloned().collect();
    let held = |doc: &DocId| dates.iter().any(|d| d.doc == *doc);
    let documents: Vec<_> = archive.documents.iter().filter(|d| held(&d.id)).cloned().collect();
    let is_needed = |f: &&Finding| held(&f.doc) && (all.contains(&f.doc) || some.contains(&f.id));
    let findings: Vec<_> = archive.findings.iter().filter(is_needed).cloned().collect();
    let part = Input { documents: &documents, findings: &findings, ..input(archive, as_of) };
    build_parts(&part, &Kept { parts: &parts, dates: &dates, notes: &shelf.notes })
}

/// What a record has on all of these sides, as text.
fn lines_on(record: &Record, sides: &[Side]) -> Vec<String> {
    let all = |some: &[Side]| sides.iter().all(|side| some.contains(side));
    let of = |lists: &[&[Side]]| all(&lists.concat());
    let acting = |t: &ThreadEntry| t.events.iter().filter_map(|e| e.side.clone()).collect::<Vec<_>>();
    let mut lines = Vec::new();
    lines.extend(record.engagements.iter().filter(|e| all(&e.sides)).map(|e| format!("{e:#?}")));
    lines.extend(record.threads.iter().filter(|t| of(&[&t.by, &t.with, &acting(t)])).map(|t| format!("{t:#?}")));
    lines.extend(record.positions.iter().filter(|p| of(&[&p.side, &p.toward])).map(|p| format!("{p:#?}")));
    let threads = record.threads.iter().filter(|t| of(&[&t.by, &t.with, &acting(t)])).filter_map(|t| t.issue.as_ref());
    let positions = record.positions.iter().filter(|p| of(&[&p.side, &p.toward])).filter_map(|p| p.topic.as_ref());
    let issues: BTreeSet<&String> = threads.chain(positions).collect();
    let on_issue = |d: &DeedEntry| d.issue.as_ref().is_some_and(|issue| issues.contains(issue));
    let between = |d: &&DeedEntry| all(&d.by) || on_issue(d) && d.by.iter().any(|side| sides.contains(side));
    lines.extend(record.deeds.iter().filter(between).map(|d| format!("{d:#?}")));
    let members = record.mechanisms.iter().filter(|m| all(&m.sides)).map(|m| format!("{} {:?}", m.id, m.members));
    lines.extend(members);
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_parts_of_a_relation_give_its_entries(documents in documents(), day in prop::option::of(0u16..60)) {
        let archive = archive(&documents);
        let as_of = day.map(|day| date(2018, 6, 1).saturating_add(i64::from(day).days()));
        let whole = build(&input(&archive, as_of));
        let shelf = shelve(&input(&archive, None)).unwrap();
        for pair in ["GHA KEN", "KEN NGA", "GHA NGA", "GHA PER", "KEN"] {
            let pair = sides(pair);
            let part = of_parts(&archive, &shelf, &pair, as_of);
            prop_assert_eq!(lines_on(&whole, &pair), lines_on(&part, &pair));
            let entry = |record: &Record, id: &DocId| record.documents.iter().find(|d| d.id == *id).cloned();
            prop_assert!(part.documents.len() <= whole.documents.len());
            for document in &part.documents {
                prop_assert_eq!(Some(document.clone()), entry(&whole, &document.id));
            }
        }
    }
}
