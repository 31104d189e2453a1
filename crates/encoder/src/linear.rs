//! Linear layers on their own, as the heads on top of the encoder need them.

use crate::{
    Kernel, Matrix,
    bytes::{ByteRows, ByteWeights},
    kernel::{Job, Tiles},
};

/// Outputs of a panel of floats.
const COLUMNS: usize = 64;

/// A linear layer: row · weight + bias.
pub struct Linear {
    kind: Kind,
    kernel: Kernel,
}

enum Kind {
    Bytes(ByteWeights),
    Floats(FloatWeights),
}

impl Linear {
    pub(crate) fn of_bytes(weights: ByteWeights, kernel: Kernel) -> Self {
        Self { kind: Kind::Bytes(weights), kernel }
    }

    /// A layer of weights [outputs, inputs], one output for each value of `bias`; neither is zero.
    pub(crate) fn of_floats(weights: &[f32], inputs: usize, bias: &[f32], kernel: Kernel) -> Self {
        Self { kind: Kind::Floats(FloatWeights::new(weights, inputs, bias)), kernel }
    }

    /// How many values a row has that goes in.
    pub fn inputs(&self) -> usize {
        match &self.kind {
            Kind::Bytes(weights) => weights.inputs(),
            Kind::Floats(weights) => weights.inputs,
        }
    }

    /// How many values a row has that comes out.
    pub fn outputs(&self) -> usize {
        match &self.kind {
            Kind::Bytes(weights) => weights.outputs(),
            Kind::Floats(weights) => weights.outputs,
        }
    }

    /// Applies the layer to every row for itself. Int8 layers quantise the rows first.
    ///
    /// # Panics
    /// Where the rows have not as many columns as the layer has inputs.
    pub fn apply(&self, rows: &Matrix) -> Matrix {
        assert_eq!(rows.columns(), self.inputs(), "columns of the rows, inputs of the layer");
        let mut out = Matrix::zeros(rows.rows(), self.outputs());
        self.kernel.run(Apply { kind: &self.kind, rows, out: out.values_mut() });
        out
    }
}

struct Apply<'a> {
    kind: &'a Kind,
    rows: &'a Matrix,
    out: &'a mut [f32],
}

impl Job for Apply<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self, tiles: impl Tiles) {
        match self.kind {
            Kind::Bytes(weights) => {
                let mut bytes = ByteRows::default();
                bytes.set(self.rows.values(), self.rows.columns());
                weights.apply(tiles, &bytes, self.out, |x| x);
            }
            Kind::Floats(weights) => weights.apply(self.rows.values(), self.out),
        }
    }
}

/// Float weights, packed in panels of [`COLUMNS`] outputs: for each input a line of weights.
struct FloatWeights {
    inputs: usize,
    outputs: usize,
    lines: Vec<[f32; COLUMNS]>,
    bias: Vec<[f32; COLUMNS]>,
}

impl FloatWeights {
    fn new(weights: &[f32], inputs: usize, bias: &[f32]) -> Self {
        let panels = bias.len().div_ceil(COLUMNS);
        let mut packed = Self {
            inputs,
            outputs: bias.len(),
            lines: vec![[0.0; COLUMNS]; panels * inputs],
            bias: vec![[0.0; COLUMNS]; panels],
        };
        for (output, bias) in bias.iter().enumerate() {
            let (panel, column) = (output / COLUMNS, output % COLUMNS);
            packed.bias[panel][column] = *bias;
            for (line, weight) in packed.lines[panel * inputs..].iter_mut().zip(&weights[output * inputs..][..inputs]) {
                line[column] = *weight;
            }
        }
        packed
    }

    /// Each output is a sum of its own, in the order of the inputs: it does not depend on how many are computed at once.
    #[inline(always)]
    fn apply(&self, rows: &[f32], out: &mut [f32]) {
        for (row, out) in rows.chunks_exact(self.inputs).zip(out.chunks_exact_mut(self.outputs)) {
            let panels = self.lines.chunks_exact(self.inputs).zip(&self.bias);
            for ((lines, bias), out) in panels.zip(out.chunks_mut(COLUMNS)) {
                let mut sums = [0.0; COLUMNS];
                for (x, line) in row.iter().zip(lines) {
                    for i in 0..COLUMNS {
                        sums[i] += x * line[i];
                    }
                }
                for ((out, sum), bias) in out.iter_mut().zip(&sums).zip(bias) {
                    *out = sum + bias;
                }
            }
        }
    }
}
