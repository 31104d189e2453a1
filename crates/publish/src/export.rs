//! The two exports: the record in the interchange form, and the findings one a line.
//!
//! Only here is "done" written C7: it is no strength of words but what a deed or a held engagement shows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use servanda_model::{
    ActorRef, CommitmentFinding, CommitmentKind, DateValue, DocId, Due, EngagementFinding, EngagementStatus, EntryId,
    Evidence, Finding, FindingBody, FindingId, Form, Ladder, Level, MechanismState, Modality, Place, Proposition,
    Qualifiers, Quote, Setting, Side, SpeechMode, Strength, TenureFinding, TimeValue, Voice,
    record::{
        ActorEntry, ActorKind, Contradiction, DeedEntry, DocumentEntry, DueValue, EngagementEntry, EventKind,
        IssueEntry, MechanismEntry, OpenedAs, PositionEntry, Record, ReportEntry, Silence, Stage, StatementEntry,
        TextEntry, ThreadEntry, ThreadEvent,
    },
};
use servanda_world::World;

/// Name and version of the interchange form.
pub const FORMAT: &str = "servanda-record/1";

/// What made an export, and as of when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExportMeta {
    /// Name and version of the form: [`FORMAT`].
    pub format: String,
    /// Version of the program.
    pub version: String,
    /// Name and version of the trained model; empty where none was used.
    pub model: String,
    /// Numeric kernel that the model ran on; empty where none was used.
    pub kernel: String,
    /// Day of the record, where asked.
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Date>,
}

/// The record in the interchange form, keys in the form's order.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct RecordExport<'a> {
    pub servanda: &'a ExportMeta,
    pub documents: &'a [DocumentEntry],
    pub reports: &'a [ReportEntry],
    pub actors: &'a [ActorEntry],
    pub texts: &'a [TextEntry],
    pub engagements: &'a [EngagementEntry],
    pub statements: &'a [StatementEntry],
    pub threads: Vec<ThreadExport<'a>>,
    pub positions: &'a [PositionEntry],
    pub mechanisms: &'a [MechanismEntry],
    pub deeds: &'a [DeedEntry],
    pub issues: &'a [IssueEntry],
    pub contradictions: &'a [Contradiction],
}

/// A thread with C7 for what is done.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ThreadExport<'a> {
    pub id: &'a EntryId,
    pub opened_as: OpenedAs,
    pub kind: CommitmentKind,
    pub by: &'a [Side],
    pub with: &'a [Side],
    pub action: &'a str,
    pub object: &'a str,
    pub mechanism: Option<&'a EntryId>,
    pub issue: Option<&'a str>,
    pub text: Option<&'a EntryId>,
    pub condition: Option<&'a str>,
    pub due: Option<&'a DueValue>,
    pub stage: Stage,
    /// C0 to C7.
    pub strength: Option<String>,
    pub events: Vec<EventExport<'a>>,
    pub silence: Option<&'a Silence>,
    pub members: &'a [FindingId],
}

/// A step of a thread with C7 for what is done.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct EventExport<'a> {
    pub event: EventKind,
    pub date: Option<&'a DateValue>,
    pub modality: Option<Modality>,
    pub hedge: Option<&'a str>,
    /// C0 to C7.
    pub strength: Option<String>,
    pub voice: &'a Voice,
    pub side: Option<&'a Side>,
    pub relayed_by: Option<&'a Side>,
    pub reports: &'a [EntryId],
    pub evidence: &'a Evidence,
    pub findings: &'a [FindingId],
}

impl<'a> RecordExport<'a> {
    /// The export of `record`.
    pub fn new(record: &'a Record, meta: &'a ExportMeta) -> Self {
        Self {
            servanda: meta,
            documents: &record.documents,
            reports: &record.reports,
            actors: &record.actors,
            texts: &record.texts,
            engagements: &record.engagements,
            statements: &record.statements,
            threads: record.threads.iter().map(ThreadExport::new).collect(),
            positions: &record.positions,
            mechanisms: &record.mechanisms,
            deeds: &record.deeds,
            issues: &record.issues,
            contradictions: &record.contradictions,
        }
    }
}

impl<'a> ThreadExport<'a> {
    fn new(thread: &'a ThreadEntry) -> Self {
        Self {
            id: &thread.id,
            opened_as: thread.opened_as,
            kind: thread.kind,
            by: &thread.by,
            with: &thread.with,
            action: &thread.action,
            object: &thread.object,
            mechanism: thread.mechanism.as_ref(),
            issue: thread.issue.as_deref(),
            text: thread.text.as_ref(),
            condition: thread.condition.as_deref(),
            due: thread.due.as_ref(),
            stage: thread.stage,
            strength: strength(thread.stage == Stage::Fulfilled, thread.strength),
            events: thread.events.iter().map(EventExport::new).collect(),
            silence: thread.silence.as_ref(),
            members: &thread.members,
        }
    }
}

impl<'a> EventExport<'a> {
    fn new(event: &'a ThreadEvent) -> Self {
        Self {
            event: event.event,
            date: event.date.as_ref(),
            modality: event.modality,
            hedge: event.hedge.as_deref(),
            strength: strength(event.event == EventKind::Done, event.strength),
            voice: &event.voice,
            side: event.side.as_ref(),
            relayed_by: event.relayed_by.as_ref(),
            reports: &event.reports,
            evidence: &event.evidence,
            findings: &event.findings,
        }
    }
}

fn strength(done: bool, words: Option<Strength>) -> Option<String> {
    if done { Some("C7".to_owned()) } else { words.map(|s| s.to_string()) }
}

/// The record as one JSON object in the interchange form (`servanda export --format json`). The same record gives
/// the same bytes. Fails only where JSON cannot hold a value, which no record has.
pub fn export_record(record: &Record, meta: &ExportMeta) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&RecordExport::new(record, meta))
}

/// Turns a finding's unanchored time into days, by the date of its document; `None` where it means none.
pub type Resolve<'a> = &'a dyn Fn(&Finding, &TimeValue) -> Option<DateValue>;

/// The findings, one JSON object a line without line break (`servanda export --format findings`): resolved times
/// beside the relative ones, offices by their shown names, documents by their names in `record`.
pub fn export_findings<'a>(
    findings: impl IntoIterator<Item = &'a Finding> + 'a,
    record: &'a Record,
    world: &'a World,
    resolve: Resolve<'a>,
) -> impl Iterator<Item = serde_json::Result<String>> + 'a {
    let names: BTreeMap<&DocId, &str> = record.documents.iter().map(|d| (&d.id, d.name.as_str())).collect();
    findings.into_iter().map(move |finding| {
        let name = names.get(&finding.doc).copied().unwrap_or(finding.doc.as_str());
        serde_json::to_string(&FindingExport::new(finding, name, world, resolve))
    })
}

/// One finding of the export.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct FindingExport<'a> {
    pub id: &'a FindingId,
    /// The document's name.
    pub doc: &'a str,
    pub place: Place,
    /// 0 to 1.
    pub confidence: f64,
    pub qualifiers: &'a Qualifiers,
    #[serde(flatten)]
    pub body: BodyExport<'a>,
    pub rule: &'a str,
    pub proposition: &'a Proposition,
    pub evidence: &'a Evidence,
}

/// The fields of a finding by kind. A field named `…_relative` holds what the words mean before they are resolved.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum BodyExport<'a> {
    Engagement(EngagementExport<'a>),
    Statement {
        speaker: Option<SpeakerExport<'a>>,
        relayed_by: Option<&'a Side>,
        cue: &'a str,
        mode: SpeechMode,
        content: &'a Evidence,
    },
    Commitment(CommitmentExport<'a>),
    Ask {
        sides: &'a [Side],
        toward: &'a [Side],
        issue: &'a str,
        word: &'a str,
        voice: &'a Voice,
    },
    Position {
        sides: &'a [Side],
        toward: &'a [Side],
        issue: &'a str,
        word: &'a str,
        ladder: Ladder,
        voice: &'a Voice,
    },
    Mechanism {
        name: &'a str,
        sides: &'a [Side],
        state: MechanismState,
        last_held: Option<Days>,
        #[schemars(with = "Option<serde_json::Value>")]
        last_held_relative: Option<&'a TimeValue>,
        generic: bool,
    },
    Deed {
        by: &'a [Side],
        action: &'a str,
        object: &'a str,
        when: Option<Days>,
        #[schemars(with = "Option<serde_json::Value>")]
        when_relative: Option<&'a TimeValue>,
        voice: &'a Voice,
    },
    Tenure(TenureExport<'a>),
}

/// Days that a time may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Days {
    /// First day.
    #[schemars(with = "String")]
    pub from: Date,
    /// Last day.
    #[schemars(with = "String")]
    pub to: Date,
}

/// An actor as the document names him, the office by its shown name.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ActorExport<'a> {
    pub name: Option<&'a str>,
    pub office: Option<&'a str>,
    pub side: Option<&'a Side>,
}

/// Who speaks: one actor, or several who speak together.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum SpeakerExport<'a> {
    One(ActorExport<'a>),
    /// Their names where all are named, their office where they share it, and all their sides.
    Joint {
        name: Option<String>,
        office: Option<&'a str>,
        side: Vec<&'a Side>,
    },
}

/// An engagement finding.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct EngagementExport<'a> {
    pub level: Option<Level>,
    pub form: Form,
    pub setting: Setting,
    pub status: EngagementStatus,
    pub when: Option<Days>,
    #[schemars(with = "Option<serde_json::Value>")]
    pub when_relative: Option<&'a TimeValue>,
    pub when_quote: Option<&'a Quote>,
    pub place_name: Option<&'a str>,
    pub place_side: Option<&'a Side>,
    pub gathering: Option<&'a str>,
    pub participants: Vec<ActorExport<'a>>,
    pub sides: &'a [Side],
}

/// A commitment finding.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct CommitmentExport<'a> {
    pub commitment_kind: CommitmentKind,
    /// Who must act.
    pub by: &'a [Side],
    pub with: &'a [Side],
    pub action: &'a str,
    pub object: &'a str,
    pub modality: Modality,
    pub hedge: Option<&'a str>,
    pub condition: Option<&'a str>,
    pub due: Option<DueExport<'a>>,
    /// C0 to C6, from the table in the codebook.
    pub strength: Strength,
    pub voice: &'a Voice,
    pub when: Option<Days>,
    #[schemars(with = "Option<serde_json::Value>")]
    pub when_relative: Option<&'a TimeValue>,
}

/// A due of the export.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct DueExport<'a> {
    pub text: &'a str,
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    #[schemars(with = "Option<String>")]
    pub to: Option<Date>,
    pub none_stated: bool,
    #[schemars(with = "Option<serde_json::Value>")]
    pub relative: Option<&'a TimeValue>,
}

/// A tenure finding; days as text, as finely as known.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct TenureExport<'a> {
    pub person: &'a str,
    pub office: &'a str,
    pub side: &'a Side,
    pub from: Option<String>,
    #[schemars(with = "Option<serde_json::Value>")]
    pub from_relative: Option<&'a TimeValue>,
    pub to: Option<String>,
    #[schemars(with = "Option<serde_json::Value>")]
    pub to_relative: Option<&'a TimeValue>,
    pub former: bool,
    pub successor: Option<&'a str>,
}

impl<'a> FindingExport<'a> {
    /// One finding, its document under `doc`.
    pub fn new(finding: &'a Finding, doc: &'a str, world: &'a World, resolve: Resolve<'_>) -> Self {
        Self {
            id: &finding.id,
            doc,
            place: finding.place,
            confidence: f64::from(finding.confidence) / 100.0,
            qualifiers: &finding.qualifiers,
            body: body(finding, world, resolve),
            rule: &finding.rule,
            proposition: &finding.proposition,
            evidence: &finding.evidence,
        }
    }
}

fn body<'a>(finding: &'a Finding, world: &'a World, resolve: Resolve<'_>) -> BodyExport<'a> {
    let days = |time: Option<&TimeValue>| time.and_then(|time| resolve(finding, time));
    let days = |time| days(time).map(|d| Days { from: d.from, to: d.to });
    match &finding.body {
        FindingBody::Engagement(e) => BodyExport::Engagement(engagement(e, days(e.when.as_ref()), world)),
        FindingBody::Statement(s) => BodyExport::Statement {
            speaker: speaker(&s.speakers, world),
            relayed_by: s.relayed_by.as_ref(),
            cue: &s.cue,
            mode: s.mode,
            content: &s.content,
        },
        FindingBody::Commitment(c) => {
            let due = c.due.as_ref().map(|due| due_export(due, &days));
            let until = c.due.as_ref().and_then(|due| days(due.when()));
            BodyExport::Commitment(commitment(c, due, until, days(c.when.as_ref())))
        }
        FindingBody::Ask(a) => {
            BodyExport::Ask { sides: &a.sides, toward: &a.toward, issue: &a.issue, word: &a.word, voice: &a.voice }
        }
        FindingBody::Position(p) => BodyExport::Position {
            sides: &p.sides,
            toward: &p.toward,
            issue: &p.issue,
            word: &p.word,
            ladder: p.ladder,
            voice: &p.voice,
        },
        FindingBody::Mechanism(m) => BodyExport::Mechanism {
            name: &m.name,
            sides: &m.sides,
            state: m.state,
            last_held: days(m.last_held.as_ref()),
            last_held_relative: m.last_held.as_ref(),
            generic: m.generic,
        },
        FindingBody::Deed(d) => BodyExport::Deed {
            by: &d.by,
            action: &d.action,
            object: &d.object,
            when: days(d.when.as_ref()),
            when_relative: d.when.as_ref(),
            voice: &d.voice,
        },
        FindingBody::Tenure(t) => BodyExport::Tenure(tenure(t, world, &|time| resolve(finding, time))),
    }
}

fn engagement<'a>(e: &'a EngagementFinding, when: Option<Days>, world: &'a World) -> EngagementExport<'a> {
    EngagementExport {
        level: e.level,
        form: e.form,
        setting: e.setting,
        status: e.status,
        when,
        when_relative: e.when.as_ref(),
        when_quote: e.when_quote.as_ref(),
        place_name: e.place_name.as_deref(),
        place_side: e.place_side.as_ref(),
        gathering: e.gathering.as_deref(),
        participants: e.participants.iter().map(|p| actor(p, world)).collect(),
        sides: &e.sides,
    }
}

fn commitment<'a>(
    c: &'a CommitmentFinding,
    due: Option<DueExport<'a>>,
    until: Option<Days>,
    when: Option<Days>,
) -> CommitmentExport<'a> {
    let due_days = until.and_then(|d| servanda_model::Interval::new(d.from, d.to).ok());
    CommitmentExport {
        commitment_kind: c.commitment_kind,
        by: &c.by,
        with: &c.with,
        action: &c.action,
        object: &c.object,
        modality: c.modality,
        hedge: c.hedge.as_deref(),
        condition: c.condition.as_deref(),
        strength: Strength::derive(c.modality, c.hedge.is_some() || c.condition.is_some(), due_days),
        due,
        voice: &c.voice,
        when,
        when_relative: c.when.as_ref(),
    }
}

fn due_export<'a>(due: &'a Due, days: &dyn Fn(Option<&'a TimeValue>) -> Option<Days>) -> DueExport<'a> {
    match due {
        Due::Stated { text, when } => {
            let resolved = days(when.as_ref().map(|when| deadline(text, when)));
            DueExport {
                text,
                from: resolved.map(|d| d.from),
                to: resolved.map(|d| d.to),
                none_stated: false,
                relative: when.as_ref(),
            }
        }
        Due::NoneSet { text } => DueExport { text, from: None, to: None, none_stated: true, relative: None },
    }
}

/// "By 1 July": the day itself, not the days until then.
fn deadline<'a>(text: &str, when: &'a TimeValue) -> &'a TimeValue {
    const UNTIL: [&str; 4] = ["by ", "before ", "no later ", "not later "];
    match when {
        TimeValue::Range { to: Some(to), .. } if UNTIL.iter().any(|word| text.starts_with(word)) => to,
        _ => when,
    }
}

fn tenure<'a>(
    t: &'a TenureFinding,
    world: &'a World,
    resolve: &dyn Fn(&TimeValue) -> Option<DateValue>,
) -> TenureExport<'a> {
    let text = |time: &Option<TimeValue>| time.as_ref().and_then(resolve).map(|d| d.interval().to_string());
    TenureExport {
        person: &t.person,
        office: office(&t.office, world),
        side: &t.side,
        from: text(&t.from),
        from_relative: t.from.as_ref(),
        to: text(&t.to),
        to_relative: t.to.as_ref(),
        former: t.former,
        successor: t.successor.as_deref(),
    }
}

fn actor<'a>(actor: &'a ActorRef, world: &'a World) -> ActorExport<'a> {
    ActorExport {
        name: actor.name.as_deref(),
        office: actor.office.as_deref().map(|id| office(id, world)),
        side: actor.side.as_ref(),
    }
}

fn speaker<'a>(speakers: &'a [ActorRef], world: &'a World) -> Option<SpeakerExport<'a>> {
    let first = speakers.first()?;
    let mut side: Vec<&Side> = speakers.iter().filter_map(|s| s.side.as_ref()).collect();
    side.dedup();
    if side.len() < 2 {
        let one = ActorExport { office: spokesman(first, world), ..actor(first, world) };
        return (*first != ActorRef::default()).then_some(SpeakerExport::One(one));
    }
    let shared = speakers.iter().all(|s| s.office == first.office);
    let office = first.office.as_deref().filter(|_| shared).map(|id| office(id, world));
    let leads =
        |s: &ActorRef| s.office.as_deref().and_then(|id| world.office(id)).is_some_and(|o| o.level == Level::Leaders);
    let together = match side.len() {
        _ if speakers.iter().all(leads) => "leaders",
        2 => "two sides",
        _ => "sides",
    };
    let names: Option<Vec<&str>> = speakers.iter().map(|s| s.name.as_deref()).collect();
    Some(SpeakerExport::Joint { name: names.map(|names| names.join(" and ")), office: office.or(Some(together)), side })
}

/// In what office somebody speaks: "Peru said" are words of its government, "the European Union said" of that body.
fn spokesman<'a>(speaker: &'a ActorRef, world: &'a World) -> Option<&'a str> {
    let alone = speaker.side.as_ref().filter(|_| speaker.name.is_none());
    let of_side = || {
        let side = alone?;
        let state = world.kind_of(side) == ActorKind::CountryOrEntity;
        Some(if state { "Government" } else { world.side_name(side) })
    };
    speaker.office.as_deref().map(|id| office(id, world)).or_else(of_side)
}

/// An office's shown name; the words themselves where no table has it.
fn office<'a>(id: &'a str, world: &'a World) -> &'a str {
    world.office(id).map_or(id, |office| office.name.as_str())
}
