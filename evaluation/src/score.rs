//! Findings and record against gold, by the scorers of the development data, beside the keyword baseline.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};

use crate::{binary::Servanda, corpora::present, workspace};

/// Documents with their gold.
pub struct Gold {
    /// Its name.
    pub name: &'static str,
    /// The folder of the documents.
    pub texts: PathBuf,
    /// What each of them says.
    pub findings: PathBuf,
    /// What they add up to.
    pub cross: PathBuf,
}

/// Scores the seeds, the open half and the later sets of our own corpus, on demand the blind half, too. Only totals are ever
/// printed, so that the blind half stays so.
pub fn run(shared: &Path, blind: bool) -> anyhow::Result<()> {
    if present(shared.join("score")).is_none() {
        return Ok(());
    }
    let blind = blind.then(|| Gold::own("examples, blind half", "blind"));
    for gold in Gold::sets(shared).into_iter().chain(blind).filter(Gold::is_there) {
        gold.score(shared)?;
    }
    Ok(())
}

impl Gold {
    /// The seeds and those of our own sets that may be read.
    pub fn sets(shared: &Path) -> Vec<Gold> {
        let seeds = Gold {
            name: "seeds",
            texts: shared.join("seeds"),
            findings: shared.join("gold/seeds.json"),
            cross: shared.join("gold/seeds_cross.json"),
        };
        vec![
            seeds,
            Gold::own("examples, open half", "open"),
            Gold::own("examples, third set", "fresh"),
            Gold::own("examples, fourth set", "fourth"),
            Gold::own("examples, fifth set", "fifth"),
            Gold::own("examples, sixth set", "sixth"),
            Gold::own("examples, seventh set", "seventh"),
        ]
    }

    fn own(name: &'static str, folder: &str) -> Gold {
        let folder = workspace().join("examples").join(folder);
        Gold { name, texts: folder.join("texts"), findings: folder.join("gold.json"), cross: folder.join("cross.json") }
    }

    /// Whether texts and gold are there; says so where they are not.
    pub fn is_there(&self) -> bool {
        present(self.texts.clone()).is_some() && present(self.findings.clone()).is_some()
    }

    fn score(&self, shared: &Path) -> anyhow::Result<()> {
        let scratch = tempfile::tempdir()?;
        let findings = scratch.path().join("findings.jsonl");
        let servanda = Servanda::build(scratch.path().join("score.db"))?;
        servanda.read(&self.texts)?;
        servanda.export("findings", &findings)?;
        let by_document = shared.join("score/record.py");
        println!("== {}: keyword baseline", self.name);
        python(&[&by_document, Path::new("--baseline"), &self.findings, &self.texts])?;
        println!("== {}: findings", self.name);
        python(&[&by_document, &self.findings, &findings, Path::new("--texts"), &self.texts])?;
        if present(self.cross.clone()).is_some() {
            println!("== {}: record", self.name);
            self.score_record(shared, &servanda)?;
        }
        println!();
        Ok(())
    }

    /// Scores the record of an archive that holds the documents.
    pub fn score_record(&self, shared: &Path, servanda: &Servanda) -> anyhow::Result<()> {
        let scratch = tempfile::tempdir()?;
        let record = scratch.path().join("record.json");
        servanda.export("json", &record)?;
        python(&[&shared.join("score/cross.py"), &self.cross, &self.findings, &record])
    }
}

/// Runs a scorer; what it prints goes to standard output.
fn python(arguments: &[&Path]) -> anyhow::Result<()> {
    std::io::stdout().flush()?;
    let status = Command::new("python3").args(arguments).status().context("the scorers need python3")?;
    ensure!(status.success(), "{} ended with {status}", arguments.first().map_or("", |a| a.to_str().unwrap_or("")));
    Ok(())
}
