//! What can go wrong with an archive, said so that a user knows what to do.

use std::path::PathBuf;

use servanda_model::DocId;

/// An archive could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Its folder could not be made, or its file not written.
    #[error("{path}: {source}")]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// SQLite refused.
    #[error("the archive's database: {0}")]
    Database(rusqlite::Error),
    /// Another program holds it.
    #[error("the archive is in use by another program; try again when it has finished")]
    Busy,
    /// A later version of the program wrote it.
    #[error(
        "the archive has schema {found}, this program knows schemas up to {known}; use a newer version of the program"
    )]
    Newer {
        /// Its schema.
        found: u32,
        /// The newest schema that is known.
        known: u32,
    },
    /// A file, but no archive.
    #[error("{0} is no Servanda archive; choose another file")]
    NotAnArchive(PathBuf),
    /// A stored value that is not what the schema says.
    #[error("the archive is damaged: {what} can't be read ({why}); run `check`, and restore a backup")]
    Damaged {
        /// Which value.
        what: &'static str,
        /// Why.
        why: String,
    },
    /// No document goes by this id or name.
    #[error("no document goes by {0:?}")]
    UnknownDocument(String),
    /// More than one document goes by it.
    #[error("{text:?} may be any of {}", list(matches))]
    Ambiguous {
        /// What was asked for.
        text: String,
        /// The documents that it may be, with their first names.
        matches: Vec<(DocId, String)>,
    },
    /// A backup never overwrites.
    #[error("{0} exists already; a backup never overwrites")]
    Exists(PathBuf),
}

fn list(matches: &[(DocId, String)]) -> String {
    matches.iter().map(|(id, name)| format!("{id} ({name})")).collect::<Vec<_>>().join(", ")
}

impl From<rusqlite::Error> for ArchiveError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Self::Busy,
            _ => Self::Database(error),
        }
    }
}
