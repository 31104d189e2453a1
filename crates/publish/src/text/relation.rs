//! The first screen of a pair or group.

use std::fmt;

use super::{
    Render,
    page::{Page, Row},
    rows,
};
use crate::{
    parts::{MeetingLine, ThreadLine},
    phrases,
    views::RelationView,
    words,
};

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
        self.threads(&mut page, "Open", &self.open, rows::thread)?;
        self.threads(&mut page, "Asked", &self.asked, rows::ask)?;
        self.threads(&mut page, "Closed", &self.closed, rows::thread)?;
        self.threads(&mut page, "Formulas", &self.formulas, rows::formula)?;
        page.section("Done", &first(&self.deeds, "", |deed| rows::deed(&page, deed)))?;
        let gaps: Vec<Row> = self.gaps.iter().map(|gap| Row::new("", holding(gap), "")).collect();
        page.section("Holdings", &gaps)
    }
}

/// A first screen shows no more threads of a kind, nor deeds.
const SHOWN: usize = 12;

/// The rows of the first lines, and how many more there are and where.
fn first<L>(lines: &[L], others: &str, row: impl Fn(&L) -> Row) -> Vec<Row> {
    let mut shown: Vec<Row> = lines.iter().take(SHOWN).map(row).collect();
    if lines.len() > SHOWN {
        shown.push(Row::new("", format!("and {} more{others}", lines.len() - SHOWN), ""));
    }
    shown
}

impl RelationView {
    /// A section of threads, the rest left to the ledger.
    fn threads(
        &self,
        page: &mut Page,
        name: &str,
        lines: &[ThreadLine],
        row: fn(&Page, &ThreadLine) -> Row,
    ) -> fmt::Result {
        let sides: Vec<&str> = self.sides.iter().map(|s| s.code.code()).collect();
        let others = format!(": servanda ledger {}", sides.join(" "));
        page.section(name, &first(lines, &others, |line| row(page, line)))
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
