//! What is wrong with a weights file is said as it is.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_lossless, missing_docs)]

mod small;

use safetensors::Dtype;
use servanda_encoder::{Encoder, Weights, WeightsError};
use small::{file, metadata, tensors};

fn error(file: &[u8]) -> WeightsError {
    match Weights::new(file).and_then(|weights| Encoder::new(&weights)) {
        Ok(_) => panic!("the file should be refused"),
        Err(error) => error,
    }
}

#[test]
fn a_good_file_has_labels_and_further_tensors() {
    let file = file(&tensors(), metadata());
    let weights = Weights::new(&file).unwrap();
    assert_eq!(weights.config().labels["tag"], ["A", "B"]);
    assert_eq!(weights.floats("plain.weight").unwrap().0, [5, small::HIDDEN]);
    assert!(matches!(weights.floats("head.weight"), Err(WeightsError::OtherTensor { .. })));
    assert!(matches!(weights.linear("nothing"), Err(WeightsError::NoSuchTensor(name)) if name == "nothing.weight"));
}

#[test]
fn other_bytes_are_no_weights() {
    let good = file(&tensors(), metadata());
    for bytes in [&b""[..], b"<!DOCTYPE html>", &good[..100], &good[..good.len() - 1]] {
        assert!(matches!(error(bytes), WeightsError::NotSafetensors(_)));
    }
}

#[test]
fn another_format_is_named() {
    let mut metadata = metadata();
    metadata.insert("format".to_owned(), "servanda-language/9".to_owned());
    let error = error(&file(&tensors(), metadata));
    assert_eq!(
        error.to_string(),
        r#"the weights are of format "servanda-language/9", but "servanda-language/1" is what can be read"#
    );
}

#[test]
fn a_changed_byte_is_found() {
    let mut file = file(&tensors(), metadata());
    let middle = file.len() - 1000;
    file[middle] ^= 1;
    assert!(matches!(error(&file), WeightsError::ChecksumDiffers { .. }));
}

#[test]
fn a_missing_tensor_is_named() {
    for name in ["vocab", "embeddings.word.scale", "layer.1.down.weight", "layer.0.norm.bias"] {
        let mut tensors = tensors();
        tensors.remove(name);
        assert!(matches!(error(&file(&tensors, metadata())), WeightsError::NoSuchTensor(found) if found == name));
    }
}

#[test]
fn a_tensor_of_another_shape_or_type_is_named() {
    let mut other_shape = tensors();
    other_shape.insert("layer.0.up.weight".to_owned(), (Dtype::I8, vec![2, 3], vec![0; 6]));
    let said = error(&file(&other_shape, metadata())).to_string();
    assert_eq!(said, r#"the tensor "layer.0.up.weight" is I8 [2, 3], but should be I8 [72, 32]"#);

    let mut other_type = tensors();
    other_type.insert("vocab".to_owned(), (Dtype::I8, vec![1], vec![0]));
    assert!(matches!(error(&file(&other_type, metadata())), WeightsError::OtherTensor { name, .. } if name == "vocab"));
}

#[test]
fn a_layer_without_inputs_or_outputs_is_refused() {
    for (dtype, size) in [(Dtype::F32, 4), (Dtype::I8, 1)] {
        for [outputs, inputs] in [[0, small::HIDDEN], [5, 0]] {
            let mut tensors = tensors();
            tensors.insert("plain.weight".to_owned(), (dtype, vec![outputs, inputs], vec![0; outputs * inputs * size]));
            let file = file(&tensors, metadata());
            let layer = Weights::new(&file).and_then(|weights| weights.linear("plain"));
            assert!(matches!(layer, Err(WeightsError::ImpossibleConfig(_))), "{dtype:?} [{outputs}, {inputs}]");
        }
    }
}

#[test]
fn a_vocabulary_has_as_many_lines_as_the_table_has_rows() {
    let mut tensors = tensors();
    let lines = format!("{}\nmet", small::PIECES.join("\n"));
    tensors.insert("vocab".to_owned(), (Dtype::U8, vec![lines.len()], lines.into_bytes()));
    assert!(matches!(error(&file(&tensors, metadata())), WeightsError::ImpossibleConfig(_)));
}

#[test]
fn sizes_that_do_not_fit_are_refused() {
    for (from, to) in [(r#""heads":2"#, r#""heads":5"#), (r#""hidden":32"#, r#""hidden":0"#), ("[3, 2]", "[300]")] {
        let mut metadata = metadata();
        let config = metadata["config"].replace(from, to);
        metadata.insert("config".to_owned(), config);
        assert!(matches!(error(&file(&tensors(), metadata)), WeightsError::ImpossibleConfig(_)), "{to}");
    }
    let mut unreadable = metadata();
    unreadable.insert("config".to_owned(), "{".to_owned());
    assert!(matches!(error(&file(&tensors(), unreadable)), WeightsError::UnreadableConfig(_)));
}
