//! Titles that run on: "the Undersecretary for Trade at the Ministry of Commerce, Luis Vega" is one mention of Vega.

use servanda_language::{
    Relation,
    Upos::{Adj, Noun, Propn},
};

use super::{
    Mention, MentionKind,
    joining::{is_honorific, is_plural_noun},
    posts::{LONGEST, is_of_title, is_post},
};
use crate::{
    clause::top,
    lexicon::{Lexicon, WordClass},
    text::{Text, Tokens},
};

/// Gives every person of `mentions`, the sentence's, without an office that which stands at the head of the title right
/// before the name, with its side; what the title names is no mention of its own.
pub fn bind(text: &Text<'_>, sentence: &Tokens, mentions: &mut Vec<Mention>, first: usize) {
    let mut n = first;
    while n < mentions.len() {
        n += 1;
        let Some(holder) = mentions.get(n - 1).filter(|m| is_untitled(m) || has_rank(text, m)) else { continue };
        let Some(title) = title_before(text, sentence, &holder.tokens) else { continue };
        let inside = mentions[first..n - 1].iter().position(|m| m.tokens.start >= title.start && heads(text, m));
        // "Adviser to the President Luis Vega" is no president.
        let under = |head: &usize| (title.start..mentions[*head].tokens.start).any(|t| is_post(text, t));
        let Some(head) = inside.map(|at| first + at).filter(|head| !under(head)) else { continue };
        let person = mentions[n - 1].clone();
        if let Some(whole) = joined(text, &mentions[head..n - 1], &person) {
            mentions.splice(head..n, [whole]);
            n = head + 1;
        }
    }
}

fn is_untitled(mention: &Mention) -> bool {
    mention.kind == MentionKind::Person && matches!(mention.actors.as_slice(), [one] if one.office.is_none())
}

/// "The spokesman, Ambassador Luis Vega": a rank behind the comma of a title is no post of its own.
fn has_rank(text: &Text<'_>, mention: &Mention) -> bool {
    let apposed = mention.tokens.start.checked_sub(1).is_some_and(|t| text.word(t) == ",");
    let alone = mention.actors.first().is_some_and(|a| a.side.is_none());
    apposed && alone && mention.kind == MentionKind::Person && text.is_any(mention.tokens.start, &RANKS)
}

/// What somebody may be called beside his post.
const RANKS: [&str; 4] = ["ambassador", "senator", "deputy", "minister"];

/// Whether a mention may be the head of a title: an office without its holder, or somebody by his role.
fn heads(text: &Text<'_>, mention: &Mention) -> bool {
    let last = mention.tokens.end.saturating_sub(1);
    let role = || Lexicon::builtin().is(WordClass::Role, text.lemma(last)) && text.lemma(last) == text.lower(last);
    let unnamed = mention.actors.iter().all(|a| a.name.is_none());
    // "The president's adviser Luis Vega" is no president.
    let owns = text.is_any(mention.tokens.end, &["'s", "’s", "'", "’"]);
    unnamed && !owns && (mention.kind == MentionKind::Office || mention.kind == MentionKind::Institution && role())
}

/// The words of a title that end right before a name, honorifics and a comma left out.
fn title_before(text: &Text<'_>, sentence: &Tokens, name: &Tokens) -> Option<Tokens> {
    let mut end = name.start;
    while end > sentence.start && is_honorific(text, end - 1) {
        end -= 1;
    }
    if end > sentence.start && text.word(end - 1) == "," {
        // "Asked about the president, Vega said": the clause goes on with another.
        let apposed = text.word(name.end) == "," || text.syntax.relation(top(text, name)) == Relation::Appos;
        end -= usize::from(apposed);
    }
    // "The president of Chile and Vega", "talks with the minister of Vega": the name goes on from a word of the title.
    let last = end.checked_sub(1).filter(|&t| t >= sentence.start)?;
    let closed = matches!(text.syntax.upos(last), Noun | Propn | Adj) || text.word(last) == ")";
    let earliest = end.saturating_sub(LONGEST).max(sentence.start);
    let start = (earliest..end).rev().take_while(|&t| runs_on(text, t)).last()?;
    closed.then_some(start..end)
}

/// Whether a word may stand in a title that runs on: "at the Ministry of Trade", "in charge of ports".
fn runs_on(text: &Text<'_>, at: usize) -> bool {
    is_of_title(text, at) || text.is_any(at, &["at", "charge", "&", "-"])
}

/// One mention of the person with the office that `title`, the mentions of the words before, begins with.
fn joined(text: &Text<'_>, title: &[Mention], person: &Mention) -> Option<Mention> {
    let head = title.first()?;
    // "Ministers of Chile, Luis Vega …": several have no single holder; another person's name ends a title.
    let several = head.tokens.clone().any(|t| is_plural_noun(text, t));
    let another = title.iter().any(|m| m.actors.iter().any(|a| a.name.is_some()));
    if several || another {
        return None;
    }
    let office = head.actors.first()?;
    let side = office.side.clone().or_else(|| title.iter().find_map(|m| m.sides().first().cloned()));
    let mut whole = person.clone();
    whole.tokens.start = head.tokens.start;
    whole.former |= head.former;
    whole.retired |= head.retired;
    let actor = whole.actors.first_mut()?;
    actor.office.clone_from(&office.office);
    actor.side = actor.side.take().or(side);
    Some(whole)
}
