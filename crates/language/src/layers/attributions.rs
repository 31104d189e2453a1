//! Attribution relations: around each cue, which words are its source and which its content.
//!
//! Every word is scored against every cue near it from the two words' states and their distance, so that links need no
//! pass of their own: what is found around a cue belongs to it (as semantic role labellers do, e.g. He et al. 2018).

use std::collections::VecDeque;
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
pub const DISTANCES: usize = 24;
/// The scores of a word's role: `O, B, I` of sources and of contents.
pub const TAGS: usize = 5;

/// Takes the words and cues of a text, window by window, and finds the attributions. Of the words only those are kept
/// that a cue can still reach, so that a long text costs no more memory than a short one.
pub struct Roles<'m> {
    heads: &'m Heads,
    /// The word of the first row that is kept.
    first: usize,
    added: Vec<f32>,
    factors: Vec<f32>,
    /// The cues that wait for the words behind them, in order, each with what the roles know of it.
    waiting: VecDeque<(Range<usize>, Vec<f32>)>,
    found: Vec<Attribution>,
}

impl<'m> Roles<'m> {
    /// None so far.
    pub fn new(heads: &'m Heads) -> Self {
        Self { heads, first: 0, added: Vec::new(), factors: Vec::new(), waiting: VecDeque::new(), found: Vec::new() }
    }

    /// Adds the words of the next window, of which `first` is the first, and the cues among them.
    pub fn add(&mut self, states: &Matrix, read: &Read<'_>, first: usize, cues: Vec<Range<usize>>) {
        self.added.extend_from_slice(read.role_added.values());
        self.factors.extend_from_slice(read.role_factor.values());
        if !cues.is_empty() {
            let projected = self.heads.cue.apply(&cue_states(states, first, &cues));
            self.waiting.extend(cues.into_iter().enumerate().map(|(i, cue)| (cue, projected.row(i).to_vec())));
        }
        let words = self.words();
        self.settle(|cue| cue.end + REACH <= words);
        self.forget();
    }

    /// The attributions of the text, in the order of their cues.
    pub fn finish(mut self) -> Vec<Attribution> {
        self.settle(|_| true);
        self.found
    }

    /// How many words there were so far.
    fn words(&self) -> usize {
        self.first + self.added.len() / WIDTH
    }

    /// Finds what belongs to the first of the waiting cues, as long as one is `ready`.
    fn settle(&mut self, ready: impl Fn(&Range<usize>) -> bool) {
        while self.waiting.front().is_some_and(|(cue, _)| ready(cue))
            && let Some((cue, projected)) = self.waiting.pop_front()
        {
            self.found.extend(self.around(&cue, &projected));
        }
    }

    /// Drops the words that neither a waiting cue nor a later one can reach.
    fn forget(&mut self) {
        let next = self.waiting.front().map_or(self.words(), |(cue, _)| cue.start);
        let past = next.saturating_sub(REACH).saturating_sub(self.first);
        self.added.drain(..past * WIDTH);
        self.factors.drain(..past * WIDTH);
        self.first += past;
    }

    /// What belongs to a cue; nothing where there is no content.
    fn around(&self, cue: &Range<usize>, projected: &[f32]) -> Option<Attribution> {
        let near = cue.start.saturating_sub(REACH)..(cue.end + REACH).min(self.words());
        let scores = self.scores(cue, projected, &near);
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

    /// The scores of the roles of the words near a cue, one row a word, relative to "no role", so that the mean over a
    /// span tells how sure it is.
    fn scores(&self, cue: &Range<usize>, projected: &[f32], near: &Range<usize>) -> Matrix {
        let (plus, times) = projected.split_at(WIDTH);
        let mut hidden = Matrix::zeros(near.len(), WIDTH);
        for (row, word) in near.clone().enumerate() {
            let kept = (word - self.first) * WIDTH..(word + 1 - self.first) * WIDTH;
            let (added, factors) = (&self.added[kept.clone()], &self.factors[kept]);
            let far = self.heads.role_distance.row(distance_class(word, cue));
            let out = hidden.row_mut(row);
            for k in 0..WIDTH {
                out[k] = (added[k] + plus[k] + far[k] + factors[k] * times[k]).max(0.0);
            }
        }
        let mut scores = self.heads.role.apply(&hidden);
        for row in 0..scores.rows() {
            let none = scores.row(row)[0];
            scores.row_mut(row).iter_mut().for_each(|score| *score -= none);
        }
        scores
    }
}

/// The mean state of each cue's words; row 0 of `states` is the word `first`.
fn cue_states(states: &Matrix, first: usize, cues: &[Range<usize>]) -> Matrix {
    let mut means = Matrix::zeros(cues.len(), states.columns());
    for (i, cue) in cues.iter().enumerate() {
        let mean = means.row_mut(i);
        for word in cue.clone() {
            mean.iter_mut().zip(states.row(word - first)).for_each(|(sum, x)| *sum += x);
        }
        for sum in mean.iter_mut() {
            *sum /= cue.len() as f32;
        }
    }
    means
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
    use servanda_encoder::Matrix;

    use super::{REACH, Roles, WIDTH, distance_class, magnitude};
    use crate::{Attribution, Layers};

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

    /// The attributions of words with made-up states, a cue at every 37th, given in windows of so many words; and the
    /// most words that were kept after a window.
    fn in_windows(words: usize, window: usize) -> (Vec<Attribution>, usize) {
        let heads = &Layers::builtin().unwrap().heads;
        let mut roles = Roles::new(heads);
        let mut most = 0;
        for first in (0..words).step_by(window) {
            let own = first..(first + window).min(words);
            let width = heads.cue.inputs();
            let value = |i: usize| ((i * i * 7 + i * 13) % 101) as f32 / 10.0 - 7.0;
            let states = Matrix::from_values(width, (own.start * width..own.end * width).map(value).collect());
            let cues = own.filter(|word| word % 37 == 5).map(|word| word..word + 1).collect();
            roles.add(&states, &heads.read(&states), first, cues);
            most = most.max(roles.added.len() / WIDTH);
        }
        (roles.finish(), most)
    }

    #[test]
    fn windows_change_no_attribution_and_only_words_in_reach_are_kept() {
        let (whole, _) = in_windows(1200, 1200);
        let is_far = |found: &&Attribution| found.content.iter().any(|part| part.end > found.cue[0].end + REACH / 2);
        assert!(whole.len() > 5 && whole.iter().filter(is_far).count() > 1, "{whole:?}");
        for window in [7, 100, 400] {
            let (found, most) = in_windows(1200, window);
            assert_eq!(found, whole);
            // A cue that waits, what it reaches before it, and less than that behind it.
            assert!(most <= 2 * REACH, "{most}");
        }
    }
}
