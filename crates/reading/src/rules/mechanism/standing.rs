//! How a channel stands, by the words above it, and when it was held.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Assertion, MechanismState, TimeValue};

use super::{above, resumed, session_above};
use crate::{
    clause,
    lexicon::{Lexicon, WordClass},
    reader::Reader,
    text::Text,
};

/// What a word above a channel says of its state.
pub(super) fn stated(reader: &Reader<'_>, at: usize) -> Option<MechanismState> {
    let lemma = reader.text.lemma(at);
    reader.lexicon.states.iter().find(|e| e.phrase == lemma).map(|e| e.meaning)
}

/// How it stands: what the words above say, the strongest first. A channel that is known to meet is not sought.
pub(super) fn state(reader: &Reader<'_>, head: usize, certain: bool, dormant: bool) -> MechanismState {
    use MechanismState::{Active, Agreed, Dissolved, Dormant, Possible, Proposed, Sought, Suspended};
    let text = &reader.text;
    let syntax = &text.syntax;
    // What a channel itself does ("the commission agreed"), or what is done at it, is not done about it.
    let acts = |&t: &usize| {
        matches!(syntax.relation(t), Relation::Nsubj | Relation::OblAgent)
            || matches!(syntax.relation(t), Relation::Obl | Relation::Nmod)
                && syntax.has_case(t, &WHERE)
                // "Suspended its participation in the commission"
                && !syntax.head(t).is_some_and(|part| matches!(text.lemma(part), "participation" | "membership" | "part"))
            // "Agreed that the best outcome is a resumption of talks"
            || syntax.relation(t) == Relation::Ccomp && syntax.dependent(t, &[Relation::Cop]).is_some()
    };
    let mut path: Vec<usize> = std::iter::once(head).chain(above(reader, head)).collect();
    let top = path.iter().position(acts).unwrap_or(path.len());
    path.truncate(top + 1);
    path.remove(0);
    // "Did not promise any change but proposed a task force": what the first verb says is not said of it.
    let beside = |&t: &usize| syntax.dependents(t).iter().any(|d| path.contains(d) && is_another_verb(text, *d));
    let path: Vec<usize> = path.iter().copied().filter(|t| !beside(t)).collect();
    // A meeting of it is arranged, not it.
    let session = path.first().is_some_and(|&t| is_session(text, t));
    let mut states: Vec<MechanismState> = lapsed(reader, head).into_iter().collect();
    // "One option is to scrap the talks": not yet.
    let told = |&&t: &&usize| !syntax.is_marked_infinitive(t) || clause::is_told(reader, t);
    let ends = |state: &MechanismState| matches!(state, Suspended | Dissolved);
    let of = |t: &usize| stated(reader, *t).filter(|state| !ends(state) || told(&t));
    states.extend(path.iter().filter(|_| !session).filter_map(of));
    states.extend(promised(reader, head));
    let has = |state| states.contains(&state);
    let hedged = std::iter::once(&head).chain(&path).any(|&t| {
        syntax.dependents(t).iter().any(|&d| text.is_any(d, &["potentially", "possibly", "may", "might"]) && d < t)
    });
    if hedged || has(Possible) {
        Possible
    } else if has(Suspended) {
        Suspended
    } else if has(Dissolved) {
        Dissolved
    } else if has(Agreed) {
        Agreed
    } else if has(Proposed) {
        Proposed
    } else if has(Sought) && (!certain || resumed(reader, head)) {
        Sought
    } else if dormant || has(Dormant) || path.iter().any(|&t| is_awaited(reader, t)) {
        Dormant
    } else {
        Active
    }
}

/// "The talks collapsed", "the committee has been dormant since": what its own clause says of its end.
fn lapsed(reader: &Reader<'_>, head: usize) -> Option<MechanismState> {
    use MechanismState::{Dissolved, Dormant, Suspended};
    let text = &reader.text;
    let syntax = &text.syntax;
    let predicate = syntax.predicate(head);
    if syntax.subject(predicate) != Some(head) {
        return None;
    }
    let alone = |&t: &usize| {
        syntax.dependent(t, &[Relation::Obj]).is_none() && clause::assertion(reader, t) == Assertion::Asserted
    };
    let state = |t: usize| stated(reader, t).filter(|state| matches!(state, Dissolved | Dormant | Suspended));
    syntax.coordinated(predicate).into_iter().filter(alone).find_map(state)
}

/// "Prospects of resuming", "the revival of": what is taken up again and has not been.
fn is_awaited(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    match text.lemma(at) {
        "resume" | "restart" | "relaunch" | "revive" | "reopen" => {
            !clause::is_told(reader, at) && !clause::is_future(reader, at)
        }
        "resumption" | "revival" => {
            let predicate = text.syntax.predicate(at);
            reader.lexicon.is(WordClass::Wish, text.lemma(predicate)) || text.syntax.has_case(at, &["for", "of"])
        }
        _ => false,
    }
}

/// Where something is done, other than to a channel: "agreed at the joint commission".
const WHERE: [&str; 7] = ["at", "during", "under", "through", "within", "in", "via"];

/// A finite verb that is joined to another.
fn is_another_verb(text: &Text<'_>, at: usize) -> bool {
    let finite = matches!(text.syntax.xpos(at), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
    text.syntax.relation(at) == Relation::Conj && finite
}

/// What tells that a channel met.
pub(super) const MEETS: [&str; 8] = ["hold", "meet", "convene", "take", "gather", "sit", "assemble", "reconvene"];

/// The clauses that tell of a channel: of which it is the subject, its relative clauses ("officials of the group, which
/// met") and those joined to them, and one behind a colon ("the body has not met since").
fn clauses_of(reader: &Reader<'_>, head: usize) -> Vec<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let predicate = syntax.predicate(head);
    let above = syntax.head(head).filter(|_| syntax.relation(head) == Relation::Nmod);
    let relative = |&d: &usize| matches!(syntax.relation(d), Relation::AclRelcl | Relation::Acl) && d > head;
    let of = |noun: usize| syntax.dependents(noun).iter().copied().filter(relative);
    let mut clauses: Vec<usize> = of(head).chain(above.into_iter().flat_map(of)).collect();
    if syntax.subject(predicate) == Some(head) {
        clauses.push(predicate);
    }
    clauses.extend(stray_relative(text, head));
    let stands_for = |&d: &usize| {
        let subject = syntax.dependent(d, &[Relation::Nsubj, Relation::NsubjPass]);
        d > head
            && subject.is_some_and(|s| text.is_any(s, &["body", "it", "panel"]) || text.lemma(s) == text.lemma(head))
    };
    let apart = [Relation::Parataxis, Relation::Conj];
    let joined = |&d: &usize| apart.contains(&syntax.relation(d)) && stands_for(&d);
    clauses.extend(syntax.dependents(predicate).iter().copied().filter(joined));
    clauses.iter().flat_map(|&clause| syntax.coordinated(clause)).collect()
}

/// "The group under the memorandum on trade, which last met in May": the parser may hang the clause on another noun.
fn stray_relative(text: &Text<'_>, head: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let end = text.sentence_of(head).map_or(head, |s| s.end);
    let channel = |t: usize| Lexicon::builtin().channels.iter().any(|c| c.meaning && c.at(text, t, t + 1).is_some());
    let relative = |t: usize| {
        let which = |&d: &usize| text.is_any(d, &["which", "that"]) && syntax.relation(d) == Relation::Nsubj;
        // "The commission, the body charged with X, last met in May"
        let last = |&d: &usize| text.is(d, "last") && syntax.dependent(t, &[Relation::Nsubj]).is_none();
        syntax.relation(t) == Relation::AclRelcl
            && MEETS.contains(&text.lemma(t))
            && syntax.head(t).is_some_and(|noun| noun > head)
            && syntax.dependents(t).iter().any(|d| which(d) || last(d))
    };
    text.find(head + 1..end, |t| relative(t) || channel(t)).filter(|&t| relative(t))
}

/// "The committee which they promised to establish", "the commission, announced in May", "a group that will meet": a channel
/// that is agreed though it need not exist.
fn promised(reader: &Reader<'_>, head: usize) -> Option<MechanismState> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let makes = |t: usize| reader.lexicon.is(WordClass::Convene, text.lemma(t)) && !MEETS.contains(&text.lemma(t));
    let clause = |&d: &usize| match syntax.relation(d) {
        Relation::Acl => stated(reader, d),
        Relation::AclRelcl if syntax.dependents(d).iter().any(|&x| makes(x)) => stated(reader, d),
        _ => None,
    };
    let predicate = syntax.predicate(head);
    let new = syntax.dependents(head).iter().any(|&d| text.is_any(d, &["a", "an"]));
    let ahead = (new || makes(predicate)) && clause::is_future(reader, predicate);
    syntax.dependents(head).iter().find_map(clause).or(ahead.then_some(MechanismState::Agreed))
}

/// "Last held in 2019", "has not met since early 2020", "the first since 2018": when, and whether it has not met since.
pub(super) fn last_held(reader: &Reader<'_>, head: usize) -> Option<(TimeValue, bool)> {
    const NEAR: usize = 5;
    let text = &reader.text;
    let syntax = &text.syntax;
    let sentence = text.sentence_of(head)?;
    let meets = |t: usize| MEETS.contains(&text.lemma(t));
    let telling = |t: usize| {
        // "Last met", "met most recently", "met for the last time"
        let last = |&d: &usize| {
            text.is(d, "last") && syntax.upos(d) != Upos::Noun
                || text.is(d, "recently")
                || text.is(d, "time") && syntax.dependents(d).iter().any(|&a| text.is(a, "last"))
        };
        let past = syntax.is_past(t) || syntax.relation(t) == Relation::Acl && syntax.xpos(t) == Some(Xpos::Vbn);
        meets(t) && past && syntax.dependents(t).iter().any(last)
    };
    let not_since = |t: usize| {
        let not = |&d: &usize| text.is_any(d, &["not", "never", "n't", "n’t"]);
        let since = text.find(t + 1..sentence.end.min(t + NEAR), |s| text.is(s, "since"));
        meets(t) && syntax.dependents(t).iter().any(not) && since.is_some()
    };
    if let Some(&verb) = clauses_of(reader, head).iter().find(|&&t| telling(t) || not_since(t)) {
        return Some((time_of(reader, verb)?, not_since(verb)));
    }
    let previous = syntax.dependents(head).iter().any(|&d| text.is_any(d, &["previous", "last"]));
    // "The last meeting of the commission was held in"
    let from = session_above(text, head).unwrap_or(head);
    // "Whose last session was held in", "the last was held in".
    let held_before = (from..sentence.end).find(|&t| {
        let last = |&d: &usize| text.is_any(d, &["last", "previous", "latest", "recent"]);
        let session = is_session(text, t) && syntax.dependents(t).iter().any(last);
        (text.is(t, "last") || session) && matches!(syntax.relation(t), Relation::Nsubj | Relation::NsubjPass)
    });
    if let Some(last) = held_before {
        return Some((time_of(reader, syntax.predicate(last))?, false));
    }
    let first_since = (head..sentence.end)
        .find(|&t| text.is(t, "first") && text.find(t + 1..t + NEAR + 1, |s| text.is(s, "since")).is_some());
    if let Some(first) = first_since {
        return text.times_in(&(first..sentence.end)).first().map(|t| (first_of(&t.value), false));
    }
    let behind = || text.times_in(&(head..sentence.end)).first().map(|t| (first_of(&t.value), false));
    if previous { behind() } else { None }
}

/// A meeting of a channel.
pub(super) fn is_session(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lemma(at), "meeting" | "session" | "round" | "sitting" | "edition" | "iteration")
}

/// When a session that is told of was held.
pub(super) fn session(reader: &Reader<'_>, head: usize) -> Option<TimeValue> {
    let text = &reader.text;
    let held = |t: usize| {
        (MEETS.contains(&text.lemma(t)) || matches!(text.lemma(t), "attend" | "chair")) && clause::is_told(reader, t)
    };
    // "The third session of the commission, held in May"
    let above = session_above(text, head);
    let reduced = |&d: &usize| matches!(text.syntax.relation(d), Relation::Acl | Relation::AclRelcl);
    let of_session = above.into_iter().flat_map(|s| text.syntax.dependents(s).iter().copied().filter(reduced));
    let verbs = std::iter::once(text.syntax.predicate(head)).chain(clauses_of(reader, head)).chain(of_session);
    verbs.filter(|&t| held(t)).find_map(|t| time_of(reader, t))
}

/// The time of the clause of a verb, or behind it without another verb between, wherever the parser hung it.
fn time_of(reader: &Reader<'_>, verb: usize) -> Option<TimeValue> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let sentence = text.sentence_of(verb)?;
    let times = text.times_in(&(sentence.first..sentence.end)).iter();
    let own = |first: usize| syntax.upwards(first).find(|&t| syntax.is_predicate(t)) == Some(verb);
    let behind = |first: usize| (sentence.first..first).rev().find(|&t| syntax.upos(t) == Upos::Verb) == Some(verb);
    let dated = |value: &TimeValue| {
        !matches!(value, TimeValue::Set { .. } | TimeValue::Duration { .. } | TimeValue::Vague { .. })
    };
    let mut found = times.filter(|t| own(t.first) || behind(t.first)).filter(|t| dated(&first_of(&t.value))).peekable();
    let first = found.next()?;
    // "Wednesday, July 13, 2022": the date tells more than the day.
    let date =
        found.peek().filter(|next| next.first <= first.end + 1 && matches!(next.value, TimeValue::Absolute { .. }));
    Some(first_of(&date.unwrap_or(&first).value))
}

/// "Since 2018": when it began.
fn first_of(value: &TimeValue) -> TimeValue {
    match value {
        TimeValue::Range { from: Some(from), .. } => (**from).clone(),
        value => value.clone(),
    }
}
