//! The record: what the findings add up to, in the shape of the interchange form.
//!
//! Field order is the order of the keys in `servanda export --format json`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    CommitmentKind, DateValue, DocId, EngagementStatus, EntryId, Evidence, FindingId, Form, Ladder, Level,
    MechanismState, Modality, Setting, Side, SpeechMode, Strength, Translation, Voice,
};

/// Everything, computed from findings as of a date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Record {
    pub documents: Vec<DocumentEntry>,
    pub reports: Vec<ReportEntry>,
    pub actors: Vec<ActorEntry>,
    pub texts: Vec<TextEntry>,
    pub engagements: Vec<EngagementEntry>,
    pub statements: Vec<StatementEntry>,
    pub threads: Vec<ThreadEntry>,
    pub positions: Vec<PositionEntry>,
    pub mechanisms: Vec<MechanismEntry>,
    pub deeds: Vec<DeedEntry>,
    pub issues: Vec<IssueEntry>,
    /// What contradicts what: dates against dates, texts against tables.
    pub contradictions: Vec<Contradiction>,
}

/// A document of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DocumentEntry {
    pub id: DocId,
    pub name: String,
    pub title: Option<String>,
    pub publisher: Option<String>,
    /// The side whose own text this is.
    pub issuer: Option<Side>,
    pub agency: Option<String>,
    pub url: Option<String>,
    /// When it was written, with the reasons; `None` where nothing dates it.
    pub published: Option<DateValue>,
    pub language: Option<String>,
    pub translation: Translation,
    pub report: EntryId,
    pub main_text: TextRange,
}

/// Characters of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TextRange {
    pub start: u32,
    pub end: u32,
}

/// The documents that are full copies of one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ReportEntry {
    pub id: EntryId,
    pub documents: Vec<DocId>,
    pub agency: Option<String>,
    pub links: Vec<ReportLink>,
}

/// Another report that shares part of the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ReportLink {
    pub to: EntryId,
    pub kind: LinkKind,
}

/// How a report relates to another whose words it shares without being a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// A part of the other.
    Excerpt,
    /// The other with more.
    Extension,
    /// One text of several in it.
    Roundup,
}

/// A value with the reports that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Sourced<T> {
    pub value: T,
    pub reports: Vec<EntryId>,
    pub evidence: Evidence,
}

/// A country, body, office or person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ActorEntry {
    pub id: EntryId,
    pub kind: ActorKind,
    pub name: String,
    pub side: Option<Side>,
    pub tenures: Vec<Tenure>,
}

/// Kinds of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ActorKind {
    CountryOrEntity,
    Body,
    Office,
    Person,
}

/// A person's time in an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tenure {
    /// The office's name ("Foreign Minister").
    pub office: String,
    /// For which side.
    pub side: Side,
    /// First day, as finely as known (ISO); `None` where unknown.
    pub from: Option<String>,
    /// Last day or day of handing over, as finely as known; `None` where unknown or still held.
    pub to: Option<String>,
    /// Days on which texts give the title: all that is known where neither end is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<crate::Interval>,
    /// Whether the last that texts say is that it is held no longer ("former").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// A table's row, `text`, or `uncited`.
    pub source: String,
    /// The words, where the source is text.
    pub evidence: Vec<crate::Quote>,
}

/// A named agreed text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TextEntry {
    pub id: EntryId,
    pub name: String,
    pub date: Option<DateValue>,
    pub sides: Vec<Side>,
    pub evidence: Evidence,
}

/// A meeting in the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct EngagementEntry {
    pub id: EntryId,
    pub level: Option<Level>,
    pub form: Form,
    pub setting: Setting,
    /// The larger gathering's name, where it is part of one.
    pub part_of: Option<String>,
    /// "third round of", or a mechanism's entry, where it is one of a series.
    pub series: Option<EntryId>,
    pub status: EngagementStatus,
    /// Every date that the texts give; more than one where they differ.
    pub when: Vec<Sourced<DateValue>>,
    /// Every place that the texts give, coarser ones that hold a finer one left beside it.
    pub place: Vec<Sourced<String>>,
    pub participants: Vec<Participant>,
    pub sides: Vec<Side>,
    pub reports: Vec<EntryId>,
    pub accounts: Vec<Account>,
    pub points: Vec<Point>,
    pub members: Vec<FindingId>,
}

/// Who takes part, for whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Participant {
    pub actor: Option<EntryId>,
    pub name: Option<String>,
    /// The office's name as shown, or `None`.
    pub office: Option<String>,
    pub side: Option<Side>,
    /// `text` where the documents name the holder, else the table's row or `uncited`.
    pub source: String,
}

/// What one voice says of an engagement, and how that account is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Account {
    pub voice: Voice,
    pub side: Option<Side>,
    pub held: Holding,
    pub statements: Vec<FindingId>,
    /// All findings of this voice on this engagement.
    pub findings: Vec<FindingId>,
    pub reports: Vec<EntryId>,
    /// Empty where the account is not held.
    pub evidence: Vec<crate::Quote>,
}

/// How an account is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Holding {
    /// The side's own text.
    Full,
    /// Through the press.
    Press,
    /// Not held.
    None,
}

/// One matter of an engagement and how the accounts stand to each other on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Point {
    /// What it is about, in short words.
    pub label: String,
    /// The findings that make it.
    pub text_from: Vec<FindingId>,
    pub verdict: Verdict,
    /// The voices that carry it.
    pub by: Vec<Voice>,
    /// The voices that deny it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denied_by: Vec<Voice>,
    /// How the other sides' accounts are held: without `full` here, "only" means "only in what is held".
    pub others: Vec<OtherHolding>,
    pub evidence: Evidence,
}

impl Point {
    /// Whether a page may write "only": every other side's account is held in full (invariant 6).
    pub fn may_say_only(&self) -> bool {
        self.verdict == Verdict::Only && !self.others.is_empty() && self.others.iter().all(|o| o.held == Holding::Full)
    }
}

/// How another side's account is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct OtherHolding {
    pub side: Side,
    pub held: Holding,
}

/// How accounts stand to each other on one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Verdict {
    Both,
    Only,
    Compatible,
    WordedDifferently,
    Conflict,
    Denied,
}

/// A statement of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct StatementEntry {
    pub id: FindingId,
    pub doc: DocId,
    pub speakers: Vec<Participant>,
    pub relayed_by: Option<Side>,
    pub channel: Option<String>,
    pub mode: SpeechMode,
    pub cue: String,
    pub content: Evidence,
    pub engagement: Option<EntryId>,
}

/// One commitment or ask through time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ThreadEntry {
    pub id: EntryId,
    pub opened_as: OpenedAs,
    pub kind: CommitmentKind,
    /// Who must act.
    pub by: Vec<Side>,
    pub with: Vec<Side>,
    pub action: String,
    pub object: String,
    pub mechanism: Option<EntryId>,
    pub issue: Option<String>,
    pub text: Option<EntryId>,
    pub condition: Option<String>,
    pub due: Option<DueValue>,
    pub stage: Stage,
    pub strength: Option<Strength>,
    pub events: Vec<ThreadEvent>,
    /// Present where nothing later was found; it carries its ground.
    pub silence: Option<Silence>,
    pub members: Vec<FindingId>,
}

/// How a thread began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum OpenedAs {
    Ask,
    Commitment,
}

/// A due as the record knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DueValue {
    /// The words.
    pub text: String,
    /// First day, where it could be anchored.
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    /// Last day.
    #[schemars(with = "Option<String>")]
    pub to: Option<Date>,
    /// The text says that no date is set.
    pub none_stated: bool,
}

/// One step of a thread's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ThreadEvent {
    pub event: EventKind,
    pub date: Option<DateValue>,
    pub modality: Option<Modality>,
    pub hedge: Option<String>,
    pub strength: Option<Strength>,
    /// By when, as this event has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DueValue>,
    /// What a formula is called in it, each wording once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<String>,
    pub voice: Voice,
    /// Who acts or asks in this event.
    pub side: Option<Side>,
    pub relayed_by: Option<Side>,
    pub reports: Vec<EntryId>,
    pub evidence: Evidence,
    pub findings: Vec<FindingId>,
}

/// Kinds of event in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum EventKind {
    Asked,
    Proposed,
    Hoped,
    Invited,
    Discussed,
    Concurred,
    Agreed,
    Reaffirmed,
    Dated,
    Begun,
    Done,
    Refused,
    Denied,
    Suspended,
    Reversed,
    Replaced,
}

/// How far a thread got; a function of its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Stage {
    Asked,
    Proposed,
    Intended,
    Agreed,
    Dated,
    UnderWay,
    Fulfilled,
    PartlyFulfilled,
    DueDatePassed,
    Suspended,
    Reversed,
    Refused,
    Replaced,
    Disputed,
    Standing,
}

/// "Nothing found": it can't be made without its ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Silence {
    #[schemars(with = "String")]
    since: Date,
    reports: u32,
    #[schemars(with = "Option<String>")]
    newest: Option<Date>,
    /// Later reports that tell nothing of this and yet speak of something near it.
    #[serde(default, skip_serializing_if = "is_none")]
    near: u32,
    /// Reports that may be later, or not: their dates do not say.
    #[serde(default, skip_serializing_if = "is_none")]
    unsure: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands over a reference
fn is_none(count: &u32) -> bool {
    *count == 0
}

impl Silence {
    /// Nothing found since `since` in the reports on these sides that were read, given as their possible last
    /// days; only those after `since` count.
    pub fn counted(since: Date, later_reports: impl IntoIterator<Item = Date>) -> Self {
        let (mut reports, mut newest) = (0, None);
        for day in later_reports.into_iter().filter(|day| *day > since) {
            reports += 1;
            newest = newest.max(Some(day));
        }
        Self { since, reports, newest, near: 0, unsure: 0 }
    }

    /// The same with the reports that take from its certainty: later ones that speak of something near, and those of
    /// which it is not known whether they are later.
    #[must_use]
    pub fn beside(self, near: usize, unsure: usize) -> Self {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { near: count(near), unsure: count(unsure), ..self }
    }

    /// How many later reports speak of something near it.
    pub fn near(&self) -> u32 {
        self.near
    }

    /// How many reports may be later, or not.
    pub fn unsure(&self) -> u32 {
        self.unsure
    }

    /// Since when.
    pub fn since(&self) -> Date {
        self.since
    }

    /// How many later reports on these sides were read.
    pub fn reports(&self) -> u32 {
        self.reports
    }

    /// The newest of them.
    pub fn newest(&self) -> Option<Date> {
        self.newest
    }
}

/// A side's stance on an issue, through time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PositionEntry {
    pub id: EntryId,
    pub side: Vec<Side>,
    pub issue: String,
    /// Id in the table of issues, where one fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// The latest word.
    pub word: String,
    pub ladder: Ladder,
    /// Rung on the ladder from 1 (weakest), by the table in the codebook; `None` where the word has none.
    pub rung: Option<u8>,
    pub toward: Vec<Side>,
    pub evidence: Evidence,
    pub history: Vec<PositionEvent>,
    pub members: Vec<FindingId>,
}

/// One taking of a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PositionEvent {
    pub date: Option<DateValue>,
    pub word: String,
    pub ladder: Ladder,
    pub rung: Option<u8>,
    pub voice: Voice,
    pub reports: Vec<EntryId>,
    pub evidence: Evidence,
}

/// A recurring channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MechanismEntry {
    pub id: EntryId,
    pub name: String,
    pub sides: Vec<Side>,
    pub state: MechanismState,
    pub last_held: Vec<Sourced<DateValue>>,
    pub next: Vec<Sourced<DateValue>>,
    pub evidence: Evidence,
    pub members: Vec<FindingId>,
}

/// Something done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DeedEntry {
    pub id: EntryId,
    pub by: Vec<Side>,
    pub action: String,
    pub object: String,
    pub when: Option<DateValue>,
    pub voice: Voice,
    /// Id in the table of issues, where one fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    pub evidence: Evidence,
    pub members: Vec<FindingId>,
}

/// What it is about, with each side's own term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct IssueEntry {
    pub id: String,
    pub label: String,
    pub terms: Vec<IssueTerm>,
}

/// One side's wording for an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct IssueTerm {
    pub side: Option<Side>,
    pub wording: String,
    pub evidence: Evidence,
}

/// Two sources that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contradiction {
    /// What about ("date of 3f2a…", "holder of foreign-minister JPN on 2023-11-25").
    pub about: String,
    /// The one and the other, in words.
    pub between: (String, String),
    /// The words, where a text is a source.
    pub evidence: Vec<crate::Quote>,
}
