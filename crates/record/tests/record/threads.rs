//! Promises and asks through time: what is one thread, what fulfils it, what is due.

use servanda_model::{record::*, *};

use crate::{PAIR, ledger, planned, support::*};

#[test]
fn a_thread_runs_from_the_ask_to_the_deed() {
    let mut archive = ledger();
    let record = archive.record();
    assert_eq!(record.threads.len(), 3, "two dialogues never merge");
    let thread = |record: &Record, issue: &str| {
        record.threads.iter().find(|t| t.issue.as_deref() == Some(issue)).unwrap().clone()
    };
    let ban = thread(&record, "timber-ban");
    assert_eq!(ban.opened_as, OpenedAs::Ask);
    assert_eq!(ban.stage, Stage::Agreed, "pressing for it changes nothing");
    assert_eq!(ban.by, sides("GHA"));
    let kinds: Vec<_> = ban.events.iter().map(|e| e.event).collect();
    assert_eq!(kinds, [EventKind::Asked, EventKind::Agreed, EventKind::Asked]);
    assert_eq!(ban.events[1].date.as_ref().unwrap().interval().to_string(), "2018-12");
    assert_eq!(ban.silence.as_ref().unwrap().reports(), 0);
    archive.document("four").dated("2019-05-02").does(
        "GHA",
        "lift ban timber #timber-ban",
        Some(on("2019-05-01")),
        "GHA",
        "lifted the ban",
    );
    let ban = thread(&archive.record(), "timber-ban");
    assert_eq!(ban.stage, Stage::Fulfilled);
    assert_eq!(ban.events.last().unwrap().voice, Voice::Side(Side::new("GHA")), "lifted, per Ghana");
    assert!(ban.silence.is_none());
}

#[test]
fn an_earlier_session_never_fulfils_and_a_later_one_does() {
    let mut archive = ledger();
    let strategic = |record: &Record| record.threads.iter().find(|t| t.object.contains("strategic")).unwrap().clone();
    let record = archive.record();
    assert_eq!(strategic(&record).stage, Stage::Agreed);
    assert_eq!(strategic(&record).silence.unwrap().reports(), 2);
    let mechanism = &record.mechanisms[0];
    assert_eq!(mechanism.last_held[0].value.interval().to_string(), "2015");
    archive.document("session").dated("2019-09-02").meets(&PAIR, Some(on("2019-09-01")), "strategic dialogue", |_| {});
    let session = archive.findings.last_mut().unwrap();
    session.proposition.head = "dialogue".into();
    session.proposition.modifiers = vec!["strategic".into()];
    let record = archive.record();
    assert_eq!(strategic(&record).stage, Stage::Fulfilled);
    assert_eq!(record.mechanisms[0].last_held.len(), 2);
}

/// A preview whose promise stands in the words that announce the meeting, and a readout of the day.
fn announced() -> Archive {
    let mut archive = Archive::default();
    archive
        .document("preview")
        .dated("2018-06-08")
        .meets(&PAIR, Some(weekday(Weekday::Sunday, Direction::Future)), "will meet on Sunday", planned)
        .commits("KEN", "GHA", "meet darko", Modality::Agreed, "narrator", "will meet on Sunday");
    // Both hang on one word of one sentence.
    let meeting = archive.findings[0].evidence.clone();
    archive.findings[1].evidence = meeting;
    archive
}

#[test]
fn an_announced_meeting_that_was_held_is_a_promise_kept() {
    let mut archive = announced();
    let thread = &archive.record().threads[0];
    assert_eq!(thread.events[0].date.as_ref().unwrap().interval().to_string(), "2018-06-08");
    assert!(!stage_is_end(thread.stage));
    archive.document("readout").dated("2018-06-10").issued_by("GHA").meets(
        &PAIR,
        Some(relative(TimeUnit::Day, 0, Direction::Either)),
        "met today",
        |_| {},
    );
    let record = archive.record();
    let thread = &record.threads[0];
    assert_eq!(thread.stage, Stage::Fulfilled);
    let done = thread.events.iter().find(|e| e.event == EventKind::Done).unwrap();
    assert_eq!(done.date.as_ref().unwrap().interval().to_string(), "2018-06-10");
    assert_eq!(done.voice, Voice::Side(Side::new("GHA")));
}

fn stage_is_end(stage: Stage) -> bool {
    matches!(stage, Stage::Fulfilled | Stage::DueDatePassed)
}

#[test]
fn a_headline_lends_its_firmness_to_nothing() {
    let mut archive = Archive::default();
    archive
        .document("story")
        .dated("2018-06-10")
        .at(Place::Headline)
        .commits("GHA", "", "hold talk energy", Modality::Agreed, "narrator", "Kenya, Ghana agree energy talks")
        .at(Place::Body)
        .meets(&PAIR, Some(on("2018-06-09")), "June 9", |_| {})
        .commits("KEN GHA", "", "hold talk energy", Modality::Intended, "KEN", "hope to hold energy talks");
    let record = archive.record();
    let [thread] = &record.threads[..] else { panic!("{:?}", record.threads) };
    assert_eq!((thread.stage, thread.strength), (Stage::Intended, Some(Strength::C2)));
    assert_eq!(thread.members.len(), 2, "but its id leads here");
    assert_eq!(record.engagements[0].points.len(), 1);
}

#[test]
fn sessions_of_one_channel_that_were_due_years_apart_are_two() {
    let threads = |years: [(&str, &str); 2]| {
        let mut archive = Archive::default();
        for (written, due) in years {
            let due = Due::Stated { text: "within the year".into(), when: Some(on(due)) };
            archive.document(written).dated(written).commits_with(
                "KEN GHA",
                "",
                "hold committee trade",
                Modality::Agreed,
                "joint",
                "agreed to hold the trade committee within the year",
                |c| c.due = Some(due),
            );
        }
        archive.record().threads.len()
    };
    assert_eq!(threads([("2012-03-10", "2012"), ("2018-05-24", "2018")]), 2);
    assert_eq!(threads([("2017-03-10", "2017"), ("2018-05-24", "2018")]), 1, "put off by a year");
}

#[test]
fn what_one_side_promises_in_a_text_about_two_is_of_both() {
    let agreed = |archive: &mut Archive, name, with, words| {
        archive.document(name).dated("2018-05-16").meets(&PAIR, Some(on("2018-05-15")), "met", |_| {}).commits(
            "GHA",
            with,
            "open corridor rail",
            Modality::Agreed,
            "narrator",
            words,
        );
    };
    let mut archive = Archive::default();
    agreed(&mut archive, "a", "KEN", "promised Kenya a rail corridor");
    agreed(&mut archive, "b", "", "promised a rail corridor");
    let record = archive.record();
    let [thread] = &record.threads[..] else { panic!("{:?}", record.threads) };
    assert_eq!(thread.members.len(), 2);
}

#[test]
fn what_is_due_lies_ahead() {
    let due = Due::Stated { text: "on 1 July".into(), when: Some(month_day(7, 1, Direction::Past)) };
    let mut archive = Archive::default();
    archive.document("one").dated("2018-05-24").commits_with(
        "KEN GHA",
        "",
        "sign accord fisheries",
        Modality::Agreed,
        "joint",
        "agreed to sign on 1 July",
        |c| c.due = Some(due),
    );
    let due = archive.record().threads[0].due.clone().unwrap();
    assert_eq!(due.from.unwrap().to_string(), "2018-07-01");
}

#[test]
fn a_stated_due_passes_by_the_day_of_the_record() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").commits_with(
        "KEN GHA",
        "",
        "sign accord fisheries",
        Modality::Agreed,
        "joint",
        "agreed to sign by July",
        |c| {
            c.due = Some(Due::Stated { text: "by July".into(), when: Some(on("2018-07")) });
        },
    );
    assert_eq!(archive.record().threads[0].stage, Stage::Agreed);
    archive.document("two").dated("2018-09-10").holds("KEN", "GHA", "have ties", "welcomed", Ladder::Support, "KEN");
    let record = archive.record();
    assert_eq!(record.threads[0].stage, Stage::DueDatePassed);
    assert_eq!(record.threads[0].silence.as_ref().unwrap().reports(), 1);
}

#[test]
fn no_due_passes_on_sides_of_which_nothing_was_read_since() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").commits_with(
        "KEN GHA",
        "",
        "sign accord fisheries",
        Modality::Agreed,
        "joint",
        "agreed to sign by July",
        |c| c.due = Some(Due::Stated { text: "by July".into(), when: Some(on("2018-07")) }),
    );
    archive.document("of others").dated("2019-09-10").holds(
        "FIN",
        "NOR",
        "have ties",
        "welcomed",
        Ladder::Support,
        "FIN",
    );
    assert_eq!(archive.record().threads[0].stage, Stage::Agreed);
    assert_eq!(archive.record_as_of(Some("2018-12-31")).threads[0].stage, Stage::DueDatePassed);
}
