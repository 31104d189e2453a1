//! Facts of the world: countries and entities, bodies, offices, tenures and issues, as dated tables with
//! sources (`data/`), and the look-ups over them.
//!
//! The tables are data files with a schema (`data/README.md`); this crate reads them once and knows nothing
//! of documents. A rule of language belongs in `reading`, a rule of the world in `record`.

mod fold;
mod forms;
mod rows;
mod tables;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use servanda_model::{Interval, Side, record::ActorKind};

pub use fold::fold;
pub use forms::{Entity, Form};
pub use rows::{Issue, Office, TenureRow};
pub use tables::{Problem, TableError};

use fold::name_key;
use tables::{SideRow, Texts, TitleRow};

/// All tables, read once.
#[derive(Debug)]
pub struct World {
    forms: Vec<Form>,
    /// Countries, entities and bodies by code.
    sides: BTreeMap<Side, SideRow>,
    /// Folded wordings of sides.
    side_words: BTreeMap<String, Side>,
    /// By rank and id.
    offices: Vec<Office>,
    /// Titles in lower case, in the order of the table.
    titles: BTreeMap<String, Vec<TitleRow>>,
    tenures: Tenures,
    issues: Vec<Issue>,
    /// Terms to indices of `issues`.
    terms: BTreeMap<String, usize>,
}

/// The rows and the ways to them.
#[derive(Debug)]
struct Tenures {
    rows: Vec<TenureRow>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_surname: BTreeMap<String, Vec<usize>>,
    by_office: BTreeMap<(String, Side), Vec<usize>>,
}

impl World {
    /// The tables that come with the program. They are part of it and a test reads them all, so that reading
    /// them cannot fail.
    #[allow(clippy::expect_used, clippy::missing_panics_doc)]
    pub fn builtin() -> &'static World {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(|| World::read(tables::BUILTIN).expect("the program's own tables are well formed"))
    }

    fn read(texts: Texts) -> Result<World, TableError> {
        let mut sides = tables::sides(texts.sides)?;
        sides.extend(tables::bodies(texts.bodies)?);
        let titles = tables::titles(texts.titles)?;
        let mut offices = tables::offices(texts.offices, &titles)?;
        offices.sort_by(|a, b| (a.rank, &a.id).cmp(&(b.rank, &b.id)));
        let mut rows = tables::tenures("tenures_cited.tsv", texts.tenures_cited)?;
        rows.extend(tables::tenures("tenures_uncited.tsv", texts.tenures_uncited)?);
        let mut issues = tables::issues(texts.issues)?;
        issues.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(World {
            forms: forms::collect(
                &sides,
                &tables::places(texts.places)?,
                &titles,
                &tables::ministries(texts.ministries)?,
            ),
            side_words: side_words(&sides),
            sides: sides.into_iter().map(|row| (row.side.clone(), row)).collect(),
            offices,
            titles: by_title(titles),
            tenures: Tenures::new(rows),
            terms: terms(&issues),
            issues,
        })
    }

    /// Where the tables come from, with licences and what they ask for: the text of `data/README.md`.
    pub fn sources() -> &'static str {
        include_str!("../data/README.md")
    }

    /// Every surface form, sorted, each once; one wording names one thing.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The name of a side as shown ("China", "European Union"); its code where no table has it.
    pub fn side_name<'a>(&'a self, side: &'a Side) -> &'a str {
        self.sides.get(side).map_or(side.code(), |row| &row.name)
    }

    /// A side from a code, name, demonym, capital or seat as a user may type it; case and accents do not count.
    pub fn side_from(&self, text: &str) -> Option<Side> {
        self.side_words.get(&fold(text)).cloned()
    }

    /// Every side of the tables, by code: countries, entities and bodies.
    pub fn sides(&self) -> impl Iterator<Item = &Side> {
        self.sides.keys()
    }

    /// What a side is.
    pub fn kind_of(&self, side: &Side) -> ActorKind {
        if self.sides.get(side).is_some_and(|row| row.is_body) { ActorKind::Body } else { ActorKind::CountryOrEntity }
    }

    /// The members of a body, sorted; empty for countries and bodies without a table of members.
    pub fn members(&self, body: &Side) -> &[Side] {
        self.sides.get(body).map_or(&[], |row| &row.members)
    }

    /// Whether the holder of an office acts and speaks for himself and not for his state.
    pub fn is_private(&self, office: &str) -> bool {
        self.office(office).is_some_and(|office| office.is_private)
    }

    /// The office with this id.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == id)
    }

    /// All offices, by rank and id.
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// The office that a title means where it is held for `side`: a "foreign secretary" is the minister in
    /// London and the ministry's first official in Delhi. Without a side it is the usual meaning, the one
    /// that [`World::forms`] gives. Case does not count.
    pub fn office_of_title(&self, title: &str, side: Option<&Side>) -> Option<&Office> {
        let rows = self.titles.get(&title.to_lowercase())?;
        let row = rows.iter().find(|row| side.is_none_or(|side| row.admits(side)))?;
        self.office(&row.office)
    }

    /// The side that a title names itself ("EU foreign policy chief", "UN secretary-general"), or for which alone it is used.
    pub fn side_of_title(&self, title: &str) -> Option<Side> {
        let named = (1..=2).rev().find_map(|n| {
            let words: Vec<&str> = title.split_whitespace().take(n).collect();
            let words = words.join(" ");
            let words = words.trim_end_matches("'s").trim_end_matches("’s");
            (words.len() < title.len()).then(|| self.side_from(words)).flatten()
        });
        named.or_else(|| match self.titles.get(&title.to_lowercase())?.as_slice() {
            [row] => row.only_side().cloned(),
            _ => None,
        })
    }

    /// The rows of `office` for `side` that may have been held on a day of `on`. A month or year of a row
    /// may be any of its days, an unknown beginning or end any day.
    pub fn holders(&self, office: &str, side: &Side, on: Interval) -> Vec<&TenureRow> {
        let mut rows = self.tenures.found(self.tenures.by_office.get(&(office.to_owned(), side.clone())));
        rows.retain(|row| row.may_hold_in(on));
        rows
    }

    /// The rows of a person, by full name or alias (case, accents and the order of family and given name
    /// ignored), optionally for one side.
    pub fn tenures_of(&self, person: &str, side: Option<&Side>) -> Vec<&TenureRow> {
        let mut rows = self.tenures.found(self.tenures.by_name.get(&name_key(person)));
        rows.retain(|row| side.is_none_or(|side| row.side == *side));
        rows
    }

    /// The rows of all persons whom the press calls by this surname or short name (case and accents ignored).
    pub fn people_by_surname(&self, surname: &str) -> Vec<&TenureRow> {
        self.tenures.found(self.tenures.by_surname.get(&fold(surname)))
    }

    /// All tenure rows, by side, office and beginning.
    pub fn tenures(&self) -> &[TenureRow] {
        &self.tenures.rows
    }

    /// The share of tenure rows without a citable source, 0 to 1.
    pub fn uncited_share(&self) -> f64 {
        let rows = &self.tenures.rows;
        let uncited = rows.iter().filter(|row| row.is_uncited()).count();
        if rows.is_empty() { 0.0 } else { uncited as f64 / rows.len() as f64 }
    }

    /// The issue with this id.
    pub fn issue(&self, id: &str) -> Option<&Issue> {
        self.issues.binary_search_by(|issue| issue.id.as_str().cmp(id)).ok().map(|i| &self.issues[i])
    }

    /// All issues, by id.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// The issue of a wording, if a table has exactly it; case does not count.
    pub fn issue_of_term(&self, term: &str) -> Option<&Issue> {
        self.terms.get(&term.to_lowercase()).map(|&i| &self.issues[i])
    }
}

impl Tenures {
    fn new(mut rows: Vec<TenureRow>) -> Self {
        rows.sort_by(|a, b| {
            let begins = |row: &TenureRow| row.from.map(|from| from.interval().from());
            (&a.side, &a.office, begins(a), &a.person).cmp(&(&b.side, &b.office, begins(b), &b.person))
        });
        let (mut by_name, mut by_surname, mut by_office) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (i, row) in rows.iter().enumerate() {
            for name in std::iter::once(&row.person).chain(&row.aliases) {
                push(&mut by_name, name_key(name), i);
            }
            push(&mut by_surname, fold(&row.surname), i);
            for bare in [without_numeral(&row.surname), without_article(&row.surname)].into_iter().flatten() {
                push(&mut by_surname, fold(bare), i);
            }
            push(&mut by_office, (row.office.clone(), row.side.clone()), i);
        }
        Self { rows, by_name, by_surname, by_office }
    }

    fn found(&self, indices: Option<&Vec<usize>>) -> Vec<&TenureRow> {
        indices.into_iter().flatten().map(|&i| &self.rows[i]).collect()
    }
}

/// "Sisi" of "el-Sisi"
fn without_article(name: &str) -> Option<&str> {
    ["al-", "el-", "Al-", "El-"].iter().find_map(|article| name.strip_prefix(article))
}

/// "Frederik" of "Frederik X": the press leaves the numeral out.
fn without_numeral(name: &str) -> Option<&str> {
    let (bare, last) = name.rsplit_once(' ')?;
    last.chars().all(|c| matches!(c, 'I' | 'V' | 'X')).then_some(bare)
}

/// Adds an index once.
fn push<K: Ord>(map: &mut BTreeMap<K, Vec<usize>>, key: K, index: usize) {
    let indices = map.entry(key).or_default();
    if indices.last() != Some(&index) {
        indices.push(index);
    }
}

/// Codes before names, names before demonyms, demonyms before seats: "georgia" is the country.
fn side_words(rows: &[SideRow]) -> BTreeMap<String, Side> {
    let mut words = BTreeMap::new();
    let mut add = |text: &str, side: &Side| {
        words.entry(fold(text)).or_insert_with(|| side.clone());
    };
    for row in rows {
        add(row.side.code(), &row.side);
    }
    for row in rows {
        add(&row.name, &row.side);
        row.names.iter().for_each(|text| add(text, &row.side));
    }
    for row in rows {
        row.demonyms.iter().for_each(|text| add(text, &row.side));
    }
    for row in rows {
        row.metonyms.iter().for_each(|text| add(text, &row.side));
    }
    words
}

fn by_title(rows: Vec<TitleRow>) -> BTreeMap<String, Vec<TitleRow>> {
    let mut titles: BTreeMap<String, Vec<TitleRow>> = BTreeMap::new();
    for row in rows {
        titles.entry(row.title.to_lowercase()).or_default().push(row);
    }
    titles
}

fn terms(issues: &[Issue]) -> BTreeMap<String, usize> {
    let of_issue = |(i, issue): (usize, &Issue)| issue.terms.clone().into_iter().map(move |term| (term, i));
    issues.iter().enumerate().flat_map(of_issue).collect()
}

#[cfg(test)]
mod tests;
