//! The schema and its migrations: SQL steps in `migrations/`, numbered by SQLite's `user_version`.
//!
//! A step that was released is never changed; a change of the schema is a new step.

use std::path::Path;

use rusqlite::Connection;

use crate::{ArchiveError, copies};

/// The steps, the first makes schema 1.
const STEPS: [&str; 3] = [
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
];

/// The first schema that keeps copies as families.
const FAMILIES: u32 = 2;

/// The newest schema that this version knows.
pub(crate) const NEWEST: u32 = STEPS.len() as u32;

/// Marks the file as an archive (SQLite's `application_id`): "SVND".
const APPLICATION: u32 = 0x5356_4e44;

/// Brings the database to the newest schema, each step whole or not at all; `path` is for errors.
pub(crate) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), ArchiveError> {
    let (found, is_ours) = state(connection).map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => ArchiveError::NotAnArchive(path.to_owned()),
        _ => error.into(),
    })?;
    if found > NEWEST && is_ours {
        return Err(ArchiveError::Newer { found, known: NEWEST });
    }
    if !is_ours {
        return Err(ArchiveError::NotAnArchive(path.to_owned()));
    }
    if found == NEWEST {
        return Ok(());
    }
    // Two programs may open a new archive at once: the second waits here and finds the work done.
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for step in STEPS.iter().skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    if found < FAMILIES {
        copies::rebuild(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", NEWEST)?;
    transaction.commit()?;
    Ok(())
}

/// The schema's number, and whether the file is an archive or empty.
fn state(connection: &Connection) -> rusqlite::Result<(u32, bool)> {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: u32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: u32 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok((version, application == APPLICATION || (tables == 0 && version == 0)))
}
