//! Whether the words of a matter are whole: the parser may end a phrase where its words go on ("the leader | 's arrest",
//! "the path to peace | runs through B").

use servanda_language::{Relation, Upos, Xpos};

use crate::{
    phrase,
    text::{Text, Tokens},
};

/// The words with what goes on right behind them; `None` where they are cut and nothing tells how far they go.
pub fn completed(text: &Text<'_>, words: Tokens) -> Option<Tokens> {
    let sentence = text.sentence_at(words.start);
    let with_nouns = with_nouns(text, without_links(text, words), sentence.end);
    let end = with_nouns.end;
    if is_glued(text, end) || is_possessive(text, end) || is_open(text, end) {
        return None;
    }
    if end >= sentence.end || !is_its_verb(text, &with_nouns) {
        return Some(with_nouns);
    }
    let clause = phrase::words(text, text.syntax.predicate(end));
    (clause.end > end).then_some(with_nouns.start..clause.end)
}

/// "Good" of "as “good” and": what joins something that the parser gives to others.
fn without_links(text: &Text<'_>, mut words: Tokens) -> Tokens {
    let link = |t: usize| text.is_any(t, &["and", "or", "but", ",", ";", "that"]);
    while words.len() > 1 && link(words.end - 1) {
        words.end -= 1;
    }
    words
}

/// "Delinquent defence | spending": a noun that stands right behind.
fn with_nouns(text: &Text<'_>, words: Tokens, end: usize) -> Tokens {
    let nominal = |t: usize| matches!(text.syntax.upos(t), Upos::Noun | Upos::Adj | Upos::Propn);
    let noun = |t: usize| text.syntax.upos(t) == Upos::Noun && text.time_at(t).is_none();
    let hangs = |t: usize| text.syntax.head(words.end - 1) == Some(t);
    let mut last = words.end;
    while last > 0 && last < end && nominal(last - 1) && noun(last) && hangs(last) {
        last += 1;
    }
    words.start..last
}

/// "U.S. | -funded", "Russia-U | .S.": no space in front of what follows.
fn is_glued(text: &Text<'_>, end: usize) -> bool {
    let Some(last) = end.checked_sub(1) else { return false };
    let (own, next) = (text.span(&(last..end)), text.span(&(end..end + 1)));
    let joins = |word: &str| word.starts_with(['-', '‑', '/', '.']) && word.chars().nth(1).is_some();
    !own.is_empty()
        && own.end == next.start
        && (joins(text.word(end)) || text.word(end).starts_with(char::is_alphanumeric))
        || text.is_any(end, &["-", "‑"]) && own.end == next.start && text.span(&(end + 1..end + 2)).start == next.end
}

fn is_possessive(text: &Text<'_>, at: usize) -> bool {
    text.syntax.xpos(at) == Some(Xpos::Pos) || text.is_any(at, &["'s", "’s"])
}

/// "Over \"delinquent\" | spending": an adjective or article without its noun.
fn is_open(text: &Text<'_>, end: usize) -> bool {
    let last = end.saturating_sub(1);
    let light = matches!(text.syntax.upos(last), Upos::Adj | Upos::Det | Upos::Adp);
    light && text.syntax.head(last).is_some_and(|head| head >= end)
}

/// Whether a finite verb follows that has its subject among the words: "no proof that the twelve | were linked".
fn is_its_verb(text: &Text<'_>, words: &Tokens) -> bool {
    let syntax = &text.syntax;
    let at = words.end;
    let finite = matches!(syntax.xpos(at), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    let verb = if syntax.upos(at) == Upos::Aux { syntax.head(at).unwrap_or(at) } else { at };
    let subjects = [Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];
    let own = syntax.dependents(verb).iter().any(|&d| words.contains(&d) && subjects.contains(&syntax.relation(d)));
    let inside = syntax.upwards(verb).skip(1).any(|t| words.contains(&t));
    finite && (own || inside)
}
