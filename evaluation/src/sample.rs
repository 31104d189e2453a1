//! Samples of findings for a judge who has not seen the rules, and the table of what was judged.
//!
//! A sample shows passage and finding, and neither rule nor confidence. Which findings it holds depends on the seed and
//! on their ids alone, so that a new seed draws anew, and a rule elsewhere changes nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::Args;
use rayon::prelude::*;
use serde_json::{Value, json};
use servanda_language::Annotator;
use servanda_model::{Document, Evidence, Finding, FindingBody};
use servanda_reading::read;
use servanda_world::World;

use crate::corpora;

/// How many characters of context stand on each side of a finding's words.
const CONTEXT: usize = 500;

/// Which findings of the Helsinki articles are drawn, and where they are written.
#[derive(Args)]
pub struct Draw {
    /// Another number draws other findings
    #[arg(long)]
    seed: u64,
    /// Findings a kind
    #[arg(long, default_value_t = 100)]
    count: usize,
    /// Only findings of at least this confidence, in percent
    #[arg(long, default_value_t = 0)]
    least: u8,
    /// Only findings of this rule
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
    /// Samples drawn before, whose findings are not drawn again
    #[arg(long, value_name = "DIR")]
    without: Vec<PathBuf>,
    /// Gets a file KIND.jsonl to be judged, and KIND.key.tsv that the judge does not see
    out: PathBuf,
}

/// Draws the samples.
pub fn draw(shared: &Path, options: &Draw) -> anyhow::Result<()> {
    let Some(corpus) = corpora::helsinki(shared)? else { return Ok(()) };
    let world = World::builtin();
    let annotator = Annotator::builtin()?;
    let documents = corpus.texts.iter().filter_map(|t| t.document().ok()).collect::<Vec<_>>();
    let findings: Vec<_> = documents
        .par_iter()
        .map(|document| (document, read(document, &annotator.document(document), world).findings))
        .collect();
    let before = earlier(&options.without)?;
    let mut kinds: BTreeMap<&str, Vec<(&Document, &Finding)>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (document, findings) in &findings {
        for finding in findings {
            // Copies say the same in the same words: one of them is enough.
            let words: Vec<_> = finding.evidence.quotes().iter().map(|quote| quote.quote.as_str()).collect();
            let new = seen.insert((finding.kind(), words)) && !before.contains(&finding.id.to_string());
            let wanted = options.rule.as_ref().is_none_or(|rule| finding.rule == *rule);
            if new && wanted && finding.confidence >= options.least {
                kinds.entry(finding.kind().short()).or_default().push((document, finding));
            }
        }
    }
    fs::create_dir_all(&options.out)?;
    for (kind, mut all) in kinds {
        let population = all.len();
        all.sort_by_key(|(_, finding)| mix(options.seed, &finding.id.to_string()));
        all.truncate(options.count);
        write(&options.out, kind, &all)?;
        println!("{kind}: {} of {population}", all.len());
    }
    Ok(())
}

/// The ids in the keys of earlier samples.
fn earlier(folders: &[PathBuf]) -> anyhow::Result<BTreeSet<String>> {
    let mut ids = BTreeSet::new();
    for folder in folders {
        for (_, path) in files(folder, ".key.tsv")? {
            let lines = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            ids.extend(lines.lines().filter_map(|line| line.split('\t').nth(1)).map(str::to_owned));
        }
    }
    Ok(ids)
}

/// A number that looks random (FNV-1a, then the finaliser of SplitMix64).
fn mix(seed: u64, id: &str) -> u64 {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let x = id.bytes().chain(seed.to_le_bytes()).fold(0xcbf2_9ce4_8422_2325, fnv);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn write(folder: &Path, kind: &str, sample: &[(&Document, &Finding)]) -> anyhow::Result<()> {
    let mut items = fs::File::create(folder.join(format!("{kind}.jsonl")))?;
    let mut key = fs::File::create(folder.join(format!("{kind}.key.tsv")))?;
    for (n, (document, finding)) in sample.iter().enumerate() {
        writeln!(items, "{}", item(n + 1, document, finding)?)?;
        writeln!(key, "{}\t{}\t{}\t{}", n + 1, finding.id, finding.rule, finding.confidence)?;
    }
    Ok(())
}

/// What the judge sees.
fn item(number: usize, document: &Document, finding: &Finding) -> anyhow::Result<Value> {
    let quotes =
        |evidence: &Evidence| evidence.quotes().iter().map(|q| Value::from(q.quote.as_str())).collect::<Vec<_>>();
    let mut body = serde_json::to_value(&finding.body)?;
    if let FindingBody::Statement(statement) = &finding.body {
        body["content"] = quotes(&statement.content).into();
    }
    if let FindingBody::Engagement(engagement) = &finding.body {
        body["when_quote"] = json!(engagement.when_quote.as_ref().map(|quote| &quote.quote));
    }
    if let Some(fields) = body.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    Ok(json!({
        "item": number,
        "title": document.clues.title,
        "passage": passage(document, &finding.evidence),
        "place": finding.place,
        "assertion": finding.qualifiers.assertion,
        "time": finding.qualifiers.time,
        "finding": body,
        "evidence": quotes(&finding.evidence),
    }))
}

/// The text around the first words of a finding.
fn passage(document: &Document, evidence: &Evidence) -> String {
    let characters: Vec<char> = document.text.chars().collect();
    let first = evidence.quotes().iter().map(|q| q.start as usize).min().unwrap_or_default();
    let near = |q: &&servanda_model::Quote| (q.start as usize) < first + 2 * CONTEXT;
    let last = evidence.quotes().iter().filter(near).map(|q| q.end as usize).max().unwrap_or(first);
    let from = first.saturating_sub(CONTEXT);
    let to = (last + CONTEXT).min(characters.len());
    characters.get(from..to).map(|c| c.iter().collect()).unwrap_or_default()
}

/// Where the judgements lie.
#[derive(Args)]
pub struct Judged {
    /// Folders with KIND.judged.tsv (number, right or wrong, kind of error) beside KIND.key.tsv
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// Counts only findings of at least this confidence, in percent
    #[arg(long, default_value_t = 0)]
    least: u8,
}

/// Judgements of one kind.
#[derive(Default)]
struct Tally {
    right: usize,
    judged: usize,
    errors: BTreeMap<String, usize>,
    /// Right and judged of each rule.
    rules: BTreeMap<String, (usize, usize)>,
}

/// Prints the table of judgements, and for each kind which errors were made and how each rule did.
pub fn judged(options: &Judged) -> anyhow::Result<()> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for folder in &options.folders {
        for (kind, path) in files(folder, ".judged.tsv")? {
            tally(folder, &kind, &path, options.least, tallies.entry(kind.clone()).or_default())?;
        }
    }
    println!("| kind | judged | right | % | at least, % |\n|---|---|---|---|---|");
    for (kind, t) in &tallies {
        println!("{}", line(kind, t.right, t.judged));
    }
    let (right, all) = tallies.values().fold((0, 0), |(r, n), t| (r + t.right, n + t.judged));
    println!("{}\n", line("all", right, all));
    for (kind, t) in &tallies {
        let errors: Vec<_> = t.errors.iter().map(|(error, n)| format!("{error} {n}")).collect();
        println!("{kind}: {}", errors.join(" · "));
        for (rule, (right, all)) in &t.rules {
            println!("    {rule} {right} of {all}");
        }
    }
    Ok(())
}

fn tally(folder: &Path, kind: &str, path: &Path, least: u8, into: &mut Tally) -> anyhow::Result<()> {
    let key_path = folder.join(format!("{kind}.key.tsv"));
    let key = fs::read_to_string(&key_path).with_context(|| key_path.display().to_string())?;
    let rules: BTreeMap<&str, (&str, u8)> = key
        .lines()
        .filter_map(|line| {
            let cells: Vec<_> = line.split('\t').collect();
            Some((*cells.first()?, (*cells.get(2)?, cells.get(3)?.parse().ok()?)))
        })
        .collect();
    for line in fs::read_to_string(path)?.lines().filter(|line| !line.trim().is_empty()) {
        let mut cells = line.split('\t').map(str::trim);
        let (number, verdict, error) = (cells.next().unwrap_or_default(), cells.next(), cells.next());
        let Some(&(rule, confidence)) = rules.get(number) else { bail!("{}: no item {number}", path.display()) };
        let right = match verdict {
            Some("right") => true,
            Some("wrong") => false,
            _ => bail!("{}: item {number}: neither right nor wrong", path.display()),
        };
        if confidence < least {
            continue;
        }
        into.judged += 1;
        into.right += usize::from(right);
        let of_rule = into.rules.entry(rule.to_owned()).or_default();
        *of_rule = (of_rule.0 + usize::from(right), of_rule.1 + 1);
        if !right {
            *into.errors.entry(error.unwrap_or_default().to_owned()).or_default() += 1;
        }
    }
    Ok(())
}

fn line(name: &str, right: usize, all: usize) -> String {
    let percent = 100.0 * right as f64 / all.max(1) as f64;
    format!("| {name} | {all} | {right} | {percent:.1} | {:.1} |", 100.0 * lower_bound(right, all))
}

fn lower_bound(right: usize, all: usize) -> f64 {
    servanda_reading::confidence::wilson(right as f64, all as f64)
}

/// The files of a folder whose names have this end, with the rest of their names.
fn files(folder: &Path, end: &str) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(kind) = name.strip_suffix(end) {
            out.push((kind.to_owned(), path.clone()));
        }
    }
    out.sort();
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{lower_bound, mix};

    #[test]
    fn a_small_sample_proves_little() {
        assert!(lower_bound(20, 20) < 0.85);
        assert!(lower_bound(198, 200) > 0.95);
        assert!((lower_bound(85, 100) - 0.767).abs() < 0.001);
    }

    #[test]
    fn another_seed_draws_anew() {
        let first = |seed| (0..50).min_by_key(|n| mix(seed, &format!("finding {n}")));
        assert_eq!(first(1), first(1));
        assert!((2..9).any(|seed| first(seed) != first(1)));
    }
}
