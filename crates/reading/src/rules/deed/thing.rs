//! What a deed was done to.

use servanda_language::{MentionForm, NameKind, Relation, Upos};

use super::verb::is_gerund;
use crate::{
    lexicon::{DeedWord, Lexicon, Objects, Slot, WordClass},
    phrase::{self, Part},
    text::Text,
};

/// The object where it is one with which the word tells of a deed; a pronoun stands for what the text named before.
pub(super) fn resolved(text: &Text<'_>, word: &DeedWord, part: &Part) -> Option<Part> {
    if fits(text, word, part) {
        return Some(part.clone());
    }
    let pronoun = text.is_any(part.head, &["it", "they", "this", "them"]);
    let named = referent(text, part.head).filter(|_| pronoun).filter(|named| fits(text, word, named));
    named.or_else(|| last_listed(text, word, part.head).filter(|_| pronoun))
}

/// "The pact is broad. Togo's parliament has ratified it": of what the sentence and the one before name, the last with
/// which the word tells of a deed.
fn last_listed(text: &Text<'_>, word: &DeedWord, pronoun: usize) -> Option<Part> {
    let own = text.sentence_of(pronoun)?.first;
    let from = own.checked_sub(1).and_then(|t| text.sentence_of(t)).map_or(own, |s| s.first);
    let listed = matches!(word.objects, Objects::Of(..));
    let nouns = (from..pronoun).rev().filter(|&t| listed && matches!(text.syntax.upos(t), Upos::Noun | Upos::Propn));
    let parts = nouns.map(|head| without_clause(text, Part { head, words: phrase::words(text, head) }));
    parts
        .filter(|part| part.words.end <= pronoun && word.takes(text.lemma(part.head)))
        .find(|part| fits(text, word, part))
}

/// What a pronoun's chain named last before it.
pub(super) fn referent(text: &Text<'_>, pronoun: usize) -> Option<Part> {
    let layers = text.layers;
    let mention = |&m: &usize| layers.mentions.get(m);
    let chain = layers.chains.iter().find(|c| c.mentions.iter().filter_map(mention).any(|m| m.head == pronoun))?;
    let before = || chain.mentions.iter().filter_map(mention).filter(|m| m.end <= pronoun);
    let person = text.is_any(pronoun, &["him", "her", "them"]);
    let named = before().rfind(|m| person && m.form == MentionForm::Proper);
    let last = named.or_else(|| before().rfind(|m| m.form != MentionForm::Pronoun))?;
    Some(without_clause(text, Part { head: last.head, words: phrase::words(text, last.head) }))
}

/// What it was done to, without a relative clause that tells more of it ("the ban | that hit the farmers"), and without a
/// clause that says that it is one ("this is | the ban that A imposed").
pub(super) fn without_clause(text: &Text<'_>, mut part: Part) -> Part {
    let syntax = &text.syntax;
    let says = |&&d: &&usize| d < part.head && matches!(syntax.relation(d), Relation::Nsubj | Relation::Cop);
    let said = syntax.dependents(part.head).iter().filter(says).map(|&d| syntax.below(d).end).max();
    part.words.start = said.map_or(part.words.start, |end| end.min(part.head).max(part.words.start));
    let relative = |&&d: &&usize| d > part.head && syntax.relation(d) == Relation::AclRelcl;
    let tells = |noun: usize| syntax.dependents(noun).iter().find(relative).map(|&d| syntax.below(d).start);
    let nouns = part.words.clone().filter(|&t| t >= part.head);
    if let Some(start) = nouns.filter_map(tells).filter(|&start| start > part.head).min() {
        part.words = text.strip_end(part.words.start..start.min(part.words.end));
    }
    part
}

/// A longer object is a parser's error.
const LONG: usize = 28;

/// Whether the object is one with which the word tells of a deed, and more than a pronoun or words put out.
pub(super) fn fits(text: &Text<'_>, word: &DeedWord, object: &Part) -> bool {
    let syntax = &text.syntax;
    // "Serbia, which detained him": somebody named before.
    let person = word.objects.hold_all(WordClass::Person) && text.is_any(object.head, &["him", "her", "them"]);
    let nominal = person
        || word.slots.contains(&Slot::Gerund) && is_gerund(text, object.head)
        || word.slots.contains(&Slot::Infinitive) && syntax.is_infinitive(object.head)
        || matches!(syntax.upos(object.head), Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym);
    // "A series of strikes", "a missile and two drones": what is counted and what is joined counts.
    let mut heads = syntax.coordinated(object.head);
    let parts = |&d: &usize| {
        matches!(syntax.relation(d), Relation::Compound | Relation::Amod)
            || syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["of"])
            // "$40 million"
            || syntax.relation(d) == Relation::Nummod && syntax.upos(object.head) == Upos::Sym
    };
    heads.extend(syntax.dependents(object.head).iter().copied().filter(parts));
    let listed = match word.objects {
        Objects::But(..) => word.takes(text.lemma(object.head)),
        _ => person || heads.iter().any(|&t| word.takes(text.lemma(t)) || takes_name(text, word, t)),
    };
    // "Released a statement" tells of words.
    let is_text = word.action == "released" && Lexicon::builtin().is(WordClass::Text, text.lemma(object.head));
    let none = text.syntax.dependents(object.head).iter().any(|&d| text.is_any(d, &["any", "no"]));
    // "The indictment of 12"
    let bare = syntax.upos(object.head) == Upos::Num && object.words.len() == 1;
    nominal && !bare && listed && !none && object.words.len() < LONG && !is_text && text.time_at(object.head).is_none()
}

/// "Sentenced Ana Torres", "shelled Tartu": what has a name of the kind with which the word tells of a deed.
fn takes_name(text: &Text<'_>, word: &DeedWord, at: usize) -> bool {
    match text.name_at(at).map(|name| &name.kind) {
        Some(NameKind::Person) => word.objects.hold_all(WordClass::Person),
        Some(NameKind::Place(_) | NameKind::Country(_) | NameKind::Metonym(_)) => {
            word.objects.hold_all(WordClass::Target)
        }
        // "First listed the Union among its foes" is talk.
        Some(NameKind::Body(_)) => word.action != "listed" && word.takes("organisation"),
        _ => false,
    }
}
