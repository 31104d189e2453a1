//! Which side of the day of writing a bare "Saturday" or "November" lies on, from the tense of its clause.

use servanda_model::Direction;

use super::words::{TimeWord, classes};
use crate::lexicon::{Lexicon, WordClass};
use crate::{Inflection, Relation, Shape, Token, Xpos};

/// The direction that the clause around the tokens `first..end` of a sentence gives, or `Either`.
///
/// The nearest verb to the left decides, else the first one to the right: a past form points back, a modal forward,
/// a participle where its auxiliaries do ("will be signed"), an infinitive wherever the word that governs it points
/// ("agreed to meet" forward, "met to discuss" back; a headline's "to visit" forward).
pub fn direction(sentence: &[Token], first: usize, end: usize) -> Direction {
    // "ahead of Friday's vote": the vote may lie on either side of the report.
    if first >= 1 && matches!(sentence[first - 1].lemma.as_str(), "before")
        || first >= 2 && sentence[first - 2].lemma == "ahead"
    {
        return Direction::Either;
    }
    // "named him director, effective June 1"
    if is_complement(sentence, first, end) || first >= 1 && sentence[first - 1].lemma == "effective" {
        return Direction::Future;
    }
    let right = || (end..sentence.len()).find_map(|at| tense_at(sentence, at));
    if opens_clause(sentence, first, end)
        && let Some(told) = right()
    {
        return told;
    }
    let left = (0..first).rev().find_map(|at| {
        // "aims to calm markets after talks on Friday": the talks need not lie ahead.
        let after = sentence[at..first].iter().any(|t| matches!(t.lemma.as_str(), "after" | "following"));
        tense_at(sentence, at).map(|told| if after && told == Direction::Future { Direction::Either } else { told })
    });
    left.or_else(right).unwrap_or(Direction::Either)
}

/// "the vote is Monday", "the vote is on Monday", "Monday is the deadline": what has been would be told in the past.
fn is_complement(sentence: &[Token], first: usize, end: usize) -> bool {
    let is = |at: usize| sentence.get(at).is_some_and(|t| t.lemma == "be" && matches!(t.xpos, Xpos::Vbz | Xpos::Vbp));
    let on = usize::from(first > 0 && sentence[first - 1].lemma == "on");
    let opens = first == 0 || is_mark(&sentence[first - 1]);
    let named = || sentence.get(end + 1).is_some_and(|t| matches!(t.lemma.as_str(), "the" | "when"));
    (first - on).checked_sub(1).is_some_and(is) || opens && is(end) && named()
}

/// Whether the tokens `first..end` are set off before their own clause: "the court ruled; in May, it will sit".
fn opens_clause(sentence: &[Token], first: usize, end: usize) -> bool {
    let preposition = usize::from(first > 0 && matches!(sentence[first - 1].xpos, Xpos::In));
    let mark = |at: usize| sentence.get(at).filter(|t| is_mark(t)).map_or("", |t| t.lemma.as_str());
    match (first - preposition).checked_sub(1).map(mark) {
        Some(";" | ":") => true,
        Some(",") => mark(end) == ",",
        _ => false,
    }
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
        return Some(if could_not(sentence, at) { Direction::Past } else { Direction::Future });
    }
    if token.lemma == "to" && after.is_some_and(is_bare_verb) {
        return infinitive(sentence, at);
    }
    // "began as previously planned on Friday"
    if token.inflection == Inflection::Past && follows_as(&sentence[..at]) {
        return None;
    }
    if token.inflection == Inflection::Past && is_planning(token, after) {
        // "talks scheduled for Friday" lie ahead; "had been scheduled for Friday" and "scheduled
        // for Friday, were postponed" leave it open.
        let undone = || sentence[at..].iter().any(|t| matches!(t.lemma.as_str(), "postpone" | "cancel" | "delay"));
        let once = matches!(before(1), "be" | "have") && had_been(sentence, at) || undone();
        return Some(if once { Direction::Either } else { Direction::Future });
    }
    if token.lemma == "due" && had_been(sentence, at) {
        return Some(Direction::Either);
    }
    if token.lemma == "due" || lexicon.is(&token.lemma, WordClass::Ahead) && token.inflection == Inflection::Plain {
        return Some(Direction::Future);
    }
    match token.xpos {
        Xpos::Vbd => Some(Direction::Past),
        Xpos::Vbn => participle(sentence, at),
        // "a visit starting Monday": one that has begun "began Monday".
        Xpos::Vbg if matches!(token.lemma.as_str(), "begin" | "start" | "end") => Some(Direction::Future),
        // "Parliament votes on Friday", "they are meeting on Friday": what a timetable has fixed stands in the present.
        Xpos::Vbz | Xpos::Vbp if is_scheduled(token) || takes_place(token, after) => Some(Direction::Future),
        // "The party plans a rally on Friday", "is preparing for a rally on Friday"
        Xpos::Vbz | Xpos::Vbp | Xpos::Vbg if lexicon.is(&token.lemma, WordClass::Planning) => Some(Direction::Future),
        Xpos::Vbz | Xpos::Vbp | Xpos::Vbg if token.lemma == "prepare" && after.is_some_and(|t| t.lemma == "for") => {
            Some(Direction::Future)
        }
        Xpos::Vbg if is_scheduled(token) => {
            let is = |t: &Token| t.lemma == "be" && matches!(t.xpos, Xpos::Vbz | Xpos::Vbp);
            sentence[..at].iter().rev().find(|t| t.xpos != Xpos::Rb).is_some_and(is).then_some(Direction::Future)
        }
        _ => None,
    }
}

/// "takes place", "takes effect"
fn takes_place(token: &Token, after: Option<&Token>) -> bool {
    token.lemma == "take" && after.is_some_and(|t| matches!(t.lemma.as_str(), "place" | "effect" | "office"))
}

fn is_scheduled(token: &Token) -> bool {
    classes(&token.lemma).contains(&TimeWord::Scheduled)
}

/// A participle: its auxiliaries decide ("will be signed", "has been signed", "to be signed"); without any it is past
/// ("the pact signed on Friday").
fn participle(sentence: &[Token], at: usize) -> Option<Direction> {
    let lexicon = Lexicon::builtin();
    let token = &sentence[at];
    let before = at.checked_sub(1).map(|k| &sentence[k]);
    // "the agreed text": a participle before its noun is no verb.
    let follows = sentence.get(at + 1).is_some_and(|t| t.shape == Shape::Lower);
    if token.relation == Relation::Amod
        || before.is_some_and(|t| lexicon.is(&t.lemma, WordClass::Determiner)) && follows
    {
        return None;
    }
    // "will be signed and published": the first of the two has the auxiliaries.
    if before.is_some_and(|t| t.xpos == Xpos::Cc) && at >= 2 && sentence[at - 2].xpos == Xpos::Vbn {
        return participle(sentence, at - 2);
    }
    let (mut perfect, mut carried) = (false, false);
    for k in (0..at).rev() {
        let auxiliary = &sentence[k];
        match (auxiliary.lemma.as_str(), auxiliary.xpos) {
            ("be" | "get", Xpos::Vbd) | ("have", Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) => return Some(Direction::Past),
            ("be" | "get", Xpos::Vbz | Xpos::Vbp) => return Some(Direction::Either),
            ("be" | "get", _) => carried = true,
            ("have", _) => (perfect, carried) = (true, true),
            ("to", _) if carried && !perfect => return infinitive(sentence, k),
            ("will" | "shall" | "'ll" | "’ll" | "wo", _) => return Some(Direction::Future),
            (_, Xpos::Md) if perfect || could_not(sentence, k) => return Some(Direction::Past),
            (_, Xpos::Md) => return Some(Direction::Future),
            (_, Xpos::Rb) => {}
            _ => break,
        }
    }
    Some(Direction::Past)
}

/// "could not be reached", "neither could be reached": what was tried and failed.
fn could_not(sentence: &[Token], at: usize) -> bool {
    let refused = || sentence.get(at + 1).is_some_and(|t| matches!(t.lemma.as_str(), "not" | "n't" | "n’t"));
    let nobody = || sentence[..at].iter().any(|t| matches!(t.lemma.as_str(), "neither" | "nobody" | "none"));
    sentence[at].lemma == "could" && (refused() || nobody())
}

/// Whether the clause around the token `first` stands in the past perfect ("had not replied by Friday", "until Friday they
/// had not replied"), so that a bound lies behind.
pub fn is_past_perfect(sentence: &[Token], first: usize) -> bool {
    let decides = |at: &usize| tense_at(sentence, *at).is_some();
    // "had" comes before the participle, which is asked.
    let ahead = || {
        let verb = (first..sentence.len()).find(decides)?;
        (verb..sentence.len()).find(|&at| !matches!(sentence[at].xpos, Xpos::Rb | Xpos::Vbd))
    };
    let verb = (0..first).rev().find(decides).or_else(ahead);
    verb.is_some_and(|at| {
        let participle = matches!(sentence[at].xpos, Xpos::Vbn);
        let auxiliaries = (0..at).rev().map(|k| &sentence[k]);
        let mut chain = auxiliaries.take_while(|t| t.xpos == Xpos::Rb || matches!(t.lemma.as_str(), "be" | "have"));
        participle && chain.any(|t| t.lemma == "have" && t.xpos == Xpos::Vbd)
    })
}

/// "to" and a verb: the governing word decides.
fn infinitive(sentence: &[Token], to: usize) -> Option<Direction> {
    // "a summit to be held on Friday", "they were to meet on Friday"
    let told = |at: Option<usize>| at.and_then(|at| sentence.get(at)).is_some_and(|t| t.lemma == "be");
    let appointed = told(Some(to + 1)) || told(to.checked_sub(1));
    let before = |at: usize| at.checked_sub(1).map_or("", |k| sentence[k].lemma.as_str());
    let governor = (0..to).rev().find(|&at| points_ahead(sentence, at, to) || tense_at(sentence, at).is_some());
    match governor {
        _ if appointed => Some(Direction::Future),
        None if is_one_of_those_to(&sentence[..to]) => None,
        None => Some(Direction::Future),
        // "had been scheduled to expire on Friday": it did, or came to nothing.
        Some(at) if points_ahead(sentence, at, to) && before(at) == "be" && had_been(sentence, at) => {
            Some(Direction::Either)
        }
        Some(at) if points_ahead(sentence, at, to) => Some(Direction::Future),
        Some(at) => tense_at(sentence, at),
    }
}

/// "among the first countries to join", "the only one to object": who did or will, as the clause tells.
fn is_one_of_those_to(before: &[Token]) -> bool {
    let noun = before.iter().rev().take_while(|t| !is_mark(t) && !matches!(t.xpos, Xpos::In));
    noun.into_iter().any(|t| matches!(t.lemma.as_str(), "first" | "second" | "third" | "last" | "only"))
}

/// Whether the word at `at` makes the infinitive at `to` lie ahead of it: "agreed to", "an agreement to".
fn points_ahead(sentence: &[Token], at: usize, to: usize) -> bool {
    let lemma = sentence[at].lemma.as_str();
    Lexicon::builtin().is(lemma, WordClass::Intention)
        || at + 1 == to && classes(lemma).contains(&TimeWord::Undertaking)
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
    named && after.is_none_or(|t| !matches!(t.lemma.as_str(), "the" | "that"))
        || token.lemma == "set" && after.is_some_and(|t| t.lemma == "for")
}

/// Whether "as" and no more than adverbs stand right before: "as planned", "as previously agreed".
fn follows_as(before: &[Token]) -> bool {
    before.iter().rev().find(|t| t.xpos != Xpos::Rb || t.lemma == "as").is_some_and(|t| t.lemma == "as")
}

/// Whether the auxiliaries right before `at` stand in the past perfect ("had been").
fn had_been(sentence: &[Token], at: usize) -> bool {
    let auxiliaries = sentence[..at].iter().rev();
    auxiliaries
        .take_while(|t| matches!(t.lemma.as_str(), "be" | "have" | "also" | "originally"))
        .any(|t| t.lemma == "have" && t.xpos == Xpos::Vbd)
}

/// Whether the verb before the token `first` lets something last until then: "extended the loans through January".
pub fn is_prolonged(sentence: &[Token], first: usize) -> bool {
    let verb = (0..first).rev().find(|&at| tense_at(sentence, at).is_some());
    verb.is_some_and(|at| classes(&sentence[at].lemma).contains(&TimeWord::Prolonging))
}

/// Whether the clause around the token `first` tells in the past what had come about by then ("the toll rose to 80 by
/// Friday"), and not what someone wants by then.
pub fn is_done_by(sentence: &[Token], first: usize) -> bool {
    let lexicon = Lexicon::builtin();
    let decides = |at: &usize| tense_at(sentence, *at).is_some();
    let Some(at) = (0..first).rev().find(decides) else { return false };
    let token = &sentence[at];
    let wanted = lexicon.is(&token.lemma, WordClass::Intention)
        || lexicon.is(&token.lemma, WordClass::Planning)
        || matches!(token.lemma.as_str(), "need" | "require" | "give" | "say");
    matches!(token.xpos, Xpos::Vbd | Xpos::Vbn) && !wanted && tense_at(sentence, at) == Some(Direction::Past)
}
