//! BIO: a token and its tag a line, a blank line between sentences, `# newdoc id = NAME` before each document. Tags
//! are those of the English Worldwide Newswire corpus (Shan et al. 2023); such as a file brings are not read.

use servanda_language::AnnotatedText;

use crate::{FormatError, Text, conllu, lines::Style, tokens::Builder};

/// The lines of a file.
#[derive(Clone, Debug)]
pub struct File {
    style: Style,
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
enum Line {
    /// A token, whose tag is ours.
    Token(String),
    /// A comment, or nothing.
    Kept(String),
}

/// Whether the first line that is no comment is a token with a BIO tag.
pub fn is_likely(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !is_comment(line));
    lines.next().and_then(|line| line.split_once('\t')).is_some_and(|(_, tag)| {
        let tag = tag.trim_end();
        tag == "O" || tag.strip_prefix("B-").or(tag.strip_prefix("I-")).is_some_and(|kind| !kind.contains('\t'))
    })
}

/// Reads a file; `id` names a text that has no `# newdoc id`. A line may hold a token alone. The format has
/// no paragraphs, and the layers are trained on such files so: sentences follow each other on one line.
pub fn read(id: &str, content: &str) -> Result<(Vec<Text>, File), FormatError> {
    let mut builder = Builder::new(id);
    let mut lines = Vec::new();
    let (style, content) = Style::of(content);
    for (number, line) in (1..).zip(content.lines()) {
        if is_comment(line) {
            if let Some(id) = conllu::newdoc(line) {
                builder.text(id);
            }
            lines.push(Line::Kept(line.to_owned()));
        } else if line.trim().is_empty() {
            builder.end_sentence();
            lines.push(Line::Kept(line.to_owned()));
        } else {
            let token = token(line).map_err(|reason| FormatError::at(number, reason))?;
            builder.token(token);
            lines.push(Line::Token(token.to_owned()));
        }
    }
    Ok((builder.finish(), File { style, lines }))
}

/// A comment has no tab; the token "#" has one.
fn is_comment(line: &str) -> bool {
    line.starts_with('#') && !line.contains('\t')
}

fn token(line: &str) -> Result<&str, &'static str> {
    let mut columns = line.split('\t');
    let token = columns.next().unwrap_or_default();
    if token.is_empty() {
        Err("no token before the tab")
    } else if token.contains(char::is_whitespace) {
        Err("a blank inside the token: a token, a tab and a tag are expected")
    } else if columns.count() > 1 {
        Err("more than two columns: a token, a tab and a tag are expected")
    } else {
        Ok(token)
    }
}

impl File {
    /// The lines of texts whose tokens are ours.
    pub fn of(texts: &[Text], annotated: &[AnnotatedText]) -> Self {
        let mut lines = Vec::new();
        for (text, annotated) in texts.iter().zip(annotated) {
            lines.push(Line::Kept(format!("# newdoc id = {}", text.id)));
            for sentence in &annotated.sentences {
                for token in annotated.tokens_of(sentence) {
                    lines.push(Line::Token(token.text(&text.text).replace(char::is_whitespace, "")));
                }
                lines.push(Line::Kept(String::new()));
            }
        }
        Self { style: Style::default(), lines }
    }

    /// The file with our tags.
    pub fn write(&self, annotated: &[AnnotatedText]) -> String {
        let mut tags = annotated.iter().flat_map(tags);
        let mut out = self.style.begin();
        for line in &self.lines {
            match line {
                Line::Kept(line) => self.style.push(&mut out, line),
                Line::Token(token) => {
                    let tag = tags.next().unwrap_or_default();
                    self.style.push(&mut out, &format!("{token}\t{tag}"));
                }
            }
        }
        out
    }
}

/// The tag of each token.
fn tags(annotated: &AnnotatedText) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); annotated.tokens.len()];
    for entity in &annotated.entities {
        for (nth, tag) in tags.iter_mut().take(entity.end).skip(entity.first).enumerate() {
            *tag = format!("{}-{}", if nth == 0 { "B" } else { "I" }, entity.kind.as_str());
        }
    }
    tags
}
