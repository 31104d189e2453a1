//! The schemas of what the command line prints beside views: they stand with the others in `docs/schema`.

use std::{collections::BTreeMap, path::Path};

use schemars::{Schema, schema_for};
use servanda::{CheckReport, NumberedCorrection, ReadSummary, RereadSummary};

use crate::demo::DemoView;

fn schemas() -> BTreeMap<&'static str, Schema> {
    BTreeMap::from([
        ("check", schema_for!(CheckReport)),
        ("correct", schema_for!(NumberedCorrection)),
        ("corrections", schema_for!(Vec<NumberedCorrection>)),
        ("demo", schema_for!(DemoView)),
        ("read", schema_for!(ReadSummary)),
        ("reread", schema_for!(RereadSummary)),
    ])
}

/// `docs/schema` holds what the types say; `UPDATE_SCHEMAS=1` rewrites it.
#[test]
fn the_published_schemas_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    let update = std::env::var_os("UPDATE_SCHEMAS").is_some();
    for (name, schema) in schemas() {
        let path = folder.join(format!("{name}.json"));
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if update {
            std::fs::write(&path, &text).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == text, "{} differs from the types: run with UPDATE_SCHEMAS=1", path.display());
    }
}
