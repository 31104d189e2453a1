//! What a person corrects after reading: applied to findings or to the joining of entries, always shown as such.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{DocId, FindingId, FindingKind, PartialDate};

/// One correction by a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Correction {
    /// What is corrected, and to what.
    pub change: Change,
    /// Who says so.
    pub author: String,
    /// When it was entered.
    #[schemars(with = "String")]
    pub made: jiff::Timestamp,
    /// Why.
    pub reason: String,
}

/// What a correction does. Targets are document, kind and characters, so that they survive a re-reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// The finding whose first quote overlaps these characters is wrong and is left out.
    Retract {
        /// Document.
        doc: DocId,
        /// Kind of finding.
        kind: FindingKind,
        /// First character.
        start: u32,
        /// One past the last.
        end: u32,
    },
    /// One field of that finding has another value (JSON, as in `export --format findings`).
    Amend {
        /// Document.
        doc: DocId,
        /// Kind of finding.
        kind: FindingKind,
        /// First character.
        start: u32,
        /// One past the last.
        end: u32,
        /// Name of the field.
        field: String,
        /// Its value, as JSON.
        value: String,
    },
    /// The entries of these two findings are one.
    Same {
        /// The one.
        a: FindingId,
        /// The other.
        b: FindingId,
    },
    /// They are not.
    NotSame {
        /// The one.
        a: FindingId,
        /// The other.
        b: FindingId,
    },
    /// The document was written on this day, in this month or year.
    Date {
        /// Document.
        doc: DocId,
        /// Its date.
        date: PartialDate,
    },
}
