//! One meeting.

use std::fmt;

use servanda_model::Quote;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::{
    parts::{DatedLine, PlaceLine},
    phrases,
    views::{AccountLine, MeetingView, StatementLine},
    words,
};

impl Render for MeetingView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        let meeting = &self.meeting;
        let status = words::status_words(meeting.status);
        let kind = format!("{status}; {}", phrases::meeting_kind(meeting));
        page.section("What", &[Row::new("", kind, page.id(meeting.id.as_str()))])?;
        page.section("When", &or_unknown(meeting.when.iter().map(date).collect(), "no text here says"))?;
        page.section("Where", &or_unknown(meeting.place.iter().map(place).collect(), "no text here says"))?;
        let people = meeting.participants.iter().map(|p| Row::new("", phrases::person(p), "")).collect();
        page.section("Who", &or_unknown(people, "nobody named"))?;
        page.heading("Accounts")?;
        let columns: Vec<(String, Vec<String>)> = self.accounts.iter().map(account).collect();
        page.columns(2, &columns)?;
        if !self.points.is_empty() {
            page.heading("Points")?;
            let points: Vec<Row> = self
                .points
                .iter()
                .map(|p| Row::new(phrases::capital(&p.label), &p.words, "").with(phrases::clauses_of(&p.evidence)))
                .collect();
            page.rows(2, &points)?;
        }
        if !self.threads.is_empty() {
            page.heading("Undertaken or asked")?;
            let threads: Vec<Row> = self.threads.iter().map(|t| rows::thread(&page, t)).collect();
            page.rows(2, &threads)?;
        }
        Ok(())
    }
}

fn or_unknown(rows: Vec<Row>, unknown: &str) -> Vec<Row> {
    if rows.is_empty() { vec![Row::new("", unknown, "")] } else { rows }
}

fn date(line: &DatedLine) -> Row {
    let place = if line.outside_body { "in a headline or caption" } else { "" };
    let remark = words::join_remarks(&[phrases::reports(&line.reports), place.to_owned()]);
    Row::new("", words::date_words(&line.date), remark)
        .with(phrases::distinct_sources(&line.evidence).into_iter().map(phrases::quote_of))
}

fn place(line: &PlaceLine) -> Row {
    Row::new("", &line.place, phrases::reports(&line.reports))
}

/// A column: whose account and how it is held, then its words.
fn account(line: &AccountLine) -> (String, Vec<String>) {
    let voice = line.side.as_ref().map_or_else(|| phrases::capital(&line.voiced.words), |side| side.name.clone());
    let head = words::join_remarks(&[
        format!("{voice}: {}", words::holding_words(line.held)),
        phrases::reports(&line.reports),
    ]);
    let said: Vec<&Quote> = line.statements.iter().flat_map(|s| &s.content).collect();
    let quotes = phrases::distinct(phrases::whole(line.evidence.iter()));
    let told = |q: &Quote| said.iter().any(|s| phrases::overlap(s, q) || phrases::same_words(s, q));
    let others = quotes.into_iter().filter(|q| !told(q)).map(phrases::quote);
    (head, said_once(&line.statements).into_iter().map(statement).chain(others).collect())
}

/// The statements without those that another tells: a copy's, and the same words under a lesser cue ("was", "was quoted
/// as saying").
fn said_once(statements: &[StatementLine]) -> Vec<&StatementLine> {
    let told = |a: &StatementLine, b: &StatementLine| {
        a.content.iter().all(|q| b.content.iter().any(|c| phrases::same_words(q, c) || phrases::holds(c, q)))
    };
    let is_lesser = |at: usize, line: &StatementLine| {
        statements.iter().enumerate().any(|(n, other)| {
            // Of two that tell the same the one with the longer cue is kept, else the first.
            let rather = || !told(other, line) || (other.cue.len(), at) > (line.cue.len(), n);
            n != at && told(line, other) && rather()
        })
    };
    statements.iter().enumerate().filter(|(at, line)| !is_lesser(*at, line)).map(|(_, line)| line).collect()
}

fn statement(line: &StatementLine) -> String {
    let quotes: Vec<String> = line.content.iter().map(phrases::quote).collect();
    let relay = line.relayed_by.as_ref().map(|side| format!(", as relayed by {}", side.name)).unwrap_or_default();
    let speakers = phrases::speakers(&line.speakers);
    format!("{speakers} {}{relay}: {}", line.cue, quotes.join(" … "))
}
