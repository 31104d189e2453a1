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
    /// The sorts that their forms say, those of names alone where there are names.
    pub sorts: BTreeSet<Sort>,
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
        let nested = || a.mentions.iter().any(|&x| b.mentions.iter().any(|&y| draft.nested(x, y)));
        a.genders.union(&b.genders).count() <= 1 && sorts_agree(a, b) && people_agree(draft, a, b) && !nested()
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
        match (kept.named, taken.named) {
            (false, true) => kept.sorts = taken.sorts,
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
fn people_agree(draft: &Draft, a: &Cluster, b: &Cluster) -> bool {
    let words = |cluster: &Cluster| -> BTreeSet<String> {
        cluster.mentions.iter().flat_map(|&mention| draft.person_words(mention)).collect()
    };
    let (a, b) = (words(a), words(b));
    a.is_empty() || b.is_empty() || !a.is_disjoint(&b)
}

/// A person is no place and no meeting; a country acts as a group does; a noun of no known sort may be anything.
fn sorts_agree(a: &Cluster, b: &Cluster) -> bool {
    let loose = |sort: &Sort| match sort {
        Sort::Person => 0,
        Sort::Group | Sort::Place | Sort::Thing | Sort::Event => 1,
        Sort::Time => 2,
        Sort::Amount => 3,
    };
    let kinds = |cluster: &Cluster| cluster.sorts.iter().map(loose).collect::<BTreeSet<_>>();
    let (a, b) = (kinds(a), kinds(b));
    a.is_empty() || b.is_empty() || !a.is_disjoint(&b)
}
