//! Who held an office on a day, or which offices a person held: by texts and tables, gaps and conflicts shown.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    EntryId, Interval, PartialDate, Quote, Side,
    record::{ActorKind, Record, Tenure},
};
use servanda_world::{TenureRow, World, fold};

use super::actors::{TenureLine, joined, tenure_line};
use crate::{AsOf, desk::Desk, parts::Header};

/// Who held what, when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhoView {
    /// What each view says first.
    pub header: Header,
    /// The name or office as asked.
    pub asked: String,
    /// The days asked for.
    pub on: Option<Interval>,
    /// Who may have held it then, each with its source; empty where nobody is known: a gap is better than a guess.
    pub holders: Vec<HolderLine>,
    /// Sources that cannot both be right.
    pub conflicts: Vec<ConflictLine>,
}

/// A person in an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct HolderLine {
    pub person: String,
    pub actor: Option<EntryId>,
    pub tenure: TenureLine,
}

/// Two sources that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct ConflictLine {
    pub about: String,
    pub one: String,
    pub other: String,
    pub evidence: Vec<Quote>,
}

/// Answers "who is NAME" and "who is OFFICE (of SIDE)" for the days `on`, or for all time.
pub fn who(record: &Record, world: &World, asked: &str, on: Option<Interval>, at: AsOf) -> WhoView {
    let desk = Desk::new(record, world, at);
    let mut holders = by_name(&desk, asked);
    if holders.is_empty() {
        holders = by_office(&desk, asked, on);
    }
    let mut holders = one_a_term(holders);
    holders.retain(|h| on.is_none_or(|on| may_hold(&h.tenure, on)));
    holders.sort_by(|a, b| {
        let days = |h: &HolderLine| h.tenure.from.clone().or_else(|| h.tenure.to.clone());
        let key = |h: &HolderLine| (h.tenure.side.code.clone(), h.tenure.office.clone(), days(h));
        key(a).cmp(&key(b)).then_with(|| (&a.person, &a.tenure.source).cmp(&(&b.person, &b.tenure.source)))
    });
    holders.dedup();
    WhoView {
        header: desk.header(format!("Who: {asked}")),
        conflicts: conflicts(record, &holders),
        asked: asked.to_owned(),
        on,
        holders,
    }
}

/// Each person's terms, what a text and a table tell of one term as one.
fn one_a_term(lines: Vec<HolderLine>) -> Vec<HolderLine> {
    let mut people: Vec<(String, Option<EntryId>, Vec<TenureLine>)> = Vec::new();
    for line in lines {
        match people.iter_mut().find(|(person, ..)| *person == line.person) {
            Some((_, actor, tenures)) => {
                *actor = actor.take().or(line.actor);
                tenures.push(line.tenure);
            }
            None => people.push((line.person, line.actor, vec![line.tenure])),
        }
    }
    let terms = |(person, actor, tenures): (String, Option<EntryId>, Vec<TenureLine>)| {
        let line = move |tenure| HolderLine { person: person.clone(), actor: actor.clone(), tenure };
        joined(tenures).into_iter().map(line)
    };
    people.into_iter().flat_map(terms).collect()
}

/// The tenures of the persons whom the words name, by any run of a name's words; case and accents do not count.
fn by_name(desk: &Desk, asked: &str) -> Vec<HolderLine> {
    let wanted = format!(" {} ", fold(asked));
    let is_named = |name: &str| wanted.trim() != "" && format!(" {} ", fold(name)).contains(&wanted);
    let people = desk.record.actors.iter().filter(|a| a.kind == ActorKind::Person && is_named(&a.name));
    let in_record = people.flat_map(|actor| {
        actor.tenures.iter().map(|t| HolderLine {
            person: actor.name.clone(),
            actor: Some(actor.id.clone()),
            tenure: tenure_line(desk, t),
        })
    });
    let in_tables = desk.world.tenures_of(asked.trim(), None).into_iter().map(|row| from_row(desk, row));
    merged(in_record, in_tables)
}

/// The holders of the office that the words name, for the side that they name.
fn by_office(desk: &Desk, asked: &str, on: Option<Interval>) -> Vec<HolderLine> {
    // Ids are titles with hyphens.
    let plain = |text: &str| text.to_lowercase().replace('-', " ");
    let wanted = plain(asked);
    let offices = desk.world.offices().iter();
    // The longest title that stands in the words: "deputy foreign minister" is no "foreign minister".
    let titled = offices.flat_map(|o| o.titles.iter().map(move |title| (plain(title), o)));
    let office = titled.filter(|(title, _)| wanted.contains(title.as_str())).max_by_key(|(title, _)| title.len());
    let side = side_in(desk, asked);
    let is_office = |shown: &str| match &office {
        Some((_, office)) => office.name.eq_ignore_ascii_case(shown) || office.id == shown,
        None => wanted.contains(&shown.to_lowercase()),
    };
    let is_meant = |t: &&Tenure| is_office(&t.office) && side.as_ref().is_none_or(|s| *s == t.side);
    // A term that a text leaves open ended when the tables say so.
    let ended = |person: &str, t: &Tenure| {
        let rows = desk.world.tenures_of(person, Some(&t.side)).into_iter().filter(|row| is_office(&row.office));
        let last = rows.map(|row| row.to.map(|to| to.interval().to())).max_by_key(Option::is_none);
        t.to.is_none() && matches!((last, on), (Some(Some(to)), Some(on)) if to < on.from())
    };
    let people = desk.record.actors.iter().filter(|a| a.kind == ActorKind::Person);
    let in_record = people.flat_map(|actor| {
        actor.tenures.iter().filter(is_meant).filter(|t| !ended(&actor.name, t)).map(|t| HolderLine {
            person: actor.name.clone(),
            actor: Some(actor.id.clone()),
            tenure: tenure_line(desk, t),
        })
    });
    let rows = match (&office, &side, on) {
        (Some((_, office)), Some(side), Some(on)) => desk.world.holders(&office.id, side, on),
        (Some((_, office)), Some(side), None) => {
            desk.world.tenures().iter().filter(|r| r.office == office.id && r.side == *side).collect()
        }
        _ => Vec::new(),
    };
    merged(in_record, rows.into_iter().map(|row| from_row(desk, row)))
}

/// A word without marks at its ends and without "'s".
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// The side that some run of the words names ("foreign minister of Peru", "PER foreign minister").
fn side_in(desk: &Desk, asked: &str) -> Option<Side> {
    let parts: Vec<&str> = asked.split_whitespace().map(bare).collect();
    let runs = (1..=parts.len()).rev().flat_map(|len| parts.windows(len));
    let known: BTreeSet<&Side> = desk.record.actors.iter().filter_map(|a| a.side.as_ref()).collect();
    let named = |text: &str| {
        let code = known.iter().find(|side| side.code() == text).map(|side| (*side).clone());
        code.or_else(|| desk.world.side_from(text))
    };
    runs.into_iter().find_map(|run| named(&run.join(" ")))
}

fn from_row(desk: &Desk, row: &TenureRow) -> HolderLine {
    let office = desk.world.office(&row.office).map_or_else(|| row.office.clone(), |o| o.name.clone());
    HolderLine {
        person: row.person.clone(),
        actor: None,
        tenure: TenureLine {
            office,
            side: desk.side(&row.side),
            from: row.from.map(|d| d.to_string()),
            to: row.to.map(|d| d.to_string()),
            source: row.source.clone(),
            seen: Vec::new(),
            former: false,
            evidence: Vec::new(),
        },
    }
}

/// What the record has, and what the tables have beside it.
fn merged(record: impl Iterator<Item = HolderLine>, tables: impl Iterator<Item = HolderLine>) -> Vec<HolderLine> {
    let mut lines: Vec<HolderLine> = record.collect();
    for line in tables {
        let same = |l: &HolderLine| {
            l.person == line.person
                && (&l.tenure.office, &l.tenure.side, &l.tenure.source)
                    == (&line.tenure.office, &line.tenure.side, &line.tenure.source)
        };
        if !lines.iter().any(same) {
            lines.push(line);
        }
    }
    lines
}

/// Whether the tenure may cover a day of `on`; an unknown end excludes nothing.
fn may_hold(tenure: &TenureLine, on: Interval) -> bool {
    if tenure.source == "text" && tenure.from.is_none() && tenure.to.is_none() {
        // A title on one day is no office for ever.
        return tenure.seen.iter().any(|days| days.meets(on));
    }
    let days = |text: &Option<String>| text.as_deref().and_then(|t| PartialDate::parse(t).ok()).map(|d| d.interval());
    let begun = days(&tenure.from).is_none_or(|from| from.from() <= on.to());
    let not_ended = days(&tenure.to).is_none_or(|to| to.to() >= on.from());
    begun && not_ended
}

/// The record's contradictions that name one of these persons, or one of these offices with its side.
fn conflicts(record: &Record, holders: &[HolderLine]) -> Vec<ConflictLine> {
    let concerned = |text: &str| {
        holders.iter().any(|h| {
            let office = h.tenure.office.to_lowercase();
            let said = text.to_lowercase();
            let office_named = said.contains(&office) || said.contains(&office.replace(' ', "-"));
            said.contains(&h.person.to_lowercase()) || (office_named && text.contains(h.tenure.side.code.code()))
        })
    };
    let found = record.contradictions.iter().filter(|c| {
        let all = format!("{} {} {}", c.about, c.between.0, c.between.1);
        !c.about.starts_with("date of") && concerned(&all)
    });
    found
        .map(|c| ConflictLine {
            about: c.about.clone(),
            one: c.between.0.clone(),
            other: c.between.1.clone(),
            evidence: c.evidence.clone(),
        })
        .collect()
}
