//! The record of small archives, written by hand.

// A test that finds nothing to look at is to fail.
#![allow(clippy::unwrap_used)]

mod support;

use servanda_model::{record::*, *};
use support::*;

fn published(record: &Record, name: &str) -> String {
    let document = record.documents.iter().find(|d| d.name == name).unwrap();
    document.published.as_ref().map_or_else(|| "-".into(), |d| d.interval().to_string())
}

fn note(record: &Record, name: &str) -> String {
    let document = record.documents.iter().find(|d| d.name == name).unwrap();
    document.published.as_ref().and_then(|d| d.note.clone()).unwrap_or_default()
}

const PAIR: [&str; 2] = ["Amina Wekesa/foreign-minister/KEN", "Kofi Darko/foreign-minister/GHA"];

/// Two undated wire copies, one of which names a year, and a dated story of the same meeting.
fn wire() -> Archive {
    let mut archive = Archive::default();
    for name in ["wire-a", "wire-b"] {
        let mut writer = archive
            .document(name)
            .time(weekday(Weekday::Tuesday, Direction::Past), TimeRole::Report, "Tuesday")
            .time(month_day(5, 8, Direction::Past), TimeRole::Past, "May 8")
            .meets(&PAIR, Some(weekday(Weekday::Tuesday, Direction::Past)), "met on Tuesday", |e| {
                e.place_name = Some("Lomé".into());
                e.place_side = Some(Side::new("TGO"));
            });
        if name == "wire-b" {
            writer = writer.time(on("2018-05-08"), TimeRole::Past, "May 8, 2018");
        }
        writer.commits(
            "KEN GHA",
            "",
            "hold dialogue maritime",
            Modality::Intended,
            "KEN",
            "hope to hold a maritime dialogue",
        );
    }
    let (a, b) = (DocId::of_bytes(b"wire-a"), DocId::of_bytes(b"wire-b"));
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    archive.copies.push(CopyPair { a, b, a_in_b: 880, b_in_a: 850, words_a: 300, words_b: 310 });
    archive
        .document("paper")
        .dated("2018-05-16")
        .time(weekday(Weekday::Tuesday, Direction::Past), TimeRole::Report, "on Tuesday")
        .meets(&PAIR, Some(weekday(Weekday::Tuesday, Direction::Past)), "met on Tuesday", |_| {})
        .commits(
            "KEN GHA",
            "",
            "hold dialogue maritime",
            Modality::Agreed,
            "narrator",
            "agreed on a maritime dialogue",
        );
    archive
}

#[test]
fn copies_are_one_report_and_date_each_other() {
    let record = wire().record();
    assert_eq!(record.reports.len(), 2);
    assert_eq!(published(&record, "paper"), "2018-05-16");
    assert_eq!(published(&record, "wire-a"), "2018-05-15");
    assert_eq!(published(&record, "wire-b"), "2018-05-15");
    assert!(
        note(&record, "wire-a").contains("news is written on the day that it reports"),
        "{}",
        note(&record, "wire-a")
    );
    let [meeting] = &record.engagements[..] else { panic!("{:?}", record.engagements) };
    assert_eq!(meeting.reports.len(), 2);
    assert_eq!(meeting.when.len(), 1);
    assert_eq!(meeting.when[0].value.interval().to_string(), "2018-05-15");
}

#[test]
fn a_numeric_stamp_is_ordered_by_what_the_text_announces() {
    let mut archive = Archive::default();
    archive
        .document("stamped")
        .stamped(3, 9)
        .time(on("2019-06"), TimeRole::Past, "June 2019")
        .time(on("2019-10"), TimeRole::Future, "October 2019")
        .time(month_day(9, 20, Direction::Future), TimeRole::Future, "Sept. 20");
    assert_eq!(published(&archive.record(), "stamped"), "2019-09-03");
}

#[test]
fn a_range_is_no_narrower_than_its_reasons() {
    let mut archive = Archive::default();
    archive.document("first").dated("2017-03-20").office(
        "Lena Aalto/foreign-minister/FIN",
        Some(in_month(2)),
        false,
        None,
    );
    archive
        .document("undated")
        .time(weekday(Weekday::Friday, Direction::Past), TimeRole::Report, "on Friday")
        .time(on("2018"), TimeRole::Future, "2018")
        .time(relative(TimeUnit::Year, 1, Direction::Future), TimeRole::Future, "next year")
        .office("Lena Aalto/foreign-minister/FIN", Some(in_month(2)), false, None);
    let record = archive.record();
    assert_eq!(published(&record, "undated"), "2017-02-01/2017-12-31");
    assert!(note(&record, "undated").starts_with("a Friday"));
}

#[test]
fn two_expressions_for_one_meeting_fix_the_year() {
    let planned = |e: &mut EngagementFinding| e.status = EngagementStatus::Planned;
    let mut archive = Archive::default();
    let next_year = relative(TimeUnit::Year, 1, Direction::Future);
    archive
        .document("visit")
        .time(on("2010"), TimeRole::Past, "2010")
        .meets(&PAIR, Some(next_year), "next year", planned)
        .meets(&PAIR, Some(on("2019")), "the 2019 visit", planned);
    assert_eq!(published(&archive.record(), "visit"), "2018");
    assert_eq!(archive.record().engagements.len(), 1);
}

#[test]
fn a_meeting_on_the_edge_falls_on_the_days_of_the_gathering() {
    let edge = |e: &mut EngagementFinding| {
        e.setting = Setting::Sidelines;
        e.status = EngagementStatus::Planned;
    };
    let attends = |e: &mut EngagementFinding| {
        e.setting = Setting::Multilateral;
        e.status = EngagementStatus::Planned;
    };
    let summit = TimeValue::Range {
        from: Some(Box::new(month_day(9, 15, Direction::Future))),
        to: Some(Box::new(month_day(9, 16, Direction::Future))),
    };
    let mut archive = Archive::default();
    archive
        .document("preview")
        .stamped(4, 9)
        .time(on("2018-01"), TimeRole::Past, "January 2018")
        .time(on("2019-05"), TimeRole::Future, "May 2019")
        .meets(&PAIR, Some(relative(TimeUnit::Month, 0, Direction::Future)), "later this month", edge)
        .meets(&PAIR[..1], Some(summit), "from Sept. 15 to 16", attends);
    assert_eq!(published(&archive.record(), "preview"), "2018-09-04");
    assert_eq!(archive.record().engagements.len(), 2);
}

#[test]
fn the_same_meeting_in_a_dated_document_dates_another() {
    let mut archive = Archive::default();
    archive.document("dated").dated("2018-06-10").meets(
        &PAIR,
        Some(month_day(6, 8, Direction::Past)),
        "June 8",
        |_| {},
    );
    archive.document("undated").time(on("2017-01"), TimeRole::Past, "January 2017").stamped(3, 7).meets(
        &PAIR,
        Some(relative(TimeUnit::Month, -1, Direction::Past)),
        "last month",
        |_| {},
    );
    let record = archive.record();
    assert_eq!(published(&record, "undated"), "2018-07-03");
    assert!(note(&record, "undated").contains("may be one meeting"));
    assert_eq!(record.engagements.len(), 1);
}

#[test]
fn a_lede_is_in_print_on_its_day_or_the_next() {
    let story = |issuer: Option<&str>| {
        let mut archive = Archive::default();
        let writer = archive
            .document("story")
            .time(weekday(Weekday::Saturday, Direction::Future), TimeRole::Future, "on Saturday")
            .time(weekday(Weekday::Thursday, Direction::Past), TimeRole::Past, "on Thursday")
            .time(weekday(Weekday::Tuesday, Direction::Past), TimeRole::Report, "said on Tuesday")
            .time(on("2011-09-05"), TimeRole::Past, "5 September 2011")
            .time(on("2011-09-10"), TimeRole::Future, "10 September 2011");
        issuer.into_iter().fold(writer, Writer::issued_by);
        published(&archive.record(), "story")
    };
    assert_eq!(story(None), "2011-09-08/2011-09-09");
    assert_eq!(story(Some("KEN")), "2011-09-06", "a readout is no news story, and has only what was said");
}

#[test]
fn a_weekday_or_a_copyright_line_tells_the_year_of_a_day_and_month() {
    let line = |weekday, year: &str| {
        let day = TimeValue::MonthDay { month: Month::new(3).unwrap(), day: 10, weekday, direction: Direction::Past };
        let mut archive = Archive::default();
        archive
            .document("page")
            .clue(DateClueKind::DateLine, day, "10 March")
            .clue(DateClueKind::Copyright, on(year), year)
            .time(on("2021-02-03"), TimeRole::Past, "3 February 2021");
        published(&archive.record(), "page")
    };
    assert_eq!(line(Some(Weekday::Friday), "2025"), "2023-03-10");
    assert_eq!(line(None, "2022"), "2022-03-10");
    let mut archive = Archive::default();
    let page = archive.document("page").time(on("2021-02-03"), TimeRole::Past, "3 February 2021");
    page.clue(DateClueKind::Copyright, on("2022"), "2022");
    assert_eq!(published(&archive.record(), "page"), "2021-02-03/2022-12-31", "pages bear the year of their making");
}

#[test]
fn days_without_a_year_lie_near_as_one_or_several() {
    let days = TimeValue::Range {
        from: Some(Box::new(month_day(3, 26, Direction::Future))),
        to: Some(Box::new(month_day(3, 29, Direction::Future))),
    };
    let mut archive = Archive::default();
    archive
        .document("preview")
        .time(on("2022-11-05"), TimeRole::Past, "5 November 2022")
        .time(on("2023-04"), TimeRole::Future, "April 2023")
        .time(days, TimeRole::Future, "from 26 to 29 March");
    assert_eq!(published(&archive.record(), "preview"), "2022-11-05/2023-03-26");
}

#[test]
fn a_day_told_twice_dates_the_text() {
    let mut archive = Archive::default();
    let tomorrow = relative(TimeUnit::Day, 1, Direction::Future);
    archive
        .document("story")
        .meets(&PAIR, Some(tomorrow.clone()), "tomorrow", |e| e.status = EngagementStatus::Planned)
        .time_beside(", ", on("2014-04-02"), "2 April 2014");
    let FindingBody::Engagement(meeting) = &archive.findings[0].body else { panic!() };
    let quote = meeting.when_quote.clone().unwrap();
    let role = TimeRole::Future;
    archive.documents[0].times.push(TimeMention { value: tomorrow, role, finding: None, quote });
    assert_eq!(published(&archive.record(), "story"), "2014-04-01");
}

#[test]
fn a_weekday_beside_a_day_and_month_tells_their_year() {
    let weekday = Some(Weekday::Friday);
    let friday = TimeValue::MonthDay { month: Month::new(5).unwrap(), day: 3, weekday, direction: Direction::Past };
    let mut archive = Archive::default();
    archive
        .document("story")
        .time(on("2017-01"), TimeRole::Past, "January 2017")
        .time(on("2021-01"), TimeRole::Future, "January 2021")
        .time(friday, TimeRole::Past, "Friday, 3 May");
    assert_eq!(published(&archive.record(), "story"), "2019-05-03/2020-02-27");
}

#[test]
fn a_month_of_an_unknown_year_is_tied_to_no_other() {
    let mut archive = Archive::default();
    let lome = |e: &mut EngagementFinding| e.place_name = Some("Lomé".into());
    archive.document("dated").dated("2018-11-10").meets(&PAIR, Some(on("2018-11-08")), "November 8", lome);
    archive
        .document("undated")
        .time(on("2017-01"), TimeRole::Past, "January 2017")
        .meets(&PAIR, Some(in_month(11)), "in November", lome)
        .meets(&PAIR, Some(weekday(Weekday::Friday, Direction::Past)), "on Friday", |_| {});
    assert_eq!(published(&archive.record(), "undated"), "2017-01-01/2026-01-15");
}

#[test]
fn a_title_in_a_sentence_of_another_time_says_nothing_of_the_day_of_writing() {
    let mut archive = Archive::default();
    archive
        .document("story")
        .time(on("2014-02"), TimeRole::Past, "February 2014")
        .meets(&PAIR, Some(on("2009-09")), "met in September 2009", |_| {})
        .beside()
        .office("Manmohan Singh/prime-minister/IND", None, false, None);
    let record = archive.record();
    assert_eq!(published(&record, "story"), "2014-02-01/2026-01-15");
    let singh = record.actors.iter().find(|a| a.name == "Manmohan Singh").unwrap();
    let seen: Vec<String> = singh.tenures.iter().flat_map(|t| &t.seen).map(Interval::to_string).collect();
    assert_eq!(seen, ["2009-09"]);
}

#[test]
fn nothing_to_date_it_means_no_date() {
    let mut archive = Archive::default();
    archive.document("bare").time(weekday(Weekday::Friday, Direction::Past), TimeRole::Report, "on Friday");
    assert_eq!(published(&archive.record(), "bare"), "-");
}

#[test]
fn dates_that_contradict_are_shown() {
    let mut archive = Archive::default();
    archive.document("odd").dated("2018-05-16").time(on("2019-02"), TimeRole::Past, "February 2019");
    let record = archive.record();
    assert_eq!(published(&record, "odd"), "2018-05-16");
    assert_eq!(record.contradictions.len(), 1);
}

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
fn what_was_done_lies_back() {
    let mut archive = Archive::default();
    let month = TimeValue::InMonth { month: Month::new(10).unwrap(), part: None, direction: Direction::Either };
    archive.document("story").dated("2018-06-10").does("KEN", "lift ban timber", Some(month), "KEN", "in October");
    let when = archive.record().deeds[0].when.clone().unwrap();
    assert_eq!(when.interval().to_string(), "2017-10");
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
fn not_held_since_tells_of_a_last_session() {
    let mut archive = Archive::default();
    let since = TimeValue::Range { from: Some(Box::new(on("2015"))), to: None };
    archive.document("story").dated("2018-06-10").channel(
        "KEN GHA",
        "hold dialogue strategic",
        MechanismState::Dormant,
        Some(since),
    );
    let record = archive.record();
    assert_eq!(record.mechanisms[0].last_held[0].value.interval().to_string(), "2015");
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
fn offices_are_learnt_from_text() {
    let mut archive = Archive::default();
    archive
        .document("one")
        .dated("2018-06-10")
        .office("Nuru Achieng/foreign-minister/XKA", Some(month_day(6, 1, Direction::Past)), false, None)
        .office("Baraka Otieno/foreign-minister/XKA", None, true, Some("Nuru Achieng"))
        .meets(&["/foreign-minister/XKA", "Kofi Darko/foreign-minister/XGA"], Some(on("2018-06-09")), "June 9", |_| {});
    let record = archive.record();
    let person = |name: &str| record.actors.iter().find(|a| a.name == name).unwrap();
    assert_eq!(person("Nuru Achieng").tenures[0].from.as_deref(), Some("2018-06-01"));
    assert_eq!(person("Baraka Otieno").tenures[0].to.as_deref(), Some("2018-06-01"));
    let minister = record.engagements[0].participants.iter().find(|p| p.side == Some(Side::new("XKA"))).unwrap();
    assert_eq!(minister.name.as_deref(), Some("Nuru Achieng"));
}

#[test]
fn a_position_keeps_its_history() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").holds(
        "KEN",
        "GHA",
        "have levy port",
        "expressed concern",
        Ladder::Objection,
        "KEN",
    );
    archive.document("two").dated("2018-08-10").holds(
        "KEN",
        "GHA",
        "have levy port",
        "protested",
        Ladder::Objection,
        "KEN",
    );
    let record = archive.record();
    let [position] = &record.positions[..] else { panic!("{:?}", record.positions) };
    assert_eq!((position.word.as_str(), position.rung), ("protested", Some(5)));
    assert_eq!(position.history.len(), 2);
}

#[test]
fn as_of_leaves_out_what_was_written_later_but_not_what_it_dates() {
    let mut archive = wire();
    archive.document("late").dated("2018-09-01").asks("KEN", "GHA", "lift ban timber", "urged", "KEN", "urged");
    let record = archive.record_as_of(Some("2018-05-15"));
    assert_eq!(record.documents.len(), 2, "the paper of the day after is not read yet");
    assert_eq!(published(&record, "wire-a"), "2018-05-15");
    assert!(note(&record, "wire-a").contains("known only from later documents"));
    assert!(record.threads.iter().all(|t| t.events.iter().all(|e| e.event != EventKind::Agreed)));
}

#[test]
fn corrections_come_before_grouping() {
    let mut archive = ledger();
    let correction = |change| Correction {
        change,
        author: "desk".into(),
        made: "2026-01-16T00:00:00Z".parse().unwrap(),
        reason: "misread".into(),
    };
    let ask = archive.findings.iter().find(|f| f.kind() == FindingKind::Ask).unwrap().clone();
    let quote = ask.evidence.first();
    let (doc, kind, start, end) = (ask.doc.clone(), FindingKind::Ask, quote.start, quote.end);
    archive.corrections.push(correction(Change::Amend {
        doc: doc.clone(),
        kind,
        start,
        end,
        field: "word".into(),
        value: "\"demanded\"".into(),
    }));
    assert!(archive.record().positions.iter().any(|p| p.history.iter().any(|h| h.word == "demanded")));
    archive.corrections.push(correction(Change::Retract { doc, kind, start, end }));
    assert!(archive.record().threads.iter().all(|t| t.opened_as != OpenedAs::Ask || t.events.len() == 1));
    let meetings: Vec<_> =
        archive.findings.iter().filter(|f| f.kind() == FindingKind::Engagement).map(|f| f.id.clone()).collect();
    archive.corrections.push(correction(Change::Same { a: meetings[0].clone(), b: meetings[1].clone() }));
    assert_eq!(archive.record().engagements.len(), 1);
}

fn planned(engagement: &mut EngagementFinding) {
    engagement.status = EngagementStatus::Planned;
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

#[test]
fn silence_counts_what_takes_from_it() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").commits(
        "KEN GHA",
        "",
        "sign accord fisheries border",
        Modality::Agreed,
        "joint",
        "agreed to sign",
    );
    let (later, near) = ("have ties", "watch market fisheries border");
    archive.document("later").dated("2018-08-10").holds("KEN", "GHA", later, "welcomed", Ladder::Support, "KEN");
    archive.document("near").dated("2018-09-10").holds("KEN", "GHA", near, "welcomed", Ladder::Support, "KEN");
    let open = archive.document("of some day").time(on("2018-03"), TimeRole::Past, "March 2018");
    let open = open.time(on("2018-12"), TimeRole::Future, "in December 2018");
    open.holds("KEN", "GHA", later, "welcomed", Ladder::Support, "KEN");
    let record = archive.record();
    let thread = record.threads.iter().find(|t| t.action == "sign").unwrap();
    let silence = thread.silence.as_ref().unwrap();
    assert_eq!((silence.reports(), silence.near(), silence.unsure()), (1, 1, 1));
}

#[test]
fn a_report_that_may_be_older_is_no_later_report() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").commits(
        "KEN GHA",
        "",
        "sign accord fisheries",
        Modality::Agreed,
        "joint",
        "agreed to sign",
    );
    archive.document("of some year").time(on("2017-03"), TimeRole::Past, "March 2017").holds(
        "KEN",
        "GHA",
        "have ties",
        "welcomed",
        Ladder::Support,
        "KEN",
    );
    assert_eq!(archive.record().threads[0].silence.as_ref().unwrap().reports(), 0);
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
fn a_level_is_no_actor_and_an_office_gives_way_to_its_holder() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").meets(
        &["Amina Wekesa/foreign-minister/KEN", "/foreign-minister/KEN", "/leader/GHA"],
        Some(on("2018-06-09")),
        "June 9",
        |_| {},
    );
    let record = archive.record();
    let people: Vec<_> = record.engagements[0].participants.iter().map(|p| (p.name.as_deref(), &p.office)).collect();
    assert_eq!(people, [(None, &None), (Some("Amina Wekesa"), &Some("Foreign Minister".to_owned()))]);
    assert!(record.actors.iter().all(|a| a.kind != ActorKind::Office));
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
fn a_day_beside_a_looser_time_lies_in_it() {
    let mut archive = Archive::default();
    archive
        .document("undated")
        .time(on("2018-07"), TimeRole::Past, "July 2018")
        .time(relative(TimeUnit::Week, -1, Direction::Past), TimeRole::Past, "last week")
        .time(month_day(7, 10, Direction::Past), TimeRole::Past, "July 10")
        .time(on("2018-12"), TimeRole::Future, "December 2018");
    let times = &mut archive.documents[0].times;
    (times[3].quote.start, times[3].quote.end) = (200, 213);
    (times[2].quote.start, times[2].quote.end) = (times[1].quote.end + 5, times[1].quote.end + 12);
    assert_eq!(published(&archive.record(), "undated"), "2018-07-16/2018-07-22");
}

#[test]
fn the_day_of_receipt_is_no_day_of_silence() {
    let mut archive = Archive::default();
    archive.document("undated").commits(
        "KEN GHA",
        "",
        "sign accord fisheries",
        Modality::Agreed,
        "joint",
        "agreed to sign",
    );
    assert_eq!(archive.record().threads[0].silence, None);
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
fn what_is_told_without_a_time_is_news() {
    let mut archive = Archive::default();
    let spelt = ["Amina Wekessa/foreign-minister/KEN", "Darko/foreign-minister/GHA"];
    archive.document("readout").dated("2018-05-09").meets(&PAIR, None, "met", |_| {});
    archive.document("paper").dated("2018-05-10").meets(&spelt, None, "the two met", |_| {});
    archive.document("later").dated("2018-09-10").meets(&spelt, None, "sat down", |_| {});
    assert_eq!(archive.record().engagements.len(), 2);
}

#[test]
fn the_year_of_a_story_is_that_of_the_meeting_that_is_its_news() {
    let mut archive = Archive::default();
    archive.document("readout").dated("2018-05-09").meets(&PAIR, Some(on("2018-05-08")), "May 8", |_| {});
    archive
        .document("wire")
        .clue(DateClueKind::Dateline, month_day(5, 9, Direction::Past), "May 9")
        .time(on("2015"), TimeRole::Past, "2015")
        .meets(&PAIR, None, "met", |_| {});
    archive.document("undated").meets(&PAIR, None, "had met", |_| {});
    let record = archive.record();
    assert_eq!(published(&record, "wire"), "2018-05-09");
    assert_ne!(published(&record, "undated"), "2018-05-09", "it may be of any day");
    assert_eq!(record.engagements.iter().filter(|e| e.reports.len() == 2).count(), 1);
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
