//! A plain matrix of floats.

/// Rows of floats, one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    columns: usize,
    values: Vec<f32>,
}

impl Matrix {
    /// A matrix of `rows` rows of zeros.
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { columns, values: vec![0.0; rows * columns] }
    }

    /// A matrix of these values, row by row; what does not fill a last row is cut off.
    pub fn from_values(columns: usize, mut values: Vec<f32>) -> Self {
        values.truncate(values.len() / columns.max(1) * columns);
        Self { columns, values }
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns.max(1)
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// One row. Panics past the last.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.columns..][..self.columns]
    }

    /// One row, to write to. Panics past the last.
    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.values[row * self.columns..][..self.columns]
    }

    /// All values, row by row.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// All values, to write to.
    pub fn values_mut(&mut self) -> &mut [f32] {
        &mut self.values
    }
}
