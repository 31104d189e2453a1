//! Values of the model as the schema stores them.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use serde::{Serialize, de::DeserializeOwned};
use servanda_model::{DocId, FindingKind};

use crate::ArchiveError;

/// A value as JSON.
pub(crate) fn to_json(what: &'static str, value: &impl Serialize) -> Result<String, ArchiveError> {
    serde_json::to_string(value).map_err(|e| ArchiveError::Damaged { what, why: e.to_string() })
}

/// A value from JSON.
pub(crate) fn from_json<T: DeserializeOwned>(what: &'static str, json: &str) -> Result<T, ArchiveError> {
    serde_json::from_str(json).map_err(|e| ArchiveError::Damaged { what, why: e.to_string() })
}

/// A document's id from its column.
pub(crate) fn doc_id(text: &str) -> Result<DocId, ArchiveError> {
    DocId::parse(text).map_err(|e| ArchiveError::Damaged { what: "a document's id", why: e.to_string() })
}

/// A time from its column, microseconds.
pub(crate) fn timestamp(microseconds: i64) -> Result<Timestamp, ArchiveError> {
    Timestamp::from_microsecond(microseconds).map_err(|e| ArchiveError::Damaged { what: "a time", why: e.to_string() })
}

/// A kind of finding as its column has it.
pub(crate) fn kind(kind: FindingKind) -> &'static str {
    kind.short()
}

/// The short key of a document, where the archive has it.
pub(crate) fn key_of(connection: &Connection, doc: &DocId) -> Result<Option<i64>, ArchiveError> {
    let mut statement = connection.prepare_cached("SELECT n FROM documents WHERE id = ?1")?;
    Ok(statement.query_row([doc.as_str()], |row| row.get(0)).optional()?)
}

/// The short key of a document that must be there.
pub(crate) fn known_key_of(connection: &Connection, doc: &DocId) -> Result<i64, ArchiveError> {
    key_of(connection, doc)?.ok_or_else(|| ArchiveError::UnknownDocument(doc.as_str().to_owned()))
}

/// Shingles as the bytes of their column.
pub(crate) fn sketch_bytes(shingles: &[u64]) -> Vec<u8> {
    shingles.iter().flat_map(|shingle| shingle.to_be_bytes()).collect()
}

/// Shingles from the bytes of their column.
pub(crate) fn sketch_shingles(bytes: &[u8]) -> Vec<u64> {
    bytes.chunks_exact(8).filter_map(|chunk| chunk.try_into().ok().map(u64::from_be_bytes)).collect()
}
