//! Full-text search over titles and texts; whatever a user types is words or phrases, never syntax.

use std::ops::Range;

use rusqlite::params;
use servanda_model::DocId;

use crate::values::doc_id;
use crate::{Archive, ArchiveError};

/// A document that has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub doc: DocId,
    /// Its title.
    pub title: Option<String>,
    /// Words around the first match.
    pub snippet: String,
    /// Where the snippet has the words, in bytes.
    pub matches: Vec<Range<usize>>,
}

/// Around a match in what SQLite returns: control characters, which texts do not have.
const MARKS: [char; 2] = ['\u{2}', '\u{3}'];
/// Words of a snippet.
const SNIPPET: u32 = 24;

impl Archive {
    /// The documents that have all the words, the best first; what stands between quotation marks is a phrase.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>, ArchiveError> {
        let Some(query) = query(words) else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(
            "SELECT documents.id, documents.title, snippet(search, 1, ?2, ?3, '…', ?4)
             FROM search JOIN documents ON documents.n = search.rowid
             WHERE search MATCH ?1 ORDER BY bm25(search, 4.0, 1.0), documents.id LIMIT ?5",
        )?;
        let [open, close] = MARKS.map(String::from);
        let mut rows = statement.query(params![query, open, close, SNIPPET, limit as i64])?;
        let mut hits = Vec::new();
        while let Some(row) = rows.next()? {
            let (snippet, matches) = without_marks(&row.get::<_, String>(2)?);
            hits.push(Hit { doc: doc_id(&row.get::<_, String>(0)?)?, title: row.get(1)?, snippet, matches });
        }
        Ok(hits)
    }
}

/// The words as phrases of SQLite's query language; `None` where there is none.
fn query(words: &str) -> Option<String> {
    let quotes = ['"', '“', '”', '„'];
    let mut phrases: Vec<String> = Vec::new();
    for (i, part) in words.split(quotes).enumerate() {
        let is_phrase = i % 2 == 1;
        if is_phrase {
            phrases.push(part.to_owned());
        } else {
            phrases.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    phrases.retain(|phrase| phrase.chars().any(char::is_alphanumeric));
    let quoted: Vec<String> =
        phrases.iter().map(|p| format!("\"{}\"", p.replace(|c: char| c.is_control(), " "))).collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}

/// A snippet without marks, and where they stood.
fn without_marks(marked: &str) -> (String, Vec<Range<usize>>) {
    let mut snippet = String::with_capacity(marked.len());
    let mut matches = Vec::new();
    let mut start = None;
    for c in marked.chars() {
        if c == MARKS[0] {
            start = Some(snippet.len());
        } else if c == MARKS[1] {
            matches.extend(start.take().map(|start| start..snippet.len()));
        } else {
            snippet.push(c);
        }
    }
    (snippet, matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_types_becomes_phrases() {
        assert_eq!(query("sea ban").as_deref(), Some("\"sea\" \"ban\""));
        assert_eq!(query("\"sea ban\" OR x*").as_deref(), Some("\"sea ban\" \"OR\" \"x*\""));
        assert_eq!(query(" - \" ( ").as_deref(), None);
    }
}
