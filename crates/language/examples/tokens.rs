//! Writes the tokens and sentences of plain texts, for training: `tokens FOLDER OUT` reads each `*.txt` and writes
//! `OUT/NAME.tok`, one line a token (byte offsets `start<TAB>end`), a blank line after each sentence.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use servanda_language::Annotator;
use servanda_model::Document;

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
    let annotated = Annotator::builtin()?.document(&Document::plain(text));
    let mut out = String::new();
    for sentence in &annotated.sentences {
        for token in annotated.tokens_of(sentence) {
            let _ = writeln!(out, "{}\t{}", token.span.start, token.span.end);
        }
        out.push('\n');
    }
    Ok(out)
}
