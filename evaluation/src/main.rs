//! Measures Servanda: how well it reads, where its rules fire, whether copies are found, how fast it is.
//!
//! Nothing here is part of the program; the figures go into `docs/measurements.md`. What needs the development
//! data (`--shared`) is skipped with a message where that folder is absent.

mod agree;
mod archive;
mod binary;
mod blocks;
mod copies;
mod corpora;
mod layers;
mod oracle;
mod recombine;
mod rules;
mod sample;
mod scale;
mod score;
mod scorers;
mod scoring;
mod speed;
mod statements;
mod subsets;
mod surnames;

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
    /// Scores the record that the gold's own findings give: what is missing then is the record's fault, not the reader's
    Oracle(oracle::Options),
    /// Counts on how many documents each rule and lexicon entry fires; exit code 1 if any fires on the seeds alone
    Rules,
    /// Compares the copies that the index finds with an exhaustive comparison
    Copies,
    /// Measures reading: documents a second and peak memory
    Speed,
    /// Measures how long the record of one relation with 5,000 findings takes to compute
    Blocks,
    /// Makes an archive of any number of documents, recombined from paragraphs that are read once
    Archive(archive::Options),
    /// Measures how long relations take to open in a large archive, by a program that was just started
    Scale(scale::Options),
    /// Reads every subset of the seeds and counts pairs that must stay apart and are joined; exit code 1 if any is
    Subsets,
    /// Scores our language layers on the development data, beside the bars; or (--speed) measures speed and memory
    Layers(layers::Options),
    /// Scores bare surnames of fifteen name traditions, and traps, on sentences of our own
    Surnames {
        /// List the sentences that are wrong
        #[arg(long)]
        wrong: bool,
    },
    /// Scores the speakers of the reader's statements on PolNeAR dev
    Statements,
    /// Draws findings of the Helsinki articles to be judged by somebody who does not know the rules
    Sample(sample::Draw),
    /// Tells how many of the findings of a sample were judged right
    Judged(sample::Judged),
    /// Compares our scorers with those of the development data on the same files; exit code 1 if a figure differs
    Agree(agree::Predictions),
    #[command(flatten)]
    Files(scoring::Scoring),
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let shared = arguments.shared.unwrap_or_else(|| workspace().join("../shared"));
    let passed = match arguments.measure {
        Measure::Score { blind } => score::run(&shared, blind).map(|()| true),
        Measure::Oracle(options) => oracle::run(&shared, &options).map(|()| true),
        Measure::Rules => rules::run(&shared),
        Measure::Copies => copies::run(&shared).map(|()| true),
        Measure::Speed => speed::run(&shared).map(|()| true),
        Measure::Blocks => blocks::run(&shared).map(|()| true),
        Measure::Archive(options) => archive::run(&options).map(|()| true),
        Measure::Scale(options) => scale::run(&options).map(|()| true),
        Measure::Subsets => subsets::run(&shared),
        Measure::Layers(options) => layers::run(&shared, &options).map(|()| true),
        Measure::Surnames { wrong } => surnames::run(wrong).map(|()| true),
        Measure::Statements => statements::run(&shared).map(|()| true),
        Measure::Sample(options) => sample::draw(&shared, &options).map(|()| true),
        Measure::Judged(options) => sample::judged(&options).map(|()| true),
        Measure::Agree(predictions) => agree::run(&shared, &predictions),
        Measure::Files(scoring) => scoring.run().map(|()| true),
    }?;
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The root of the workspace that this program was built in.
fn workspace() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
