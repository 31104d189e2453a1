//! Positions and asks: a side's stance on an issue, on the ladders of the codebook (7). A position on the demand
//! ladder is an ask.
//!
//! Every word of `data/stances.tsv` makes a frame: who holds the stance, whom it addresses and what it is about, each
//! read off the tree by the word's own slots.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{AskFinding, CommitmentKind, Finding, FindingBody, Ladder, Place, PositionFinding, Side, Voice};

use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{Slot, StanceWord, Unnamed, WordClass, WordPos},
    object,
    phrase::{self, Part},
    reader::{Draft, Reader, sorted},
    text::{Text, Tokens},
};

/// A stance as its word tells it.
struct Stance {
    /// The words that express it ("expressed concern").
    word: Tokens,
    ladder: Ladder,
    holders: Vec<Side>,
    toward: Toward,
    /// What it is about, each matter a position of its own.
    matters: Vec<Matter>,
}

/// Whom a stance addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Toward {
    /// Nobody is named.
    Unnamed,
    /// Those named; none where they are no sides.
    Named(Vec<Side>),
}

/// What a stance is about.
#[derive(Clone)]
struct Matter {
    head: usize,
    words: Tokens,
    /// Whether it is an act that is asked for, whatever the stance's word.
    is_act: bool,
}

impl Matter {
    fn of(part: Part) -> Self {
        Self { head: part.head, words: part.words, is_act: false }
    }
}

/// All positions and asks of the body.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for sentence in reader.sentences() {
        if reader.text.sentence_of(sentence.start).is_none_or(|s| reader.text.place_of(s) != Place::Body) {
            continue;
        }
        for at in sentence {
            for entry in &reader.lexicon.stances {
                let Some(words) = entry.at(&reader.text, at, reader.text.len()) else { continue };
                // "No intention" is a stance of its noun, "turn down" of its verb.
                let head = if entry.meaning.pos == WordPos::Noun { words.end - 1 } else { at };
                let Some(stance) = stance(reader, head, &entry.meaning) else { continue };
                for matter in &stance.matters {
                    findings
                        .extend(finding(reader, &stance, matter).filter(|f| !findings.iter().any(|g| is_same(f, g))));
                }
            }
        }
    }
    findings
}

/// "One position per set of sides, issue and word in a document" (codebook, 7.1).
fn is_same(one: &Finding, other: &Finding) -> bool {
    one.proposition == other.proposition
        && one.body.kind() == other.body.kind()
        && !one.proposition.modifiers.is_empty()
}

fn stance(reader: &Reader<'_>, at: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    if text.name_at(at).is_some() {
        return None;
    }
    let stance = match word.pos {
        WordPos::Verb => of_verb(reader, at, word),
        WordPos::Noun => of_noun(reader, at, word),
        WordPos::Adjective => of_adjective(reader, at, word),
        WordPos::Modal => of_modal(reader, at, word),
    }?;
    (!stance.holders.is_empty()).then_some(stance)
}

/// "A urged B to act", "B was urged by A to act", "… , urging B to act".
fn of_verb(reader: &Reader<'_>, verb: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if syntax.upos(verb) != Upos::Verb || !clause::is_told(reader, verb) {
        return None;
    }
    let subject = syntax.dependent(verb, &[Relation::NsubjPass]);
    let participle = clause::is_passive_participle(reader, verb);
    let passive = subject.or_else(|| syntax.subject(verb).filter(|_| participle));
    let mut holders = if passive.is_some() { clause::agents(reader, verb) } else { clause::states(reader, verb) };
    if let Some(above) = said_above(reader, verb, &holders) {
        holders = clause::states(reader, above);
    }
    complemented(reader, verb, verb, word, holders, passive)
}

/// "A said that B had shown courage, and encouraged them to go on": the verb is one with "said", though the parser joins it
/// to "shown". A comma in front of "and" tells, or that nobody encourages "them" of himself.
fn said_above(reader: &Reader<'_>, verb: usize, holders: &[Side]) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let joined = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Conj)?;
    let above = syntax.head(joined).filter(|_| syntax.relation(joined) == Relation::Ccomp)?;
    let and = syntax.dependent(verb, &[Relation::Cc])?;
    let comma = and > 0 && text.word(and - 1) == "," && syntax.dependent(verb, &[Relation::Nsubj]).is_none();
    let object = syntax.dependent(verb, &[Relation::Obj, Relation::Iobj]);
    let them = object.filter(|&o| text.is_any(o, &["them", "him", "her"])).map(|o| sides_at(reader, o, &[]));
    (comma || them.is_some_and(|them| them == holders)).then_some(above)
}

/// "A expressed concern over", "A's call for B to act", "the Chilean opposition to"; "there is a need to" is held by
/// whoever says so.
fn of_noun(reader: &Reader<'_>, noun: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if syntax.upos(noun) != Upos::Noun {
        return None;
    }
    let predicate = syntax.predicate(noun);
    let direct = syntax.head(noun) == Some(predicate);
    // "Conveyed to B its position": the parser may lose the object behind the addressee.
    let preposition = |&d: &usize| syntax.relation(d) == Relation::Case && syntax.xpos(d) != Some(Xpos::Pos);
    let cased = syntax.dependents(noun).iter().any(preposition);
    let uttered = direct
        && matches!(syntax.relation(noun), Relation::Obj | Relation::Obl)
        && !cased
        && reader.lexicon.is(WordClass::Utter, text.lemma(predicate))
        && clause::is_told(reader, predicate);
    // "Agreed on the need for restraint" is a position of both (codebook, 7.6).
    let agreed = direct
        && text.lemma(predicate) == "agree"
        && syntax.has_case(noun, &["on"])
        && clause::is_told(reader, predicate);
    let exists = text.lemma(predicate) == "be" && syntax.dependent(predicate, &[Relation::Expl]).is_some();
    let mut holders = Vec::new();
    let mut from = noun;
    if uttered || agreed {
        holders = clause::states(reader, predicate);
        from = predicate;
    } else if word.ladder != Ladder::Other {
        holders = owners(reader, noun);
    }
    if exists && holders.is_empty() && clause::is_told(reader, predicate) {
        holders = speaker(reader, noun);
    }
    let mut stance = complemented(reader, noun, from, word, holders, None)?;
    stance.word.end = stance.word.end.max(noun + 1);
    Some(stance)
}

/// "A is concerned about", "A's position is unchanged".
fn of_adjective(reader: &Reader<'_>, at: usize, word: &StanceWord) -> Option<Stance> {
    let syntax = &reader.text.syntax;
    let predicate = syntax.predicate(at);
    if !clause::is_told(reader, predicate) {
        return None;
    }
    if word.matter.contains(&Slot::Subject) {
        let subject = syntax.subject(predicate)?;
        let owners = owners(reader, subject);
        let holders = if owners.is_empty() { speaker(reader, at) } else { owners };
        let about = syntax.dependents(subject).iter().copied().find(|&d| syntax.has_case(d, &["on", "over", "about"]));
        let matters =
            phrase::parts(&reader.text, about.unwrap_or(subject)).into_iter().take(1).map(Matter::of).collect();
        return Some(Stance { word: at..at + 1, ladder: word.ladder, holders, toward: Toward::Unnamed, matters });
    }
    if predicate != at {
        return None;
    }
    let mut holders = clause::states(reader, at);
    // "The ministry said it was concerned": the parser may take "it" for an empty word.
    if holders.is_empty() && syntax.dependent(at, &[Relation::Expl]).is_some() {
        holders = speaker(reader, at);
    }
    complemented(reader, at, at, word, holders, None)
}

/// "B should act", "both sides must act", said by A: A's demand on the others.
fn of_modal(reader: &Reader<'_>, at: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let act = if syntax.xpos(at) == Some(Xpos::Md) {
        syntax.head(at).filter(|_| syntax.relation(at) == Relation::Aux)?
    } else {
        syntax
            .dependents(at)
            .iter()
            .copied()
            .find(|&d| syntax.relation(d) == Relation::Xcomp && syntax.is_marked_infinitive(d))?
    };
    let clause = if syntax.xpos(at) == Some(Xpos::Md) { act } else { at };
    let told = if clause == at {
        clause::is_told(reader, at)
    } else {
        clause::assertion(reader, clause) == servanda_model::Assertion::Asserted
    };
    let holders = speaker(reader, at);
    if !told || holders.is_empty() || matches!(syntax.relation(clause), Relation::AclRelcl | Relation::Advcl) {
        return None;
    }
    let subject = syntax.subject(clause)?;
    if text.is_any(subject, &["we", "i", "you", "who"]) {
        return None;
    }
    let mut addressed = sorted(clause::mentions_of(reader, subject).iter().flat_map(|m| m.sides()).collect());
    // "Chilean companies must", "the government in Santiago should"
    if addressed.is_empty() {
        addressed = sorted([owners(reader, subject), clause::states_of(reader, subject)].concat());
    }
    let others: Vec<Side> = addressed.iter().filter(|s| !holders.contains(s)).cloned().collect();
    let passive = syntax.dependent(clause, &[Relation::NsubjPass]).is_some();
    let lexicon = reader.lexicon;
    let lemma = text.lemma(act);
    let together = lexicon.meetings.iter().any(|m| m.meaning.is_verb && m.phrase == lemma)
        || lexicon.acts.iter().any(|a| a.phrase == lemma && a.meaning == CommitmentKind::Deliverable);
    // "The drivers must be released": what only somebody in power can do is asked, though of nobody that is named.
    let done = lexicon.deeds.iter().find(|d| d.at(text, act, act + 1).is_some());
    let of_power = done.is_some_and(|d| d.meaning.takes(text.lemma(subject)) && d.meaning.unnamed != Unnamed::Never);
    let nobody = addressed.is_empty() && passive && of_power && syntax.xpos(at) == Some(Xpos::Md);
    // "Emphasised that any agreement had to be fair": a thing is to be so, and whoever hears it is to see to it.
    let stressed = syntax.head(clause).filter(|_| syntax.relation(clause) == Relation::Ccomp).is_some_and(|verb| {
        matches!(text.lemma(verb), "emphasise" | "emphasize" | "stress" | "underline" | "underscore" | "insist")
    });
    let thing =
        stressed && addressed.is_empty() && text.syntax.upos(subject) == Upos::Noun && !is_actor(reader, subject);
    // A joint act that one side proposes is a commitment (codebook, 7.2).
    if others.is_empty() && !nobody && !thing || addressed.len() > others.len() && together {
        return None;
    }
    let toward = if passive || thing { Toward::Unnamed } else { Toward::Named(others) };
    let matters = phrase::parts(text, act)
        .into_iter()
        .map(|part| {
            // In the active the addressee in front is no part of what he should do.
            let start = match (passive, thing) {
                (true, _) => part.words.start,
                (false, true) => phrase::words(text, subject).start,
                (false, false) => part.words.start.max(after(text, at, part.head)),
            };
            Matter { head: part.head, words: start..part.words.end, is_act: true }
        })
        .collect();
    Some(Stance { word: at..at + 1, ladder: word.ladder, holders, toward, matters })
}

/// Behind the modal, for the first of several acts.
fn after(text: &Text<'_>, modal: usize, act: usize) -> usize {
    let to = (modal + 1..act).rev().find(|&t| text.is(t, "to"));
    if modal < act { to.unwrap_or(modal) + 1 } else { 0 }
}

/// The government that speaks at `at`: whose account it is, else whoever is told to say it ("stressed that B must").
fn speaker(reader: &Reader<'_>, at: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let clause = syntax.upwards(at).find(|&t| syntax.relation(t) == Relation::Ccomp);
    let says = |&verb: &usize| {
        let end = reader.text.len();
        reader.lexicon.speech.iter().any(|e| e.at(&reader.text, verb, end).is_some()) && clause::is_told(reader, verb)
    };
    match reader.voice_at(at) {
        Voice::Side(side) => vec![side],
        Voice::Narrator => {
            let verb = clause.and_then(|clause| syntax.head(clause)).filter(says);
            verb.map_or_else(Vec::new, |verb| clause::states(reader, verb))
        }
        _ => Vec::new(),
    }
}

/// Whose a noun is: "Chile's", "the Chilean", "of the Chilean government".
fn owners(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut sides = Vec::new();
    for &d in syntax.dependents(noun) {
        match syntax.relation(d) {
            Relation::NmodPoss => sides.extend(clause::states_of(reader, d)),
            Relation::Nmod if syntax.has_case(d, &["by"]) => sides.extend(clause::states_of(reader, d)),
            Relation::Amod | Relation::Compound => {
                sides.extend(text.name_at(d).and_then(Text::side_of_name).cloned());
            }
            _ => {}
        }
    }
    sorted(sides)
}

/// The stance of a word with its complements in their slots.
fn complemented(
    reader: &Reader<'_>,
    head: usize,
    from: usize,
    word: &StanceWord,
    holders: Vec<Side>,
    passive: Option<usize>,
) -> Option<Stance> {
    let text = &reader.text;
    if holders.is_empty() {
        return None;
    }
    let mut toward = Toward::Unnamed;
    let mut addressee = None;
    for slot in &word.addressee {
        let found = passive.filter(|_| *slot == Slot::Obj).or_else(|| filler(reader, head, slot, None));
        // "Called for B to act" addresses B, "a request for B" asks for B.
        let for_act = |&noun: &usize| {
            *slot != Slot::Preposition("for".to_owned())
                || filler(reader, head, &Slot::Infinitive, Some(noun)).is_some()
        };
        if let Some(noun) = found.filter(|&noun| is_actor(reader, noun)).filter(for_act) {
            toward = Toward::Named(sides_at(reader, noun, &holders));
            addressee = Some(noun);
            break;
        }
    }
    let matter = word.matter.iter().find_map(|slot| {
        let found = passive.filter(|_| *slot == Slot::Obj).or_else(|| filler(reader, head, slot, addressee))?;
        // A bare actor is whom a stance is about, not what.
        let person = word.ladder == Ladder::Demand
            && *slot == Slot::Preposition("for".to_owned())
            && reader.actors.at(found).is_some_and(|m| m.kind == MentionKind::Person);
        // "Support for Chile", "we back Chile": the side is both.
        let backed = word.ladder == Ladder::Support
            && matches!(slot, Slot::Obj | Slot::Preposition(_))
            && reader.actors.at(found).is_some_and(|m| m.kind == MentionKind::Side);
        (Some(found) != addressee && (person || backed || !is_bare(reader, found))).then_some((slot, found))
    });
    let (slot, matter) = matter?;
    if word.ladder == Ladder::Support && reader.actors.at(matter).is_some_and(|m| m.kind == MentionKind::Side) {
        toward = Toward::Named(sides_at(reader, matter, &holders));
    }
    // "Accused B of breaking X": the parser may take B for the subject of the act.
    let subject = text.syntax.dependent(matter, &[Relation::Nsubj]).filter(|&noun| is_actor(reader, noun));
    if let Some(noun) = subject.filter(|_| addressee.is_none() && word.addressee.contains(&Slot::Obj)) {
        toward = Toward::Named(sides_at(reader, noun, &holders));
        addressee = Some(noun);
    }
    // Who is accused must be a side, or it is no matter between sides.
    let accuses = word.ladder == Ladder::Objection && word.addressee.contains(&Slot::Obj);
    let of_side = matches!(&toward, Toward::Named(sides) if !sides.is_empty());
    // "Blamed the delay on B's refusal"
    let theirs = || *slot == Slot::Preposition("on".to_owned()) && !owners(reader, matter).is_empty();
    if accuses && matches!(slot, Slot::Preposition(_)) && !of_side && !theirs() {
        return None;
    }
    // "Support for the Chilean people" is one for Chile.
    let peoples = word.ladder == Ladder::Support && !owners(reader, matter).is_empty();
    if is_public(reader, matter) && !peoples {
        return None;
    }
    let clause = matches!(slot, Slot::Infinitive | Slot::That | Slot::Mandate | Slot::Wish);
    if word.ladder == Ladder::Demand && clause && addressee.is_none() {
        toward = asked_of(reader, word, slot, matter, &holders)?;
    }
    // "Regretted that B had left": said to B.
    if word.ladder == Ladder::Objection && *slot == Slot::That && toward == Toward::Unnamed {
        let subject = text.syntax.dependent(matter, &[Relation::Nsubj]);
        let sides = subject.map_or_else(Vec::new, |noun| sides_at(reader, noun, &holders));
        toward = if sides.is_empty() { toward } else { Toward::Named(sides) };
    }
    // "That a treaty could be signed only after B has paid": what must come first is asked for.
    let first = matches!(slot, Slot::That | Slot::State | Slot::Record) && is_precondition(text, matter);
    let ladder = if first { Ladder::Demand } else { word.ladder };
    let listed = listed(reader, matter, word.ladder);
    let matters = if listed.is_empty() {
        let mut parts = phrase::parts(text, matter);
        if let Some(last) = parts.last_mut().filter(|_| *slot == Slot::Obj && passive.is_none()) {
            last.words.end = phrase::with_obliques(text, head, last.words.end);
        }
        if let Some(last) = parts.last_mut().filter(|_| first) {
            last.words.end = text.strip_end(last.words.start..text.syntax.below(matter).end).end;
        }
        // "Measures that A calls unjust": the measures.
        if let Some(only) = parts.first_mut().filter(|part| *slot == Slot::Judged && part.head < head) {
            only.words = text.strip_end(only.words.start..only.words.end.min(text.syntax.below(head).start));
        }
        // "Wants the ban lifted": what it is done to stands in front.
        let object = text.syntax.dependent(head, &[Relation::Obj]).filter(|_| *slot == Slot::Done);
        if let (Some(first), Some(object)) = (parts.first_mut(), object) {
            first.words.start = phrase::words(text, object).start.min(first.words.start);
        }
        if let Some(first) = parts.first_mut().filter(|_| clause && word.ladder == Ladder::Demand) {
            first.words.start = without_subject(text, first.head).max(first.words.start);
        }
        // "Requested that X be done, and that Y be done"
        let further = |&d: &usize| {
            text.syntax.relation(d) == Relation::Conj && text.syntax.dependent(d, &[Relation::Mark]).is_some()
        };
        if matches!(slot, Slot::That | Slot::Mandate) {
            let joined = text.syntax.dependents(head).iter().copied().filter(|&d| d > matter).filter(further);
            parts.extend(joined.map(|d| Part { head: d, words: phrase::words(text, d) }));
        }
        let is_act = clause && word.ladder != Ladder::Other;
        parts.into_iter().map(|part| Matter { is_act, ..Matter::of(part) }).collect()
    } else {
        listed
    };
    let mut word = cue(text, from, head);
    // What it is called belongs to the stance.
    if let Some(judgement) = judgement(reader, head).filter(|_| *slot == Slot::Judged) {
        word.end = judgement + 1;
    }
    Some(Stance { word, ladder, holders, toward, matters })
}

/// Whether a clause tells what must come first: "only after", "not until", "no talks as long as".
fn is_precondition(text: &Text<'_>, clause: usize) -> bool {
    const FIRST: [&str; 5] = ["after", "if", "when", "once", "on"];
    let words = text.syntax.below(clause);
    let only = words.clone().any(|t| text.is(t, "only") && text.is_any(t + 1, &FIRST));
    let until =
        words.clone().any(|t| text.is_any(t, &["until", "unless"]) || text.is(t, "long") && text.is(t + 1, "as"));
    let not = words.clone().any(|t| text.is_any(t, &["not", "no", "cannot", "never", "n't", "n’t", "nothing"]));
    only || until && not
}

/// Whom a clause asks to act that has nobody addressed in front: "demanded that B pay". `None` where it asks nobody:
/// "sought to win", "hopes that it can" tell what one wants for oneself.
fn asked_of(reader: &Reader<'_>, word: &StanceWord, slot: &Slot, act: usize, holders: &[Side]) -> Option<Toward> {
    let syntax = &reader.text.syntax;
    let lent = *slot == Slot::Infinitive && syntax.dependent(act, &[Relation::Nsubj]).is_none();
    let is_noun = word.pos == WordPos::Noun;
    if syntax.dependent(act, &[Relation::NsubjPass]).is_some() {
        return Some(Toward::Unnamed);
    }
    let actors = clause::subjects(reader, act);
    let sides: Vec<Side> = sorted(actors.iter().flat_map(|m| m.sides()).collect());
    let (own, others): (Vec<Side>, Vec<Side>) = sides.into_iter().partition(|side| holders.contains(side));
    // "Proposed that both share the cost" offers a joint act.
    let joint = *slot == Slot::Mandate && !own.is_empty();
    let wish = joint || *slot == Slot::Wish && (others.is_empty() || !own.is_empty());
    if wish || !is_noun && (lent || others.is_empty() && (!own.is_empty() || *slot != Slot::That)) {
        return None;
    }
    // "They" may be any group that was spoken of; one with the holder in it is not addressed by him.
    let mixed = !own.is_empty() && actors.iter().any(|m| m.kind == MentionKind::Pronoun);
    Some(match others {
        _ if mixed => Toward::Named(Vec::new()),
        others if others.is_empty() => Toward::Unnamed,
        others => Toward::Named(others),
    })
}

/// Where an act begins that is asked of its subject: "demanded that Kenya *pay*", "hoped that Kenya would *pay*".
fn without_subject(text: &Text<'_>, act: usize) -> usize {
    let syntax = &text.syntax;
    let front = |&&d: &&usize| d < act && (syntax.relation(d) == Relation::Nsubj || syntax.xpos(d) == Some(Xpos::Md));
    syntax.dependents(act).iter().filter(front).map(|&d| syntax.below(d).end).max().unwrap_or(0)
}

/// The words of the stance: the verb with its preposition ("called on"), from the verb of utterance to its noun
/// ("expressed serious concern").
fn cue(text: &Text<'_>, from: usize, head: usize) -> Tokens {
    let preposition = text.is_any(head + 1, &["on", "upon", "for", "to", "of"]) && !text.is(head + 2, "do");
    let governs = text.syntax.upos(head + 1) == Upos::Adp || text.is(head + 1, "of");
    let particle = preposition && governs && !text.syntax.is_infinitive(head + 2);
    text.balanced(from.min(head)..head + 1 + usize::from(particle))
}

/// What fills a slot of a stance word.
fn filler(reader: &Reader<'_>, head: usize, slot: &Slot, addressee: Option<usize>) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    // What follows a noun may hang on the verb that governs it.
    let above =
        syntax.head(head).filter(|_| syntax.upos(head) == Upos::Noun && syntax.is_predicate(syntax.predicate(head)));
    let behind = |at: usize| {
        let raised = above.filter(|_| at == head).into_iter().flat_map(|above| syntax.dependents(above));
        syntax.dependents(at).iter().chain(raised).copied().filter(move |&d| d > at)
    };
    let to_marked =
        |d: usize| syntax.dependents(d).iter().any(|&m| syntax.relation(m) == Relation::Mark && text.is(m, "to"));
    let clausal = |d: usize| {
        matches!(
            syntax.relation(d),
            Relation::Xcomp | Relation::Ccomp | Relation::Advcl | Relation::Acl | Relation::Csubj
        )
    };
    match slot {
        Slot::Obj => behind(head).find(|&d| matches!(syntax.relation(d), Relation::Obj | Relation::Iobj)),
        // The act may hang on the addressee: "called for B to act".
        Slot::Infinitive => {
            let purpose = |d: usize| {
                // "Asked B for a meeting to discuss X" asks for the meeting.
                let thing = |&&n: &&usize| n > head && n < d && Some(n) != addressee && syntax.has_case(n, &["for"]);
                syntax.relation(d) == Relation::Advcl && syntax.dependents(head).iter().any(|n| thing(&n))
            };
            let all = std::iter::once(head).chain(addressee.into_iter().flat_map(|a| syntax.coordinated(a)));
            all.flat_map(behind).find(|&d| clausal(d) && to_marked(d) && !purpose(d))
        }
        Slot::That => behind(head).find(|&d| {
            let relation = syntax.relation(d);
            let marked = syntax.dependent(d, &[Relation::Mark]).is_some_and(|m| text.is(m, "that"));
            let of_noun = syntax.upos(head) == Upos::Noun && matches!(relation, Relation::Acl | Relation::Advcl);
            // "Demanded something that …": the clause tells more of the thing.
            let of_thing = syntax.dependents(head).iter().any(|&o| {
                syntax.relation(o) == Relation::Obj && o < d && syntax.upos(head) == Upos::Verb && Some(o) != addressee
            });
            (relation == Relation::Ccomp && !of_thing || of_noun && marked)
                && !to_marked(d)
                && !is_indirect_question(text, d)
        }),
        Slot::Wish => filler(reader, head, &Slot::That, addressee).filter(|&d| {
            let would = |&m: &usize| text.is_any(m, &["will", "would"]);
            syntax.dependents(d).iter().any(would)
        }),
        Slot::Done => {
            let object = syntax.dependent(head, &[Relation::Obj])?;
            let done = |&d: &usize| d > object && syntax.xpos(d) == Some(Xpos::Vbn) && clausal(d);
            behind(head).chain(behind(object)).find(done)
        }
        Slot::Mandate => filler(reader, head, &Slot::That, addressee).filter(|&d| {
            let told = |t: usize| matches!(syntax.xpos(t), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbn));
            let modal = |&m: &usize| syntax.xpos(m) == Some(Xpos::Md);
            let must = |&m: &usize| text.is_any(m, &["must", "should", "be"]);
            let below = syntax.dependents(d);
            below.iter().any(must)
                || !told(d) && !below.iter().any(|m| modal(m) || syntax.relation(*m) == Relation::Cop)
        }),
        Slot::State => filler(reader, head, &Slot::That, addressee).filter(|&d| {
            let modal = |&m: &usize| syntax.xpos(m) == Some(Xpos::Md);
            // "Had to be fair" tells what is to be.
            let must = matches!(text.lemma(d), "have" | "need") && syntax.dependent(d, &[Relation::Xcomp]).is_some();
            !must && !syntax.dependents(d).iter().any(modal)
        }),
        // In the press what somebody stresses is a stance where it is of his own side: "stressed that its policy is".
        Slot::Record => filler(reader, head, &Slot::State, addressee).filter(|&d| {
            let own = || {
                let subject = syntax
                    .subject(d)
                    .map_or_else(Vec::new, |noun| [owners(reader, noun), clause::states_of(reader, noun)].concat());
                let holders = clause::states(reader, head);
                !holders.is_empty() && sorted(subject) == holders
            };
            text.document.clues.issuer.is_some() || own()
        }),
        // "Called the measures unjust", "conditions that A has described as discriminatory"
        Slot::Judged => {
            let judgement = judgement(reader, head)?;
            let object = behind(head).find(|&d| syntax.relation(d) == Relation::Obj && d != judgement);
            let pronoun = |&d: &usize| d < head && matches!(syntax.xpos(d), Some(Xpos::Wdt));
            let relative = syntax.dependents(head).iter().any(pronoun);
            object.or_else(|| syntax.head(head).filter(|_| relative || syntax.relation(head) == Relation::AclRelcl))
        }
        Slot::Claim => {
            filler(reader, head, &Slot::Obj, addressee).filter(|&d| reader.lexicon.is(WordClass::Claim, text.lemma(d)))
        }
        Slot::Deed => filler(reader, head, &Slot::Obj, addressee)
            .filter(|&d| reader.lexicon.deed_nouns.iter().any(|noun| noun.at(text, d, d + 1).is_some())),
        Slot::Preposition(preposition) => {
            let governed = |d: usize| {
                let marked = |&m: &usize| {
                    matches!(syntax.relation(m), Relation::Case | Relation::Mark) && text.is(m, preposition)
                };
                let time = text.time_at(d).is_some();
                !time && !to_marked(d) && syntax.dependents(d).iter().any(marked)
            };
            // "Accused B of X": the parser may hang the matter on the addressee.
            behind(head)
                .chain(addressee.into_iter().flat_map(behind))
                .find(|&d| (clausal(d) || matches!(syntax.relation(d), Relation::Obl | Relation::Nmod)) && governed(d))
        }
        Slot::Gerund | Slot::Subject | Slot::Clause => None,
    }
}

/// What a verb calls its object, where that is bad: "called it *unjust*", "described it as a *breach*".
fn judgement(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let judged = |&d: &usize| {
        let named = matches!(syntax.relation(d), Relation::Xcomp | Relation::Obj)
            || syntax.relation(d) == Relation::Obl && syntax.has_case(d, &["as"]);
        named && d > verb && reader.lexicon.is(WordClass::Bad, reader.text.lemma(d))
    };
    syntax.dependents(verb).iter().copied().find(judged)
}

/// "Asked whether", "asked what".
fn is_indirect_question(text: &Text<'_>, at: usize) -> bool {
    const QUESTIONS: [&str; 9] = ["whether", "if", "what", "who", "how", "why", "when", "where", "which"];
    let first = text.syntax.below(at).start;
    text.is_any(first, &QUESTIONS) || first > 0 && text.is_any(first - 1, &QUESTIONS)
}

/// Whether a noun phrase names somebody who can be addressed, be it a side or not.
fn is_actor(reader: &Reader<'_>, noun: usize) -> bool {
    const CLASSES: [WordClass; 4] = [WordClass::Institution, WordClass::Role, WordClass::Pair, WordClass::Force];
    let text = &reader.text;
    reader.actors.at(noun).is_some()
        || text.syntax.upos(noun) == Upos::Propn
        || text.syntax.upos(noun) == Upos::Pron
        || CLASSES.iter().any(|&class| reader.lexicon.is(class, text.lemma(noun)))
        || is_public(reader, noun)
}

/// Those who can be addressed and are no side of their own.
fn is_public(reader: &Reader<'_>, noun: usize) -> bool {
    reader.lexicon.is(WordClass::Public, reader.text.lemma(noun))
}

/// The sides named by a noun phrase, the holders left out.
fn sides_at(reader: &Reader<'_>, noun: usize, holders: &[Side]) -> Vec<Side> {
    // "They" may be any group that was spoken of; one with the holder in it is not addressed by him.
    let sides: Vec<Side> = match reader.actors.at(noun) {
        Some(m) if m.kind == MentionKind::Pronoun && m.sides().iter().any(|s| holders.contains(s)) => Vec::new(),
        Some(_) => clause::mentions_of(reader, noun).iter().flat_map(|m| m.sides()).collect(),
        None if reader.text.is(noun, "it") => clause::last_body(reader, noun),
        None => clause::states_of(reader, noun),
    };
    sorted(sides.into_iter().filter(|s| !holders.contains(s)).collect())
}

/// Whether a noun phrase is no more than an actor, a pronoun or a pointer ("this").
fn is_bare(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let words = text.strip(phrase::words(text, noun));
    let pronoun = matches!(text.syntax.upos(noun), Upos::Pron | Upos::Det) && !text.syntax.is_predicate(noun);
    let whole = |m: &Mention| {
        let start = words.start + usize::from(text.is_any(words.start, &["the", "its", "their", "his", "her"]));
        m.tokens.start <= start && m.tokens.end >= words.end && m.kind != MentionKind::Institution
    };
    let generic =
        words.clone().all(|t| text.is_any(t, &["the", "a", "this", "that", "it", "question", "idea", "point"]));
    pronoun || generic || reader.actors.at(noun).is_some_and(whole)
}

/// "A range of issues, including X and Y": each item is a matter of its own. An act among the matters of a position is
/// asked for.
fn listed(reader: &Reader<'_>, matter: usize, ladder: Ladder) -> Vec<Matter> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let below = syntax.below(matter);
    let collective = |t: usize| reader.lexicon.is(WordClass::Collective, text.lemma(t));
    let Some(head) = text.find(below.clone(), collective) else { return Vec::new() };
    let sentence = text.sentence_of(head).map_or(below.end, |s| s.end);
    let Some(including) = text.find(head..sentence.min(below.end + 4), |t| text.is_any(t, &["including", "like"]))
    else {
        return Vec::new();
    };
    let first = (including + 1..sentence).find(|&t| syntax.head(including) == Some(t));
    let Some(first) = first else { return Vec::new() };
    let items = syntax.coordinated(first).into_iter().map(|head| Part { head, words: phrase::words(text, head) });
    let mut matters: Vec<Matter> = items
        .map(|part| {
            let act = |t: usize| {
                matches!(text.lemma(t), "measure" | "step")
                    || reader.lexicon.deed_nouns.iter().any(|n| n.at(text, t, part.words.end).is_some())
            };
            let is_act = ladder == Ladder::Other && (part.words.start..=part.head).any(act);
            let article = usize::from(text.is_any(part.words.start, &["the", "a", "an"]));
            Matter { head: part.head, words: part.words.start + article..part.words.end, is_act }
        })
        .collect();
    matters.dedup_by_key(|m| m.head);
    matters
}

/// Whom a matter addresses where nobody is named: the side whose thing it is ("Bolivia's tariffs"), or that hears it.
fn implied(reader: &Reader<'_>, ladder: Ladder, holders: &[Side], matter: &Tokens) -> Vec<Side> {
    let named = object::sides_in(&reader.text, matter);
    let others = reader.others(holders);
    if named.iter().any(|s| !holders.contains(s) && !others.contains(s)) {
        return Vec::new();
    }
    // What is said between two and names neither is said to the other.
    let hearer = ladder != Ladder::Support && reader.is_between_two();
    others.into_iter().filter(|side| named.contains(side) || hearer).collect()
}

fn finding(reader: &Reader<'_>, stance: &Stance, matter: &Matter) -> Option<Finding> {
    let text = &reader.text;
    let holders = &stance.holders;
    if !names_something(text, &matter.words) {
        return None;
    }
    let toward = match &stance.toward {
        Toward::Named(sides) => sides.clone(),
        Toward::Unnamed if owners(reader, matter.head) == *holders => Vec::new(),
        // Of several matters the first may tell to whom all are said.
        Toward::Unnamed => std::iter::once(matter)
            .chain(&stance.matters)
            .map(|matter| implied(reader, stance.ladder, holders, &matter.words))
            .find(|sides| !sides.is_empty())
            .unwrap_or_default(),
    };
    let near = stance.word.start.min(matter.words.start)..matter.words.end.max(stance.word.end);
    let joined = stance.matters.first().is_some_and(|first| first.head == matter.head);
    let evidence = if joined { vec![near] } else { vec![stance.word.clone(), matter.words.clone()] };
    let mut draft = Draft::new("position.stance", matter.head, evidence);
    let is_verb = text.syntax.is_verb(matter.head) && matter.is_act;
    let predicate = if is_verb { matter.head } else { stance.word.start };
    let object = if is_verb { matter.head + 1..matter.words.end } else { matter.words.clone() };
    draft.proposition = object::proposition(reader, text.lemma(predicate), &object, holders, &toward);
    let (sides, issue) = (holders.clone(), text.words(&matter.words).to_owned());
    let (word, voice) = (text.words(&stance.word).to_owned(), voice(reader, stance));
    let is_ask = stance.ladder == Ladder::Demand || stance.ladder == Ladder::Other && matter.is_act && !is_verb;
    let body = if is_ask {
        FindingBody::Ask(AskFinding { sides, toward, issue, word, voice })
    } else {
        FindingBody::Position(PositionFinding { sides, toward, issue, word, ladder: stance.ladder, voice })
    };
    reader.finding(draft, body)
}

/// Whose account a stance is (codebook, 11.2): of whoever is said to tell it; what a state or its organ says to the public
/// is its own. What one person says to another in a meeting has no source but the narrator.
fn voice(reader: &Reader<'_>, stance: &Stance) -> Voice {
    let syntax = &reader.text.syntax;
    let at = stance.word.start;
    let voice = reader.voice_at(at);
    let subject = syntax.subject(syntax.predicate(at));
    let public = subject.is_some_and(|noun| {
        let body = |m: &Mention| matches!(m.kind, MentionKind::Side | MentionKind::Institution);
        reader.text.is(noun, "it") || reader.actors.at(noun).is_some_and(body)
    });
    let says = reader.lexicon.speech.iter().any(|e| e.at(&reader.text, at, reader.text.len()).is_some());
    match stance.holders.as_slice() {
        [holder] if voice == Voice::Narrator && public && says => Voice::Side(holder.clone()),
        _ => voice,
    }
}

/// Whether the words can name a matter: more than a pointer and more than one short word, and not said to a person.
fn names_something(text: &Text<'_>, matter: &Tokens) -> bool {
    let things = matches!(text.lemma(matter.end.saturating_sub(1)), "thing" | "something" | "nothing");
    let cut = things || matter.end > 0 && text.syntax.xpos(matter.end - 1) == Some(Xpos::Pos);
    let so = text.lemma(matter.start) == "do" && text.is_any(matter.start + 1, &["so", "it", "that", "this"]);
    if cut || so || text.find(matter.clone(), |t| text.is_any(t, &["you", "your"])).is_some() {
        return false;
    }
    let content = matter.clone().filter(|&t| {
        !text.is_punctuation(t)
            && matches!(text.syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj)
            && text.time_at(t).is_none()
    });
    let words: Vec<usize> = content.collect();
    match words.as_slice() {
        [] => false,
        // "Withdraw it" is an act, "it stop" is not told well enough.
        [only] if text.syntax.upos(*only) == Upos::Verb => {
            matter.len() > 2 || matter.len() == 2 && *only == matter.start
        }
        [only] => text.word(*only).len() > 2,
        _ => true,
    }
}
