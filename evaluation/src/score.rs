//! Findings and record against gold, by the scorers of the development data, beside the keyword baseline.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};

use crate::{binary::Servanda, corpora::present, workspace};

/// Documents with their gold.
struct Gold {
    name: &'static str,
    texts: PathBuf,
    findings: PathBuf,
    cross: PathBuf,
}

/// Scores the seeds, the open half and the later sets of our own corpus, on demand the blind half, too. Only totals are ever
/// printed, so that the blind half stays so.
pub fn run(shared: &Path, blind: bool) -> anyhow::Result<()> {
    let Some(scorers) = present(shared.join("score")) else { return Ok(()) };
    let own = |name, half: &str| {
        let folder = workspace().join("examples").join(half);
        Gold { name, texts: folder.join("texts"), findings: folder.join("gold.json"), cross: folder.join("cross.json") }
    };
    let seeds = Gold {
        name: "seeds",
        texts: shared.join("seeds"),
        findings: shared.join("gold/seeds.json"),
        cross: shared.join("gold/seeds_cross.json"),
    };
    let blind = blind.then(|| own("examples, blind half", "blind"));
    let own_sets = [
        own("examples, open half", "open"),
        own("examples, third set", "fresh"),
        own("examples, fourth set", "fourth"),
        own("examples, fifth set", "fifth"),
    ];
    for gold in [seeds].into_iter().chain(own_sets).chain(blind) {
        score(&gold, &scorers)?;
    }
    Ok(())
}

fn score(gold: &Gold, scorers: &Path) -> anyhow::Result<()> {
    if present(gold.texts.clone()).is_none() || present(gold.findings.clone()).is_none() {
        return Ok(());
    }
    let scratch = tempfile::tempdir()?;
    let (findings, record) = (scratch.path().join("findings.jsonl"), scratch.path().join("record.json"));
    let servanda = Servanda::build(scratch.path().join("score.db"))?;
    servanda.read(&gold.texts)?;
    servanda.export("findings", &findings)?;
    servanda.export("json", &record)?;

    let by_document = scorers.join("record.py");
    let across = scorers.join("cross.py");
    println!("== {}: keyword baseline", gold.name);
    python(&[&by_document, Path::new("--baseline"), &gold.findings, &gold.texts])?;
    println!("== {}: findings", gold.name);
    python(&[&by_document, &gold.findings, &findings, Path::new("--texts"), &gold.texts])?;
    if present(gold.cross.clone()).is_some() {
        println!("== {}: record", gold.name);
        python(&[&across, &gold.cross, &gold.findings, &record])?;
    }
    println!();
    Ok(())
}

/// Runs a scorer; what it prints goes to standard output.
fn python(arguments: &[&Path]) -> anyhow::Result<()> {
    std::io::stdout().flush()?;
    let status = Command::new("python3").args(arguments).status().context("the scorers need python3")?;
    ensure!(status.success(), "{} ended with {status}", arguments.first().map_or("", |a| a.to_str().unwrap_or("")));
    Ok(())
}
