//! The views on the record: relation, meetings, ledger and their like.

use servanda_model::{Side, record::Record};
use servanda_publish::{parts::Header, views};
use servanda_world::World;

use crate::{
    args::{Command, Global},
    exit::{Done, Failed},
    near,
    output::Output,
    session,
    sides::{side, sides},
};

/// Prints the view that the command names.
pub fn show(global: &Global, out: Output, command: Command) -> Result<Done, Failed> {
    if let Command::Relation { sides: typed } = &command
        && !global.strict
    {
        let mut servanda = session::open(global)?;
        let view = servanda.relation(&sides(World::builtin(), typed)?, session::dates(global))?;
        // Where the dates leave nothing, the page says so below.
        if out.is_json() || !view.header.is_empty_archive() {
            out.view(&view)?;
            return Ok(Done::Well);
        }
    }
    let held = session::page(global, out)?;
    let (record, world, at) = (&held.record, held.world, held.at);
    let of = |typed: &[String]| -> Result<Vec<Side>, Failed> { sides(world, typed) };
    match command {
        Command::Relation { sides } => {
            let view = views::relation(record, world, &of(&sides)?, at);
            left(global, out, &view.header)?;
            out.view(&view)?;
        }
        Command::Meetings(s) => out.view(&views::meetings(record, world, &of(&s.sides)?, at))?,
        Command::Ledger(s) => out.view(&views::ledger(record, world, &of(&s.sides)?, at))?,
        Command::Positions(s) => out.view(&views::positions(record, world, &of(&s.sides)?, at))?,
        Command::Mechanisms(s) => out.view(&views::mechanisms(record, world, &of(&s.sides)?, at))?,
        Command::Actors(s) => out.view(&views::actors(record, world, &of(&s.sides)?, at))?,
        Command::Agenda(s) => out.view(&views::agenda(record, world, &of(&s.sides)?, at))?,
        Command::Brief { them, we } => {
            let (them, we) = (side(world, &them)?, side(world, &we)?);
            if them == we {
                let name = world.side_name(&them);
                return Err(Failed::Usage(format!("a brief is for a meeting of two sides, and both are {name}")));
            }
            let view = views::brief(record, world, &them, &we, at);
            left(global, out, &view.header)?;
            out.view(&view)?;
        }
        Command::Who { asked, on } => {
            let on = on.map(|date| date.interval());
            out.view(&views::who(record, world, &asked.join(" "), on, at))?;
        }
        Command::Meeting { id } => {
            let full = held.resolve(&id)?;
            let view = views::meeting(record, world, &full, at);
            out.view(&view.ok_or(servanda::Error::WrongKind { id, wanted: "meeting" })?)?;
        }
        Command::Issue { name } if name.is_empty() => out.either(&record.issues, || issues(record))?,
        Command::Issue { name } => {
            let name = name.join(" ");
            let view = views::issue(record, world, &name, at);
            out.view(&view.ok_or_else(|| no_issue(record, &name))?)?;
        }
        Command::Changes { since, sides: s } => {
            let before = held.before(since);
            out.view(&views::changes(&before, record, world, &of(&s.sides)?, since, at))?;
        }
        // `commands::run` keeps the others.
        _ => return Err(Failed::Usage("this command has no view".to_owned())),
    }
    Ok(Done::Well)
}

/// Where --strict leaves nothing on the sides, a page of text says so.
fn left(global: &Global, out: Output, header: &Header) -> Result<(), Failed> {
    if !global.strict || out.is_json() || header.counts.documents > 0 {
        return Ok(());
    }
    Err(Failed::Nothing(format!(
        "Nothing on these sides is left under --strict, which uses only findings of rules that were judged right in at \
         least {} %. Ask without it.\n",
        servanda::STRICT
    )))
}

/// The labels of the record's issues, one a line.
fn issues(record: &Record) -> String {
    match record.issues.as_slice() {
        [] => "No issue found in these documents.\n".to_owned(),
        some => some.iter().flat_map(|issue| [issue.label.as_str(), "\n"]).collect(),
    }
}

fn no_issue(record: &Record, name: &str) -> Failed {
    let near = near::names(name, record.issues.iter().map(|issue| issue.label.as_str()));
    let hint = near::question(&near).map(|question| question + " ").unwrap_or_default();
    Failed::NotFound(format!(
        "no issue is called {name:?}. {hint}`servanda issue` lists the issues, `servanda search {name}` looks for the words."
    ))
}
