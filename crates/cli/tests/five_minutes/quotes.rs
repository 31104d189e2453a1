//! Words between quotation marks: they stand in the document, in that order.

use std::fs;

use serde_json::Value;

use crate::pages::{archive_of, folder, ids, list, page, pages, walk};

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of a folder by name, white space made one.
fn texts(matter: &str) -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = fs::read_dir(folder(matter))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, one_line(&fs::read_to_string(path).unwrap()))
        })
        .collect();
    texts.sort();
    texts
}

/// Whether whole words of the text are these.
fn stands_in(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back().filter(|_| words.starts_with(char::is_alphanumeric));
        let after = text[at + words.len()..].chars().next().filter(|_| words.ends_with(char::is_alphanumeric));
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// What stands between straight quotation marks (the texts themselves have none), each with what follows it.
fn marked(line: &str) -> Vec<(String, &str)> {
    let parts: Vec<&str> = line.split('"').collect();
    assert!(parts.len() % 2 == 1, "a mark without its fellow: {line}");
    parts[1..].chunks_exact(2).map(|pair| (one_line(pair[0]), pair[1])).collect()
}

/// Holds every marked passage of a line against the texts; against the one text, where its name follows in brackets.
fn check_marks(line: &str, texts: &[(String, String)]) -> usize {
    let passages = marked(line);
    for (words, after) in &passages {
        let named = after.strip_prefix(" (").and_then(|rest| rest.split_once(')')).map(|(name, _)| name);
        let meant = |name: &str| texts.iter().any(|(own, _)| own == name);
        let named = named.filter(|name| meant(name));
        let mut texts = texts.iter().filter(|(name, _)| named.is_none_or(|named| named == name));
        assert!(texts.any(|(_, text)| stands_in(text, words)), "{words:?} stands in no text: {line}");
    }
    passages.len()
}

const QUOTED: [(&str, [&str; 2]); 3] =
    [("marks", ["KEN", "TZA"]), ("formulas", ["POL", "LTU"]), ("only", ["PRT", "MAR"])];

#[test]
fn what_stands_between_marks_stands_in_a_document() {
    for (matter, [one, other]) in QUOTED {
        let (bench, texts) = (archive_of(matter, &[]), texts(matter));
        let mut pages = pages(&bench, one, other);
        let compared: Vec<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
        for pair in compared.windows(2) {
            let args = ["compare", pair[0], pair[1]];
            pages.push((args.map(str::to_owned).to_vec(), page(&bench, &args)));
        }
        let mut passages = 0;
        for (args, text) in &pages {
            for line in text.lines() {
                passages += check_marks(line, &texts);
            }
            // Wrapped lines have the same words between their marks; labels beside them are no part of these pages.
            if ["brief", "compare"].contains(&args[0].as_str()) {
                let args: Vec<&str> = args.iter().map(String::as_str).chain(["--width", "40"]).collect();
                check_marks(&one_line(&bench.text(&args)), &texts);
            }
        }
        assert!(passages > 40, "{matter}: {passages} passages");
    }
}

#[test]
fn what_json_quotes_stands_there() {
    for (matter, [one, other]) in QUOTED {
        let (bench, texts) = (archive_of(matter, &[]), texts(matter));
        let stored: Vec<(String, Vec<char>)> = texts
            .iter()
            .map(|(name, _)| (name.clone(), fs::read_to_string(folder(matter).join(name)).unwrap().chars().collect()))
            .collect();
        let documents = bench.json(&["documents"]);
        let text_of = |doc: &str| {
            let name = list(&documents, "documents").iter().find(|d| d["id"] == doc).unwrap()["name"].clone();
            &stored.iter().find(|(own, _)| name == own.as_str()).unwrap().1
        };
        let meetings = ids(&bench.json(&["meetings"]), "E-");
        let mut asked = vec![vec!["relation", one, other], vec!["ledger"], vec!["brief", one, other]];
        asked.extend(meetings.iter().map(|id| vec!["meeting", id]));
        for args in asked {
            walk(&bench.json(&args), &mut |key, value| {
                if let Some(items) = value.as_array() {
                    for item in items.iter().filter(|item| item["quote"].is_string() && item["doc"].is_string()) {
                        check_place(text_of(item["doc"].as_str().unwrap()), item, item["quote"].as_str().unwrap());
                    }
                }
                if let Some(words) = value.as_str().filter(|_| ["words", "text"].contains(&key)) {
                    check_marks(words, &texts);
                }
            });
        }
    }
}

/// Whether the quote is what stands in the text from `start` to `end`.
fn check_place(text: &[char], value: &Value, quote: &str) {
    let place = |key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
    let there: String = text[place("start")..place("end")].iter().collect();
    assert_eq!(there, quote);
}

#[test]
fn marks_inside_a_quote_have_their_fellows() {
    let bench = archive_of("marks", &[]);
    for (args, text) in pages(&bench, "KEN", "TZA") {
        for line in text.lines() {
            for (words, _) in marked(line) {
                assert_eq!(words.matches('“').count(), words.matches('”').count(), "{args:?}: {words}");
            }
        }
    }
}

#[test]
fn a_quoted_we_is_the_speakers_side() {
    let bench = archive_of("marks", &["dodoma-wire.txt"]);
    let brief = bench.json(&["brief", "KEN", "TZA"]);
    for line in list(&brief, "they_raise") {
        assert!(!line.to_string().contains("deeds"), "Tanzania's minister said “we”, not Kenya: {line:#}");
    }
}
