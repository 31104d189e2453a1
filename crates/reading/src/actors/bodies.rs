//! Officials and institutions that are told by a phrase: "a senior official from the East African Community", "the ministry
//! in Lima", "Torres's ministry", "two officials of the Bolivian foreign ministry" stand for the side that the phrase names.

use servanda_language::{NameKind, Relation, Token, Upos, Xpos};
use servanda_model::{ActorRef, Side};

use super::{Mention, MentionKind};
use crate::{
    lexicon::{Lexicon, WordClass},
    text::Text,
};

/// Adds to `mentions`, in order, those of nouns that no name is part of.
pub fn bind(text: &Text<'_>, mentions: &mut Vec<Mention>) {
    let found = |noun: usize| body(text, mentions, noun).or_else(|| named_before(text, mentions, noun));
    let found: Vec<Mention> = (0..text.len()).filter_map(found).collect();
    for body in found {
        let at = mentions.partition_point(|m| m.tokens.start < body.tokens.start);
        mentions.insert(at, body);
    }
}

/// The official or institution that a noun is, where its phrase names whose.
fn body(text: &Text<'_>, named: &[Mention], noun: usize) -> Option<Mention> {
    let class = |class| Lexicon::builtin().is(class, text.lemma(noun));
    let (institution, role) = (class(WordClass::Institution), class(WordClass::Role));
    if !(institution || role) || text.syntax.upos(noun) != Upos::Noun {
        return None;
    }
    if at(named, noun).is_some() || is_titled(text, named, noun) {
        return None;
    }
    let side = text.syntax.dependents(noun).iter().find_map(|&d| owner(text, named, (noun, role), d))?;
    let actor = ActorRef { side: Some(side), ..ActorRef::default() };
    let own = |&t: &usize| text.syntax.head(t) == Some(noun) && text.syntax.relation(t) == Relation::Amod;
    let start = (0..noun).rev().take_while(own).last().unwrap_or(noun);
    Some(Mention {
        tokens: start..noun + 1,
        kind: MentionKind::Institution,
        actors: vec![actor],
        former: false,
        retired: false,
    })
}

/// The last token of the name of an organ of a state that begins at `at`: "Third Naval Command", "Department of Roads".
pub fn agency(text: &Text<'_>, at: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 7;
    let capital = |t: usize| text.layers.tokens.get(t).is_some_and(Token::is_capital);
    let light = |t: usize| text.is_any(t, &["of", "for", "and", "the"]);
    let latest = end.min(at + LONGEST);
    let stop = (at..latest).find(|&t| !(capital(t) || light(t))).unwrap_or(latest);
    let head = (at..stop).find(|&t| is_agency(text, t) && !(capital(t + 1) && t + 1 < stop)).filter(|&t| capital(t))?;
    // "The Chile-Peru Joint Commission" is no organ of one.
    if (at..=head).any(|t| text.is_any(t, &["joint", "mixed", "bilateral", "intergovernmental"])) {
        return None;
    }
    let own = |t: &usize| text.name_at(*t).is_none_or(|name| name.kind == NameKind::Other);
    let whole = (head..stop).take_while(own).filter(|&t| capital(t)).last();
    if text.is_any(head + 1, &["of", "for"]) { whole } else { Some(head) }
}

fn is_agency(text: &Text<'_>, at: usize) -> bool {
    Lexicon::builtin().is(WordClass::Agency, &text.lower(at))
}

/// "The Third Naval Command", where the text told before that it is Peru's.
fn named_before(text: &Text<'_>, named: &[Mention], noun: usize) -> Option<Mention> {
    if !is_agency(text, noun) || at(named, noun).is_some() {
        return None;
    }
    let capital = |t: &usize| text.layers.tokens.get(*t).is_some_and(Token::is_capital);
    let start = (0..=noun).rev().take_while(capital).last().filter(|&start| start < noun)?;
    let words = text.words(&(start..noun + 1));
    let same = |m: &&Mention| m.kind == MentionKind::Institution && text.words(&m.tokens).ends_with(words);
    let told = named.iter().take_while(|m| m.tokens.end <= start).filter(same).last()?;
    Some(Mention { tokens: start..noun + 1, ..told.clone() })
}

/// The mention that a word is part of.
fn at(named: &[Mention], word: usize) -> Option<&Mention> {
    named.get(named.partition_point(|m| m.tokens.end <= word)).filter(|m| m.tokens.contains(&word))
}

/// Whether the noun is somebody's title: "an official from Chile, Ana Pérez".
fn is_titled(text: &Text<'_>, named: &[Mention], noun: usize) -> bool {
    let syntax = &text.syntax;
    let person = |t: usize| at(named, t).is_some_and(|m| m.kind == MentionKind::Person);
    let holder = |&d: &usize| person(d) && matches!(syntax.relation(d), Relation::Appos | Relation::Flat);
    syntax.dependents(noun).iter().any(holder) || syntax.head(noun).is_some_and(person)
}

/// The side of the one on whom a dependent of the noun says that it hangs.
fn owner(text: &Text<'_>, named: &[Mention], (noun, role): (usize, bool), dependent: usize) -> Option<Side> {
    const SERVED: [&str; 4] = ["of", "from", "with", "at"];
    let syntax = &text.syntax;
    let of = |kinds: &[MentionKind]| {
        let mention = at(named, dependent).filter(|m| kinds.contains(&m.kind) && !m.retired)?;
        let [side] = mention.sides().try_into().ok()?;
        Some(side)
    };
    match syntax.relation(dependent) {
        // "Torres's ministry"; his spokesman may be his own man.
        Relation::NmodPoss if !role => of(&[MentionKind::Person, MentionKind::Office]),
        Relation::Nmod if syntax.has_case(dependent, &SERVED) && dependent > noun => {
            let below = || syntax.dependents(dependent).iter().find_map(|&d| owner(text, named, (dependent, false), d));
            of(&[MentionKind::Side, MentionKind::Institution]).or_else(below)
        }
        // "The ministry in Lima", "officials in Lima"; a diplomat there may be anybody's.
        Relation::Nmod if syntax.has_case(dependent, &["in"]) => {
            let several = syntax.xpos(noun) == Some(Xpos::Nns) && text.lemma(noun) == "official";
            of(&[MentionKind::Side]).filter(|_| !role || several)
        }
        _ => None,
    }
}
