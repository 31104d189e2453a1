//! From what a person types to what is meant: any id that was ever shown leads to its entry, or to what became of it.

use std::collections::BTreeMap;

use servanda_archive::Retired;
use servanda_model::{DocId, Finding, FindingId};
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
    /// The full id that `typed` means: of an entry, a finding, a document (also by its name), an actor, a report.
    pub fn resolve(&self, typed: &str) -> Result<String, Error> {
        // Pages show ids in brackets.
        let wanted = typed.trim().trim_start_matches('[').trim_end_matches(']');
        if wanted.is_empty() {
            return Err(Error::Unknown(typed.to_owned()));
        }
        // Every finding's id begins like that of its document: bare digits mean the document.
        if let Some(id) = one(wanted, self.documents_called(wanted))? {
            return Ok(id);
        }
        if let Some(id) = one(wanted, ids::find(&self.record, wanted))? {
            return Ok(id);
        }
        let findings = self.findings().iter().map(|f| f.id.as_str()).filter(|id| ids::may_mean(wanted, id));
        if let Some(id) = one(wanted, findings.map(str::to_owned).collect())? {
            return Ok(id);
        }
        self.from_the_past(wanted)
    }

    /// The document that `typed` means.
    pub fn document(&self, typed: &str) -> Result<DocId, Error> {
        let id = self.resolve(typed)?;
        DocId::parse(&id).map_err(|_| Error::WrongKind { id: typed.to_owned(), wanted: "document" })
    }

    /// The findings that an entry is made of; of a finding's id, itself.
    pub fn members(&self, id: &str) -> Vec<FindingId> {
        let record = &self.record;
        let engagements = record.engagements.iter().map(|e| (&e.id, &e.members));
        let entries = engagements
            .chain(record.threads.iter().map(|e| (&e.id, &e.members)))
            .chain(record.positions.iter().map(|e| (&e.id, &e.members)))
            .chain(record.mechanisms.iter().map(|e| (&e.id, &e.members)))
            .chain(record.deeds.iter().map(|e| (&e.id, &e.members)));
        let of_entry = entries.into_iter().find(|(entry, _)| entry.as_str() == id).map(|(_, members)| members.clone());
        of_entry.unwrap_or_else(|| self.finding_with(id).map(|f| f.id.clone()).into_iter().collect())
    }

    pub(crate) fn finding_with(&self, id: &str) -> Option<&Finding> {
        self.findings().iter().find(|f| f.id.as_str() == id)
    }

    fn documents_called(&self, wanted: &str) -> Vec<String> {
        let documents = &self.record.documents;
        let named = documents.iter().filter(|d| d.name == wanted || d.url.as_deref() == Some(wanted));
        let named: Vec<String> = named.map(|d| d.id.as_str().to_owned()).collect();
        if !named.is_empty() || !wanted.bytes().all(|b| b.is_ascii_hexdigit()) {
            return named;
        }
        let begins = documents.iter().filter(|d| d.id.as_str().starts_with(wanted));
        begins.map(|d| d.id.as_str().to_owned()).collect()
    }

    fn from_the_past(&self, wanted: &str) -> Result<String, Error> {
        // An entry's id is its letter and its founding finding's id.
        let is_entry = wanted.len() > 2 && wanted.as_bytes()[1] == b'-' && wanted.as_bytes()[0].is_ascii_uppercase();
        let finding = if is_entry { wanted.get(2..).unwrap_or_default() } else { wanted };
        let past = &self.held.past;
        let mut found = past.called(finding);
        if is_entry && found.is_empty() {
            // The short form leaves out the kind that its letter says.
            found = past.called(&with_kind(wanted));
        }
        let typed = wanted.to_owned();
        match found.as_slice() {
            [] => Err(Error::Unknown(typed)),
            [one] => match past.heir(one) {
                Retired { target: Some(now), .. } => Ok(now.clone()),
                Retired { reason, .. } => Err(Error::Gone { typed, became: reason.clone() }),
            },
            several => Err(Error::Ambiguous { typed, meant: several.iter().map(|r| r.id.clone()).collect() }),
        }
    }
}

/// `T-3f2a-12.5` as the finding's short id, `3f2a-com-12.5`.
fn with_kind(entry: &str) -> String {
    let kind = match entry.as_bytes().first() {
        Some(b'E') => "eng",
        Some(b'P') => "pos",
        Some(b'M') => "mec",
        Some(b'D') => "dee",
        _ => "com",
    };
    match entry.get(2..).and_then(|rest| rest.split_once('-')) {
        Some((doc, place)) => format!("{doc}-{kind}-{place}"),
        None => entry.to_owned(),
    }
}

/// The only id, or none; more are told apart by who asked.
fn one(typed: &str, mut found: Vec<String>) -> Result<Option<String>, Error> {
    if found.len() > 1 {
        return Err(Error::Ambiguous { typed: typed.to_owned(), meant: found });
    }
    Ok(found.pop())
}
