//! Runs one small BERT-shaped encoder on the CPU: int8 weights in, one vector a word out, the same bits on every CPU.
//!
//! [`Weights`] verifies a weights file; [`Encoder`] and [`Linear`] are built from it. The arithmetic is integer wherever
//! sums are long (products with weights, attention) and float in a fixed order elsewhere, so that neither the kernel nor
//! what else is encoded, nor the number of threads, changes a bit. Leaves to others: what the vectors mean, and how a
//! text is cut into windows.

mod attention;
mod bytes;
mod encoder;
mod kernel;
mod layers;
mod linear;
mod math;
mod matrix;
mod pieces;
mod weights;

pub use encoder::{EncodeError, Encoder, Word};
pub use kernel::Kernel;
pub use linear::Linear;
pub use matrix::Matrix;
pub use pieces::{MAX_WORD_PIECES, Pieces};
pub use weights::{Config, FORMAT, Weights, WeightsError};

/// The most tables of features.
pub const MAX_FEATURES: usize = 8;
