//! Makes large archives, for measuring what depends on their size.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    time::Instant,
};

use anyhow::ensure;
use clap::Args;
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use rayon::prelude::*;
use servanda_archive::{Archive, ReadDocument};
use servanda_model::{FindingBody, Side};
use servanda_record::Block;
use servanda_world::World;

use crate::recombine::{Country, Draw, Event, Stock, countries, reprint};

/// Documents a transaction.
const CHUNK: usize = 1_000;
/// The years of the events.
const YEARS: usize = 20;
/// Paragraphs of a document, at most.
const PARAGRAPHS: usize = 9;
/// Of each country so many people hold the office in turn within a term.
const COLLEAGUES: usize = 3;
/// Two countries have so many matters between them, more or less.
const TOPICS: usize = 8;
/// The same where all documents are on two countries.
const MANY_COLLEAGUES: usize = 40;
const MANY_TOPICS: usize = 60;
/// In a hundred: documents that are reprints, events of three countries, events told once more.
const REPRINTS: usize = 3;
const THREE: usize = 4;
const TOLD_AGAIN: usize = 40;

/// Which archive is made.
#[derive(Args)]
pub struct Options {
    /// How many documents
    #[arg(long, default_value_t = 100_000)]
    documents: usize,
    /// Another number gives other documents
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Instead: documents on two countries alone, until their block has so many findings
    #[arg(long, value_name = "FINDINGS")]
    two: Option<usize>,
    /// The archive's file, which must not exist yet
    out: PathBuf,
}

/// Makes the archive and prints what is in it.
pub fn run(options: &Options) -> anyhow::Result<()> {
    ensure!(!options.out.exists(), "{} exists already", options.out.display());
    let started = Instant::now();
    let mut archive = Archive::open(&options.out)?;
    let counts = match options.two {
        Some(findings) => of_two(&mut archive, findings, options.seed)?,
        None => make(&mut archive, options.documents, options.seed)?,
    };
    println!("made in {:.0} s", started.elapsed().as_secs_f64());
    counts.print();
    Ok(())
}

/// Fills an archive with so many documents.
pub fn make(archive: &mut Archive, documents: usize, seed: u64) -> anyhow::Result<Counts> {
    let world = World::builtin();
    let stock = Stock::read(world)?;
    let countries = countries(world);
    let mut draw = Draw::new(seed);
    let mut events: Vec<Event> = Vec::new();
    while events.len() < documents {
        let event = event(&countries, &mut draw);
        let told = 1 + (1..4).take_while(|_| draw.percent(TOLD_AGAIN)).count();
        events.extend(std::iter::repeat_n(event, told));
    }
    events.truncate(documents);
    let mut counts = Counts::default();
    for (at, chunk) in events.chunks(CHUNK).enumerate() {
        let written = chunk.par_iter().enumerate().map(|(n, event)| {
            let number = at * CHUNK + n;
            let mut draw = Draw::new(seed.wrapping_add(1 + number as u64));
            let paragraphs = 3 + draw.below(PARAGRAPHS - 2);
            stock.document(event, paragraphs, number, world, &mut draw)
        });
        let mut batch: Vec<ReadDocument> = written.collect::<anyhow::Result<_>>()?;
        for n in 1..batch.len() {
            if draw.percent(REPRINTS) {
                batch[n] = reprint(&batch[draw.below(n)], at * CHUNK + n, world)?;
            }
        }
        for read in &batch {
            counts.add(read);
        }
        archive.commit_many(&batch)?;
    }
    counts.reports = counts.documents - copies(archive)?;
    Ok(counts)
}

/// Fills an archive with documents on two countries, each on an event of its own, until the block of the two has so
/// many findings.
pub fn of_two(archive: &mut Archive, findings: usize, seed: u64) -> anyhow::Result<Counts> {
    let world = World::builtin();
    let (stock, countries) = (Stock::read(world)?, countries(world));
    let two: Vec<&Country> = countries.iter().take(2).collect();
    let block = Block::Of(two.iter().map(|country| country.side.clone()).collect());
    let mut draw = Draw::new(seed);
    let (mut batch, mut counts) = (Vec::new(), Counts::default());
    while counts.blocks.get(&block).is_none_or(|found| *found < findings) {
        let event = Event::draw(&two, day(&mut draw), MANY_COLLEAGUES, MANY_TOPICS, &mut draw);
        let read = stock.document(&event, PARAGRAPHS, batch.len(), world, &mut draw)?;
        counts.add(&read);
        batch.push(read);
    }
    archive.commit_many(&batch)?;
    counts.reports = counts.documents - copies(archive)?;
    Ok(counts)
}

/// An event of two countries, sometimes three: those that deal with many are drawn more often.
fn event(countries: &[Country], draw: &mut Draw) -> Event {
    let mut chosen: Vec<&Country> = Vec::new();
    let wanted = if draw.percent(THREE) { 3 } else { 2 };
    while chosen.len() < wanted {
        let country = often_the_first(countries, draw);
        if !chosen.iter().any(|c| c.side == country.side) {
            chosen.push(country);
        }
    }
    Event::draw(&chosen, day(draw), COLLEAGUES, TOPICS, draw)
}

/// A day of the years of the events.
pub fn day(draw: &mut Draw) -> Date {
    date(2005, 1, 1).saturating_add((draw.below(365 * YEARS) as i32).days())
}

/// One of many, the n-th with a weight of 1 / (n + 2).
pub fn often_the_first<'c>(countries: &'c [Country], draw: &mut Draw) -> &'c Country {
    let weight = |n: usize| 1_000_000 / (n + 3);
    let mut left = draw.below((0..countries.len()).map(weight).sum());
    let mut at = 0;
    while left >= weight(at) {
        left -= weight(at);
        at += 1;
    }
    &countries[at]
}

/// How many documents are full copies of earlier ones.
fn copies(archive: &Archive) -> anyhow::Result<usize> {
    // The pairs of a family are as few as hold it together: one for each copy.
    Ok(archive.copies()?.iter().filter(|pair| servanda_record::is_full_copy(pair)).count())
}

/// What an archive holds.
#[derive(Debug, Default)]
pub struct Counts {
    documents: usize,
    /// Distinct texts.
    reports: usize,
    words: u64,
    findings: BTreeMap<&'static str, usize>,
    blocks: BTreeMap<Block, usize>,
    people: BTreeSet<(Side, String)>,
}

impl Counts {
    fn add(&mut self, read: &ReadDocument) {
        self.documents += 1;
        self.words += u64::from(read.document.sketch.words);
        for finding in &read.reading.findings {
            *self.findings.entry(finding.kind().short()).or_default() += 1;
            if let Some(block) = Block::of(finding) {
                *self.blocks.entry(block).or_default() += 1;
            }
            if let FindingBody::Tenure(tenure) = &finding.body {
                self.people.insert((tenure.side.clone(), tenure.person.clone()));
            }
        }
    }

    /// Says what there is.
    pub fn print(&self) {
        let findings: usize = self.findings.values().sum();
        let share = 100.0 * self.reports as f64 / self.documents.max(1) as f64;
        println!(
            "{} documents of {} words, {} distinct reports ({share:.1} %), {findings} findings",
            self.documents,
            self.words / self.documents.max(1) as u64,
            self.reports,
        );
        let kinds: Vec<String> = self.findings.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
        println!("findings: {}", kinds.join(", "));
        let mut pairs: Vec<(usize, &Block)> = self.blocks.iter().map(|(block, count)| (*count, block)).collect();
        pairs.retain(|(_, block)| matches!(block, Block::Of(sides) if sides.len() == 2));
        pairs.sort();
        let median = pairs.get(pairs.len() / 2).map_or(0, |(count, _)| *count);
        println!(
            "{} pairs of sides, {median} findings in the median, {} in the largest; {} of three sides and more; {} people",
            pairs.len(),
            pairs.last().map_or(0, |(count, _)| *count),
            self.blocks.get(&Block::Many).copied().unwrap_or_default(),
            self.people.len(),
        );
    }
}
