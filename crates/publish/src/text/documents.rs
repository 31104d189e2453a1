//! The list of documents.

use std::fmt;

use servanda_model::Translation;

use super::{
    Render,
    page::{Page, Row},
};
use crate::{
    views::{DocumentCounts, DocumentLine, DocumentsView},
    words,
};

impl Render for DocumentsView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        page.heading("By date")?;
        let lines: Vec<Row> = self.documents.iter().map(|d| document(&page, d)).collect();
        page.rows(2, &lines)
    }
}

pub(super) fn document(page: &Page, line: &DocumentLine) -> Row {
    let date = line.published.as_ref().map_or_else(|| "no date".to_owned(), words::date_words);
    let title = line.title.as_ref().map(|t| format!("\"{t}\""));
    let known: Vec<String> =
        [line.publisher.clone(), line.agency.clone().filter(|a| Some(a) != line.publisher.as_ref()), title]
            .into_iter()
            .flatten()
            .collect();
    let known = if known.is_empty() { "publisher and title not known".to_owned() } else { known.join(", ") };
    let reasons = line.published.as_ref().and_then(|d| d.note.as_ref()).map(|note| format!("dated by: {note}"));
    let issuer = line.issuer.as_ref().map(|s| format!("{} own text", words::possessive(&s.name)));
    let translation = match line.translation {
        Translation::Official => Some("official translation".to_owned()),
        Translation::Agency => Some("agency's translation".to_owned()),
        Translation::Original | Translation::Unknown => None,
    };
    let copies = (!line.copies.is_empty()).then(|| format!("one report with {}", words::list_words(&line.copies)));
    let links = line.links.iter().map(|l| format!("{} {}", words::link_words(l.kind), words::list_words(&l.names)));
    let contradictions =
        line.contradictions.iter().map(|c| format!("contradiction, {}: {} / {}", c.about, c.one, c.other));
    let own = words::join_remarks(&[issuer.unwrap_or_default(), translation.unwrap_or_default()]);
    let below = [own, reasons.unwrap_or_default(), copies.unwrap_or_default(), found(&line.counts)];
    Row::new(&line.name, format!("{date}; {known}"), page.id(line.id.as_str()))
        .with(below)
        .with(links)
        .with(contradictions)
}

fn found(counts: &DocumentCounts) -> String {
    let all = [
        (counts.engagements, "engagement"),
        (counts.statements, "statement"),
        (counts.threads, "thread"),
        (counts.positions, "position"),
        (counts.mechanisms, "mechanism"),
        (counts.deeds, "deed"),
        (counts.texts, "text"),
    ];
    let found: Vec<String> =
        all.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| words::count_words(n, what)).collect();
    if found.is_empty() { "nothing found in it".to_owned() } else { found.join(", ") }
}
