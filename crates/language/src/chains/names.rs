//! Names that are one by form: the same words, a person's short form, one entry of the tables, an acronym.

use std::collections::BTreeMap;

use super::clusters::Clusters;
use super::draft::{Draft, Opening};
use super::words::Words;
use crate::names::short_forms;
use crate::{MentionForm, NameKind, Sort};

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
    let mut fuller: Vec<(usize, Vec<Vec<String>>)> = Vec::new();
    for (&m, words) in
        cores.iter().filter(|&(&m, words)| words.len() > 1 && draft.mentions[m].sort == Some(Sort::Person))
    {
        // As the text writes it: short forms look at capitals.
        let mention = &draft.mentions[m];
        let written: Vec<&str> = (mention.first..mention.end)
            .map(|at| draft.word(at))
            .filter(|w| words.contains(&w.to_lowercase()))
            .collect();
        fuller.push((m, short_forms(&written)));
    }
    for (&m, words) in cores.iter().filter(|&(&m, words)| person(m) && words.len() <= 2) {
        let rank = |forms: &[Vec<String>]| forms.iter().position(|form| form == words);
        let before = fuller.iter().rev().filter(|(full, _)| *full < m);
        let after = fuller.iter().filter(|(full, _)| *full > m);
        let ranked = |(full, forms): &(usize, Vec<Vec<String>>)| rank(forms).map(|rank| (*full, rank));
        let nearest = before
            .filter_map(ranked)
            .min_by_key(|&(_, rank)| rank)
            .or_else(|| after.filter_map(ranked).min_by_key(|&(_, rank)| rank));
        if let Some((full, _)) = nearest {
            clusters.join(draft, full, m);
        }
    }
}

/// "EAC" of "the East African Community".
fn acronyms(draft: &Draft, clusters: &mut Clusters, cores: &BTreeMap<usize, Vec<String>>) {
    let mut initials: BTreeMap<String, usize> = BTreeMap::new();
    for &m in cores.keys() {
        let mention = &draft.mentions[m];
        let capitals: String = (mention.first..mention.end)
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
    for (&m, words) in cores {
        if draft.facts[m].opening != Opening::Definite || clusters.is_linked_back(m) {
            continue;
        }
        let full = cores.range(..m).rev().find(|(full, fuller)| {
            draft.facts[**full].head == draft.facts[m].head
                && fuller.len() > words.len()
                && words.iter().all(|word| fuller.contains(word))
        });
        if let Some((&full, _)) = full {
            clusters.join(draft, full, m);
        }
    }
}
