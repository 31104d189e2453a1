//! What the search index found, with the entries that rest on the words found.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{EntryId, Quote, record::Record};
use servanda_world::World;

use crate::{
    AsOf,
    desk::Desk,
    index::entries_on,
    parts::{Header, Source},
};

/// A hit of the archive's index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hit {
    /// The words found, exactly as they stand.
    pub quote: Quote,
    /// The words before them.
    pub before: String,
    /// The words after them.
    pub after: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SearchView {
    /// What each view says first.
    pub header: Header,
    /// The words asked for.
    pub words: String,
    /// In the order of the index.
    pub hits: Vec<HitLine>,
}

/// A hit with its document and the entries on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct HitLine {
    pub source: Source,
    pub before: String,
    pub after: String,
    /// Entries whose evidence overlaps the hit.
    pub entries: Vec<EntryId>,
}

/// The hits for `words`, in the order given.
pub fn search(record: &Record, world: &World, words: &str, hits: &[Hit], at: AsOf) -> SearchView {
    let desk = Desk::new(record, world, at);
    let lines = hits.iter().map(|hit| {
        let overlaps = |q: &Quote| q.doc == hit.quote.doc && q.start < hit.quote.end && hit.quote.start < q.end;
        let entries: BTreeSet<EntryId> = entries_on(record, overlaps).cloned().collect();
        HitLine {
            source: desk.source(&hit.quote),
            before: hit.before.clone(),
            after: hit.after.clone(),
            entries: entries.into_iter().collect(),
        }
    });
    SearchView { hits: lines.collect(), header: desk.header(format!("Search: {words}")), words: words.to_owned() }
}
