//! Units that are known by their own words, wherever they stand: navigation, credits, captions, bylines, date lines.

use servanda_model::{Span, ZoneKind};
use servanda_world::World;

use crate::dates;
use crate::organs::Organ;
use crate::tables::{LineKind, Tables, plain};
use crate::units::{End, Unit, looks_like_names};

/// What a unit is by its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Boilerplate,
    Byline,
    DateLine,
    Credit,
    Caption,
    /// "Name/Agency", alone (short) or behind the words of a caption.
    PhotoCredit {
        short: bool,
    },
}

impl Known {
    /// The zone that it makes.
    pub fn zone(self) -> ZoneKind {
        match self {
            Self::Boilerplate => ZoneKind::Boilerplate,
            Self::Byline => ZoneKind::Byline,
            Self::DateLine => ZoneKind::DateLine,
            Self::Credit => ZoneKind::Credit,
            Self::Caption | Self::PhotoCredit { .. } => ZoneKind::Caption,
        }
    }
}

/// What the unit is by its own words, if they tell.
pub(crate) fn known(unit: &Unit, tables: &Tables, world: &World) -> Option<Known> {
    let line_is = |kind| tables.line_is(&unit.plain, kind);
    if !unit.text.chars().any(char::is_alphabetic) {
        // A share count, or a date in digits.
        return Some(if dates::find(unit.text).is_some() { Known::DateLine } else { Known::Boilerplate });
    }
    if is_agency(unit.text, tables) || is_about_agency(unit.text, tables) || line_is(LineKind::Credit) {
        return Some(Known::Credit);
    }
    if let Some(short) = photo_credit(unit, tables) {
        return Some(Known::PhotoCredit { short });
    }
    if line_is(LineKind::Caption) {
        return Some(Known::Caption);
    }
    if is_byline(unit, tables) {
        return Some(Known::Byline);
    }
    if DateLine::parse(unit, tables).is_some() {
        return Some(Known::DateLine);
    }
    let is_address = unit.words == 1 && (unit.text.contains("://") || unit.plain.starts_with("www."));
    let is_organ = unit.is_title_case && Organ::find(unit.text, tables, world).is_some_and(|organ| organ.alone);
    let is_noise = line_is(LineKind::Boilerplate) || line_is(LineKind::Tail) || is_script(unit.text);
    (is_address || is_organ || is_noise || is_breadcrumb(unit) || is_count(&unit.plain)).then_some(Known::Boilerplate)
}

/// The paragraphs glued together in a unit: an about-the-agency box behind a sentence is a unit of its own.
pub(crate) fn split<'t>(text: &'t str, unit: Unit<'t>, tables: &Tables) -> Vec<Unit<'t>> {
    let cut = unit
        .text
        .match_indices(". ")
        .map(|(at, _)| at + 2)
        .find(|&at| unit.text.get(at..).is_some_and(|rest| is_about_agency(rest, tables)));
    let Some(cut) = cut else { return vec![unit] };
    let middle = unit.span.start + cut as u32;
    let halves = [Span { start: unit.span.start, end: middle }, Span { start: middle, end: unit.span.end }];
    halves.into_iter().filter_map(|span| Unit::new(text, span)).collect()
}

/// Program text that a page lets through.
fn is_script(text: &str) -> bool {
    let marks = text.matches(['{', '}', ';', '=', '_', '|']).count();
    text.contains(['{', '}', '=']) && marks * 20 >= text.len().max(60)
}

/// "1.2K", "12 shares": a count and at most a word.
fn is_count(line: &str) -> bool {
    let mut words = line.split(' ');
    let number = words.next().is_some_and(|w| {
        w.starts_with(|c: char| c.is_ascii_digit())
            && w.trim_end_matches(['k', 'm', '+']).chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
    });
    let thing =
        words.next().is_none_or(|w| matches!(w, "shares" | "share" | "views" | "comments" | "comment" | "likes"));
    number && thing && words.next().is_none()
}

/// "Home > World > Asia", "News | Business | Sport"
fn is_breadcrumb(unit: &Unit) -> bool {
    let marks = unit.text.split_whitespace().filter(|w| matches!(*w, ">" | "›" | "»" | "|" | "/" | "•" | "·")).count();
    marks >= 2 && unit.end == End::Open && unit.words <= 6 * marks && dates::find(unit.text).is_none()
}

/// A line that is an agency's name, or several ("AFP, Reuters").
fn is_agency(text: &str, tables: &Tables) -> bool {
    let bare = text.trim_matches(['(', ')', '[', ']', '—', '-', '–', '©', ' ', '.']);
    let all = |mark: &[char]| bare.split(mark).all(|part| tables.agency(part.trim()).is_some());
    bare.len() <= 60 && (tables.agency(bare).is_some() || all(&[',', '/', '&', '|']))
}

/// "Norda is a news agency founded in 1920 …": what is said of an agency under its stories.
pub(crate) fn is_about_agency(text: &str, tables: &Tables) -> bool {
    const KINDS: [&str; 6] =
        ["news agency", "news service", "wire service", "newswire", "news organisation", "news organization"];
    const ABOUT: [&str; 9] = [
        "founded",
        "established",
        "based in",
        "headquartered",
        "owned by",
        "provides",
        "operates",
        "covers",
        "subscribers",
    ];
    let line = plain(text);
    let Some((name, rest)) = line.split_once(" is ") else { return false };
    let name = name.strip_prefix("the ").unwrap_or(name);
    let known = tables.agency(name).is_some();
    let short = name.split(' ').count() <= 5 && text.starts_with(char::is_uppercase);
    let kind = KINDS.iter().any(|kind| rest.split(". ").next().is_some_and(|first| first.contains(kind)));
    (known || short) && kind && ABOUT.iter().any(|word| rest.contains(word))
}

/// Names of picture desks that are no news agencies.
const PICTURE_SOURCES: [&str; 9] =
    ["getty images", "getty", "pool", "pool photo", "handout", "shutterstock", "file", "file photo", "alamy"];

/// Whether the unit is a photographer's credit (`Some(true)`) or ends in one (`Some(false)`).
fn photo_credit(unit: &Unit, tables: &Tables) -> Option<bool> {
    let source = |part: &str| {
        let part = part.trim().trim_end_matches('.');
        let part = part.strip_suffix(" Photo").or_else(|| part.strip_suffix(" photo")).unwrap_or(part);
        tables.agency(part).is_some() || PICTURE_SOURCES.contains(&plain(part).as_str())
    };
    let is_credit = |credit: &str| {
        let several = credit.contains('/') || credit.contains(" via ") || credit.contains(',');
        let parts = credit.split(" via ").flat_map(|part| part.split(['/', ',']));
        several && credit.split_whitespace().count() <= 14 && parts.clone().any(source)
    };
    let desk = PICTURE_SOURCES.contains(&unit.plain.trim_matches(['(', ')']));
    if desk || (unit.words <= 6 && unit.text.contains('/') && is_credit(unit.text)) {
        return Some(true);
    }
    if unit.words > 70 {
        return None;
    }
    let text = unit.text.trim_end_matches('.');
    let in_brackets = text.strip_suffix([')', ']']).and_then(|t| t.rsplit_once(['(', '['])).map(|(_, credit)| credit);
    let behind_stop = text.rsplit_once(". ").map(|(_, credit)| credit).filter(|credit| credit.contains('/'));
    let behind_stroke = text.rsplit_once('/').is_some_and(|(_, last)| source(last));
    (behind_stroke || [in_brackets, behind_stop].into_iter().flatten().any(is_credit)).then_some(false)
}

/// Small words in bylines; "By Monday, the envoys …" has others.
const JOINING: [&str; 16] =
    ["by", "and", "in", "at", "for", "of", "the", "de", "van", "von", "der", "bin", "al", "from", "with", "to"];

/// "By Jane Doe and John Roe | Agency", "Jane Doe, Staff Writer"
fn is_byline(unit: &Unit, tables: &Tables) -> bool {
    if unit.words > 20 || unit.words < 2 || unit.is_prose() {
        return false;
    }
    if let Some((name, desk)) = unit.text.split_once([',', '|', '•']).filter(|(name, _)| looks_like_names(name)) {
        let desk = desk.trim();
        if is_agency(desk, tables) || is_outlet_name(desk, tables) || tables.line_is(&plain(desk), LineKind::Byline) {
            return name.split_whitespace().count() <= 4;
        }
    }
    if !tables.line_is(&unit.plain, LineKind::Byline) {
        return false;
    }
    let lower = dates::words(unit.text).filter(|w| w.starts_with(char::is_lowercase));
    let strange = lower.filter(|w| !JOINING.contains(w)).count();
    unit.is_upper() || strange * 4 <= unit.words
}

/// Marks between the parts of a line at the head of a page.
const STROKES: [char; 3] = ['|', '•', '·'];

/// A line that dates the document.
#[derive(Debug)]
pub(crate) struct DateLine<'t> {
    /// The date, in bytes of the unit.
    pub found: dates::Found,
    /// What stands beside it: a publisher or a place.
    pub rest: &'t str,
    /// Whether it dates a change of the page and not the text.
    pub is_update: bool,
    /// Whether what stands beside it is said to have published it.
    pub names_publisher: bool,
}

impl<'t> DateLine<'t> {
    /// Reads a unit as a date line: a date, and beside it labels, a time of day and perhaps a name.
    pub fn parse(unit: &Unit<'t>, tables: &Tables) -> Option<Self> {
        const LABELS: [&str; 46] = [
            "published",
            "publication",
            "updated",
            "update",
            "posted",
            "on",
            "last",
            "modified",
            "date",
            "dated",
            "of",
            "first",
            "released",
            "release",
            "issued",
            "time",
            "press",
            "media",
            "news",
            "no",
            "number",
            "by",
            "created",
            "uploaded",
            "and",
            "as",
            "is",
            "this",
            "in",
            "ago",
            "year",
            "years",
            "month",
            "months",
            "week",
            "weeks",
            "day",
            "days",
            "hour",
            "minutes",
            "min",
            "minute",
            "mins",
            "read",
            "page",
            "admin",
        ];
        if unit.words > 16 {
            return None;
        }
        let found = dates::find(unit.text)?;
        let (before, after) = (unit.text.get(..found.start)?, unit.text.get(found.end..)?);
        let second = dates::find(after);
        let is_label = |w: &str| LABELS.contains(&w.to_lowercase().as_str()) || dates::is_clock_word(w);
        let labelled = dates::words(before).next().is_some_and(is_label);
        // A second date is that of an update; what follows a stroke is another label.
        let after = second.map_or(after, |second| after.get(second.end..).unwrap_or(""));
        let rest =
            [before, after].into_iter().max_by_key(|part| dates::words(part).filter(|w| !is_label(w)).count())?;
        let names: Vec<&str> = dates::words(before).chain(dates::words(after)).filter(|w| !is_label(w)).collect();
        let capitalised = names.iter().all(|w| !w.starts_with(char::is_lowercase) || matches!(*w, "of" | "and"));
        let title = tables.line_is(&unit.plain, LineKind::Release) && names.len() > 1;
        let rest = trim_labels(rest, is_label);
        let short = names.len() <= 3 || (names.len() <= 7 && (labelled || is_outlet_name(rest, tables)));
        let is_update =
            matches!(dates::words(before).next().map(str::to_lowercase).as_deref(), Some("updated" | "last"));
        let names_publisher = unit.plain.starts_with("published in ") && !rest.is_empty();
        // "Lima | March 10, 2023 | 3 min read"
        let is_part = |part: &str| {
            let rest = dates::find(part).and_then(|own| Some([part.get(..own.start)?, part.get(own.end..)?]));
            rest.is_some_and(|rest| rest.iter().all(|words| dates::words(words).all(is_label)))
        };
        let divided = || unit.text.contains(STROKES) && unit.text.split(STROKES).any(is_part);
        let is_date_line = (capitalised && short || divided()) && !title && unit.end != End::Mark;
        is_date_line.then_some(Self { found, rest, is_update, names_publisher })
    }
}

/// The words without labels, clock times and marks at their ends.
fn trim_labels(words: &str, is_label: impl Fn(&str) -> bool) -> &str {
    let mut rest = words;
    loop {
        rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
        let first = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let last = rest.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if !first.is_empty() && is_label(first) {
            rest = rest.get(first.len()..).unwrap_or("");
        } else if !last.is_empty() && is_label(last) {
            rest = rest.get(..rest.len() - last.len()).unwrap_or("");
        } else {
            return rest;
        }
    }
}

/// Whether the unit is the name of a news outlet and nothing else.
pub(crate) fn is_outlet(unit: &Unit, tables: &Tables) -> bool {
    is_outlet_name(unit.text, tables)
}

/// A title-cased name of up to five words that begins or ends with a word of outlets ("The Lagoon Courier").
pub(crate) fn is_outlet_name(name: &str, tables: &Tables) -> bool {
    let line = plain(name);
    let words: Vec<&str> = dates::words(&line).filter(|w| *w != "the").collect();
    let cased =
        name.split_whitespace().all(|w| !w.starts_with(char::is_lowercase) || matches!(w, "of" | "and" | "the"));
    let marked = [words.first(), words.last()].into_iter().flatten().any(|w| tables.is_outlet_word(w));
    (2..=5).contains(&words.len())
        && cased
        && marked
        && section_word(&line, tables).is_none()
        && !tables.line_is(&line, LineKind::Release)
        && !name.contains('/')
        && !name.ends_with(['.', '?', '!', ':'])
}

/// The first word of a line whose words are all sections of a page ("World News").
pub(crate) fn section_word<'l>(plain_line: &'l str, tables: &Tables) -> Option<&'l str> {
    let all = dates::words(plain_line).all(|w| matches!(w, "and" | "the") || tables.line_is(w, LineKind::Boilerplate));
    if all { dates::words(plain_line).next() } else { None }
}

/// The credit behind a paragraph: "(Reporting by …)", "(Agency)", "— Agency".
pub(crate) fn credit_behind(unit: &Unit, tables: &Tables) -> Option<Span> {
    let text = unit.text;
    let span = |start: usize| Span { start: unit.span.start + start as u32, end: unit.span.end };
    let is_credit = |part: &str| tables.line_is(&plain(part), LineKind::Credit);
    if let Some(open) = text.rfind('(').filter(|_| text.ends_with(')'))
        && let Some(part) = text.get(open..)
        && (is_credit(part) || is_agency(part, tables))
    {
        return Some(span(open));
    }
    let (dash, _) = text.char_indices().rev().take(50).find(|(_, c)| matches!(c, '-' | '–' | '—'))?;
    let ends_before = text.get(..dash)?.trim_end_matches([' ', '-']).ends_with(['.', '"', '”']);
    let dashes = text.get(..dash)?.trim_end_matches(['-', ' ']).len();
    let name = text.get(dash..)?.trim_start_matches(['-', '–', '—', ' ']);
    let start = dashes + text.get(dashes..)?.len() - text.get(dashes..)?.trim_start().len();
    (ends_before && is_agency(name, tables)).then(|| span(start))
}

/// The name of the site behind a headline: "Envoys meet | The Lagoon Courier".
pub(crate) fn site_behind<'t>(unit: &Unit<'t>, tables: &Tables) -> Option<&'t str> {
    let separators = [" | ", " - ", " – ", " — ", " :: ", " « "];
    let (_, site) = separators.iter().filter_map(|mark| unit.text.rsplit_once(mark)).min_by_key(|(_, s)| s.len())?;
    let site = site.trim();
    (is_outlet_name(site, tables) || tables.agency(site).is_some()).then_some(site)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_line_may_say_where_and_who_beside_the_date() {
        for (line, is_date_line) in [
            ("Posted on 3 May 2024 by admin", true),
            ("The Lagoon Courier, Friday 3 May 2024, page 4", true),
            ("Quito | May 3, 2024 | 3 min read", true),
            ("2024-05-03 10:22:31 | Source: Norda | Editor: Ana Rojas", true),
            ("Envoys meet in Quito | Talks of May 3, 2024 on the cable", false),
            ("Envoys meet on 3 May 2024", false),
        ] {
            let unit = Unit::new(line, Span::new(0, line.len())).unwrap();
            assert_eq!(DateLine::parse(&unit, Tables::builtin()).is_some(), is_date_line, "{line}");
        }
    }
}
