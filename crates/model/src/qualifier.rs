//! How a finding is said: asserted or not, when, whose words, and where they stand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Side;

/// Whether the document asserts the finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Assertion {
    #[default]
    Asserted,
    Negated,
    Hypothetical,
    Conditional,
}

/// Whether the finding speaks of the past ("agreed in September"), of what is reported now, or of what is planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TimeFrame {
    Past,
    #[default]
    Present,
    Planned,
}

/// Which part of a document the words stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Place {
    Headline,
    Standfirst,
    Caption,
    #[default]
    Body,
}

/// Whose account carries a finding (codebook, 10).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum Voice {
    /// One side says so.
    Side(Side),
    /// Both are said to say so, or a joint text.
    Joint,
    /// No source named.
    #[default]
    Narrator,
    /// Somebody who is no party to it.
    Third,
}

impl From<Voice> for String {
    fn from(voice: Voice) -> Self {
        match voice {
            Voice::Side(side) => side.code().to_owned(),
            Voice::Joint => "joint".to_owned(),
            Voice::Narrator => "narrator".to_owned(),
            Voice::Third => "third".to_owned(),
        }
    }
}

impl From<String> for Voice {
    fn from(text: String) -> Self {
        match text.as_str() {
            "joint" => Self::Joint,
            "narrator" => Self::Narrator,
            "third" => Self::Third,
            _ => Self::Side(Side::new(text)),
        }
    }
}

impl JsonSchema for Voice {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Voice".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

/// The qualifiers that every finding carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Qualifiers {
    /// Asserted, negated, hypothetical or conditional.
    pub assertion: Assertion,
    /// Past reference, present, planned.
    pub time: TimeFrame,
}
