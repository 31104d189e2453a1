//! What a text says of itself before it is read: where it begins, and its day.

use jiff::civil::Date;
use servanda_intake::IntakeError;
use servanda_model::{DateClueKind, Document, PartialDate, TimeValue, ZoneKind};
use servanda_world::World;

/// What a text says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Where the text proper begins, in bytes: behind its front matter.
    pub start: usize,
    /// The day of writing by front matter, date line, dateline or time stamp, where one of them gives the whole of it.
    pub day: Option<Date>,
    /// The language, where it seems to be another than English, which alone is read.
    pub language: Option<String>,
}

impl Head {
    /// The head of a text.
    pub fn of(text: &str) -> Result<Self, IntakeError> {
        let document = servanda_intake::read_document(text.as_bytes(), "text", World::builtin())?;
        let front = document.zones.iter().find(|zone| zone.kind == ZoneKind::FrontMatter);
        // A byte order mark is no part of the document's text.
        let mark = text.len().saturating_sub(document.text.len());
        let language = crate::reader::unread_language(&document.clues).map(str::to_owned);
        Ok(Self { start: front.map_or(0, |zone| zone.span.end as usize + mark), day: day(&document), language })
    }
}

/// The strongest of the clues to the day; the year of a copyright line is none.
fn day(document: &Document) -> Option<Date> {
    let mut clues = document.clues.dates.iter().filter(|clue| clue.kind != DateClueKind::Copyright);
    match clues.next()?.value {
        TimeValue::Absolute { date: PartialDate::Day(day), .. } => Some(day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_text_begins_behind_its_front_matter_and_has_its_day() {
        let text = "\u{feff}---\ntitle: Talks\ndate: 2031-05-06\n---\nThe envoys of Malta met on Monday.\n";
        let head = Head::of(text).unwrap();
        assert_eq!(head.day, Some(date(2031, 5, 6)));
        assert_eq!(&text[head.start..], "\nThe envoys of Malta met on Monday.\n");
    }

    #[test]
    fn a_dateline_without_a_year_gives_no_day() {
        let of = |line: &str| Head::of(&format!("{line} - The envoys of Malta met on Monday.\n")).unwrap();
        assert_eq!(of("VALLETTA, May 6, 2031 (Harbour Press)").day, Some(date(2031, 5, 6)));
        assert_eq!(of("VALLETTA, May 6 (Harbour Press)"), Head::default());
    }
}
