//! How a file of lines is put down, so that what is written lines up with what was read to the byte.

/// The byte-order mark.
pub const MARK: char = '\u{feff}';

/// What stands before a file's first line and after each.
#[derive(Clone, Debug)]
pub struct Style {
    /// Byte-order marks: none or one, as a rule.
    mark: String,
    end: &'static str,
}

impl Style {
    /// The style of a file, and what comes after its mark. Where ends of lines are mixed, the first one decides.
    pub fn of(content: &str) -> (Self, &str) {
        let (mark, text) = without_mark(content);
        let is_crlf = text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
        (Self { mark: mark.to_owned(), end: if is_crlf { "\r\n" } else { "\n" } }, text)
    }

    /// The beginning of a file.
    pub fn begin(&self) -> String {
        self.mark.clone()
    }

    /// Adds a line to a file.
    pub fn push(&self, file: &mut String, line: &str) {
        file.push_str(line);
        file.push_str(self.end);
    }
}

impl Default for Style {
    fn default() -> Self {
        Self { mark: String::new(), end: "\n" }
    }
}

/// A file's byte-order mark, and what comes after it.
pub fn without_mark(content: &str) -> (&str, &str) {
    let text = content.trim_start_matches(MARK);
    content.split_at(content.len() - text.len())
}
