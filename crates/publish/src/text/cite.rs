//! Citations.

use std::fmt;

use super::{Render, page::EMPTY_ARCHIVE};
use crate::{phrases, views::CiteView};

impl Render for CiteView {
    /// One citation a line and nothing else, so that it can be pasted.
    fn render(&self, out: &mut dyn fmt::Write, _width: usize) -> fmt::Result {
        if self.header.is_empty_archive() {
            return writeln!(out, "{EMPTY_ARCHIVE}");
        }
        for source in &self.citations {
            let url = source.url.as_ref().map(|url| format!(" <{url}>")).unwrap_or_default();
            let place = format!("document {}, characters {}–{}", source.doc.short(), source.start, source.end);
            writeln!(out, "{}{url} [{place}]", phrases::footnote(source))?;
        }
        Ok(())
    }
}
