//! A later reader reads a stored document again: its reading becomes the current one, the old one is kept,
//! and every id that was given out still leads somewhere.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{TransactionBehavior, params};
use servanda_model::{DocId, Finding, Reading};

use crate::commit::store_reading;
use crate::query::{findings_of, times_of};
use crate::values::known_key_of;
use crate::{Archive, ArchiveError, ReaderVersion, ids};

/// What a re-reading changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// Findings with ids that the reading before had, too.
    pub kept: usize,
    /// Findings that are new.
    pub added: usize,
    /// Ids that now lead to another finding.
    pub aliased: usize,
    /// Ids that lead to nothing any more.
    pub buried: usize,
}

impl Archive {
    /// Makes `reading` the current reading of a document. One that says what the current one says is not stored
    /// again: the current one is only marked as made by this reader now.
    pub fn reread(
        &mut self,
        doc: &DocId,
        reading: &Reading,
        reader: &ReaderVersion,
        when: Timestamp,
    ) -> Result<Reread, ArchiveError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let key = known_key_of(&transaction, doc)?;
        let before = findings_of(&transaction, key)?;
        if before == reading.findings && times_of(&transaction, key)? == reading.times {
            transaction
                .prepare_cached(
                    "UPDATE readings SET reader = ?2, kernel = ?3, made = ?4 WHERE document = ?1 AND current = 1",
                )?
                .execute(params![key, reader.reader, reader.kernel, when.as_microsecond()])?;
            transaction.commit()?;
            return Ok(Reread { kept: before.len(), ..Reread::default() });
        }
        transaction.prepare_cached("UPDATE readings SET current = 0 WHERE document = ?1")?.execute(params![key])?;
        store_reading(&transaction, key, reading, reader, when)?;
        ids::drop_current(&transaction, key)?;
        let now: BTreeSet<&str> = reading.findings.iter().map(|finding| finding.id.as_str()).collect();
        let gone: Vec<&Finding> = before.iter().filter(|finding| !now.contains(finding.id.as_str())).collect();
        let kept = before.len() - gone.len();
        let mut report = Reread { kept, added: now.len() - kept, ..Reread::default() };
        for old in gone {
            let heir = ids::successor(old, &reading.findings);
            let reason = match heir {
                Some(_) => format!("read otherwise by {}", reader.reader),
                None => format!("no longer found by {}", reader.reader),
            };
            ids::retire(&transaction, old.id.as_str(), heir.map(|finding| &finding.id), &reason, when)?;
            report.aliased += usize::from(heir.is_some());
            report.buried += usize::from(heir.is_none());
        }
        transaction.commit()?;
        Ok(report)
    }
}
