//! Who is mentioned where: names joined into mentions of persons, offices, ministries and sides, bound as far
//! as the document binds them, with pronouns and "the two sides" led back to those whom they stand for.

use std::collections::BTreeMap;

mod author;
mod bodies;
mod gender;
mod home;
mod joining;
mod people;
mod posts;
mod references;
mod titles;

use self::gender::Genders;
pub use self::{home::has_country, joining::is_counterpart};
use servanda_model::{ActorRef, Side};

use crate::text::{Text, Tokens};

/// One mention of one actor or of a group.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Where it stands.
    pub tokens: Tokens,
    /// What is mentioned.
    pub kind: MentionKind,
    /// Whom it stands for: one actor, or the members of a group.
    pub actors: Vec<ActorRef>,
    /// "then", "former": no longer in office.
    pub former: bool,
    /// "former", "ex-": out of office already when it happened.
    pub retired: bool,
}

/// What is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// A named person.
    Person,
    /// An office without its holder's name.
    Office,
    /// A ministry, a government's sources or a readout: an institution that speaks.
    Institution,
    /// A country or body itself.
    Side,
    /// "The two sides", "their leaders".
    Group,
    /// "He", "she", "it", "they", "we".
    Pronoun,
}

impl Mention {
    /// The sides that it stands for, sorted, each once.
    pub fn sides(&self) -> Vec<Side> {
        let mut sides: Vec<Side> = self.actors.iter().filter_map(|a| a.side.clone()).collect();
        sides.sort();
        sides.dedup();
        sides
    }

    /// Whether it is somebody in an office, of whatever side.
    pub fn is_in_office(&self) -> bool {
        !self.retired && self.actors.iter().any(|actor| actor.office.is_some())
    }
}

/// All mentions of a document, in order, and its people.
pub struct Actors {
    /// Mentions, by first token.
    pub mentions: Vec<Mention>,
    /// "His", "their": whose something is, by token.
    possessors: Vec<Mention>,
    /// Who speaks in the stretches of the text that are in an official's own voice.
    authors: Vec<(Tokens, ActorRef)>,
    /// Who is "he" and who "she".
    genders: Genders,
    /// The two sides that the document is mostly about, the more mentioned first; fewer where it names fewer.
    pub principals: Vec<Side>,
}

impl Actors {
    /// Binds the names of `text`.
    pub fn bind(text: &Text<'_>) -> Self {
        let mut mentions = Vec::new();
        for sentence in &text.layers.sentences {
            joining::collect(text, Text::tokens_of(sentence), &mut mentions);
        }
        let home = home::find(text, &mentions);
        people::unify(text, &mut mentions, home.as_ref());
        bodies::bind(text, &mut mentions);
        let principals = principals(&mentions);
        let authors = author::find(text, &mentions);
        let genders = Genders::of(text, &mentions);
        let (mentions, possessors) = references::resolve(text, mentions, &principals, &authors, home, &genders);
        Self { mentions, possessors, authors, genders, principals }
    }

    /// Whether "he" or "she" may stand for somebody.
    pub fn may_be(&self, pronoun: &str, actor: &ActorRef) -> bool {
        self.genders.fits(pronoun, actor)
    }

    /// The official in whose own voice the words at token `at` are.
    pub fn author_at(&self, at: usize) -> Option<&ActorRef> {
        author_at(&self.authors, at)
    }

    /// The last mention that begins at or before token `at`.
    pub fn last_until(&self, at: usize) -> Option<&Mention> {
        self.mentions.partition_point(|m| m.tokens.start <= at).checked_sub(1).and_then(|n| self.mentions.get(n))
    }

    /// The mention that holds token `at`, be it a possessive pronoun.
    pub fn at(&self, at: usize) -> Option<&Mention> {
        let possessor = || {
            let n = self.possessors.binary_search_by_key(&at, |m| m.tokens.start).ok()?;
            self.possessors.get(n)
        };
        self.last_until(at).filter(|m| m.tokens.contains(&at)).or_else(possessor)
    }

    /// The mentions inside `tokens`, in order.
    pub fn within(&self, tokens: &Tokens) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let to = self.mentions.partition_point(|m| m.tokens.start < tokens.end);
        self.mentions.get(from..to.max(from)).unwrap_or_default()
    }
}

fn author_at(authors: &[(Tokens, ActorRef)], at: usize) -> Option<&ActorRef> {
    authors.iter().find(|(words, _)| words.contains(&at)).map(|(_, author)| author)
}

fn principals(mentions: &[Mention]) -> Vec<Side> {
    let mut counts: BTreeMap<Side, usize> = BTreeMap::new();
    for side in mentions.iter().flat_map(Mention::sides) {
        *counts.entry(side).or_default() += 1;
    }
    let mut ranked: Vec<(usize, Side)> = counts.into_iter().map(|(side, n)| (n, side)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked.into_iter().take(2).map(|(_, side)| side).collect()
}
