//! Documents that share much of their text: found by an index of shingles, measured on the whole sketches.
//!
//! Which pairs are found depends on the two documents alone, never on the order in which they came.
//! Whether a pair is a copy, an excerpt or a round-up is for `record` to say.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use servanda_model::{CopyPair, Sketch};

use crate::values::{doc_id, sketch_shingles};
use crate::{Archive, ArchiveError};

/// A document with at most so many shingles is indexed whole, so that two of them are always found.
const INDEXED_WHOLE: usize = 512;
/// Of a longer one the shingles divisible by this are indexed.
const SAMPLED: u32 = 4;
/// A pair is kept where one holds at least this share of the other's shingles, in thousandths.
const KEPT: u32 = 500;
/// A sampled pair is measured where the sample promises this part of what is needed (1 in so many).
const BENEFIT_OF_DOUBT: u32 = 4;

impl Archive {
    /// Every pair of documents of which one holds at least half of the other's shingles, in order of their ids.
    pub fn copies(&self) -> Result<Vec<CopyPair>, ArchiveError> {
        pairs(&self.connection, "1", [])
    }
}

/// The pairs that a document is part of.
pub(crate) fn of_document(connection: &Connection, key: i64) -> Result<Vec<CopyPair>, ArchiveError> {
    pairs(connection, "copies.a = ?1 OR copies.b = ?1", [key])
}

fn pairs(
    connection: &Connection,
    condition: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<CopyPair>, ArchiveError> {
    let sql = format!(
        "SELECT a.id, b.id, copies.shared, a.shingles, b.shingles, a.words, b.words
         FROM copies JOIN documents a ON a.n = copies.a JOIN documents b ON b.n = copies.b WHERE {condition}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(values)?;
    let mut pairs = Vec::new();
    while let Some(row) = rows.next()? {
        let (a, b): (String, String) = (row.get(0)?, row.get(1)?);
        let (shared, of_a, of_b): (u32, u32, u32) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let pair = CopyPair {
            a: doc_id(&a)?,
            b: doc_id(&b)?,
            a_in_b: share(shared, of_a),
            b_in_a: share(shared, of_b),
            words_a: row.get(5)?,
            words_b: row.get(6)?,
        };
        pairs.push(in_order(pair));
    }
    pairs.sort();
    Ok(pairs)
}

/// The pair with the smaller id first.
fn in_order(pair: CopyPair) -> CopyPair {
    if pair.a <= pair.b {
        return pair;
    }
    CopyPair {
        a: pair.b,
        b: pair.a,
        a_in_b: pair.b_in_a,
        b_in_a: pair.a_in_b,
        words_a: pair.words_b,
        words_b: pair.words_a,
    }
}

/// Part of a whole in thousandths.
fn share(shared: u32, whole: u32) -> u16 {
    (shared * 1000).checked_div(whole).unwrap_or(0) as u16
}

fn is_kept(shared: u32, a: u32, b: u32) -> bool {
    let least = a.min(b);
    least > 0 && shared * 1000 >= least * KEPT
}

/// The shingles under which a document is indexed.
fn keys(sketch: &Sketch) -> impl Iterator<Item = u64> {
    let whole = sketch.shingles.len() <= INDEXED_WHOLE;
    sketch.shingles.iter().copied().filter(move |shingle| whole || shingle % u64::from(SAMPLED) == 0)
}

/// Finds the documents that share much of a new document's text, stores the pairs, and indexes the document.
pub(crate) fn index(connection: &Connection, key: i64, sketch: &Sketch) -> Result<(), ArchiveError> {
    let mut hits: BTreeMap<i64, u32> = BTreeMap::new();
    let mut lookup = connection.prepare_cached("SELECT document FROM shingles WHERE shingle = ?1")?;
    for shingle in keys(sketch) {
        let mut rows = lookup.query([shingle as i64])?;
        while let Some(row) = rows.next()? {
            *hits.entry(row.get(0)?).or_default() += 1;
        }
    }
    let mut store = connection.prepare_cached("INSERT INTO copies (a, b, shared) VALUES (?1, ?2, ?3)")?;
    for (other, common) in hits {
        if let Some(shared) = shared_shingles(connection, sketch, other, common)? {
            store.execute(params![other, key, shared])?;
        }
    }
    let mut add = connection.prepare_cached("INSERT INTO shingles (shingle, document) VALUES (?1, ?2)")?;
    for shingle in keys(sketch) {
        add.execute(params![shingle as i64, key])?;
    }
    Ok(())
}

/// How many shingles a document shares with another of which the index found `common`, where the pair is kept.
fn shared_shingles(
    connection: &Connection,
    sketch: &Sketch,
    other: i64,
    common: u32,
) -> Result<Option<u32>, ArchiveError> {
    let mine = sketch.shingles.len() as u32;
    let mut size = connection.prepare_cached("SELECT shingles FROM documents WHERE n = ?1")?;
    let theirs: u32 = size.query_row([other], |row| row.get(0))?;
    if mine.max(theirs) <= INDEXED_WHOLE as u32 {
        return Ok(is_kept(common, mine, theirs).then_some(common));
    }
    if !is_kept(common * SAMPLED * BENEFIT_OF_DOUBT, mine, theirs) {
        return Ok(None);
    }
    let mut stored = connection.prepare_cached("SELECT sketch FROM documents WHERE n = ?1")?;
    let bytes: Vec<u8> = stored.query_row([other], |row| row.get(0))?;
    let shared = sketch.shared(&Sketch { shingles: sketch_shingles(&bytes), words: 0 }) as u32;
    Ok(is_kept(shared, mine, theirs).then_some(shared))
}
