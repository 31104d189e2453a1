//! What fills the slots of a word of stance.

use servanda_language::{Relation, Upos, Xpos};

use super::frames::owners;
use crate::{
    clause,
    lexicon::{Slot, WordClass},
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
        Slot::Subject | Slot::Clause => None,
    }
}

/// What a verb calls its object, where that is bad: "called it *unjust*", "described it as a *breach*".
pub fn judgement(reader: &Reader<'_>, verb: usize) -> Option<usize> {
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
