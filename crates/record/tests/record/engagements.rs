//! Which findings are of one meeting, when it was, and whether it was held.

use servanda_model::{record::*, *};

use crate::{PAIR, planned, published, support::*};

#[test]
fn a_meeting_keeps_both_dates_of_its_sources() {
    let leaders = ["Ruto Odinga/president/KEN", "Ama Boateng/president/GHA"];
    let change = |e: &mut EngagementFinding| {
        e.level = Some(Level::Leaders);
        e.setting = Setting::Sidelines;
        e.place_side = Some(Side::new("RWA"));
    };
    let mut archive = Archive::default();
    archive
        .document("story")
        .dated("2018-06-10")
        .past(true)
        .meets(&leaders, Some(month_day(6, 4, Direction::Past)), "June 4", change)
        .at(Place::Caption)
        .meets(&leaders, Some(on("2018-06-03")), "June 3, 2018", change);
    archive.document("other").dated("2019-06-10").past(true).meets(&leaders, Some(on("2018-06")), "June 2018", change);
    archive.document("next").dated("2019-06-10").meets(&leaders, Some(on("2019-06-09")), "June 9", change);
    let record = archive.record();
    assert_eq!(record.engagements.len(), 2);
    let both = record.engagements.iter().find(|e| e.when.len() == 2).unwrap();
    assert_eq!(both.reports.len(), 2);
    assert!(both.points.iter().any(|p| p.verdict == Verdict::Conflict && p.label == "date"));
}

#[test]
fn a_day_beside_a_looser_time_is_that_of_the_meeting() {
    let mut archive = Archive::default();
    archive
        .document("story")
        .dated("2018-05-16")
        .meets(&PAIR, Some(relative(TimeUnit::Week, -1, Direction::Past)), "last week", |_| {})
        .time_beside(", on ", month_day(5, 8, Direction::Past), "May 8");
    let record = archive.record();
    assert_eq!(record.engagements[0].when[0].value.interval().to_string(), "2018-05-08");
}

#[test]
fn a_meeting_takes_no_time_that_is_not_its_own() {
    let by_june = TimeValue::Range { from: None, to: Some(Box::new(on("2018-06"))) };
    let mut archive = Archive::default();
    archive.document("one").dated("2018-03-10").meets(&PAIR, Some(by_june), "by the end of June", |_| {});
    assert_eq!(archive.record().engagements[0].when, []);
    let mut archive = Archive::default();
    archive.document("two").dated("2018-03-10").meets(
        &PAIR,
        Some(month_day(3, 26, Direction::Past)),
        "on 26 March",
        planned,
    );
    assert_eq!(archive.record().engagements[0].when[0].value.interval().to_string(), "2018-03-26");
}

#[test]
fn attendance_is_no_meeting_and_phone_talks_are_no_visit() {
    let mut archive = Archive::default();
    archive
        .document("story")
        .dated("2018-06-10")
        .meets(&PAIR, Some(on("2018-06-09")), "June 9", |_| {})
        .meets(&PAIR, Some(on("2018-06-09")), "phone", |e| e.form = Form::Phone)
        .meets(&PAIR, Some(on("2018-06-09")), "summit", |e| e.setting = Setting::Multilateral)
        .at(Place::Headline)
        .meets(&["/foreign-minister/KEN", "/foreign-minister/GHA"], None, "ministers meet", |_| {});
    let record = archive.record();
    assert_eq!(record.engagements.len(), 3, "and the headline founds none");
}

#[test]
fn a_meeting_of_several_ranks_is_that_of_one() {
    let offices = ["/foreign-minister/KEN", "/foreign-minister/GHA"];
    let mut archive = Archive::default();
    for (name, level) in [("one", Level::Mixed), ("two", Level::Leaders), ("three", Level::Ministers)] {
        let level = |e: &mut EngagementFinding| e.level = Some(level);
        archive.document(name).dated("2018-06-10").meets(&offices, Some(on("2018-06-09")), "June 9", level);
    }
    assert_eq!(archive.record().engagements.len(), 2, "leaders and ministers stay two");
}

#[test]
fn two_towns_in_a_loose_month_are_two_meetings() {
    let at = |town: &'static str| {
        move |e: &mut EngagementFinding| {
            e.place_name = Some(town.into());
            e.place_side = Some(Side::new("TGO"));
        }
    };
    let mut archive = Archive::default();
    archive.document("dated").dated("2018-08-10").meets(&PAIR, Some(in_month(7)), "in July", at("Lomé"));
    archive
        .document("undated")
        .time(on("2018-03"), TimeRole::Past, "March 2018")
        .time(on("2019-12"), TimeRole::Future, "December 2019")
        .meets(&PAIR, Some(in_month(7)), "in July", at("Kara"));
    let record = archive.record();
    assert_eq!(record.engagements.len(), 2);
    assert_eq!(published(&record, "undated"), "2018-03-01/2019-12-31");
}

#[test]
fn what_is_announced_for_a_town_is_one_meeting() {
    let in_town = |town: &'static str| {
        move |e: &mut EngagementFinding| {
            e.status = EngagementStatus::Planned;
            e.place_name = Some(town.to_owned());
        }
    };
    let nobody = ["//KEN", "//GHA"];
    let mut archive = Archive::default();
    archive.document("a").dated("2018-05-09").meets(&nobody, Some(on("2019")), "will meet", in_town("Kumasi"));
    archive.document("b").dated("2018-05-09").meets(&nobody, Some(on("2019-03")), "are to meet", in_town("Kumasi"));
    archive.document("c").dated("2018-05-09").meets(&nobody, Some(on("2019-03")), "plan to meet", in_town("Mombasa"));
    assert_eq!(archive.record().engagements.len(), 2);
}

#[test]
fn what_is_told_without_a_time_is_news() {
    let mut archive = Archive::default();
    let spelt = ["Amina Wekessa/foreign-minister/KEN", "Darko/foreign-minister/GHA"];
    archive.document("readout").dated("2018-05-09").meets(&PAIR, None, "met", |_| {});
    archive.document("paper").dated("2018-05-10").meets(&spelt, None, "the two met", |_| {});
    archive.document("later").dated("2018-09-10").meets(&spelt, None, "sat down", |_| {});
    assert_eq!(archive.record().engagements.len(), 2);
}

#[test]
fn one_session_of_a_channel_is_one_meeting_though_nobody_is_named() {
    let mut archive = Archive::default();
    let sessions = [("a", "2019-10", "committee"), ("b", "2019", "committee"), ("c", "2019", "council")];
    for (name, when, body) in sessions {
        archive.document(name).dated("2018-05-09").meets(&["//KEN", "//GHA"], Some(on(when)), name, planned);
        archive.findings.last_mut().unwrap().proposition = Proposition {
            predicate: "hold".into(),
            head: "session".into(),
            modifiers: vec!["border".into(), body.into()],
            ..Proposition::default()
        };
    }
    assert_eq!(archive.record().engagements.len(), 2);
}

#[test]
fn planned_becomes_held_when_a_later_text_says_so() {
    let planned = |e: &mut EngagementFinding| e.status = EngagementStatus::Planned;
    let mut archive = Archive::default();
    archive.document("preview").dated("2018-06-08").meets(
        &PAIR,
        Some(weekday(Weekday::Sunday, Direction::Future)),
        "on Sunday",
        planned,
    );
    assert_eq!(archive.record().engagements[0].status, EngagementStatus::Planned);
    archive.document("after").dated("2018-06-11").meets(
        &PAIR,
        Some(weekday(Weekday::Sunday, Direction::Past)),
        "on Sunday",
        |_| {},
    );
    let record = archive.record();
    assert_eq!(record.engagements.len(), 1);
    assert_eq!(record.engagements[0].status, EngagementStatus::Held);
}
