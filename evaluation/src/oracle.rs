//! The record computed from what the gold says of each document instead of what the reader finds there: how far the
//! record falls short is then its own fault.
//!
//! The gold's items become findings of their documents, and its dates are entered as a person would enter them; what the
//! gold lacks stays unknown. Titles are the reader's, since the gold tells of no tenures by document.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use clap::Args;
use jiff::Timestamp;
use serde_json::{Value, json};
use servanda_archive::{Archive, ReaderVersion};
use servanda_language::{AnnotatedText, Annotator};
use servanda_model::{
    Change, CharIndex, Correction, Document, Evidence, Finding, FindingBody, FindingId, FindingKind, PartialDate,
    Place, Proposition, Qualifiers, Quote, Reading, Side, Span,
};
use servanda_world::World;

use crate::{binary::Servanda, corpora::present, score::Gold};

/// What is computed.
#[derive(Args)]
pub struct Options {
    /// Leave the archives in this folder
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

/// Scores the record from the gold's findings for every set but the blind half.
pub fn run(shared: &Path, options: &Options) -> Result<()> {
    if present(shared.join("score")).is_none() {
        return Ok(());
    }
    let scratch = tempfile::tempdir()?;
    let folder = options.keep.as_deref().unwrap_or(scratch.path());
    fs::create_dir_all(folder)?;
    for (n, gold) in Gold::sets(shared).iter().filter(|gold| gold.is_there() && gold.cross.exists()).enumerate() {
        let path = folder.join(format!("{n}.db"));
        let servanda = Servanda::build(path.clone())?;
        servanda.read(&gold.texts)?;
        let said: Value = serde_json::from_slice(&fs::read(&gold.findings)?)?;
        let mut archive = Archive::open(&path)?;
        let version = ReaderVersion { reader: "gold".to_owned(), kernel: String::new() };
        for annotated in said["docs"].as_array().into_iter().flatten() {
            let doc = archive.find_document(text_of(annotated, "doc"))?;
            let reading = reading(&archive, &archive.document(&doc)?, annotated)?;
            archive.reread(&doc, &reading, &version, Timestamp::UNIX_EPOCH)?;
            if let Ok(date) = PartialDate::parse(text_of(&annotated["published"], "value")) {
                let change = Change::Date { doc, date };
                let (author, reason) = ("gold".to_owned(), String::new());
                archive.add_correction(&Correction { change, author, made: Timestamp::UNIX_EPOCH, reason })?;
            }
        }
        drop(archive);
        println!("== {}: record from the gold's findings", gold.name);
        gold.score_record(shared, &servanda)?;
        println!();
    }
    Ok(())
}

/// The gold's items as a reading of the document, with the titles and times that the reader found.
fn reading(archive: &Archive, document: &Document, annotated: &Value) -> Result<Reading> {
    let facts = archive.facts(None)?.into_iter().find(|facts| facts.id == document.id);
    let mut times = facts.map(|facts| facts.times).unwrap_or_default();
    for time in &mut times {
        time.finding = None;
    }
    let own = archive.findings(None)?.into_iter().filter(|f| f.doc == document.id);
    let mut findings: Vec<Finding> = own.filter(|f| f.kind() == FindingKind::Tenure).collect();
    let layers = Annotator::builtin()?.document(document);
    let gold = GoldDocument { document, layers, index: CharIndex::new(&document.text) };
    for (key, kind) in KINDS {
        for item in annotated[key].as_array().into_iter().flatten() {
            let finding = gold.finding(kind, item, &findings).with_context(|| text_of(item, "id").to_owned())?;
            findings.push(finding);
        }
    }
    findings.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Reading { findings, times })
}

const KINDS: [(&str, FindingKind); 6] = [
    ("engagements", FindingKind::Engagement),
    ("statements", FindingKind::Statement),
    ("commitments", FindingKind::Commitment),
    ("positions", FindingKind::Position),
    ("mechanisms", FindingKind::Mechanism),
    ("deeds", FindingKind::Deed),
];

/// A document with its layers.
struct GoldDocument<'d> {
    document: &'d Document,
    layers: AnnotatedText,
    index: CharIndex,
}

impl GoldDocument<'_> {
    fn finding(&self, kind: FindingKind, item: &Value, known: &[Finding]) -> Result<Finding> {
        let spans = if item["content"].is_null() { &item["evidence"] } else { &item["content"] };
        let evidence = self.evidence(spans)?;
        let at = self.byte_of(evidence.first().start);
        let token = self.layers.tokens.partition_point(|t| (t.span.end as usize) <= at);
        let sentence = self.layers.sentences.partition_point(|s| s.end <= token);
        let first = self.layers.sentences.get(sentence).map_or(token, |s| s.first);
        let ids = (0..).map(|n| FindingId::new(&self.document.id, kind, sentence, token.saturating_sub(first) + n));
        let mut free = ids.filter(|id| !known.iter().any(|f| f.id == *id));
        let zone = self.document.zones.iter().find(|z| (z.span.start as usize) <= at && at < z.span.end as usize);
        Ok(Finding {
            id: free.next().context("ids do not run out")?,
            doc: self.document.id.clone(),
            place: zone.and_then(|z| z.kind.place()).unwrap_or(Place::Body),
            confidence: 100,
            qualifiers: Qualifiers::default(),
            rule: "gold".to_owned(),
            proposition: proposition(kind, item)?,
            body: body(kind, item, &evidence)?,
            evidence,
        })
    }

    fn evidence(&self, spans: &Value) -> Result<Evidence> {
        let one = [spans.clone()];
        let spans = spans.as_array().map_or(one.as_slice(), Vec::as_slice).iter();
        let quotes: Vec<Quote> = spans
            .filter_map(|span| Some((span["start"].as_u64()?, span["end"].as_u64()?)))
            .map(|(start, end)| {
                let span = Span::new(self.byte_of(start as u32), self.byte_of(end as u32));
                self.index.quote(&self.document.id, &self.document.text, span)
            })
            .collect();
        Evidence::from_quotes(quotes).context("an item without evidence")
    }

    fn byte_of(&self, chars: u32) -> usize {
        self.index.byte_of(&self.document.text, chars)
    }
}

/// The item in the form of a finding: its fields have the same names, but for what is reshaped here.
fn body(kind: FindingKind, item: &Value, evidence: &Evidence) -> Result<FindingBody> {
    let mut fields = item.as_object().cloned().unwrap_or_default();
    fields.insert("kind".to_owned(), serde_json::to_value(kind)?);
    let more = match kind {
        FindingKind::Engagement => json!({
            "when": time(&item["date"]["value"]), "when_quote": null,
            "place_name": place(item), "place_side": place_side(item), "gathering": null,
            "participants": list(&item["participants"]).iter().map(actor).collect::<Vec<_>>(),
            "sides": sides(&item["sides"]),
        }),
        FindingKind::Statement => json!({
            "speakers": [actor(&item["speaker"])], "cue": text_of(item, "cue"), "content": evidence,
        }),
        FindingKind::Commitment => json!({
            "commitment_kind": item["kind"], "by": sides(&item["by"]), "with": sides(&item["with"]),
            "due": due(&item["due"]), "when": null,
        }),
        FindingKind::Mechanism => json!({ "last_held": time(&item["last_held"]), "sides": sides(&item["sides"]) }),
        FindingKind::Deed => json!({ "when": time(&item["when"]), "by": sides(&item["by"]) }),
        _ => json!({ "sides": sides(&item["sides"]), "toward": sides(&item["toward"]) }),
    };
    fields.extend(more.as_object().cloned().unwrap_or_default());
    fields.remove("speaker");
    Ok(serde_json::from_value(Value::Object(fields))?)
}

fn due(due: &Value) -> Value {
    let text = text_of(due, "text");
    match (text, due["none_stated"] == true) {
        ("", _) => Value::Null,
        (text, true) => json!({ "due": "none_set", "text": text }),
        (text, false) => json!({ "due": "stated", "text": text, "when": time(&due["normalised"]) }),
    }
}

/// A day, month, year or range of the gold as a time.
fn time(value: &Value) -> Value {
    let absolute = |text: &str| {
        let date = PartialDate::parse(text).ok()?;
        Some(json!({ "time": "absolute", "date": date, "part": null }))
    };
    let time = value.as_str().and_then(|text| match text.split_once('/') {
        None => absolute(text),
        Some((from, to)) => Some(json!({ "time": "range", "from": absolute(from)?, "to": absolute(to)? })),
    });
    time.unwrap_or(Value::Null)
}

fn place(item: &Value) -> Value {
    let resolved = text_of(&item["place"], "resolved");
    resolved.split(',').next().filter(|name| !name.is_empty()).map_or(Value::Null, |name| json!(name.trim()))
}

fn place_side(item: &Value) -> Option<Side> {
    let resolved = text_of(&item["place"], "resolved");
    resolved.rsplit(',').next().and_then(|country| World::builtin().side_from(country.trim()))
}

/// A person of the gold, with the office that the tables know by its title.
fn actor(person: &Value) -> Value {
    let side = sides(&person["side"]).first().cloned();
    let office = person["office"].as_str().map(|title| {
        let known = World::builtin().office_of_title(title, side.as_ref());
        known.map_or_else(|| title.to_owned(), |office| office.id.clone())
    });
    json!({ "name": person["name"], "office": office, "side": side })
}

fn sides(value: &Value) -> Vec<Side> {
    let mut sides: Vec<Side> = list(value).iter().filter_map(Value::as_str).map(Side::new).collect();
    sides.sort();
    sides.dedup();
    sides
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    }
}

/// What the reader would make of the item's own words.
fn proposition(kind: FindingKind, item: &Value) -> Result<Proposition> {
    let (act, object) = match kind {
        FindingKind::Commitment | FindingKind::Deed => (text_of(item, "action"), text_of(item, "object")),
        FindingKind::Position => (text_of(item, "word"), text_of(item, "issue")),
        FindingKind::Mechanism => ("hold", text_of(item, "name")),
        FindingKind::Engagement => ("meet", "meeting"),
        _ => return Ok(Proposition::default()),
    };
    let document = Document::plain(format!("They {act} {object}."));
    let layers = Annotator::builtin()?.document(&document);
    let by = if item["by"].is_null() { sides(&item["sides"]) } else { sides(&item["by"]) };
    let with = if item["with"].is_null() { sides(&item["toward"]) } else { sides(&item["with"]) };
    let acts = "They ".len() + act.len();
    Ok(servanda_reading::proposition(&document, &layers, World::builtin(), acts, (&by, &with)))
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}
