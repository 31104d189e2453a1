//! The views on the record: relation, meetings, ledger and their like.

use servanda_model::Side;
use servanda_publish::views;

use crate::{
    args::{Command, Global},
    exit::{Done, Failed},
    output::Output,
    session,
    sides::{side, sides},
};

/// Prints the view that the command names.
pub fn show(global: &Global, out: Output, command: Command) -> Result<Done, Failed> {
    let held = session::page(global, out)?;
    let (record, world, at) = (&held.record, held.world, held.at);
    let of = |typed: &[String]| -> Result<Vec<Side>, Failed> { sides(world, typed) };
    match command {
        Command::Relation { sides } => out.view(&views::relation(record, world, &of(&sides)?, at))?,
        Command::Meetings(s) => out.view(&views::meetings(record, world, &of(&s.sides)?, at))?,
        Command::Ledger(s) => out.view(&views::ledger(record, world, &of(&s.sides)?, at))?,
        Command::Positions(s) => out.view(&views::positions(record, world, &of(&s.sides)?, at))?,
        Command::Mechanisms(s) => out.view(&views::mechanisms(record, world, &of(&s.sides)?, at))?,
        Command::Actors(s) => out.view(&views::actors(record, world, &of(&s.sides)?, at))?,
        Command::Agenda(s) => out.view(&views::agenda(record, world, &of(&s.sides)?, at))?,
        Command::Brief { them, we } => {
            out.view(&views::brief(record, world, &side(world, &them)?, &side(world, &we)?, at))?;
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
        Command::Issue { name } => {
            let name = name.join(" ");
            let view = views::issue(record, world, &name, at);
            let known = || {
                let labels: Vec<&str> = record.issues.iter().map(|i| i.label.as_str()).collect();
                let known = if labels.is_empty() { "none".to_owned() } else { labels.join(", ") };
                Failed::NotFound(format!("no issue is called {name:?}. Issues of this record: {known}."))
            };
            out.view(&view.ok_or_else(known)?)?;
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
