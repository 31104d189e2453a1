//! Dates all documents at once from constraints, and says what the times of their findings mean.
//!
//! Each document has the set of days on which it may have been written. Every clue is a small [`Constraint`] with
//! its reason in words; the sets are filtered, the strongest constraints first, and then documents filter each
//! other through [`Link`]s until nothing changes. Which meetings of two documents may be one is decided once,
//! from what the documents say alone, before they date each other: a merge made because of a date is no reason
//! for that date. A constraint that would leave no day is given up, the weakest first, and reported where its words
//! leave little doubt.

mod clues;
mod constraint;
mod links;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use servanda_model::{
    Basis, CopyPair, DateClueKind, DateValue, Direction, DocId, DocumentFacts, EngagementStatus, Finding, FindingBody,
    Interval, Place, Setting, TimeFrame, TimeMention, TimeRole, TimeUnit, TimeValue, Weekday, record::Contradiction,
};
use servanda_world::World;

use self::{
    clues::{FIRST, LAST},
    constraint::{Constraint, Force, Reason},
    links::{Link, Tie},
};
use crate::{
    anchor::{anchor, is_absolute, lean},
    days::{Days, number, shift},
    reports::Reports,
    times::{TitleDays, toward},
};

/// A resolved time that may be more days than this is no time.
const TOO_WIDE: i64 = 400;
/// The wire's habit may settle a day where no more days than this are left.
const HABIT_REACH: usize = 7;
/// The same for a reported day of a month ("said on 4 May"), which is no news for longer.
const DATED_REACH: usize = 32;
/// A reason that took only days further than this from those that are left is not worth telling.
const NEAR: i32 = 31;
/// A readout is published within so many days of its meeting.
const READOUT_REACH: i32 = 6;
/// The lede ends within so many characters of the beginning of the text.
const LEDE: u32 = 400;
/// News is in print so many days after the day that its lede tells of.
const PRINT_REACH: i32 = 1;

/// When each document was written, as far as can be known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chronology {
    documents: HashMap<DocId, Dated>,
    /// Dates that could not both be right.
    pub(crate) contradictions: Vec<Contradiction>,
}

/// One document's date.
#[derive(Clone, Debug, Default)]
struct Dated {
    days: Days,
    value: Option<DateValue>,
    latest: Option<Date>,
    rests_on: BTreeSet<DocId>,
    /// Calendar times of the text by the character at which they stand, for times that lean on them.
    times: Vec<(u32, TimeValue)>,
}

impl Chronology {
    /// Dates the documents.
    pub(crate) fn solve(
        documents: &[&DocumentFacts],
        findings: &[&Finding],
        titles: &TitleDays,
        copies: &[CopyPair],
        world: &World,
    ) -> Self {
        let reports = Reports::group(documents, copies);
        let mut of: BTreeMap<&DocId, Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            of.entry(&finding.doc).or_default().push(finding);
        }
        let none = Vec::new();
        let own = |document: &DocumentFacts| of.get(&document.id).unwrap_or(&none);
        let mut solver = Solver::default();
        for document in documents {
            let domain = solver.domain(document, own(document), titles, world);
            solver.domains.insert(document.id.clone(), domain);
        }
        let mut links = links::copies(copies);
        links.extend(links::tenures(findings, titles, world));
        solver.propagate(&links);
        links.extend(links::same_meetings(&solver, findings, &reports, world));
        solver.propagate(&links);
        for document in documents {
            solver.follow_habits(document, own(document));
        }
        solver.propagate(&links);
        solver.finish(documents)
    }

    /// The dates of all documents, to be kept.
    pub(crate) fn solved(&self, documents: &[&DocumentFacts]) -> impl Iterator<Item = Solved> {
        let dated = documents.iter().filter_map(|facts| Some((&facts.id, self.documents.get(&facts.id)?)));
        dated.map(|(doc, dated)| Solved {
            doc: doc.clone(),
            latest: dated.latest,
            value: dated.value.clone(),
            days: dated.days.clone(),
            rests_on: dated.rests_on.iter().map(|other| (other.clone(), self.latest(other))).collect(),
        })
    }

    /// Documents as they were dated, without what could not both be right.
    pub(crate) fn of_solved(documents: &[&DocumentFacts], solved: &[Solved]) -> Self {
        let facts: BTreeMap<&DocId, &&DocumentFacts> = documents.iter().map(|facts| (&facts.id, facts)).collect();
        let dated = solved.iter().map(|kept| {
            let dated = Dated {
                days: kept.days.clone(),
                value: kept.value.clone(),
                latest: kept.latest,
                rests_on: kept.rests_on.iter().map(|(doc, _)| doc.clone()).collect(),
                times: facts.get(&kept.doc).map(|facts| calendar_times(facts)).unwrap_or_default(),
            };
            (kept.doc.clone(), dated)
        });
        Self { documents: dated.collect(), contradictions: Vec::new() }
    }

    /// When a document was written.
    pub(crate) fn published(&self, doc: &DocId) -> Option<&DateValue> {
        self.documents.get(doc)?.value.as_ref()
    }

    /// The last day on which it may have been written: at the latest that of its receipt.
    pub(crate) fn latest(&self, doc: &DocId) -> Option<Date> {
        self.documents.get(doc)?.latest
    }

    /// The documents that its date rests on.
    pub(crate) fn rests_on(&self, doc: &DocId) -> impl Iterator<Item = &DocId> {
        self.documents.get(doc).into_iter().flat_map(|dated| &dated.rests_on)
    }

    /// What a time means that stands at character `at` of a document.
    pub(crate) fn resolve(&self, doc: &DocId, value: &TimeValue, at: u32) -> Option<DateValue> {
        let dated = self.documents.get(doc)?;
        if is_absolute(value) {
            return anchor(value, LAST).map(|meant| DateValue::new(meant, Basis::Stated, None));
        }
        let meant = if let TimeValue::Anaphoric { unit, offset } = value {
            let before = dated.times.iter().rev().find(|(start, _)| *start < at)?;
            lean(*unit, *offset, dated.hull_of(&before.1)?)?
        } else {
            dated.hull_of(value)?
        };
        let written = dated.value.as_ref().map(|v| v.interval().to_string()).unwrap_or_default();
        let counted = format!("counted from the day of writing, {written}");
        let note = match value {
            TimeValue::OnWeekday { weekday, .. } if meant.days() > 1 => format!("a {weekday:?}; {counted}"),
            _ => counted,
        };
        Some(DateValue::new(meant, Basis::Inferred, Some(note)))
    }
}

impl Dated {
    /// From the first to the last day that a value may mean; `None` where that is no time any more.
    fn hull_of(&self, value: &TimeValue) -> Option<Interval> {
        if is_absolute(value) {
            return anchor(value, LAST);
        }
        self.value.as_ref()?;
        if self.days.len() as i64 > 2 * TOO_WIDE {
            return None;
        }
        let hull = Days::union(self.days.iter().filter_map(|day| anchor(value, day))).hull()?;
        (hull.days() <= TOO_WIDE).then_some(hull)
    }
}

/// A document's days while they are being worked out.
#[derive(Clone, Debug, Default)]
struct Domain {
    days: Days,
    basis: Option<Basis>,
    steps: Vec<Step>,
    /// The day of the week on which it reports, where the days are too many for the habit to settle one.
    weekday: Option<Weekday>,
    /// Whether anything but the day of receipt bounds the days from below.
    bounded: bool,
}

/// What one reason took from a domain.
#[derive(Clone, Debug)]
struct Step {
    reason: Reason,
    /// It took the first days.
    lower: bool,
    /// It took the last days.
    upper: bool,
    /// The days before and after, where it took some between those that it left.
    inside: Option<(Days, Days)>,
}

/// A document's date as it was solved, to be kept: it does not depend on the day of a question.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Solved {
    /// The document.
    pub doc: DocId,
    /// The last day on which it may have been written.
    pub latest: Option<Date>,
    value: Option<DateValue>,
    days: Days,
    /// The documents that its date rests on, with their last days.
    rests_on: Vec<(DocId, Option<Date>)>,
}

/// The domains of all documents.
#[derive(Clone, Debug, Default)]
struct Solver {
    domains: BTreeMap<DocId, Domain>,
    contradictions: Vec<Contradiction>,
}

impl Solver {
    /// The days that a document's own constraints leave.
    fn domain(&mut self, document: &DocumentFacts, findings: &[&Finding], titles: &TitleDays, world: &World) -> Domain {
        let mut constraints = clues::constraints(document, findings, titles, world);
        constraints.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut domain = Domain { days: Days::of(window(&constraints)), ..Domain::default() };
        let mut kept: Option<Constraint> = None;
        for constraint in constraints {
            let left = constraint.test.filter(&domain.days);
            if left.is_empty() {
                self.give_up(document, &constraint, kept.as_ref(), &domain);
            } else if left != domain.days {
                domain.narrow(left, constraint.reason.clone());
                if constraint.force == Force::Stated && domain.days.len() == 1 {
                    domain.basis = Some(constraint.basis);
                }
                kept.get_or_insert(constraint);
            }
        }
        domain
    }

    /// Reports a constraint that leaves no day, unless its words are weak or a date line is a few days off.
    fn give_up(&mut self, document: &DocumentFacts, dropped: &Constraint, kept: Option<&Constraint>, domain: &Domain) {
        let close = !dropped.test.filter(&domain.days.widened(3)).is_empty();
        if dropped.force < Force::Firm || (dropped.force == Force::Stated && close) {
            return;
        }
        let kept = kept.map_or_else(|| "its other dates".to_owned(), |k| k.reason.words.clone());
        self.contradictions.push(Contradiction {
            about: format!("date of {}", document.id),
            between: (kept, dropped.reason.words.clone()),
            evidence: dropped.reason.evidence.clone(),
        });
    }

    /// Whether only one day is left for a document.
    fn is_settled(&self, doc: &DocId) -> bool {
        self.domains.get(doc).is_some_and(|d| d.days.len() == 1)
    }

    /// The days that a value of a document may mean.
    fn times_of(&self, doc: &DocId, value: &TimeValue) -> Days {
        let Some(domain) = self.domains.get(doc) else { return Days::default() };
        if is_absolute(value) {
            return anchor(value, LAST).map(Days::of).unwrap_or_default();
        }
        Days::union(domain.days.iter().filter_map(|day| anchor(value, day)))
    }

    /// Lets documents filter each other until nothing changes. The order of the links is fixed by the documents' ids.
    fn propagate(&mut self, links: &[Link]) {
        let mut links: Vec<&Link> = links.iter().collect();
        links.sort_by(|x, y| (&x.a, &x.b, &x.words).cmp(&(&y.a, &y.b, &y.words)));
        let mut given_up = BTreeSet::new();
        loop {
            let mut changed = false;
            for (n, link) in links.iter().enumerate().filter(|(n, _)| !given_up.contains(n)).collect::<Vec<_>>() {
                let (Some(a), Some(b)) = (self.domains.get(&link.a), self.domains.get(&link.b)) else { continue };
                if a.days.len() == 1 && b.days.len() == 1 && !matches!(link.tie, Tie::Copy) {
                    continue;
                }
                let (left_a, left_b) = link.filter(&a.days, &b.days);
                if left_a.is_empty() || left_b.is_empty() {
                    given_up.insert(n);
                    self.report_copy(link);
                    continue;
                }
                for (doc, other, left) in [(&link.a, &link.b, left_a), (&link.b, &link.a, left_b)] {
                    changed |= self.take(link, doc, other, left);
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn take(&mut self, link: &Link, doc: &DocId, other: &DocId, left: Days) -> bool {
        let rests_on = self.domains.get(other).map(Domain::rests_on).unwrap_or_default();
        let Some(domain) = self.domains.get_mut(doc).filter(|d| d.days != left) else { return false };
        let rests_on = rests_on.into_iter().chain([other.clone()]).filter(|d| d != doc).collect();
        domain.narrow(left, link.reason(doc, rests_on));
        true
    }

    fn report_copy(&mut self, link: &Link) {
        if !matches!(link.tie, Tie::Copy) {
            return;
        }
        let days = |doc| self.domains.get(doc).and_then(|d| d.days.hull()).map(|i| i.to_string()).unwrap_or_default();
        let contradiction = Contradiction {
            about: format!("date of {}, a copy of {}", link.a, link.b),
            between: (days(&link.a), days(&link.b)),
            evidence: Vec::new(),
        };
        if !self.contradictions.contains(&contradiction) {
            self.contradictions.push(contradiction);
        }
    }

    /// Habits of writers settle what the words leave open: news is written on the day that it reports, and a
    /// readout soon after its meeting.
    fn follow_habits(&mut self, document: &DocumentFacts, findings: &[&Finding]) {
        let Some(domain) = self.domains.get_mut(&document.id) else { return };
        if domain.days.len() == 1 {
            return;
        }
        domain.follow_readout(document, findings);
        domain.follow_reporting(document);
    }

    fn finish(self, documents: &[&DocumentFacts]) -> Chronology {
        let mut chronology = Chronology { contradictions: self.contradictions, ..Chronology::default() };
        chronology.contradictions.sort_by(|a, b| (&a.about, &a.between).cmp(&(&b.about, &b.between)));
        let mut domains = self.domains;
        for document in documents {
            let Some(domain) = domains.remove(&document.id) else { continue };
            let value = domain.value();
            let latest = value.as_ref().map(|v| v.to).or_else(|| document.received());
            let times = calendar_times(document);
            let rests_on = if value.is_some() { domain.rests_on() } else { BTreeSet::new() };
            // What the text tells happened on the day that it reports: the habit narrows that, not the date itself.
            let days = match domain.weekday {
                Some(weekday) => domain.days.filtered(|day| day.weekday() == weekday.civil()),
                None => domain.days,
            };
            chronology.documents.insert(document.id.clone(), Dated { days, value, latest, rests_on, times });
        }
        chronology
    }
}

impl Domain {
    fn narrow(&mut self, left: Days, reason: Reason) {
        let (before, after) = (self.days.hull(), left.hull());
        let (Some(before), Some(after)) = (before, after) else { return };
        let (lower, upper) = (after.from() > before.from(), after.to() < before.to());
        let inside = (self.days.intersection(&Days::of(after)) != left).then(|| (self.days.clone(), left.clone()));
        self.bounded |= lower;
        self.days = left;
        self.steps.push(Step { reason, lower, upper, inside });
    }

    /// The reasons that still bear on the days: a bound moved again later rests on the later reason alone, and days
    /// taken far from those that are left matter no more.
    fn reasons(&self) -> impl Iterator<Item = &Reason> {
        let near = self.days.widened(NEAR);
        self.steps.iter().enumerate().filter_map(move |(n, step)| {
            let bears = |(before, after): &(Days, Days)| before.intersection(&near) != after.intersection(&near);
            let later = &self.steps[n + 1..];
            let first = step.lower && !later.iter().any(|s| s.lower);
            let last = step.upper && !later.iter().any(|s| s.upper);
            (step.inside.as_ref().is_some_and(bears) || first || last).then_some(&step.reason)
        })
    }

    fn rests_on(&self) -> BTreeSet<DocId> {
        self.reasons().flat_map(|r| r.rests_on.iter().cloned()).collect()
    }

    /// "Said on Saturday" is written on that Saturday, and a lede on the day that it tells of or the next, where such
    /// a day is left among few; among many it is a remark. Beside the day of the lede another one that somebody spoke
    /// on says nothing.
    fn follow_reporting(&mut self, document: &DocumentFacts) {
        let of_day = |m: &&TimeMention| matches!(m.value, TimeValue::MonthDay { .. } | TimeValue::Absolute { .. });
        let reports = || document.times.iter().filter(|m| m.role == TimeRole::Report);
        let days: Vec<_> = reports().filter(of_day).collect();
        let lede = lede(document);
        let fits = |m: &&TimeMention| weekday(m).is_some() && lede.is_none_or(|lede| weekday(m) == weekday(lede));
        let weekdays: Vec<_> = reports().filter(fits).collect();
        self.settle_on(&days, DATED_REACH, 0);
        // A dateline bears the day that its lede tells of; other pages are put out on the next as well.
        let is_datelined = document.clues.dates.iter().any(|clue| clue.kind == DateClueKind::Dateline);
        self.settle_on(lede.as_slice(), HABIT_REACH, if is_datelined { 0 } else { PRINT_REACH });
        // Which of several years it is, only the lede tells: somebody may have spoken days before.
        if self.days.hull().is_some_and(|hull| hull.days() <= HABIT_REACH as i64) {
            self.settle_on(&weekdays, HABIT_REACH, 0);
        }
        let mut named: Vec<_> = weekdays.iter().filter_map(|m| weekday(m)).collect();
        named.dedup();
        if let ([only], true) = (&named[..], self.days.len() > HABIT_REACH) {
            self.weekday = Some(*only);
        }
    }

    /// Keeps the days that lie at most `after` days after what one of the reported times means, among at most `reach`.
    fn settle_on(&mut self, reports: &[&TimeMention], reach: usize, after: i32) {
        let Some(first) = reports.first().filter(|_| self.days.len() <= reach) else { return };
        let is_fresh = |day, m: &&TimeMention| {
            let past = anchor(&toward(&m.value, Direction::Past), day).filter(|i| i.days() == 1);
            past.is_some_and(|i| (0..=after).contains(&(number(day) - number(i.to()))))
        };
        let fresh = self.days.filtered(|day| reports.iter().any(|m| is_fresh(day, m)));
        if !fresh.is_empty() && fresh != self.days {
            let words = format!("news is written on the day that it reports: “{}”", first.quote.quote);
            self.narrow(fresh, Reason { words, evidence: vec![first.quote.clone()], ..Reason::default() });
        }
    }

    /// A government's own text of a meeting on a stated day is written within a week of it.
    fn follow_readout(&mut self, document: &DocumentFacts, findings: &[&Finding]) {
        let Some(issuer) = &document.clues.issuer else { return };
        let opening = findings.iter().find_map(|f| match &f.body {
            FindingBody::Engagement(e)
                if f.place == Place::Body
                    && f.qualifiers.time != TimeFrame::Past
                    && e.status == EngagementStatus::Held
                    && e.setting != Setting::Multilateral
                    && e.sides.contains(issuer) =>
            {
                Some(e)
            }
            _ => None,
        });
        let Some(when) = opening.and_then(|e| e.when.as_ref()) else { return };
        let fresh = self.days.filtered(|day| {
            anchor(when, day).is_some_and(|i| (0..=READOUT_REACH).contains(&(number(day) - number(i.to()))))
        });
        if self.days.len() > HABIT_REACH && !fresh.is_empty() && fresh != self.days {
            let words = "a readout is published within a week of its meeting".to_owned();
            self.narrow(fresh, Reason { words, ..Reason::default() });
        }
    }

    /// The date with its reasons; `None` where nothing bounds the days from below.
    fn value(&self) -> Option<DateValue> {
        let hull = self.days.hull().filter(|_| self.bounded)?;
        let remark = self.weekday.map(|weekday| format!("a {weekday:?}"));
        let mut note: Vec<&str> = remark.iter().map(String::as_str).collect();
        for reason in self.reasons() {
            if !note.contains(&reason.words.as_str()) {
                note.push(&reason.words);
            }
        }
        let basis = self.basis.unwrap_or(Basis::Inferred);
        Some(DateValue::new(hull, basis, Some(note.join("; "))))
    }
}

/// The day of the week that the lede of a news story tells of; a government's own text is no news story.
fn lede(document: &DocumentFacts) -> Option<&TimeMention> {
    let (begin, _) = document.main_text;
    let in_lede =
        |m: &&TimeMention| (begin..begin.saturating_add(LEDE)).contains(&m.quote.start) && m.role != TimeRole::Future;
    let first = || document.times.iter().filter(in_lede).filter(|m| weekday(m).is_some()).min_by_key(|m| m.quote.start);
    if document.clues.issuer.is_none() { first() } else { None }
}

/// The day of the week of "on Saturday".
fn weekday(mention: &TimeMention) -> Option<Weekday> {
    if let TimeValue::OnWeekday { weekday, weeks: 0, .. } = mention.value { Some(weekday) } else { None }
}

/// All days that come into question: back to a stated date before the window, where there is one.
fn window(constraints: &[Constraint]) -> Interval {
    let stated = constraints.iter().filter(|c| c.force == Force::Stated).find_map(|c| match &c.test {
        constraint::Test::In(days) => days.hull(),
        _ => None,
    });
    let from = stated.map_or(FIRST, |i| FIRST.min(shift(i.from(), -1)));
    Interval::new(from, LAST).unwrap_or(Interval::day(LAST))
}

/// The calendar times of a text, in order.
fn calendar_times(document: &DocumentFacts) -> Vec<(u32, TimeValue)> {
    let calendar = document.times.iter().filter(|m| is_calendar(&m.value));
    let mut times: Vec<_> = calendar.map(|m| (m.quote.start, m.value.clone())).collect();
    times.sort();
    times
}

impl Solved {
    /// The documents that its date rests on and that may be later than a day.
    pub(crate) fn rests_on_after(&self, day: Date) -> impl Iterator<Item = &DocId> {
        self.rests_on.iter().filter(move |(_, latest)| latest.is_none_or(|last| last > day)).map(|(doc, _)| doc)
    }

    /// When it was written, where its date is known to a year.
    pub fn written(&self) -> Option<&DateValue> {
        self.value.as_ref()
    }

    /// The same as of a day; says so where that rests on a document that may be later.
    pub(crate) fn published(&self, as_of: Option<Date>) -> Option<DateValue> {
        let rests_on_later = as_of.is_some_and(|day| self.rests_on_after(day).next().is_some());
        let value = self.value.clone()?;
        Some(if rests_on_later { known_from_later(value) } else { value })
    }
}

/// A date that rests on documents whose content does not count yet.
pub(crate) fn known_from_later(mut value: DateValue) -> DateValue {
    let note = value.note.take().unwrap_or_default();
    value.note = Some(format!("{note}; known only from later documents"));
    value
}

/// Whether a value names days by itself or from the day of writing, so that another may lean on it.
fn is_calendar(value: &TimeValue) -> bool {
    match value {
        TimeValue::Absolute { .. }
        | TimeValue::MonthDay { .. }
        | TimeValue::InMonth { .. }
        | TimeValue::MonthOfRelativeYear { .. }
        | TimeValue::OnWeekday { .. }
        | TimeValue::Numeric { .. }
        | TimeValue::Range { .. } => true,
        TimeValue::Relative { unit, .. } => !matches!(unit, TimeUnit::Minute | TimeUnit::Hour),
        TimeValue::Anaphoric { .. } | TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. } => {
            false
        }
    }
}
