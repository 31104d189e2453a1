//! Statements: content attributed to a speaker by a cue (codebook, 1).
//!
//! `cues` finds who is said to have spoken, `content` what; `accounts` tells whose account carries which words. Where a
//! readout reports a speech act, the inner verb is the cue and the readout's side relays it. A text in the speaker's own
//! voice has no cues (`own_voice`).

mod accounts;
mod content;
mod cues;
mod own_voice;

use servanda_language::Upos;
use servanda_model::{ActorRef, Evidence, Finding, FindingBody, Place, SpeechMode, StatementFinding, Voice};

use crate::{
    actors::MentionKind,
    clause,
    lexicon::SpeechAct,
    object,
    reader::{Draft, Reader},
    text::Tokens,
};
use accounts::{is_tied, relay, said, source_named, source_of, speaks_for_another};
use content::mode;
use cues::Cue;

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
    let mut speaking: Option<Speaking> = None;
    for sentence in reader.sentences() {
        let Some(first) = reader.text.sentence_of(sentence.start) else { continue };
        if reader.text.place_of(first) != Place::Body {
            continue;
        }
        if let Some((words, author)) = own_voice::words(reader, &sentence) {
            if let Some((finding, voice)) = own_voice::statement(reader, &words, author) {
                told.findings.push(finding);
                told.carried.push((words, voice));
            }
            continue;
        }
        let mut cues = cues::find(reader, &sentence);
        for cue in &mut cues {
            // What a headline says, nobody quoted in the body says.
            let place = |at: usize| reader.text.sentence_of(at).map(|s| reader.text.place_of(s));
            let own = place(cue.tokens.start);
            cue.content.retain(|words| place(words.start) == own);
            Speaking::lend(speaking.as_ref(), reader, cue);
        }
        speaking = cues.iter().rev().find_map(Speaking::of).or(speaking);
        for n in 0..cues.len() {
            told.findings.extend(statement(reader, &sentence, &cues, n));
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

/// Whoever spoke last: "he added" is his, whomever his words named.
struct Speaking {
    actor: ActorRef,
    at: usize,
}

impl Speaking {
    /// So many tokens after his words "he" may still be the speaker.
    const REACH: usize = 120;

    fn of(cue: &Cue) -> Option<Self> {
        let [actor] = cue.subject.actors.as_slice() else { return None };
        (cue.act == SpeechAct::Say && actor.name.is_some()).then(|| Self { actor: actor.clone(), at: cue.tokens.end })
    }

    /// Gives the words of "he" or "she" to whoever spoke last.
    fn lend(last: Option<&Self>, reader: &Reader<'_>, cue: &mut Cue) {
        let pronoun = cue.subject.tokens.len() == 1 && reader.text.is_any(cue.subject.tokens.start, &["he", "she"]);
        let first = cue.act == SpeechAct::Say && pronoun;
        let word = reader.text.lower(cue.subject.tokens.start);
        let near = |last: &&Self| cue.tokens.start < last.at + Self::REACH && reader.actors.may_be(&word, &last.actor);
        if let Some(last) = last.filter(|last| first && near(last)) {
            cue.subject.actors = vec![last.actor.clone()];
        }
    }
}

/// What the `n`th cue reports.
fn statement(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue], n: usize) -> Option<Finding> {
    let text = &reader.text;
    let cue = cues.get(n)?;
    // A readout that reports a speech act: the inner verb is the cue. A speaker who reports his own act: the outer one is.
    let inside = |inner: &&Cue| cue.reports(inner.tokens.start) && inner.tokens != cue.tokens;
    if cue.act == SpeechAct::Say && cues.iter().filter(inside).any(|inner| speaks_for_another(cue, inner)) {
        return None;
    }
    let outer = |outer: &&Cue| outer.act == SpeechAct::Say && outer.tokens != cue.tokens;
    let own = |outer: &Cue| !speaks_for_another(outer, cue) && outer.reports(cue.tokens.start);
    if cues.iter().filter(outer).any(own) {
        return None;
    }
    let relayed_by = relay(reader, sentence, cues, n);
    // "Said so", "which he called unjust" say nothing by themselves; "thanked Kenya" does.
    let says =
        |words: &&Tokens| words.len() > 1 || cue.act == SpeechAct::Act && text.syntax.upos(words.start) != Upos::Pron;
    let main = cue.main().filter(says)?;
    let rule = match cue.act {
        SpeechAct::Say if is_plain(reader, cue) => "statement.quoted",
        SpeechAct::Say => "statement.said",
        _ => "statement.speech-act",
    };
    let mut draft = Draft::new(
        rule,
        cue.tokens.start,
        [&[cue.subject.tokens.clone(), cue.tokens.clone()], cue.content.as_slice()].concat(),
    );
    draft.assertion = clause::assertion(reader, cue.tokens.start);
    draft.proposition = object::proposition(reader, text.lemma(cue.tokens.start), main, &cue.subject.sides(), &[]);
    let body = FindingBody::Statement(StatementFinding {
        speakers: cue.subject.speakers(text),
        relayed_by,
        cue: text.words(&cue.tokens).to_owned(),
        mode: mode(text, &cue.content),
        content: Evidence::from_quotes(cue.content.iter().map(|words| text.quote(words)))?,
    });
    reader.finding(draft, body)
}

/// The plainest form there is: words in quotation marks, "said", and one official with his name beside it.
fn is_plain(reader: &Reader<'_>, cue: &Cue) -> bool {
    let text = &reader.text;
    let named = |actor: &ActorRef| actor.name.is_some() && actor.office.is_some() && actor.side.is_some();
    let beside = reader.actors.within(&cue.subject.tokens);
    mode(text, &cue.content) == SpeechMode::Direct
        && matches!(text.lemma(cue.tokens.start), "say" | "tell" | "add")
        && matches!(cue.subject.actors.as_slice(), [one] if named(one))
        && matches!(beside, [one] if one.kind == MentionKind::Person && !one.retired)
}

/// "C, according to S", where no other cue has taken the words.
fn according_to(reader: &Reader<'_>, sentence: &Tokens, cues: &[Cue]) -> Option<Finding> {
    let text = &reader.text;
    let (subject, source) = source_named(reader, sentence)?;
    if !cues.is_empty() {
        return None;
    }
    let before = text.strip_quotes(text.strip_end(sentence.start..source.start));
    let behind = || {
        let first = source.end + usize::from(text.word(source.end) == ",");
        text.strip_quotes(text.strip_end(first..sentence.end))
    };
    let content = if before.is_empty() { behind() } else { before };
    let draft = Draft::new("statement.according-to", source.start, vec![source.clone(), content.clone()]);
    reader.finding(
        draft,
        FindingBody::Statement(StatementFinding {
            speakers: subject.speakers(text),
            relayed_by: None,
            cue: text.words(&(source.start..source.start + 2)).to_owned(),
            mode: mode(text, std::slice::from_ref(&content)),
            content: Evidence::new(text.quote(&content)),
        }),
    )
}
