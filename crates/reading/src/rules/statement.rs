//! Statements: content attributed to a speaker by a cue (codebook, 1).
//!
//! Finds "S said that C", "C, S said", "C, said S", "S urged T to C", ", according to S" and "S was quoted as saying".
//! Where a readout reports a speech act, the inner verb is the cue and the readout's side relays it.

use std::ops::Range;

use servanda_language::Inflection;
use servanda_model::{
    ActorRef, Assertion, Evidence, Finding, FindingBody, Place, Side, SpeechMode, StatementFinding, Voice,
};

use crate::{
    clause::{self, Subject},
    lexicon::{self, SpeechAct},
    object,
    reader::{Draft, Reader},
    text::{Text, Tokens},
};

/// A cue with its speaker, before its content is cut out.
struct Cue {
    tokens: Tokens,
    act: SpeechAct,
    subject: Subject,
    inverted: bool,
}

/// The statements of a body, and who carries which words.
pub struct Told {
    /// The findings.
    pub findings: Vec<Finding>,
    /// Stretches of text with the account that carries them (codebook, 10).
    pub carried: Vec<(Tokens, Voice)>,
}

/// All statements of the body.
pub fn find(reader: &Reader<'_>) -> Told {
    let mut told = Told { findings: Vec::new(), carried: Vec::new() };
    let mut source_before: Option<Voice> = None;
    for sentence in reader.sentences() {
        let Some(first) = reader.text.sentence_of(sentence.start) else { continue };
        if reader.text.place_of(first) != Place::Body {
            continue;
        }
        let cues = cues(reader, &sentence);
        for (n, cue) in cues.iter().enumerate() {
            told.findings.extend(statement(reader, &sentence, &cues, n, cue));
        }
        told.findings.extend(according_to(reader, &sentence, &cues));
        let source = source_of(reader, &sentence, &cues);
        match (&source, &source_before) {
            (Some((tokens, voice)), _) => told.carried.push((tokens.clone(), voice.clone())),
            // A source carries over to the next sentence tied by "also" or a pronoun.
            (None, Some(voice)) if is_tied(&reader.text, &sentence) => {
                told.carried.push((sentence.clone(), voice.clone()));
            }
            _ => {}
        }
        source_before = source.map(|(_, voice)| voice);
        told.carried.extend(said(reader, &sentence, &cues));
    }
    told
}

/// What each say-verb of the sentence attributes, and to whom.
fn said(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue]) -> Vec<(Tokens, Voice)> {
    cues.iter()
        .enumerate()
        .filter(|(_, cue)| cue.act == SpeechAct::Say)
        .filter_map(|(n, cue)| {
            let relayed = relay(reader, sentence, cues, n).map(Voice::Side);
            let voice = relayed.or_else(|| voice_of(&cue.subject))?;
            let content = own_content(reader, sentence, cues, n, cue)?;
            // "Vega said …, while calling for …": what the same speaker adds is his account, too.
            let adds = cues.iter().skip(n + 1).any(|next| next.subject.tokens == cue.subject.tokens);
            let rest = adds.then(|| (cue.tokens.end..sentence.end, voice.clone()));
            Some(std::iter::once((content, voice)).chain(rest))
        })
        .flatten()
        .collect()
}

/// The institution whose readout the sentence names as its source: ", according to the ministry", "the ministry said that Vega urged".
fn source_of(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue]) -> Option<(Tokens, Voice)> {
    if let Some(side) = source_named(reader, sentence).and_then(|(actor, _)| actor.side) {
        return Some((sentence.clone(), Voice::Side(side)));
    }
    cues.iter().enumerate().find_map(|(n, cue)| {
        let institution = cue.act == SpeechAct::Say && cue.subject.actors.first()?.name.is_none();
        let content = own_content(reader, sentence, cues, n, cue)?;
        institution.then_some((content, voice_of(&cue.subject)?))
    })
}

/// One side's account, or both where both are said to say so.
fn voice_of(subject: &Subject) -> Option<Voice> {
    match subject.sides().as_slice() {
        [] => None,
        [side] => Some(Voice::Side(side.clone())),
        _ => Some(Voice::Joint),
    }
}

/// "She also urged …", "It said …": tied to the sentence before.
fn is_tied(text: &Text<'_>, sentence: &Tokens) -> bool {
    let opening = sentence.start..sentence.end.min(sentence.start + 5);
    text.is_any(sentence.start, &["he", "she", "they", "it"]) || text.find(opening, |t| text.is(t, "also")).is_some()
}

/// The cues of a sentence, outside quotations, each with a speaker.
fn cues(reader: &Reader<'_>, sentence: &Tokens) -> Vec<Cue> {
    let text = &reader.text;
    let mut cues = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let hit = lexicon::longest(&reader.lexicon.speech, text, at, sentence.end).filter(|_| {
            !text.is_quoted(at) && text.name_at(at).is_none() && text.syntax.is_verb(at) && !is_plural(reader, at)
        });
        let Some((entry, tokens)) = hit else {
            at += 1;
            continue;
        };
        let next = tokens.end;
        if entry.meaning != SpeechAct::Topic {
            let inverted = inverted(reader, sentence, &tokens);
            let subject = inverted.clone().or_else(|| clause::subject(reader, at));
            if let Some(subject) = subject.filter(|s| s.actors.iter().any(|a| a.side.is_some() || a.name.is_some())) {
                cues.push(Cue { tokens, act: entry.meaning, subject, inverted: inverted.is_some() });
            }
        }
        at = next;
    }
    cues
}

/// "A series of disputes": an -s that no actor stands before is a plural, not "disputes" said of somebody.
fn is_plural(reader: &Reader<'_>, at: usize) -> bool {
    let token = reader.text.layers.tokens.get(at);
    let before = reader.actors.last_until(at).map_or(0, |m| m.tokens.end);
    token.is_some_and(|t| t.inflection == Inflection::S) && before + 1 < at
}

/// The subject behind its verb, in "…, said Chile's foreign minister, …".
fn inverted(reader: &Reader<'_>, sentence: &Tokens, cue: &Tokens) -> Option<Subject> {
    let text = &reader.text;
    let after_content =
        cue.start > sentence.start && (text.word(cue.start - 1) == "," || text.is_quote_mark(cue.start - 1));
    after_content.then(|| clause::inverted_subject(reader, cue.start)).flatten()
}

fn statement(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue], n: usize, cue: &Cue) -> Option<Finding> {
    let text = &reader.text;
    let content = own_content(reader, sentence, cues, n, cue)?;
    // A readout that reports a speech act: the inner verb is the cue. A speaker who reports his own act: the outer one is.
    let inside = |inner: &&Cue| content.contains(&inner.tokens.start) && inner.tokens != cue.tokens;
    if cue.act == SpeechAct::Say && cues.iter().filter(inside).any(|inner| speaks_for_another(cue, inner)) {
        return None;
    }
    let outer = |outer: &&Cue| outer.act == SpeechAct::Say && outer.tokens != cue.tokens;
    let within_own = cues.iter().enumerate().filter(|(_, o)| outer(o)).any(|(m, outer)| {
        !speaks_for_another(outer, cue)
            && own_content(reader, sentence, cues, m, outer).is_some_and(|c| c.contains(&cue.tokens.start))
    });
    if within_own {
        return None;
    }
    let relayed_by = relay(reader, sentence, cues, n);
    let content = text.strip_quotes(content);
    if content.len() < 2 {
        return None;
    }
    let mut draft = Draft::new(
        if cue.act == SpeechAct::Say { "statement.said" } else { "statement.speech-act" },
        cue.tokens.start,
        vec![cue.subject.tokens.clone(), cue.tokens.clone(), content.clone()],
    );
    draft.assertion = clause::assertion(reader, cue.tokens.start);
    if draft.assertion == Assertion::Hypothetical {
        draft.assertion = Assertion::Asserted;
    }
    draft.proposition = object::proposition(reader, text.lemma(cue.tokens.start), &content, &cue.subject.sides(), &[]);
    let body = FindingBody::Statement(StatementFinding {
        speakers: cue.subject.speakers(text),
        relayed_by,
        cue: text.words(&cue.tokens).to_owned(),
        mode: mode(text, &content),
        content: Evidence::new(text.quote(&content)),
    });
    reader.finding(draft, body)
}

/// Whether the outer cue is an institution's and the inner one a person's: "the ministry said that Pérez had urged …".
fn speaks_for_another(outer: &Cue, inner: &Cue) -> bool {
    let person = |cue: &Cue| cue.subject.actors.first().and_then(|a| a.name.clone());
    let another = person(inner).is_some() || inner.subject.sides() != outer.subject.sides();
    person(outer).is_none() && inner.subject.tokens != outer.subject.tokens && another
}

/// The side whose readout carries the words, when that is not the speaker's own.
fn relay(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue], n: usize) -> Option<Side> {
    let outer = cues
        .iter()
        .enumerate()
        .filter(|(m, outer)| *m != n && outer.act == SpeechAct::Say && speaks_for_another(outer, &cues[n]))
        .find(|(m, outer)| {
            own_content(reader, sentence, cues, *m, outer).is_some_and(|c| c.contains(&cues[n].tokens.start))
        })
        .and_then(|(_, outer)| outer.subject.sides().first().cloned());
    outer
        .or_else(|| source_named(reader, sentence).and_then(|(actor, _)| actor.side))
        .or_else(|| reader.text.document.clues.issuer.clone())
        .filter(|side| {
            let own = cues[n].subject.sides();
            !own.is_empty() && !own.contains(side)
        })
}

/// ", according to a Chilean readout" in the sentence: whose it is, and where it stands.
fn source_named(reader: &Reader<'_>, sentence: &Tokens) -> Option<(ActorRef, Tokens)> {
    let text = &reader.text;
    let at = text.find(sentence.clone(), |t| text.is(t, "according") && text.is(t + 1, "to") && !text.is_quoted(t))?;
    let mention = reader.actors.within(&(at + 2..sentence.end)).first()?;
    (mention.tokens.start <= at + 5).then(|| Some((mention.actors.first()?.clone(), at..mention.tokens.end)))?
}

/// "C, according to S", where no other cue has taken the words.
fn according_to(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue]) -> Option<Finding> {
    let text = &reader.text;
    let (speaker, source) = source_named(reader, sentence)?;
    if !cues.is_empty() {
        return None;
    }
    let content = text.strip_quotes(text.strip_end(sentence.start..source.start));
    let content =
        if content.is_empty() { text.strip_quotes(text.strip_end(source.end..sentence.end)) } else { content };
    let draft = Draft::new("statement.according-to", source.start, vec![source.clone(), content.clone()]);
    reader.finding(
        draft,
        FindingBody::Statement(StatementFinding {
            speakers: vec![speaker],
            relayed_by: None,
            cue: text.words(&(source.start..source.start + 2)).to_owned(),
            mode: mode(text, &content),
            content: Evidence::new(text.quote(&content)),
        }),
    )
}

/// The words that the cue attributes.
fn own_content(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue], n: usize, cue: &Cue) -> Option<Range<usize>> {
    let text = &reader.text;
    let before = fronted(reader, sentence, cue);
    let mut start = if cue.inverted { cue.subject.tokens.end } else { cue.tokens.end };
    start = skip_adverbials(text, start, sentence.end);
    start = past_occasion(text, start, sentence.end);
    let has_that = text.is(start, "that");
    start += usize::from(has_that);
    let limit = content_end(reader, sentence, cues, n, start);
    let after = start..limit;
    let substantial = has_that
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
    let first = cue.subject.tokens.start.min(cue.tokens.start);
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

fn mode(text: &Text<'_>, content: &Tokens) -> SpeechMode {
    let quoted = content.clone().filter(|&t| !text.is_punctuation(t) && text.is_quoted(t)).count();
    let words = content.clone().filter(|&t| !text.is_punctuation(t)).count();
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
