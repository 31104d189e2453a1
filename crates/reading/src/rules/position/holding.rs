//! Who can hold a stance: states, their organs and those who speak for them. Courts, troops, papers, lawmakers and crowds
//! hold none for their state, whatever country their words name.

use servanda_language::{Relation, Xpos};
use servanda_model::{Side, Voice};

use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::WordClass,
    reader::Reader,
    text::Text,
};

/// The sides that act in the clause of `verb` and can hold a stance.
pub fn states(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let subject = syntax.subject(syntax.predicate(verb));
    if subject.is_some_and(|noun| is_bystander(reader, noun)) { Vec::new() } else { clause::states(reader, verb) }
}

/// The sides that "by" names and that can hold a stance.
pub fn agents(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let bystanders = clause::agents_of(&reader.text, verb).any(|noun| is_bystander(reader, noun));
    if bystanders { Vec::new() } else { clause::agents(reader, verb) }
}

/// Whether a noun stands for somebody who takes no stance for a state.
pub fn is_bystander(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let named = text.name_at(noun).and_then(Text::side_of_name).is_some();
    let class = |t: usize| !named && reader.lexicon.is(WordClass::Bystander, text.lemma(t));
    let mention = reader.actors.at(noun);
    // "District Judge Ana Torres", "Representative Vega"
    let titled = |m: &Mention| m.kind == MentionKind::Person && m.tokens.clone().any(|t| text.lemma(t) == "judge");
    let private = |m: &Mention| {
        m.actors.iter().any(|a| a.office.as_deref().is_some_and(|office| text.world.is_private(office)))
            && m.sides().is_empty()
    };
    let pronoun = |m: &Mention| {
        m.kind == MentionKind::Pronoun && (is_of_a_crowd(reader, m) || is_within_his_own_words(reader, m))
    };
    class(noun) || mention.is_some_and(|m| titled(m) || private(m) || pronoun(m))
}

/// "Organisers said *they* expected", "supporters voiced *their* admiration": people of whom the sentence speaks, no sides.
fn is_of_a_crowd(reader: &Reader<'_>, pronoun: &Mention) -> bool {
    let text = &reader.text;
    let at = pronoun.tokens.start;
    let from = text.sentence_at(at).start;
    let own = text.is(at, "their");
    let acts = |t: usize| own || matches!(text.syntax.relation(t), Relation::Nsubj | Relation::NsubjPass);
    let crowd = |&t: &usize| {
        matches!(text.syntax.xpos(t), Some(Xpos::Nns | Xpos::Nnps)) && acts(t) && is_people(reader, t)
            || acts(t) && reader.lexicon.is(WordClass::Bystander, text.lemma(t))
    };
    let last = || (from..at).rev().find(crowd).filter(|&t| clause::states_of(reader, t).is_empty());
    text.is_any(at, &["they", "them", "their"]) && last().is_some()
}

/// Whether a noun names people, by its class or its ending.
fn is_people(reader: &Reader<'_>, noun: usize) -> bool {
    const ENDINGS: [&str; 8] = ["er", "or", "ist", "ant", "ian", "ee", "man", "woman"];
    const CLASSES: [WordClass; 4] =
        [WordClass::Public, WordClass::HomePolitics, WordClass::Person, WordClass::Bystander];
    let lemma = reader.text.lemma(noun);
    CLASSES.iter().any(|&class| reader.lexicon.is(class, lemma)) || ENDINGS.iter().any(|end| lemma.ends_with(end))
}

/// "“He said he did not,” Vega told reporters": nobody calls himself "he".
fn is_within_his_own_words(reader: &Reader<'_>, pronoun: &Mention) -> bool {
    let text: &Text<'_> = &reader.text;
    let at = pronoun.tokens.start;
    let [side] = &pronoun.sides()[..] else { return false };
    text.is_any(at, &["he", "she", "him", "her", "his"])
        && text.is_quoted(at)
        && matches!(reader.voice_at(at), Voice::Side(voice) if voice == *side)
}
