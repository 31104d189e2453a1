//! Who acts: sides, and mentions of persons, offices and bodies as one document has them.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The country, entity or body that an actor speaks or acts for: an ISO 3166 alpha-3 code (`JPN`) or a
/// body's usual code (`UN`, `EU`, `NATO`). A listing takes no view of status.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Side(String);

impl Side {
    /// A side by its code; the code's case is kept as given by the tables.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A mention bound as far as its document binds it. What the text does not say stays empty:
/// an unknown holder stays an office, an unknown office stays a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct ActorRef {
    /// The fullest form of the person's name in the document.
    pub name: Option<String>,
    /// The office's id in the table of offices (`foreign-minister`), or the text's words where it is in none.
    pub office: Option<String>,
    /// The side.
    pub side: Option<Side>,
}
