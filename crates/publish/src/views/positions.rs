//! Who stands where: positions by side, with ladder, rung and history.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    Side,
    record::{PositionEntry, Record},
};
use servanda_world::World;

use crate::{
    AsOf,
    desk::{self, Desk},
    parts::{Header, PositionLine, SideName},
    words,
};

/// Positions by their holders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PositionsView {
    /// What each view says first.
    pub header: Header,
    /// By holder; joint holders together.
    pub holders: Vec<SidePositions>,
}

/// The positions of one side, or of several that hold them together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SidePositions {
    pub sides: Vec<SideName>,
    pub positions: Vec<PositionLine>,
}

/// The positions that concern all `sides`, as holders or as addressed: for one side, all that it holds or is told;
/// for none, all.
pub fn positions(record: &Record, world: &World, sides: &[Side], at: AsOf) -> PositionsView {
    let desk = Desk::new(record, world, at);
    let concerned = |p: &&PositionEntry| desk::concerns(sides, p.side.iter().chain(&p.toward));
    let mut by_holder: BTreeMap<&[Side], Vec<PositionLine>> = BTreeMap::new();
    for position in record.positions.iter().filter(concerned) {
        by_holder.entry(&position.side).or_default().push(desk.position_line(position));
    }
    let holders = by_holder.into_iter().map(|(sides, mut positions)| {
        positions.sort_by(|a, b| (&a.issue, &a.id).cmp(&(&b.issue, &b.id)));
        SidePositions { sides: desk.sides(sides), positions }
    });
    let title = if sides.is_empty() {
        "Positions".to_owned()
    } else {
        format!("Positions: {}", words::relation_words(sides, world))
    };
    PositionsView { holders: holders.collect(), header: desk.header_of(title, sides) }
}
