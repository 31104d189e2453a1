//! Archives of the texts, and what the program's pages and their JSON show of them.

use std::{collections::BTreeSet, path::PathBuf};

use serde_json::Value;
use servanda_publish::ids::short_id;

use crate::common::Bench;

pub const WIDE: &str = "4000";

pub fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/five_minutes/texts").join(name)
}

/// An archive of these texts of a folder; of all of them where none is named.
pub fn archive_of(matter: &str, names: &[&str]) -> Bench {
    let bench = Bench::bare();
    add(&bench, matter, names);
    bench
}

pub fn add(bench: &Bench, matter: &str, names: &[&str]) {
    let folder = folder(matter);
    let named: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let paths = if named.is_empty() { vec![folder] } else { named };
    let paths: Vec<&str> = paths.iter().filter_map(|path| path.to_str()).collect();
    bench.run(&[&["read"], paths.as_slice()].concat()).assert().success();
}

/// A page, a row to a line.
pub fn page(bench: &Bench, args: &[&str]) -> String {
    bench.text(&[args, &["--width", WIDE]].concat())
}

/// Every page on two sides with what was asked for: lists, the brief both ways, each meeting, and what some threads and
/// positions rest on.
pub fn pages(bench: &Bench, one: &str, other: &str) -> Vec<(Vec<String>, String)> {
    let own = |args: &[&str]| args.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>();
    let lists = ["meetings", "ledger", "positions", "mechanisms", "actors", "agenda"];
    let mut asked: Vec<Vec<String>> = lists.iter().map(|list| own(&[list])).collect();
    asked.extend([own(&["relation", one, other]), own(&["brief", one, other]), own(&["brief", other, one])]);
    asked.extend(ids(&bench.json(&["meetings"]), "E-").iter().map(|id| own(&["meeting", id])));
    for list in ["ledger", "positions"] {
        let entries = ids(&bench.json(&[list]), if list == "ledger" { "T-" } else { "P-" });
        asked.extend(entries.iter().take(2).flat_map(|id| [own(&["explain", id]), own(&["cite", id])]));
    }
    let print = |args: Vec<String>| {
        let text = page(bench, &args.iter().map(String::as_str).collect::<Vec<_>>());
        (args, text)
    };
    asked.into_iter().map(print).collect()
}

/// The ids with this beginning that stand under `id` in a view.
pub fn ids(view: &Value, beginning: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(view, &mut |key, value| {
        let id = value.as_str().filter(|id| key == "id" && id.starts_with(beginning));
        found.extend(id.map(str::to_owned));
    });
    found
}

/// Shows every value of a view with its key.
pub fn walk<'v>(value: &'v Value, see: &mut impl FnMut(&str, &'v Value)) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                see(key, value);
                walk(value, see);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
        _ => {}
    }
}

pub fn list<'v>(view: &'v Value, key: &str) -> &'v [Value] {
    view[key].as_array().map_or(&[], Vec::as_slice)
}

/// All threads of a ledger.
pub fn threads(ledger: &Value) -> Vec<&Value> {
    ["deliverables", "asks", "formulas"].iter().flat_map(|key| list(ledger, key)).collect()
}

/// The one thread whose object has these words.
pub fn thread<'v>(ledger: &'v Value, words: &str) -> &'v Value {
    let found: Vec<&Value> =
        threads(ledger).into_iter().filter(|t| t["object"].as_str().unwrap().contains(words)).collect();
    assert_eq!(found.len(), 1, "threads on {words:?}: {found:#?}");
    found[0]
}

/// The line of a page that ends with the entry's short id.
pub fn line<'t>(view: &Value, text: &'t str, entry: &Value) -> &'t str {
    let digits = usize::try_from(view["header"]["id_digits"].as_u64().unwrap()).unwrap();
    let id = format!("[{}]", short_id(entry["id"].as_str().unwrap(), digits));
    text.lines().find(|line| line.ends_with(&id)).unwrap_or_else(|| panic!("no {id} in\n{text}"))
}

pub fn codes(sides: &Value) -> Vec<&str> {
    let codes = sides.as_array().unwrap().iter();
    codes.map(|side| side["code"].as_str().or(side.as_str()).unwrap()).collect()
}

pub fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Words that claim that an account leaves something out.
pub fn claims_of_silence(text: &str) -> Vec<&str> {
    const CLAIMS: [&str; 6] = ["only", "alone", "omits", "omitted", "silent", "leaves"];
    words_of(text).filter(|word| CLAIMS.contains(&word.to_lowercase().as_str())).collect()
}
