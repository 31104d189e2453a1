//! Writes the tokens and sentences of plain texts, for training: `tokens FOLDER OUT` reads each `*.txt` and writes
//! `OUT/NAME.tok`, one line a token (byte offsets `start<TAB>end`), a blank line after each sentence.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use servanda_language::Annotator;
use servanda_model::{Clues, DocId, Document, Sketch, Span, Zone, ZoneKind};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else { return Err("usage: tokens FOLDER OUT".into()) };
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_suffix(".txt")) else {
            continue;
        };
        std::fs::write(Path::new(to).join(format!("{name}.tok")), tokens(std::fs::read_to_string(&path)?)?)?;
    }
    Ok(())
}

fn tokens(text: String) -> Result<String, Box<dyn Error>> {
    let zone = Zone { span: Span::new(0, text.len()), kind: ZoneKind::Body };
    let document = Document {
        id: DocId::of_bytes(text.as_bytes()),
        text,
        charset: "UTF-8".to_owned(),
        zones: vec![zone],
        clues: Clues::default(),
        sketch: Sketch::default(),
    };
    let annotated = Annotator::builtin()?.document(&document);
    let mut out = String::new();
    for sentence in &annotated.sentences {
        for token in annotated.tokens_of(sentence) {
            let _ = writeln!(out, "{}\t{}", token.span.start, token.span.end);
        }
        out.push('\n');
    }
    Ok(out)
}
