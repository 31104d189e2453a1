//! One issue under our neutral label: each side's own terms, the positions, asks and commitments on it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    Quote,
    record::{IssueEntry, Record},
};
use servanda_world::World;

use crate::{
    AsOf,
    desk::Desk,
    parts::{DeedLine, Header, PositionLine, SideName, ThreadLine},
};

/// One issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IssueView {
    /// What each view says first.
    pub header: Header,
    /// Its id in the table of issues.
    pub id: String,
    /// Our neutral label.
    pub label: String,
    /// Each side's own terms.
    pub terms: Vec<TermLine>,
    /// Positions on it.
    pub positions: Vec<PositionLine>,
    /// Asks on it that nothing took up.
    pub asks: Vec<ThreadLine>,
    /// Commitments on it, formulas last.
    pub threads: Vec<ThreadLine>,
    /// What was done.
    pub deeds: Vec<DeedLine>,
}

/// A wording, and whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TermLine {
    /// `None`: the narrator's word.
    pub side: Option<SideName>,
    pub wording: String,
    pub evidence: Vec<Quote>,
}

/// The issue called `name`: by id, label or one of the terms, capitals ignored.
pub fn issue(record: &Record, world: &World, name: &str, at: AsOf) -> Option<IssueView> {
    let desk = Desk::new(record, world, at);
    let wanted = name.trim().to_lowercase();
    let called = record.issues.iter().find(|i| is_called(i, &wanted));
    let in_table = world.issues().iter().find(|i| {
        i.id == wanted || i.label.to_lowercase() == wanted || i.terms.iter().any(|t| t.to_lowercase() == wanted)
    });
    let entry = called.or_else(|| if in_table.is_none() { only_holding(&record.issues, &wanted) } else { None });
    let words_alone = || record.positions.iter().map(|p| &p.issue).find(|issue| issue.to_lowercase() == wanted);
    let (id, label) = match (entry, in_table) {
        (Some(entry), _) => (entry.id.clone(), entry.label.clone()),
        (None, Some(row)) => (row.id.clone(), row.label.clone()),
        (None, None) => words_alone().map(|issue| (issue.clone(), issue.clone()))?,
    };
    let is_it = |issue: &str| issue == id || issue.eq_ignore_ascii_case(&label);
    let terms = record.issues.iter().filter(|i| i.id == id).flat_map(|i| &i.terms);
    let threads = record.threads.iter().filter(|t| t.issue.as_deref().is_some_and(is_it));
    let (asks, mut threads): (Vec<_>, Vec<_>) = desk.lines_of(threads).into_iter().partition(ThreadLine::is_ask);
    threads.sort_by_key(ThreadLine::is_formula);
    Some(IssueView {
        header: desk.header(format!("Issue: {label}")),
        terms: terms
            .map(|term| TermLine {
                side: term.side.as_ref().map(|side| desk.side(side)),
                wording: term.wording.clone(),
                evidence: term.evidence.quotes().to_vec(),
            })
            .collect(),
        positions: record
            .positions
            .iter()
            .filter(|p| is_it(&p.issue) || p.topic.as_deref().is_some_and(is_it))
            .map(|p| desk.position_line(p))
            .collect(),
        deeds: record
            .deeds
            .iter()
            .filter(|d| d.issue.as_deref().is_some_and(is_it))
            .map(|d| desk.deed_line(d))
            .collect(),
        asks,
        threads,
        id,
        label,
    })
}

/// The one issue whose label holds the words ("seafood").
fn only_holding<'i>(issues: &'i [IssueEntry], wanted: &str) -> Option<&'i IssueEntry> {
    let mut holding = issues.iter().filter(|i| !wanted.is_empty() && i.label.to_lowercase().contains(wanted));
    holding.next().filter(|_| holding.next().is_none())
}

fn is_called(issue: &IssueEntry, wanted: &str) -> bool {
    issue.id == wanted
        || issue.label.to_lowercase() == wanted
        || issue.terms.iter().any(|t| t.wording.to_lowercase() == wanted)
}
