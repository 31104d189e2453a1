//! What a document and the tables tell of its day of writing, one constraint a clue.

use jiff::civil::{Date, date};
use servanda_model::{
    Basis, DateClue, DateClueKind, Direction, DocumentFacts, EngagementFinding, EngagementStatus, Finding, FindingBody,
    Interval, Level, PartialDate, Quote, Setting, TenureFinding, TimeFrame, TimeMention, TimeRole, TimeUnit, TimeValue,
};
use servanda_world::{TenureRow, World};

use super::constraint::{Constraint, Force, Test};
use crate::{
    anchor::{anchor, is_absolute},
    days::{Days, shift},
    names::{self, Cast, People},
    times::{TitleDays, happened, in_apposition, toward},
};

/// Where the days that a document may have been written on begin, unless it states an earlier one.
pub(super) const FIRST: Date = date(1990, 1, 1);
/// Where they end for a document whose day of receipt is not known.
pub(super) const LAST: Date = date(2199, 12, 31);
/// A date without a year is taken to lie no further off than this: beyond, writers add the year.
const YEARLESS_REACH: i32 = 300;
/// "Said on 4 May" is news for no longer than this.
const REPORT_REACH: i32 = 31;

/// All constraints on the day of writing that come from one document, its findings and the tables.
pub(super) fn constraints(
    document: &DocumentFacts,
    findings: &[&Finding],
    titles: &TitleDays,
    world: &World,
) -> Vec<Constraint> {
    let mut all = Vec::new();
    if let Some(received) = document.received() {
        let words = format!("received on {received}");
        all.extend(within(FIRST, received).map(|test| Constraint::inferred(Force::Strong, test, words, None)));
    }
    let clues = &document.clues.dates;
    let is_yearless = clues.iter().any(|clue| matches!(clue.value, TimeValue::MonthDay { .. }));
    for (n, clue) in clues.iter().enumerate() {
        let quote = document.clue_quotes.get(n);
        match clue.kind {
            DateClueKind::Copyright => all.extend(of_copyright(clue, quote, is_yearless)),
            _ => all.extend(of_clue(clue, quote)),
        }
    }
    for mention in &document.times {
        of_mention(mention, &mut all);
    }
    future_years(&document.times, &mut all);
    appositions(&document.times, &mut all);
    for finding in findings {
        all.extend(of_event(finding));
        if let FindingBody::Tenure(tenure) = &finding.body
            && finding.qualifiers.time != TimeFrame::Past
            && !titles.contains_key(&finding.id)
            && !is_succeeded(tenure, findings, world)
        {
            of_tenure(tenure, finding.evidence.first(), world, &mut all);
        }
    }
    of_ties(findings, world, &mut all);
    all
}

fn within(from: Date, to: Date) -> Option<Test> {
    Interval::new(from, to).ok().map(|i| Test::In(Days::of(i)))
}

fn of_clue(clue: &DateClue, quote: Option<&Quote>) -> Option<Constraint> {
    let what = match clue.kind {
        DateClueKind::Correction => "a person's correction",
        DateClueKind::FrontMatter => "front matter",
        DateClueKind::DateLine => "date line",
        DateClueKind::Dateline => "dateline",
        DateClueKind::Stamp => "time stamp",
        DateClueKind::Copyright => return None,
    };
    let basis = if clue.kind == DateClueKind::Dateline { Basis::Stated } else { Basis::Metadata };
    let (force, test) = match &clue.value {
        TimeValue::Absolute { .. } => (Force::Stated, Test::In(Days::of(anchor(&clue.value, LAST)?))),
        TimeValue::Numeric { year: Some(year), .. } => {
            let readings = crate::anchor::numeric_readings(&clue.value, *year);
            (Force::Strong, Test::In(Days::union(readings.into_iter().map(Interval::day))))
        }
        TimeValue::MonthDay { .. }
        | TimeValue::InMonth { .. }
        | TimeValue::OnWeekday { .. }
        | TimeValue::Numeric { .. } => (Force::Strong, Test::Is(clue.value.clone())),
        _ => return None,
    };
    let words = quote.map_or_else(|| what.to_owned(), |q| format!("{what}: “{}”", q.quote.trim()));
    let mut constraint = Constraint::inferred(force, test, words, quote);
    constraint.basis = basis;
    Some(constraint)
}

/// A page bears the year in which it was made or a later one: the text is no younger, and a day and month without a
/// year beside it are of that year.
fn of_copyright(clue: &DateClue, quote: Option<&Quote>, is_yearless: bool) -> Vec<Constraint> {
    let Some(year) = anchor(&clue.value, LAST) else { return Vec::new() };
    let words = format!("copyright line: {}", year.from().year());
    let own_year = (Force::Habit, within(year.from(), year.to()));
    let before = (Force::Weak, within(FIRST, year.to()));
    let all = [Some(before), is_yearless.then_some(own_year)].into_iter().flatten();
    all.filter_map(|(force, test)| Some(Constraint::inferred(force, test?, words.clone(), quote))).collect()
}

/// A time that the text mentions lies on its side of the day of writing.
fn of_mention(mention: &TimeMention, all: &mut Vec<Constraint>) {
    let quoted = format!("“{}”", mention.quote.quote);
    let mut push = |force, test: Option<Test>, words: String| {
        all.extend(test.map(|test| Constraint::inferred(force, test, words, Some(&mention.quote))));
    };
    if is_absolute(&mention.value) {
        let Some(meant) = anchor(&mention.value, LAST) else { return };
        match mention.role {
            TimeRole::Past => push(Force::Firm, within(meant.from(), LAST), format!("{quoted} lies back")),
            TimeRole::Future => push(Force::Weak, within(FIRST, meant.to()), format!("{quoted} lies ahead")),
            TimeRole::Report => {
                push(Force::Firm, within(meant.from(), LAST), format!("reports {quoted}"));
                let last = shift(meant.to(), REPORT_REACH);
                push(Force::Weak, within(FIRST, last), format!("reports {quoted} as news"));
            }
            TimeRole::Open => {}
        }
    } else if is_yearless(&mention.value) {
        let near = |days| Some(Test::Near(mention.value.clone(), days));
        match mention.role {
            TimeRole::Report => push(Force::Weak, near(REPORT_REACH), format!("reports {quoted} as news")),
            TimeRole::Past | TimeRole::Future => {
                push(Force::Habit, near(YEARLESS_REACH), format!("{quoted} needs no year"));
            }
            TimeRole::Open => {}
        }
        if matches!(mention.value, TimeValue::MonthDay { weekday: Some(_), .. }) {
            let test = Test::Means(mention.value.clone());
            push(Force::Weak, Some(test), format!("{quoted} has its day of the week"));
        }
    }
}

/// Whether a value is days of a month without their year: "3 May", "from 26 to 29 March", "by 20 April".
fn is_yearless(value: &TimeValue) -> bool {
    match value {
        TimeValue::MonthDay { .. } => true,
        TimeValue::Range { from, to: Some(to) } => from.as_deref().is_none_or(is_yearless) && is_yearless(to),
        _ => false,
    }
}

/// What is told as held or done lies back, what is told as planned ahead.
fn of_event(finding: &Finding) -> Option<Constraint> {
    let (value, quote, is_past) = match &finding.body {
        FindingBody::Engagement(e) if e.status == EngagementStatus::Planned => {
            (e.when.as_ref()?, e.when_quote.as_ref()?, false)
        }
        FindingBody::Engagement(e) => (happened(finding)?, e.when_quote.as_ref()?, true),
        _ => (happened(finding)?, finding.evidence.first(), true),
    };
    let meant = if is_absolute(value) { anchor(value, LAST)? } else { return None };
    let (force, test, words) = if is_past {
        (Force::Firm, within(meant.from(), LAST)?, "lies back")
    } else {
        (Force::Weak, within(FIRST, meant.to())?, "lies ahead")
    };
    let words = format!("what is told of {meant} {words}");
    Some(Constraint::inferred(force, test, words, Some(quote)))
}

/// "Next year" and the only year ahead that the text names are taken to be one year.
fn future_years(times: &[TimeMention], all: &mut Vec<Constraint>) {
    let year = |m: &TimeMention| match &m.value {
        TimeValue::Absolute { date, .. } if m.role == TimeRole::Future => Some(date.interval().from().year()),
        _ => None,
    };
    let mut years: Vec<i16> = times.iter().filter_map(year).collect();
    years.sort_unstable();
    years.dedup();
    let &[only] = &years[..] else { return };
    let next = |m: &&TimeMention| {
        matches!(
            m.value,
            TimeValue::Relative { unit: TimeUnit::Year, offset: 1, .. }
                | TimeValue::MonthOfRelativeYear { years: 1, .. }
        )
    };
    if let Some(mention) = times.iter().find(next) {
        let test = Test::Meets(mention.value.clone(), vec![PartialDate::Year(only).interval()]);
        let words = format!("“{}” is {only}, the only year ahead that the text names", mention.quote.quote);
        all.push(Constraint::inferred(Force::Habit, test, words, Some(&mention.quote)));
    }
}

/// "Last week, on 4 May", "tomorrow, 4 May 2015": a day beside a looser time lies in it, and one beside another is it.
fn appositions(times: &[TimeMention], all: &mut Vec<Constraint>) {
    let mut times: Vec<&TimeMention> = times.iter().collect();
    times.sort_by_key(|m| (m.quote.start, m.quote.end));
    for (a, b) in times.iter().zip(times.iter().skip(1)) {
        let is_day = |v: &TimeValue| match v {
            TimeValue::MonthDay { .. } => true,
            TimeValue::Absolute { date, .. } => matches!(date, PartialDate::Day(_)),
            _ => false,
        };
        // A sentence that ends with "tomorrow" is hardly followed by one that begins with a date.
        let is_day_again = matches!(a.value, TimeValue::Relative { unit: TimeUnit::Day, .. })
            && b.quote.start.checked_sub(a.quote.end) == Some(", ".len() as u32);
        let is_day_of = in_apposition(&a.quote, &b.quote) && one_is_fixed(&a.value, &b.value);
        if is_day(&b.value) && (is_day_again || is_day_of) {
            let test = Test::Together(a.value.clone(), b.value.clone());
            let words = format!("“{}” and “{}” are one time", a.quote.quote, b.quote.quote);
            all.push(Constraint::inferred(Force::Habit, test, words, Some(&a.quote)));
        }
    }
}

/// The days on which a row of the tables has its person in office; a month counts whole.
fn days_in_office(row: &TenureRow) -> Option<Interval> {
    let from = row.from.map_or(FIRST, |d| d.interval().from());
    let to = row.to.map_or(LAST, |d| d.interval().to());
    Interval::new(from, to).ok()
}

/// "President A" beside "President B", who came after: A only keeps the title, and bounds nothing.
fn is_succeeded(tenure: &TenureFinding, findings: &[&Finding], world: &World) -> bool {
    let begun = |tenure: &TenureFinding| {
        let rows = world.tenures_of(&tenure.person, Some(&tenure.side));
        rows.into_iter()
            .filter(|row| row.office == tenure.office)
            .filter_map(|row| Some(row.from?.interval().from()))
            .min()
    };
    let Some(first) = begun(tenure) else { return false };
    findings.iter().any(|finding| match &finding.body {
        FindingBody::Tenure(other) => {
            (&other.office, &other.side) == (&tenure.office, &tenure.side)
                && other.person != tenure.person
                && !other.former
                && begun(other).is_some_and(|day| day > first)
        }
        _ => false,
    })
}

/// A title says that its bearer held the office on the day of writing; "former" that this day came after.
fn of_tenure(tenure: &TenureFinding, quote: &Quote, world: &World, all: &mut Vec<Constraint>) {
    let rows: Vec<_> = world
        .tenures_of(&tenure.person, Some(&tenure.side))
        .into_iter()
        .filter(|row| row.office == tenure.office)
        .collect();
    if let Some(TimeValue::Absolute { date, .. }) = &tenure.from {
        let words = format!("{} took office in {date}", tenure.person);
        let test = within(date.interval().from(), LAST);
        all.extend(test.map(|test| Constraint::inferred(Force::Firm, test, words, Some(quote))));
    }
    let Some(first) = rows.first() else { return };
    let uncited = rows.iter().any(|row| row.is_uncited());
    let force = if uncited { Force::Weak } else { Force::Firm };
    let source = if uncited { "uncited" } else { first.source.as_str() };
    let who = format!("{} as {} of {}", tenure.person, tenure.office, world.side_name(&tenure.side));
    let mut push = |force, test, words: String| all.push(Constraint::inferred(force, test, words, Some(quote)));
    if tenure.former {
        let begun = rows.iter().filter_map(|row| Some(row.from?.interval().from())).min();
        let ended = rows.iter().filter_map(|row| Some(row.to?.interval().from())).min();
        if let Some(test) = begun.and_then(|day| within(day, LAST)) {
            push(force, test, format!("{who} is past ({source})"));
        }
        if let Some(test) = ended.and_then(|day| within(day, LAST)) {
            push(Force::Weak, test, format!("{who} is past ({source})"));
        }
        return;
    }
    // Of a lesser official news often tells what he did in an office that he has left: his title bounds only from below.
    let leads = world.office(&tenure.office).is_some_and(|office| office.level == Level::Leaders);
    let open = |days: Interval| Interval::new(days.from(), LAST).unwrap_or(days);
    let in_office =
        |row: &&TenureRow| days_in_office(row).map(|days| if uncited && !leads { open(days) } else { days });
    let spans = Days::union(rows.iter().filter_map(in_office));
    let term = spans.hull().map_or_else(String::new, |hull| {
        let open = |day: Date| if day == FIRST || day == LAST { String::new() } else { day.to_string() };
        format!(" {} – {}", open(hull.from()), open(hull.to()))
    });
    push(force, Test::In(spans), format!("{who},{term} ({source})"));
    if let Some(from) = &tenure.from {
        let begins: Vec<_> = rows.iter().filter_map(|row| Some(row.from?.interval())).collect();
        if !begins.is_empty() {
            let years: Vec<_> = begins.iter().map(Interval::to_string).collect();
            let words = format!("{who} began {} ({source}), as the text says", years.join(", "));
            push(force, Test::Meets(toward(from, Direction::Past), begins), words);
        }
    }
}

/// Two expressions for one meeting mean a common day.
fn of_ties(findings: &[&Finding], world: &World, all: &mut Vec<Constraint>) {
    let meetings: Vec<_> = findings
        .iter()
        .filter_map(|f| match &f.body {
            FindingBody::Engagement(e) => Some((e, e.when.as_ref()?, e.when_quote.as_ref()?)),
            _ => None,
        })
        .collect();
    for (n, (a, when_a, quote_a)) in meetings.iter().enumerate() {
        for (b, when_b, quote_b) in &meetings[n + 1..] {
            if when_a != when_b && may_be_one(a, b, world) && one_is_fixed(when_a, when_b) {
                let test = Test::Together((*when_a).clone(), (*when_b).clone());
                let words = format!("“{}” and “{}” are one time", quote_a.quote, quote_b.quote);
                all.push(Constraint::inferred(Force::Weak, test, words, Some(quote_a)));
            }
        }
        let gatherings: Vec<_> = meetings.iter().filter(|(b, ..)| on_its_edge(a, b, world)).collect();
        // Which of several gatherings is meant is open: the tie is to the days from the first to the last.
        if let (Some((_, first, _)), Some((_, last, quote))) = (gatherings.first(), gatherings.last()) {
            let span = TimeValue::Range { from: Some(Box::new((*first).clone())), to: Some(Box::new((*last).clone())) };
            let words = format!("“{}” is the time of the gathering, “{}”", quote_a.quote, quote.quote);
            all.push(Constraint::inferred(Force::Weak, Test::Together((*when_a).clone(), span), words, Some(quote_a)));
        }
    }
}

/// Whether two findings of one document may tell of one meeting.
fn may_be_one(a: &EngagementFinding, b: &EngagementFinding, world: &World) -> bool {
    let edge = |e: &EngagementFinding| e.setting == Setting::Multilateral;
    let apart = matches!((&a.place_side, &b.place_side), (Some(x), Some(y)) if x != y);
    a.sides == b.sides
        && !apart
        && (a.level == b.level || a.level.is_none() || b.level.is_none())
        && a.form == b.form
        && a.status == b.status
        && edge(a) == edge(b)
        && Cast::of(world, &a.participants).compare(&Cast::of(world, &b.participants)) != People::Exclude
}

/// A weekday or "last month" beside a month and day or a year: two leaning expressions tell nothing. What happened "on
/// Saturday" and what happened "in March" are two.
fn one_is_fixed(a: &TimeValue, b: &TimeValue) -> bool {
    let is_month = |v: &TimeValue| matches!(v, TimeValue::InMonth { .. });
    let is_weekday = |v: &TimeValue| matches!(v, TimeValue::OnWeekday { .. });
    if (is_month(a) && is_weekday(b)) || (is_month(b) && is_weekday(a)) {
        return false;
    }
    let leans = |v: &TimeValue| {
        matches!(
            v,
            TimeValue::Relative { unit: TimeUnit::Month | TimeUnit::Year | TimeUnit::Week | TimeUnit::Quarter, .. }
                | TimeValue::MonthOfRelativeYear { .. }
                | TimeValue::OnWeekday { .. }
        )
    };
    let fixed = |v: &TimeValue| match v {
        TimeValue::Range { from: Some(from), .. } => !leans(from),
        TimeValue::Absolute { .. } | TimeValue::MonthDay { .. } | TimeValue::InMonth { .. } => true,
        _ => false,
    };
    (leans(a) && fixed(b)) || (leans(b) && fixed(a))
}

/// Whether `a` is a planned meeting on the sidelines and `b` one of its people at a gathering.
fn on_its_edge(a: &EngagementFinding, b: &EngagementFinding, world: &World) -> bool {
    a.setting == Setting::Sidelines
        && b.setting == Setting::Multilateral
        && a.status == b.status
        && a.status == EngagementStatus::Planned
        && (a.gathering.is_none() || b.gathering.is_none() || a.gathering == b.gathering)
        && a.participants.iter().any(|p| b.participants.iter().any(|q| names::same_person(world, p, q)))
        && a.when.as_ref().zip(b.when.as_ref()).is_some_and(|(x, y)| one_is_fixed(x, y))
}
