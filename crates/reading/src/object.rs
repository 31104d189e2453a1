//! Objects: how far a noun phrase or infinitive goes, how it splits, and the proposition that it makes.

use servanda_language::{Inflection, NameKind, Shape};
use servanda_model::{Proposition, Side};

use crate::{
    clause::PREPOSITIONS,
    lexicon::{Lexicon, WordClass},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

const STOPS: [&str; 27] = [
    "which",
    "who",
    "whom",
    "while",
    "but",
    "when",
    "after",
    "before",
    "because",
    "although",
    "though",
    "as",
    "if",
    "according",
    "since",
    "until",
    "during",
    "amid",
    "despite",
    "where",
    "said",
    "says",
    "following",
    "so",
    "that",
    "whereas",
    "adding",
];

/// The end of the phrase that begins at `start`: before a stop word, a time with its preposition, or punctuation
/// (a comma inside a list with "including" goes on).
pub fn end_of(text: &Text<'_>, start: usize, limit: usize) -> usize {
    let mut at = start;
    while at < limit {
        // "translate that understanding": a "that" right behind the verb points.
        let points = text.is(at, "that") && at == start + 1 && may_be_base_verb(text, start);
        if text.is_any(at, &STOPS) && !points
            || text.is_dash(at)
            || matches!(text.word(at), "." | ";" | ":" | "?" | "!" | "(" | ")" | "…" | "...")
        {
            break;
        }
        if text.word(at) == "," && !(text.is(at + 1, "including") || is_adjective_comma(text, at)) {
            match parenthesis(text, at, limit) {
                Some(after) => {
                    at = after;
                    continue;
                }
                None => break,
            }
        }
        if text.is(at, "in") && text.is(at + 1, "the") && text.is_any(at + 2, &["wake", "face", "course", "context"]) {
            break;
        }
        let quoted_time = text.is_quote_mark(at) && !text.is_quoted(at) && starts_time(text, at + 1);
        if at > start && (starts_time(text, at) || quoted_time) {
            break;
        }
        at += 1;
    }
    while at > start && (text.word(at - 1) == "," || text.is_any(at - 1, &["and", "or"])) {
        at -= 1;
    }
    text.balanced(start..at).end.min(limit)
}

/// ", who took office in May, and B": the token after the second comma, where "and" goes on with the list.
fn parenthesis(text: &Text<'_>, at: usize, limit: usize) -> Option<usize> {
    let close = (at + 1..limit.min(at + 10)).find(|&t| text.word(t) == ",")?;
    (text.is_any(at + 1, &["who", "which"]) && text.is(close + 1, "and")).then_some(close + 1)
}

/// "comprehensive, effective and independent": a comma between adjectives inside a quotation.
fn is_adjective_comma(text: &Text<'_>, at: usize) -> bool {
    text.is_quoted(at) && (at + 1..at + 4).any(|t| text.is(t, "and")) && text.is_quoted(at + 1)
}

/// Whether a time begins at `at`, perhaps after its preposition.
pub fn starts_time(text: &Text<'_>, at: usize) -> bool {
    let time = |t: usize| text.time_at(t).is_some_and(|time| time.first == t);
    time(at) && !text.is_any(at.wrapping_sub(1), &["the"])
        || text.is_any(at, &["on", "in", "by", "within", "until", "from", "for", "at"]) && time(at + 1)
        || text.is_any(at, &["in", "by", "at", "before"]) && text.is_any(at + 1, &["the", "a"]) && time(at + 2)
}

/// Splits an object at an "and" that joins two things rather than two words of one: before an article, a quotation
/// mark, or where both halves have a head of their own.
pub fn split(reader: &Reader<'_>, object: &Tokens) -> Vec<Tokens> {
    let text = &reader.text;
    let has_head = |tokens: Tokens| {
        tokens.into_iter().any(|t| reader.lexicon.channels.iter().any(|e| e.at(text, t, object.end).is_some()))
    };
    let cut = object.clone().find(|&t| {
        text.is(t, "and")
            && t > object.start
            && t + 1 < object.end
            && (text.is_any(t + 1, &["a", "an", "the", "to"]) && !between_before(text, object.start, t)
                || (text.is_quote_mark(t + 1) && !text.is_quoted(t))
                || has_head(object.start..t) && has_head(t + 1..object.end) && !text.is_any(t + 1, &["their", "its"]))
    });
    match cut {
        Some(at) => {
            let mut parts = vec![text.strip_end(object.start..at)];
            parts.extend(split(reader, &(at + 1..object.end)));
            parts
        }
        None => vec![object.clone()],
    }
}

/// Whether the "and" at `at` belongs to "between A and B".
fn between_before(text: &Text<'_>, start: usize, at: usize) -> bool {
    (start.max(at.saturating_sub(6))..at).any(|t| text.is(t, "between"))
}

impl Text<'_> {
    /// `tokens` without punctuation at its end (a closing quotation mark stays).
    pub fn strip_end(&self, mut tokens: Tokens) -> Tokens {
        while tokens.start < tokens.end && self.is_punctuation(tokens.end - 1) && !self.is_quote_mark(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }
}

const FUNCTION_WORDS: [&str; 44] = [
    "the", "a", "an", "of", "on", "in", "at", "for", "to", "and", "or", "with", "between", "by", "from", "its",
    "their", "his", "her", "our", "my", "all", "any", "both", "each", "other", "two", "this", "that", "these", "those",
    "some", "several", "more", "further", "also", "be", "have", "do", "as", "into", "over", "'s", "’s",
];
/// Words in front of an object that are no part of its name.
const BEFORE: [&str; 11] = ["the", "a", "an", "its", "their", "his", "her", "our", "potentially", "possibly", "also"];

/// The words of an object as they name it: without article or possessive in front, punctuation at the ends.
pub fn name_of(text: &Text<'_>, object: &Tokens) -> String {
    let mut tokens = text.strip(object.clone());
    while tokens.len() > 1 && text.is_any(tokens.start, &BEFORE) {
        tokens = text.strip(tokens.start + 1..tokens.end);
    }
    text.words(&tokens).to_owned()
}

/// Whether the token can be a verb in its base form: a plain word in lower case that is no function word.
pub fn may_be_base_verb(text: &Text<'_>, at: usize) -> bool {
    text.layers.tokens.get(at).is_some_and(|t| t.shape == Shape::Lower && t.inflection == Inflection::Plain)
        && !FUNCTION_WORDS.contains(&text.lemma(at))
        && !text.is_any(at, &PREPOSITIONS)
}

/// The proposition of `predicate` with the object `object` (tokens without the verb).
pub fn proposition(reader: &Reader<'_>, predicate: &str, object: &Tokens, by: &[Side], with: &[Side]) -> Proposition {
    let text = &reader.text;
    let object = text.strip(object.clone());
    let (predicate, object) = unwrap_nominal(reader, predicate, object);
    let head_at = head(text, &object);
    let head_lemma = head_at.map_or(String::new(), |t| text.lemma(t).to_owned());
    let mut modifiers = Vec::new();
    let mut numbers = Vec::new();
    for at in object.clone() {
        let lemma = text.lemma(at);
        if lemma.chars().any(|c| c.is_ascii_digit()) {
            numbers.push(text.lower(at));
        } else if Some(at) != head_at
            && lemma.chars().any(char::is_alphabetic)
            && !FUNCTION_WORDS.contains(&lemma)
            && !Lexicon::builtin().is(WordClass::Generic, lemma)
            && text.name_at(at).and_then(Text::side_of_name).is_none()
            && !is_place(text, at)
            && !lemma.ends_with("ly")
            && text.time_at(at).is_none()
        {
            modifiers.push(lemma.trim_end_matches("-related").to_owned());
        }
    }
    let (issue, term) = issue(reader, &object).map_or((None, None), |(i, t)| (Some(i), Some(t)));
    Proposition {
        predicate,
        by: by.to_vec(),
        with: with.to_vec(),
        head: head_lemma,
        modifiers: sorted(modifiers),
        numbers: sorted(numbers),
        positive: true,
        issue,
        term,
    }
}

fn is_place(text: &Text<'_>, at: usize) -> bool {
    text.name_at(at).is_some_and(|n| matches!(n.kind, NameKind::Place(Some(_)) | NameKind::Person))
}

/// "a lifting of the ban" is the act "lift" on "the ban".
fn unwrap_nominal(reader: &Reader<'_>, predicate: &str, object: Tokens) -> (String, Tokens) {
    let text = &reader.text;
    for at in object.start..object.end.min(object.start + 4) {
        let noun = reader.lexicon.deed_nouns.iter().position(|e| e.at(text, at, object.end).is_some());
        let verb = noun.and_then(|_| {
            reader.lexicon.deeds.iter().find(|d| {
                reader.lexicon.deed_nouns.iter().any(|n| n.meaning == d.meaning && n.at(text, at, object.end).is_some())
            })
        });
        if let (Some(verb), true) = (verb, text.is(at + 1, "of")) {
            return (verb.phrase.clone(), at + 2..object.end);
        }
    }
    (predicate.to_owned(), object)
}

/// The head of a noun phrase without a tree: the last word before the first preposition, or before an "and" or comma
/// that follows a noun (a channel or a plural) rather than an adjective.
pub fn head(text: &Text<'_>, object: &Tokens) -> Option<usize> {
    let is_noun = |t: usize| {
        text.layers.tokens.get(t).is_some_and(|t| t.inflection == Inflection::S)
            || Lexicon::builtin().channels.iter().any(|e| e.at(text, t, t + 1).is_some())
    };
    let joins = |t: usize| text.is_any(t, &["and"]) || text.word(t) == ",";
    let end = object
        .clone()
        .skip(1)
        .find(|&t| text.is_any(t, &PREPOSITIONS) || text.is(t, "including") || joins(t) && is_noun(t - 1))
        .unwrap_or(object.end);
    (object.start..end).rev().find(|&t| !text.is_punctuation(t))
}

/// The issue whose wording stands first in `tokens`, of those that begin together the longest.
pub fn issue(reader: &Reader<'_>, tokens: &Tokens) -> Option<(String, String)> {
    let text = &reader.text;
    let says = |at: usize, word: &str| {
        let written = text.lower(at);
        written == word
            || text.lemma(at) == word
            || written.strip_suffix("-related") == Some(word)
            || word.strip_suffix('s') == Some(text.lemma(at))
    };
    let stands_at = |term: &str, at: usize| {
        let length = term.split(' ').count();
        (at + length <= tokens.end && term.split(' ').enumerate().all(|(n, word)| says(at + n, word))).then_some(length)
    };
    tokens.clone().find_map(|at| {
        text.world
            .issues()
            .iter()
            .flat_map(|issue| issue.terms.iter().map(move |term| (issue, term)))
            .filter_map(|(issue, term)| stands_at(term, at).map(|length| (length, issue, term)))
            .max_by_key(|(length, issue, _)| (*length, std::cmp::Reverse(&issue.id)))
            .map(|(_, issue, term)| (issue.id.clone(), term.clone()))
    })
}

/// The sides mentioned in `tokens`, sorted, each once; adjectives count.
pub fn sides_in(text: &Text<'_>, tokens: &Tokens) -> Vec<Side> {
    sorted(text.names_in(tokens).iter().filter_map(Text::side_of_name).cloned().collect())
}

/// The words that weaken, where any stand in `tokens`.
pub fn hedge(reader: &Reader<'_>, tokens: &Tokens) -> Option<String> {
    tokens.clone().find_map(|at| {
        crate::lexicon::longest(&reader.lexicon.hedges, &reader.text, at, tokens.end)
            // "May" the month, "May" the name
            .filter(|_| reader.text.time_at(at).is_none() && (reader.text.word(at) != "May"))
            .map(|(_, found)| reader.text.words(&found).to_owned())
    })
}

/// Ranges in order, those that overlap joined.
pub fn disjoint(mut ranges: Vec<Tokens>) -> Vec<Tokens> {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut kept: Vec<Tokens> = Vec::new();
    for range in ranges {
        match kept.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => kept.push(range),
        }
    }
    kept
}
