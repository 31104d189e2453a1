//! brat standoff, attributions in the form of PolNeAR (Newell et al. 2018): text-bound annotations `Source`, `Cue` and
//! `Content`, fragments joined by `;`, and one event an attribution. Offsets count characters of the text's file.

use std::{collections::BTreeMap, fmt::Write as _, ops::Range};

use servanda_language::{AnnotatedText, Attribution};
use servanda_model::{CharIndex, Span};

use crate::{Layer, Text};

/// A text's annotations.
pub fn write(text: &Text, annotated: &AnnotatedText, layer: Layer) -> String {
    let mut out = Standoff {
        text: &text.text,
        index: CharIndex::new(&text.text),
        annotated,
        bound: BTreeMap::new(),
        events: 0,
        lines: String::new(),
    };
    if layer.includes(Layer::Names) {
        for entity in &annotated.entities {
            out.bind(entity.kind.as_str(), &[entity.first..entity.end]);
        }
    }
    if layer.includes(Layer::Attribution) {
        for attribution in &annotated.attributions {
            out.attribution(attribution);
        }
    }
    out.lines
}

struct Standoff<'t> {
    text: &'t str,
    index: CharIndex,
    annotated: &'t AnnotatedText,
    /// What is bound already (type and places), by number: a source of two attributions is bound once.
    bound: BTreeMap<(&'static str, String), usize>,
    events: usize,
    lines: String,
}

impl Standoff<'_> {
    /// An attribution with what it links. The event stands where its cue is; without one, where its content is.
    fn attribution(&mut self, attribution: &Attribution) {
        let trigger = if attribution.cue.is_empty() { &attribution.content } else { &attribution.cue };
        let roles = [("Content", &attribution.content), ("Cue", &attribution.cue), ("Source", &attribution.source)];
        let bound: Vec<(&str, usize)> =
            roles.iter().filter_map(|(role, tokens)| Some((*role, self.bind(role, tokens)?))).collect();
        let Some(trigger) = self.bind("Attribution", trigger) else { return };
        self.events += 1;
        // Writing to a string does not fail.
        let _ = write!(self.lines, "E{}\tAttribution:T{trigger}", self.events);
        for (role, number) in bound {
            let _ = write!(self.lines, " {role}:T{number}");
        }
        self.lines.push('\n');
    }

    /// The number of the annotation of these tokens, which is written where it is new; `None` where they are none.
    fn bind(&mut self, kind: &'static str, tokens: &[Range<usize>]) -> Option<usize> {
        let spans: Vec<Span> = tokens.iter().filter_map(|range| self.annotated.span_of(range.clone())).collect();
        if spans.is_empty() {
            return None;
        }
        let char_of = |byte: u32| self.index.char_of(self.text, byte as usize);
        let places: Vec<String> =
            spans.iter().map(|span| format!("{} {}", char_of(span.start), char_of(span.end))).collect();
        let key = (kind, places.join(";"));
        if let Some(&number) = self.bound.get(&key) {
            return Some(number);
        }
        let number = self.bound.len() + 1;
        let words: Vec<&str> = spans.iter().map(|span| span.of(self.text)).collect();
        let words = words.join(" ").replace(|c: char| c.is_whitespace() || c.is_control(), " ");
        let _ = writeln!(self.lines, "T{number}\t{kind} {}\t{words}", key.1);
        self.bound.insert(key, number);
        Some(number)
    }
}
