//! The documents: what each is, its date with the reasons, its copies, and what was found in it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    DateValue, DocId, EntryId, Translation,
    record::{DocumentEntry, LinkKind, Record, ReportEntry},
};
use servanda_world::World;

use super::who::ConflictLine;
use crate::{
    AsOf,
    desk::{self, Desk},
    index::{self, EntryKind},
    parts::{Header, SideName},
};

/// All documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentsView {
    /// What each view says first.
    pub header: Header,
    /// In order of date, undated ones last.
    pub documents: Vec<DocumentLine>,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DocumentLine {
    pub id: DocId,
    pub name: String,
    pub title: Option<String>,
    pub publisher: Option<String>,
    /// The side whose own text this is.
    pub issuer: Option<SideName>,
    pub agency: Option<String>,
    pub url: Option<String>,
    /// With its reasons as `note`; `None` where nothing dates it.
    pub published: Option<DateValue>,
    pub translation: Translation,
    pub report: EntryId,
    /// Names of the other documents that are full copies of the same text.
    pub copies: Vec<String>,
    pub links: Vec<LinkLine>,
    /// How many entries rest on it.
    pub counts: DocumentCounts,
    /// What contradicts its date or its words.
    pub contradictions: Vec<ConflictLine>,
}

/// Another report that shares part of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct LinkLine {
    pub to: EntryId,
    pub kind: LinkKind,
    /// Names of its documents.
    pub names: Vec<String>,
}

/// How many entries of each kind rest on a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DocumentCounts {
    pub engagements: usize,
    pub statements: usize,
    pub threads: usize,
    pub positions: usize,
    pub mechanisms: usize,
    pub deeds: usize,
    pub texts: usize,
}

/// All documents of the record.
pub fn documents(record: &Record, world: &World, at: AsOf) -> DocumentsView {
    let desk = Desk::new(record, world, at);
    let counts = counts(record);
    let reports: Reports = record.reports.iter().map(|r| (&r.id, r)).collect();
    let mut found: Vec<&DocumentEntry> = record.documents.iter().collect();
    found.sort_by_key(|d| (desk::order(d.published.as_ref()), &d.name, &d.id));
    let documents = found.into_iter().map(|d| document_line(&desk, d, &reports, &counts));
    DocumentsView { documents: documents.collect(), header: desk.header("Documents") }
}

type Reports<'a> = BTreeMap<&'a EntryId, &'a ReportEntry>;

fn document_line(
    desk: &Desk,
    document: &DocumentEntry,
    reports: &Reports,
    counts: &BTreeMap<&DocId, DocumentCounts>,
) -> DocumentLine {
    let report = reports.get(&document.report);
    let names = |ids: &[DocId]| -> Vec<String> {
        let others = ids.iter().filter(|id| **id != document.id);
        others.map(|id| desk.document(id).map_or_else(|| id.short().to_owned(), |d| d.name.clone())).collect()
    };
    let links = report.into_iter().flat_map(|r| &r.links).map(|link| LinkLine {
        to: link.to.clone(),
        kind: link.kind,
        names: reports.get(&link.to).map(|r| names(&r.documents)).unwrap_or_default(),
    });
    let contradictions = desk
        .record
        .contradictions
        .iter()
        .filter(|c| c.evidence.iter().any(|q| q.doc == document.id) || c.about.contains(document.id.short()));
    DocumentLine {
        id: document.id.clone(),
        name: document.name.clone(),
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        issuer: document.issuer.as_ref().map(|side| desk.side(side)),
        agency: document.agency.clone(),
        url: document.url.clone(),
        published: document.published.clone(),
        translation: document.translation,
        report: document.report.clone(),
        copies: report.map(|r| names(&r.documents)).unwrap_or_default(),
        links: links.collect(),
        counts: counts.get(&document.id).copied().unwrap_or_default(),
        contradictions: contradictions
            .map(|c| ConflictLine {
                about: c.about.clone(),
                one: c.between.0.clone(),
                other: c.between.1.clone(),
                evidence: c.evidence.clone(),
            })
            .collect(),
    }
}

/// Entries by the documents that they rest on, each entry once per document.
fn counts(record: &Record) -> BTreeMap<&DocId, DocumentCounts> {
    let mut counts: BTreeMap<&DocId, DocumentCounts> = BTreeMap::new();
    for entry in index::entries(record) {
        let docs: BTreeSet<&DocId> = entry.quotes.iter().map(|q| &q.doc).collect();
        for doc in docs {
            let counted = counts.entry(doc).or_default();
            match entry.kind {
                EntryKind::Engagement => counted.engagements += 1,
                EntryKind::Thread => counted.threads += 1,
                EntryKind::Position => counted.positions += 1,
                EntryKind::Mechanism => counted.mechanisms += 1,
                EntryKind::Deed => counted.deeds += 1,
                EntryKind::Text => counted.texts += 1,
            }
        }
    }
    for statement in &record.statements {
        counts.entry(&statement.doc).or_default().statements += 1;
    }
    counts
}
