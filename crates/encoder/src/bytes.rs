//! Products of rows of floats with int8 weights: the rows are quantised one by one, sums are exact integers.

use crate::{
    kernel::{BYTE_LINES, Line, ROWS, Step, Tiles},
    math::{ROUND, max_abs},
};

/// Columns of a step.
const COLUMNS: usize = BYTE_LINES * 16;
/// Bytes of a group.
const GROUP: usize = 4;

/// Rows as bytes: row `i` is about `scales[i]` × (byte − 128), where the largest absolute value is 127. The rows are
/// padded to whole tiles, each row to whole groups.
#[derive(Default)]
pub(crate) struct ByteRows {
    groups: Vec<i32>,
    scales: Vec<f32>,
    steps: usize,
}

impl ByteRows {
    /// Quantises rows of `columns` values, in the place of what was held.
    #[inline(always)]
    pub fn set(&mut self, values: &[f32], columns: usize) {
        self.steps = columns.div_ceil(GROUP);
        let rows = values.len() / columns;
        self.scales.clear();
        self.groups.resize(rows.next_multiple_of(ROWS) * self.steps, 0);
        for (row, groups) in values.chunks_exact(columns).zip(self.groups.chunks_exact_mut(self.steps)) {
            self.scales.push(quantise(row, bytemuck::cast_slice_mut(groups)));
        }
    }
}

/// Writes a row as bytes and gives their scale. Halves are rounded to even.
#[inline(always)]
fn quantise(row: &[f32], bytes: &mut [u8]) -> f32 {
    let max = max_abs(row);
    let inverse = if max > f32::MIN_POSITIVE { 127.0 / max } else { 0.0 };
    for (byte, x) in bytes.iter_mut().zip(row) {
        *byte = (x * inverse + (ROUND + 128.0)).to_bits() as u8;
    }
    max / 127.0
}

/// The weights and biases of a linear layer, packed for [`Tiles::bytes`].
pub(crate) struct ByteWeights {
    inputs: usize,
    outputs: usize,
    /// A panel of `inputs / 4` steps for each 48 outputs.
    steps: Vec<Step<BYTE_LINES>>,
    panels: Vec<Panel>,
}

/// What the 48 outputs of a panel need beside its steps, in lines.
#[derive(Clone, Copy)]
struct Panel {
    /// What the sums start from: it takes back the 128 that is in each byte of the left side.
    starts: Step<BYTE_LINES>,
    scales: [[f32; 16]; BYTE_LINES],
    bias: [[f32; 16]; BYTE_LINES],
}

impl ByteWeights {
    /// Packs weights [outputs, inputs] with one scale and one bias an output.
    pub fn new(weights: &[i8], inputs: usize, scales: &[f32], bias: &[f32]) -> Self {
        let outputs = scales.len();
        let panels = outputs.div_ceil(COLUMNS);
        let per_panel = inputs.div_ceil(GROUP);
        let nothing = [[0.0; 16]; BYTE_LINES];
        let empty = Panel { starts: [Line::ZERO; BYTE_LINES], scales: nothing, bias: nothing };
        let mut packed = Self {
            inputs,
            outputs,
            steps: vec![[Line::ZERO; BYTE_LINES]; panels * per_panel],
            panels: vec![empty; panels],
        };
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let (at, n, lane) = (output / COLUMNS, output % COLUMNS / 16, output % 16);
            for (step, group) in packed.steps[at * per_panel..].iter_mut().zip(row.chunks(GROUP)) {
                let mut bytes = [0; GROUP];
                for (byte, weight) in bytes.iter_mut().zip(group) {
                    *byte = weight.cast_unsigned();
                }
                step[n].0[lane] = i32::from_ne_bytes(bytes);
            }
            let panel = &mut packed.panels[at];
            panel.starts[n].0[lane] = -128 * row.iter().map(|&weight| i32::from(weight)).sum::<i32>();
            panel.scales[n][lane] = scales[output];
            panel.bias[n][lane] = bias[output];
        }
        packed
    }

    /// How many values a row has that goes in.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many values a row has that comes out.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Writes `then`(row · weight × scales + bias) for all rows.
    #[inline(always)]
    pub fn apply(&self, tiles: impl Tiles, rows: &ByteRows, out: &mut [f32], then: impl Fn(f32) -> f32 + Copy) {
        let panels = self.steps.chunks_exact(rows.steps).zip(&self.panels);
        for ((steps, panel), first) in panels.zip((0..).step_by(COLUMNS)) {
            let blocks = rows.groups.chunks_exact(ROWS * rows.steps).zip(rows.scales.chunks(ROWS));
            for ((left, scales), out) in blocks.zip(out.chunks_mut(ROWS * self.outputs)) {
                let mut sums = [panel.starts; ROWS];
                tiles.bytes(left, steps, &mut sums);
                for ((out, sums), scale) in out.chunks_exact_mut(self.outputs).zip(&sums).zip(scales) {
                    panel.finish(sums, *scale, &mut out[first..], then);
                }
            }
        }
    }
}

impl Panel {
    /// Writes what comes of one row's sums: as many values as there is room for.
    #[inline(always)]
    fn finish(&self, sums: &Step<BYTE_LINES>, scale: f32, out: &mut [f32], then: impl Fn(f32) -> f32) {
        let mut values = [[0.0; 16]; BYTE_LINES];
        for (((values, sums), scales), bias) in values.iter_mut().zip(sums).zip(&self.scales).zip(&self.bias) {
            for (((value, sum), own), bias) in values.iter_mut().zip(&sums.0).zip(scales).zip(bias) {
                *value = then(*sum as f32 * (scale * own) + bias);
            }
        }
        // A copy of known length is a few instructions, another a call.
        let values: [f32; COLUMNS] = bytemuck::must_cast(values);
        match out.first_chunk_mut() {
            Some(out) => *out = values,
            None => out.copy_from_slice(&values[..out.len()]),
        }
    }
}
