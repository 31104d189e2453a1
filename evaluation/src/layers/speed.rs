//! How fast the whole language layer is on one core, beside others in the same run, and how much memory reading takes.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};
use servanda_formats::Source;
use servanda_language::Annotator;

use super::articles::{self, words};
use crate::{binary::Servanda, corpora::present, workspace};

/// Articles that are timed.
const TIMED: usize = 200;
/// Articles that are read for the peak of memory.
const READ: usize = 1000;

/// The peers: their scripts in `peers/`.
const PEERS: [&str; 2] = ["spacy_pipeline.py", "textacy_quotations.py"];

/// Composes the articles, then times us, each peer, and us again.
pub fn run(shared: &Path, annotator: &Annotator<'_>, python: Option<&Path>) -> anyhow::Result<()> {
    let Some(data) = present(shared.join("data/polnear")) else { return Ok(()) };
    let folders = ["dev/text", "train/text"].map(|folder| data.join(folder));
    let articles = articles::from_folders(&folders.each_ref().map(PathBuf::as_path))?;
    ensure!(articles.len() >= READ, "only {} articles", articles.len());
    let timed = &articles[..TIMED];
    let lengths: Vec<usize> = timed.iter().map(|article| words(article)).collect();
    println!(
        "{TIMED} articles of {}–{} words, {:.0} on average",
        lengths.iter().min().unwrap_or(&0),
        lengths.iter().max().unwrap_or(&0),
        lengths.iter().sum::<usize>() as f64 / TIMED as f64
    );
    println!("| | articles | CPU seconds | articles per CPU-second | peak memory, MiB |\n|---|---|---|---|---|");
    let scratch = tempfile::tempdir()?;
    let folder = written(timed, &scratch.path().join("timed"))?;
    print_row("servanda, language layer", &ours(timed, annotator)?);
    for peer in PEERS {
        peer_row(peer, &folder, python)?;
    }
    print_row("servanda, language layer, again", &ours(timed, annotator)?);

    let folder = written(&articles[..READ], &scratch.path().join("read"))?;
    let read = Servanda::build(scratch.path().join("speed.db"))?.read_measured(&folder)?;
    let peak = mebibytes(read.peak_kib);
    println!("\n`servanda read` of {READ} such articles: {:.1} s, peak memory {peak} MiB", read.seconds);
    Ok(())
}

/// What annotating took.
struct Cost {
    articles: usize,
    cpu_seconds: f64,
    peak_kib: Option<u64>,
}

fn print_row(name: &str, cost: &Cost) {
    let Cost { articles, cpu_seconds, peak_kib } = cost;
    let rate = *articles as f64 / cpu_seconds;
    println!("| {name} | {articles} | {cpu_seconds:.1} | {rate:.2} | {} |", mebibytes(*peak_kib));
}

fn mebibytes(kibibytes: Option<u64>) -> String {
    kibibytes.map_or_else(|| "not measured".to_owned(), |kibibytes| (kibibytes / 1024).to_string())
}

/// Writes texts as numbered files.
fn written(texts: &[String], folder: &Path) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.join(format!("{number:04}.txt")), text)?;
    }
    Ok(folder.to_owned())
}

/// Annotates articles in this process, one after the other, on one thread. The model is loaded before the clock starts,
/// as the peers' are. No peak: this process holds the articles and more.
fn ours(articles: &[String], annotator: &Annotator<'_>) -> anyhow::Result<Cost> {
    let sources = articles.iter().map(|article| Ok(Source::read("article.txt", article.clone().into_bytes())?));
    let sources = sources.collect::<anyhow::Result<Vec<_>>>()?;
    rayon::ThreadPoolBuilder::new().num_threads(1).build()?.install(|| {
        sources.iter().take(1).for_each(|source| drop(source.annotate(annotator)));
        let started = cpu_seconds()?;
        for source in &sources {
            drop(source.annotate(annotator));
        }
        Ok(Cost { articles: articles.len(), cpu_seconds: cpu_seconds()? - started, peak_kib: None })
    })
}

/// The CPU time of this process, all threads, as Linux tells it in hundredths of a second.
fn cpu_seconds() -> anyhow::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat").context("the CPU time is measured on Linux only")?;
    // The program's name, in parentheses, may hold blanks; user and system time are the 12th and 13th field after it.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let ticks = fields.skip(11).take(2).map(str::parse::<u64>).sum::<Result<u64, _>>()?;
    Ok(ticks as f64 / 100.)
}

/// Runs a peer on a folder and prints its row, or why there is none.
fn peer_row(script: &str, folder: &Path, python: Option<&Path>) -> anyhow::Result<()> {
    let Some(python) = python else {
        eprintln!("skipped: {script}, for no --python is given");
        return Ok(());
    };
    let mut command = Command::new(python);
    command.arg(workspace().join("evaluation/peers").join(script)).arg(folder);
    for threads in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"] {
        command.env(threads, "1");
    }
    let output = command.output().with_context(|| python.display().to_string())?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        eprintln!("skipped: {script}: {}", errors.lines().last().unwrap_or("no word of why"));
        return Ok(());
    }
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).with_context(|| script.to_owned())?;
    let number = |key: &str| told[key].as_f64().with_context(|| format!("{script} tells no {key}"));
    let cost = Cost {
        articles: number("articles")? as usize,
        cpu_seconds: number("cpu_seconds")?,
        peak_kib: told["peak_kib"].as_u64(),
    };
    print_row(told["name"].as_str().unwrap_or(script), &cost);
    Ok(())
}
