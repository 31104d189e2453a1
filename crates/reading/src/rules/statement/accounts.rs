//! Whose account carries which words: the sources that a text names (codebook, 10).

use servanda_language::Relation;
use servanda_model::{Side, Voice};

use super::cues::Cue;
use crate::{
    clause::{self, Subject},
    lexicon::SpeechAct,
    reader::Reader,
    text::{Text, Tokens},
};

/// What each say-verb of the sentence attributes, and to whom.
pub fn said(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue]) -> Vec<(Tokens, Voice)> {
    cues.iter()
        .enumerate()
        .filter(|(_, cue)| cue.act == SpeechAct::Say)
        .filter_map(|(n, cue)| {
            let relayed = relay(reader, sentence, cues, n).map(Voice::Side);
            let voice = relayed.or_else(|| voice_of(&reader.text, &cue.subject))?;
            let content = cue.main()?.clone();
            // "Vega said …, while calling for …": what the same speaker adds is his account, too.
            let adds = cues.iter().skip(n + 1).any(|next| next.subject.tokens == cue.subject.tokens);
            let rest = adds.then(|| (cue.tokens.end..sentence.end, voice.clone()));
            Some(std::iter::once((content, voice)).chain(rest))
        })
        .flatten()
        .collect()
}

/// The institution whose readout the sentence names as its source: ", according to the ministry", "the ministry said that Vega urged".
pub fn source_of(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue]) -> Option<(Tokens, Voice)> {
    if let Some(voice) = source_named(reader, sentence).and_then(|(subject, _)| voice_of(&reader.text, &subject)) {
        return Some((sentence.clone(), voice));
    }
    cues.iter().find_map(|cue| {
        let institution = cue.act == SpeechAct::Say && cue.subject.actors.first()?.name.is_none();
        institution.then_some((cue.main()?.clone(), voice_of(&reader.text, &cue.subject)?))
    })
}

/// One side's account, or both where both are said to say so. Who sits in a parliament or leads a party speaks for himself.
fn voice_of(text: &Text<'_>, subject: &Subject) -> Option<Voice> {
    if subject.actors.iter().any(|a| a.office.as_deref().is_some_and(|office| text.world.is_private(office))) {
        return Some(Voice::Third);
    }
    match subject.sides().as_slice() {
        [] => None,
        [side] => Some(Voice::Side(side.clone())),
        _ => Some(Voice::Joint),
    }
}

/// "She also urged …", "It said …": tied to the sentence before.
pub fn is_tied(text: &Text<'_>, sentence: &Tokens) -> bool {
    let opening = sentence.start..sentence.end.min(sentence.start + 5);
    text.is_any(sentence.start, &["he", "she", "they", "it"]) || text.find(opening, |t| text.is(t, "also")).is_some()
}

/// Whether the outer cue is an institution's and the inner one a person's: "the ministry said that Pérez had urged …".
pub fn speaks_for_another(outer: &Cue, inner: &Cue) -> bool {
    let person = |cue: &Cue| cue.subject.actors.first().and_then(|a| a.name.clone());
    let another = person(inner).is_some() || inner.subject.sides() != outer.subject.sides();
    person(outer).is_none() && inner.subject.tokens != outer.subject.tokens && another
}

/// The side whose readout carries the words, when that is not the speaker's own.
pub fn relay(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue], n: usize) -> Option<Side> {
    let outer = cues
        .iter()
        .enumerate()
        .filter(|(m, outer)| *m != n && outer.act == SpeechAct::Say && speaks_for_another(outer, &cues[n]))
        .find(|(_, outer)| outer.reports(cues[n].tokens.start))
        .and_then(|(_, outer)| outer.subject.sides().first().cloned());
    outer
        .or_else(|| source_named(reader, sentence).and_then(|(subject, _)| subject.sides().first().cloned()))
        .or_else(|| reader.text.document.clues.issuer.clone())
        .filter(|side| {
            let own = cues[n].subject.sides();
            !own.is_empty() && !own.contains(side)
        })
}

/// ", according to a Chilean readout" in the sentence: whose it is, and where it stands.
pub fn source_named(reader: &Reader<'_>, sentence: &Tokens) -> Option<(Subject, Tokens)> {
    let text = &reader.text;
    let at = text.find(sentence.clone(), |t| text.is(t, "according") && text.is(t + 1, "to") && !text.is_quoted(t))?;
    let by_tree = text.syntax.head(at).filter(|&noun| noun > at && text.syntax.relation(at) == Relation::Case);
    let by_tree = by_tree.and_then(|noun| clause::named(reader, noun)).filter(|s| s.tokens.start > at);
    let subject = by_tree.or_else(|| {
        let mention = reader.actors.within(&(at + 2..sentence.end)).first()?;
        (mention.tokens.start <= at + 5).then(|| clause::named(reader, clause::top(text, &mention.tokens)))?
    })?;
    let end = subject.tokens.end;
    Some((subject, at..end))
}
