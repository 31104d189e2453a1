//! What a text that sides signed says they are to do: "the plan calls for", "the treaty commits Togo to".

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::Side;

use super::{
    acts::{self, Act},
    sides,
    verbs::with_objects,
};
use crate::{lexicon::WordClass, reader::Reader, text::Tokens};

/// The text that is the subject of a verb, or that a participle describes ("a programme aimed at"); "it" is the one told
/// of in the sentence before.
pub fn provider(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if syntax.is_passive(verb) {
        return None;
    }
    let participle = syntax.relation(verb) == Relation::Acl
        && (syntax.xpos(verb) == Some(Xpos::Vbg) || matches!(text.lemma(verb), "aim"));
    let noun = if participle { syntax.head(verb)? } else { syntax.subject(syntax.predicate(verb))? };
    if text.is(noun, "it") {
        return signed_before(reader, noun);
    }
    binds(reader, noun).then_some(noun)
}

/// Whether a noun is a text that can bind those who signed it, or a plan of theirs.
fn binds(reader: &Reader<'_>, noun: usize) -> bool {
    const PLANS: [&str; 8] = ["plan", "programme", "program", "roadmap", "map", "timetable", "package", "initiative"];
    let lemma = reader.text.lemma(noun);
    let is = |class| reader.lexicon.is(class, lemma);
    is(WordClass::Treaty) && !is(WordClass::Utterance) || PLANS.contains(&lemma)
}

/// "Togo and Benin signed a deal. | It provides for …"
fn signed_before(reader: &Reader<'_>, it: usize) -> Option<usize> {
    let text = &reader.text;
    let first = text.sentence_of(it)?.first;
    let before = text.sentence_at(first.checked_sub(1)?);
    let signed =
        |&t: &usize| matches!(text.syntax.relation(t), Relation::Obj | Relation::NsubjPass) && binds(reader, t);
    before.rev().find(signed).filter(|_| it == first)
}

/// Whose text it is: those named in its phrase, else those who were just told to undertake something together, else in a
/// text about two both; a text of one side's own binds nobody else.
pub fn parties_to(reader: &Reader<'_>, noun: usize, before: &[Side]) -> Vec<Side> {
    let text = &reader.text;
    let named = sides::in_phrase(reader, noun);
    match (named.len(), before) {
        (2.., _) => named,
        (1, _) => Vec::new(),
        (_, [_, _, ..]) => before.to_vec(),
        _ if text.syntax.owner(noun).is_none() && reader.is_between_two() => reader.actors.principals.clone(),
        _ => Vec::new(),
    }
}

/// "Calls for cooperation in trade", "provides for a committee": an act by its noun, else the thing.
pub fn called_for(reader: &Reader<'_>, verb: usize) -> Vec<Act> {
    let found = acts::on(reader, verb, &["for"]);
    if !found.is_empty() {
        return found;
    }
    let each = of_each(reader, verb);
    if !each.is_empty() {
        return each;
    }
    let syntax = &reader.text.syntax;
    let thing = |&&d: &&usize| d > verb && syntax.has_case(d, &["for"]) && syntax.upos(d) == Upos::Noun;
    let noun = syntax.dependents(verb).iter().find(thing).copied();
    noun.map_or_else(Vec::new, |noun| known(with_objects(reader, verb, Some(noun))))
}

/// "Calls for Togo to release prisoners and for Benin to open the crossing": each one's own act.
fn of_each(reader: &Reader<'_>, verb: usize) -> Vec<Act> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let infinitive = |&&d: &&usize| {
        let marks = syntax.dependents(d).iter().filter(|&&m| syntax.relation(m) == Relation::Mark);
        let (mut to, mut whom) = (false, false);
        for &mark in marks {
            to |= text.is(mark, "to");
            whom |= text.is(mark, "for");
        }
        d > verb && syntax.is_verb(d) && to && whom
    };
    let Some(&first) = syntax.dependents(verb).iter().find(infinitive) else { return Vec::new() };
    let verbs = std::iter::once(first).chain(syntax.dependents(first).iter().copied().filter(|d| infinitive(&d)));
    // Whoever stands behind "for", whatever the parser hung it on.
    let whose = |act: usize| {
        let whom = text.find(syntax.below(act).start.saturating_sub(2)..act, |t| reader.actors.at(t).is_some())?;
        Some(sides::of_phrase(reader, whom)).filter(|by| !by.is_empty())
    };
    verbs
        .flat_map(|act| {
            acts::of_verbs(reader, act)
                .into_iter()
                .map(move |found| Act { by: whose(act).or(found.by.clone()), ..found })
        })
        .collect()
}

/// "Includes joint patrols".
pub fn things(reader: &Reader<'_>, verb: usize) -> Vec<Act> {
    let text = &reader.text;
    let noun = text.syntax.dependent(verb, &[Relation::Obj]).filter(|&noun| text.syntax.upos(noun) == Upos::Noun);
    let noun =
        noun.filter(|&noun| reader.lexicon.is(WordClass::Outcome, text.lemma(noun)) || acts::is_channel(reader, noun));
    noun.map_or_else(Vec::new, |noun| known(with_objects(reader, verb, Some(noun))))
}

/// "Commits Togo to supply gas", "requires both to notify", "obliges Benin to paying": each party's own act.
pub fn of_party(reader: &Reader<'_>, verb: usize) -> Vec<Act> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let Some(party) = syntax.dependent(verb, &[Relation::Obj, Relation::Iobj]) else { return Vec::new() };
    let by = sides::of_phrase(reader, party);
    let to = |&&d: &&usize| {
        d > party && syntax.is_verb(d) && syntax.dependent(d, &[Relation::Mark]).is_some_and(|mark| text.is(mark, "to"))
    };
    let acts = syntax.dependents(verb).iter().chain(syntax.dependents(party)).find(to);
    let acts = acts.map_or_else(Vec::new, |&act| acts::of_verbs(reader, act));
    acts.into_iter().map(|act| Act { by: Some(by.clone()).filter(|by| !by.is_empty()), ..act }).collect()
}

fn known(acts: Vec<Act>) -> Vec<Act> {
    acts.into_iter().map(|act| Act { is_known: true, is_direct: true, ..act }).collect()
}

/// A treaty or a part of one.
pub fn is_treaty(reader: &Reader<'_>, noun: usize) -> bool {
    let lemma = reader.text.lemma(noun);
    reader.lexicon.is(WordClass::Treaty, lemma) || matches!(lemma, "article" | "clause" | "paragraph")
}

/// "Under the accord Togo will …", "Under it …", "the accord says that Togo will …".
pub fn is_under_treaty(reader: &Reader<'_>, sentence: &Tokens) -> bool {
    let text = &reader.text;
    let governed = |t: usize| text.syntax.head(t).filter(|_| text.is_any(t, &["under", "according"]));
    let treaty = |noun: usize| text.is(noun, "it") || reader.lexicon.is(WordClass::Treaty, text.lemma(noun));
    sentence.clone().filter_map(governed).any(treaty) || sentence.clone().any(|t| lays_down(reader, t))
}

/// "Article 4, which states that", "the treaty provides that": a verb by which a treaty says what is to be.
pub fn lays_down(reader: &Reader<'_>, verb: usize) -> bool {
    const VERBS: [&str; 7] = ["say", "state", "provide", "stipulate", "specify", "prescribe", "require"];
    let syntax = &reader.text.syntax;
    let subject = || syntax.dependent(verb, &[Relation::Nsubj]).or_else(|| syntax.subject(verb));
    VERBS.contains(&reader.text.lemma(verb))
        && syntax.is_verb(verb)
        && subject().is_some_and(|noun| is_treaty(reader, noun))
}
