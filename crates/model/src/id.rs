//! Ids that no model and no table decides, so that no printed address ever breaks.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::FindingKind;

/// An id that does not have the form of one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no {what} id")]
pub struct IdError {
    /// The text that was given.
    pub text: String,
    /// Which kind of id was wanted.
    pub what: &'static str,
}

/// A document's id: the SHA-256 of its original bytes, in hex.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub struct DocId(String);

impl TryFrom<String> for DocId {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl DocId {
    /// The id of a document received as `bytes`.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let digest = Sha256::digest(bytes);
        let hex = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self(hex.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect())
    }

    /// Reads back a full id.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdError { text: text.to_owned(), what: "document" })
        }
    }

    /// All 64 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first 12 digits, for people.
    pub fn short(&self) -> &str {
        &self.0[..12]
    }
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.short())
    }
}

/// A finding's id: document, kind, and the trigger's sentence and token, e.g. `3f2a…9c01-com-12.5`.
///
/// The trigger is the word that the finding hangs on (the verb of a statement, the head of a promised
/// object); a better model may find more or fewer findings, but the same one keeps its id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct FindingId(String);

impl FindingId {
    /// The id of the finding of `kind` at token `token` (from 0, in its sentence) of sentence `sentence` (from 0).
    pub fn new(doc: &DocId, kind: FindingKind, sentence: usize, token: usize) -> Self {
        Self(format!("{}-{}-{sentence:03}.{token:03}", &doc.as_str()[..16], kind.short()))
    }

    /// The sentence that the trigger stands in, from 0; `None` for an id of another form.
    pub fn sentence(&self) -> Option<usize> {
        let (sentence, _) = self.0.rsplit('-').next()?.split_once('.')?;
        sentence.parse().ok()
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FindingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An entry's id in the record: its kind's letter and the id of its founding finding
/// (the smallest by document id and offset), e.g. `E-3f2a…-eng-001.007`.
/// The id of any member leads to the entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct EntryId(String);

impl EntryId {
    /// The id of the entry of kind `letter` (E engagement, T thread, P position, M mechanism, D deed,
    /// X text, I issue, A actor, R report) that `founding` founds.
    pub fn new(letter: char, founding: &str) -> Self {
        Self(format!("{letter}-{founding}"))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_id_is_the_hash_of_its_bytes() {
        let id = DocId::of_bytes(b"");
        assert!(id.as_str().starts_with("e3b0c44298fc1c14"));
        assert_eq!(DocId::parse(id.as_str()).unwrap(), id);
        assert!(DocId::parse("e3b0").is_err());
        // Nor does a short one come in from a damaged archive.
        assert!(DocId::try_from("e3b0".to_owned()).is_err());
        assert_eq!(FindingId::new(&id, FindingKind::Ask, 12, 5).sentence(), Some(12));
    }
}
