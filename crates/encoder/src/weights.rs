//! The weights file: a safetensors file whose metadata name its format, its checksum and its configuration.

use std::collections::BTreeMap;

use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{Kernel, Linear, bytes::ByteWeights, layers::Norm};

/// The version of the weights file that this crate reads: the value of `format` in the metadata.
pub const FORMAT: &str = "servanda-language/1";

/// The most inputs of a linear layer: so many products of bytes stay below 2³¹.
const MAX_INPUTS: usize = 1 << 15;

/// Why a weights file cannot be used.
#[derive(Debug, Error)]
pub enum WeightsError {
    /// The bytes are not a safetensors file.
    #[error("the weights are no safetensors file: {0}")]
    NotSafetensors(#[from] safetensors::SafeTensorError),
    /// The file is of another format, or of another version of this one.
    #[error("the weights are of format {found:?}, but {FORMAT:?} is what can be read")]
    OtherFormat {
        /// What the file says of itself; empty where it says nothing.
        found: String,
    },
    /// The data are not what they were when the file was written.
    #[error("the weights are damaged: their SHA-256 is {found}, but should be {expected}")]
    ChecksumDiffers {
        /// What the file says.
        expected: String,
        /// What the data give.
        found: String,
    },
    /// The configuration in the metadata cannot be read.
    #[error("the configuration of the weights cannot be read: {0}")]
    UnreadableConfig(#[from] serde_json::Error),
    /// The sizes in the configuration do not fit together.
    #[error("the configuration of the weights: {0}")]
    ImpossibleConfig(&'static str),
    /// A tensor is not there.
    #[error("the weights have no tensor {0:?}")]
    NoSuchTensor(String),
    /// A tensor is of another type or shape.
    #[error("the tensor {name:?} is {found}, but should be {expected}")]
    OtherTensor {
        /// The tensor.
        name: String,
        /// Type and shape that are needed.
        expected: String,
        /// Type and shape that are there.
        found: String,
    },
    /// The vocabulary is not UTF-8.
    #[error("the vocabulary is not UTF-8: {0}")]
    UnreadableVocabulary(#[from] std::str::Utf8Error),
    /// A special piece is not in the vocabulary.
    #[error("the vocabulary has no {0}")]
    NoSuchPiece(&'static str),
}

/// The sizes of the encoder, the tables of features and the sets of labels.
#[derive(Clone, Debug, Deserialize)]
pub struct Config {
    /// Layers.
    pub layers: usize,
    /// Columns of a hidden state.
    pub hidden: usize,
    /// Heads of attention.
    pub heads: usize,
    /// Columns between the two halves of the feed-forward part.
    pub intermediate: usize,
    /// How many values each feature can have.
    pub features: Vec<usize>,
    /// Sets of labels by name, each in the order of the outputs.
    #[serde(default)]
    pub labels: BTreeMap<String, Vec<String>>,
}

impl Config {
    fn check(&self) -> Result<(), WeightsError> {
        let problem = if self.hidden == 0 || self.intermediate == 0 {
            "a size is zero"
        } else if self.heads == 0 || !self.hidden.is_multiple_of(2 * self.heads) {
            "the hidden states cannot be divided into heads of an even width"
        } else if self.hidden > MAX_INPUTS || self.intermediate > MAX_INPUTS {
            "a size is so large that sums overflow"
        } else if self.features.len() > crate::MAX_FEATURES || self.features.iter().any(|&n| n > 256) {
            "at most eight features of 256 values can be read"
        } else {
            return Ok(());
        };
        Err(WeightsError::ImpossibleConfig(problem))
    }
}

/// A weights file whose format and checksum have been found right. What is built from it packs what it needs, so that
/// the bytes can go afterwards.
pub struct Weights<'b> {
    tensors: SafeTensors<'b>,
    config: Config,
    kernel: Kernel,
}

impl<'b> Weights<'b> {
    /// Reads the header and verifies the data.
    pub fn new(bytes: &'b [u8]) -> Result<Self, WeightsError> {
        let (header, metadata) = SafeTensors::read_metadata(bytes)?;
        let entry = |key| metadata.metadata().as_ref().and_then(|map| map.get(key)).map_or("", String::as_str);
        if entry("format") != FORMAT {
            return Err(WeightsError::OtherFormat { found: entry("format").to_owned() });
        }
        // Eight bytes tell how long the header is.
        let data = bytes.get(header + 8..).unwrap_or_default();
        let found = format!("{:x}", Sha256::digest(data));
        if entry("sha256") != found {
            return Err(WeightsError::ChecksumDiffers { expected: entry("sha256").to_owned(), found });
        }
        let config: Config = serde_json::from_str(entry("config"))?;
        config.check()?;
        Ok(Self { tensors: SafeTensors::deserialize(bytes)?, config, kernel: Kernel::best() })
    }

    /// The same weights, to be run by another kernel than the fastest; the results are the same.
    #[must_use]
    pub fn with_kernel(self, kernel: Kernel) -> Self {
        Self { kernel, ..self }
    }

    /// Sizes and labels.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What runs that which is built from these weights.
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// The linear layer of the tensors `{name}.weight`, int8 [outputs, inputs] with `{name}.weight.scale` [outputs], or
    /// float without scale; `{name}.bias` [outputs] may be absent.
    pub fn linear(&self, name: &str) -> Result<Linear, WeightsError> {
        let weight = format!("{name}.weight");
        if self.tensor(&weight)?.dtype() == Dtype::I8 {
            return Ok(Linear::of_bytes(self.byte_weights(name, None, None)?, self.kernel));
        }
        let tensor = self.shaped(&weight, Dtype::F32, &[None, None])?;
        let (outputs, inputs) = sizes(&tensor)?;
        let bias = self.bias(name, outputs)?;
        Ok(Linear::of_floats(&floats_of(tensor.data()), inputs, &bias, self.kernel))
    }

    /// Any tensor of floats: its shape and its values, row by row.
    pub fn floats(&self, name: &str) -> Result<(Vec<usize>, Vec<f32>), WeightsError> {
        let tensor = self.tensor(name)?;
        match tensor.dtype() {
            Dtype::F32 => Ok((tensor.shape().to_vec(), floats_of(tensor.data()))),
            _ => Err(other(name, &tensor, Dtype::F32, &vec![None; tensor.shape().len()])),
        }
    }

    /// The vocabulary, one piece a line.
    pub(crate) fn vocabulary(&self) -> Result<&'b str, WeightsError> {
        Ok(str::from_utf8(self.shaped("vocab", Dtype::U8, &[None])?.data())?)
    }

    /// A table of floats with so many columns.
    pub(crate) fn table(&self, name: &str, rows: Option<usize>, columns: usize) -> Result<Vec<f32>, WeightsError> {
        Ok(floats_of(self.shaped(name, Dtype::F32, &[rows, Some(columns)])?.data()))
    }

    /// A table of signed bytes with so many columns, and the scale of each row (`{name}.scale`).
    pub(crate) fn byte_table(&self, name: &str, columns: usize) -> Result<(&'b [i8], Vec<f32>), WeightsError> {
        let table = self.shaped(name, Dtype::I8, &[None, Some(columns)])?;
        Ok((bytemuck::cast_slice(table.data()), self.vector(&format!("{name}.scale"), table.shape()[0])?))
    }

    /// The normalisation `name`.
    pub(crate) fn norm(&self, name: &str) -> Result<Norm, WeightsError> {
        let vector = |part| self.vector(&format!("{name}.{part}"), self.config.hidden);
        Ok(Norm { weight: vector("weight")?, bias: vector("bias")? })
    }

    /// The int8 linear layer `name`; sizes that are given are verified.
    pub(crate) fn byte_weights(
        &self,
        name: &str,
        inputs: Option<usize>,
        outputs: Option<usize>,
    ) -> Result<ByteWeights, WeightsError> {
        let weight = self.shaped(&format!("{name}.weight"), Dtype::I8, &[outputs, inputs])?;
        let (outputs, inputs) = sizes(&weight)?;
        let scales = self.vector(&format!("{name}.weight.scale"), outputs)?;
        Ok(ByteWeights::new(bytemuck::cast_slice(weight.data()), inputs, &scales, &self.bias(name, outputs)?))
    }

    /// The bias of a linear layer: zero where the file has none.
    fn bias(&self, name: &str, outputs: usize) -> Result<Vec<f32>, WeightsError> {
        match self.vector(&format!("{name}.bias"), outputs) {
            Err(WeightsError::NoSuchTensor(_)) => Ok(vec![0.0; outputs]),
            found => found,
        }
    }

    fn vector(&self, name: &str, size: usize) -> Result<Vec<f32>, WeightsError> {
        Ok(floats_of(self.shaped(name, Dtype::F32, &[Some(size)])?.data()))
    }

    fn tensor(&self, name: &str) -> Result<TensorView<'b>, WeightsError> {
        self.tensors.tensor(name).map_err(|_| WeightsError::NoSuchTensor(name.to_owned()))
    }

    /// A tensor of this type and shape; `None` stands for any size.
    fn shaped(&self, name: &str, dtype: Dtype, shape: &[Option<usize>]) -> Result<TensorView<'b>, WeightsError> {
        let tensor = self.tensor(name)?;
        let fits = tensor.shape().len() == shape.len()
            && tensor.shape().iter().zip(shape).all(|(found, wanted)| wanted.is_none_or(|wanted| wanted == *found));
        if tensor.dtype() == dtype && fits { Ok(tensor) } else { Err(other(name, &tensor, dtype, shape)) }
    }
}

/// Outputs and inputs of the weight of a linear layer.
fn sizes(weight: &TensorView<'_>) -> Result<(usize, usize), WeightsError> {
    match *weight.shape() {
        [outputs, inputs] if outputs > 0 && (1..=MAX_INPUTS).contains(&inputs) => Ok((outputs, inputs)),
        _ => Err(WeightsError::ImpossibleConfig(
            "a linear layer has no inputs or outputs, or so many inputs that sums overflow",
        )),
    }
}

/// What is wrong with a tensor.
fn other(name: &str, found: &TensorView<'_>, dtype: Dtype, shape: &[Option<usize>]) -> WeightsError {
    let sizes: Vec<String> = shape.iter().map(|n| n.map_or("any".to_owned(), |n| n.to_string())).collect();
    WeightsError::OtherTensor {
        name: name.to_owned(),
        expected: format!("{dtype:?} [{}]", sizes.join(", ")),
        found: format!("{:?} {:?}", found.dtype(), found.shape()),
    }
}

/// Floats from their bytes; a tensor need not stand at an address that is right for floats.
fn floats_of(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
}
