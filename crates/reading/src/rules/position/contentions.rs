//! What a government says is so: that another has done wrong, that it has not done so itself, that there is no such thing,
//! what its viewpoint is. No single word tells these stances, only who says what of whom.

use servanda_language::{Relation, Upos};
use servanda_model::{Assertion, Ladder, Side};

use super::{
    Matter, Stance, Toward,
    address::{is_actor, sides_at},
    frames::{holders, owners, speaker},
    holding,
};
use crate::{
    clause,
    lexicon::{Entry, StanceWord, WordClass, WordPos},
    phrase,
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// "A said that B had broken the treaty", "B was to blame": a charge of A against B.
pub fn of_charge(reader: &Reader<'_>, at: usize) -> Option<Stance> {
    let syntax = &reader.text.syntax;
    let blamed = blamed(reader, at);
    let wrong = is_wrong(reader, at) || blamed.is_some();
    if !wrong || !is_contended(reader, at) || clause::assertion(reader, at) != Assertion::Asserted {
        return None;
    }
    let holders = speaker(reader, at);
    let accused = match blamed {
        Some(sides) => sides,
        None if syntax.is_passive(at) => holding::agents(reader, at),
        None => doers(reader, at),
    };
    if holders.is_empty() || accused.is_empty() || accused.iter().any(|side| holders.contains(side)) {
        return None;
    }
    Some(contention(reader, at, Ladder::Objection, holders, Toward::Named(accused)))
}

/// "A said that it had never promised", "A did not seek": what a state says that it does not do.
pub fn of_innocence(reader: &Reader<'_>, at: usize) -> Option<Stance> {
    const CLASSES: [WordClass; 3] = [WordClass::Denied, WordClass::Wrong, WordClass::Harm];
    let syntax = &reader.text.syntax;
    let denied = CLASSES.iter().any(|&class| reader.lexicon.is(class, reader.text.lemma(at)));
    let ahead = syntax.has_aux(at, &["will", "would", "shall", "should", "can", "could", "may", "might", "must"]);
    if !is_contended(reader, at) || clause::assertion(reader, at) != Assertion::Negated {
        return None;
    }
    let holders = speaker(reader, at);
    let asked = syntax.has_aux(at, &["must", "should", "shall"]);
    let innocent = denied && !ahead && doers(reader, at) == holders || !asked && is_harmless(reader, at);
    (!holders.is_empty() && innocent).then(|| contention(reader, at, Ladder::Other, holders, Toward::Unnamed))
}

/// "The dam would not harm anybody", "the pact is no threat": a thing of which a harm is denied.
fn is_harmless(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let thing = text.syntax.subject(at).filter(|&noun| text.syntax.upos(noun) == Upos::Noun);
    let harm =
        [WordClass::Harm, WordClass::Wrong, WordClass::Bad].iter().any(|&c| reader.lexicon.is(c, text.lemma(at)));
    let hurts = matches!(text.lemma(at), "affect" | "hurt" | "damage" | "aim" | "direct" | "affair");
    (harm || hurts) && thing.is_some_and(|noun| doers(reader, at).is_empty() && !is_actor(reader, noun))
}

/// "There is no such agreement", "would remain neutral", said by A.
pub fn of_standing(reader: &Reader<'_>, at: usize) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let none = |&d: &usize| {
        d > at
            && reader.lexicon.is(WordClass::Absent, text.lemma(d))
            && syntax.dependents(d).iter().any(|&n| text.is(n, "no"))
    };
    let absent = text.lemma(at) == "be"
        && syntax.dependent(at, &[Relation::Expl]).is_some()
        && syntax.dependents(at).iter().any(none);
    // "There can be no solution without" tells what must come first (`conditions`).
    let lack = syntax.below(at).any(|t| text.is_any(t, &["without", "until", "unless"]));
    if !(absent && !lack || is_aside(reader, at)) || !is_contended(reader, at) {
        return None;
    }
    let holders = speaker(reader, at);
    let own = absent || doers(reader, at) == holders;
    // Who keeps out of a quarrel says so to the world.
    let toward = if absent { Toward::Unnamed } else { Toward::Named(Vec::new()) };
    (own && !holders.is_empty()).then(|| contention(reader, at, Ladder::Other, holders, toward))
}

/// "The Chilean viewpoint is that …", "Chile's position has been that …".
pub fn of_viewpoint(reader: &Reader<'_>, noun: usize) -> Option<Stance> {
    let text = &reader.text;
    if !reader.lexicon.is(WordClass::Viewpoint, text.lemma(noun)) || text.syntax.upos(noun) != Upos::Noun {
        return None;
    }
    let sentence = text.sentence_at(noun);
    let be = (noun + 1..sentence.end.min(noun + 12)).find(|&t| matches!(text.lemma(t), "be" | "remain"))?;
    let that = (be + 1..sentence.end.min(be + 4)).find(|&t| text.is(t, "that"))?;
    let head =
        (that + 1..sentence.end).find(|&t| text.syntax.is_predicate(t) && text.syntax.below(t).start <= that + 1);
    let head = head.or_else(|| (that + 1..sentence.end).find(|&t| text.syntax.is_verb(t)))?;
    let must = text.syntax.has_aux(head, &["must", "should"]);
    let subject = matches!(text.syntax.relation(noun), Relation::Nsubj | Relation::NsubjOuter | Relation::Root);
    let plain = subject && !must && (noun + 1..that).all(|t| !text.is_any(t, &[",", "not", "if"]));
    let words = that + 1..phrase::words(text, head).end.max(that + 2);
    let holders = owners(reader, noun);
    let start = phrase::words(text, noun).start.min(noun);
    let matters = vec![Matter { head, words, is_act: false }];
    (plain && !holders.is_empty()).then(|| Stance {
        word: start..noun + 1,
        ladder: Ladder::Other,
        holders,
        toward: Toward::Unnamed,
        matters,
    })
}

/// "What we ask is that B pay", "what Chile wants from Peru is a settlement".
pub fn of_cleft(reader: &Reader<'_>, at: usize) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let asks = |e: &Entry<StanceWord>| {
        e.meaning.pos == WordPos::Verb && e.meaning.ladder == Ladder::Demand && e.phrase == text.lemma(at)
    };
    let what = syntax.head(at).filter(|&what| text.is(what, "what") && what < at)?;
    let be = syntax.below(what).end;
    let sentence = text.sentence_at(at);
    if !reader.lexicon.stances.iter().any(asks) || text.lemma(be) != "be" || be + 1 >= sentence.end {
        return None;
    }
    let start = be + 1 + usize::from(text.is_any(be + 1, &["that", "for"]));
    let close = text.find(start..sentence.end, |t| text.is_quote_mark(t) || text.word(t) == ";");
    let words = text.strip_end(start..close.unwrap_or(sentence.end));
    let holders = holders(reader, at);
    let from = |&&d: &&usize| syntax.has_case(d, &["from", "of"]);
    let asked = syntax.dependents(at).iter().find(from).map(|&noun| sides_at(reader, noun, &holders));
    let toward = asked.filter(|sides| !sides.is_empty()).map_or(Toward::Unnamed, Toward::Named);
    let matters = vec![Matter { head: clause::top(text, &words), words, is_act: false }];
    Some(Stance { word: at..at + 1, ladder: Ladder::Demand, holders, toward, matters })
}

/// The stance that a whole clause is.
fn contention(reader: &Reader<'_>, at: usize, ladder: Ladder, holders: Vec<Side>, toward: Toward) -> Stance {
    let text = &reader.text;
    let words = clause_words(text, at);
    let matters = vec![Matter { head: at, words, is_act: false }];
    // "Argued that it had not provoked B": the word is "argued".
    let said = text.syntax.head(text.syntax.first_joined(at)).filter(|&verb| {
        let clause = text.syntax.relation(text.syntax.first_joined(at)) == Relation::Ccomp;
        clause && text.syntax.is_verb(verb)
    });
    let word = said.unwrap_or(at);
    Stance { word: word..word + 1, ladder, holders, toward, matters }
}

/// A clause from its subject on.
fn clause_words(text: &Text<'_>, at: usize) -> Tokens {
    let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::Expl];
    let own = phrase::words(text, at);
    let subject = text.syntax.dependent(at, &subjects).filter(|&noun| noun < at);
    subject.map_or(own.start, |noun| phrase::words(text, noun).start.min(own.start))..own.end
}

/// Whether a clause is what somebody says: under a verb of speech that tells no stance of its own, or a sentence of his.
fn is_contended(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    if !syntax.is_predicate(at) || !syntax.is_verb(at) && syntax.dependent(at, &[Relation::Cop]).is_none() {
        return false;
    }
    let first = match syntax.relation(at) {
        Relation::Conj => syntax.head(at).unwrap_or(at),
        _ => at,
    };
    let above = syntax.head(first);
    let told = |verb: usize| {
        let says = reader.lexicon.speech.iter().any(|e| e.at(text, verb, text.len()).is_some());
        let tells = reader.lexicon.stances.iter().any(|e| {
            let objects = e.meaning.ladder != Ladder::Other || e.phrase == "deny" || e.phrase == "warn";
            e.meaning.pos == WordPos::Verb && objects && e.at(text, verb, text.len()).is_some()
        });
        says && !tells && clause::is_told(reader, verb)
    };
    match syntax.relation(first) {
        Relation::Ccomp => above.is_some_and(told),
        Relation::Root | Relation::Parataxis => text.is_quoted(at),
        _ => false,
    }
}

/// Who acts in a clause: a state, its organs, its forces, or what is its own.
fn doers(reader: &Reader<'_>, at: usize) -> Vec<Side> {
    let text = &reader.text;
    let Some(noun) = text.syntax.subject(at) else { return Vec::new() };
    let sides = holding::states(reader, at);
    let we = sides.is_empty() && text.is_any(noun, &["we", "i", "it", "they"]);
    match sides {
        _ if we => speaker(reader, noun),
        sides if sides.is_empty() => sorted(owners(reader, noun)),
        sides => sides,
    }
}

/// Whether a predicate tells of wrong done: "violated", "was to blame", "had failed to", "is in breach of".
fn is_wrong(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let lemma = text.lemma(at);
    let fault = |t: usize| reader.lexicon.is(WordClass::Bad, text.lemma(t)) || text.lemma(t) == "default";
    let in_breach = syntax.has_case(at, &["in", "behind"]) && fault(at);
    // "Has no right to"
    let right = |d: usize| matches!(text.lemma(d), "right" | "business" | "mandate" | "authority" | "standing");
    let no = |d: usize| syntax.dependents(d).iter().any(|&n| text.is(n, "no"));
    let no_right = lemma == "have" && syntax.dependent(at, &[Relation::Obj]).is_some_and(|d| right(d) && no(d));
    let to_blame = lemma == "blame" && syntax.dependent(at, &[Relation::Mark]).is_some_and(|mark| text.is(mark, "to"));
    reader.lexicon.is(WordClass::Wrong, lemma) || in_breach || no_right || to_blame
}

/// With whom the blame is said to lie.
fn blamed(reader: &Reader<'_>, at: usize) -> Option<Vec<Side>> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let blame = |noun: usize| matches!(text.lemma(noun), "blame" | "fault" | "responsibility" | "onus" | "guilt");
    let lies = matches!(text.lemma(at), "lie" | "rest" | "fall" | "be") && syntax.subject(at).is_some_and(blame);
    let on = |&&d: &&usize| d > at && syntax.has_case(d, &["with", "on", "upon"]);
    let whose = syntax.dependents(at).iter().find(on).copied();
    whose.filter(|_| lies).map(|noun| clause::states_of(reader, noun))
}

/// Whether a clause tells of harm that a thing does: "creates tension", "undermines trust".
pub fn is_harm(reader: &Reader<'_>, at: usize) -> bool {
    let lexicon = reader.lexicon;
    let text = &reader.text;
    let bad = |&d: &usize| {
        let lemma = text.lemma(d);
        d > at
            && (lexicon.is(WordClass::Bad, lemma)
                || matches!(lemma, "tension" | "instability" | "confrontation" | "risk" | "counter" | "danger"))
    };
    let does_harm = [WordClass::Wrong, WordClass::Harm].iter().any(|&class| lexicon.is(class, text.lemma(at)));
    let makes_harm = reader.lexicon.is(WordClass::Wreak, text.lemma(at)) && text.syntax.dependents(at).iter().any(bad);
    let thing = text.syntax.subject(at).is_some_and(|noun| text.syntax.upos(noun) == Upos::Noun);
    thing
        && !text.syntax.is_passive(at)
        && (does_harm || makes_harm)
        && clause::assertion(reader, at) == Assertion::Asserted
}

/// Whether a predicate keeps out of a quarrel, or keeps what is one's own: "would remain neutral", "remains a party".
fn is_aside(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let neutral =
        |t: usize| matches!(text.lemma(t), "neutral" | "impartial" | "non-aligned" | "nonaligned" | "neutrality");
    let kept = matches!(text.lemma(at), "remain" | "stay" | "keep" | "maintain");
    neutral(at) || kept && text.syntax.dependents(at).iter().any(|&d| d > at && neutral(d))
}
