//! Who held what.

use std::fmt;

use super::{
    Render, actors,
    page::{Page, Row},
};
use crate::{
    phrases,
    views::{ConflictLine, WhoView},
};

impl Render for WhoView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        let on = self.on.map(|on| format!(" on {on}")).unwrap_or_default();
        if self.holders.is_empty() {
            let asked = &self.asked;
            return page.text(
                0,
                &format!("Neither documents nor tables tell of {asked:?}{on}. A gap is better than a guess."),
            );
        }
        if let Some(on) = self.on {
            page.text(0, &format!("On {on}, as far as the sources' dates allow:"))?;
        }
        let holders: Vec<Row> = self
            .holders
            .iter()
            .map(|h| {
                let id = h.actor.as_ref().map(|id| page.id(id.as_str())).unwrap_or_default();
                Row::new(&h.person, actors::tenure(&h.tenure), id)
            })
            .collect();
        page.rows(2, &holders)?;
        conflicts(&mut page, &self.conflicts)
    }
}

/// What contradicts what.
pub(super) fn conflicts(page: &mut Page, conflicts: &[ConflictLine]) -> fmt::Result {
    if conflicts.is_empty() {
        return Ok(());
    }
    page.heading("Sources that cannot both be right")?;
    let rows: Vec<Row> = conflicts
        .iter()
        .map(|c| Row::new(&c.about, format!("{} / {}", c.one, c.other), "").with(c.evidence.iter().map(phrases::quote)))
        .collect();
    page.rows(2, &rows)
}
