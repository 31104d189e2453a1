//! The one annotated text: it owns nothing but layers of spans into a document's text, and offers views of them.
//!
//! Layers are optional, so that a better language layer can fill more of them behind the same type.

use servanda_model::{Side, Span, TimeValue};

/// A text with its layers. Spans are bytes of the text that was annotated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotatedText {
    /// Tokens in order (words, numbers, punctuation marks).
    pub tokens: Vec<Token>,
    /// Sentences in order, as ranges of tokens.
    pub sentences: Vec<Sentence>,
    /// Names in order, not overlapping.
    pub names: Vec<Name>,
    /// Passages between quotation marks, in order; one that runs over paragraphs is one.
    pub quotations: Vec<Quotation>,
    /// Temporal expressions in order.
    pub times: Vec<TimeExpression>,
    /// Mention chains by form: each chain lists indices into `names`, fullest mention first.
    pub chains: Vec<Vec<usize>>,
}

/// A word, number or punctuation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Lower-cased base form ("talks" → "talk", "agreed" → "agree", "held" → "hold"); punctuation as it is.
    pub lemma: String,
    /// Its shape.
    pub shape: Shape,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// all lower case
    Lower,
    /// First letter upper case
    Capitalised,
    /// ALL UPPER CASE (two letters or more)
    Upper,
    /// Digits, perhaps with separators or an ordinal ending
    Number,
    /// mixedCase
    Mixed,
    /// Punctuation and symbols
    Punctuation,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, `first..end`.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// Where it stands.
    pub span: Span,
    /// Index of the zone of the document that it stands in.
    pub zone: usize,
}

/// A name and what the tables know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, without article and possessive.
    pub span: Span,
    /// Its tokens, `first..end`.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A country or entity, by name, short name or code ("Japan").
    Country(Side),
    /// A demonym or adjective ("Japanese").
    Demonym(Side),
    /// A capital or a government's seat, which may stand for the government ("Tokyo", "the Kremlin").
    Metonym(Side),
    /// A body ("the European Union").
    Body(Side),
    /// An office, by title or synonym ("Foreign Minister", "top diplomat"): its id in the table.
    Office(String),
    /// An organ of a government ("foreign ministry", "the State Department"): office id of its head and side where it is unique.
    Ministry {
        /// Office id of its head.
        office: String,
        /// Its side, where the name alone tells.
        side: Option<Side>,
    },
    /// A person, by full name or by a surname that the document introduced.
    Person,
    /// A city or place that is no capital; its country where the tables know it.
    Place(Option<Side>),
    /// A gathering in a series ("G20 summit", "APEC").
    Gathering(Side),
    /// Another capitalised name.
    Other,
}

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
}

/// A temporal expression and its meaning, unanchored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands, without preposition.
    pub span: Span,
    /// Its tokens, `first..end`.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// What it means.
    pub value: TimeValue,
}
