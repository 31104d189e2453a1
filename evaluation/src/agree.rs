//! Whether our scorers give what the development data's give: both score the same files, and every figure must be the
//! same number, every printed line the same line.
//!
//! The predictions are those of a folder, or gold with faults put in (`faults.rs`), so that every branch is taken.

mod faults;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, bail, ensure};
use serde_json::Value;

use crate::{
    corpora::present,
    scorers::{attribution, times},
};

/// Which predictions to compare on; gold with faults where none are given.
#[derive(clap::Args)]
pub struct Predictions {
    /// Folder of predicted .ann files for the attribution gold
    #[arg(long, value_name = "DIR")]
    attribution: Option<PathBuf>,
    /// Folder of predicted .tml files for the gold of either times corpus
    #[arg(long, value_name = "DIR")]
    times: Option<PathBuf>,
}

/// Compares on all sets; false if anything differs.
pub fn run(shared: &Path, predictions: &Predictions) -> anyhow::Result<bool> {
    let Some(scorers) = present(shared.join("score")) else { return Ok(true) };
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: python3 is not there");
        return Ok(true);
    }
    let mut agree = true;
    if let Some(gold) = present(shared.join("data/polnear/dev/attributions")) {
        let scratch = tempfile::tempdir()?;
        let predicted = predictions.attribution.as_deref().unwrap_or(scratch.path());
        if predictions.attribution.is_none() {
            faults::in_standoff(&gold, scratch.path())?;
        }
        for tau in [0.5, 0.8] {
            let ours = attribution::score(&gold, predicted, None, tau)?;
            let theirs = python(&scorers.join("attribution.py"), &gold, predicted, &["--tau".into(), tau.to_string()])?;
            let name = format!("attribution, PolNeAR dev, tau {tau}");
            agree &= compare(&name, &(ours.table(), ours.json()), &theirs);
        }
    }
    for corpus in ["timebank", "aquaint"] {
        let Some(gold) = present(shared.join("data/tempeval3").join(corpus)) else { continue };
        let scratch = tempfile::tempdir()?;
        let predicted = predictions.times.as_deref().unwrap_or(scratch.path());
        if predictions.times.is_none() {
            faults::in_timeml(&gold, scratch.path())?;
        }
        let ours = times::score(&gold, predicted)?;
        let theirs = python(&scorers.join("times.py"), &gold, predicted, &[])?;
        agree &= compare(&format!("times, {corpus}"), &(ours.table(0), ours.json()), &theirs);
    }
    Ok(agree)
}

/// What a scorer prints and the figures that it writes.
type Output = (String, Value);

/// Runs a scorer of the development data.
fn python(scorer: &Path, gold: &Path, predicted: &Path, options: &[String]) -> anyhow::Result<Output> {
    let folder = tempfile::tempdir()?;
    let json = folder.path().join("figures.json");
    let mut command = Command::new("python3");
    let output = command.arg(scorer).args([gold, predicted]).args(options).arg("--json").arg(&json).output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{} ended with {}:\n{errors}", scorer.display(), output.status);
    let figures = std::fs::read_to_string(&json).with_context(|| json.display().to_string())?;
    Ok((String::from_utf8(output.stdout)?, serde_json::from_str(&figures)?))
}

/// Says whether two outputs are the same, and where not.
fn compare(name: &str, ours: &Output, theirs: &Output) -> bool {
    let mut differences = Vec::new();
    let lines = ours.0.lines().count().max(theirs.0.lines().count());
    for (ours, theirs) in padded(&ours.0, lines).zip(padded(&theirs.0, lines)).filter(|(a, b)| a != b) {
        differences.push(format!("  ours   {ours}\n  theirs {theirs}"));
    }
    let figures = match (numbers(&ours.1), numbers(&theirs.1)) {
        (Ok(ours), Ok(theirs)) => {
            let differ = ours.iter().zip(&theirs).filter(|(a, b)| a != b);
            differences.extend(differ.map(|(ours, theirs)| format!("  ours   {ours:?}\n  theirs {theirs:?}")));
            if ours.len() != theirs.len() {
                differences.push(format!("  {} figures in place of {}", ours.len(), theirs.len()));
            }
            ours.len()
        }
        (ours, theirs) => {
            differences.extend(ours.err().into_iter().chain(theirs.err()).map(|error| format!("  {error:#}")));
            0
        }
    };
    if differences.is_empty() {
        println!("{name}: {lines} printed lines and {figures} figures are the same");
    } else {
        println!("{name}: differs\n{}", differences.join("\n"));
    }
    differences.is_empty()
}

fn padded(text: &str, lines: usize) -> impl Iterator<Item = &str> {
    text.lines().chain(std::iter::repeat("(no line)")).take(lines)
}

/// The figures with their names, in order of name.
fn numbers(figures: &Value) -> anyhow::Result<Vec<(String, f64)>> {
    let mut out = Vec::new();
    for (row, columns) in figures.as_object().context("no table of figures")? {
        for (column, figure) in columns.as_object().context("no row of figures")? {
            let Some(figure) = figure.as_f64() else { bail!("{row} {column} is no number") };
            out.push((format!("{row} {column}"), figure));
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_last_bit_of_a_figure_counts() {
        let output = |figure: f64| (String::from("same\n"), json!({"AR": {"F1": figure}}));
        assert!(compare("x", &output(0.1 + 0.2), &output(0.1 + 0.2)));
        assert!(!compare("x", &output(0.1 + 0.2), &output(0.3)));
        assert!(!compare("x", &(String::new(), json!({})), &(String::from("more\n"), json!({}))));
    }
}
