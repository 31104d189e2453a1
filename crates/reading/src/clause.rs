//! Shallow clauses: where a verb's clause begins, who its subject is, and how it is qualified.

use servanda_model::{ActorRef, Assertion, Side};

use crate::{
    actors::{Mention, MentionKind},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// The subject of a verb.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Where it stands.
    pub tokens: Tokens,
    /// Whom it stands for.
    pub actors: Vec<ActorRef>,
}

impl Subject {
    /// Its sides, sorted, each once.
    pub fn sides(&self) -> Vec<Side> {
        sorted(self.actors.iter().filter_map(|a| a.side.clone()).collect())
    }
}

const SUBORDINATORS: [&str; 20] = [
    "that", "which", "who", "whom", "whose", "while", "but", "although", "though", "when", "where", "because", "if",
    "whereas", "since", "until", "unless", "after", "before", "as",
];
/// Prepositions whose complement is no subject.
pub const PREPOSITIONS: [&str; 27] = [
    "in",
    "of",
    "with",
    "to",
    "from",
    "for",
    "by",
    "at",
    "on",
    "against",
    "between",
    "toward",
    "towards",
    "over",
    "under",
    "about",
    "than",
    "into",
    "near",
    "via",
    "through",
    "like",
    "alongside",
    "including",
    "among",
    "within",
    "during",
];

/// Whether token `at` parts clauses: a mark, a subordinator, or a verb of saying with its clause behind it.
fn is_boundary(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    text.word(at) == "," && !joins_mentions(reader, at)
        || matches!(text.word(at), ";" | ":")
        || text.is_dash(at)
        || text.is_quote_mark(at)
        || text.is_any(at, &SUBORDINATORS)
        || text.lemma(at) == "say"
}

/// Whether the comma at `at` stands inside a mention, closes its apposition, or parts the mentions of a list.
fn joins_mentions(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let Some(before) = reader.actors.last_until(at) else { return false };
    let in_apposition = before.tokens.contains(&at);
    let closes = before.tokens.end == at && before.tokens.clone().any(|t| text.word(t) == ",");
    let next = at + 1 + usize::from(text.is(at + 1, "and")) + usize::from(text.is_any(at + 2, &["his", "her", "the"]));
    let lists = before.tokens.end == at && text.is(at + 1, "and") && reader.actors.starts_at(next);
    in_apposition || closes || lists
}

/// The first token of the clause that holds `verb`, not before `from`.
pub fn clause_start(reader: &Reader<'_>, from: usize, verb: usize) -> usize {
    (from..verb).rev().find(|&t| is_boundary(reader, t)).map_or(from, |t| t + 1)
}

/// The subject of the verb at `verb` in `sentence`: the first actor of its clause that no preposition governs, with
/// those coordinated to it; else one that a preposition governs ("the talks between A and B"); else that of the clause before
/// ("urging …", "while noting …").
pub fn subject(reader: &Reader<'_>, sentence: &Tokens, verb: usize) -> Option<Subject> {
    let text = &reader.text;
    // "… for Chile to host": the actor right before the infinitive.
    if text.is(verb.wrapping_sub(1), "to")
        && let Some(mention) = reader.actors.last_until(verb - 1).filter(|m| m.tokens.end == verb - 1)
        && governor(text, sentence.start, mention).is_some_and(|t| text.is(t, "for"))
    {
        return Some(Subject { tokens: mention.tokens.clone(), actors: mention.actors.clone() });
    }
    let mut end = verb;
    // A subject follows its verb in "…, said Chile's foreign minister".
    loop {
        let start = clause_start(reader, sentence.start, end);
        let mentions = reader.actors.within(&(start..end));
        let free = first_free(text, start, mentions);
        let owner = |m: &Mention| {
            text.is_any(m.tokens.end, &["'s", "’s"])
                && matches!(text.lemma(m.tokens.end + 1), "successor" | "predecessor")
        };
        let any = || mentions.iter().position(|m| !owner(m)).filter(|_| end == verb);
        if let Some(first) = free.or_else(any) {
            return Some(coordinated(reader, mentions, first));
        }
        if start <= sentence.start {
            return None;
        }
        end = start - 1;
        // "Kenya, the minister noted, had agreed": the aside has its own verb.
        let aside = clause_start(reader, sentence.start, end);
        if end > aside + 1 && aside > sentence.start && is_speech(reader, end - 1) && text.word(end) == "," {
            end = aside - 1;
        }
    }
}

/// Whether the word at `at` is a verb of speech.
fn is_speech(reader: &Reader<'_>, at: usize) -> bool {
    reader.lexicon.speech.iter().any(|e| e.at(&reader.text, at, at + 1).is_some())
}

/// A subject right after the verb at `verb` (which ends at `from`): "said Chile's foreign minister".
pub fn inverted_subject(reader: &Reader<'_>, sentence: &Tokens, from: usize) -> Option<Subject> {
    let mentions = reader.actors.within(&(from..sentence.end));
    let first = mentions.first().filter(|m| m.tokens.start <= from + 1)?;
    (first.kind != MentionKind::Pronoun).then(|| coordinated(reader, mentions, 0))
}

/// The first actors of `tokens` that no preposition governs, with those coordinated to them.
pub fn first_actors(reader: &Reader<'_>, tokens: &Tokens) -> Option<Subject> {
    let mentions = reader.actors.within(tokens);
    let first = first_free(&reader.text, tokens.start, mentions)?;
    Some(coordinated(reader, mentions, first))
}

/// The first mention that no preposition governs, itself or through an "and" ("headed by A and B").
fn first_free(text: &Text<'_>, start: usize, mentions: &[Mention]) -> Option<usize> {
    let mut governed = false;
    mentions.iter().position(|mention| {
        let joined = governor(text, start, mention).is_some_and(|at| text.is(at, "and"));
        // "Vega's successor" is not Vega.
        let owner = text.is_any(mention.tokens.end, &["'s", "’s"])
            && matches!(text.lemma(mention.tokens.end + 1), "successor" | "predecessor");
        governed = is_governed(text, start, mention) || joined && governed || owner;
        !governed
    })
}

/// Whether a preposition governs the mention.
fn is_governed(text: &Text<'_>, start: usize, mention: &Mention) -> bool {
    governor(text, start, mention).is_some_and(|at| text.is_any(at, &PREPOSITIONS))
}

/// The token before the mention and its articles, not before `start`.
pub fn governor(text: &Text<'_>, start: usize, mention: &Mention) -> Option<usize> {
    let mut at = mention.tokens.start;
    while at > start
        && text.is_any(at - 1, &["the", "a", "an", "his", "her", "its", "their", "both", "then", "former", "then-"])
    {
        at -= 1;
    }
    (at > start).then(|| at - 1)
}

/// `mentions[first]` with what "and" or a comma joins to it.
fn coordinated(reader: &Reader<'_>, mentions: &[Mention], first: usize) -> Subject {
    let text = &reader.text;
    let mut tokens = mentions[first].tokens.clone();
    let mut actors = mentions[first].actors.clone();
    for next in &mentions[first + 1..] {
        let between = tokens.end..next.tokens.start;
        let joined = between.clone().any(|t| text.is_any(t, &["and"]))
            && between.clone().all(|t| {
                text.is_any(
                    t,
                    &["and", "the", "his", "her", "its", "their", "both", "then", "former", "'s", "’s", "also"],
                ) || text.word(t) == ","
            });
        if !joined {
            break;
        }
        tokens.end = next.tokens.end;
        actors.extend(next.actors.iter().cloned());
    }
    Subject { tokens, actors }
}

/// Whether the clause of `verb` denies, supposes or conditions it.
pub fn assertion(reader: &Reader<'_>, sentence: &Tokens, verb: usize) -> Assertion {
    let text = &reader.text;
    let start = clause_start(reader, sentence.start, verb).max(verb.saturating_sub(6));
    if (start..verb).any(|t| text.is_any(t, &["not", "n't", "n’t", "never", "no", "nor", "neither", "without"]))
        || start.checked_sub(1).is_some_and(|t| t + 2 >= verb && text.is_any(t, &["without"]))
    {
        return Assertion::Negated;
    }
    let clause = clause_start(reader, sentence.start, verb);
    if (clause.saturating_sub(5).max(sentence.start)..clause).any(|t| text.lemma(t) == "deny") {
        return Assertion::Negated;
    }
    if clause > sentence.start && text.is_any(clause - 1, &["if", "unless", "whether"]) {
        return Assertion::Hypothetical;
    }
    if (start..verb).any(|t| text.is_any(t, &["would", "could", "might"])) && !text.is_any(verb, &["would"]) {
        return Assertion::Hypothetical;
    }
    Assertion::Asserted
}

/// Whether the word at `at` is used as a verb: not after an article, a possessor, a preposition or another verb's ending.
pub fn is_verbal(text: &Text<'_>, sentence: &Tokens, at: usize) -> bool {
    if at == sentence.start {
        return true;
    }
    let before = at - 1;
    let noun_before = text.is_any(
        before,
        &[
            "the",
            "a",
            "an",
            "its",
            "their",
            "his",
            "her",
            "'s",
            "’s",
            "any",
            "no",
            "be",
            "to",
            "settling",
            "resolving",
            "ending",
        ],
    ) || text.is_any(before, &PREPOSITIONS);
    !noun_before || text.is(before, "to") && text.lemma(at) == "quote"
}

/// Whether words before `verb` in its clause put it into the future ("will", "is expected to", "to be held").
pub fn is_future(reader: &Reader<'_>, sentence: &Tokens, verb: usize) -> bool {
    let text = &reader.text;
    let start = clause_start(reader, sentence.start, verb).max(verb.saturating_sub(14));
    let lemmas: Vec<&str> = (start..verb).map(|t| text.lemma(t)).collect();
    let to = lemmas.iter().rev().take(5).any(|l| *l == "to");
    (start..verb).any(|t| text.is_any(t, &["will", "shall", "'ll", "’ll"]))
        || to
            && lemmas.iter().any(|l| {
                matches!(
                    *l,
                    "expect"
                        | "due"
                        | "plan"
                        | "schedule"
                        | "set"
                        | "intend"
                        | "hope"
                        | "agree"
                        | "arrange"
                        | "prepare"
                        | "slate"
                        | "ready"
                        | "aim"
                        | "want"
                        | "invite"
                        | "about"
                )
            })
}
