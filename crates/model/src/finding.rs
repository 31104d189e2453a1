//! What one document says at one place, with evidence and qualifiers: the only stored truth.
//!
//! Findings are never changed and never merged; everything else is computed from them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActorRef, Condition, DocId, Due, Evidence, FindingId, Hedge, Modality, Place, Proposition, Qualifiers, Quote, Side,
    TimeValue, Voice,
};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Document, kind and trigger.
    pub id: FindingId,
    /// The document.
    pub doc: DocId,
    /// Which part of it.
    pub place: Place,
    /// How sure the rule that made it is, in percent: so many of its findings were judged right, at the least. 0: nobody
    /// has judged any.
    pub confidence: u8,
    /// Asserted or not, past or planned.
    pub qualifiers: Qualifiers,
    /// The words that it rests on.
    pub evidence: Evidence,
    /// The rule that made it (`engagement.met-with`), for `explain` and for counting where rules fire.
    pub rule: String,
    /// What it says, normalised for comparison.
    pub proposition: Proposition,
    /// The finding proper.
    #[serde(flatten)]
    pub body: FindingBody,
}

impl Finding {
    /// Its kind.
    pub fn kind(&self) -> FindingKind {
        self.body.kind()
    }

    /// Whether the document asserts it (conditional findings are asserted, under their condition).
    pub fn is_asserted(&self) -> bool {
        matches!(self.qualifiers.assertion, crate::Assertion::Asserted | crate::Assertion::Conditional)
    }
}

/// The finding proper, by kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FindingBody {
    Engagement(EngagementFinding),
    Statement(StatementFinding),
    Commitment(CommitmentFinding),
    Ask(AskFinding),
    Position(PositionFinding),
    Mechanism(MechanismFinding),
    Deed(DeedFinding),
    Tenure(TenureFinding),
}

impl FindingBody {
    /// Its kind.
    pub fn kind(&self) -> FindingKind {
        match self {
            Self::Engagement(_) => FindingKind::Engagement,
            Self::Statement(_) => FindingKind::Statement,
            Self::Commitment(_) => FindingKind::Commitment,
            Self::Ask(_) => FindingKind::Ask,
            Self::Position(_) => FindingKind::Position,
            Self::Mechanism(_) => FindingKind::Mechanism,
            Self::Deed(_) => FindingKind::Deed,
            Self::Tenure(_) => FindingKind::Tenure,
        }
    }
}

/// The kinds of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FindingKind {
    Engagement,
    Statement,
    Commitment,
    Ask,
    Position,
    Mechanism,
    Deed,
    Tenure,
}

impl FindingKind {
    /// Three letters for ids.
    pub fn short(self) -> &'static str {
        match self {
            Self::Engagement => "eng",
            Self::Statement => "sta",
            Self::Commitment => "com",
            Self::Ask => "ask",
            Self::Position => "pos",
            Self::Mechanism => "mec",
            Self::Deed => "dee",
            Self::Tenure => "ten",
        }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)]
        pub enum $name { $($variant),+ }
    };
}

words! {
    /// Who met, by rank (codebook, 5).
    Level { Leaders, Ministers, Envoys, Officials, Mixed }
}
words! {
    /// How they met. Phone talks are not "a call".
    Form { InPerson, Phone, Video, Written }
}
words! {
    /// Two sides, three, many, or two on the edge of a larger gathering.
    Setting { Bilateral, Trilateral, Multilateral, Sidelines }
}
words! {
    /// Whether it took place; a background meeting is held.
    EngagementStatus { Held, Planned, Cancelled, Unknown }
}
words! {
    /// How words are given.
    SpeechMode { Direct, Indirect, Mixed }
}
words! {
    /// Something that can be completed, or a formula.
    CommitmentKind { Deliverable, Standing }
}
words! {
    /// The ladder that a position's word stands on (codebook, 4).
    Ladder { Demand, Objection, Support, Other }
}
words! {
    /// State of a recurring channel.
    MechanismState { Proposed, Sought, Possible, Agreed, Active, Dormant, Suspended, Dissolved }
}

/// A meeting, held or planned, as one document has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngagementFinding {
    /// Rank; `None` where the text does not say who meets.
    pub level: Option<Level>,
    /// In person, by phone…
    pub form: Form,
    /// Bilateral…
    pub setting: Setting,
    /// Held, planned…
    pub status: EngagementStatus,
    /// When, unanchored.
    pub when: Option<TimeValue>,
    /// Its words.
    pub when_quote: Option<Quote>,
    /// Where it took place or will; never the dateline's city.
    pub place_name: Option<String>,
    /// Country of the place.
    pub place_side: Option<Side>,
    /// The larger gathering, on its sidelines or itself ("APEC summit").
    pub gathering: Option<String>,
    /// Who takes part.
    pub participants: Vec<ActorRef>,
    /// The sides, sorted.
    pub sides: Vec<Side>,
}

/// Content attributed to a speaker by a cue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementFinding {
    /// Who speaks, together where they are several; empty where the text does not say.
    #[serde(alias = "speaker", deserialize_with = "one_or_more")]
    pub speakers: Vec<ActorRef>,
    /// Whose readout carries it, when that is not the speaker's own side.
    pub relayed_by: Option<Side>,
    /// "said", "was quoted as saying".
    pub cue: String,
    /// Direct, indirect, mixed.
    pub mode: SpeechMode,
    /// The complement alone, without speaker, cue and outer quotation marks.
    pub content: Evidence,
}

/// Readings of before several could speak together have one speaker.
fn one_or_more<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<ActorRef>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Speakers {
        Several(Vec<ActorRef>),
        One(ActorRef),
    }
    Ok(match Speakers::deserialize(from)? {
        Speakers::Several(speakers) => speakers,
        Speakers::One(speaker) => vec![speaker],
    })
}

/// A public undertaking that looks forward and is discrete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentFinding {
    /// Deliverable or standing.
    pub commitment_kind: CommitmentKind,
    /// Who must act, sorted.
    pub by: Vec<Side>,
    /// The other sides of the act, sorted.
    pub with: Vec<Side>,
    /// The act ("hold").
    pub action: String,
    /// What it is done to ("security talks").
    pub object: String,
    /// How firmly it is put.
    pub modality: Modality,
    /// Words that weaken it.
    pub hedge: Option<Hedge>,
    /// Words of its condition.
    pub condition: Option<Condition>,
    /// By when; `None` where the text is silent.
    pub due: Option<Due>,
    /// When it was undertaken, where the text refers back ("agreed in September").
    pub when: Option<TimeValue>,
    /// Whose account.
    pub voice: Voice,
}

/// What one side wants of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskFinding {
    /// Who asks, sorted.
    pub sides: Vec<Side>,
    /// Of whom; empty where unnamed.
    pub toward: Vec<Side>,
    /// What it is about, in the text's words.
    pub issue: String,
    /// The text's word ("urged").
    pub word: String,
    /// Whose account.
    pub voice: Voice,
}

/// A side's stance on an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionFinding {
    /// Who holds it, sorted; joint holders together.
    pub sides: Vec<Side>,
    /// The side addressed; empty where unnamed.
    pub toward: Vec<Side>,
    /// What it is about, in the text's words.
    pub issue: String,
    /// The text's word ("expressed concern").
    pub word: String,
    /// Its ladder.
    pub ladder: Ladder,
    /// Whose account.
    pub voice: Voice,
}

/// A named recurring channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MechanismFinding {
    /// Its name in the text.
    pub name: String,
    /// The sides that convene it, sorted.
    pub sides: Vec<Side>,
    /// How it stands.
    pub state: MechanismState,
    /// When it was last held, where the text says.
    pub last_held: Option<TimeValue>,
    /// Not named but treated as a channel ("security talks").
    pub generic: bool,
}

/// Something done that is not talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedFinding {
    /// Who did it; empty where the text names none.
    pub by: Vec<Side>,
    /// The act ("imposed").
    pub action: String,
    /// What it was done to.
    pub object: String,
    /// When.
    pub when: Option<TimeValue>,
    /// Whose account.
    pub voice: Voice,
}

/// Who holds or held an office, as the text says or implies by a title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenureFinding {
    /// The person's fullest name in the document.
    pub person: String,
    /// Office id in the table of offices.
    pub office: String,
    /// For which side.
    pub side: Side,
    /// Since when, where the text says.
    pub from: Option<TimeValue>,
    /// Until when, where the text says.
    pub to: Option<TimeValue>,
    /// True for "then", "former", "late": no longer held on the day of writing.
    pub former: bool,
    /// The person whom the text calls successor ("Ishiba's predecessor").
    pub successor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::StatementFinding;

    #[test]
    fn a_statement_with_one_speaker_is_read_as_before() {
        let quote = crate::Quote { doc: crate::DocId::of_bytes(b"so"), start: 0, end: 2, quote: "so".to_owned() };
        let content = serde_json::to_value(crate::Evidence::new(quote)).unwrap();
        let speaker = serde_json::json!({"name": "Ana Rojas", "office": null, "side": "CHL"});
        let common = serde_json::json!({"relayed_by": null, "cue": "said", "mode": "indirect", "content": content});
        let with = |key: &str, value: serde_json::Value| {
            let mut whole = common.clone();
            whole[key] = value;
            serde_json::from_value::<StatementFinding>(whole).unwrap()
        };
        let before = with("speaker", speaker.clone());
        assert_eq!(before, with("speakers", serde_json::json!([speaker])));
        assert_eq!(before.speakers[0].name.as_deref(), Some("Ana Rojas"));
    }
}
