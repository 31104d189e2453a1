//! Recurring channels: how they stand, when last held, when next, and which are overdue by their own rhythm.

use jiff::{ToSpan, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    EngagementStatus, EntryId, Interval, MechanismState, Quote, Side,
    record::{MechanismEntry, Record},
};
use servanda_world::World;

use crate::{
    AsOf,
    desk::{self, Desk},
    parts::{DatedLine, EventLine, Header, SideName, add_quotes},
    words,
};

/// Fewest known sessions from which a rhythm is read.
const SESSIONS_FOR_RHYTHM: usize = 3;
/// A session known less finely than this many days tells nothing of a rhythm.
const COARSEST_SESSION: i64 = 100;
/// Dates this many days apart may be two sources' dates of one session.
const ONE_SESSION: i64 = 7;

/// Recurring channels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MechanismsView {
    /// What each view says first.
    pub header: Header,
    /// By sides and name.
    pub mechanisms: Vec<MechanismLine>,
}

/// One channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MechanismLine {
    pub id: EntryId,
    pub name: String,
    pub sides: Vec<SideName>,
    pub state: MechanismState,
    pub last_held: Vec<DatedLine>,
    pub next: Vec<DatedLine>,
    pub overdue: Option<Overdue>,
    /// Who wants it or undertook it last, of the threads on it.
    pub told: Option<EventLine>,
    pub evidence: Vec<Quote>,
}

/// A channel that has not met for longer than it used to, with the sessions that this rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Overdue {
    /// Median number of days between known sessions.
    pub rhythm_days: i64,
    /// The last possible days of the known sessions, in order.
    #[schemars(with = "Vec<String>")]
    pub sessions: Vec<Date>,
    /// The day by which another session would have been in rhythm.
    #[schemars(with = "String")]
    pub since: Date,
    /// The words that give the sessions.
    pub evidence: Vec<Quote>,
}

/// The channels that all `sides` convene; all channels where no side is named.
pub fn mechanisms(record: &Record, world: &World, sides: &[Side], at: AsOf) -> MechanismsView {
    let desk = Desk::new(record, world, at);
    let title = if sides.is_empty() {
        "Mechanisms".to_owned()
    } else {
        format!("Mechanisms: {}", words::relation_words(sides, world))
    };
    MechanismsView { header: desk.header_of(title, sides), mechanisms: mechanism_lines(&desk, sides) }
}

pub(super) fn mechanism_lines(desk: &Desk, sides: &[Side]) -> Vec<MechanismLine> {
    let mut found: Vec<&MechanismEntry> =
        desk.record.mechanisms.iter().filter(|m| desk::concerns(sides, &m.sides)).collect();
    found.sort_by(|a, b| (&a.sides, &a.name, &a.id).cmp(&(&b.sides, &b.name, &b.id)));
    found.into_iter().map(|m| mechanism_line(desk, m)).collect()
}

fn mechanism_line(desk: &Desk, mechanism: &MechanismEntry) -> MechanismLine {
    MechanismLine {
        id: mechanism.id.clone(),
        name: mechanism.name.clone(),
        sides: desk.sides(&mechanism.sides),
        state: mechanism.state,
        last_held: mechanism.last_held.iter().map(|d| desk.dated_line(d)).collect(),
        next: mechanism.next.iter().map(|d| desk.dated_line(d)).collect(),
        overdue: overdue(desk, mechanism),
        told: told(desk, mechanism),
        evidence: mechanism.evidence.quotes().to_vec(),
    }
}

/// The last word on a channel that need not exist yet, of the threads that are about it.
fn told(desk: &Desk, mechanism: &MechanismEntry) -> Option<EventLine> {
    use MechanismState::{Agreed, Possible, Proposed, Sought};
    let ahead = matches!(mechanism.state, Proposed | Sought | Possible | Agreed);
    let threads = desk.record.threads.iter().filter(|t| ahead && t.mechanism.as_ref() == Some(&mechanism.id));
    let events = threads.flat_map(|t| desk.thread_line(t).events).filter(|e| !e.outside_body);
    events.max_by_key(|e| e.date.as_ref().map(|d| (d.to, d.from)))
}

/// Overdue when half as long again as the median interval has passed since the last session.
fn overdue(desk: &Desk, mechanism: &MechanismEntry) -> Option<Overdue> {
    let ended = matches!(mechanism.state, MechanismState::Dissolved | MechanismState::Suspended);
    let today = desk.today().filter(|_| !ended)?;
    let in_series = desk.record.engagements.iter();
    let in_series =
        in_series.filter(|e| e.series.as_ref() == Some(&mechanism.id) && e.status == EngagementStatus::Held);
    let dates: Vec<_> = mechanism.last_held.iter().chain(in_series.flat_map(|e| &e.when)).collect();
    let sessions = sessions(dates.iter().map(|s| s.value.interval()));
    if sessions.len() < SESSIONS_FOR_RHYTHM {
        return None;
    }
    let mut gaps: Vec<i64> =
        sessions.windows(2).map(|pair| i64::from((pair[1] - pair[0]).get_days())).filter(|days| *days > 0).collect();
    gaps.sort_unstable();
    let rhythm_days = *gaps.get(gaps.len() / 2)?;
    let since = sessions.last()?.checked_add((rhythm_days + rhythm_days / 2).days()).ok()?;
    let planned = mechanism.next.iter().any(|n| n.value.to >= today);
    let mut evidence = Vec::new();
    add_quotes(&mut evidence, dates.iter().flat_map(|s| s.evidence.quotes()));
    (since < today && !planned).then_some(Overdue { rhythm_days, sessions, since, evidence })
}

/// The last possible days of the sessions that these dates are of, dates of one session joined.
fn sessions(dates: impl Iterator<Item = Interval>) -> Vec<Date> {
    let mut dates: Vec<Interval> = dates.filter(|d| d.days() <= COARSEST_SESSION).collect();
    dates.sort_unstable();
    let mut sessions: Vec<Date> = Vec::new();
    for date in dates {
        match sessions.last_mut() {
            Some(last) if i64::from((date.from() - *last).get_days()) <= ONE_SESSION => *last = date.to().max(*last),
            _ => sessions.push(date.to()),
        }
    }
    sessions
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn two_dates_of_one_session_are_no_rhythm() {
        let days = [date(2023, 11, 16), date(2023, 11, 17), date(2024, 11, 20)];
        let year = Interval::new(date(2020, 1, 1), date(2020, 12, 31)).unwrap();
        let found = sessions(days.into_iter().map(Interval::day).chain([year]));
        assert_eq!(found, [date(2023, 11, 17), date(2024, 11, 20)]);
    }
}
