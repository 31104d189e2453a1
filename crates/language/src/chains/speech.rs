//! Who "I" is: the speaker of a quotation or of a turn, else the writer.

use std::collections::BTreeMap;

use super::clusters::Clusters;
use super::draft::Draft;
use super::words::Pronoun;
use crate::{MentionForm, Number, Person};

/// Where words are spoken: two mentions of one situation have one speaker.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Situation {
    /// In a quotation or reported content of a known source: its mention.
    Source(usize),
    /// In a quotation of which nothing more is known.
    Quotation(usize),
    /// In a turn of a transcript.
    Turn(String),
    /// In the running text.
    Text,
}

/// The situation of a mention.
pub fn situation(draft: &Draft, mention: usize) -> Situation {
    let facts = &draft.facts[mention];
    let head = draft.mentions[mention].head;
    if let Some(quotation) = facts.quotation {
        return source(draft, head).map_or(Situation::Quotation(quotation), Situation::Source);
    }
    draft.speaker(facts.sentence).map_or(Situation::Text, |speaker| Situation::Turn(speaker.to_owned()))
}

/// The mention that is the source of the attribution that reports a token.
fn source(draft: &Draft, token: usize) -> Option<usize> {
    let reports = |a: &&crate::Attribution| a.content.iter().any(|part| part.contains(&token));
    let attribution = draft
        .layers
        .attributions
        .iter()
        .filter(reports)
        .min_by_key(|a| a.content.iter().map(|part| part.end - part.start).sum::<usize>())?;
    let inside = |at: &usize| attribution.source.iter().any(|part| part.contains(at));
    let heads = attribution.source.iter().flat_map(Clone::clone);
    heads
        .filter(|&at| draft.layers.tokens.get(at).is_some_and(|t| t.head.is_none_or(|up| !inside(&up))))
        .find_map(|at| draft.by_head.get(&at))
        .copied()
}

/// Joins every "I" of one situation, and with it the source or the speaker by name.
pub fn join(draft: &Draft, clusters: &mut Clusters) {
    let mut first: BTreeMap<Situation, usize> = BTreeMap::new();
    let is_i = |p: &Pronoun| p.person == Person::First && p.number == Some(Number::Singular);
    for m in (0..draft.mentions.len()).filter(|&m| draft.facts[m].pronoun.as_ref().is_some_and(is_i)) {
        let mut situation = draft.situations[m].clone();
        // Two quotations of one person: by the source's cluster.
        if let Situation::Source(source) = situation {
            situation = Situation::Source(clusters.cluster(source).mentions[0]);
        }
        let before = first.entry(situation.clone()).or_insert_with(|| match &situation {
            Situation::Source(source) => *source,
            Situation::Turn(speaker) => named(draft, speaker).unwrap_or(m),
            Situation::Quotation(_) | Situation::Text => m,
        });
        clusters.join(draft, *before, m);
    }
}

/// The first mention by name of a speaker as a transcript writes it ("Ms Diallo", "AminaDiallo").
fn named(draft: &Draft, speaker: &str) -> Option<usize> {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let speaker = letters(speaker);
    (0..draft.mentions.len()).find(|&m| {
        let words: String = draft.facts[m].words.iter().map(|w| letters(w)).collect();
        draft.mentions[m].form == MentionForm::Proper && words == speaker
    })
}
