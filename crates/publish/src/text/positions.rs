//! Positions by holder.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::{phrases, views::PositionsView};

impl Render for PositionsView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        if self.holders.is_empty() {
            return page.text(0, "No position found in these documents.");
        }
        for holder in &self.holders {
            page.heading(&phrases::names(&holder.sides))?;
            let lines: Vec<Row> = holder.positions.iter().map(|p| rows::position(&page, p)).collect();
            page.rows(2, &lines)?;
        }
        Ok(())
    }
}
