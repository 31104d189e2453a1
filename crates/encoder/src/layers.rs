//! The encoder's layers: from the embedded pieces of a window to their last hidden states.

use crate::{
    attention::Attention,
    bytes::{ByteRows, ByteWeights},
    kernel::{Job, Tiles},
    math::{gelu, layer_norm},
};

/// As in BERT.
const EPSILON: f32 = 1e-12;
/// Rows that go through the feed-forward part together: as many as stay in the cache with what comes of them.
const CHUNK: usize = 64;

/// Weight and bias of a layer normalisation.
pub(crate) struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Norm {
    #[inline(always)]
    fn apply(&self, row: &mut [f32]) {
        layer_norm(row, &self.weight, &self.bias, EPSILON);
    }

    /// Adds to each row of `states` that of `change`, and normalises the sums.
    #[inline(always)]
    fn add(&self, states: &mut [f32], change: &[f32]) {
        let columns = self.weight.len();
        for (state, change) in states.chunks_exact_mut(columns).zip(change.chunks_exact(columns)) {
            for (state, change) in state.iter_mut().zip(change) {
                *state += change;
            }
            self.apply(state);
        }
    }
}

/// One layer.
pub(crate) struct Layer {
    pub qkv: ByteWeights,
    pub attention: ByteWeights,
    pub attention_norm: Norm,
    pub up: ByteWeights,
    pub down: ByteWeights,
    pub norm: Norm,
}

/// All layers, and the normalisation before the first.
pub(crate) struct Layers {
    pub norm: Norm,
    pub all: Vec<Layer>,
    pub heads: usize,
}

/// Takes a window through the layers, in place: a row is the sum of a piece's embeddings.
pub(crate) struct Run<'m, 's> {
    pub layers: &'m Layers,
    pub states: &'s mut [f32],
}

impl Job for Run<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn run(self, tiles: impl Tiles) {
        let Self { layers: Layers { norm, all, heads }, states } = self;
        let hidden = norm.weight.len();
        states.chunks_exact_mut(hidden).for_each(|row| norm.apply(row));

        let mut bytes = ByteRows::default();
        let mut attention = Attention::new(*heads, hidden / heads);
        let mut qkv = vec![0.0; 3 * states.len()];
        let mut mixed = vec![0.0; states.len()];
        let mut change = vec![0.0; CHUNK * hidden];
        let mut inner = vec![0.0; CHUNK * all.first().map_or(0, |layer| layer.up.outputs())];
        for layer in all {
            bytes.set(states, hidden);
            layer.qkv.apply(tiles, &bytes, &mut qkv, |x| x);
            attention.apply(tiles, &qkv, &mut mixed);
            for (states, mixed) in states.chunks_mut(CHUNK * hidden).zip(mixed.chunks(CHUNK * hidden)) {
                let change = &mut change[..states.len()];
                let inner = &mut inner[..states.len() / hidden * layer.up.outputs()];
                bytes.set(mixed, hidden);
                layer.attention.apply(tiles, &bytes, change, |x| x);
                layer.attention_norm.add(states, change);
                bytes.set(states, hidden);
                layer.up.apply(tiles, &bytes, inner, gelu);
                bytes.set(inner, layer.up.outputs());
                layer.down.apply(tiles, &bytes, change, |x| x);
                layer.norm.add(states, change);
            }
        }
    }
}
