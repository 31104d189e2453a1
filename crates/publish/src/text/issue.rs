//! One issue.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::{phrases, views::IssueView};

impl Render for IssueView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        let terms: Vec<Row> = self
            .terms
            .iter()
            .map(|term| {
                let side = term.side.as_ref().map_or("unattributed", |s| s.name.as_str());
                let quotes = term.evidence.iter().filter(|q| q.quote != term.wording).take(1).map(phrases::quote);
                Row::new(side, crate::words::quoted(&term.wording, &term.evidence), "").with(quotes)
            })
            .collect();
        let positions: Vec<Row> = self
            .positions
            .iter()
            .map(|p| Row { label: phrases::names(&p.sides), ..rows::position(&page, p) })
            .collect();
        let asks: Vec<Row> = self.asks.iter().map(|t| rows::ask(&page, t)).collect();
        let threads: Vec<Row> = self.threads.iter().map(|t| rows::thread(&page, t)).collect();
        let sections =
            [("Each side's term", terms), ("Positions", positions), ("Asked", asks), ("Undertaken", threads)];
        for (heading, rows) in sections {
            if !rows.is_empty() {
                page.heading(heading)?;
                page.rows(2, &rows)?;
            }
        }
        Ok(())
    }
}
