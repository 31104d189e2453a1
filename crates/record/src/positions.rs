//! Each side's stance on an issue through time, on one of the ladders. An ask is a position on the demand ladder.

use std::sync::OnceLock;

use servanda_model::{
    DateValue, Finding, FindingBody, Ladder, Side, Voice,
    record::{PositionEntry, PositionEvent},
};

use crate::{
    block::{self, Context},
    clusters::Claim,
    corrections,
    threads::MetOn,
};

static RUNGS: &str = include_str!("../data/rungs.tsv");

/// A position or an ask, seen as a position.
#[derive(Clone, Copy, Debug)]
struct Stance<'a> {
    finding: &'a Finding,
    sides: &'a [Side],
    toward: &'a [Side],
    issue: &'a str,
    word: &'a str,
    ladder: Ladder,
    voice: &'a Voice,
}

/// Groups the findings that take one position.
pub(crate) fn groups<'a>(context: &'a Context<'_>, own: &[&'a Finding]) -> Vec<Vec<&'a Finding>> {
    context.cluster(own.iter().copied().filter(|f| takes(f)), one_position)
}

/// The positions of a block, in order of their ids.
pub(crate) fn entries(context: &Context<'_>, groups: &[Vec<&Finding>], met: &MetOn<'_>) -> Vec<PositionEntry> {
    let mut entries: Vec<_> = groups.iter().filter_map(|group| entry(context, group, met)).collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

/// Whether a finding takes a position.
pub(crate) fn takes(finding: &Finding) -> bool {
    finding.is_asserted() && stance(finding).is_some()
}

/// The pairs of findings that bear on one another as positions.
pub(crate) fn ties(context: &Context<'_>, own: &[&Finding]) -> Vec<(usize, usize)> {
    context.ties(own, takes, one_position)
}

fn stance(finding: &Finding) -> Option<Stance<'_>> {
    match &finding.body {
        FindingBody::Position(p) => Some(Stance {
            finding,
            sides: &p.sides,
            toward: &p.toward,
            issue: &p.issue,
            word: &p.word,
            ladder: p.ladder,
            voice: &p.voice,
        }),
        FindingBody::Ask(a) => Some(Stance {
            finding,
            sides: &a.sides,
            toward: &a.toward,
            issue: &a.issue,
            word: &a.word,
            ladder: Ladder::Demand,
            voice: &a.voice,
        }),
        _ => None,
    }
}

/// The same holders, addressee and ladder, on one matter.
fn one_position(a: &Claim<'_>, b: &Claim<'_>) -> bool {
    let (Some(x), Some(y)) = (stance(a.finding), stance(b.finding)) else { return false };
    let toward = x.toward == y.toward || x.toward.is_empty() || y.toward.is_empty();
    x.sides == y.sides
        && toward
        && x.ladder == y.ladder
        && !a.matter.is_opposed(&b.matter)
        && a.matter.is_same(&b.matter)
}

/// When a position was taken: at its meeting, else when it was written.
fn taken(context: &Context<'_>, finding: &Finding, met: &MetOn<'_>) -> Option<DateValue> {
    met.get(&finding.id).cloned().or_else(|| context.published(&finding.doc))
}

fn entry(context: &Context<'_>, group: &[&Finding], met: &MetOn<'_>) -> Option<PositionEntry> {
    let mut stances: Vec<Stance<'_>> = group.iter().filter_map(|f| stance(f)).collect();
    let when = |s: &Stance<'_>| taken(context, s.finding, met).map(|d| (d.to, d.from));
    stances.sort_by_cached_key(|s| (when(s), corrections::order(s.finding)));
    let (first, last) = (stances.first()?, stances.last()?);
    Some(PositionEntry {
        id: block::entry_id('P', group)?,
        side: first.sides.to_vec(),
        issue: first.issue.to_owned(),
        topic: stances.iter().find_map(|s| s.finding.proposition.issue.clone()),
        word: last.word.to_owned(),
        ladder: last.ladder,
        rung: rung(last.ladder, last.word),
        toward: stances.iter().map(|s| s.toward).find(|t| !t.is_empty()).unwrap_or_default().to_vec(),
        evidence: block::evidence(group.iter().copied())?,
        history: history(context, &stances, met),
        members: context.members(group),
    })
}

/// One event for each taking of the position: a word that a report repeats, or a copy carries, is one.
fn history(context: &Context<'_>, stances: &[Stance<'_>], met: &MetOn<'_>) -> Vec<PositionEvent> {
    let mut events: Vec<PositionEvent> = Vec::new();
    for stance in stances {
        let reports = context.reports_of([stance.finding]);
        let rung = rung(stance.ladder, stance.word);
        let told = events.iter_mut().find(|e| e.voice == *stance.voice && e.rung == rung && e.reports == reports);
        match told {
            Some(event) => event.evidence.extend(stance.finding.evidence.quotes().iter().cloned()),
            None => events.push(PositionEvent {
                date: taken(context, stance.finding, met),
                word: stance.word.to_owned(),
                ladder: stance.ladder,
                rung,
                voice: stance.voice.clone(),
                reports,
                evidence: stance.finding.evidence.clone(),
            }),
        }
    }
    events
}

/// The rung of a word on its ladder: that of the longest entry of the table that it holds.
pub(crate) fn rung(ladder: Ladder, word: &str) -> Option<u8> {
    static TABLE: OnceLock<Vec<(Ladder, u8, &str)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let row = |line: &'static str| {
            let mut cells = line.split('\t');
            let ladder = match cells.next()? {
                "demand" => Ladder::Demand,
                "objection" => Ladder::Objection,
                "support" => Ladder::Support,
                _ => return None,
            };
            Some((ladder, cells.next()?.parse().ok()?, cells.next()?))
        };
        RUNGS.lines().skip(1).filter_map(row).collect()
    });
    let word = word.to_lowercase();
    let held = table.iter().filter(|(l, _, stem)| *l == ladder && word.contains(stem));
    held.max_by_key(|(_, rung, stem)| (stem.len(), *rung)).map(|(_, rung, _)| *rung)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_entry_gives_the_rung() {
        assert_eq!(rung(Ladder::Objection, "expressed concern"), Some(2));
        assert_eq!(rung(Ladder::Objection, "expressed Serious Concern"), Some(3));
        assert_eq!(rung(Ladder::Demand, "urged"), Some(3));
        assert_eq!(rung(Ladder::Other, "urged"), None);
    }
}
