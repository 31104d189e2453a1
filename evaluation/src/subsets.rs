//! Whether meetings and promises that must stay apart stay apart, whichever of the documents are there.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;
use regex::Regex;

use crate::{binary::Servanda, corpora::present};

/// Reads every non-empty subset of the seeds into an archive of its own and counts the pairs of the gold that must not be
/// joined and are.
pub fn run(shared: &Path) -> anyhow::Result<bool> {
    let Some(seeds) = present(shared.join("seeds")) else { return Ok(true) };
    let mut texts: Vec<PathBuf> =
        fs::read_dir(&seeds)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    texts.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    texts.sort();
    let servanda = Servanda::build(PathBuf::new())?;
    let (mut subsets, mut joined, mut looked_at) = (0, 0, 0);
    for mask in 1..1u32 << texts.len() {
        let chosen = texts.iter().enumerate().filter(|(n, _)| mask >> n & 1 == 1).map(|(_, path)| path);
        let (bad, all) = apart(shared, &servanda, chosen)?;
        subsets += 1;
        joined += bad;
        looked_at += all;
    }
    println!("{subsets} subsets of {} seeds: {joined} of {looked_at} pairs joined (must be 0)", texts.len());
    Ok(joined == 0)
}

/// How many pairs are joined, and of how many, as `cross.py` counts them.
fn apart<'a>(
    shared: &Path,
    servanda: &Servanda,
    texts: impl Iterator<Item = &'a PathBuf>,
) -> anyhow::Result<(usize, usize)> {
    let scratch = tempfile::tempdir()?;
    let folder = scratch.path().join("texts");
    fs::create_dir(&folder)?;
    for text in texts {
        fs::copy(text, folder.join(text.file_name().context("a file has a name")?))?;
    }
    let servanda = servanda.with_archive(scratch.path().join("subset.db"));
    servanda.read(&folder)?;
    let record = scratch.path().join("record.json");
    servanda.export("json", &record)?;
    let output = Command::new("python3")
        .arg(shared.join("score/cross.py"))
        .args([shared.join("gold/seeds_cross.json"), shared.join("gold/seeds.json"), record])
        .output()
        .context("the scorers need python3")?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let line = Regex::new(r"not_the_same\s+(\d+) of (\d+)")?;
    let found = line.captures(&printed).with_context(|| format!("cross.py says nothing of pairs:\n{printed}"))?;
    Ok((found[1].parse()?, found[2].parse()?))
}
