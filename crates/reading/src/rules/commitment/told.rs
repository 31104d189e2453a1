//! Who tells of an undertaking: the verb of saying above its clause and whoever says it.

use servanda_language::{Relation, Upos};
use servanda_model::Side;

use super::{frames::Frame, parties, provisions, sides};
use crate::{
    actors::Mention,
    clause,
    lexicon::{self, SpeechAct, WordClass},
    reader::{Reader, sorted},
    text::Text,
};

/// Who tells of an undertaking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The text itself.
    Narrator,
    /// Those who are said to say so, with their sides; none for officials and sources that are not named.
    Official(Vec<Side>),
    /// Somebody who acts for no side.
    Stranger,
}

/// Whether somebody in an office of a side that the text does not name tells of it.
pub fn is_own_official(reader: &Reader<'_>, frame: &Frame) -> bool {
    let speaker = teller(reader, reader.text.syntax.predicate(frame.anchor)).and_then(|(_, noun)| noun);
    let role = |noun: usize| reader.lexicon.is(WordClass::Role, &reader.text.lower(noun));
    speaker.is_some_and(|noun| reader.actors.at(noun).map_or(role(noun), Mention::is_in_office))
}

/// Speech acts that state what they govern.
const STATED: [&str; 7] = ["stress", "emphasise", "emphasize", "underline", "underscore", "highlight", "warn"];

/// The verb that tells a clause, with its subject: "A said that …", "…, analysts say".
pub fn teller(reader: &Reader<'_>, predicate: usize) -> Option<(usize, Option<usize>)> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let says = |at: &usize| {
        let end = text.sentence_of(*at).map_or(*at, |s| s.end);
        // "Stressed that": said with force, unlike what "proposed that" does.
        let states = |e: &lexicon::Entry<SpeechAct>| e.meaning == SpeechAct::Say || STATED.contains(&e.phrase.as_str());
        reader.lexicon.speech.iter().any(|e| states(e) && e.at(text, *at, end).is_some())
    };
    // In "'We confirmed that …,' Vega said" it is Vega who tells.
    let own = |verb: usize| syntax.dependent(verb, &[Relation::Nsubj]).is_some_and(|s| text.is_any(s, &["we", "i"]));
    let above = |at: usize| {
        let head = syntax.head(at).filter(|_| syntax.relation(at) == Relation::Ccomp);
        let near = || nearest_verb(text, at).filter(says);
        head.filter(says).or_else(near).filter(|&verb| !own(verb))
    };
    let aside = |at: usize| {
        let quotes = |d: usize| text.is_quoted(at) && !text.is_quoted(d);
        let inserted = |d: &usize| syntax.relation(*d) == Relation::Parataxis && (says(d) || quotes(*d));
        syntax.dependents(at).iter().copied().find(inserted)
    };
    let verb = syntax.upwards(predicate).take(CHAIN).find_map(|at| above(at).or_else(|| aside(at)));
    let verb = verb?;
    // The nearest: the parser may give the verb what is the subject of the reported clause.
    let own = syntax.dependents(verb).iter().copied().rfind(|&d| syntax.relation(d) == Relation::Nsubj);
    Some((verb, own.or_else(|| syntax.subject(verb))))
}

/// The sides that mentions stand for, each once.
fn sides_of(mentions: Vec<&Mention>) -> Vec<Side> {
    sorted(mentions.into_iter().flat_map(Mention::sides).collect())
}

/// Who is said to say a clause.
pub fn told(reader: &Reader<'_>, predicate: usize) -> Told {
    let text = &reader.text;
    let syntax = &text.syntax;
    let Some((verb, speaker)) = teller(reader, predicate) else { return Told::Narrator };
    // A treaty that says so is no speaker.
    if speaker.is_some_and(|noun| provisions::is_treaty(reader, noun)) {
        return Told::Narrator;
    }
    let mut sides = match speaker {
        Some(noun) if text.is(noun, "it") => parties::it(reader, noun),
        Some(noun) => sides_of(clause::mentions_of(reader, noun)),
        None => sides_of(clause::subjects(reader, verb)),
    };
    // "The presidency in Nairobi said"
    if let Some(noun) =
        speaker.filter(|&noun| sides.is_empty() && reader.lexicon.is(WordClass::Institution, text.lemma(noun)))
    {
        sides = text.names_in(&syntax.below(noun)).iter().find_map(Text::side_of_name).cloned().into_iter().collect();
    }
    if speaker.and_then(|noun| reader.actors.at(noun)).is_some_and(|mention| sides::is_private(reader, mention)) {
        return Told::Stranger;
    }
    let is = |class| speaker.is_some_and(|noun| reader.lexicon.is(class, text.lemma(noun)));
    // Whom "it" or "he" stands for may be unknown, and the country of "Foreign Minister Vega"; they are no strangers.
    let in_office = speaker.and_then(|noun| reader.actors.at(noun)).is_some_and(Mention::is_in_office);
    let is_named = !in_office && speaker.is_some_and(|noun| syntax.upos(noun) != Upos::Pron);
    let organ = is(WordClass::Institution) || is(WordClass::Role) || is(WordClass::Organ) || is(WordClass::Pair);
    if is_named && sides.is_empty() && !organ { Told::Stranger } else { Told::Official(sides) }
}

/// Of a clause with "that", the verb in front of it, whatever the parser hung it on: "calling it a friend, Vega | told
/// reporters after the talks that".
pub fn nearest_verb(text: &Text<'_>, clause: usize) -> Option<usize> {
    let head = text.syntax.head(clause)?;
    let that = text.syntax.below(clause).start;
    let start = match text.syntax.relation(clause) {
        Relation::Ccomp => head + 1,
        Relation::Acl if text.syntax.relation(head) == Relation::Obl => text.syntax.head(head)?,
        _ => return None,
    };
    let verb = || (start..that).rev().find(|&t| text.syntax.upos(t) == Upos::Verb);
    if text.is(that, "that") { verb() } else { None }
}

/// How many words above a clause are looked at.
pub const CHAIN: usize = 6;
