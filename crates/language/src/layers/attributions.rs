//! Attribution relations: around each cue, which words are its source and which its content.
//!
//! Every word is scored against every cue near it from the two words' states and their distance, so that links need no
//! pass of their own: what is found around a cue belongs to it (as semantic role labellers do, e.g. He et al. 2018).

use std::ops::Range;

use servanda_encoder::Matrix;

use super::heads::{Heads, Read};
use super::tags;
use crate::Attribution;

/// Width of what the roles know of a word and of a cue.
pub const WIDTH: usize = 192;
/// A source or content lies within so many words of its cue.
const REACH: usize = 160;
/// Classes of signed distance, half of them before the cue.
const DISTANCES: usize = 24;

/// Collects the words and cues of a text, and finds the attributions.
pub struct Roles<'m> {
    heads: &'m Heads,
    added: Vec<f32>,
    factors: Vec<f32>,
    states: Vec<f32>,
    width: usize,
    cues: Vec<Range<usize>>,
}

impl<'m> Roles<'m> {
    /// None so far.
    pub fn new(heads: &'m Heads) -> Self {
        Self { heads, added: Vec::new(), factors: Vec::new(), states: Vec::new(), width: 0, cues: Vec::new() }
    }

    /// Adds the words of the next window.
    pub fn add_words(&mut self, states: &Matrix, read: &Read<'_>) {
        self.width = states.columns();
        self.states.extend_from_slice(states.values());
        self.added.extend_from_slice(read.role_added.values());
        self.factors.extend_from_slice(read.role_factor.values());
    }

    /// Adds cues, as tokens.
    pub fn add_cues(&mut self, cues: Vec<Range<usize>>) {
        self.cues.extend(cues);
    }

    /// The attributions of the text, in the order of their cues.
    pub fn find(&self) -> Vec<Attribution> {
        if self.cues.is_empty() {
            return Vec::new();
        }
        let cues = self.heads.cue.apply(&self.cue_states());
        self.cues.iter().enumerate().filter_map(|(i, cue)| self.around(cue, cues.row(i))).collect()
    }

    /// The mean state of each cue's words.
    fn cue_states(&self) -> Matrix {
        let mut means = Matrix::zeros(self.cues.len(), self.width);
        for (i, cue) in self.cues.iter().enumerate() {
            let mean = means.row_mut(i);
            for word in cue.clone() {
                let state = &self.states[word * self.width..(word + 1) * self.width];
                mean.iter_mut().zip(state).for_each(|(sum, x)| *sum += x);
            }
            for sum in mean.iter_mut() {
                *sum /= cue.len() as f32;
            }
        }
        means
    }

    /// What belongs to a cue; nothing where there is no content.
    fn around(&self, cue: &Range<usize>, projected: &[f32]) -> Option<Attribution> {
        let words = self.added.len() / WIDTH;
        let near = cue.start.saturating_sub(REACH)..(cue.end + REACH).min(words);
        let (plus, times) = projected.split_at(WIDTH);
        let mut hidden = Matrix::zeros(near.len(), WIDTH);
        for (row, word) in near.clone().enumerate() {
            let added = &self.added[word * WIDTH..(word + 1) * WIDTH];
            let factors = &self.factors[word * WIDTH..(word + 1) * WIDTH];
            let far = self.heads.role_distance.row(distance_class(word, cue));
            let out = hidden.row_mut(row);
            for k in 0..WIDTH {
                out[k] = (added[k] + plus[k] + far[k] + factors[k] * times[k]).max(0.0);
            }
        }
        let mut scores = self.heads.role.apply(&hidden);
        for row in 0..scores.rows() {
            // Relative to "no role", so that the mean over a span tells how sure it is.
            let none = scores.row(row)[0];
            scores.row_mut(row).iter_mut().for_each(|score| *score -= none);
        }
        let rows: Vec<&[f32]> = (0..scores.rows()).map(|row| scores.row(row)).collect();
        let (sources, contents): (Vec<_>, Vec<_>) = tags::spans(&rows).into_iter().partition(|span| span.kind == 0);
        let at = |words: Range<usize>| near.start + words.start..near.start + words.end;
        let content: Vec<Range<usize>> = contents.into_iter().map(|span| at(span.words)).collect();
        if content.is_empty() {
            return None;
        }
        let surest = sources.into_iter().reduce(|best, span| if span.score > best.score { span } else { best });
        Some(Attribution {
            source: surest.map(|span| at(span.words)).into_iter().collect(),
            cue: vec![cue.clone()],
            content,
        })
    }
}

/// The class of a word's signed distance from a cue: each of the first four words its own, then logarithmic.
fn distance_class(word: usize, cue: &Range<usize>) -> usize {
    let half = DISTANCES / 2;
    if word < cue.start {
        half - 1 - magnitude(cue.start - word)
    } else {
        half + if word >= cue.end { magnitude(word + 1 - cue.end) } else { 0 }
    }
}

/// 0 to 4 as they are, then a class more for each factor of 2^(1/1.34), up to 11 (`distance_bucket` of the training).
fn magnitude(distance: usize) -> usize {
    // The first distances of the classes 5 to 11.
    const STARTS: [usize; 7] = [7, 12, 19, 32, 54, 90, 150];
    if distance <= 4 { distance } else { 4 + STARTS.iter().filter(|&&start| distance >= start).count() }
}

#[cfg(test)]
mod tests {
    use super::{distance_class, magnitude};

    #[test]
    fn distances_fall_into_the_classes_of_the_training() {
        let classes = |ds: &[usize]| ds.iter().map(|&d| magnitude(d)).collect::<Vec<_>>();
        assert_eq!(
            classes(&[0, 1, 4, 5, 6, 7, 11, 12, 18, 19, 31, 32, 53, 54, 89, 90, 149, 150, 999]),
            [0, 1, 4, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11]
        );
        assert_eq!(
            [distance_class(9, &(10..12)), distance_class(10, &(10..12)), distance_class(12, &(10..12))],
            [10, 12, 13]
        );
    }
}
