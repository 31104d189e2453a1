//! The little of TimeML that the scorer looks at.

use std::{fmt, sync::LazyLock};

use anyhow::Context;
use regex::{Captures, Regex};

/// An expression. Positions are numbers of characters that are no blanks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expression {
    /// Its first character.
    pub start: usize,
    /// One past its last character.
    pub end: usize,
    /// The attribute `type`.
    pub kind: Option<String>,
    /// The attribute `value`.
    pub value: Option<String>,
    /// Its words.
    pub text: String,
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attribute = |of: &Option<String>| of.clone().unwrap_or_default();
        write!(f, "{:?} {} {}", self.text, attribute(&self.kind), attribute(&self.value))
    }
}

#[expect(clippy::unwrap_used, reason = "the patterns are constant")]
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

static TEXT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<TEXT>(.*?)</TEXT>"));
static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<TimeML[^>]*>(.*?)</TimeML>"));
static DATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<DCT>.*?</DCT>"));
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"<[^>]+>"));
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| pattern(r#"(\w+)\s*=\s*"([^"]*)""#));
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"&(?:#([0-9]+)|#[xX]([0-9a-fA-F]+)|(\w+));"));

/// The text without blanks, and its expressions in order.
pub fn parse(timeml: &str) -> anyhow::Result<(Vec<char>, Vec<Expression>)> {
    let text = TEXT.captures(timeml).or_else(|| WHOLE.captures(timeml));
    let text = text.and_then(|found| found.get(1)).map_or(timeml, |found| found.as_str());
    let text = DATE.replace_all(text, "");
    let mut reader = Reader::default();
    let mut done = 0;
    for tag in TAG.find_iter(&text) {
        reader.words(&text[done..tag.start()]);
        reader.tag(tag.as_str())?;
        done = tag.end();
    }
    reader.words(&text[done..]);
    reader.found.sort();
    Ok((reader.characters, reader.found))
}

#[derive(Default)]
struct Reader {
    /// The text so far, with its blanks and without.
    text: String,
    characters: Vec<char>,
    /// The tags that are open, each with the position and the byte where it began.
    open: Vec<(String, usize, usize)>,
    found: Vec<Expression>,
}

impl Reader {
    fn words(&mut self, words: &str) {
        let words =
            REFERENCE.replace_all(words, |found: &Captures| character(found).unwrap_or_else(|| found[0].into()));
        self.text.push_str(&words);
        self.characters.extend(words.chars().filter(|&c| !is_blank(c)));
    }

    fn tag(&mut self, tag: &str) -> anyhow::Result<()> {
        if tag.starts_with("<TIMEX3") && !tag.ends_with("/>") {
            self.open.push((tag.to_owned(), self.characters.len(), self.text.len()));
        } else if tag.starts_with("</TIMEX3") {
            let (tag, start, byte) = self.open.pop().context("a TIMEX3 is closed that was not open")?;
            let end = self.characters.len();
            let text = self.text[byte..].split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            let (kind, value) = (attribute(&tag, "type"), attribute(&tag, "value"));
            self.found.extend((start < end).then_some(Expression { start, end, kind, value, text }));
        }
        Ok(())
    }
}

/// The last attribute of this name.
fn attribute(tag: &str, name: &str) -> Option<String> {
    ATTRIBUTE.captures_iter(tag).filter(|found| &found[1] == name).last().map(|found| found[2].to_owned())
}

/// What a character reference stands for: a number, or one of the five names of XML.
fn character(found: &Captures) -> Option<String> {
    let number = |group: usize, radix| found.get(group).map(|digits| u32::from_str_radix(digits.as_str(), radix));
    if let Some(number) = number(1, 10).or_else(|| number(2, 16)) {
        return char::from_u32(number.ok()?).map(String::from);
    }
    let character = match &found[3] {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    };
    Some(character.to_owned())
}

/// What Python's `\s` matches: white space and the four separators of ASCII.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_do_not_count_and_references_are_one_character() {
        let (text, found) = parse(
            "<TimeML><DCT><TIMEX3 type=\"DATE\" value=\"2020\">2020</TIMEX3></DCT><TEXT>A &amp; B\n<TIMEX3 value=\"P1Y\" \
             type=\"DURATION\">a\n year</TIMEX3> &#8211; no &nbsp;</TEXT></TimeML>",
        )
        .unwrap();
        assert_eq!(text.iter().collect::<String>(), "A&Bayear–no&nbsp;");
        assert_eq!((found.len(), found[0].start, found[0].end, found[0].text.as_str()), (1, 3, 8, "a year"));
        assert_eq!(found[0].value.as_deref(), Some("P1Y"));
    }

    #[test]
    fn a_stray_end_is_refused() {
        assert!(parse("<TEXT>a</TIMEX3></TEXT>").is_err());
    }
}
