//! What each command does: open the archive, ask for one view, print it.

mod correct;
mod documents;
mod keeping;
mod reading;
mod views;

pub use reading::{counted, read_text};

use crate::{
    annotate,
    args::{Cli, Command, Format},
    demo,
    exit::{Done, Failed},
    output::Output,
};

/// Runs one command.
pub fn run(cli: Cli) -> Result<Done, Failed> {
    let global = &cli.global;
    if let Some(option) = cli.idle_option() {
        return Err(Failed::Usage(format!("{option} has no effect on this command: leave it out")));
    }
    if let Command::Export = cli.command {
        return keeping::export(global, global.format.unwrap_or(Format::Json));
    }
    if let Command::Annotate(what) = &cli.command {
        return annotate::run(what, global.format);
    }
    let out = Output::new(global)?;
    match cli.command {
        Command::Demo { keep } => demo::run(keep.as_deref(), out),
        Command::Read { paths } => reading::read(global, out, &paths),
        Command::Reread => reading::reread(global, out),
        Command::Correct { change } => correct::correct(global, out, change),
        Command::Forget { document } => keeping::forget(global, out, &document),
        Command::Backup { file } => keeping::backup(global, out, &file),
        Command::Check => keeping::check(global, out),
        Command::Documents => documents::documents(global, out),
        Command::Search { words } => documents::search(global, out, &words.join(" ")),
        Command::Compare { a, b } => documents::compare(global, out, &a, &b),
        Command::Explain { id } => documents::explain(global, out, &id),
        Command::Cite { id } => documents::cite(global, out, &id),
        view => views::show(global, out, view),
    }
}
