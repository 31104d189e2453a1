//! Who speaks in a text of his own: an official whose article or remarks it is, or who is named in front of his words in a
//! transcript.

use std::collections::BTreeMap;

use servanda_language::{NameKind, Relation, Token};
use servanda_model::{ActorRef, Side, ZoneKind};

use super::{Mention, MentionKind};
use crate::{
    clause::top,
    text::{Text, Tokens},
};

/// So many sentences in the first person make a text its author's own.
const FIRST_PERSON: usize = 2;

/// The stretches of the text that are in an official's own voice, each with who he is: in a transcript what stands behind
/// "President Ana Torres:" up to the next such label or cut; else the whole text, where it is one man's.
pub fn find(text: &Text<'_>, mentions: &[Mention]) -> Vec<(Tokens, ActorRef)> {
    const CUTS: [&str; 4] = ["<", "***", "…", "["];
    let labels = labels(text, mentions);
    if labels.is_empty() {
        let answers = answers(text, mentions);
        if !answers.is_empty() {
            return answers;
        }
        let author = author(text, mentions).or_else(|| institution(text));
        return author.map(|author| (0..text.len(), author)).into_iter().collect();
    }
    let next = labels.iter().skip(1).map(|label| label.from).chain([text.len()]);
    let stretch = |(label, next): (&Label, usize)| {
        let next = (label.behind..next).find(|&t| is_turn(text, t)).unwrap_or(next);
        let opens = |t: usize| text.sentence_of(t).is_some_and(|s| s.first == t);
        let cut = (label.behind..next).find(|&t| opens(t) && (text.is_any(t, &CUTS) || is_told_of_both(text, t)));
        (label.behind..cut.unwrap_or(next), label.speaker.clone())
    };
    labels.iter().zip(next).map(stretch).collect()
}

/// Whether another's turn begins here, whoever he is: "CHAIR:", "Luis Mendo:" in front of a sentence.
fn is_turn(text: &Text<'_>, at: usize) -> bool {
    const LONGEST: usize = 8;
    let capital = |t: usize| text.layers.tokens.get(t).is_some_and(Token::is_capital);
    let shouted = |t: usize| text.word(t).chars().count() > 2 && text.word(t).chars().all(char::is_uppercase);
    let opens = text.sentence_of(at).is_some_and(|s| s.first == at);
    if !capital(at) || !(opens || shouted(at)) {
        return false;
    }
    let small = ["of", "the", "for", "and", "(", ")"];
    let label = (at..at + LONGEST).take_while(|&t| capital(t) || text.is_any(t, &small)).last().unwrap_or(at);
    text.word(label + 1) == ":"
}

/// "President of Peru Ana Torres (retranslated): …"
struct Label {
    from: usize,
    /// Where the words begin.
    behind: usize,
    speaker: ActorRef,
}

/// The labels of a transcript; one alone makes none.
fn labels(text: &Text<'_>, mentions: &[Mention]) -> Vec<Label> {
    const LONGEST: usize = 12;
    let label = |m: &Mention| {
        let from = text.sentence_of(m.tokens.start)?.first;
        let opens = m.tokens.start == from || m.tokens.start == from + 1 && text.is(from, "the");
        let end = m.tokens.end;
        let colon = (end..end + LONGEST).find(|&t| text.word(t) == ":")?;
        let bare = colon == end || text.word(end) == "(" && text.word(colon - 1) == ")";
        let speaker = m.actors.first().filter(|a| a.side.is_some() && a.name.is_some())?.clone();
        // In an interview a bare surname may be the host's.
        let titled = text.names_in(&m.tokens).iter().any(|name| matches!(name.kind, NameKind::Office(_)));
        (opens && bare && titled).then_some(Label { from, behind: colon + 1, speaker })
    };
    let people = mentions.iter().filter(|m| m.kind == MentionKind::Person);
    let found: Vec<Label> = people.filter_map(label).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// The answers of an official whom the title of a press conference names: what stands behind "Wang:", "A:" or "Answer:" up
/// to the next label, such as "Q:" or an agency's name.
fn answers(text: &Text<'_>, mentions: &[Mention]) -> Vec<(Tokens, ActorRef)> {
    const ANSWERS: [&str; 4] = ["a", "answer", "spokesperson", "minister"];
    let title = text.document.clues.title.as_deref().unwrap_or_default().to_lowercase();
    if !["press conference", "briefing", "answer"].iter().any(|kind| title.contains(kind)) {
        return Vec::new();
    }
    let official = |m: &&Mention| m.kind == MentionKind::Person && m.actors.first().is_some_and(|a| a.office.is_some());
    let Some(official) = mentions.iter().find(official).and_then(|m| m.actors.first()) else { return Vec::new() };
    let own = |label: &Tokens| {
        let name = official.name.as_deref().unwrap_or_default().to_lowercase();
        let part = |t: usize| name.split(' ').any(|word| word == text.lower(t));
        label.clone().any(part) || text.is_any(label.start, &ANSWERS) && label.len() == 1
    };
    let labels: Vec<Tokens> = text.layers.sentences.iter().filter_map(|s| label_at(text, s.first)).collect();
    if !labels.iter().any(own) || labels.iter().all(own) {
        return Vec::new();
    }
    let ends = labels.iter().skip(1).map(|label| label.start).chain([text.len()]);
    let turns = labels.iter().zip(ends).filter(|(label, _)| own(label)).map(|(label, end)| label.end + 1..end);
    let turns: Vec<Tokens> = opening(text, &labels).into_iter().chain(turns).collect();
    let side = official.side.clone().or_else(|| side_of_turns(text, mentions, &turns));
    let official = ActorRef { side, ..official.clone() };
    turns.into_iter().map(|turn| (turn, official.clone())).filter(|(_, official)| official.side.is_some()).collect()
}

/// What an official says before the first question, where he speaks of "us".
fn opening(text: &Text<'_>, labels: &[Tokens]) -> Option<Tokens> {
    let first = text.layers.sentences.iter().find(|s| text.zone_kind(s) == ZoneKind::Body)?.first;
    let words = first..labels.first()?.start;
    words.clone().any(|t| text.is_any(t, &["we", "our"])).then_some(words)
}

/// Whose the turns are, where the title does not say: the country that acts in them most.
fn side_of_turns(text: &Text<'_>, mentions: &[Mention], turns: &[Tokens]) -> Option<Side> {
    let inside = |m: &&Mention| turns.iter().any(|turn| turn.contains(&m.tokens.start));
    let acts = |m: &&Mention| text.syntax.relation(top(text, &m.tokens)) == Relation::Nsubj;
    let mut counts: BTreeMap<Side, usize> = BTreeMap::new();
    for side in
        mentions.iter().filter(|m| m.kind != MentionKind::Person).filter(inside).filter(acts).flat_map(Mention::sides)
    {
        *counts.entry(side).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let mut first = counts.into_iter().filter(|(_, n)| *n == most).map(|(side, _)| side);
    first.next().filter(|_| first.next().is_none())
}

/// The words in front of a colon that opens a turn: "Q:", "Reuters:", "MR. MENDO:".
fn label_at(text: &Text<'_>, at: usize) -> Option<Tokens> {
    const LONGEST: usize = 5;
    let named = |t: &usize| text.layers.tokens.get(*t).is_some_and(Token::is_capital) || text.word(*t) == ".";
    let end = (at..at + LONGEST).take_while(named).last()? + 1;
    (text.word(end) == ":").then_some(at..end)
}

/// "Following the talks, the presidents made statements": nobody says that of himself.
fn is_told_of_both(text: &Text<'_>, sentence: usize) -> bool {
    let tokens = text.sentence_at(sentence);
    let opens = text.is_any(sentence, &["following", "after", "then", "at"]);
    let both = |t: usize| {
        text.is(t, "the")
            && matches!(text.lower(t + 1).as_str(), "presidents" | "leaders" | "ministers" | "sides" | "parties")
    };
    (opens && tokens.clone().any(both) || both(sentence))
        && !tokens.clone().any(|t| text.is_any(t, &["i", "we", "my", "our"]))
}

/// Whether the text is told in the first person, "we" included where a minister or ministry speaks.
fn is_first_person(text: &Text<'_>, we: bool) -> bool {
    let first_person =
        |t: usize| text.is_any(t, &["i", "my"]) && text.word(t) != "i" || we && text.is_any(t, &["we", "our"]);
    let spoken = text.layers.sentences.iter().filter(|s| {
        text.zone_kind(s) == ZoneKind::Body && (s.first..s.end).any(|t| first_person(t) && !text.is_quoted(t))
    });
    spoken.count() >= FIRST_PERSON
}

/// The ministry or government whose own statement the text is: "We condemn …" under "Press Statement" and its name.
fn institution(text: &Text<'_>) -> Option<ActorRef> {
    const KINDS: [&str; 3] = ["statement", "communiqu", "declaration"];
    let clues = &text.document.clues;
    let side = clues.issuer.clone()?;
    let title = clues.title.as_deref().unwrap_or_default().to_lowercase();
    let own = KINDS.iter().any(|kind| title.contains(kind)) && !title.contains("joint");
    let office = clues.publisher.clone();
    (own && is_first_person(text, true)).then_some(ActorRef { name: None, office, side: Some(side) })
}

/// The official in whose own voice the text is: named in its byline or in a title such as "Remarks by", and spoken of in
/// the first person. `None` where the author holds no office for a side: a journalist's opinion is no side's account.
fn author(text: &Text<'_>, mentions: &[Mention]) -> Option<ActorRef> {
    // A minister's statement says "we".
    if !is_first_person(text, text.document.clues.title.as_deref().is_some_and(is_speech)) {
        return None;
    }
    let lines = text.document.zones.iter().filter(|zone| zone.kind == ZoneKind::Byline);
    let lines = lines
        .map(|zone| text.document.zone_text(zone))
        .chain(text.document.clues.title.as_deref().filter(|t| is_speech(t)));
    let lines: Vec<&str> = lines.collect();
    let official = |m: &&Mention| m.kind == MentionKind::Person;
    mentions
        .iter()
        .filter(official)
        .filter_map(|m| m.actors.first())
        .find(|actor| {
            let named = |line: &&str| actor.name.as_ref().is_some_and(|name| line.contains(name.as_str()));
            actor.side.is_some() && actor.office.is_some() && lines.iter().any(named)
        })
        .cloned()
}

/// "Remarks by Foreign Minister Ana Pérez", "Interview of the President with …".
fn is_speech(title: &str) -> bool {
    const SPEECHES: [&str; 7] = ["remarks", "speech", "address", "interview", "statement by", "op-ed", "article by"];
    let title = title.to_lowercase();
    SPEECHES.iter().any(|kind| title.contains(kind))
}
