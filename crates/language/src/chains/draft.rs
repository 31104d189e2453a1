//! What the passes share: the mentions found so far and what is asked of them over and over.

use std::collections::BTreeMap;

use super::speech::{self, Situation};
use super::words::{Pronoun, Words};
use crate::{AnnotatedText, Mention, MentionForm, NameKind, Relation, Token, Upos, Xpos};

/// How a noun phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opening {
    /// "the"
    Definite,
    /// "this", "those"
    Demonstrative,
    /// "its", "Ghana's"
    Possessive,
    /// "a", "some"
    Indefinite,
    /// "two"
    Numeral,
    /// Nothing of these.
    Bare,
}

/// What is known of a mention beyond its type.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its sentence.
    pub sentence: usize,
    /// The innermost quotation that holds its head.
    pub quotation: Option<usize>,
    /// Lemma of the head, or the word itself of a name, lower case.
    pub head: String,
    /// Its words, lower case, without article, demonstrative, marks and possessive 's.
    pub words: Vec<String>,
    /// Its lemmas before and after the head that say which one is meant (nouns, names, adjectives, numbers).
    pub modifiers: Vec<String>,
    /// How it begins.
    pub opening: Opening,
    /// The pronoun that it is.
    pub pronoun: Option<Pronoun>,
}

/// A text on its way to chains.
#[derive(Debug)]
pub struct Draft<'a> {
    /// The text.
    pub text: &'a str,
    /// Its other layers.
    pub layers: &'a AnnotatedText,
    /// Who speaks each sentence, where a transcript says so; shorter where it says nothing.
    pub speakers: &'a [Option<String>],
    /// The dependents of each token.
    pub children: Vec<Vec<usize>>,
    /// By first token, longer ones first.
    pub mentions: Vec<Mention>,
    /// One for each mention.
    pub facts: Vec<Facts>,
    /// One for each mention.
    pub repeats: Vec<Repeats>,
    /// The largest mention of each head.
    pub by_head: BTreeMap<usize, usize>,
    /// Where each mention is spoken.
    pub situations: Vec<Situation>,
    /// The innermost quotation of each token.
    quotations: Vec<Option<usize>>,
    /// How many pairs of mentions were held against each other: what tests compare with the length of a text.
    #[cfg(test)]
    pub compared: std::cell::Cell<usize>,
}

/// How often what a mention says was said before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repeats {
    /// Earlier mentions of its form with its head.
    pub head: usize,
    /// Earlier mentions with its words.
    pub words: usize,
}

impl<'a> Draft<'a> {
    /// A draft without mentions.
    pub fn new(text: &'a str, layers: &'a AnnotatedText, speakers: &'a [Option<String>]) -> Self {
        let mut children = vec![Vec::new(); layers.tokens.len()];
        for (at, token) in layers.tokens.iter().enumerate() {
            if let Some(kids) = token.head.filter(|&head| head != at).and_then(|head| children.get_mut(head)) {
                kids.push(at);
            }
        }
        Self {
            text,
            layers,
            speakers,
            children,
            mentions: Vec::new(),
            facts: Vec::new(),
            repeats: Vec::new(),
            by_head: BTreeMap::new(),
            situations: Vec::new(),
            quotations: quotations(layers),
            #[cfg(test)]
            compared: std::cell::Cell::default(),
        }
    }

    /// Takes the mentions, in order and each once, and notes their facts.
    pub fn take(&mut self, mut mentions: Vec<Mention>) {
        mentions.sort_by_key(|m| (m.first, std::cmp::Reverse(m.end), m.head));
        mentions.dedup_by_key(|m| (m.first, m.end));
        self.facts = mentions.iter().map(|m| self.facts_of(m)).collect();
        self.repeats = repeats(&mentions, &self.facts);
        for (at, mention) in mentions.iter().enumerate() {
            if mention.form != MentionForm::Several {
                self.by_head.entry(mention.head).or_insert(at);
            }
        }
        self.mentions = mentions;
        self.situations = speech::situations(self);
    }

    fn facts_of(&self, mention: &Mention) -> Facts {
        let mut words = Vec::new();
        let mut modifiers = Vec::new();
        for at in mention.first..mention.end {
            let token = self.token(at);
            let inside = !matches!(token.upos, Upos::Punct | Upos::Det) && token.xpos != Xpos::Pos;
            if inside {
                words.push(self.lower(at));
            }
            let near = token.head == Some(mention.head) || self.is_below_dependent(at, mention.head);
            let telling = matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb);
            if at != mention.head && near && telling {
                modifiers.push(token.lemma.clone());
            }
        }
        let head = self.token(mention.head);
        let whole = mention.form == MentionForm::Proper;
        Facts {
            sentence: self.layers.sentence_of(mention.head).unwrap_or_default(),
            quotation: self.quotations[mention.head],
            head: if whole { self.lower(mention.head) } else { head.lemma.clone() },
            words,
            modifiers,
            opening: self.opening(mention),
            pronoun: (mention.form == MentionForm::Pronoun)
                .then(|| Words::builtin().pronoun(&self.lower(mention.head)))
                .flatten(),
        }
    }

    /// Whether a token depends on a dependent of `head` that is no verb ("foreign" in "minister of foreign affairs"): it
    /// says which one is meant as an adjective would.
    fn is_below_dependent(&self, at: usize, head: usize) -> bool {
        self.token(at).head.is_some_and(|up| self.token(up).head == Some(head) && self.token(up).upos != Upos::Verb)
    }

    fn opening(&self, mention: &Mention) -> Opening {
        let words = Words::builtin();
        let first = (mention.first..=mention.head)
            .find(|&at| self.token(at).upos != Upos::Punct && self.token(at).relation != Relation::DetPredet);
        let Some(first) = first else { return Opening::Bare };
        let word = self.lower(first);
        let possessed = self.children[mention.head].iter().any(|&at| self.token(at).relation == Relation::NmodPoss);
        match word.as_str() {
            "the" => Opening::Definite,
            "this" | "that" | "these" | "those" => Opening::Demonstrative,
            _ if possessed => Opening::Possessive,
            word if words.is(word, "indefinite") => Opening::Indefinite,
            _ if self.token(first).upos == Upos::Num && first != mention.head => Opening::Numeral,
            _ => Opening::Bare,
        }
    }

    /// A token; the indices of mentions, heads and dependents are always inside the text.
    pub fn token(&self, at: usize) -> &Token {
        &self.layers.tokens[at]
    }

    /// A word as the text has it.
    pub fn word(&self, at: usize) -> &'a str {
        self.layers.tokens.get(at).map_or("", |t| t.text(self.text))
    }

    /// A word in lower case.
    pub fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    /// The words, in lower case, of the person's name that a mention by name is about; none where it names no person.
    pub fn person_words(&self, mention: usize) -> Vec<String> {
        let name = self.layers.name_of(&self.mentions[mention]).map(|name| &self.layers.names[name]);
        let person = name.filter(|name| name.kind == NameKind::Person);
        person.map_or_else(Vec::new, |name| (name.first..name.end).map(|token| self.lower(token)).collect())
    }

    /// The first dependent of a token with this relation.
    pub fn child(&self, head: usize, relation: Relation) -> Option<usize> {
        self.children[head].iter().copied().find(|&at| self.token(at).relation == relation)
    }

    /// Whether one of two mentions lies inside the other.
    pub fn nested(&self, one: usize, other: usize) -> bool {
        #[cfg(test)]
        self.compared.update(|n| n + 1);
        let (a, b) = (&self.mentions[one], &self.mentions[other]);
        a.first <= b.first && b.end <= a.end || b.first <= a.first && a.end <= b.end
    }

    /// Who speaks a sentence.
    pub fn speaker(&self, sentence: usize) -> Option<&str> {
        self.speakers.get(sentence).and_then(Option::as_deref)
    }

    /// The tokens above a token up to its sentence's root, itself left out.
    pub fn above(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        // A broken tree may hold a circle: no path is longer than its sentence.
        let length =
            self.layers.sentence_of(token).map_or(0, |s| self.layers.sentences[s].end - self.layers.sentences[s].first);
        std::iter::successors(self.token(token).head, |&at| self.token(at).head).take(length)
    }
}

/// The innermost quotation of each token.
fn quotations(layers: &AnnotatedText) -> Vec<Option<usize>> {
    let mut longest_first: Vec<usize> = (0..layers.quotations.len()).collect();
    longest_first.sort_by_key(|&at| std::cmp::Reverse((layers.quotations[at].outer.len(), at)));
    let mut found = vec![None; layers.tokens.len()];
    for at in longest_first {
        let outer = layers.quotations[at].outer;
        let first = layers.tokens.partition_point(|token| token.span.start < outer.start);
        let end = layers.tokens.partition_point(|token| token.span.start < outer.end);
        found[first..end.max(first)].fill(Some(at));
    }
    found
}

fn repeats(mentions: &[Mention], facts: &[Facts]) -> Vec<Repeats> {
    let mut heads: BTreeMap<(MentionForm, &str), usize> = BTreeMap::new();
    let mut words: BTreeMap<&[String], usize> = BTreeMap::new();
    let one_more = |count: &mut usize| std::mem::replace(count, *count + 1);
    mentions
        .iter()
        .zip(facts)
        .map(|(mention, facts)| Repeats {
            head: one_more(heads.entry((mention.form, &facts.head)).or_default()),
            words: one_more(words.entry(&facts.words).or_default()),
        })
        .collect()
}
