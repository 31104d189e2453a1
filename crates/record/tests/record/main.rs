//! The record of small archives, written by hand; one file a part of the record.

// A test that finds nothing to look at is to fail.
#![allow(clippy::unwrap_used)]

#[path = "../support/mod.rs"]
mod support;

mod accounts;
mod chronology;
mod corrections;
mod engagements;
mod others;
mod people;
mod silence;
mod threads;

use servanda_model::{record::*, *};
use support::*;

const PAIR: [&str; 2] = ["Amina Wekesa/foreign-minister/KEN", "Kofi Darko/foreign-minister/GHA"];

fn published(record: &Record, name: &str) -> String {
    let document = record.documents.iter().find(|d| d.name == name).unwrap();
    document.published.as_ref().map_or_else(|| "-".into(), |d| d.interval().to_string())
}

fn note(record: &Record, name: &str) -> String {
    let document = record.documents.iter().find(|d| d.name == name).unwrap();
    document.published.as_ref().and_then(|d| d.note.clone()).unwrap_or_default()
}

fn planned(engagement: &mut EngagementFinding) {
    engagement.status = EngagementStatus::Planned;
}

fn ledger() -> Archive {
    let mut archive = Archive::default();
    archive
        .document("one")
        .dated("2018-06-10")
        .meets(&PAIR, Some(on("2018-06-09")), "June 9", |_| {})
        .asks("KEN", "GHA", "lift ban timber #timber-ban", "urged", "KEN", "urged Ghana to lift the timber ban")
        .commits(
            "KEN GHA",
            "",
            "hold dialogue strategic",
            Modality::Agreed,
            "narrator",
            "agreed to hold the strategic dialogue",
        )
        .commits("KEN GHA", "", "hold dialogue energy", Modality::Agreed, "narrator", "and an energy dialogue")
        .channel("KEN GHA", "hold dialogue strategic", MechanismState::Agreed, Some(on("2015")))
        .past(true)
        .meets(&PAIR, Some(on("2015-04")), "2015", |_| {});
    archive.document("two").dated("2019-01-20").commits_with(
        "GHA",
        "KEN",
        "lift ban timber #timber-ban",
        Modality::Agreed,
        "narrator",
        "agreed in December to lift it",
        |c| {
            c.when = Some(in_month(12));
        },
    );
    archive.document("three").dated("2019-02-20").asks(
        "KEN",
        "GHA",
        "resume shipment log #timber-ban",
        "pressed",
        "KEN",
        "pressed for shipments to resume",
    );
    archive
}
