//! What an entry rests on.

use std::fmt;

use servanda_model::{Assertion, TimeFrame};

use super::{
    Render,
    page::{Page, Row},
    who,
};
use crate::{
    phrases,
    views::{ExplainView, MemberLine},
    words,
};

impl Render for ExplainView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        if let Some(entry) = &self.entry {
            page.text(0, &format!("Entry {entry}"))?;
            if entry.as_str() != self.id {
                page.text(0, &format!("{} is part of it", self.id))?;
            }
        }
        let members: Vec<Row> = self.members.iter().map(|m| member(&page, m)).collect();
        let sources: Vec<Row> = self.sources.iter().map(|s| Row::new("", phrases::footnote(s), "")).collect();
        let dates: Vec<Row> = self
            .dates
            .iter()
            .map(|d| {
                let reason = d.date.as_ref().and_then(|d| d.note.clone()).unwrap_or_default();
                Row::new(&d.of, &d.words, reason)
            })
            .collect();
        let corrections: Vec<Row> = self
            .corrections
            .iter()
            .map(|c| Row::new("", format!("{} by {}, {}", change(&c.change), c.author, c.made), &c.reason))
            .collect();
        let sections = [("Findings", members), ("Words", sources), ("Dates", dates), ("Corrected", corrections)];
        for (heading, rows) in sections {
            if !rows.is_empty() {
                page.heading(heading)?;
                page.rows(2, &rows)?;
            }
        }
        who::conflicts(&mut page, &self.contradictions)
    }
}

fn member(page: &Page, line: &MemberLine) -> Row {
    let assertion = match line.qualifiers.assertion {
        Assertion::Asserted => "",
        Assertion::Negated => ", negated",
        Assertion::Hypothetical => ", hypothetical",
        Assertion::Conditional => ", under a condition",
    };
    let time = match line.qualifiers.time {
        TimeFrame::Past => ", of the past",
        TimeFrame::Present => "",
        TimeFrame::Planned => ", planned",
    };
    let place = words::place_words(line.place);
    let body =
        format!("{}{assertion}{time}, in the {place}; rule {}; {}% sure", kind(line), line.rule, line.confidence);
    Row::new("", body, page.id(line.id.as_str())).with(line.sources.iter().map(phrases::footnote))
}

fn kind(line: &MemberLine) -> String {
    format!("{:?}", line.kind).to_lowercase()
}

fn change(change: &servanda_model::Change) -> String {
    use servanda_model::Change;
    match change {
        Change::Retract { .. } => "retracted".to_owned(),
        Change::Amend { field, value, .. } => format!("{field} amended to {value}"),
        Change::Same { a, b } => format!("{a} and {b} are one"),
        Change::NotSame { a, b } => format!("{a} and {b} are not one"),
    }
}
