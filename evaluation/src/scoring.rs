//! The commands that score files against files.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use clap::Subcommand;
use serde_json::Value;

use crate::scorers::{attribution, coreference, names, syntax, times};

/// A scorer and what it is given.
#[derive(Subcommand)]
pub enum Scoring {
    /// Scores names in BIO: exact spans, by type
    Names {
        /// Gold file, or folder of .bio files
        gold: PathBuf,
        /// Predicted file, or folder with files of the same names
        predicted: PathBuf,
        /// Write the figures to this file, too
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
    /// Scores tags, dependencies and lemmas of CoNLL-U on given words
    Syntax {
        /// Gold file, or folder of .conllu files
        gold: PathBuf,
        /// Predicted file, or folder with files of the same names
        predicted: PathBuf,
        /// Write the figures to this file, too
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
    /// Scores attributions in brat standoff: who is reported to have said what
    Attribution {
        /// Folder of gold files <article>_<annotator>.ann
        gold: PathBuf,
        /// Folder of predicted files <article>.ann; a missing one holds no attribution
        predicted: PathBuf,
        /// Folder of the articles' texts [default: text, beside the gold folder]
        #[arg(long, value_name = "DIR")]
        text: Option<PathBuf>,
        /// Least Jaccard at which contents or sources match
        #[arg(long, default_value_t = 0.5)]
        tau: f64,
        /// Write the figures to this file, too
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
    /// Scores time expressions in TimeML: relaxed, strict, type and value
    Times {
        /// Folder of gold .tml files
        gold: PathBuf,
        /// Folder of predicted files of the same names; a missing one holds no expression
        predicted: PathBuf,
        /// Print the first N errors
        #[arg(long, value_name = "N", default_value_t = 0)]
        errors: usize,
        /// Write the figures to this file, too
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
    /// Scores coreference chains: CoNLL F1 over the Entity brackets of CoNLL-U files
    Coreference {
        /// Folder of gold .conllu files
        gold: PathBuf,
        /// Folder of predicted files of the same names; a missing one holds no mention
        predicted: PathBuf,
        /// Count entities of one mention, too
        #[arg(long)]
        singletons: bool,
        /// Only the documents of this part, after splits.tsv beside the gold folder
        #[arg(long, value_name = "PART")]
        split: Option<String>,
        /// Write the figures to this file, too
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
}

impl Scoring {
    /// Scores and prints.
    pub fn run(&self) -> anyhow::Result<()> {
        let (table, figures, json) = match self {
            Scoring::Attribution { gold, predicted, text, tau, json } => {
                let score = attribution::score(gold, predicted, text.as_deref(), *tau)?;
                (score.table(), score.json(), json)
            }
            Scoring::Times { gold, predicted, errors, json } => {
                let score = times::score(gold, predicted)?;
                (score.table(*errors), score.json(), json)
            }
            Scoring::Names { gold, predicted, json } => {
                let score = names::score(gold, predicted)?;
                (score.table(), score.json(), json)
            }
            Scoring::Syntax { gold, predicted, json } => {
                let score = syntax::score(gold, predicted)?;
                (score.table(), score.json(), json)
            }
            Scoring::Coreference { gold, predicted, singletons, split, json } => {
                let only = split.as_deref().map(|part| documents_of(&gold.join("../splits.tsv"), part)).transpose()?;
                let score = coreference::score(gold, predicted, *singletons, only.as_ref())?;
                (score.table(), score.json(), json)
            }
        };
        print!("{table}");
        json.as_deref().map_or(Ok(()), |path| write_json(path, &figures))
    }
}

/// The documents of a part: rows of `document<TAB>part` under a header.
pub fn documents_of(splits: &Path, part: &str) -> anyhow::Result<BTreeSet<String>> {
    let rows = fs::read_to_string(splits).with_context(|| splits.display().to_string())?;
    let rows = rows.lines().skip(1).filter_map(|row| row.split_once('\t'));
    let documents: BTreeSet<String> = rows.filter(|row| row.1 == part).map(|row| row.0.to_owned()).collect();
    ensure!(!documents.is_empty(), "{}: no document in {part:?}", splits.display());
    Ok(documents)
}

fn write_json(path: &Path, figures: &Value) -> anyhow::Result<()> {
    let mut text = serde_json::to_string_pretty(figures)?;
    text.push('\n');
    fs::write(path, text).with_context(|| path.display().to_string())
}
