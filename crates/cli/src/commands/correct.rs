//! Corrections: entered, listed, taken back.

use std::{env, fmt::Write as _};

use jiff::Timestamp;
use servanda::{NumberedCorrection, Servanda, Snapshot};
use servanda_model::{Change, DocId, FindingId};
use servanda_publish::ids::{digits_needed, short_id};

use crate::{
    args::{CorrectCommand, Global, NewCorrection},
    exit::{Done, Failed},
    output::Output,
    session,
};

/// Enters a correction, lists them, or takes one back.
pub fn correct(global: &Global, out: Output, change: CorrectCommand) -> Result<Done, Failed> {
    let mut servanda = session::open(global)?;
    match change {
        CorrectCommand::New(correction) => enter(&mut servanda, global, out, correction),
        CorrectCommand::List => list(&servanda, global, out),
        CorrectCommand::Undo { number } => undo(&mut servanda, global, out, number),
    }
}

fn enter(servanda: &mut Servanda, global: &Global, out: Output, correction: NewCorrection) -> Result<Done, Failed> {
    let held = servanda.snapshot(session::dates(global))?;
    let (change, grounds) = match correction {
        NewCorrection::Retract { id, grounds } => (held.retract(&id)?, grounds),
        NewCorrection::Set { id, field, value, grounds } => (held.amend(&id, &field, &value)?, grounds),
        NewCorrection::Same { a, b, grounds } => (held.same(&a, &b)?, grounds),
        NewCorrection::Different { a, b, grounds } => (held.not_same(&a, &b)?, grounds),
        NewCorrection::Date { document, date, grounds } => {
            let document = super::documents::document(&held, &document)?;
            (held.date(document.as_str(), date)?, grounds)
        }
    };
    let author = grounds.author.unwrap_or_else(user);
    let correction = servanda.correct(change, &author, &grounds.reason)?;
    out.either(&correction, || {
        let number = correction.number;
        format!("{}Take it back with: servanda correct undo {number}\n", line(&correction, &held))
    })?;
    Ok(Done::Well)
}

fn list(servanda: &Servanda, global: &Global, out: Output) -> Result<Done, Failed> {
    let corrections = servanda.corrections()?;
    let held = servanda.snapshot(session::dates(global))?;
    out.either(&corrections, || match corrections.as_slice() {
        [] => "No corrections.\n".to_owned(),
        some => some.iter().map(|c| line(c, &held)).collect(),
    })?;
    Ok(Done::Well)
}

fn undo(servanda: &mut Servanda, global: &Global, out: Output, number: u32) -> Result<Done, Failed> {
    let undone = servanda.undo(number)?;
    let held = servanda.snapshot(session::dates(global))?;
    out.either(&undone, || line(&undone, &held))?;
    Ok(Done::Well)
}

/// A correction in two lines: number and what it says; who says so, and why.
fn line(numbered: &NumberedCorrection, held: &Snapshot) -> String {
    let correction = &numbered.correction;
    let mut text = format!("{:>3}  {}\n", numbered.number, words(&correction.change, held));
    // Writing to a string does not fail.
    let _ = write!(text, "     by {}, {}: {}", correction.author, day(correction.made), correction.reason);
    if let Some(undone) = numbered.undone {
        let _ = write!(text, " (taken back on {})", day(undone));
    }
    text.push('\n');
    text
}

fn day(when: Timestamp) -> impl std::fmt::Display {
    when.strftime("%Y-%m-%d")
}

fn words(change: &Change, held: &Snapshot) -> String {
    let digits = digits_needed(&held.record);
    let short = |id: &FindingId| short_id(id.as_str(), digits);
    let document = |doc: &DocId| {
        let entry = held.record.documents.iter().find(|d| d.id == *doc);
        entry.map_or_else(|| doc.to_string(), |d| d.name.clone())
    };
    // The finding that a place in a document means.
    let finding = |doc: &DocId, kind, start: u32, end: u32| {
        let mut found = held.findings().iter().filter(|f| {
            let quote = f.evidence.first();
            f.doc == *doc && f.kind() == kind && quote.start < end && start < quote.end
        });
        let name = format!("{kind:?}").to_lowercase();
        match found.next() {
            Some(f) => format!("{name} {} (\"{}\")", short(&f.id), f.evidence.first().quote),
            None => format!("{name} of {}, characters {start} to {end}", document(doc)),
        }
    };
    match change {
        Change::Retract { doc, kind, start, end } => format!("{} is left out", finding(doc, *kind, *start, *end)),
        Change::Amend { doc, kind, start, end, field, value } => {
            format!("{}: {field} is {value}", finding(doc, *kind, *start, *end))
        }
        Change::Same { a, b } => format!("{} and {} are one", short(a), short(b)),
        Change::NotSame { a, b } => format!("{} and {} are not one", short(a), short(b)),
        Change::Date { doc, date } => format!("{} was written {date}", document(doc)),
    }
}

/// The name of whoever is at the keyboard.
fn user() -> String {
    ["USER", "USERNAME"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()))
        .unwrap_or_else(|| "unknown".to_owned())
}
