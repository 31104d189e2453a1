//! Short forms of ids for people, and the way back from what a person types to the entries meant.
//!
//! A full id (`T-3f2a90c1e5d47b68-com-012.005`) holds 16 digits of its document; a page shows as many as tell the
//! archive's documents apart, and leaves out the kind where the letter already says it: `T-3f2a-12.5`.

use servanda_model::record::Record;

/// The fewest digits of a document's id that are shown.
pub const MIN_DIGITS: usize = 4;

/// How many digits of a document's id tell all documents of the record apart.
pub fn digits_needed(record: &Record) -> usize {
    let mut ids: Vec<&str> = record.documents.iter().map(|d| d.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let shared = |pair: &[&str]| pair[0].bytes().zip(pair[1].bytes()).take_while(|(a, b)| a == b).count();
    ids.windows(2).map(shared).map(|n| n + 1).max().unwrap_or(0).max(MIN_DIGITS)
}

/// The parts of a finding's id, with the entry's letter where there is one.
struct Parts<'a> {
    letter: Option<&'a str>,
    doc: &'a str,
    kind: Option<&'a str>,
    sentence: Option<u32>,
    token: Option<u32>,
}

impl<'a> Parts<'a> {
    /// Reads full and short forms; `None` where the text is not built like an id.
    fn of(id: &'a str) -> Option<Self> {
        let (letter, rest) = match id.split_once('-') {
            Some((letter, rest)) if letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase()) => {
                (Some(letter), rest)
            }
            _ => (None, id),
        };
        let mut parts = rest.split('-');
        let doc = parts.next().filter(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let rest: Vec<&str> = parts.collect();
        let (kind, place) = match rest.as_slice() {
            [] => (None, None),
            [one] if one.contains('.') => (None, Some(*one)),
            [kind] => (Some(*kind), None),
            [kind, place] => (Some(*kind), Some(*place)),
            _ => return None,
        };
        let (sentence, token) = match place.map(|place| place.split_once('.')) {
            None => (None, None),
            Some(Some((sentence, token))) => (Some(sentence.parse().ok()?), Some(token.parse().ok()?)),
            Some(None) => return None,
        };
        Some(Self { letter, doc, kind, sentence, token })
    }

    /// The kind, where the letter does not say it already.
    fn kind_beside_letter(&self) -> Option<&'a str> {
        self.kind.filter(|kind| self.letter.and_then(own_kind) != Some(kind))
    }
}

/// The kind of finding that mostly founds entries of this letter.
fn own_kind(letter: &str) -> Option<&'static str> {
    match letter {
        "E" => Some("eng"),
        "T" => Some("com"),
        "P" => Some("pos"),
        "M" => Some("mec"),
        "D" => Some("dee"),
        _ => None,
    }
}

/// The short form of an entry's, a finding's or a document's id, with `digits` digits of the document;
/// ids of another form stay as they are.
pub fn short_id(id: &str, digits: usize) -> String {
    let Some(parts) = Parts::of(id).filter(|parts| parts.doc.len() >= 16) else {
        return id.to_owned();
    };
    let mut short = parts.letter.map(|letter| format!("{letter}-")).unwrap_or_default();
    short += parts.doc.get(..digits.max(MIN_DIGITS)).unwrap_or(parts.doc);
    if let Some(kind) = parts.kind_beside_letter() {
        short += &format!("-{kind}");
    }
    if let Some((sentence, token)) = parts.sentence.zip(parts.token) {
        short += &format!("-{sentence}.{token}");
    }
    short
}

/// Whether what a person typed may mean this id: the id itself, its beginning, or its short form.
pub fn may_mean(typed: &str, id: &str) -> bool {
    if typed.is_empty() {
        return false;
    }
    if id.starts_with(typed) {
        return true;
    }
    let (Some(t), Some(i)) = (Parts::of(typed), Parts::of(id)) else { return false };
    i.doc.starts_with(t.doc)
        && t.letter == i.letter
        && t.kind.unwrap_or_else(|| i.letter.and_then(own_kind).unwrap_or_default()) == i.kind.unwrap_or_default()
        && (t.sentence, t.token) == (i.sentence, i.token)
}

/// Every id of the record that `typed` may mean, entries before documents and findings, each once. One that equals
/// it or leads to it (a member's id) comes alone.
pub fn find(record: &Record, typed: &str) -> Vec<String> {
    let ids = all_ids(record);
    if ids.iter().any(|id| id == typed) {
        return vec![typed.to_owned()];
    }
    let mut found = Vec::new();
    for id in ids {
        if may_mean(typed, &id) && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

fn all_ids(record: &Record) -> Vec<String> {
    let mut ids = Vec::new();
    let mut entry = |id: &servanda_model::EntryId| ids.push(id.to_string());
    record.engagements.iter().for_each(|e| entry(&e.id));
    record.threads.iter().for_each(|e| entry(&e.id));
    record.positions.iter().for_each(|e| entry(&e.id));
    record.mechanisms.iter().for_each(|e| entry(&e.id));
    record.deeds.iter().for_each(|e| entry(&e.id));
    record.texts.iter().for_each(|e| entry(&e.id));
    record.actors.iter().for_each(|e| entry(&e.id));
    record.reports.iter().for_each(|e| entry(&e.id));
    ids.extend(record.documents.iter().map(|d| d.id.as_str().to_owned()));
    let members = record.engagements.iter().flat_map(|e| &e.members);
    let members = members.chain(record.threads.iter().flat_map(|e| &e.members));
    let members = members.chain(record.positions.iter().flat_map(|e| &e.members));
    let members = members.chain(record.mechanisms.iter().flat_map(|e| &e.members));
    let members = members.chain(record.deeds.iter().flat_map(|e| &e.members));
    ids.extend(members.map(ToString::to_string));
    ids.extend(record.statements.iter().map(|s| s.id.to_string()));
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use servanda_model::{DocId, EntryId, FindingId, FindingKind};

    #[test]
    fn short_forms_lead_back() {
        let doc = DocId::of_bytes(b"a");
        let com = FindingId::new(&doc, FindingKind::Commitment, 12, 5);
        let ask = FindingId::new(&doc, FindingKind::Ask, 12, 5);
        let (thread, asked) = (EntryId::new('T', com.as_str()), EntryId::new('T', ask.as_str()));
        assert_eq!(short_id(thread.as_str(), 4), "T-ca97-12.5");
        assert_eq!(short_id(asked.as_str(), 4), "T-ca97-ask-12.5");
        assert!(may_mean("T-ca97-12.5", thread.as_str()));
        assert!(!may_mean("T-ca97-12.5", asked.as_str()));
        assert!(may_mean("T-ca97-ask-12.5", asked.as_str()));
        assert_eq!(short_id(com.as_str(), 4), "ca97-com-12.5");
        assert_eq!(short_id(doc.as_str(), 6), "ca9781");
        assert_eq!(short_id("A-ana-rojas", 4), "A-ana-rojas");
    }

    proptest! {
        #[test]
        fn a_short_id_means_its_own_entry(seed in any::<u64>(), s in 0usize..2000, t in 0usize..2000, digits in 4usize..16) {
            let doc = DocId::of_bytes(&seed.to_le_bytes());
            for (letter, kind) in [('E', FindingKind::Engagement), ('T', FindingKind::Ask), ('T', FindingKind::Commitment)] {
                let id = EntryId::new(letter, FindingId::new(&doc, kind, s, t).as_str());
                prop_assert!(may_mean(&short_id(id.as_str(), digits), id.as_str()));
            }
        }
    }
}
