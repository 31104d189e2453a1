//! Who may be "he" and who "she": as far as titles and given names tell.

use std::collections::BTreeMap;

use servanda_language::{
    Gender,
    chains::{gender_of_given_name, gender_of_noun, gender_of_pronoun},
};
use servanda_model::ActorRef;

use super::{Mention, MentionKind};
use crate::text::Text;

/// The gender of people by their names; of nobody with whose name two are told.
#[derive(Clone, Default)]
pub struct Genders(BTreeMap<String, Option<Gender>>);

impl Genders {
    /// Of the people whom `mentions` name.
    pub fn of(text: &Text<'_>, mentions: &[Mention]) -> Self {
        let mut found: BTreeMap<String, Option<Gender>> = BTreeMap::new();
        for mention in mentions.iter().filter(|m| m.kind == MentionKind::Person) {
            let Some(name) = mention.actors.first().and_then(|a| a.name.clone()) else { continue };
            // "Ms Samia Hassan": the title, then the name that comes first; the family's may be another's given name.
            let mut titles = mention.tokens.start.saturating_sub(1)..mention.tokens.end;
            let title = titles.find_map(|t| gender_of_noun(&text.lower(t)));
            let given = || name.split_once(' ').and_then(|(first, _)| gender_of_given_name(&first.to_lowercase()));
            let Some(gender) = title.or_else(given) else { continue };
            let known = found.entry(name).or_insert(Some(gender));
            *known = known.filter(|known| *known == gender);
        }
        Self(found)
    }

    /// Whether "he", "her" and the like may stand for somebody.
    pub fn fits(&self, pronoun: &str, actor: &ActorRef) -> bool {
        let known = actor.name.as_ref().and_then(|name| self.0.get(name).copied().flatten());
        known.zip(gender_of_pronoun(pronoun)).is_none_or(|(known, said)| known == said)
    }
}
