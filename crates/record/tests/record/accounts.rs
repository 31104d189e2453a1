//! What each side's account of a meeting says, and how it is held.

use servanda_model::{record::*, *};

use crate::{PAIR, support::*};

#[test]
fn an_account_that_was_never_read_is_shown_as_not_held() {
    let mut archive = Archive::default();
    archive
        .document("readout")
        .dated("2018-06-10")
        .issued_by("KEN")
        .meets(&PAIR, Some(on("2018-06-09")), "June 9", |_| {})
        .asks("KEN", "GHA", "lift ban timber", "urged", "KEN", "urged Ghana to lift its ban on timber");
    let record = archive.record();
    let meeting = &record.engagements[0];
    let held = |side: &str| meeting.accounts.iter().find(|a| a.side == Some(Side::new(side))).unwrap().held;
    assert_eq!((held("KEN"), held("GHA")), (Holding::Full, Holding::None));
    let point = &meeting.points[0];
    assert_eq!(point.verdict, Verdict::Only);
    assert!(!point.may_say_only(), "Ghana's own text was never read");
    archive
        .document("other readout")
        .dated("2018-06-10")
        .issued_by("GHA")
        .meets(&PAIR, Some(on("2018-06-09")), "June 9", |_| {})
        .says("Kofi Darko/foreign-minister/GHA", "ties are good");
    let record = archive.record();
    assert!(record.engagements[0].points[0].may_say_only());
    assert_eq!(record.statements[0].engagement.as_ref(), Some(&record.engagements[0].id));
}

#[test]
fn a_cut_copy_is_no_fresher_than_its_text_and_founds_nothing() {
    let story = |archive: &mut Archive, name: &str, when: Option<TimeValue>| {
        archive.document(name).dated("2018-06-10").meets(&PAIR, when, "met", |_| {}).asks(
            "KEN",
            "GHA",
            "lift ban timber",
            "urged",
            "KEN",
            "urged Ghana to lift its ban on timber",
        );
    };
    let mut archive = Archive::default();
    story(&mut archive, "story", Some(on("2018-01-20")));
    archive.document("other").dated("2018-01-21").meets(&PAIR, Some(on("2018-01-20")), "met in January", |_| {});
    let accounts = |archive: &Archive| {
        let record = archive.record();
        let [meeting] = &record.engagements[..] else { panic!("{:?}", record.engagements) };
        meeting.accounts.iter().map(|a| (a.voice.clone(), a.held)).collect::<Vec<_>>()
    };
    let before = accounts(&archive);
    story(&mut archive, "cut", None);
    archive.copies.push(pair(&DocId::of_bytes(b"story"), &DocId::of_bytes(b"cut")));
    assert_eq!(accounts(&archive), before);
}

#[test]
fn what_a_year_on_story_reports_was_not_said_at_the_meeting_that_it_recalls() {
    let tell =
        |day: &str| {
            let mut archive = Archive::default();
            archive
                .document("story")
                .dated(day)
                .meets(&PAIR, Some(on("2018-06-08")), "met on 8 June 2018", |_| {})
                .asks("KEN", "GHA", "lift ban timber", "urged", "KEN", "urged Ghana to lift the ban");
            let record = archive.record();
            record.engagements[0].accounts.iter().flat_map(|a| a.findings.clone()).count()
        };
    assert_eq!(tell("2018-06-09"), 2);
    assert_eq!(tell("2019-06-09"), 1);
}

#[test]
fn a_joint_text_is_one_account() {
    let verdict = |issuer: Option<&str>| {
        let mut archive = Archive::default();
        let mut text = archive.document("text").dated("2018-05-16");
        if let Some(side) = issuer {
            text = text.issued_by(side);
        }
        text.meets(&PAIR, Some(on("2018-05-15")), "met", |_| {}).commits(
            "KEN GHA",
            "",
            "open corridor rail",
            Modality::Agreed,
            "joint",
            "agreed on a rail corridor",
        );
        archive.record().engagements[0].points[0].verdict
    };
    assert_eq!(verdict(Some("KEN")), Verdict::Only);
    assert_eq!(verdict(None), Verdict::Both, "both are said to say so");
}

#[test]
fn who_was_not_there_promised_nothing_there() {
    let mut archive = Archive::default();
    archive
        .document("briefing")
        .dated("2018-05-16")
        .meets(&PAIR, Some(on("2018-05-15")), "met", |_| {})
        .commits("GHA TGO", "", "draft map road", Modality::Agreed, "GHA", "had agreed to draft a road map")
        .commits("GHA KEN", "", "open corridor rail", Modality::Agreed, "GHA", "agreed on a rail corridor");
    let record = archive.record();
    let points: Vec<_> = record.engagements[0].points.iter().map(|p| p.label.as_str()).collect();
    assert_eq!(points, ["corridor rail"]);
}
