//! Mechanisms: named or recurring channels between sides (codebook, 6).

use servanda_language::NameKind;
use servanda_model::{Finding, FindingBody, MechanismFinding, MechanismState, Place, Proposition, Side, TimeValue};

use crate::{
    clause,
    lexicon::{self, Lexicon, WordClass},
    object,
    reader::{Draft, Reader, sorted},
    text::{Text, Tokens},
};

/// All mechanisms of the body.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for sentence in reader.sentences() {
        if reader.text.sentence_of(sentence.start).is_none_or(|s| reader.text.place_of(s) != Place::Body) {
            continue;
        }
        let mut at = sentence.start;
        while at < sentence.end {
            let hit = lexicon::longest(&reader.lexicon.channels, &reader.text, at, sentence.end);
            if let Some((entry, tokens)) = hit {
                findings.extend(mechanism(reader, &sentence, &tokens, entry.meaning));
                at = tokens.end;
            } else {
                at += 1;
            }
        }
    }
    findings
}

fn mechanism(reader: &Reader<'_>, sentence: &Tokens, head: &Tokens, is_channel: bool) -> Option<Finding> {
    let text = &reader.text;
    let phrase = phrase(text, sentence, head);
    let named = (phrase.start..head.start)
        .any(|t| Lexicon::builtin().is(WordClass::ChannelKind, &text.lower(t)) && !text.is(t, "bilateral"));
    let topical = (head.end..phrase.end).any(|t| text.is_any(t, &["on", "between"]));
    let before = phrase.start.saturating_sub(3).max(sentence.start)..phrase.start;
    let numbered = text.find(before, |t| is_session_word(text, t)).is_some()
        || text.find(phrase.clone(), |t| is_ordinal(text, t)).is_some();
    let is_body = text
        .name_at(head.start)
        .is_some_and(|n| matches!(n.kind, NameKind::Body(_) | NameKind::Ministry { .. } | NameKind::Gathering(_)));
    if is_body || phrase.len() == 1 && !numbered && head.end == phrase.end {
        return None;
    }
    let last_held = last_held(reader, sentence, head.end);
    let capitalised = (phrase.start..head.end)
        .filter(|&t| text.layers.tokens.get(t).is_some_and(servanda_language::Token::is_capital))
        .count()
        > 1;
    let recurring = last_held.is_some() || numbered || text.find(phrase.clone(), |t| text.is(t, "regular")).is_some();
    let is_named =
        if is_channel { named || capitalised } else { named && topical_or_due(reader, sentence, head, topical) };
    if !recurring && !is_named {
        return None;
    }
    let sides = sides(reader, &phrase);
    if sides.len() < 2 {
        return None;
    }
    let state = state(reader, sentence, &phrase, last_held.is_some());
    let end = last_held.as_ref().map_or(phrase.end, |(_, end)| *end);
    let mut draft = Draft::new("mechanism.named-channel", head.start, vec![phrase.start..end]);
    draft.proposition = Proposition { by: sides.clone(), ..object::proposition(reader, "hold", &phrase, &sides, &[]) };
    let generic = !capitalised && !recurring && text.find(phrase.clone(), |t| text.is(t, "strategic")).is_none();
    let body = MechanismFinding {
        name: object::name_of(text, &phrase),
        sides,
        state,
        last_held: last_held.map(|(value, _)| value),
        generic: generic && (!is_channel || text.is(head.start, "dialogue")),
    };
    reader.finding(draft, FindingBody::Mechanism(body))
}

/// "The sixth round of", "the next", "the annual": one of a series.
fn is_session_word(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lemma(at), "round" | "session" | "edition" | "annual")
        || (is_ordinal(text, at) || text.is_any(at, &["next", "previous"]))
            && (at + 1..at + 4).any(|t| {
                matches!(
                    text.lemma(t),
                    "summit"
                        | "dialogue"
                        | "committee"
                        | "commission"
                        | "round"
                        | "session"
                        | "meeting"
                        | "consultation"
                )
            })
}

/// "Sixth", "36th".
fn is_ordinal(text: &Text<'_>, at: usize) -> bool {
    const WORDS: [&str; 9] = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let word = text.lower(at);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    WORDS.contains(&word.as_str())
        || !digits.is_empty()
            && digits.chars().all(|c| c.is_ascii_digit())
            && matches!(word.get(digits.len()..), Some("th" | "st" | "nd" | "rd"))
}

/// "Talks" need more than a kind word: a topic ("talks on the economy") or that they are to be held.
fn topical_or_due(reader: &Reader<'_>, sentence: &Tokens, head: &Tokens, topical: bool) -> bool {
    let text = &reader.text;
    topical
        || (sentence.start..head.start).rev().take(8).any(|t| {
            reader.lexicon.undertakings.iter().any(|e| e.at(text, t, sentence.end).is_some())
                || matches!(text.lemma(t), "hold" | "resume" | "carry")
        })
}

/// The noun phrase around a head: its adjectives before, "on …" or "between …" after.
pub(super) fn phrase(text: &Text<'_>, sentence: &Tokens, head: &Tokens) -> Tokens {
    let mut start = head.start;
    while start > sentence.start {
        let before = start - 1;
        let kind_word = Lexicon::builtin().is(WordClass::ChannelKind, &text.lower(before))
            || text.name_at(before).is_some_and(|n| Text::side_of_name(n).is_some())
            || text.layers.tokens.get(before).is_some_and(servanda_language::Token::is_capital)
                && before > sentence.start
            || in_short_quotation(text, before, head.start)
            || text.word(before) == "-" && !text.is_dash(before)
            || text.is_any(before, &["'s", "’s", "-", "–", "level", "effective", "and"])
                && Lexicon::builtin().is(WordClass::ChannelKind, &text.lower(before.saturating_sub(1)));
        if !kind_word || text.time_at(before).is_some() {
            break;
        }
        start = before;
    }
    let channels = &Lexicon::builtin().channels;
    let mut end = head.end;
    if text.is_any(end, &["on", "between", "of"]) {
        end = object::end_of(text, end, sentence.end);
        let another = |and: usize| (and + 1..end).any(|t| lexicon::longest(channels, text, t, end).is_some());
        let cut = (head.end..end).find(|&t| text.is(t, "and") && (!text.is(head.end, "between") || another(t)));
        if let Some(and) = cut {
            end = and;
        }
    }
    start..end.min(head.end + 8)
}

/// Whether both tokens stand in one quotation of a few words: a name in quotation marks.
fn in_short_quotation(text: &Text<'_>, before: usize, head: usize) -> bool {
    const BYTES: usize = 90;
    let tokens = &text.layers.tokens;
    let (Some(first), Some(last)) = (tokens.get(before), tokens.get(head)) else { return false };
    !text.is_quote_mark(before)
        && text
            .layers
            .quotations
            .iter()
            .any(|q| q.inner.len() < BYTES && q.inner.contains(first.span) && q.inner.contains(last.span))
}

/// "Has not taken place since early 2020", "last held in 2019": when, and where the words end.
fn last_held(reader: &Reader<'_>, sentence: &Tokens, from: usize) -> Option<(TimeValue, usize)> {
    let text = &reader.text;
    let limit = sentence.end.min(from + 14);
    let cue = (from..limit).find(|&t| {
        text.is(t, "last") && matches!(text.lemma(t + 1), "hold" | "meet" | "convene" | "take")
            || text.is(t, "since") && (from..t).any(|n| text.is_any(n, &["not", "never", "no"]))
    })?;
    let time = text.times_in(&(cue..limit.max(cue + 6).min(sentence.end))).first()?;
    Some((time.value.clone(), time.end))
}

/// The sides that convene it: those of its name, else the subject's, else the text's two.
fn sides(reader: &Reader<'_>, phrase: &Tokens) -> Vec<Side> {
    let own = object::sides_in(&reader.text, phrase);
    if own.len() > 1 {
        return own;
    }
    let subject = clause::subject(reader, phrase.start).map(|s| s.sides()).unwrap_or_default();
    if subject.len() > 1 { subject } else { sorted(reader.actors.principals.clone()) }
}

fn state(reader: &Reader<'_>, sentence: &Tokens, phrase: &Tokens, dormant: bool) -> MechanismState {
    let text = &reader.text;
    let before = clause_words(text, sentence, phrase.start);
    let has = |lemmas: &[&str]| before.iter().any(|l| lemmas.contains(l));
    if has(&["potentially", "possibly", "may", "explore"]) {
        MechanismState::Possible
    } else if has(&["agree", "agreement", "decide"]) {
        MechanismState::Agreed
    } else if has(&["need", "call", "propose", "urge", "demand", "establish"]) {
        MechanismState::Proposed
    } else if has(&["hope", "seek", "try", "want", "plan", "aim", "revive"]) {
        MechanismState::Sought
    } else if has(&["suspend", "halt", "freeze"]) {
        MechanismState::Suspended
    } else if dormant {
        MechanismState::Dormant
    } else {
        MechanismState::Active
    }
}

/// The lemmas of up to twelve words before the phrase, in its sentence.
fn clause_words<'t>(text: &Text<'t>, sentence: &Tokens, at: usize) -> Vec<&'t str> {
    (sentence.start.max(at.saturating_sub(12))..at).map(|t| text.lemma(t)).collect()
}
