//! The integer products in plain Rust, for CPUs without a kernel of their own and as the measure for the others.

use super::{ROWS, Step, Tile};

/// [`Tiles::bytes`](super::Tiles::bytes).
pub(super) fn bytes<const N: usize>(left: &[i32], steps: &[Step<N>], sums: &mut Tile<N>) {
    tile(left, steps, sums, |sum, left, right| {
        let (left, right) = (left.to_ne_bytes(), right.to_ne_bytes());
        (0..4).fold(sum, |sum, i| sum.wrapping_add(i32::from(left[i]) * i32::from(right[i].cast_signed())))
    });
}

/// [`Tiles::shorts`](super::Tiles::shorts).
pub(super) fn shorts<const N: usize>(left: &[i32], steps: &[Step<N>], sums: &mut Tile<N>) {
    tile(left, steps, sums, |sum, left, right| {
        let low = i32::from(left as i16) * i32::from(right as i16);
        sum.wrapping_add(low).wrapping_add((left >> 16) * (right >> 16))
    });
}

#[inline(always)]
fn tile<const N: usize>(left: &[i32], steps: &[Step<N>], sums: &mut Tile<N>, add: impl Fn(i32, i32, i32) -> i32) {
    for (row, sums) in left.chunks_exact(steps.len()).zip(sums.iter_mut().take(ROWS)) {
        for (&left, step) in row.iter().zip(steps) {
            for (sums, line) in sums.iter_mut().zip(step) {
                for (sum, &right) in sums.0.iter_mut().zip(&line.0) {
                    *sum = add(*sum, left, right);
                }
            }
        }
    }
}
