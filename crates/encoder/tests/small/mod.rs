//! A small random model, and the same computed plainly, in double precision and without quantising anything.

#![allow(dead_code)] // not every test needs all of it

use std::collections::{BTreeMap, HashMap};

use safetensors::{Dtype, tensor::TensorView};
use sha2::{Digest, Sha256};

pub const LAYERS: usize = 2;
pub const HIDDEN: usize = 32;
pub const HEADS: usize = 2;
pub const INNER: usize = 72;
pub const POSITIONS: usize = 90;
pub const FEATURES: [usize; 2] = [3, 2];
pub const PIECES: [&str; 9] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "min", "##ister", "met", "##s", "."];

/// A tensor: type, shape, bytes.
pub type Tensors = BTreeMap<String, (Dtype, Vec<usize>, Vec<u8>)>;

/// The metadata of a small model, without the checksum.
pub fn metadata() -> HashMap<String, String> {
    let config = format!(
        r#"{{"layers":{LAYERS},"hidden":{HIDDEN},"heads":{HEADS},"intermediate":{INNER},"features":{FEATURES:?},
            "labels":{{"tag":["A","B"]}}}}"#
    );
    HashMap::from([("format".to_owned(), "servanda-language/1".to_owned()), ("config".to_owned(), config)])
}

/// The file of these tensors, with the right checksum unless the metadata have one.
pub fn file(tensors: &Tensors, mut metadata: HashMap<String, String>) -> Vec<u8> {
    let write = |metadata: HashMap<String, String>| {
        let views = tensors.iter().map(|(name, (dtype, shape, bytes))| {
            (name.as_str(), TensorView::new(*dtype, shape.clone(), bytes).unwrap())
        });
        safetensors::serialize(views, Some(metadata)).unwrap()
    };
    let plain = write(metadata.clone());
    let header = u64::from_le_bytes(plain[..8].try_into().unwrap()) as usize;
    let sum = format!("{:x}", Sha256::digest(&plain[8 + header..]));
    metadata.entry("sha256".to_owned()).or_insert(sum);
    write(metadata)
}

/// Numbers that look random (Steele, Lea and Flood 2014).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// Between −1 and 1.
    pub fn float(&mut self) -> f32 {
        (self.next() >> 40) as f32 / 8_388_608.0 - 1.0
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// The tensors of a small model.
pub fn tensors() -> Tensors {
    let mut random = Random(7);
    let mut tensors = Tensors::new();
    let mut floats = |tensors: &mut Tensors, name: &str, shape: &[usize], center: f32, spread: f32| {
        let count = shape.iter().product();
        let bytes = (0..count).flat_map(|_| (center + spread * random.float()).to_le_bytes()).collect();
        tensors.insert(name.to_owned(), (Dtype::F32, shape.to_vec(), bytes));
    };
    let mut random = Random(8);
    let mut bytes = |tensors: &mut Tensors, name: &str, rows: usize, columns: usize| {
        let bytes = (0..rows * columns).map(|_| (random.float() * 127.0) as i8 as u8).collect();
        tensors.insert(name.to_owned(), (Dtype::I8, vec![rows, columns], bytes));
    };
    bytes(&mut tensors, "embeddings.word", PIECES.len(), HIDDEN);
    floats(&mut tensors, "embeddings.word.scale", &[PIECES.len()], 0.01, 0.002);
    floats(&mut tensors, "embeddings.position", &[POSITIONS, HIDDEN], 0.0, 0.5);
    for (k, rows) in FEATURES.iter().enumerate() {
        floats(&mut tensors, &format!("embeddings.feature.{k}"), &[*rows, HIDDEN], 0.0, 0.5);
    }
    let norms = (0..LAYERS).flat_map(|i| [format!("layer.{i}.attention_norm"), format!("layer.{i}.norm")]);
    for name in norms.chain(["embeddings.norm".to_owned()]) {
        floats(&mut tensors, &format!("{name}.weight"), &[HIDDEN], 1.0, 0.2);
        floats(&mut tensors, &format!("{name}.bias"), &[HIDDEN], 0.0, 0.2);
    }
    let sizes =
        [("qkv", 3 * HIDDEN, HIDDEN), ("attention", HIDDEN, HIDDEN), ("up", INNER, HIDDEN), ("down", HIDDEN, INNER)];
    let linears = (0..LAYERS).flat_map(|i| sizes.map(|(name, out, inp)| (format!("layer.{i}.{name}"), out, inp)));
    for (name, outputs, inputs) in linears.chain([("head".to_owned(), 7, HIDDEN)]) {
        bytes(&mut tensors, &format!("{name}.weight"), outputs, inputs);
        floats(&mut tensors, &format!("{name}.weight.scale"), &[outputs], 0.003, 0.001);
        floats(&mut tensors, &format!("{name}.bias"), &[outputs], 0.0, 0.3);
    }
    floats(&mut tensors, "plain.weight", &[5, HIDDEN], 0.0, 1.0);
    tensors.insert("vocab".to_owned(), (Dtype::U8, vec![PIECES.join("\n").len()], PIECES.join("\n").into_bytes()));
    tensors
}

/// The last hidden states of pieces with their features (none for the marks).
pub fn plain(tensors: &Tensors, pieces: &[(usize, Option<[u8; 2]>)]) -> Vec<Vec<f64>> {
    let embed = |(at, (id, features)): (usize, &(usize, Option<[u8; 2]>))| {
        let mut row = table(tensors, "embeddings.word", HIDDEN)[*id].clone();
        add(&mut row, &table(tensors, "embeddings.position", HIDDEN)[at]);
        for (k, feature) in features.iter().flatten().enumerate() {
            add(&mut row, &table(tensors, &format!("embeddings.feature.{k}"), HIDDEN)[usize::from(*feature)]);
        }
        norm(tensors, "embeddings.norm", &row)
    };
    let mut states: Vec<Vec<f64>> = pieces.iter().enumerate().map(embed).collect();
    for i in 0..LAYERS {
        let name = |part: &str| format!("layer.{i}.{part}");
        let qkv: Vec<_> = states.iter().map(|row| linear(tensors, &name("qkv"), row)).collect();
        states = (0..states.len())
            .map(|at| {
                let mut row = states[at].clone();
                add(&mut row, &linear(tensors, &name("attention"), &attend(&qkv, at)));
                let mut row = norm(tensors, &name("attention_norm"), &row);
                let inner: Vec<f64> = linear(tensors, &name("up"), &row).into_iter().map(gelu).collect();
                let change = linear(tensors, &name("down"), &inner);
                add(&mut row, &change);
                norm(tensors, &name("norm"), &row)
            })
            .collect();
    }
    states
}

/// The rows of a tensor, dequantised where it is of bytes.
pub fn table(tensors: &Tensors, name: &str, columns: usize) -> Vec<Vec<f64>> {
    let (dtype, _, bytes) = &tensors[name];
    let float = |bytes: &[u8]| f64::from(f32::from_le_bytes(bytes.try_into().unwrap()));
    if *dtype == Dtype::F32 {
        return bytes.chunks(4 * columns).map(|row| row.chunks(4).map(float).collect()).collect();
    }
    let scales = tensors[&format!("{name}.scale")].2.chunks(4).map(float);
    let row = |(row, scale): (&[u8], f64)| row.iter().map(|&b| f64::from(b as i8) * scale).collect();
    bytes.chunks(columns).zip(scales).map(row).collect()
}

pub fn linear(tensors: &Tensors, name: &str, row: &[f64]) -> Vec<f64> {
    let weights = table(tensors, &format!("{name}.weight"), row.len());
    let mut out: Vec<f64> = weights.iter().map(|weights| dot(weights, row)).collect();
    if tensors.contains_key(&format!("{name}.bias")) {
        let outputs = out.len();
        add(&mut out, &table(tensors, &format!("{name}.bias"), outputs)[0]);
    }
    out
}

fn attend(qkv: &[Vec<f64>], at: usize) -> Vec<f64> {
    let width = HIDDEN / HEADS;
    let mut out = vec![0.0; HIDDEN];
    for first in (0..HIDDEN).step_by(width) {
        let part = |row: usize, side: usize| &qkv[row][side * HIDDEN + first..][..width];
        let scores = (0..qkv.len()).map(|row| dot(part(at, 0), part(row, 1)) / (width as f64).sqrt());
        let weights: Vec<f64> = scores.map(f64::exp).collect();
        for (row, weight) in weights.iter().enumerate() {
            for (out, x) in out[first..].iter_mut().zip(part(row, 2)) {
                *out += x * weight / weights.iter().sum::<f64>();
            }
        }
    }
    out
}

fn norm(tensors: &Tensors, name: &str, row: &[f64]) -> Vec<f64> {
    let mean = row.iter().sum::<f64>() / row.len() as f64;
    let deviation = (row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / row.len() as f64).sqrt();
    let weight = &table(tensors, &format!("{name}.weight"), HIDDEN)[0];
    let bias = &table(tensors, &format!("{name}.bias"), HIDDEN)[0];
    row.iter().zip(weight).zip(bias).map(|((x, weight), bias)| (x - mean) / deviation * weight + bias).collect()
}

/// By the usual approximation with tanh, which is near enough here.
fn gelu(x: f64) -> f64 {
    0.5 * x * (1.0 + (0.797_884_560_8 * (x + 0.044_715 * x.powi(3))).tanh())
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add(sum: &mut [f64], xs: &[f64]) {
    sum.iter_mut().zip(xs).for_each(|(sum, x)| *sum += x);
}
