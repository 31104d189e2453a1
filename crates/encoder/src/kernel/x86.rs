//! The integer products for x86-64, and the functions that compile a job for AVX2 and for AVX-512.

use std::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_and_si256, _mm256_madd_epi16, _mm256_set1_epi32, _mm256_setzero_si256,
    _mm256_slli_epi16, _mm256_srai_epi16, _mm256_srli_epi16, _mm512_dpbusd_epi32, _mm512_dpwssd_epi32,
    _mm512_set1_epi32, _mm512_setzero_si512,
};

use bytemuck::must_cast;

use super::{Job, Line, ROWS, Step, Tile};

/// Does a job with AVX2.
#[target_feature(enable = "avx2")]
pub(super) fn run_avx2<J: Job>(job: J) -> J::Output {
    job.run((
        |left: &[i32], steps: &[_], sums: &mut _| tile_avx2::<_, true>(left, steps, sums),
        |left: &[i32], steps: &[_], sums: &mut _| tile_avx2::<_, false>(left, steps, sums),
    ))
}

/// Does a job with AVX-512 and VNNI.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(super) fn run_avx512<J: Job>(job: J) -> J::Output {
    job.run((
        |left: &[i32], steps: &[_], sums: &mut _| tile_avx512::<_, true>(left, steps, sums),
        |left: &[i32], steps: &[_], sums: &mut _| tile_avx512::<_, false>(left, steps, sums),
    ))
}

// In the tiles there are loops and no closures: a closure has its function's instructions, and thus could not become
// part of `array::map` and the like, which have not.

/// All sums stay in registers: eight rows × `N` lines.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn tile_avx512<const N: usize, const BYTES: bool>(left: &[i32], steps: &[Step<N>], sums: &mut Tile<N>) {
    let rows: [&[i32]; ROWS] = rows_of(left, steps.len());
    let mut acc = [[_mm512_setzero_si512(); N]; ROWS];
    for r in 0..ROWS {
        for n in 0..N {
            acc[r][n] = must_cast(sums[r][n].0);
        }
    }
    for (at, step) in steps.iter().enumerate() {
        for r in 0..ROWS {
            let left = _mm512_set1_epi32(rows[r][at]);
            for n in 0..N {
                let right = must_cast(step[n].0);
                acc[r][n] = if BYTES {
                    _mm512_dpbusd_epi32(acc[r][n], left, right)
                } else {
                    _mm512_dpwssd_epi32(acc[r][n], left, right)
                };
            }
        }
    }
    for r in 0..ROWS {
        for n in 0..N {
            sums[r][n] = Line(must_cast(acc[r][n]));
        }
    }
}

/// Four rows and one line at a time: what sixteen registers hold.
#[target_feature(enable = "avx2")]
fn tile_avx2<const N: usize, const BYTES: bool>(left: &[i32], steps: &[Step<N>], sums: &mut Tile<N>) {
    const BLOCK: usize = 4;
    for (left, sums) in left.chunks_exact(BLOCK * steps.len()).zip(sums.as_chunks_mut::<BLOCK>().0) {
        let rows: [&[i32]; BLOCK] = rows_of(left, steps.len());
        for n in 0..N {
            let mut acc = [[_mm256_setzero_si256(); 2]; BLOCK];
            for r in 0..BLOCK {
                acc[r] = must_cast(sums[r][n].0);
            }
            for (at, step) in steps.iter().enumerate() {
                let right: [__m256i; 2] = must_cast(step[n].0);
                for r in 0..BLOCK {
                    let left = _mm256_set1_epi32(rows[r][at]);
                    for half in 0..2 {
                        let products =
                            if BYTES { dot_bytes(left, right[half]) } else { _mm256_madd_epi16(left, right[half]) };
                        acc[r][half] = _mm256_add_epi32(acc[r][half], products);
                    }
                }
            }
            for r in 0..BLOCK {
                sums[r][n] = Line(must_cast(acc[r]));
            }
        }
    }
}

/// Products of groups of bytes. They are widened to shorts, the even and the odd ones of each group for themselves.
#[target_feature(enable = "avx2")]
#[inline]
fn dot_bytes(left: __m256i, right: __m256i) -> __m256i {
    let left_even = _mm256_and_si256(left, _mm256_set1_epi32(0x00ff_00ff));
    let left_odd = _mm256_srli_epi16::<8>(left);
    let right_even = _mm256_srai_epi16::<8>(_mm256_slli_epi16::<8>(right));
    let right_odd = _mm256_srai_epi16::<8>(right);
    _mm256_add_epi32(_mm256_madd_epi16(left_even, right_even), _mm256_madd_epi16(left_odd, right_odd))
}

/// The first `N` rows of `count` groups.
#[inline(always)]
fn rows_of<const N: usize>(left: &[i32], count: usize) -> [&[i32]; N] {
    let mut rows = [&left[..0]; N];
    for (r, row) in rows.iter_mut().enumerate() {
        *row = &left[r * count..][..count];
    }
    rows
}
