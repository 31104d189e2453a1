//! What comes next: planned engagements, due dates, mechanisms overdue by their own rhythm.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    DateValue, EngagementStatus, Side,
    record::{EngagementEntry, Record},
};
use servanda_world::World;

use super::mechanisms::{MechanismLine, mechanism_lines};
use crate::{
    AsOf,
    desk::{self, Desk},
    parts::{Header, MeetingLine, ThreadLine},
    words,
};

/// What is planned, due and overdue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgendaView {
    /// What each view says first.
    pub header: Header,
    /// The day by which things are past: as-of, or the newest document's last possible day.
    #[schemars(with = "Option<String>")]
    pub today: Option<Date>,
    /// The date of the newest document, where that gives the day.
    pub newest: Option<DateValue>,
    /// Planned engagements that are not past, undated ones last.
    pub planned: Vec<MeetingLine>,
    /// Planned engagements whose day is past, and of which no text here says that they were held.
    pub passed: Vec<MeetingLine>,
    /// Due dates of open threads, earliest first.
    pub due: Vec<DueLine>,
    /// Mechanisms overdue by their own rhythm.
    pub overdue: Vec<MechanismLine>,
}

/// A due date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DueLine {
    /// Last day of the due.
    #[schemars(with = "String")]
    pub by: Date,
    /// Whether that day is past.
    pub passed: bool,
    /// What is due.
    pub thread: ThreadLine,
}

/// The agenda of `sides`; of everybody where no side is named.
pub fn agenda(record: &Record, world: &World, sides: &[Side], at: AsOf) -> AgendaView {
    let desk = Desk::new(record, world, at);
    let today = desk.today();
    let is_past = |day: Date| today.is_some_and(|today| day < today);
    let last_day = |e: &EngagementEntry| e.when.iter().map(|w| w.value.to).max();
    let planned = desk.engagements(sides).filter(|e| e.status == EngagementStatus::Planned);
    let (passed, planned): (Vec<_>, Vec<_>) = planned.partition(|e| last_day(e).is_some_and(is_past));
    let lines = |found: Vec<&EngagementEntry>| found.into_iter().map(|e| desk.meeting_line(e)).collect();
    let open = desk.thread_lines(sides).into_iter().filter(ThreadLine::is_open);
    let mut due: Vec<DueLine> = open
        .filter_map(|thread| {
            let by = thread.due.as_ref().and_then(|due| due.to)?;
            Some(DueLine { by, passed: is_past(by), thread })
        })
        .collect();
    due.sort_by(|a, b| (a.by, &a.thread.id).cmp(&(b.by, &b.thread.id)));
    let title =
        if sides.is_empty() { "Agenda".to_owned() } else { format!("Agenda: {}", words::relation_words(sides, world)) };
    AgendaView {
        header: desk.header_of(title, sides),
        today,
        newest: desk::newest(record.documents.iter()).filter(|_| at.as_of.is_none()),
        planned: lines(planned),
        passed: lines(passed),
        due,
        overdue: mechanism_lines(&desk, sides).into_iter().filter(|m| m.overdue.is_some()).collect(),
    }
}
