//! Time expressions in TimeML (TIMEX3), after TempEval-3 (UzZaman et al. 2013): the same protocol as the development
//! data's `times.py`, to the last digit.
//!
//! A gold and a system expression match relaxed when they overlap (each is used once, an equal span first), strict when
//! the spans are equal; type and value count the relaxed matches whose attribute is equal. F1 = 2 × hits / (gold +
//! system). Only what stands inside `<TEXT>` counts: the document date is given, not scored. Positions are characters
//! that are no blanks; a system text that differs is aligned with the gold's.

mod align;
mod timeml;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use serde_json::Value;

use super::{Prf, as_text, files_of};
use timeml::{Expression, parse};

/// What is counted, in this order.
const MEASURES: [&str; 4] = ["relaxed", "strict", "type", "value"];

/// What came of scoring.
#[derive(Debug, Default)]
pub struct Score {
    files: usize,
    without: usize,
    aligned: usize,
    gold: usize,
    system: usize,
    hits: [usize; 4],
    errors: Vec<String>,
}

impl Score {
    /// Expressions found, in percent.
    pub fn relaxed(&self) -> Prf {
        self.prf(self.hits[0])
    }

    /// Expressions found with the right value, in percent.
    pub fn value(&self) -> Prf {
        self.prf(self.hits[3])
    }

    fn prf(&self, hits: usize) -> Prf {
        let share = |factor: usize, of: usize| if of == 0 { 0. } else { (factor * hits) as f64 / of as f64 };
        Prf {
            precision: share(100, self.system),
            recall: share(100, self.gold),
            f1: share(200, self.gold + self.system),
        }
    }

    fn rows(&self) -> impl Iterator<Item = (&'static str, Prf)> {
        MEASURES.into_iter().zip(self.hits.map(|hits| self.prf(hits)))
    }

    /// Every figure of the table.
    pub fn json(&self) -> Value {
        self.rows().map(|(name, prf)| (name.to_owned(), prf.json())).collect()
    }

    /// The figures as a table, and the first `errors` errors.
    pub fn table(&self, errors: usize) -> String {
        let Score { files, without, aligned, gold, system, .. } = self;
        let mut lines = vec![format!(
            "files {files}  without system file {without}  text differs, aligned {aligned}  expressions: gold {gold} system {system}"
        )];
        for (name, Prf { precision, recall, f1 }) in self.rows() {
            lines.push(format!("{name:8} P {precision:5.1} R {recall:5.1} F1 {f1:5.1}"));
        }
        lines.extend(self.errors.iter().take(errors).cloned());
        as_text(lines)
    }

    fn add(&mut self, file: &str, gold: &[Expression], system: &[Expression]) {
        self.gold += gold.len();
        self.system += system.len();
        let mut used = vec![false; system.len()];
        for ours in gold {
            let overlaps = |i: &usize| !used[*i] && system[*i].start < ours.end && ours.start < system[*i].end;
            let hits: Vec<usize> = (0..system.len()).filter(overlaps).collect();
            let same = hits.iter().copied().find(|&i| (system[i].start, system[i].end) == (ours.start, ours.end));
            let Some(i) = same.or(hits.first().copied()) else {
                self.errors.push(format!("{file} missed: {ours}"));
                continue;
            };
            used[i] = true;
            let theirs = &system[i];
            let right = [true, same.is_some(), theirs.kind == ours.kind, theirs.value == ours.value];
            self.hits.iter_mut().zip(right).for_each(|(hits, right)| *hits += usize::from(right));
            if theirs.value != ours.value {
                self.errors.push(format!("{file} value: {ours}; found {theirs}"));
            }
        }
        let spurious = system.iter().zip(used).filter(|(_, used)| !used);
        self.errors.extend(spurious.map(|(theirs, _)| format!("{file} spurious: {theirs}")));
    }
}

/// Scores a folder of TimeML files against the gold files of another.
pub fn score(gold: &Path, system: &Path) -> anyhow::Result<Score> {
    let mut score = Score::default();
    for name in files_of(gold, "tml")? {
        let read = |path: &Path| -> anyhow::Result<_> {
            let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
            parse(&text).with_context(|| path.display().to_string())
        };
        let (text, expressions) = read(&gold.join(&name))?;
        score.files += 1;
        let Some(answer) = answer_to(&name, system)? else {
            score.without += 1;
            score.add(&name, &expressions, &[]);
            continue;
        };
        let (answer_text, mut found) = read(&answer)?;
        if answer_text != text {
            score.aligned += 1;
            found = align::moved(&answer_text, &text, found);
        }
        score.add(&name, &expressions, &found);
    }
    Ok(score)
}

/// The system's file for gold `X.tml`: `X.tml`, `X.tml.tml`, `X.xml` or the first `X.tml.*.tml`.
fn answer_to(gold: &str, system: &Path) -> anyhow::Result<Option<PathBuf>> {
    let stem = gold.strip_suffix(".tml").unwrap_or(gold);
    let exact = [gold.to_owned(), format!("{gold}.tml"), format!("{stem}.xml")];
    if let Some(path) = exact.iter().map(|name| system.join(name)).find(|path| path.exists()) {
        return Ok(Some(path));
    }
    if !system.is_dir() {
        return Ok(None);
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(system).with_context(|| system.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    let long = format!("{gold}.");
    let first = names
        .into_iter()
        .filter(|name| name.strip_prefix(&long).is_some_and(|rest| rest.strip_suffix(".tml").is_some()))
        .min();
    Ok(first.map(|name| system.join(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = r#"<TEXT>They met on <TIMEX3 tid="t1" type="DATE" value="2021-05-03">Monday, 3 May</TIMEX3> for <TIMEX3 tid="t2" type="DURATION" value="P3D">three days</TIMEX3>.</TEXT>"#;

    fn against(system: &str) -> Score {
        let mut score = Score::default();
        score.add("x", &parse(GOLD).unwrap().1, &parse(system).unwrap().1);
        score
    }

    #[test]
    fn gold_against_itself_is_all_right() {
        assert!(against(GOLD).rows().all(|row| (row.1.f1 - 100.).abs() < 1e-9));
    }

    #[test]
    fn an_overlap_is_relaxed_and_the_value_counts_apart() {
        let score = against(
            r#"<TEXT>They met on Monday, <TIMEX3 type="DATE" value="2020-05-03">3 May</TIMEX3> for three
            days.</TEXT>"#,
        );
        assert_eq!((score.gold, score.system, score.hits), (2, 1, [1, 0, 1, 0]));
        assert_eq!(score.errors.len(), 2);
    }
}
