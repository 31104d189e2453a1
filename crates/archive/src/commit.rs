//! Storing what was read: document, receipt, reading, findings and indexes, all in one transaction.

use rusqlite::{Transaction, TransactionBehavior, params};
use servanda_model::{CharIndex, CopyPair, DocId, Document, Quote, Reading, Receipt};

use crate::copies;
use crate::values::{key_of, kind, known_key_of, sketch_bytes, to_json};
use crate::{Archive, ArchiveError, ids};

/// A document with everything that is stored of it.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    /// The document.
    pub document: Document,
    /// Its original bytes.
    pub bytes: Vec<u8>,
    /// How and when it came.
    pub receipt: Receipt,
    /// What the reader made of it.
    pub reading: Reading,
    /// Which reader.
    pub reader: ReaderVersion,
}

/// What made a reading: another version may read otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReaderVersion {
    /// Version of rules and tables.
    pub reader: String,
    /// Version of the model's arithmetic.
    pub kernel: String,
}

/// What a commit did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committed {
    /// The document.
    pub doc: DocId,
    /// Whether it was new.
    pub outcome: Outcome,
    /// The pairs that tie it to others in the archive that share much of its text (see [`Archive::copies`]).
    pub copies: Vec<CopyPair>,
}

/// Whether a committed document was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there.
    New,
    /// It was there, under this name and address: nothing was stored.
    KnownAgain,
    /// It was there under another name or address: the receipt was stored.
    NewReceipt,
}

impl Archive {
    /// Stores a document that was read. The same bytes again only add a receipt; their reading stays
    /// (see [`Archive::reread`]).
    pub fn commit(&mut self, read: &ReadDocument) -> Result<Committed, ArchiveError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let committed = store(&transaction, read)?;
        transaction.commit()?;
        Ok(committed)
    }

    /// Stores several documents in one transaction: faster, and all or none of them.
    pub fn commit_many(&mut self, batch: &[ReadDocument]) -> Result<Vec<Committed>, ArchiveError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let committed = batch.iter().map(|read| store(&transaction, read)).collect::<Result<_, _>>()?;
        transaction.commit()?;
        Ok(committed)
    }

    /// Stores how a document that is there came again; false where that name and address are known.
    pub fn receive_again(&mut self, doc: &DocId, receipt: &Receipt) -> Result<bool, ArchiveError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = known_key_of(&transaction, doc)?;
        let is_new = store_receipt(&transaction, key, receipt)?;
        transaction.commit()?;
        Ok(is_new)
    }
}

fn store(transaction: &Transaction, read: &ReadDocument) -> Result<Committed, ArchiveError> {
    let doc = read.document.id.clone();
    if let Some(key) = key_of(transaction, &doc)? {
        let outcome =
            if store_receipt(transaction, key, &read.receipt)? { Outcome::NewReceipt } else { Outcome::KnownAgain };
        return Ok(Committed { copies: copies::of_document(transaction, key)?, doc, outcome });
    }
    let key = store_document(transaction, &read.document)?;
    transaction.prepare_cached("INSERT INTO blobs VALUES (?1, ?2)")?.execute(params![key, read.bytes])?;
    store_receipt(transaction, key, &read.receipt)?;
    store_reading(transaction, key, &read.reading, &read.reader, read.receipt.received)?;
    // A document that was forgotten and is read again has its ids back.
    ids::drop_current(transaction, key)?;
    ids::drop(transaction, doc.as_str())?;
    copies::index(transaction, key, &doc, &read.document.sketch)?;
    Ok(Committed { copies: copies::of_document(transaction, key)?, doc, outcome: Outcome::New })
}

fn store_document(transaction: &Transaction, document: &Document) -> Result<i64, ArchiveError> {
    let text = &document.text;
    let chars = CharIndex::new(text);
    let quotes: Vec<Quote> = document.clues.dates.iter().map(|c| chars.quote(&document.id, text, c.span)).collect();
    let main = document.main_text();
    transaction
        .prepare_cached(
            "INSERT INTO documents
             (id, title, text, charset, zones, clues, clue_quotes, main_start, main_end, words, shingles, sketch)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        )?
        .execute(params![
            document.id.as_str(),
            document.clues.title,
            text,
            document.charset,
            to_json("zones", &document.zones)?,
            to_json("clues", &document.clues)?,
            to_json("the words of clues", &quotes)?,
            chars.char_of(text, main.start as usize),
            chars.char_of(text, main.end as usize),
            document.sketch.words,
            document.sketch.shingles.len() as i64,
            sketch_bytes(&document.sketch.shingles),
        ])?;
    let key = transaction.last_insert_rowid();
    transaction.prepare_cached("INSERT INTO search (rowid, title, text) VALUES (?1, ?2, ?3)")?.execute(params![
        key,
        document.clues.title,
        text
    ])?;
    Ok(key)
}

/// Stores a receipt; false where name and address are known already.
fn store_receipt(transaction: &Transaction, key: i64, receipt: &Receipt) -> Result<bool, ArchiveError> {
    let stored = transaction
        .prepare_cached("INSERT OR IGNORE INTO receipts (document, name, url, received) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![key, receipt.name, receipt.url.as_deref().unwrap_or(""), receipt.received.as_microsecond()])?;
    Ok(stored == 1)
}

/// Stores a reading as the current one; the caller has seen to it that no other is.
pub(crate) fn store_reading(
    transaction: &Transaction,
    key: i64,
    reading: &Reading,
    reader: &ReaderVersion,
    made: jiff::Timestamp,
) -> Result<(), ArchiveError> {
    transaction
        .prepare_cached("INSERT INTO readings (document, reader, kernel, made, current) VALUES (?1, ?2, ?3, ?4, 1)")?
        .execute(params![key, reader.reader, reader.kernel, made.as_microsecond()])?;
    let n = transaction.last_insert_rowid();
    let mut finding_row = transaction
        .prepare_cached("INSERT INTO findings (reading, position, id, kind, body) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (position, finding) in reading.findings.iter().enumerate() {
        let body = to_json("a finding", finding)?;
        finding_row.execute(params![n, position as i64, finding.id.as_str(), kind(finding.kind()), body])?;
    }
    let mut time_row = transaction.prepare_cached("INSERT INTO times (reading, position, body) VALUES (?1, ?2, ?3)")?;
    for (position, time) in reading.times.iter().enumerate() {
        time_row.execute(params![n, position as i64, to_json("a time", time)?])?;
    }
    Ok(())
}
