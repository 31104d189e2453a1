//! Deeds that a noun tells: where what governs it takes its act as done ("after the release of"), where somebody carries it
//! out, and measures that are in force.

use servanda_language::{Relation, TimeExpression, Upos};
use servanda_model::{Ladder, Side};

use super::{
    Deed,
    doers::{doers, is_by_word, is_doubted, is_own, owners, parties},
    is_date, is_demand, may_be_unnamed,
    thing::{fits, without_clause},
    words_of,
};
use crate::{
    clause,
    lexicon::{DeedWord, Slot, WordClass},
    object,
    phrase::{self, Part},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// "After the release of X", "its first breach of X in May", "condemned A's seizure of X", "carried out a raid on X".
pub(super) fn of_noun(reader: &Reader<'_>, noun: usize, word: &DeedWord) -> Option<Deed> {
    let text = &reader.text;
    let performer = performer(reader, noun);
    if performer.is_empty() && !is_presupposed(reader, noun) {
        return None;
    }
    let below = text.syntax.below(noun);
    let object = matter(reader, noun, word)?;
    let (object, agents) = without_agent(reader, object);
    let owner = text.syntax.dependent(noun, &[Relation::NmodPoss]);
    let strikes = matches!(word.action.as_str(), "attacked" | "struck" | "hit");
    if strikes && owner.is_some_and(|owner| is_by_word(reader, owner, object.head)) {
        return None;
    }
    let mutual = if word.slots.contains(&Slot::Subject) { parties(reader, object.head, word) } else { Vec::new() };
    let mut by = sorted(owners(reader, noun).into_iter().chain(performer).chain(agents).chain(mutual).collect());
    // "The anniversary of its accession", "its anniversary of accession"
    if let Some(above) = text.syntax.head(noun).filter(|_| by.is_empty() && is_occasion(reader, noun)) {
        by = owners(reader, above);
    }
    if by.is_empty() && is_own(reader, object.head, word) {
        // "The withdrawal of French troops"
        by = owners(reader, object.head);
    }
    if !fits(text, word, &object) || by.is_empty() && !may_be_unnamed(text, word, &below) {
        return None;
    }
    let own = |t: &&TimeExpression| {
        let top = (t.first..t.end).find_map(|at| text.syntax.head(at).filter(|head| !(t.first..t.end).contains(head)));
        top == Some(noun)
    };
    let when = text.times_in(&below).iter().filter(own).map(|t| t.value.clone()).find(is_date);
    let evidence = told_by_noun(text, noun, &object);
    let action = word.action.clone();
    Some(Deed { rule: "deed.noun", trigger: noun, action, by, object, complement: None, evidence, when })
}

/// The words of a noun's act: up to what it was done to, by whom, and when.
fn told_by_noun(text: &Text<'_>, noun: usize, object: &Part) -> Tokens {
    let syntax = &text.syntax;
    let words = phrase::words(text, noun);
    let tells =
        |&&d: &&usize| d > noun && (syntax.has_case(d, &["by"]) || object::starts_time(text, syntax.below(d).start));
    let told = syntax.dependents(noun).iter().filter(tells).map(|&d| phrase::words(text, d).end);
    let end = told.max().map_or(object.words.end, |end| end.max(object.words.end));
    words.start.min(object.words.start)..end.max(noun + 1)
}

/// To what the act of a noun was done: "the closure of X", "its withdrawal from X", "the waste water release".
fn matter(reader: &Reader<'_>, noun: usize, word: &DeedWord) -> Option<Part> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let prepositions = word.slots.iter().filter_map(|slot| match slot {
        Slot::Preposition(preposition) => Some(preposition.as_str()),
        _ => None,
    });
    // "Carried out a raid on X": the parser may hang it on the verb.
    let above = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Obj);
    let candidates = || syntax.dependents(noun).iter().chain(above.into_iter().flat_map(|v| syntax.dependents(v)));
    let governed = |&d: &usize, preposition: &str| {
        matches!(syntax.relation(d), Relation::Nmod | Relation::Obl) && d > noun && syntax.has_case(d, &[preposition])
    };
    let found = std::iter::once("of").chain(prepositions).find_map(|p| candidates().find(|d| governed(d, p)).copied());
    if let Some(head) = found {
        return Some(without_other(reader, Part { head, words: phrase::words(text, head) }));
    }
    let compounds: Vec<usize> =
        syntax.dependents(noun).iter().copied().filter(|&d| syntax.relation(d) == Relation::Compound).collect();
    let head = compounds.iter().copied().max().filter(|_| by_cause(reader, noun))?;
    let first = compounds.iter().map(|&d| syntax.below(d).start).min()?;
    Some(Part { head, words: first..head + 1 })
}

/// "The annexation of Arica | and its role in the war", "indictments of twelve officers | and the president's meeting": what
/// the parser joins to the object goes on with the act.
fn without_other(reader: &Reader<'_>, mut part: Part) -> Part {
    let text = &reader.text;
    let syntax = &text.syntax;
    let named = syntax.upos(part.head) == Upos::Propn;
    let other = |&t: &usize| {
        let lemma = text.lemma(t);
        let meets = reader.lexicon.meetings.iter().any(|e| !e.meaning.is_verb && e.phrase == lemma);
        let apart = meets || reader.lexicon.is(WordClass::Relation, lemma) || named && syntax.upos(t) == Upos::Noun;
        syntax.relation(t) == Relation::Conj && t > part.head && apart
    };
    if let Some(t) = part.words.clone().find(|t| other(t)) {
        let start = syntax.below(t).start;
        part.words = text.strip_end(part.words.start..start.max(part.head + 1).min(part.words.end));
    }
    part
}

/// "The expulsion of the envoy by A": the parser may hang on the envoy who did it.
fn without_agent(reader: &Reader<'_>, mut part: Part) -> (Part, Vec<Side>) {
    let text = &reader.text;
    let syntax = &text.syntax;
    let by = |&d: &usize| d > part.head && syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["by"]);
    let Some(agent) = syntax.dependents(part.head).iter().copied().find(by) else { return (part, Vec::new()) };
    part.words = text.strip_end(part.words.start..syntax.below(agent).start.min(part.words.end));
    (part, clause::states_of(reader, agent))
}

/// Who does what a noun names: "A carried out a raid", "ordered the closure", "the strikes that A conducted".
fn performer(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let performs = |&verb: &usize| {
        let lemma = text.lemma(verb);
        let carried = lemma != "carry" || text.is_any(verb + 1, &["out", "on"]);
        // "Conducted a raid" is told by its verb.
        let told = words_of(reader, verb).iter().any(|word| word.takes(text.lemma(noun)));
        carried && !told && reader.lexicon.is(WordClass::Perform, lemma) && clause::is_told(reader, verb)
    };
    match (syntax.relation(noun), syntax.head(noun)) {
        (Relation::Obj, Some(verb)) if performs(&verb) => doers(reader, verb),
        (Relation::NsubjPass, Some(verb)) if performs(&verb) => clause::agents(reader, verb),
        _ => Vec::new(),
    }
}

/// Whether what governs a noun takes its act as done: a time, an occasion or cause, or a stance against it; what is asked
/// for, planned or talked about is not.
fn is_presupposed(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let indefinite = syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["a", "an", "any", "possible"]));
    let is = |class, at| reader.lexicon.is(class, text.lemma(at));
    // "The lifting of the suspension of": done away with, not done.
    let undone = syntax
        .head(noun)
        .filter(|_| syntax.relation(noun) == Relation::Nmod && syntax.has_case(noun, &["of"]))
        .is_some_and(|head| reader.lexicon.deed_nouns.iter().any(|e| e.at(text, head, head + 1).is_some()));
    let wished = syntax
        .upwards(noun)
        .skip(1)
        .any(|at| is(WordClass::Wish, at) || is(WordClass::Ahead, at) || is_demand(reader, at));
    let predicate = syntax.predicate(noun);
    let ahead = syntax.is_verb(predicate) && !clause::is_told(reader, predicate);
    let none = syntax.dependents(noun).iter().any(|&d| text.is(d, "no"));
    if undone || none || is_averted(reader, noun) || is_doubted(text, noun) || is_alleged(reader, noun) {
        return false;
    }
    if has_happened(reader, noun) {
        return true;
    }
    if is(WordClass::Affront, noun) && syntax.relation(noun) != Relation::Conj && !owners(reader, noun).is_empty() {
        return is_told_affront(reader, noun, indefinite, ahead);
    }
    if wished || ahead || indefinite {
        return false;
    }
    // "Thanked A for the evacuation of"
    let thanked = syntax.head(noun).is_some_and(|head| {
        is(WordClass::Blame, head) || matches!(text.lemma(head), "gratitude" | "thanks" | "appreciation" | "grateful")
    });
    if syntax.has_case(noun, &["for"]) && thanked {
        return true;
    }
    if syntax.has_case(noun, &["for", "to", "on"]) && !is_occasion(reader, noun) {
        return false;
    }
    let dated = text.times_in(&syntax.below(noun)).iter().any(|t| is_date(&t.value));
    // "Welcomed the release of", "condemned the seizure of"; what is opposed need not have happened.
    let judged = reader.lexicon.is(WordClass::Judge, text.lemma(predicate))
        || !matches!(text.lemma(predicate), "oppose" | "reject")
            && reader
                .lexicon
                .stances
                .iter()
                .any(|e| e.meaning.ladder == Ladder::Objection && e.at(text, predicate, predicate + 1).is_some());
    // "The seizure of the ship angered B": what does something has happened.
    let acts = syntax.relation(noun) == Relation::Nsubj
        && (syntax.is_past(predicate) || reader.lexicon.is(WordClass::Effect, text.lemma(predicate)))
        && syntax.dependent(noun, &[Relation::Det, Relation::NmodPoss]).is_some();
    dated || acts || judged || by_cause(reader, noun) || text.lemma(predicate) == "begin"
}

/// "Allegations of A's meddling in the vote", "a probe into its bombing of the camp": what is alleged or looked into.
fn is_alleged(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let above = syntax.head(syntax.first_joined(noun));
    above.is_some_and(|head| match text.lemma(head) {
        "allegation" | "accusation" | "charge" | "claim" | "suspicion" | "rumour" | "rumor" | "assertion" => {
            syntax.has_case(noun, &["of", "about", "over"])
        }
        "probe" | "investigation" | "inquiry" | "enquiry" | "investigate" | "probing" => {
            syntax.has_case(noun, &["into", "of", "over"]) || syntax.relation(noun) == Relation::Obj
        }
        _ => false,
    })
}

/// "The reopening of the bridge, which took place in May": its own clause tells that it was done.
fn has_happened(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let happens = |&d: &usize| {
        let takes = text.lemma(d) == "take" && text.is(d + 1, "place") || matches!(text.lemma(d), "occur" | "happen");
        let relative = matches!(syntax.relation(d), Relation::AclRelcl | Relation::Acl);
        takes && (relative || syntax.subject(d) == Some(noun)) && syntax.is_past(d)
    };
    let below = syntax.below(noun);
    let predicate = syntax.predicate(noun);
    (noun..below.end).filter(|&t| syntax.is_verb(t)).any(|t| happens(&t)) || happens(&predicate)
}

/// "Sanctions for its invasion of B", "an Iranian strike on the base killed two": an affront of which it is told whose it was
/// has happened, wherever it is mentioned, but not what may come or is asked for.
fn is_told_affront(reader: &Reader<'_>, noun: usize, indefinite: bool, ahead: bool) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let subject = syntax.relation(noun) == Relation::Nsubj;
    let asked = syntax
        .head(noun)
        .is_some_and(|head| reader.lexicon.is(WordClass::Wish, text.lemma(head)) || is_demand(reader, head));
    if indefinite {
        let occasion =
            syntax.relation(noun) == Relation::Obl && syntax.has_case(noun, &["in", "by", "after", "following"]);
        return !ahead && (subject || occasion);
    }
    !(asked || ahead && subject)
}

/// "The threat of an attack on", "to prevent its seizure": what may not have happened.
fn is_averted(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let above = syntax.upwards(noun).skip(1).take(2);
    above.into_iter().any(|at| reader.lexicon.is(WordClass::Averted, text.lemma(at)))
        || syntax.has_case(noun, &["without", "before", "until", "unless"])
}

/// "In response to the closure of", "the anniversary of its accession to".
fn is_occasion(reader: &Reader<'_>, noun: usize) -> bool {
    let syntax = &reader.text.syntax;
    let above = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Nmod);
    above.is_some_and(|head| reader.lexicon.is(WordClass::Occasion, reader.text.lemma(head)))
}

/// "After the release of", "disputes, including the detention of": an occasion, a cause or an instance.
fn by_cause(reader: &Reader<'_>, noun: usize) -> bool {
    const CAUSES: [&str; 9] = ["after", "since", "following", "over", "at", "despite", "because", "by", "amid"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let case = |words: &[&str]| {
        syntax.dependents(noun).iter().any(|&d| syntax.relation(d) == Relation::Case && text.is_any(d, words))
    };
    let joined = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Conj);
    // Among the matters of a position an act may be one that is wanted.
    let wanted = |&d: &usize| matches!(text.lemma(d), "position" | "stance" | "demand" | "request");
    let talk = || syntax.upwards(noun).skip(1).any(|at| syntax.dependents(at).iter().any(wanted));
    // "Disputes, including the release of X and the detention of Y", wherever the parser hangs the second.
    let listed = || {
        let from = text.sentence_at(noun).start;
        let including = (from..noun).rev().find(|&t| text.is(t, "including"));
        let start = syntax.below(noun).start.min(noun);
        let and = |t: usize| text.is(t, "and") || text.word(t) == ",";
        including.is_some_and(|at| text.find(at + 1..noun, |t| syntax.is_verb(t)).is_none())
            && (start.saturating_sub(1)..noun).any(and)
    };
    case(&CAUSES)
        || is_occasion(reader, noun)
        || (case(&["including"]) || listed()) && !talk()
        || joined.is_some_and(|head| by_cause(reader, head))
}

/// "A Chilean ban on X", "its tariffs on X": imposed, at some time that is not told.
pub(super) fn in_force(reader: &Reader<'_>, noun: usize) -> Option<Deed> {
    const MADE: [&str; 9] =
        ["impose", "introduce", "threaten", "propose", "consider", "announce", "face", "avoid", "slap"];
    let text = &reader.text;
    let syntax = &text.syntax;
    if !reader.lexicon.is(WordClass::Restriction, text.lemma(noun)) {
        return None;
    }
    let on = |&d: &usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["on", "against"]);
    let below = syntax.dependents(noun).iter().any(on);
    let joined = syntax.first_joined(noun);
    let governor = syntax.head(joined).unwrap_or(noun);
    let made = MADE.contains(&text.lemma(governor))
        || governor != noun
            && syntax.is_verb(governor)
            && reader.lexicon.deeds.iter().any(|e| e.at(text, governor, governor + 2).is_some())
            && clause::is_told(reader, governor);
    let not_yet = syntax.dependents(noun).iter().any(|&d| reader.lexicon.is(WordClass::NotYet, &text.lower(d)));
    let told_by_verb = (noun..syntax.below(noun).end).any(|d| {
        matches!(syntax.relation(d), Relation::Acl | Relation::AclRelcl)
            && reader.lexicon.deeds.iter().any(|e| e.at(text, d, d + 1).is_some())
    });
    let wished = syntax.has_case(noun, &["for"]) || reader.lexicon.is(WordClass::Wish, text.lemma(governor));
    let equated = syntax.dependent(noun, &[Relation::Nsubj, Relation::Cop]).is_some();
    if !below || equated || made || not_yet || told_by_verb || wished {
        return None;
    }
    let words = without_clause(text, Part { head: noun, words: phrase::words(text, noun) }).words;
    // "The ban on apples is still in place"
    let stands = syntax.relation(noun) == Relation::Nsubj
        && matches!(text.lemma(governor), "place" | "force" | "effect" | "remain" | "stay" | "persist");
    let end = if stands { phrase::words(text, governor).end } else { words.end };
    Some(Deed {
        rule: "deed.in-force",
        trigger: noun,
        action: "imposed".to_owned(),
        by: owners(reader, noun),
        object: Part { head: noun, words: words.clone() },
        complement: None,
        evidence: words.start..end.max(words.end),
        when: None,
    })
}
