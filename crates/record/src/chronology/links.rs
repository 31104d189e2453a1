//! Constraints between two documents: copies, meetings that may be the same, terms of office learnt from text.

use std::{collections::BTreeMap, sync::OnceLock};

use servanda_model::{
    CopyPair, Direction, DocId, EngagementFinding, EngagementStatus, EntryId, Finding, FindingBody, Quote, Setting,
    Side, TenureFinding, TimeFrame, TimeUnit, TimeValue,
};
use servanda_world::World;

use super::{Solver, constraint::Reason};
use crate::{
    anchor::anchor,
    days::{Days, number},
    names::{self, Cast, People},
    reports::{self, Reports},
    times::{TitleDays, toward},
};

/// Copies are published within so many days of each other.
const COPY_REACH: i32 = 2;
/// Meetings whose possible times lie further apart are not taken for candidates.
const SAME_MEETING_REACH: i32 = 31;
/// Sources may differ by so many days on one meeting.
const SLACK: i32 = 2;
/// A meeting that a text tells of may be on no more days than this, if it is to date a text that may be of any year:
/// who meets in a capital in one November meets there in another.
const EXACT: usize = 7;
/// News tells of what was held so many days before.
const NEWS_REACH: i32 = 3;
/// Times that lie within so many days are of no year but one.
const ONE_YEAR: i64 = 400;
/// A time that may be more days than this tells nothing of another document.
const TOO_WIDE: usize = 20_000;

/// What ties the days of writing of two documents together.
#[derive(Clone, Debug)]
pub(super) enum Tie {
    /// Written within two days of each other.
    Copy,
    /// A time of the one and a time of the other share a day.
    Meet { a: TimeValue, b: TimeValue },
    /// `b` says when something began that holds in `a`: `a` was not written before.
    NotBefore { b: TimeValue },
}

/// A tie between two documents.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) a: DocId,
    pub(super) b: DocId,
    pub(super) tie: Tie,
    /// In words, of the other document.
    pub(super) words: String,
    pub(super) evidence: Vec<Quote>,
}

impl Link {
    /// The days that remain for `a` and `b`, given those of both.
    pub(super) fn filter(&self, a: &Days, b: &Days) -> (Days, Days) {
        match &self.tie {
            Tie::Copy => (a.intersection(&b.widened(COPY_REACH)), b.intersection(&a.widened(COPY_REACH))),
            Tie::Meet { a: of_a, b: of_b } => {
                let keep = |days: &Days, value: &TimeValue, other: &Days| {
                    days.filtered(|day| anchor(value, day).is_none_or(|i| other.meets(i)))
                };
                let (times_a, times_b) = (meant(of_a, a), meant(of_b, b));
                (keep(a, of_a, &times_b), keep(b, of_b, &times_a))
            }
            Tie::NotBefore { b: of_b } => {
                let begin = meant(of_b, b).hull().map(|hull| hull.from());
                (begin.map_or_else(|| a.clone(), |begin| a.filtered(|day| day >= begin)), b.clone())
            }
        }
    }

    /// The reason that this link gives the one document for what it took from the other.
    pub(super) fn reason(&self, of: &DocId, rests_on: std::collections::BTreeSet<DocId>) -> Reason {
        let other = if *of == self.a { &self.b } else { &self.a };
        Reason { words: format!("{} in {other}", self.words), evidence: self.evidence.clone(), rests_on }
    }
}

/// All days that a value may mean, over the days of writing.
fn meant(value: &TimeValue, days: &Days) -> Days {
    Days::union(days.iter().filter_map(|day| anchor(value, day)))
}

/// Full copies.
pub(super) fn copies(pairs: &[CopyPair]) -> Vec<Link> {
    pairs
        .iter()
        .filter(|pair| reports::is_full_copy(pair))
        .map(|pair| Link {
            a: pair.a.clone(),
            b: pair.b.clone(),
            tie: Tie::Copy,
            words: "the same text".to_owned(),
            evidence: Vec::new(),
        })
        .collect()
}

/// Terms of office that one text tells and another uses.
pub(super) fn tenures(findings: &[&Finding], titles: &TitleDays, world: &World) -> Vec<Link> {
    let mut offices: BTreeMap<(&Side, &str), Vec<(&Finding, &TenureFinding)>> = BTreeMap::new();
    for finding in findings {
        if let FindingBody::Tenure(tenure) = &finding.body
            && !tenure.former
            && finding.qualifiers.time != TimeFrame::Past
            && !titles.contains_key(&finding.id)
        {
            offices.entry((&tenure.side, &tenure.office)).or_default().push((finding, tenure));
        }
    }
    let mut links = Vec::new();
    for holders in offices.values() {
        for (f, told) in holders {
            let Some(begin) = &told.from else { continue };
            for (g, used) in holders {
                let alike = names::agree(&told.person, &used.person)
                    || names::canonical(world, &told.person, Some(&told.side))
                        == names::canonical(world, &used.person, Some(&used.side));
                if f.doc == g.doc || !alike {
                    continue;
                }
                let tie = match &used.from {
                    Some(_) if g.doc < f.doc => continue,
                    Some(other) => Tie::Meet { a: toward(other, Direction::Past), b: toward(begin, Direction::Past) },
                    None => Tie::NotBefore { b: toward(begin, Direction::Past) },
                };
                let words = format!("{} took office as told", told.person);
                let evidence = vec![f.evidence.first().clone()];
                links.push(Link { a: g.doc.clone(), b: f.doc.clone(), tie, words, evidence });
            }
        }
    }
    links
}

/// A finding of a meeting, with what it is compared by.
struct Meeting<'a> {
    finding: &'a Finding,
    body: &'a EngagementFinding,
    when: &'a TimeValue,
    cast: Cast<'a>,
    /// The days that its time may mean.
    days: Days,
    report: Option<&'a EntryId>,
}

/// Pairs of engagement findings of different documents that may tell of one meeting: the same sides, form and
/// persons (whatever rank a text gives them), places that do not exclude each other, and times that may lie within a
/// month of each other. Where one may be several that cannot be one another, none is taken.
pub(super) fn same_meetings(solver: &Solver, findings: &[&Finding], reports: &Reports, world: &World) -> Vec<Link> {
    let mut by_sides: BTreeMap<&[Side], Vec<Meeting<'_>>> = BTreeMap::new();
    for &finding in findings {
        if let FindingBody::Engagement(body) = &finding.body
            && let Some(when) = body.when.as_ref().or_else(|| is_news(solver, finding, body).then(news))
            && body.sides.len() >= 2
            && body.setting != Setting::Multilateral
            && body.status != EngagementStatus::Cancelled
        {
            let (cast, days) = (Cast::of(world, &body.participants), solver.times_of(&finding.doc, when));
            let report = reports.of(&finding.doc);
            by_sides.entry(&body.sides).or_default().push(Meeting { finding, body, when, cast, days, report });
        }
    }
    by_sides.values().flat_map(|meetings| links_among(solver, meetings)).collect()
}

fn links_among(solver: &Solver, meetings: &[Meeting<'_>]) -> Vec<Link> {
    let mut links = Vec::new();
    for one in meetings {
        if solver.is_settled(&one.finding.doc) || one.days.is_empty() || one.days.len() > TOO_WIDE {
            continue;
        }
        let fits = |other: &&Meeting<'_>| {
            one.report != other.report
                && near(&one.days, &other.days)
                && may_be_one(one, other)
                && is_telling((&one.days, one.when), (&other.days, other.when))
        };
        let candidates: Vec<&Meeting<'_>> = meetings.iter().filter(fits).collect();
        let meet = |a: &Meeting<'_>, b: &Meeting<'_>| !a.days.widened(SLACK).intersection(&b.days).is_empty();
        let one_another = |a: &&Meeting<'_>| candidates.iter().all(|b| a.report == b.report || meet(a, b));
        if candidates.iter().all(one_another) {
            links.extend(candidates.iter().map(|other| link(one, other)));
        }
        // A copy tells the same meeting by the same words.
        let is_twin = |other: &&Meeting<'_>| {
            one.report == other.report
                && one.finding.doc != other.finding.doc
                && one.when == other.when
                && may_be_one(one, other)
        };
        links.extend(meetings.iter().filter(is_twin).map(|other| link(one, other)));
    }
    links
}

/// What a news story tells without a time took place in the last days.
fn news() -> &'static TimeValue {
    static NEWS: OnceLock<TimeValue> = OnceLock::new();
    NEWS.get_or_init(|| {
        let day = |offset| {
            Box::new(TimeValue::Relative { unit: TimeUnit::Day, offset, part: None, direction: Direction::Past })
        };
        TimeValue::Range { from: Some(day(-NEWS_REACH)), to: Some(day(0)) }
    })
}

/// Whether a text tells of a meeting as held without a time, and all that is open of its own day is the year.
fn is_news(solver: &Solver, finding: &Finding, meeting: &EngagementFinding) -> bool {
    let yearly = |days: &Days| days.longest_run() <= EXACT;
    finding.qualifiers.time == TimeFrame::Present
        && meeting.status == EngagementStatus::Held
        && solver.domains.get(&finding.doc).is_some_and(|domain| yearly(&domain.days))
}

fn link(one: &Meeting<'_>, other: &Meeting<'_>) -> Link {
    let quote = |m: &Meeting<'_>| m.body.when_quote.clone().unwrap_or_else(|| m.finding.evidence.first().clone());
    let (mine, theirs) = (quote(one), quote(other));
    Link {
        a: one.finding.doc.clone(),
        b: other.finding.doc.clone(),
        tie: Tie::Meet { a: one.when.clone(), b: other.when.clone() },
        words: format!("“{}” here and “{}” there tell of what may be one meeting,", mine.quote, theirs.quote),
        evidence: vec![mine, theirs],
    }
}

fn may_be_one(a: &Meeting<'_>, b: &Meeting<'_>) -> bool {
    // People who meet often meet in many a July: a month ties no texts that name two places.
    let countries_differ = matches!((&a.body.place_side, &b.body.place_side), (Some(x), Some(y)) if x != y);
    let names_differ = matches!((&a.body.place_name, &b.body.place_name), (Some(x), Some(y)) if x != y);
    let apart = countries_differ || (names_differ && (is_loose(a.when) || is_loose(b.when)));
    !apart && a.body.form == b.body.form && matches!(a.cast.compare(&b.cast), People::Agree(n) if n >= 2)
}

/// Whether a time is a month or more, whichever year it lies in.
fn is_loose(value: &TimeValue) -> bool {
    match value {
        TimeValue::InMonth { .. } => true,
        TimeValue::Relative { unit, .. } => *unit >= TimeUnit::Month,
        _ => false,
    }
}

/// Whether that two meetings are one would tell anything: the month of a year that nobody knows comes again.
fn is_telling((a, of_a): (&Days, &TimeValue), (b, of_b): (&Days, &TimeValue)) -> bool {
    let of_one_year = |days: &Days| days.hull().is_some_and(|hull| hull.days() <= ONE_YEAR);
    let is_open = |days, value: &TimeValue| matches!(value, TimeValue::InMonth { .. }) && !of_one_year(days);
    let is_exact = a.len().min(b.len()) <= EXACT && !is_open(a, of_a) && !is_open(b, of_b);
    is_exact || (of_one_year(a) && of_one_year(b))
}

fn near(a: &Days, b: &Days) -> bool {
    let (Some(a), Some(b)) = (a.hull(), b.hull()) else { return false };
    number(a.from()) - SAME_MEETING_REACH <= number(b.to()) && number(b.from()) - SAME_MEETING_REACH <= number(a.to())
}
