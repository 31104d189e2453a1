//! Deeds: something done that is not talk (codebook, 7). A measure said to be in force counts as imposed.

use servanda_model::{Assertion, DeedFinding, Finding, FindingBody, Place, Side, TimeFrame, TimeValue};

use crate::{
    clause,
    lexicon::{Lexicon, WordClass},
    object,
    reader::{Draft, Reader},
    text::{Text, Tokens},
};

/// All deeds of the body.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sentence in reader.sentences() {
        let Some(first) = reader.text.sentence_of(sentence.start) else { continue };
        if reader.text.place_of(first) != Place::Body {
            continue;
        }
        for at in sentence.clone() {
            if reader.text.is_quoted(at) {
                continue;
            }
            findings.extend(active(reader, &sentence, at));
            findings.extend(nominal(reader, &sentence, at));
        }
    }
    findings
}

/// "A imposed X", "X was imposed by A", "X, imposed after …".
fn active(reader: &Reader<'_>, sentence: &Tokens, at: usize) -> Option<Finding> {
    let text = &reader.text;
    let entry = reader.lexicon.deeds.iter().find(|e| e.at(text, at, sentence.end).is_some())?;
    let past = text.lower(at) != text.lemma(at) && !text.word(at).ends_with("ing") && !text.word(at).ends_with('s');
    // "a detained teacher", "the 12 detained fishermen": an adjective tells of no act of the subject.
    let adjective = at > sentence.start
        && (text.is_any(at - 1, &["a", "an", "the", "its", "their", "of", "some", "all", "any"])
            || text.layers.tokens.get(at - 1).is_some_and(|t| t.shape == servanda_language::Shape::Number));
    if !past || adjective || clause::is_future(reader, at) || clause::assertion(reader, at) != Assertion::Asserted {
        return None;
    }
    let previous = at.checked_sub(1).map(|t| text.lemma(t)).unwrap_or_default();
    let participle = text.is_any(at + 1, &["by", "after", "in", "following"]);
    let passive = previous == "be" || participle && (previous == "," || text.is(at + 1, "by"));
    let (by, object, evidence) = if passive {
        let object = passive_object(reader, sentence, at)?;
        let owner = object::sides_in(text, &object).first().cloned();
        let agent = text
            .is(at + 1, "by")
            // "killed by Azerbaijani fire": an adjective is agent enough
            .then(|| object::sides_in(text, &(at + 2..(at + 6).min(sentence.end))).into_iter().next().map(|s| vec![s]))
            .flatten();
        let possessor = possessive(reader, &object);
        let by: Vec<Side> = agent
            .or(possessor)
            .or_else(|| owner.filter(|_| text.is(object.start + 1, "'s")).map(|s| vec![s]))
            .unwrap_or_default();
        let end = object::end_of(text, at, sentence.end);
        (by, object.clone(), object.start..end)
    } else {
        let subject = clause::subject(reader, at)?;
        let object = at + 1..object::end_of(text, at + 1, sentence.end);
        (subject.sides(), object.clone(), subject.tokens.start.min(at)..object.end)
    };
    let words = text.strip(object.clone());
    // "returned to the palace", "opened together with …": without an object nothing was done to anything.
    let objectless = !passive
        && (text.is_any(words.start, &clause::PREPOSITIONS)
            || text.is_any(words.start, &["together", "has", "have", "and"]));
    let nameless = words.clone().all(|t| {
        text.time_at(t).is_some() || text.is_any(t, &["they", "it", "he", "she", "that", "which", "on", "in"])
    });
    if objectless || nameless {
        return None;
    }
    if words.is_empty()
        || by.is_empty() && !passive
        || words.clone().any(|t| Lexicon::builtin().is(WordClass::Text, text.lemma(t)))
    {
        return None;
    }
    deed(reader, sentence, "deed.verb", at, entry.meaning.clone(), by, object, evidence)
}

/// The noun phrase before a passive verb.
fn passive_object(reader: &Reader<'_>, sentence: &Tokens, verb: usize) -> Option<Tokens> {
    let text = &reader.text;
    let mut end = verb;
    while end > sentence.start
        && (text.lemma(end - 1) == "be"
            || text.lemma(end - 1) == "have"
            || text.word(end - 1) == ","
            || text.is_any(end - 1, &["which", "that", "also"]))
    {
        end -= 1;
    }
    let start = clause::clause_start(reader, sentence.start, end);
    let start = (start..end)
        .rev()
        .find(|&t| text.is_any(t, &["lift", "to", "on", "over"]) && t + 1 < end)
        .map_or(start, |t| t + 1);
    (start < end).then_some(start..end)
}

/// "Its ban", "Bolivia's tariffs": whose.
fn possessive(reader: &Reader<'_>, object: &Tokens) -> Option<Vec<Side>> {
    let text = &reader.text;
    if text.is_any(object.start, &["its", "their"]) {
        let sentence = text.sentence_of(object.start)?;
        let before = reader.actors.within(&(sentence.first..object.start));
        return before.last().map(crate::actors::Mention::sides);
    }
    None
}

/// "The release of X", "a Chilean ban on X", "Bolivia's detention of X".
fn nominal(reader: &Reader<'_>, sentence: &Tokens, at: usize) -> Option<Finding> {
    let text = &reader.text;
    let in_force =
        matches!(text.lemma(at), "ban" | "embargo" | "sanction" | "tariff") && text.is_any(at + 1, &["on", "against"]);
    let entry = reader.lexicon.deed_nouns.iter().find(|e| e.at(text, at, sentence.end).is_some());
    let of = text.is(at + 1, "of");
    let action = match entry {
        Some(entry)
            if of && !text.is_any(at.wrapping_sub(1), &["to", "will"]) && text.lower(at) == text.lemma(at)
                || is_noun_by_form(text, at) =>
        {
            entry.meaning.clone()
        }
        _ if in_force => "imposed".to_owned(),
        _ => return None,
    };
    // Something asked for or promised is no deed.
    let asked = (sentence.start..at).rev().take(6).any(|t| {
        matches!(
            text.lemma(t),
            "urge" | "seek" | "demand" | "want" | "ask" | "call" | "agree" | "propose" | "need" | "hope"
        ) && !in_force
    });
    if asked {
        return None;
    }
    let object = if in_force {
        at..object::end_of(text, at, sentence.end)
    } else if of {
        let whole = at + 2..object::end_of(text, at + 2, sentence.end);
        object::split(reader, &whole).into_iter().next().unwrap_or(whole)
    } else {
        // "the waste water release from the plant": the words before the noun
        let first = (sentence.start..at).rev().take_while(|&t| is_lower(text, t)).last()?;
        first..object::end_of(text, at + 1, sentence.end)
    };
    let owner = (sentence.start..at).rev().take(3).find_map(|t| {
        text.name_at(t).and_then(Text::side_of_name).cloned().map(|s| vec![s]).or_else(|| {
            text.is_any(t, &["its"])
                .then(|| reader.actors.within(&(sentence.start..t)).last().map(crate::actors::Mention::sides))
                .flatten()
        })
    });
    let start = object.start.min(if in_force { at.saturating_sub(2).max(sentence.start) } else { at });
    deed(reader, sentence, "deed.noun", at, action, owner.unwrap_or_default(), object.clone(), start..object.end)
}

#[allow(clippy::too_many_arguments)] // the parts of one finding, passed on once
fn deed(
    reader: &Reader<'_>,
    sentence: &Tokens,
    rule: &'static str,
    trigger: usize,
    action: String,
    by: Vec<Side>,
    object: Tokens,
    evidence: Tokens,
) -> Option<Finding> {
    let text = &reader.text;
    // A measure in force was imposed at some other time than its sentence tells of.
    let in_force = matches!(text.lemma(trigger), "ban" | "embargo" | "sanction" | "tariff");
    let when: Option<TimeValue> = text
        .times_in(&(object.start.min(trigger)..sentence.end))
        .iter()
        .find(|t| !matches!(t.value, TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. }))
        .filter(|t| t.first <= object.end + 4 && !in_force)
        .map(|t| t.value.clone());
    let mut draft = Draft::new(rule, trigger, vec![evidence]);
    draft.time = TimeFrame::Past;
    draft.confidence = 50;
    draft.proposition = object::proposition(reader, text.lemma(trigger), &object, &by, &[]);
    let body =
        DeedFinding { by, action, object: object::name_of(text, &object), when, voice: reader.voice_at(trigger) };
    reader.finding(draft, FindingBody::Deed(body))
}

/// A word in lower case that can stand before a noun.
fn is_lower(text: &Text<'_>, at: usize) -> bool {
    text.layers.tokens.get(at).is_some_and(|t| t.shape == servanda_language::Shape::Lower)
        && !text.is_any(at, &["the", "a", "an", "of", "its", "their", "and", "by", "in", "after", "over", "on"])
}

/// A noun in -ment or -tion needs no "of" after it to be one, but a possessor before it.
fn is_noun_by_form(text: &Text<'_>, at: usize) -> bool {
    (text.lower(at).ends_with("ment") || text.lower(at).ends_with("tion") || text.lower(at) == "release")
        && at.checked_sub(1).is_some_and(|t| {
            text.is_any(t, &["'s", "’s"])
                || text.lemma(t).len() > 3 && text.layers.tokens.get(t).is_some_and(|t| !t.is_capital())
        })
        && text.is_any(at + 1, &["from", "into", "against", "in"])
}
