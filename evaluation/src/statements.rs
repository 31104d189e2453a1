//! The reader's statements against PolNeAR: who speaks, where what is said is found. PolNeAR knows more attributions than
//! statements are (beliefs, unnamed sources), so that only the speakers of what is found are judged here.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use rayon::prelude::*;
use servanda_language::Annotator;
use servanda_model::{Document, FindingBody, Quote};
use servanda_reading::read;
use servanda_world::World;

use crate::{
    corpora::{self, Text},
    scorers::attribution,
};

/// Prints the scorer's table for the statements of the development part.
pub fn run(shared: &Path) -> anyhow::Result<()> {
    let part = shared.join("data/polnear/dev");
    let Some(corpus) = corpora::texts("polnear dev", &part.join("text"))? else { return Ok(()) };
    let annotator = Annotator::builtin()?;
    let scratch = tempfile::tempdir()?;
    corpus.texts.par_iter().try_for_each(|text: &Text| -> anyhow::Result<()> {
        let document = text.document()?;
        let name = text.name.strip_suffix(".txt").unwrap_or(&text.name);
        let standoff = standoff(&document, annotator);
        Ok(fs::write(scratch.path().join(format!("{name}.ann")), standoff)?)
    })?;
    let score = attribution::score(&part.join("attributions"), scratch.path(), Some(&part.join("text")), 0.5)?;
    print!("{}", score.table());
    Ok(())
}

/// The statements of a document in the form of PolNeAR. The stored text of a plain text is the text itself.
fn standoff(document: &Document, annotator: &Annotator) -> String {
    let world = World::builtin();
    let mut out = String::new();
    let mut spans = 0;
    for (event, finding) in read(document, &annotator.document(document), world).findings.iter().enumerate() {
        let FindingBody::Statement(statement) = &finding.body else { continue };
        let contents: BTreeSet<(u32, u32)> = statement.content.quotes().iter().map(|q| (q.start, q.end)).collect();
        let told = finding.evidence.quotes().iter().filter(|q| !contents.contains(&(q.start, q.end)));
        let (cues, sources): (Vec<&Quote>, Vec<&Quote>) = told.partition(|q| q.quote == statement.cue);
        let mut roles = String::new();
        for (role, quotes) in
            [("Source", sources), ("Cue", cues), ("Content", statement.content.quotes().iter().collect::<Vec<_>>())]
        {
            if quotes.is_empty() {
                continue;
            }
            spans += 1;
            let places: Vec<String> = quotes.iter().map(|q| format!("{} {}", q.start, q.end)).collect();
            let words: Vec<String> = quotes.iter().map(|q| q.quote.replace(['\n', '\t'], " ")).collect();
            let _ = writeln!(out, "T{spans}\t{role} {}\t{}", places.join(";"), words.join(" "));
            let _ = write!(roles, " {role}:T{spans}");
        }
        let _ = writeln!(out, "E{}\t{}", event + 1, roles.trim_start());
    }
    out
}
