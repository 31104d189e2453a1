//! Reading of the tables: tab-separated text with a header, `|` between several values of one field.
//!
//! Says what a row holds and whether it is well formed; what rows mean together is left to `lib.rs`.

use servanda_model::{DateError, Level, PartialDate, Side};

use crate::{Issue, Office, TenureRow};

/// A table that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{table}:{line}: {problem}")]
pub struct TableError {
    /// The table's file.
    pub table: &'static str,
    /// Line in the file, the header being 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What may be wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Not the columns that the table should have.
    #[error("the header is not {0:?}")]
    Header(&'static str),
    /// Too few or too many fields.
    #[error("{found} fields where {expected} are due")]
    Fields {
        /// In the row.
        found: usize,
        /// In the header.
        expected: usize,
    },
    /// A field that may not be empty.
    #[error("the field {0:?} is empty")]
    Empty(&'static str),
    /// A number or level that is none.
    #[error("{0:?} is no value of the field {1:?}")]
    Value(String, &'static str),
    /// A date that is none.
    #[error(transparent)]
    Date(#[from] DateError),
}

/// The texts of the tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts {
    pub sides: &'static str,
    pub bodies: &'static str,
    pub places: &'static str,
    pub offices: &'static str,
    pub titles: &'static str,
    pub ministries: &'static str,
    pub tenures_cited: &'static str,
    pub tenures_uncited: &'static str,
    pub issues: &'static str,
}

/// The tables that come with the program.
pub(crate) const BUILTIN: Texts = Texts {
    sides: include_str!("../data/sides.tsv"),
    bodies: include_str!("../data/bodies.tsv"),
    places: include_str!("../data/places.tsv"),
    offices: include_str!("../data/offices.tsv"),
    titles: include_str!("../data/titles.tsv"),
    ministries: include_str!("../data/ministries.tsv"),
    tenures_cited: include_str!("../data/tenures_cited.tsv"),
    tenures_uncited: include_str!("../data/tenures_uncited.tsv"),
    issues: include_str!("../data/issues.tsv"),
};

/// A country, entity or body and its wordings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SideRow {
    pub side: Side,
    pub name: String,
    pub names: Vec<String>,
    pub demonyms: Vec<String>,
    /// Capitals and seats of government.
    pub metonyms: Vec<String>,
    /// Wordings of its gatherings; bodies only.
    pub gatherings: Vec<String>,
    /// Bodies only.
    pub members: Vec<Side>,
    pub is_body: bool,
}

/// A city or place that is no capital.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlaceRow {
    pub name: String,
    pub side: Option<Side>,
}

/// A title, the office that it means, and for which sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TitleRow {
    pub title: String,
    pub office: String,
    only: Vec<Side>,
    except: Vec<Side>,
}

impl TitleRow {
    /// The one side for which the title is used.
    pub fn only_side(&self) -> Option<&Side> {
        match self.only.as_slice() {
            [side] => Some(side),
            _ => None,
        }
    }

    /// Whether the title means this office where it is held for `side`.
    pub fn admits(&self, side: &Side) -> bool {
        (self.only.is_empty() || self.only.contains(side)) && !self.except.contains(side)
    }
}

/// A name of a government organ, by the office of its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MinistryRow {
    pub name: String,
    pub office: String,
    pub side: Option<Side>,
}

/// Countries and entities.
pub(crate) fn sides(text: &'static str) -> Result<Vec<SideRow>, TableError> {
    const HEADER: &str = "code\tname\tnames\tdemonyms\tcapitals\tmetonyms";
    rows("sides.tsv", HEADER, text, |[code, name, names, demonyms, capitals, metonyms]: [&str; 6]| {
        let mut seats = list(capitals);
        seats.extend(list(metonyms));
        Ok(SideRow {
            side: Side::new(filled("code", code)?),
            name: filled("name", name)?,
            names: list(names),
            demonyms: list(demonyms),
            metonyms: seats,
            gatherings: Vec::new(),
            members: Vec::new(),
            is_body: false,
        })
    })
}

/// International bodies.
pub(crate) fn bodies(text: &'static str) -> Result<Vec<SideRow>, TableError> {
    const HEADER: &str = "code\tname\tnames\tdemonyms\tmetonyms\tgathering\tmembers";
    rows("bodies.tsv", HEADER, text, |[code, name, names, demonyms, metonyms, gathering, members]: [&str; 7]| {
        let mut members = side_list(members);
        members.sort_unstable();
        Ok(SideRow {
            side: Side::new(filled("code", code)?),
            name: filled("name", name)?,
            names: list(names),
            demonyms: list(demonyms),
            metonyms: list(metonyms),
            gatherings: list(gathering),
            members,
            is_body: true,
        })
    })
}

/// Cities and places.
pub(crate) fn places(text: &'static str) -> Result<Vec<PlaceRow>, TableError> {
    rows("places.tsv", "name\tside", text, |[name, side]: [&str; 2]| {
        Ok(PlaceRow { name: filled("name", name)?, side: optional_side(side) })
    })
}

/// Offices, with the titles that mean them.
pub(crate) fn offices(text: &'static str, titles: &[TitleRow]) -> Result<Vec<Office>, TableError> {
    rows("offices.tsv", "id\tname\trank\tlevel\tprivate", text, |[id, name, rank, level, private]: [&str; 5]| {
        let id = filled("id", id)?;
        let name = filled("name", name)?;
        let rank = rank.parse().map_err(|_| Problem::Value(rank.to_owned(), "rank"))?;
        let level = level_of(level).ok_or_else(|| Problem::Value(level.to_owned(), "level"))?;
        let mut titles: Vec<String> =
            titles.iter().filter(|t| t.office == id).map(|t| t.title.to_lowercase()).collect();
        titles.push(name.to_lowercase());
        titles.sort_unstable();
        titles.dedup();
        let is_private = match private {
            "yes" => true,
            "" => false,
            other => return Err(Problem::Value(other.to_owned(), "private")),
        };
        Ok(Office { id, name, rank, level, is_private, titles })
    })
}

/// Titles, in the order of the table: the first row of a title is its meaning where the side is unknown.
pub(crate) fn titles(text: &'static str) -> Result<Vec<TitleRow>, TableError> {
    rows("titles.tsv", "title\toffice\tonly\texcept", text, |[title, office, only, except]: [&str; 4]| {
        Ok(TitleRow {
            title: filled("title", title)?,
            office: filled("office", office)?,
            only: side_list(only),
            except: side_list(except),
        })
    })
}

/// Names of government organs.
pub(crate) fn ministries(text: &'static str) -> Result<Vec<MinistryRow>, TableError> {
    rows("ministries.tsv", "name\toffice\tside", text, |[name, office, side]: [&str; 3]| {
        Ok(MinistryRow { name: filled("name", name)?, office: filled("office", office)?, side: optional_side(side) })
    })
}

/// Tenures; `table` names the file in errors.
pub(crate) fn tenures(table: &'static str, text: &'static str) -> Result<Vec<TenureRow>, TableError> {
    const HEADER: &str = "person\tsurname\taliases\toffice\tside\tfrom\tto\tsource";
    rows(table, HEADER, text, |[person, surname, aliases, office, side, from, to, source]: [&str; 8]| {
        let person = filled("person", person)?;
        let surname = if surname.is_empty() { last_word(&person) } else { surname };
        Ok(TenureRow {
            surname: surname.to_owned(),
            person,
            aliases: list(aliases),
            office: filled("office", office)?,
            side: Side::new(filled("side", side)?),
            from: optional_date(from)?,
            to: optional_date(to)?,
            source: filled("source", source)?,
        })
    })
}

/// Issues.
pub(crate) fn issues(text: &'static str) -> Result<Vec<Issue>, TableError> {
    rows("issues.tsv", "id\tlabel\tterms", text, |[id, label, terms]: [&str; 3]| {
        Ok(Issue { id: filled("id", id)?, label: filled("label", label)?, terms: list(terms) })
    })
}

/// Reads each row after the header; blank lines are passed over.
fn rows<const N: usize, T>(
    table: &'static str,
    header: &'static str,
    text: &'static str,
    read: impl Fn([&'static str; N]) -> Result<T, Problem>,
) -> Result<Vec<T>, TableError> {
    let mut lines = text.lines().enumerate();
    if lines.next().is_none_or(|(_, first)| first != header) {
        return Err(TableError { table, line: 1, problem: Problem::Header(header) });
    }
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(index, line)| {
            let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
            <[&str; N]>::try_from(fields)
                .map_err(|fields| Problem::Fields { found: fields.len(), expected: N })
                .and_then(&read)
                .map_err(|problem| TableError { table, line: index + 1, problem })
        })
        .collect()
}

fn filled(field: &'static str, value: &str) -> Result<String, Problem> {
    if value.is_empty() { Err(Problem::Empty(field)) } else { Ok(value.to_owned()) }
}

fn list(field: &str) -> Vec<String> {
    field.split('|').filter(|v| !v.is_empty()).map(str::to_owned).collect()
}

fn side_list(field: &str) -> Vec<Side> {
    list(field).into_iter().map(Side::new).collect()
}

fn optional_side(field: &str) -> Option<Side> {
    (!field.is_empty()).then(|| Side::new(field))
}

fn optional_date(field: &str) -> Result<Option<PartialDate>, Problem> {
    if field.is_empty() { Ok(None) } else { Ok(Some(PartialDate::parse(field)?)) }
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

fn level_of(word: &str) -> Option<Level> {
    Some(match word {
        "leaders" => Level::Leaders,
        "ministers" => Level::Ministers,
        "envoys" => Level::Envoys,
        "officials" => Level::Officials,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_row_is_named_by_table_and_line() {
        let error = places("name\tside\nPalermo\tITA\nUtrecht\n").unwrap_err();
        assert_eq!(error.to_string(), "places.tsv:3: 1 fields where 2 are due");
        assert_eq!(places("nom\tside\n").unwrap_err().problem, Problem::Header("name\tside"));
        assert_eq!(places("name\tside\n\tITA\n").unwrap_err().problem, Problem::Empty("name"));
    }

    #[test]
    fn dates_and_levels_are_checked() {
        let head = "person\tsurname\taliases\toffice\tside\tfrom\tto\tsource\n";
        let text: &'static str = Box::leak(format!("{head}A B\t\t\tpresident\tFRA\t2020-13\t\tuncited\n").into());
        assert!(matches!(tenures("t.tsv", text).unwrap_err().problem, Problem::Date(_)));
        let text = "id\tname\trank\tlevel\tprivate\nx\tX\t1\tkings\t\n";
        assert_eq!(offices(text, &[]).unwrap_err().problem, Problem::Value("kings".into(), "level"));
        let text = "id\tname\trank\tlevel\tprivate\nx\tX\t1\tleaders\tmostly\n";
        assert_eq!(offices(text, &[]).unwrap_err().problem, Problem::Value("mostly".into(), "private"));
    }

    #[test]
    fn without_a_surname_the_last_word_is_it() {
        let text = "person\tsurname\taliases\toffice\tside\tfrom\tto\tsource\n\
                    Ana Duval\t\t\tpresident\tFRA\t2001\t2002\tuncited\n";
        assert_eq!(tenures("t.tsv", text).unwrap()[0].surname, "Duval");
    }
}
