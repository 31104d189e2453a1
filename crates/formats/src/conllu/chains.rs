//! Chains as CorefUD 1.0 writes them in MISC: `Entity=` brackets and `SplitAnte=`.

use std::{collections::BTreeMap, fmt::Write as _};

use servanda_language::{AnnotatedText, Chain, Sort};

use super::NONE;

/// The comment that names what stands in a bracket; the head is a word of the mention, counted from 1.
pub const HEADER: &str = "# global.Entity = eid-etype-head";

/// Whether a comment is such a header, ours or another's.
pub fn is_header(comment: &str) -> bool {
    comment.starts_with("# global.Entity")
}

/// What MISC says of a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brackets {
    /// The brackets that open and close at the token.
    entity: String,
    /// What several things an entity, whose first mention begins here, is made of.
    split: String,
}

impl Brackets {
    /// A MISC column with these in the place of others.
    pub fn put_into(&self, misc: &str) -> String {
        let others = misc.split('|').filter(|&feature| {
            let name = feature.split('=').next().unwrap_or_default();
            feature != NONE && !["Entity", "SplitAnte", "Bridge"].contains(&name)
        });
        let named = |name: &str, value: &str| (!value.is_empty()).then(|| format!("{name}={value}"));
        let mut features: Vec<String> = named("Entity", &self.entity).into_iter().collect();
        features.extend(others.map(str::to_owned));
        features.extend(named("SplitAnte", &self.split));
        if features.is_empty() { NONE.to_owned() } else { features.join("|") }
    }
}

/// Gives every entity of a file its number.
#[derive(Debug, Default)]
pub struct Numbers {
    last: usize,
}

impl Numbers {
    /// The brackets of each token of a text. A mention in no chain is an entity of its own.
    pub fn brackets(&mut self, annotated: &AnnotatedText) -> Vec<Brackets> {
        let entities = self.entities(annotated);
        let mut out = vec![Brackets::default(); annotated.tokens.len()];
        let mut closing: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // Mentions come by first token, the longer ones first: the order in which they open.
        for (mention, &entity) in annotated.mentions.iter().zip(&entities) {
            let Some(token) = out.get_mut(mention.first) else { continue };
            let head = mention.head.saturating_sub(mention.first) + 1;
            // Writing to a string does not fail.
            let _ = write!(token.entity, "(e{entity}-{}-{head}", sort(mention.sort));
            if mention.end == mention.first + 1 {
                token.entity.push(')');
            } else {
                closing.entry(mention.end - 1).or_default().push(entity);
            }
        }
        for (at, closed) in closing {
            let Some(token) = out.get_mut(at) else { continue };
            for entity in closed.iter().rev() {
                let _ = write!(token.entity, "e{entity})");
            }
        }
        for chain in annotated.chains.iter().filter(|chain| !chain.parts.is_empty()) {
            split(&mut out, annotated, &entities, chain);
        }
        out
    }

    /// The number of each mention's entity.
    fn entities(&mut self, annotated: &AnnotatedText) -> Vec<usize> {
        let mut chain_of = BTreeMap::new();
        for (number, chain) in annotated.chains.iter().enumerate() {
            chain_of.extend(chain.mentions.iter().map(|&mention| (mention, number)));
        }
        let mut of_chain: BTreeMap<usize, usize> = BTreeMap::new();
        let number = |mention| {
            let known = chain_of.get(&mention).and_then(|chain| of_chain.get(chain));
            known.copied().unwrap_or_else(|| {
                self.last += 1;
                if let Some(&chain) = chain_of.get(&mention) {
                    of_chain.insert(chain, self.last);
                }
                self.last
            })
        };
        (0..annotated.mentions.len()).map(number).collect()
    }
}

/// Writes what a chain of several things is made of, where its first mention begins.
fn split(out: &mut [Brackets], annotated: &AnnotatedText, entities: &[usize], chain: &Chain) {
    let Some(&first) = chain.mentions.first() else { return };
    let (Some(mention), Some(whole)) = (annotated.mentions.get(first), entities.get(first)) else { return };
    let parts = chain.parts.iter().filter_map(|&part| entities.get(part));
    let links: Vec<String> = parts.map(|part| format!("e{part}<e{whole}")).collect();
    if let Some(token) = out.get_mut(mention.first) {
        let comma = if token.split.is_empty() { "" } else { "," };
        let _ = write!(token.split, "{comma}{}", links.join(","));
    }
}

/// The type of an entity; empty where none is known.
fn sort(sort: Option<Sort>) -> &'static str {
    match sort {
        Some(Sort::Person) => "person",
        Some(Sort::Group) => "organization",
        Some(Sort::Place) => "place",
        Some(Sort::Time) => "time",
        Some(Sort::Event) => "event",
        Some(Sort::Amount) => "quantity",
        Some(Sort::Thing) => "object",
        None => "",
    }
}
