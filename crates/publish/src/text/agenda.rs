//! What comes next.

use std::fmt;

use super::{
    Render, mechanisms,
    page::{Page, Row},
    rows,
};
use crate::{phrases, views::AgendaView, words};

impl Render for AgendaView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        match self.today {
            Some(today) => {
                // The last day of a loose date is no document's.
                let today = self.newest.as_ref().map_or_else(|| words::day_words(today), words::date_brief);
                page.text(0, &format!("past and overdue as of {today}"))?;
            }
            None => page.text(0, "no document is dated: nothing can be called past")?,
        }
        let planned: Vec<Row> = self.planned.iter().map(|m| rows::meeting(&page, m)).collect();
        let passed: Vec<Row> = self.passed.iter().map(|m| rows::meeting(&page, m)).collect();
        let due: Vec<Row> = self
            .due
            .iter()
            .map(|d| {
                let by = format!("{}{}", words::day_words(d.by), if d.passed { " (passed)" } else { "" });
                let body = format!(
                    "{}: {}; {}",
                    phrases::label(&d.thread),
                    phrases::who_acts(&d.thread),
                    phrases::state(&d.thread)
                );
                Row::new(by, body, rows::with_id(&phrases::remarks(&d.thread), &page, &d.thread.id))
            })
            .collect();
        let overdue: Vec<Row> = self.overdue.iter().map(|m| mechanisms::mechanism(&page, m)).collect();
        let sections = [
            ("Planned", planned),
            ("Planned for a day that is past; no text here says whether it was held", passed),
            ("Due", due),
            ("Overdue by their own rhythm", overdue),
        ];
        if sections.iter().all(|(_, rows)| rows.is_empty()) {
            return page.text(0, "Nothing planned, due or overdue in these documents.");
        }
        for (heading, rows) in sections {
            if !rows.is_empty() {
                page.heading(heading)?;
                page.rows(2, &rows)?;
            }
        }
        Ok(())
    }
}
