//! Why a file could not be read, or a layer not be written.

use thiserror::Error;

use crate::{Format, Kind, Layer};

/// Why a file could not be read, or a layer not be written.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FormatError {
    /// The file breaks its format's rules.
    #[error("line {line}: {reason}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// Offsets are kept in 32 bits.
    #[error("it is larger than 4 GiB")]
    TooLarge,
    /// TimeML without a text.
    #[error("it has no <TEXT>")]
    NoText,
    /// The format has no place for the layer.
    #[error("{format} cannot hold {layer}: it holds {}", .format.layers().join(" and "))]
    Layer {
        /// What was to be written.
        layer: Layer,
        /// And how.
        format: Format,
    },
    /// Offsets of the output would point into no file.
    #[error("brat needs plain text, into which its offsets point; this is {0}")]
    NotPlain(Kind),
    /// TimeML is of one document.
    #[error("TimeML holds one document, and this file has {0}")]
    Several(usize),
    /// The annotated texts have not the tokens of the source's.
    #[error("the annotation is that of another file")]
    Foreign,
}

impl FormatError {
    /// An error at a line (counted from 1).
    pub(crate) fn at(line: usize, reason: impl Into<String>) -> Self {
        Self::Line { line, reason: reason.into() }
    }

    /// An error at a byte of `text`, which is told as its line.
    pub(crate) fn at_byte(text: &[u8], byte: usize, reason: impl Into<String>) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        Self::at(before.split(|&b| b == b'\n').count(), reason)
    }
}
