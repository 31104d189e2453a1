//! One engagement: who, when, where, every differing date kept, the accounts side by side with their holding.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    EntryId, FindingId, Quote, SpeechMode,
    record::{EngagementEntry, Holding, Point, Record, Verdict},
};
use servanda_world::World;

use crate::{
    AsOf,
    desk::Desk,
    parts::{Header, MeetingLine, PersonLine, SideName, Source, ThreadLine, Voiced},
    words,
};

/// One engagement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeetingView {
    /// What each view says first.
    pub header: Header,
    /// Who, when, where.
    pub meeting: MeetingLine,
    /// What each voice says of it; a side of which nothing is held has a line that says so.
    pub accounts: Vec<AccountLine>,
    /// Matters of it, and how the accounts stand to each other on them.
    pub points: Vec<PointLine>,
    /// Threads that its findings are part of.
    pub threads: Vec<ThreadLine>,
}

/// What one voice says, and how it is held.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct AccountLine {
    pub voiced: Voiced,
    pub side: Option<SideName>,
    pub held: Holding,
    pub statements: Vec<StatementLine>,
    pub reports: Vec<EntryId>,
    pub evidence: Vec<Quote>,
}

/// A statement in an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct StatementLine {
    pub id: FindingId,
    pub speakers: Vec<PersonLine>,
    pub relayed_by: Option<SideName>,
    pub cue: String,
    pub mode: SpeechMode,
    pub content: Vec<Quote>,
}

/// A matter on which accounts can be compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PointLine {
    pub label: String,
    pub verdict: Verdict,
    /// The verdict in words; "only" stands there only where every other side's account is held in full.
    pub words: String,
    pub may_say_only: bool,
    pub by: Vec<Voiced>,
    pub findings: Vec<FindingId>,
    pub evidence: Vec<Source>,
}

/// The engagement with this id, or of which the finding with this id is a member.
pub fn meeting(record: &Record, world: &World, id: &str, at: AsOf) -> Option<MeetingView> {
    let is_it = |e: &&EngagementEntry| e.id.as_str() == id || e.members.iter().any(|m| m.as_str() == id);
    let engagement = record.engagements.iter().find(is_it)?;
    let desk = Desk::new(record, world, at);
    let of_it: Vec<&FindingId> =
        engagement.accounts.iter().flat_map(|a| &a.findings).chain(&engagement.members).collect();
    let threads = record.threads.iter().filter(|t| t.members.iter().any(|m| of_it.contains(&m)));
    Some(MeetingView {
        header: desk
            .header_of_meeting(format!("Meeting: {}", words::relation_words(&engagement.sides, world)), engagement),
        meeting: desk.meeting_line(engagement),
        accounts: accounts(&desk, engagement),
        points: engagement.points.iter().map(|p| point_line(&desk, p)).collect(),
        threads: threads.map(|t| desk.thread_line(t)).collect(),
    })
}

fn accounts(desk: &Desk, engagement: &EngagementEntry) -> Vec<AccountLine> {
    let mut lines: Vec<AccountLine> = engagement
        .accounts
        .iter()
        .map(|account| AccountLine {
            voiced: desk.voiced(&account.voice, None),
            side: account.side.as_ref().map(|side| desk.side(side)),
            held: account.held,
            statements: account.statements.iter().filter_map(|id| statement_line(desk, id)).collect(),
            reports: account.reports.clone(),
            evidence: account.evidence.clone(),
        })
        .collect();
    for side in &engagement.sides {
        if !engagement.accounts.iter().any(|a| a.side.as_ref() == Some(side)) {
            lines.push(AccountLine {
                voiced: desk.voiced(&servanda_model::Voice::Side(side.clone()), None),
                side: Some(desk.side(side)),
                held: Holding::None,
                statements: Vec::new(),
                reports: Vec::new(),
                evidence: Vec::new(),
            });
        }
    }
    lines
}

fn statement_line(desk: &Desk, id: &FindingId) -> Option<StatementLine> {
    let statement = desk.record.statements.iter().find(|s| s.id == *id)?;
    Some(StatementLine {
        id: id.clone(),
        speakers: statement.speakers.iter().map(|speaker| desk.person_line(speaker)).collect(),
        relayed_by: statement.relayed_by.as_ref().map(|side| desk.side(side)),
        cue: statement.cue.clone(),
        mode: statement.mode,
        content: statement.content.quotes().to_vec(),
    })
}

fn point_line(desk: &Desk, point: &Point) -> PointLine {
    PointLine {
        label: point.label.clone(),
        verdict: point.verdict,
        words: words::verdict_words(point, desk.world),
        may_say_only: point.may_say_only(),
        by: point.by.iter().map(|voice| desk.voiced(voice, None)).collect(),
        findings: point.text_from.clone(),
        evidence: point.evidence.quotes().iter().map(|q| desk.source(q)).collect(),
    }
}
