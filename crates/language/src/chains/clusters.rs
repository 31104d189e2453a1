//! Which mentions go together so far, and what forbids that two groups of them are one.

use std::collections::BTreeSet;

use super::draft::Draft;
use crate::{Gender, MentionForm, Number, Sort};

/// A partition of the mentions that only grows coarser.
#[derive(Debug)]
pub struct Clusters {
    of: Vec<usize>,
    clusters: Vec<Cluster>,
}

/// Mentions of one thing, and what they say of it together.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// In the order of the text.
    pub mentions: Vec<usize>,
    /// The genders that their forms say; two only where a pass was wrong.
    pub genders: BTreeSet<Gender>,
    /// The numbers that their forms say.
    pub numbers: BTreeSet<Number>,
    /// The sorts that their forms say, those of names alone where names say any.
    pub sorts: BTreeSet<Sort>,
    /// The words of the names of persons among them.
    people: BTreeSet<String>,
    named: bool,
}

impl Clusters {
    /// Each mention on its own.
    pub fn new(draft: &Draft) -> Self {
        let clusters = draft.mentions.iter().enumerate().map(|(at, mention)| Cluster {
            mentions: vec![at],
            genders: mention.gender.into_iter().collect(),
            numbers: mention.number.into_iter().collect(),
            sorts: mention.sort.into_iter().collect(),
            people: draft.person_words(at).into_iter().collect(),
            named: mention.form == MentionForm::Proper,
        });
        Self { of: (0..draft.mentions.len()).collect(), clusters: clusters.collect() }
    }

    /// The cluster of a mention.
    pub fn cluster(&self, mention: usize) -> &Cluster {
        &self.clusters[self.of[mention]]
    }

    /// The number of the cluster of a mention; it changes as clusters grow.
    pub fn id(&self, mention: usize) -> usize {
        self.of[mention]
    }

    /// Whether two mentions go together already.
    pub fn together(&self, one: usize, other: usize) -> bool {
        self.of[one] == self.of[other]
    }

    /// Whether a mention goes together with an earlier one.
    pub fn is_linked_back(&self, mention: usize) -> bool {
        self.cluster(mention).mentions.first() != Some(&mention)
    }

    /// Whether nothing forbids that the clusters of two mentions are one.
    pub fn may_join(&self, draft: &Draft, one: usize, other: usize) -> bool {
        let (a, b) = (self.cluster(one), self.cluster(other));
        a.genders.union(&b.genders).count() <= 1 && sorts_agree(a, b) && people_agree(a, b) && !nested(draft, a, b)
    }

    /// Joins the clusters of two mentions unless something forbids it; whether they go together now.
    pub fn join(&mut self, draft: &Draft, one: usize, other: usize) -> bool {
        if self.together(one, other) {
            return true;
        }
        if !self.may_join(draft, one, other) {
            return false;
        }
        let (into, from) = (self.of[one].min(self.of[other]), self.of[one].max(self.of[other]));
        let taken = std::mem::take(&mut self.clusters[from]);
        for &mention in &taken.mentions {
            self.of[mention] = into;
        }
        let kept = &mut self.clusters[into];
        kept.mentions.extend(taken.mentions);
        kept.mentions.sort_unstable();
        kept.genders.extend(taken.genders);
        kept.numbers.extend(taken.numbers);
        kept.people.extend(taken.people);
        match (kept.named, taken.named) {
            (false, true) if !taken.sorts.is_empty() => kept.sorts = taken.sorts,
            (true, false) if !kept.sorts.is_empty() => {}
            _ => kept.sorts.extend(taken.sorts),
        }
        kept.named |= taken.named;
        true
    }

    /// The clusters that are left, in the order of their first mentions.
    pub fn into_clusters(self) -> Vec<Cluster> {
        let mut left: Vec<Cluster> = self.clusters.into_iter().filter(|c| !c.mentions.is_empty()).collect();
        left.sort_by_key(|c| c.mentions.first().copied());
        left
    }
}

/// Persons whose names share no word are two, whatever titles they share.
fn people_agree(a: &Cluster, b: &Cluster) -> bool {
    a.people.is_empty() || b.people.is_empty() || !a.people.is_disjoint(&b.people)
}

/// Whether a mention of one cluster lies inside one of the other.
///
/// No two of one cluster are nested, so that whichever begins later ends later, too: only the last of `many` before a
/// mention can hold it, and only the first after it can lie in it.
fn nested(draft: &Draft, a: &Cluster, b: &Cluster) -> bool {
    let (few, many) = if a.mentions.len() <= b.mentions.len() { (a, b) } else { (b, a) };
    few.mentions.iter().any(|&mention| {
        let next = many.mentions.partition_point(|&other| other < mention);
        let near = next.saturating_sub(1)..(next + 1).min(many.mentions.len());
        many.mentions[near].iter().any(|&other| draft.nested(mention, other))
    })
}

/// A person is no place and no meeting; a country acts as a group does; a noun of no known sort may be anything.
fn sorts_agree(a: &Cluster, b: &Cluster) -> bool {
    let loose = |sort: &Sort| match sort {
        Sort::Person => 0b0001,
        Sort::Group | Sort::Place | Sort::Thing | Sort::Event => 0b0010,
        Sort::Time => 0b0100,
        Sort::Amount => 0b1000,
    };
    let kinds = |cluster: &Cluster| cluster.sorts.iter().fold(0, |kinds: u8, sort| kinds | loose(sort));
    let (a, b) = (kinds(a), kinds(b));
    a == 0 || b == 0 || a & b != 0
}
