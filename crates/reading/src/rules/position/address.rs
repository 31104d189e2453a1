//! Whom a stance addresses: those named beside it, or that hear it.

use servanda_language::{Relation, Upos};
use servanda_model::{Ladder, Side};

use super::Toward;
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{Slot, StanceWord, WordClass, WordPos},
    object, phrase,
    reader::{Reader, sorted},
    text::Tokens,
};

/// Whom a clause asks to act that has nobody addressed in front: "demanded that B pay". `None` where it asks nobody:
/// "sought to win", "hopes that it can" tell what one wants for oneself.
pub fn asked_of(reader: &Reader<'_>, word: &StanceWord, slot: &Slot, act: usize, holders: &[Side]) -> Option<Toward> {
    let syntax = &reader.text.syntax;
    let lent = *slot == Slot::Infinitive && syntax.dependent(act, &[Relation::Nsubj]).is_none();
    let is_noun = word.pos == WordPos::Noun;
    if syntax.dependent(act, &[Relation::NsubjPass]).is_some() {
        return Some(Toward::Unnamed);
    }
    let actors = clause::subjects(reader, act);
    let sides: Vec<Side> = sorted(actors.iter().flat_map(|m| m.sides()).collect());
    let (own, others): (Vec<Side>, Vec<Side>) = sides.into_iter().partition(|side| holders.contains(side));
    // "Proposed that both share the cost" offers a joint act.
    let joint = *slot == Slot::Mandate && !own.is_empty();
    let wish = joint || *slot == Slot::Wish && (others.is_empty() || !own.is_empty());
    if wish || !is_noun && (lent || others.is_empty() && (!own.is_empty() || *slot != Slot::That)) {
        return None;
    }
    // "They" may be any group that was spoken of; one with the holder in it is not addressed by him.
    let mixed = !own.is_empty() && actors.iter().any(|m| m.kind == MentionKind::Pronoun);
    Some(match others {
        _ if mixed => Toward::Named(Vec::new()),
        others if others.is_empty() => Toward::Unnamed,
        others => Toward::Named(others),
    })
}

/// The sides named by a noun phrase, the holders left out.
pub fn sides_at(reader: &Reader<'_>, noun: usize, holders: &[Side]) -> Vec<Side> {
    // "They" may be any group that was spoken of; one with the holder in it is not addressed by him.
    let sides: Vec<Side> = match reader.actors.at(noun) {
        Some(m) if m.kind == MentionKind::Pronoun && m.sides().iter().any(|s| holders.contains(s)) => Vec::new(),
        Some(_) => clause::mentions_of(reader, noun).iter().flat_map(|m| m.sides()).collect(),
        None if reader.text.is(noun, "it") => clause::last_body(reader, noun),
        None => clause::states_of(reader, noun),
    };
    sorted(sides.into_iter().filter(|s| !holders.contains(s)).collect())
}

/// Whether a noun phrase names somebody who can be addressed, be it a side or not.
pub fn is_actor(reader: &Reader<'_>, noun: usize) -> bool {
    const CLASSES: [WordClass; 4] = [WordClass::Institution, WordClass::Role, WordClass::Pair, WordClass::Force];
    let text = &reader.text;
    reader.actors.at(noun).is_some()
        || text.syntax.upos(noun) == Upos::Propn
        || text.syntax.upos(noun) == Upos::Pron
        || CLASSES.iter().any(|&class| reader.lexicon.is(class, text.lemma(noun)))
        || is_public(reader, noun)
}

/// Those who can be addressed and are no side of their own.
pub fn is_public(reader: &Reader<'_>, noun: usize) -> bool {
    reader.lexicon.is(WordClass::Public, reader.text.lemma(noun))
}

/// Whether a noun phrase is no more than an actor, a pronoun or a pointer ("this").
pub fn is_bare(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let words = text.strip(phrase::words(text, noun));
    let pronoun = matches!(text.syntax.upos(noun), Upos::Pron | Upos::Det) && !text.syntax.is_predicate(noun);
    let whole = |m: &Mention| {
        let start = words.start + usize::from(text.is_any(words.start, &["the", "its", "their", "his", "her"]));
        m.tokens.start <= start && m.tokens.end >= words.end && m.kind != MentionKind::Institution
    };
    let generic =
        words.clone().all(|t| text.is_any(t, &["the", "a", "this", "that", "it", "question", "idea", "point"]));
    pronoun || generic || reader.actors.at(noun).is_some_and(whole)
}

/// Whom a matter addresses where nobody is named: the side whose thing it is ("Bolivia's tariffs"), or that hears it.
pub fn implied(reader: &Reader<'_>, ladder: Ladder, holders: &[Side], matter: &Tokens) -> Vec<Side> {
    let named = object::sides_in(&reader.text, matter);
    let others = reader.others(holders);
    if named.iter().any(|s| !holders.contains(s) && !others.contains(s)) {
        return Vec::new();
    }
    // What is said between two and names neither is said to the other.
    let hearer = ladder != Ladder::Support && reader.is_between_two();
    others.into_iter().filter(|side| named.contains(side) || hearer).collect()
}
