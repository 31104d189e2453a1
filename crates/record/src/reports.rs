//! Groups documents that are full copies of one text into reports, and links those that share part of one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use servanda_model::{
    CopyPair, DocId, DocumentFacts, EntryId, Kinship,
    record::{LinkKind, ReportEntry, ReportLink},
};

/// Which report each document belongs to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports {
    of: HashMap<DocId, EntryId>,
    members: BTreeMap<EntryId, Vec<DocId>>,
}

impl Reports {
    /// Joins full copies.
    pub(crate) fn group(documents: &[&DocumentFacts], copies: &[CopyPair]) -> Self {
        let full = copies.iter().filter(|pair| is_full_copy(pair)).map(|pair| (&pair.a, &pair.b));
        Self::join(documents.iter().map(|d| &d.id), full)
    }

    /// The same from pairs of full copies; documents in order of their ids.
    pub(crate) fn join<'d>(
        documents: impl Iterator<Item = &'d DocId> + Clone,
        copies: impl Iterator<Item = (&'d DocId, &'d DocId)>,
    ) -> Self {
        // Each document leads to a smaller one of its report, the founder to itself.
        let mut leads: BTreeMap<&DocId, &DocId> = documents.clone().map(|doc| (doc, doc)).collect();
        for (a, b) in copies {
            if let (Some(a), Some(b)) = (founder(&mut leads, a), founder(&mut leads, b)) {
                leads.insert(a.max(b), a.min(b));
            }
        }
        let mut reports = Self::default();
        for doc in documents {
            if let Some(founder) = founder(&mut leads, doc) {
                let id = founded_by(founder);
                reports.of.insert(doc.clone(), id.clone());
                reports.members.entry(id).or_default().push(doc.clone());
            }
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
        let agencies: BTreeMap<&DocId, &String> =
            documents.iter().filter_map(|d| Some((&d.id, d.clues.agency.as_ref()?))).collect();
        let agency = |docs: &[DocId]| docs.iter().filter_map(|doc| agencies.get(doc)).min().map(|name| (*name).clone());
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

/// The id of the report that a document founds.
pub(crate) fn founded_by(doc: &DocId) -> EntryId {
    EntryId::new('R', &doc.as_str()[..16])
}

/// The founder of a document's report as far as it is known; what leads to it leads there directly from then on.
fn founder<'d>(leads: &mut BTreeMap<&'d DocId, &'d DocId>, doc: &DocId) -> Option<&'d DocId> {
    let mut founder = *leads.get(doc)?;
    let mut passed = Vec::new();
    while let Some(&next) = leads.get(founder).filter(|next| **next != founder) {
        passed.push(founder);
        founder = next;
    }
    for document in passed {
        leads.insert(document, founder);
    }
    Some(founder)
}

/// Whether two documents are full copies.
pub fn is_full_copy(pair: &CopyPair) -> bool {
    pair.kinship() == Some(Kinship::FullCopy)
}

/// How the longer and the shorter of a pair that is no full copy relate, seen from each.
fn partial(pair: &CopyPair) -> Option<(LinkKind, LinkKind)> {
    match pair.kinship()? {
        Kinship::Excerpt => Some((LinkKind::Extension, LinkKind::Excerpt)),
        Kinship::Overlap => Some((LinkKind::Roundup, LinkKind::Roundup)),
        Kinship::FullCopy => None,
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
