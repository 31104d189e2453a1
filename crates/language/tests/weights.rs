//! Weights that are damaged, or those of another program, are refused when they are read.

#![allow(clippy::unwrap_used)] // a file of ours that is missing is a failed test

use std::fs;

use serde_json::{Map, Value, json};
use servanda_language::Layers;

const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/language.safetensors");

#[test]
fn damaged_weights_are_refused() {
    let mut weights = fs::read(WEIGHTS).unwrap();
    let last = weights.len() - 1;
    weights[last] ^= 1;
    let message = Layers::from_bytes(&weights).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(message.contains("damaged"), "{message}");
    weights.truncate(last / 2);
    assert!(Layers::from_bytes(&weights).is_err());
    assert!(Layers::from_bytes(b"no weights").is_err());
}

/// The weights with another header: the data, and so their checksum, stay.
fn with_header(change: impl FnOnce(&mut Map<String, Value>)) -> Vec<u8> {
    let weights = fs::read(WEIGHTS).unwrap();
    let (length, rest) = weights.split_at(8);
    let (header, data) = rest.split_at(u64::from_le_bytes(length.try_into().unwrap()) as usize);
    let mut tensors: Map<String, Value> = serde_json::from_slice(header).unwrap();
    change(&mut tensors);
    let header = serde_json::to_vec(&tensors).unwrap();
    [&(header.len() as u64).to_le_bytes()[..], &header, data].concat()
}

/// Gives the tensors of one head to another and the other way round.
fn swap(tensors: &mut Map<String, Value>, one: &str, other: &str) {
    let renamed = tensors.iter().map(|(name, tensor)| {
        let (head, part) = name.strip_prefix("heads.").and_then(|name| name.split_once('.')).unwrap_or((name, ""));
        let name = match head {
            _ if head == one => format!("heads.{other}.{part}"),
            _ if head == other => format!("heads.{one}.{part}"),
            _ => name.clone(),
        };
        (name, tensor.clone())
    });
    *tensors = renamed.collect();
}

#[test]
fn heads_of_other_sizes_are_refused() {
    let refused = |weights: &[u8], tensor: &str| {
        let message = Layers::from_bytes(weights).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(message.contains(&format!("the tensor \"heads.{tensor}\" is ")), "{tensor}: {message}");
    };
    assert!(Layers::from_bytes(&with_header(|_| ())).is_ok());
    // The first of two is read first, and is the one that is told.
    for (first, second) in [
        ("hidden", "arcs"),
        ("tags", "names"),
        ("names", "flat"),
        ("flat", "role"),
        ("arcs", "cue"),
        ("arc_bias", "relations"),
        ("relations", "role"),
        ("cue", "role"),
    ] {
        refused(&with_header(|tensors| swap(tensors, first, second)), first);
    }
    for (tensor, shape) in [("arc_root", json!([2, 128])), ("role_distance", json!([18, 256]))] {
        refused(&with_header(|tensors| tensors[&format!("heads.{tensor}")]["shape"] = shape), tensor);
    }
    // A layer without bias may have as many outputs as it likes, but for what the heads make of them.
    let role = with_header(|tensors| {
        let bias = tensors.remove("heads.role.bias").unwrap();
        tensors.insert("unused".to_owned(), bias);
        tensors["heads.role.weight"]["shape"] = json!([10, 96]);
    });
    refused(&role, "role");
}
