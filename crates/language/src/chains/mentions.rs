//! Which words refer: the noun phrases, names and pronouns of a text, with the borders of GUM.
//!
//! Where a text has no syntax, its names are all the mentions that it has.

use std::collections::BTreeSet;

use super::attributes;
use super::draft::Draft;
use super::words::{Use, Words};
use crate::{Mention, MentionForm, NameKind, Number, Person, Relation, Upos, Xpos};

/// All mentions of a text, in no order.
pub fn find(draft: &Draft) -> Vec<Mention> {
    let parsed = draft.layers.tokens.iter().any(|t| t.upos != Upos::X);
    let mut found = Vec::new();
    if parsed {
        for at in 0..draft.layers.tokens.len() {
            found.extend(of_head(draft, at));
            found.extend(several(draft, at));
        }
    }
    let heads: BTreeSet<usize> = found.iter().filter(|m| m.form == MentionForm::Proper).map(|m| m.head).collect();
    // Where the syntax has no noun phrase for a person, the name itself is the mention.
    let bare = draft.layers.names.iter().filter(|name| {
        let wanted = name.kind == NameKind::Person || !parsed && refers(&name.kind);
        wanted && name.first < name.end && heads.range(name.first..name.end).next().is_none()
    });
    let bare: BTreeSet<(usize, usize)> = bare.map(|name| (name.first, name.end)).collect();
    found.retain(|m| !bare.contains(&(m.first, m.end)));
    found.extend(
        bare.into_iter()
            .map(|(first, end)| attributes::with_attributes(draft, plain(first, end, end - 1, MentionForm::Proper))),
    );
    found
}

/// Whether a name stands for something by itself.
fn refers(kind: &NameKind) -> bool {
    !matches!(kind, NameKind::Demonym(_) | NameKind::Office(_) | NameKind::Other)
}

fn plain(first: usize, end: usize, head: usize, form: MentionForm) -> Mention {
    Mention { first, end, head, form, person: Person::Third, number: None, gender: None, sort: None }
}

/// The mention whose head is this token.
fn of_head(draft: &Draft, head: usize) -> Option<Mention> {
    let token = draft.token(head);
    let form = match token.upos {
        Upos::Pron => return pronoun(draft, head),
        Upos::Det if matches!(token.xpos, Xpos::PrpPoss) => return pronoun(draft, head),
        Upos::Det if is_argument(token.relation) => return pronoun(draft, head),
        Upos::Propn if is_free(draft, head) => MentionForm::Proper,
        Upos::Noun if is_free(draft, head) => MentionForm::Nominal,
        Upos::Num | Upos::X | Upos::Sym if is_argument(token.relation) => MentionForm::Nominal,
        Upos::Adj if is_argument(token.relation) && draft.child(head, Relation::Det).is_some() => MentionForm::Nominal,
        _ => return None,
    };
    let (first, end) = borders(draft, head);
    Some(attributes::with_attributes(draft, plain(first, end, head, form)))
}

/// Whether a noun stands for something of its own and is no part of a name or a set phrase.
fn is_free(draft: &Draft, at: usize) -> bool {
    let token = draft.token(at);
    match token.relation {
        Relation::Flat
        | Relation::Fixed
        | Relation::Goeswith
        | Relation::NmodDesc
        | Relation::Case
        | Relation::Cc
        | Relation::Reparandum
        | Relation::Discourse
        | Relation::Dep => false,
        // "State" of "State Department": inside another name
        Relation::Compound if token.upos == Upos::Propn => {
            let entity = draft.layers.entity_at(at);
            !entity.is_some_and(|e| token.head.is_some_and(|head| e.first <= head && head < e.end))
        }
        _ => true,
    }
}

/// Whether a relation is that of a noun phrase to its verb or noun.
fn is_argument(relation: Relation) -> bool {
    matches!(
        relation.universal(),
        "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "conj" | "appos" | "root" | "parataxis" | "dislocated" | "list"
    )
}

/// A pronoun that may refer: no relative or question word, no empty "it" or "there".
fn pronoun(draft: &Draft, at: usize) -> Option<Mention> {
    let token = draft.token(at);
    let known = Words::builtin().pronoun(&draft.lower(at));
    if matches!(token.xpos, Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Ex | Xpos::Wrb)
        || token.relation == Relation::Expl
        || matches!(token.relation, Relation::Det | Relation::Fixed | Relation::Discourse | Relation::Mark)
            && token.xpos == Xpos::Dt
    {
        return None;
    }
    let Some(known) = known else {
        // "someone", "both", "some": noun phrases in all but their part of speech
        let (first, end) = borders(draft, at);
        return is_argument(token.relation)
            .then(|| attributes::with_attributes(draft, plain(first, end, at, MentionForm::Nominal)));
    };
    // "'s" is a pronoun in "let's" only
    if matches!(known.word, "'s" | "’s") && token.xpos != Xpos::Prp {
        return None;
    }
    let demonstrative =
        known.used == Use::Demonstrative && !draft.children[at].iter().all(|&c| draft.token(c).upos == Upos::Adp);
    let (first, end) = if demonstrative { borders(draft, at) } else { (at, at + 1) };
    let form = if end - first > 1 { MentionForm::Nominal } else { MentionForm::Pronoun };
    let mention = plain(first, end, at, form);
    Some(Mention { person: known.person, number: known.number, gender: known.gender, sort: known.sort, ..mention })
}

/// First token and one past the last of the noun phrase of a head.
fn borders(draft: &Draft, head: usize) -> (usize, usize) {
    let clause = draft.children[head].iter().any(|&at| {
        matches!(draft.token(at).relation.universal(), "cop" | "nsubj" | "csubj" | "expl")
            || draft.token(at).relation == Relation::Aux
    });
    let (mut first, mut last) = (head, head);
    for &at in &draft.children[head] {
        if belongs(draft, head, at, clause) {
            let (from, to) = reach(draft, at);
            first = first.min(from);
            last = last.max(to);
        }
    }
    while last > head && draft.token(last).upos == Upos::Punct && !matches!(draft.word(last), ")" | "]") {
        last -= 1;
    }
    while first < head && draft.token(first).upos == Upos::Punct {
        first += 1;
    }
    // "Ghana's": the mark belongs to the mention
    let possessive = draft.children[head].iter().any(|&at| at == last + 1 && draft.token(at).xpos == Xpos::Pos);
    (first, last + 1 + usize::from(possessive))
}

/// Whether a dependent is part of the noun phrase of its head; `clause` says that the head is a predicate.
fn belongs(draft: &Draft, head: usize, at: usize, clause: bool) -> bool {
    let token = draft.token(at);
    match token.relation.universal() {
        "case" | "cc" | "punct" | "conj" | "appos" | "parataxis" | "mark" | "dislocated" | "discourse" | "vocative"
        | "orphan" | "cop" | "nsubj" | "csubj" | "list" | "aux" | "expl" | "reparandum" | "advcl" | "ccomp" => false,
        "obl" => !clause,
        // "also the manager", "only Ghana"
        "advmod" => at > head && !clause,
        _ => true,
    }
}

/// The lowest and highest token of a subtree.
fn reach(draft: &Draft, top: usize) -> (usize, usize) {
    let (mut first, mut last) = (top, top);
    let mut open = vec![top];
    let mut seen = 0;
    while let Some(at) = open.pop() {
        first = first.min(at);
        last = last.max(at);
        open.extend(&draft.children[at]);
        seen += 1;
        // A broken tree may hold a circle.
        if seen > draft.layers.tokens.len() {
            break;
        }
    }
    (first, last)
}

/// "Ghana and Togo", of which the first is the head.
fn several(draft: &Draft, head: usize) -> Option<Mention> {
    let token = draft.token(head);
    if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron) || token.relation == Relation::Flat {
        return None;
    }
    let joined: Vec<usize> = draft.children[head]
        .iter()
        .copied()
        .filter(|&at| draft.token(at).relation == Relation::Conj && at > head)
        .collect();
    let &last = joined.last()?;
    let nouns = joined.iter().all(|&at| matches!(draft.token(at).upos, Upos::Noun | Upos::Propn | Upos::Pron));
    let and = draft.children[last].iter().any(|&at| matches!(draft.word(at), "and" | "&"));
    if !nouns || !and {
        return None;
    }
    let (first, _) = borders(draft, head);
    let (_, end) = borders(draft, last);
    (first < end).then(|| Mention {
        number: Some(Number::Plural),
        ..attributes::with_attributes(draft, plain(first, end, head, MentionForm::Several))
    })
}
