//! Bare surnames of many name traditions, and words that look like one and are none: are they tagged as people?
//!
//! The sentences (`surnames.tsv`) are our own, written by somebody who knew neither the model nor what it was trained on.
//! Each marks one stretch. A surname is right if an entity of kind person covers exactly that stretch; a trap is right
//! if no person overlaps it.

use std::collections::BTreeMap;

use anyhow::Context;
use rayon::prelude::*;
use servanda_formats::Source;
use servanda_language::{Annotator, EntityKind};
use servanda_model::Span;

use crate::scorers::percent;

/// id, tradition, kind (surname or trap), sentence with the stretch in double brackets.
const SENTENCES: &str = include_str!("../surnames.tsv");

/// Right and all.
type Tally = (usize, usize);

/// Prints the share that is right, by tradition; on demand the sentences that are wrong, too.
pub fn run(wrong: bool) -> anyhow::Result<()> {
    let cases = cases()?;
    let right = judge(&cases, Annotator::builtin()?)?;
    let mut groups: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, Tally> = BTreeMap::new();
    for (case, &right) in cases.iter().zip(&right) {
        let group = if case.is_trap { "traps" } else { case.tradition };
        let kind = if case.is_trap { "all traps" } else { "all surnames" };
        for tally in [groups.entry(group).or_default(), kinds.entry(kind).or_default()] {
            tally.0 += usize::from(right);
            tally.1 += 1;
        }
    }
    groups.remove("traps");
    let all = (right.iter().filter(|&&right| right).count(), right.len());
    println!("{:30}{:>8}{:>8}{:>8}", "tradition", "right", "of", "%");
    for (name, (right, of)) in groups.into_iter().chain(kinds).chain([("all", all)]) {
        println!("{name:30}{right:8}{of:8}{:8.1}", percent(right, of));
    }
    for case in cases.iter().zip(&right).filter(|(_, right)| wrong && !**right).map(|(case, _)| case) {
        println!("wrong: {}: {}", case.id, case.marked);
    }
    Ok(())
}

/// The share that is right, in percent.
pub fn share(annotator: &Annotator<'_>) -> anyhow::Result<f64> {
    let right = judge(&cases()?, annotator)?;
    Ok(percent(right.iter().filter(|&&right| right).count(), right.len()))
}

/// A sentence and the stretch that it marks.
struct Case {
    id: &'static str,
    tradition: &'static str,
    is_trap: bool,
    marked: &'static str,
    text: String,
    span: Span,
}

fn cases() -> anyhow::Result<Vec<Case>> {
    SENTENCES.lines().skip(1).map(|line| Case::new(line).with_context(|| format!("surnames.tsv: {line}"))).collect()
}

impl Case {
    fn new(line: &'static str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, tradition, kind, marked] = columns.as_slice() else { return None };
        let (before, rest) = marked.split_once("[[")?;
        let (stretch, after) = rest.split_once("]]")?;
        let span = Span::new(before.len(), before.len() + stretch.len());
        let is_trap = match kind {
            "trap" => true,
            "surname" => false,
            _ => return None,
        };
        Some(Self { id, tradition, is_trap, marked, text: format!("{before}{stretch}{after}"), span })
    }

    /// Whether the people that were found are right here.
    fn is_right(&self, people: &[Span]) -> bool {
        if self.is_trap { !people.iter().any(|person| person.overlaps(self.span)) } else { people.contains(&self.span) }
    }
}

/// Which cases are right, each sentence read alone.
fn judge(cases: &[Case], annotator: &Annotator<'_>) -> anyhow::Result<Vec<bool>> {
    let judged = cases.par_iter().map(|case| -> anyhow::Result<bool> {
        let source = Source::read("sentence.txt", case.text.clone().into_bytes())?;
        let mut people = Vec::new();
        for annotated in source.annotate(annotator) {
            let found = annotated.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
            people.extend(found.filter_map(|entity| annotated.span_of(entity.first..entity.end)));
        }
        Ok(case.is_right(&people))
    });
    judged.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn there_are_ten_sentences_of_each_of_fifteen_traditions_and_fifty_traps() {
        let cases = cases().unwrap();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        cases.iter().filter(|case| !case.is_trap).for_each(|case| *counts.entry(case.tradition).or_default() += 1);
        assert_eq!((counts.len(), cases.iter().filter(|case| case.is_trap).count()), (15, 50));
        assert!(counts.values().all(|&count| count == 10), "{counts:?}");
        let ids: BTreeSet<&str> = cases.iter().map(|case| case.id).collect();
        let texts: BTreeSet<&str> = cases.iter().map(|case| case.text.as_str()).collect();
        assert_eq!((ids.len(), texts.len()), (200, 200));
    }

    #[test]
    fn a_surname_must_be_hit_exactly_and_a_trap_not_at_all() {
        let surname = Case::new("x\tSlavic\tsurname\tIn May [[Novak]] left.").unwrap();
        assert_eq!(surname.span.of(&surname.text), "Novak");
        assert!(surname.is_right(&[Span::new(7, 12)]) && !surname.is_right(&[Span::new(3, 12)]));
        let trap = Case::new("x\t–\ttrap\tIn [[May]] Novak left.").unwrap();
        assert!(trap.is_right(&[Span::new(7, 12)]) && !trap.is_right(&[Span::new(3, 12)]));
    }
}
