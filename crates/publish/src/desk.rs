//! What every view looks up in the record: names, documents, voices, and which entries concern whom.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    DateValue, DocId, Quote, Setting, Side, Voice,
    record::{DocumentEntry, EngagementEntry, EventKind, Holding, OpenedAs, Record, ThreadEntry},
};
use servanda_world::World;

use crate::{
    ids,
    parts::{Counts, Header, SideName, Source, Voiced},
    words,
};

/// As of when a question is asked. The record that is handed over was already computed so; a view only says it,
/// and measures "overdue" and "passed" by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AsOf {
    /// Only the content of documents of this day or before (`--as-of`).
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Date>,
    /// Only what the archive held by this day (`--known-at`).
    #[schemars(with = "Option<String>")]
    pub known_at: Option<Date>,
}

/// What views say of all documents, whatever they show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    documents: usize,
    digits: usize,
    /// The last possible day of the newest document.
    pub newest: Option<Date>,
}

impl Extent {
    /// So many documents, whose ids so many digits tell apart.
    pub fn new(documents: usize, digits: usize, newest: Option<Date>) -> Self {
        Self { documents, digits: digits.max(ids::MIN_DIGITS), newest }
    }

    /// That of a whole record.
    pub fn of(record: &Record) -> Self {
        let newest = newest(record.documents.iter()).map(|d| d.to);
        Self::new(record.documents.len(), ids::digits_needed(record), newest)
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }
}

/// The record, the tables and the day of the question, with look-ups.
pub(crate) struct Desk<'a> {
    pub record: &'a Record,
    pub world: &'a World,
    pub at: AsOf,
    /// Of all documents, where the record is a part.
    extent: Option<Extent>,
    documents: BTreeMap<&'a DocId, &'a DocumentEntry>,
}

impl<'a> Desk<'a> {
    pub fn new(record: &'a Record, world: &'a World, at: AsOf) -> Self {
        let documents = record.documents.iter().map(|d| (&d.id, d)).collect();
        Self { record, world, at, extent: None, documents }
    }

    /// The desk of a part of a record.
    pub fn within(record: &'a Record, world: &'a World, at: AsOf, extent: Extent) -> Self {
        Self { extent: Some(extent), ..Self::new(record, world, at) }
    }

    fn extent(&self) -> Extent {
        self.extent.unwrap_or_else(|| Extent::of(self.record))
    }

    pub fn document(&self, id: &DocId) -> Option<&'a DocumentEntry> {
        self.documents.get(id).copied()
    }

    /// The day by which things are overdue: as-of, or the last possible day of the newest document. Never the
    /// clock's day, so that the same record gives the same page.
    pub fn today(&self) -> Option<Date> {
        let newest = || match self.extent {
            Some(extent) => extent.newest,
            None => newest(self.record.documents.iter()).map(|d| d.to),
        };
        self.at.as_of.or_else(newest)
    }

    /// The header of a view on the whole record.
    pub fn header(&self, title: impl Into<String>) -> Header {
        let docs = self.record.documents.iter().map(|d| &d.id).collect();
        self.header_over(title, &docs, self.record.engagements.iter())
    }

    /// The header of a view on the entries of these sides; on the whole record where none are named.
    pub fn header_of(&self, title: impl Into<String>, sides: &[Side]) -> Header {
        if sides.is_empty() {
            return self.header(title);
        }
        let docs = self.documents_on(sides);
        self.header_over(title, &docs, self.engagements(sides))
    }

    /// The header of a view on one engagement.
    pub fn header_of_meeting(&self, title: impl Into<String>, engagement: &EngagementEntry) -> Header {
        let reports = self.record.reports.iter().filter(|r| engagement.reports.contains(&r.id));
        let docs = reports.flat_map(|r| &r.documents).collect();
        self.header_over(title, &docs, std::iter::once(engagement))
    }

    fn header_over<'e>(
        &self,
        title: impl Into<String>,
        docs: &BTreeSet<&DocId>,
        engagements: impl Iterator<Item = &'e EngagementEntry>,
    ) -> Header {
        let entries = docs.iter().filter_map(|id| self.document(id));
        let reports: BTreeSet<_> = entries.clone().map(|d| &d.report).collect();
        let extent = self.extent();
        let accounts = engagements.flat_map(|e| &e.accounts).filter(|a| a.held != Holding::None).count();
        Header {
            title: title.into(),
            as_of: self.at.as_of,
            known_at: self.at.known_at,
            counts: Counts { documents: docs.len(), reports: reports.len(), accounts },
            newest: newest(entries.clone()),
            undated: entries.filter(|d| !is_dated(d)).count(),
            held_documents: extent.documents,
            id_digits: extent.digits,
        }
    }

    /// The documents that the entries of these sides rest on, with their copies.
    fn documents_on(&self, sides: &[Side]) -> BTreeSet<&'a DocId> {
        let mut docs: BTreeSet<&DocId> = BTreeSet::new();
        let mut add = |quotes: &'a [Quote]| docs.extend(quotes.iter().map(|q| &q.doc));
        for engagement in self.engagements(sides) {
            engagement.accounts.iter().for_each(|a| add(&a.evidence));
            engagement.when.iter().for_each(|w| add(w.evidence.quotes()));
            engagement.place.iter().for_each(|p| add(p.evidence.quotes()));
            engagement.points.iter().for_each(|p| add(p.evidence.quotes()));
        }
        for thread in self.threads(sides) {
            thread.events.iter().for_each(|e| add(e.evidence.quotes()));
        }
        let among = |some: &[Side], others: &[Side]| concerns(sides, some.iter().chain(others));
        self.record.positions.iter().filter(|p| among(&p.side, &p.toward)).for_each(|p| add(p.evidence.quotes()));
        self.record.mechanisms.iter().filter(|m| among(&m.sides, &[])).for_each(|m| add(m.evidence.quotes()));
        self.record.deeds.iter().filter(|d| among(&d.by, &[])).for_each(|d| add(d.evidence.quotes()));
        let reports: BTreeSet<_> = docs.iter().filter_map(|id| self.document(id)).map(|d| &d.report).collect();
        self.record.documents.iter().filter(|d| reports.contains(&d.report)).map(|d| &d.id).collect()
    }

    /// The engagements in which all these sides take part, in order of time.
    pub fn engagements(&self, sides: &[Side]) -> impl Iterator<Item = &'a EngagementEntry> + use<'a> {
        let sides = sides.to_vec();
        let mut found: Vec<_> = self.record.engagements.iter().filter(|e| concerns(&sides, &e.sides)).collect();
        found.sort_by_key(|e| (order(first_date(e)), &e.id));
        found.into_iter()
    }

    /// The threads in which all these sides act, ask or are addressed.
    pub fn threads(&self, sides: &[Side]) -> impl Iterator<Item = &'a ThreadEntry> + use<'a> {
        let sides = sides.to_vec();
        self.record.threads.iter().filter(move |t| {
            let acting = t.events.iter().filter_map(|e| e.side.as_ref());
            concerns(&sides, t.by.iter().chain(&t.with).chain(acting))
        })
    }

    /// Whether a place is a country and no place in one.
    pub fn is_country(&self, place: &str) -> bool {
        self.world.side_from(place).is_some_and(|side| self.world.side_name(&side) == place)
    }

    pub fn side(&self, side: &Side) -> SideName {
        SideName { code: side.clone(), name: self.world.side_name(side).to_owned() }
    }

    pub fn sides<'s>(&self, sides: impl IntoIterator<Item = &'s Side>) -> Vec<SideName> {
        sides.into_iter().map(|side| self.side(side)).collect()
    }

    /// A voice in words, with who relays it where that is another.
    pub fn voiced(&self, voice: &Voice, relayed_by: Option<&Side>) -> Voiced {
        let mut words = words::voice_words(voice, self.world);
        if let Some(relay) = relayed_by.filter(|side| *voice != Voice::Side((*side).clone())) {
            words += &format!(", relayed by {}", self.world.side_name(relay));
        }
        Voiced { voice: voice.clone(), words }
    }

    /// Whether all quotes stand outside the documents' main text: in a headline, standfirst or caption.
    pub fn outside_body(&self, quotes: &[Quote]) -> bool {
        let outside = |q: &Quote| {
            let range = self.document(&q.doc).map(|d| d.main_text).filter(|range| range.start < range.end);
            range.is_some_and(|range| q.end <= range.start || q.start >= range.end)
        };
        !quotes.is_empty() && quotes.iter().all(outside)
    }

    /// A quote with all that a citation needs.
    pub fn source(&self, quote: &Quote) -> Source {
        let document = self.document(&quote.doc);
        Source {
            doc: quote.doc.clone(),
            name: document.map_or_else(|| quote.doc.short().to_owned(), |d| d.name.clone()),
            title: document.and_then(|d| d.title.clone()),
            publisher: document.and_then(|d| d.publisher.clone().or_else(|| d.agency.clone())),
            url: document.and_then(|d| d.url.clone()),
            date: document.and_then(|d| d.published.clone()),
            start: quote.start,
            end: quote.end,
            quote: quote.quote.clone(),
        }
    }

    /// The neutral label of an issue; the text's own words where no table has it.
    pub fn issue_label(&self, issue: &str) -> String {
        let in_record = self.record.issues.iter().find(|i| i.id == issue).map(|i| i.label.clone());
        in_record.or_else(|| self.world.issue(issue).map(|i| i.label.clone())).unwrap_or_else(|| issue.to_owned())
    }
}

/// Whether all `asked` sides are among `present`; nothing asked is everything.
pub(crate) fn concerns<'s>(asked: &[Side], present: impl IntoIterator<Item = &'s Side>) -> bool {
    let present: BTreeSet<&Side> = present.into_iter().collect();
    asked.iter().all(|side| present.contains(side))
}

/// Whether a document's date is known well enough to tell new from old.
pub(crate) fn is_dated(document: &DocumentEntry) -> bool {
    document.published.as_ref().is_some_and(|d| d.interval().is_close())
}

/// The newest of the documents' dates: the latest by last possible day. One that is dated by years alone is none.
pub(crate) fn newest<'d>(documents: impl Iterator<Item = &'d DocumentEntry>) -> Option<DateValue> {
    documents.filter(|d| is_dated(d)).filter_map(|d| d.published.as_ref()).max_by_key(|d| (d.to, d.from)).cloned()
}

/// The first of the dates that an engagement's sources give.
pub(crate) fn first_date(engagement: &EngagementEntry) -> Option<&DateValue> {
    engagement.when.iter().map(|w| &w.value).min_by_key(|d| (d.from, d.to))
}

/// Order of time: what is undated comes last.
pub(crate) fn order(date: Option<&DateValue>) -> (bool, Option<Date>, Option<Date>) {
    (date.is_none(), date.map(|d| d.from), date.map(|d| d.to))
}

/// Whether these sides met in it as themselves: a gathering of many counts only where they alone are asked for.
pub(crate) fn is_own_meeting(engagement: &EngagementEntry, sides: &[Side]) -> bool {
    engagement.setting != Setting::Multilateral || engagement.sides.len() <= sides.len()
}

/// Who asks: the sides of its asking events; where those name none, the other sides of the act.
pub(crate) fn askers(thread: &ThreadEntry) -> BTreeSet<&Side> {
    let asked = thread.events.iter().filter(|e| e.event == EventKind::Asked);
    // Whoever asks for what both are to do is one of those who act.
    let alone = |side: &&Side| thread.by.len() > 1 || !thread.by.contains(side);
    let sides: BTreeSet<&Side> = asked.filter_map(|e| e.side.as_ref()).filter(alone).collect();
    match thread.opened_as {
        OpenedAs::Ask if sides.is_empty() => thread.with.iter().collect(),
        _ => sides,
    }
}
