//! Groups documents that are full copies of one text into reports, and links those that share part of one.

use std::collections::{BTreeMap, BTreeSet};

use servanda_model::{
    CopyPair, DocId, DocumentFacts, EntryId,
    record::{LinkKind, ReportEntry, ReportLink},
};

/// Shared shingles, in thousandths, from which one text holds another.
const HOLDS: u16 = 800;
/// Length of the shorter, in thousandths of the longer, from which one that is held is a full copy.
const AS_LONG: u32 = 600;
/// Shared shingles, in thousandths, from which a longer text holds one of several.
const HOLDS_PART: u16 = 300;

/// Which report each document belongs to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports {
    of: BTreeMap<DocId, EntryId>,
    members: BTreeMap<EntryId, Vec<DocId>>,
}

impl Reports {
    /// Joins full copies.
    pub(crate) fn group(documents: &[&DocumentFacts], copies: &[CopyPair]) -> Self {
        let mut root: BTreeMap<&DocId, &DocId> = documents.iter().map(|d| (&d.id, &d.id)).collect();
        for pair in copies.iter().filter(|pair| is_full_copy(pair)) {
            let (Some(&a), Some(&b)) = (root.get(&pair.a), root.get(&pair.b)) else { continue };
            let (keep, give) = if a <= b { (a, b) } else { (b, a) };
            for r in root.values_mut().filter(|r| **r == give) {
                *r = keep;
            }
        }
        let mut reports = Self::default();
        for (doc, founder) in root {
            let id = EntryId::new('R', &founder.as_str()[..16]);
            reports.of.insert(doc.clone(), id.clone());
            reports.members.entry(id).or_default().push(doc.clone());
        }
        reports
    }

    /// The report of a document.
    pub(crate) fn of(&self, doc: &DocId) -> Option<&EntryId> {
        self.of.get(doc)
    }

    /// The reports of documents, sorted, each once.
    pub(crate) fn of_all<'a>(&self, docs: impl IntoIterator<Item = &'a DocId>) -> Vec<EntryId> {
        let found: BTreeSet<_> = docs.into_iter().filter_map(|doc| self.of(doc)).collect();
        found.into_iter().cloned().collect()
    }

    /// All reports with their documents.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&EntryId, &[DocId])> {
        self.members.iter().map(|(id, docs)| (id, docs.as_slice()))
    }

    /// The entries of the record, in order of their ids.
    pub(crate) fn entries(&self, documents: &[&DocumentFacts], copies: &[CopyPair]) -> Vec<ReportEntry> {
        let mut links: BTreeMap<&EntryId, BTreeSet<ReportLink>> = BTreeMap::new();
        for pair in copies {
            let (Some(a), Some(b)) = (self.of(&pair.a), self.of(&pair.b)) else { continue };
            if a == b {
                continue;
            }
            let (longer, shorter) = if pair.words_a >= pair.words_b { (a, b) } else { (b, a) };
            if let Some((of_longer, of_shorter)) = partial(pair) {
                links.entry(longer).or_default().insert(ReportLink { to: shorter.clone(), kind: of_longer });
                links.entry(shorter).or_default().insert(ReportLink { to: longer.clone(), kind: of_shorter });
            }
        }
        let agency = |docs: &[DocId]| {
            let of = documents.iter().filter(|d| docs.contains(&d.id));
            of.filter_map(|d| d.clues.agency.clone()).min()
        };
        self.iter()
            .map(|(id, docs)| ReportEntry {
                id: id.clone(),
                documents: docs.to_vec(),
                agency: agency(docs),
                links: links.remove(id).into_iter().flatten().collect(),
            })
            .collect()
    }
}

/// Whether two documents are full copies: each holds the other, or the longer holds a shorter that is nearly as long.
pub fn is_full_copy(pair: &CopyPair) -> bool {
    let (shorter, longer) = (pair.words_a.min(pair.words_b), pair.words_a.max(pair.words_b));
    let as_long = u64::from(shorter) * 1000 >= u64::from(longer) * u64::from(AS_LONG);
    (pair.a_in_b >= HOLDS && pair.b_in_a >= HOLDS) || (held(pair) >= HOLDS && as_long)
}

/// How much of the shorter document the longer holds.
fn held(pair: &CopyPair) -> u16 {
    if pair.words_a <= pair.words_b { pair.a_in_b } else { pair.b_in_a }
}

/// How the longer and the shorter of a pair that is no full copy relate, seen from each.
fn partial(pair: &CopyPair) -> Option<(LinkKind, LinkKind)> {
    match held(pair) {
        share if share >= HOLDS => Some((LinkKind::Extension, LinkKind::Excerpt)),
        share if share >= HOLDS_PART => Some((LinkKind::Roundup, LinkKind::Roundup)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a_in_b: u16, b_in_a: u16, words: (u32, u32)) -> CopyPair {
        let [a, b] = [DocId::of_bytes(b"a"), DocId::of_bytes(b"b")];
        CopyPair { a, b, a_in_b, b_in_a, words_a: words.0, words_b: words.1 }
    }

    #[test]
    fn a_copy_is_whole_or_nearly_as_long() {
        assert!(is_full_copy(&pair(870, 850, (500, 520))));
        assert!(is_full_copy(&pair(990, 640, (320, 500))));
        assert!(!is_full_copy(&pair(990, 300, (160, 500))), "an excerpt");
        assert!(!is_full_copy(&pair(400, 400, (500, 500))));
        assert_eq!(partial(&pair(990, 300, (160, 500))), Some((LinkKind::Extension, LinkKind::Excerpt)));
        assert_eq!(partial(&pair(20, 20, (500, 500))), None);
    }
}
