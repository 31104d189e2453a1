//! Names that are one by form: the same words, a person's short form, one entry of the tables, an acronym.

use std::collections::BTreeMap;

use super::clusters::Clusters;
use super::draft::{Draft, Opening};
use super::words::Words;
use crate::names::short_forms;
use crate::{MentionForm, NameKind, Sort, Upos};

/// Joins the mentions of names.
pub fn join(draft: &Draft, clusters: &mut Clusters) {
    let names: Vec<usize> =
        (0..draft.mentions.len()).filter(|&m| draft.mentions[m].form == MentionForm::Proper).collect();
    let cores: BTreeMap<usize, Vec<String>> = names.iter().map(|&m| (m, core(draft, m))).collect();
    same_words(draft, clusters, &cores);
    same_entry(draft, clusters, &names);
    short_names(draft, clusters, &cores);
    acronyms(draft, clusters, &cores);
    parts_of_names(draft, clusters, &cores);
}

/// The words of a name without titles in front and without what follows it ("of Togo" stays).
fn core(draft: &Draft, mention: usize) -> Vec<String> {
    let words = &draft.facts[mention].words;
    let person = draft.mentions[mention].sort == Some(Sort::Person);
    let titles = if person { words.iter().take_while(|w| Words::builtin().is(w, "title")).count() } else { 0 };
    words[titles.min(words.len().saturating_sub(1))..].to_vec()
}

fn same_words(draft: &Draft, clusters: &mut Clusters, cores: &BTreeMap<usize, Vec<String>>) {
    let mut first: BTreeMap<&[String], usize> = BTreeMap::new();
    for (&mention, words) in cores {
        let before = *first.entry(words).or_insert(mention);
        clusters.join(draft, before, mention);
    }
}

/// Two forms of one country or body.
fn same_entry(draft: &Draft, clusters: &mut Clusters, names: &[usize]) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for &m in names {
        let mention = &draft.mentions[m];
        let Some(name) = draft.layers.name_at(mention.head).and_then(|n| draft.layers.names.get(n)) else { continue };
        let key = match &name.kind {
            NameKind::Country(side) | NameKind::Body(side) => side.to_string(),
            _ => continue,
        };
        // "the Republic of Togo's government": the name is the whole mention or nothing
        let whole = draft.facts[m].words.len() <= name.end - name.first;
        if whole {
            let before = *first.entry(key).or_insert(m);
            clusters.join(draft, before, m);
        }
    }
}

/// "Diallo", "Ms. Diallo" of "Amina Diallo": the fuller name nearest before, else the first after it.
fn short_names(draft: &Draft, clusters: &mut Clusters, cores: &BTreeMap<usize, Vec<String>>) {
    let person = |m: usize| match draft.mentions[m].sort {
        Some(sort) => sort == Sort::Person,
        None => cores[&m].len() == 1,
    };
    // The mentions of fuller names by short form and by how likely it is.
    let mut fuller: BTreeMap<Vec<String>, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for (&m, words) in
        cores.iter().filter(|&(&m, words)| words.len() > 1 && draft.mentions[m].sort == Some(Sort::Person))
    {
        // As the text writes it: short forms look at capitals.
        let mention = &draft.mentions[m];
        let written: Vec<&str> = (mention.first..mention.end)
            .map(|at| draft.word(at))
            .filter(|w| words.contains(&w.to_lowercase()))
            .collect();
        for (rank, form) in short_forms(&written).into_iter().enumerate() {
            fuller.entry(form).or_default().entry(rank).or_default().push(m);
        }
    }
    for (&m, words) in cores.iter().filter(|&(&m, words)| person(m) && words.len() <= 2) {
        let Some(ranks) = fuller.get(words) else { continue };
        let before = |fulls: &Vec<usize>| fulls[..fulls.partition_point(|&full| full < m)].last().copied();
        let after = |fulls: &Vec<usize>| fulls[fulls.partition_point(|&full| full <= m)..].first().copied();
        if let Some(full) = ranks.values().find_map(before).or_else(|| ranks.values().find_map(after)) {
            clusters.join(draft, full, m);
        }
    }
}

/// "EAC" of "The East African Community"; the initials of a person are none.
fn acronyms(draft: &Draft, clusters: &mut Clusters, cores: &BTreeMap<usize, Vec<String>>) {
    let mut initials: BTreeMap<String, usize> = BTreeMap::new();
    let is_person = |m: usize| draft.mentions[m].sort == Some(Sort::Person) || !draft.person_words(m).is_empty();
    for &m in cores.keys().filter(|&&m| !is_person(m)) {
        let mention = &draft.mentions[m];
        let capitals: String = (mention.first..mention.end)
            .filter(|&at| draft.token(at).upos != Upos::Det)
            .filter_map(|at| draft.word(at).chars().next().filter(|c| c.is_uppercase()))
            .collect();
        if capitals.chars().count() > 1 {
            initials.entry(capitals).or_insert(m);
        }
    }
    for (&m, words) in cores {
        let [_] = words.as_slice() else { continue };
        let letters: String = draft.word(draft.mentions[m].head).chars().filter(|c| *c != '.').collect();
        let acronym = letters.chars().count() > 1 && letters.chars().all(char::is_uppercase);
        if let Some(&full) = initials.get(&letters).filter(|_| acronym) {
            clusters.join(draft, full, m);
        }
    }
}

/// "the Commission" after "the European Commission".
fn parts_of_names(draft: &Draft, clusters: &mut Clusters, cores: &BTreeMap<usize, Vec<String>>) {
    // By head, the last mention of each name so far.
    let mut last: BTreeMap<&str, BTreeMap<&[String], usize>> = BTreeMap::new();
    for (&m, words) in cores {
        let same_head = last.entry(&draft.facts[m].head).or_default();
        if draft.facts[m].opening == Opening::Definite && !clusters.is_linked_back(m) {
            let fuller = same_head
                .iter()
                .filter(|(fuller, _)| fuller.len() > words.len() && words.iter().all(|word| fuller.contains(word)));
            if let Some(&full) = fuller.map(|(_, full)| full).max() {
                clusters.join(draft, full, m);
            }
        }
        same_head.insert(words, m);
    }
}
