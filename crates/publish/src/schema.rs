//! JSON Schemas of every view and export, generated from the types.

use std::collections::BTreeMap;

use schemars::{Schema, schema_for};

use crate::{
    export::{FindingExport, RecordExport},
    views,
};

/// The schema of each view by its name on the command line, and of the two exports.
pub fn schemas() -> BTreeMap<&'static str, Schema> {
    BTreeMap::from([
        ("actors", schema_for!(views::ActorsView)),
        ("agenda", schema_for!(views::AgendaView)),
        ("brief", schema_for!(views::BriefView)),
        ("changes", schema_for!(views::ChangesView)),
        ("cite", schema_for!(views::CiteView)),
        ("compare", schema_for!(views::CompareView)),
        ("documents", schema_for!(views::DocumentsView)),
        ("explain", schema_for!(views::ExplainView)),
        ("export-findings", schema_for!(FindingExport)),
        ("export-record", schema_for!(RecordExport)),
        ("issue", schema_for!(views::IssueView)),
        ("ledger", schema_for!(views::LedgerView)),
        ("mechanisms", schema_for!(views::MechanismsView)),
        ("meeting", schema_for!(views::MeetingView)),
        ("meetings", schema_for!(views::MeetingsView)),
        ("positions", schema_for!(views::PositionsView)),
        ("relation", schema_for!(views::RelationView)),
        ("search", schema_for!(views::SearchView)),
        ("who", schema_for!(views::WhoView)),
    ])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// `docs/schema` holds what the types say; `UPDATE_SCHEMAS=1` rewrites it.
    #[test]
    fn the_published_schemas_are_those_of_the_types() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
        let update = std::env::var_os("UPDATE_SCHEMAS").is_some();
        if update {
            std::fs::create_dir_all(&folder).unwrap();
        }
        for (name, schema) in super::schemas() {
            let path = folder.join(format!("{name}.json"));
            let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
            if update {
                std::fs::write(&path, &text).unwrap();
            }
            let kept = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == text, "{} differs from the types: run with UPDATE_SCHEMAS=1", path.display());
        }
    }
}
