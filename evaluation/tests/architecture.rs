//! The table of allowed edges in ARCHITECTURE.md against what the crates really depend on.

#![allow(clippy::unwrap_used, missing_docs)] // a test may stop where something is not as it must be

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use serde_json::Value;

/// Crate → the crates that it may depend on; `None` means any.
type Allowed = BTreeMap<String, Option<BTreeSet<String>>>;

#[test]
fn every_edge_between_crates_is_in_the_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let allowed = table(&fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap());
    let edges = edges(root);

    let in_table: BTreeSet<_> = allowed.keys().collect();
    let in_workspace: BTreeSet<_> = edges.keys().collect();
    assert_eq!(in_table, in_workspace, "the table has one row for each crate");

    for (from, used) in &edges {
        if let Some(allowed) = &allowed[from] {
            let forbidden: Vec<_> = used.difference(allowed).collect();
            assert!(forbidden.is_empty(), "{from} must not depend on {forbidden:?}");
        }
    }
}

#[test]
fn the_table_has_no_cycle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut left = table(&fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap());
    left.retain(|_, allowed| allowed.is_some());
    while !left.is_empty() {
        let names: BTreeSet<String> = left.keys().cloned().collect();
        left.retain(|_, allowed| allowed.iter().flatten().any(|name| names.contains(name)));
        assert!(left.len() < names.len(), "a cycle among {names:?}");
    }
}

/// The rows under "| crate | may depend on |".
fn table(markdown: &str) -> Allowed {
    let rows = markdown.lines().skip_while(|line| *line != "| crate | may depend on |").skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    let allowed: Allowed = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let [name, edges] = cells[..] else { panic!("a row of two cells: {row}") };
            let edges = match edges {
                "any" => None,
                "–" => Some(BTreeSet::new()),
                list => Some(list.split(", ").map(str::to_owned).collect()),
            };
            (name.to_owned(), edges)
        })
        .collect();
    assert!(!allowed.is_empty(), "ARCHITECTURE.md has the table");
    allowed
}

/// Crate → the crates of the workspace that it depends on, tests and build scripts aside.
fn edges(root: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let list = |value: &Value, key: &str| value[key].as_array().unwrap().clone();
    list(&metadata, "packages")
        .iter()
        .map(|package| {
            let normal =
                list(package, "dependencies").into_iter().filter(|d| d["kind"].is_null() && d["path"].is_string());
            (name(package), normal.map(|d| name(&d)).collect())
        })
        .collect()
}
