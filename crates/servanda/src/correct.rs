//! Corrections as people state them: by id, turned into targets that survive a re-reading.

use servanda_model::{Change, Finding, FindingId};

use crate::{Error, Snapshot};

impl Snapshot {
    /// "This finding is wrong."
    pub fn retract(&self, typed: &str) -> Result<Change, Error> {
        let finding = self.single(typed)?;
        let quote = finding.evidence.first();
        Ok(Change::Retract { doc: finding.doc.clone(), kind: finding.kind(), start: quote.start, end: quote.end })
    }

    /// "This field has another value": JSON, or plain words for a field of words.
    pub fn amend(&self, typed: &str, field: &str, value: &str) -> Result<Change, Error> {
        let finding = self.single(typed)?;
        let words = serde_json::Value::from(value).to_string();
        let fits = |value: &&str| servanda_record::amended(finding, field, value).is_some();
        let value = [value, words.as_str()].into_iter().find(fits).ok_or_else(|| Error::Correction {
            id: finding.id.to_string(),
            reason: format!("{field:?} is no field of it, or {value:?} no value of that field"),
        })?;
        let quote = finding.evidence.first();
        Ok(Change::Amend {
            doc: finding.doc.clone(),
            kind: finding.kind(),
            start: quote.start,
            end: quote.end,
            field: field.to_owned(),
            value: value.to_owned(),
        })
    }

    /// "These two are one."
    pub fn same(&self, a: &str, b: &str) -> Result<Change, Error> {
        Ok(Change::Same { a: self.founding(a)?, b: self.founding(b)? })
    }

    /// "These two are not one."
    pub fn not_same(&self, a: &str, b: &str) -> Result<Change, Error> {
        Ok(Change::NotSame { a: self.founding(a)?, b: self.founding(b)? })
    }

    /// The finding that is meant; an entry of several is none.
    fn single(&self, typed: &str) -> Result<&Finding, Error> {
        let id = self.resolve(typed)?;
        let members = self.members(&id);
        match members.as_slice() {
            [] => Err(Error::WrongKind { id: typed.to_owned(), wanted: "finding" }),
            [only] => self.finding_with(only.as_str()).ok_or_else(|| Error::Unknown(typed.to_owned())),
            several => Err(Error::Ambiguous {
                typed: typed.to_owned(),
                meant: several.iter().map(ToString::to_string).collect(),
            }),
        }
    }

    /// The finding by which an entry is known.
    fn founding(&self, typed: &str) -> Result<FindingId, Error> {
        let id = self.resolve(typed)?;
        let first = self.members(&id).into_iter().next();
        first.ok_or_else(|| Error::WrongKind { id: typed.to_owned(), wanted: "entry or finding" })
    }
}
