//! What the ranker is trained on: for each decision the features of every choice and which choices are right.

use std::fmt::Write as _;
use std::ops::Range;

use super::clusters::Clusters;
use super::draft::Draft;
use super::features;
use super::ranker::Choose;
use crate::AnnotatedText;

/// Writes the decisions of a text. `gold` gives the number of the thing that a mention with these tokens refers to.
///
/// A decision is a line for the choice "new", then one for each earlier mention, then an empty line; a line is "1" where
/// the choice is right, else "0", and the features, all with tabs between. The next decision goes on from a right choice.
pub fn decisions(
    text: &str,
    annotated: &mut AnnotatedText,
    speakers: &[Option<String>],
    gold: &dyn Fn(Range<usize>) -> Option<usize>,
) -> String {
    let mut teacher = Teacher { gold, out: String::new() };
    super::find_with(text, annotated, speakers, &mut teacher);
    teacher.out
}

struct Teacher<'g> {
    gold: &'g dyn Fn(Range<usize>) -> Option<usize>,
    out: String,
}

impl Choose for Teacher<'_> {
    fn choose(
        &mut self,
        draft: &Draft,
        clusters: &Clusters,
        mention: usize,
        candidates: &[(usize, usize)],
    ) -> Option<usize> {
        let thing = |m: usize| (self.gold)(draft.mentions[m].first..draft.mentions[m].end);
        let own = thing(mention);
        // A cluster is of the thing that any of its mentions is of.
        let right: Vec<bool> = candidates.iter().map(|&(a, _)| own.is_some() && thing(a) == own).collect();
        let mut line = |right: bool, features: &str| {
            let _ = writeln!(self.out, "{}{features}", u8::from(right));
        };
        let (broad, fine) = features::classes(draft, mention);
        let mut told = String::new();
        features::alone(draft, mention, &mut |parts| add(&mut told, [broad, fine], " new:", parts));
        line(!right.contains(&true), &told);
        for (&(a, between), &right) in candidates.iter().zip(&right) {
            told.clear();
            features::pair(draft, clusters, a, mention, between, &mut |parts| {
                add(&mut told, [broad, fine], ":", parts);
            });
            line(right, &told);
        }
        self.out.push('\n');
        candidates.iter().zip(&right).find(|(_, right)| **right).map(|(&(a, _), _)| a)
    }
}

fn add(told: &mut String, classes: [&str; 2], mark: &str, what: &[&str]) {
    for class in classes {
        told.extend(["\t", class, mark]);
        told.extend(what.iter().copied());
    }
}
