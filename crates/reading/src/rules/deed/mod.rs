//! Deeds: something done that is not talk, by a state or its organs (codebook, 9). A measure said to be in force counts
//! as imposed.
//!
//! A verb of `data/deeds.tsv` tells a deed in the active, the passive and as a participle; its noun where what governs it
//! takes the act as done ("after the release of").

mod doers;
mod noun;
mod thing;
mod verb;

use servanda_language::{Relation, Upos};
use servanda_model::{DeedFinding, Finding, FindingBody, Ladder, Place, Side, TimeFrame, TimeValue, Voice};

use self::{
    doers::accusers,
    noun::{in_force, of_noun},
    thing::referent,
    verb::of_verb,
};
use crate::{
    clause,
    lexicon::{self, DeedWord, Unnamed, WordClass},
    object,
    phrase::Part,
    reader::{Draft, Reader},
    text::{Text, Tokens},
};

/// What a word tells of as done.
struct Deed {
    rule: &'static str,
    trigger: usize,
    action: String,
    by: Vec<Side>,
    object: Part,
    /// What the clause adds to the object ("the ban was lifted *on wheat*").
    complement: Option<Tokens>,
    evidence: Tokens,
    when: Option<TimeValue>,
}

/// All deeds of the body.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for sentence in reader.sentences() {
        if reader.text.sentence_of(sentence.start).is_none_or(|s| reader.text.place_of(s) != Place::Body) {
            continue;
        }
        for at in sentence {
            // Quoted words tell of deeds where a government speaks them.
            if reader.text.is_quoted(at) && !matches!(reader.voice_at(at), Voice::Side(_) | Voice::Joint) {
                continue;
            }
            for deed in told(reader, at) {
                let told = finding(reader, deed);
                findings.extend(told.filter(|f| !findings.iter().any(|known| is_one(known, f))));
            }
        }
    }
    findings
}

/// Whether two findings tell of one deed, by its verb or by its noun ("expelled the envoy", "the envoy's expulsion").
fn is_one(one: &Finding, other: &Finding) -> bool {
    let (FindingBody::Deed(a), FindingBody::Deed(b)) = (&one.body, &other.body) else { return false };
    let (p, q) = (&one.proposition, &other.proposition);
    let same =
        |a: &[String], b: &[String]| a.iter().all(|word| b.contains(word)) || b.iter().all(|word| a.contains(word));
    let alike = p.head == q.head && p.numbers == q.numbers && same(&p.modifiers, &q.modifiers);
    let by = a.by == b.by || a.by.is_empty() || b.by.is_empty();
    // "Its invasion of B", "the attacks on B"
    let war = [a, b].iter().all(|deed| matches!(deed.action.as_str(), "invaded" | "attacked")) && a.object == b.object;
    p == q
        || (a.action == b.action || war)
            && by
            && alike
            && (a.object.ends_with(&b.object) || b.object.ends_with(&a.object))
}

fn told(reader: &Reader<'_>, at: usize) -> Vec<Deed> {
    let text = &reader.text;
    if text.name_at(at).is_some() {
        return Vec::new();
    }
    match text.syntax.upos(at) {
        Upos::Verb => words_of(reader, at)
            .into_iter()
            .map(|word| of_verb(reader, at, word))
            .find(|deeds| !deeds.is_empty())
            .unwrap_or_default(),
        Upos::Noun => in_force(reader, at).or_else(|| by_noun(reader, at)).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn by_noun(reader: &Reader<'_>, at: usize) -> Option<Deed> {
    let (entry, _) = lexicon::longest(&reader.lexicon.deed_nouns, &reader.text, at, reader.text.len())?;
    of_noun(reader, at, &entry.meaning)
}

/// What a verb may tell of, the longest phrase first; a particle counts wherever it stands ("handed the port over").
fn words_of<'r>(reader: &'r Reader<'_>, verb: usize) -> Vec<&'r DeedWord> {
    let text = &reader.text;
    let particle = text.syntax.dependent(verb, &[Relation::CompoundPrt]).filter(|&p| p > verb + 1);
    let apart = particle.map(|p| format!("{} {}", text.lemma(verb), text.lower(p)));
    let fits = |entry: &&lexicon::Entry<DeedWord>| {
        entry.at(text, verb, text.len()).is_some() || apart.as_ref().is_some_and(|phrase| *phrase == entry.phrase)
    };
    let mut entries: Vec<_> = reader.lexicon.deeds.iter().filter(fits).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.phrase.split(' ').count()));
    entries.into_iter().map(|entry| &entry.meaning).collect()
}

/// Whether an act that nobody is said to do is one of a state.
fn may_be_unnamed(text: &Text<'_>, word: &DeedWord, words: &Tokens) -> bool {
    match word.unnamed {
        Unnamed::Always => true,
        Unnamed::BesideSide => text.names_in(words).iter().any(|name| Text::side_of_name(name).is_some()),
        Unnamed::Never => false,
    }
}

fn is_demand(reader: &Reader<'_>, at: usize) -> bool {
    let demand = |e: &crate::lexicon::Entry<crate::lexicon::StanceWord>| {
        e.meaning.ladder == Ladder::Demand && e.at(&reader.text, at, at + 1).is_some()
    };
    reader.text.lemma(at) != "have" && reader.lexicon.stances.iter().any(demand)
}

fn is_date(value: &TimeValue) -> bool {
    !matches!(value, TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. })
}

/// "Severed relations", "ties were restored": with whom, in a text about two.
fn other_party(reader: &Reader<'_>, deed: &Deed) -> Option<String> {
    let text = &reader.text;
    let tie = matches!(text.lemma(deed.object.head), "tie" | "relation" | "relationship");
    let bare = deed.complement.is_none() && text.names_in(&deed.object.words).is_empty();
    let name = |side: &Side| text.world.side_name(side).to_owned();
    let [one, other] = reader.actors.principals.as_slice() else { return None };
    if !tie || !bare || !reader.is_between_two() {
        return None;
    }
    match deed.by.as_slice() {
        [] => Some(format!("between {} and {}", name(one), name(other))),
        [by] if by == one => Some(format!("with {}", name(other))),
        [by] if by == other => Some(format!("with {}", name(one))),
        _ => None,
    }
}

fn finding(reader: &Reader<'_>, deed: Deed) -> Option<Finding> {
    let text = &reader.text;
    let other = other_party(reader, &deed);
    let mut draft = Draft::new(deed.rule, deed.trigger, vec![deed.evidence]);
    draft.time = TimeFrame::Past;
    draft.proposition = object::proposition(reader, text.lemma(deed.trigger), &deed.object.words, &deed.by, &[]);
    // "Detained him": whom the text has named.
    let pronoun = text.syntax.upos(deed.object.head) == Upos::Pron;
    let mention = reader.actors.at(deed.object.head).filter(|_| pronoun);
    let named = mention.and_then(|m| m.actors.iter().find_map(|actor| actor.name.clone()));
    let chained =
        || referent(text, deed.object.head).filter(|_| pronoun).map(|part| object::name_of(text, &part.words));
    let named = named.or_else(chained);
    // "Peru, whose border has been closed"
    let words = deed.object.words.start + usize::from(text.is(deed.object.words.start, "whose"))..deed.object.words.end;
    let mut object = object::name_of(text, &words);
    if let Some(complement) = &deed.complement {
        let gap = if text.word(complement.start) == "," { "" } else { " " };
        object = format!("{object}{gap}{}", text.words(complement));
    }
    if let Some(other) = other {
        object = format!("{object} {other}");
    }
    let body = DeedFinding {
        by: deed.by,
        action: deed.action,
        object: named.unwrap_or(object),
        when: deed.when,
        voice: voice(reader, deed.trigger),
    };
    reader.finding(draft, FindingBody::Deed(body))
}

/// Whose account a deed is: what a side is said to believe or to claim is its own, and no narrator's.
fn voice(reader: &Reader<'_>, at: usize) -> Voice {
    let syntax = &reader.text.syntax;
    let holds = |clause: usize| {
        let head = syntax.head(clause).filter(|_| syntax.relation(clause) == Relation::Ccomp)?;
        reader.lexicon.is(WordClass::Belief, reader.text.lemma(head)).then(|| clause::states(reader, head))
    };
    let charged = accusers(reader, at);
    match (reader.voice_at(at), charged.or_else(|| syntax.upwards(at).find_map(holds)).as_deref()) {
        (Voice::Narrator, Some([side])) => Voice::Side(side.clone()),
        (Voice::Narrator, Some(_)) => Voice::Third,
        (voice, _) => voice,
    }
}
