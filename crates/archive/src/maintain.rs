//! Forgetting documents and making backups.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{TransactionBehavior, params};
use servanda_model::{DocId, FindingId};

use crate::values::known_key_of;
use crate::{Archive, ArchiveError, copies, ids, shelf};

impl Archive {
    /// Removes a document with its bytes, readings and index entries. Nothing of its words stays; its own id stays as
    /// a tombstone, and so do those of its findings, but for those whose place a finding of another document takes
    /// (`heirs`).
    pub fn forget(
        &mut self,
        doc: &DocId,
        heirs: &BTreeMap<FindingId, FindingId>,
        when: Timestamp,
    ) -> Result<(), ArchiveError> {
        const REASON: &str = "the document was forgotten";
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = known_key_of(&transaction, doc)?;
        // Ids of earlier readings lead to those of the current one already, or say that nothing took their place.
        let findings: Vec<String> = transaction
            .prepare_cached(
                "SELECT findings.id FROM findings JOIN readings ON readings.n = findings.reading
                 WHERE document = ?1 AND current = 1 ORDER BY findings.id",
            )?
            .query_map([key], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let heirs: BTreeMap<&str, &FindingId> = heirs.iter().map(|(id, heir)| (id.as_str(), heir)).collect();
        for id in findings.iter().map(String::as_str).chain([doc.as_str()]) {
            ids::retire(&transaction, id, heirs.get(id).copied(), REASON, when)?;
        }
        transaction
            .prepare_cached(
                "INSERT INTO search (search, rowid, title, text) SELECT 'delete', n, title, text
                 FROM documents WHERE n = ?1",
            )?
            .execute(params![key])?;
        // What was computed may hold words of it.
        shelf::clear(&transaction)?;
        copies::remove(&transaction, key)?;
        transaction.prepare_cached("DELETE FROM documents WHERE n = ?1")?.execute(params![key])?;
        transaction.commit()?;
        // The log still has the pages as they were; another reader may hold it, then the next checkpoint clears it.
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Writes a copy of the archive to a new file, while others may read and write it.
    pub fn backup(&self, path: &Path) -> Result<(), ArchiveError> {
        if path.exists() {
            return Err(ArchiveError::Exists(path.to_owned()));
        }
        // SQLite takes a file name as text.
        let name = path.to_str().ok_or_else(|| ArchiveError::Io {
            path: path.to_owned(),
            source: std::io::Error::new(std::io::ErrorKind::InvalidInput, "the name is not Unicode"),
        })?;
        self.connection.execute("VACUUM INTO ?1", [name])?;
        Ok(())
    }
}
