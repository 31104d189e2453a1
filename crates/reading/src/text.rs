//! One document under reading: its annotated text with the views that rules need, and quotes of it.

use std::ops::Range;

use servanda_language::{AnnotatedText, Name, NameKind, Sentence, Shape, TimeExpression};
use servanda_model::{CharIndex, Document, Place, Quote, Span, ZoneKind};
use servanda_world::World;

use crate::syntax::Syntax;

/// A document, its layers and the tables, as every rule sees them. Positions are token numbers.
pub struct Text<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its layers.
    pub layers: &'a AnnotatedText,
    /// The tables.
    pub world: &'a World,
    /// Its dependency trees.
    pub syntax: Syntax<'a>,
    index: CharIndex,
}

/// A range of tokens, `start..end`.
pub type Tokens = Range<usize>;

impl<'a> Text<'a> {
    /// The view of `document`, whose layers are `layers`.
    pub fn new(document: &'a Document, layers: &'a AnnotatedText, world: &'a World) -> Self {
        Self { document, layers, world, syntax: Syntax::new(layers), index: CharIndex::new(&document.text) }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.layers.tokens.len()
    }

    /// The lemma of token `at`; empty outside the text.
    pub fn lemma(&self, at: usize) -> &'a str {
        self.layers.lemma(at)
    }

    /// Token `at` as written; empty outside the text.
    pub fn word(&self, at: usize) -> &'a str {
        self.layers.tokens.get(at).map_or("", |t| t.span.of(&self.document.text))
    }

    /// Token `at` in lower case.
    pub fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    /// Whether token `at` reads `word` (lower case).
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether token `at` is one of `words` (lower case).
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// Whether token `at` is punctuation.
    pub fn is_punctuation(&self, at: usize) -> bool {
        self.layers.tokens.get(at).is_some_and(|t| t.shape == Shape::Punctuation)
    }

    /// Whether token `at` is a dash that parts clauses, not a hyphen or dash inside a compound ("Peru-Chile dialogue").
    pub fn is_dash(&self, at: usize) -> bool {
        let end = |at: usize| self.layers.tokens.get(at).map(|t| t.span.end);
        let start = |at: usize| self.layers.tokens.get(at).map(|t| t.span.start);
        let compound = at > 0 && end(at - 1) == start(at) && start(at + 1) == end(at);
        matches!(self.word(at), "–" | "—" | "-" | "--" | "−") && !compound
    }

    /// Whether token `at` is a quotation mark.
    pub fn is_quote_mark(&self, at: usize) -> bool {
        matches!(self.word(at), "\"" | "“" | "”" | "‘" | "«" | "»" | "„" | "''" | "``")
            || (self.word(at) == "’" && self.is_punctuation(at))
    }

    /// The sentence that holds token `at`.
    pub fn sentence_of(&self, at: usize) -> Option<&'a Sentence> {
        self.layers.sentence_of(at).and_then(|n| self.layers.sentences.get(n))
    }

    /// The tokens of the sentence that holds token `at`.
    pub fn sentence_at(&self, at: usize) -> Tokens {
        self.sentence_of(at).map_or(at..at, Self::tokens_of)
    }

    /// The number of the sentence that holds token `at`.
    pub fn sentence_number(&self, at: usize) -> usize {
        self.layers.sentences.partition_point(|s| s.end <= at)
    }

    /// Tokens of a sentence.
    pub fn tokens_of(sentence: &Sentence) -> Tokens {
        sentence.first..sentence.end
    }

    /// Which part of the document a sentence stands in.
    pub fn place_of(&self, sentence: &Sentence) -> Place {
        self.zone_kind(sentence).place().unwrap_or_default()
    }

    /// The kind of zone a sentence stands in.
    pub fn zone_kind(&self, sentence: &Sentence) -> ZoneKind {
        self.document.zones.get(sentence.zone).map_or(ZoneKind::Body, |z| z.kind)
    }

    /// The bytes that a range of tokens covers; empty ranges give an empty span.
    pub fn span(&self, tokens: &Tokens) -> Span {
        let tokens = self.layers.tokens.get(tokens.clone()).unwrap_or_default();
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span { start: 0, end: 0 },
        }
    }

    /// The words that a range of tokens covers, as written.
    pub fn words(&self, tokens: &Tokens) -> &'a str {
        self.span(tokens).of(&self.document.text)
    }

    /// The exact quote of a range of tokens.
    pub fn quote(&self, tokens: &Tokens) -> Quote {
        self.quote_span(self.span(tokens))
    }

    /// The exact quote of a span.
    pub fn quote_span(&self, span: Span) -> Quote {
        self.index.quote(&self.document.id, &self.document.text, span)
    }

    /// The tokens that a quote of this text covers.
    pub fn tokens_at(&self, quote: &Quote) -> Tokens {
        let byte = |chars: u32| self.index.byte_of(&self.document.text, chars) as u32;
        let (start, end) = (byte(quote.start), byte(quote.end));
        let tokens = &self.layers.tokens;
        let from = tokens.partition_point(|t| t.span.start < start);
        from..tokens.partition_point(|t| t.span.end <= end).max(from)
    }

    /// The names inside a range of tokens.
    pub fn names_in(&self, tokens: &Tokens) -> &'a [Name] {
        let from = self.layers.names.partition_point(|n| n.first < tokens.start);
        let to = self.layers.names.partition_point(|n| n.end <= tokens.end);
        self.layers.names.get(from..to.max(from)).unwrap_or_default()
    }

    /// The times inside a range of tokens.
    pub fn times_in(&self, tokens: &Tokens) -> &'a [TimeExpression] {
        let from = self.layers.times.partition_point(|t| t.first < tokens.start);
        let to = self.layers.times.partition_point(|t| t.end <= tokens.end);
        self.layers.times.get(from..to.max(from)).unwrap_or_default()
    }

    /// The name that covers token `at`.
    pub fn name_at(&self, at: usize) -> Option<&'a Name> {
        self.layers.name_at(at).and_then(|n| self.layers.names.get(n))
    }

    /// The time that covers token `at`.
    pub fn time_at(&self, at: usize) -> Option<&'a TimeExpression> {
        self.layers.time_at(at).and_then(|n| self.layers.times.get(n))
    }

    /// Whether token `at` stands between quotation marks.
    pub fn is_quoted(&self, at: usize) -> bool {
        let Some(token) = self.layers.tokens.get(at) else { return false };
        self.layers.quotations.iter().any(|q| q.inner.contains(token.span))
    }

    /// The first token of `tokens`, inside the text, at which `found` holds.
    pub fn find(&self, tokens: Tokens, mut found: impl FnMut(usize) -> bool) -> Option<usize> {
        (tokens.start..tokens.end.min(self.len())).find(|&at| found(at))
    }

    /// `tokens` without punctuation (quotation marks included) at either end.
    pub fn strip(&self, mut tokens: Tokens) -> Tokens {
        while tokens.start < tokens.end && self.is_punctuation(tokens.start) {
            tokens.start += 1;
        }
        while tokens.start < tokens.end && self.is_punctuation(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }

    /// `tokens` as far as quotation marks go in pairs: a closing mark that the range opened is taken in,
    /// one that it did not open ends it.
    pub fn balanced(&self, mut tokens: Tokens) -> Tokens {
        let span = self.span(&tokens);
        for quotation in &self.layers.quotations {
            let opens_inside = span.start <= quotation.outer.start && quotation.outer.start < span.end;
            if opens_inside && quotation.outer.end > span.end {
                while tokens.end < self.len() && self.layers.tokens[tokens.end].span.end <= quotation.outer.end {
                    tokens.end += 1;
                }
            }
        }
        tokens
    }

    /// Whether a name is a country, demonym, metonym or body, and of which side.
    pub fn side_of_name(name: &Name) -> Option<&servanda_model::Side> {
        match &name.kind {
            NameKind::Country(side) | NameKind::Demonym(side) | NameKind::Metonym(side) | NameKind::Body(side) => {
                Some(side)
            }
            NameKind::Ministry { side, .. } => side.as_ref(),
            _ => None,
        }
    }
}
