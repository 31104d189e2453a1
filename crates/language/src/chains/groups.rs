//! What takes up several things at once: "both sides", "the two ministers", "they".
//!
//! Runs last, on what nothing else has linked. Names joined by "and" are taken up as they stand; things that are
//! mentioned apart become the parts of a chain of their own.

use std::collections::BTreeMap;

use super::clusters::Clusters;
use super::draft::{Draft, Opening};
use super::words::Words;
use crate::{MentionForm, Number, Person, Relation, Sort};

/// How many sentences back the things may have been mentioned.
const SENTENCES: usize = 4;

/// The mentions that a mention takes up together, by mention.
pub type Parts = BTreeMap<usize, Vec<usize>>;

/// Joins what takes up names joined by "and", and finds the parts of what takes up several things.
pub fn join(draft: &Draft, clusters: &mut Clusters) -> Parts {
    let mut parts = Parts::new();
    for m in 0..draft.mentions.len() {
        if clusters.is_linked_back(m) {
            continue;
        }
        let Some(wanted) = Wanted::of(draft, m) else { continue };
        if let Some(a) = joined(draft, m, &wanted).filter(|&a| clusters.may_join(draft, a, m)) {
            clusters.join(draft, a, m);
        } else if let Some(found) = apart(draft, clusters, m, &wanted) {
            parts.insert(m, found);
        }
    }
    for m in 0..draft.mentions.len() {
        if draft.mentions[m].form == MentionForm::Several && clusters.cluster(m).mentions.len() > 1 {
            parts.entry(m).or_insert_with(|| members(draft, m));
        }
    }
    parts
}

/// How many things of what sort a mention takes up.
struct Wanted {
    /// How many; "they" takes up two.
    count: usize,
    /// `None`: persons or countries alike.
    sort: Option<Sort>,
    /// Whether only a name tells that a thing is meant.
    pronoun: bool,
}

impl Wanted {
    fn of(draft: &Draft, m: usize) -> Option<Self> {
        let (mention, facts) = (&draft.mentions[m], &draft.facts[m]);
        if let Some(pronoun) = &facts.pronoun {
            let they = pronoun.person == Person::Third && pronoun.number == Some(Number::Plural);
            let they = they && !matches!(pronoun.word, "these" | "those");
            return they.then_some(Self { count: 2, sort: Some(Sort::Person), pronoun: true });
        }
        let words = Words::builtin();
        let number = (mention.first..mention.end).find_map(|at| count(&draft.lower(at)))?;
        let definite = matches!(facts.opening, Opening::Definite | Opening::Demonstrative)
            || facts.words.iter().chain([&facts.head]).any(|w| w == "both")
            || draft.lower(mention.first) == "both";
        let alone = count(&facts.head).is_some();
        if !definite || !alone && !words.is(&facts.head, "of-several") || !alone && facts.words.len() > 3 {
            return None;
        }
        let sort = match words.sort(&facts.head) {
            _ if alone => None,
            Some(Sort::Group) if facts.head == "side" => Some(Sort::Place),
            other => other,
        };
        Some(Self { count: number, sort, pronoun: false })
    }

    fn fits(&self, sort: Option<Sort>) -> bool {
        let acts = |sort: Sort| if sort == Sort::Group { Sort::Place } else { sort };
        match self.sort {
            Some(wanted) => sort.map(acts) == Some(acts(wanted)),
            None => matches!(sort, Some(Sort::Person | Sort::Place | Sort::Group)),
        }
    }
}

fn count(word: &str) -> Option<usize> {
    match word {
        "both" | "two" | "pair" | "duo" => Some(2),
        "three" | "trio" => Some(3),
        "four" => Some(4),
        _ => None,
    }
}

/// The things that a mention of several joins.
fn members(draft: &Draft, several: usize) -> Vec<usize> {
    let head = draft.mentions[several].head;
    let others = draft.children[head].iter().filter(|&&at| at > head && draft.token(at).relation == Relation::Conj);
    std::iter::once(&head).chain(others).filter_map(|at| draft.by_head.get(at)).copied().collect()
}

/// The nearest "A and B" before a mention.
fn joined(draft: &Draft, m: usize, wanted: &Wanted) -> Option<usize> {
    let near = |a: &usize| draft.facts[m].sentence.saturating_sub(draft.facts[*a].sentence) <= SENTENCES;
    (0..m).rev().take_while(near).find(|&a| {
        let of = || members(draft, a);
        draft.mentions[a].form == MentionForm::Several
            && !draft.nested(a, m)
            && of().len() == wanted.count
            && of().iter().all(|&part| wanted.fits(draft.mentions[part].sort))
    })
}

/// The things that were last mentioned apart, where they are as many as wanted and no more.
fn apart(draft: &Draft, clusters: &Clusters, m: usize, wanted: &Wanted) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    let here = draft.facts[m].sentence;
    let reach = if wanted.pronoun { 1 } else { SENTENCES };
    let sentence_of = |a: &usize| draft.facts[*a].sentence;
    for sentence in (here.saturating_sub(reach)..=here).rev() {
        let inside = (0..m).rev().skip_while(|a| sentence_of(a) > sentence).take_while(|a| sentence_of(a) == sentence);
        for a in inside {
            let mention = &draft.mentions[a];
            let one = mention.form == MentionForm::Proper && mention.number != Some(Number::Plural);
            let new = !found.iter().any(|&b| clusters.together(a, b));
            if one && new && wanted.fits(mention.sort) && !draft.nested(a, m) {
                found.push(a);
            }
        }
        if found.len() >= wanted.count {
            break;
        }
    }
    found.sort_unstable();
    (found.len() == wanted.count).then_some(found)
}
