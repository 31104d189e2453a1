//! Posts that no table knows: "Peter Mwangi, the head of Kenya's Bureau of Standards" serves Kenya.

use servanda_language::{Name, NameKind, Relation};
use servanda_model::Side;

use crate::{
    lexicon::{Lexicon, WordClass},
    text::{Text, Tokens},
};

/// A title is no longer than so many words.
pub const LONGEST: usize = 16;

/// The side that a person's title names, right before the name or behind it in apposition, and where title and name begin.
pub fn side(text: &Text<'_>, sentence: &Tokens, person: &Tokens) -> Option<(Side, usize)> {
    before(text, sentence, person.start).or_else(|| behind(text, sentence, person.end).map(|side| (side, person.start)))
}

/// "The head of Kenya's Bureau of Standards, Peter Mwangi", "Head of Kenya Forest Service (KFS) Peter Mwangi".
fn before(text: &Text<'_>, sentence: &Tokens, at: usize) -> Option<(Side, usize)> {
    let end = if at > sentence.start && text.word(at - 1) == "," { at - 1 } else { at };
    let earliest = end.saturating_sub(LONGEST).max(sentence.start);
    let title = || (earliest..end).rev().take_while(|&t| is_of_title(text, t));
    // "Peru's President Luis Vega and Ana Torres": the title is another's.
    let post = title().filter(|&t| is_post(text, t) && !holds_person(text, &(t..end))).last()?;
    // "After the president's greetings of Mwangi": the words go on only in names, or the tree binds the two.
    let syntax = &text.syntax;
    let (own, above) = (syntax.head(at), syntax.head(post));
    let apposed = syntax.relation(at) == Relation::Appos && own.is_some_and(|head| (post..end).contains(&head));
    let bound = own == Some(post) || above == Some(at) || own.is_some() && own == above || apposed;
    let named = end == at && (post + 1..end).all(|t| is_joint(text, t) || text.word(t).starts_with(char::is_uppercase));
    if !bound && !named {
        return None;
    }
    let side = side_of(text, &(post..end)).or_else(|| owned(text, sentence, post));
    side.map(|side| (side, post))
}

/// "Kenya's Foreign Affairs | Cabinet Secretary Jane Otieno": whose words stand in front of an office.
pub fn owned(text: &Text<'_>, sentence: &Tokens, office: usize) -> Option<Side> {
    let earliest = office.saturating_sub(LONGEST).max(sentence.start);
    let named = |&t: &usize| is_joint(text, t) || text.word(t).starts_with(char::is_uppercase);
    let first = (earliest..office).rev().take_while(named).last()?;
    // "Peruvian President Luis Vega and | President Torres": what stands in front of another's name is his.
    let own = |&t: &usize| !holds_person(text, &(t..office));
    owner(text, &((first..office).find(own)?..office))
}

/// Whether a person is named in these words.
fn holds_person(text: &Text<'_>, words: &Tokens) -> bool {
    text.names_in(words).iter().any(|name| name.kind == NameKind::Person)
}

/// "Kenya's", "Kenyan", "USAID" in front of a title.
fn owner(text: &Text<'_>, words: &Tokens) -> Option<Side> {
    text.names_in(words).iter().find_map(|name| match &name.kind {
        NameKind::Country(side) | NameKind::Metonym(side) if text.is_any(name.end, &["'s", "’s"]) => {
            Some(side.clone())
        }
        NameKind::Demonym(side) | NameKind::Ministry { side: Some(side), .. } => Some(side.clone()),
        _ => None,
    })
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
    if holds_person(text, title) || text.find(title.clone(), private).is_some() {
        return None;
    }
    // "The governor of Tumbes", a region of Peru
    let region = |name: &Name| match &name.kind {
        NameKind::Place(side) => side.clone(),
        _ => None,
    };
    let names = text.names_in(title);
    names.iter().find_map(Text::side_of_name).cloned().or_else(|| names.iter().find_map(region))
}

/// "Head", "director": what heads a title of which no table knows.
pub fn is_post(text: &Text<'_>, at: usize) -> bool {
    Lexicon::builtin().is(WordClass::Post, &text.lower(at))
}

/// Whether a word may stand in a title: a name, a noun or adjective, what joins them.
pub fn is_of_title(text: &Text<'_>, at: usize) -> bool {
    use servanda_language::Upos::{Adj, Noun, Propn};
    is_joint(text, at) || matches!(text.syntax.upos(at), Adj | Noun | Propn)
}

/// What joins the words of a title.
fn is_joint(text: &Text<'_>, at: usize) -> bool {
    text.is_any(at, &["of", "for", "the", "and", "'s", "’s", "(", ")", "on", "to", "in"])
}
