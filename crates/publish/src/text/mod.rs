//! Views as plain text, one renderer a view: words before codes, short ids at the end, every quote exact.

use std::fmt;

mod actors;
mod agenda;
mod brief;
mod changes;
mod cite;
mod compare;
mod documents;
mod explain;
mod issue;
mod ledger;
mod mechanisms;
mod meeting;
mod meetings;
mod page;
mod positions;
mod relation;
mod rows;
mod search;
mod who;

/// A view that can be shown as plain text.
pub trait Render {
    /// Writes the view within `width` characters a line (40 at least; a longer word stands alone).
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result;

    /// The view as text.
    fn to_text(&self, width: usize) -> String {
        let mut text = String::new();
        // Writing to a string fails only where a renderer does, and none does.
        let _ = self.render(&mut text, width);
        text
    }
}
