//! Words, numbers and punctuation marks of a stretch of text, as spans.
//!
//! What a dot after a word means is read from `data/abbreviations.tsv`; whether it also ends a sentence is
//! the matter of `sentences`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use servanda_model::Span;

use crate::Shape;

/// The spans of the tokens of `text` inside `within`, in order.
///
/// "long-term", "U.S.", "Nov.", "1,000.5", "4/11/2024", "…" and "..." are one token each; "'s" and "n't" are
/// tokens of their own. A hyphenated word is cut at its hyphens where `cut` says so of it ("Ghana-Togo border"), and so is
/// a range of numbers ("15-16").
pub fn tokenize(text: &str, within: Span, cut: &dyn Fn(&str) -> bool) -> Vec<Span> {
    let mut scan = Scan { text, at: within.start as usize, end: within.end as usize, cut, out: Vec::new() };
    scan.run();
    scan.out
}

/// The shape of a token.
pub fn shape_of(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = word.chars().next() else { return Shape::Punctuation };
    if first.is_numeric() {
        let tail: String = word.chars().skip_while(|c| !c.is_alphabetic()).collect();
        return if matches!(tail.to_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th" | "s") {
            Shape::Number
        } else {
            Shape::Mixed
        };
    }
    let Some(lead) = letters.next() else { return Shape::Punctuation };
    let rest: Vec<char> = letters.collect();
    let (upper, lower) = (rest.iter().any(|c| c.is_uppercase()), rest.iter().any(|c| c.is_lowercase()));
    match (lead.is_uppercase(), upper, lower) {
        (true, true, false) => Shape::Upper,
        (true, _, _) => Shape::Capitalised,
        (false, false, _) => Shape::Lower,
        (false, true, _) => Shape::Mixed,
    }
}

/// Whether a word is one capital letter, with or without its dot ("J.").
pub fn is_initial(word: &str) -> bool {
    let mut letters = word.strip_suffix('.').unwrap_or(word).bytes();
    letters.next().is_some_and(|b| b.is_ascii_uppercase()) && letters.next().is_none()
}

/// What the dot after an abbreviation may be beside its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// Never the end of a sentence ("Mr.").
    Never,
    /// Perhaps the end of one ("U.S.", "Nov.").
    May,
    /// An abbreviation only before a number ("No. 10").
    Number,
}

/// The class of a word with its dot ("Mr.").
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    static TABLE: OnceLock<BTreeMap<&'static str, Abbreviation>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        crate::data::rows(include_str!("../data/abbreviations.tsv"))
            .filter_map(|row| match row.as_slice() {
                [word, "never"] => Some((*word, Abbreviation::Never)),
                [word, "may"] => Some((*word, Abbreviation::May)),
                [word, "number"] => Some((*word, Abbreviation::Number)),
                _ => None,
            })
            .collect()
    });
    if let Some(class) = table.get(word) {
        return Some(*class);
    }
    if in_capitals(word) {
        let titled: String =
            word.char_indices().map(|(i, c)| if i == 0 { c } else { c.to_ascii_lowercase() }).collect();
        return table.get(titled.as_str()).copied().filter(|class| *class == Abbreviation::Never);
    }
    let letters: Vec<&str> = word.strip_suffix('.')?.split('.').collect();
    let single = letters.iter().all(|l| l.chars().count() == 1 && l.chars().all(char::is_alphabetic));
    match (single, letters.len()) {
        (true, 1) if word.chars().all(|c| c.is_uppercase() || c == '.') => Some(Abbreviation::Never),
        (true, 2..) => Some(Abbreviation::May),
        _ => None,
    }
}

/// Whether a word with its dot stands in capitals, as in a headline ("GEN.").
fn in_capitals(word: &str) -> bool {
    word.len() > 2 && word.strip_suffix('.').is_some_and(|letters| letters.bytes().all(|b| b.is_ascii_uppercase()))
}

/// How far a word is single letters with dots between ("U.S"), told letter by letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DottedLetters {
    /// At the beginning, or after a dot.
    Before,
    /// After a letter.
    Letter,
    /// It is something else.
    No,
}

impl DottedLetters {
    fn then(self, c: char) -> Self {
        match self {
            Self::Before if c.is_alphabetic() => Self::Letter,
            Self::Letter if c == '.' => Self::Before,
            _ => Self::No,
        }
    }
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    cut: &'t dyn Fn(&str) -> bool,
    out: Vec<Span>,
}

impl Scan<'_> {
    fn run(&mut self) {
        while let Some(c) = self.peek(self.at) {
            if c.is_whitespace() || is_invisible(c) {
                self.at += c.len_utf8();
            } else if let Some(len) = self.address() {
                self.push(len);
            } else if c.is_alphanumeric() {
                self.word();
            } else {
                let len = self.mark(c);
                self.push(len);
            }
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().next()
    }

    fn push(&mut self, len: usize) {
        self.out.push(Span::new(self.at, self.at + len));
        self.at += len;
    }

    /// The length of a web address that begins here.
    fn address(&self) -> Option<usize> {
        let rest = self.text.get(self.at..self.end)?;
        // Asked at every token: only where an address begins is its end looked for.
        if !["http://", "https://", "www."].iter().any(|p| rest.starts_with(p)) {
            return None;
        }
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        Some(rest[..len].trim_end_matches(['.', ',', ')', ';', '”', '"']).len())
    }

    /// The length of the punctuation mark that begins here: dots, dashes and typewriter quotes run together.
    fn mark(&self, c: char) -> usize {
        let rest = &self.text[self.at..self.end];
        let again = rest[c.len_utf8()..].starts_with(c);
        match c {
            '.' => rest.bytes().take_while(|&b| b == b'.').count(),
            '-' | '`' | '\'' if again => 2,
            _ => c.len_utf8(),
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let mut at = start;
        let mut letters = DottedLetters::Before;
        while let Some(c) = self.peek(at) {
            let joined = is_word(c) || self.joins(start, at, c, letters);
            if !joined {
                break;
            }
            letters = letters.then(c);
            at += c.len_utf8();
        }
        if self.peek(at) == Some('.') && self.keeps_dot(start, at) {
            at += 1;
        }
        self.push_word(start, at);
    }

    /// Whether the mark `c` at `at` stands inside the word that began at `start`; `letters` is what the word is so far.
    fn joins(&self, start: usize, at: usize, c: char, letters: DottedLetters) -> bool {
        let before = self.text[start..at].chars().next_back();
        let (Some(before), Some(after)) = (before, self.peek(at + c.len_utf8())) else { return false };
        let digits = before.is_ascii_digit() && after.is_ascii_digit();
        match c {
            '-' | '‐' | '‑' => {
                is_word(after) && is_word(before) && (!digits || is_iso_date(&self.text[start..self.end], at - start))
            }
            '\'' | '’' | 'ʼ' => before.is_alphabetic() && after.is_alphabetic(),
            '.' => digits || (after.is_alphabetic() && letters == DottedLetters::Letter),
            ',' | ':' | '/' => digits,
            '&' => before.is_uppercase() && after.is_uppercase(),
            _ => false,
        }
    }

    fn keeps_dot(&self, start: usize, at: usize) -> bool {
        let next = self.text[at + 1..self.end].trim_start().chars().next();
        if self.peek(at + 1) == Some('.') {
            return false;
        }
        match abbreviation(&self.text[start..=at]) {
            // "by plan B." ends a sentence; "J. Smith" is an initial.
            Some(Abbreviation::Never) if at - start == 1 => next.is_some_and(char::is_uppercase),
            Some(Abbreviation::Number) => next.is_some_and(|c| c.is_ascii_digit()),
            Some(_) => true,
            None => false,
        }
    }

    fn push_word(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let body = start + contraction(word);
        let whole = &self.text[start..body];
        let hyphens = |c: char| matches!(c, '-' | '‐' | '‑');
        if whole.contains(hyphens) && (self.cut)(whole) {
            let mut from = start;
            for (offset, mark) in whole.match_indices(hyphens) {
                self.out.push(Span::new(from, start + offset));
                self.out.push(Span::new(start + offset, start + offset + mark.len()));
                from = start + offset + mark.len();
            }
            self.out.push(Span::new(from, body));
        } else {
            self.out.push(Span::new(start, body));
        }
        if body < end {
            self.out.push(Span::new(body, end));
        }
        self.at = end;
    }
}

fn is_word(c: char) -> bool {
    // Combining accents belong to the letter before them.
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Whether the hyphen at `at` stands in a date like 2024-11-04.
fn is_iso_date(word: &str, at: usize) -> bool {
    let shape: String = word.chars().take(11).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape.starts_with("0000-00-00") && !shape.starts_with("0000-00-000") && (at == 4 || at == 7)
}

/// Where the contraction at the end of a word begins ("Ghana|'s", "do|n't", "they|'ll"); its length where there is none.
fn contraction(word: &str) -> usize {
    let lower = word.to_ascii_lowercase().replace('’', "'");
    let Some(apostrophe) = word.rfind(['\'', '’']) else { return word.len() };
    match lower.rsplit('\'').next() {
        Some("s" | "ll" | "re" | "ve" | "d" | "m") if apostrophe > 0 => apostrophe,
        Some("t") if lower.ends_with("n't") && apostrophe > 1 => apostrophe - 1,
        _ => word.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        let cut = |word: &str| matches!(word, "Ghana-Togo" | "pro-Peruvian");
        tokenize(text, Span::new(0, text.len()), &cut).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn words_are_cut_as_a_reader_would() {
        for (text, expected) in [
            ("a long-term plan.", "a|long-term|plan|."),
            ("Ghana’s envoy; ministers' talks", "Ghana|’s|envoy|;|ministers|'|talks"),
            ("The U.S. envoy came on Nov. 17.", "The|U.S.|envoy|came|on|Nov.|17|."),
            ("at 10 p.m. on 4/11/2024", "at|10|p.m.|on|4/11/2024"),
            ("1,200.5 tons, 3% of No. 7", "1,200.5|tons|,|3|%|of|No.|7"),
            ("They said no. We left…", "They|said|no|.|We|left|…"),
            ("trade ... and “peace”", "trade|...|and|“|peace|”"),
            ("Nov. 15-16, 2024-11-04, 2024-25", "Nov.|15|-|16|,|2024-11-04|,|2024|-|25"),
            ("the Ghana-Togo border, pro-Peruvian", "the|Ghana|-|Togo|border|,|pro|-|Peruvian"),
            ("Guinea-Bissau and Guinea", "Guinea-Bissau|and|Guinea"),
            ("They don't; she’ll; Côte d’Ivoire", "They|do|n't|;|she|’ll|;|Côte|d’Ivoire"),
            ("J. Smith chose plan B.", "J.|Smith|chose|plan|B|."),
            ("``Yes,'' he said -- at last", "``|Yes|,|''|he|said|--|at|last"),
            ("see https://example.org/a.", "see|https://example.org/a|."),
            ("the 17th of the 1990s", "the|17th|of|the|1990s"),
            ("the U.N.E.C.E. and U.Nx.y", "the|U.N.E.C.E.|and|U.Nx|.|y"),
            ("so ---- ..... ```````", "so|--|--|.....|``|``|``|`"),
        ] {
            assert_eq!(words(text).join("|"), expected);
        }
    }

    #[test]
    fn shapes() {
        for (word, shape) in [
            ("plan", Shape::Lower),
            ("Ghana", Shape::Capitalised),
            ("U.S.", Shape::Upper),
            ("ASEAN", Shape::Upper),
            ("A", Shape::Capitalised),
            ("McCain", Shape::Capitalised),
            ("iPhone", Shape::Mixed),
            ("17th", Shape::Number),
            ("1,000", Shape::Number),
            ("16-hour", Shape::Mixed),
            ("…", Shape::Punctuation),
        ] {
            assert_eq!(shape_of(word), shape, "{word}");
        }
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_and_leave_only_white_space_out(text in "(\\PC|[ .,'’-]|[a-zA-Z0-9]){0,80}") {
            let spans = tokenize(&text, Span::new(0, text.len()), &|word| word.len() % 2 == 0);
            let mut at = 0;
            for span in &spans {
                prop_assert!(span.start as usize >= at && !span.is_empty());
                let gap = &text[at..span.start as usize];
                prop_assert!(gap.chars().all(|c| c.is_whitespace() || is_invisible(c)), "{:?}", gap);
                at = span.end as usize;
            }
            prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || is_invisible(c)));
        }
    }
}
