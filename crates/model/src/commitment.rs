//! How firm the words of a commitment are, and the table from which its strength follows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Interval, TimeValue};

/// How firmly an undertaking is put (codebook, 9), weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// Noted, discussed.
    Noted,
    /// Proposed or offered by one side.
    Proposed,
    /// Hopes, seeks, invites, is ready to.
    Intended,
    /// Shared the view, reaffirmed.
    Concurred,
    /// Agreed, decided, confirmed that they would.
    Agreed,
    /// Will by a date, shall.
    Bound,
}

/// The words that weaken an undertaking: "potentially", "explore", "possible".
pub type Hedge = String;
/// The words of its condition: "conditions permitting".
pub type Condition = String;

/// By when. A due is stated, or said not to be set; its absence is `Option::None` around it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "due", rename_all = "snake_case")]
pub enum Due {
    /// The text names a time.
    Stated {
        /// Its words.
        text: String,
        /// What they mean, unanchored.
        when: Option<TimeValue>,
    },
    /// The text says that no date is set.
    NoneSet {
        /// Its words.
        text: String,
    },
}

impl Due {
    /// What its words mean, unanchored.
    pub fn when(&self) -> Option<&TimeValue> {
        match self {
            Self::Stated { when, .. } => when.as_ref(),
            Self::NoneSet { .. } => None,
        }
    }
}

/// C0–C6, derived and shown after the words ("agreed, no date (C5)"). "Done" is no strength: it is a deed or
/// a held engagement, and written C7 in exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub enum Strength {
    C0,
    C1,
    C2,
    C3,
    C4,
    C5,
    C6,
}

impl Strength {
    /// The codebook's table (docs/codebook.md, "How firm the words are"): a hedge or a condition holds the
    /// strength at C3, a day lifts an agreement to C6, and a date never raises an intention.
    /// "With a day" is a due of at most seven consecutive days.
    pub fn derive(modality: Modality, hedged: bool, due: Option<Interval>) -> Self {
        let with_a_day = due.is_some_and(|d| d.days() <= 7);
        let plain = match modality {
            Modality::Noted => Self::C0,
            Modality::Proposed => Self::C1,
            Modality::Intended => Self::C2,
            Modality::Concurred => Self::C4,
            Modality::Agreed if with_a_day => Self::C6,
            Modality::Agreed => Self::C5,
            Modality::Bound => Self::C6,
        };
        if hedged { plain.min(Self::C3) } else { plain }
    }
}

impl std::fmt::Display for Strength {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Due {
    /// The text's words.
    pub fn text(&self) -> &str {
        match self {
            Self::Stated { text, .. } | Self::NoneSet { text } => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_never_raises_an_intention() {
        let day = Some(Interval::day(date(2025, 5, 1)));
        assert_eq!(Strength::derive(Modality::Intended, false, day), Strength::C2);
        assert_eq!(Strength::derive(Modality::Agreed, false, day), Strength::C6);
        assert_eq!(Strength::derive(Modality::Agreed, true, day), Strength::C3);
        assert_eq!(Strength::derive(Modality::Proposed, true, None), Strength::C1);
        let year = Some(Interval::new(date(2025, 1, 1), date(2025, 12, 31)).unwrap());
        assert_eq!(Strength::derive(Modality::Agreed, false, year), Strength::C5);
    }
}
