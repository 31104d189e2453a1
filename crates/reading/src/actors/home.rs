//! Whose officials a text names without their country: "the Prime Minister" of a national paper is its own country's.

use std::collections::BTreeMap;

use servanda_language::NameKind;
use servanda_model::Side;

use super::{Mention, MentionKind};
use crate::text::Text;

/// A side is one that the text is about if it is mentioned at least once for so many mentions of the first.
const ABOUT: usize = 4;
/// The home of a text that does not say where it was filed is named at least so many times as often as the next.
const CLEAR: usize = 2;

/// The country from which the text is told: that of the government whose own text it is; that of the city where it was
/// filed, if the text is about it; else that which it names far more often than any other as a mere place or country, for
/// officials of other countries are introduced by theirs.
pub fn find(text: &Text<'_>, mentions: &[Mention]) -> Option<Side> {
    let clues = &text.document.clues;
    if clues.issuer.is_some() {
        return clues.issuer.clone();
    }
    let mut counts: BTreeMap<&Side, usize> = BTreeMap::new();
    for name in &text.layers.names {
        if let NameKind::Country(side) | NameKind::Demonym(side) | NameKind::Metonym(side) = &name.kind {
            *counts.entry(side).or_default() += 1;
        }
    }
    let most = counts.values().copied().max()?;
    let filed_from = clues.filed_from.as_deref().and_then(|city| text.world.side_from(city));
    if let Some(side) = filed_from.filter(|side| counts.get(side).is_some_and(|n| n * ABOUT >= most)) {
        return Some(side);
    }
    for mention in mentions.iter().filter(|m| is_introduced(text, m)) {
        if let Some(count) = mention.sides().first().and_then(|side| counts.get_mut(side)) {
            *count = count.saturating_sub(2);
        }
    }
    let mut ranked: Vec<(usize, &Side)> = counts.into_iter().map(|(side, n)| (n, side)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    match ranked.as_slice() {
        [(n, side)] if *n > 1 => Some((*side).clone()),
        [(n, side), (next, _), ..] if *n > 1 && *n >= CLEAR * next => Some((*side).clone()),
        _ => None,
    }
}

/// "The Chilean foreign minister", "Chile's ambassador": an official with his country, as those of others are.
fn is_introduced(text: &Text<'_>, mention: &Mention) -> bool {
    let official = matches!(mention.kind, MentionKind::Person | MentionKind::Office)
        && mention.actors.iter().any(|actor| actor.office.is_some());
    let first = text.name_at(mention.tokens.start);
    official && first.is_some_and(|name| matches!(name.kind, NameKind::Demonym(_) | NameKind::Country(_)))
}
