//! The ledger: deliverables, asks, then formulas.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::views::LedgerView;

impl Render for LedgerView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        if self.deliverables.is_empty() && self.asks.is_empty() && self.formulas.is_empty() {
            return page.text(0, "No commitment or ask found in these documents.");
        }
        let deliverables: Vec<Row> =
            self.deliverables.iter().map(|t| rows::thread(&page, t).with(rows::history(t))).collect();
        let asks: Vec<Row> = self.asks.iter().map(|t| rows::ask(&page, t).with(rows::history(t))).collect();
        let formulas: Vec<Row> =
            self.formulas.iter().map(|t| rows::formula(&page, t).with(rows::wordings(t))).collect();
        for (heading, rows) in [("Deliverables", deliverables), ("Asked", asks), ("Formulas", formulas)] {
            if !rows.is_empty() {
                page.heading(heading)?;
                page.rows(2, &rows)?;
            }
        }
        Ok(())
    }
}
