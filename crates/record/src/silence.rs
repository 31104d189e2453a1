//! What was read on the sides of a block, when, and on what matters: the ground on which a page may say that nothing was
//! found since.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use servanda_model::{DocId, EntryId, Finding, Interval, record::Silence};

use crate::{
    block::Context,
    matter::{Key, Matter},
};

/// So many roots in common are near enough.
const SHARED: u8 = 2;

/// The reports on the sides of a block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    reports: Vec<Report>,
    place_of: HashMap<EntryId, usize>,
    /// The findings that hold a root, and the report of each.
    with_root: HashMap<u64, Vec<usize>>,
    report_of: Vec<usize>,
}

/// When the first document of a report may have been written.
#[derive(Clone, Copy, Debug)]
struct Report {
    last: Date,
    first: Date,
}

/// What is known of one document: when it was written, and what roots each of its findings holds, as numbers.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) written: Interval,
    pub(crate) roots: Vec<Vec<u64>>,
}

/// What the documents of findings tell. An undated one, of which only the day of its receipt is known, tells nothing of
/// what was read when.
pub(crate) fn told<'f>(context: &Context<'_>, own: &[&'f Finding]) -> BTreeMap<&'f DocId, Told> {
    let mut told: BTreeMap<&DocId, Told> = BTreeMap::new();
    for of_one in own.chunk_by(|a, b| a.doc == b.doc) {
        let doc = of_one.first().map(|finding| &finding.doc);
        let Some((doc, written)) = doc.and_then(|doc| Some((doc, context.chronology.published(doc)?))) else {
            continue;
        };
        let roots = of_one.iter().map(|f| Matter::of(&f.proposition).roots().iter().map(Key::number).collect());
        let entry = told.entry(doc).or_insert_with(|| Told { written: written.interval(), roots: Vec::new() });
        entry.roots.extend(roots);
    }
    told
}

impl Reading {
    /// The reports of documents, with what these tell.
    pub(crate) fn of<'t>(documents: impl IntoIterator<Item = (&'t EntryId, &'t Told)>) -> Self {
        let mut reading = Self::default();
        for (report, told) in documents {
            let next = Report { last: told.written.to(), first: told.written.from() };
            let at = *reading.place_of.entry(report.clone()).or_insert(reading.reports.len());
            match reading.reports.get_mut(at) {
                Some(known) if (known.last, known.first) <= (next.last, next.first) => {}
                Some(known) => *known = next,
                None => reading.reports.push(next),
            }
            for roots in &told.roots {
                for root in roots {
                    reading.with_root.entry(*root).or_default().push(reading.report_of.len());
                }
                reading.report_of.push(at);
            }
        }
        reading
    }

    /// The first day of the newest report: up to then, at the earliest, these sides were read.
    pub(crate) fn until(&self) -> Option<Date> {
        self.reports.iter().map(|report| report.first).max()
    }

    /// Nothing found on a matter since a day, or since the reports that tell of it if these are later: counted over the
    /// others that are later for certain.
    pub(crate) fn silence(
        &self,
        findings: &[&Finding],
        told: &BTreeSet<&EntryId>,
        since: Option<Date>,
    ) -> Option<Silence> {
        let mut is_told = vec![false; self.reports.len()];
        for at in told.iter().filter_map(|report| self.place_of.get(*report)) {
            is_told[*at] = true;
        }
        let of_told = self.reports.iter().zip(&is_told).filter(|(_, told)| **told).map(|(report, _)| report.last);
        let since = of_told.max().max(since)?;
        let is_near = self.near(findings);
        let (mut silent, mut near, mut unsure) = (Vec::new(), 0, 0);
        for (at, report) in self.reports.iter().enumerate().filter(|(at, _)| !is_told[*at]) {
            if report.first > since && is_near[at] {
                near += 1;
            } else if report.first > since {
                silent.push(report.last);
            } else if report.last > since && report.is_dated() {
                unsure += 1;
            }
        }
        Some(Silence::counted(since, silent).beside(near, unsure))
    }

    /// Which reports speak of something near these findings: of their issue, or in two of their words.
    fn near(&self, findings: &[&Finding]) -> Vec<bool> {
        let mut near = vec![false; self.reports.len()];
        let mut shared = vec![0u8; self.report_of.len()];
        let mut touched = Vec::new();
        for finding in findings {
            for root in Matter::of(&finding.proposition).roots() {
                let weight = if matches!(root, Key::Issue(_)) { SHARED } else { 1 };
                for &at in self.with_root.get(&root.number()).into_iter().flatten() {
                    shared[at] = shared[at].saturating_add(weight);
                    touched.push(at);
                }
            }
            for at in touched.drain(..) {
                near[self.report_of[at]] |= shared[at] >= SHARED;
                shared[at] = 0;
            }
        }
        near
    }
}

impl Report {
    /// Whether it has a date at all: of what has none it goes without saying that it may be later.
    fn is_dated(self) -> bool {
        Interval::new(self.first, self.last).is_ok_and(|days| days.is_close())
    }
}
