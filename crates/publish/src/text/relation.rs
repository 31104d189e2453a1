//! The first screen of a pair or group.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::{parts::MeetingLine, phrases, views::RelationView, words};

impl Render for RelationView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        if self.header.counts.documents == 0 {
            let held = words::count_words(self.header.held_documents, "document");
            return page.text(0, &format!("Nothing on these sides in the {held} of the archive."));
        }
        let met = |page: &Page, meeting: &MeetingLine| {
            let remark = rows::with_id(&phrases::meeting_accounts(meeting), page, &meeting.id);
            Row::new("", phrases::meeting_sentence(meeting), remark)
        };
        let last = match &self.last_met {
            Some(meeting) => met(&page, meeting),
            None => Row::new("", "no meeting found in these documents", ""),
        };
        page.section("Last met", &[last])?;
        let next: Vec<Row> = self.next.iter().map(|m| met(&page, m)).collect();
        page.section("Next", &next)?;
        let open: Vec<Row> = self.open.iter().map(|t| rows::thread(&page, t)).collect();
        page.section("Open", &open)?;
        let asked: Vec<Row> = self.asked.iter().map(|t| rows::ask(&page, t)).collect();
        page.section("Asked", &asked)?;
        let closed: Vec<Row> = self.closed.iter().map(|t| rows::thread(&page, t)).collect();
        page.section("Closed", &closed)?;
        let formulas: Vec<Row> = self.formulas.iter().map(|t| rows::formula(&page, t)).collect();
        page.section("Formulas", &formulas)?;
        let gaps: Vec<Row> = self.gaps.iter().map(|gap| Row::new("", holding(gap), "")).collect();
        page.section("Holdings", &gaps)
    }
}

/// "Peru's own account: not held for 2 of 3 meetings, through the press for 1".
fn holding(gap: &crate::views::GapLine) -> String {
    let of = gap.full + gap.press + gap.none;
    let mut parts = Vec::new();
    for (count, what) in [(gap.full, "in full"), (gap.press, "through the press"), (gap.none, "not held")] {
        if count > 0 {
            parts.push(format!("{what} for {count}"));
        }
    }
    format!(
        "{} own account of {}: {}",
        words::possessive(&gap.side.name),
        words::count_words(of, "meeting"),
        parts.join(", ")
    )
}
