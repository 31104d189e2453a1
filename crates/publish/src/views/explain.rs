//! What an entry rests on: its members with their quotes and rules, the reasons of its dates, corrections and
//! contradictions.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    Change, Correction, DateValue, DocId, EntryId, Finding, FindingId, FindingKind, Place, Qualifiers, Quote,
    record::Record,
};
use servanda_world::World;

use super::who::ConflictLine;
use crate::{
    AsOf,
    desk::Desk,
    index::{self, Entry, EntryKind},
    parts::{Header, Source, Voiced},
    phrases, words,
};

/// What an entry or a finding rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExplainView {
    /// What each view says first.
    pub header: Header,
    /// The id as asked.
    pub id: String,
    /// The entry that it is or is part of; `None` for a finding that founds no entry (a statement, a tenure).
    pub entry: Option<EntryId>,
    /// The entry's kind.
    pub kind: Option<EntryKind>,
    /// The findings, in order of their ids.
    pub members: Vec<MemberLine>,
    /// What else it rests on: of an engagement what its accounts say, of a thread the deed or meeting that ended it.
    pub others: Vec<MemberLine>,
    /// The entry's words, where the caller handed in no findings for them.
    pub sources: Vec<Source>,
    /// Its dates and those of its documents, with their reasons.
    pub dates: Vec<ReasonLine>,
    /// What people corrected here.
    pub corrections: Vec<Correction>,
    /// What contradicts what in its documents.
    pub contradictions: Vec<ConflictLine>,
}

/// A finding that an entry is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MemberLine {
    pub id: FindingId,
    pub kind: FindingKind,
    pub place: Place,
    /// In percent.
    pub confidence: u8,
    pub qualifiers: Qualifiers,
    /// The rule that made it.
    pub rule: String,
    /// Whose account it is, where it is of one.
    pub voiced: Option<Voiced>,
    /// Of a statement: who says it and by which cue.
    pub said: Option<String>,
    /// Its words by the clause: who speaks and the cue alone are part of `said`.
    pub sources: Vec<Source>,
}

/// A date and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReasonLine {
    /// Whose date: the entry's, or a document's name.
    pub of: String,
    /// The date; its `note` holds the reasons.
    pub date: Option<DateValue>,
    /// In words.
    pub words: String,
}

/// Explains the entry or finding with this id. `findings` are those of its members (more do no harm), `corrections`
/// all of the archive's. `None` where neither record nor findings know the id.
pub fn explain(
    record: &Record,
    world: &World,
    id: &str,
    findings: &[Finding],
    corrections: &[Correction],
    at: AsOf,
) -> Option<ExplainView> {
    let desk = Desk::new(record, world, at);
    let is_it = |e: &Entry| e.id.as_str() == id || e.members.iter().any(|m| m.as_str() == id);
    let entry = index::entries(record).find(is_it);
    let is_member = |f: &&Finding| match &entry {
        Some(entry) => entry.members.contains(&f.id),
        None => f.id.as_str() == id,
    };
    let mut members: Vec<&Finding> = findings.iter().filter(is_member).collect();
    members.sort_by_key(|f| &f.id);
    let statement = record.statements.iter().find(|s| s.id.as_str() == id);
    if entry.is_none() && members.is_empty() && statement.is_none() {
        return None;
    }
    let linked = entry.as_ref().map(|e| linked_to(record, e.id)).unwrap_or_default();
    let is_linked = |f: &&Finding| !is_member(f) && linked.contains(&f.id);
    let mut others: Vec<&Finding> = findings.iter().filter(is_linked).collect();
    others.sort_by_key(|f| &f.id);
    let docs = documents_of(entry.as_ref(), &members);
    let shown: Vec<&Quote> = members.iter().chain(&others).flat_map(|f| f.evidence.quotes()).collect();
    let words_of_entry = entry.iter().flat_map(|e| e.quotes.iter().copied());
    let words_of_statement = statement.into_iter().flat_map(|s| s.content.quotes());
    let is_shown = |q: &&Quote| shown.iter().any(|s| s.doc == q.doc && s.start <= q.start && q.end <= s.end);
    let unexplained = words_of_entry.chain(words_of_statement).filter(|q| !is_shown(q));
    Some(ExplainView {
        header: desk.header(match &entry {
            Some(entry) => format!("Explain: {}", entry.label),
            None => "Explain".to_owned(),
        }),
        id: id.to_owned(),
        entry: entry.as_ref().map(|e| e.id.clone()),
        kind: entry.as_ref().map(|e| e.kind),
        sources: phrases::whole(unexplained).into_iter().map(|q| desk.source(q)).collect(),
        dates: dates(&desk, entry.as_ref(), &docs),
        corrections: corrections.iter().filter(|c| touches(&c.change, &members, entry.as_ref())).cloned().collect(),
        contradictions: contradictions(record, &docs, entry.as_ref()),
        members: members.into_iter().map(|f| member_line(&desk, entry.as_ref(), f)).collect(),
        others: others.into_iter().map(|f| member_line(&desk, entry.as_ref(), f)).collect(),
    })
}

/// The findings that an entry rests on beside its members.
fn linked_to<'r>(record: &'r Record, id: &EntryId) -> BTreeSet<&'r FindingId> {
    let accounts = record.engagements.iter().filter(|e| e.id == *id).flat_map(|e| &e.accounts);
    let events = record.threads.iter().filter(|t| t.id == *id).flat_map(|t| &t.events);
    accounts.flat_map(|a| a.findings.iter().chain(&a.statements)).chain(events.flat_map(|e| &e.findings)).collect()
}

fn documents_of<'a>(entry: Option<&Entry<'a>>, members: &[&'a Finding]) -> BTreeSet<&'a DocId> {
    let quotes = entry.into_iter().flat_map(|e| e.quotes.iter().map(|q| &q.doc));
    quotes.chain(members.iter().map(|f| &f.doc)).collect()
}

fn member_line(desk: &Desk, entry: Option<&Entry>, finding: &Finding) -> MemberLine {
    let statement = desk.record.statements.iter().find(|s| s.id == finding.id);
    let words = statement.map_or(&finding.evidence, |s| &s.content);
    MemberLine {
        id: finding.id.clone(),
        kind: finding.kind(),
        place: finding.place,
        confidence: finding.confidence,
        qualifiers: finding.qualifiers.clone(),
        rule: finding.rule.clone(),
        voiced: voice_in(desk, entry, &finding.id),
        said: statement.map(|s| {
            let speakers: Vec<_> = s.speakers.iter().map(|speaker| desk.person_line(speaker)).collect();
            format!("{} {}", phrases::speakers(&speakers), s.cue)
        }),
        sources: phrases::whole(words.quotes().iter()).into_iter().map(|q| desk.source(q)).collect(),
    }
}

/// Whose account a finding is in this entry: in a thread that of its event, in an engagement that of its account.
fn voice_in(desk: &Desk, entry: Option<&Entry>, id: &FindingId) -> Option<Voiced> {
    let entry = entry?.id;
    let event = desk.record.threads.iter().filter(|t| t.id == *entry).flat_map(|t| &t.events);
    let mut event = event.filter(|e| e.findings.contains(id)).map(|e| desk.voiced(&e.voice, e.relayed_by.as_ref()));
    let account = desk.record.engagements.iter().filter(|e| e.id == *entry).flat_map(|e| &e.accounts);
    let mut account =
        account.filter(|a| a.findings.contains(id) || a.statements.contains(id)).map(|a| desk.voiced(&a.voice, None));
    event.next().or_else(|| account.next())
}

fn dates(desk: &Desk, entry: Option<&Entry>, docs: &BTreeSet<&DocId>) -> Vec<ReasonLine> {
    let mut lines: Vec<ReasonLine> = Vec::new();
    for date in entry.iter().flat_map(|e| &e.dates) {
        let line = ReasonLine { of: "entry".to_owned(), date: Some((*date).clone()), words: words::date_words(date) };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    for document in docs.iter().filter_map(|doc| desk.document(doc)) {
        lines.push(ReasonLine {
            of: document.name.clone(),
            date: document.published.clone(),
            words: document.published.as_ref().map_or_else(|| "no date known".to_owned(), words::date_words),
        });
    }
    lines
}

/// Whether a correction concerns one of these findings, or the joining of the entry.
fn touches(change: &Change, members: &[&Finding], entry: Option<&Entry>) -> bool {
    match change {
        Change::Retract { doc, kind, start, end } | Change::Amend { doc, kind, start, end, .. } => {
            let overlaps = |f: &&Finding| {
                let first = f.evidence.first();
                f.doc == *doc && f.kind() == *kind && first.start < *end && *start < first.end
            };
            let on_entry = |e: &Entry| e.quotes.iter().any(|q| q.doc == *doc && q.start < *end && *start < q.end);
            members.iter().any(overlaps) || (members.is_empty() && entry.is_some_and(on_entry))
        }
        Change::Same { a, b } | Change::NotSame { a, b } => {
            let is_member =
                |id: &FindingId| members.iter().any(|f| f.id == *id) || entry.is_some_and(|e| e.members.contains(id));
            is_member(a) || is_member(b)
        }
        Change::Date { doc, .. } => members.iter().any(|f| f.doc == *doc),
    }
}

/// Contradictions in the entry's own words, and on the dates of its documents.
fn contradictions(record: &Record, docs: &BTreeSet<&DocId>, entry: Option<&Entry>) -> Vec<ConflictLine> {
    let own = |q: &Quote| {
        let quotes = entry.iter().flat_map(|e| &e.quotes);
        quotes.into_iter().any(|own| own.doc == q.doc && own.start < q.end && q.start < own.end)
    };
    let found = record.contradictions.iter().filter(|c| {
        let of_date = c.about.starts_with("date of") && c.evidence.iter().any(|q| docs.contains(&q.doc));
        of_date || c.evidence.iter().any(own)
    });
    found
        .map(|c| ConflictLine {
            about: c.about.clone(),
            one: c.between.0.clone(),
            other: c.between.1.clone(),
            evidence: c.evidence.clone(),
        })
        .collect()
}
