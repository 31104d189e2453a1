//! Where each rule and lexicon entry fires. What fires on the seeds alone was written for them and has to go.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use rayon::prelude::*;
use servanda_language::Annotator;
use servanda_reading::{lexicon_hits, read};
use servanda_world::World;

use crate::corpora::{self, Corpus, Text};

/// On how many documents of each collection something fires; the seeds come last.
type Counts = Vec<usize>;

/// Prints the counts; false if anything fires on the seeds alone.
pub fn run(shared: &Path) -> anyhow::Result<bool> {
    let corpora: Vec<Corpus> =
        [corpora::polnear(shared)?, corpora::gum_news(shared)?, corpora::helsinki(shared)?, corpora::own()?]
            .into_iter()
            .flatten()
            .collect();
    let Some(seeds) = corpora::seeds(shared)? else { return Ok(true) };
    let corpora: Vec<Corpus> = corpora.into_iter().chain([seeds]).collect();

    let counts = count(&corpora)?;
    let width = counts.keys().map(|name| name.chars().count()).max().unwrap_or_default();
    let line = |name: &str, cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| format!("  {cell:>8}")).collect();
        format!("{name:width$}{}", cells.concat())
    };
    println!("{}", line("", corpora.iter().map(|c| c.name.to_owned()).collect()));
    println!("{}", line("documents", corpora.iter().map(|c| c.texts.len().to_string()).collect()));
    for (name, counts) in &counts {
        let flag = if seeds_only(counts) { "  SEEDS-ONLY" } else { "" };
        println!("{}{flag}", line(name, counts.iter().map(ToString::to_string).collect()));
    }
    let flagged = counts.values().filter(|counts| seeds_only(counts)).count();
    let silent = counts.values().filter(|counts| counts.iter().all(|n| *n == 0)).count();
    println!("{} rules and entries; {silent} fire nowhere; {flagged} on the seeds alone", counts.len());
    Ok(flagged == 0)
}

/// For each rule and lexicon entry the number of documents per collection on which it fires.
fn count(corpora: &[Corpus]) -> anyhow::Result<BTreeMap<String, Counts>> {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for (column, corpus) in corpora.iter().enumerate() {
        let fired = corpus.texts.par_iter().map(Fired::on).collect::<anyhow::Result<Vec<_>>>()?;
        for Fired { entries, silent } in fired {
            for name in silent {
                counts.entry(name).or_insert_with(|| vec![0; corpora.len()]);
            }
            for name in entries {
                counts.entry(name).or_insert_with(|| vec![0; corpora.len()])[column] += 1;
            }
        }
    }
    Ok(counts)
}

/// What fires on one document, and which lexicon entries do not.
struct Fired {
    entries: BTreeSet<String>,
    silent: BTreeSet<String>,
}

impl Fired {
    fn on(text: &Text) -> anyhow::Result<Self> {
        let world = World::builtin();
        let document = text.document()?;
        let layers = Annotator::builtin()?.document(&document);
        let findings = read(&document, &layers, world).findings;
        let mut fired = Self { entries: findings.into_iter().map(|f| f.rule).collect(), silent: BTreeSet::new() };
        for (table, phrase, occurs) in lexicon_hits(&document, &layers, world) {
            let into = if occurs { &mut fired.entries } else { &mut fired.silent };
            into.insert(format!("{table}: {phrase}"));
        }
        Ok(fired)
    }
}

fn seeds_only(counts: &[usize]) -> bool {
    counts.split_last().is_some_and(|(seeds, others)| *seeds > 0 && others.iter().all(|n| *n == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fires_on_the_seeds_alone_is_flagged() {
        assert!(seeds_only(&[0, 0, 2]));
        assert!(!seeds_only(&[1, 0, 2]));
        assert!(!seeds_only(&[0, 0, 0]));
    }
}
