//! What was searched and found.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
};
use crate::{phrases, views::SearchView, words};

impl Render for SearchView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        if self.hits.is_empty() {
            let held = words::count_words(self.header.held_documents, "document");
            return page.text(0, &format!("These words stand in none of the {held}."));
        }
        page.heading(&words::count_words(self.hits.len(), "passage"))?;
        let rows: Vec<Row> = self
            .hits
            .iter()
            .map(|hit| {
                let entries: Vec<String> = hit.entries.iter().map(|id| page.id(id.as_str())).collect();
                let passage = format!("… {}«{}»{} …", hit.before, hit.source.quote, hit.after);
                Row::new("", phrases::source(&hit.source), entries.join(" ")).with([passage])
            })
            .collect();
        page.rows(2, &rows)
    }
}
