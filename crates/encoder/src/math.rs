//! Float arithmetic in a fixed order, so that every kernel gives the same bits: no fused multiply-add, no functions of
//! the platform's library, sums in lanes.

/// Adding it to a number below 2²² in size rounds that number half to even; the lowest bits of the sum are then those
/// of the integer, in two's complement.
pub(crate) const ROUND: f32 = 12_582_912.0;

/// Partial sums of a long sum, one a lane.
const LANES: usize = 32;

/// The sum of `f` over `xs`: 32 partial sums, then their halves added up.
#[inline(always)]
fn sum_of(xs: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (chunks, rest) = xs.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane += f(x);
        }
    }
    for (lane, &x) in lanes.iter_mut().zip(rest) {
        *lane += f(x);
    }
    let mut width = LANES / 2;
    while width > 0 {
        for i in 0..width {
            lanes[i] += lanes[i + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// The largest absolute value.
#[inline(always)]
pub(crate) fn max_abs(xs: &[f32]) -> f32 {
    // Of numbers without sign the bits are in the same order as the values.
    f32::from_bits(xs.iter().fold(0, |max, x| max.max(x.to_bits() & 0x7fff_ffff)))
}

/// Layer normalisation in place (Ba et al. 2016).
#[inline(always)]
pub(crate) fn layer_norm(row: &mut [f32], weight: &[f32], bias: &[f32], epsilon: f32) {
    let count = row.len() as f32;
    let mean = sum_of(row, |x| x) / count;
    let variance = sum_of(row, |x| (x - mean) * (x - mean)) / count;
    let scale = 1.0 / (variance + epsilon).sqrt();
    for ((x, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
        *x = (*x - mean) * scale * weight + bias;
    }
}

/// GELU, x·Φ(x), to 1e-5: what is missing from the ramp, |x|·Φ(−|x|), as a minimax polynomial up to |x| = 4.6.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    const END: f32 = 4.6;
    const MISSING: [f32; 12] = [
        0.024_660_423,
        -0.054_399_062,
        0.046_670_146,
        -0.014_149_25,
        -0.006_119_172_6,
        0.006_829_675_8,
        -0.001_753_459_3,
        -0.000_396_712_25,
        0.000_268_214_7,
        -1.216_086e-5,
        -1.225_668e-5,
        1.539_911e-6,
    ];
    let size = x.abs();
    let at = if size < END { size } else { END } - END / 2.0;
    let ramp = if x > 0.0 { x } else { 0.0 };
    ramp - polynomial(at, MISSING)
}

/// 2^x to 3e-6 of itself, for −126 < x < 127: a minimax polynomial between the whole powers.
#[inline(always)]
pub(crate) fn exp2(x: f32) -> f32 {
    const PART: [f32; 5] = [0.999_999_3, 0.693_121_8, 0.240_247_44, 0.055_917_863, 0.009_570_102];
    let shifted = x + ROUND;
    let part = polynomial(x - (shifted - ROUND), PART);
    f32::from_bits(part.to_bits().wrapping_add(shifted.to_bits() << 23))
}

#[inline(always)]
fn polynomial<const N: usize>(x: f32, coefficients: [f32; N]) -> f32 {
    let mut sum = coefficients[N - 1];
    for &coefficient in coefficients[..N - 1].iter().rev() {
        sum = sum * x + coefficient;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gelu_is_within_a_hundred_thousandth() {
        // Φ by its series (Marsaglia 2004) in double precision.
        let exact = |x: f64| {
            let (mut sum, mut term, mut i) = (x, x, 1.0);
            while term.abs() > 1e-17 {
                i += 2.0;
                term *= x * x / i;
                sum += term;
            }
            x * (0.5 + sum * (-x * x / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt())
        };
        for i in -7000..7000_i16 {
            let x = f32::from(i) / 1000.0;
            let error = f64::from(gelu(x)) - exact(f64::from(x));
            assert!(error.abs() < 1.2e-5, "{x}: {error}");
        }
    }

    #[test]
    fn exp2_is_within_three_millionths() {
        for i in -2000..2000_i16 {
            let x = f32::from(i) / 100.0;
            let error = f64::from(exp2(x)) / f64::from(x).exp2() - 1.0;
            assert!(error.abs() < 3e-6, "{x}: {error}");
        }
    }

    #[test]
    fn sums_take_in_what_does_not_fill_the_lanes() {
        let xs: Vec<f32> = (0..75_u8).map(f32::from).collect();
        assert!((sum_of(&xs, |x| x) - 2775.0).abs() < f32::EPSILON);
        assert!((max_abs(&[-3.0, 2.0]) - 3.0).abs() < f32::EPSILON);
    }
}
