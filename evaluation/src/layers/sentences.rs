//! Sentence boundaries on raw text, after the CoNLL 2018 shared task: a sentence is right if it begins and ends where one of
//! the treebank's does.

use std::{collections::BTreeSet, ops::Range};

use rayon::prelude::*;
use servanda_language::Annotator;
use servanda_model::Document;

use crate::{corpora::Raw, scorers::Counts};

/// Our sentences of the texts against those of the treebank.
pub fn score(texts: &[Raw], annotator: &Annotator<'_>) -> Counts {
    let each: Vec<Counts> =
        texts.par_iter().map(|raw| counts(&raw.sentences, &ours(&raw.text.text, annotator))).collect();
    let mut sum = Counts::default();
    for counts in each {
        sum.add(counts, 1.);
    }
    sum
}

fn ours(text: &str, annotator: &Annotator<'_>) -> Vec<Range<usize>> {
    let annotated = annotator.document(&Document::plain(text));
    annotated.sentences.iter().map(|sentence| sentence.span.start as usize..sentence.span.end as usize).collect()
}

fn counts(gold: &[Range<usize>], predicted: &[Range<usize>]) -> Counts {
    let place = |sentence: &Range<usize>| (sentence.start, sentence.end);
    let right: BTreeSet<_> = gold.iter().map(place).collect();
    let hits = predicted.iter().filter(|sentence| right.contains(&place(sentence))).count();
    Counts { gold: gold.len() as f64, predicted: predicted.len() as f64, hits: hits as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpora::raw_texts;

    const TREEBANK: &str = "# newdoc id = a\n# newpar\n# text = Oslo agreed.\n\n# text = riga did not.\n";

    #[test]
    fn a_sentence_is_right_if_both_its_ends_are() {
        assert_eq!(counts(&[0..12, 13..26], &[0..12, 13..20, 21..26]), Counts { gold: 2., predicted: 3., hits: 1. });
    }

    #[test]
    fn what_we_do_not_part_costs_both_sentences() {
        let score = score(&raw_texts(TREEBANK), Annotator::builtin().unwrap());
        assert_eq!(score, Counts { gold: 2., predicted: 1., hits: 0. });
    }
}
