//! What moved between two records: stages, new threads and asks, formulas, accounts.
//!
//! Entries of the two are the same where they share an id or a member, so that an entry whose founding finding
//! changed is not taken for a new one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    DocId, EntryId, FindingId, Quote, Side,
    record::{Account, EngagementEntry, Holding, Record, Stage},
};
use servanda_world::World;

use crate::{
    AsOf,
    desk::{self, Desk},
    parts::{Header, MeetingLine, SideName, Source, ThreadLine, Voiced, WordingLine, wording_key},
    words,
};

/// What moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangesView {
    /// What each view says first.
    pub header: Header,
    /// Since when, as asked.
    #[schemars(with = "String")]
    pub since: Date,
    /// Threads that stand elsewhere than before.
    pub stages: Vec<StageChange>,
    /// Commitments that were not there.
    pub commitments: Vec<ThreadLine>,
    /// Asks that were not there.
    pub asks: Vec<ThreadLine>,
    /// Formulas that are new, reworded, or not found again.
    pub formulas: Vec<FormulaChange>,
    /// Engagements that were not there.
    pub meetings: Vec<MeetingLine>,
    /// Accounts that were not held, or not so fully, of engagements that were there.
    pub accounts: Vec<AccountChange>,
    /// Documents that were not there.
    pub documents: Vec<DocId>,
}

/// A thread that moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct StageChange {
    pub before: Stage,
    pub after: Stage,
    pub thread: ThreadLine,
}

/// What became of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FormulaMove {
    /// It was not there before.
    New,
    /// It has wordings that it did not have.
    Reworded,
    /// It was there before, and later reports on its sides were read in which it was not found.
    NotFoundSince,
}

/// A formula that changed; "not found since" carries its ground in the thread's silence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct FormulaChange {
    pub what: FormulaMove,
    /// The wordings that were not there before.
    pub wordings: Vec<WordingLine>,
    pub thread: ThreadLine,
}

/// An account that came to be held, or held more fully.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AccountChange {
    pub meeting: EntryId,
    pub sides: Vec<SideName>,
    pub voiced: Voiced,
    pub before: Holding,
    pub after: Holding,
    pub evidence: Vec<Quote>,
    pub source: Option<Source>,
}

/// What `after` has that `before` has not, for `sides` (all where none is named). `since` is only said: the
/// records decide.
pub fn changes(before: &Record, after: &Record, world: &World, sides: &[Side], since: Date, at: AsOf) -> ChangesView {
    let desk = Desk::new(after, world, at);
    let old_desk = Desk::new(before, world, at);
    let mut view = ChangesView {
        header: desk.header_of(format!("Changes since {}", words::day_words(since)), sides),
        since,
        stages: Vec::new(),
        commitments: Vec::new(),
        asks: Vec::new(),
        formulas: Vec::new(),
        meetings: Vec::new(),
        accounts: Vec::new(),
        documents: new_documents(before, after),
    };
    let old_threads = index(before.threads.iter().map(|t| (&t.id, t.members.as_slice(), t)));
    for thread in desk.threads(sides) {
        let old = same(&old_threads, &thread.id, &thread.members).map(|old| old_desk.thread_line(old));
        let line = desk.thread_line(thread);
        match old {
            old if line.is_formula() => view.formulas.extend(formula_change(old, line)),
            Some(old) if old.stage != line.stage && !is_due_again(&old, &line) => {
                view.stages.push(StageChange { before: old.stage, after: line.stage, thread: line });
            }
            Some(_) => {}
            None if line.is_ask() => view.asks.push(line),
            None => view.commitments.push(line),
        }
    }
    let old_engagements = index(before.engagements.iter().map(|e| (&e.id, e.members.as_slice(), e)));
    for engagement in desk.engagements(sides) {
        match same(&old_engagements, &engagement.id, &engagement.members) {
            None => view.meetings.push(desk.meeting_line(engagement)),
            Some(old) => view.accounts.extend(account_changes(&desk, old, engagement)),
        }
    }
    view
}

/// Whether only the day differs by which a due is measured: nothing that was heard since moved the thread.
fn is_due_again(old: &ThreadLine, new: &ThreadLine) -> bool {
    old.stage == Stage::DueDatePassed && old.events.len() == new.events.len()
}

/// Entries by their own and their members' ids.
fn index<'a, T>(entries: impl Iterator<Item = (&'a EntryId, &'a [FindingId], &'a T)>) -> BTreeMap<&'a str, &'a T> {
    let mut index = BTreeMap::new();
    for (id, members, entry) in entries {
        index.extend(members.iter().map(|member| (member.as_str(), entry)));
        index.insert(id.as_str(), entry);
    }
    index
}

/// The entry with this id or with one of these members.
fn same<'a, T>(index: &BTreeMap<&str, &'a T>, id: &EntryId, members: &[FindingId]) -> Option<&'a T> {
    let ids = std::iter::once(id.as_str()).chain(members.iter().map(FindingId::as_str));
    ids.into_iter().find_map(|id| index.get(id).copied())
}

fn new_documents(before: &Record, after: &Record) -> Vec<DocId> {
    let known: BTreeSet<&DocId> = before.documents.iter().map(|d| &d.id).collect();
    let mut new: Vec<_> = after.documents.iter().filter(|d| !known.contains(&d.id)).collect();
    new.sort_by_key(|d| (desk::order(d.published.as_ref()), &d.id));
    new.into_iter().map(|d| d.id.clone()).collect()
}

/// A formula is called "not found since" only with reports that were read after it was last heard, and only where
/// that silence is news: it was not so grounded before.
fn formula_change(old: Option<ThreadLine>, new: ThreadLine) -> Option<FormulaChange> {
    let Some(old) = old else {
        return Some(FormulaChange { what: FormulaMove::New, wordings: new.wordings.clone(), thread: new });
    };
    let known: BTreeSet<String> = old.wordings.iter().map(|w| wording_key(&w.wording)).collect();
    let wordings: Vec<WordingLine> =
        new.wordings.iter().filter(|w| !known.contains(&wording_key(&w.wording))).cloned().collect();
    let reports_read = |line: &ThreadLine| line.silence.as_ref().map_or(0, servanda_model::record::Silence::reports);
    let what = if !wordings.is_empty() {
        FormulaMove::Reworded
    } else if reports_read(&new) > 0 && reports_read(&old) == 0 {
        FormulaMove::NotFoundSince
    } else {
        return None;
    };
    Some(FormulaChange { what, wordings, thread: new })
}

fn account_changes(desk: &Desk, old: &EngagementEntry, new: &EngagementEntry) -> Vec<AccountChange> {
    let held_before = |account: &Account| {
        let same = |a: &&Account| a.voice == account.voice && a.side == account.side;
        old.accounts.iter().filter(same).map(|a| a.held).min().unwrap_or(Holding::None)
    };
    // The enum runs from the fullest holding to none.
    let fuller = new.accounts.iter().filter(|account| account.held < held_before(account));
    fuller
        .map(|account| AccountChange {
            meeting: new.id.clone(),
            sides: desk.sides(&new.sides),
            voiced: desk.voiced(&account.voice, None),
            before: held_before(account),
            after: account.held,
            evidence: account.evidence.clone(),
            source: account.evidence.first().map(|quote| desk.source(quote)),
        })
        .collect()
}
