//! Text → sentences, tokens, names, quotations and times: what the words are, not what they say of the world.
//!
//! This first layer works from tables and rules alone. A trained one takes its place behind the same
//! [`AnnotatedText`].

mod annotated;
mod data;
mod lemmas;
mod lexicon;
mod names;
mod quotations;
mod sentences;
mod times;
mod tokens;

pub use annotated::{AnnotatedText, Inflection, Name, NameKind, Quotation, Sentence, Shape, TimeExpression, Token};

use std::sync::OnceLock;

use servanda_model::{Document, Span};
use servanda_world::World;

use names::Gazetteer;

/// Annotates the zones of a document that are read (headline, standfirst, captions, body). A sentence never crosses a zone.
pub fn annotate(document: &Document, world: &World) -> AnnotatedText {
    static BUILTIN: OnceLock<Gazetteer> = OnceLock::new();
    if std::ptr::eq(world, World::builtin()) {
        annotate_with(document, world, BUILTIN.get_or_init(|| Gazetteer::new(world)))
    } else {
        annotate_with(document, world, &Gazetteer::new(world))
    }
}

fn annotate_with(document: &Document, world: &World, gazetteer: &Gazetteer) -> AnnotatedText {
    let text = document.text.as_str();
    let mut out = AnnotatedText::default();
    for (zone, part) in document.zones.iter().enumerate().filter(|(_, z)| z.kind.place().is_some()) {
        let spans = tokens::tokenize(text, part.span, &|word| gazetteer.cuts(word));
        out.quotations.extend(quotations::find(text, &spans, part.span));
        add_sentences(&mut out, text, &spans, zone);
    }
    out.times = times::find(text, &out.tokens, &out.sentences);
    names::find(text, &mut out, gazetteer, world);
    out
}

/// Adds the sentences of one zone and their tokens.
fn add_sentences(out: &mut AnnotatedText, text: &str, spans: &[Span], zone: usize) {
    let offset = out.tokens.len();
    for range in sentences::split(text, spans) {
        let sentence = &spans[range.clone()];
        let Some(span) = sentence.iter().copied().reduce(Span::cover) else { continue };
        let words: Vec<String> = sentence.iter().map(|s| s.of(text).to_lowercase()).collect();
        for (i, &span) in sentence.iter().enumerate() {
            let at = |k: Option<usize>| k.and_then(|k| words.get(k)).map_or("", String::as_str);
            let context = lemmas::Context { before: at(i.checked_sub(1)), after: at(Some(i + 1)) };
            let (lemma, inflection) = lemmas::lemma(&words[i], context);
            out.tokens.push(Token { span, lemma, shape: tokens::shape_of(span.of(text)), inflection });
        }
        out.sentences.push(Sentence { first: offset + range.start, end: offset + range.end, span, zone });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use servanda_model::{Clues, DocId, Document, Sketch, Span, Zone, ZoneKind};
    use servanda_world::World;

    use super::annotate;

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
            let document = Document {
                id: DocId::of_bytes(text.as_bytes()),
                text,
                charset: "UTF-8".to_owned(),
                zones,
                clues: Clues::default(),
                sketch: Sketch::default(),
            };
            let out = annotate(&document, World::builtin());
            prop_assert_eq!(&out, &annotate(&document, World::builtin()));
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
            prop_assert!(out.chains.iter().all(|chain| !chain.is_empty() && chain.iter().all(|&n| n < out.names.len())));
        }
    }
}
