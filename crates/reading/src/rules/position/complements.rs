//! The complements of a word of stance: what the stance is about, and who is named beside it.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Ladder, Side, Voice};

use super::{
    Matter, Stance, Toward,
    address::{asked_of, is_actor, is_bare, is_public, sides_at},
    contentions::is_harm,
    frames::{owners, told_apart},
    holding, is_speech,
    slots::{filler, judged, judgement},
};
use crate::{
    actors::MentionKind,
    lexicon::{Entry, Slot, StanceWord, WordClass, WordPos},
    phrase::{self, Part},
    reader::Reader,
    text::{Text, Tokens},
};

/// What stands beside a word of stance.
struct Filled<'w> {
    word: &'w StanceWord,
    head: usize,
    /// The slot of its matter, and what fills it.
    slot: &'w Slot,
    matter: usize,
    addressee: Option<usize>,
    passive: Option<usize>,
}

impl Filled<'_> {
    /// Whether the matter is a clause of what is to be done.
    fn is_clause(&self) -> bool {
        matches!(self.slot, Slot::Infinitive | Slot::That | Slot::Mandate | Slot::Wish)
    }

    /// Whether the matter is a clause of what is so.
    fn is_state(&self) -> bool {
        matches!(self.slot, Slot::State | Slot::Record)
    }

    /// "That a treaty could be signed only after B has paid": what must come first is asked for.
    fn is_first(&self, text: &Text<'_>) -> bool {
        (self.is_state() || *self.slot == Slot::That) && is_precondition(text, self.matter)
    }
}

/// The stance of a word with its complements in their slots.
pub fn complemented(
    reader: &Reader<'_>,
    head: usize,
    from: usize,
    word: &StanceWord,
    holders: Vec<Side>,
    passive: Option<usize>,
) -> Option<Stance> {
    if holders.is_empty() {
        return None;
    }
    let addressee = addressee_of(reader, head, word, passive);
    let matter = matter_of(reader, head, word, addressee, passive);
    // "Underlined the role of B": what is B's is the matter itself.
    let owned = addressee.and_then(|_| word.addressee.iter().find(|slot| **slot == Slot::Owner));
    let (slot, matter) = owned.map(|slot| (slot, head)).or(matter)?;
    let filled = Filled { word, head, slot, matter, addressee, passive };
    let toward = toward_of(reader, &filled, &holders)?;
    if is_none(reader, &filled, &holders, &toward) {
        return None;
    }
    let mut cue = cue(&reader.text, from, head);
    // What it is called belongs to the stance.
    if let Some(judgement) = judgement(reader, head).filter(|_| *slot == Slot::Judged) {
        cue.end = judgement + 1;
    }
    let (ladder, matters) = (ladder_of(reader, &filled), matters_of(reader, &filled));
    Some(Stance { word: cue, ladder, holders, toward, matters })
}

/// Whether what looks like a stance is none, or none between sides.
fn is_none(reader: &Reader<'_>, filled: &Filled<'_>, holders: &[Side], toward: &Toward) -> bool {
    let Filled { word, slot, matter, .. } = *filled;
    // What both are ready for is an undertaking (codebook, 2).
    let undertaken = *slot == Slot::Standing && holders.len() > 1;
    let nobody = *toward == Toward::Named(Vec::new());
    let at_home = filled.addressee.is_some_and(|noun| is_own_people(reader, noun)) && nobody;
    // Who is accused must be a side, or it is no matter between sides.
    let accuses = word.ladder == Ladder::Objection && word.addressee.contains(&Slot::Obj);
    let of_side = matches!(toward, Toward::Named(sides) if !sides.is_empty());
    // "Blamed the delay on B's refusal"
    let theirs = || *slot == Slot::Preposition("on".to_owned()) && !owners(reader, matter).is_empty();
    let private = accuses && matches!(slot, Slot::Preposition(_)) && !of_side && !theirs();
    // "Support for the Chilean people", "mourns with the people of Chile" is one for Chile.
    let against = matches!(reader.text.lemma(matter), "opponent" | "rival" | "adversary" | "critic");
    let peoples = || word.ladder == Ladder::Support && !against && !sides_at(reader, matter, holders).is_empty();
    let public = is_public(reader, matter) && !peoples();
    // "Reaffirmed that A opposes the plan": the stance is the inner one.
    let outer = filled.is_state() && tells_stance(reader, matter);
    undertaken || at_home || private || public || outer
}

/// "Advised *its citizens* to leave" is said at home.
fn is_own_people(reader: &Reader<'_>, noun: usize) -> bool {
    const CLASSES: [WordClass; 4] = [WordClass::Public, WordClass::HomePolitics, WordClass::Bystander, WordClass::Role];
    let text = &reader.text;
    let people = CLASSES.iter().any(|&class| reader.lexicon.is(class, text.lemma(noun)));
    let own = |&d: &usize| {
        text.syntax.relation(d) == Relation::NmodPoss && text.syntax.upos(d) == Upos::Pron
            || text.is_any(d, &["fellow", "own"])
    };
    // "Lobbied Democrats", "reminded voters"
    let domestic = reader.lexicon.is(WordClass::HomePolitics, text.lemma(noun));
    domestic || people && text.syntax.dependents(noun).iter().any(own)
}

/// Whom a stance addresses; `None` where it asks nobody and so is none.
fn toward_of(reader: &Reader<'_>, filled: &Filled<'_>, holders: &[Side]) -> Option<Toward> {
    let Filled { word, head, slot, matter, addressee, .. } = *filled;
    let text = &reader.text;
    let at = |noun: usize| Toward::Named(sides_at(reader, noun, holders));
    // "An area that B claims", "sees it as a threat": a claim is made against whoever may come, a view held of nobody's
    // asking.
    let spoken = *slot == Slot::Seen && is_speech(reader, &(head..head + 1));
    if matches!(slot, Slot::Land | Slot::Seen) && !spoken && reader.voice_at(head) == Voice::Narrator {
        return Some(Toward::Named(Vec::new()));
    }
    // "Accused B of breaking X": the parser may take B for the subject of the act.
    let subject = text.syntax.dependent(matter, &[Relation::Nsubj]);
    let actor = subject.filter(|&noun| is_actor(reader, noun));
    if let Some(noun) = actor.filter(|_| addressee.is_none() && word.addressee.contains(&Slot::Obj)) {
        return Some(at(noun));
    }
    if word.ladder == Ladder::Demand && filled.is_clause() && addressee.is_none() {
        return asked_of(reader, word, slot, matter, holders);
    }
    // "Called B a foe": B is what it is about.
    let about = *slot == Slot::Judged && ladder_of(reader, filled) == Ladder::Objection;
    let of_side = word.ladder == Ladder::Support || *slot == Slot::Judged;
    if about && reader.actors.at(matter).is_some_and(|m| m.kind == MentionKind::Side) && is_bare(reader, matter) {
        return Some(Toward::Named(Vec::new()));
    }
    if of_side && reader.actors.at(matter).is_some_and(|m| m.kind == MentionKind::Side) {
        return Some(at(matter));
    }
    // "Called for B to be readmitted": B is to do nothing.
    if addressee.is_some() && *slot == Slot::Infinitive && text.syntax.is_passive(matter) {
        return Some(Toward::Named(Vec::new()));
    }
    if let Some(noun) = addressee {
        return Some(at(noun));
    }
    // "Regretted that B had left": said to B.
    let regretted = word.ladder == Ladder::Objection && *slot == Slot::That;
    let sides = subject.filter(|_| regretted).map_or_else(Vec::new, |noun| sides_at(reader, noun, holders));
    Some(if sides.is_empty() { Toward::Unnamed } else { Toward::Named(sides) })
}

/// On which ladder a stance stands, by its word and what it is about.
fn ladder_of(reader: &Reader<'_>, filled: &Filled<'_>) -> Ladder {
    let text = &reader.text;
    // What is called good is supported.
    let judgement = judgement(reader, filled.head).filter(|_| *filled.slot == Slot::Judged);
    let good = |d: usize| reader.lexicon.is(WordClass::Good, text.lemma(d)) || is_friend(text, d);
    match filled.word.ladder {
        _ if judgement.is_some_and(good) => Ladder::Support,
        _ if filled.is_first(text) => Ladder::Demand,
        // "Emphasised that the base creates tension": what does harm is objected to.
        Ladder::Other if filled.is_state() && is_harm(reader, filled.matter) => Ladder::Objection,
        ladder => ladder,
    }
}

/// What a stance is about, each matter with its words.
fn matters_of(reader: &Reader<'_>, filled: &Filled<'_>) -> Vec<Matter> {
    let Filled { word, head, slot, matter, .. } = *filled;
    let text = &reader.text;
    let items = listed(reader, matter, word.ladder);
    if !items.is_empty() {
        return items;
    }
    let is_act = filled.is_clause() && word.ladder != Ladder::Other;
    let mut parts = several(reader, head, word, slot, matter);
    bound(text, &mut parts, head, word, slot, matter);
    if let Some(last) = parts.last_mut().filter(|_| *slot == Slot::Obj && filled.passive.is_none()) {
        last.words.end = phrase::with_obliques(text, head, last.words.end);
    }
    if let Some(last) = parts.last_mut()
        && let Some(end) = going_on(text, head, last.words.end)
    {
        last.words.end = end;
    }
    if let Some(last) = parts.last_mut().filter(|_| filled.is_first(text)) {
        last.words.end = text.strip_end(last.words.start..text.syntax.below(matter).end).end;
    }
    parts.into_iter().map(|part| Matter { is_act, ..Matter::of(part) }).collect()
}

/// Whether a clause tells a stance of its own by its verb or adjective: "that A opposes", "that A is willing to".
fn tells_stance(reader: &Reader<'_>, clause: usize) -> bool {
    let text = &reader.text;
    let lemma = text.lemma(clause);
    let stance = |e: &Entry<StanceWord>| {
        let pos = match e.meaning.pos {
            WordPos::Verb => text.syntax.upos(clause) == Upos::Verb,
            WordPos::Adjective => text.syntax.upos(clause) == Upos::Adj,
            _ => false,
        };
        pos && matches!(e.meaning.ladder, Ladder::Support | Ladder::Objection)
            && e.phrase == lemma
            && e.meaning.matter.iter().any(|slot| filler(reader, clause, slot, None).is_some())
    };
    !holding::states(reader, clause).is_empty() && reader.lexicon.stances.iter().any(stance)
}

/// Who is addressed in a slot of the word.
fn addressee_of(reader: &Reader<'_>, head: usize, word: &StanceWord, passive: Option<usize>) -> Option<usize> {
    word.addressee.iter().find_map(|slot| {
        // "Sought a loan from B": the parser may give "from" to what is asked for.
        let from = || {
            let object = reader.text.syntax.dependent(head, &[Relation::Obj])?;
            filler(reader, object, slot, None).filter(|_| *slot == Slot::Preposition("from".to_owned()))
        };
        let found =
            passive.filter(|_| *slot == Slot::Obj).or_else(|| filler(reader, head, slot, None)).or_else(from)?;
        // "Called for B to act" addresses B, "a request for B" asks for B.
        let for_act = *slot != Slot::Preposition("for".to_owned())
            || filler(reader, head, &Slot::Infinitive, Some(found)).is_some();
        // "Urged all claimants to act": whoever is urged to act can.
        let urged = *slot == Slot::Obj
            && word.ladder == Ladder::Demand
            && !matches!(reader.text.lemma(head), "want" | "seek" | "expect" | "require" | "need")
            && reader.text.syntax.upos(found) == Upos::Noun
            && filler(reader, head, &Slot::Infinitive, Some(found))
                .is_some_and(|act| found < act && reader.text.syntax.head(act) == Some(head));
        let heard =
            urged || is_actor(reader, found) || reader.lexicon.is(WordClass::Bystander, reader.text.lemma(found));
        (for_act && heard).then_some(found)
    })
}

/// The first slot of the word that is filled with a matter. A bare actor is whom a stance is about, not what.
fn matter_of<'w>(
    reader: &Reader<'_>,
    head: usize,
    word: &'w StanceWord,
    addressee: Option<usize>,
    passive: Option<usize>,
) -> Option<(&'w Slot, usize)> {
    let is_a = |noun: usize, kind: MentionKind| reader.actors.at(noun).is_some_and(|m| m.kind == kind);
    word.matter.iter().find_map(|slot| {
        let found = passive
            .filter(|_| matches!(slot, Slot::Obj | Slot::Land))
            .or_else(|| filler(reader, head, slot, addressee))?;
        // "Disdain for X and praise for Y"
        if word.pos == WordPos::Noun && matches!(slot, Slot::Preposition(_)) && found < head {
            return None;
        }
        // "Claims Taiwan", "sees it as its own": what is claimed or what it is taken for may be a name alone.
        let called = *slot == Slot::Judged
            && judgement(reader, head).is_some_and(|d| reader.text.syntax.upos(d) == Upos::Noun)
            && is_a(found, MentionKind::Side);
        let claimed = called || matches!(slot, Slot::Land | Slot::Seen);
        let person = word.ladder == Ladder::Demand
            && *slot == Slot::Preposition("for".to_owned())
            && is_a(found, MentionKind::Person);
        // "Support for Chile", "we back Chile", "calling Chile an important partner": the side is both.
        let backed = word.ladder == Ladder::Support && matches!(slot, Slot::Obj | Slot::Preposition(_));
        let befriended = *slot == Slot::Judged && judgement(reader, head).is_some_and(|d| is_friend(&reader.text, d));
        let side = (backed || befriended) && is_a(found, MentionKind::Side);
        // "Stressed on his trip"
        let occasion = matches!(slot, Slot::Preposition(on) if on == "on" || on == "upon")
            && matches!(word.pos, WordPos::Verb)
            && is_occasion(reader, found);
        (!occasion && Some(found) != addressee && (person || side || claimed || !is_bare(reader, found)))
            .then_some((slot, found))
    })
}

/// A journey, gathering or place of publication, on which something is said.
fn is_occasion(reader: &Reader<'_>, noun: usize) -> bool {
    const OCCASIONS: [&str; 9] =
        ["trip", "tour", "visit", "sideline", "occasion", "twitter", "facebook", "television", "radio"];
    OCCASIONS.contains(&reader.text.lemma(noun))
}

/// The matters that "and" joins, each with its words: those that are stances or speech of their own left out.
fn several(reader: &Reader<'_>, head: usize, word: &StanceWord, slot: &Slot, matter: usize) -> Vec<Part> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut parts = phrase::parts(text, matter);
    // "Dissatisfaction with and firm opposition to X": X.
    if let Some(first) = parts.first_mut().filter(|part| text.is_any(part.words.start, &["and", "or"])) {
        let under = |&d: &usize| syntax.relation(d) == Relation::Nmod && d > first.head;
        let head = syntax.dependents(first.head).iter().copied().find(under).unwrap_or(first.head);
        *first = Part { head, words: phrase::words(text, head) };
    }
    // "Its worry has been that X, but B has said that Y"
    let but = |part: &Part| syntax.dependent(part.head, &[Relation::Cc]).is_some_and(|cc| text.is(cc, "but"));
    // "Its rejection of X and the necessity of Y": another stance.
    let another = |part: &Part| {
        let noun = |e: &Entry<StanceWord>| e.meaning.pos == WordPos::Noun && e.phrase == text.lemma(part.head);
        text.is_any(part.head + 1, &["of", "to", "for", "that"]) && reader.lexicon.stances.iter().any(noun)
    };
    let apart = |part: &Part| told_apart(reader, part.head).is_some();
    let own = parts.first().map(|part| part.head);
    // "On B and not on C"
    let thing = matches!(slot, Slot::Preposition(_) | Slot::Obj);
    let denied = |part: &Part| thing && text.is_any(part.words.start, &["not", "rather"]);
    parts.retain(|part| Some(part.head) == own || !but(part) && !another(part) && !apart(part) && !denied(part));
    // "Its keenness to widen cooperation and continue consultation" is one.
    if *slot == Slot::Infinitive && word.ladder != Ladder::Demand {
        parts.truncate(1);
    }
    // "Requested that X be done, and that Y be done"
    if matches!(slot, Slot::That | Slot::Mandate) {
        let further = |&d: &usize| {
            syntax.relation(d) == Relation::Conj && syntax.dependent(d, &[Relation::Mark]).is_some() && d > matter
        };
        let known: Vec<usize> = parts.iter().map(|part| part.head).collect();
        let below = syntax.dependents(head).iter().chain(syntax.dependents(matter)).copied().filter(further);
        let joined = below.filter(|d| !known.contains(d));
        parts.extend(joined.map(|head| Part { head, words: phrase::words(text, head) }));
    }
    parts
}

/// "Urged B to keep in mind that both are partners *and do not compete*": what cannot be said of whoever urged, for it has
/// neither his number nor his tense, goes on with what he urges, wherever the parser hangs it.
fn going_on(text: &Text<'_>, head: usize, end: usize) -> Option<usize> {
    const LINK: usize = 4;
    let syntax = &text.syntax;
    let does = |&x: &usize| syntax.relation(x) == Relation::Aux && text.is(x, "do");
    let goes_on = |&&d: &&usize| {
        syntax.relation(d) == Relation::Conj
            && (end..=end + LINK).contains(&syntax.below(d).start)
            && syntax.is_past(head)
            && syntax.dependents(d).iter().any(does)
            && syntax.dependent(d, &[Relation::Nsubj]).is_none()
    };
    let found = syntax.dependents(head).iter().find(goes_on)?;
    Some(text.balanced(end..phrase::words(text, *found).end).end)
}

/// Sets where the first matter begins, or ends before the stance.
fn bound(text: &Text<'_>, parts: &mut [Part], head: usize, word: &StanceWord, slot: &Slot, matter: usize) {
    let Some(first) = parts.first_mut() else { return };
    let asks = word.ladder == Ladder::Demand;
    // "Measures that A calls unjust", "a treaty that A has criticised": the measures, the treaty.
    let relative = matches!(text.syntax.relation(head), Relation::AclRelcl | Relation::AdvclRelcl);
    if first.head < head && (*slot == Slot::Judged || relative && text.syntax.head(head) == Some(first.head)) {
        first.words = text.strip_end(first.words.start..first.words.end.min(text.syntax.below(head).start));
    }
    // "Sees him as a patriot": what is taken for something stands in front.
    let seen = (*slot == Slot::Seen).then(|| judged(text, head, first.head)).flatten().filter(|&object| object > head);
    if let Some(object) = seen {
        first.words.start = phrase::words(text, object).start.min(first.words.start);
    }
    // "Wants the ban lifted": what it is done to stands in front.
    if let Some(object) = text.syntax.dependent(head, &[Relation::Obj]).filter(|_| *slot == Slot::Done) {
        first.words.start = phrase::words(text, object).start.min(first.words.start);
    }
    if asks && matches!(slot, Slot::Infinitive | Slot::That | Slot::Mandate | Slot::Wish) {
        first.words.start = without_subject(text, first.head).max(first.words.start);
    }
    // "Hopeful that talks with B will help": the clause begins behind "that", wherever the parser hangs its subject.
    let mark = text.syntax.dependent(matter, &[Relation::Mark]).filter(|&mark| text.is(mark, "that"));
    if let Some(mark) = mark.filter(|_| !asks) {
        first.words.start = first.words.start.min(mark + 1);
    }
}

/// Whether a word calls a side a friend.
pub fn is_friend(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lemma(at), "partner" | "ally" | "friend" | "brother" | "neighbour" | "neighbor" | "model")
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

/// "A range of issues, including X and Y": each item is a matter of its own. An act among the matters of a position is
/// asked for.
fn listed(reader: &Reader<'_>, matter: usize, ladder: Ladder) -> Vec<Matter> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let below = syntax.below(matter);
    let collective = |t: usize| reader.lexicon.is(WordClass::Collective, text.lemma(t));
    let Some(head) = text.find(below.clone(), collective) else { return Vec::new() };
    // "The resolution of X and the provision of guarantees, including Y": the list is of the second alone.
    if head != matter && syntax.coordinated(matter).len() > 1 {
        return Vec::new();
    }
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
