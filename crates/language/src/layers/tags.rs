//! The best sequence of `O, B, I` tags (Ramshaw and Marcus 1995) under given scores, and the spans that it marks.

use std::ops::Range;

/// A run of words that carries tags of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// Index of its kind: tags are `O, B-0, I-0, B-1, I-1, …`.
    pub kind: usize,
    /// Its words.
    pub words: Range<usize>,
    /// Mean score of its tags.
    pub score: f32,
}

/// The spans of the best sequence in which an `I` follows only the `B` or `I` of its own kind (Viterbi 1967).
///
/// `scores` has one row a word with one score a tag. Of equal sequences the one with the smaller tags wins.
pub fn spans<R: AsRef<[f32]>>(scores: &[R]) -> Vec<Tagged> {
    let tags = best(scores);
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&tag) = tags.get(at) {
        if tag == 0 {
            at += 1;
            continue;
        }
        let inside = tag + tag % 2;
        let end = (at + 1..tags.len()).find(|&k| tags[k] != inside).unwrap_or(tags.len());
        let total: f32 = (at..end).map(|k| scores[k].as_ref()[tags[k]]).sum();
        out.push(Tagged { kind: (tag - 1) / 2, words: at..end, score: total / (end - at) as f32 });
        at = end;
    }
    out
}

/// Whether tag `to` may follow tag `from`; a sequence begins after an `O`.
fn follows(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

fn best<R: AsRef<[f32]>>(scores: &[R]) -> Vec<usize> {
    let Some(count) = scores.first().map(|row| row.as_ref().len()) else { return Vec::new() };
    let mut reach = vec![f32::NEG_INFINITY; count];
    if let Some(start) = reach.first_mut() {
        *start = 0.0;
    }
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(scores.len());
    for row in scores {
        let step = |to: usize| {
            let mut from = (0, f32::NEG_INFINITY);
            for (tag, &score) in reach.iter().enumerate() {
                if follows(tag, to) && score > from.1 {
                    from = (tag, score);
                }
            }
            from
        };
        let (pointers, next): (Vec<usize>, Vec<f32>) = row
            .as_ref()
            .iter()
            .enumerate()
            .map(|(to, score)| (step(to), score))
            .map(|((tag, sum), score)| (tag, sum + score))
            .unzip();
        back.push(pointers);
        reach = next;
    }
    let mut tag = (0..count).fold(0, |best, tag| if reach[tag] > reach[best] { tag } else { best });
    let mut tags = vec![0; scores.len()];
    for (slot, pointers) in tags.iter_mut().zip(&back).rev() {
        *slot = tag;
        tag = pointers[tag];
    }
    tags
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{best, follows, spans};

    #[test]
    fn an_inside_without_a_beginning_is_no_span() {
        // I-0 scores best everywhere, but only a B-0 opens.
        let scores = [[-2.0, -1.0, -0.1], [-2.0, -3.0, -0.1]];
        let found = spans(&scores);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].words, 0..2);
    }

    #[test]
    fn kinds_do_not_mix() {
        let scores = [[-5.0, -0.1, -5.0, -5.0, -5.0], [-1.0, -5.0, -2.0, -5.0, -0.1]];
        assert_eq!(best(&scores), [1, 0]);
    }

    proptest! {
        #[test]
        fn no_other_sequence_is_better(rows in prop::collection::vec(prop::array::uniform5(-8.0f32..0.0), 1..5)) {
            let total = |tags: &[usize]| -> f32 { tags.iter().zip(&rows).map(|(&t, r)| r[t]).sum() };
            let ours = best(&rows);
            let allowed = |tags: &[usize]| follows(0, tags[0]) && tags.windows(2).all(|w| follows(w[0], w[1]));
            prop_assert!(allowed(&ours));
            for code in 0..5usize.pow(rows.len() as u32) {
                let tags: Vec<usize> = (0..rows.len()).map(|k| code / 5usize.pow(k as u32) % 5).collect();
                prop_assert!(!allowed(&tags) || total(&tags) <= total(&ours) + 1e-4);
            }
        }
    }
}
