//! TimeML in, TimeML with our expressions out, for a scorer that compares the two.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::{Date, DateTime};
use servanda_language::{Annotator, timexes};
use servanda_model::Span;

/// Annotates every `.tml` of `from` and writes it to `to`.
pub fn run(from: &str, to: &str) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "tml") {
            let name = path.file_name().ok_or("a file without a name")?;
            std::fs::write(Path::new(to).join(name), annotated(&std::fs::read_to_string(&path)?)?)?;
        }
    }
    Ok(())
}

fn annotated(tml: &str) -> Result<String, Box<dyn Error>> {
    let written = between(tml, "<DCT>", "</DCT>").and_then(|dct| between(dct, "value=\"", "\"")).ok_or("no date")?;
    let written = written.parse::<DateTime>().or_else(|_| {
        written.get(..10).unwrap_or(written).parse::<Date>().map(|day| day.to_datetime(jiff::civil::Time::midnight()))
    })?;
    let text = plain(between(tml, "<TEXT>", "</TEXT>").ok_or("no text")?);
    let zones = vec![Span::new(0, text.len())];
    let document = crate::document(text, zones);
    let found = Annotator::builtin()?.document(&document);
    let mut out = String::from("<TimeML><TEXT>");
    let mut at = 0;
    for timex in timexes(&document.text, &found, Some(written)) {
        let (start, end) = (timex.span.start as usize, timex.span.end as usize);
        let (kind, value) = (timex.kind.as_str(), timex.value);
        out.push_str(&escaped(&document.text[at..start]));
        write!(out, "<TIMEX3 type=\"{kind}\" value=\"{value}\">{}</TIMEX3>", escaped(&document.text[start..end]))?;
        at = end;
    }
    out.push_str(&escaped(&document.text[at..]));
    out.push_str("</TEXT></TimeML>");
    Ok(out)
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    text.split_once(from)?.1.split_once(to).map(|(inner, _)| inner)
}

/// The text without tags and entities.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
