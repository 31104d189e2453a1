//! What an entry rests on.

use std::{collections::BTreeSet, fmt};

use servanda_model::{Assertion, DocId, TimeFrame};

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
        let mut seen = BTreeSet::new();
        findings(&mut page, "Findings", &self.members, &mut seen)?;
        findings(&mut page, "It rests on these, too", &self.others, &mut seen)?;
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
        let sections = [("Words", sources), ("Dates", dates), ("Corrected", corrections)];
        for (heading, rows) in sections {
            if !rows.is_empty() {
                page.heading(heading)?;
                page.rows(2, &rows)?;
            }
        }
        who::conflicts(&mut page, &self.contradictions)
    }
}

/// Quotes that the page has shown: document, first character, one past the last.
type Seen<'l> = BTreeSet<(&'l DocId, u32, u32)>;

/// Findings under their documents, each with those of its words that the page has not shown yet.
fn findings<'l>(page: &mut Page, heading: &str, lines: &'l [MemberLine], seen: &mut Seen<'l>) -> fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    page.heading(heading)?;
    for of_one in lines.chunk_by(|a, b| a.sources.first().map(|s| &s.doc) == b.sources.first().map(|s| &s.doc)) {
        if let Some(source) = of_one.first().and_then(|line| line.sources.first()) {
            page.text(2, &phrases::source(source))?;
        }
        let rows: Vec<Row> = of_one.iter().map(|line| finding(page, line, seen)).collect();
        page.rows(4, &rows)?;
    }
    Ok(())
}

fn finding<'l>(page: &Page, line: &'l MemberLine, seen: &mut Seen<'l>) -> Row {
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
    let said = line.said.as_ref().map(|said| format!(" ({said})")).unwrap_or_default();
    let voiced = line.voiced.as_ref().map(|v| format!("; {}", v.words)).unwrap_or_default();
    let body = format!(
        "{}{said}{assertion}{time}, in the {}{voiced}; rule {}; {}",
        kind(line),
        words::place_words(line.place),
        line.rule,
        sure(line.confidence)
    );
    let fresh = line.sources.iter().filter(|s| seen.insert((&s.doc, s.start, s.end)));
    Row::new("", body, page.id(line.id.as_str())).with(fresh.map(phrases::words_of))
}

/// Below so many in 100 too few were checked to say anything.
const CHECKED: u8 = 10;

/// How sure the rule is that made a finding.
fn sure(confidence: u8) -> String {
    match confidence {
        0 => "not checked".to_owned(),
        percent if percent < CHECKED => "hardly checked".to_owned(),
        percent => format!("of its findings at least {percent} in 100 were right"),
    }
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
        Change::Date { date, .. } => format!("dated {date}"),
    }
}
