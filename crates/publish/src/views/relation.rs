//! The first screen of a pair or a group: last met, next, what is open, asked and repeated, and what is not held.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    EngagementStatus, Side,
    record::{Account, DeedEntry, Holding, Record},
};
use servanda_world::{Entity, World};

use crate::{
    AsOf, Extent,
    desk::{self, Desk},
    parts::{DeedLine, Header, MeetingLine, SideName, ThreadLine, wording_key},
    words,
};

/// A pair or group at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RelationView {
    /// What each view says first.
    pub header: Header,
    /// The sides asked for.
    pub sides: Vec<SideName>,
    /// The latest engagement held.
    pub last_met: Option<MeetingLine>,
    /// Engagements planned and not yet past.
    pub next: Vec<MeetingLine>,
    /// Deliverables that are not done, refused, reversed or replaced.
    pub open: Vec<ThreadLine>,
    /// Asks that nothing took up.
    pub asked: Vec<ThreadLine>,
    /// Deliverables that came to an end.
    pub closed: Vec<ThreadLine>,
    /// Formulas, kept apart from deliverables.
    pub formulas: Vec<ThreadLine>,
    /// What one of them did on a matter between them, or to the other.
    pub deeds: Vec<DeedLine>,
    /// Whose accounts of their engagements are not held in full.
    pub gaps: Vec<GapLine>,
}

/// How much of one side's accounts is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct GapLine {
    pub side: SideName,
    pub full: usize,
    pub press: usize,
    pub none: usize,
}

/// The first screen of `sides`.
pub fn relation(record: &Record, world: &World, sides: &[Side], at: AsOf) -> RelationView {
    at_desk(&Desk::new(record, world, at), sides)
}

/// The same from a part of the record that has all entries of `sides`.
pub fn relation_within(record: &Record, world: &World, sides: &[Side], at: AsOf, extent: Extent) -> RelationView {
    at_desk(&Desk::within(record, world, at, extent), sides)
}

fn at_desk(desk: &Desk, sides: &[Side]) -> RelationView {
    let met = || desk.engagements(sides).filter(|e| desk::is_own_meeting(e, sides));
    let held = met().filter(|e| e.status == EngagementStatus::Held);
    // By the last day that it may have been; an undated meeting is the last only where no other is known.
    let last_met = held.max_by_key(|e| desk::first_date(e).map(|d| (d.to, d.from)));
    let today = desk.today();
    let ahead = |e: &&servanda_model::record::EngagementEntry| {
        let end = e.when.iter().map(|w| w.value.to).max();
        e.status == EngagementStatus::Planned && end.zip(today).is_none_or(|(end, today)| end >= today)
    };
    let (formulas, deliverables): (Vec<_>, Vec<_>) =
        desk.thread_lines(sides).into_iter().partition(ThreadLine::is_formula);
    let (asked, undertaken): (Vec<_>, Vec<_>) = deliverables.into_iter().partition(ThreadLine::is_ask);
    let (open, closed) = undertaken.into_iter().partition(ThreadLine::is_open);
    RelationView {
        header: desk.header_of(words::relation_words(sides, desk.world), sides),
        sides: desk.sides(sides),
        last_met: last_met.map(|e| desk.meeting_line(e)),
        next: met().filter(ahead).map(|e| desk.meeting_line(e)).collect(),
        open,
        asked,
        closed,
        formulas,
        deeds: deeds(desk, sides),
        gaps: gaps(desk, sides),
    }
}

/// The deeds of these sides that are between them: on an issue on which one has a thread or a position toward the other,
/// or whose words name another of them. The latest come first.
fn deeds(desk: &Desk, sides: &[Side]) -> Vec<DeedLine> {
    let of_threads = desk.threads(sides).filter_map(|t| t.issue.as_ref());
    let positions = desk.record.positions.iter().filter(|p| desk::concerns(sides, p.side.iter().chain(&p.toward)));
    let issues: BTreeSet<&String> = of_threads.chain(positions.filter_map(|p| p.topic.as_ref())).collect();
    let names: Vec<(&Side, String)> = sides.iter().flat_map(|side| names_of(desk.world, side)).collect();
    let named = |deed: &DeedEntry| {
        let words = format!(" {} ", wording_key(&deed.object));
        names.iter().any(|(side, name)| !deed.by.contains(side) && words.contains(name))
    };
    let between = |d: &&DeedEntry| {
        let own = d.by.iter().any(|side| sides.contains(side)) || d.by.is_empty();
        own && (d.issue.as_ref().is_some_and(|issue| issues.contains(issue)) || named(d))
    };
    let mut found: Vec<&DeedEntry> = desk.record.deeds.iter().filter(between).collect();
    found.sort_by_key(|d| (std::cmp::Reverse(d.when.as_ref().map(|w| (w.to, w.from))), &d.id));
    found.into_iter().map(|d| desk.deed_line(d)).collect()
}

/// What a side and what is its own are called, between spaces: " chile ", " chilean ".
fn names_of<'w>(world: &'w World, side: &Side) -> Vec<(&'w Side, String)> {
    let forms = world.forms().iter().filter_map(|form| Some((side_of(&form.entity)?, form)));
    let own = forms.filter(|(of, _)| *of == side);
    own.map(|(side, form)| (side, format!(" {} ", wording_key(&form.text)))).collect()
}

/// The side that a name is of, where it is one of a country or of what is its own.
fn side_of(entity: &Entity) -> Option<&Side> {
    if let Entity::Country(side) | Entity::Demonym(side) = entity { Some(side) } else { None }
}

/// Tells which sides the object of a deed names.
pub struct SideNames<'w>(BTreeMap<String, Vec<(&'w Side, String)>>);

impl<'w> SideNames<'w> {
    /// The names that the tables know, by their first words.
    pub fn of(world: &'w World) -> Self {
        let mut by_first: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for form in world.forms() {
            let key = wording_key(&form.text);
            if let (Some(side), Some(first)) = (side_of(&form.entity), key.split(' ').next()) {
                by_first.entry(first.to_owned()).or_default().push((side, format!(" {key} ")));
            }
        }
        Self(by_first)
    }

    /// The sides that words name.
    pub fn named_in(&self, words: &str) -> BTreeSet<&'w Side> {
        let words = format!(" {} ", wording_key(words));
        let near = words.split(' ').filter_map(|word| self.0.get(word)).flatten();
        near.filter(|(_, name)| words.contains(name)).map(|(side, _)| *side).collect()
    }
}

/// How the accounts of the engagements that were held are held, by side.
pub(super) fn gaps(desk: &Desk, sides: &[Side]) -> Vec<GapLine> {
    let mut counted: BTreeMap<&Side, GapLine> = BTreeMap::new();
    for side in sides {
        counted.insert(side, GapLine { side: desk.side(side), full: 0, press: 0, none: 0 });
    }
    let held: Vec<_> = desk.engagements(sides).filter(|e| e.status == EngagementStatus::Held).collect();
    for engagement in held {
        for side in sides {
            let own = |a: &&Account| a.side.as_ref() == Some(side);
            let holding = engagement.accounts.iter().filter(own).map(|a| a.held).min().unwrap_or(Holding::None);
            let Some(line) = counted.get_mut(side) else { continue };
            match holding {
                Holding::Full => line.full += 1,
                Holding::Press => line.press += 1,
                Holding::None => line.none += 1,
            }
        }
    }
    counted.into_values().filter(|line| line.press + line.none > 0).collect()
}
