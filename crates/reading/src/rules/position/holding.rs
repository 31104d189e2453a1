//! Who can hold a stance: states, their organs and those who speak for them. Courts, troops, papers, lawmakers and crowds
//! hold none for their state, whatever country their words name.

use servanda_language::{Name, NameKind, Relation, Upos, Xpos};
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
    // "U.S. District Judge Ana Torres"
    let judge = |t: usize| text.is_any(t, &["judge", "magistrate"]);
    let titled = |m: &Mention| m.kind == MentionKind::Person && m.tokens.clone().any(judge);
    let judges = text.syntax.dependents(noun).iter().any(|&d| d < noun && judge(d));
    let private = |m: &Mention| {
        m.actors.iter().any(|a| a.office.as_deref().is_some_and(|office| text.world.is_private(office)))
            && m.sides().is_empty()
    };
    let pronoun = |m: &Mention| {
        m.kind == MentionKind::Pronoun && (is_of_a_crowd(reader, m) || is_within_his_own_words(reader, m))
    };
    class(noun)
        || judges
        || mention.is_some_and(|m| titled(m) || private(m) || pronoun(m) || speaks_for_himself(reader, m))
}

/// Whether the text says anywhere that somebody leads a party or is out of office: "Blue Front leader Ana Torres", "Luis
/// Vega, who served as foreign minister under Torres".
fn speaks_for_himself(reader: &Reader<'_>, person: &Mention) -> bool {
    let Some(name) = person.actors.first().and_then(|a| a.name.as_ref()) else { return false };
    let same =
        |m: &&Mention| m.kind == MentionKind::Person && m.actors.first().is_some_and(|a| a.name.as_ref() == Some(name));
    let mentions: Vec<&Mention> = reader.actors.mentions.iter().filter(same).collect();
    let titled = mentions.iter().any(|m| is_titled(&reader.text, m));
    mentions.iter().any(|m| is_party_leader(&reader.text, m) || !titled && is_of_the_past(&reader.text, m))
}

/// Whether an office of the tables stands in front of the name.
fn is_titled(text: &Text<'_>, mention: &Mention) -> bool {
    let office = |name: &Name| matches!(&name.kind, NameKind::Office(id) if id != "leader");
    text.names_in(&mention.tokens).iter().any(office)
}

/// "Blue Front leader Ana Torres": the words in front of "leader" name no state.
fn is_party_leader(text: &Text<'_>, mention: &Mention) -> bool {
    let leader = mention.tokens.clone().find(|&t| text.is(t, "leader"));
    let before = leader.and_then(|t| t.checked_sub(1));
    before.is_some_and(|t| {
        text.syntax.upos(t) == Upos::Propn && text.name_at(t).is_none_or(|name| name.kind == NameKind::Other)
    })
}

/// "Luis Vega, a former envoy", "Luis Vega, who served as envoy".
fn is_of_the_past(text: &Text<'_>, mention: &Mention) -> bool {
    const PAST: [&str; 6] = ["former", "ex", "retired", "served", "onetime", "formerly"];
    const WITHIN: usize = 4;
    let end = mention.tokens.end;
    text.word(end) == "," && text.find(end + 1..end + 1 + WITHIN, |t| text.is_any(t, &PAST)).is_some()
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
    // "The top senator says *he* is worried"
    let alone = |&t: &usize| {
        matches!(text.syntax.relation(t), Relation::Nsubj | Relation::NsubjPass)
            && reader.actors.at(t).is_none_or(|m| m.kind != MentionKind::Pronoun)
    };
    if text.is_any(at, &["he", "she"]) {
        let subject = (from..at).rev().find(alone);
        return subject.is_some_and(|t| {
            reader.lexicon.is(WordClass::Bystander, text.lemma(t))
                || reader.lexicon.is(WordClass::HomePolitics, text.lemma(t))
        });
    }
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
