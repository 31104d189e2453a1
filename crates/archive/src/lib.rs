//! The durable store: one SQLite file with documents, readings, findings and corrections, the search index
//! and the index of sketches.
//!
//! It keeps what was read and computes nothing of the record. What is committed is durable; a crash leaves
//! a document wholly stored or not at all.

mod check;
mod commit;
mod copies;
mod corrections;
mod error;
mod ids;
mod maintain;
mod query;
mod reread;
mod schema;
mod search;
mod shelf;
mod values;

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

pub use check::{CheckReport, Problem};
pub use commit::{Committed, Outcome, ReadDocument, ReaderVersion};
pub use corrections::Entered;
pub use error::ArchiveError;
pub use ids::{Resolved, Retired};
pub use query::Counts;
pub use reread::Reread;
pub use search::Hit;
pub use shelf::{Extent, Shelved};

/// The most memory that pages of the file are kept in.
const CACHE_KIB: i64 = 64 * 1024;
/// How long to wait for another program's transaction.
const PATIENCE: Duration = Duration::from_secs(10);

/// An archive: the only owner of documents and findings.
#[derive(Debug)]
pub struct Archive {
    connection: Connection,
}

impl Archive {
    /// Opens the archive at `path`; makes it, and its folder, where there is none; brings an older schema up to date.
    pub fn open(path: &Path) -> Result<Self, ArchiveError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            let failed = |source| ArchiveError::Io { path: folder.to_owned(), source };
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        Self::prepare(Connection::open(path)?, path)
    }

    /// An archive that lives as long as the value, for demonstrations and tests.
    pub fn in_memory() -> Result<Self, ArchiveError> {
        Self::prepare(Connection::open_in_memory()?, Path::new("memory"))
    }

    fn prepare(mut connection: Connection, path: &Path) -> Result<Self, ArchiveError> {
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        schema::migrate(&mut connection, path)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // Readers go on while one writes; each commit is on disk before it is acknowledged.
        connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "full")?;
        // The index of sketches is written all over: in a large archive a small cache reads each page again and again.
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
        // What is forgotten is overwritten.
        connection.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
        Ok(Self { connection })
    }
}
