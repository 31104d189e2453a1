//! Exit codes and the errors behind them (the table in `--help`).

use std::{path::Path, process::ExitCode};

/// How a command ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// All went well.
    Well,
    /// Some documents could not be read.
    SomeFailed,
    /// The archive was checked and is not sound.
    Unsound,
}

/// Why a command failed: what to print, and the code.
#[derive(Debug)]
pub enum Failed {
    /// An argument that means nothing here; also what clap refuses.
    Usage(String),
    /// Trouble with the archive or a file to be written.
    Archive(String),
    /// Nothing of that name or id.
    NotFound(String),
    /// Nothing is wrong, but there is nothing to show: what to print instead of a page.
    Nothing(String),
    /// Standard output is closed: whoever read it has enough.
    Closed,
}

impl Failed {
    /// A path that leads nowhere.
    pub fn missing(path: &Path) -> Self {
        Self::Usage(format!("there is no file or folder {}", path.display()))
    }

    /// What to print on standard error; `None` where nothing is wrong with what was asked.
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Usage(text) | Self::Archive(text) | Self::NotFound(text) => Some(text),
            Self::Nothing(_) | Self::Closed => None,
        }
    }
}

impl From<servanda::Error> for Failed {
    fn from(error: servanda::Error) -> Self {
        use servanda::Error as E;
        let text = error.to_string();
        match error {
            E::Unknown(_) => {
                Self::NotFound(format!("{text}. `servanda search WORDS`, `meetings` and `ledger` show ids."))
            }
            E::Gone { .. } => Self::NotFound(text),
            E::NoCorrection(_) => Self::NotFound(format!("{text}. `servanda correct list` shows them.")),
            E::Ambiguous { .. } | E::WrongKind { .. } | E::Correction { .. } | E::Date(_) => Self::Usage(text),
            E::NoArchive(_) => Self::Archive(format!(
                "{text}. Read documents into one with `servanda read PATH`, or look at `servanda demo`."
            )),
            E::Archive(_) | E::Json(_) => Self::Archive(text),
        }
    }
}

impl From<std::io::Error> for Failed {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Archive(error.to_string()) }
    }
}

/// The process's exit code.
pub fn code(result: &Result<Done, Failed>) -> ExitCode {
    ExitCode::from(match result {
        Ok(Done::Well) | Err(Failed::Nothing(_) | Failed::Closed) => 0,
        Ok(Done::SomeFailed) => 1,
        Err(Failed::Usage(_)) => 2,
        Ok(Done::Unsound) | Err(Failed::Archive(_)) => 3,
        Err(Failed::NotFound(_)) => 4,
    })
}
