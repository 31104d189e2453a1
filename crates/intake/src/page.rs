//! What each unit of a page is: headline, standfirst, caption, byline, body and the rest.
//!
//! First the units that are known by their own words; then where the body begins, from running text,
//! datelines and bylines; then the headline, by its shape and by the words that it shares with the body;
//! last what stands around them. No rule is about a site.

use std::collections::{BTreeMap, BTreeSet};

use servanda_model::{Span, Zone, ZoneKind};
use servanda_world::World;

use crate::dateline::{self, Dateline};
use crate::dates;
use crate::known::{self, Known};
use crate::tables::{LineKind, Tables};
use crate::units::{End, Marker, Unit, looks_like_names, units};

/// A page whose parts are told apart.
#[derive(Debug)]
pub(crate) struct Page<'t> {
    pub parts: Vec<Part<'t>>,
    /// Index of the headline.
    pub headline: Option<usize>,
    /// Index of the first body part, or the number of parts.
    pub body_start: usize,
}

/// A unit and what it is.
#[derive(Debug)]
pub(crate) struct Part<'t> {
    pub unit: Unit<'t>,
    pub kind: ZoneKind,
    /// The dateline in front of a body paragraph.
    pub dateline: Option<Dateline<'t>>,
    /// A credit behind a body paragraph.
    pub credit: Option<Span>,
    /// What stands behind the headline: the name of the site.
    pub site: Option<&'t str>,
}

impl<'t> Page<'t> {
    /// Tells the parts of `text` apart, from byte `from`; `title` is the headline where the front matter gives it.
    pub fn of(text: &'t str, from: usize, title: Option<&str>, tables: &Tables, world: &World) -> Self {
        let units: Vec<Unit> =
            units(text, from).into_iter().flat_map(|unit| known::split(text, unit, tables)).collect();
        let mut sorter = Sorter::new(text, units, tables, world);
        sorter.mark_repeats();
        let body_start = sorter.body_start();
        let headline = sorter.headline(body_start, title);
        sorter.sort_head(body_start, headline);
        sorter.sort_body(body_start);
        sorter.page(headline, body_start)
    }

    /// The zones, in order.
    pub fn zones(&self) -> Vec<Zone> {
        self.parts.iter().flat_map(Part::zones).collect()
    }

    /// The paragraphs of the body, datelines and credits left out.
    pub fn body(&self) -> impl Iterator<Item = &Part<'t>> {
        self.parts.iter().filter(|part| part.kind == ZoneKind::Body)
    }
}

impl Part<'_> {
    /// The zones of the part: a body paragraph may have a dateline before and a credit behind it.
    fn zones(&self) -> Vec<Zone> {
        let mut zones = Vec::new();
        let main = self.main_span();
        if self.dateline.is_some() {
            let span = Span { start: self.unit.span.start, end: main.start };
            let len = span.of_unit(&self.unit).trim_end().len() as u32;
            zones.push(Zone { span: Span { start: span.start, end: span.start + len }, kind: ZoneKind::Dateline });
        }
        zones.push(Zone { span: main, kind: self.kind });
        zones.extend(self.credit.map(|span| Zone { span, kind: ZoneKind::Credit }));
        zones
    }

    /// The unit without dateline, credit and the site's name.
    pub fn main_span(&self) -> Span {
        let Span { start, end } = self.unit.span;
        let start = start + self.dateline.as_ref().map_or(0, |d| d.len as u32);
        let cut = self.credit.map_or(end, |credit| credit.start);
        let end = self.site.map_or(cut, |site| start + headline_len(self.unit.text, site) as u32);
        let words = Span { start, end }.of_unit(&self.unit).trim_end().len() as u32;
        Span { start, end: start + words }
    }

    /// The words of the credit behind it.
    pub fn credit_text(&self) -> Option<&str> {
        self.credit.map(|span| span.of_unit(&self.unit))
    }

    /// The words of [`Self::main_span`].
    pub fn main_text(&self) -> &str {
        self.main_span().of_unit(&self.unit)
    }
}

/// Looks a span of the document up in one unit's own words.
trait OfUnit {
    fn of_unit<'u>(&self, unit: &'u Unit) -> &'u str;
}

impl OfUnit for Span {
    fn of_unit<'u>(&self, unit: &'u Unit) -> &'u str {
        let from = unit.span.start;
        Span { start: self.start.saturating_sub(from), end: self.end.saturating_sub(from) }.of(unit.text)
    }
}

/// Length of a headline before the separator and the site's name.
fn headline_len(headline: &str, site: &str) -> usize {
    let before = headline.strip_suffix(site).unwrap_or(headline);
    before.trim_end_matches(|c: char| c.is_whitespace() || "|–—-:«".contains(c)).len()
}

/// At most so many units of running text stand before a dateline that opens the body.
const PROSE_BEFORE_DATELINE: usize = 3;
/// A standfirst is one sentence of at most so many words.
const LONGEST_STANDFIRST: usize = 45;
/// A standfirst is at least this long; shorter lines are labels.
const SHORTEST_STANDFIRST: usize = 5;
/// What follows a heading like "Related stories" is the foot of the page unless it holds so much of the text, in per cent.
const LARGEST_FOOT: usize = 35;

struct Sorter<'t, 'w> {
    units: Vec<Unit<'t>>,
    kinds: Vec<Option<ZoneKind>>,
    known: Vec<Option<Known>>,
    datelines: Vec<Option<Dateline<'t>>>,
    /// Words that the text has in lower case: no one's name.
    low_words: BTreeSet<&'t str>,
    tables: &'w Tables,
    world: &'w World,
}

impl<'t, 'w> Sorter<'t, 'w> {
    fn new(text: &'t str, units: Vec<Unit<'t>>, tables: &'w Tables, world: &'w World) -> Self {
        let known: Vec<_> = units.iter().map(|unit| known::known(unit, tables, world)).collect();
        let paragraph = |unit: &Unit| unit.words >= 6 && !unit.is_title_case;
        let datelines = units
            .iter()
            .zip(&known)
            .map(|(unit, known)| {
                let may = known.is_none() && paragraph(unit);
                may.then(|| dateline::find(unit.text, tables, world)).flatten()
            })
            .collect();
        let low = |w: &&str| w.chars().next().is_some_and(char::is_lowercase);
        let low_words = dates::words(text).filter(low).collect();
        let kinds = known.iter().map(|known| known.map(Known::zone)).collect();
        Self { units, kinds, known, datelines, low_words, tables, world }
    }

    fn is_open(&self, i: usize) -> bool {
        self.kinds.get(i).is_some_and(Option::is_none)
    }

    fn is_prose(&self, i: usize) -> bool {
        self.is_open(i) && (self.units[i].is_prose() || self.datelines[i].is_some())
    }

    /// A line that stands twice: pages repeat captions at once, headlines and pull quotes further on.
    fn mark_repeats(&mut self) {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for i in 0..self.units.len() {
            let unit = &self.units[i];
            if unit.words < 4 || !self.is_open(i) {
                continue;
            }
            let before = *first.entry(unit.plain.clone()).or_insert(i);
            if before == i {
                continue;
            }
            let is_caption = before + 1 == i && (unit.end == End::Stop || dates::find(unit.text).is_some());
            if is_caption {
                self.kinds[before] = Some(ZoneKind::Caption);
                self.kinds[i] = Some(ZoneKind::Caption);
            } else {
                self.kinds[i] = Some(ZoneKind::Boilerplate);
            }
        }
    }

    /// Index of the first unit of the body.
    fn body_start(&mut self) -> usize {
        let all = self.units.len();
        self.mark_captions_before_body();
        let prose: Vec<usize> = (0..all).filter(|&i| self.is_prose(i)).collect();
        let with_dateline = prose.iter().position(|&i| self.datelines[i].is_some());
        if let Some(before) = with_dateline.filter(|&before| before <= PROSE_BEFORE_DATELINE) {
            return prose[before];
        }
        let running = |i: &&usize| self.units[**i].marker != Marker::Bullet;
        let Some(&first) = prose.iter().find(running) else { return prose.first().copied().unwrap_or(all) };
        let start = self.after_standfirst(first, &prose);
        // Bullets before the running text sum it up, unless they are most of it.
        let bullets = prose.iter().copied().find(|&i| i < start && self.units[i].marker == Marker::Bullet);
        let words = |from: usize, to: usize| self.units[from..to].iter().map(|u| u.words).sum::<usize>();
        match bullets {
            Some(bullet) if words(bullet, start) > words(start, all) => bullet,
            _ => start,
        }
    }

    /// A sentence about a picture that stands where the body would begin.
    fn mark_captions_before_body(&mut self) {
        for i in 0..self.units.len() {
            if !self.is_prose(i) {
                continue;
            }
            let unit = &self.units[i];
            let short = unit.sentences <= 2 && unit.words <= 60 && self.datelines[i].is_none();
            let more = (i + 1..self.units.len()).any(|j| self.is_prose(j));
            if !(short && more && self.tables.hints_at_picture(&unit.plain)) {
                return;
            }
            self.kinds[i] = Some(ZoneKind::Caption);
        }
    }

    /// The body's first unit where the first prose is one sentence and a byline or date line parts it from the rest.
    fn after_standfirst(&self, first: usize, prose: &[usize]) -> usize {
        let unit = &self.units[first];
        let is_standfirst = unit.sentences == 1 && unit.words <= LONGEST_STANDFIRST;
        let Some(&next) = prose.iter().find(|&&i| i > first) else { return first };
        let parts = |i: usize| {
            matches!(self.kinds[i], Some(ZoneKind::Byline | ZoneKind::DateLine)) || (self.is_open(i) && self.is_name(i))
        };
        if is_standfirst && (first + 1..next).any(parts) { next } else { first }
    }

    /// A line with nothing but persons' names: words that the text has nowhere in lower case.
    fn is_name(&self, i: usize) -> bool {
        let unit = &self.units[i];
        let known_word = |w: &str| self.low_words.contains(w.to_lowercase().as_str());
        looks_like_names(unit.text)
            && !dates::words(unit.text).filter(|w| w.len() > 3).any(known_word)
            && !known::is_outlet(unit, self.tables)
            && known::section_word(&unit.plain, self.tables).is_none()
            && !self.tables.line_is(&unit.plain, LineKind::Release)
            && !unit.text.split(", ").any(|part| dateline::is_place(part, self.world))
    }

    /// The headline: among the lines before the body the one that looks most like one.
    fn headline(&self, body_start: usize, title: Option<&str>) -> Option<usize> {
        let title = title.map(crate::tables::plain);
        let candidates = (0..body_start).filter(|&i| self.is_open(i) && !self.is_name(i));
        if let Some(given) = candidates.clone().find(|&i| Some(&self.units[i].plain) == title.as_ref()) {
            return Some(given);
        }
        let body = self.stems_of_body(body_start);
        let scored = candidates.filter_map(|i| Some((self.headline_score(i, &body)?, std::cmp::Reverse(i))));
        scored.max().map(|(_, std::cmp::Reverse(i))| i)
    }

    /// How much a line looks like the headline; `None` where it is none.
    fn headline_score(&self, i: usize, body: &BTreeSet<String>) -> Option<usize> {
        let unit = &self.units[i];
        // Some collections close headlines with a full stop.
        let is_sentence = unit.end == End::Stop && !unit.is_title_case && (unit.words > 20 || unit.sentences > 1);
        let is_heading = unit.marker == Marker::Heading;
        if unit.marker == Marker::Bullet || unit.words > 35 || is_sentence || unit.words < 2 {
            return None;
        }
        let shared = stems(unit.text).iter().filter(|stem| body.contains(*stem)).count();
        let shape = 6 * usize::from(is_heading) + 3 * usize::from(unit.marker == Marker::Sign);
        let length = if unit.words >= 5 { 3 } else { 0 };
        let is_release = self.tables.line_is(&unit.plain, LineKind::Release);
        if unit.words < 3 && !is_heading && !is_release {
            return None;
        }
        if shared == 0 && shape == 0 && !body.is_empty() {
            // "Press Release No. 12" is the headline where there is no better one.
            return is_release.then_some(1);
        }
        let doubts =
            4 * usize::from(is_release || known::is_outlet(unit, self.tables)) + 3 * usize::from(unit.end == End::Stop);
        Some((8 + shape + length + 2 * shared.min(3)).saturating_sub(doubts))
    }

    /// Stems of the first paragraphs of the body.
    fn stems_of_body(&self, body_start: usize) -> BTreeSet<String> {
        let paragraphs = (body_start..self.units.len()).filter(|&i| self.is_prose(i)).take(6);
        paragraphs.flat_map(|i| stems(self.units[i].text)).collect()
    }

    /// What stands before the body.
    fn sort_head(&mut self, body_start: usize, headline: Option<usize>) {
        for i in 0..body_start {
            if !self.is_open(i) {
                continue;
            }
            let unit = &self.units[i];
            let after = headline.is_some_and(|h| i > h);
            let label = known::is_outlet(unit, self.tables) || unit.marker == Marker::Sign;
            self.kinds[i] = Some(if Some(i) == headline {
                ZoneKind::Headline
            } else if after && unit.marker == Marker::Bullet {
                ZoneKind::Standfirst
            } else if self.is_name(i) {
                ZoneKind::Byline
            } else if unit.words >= SHORTEST_STANDFIRST && self.is_beside_photo_credit(i) {
                ZoneKind::Caption
            } else if after && unit.words >= SHORTEST_STANDFIRST && !label {
                ZoneKind::Standfirst
            } else if unit.is_prose() {
                ZoneKind::Caption
            } else {
                ZoneKind::Boilerplate
            });
        }
    }

    /// Whether a photographer's or picture desk's credit stands in the line before or after.
    fn is_beside_photo_credit(&self, i: usize) -> bool {
        let credit = |j: usize| matches!(self.known.get(j), Some(Some(Known::PhotoCredit { short: true })));
        credit(i + 1) || i.checked_sub(1).is_some_and(credit)
    }

    /// What stands from the body's beginning on.
    fn sort_body(&mut self, body_start: usize) {
        let foot = self.foot(body_start);
        for i in body_start..self.units.len() {
            if self.is_open(i) {
                let is_body = i == body_start || (i < foot && is_body_like(&self.units[i]));
                self.kinds[i] = Some(if is_body { ZoneKind::Body } else { ZoneKind::Boilerplate });
            }
        }
        let end = self.kinds.iter().rposition(|kind| *kind == Some(ZoneKind::Body)).map_or(body_start, |i| i + 1);
        // "Agency/Name" under a picture is the photographer; at the foot of a story it is its source.
        for i in end..self.units.len() {
            if matches!(self.known[i], Some(Known::PhotoCredit { short: true })) {
                self.kinds[i] = Some(ZoneKind::Credit);
            }
        }
    }

    /// Index of the heading that opens the foot of the page, or the number of units.
    fn foot(&self, body_start: usize) -> usize {
        let all = self.units.len();
        let prose =
            |from: usize| -> usize { (from..all).filter(|&i| self.is_prose(i)).map(|i| self.units[i].words).sum() };
        let total = prose(body_start);
        let opens = |i: &usize| {
            let unit = &self.units[*i];
            !unit.is_prose() && self.tables.line_is(&unit.plain, LineKind::Tail)
        };
        (body_start..all).filter(opens).find(|&i| prose(i) * 100 <= total * LARGEST_FOOT).unwrap_or(all)
    }

    fn page(self, headline: Option<usize>, body_start: usize) -> Page<'t> {
        let tables = self.tables;
        let sorted = self.units.into_iter().zip(self.kinds).zip(self.datelines).enumerate();
        let parts = sorted.map(|(i, ((unit, kind), dateline))| {
            // Further on, words in capitals before a dash are headings; only a credit or a date makes them a dateline.
            let dateline = dateline.filter(|d| i == body_start || d.credit.is_some() || d.date.is_some());
            let kind = kind.unwrap_or(ZoneKind::Boilerplate);
            let is_body = kind == ZoneKind::Body;
            let credit = if is_body { known::credit_behind(&unit, tables) } else { None };
            let site = if kind == ZoneKind::Headline { known::site_behind(&unit, tables) } else { None };
            Part { unit, kind, dateline: dateline.filter(|_| is_body), credit, site }
        });
        Page { parts: parts.collect(), headline, body_start }
    }
}

/// Whether a unit between body paragraphs is one: a sentence, a point of a list, or much text.
fn is_body_like(unit: &Unit) -> bool {
    let point = matches!(unit.marker, Marker::Bullet | Marker::Number) && unit.words >= 4;
    // "He said:" leads over to what follows.
    let sentence = (unit.end != End::Open && unit.words >= 3) || (unit.text.ends_with(':') && unit.words == 2);
    let heading = unit.marker == Marker::Heading;
    !heading && (sentence || point || is_speaker_label(unit.text) || (unit.words >= 12 && !unit.is_title_case))
}

/// "President of Peru Ana Torres: Mr President, dear friends," in a transcript: names in front of a colon, and an address
/// behind it.
fn is_speaker_label(text: &str) -> bool {
    const LONGEST: usize = 12;
    let Some((label, words)) = text.split_once(": ") else { return false };
    let label = label.split_once(" (").map_or(label, |(name, _)| name);
    let small =
        |w: &str| w.chars().next().is_some_and(char::is_lowercase) && !matches!(w, "of" | "the" | "and" | "for");
    let all: Vec<&str> = label.split_whitespace().collect();
    (3..=LONGEST).contains(&all.len()) && !all.iter().any(|w| small(w)) && words.ends_with([',', '.', '!'])
}

/// Beginnings of the words that carry meaning, for telling whether two lines are about the same.
fn stems(text: &str) -> BTreeSet<String> {
    dates::words(text).filter(|w| w.chars().count() >= 4).map(|w| w.to_lowercase().chars().take(5).collect()).collect()
}
