//! Which words a cue reports: as the trained layer hears them, else by the words around the cue.

use servanda_language::{Attribution, Relation, Upos, Xpos};
use servanda_model::SpeechMode;

use super::cues::Cue;
use crate::{
    lexicon::SpeechAct,
    reader::Reader,
    rules::statement::accounts::source_named,
    text::{Text, Tokens},
};

/// What the `n`th cue reports, in the order of the text.
pub fn of(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue], n: usize, heard: Option<&Attribution>) -> Vec<Tokens> {
    let heard = heard.map(|a| cleaned(reader, &a.content)).unwrap_or_default();
    let heard = heard.into_iter().map(|words| behind_cue(&reader.text, cues.get(n), words));
    let heard = heard.map(|words| before_further(reader, cues, n, words)).filter(|words| !words.is_empty());
    let heard: Vec<Tokens> = heard.collect();
    let mut heard = quoted_whole(reader, &heard);
    if let Some((first, cue)) = heard.first_mut().zip(cues.get(n)) {
        first.start = object_start(reader, cue, first).unwrap_or(first.start);
    }
    if heard.is_empty() { by_words(reader, sentence, cues, n).into_iter().collect() } else { heard }
}

/// "Expressed gratitude for the help": where the object begins of which the trained layer hears only the end.
fn object_start(reader: &Reader<'_>, cue: &Cue, words: &Tokens) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let object = syntax.dependent(cue.tokens.start, &[Relation::Obj]).filter(|_| cue.act == SpeechAct::Act)?;
    let whole = syntax.below(object);
    (cue.tokens.end..words.start).contains(&whole.start).then_some(whole.start).filter(|_| whole.contains(&words.start))
}

/// "Quoted Vega as saying C", "as telling Torres that C": what is heard as one with the cue without it.
fn behind_cue(text: &Text<'_>, cue: Option<&Cue>, words: Tokens) -> Tokens {
    let Some(cue) = cue.filter(|cue| overlap(&cue.tokens, &words)) else {
        return words;
    };
    let mut start = cue.tokens.end;
    if text.lemma(start - 1) == "tell" {
        let told = (start..words.end).take_while(|&t| !text.syntax.is_verb(t)).find(|&t| text.is(t, "that"));
        start = told.unwrap_or(start);
    }
    start += usize::from(text.is(start, "that"));
    start..words.end.max(start)
}

/// "Said that trade had grown, stressing that …", "denied it and said that …": up to the verb with which the same speaker
/// goes on, be it that the trained layer hears what he stresses as part of what he said.
fn before_further(reader: &Reader<'_>, cues: &[Cue], n: usize, words: Tokens) -> Tokens {
    let text = &reader.text;
    let goes_on = |next: &&Cue| {
        let at = next.tokens.start;
        let Some(before) = at.checked_sub(1).filter(|t| words.contains(t)) else { return false };
        let comma = text.word(before) == "," && text.syntax.xpos(at) == Some(Xpos::Vbg);
        let also = |t: usize| text.is(before, "also") && text.is(t, "and");
        let and = text.is(before, "and") || before.checked_sub(1).is_some_and(also);
        let same = |cue: &Cue| {
            comma && cue.subject.sides() == next.subject.sides()
                || and && overlap(&cue.subject.tokens, &next.subject.tokens)
        };
        cues.get(n).is_some_and(same)
    };
    let Some(next) = cues.iter().skip(n + 1).find(goes_on) else { return words };
    let light = |t: usize| text.is_any(t, &["and", "also"]);
    let end = (words.start..next.tokens.start).rev().find(|&t| !light(t)).map_or(words.start, |t| t + 1);
    text.strip_end(words.start..end)
}

fn overlap(a: &Tokens, b: &Tokens) -> bool {
    a.start < b.end && b.start < a.end
}

/// Fragments inside quotation marks to where their sentence ends there: what is quoted is quoted whole. Of fragments in one
/// sentence of a quotation one is left.
fn quoted_whole(reader: &Reader<'_>, fragments: &[Tokens]) -> Vec<Tokens> {
    let text = &reader.text;
    let mut out: Vec<Tokens> = Vec::with_capacity(fragments.len());
    for fragment in fragments {
        let mut words = fragment.clone();
        let direct = words.clone().all(|t| text.is_quoted(t) || text.is_punctuation(t));
        if direct && !words.is_empty() {
            let sentence = text.sentence_at(words.end - 1);
            let end = (words.end..sentence.end).find(|&t| !text.is_quoted(t)).unwrap_or(sentence.end);
            let sentence = text.sentence_at(words.start);
            let start =
                (sentence.start..words.start).rev().find(|&t| !text.is_quoted(t)).map_or(sentence.start, |t| t + 1);
            words = text.strip_quotes(start..end);
        }
        match out.last_mut() {
            Some(last) if words.start < last.end => last.end = last.end.max(words.end),
            _ => out.push(words),
        }
    }
    out
}

/// Fragments without the conjunction in front, the quotation marks around and the punctuation behind them.
fn cleaned(reader: &Reader<'_>, fragments: &[Tokens]) -> Vec<Tokens> {
    let text = &reader.text;
    let clean = |fragment: &Tokens| {
        let fragment = text.strip_quotes(fragment.clone());
        // "That is what we proposed": the pronoun is part of it.
        let that = usize::from(text.is(fragment.start, "that") && text.syntax.upos(fragment.start) == Upos::Sconj);
        text.strip_quotes(fragment.start + that..fragment.end)
    };
    fragments.iter().map(clean).filter(|fragment| !fragment.is_empty()).collect()
}

/// The words that the cue reports, by the words around it.
fn by_words(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue], n: usize) -> Option<Tokens> {
    let text = &reader.text;
    let cue = &cues[n];
    let before = fronted(reader, sentence, cue);
    let mut start = if cue.inverted { cue.subject.tokens.end } else { cue.tokens.end };
    start = skip_adverbials(text, start, sentence.end);
    start = past_occasion(text, start, sentence.end);
    let has_that = text.is(start, "that");
    start += usize::from(has_that);
    let limit = content_end(reader, sentence, cues, n, start);
    let after = start..limit;
    // "Welcomed the meeting", "thanked Kenya", "called it unjust"
    let object = cue.act == SpeechAct::Act
        && text.syntax.dependents(cue.tokens.start).iter().any(|&d| {
            after.contains(&d) && matches!(text.syntax.relation(d), Relation::Obj | Relation::Xcomp | Relation::Ccomp)
        });
    let substantial = has_that
        || object
        || (after.len() >= 3
            && !text.is_any(
                start,
                &["after", "on", "in", "at", "as", "following", "when", "before", "during", "without", ",", "while"],
            ));
    match before {
        Some(before) if !has_that && (!substantial || text.is_quoted(before.start) || cue.inverted) => Some(before),
        before => substantial.then(|| text.strip_end(after)).or(before),
    }
}

/// "C, S said": the words before the speaker, where they are more than an adverbial.
fn fronted(reader: &Reader<'_>, sentence: &Tokens, cue: &Cue) -> Option<Tokens> {
    let text = &reader.text;
    if cue.act != SpeechAct::Say {
        return None;
    }
    // "C, the agency quoted Vega as saying": in front of the agency.
    let above = text.syntax.subject(cue.tokens.start).map_or(cue.tokens.start, |noun| text.syntax.below(noun).start);
    let first = cue.subject.tokens.start.min(cue.tokens.start).min(above.max(sentence.start));
    let mut end = first;
    while end > sentence.start && text.is_any(end - 1, &["the", "a", "an", "and"]) {
        end -= 1;
    }
    let parted = end > sentence.start && (text.word(end - 1) == "," || text.is_quote_mark(end - 1));
    let content = text.strip_end(sentence.start..end);
    let adverbial = text.is_any(
        content.start,
        &["in", "on", "at", "after", "during", "following", "for", "with", "as", "speaking", "earlier", "later"],
    ) && !text.is_quoted(content.start);
    (parted && content.len() >= 4 && !adverbial).then_some(content)
}

/// Past "after his meeting with Vega" to the "that" of "told reporters after his meeting with Vega that …".
fn past_occasion(text: &Text<'_>, start: usize, end: usize) -> usize {
    const REACH: usize = 18;
    if !text.is_any(start, &["after", "following", "during", "at", "in", "on", "ahead"]) {
        return start;
    }
    let stops = |t: usize| matches!(text.word(t), "," | ";" | ".") || text.is_quote_mark(t);
    (start..end.min(start + REACH)).take_while(|&t| !stops(t)).find(|&t| text.is(t, "that")).unwrap_or(start)
}

/// Past "reporters", "on Saturday", "in a statement", "also" and the like.
fn skip_adverbials(text: &Text<'_>, mut at: usize, end: usize) -> usize {
    loop {
        if let Some(time) = text.time_at(at) {
            at = time.end;
        } else if before_time(text, at)
            || text.is_any(at, &["reporters", "journalists", "also", "again", "separately", "publicly"])
        {
            at += 1;
        } else if text.is_any(at, &["in", "at"])
            && text.is_any(at + 1, &["a", "the"])
            && text.is_any(at + 2, &["statement", "meeting", "talks", "readout", "briefing", "press", "news", "joint"])
        {
            at += 3 + usize::from(text.is_any(at + 3, &["conference", "briefing", "statement"]));
        } else {
            return at.min(end);
        }
    }
}

fn before_time(text: &Text<'_>, at: usize) -> bool {
    text.is_any(at, &["on", "in", "at", "late", "earlier", "early"]) && text.time_at(at + 1).is_some()
}

/// Where the content ends: before ", according to", before the next coordinated cue of the same speaker, or with the sentence.
fn content_end(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue], n: usize, start: usize) -> usize {
    let text = &reader.text;
    let mut end = sentence.end;
    if let Some((_, source)) = source_named(reader, sentence)
        && source.start > start
    {
        end = source.start;
    }
    for next in &cues[n + 1..] {
        if next.tokens.start <= start {
            continue;
        }
        // ", adding that", "but also emphasised", "while Pérez said": another statement begins
        let own_subject = next.subject.tokens.start > start;
        let mut cut = if own_subject { next.subject.tokens.start } else { next.tokens.start };
        let joined_by =
            (start..cut).rev().take(3).find(|&t| text.is_any(t, &["while", "but", "and"]) || text.word(t) == ",");
        if let Some(mut joint) = joined_by {
            while joint > start && (text.is_any(joint - 1, &["while", "but", "and"]) || text.word(joint - 1) == ",") {
                joint -= 1;
            }
            cut = joint;
            end = end.min(cut);
            break;
        }
    }
    let mut tokens = start..end;
    while tokens.end > tokens.start && matches!(text.word(tokens.end - 1), "." | "," | ";" | "–" | "—") {
        tokens.end -= 1;
    }
    tokens.end
}

/// How the words are given.
pub fn mode(text: &Text<'_>, content: &[Tokens]) -> SpeechMode {
    let spoken = || content.iter().cloned().flatten().filter(|&t| !text.is_punctuation(t));
    let (quoted, words) = (spoken().filter(|&t| text.is_quoted(t)).count(), spoken().count());
    if quoted == 0 {
        SpeechMode::Indirect
    } else if quoted == words {
        SpeechMode::Direct
    } else {
        SpeechMode::Mixed
    }
}

impl Text<'_> {
    /// `tokens` without a pair of quotation marks around all of them, and without end punctuation.
    pub fn strip_quotes(&self, tokens: Tokens) -> Tokens {
        let all_quoted = tokens.clone().all(|t| self.is_quoted(t) || self.is_punctuation(t));
        if all_quoted { self.strip(tokens) } else { self.balanced(self.strip_end(tokens)) }
    }
}
