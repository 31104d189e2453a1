//! Follows each commitment and ask through time: what was asked, hoped, agreed and done, whose words, which reports.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use jiff::civil::Date;
use rayon::prelude::*;
use servanda_model::{
    Assertion, CommitmentFinding, CommitmentKind, DateValue, Direction, Due, EngagementStatus, EntryId, Finding,
    FindingBody, FindingId, Interval, Ladder, Modality, Place, Precision, Side, Strength, TimeValue, Voice,
    record::{DueValue, EventKind, OpenedAs, Silence, ThreadEntry, ThreadEvent},
};

use crate::{
    accounts,
    block::{self, Block, Context},
    clusters::Claim,
    engagements::Grouped,
    fulfilment::{self, Promise, Sessions},
    issues,
    matter::{Index, Matter},
    mechanisms::Mechanisms,
    silence::Reading,
    stage, times,
};

/// Groups what opens threads.
pub(crate) fn groups<'a>(context: &'a Context<'_>, own: &[&'a Finding]) -> Vec<Vec<&'a Finding>> {
    context.cluster(own.iter().copied().filter(|f| opens(f)), |a, b| are_one(context, a, b))
}

/// Whether a finding opens a thread or goes on with one.
pub(crate) fn opens(finding: &Finding) -> bool {
    finding.is_asserted() && (commitment(finding).is_some() || is_ask(finding))
}

/// The pairs of findings that bear on one another in threads, what refuses among them.
pub(crate) fn ties(context: &Context<'_>, own: &[&Finding]) -> Vec<(usize, usize)> {
    let mut ties = context.ties(own, opens, |a, b| are_one(context, a, b));
    let negated = own.iter().enumerate().filter(|(_, f)| is_negated(f));
    let negated = Index::of(negated.map(|(n, f)| (Matter::of(&f.proposition), n)).collect());
    for (n, finding) in own.iter().enumerate().filter(|(_, f)| opens(f)) {
        ties.extend(negated.about(&Matter::of(&finding.proposition)).map(|(.., refusal)| (*refusal, n)));
    }
    ties
}

fn are_one(context: &Context<'_>, a: &Claim<'_>, b: &Claim<'_>) -> bool {
    one_thread(a, b) && !are_sessions_apart(context, a, b)
}

fn is_negated(finding: &Finding) -> bool {
    finding.qualifiers.assertion == Assertion::Negated && commitment(finding).is_some()
}

/// The threads of a block, in order of their ids.
pub(crate) fn entries(
    context: &Context<'_>,
    block: &Block,
    own: &[&Finding],
    groups: Vec<Vec<&Finding>>,
    engagements: &[Grouped<'_>],
    mechanisms: &Mechanisms<'_>,
    met: MetOn<'_>,
) -> Vec<ThreadEntry> {
    let negated = own.iter().copied().filter(|f| is_negated(f));
    let negated = Index::of(negated.map(|f| (Matter::of(&f.proposition), f)).collect());
    let reading = context.reading_of(block, own);
    let shared = Shared {
        context,
        mechanisms,
        sessions: Sessions::of(engagements),
        // The day up to which these sides were read: that of the question, else of the newest report, at the earliest.
        read_until: context.as_of.or(reading.until()),
        reading,
        met,
    };
    let mut entries: Vec<_> = groups
        .into_par_iter()
        .filter_map(|findings| Thread { refusals: refusals(&findings, &negated), findings, of: &shared }.entry())
        .collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

fn commitment(finding: &Finding) -> Option<&CommitmentFinding> {
    if let FindingBody::Commitment(body) = &finding.body { Some(body) } else { None }
}

/// An ask, or a position on the demand ladder that is addressed to somebody.
fn is_ask(finding: &Finding) -> bool {
    match &finding.body {
        FindingBody::Ask(_) => true,
        FindingBody::Position(p) => p.ladder == Ladder::Demand,
        _ => false,
    }
}

/// Who must act, and who else is of it.
fn parties(finding: &Finding) -> (&[Side], &[Side]) {
    match &finding.body {
        FindingBody::Commitment(c) => (&c.by, &c.with),
        FindingBody::Ask(a) => (&a.toward, &a.sides),
        FindingBody::Position(p) => (&p.toward, &p.sides),
        _ => (&[], &[]),
    }
}

/// Who is to act: those who promise or are asked, but where the words say that it is others.
fn acting(finding: &Finding) -> &[Side] {
    let told = finding.proposition.acting.as_slice();
    if told.is_empty() { parties(finding).0 } else { told }
}

/// One matter, one who must act, and a formula only with a formula.
fn one_thread(one: &Claim<'_>, other: &Claim<'_>) -> bool {
    let (a, b) = (one.finding, other.finding);
    let (x, y) = (parties(a).0, parties(b).0);
    // Who is invited is to come.
    let guest = |one: &Claim<'_>, other: &Claim<'_>| {
        one.matter.invites(&other.matter)
            && parties(one.finding).1.iter().any(|side| parties(other.finding).0.contains(side))
    };
    let actors = || {
        let shared = x.is_empty() || y.is_empty() || x.iter().any(|side| y.contains(side));
        shared || guest(one, other) || guest(other, one)
    };
    let formula = |f: &Finding| commitment(f).is_some_and(|c| c.commitment_kind == CommitmentKind::Standing);
    // One text tells two promises apart by any word that only one of them has.
    let two = || a.doc == b.doc && commitment(a).is_some() && commitment(b).is_some();
    formula(a) == formula(b)
        && one.matter.is_same(&other.matter)
        && actors()
        && !one.matter.is_opposed(&other.matter)
        && (!two() || one.matter.restates(&other.matter))
}

/// Sessions of one channel that were to be held years apart: "to meet in Lima this year", and again years later.
fn are_sessions_apart(context: &Context<'_>, a: &Claim<'_>, b: &Claim<'_>) -> bool {
    const APART: i16 = 2;
    let due = |f: &Finding| match commitment(f)?.due.as_ref()? {
        Due::Stated { when, .. } => due_days(context, f, when.as_ref()),
        Due::NoneSet { .. } => None,
    };
    let years = |from: Date, to: Date| from.year() - to.year();
    a.matter.is_channel()
        && b.matter.is_channel()
        && due(a.finding).zip(due(b.finding)).is_some_and(|(a, b)| years(a.0, b.1) >= APART || years(b.0, a.1) >= APART)
}

/// When it is due. What is due lies ahead, whatever the tense of the sentence that tells of it.
fn due_days(context: &Context<'_>, finding: &Finding, when: Option<&TimeValue>) -> Option<(Date, Date)> {
    let ahead = when.map(|when| times::toward(when, Direction::Future));
    context.resolve(finding, ahead.as_ref()).map(|days| (days.from, days.to))
}

/// What says of the matter of some finding that it would not be, in order.
fn refusals<'a>(findings: &[&'a Finding], negated: &Index<'a, &'a Finding>) -> Vec<&'a Finding> {
    let mut all: BTreeMap<usize, &Finding> = BTreeMap::new();
    for finding in findings {
        let matter = Matter::of(&finding.proposition);
        let refusals = negated.about(&matter).filter(|(_, other, _)| !other.undoes(&matter));
        all.extend(refusals.map(|(at, _, refusal)| (at, *refusal)));
    }
    all.into_values().collect()
}

/// The dates of the held engagements at which findings were said.
pub(crate) type MetOn<'a> = BTreeMap<&'a FindingId, DateValue>;

/// Finds them: as the finding's own document has it, where it gives a day, else as all do.
pub(crate) fn met_on<'a>(context: &Context<'_>, engagements: &'a [Grouped<'_>]) -> MetOn<'a> {
    let mut met = BTreeMap::new();
    for engagement in engagements.iter().filter(|e| e.entry.status == EngagementStatus::Held) {
        let told = |f: &Finding| match &f.body {
            FindingBody::Engagement(e) => context.resolve(f, e.when.as_ref()).filter(|v| v.precision == Precision::Day),
            _ => None,
        };
        // A promise to meet is made before the meeting that it announces.
        let made = |f: &&&Finding| !engagement.findings.iter().any(|e| accounts::announces(f, e));
        for finding in engagement.linked.iter().filter(made) {
            let own = engagement.findings.iter().filter(|f| f.doc == finding.doc);
            let own = own.filter_map(|f| Some((f.place != Place::Body, told(f)?))).min();
            let all = || engagement.entry.when.first().map(|when| when.value.clone());
            if let Some(date) = own.map(|(_, date)| date).or_else(all) {
                met.entry(&finding.id).or_insert(date);
            }
        }
    }
    met
}

/// What the threads of a block are seen against.
struct Shared<'a> {
    context: &'a Context<'a>,
    mechanisms: &'a Mechanisms<'a>,
    sessions: Sessions<'a>,
    read_until: Option<Date>,
    reading: Cow<'a, Reading>,
    met: MetOn<'a>,
}

/// The findings of one thread.
struct Thread<'a> {
    findings: Vec<&'a Finding>,
    refusals: Vec<&'a Finding>,
    of: &'a Shared<'a>,
}

impl Thread<'_> {
    fn entry(mut self) -> Option<ThreadEntry> {
        let context = self.of.context;
        let mut findings = std::mem::take(&mut self.findings);
        findings.sort_by_cached_key(|f| (self.when(f), f.doc.clone(), f.evidence.first().start, f.id.clone()));
        self.findings = findings;
        let first = *self.findings.first()?;
        let told: Vec<_> = self.findings.iter().filter_map(|f| commitment(f)).collect();
        let lead = self.lead().unwrap_or(first);
        let (by, with) = self.parties(lead);
        let mechanism = self.of.mechanisms.first_about(&self.findings).map(|m| m.id.clone());
        let events = self.events(&by, mechanism.as_ref());
        let due = self.due();
        let formula = !told.is_empty() && told.iter().all(|c| c.commitment_kind == CommitmentKind::Standing);
        let kind = if formula { CommitmentKind::Standing } else { CommitmentKind::Deliverable };
        let due_days = due.as_ref().and_then(|d| Interval::new(d.from?, d.to?).ok());
        let stage = stage::of(kind, &events, due_days, self.of.read_until);
        let object = commitment(lead).map_or_else(|| asked_for(lead).to_owned(), |c| c.object.clone());
        Some(ThreadEntry {
            id: block::entry_id('T', &self.findings)?,
            opened_as: if is_ask(first) { OpenedAs::Ask } else { OpenedAs::Commitment },
            kind,
            by,
            with,
            action: commitment(lead).map_or_else(|| lead.proposition.predicate.clone(), |c| c.action.clone()),
            object,
            mechanism,
            issue: self.findings.iter().find_map(|f| f.proposition.issue.clone()),
            text: None,
            condition: told.iter().rev().find_map(|c| c.condition.clone()),
            due,
            stage,
            strength: strength(&events),
            silence: if stage::is_end(stage) { None } else { self.silence(&events) },
            events,
            members: context.members(&self.findings),
        })
    }

    /// The commitment that the thread is named by: the firmest, of several the latest.
    fn lead(&self) -> Option<&Finding> {
        let committed = self.findings.iter().copied().filter(|f| commitment(f).is_some());
        committed.max_by_key(|f| self.strength_of(f))
    }

    /// Who must act, and the others: as the leading commitment has it, else as all asks do.
    fn parties(&self, lead: &Finding) -> (Vec<Side>, Vec<Side>) {
        let from: Vec<_> = if commitment(lead).is_some() { vec![lead] } else { self.findings.clone() };
        let by: BTreeSet<_> = from.iter().flat_map(|f| acting(f)).collect();
        let all = from.iter().map(|f| parties(f)).flat_map(|(by, with)| by.iter().chain(with));
        let with: BTreeSet<_> = all.filter(|s| !by.contains(s)).collect();
        (by.into_iter().cloned().collect(), with.into_iter().cloned().collect())
    }

    /// When a finding's words were spoken or undertaken: as it says, else at its engagement, else when it was written.
    fn date(&self, finding: &Finding) -> Option<DateValue> {
        let own = commitment(finding).and_then(|c| self.of.context.resolve(finding, c.when.as_ref()));
        let met = || self.of.met.get(&finding.id).cloned();
        own.or_else(met).or_else(|| self.of.context.published(&finding.doc))
    }

    fn when(&self, finding: &Finding) -> Option<(Date, Date)> {
        self.date(finding).map(|d| (d.from, d.to))
    }

    /// The thread's history in order of date; what several reports tell of one voice on one day is one event.
    fn events(&self, by: &[Side], mechanism: Option<&EntryId>) -> Vec<ThreadEvent> {
        let mut events: Vec<ThreadEvent> = Vec::new();
        for finding in self.findings.iter().chain(&self.refusals) {
            self.add(&mut events, finding);
        }
        let undertaken = self.findings.iter().filter(|f| commitment(f).is_some()).find_map(|f| self.date(f));
        let since = undertaken.or_else(|| self.findings.first().and_then(|f| self.date(f))).map(|d| d.interval());
        let promise = Promise { findings: &self.findings, mechanism, by, since };
        for done in fulfilment::events(self.of.context, promise, &self.of.sessions) {
            join(&mut events, done);
        }
        events.sort_by_key(|e| (e.date.as_ref().map(|d| (d.from, d.to)), e.event == EventKind::Done));
        events
    }

    fn add(&self, events: &mut Vec<ThreadEvent>, finding: &Finding) {
        let date = self.date(finding);
        let voice = accounts::voice(self.of.context, finding);
        let agreed = events.iter().any(|e| matches!(e.event, EventKind::Agreed | EventKind::Dated));
        let by_another =
            events.iter().any(|e| matches!(e.event, EventKind::Agreed | EventKind::Dated) && e.voice != voice);
        let strength = self.strength_of(finding);
        let next = ThreadEvent {
            event: kind_of(finding, strength, agreed, by_another),
            date,
            modality: commitment(finding).map(|c| c.modality),
            hedge: commitment(finding).and_then(|c| c.hedge.clone()),
            strength,
            due: self.due_of(finding),
            wordings: formula(finding).into_iter().collect(),
            relayed_by: relayed_by(finding, &voice),
            voice,
            side: actor_of(finding),
            reports: self.of.context.reports_of([finding]),
            evidence: finding.evidence.clone(),
            findings: vec![finding.id.clone()],
        };
        join(events, next);
    }

    fn strength_of(&self, finding: &Finding) -> Option<Strength> {
        // A headline's firmness is not the text's.
        let c = commitment(finding).filter(|_| finding.place == Place::Body)?;
        let due = self.due_of(finding).and_then(|d| Interval::new(d.from?, d.to?).ok());
        Some(Strength::derive(c.modality, c.hedge.is_some() || c.condition.is_some(), due))
    }

    fn due_of(&self, finding: &Finding) -> Option<DueValue> {
        let due = commitment(finding)?.due.as_ref()?;
        let when = match due {
            Due::Stated { when, .. } => due_days(self.of.context, finding, when.as_ref()),
            Due::NoneSet { .. } => None,
        };
        Some(DueValue {
            text: due.text().to_owned(),
            from: when.map(|(from, _)| from),
            to: when.map(|(_, to)| to),
            none_stated: matches!(due, Due::NoneSet { .. }),
        })
    }

    /// The latest due that is told.
    fn due(&self) -> Option<DueValue> {
        self.findings.iter().rev().find_map(|f| self.due_of(f))
    }

    /// Nothing found since the last event, counted over the reports on these sides that are later for certain.
    fn silence(&self, events: &[ThreadEvent]) -> Option<Silence> {
        let mut told: BTreeSet<_> = events.iter().flat_map(|e| &e.reports).collect();
        // Who tells of the meeting that was announced is not silent on it.
        let announced =
            |e: &&Grouped<'_>| e.findings.iter().any(|f| self.findings.iter().any(|p| accounts::announces(p, f)));
        told.extend(self.of.sessions.told_by(&self.findings).filter(announced).flat_map(|e| &e.entry.reports));
        let last = events.iter().filter_map(|e| e.date.as_ref()).map(|d| d.to).max();
        self.of.reading.silence(&self.findings, &told, last)
    }
}

/// Adds an event, or its reports to the event that it tells again: the same step of the same voice, on days that meet.
fn join(events: &mut Vec<ThreadEvent>, next: ThreadEvent) {
    let one = |e: &&mut ThreadEvent| {
        let days = e.date.as_ref().zip(next.date.as_ref()).is_none_or(|(a, b)| a.interval().meets(b.interval()));
        e.event == next.event && e.voice == next.voice && e.side == next.side && e.strength == next.strength && days
    };
    let Some(event) = events.iter_mut().find(one) else {
        events.push(next);
        return;
    };
    event.reports.extend(next.reports);
    event.reports.sort();
    event.reports.dedup();
    event.evidence.extend(next.evidence.quotes().iter().cloned());
    event.findings.extend(next.findings);
    event.due = event.due.take().or(next.due);
    event.wordings.extend(next.wordings);
    event.wordings.sort();
    event.wordings.dedup();
    let days = |d: &Option<DateValue>| d.as_ref().map_or(i64::MAX, |d| d.interval().days());
    if days(&next.date) < days(&event.date) {
        event.date = next.date;
    }
}

/// What a formula is called.
fn formula(finding: &Finding) -> Option<String> {
    commitment(finding).filter(|c| c.commitment_kind == CommitmentKind::Standing).map(|c| c.object.clone())
}

fn asked_for(finding: &Finding) -> &str {
    match &finding.body {
        FindingBody::Ask(a) => &a.issue,
        FindingBody::Position(p) => &p.issue,
        _ => &finding.proposition.head,
    }
}

/// Who acts or asks in an event, where it is one.
fn actor_of(finding: &Finding) -> Option<Side> {
    let (by, others) = parties(finding);
    let acting = if is_ask(finding) { others } else { by };
    match acting {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The side through whose account another side's words are known.
fn relayed_by(finding: &Finding, voice: &Voice) -> Option<Side> {
    let actor = actor_of(finding)?;
    match (voice, issues::voice(finding)) {
        (Voice::Side(side), _) if is_ask(finding) && *side != actor => Some(side.clone()),
        _ => None,
    }
}

/// The step that a finding is. What one's own voice negates is refused, or denied where another account has it agreed.
fn kind_of(finding: &Finding, strength: Option<Strength>, agreed: bool, by_another: bool) -> EventKind {
    let Some(c) = commitment(finding) else { return EventKind::Asked };
    if finding.qualifiers.assertion == Assertion::Negated {
        let own = matches!(&c.voice, Voice::Side(side) if c.by.contains(side));
        return if own && !by_another { EventKind::Refused } else { EventKind::Denied };
    }
    match c.modality {
        Modality::Noted => EventKind::Discussed,
        Modality::Proposed => EventKind::Proposed,
        Modality::Intended if finding.proposition.predicate.starts_with("invit") => EventKind::Invited,
        Modality::Intended => EventKind::Hoped,
        Modality::Concurred if agreed => EventKind::Reaffirmed,
        Modality::Concurred => EventKind::Concurred,
        Modality::Agreed | Modality::Bound if strength == Some(Strength::C6) => EventKind::Dated,
        Modality::Agreed | Modality::Bound => EventKind::Agreed,
    }
}

/// The strongest words of the latest day on which any were given.
fn strength(events: &[ThreadEvent]) -> Option<Strength> {
    let worded = || events.iter().filter(|e| e.strength.is_some());
    let latest = worded().filter_map(|e| e.date.as_ref()).max_by_key(|d| (d.to, d.from))?.interval();
    let then = worded().filter(|e| e.date.as_ref().is_some_and(|d| d.interval().meets(latest)));
    then.filter_map(|e| e.strength).max()
}
