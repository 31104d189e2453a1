//! What moved.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::{
    phrases,
    views::{ChangesView, FormulaChange, FormulaMove},
    words,
};

impl Render for ChangesView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        let new = self.documents.len();
        let new = if new == 0 { "no new document".to_owned() } else { words::count_words(new, "new document") };
        page.text(0, &format!("{new} since then"))?;
        let stages: Vec<Row> = self
            .stages
            .iter()
            .map(|c| {
                let moved = format!("{} → {}", words::stage_words(c.before), words::stage_words(c.after));
                let body = format!("{}: {moved}; {}", phrases::who_acts(&c.thread), phrases::state(&c.thread));
                let remark = rows::with_id(&phrases::remarks(&c.thread), &page, &c.thread.id);
                Row::new(phrases::label(&c.thread), body, remark)
            })
            .collect();
        let commitments: Vec<Row> = self.commitments.iter().map(|t| rows::thread(&page, t)).collect();
        let asks: Vec<Row> = self.asks.iter().map(|t| rows::ask(&page, t)).collect();
        let formulas: Vec<Row> = self.formulas.iter().map(|c| formula(&page, c)).collect();
        let meetings: Vec<Row> = self.meetings.iter().map(|m| rows::meeting(&page, m)).collect();
        let accounts: Vec<Row> = self
            .accounts
            .iter()
            .map(|a| {
                let moved = format!("{} → {}", words::holding_words(a.before), words::holding_words(a.after));
                let below = a.source.as_ref().map(phrases::footnote);
                Row::new(
                    phrases::names(&a.sides),
                    format!("account {}: {moved}", a.voiced.words),
                    page.id(a.meeting.as_str()),
                )
                .with(below)
            })
            .collect();
        let sections = [
            ("Moved", stages),
            ("New commitments", commitments),
            ("New asks", asks),
            ("Formulas", formulas),
            ("New meetings", meetings),
            ("Accounts", accounts),
        ];
        if sections.iter().all(|(_, rows)| rows.is_empty()) {
            return page.text(0, "Nothing moved in what was read.");
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

fn formula(page: &Page, change: &FormulaChange) -> Row {
    let what = match change.what {
        FormulaMove::New => "new".to_owned(),
        FormulaMove::Reworded => "reworded".to_owned(),
        FormulaMove::NotFoundSince => phrases::silence(&change.thread),
    };
    let wordings = change.wordings.iter().map(|w| format!("{}: {}", w.voiced.words, phrases::quote(&w.quote)));
    let remark = rows::with_id(&what, page, &change.thread.id);
    Row::new("", phrases::label(&change.thread), remark).with(wordings)
}
