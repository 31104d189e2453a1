//! What a reading tells of each document: what was found, what it copies, what failed and why.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{Correction, DocId, FindingKind};

/// What came of a batch; one line for each text, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadSummary {
    /// The documents that were read or known already.
    pub documents: Vec<DocumentOutcome>,
    /// The texts that were not read, and why.
    pub failed: Vec<Failure>,
    /// Files of a folder that were not taken.
    pub skipped: Vec<Skipped>,
}

impl ReadSummary {
    /// How many of the new documents are in a language that is not read yet.
    pub fn unread_documents(&self) -> usize {
        self.documents.iter().filter(|d| d.is_new && d.unread_language.is_some()).count()
    }

    /// How many documents are new.
    pub fn new_documents(&self) -> usize {
        self.documents.iter().filter(|d| d.is_new).count()
    }
}

/// A document that was read or known already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentOutcome {
    /// The name that it came under.
    pub name: String,
    /// Its id.
    pub id: DocId,
    /// False where the archive held these bytes already, read by the current reader.
    pub is_new: bool,
    /// How many findings of each kind it has.
    pub found: BTreeMap<FindingKind, usize>,
    /// Names of the documents of which it is a full copy; no more than a few.
    pub copy_of: Vec<String>,
    /// How many documents are full copies of it.
    pub copies: usize,
    /// Its language, where that is one that is not read yet: it is stored and can be searched, and nothing is found.
    pub unread_language: Option<String>,
    /// What it says of itself and could not be used, and why.
    pub warnings: Vec<String>,
}

/// A text that was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// The name or path as given.
    pub name: String,
    /// Why.
    pub reason: String,
}

impl Failure {
    pub(crate) fn new(name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { name: name.into(), reason: reason.into() }
    }
}

/// A file of a folder that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    /// Its path from the folder.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// How far a reading or re-reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Texts done.
    pub done: usize,
    /// Texts in all.
    pub total: usize,
}

/// What came of reading all documents again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RereadSummary {
    /// The reader that read them.
    pub reader: String,
    /// Documents read again.
    pub documents: usize,
    /// Findings whose ids stand as before.
    pub kept: usize,
    /// Findings that were not there.
    pub new: usize,
    /// Findings that are gone or have another id now.
    pub gone: usize,
    /// The documents that could not be read again.
    pub failed: Vec<Failure>,
}

/// Whether an archive is sound, and how well the tables are sourced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckReport {
    /// Documents checked.
    pub documents: usize,
    /// Quotes held against the texts.
    pub quotes: usize,
    /// What is wrong; empty for a sound archive.
    pub problems: Vec<String>,
    /// Documents that another version of the reader read last.
    pub outdated: usize,
    /// Rows of the tables of tenures.
    pub tenures: usize,
    /// Rows of them that have no citable source.
    pub uncited_tenures: usize,
}

impl CheckReport {
    /// Whether nothing is wrong with the archive.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// A correction with the number under which it was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NumberedCorrection {
    /// Its number, by which it can be taken back.
    pub number: u32,
    /// What it says.
    #[serde(flatten)]
    pub correction: Correction,
    /// When it was taken back; `null` while it stands.
    #[schemars(with = "Option<String>")]
    pub undone: Option<jiff::Timestamp>,
}
