//! The words of the domain as types: spans, evidence, dates, ids, qualifiers, findings and the record.
//!
//! Everything here is plain data. No I/O, no tables of the world, no reading of language: the types
//! make wrong states hard (a finding has evidence, a date is never a guessed day, a sentence of
//! silence carries its ground) and the other crates compute with them.

mod actor;
pub mod calendar;
mod commitment;
mod correction;
mod date;
mod document;
mod evidence;
mod finding;
mod id;
mod proposition;
mod qualifier;
pub mod record;
mod time;

pub use actor::{ActorRef, Side};
pub use commitment::{Condition, Due, Hedge, Modality, Strength};
pub use correction::{Change, Correction};
pub use date::{Basis, DateError, DateValue, Interval, PartialDate, Precision};
pub use document::{
    Clues, CopyPair, DateClue, DateClueKind, Document, DocumentFacts, Kinship, Reading, Receipt, Sketch, TimeMention,
    TimeRole, Translation, Zone, ZoneKind,
};
pub use evidence::{CharIndex, Evidence, Quote, Span};
pub use finding::{
    AskFinding, CommitmentFinding, CommitmentKind, DeedFinding, EngagementFinding, EngagementStatus, Finding,
    FindingBody, FindingKind, Form, Ladder, Level, MechanismFinding, MechanismState, PositionFinding, Setting,
    SpeechMode, StatementFinding, TenureFinding,
};
pub use id::{DocId, EntryId, FindingId, IdError};
pub use proposition::Proposition;
pub use qualifier::{Assertion, Place, Qualifiers, TimeFrame, Voice};
pub use time::{Direction, Month, PartOf, TimeUnit, TimeValue, Weekday};
