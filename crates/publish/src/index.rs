//! One way through all entries of a record with their quotes, whatever their kind.

use servanda_model::{
    DateValue, EntryId, FindingId, Quote,
    record::{EngagementEntry, Record, ThreadEntry},
};

/// An entry of any kind that findings found, as far as `explain`, `cite` and `search` need it.
pub(crate) struct Entry<'a> {
    pub id: &'a EntryId,
    pub kind: EntryKind,
    /// What it is about, in the entry's own words.
    pub label: String,
    pub members: &'a [FindingId],
    pub quotes: Vec<&'a Quote>,
    /// The dates that it shows.
    pub dates: Vec<&'a DateValue>,
}

/// The kinds of entry that findings make.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema, PartialOrd, Ord,
)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum EntryKind {
    Engagement,
    Thread,
    Position,
    Mechanism,
    Deed,
    Text,
}

/// All entries, kind by kind.
pub(crate) fn entries(record: &Record) -> impl Iterator<Item = Entry<'_>> {
    let engagements = record.engagements.iter().map(engagement);
    let threads = record.threads.iter().map(thread);
    let positions = record.positions.iter().map(|p| Entry {
        id: &p.id,
        kind: EntryKind::Position,
        label: format!("{} {}", p.word, p.issue),
        members: &p.members,
        quotes: p.evidence.quotes().iter().collect(),
        dates: p.history.iter().filter_map(|h| h.date.as_ref()).collect(),
    });
    let mechanisms = record.mechanisms.iter().map(|m| Entry {
        id: &m.id,
        kind: EntryKind::Mechanism,
        label: m.name.clone(),
        members: &m.members,
        quotes: m.evidence.quotes().iter().collect(),
        dates: m.last_held.iter().chain(&m.next).map(|d| &d.value).collect(),
    });
    let deeds = record.deeds.iter().map(|d| Entry {
        id: &d.id,
        kind: EntryKind::Deed,
        label: format!("{} {}", d.action, d.object),
        members: &d.members,
        quotes: d.evidence.quotes().iter().collect(),
        dates: d.when.iter().collect(),
    });
    let texts = record.texts.iter().map(|t| Entry {
        id: &t.id,
        kind: EntryKind::Text,
        label: t.name.clone(),
        members: &[],
        quotes: t.evidence.quotes().iter().collect(),
        dates: t.date.iter().collect(),
    });
    engagements.chain(threads).chain(positions).chain(mechanisms).chain(deeds).chain(texts)
}

/// The ids of the entries that rest on a quote of which `is_meant` holds.
pub(crate) fn entries_on(record: &Record, is_meant: impl Fn(&Quote) -> bool) -> impl Iterator<Item = &EntryId> {
    entries(record).filter(move |e| e.quotes.iter().any(|q| is_meant(q))).map(|e| e.id)
}

fn engagement(e: &EngagementEntry) -> Entry<'_> {
    let mut quotes: Vec<&Quote> = Vec::new();
    let all = e.accounts.iter().flat_map(|a| &a.evidence);
    let all = all.chain(e.when.iter().flat_map(|w| w.evidence.quotes()));
    let all = all.chain(e.place.iter().flat_map(|p| p.evidence.quotes()));
    for quote in all {
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    let sides: Vec<&str> = e.sides.iter().map(servanda_model::Side::code).collect();
    Entry {
        id: &e.id,
        kind: EntryKind::Engagement,
        label: sides.join(" – "),
        members: &e.members,
        quotes,
        dates: e.when.iter().map(|w| &w.value).collect(),
    }
}

fn thread(t: &ThreadEntry) -> Entry<'_> {
    let mut quotes: Vec<&Quote> = Vec::new();
    for quote in t.events.iter().flat_map(|e| e.evidence.quotes()) {
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    Entry {
        id: &t.id,
        kind: EntryKind::Thread,
        // What is asked for names the act itself.
        label: if t.object.starts_with(&t.action) { t.object.clone() } else { format!("{} {}", t.action, t.object) },
        members: &t.members,
        quotes,
        dates: t.events.iter().filter_map(|e| e.date.as_ref()).collect(),
    }
}
