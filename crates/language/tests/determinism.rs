//! The same text gives the same layers: whatever the kernel, whatever else is annotated, on any thread.

#![allow(clippy::unwrap_used)] // a file of ours that is missing is a failed test

use std::fs;
use std::path::Path;

use servanda_encoder::Kernel;
use servanda_language::{AnnotatedText, Annotator, Layers};
use servanda_model::Document;
use servanda_world::World;

const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/language.safetensors");

/// The open half of our own corpus, each text as one zone.
fn documents() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/open/texts");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"));
    paths.sort();
    paths.iter().map(|path| Document::plain(fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn every_kernel_gives_the_same_layers() {
    let weights = fs::read(WEIGHTS).unwrap();
    let documents = documents();
    assert!(documents.len() >= 10);
    let layers = Layers::with_kernel(&weights, Kernel::Portable).unwrap();
    let portable = Annotator::new(World::builtin(), &layers);
    let expected: Vec<AnnotatedText> = documents.iter().map(|d| portable.document(d)).collect();
    for kernel in Kernel::ALL.into_iter().filter(|k| k.is_available() && *k != Kernel::Portable) {
        let layers = Layers::with_kernel(&weights, kernel).unwrap();
        let annotator = Annotator::new(World::builtin(), &layers);
        for (document, expected) in documents.iter().zip(&expected) {
            assert_eq!(&annotator.document(document), expected, "{kernel:?}");
        }
    }
}

#[test]
fn neither_order_nor_threads_change_a_layer() {
    let annotator = Annotator::builtin().unwrap();
    let documents = documents();
    let alone: Vec<AnnotatedText> = documents.iter().map(|d| annotator.document(d)).collect();
    // Two threads, each over all documents in an order of its own.
    let orders: [Vec<usize>; 2] =
        [(0..documents.len()).rev().collect(), (0..documents.len()).map(|i| i * 7 % documents.len()).collect()];
    std::thread::scope(|scope| {
        for order in &orders {
            let (documents, alone) = (&documents, &alone);
            scope.spawn(move || {
                for &i in order {
                    assert_eq!(annotator.document(&documents[i]), alone[i]);
                }
            });
        }
    });
}
