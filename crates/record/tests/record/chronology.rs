//! When documents were written: copies, stamps, weekdays, meetings and offices that date each other.

use servanda_model::{record::*, *};

use crate::{PAIR, note, published, support::*};

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
