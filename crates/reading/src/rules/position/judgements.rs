//! What a government says of a thing: that it must be so, that it is unacceptable or vital, that it will not be borne.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Assertion, CommitmentKind, Ladder, Side};

use super::{
    Matter, Stance, Toward,
    address::{is_actor, is_bare, sides_at},
    frames::{holders, owners, speaker, told_apart},
    holding,
};
use crate::{
    clause,
    lexicon::{Entry, StanceWord, Unnamed, WordClass, WordPos},
    phrase,
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// "B should act", "both sides must act", said by A: A's demand on the others.
pub fn of_modal(reader: &Reader<'_>, at: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let act = if syntax.xpos(at) == Some(Xpos::Md) {
        syntax.head(at).filter(|_| syntax.relation(at) == Relation::Aux)?
    } else {
        syntax
            .dependents(at)
            .iter()
            .copied()
            // "Had a duty to act" tells of the duty.
            .filter(|_| syntax.dependent(at, &[Relation::Obj]).is_none())
            .find(|&d| syntax.relation(d) == Relation::Xcomp && syntax.is_marked_infinitive(d))?
    };
    let clause = if syntax.xpos(at) == Some(Xpos::Md) { act } else { at };
    let told = if clause == at {
        clause::is_told(reader, at)
    } else {
        // "B must not act" asks as much; "B need not act" does not.
        let denied = text.is_any(at, &["must", "should", "ought"]);
        match clause::assertion(reader, clause) {
            Assertion::Asserted => true,
            Assertion::Negated => denied,
            _ => false,
        }
    };
    let holders = speaker(reader, at);
    if is_not_borne(reader, act) {
        return None;
    }
    if !told || holders.is_empty() || matches!(syntax.relation(clause), Relation::AclRelcl | Relation::Advcl) {
        return None;
    }
    let subject = syntax.subject(clause)?;
    let passive = syntax.dependent(clause, &[Relation::NsubjPass]).is_some();
    // "Maintains that it must be told"
    let we = text.is_any(subject, &["we", "i"]) || text.is(subject, "it") && syntax.relation(clause) == Relation::Ccomp;
    if text.is_any(subject, &["you", "who"]) || we && !passive {
        return None;
    }
    let mut addressed = sorted(clause::mentions_of(reader, subject).iter().flat_map(|m| m.sides()).collect());
    // "Chilean companies must", "the government in Santiago should"
    if addressed.is_empty() {
        addressed = sorted([owners(reader, subject), clause::states_of(reader, subject)].concat());
    }
    let others: Vec<Side> = addressed.iter().filter(|s| !holders.contains(s)).cloned().collect();
    let lexicon = reader.lexicon;
    let lemma = text.lemma(act);
    let together = lexicon.meetings.iter().any(|m| m.meaning.is_verb && m.phrase == lemma)
        || lexicon.acts.iter().any(|a| a.phrase == lemma && a.meaning == CommitmentKind::Deliverable);
    // "The drivers must be released": what only somebody in power can do is asked, though of nobody that is named.
    let done = lexicon.deeds.iter().find(|d| d.at(text, act, act + 1).is_some());
    let of_power = done.is_some_and(|d| d.meaning.takes(text.lemma(subject)) && d.meaning.unnamed != Unnamed::Never);
    let nobody = addressed.is_empty() && passive && of_power && syntax.xpos(at) == Some(Xpos::Md);
    // "It must be told of every flight", said by A of itself: others are to tell it.
    let served = passive && others.is_empty() && (we || !addressed.is_empty()) && syntax.xpos(at) == Some(Xpos::Md);
    // "Any agreement has to be fair": a thing is to be so, and whoever hears it is to see to it.
    let person = reader.lexicon.is(WordClass::Person, text.lemma(subject)) || holding::is_bystander(reader, subject);
    let thing = addressed.is_empty() && syntax.upos(subject) == Upos::Noun && !person && !is_actor(reader, subject);
    // A joint act that one side proposes is a commitment (codebook, 7.2).
    if others.is_empty() && !nobody && !thing && !served || !served && addressed.len() > others.len() && together {
        return None;
    }
    // "The dispute should not concern B"
    let object = syntax.dependent(act, &[Relation::Obj]).filter(|_| thing && !passive);
    let concerned = object.map_or_else(Vec::new, |object| sides_at(reader, object, &holders));
    // "B should be readmitted": B is to do nothing.
    let beneficiary = passive && reader.actors.at(subject).is_some() && !others.is_empty();
    let toward = match (passive || thing, concerned.is_empty()) {
        _ if beneficiary => Toward::Named(Vec::new()),
        (true, true) if thing && reader.text.document.clues.issuer.is_none() => Toward::Named(Vec::new()),
        (false, _) => Toward::Named(others),
        (true, false) => Toward::Named(concerned),
        (true, true) => Toward::Unnamed,
    };
    let matters = phrase::parts(text, act)
        .into_iter()
        .filter(|part| part.head == act || told_apart(reader, part.head).is_none())
        // "B should be brought back, and I think that"
        .filter(|part| part.head == act || syntax.dependent(part.head, &[Relation::Nsubj]).is_none())
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

/// "X is unacceptable", "X is a priority for A", "it is vital that B act", "the only way is X", said by A.
pub fn of_predicate(reader: &Reader<'_>, at: usize) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let subject = syntax.dependent(at, &[Relation::Nsubj, Relation::Csubj]);
    let way = subject.filter(|&noun| is_only_way(text, noun));
    let is_way = is_only_way(text, at);
    let denied = is_ruled_out(reader, at);
    let ladder = match text.lemma(at) {
        _ if denied => Ladder::Objection,
        _ if way.is_some() || is_way => Ladder::Support,
        lemma if reader.lexicon.is(WordClass::Bad, lemma) || is_cause_of_concern(reader, at) => Ladder::Objection,
        lemma if reader.lexicon.is(WordClass::Good, lemma) => Ladder::Support,
        _ => return None,
    };
    // "Was regrettable": the parser may take it for a passive.
    let be = |&d: &usize| {
        matches!(syntax.relation(d), Relation::Cop | Relation::AuxPass | Relation::Aux) && text.lemma(d) == "be"
    };
    let cop = syntax.dependents(at).iter().copied().find(be)?;
    let told = denied || clause::is_told(reader, at);
    // "How important the issue is"
    let asked = syntax.dependents(at).iter().any(|&d| text.is_any(d, &["how", "whether"]));
    if asked || !syntax.is_predicate(at) || !told || syntax.relation(at) == Relation::AclRelcl {
        return None;
    }
    // "Unacceptable to A"
    let to = |&&d: &&usize| d > at && syntax.has_case(d, &["to", "for"]);
    // "A crude insult to A" is none of A's.
    let to =
        syntax.dependents(at).iter().find(to).filter(|_| syntax.upos(at) == Upos::Adj || ladder == Ladder::Support);
    let to = to.map_or_else(Vec::new, |&d| clause::states_of(reader, d));
    let holders = if to.is_empty() { speaker(reader, at) } else { to };
    let issue = match (way, behind_it(text, at)) {
        (Some(_), _) => Matter { head: at, words: phrase::words(text, at), is_act: false },
        (None, Some(act)) => return Some(of_necessity(reader, at, act, ladder, holders)),
        (None, None) => of_subject(reader, subject?, cop)?,
    };
    let start =
        way.map_or_else(|| phrase::words(text, at).start.max(cop + 1).min(at), |noun| phrase::words(text, noun).start);
    let end = if way.is_some() { cop + 1 } else { at + 1 };
    Some(Stance { word: start..end, ladder, holders, toward: Toward::Unnamed, matters: vec![issue] })
}

/// "Is not acceptable", "is not an option".
fn is_ruled_out(reader: &Reader<'_>, at: usize) -> bool {
    const ALLOWED: [&str; 9] = [
        "acceptable",
        "option",
        "negotiable",
        "justifiable",
        "justified",
        "permissible",
        "tolerable",
        "admissible",
        "legitimate",
    ];
    ALLOWED.contains(&reader.text.lemma(at)) && clause::assertion(reader, at) == Assertion::Negated
}

/// "Is a matter of serious concern", "a source of regret".
fn is_cause_of_concern(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let cause = matches!(text.lemma(at), "matter" | "source" | "cause" | "reason" | "ground" | "subject");
    let objection = |lemma: &str| {
        let is = |e: &Entry<StanceWord>| e.meaning.pos == WordPos::Noun && e.meaning.ladder == Ladder::Objection;
        reader.lexicon.stances.iter().any(|e| is(e) && e.phrase == lemma)
    };
    let of = |&d: &usize| text.syntax.relation(d) == Relation::Nmod && objection(text.lemma(d));
    cause && text.syntax.dependents(at).iter().any(of)
}

/// "A is against the plan".
pub fn of_opposition(reader: &Reader<'_>, at: usize) -> Option<Stance> {
    let syntax = &reader.text.syntax;
    let against = syntax.dependent(at, &[Relation::Case]).filter(|&case| reader.text.is(case, "against"))?;
    let is = syntax.dependent(at, &[Relation::Cop]).is_some() && clause::is_told(reader, at);
    let mut words = phrase::words(&reader.text, at);
    words.start = words.start.max(against + 1);
    let matters = vec![Matter { head: at, words, is_act: false }];
    let (word, ladder, holders) = (against..against + 1, Ladder::Objection, holders(reader, at));
    is.then_some(Stance { word, ladder, holders, toward: Toward::Unnamed, matters })
}

/// "The only way", "the sole solution".
fn is_only_way(text: &Text<'_>, noun: usize) -> bool {
    let only = |&d: &usize| text.is_any(d, &["only", "sole", "best"]);
    matches!(text.lemma(noun), "way" | "solution" | "path" | "option" | "answer" | "guarantee" | "road" | "basis")
        && text.syntax.dependents(noun).iter().any(only)
}

/// What is said of "it" in front: "it is vital *that B pay*".
fn behind_it(text: &Text<'_>, at: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let clause = |&&d: &&usize| d > at && matches!(syntax.relation(d), Relation::Csubj | Relation::Ccomp);
    let it = syntax.dependents(at).iter().any(|&d| d < at && text.is(d, "it"));
    syntax.dependents(at).iter().find(clause).copied().filter(|_| it)
}

/// "It is essential that B stop": B is to do so.
fn of_necessity(reader: &Reader<'_>, at: usize, act: usize, ladder: Ladder, holders: Vec<Side>) -> Stance {
    let syntax = &reader.text.syntax;
    let subject = syntax.dependent(act, &[Relation::Nsubj, Relation::NsubjPass]);
    let sides = subject.map_or_else(Vec::new, |noun| sides_at(reader, noun, &holders));
    let asks = ladder == Ladder::Support && !sides.is_empty();
    let matter = Matter { head: act, words: phrase::words(&reader.text, act), is_act: asks };
    Stance {
        word: at..at + 1,
        ladder: if asks { Ladder::Demand } else { ladder },
        holders,
        toward: if sides.is_empty() { Toward::Unnamed } else { Toward::Named(sides) },
        matters: vec![matter],
    }
}

/// The thing in front of "is".
fn of_subject(reader: &Reader<'_>, subject: usize, cop: usize) -> Option<Matter> {
    let text = &reader.text;
    // "The statement was provocative" tells of words, not of who gives it.
    let words = reader.lexicon.is(WordClass::Text, text.lemma(subject));
    if subject > cop || is_actor(reader, subject) && !words || is_bare(reader, subject) {
        return None;
    }
    // "His mastery of images is vital": of himself.
    let himself =
        text.syntax.dependent(subject, &[Relation::NmodPoss]).is_some_and(|d| text.is_any(d, &["his", "her"]));
    if himself {
        return None;
    }
    let mut words = phrase::words(text, subject);
    // "Stability in B is vital": up to "is", wherever the parser hangs it.
    if (words.end..cop).all(|t| !text.is_punctuation(t)) {
        words.end = cop;
    }
    Some(Matter { head: subject, words, is_act: false })
}

/// "Must not be condoned", "will not tolerate": what one does not put up with is objected to.
pub fn of_intolerance(reader: &Reader<'_>, verb: usize) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if !is_not_borne(reader, verb) || matches!(syntax.relation(verb), Relation::AclRelcl | Relation::Advcl) {
        return None;
    }
    // "They must not be allowed to exploit X": not they are objected to.
    if syntax.is_passive(verb) && syntax.dependents(verb).iter().any(|&d| syntax.is_marked_infinitive(d)) {
        return None;
    }
    let first = syntax.dependents(verb).iter().copied().find(|&d| syntax.relation(d) == Relation::Aux)?;
    let (holders, words) = if syntax.is_passive(verb) {
        (speaker(reader, verb), in_front(text, verb, first))
    } else {
        let object = |&&d: &&usize| d > verb && matches!(syntax.relation(d), Relation::Obj | Relation::Ccomp);
        let object = *syntax.dependents(verb).iter().find(object)?;
        (holders(reader, verb), phrase::words(text, object).start..phrase::words(text, verb).end)
    };
    let head = clause::top(text, &words);
    let matter = Matter { head, words, is_act: false };
    let ladder = Ladder::Objection;
    Some(Stance { word: first..verb + 1, ladder, holders, toward: Toward::Unnamed, matters: vec![matter] })
}

/// What stands in front of a verb and its first auxiliary in their clause, whatever the parser made of it: "that *changing
/// borders by force* must not be condoned".
fn in_front(text: &Text<'_>, verb: usize, first: usize) -> Tokens {
    let syntax = &text.syntax;
    let mark = |&&d: &&usize| d < first && syntax.relation(d) == Relation::Mark;
    let after = syntax.dependents(verb).iter().filter(mark).max().map(|&mark| mark + 1);
    let subject = || syntax.dependent(verb, &[Relation::NsubjPass, Relation::Nsubj]).filter(|&noun| noun < first);
    let start = after.or_else(|| subject().map(|noun| phrase::words(text, noun).start)).unwrap_or(first);
    start..first
}

/// "Does not recognise the vote": what is denied today, though no modal says so.
pub fn of_denial(reader: &Reader<'_>, verb: usize) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let ladder = match text.lemma(verb) {
        "recognise" | "recognize" => Ladder::Other,
        "accept" | "support" | "back" | "approve" | "condone" | "tolerate" | "endorse" | "favour" | "favor" => {
            Ladder::Objection
        }
        _ => return None,
    };
    let aux = syntax.dependents(verb).iter().copied().find(|&d| syntax.relation(d) == Relation::Aux)?;
    // "Will not accept" is borne by nobody (`of_intolerance`).
    let borne = reader.lexicon.is(WordClass::Bear, text.lemma(verb));
    let ahead = !borne && text.is_any(aux, &["will", "would"]);
    let present = (ahead || text.is_any(aux, &["does", "do"])) && clause::assertion(reader, verb) == Assertion::Negated;
    let object = syntax.dependent(verb, &[Relation::Obj]).filter(|&object| object > verb)?;
    let mut words = phrase::words(text, object);
    words.end = phrase::with_obliques(text, verb, words.end);
    let matter = Matter { head: object, words, is_act: false };
    let holders = holders(reader, verb);
    let matters = vec![matter];
    present.then(|| Stance { word: aux..verb + 1, ladder, holders, toward: Toward::Unnamed, matters })
}

/// Whether a verb of bearing is denied behind a modal: "cannot accept", "must not be tolerated".
fn is_not_borne(reader: &Reader<'_>, verb: usize) -> bool {
    const MODALS: [&str; 8] = ["must", "can", "could", "should", "will", "would", "shall", "may"];
    let text = &reader.text;
    // "Must not stand in the way" is no bearing.
    let stands = text.lemma(verb) == "stand" && text.syntax.dependent(verb, &[Relation::Obj]).is_none();
    text.syntax.upos(verb) == Upos::Verb
        && !stands
        && reader.lexicon.is(WordClass::Bear, text.lemma(verb))
        && clause::assertion(reader, verb) == Assertion::Negated
        && text.syntax.has_aux(verb, &MODALS)
}
