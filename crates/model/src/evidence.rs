//! Where words stand: byte spans inside a text, and quotes that the record can show.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::DocId;

/// A half-open range of **bytes** in a document's stored text, on character boundaries.
///
/// Used while a text is being read; what leaves `reading` is a [`Quote`], in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; the ends are put in order.
    pub fn new(a: usize, b: usize) -> Self {
        let (start, end) = if a <= b { (a, b) } else { (b, a) };
        Self { start: start as u32, end: end as u32 }
    }

    /// The text under the span; empty where the span does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(&self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trimmed(&self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start as usize + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }
}

/// Exact words of a document: a text-position and a text-quote selector in one
/// (W3C Web Annotation), so that a moved text is noticed and never silently re-anchored.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// The document.
    pub doc: DocId,
    /// First character (Unicode scalar values of the stored text).
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The words, exactly as they stand there.
    pub quote: String,
}

/// What a finding or an entry rests on: at least one quote (invariant 1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Evidence(Vec<Quote>);

impl Evidence {
    /// Evidence from its first quote.
    pub fn new(first: Quote) -> Self {
        Self(vec![first])
    }

    /// Evidence from quotes in the order given, doubles left out; `None` where there is no quote.
    pub fn from_quotes(quotes: impl IntoIterator<Item = Quote>) -> Option<Self> {
        let mut seen = BTreeSet::new();
        let kept: Vec<Quote> = quotes.into_iter().filter(|quote| seen.insert(quote.clone())).collect();
        if kept.is_empty() { None } else { Some(Self(kept)) }
    }

    /// The first quote.
    pub fn first(&self) -> &Quote {
        // The constructors and `Deserialize` refuse an empty list.
        &self.0[0]
    }

    /// All quotes.
    pub fn quotes(&self) -> &[Quote] {
        &self.0
    }

    /// Adds quotes that are not there yet.
    pub fn extend(&mut self, quotes: impl IntoIterator<Item = Quote>) {
        let mut seen: BTreeSet<Quote> = self.0.iter().cloned().collect();
        self.0.extend(quotes.into_iter().filter(|quote| seen.insert(quote.clone())));
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let quotes = Vec::<Quote>::deserialize(deserializer)?;
        Self::from_quotes(quotes).ok_or_else(|| serde::de::Error::custom("evidence without a quote"))
    }
}

/// Turns byte offsets of one text into character offsets and back.
#[derive(Clone, Debug)]
pub struct CharIndex {
    /// Byte offset of every 64th character; texts in ASCII alone need no table.
    marks: Option<Vec<u32>>,
}

const STRIDE: usize = 64;

impl CharIndex {
    /// Builds the index of `text`.
    pub fn new(text: &str) -> Self {
        let marks =
            (!text.is_ascii()).then(|| text.char_indices().step_by(STRIDE).map(|(byte, _)| byte as u32).collect());
        Self { marks }
    }

    /// The number of characters before byte `byte` of `text` (the text that the index was built of).
    pub fn char_of(&self, text: &str, byte: usize) -> u32 {
        let Some(marks) = &self.marks else { return byte as u32 };
        let mark = marks.partition_point(|&m| m as usize <= byte).saturating_sub(1);
        let from = marks.get(mark).map_or(0, |&m| m as usize);
        let within = text.get(from..byte).map_or(0, |part| part.chars().count());
        (mark * STRIDE + within) as u32
    }

    /// The byte at which character `chars` of `text` begins (or the text's end).
    pub fn byte_of(&self, text: &str, chars: u32) -> usize {
        let Some(marks) = &self.marks else { return (chars as usize).min(text.len()) };
        let mark = (chars as usize / STRIDE).min(marks.len().saturating_sub(1));
        let from = marks.get(mark).map_or(0, |&m| m as usize);
        let rest = chars as usize - mark * STRIDE;
        text.get(from..).and_then(|part| part.char_indices().nth(rest)).map_or(text.len(), |(byte, _)| from + byte)
    }

    /// The quote of `span` in `text`, which is the stored text of `doc`.
    pub fn quote(&self, doc: &DocId, text: &str, span: Span) -> Quote {
        Quote {
            doc: doc.clone(),
            start: self.char_of(text, span.start as usize),
            end: self.char_of(text, span.end as usize),
            quote: span.of(text).to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn char_offsets_agree_with_counting(text in "\\PC{0,300}", pick in 0usize..300) {
            let index = CharIndex::new(&text);
            let boundaries: Vec<usize> = text.char_indices().map(|(b, _)| b).chain([text.len()]).collect();
            let n = pick % boundaries.len();
            prop_assert_eq!(index.char_of(&text, boundaries[n]), n as u32);
            prop_assert_eq!(index.byte_of(&text, n as u32), boundaries[n]);
        }
    }
}
