//! Ids that no current reading has: what took their place, or why nothing did. No printed id ever breaks.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use servanda_model::{Finding, FindingId};

use crate::values::timestamp;
use crate::{Archive, ArchiveError};

/// What has become of a finding's or a document's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A current reading has the finding.
    Current(FindingId),
    /// A later reading has this finding in its place.
    Alias(FindingId),
    /// Nothing took its place.
    Tombstone {
        /// Why.
        reason: String,
        /// Since when.
        since: Timestamp,
    },
    /// The archive never gave out this id.
    Unknown,
}

/// An id that no current reading has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retired {
    /// The id: of a finding or a document.
    pub id: String,
    /// The finding that took its place, which may be retired itself.
    pub target: Option<String>,
    /// Why.
    pub reason: String,
}

impl Archive {
    /// All ids that were given out and that no current reading has, in order.
    pub fn retired_ids(&self) -> Result<Vec<Retired>, ArchiveError> {
        let mut statement = self.connection.prepare_cached("SELECT id, target, reason FROM ids ORDER BY id")?;
        let retired =
            statement.query_map([], |row| Ok(Retired { id: row.get(0)?, target: row.get(1)?, reason: row.get(2)? }))?;
        Ok(retired.collect::<Result<_, _>>()?)
    }

    /// What a finding's id leads to now.
    pub fn resolve(&self, id: &str) -> Result<Resolved, ArchiveError> {
        let mut at = id.to_owned();
        // Each step is younger than the one before, so the chain ends; a damaged one ends here.
        for step in 0..64 {
            if let Some(current) = self.current_finding(&at)? {
                return Ok(if step == 0 { Resolved::Current(current.id) } else { Resolved::Alias(current.id) });
            }
            match self.retired(&at)? {
                Some((Some(target), ..)) => at = target,
                Some((None, reason, since)) => return Ok(Resolved::Tombstone { reason, since: timestamp(since)? }),
                None => return Ok(Resolved::Unknown),
            }
        }
        Err(ArchiveError::Damaged { what: "an alias", why: format!("{id} leads in a circle") })
    }

    fn retired(&self, id: &str) -> Result<Option<(Option<String>, String, i64)>, ArchiveError> {
        let mut statement = self.connection.prepare_cached("SELECT target, reason, since FROM ids WHERE id = ?1")?;
        Ok(statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?)
    }
}

/// Retires an id: `target` takes its place, or nothing does.
pub(crate) fn retire(
    connection: &Connection,
    id: &str,
    target: Option<&FindingId>,
    reason: &str,
    since: Timestamp,
) -> Result<(), ArchiveError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO ids (id, target, reason, since) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, target.map(FindingId::as_str), reason, since.as_microsecond()])?;
    Ok(())
}

/// An id that is in use again is retired no longer.
pub(crate) fn drop(connection: &Connection, id: &str) -> Result<(), ArchiveError> {
    connection.prepare_cached("DELETE FROM ids WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The same for all ids of a document's current reading.
pub(crate) fn drop_current(connection: &Connection, key: i64) -> Result<(), ArchiveError> {
    connection
        .prepare_cached(
            "DELETE FROM ids WHERE id IN (SELECT findings.id FROM findings
             JOIN readings ON readings.n = findings.reading WHERE readings.document = ?1 AND readings.current = 1)",
        )?
        .execute([key])?;
    Ok(())
}

/// The finding of a later reading that stands where `old` stood: of its kind, with the most characters of the
/// first quote in common; the smallest id among equals.
pub(crate) fn successor<'f>(old: &Finding, new: &'f [Finding]) -> Option<&'f Finding> {
    let quote = old.evidence.first();
    let overlap = |finding: &Finding| {
        let other = finding.evidence.first();
        quote.end.min(other.end).saturating_sub(quote.start.max(other.start))
    };
    let same = new.iter().filter(|finding| finding.kind() == old.kind() && overlap(finding) > 0);
    same.max_by_key(|finding| (overlap(finding), std::cmp::Reverse(&finding.id)))
}
