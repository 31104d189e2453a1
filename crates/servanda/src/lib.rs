//! The library that joins the stages: read, reread, recompute.
//!
//! [`Servanda`] is an archive with the tables of the world; a [`Snapshot`] is the record as of the dates of a
//! question. What is true is decided in `reading` and `record`, what is kept in `archive`; here is only the order
//! in which they are called.

mod correct;
mod error;
mod head;
mod ids;
mod inputs;
mod outcome;
mod parts;
mod read;
mod reader;
mod search;
mod snapshot;

use std::path::Path;

use jiff::Timestamp;
use servanda_archive::{Archive, ReaderVersion};
use servanda_model::{Change, Correction, DocId};
use servanda_world::World;

pub use error::Error;
pub use head::Head;
pub use inputs::Input;
pub use outcome::{
    CheckReport, DocumentOutcome, Failure, NumberedCorrection, Progress, ReadSummary, RereadSummary, Skipped,
};
pub use servanda_publish::AsOf;
pub use snapshot::{Relation, Snapshot};

/// Version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The reader's name: findings of another reader are out of date.
pub const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "/trees-1");
/// The numeric kernel that readings are computed with.
pub const KERNEL: &str = "portable";

/// How sure a rule must be, in percent, for a strict record.
pub const STRICT: u8 = 95;

/// An archive and the tables of the world.
#[derive(Debug)]
pub struct Servanda {
    archive: Archive,
    world: &'static World,
}

impl Servanda {
    /// Opens the archive at `path`, which must be there.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if path.exists() { Self::create(path) } else { Err(Error::NoArchive(path.to_owned())) }
    }

    /// Opens the archive at `path`; makes it where there is none.
    pub fn create(path: &Path) -> Result<Self, Error> {
        Ok(Self { archive: Archive::open(path)?, world: World::builtin() })
    }

    /// An archive that lives as long as the value.
    pub fn in_memory() -> Result<Self, Error> {
        Ok(Self { archive: Archive::in_memory()?, world: World::builtin() })
    }

    /// The record as of the dates of a question.
    pub fn snapshot(&self, at: AsOf) -> Result<Snapshot, Error> {
        Snapshot::new(&self.archive, self.world, at, 0)
    }

    /// The same from those findings alone whose rules were judged right in at least [`STRICT`] percent.
    pub fn strict_snapshot(&self, at: AsOf) -> Result<Snapshot, Error> {
        Snapshot::new(&self.archive, self.world, at, STRICT)
    }

    /// Enters a correction.
    pub fn correct(&mut self, change: Change, author: &str, reason: &str) -> Result<NumberedCorrection, Error> {
        let (author, reason) = (author.to_owned(), reason.to_owned());
        let correction = Correction { change, author, made: Timestamp::now(), reason };
        let number = self.archive.add_correction(&correction)?;
        Ok(NumberedCorrection { number, correction, undone: None })
    }

    /// All corrections, those that were taken back included.
    pub fn corrections(&self) -> Result<Vec<NumberedCorrection>, Error> {
        Ok(self.archive.entered_corrections()?.into_iter().map(NumberedCorrection::of).collect())
    }

    /// Takes back the correction of this number.
    pub fn undo(&mut self, number: u32) -> Result<NumberedCorrection, Error> {
        let stood = self.archive.undo_correction(number, Timestamp::now())?;
        let found = self.corrections()?.into_iter().find(|c| c.number == number);
        found.filter(|_| stood).ok_or(Error::NoCorrection(number))
    }

    /// Removes a document and all that rests on it alone; its ids say so from then on. The ids of findings that other
    /// documents tell of, too, lead to theirs; returns how many.
    pub fn forget(&mut self, doc: &DocId) -> Result<usize, Error> {
        let heirs = self.snapshot(AsOf::default())?.heirs(doc);
        self.archive.forget(doc, &heirs, Timestamp::now())?;
        Ok(heirs.len())
    }

    /// Writes a copy of the archive to a new file.
    pub fn backup(&self, path: &Path) -> Result<(), Error> {
        Ok(self.archive.backup(path)?)
    }

    /// Checks the archive, and counts what is uncited in the tables.
    pub fn check(&self) -> Result<CheckReport, Error> {
        let found = self.archive.check()?;
        let version = reader_version();
        let mut outdated = 0;
        for doc in self.archive.documents()? {
            outdated += usize::from(self.archive.needs_reading(&doc, &version)?);
        }
        let tenures = self.world.tenures();
        Ok(CheckReport {
            documents: found.documents as usize,
            quotes: found.quotes as usize,
            problems: found.problems.iter().map(ToString::to_string).collect(),
            outdated,
            tenures: tenures.len(),
            uncited_tenures: tenures.iter().filter(|row| row.is_uncited()).count(),
        })
    }
}

fn reader_version() -> ReaderVersion {
    ReaderVersion { reader: READER.to_owned(), kernel: KERNEL.to_owned() }
}
