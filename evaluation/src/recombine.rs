//! Documents and findings in any number, without reading each: paragraphs of our own are read once, and then their
//! people, places, dates, matters and order are replaced, so that every quote still stands exactly where it is said to.

use std::{collections::BTreeMap, sync::LazyLock};

use anyhow::{Context, ensure};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use regex::Regex;
use serde_json::{Map, Value};
use servanda_archive::{ReadDocument, ReaderVersion};
use servanda_language::Annotator;
use servanda_model::{DocId, Document, Finding, FindingId, Reading, Receipt, Side, TimeMention};
use servanda_world::{Entity, World};

/// Paragraphs, all about the same three countries and their people.
static PARAGRAPHS: &str = include_str!("../recombine/paragraphs.txt");
/// What the countries deal in.
static TOPICS: &str = include_str!("../recombine/topics.txt");
/// Given names, then surnames.
static NAMES: &str = include_str!("../recombine/names.txt");
static ADJECTIVES: &str = include_str!("../recombine/adjectives.txt");

/// What the paragraphs say, and which part of an event stands in its place. Longer words before those that they hold.
const CAST: [(&str, Part); 27] = [
    ("17 March 2011", Part::Day),
    ("2011-03-17", Part::IsoDay),
    ("9 June 2009", Part::DayBefore),
    ("2009-06-09", Part::IsoDayBefore),
    ("December 2012", Part::Month),
    ("2012-12", Part::IsoMonth),
    ("Kenyan", Part::Demonym(0)),
    ("Kenya", Part::Country(0)),
    ("Nairobi", Part::Capital(0)),
    ("Mombasa", Part::Town(0)),
    ("KEN", Part::Code(0)),
    ("Amina", Part::Given(0)),
    ("Wekesa", Part::Surname(0)),
    ("Ghanaian", Part::Demonym(1)),
    ("Ghana", Part::Country(1)),
    ("Accra", Part::Capital(1)),
    ("GHA", Part::Code(1)),
    ("Kofi", Part::Given(1)),
    ("Darko", Part::Surname(1)),
    ("Peruvian", Part::Demonym(2)),
    ("Peru", Part::Country(2)),
    ("Lima", Part::Capital(2)),
    ("PER", Part::Code(2)),
    ("Rosa", Part::Given(2)),
    ("Quispe", Part::Surname(2)),
    ("walnut", Part::Topic(0)),
    ("saffron", Part::Topic(1)),
];
/// The same for what differs from paragraph to paragraph.
const NUMBERS: [&str; 2] = ["41", "27"];
const ADJECTIVE: &str = "cordial";
/// Lists of sides stand sorted.
const SORTED: [&str; 4] = ["by", "sides", "toward", "with"];

/// A part of an event; of countries and people the first, second or third.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Day,
    IsoDay,
    DayBefore,
    IsoDayBefore,
    Month,
    IsoMonth,
    Country(usize),
    Demonym(usize),
    Capital(usize),
    Town(usize),
    Code(usize),
    Given(usize),
    Surname(usize),
    Topic(usize),
}

/// Numbers that look drawn and are the same every time (SplitMix64).
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    /// The same seed draws the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }
}

/// A country with the words that name it.
#[derive(Clone, Debug)]
pub struct Country {
    pub side: Side,
    name: String,
    demonym: String,
    capital: String,
    towns: Vec<String>,
}

/// The countries of the tables that have all these words, those with most officials in the tables first.
pub fn countries(world: &World) -> Vec<Country> {
    let mut words: BTreeMap<&Side, [Vec<&str>; 3]> = BTreeMap::new();
    for form in world.forms().iter().filter(|form| form.text.starts_with(char::is_uppercase)) {
        let (side, kind) = match &form.entity {
            Entity::Demonym(side) => (side, 0),
            Entity::Metonym(side) if !form.text.contains("the ") => (side, 1),
            Entity::Place(Some(side)) => (side, 2),
            _ => continue,
        };
        words.entry(side).or_default()[kind].push(&form.text);
    }
    let mut all: Vec<Country> = words
        .into_iter()
        .filter_map(|(side, [demonyms, capitals, towns])| {
            let capital = (*capitals.first()?).to_owned();
            let towns = if towns.is_empty() { vec![capital.as_str()] } else { towns };
            Some(Country {
                name: world.side_name(side).to_owned(),
                demonym: (*demonyms.first()?).to_owned(),
                towns: towns.into_iter().map(str::to_owned).collect(),
                capital,
                side: side.clone(),
            })
        })
        .collect();
    let officials = |country: &Country| world.tenures().iter().filter(|row| row.side == country.side).count();
    all.sort_by_cached_key(|country| (std::cmp::Reverse(officials(country)), country.side.clone()));
    all
}

/// What several documents may tell of: who met, when, and what about.
#[derive(Clone, Debug)]
pub struct Event {
    day: Date,
    countries: Vec<Country>,
    people: Vec<(String, String)>,
    topics: [&'static str; 2],
    /// Days back to an earlier meeting, months on to what is due.
    back: i32,
    on: i32,
}

impl Event {
    /// An event of two or three countries on a day. `colleagues` people of a country share the office in a term; the
    /// two topics are among `topics` that the first two countries share.
    pub fn draw(countries: &[&Country], day: Date, colleagues: usize, topics: usize, draw: &mut Draw) -> Self {
        let all: Vec<&'static str> = TOPICS.lines().collect();
        let shared = seed(&format!("{} {}", countries[0].side, countries[1].side));
        let topic = |n: usize| all[Draw::new(shared.wrapping_add(n as u64)).below(all.len())];
        let first = draw.below(topics);
        Self {
            people: countries.iter().map(|country| person(country, day, draw.below(colleagues))).collect(),
            topics: [topic(first), topic(first + 1 + draw.below(topics))],
            countries: countries.iter().map(|country| (*country).clone()).collect(),
            day,
            back: 90 + draw.below(900) as i32,
            on: 1 + draw.below(24) as i32,
        }
    }

    fn words(&self, part: Part) -> String {
        let before = self.day.saturating_sub(self.back.days());
        let due = self.day.saturating_add(self.on.months());
        let country = |n: usize| &self.countries[n.min(self.countries.len() - 1)];
        let person = |n: usize| &self.people[n.min(self.people.len() - 1)];
        match part {
            Part::Day => self.day.strftime("%-d %B %Y").to_string(),
            Part::IsoDay => self.day.to_string(),
            Part::DayBefore => before.strftime("%-d %B %Y").to_string(),
            Part::IsoDayBefore => before.to_string(),
            Part::Month => due.strftime("%B %Y").to_string(),
            Part::IsoMonth => due.strftime("%Y-%m").to_string(),
            Part::Country(n) => country(n).name.clone(),
            Part::Demonym(n) => country(n).demonym.clone(),
            Part::Capital(n) => country(n).capital.clone(),
            Part::Town(n) => country(n).towns[self.back as usize % country(n).towns.len()].clone(),
            Part::Code(n) => country(n).side.code().to_owned(),
            Part::Given(n) => person(n).0.clone(),
            Part::Surname(n) => person(n).1.clone(),
            Part::Topic(n) => self.topics[n].to_owned(),
        }
    }
}

/// Who holds the office of a country on a day: terms of four years.
fn person(country: &Country, day: Date, colleague: usize) -> (String, String) {
    let mut draw = Draw::new(seed(&format!("{} {} {colleague}", country.side, day.year() / 4)));
    ((*draw.pick(&given_names())).to_owned(), (*draw.pick(&surnames())).to_owned())
}

fn seed(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// What the reader made of a paragraph, in JSON, so that every word of it can be replaced.
#[derive(Clone, Debug)]
struct Paragraph {
    text: String,
    sentences: usize,
    findings: Vec<Value>,
    times: Vec<Value>,
}

/// Paragraphs on two and on three countries; the first [`OPENINGS`] of those on two, and the first of those on three, tell of a meeting.
#[derive(Debug)]
pub struct Stock {
    two: Vec<Paragraph>,
    three: Vec<Paragraph>,
    reader: ReaderVersion,
}

/// So many paragraphs on two countries tell of the event itself.
const OPENINGS: usize = 4;

impl Stock {
    /// Reads the paragraphs; those that do not say who the people are, behind one that does.
    pub fn read(world: &World) -> anyhow::Result<Self> {
        let all: Vec<&str> = PARAGRAPHS.trim_end().split("\n\n").collect();
        let (three, two): (Vec<&str>, Vec<&str>) = all.into_iter().partition(|text| text.contains("Quispe"));
        let read = |texts: &[&str]| -> anyhow::Result<Vec<Paragraph>> {
            let first = texts.first().context("no paragraphs")?;
            let introduced = |text: &str| text.to_lowercase().contains("foreign minister ");
            let behind = |text: &str| if introduced(text) { String::new() } else { format!("{first}\n\n") };
            texts.iter().map(|text| Paragraph::read(&behind(text), text, world)).collect()
        };
        let reader = ReaderVersion { reader: "recombined".to_owned(), kernel: "none".to_owned() };
        Ok(Self { two: read(&two)?, three: read(&three)?, reader })
    }

    /// A document on an event, of so many paragraphs at most, with its findings.
    pub fn document(
        &self,
        event: &Event,
        paragraphs: usize,
        number: usize,
        world: &World,
        draw: &mut Draw,
    ) -> anyhow::Result<ReadDocument> {
        let mut chosen: Vec<&Paragraph> = Vec::new();
        if event.countries.len() > 2 {
            chosen.extend(&self.three[..=draw.below(self.three.len())]);
        } else {
            chosen.push(draw.pick(&self.two[..OPENINGS]));
        }
        let mut rest: Vec<&Paragraph> = self.two[OPENINGS..].iter().collect();
        while chosen.len() < paragraphs && !rest.is_empty() {
            chosen.push(rest.swap_remove(draw.below(rest.len())));
        }
        let dated = !draw.percent(2);
        let front = front(event, dated, number, draw);
        let written: Vec<Paragraph> = chosen.into_iter().map(|p| p.write(event, world, draw)).collect();
        let body: Vec<&str> = written.iter().map(|w| w.text.as_str()).collect();
        let text = format!("{front}{}\n", body.join("\n\n"));
        let document = servanda_intake::read_document(text.as_bytes(), "recombined", world)?;
        let reading = joined(&document, front.chars().count(), written)?;
        let received = event.day.saturating_add(2.days()).to_zoned(TimeZone::UTC)?.timestamp();
        let receipt = Receipt { name: format!("{}/{number:07}.txt", event.day.year()), url: None, received };
        Ok(ReadDocument { document, bytes: text.into_bytes(), receipt, reading, reader: self.reader.clone() })
    }
}

/// The lines above a text.
fn front(event: &Event, dated: bool, number: usize, draw: &mut Draw) -> String {
    let publisher = format!("{} Courier", draw.pick(&surnames()));
    let day = event.day.saturating_add((draw.below(2) as i32).days());
    let date = if dated { format!("date: {day}\n") } else { String::new() };
    let [a, b] = [Part::Country(0), Part::Country(1)].map(|part| event.words(part));
    format!("---\ntitle: {a} and {b} on {}, {number}\n{date}publisher: {publisher}\n---\n\n", event.topics[0])
}

fn given_names() -> Vec<&'static str> {
    NAMES.lines().next().unwrap_or_default().split(' ').collect()
}

fn surnames() -> Vec<&'static str> {
    NAMES.lines().nth(1).unwrap_or_default().split(' ').collect()
}

/// The same text put out by another: a full copy, whose findings stand a few characters on.
pub fn reprint(of: &ReadDocument, number: usize, world: &World) -> anyhow::Result<ReadDocument> {
    let mark = "publisher: ";
    let text = of.document.text.replacen(mark, &format!("{mark}Second {number} "), 1);
    let grown = text.chars().count() as i64 - of.document.text.chars().count() as i64;
    let document = servanda_intake::read_document(text.as_bytes(), "recombined", world)?;
    let moved = |mut value: Value| {
        shift(&mut value, grown);
        adopt(&mut value, &document.id);
        value
    };
    let mut reading = Reading::default();
    for finding in &of.reading.findings {
        reading.findings.push(renamed(serde_json::from_value(moved(serde_json::to_value(finding)?))?, 0)?);
    }
    for time in &of.reading.times {
        reading.times.push(serde_json::from_value(moved(serde_json::to_value(time)?))?);
    }
    let receipt = Receipt { name: format!("reprints/{number:07}.txt"), ..of.receipt.clone() };
    Ok(ReadDocument { document, bytes: text.into_bytes(), receipt, reading, reader: of.reader.clone() })
}

/// Changes every quote inside a value.
fn each_quote(value: &mut Value, change: &impl Fn(&mut Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| each_quote(item, change)),
        Value::Object(fields) if fields.contains_key("quote") && fields.contains_key("start") => change(fields),
        Value::Object(fields) => fields.values_mut().for_each(|field| each_quote(field, change)),
        _ => {}
    }
}

fn number(fields: &Map<String, Value>, name: &str) -> i64 {
    fields.get(name).and_then(Value::as_i64).unwrap_or_default()
}

/// Moves the quotes inside a value by so many characters.
fn shift(value: &mut Value, by: i64) {
    each_quote(value, &|quote| {
        for end in ["start", "end"] {
            let at = number(quote, end) + by;
            quote.insert(end.to_owned(), at.into());
        }
    });
}

/// Makes what was found that of a document.
fn adopt(value: &mut Value, doc: &DocId) {
    let adopted = |fields: &mut Map<String, Value>| {
        fields.insert("doc".to_owned(), doc.as_str().into());
    };
    each_quote(value, &adopted);
    if let Value::Object(fields) = value
        && fields.contains_key("doc")
    {
        adopted(fields);
    }
}

/// The finding under the id of its document, so many sentences on.
fn renamed(mut finding: Finding, sentences: isize) -> anyhow::Result<Finding> {
    let sentence = finding.id.sentence().and_then(|sentence| sentence.checked_add_signed(sentences));
    let sentence = sentence.context("a finding of another paragraph")?;
    let token = finding.id.as_str().rsplit('.').next().unwrap_or_default().parse()?;
    finding.id = FindingId::new(&finding.doc, finding.kind(), sentence, token);
    Ok(finding)
}

impl Paragraph {
    fn read(before: &str, text: &str, world: &World) -> anyhow::Result<Self> {
        let document = Document::plain(format!("{before}{text}"));
        let layers = Annotator::builtin()?.document(&document);
        let reading = servanda_reading::read(&document, &layers, world);
        let from = before.chars().count() as i64;
        let skipped = layers.sentences.iter().filter(|sentence| (sentence.span.start as usize) < before.len()).count();
        let mut findings = Vec::new();
        for finding in &reading.findings {
            if i64::from(finding.evidence.first().start) >= from {
                let mut value = serde_json::to_value(renamed(finding.clone(), -(skipped as isize))?)?;
                shift(&mut value, -from);
                findings.push(value);
            }
        }
        let mut times = Vec::new();
        for time in &reading.times {
            if i64::from(time.quote.start) >= from {
                let mut value = serde_json::to_value(TimeMention { finding: None, ..time.clone() })?;
                shift(&mut value, -from);
                times.push(value);
            }
        }
        let sentences = layers.sentences.len() - skipped;
        Ok(Self { text: text.to_owned(), sentences, findings, times })
    }

    /// The paragraph with an event's words in it.
    fn write(&self, event: &Event, world: &World, draw: &mut Draw) -> Paragraph {
        let adjectives: Vec<&str> = ADJECTIVES.split_whitespace().collect();
        let adjective = *draw.pick(&adjectives);
        let numbers = [0; 2].map(|_| (2 + draw.below(900)).to_string());
        let replace = |word: &str| -> String {
            let lower = word.to_lowercase();
            if let Some(n) = NUMBERS.iter().position(|number| *number == word) {
                return numbers[n].clone();
            }
            let part = CAST.iter().find(|(from, _)| from.to_lowercase() == lower).map(|(_, part)| *part);
            let new = part.map_or_else(|| adjective.to_owned(), |part| event.words(part));
            // Lemmas are in lower case.
            if word == lower { new.to_lowercase() } else { new }
        };
        let (text, moved) = swapped(&self.text, &replace);
        let fresh = |value: &Value| {
            let mut value = value.clone();
            refill(&mut value, &text, &moved, &replace);
            issue(&mut value, event, world);
            value
        };
        Paragraph {
            findings: self.findings.iter().map(fresh).collect(),
            times: self.times.iter().map(fresh).collect(),
            sentences: self.sentences,
            text,
        }
    }
}

/// Puts the paragraphs' findings into their document, whose body begins after `start` characters.
fn joined(document: &Document, start: usize, written: Vec<Paragraph>) -> anyhow::Result<Reading> {
    let mut reading = Reading::default();
    let (mut start, mut sentences) = (start, 0);
    for mut paragraph in written {
        for value in paragraph.findings.iter_mut().chain(&mut paragraph.times) {
            shift(value, start as i64);
            adopt(value, &document.id);
        }
        for value in paragraph.findings {
            let finding: Finding = serde_json::from_value(value)?;
            reading.findings.push(renamed(finding, sentences as isize)?);
        }
        for value in paragraph.times {
            reading.times.push(serde_json::from_value(value)?);
        }
        start += paragraph.text.chars().count() + 2;
        sentences += paragraph.sentences;
    }
    let text: Vec<char> = document.text.chars().collect();
    for quote in reading.findings.iter().flat_map(|f| f.evidence.quotes()) {
        let there = text.get(quote.start as usize..quote.end as usize);
        ensure!(there.is_some_and(|there| there.iter().copied().eq(quote.quote.chars())), "{quote:?} is not there");
    }
    reading.findings.sort_by(|a, b| a.id.cmp(&b.id));
    reading.findings.dedup_by(|a, b| a.id == b.id);
    Ok(reading)
}

/// A text with its cast replaced, and each replaced stretch: where it stood and where it stands, in characters.
fn swapped(text: &str, replace: &impl Fn(&str) -> String) -> (String, Vec<[usize; 4]>) {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        let words = CAST.iter().map(|(from, _)| *from).chain(NUMBERS).chain([ADJECTIVE]);
        let pattern = format!(r"(?i)\b(?:{})\b", words.collect::<Vec<_>>().join("|"));
        #[allow(clippy::expect_used)] // The words are ours and hold no signs of a pattern.
        Regex::new(&pattern).expect("plain words make a pattern")
    });
    let (mut new, mut moved, mut last) = (String::new(), Vec::new(), 0);
    let (mut from, mut to) = (0, 0);
    for found in WORDS.find_iter(text) {
        let between = &text[last..found.start()];
        new.push_str(between);
        let passed = between.chars().count();
        let word = replace(found.as_str());
        let (old_length, new_length) = (found.as_str().chars().count(), word.chars().count());
        (from, to) = (from + passed, to + passed);
        moved.push([from, from + old_length, to, to + new_length]);
        (from, to) = (from + old_length, to + new_length);
        new.push_str(&word);
        last = found.end();
    }
    new.push_str(&text[last..]);
    (new, moved)
}

/// Where a character of the old text stands in the new one.
fn place(at: usize, moved: &[[usize; 4]], is_end: bool) -> usize {
    let mut shift = 0;
    for [from, until, to, end] in moved {
        if at <= *from {
            break;
        }
        if at < *until {
            return if is_end { *end } else { *to };
        }
        shift = *end as isize - *until as isize;
    }
    (at as isize + shift) as usize
}

/// Replaces the cast in a finding; quotes are cut from the new text.
fn refill(value: &mut Value, text: &str, moved: &[[usize; 4]], replace: &impl Fn(&str) -> String) {
    match value {
        Value::String(words) => *words = swapped(words, replace).0,
        Value::Array(items) => items.iter_mut().for_each(|item| refill(item, text, moved, replace)),
        Value::Object(fields) => {
            let at = |name: &str| fields.get(name).and_then(Value::as_u64).map(|n| n as usize);
            if let (Some(start), Some(end), true) = (at("start"), at("end"), fields.contains_key("quote")) {
                let (start, end) = (place(start, moved, false), place(end, moved, true));
                let quote: String = text.chars().skip(start).take(end - start).collect();
                fields.insert("start".to_owned(), start.into());
                fields.insert("end".to_owned(), end.into());
                fields.insert("quote".to_owned(), quote.into());
                return;
            }
            for (name, field) in fields.iter_mut() {
                refill(field, text, moved, replace);
                if let (true, Value::Array(sides)) = (SORTED.contains(&name.as_str()), field) {
                    sides.sort_by_key(|side| side.as_str().map(str::to_owned));
                }
            }
        }
        _ => {}
    }
}

/// The issue of the tables that a topic is a term of.
fn issue(value: &mut Value, event: &Event, world: &World) {
    let Some(proposition) = value.get_mut("proposition") else { return };
    let holds = |topic: &str| {
        let modifiers = proposition.get("modifiers").and_then(Value::as_array);
        modifiers.is_some_and(|words| words.iter().any(|word| word == topic))
    };
    let term = event.topics.iter().find(|topic| holds(topic));
    if let Some((term, issue)) = term.and_then(|term| Some((term, world.issue_of_term(term)?))) {
        proposition["issue"] = issue.id.clone().into();
        proposition["term"] = (*term).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_replaced_and_places_follow() {
        let replace = |word: &str| if word == "Kenya" { "Bolivia".to_owned() } else { "X".to_owned() };
        let (text, moved) = swapped("In Kenya 41 trucks", &replace);
        assert_eq!(text, "In Bolivia X trucks");
        assert_eq!((place(3, &moved, false), place(8, &moved, true)), (3, 10));
        assert_eq!((place(9, &moved, false), place(18, &moved, true)), (11, 19));
    }
}
