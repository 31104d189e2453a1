//! Actors and the offices they hold.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    EntryId, Interval, Quote, Side,
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
        tenures: actor.tenures.iter().map(|t| tenure_line(&desk, t)).collect(),
    });
    let title =
        if sides.is_empty() { "Actors".to_owned() } else { format!("Actors: {}", words::relation_words(sides, world)) };
    ActorsView { actors: actors.collect(), header: desk.header(title) }
}

pub(super) fn tenure_line(desk: &Desk, tenure: &Tenure) -> TenureLine {
    TenureLine {
        office: tenure.office.clone(),
        side: desk.side(&tenure.side),
        from: tenure.from.clone(),
        to: tenure.to.clone(),
        source: tenure.source.clone(),
        seen: tenure.seen.clone(),
        evidence: tenure.evidence.clone(),
    }
}
