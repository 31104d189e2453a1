//! Chains on gold syntax: `chains IN.conllu OUT.conllu` writes the text again with our `Entity=` brackets in the last
//! column (`--weights TABLE`: with these weights); `chains --decisions IN.conllu OUT` writes what the ranker is trained on (see `training/`).
//!
//! Words, parts of speech, heads and relations are the file's. Entities are the file's types of mentions by name.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;

use servanda_language::{AnnotatedText, Annotator, Entity, EntityKind, Relation, Upos, Xpos, chains, chains::Weights};
use servanda_model::Span;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (train, weights, from, to) = match arguments.as_slice() {
        [flag, from, to] if flag == "--decisions" => (true, None, from, to),
        [flag, weights, from, to] if flag == "--weights" => (false, Some(weights), from, to),
        [from, to] => (false, None, from, to),
        _ => return Err("usage: chains [--decisions | --weights TABLE] IN OUT".into()),
    };
    let given = weights.map(std::fs::read_to_string).transpose()?;
    let given = given.map(|table| Weights::of_table(&table)).transpose()?;
    let weights = given.as_ref().unwrap_or(Weights::builtin());
    let annotator = Annotator::builtin()?;
    let mut out = String::new();
    for document in documents(&std::fs::read_to_string(from)?) {
        let mut annotated = document.annotated(annotator);
        if train {
            let gold = |tokens: std::ops::Range<usize>| {
                document.gold.get(&(tokens.start, tokens.end)).map(|(thing, _)| *thing)
            };
            out.push_str(&chains::decisions(&document.text, &mut annotated, &document.speakers, &gold));
        } else {
            chains::find_by(&document.text, &mut annotated, &document.speakers, weights);
            document.write(&annotated, &mut out);
        }
    }
    std::fs::write(to, out)?;
    Ok(())
}

/// A document of a treebank.
#[derive(Default)]
struct Document<'f> {
    text: String,
    lines: Vec<&'f str>,
    /// The spans of the tokens, by sentence.
    sentences: Vec<Vec<Span>>,
    speakers: Vec<Option<String>>,
    /// The columns of each token.
    tokens: Vec<Vec<&'f str>>,
    /// What each mention (first token, one past the last) refers to, and of what type it is.
    gold: BTreeMap<(usize, usize), (usize, String)>,
    open: Vec<(String, String, usize)>,
    things: BTreeMap<String, usize>,
}

fn documents(file: &str) -> Vec<Document<'_>> {
    let mut documents: Vec<Document> = Vec::new();
    let mut fresh = true;
    let mut speaker = None;
    for line in file.lines() {
        if line.starts_with("# newdoc") || documents.is_empty() {
            documents.push(Document::default());
            fresh = true;
        }
        let Some(document) = documents.last_mut() else { continue };
        document.lines.push(line);
        if let Some(name) = line.strip_prefix("# speaker = ") {
            speaker = Some(name.to_owned());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() < 10 {
            fresh |= line.is_empty();
            continue;
        }
        if columns[0].contains(['-', '.']) {
            continue;
        }
        if std::mem::take(&mut fresh) {
            document.sentences.push(Vec::new());
            document.speakers.push(speaker.take());
        }
        document.add(columns);
    }
    documents
}

impl<'f> Document<'f> {
    fn add(&mut self, columns: Vec<&'f str>) {
        let start = self.text.len();
        self.text.push_str(columns[1]);
        self.sentences.last_mut().into_iter().for_each(|s| s.push(Span::new(start, self.text.len())));
        if !columns[9].contains("SpaceAfter=No") {
            self.text.push(' ');
        }
        let at = self.tokens.len();
        let entity = columns[9].split('|').find_map(|kv| kv.strip_prefix("Entity=")).unwrap_or_default();
        // "(3-person-…" opens, "3)" closes, "(3-person-…)" does both
        for part in entity.split_inclusive(')').flat_map(|p| p.split('(').enumerate().map(|(i, p)| (i > 0, p))) {
            let (opens, text) = part;
            let body = text.trim_end_matches(')');
            if body.is_empty() {
                continue;
            }
            let mut fields = body.split('-');
            let thing = fields.next().unwrap_or_default().to_owned();
            if opens {
                self.open.push((thing.clone(), fields.next().unwrap_or_default().to_owned(), at));
            }
            if text.ends_with(')')
                && let Some(last) = self.open.iter().rposition(|(open, ..)| *open == thing)
            {
                let (_, kind, first) = self.open.remove(last);
                let next = self.things.len();
                let thing = *self.things.entry(thing).or_insert(next);
                self.gold.insert((first, at + 1), (thing, kind));
            }
        }
        self.tokens.push(columns);
    }

    /// The text with the layers that the file gives.
    fn annotated(&self, annotator: &Annotator<'_>) -> AnnotatedText {
        let mut annotated = annotator.tokens(&self.text, &self.sentences);
        let starts: Vec<usize> = annotated.sentences.iter().flat_map(|s| (s.first..s.end).map(|_| s.first)).collect();
        for (at, columns) in self.tokens.iter().enumerate() {
            let token = &mut annotated.tokens[at];
            token.upos = Upos::of(columns[3]).unwrap_or_default();
            token.xpos = Xpos::of(columns[4]).unwrap_or_default();
            token.relation = Relation::of(columns[7]).unwrap_or_default();
            token.head = columns[6].parse::<usize>().ok().filter(|&h| h > 0).map(|h| starts[at] + h - 1);
        }
        annotated.entities = self.entities();
        annotated
    }

    /// The outermost mentions by name whose words are all of the name.
    fn entities(&self) -> Vec<Entity> {
        let mut found: Vec<Entity> = Vec::new();
        let mut runs: Vec<(usize, usize)> = Vec::new();
        for at in 0..self.tokens.len() {
            match runs.last_mut() {
                _ if self.tokens[at][3] != "PROPN" => {}
                Some((_, end)) if *end == at && self.tokens[at][0] != "1" => *end += 1,
                _ => runs.push((at, at + 1)),
            }
        }
        for (first, end) in runs {
            // The smallest mention that holds the run and no other noun.
            let around =
                self.gold.iter().filter(|((a, b), _)| *a <= first && end <= *b).min_by_key(|((a, b), _)| b - a);
            let nouns = |a: usize, b: usize| (a..b).any(|t| matches!(self.tokens[t][3], "NOUN" | "VERB" | "PRON"));
            let kind =
                around.filter(|((a, b), _)| !nouns(*a, *b)).map_or(EntityKind::Misc, |(_, (_, kind))| {
                    match kind.as_str() {
                        "person" => EntityKind::Person,
                        "organization" => EntityKind::Organization,
                        "place" => EntityKind::Location,
                        "time" => EntityKind::Date,
                        _ => EntityKind::Misc,
                    }
                });
            found.push(Entity { first, end, kind });
        }
        found
    }

    /// The file again, with chains of two mentions or more in the place of its own.
    fn write(&self, annotated: &AnnotatedText, out: &mut String) {
        let mut opens: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        let mut closes: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (number, chain) in annotated.chains.iter().enumerate().filter(|(_, c)| c.mentions.len() > 1) {
            for mention in chain.mentions.iter().filter_map(|&m| annotated.mentions.get(m)) {
                opens.entry(mention.first).or_default().push((mention.end, number + 1));
                closes.entry(mention.end - 1).or_default().push((mention.first, number + 1));
            }
        }
        let mut at = 0;
        for line in &self.lines {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() < 10 || columns[0].contains(['-', '.']) {
                let _ = writeln!(out, "{line}");
                continue;
            }
            let mut entity = String::new();
            let mut closing = closes.remove(&at).unwrap_or_default();
            closing.sort_by_key(|&(first, _)| std::cmp::Reverse(first));
            for (_, number) in closing.iter().filter(|(first, _)| *first < at) {
                let _ = write!(entity, "{number})");
            }
            let mut opening = opens.remove(&at).unwrap_or_default();
            opening.sort_by_key(|&(end, _)| std::cmp::Reverse(end));
            for (end, number) in opening {
                let _ = write!(entity, "({number}-x{}", if end == at + 1 { ")" } else { "" });
            }
            let misc = if entity.is_empty() { "_".to_owned() } else { format!("Entity={entity}") };
            let _ = writeln!(out, "{}\t{misc}", columns[..9].join("\t"));
            at += 1;
        }
    }
}
