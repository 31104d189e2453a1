//! Two documents side by side: the points in both, in one alone, or worded differently, by their propositions.
//!
//! Both documents are held, so that "only in" has its ground; what stands in a headline or caption is set apart
//! and never measured against a body.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    Assertion, DocId, Finding, FindingBody, FindingId, FindingKind, Modality, Place, Proposition, Quote, Side,
    record::Record,
};
use servanda_world::World;

use super::documents::{DocumentLine, documents};
use crate::{
    AsOf,
    desk::Desk,
    parts::{Header, wording_key},
};

/// Two documents compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CompareView {
    /// What each view says first.
    pub header: Header,
    /// The one.
    pub a: DocumentLine,
    /// The other.
    pub b: DocumentLine,
    /// They are full copies of one text: what follows compares a text with itself.
    pub copies: bool,
    /// The same in both.
    pub both: Vec<ComparedPair>,
    /// In both, but not in the same words; not a conflict: house styles and translations differ.
    pub worded_differently: Vec<ComparedPair>,
    /// In the first alone.
    pub only_a: Vec<ComparedPoint>,
    /// In the second alone.
    pub only_b: Vec<ComparedPoint>,
    /// In headlines, standfirsts and captions.
    pub outside_body: Vec<ComparedPoint>,
}

/// A point with its proposition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ComparedPoint {
    pub id: FindingId,
    pub doc: DocId,
    pub kind: FindingKind,
    pub place: Place,
    /// The document denies it.
    pub negated: bool,
    /// The parties, sorted.
    pub sides: Vec<Side>,
    pub modality: Option<Modality>,
    pub proposition: Proposition,
    pub evidence: Vec<Quote>,
}

/// A point of both documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ComparedPair {
    pub a: ComparedPoint,
    pub b: ComparedPoint,
    /// Empty where both say the same.
    pub differences: Vec<Difference>,
}

/// In what two wordings of one point differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Difference {
    /// "act", "who acts", "numbers"…
    pub of: String,
    pub a: String,
    pub b: String,
}

/// Compares two documents of the record by their findings (of both; others are passed over). `None` where the
/// record holds one of them not.
pub fn compare(
    record: &Record,
    world: &World,
    a: &DocId,
    b: &DocId,
    findings: &[Finding],
    at: AsOf,
) -> Option<CompareView> {
    let lines = documents(record, world, at).documents;
    let line = |id: &DocId| lines.iter().find(|d| d.id == *id).cloned();
    let (line_a, line_b) = (line(a)?, line(b)?);
    let is_point = |f: &&Finding| f.kind() != FindingKind::Tenure && f.qualifiers.assertion != Assertion::Hypothetical;
    let points = |doc: &DocId| -> (Vec<ComparedPoint>, Vec<ComparedPoint>) {
        let of_doc: Vec<&Finding> = findings.iter().filter(|f| f.doc == *doc).filter(is_point).collect();
        let own = of_doc.iter().filter(|f| !is_said_as_more(f, &of_doc));
        own.map(|f| point(f)).partition(|p| p.place == Place::Body)
    };
    let (points_a, outside_a) = points(a);
    let (points_b, outside_b) = points(b);
    let (pairs, only_a, only_b) = pair(record, &points_a, &points_b);
    let (mut both, worded_differently): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|p| p.differences.is_empty());
    // Words that the other has too are not only here, though they were read as another kind of point there.
    let of = |doc: &DocId| findings.iter().filter(|f| f.doc == *doc).map(point).collect::<Vec<_>>();
    let (told_a, only_a) = told_apart(only_a, &of(b));
    let (told_b, only_b) = told_apart(only_b, &of(a));
    let beside = |(a, b)| ComparedPair { a, b, differences: Vec::new() };
    both.extend(told_a.into_iter().map(beside));
    both.extend(told_b.into_iter().map(|(own, other)| beside((other, own))));
    let desk = Desk::new(record, world, at);
    Some(CompareView {
        header: desk.header(format!("Compare: {} – {}", line_a.name, line_b.name)),
        copies: line_a.report == line_b.report,
        a: line_a,
        b: line_b,
        both,
        worded_differently,
        only_a,
        only_b,
        outside_body: outside_a.into_iter().chain(outside_b).collect(),
    })
}

/// Whether most of a statement's words are those of an undertaking, an ask, a position or a deed: they are compared as
/// that.
fn is_said_as_more(finding: &Finding, of_doc: &[&Finding]) -> bool {
    let FindingBody::Statement(statement) = &finding.body else { return false };
    let is_more = |f: &&&Finding| {
        matches!(f.kind(), FindingKind::Commitment | FindingKind::Ask | FindingKind::Position | FindingKind::Deed)
    };
    let quotes = || of_doc.iter().filter(is_more).flat_map(|f| f.evidence.quotes());
    let shared = |a: &Quote, b: &Quote| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let most = |said: &Quote, q: &Quote| said.doc == q.doc && 2 * shared(said, q) >= said.end - said.start;
    statement.content.quotes().iter().all(|said| quotes().any(|q| most(said, q)))
}

/// The words of a point: of a statement what is said, without its speaker and its cue.
fn words_of(finding: &Finding) -> Vec<Quote> {
    let evidence = if let FindingBody::Statement(s) = &finding.body { &s.content } else { &finding.evidence };
    evidence.quotes().to_vec()
}

fn point(finding: &Finding) -> ComparedPoint {
    let modality = match &finding.body {
        FindingBody::Commitment(c) => Some(c.modality),
        _ => None,
    };
    let said = finding.proposition.by.iter().chain(&finding.proposition.with);
    let sides: BTreeSet<&Side> = match &finding.body {
        FindingBody::Engagement(e) => e.sides.iter().collect(),
        _ => said.collect(),
    };
    ComparedPoint {
        id: finding.id.clone(),
        doc: finding.doc.clone(),
        kind: finding.kind(),
        place: finding.place,
        negated: finding.qualifiers.assertion == Assertion::Negated,
        modality,
        sides: sides.into_iter().cloned().collect(),
        proposition: finding.proposition.clone(),
        evidence: words_of(finding),
    }
}

/// So many words tell what they are about.
const TELLING: usize = 5;

/// The points whose words stand in another document too, each beside the point that has them there, and those that are
/// told by one alone.
fn told_apart(
    points: Vec<ComparedPoint>,
    others: &[ComparedPoint],
) -> (Vec<(ComparedPoint, ComparedPoint)>, Vec<ComparedPoint>) {
    let (mut told, mut alone) = (Vec::new(), Vec::new());
    for point in points {
        match told_in(&point, others) {
            Some(other) => told.push((point, other)),
            None => alone.push(point),
        }
    }
    (told, alone)
}

/// The point among those of another document whose words hold all of a point's words; the shortest of several.
fn told_in(point: &ComparedPoint, others: &[ComparedPoint]) -> Option<ComparedPoint> {
    let words: Vec<String> = point.evidence.iter().map(|q| wording_key(&q.quote)).collect();
    // A word or two may stand anywhere.
    if words.iter().flat_map(|w| w.split(' ')).count() < TELLING {
        return None;
    }
    let holding = others.iter().filter(|other| {
        let all = other.evidence.iter().map(|q| wording_key(&q.quote)).collect::<Vec<_>>().join(" ");
        words.iter().all(|w| !w.is_empty() && format!(" {all} ").contains(&format!(" {w} ")))
    });
    holding.min_by_key(|other| other.evidence.iter().map(|q| q.quote.len()).sum::<usize>()).cloned()
}

/// Pairs points greedily, the most alike first; equal ones in the order of the documents.
fn pair(
    record: &Record,
    a: &[ComparedPoint],
    b: &[ComparedPoint],
) -> (Vec<ComparedPair>, Vec<ComparedPoint>, Vec<ComparedPoint>) {
    let mut candidates: Vec<(u32, usize, usize)> = Vec::new();
    for (i, one) in a.iter().enumerate() {
        for (j, other) in b.iter().enumerate() {
            candidates.extend(likeness(one, other).filter(|_| !are_two(record, one, other)).map(|l| (l, i, j)));
        }
    }
    candidates.sort_by_key(|&(likeness, i, j)| (std::cmp::Reverse(likeness), i, j));
    let (mut of_a, mut of_b) = (vec![None; a.len()], vec![None; b.len()]);
    for (_, i, j) in candidates {
        if of_a[i].is_none() && of_b[j].is_none() {
            (of_a[i], of_b[j]) = (Some(j), Some(i));
        }
    }
    let unpaired = |points: &[ComparedPoint], with: &[Option<usize>]| -> Vec<ComparedPoint> {
        points.iter().zip(with).filter(|(_, with)| with.is_none()).map(|(p, _)| p.clone()).collect()
    };
    let (only_a, only_b) = (unpaired(a, &of_a), unpaired(b, &of_b));
    let pairs = a.iter().zip(of_a).filter_map(|(one, with)| {
        let other = b.get(with?)?.clone();
        Some(ComparedPair { differences: differences(one, &other), a: one.clone(), b: other })
    });
    (pairs.collect(), only_a, only_b)
}

/// Whether the record has two meetings as two.
fn are_two(record: &Record, a: &ComparedPoint, b: &ComparedPoint) -> bool {
    let meeting = |p: &ComparedPoint| {
        let own = record.engagements.iter().find(|e| e.members.contains(&p.id));
        own.filter(|_| p.kind == FindingKind::Engagement).map(|e| &e.id)
    };
    meeting(a).zip(meeting(b)).is_some_and(|(a, b)| a != b)
}

/// How much two points have in common; `None` where they are not about the same: other kinds, parties without a
/// side in common, or neither the object nor the issue shared.
fn likeness(a: &ComparedPoint, b: &ComparedPoint) -> Option<u32> {
    let (p, q) = (&a.proposition, &b.proposition);
    let parties = (a.sides.is_empty() && b.sides.is_empty()) || a.sides.iter().any(|side| b.sides.contains(side));
    let head = !p.head.is_empty() && p.head == q.head;
    let shared = p.modifiers.iter().filter(|m| q.modifiers.contains(m)).count() as u32;
    let issue = p.issue.is_some() && p.issue == q.issue;
    // "dialogue" alone is no common object of a strategic and an economic dialogue.
    // A meeting is the same when the sides are: what else it is about are points of their own.
    let meeting = a.kind == FindingKind::Engagement && a.sides == b.sides;
    // "Train the marines together" names the marines, whatever its head.
    let named = |p: &Proposition, q: &Proposition| q.modifiers.contains(&p.head) && p.predicate == q.predicate;
    let object = meeting
        || head && (shared > 0 || p.modifiers.is_empty() || q.modifiers.is_empty())
        || named(p, q)
        || named(q, p);
    if a.kind != b.kind || !parties || !(object || issue) {
        return None;
    }
    let same = |equal: bool| u32::from(equal);
    Some(
        shared * 2 + same(head) * 3 + same(issue) + same(p.predicate == q.predicate) * 2 + same(a.sides == b.sides) * 2,
    )
}

fn differences(a: &ComparedPoint, b: &ComparedPoint) -> Vec<Difference> {
    let (p, q) = (&a.proposition, &b.proposition);
    let codes = |sides: &[Side]| sides.iter().map(Side::code).collect::<Vec<_>>().join(", ");
    let object = |p: &Proposition| {
        let words = p.modifiers.iter().map(String::as_str).chain([p.head.as_str()]);
        words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let firmness = |p: &ComparedPoint| p.modality.map(crate::words::modality_words).unwrap_or_default().to_owned();
    let asserted = |p: &ComparedPoint| {
        let affirmed = p.negated != p.proposition.positive;
        if affirmed { "affirmative" } else { "negative" }.to_owned()
    };
    let fields = [
        ("act", p.predicate.clone(), q.predicate.clone()),
        ("who acts", codes(&p.by), codes(&q.by)),
        ("with whom", codes(&p.with), codes(&q.with)),
        ("object", object(p), object(q)),
        ("numbers", p.numbers.join(", "), q.numbers.join(", ")),
        ("term", p.term.clone().unwrap_or_default(), q.term.clone().unwrap_or_default()),
        ("firmness", firmness(a), firmness(b)),
        ("polarity", asserted(a), asserted(b)),
    ];
    fields.into_iter().filter(|(_, a, b)| a != b).map(|(of, a, b)| Difference { of: of.to_owned(), a, b }).collect()
}
