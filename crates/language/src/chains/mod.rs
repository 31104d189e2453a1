//! Mention chains: which names, noun phrases and pronouns of a document refer to one thing, by rules and a small trained
//! ranker.
//!
//! First what refers (`mentions`), then passes from the surest to the boldest: names (`names`), appositions (`syntax`),
//! "I" (`speech`), then each remaining noun phrase and pronoun by a small trained ranker (`features`, `ranker`), and
//! last what takes up several at once (`groups`). A later pass never parts what an earlier one joined.
//! Leaves to others: who is meant in the world; events that are no noun phrases; "this" for a whole clause.

mod attributes;
mod clusters;
mod draft;
mod features;
mod groups;
mod mentions;
mod names;
mod ranker;
mod speech;
mod syntax;
#[cfg(test)]
mod tests;
mod training;
mod words;

use crate::{AnnotatedText, Chain, MentionForm};
pub use attributes::{gender_of_given_name, gender_of_noun, gender_of_pronoun};
use clusters::{Cluster, Clusters};
use draft::Draft;
use ranker::Choose;
pub use ranker::{Weights, WeightsLineError};
pub use training::decisions;

/// Fills mentions and chains; all other layers are there (one that is empty costs what rests on it).
pub(crate) fn find(text: &str, annotated: &mut AnnotatedText) {
    find_by(text, annotated, &[], Weights::builtin());
}

/// As `find`, by other weights than those that come with the program, and of a transcript: who speaks each sentence, as
/// it is written there.
pub fn find_by(text: &str, annotated: &mut AnnotatedText, speakers: &[Option<String>], weights: &Weights) {
    find_with(text, annotated, speakers, &mut &*weights);
}

fn find_with(text: &str, annotated: &mut AnnotatedText, speakers: &[Option<String>], chooser: &mut dyn Choose) {
    let mut draft = Draft::new(text, annotated, speakers);
    draft.take(mentions::find(&draft));
    let chains = join(&draft, chooser);
    let mentions = draft.mentions;
    annotated.mentions = mentions;
    annotated.chains = chains;
}

/// The passes over the mentions of a draft.
fn join(draft: &Draft, chooser: &mut dyn Choose) -> Vec<Chain> {
    let mut clusters = Clusters::new(draft);
    names::join(draft, &mut clusters);
    syntax::join_appositions(draft, &mut clusters);
    speech::join(draft, &mut clusters);
    ranker::join(draft, &mut clusters, chooser);
    let parts = groups::join(draft, &mut clusters);
    chains(draft, clusters, &parts)
}

/// The clusters that have two mentions or several parts.
fn chains(draft: &Draft, clusters: Clusters, parts: &groups::Parts) -> Vec<Chain> {
    let chain = |cluster: Cluster| {
        let mut parts: Vec<usize> = cluster.mentions.iter().find_map(|m| parts.get(m)).cloned().unwrap_or_default();
        parts.retain(|part| !cluster.mentions.contains(part));
        if parts.len() < 2 {
            parts.clear();
        }
        let fullest = cluster.mentions.iter().copied().max_by_key(|&m| fullness(draft, m))?;
        let refers = cluster.mentions.len() > 1 || !parts.is_empty();
        refers.then_some(Chain { mentions: cluster.mentions, fullest, parts })
    };
    clusters.into_clusters().into_iter().filter_map(chain).collect()
}

/// How much a mention says: names before nouns before pronouns, then by words, then the earlier one.
fn fullness(draft: &Draft, m: usize) -> (u8, usize, std::cmp::Reverse<usize>) {
    let form = match draft.mentions[m].form {
        MentionForm::Proper => 3,
        MentionForm::Several => 2,
        MentionForm::Nominal => 1,
        MentionForm::Pronoun => 0,
    };
    (form, draft.facts[m].words.len(), std::cmp::Reverse(m))
}
