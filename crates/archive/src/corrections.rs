//! Corrections by people: entered under a number, kept for ever, and taken back without being erased.

use jiff::Timestamp;
use rusqlite::params;
use servanda_model::{Change, Correction};

use crate::values::{from_json, timestamp, to_json};
use crate::{Archive, ArchiveError};

/// A correction as it was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// Its number, from 1, never given again.
    pub number: u32,
    /// What it says.
    pub correction: Correction,
    /// When it was taken back; `None` while it stands.
    pub undone: Option<Timestamp>,
}

impl Archive {
    /// All corrections, those that were taken back included, in the order in which they were entered.
    pub fn entered_corrections(&self) -> Result<Vec<Entered>, ArchiveError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT n, change, author, made, reason, undone FROM corrections ORDER BY n")?;
        let mut rows = statement.query([])?;
        let mut entered = Vec::new();
        while let Some(row) = rows.next()? {
            let correction = Correction {
                change: from_json::<Change>("a correction", &row.get::<_, String>(1)?)?,
                author: row.get(2)?,
                made: timestamp(row.get(3)?)?,
                reason: row.get(4)?,
            };
            let undone = row.get::<_, Option<i64>>(5)?.map(timestamp).transpose()?;
            entered.push(Entered { number: row.get(0)?, correction, undone });
        }
        Ok(entered)
    }

    /// The corrections that stand, or stood at `known_at`, in the order in which they were entered.
    pub fn corrections(&self, known_at: Option<Timestamp>) -> Result<Vec<Correction>, ArchiveError> {
        let stands = |entered: &Entered| match known_at {
            Some(then) => entered.correction.made <= then && entered.undone.is_none_or(|undone| undone > then),
            None => entered.undone.is_none(),
        };
        Ok(self.entered_corrections()?.into_iter().filter(stands).map(|entered| entered.correction).collect())
    }

    /// Enters a correction and gives its number.
    pub fn add_correction(&mut self, correction: &Correction) -> Result<u32, ArchiveError> {
        let change = to_json("a correction", &correction.change)?;
        let made = correction.made.as_microsecond();
        self.connection.execute(
            "INSERT INTO corrections (change, author, made, reason) VALUES (?1, ?2, ?3, ?4)",
            params![change, correction.author, made, correction.reason],
        )?;
        Ok(self.connection.last_insert_rowid() as u32)
    }

    /// Takes back a correction; false where none of that number stands.
    pub fn undo_correction(&mut self, number: u32, when: Timestamp) -> Result<bool, ArchiveError> {
        let undone = self.connection.execute(
            "UPDATE corrections SET undone = ?2 WHERE n = ?1 AND undone IS NULL",
            params![number, when.as_microsecond()],
        )?;
        Ok(undone == 1)
    }
}
