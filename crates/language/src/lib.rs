//! Text → sentences, tokens, names, quotations and times: what the words are, not what they say of the world.

mod annotated;

pub use annotated::{AnnotatedText, Name, NameKind, Quotation, Sentence, Shape, TimeExpression, Token};

use servanda_model::Document;
use servanda_world::World;

/// Annotates the zones of a document that are read (headline, standfirst, captions, body).
pub fn annotate(_document: &Document, _world: &World) -> AnnotatedText {
    AnnotatedText::default()
}
