//! F1 of persons and locations on BIO-tagged tokens.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use servanda_language::{NameKind, annotate};
use servanda_model::Span;
use servanda_world::World;

/// Byte spans with their labels.
type Labels<'t> = BTreeSet<(u32, u32, &'t str)>;

/// Prints precision, recall and F1 by label (exact spans) and the most frequent errors.
pub fn run(file: &str) -> Result<(), Box<dyn Error>> {
    let mut counts: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
    let mut errors: BTreeMap<String, u32> = BTreeMap::new();
    for article in std::fs::read_to_string(file)?.split("# newdoc") {
        let (text, zones, gold) = rebuilt(article);
        let document = crate::document(text, zones);
        let annotated = annotate(&document, World::builtin());
        let ours: Labels =
            annotated.names.iter().filter_map(|n| Some((n.span.start, n.span.end, label(&n.kind)?))).collect();
        for name in ["Person", "Location"] {
            let of = |set: &Labels| -> BTreeSet<(u32, u32)> {
                set.iter().filter(|x| x.2 == name).map(|x| (x.0, x.1)).collect()
            };
            let (g, o) = (of(&gold), of(&ours));
            let count = counts.entry(name).or_default();
            count[0] += g.intersection(&o).count() as u32;
            count[1] += g.len() as u32;
            count[2] += o.len() as u32;
            let words = |s: &(u32, u32)| document.text[s.0 as usize..s.1 as usize].to_owned();
            for miss in g.difference(&o) {
                *errors.entry(format!("missed {name} {}", words(miss))).or_default() += 1;
            }
            for extra in o.difference(&g) {
                *errors.entry(format!("extra {name} {}", words(extra))).or_default() += 1;
            }
        }
    }
    for (name, [hits, gold, ours]) in counts {
        let (hits, gold, ours) = (f64::from(hits), f64::from(gold), f64::from(ours));
        println!(
            "{name:9} P {:.1} R {:.1} F1 {:.1}",
            100.0 * hits / ours,
            100.0 * hits / gold,
            200.0 * hits / (gold + ours)
        );
    }
    let mut errors: Vec<_> = errors.into_iter().collect();
    errors.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    for (what, n) in errors.iter().take(250) {
        println!("{n:3} {what}");
    }
    Ok(())
}

fn label(kind: &NameKind) -> Option<&'static str> {
    match kind {
        NameKind::Person => Some("Person"),
        NameKind::Country(_) | NameKind::Metonym(_) | NameKind::Place(_) => Some("Location"),
        _ => None,
    }
}

/// The text of an article from its tokens, its sentences as zones, and its gold names.
fn rebuilt(article: &str) -> (String, Vec<Span>, Labels<'_>) {
    let (mut text, mut zones, mut gold) = (String::new(), Vec::new(), BTreeSet::new());
    let mut open: Option<(u32, u32, &str)> = None;
    for sentence in article.split("\n\n") {
        let start = text.len();
        for line in sentence.lines() {
            let Some((word, tag)) = line.split_once('\t') else { continue };
            let glued = matches!(word, "," | "." | "'s" | "’s" | ")" | "?" | "!" | ";" | ":" | "n't" | "”");
            if text.len() > start && !glued && !text.ends_with(['(', '“']) {
                text.push(' ');
            }
            let span = (text.len() as u32, (text.len() + word.len()) as u32);
            text.push_str(word);
            match (tag.split_once('-'), open) {
                (Some(("I", _)), Some((from, _, label))) => open = Some((from, span.1, label)),
                (found, before) => {
                    gold.extend(before);
                    open = found.map(|(_, label)| (span.0, span.1, label));
                }
            }
        }
        gold.extend(open.take());
        if text.len() > start {
            zones.push(Span::new(start, text.len()));
            text.push_str("\n\n");
        }
    }
    (text, zones, gold)
}
