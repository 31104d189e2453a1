//! How long the record of one relation takes to compute.

use std::{collections::BTreeMap, path::Path, time::Instant};

use servanda_archive::Archive;
use servanda_model::Finding;
use servanda_record::{Block, Context, Input};
use servanda_world::World;

use crate::{binary::Servanda, corpora};

/// Findings of the block that is computed.
const FINDINGS: usize = 5_000;
/// How often it is computed; the median counts.
const TIMES: usize = 21;

/// Reads the Helsinki articles, takes so many of the findings of their largest block that stand first by document and
/// place, and computes that block again and again.
pub fn run(shared: &Path) -> anyhow::Result<()> {
    let Some(corpus) = corpora::helsinki(shared)? else { return Ok(()) };
    let scratch = tempfile::tempdir()?;
    let texts = scratch.path().join("texts");
    corpus.write(&texts)?;
    let path = scratch.path().join("blocks.db");
    Servanda::build(path.clone())?.read(&texts)?;
    let archive = Archive::open(&path)?;
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
            std::hint::black_box(context.block(&largest));
            started.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    let median = seconds.get(TIMES / 2).copied().unwrap_or_default();
    println!("{largest:?}: {held} findings; a block of {} computed in {:.1} ms", own.len(), 1000.0 * median);
    Ok(())
}
