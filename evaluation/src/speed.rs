//! How fast documents are read, and with how much memory.

use std::path::Path;

use crate::{binary::Servanda, corpora};

/// Reads the Helsinki articles into an empty archive and prints the time.
pub fn run(shared: &Path) -> anyhow::Result<()> {
    let Some(corpus) = corpora::helsinki(shared)? else { return Ok(()) };
    let scratch = tempfile::tempdir()?;
    let texts = scratch.path().join("texts");
    corpus.write(&texts)?;
    let measured = Servanda::build(scratch.path().join("speed.db"))?.read_measured(&texts)?;
    let documents = corpus.texts.len();
    let words: usize = corpus.texts.iter().map(|t| t.text.split_whitespace().count()).sum();
    let rate = documents as f64 / measured.seconds;
    println!("{documents} documents, {words} words, read in {:.1} s: {rate:.1} documents a second", measured.seconds);
    println!("{}", measured.memory());
    Ok(())
}
