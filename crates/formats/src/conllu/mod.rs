//! CoNLL-U (Universal Dependencies 2): read for its tokens, written with our syntax and, in MISC, our chains.

mod chains;
mod read;
mod write;

pub use read::{is_likely, newdoc, read};

use crate::lines::Style;

/// The ten columns of a word's line: ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC.
const COLUMNS: usize = 10;
/// What stands in a column that says nothing.
const NONE: &str = "_";

/// The lines of a file.
#[derive(Clone, Debug)]
pub struct File {
    style: Style,
    lines: Vec<Line>,
}

/// A line of a file.
#[derive(Clone, Debug)]
enum Line {
    /// A word (an integer id).
    Word(Box<[String; COLUMNS]>),
    /// A comment, the range of a multiword token, an empty node, or nothing.
    Kept(String),
}
