//! Our own front matter: `key: value` lines between `---` at the top of a text, honoured as clues.
//!
//! A value that can't be used is dropped with a warning and never costs the document.

use servanda_model::{DateClue, DateClueKind, Span, Translation};

use crate::dates;

/// What the front matter says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    /// The front matter with its two lines of dashes.
    pub span: Option<Span>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub agency: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub translation: Option<Translation>,
    pub date: Option<DateClue>,
    /// What could not be used, and why.
    pub warnings: Vec<String>,
}

impl FrontMatter {
    /// Reads the front matter of `text`; a text whose first line is no `---` has none. One that is never closed ends
    /// with the last line that looks like one of it, where it has a key of ours.
    pub fn of(text: &str) -> Self {
        let mut found = Self::default();
        let inside = match (inside(text), unclosed(text)) {
            (Some(inside), _) => inside,
            (None, Some(inside)) => {
                found.warnings.push("front matter: not closed by a line of `---`".to_owned());
                inside
            }
            (None, None) => return found,
        };
        let mut start = inside.start as usize;
        for line in inside.of(text).split_inclusive('\n') {
            found.take(text, Span::new(start, start + line.len()).trimmed(text));
            start += line.len();
        }
        let closing = text.get(start..).filter(|rest| rest.trim_start().starts_with("---"));
        let end = closing.and_then(|rest| rest.find("---")).map_or(start, |dashes| start + dashes + 3);
        found.span = Some(Span::new(0, end).trimmed(text));
        found
    }

    /// Where the text proper begins.
    pub fn end(&self) -> usize {
        self.span.map_or(0, |span| span.end as usize)
    }

    fn take(&mut self, text: &str, line: Span) {
        let Some((key, value)) = line.of(text).split_once(':') else {
            if !line.is_empty() {
                self.warnings.push(format!("front matter: {:?} is no `key: value`", line.of(text)));
            }
            return;
        };
        let key = key.trim().to_lowercase();
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() || !KEYS.contains(&key.as_str()) {
            // Other programs' keys are theirs.
            return;
        }
        if is_structure(value) {
            self.warnings.push(format!("front matter: {key} {value:?} is no plain text"));
            return;
        }
        let text_value = Some(value.to_owned());
        match key.as_str() {
            "title" => self.title = text_value,
            "publisher" => self.publisher = text_value,
            "agency" => self.agency = text_value,
            "url" => self.url = text_value,
            "language" => self.language = text_value,
            "translation" => self.take_translation(value),
            "date" => self.take_date(text, line, value),
            _ => {}
        }
    }

    fn take_translation(&mut self, value: &str) {
        self.translation = match value.to_lowercase().as_str() {
            "original" => Some(Translation::Original),
            "official" => Some(Translation::Official),
            "agency" => Some(Translation::Agency),
            "unknown" => Some(Translation::Unknown),
            _ => {
                let known = "original, official, agency or unknown";
                self.warnings.push(format!("front matter: translation {value:?} is none of {known}"));
                None
            }
        };
    }

    fn take_date(&mut self, text: &str, line: Span, value: &str) {
        let Some(date) = dates::parse_whole(value) else {
            self.warnings.push(format!("front matter: date {value:?} is no date; write it as 2024-11-04"));
            return;
        };
        let at = line.of(text).find(value).unwrap_or(0);
        let start = line.start as usize + at;
        let span = Span::new(start, start + value.len());
        self.date = Some(DateClue { kind: DateClueKind::FrontMatter, value: date, span });
    }
}

/// The keys that are honoured.
const KEYS: [&str; 7] = ["title", "publisher", "agency", "url", "language", "translation", "date"];

/// Whether a value opens a list, a table or a block of lines, which are not read.
fn is_structure(value: &str) -> bool {
    let opens = |open: char, close: char| value.starts_with(open) && !value.contains(close);
    opens('[', ']') || opens('{', '}') || matches!(value, "|" | ">" | "|-" | ">-")
}

/// The lines of keys behind a first line of dashes that no other one closes.
fn unclosed(text: &str) -> Option<Span> {
    let first = text.split_inclusive('\n').next().filter(|line| line.trim() == "---")?;
    let key_of = |line: &str| Some(line.split_once(':')?.0.trim().to_lowercase());
    let is_key = |key: &String| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let lines = text.get(first.len()..)?.split_inclusive('\n').map(|line| (line, key_of(line).filter(is_key)));
    let keyed: Vec<(&str, String)> = lines.map_while(|(line, key)| Some((line, key?))).collect();
    let is_ours = keyed.iter().any(|(_, key)| KEYS.contains(&key.as_str()));
    let length: usize = keyed.iter().map(|(line, _)| line.len()).sum();
    is_ours.then(|| Span::new(first.len(), first.len() + length))
}

/// The span between the lines of dashes.
fn inside(text: &str) -> Option<Span> {
    let first = text.split_inclusive('\n').next().filter(|line| line.trim() == "---")?;
    let mut start = first.len();
    for line in text.get(first.len()..)?.split_inclusive('\n') {
        if line.trim() == "---" {
            return Some(Span::new(first.len(), start));
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use servanda_model::TimeValue;

    #[test]
    fn is_honoured_and_what_is_wrong_is_dropped_with_a_warning() {
        let text = "---\r\ntitle: \"A title: with colon\"\ndate: 2031-05-06\nurl: https://example.org/a\n\
                    translation: official\nmood: calm\n---\nBody.";
        let found = FrontMatter::of(text);
        assert_eq!(found.title.as_deref(), Some("A title: with colon"));
        assert_eq!(found.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(found.translation, Some(Translation::Official));
        let clue = found.date.as_ref().unwrap();
        assert_eq!((clue.span.of(text), &clue.value), ("2031-05-06", &TimeValue::day(jiff::civil::date(2031, 5, 6))));
        assert_eq!(&text[found.end()..], "\nBody.");
        assert!(found.warnings.is_empty());

        let wrong = FrontMatter::of("---\ndate: soon\ntranslation: mine\nhello\n---\nBody.");
        assert_eq!((wrong.date, wrong.translation, wrong.warnings.len()), (None, None, 3));
    }

    #[test]
    fn what_is_never_closed_ends_with_its_last_line() {
        let text = "---\ntitle: Envoys talk\ndate: 2031-05-06\n\nThe envoys talked: for long.\n";
        let found = FrontMatter::of(text);
        assert_eq!(found.title.as_deref(), Some("Envoys talk"));
        assert_eq!(found.date.as_ref().map(|d| d.span.of(text)), Some("2031-05-06"));
        assert_eq!(found.warnings.len(), 1);
        assert_eq!(text[found.end()..].trim(), "The envoys talked: for long.");
        assert_eq!(FrontMatter::of("---\ntitle: only").title.as_deref(), Some("only"));
    }

    #[test]
    fn a_value_of_several_is_no_title() {
        let found = FrontMatter::of("---\ntitle: [a\ndate: |\ntags: [x\n---\nBody.");
        assert_eq!((found.title, found.date, found.warnings.len()), (None, None, 2));
        assert_eq!(FrontMatter::of("---\ntitle: [Video] Envoys\n---\n").title.as_deref(), Some("[Video] Envoys"));
    }

    #[test]
    fn a_rule_of_dashes_is_no_front_matter() {
        for text in ["---\nThe text goes on.\nAnd on.", "A title\n---\ndate: 2031-05-06\n---\n", ""] {
            assert_eq!(FrontMatter::of(text), FrontMatter::default(), "{text:?}");
        }
    }
}
