//! Laying out plain text: titles, sections, labelled items with a remark, and columns, within a width.

use std::fmt;

use unicode_segmentation::UnicodeSegmentation;

use crate::{ids, parts::Header, words};

/// No page is laid out narrower than this.
const MIN_WIDTH: usize = 40;
/// Longest line of a label; a longer label is wrapped beside its item.
const MAX_LABEL: usize = 28;
/// Room between an item and its remark, and between columns.
const GAP: usize = 4;

/// What is said where nothing was read yet.
pub(super) const EMPTY_ARCHIVE: &str = "No documents yet. Add some with: servanda read PATH";

/// A page being written.
pub(super) struct Page<'o> {
    out: &'o mut dyn fmt::Write,
    width: usize,
    digits: usize,
}

/// A labelled line with a remark at its end.
#[derive(Default)]
pub(super) struct Row {
    pub label: String,
    pub body: String,
    pub remark: String,
    /// Lines below it: quotes, history.
    pub below: Vec<String>,
}

impl Row {
    pub fn new(label: impl Into<String>, body: impl Into<String>, remark: impl Into<String>) -> Self {
        Self { label: label.into(), body: body.into(), remark: remark.into(), below: Vec::new() }
    }

    /// The body with its remark, on one line where both fit, else the remark below; then what stands below both.
    fn lines(&self, room: usize) -> Vec<String> {
        let (body, remark) = (&self.body, &self.remark);
        let mut lines = if !remark.is_empty() && length(body) + GAP + length(remark) <= room {
            vec![format!("{body}{}{remark}", " ".repeat(GAP))]
        } else {
            let remark = wrap(remark, room.saturating_sub(2)).into_iter().map(|line| format!("  {line}"));
            wrap(body, room).into_iter().chain(remark).collect()
        };
        for line in &self.below {
            let parts = wrap(line, room.saturating_sub(4)).into_iter().enumerate();
            lines.extend(parts.map(|(n, part)| format!("{}{part}", if n == 0 { "  " } else { "    " })));
        }
        lines
    }

    #[must_use]
    pub fn with(mut self, below: impl IntoIterator<Item = String>) -> Self {
        self.below.extend(below.into_iter().filter(|line| !line.is_empty()));
        self
    }
}

impl<'o> Page<'o> {
    /// Begins a page with its header. `Ok(None)` where there is nothing to show but that nothing was read.
    pub fn begin(out: &'o mut dyn fmt::Write, width: usize, header: &Header) -> Result<Option<Self>, fmt::Error> {
        let mut page = Self { out, width: width.max(MIN_WIDTH), digits: header.id_digits };
        if header.is_empty_archive() {
            page.text(0, EMPTY_ARCHIVE)?;
            return Ok(None);
        }
        page.header(header)?;
        Ok(Some(page))
    }

    fn header(&mut self, header: &Header) -> fmt::Result {
        let mut facts = vec![words::count_words(header.counts.documents, "document")];
        if header.counts.documents > 0 {
            facts.push(words::count_words(header.counts.reports, "report"));
            facts.push(match &header.newest {
                Some(date) => format!("newest: {}", words::date_brief(date)),
                None => "none with a date".to_owned(),
            });
            if header.newest.is_some() && header.undated > 0 {
                facts.push(format!("{} undated", header.undated));
            }
        }
        let facts = facts.join(" · ");
        let pad = self.width.saturating_sub(length(&header.title) + length(&facts));
        if pad >= GAP {
            // Beyond a hundred columns the eye loses the line.
            let pad = pad.min(100_usize.saturating_sub(length(&header.title) + length(&facts)).max(GAP));
            writeln!(self.out, "{}{}{facts}", header.title, " ".repeat(pad))?;
        } else {
            self.text(0, &header.title)?;
            self.text(2, &facts)?;
        }
        let times = [("as of", header.as_of), ("as known on", header.known_at)];
        let times: Vec<String> =
            times.into_iter().filter_map(|(what, day)| Some(format!("{what} {}", words::day_words(day?)))).collect();
        if times.is_empty() { Ok(()) } else { self.text(0, &times.join(" · ")) }
    }

    /// "[T-3f2a-12.5]".
    pub fn id(&self, id: impl AsRef<str>) -> String {
        format!("[{}]", ids::short_id(id.as_ref(), self.digits))
    }

    /// A paragraph.
    pub fn text(&mut self, indent: usize, text: &str) -> fmt::Result {
        for line in wrap(text, self.width.saturating_sub(indent)) {
            writeln!(self.out, "{}{line}", " ".repeat(indent))?;
        }
        Ok(())
    }

    /// A blank line and a heading.
    pub fn heading(&mut self, text: &str) -> fmt::Result {
        writeln!(self.out)?;
        self.text(0, text)
    }

    /// A section whose name stands before its first row: as on the first screen of a relation.
    pub fn section(&mut self, name: &str, rows: &[Row]) -> fmt::Result {
        self.rows_behind(name, 11, rows)
    }

    /// Rows without a name before them.
    pub fn rows(&mut self, indent: usize, rows: &[Row]) -> fmt::Result {
        self.rows_behind("", indent, rows)
    }

    fn rows_behind(&mut self, name: &str, indent: usize, rows: &[Row]) -> fmt::Result {
        let longest = MAX_LABEL.min(self.width.saturating_sub(indent) / 3);
        let label = rows.iter().map(|row| length(&row.label)).max().unwrap_or(0).min(longest);
        let column = if label == 0 { 0 } else { label + 2 };
        let room = self.width.saturating_sub(indent + column);
        for (at, row) in rows.iter().enumerate() {
            // A long label goes on below itself, beside the body.
            let (labels, lines) = (wrap(&row.label, label), row.lines(room));
            for n in 0..labels.len().max(lines.len()) {
                let name = if at == 0 && n == 0 { name } else { "" };
                let part = |of: &[String]| of.get(n).cloned().unwrap_or_default();
                let lead = pad(name, indent) + &pad(&part(&labels), column);
                writeln!(self.out, "{}", (lead + &part(&lines)).trim_end())?;
            }
        }
        Ok(())
    }

    /// Text behind a lead, further lines at `hang`.
    fn hang(&mut self, lead: &str, hang: usize, text: &str) -> fmt::Result {
        let mut lines = wrap(text, self.width.saturating_sub(hang.max(length(lead)))).into_iter();
        writeln!(self.out, "{}", format!("{lead}{}", lines.next().unwrap_or_default()).trim_end())?;
        for line in lines {
            writeln!(self.out, "{}{line}", " ".repeat(hang))?;
        }
        Ok(())
    }

    /// Paragraphs side by side, each column under its head; one below the other where they would get too narrow.
    pub fn columns(&mut self, indent: usize, columns: &[(String, Vec<String>)]) -> fmt::Result {
        const NARROWEST: usize = 30;
        let count = columns.len().max(1);
        let room = self.width.saturating_sub(indent);
        let column = room.saturating_sub(GAP * (count - 1)) / count;
        if column < NARROWEST {
            for (head, paragraphs) in columns {
                self.text(indent, head)?;
                paragraphs.iter().try_for_each(|p| self.hang(&" ".repeat(indent + 2), indent + 4, p))?;
            }
            return Ok(());
        }
        let set = |(head, paragraphs): &(String, Vec<String>)| -> Vec<String> {
            let body = paragraphs.iter().flat_map(|p| {
                wrap(p, column - 2).into_iter().enumerate().map(|(at, l)| if at == 0 { l } else { format!("  {l}") })
            });
            wrap(head, column).into_iter().chain(body).collect()
        };
        let set: Vec<Vec<String>> = columns.iter().map(set).collect();
        for row in 0..set.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = " ".repeat(indent);
            for cell in &set {
                let cell = cell.get(row).map_or("", String::as_str);
                line += &format!("{cell}{}", " ".repeat((column + GAP).saturating_sub(length(cell))));
            }
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// The words with spaces up to a width.
fn pad(words: &str, width: usize) -> String {
    format!("{words}{}", " ".repeat(width.saturating_sub(length(words))))
}

/// Characters as a reader counts them.
fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Lines of at most `width` characters, broken at spaces; a longer word stands alone.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| length(line) + 1 + length(word) <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn wrapping_keeps_every_word_and_the_width(text in "([a-zé–]{1,9} {1,2}){0,30}", width in 10usize..60) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|line| length(line) <= width));
            let words = lines.join(" ");
            prop_assert_eq!(words.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
        }
    }
}
