//! The encoder on a small random model: right, and the same bits by every kernel, alone or among others.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_lossless, missing_docs)]

mod small;

use std::thread;

use servanda_encoder::{EncodeError, Encoder, Kernel, Linear, Matrix, Weights, Word};
use small::{FEATURES, HIDDEN, POSITIONS, Random};

const WORDS: [&str; 4] = ["Minister", "mets", ".", "unheard"];

fn encoder(kernel: Kernel) -> Encoder {
    let file = small::file(&small::tensors(), small::metadata());
    Encoder::new(&Weights::new(&file).unwrap().with_kernel(kernel)).unwrap()
}

/// A window of so many words.
fn window(encoder: &Encoder, words: usize) -> Vec<Word> {
    let mut random = Random(words as u64);
    let mut word = || {
        let features = FEATURES.map(|rows| random.below(rows) as u8);
        encoder.word(WORDS[random.below(WORDS.len())], &features).unwrap()
    };
    (0..words).map(|_| word()).collect()
}

fn bits(matrix: &Matrix) -> Vec<u32> {
    matrix.values().iter().map(|x| x.to_bits()).collect()
}

/// The kernels that can be compared here with the portable one; the others are named.
fn kernels() -> Vec<Kernel> {
    let (here, missing): (Vec<_>, Vec<_>) = Kernel::ALL.into_iter().partition(|kernel| kernel.is_available());
    for kernel in missing {
        eprintln!("left out: {kernel:?}, which this CPU has not");
    }
    here.into_iter().filter(|kernel| *kernel != Kernel::Portable).collect()
}

#[test]
fn every_kernel_gives_the_same_bits() {
    let portable = encoder(Kernel::Portable);
    for kernel in kernels() {
        let other = encoder(kernel);
        for words in [0, 1, 2, 5, 7, 16, 31, 40] {
            let window = window(&portable, words);
            let (one, two) = (portable.encode(&window).unwrap(), other.encode(&window).unwrap());
            assert_eq!(bits(&one), bits(&two), "{kernel:?}, {words} words");
        }
    }
}

#[test]
fn nothing_outside_a_window_has_a_part_in_it() {
    let encoder = encoder(Kernel::best());
    let windows: Vec<_> = (1..30).map(|words| window(&encoder, words)).collect();
    let encode = |window: &Vec<Word>| bits(&encoder.encode(window).unwrap());
    let alone: Vec<_> = windows.iter().map(encode).collect();
    let reversed: Vec<_> = windows.iter().rev().map(encode).collect();
    assert!(alone.iter().eq(reversed.iter().rev()));
    thread::scope(|scope| {
        let threads: Vec<_> = (0..2).map(|_| scope.spawn(|| windows.iter().map(encode).collect::<Vec<_>>())).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), alone);
        }
    });
}

#[test]
fn vectors_are_near_those_that_are_computed_plainly() {
    let tensors = small::tensors();
    let encoder = encoder(Kernel::best());
    let words = [("minister", [2, 1]), ("met", [0, 0]), ("minister", [1, 1]), (".", [0, 1])];
    let window: Vec<Word> = words.iter().map(|(text, features)| encoder.word(text, features).unwrap()).collect();
    let vectors = encoder.encode(&window).unwrap();

    let pieces = [
        (2, None),
        (4, Some([2, 1])),
        (5, Some([2, 1])),
        (6, Some([0, 0])),
        (4, Some([1, 1])),
        (5, Some([1, 1])),
        (8, Some([0, 1])),
        (3, None),
    ];
    let states = small::plain(&tensors, &pieces);
    let mean = |a: usize, b: usize| states[a].iter().zip(&states[b]).map(|(x, y)| (x + y) / 2.0).collect::<Vec<_>>();
    for (row, plain) in [mean(1, 2), mean(3, 3), mean(4, 5), mean(6, 6)].iter().enumerate() {
        for (x, plain) in vectors.row(row).iter().zip(plain) {
            assert!((f64::from(*x) - plain).abs() < 0.06, "row {row}: {x} and {plain}");
        }
    }
}

#[test]
fn linear_layers_are_near_those_that_are_computed_plainly() {
    let tensors = small::tensors();
    let file = small::file(&tensors, small::metadata());
    let mut random = Random(3);
    let rows = Matrix::from_values(HIDDEN, (0..11 * HIDDEN).map(|_| random.float()).collect());
    for (name, outputs, tolerance) in [("head", 7, 0.05), ("plain", 5, 1e-5)] {
        let linear = |kernel| Weights::new(&file).unwrap().with_kernel(kernel).linear(name).unwrap();
        let out = linear(Kernel::Portable).apply(&rows);
        assert_eq!((out.rows(), out.columns()), (11, outputs));
        for row in 0..rows.rows() {
            let row64: Vec<f64> = rows.row(row).iter().map(|&x| x.into()).collect();
            for (x, plain) in out.row(row).iter().zip(small::linear(&tensors, name, &row64)) {
                assert!((f64::from(*x) - plain).abs() < tolerance, "{name}: {x} and {plain}");
            }
        }
        for kernel in kernels() {
            assert_eq!(bits(&linear(kernel).apply(&rows)), bits(&out), "{name}, {kernel:?}");
        }
    }
}

#[test]
fn int8_layers_take_rows_of_zeros_and_no_rows() {
    let file = small::file(&small::tensors(), small::metadata());
    let head: Linear = Weights::new(&file).unwrap().linear("head").unwrap();
    let out = head.apply(&Matrix::zeros(1, HIDDEN));
    let bias = &small::table(&small::tensors(), "head.bias", 7)[0];
    assert!(out.row(0).iter().zip(bias).all(|(x, bias)| (f64::from(*x) - bias).abs() < 1e-9));
    assert_eq!(head.apply(&Matrix::zeros(0, HIDDEN)).rows(), 0);
}

#[test]
fn a_window_that_is_too_long_is_refused() {
    let encoder = encoder(Kernel::best());
    assert_eq!(encoder.max_pieces(), POSITIONS - 2);
    let word = encoder.word("met", &[0, 0]).unwrap();
    assert_eq!(encoder.encode(&vec![word; POSITIONS - 2]).unwrap().rows(), POSITIONS - 2);
    let refused = encoder.encode(&vec![word; POSITIONS - 1]);
    assert_eq!(refused, Err(EncodeError::TooLong { pieces: POSITIONS - 1, max: POSITIONS - 2 }));
}

#[test]
fn features_must_be_those_of_the_tables() {
    let encoder = encoder(Kernel::best());
    for features in [&[0_u8][..], &[3, 0], &[0, 0, 0]] {
        assert!(matches!(encoder.word("met", features), Err(EncodeError::OtherFeatures { .. })), "{features:?}");
    }
}
