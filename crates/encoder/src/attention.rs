//! Attention among the pieces of one window, in integers.
//!
//! Queries, keys and values are quantised to shorts, for each head with one scale a window (12 bits and more), the
//! weights of attention to 12 bits. All sums are thus exact, and weights of a row sum up to one exactly.

use crate::{
    kernel::{Line, ROWS, SHORT_LINES, Step, Tiles},
    math::{ROUND, exp2, max_abs},
};

/// Columns of a step.
const COLUMNS: usize = SHORT_LINES * 16;
/// The largest weight of attention is 2 to this power.
const WEIGHT_BITS: u8 = 12;

/// Attention of all heads over a window; it keeps its buffers from call to call.
pub(crate) struct Attention {
    heads: usize,
    /// Columns of a head; even.
    width: usize,
    /// What one head sees of the window: queries, keys or values.
    head: Vec<f32>,
    queries: Vec<i32>,
    keys: Vec<Step<SHORT_LINES>>,
    values: Vec<Step<SHORT_LINES>>,
    /// Of one block of rows: scores and then weights, a number each.
    scores: Vec<i32>,
    /// Of one block of rows: weights in groups.
    weights: Vec<i32>,
}

impl Attention {
    /// For `heads` heads of `width` columns.
    pub fn new(heads: usize, width: usize) -> Self {
        Self {
            heads,
            width,
            head: Vec::new(),
            queries: Vec::new(),
            keys: Vec::new(),
            values: Vec::new(),
            scores: Vec::new(),
            weights: Vec::new(),
        }
    }

    /// From rows of queries, keys and values (all heads of each side by side) to rows of what the heads attend to.
    #[inline(always)]
    pub fn apply(&mut self, tiles: impl Tiles, qkv: &[f32], out: &mut [f32]) {
        let hidden = self.heads * self.width;
        let rows = qkv.len() / (3 * hidden);
        for first in (0..hidden).step_by(self.width) {
            let query_scale = self.set_queries(qkv, rows, first);
            let key_scale = self.set_keys(qkv, rows, hidden + first);
            let value_scale = self.set_values(qkv, rows, 2 * hidden + first);
            let sharpness = query_scale * key_scale * (std::f32::consts::LOG2_E / (self.width as f32).sqrt());
            for (block, out) in out.chunks_mut(ROWS * hidden).enumerate() {
                self.score(tiles, block);
                let totals = self.weigh(rows, sharpness);
                self.mix(tiles, totals.map(|total| value_scale / total as f32), out, first);
            }
        }
    }

    /// Takes the columns of one head, from `first` on, out of the rows; gives the scale that brings them to `bound`, and
    /// its inverse.
    #[inline(always)]
    fn take(&mut self, qkv: &[f32], first: usize, bound: i32) -> (f32, f32) {
        self.head.clear();
        for row in qkv.chunks_exact(3 * self.heads * self.width) {
            self.head.extend_from_slice(&row[first..][..self.width]);
        }
        let max = max_abs(&self.head);
        let bound = bound.min(i32::from(i16::MAX)) as f32;
        (max / bound, if max > f32::MIN_POSITIVE { bound / max } else { 0.0 })
    }

    /// The largest query and key, so that a score stays below 2³⁰.
    fn bound(&self) -> i32 {
        ((1 << 30) / self.width).isqrt() as i32
    }

    #[inline(always)]
    fn set_queries(&mut self, qkv: &[f32], rows: usize, first: usize) -> f32 {
        let (scale, inverse) = self.take(qkv, first, self.bound());
        let steps = self.width / 2;
        self.queries.resize(rows.next_multiple_of(ROWS) * steps, 0);
        for (row, groups) in self.head.chunks_exact(self.width).zip(self.queries.chunks_exact_mut(steps)) {
            let (low, high) = row.split_at(steps);
            for ((group, low), high) in groups.iter_mut().zip(low).zip(high) {
                *group = group_of(*low, *high, inverse);
            }
        }
        scale
    }

    /// A panel for each 32 keys; a step is a pair of columns.
    #[inline(always)]
    fn set_keys(&mut self, qkv: &[f32], rows: usize, first: usize) -> f32 {
        let (scale, inverse) = self.take(qkv, first, self.bound());
        let steps = self.width / 2;
        self.keys.clear();
        self.keys.resize(rows.div_ceil(COLUMNS) * steps, [Line::ZERO; SHORT_LINES]);
        for (at, row) in self.head.chunks_exact(self.width).enumerate() {
            let panel = &mut self.keys[at / COLUMNS * steps..][..steps];
            let (low, high) = row.split_at(steps);
            for ((step, low), high) in panel.iter_mut().zip(low).zip(high) {
                step[at % COLUMNS / 16].0[at % 16] = group_of(*low, *high, inverse);
            }
        }
        scale
    }

    /// A panel for each 32 columns; a step is a pair of keys, the one sixteen after the other.
    #[inline(always)]
    fn set_values(&mut self, qkv: &[f32], rows: usize, first: usize) -> f32 {
        let padded = rows.next_multiple_of(COLUMNS);
        let bound = i32::MAX / ((padded as i32) << WEIGHT_BITS);
        let (scale, inverse) = self.take(qkv, first, bound);
        self.head.resize(padded * self.width, 0.0);
        self.values.clear();
        for columns in (0..self.width).step_by(COLUMNS) {
            let width = COLUMNS.min(self.width - columns);
            for keys in self.head.chunks_exact(COLUMNS * self.width) {
                let (low, high) = keys.split_at(16 * self.width);
                for (low, high) in low.chunks_exact(self.width).zip(high.chunks_exact(self.width)) {
                    let mut groups = [0; COLUMNS];
                    let pairs = low[columns..][..width].iter().zip(&high[columns..][..width]);
                    for (group, (low, high)) in groups.iter_mut().zip(pairs) {
                        *group = group_of(*low, *high, inverse);
                    }
                    self.values.push(bytemuck::must_cast::<_, [[i32; 16]; SHORT_LINES]>(groups).map(Line));
                }
            }
        }
        scale
    }

    /// Scores of a block of queries with all keys.
    #[inline(always)]
    fn score(&mut self, tiles: impl Tiles, block: usize) {
        let steps = self.width / 2;
        let keys = self.keys.len() / steps * COLUMNS;
        self.scores.resize(ROWS * keys, 0);
        let queries = &self.queries[block * ROWS * steps..][..ROWS * steps];
        for (at, panel) in self.keys.chunks_exact(steps).enumerate() {
            let mut sums = [[Line::ZERO; SHORT_LINES]; ROWS];
            tiles.shorts(queries, panel, &mut sums);
            for (scores, sums) in self.scores.chunks_exact_mut(keys).zip(&sums) {
                for (scores, line) in scores[at * COLUMNS..].chunks_exact_mut(16).zip(sums) {
                    scores.copy_from_slice(&line.0);
                }
            }
        }
    }

    /// From scores to weights (softmax); gives the sum of each row. `keys` are there, the others are padding.
    #[inline(always)]
    fn weigh(&mut self, keys: usize, sharpness: f32) -> [i32; ROWS] {
        let padded = self.scores.len() / ROWS;
        self.weights.resize(ROWS * padded / 2, 0);
        let mut totals = [0; ROWS];
        let rows = self.scores.chunks_exact_mut(padded).zip(self.weights.chunks_exact_mut(padded / 2));
        for ((scores, weights), total) in rows.zip(&mut totals) {
            let max = scores[..keys].iter().fold(i32::MIN, |max, &score| max.max(score));
            for score in scores.iter_mut() {
                *score = weight_of(score.wrapping_sub(max) as f32 * sharpness);
            }
            scores[keys..].fill(0);
            *total = scores.iter().sum();
            for (weights, scores) in weights.chunks_exact_mut(16).zip(scores.chunks_exact(COLUMNS)) {
                let (low, high) = scores.split_at(16);
                for ((weight, low), high) in weights.iter_mut().zip(low).zip(high) {
                    *weight = low | high << 16;
                }
            }
        }
        totals
    }

    /// Sums of the values by their weights.
    #[inline(always)]
    fn mix(&self, tiles: impl Tiles, scales: [f32; ROWS], out: &mut [f32], first: usize) {
        let steps = self.weights.len() / ROWS;
        for (at, panel) in self.values.chunks_exact(steps).enumerate() {
            let mut sums = [[Line::ZERO; SHORT_LINES]; ROWS];
            tiles.shorts(&self.weights, panel, &mut sums);
            let columns = at * COLUMNS..self.width.min((at + 1) * COLUMNS);
            for ((row, sums), scale) in out.chunks_exact_mut(self.heads * self.width).zip(&sums).zip(scales) {
                let row = &mut row[first..][columns.clone()];
                for (out, line) in row.chunks_mut(16).zip(sums) {
                    for (out, &sum) in out.iter_mut().zip(&line.0) {
                        *out = sum as f32 * scale;
                    }
                }
            }
        }
    }
}

/// Two numbers times `scale`, rounded to shorts, in one group.
#[inline(always)]
fn group_of(low: f32, high: f32, scale: f32) -> i32 {
    let short = |x: f32| (x * scale + ROUND).to_bits().cast_signed();
    short(low) & 0xffff | short(high) << 16
}

/// 2^x of 4096, rounded, for a score that is x octaves below the highest.
#[inline(always)]
fn weight_of(x: f32) -> i32 {
    let x = x + f32::from(WEIGHT_BITS);
    let x = if x > -2.0 { x } else { -2.0 };
    ((exp2(x) + ROUND).to_bits().wrapping_sub(ROUND.to_bits())).cast_signed()
}
