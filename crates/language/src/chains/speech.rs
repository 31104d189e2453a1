//! Who "I" is: the speaker of a quotation or of a turn, else the writer.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clusters::Clusters;
use super::draft::{Draft, Facts};
use super::words::Pronoun;
use crate::{Attribution, Mention, MentionForm, Number, Person};

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

/// The situation of each mention.
pub fn situations(draft: &Draft) -> Vec<Situation> {
    let reported = reported(draft);
    let situation = |(mention, facts): (&Mention, &Facts)| {
        if let Some(quotation) = facts.quotation {
            let source = reported[mention.head].and_then(|attribution| source(draft, attribution));
            return source.map_or(Situation::Quotation(quotation), Situation::Source);
        }
        draft.speaker(facts.sentence).map_or(Situation::Text, |speaker| Situation::Turn(speaker.to_owned()))
    };
    draft.mentions.iter().zip(&draft.facts).map(situation).collect()
}

/// The attribution that reports each token: of several the one that reports least.
fn reported<'a>(draft: &Draft<'a>) -> Vec<Option<&'a Attribution>> {
    let length = |a: &Attribution| a.content.iter().map(Range::len).sum::<usize>();
    let mut found: Vec<Option<&Attribution>> = vec![None; draft.layers.tokens.len()];
    for attribution in &draft.layers.attributions {
        for token in attribution.content.iter().cloned().flatten() {
            if let Some(known) = found.get_mut(token)
                && known.is_none_or(|known| length(attribution) < length(known))
            {
                *known = Some(attribution);
            }
        }
    }
    found
}

/// The mention that is the source of an attribution.
fn source(draft: &Draft, attribution: &Attribution) -> Option<usize> {
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
