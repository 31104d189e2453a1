//! From what a person types to what is meant: any id that was ever shown leads to its entry, or to what became of it.

use std::collections::{BTreeMap, BTreeSet};

use servanda_archive::Retired;
use servanda_model::{DocId, DocumentFacts, EntryId, Finding, FindingId, record::Record};
use servanda_publish::ids;

use crate::{Error, Snapshot};

/// Ids that no longer stand for anything by themselves.
#[derive(Debug, Default)]
pub(crate) struct Past(BTreeMap<String, Retired>);

impl Past {
    pub fn of(retired: Vec<Retired>) -> Self {
        Self(retired.into_iter().map(|r| (r.id.clone(), r)).collect())
    }

    /// The retired ids that `typed` may mean.
    fn called(&self, typed: &str) -> Vec<&Retired> {
        let is_id = |r: &&Retired| ids::may_mean(typed, &r.id) && !typed.is_empty();
        let found: Vec<&Retired> = self.0.values().filter(is_id).collect();
        // The digits of a document are the beginning of its findings' ids.
        let document = found.iter().find(|r| !r.id.contains('-'));
        document.map_or(found.clone(), |r| vec![*r])
    }

    /// What took the place of an id in the end.
    fn heir<'a>(&'a self, mut at: &'a Retired) -> &'a Retired {
        // Each step is younger than the one before; a damaged chain ends all the same.
        for _ in 0..self.0.len() {
            match at.target.as_ref().and_then(|target| self.0.get(target)) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }
}

impl Snapshot {
    /// The full id that `typed` means: of an entry, a finding, a document (also by its name), an actor, a report, an
    /// issue.
    pub fn resolve(&self, typed: &str) -> Result<String, Error> {
        // Pages show ids in brackets.
        let wanted = typed.trim().trim_start_matches('[').trim_end_matches(']');
        if wanted.is_empty() {
            return Err(Error::Unknown(typed.to_owned()));
        }
        match (self.resolve_as_written(wanted), in_usual_case(wanted)) {
            (Err(error @ (Error::Unknown(_) | Error::Gone { .. })), Some(usual)) => {
                match self.resolve_as_written(&usual) {
                    Err(Error::Unknown(_)) => Err(error),
                    resolved => resolved,
                }
            }
            (resolved, _) => resolved,
        }
    }

    fn resolve_as_written(&self, wanted: &str) -> Result<String, Error> {
        // Every finding's id begins like that of its document: bare digits mean the document.
        if let Some(id) = one(wanted, self.documents_called(wanted))? {
            return Ok(id);
        }
        if let Some(id) = one(wanted, ids::find(&self.record, wanted))? {
            return Ok(id);
        }
        if self.record.issues.iter().any(|issue| issue.id == wanted) {
            return Ok(wanted.to_owned());
        }
        let findings = self.findings().iter().map(|f| f.id.as_str()).filter(|id| ids::may_mean(wanted, id));
        if let Some(id) = one(wanted, findings.map(str::to_owned).collect())? {
            return Ok(id);
        }
        match self.now_part_of(wanted) {
            Some(id) => Ok(id),
            None => self.in_the_past(wanted),
        }
    }

    /// The document that `typed` means.
    pub fn document(&self, typed: &str) -> Result<DocId, Error> {
        let id = self.resolve(typed)?;
        DocId::parse(&id).map_err(|_| Error::WrongKind { id: typed.to_owned(), wanted: "document" })
    }

    /// The findings that an entry is made of; of a finding's id, itself.
    pub fn members(&self, id: &str) -> Vec<FindingId> {
        let of_entry =
            entries(&self.record).find(|(entry, _)| entry.as_str() == id).map(|(_, members)| members.to_vec());
        of_entry.unwrap_or_else(|| self.finding_with(id).map(|f| f.id.clone()).into_iter().collect())
    }

    /// The finding that an id names or that founded the entry of that id, also where the entry is part of another now.
    pub(crate) fn founder(&self, typed: &str) -> Option<FindingId> {
        let wanted = typed.trim().trim_start_matches('[').trim_end_matches(']');
        let usual = in_usual_case(wanted);
        let called = founders(usual.as_deref().unwrap_or(wanted));
        let is_called = |f: &&Finding| called.iter().any(|founder| ids::may_mean(founder, f.id.as_str()));
        let mut found = self.findings().iter().filter(is_called);
        let first = found.next()?;
        found.next().is_none().then(|| first.id.clone())
    }

    /// The findings of a document that share an entry with findings of others, with the first of these.
    pub(crate) fn heirs(&self, doc: &DocId) -> BTreeMap<FindingId, FindingId> {
        let own: BTreeSet<&FindingId> = self.findings().iter().filter(|f| f.doc == *doc).map(|f| &f.id).collect();
        let mut heirs = BTreeMap::new();
        for (_, members) in entries(&self.record) {
            if let Some(heir) = members.iter().find(|m| !own.contains(m)) {
                heirs.extend(members.iter().filter(|m| own.contains(m)).map(|m| (m.clone(), heir.clone())));
            }
        }
        heirs
    }

    pub(crate) fn finding_with(&self, id: &str) -> Option<&Finding> {
        self.findings().iter().find(|f| f.id.as_str() == id)
    }

    /// The documents that came under this name or address, or whose ids begin so; failing those, by the last part of
    /// the name or without its ending.
    fn documents_called(&self, wanted: &str) -> Vec<String> {
        let known = |d: &&DocumentFacts| self.record.documents.binary_search_by(|e| e.id.cmp(&d.id)).is_ok();
        let documents: Vec<&DocumentFacts> = self.held.documents.iter().filter(known).collect();
        let named = |d: &DocumentFacts| {
            d.clues.url.as_deref() == Some(wanted)
                || d.receipts.iter().any(|r| r.name == wanted || r.url.as_deref() == Some(wanted))
        };
        let is_hex = wanted.bytes().all(|b| b.is_ascii_hexdigit());
        let numbered = |d: &DocumentFacts| is_hex && d.id.as_str().starts_with(wanted);
        let nearly = |d: &DocumentFacts| {
            d.receipts.iter().any(|r| {
                let last = r.name.rsplit('/').next().unwrap_or_default();
                last == wanted || last.rsplit_once('.').is_some_and(|(stem, _)| stem == wanted)
            })
        };
        let called = |is: &dyn Fn(&DocumentFacts) -> bool| -> Vec<String> {
            documents.iter().filter(|d| is(d)).map(|d| d.id.as_str().to_owned()).collect()
        };
        let ways: [&dyn Fn(&DocumentFacts) -> bool; 3] = [&named, &numbered, &nearly];
        ways.iter().map(|way| called(way)).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Where an entry went that is no entry of its own any more: what founded it is part of another now.
    fn now_part_of(&self, wanted: &str) -> Option<String> {
        let record = &self.record;
        let (letter, rest) = entry_parts(wanted)?;
        match letter {
            'R' => {
                let document = record.documents.iter().find(|d| d.id.as_str().starts_with(rest))?;
                Some(document.report.to_string())
            }
            'A' => {
                // A person of whom more of the name is known now.
                let (side, name) = rest.split_once('-')?;
                let last = |name: &str| name.rsplit('-').next().map(str::to_owned);
                let called = record.actors.iter().filter(|a| {
                    let (_, id) = a.id.as_str().split_at(2);
                    id.split_once('-').is_some_and(|(s, n)| s == side && last(n) == last(name))
                });
                one(wanted, called.map(|a| a.id.to_string()).collect()).ok().flatten()
            }
            _ => {
                let is_founder = |id: &str| founders(wanted).iter().any(|founder| ids::may_mean(founder, id));
                let mut founders = self.findings().iter().filter(|f| is_founder(f.id.as_str()));
                self.entry_of(founders.next()?.id.as_str())
            }
        }
    }

    /// The entry that a finding is part of; the finding itself where it is part of none.
    fn entry_of(&self, finding: &str) -> Option<String> {
        let entry = entries(&self.record).find(|(_, members)| members.iter().any(|m| m.as_str() == finding));
        entry.map(|(id, _)| id.to_string()).or_else(|| self.finding_with(finding).map(|f| f.id.to_string()))
    }

    fn in_the_past(&self, wanted: &str) -> Result<String, Error> {
        let past = &self.held.past;
        let found =
            founders(wanted).iter().map(|id| past.called(id)).find(|found| !found.is_empty()).unwrap_or_default();
        let typed = wanted.to_owned();
        let is_actor = entry_parts(wanted).is_some_and(|(letter, rest)| letter == 'A' && rest.contains('-'));
        match found.as_slice() {
            [] if is_actor => Err(Error::Gone { typed, became: "no document here names this actor".to_owned() }),
            [] => Err(Error::Unknown(typed)),
            [one] => match past.heir(one) {
                Retired { target: Some(now), .. } => self.entry_of(now).ok_or(Error::Unknown(typed)),
                Retired { reason, .. } => Err(Error::Gone { typed, became: reason.clone() }),
            },
            several => Err(Error::Ambiguous { typed, meant: several.iter().map(|r| r.id.clone()).collect() }),
        }
    }
}

/// All entries of a record that findings make, with them.
pub(crate) fn entries(record: &Record) -> impl Iterator<Item = (&EntryId, &[FindingId])> {
    let engagements = record.engagements.iter().map(|e| (&e.id, e.members.as_slice()));
    engagements
        .chain(record.threads.iter().map(|e| (&e.id, e.members.as_slice())))
        .chain(record.positions.iter().map(|e| (&e.id, e.members.as_slice())))
        .chain(record.mechanisms.iter().map(|e| (&e.id, e.members.as_slice())))
        .chain(record.deeds.iter().map(|e| (&e.id, e.members.as_slice())))
}

/// The letter of an entry's id, and what follows.
fn entry_parts(id: &str) -> Option<(char, &str)> {
    let (letter, rest) = id.split_once('-')?;
    let mut chars = letter.chars();
    let letter = chars.next().filter(char::is_ascii_uppercase)?;
    (chars.next().is_none() && !rest.is_empty()).then_some((letter, rest))
}

/// The ids that the founding finding of an entry may have: `T-3f2a-12.5` leaves out the kind that its letter says.
/// An id of no entry stands for itself.
fn founders(wanted: &str) -> Vec<String> {
    let Some((letter, rest)) = entry_parts(wanted) else { return vec![wanted.to_owned()] };
    let kind = match letter {
        'E' => "eng",
        'P' => "pos",
        'M' => "mec",
        'D' => "dee",
        _ => "com",
    };
    let with_kind = rest.split_once('-').map(|(doc, place)| format!("{doc}-{kind}-{place}"));
    std::iter::once(rest.to_owned()).chain(with_kind).collect()
}

/// An id as ids are written: `T-3f2a-12.5`, `A-JPN-…`, digits of documents in lower case; `None` where it is so.
fn in_usual_case(wanted: &str) -> Option<String> {
    let usual = match wanted.split_once('-') {
        Some(("a" | "A", rest)) => {
            let (side, name) = rest.split_at(rest.find('-').unwrap_or(rest.len()));
            format!("A-{}{}", side.to_uppercase(), name.to_lowercase())
        }
        Some((letter, rest)) if letter.len() == 1 => format!("{}-{}", letter.to_uppercase(), rest.to_lowercase()),
        _ => wanted.to_lowercase(),
    };
    (usual != wanted).then_some(usual)
}

/// The only id, or none; more are told apart by who asked.
fn one(typed: &str, mut found: Vec<String>) -> Result<Option<String>, Error> {
    if found.len() > 1 {
        return Err(Error::Ambiguous { typed: typed.to_owned(), meant: found });
    }
    Ok(found.pop())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn retired(id: &str, target: Option<&str>) -> Retired {
        Retired { id: id.to_owned(), target: target.map(str::to_owned), reason: "read otherwise".to_owned() }
    }

    #[test]
    fn retired_ids_are_found_in_full_and_in_short() {
        let doc = DocId::of_bytes(b"a");
        let past = Past::of(vec![
            retired(doc.as_str(), None),
            retired("ca978112ca1bbdca-com-012.005", None),
            retired("ca978112ca1bbdca-ask-012.005", None),
        ]);
        let called = |typed: &str| past.called(typed).iter().map(|r| r.id.clone()).collect::<Vec<_>>();
        assert_eq!(called("ca97"), [doc.as_str()]);
        assert_eq!(called("ca97-com-12.5"), ["ca978112ca1bbdca-com-012.005"]);
        assert_eq!(called("ca978112ca1bbdca-ask-012.005").len(), 1);
        assert!(called("").is_empty() && called("beef-com-12.5").is_empty());
    }

    #[test]
    fn a_chain_of_readings_ends_at_the_last_and_a_circle_ends() {
        let past = Past::of(vec![retired("a", Some("b")), retired("b", Some("c")), retired("x", Some("x"))]);
        assert_eq!(past.heir(&past.0["a"]).target.as_deref(), Some("c"));
        assert_eq!(past.heir(&past.0["x"]).target.as_deref(), Some("x"));
    }

    #[test]
    fn an_entry_is_known_by_what_founded_it() {
        assert_eq!(founders("T-3f2a-12.5"), ["3f2a-12.5", "3f2a-com-12.5"]);
        assert_eq!(founders("T-3f2a-ask-12.5")[0], "3f2a-ask-12.5");
        assert_eq!(founders("3f2a-com-12.5"), ["3f2a-com-12.5"]);
        assert_eq!(entry_parts("A-KEN-amina-otieno"), Some(('A', "KEN-amina-otieno")));
        assert_eq!(entry_parts("AB-3f2a"), None);
        assert_eq!(entry_parts("T-"), None);
    }
}
