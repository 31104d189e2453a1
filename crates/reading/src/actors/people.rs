//! Who is who: which full name, office and side a bare surname stands for.

use std::collections::{BTreeMap, BTreeSet};

use servanda_model::Side;

use super::{Mention, joining::COUNTERPART};
use crate::text::Text;

/// Gives every mention of a person the fullest name, the office and the side that the document gives anywhere.
pub fn unify(text: &Text<'_>, mentions: &mut [Mention]) {
    let names = Names::of(text, mentions);
    let mut known: BTreeMap<String, (Option<String>, Option<Side>)> = BTreeMap::new();
    let mut last_office: Option<String> = None;
    for mention in mentions.iter_mut() {
        let by_courtesy = is_lady(text, mention);
        let Some(actor) = mention.actors.first_mut() else { continue };
        if actor.office.as_deref() == Some(COUNTERPART) {
            actor.office.clone_from(&last_office);
        }
        if let Some(name) = &mut actor.name {
            if let Some(full) = names.fullest(name, by_courtesy) {
                *name = full;
            }
            let entry = known.entry(name.clone()).or_default();
            if entry.0.is_none() {
                entry.0.clone_from(&actor.office);
            }
            if entry.1.is_none() {
                entry.1.clone_from(&actor.side);
            }
            last_office.clone_from(&entry.0);
        }
    }
    for (name, (office, side)) in &mut known {
        if side.is_none() {
            *side = side_of_tables(text, name);
        }
        if side.is_none() && office.is_some() {
            // A government's own text does not say whose its minister is.
            side.clone_from(&text.document.clues.issuer);
        }
    }
    for mention in mentions.iter_mut() {
        let Some(actor) = mention.actors.first_mut() else { continue };
        if let Some((office, side)) = actor.name.as_ref().and_then(|name| known.get(name)) {
            if actor.office.is_none() {
                actor.office.clone_from(office);
            }
            if actor.side.is_none() {
                actor.side.clone_from(side);
            }
        }
    }
}

/// The full names of a document's people.
struct Names {
    /// Each with whether it is ever written with an office.
    full: BTreeMap<String, bool>,
    /// Forms that the mention chains lead back to a full name.
    chained: BTreeMap<String, String>,
    /// Surnames that stand behind a title: "President Vega".
    titled: BTreeSet<String>,
}

impl Names {
    fn of(text: &Text<'_>, mentions: &[Mention]) -> Self {
        let mut full: BTreeMap<String, bool> = BTreeMap::new();
        for actor in mentions.iter().filter_map(|m| m.actors.first()) {
            let Some(name) = actor.name.as_ref().filter(|name| name.contains(' ')) else { continue };
            *full.entry(name.clone()).or_default() |= actor.office.is_some() || side_of_tables(text, name).is_some();
        }
        let mut chained = BTreeMap::new();
        for chain in &text.layers.name_chains() {
            let names = chain.iter().filter_map(|&n| text.layers.names.get(n));
            let forms: Vec<&str> = names.map(|name| text.words(&(name.first..name.end))).collect();
            let Some(fullest) = forms.iter().max_by_key(|f| f.split_whitespace().count()) else { continue };
            // A chain that holds two people says of neither who a form is.
            if forms.iter().all(|form| !form.contains(' ') || is_part(form, fullest)) && full.contains_key(*fullest) {
                chained.extend(forms.iter().map(|form| ((*form).to_owned(), (*fullest).to_owned())));
            }
        }
        let named = mentions.iter().filter_map(|m| m.actors.first()).filter(|a| a.office.is_some());
        let titled = named.filter_map(|a| a.name.clone()).filter(|name| !name.contains(' ')).collect();
        Self { full, chained, titled }
    }

    /// The fullest name of whoever is written so; `None` where nothing fuller is known, or of two people alike.
    fn fullest(&self, form: &str, is_lady: bool) -> Option<String> {
        let bears = |full: &&String| full.len() > form.len() && is_part(form, full);
        let bearers: Vec<&String> = self.full.keys().filter(bears).collect();
        // "President Vega" is not Ana Vega, of whom no office is told.
        let in_office = |full: &&String| self.full.get(*full) == Some(&true);
        let another =
            self.titled.contains(form) && !bearers.is_empty() && !bearers.iter().copied().any(|b| in_office(&b));
        if another && !is_lady {
            return None;
        }
        let alike = bearers.iter().all(|a| bearers.iter().all(|b| is_part(a, b) || is_part(b, a)));
        if alike {
            return bearers.iter().max_by_key(|full| full.len()).map(|&full| full.clone()).or_else(|| {
                // "Al-Hadi" for "Abd Rabbuh Mansur Hadi": no word in common.
                self.chained.get(form).filter(|full| full.len() > form.len() && !form.contains(' ')).cloned()
            });
        }
        // Of several with one surname the press gives it bare to whoever holds an office; "Mrs" and the like to another.
        match bearers.iter().copied().filter(in_office).collect::<Vec<_>>().as_slice() {
            _ if is_lady => None,
            [only] => Some((*only).clone()),
            _ => self.chained.get(form).cloned(),
        }
    }
}

/// Whether all words of a name stand in a fuller one, in order, the first or last word of it among them.
fn is_part(form: &str, full: &str) -> bool {
    let mut words = full.split(' ');
    let in_order = form.split(' ').all(|word| words.any(|w| w == word));
    let ends = [full.split(' ').next(), full.split(' ').next_back()];
    in_order && form.split(' ').any(|word| ends.contains(&Some(word)))
}

/// "Mrs", "Ms", "Lady" before a name.
fn is_lady(text: &Text<'_>, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1);
    before.is_some_and(|at| text.is_any(at, &["mrs", "mrs.", "ms", "ms.", "miss", "lady"]))
}

/// The only side for which the tables know a person of this name in any office.
fn side_of_tables(text: &Text<'_>, name: &str) -> Option<Side> {
    let mut sides: Vec<&Side> = text.world.tenures_of(name, None).into_iter().map(|row| &row.side).collect();
    sides.sort();
    sides.dedup();
    match sides.as_slice() {
        [side] => Some((*side).clone()),
        _ => None,
    }
}
