//! Looking things up: documents, their facts and texts, findings, corrections, counts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use servanda_model::{DocId, Document, DocumentFacts, Finding, FindingId, Receipt, Sketch, TimeMention};

use crate::values::{doc_id, from_json, key_of, known_key_of, sketch_shingles, timestamp};
use crate::{Archive, ArchiveError, ReaderVersion};

/// How much an archive holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents.
    pub documents: u32,
    /// Receipts.
    pub receipts: u32,
    /// Readings, old ones included.
    pub readings: u32,
    /// Findings of current readings.
    pub findings: u32,
    /// Corrections that stand.
    pub corrections: u32,
    /// Pairs of documents that share text, as [`Archive::copies`] gives them.
    pub copies: u32,
}

/// The least number of digits by which a document may be called.
const SHORTEST_PREFIX: usize = 4;

impl Archive {
    /// Whether the document is there.
    pub fn contains(&self, doc: &DocId) -> Result<bool, ArchiveError> {
        Ok(key_of(&self.connection, doc)?.is_some())
    }

    /// Whether the document is not there, or another version of the reader read it last.
    pub fn needs_reading(&self, doc: &DocId, reader: &ReaderVersion) -> Result<bool, ArchiveError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT 1 FROM readings JOIN documents ON documents.n = readings.document
             WHERE documents.id = ?1 AND current = 1 AND reader = ?2 AND kernel = ?3",
        )?;
        Ok(!statement.exists(params![doc.as_str(), reader.reader, reader.kernel])?)
    }

    /// The ids of all documents, in order.
    pub fn documents(&self) -> Result<Vec<DocId>, ArchiveError> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM documents ORDER BY id")?;
        let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
        ids.map(|id| doc_id(&id?)).collect()
    }

    /// A document as it was committed.
    pub fn document(&self, doc: &DocId) -> Result<Document, ArchiveError> {
        let key = known_key_of(&self.connection, doc)?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT text, charset, zones, clues, words, sketch FROM documents WHERE n = ?1")?;
        let mut rows = statement.query([key])?;
        let row = rows.next()?.ok_or_else(|| ArchiveError::UnknownDocument(doc.as_str().to_owned()))?;
        Ok(Document {
            id: doc.clone(),
            text: row.get(0)?,
            charset: row.get(1)?,
            zones: from_json("zones", &row.get::<_, String>(2)?)?,
            clues: from_json("clues", &row.get::<_, String>(3)?)?,
            sketch: Sketch { words: row.get(4)?, shingles: sketch_shingles(&row.get::<_, Vec<u8>>(5)?) },
        })
    }

    /// A document's stored text.
    pub fn text(&self, doc: &DocId) -> Result<String, ArchiveError> {
        let key = known_key_of(&self.connection, doc)?;
        Ok(self.connection.query_row("SELECT text FROM documents WHERE n = ?1", [key], |row| row.get(0))?)
    }

    /// A document's original bytes.
    pub fn bytes(&self, doc: &DocId) -> Result<Vec<u8>, ArchiveError> {
        let key = known_key_of(&self.connection, doc)?;
        Ok(self.connection.query_row("SELECT bytes FROM blobs WHERE document = ?1", [key], |row| row.get(0))?)
    }

    /// The name that a document first came under.
    pub fn name(&self, doc: &DocId) -> Result<String, ArchiveError> {
        let key = known_key_of(&self.connection, doc)?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT name FROM receipts WHERE document = ?1 ORDER BY received, name, url LIMIT 1")?;
        let name = statement.query_row([key], |row| row.get(0)).optional()?;
        Ok(name.unwrap_or_else(|| doc.short().to_owned()))
    }

    /// What `record` needs to know of each document, in order of their ids; with `known_at` only of those that the
    /// archive had received by then.
    pub fn facts(&self, known_at: Option<Timestamp>) -> Result<Vec<DocumentFacts>, ArchiveError> {
        let mut receipts = self.receipts(known_at)?;
        let mut times = self.times()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT n, id, clues, clue_quotes, main_start, main_end, words FROM documents ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut facts = Vec::new();
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            let Some(receipts) = receipts.remove(&key) else { continue };
            facts.push(DocumentFacts {
                id: doc_id(&row.get::<_, String>(1)?)?,
                receipts,
                clues: from_json("clues", &row.get::<_, String>(2)?)?,
                clue_quotes: from_json("the words of clues", &row.get::<_, String>(3)?)?,
                main_text: (row.get(4)?, row.get(5)?),
                words: row.get(6)?,
                times: times.remove(&key).unwrap_or_default(),
            });
        }
        Ok(facts)
    }

    /// Receipts by document, earliest first.
    fn receipts(&self, known_at: Option<Timestamp>) -> Result<BTreeMap<i64, Vec<Receipt>>, ArchiveError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT document, name, url, received FROM receipts WHERE received <= ?1
             ORDER BY document, received, name, url",
        )?;
        let mut rows = statement.query([latest(known_at)])?;
        let mut receipts: BTreeMap<i64, Vec<Receipt>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            receipts.entry(row.get(0)?).or_default().push(receipt(row.get(1)?, row.get(2)?, row.get(3)?)?);
        }
        Ok(receipts)
    }

    /// Times of the current readings by document.
    fn times(&self) -> Result<BTreeMap<i64, Vec<TimeMention>>, ArchiveError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT document, body FROM times JOIN readings ON readings.n = times.reading
             WHERE current = 1 ORDER BY document, position",
        )?;
        let mut rows = statement.query([])?;
        let mut times: BTreeMap<i64, Vec<TimeMention>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            times.entry(row.get(0)?).or_default().push(from_json("a time", &row.get::<_, String>(1)?)?);
        }
        Ok(times)
    }

    /// The findings of all current readings, by document id and in the order of the reading; with `known_at` only
    /// those of documents that the archive had received by then.
    pub fn findings(&self, known_at: Option<Timestamp>) -> Result<Vec<Finding>, ArchiveError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT body FROM findings
             JOIN readings ON readings.n = findings.reading
             JOIN documents ON documents.n = readings.document
             WHERE current = 1
               AND EXISTS (SELECT 1 FROM receipts WHERE receipts.document = documents.n AND received <= ?1)
             ORDER BY documents.id, position",
        )?;
        let bodies = statement.query_map([latest(known_at)], |row| row.get::<_, String>(0))?;
        bodies.map(|body| from_json("a finding", &body?)).collect()
    }

    /// The finding with this id, if a current reading has it.
    pub fn current_finding(&self, id: &str) -> Result<Option<Finding>, ArchiveError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT body FROM findings JOIN readings ON readings.n = findings.reading
             WHERE findings.id = ?1 AND current = 1",
        )?;
        let body: Option<String> = statement.query_row([id], |row| row.get(0)).optional()?;
        body.map(|body| from_json("a finding", &body)).transpose()
    }

    /// The document that a user calls by its id, the first digits of it, the name or the address that it came under.
    pub fn find_document(&self, text: &str) -> Result<DocId, ArchiveError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ArchiveError::UnknownDocument(String::new()));
        }
        let is_prefix = text.len() >= SHORTEST_PREFIX && text.bytes().all(|b| b.is_ascii_hexdigit());
        let digits = if is_prefix { text.to_lowercase() } else { String::new() };
        let by_name = "SELECT DISTINCT document FROM receipts WHERE name = ?1 OR url = ?1";
        // A name may be given without its folder or its ending.
        let by_part = "SELECT DISTINCT document FROM receipts
                       WHERE substr(name, -length(?1) - 1) = '/' || ?1 OR substr(name, 1, length(?1) + 1) = ?1 || '.'
                          OR instr(name, '/' || ?1 || '.') > 0";
        let by_digits = "SELECT n FROM documents WHERE ?1 <> '' AND substr(id, 1, length(?1)) = ?1";
        for (sql, value) in [(by_name, text), (by_digits, digits.as_str()), (by_part, text)] {
            let mut matches = self.named(sql, value)?;
            match matches.len() {
                0 => {}
                1 => return Ok(matches.swap_remove(0).0),
                _ => return Err(ArchiveError::Ambiguous { text: text.to_owned(), matches }),
            }
        }
        Err(ArchiveError::UnknownDocument(text.to_owned()))
    }

    /// The documents whose keys a query gives, with their first names, by id.
    fn named(&self, keys: &str, value: &str) -> Result<Vec<(DocId, String)>, ArchiveError> {
        let sql = format!(
            "SELECT id, (SELECT name FROM receipts WHERE document = documents.n ORDER BY received, name LIMIT 1)
             FROM documents WHERE n IN ({keys}) ORDER BY id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([value])?;
        let mut named = Vec::new();
        while let Some(row) = rows.next()? {
            named.push((doc_id(&row.get::<_, String>(0)?)?, row.get::<_, Option<String>>(1)?.unwrap_or_default()));
        }
        Ok(named)
    }

    /// How much the archive holds.
    pub fn counts(&self) -> Result<Counts, ArchiveError> {
        let count = |table: &str| -> Result<u32, ArchiveError> {
            Ok(self.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?)
        };
        Ok(Counts {
            documents: count("documents")?,
            receipts: count("receipts")?,
            readings: count("readings")?,
            findings: count("findings JOIN readings ON readings.n = findings.reading WHERE current = 1")?,
            corrections: count("corrections WHERE undone IS NULL")?,
            copies: count("copies")?,
        })
    }
}

/// What `record` needs to know of one document.
pub(crate) fn facts_of(connection: &Connection, doc: &DocId) -> Result<DocumentFacts, ArchiveError> {
    let key = known_key_of(connection, doc)?;
    let mut receipts = connection
        .prepare_cached("SELECT name, url, received FROM receipts WHERE document = ?1 ORDER BY received, name, url")?;
    let mut rows = receipts.query([key])?;
    let mut receipts = Vec::new();
    while let Some(row) = rows.next()? {
        receipts.push(receipt(row.get(0)?, row.get(1)?, row.get(2)?)?);
    }
    let mut statement = connection
        .prepare_cached("SELECT clues, clue_quotes, main_start, main_end, words FROM documents WHERE n = ?1")?;
    let mut rows = statement.query([key])?;
    let row = rows.next()?.ok_or_else(|| ArchiveError::UnknownDocument(doc.as_str().to_owned()))?;
    Ok(DocumentFacts {
        id: doc.clone(),
        receipts,
        clues: from_json("clues", &row.get::<_, String>(0)?)?,
        clue_quotes: from_json("the words of clues", &row.get::<_, String>(1)?)?,
        main_text: (row.get(2)?, row.get(3)?),
        words: row.get(4)?,
        times: times_of(connection, key)?,
    })
}

fn receipt(name: String, url: String, received: i64) -> Result<Receipt, ArchiveError> {
    Ok(Receipt { name, url: (!url.is_empty()).then_some(url), received: timestamp(received)? })
}

/// The findings of a document's current reading.
pub(crate) fn findings_of(connection: &Connection, key: i64) -> Result<Vec<Finding>, ArchiveError> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM findings JOIN readings ON readings.n = findings.reading
         WHERE document = ?1 AND current = 1 ORDER BY position",
    )?;
    let bodies = statement.query_map([key], |row| row.get::<_, String>(0))?;
    bodies.map(|body| from_json("a finding", &body?)).collect()
}

/// Those of these ids alone.
pub(crate) fn some_findings_of(
    connection: &Connection,
    key: i64,
    ids: &BTreeSet<&FindingId>,
) -> Result<Vec<Finding>, ArchiveError> {
    let mut statement = connection.prepare_cached(
        "SELECT findings.id, body FROM findings JOIN readings ON readings.n = findings.reading
         WHERE document = ?1 AND current = 1 ORDER BY position",
    )?;
    let ids: BTreeSet<&str> = ids.iter().map(|id| id.as_str()).collect();
    let mut rows = statement.query([key])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        if ids.contains(row.get_ref(0)?.as_str().unwrap_or_default()) {
            findings.push(from_json("a finding", &row.get::<_, String>(1)?)?);
        }
    }
    Ok(findings)
}

/// The times of a document's current reading.
pub(crate) fn times_of(connection: &Connection, key: i64) -> Result<Vec<TimeMention>, ArchiveError> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM times JOIN readings ON readings.n = times.reading
         WHERE document = ?1 AND current = 1 ORDER BY position",
    )?;
    let bodies = statement.query_map([key], |row| row.get::<_, String>(0))?;
    bodies.map(|body| from_json("a time", &body?)).collect()
}

/// The last moment that counts, in microseconds.
fn latest(known_at: Option<Timestamp>) -> i64 {
    known_at.map_or(i64::MAX, Timestamp::as_microsecond)
}
