//! Measures the language layer against annotated texts.
//!
//! ```text
//! measure times TML_DIR OUT_DIR   writes TimeML with our time expressions, to be compared with a scorer
//! measure recognizers DIR         share of the English date and time cases of Recognizers-Text that are resolved right
//! ```

use std::error::Error;

mod measure {
    pub mod recognizers;
    pub mod times;
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["recognizers", folder] => measure::recognizers::run(folder),
        ["times", from, to] => measure::times::run(from, to),
        _ => Err("usage: measure times DIR OUT | recognizers DIR".into()),
    }
}

/// A document whose zones are the given stretches of its text.
pub fn document(text: String, zones: Vec<servanda_model::Span>) -> servanda_model::Document {
    use servanda_model::{Document, Zone, ZoneKind};
    let zones = zones.into_iter().map(|span| Zone { span, kind: ZoneKind::Body }).collect();
    Document { zones, ..Document::plain(text) }
}
