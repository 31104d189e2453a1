//! Corrections as people state them: by id, turned into targets that survive a re-reading, and refused where they
//! could take no effect.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use servanda_model::{
    ActorRef, Change, Correction, DateClue, DateClueKind, DocId, DocumentFacts, Due, Finding, FindingBody, FindingId,
    PartialDate, Side, Span, TimeValue,
    record::{ActorEntry, ActorKind, Record},
};
use servanda_record::Context;
use servanda_world::fold;

use crate::{Error, NumberedCorrection, Snapshot};

impl Snapshot {
    /// "This finding is wrong."
    pub fn retract(&self, typed: &str) -> Result<Change, Error> {
        let finding = self.standing(typed)?;
        let quote = finding.evidence.first();
        Ok(Change::Retract { doc: finding.doc.clone(), kind: finding.kind(), start: quote.start, end: quote.end })
    }

    /// "This field has another value": JSON, or plain words where words, a date or sides are wanted.
    pub fn amend(&self, typed: &str, field: &str, value: &str) -> Result<Change, Error> {
        let finding = self.standing(typed)?;
        let refused = |reason: String| Error::Correction { id: finding.id.to_string(), reason };
        let fields = fields(&finding)?;
        let known = |name: &str| fields.iter().any(|f| f == name);
        // The export tells of one speaker, or of several as of one.
        let field = if field == "speaker" && known("speakers") { "speakers" } else { field };
        let is_kind = field == "kind" && known("commitment_kind");
        if !is_kind && !known(field) {
            let near = fields.iter().find(|f| f.starts_with(field) || field.starts_with(f.as_str()));
            let near = near.map(|f| format!(" Perhaps {f} is meant.")).unwrap_or_default();
            let kind = format!("{:?}", finding.kind()).to_lowercase();
            return Err(refused(format!(
                "a finding of kind {kind} has no field {field:?}.{near} Its fields: {}",
                fields.join(", ")
            )));
        }
        let meant = self.values(field, value)?;
        let amended = meant.iter().find_map(|json| Some((json, servanda_record::amended(&finding, field, json)?)));
        let Some((value, amended)) = amended else {
            let why = unfit(&finding, field, value).unwrap_or_default();
            return Err(refused(format!("{field} is a field of it, but {value:?} is no value of that field{why}")));
        };
        if amended.body == finding.body {
            return Err(refused(format!("its {field} is {value} already")));
        }
        let quote = finding.evidence.first();
        Ok(Change::Amend {
            doc: finding.doc.clone(),
            kind: finding.kind(),
            start: quote.start,
            end: quote.end,
            field: field.to_owned(),
            value: value.clone(),
        })
    }

    /// "This document was written then."
    pub fn date(&self, typed: &str, date: PartialDate) -> Result<Change, Error> {
        let doc = self.document(typed)?;
        let facts = self.held.documents.iter().find(|d| d.id == doc);
        let name = facts.map_or(typed, DocumentFacts::name).to_owned();
        let received = facts.and_then(DocumentFacts::received);
        if let Some(received) = received.filter(|received| *received < date.interval().from()) {
            let reason = format!("it was received on {received}, before that date");
            return Err(Error::Correction { id: name, reason });
        }
        let is_last = |change: &Change| *change == Change::Date { doc: doc.clone(), date };
        let mut dates =
            self.corrections().iter().filter(|c| matches!(&c.change, Change::Date { doc: d, .. } if *d == doc));
        if dates.next_back().is_some_and(|c| is_last(&c.change)) {
            return Err(Error::Correction { id: name, reason: format!("it is dated {date} already") });
        }
        Ok(Change::Date { doc, date })
    }

    /// "These two are one."
    pub fn same(&self, a: &str, b: &str) -> Result<Change, Error> {
        let (one, other) = (self.joinable(a)?, self.joinable(b)?);
        let refused = |reason: String| Err(Error::Correction { id: format!("{a} and {b}"), reason });
        if one.id == other.id {
            return refused("they are one entry already".to_owned());
        }
        if one.letter() != other.letter() {
            return refused(format!(
                "one is a {}, the other a {}; entries of different kinds are never one. What fulfils a promise is \
                 found by the words of deeds and held meetings; it can't be entered by hand",
                kind_word(one.letter()),
                kind_word(other.letter())
            ));
        }
        let names =
            |sides: &BTreeSet<Side>| sides.iter().map(|s| self.world.side_name(s)).collect::<Vec<_>>().join(", ");
        if one.sides.is_disjoint(&other.sides) {
            return refused(format!("no side is in both ({}; {})", names(&one.sides), names(&other.sides)));
        }
        let change = Change::Same { a: one.founder.clone(), b: other.founder.clone() };
        let record = self.record_with(&change);
        if entry_in(&record, &one.founder) == entry_in(&record, &other.founder) {
            return Ok(change);
        }
        let contrary = |c: &Change| matches!(c, Change::NotSame { a, b } if self.are_of(a, b, &one.id, &other.id));
        if let Some(c) = self.corrections().iter().find(|c| contrary(&c.change)) {
            return refused(format!("{} says that they are not one (see `correct list`): undo that first", c.author));
        }
        if one.sides != other.sides {
            return refused(format!(
                "entries are joined within one set of sides, and these have two ({}; {}); `correct set` the sides of \
                 one finding first",
                names(&one.sides),
                names(&other.sides)
            ));
        }
        refused("what they say is too far apart to be shown as one entry".to_owned())
    }

    /// "These two are not one."
    pub fn not_same(&self, a: &str, b: &str) -> Result<Change, Error> {
        let (one, other) = (self.joinable(a)?, self.joinable(b)?);
        let refused = |reason: String| Err(Error::Correction { id: format!("{a} and {b}"), reason });
        if one.founder == other.founder {
            return refused("they are one finding; name two findings that an entry wrongly joins".to_owned());
        }
        if one.id != other.id {
            return refused("they are two entries already".to_owned());
        }
        let change = Change::NotSame { a: one.founder.clone(), b: other.founder.clone() };
        let record = self.record_with(&change);
        if entry_in(&record, &one.founder) != entry_in(&record, &other.founder) {
            return Ok(change);
        }
        let contrary = |c: &Change| matches!(c, Change::Same { a, b } if self.are_of(a, b, &one.id, &other.id));
        if let Some(c) = self.corrections().iter().find(|c| contrary(&c.change)) {
            return refused(format!("{} says that they are one (see `correct list`): undo that first", c.author));
        }
        refused("others of the same entry would still join them".to_owned())
    }

    /// Who left a finding out, where somebody did.
    pub fn retraction(&self, finding: &str) -> Option<&Correction> {
        let finding = self.finding_with(finding)?;
        let quote = finding.evidence.first();
        self.corrections().iter().find(|c| {
            matches!(&c.change, Change::Retract { doc, kind, start, end }
                if *doc == finding.doc && *kind == finding.kind() && quote.start < *end && *start < quote.end)
        })
    }

    /// The record as it would be with one correction more.
    fn record_with(&self, change: &Change) -> Record {
        let mut corrections = self.held.corrections.clone();
        let made = corrections.iter().map(|c| c.made).max().unwrap_or_default();
        let (author, reason) = (String::new(), String::new());
        corrections.push(Correction { change: change.clone(), author, made, reason });
        let mut input = self.held.input(self.world, self.at.as_of);
        input.corrections = &corrections;
        servanda_record::build(&input)
    }

    /// Whether two findings are one of the entry `x` and one of the entry `y`, whichever way round.
    fn are_of(&self, a: &FindingId, b: &FindingId, x: &str, y: &str) -> bool {
        let [a, b] = [a, b].map(|id| entry_in(&self.record, id));
        (a.as_deref(), b.as_deref()) == (Some(x), Some(y)) || (a.as_deref(), b.as_deref()) == (Some(y), Some(x))
    }

    /// What a person's words may mean as the value of a field: JSON; words; a date; sides, or actors for them; a person
    /// of the record; a due.
    fn values(&self, field: &str, value: &str) -> Result<Vec<String>, Error> {
        let mut meant = vec![value.to_owned(), serde_json::to_string(value)?];
        let date = PartialDate::parse(value).ok().map(|date| TimeValue::Absolute { date, part: None });
        meant.extend(date.as_ref().map(serde_json::to_string).transpose()?);
        let sides: Option<Vec<Side>> = value.split(',').map(|name| self.world.side_from(name.trim())).collect();
        if let Some(sides) = sides {
            let sides: BTreeSet<Side> = sides.into_iter().collect();
            meant.push(serde_json::to_string(&sides)?);
            let actors = sides.into_iter().map(|side| ActorRef { side: Some(side), ..ActorRef::default() });
            meant.push(serde_json::to_string(&actors.collect::<Vec<_>>())?);
        }
        let is_meant = |actor: &&ActorEntry| actor.kind == ActorKind::Person && fold(&actor.name) == fold(value);
        if let Some(person) = self.record.actors.iter().find(is_meant) {
            let actor = ActorRef { name: Some(person.name.clone()), office: None, side: person.side.clone() };
            meant.push(serde_json::to_string(&[actor])?);
        }
        if field == "due" {
            meant.push(serde_json::to_string(&Due::Stated { text: value.to_owned(), when: date })?);
        }
        Ok(meant)
    }

    /// The finding that is meant, as corrected so far; an entry of several is none.
    fn standing(&self, typed: &str) -> Result<Finding, Error> {
        let finding = self.single(typed)?;
        let context = Context::new(&self.held.input(self.world, self.at.as_of));
        let standing = context.findings().iter().find(|f| f.id == finding.id).cloned();
        standing.ok_or_else(|| {
            let by = self.retraction(finding.id.as_str()).map(|c| format!(": {} retracted it", c.author));
            Error::Correction {
                id: typed.to_owned(),
                reason: format!("it is left out already{}", by.unwrap_or_default()),
            }
        })
    }

    /// The finding that is meant, as it was read.
    fn single(&self, typed: &str) -> Result<&Finding, Error> {
        let id = self.resolve(typed)?;
        let refused = |reason: String| Error::Correction { id: typed.to_owned(), reason };
        if DocId::parse(&id).is_ok() {
            return Err(refused("it is a document; its date is corrected with `correct date DOC DATE`".to_owned()));
        }
        match self.members(&id).as_slice() {
            [] => Err(Error::WrongKind { id: typed.to_owned(), wanted: "finding" }),
            [only] => self.finding_with(only.as_str()).ok_or_else(|| Error::Unknown(typed.to_owned())),
            several => {
                let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
                Err(refused(format!("it rests on {} findings; name one of them: {}", ids.len(), ids.join(", "))))
            }
        }
    }

    /// The entry that is meant, or that a finding is part of.
    fn joinable(&self, typed: &str) -> Result<Joinable, Error> {
        let wrong = || Error::WrongKind { id: typed.to_owned(), wanted: "entry that can be joined or parted" };
        let id = self.resolve(typed)?;
        let founder = self.founder(typed).or_else(|| self.members(&id).into_iter().next()).ok_or_else(wrong)?;
        if let Some(c) = self.retraction(founder.as_str()) {
            let reason = format!("it is left out: {} retracted it", c.author);
            return Err(Error::Correction { id: typed.to_owned(), reason });
        }
        let entry = entry_in(&self.record, &founder).ok_or_else(wrong)?;
        Ok(Joinable { sides: sides_of(&self.record, &entry), id: entry, founder })
    }
}

/// An entry that a correction joins to another or parts from it.
struct Joinable {
    id: String,
    founder: FindingId,
    sides: BTreeSet<Side>,
}

impl Joinable {
    fn letter(&self) -> &str {
        self.id.split('-').next().unwrap_or_default()
    }
}

fn kind_word(letter: &str) -> &'static str {
    match letter {
        "E" => "meeting",
        "T" => "promise or ask",
        "P" => "position",
        "M" => "channel",
        _ => "deed",
    }
}

/// The entry of a record that a finding is part of.
fn entry_in(record: &Record, finding: &FindingId) -> Option<String> {
    crate::ids::entries(record).find(|(_, members)| members.contains(finding)).map(|(id, _)| id.to_string())
}

fn sides_of(record: &Record, id: &str) -> BTreeSet<Side> {
    let engagements = record.engagements.iter().map(|e| (&e.id, [e.sides.as_slice(), &[]]));
    let threads = record.threads.iter().map(|t| (&t.id, [t.by.as_slice(), t.with.as_slice()]));
    let positions = record.positions.iter().map(|p| (&p.id, [p.side.as_slice(), p.toward.as_slice()]));
    let mechanisms = record.mechanisms.iter().map(|m| (&m.id, [m.sides.as_slice(), &[]]));
    let deeds = record.deeds.iter().map(|d| (&d.id, [d.by.as_slice(), &[]]));
    let mut entries = engagements.chain(threads).chain(positions).chain(mechanisms).chain(deeds);
    let sides = entries.find(|(entry, _)| entry.as_str() == id).map(|(_, sides)| sides);
    sides.into_iter().flatten().flatten().cloned().collect()
}

/// The names of a finding's fields that a person may correct.
fn fields(finding: &Finding) -> Result<Vec<String>, Error> {
    let body = serde_json::to_value(&finding.body)?;
    let names = body.as_object().into_iter().flat_map(|fields| fields.keys());
    Ok(names.filter(|name| *name != "kind").cloned().collect())
}

/// Why a value does not fit a field: the forms that are taken, else the words of the format, where they help.
fn unfit(finding: &Finding, field: &str, value: &str) -> Option<String> {
    let mut body = serde_json::to_value(&finding.body).ok()?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
    *body.get_mut(if field == "kind" { "commitment_kind" } else { field })? = value;
    let error = serde_json::from_value::<FindingBody>(body).err()?.to_string();
    Some(match field {
        "when" | "from" | "to" | "last_held" => ": give a date, as 2024, 2024-11 or 2024-11-04".to_owned(),
        "speakers" | "participants" => ": give sides, the full name of a person of the record, or JSON".to_owned(),
        _ => format!(": {error}"),
    })
}

/// Dates documents as people say: their date stands in the place of all clues.
pub(crate) fn date_documents(documents: &mut [DocumentFacts], corrections: &[Correction]) {
    for correction in corrections {
        let Change::Date { doc, date } = &correction.change else { continue };
        if let Some(facts) = documents.iter_mut().find(|facts| facts.id == *doc) {
            let value = TimeValue::Absolute { date: *date, part: None };
            facts.clues.dates = vec![DateClue { kind: DateClueKind::Correction, value, span: Span::new(0, 0) }];
            facts.clue_quotes.clear();
        }
    }
}

/// Says of each date that a person gave who it was and why.
pub(crate) fn note_dates(record: &mut Record, corrections: &[Correction]) {
    for correction in corrections {
        let Change::Date { doc, .. } = &correction.change else { continue };
        let entry = record.documents.iter_mut().find(|entry| entry.id == *doc);
        if let Some(published) = entry.and_then(|entry| entry.published.as_mut()) {
            published.note = Some(said(correction));
        }
    }
}

/// "corrected by NAME on DATE: reason"
fn said(correction: &Correction) -> String {
    let day = correction.made.to_zoned(TimeZone::UTC).date();
    format!("corrected by {} on {day}: {}", correction.author, correction.reason)
}

impl NumberedCorrection {
    pub(crate) fn of(entered: servanda_archive::Entered) -> Self {
        Self { number: entered.number, correction: entered.correction, undone: entered.undone }
    }
}
