//! The best one-to-one assignment: which pairs have the greatest sum (Kuhn 1955, Munkres 1957).

/// The greatest sum of `weights[row][column]` over pairs that use no row and no column twice. The rows are of one
/// length and no weight is negative. Cubic in the smaller side.
pub fn best_sum(weights: &[Vec<f64>]) -> f64 {
    let rows = weights.len();
    let columns = weights.first().map_or(0, Vec::len);
    if rows > columns {
        let turned: Vec<Vec<f64>> = (0..columns).map(|c| weights.iter().map(|row| row[c]).collect()).collect();
        return best_sum(&turned);
    }
    // Shortest augmenting paths with potentials; index 0 stands for "none", so rows and columns count from 1.
    let mut row_potential = vec![0.; rows + 1];
    let mut column_potential = vec![0.; columns + 1];
    let mut row_of = vec![0; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut before = vec![0; columns + 1];
        let mut used = vec![false; columns + 1];
        let mut column = 0;
        while row_of[column] != 0 {
            used[column] = true;
            let from = row_of[column];
            let (mut next, mut delta) = (0, f64::INFINITY);
            for c in (1..=columns).filter(|&c| !used[c]) {
                let cost = -weights[from - 1][c - 1] - row_potential[from] - column_potential[c];
                if cost < least[c] {
                    (least[c], before[c]) = (cost, column);
                }
                if least[c] < delta {
                    (delta, next) = (least[c], c);
                }
            }
            for c in 0..=columns {
                if used[c] {
                    row_potential[row_of[c]] += delta;
                    column_potential[c] -= delta;
                } else {
                    least[c] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[before[column]];
            column = before[column];
        }
    }
    (1..=columns).filter(|&c| row_of[c] != 0).map(|c| weights[row_of[c] - 1][c - 1]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tries every assignment.
    fn exhaustive(weights: &[Vec<f64>], used: &mut Vec<usize>) -> f64 {
        let Some(row) = weights.first() else { return 0. };
        let mut best = exhaustive(&weights[1..], used);
        for (column, weight) in row.iter().enumerate() {
            if !used.contains(&column) {
                used.push(column);
                best = best.max(weight + exhaustive(&weights[1..], used));
                used.pop();
            }
        }
        best
    }

    proptest::proptest! {
        #[test]
        fn nothing_sums_higher(rows in 0usize..6, columns in 0usize..6, seed in proptest::collection::vec(0u8..12, 36)) {
            let weights: Vec<Vec<f64>> =
                (0..rows).map(|r| (0..columns).map(|c| f64::from(seed[6 * r + c]) / 8.).collect()).collect();
            let found = best_sum(&weights);
            proptest::prop_assert!((found - exhaustive(&weights, &mut Vec::new())).abs() < 1e-9);
        }
    }
}
