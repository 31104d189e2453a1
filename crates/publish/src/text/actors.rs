//! Actors and their offices.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
};
use crate::{
    phrases,
    views::{ActorLine, ActorsView, TenureLine},
};

impl Render for ActorsView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        if self.actors.is_empty() {
            return page.text(0, "No actor found in these documents.");
        }
        page.heading("Actors")?;
        let lines: Vec<Row> = self.actors.iter().map(|a| actor(&page, a)).collect();
        page.rows(2, &lines)
    }
}

fn actor(page: &Page, line: &ActorLine) -> Row {
    let side = line.side.as_ref().map_or(String::new(), |s| s.name.clone());
    let tenures: Vec<String> = line.tenures.iter().map(tenure).collect();
    Row::new(&line.name, side, page.id(line.id.as_str())).with(tenures)
}

/// "Foreign Minister, Chile, since 2022-03-11; text" with its words where it comes from a text.
pub(super) fn tenure(line: &TenureLine) -> String {
    let days = match (&line.from, &line.to) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("since {from}, end open or not known"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "days not known".to_owned(),
    };
    let quote = Some(phrases::clause(&line.evidence)).filter(|q| !q.is_empty());
    let quote = quote.map(|q| format!(": {q}")).unwrap_or_default();
    let former = if line.former { "former " } else { "" };
    format!("{former}{}, {}, {days}; {}{quote}", line.office, line.side.name, line.source)
}
