//! Recurring channels: how they stand, when they last met and will meet next.

use std::collections::HashSet;

use rayon::prelude::*;
use servanda_model::{
    DateValue, EngagementStatus, EntryId, Finding, FindingBody, MechanismFinding, TimeValue,
    record::{MechanismEntry, Sourced},
};

use crate::{
    block::{self, Context},
    clusters::Claim,
    engagements::Grouped,
    matter::{Index, Matter},
};

/// The mechanisms of a block, in order of their ids.
#[derive(Debug)]
pub(crate) struct Mechanisms<'a> {
    all: Vec<Mechanism<'a>>,
    /// Where each stands, by what its findings are about: what several say, under the first.
    about: Index<'a, usize>,
}

/// The findings of one mechanism.
#[derive(Clone, Debug)]
pub(crate) struct Mechanism<'a> {
    pub(crate) id: EntryId,
    findings: Vec<&'a Finding>,
}

/// Groups the mechanisms of a block.
pub(crate) fn group<'a>(context: &'a Context<'_>, own: &[&'a Finding]) -> Mechanisms<'a> {
    let groups = context.cluster(own.iter().copied().filter(|f| is_named(f)), |a, b| are_one(context, a, b));
    let mut all: Vec<_> = groups
        .into_iter()
        .filter_map(|findings| Some(Mechanism { id: block::entry_id('M', &findings)?, findings }))
        .collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    let mut seen = HashSet::new();
    let told = all.iter().enumerate().flat_map(|(n, m)| m.findings.iter().map(move |f| (&f.proposition, n)));
    let first = told.filter(|(proposition, _)| seen.insert(*proposition));
    let about = Index::of(first.map(|(proposition, n)| (Matter::of(proposition), n)).collect());
    Mechanisms { all, about }
}

/// The pairs of findings that bear on one another as mechanisms.
pub(crate) fn ties(context: &Context<'_>, own: &[&Finding]) -> Vec<(usize, usize)> {
    context.ties(own, is_named, |a, b| are_one(context, a, b))
}

/// Whether a finding tells of a mechanism.
pub(crate) fn is_named(finding: &Finding) -> bool {
    finding.is_asserted() && body(finding).is_some()
}

fn are_one(context: &Context<'_>, a: &Claim<'_>, b: &Claim<'_>) -> bool {
    let Some((x, y)) = body(a.finding).zip(body(b.finding)) else { return false };
    let of_one_body = || context.gathering(&x.name) == context.gathering(&y.name);
    x.name.eq_ignore_ascii_case(&y.name) || (a.matter.is_same(&b.matter) && of_one_body())
}

fn body(finding: &Finding) -> Option<&MechanismFinding> {
    if let FindingBody::Mechanism(body) = &finding.body { Some(body) } else { None }
}

/// Marks the engagements that are sessions of a mechanism.
pub(crate) fn join_series(context: &Context<'_>, engagements: &mut [Grouped<'_>], mechanisms: &Mechanisms<'_>) {
    engagements.par_iter_mut().for_each(|engagement| {
        let session = mechanisms.first_about(&engagement.findings);
        let apart =
            |m: &Mechanism<'_>| m.findings.iter().any(|f| engagement.findings.iter().any(|e| context.kept_apart(e, f)));
        engagement.entry.series = session.filter(|m| !apart(m)).map(|m| m.id.clone());
    });
}

impl<'a> Mechanisms<'a> {
    /// The first channel that some of these findings are about.
    pub(crate) fn first_about<'m>(&'m self, findings: &[&'m Finding]) -> Option<&'m Mechanism<'a>> {
        let matters = findings.iter().map(|f| Matter::of(&f.proposition)).filter(Matter::is_channel);
        let first = matters.filter_map(|matter| self.about.about(&matter).map(|(.., at)| *at).next()).min()?;
        self.all.get(first)
    }

    /// The entries, with the engagements that are their sessions.
    pub(crate) fn entries(self, context: &Context<'_>, engagements: &[Grouped<'_>]) -> Vec<MechanismEntry> {
        self.all.into_iter().map(|m| m.entry(context, engagements)).collect()
    }
}

impl Mechanism<'_> {
    /// The entry, with the engagements that are its sessions.
    fn entry(self, context: &Context<'_>, engagements: &[Grouped<'_>]) -> MechanismEntry {
        let bodies = || self.findings.iter().filter_map(|f| body(f).map(|b| (*f, b)));
        let newest = bodies().max_by_key(|(f, b)| (context.published(&f.doc).map(|d| (d.to, d.from)), b.state));
        let name = bodies().map(|(_, b)| (b.generic, b.name.as_str())).min();
        let mut last_held: Vec<_> = bodies()
            .filter_map(|(f, b)| {
                let value = context.resolve(f, b.last_held.as_ref().map(last_time))?;
                Some(Sourced { value, reports: context.reports_of([f]), evidence: f.evidence.clone() })
            })
            .collect();
        let sessions = |status| {
            let of = engagements.iter().map(|e| &e.entry).filter(move |e| e.status == status);
            of.filter(|e| e.series.as_ref() == Some(&self.id)).flat_map(|e| e.when.iter().cloned())
        };
        last_held.extend(sessions(EngagementStatus::Held));
        MechanismEntry {
            name: name.map(|(_, name)| name.to_owned()).unwrap_or_default(),
            sides: self.findings.first().map(|f| crate::actors::sides_of(f)).into_iter().flatten().collect(),
            // A group is never empty, so that there is always a newest finding.
            state: newest.map_or(servanda_model::MechanismState::Possible, |(_, b)| b.state),
            last_held: joined(last_held),
            next: joined(sessions(EngagementStatus::Planned).collect()),
            evidence: self.evidence(),
            members: context.members(&self.findings),
            id: self.id,
        }
    }

    fn evidence(&self) -> servanda_model::Evidence {
        let mut evidence = self.findings[0].evidence.clone();
        evidence.extend(block::quotes(self.findings.iter().copied()));
        evidence
    }
}

/// "Not held since early May" tells of a session in early May.
fn last_time(value: &TimeValue) -> &TimeValue {
    match value {
        TimeValue::Range { from: Some(from), to: None } => from,
        _ => value,
    }
}

/// Equal days joined, with the reports of all.
fn joined(values: Vec<Sourced<DateValue>>) -> Vec<Sourced<DateValue>> {
    let mut all: Vec<Sourced<DateValue>> = Vec::new();
    for next in values {
        match all.iter_mut().find(|v| v.value.interval() == next.value.interval()) {
            Some(known) => {
                known.reports.extend(next.reports);
                known.reports.sort();
                known.reports.dedup();
                known.evidence.extend(next.evidence.quotes().iter().cloned());
            }
            None => all.push(next),
        }
    }
    all.sort_by_key(|v| (v.value.from, v.value.to));
    all
}
