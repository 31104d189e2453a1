//! Findings → the record as of a date.
//!
//! Copies are grouped and all documents dated first; then each block, the findings of one set of sides, gives its
//! engagements, threads, positions, mechanisms and deeds. The record compares propositions, never words of a text,
//! and invents nothing: what it infers carries its reasons, and what it does not know stays unknown.

mod accounts;
mod actors;
mod anchor;
mod block;
mod chronology;
mod clusters;
mod corrections;
mod days;
mod deeds;
mod engagements;
mod fulfilment;
mod issues;
mod joining;
mod matter;
mod mechanisms;
mod names;
mod parts;
mod people;
mod positions;
mod reports;
mod silence;
mod stage;
mod statements;
mod threads;
mod times;

use jiff::civil::Date;
use rayon::prelude::*;
use servanda_model::{
    CopyPair, Correction, DateValue, DocumentFacts, EntryId, Finding,
    record::{DocumentEntry, Record, TextRange},
};
use servanda_world::World;

pub use anchor::anchor;
pub use block::{Block, BlockRecord, Context};
pub use chronology::Solved;
pub use corrections::amended;
pub use parts::{Entries, Kept, Part, Shelf, closest_key, shelve};
pub use reports::is_full_copy;

/// All that a record is computed from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Documents, without their text.
    pub documents: &'a [DocumentFacts],
    /// Findings of the current reading of each document.
    pub findings: &'a [Finding],
    /// Pairs of documents that share text.
    pub copies: &'a [CopyPair],
    /// Corrections by people.
    pub corrections: &'a [Correction],
    /// The tables.
    pub world: &'a World,
    /// Content of documents whose latest possible date is not after this day; all where `None`.
    pub as_of: Option<Date>,
}

/// Computes the record.
pub fn build(input: &Input<'_>) -> Record {
    let context = Context::new(input);
    let mut record = entries_of(&context, input);
    record.actors = actors::entries(&context);
    record.issues = issues::entries(&context);
    record.statements = statements::entries(&context, &record.engagements);
    record.contradictions = context.contradictions().cloned().collect();
    record
}

/// Computes the entries of some parts, from the documents that they need as of the day of the question, and from what was
/// kept of the whole archive. Actors, issues, statements and contradictions are left out, and the sessions of channels of
/// many sides are not whole.
pub fn build_parts(input: &Input<'_>, kept: &Kept<'_>) -> Record {
    entries_of(&Context::of_parts(input, kept), input)
}

/// The documents, the reports, and the entries of blocks.
fn entries_of(context: &Context<'_>, input: &Input<'_>) -> Record {
    let mut record = Record {
        documents: context.documents.iter().filter_map(|d| document(context, d)).collect(),
        reports: context.reports.entries(&context.documents, input.copies),
        ..Record::default()
    };
    let blocks: Vec<&Block> = context.blocks().collect();
    for part in blocks.into_par_iter().map(|block| context.block(block)).collect::<Vec<_>>() {
        record.engagements.extend(part.engagements);
        record.threads.extend(part.threads);
        record.positions.extend(part.positions);
        record.mechanisms.extend(part.mechanisms);
        record.deeds.extend(part.deeds);
    }
    record
}

fn document(context: &Context<'_>, facts: &DocumentFacts) -> Option<DocumentEntry> {
    let report = context.reports.of(&facts.id)?.clone();
    Some(document_entry(facts, context.published(&facts.id), report))
}

/// The entry of a document by itself, none of whose like is in the record.
pub fn single_document(facts: &DocumentFacts, date: &Solved, as_of: Option<Date>) -> DocumentEntry {
    document_entry(facts, date.published(as_of), reports::founded_by(&facts.id))
}

fn document_entry(facts: &DocumentFacts, published: Option<DateValue>, report: EntryId) -> DocumentEntry {
    let clues = &facts.clues;
    DocumentEntry {
        id: facts.id.clone(),
        name: facts.name().to_owned(),
        title: clues.title.clone(),
        publisher: clues.publisher.clone(),
        issuer: clues.issuer.clone(),
        agency: clues.agency.clone(),
        url: clues.url.clone(),
        published,
        language: clues.language.clone(),
        translation: clues.translation,
        report,
        main_text: TextRange { start: facts.main_text.0, end: facts.main_text.1 },
    }
}
