//! Ranks what a mention may take up: a linear model over `features`, its weights in `data/chain-weights.tsv`.
//!
//! Trained as a mention ranker (Durrett and Klein 2013): a mention takes up its best antecedent, or nothing where
//! nothing scores higher than being new.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::clusters::Clusters;
use super::draft::{Draft, Opening};
use super::features::{self, Sink};
use super::words::Words;
use crate::{MentionForm, Person, Sort};

/// How many mentions back a pronoun may look.
const PRONOUN_MENTIONS: usize = 60;
/// How many sentences back a pronoun may look.
const PRONOUN_SENTENCES: usize = 6;
/// How many mentions back a noun or name is compared.
const NOUN_MENTIONS: usize = 600;

/// The weights.
#[derive(Debug, Default)]
pub struct Weights(HashMap<u64, f32>);

/// A line of a table of weights that is none.
#[derive(Debug, thiserror::Error)]
#[error("line {line} is no feature and weight: {text:?}")]
pub struct WeightsLineError {
    /// Counted from 1.
    pub line: usize,
    /// As it stands there.
    pub text: String,
}

static TABLE: &str = include_str!("../../data/chain-weights.tsv");

impl Weights {
    /// The weights that come with the program.
    pub fn builtin() -> &'static Self {
        static WEIGHTS: OnceLock<Weights> = OnceLock::new();
        // A test reads the table.
        WEIGHTS.get_or_init(|| Self::of_table(TABLE).unwrap_or_default())
    }

    /// The weights of a table with a header and the columns feature and weight; `#` begins a remark.
    ///
    /// # Errors
    /// At the first line that is none.
    pub fn of_table(table: &str) -> Result<Self, WeightsLineError> {
        let rows = table.lines().enumerate().filter(|(_, row)| !row.starts_with('#')).skip(1);
        let weight = |row: &str| {
            let (feature, weight) = row.split_once('\t')?;
            let (class, what) = feature.split_once(':')?;
            Some((key(hash(&[class]), hash(&[what])), weight.parse().ok()?))
        };
        rows.map(|(at, row)| weight(row).ok_or_else(|| WeightsLineError { line: at + 1, text: row.to_owned() }))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The sum of the weights of what is told, for each of the classes.
    fn score(&self, classes: [u64; 2], tell: impl FnOnce(&mut Sink)) -> f32 {
        let mut sum = 0.0;
        let weight = |class, what| self.0.get(&key(class, what)).copied().unwrap_or_default();
        tell(&mut |parts| {
            let what = hash(parts);
            sum += classes.iter().map(|&class| weight(class, what)).sum::<f32>();
        });
        sum
    }
}

/// FNV-1a of a text given in parts.
fn hash(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The key of a feature of a class.
fn key(class: u64, what: u64) -> u64 {
    class.rotate_left(23) ^ what
}

/// Chooses antecedents.
pub trait Choose {
    /// One of `candidates` that `mention` takes up, or `None` where it is new. A candidate comes with the number of
    /// other things mentioned since.
    fn choose(
        &mut self,
        draft: &Draft,
        clusters: &Clusters,
        mention: usize,
        candidates: &[(usize, usize)],
    ) -> Option<usize>;
}

impl Choose for &Weights {
    fn choose(
        &mut self,
        draft: &Draft,
        clusters: &Clusters,
        mention: usize,
        candidates: &[(usize, usize)],
    ) -> Option<usize> {
        let (broad, fine) = features::classes(draft, mention);
        let classes = [hash(&[broad]), hash(&[fine])];
        let new =
            self.score([hash(&[broad, " new"]), hash(&[fine, " new"])], |sink| features::alone(draft, mention, sink));
        // Farthest first: of equal scores the last one wins.
        let scored = candidates.iter().rev().map(|&(a, between)| {
            (self.score(classes, |sink| features::pair(draft, clusters, a, mention, between, sink)), a)
        });
        let best = scored.max_by(|one, other| one.0.total_cmp(&other.0));
        best.filter(|(score, _)| *score > new).map(|(_, a)| a)
    }
}

/// Goes through the text and joins each mention that no surer pass has joined to what it takes up.
pub fn join(draft: &Draft, clusters: &mut Clusters, chooser: &mut dyn Choose) {
    for m in 0..draft.mentions.len() {
        if draft.mentions[m].form == MentionForm::Several || clusters.is_linked_back(m) {
            continue;
        }
        let candidates = candidates(draft, clusters, m);
        if candidates.is_empty() {
            continue;
        }
        if let Some(a) = chooser.choose(draft, clusters, m, &candidates) {
            clusters.join(draft, a, m);
        }
    }
}

/// The earlier mentions that a mention may take up, nearest first, each with the number of things mentioned since.
fn candidates(draft: &Draft, clusters: &Clusters, m: usize) -> Vec<(usize, usize)> {
    let pronoun = draft.facts[m].pronoun;
    let mut seen = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    let far = if pronoun.is_some() { PRONOUN_MENTIONS } else { NOUN_MENTIONS };
    for a in (m.saturating_sub(far)..m).rev() {
        if pronoun.is_some() && draft.facts[m].sentence.saturating_sub(draft.facts[a].sentence) > PRONOUN_SENTENCES {
            break;
        }
        let fits = if pronoun.is_some() { may_be_meant(draft, a, m) } else { is_alike(draft, a, m) };
        if fits && clusters.may_join(draft, a, m) {
            let things = seen.len();
            seen.insert(clusters.id(a));
            found.push((a, things));
        }
    }
    found
}

/// Whether a pronoun may take up a mention by person and number.
fn may_be_meant(draft: &Draft, a: usize, m: usize) -> bool {
    let (p, q) = (&draft.mentions[a], &draft.mentions[m]);
    let spoken = q.person != Person::Third;
    // "I" and "she" may be one person across a quotation's marks, "I" and "you" across turns.
    let persons = p.person == q.person || p.form != MentionForm::Pronoun || !spoken;
    let numbers = p.form != MentionForm::Pronoun
        || q.form != MentionForm::Pronoun
        || p.number.is_none()
        || q.number.is_none()
        || p.number == q.number;
    persons && numbers
}

/// Whether a noun or name may take up a mention by its words.
fn is_alike(draft: &Draft, a: usize, m: usize) -> bool {
    let (x, y) = (&draft.facts[a], &draft.facts[m]);
    if x.pronoun.is_some() {
        return features::is_predicate_of(draft, a, m);
    }
    x.head == y.head
        || Words::builtin().synonymous(&x.head, &y.head)
        || features::is_kind_of(draft, a, m)
        || features::is_predicate_of(draft, a, m)
        || x.words.contains(&y.head)
        || y.words.contains(&x.head)
        || takes_up_by_sort(draft, a, m)
        || draft.mentions[m].form == MentionForm::Proper
            && draft.mentions[a].form == MentionForm::Proper
            && y.words.iter().any(|word| word.len() > 3 && x.words.contains(word))
}

/// "the leader" after a person, "this plan" after a thing: near, and of one sort.
fn takes_up_by_sort(draft: &Draft, a: usize, m: usize) -> bool {
    let (p, q) = (&draft.mentions[a], &draft.mentions[m]);
    let near = draft.facts[m].sentence.saturating_sub(draft.facts[a].sentence) <= 2;
    let acts = matches!(q.sort, Some(Sort::Person | Sort::Group | Sort::Place | Sort::Event));
    near && match draft.facts[m].opening {
        Opening::Definite => acts && p.sort == q.sort,
        Opening::Demonstrative => q.form == MentionForm::Nominal,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, Weights};

    #[test]
    fn the_table_is_read_whole() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(Weights::of_table(TABLE).unwrap().0.len(), rows);
    }

    #[test]
    fn a_broken_line_is_told() {
        let error = Weights::of_table("feature\tweight\n# remark\nname:bias\t0.5\nname:bias 0.5\n").unwrap_err();
        assert_eq!(error.to_string(), "line 4 is no feature and weight: \"name:bias 0.5\"");
        assert!(Weights::of_table("feature\tweight\nname:bias\thalf").is_err());
    }
}
