//! What the views are made of: the header that each carries, and the lines that several share.
//!
//! Every line that states a fact carries the id of its entry and the quotes that it rests on.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    CommitmentKind, DateValue, DocId, EngagementStatus, EntryId, FindingId, Form, Ladder, Level, Modality, Quote,
    Setting, Side, Strength, Voice,
    record::{
        DeedEntry, DueValue, EngagementEntry, EventKind, Holding, OpenedAs, Participant, PositionEntry, Silence,
        Sourced, Stage, ThreadEntry, ThreadEvent,
    },
};

use crate::{
    desk::{self, Desk},
    words,
};

/// What each view says first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// What the view is of.
    pub title: String,
    /// As of when, where asked.
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Date>,
    /// As the archive knew it on this day, where asked.
    #[schemars(with = "Option<String>")]
    pub known_at: Option<Date>,
    /// What the view rests on.
    pub counts: Counts,
    /// Date of the newest document that it rests on; `None` where none is dated.
    pub newest: Option<DateValue>,
    /// Documents without a date, or with one that may be any day of more than a year.
    pub undated: usize,
    /// Documents in the archive, on whatever sides.
    pub held_documents: usize,
    /// Digits of a document's id that tell all documents apart, for short ids.
    pub id_digits: usize,
}

/// Accounts, reports and documents: copies raise the last alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Counts {
    pub documents: usize,
    pub reports: usize,
    /// Accounts of engagements that are held, in full or through the press.
    pub accounts: usize,
}

/// A side with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SideName {
    pub code: Side,
    pub name: String,
}

/// A voice with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Voiced {
    /// Whose account.
    pub voice: Voice,
    /// "per Japan", "unattributed".
    pub words: String,
}

/// A quote with all that a citation needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Source {
    pub doc: DocId,
    pub name: String,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub date: Option<DateValue>,
    /// First character.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    pub quote: String,
}

/// A date with the reports that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DatedLine {
    pub date: DateValue,
    /// It stands in headlines, standfirsts or captions only.
    pub outside_body: bool,
    pub reports: Vec<EntryId>,
    pub evidence: Vec<Source>,
}

/// A place with the reports that give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PlaceLine {
    pub place: String,
    /// A country beside a place that is named too.
    pub coarse: bool,
    pub reports: Vec<EntryId>,
    pub evidence: Vec<Quote>,
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PersonLine {
    pub actor: Option<EntryId>,
    pub name: Option<String>,
    pub office: Option<String>,
    pub side: Option<SideName>,
    /// `text`, a table's row, or `uncited`.
    pub source: String,
}

/// How one side's account of a meeting is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct HoldingLine {
    pub side: SideName,
    pub held: Holding,
}

/// A meeting in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct MeetingLine {
    pub id: EntryId,
    pub sides: Vec<SideName>,
    pub level: Option<Level>,
    pub form: Form,
    pub setting: Setting,
    pub part_of: Option<String>,
    pub status: EngagementStatus,
    pub when: Vec<DatedLine>,
    pub place: Vec<PlaceLine>,
    pub participants: Vec<PersonLine>,
    /// Whose accounts are held.
    pub voices: Vec<Voiced>,
    /// How each side's account is held.
    pub holdings: Vec<HoldingLine>,
    pub reports: Vec<EntryId>,
    pub evidence: Vec<Quote>,
}

/// A step of a thread's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct EventLine {
    pub event: EventKind,
    pub date: Option<DateValue>,
    pub modality: Option<Modality>,
    pub hedge: Option<String>,
    pub strength: Option<Strength>,
    /// By when, as it has it.
    pub due: Option<DueValue>,
    /// Who acts or asks in it.
    pub side: Option<SideName>,
    pub voiced: Voiced,
    pub relayed_by: Option<SideName>,
    /// It stands in headlines, standfirsts or captions only; it says nothing of how firm the body is.
    pub outside_body: bool,
    /// It is a meeting that took place.
    pub meeting: bool,
    pub reports: Vec<EntryId>,
    pub evidence: Vec<Quote>,
    pub findings: Vec<FindingId>,
}

/// How firm a thread's words are, taken from the body of the texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Firmness {
    /// "agreed, no date (C5)".
    pub words: String,
    pub modality: Modality,
    pub strength: Option<Strength>,
    pub voiced: Voiced,
    pub date: Option<DateValue>,
}

/// One wording of a formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct WordingLine {
    /// What the formula is called.
    pub wording: String,
    pub quote: Quote,
    pub date: Option<DateValue>,
    pub voiced: Voiced,
}

/// A thread: one commitment or ask through time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ThreadLine {
    pub id: EntryId,
    pub opened_as: OpenedAs,
    pub kind: CommitmentKind,
    /// Who must act; empty where no text says.
    pub by: Vec<SideName>,
    pub with: Vec<SideName>,
    /// Who asks, where it is an ask.
    pub askers: Vec<SideName>,
    pub action: String,
    pub object: String,
    pub issue: Option<String>,
    pub mechanism: Option<EntryId>,
    pub condition: Option<String>,
    pub due: Option<DueValue>,
    pub stage: Stage,
    /// `None` where no commitment stands in the body of a text.
    pub firmness: Option<Firmness>,
    pub events: Vec<EventLine>,
    /// Distinct wordings, of formulas alone.
    pub wordings: Vec<WordingLine>,
    pub silence: Option<Silence>,
    /// The date of the newest report in which nothing was found.
    pub silent_until: Option<DateValue>,
    /// When the channel that it is about was last held.
    pub last_held: Option<DateValue>,
    pub reports: Vec<EntryId>,
    pub evidence: Vec<Quote>,
}

/// A step of a position's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PositionStep {
    pub date: Option<DateValue>,
    pub word: String,
    pub ladder: Ladder,
    pub rung: Option<u8>,
    pub voiced: Voiced,
    pub reports: Vec<EntryId>,
    pub evidence: Vec<Quote>,
}

/// A side's stance on an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct PositionLine {
    pub id: EntryId,
    pub sides: Vec<SideName>,
    pub toward: Vec<SideName>,
    pub issue: String,
    /// The latest word.
    pub word: String,
    pub ladder: Ladder,
    pub rung: Option<u8>,
    pub history: Vec<PositionStep>,
    pub evidence: Vec<Quote>,
}

/// Something done that is not talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DeedLine {
    pub id: EntryId,
    /// Who did it; empty where no text says.
    pub by: Vec<SideName>,
    pub action: String,
    pub object: String,
    pub when: Option<DateValue>,
    pub voiced: Voiced,
    pub evidence: Vec<Quote>,
}

impl Header {
    /// Whether nothing was read yet.
    pub fn is_empty_archive(&self) -> bool {
        self.held_documents == 0
    }
}

impl ThreadLine {
    /// Whether something of it is still to be done or answered.
    pub fn is_open(&self) -> bool {
        !matches!(self.stage, Stage::Fulfilled | Stage::Refused | Stage::Replaced | Stage::Reversed)
    }

    /// An ask that no commitment took up.
    pub fn is_ask(&self) -> bool {
        self.opened_as == OpenedAs::Ask && matches!(self.stage, Stage::Asked | Stage::Refused)
    }

    /// A formula.
    pub fn is_formula(&self) -> bool {
        self.kind == CommitmentKind::Standing
    }

    /// When it was first heard of.
    pub fn begun(&self) -> Option<&DateValue> {
        self.events.iter().find_map(|e| e.date.as_ref())
    }
}

impl Desk<'_> {
    pub fn meeting_line(&self, engagement: &EngagementEntry) -> MeetingLine {
        let mut evidence: Vec<Quote> = Vec::new();
        let accounts = engagement.accounts.iter().flat_map(|a| &a.evidence);
        let when = engagement.when.iter().flat_map(|w| w.evidence.quotes());
        add_quotes(&mut evidence, when.chain(accounts));
        MeetingLine {
            id: engagement.id.clone(),
            sides: self.sides(&engagement.sides),
            level: engagement.level,
            form: engagement.form,
            setting: engagement.setting,
            part_of: engagement.part_of.clone(),
            status: engagement.status,
            when: engagement.when.iter().map(|w| self.dated_line(w)).collect(),
            place: engagement
                .place
                .iter()
                .map(|p| PlaceLine {
                    place: p.value.clone(),
                    coarse: self.is_country(&p.value)
                        && engagement.place.iter().any(|other| !self.is_country(&other.value)),
                    reports: p.reports.clone(),
                    evidence: p.evidence.quotes().to_vec(),
                })
                .collect(),
            participants: engagement.participants.iter().map(|p| self.person_line(p)).collect(),
            voices: engagement
                .accounts
                .iter()
                .filter(|a| a.held != Holding::None)
                .map(|a| self.voiced(&a.voice, None))
                .collect(),
            holdings: self.holdings(engagement),
            reports: engagement.reports.clone(),
            evidence,
        }
    }

    /// How each side's account is held; a side of which there is no account is not held.
    fn holdings(&self, engagement: &EngagementEntry) -> Vec<HoldingLine> {
        let held = |side: &Side| {
            let own = engagement.accounts.iter().filter(|a| a.side.as_ref() == Some(side));
            // The enum runs from the fullest holding to none.
            own.map(|a| a.held).min().unwrap_or(Holding::None)
        };
        engagement.sides.iter().map(|side| HoldingLine { side: self.side(side), held: held(side) }).collect()
    }

    pub fn dated_line(&self, sourced: &Sourced<DateValue>) -> DatedLine {
        DatedLine {
            date: sourced.value.clone(),
            outside_body: self.outside_body(sourced.evidence.quotes()),
            reports: sourced.reports.clone(),
            evidence: sourced.evidence.quotes().iter().map(|q| self.source(q)).collect(),
        }
    }

    pub fn person_line(&self, participant: &Participant) -> PersonLine {
        PersonLine {
            actor: participant.actor.clone(),
            name: participant.name.clone(),
            office: participant.office.clone(),
            side: participant.side.as_ref().map(|side| self.side(side)),
            source: participant.source.clone(),
        }
    }

    pub fn thread_line(&self, thread: &ThreadEntry) -> ThreadLine {
        let mut events: Vec<EventLine> = thread.events.iter().map(|e| self.event_line(e)).collect();
        events.sort_by_key(|e| desk::order(e.date.as_ref()));
        let mut evidence = Vec::new();
        add_quotes(&mut evidence, events.iter().flat_map(|e| &e.evidence));
        let reports: BTreeSet<&EntryId> = events.iter().flat_map(|e| &e.reports).collect();
        let wordings = match thread.kind {
            CommitmentKind::Standing => self.wording_lines(thread),
            CommitmentKind::Deliverable => Vec::new(),
        };
        ThreadLine {
            id: thread.id.clone(),
            opened_as: thread.opened_as,
            kind: thread.kind,
            by: self.sides(&thread.by),
            with: self.sides(&thread.with),
            askers: self.sides(desk::askers(thread)),
            action: thread.action.clone(),
            object: thread.object.clone(),
            issue: thread.issue.as_deref().map(|issue| self.issue_label(issue)),
            mechanism: thread.mechanism.clone(),
            condition: thread.condition.clone(),
            due: thread.due.clone(),
            stage: thread.stage,
            firmness: firmness(thread, &events),
            wordings,
            silence: thread.silence.clone(),
            silent_until: thread.silence.as_ref().and_then(|s| self.read_last(s.newest()?)),
            last_held: thread.mechanism.as_ref().and_then(|id| self.last_held(id)),
            reports: reports.into_iter().cloned().collect(),
            events,
            evidence,
        }
    }

    fn wording_lines(&self, thread: &ThreadEntry) -> Vec<WordingLine> {
        let line = |(wording, event): (&String, &ThreadEvent)| {
            let quotes = event.evidence.quotes();
            let quote = quotes.iter().find(|q| words::stands_in(wording, std::slice::from_ref(q)));
            WordingLine {
                wording: wording.clone(),
                quote: quote.unwrap_or(event.evidence.first()).clone(),
                date: event.date.clone(),
                voiced: self.voiced(&event.voice, event.relayed_by.as_ref()),
            }
        };
        wordings(thread).into_iter().map(line).collect()
    }

    /// The date of a document of which `last` is the last possible day: of several the closest.
    fn read_last(&self, last: Date) -> Option<DateValue> {
        let dates = self.record.documents.iter().filter_map(|d| d.published.as_ref());
        dates.filter(|date| date.to == last).max_by_key(|date| date.from).cloned()
    }

    /// When a channel was last held.
    fn last_held(&self, mechanism: &EntryId) -> Option<DateValue> {
        let channel = self.record.mechanisms.iter().find(|m| m.id == *mechanism)?;
        channel.last_held.iter().map(|held| &held.value).max_by_key(|date| (date.to, date.from)).cloned()
    }

    fn event_line(&self, event: &ThreadEvent) -> EventLine {
        EventLine {
            event: event.event,
            date: event.date.clone(),
            modality: event.modality,
            hedge: event.hedge.clone(),
            strength: event.strength,
            due: event.due.clone(),
            side: event.side.as_ref().map(|side| self.side(side)),
            voiced: self.voiced(&event.voice, event.relayed_by.as_ref()),
            relayed_by: event.relayed_by.as_ref().map(|side| self.side(side)),
            outside_body: self.outside_body(event.evidence.quotes()),
            meeting: self.record.engagements.iter().any(|e| event.findings.iter().all(|f| e.members.contains(f))),
            reports: event.reports.clone(),
            evidence: event.evidence.quotes().to_vec(),
            findings: event.findings.clone(),
        }
    }

    pub fn position_line(&self, position: &PositionEntry) -> PositionLine {
        let mut history: Vec<PositionStep> = position
            .history
            .iter()
            .map(|step| PositionStep {
                date: step.date.clone(),
                word: step.word.clone(),
                ladder: step.ladder,
                rung: step.rung,
                voiced: self.voiced(&step.voice, None),
                reports: step.reports.clone(),
                evidence: step.evidence.quotes().to_vec(),
            })
            .collect();
        history.sort_by_key(|e| desk::order(e.date.as_ref()));
        PositionLine {
            id: position.id.clone(),
            sides: self.sides(&position.side),
            toward: self.sides(&position.toward),
            issue: self.issue_label(&position.issue),
            word: position.word.clone(),
            ladder: position.ladder,
            rung: position.rung,
            history,
            evidence: position.evidence.quotes().to_vec(),
        }
    }

    pub fn deed_line(&self, deed: &DeedEntry) -> DeedLine {
        DeedLine {
            id: deed.id.clone(),
            by: self.sides(&deed.by),
            action: deed.action.clone(),
            object: deed.object.clone(),
            when: deed.when.clone(),
            voiced: self.voiced(&deed.voice, None),
            evidence: deed.evidence.quotes().to_vec(),
        }
    }

    /// The thread lines of these sides, in their order.
    pub fn thread_lines(&self, sides: &[Side]) -> Vec<ThreadLine> {
        self.lines_of(self.threads(sides))
    }

    /// The lines of these threads: open before closed, then in order of time.
    pub fn lines_of<'t>(&self, threads: impl Iterator<Item = &'t ThreadEntry>) -> Vec<ThreadLine> {
        let mut lines: Vec<ThreadLine> = threads.map(|t| self.thread_line(t)).collect();
        lines.sort_by(|a, b| {
            let key = |line: &ThreadLine| (!line.is_open(), desk::order(line.begun()));
            key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
        });
        lines
    }
}

/// Adds quotes that are not there yet.
pub(crate) fn add_quotes<'q>(kept: &mut Vec<Quote>, quotes: impl IntoIterator<Item = &'q Quote>) {
    for quote in quotes {
        if !kept.contains(quote) {
            kept.push(quote.clone());
        }
    }
}

/// The latest undertaking in the body of a text: the one of the thread's own strength where there is one. What
/// stands in a headline alone lends its firmness to nothing, and neither does one voice its due to another.
fn firmness(thread: &ThreadEntry, events: &[EventLine]) -> Option<Firmness> {
    let candidates = || events.iter().filter(|e| !e.outside_body && e.modality.is_some());
    let event = candidates().rfind(|e| e.strength == thread.strength).or_else(|| candidates().next_back())?;
    let modality = event.modality?;
    let hedge = event.hedge.as_deref().map(|hedge| words::quoted(hedge, &event.evidence));
    let due = event.due.as_ref().map(|due| words::due_words(due, &event.evidence));
    Some(Firmness {
        words: words::strength_words(modality, hedge.as_deref(), due.as_deref(), event.strength),
        modality,
        strength: event.strength,
        voiced: event.voiced.clone(),
        date: event.date.clone(),
    })
}

/// The distinct wordings of a formula, in order of time: white space, marks and capitals make no new one.
fn wordings(thread: &ThreadEntry) -> Vec<(&String, &ThreadEvent)> {
    let mut events: Vec<&ThreadEvent> = thread.events.iter().collect();
    events.sort_by_key(|e| desk::order(e.date.as_ref()));
    let mut seen: Vec<(String, &ThreadEvent)> = Vec::new();
    let told = events.into_iter().flat_map(|event| event.wordings.iter().map(move |wording| (wording, event)));
    told.filter(|(wording, event)| {
        let key = wording_key(wording);
        // Of two copies one may be cut shorter.
        let cut = |other: &str| other.starts_with(&key) || key.starts_with(other);
        let again = seen.iter().any(|(k, e)| *k == key || e.reports == event.reports && e.date == event.date && cut(k));
        seen.push((key, event));
        !again
    })
    .collect()
}

/// A wording without the accidents of white space, marks and capitals.
pub(crate) fn wording_key(words: &str) -> String {
    let letters = words.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " ");
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}
