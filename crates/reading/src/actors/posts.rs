//! Posts that no table knows: "Peter Mwangi, the head of Kenya's Bureau of Standards" serves Kenya.

use servanda_language::NameKind;
use servanda_model::Side;

use crate::{
    lexicon::{Lexicon, WordClass},
    text::{Text, Tokens},
};

/// A title is no longer than so many words.
const LONGEST: usize = 16;

/// The side that a person's title names, right before the name or behind it in apposition.
pub fn side(text: &Text<'_>, sentence: &Tokens, person: &Tokens) -> Option<Side> {
    before(text, sentence, person.start).or_else(|| behind(text, sentence, person.end))
}

/// "The head of Kenya's Bureau of Standards, Peter Mwangi", "Head of Kenya Forest Service (KFS) Peter Mwangi".
fn before(text: &Text<'_>, sentence: &Tokens, at: usize) -> Option<Side> {
    let end = if at > sentence.start && text.word(at - 1) == "," { at - 1 } else { at };
    let earliest = end.saturating_sub(LONGEST).max(sentence.start);
    let start = (earliest..end).rev().take_while(|&t| is_of_title(text, t)).filter(|&t| is_post(text, t)).last()?;
    // "After the head of the agency's trip, Mwangi said": the comma parts other things as well.
    let apposed = text.syntax.head(at) == Some(start) || text.syntax.head(start) == Some(at);
    if end < at && !apposed { None } else { side_of(text, &(start..end)) }
}

/// "Peter Mwangi, the head of Kenya's Bureau of Standards,".
fn behind(text: &Text<'_>, sentence: &Tokens, at: usize) -> Option<Side> {
    if text.word(at) != "," {
        return None;
    }
    let first = at + 1 + usize::from(text.is_any(at + 1, &["the", "a", "an"]));
    let head =
        (first..first + 3).find(|&t| is_post(text, t)).filter(|&head| (first..head).all(|t| is_of_title(text, t)))?;
    let latest = (head + LONGEST).min(sentence.end);
    let end = (head + 1..latest).find(|&t| !is_of_title(text, t)).unwrap_or(latest);
    side_of(text, &(first..end))
}

/// The first side that a title names; none for a club's or company's.
fn side_of(text: &Text<'_>, title: &Tokens) -> Option<Side> {
    let private = |t: usize| Lexicon::builtin().is(WordClass::Private, &text.lower(t));
    let another = text.names_in(title).iter().any(|name| name.kind == NameKind::Person);
    if another || text.find(title.clone(), private).is_some() {
        return None;
    }
    text.names_in(title).iter().find_map(Text::side_of_name).cloned()
}

fn is_post(text: &Text<'_>, at: usize) -> bool {
    Lexicon::builtin().is(WordClass::Post, &text.lower(at))
}

/// Whether a word may stand in a title: a name, a noun or adjective, what joins them.
fn is_of_title(text: &Text<'_>, at: usize) -> bool {
    use servanda_language::Upos::{Adj, Noun, Propn};
    const JOINTS: [&str; 11] = ["of", "for", "the", "and", "'s", "’s", "(", ")", "on", "to", "in"];
    text.is_any(at, &JOINTS) || matches!(text.syntax.upos(at), Adj | Noun | Propn)
}
