//! What a finding says, apart from its words: the only thing by which the record compares findings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Side;

/// A predicate with its arguments, normalised by `reading`. `record` never opens a quote: it compares these.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Proposition {
    /// Lemma of the act ("hold", "lift", "urge").
    pub predicate: String,
    /// Who does or is to do it.
    pub by: Vec<Side>,
    /// With or toward whom.
    pub with: Vec<Side>,
    /// Who is to act where it is others than `by` alone: both, where one says that both should. Empty otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acting: Vec<Side>,
    /// Lemma of the object's head ("dialogue", "ban").
    pub head: String,
    /// Content lemmas around the head, sorted, without function words, sides and generic words ("security", "strategic").
    pub modifiers: Vec<String>,
    /// Numbers and numbered formats as written ("2+2", "300").
    pub numbers: Vec<String>,
    /// False for "not to", "stop", "without".
    pub positive: bool,
    /// Id in the table of issues, where one fits.
    pub issue: Option<String>,
    /// The wording used for that issue ("nuclear-contaminated water").
    pub term: Option<String>,
}
