//! What was computed of the whole archive, kept until something changes: a question about some sides then reads the
//! documents that it needs and no others.
//!
//! What the kept values mean is not known here; they are JSON under the ids of documents, and keys.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use servanda_model::{CopyPair, DocId, DocumentFacts, Finding, FindingId};

use crate::query::{facts_of, findings_of, some_findings_of};
use crate::values::{doc_id, key_of, known_key_of, to_json};
use crate::{Archive, ArchiveError, copies};

/// What is kept.
#[derive(Clone, Debug, Default)]
pub struct Shelved {
    /// Of each document the day by which it counts (from 1970-01-01; `None`: not known), and its date.
    pub dates: Vec<(DocId, Option<i32>, String)>,
    /// The parts, each with its keys.
    pub parts: Vec<(Vec<String>, String)>,
    /// What several parts need, by key.
    pub notes: BTreeMap<String, String>,
}

/// How many documents count by some day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Documents.
    pub documents: usize,
    /// Digits of their ids that tell them apart.
    pub digits: usize,
}

/// The day by which a document counts that counts by no day.
const NEVER: i64 = i64::MAX;

impl Archive {
    /// Whether what is kept was computed by the program of this name and nothing has changed since.
    pub fn is_shelved(&self, by: &str) -> Result<bool, ArchiveError> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM meta WHERE key = 'shelf'")?;
        Ok(statement.query_row([], |row| row.get::<_, String>(0)).optional()?.as_deref() == Some(by))
    }

    /// Says that somebody is about to compute what is to be kept. What changes from now on makes it void.
    pub fn begin_shelving(&mut self) -> Result<(), ArchiveError> {
        self.connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('shelving', '')", [])?;
        Ok(())
    }

    /// Keeps what was computed; false where the archive has changed since [`Archive::begin_shelving`].
    pub fn shelve(&mut self, by: &str, shelved: &Shelved) -> Result<bool, ArchiveError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let stands = transaction.execute("DELETE FROM meta WHERE key = 'shelving'", [])? > 0;
        if !stands {
            return Ok(false);
        }
        clear(&transaction)?;
        let mut date = transaction.prepare_cached("INSERT INTO dates VALUES (?1, ?2, ?3)")?;
        for (doc, latest, body) in &shelved.dates {
            date.execute(params![known_key_of(&transaction, doc)?, latest.map_or(NEVER, i64::from), body])?;
        }
        let mut extent = transaction.prepare_cached("INSERT INTO extents VALUES (?1, ?2, ?3)")?;
        for (latest, Extent { documents, digits }) in extents(&shelved.dates) {
            extent.execute(params![latest, documents as i64, digits as i64])?;
        }
        let mut part = transaction.prepare_cached("INSERT INTO parts VALUES (?1, ?2)")?;
        let mut part_key = transaction.prepare_cached("INSERT INTO part_keys VALUES (?1, ?2)")?;
        for (n, (keys, body)) in shelved.parts.iter().enumerate() {
            part.execute(params![n as i64, body])?;
            for key in keys {
                part_key.execute(params![key, n as i64])?;
            }
        }
        let mut note = transaction.prepare_cached("INSERT INTO notes VALUES (?1, ?2)")?;
        for (key, body) in &shelved.notes {
            note.execute(params![key, body])?;
        }
        drop((date, extent, part, part_key, note));
        transaction.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('shelf', ?1)", [by])?;
        transaction.commit()?;
        Ok(true)
    }

    /// The parts that have all of these keys.
    pub fn parts(&self, keys: &[&str]) -> Result<Vec<String>, ArchiveError> {
        self.parts_with(keys, keys.len())
    }

    /// The parts that have any of these keys.
    pub fn parts_of_any(&self, keys: &[&str]) -> Result<Vec<String>, ArchiveError> {
        self.parts_with(keys, 1)
    }

    fn parts_with(&self, keys: &[&str], at_least: usize) -> Result<Vec<String>, ArchiveError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT body FROM parts WHERE n IN (
                 SELECT part FROM part_keys WHERE key IN (SELECT value FROM json_each(?1))
                 GROUP BY part HAVING count(*) >= ?2)
             ORDER BY n",
        )?;
        let bodies = statement.query_map(params![to_json("keys", &keys)?, at_least as i64], |row| row.get(0))?;
        Ok(bodies.collect::<Result<_, _>>()?)
    }

    /// The notes under these keys.
    pub fn notes<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k String>,
    ) -> Result<BTreeMap<String, String>, ArchiveError> {
        let mut statement = self.connection.prepare_cached("SELECT body FROM notes WHERE key = ?1")?;
        let mut notes = BTreeMap::new();
        for key in keys {
            if let Some(body) = statement.query_row([key], |row| row.get(0)).optional()? {
                notes.insert(key.clone(), body);
            }
        }
        Ok(notes)
    }

    /// Of these documents and their full copies those that count by a day, in order of their ids, with their dates.
    pub fn dated(&self, docs: &BTreeSet<DocId>, by: Option<i32>) -> Result<BTreeMap<DocId, String>, ArchiveError> {
        let mut family = self.connection.prepare_cached(
            "SELECT id, dates.body FROM families JOIN dates USING (document) JOIN documents ON n = document
             WHERE family = (SELECT family FROM families WHERE document = ?1) AND latest <= ?2",
        )?;
        let mut dated = BTreeMap::new();
        for doc in docs {
            let Some(key) = key_of(&self.connection, doc)? else { continue };
            let mut rows = family.query(params![key, by.map_or(NEVER, i64::from)])?;
            while let Some(row) = rows.next()? {
                dated.insert(doc_id(&row.get::<_, String>(0)?)?, row.get(1)?);
            }
        }
        Ok(dated)
    }

    /// What `record` needs to know of these documents, in their order.
    pub fn facts_of<'d>(&self, docs: impl IntoIterator<Item = &'d DocId>) -> Result<Vec<DocumentFacts>, ArchiveError> {
        docs.into_iter().map(|doc| facts_of(&self.connection, doc)).collect()
    }

    /// The findings of these documents' current readings, in their order.
    pub fn findings_of<'d>(&self, docs: impl IntoIterator<Item = &'d DocId>) -> Result<Vec<Finding>, ArchiveError> {
        let mut findings = Vec::new();
        for doc in docs {
            findings.extend(findings_of(&self.connection, known_key_of(&self.connection, doc)?)?);
        }
        Ok(findings)
    }

    /// Of a document's current reading the findings of these ids.
    pub fn findings_among(&self, doc: &DocId, ids: &BTreeSet<&FindingId>) -> Result<Vec<Finding>, ArchiveError> {
        some_findings_of(&self.connection, known_key_of(&self.connection, doc)?, ids)
    }

    /// The pairs of copies that these documents are part of, in order of their ids.
    pub fn copies_of<'d>(&self, docs: impl IntoIterator<Item = &'d DocId>) -> Result<Vec<CopyPair>, ArchiveError> {
        let mut pairs = BTreeSet::new();
        for doc in docs {
            pairs.extend(copies::of_document(&self.connection, known_key_of(&self.connection, doc)?)?);
        }
        Ok(pairs.into_iter().collect())
    }

    /// How many documents count by a day, or at all.
    pub fn extent(&self, by: Option<i32>) -> Result<Extent, ArchiveError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT documents, digits FROM extents WHERE latest <= ?1 ORDER BY latest DESC LIMIT 1")?;
        let last = statement.query_row([by.map_or(NEVER, i64::from)], |row| {
            Ok(Extent { documents: row.get::<_, i64>(0)? as usize, digits: row.get::<_, i64>(1)? as usize })
        });
        Ok(last.optional()?.unwrap_or_default())
    }
}

/// How many documents count by each day on which one more does.
fn extents(dates: &[(DocId, Option<i32>, String)]) -> BTreeMap<i64, Extent> {
    let mut by_day: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for (doc, latest, _) in dates {
        by_day.entry(latest.map_or(NEVER, i64::from)).or_default().push(doc.as_str());
    }
    let (mut held, mut extent): (BTreeSet<&str>, Extent) = Default::default();
    let mut extents = BTreeMap::new();
    for (day, docs) in by_day {
        for doc in docs {
            let beside = [held.range(..doc).next_back(), held.range(doc..).next()];
            let shared = beside.into_iter().flatten().map(|other| shared_digits(doc, other));
            extent.digits = shared.map(|shared| shared + 1).fold(extent.digits, usize::max);
            held.insert(doc);
        }
        extent.documents = held.len();
        extents.insert(day, extent);
    }
    extents
}

fn shared_digits(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count()
}

/// Keeps nothing any more.
pub(crate) fn clear(connection: &Connection) -> Result<(), ArchiveError> {
    connection.execute_batch(
        "DELETE FROM dates; DELETE FROM extents; DELETE FROM part_keys; DELETE FROM parts; DELETE FROM notes",
    )?;
    Ok(())
}
