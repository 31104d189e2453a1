//! Bytes → Document: charset, the parts of a page, publisher, agency, clues to the date, a sketch for copies.
//!
//! Pure: no network, no files, no archive. What the words mean is left to `language` and `reading`; which
//! documents are copies, to `record`.

mod clues;
mod dateline;
mod dates;
mod decode;
mod front_matter;
mod known;
mod language;
mod organs;
mod page;
mod sketch;
mod tables;
mod units;

use servanda_model::{DocId, Document, Zone, ZoneKind};
use servanda_world::World;

use front_matter::FrontMatter;
use page::Page;
use tables::Tables;

/// The largest document that is read, in bytes: spans are 32 bits wide and no article is longer.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Why bytes are no document. Each names the document that it is about.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// No byte, or nothing but white space.
    #[error("{name}: empty, nothing to read")]
    Empty {
        /// Name of the document.
        name: String,
    },
    /// NUL bytes or too many control characters.
    #[error("{name}: binary data, not text")]
    Binary {
        /// Name of the document.
        name: String,
    },
    /// A known format that is no plain text.
    #[error("{name}: {format}, not plain text; save its text and read that")]
    NotText {
        /// Name of the document.
        name: String,
        /// The format, in words.
        format: &'static str,
    },
    /// Bytes that the charset does not have.
    #[error("{name}: not valid {charset}, though it claims or seems to be")]
    Undecodable {
        /// Name of the document.
        name: String,
        /// The charset (WHATWG name).
        charset: &'static str,
    },
    /// More than [`MAX_BYTES`].
    #[error("{name}: {bytes} bytes; documents of more than {MAX_BYTES} bytes are not read")]
    TooLarge {
        /// Name of the document.
        name: String,
        /// Its size.
        bytes: usize,
    },
}

/// Reads a document from its bytes: the decoded text as received (a byte order mark apart), what each part of it
/// is, and what it tells of itself. `name` is used in errors alone, so that the same bytes are the same document.
pub fn read_document(bytes: &[u8], name: &str, world: &World) -> Result<Document, IntakeError> {
    let decoded = decode::decode(bytes, name)?;
    let text = decoded.text;
    let tables = Tables::builtin();
    let front = FrontMatter::of(&text);
    let page = Page::of(&text, front.end(), front.title.as_deref(), tables, world);
    let front_zone = front.span.map(|span| Zone { span, kind: ZoneKind::FrontMatter });
    let zones = front_zone.into_iter().chain(page.zones()).collect();
    let sketch = sketch::sketch(page.body().map(page::Part::main_text));
    let clues = clues::gather(&page, front, tables, world);
    Ok(Document { id: DocId::of_bytes(bytes), charset: decoded.charset.to_owned(), zones, clues, sketch, text })
}
