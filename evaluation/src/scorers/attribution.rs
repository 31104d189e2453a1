//! Attribution relations in brat standoff, as in PolNeAR (Newell et al. 2018): who (source) is reported (cue) to have
//! said or thought what (content). The same protocol as the development data's `attribution.py`, to the last digit.
//!
//! Gold files are `<article>_<annotator>.ann`; the k files of an article weigh 1/k each. Prediction files are
//! `<article>.ann`, or have a gold file's name and are used for that file only; a missing one holds no attribution.
//! Tokens are runs of word characters or single other characters. Spans are exact (the whole role; per contiguous
//! fragment; without punctuation), soft (each gold span paired with at most one predicted, weight = Jaccard) or sets of
//! tokens; relations are matched one to one, as many as can be, under ever stricter conditions (`document`).

mod document;
mod matching;

use std::{fs, path::Path};

use anyhow::Context;
use serde_json::Value;

use super::{Counts, Prf, as_text, files_of};
use document::{Article, ROLES};

/// The figure to quote: relations whose content and source both reach the least Jaccard.
pub const AR: &str = "relation AR";

/// What is counted on spans of each role, in this order.
const SPANS: [&str; 5] =
    ["exact", "exact, per contiguous fragment", "exact, punct. ignored", "soft span (Jaccard-weighted)", "token"];
/// When relations match, in this order; the last is counted on all attributions only, the one before not apart.
const RELATIONS: [&str; 5] = ["content", "AR", "AR-lenient", "AR+cue", "AR-exact-triple"];
/// How contents are quoted.
const QUOTED: [&str; 3] = ["direct", "mixed", "indirect"];

/// Weighted counts, of an article or of all.
#[derive(Clone, Debug, Default)]
struct Tally {
    /// By role, by kind of span.
    spans: [[Counts; 5]; 3],
    /// By condition: over all attributions, and over those with a source.
    relations: [Counts; 5],
    sourced: [Counts; 3],
    /// Of gold attributions with a source whose content matched: all, those with the source right, right by one word.
    speaker: [f64; 3],
    /// Of gold attributions without a source whose content matched: all, those left empty.
    unsourced: [f64; 2],
    /// By kind of quotation: gold attributions, those whose content matched, those that matched as AR.
    quoted: [[f64; 3]; 3],
}

impl Tally {
    fn add(&mut self, other: &Tally, weight: f64) {
        let counts = self.spans.iter_mut().flatten().chain(&mut self.relations).chain(&mut self.sourced);
        let others = other.spans.iter().flatten().chain(&other.relations).chain(&other.sourced);
        counts.zip(others).for_each(|(mine, its)| mine.add(*its, weight));
        let numbers = self.speaker.iter_mut().chain(&mut self.unsourced).chain(self.quoted.iter_mut().flatten());
        let others = other.speaker.iter().chain(&other.unsourced).chain(other.quoted.iter().flatten());
        numbers.zip(others).for_each(|(mine, its)| *mine += weight * its);
    }
}

/// What came of scoring.
#[derive(Debug, Default)]
pub struct Score {
    articles: usize,
    /// Gold events that were left out for want of a content.
    dropped: usize,
    tally: Tally,
}

impl Score {
    /// A row of the table by its name ([`AR`], "source exact, per contiguous fragment"); an error where there is none.
    pub fn row(&self, name: &str) -> anyhow::Result<Prf> {
        let squeezed = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ");
        let row = self.rows().into_iter().find(|row| squeezed(&row.0) == name);
        Ok(row.with_context(|| format!("the table of attributions has no row {name:?}"))?.1)
    }

    /// Of the gold attributions whose content stands in no quotation marks, the share found as AR, in percent.
    pub fn indirect_recall(&self) -> f64 {
        let [all, _, found] = self.tally.quoted[2];
        100. * found / one_if_none(all)
    }

    fn rows(&self) -> Vec<(String, Prf)> {
        let mut rows = Vec::new();
        for (role, counts) in ROLES.iter().zip(&self.tally.spans) {
            rows.extend(SPANS.iter().zip(counts).map(|(kind, of)| (format!("{role:8} {kind}"), of.prf())));
        }
        let relations = RELATIONS.iter().zip(&self.tally.relations);
        rows.extend(relations.map(|(condition, of)| (format!("relation {condition}"), of.prf())));
        let sourced = RELATIONS.iter().zip(&self.tally.sourced);
        rows.extend(sourced.map(|(condition, of)| (format!("relation {condition} [sourced only]"), of.prf())));
        rows
    }

    /// Every row of the table.
    pub fn json(&self) -> Value {
        self.rows().into_iter().map(|(name, prf)| (name, prf.json())).collect()
    }

    /// The figures as a table.
    pub fn table(&self) -> String {
        let tally = &self.tally;
        let Counts { gold, predicted, .. } = tally.relations[1];
        let mut lines =
            vec![format!("articles {}  gold events without content dropped: {}", self.articles, self.dropped)];
        lines.push(format!("gold attributions {gold:.1}  predicted {predicted:.1} (weighted)"));
        lines.push(format!("{:44}{:>8}{:>8}{:>8}", "metric", "P", "R", "F1"));
        for (name, prf) in self.rows() {
            lines.push(format!("{name:44}{}", prf.row()));
        }
        let [all, strict, lenient] = tally.speaker;
        let n = one_if_none(all);
        lines.push(format!(
            "speaker accuracy given content match (n={all:.0}): strict J>=tau {:.1}  lenient (shared non-stop word) {:.1}",
            100. * strict / n,
            100. * lenient / n
        ));
        let [all, empty] = tally.unsourced;
        lines.push(format!("no-source correctly left empty (n={all:.0}): {:.1}", 100. * empty / one_if_none(all)));
        for (kind, [all, content, found]) in QUOTED.iter().zip(tally.quoted) {
            let n = one_if_none(all);
            let (content, found) = (100. * content / n, 100. * found / n);
            lines.push(format!("recall on {kind:9} n={all:.0}: content {content:.1}  AR {found:.1}"));
        }
        as_text(lines)
    }
}

fn one_if_none(number: f64) -> f64 {
    if number == 0. { 1. } else { number }
}

/// Scores a folder of predictions. `texts` holds `<article>.txt` (default: `text` beside the gold folder), `tau` is the
/// least Jaccard at which contents or sources match.
pub fn score(gold: &Path, predicted: &Path, texts: Option<&Path>, tau: f64) -> anyhow::Result<Score> {
    let beside = gold.join("../text");
    let texts = texts.unwrap_or(&beside);
    let mut score = Score::default();
    for (name, files) in articles(files_of(gold, "ann")?) {
        let text = texts.join(format!("{name}.txt"));
        let text = fs::read_to_string(&text).with_context(|| text.display().to_string())?;
        let article = Article::new(&text);
        let read = |path: &Path| -> anyhow::Result<_> {
            let annotation = fs::read_to_string(path).with_context(|| path.display().to_string())?;
            article.read(&annotation).with_context(|| path.display().to_string())
        };
        let mut tally = Tally::default();
        for file in &files {
            let (attributions, dropped) = read(&gold.join(file))?;
            score.dropped += dropped;
            let answers = [predicted.join(file), predicted.join(format!("{name}.ann"))];
            let answer = answers.iter().find(|path| path.exists());
            let answer = answer.map(|path| read(path)).transpose()?.unwrap_or_default().0;
            tally.add(&article.score(&attributions, &answer, tau), 1. / files.len() as f64);
        }
        score.articles += 1;
        score.tally.add(&tally, 1.);
    }
    Ok(score)
}

/// The articles in order of their first files, each with its files.
fn articles(files: Vec<String>) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for file in files {
        let name = article_of(&file);
        match out.iter_mut().find(|article| article.0 == name) {
            Some(article) => article.1.push(file),
            None => out.push((name.to_owned(), vec![file])),
        }
    }
    out
}

/// The file's name without ending and annotator (four hexadecimal digits after an underscore).
fn article_of(file: &str) -> &str {
    let stem = file.strip_suffix(".ann").unwrap_or(file);
    let hexadecimal = |mark: &str| mark.len() == 4 && mark.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    stem.rsplit_once('_').filter(|(_, mark)| hexadecimal(mark)).map_or(stem, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Aides warned on Friday that the pass may close. \"We wait,\" Mr. Osei told the press.\n";

    fn annotation(parts: &[(&str, &str)], events: &[&str]) -> String {
        let mut out = Vec::new();
        for (i, (role, words)) in parts.iter().enumerate() {
            let start = TEXT.find(words).unwrap();
            out.push(format!("T{}\t{role} {start} {}\t{words}\n", i + 1, start + words.len()));
        }
        out.extend(events.iter().enumerate().map(|(i, event)| format!("E{}\t{event}\n", i + 1)));
        out.concat()
    }

    fn scored(predicted: &str) -> Score {
        let parts = [
            ("Source", "Aides"),
            ("Cue", "warned"),
            ("Content", "the pass may close"),
            ("Source", "Mr. Osei"),
            ("Cue", "told"),
            ("Content", "\"We wait,\""),
        ];
        let events = ["Attribution:T2 Source:T1 Cue:T2 Content:T3", "Attribution:T5 Source:T4 Cue:T5 Content:T6"];
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for (name, content) in [
            ("text/a.txt", TEXT.to_owned()),
            ("gold/a_00ff.ann", annotation(&parts, &events)),
            ("found/a.ann", predicted.replace("GOLD", &annotation(&parts, &events))),
        ] {
            fs::create_dir_all(path(name).parent().unwrap()).unwrap();
            fs::write(path(name), content).unwrap();
        }
        score(&path("gold"), &path("found"), None, 0.5).unwrap()
    }

    #[test]
    fn gold_against_itself_is_all_right() {
        let score = scored("GOLD");
        assert!(score.rows().iter().all(|row| (row.1.f1 - 100.).abs() < 1e-9), "{}", score.table());
        assert!((score.indirect_recall() - 100.).abs() < 1e-9);
    }

    #[test]
    fn nothing_found_is_zero() {
        assert!(scored("").rows().iter().all(|row| row.1.f1 == 0.));
    }

    #[test]
    fn the_source_counts_in_the_relation_and_not_in_the_content() {
        let parts = [("Cue", "warned"), ("Content", "the pass may close")];
        let score = scored(&annotation(&parts, &["Attribution:T1 Cue:T1 Content:T2"]));
        assert!((score.row("relation content").unwrap().recall - 50.).abs() < 1e-9);
        assert!(score.row(AR).unwrap().recall == 0.);
        assert!(score.row("relation").is_err());
    }

    #[test]
    fn articles_stand_in_the_order_of_their_files() {
        let files = ["x-y_0001.ann", "x_0001.ann", "x_0002.ann", "x_long.ann"].map(str::to_owned);
        let names: Vec<_> = articles(files.into()).into_iter().map(|(name, files)| (name, files.len())).collect();
        assert_eq!(names, [("x-y".into(), 1), ("x".into(), 2), ("x_long".into(), 1)]);
    }
}
