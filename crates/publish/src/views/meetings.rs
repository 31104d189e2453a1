//! Engagements held and planned, in order of time.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{EngagementStatus, Side, record::Record};
use servanda_world::World;

use crate::{
    AsOf,
    desk::Desk,
    parts::{Header, MeetingLine},
    words,
};

/// All engagements of a pair, a group, or everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingsView {
    /// What each view says first.
    pub header: Header,
    /// Held, cancelled, or not known whether held; what is undated comes last.
    pub meetings: Vec<MeetingLine>,
    /// Planned ones.
    pub planned: Vec<MeetingLine>,
}

/// The engagements in which all `sides` take part; all of them where no side is named.
pub fn meetings(record: &Record, world: &World, sides: &[Side], at: AsOf) -> MeetingsView {
    let desk = Desk::new(record, world, at);
    let lines = desk.engagements(sides).map(|e| desk.meeting_line(e));
    let (planned, meetings) = lines.partition(|line| line.status == EngagementStatus::Planned);
    let title = if sides.is_empty() {
        "Meetings".to_owned()
    } else {
        format!("Meetings: {}", words::relation_words(sides, world))
    };
    MeetingsView { header: desk.header_of(title, sides), meetings, planned }
}
