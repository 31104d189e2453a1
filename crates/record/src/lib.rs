//! Findings → the record as of a date.
use jiff::civil::Date;
use servanda_model::{CopyPair, Correction, DocumentFacts, Finding, record::Record};
use servanda_world::World;

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
pub fn build(_input: &Input<'_>) -> Record {
    Record::default()
}
