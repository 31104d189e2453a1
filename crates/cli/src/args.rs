//! The commands and options, as `servanda --help` shows them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use servanda_formats::Layer;
use servanda_model::PartialDate;

const AFTER_HELP: &str = "\
SIDES are codes, names or demonyms: CHN, china, Chinese, EU.
DATES are 2024, 2024-11 or 2024-11-04.
IDS are whatever any page shows: of an entry (T-3f2a-12.5), a finding, a document (or its name).

Exit codes:
  0  all went well
  1  some documents could not be read; the others were
  2  wrong usage, or an argument that means nothing here
  3  trouble with the archive
  4  nothing of that name or id";

/// The heading of the options that every command's help repeats, and its short help leaves out.
const GLOBAL: &str = "Options of every command";

/// A record of what governments promise each other, every entry with the exact words that it rests on.
#[derive(Debug, Parser)]
#[command(name = "servanda", version, about, after_help = AFTER_HELP)]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Cli {
    /// The first of the options given that does nothing for the command.
    pub fn idle_option(&self) -> Option<&'static str> {
        let Global { archive, as_of, known_at, strict, .. } = &self.global;
        let given = [
            ("--strict", *strict),
            ("--as-of", as_of.is_some()),
            ("--known-at", known_at.is_some()),
            ("--archive", archive.is_some()),
        ];
        let idle = match self.command {
            // No archive is asked.
            Command::Annotate(_) | Command::Demo { .. } => &given[..],
            // They are about all that the archive holds.
            Command::Read { .. } | Command::Reread | Command::Backup { .. } | Command::Check => &given[..3],
            // What is named is named as every page shows it.
            Command::Correct { .. } | Command::Forget { .. } => &given[..1],
            _ => &[],
        };
        idle.iter().find(|(_, is_given)| *is_given).map(|(name, _)| *name)
    }
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The archive [default: $SERVANDA_ARCHIVE, else servanda.sqlite in the platform's data folder].
    // Not `env`: clap would then show --archive among what a command must have.
    #[arg(long, global = true, hide_short_help = true, help_heading = GLOBAL, value_name = "FILE")]
    pub archive: Option<PathBuf>,
    /// Use only documents of this date or before.
    #[arg(long, global = true, hide_short_help = true, help_heading = GLOBAL, value_name = "DATE", value_parser = last_day)]
    pub as_of: Option<Date>,
    /// Use only what the archive held on this date.
    #[arg(long, global = true, hide_short_help = true, help_heading = GLOBAL, value_name = "DATE", value_parser = last_day)]
    pub known_at: Option<Date>,
    /// Use only findings of rules that were judged right in at least 95 % (`explain` tells how sure a rule is).
    #[arg(long, global = true, hide_short_help = true, help_heading = GLOBAL)]
    pub strict: bool,
    /// Plain text or JSON, from the same views [default: text]; of `export` and `annotate` the form that they write.
    #[arg(long, global = true, hide_short_help = true, help_heading = GLOBAL, value_enum)]
    pub format: Option<Format>,
    /// Columns of plain text [default: those of the terminal, else 100].
    #[arg(long, global = true, hide_short_help = true, help_heading = GLOBAL, value_name = "COLUMNS")]
    pub width: Option<usize>,
}

/// Forms of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// One finding a line (`export` alone).
    Findings,
    /// TimeML (`annotate` alone).
    Timeml,
    /// brat standoff (`annotate` alone).
    Brat,
    /// A token and its tag a line (`annotate` alone).
    Bio,
    /// CoNLL-U (`annotate` alone).
    Conllu,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read the bundled corpus into a temporary archive and show its first screens.
    Demo {
        /// Keep the archive in this file, which must not exist yet.
        #[arg(long, value_name = "FILE")]
        keep: Option<PathBuf>,
    },
    /// Read documents: files, folders, or - for standard input.
    Read {
        /// Files, folders, or -.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// The first screen of one pair or group of sides.
    Relation {
        /// Two sides or more; of one alone all that concerns it.
        #[arg(required = true, num_args = 1.., value_name = "SIDE")]
        sides: Vec<String>,
    },
    /// Meetings, held and planned.
    Meetings(Sides),
    /// One meeting: who, when, where, the accounts side by side with their holding.
    Meeting {
        /// Its id.
        id: String,
    },
    /// The threads: deliverables before formulas, who must act, stage, history.
    Ledger(Sides),
    /// What each side holds, asks, objects to, supports.
    Positions(Sides),
    /// One issue: each side's own terms, positions, asks, commitments. Without a name, the issues.
    Issue {
        /// Its id, label, or one of its terms.
        #[arg(value_name = "NAME")]
        name: Vec<String>,
    },
    /// Recurring channels: state, last held, next.
    Mechanisms(Sides),
    /// Countries, bodies, offices and the persons who act for them.
    Actors(Sides),
    /// Who holds or held an office, or which offices a person held.
    Who {
        /// A name, or an office ("foreign minister of Japan").
        #[arg(required = true, value_name = "NAME|OFFICE")]
        asked: Vec<String>,
        /// On this date.
        #[arg(long, value_name = "DATE", value_parser = partial_date)]
        on: Option<PartialDate>,
    },
    /// The documents: dates with their reasons, copies, what was found in each.
    Documents,
    /// Words in the documents, with the entries that rest on them.
    Search {
        /// The words.
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// What moved: stages, new asks, dropped or altered formulas, new accounts.
    Changes {
        /// Since this date.
        #[arg(long, value_name = "DATE", value_parser = first_day)]
        since: Date,
        /// Of these sides alone.
        #[command(flatten)]
        sides: Sides,
    },
    /// Planned engagements, due dates, mechanisms overdue by their own rhythm.
    Agenda(Sides),
    /// Two pages before a meeting: they will raise, we will raise, they owe, we owe, agreed language, gaps.
    Brief {
        /// The side that one meets.
        #[arg(value_name = "THEM")]
        them: String,
        /// The side that one is of.
        #[arg(value_name = "WE")]
        we: String,
    },
    /// Two documents side by side.
    Compare {
        /// One document's id or name.
        a: String,
        /// The other's.
        b: String,
    },
    /// What an entry rests on.
    Explain {
        /// Any id.
        id: String,
    },
    /// A citation with publisher, title, date and quote.
    Cite {
        /// Any id.
        id: String,
    },
    /// Correct the reading; shown as such ever after.
    Correct {
        /// What to correct.
        #[command(subcommand)]
        change: CorrectCommand,
    },
    /// Read all documents again with this version's reader.
    Reread,
    /// Remove a document and all that rests on it alone; its ids will say so.
    Forget {
        /// Its id or name.
        #[arg(value_name = "DOC")]
        document: String,
    },
    /// Write a copy of the archive.
    Backup {
        /// A file that does not exist yet.
        file: PathBuf,
    },
    /// Check the archive, and say how much of the tables is uncited.
    Check,
    /// The whole record (--format json), or all findings, one a line (--format findings).
    Export,
    /// Write what the language layer sees in texts, in the field's formats (--format timeml, brat, bio, conllu).
    Annotate(Annotate),
}

/// What is annotated, and where to.
#[derive(Debug, Args)]
pub struct Annotate {
    /// times, attribution, names, syntax, chains or all [default: the format's customary one; without a format, all].
    #[arg(long, value_name = "LAYER", value_parser = layer)]
    pub layer: Option<Layer>,
    /// The day of writing [default: in TimeML the document's date, of plain text its front matter's or date line's].
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: Option<Date>,
    /// A file, or a folder with files: plain text, CoNLL-U, BIO or TimeML.
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    /// A folder, made where there is none; for one file in, also a file whose name ends as the format's do.
    #[arg(value_name = "OUT")]
    pub output: PathBuf,
}

/// The sides that a list is restricted to.
#[derive(Debug, Args)]
pub struct Sides {
    /// Only what concerns all of these sides.
    #[arg(value_name = "SIDE")]
    pub sides: Vec<String>,
}

/// What every correction is kept with.
#[derive(Debug, Args)]
pub struct Grounds {
    /// Why.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
    /// Who says so [default: the user's name].
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
}

/// What may be done with corrections.
#[derive(Debug, Subcommand)]
pub enum CorrectCommand {
    /// A correction is entered.
    #[command(flatten)]
    New(NewCorrection),
    /// All corrections with their numbers, authors and reasons.
    List,
    /// Take a correction back.
    Undo {
        /// Its number, as `correct list` shows it.
        number: u32,
    },
}

/// What a person may correct.
#[derive(Debug, Subcommand)]
pub enum NewCorrection {
    /// A finding is wrong: leave it out.
    Retract {
        /// The finding's id.
        id: String,
        /// On what grounds.
        #[command(flatten)]
        grounds: Grounds,
    },
    /// A field of a finding has another value.
    Set {
        /// The finding's id.
        id: String,
        /// The field, as in `export --format findings`.
        field: String,
        /// Its value: JSON, or plain words.
        value: String,
        /// On what grounds.
        #[command(flatten)]
        grounds: Grounds,
    },
    /// Two entries are one.
    Same {
        /// The one.
        a: String,
        /// The other.
        b: String,
        /// On what grounds.
        #[command(flatten)]
        grounds: Grounds,
    },
    /// Two entries are not one.
    Different {
        /// One of its findings.
        a: String,
        /// Another that does not belong to it.
        b: String,
        /// On what grounds.
        #[command(flatten)]
        grounds: Grounds,
    },
    /// A document was written on another date.
    Date {
        /// The document's id or name.
        #[arg(value_name = "DOC")]
        document: String,
        /// Its date.
        #[arg(value_name = "DATE", value_parser = partial_date)]
        date: PartialDate,
        /// On what grounds.
        #[command(flatten)]
        grounds: Grounds,
    },
}

fn said(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("say why".to_owned()) } else { Ok(text.to_owned()) }
}

fn layer(name: &str) -> Result<Layer, String> {
    let names = || Layer::ALL.iter().map(|layer| layer.as_str()).collect::<Vec<_>>().join(", ");
    Layer::of(name).ok_or_else(|| format!("the layers are {}", names()))
}

fn partial_date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text).map_err(|e| e.to_string())
}

fn day(text: &str) -> Result<Date, String> {
    match partial_date(text)? {
        PartialDate::Day(day) => Ok(day),
        PartialDate::Year(_) | PartialDate::Month(..) => Err(format!("{text:?} is no day; write one as 2024-11-04")),
    }
}

fn first_day(text: &str) -> Result<Date, String> {
    Ok(partial_date(text)?.interval().from())
}

fn last_day(text: &str) -> Result<Date, String> {
    Ok(partial_date(text)?.interval().to())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_commands_are_well_formed() {
        super::Cli::command().debug_assert();
    }
}
