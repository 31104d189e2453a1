//! Facts of the world: countries and entities, bodies, offices, tenures and issues, as dated tables with
//! sources (`data/`), and the look-ups over them.
//!
//! The tables are data files with a schema (`data/README.md`); this crate reads them once and knows nothing
//! of documents. A rule of language belongs in `reading`, a rule of the world in `record`.

use std::sync::OnceLock;

use servanda_model::{Interval, Level, PartialDate, Side, record::ActorKind};

/// All tables, read once.
#[derive(Debug)]
pub struct World {
    forms: Vec<Form>,
}

/// A surface form of the tables: words to be found in texts, and what they name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Form {
    /// The words as written, e.g. "foreign minister", "South Korean", "Tokyo".
    pub text: String,
    /// Whether the capitals must agree (names) or not (titles, "foreign ministry").
    pub cased: bool,
    /// What it names.
    pub entity: Entity,
}

/// What a surface form names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    /// A country or entity by name.
    Country(Side),
    /// Its adjective or inhabitants.
    Demonym(Side),
    /// A capital or government seat ("Tokyo", "the Kremlin").
    Metonym(Side),
    /// An international body.
    Body(Side),
    /// An office, by id.
    Office(String),
    /// A government organ, by the office id of its head, with the side where the name alone tells it ("the State Department").
    Ministry(String, Option<Side>),
    /// A city or place that is no capital, with its country.
    Place(Option<Side>),
    /// A gathering or series by its body or own code ("APEC summit", "G20").
    Gathering(Side),
}

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
    /// Every title that means it, in lower case, its name included.
    pub titles: Vec<String>,
}

/// A row of the table of tenures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TenureRow {
    /// Full name as the press writes it.
    pub person: String,
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

impl World {
    /// The tables that come with the program.
    pub fn builtin() -> &'static World {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(|| World { forms: Vec::new() })
    }

    /// Every surface form, sorted, each once.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The name of a side as shown ("China", "European Union"); its code where no table has it.
    pub fn side_name<'a>(&'a self, side: &'a Side) -> &'a str {
        side.code()
    }

    /// A side from a code, name, demonym or capital as a user may type it.
    pub fn side_from(&self, _text: &str) -> Option<Side> {
        None
    }

    /// What a side is.
    pub fn kind_of(&self, _side: &Side) -> ActorKind {
        ActorKind::CountryOrEntity
    }

    /// The members of a body, sorted; empty for countries and bodies without a table of members.
    pub fn members(&self, _body: &Side) -> &[Side] {
        &[]
    }

    /// The office with this id.
    pub fn office(&self, _id: &str) -> Option<&Office> {
        None
    }

    /// All offices, by rank and id.
    pub fn offices(&self) -> &[Office] {
        &[]
    }

    /// The rows of `office` for `side` that may have been held on a day of `on`.
    pub fn holders(&self, _office: &str, _side: &Side, _on: Interval) -> Vec<&TenureRow> {
        Vec::new()
    }

    /// The rows of a person, by full name or alias (case and accents ignored), optionally for one side.
    pub fn tenures_of(&self, _person: &str, _side: Option<&Side>) -> Vec<&TenureRow> {
        Vec::new()
    }

    /// All tenure rows.
    pub fn tenures(&self) -> &[TenureRow] {
        &[]
    }

    /// The issue with this id.
    pub fn issue(&self, _id: &str) -> Option<&Issue> {
        None
    }

    /// All issues, by id.
    pub fn issues(&self) -> &[Issue] {
        &[]
    }
}
