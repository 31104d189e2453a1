//! What a page tells of itself: title, publisher, issuer, agency, dates, where it was filed, language.

use servanda_model::{Clues, DateClue, DateClueKind, PartialDate, Side, Span, TimeValue, ZoneKind};
use servanda_world::World;

use crate::dateline::title_case;
use crate::dates;
use crate::front_matter::FrontMatter;
use crate::known::{self, DateLine};
use crate::language::language;
use crate::organs::Organ;
use crate::page::{Page, Part};
use crate::tables::{LineKind, Tables};

/// Gathers the clues of a page; what the front matter says comes first.
pub(crate) fn gather(page: &Page, front: FrontMatter, tables: &Tables, world: &World) -> Clues {
    let headline = page.headline.and_then(|i| page.parts.get(i)).map(|part| part.main_text().to_owned());
    let agency = front.agency.or_else(|| agency(page, tables));
    let given = front.publisher.as_deref().and_then(|name| Organ::find(name, tables, world)).and_then(|o| o.side);
    // A wire story about a ministry's release is the agency's text.
    let issuing = if agency.is_none() && front.publisher.is_none() { issuing_organ(page, tables, world) } else { None };
    let publisher = front.publisher.or_else(|| Some(issuing.as_ref()?.0.to_owned())).or_else(|| outlet(page, tables));
    let mut dates: Vec<DateClue> = front.date.into_iter().collect();
    dates.extend(date_clues(page, tables));
    Clues {
        title: front.title.or(headline),
        publisher,
        issuer: given.or(issuing.map(|(_, side)| side)),
        agency,
        url: front.url.or_else(|| address(page)),
        translation: front.translation.unwrap_or_default(),
        dates,
        filed_from: page.body().find_map(|part| part.dateline.as_ref()?.city).map(filed_from),
        language: front.language.or_else(|| language(&page.body().map(Part::main_text).collect::<Vec<_>>())),
        warnings: front.warnings,
    }
}

fn filed_from(city: &str) -> String {
    if city.chars().any(char::is_lowercase) { city.to_owned() } else { title_case(city) }
}

/// The agency: from the dateline, then from credits and bylines; a picture's credit does not count.
fn agency(page: &Page, tables: &Tables) -> Option<String> {
    let known = |text: &str| {
        text.split(['/', ',', ';', '|', '(', ')', '[', ']'])
            .find_map(|part| tables.agency(part.trim()))
            .map(str::to_owned)
    };
    let credit = page.body().find_map(|part| part.dateline.as_ref()?.credit);
    if let Some(credit) = credit {
        // An agency that no table has is named as it names itself; an outlet's own correspondent is none.
        return known(credit).or_else(|| (!known::is_outlet_name(credit, tables)).then(|| credit.to_owned()));
    }
    let credits = page.parts.iter().filter(|part| part.kind == ZoneKind::Credit);
    let boxes = credits.clone().find_map(|part| about(part, tables));
    let lines = credits.map(|part| part.unit.text).chain(page.body().filter_map(Part::credit_text));
    let bylines = page.parts.iter().filter(|part| part.kind == ZoneKind::Byline).map(|part| part.unit.text);
    boxes.or_else(|| lines.chain(bylines).find_map(|line| known(line).or_else(|| named_last(line, tables))))
}

/// The agency that an about-the-agency box is about.
fn about(part: &Part, tables: &Tables) -> Option<String> {
    let (name, _) = part.unit.text.split_once(" is ").filter(|_| known::is_about_agency(part.unit.text, tables))?;
    let name = name.strip_prefix("The ").unwrap_or(name);
    Some(tables.agency(name).unwrap_or(name).to_owned())
}

/// "Source: Agency", "With inputs from Agency": a name among the last words.
fn named_last(line: &str, tables: &Tables) -> Option<String> {
    let words: Vec<&str> = line.split([' ', ':']).filter(|w| !w.is_empty()).collect();
    (1..=4).rev().filter(|n| *n < words.len()).find_map(|n| {
        let last = words.get(words.len() - n..)?.join(" ");
        tables.agency(&last).map(str::to_owned)
    })
}

/// The outlet that a line of the page names: beside its date, behind the headline, alone, or under a copyright sign.
fn outlet(page: &Page, tables: &Tables) -> Option<String> {
    let is_outlet = |name: &str| known::is_outlet_name(name, tables);
    let behind = page.parts.iter().find_map(|part| part.site.filter(|site| is_outlet(site)));
    let beside = || date_lines(page, tables).find(|(_, line)| line.names_publisher || is_outlet(line.rest));
    let beside = || beside().map(|(_, line)| line.rest);
    let outside = || page.parts.iter().filter(|part| matches!(part.kind, ZoneKind::Boilerplate | ZoneKind::Byline));
    let bare = |text| -> &str { str::trim_matches(text, |c: char| !c.is_alphanumeric()) };
    // "By West Africa Wire" names who wrote it, not who published it.
    let is_author = |text: &str| text.split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case("by"));
    let alone = || {
        let names = outside().flat_map(|part| part.unit.text.split([',', '|', '•'])).map(bare);
        names.filter(|text| !is_author(text)).find(|text| is_outlet(text))
    };
    let rights = || outside().filter_map(|part| after_copyright(part.unit.text)).find(|name| is_outlet(name));
    let filed = || page.body().find_map(|part| part.dateline.as_ref()?.credit).filter(|name| is_outlet(name));
    behind.or_else(beside).or_else(alone).or_else(rights).or_else(filed).map(str::to_owned)
}

/// The name in "© 2024 The Lagoon Courier. All rights reserved."
fn after_copyright(line: &str) -> Option<&str> {
    let (_, rest) = ["©", "Copyright", "(c) ", "(C) "].iter().find_map(|sign| line.split_once(sign))?;
    let name = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    Some(name.split(['.', ',', '|']).next().unwrap_or(name).trim())
}

fn address(page: &Page) -> Option<String> {
    let lines = page.parts.iter().filter(|part| part.kind != ZoneKind::Body).flat_map(|p| p.unit.text.split(' '));
    lines.map(|word| word.trim_matches(['<', '>', '(', ')'])).find(|w| w.starts_with("http")).map(str::to_owned)
}

/// The date lines of the page with the index of their part.
fn date_lines<'p, 't>(
    page: &'p Page<'t>,
    tables: &Tables,
) -> impl Iterator<Item = (usize, DateLine<'t>)> + use<'p, 't> {
    let lines = page.parts.iter().enumerate().filter(|(_, part)| part.kind == ZoneKind::DateLine);
    let read: Vec<_> = lines
        .filter_map(|(i, part)| {
            let line = DateLine::parse(&part.unit, tables).or_else(|| {
                let found = dates::find(part.unit.text)?;
                Some(DateLine { found, rest: "", is_update: false, names_publisher: false })
            })?;
            Some((i, line))
        })
        .collect();
    read.into_iter()
}

/// The year in "© 2019-2024 The Lagoon Courier", the last of several, in bytes of the line.
fn copyright_year(line: &str) -> Option<dates::Found> {
    after_copyright(line)?;
    let word = dates::words(line).filter(|word| dates::year(word).is_some()).last()?;
    let (start, date) = (line.rfind(word)?, PartialDate::Year(dates::year(word)?));
    Some(dates::Found { start, end: start + word.len(), value: TimeValue::Absolute { date, part: None } })
}

/// The dates of the page, strongest first: date lines at its head, the dateline, stamps at its foot; then updates, and
/// the year of a copyright line.
fn date_clues(page: &Page, tables: &Tables) -> Vec<DateClue> {
    let mut ranked: Vec<(u8, DateClue)> = Vec::new();
    let mut add = |rank, kind, found: &dates::Found, part: &Part| {
        let from = part.unit.span.start as usize;
        let mut value = found.value.clone();
        // The day of the week tells the year that a day and month leave open.
        if let TimeValue::MonthDay { weekday, .. } = &mut value {
            *weekday = dates::weekday_beside(part.unit.text, found);
        }
        ranked.push((rank, DateClue { kind, value, span: Span::new(from + found.start, from + found.end) }));
    };
    for (i, line) in date_lines(page, tables) {
        let (rank, kind) = if i < page.body_start { (0, DateClueKind::DateLine) } else { (2, DateClueKind::Stamp) };
        let rank = if line.is_update { 3 } else { rank };
        add(rank, kind, &line.found, &page.parts[i]);
    }
    for part in &page.parts {
        if let Some(found) = dates::find(part.unit.text).filter(|found| is_dated(part, found, tables)) {
            add(0, DateClueKind::DateLine, &found, part);
        }
        if let Some(year) = copyright_year(part.unit.text).filter(|_| part.kind == ZoneKind::Boilerplate) {
            add(4, DateClueKind::Copyright, &year, part);
        }
        if let Some(date) = part.dateline.as_ref().and_then(|d| d.date.as_ref()) {
            add(1, DateClueKind::Dateline, date, part);
        }
    }
    ranked.sort_by_key(|(rank, clue)| (*rank, clue.span));
    ranked.into_iter().map(|(_, clue)| clue).collect()
}

/// Whether a line that is no date line dates the document: a byline, "Press Release No. 12, 3 May 2024", or a
/// headline that begins with number and date of the release.
fn is_dated(part: &Part, found: &dates::Found, tables: &Tables) -> bool {
    let is_release = tables.line_is(&part.unit.plain, LineKind::Release);
    let words_before = part.unit.text.get(..found.start).map_or(0, |before| before.split_whitespace().count());
    match part.kind {
        ZoneKind::Byline => true,
        ZoneKind::Boilerplate => is_release,
        ZoneKind::Headline => is_release && words_before <= 3,
        _ => false,
    }
}

/// The opening of a release that may name its issuer, in words.
const OPENING: usize = 14;

/// The organ whose own text this is, with the words that name it: a line beside the body, or the headline or the
/// opening of what calls itself a release, a readout or a statement.
fn issuing_organ<'p>(page: &'p Page, tables: &Tables, world: &World) -> Option<(&'p str, Side)> {
    let outside = page.parts.iter().filter(|part| {
        matches!(part.kind, ZoneKind::Boilerplate | ZoneKind::Byline | ZoneKind::DateLine | ZoneKind::Standfirst)
    });
    let lines: Vec<&str> = outside.clone().map(|part| part.unit.text).collect();
    let own_line = lines.iter().enumerate().find_map(|(i, line)| {
        let organ = Organ::find(line, tables, world).filter(|organ| organ.alone)?;
        // "Ministry of Health" over or under "Republic of Chile"
        let beside = || {
            let lines = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|n| lines.get(n));
            lines.into_iter().find_map(|other| side_of_line(other, line, tables, world))
        };
        organ.side.or_else(beside).map(|side| (*line, side))
    });
    if own_line.is_some() {
        return own_line;
    }
    let headline = page.headline.and_then(|i| page.parts.get(i));
    let mut labels = outside.chain(headline).map(|part| &part.unit);
    if !labels.any(|unit| tables.line_is(&unit.plain, LineKind::Release)) {
        return None;
    }
    let opening = page.body().next().map(|part| first_words(part.main_text(), OPENING));
    headline.map(|part| part.unit.text).into_iter().chain(opening).find_map(|text| {
        let organ = Organ::find(text, tables, world).filter(|organ| organ.speaks)?;
        organ.side.map(|side| (organ.name, side))
    })
}

/// The side that a line beside an organ's names for it: "Republic of Chile", "Government of India".
fn side_of_line(line: &str, organ: &str, tables: &Tables, world: &World) -> Option<Side> {
    const LONGEST: usize = 8;
    if line.split_whitespace().count() > LONGEST {
        return None;
    }
    let both = format!("{line}, {organ}");
    Organ::find(&both, tables, world).and_then(|organ| organ.side)
}

fn first_words(text: &str, count: usize) -> &str {
    let end = text.split_inclusive(' ').take(count).map(str::len).sum();
    text.get(..end).unwrap_or(text)
}
