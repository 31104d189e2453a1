//! What can go wrong for a caller, in words that say what to do.

use std::path::PathBuf;

/// An error of the joined library. What fails for one document alone is no error: the summary of the batch has it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive can't be opened, read or written.
    #[error(transparent)]
    Archive(#[from] servanda_archive::ArchiveError),
    /// A value that JSON can't hold.
    #[error("can't be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A day at the end of the calendar.
    #[error("{0} is out of the calendar's range")]
    Date(jiff::civil::Date),
    /// There is no archive file.
    #[error("there is no archive at {}", .0.display())]
    NoArchive(PathBuf),
    /// No document, entry or finding is meant.
    #[error("nothing here is called {0:?}")]
    Unknown(String),
    /// More than one is meant.
    #[error("{typed:?} may mean {}; give more of it", .meant.join(", "))]
    Ambiguous {
        /// What was typed.
        typed: String,
        /// The ids that it may mean.
        meant: Vec<String>,
    },
    /// It was there once.
    #[error("{typed} is not here: {became}")]
    Gone {
        /// What was typed.
        typed: String,
        /// What became of it.
        became: String,
    },
    /// An id of something else than what is asked for.
    #[error("{id} is no {wanted}")]
    WrongKind {
        /// The id.
        id: String,
        /// What is asked for.
        wanted: &'static str,
    },
    /// No correction of this number stands.
    #[error("no correction {0} stands")]
    NoCorrection(u32),
    /// A correction that does not fit its finding.
    #[error("can't correct {id}: {reason}")]
    Correction {
        /// The finding.
        id: String,
        /// Why not.
        reason: String,
    },
}
