//! Annotated text → findings: where diplomacy is understood.
use servanda_language::AnnotatedText;
use servanda_model::{Document, Reading};
use servanda_world::World;

/// Reads one document.
pub fn read(_document: &Document, _text: &AnnotatedText, _world: &World) -> Reading {
    Reading::default()
}
