//! Documents and what entries rest on: documents, search, compare, explain, cite.

use servanda::Error;
use servanda_publish::views;

use crate::{
    args::Global,
    exit::{Done, Failed},
    output::Output,
    session,
};

/// How many hits a search shows.
const HITS: usize = 50;

/// All documents.
pub fn documents(global: &Global, out: Output) -> Result<Done, Failed> {
    let held = session::snapshot(global)?;
    out.view(&views::documents(&held.record, held.world, held.at))?;
    Ok(Done::Well)
}

/// Words in the documents.
pub fn search(global: &Global, out: Output, words: &str) -> Result<Done, Failed> {
    let servanda = session::open(global)?;
    let held = servanda.snapshot(session::dates(global))?;
    let hits = servanda.search(words, HITS, &held)?;
    out.view(&views::search(&held.record, held.world, words, &hits, held.at))?;
    Ok(Done::Well)
}

/// Two documents side by side.
pub fn compare(global: &Global, out: Output, a: &str, b: &str) -> Result<Done, Failed> {
    let held = session::snapshot(global)?;
    let (one, other) = (held.document(a)?, held.document(b)?);
    let view = views::compare(&held.record, held.world, &one, &other, held.findings(), held.at);
    out.view(&view.ok_or_else(|| Error::Unknown(format!("{a}, {b}")))?)?;
    Ok(Done::Well)
}

/// What an entry rests on.
pub fn explain(global: &Global, out: Output, typed: &str) -> Result<Done, Failed> {
    let held = session::snapshot(global)?;
    let id = held.resolve(typed)?;
    let view = views::explain(&held.record, held.world, &id, held.findings(), held.corrections(), held.at);
    out.view(&view.ok_or_else(|| Error::Unknown(typed.to_owned()))?)?;
    Ok(Done::Well)
}

/// A citation.
pub fn cite(global: &Global, out: Output, typed: &str) -> Result<Done, Failed> {
    let held = session::snapshot(global)?;
    let id = held.resolve(typed)?;
    let view = views::cite(&held.record, held.world, &id, held.at);
    out.view(&view.ok_or_else(|| Error::Unknown(typed.to_owned()))?)?;
    Ok(Done::Well)
}
