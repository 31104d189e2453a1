//! What the encoder is shown of a text: its words with their features, and the windows that it reads.

use std::ops::Range;

use crate::tokens::{is_initial, shape_of};
use crate::{AnnotatedText, Sentence, Shape};

/// Word pieces of a window, context included; the encoder was trained on such lengths.
const WINDOW: usize = 220;
/// Pieces of the context before a window's own words.
const CONTEXT: usize = 60;
/// A longer sentence is read in segments.
const SEGMENT: usize = 400;
/// The most pieces that a window can have: a long segment with its context.
pub const ROOM: usize = CONTEXT + SEGMENT;

/// How many values each feature has: shape, place in its sentence, headline, quotation.
pub const FEATURES: [usize; 4] = [7, 3, 2, 2];

/// The words of a text, one a token, each with an index into every table of [`FEATURES`].
pub fn words<'t>(text: &'t str, annotated: &AnnotatedText) -> Vec<(&'t str, [u8; 4])> {
    let mut words = Vec::with_capacity(annotated.tokens.len());
    let mut quoted = false;
    for (index, sentence) in annotated.sentences.iter().enumerate() {
        let new_paragraph = begins_paragraph(text, annotated, index);
        quoted &= !new_paragraph;
        let tokens: Vec<&str> = annotated.tokens_of(sentence).iter().map(|t| t.text(text)).collect();
        let headline = u8::from(is_headline(&tokens));
        for (i, &word) in tokens.iter().enumerate() {
            let place = if i > 0 { 0 } else { 1 + u8::from(new_paragraph) };
            let opens = match word {
                "“" | "``" => Some(true),
                "”" | "''" => Some(false),
                "\"" => Some(!quoted),
                _ => None,
            };
            quoted = opens.unwrap_or(quoted);
            let inside = u8::from(opens.is_none() && quoted);
            words.push((word, [shape(word), place, headline, inside]));
        }
    }
    words
}

/// The index of a word's shape, in the order of the training.
fn shape(word: &str) -> u8 {
    if is_initial(word) && !matches!(word, "I" | "A") {
        return 6;
    }
    match shape_of(word) {
        Shape::Lower => 0,
        Shape::Capitalised => 1,
        Shape::Upper => 2,
        Shape::Number => 3,
        Shape::Mixed => 4,
        Shape::Punctuation => 5,
    }
}

/// Whether a line break stands before a sentence.
fn begins_paragraph(text: &str, annotated: &AnnotatedText, index: usize) -> bool {
    let sentence = &annotated.sentences[index];
    let before = index.checked_sub(1).map(|i| &annotated.sentences[i]).filter(|b| b.zone == sentence.zone);
    before.is_none_or(|before| {
        text.get(before.span.end as usize..sentence.span.start as usize).is_none_or(|gap| gap.contains('\n'))
    })
}

/// Whether nearly every longer word is capitalised, so that a capital tells nothing: the feature as it was trained.
fn is_headline(words: &[&str]) -> bool {
    let longer = words.iter().filter(|w| w.chars().count() >= 4).filter_map(|w| w.chars().next());
    let (all, upper) =
        longer.filter(|c| c.is_alphabetic()).fold((0, 0), |(n, up), c| (n + 1, up + i32::from(c.is_uppercase())));
    all >= 3 && upper * 5 >= all * 4
}

/// A stretch of one sentence that is tagged and parsed as a whole: nearly always the sentence itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its word pieces.
    pub pieces: usize,
    /// The first segment of its sentence.
    pub begins: bool,
}

/// The segments of a text; `pieces` has the number of word pieces of each token.
pub fn segments(sentences: &[Sentence], pieces: &[usize]) -> Vec<Segment> {
    let mut out = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut segment = Segment { tokens: sentence.first..sentence.first, pieces: 0, begins: true };
        for (token, &size) in pieces.iter().enumerate().take(sentence.end).skip(sentence.first) {
            if segment.pieces + size > SEGMENT && !segment.tokens.is_empty() {
                let next = Segment { tokens: token..token, pieces: 0, begins: false };
                out.push(std::mem::replace(&mut segment, next));
            }
            segment.tokens.end = token + 1;
            segment.pieces += size;
        }
        out.push(segment);
    }
    out
}

/// A window of the encoder, in segments: it answers for `own`; those from `first` on are context that it reads too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first segment read.
    pub first: usize,
    /// The segments that it answers for.
    pub own: Range<usize>,
}

/// Cuts a text into windows of whole segments, each beginning with what fits of the segments before.
pub fn windows(segments: &[Segment]) -> Vec<Window> {
    let mut out: Vec<Window> = Vec::new();
    let mut at = 0;
    while at < segments.len() {
        let (mut first, mut size) = (at, 0);
        while first > 0 && size + segments[first - 1].pieces <= CONTEXT {
            first -= 1;
            size += segments[first].pieces;
        }
        let mut end = at;
        while end < segments.len() && (end == at || size + segments[end].pieces <= WINDOW) {
            size += segments[end].pieces;
            end += 1;
        }
        out.push(Window { first, own: at..end });
        at = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{ROOM, Segment, is_headline, segments, windows};
    use crate::Sentence;
    use servanda_model::Span;

    #[test]
    fn headlines_are_told_by_their_capitals() {
        assert!(is_headline(&["Togo", "Signs", "Port", "Deal", "with", "Benin"]));
        assert!(!is_headline(&["Togo", "signed", "a", "port", "deal", "with", "Benin"]));
    }

    proptest! {
        #[test]
        fn every_word_is_answered_for_once(sizes in prop::collection::vec(prop::collection::vec(1usize..9, 1..120), 0..30)) {
            let mut sentences = Vec::new();
            let mut first = 0;
            for sentence in &sizes {
                let end = first + sentence.len();
                sentences.push(Sentence { first, end, span: Span::new(0, 0), zone: 0 });
                first = end;
            }
            let pieces: Vec<usize> = sizes.concat();
            let segments = segments(&sentences, &pieces);
            let words: Vec<usize> = segments.iter().flat_map(|s| s.tokens.clone()).collect();
            prop_assert_eq!(words, (0..pieces.len()).collect::<Vec<_>>());
            let windows = windows(&segments);
            let owned: Vec<usize> = windows.iter().flat_map(|w| w.own.clone()).collect();
            prop_assert_eq!(owned, (0..segments.len()).collect::<Vec<_>>());
            let size = |s: &[Segment]| s.iter().map(|s| s.pieces).sum::<usize>();
            for window in &windows {
                prop_assert!(size(&segments[window.first..window.own.end]) <= ROOM);
            }
        }
    }
}
