//! `servanda demo`: the bundled corpus read into a temporary archive, and the first screens of what it tells.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;
use servanda::{AsOf, Input, ReadSummary, Servanda, Snapshot};
use servanda_publish::{
    ids::short_id,
    views::{self, RelationView},
};

use crate::{
    commands::read_text,
    exit::{Done, Failed},
    output::{Bar, Output, print},
};

/// Names and bytes of the texts in `examples/open`.
const CORPUS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/corpus.rs"));

/// How many relations are shown.
const SCREENS: usize = 4;

/// What the demo shows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DemoView {
    /// What was read.
    pub read: ReadSummary,
    /// The first screens of the most active relations.
    pub relations: Vec<RelationView>,
}

/// Runs the demo.
pub fn run(keep: Option<&Path>, out: Output) -> Result<Done, Failed> {
    let mut servanda = match keep {
        Some(file) if file.exists() => {
            return Err(Failed::Usage(format!("{} exists already: name a new file", file.display())));
        }
        Some(file) if file.parent().is_some_and(|f| !f.as_os_str().is_empty() && !f.exists()) => {
            return Err(Failed::Usage(format!("the folder of {} is not there: make it first", file.display())));
        }
        Some(file) => Servanda::create(file)?,
        None => Servanda::in_memory()?,
    };
    let texts = CORPUS.iter().map(|(name, bytes)| Input::Text { name: (*name).to_owned(), bytes: bytes.to_vec() });
    let bar = Bar::new();
    let read = servanda.read(&texts.collect::<Vec<_>>(), &|progress| bar.show(progress))?;
    drop(bar);
    let held = servanda.snapshot(AsOf::default())?;
    let busiest = held.relations().into_iter().take(SCREENS);
    let relations = busiest.map(|r| views::relation(&held.record, held.world, &r.sides, held.at)).collect();
    let view = DemoView { read, relations };
    if out.is_json() {
        out.either(&view, String::new)?;
    } else {
        print(&text(&view, &held, keep, out))?;
    }
    Ok(Done::Well)
}

fn text(view: &DemoView, held: &Snapshot, keep: Option<&Path>, out: Output) -> String {
    let mut text = read_text(&view.read);
    for relation in &view.relations {
        text.push('\n');
        text.push_str(&out.text_of(relation));
    }
    text + &hints(held, keep)
}

/// What to try next, with ids that are there.
fn hints(held: &Snapshot, keep: Option<&Path>) -> String {
    let (lead, archive) = match keep {
        Some(file) => ("\nTry next:\n".to_owned(), file.display().to_string()),
        None => (
            "\nThis archive is gone now. Keep it with `servanda demo --keep demo.sqlite` and try:\n".to_owned(),
            "demo.sqlite".to_owned(),
        ),
    };
    let digits = servanda_publish::ids::digits_needed(&held.record);
    let mut commands: Vec<String> = Vec::new();
    if let Some(relation) = held.relations().first() {
        let codes: Vec<&str> = relation.sides.iter().map(servanda_model::Side::code).collect();
        commands.push(format!("ledger {}", codes.join(" ")));
        if let [them, we] = codes.as_slice() {
            commands.push(format!("brief {them} {we}"));
        }
    }
    if let Some(meeting) = held.record.engagements.iter().max_by_key(|e| (e.accounts.len(), &e.id)) {
        commands.push(format!("meeting {}", short_id(meeting.id.as_str(), digits)));
    }
    if let Some(thread) = held.record.threads.iter().max_by_key(|t| (t.events.len(), &t.id)) {
        commands.push(format!("explain {}", short_id(thread.id.as_str(), digits)));
    }
    commands.push("agenda".to_owned());
    let lines: Vec<String> = commands.iter().map(|c| format!("  servanda --archive {archive} {c}\n")).collect();
    lead + &lines.concat()
}
