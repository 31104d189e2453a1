//! The brief: two pages in the order of a real one, every line footnoted.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::{
    phrases,
    views::{BriefLine, BriefView},
    words,
};

impl Render for BriefView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        if self.header.counts.documents == 0 {
            let held = words::count_words(self.header.held_documents, "document");
            return page.text(0, &format!("Nothing on these sides in the {held} of the archive."));
        }
        let mut met: Vec<Row> = Vec::new();
        for (label, meetings) in [("Last met", self.last_met.as_slice()), ("Next", self.next.as_slice())] {
            met.extend(meetings.iter().map(|m| {
                Row::new(
                    label,
                    phrases::meeting_sentence(m),
                    rows::with_id(&phrases::meeting_accounts(m), &page, &m.id),
                )
            }));
        }
        page.rows(0, &met)?;
        let (them, we) = (&self.them.name, &self.we.name);
        let sections = [
            (format!("{them} will raise"), &self.they_raise),
            (format!("We ({we}) will raise"), &self.we_raise),
            (format!("{them} owes"), &self.they_owe),
            ("We owe".to_owned(), &self.we_owe),
            ("Both owe, or it is not said who".to_owned(), &self.both_owe),
            ("Agreed language".to_owned(), &self.agreed_language),
        ];
        for (heading, lines) in sections {
            page.heading(&heading)?;
            if lines.is_empty() {
                page.text(2, "nothing found in these documents")?;
            }
            let rows: Vec<Row> = lines.iter().map(|line| row(&page, line)).collect();
            page.rows(2, &rows)?;
        }
        page.heading("Gaps in our holdings")?;
        if self.gaps.is_empty() {
            page.text(2, "none known")?;
        }
        self.gaps.iter().try_for_each(|gap| page.text(2, gap))?;
        if !self.footnotes.is_empty() {
            page.heading("Notes")?;
            let notes: Vec<Row> = self
                .footnotes
                .iter()
                .map(|n| Row::new(n.number.to_string(), phrases::footnote(&n.source), ""))
                .collect();
            page.rows(2, &notes)?;
        }
        Ok(())
    }
}

fn row(page: &Page, line: &BriefLine) -> Row {
    let notes: Vec<String> = line.notes.iter().map(|n| format!("({n})")).collect();
    Row::new("", format!("{} {}", line.text, notes.join(" ")), page.id(line.id.as_str()))
}
