//! The frames of stances: how a word tells of one, and whose it is.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Assertion, CommitmentKind, Ladder, Side, Voice};

use super::{Matter, Stance, Toward, address::is_actor, address::sides_at, complements::complemented};
use crate::{
    clause,
    lexicon::{Slot, StanceWord, Unnamed, WordClass},
    phrase,
    reader::{Reader, sorted},
    text::Text,
};

/// "A urged B to act", "B was urged by A to act", "… , urging B to act".
pub fn of_verb(reader: &Reader<'_>, verb: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if syntax.upos(verb) != Upos::Verb || !clause::is_told(reader, verb) {
        return None;
    }
    let subject = syntax.dependent(verb, &[Relation::NsubjPass]);
    let participle = clause::is_passive_participle(reader, verb);
    let passive = subject.or_else(|| syntax.subject(verb).filter(|_| participle));
    let mut holders = if passive.is_some() { clause::agents(reader, verb) } else { clause::states(reader, verb) };
    if let Some(above) = said_above(reader, verb, &holders) {
        holders = clause::states(reader, above);
    }
    complemented(reader, verb, verb, word, holders, passive)
}

/// "A said that B had shown courage, and encouraged them to go on": the verb is one with "said", though the parser joins it
/// to "shown". A comma in front of "and" tells, or that nobody encourages "them" of himself.
fn said_above(reader: &Reader<'_>, verb: usize, holders: &[Side]) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let joined = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Conj)?;
    let above = syntax.head(joined).filter(|_| syntax.relation(joined) == Relation::Ccomp)?;
    let and = syntax.dependent(verb, &[Relation::Cc])?;
    let comma = and > 0 && text.word(and - 1) == "," && syntax.dependent(verb, &[Relation::Nsubj]).is_none();
    let object = syntax.dependent(verb, &[Relation::Obj, Relation::Iobj]);
    let them = object.filter(|&o| text.is_any(o, &["them", "him", "her"])).map(|o| sides_at(reader, o, &[]));
    (comma || them.is_some_and(|them| them == holders)).then_some(above)
}

/// "A expressed concern over", "A's call for B to act", "the Chilean opposition to"; "there is a need to" is held by
/// whoever says so.
pub fn of_noun(reader: &Reader<'_>, noun: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if syntax.upos(noun) != Upos::Noun {
        return None;
    }
    let predicate = syntax.predicate(noun);
    let direct = syntax.head(noun) == Some(predicate);
    // "Conveyed to B its position": the parser may lose the object behind the addressee.
    let preposition = |&d: &usize| syntax.relation(d) == Relation::Case && syntax.xpos(d) != Some(Xpos::Pos);
    let cased = syntax.dependents(noun).iter().any(preposition);
    let uttered = direct
        && matches!(syntax.relation(noun), Relation::Obj | Relation::Obl)
        && !cased
        && reader.lexicon.is(WordClass::Utter, text.lemma(predicate))
        && clause::is_told(reader, predicate);
    // "Agreed on the need for restraint" is a position of both (codebook, 7.6).
    let agreed = direct
        && text.lemma(predicate) == "agree"
        && syntax.has_case(noun, &["on"])
        && clause::is_told(reader, predicate);
    let exists = text.lemma(predicate) == "be" && syntax.dependent(predicate, &[Relation::Expl]).is_some();
    let mut holders = Vec::new();
    let mut from = noun;
    if uttered || agreed {
        holders = clause::states(reader, predicate);
        from = predicate;
    } else if word.ladder != Ladder::Other {
        holders = owners(reader, noun);
    }
    if exists && holders.is_empty() && clause::is_told(reader, predicate) {
        holders = speaker(reader, noun);
    }
    let mut stance = complemented(reader, noun, from, word, holders, None)?;
    stance.word.end = stance.word.end.max(noun + 1);
    Some(stance)
}

/// "A is concerned about", "A's position is unchanged".
pub fn of_adjective(reader: &Reader<'_>, at: usize, word: &StanceWord) -> Option<Stance> {
    let syntax = &reader.text.syntax;
    let predicate = syntax.predicate(at);
    if !clause::is_told(reader, predicate) {
        return None;
    }
    if word.matter.contains(&Slot::Subject) {
        let subject = syntax.subject(predicate)?;
        let owners = owners(reader, subject);
        let holders = if owners.is_empty() { speaker(reader, at) } else { owners };
        let about = syntax.dependents(subject).iter().copied().find(|&d| syntax.has_case(d, &["on", "over", "about"]));
        let matters =
            phrase::parts(&reader.text, about.unwrap_or(subject)).into_iter().take(1).map(Matter::of).collect();
        return Some(Stance { word: at..at + 1, ladder: word.ladder, holders, toward: Toward::Unnamed, matters });
    }
    if predicate != at {
        return None;
    }
    let mut holders = clause::states(reader, at);
    // "The ministry said it was concerned": the parser may take "it" for an empty word.
    if holders.is_empty() && syntax.dependent(at, &[Relation::Expl]).is_some() {
        holders = speaker(reader, at);
    }
    complemented(reader, at, at, word, holders, None)
}

/// "B should act", "both sides must act", said by A: A's demand on the others.
pub fn of_modal(reader: &Reader<'_>, at: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let act = if syntax.xpos(at) == Some(Xpos::Md) {
        syntax.head(at).filter(|_| syntax.relation(at) == Relation::Aux)?
    } else {
        syntax
            .dependents(at)
            .iter()
            .copied()
            .find(|&d| syntax.relation(d) == Relation::Xcomp && syntax.is_marked_infinitive(d))?
    };
    let clause = if syntax.xpos(at) == Some(Xpos::Md) { act } else { at };
    let told = if clause == at {
        clause::is_told(reader, at)
    } else {
        clause::assertion(reader, clause) == Assertion::Asserted
    };
    let holders = speaker(reader, at);
    if !told || holders.is_empty() || matches!(syntax.relation(clause), Relation::AclRelcl | Relation::Advcl) {
        return None;
    }
    let subject = syntax.subject(clause)?;
    if text.is_any(subject, &["we", "i", "you", "who"]) {
        return None;
    }
    let mut addressed = sorted(clause::mentions_of(reader, subject).iter().flat_map(|m| m.sides()).collect());
    // "Chilean companies must", "the government in Santiago should"
    if addressed.is_empty() {
        addressed = sorted([owners(reader, subject), clause::states_of(reader, subject)].concat());
    }
    let others: Vec<Side> = addressed.iter().filter(|s| !holders.contains(s)).cloned().collect();
    let passive = syntax.dependent(clause, &[Relation::NsubjPass]).is_some();
    let lexicon = reader.lexicon;
    let lemma = text.lemma(act);
    let together = lexicon.meetings.iter().any(|m| m.meaning.is_verb && m.phrase == lemma)
        || lexicon.acts.iter().any(|a| a.phrase == lemma && a.meaning == CommitmentKind::Deliverable);
    // "The drivers must be released": what only somebody in power can do is asked, though of nobody that is named.
    let done = lexicon.deeds.iter().find(|d| d.at(text, act, act + 1).is_some());
    let of_power = done.is_some_and(|d| d.meaning.takes(text.lemma(subject)) && d.meaning.unnamed != Unnamed::Never);
    let nobody = addressed.is_empty() && passive && of_power && syntax.xpos(at) == Some(Xpos::Md);
    // "Emphasised that any agreement had to be fair": a thing is to be so, and whoever hears it is to see to it.
    let stressed = syntax.head(clause).filter(|_| syntax.relation(clause) == Relation::Ccomp).is_some_and(|verb| {
        matches!(text.lemma(verb), "emphasise" | "emphasize" | "stress" | "underline" | "underscore" | "insist")
    });
    let thing =
        stressed && addressed.is_empty() && text.syntax.upos(subject) == Upos::Noun && !is_actor(reader, subject);
    // A joint act that one side proposes is a commitment (codebook, 7.2).
    if others.is_empty() && !nobody && !thing || addressed.len() > others.len() && together {
        return None;
    }
    let toward = if passive || thing { Toward::Unnamed } else { Toward::Named(others) };
    let matters = phrase::parts(text, act)
        .into_iter()
        .map(|part| {
            // In the active the addressee in front is no part of what he should do.
            let start = match (passive, thing) {
                (true, _) => part.words.start,
                (false, true) => phrase::words(text, subject).start,
                (false, false) => part.words.start.max(after(text, at, part.head)),
            };
            Matter { head: part.head, words: start..part.words.end, is_act: true }
        })
        .collect();
    Some(Stance { word: at..at + 1, ladder: word.ladder, holders, toward, matters })
}

/// Behind the modal, for the first of several acts.
fn after(text: &Text<'_>, modal: usize, act: usize) -> usize {
    let to = (modal + 1..act).rev().find(|&t| text.is(t, "to"));
    if modal < act { to.unwrap_or(modal) + 1 } else { 0 }
}

/// The government that speaks at `at`: whose account it is, else whoever is told to say it ("stressed that B must").
fn speaker(reader: &Reader<'_>, at: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let clause = syntax.upwards(at).find(|&t| syntax.relation(t) == Relation::Ccomp);
    let says = |&verb: &usize| {
        let end = reader.text.len();
        reader.lexicon.speech.iter().any(|e| e.at(&reader.text, verb, end).is_some()) && clause::is_told(reader, verb)
    };
    match reader.voice_at(at) {
        Voice::Side(side) => vec![side],
        Voice::Narrator => {
            let verb = clause.and_then(|clause| syntax.head(clause)).filter(says);
            verb.map_or_else(Vec::new, |verb| clause::states(reader, verb))
        }
        _ => Vec::new(),
    }
}

/// Whose a noun is: "Chile's", "the Chilean", "of the Chilean government".
pub fn owners(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut sides = Vec::new();
    for &d in syntax.dependents(noun) {
        match syntax.relation(d) {
            Relation::NmodPoss => sides.extend(clause::states_of(reader, d)),
            Relation::Nmod if syntax.has_case(d, &["by"]) => sides.extend(clause::states_of(reader, d)),
            Relation::Amod | Relation::Compound => {
                sides.extend(text.name_at(d).and_then(Text::side_of_name).cloned());
            }
            _ => {}
        }
    }
    sorted(sides)
}
