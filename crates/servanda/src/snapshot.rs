//! The record as of the dates of a question, with all that views need beside it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use servanda_archive::Archive;
use servanda_model::{CopyPair, Correction, DocId, DocumentFacts, Finding, Setting, Side, TimeValue, record::Record};
use servanda_publish::{AsOf, ExportMeta, export};
use servanda_record::{Context, Input};
use servanda_world::World;

use crate::{
    Error, KERNEL, VERSION,
    correct::{date_documents, note_dates},
    ids::Past,
    reader::unread_language,
};

/// What a record is computed from.
#[derive(Debug, Default)]
pub(crate) struct Holdings {
    pub documents: Vec<DocumentFacts>,
    pub findings: Vec<Finding>,
    pub copies: Vec<CopyPair>,
    pub corrections: Vec<Correction>,
    pub past: Past,
}

/// What the archive held, and the record computed from it.
#[derive(Debug)]
pub struct Snapshot {
    /// The tables.
    pub world: &'static World,
    /// As of when.
    pub at: AsOf,
    /// The record.
    pub record: Record,
    pub(crate) held: Holdings,
    known_findings: usize,
}

/// Two sides that deal with each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The sides, sorted.
    pub sides: Vec<Side>,
    /// How many meetings, threads and positions there are between the two alone.
    pub entries: usize,
}

impl Holdings {
    pub(crate) fn of(archive: &Archive, known_at: Option<Date>, least: u8) -> Result<Self, Error> {
        let known_at = known_at.map(end_of_day).transpose()?;
        let corrections = archive.corrections(known_at)?;
        let mut documents = archive.facts(known_at)?;
        date_documents(&mut documents, &corrections);
        let mut findings = archive.findings(known_at)?;
        findings.retain(|finding| finding.confidence >= least);
        Ok(Self { documents, findings, copies: archive.copies()?, corrections, past: Past::of(archive.retired_ids()?) })
    }

    pub(crate) fn input<'a>(&'a self, world: &'a World, as_of: Option<Date>) -> Input<'a> {
        Input {
            documents: &self.documents,
            findings: &self.findings,
            copies: &self.copies,
            corrections: &self.corrections,
            world,
            as_of,
        }
    }

    fn record(&self, world: &World, as_of: Option<Date>) -> Record {
        let mut record = servanda_record::build(&self.input(world, as_of));
        note_dates(&mut record, &self.corrections);
        record
    }
}

impl Snapshot {
    pub(crate) fn new(archive: &Archive, world: &'static World, at: AsOf, least: u8) -> Result<Self, Error> {
        let mut held = Holdings::of(archive, at.known_at, least)?;
        let record = held.record(world, at.as_of);
        // Later documents may date those that are known as of the day asked for, but what they say is not known then:
        // their findings stay, behind the others.
        let known: BTreeSet<&DocId> = record.documents.iter().map(|d| &d.id).collect();
        let (mut findings, later): (Vec<_>, Vec<_>) = held.findings.into_iter().partition(|f| known.contains(&f.doc));
        let known_findings = findings.len();
        findings.extend(later);
        held.findings = findings;
        Ok(Self { world, at, record, held, known_findings })
    }

    /// The findings of the record's documents, as the reader made them.
    pub fn findings(&self) -> &[Finding] {
        &self.held.findings[..self.known_findings]
    }

    /// What people corrected, as far as it stands.
    pub fn corrections(&self) -> &[Correction] {
        &self.held.corrections
    }

    /// The documents of the record that are in a language that is not read yet: their names, with it.
    pub fn unread(&self) -> impl Iterator<Item = (&str, &str)> {
        let known = |d: &&DocumentFacts| self.record.documents.binary_search_by(|e| e.id.cmp(&d.id)).is_ok();
        let documents = self.held.documents.iter().filter(known);
        documents.filter_map(|d| Some((d.name(), unread_language(&d.clues)?)))
    }

    /// How many documents there are, whatever their dates.
    pub fn held_documents(&self) -> usize {
        self.held.documents.len()
    }

    /// The record of the day before `since`: what `changes` compares with.
    pub fn before(&self, since: Date) -> Record {
        let day = since.yesterday().unwrap_or(since);
        self.held.record(self.world, Some(day))
    }

    /// The pairs of sides in the record, the most active first.
    pub fn relations(&self) -> Vec<Relation> {
        let record = &self.record;
        let meetings =
            record.engagements.iter().filter(|e| e.setting != Setting::Multilateral).map(|e| pair([&e.sides]));
        let threads = record.threads.iter().map(|t| pair([&t.by, &t.with]));
        let positions = record.positions.iter().map(|p| pair([&p.side, &p.toward]));
        let mut counts: BTreeMap<Vec<Side>, usize> = BTreeMap::new();
        for sides in meetings.chain(threads).chain(positions).flatten() {
            *counts.entry(sides).or_default() += 1;
        }
        let mut relations: Vec<Relation> =
            counts.into_iter().map(|(sides, entries)| Relation { sides, entries }).collect();
        relations.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.sides.cmp(&b.sides)));
        relations
    }

    /// The record in the interchange form.
    pub fn export_record(&self) -> Result<String, Error> {
        let meta = ExportMeta {
            format: export::FORMAT.to_owned(),
            version: VERSION.to_owned(),
            model: String::new(),
            kernel: KERNEL.to_owned(),
            as_of: self.at.as_of,
        };
        Ok(servanda_publish::export_record(&self.record, &meta)?)
    }

    /// The findings as corrected, one JSON object each, with their times resolved.
    pub fn export_findings(&self) -> Result<Vec<String>, Error> {
        let context = Context::new(&self.held.input(self.world, self.at.as_of));
        let resolve = |finding: &Finding, time: &TimeValue| context.resolve(finding, Some(time));
        let lines = servanda_publish::export_findings(context.findings(), &self.record, self.world, &resolve);
        Ok(lines.collect::<Result<_, _>>()?)
    }
}

/// The last moment of a day, in the archive's clock (UTC).
fn end_of_day(day: Date) -> Result<Timestamp, Error> {
    let next = day.tomorrow().and_then(|next| next.to_zoned(TimeZone::UTC));
    let last = next.map_err(|_| Error::Date(day))?.timestamp();
    last.checked_sub(SignedDuration::from_micros(1)).map_err(|_| Error::Date(day))
}

/// The two sides of an entry, sorted, where it has just two.
fn pair<const N: usize>(lists: [&[Side]; N]) -> Option<Vec<Side>> {
    let sides: BTreeSet<&Side> = lists.into_iter().flatten().collect();
    (sides.len() == 2).then(|| sides.into_iter().cloned().collect())
}
