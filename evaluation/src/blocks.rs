//! How long the record of one relation takes to compute.

use std::{collections::BTreeMap, path::Path, time::Instant};

use servanda_archive::Archive;
use servanda_model::Finding;
use servanda_record::{Block, Context, Input};
use servanda_world::World;

use crate::{archive, binary::Servanda, corpora};

/// Findings of the block that is computed.
const FINDINGS: usize = 5_000;
/// How often it is computed; the median counts.
const TIMES: usize = 21;

/// Measures the largest block of the Helsinki articles, and one of recombined documents on two countries.
pub fn run(shared: &Path) -> anyhow::Result<()> {
    let scratch = tempfile::tempdir()?;
    if let Some(corpus) = corpora::helsinki(shared)? {
        let (texts, path) = (scratch.path().join("texts"), scratch.path().join("helsinki.db"));
        corpus.write(&texts)?;
        Servanda::build(path.clone())?.read(&texts)?;
        measure("Helsinki articles", &Archive::open(&path)?)?;
    }
    let mut recombined = Archive::in_memory()?;
    archive::of_two(&mut recombined, FINDINGS, 1)?.print();
    measure("recombined documents", &recombined)
}

/// Takes so many of the findings of an archive's largest block that stand first by document and place, and computes
/// that block again and again.
fn measure(name: &str, archive: &Archive) -> anyhow::Result<()> {
    let (documents, findings, copies) = (archive.facts(None)?, archive.findings(None)?, archive.copies()?);
    let input = |findings| Input {
        documents: &documents,
        findings,
        copies: &copies,
        corrections: &[],
        world: World::builtin(),
        as_of: None,
    };
    let mut blocks: BTreeMap<Block, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        if let Some(block) = Block::of(&finding) {
            blocks.entry(block).or_default().push(finding);
        }
    }
    let Some((largest, mut own)) = blocks.into_iter().max_by_key(|(_, findings)| findings.len()) else { return Ok(()) };
    let held = own.len();
    own.truncate(FINDINGS);
    let context = Context::new(&input(&own));
    let mut seconds: Vec<f64> = (0..TIMES)
        .map(|_| {
            let started = Instant::now();
            let record = context.block(&largest);
            let seconds = started.elapsed().as_secs_f64();
            drop(std::hint::black_box(record));
            seconds
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    let median = seconds.get(TIMES / 2).copied().unwrap_or_default();
    let record = context.block(&largest);
    println!(
        "{name}: {largest:?} has {held} findings in {} documents, {} of them copies; \
         {} of its findings make {} meetings, {} threads, {} positions, computed in {:.1} ms",
        documents.len(),
        copies.iter().filter(|pair| servanda_record::is_full_copy(pair)).count(),
        own.len(),
        record.engagements.len(),
        record.threads.len(),
        record.positions.len(),
        1000.0 * median
    );
    Ok(())
}
