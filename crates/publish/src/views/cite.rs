//! A citation of an entry, a statement or a document: publisher, title, date and quote.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{DateValue, DocId, record::Record};
use servanda_world::World;

use crate::{
    AsOf,
    desk::Desk,
    index,
    parts::{Header, Source},
    phrases,
};

/// How to cite an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CiteView {
    /// What each view says first.
    pub header: Header,
    /// The id as asked.
    pub id: String,
    /// Its sources in order of date; a document cited whole has an empty quote.
    pub citations: Vec<Source>,
}

/// The citations of the entry, member, statement or document with this id; `None` where the record knows no such id.
pub fn cite(record: &Record, world: &World, id: &str, at: AsOf) -> Option<CiteView> {
    let desk = Desk::new(record, world, at);
    let entry = index::entries(record).find(|e| e.id.as_str() == id || e.members.iter().any(|m| m.as_str() == id));
    let statement = record.statements.iter().find(|s| s.id.as_str() == id);
    let document = record.documents.iter().find(|d| d.id.as_str() == id);
    let mut citations: Vec<Source> = match (entry, statement, document) {
        (Some(entry), _, _) => phrases::whole(entry.quotes.into_iter()).into_iter().map(|q| desk.source(q)).collect(),
        (None, Some(statement), _) => statement.content.quotes().iter().map(|q| desk.source(q)).collect(),
        (None, None, Some(document)) => vec![Source {
            doc: document.id.clone(),
            name: document.name.clone(),
            title: document.title.clone(),
            publisher: document.publisher.clone(),
            url: document.url.clone(),
            date: document.published.clone(),
            start: document.main_text.start,
            end: document.main_text.end,
            quote: String::new(),
        }],
        (None, None, None) => return None,
    };
    citations.sort_by(|a, b| key(a).cmp(&key(b)));
    Some(CiteView { header: desk.header("Cite"), id: id.to_owned(), citations })
}

type Key<'a> = ((bool, Option<jiff::civil::Date>, Option<jiff::civil::Date>), &'a DocId, u32);

fn key(source: &Source) -> Key<'_> {
    let order = |date: Option<&DateValue>| crate::desk::order(date);
    (order(source.date.as_ref()), &source.doc, source.start)
}
