//! Recurring channels.

use std::fmt;

use servanda_model::record::EventKind;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::{
    parts::{DatedLine, EventLine},
    phrases,
    views::{MechanismLine, MechanismsView, Overdue},
    words,
};

impl Render for MechanismsView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        if self.mechanisms.is_empty() {
            return page.text(0, "No recurring channel found in these documents.");
        }
        page.heading("Channels")?;
        let lines: Vec<Row> = self.mechanisms.iter().map(|m| mechanism(&page, m)).collect();
        page.rows(2, &lines)
    }
}

/// A channel on one row, with its words below.
pub(super) fn mechanism(page: &Page, line: &MechanismLine) -> Row {
    let told = line.told.as_ref().map(voiced).unwrap_or_default();
    let mut facts = vec![format!("{}{told}", words::mechanism_words(line.state))];
    facts.extend(last_held(&line.last_held));
    if !line.next.is_empty() {
        let next: Vec<String> = line.next.iter().map(|d| words::date_words(&d.date)).collect();
        facts.push(format!("next {}", next.join(" or ")));
    }
    let remark = line.overdue.as_ref().map(overdue).unwrap_or_default();
    let body = format!("{}: {}", phrases::names(&line.sides), facts.join("; "));
    Row::new(phrases::capital(&line.name), body, rows::with_id(&remark, page, &line.id))
        .with(line.evidence.iter().take(1).map(phrases::quote))
}

/// " by Peru, 25 Nov 2023, per Peru; 2 reports"
fn voiced(told: &EventLine) -> String {
    let by = told.side.as_ref().filter(|_| told.event == EventKind::Asked || told.event == EventKind::Proposed);
    let by = by.map(|side| format!(" by {}", side.name)).unwrap_or_default();
    let date = told.date.as_ref().map(|d| format!(", {}", words::date_brief(d))).unwrap_or_default();
    words::join_remarks(&[format!("{by}{date}, {}", told.voiced.words), phrases::reports(&told.reports)])
}

/// The latest of the dates, and what other sources or earlier texts give.
fn last_held(dates: &[DatedLine]) -> Option<String> {
    let mut dates: Vec<&DatedLine> = dates.iter().collect();
    dates.sort_by_key(|d| std::cmp::Reverse((d.date.to, d.date.from)));
    let (latest, others) = dates.split_first()?;
    let mut words = format!("last held {}", words::date_words(&latest.date));
    if !others.is_empty() {
        let others: Vec<String> = others.iter().map(|d| words::date_words(&d.date)).collect();
        words += &format!(" (also given: {})", others.join(", "));
    }
    Some(words)
}

fn overdue(overdue: &Overdue) -> String {
    let sessions = words::count_words(overdue.sessions.len(), "known session");
    format!(
        "overdue since {} by its own rhythm (about every {} days, from {sessions})",
        words::day_words(overdue.since),
        overdue.rhythm_days
    )
}
