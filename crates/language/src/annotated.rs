//! The one annotated text: it owns nothing but layers of spans into a document's text, and offers views of them.
//!
//! Layers are optional, so that a better language layer can fill more of them behind the same type.

use std::ops::Range;

use servanda_model::{Side, Span, TimeValue};

use crate::{EntityKind, Relation, TimeDetail, Upos, Xpos};

/// A text with its layers. Spans are bytes of the text that was annotated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnotatedText {
    /// Tokens in order (words, numbers, punctuation marks).
    pub tokens: Vec<Token>,
    /// Sentences in order, as ranges of tokens.
    pub sentences: Vec<Sentence>,
    /// Named entities as the trained layer sees them: in order, not overlapping.
    pub entities: Vec<Entity>,
    /// Names and what the tables know of them: in order, not overlapping.
    pub names: Vec<Name>,
    /// Who is reported to have said or thought what, in the order of the cues.
    pub attributions: Vec<Attribution>,
    /// Passages between quotation marks, in order of their beginnings; inner ones lie inside outer ones. One that runs
    /// over paragraphs (each opened anew, only the last closed) is one quotation per zone.
    pub quotations: Vec<Quotation>,
    /// Temporal expressions in order.
    pub times: Vec<TimeExpression>,
    /// What may refer to something: names, noun phrases, pronouns; by first token, longer ones first.
    pub mentions: Vec<Mention>,
    /// Which mentions refer to one thing, as far as forms, syntax and small tables tell; in the order of their first
    /// mentions. No mention is in two chains; one in no chain has none but itself.
    pub chains: Vec<Chain>,
}

/// Views; indices are into the layers.
impl AnnotatedText {
    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        self.tokens.get(sentence.first..sentence.end).unwrap_or(&[])
    }

    /// The span of the tokens `first..end`; `None` where there is none.
    pub fn span_of(&self, tokens: Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(tokens)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// The lemma of a token; empty past either end.
    pub fn lemma(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| t.lemma.as_str())
    }

    /// The index of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.end <= token);
        self.sentences.get(index).filter(|s| s.first <= token).map(|_| index)
    }

    /// The entity that holds a token.
    pub(crate) fn entity_at(&self, token: usize) -> Option<&Entity> {
        let index = self.entities.partition_point(|e| e.end <= token);
        self.entities.get(index).filter(|e| e.first <= token)
    }

    /// The index of the name that holds a token.
    pub fn name_at(&self, token: usize) -> Option<usize> {
        let index = self.names.partition_point(|n| n.end <= token);
        self.names.get(index).filter(|n| n.first <= token).map(|_| index)
    }

    /// The names of each chain (indices into `names`), the fullest first; a chain without a name gives none.
    pub fn name_chains(&self) -> Vec<Vec<usize>> {
        let chains = self.chains.iter().map(|chain| self.names_of(chain));
        chains.filter(|names| !names.is_empty()).collect()
    }

    /// The name that a mention by name is about: the one that holds its head, or the person's behind it where the head is
    /// the title ("Minister Amina Diallo", whatever word the parser takes for the head).
    pub fn name_of(&self, mention: &Mention) -> Option<usize> {
        let person = |name: &usize| self.names[*name].kind == NameKind::Person;
        if mention.form != MentionForm::Proper {
            return None;
        }
        let at_head = self.name_at(mention.head);
        let title_end = at_head.map_or(mention.head + 1, |name| self.names[name].end);
        let behind = (title_end < mention.end).then(|| self.name_at(title_end)).flatten().filter(person);
        at_head.filter(person).or(behind).or(at_head)
    }

    /// The names that the mentions of a chain are about; in a chain of a person only names of persons.
    fn names_of(&self, chain: &Chain) -> Vec<usize> {
        let mentions = chain.mentions.iter().filter_map(|&m| self.mentions.get(m));
        let mut names: Vec<usize> = mentions.filter_map(|mention| self.name_of(mention)).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|&n| !matches!(self.names[n].kind, NameKind::Office(_) | NameKind::Demonym(_)));
        if names.iter().any(|&n| self.names[n].kind == NameKind::Person) {
            names.retain(|&n| self.names[n].kind == NameKind::Person);
        }
        names.sort_by_key(|&n| (std::cmp::Reverse(self.names[n].end - self.names[n].first), n));
        names
    }

    /// The index of the temporal expression that holds a token.
    pub fn time_at(&self, token: usize) -> Option<usize> {
        let index = self.times.partition_point(|t| t.end <= token);
        self.times.get(index).filter(|t| t.first <= token).map(|_| index)
    }
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
    /// Its ending, as far as the form alone tells.
    pub inflection: Inflection,
    /// Its universal part of speech.
    pub upos: Upos,
    /// Its part of speech in the Penn tag set.
    pub xpos: Xpos,
    /// Index of the token that it depends on, always in the same sentence; `None` for the sentence's root.
    pub head: Option<usize>,
    /// How it depends on its head.
    pub relation: Relation,
}

/// What the ending of a word says; the base form of a verb or noun is `Plain`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inflection {
    /// No ending that was taken off.
    #[default]
    Plain,
    /// Past tense or participle ("agreed", "held", "undertaken").
    Past,
    /// "meeting" as a verb, "hoping".
    Ing,
    /// Plural, or third person ("talks", "agrees").
    S,
}

impl Token {
    /// The word as it stands in `text` (the text that was annotated).
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text)
    }

    /// Whether it begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capitalised | Shape::Upper)
    }
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

/// A named entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its tokens, `first..end`.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// What it is.
    pub kind: EntityKind,
}

/// An attribution relation: a source is reported, by a cue, to have said or thought a content (PolNeAR, Newell et al.
/// 2018). Each role is a list of token ranges in order; a content may be broken by its cue ("Aid", she said, "will come").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Who is reported; empty where nobody is named.
    pub source: Vec<Range<usize>>,
    /// The words that report ("said", "according to").
    pub cue: Vec<Range<usize>>,
    /// What is reported.
    pub content: Vec<Range<usize>>,
}

/// A word or phrase that may refer to something.
///
/// Its borders are those of the GUM corpus (Zeldes 2017): with article, modifiers, relative clause and possessive 's,
/// without preposition and apposition. A modifier that is an adjective mentions nothing: "the Ghanaian delegation" is a
/// mention of a delegation and none of Ghana, "Ghana's delegation" is one of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens, `first..end`.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// The token on which the others depend; of names joined by "and", the first name's.
    pub head: usize,
    /// What kind of expression it is.
    pub form: MentionForm,
    /// Which person its verb would have.
    pub person: Person,
    /// Whether it is one or several, as far as its form tells.
    pub number: Option<Number>,
    /// "he" or "she", as far as its form tells.
    pub gender: Option<Gender>,
    /// What sort of thing it is, as far as its form tells.
    pub sort: Option<Sort>,
}

/// What kind of expression a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MentionForm {
    /// Its head is a name ("Foreign Minister Amina Diallo").
    Proper,
    /// Its head is a noun ("the minister").
    Nominal,
    /// "she", "their", "itself", "this".
    Pronoun,
    /// Several joined by "and" ("Ghana and Togo").
    Several,
}

/// Person of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// "I", "our"
    First,
    /// "you"
    Second,
    /// All others
    Third,
}

/// Number of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    /// "the minister"
    Singular,
    /// "the ministers"
    Plural,
}

/// Gender of the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    /// "she"
    Feminine,
    /// "he"
    Masculine,
}

/// What sort of thing a mention refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A human being, or several.
    Person,
    /// People acting as one: organisations, governments, teams.
    Group,
    /// Countries, cities, regions; a country acts as a group does.
    Place,
    /// Dates and periods.
    Time,
    /// Meetings, visits, wars.
    Event,
    /// Amounts and counts.
    Amount,
    /// Anything else.
    Thing,
}

/// The mentions of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Indices into `mentions`, in the order of the text.
    pub mentions: Vec<usize>,
    /// The one of them that says most: the longest name, else the fullest noun phrase (index into `mentions`).
    pub fullest: usize,
    /// Where the chain is of several things that are mentioned apart ("both sides", "they"): their mentions (indices
    /// into `mentions`, one for each of the things).
    pub parts: Vec<usize>,
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

impl NameKind {
    /// Whether it names a country: "Japan", "Japanese", "Tokyo" for its government; not a ministry that is some country's.
    pub fn is_country(&self) -> bool {
        matches!(self, Self::Country(_) | Self::Demonym(_) | Self::Metonym(_))
    }
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
    /// What its words say beyond that.
    pub detail: TimeDetail,
}
