//! Preconditions: what must come first is asked for ("would return once the ban is lifted").

use servanda_language::{Relation, Upos};
use servanda_model::{Ladder, Side};

use super::{Matter, Stance, Toward, address::sides_at, frames::speaker};
use crate::{
    clause,
    lexicon::WordClass,
    phrase,
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// "There can be no solution without the withdrawal of B", "cannot be achieved without B's support", said by A.
pub fn of_lack(reader: &Reader<'_>, noun: usize) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let without = syntax.dependent(noun, &[Relation::Case]).filter(|&case| text.is(case, "without"))?;
    let main = syntax.predicate(noun);
    let holders = speaker(reader, main);
    // "Because nothing can be solved without B" gives a reason.
    let because = syntax.below(main).any(|t| t < without && text.is_any(t, &["because", "since", "as"]));
    let reason = because || syntax.relation(main) == Relation::Advcl;
    if reason || !is_denied(reader, main) || holders.is_empty() || syntax.upos(noun) != Upos::Noun {
        return None;
    }
    let words = phrase::words(text, noun);
    let sides = sides_at(reader, noun, &holders);
    let toward = if sides.is_empty() { Toward::Unnamed } else { Toward::Named(sides) };
    // "No treaty is possible without A's consent", "without A's consent no treaty is possible".
    let own = |&d: &usize| !matches!(syntax.relation(d), Relation::Mark | Relation::Punct | Relation::Cc);
    let before = syntax.dependents(main).iter().copied().filter(own).chain([main]);
    let start = before.filter(|&t| t <= without).min().unwrap_or(without);
    let matters = vec![Matter { head: noun, words: words.start.max(without + 1)..words.end, is_act: false }];
    Some(Stance { word: start..without + 1, ladder: Ladder::Demand, holders, toward, matters })
}

/// The precondition that a clause under another tells, where whoever speaks would act on it.
pub fn of_condition(reader: &Reader<'_>, at: usize) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if syntax.relation(at) != Relation::Advcl {
        return None;
    }
    let main = syntax.predicate(syntax.head(at)?);
    let marker = marker(text, at)?;
    let denied = text.is_any(marker.end - 1, &["until", "unless"]) || text.is(marker.start + 1, "long");
    let actors = super::frames::holders(reader, main);
    // "Has stalled the talks until": who withholds need not say why.
    let withheld = denied && clause::is_told(reader, main) && reader.lexicon.is(WordClass::Withhold, text.lemma(main));
    let holders = if withheld { actors.clone() } else { speaker(reader, main) };
    // What is denied may be of anything; what is promised, of whoever speaks. "Will strike unless" only threatens.
    let held =
        if denied { withheld || is_denied(reader, main) } else { is_held_out(reader, main) && actors == holders };
    let subject = syntax.dependent(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl])?;
    let own = sorted(clause::mentions_of(reader, subject).iter().flat_map(|m| m.sides()).collect::<Vec<Side>>());
    if !held || holders.is_empty() || own.iter().any(|side| holders.contains(side)) {
        return None;
    }
    let words = phrase::words(text, subject).start.min(at)..phrase::words(text, at).end;
    let toward = Toward::Named(sides_at(reader, subject, &holders));
    let word = if denied { main.min(marker.start)..marker.end } else { marker };
    let matters = vec![Matter { head: at, words, is_act: false }];
    Some(Stance { word, ladder: Ladder::Demand, holders, toward, matters })
}

/// The words that open a precondition: "once", "as soon as", "only after", "until", "provided that".
fn marker(text: &Text<'_>, at: usize) -> Option<Tokens> {
    const ALONE: [&str; 5] = ["once", "until", "unless", "provided", "providing"];
    const BEHIND_ONLY: [&str; 4] = ["if", "when", "after", "as"];
    let first = text.syntax.below(at).start;
    let from = text.sentence_at(at).start.max(first.saturating_sub(4));
    let subject = text.syntax.dependent(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl])?;
    let to = phrase::words(text, subject).start.max(from);
    let only = |t: usize| t > from && text.is(t - 1, "only");
    let found = text.find(from..to, |t| {
        text.is_any(t, &ALONE)
            || text.is_any(t, &BEHIND_ONLY) && only(t)
            || text.is_any(t, &["soon", "long"]) && text.is(t + 1, "as")
    })?;
    let start = found - usize::from(only(found) || text.is(found + 1, "as") && found > 0);
    let end = found + 1 + usize::from(text.is_any(found + 1, &["as", "that"]));
    Some(start..end)
}

/// Whether a clause holds an act out: "would return", "is ready to return".
fn is_held_out(reader: &Reader<'_>, main: usize) -> bool {
    const READY: [&str; 5] = ["ready", "prepared", "prepare", "willing", "open"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let lent = syntax.head(main).filter(|_| syntax.relation(main) == Relation::Xcomp);
    syntax.has_aux(main, &["will", "would", "can", "could", "shall"])
        || lent.is_some_and(|above| READY.contains(&text.lemma(above)))
        || READY.contains(&text.lemma(main)) && syntax.upos(main) == Upos::Adj
}

/// "There can be no talks", "will not return".
fn is_denied(reader: &Reader<'_>, main: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let no =
        |&d: &usize| syntax.dependents(d).iter().any(|&n| text.is_any(n, &["no", "nothing"])) || text.is(d, "nothing");
    clause::assertion(reader, main) == servanda_model::Assertion::Negated || syntax.dependents(main).iter().any(no)
}
