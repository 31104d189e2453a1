//! Checking that an archive is whole: the file, the hashes, the indexes, and that every quote stands where it
//! is said to stand.

use std::fmt;

use rusqlite::params;
use serde_json::Value;
use servanda_model::{CharIndex, DocId};

use crate::values::{from_json, sketch_shingles};
use crate::{Archive, ArchiveError};

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Documents checked.
    pub documents: u32,
    /// Quotes of the current readings; those of earlier ones are checked, too, and not counted.
    pub quotes: u32,
    /// What is wrong; empty for a sound archive.
    pub problems: Vec<Problem>,
}

/// Something wrong in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// SQLite says so.
    File(String),
    /// The bytes of a document do not give its id.
    Bytes(DocId),
    /// A quote is not the document's text at its offsets.
    Quote {
        /// Finding, time or clue.
        of: String,
        /// The words that should stand there.
        quote: String,
    },
    /// A row refers to one that is not there.
    Orphan(String),
    /// The search index or the index of sketches does not agree with the documents.
    Index(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(what) => write!(f, "the file: {what}"),
            Self::Bytes(doc) => write!(f, "document {doc}: its bytes are not those of its id"),
            Self::Quote { of, quote } => write!(f, "{of}: {quote:?} does not stand where it should"),
            Self::Orphan(what) | Self::Index(what) => f.write_str(what),
        }
    }
}

impl CheckReport {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Archive {
    /// Checks the whole archive; takes as long as reading all of it.
    pub fn check(&self) -> Result<CheckReport, ArchiveError> {
        let mut report = CheckReport::default();
        self.check_file(&mut report)?;
        self.check_search(&mut report);
        let mut statement = self.connection.prepare(
            "SELECT n, id, text, clue_quotes, bytes, shingles, sketch
             FROM documents LEFT JOIN blobs ON document = n ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (key, id, text): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            report.documents += 1;
            let bytes: Option<Vec<u8>> = row.get(4)?;
            if let Ok(doc) = DocId::parse(&id)
                && bytes.is_none_or(|bytes| DocId::of_bytes(&bytes) != doc)
            {
                report.problems.push(Problem::Bytes(doc));
            }
            let sketch: Vec<u8> = row.get(6)?;
            if sketch_shingles(&sketch).len() as i64 != row.get::<_, i64>(5)? {
                report.problems.push(Problem::Index(format!("document {id}: its sketch is cut short")));
            }
            let text = StoredText { id: &id, chars: CharIndex::new(&text), text: &text };
            let clues: Value = from_json("the words of clues", &row.get::<_, String>(3)?)?;
            report.quotes += text.check_quotes("a date clue", &clues, &mut report);
            self.check_readings(key, &text, &mut report)?;
        }
        Ok(report)
    }

    fn check_file(&self, report: &mut CheckReport) -> Result<(), ArchiveError> {
        let mut integrity = self.connection.prepare("PRAGMA integrity_check")?;
        for line in integrity.query_map([], |row| row.get::<_, String>(0))? {
            let line = line?;
            if line != "ok" {
                report.problems.push(Problem::File(line));
            }
        }
        let mut keys = self.connection.prepare("PRAGMA foreign_key_check")?;
        for row in keys.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?)))? {
            let (table, parent) = row?;
            report.problems.push(Problem::Orphan(format!("a row of {table} has no {parent}")));
        }
        Ok(())
    }

    fn check_search(&self, report: &mut CheckReport) {
        let agrees = self.connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", []);
        if agrees.is_err() {
            report.problems.push(Problem::Index("the search index does not agree with the texts".to_owned()));
        }
    }

    fn check_readings(&self, key: i64, text: &StoredText, report: &mut CheckReport) -> Result<(), ArchiveError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT findings.id, findings.body, current FROM findings JOIN readings ON readings.n = findings.reading
             WHERE document = ?1
             UNION ALL
             SELECT 'a time', times.body, current FROM times JOIN readings ON readings.n = times.reading
             WHERE document = ?1",
        )?;
        let mut rows = statement.query(params![key])?;
        while let Some(row) = rows.next()? {
            let (of, body, is_current): (String, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let checked = text.check_quotes(&of, &from_json("a finding", &body)?, report);
            report.quotes += if is_current { checked } else { 0 };
        }
        Ok(())
    }
}

struct StoredText<'t> {
    id: &'t str,
    chars: CharIndex,
    text: &'t str,
}

impl StoredText<'_> {
    /// Checks every quote inside a stored value, wherever it stands in it; returns how many there are.
    fn check_quotes(&self, of: &str, value: &Value, report: &mut CheckReport) -> u32 {
        let fields = match value {
            Value::Object(fields) => fields,
            Value::Array(items) => return items.iter().map(|item| self.check_quotes(of, item, report)).sum(),
            _ => return 0,
        };
        let (Some(Value::String(quote)), Some(start), Some(end)) =
            (fields.get("quote"), offset(fields.get("start")), offset(fields.get("end")))
        else {
            return fields.values().map(|item| self.check_quotes(of, item, report)).sum();
        };
        let span = self.chars.byte_of(self.text, start)..self.chars.byte_of(self.text, end);
        let is_here = fields.get("doc").and_then(Value::as_str) == Some(self.id);
        if !is_here || self.text.get(span) != Some(quote) {
            report.problems.push(Problem::Quote { of: of.to_owned(), quote: quote.clone() });
        }
        1
    }
}

fn offset(value: Option<&Value>) -> Option<u32> {
    value.and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok())
}
