//! A question about some sides, answered from the parts of the record that are theirs: what was worked out of the whole
//! archive is kept (`archive::shelf`), so that no other documents are read.

use std::{collections::BTreeSet, env, time::UNIX_EPOCH};

use servanda_archive::Shelved;
use servanda_model::{Correction, DocId, Finding, FindingId, Side, calendar, record::Record};
use servanda_publish::{
    AsOf, Extent, views,
    views::{RelationView, SideNames},
};
use servanda_record::{Entries, Input, Kept, Part, Shelf, Solved, closest_key, single_document};
use servanda_world::World;

use crate::{
    Error, Servanda, VERSION,
    correct::{date_documents, note_dates},
    snapshot::Holdings,
};

impl Servanda {
    /// The first screen of a pair or group, the same as from a [`crate::Snapshot`]. The first question after a change works out
    /// the whole record, others their own part of it alone.
    pub fn relation(&mut self, sides: &[Side], at: AsOf) -> Result<RelationView, Error> {
        if at.known_at.is_none() {
            // Where nothing can be kept, in a file that is only read, say, the answer below is as good.
            if self.archive.is_shelved(&program())? || self.shelve().unwrap_or_default() {
                return self.relation_of_parts(sides, at);
            }
        }
        let held = self.snapshot(at)?;
        Ok(views::relation(&held.record, held.world, sides, at))
    }

    /// Works out what is kept, and keeps it; false where the archive changes meanwhile.
    fn shelve(&mut self) -> Result<bool, Error> {
        self.archive.begin_shelving()?;
        let held = Holdings::of(&self.archive, None, 0)?;
        let shelf = servanda_record::shelve(&held.input(self.world, None))?;
        let written = shelf.dates.iter().filter_map(Solved::written);
        let newest = written.filter(|date| date.interval().is_close()).map(|date| date.to).max();
        let mut shelved = shelved(shelf, self.world)?;
        shelved.notes.insert(NEWEST.to_owned(), serde_json::to_string(&newest)?);
        Ok(self.archive.shelve(&program(), &shelved)?)
    }

    fn relation_of_parts(&self, sides: &[Side], at: AsOf) -> Result<RelationView, Error> {
        let by = at.as_of.map(calendar::number);
        let parts = self.parts_on(sides)?;
        let keys: BTreeSet<&String> = parts.iter().flat_map(|part| &part.notes).collect();
        let notes = self.archive.notes(keys)?;
        let needed: BTreeSet<DocId> = parts.iter().flat_map(|part| part.documents.iter().cloned()).collect();
        let dated = self.archive.dated(&needed, by)?;
        let dates: Vec<Solved> = dated.values().map(|body| serde_json::from_str(body)).collect::<Result<_, _>>()?;
        let corrections = self.archive.corrections(None)?;
        let mut documents = self.archive.facts_of(dated.keys())?;
        date_documents(&mut documents, &corrections);
        let findings = self.findings_of(&parts, dated.keys())?;
        let copies = self.archive.copies_of(dated.keys())?;
        let input = Input {
            documents: &documents,
            findings: &findings,
            copies: &copies,
            corrections: &corrections,
            world: self.world,
            as_of: at.as_of,
        };
        let kept = Kept { parts: &parts, dates: &dates, notes: &notes };
        let mut record = servanda_record::build_parts(&input, &kept);
        self.add_closest(&mut record, &corrections, at)?;
        note_dates(&mut record, &corrections);
        let held = self.archive.extent(by)?;
        let newest = match at.as_of {
            Some(_) => None,
            None => self.newest()?,
        };
        let extent = Extent::new(held.documents, held.digits, newest);
        Ok(views::relation_within(&record, self.world, sides, at, extent))
    }

    /// The parts that are of all these sides, and the deeds of each that may be between them.
    fn parts_on(&self, sides: &[Side]) -> Result<Vec<Part>, Error> {
        let read = |bodies: Vec<String>| -> Result<Vec<Part>, serde_json::Error> {
            bodies.iter().map(|body| serde_json::from_str(body)).collect()
        };
        let codes: Vec<&str> = sides.iter().map(Side::code).collect();
        let mut parts = read(self.archive.parts(&codes)?)?;
        let issues: BTreeSet<&String> = parts.iter().flat_map(|part| &part.issues).collect();
        let keys = deed_keys(codes.iter().copied(), &issues, codes.iter().copied());
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        parts.extend(read(self.archive.parts_of_any(&keys)?)?);
        Ok(parts)
    }

    /// The findings that parts need of these documents.
    fn findings_of<'d>(
        &self,
        parts: &[Part],
        documents: impl Iterator<Item = &'d DocId>,
    ) -> Result<Vec<Finding>, Error> {
        let (some, all): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(|part| !part.findings.is_empty());
        let all: BTreeSet<&DocId> = all.iter().flat_map(|part| &part.documents).collect();
        let some: BTreeSet<&FindingId> = some.iter().flat_map(|part| &part.findings).collect();
        let mut findings = Vec::new();
        for doc in documents {
            let own = if all.contains(doc) {
                self.archive.findings_of([doc])
            } else {
                self.archive.findings_among(doc, &some)
            };
            findings.extend(own?);
        }
        Ok(findings)
    }

    /// Adds the documents by which pages tell the date of the newest report without a word on a matter: of all that may
    /// have been written on that day those that are dated best.
    fn add_closest(&self, record: &mut Record, corrections: &[Correction], at: AsOf) -> Result<(), Error> {
        let silent = record.threads.iter().filter_map(|thread| thread.silence.as_ref()?.newest());
        let keys: BTreeSet<String> = silent.map(closest_key).collect();
        let known: BTreeSet<DocId> = record.documents.iter().map(|document| document.id.clone()).collect();
        for body in self.archive.notes(&keys)?.values() {
            let date: Solved = serde_json::from_str(body)?;
            if !known.contains(&date.doc) {
                let mut facts = self.archive.facts_of([&date.doc])?;
                date_documents(&mut facts, corrections);
                record.documents.extend(facts.iter().map(|facts| single_document(facts, &date, at.as_of)));
            }
        }
        record.documents.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(())
    }

    /// The last day of the newest document.
    fn newest(&self) -> Result<Option<jiff::civil::Date>, Error> {
        let notes = self.archive.notes([&NEWEST.to_owned()])?;
        Ok(notes.get(NEWEST).map(|body| serde_json::from_str(body)).transpose()?.flatten())
    }
}

/// The keys of deeds by some sides, or by nobody named, on some issues or with others' names in their words.
fn deed_keys<'k>(
    by: impl Iterator<Item = &'k str>,
    issues: &BTreeSet<&String>,
    named: impl Iterator<Item = &'k str>,
) -> Vec<String> {
    let about = issues.iter().map(|issue| format!("#{issue}")).chain(named.map(str::to_owned));
    let about: Vec<String> = about.collect();
    by.chain([NOBODY]).flat_map(|by| about.iter().map(move |about| format!("{by} {about}"))).collect()
}

/// The keys by which a part is found.
fn keys_of(part: &Part, names: &SideNames<'_>) -> Vec<String> {
    let sides = part.sides.iter().map(Side::code);
    let Entries::Deed(objects) = &part.of else { return sides.map(str::to_owned).collect() };
    let named: BTreeSet<&Side> = objects.iter().flat_map(|object| names.named_in(object)).collect();
    let mut keys = deed_keys(sides, &part.issues.iter().collect(), named.into_iter().map(Side::code));
    // By nobody named are those alone that have no side.
    keys.retain(|key| part.sides.is_empty() || !key.starts_with(' '));
    keys
}

/// The code of nobody.
const NOBODY: &str = "";
/// The key of the note of the newest document.
const NEWEST: &str = "newest";

fn shelved(shelf: Shelf, world: &World) -> Result<Shelved, Error> {
    let date = |solved: &Solved| -> Result<_, serde_json::Error> {
        Ok((solved.doc.clone(), solved.latest.map(calendar::number), serde_json::to_string(solved)?))
    };
    let names = SideNames::of(world);
    let part =
        |part: &Part| -> Result<_, serde_json::Error> { Ok((keys_of(part, &names), serde_json::to_string(part)?)) };
    let is_found = |part: &Result<(Vec<String>, String), _>| part.as_ref().map_or(true, |(keys, _)| !keys.is_empty());
    Ok(Shelved {
        dates: shelf.dates.iter().map(date).collect::<Result<_, _>>()?,
        parts: shelf.parts.iter().map(part).filter(is_found).collect::<Result<_, _>>()?,
        notes: shelf.notes,
    })
}

/// This program: what another one computed may be otherwise.
fn program() -> String {
    let built = env::current_exe().and_then(|file| file.metadata()).and_then(|file| file.modified());
    let built = built.ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    format!("{VERSION} of {}", built.as_nanos())
}
