//! Texts annotated by hand, so that nothing here changes with what the language layer makes of them.
#![allow(dead_code)] // each test binary uses its part

use servanda_formats::{Format, Layer, Source, Text};
use servanda_language::{AnnotatedText, Inflection, Relation, Sentence, Shape, Token, Upos, Xpos};
use servanda_model::Span;

/// A file that can be read.
pub fn source(name: &str, content: &str) -> Source {
    Source::read(name, content.into()).unwrap()
}

/// Its texts with words and sentences and nothing else.
pub fn words(source: &Source) -> Vec<AnnotatedText> {
    source.texts().iter().map(words_of).collect()
}

/// What is written of a file.
pub fn written(source: &Source, ours: &[AnnotatedText], layer: Layer, format: Format) -> String {
    source.write(ours, layer, format).unwrap()
}

/// The tokens that are given; else runs of letters and digits, and single other characters, a line a sentence.
fn words_of(text: &Text) -> AnnotatedText {
    let sentences = text.sentences.clone().unwrap_or_else(|| split(&text.text));
    let mut out = AnnotatedText::default();
    for spans in sentences {
        let (first, start, end) = (out.tokens.len(), spans[0].start, spans[spans.len() - 1].end);
        out.tokens.extend(spans.into_iter().map(|span| token(span, &text.text)));
        out.sentences.push(Sentence { first, end: out.tokens.len(), span: Span { start, end }, zone: 0 });
    }
    out
}

fn split(text: &str) -> Vec<Vec<Span>> {
    let mut sentences = vec![Vec::<Span>::new()];
    let mut was_word = false;
    for (at, c) in text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        let is_word = c.is_alphanumeric();
        if c == '\n' {
            sentences.push(Vec::new());
        } else if is_word && was_word {
            sentences.last_mut().unwrap().last_mut().unwrap().end = span.end;
        } else if !c.is_whitespace() {
            sentences.last_mut().unwrap().push(span);
        }
        was_word = is_word;
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn token(span: Span, text: &str) -> Token {
    Token {
        span,
        lemma: span.of(text).to_lowercase(),
        shape: Shape::Lower,
        inflection: Inflection::default(),
        upos: Upos::default(),
        xpos: Xpos::default(),
        head: None,
        relation: Relation::default(),
    }
}
