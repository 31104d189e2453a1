//! The rows that others see: offices, tenures, issues.

use servanda_model::{Interval, Level, PartialDate, Side};

/// An office in the table of offices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Id, e.g. `foreign-minister`.
    pub id: String,
    /// Name as shown, e.g. "Foreign Minister".
    pub name: String,
    /// Order of rank, 1 the highest.
    pub rank: u8,
    /// The level at which its holder meets.
    pub level: Level,
    /// Whether its holder acts and speaks for himself and not for his state: a member of a parliament, a party's head.
    pub is_private: bool,
    /// Every title that means it, in lower case, its name included; some for certain sides only
    /// (see `World::office_of_title`).
    pub titles: Vec<String>,
}

/// A row of the table of tenures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenureRow {
    /// Full name as the press writes it.
    pub person: String,
    /// The name by which the press goes on: "Wang" of Wang Yi, "von der Leyen", "Lula".
    pub surname: String,
    /// Other spellings or name orders.
    pub aliases: Vec<String>,
    /// Office id.
    pub office: String,
    /// Side.
    pub side: Side,
    /// First day in office, as finely as the source gives it.
    pub from: Option<PartialDate>,
    /// Last day, as finely as the source gives it; `None` while held or unknown.
    pub to: Option<PartialDate>,
    /// `file:row` of a public table, an address, or `uncited`.
    pub source: String,
}

impl TenureRow {
    /// Whether the row has no citable source.
    pub fn is_uncited(&self) -> bool {
        self.source == "uncited"
    }

    /// Whether the office may have been held on a day of `on`: a month or year may be any of its days, an
    /// unknown beginning or end any day.
    pub fn may_hold_in(&self, on: Interval) -> bool {
        let begun = self.from.is_none_or(|from| from.interval().from() <= on.to());
        let not_ended = self.to.is_none_or(|to| on.from() <= to.interval().to());
        begun && not_ended
    }
}

/// An issue with a neutral label of ours and the wordings that join under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Id, e.g. `fukushima-water`.
    pub id: String,
    /// Neutral label.
    pub label: String,
    /// Wordings, lower case.
    pub terms: Vec<String>,
}
