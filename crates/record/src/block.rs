//! The record of one set of sides, as a pure function: nothing merges across blocks.
//!
//! [`Context`] is what all blocks share: dates, reports, people. A caller who keeps blocks may key them by
//! [`Block`] and the findings and dates of the documents that they draw on.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use servanda_model::{
    Change, Correction, DateValue, Direction, DocId, DocumentFacts, EntryId, Evidence, Finding, FindingBody, FindingId,
    FindingKind, Place, Quote, Side, TimeValue,
    record::{Contradiction, DeedEntry, EngagementEntry, MechanismEntry, PositionEntry, ThreadEntry},
};
use servanda_world::{Entity, World};

use crate::{
    Input, actors,
    chronology::{Chronology, known_from_later},
    corrections, deeds, engagements,
    matter::{Act, Key, Matter},
    mechanisms,
    parts::Kept,
    people::People,
    positions,
    reports::Reports,
    silence::{self, Reading},
    threads,
    times::{self, OwnTimes},
};

/// What all blocks share.
#[derive(Debug)]
pub struct Context<'a> {
    pub(crate) world: &'a World,
    /// The documents whose content counts, by id.
    pub(crate) documents: Vec<&'a DocumentFacts>,
    /// Their findings as corrected, in order.
    pub(crate) findings: Vec<Finding>,
    /// Each of them, and where its findings stand.
    of_document: HashMap<&'a DocId, (&'a DocumentFacts, Range<usize>)>,
    pub(crate) corrections: &'a [Correction],
    pub(crate) reports: Reports,
    pub(crate) chronology: Chronology,
    pub(crate) people: People<'a>,
    /// The day as of which the record is asked for.
    pub(crate) as_of: Option<Date>,
    /// That day, else the last on which its newest document may have been written.
    pub(crate) horizon: Option<Date>,
    pub(crate) unfit: Vec<Contradiction>,
    /// Times of engagements where they are not those that their findings give.
    own_times: OwnTimes,
    /// Documents that date others but whose content does not count yet.
    later: BTreeSet<DocId>,
    /// Where the findings of each block stand among all.
    blocks: BTreeMap<Block, Vec<usize>>,
    /// Where the deeds stand that may fulfil promises, of this and other blocks, by side and the keys of their matter.
    deeds: HashMap<u64, Vec<usize>>,
    /// Findings of a headline, standfirst or caption by the finding of the same body text that says the same.
    shadows: BTreeMap<FindingId, Vec<FindingId>>,
    /// The same findings of headlines and the like.
    shadowed: BTreeSet<FindingId>,
    gatherings: Gatherings<'a>,
    /// What was read on three and more sides, where not all of it is at hand.
    many: Option<Reading>,
}

/// The set of sides of a block. Meetings of three and more sides are told with varying sides, so they share one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Block {
    /// Findings of exactly these sides, one or two, and what one of two promises or wants in a text that
    /// tells of both.
    Of(BTreeSet<Side>),
    /// Findings of three and more sides.
    Many,
}

/// The entries of one block.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct BlockRecord {
    pub engagements: Vec<EngagementEntry>,
    pub threads: Vec<ThreadEntry>,
    pub positions: Vec<PositionEntry>,
    pub mechanisms: Vec<MechanismEntry>,
    pub deeds: Vec<DeedEntry>,
}

impl<'a> Context<'a> {
    /// Applies corrections, dates the documents, groups copies and learns who held which office.
    pub fn new(input: &Input<'a>) -> Self {
        let (mut findings, unfit) = corrections::apply(input.findings, input.corrections);
        let mut documents: Vec<&DocumentFacts> = input.documents.iter().collect();
        documents.sort_by(|a, b| a.id.cmp(&b.id));
        documents.dedup_by(|a, b| a.id == b.id);
        let own_times = times::own(&findings, &documents);
        let asserted: Vec<Cow<'_, Finding>> =
            findings.iter().filter(|f| f.is_asserted()).map(|f| times::with_own(f, &own_times)).collect();
        let asserted: Vec<&Finding> = asserted.iter().map(Cow::as_ref).collect();
        let titles = times::of_titles(&findings);
        let chronology = Chronology::solve(&documents, &asserted, &titles, input.copies, input.world);
        let counts = |doc: &DocId| input.as_of.is_none_or(|d| chronology.latest(doc).is_some_and(|last| last <= d));
        let (documents, later): (Vec<_>, Vec<_>) = documents.into_iter().partition(|d| counts(&d.id));
        let held: BTreeSet<&DocId> = documents.iter().map(|d| &d.id).collect();
        findings.retain(|f| held.contains(&f.doc));
        let reports = Reports::group(&documents, input.copies);
        let people = People::learn(&findings, &titles, &chronology, input.world);
        let newest = documents.iter().filter_map(|d| chronology.latest(&d.id)).max();
        let shadows = shadows(&findings);
        let shadowed: BTreeSet<FindingId> = shadows.values().flatten().cloned().collect();
        let (blocks, deeds) = places(&findings, &shadowed);
        Self {
            world: input.world,
            many: None,
            blocks,
            deeds,
            gatherings: Gatherings::of(input.world),
            shadows,
            shadowed,
            of_document: of_document(&documents, &findings),
            findings,
            corrections: input.corrections,
            reports,
            people,
            as_of: input.as_of,
            horizon: input.as_of.or(newest),
            unfit,
            own_times,
            later: later.into_iter().map(|d| d.id.clone()).collect(),
            documents,
            chronology,
        }
    }

    /// The same for some parts, from what was kept of the whole: the documents that they need, of the day of the question
    /// or before, with all of their findings.
    pub(crate) fn of_parts(input: &Input<'a>, kept: &Kept<'_>) -> Self {
        let (findings, _) = corrections::apply(input.findings, input.corrections);
        let mut documents: Vec<&DocumentFacts> = input.documents.iter().collect();
        documents.sort_by(|a, b| a.id.cmp(&b.id));
        let own_times = times::own(&findings, &documents);
        let chronology = Chronology::of_solved(&documents, kept.dates);
        let shadows = shadows(&findings);
        let shadowed: BTreeSet<FindingId> = shadows.values().flatten().cloned().collect();
        let (blocks, deeds) = places(&findings, &shadowed);
        let (whole, some) = (kept.whole_blocks(), kept.own_findings());
        let own = |block: Block, places: Vec<usize>| {
            let is_whole = whole.contains(&block);
            let of_part = |n: &usize| is_whole || some.contains(&findings[*n].id);
            let own: Vec<usize> = places.into_iter().filter(of_part).collect();
            (!own.is_empty()).then_some((block, own))
        };
        let blocks = blocks.into_iter().filter_map(|(block, places)| own(block, places)).collect();
        let later = input.as_of.into_iter().flat_map(|day| kept.dates.iter().flat_map(move |d| d.rests_on_after(day)));
        Self {
            world: input.world,
            blocks,
            deeds,
            gatherings: Gatherings::of(input.world),
            shadows,
            shadowed,
            of_document: of_document(&documents, &findings),
            findings,
            corrections: input.corrections,
            reports: Reports::group(&documents, input.copies),
            people: kept.people(input),
            as_of: input.as_of,
            horizon: input.as_of,
            unfit: Vec::new(),
            own_times,
            later: later.cloned().collect(),
            many: kept.reading(input, &documents),
            documents,
            chronology,
        }
    }

    /// The blocks that have findings, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.keys()
    }

    /// The findings of the documents whose content counts, as corrected, in order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The entries of one block.
    pub fn block(&self, block: &Block) -> BlockRecord {
        let own = self.findings_in(block);
        // What does not rest on one another is computed at once.
        let (mut engagements, (mechanisms, threads, positions, deeds)) = rayon::join(
            || engagements::group(self, &own),
            || {
                let mechanisms = mechanisms::group(self, &own);
                (mechanisms, threads::groups(self, &own), positions::groups(self, &own), deeds::entries(self, &own))
            },
        );
        mechanisms::join_series(self, &mut engagements, &mechanisms);
        let met = threads::met_on(self, &engagements);
        BlockRecord {
            positions: positions::entries(self, &positions, &met),
            threads: threads::entries(self, block, &own, threads, &engagements, &mechanisms, met),
            mechanisms: mechanisms.entries(self, &engagements),
            engagements: engagements.into_iter().map(|e| e.entry).collect(),
            deeds,
        }
    }

    /// When a document was written; says so where that rests on a document whose content does not count yet.
    pub(crate) fn published(&self, doc: &DocId) -> Option<DateValue> {
        let value = self.chronology.published(doc)?.clone();
        let rests_on_later = self.chronology.rests_on(doc).any(|other| self.later.contains(other));
        Some(if rests_on_later { known_from_later(value) } else { value })
    }

    /// What a time of a finding means.
    pub fn resolve(&self, finding: &Finding, value: Option<&TimeValue>) -> Option<DateValue> {
        let (at, own) = match &finding.body {
            FindingBody::Engagement(e) => (e.when_quote.as_ref().map(|q| q.start), self.own_times.get(&finding.id)),
            _ => (None, None),
        };
        let at = at.unwrap_or(finding.evidence.first().start);
        let value = own.map_or(value, Option::as_ref)?;
        let done = own.is_none() && times::happened(finding) == Some(value);
        let back = done.then(|| times::toward(value, Direction::Past));
        self.chronology.resolve(&finding.doc, back.as_ref().unwrap_or(value), at)
    }

    /// The reports of findings, sorted, each once.
    pub(crate) fn reports_of<'f>(&self, findings: impl IntoIterator<Item = &'f Finding>) -> Vec<EntryId> {
        self.reports.of_all(findings.into_iter().map(|f| &f.doc))
    }

    /// The ids of an entry's findings: of those that it rests on, then of headlines that only repeat them.
    pub(crate) fn members(&self, findings: &[&Finding]) -> Vec<FindingId> {
        let mut all = ids(findings);
        all.extend(findings.iter().filter_map(|f| self.shadows.get(&f.id)).flatten().cloned());
        all
    }

    /// Whether a finding stands in a headline, standfirst or caption and the body of its text says the same.
    pub(crate) fn is_shadow(&self, finding: &Finding) -> bool {
        self.shadowed.contains(&finding.id)
    }

    /// The findings of a block, in order.
    pub(crate) fn findings_in(&self, block: &Block) -> Vec<&Finding> {
        let places = self.blocks.get(block).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|n| self.findings.get(*n)).collect()
    }

    /// What was read on the sides of a block.
    pub(crate) fn reading_of(&self, block: &Block, own: &[&Finding]) -> Cow<'_, Reading> {
        match &self.many {
            Some(reading) if *block == Block::Many => Cow::Borrowed(reading),
            _ => {
                let told = silence::told(self, own);
                let reports = told.iter().filter_map(|(doc, told)| Some((self.reports.of(doc)?, told)));
                Cow::Owned(Reading::of(reports))
            }
        }
    }

    /// The deeds of all blocks by one of these sides that may fulfil a promise on one of these matters, in order.
    pub(crate) fn deeds_on(&self, matters: &[Matter<'_>], by: &[Side]) -> impl Iterator<Item = &Finding> {
        let keys = matters.iter().filter(|m| m.share_act(m, &Act::TURNS)).flat_map(Matter::all_keys);
        let keys = keys.flat_map(|key| by.iter().map(move |side| deed_key(side, key)));
        let places: BTreeSet<usize> = keys.filter_map(|key| self.deeds.get(&key)).flatten().copied().collect();
        places.into_iter().filter_map(|n| self.findings.get(n))
    }

    /// The code of the body or series that a gathering's name holds, the longest name of several.
    pub(crate) fn gathering(&self, name: &str) -> Option<&'a Side> {
        self.gatherings.held_by(name)
    }

    /// What cannot both be right, as far as it rests on documents that count.
    pub(crate) fn contradictions(&self) -> impl Iterator<Item = &Contradiction> {
        let all = self.chronology.contradictions.iter().chain(&self.people.contradictions).chain(&self.unfit);
        let later: BTreeSet<&str> = self.later.iter().map(DocId::short).collect();
        all.filter(move |c| {
            let mut words = c.about.split(|c: char| !c.is_ascii_alphanumeric());
            !words.any(|word| later.contains(word)) && !c.evidence.iter().any(|q| self.later.contains(&q.doc))
        })
    }

    /// The facts of a document.
    pub(crate) fn document(&self, doc: &DocId) -> Option<&DocumentFacts> {
        self.of_document.get(doc).map(|(facts, _)| *facts)
    }

    /// The findings of a document, in order.
    pub(crate) fn findings_of(&self, doc: &DocId) -> &[Finding] {
        self.of_document.get(doc).and_then(|(_, own)| self.findings.get(own.clone())).unwrap_or_default()
    }

    /// Whether people say that two findings are not of one entry.
    pub(crate) fn kept_apart(&self, a: &Finding, b: &Finding) -> bool {
        corrections::kept_apart(self.corrections, &a.id, &b.id)
    }

    /// Whether they say so of any.
    pub(crate) fn has_kept_apart(&self) -> bool {
        self.corrections.iter().any(|c| matches!(c.change, Change::NotSame { .. }))
    }

    /// The pairs of findings that people say are of one entry.
    pub(crate) fn said_to_be_same(&self) -> impl Iterator<Item = (&FindingId, &FindingId)> {
        self.corrections.iter().filter_map(|c| match &c.change {
            Change::Same { a, b } => Some((a, b)),
            _ => None,
        })
    }

    /// Whether people say that they are.
    pub(crate) fn held_together(&self, a: &Finding, b: &Finding) -> bool {
        corrections::held_together(self.corrections, &a.id, &b.id)
    }
}

/// The documents, and where the findings of each stand; both in order.
fn of_document<'a>(
    documents: &[&'a DocumentFacts],
    findings: &[Finding],
) -> HashMap<&'a DocId, (&'a DocumentFacts, Range<usize>)> {
    let mut from = 0;
    let own = documents.iter().map(|facts| {
        let before = from + findings[from..].iter().take_while(|f| f.doc < facts.id).count();
        from = before + findings[before..].iter().take_while(|f| f.doc == facts.id).count();
        (&facts.id, (*facts, before..from))
    });
    own.collect()
}

/// Where the findings of each block stand, and where the deeds that may fulfil promises do, by side and the keys of their matter.
fn places(
    findings: &[Finding],
    shadowed: &BTreeSet<FindingId>,
) -> (BTreeMap<Block, Vec<usize>>, HashMap<u64, Vec<usize>>) {
    let partners = partners(findings);
    let (mut blocks, mut deeds): (BTreeMap<_, Vec<_>>, HashMap<_, Vec<_>>) = Default::default();
    for (n, finding) in findings.iter().enumerate().filter(|(_, f)| !shadowed.contains(&f.id)) {
        if let Some(block) = Block::within(finding, &partners) {
            blocks.entry(block).or_default().push(n);
        }
        if let FindingBody::Deed(deed) = &finding.body
            && finding.is_asserted()
        {
            let matter = Matter::of(&finding.proposition);
            for key in matter.all_keys().filter(|_| matter.share_act(&matter, &Act::TURNS)) {
                for side in &deed.by {
                    deeds.entry(deed_key(side, key)).or_default().push(n);
                }
            }
        }
    }
    (blocks, deeds)
}

/// The key of deeds by a side, as a number: a few keys may share one.
fn deed_key(side: &Side, key: Key<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (side, key).hash(&mut hasher);
    hasher.finish()
}

/// What a headline, standfirst or caption says and its body says too: the body decides how firm it is and who acts.
/// (Engagements have a rule of their own.)
fn shadows(findings: &[Finding]) -> BTreeMap<FindingId, Vec<FindingId>> {
    let kind = |f: &Finding| match f.kind() {
        FindingKind::Ask | FindingKind::Position => Some(FindingKind::Position),
        kind @ (FindingKind::Commitment | FindingKind::Mechanism | FindingKind::Deed) => Some(kind),
        _ => None,
    };
    let mut shadows: BTreeMap<FindingId, Vec<FindingId>> = BTreeMap::new();
    for own in findings.chunk_by(|a, b| a.doc == b.doc) {
        for edge in own.iter().filter(|f| f.place != Place::Body && kind(f).is_some()) {
            let matter = Matter::of(&edge.proposition);
            let said = |f: &&Finding| {
                let says = |body: &Matter<'_>| body.is_same(&matter) && !body.is_opposed(&matter);
                f.place == Place::Body && kind(f) == kind(edge) && says(&Matter::of(&f.proposition))
            };
            if let Some(body) = own.iter().find(said) {
                shadows.entry(body.id.clone()).or_default().push(edge.id.clone());
            }
        }
    }
    shadows
}

/// For each side in each document the other side of which it tells most often together with it, where there is one.
fn partners(findings: &[Finding]) -> BTreeMap<(&DocId, Side), Side> {
    let mut counts: BTreeMap<(&DocId, Side), BTreeMap<Side, usize>> = BTreeMap::new();
    for finding in findings {
        let sides = actors::sides_of(finding);
        for (one, other) in sides.iter().flat_map(|one| sides.iter().map(move |other| (one, other))) {
            if one != other {
                *counts.entry((&finding.doc, one.clone())).or_default().entry(other.clone()).or_default() += 1;
            }
        }
    }
    let most = |counts: BTreeMap<Side, usize>| {
        let most = *counts.values().max()?;
        let mut first = counts.into_iter().filter(|(_, count)| *count == most).map(|(side, _)| side);
        first.next().filter(|_| first.next().is_none())
    };
    counts.into_iter().filter_map(|(side, others)| Some((side, most(others)?))).collect()
}

/// The forms that name bodies and series, folded, by their first words: each with its place among all, the longest
/// first, and the code.
#[derive(Debug)]
struct Gatherings<'a>(HashMap<String, Vec<(usize, String, &'a Side)>>);

impl<'a> Gatherings<'a> {
    fn of(world: &'a World) -> Self {
        let forms = world.forms().iter().filter_map(|form| match &form.entity {
            Entity::Gathering(side) | Entity::Body(side) => Some((format!("{} ", form.text.to_lowercase()), side)),
            _ => None,
        });
        let mut all: Vec<_> = forms.collect();
        all.sort_by(|a, b| (b.0.len(), &a.0, a.1).cmp(&(a.0.len(), &b.0, b.1)));
        let mut by_first: HashMap<String, Vec<_>> = HashMap::new();
        for (n, (form, code)) in all.into_iter().enumerate() {
            let first = form.split(' ').next().unwrap_or_default().to_owned();
            by_first.entry(first).or_default().push((n, form, code));
        }
        Self(by_first)
    }

    fn held_by(&self, name: &str) -> Option<&'a Side> {
        let name = format!("{} ", name.to_lowercase());
        let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
        let held = starts.filter_map(|at| {
            let rest = name.get(at..)?;
            let forms = self.0.get(rest.split(' ').next()?)?;
            forms.iter().filter(|(_, form, _)| rest.starts_with(form.as_str())).min_by_key(|(n, ..)| *n)
        });
        held.min_by_key(|(n, ..)| *n).map(|(.., code)| *code)
    }
}

impl Block {
    /// The block of a finding by itself; `None` for findings that are no entry of a block.
    pub fn of(finding: &Finding) -> Option<Self> {
        if matches!(finding.body, FindingBody::Statement(_) | FindingBody::Tenure(_)) {
            return None;
        }
        let sides = actors::sides_of(finding);
        Some(if sides.len() > 2 { Self::Many } else { Self::Of(sides) })
    }

    /// The block of a finding within its text: what a side promises or wants there without naming another is of it and of
    /// the side that the text tells of together with it.
    fn within(finding: &Finding, partners: &BTreeMap<(&DocId, Side), Side>) -> Option<Self> {
        let own = Self::of(finding)?;
        let wanted =
            matches!(finding.body, FindingBody::Commitment(_) | FindingBody::Ask(_) | FindingBody::Position(_));
        let Self::Of(sides) = &own else { return Some(own) };
        let alone = sides.first().filter(|_| wanted && sides.len() == 1);
        let partner = alone.and_then(|side| partners.get(&(&finding.doc, side.clone())));
        Some(match partner {
            Some(other) => Self::Of(sides.iter().chain([other]).cloned().collect()),
            None => own,
        })
    }
}

/// A finding's first words: an order that does not depend on documents' ids.
pub(crate) fn words(finding: &Finding) -> &str {
    &finding.evidence.first().quote
}

/// The evidence of findings, in their order; `None` where there is no finding.
pub(crate) fn evidence<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Option<Evidence> {
    Evidence::from_quotes(quotes(findings))
}

/// Their quotes, in order, each once.
pub(crate) fn quotes<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Vec<Quote> {
    let mut seen = HashSet::new();
    let quotes = findings.into_iter().flat_map(|f| f.evidence.quotes());
    quotes.filter(|quote| seen.insert(*quote)).cloned().collect()
}

/// The ids of findings, in their order.
pub(crate) fn ids(findings: &[&Finding]) -> Vec<FindingId> {
    findings.iter().map(|f| f.id.clone()).collect()
}

/// The id of the entry that findings make: that of the smallest by document and place.
pub(crate) fn entry_id(letter: char, findings: &[&Finding]) -> Option<EntryId> {
    let founder = findings.iter().min_by(|a, b| corrections::order(a).cmp(&corrections::order(b)))?;
    Some(EntryId::new(letter, founder.id.as_str()))
}
