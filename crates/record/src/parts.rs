//! What the entries of one relation rest on, worked out once for all days: a page then computes its own entries and
//! reads no others' findings.
//!
//! A *part* is a block, or those findings of the block of three and more sides that bear on one another. Which these are
//! does not depend on the day of a question: on an earlier day there are fewer of them. Nor does the date of a document,
//! which may rest on later ones. What parts need beside findings stands in *notes*, each under a key.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use servanda_model::{ActorRef, DocId, DocumentFacts, EntryId, Finding, FindingBody, FindingId, Interval, Side};
use servanda_world::World;

use crate::{
    Input,
    actors::sides_of,
    block::{Block, Context},
    chronology::Solved,
    days::{counted, day, number},
    deeds,
    engagements::Mention,
    joining,
    matter::{Act, Index, Matter},
    mechanisms, names,
    people::{Lesson, People, names_in},
    positions,
    reports::Reports,
    silence::{self, Reading, Told},
    threads, times,
};

/// All that is kept of an archive: computed from it, and good until it changes.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The date of each document.
    pub dates: Vec<Solved>,
    /// The parts.
    pub parts: Vec<Part>,
    /// The notes, as JSON, by key.
    pub notes: BTreeMap<String, String>,
}

/// Findings that bear on no others where entries are made of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    /// Of which entries it gives.
    pub of: Entries,
    /// All of their sides: an entry of the part is of some of these.
    pub sides: BTreeSet<Side>,
    /// The issues that they are about.
    pub issues: BTreeSet<String>,
    /// The documents whose findings are needed.
    pub documents: BTreeSet<DocId>,
    /// Those of their findings that are; where there are none, all.
    pub findings: BTreeSet<FindingId>,
    /// The keys of the notes that are needed.
    pub notes: BTreeSet<String>,
    block: Block,
    /// The findings, where they are not all of the block.
    own: Option<BTreeSet<FindingId>>,
}

/// Which entries a part gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entries {
    /// All.
    All,
    /// One deed, of which these are the objects as texts have them.
    Deed(BTreeSet<String>),
}

/// What was kept of the parts that a question is about.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'a> {
    /// The parts.
    pub parts: &'a [Part],
    /// The dates of the documents at hand.
    pub dates: &'a [Solved],
    /// The notes that they need.
    pub notes: &'a BTreeMap<String, String>,
}

/// The names that texts give a side's people, each with the day by which a first text gave it.
type Names = Vec<(String, i32)>;

/// What texts tell of an office of a side, in the order of the texts.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Office {
    people: Vec<String>,
    told: Vec<TenureTold>,
}

/// One text on the holder of an office: who (a place among the people), known by when, the days on which the text has them
/// in office, and more where it tells more.
type TenureTold = (usize, i32, Option<Days>, Option<More>);

/// Beginning, end and successor of a tenure.
type More = (Option<Days>, Option<Days>, Option<String>);

/// First and last day, counted.
type Days = (i32, i32);

/// What was read on three and more sides, and which of these documents and of their like are full copies.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Many {
    documents: Vec<ToldBy>,
    /// The roots that findings hold, as numbers.
    roots: Vec<u64>,
    copies: Vec<(DocId, DocId)>,
}

/// One document: known by when, when it was written, and of each finding the places of its roots.
type ToldBy = (DocId, i32, Option<Days>, Vec<Vec<usize>>);

/// The key of the note of that document whose date is known best of all that may have been written on a day, but not later.
pub fn closest_key(day: Date) -> String {
    format!("closest {day}")
}

/// The key of that note.
const MANY: &str = "many";

fn names_key(side: &Side) -> String {
    format!("names {side}")
}

fn office_key(side: &Side, office: &str) -> String {
    format!("office {side} {office}")
}

fn interval((from, to): Days) -> Option<Interval> {
    Interval::new(day(from), day(to)).ok()
}

/// The day by which a document counts; the last of all where it counts on no day asked for.
fn known_by(latest: Option<Date>) -> i32 {
    latest.map_or(i32::MAX, number)
}

/// Whether what is known by a day counts on that of the question.
fn counts(by: i32, input: &Input<'_>) -> bool {
    input.as_of.is_none_or(|day| by <= number(day))
}

impl Kept<'_> {
    /// The blocks all of whose findings are of some part.
    pub(crate) fn whole_blocks(&self) -> BTreeSet<&Block> {
        self.parts.iter().filter(|part| part.own.is_none()).map(|part| &part.block).collect()
    }

    /// The findings of the other parts.
    pub(crate) fn own_findings(&self) -> HashSet<&FindingId> {
        self.parts.iter().filter_map(|part| part.own.as_ref()).flatten().collect()
    }

    fn note<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        serde_json::from_str(self.notes.get(key)?).ok()
    }

    /// The people of the parts, as far as texts of the day of the question or before tell of them.
    pub(crate) fn people<'w>(&self, input: &Input<'w>) -> People<'w> {
        let keys: BTreeSet<&String> = self.parts.iter().flat_map(|part| &part.notes).collect();
        let mut seen = BTreeSet::new();
        let mut offices: Vec<(Side, String, Office)> = Vec::new();
        for key in keys {
            let mut words = key.splitn(3, ' ');
            match (words.next(), words.next().map(Side::new), words.next()) {
                (Some("names"), Some(side), None) => {
                    let names: Names = self.note(key).unwrap_or_default();
                    seen.extend(
                        names.into_iter().filter(|(_, by)| counts(*by, input)).map(|(name, _)| (side.clone(), name)),
                    );
                }
                (Some("office"), Some(side), Some(office)) => {
                    offices.push((side, office.to_owned(), self.note(key).unwrap_or_default()));
                }
                _ => {}
            }
        }
        let lessons = offices.iter().flat_map(|(side, office, told)| {
            let told_by_then = told.told.iter().filter(|(_, by, ..)| counts(*by, input));
            told_by_then.filter_map(move |(person, _, titled, more)| {
                let (from, to, successor) = more.as_ref().map_or((None, None, None), |m| (m.0, m.1, m.2.as_deref()));
                Some(Lesson {
                    side,
                    office,
                    person: told.people.get(*person)?,
                    from: from.and_then(interval),
                    to: to.and_then(interval),
                    titled: titled.and_then(interval),
                    successor,
                    left: None,
                    quotes: &[],
                })
            })
        });
        People::of(seen, lessons, input.world)
    }

    /// What was read on three and more sides; `None` where no part is of them.
    pub(crate) fn reading(&self, input: &Input<'_>, documents: &[&DocumentFacts]) -> Option<Reading> {
        let many: Many = self.note(MANY)?;
        let told: Vec<&ToldBy> = many.documents.iter().filter(|(_, by, ..)| counts(*by, input)).collect();
        let all: BTreeSet<&DocId> =
            told.iter().map(|(doc, ..)| doc).chain(documents.iter().map(|facts| &facts.id)).collect();
        let near = input.copies.iter().filter(|pair| crate::is_full_copy(pair)).map(|pair| (&pair.a, &pair.b));
        let copies = many.copies.iter().map(|(a, b)| (a, b)).chain(near);
        let reports = Reports::join(all.iter().copied(), copies);
        let numbers = |places: &Vec<usize>| places.iter().filter_map(|at| many.roots.get(*at).copied()).collect();
        let told: Vec<(&EntryId, Told)> = told
            .into_iter()
            .filter_map(|(doc, _, written, roots)| {
                let told = Told { written: written.and_then(interval)?, roots: roots.iter().map(numbers).collect() };
                Some((reports.of(doc)?, told))
            })
            .collect();
        Some(Reading::of(told.iter().map(|(report, told)| (*report, told))))
    }
}

/// Works out the parts of an archive.
pub fn shelve(input: &Input<'_>) -> Result<Shelf, serde_json::Error> {
    let context = Context::new(&Input { as_of: None, ..*input });
    let learnt = Learnt::of(&context);
    let mut parts = Vec::new();
    for block in context.blocks() {
        let own = context.findings_in(block);
        match block {
            Block::Of(_) => parts.push(learnt.part(&context, block, &own)),
            Block::Many => parts.extend(parts_of_many(&context, &learnt, &own)),
        }
        parts.extend(deeds_of(&context, block, &own));
    }
    let mut notes = learnt.notes()?;
    notes.insert(MANY.to_owned(), serde_json::to_string(&many(&context, input))?);
    let dates: Vec<Solved> = context.chronology.solved(&context.documents).collect();
    for (day, closest) in closest(&dates) {
        notes.insert(closest_key(day), serde_json::to_string(closest)?);
    }
    Ok(Shelf { dates, parts, notes })
}

/// Of the documents with each last day the one whose date is known best; the last of several.
fn closest(dates: &[Solved]) -> BTreeMap<Date, &Solved> {
    let mut closest: BTreeMap<Date, (Date, &Solved)> = BTreeMap::new();
    for solved in dates {
        if let Some(written) = solved.written() {
            let best = closest.entry(written.to).or_insert((written.from, solved));
            if best.0 <= written.from {
                *best = (written.from, solved);
            }
        }
    }
    closest.into_iter().map(|(day, (_, solved))| (day, solved)).collect()
}

/// The deeds of a block one by one, which are shown wherever their issue is: no more of their documents is needed.
fn deeds_of(context: &Context<'_>, block: &Block, own: &[&Finding]) -> Vec<Part> {
    let is_deed = |f: &&Finding| f.is_asserted() && matches!(f.body, FindingBody::Deed(_));
    let deeds: Vec<&Finding> = own.iter().copied().filter(is_deed).collect();
    let mut groups = Groups::new(deeds.len());
    groups.join_all(deeds::ties(context, &deeds));
    groups.join_all(said_to_be_same(context, &deeds));
    let groups = groups.members();
    let part = |members: Vec<usize>| {
        let own: Vec<&Finding> = members.into_iter().map(|n| deeds[n]).collect();
        let object =
            |f: &&Finding| if let FindingBody::Deed(deed) = &f.body { Some(deed.object.clone()) } else { None };
        let objects = own.iter().filter_map(object).collect();
        let findings = context.members(&own).into_iter().collect();
        Part { of: Entries::Deed(objects), findings, ..Part::of_some(block, &own) }
    };
    groups.into_values().map(part).collect()
}

/// The pairs of findings, by their places, that people say are of one entry.
fn said_to_be_same(context: &Context<'_>, own: &[&Finding]) -> Vec<(usize, usize)> {
    let place = |id: &FindingId| own.iter().position(|finding| finding.id == *id);
    context.said_to_be_same().filter_map(|(a, b)| place(a).zip(place(b))).collect()
}

/// What was read on three and more sides, with what makes documents copies of one another.
fn many(context: &Context<'_>, input: &Input<'_>) -> Many {
    let own = context.findings_in(&Block::Many);
    let told = silence::told(context, &own);
    let mut documents: BTreeSet<&DocId> = own.iter().map(|finding| &finding.doc).collect();
    let of_many: BTreeSet<&EntryId> = documents.iter().filter_map(|doc| context.reports.of(doc)).collect();
    for (report, members) in context.reports.iter() {
        if of_many.contains(report) {
            documents.extend(members);
        }
    }
    let copies = input.copies.iter().filter(|pair| crate::is_full_copy(pair) && documents.contains(&pair.a));
    let roots: BTreeSet<u64> = told.values().flat_map(|told| told.roots.iter().flatten()).copied().collect();
    let roots: Vec<u64> = roots.into_iter().collect();
    let places = |own: &Vec<u64>| own.iter().filter_map(|root| roots.binary_search(root).ok()).collect();
    let of_document = |doc: &DocId| {
        let told = told.get(doc);
        let written = told.map(|told| counted(told.written));
        let roots = told.into_iter().flat_map(|told| told.roots.iter().map(places)).collect();
        (doc.clone(), known_by(context.chronology.latest(doc)), written, roots)
    };
    Many {
        copies: copies.map(|pair| (pair.a.clone(), pair.b.clone())).collect(),
        documents: documents.into_iter().map(of_document).collect(),
        roots,
    }
}

/// The parts of the block of three and more sides. What is needed to date and end threads comes with them: the meetings of
/// their documents, and the channels that they are about with their sessions.
fn parts_of_many(context: &Context<'_>, learnt: &Learnt, own: &[&Finding]) -> Vec<Part> {
    let mut groups = Groups::new(own.len());
    let (places, mentions): (Vec<usize>, Vec<Mention<'_>>) =
        own.iter().enumerate().filter_map(|(n, f)| Some((n, Mention::of(context, f)?))).unzip();
    let of_mentions = joining::ties(context, &mentions).into_iter().map(|(a, b)| (places[a], places[b]));
    let ties = of_mentions
        .chain(threads::ties(context, own))
        .chain(positions::ties(context, own))
        .chain(mechanisms::ties(context, own))
        .chain(deeds::ties(context, own));
    groups.join_all(ties);
    groups.join_all(said_to_be_same(context, own));
    let members = groups.members();
    let needs = Needs::of(own, &places);
    let part = |seed: &Vec<usize>| {
        let sides = seed.iter().flat_map(|n| all_sides_of(own[*n])).collect();
        let mut whole: BTreeSet<usize> = BTreeSet::new();
        let mut open: Vec<usize> = seed.clone();
        while let Some(next) = open.pop() {
            if whole.insert(next) {
                open.extend(needs.of_finding(own, next).flat_map(|n| members[&groups.root(n)].iter().copied()));
            }
        }
        let all: Vec<&Finding> = whole.iter().map(|n| own[*n]).collect();
        let mut part = Part { sides, ..learnt.part(context, &Block::Many, &all) };
        part.own = Some(all.iter().map(|finding| finding.id.clone()).collect());
        part.notes.insert(MANY.to_owned());
        part
    };
    members.values().map(part).collect()
}

/// Which other findings of the block a finding needs.
struct Needs<'f> {
    meetings: BTreeMap<&'f DocId, Vec<usize>>,
    channels: Index<'f, usize>,
    /// The meetings that are about a channel, by the channel's finding.
    sessions: BTreeMap<usize, Vec<usize>>,
}

impl<'f> Needs<'f> {
    fn of(own: &[&'f Finding], meetings: &[usize]) -> Self {
        let channels = own.iter().enumerate().filter(|(_, f)| mechanisms::is_named(f));
        let channels: Vec<_> = channels.map(|(n, f)| (Matter::of(&f.proposition), n)).collect();
        let channels = Index::of(channels);
        let (mut of_document, mut sessions): (BTreeMap<_, Vec<_>>, BTreeMap<_, Vec<_>>) = Default::default();
        for &n in meetings {
            of_document.entry(&own[n].doc).or_default().push(n);
            for channel in about(&channels, own[n]) {
                sessions.entry(channel).or_default().push(n);
            }
        }
        Self { meetings: of_document, channels, sessions }
    }

    fn of_finding(&self, own: &[&Finding], n: usize) -> impl Iterator<Item = usize> {
        let finding = own[n];
        let is_thread = threads::opens(finding);
        let is_said = is_thread || positions::takes(finding);
        let meetings = self.meetings.get(&finding.doc).into_iter().flatten().copied().filter(move |_| is_said);
        let is_meeting = matches!(finding.body, FindingBody::Engagement(_));
        let channels = if is_thread || is_meeting { about(&self.channels, finding) } else { Vec::new() };
        let sessions: Vec<usize> = if is_thread {
            channels.iter().filter_map(|channel| self.sessions.get(channel)).flatten().copied().collect()
        } else {
            Vec::new()
        };
        meetings.chain(channels).chain(sessions)
    }
}

/// The findings of channels that a finding is about.
fn about(channels: &Index<'_, usize>, finding: &Finding) -> Vec<usize> {
    let matter = Matter::of(&finding.proposition);
    if matter.is_channel() { channels.about(&matter).map(|(.., at)| *at).collect() } else { Vec::new() }
}

impl Part {
    /// These findings of a block, with their documents.
    fn of_some(block: &Block, own: &[&Finding]) -> Self {
        Self {
            of: Entries::All,
            sides: own.iter().flat_map(|finding| all_sides_of(finding)).collect(),
            issues: own.iter().filter_map(|finding| finding.proposition.issue.clone()).collect(),
            documents: own.iter().map(|finding| finding.doc.clone()).collect(),
            findings: BTreeSet::new(),
            notes: BTreeSet::new(),
            block: block.clone(),
            own: Some(own.iter().map(|finding| finding.id.clone()).collect()),
        }
    }
}

/// The sides that a finding is of, with those that its words say are to act.
fn all_sides_of(finding: &Finding) -> BTreeSet<Side> {
    let mut sides = sides_of(finding);
    sides.extend(finding.proposition.acting.iter().cloned());
    sides
}

/// Findings that are tied together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&self, mut n: usize) -> usize {
        while self.0[n] != n {
            n = self.0[n];
        }
        n
    }

    fn of(&mut self, n: usize) -> usize {
        let root = self.root(n);
        self.0[n] = root;
        root
    }

    fn join_all(&mut self, ties: impl IntoIterator<Item = (usize, usize)>) {
        for (a, b) in ties {
            let (a, b) = (self.of(a), self.of(b));
            self.0[a.max(b)] = a.min(b);
        }
    }

    /// The members of each group, by its root.
    fn members(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for n in 0..self.0.len() {
            members.entry(self.root(n)).or_default().push(n);
        }
        members
    }
}

/// The words of a name, and of its spelling in the tables.
fn known_words(world: &World, name: &str, side: &Side) -> BTreeSet<String> {
    let mut words = names::words(name);
    words.extend(names::words(names::canonical(world, name, Some(side))));
    words
}

/// What texts tell of people.
struct Learnt {
    names: BTreeMap<Side, BTreeMap<String, i32>>,
    offices: BTreeMap<(Side, String), Office>,
    /// The offices that people of a side are told to hold, by the words of their names.
    held: BTreeMap<(Side, String), BTreeSet<String>>,
}

impl Learnt {
    fn of(context: &Context<'_>) -> Self {
        let titles = times::of_titles(&context.findings);
        let mut learnt = Self { names: BTreeMap::new(), offices: BTreeMap::new(), held: BTreeMap::new() };
        for finding in &context.findings {
            let by = known_by(context.chronology.latest(&finding.doc));
            for (side, name) in names_in(finding) {
                let names = learnt.names.entry(side.clone()).or_default();
                names.entry(name.to_owned()).and_modify(|first| *first = by.min(*first)).or_insert(by);
            }
            if let Some(lesson) = Lesson::of(finding, &titles, &context.chronology) {
                learnt.add(&lesson, by, context.world);
            }
        }
        learnt
    }

    fn add(&mut self, lesson: &Lesson<'_>, by: i32, world: &World) {
        let office = self.offices.entry((lesson.side.clone(), lesson.office.to_owned())).or_default();
        let person = office.people.iter().position(|person| person == lesson.person).unwrap_or_else(|| {
            office.people.push(lesson.person.to_owned());
            for word in known_words(world, lesson.person, lesson.side) {
                self.held.entry((lesson.side.clone(), word)).or_default().insert(lesson.office.to_owned());
            }
            office.people.len() - 1
        });
        let more = (lesson.from.map(counted), lesson.to.map(counted), lesson.successor.map(str::to_owned));
        let more = (more != (None, None, None)).then_some(more);
        office.told.push((person, by, lesson.titled.map(counted), more));
    }

    fn notes(&self) -> Result<BTreeMap<String, String>, serde_json::Error> {
        let names = self.names.iter().map(|(side, names)| {
            let names: Names = names.iter().map(|(name, by)| (name.clone(), *by)).collect();
            Ok((names_key(side), serde_json::to_string(&names)?))
        });
        let offices = self
            .offices
            .iter()
            .map(|((side, office), told)| Ok((office_key(side, office), serde_json::to_string(told)?)));
        names.chain(offices).collect()
    }

    /// What findings need: their documents, those of deeds that may fulfil what they promise, and what is told of the
    /// people who take part in them.
    fn part(&self, context: &Context<'_>, block: &Block, own: &[&Finding]) -> Part {
        let mut part = Part { own: None, ..Part::of_some(block, own) };
        let sides: Vec<Side> = part.sides.iter().cloned().collect();
        for finding in own.iter().filter(|finding| threads::opens(finding)) {
            let matter = Matter::of(&finding.proposition);
            let fulfils = |deed: &&Finding| {
                let other = Matter::of(&deed.proposition);
                matter.share_act(&other, &Act::TURNS) && matter.is_same(&other)
            };
            let deeds = context.deeds_on(std::slice::from_ref(&matter), &sides).filter(fulfils);
            part.documents.extend(deeds.map(|deed| deed.doc.clone()));
        }
        for finding in own {
            if let FindingBody::Engagement(body) = &finding.body {
                for person in &body.participants {
                    self.note(&context.specific(person), context.world, &mut part.notes);
                }
            }
        }
        part
    }

    /// The notes that showing a person or an office needs.
    fn note(&self, person: &ActorRef, world: &World, notes: &mut BTreeSet<String>) {
        let Some(side) = &person.side else { return };
        notes.insert(names_key(side));
        match (&person.name, &person.office) {
            (None, Some(office)) => {
                notes.insert(office_key(side, office));
            }
            (Some(name), None) => {
                let words = known_words(world, name, side);
                let held = words.into_iter().filter_map(|word| self.held.get(&(side.clone(), word)));
                notes.extend(held.flatten().map(|office| office_key(side, office)));
            }
            _ => {}
        }
    }
}
