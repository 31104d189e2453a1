//! The list of meetings.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::views::MeetingsView;

impl Render for MeetingsView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        if self.meetings.is_empty() && self.planned.is_empty() {
            return page.text(0, "No meeting found in these documents.");
        }
        for (heading, meetings) in [("Held", &self.meetings), ("Planned", &self.planned)] {
            if !meetings.is_empty() {
                page.heading(heading)?;
                let lines: Vec<Row> = meetings.iter().map(|m| rows::meeting(&page, m)).collect();
                page.rows(2, &lines)?;
            }
        }
        Ok(())
    }
}
