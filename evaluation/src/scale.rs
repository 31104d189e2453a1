//! How long a relation takes to open in a large archive, by a program that was just started.

use std::{path::PathBuf, time::Instant};

use anyhow::Context;
use clap::Args;
use jiff::civil::Date;
use servanda_archive::Archive;
use servanda_world::World;

use crate::{
    archive,
    binary::Servanda,
    recombine::{Country, Draw, countries},
};

/// Which archive is measured.
#[derive(Args)]
pub struct Options {
    /// An archive that `archive` made
    archive: PathBuf,
    /// How many relations are opened
    #[arg(long, default_value_t = 40)]
    relations: usize,
    /// Search, too: that computes the whole record
    #[arg(long)]
    search: bool,
}

/// Opens relations one after the other, each in a process of its own, and prints how long that took.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let documents = Archive::open(&options.archive)?.documents()?.len();
    println!("{documents} documents");
    let servanda = Servanda::build(options.archive.clone())?;
    let countries = countries(World::builtin());
    let [first, second, ..] = &countries[..] else { return Ok(()) };
    let measured = servanda.measured(&relation(first, second, None))?;
    println!("the first question, which may compute all: {:.1} s, {}", measured.seconds, measured.memory());
    let mut draw = Draw::new(1);
    let mut asked: Vec<(&Country, &Country, Date)> = Vec::new();
    while asked.len() < options.relations {
        let [a, b] = [0; 2].map(|_| archive::often_the_first(&countries, &mut draw));
        if a.side != b.side {
            asked.push((a, b, archive::day(&mut draw)));
        }
    }
    let middle = asked.first().map(|(_, _, day)| *day).context("no relation")?;
    let open = |as_of: bool| -> anyhow::Result<Vec<f64>> {
        let mut seconds = Vec::new();
        for (a, b, day) in &asked {
            seconds.push(time(&servanda, &relation(a, b, as_of.then_some(*day)))?);
        }
        Ok(seconds)
    };
    println!("{} relations, drawn as often as they are told of:", asked.len());
    print("  today", open(false)?);
    print("  as of a day", open(true)?);
    println!("the largest, {} – {}:", first.side, second.side);
    print("  today", repeated(&servanda, &relation(first, second, None))?);
    print("  as of a day", repeated(&servanda, &relation(first, second, Some(middle)))?);
    println!("  {}", servanda.measured(&relation(first, second, None))?.memory());
    if options.search {
        let words = ["search", "walnut", "register"].map(str::to_owned);
        println!("search: {:.1} s", time(&servanda, &words)?);
    }
    Ok(())
}

fn relation(a: &Country, b: &Country, as_of: Option<Date>) -> Vec<String> {
    let mut arguments: Vec<String> = as_of.iter().map(|day| format!("--as-of={day}")).collect();
    arguments.extend(["relation".to_owned(), a.side.code().to_owned(), b.side.code().to_owned()]);
    arguments
}

fn repeated(servanda: &Servanda, arguments: &[String]) -> anyhow::Result<Vec<f64>> {
    (0..9).map(|_| time(servanda, arguments)).collect()
}

fn time(servanda: &Servanda, arguments: &[String]) -> anyhow::Result<f64> {
    let started = Instant::now();
    servanda.asked(arguments)?;
    Ok(started.elapsed().as_secs_f64())
}

fn print(what: &str, mut seconds: Vec<f64>) {
    seconds.sort_by(f64::total_cmp);
    let at = |share: f64| 1000.0 * seconds[((seconds.len() - 1) as f64 * share).round() as usize];
    println!("{what}: p50 {:.0} ms, p95 {:.0} ms, most {:.0} ms", at(0.5), at(0.95), at(1.0));
}
