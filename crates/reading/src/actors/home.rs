//! Whose officials a text names without their country: "the Prime Minister" of a national paper is its own country's.

use std::collections::{BTreeMap, BTreeSet};

use servanda_language::{NameKind, Upos};
use servanda_model::Side;

use super::{Mention, MentionKind};
use crate::text::Text;

/// A side is one that the text is about if it is mentioned at least once for so many mentions of the first.
const ABOUT: isize = 4;
/// The home of a text that does not say where it was filed is named at least so many times as often as the next.
const CLEAR: isize = 2;

/// The country from which the text is told: that of the government whose own text it is; that whose known officials it
/// names without their country, as it does no other's, or of the city where it was filed; else that which it names far more
/// often than any other, for officials of other countries are introduced by theirs.
pub fn find(text: &Text<'_>, mentions: &[Mention]) -> Option<Side> {
    let clues = &text.document.clues;
    if clues.issuer.is_some() {
        return clues.issuer.clone();
    }
    let filed_from = clues.filed_from.as_deref().and_then(|city| text.world.side_from(city));
    let titled = known(text, mentions, true);
    let known = if titled.is_empty() { known(text, mentions, false) } else { titled };
    let mut points: BTreeMap<&Side, isize> = known.into_iter().collect();
    // A correspondent abroad calls his own president "the President", and the host's by his country.
    if let Some(side) = filed_from.as_ref().filter(|_| !points.is_empty()) {
        *points.entry(side).or_default() += 1;
    }
    for side in introduced(text, mentions) {
        if let Some(points) = points.get_mut(&side) {
            *points -= 1;
        }
    }
    // Who is introduced as often as not is at home only beside somebody who is introduced more.
    let told = |n: isize, next: Option<isize>| n > 0 || n == 0 && next.is_some();
    if let Some((n, next, side)) = most(&points).filter(|(n, next, _)| told(*n, *next)) {
        let filed = || filed_from.clone().filter(|side| points.get(side) == Some(&n));
        return if next.is_none_or(|next| n > next) { Some(side.clone()) } else { filed() };
    }
    let mut counts: BTreeMap<&Side, isize> = BTreeMap::new();
    for name in &text.layers.names {
        if let NameKind::Country(side) | NameKind::Demonym(side) | NameKind::Metonym(side) = &name.kind {
            *counts.entry(side).or_default() += 1;
        }
    }
    let first = counts.values().copied().max()?;
    if let Some(side) = filed_from.as_ref().filter(|side| counts.get(side).is_some_and(|n| n * ABOUT >= first)) {
        return Some(side.clone());
    }
    for side in introduced(text, mentions) {
        if let Some(count) = counts.get_mut(&side) {
            *count = (*count - 2).max(0);
        }
    }
    let only = counts.len() == 1;
    most(&counts)
        .filter(|(n, next, _)| (*n > 1 || only) && *n >= CLEAR * next.unwrap_or_default())
        .map(|(_, _, side)| side.clone())
}

/// The sides of officials who are introduced by their country, once for each time.
fn introduced<'m>(text: &'m Text<'_>, mentions: &'m [Mention]) -> impl Iterator<Item = Side> + 'm {
    mentions.iter().filter(|m| is_introduced(text, m)).filter_map(|m| m.sides().into_iter().next())
}

/// The side with most, how many it has, and how many the next.
fn most<'s>(counts: &BTreeMap<&'s Side, isize>) -> Option<(isize, Option<isize>, &'s Side)> {
    let mut ranked: Vec<(isize, &Side)> = counts.iter().map(|(side, n)| (*n, *side)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let next = ranked.get(1).map(|(n, _)| *n);
    ranked.first().map(|(n, side)| (*n, next, *side))
}

/// How many people of each side, of whom the tables know whose officials they are, are first named without a country, with a
/// title or at all.
fn known<'t>(text: &Text<'t>, mentions: &[Mention], titled: bool) -> BTreeMap<&'t Side, isize> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut counts: BTreeMap<&Side, isize> = BTreeMap::new();
    for mention in mentions.iter().filter(|m| m.kind == MentionKind::Person) {
        let Some(actor) = mention.actors.first().filter(|a| a.office.is_some() || !titled) else { continue };
        let Some(name) = actor.name.as_deref() else { continue };
        let surname = name.rsplit(' ').next().unwrap_or(name);
        if !seen.insert(surname) || is_introduced(text, mention) {
            continue;
        }
        let rows = [text.world.tenures_of(name, None), text.world.people_by_surname(name)].concat();
        let held = |office: &String| actor.office.as_ref().is_none_or(|own| own == office);
        let held = rows.iter().filter(|row| held(&row.office)).map(|row| &row.side);
        let sides: BTreeSet<&Side> = held.collect();
        if let (Some(side), 1) = (sides.first(), sides.len()) {
            *counts.entry(side).or_default() += 1;
        }
    }
    counts
}

/// "The Chilean foreign minister", "Chile's ambassador": an official with his country, as those of others are.
fn is_introduced(text: &Text<'_>, mention: &Mention) -> bool {
    let official = matches!(mention.kind, MentionKind::Person | MentionKind::Office)
        && mention.actors.iter().any(|actor| actor.office.is_some());
    official && has_country(text, mention)
}

/// Whether a country stands in or right behind a mention: "President Vega of Chile".
pub fn has_country(text: &Text<'_>, mention: &Mention) -> bool {
    const BEHIND: usize = 2;
    // "Minister Vega | and Chilean President Roca": another's.
    let another = matches!(text.syntax.upos(mention.tokens.end), Upos::Cconj | Upos::Verb | Upos::Aux);
    let words = mention.tokens.start..mention.tokens.end + if another { 0 } else { BEHIND };
    text.names_in(&words).iter().any(|name| name.kind.is_country())
}
