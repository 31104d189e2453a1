//! Entities: the best tags of each segment, after the occurrences of one word in a text have heard each other.
//!
//! A window sees a few sentences. That "Lome" is a place is plain where it is written "in Lome", and no clearer for that a
//! page later; so each capitalised word's scores are drawn towards the mean of all its occurrences (a light form of the
//! document-level consistency of Krishnan and Manning 2006).

use std::collections::BTreeMap;
use std::ops::Range;

use super::heads::Read;
use super::tags::{self, Tagged};
use crate::{AnnotatedText, Entity, EntityKind, Shape};

/// How far an occurrence is drawn towards the mean (1: all the way). Chosen on the newswire's development articles.
const PULL: f32 = 0.7;
/// A margin beyond this counts as this much: one very sure occurrence does not outvote several fairly sure ones.
const MOST: f32 = 6.0;

/// Collects the scores of a text's words and finds its entities.
#[derive(Default)]
pub struct Entities {
    /// Of each word.
    scores: Vec<[f32; TAGS]>,
    segments: Vec<Range<usize>>,
}

/// The scores of a word: `O, B-0, I-0, B-1, …`.
pub const TAGS: usize = 1 + 2 * EntityKind::ALL.len();

impl Entities {
    /// Adds the words of the next window.
    pub fn add_words(&mut self, read: &Read<'_>) {
        // `Heads::new` saw to the width of a row.
        self.scores.extend(read.names().map(|row| std::array::from_fn::<_, TAGS, _>(|tag| row[tag])));
    }

    /// Adds a stretch of tokens that no entity crosses.
    pub fn add_segment(&mut self, tokens: Range<usize>) {
        self.segments.push(tokens);
    }

    /// The entities of the text, in order.
    pub fn find(mut self, text: &str, annotated: &AnnotatedText) -> Vec<Entity> {
        self.agree(text, annotated);
        let spans = |segment: &Range<usize>| {
            let found = tags::spans(&self.scores[segment.clone()]);
            let first = segment.start;
            found.into_iter().filter_map(move |Tagged { kind, words, .. }| {
                let words = without_marks(first + words.start..first + words.end, text, annotated);
                (!words.is_empty()).then(|| Entity { first: words.start, end: words.end, kind: EntityKind::ALL[kind] })
            })
        };
        self.segments.iter().flat_map(spans).collect()
    }

    /// Draws the occurrences of each capitalised word together.
    fn agree(&mut self, text: &str, annotated: &AnnotatedText) {
        let mut occurrences: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, token) in annotated.tokens.iter().enumerate().take(self.scores.len()) {
            let word = token.text(text);
            if word.starts_with(char::is_uppercase) {
                occurrences.entry(word).or_default().push(at);
            }
        }
        for places in occurrences.into_values().filter(|places| places.len() > 1) {
            let margins: Vec<_> = places.iter().map(|&at| margins(&self.scores[at])).collect();
            for kind in 0..EntityKind::ALL.len() {
                let mean = margins.iter().map(|margin| margin[kind]).sum::<f32>() / margins.len() as f32;
                for (&at, margin) in places.iter().zip(&margins) {
                    let drawn = PULL * (mean - margin[kind]);
                    self.scores[at][1 + 2 * kind] += drawn;
                    self.scores[at][2 + 2 * kind] += drawn;
                }
            }
        }
    }
}

/// A name neither begins nor ends with a comma, dash, quotation mark and the like, or a possessive. (A stop may belong to
/// an abbreviation, a bracket to one that the name opened.)
fn without_marks(mut words: Range<usize>, text: &str, annotated: &AnnotatedText) -> Range<usize> {
    let is_mark = |at: usize| {
        let token = annotated.tokens.get(at);
        token.is_some_and(|t| match t.text(text) {
            "." | ")" => false,
            "'s" | "’s" => true,
            _ => t.shape == Shape::Punctuation,
        })
    };
    while !words.is_empty() && is_mark(words.start) {
        words.start += 1;
    }
    while !words.is_empty() && is_mark(words.end - 1) {
        words.end -= 1;
    }
    words
}

/// By how much each kind beats `O`.
fn margins(scores: &[f32; TAGS]) -> [f32; EntityKind::ALL.len()] {
    std::array::from_fn(|kind| {
        let best = scores[1 + 2 * kind].max(scores[2 + 2 * kind]);
        (best - scores[0]).clamp(-MOST, MOST)
    })
}

#[cfg(test)]
mod tests {
    use super::{Entities, TAGS, without_marks};
    use crate::{AnnotatedText, Annotator, EntityKind, Inflection, Relation, Shape, Token, Upos, Xpos};
    use servanda_model::{Document, Span};

    /// Words of a text with the score of the beginning of a person and of a place.
    fn find(words: &[(&str, f32, f32)]) -> Vec<(usize, EntityKind)> {
        let mut annotated = AnnotatedText::default();
        let mut entities = Entities::default();
        let mut text = String::new();
        let place = |kind: EntityKind| EntityKind::ALL.iter().position(|&k| k == kind).unwrap_or_default();
        for (word, person, location) in words {
            let start = text.len();
            text.push_str(word);
            annotated.tokens.push(Token {
                span: Span::new(start, text.len()),
                lemma: String::new(),
                shape: Shape::Capitalised,
                inflection: Inflection::Plain,
                upos: Upos::default(),
                xpos: Xpos::default(),
                head: None,
                relation: Relation::default(),
            });
            let mut scores = [-9.0; TAGS];
            scores[0] = 0.0;
            scores[1 + 2 * place(EntityKind::Person)] = *person;
            scores[1 + 2 * place(EntityKind::Location)] = *location;
            entities.scores.push(scores);
        }
        entities.add_segment(0..words.len());
        entities.find(&text, &annotated).into_iter().map(|e| (e.first, e.kind)).collect()
    }

    #[test]
    fn a_doubtful_mention_follows_the_clear_ones() {
        use EntityKind::{Location, Person};
        let clear = [("Dapaong", -3.0, 5.0), ("Dapaong", -4.0, 4.0), ("Dapaong", 0.5, 0.3)];
        assert_eq!(find(&clear), [(0, Location), (1, Location), (2, Location)]);
        // Small letters are no name's, and another word is nobody's occurrence.
        assert_eq!(find(&[("rice", -3.0, -5.0), ("Rice", 4.0, -2.0)]), [(1, Person)]);
    }

    #[test]
    fn a_name_ends_with_a_word() {
        let annotated = Annotator::builtin().unwrap().document(&Document::plain("Lome, Togo's port"));
        let words = |range| without_marks(range, "Lome, Togo's port", &annotated);
        assert_eq!((words(0..2), words(1..4), words(1..2)), (0..1, 2..3, 2..2));
    }

    #[test]
    fn a_word_that_stands_once_keeps_its_scores() {
        assert_eq!(find(&[("Tone", -0.1, 0.1)]), [(0, EntityKind::Location)]);
    }
}
