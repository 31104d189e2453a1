//! Surface forms: every wording of the tables that may stand in a text, with what it names.
//!
//! One wording names one thing. Where the world is ambiguous ("Congo", "Dominican", "foreign secretary") the
//! tables decide (`data/README.md`), so that a reader of texts need not.

use std::collections::BTreeMap;

use servanda_model::Side;

use crate::tables::{MinistryRow, PlaceRow, SideRow, TitleRow};

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

/// All forms, sorted. A wording with a capital letter is cased. Wordings with an apostrophe are there with the
/// typographic one too.
pub(crate) fn collect(
    sides: &[SideRow],
    places: &[PlaceRow],
    titles: &[TitleRow],
    ministries: &[MinistryRow],
) -> Vec<Form> {
    let mut forms = Forms::default();
    for row in sides {
        of_side(row, &mut forms);
    }
    for row in titles {
        forms.add(&row.title, || Entity::Office(row.office.clone()));
    }
    for row in ministries {
        forms.add(&row.name, || Entity::Ministry(row.office.clone(), row.side.clone()));
    }
    for row in places {
        forms.add(&row.name, || Entity::Place(row.side.clone()));
    }
    forms.into_sorted()
}

fn of_side(row: &SideRow, forms: &mut Forms) {
    // "East Asia Summit" is the body and its gathering in one: the gathering says more
    for text in &row.gatherings {
        forms.add(text, || Entity::Gathering(row.side.clone()));
    }
    for text in std::iter::once(&row.name).chain(&row.names) {
        forms.add(
            text,
            || {
                if row.is_body { Entity::Body(row.side.clone()) } else { Entity::Country(row.side.clone()) }
            },
        );
    }
    for text in &row.demonyms {
        forms.add(text, || Entity::Demonym(row.side.clone()));
    }
    for text in &row.metonyms {
        forms.add(text, || Entity::Metonym(row.side.clone()));
    }
}

#[derive(Default)]
struct Forms(BTreeMap<String, Entity>);

impl Forms {
    /// The first entity of a wording stays.
    fn add(&mut self, text: &str, entity: impl Fn() -> Entity) {
        self.0.entry(text.to_owned()).or_insert_with(&entity);
        if text.contains('\'') {
            self.0.entry(text.replace('\'', "’")).or_insert_with(&entity);
        }
    }

    fn into_sorted(self) -> Vec<Form> {
        let form =
            |(text, entity): (String, Entity)| Form { cased: text.chars().any(char::is_uppercase), text, entity };
        self.0.into_iter().map(form).collect()
    }
}
