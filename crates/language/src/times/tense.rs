//! Which side of the day of writing a bare "Saturday" or "November" lies on, from the tense of its clause.

use servanda_model::Direction;

use crate::lexicon::{Lexicon, WordClass};
use crate::{Inflection, Shape, Token};

/// The direction that the clause around the tokens `first..end` of a sentence gives, or `Either`.
///
/// The nearest verb to the left decides, else the first one to the right: a past form points back, a modal forward,
/// an infinitive wherever the word that governs it points ("agreed to meet" forward, "met to discuss" back; a headline's
/// "to visit" forward).
pub fn direction(sentence: &[Token], first: usize, end: usize) -> Direction {
    // "ahead of Friday's vote": the vote may lie on either side of the report.
    if first >= 1 && matches!(sentence[first - 1].lemma.as_str(), "before")
        || first >= 2 && sentence[first - 2].lemma == "ahead"
    {
        return Direction::Either;
    }
    let left = (0..first).rev().find_map(|at| {
        // "aims to calm markets after talks on Friday": the talks need not lie ahead.
        let after = sentence[at..first].iter().any(|t| matches!(t.lemma.as_str(), "after" | "following"));
        tense_at(sentence, at).map(|told| if after && told == Direction::Future { Direction::Either } else { told })
    });
    left.or_else(|| (end..sentence.len()).find_map(|at| tense_at(sentence, at))).unwrap_or(Direction::Either)
}

/// What the word at `at` says, if it is one that decides.
fn tense_at(sentence: &[Token], at: usize) -> Option<Direction> {
    let lexicon = Lexicon::builtin();
    let token = &sentence[at];
    let before = |n: usize| at.checked_sub(n).map_or("", |k| sentence[k].lemma.as_str());
    let after = sentence.get(at + 1);
    // A capital stands for a name, save at the beginning of a sentence or of a quoted one.
    if is_mark(token) || token.shape != Shape::Lower && !at.checked_sub(1).is_none_or(|k| is_mark(&sentence[k])) {
        return None;
    }
    if lexicon.is(&token.lemma, WordClass::Modal) {
        return Some(Direction::Future);
    }
    if token.lemma == "to" && after.is_some_and(is_bare_verb) {
        return infinitive(sentence, at);
    }
    if token.inflection == Inflection::Past && is_planning(token, after) {
        // "talks scheduled for Friday" lie ahead; "had been scheduled for Friday" and "scheduled
        // for Friday, were postponed" leave it open.
        let undone = || sentence[at..].iter().any(|t| matches!(t.lemma.as_str(), "postpone" | "cancel" | "delay"));
        let once = matches!(before(1), "be" | "have") && past_auxiliary(sentence, at) || undone();
        return Some(if once { Direction::Either } else { Direction::Future });
    }
    if token.lemma == "due" || lexicon.is(&token.lemma, WordClass::Ahead) && token.inflection == Inflection::Plain {
        return Some(Direction::Future);
    }
    // "the agreed text": a participle before its noun is no verb.
    let premodifier = lexicon.is(before(1), WordClass::Determiner) && after.is_some_and(|t| t.shape == Shape::Lower);
    match token.inflection {
        Inflection::Past if premodifier => None,
        Inflection::Past => Some(Direction::Past),
        _ => None,
    }
}

/// "to" and a verb: the governing word decides.
fn infinitive(sentence: &[Token], to: usize) -> Option<Direction> {
    let lexicon = Lexicon::builtin();
    let passive = sentence.get(to + 1).is_some_and(|t| t.lemma == "be");
    let governor = (0..to)
        .rev()
        .find(|&at| lexicon.is(&sentence[at].lemma, WordClass::Intention) || tense_at(sentence, at).is_some());
    match governor {
        // "a summit to be held on Friday"
        _ if passive => Some(Direction::Future),
        None => Some(Direction::Future),
        Some(at) if lexicon.is(&sentence[at].lemma, WordClass::Intention) => Some(Direction::Future),
        Some(at) => tense_at(sentence, at),
    }
}

fn is_mark(token: &Token) -> bool {
    token.shape == Shape::Punctuation
}

/// A word that can follow "to" as a verb.
fn is_bare_verb(token: &Token) -> bool {
    let lexicon = Lexicon::builtin();
    token.shape == Shape::Lower
        && token.inflection == Inflection::Plain
        && (matches!(token.lemma.as_str(), "be" | "have" | "do") || !lexicon.is(&token.lemma, WordClass::Starter))
        && !lexicon.is(&token.lemma, WordClass::Determiner)
}

/// "scheduled", "planned", "expected" as they stand, "set" and "slated" before "for".
fn is_planning(token: &Token, after: Option<&Token>) -> bool {
    let named = Lexicon::builtin().is(&token.lemma, WordClass::Planning);
    named && after.is_none_or(|t| !matches!(t.lemma.as_str(), "a" | "the" | "that"))
        || token.lemma == "set" && after.is_some_and(|t| t.lemma == "for")
}

/// Whether the auxiliaries right before `at` stand in the past ("was", "had been").
fn past_auxiliary(sentence: &[Token], at: usize) -> bool {
    (0..at)
        .rev()
        .take_while(|&k| matches!(sentence[k].lemma.as_str(), "be" | "have" | "also" | "originally"))
        .any(|k| past_form(sentence, k))
}

fn past_form(sentence: &[Token], at: usize) -> bool {
    matches!(sentence[at].lemma.as_str(), "be" | "have") && sentence[at].inflection == Inflection::Past
}
