//! The encoder as others use it: from words with their features to one vector a word.

use thiserror::Error;

use crate::{
    Kernel, MAX_FEATURES, Matrix, Pieces, Weights, WeightsError,
    layers::{Layer, Layers, Run},
    pieces::Vocabulary,
};

/// Positions that are not a word's: one before the window, one after it.
const MARKS: usize = 2;

/// Why a window cannot be encoded.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EncodeError {
    /// There are more pieces than positions.
    #[error("a window of {pieces} pieces, where {max} are the most")]
    TooLong {
        /// Pieces of the words.
        pieces: usize,
        /// The most that there may be: [`Encoder::max_pieces`].
        max: usize,
    },
    /// There are not as many features as tables, or one lies outside its table.
    #[error("the features {found:?}, where the tables have {sizes:?} rows")]
    OtherFeatures {
        /// What was given.
        found: Vec<u8>,
        /// The sizes of the tables.
        sizes: Vec<usize>,
    },
}

/// A word ready to be encoded, by the encoder that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its pieces.
    pub pieces: Pieces,
    features: [u8; MAX_FEATURES],
}

/// A BERT-shaped encoder with int8 weights. Threads can share it.
pub struct Encoder {
    kernel: Kernel,
    vocabulary: Vocabulary,
    word_table: Vec<i8>,
    word_scales: Vec<f32>,
    positions: Vec<f32>,
    features: Vec<Vec<f32>>,
    layers: Layers,
}

impl Encoder {
    /// Takes from the weights what the encoder needs.
    pub fn new(weights: &Weights<'_>) -> Result<Self, WeightsError> {
        let config = weights.config();
        let hidden = config.hidden;
        let (word_table, word_scales) = weights.byte_table("embeddings.word", hidden)?;
        let feature =
            |(k, rows): (usize, &usize)| weights.table(&format!("embeddings.feature.{k}"), Some(*rows), hidden);
        let layer = |i| -> Result<Layer, WeightsError> {
            let linear =
                |name, inputs, outputs| weights.byte_weights(&format!("layer.{i}.{name}"), Some(inputs), Some(outputs));
            Ok(Layer {
                qkv: linear("qkv", hidden, 3 * hidden)?,
                attention: linear("attention", hidden, hidden)?,
                attention_norm: weights.norm(&format!("layer.{i}.attention_norm"))?,
                up: linear("up", hidden, config.intermediate)?,
                down: linear("down", config.intermediate, hidden)?,
                norm: weights.norm(&format!("layer.{i}.norm"))?,
            })
        };
        let vocabulary = Vocabulary::new(weights.vocabulary()?)?;
        if vocabulary.size() != word_scales.len() {
            return Err(WeightsError::ImpossibleConfig("the vocabulary and the table of words differ in size"));
        }
        let positions = weights.table("embeddings.position", None, hidden)?;
        if positions.len() <= MARKS * hidden {
            return Err(WeightsError::ImpossibleConfig("there are no positions for words"));
        }
        Ok(Self {
            kernel: weights.kernel(),
            vocabulary,
            word_table: word_table.to_vec(),
            word_scales,
            positions,
            features: config.features.iter().enumerate().map(feature).collect::<Result<_, _>>()?,
            layers: Layers {
                norm: weights.norm("embeddings.norm")?,
                all: (0..config.layers).map(layer).collect::<Result<_, _>>()?,
                heads: config.heads,
            },
        })
    }

    /// The most pieces that the words of a window may have.
    pub fn max_pieces(&self) -> usize {
        self.positions.len() / self.hidden() - MARKS
    }

    /// Columns of a word's vector.
    pub fn hidden(&self) -> usize {
        self.layers.norm.weight.len()
    }

    /// A word, with its row in each table of features.
    pub fn word(&self, text: &str, features: &[u8]) -> Result<Word, EncodeError> {
        let sizes = self.features.iter().map(|table| table.len() / self.hidden());
        if features.len() != sizes.len()
            || features.iter().zip(sizes.clone()).any(|(&row, size)| usize::from(row) >= size)
        {
            return Err(EncodeError::OtherFeatures { found: features.to_vec(), sizes: sizes.collect() });
        }
        let mut padded = [0; MAX_FEATURES];
        padded[..features.len()].copy_from_slice(features);
        Ok(Word { pieces: self.vocabulary.pieces(text), features: padded })
    }

    /// Encodes a window of words: for each the mean of the last hidden states of its pieces. Nothing outside the window
    /// has a part in it.
    pub fn encode(&self, words: &[Word]) -> Result<Matrix, EncodeError> {
        let pieces: usize = words.iter().map(|word| word.pieces.ids().len()).sum();
        if pieces > self.max_pieces() {
            return Err(EncodeError::TooLong { pieces, max: self.max_pieces() });
        }
        let mut states = self.embed(words, pieces);
        self.kernel.run(Run { layers: &self.layers, states: &mut states });

        let hidden = self.hidden();
        let mut out = Matrix::zeros(words.len(), hidden);
        let mut rest = &states[hidden..];
        for (word, vector) in words.iter().zip(out.values_mut().chunks_exact_mut(hidden)) {
            let count = word.pieces.ids().len();
            let (own, after) = rest.split_at(count * hidden);
            own.chunks_exact(hidden).for_each(|state| add(vector, state));
            for x in vector {
                *x /= count as f32;
            }
            rest = after;
        }
        Ok(out)
    }

    /// The sums of the embeddings of all positions: piece, position, and for words their features.
    fn embed(&self, words: &[Word], pieces: usize) -> Vec<f32> {
        let hidden = self.hidden();
        let mut states = vec![0.0; (pieces + MARKS) * hidden];
        let begin = std::iter::once((self.vocabulary.begin, None));
        let end = std::iter::once((self.vocabulary.end, None));
        let inner = words.iter().flat_map(|word| word.pieces.ids().iter().map(move |&id| (id, Some(word.features))));
        let rows = states.chunks_exact_mut(hidden).zip(self.positions.chunks_exact(hidden));
        for ((state, position), (id, features)) in rows.zip(begin.chain(inner).chain(end)) {
            let scale = self.word_scales[id as usize];
            for (x, &weight) in state.iter_mut().zip(&self.word_table[id as usize * hidden..]) {
                *x = f32::from(weight) * scale;
            }
            add(state, position);
            for (table, row) in self.features.iter().zip(features.iter().flatten()) {
                add(state, &table[usize::from(*row) * hidden..][..hidden]);
            }
        }
        states
    }
}

fn add(sum: &mut [f32], xs: &[f32]) {
    for (sum, x) in sum.iter_mut().zip(xs) {
        *sum += x;
    }
}
