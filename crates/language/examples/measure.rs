//! Measures the language layer against annotated texts.
//!
//! ```text
//! measure lemmas FILE.conllu      lemma accuracy over verbs and nouns
//! measure names FILE.bio          F1 of persons and locations over tagged tokens
//! measure times TML_DIR OUT_DIR   writes TimeML with our time expressions, to be compared with a scorer
//! ```

use std::error::Error;

mod measure {
    pub mod lemmas;
    pub mod names;
    pub mod times;
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["lemmas", file] => measure::lemmas::run(file),
        ["names", file] => measure::names::run(file),
        ["times", from, to] => measure::times::run(from, to),
        _ => Err("usage: measure lemmas FILE | names FILE | times DIR OUT".into()),
    }
}

/// A document whose zones are the given stretches of its text.
pub fn document(text: String, zones: Vec<servanda_model::Span>) -> servanda_model::Document {
    use servanda_model::{Clues, DocId, Document, Sketch, Zone, ZoneKind};
    Document {
        id: DocId::of_bytes(text.as_bytes()),
        text,
        charset: "UTF-8".to_owned(),
        zones: zones.into_iter().map(|span| Zone { span, kind: ZoneKind::Body }).collect(),
        clues: Clues::default(),
        sketch: Sketch::default(),
    }
}
