//! Documents and what entries rest on: documents, search, compare, explain, cite.

use servanda::{Error, Snapshot};
use servanda_model::DocId;
use servanda_publish::views;

use crate::{
    args::Global,
    exit::{Done, Failed},
    near,
    output::{Output, print},
    session,
};

/// How many hits a search shows.
const HITS: usize = 50;

/// All documents.
pub fn documents(global: &Global, out: Output) -> Result<Done, Failed> {
    let held = session::page(global, out)?;
    out.view(&views::documents(&held.record, held.world, held.at))?;
    let unread: Vec<String> = held.unread().map(|(name, language)| format!("{name} ({language}?)")).collect();
    if !unread.is_empty() && !out.is_json() {
        print(&format!("\nNot read yet, being in another language than English: {}\n", unread.join(", ")))?;
    }
    Ok(Done::Well)
}

/// Words in the documents.
pub fn search(global: &Global, out: Output, words: &str) -> Result<Done, Failed> {
    let servanda = session::open(global)?;
    let held = session::page_of(&servanda, global, out)?;
    let hits = servanda.search(words, HITS, &held)?;
    out.view(&views::search(&held.record, held.world, words, &hits, held.at))?;
    Ok(Done::Well)
}

/// The document that is meant, with near names for what is none.
pub fn document(held: &Snapshot, typed: &str) -> Result<DocId, Failed> {
    held.document(typed).map_err(|error| match error {
        Error::Unknown(_) => {
            let near = near::names(typed, held.record.documents.iter().map(|d| d.name.as_str()));
            let hint = near::question(&near).map(|question| question + " ").unwrap_or_default();
            Failed::NotFound(format!("no document is called {typed:?}. {hint}`servanda documents` lists them."))
        }
        other => other.into(),
    })
}

/// Two documents side by side.
pub fn compare(global: &Global, out: Output, a: &str, b: &str) -> Result<Done, Failed> {
    let held = session::page(global, out)?;
    let (one, other) = (document(&held, a)?, document(&held, b)?);
    let view = views::compare(&held.record, held.world, &one, &other, held.findings(), held.at);
    out.view(&view.ok_or_else(|| Error::Unknown(format!("{a}, {b}")))?)?;
    Ok(Done::Well)
}

/// What an entry rests on. Documents, reports, actors and issues are shown as their own pages show them.
pub fn explain(global: &Global, out: Output, typed: &str) -> Result<Done, Failed> {
    let held = session::page(global, out)?;
    let id = held.resolve(typed)?;
    if let Some(correction) = held.retraction(&id).filter(|_| !out.is_json()) {
        let day = correction.made.strftime("%Y-%m-%d");
        print(&format!("Left out: retracted by {} on {day}: {}\n\n", correction.author, correction.reason))?;
    }
    let (record, world, at) = (&held.record, held.world, held.at);
    if let Some(view) = views::explain(record, world, &id, held.findings(), held.corrections(), at) {
        out.view(&view)?;
        return Ok(Done::Well);
    }
    if let Some(view) = views::issue(record, world, &id, at) {
        out.view(&view)?;
        return Ok(Done::Well);
    }
    let mut documents = views::documents(record, world, at);
    documents.documents.retain(|d| d.id.as_str() == id || d.report.as_str() == id);
    let mut actors = views::actors(record, world, &[], at);
    actors.actors.retain(|a| a.id.as_str() == id);
    if !documents.documents.is_empty() {
        out.view(&documents)?;
    } else if !actors.actors.is_empty() {
        out.view(&actors)?;
    } else {
        return Err(Error::Unknown(typed.to_owned()).into());
    }
    Ok(Done::Well)
}

/// A citation.
pub fn cite(global: &Global, out: Output, typed: &str) -> Result<Done, Failed> {
    let held = session::page(global, out)?;
    let id = held.resolve(typed)?;
    let view = views::cite(&held.record, held.world, &id, held.at);
    out.view(&view.ok_or_else(|| Error::Unknown(typed.to_owned()))?)?;
    Ok(Done::Well)
}
