//! Pages of many kinds: each line of a fixture says what it is, and the intake must say the same.

#![allow(clippy::unwrap_used)] // in helpers of tests

use std::collections::BTreeMap;

use servanda_intake::read_document;
use servanda_model::DateClueKind::{self, Copyright, DateLine, Dateline, FrontMatter, Stamp};
use servanda_model::{Document, Side, Translation};
use servanda_world::World;

/// A fixture's text and, for each of its lines, the kinds of the zones that begin in it.
fn fixture(name: &str) -> (String, Vec<String>) {
    let path = format!("{}/tests/pages/{name}", env!("CARGO_MANIFEST_DIR"));
    let marked = std::fs::read_to_string(path).unwrap();
    let lines = marked.lines().map(|line| line.split_once(" | ").unwrap_or(("", "")));
    let (kinds, text): (Vec<&str>, Vec<&str>) = lines.unzip();
    (text.join("\n"), kinds.into_iter().map(|kind| kind.trim().to_owned()).collect())
}

fn read(name: &str) -> Document {
    read_document(fixture(name).0.as_bytes(), name, World::builtin()).unwrap()
}

/// The fixture as the intake marks it.
fn marked(document: &Document) -> Vec<String> {
    let mut kinds: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for zone in &document.zones {
        let line = document.text[..zone.span.start as usize].matches('\n').count();
        kinds.entry(line).or_default().push(format!("{:?}", zone.kind));
    }
    let lines = document.text.lines().count();
    (0..lines).map(|line| kinds.get(&line).map_or(String::new(), |kinds| kinds.join("+"))).collect()
}

#[test]
fn every_line_is_what_the_fixture_says() {
    for name in [
        "wire.txt",
        "broadcaster.txt",
        "newspaper.txt",
        "blog.txt",
        "portal.txt",
        "readout.txt",
        "datelined.txt",
        "markdown.md",
        "wrapped.txt",
        "embassy.txt",
        "tass_style.txt",
        "bare.txt",
        "column.txt",
        "statement.txt",
        "call.txt",
        "magazine.txt",
    ] {
        let (text, wanted) = fixture(name);
        let shown = |kinds: &[String]| -> Vec<String> {
            text.lines().zip(kinds).map(|(line, kind)| format!("{kind:14}| {line}")).collect()
        };
        let got = marked(&read(name));
        assert_eq!(shown(&got).join("\n"), shown(&wanted).join("\n"), "{name}");
    }
}

#[test]
fn clues_are_what_the_pages_tell() {
    let agency = |name| read(name).clues.agency;
    assert_eq!(agency("wire.txt").as_deref(), Some("Reuters"));
    assert_eq!(agency("broadcaster.txt").as_deref(), Some("Lakeside Press"));
    assert_eq!(agency("newspaper.txt"), None, "a photo's credit is not the story's");
    assert_eq!(agency("portal.txt").as_deref(), Some("Reuters"));
    assert_eq!(agency("datelined.txt").as_deref(), Some("Norda"));
    assert_eq!(agency("tass_style.txt").as_deref(), Some("Kazinform"));
    assert_eq!(agency("column.txt"), None);

    let publisher = |name| read(name).clues.publisher;
    assert_eq!(publisher("newspaper.txt").as_deref(), Some("The Adriatic Courier"));
    assert_eq!(publisher("datelined.txt").as_deref(), Some("The Caucasus Herald"));
    assert_eq!(publisher("markdown.md").as_deref(), Some("The Levant Gazette"));
    assert_eq!(publisher("blog.txt"), None);

    let clues = read("markdown.md").clues;
    assert_eq!(clues.translation, Translation::Original);
    assert_eq!(clues.url.as_deref(), Some("https://example.org/cable"));
    assert_eq!(read("wire.txt").clues.language.as_deref(), Some("en"));
    assert_eq!(read("wrapped.txt").clues.filed_from.as_deref(), Some("La Paz"));
}

#[test]
fn dates_stand_in_order_of_strength() {
    let dates = |name: &str| -> Vec<(DateClueKind, String)> {
        let document = read(name);
        document.clues.dates.iter().map(|clue| (clue.kind, clue.span.of(&document.text).to_owned())).collect()
    };
    let own = |kind, words: &str| (kind, words.to_owned());
    assert_eq!(dates("newspaper.txt"), [own(DateLine, "2021-05-18")]);
    assert_eq!(
        dates("datelined.txt"),
        [own(DateLine, "12/03/2024"), own(Dateline, "March 11"), own(Copyright, "2024")]
    );
    assert_eq!(dates("blog.txt"), [own(Stamp, "7/10")]);
    assert_eq!(dates("markdown.md"), [own(FrontMatter, "14 May 2024")]);
    assert_eq!(
        dates("tass_style.txt"),
        [own(DateLine, "21 August 2020"), own(Dateline, "August 21"), own(DateLine, "21 August 2020")]
    );
    assert_eq!(dates("readout.txt"), [own(DateLine, "6 June 2023")]);
    assert_eq!(dates("bare.txt"), []);
}

#[test]
fn an_official_text_names_its_side() {
    let issuer = |name| read(name).clues.issuer;
    assert_eq!(issuer("readout.txt"), Some(Side::new("NOR")));
    assert_eq!(issuer("embassy.txt"), Some(Side::new("FIN")));
    assert_eq!(issuer("statement.txt"), Some(Side::new("URY")));
    let named = read("statement.txt").clues.publisher;
    assert_eq!(named.as_deref(), Some("Ministry of Foreign Affairs of the Republic of Uruguay"));
    assert_eq!(issuer("call.txt"), None, "the other side's president is no issuer");
    for press in ["wire.txt", "newspaper.txt", "portal.txt", "datelined.txt", "column.txt"] {
        assert_eq!(issuer(press), None, "{press}");
    }
}

#[test]
fn the_main_text_runs_from_the_dateline_to_the_last_paragraph() {
    let document = read("wire.txt");
    let main = document.main_text().of(&document.text).to_owned();
    assert!(main.starts_with("LIMA (Reuters) -Peru") && main.ends_with("fishing rights."), "{main}");
}

/// Two outlets' pages of one wire story share nearly all of their main text, whatever stands around it.
#[test]
fn copies_share_their_sketch() {
    let wire = read("wire.txt");
    let page = fixture("wire.txt").0.replace('"', "”").replace("LIMA (Reuters) -", "").replace("Peru, Chile", "Andes:");
    let other = read_document(page.as_bytes(), "copy", World::builtin()).unwrap();
    assert_eq!(wire.sketch.shared(&other.sketch), wire.sketch.shingles.len());
    assert_eq!(wire.sketch.shared(&read("portal.txt").sketch), 0);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the bytes, the intake answers; zones are in order, apart, on characters, and trimmed.
        #[test]
        fn zones_are_well_formed(text in "([A-Za-zé“”.,:()/•▼# 0-9-]{0,60}\r?\n){0,30}") {
            if let Ok(document) = read_document(text.as_bytes(), "x", World::builtin()) {
                let mut end = 0;
                for zone in &document.zones {
                    prop_assert!(zone.span.start >= end && zone.span.end > zone.span.start);
                    let words = document.text.get(zone.span.start as usize..zone.span.end as usize);
                    prop_assert!(words.is_some_and(|w| w.trim() == w), "{:?}", words);
                    end = zone.span.end;
                }
                for clue in &document.clues.dates {
                    prop_assert!(!clue.span.of(&document.text).is_empty());
                }
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_document(&bytes, "x", World::builtin());
        }
    }
}

#[test]
fn a_byline_is_no_publisher() {
    let text = "Envoys of Ghana and Togo talk of a bridge\n\nBy West Africa Wire\n\nThe foreign ministers of Ghana and Togo met \
                in Accra on Monday and agreed to build a bridge by the end of the year, their ministries said.\n";
    let document = servanda_intake::read_document(text.as_bytes(), "a.txt", servanda_world::World::builtin()).unwrap();
    assert_eq!(document.clues.publisher, None);
    assert_eq!(document.clues.language.as_deref(), Some("en"));
}
