//! Search hits as views show them: the words found, with their place in the document.

use servanda_archive::Hit as Found;
use servanda_model::{CharIndex, DocId, Span};
use servanda_publish::views::Hit;

use crate::{Error, Servanda, Snapshot};

/// What the index puts where a snippet leaves words out.
const CUT: char = '…';

impl Servanda {
    /// The documents of `held` that have all the words, the best first: in each, the first place.
    pub fn search(&self, words: &str, limit: usize, held: &Snapshot) -> Result<Vec<Hit>, Error> {
        let mut hits = Vec::new();
        for found in self.archive.search(words, limit)? {
            // The index knows nothing of dates: later documents are left out here.
            if held.record.documents.iter().any(|d| d.id == found.doc) {
                hits.extend(place(&found, &self.archive.text(&found.doc)?, &found.doc));
            }
        }
        Ok(hits)
    }
}

/// Where the snippet stands in the text; `None` where it can't be found there.
fn place(found: &Found, text: &str, doc: &DocId) -> Option<Hit> {
    let snippet = found.snippet.as_str();
    let from = if snippet.starts_with(CUT) { CUT.len_utf8() } else { 0 };
    let to = if snippet.ends_with(CUT) { snippet.len() - CUT.len_utf8() } else { snippet.len() };
    // A text may begin or end with such a sign itself.
    let (from, core) =
        [(from, snippet.get(from..to)?), (0, snippet)].into_iter().find(|(_, part)| text.contains(part))?;
    let start = text.find(core)?;
    // Words that stand in the title alone: all of the snippet.
    let (first, last) = match found.matches.first() {
        Some(first) => (first.start.checked_sub(from)?, first.end.checked_sub(from)?),
        None => (0, core.len()),
    };
    let quote = CharIndex::new(text).quote(doc, text, Span::new(start + first, start + last));
    Some(Hit { quote, before: on_one_line(core.get(..first)?), after: on_one_line(core.get(last..)?) })
}

/// Every run of white space as one space, so that words stay apart.
fn on_one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for c in words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
}
