//! What fills the slots of a word of stance.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::CommitmentKind;

use super::{complements::is_friend, frames::owners, holding};
use crate::{
    clause,
    lexicon::{Entry, Lexicon, Slot, StanceWord, WordClass, WordPos},
    phrase,
    reader::{Reader, sorted},
    text::Text,
};

/// What fills a slot of a stance word.
pub fn filler(reader: &Reader<'_>, head: usize, slot: &Slot, addressee: Option<usize>) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    // What follows a noun may hang on the verb that governs it.
    let above =
        syntax.head(head).filter(|_| syntax.upos(head) == Upos::Noun && syntax.is_predicate(syntax.predicate(head)));
    // "Its complaints are versions of X": what is said of a noun is none of its matters.
    let above = above.filter(|&verb| syntax.is_verb(verb) || syntax.relation(head) != Relation::Nsubj);
    let behind = |at: usize| {
        // "Expressed to B its concern": behind the verb is enough.
        let raised = above
            .filter(|_| at == head)
            .into_iter()
            .flat_map(move |above| syntax.dependents(above).iter().copied().filter(move |&d| d > above && d != at));
        // "Condemnation and denunciation of": what follows may hang on the second.
        let second = syntax.dependents(at).iter().filter(move |&&d| {
            syntax.upos(at) == Upos::Noun && syntax.relation(d) == Relation::Conj && syntax.upos(d) == Upos::Noun
        });
        let shared = second.flat_map(|&d| syntax.dependents(d)).copied().filter(move |&d| d > at);
        syntax.dependents(at).iter().copied().filter(move |&d| d > at).chain(shared).chain(raised)
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
        Slot::Obj => {
            let object = behind(head).find(|&d| matches!(syntax.relation(d), Relation::Obj | Relation::Iobj));
            // "Accusing B of breaking X": the parser may give B to the act.
            let next = || reader.actors.within(&(head + 1..text.sentence_at(head).end)).first();
            let beside = || next().filter(|m| m.tokens.start == head + 1 && syntax.upos(head) == Upos::Verb);
            // "A charge that B denies": the parser may give the object to the clause in front of its verb.
            let fronted =
                || syntax.dependents(head).iter().copied().find(|&d| d < head && syntax.relation(d) == Relation::Obj);
            // "Peru “rejects” the remarks": the parser may take what follows for a second subject.
            let stray = || {
                let subject = |&d: &usize| syntax.relation(d) == Relation::Nsubj;
                let mut subjects = syntax.dependents(head).iter().copied().filter(subject);
                subjects.next().filter(|&d| d < head).and_then(|_| subjects.next()).filter(|&d| d > head)
            };
            object
                .or_else(stray)
                .or_else(|| behind_aside(text, head))
                .or_else(|| fronted().filter(|&d| syntax.upos(d) == Upos::Noun))
                .or_else(|| antecedent(text, head))
                .or_else(|| beside().map(|m| clause::top(text, &m.tokens)))
        }
        // The act may hang on the addressee: "called for B to act".
        Slot::Infinitive => {
            let purpose = |d: usize| {
                // "Asked B for a meeting to discuss X" asks for the meeting.
                let thing = |&&n: &&usize| n > head && n < d && Some(n) != addressee && syntax.has_case(n, &["for"]);
                syntax.relation(d) == Relation::Advcl && syntax.dependents(head).iter().any(|n| thing(&n))
            };
            // "Continues its efforts to restore order": so it may on the noun.
            let light = syntax
                .dependent(head, &[Relation::Obj])
                .filter(|_| reader.lexicon.is(WordClass::Light, text.lemma(head)));
            let all = std::iter::once(head)
                .chain(addressee.into_iter().flat_map(|a| syntax.coordinated(a)))
                .chain(light.filter(|_| addressee.is_none()));
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
            (relation == Relation::Ccomp && !of_thing && (marked || syntax.upos(head) != Upos::Noun)
                || of_noun && marked)
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
            // So does "insists that B *amend* its law".
            let singular = |&n: &usize| matches!(syntax.xpos(n), Some(Xpos::Nn | Xpos::Nnp));
            let subject = syntax.dependent(d, &[Relation::Nsubj]).filter(|&n| syntax.coordinated(n).len() == 1);
            let bare = syntax.dependent(d, &[Relation::Aux]).is_none()
                && (syntax.xpos(d) == Some(Xpos::Vb)
                    || syntax.xpos(d) == Some(Xpos::Vbp) && subject.is_some_and(|n| singular(&n)));
            // What oneself will do is no state; what will come of something is.
            let told = !syntax.dependents(d).iter().any(modal);
            !must && !bare && (told || is_foretold(reader, head, d))
        }),
        // In the press what somebody stresses is a stance where it is of his own side: "stressed that its policy is".
        Slot::Record => filler(reader, head, &Slot::State, addressee).filter(|&d| {
            let own = || {
                let subject = syntax
                    .subject(d)
                    .map_or_else(Vec::new, |noun| [owners(reader, noun), clause::states_of(reader, noun)].concat());
                let holders = holding::states(reader, head);
                !holders.is_empty() && sorted(subject) == holders
            };
            text.document.clues.issuer.is_some() || own()
        }),
        // "Called the measures unjust", "conditions that A has described as discriminatory"
        Slot::Judged => judged(text, head, judgement(reader, head)?),
        // "Considers the strait its own waters", "an area that A regards as its own"
        Slot::Seen => verdict(text, head).filter(|&d| {
            // "What we have seen in the east is a breach"
            let what = syntax.head(head).is_some_and(|above| text.is(above, "what"))
                || syntax.dependents(head).iter().any(|&w| text.is(w, "what"));
            let known = judged(text, head, d).is_some() || text.lemma(d) == "part";
            // "Described the talks as good" praises them, "called them unstructured" only tells how they are.
            let tells = matches!(text.lemma(head), "describe" | "call" | "term");
            let praises = |&t: &usize| reader.lexicon.is(WordClass::Praise, text.lemma(t));
            let neutral = tells && !praises(&d) && !syntax.dependents(d).iter().any(praises);
            !(neutral || what && text.lemma(head) == "see") && known && judgement(reader, head).is_none()
        }),
        Slot::Land => {
            object_of(reader, head).into_iter().chain(in_front_of_relative(text, head)).find(|&d| is_land(reader, d))
        }
        Slot::Sought => object_of(reader, head).filter(|&d| reader.lexicon.is(WordClass::Sought, text.lemma(d))),
        Slot::Getting => {
            behind(head).filter(|&d| clausal(d) && matches!(syntax.xpos(d), Some(Xpos::Vb | Xpos::Vbg))).find(|&d| {
                // "Get along" gets nothing.
                reader.lexicon.is(WordClass::Get, text.lemma(d)) && syntax.dependent(d, &[Relation::Obj]).is_some()
            })
        }
        Slot::Standing => behind(head)
            .filter(|&d| clausal(d) && (to_marked(d) || syntax.xpos(d) == Some(Xpos::Vbg)))
            .find(|&d| is_standing(reader, d) || text.lemma(head).starts_with("commit") && is_aim(text, d)),
        Slot::Outcome => filler(reader, head, &Slot::That, addressee).filter(|&d| {
            let subject = syntax.dependent(d, &[Relation::Nsubj, Relation::NsubjPass]);
            let pointer = |noun: usize| text.is_any(noun, &["it", "this"]);
            let thing = |noun: usize| syntax.upos(noun) == Upos::Noun && clause::states_of(reader, noun).is_empty();
            subject.is_some_and(|noun| thing(noun) || pointer(noun))
        }),
        Slot::Itself => uttered(reader, head),
        Slot::Merit => object_of(reader, head).filter(|&d| is_put_forward(reader, d)),
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
                let time = text.time_at(d).is_some() || is_denied_aside(text, d);
                // "Called on B to act": the parser may give "on" to the act.
                let first = syntax.below(d).start;
                let cased = syntax.dependent(d, &[Relation::Case]).is_some_and(|case| !text.is(case, preposition));
                let right_before = first == head + 2 && text.is(head + 1, preposition) && !cased;
                !time && !to_marked(d) && (syntax.dependents(d).iter().any(marked) || right_before)
            };
            // "Takes strong exception to": what follows hangs on the noun.
            let said = |&&d: &&usize| matches!(syntax.relation(d), Relation::Xcomp | Relation::Obj);
            let light = syntax.dependents(head).iter().filter(said).copied();
            let light = light.filter(|_| reader.lexicon.is(WordClass::Light, text.lemma(head)));
            // "Blamed the delay on B": so it may on the object.
            let blamed = syntax.dependent(head, &[Relation::Obj]).filter(|_| text.lemma(head) == "blame");
            let addressee = addressee.or(blamed);
            // "Accused B of X": the parser may hang the matter on the addressee.
            behind(head).chain(light.flat_map(behind)).chain(addressee.into_iter().flat_map(behind)).find(|&d| {
                (clausal(d)
                    || matches!(syntax.relation(d), Relation::Obl | Relation::Nmod | Relation::Obj | Relation::Nsubj))
                    && governed(d)
            })
        }
        Slot::Gerund => {
            let gerund =
                |&d: &usize| syntax.xpos(d) == Some(Xpos::Vbg) && syntax.dependent(d, &[Relation::Mark]).is_none();
            behind(head).filter(|&d| matches!(syntax.relation(d), Relation::Xcomp | Relation::Ccomp)).find(gerund)
        }
        Slot::Owner => syntax.dependents(head).iter().copied().find(|&d| {
            let in_front = matches!(syntax.relation(d), Relation::NmodPoss | Relation::Amod | Relation::Compound);
            let of = syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["of"]);
            (in_front || of) && text.name_at(d).and_then(Text::side_of_name).is_some()
        }),
        Slot::Subject | Slot::Clause => None,
    }
}

/// Whether a verb tells of what states always do with one another: "cooperate", "strengthen".
fn is_standing(reader: &Reader<'_>, verb: usize) -> bool {
    let is = |e: &Entry<CommitmentKind>| e.meaning == CommitmentKind::Standing && e.phrase == reader.text.lemma(verb);
    reader.lexicon.acts.iter().any(is)
}

/// Whether a verb tells of what one is committed to see: "easing tension", "reaching an agreement".
fn is_aim(text: &Text<'_>, verb: usize) -> bool {
    Lexicon::builtin().is(WordClass::Aim, text.lemma(verb))
}

/// A noun that a verb utters, with the paper that it stands on: "handed over *a note of protest*".
fn uttered(reader: &Reader<'_>, noun: usize) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let paper = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Nmod);
    let whole = paper.unwrap_or(noun);
    let verb = syntax.head(whole).filter(|_| matches!(syntax.relation(whole), Relation::Obj | Relation::NsubjPass))?;
    reader.lexicon.is(WordClass::Utter, reader.text.lemma(verb)).then_some(whole)
}

/// What is called or taken for something: the object, or what the relative clause is about.
pub fn judged(text: &Text<'_>, verb: usize, judgement: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let object = |&d: &usize| d > verb && syntax.relation(d) == Relation::Obj && d != judgement;
    let pronoun = |&d: &usize| d < verb && matches!(syntax.xpos(d), Some(Xpos::Wdt));
    let relative = syntax.dependents(verb).iter().any(pronoun);
    let above = syntax.head(verb).filter(|_| relative || syntax.relation(verb) == Relation::AclRelcl);
    // "A fee charged at the border, which it considers a breach": the fee.
    let noun = |at: usize| match syntax.relation(at) {
        Relation::Acl if syntax.is_verb(at) => syntax.head(at).unwrap_or(at),
        _ => at,
    };
    syntax.dependents(verb).iter().copied().find(object).or_else(|| above.map(noun))
}

/// What a verb takes its object for, be it good or bad: "considers the strait *its own*", "sees him as a *patriot*".
fn verdict(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let names = |d: usize| matches!(syntax.upos(d), Upos::Noun | Upos::Adj);
    let object = syntax.dependent(verb, &[Relation::Obj]).filter(|&d| d > verb);
    let second = |&d: &usize| {
        let complement = syntax.relation(d) == Relation::Xcomp && !syntax.is_marked_infinitive(d);
        // "An area that A considers its own", "considers the bay part of": the only object is what it is taken for.
        let relative = syntax.relation(verb) == Relation::AclRelcl;
        let lone = syntax.relation(d) == Relation::Obj && (relative || text.lemma(d) == "part");
        d > verb && names(d) && (complement || lone || syntax.relation(d) == Relation::Obj && Some(d) != object)
    };
    let as_one = |&d: &usize| names(d) && is_as(text, d) && d > verb && !is_denied_aside(text, d);
    let below = object.map_or(&[] as &[usize], |object| syntax.dependents(object));
    let own = syntax.dependents(verb).iter().copied().find(second);
    own.or_else(|| syntax.dependents(verb).iter().chain(below).copied().find(as_one))
}

/// The object of a verb, be it in front of a relative clause.
fn object_of(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let object = syntax.dependent(verb, &[Relation::Obj]).filter(|&d| d > verb);
    object.or_else(|| antecedent(&reader.text, verb))
}

/// The noun right in front of "which", whatever the parser hangs the clause on: "tensions over *Jolo*, which A claims".
fn in_front_of_relative(text: &Text<'_>, verb: usize) -> Option<usize> {
    let relative = |&&d: &&usize| d < verb && matches!(text.syntax.xpos(d), Some(Xpos::Wdt));
    let which = *text.syntax.dependents(verb).iter().find(relative)?;
    (which.saturating_sub(2)..which).rev().find(|&t| !text.is_punctuation(t))
}

/// Land, waters, or a right to them: "the islands", "Taiwan", "sovereignty over".
fn is_land(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let country = || text.name_at(noun).and_then(Text::side_of_name).is_some();
    let all = phrase::words(text, noun);
    let named = || text.syntax.upos(noun) == Upos::Propn;
    named() || country() || all.clone().any(|t| reader.lexicon.is(WordClass::Land, text.lemma(t)))
}

/// Whether a thing is put forward as good: no trouble, and no word of stance, which tells of its own.
fn is_put_forward(reader: &Reader<'_>, noun: usize) -> bool {
    let lemma = reader.text.lemma(noun);
    let trouble = [WordClass::Trouble, WordClass::Bad, WordClass::Claim].iter().any(|&c| reader.lexicon.is(c, lemma));
    let stance = |e: &Entry<StanceWord>| e.meaning.pos == WordPos::Noun && e.phrase.ends_with(lemma);
    reader.text.syntax.upos(noun) == Upos::Noun && !trouble && !reader.lexicon.stances.iter().any(stance)
}

/// Whether "as" stands in front: "as a *breach*", "as *fruitful*".
fn is_as(text: &Text<'_>, at: usize) -> bool {
    text.syntax.dependent(at, &[Relation::Case, Relation::Mark]).is_some_and(|mark| text.is(mark, "as"))
}

/// "Blamed it on B and *not on C*", "a rival *rather than* a foe": what is not meant.
fn is_denied_aside(text: &Text<'_>, at: usize) -> bool {
    let syntax = &text.syntax;
    syntax.dependents(at).iter().any(|&d| d < at && text.is_any(d, &["not", "than", "rather"]))
}

/// What a relative clause is about: "a *pipeline* which Paris opposes", "a *formula* he turned down".
fn antecedent(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let relative = |&d: &usize| matches!(syntax.xpos(d), Some(Xpos::Wdt | Xpos::Wp));
    let subject = syntax.dependent(verb, &[Relation::Nsubj]).filter(|d| !relative(d));
    // "An attack that Lima sought *to avoid*"
    if syntax.dependents(verb).iter().any(|&d| syntax.is_marked_infinitive(d)) {
        return None;
    }
    syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::AclRelcl && subject.is_some())
}

/// The object behind words of manner, on which the parser may hang it: "condemns in the strongest terms *the attack*",
/// "dismissed as baseless *a claim*".
fn behind_aside(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let marked = |&d: &usize| {
        let mark = syntax.dependent(d, &[Relation::Case, Relation::Mark]);
        d > verb && mark.is_some_and(|m| text.is(m, "as") || text.is(m, "in") && text.lemma(d) == "term")
    };
    let aside = syntax.dependents(verb).iter().copied().find(marked)?;
    let second = |&d: &usize| d > aside && syntax.relation(d) == Relation::Nsubj;
    let bare = |&d: &usize| {
        let noun = matches!(syntax.upos(d), Upos::Noun | Upos::Propn);
        d > aside && noun && syntax.dependents(d).iter().all(|&c| c > d || syntax.relation(c) != Relation::Case)
    };
    let below = syntax.dependents(aside).iter().copied();
    below.chain(syntax.dependents(verb).iter().copied().filter(second)).find(bare)
}

/// What a verb calls its object, where that is bad or good: "called it *unjust*", "described it as a *breach*", "as a
/// hostile *act*", "considers it a *priority*".
pub fn judgement(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let judges = |&d: &usize| {
        let lemma = reader.text.lemma(d);
        let known = [WordClass::Bad, WordClass::Good].into_iter().any(|class| reader.lexicon.is(class, lemma));
        known || is_friend(&reader.text, d)
    };
    let amid = |&d: &usize| syntax.dependents(d).iter().any(|a| syntax.relation(*a) == Relation::Amod && judges(a));
    let named = |&d: &usize| {
        d > verb
            && matches!(syntax.relation(d), Relation::Xcomp | Relation::Ccomp | Relation::Obj | Relation::Acl)
            && judges(&d)
    };
    let object = syntax.dependent(verb, &[Relation::Obj]);
    // "Calls its allies foes": the allies are judged, they do not judge.
    let second =
        |d: usize| d > verb && matches!(syntax.relation(d), Relation::Xcomp | Relation::Obj) && Some(d) != object;
    let judged_first = object.filter(|_| syntax.dependents(verb).iter().any(|&d| second(d)));
    let named = |d: &usize| named(d) && Some(*d) != judged_first;
    let below = object.map_or(&[] as &[usize], |object| syntax.dependents(object));
    let own = syntax.dependents(verb).iter().chain(below).copied().find(named);
    // The parser may hang "as" on the object.
    let as_one = |d: &usize| is_as(&reader.text, *d) && (judges(d) || amid(d));
    own.or_else(|| (verb + 1..syntax.below(verb).end).find(as_one))
}

/// "Insisted that the canal would not harm the river": what a thing will do, not what is undertaken or may be.
fn is_foretold(reader: &Reader<'_>, verb: usize, clause: usize) -> bool {
    let syntax = &reader.text.syntax;
    let thing = syntax.dependent(clause, &[Relation::Nsubj]).filter(|&noun| syntax.upos(noun) == Upos::Noun);
    let actor = |noun: usize| reader.actors.at(noun).is_some() || !clause::states_of(reader, noun).is_empty();
    matches!(
        reader.text.lemma(verb),
        "insist" | "maintain" | "argue" | "contend" | "stress" | "emphasise" | "emphasize"
    ) && syntax.has_aux(clause, &["will", "would", "can", "could"])
        && thing.is_some_and(|noun| !actor(noun))
}

/// "Asked whether", "asked what".
fn is_indirect_question(text: &Text<'_>, at: usize) -> bool {
    const QUESTIONS: [&str; 9] = ["whether", "if", "what", "who", "how", "why", "when", "where", "which"];
    let first = text.syntax.below(at).start;
    text.is_any(first, &QUESTIONS) || first > 0 && text.is_any(first - 1, &QUESTIONS)
}
