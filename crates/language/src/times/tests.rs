//! What the rules make of sentences of our own.

use jiff::civil::{Date, Time};
use proptest::prelude::*;
use servanda_model::{Clues, DocId, Document, Sketch, Span, TimeValue as V, Zone, ZoneKind};

use crate::{AnnotatedText, Annotator, timexes};

/// A short way to write a value down.
fn show(value: &V) -> String {
    let part = |part: &Option<_>| part.map_or(String::new(), |p| format!(" {p:?}"));
    let end = |value: &Option<Box<V>>| value.as_ref().map_or("…".to_owned(), |v| show(v));
    match value {
        V::Absolute { date, part: p } => format!("{date}{}", part(p)),
        V::MonthDay { month, day, weekday: None, direction } => format!("{}/{day} {direction:?}", month.number()),
        V::MonthDay { month, day, weekday: Some(weekday), direction } => {
            format!("{weekday:?} {}/{day} {direction:?}", month.number())
        }
        V::InMonth { month, part: p, direction } => format!("month {}{} {direction:?}", month.number(), part(p)),
        V::MonthOfRelativeYear { month, day, years } => match day {
            Some(day) => format!("{}/{day} of year {years:+}", month.number()),
            None => format!("month {} of year {years:+}", month.number()),
        },
        V::OnWeekday { weekday, direction, weeks } => format!("{weekday:?} {direction:?} {weeks}"),
        V::Relative { unit, offset, part: p, direction } => format!("{unit:?} {offset:+}{} {direction:?}", part(p)),
        V::Anaphoric { unit, offset } => format!("that {unit:?} {offset:+}"),
        V::Range { from, to } => format!("{} .. {}", end(from), end(to)),
        V::Duration { unit, halves } => {
            format!("{unit:?} x {}", halves.map_or("?".to_owned(), |h| (f64::from(h) / 2.0).to_string()))
        }
        V::Set { unit, times } => format!("{times} per {unit:?}"),
        V::Vague { direction } => format!("vague {direction:?}"),
        V::Numeric { first, second, year } => format!("{first}/{second}/{year:?}"),
    }
}

/// The words, sentences and times of a text.
fn annotated(text: &str) -> AnnotatedText {
    let zone = Zone { span: Span::new(0, text.len()), kind: ZoneKind::Body };
    let document = Document {
        id: DocId::of_bytes(text.as_bytes()),
        text: text.to_owned(),
        charset: "UTF-8".to_owned(),
        zones: vec![zone],
        clues: Clues::default(),
        sketch: Sketch::default(),
    };
    Annotator::builtin().unwrap().document(&document)
}

fn times(text: &str) -> String {
    let found = annotated(text).times;
    found.iter().map(|t| format!("{} = {}", t.span.of(text), show(&t.value))).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_date_with_its_year_counts_from_no_day() {
    assert_eq!(times("In this Nov. 3, 2020, picture they smile."), "Nov. 3, 2020 = 2020-11-03");
}

/// The TIMEX3 elements of a text written on a Thursday, 14 March 2019.
fn marked(text: &str) -> String {
    marked_on(text, Date::constant(2019, 3, 14))
}

fn marked_on(text: &str, written: Date) -> String {
    let found = timexes(text, &annotated(text), Some(written.to_datetime(Time::midnight())));
    let show = |t: &crate::Timex| format!("{} = {} {}", t.span.of(text), t.kind.as_str(), t.value);
    found.iter().map(show).collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(times(text), *expected, "{text}");
    }
}

#[test]
fn dates() {
    check(&[
        ("The envoys met on Nov. 17.", "Nov. 17 = 11/17 Past"),
        ("The envoys met on 17 November.", "17 November = 11/17 Past"),
        ("Signed on November 17, 2023.", "November 17, 2023 = 2023-11-17"),
        ("Signed on 17 Nov 2023 in Accra.", "17 Nov 2023 = 2023-11-17"),
        ("Signed on 4 November 2024.", "4 November 2024 = 2024-11-04"),
        ("Signed on 2024-11-04.", "2024-11-04 = 2024-11-04"),
        ("Signed on 12/03/2024.", "12/03/2024 = 12/3/Some(2024)"),
        ("Signed on 25/03/2024.", "25/03/2024 = 2024-03-25"),
        ("It came into force on 4.11.2024.", "4.11.2024 = 2024-11-04"),
        ("They spoke on 4/11 in Lomé.", "4/11 = 4/11/None"),
        ("They met on Monday, Nov. 4, in Lomé.", "Monday, Nov. 4 = Monday 11/4 Past"),
        ("They met on Monday 4 November 2024.", "Monday 4 November 2024 = 2024-11-04"),
        ("They met on the 17th of May.", "the 17th of May = 5/17 Past"),
        ("The pact was coined in 2008.", "2008 = 2008"),
        ("Ghana will be host during the 2025 visit.", "2025 = 2025"),
        ("The 2024-25 budget was passed.", "2024-25 = 2024 .. 2025"),
        ("It began in the 1990s.", "the 1990s = 1990 .. 1999"),
        ("It began in the 19th century.", "the 19th century = 1801 .. 1900"),
        ("They sent 2000 soldiers under resolution 1973.", ""),
        ("Peru may march to the sea.", ""),
    ]);
}

#[test]
fn months_and_years() {
    check(&[
        ("They met in November.", "November = month 11 Past"),
        ("They met in mid-November.", "mid-November = month 11 Mid Past"),
        ("They have met since early 2020.", "early 2020 = 2020 Early .. …"),
        ("They met late last year.", "late last year = Year -1 Late Either"),
        ("They met in November last year.", "November last year = month 11 of year -1"),
        ("They met last November.", "last November = month 11 Past"),
        ("They will meet next March.", "next March = month 3 Future"),
        ("They met earlier this month.", "earlier this month = Month +0 Past"),
        ("They will meet later this month.", "later this month = Month +0 Future"),
        ("This year they met.", "This year = Year +0 Either"),
        ("Togo is to be host next year.", "next year = Year +1 Either"),
        ("It ends at the end of the year.", "the end of the year = Year +0 Late Either"),
        ("It ends at the end of this month.", "the end of this month = Month +0 Late Either"),
        ("It must end by the end of 2025.", "the end of 2025 = … .. 2025 Late"),
        ("It must end by 2030.", "2030 = … .. 2030"),
        ("It grew in the first half of 2025.", "the first half of 2025 = 2025 FirstHalf"),
        ("It grew in the third quarter of 2025.", "the third quarter of 2025 = 2025-07 .. 2025-09"),
        ("It opens in summer 2025.", "summer 2025 = 2025"),
        ("They met last summer.", "last summer = vague Past"),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("She will attend from Nov. 15 to 16.", "Nov. 15 to 16 = 11/15 Future .. 11/16 Future"),
        ("She attended on Nov. 15-16.", "Nov. 15-16 = 11/15 Past .. 11/16 Past"),
        ("The talks were held on 15 and 16 May 2024.", "15 and 16 May 2024 = 2024-05-15 .. 2024-05-16"),
        ("They met between March and May.", "March and May = month 3 Past .. month 5 Past"),
        ("It ran from March to May 2024.", "March to May 2024 = 2024-03 .. 2024-05"),
        ("It ran from 2019 to 2023.", "2019 to 2023 = 2019 .. 2023"),
        ("It runs from Nov. 28 to Dec. 2, 2024.", "Nov. 28 to Dec. 2, 2024 = 2024-11-28 .. 2024-12-02"),
        ("They will stay within six months.", "six months = Day +0 Either .. Month +6 Either"),
        ("It fell over the past two years.", "the past two years = Year -2 Either .. Day +0 Either"),
    ]);
}

#[test]
fn weekdays() {
    check(&[
        ("The envoys met on Saturday.", "Saturday = Saturday Past 0"),
        ("The envoys will meet on Saturday.", "Saturday = Saturday Future 0"),
        ("Mali's minister is expected to visit Chad on Monday.", "Monday = Monday Future 0"),
        ("They agreed to meet on Monday.", "Monday = Monday Future 0"),
        ("They met to discuss trade on Monday.", "Monday = Monday Past 0"),
        ("They urged Mali to reopen the border on Monday.", "Monday = Monday Future 0"),
        ("A round scheduled for Monday will go on.", "Monday = Monday Future 0"),
        ("Togo, Ghana to sign pact Monday", "Monday = Monday Future 0"),
        ("Mali aims to calm markets after talks on Monday.", "Monday = Monday Either 0"),
        ("Monday's vote was close.", "Monday = Monday Past 0"),
        ("They came ahead of Monday's vote.", "Monday = Monday Either 0"),
        ("They met last Tuesday.", "last Tuesday = Tuesday Past 0"),
        ("They met next Tuesday.", "next Tuesday = Tuesday Future 0"),
        ("They will meet this Tuesday.", "this Tuesday = Tuesday Future 0"),
        ("They will meet on Saturday week.", "Saturday week = Saturday Future 1"),
        ("The talks began late on Friday night.", "late on Friday night = Friday Past 0"),
        ("They spoke over the weekend.", "the weekend = Weekend +0 Past"),
    ]);
}

#[test]
fn relative_times() {
    check(&[
        ("They met three weeks ago.", "three weeks ago = Week -3 Either"),
        ("A year ago this week they met.", "A year ago this week = Week -52 Either"),
        ("Two years ago this month they met.", "Two years ago this month = Month -24 Either"),
        ("It came a fortnight after the vote.", "a fortnight after = that Fortnight +1"),
        ("It came less than a fortnight after the vote.", "less than a fortnight after = that Fortnight +1"),
        ("They had met the day before.", "the day before = that Day -1"),
        ("It took place a day before they left.", "a day before = that Day -1"),
        ("They met in Lima that month.", "that month = that Month +0"),
        ("They met in Lima later that month.", "later that month = that Month +0"),
        ("She left later in the day.", "later in the day = that Day +0"),
        ("They met today and meet tomorrow.", "today = Day +0 Either; tomorrow = Day +1 Either"),
        ("They met yesterday.", "yesterday = Day -1 Either"),
        ("They will meet in two weeks.", "two weeks = Week +2 Either"),
        ("It was the first visit in two years.", "two years = Year x 2"),
        ("They left the following day.", "the following day = that Day +1"),
    ]);
}

#[test]
fn lengths_frequencies_and_vague_times() {
    check(&[
        ("It lasted four and a half hours.", "four and a half hours = Hour x 4.5"),
        ("A two-day visit.", "two-day = Day x 2"),
        ("The talks will last two days.", "two days = Day x 2"),
        ("They stayed two days.", "two days = Day x 2"),
        ("The first talks in a year.", "a year = Year x 1"),
        ("They meet every year.", "every year = 1 per Year"),
        ("An annual meeting.", "annual = 1 per Year"),
        ("They meet twice a year.", "twice a year = 2 per Year"),
        ("They met recently.", "recently = vague Past"),
        ("They will meet soon.", "soon = vague Future"),
        ("They will meet in the near future.", "the near future = vague Future"),
        ("They will meet as soon as possible.", "as soon as possible = vague Future"),
        ("They will meet in the coming weeks.", "the coming weeks = vague Future"),
        ("Little was done in recent years.", "recent years = vague Past"),
    ]);
}

#[test]
fn times_are_anchored_at_the_day_of_writing() {
    let cases = [
        ("They met on Tuesday.", "Tuesday = DATE 2019-03-12"),
        ("They met on Monday night.", "Monday night = TIME 2019-03-11TNI"),
        ("Talks begin at 3:30 p.m. on Friday.", "3:30 p.m. on Friday = TIME 2019-03-15T15:30"),
        ("They spoke this morning.", "this morning = TIME 2019-03-14TMO"),
        ("It was signed last month.", "last month = DATE 2019-02"),
        ("It was signed last week.", "last week = DATE 2019-W10"),
        ("It fell in the third quarter of 2018.", "the third quarter of 2018 = DATE 2018-Q3"),
        (
            "It fell in the fourth quarter from a year earlier.",
            "the fourth quarter = DATE 2018-Q4; a year earlier = DATE 2017-Q4",
        ),
        ("It ran from March to May 2018.", "March = DATE 2018-03; May 2018 = DATE 2018-05"),
        ("It began in the 1970s.", "the 1970s = DATE 197"),
        ("They met last summer.", "last summer = DATE 2018-SU"),
        ("They met at Christmas.", "Christmas = DATE 2018-12-25"),
        ("It lasted the past two years.", "the past two years = DURATION P2Y"),
        ("A year and three months passed.", "A year and three months = DURATION P1Y3M"),
        ("They meet every Friday.", "every Friday = SET XXXX-WXX-5"),
        ("They meet twice a week.", "twice a week = SET P1W"),
        ("They will act as soon as possible.", ""),
        ("They now hope for a deal.", "now = DATE PRESENT_REF"),
        (
            "They met on March 4. Two days later, it broke.",
            "March 4 = DATE 2019-03-04; Two days later = DATE 2019-03-06",
        ),
        ("Monday, July 2, was quiet.", "Monday, July 2 = DATE 2018-07-02"),
        ("The six-year-old treaty was kept.", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn auxiliaries_and_nouns_tell_the_side() {
    check(&[
        ("The envoys will be received in Accra on Friday.", "Friday = Friday Future 0"),
        ("The treaty will be signed and published on Friday.", "Friday = Friday Future 0"),
        ("The treaty was to be signed on Friday.", "Friday = Friday Future 0"),
        ("The report to be published on Friday is long.", "Friday = Friday Future 0"),
        ("The treaty has been signed on Friday.", "Friday = Friday Past 0"),
        ("The deal may have been signed on Friday.", "Friday = Friday Past 0"),
        ("The deal could be signed on Friday.", "Friday = Friday Future 0"),
        ("The envoy could not be reached on Friday.", "Friday = Friday Past 0"),
        ("The envoy that met them on Friday left early.", "Friday = Friday Past 0"),
        ("Parliament votes on the treaty on Friday.", "Friday = Friday Future 0"),
        ("The envoys are meeting in Lima on Friday.", "Friday = Friday Future 0"),
        ("The ministry has scheduled a briefing on Friday.", "Friday = Friday Future 0"),
        ("An agreement to reopen the border on Friday was announced.", "Friday = Friday Future 0"),
        ("The loan would be repaid in five years.", "five years = Year +5 Either"),
        ("The port was closed; on Friday it will open again.", "Friday = Friday Future 0"),
        ("The envoy left, and, on Friday, will return.", "Friday = Friday Future 0"),
        ("They told us of a strike starting Friday.", "Friday = Friday Future 0"),
        ("It will be the third time in a month.", "a month = Month x 1"),
        ("It will be the worst harvest in a decade.", "a decade = Decade x 1"),
    ]);
}

#[test]
fn what_is_no_time_is_left() {
    check(&[
        ("The minister, 52 years old, resigned.", ""),
        ("Chad imports three-quarters of its food.", ""),
        ("The last-minute deal was kept.", ""),
        ("She spoke on the programme \"This Week\" in Lima.", ""),
    ]);
}

#[test]
fn spelt_years_and_vague_lengths() {
    let cases = [
        ("It was signed in nineteen ninety-six.", "nineteen ninety-six = DATE 1996"),
        ("It was signed in May nineteen oh five.", "May nineteen oh five = DATE 1905-05"),
        ("It ends in the year two thousand.", "the year two thousand = DATE 2000"),
        ("It ended in the 20th century.", "the 20th century = DATE 19"),
        ("Trade grew in recent months.", "recent months = DURATION PXM"),
        ("It followed a several-year mission.", "several-year = DURATION PXY"),
        ("It fell in the first hours of the war.", "the first hours = DURATION PTXH"),
        ("They will one day return.", "one day = DATE FUTURE_REF"),
        ("They met a week or so ago.", "a week or so ago = DATE 2019-W10"),
        ("It lasted two and a half years.", "two and a half years = DURATION P2Y6M"),
        ("It ran over the past two quarters.", "the past two quarters = DURATION P6M"),
        ("They met last February.", "last February = DATE 2018-02"),
        ("They have met since the early 1990s.", "the early 1990s = DATE 199"),
        ("It ends by the third quarter of 2020.", "the third quarter of 2020 = DATE 2020-Q3"),
        ("It held for a quarter century.", "a quarter century = DURATION P25Y"),
        ("They meet this coming Sunday, March 17.", "this coming Sunday, March 17 = DATE 2019-03-17"),
        ("It came two weeks after the vote.", "two weeks = DURATION P2W"),
        ("They had not replied by Monday.", "Monday = DATE 2019-03-11"),
        ("Until Monday, they had never replied.", "Monday = DATE 2019-03-11"),
        ("The border will stay shut until Monday.", "Monday = DATE 2019-03-18"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn figures_are_compared_with_the_same_period_of_the_year_before() {
    let cases = [
        ("Exports rose in the quarter.", "the quarter = DATE 2018-Q4"),
        ("They expect a third-quarter loss.", "third-quarter = DATE 2018-Q3"),
        (
            "Exports rose in the third quarter to $3 million from $2 million a year ago.",
            "the third quarter = DATE 2018-Q3; a year ago = DATE 2017-Q3",
        ),
        (
            "Exports fell in the third quarter. The year-ago quarter was better than the 2016 quarter.",
            "the third quarter = DATE 2018-Q3; The year-ago quarter = DATE 2017-Q3; the 2016 quarter = DATE 2016-Q3",
        ),
        (
            "Exports fell in the third quarter. In the nine months they fell to $2 million from $3 million a year ago.",
            "the third quarter = DATE 2018-Q3; the nine months = DURATION P9M; a year ago = DATE 2018",
        ),
        ("The mission left a year ago.", "a year ago = DATE 2018"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn a_report_is_of_the_quarter_that_it_names_first() {
    let text =
        "Exports fell in the third quarter after a good second quarter. They were better in the year-earlier period.";
    let expected = "the third quarter = DATE 2018-Q3; second quarter = DATE 2018-Q2; \
                    the year-earlier period = DATE 2017-Q3";
    assert_eq!(marked(text), expected);
}

#[test]
fn times_lean_on_those_before_them() {
    let cases = [
        (
            "The bridge broke in May 2010. That summer it was rebuilt.",
            "May 2010 = DATE 2010-05; That summer = DATE 2010-SU",
        ),
        (
            "The bridge broke in May 2010. The following spring it was open.",
            "May 2010 = DATE 2010-05; The following spring = DATE 2011-SP",
        ),
        (
            "Last October the bridge broke. That same day the port closed.",
            "Last October = DATE 2018-10; That same day = DATE 2018-10-XX",
        ),
        (
            "They met on March 4 and quarrelled later that night.",
            "March 4 = DATE 2019-03-04; later that night = TIME 2019-03-04TNI",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn times_of_the_day() {
    let cases = [
        (
            "The mine shut at 9:20 a.m. (0820 GMT) on Monday.",
            "9:20 a.m. = TIME 2019-03-11T09:20; Monday = DATE 2019-03-11",
        ),
        ("She woke in the middle of the night.", "the middle of the night = TIME 2019-03-14TNI"),
        ("They had agreed by mid-morning.", "mid-morning = TIME 2019-03-14TMO"),
        ("He missed his morning walk.", ""),
        ("It fell to minus 12 overnight.", "overnight = TIME 2019-03-14TNI"),
        ("They held late-night talks.", "late-night = TIME 2019-03-14TNI"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn names_and_idioms_tell_no_time() {
    let cases = [
        ("A reader wrote to Europe Today and the Daily Lantern.", ""),
        ("They want to reach the goals of Agenda 2030.", ""),
        ("She was named Teacher of the Year.", ""),
        ("Few can swim in today's world.", ""),
        ("They gave in at the last minute.", ""),
        ("It rained on the last day of the fair.", ""),
        ("In his last week he wrote two letters.", ""),
        ("To this day, nobody knows.", "this day = DATE PRESENT_REF"),
        ("They met as recently as May, most recently in Lima.", "May = DATE 2018-05; recently = DATE PAST_REF"),
        ("The firm raised its quarterly dividend.", ""),
        ("The firm reports quarterly.", "quarterly = SET P1Q"),
        ("They must act right now.", "now = DATE PRESENT_REF"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn the_tense_tells_the_side_of_seasons_and_moving_feasts() {
    let cases = [
        ("The river rose in the summer.", "the summer = DATE 2018-SU"),
        ("The river will rise in the summer.", "the summer = DATE 2019-SU"),
        ("They met at Easter.", "Easter = DATE 2018-04-01"),
        ("They will meet at Easter.", "Easter = DATE 2019-04-21"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn parts_and_stretches() {
    let cases = [
        ("It must be done by year's end.", "year's end = DATE 2019"),
        ("It lost money in the fiscal year 2016.", "the fiscal year 2016 = DATE 2016"),
        ("It will open in early fall.", "early fall = DATE 2019-FA"),
        ("The river will rise in spring.", "spring = DATE 2019-SP"),
        ("It held for the past half century.", "the past half century = DURATION P50Y"),
        ("The dam was built in the last century.", "the last century = DATE 19"),
        ("The talks will end next week.", "next week = DATE 2019-W12"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn what_is_set_or_planned_lies_ahead() {
    check(&[
        ("The envoy was to appear in court on Friday.", "Friday = Friday Future 0"),
        ("A briefing was set for Friday.", "Friday = Friday Future 0"),
        ("A briefing has been scheduled for Friday.", "Friday = Friday Future 0"),
        ("The court set a hearing for Friday.", "Friday = Friday Future 0"),
        ("The union plans a march on Friday.", "Friday = Friday Future 0"),
        ("The union was preparing for a march on Friday.", "Friday = Friday Future 0"),
        ("The envoy heads home on Friday.", "Friday = Friday Future 0"),
        ("The vote takes place on Friday.", "Friday = Friday Future 0"),
        ("The vote is on Friday.", "Friday = Friday Future 0"),
        ("Friday is the deadline for a reply.", "Friday = Friday Future 0"),
        ("The envoy paid for Friday's dinner.", "Friday = Friday Past 0"),
        ("The vote was on Friday.", "Friday = Friday Past 0"),
        ("The quarrel goes back to Friday, when he left.", "Friday = Friday Past 0"),
    ]);
}

#[test]
fn what_came_about_by_a_day_lies_behind() {
    let cases = [
        ("The toll reached 80 by Monday.", "Monday = DATE 2019-03-11"),
        ("At least 80 were dead by Monday evening.", "Monday evening = TIME 2019-03-11TEV"),
        ("They ordered him to reply by Monday.", "Monday = DATE 2019-03-18"),
        ("They toured the valley ahead of Monday's vote.", "Monday = DATE 2019-03-18"),
        ("They wanted a reply by Monday.", "Monday = DATE 2019-03-18"),
        ("They promised a reply by Monday.", "Monday = DATE 2019-03-18"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn numbers_after_names_and_before_makes_are_no_years() {
    let cases = [
        ("He drove a 1987 Toyota to the port.", ""),
        ("Her 1987 black Toyota was found.", ""),
        ("The partners set up a firm called Lumina 1980, which makes lamps.", ""),
        ("The 1987 Lagos summit failed.", "1987 = DATE 1987"),
        ("It was signed in Lagos in 1987, after a war.", "1987 = DATE 1987"),
        ("This is KBW Today.", ""),
        ("ALSO TODAY The port opens again.", "TODAY = DATE 2019-03-14"),
        ("They work for the future of the valley.", ""),
        ("They are worried about the future.", "the future = DATE FUTURE_REF"),
        ("They won six of the past seven matches.", ""),
        ("The electric current was strong.", ""),
        ("The current law is bad.", "current = DATE PRESENT_REF"),
        ("Over a quarter, 26 percent, stayed at home.", ""),
        ("A quarter of the voters stayed at home.", ""),
        ("It fell for a quarter.", "a quarter = DURATION P3M"),
        ("He is a host of the show Morning Tea.", ""),
        ("They will stay neutral for the foreseeable future.", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn seasons_and_days_that_come_again() {
    let cases = [
        ("The river rises every spring.", "every spring = SET XXXX-SP"),
        ("The river rose in the past three summers.", "the past three summers = SET XXXX-SU"),
        ("They march every Jan. 22.", "every Jan. 22 = SET XXXX-01-22"),
        ("They meet every few months.", "every few months = SET PXM"),
        ("Boats leave on Monday and Tuesday nights.", "Monday = SET XXXX-WXX-1TNI; Tuesday nights = SET XXXX-WXX-2TNI"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn lengths_that_lie_ahead_and_those_that_are_none() {
    let cases = [
        ("They will arm in the coming years.", "the coming years = DURATION PXY"),
        ("They will meet in the weeks ahead.", "the weeks ahead = DURATION PXW"),
        ("It was wise for the years to come.", "the years to come = DURATION PXY"),
        ("The firm lost money in the year ended Jan. 31.", "the year = DURATION P1Y; Jan. 31 = DATE 2019-01-31"),
        ("As the year ended, the firm lost money.", ""),
        ("They rested for five trading days.", "five trading days = DURATION P5D"),
        ("It is a matter of days before they meet.", ""),
        ("Guards stand there 24 hours a day.", ""),
        ("They face a future without work.", ""),
        ("They waited in a year that saw two wars.", "a year = DURATION P1Y"),
        ("It will grow in the short term.", "the short term = DATE FUTURE_REF"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn quarters_and_other_parts_of_years() {
    let cases = [
        ("It will open in the third quarter.", "the third quarter = DATE 2019-Q3"),
        (
            "It lost in the fourth quarter. In the year-ago fourth quarter it gained.",
            "the fourth quarter = DATE 2018-Q4; the year-ago fourth quarter = DATE 2017-Q4",
        ),
        ("Sales of the year-earlier nine months were good.", "nine months = DURATION P9M"),
        ("They met in the last half of 2017.", "the last half of 2017 = DATE 2017-H2"),
        ("The deal should close by year end.", "year end = DATE 2019"),
        ("The heat lasted well into the summer.", "the summer = DATE 2018-SU"),
        ("The index fell 6.43, on Friday.", "Friday = DATE 2019-03-08"),
        ("Sun, a maker of lamps, grew.", ""),
        ("He left on Sun, March 10.", "Sun, March 10 = DATE 2019-03-10"),
        ("He said that last week the port was shut.", "last week = DATE 2019-W10"),
        ("They came later in the day.", ""),
        ("On Monday they met. They left later that day.", "Monday = DATE 2019-03-11; later that day = DATE 2019-03-11"),
        ("It was shut the day before last Tuesday.", "the day before last Tuesday = DATE 2019-03-11"),
        ("It was shut the day after Dec. 31, 2017.", "the day after Dec. 31, 2017 = DATE 2018-01-01"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn what_will_be_told_of_a_quarter_tells_of_the_one_just_over() {
    let text = "It will post a loss for the fourth quarter.";
    assert_eq!(marked_on(text, Date::constant(2019, 1, 20)), "the fourth quarter = DATE 2018-Q4");
    assert_eq!(marked_on(text, Date::constant(2019, 7, 20)), "the fourth quarter = DATE 2019-Q4");
}

#[test]
fn the_week_of_a_holiday_has_begun_before_it() {
    let text = "They prayed as Easter week began.";
    assert_eq!(marked_on(text, Date::constant(2019, 4, 16)), "Easter week = DATE 2019-W16");
    assert_eq!(marked_on(text, Date::constant(2019, 4, 10)), "Easter week = DATE 2018-W13");
}

#[test]
fn what_comes_so_often_is_a_set() {
    let cases = [
        ("They answer hundreds of calls a day.", "a day = SET P1D"),
        ("The airline runs four flights a week.", "a week = SET P1W"),
        ("They send $5 million a year to the valley.", "a year = SET P1Y"),
        ("They gave the workers a week to leave.", "a week = DURATION P1W"),
        ("They gave the workers a week's notice.", "a week = DURATION P1W"),
        ("They hired 60 workers a year ago.", "a year ago = DATE 2018"),
        ("He marched in each of the past three years.", "each of the past three years = SET P1Y"),
        ("Each of the three envoys left.", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn a_bare_weekday_is_one_day_of_a_text() {
    let cases = [
        (
            "The envoy headed home Friday. She will land Friday morning.",
            "Friday = DATE 2019-03-15; Friday morning = TIME 2019-03-15TMO",
        ),
        (
            "They bought it Tuesday. Its share until Tuesday was 7 percent.",
            "Tuesday = DATE 2019-03-12; Tuesday = DATE 2019-03-12",
        ),
        ("They met on Friday. They will meet next Friday.", "Friday = DATE 2019-03-08; next Friday = DATE 2019-03-15"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn what_was_planned_or_granted_need_not_lie_ahead() {
    check(&[
        ("The offer had been due to expire on Friday.", "Friday = Friday Either 0"),
        ("The offer had been scheduled to expire on Friday.", "Friday = Friday Either 0"),
        ("The offer is scheduled to expire on Friday.", "Friday = Friday Future 0"),
        ("They had agreed to meet on Friday.", "Friday = Friday Future 0"),
        ("They began as previously planned on Friday.", "previously = vague Past; Friday = Friday Past 0"),
        ("Among the first countries to join on Friday were two islands.", "Friday = Friday Past 0"),
        ("The bank named him director, effective June 1.", "June 1 = 6/1 Future"),
        ("The bank extended the loans through May.", "May = month 5 Either"),
        ("The court gave them until mid-May to reply.", "mid-May = … .. month 5 Mid Either"),
        ("He served until May.", "May = … .. month 5 Past"),
    ]);
}

#[test]
fn days_within_other_times() {
    let cases = [
        ("One day last week the port was shut.", "One day last week = DATE 2019-W10"),
        ("The port was shut one night in February.", "one night in February = DATE 2019-02"),
        ("The port was shut in the years 2014 and 2015.", "2014 = DATE 2014; 2015 = DATE 2015"),
        ("It followed a months-long strike.", "months-long = DURATION PXM"),
        ("The dam was opened last March.", "last March = DATE 2018-03"),
        ("The dam will be opened next March.", "next March = DATE 2020-03"),
        ("Much has changed since 9/11.", "9/11 = DATE 2001-09-11"),
        ("Today is the third day of the strike.", "Today = DATE 2019-03-14; the third day = DATE 2019-03-14"),
        ("It will pay in the first three years.", "the first three years = DURATION P3Y"),
        ("They will not yield at this difficult moment.", "this difficult moment = DATE PRESENT_REF"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text), expected, "{text}");
    }
}

#[test]
fn without_a_day_of_writing_unknown_places_stay_open() {
    let text = "They met on Tuesday, in May and on 4 June 2018.";
    let values: Vec<String> = timexes(text, &annotated(text), None).into_iter().map(|t| t.value).collect();
    assert_eq!(values, ["XXXX-WXX-2", "XXXX-05", "2018-06-04"]);
}

/// Words that make times, and others, in any order.
const WORDS: &str = "((the|a|an|last|next|this|every|in|on|at|from|to|until|between|and|of|since|by|half|past|early|late|mid-|two|3|16|1999|9999|31|8:00|am|p\\.m\\.|noon|morning|nights|Monday|Tue\\.|May|Feb\\.|29|30th|twenty|second|day|weeks|years|quarter|decade|century|ago|later|earlier|before|after|annual|twice|daily|now|soon|Easter|New Year's|Day|Q1|H2|'90s|1990s|summer|fall|weekend|\\.|,|-|/|–|'s|é|x) ?){0,24}";

proptest! {
    #[test]
    fn any_words_give_spans_in_order_and_inside_sentences(text in WORDS, years in -9000i16..9000, days in 0i16..400) {
        let out = annotated(&text);
        prop_assert!(out.times.windows(2).all(|w| w[0].end <= w[1].first));
        for time in &out.times {
            prop_assert_eq!(out.span_of(time.first..time.end), Some(time.span));
            prop_assert_eq!(out.sentence_of(time.first), out.sentence_of(time.end - 1));
        }
        let written = Date::constant(0, 1, 1).saturating_add(jiff::Span::new().years(years).days(days));
        for written in [None, Some(written.to_datetime(Time::midnight()))] {
            let found = timexes(&text, &out, written);
            prop_assert!(found.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            prop_assert!(found.iter().all(|t| !t.value.is_empty() && text.get(t.span.start as usize..t.span.end as usize).is_some()));
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        let out = annotated(&text);
        timexes(&text, &out, Some(Date::constant(2001, 2, 3).to_datetime(Time::midnight())));
    }
}
