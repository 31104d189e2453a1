//! Actors and the offices they hold.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    EntryId, Interval, PartialDate, Quote, Side,
    record::{ActorEntry, ActorKind, Record, Tenure},
};
use servanda_world::World;

use crate::{
    AsOf,
    desk::Desk,
    parts::{Header, SideName},
    words,
};

/// All actors of the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActorsView {
    /// What each view says first.
    pub header: Header,
    /// By side, kind and name.
    pub actors: Vec<ActorLine>,
}

/// A country or entity, a body, an office or a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ActorLine {
    pub id: EntryId,
    pub kind: ActorKind,
    pub name: String,
    pub side: Option<SideName>,
    pub tenures: Vec<TenureLine>,
}

/// An office held for a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TenureLine {
    pub office: String,
    pub side: SideName,
    /// First day as finely as known (ISO).
    pub from: Option<String>,
    /// Last day as finely as known; `None` where unknown or still held.
    pub to: Option<String>,
    /// A table's row, `text`, or `uncited`.
    pub source: String,
    /// Days on which texts give the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<Interval>,
    /// Whether the last that texts say is that it is held no longer ("former").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    pub evidence: Vec<Quote>,
}

impl TenureLine {
    /// Whether it has no citable source.
    pub fn is_uncited(&self) -> bool {
        self.source == "uncited"
    }
}

/// The actors of these sides; all where no side is named.
pub fn actors(record: &Record, world: &World, sides: &[Side], at: AsOf) -> ActorsView {
    let desk = Desk::new(record, world, at);
    let of_sides = |a: &&ActorEntry| sides.is_empty() || a.side.as_ref().is_some_and(|s| sides.contains(s));
    let mut found: Vec<&ActorEntry> = record.actors.iter().filter(of_sides).collect();
    found.sort_by(|a, b| (&a.side, a.kind, &a.name, &a.id).cmp(&(&b.side, b.kind, &b.name, &b.id)));
    let actors = found.into_iter().map(|actor| ActorLine {
        id: actor.id.clone(),
        kind: actor.kind,
        name: actor.name.clone(),
        side: actor.side.as_ref().map(|side| desk.side(side)),
        tenures: joined(actor.tenures.iter().map(|t| tenure_line(&desk, t)).collect()),
    });
    let title =
        if sides.is_empty() { "Actors".to_owned() } else { format!("Actors: {}", words::relation_words(sides, world)) };
    ActorsView { actors: actors.collect(), header: desk.header(title) }
}

/// The terms of one person, with what a text and a table tell of one term as one: the text's days before the table's, the
/// closer before the wider.
pub(super) fn joined(lines: Vec<TenureLine>) -> Vec<TenureLine> {
    let (told, tabled): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.source == TEXT);
    let mut terms: Vec<TenureLine> = told;
    for row in tabled {
        match terms.iter_mut().find(|term| term.source == TEXT && is_one_term(term, &row)) {
            Some(term) => {
                term.from = closer(term.from.take(), row.from);
                term.to = closer(term.to.take(), row.to);
                term.source = format!("{TEXT}; table: {}", row.source);
            }
            None => terms.push(row),
        }
    }
    terms
}

/// The source of what documents tell.
const TEXT: &str = "text";

/// Whether a text's term may be that of a row: one office, and no days that exclude each other.
fn is_one_term(told: &TenureLine, row: &TenureLine) -> bool {
    let days = |text: &Option<String>| text.as_deref().and_then(|t| PartialDate::parse(t).ok()).map(|d| d.interval());
    let meets = |a: &Option<String>, b: &Option<String>| days(a).zip(days(b)).is_none_or(|(a, b)| a.meets(b));
    let within = |on: &Interval| {
        days(&row.from).is_none_or(|from| from.from() <= on.to()) && days(&row.to).is_none_or(|to| on.from() <= to.to())
    };
    told.office == row.office
        && told.side == row.side
        && meets(&told.from, &row.from)
        && meets(&told.to, &row.to)
        && told.seen.iter().all(within)
}

/// Of two dates the one that says more; the first of equals.
fn closer(a: Option<String>, b: Option<String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.len() > a.len() { b } else { a }),
        (a, b) => a.or(b),
    }
}

pub(super) fn tenure_line(desk: &Desk, tenure: &Tenure) -> TenureLine {
    TenureLine {
        office: tenure.office.clone(),
        side: desk.side(&tenure.side),
        from: tenure.from.clone(),
        to: tenure.to.clone(),
        source: tenure.source.clone(),
        seen: tenure.seen.clone(),
        former: tenure.former,
        evidence: tenure.evidence.clone(),
    }
}
