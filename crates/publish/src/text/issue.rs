//! One issue.

use std::fmt;

use servanda_model::Quote;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::{
    phrases,
    views::{IssueView, TermLine},
    words,
};

impl Render for IssueView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        let terms: Vec<Row> = self.terms.iter().map(term).collect();
        let positions: Vec<Row> = self
            .positions
            .iter()
            .map(|p| Row { label: phrases::names(&p.sides), ..rows::position(&page, p) })
            .collect();
        let asks: Vec<Row> = self.asks.iter().map(|t| rows::ask(&page, t)).collect();
        let threads: Vec<Row> = self.threads.iter().map(|t| rows::thread(&page, t)).collect();
        let deeds: Vec<Row> = self.deeds.iter().map(|d| rows::deed(&page, d)).collect();
        let sections = [
            ("Each side's term", terms),
            ("Positions", positions),
            ("Asked", asks),
            ("Undertaken", threads),
            ("Done", deeds),
        ];
        for (heading, rows) in sections {
            if !rows.is_empty() {
                page.heading(heading)?;
                page.rows(2, &rows)?;
            }
        }
        Ok(())
    }
}

/// Whose term it is, with the words that hold it; where it stands otherwise there, those of the finding that uses it.
fn term(term: &TermLine) -> Row {
    let side = term.side.as_ref().map_or("unattributed", |s| s.name.as_str());
    let holds = |q: &&Quote| words::stands_in(&term.wording, std::slice::from_ref(*q));
    let Some(quote) = term.evidence.iter().find(holds) else {
        return Row::new(side, phrases::clause(&term.evidence), "");
    };
    let around = (quote.quote != term.wording).then(|| phrases::quote(quote));
    Row::new(side, words::quoted(&term.wording, &term.evidence), "").with(around)
}
