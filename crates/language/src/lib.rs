//! Text → sentences, tokens, names, quotations and times: what the words are, not what they say of the world.
//!
//! [`Annotator`] fills one [`AnnotatedText`]: words and sentences by rule, parts of speech, dependencies, entities and
//! attributions by the trained [`Layers`], then times and names by rules over those, and mention chains by rules and a
//! small trained ranker.

mod annotated;
/// Public for the training of its ranker alone.
#[doc(hidden)]
pub mod chains;
mod data;
mod labels;
mod layers;
mod lemmas;
mod lexicon;
mod names;
mod quotations;
mod sentences;
mod times;
mod tokens;

pub use annotated::{
    AnnotatedText, Attribution, Chain, Entity, Gender, Inflection, Mention, MentionForm, Name, NameKind, Number,
    Person, Quotation, Sentence, Shape, Sort, TimeExpression, Token,
};
pub use labels::{EntityKind, Relation, Upos, Xpos};
pub use layers::{Layers, LayersError};
pub use times::detail::{DayPart, Every, Season, TimeDetail, TimeOfDay};
pub use times::holidays::{Holiday, Rule as HolidayRule, by_id as holiday};
pub use times::timex::{Timex, TimexKind, TimexModifier, timexes};

use std::sync::OnceLock;

use servanda_model::{Document, Span};
use servanda_world::World;

use names::Gazetteer;

/// Everything that annotating needs, made once and shared by threads.
pub struct Annotator<'a> {
    layers: &'a Layers,
    gazetteer: Gazetteer,
}

impl<'a> Annotator<'a> {
    /// With the tables and weights that the program brings with it.
    ///
    /// # Errors
    /// Where the weights were damaged.
    pub fn builtin() -> Result<&'static Annotator<'static>, &'static LayersError> {
        static BUILTIN: OnceLock<Annotator<'static>> = OnceLock::new();
        let layers = Layers::builtin()?;
        Ok(BUILTIN.get_or_init(|| Annotator::new(World::builtin(), layers)))
    }

    /// With other tables or weights.
    pub fn new(world: &World, layers: &'a Layers) -> Self {
        Self { layers, gazetteer: Gazetteer::new(world) }
    }

    /// Annotates the zones of a document that are read (headline, standfirst, captions, body). A sentence never crosses
    /// a zone.
    pub fn document(&self, document: &Document) -> AnnotatedText {
        let text = document.text.as_str();
        let mut out = AnnotatedText::default();
        for (zone, part) in document.zones.iter().enumerate().filter(|(_, z)| z.kind.place().is_some()) {
            let spans = tokens::tokenize(text, part.span, &|word| self.gazetteer.cuts(word));
            out.quotations.extend(quotations::find(text, &spans, part.span));
            add_sentences(&mut out, text, &spans, zone);
        }
        self.fill(text, &mut out);
        out
    }

    /// Annotates a text whose tokens and sentences are given (a treebank, a tagged corpus): `sentences` holds the spans
    /// of the tokens of each sentence, in order, of one zone that is the whole text.
    pub fn tokens(&self, text: &str, sentences: &[Vec<Span>]) -> AnnotatedText {
        let mut out = AnnotatedText::default();
        for tokens in sentences {
            add_sentence(&mut out, text, tokens, 0);
        }
        out.quotations = quotations::find(text, &sentences.concat(), Span::new(0, text.len()));
        self.fill(text, &mut out);
        out
    }

    /// The layers above words and sentences, each over those before it.
    fn fill(&self, text: &str, out: &mut AnnotatedText) {
        // Cannot fail: see `Layers::annotate`.
        let read = self.layers.annotate(text, out);
        debug_assert!(read.is_ok(), "{read:?}");
        for token in &mut out.tokens {
            let word = token.span.of(text).to_lowercase();
            token.xpos = lemmas::fitting(&word, token.xpos);
            (token.lemma, token.inflection) = lemmas::lemma(&word, token.xpos);
        }
        out.times = times::find(text, &out.tokens, &out.sentences);
        names::find(text, out, &self.gazetteer);
        chains::find(text, out);
    }
}

/// Adds the sentences of one zone and their tokens.
fn add_sentences(out: &mut AnnotatedText, text: &str, spans: &[Span], zone: usize) {
    for range in sentences::split(text, spans) {
        add_sentence(out, text, &spans[range], zone);
    }
}

/// Adds a sentence and its tokens.
fn add_sentence(out: &mut AnnotatedText, text: &str, tokens: &[Span], zone: usize) {
    let Some(span) = tokens.iter().copied().reduce(Span::cover) else { return };
    let first = out.tokens.len();
    out.tokens.extend(tokens.iter().map(|&span| Token {
        span,
        lemma: String::new(),
        inflection: Inflection::default(),
        shape: tokens::shape_of(span.of(text)),
        upos: Upos::default(),
        xpos: Xpos::default(),
        head: None,
        relation: Relation::default(),
    }));
    out.sentences.push(Sentence { first, end: out.tokens.len(), span, zone });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use servanda_model::{Document, Span, Zone, ZoneKind};

    use super::Annotator;

    proptest! {
        #[test]
        fn layers_are_in_order_and_inside_their_zones(
            text in "((on |since |by )?(Monday|May 3|2024|last year|two days)|President|Ghana|Togo's|U\\.S\\.|Kofi Mensah|“|”|'|said|met|will|\\.|,|\\n| |-|é){0,60}",
        ) {
            let mut at = 0;
            let mut zones = Vec::new();
            for line in text.split('\n') {
                let kind = if at == 0 { ZoneKind::Headline } else { ZoneKind::Body };
                zones.push(Zone { span: Span::new(at, at + line.len()), kind });
                at += line.len() + 1;
            }
            let document = Document { zones, ..Document::plain(text) };
            let annotator = Annotator::builtin().unwrap();
            let out = annotator.document(&document);
            prop_assert_eq!(&out, &annotator.document(&document));
            prop_assert!(out.tokens.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            prop_assert!(out.sentences.windows(2).all(|w| w[0].end == w[1].first && w[0].span.end <= w[1].span.start));
            prop_assert!(out.names.windows(2).all(|w| w[0].end <= w[1].first));
            prop_assert!(out.times.windows(2).all(|w| w[0].end <= w[1].first));
            for sentence in &out.sentences {
                prop_assert!(document.zones[sentence.zone].span.contains(sentence.span));
            }
            for name in &out.names {
                prop_assert_eq!(out.span_of(name.first..name.end), Some(name.span));
            }
            prop_assert!(out.chains.iter().all(|chain| chain.mentions.iter().all(|&m| m < out.mentions.len())));
        }
    }
}
