//! Measures Servanda: how well it reads, where its rules fire, whether copies are found, how fast it is.
//!
//! Nothing here is part of the program; the figures go into `docs/measurements.md`. What needs the development
//! data (`--shared`) is skipped with a message where that folder is absent.

mod binary;
mod copies;
mod corpora;
mod rules;
mod score;
mod speed;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "servanda-eval", version, about = "Measures Servanda")]
struct Arguments {
    #[command(subcommand)]
    measure: Measure,
    /// The folder of development data, gold and scorers [default: shared, beside the workspace]
    #[arg(long, global = true, value_name = "DIR")]
    shared: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Measure {
    /// Scores findings and record against gold, beside the keyword baseline
    Score {
        /// Also the blind half of our own corpus: once for each round of work, never while rules are written
        #[arg(long)]
        blind: bool,
    },
    /// Counts on how many documents each rule and lexicon entry fires; exit code 1 if any fires on the seeds alone
    Rules,
    /// Compares the copies that the index finds with an exhaustive comparison
    Copies,
    /// Measures reading: documents a second and peak memory
    Speed,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let shared = arguments.shared.unwrap_or_else(|| workspace().join("../shared"));
    match arguments.measure {
        Measure::Score { blind } => score::run(&shared, blind)?,
        Measure::Rules if !rules::run(&shared)? => return Ok(ExitCode::FAILURE),
        Measure::Rules => {}
        Measure::Copies => copies::run(&shared)?,
        Measure::Speed => speed::run(&shared)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The root of the workspace that this program was built in.
fn workspace() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
