//! The field's file formats: a file's bytes in, the layers of its annotated text out, so that every layer can be
//! scored with the field's own tools and on gold tokens.
//!
//! One module a format. What the layers hold is `servanda-language`'s; files and folders are left to the caller.

mod bio;
mod brat;
mod conllu;
mod error;
mod layer;
mod lines;
mod source;
mod timeml;
mod tokens;

pub use error::FormatError;
pub use layer::{Format, Layer};
pub use servanda_language::Annotator;
pub use source::{Kind, Source, Text};
