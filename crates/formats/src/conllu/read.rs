//! The tokens of a CoNLL-U file. Its lines are kept, so that a file with our columns lines up with the one read.

use std::ops::RangeInclusive;

use super::{COLUMNS, File, Line};
use crate::{FormatError, Text, lines::Style, tokens::Builder};

/// Whether the first line that is no comment has the ten columns.
pub fn is_likely(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.next().is_some_and(|line| line.split('\t').count() == COLUMNS)
}

/// The id of the document that a comment begins (empty where it gives none).
pub fn newdoc(comment: &str) -> Option<&str> {
    let id = marker(comment, "newdoc")?.strip_prefix("id").and_then(|rest| rest.trim_start().strip_prefix('='));
    Some(id.map_or("", str::trim))
}

/// What follows the word of a comment that marks a border.
fn marker<'c>(comment: &'c str, word: &str) -> Option<&'c str> {
    let rest = comment.strip_prefix('#')?.trim_start().strip_prefix(word)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

/// Reads a file; `id` names texts that have no `# newdoc id`.
pub fn read(id: &str, content: &str) -> Result<(Vec<Text>, File), FormatError> {
    let mut reader = Reader { builder: Builder::new(id), ..Reader::default() };
    let (style, content) = Style::of(content);
    for (number, line) in (1..).zip(content.lines()) {
        reader.line(line).map_err(|reason| FormatError::at(number, reason))?;
    }
    let last = reader.lines.len();
    reader.end_sentence().map_err(|reason| FormatError::at(last, reason))?;
    Ok((reader.builder.finish(), File { style, lines: reader.lines }))
}

#[derive(Debug, Default)]
struct Reader {
    lines: Vec<Line>,
    builder: Builder,
    /// The words of the sentence so far.
    words: usize,
    /// The multiword token whose words are being read.
    multiword: Option<Multiword>,
}

#[derive(Debug)]
struct Multiword {
    ids: RangeInclusive<usize>,
    surface: String,
    words: Vec<String>,
    gap: &'static str,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.trim().is_empty() {
            self.end_sentence()?;
        } else if line.starts_with('#') {
            if let Some(id) = newdoc(line) {
                self.end_sentence()?;
                self.builder.text(id);
            } else if marker(line, "newpar").is_some() {
                self.builder.gap("\n\n");
            }
        } else {
            return self.token(line);
        }
        self.lines.push(Line::Kept(line.to_owned()));
        Ok(())
    }

    fn end_sentence(&mut self) -> Result<(), String> {
        if let Some(multiword) = &self.multiword {
            return Err(format!("the sentence ends before word {}", multiword.ids.end()));
        }
        self.words = 0;
        self.builder.end_sentence();
        Ok(())
    }

    fn token(&mut self, line: &str) -> Result<(), String> {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let count = columns.len();
        let columns: Box<[String; COLUMNS]> =
            columns.try_into().map_err(|_| format!("{COLUMNS} columns are expected, here are {count}"))?;
        let [id, form, .., misc] = &*columns;
        if form.trim().is_empty() {
            return Err("the form is empty".to_owned());
        }
        let gap = gap(misc);
        let next = self.words + 1;
        if let Some((first, last)) = id.split_once('-') {
            let ids = number(first, id)?..=number(last, id)?;
            if self.multiword.is_some() || *ids.start() != next || ids.is_empty() {
                return Err(format!("range {id} where word {next} is expected"));
            }
            self.multiword = Some(Multiword { ids, surface: form.clone(), words: Vec::new(), gap });
        } else if let Some((word, node)) = id.split_once('.') {
            number(node, id)?;
            if number(word, id)? != self.words {
                return Err(format!("empty node {id} after word {}", self.words));
            }
        } else if number(id, id)? == next {
            self.words = next;
            self.word(form, gap);
            self.lines.push(Line::Word(columns));
            return Ok(());
        } else {
            return Err(format!("word {id} where word {next} is expected"));
        }
        self.lines.push(Line::Kept(line.to_owned()));
        Ok(())
    }

    fn word(&mut self, form: &str, gap: &'static str) {
        let Some(mut multiword) = self.multiword.take() else {
            self.builder.token(form);
            self.builder.gap(gap);
            return;
        };
        multiword.words.push(form.to_owned());
        if self.words < *multiword.ids.end() {
            self.multiword = Some(multiword);
        } else {
            self.builder.multiword(&multiword.surface, &multiword.words);
            self.builder.gap(multiword.gap);
        }
    }
}

fn number(digits: &str, id: &str) -> Result<usize, String> {
    digits.parse().map_err(|_| format!("{id:?} is no id"))
}

/// What stands after a token, by its MISC column.
fn gap(misc: &str) -> &'static str {
    if misc.split('|').any(|feature| feature == "SpaceAfter=No") { "" } else { " " }
}
