//! Annotated text → findings: where diplomacy is understood.
//!
//! One rule family a folder or file under `rules/`, lexicons as data under `data/`. Who does what is read off the dependency
//! trees (`syntax`, `clause`, `phrase`); the objects of promises still go by words. It knows nothing of other documents
//! (`record` joins them) and anchors no date (`record::chronology` does).

mod actors;
mod asked;
mod clause;
pub mod confidence;
mod definite;
mod issuer;
mod lexicon;
mod object;
mod phrase;
mod reader;
mod rules;
mod syntax;
mod text;

use servanda_language::{AnnotatedText, Upos};
use servanda_model::{Document, Proposition, Reading, Side};
use servanda_world::World;

use crate::{lexicon::Lexicon, reader::Reader, text::Text};

/// Reads one document: its findings in order of their ids, each id once, and the times that it mentions.
pub fn read(document: &Document, layers: &AnnotatedText, world: &World) -> Reading {
    let reader = Reader::new(Text::new(document, layers, world));
    match issuer::find(&reader.text, &reader.actors) {
        Some(issuer) => {
            let mut document = document.clone();
            document.clues.issuer = Some(issuer);
            findings_of(Reader::new(Text::new(&document, layers, world)))
        }
        None => findings_of(reader),
    }
}

fn findings_of(reader: Reader<'_>) -> Reading {
    let told = rules::statement::find(&reader);
    let reader = reader.with_carried(told.carried);
    let mut findings = told.findings;
    findings.extend(rules::engagement::find(&reader));
    findings.extend(rules::commitment::find(&reader));
    findings.extend(rules::position::find(&reader));
    findings.extend(rules::mechanism::find(&reader));
    findings.extend(rules::deed::find(&reader));
    findings.extend(rules::tenure::find(&reader));
    asked::withdraw(&mut findings);
    findings.sort_by(|a, b| a.id.cmp(&b.id));
    findings.dedup_by(|a, b| a.id == b.id);
    definite::complete(&reader.text, &mut findings);
    let times = rules::times::find(&reader, &findings);
    Reading { findings, times }
}

/// The proposition that a clause of its own words makes, its act up to byte `acts`: to compare with what was not read.
pub fn proposition(
    document: &Document,
    layers: &AnnotatedText,
    world: &World,
    acts: usize,
    (by, with): (&[Side], &[Side]),
) -> Proposition {
    let reader = Reader::new(Text::new(document, layers, world));
    let (tokens, text) = (&layers.tokens, &reader.text);
    let object = tokens.partition_point(|t| (t.span.start as usize) < acts);
    let verb = |t: &usize| tokens.get(*t).is_some_and(|t| t.upos == Upos::Verb);
    let own = object + usize::from(text.is(object, "to"));
    let (predicate, object) = match (1..object).find(verb) {
        _ if verb(&own) => (own, own + 1),
        Some(verb) => (verb, object),
        None => (1, object),
    };
    object::proposition(&reader, text.lemma(predicate), &(object..tokens.len()), by, with)
}

/// For every phrase of the lexicons, its table and whether it occurs in the text: to count where entries fire.
pub fn lexicon_hits(
    document: &Document,
    layers: &AnnotatedText,
    world: &World,
) -> Vec<(&'static str, &'static str, bool)> {
    let text = Text::new(document, layers, world);
    Lexicon::builtin().phrases().into_iter().map(|(table, phrase, hits)| (table, phrase, hits.occurs(&text))).collect()
}
