//! Number, gender and sort of a mention, as far as its form tells.

use super::draft::Draft;
use super::words::Words;
use crate::{EntityKind, Gender, Mention, MentionForm, NameKind, Number, Relation, Sort, Upos, Xpos};

/// The mention with number, gender and sort filled in.
pub fn with_attributes(draft: &Draft, mut mention: Mention) -> Mention {
    let sort = sort(draft, &mention);
    mention.gender = if matches!(sort, None | Some(Sort::Person)) { gender(draft, &mention) } else { None };
    mention.sort = sort.or(mention.gender.map(|_| Sort::Person));
    mention.number = number(draft, &mention, mention.sort);
    mention
}

fn number(draft: &Draft, mention: &Mention, sort: Option<Sort>) -> Option<Number> {
    let token = draft.token(mention.head);
    match token.xpos {
        Xpos::Nns => Some(Number::Plural),
        // "the United States", "the Netherlands"
        Xpos::Nnps => (!matches!(sort, Some(Sort::Place | Sort::Group))).then_some(Number::Plural),
        Xpos::Nn | Xpos::Nnp => Some(Number::Singular),
        _ => None,
    }
}

fn sort(draft: &Draft, mention: &Mention) -> Option<Sort> {
    let head = mention.head;
    let token = draft.token(head);
    let by_entity = draft.layers.entity_at(head).and_then(|e| match e.kind {
        EntityKind::Person => Some(Sort::Person),
        EntityKind::Organization | EntityKind::Norp => Some(Sort::Group),
        EntityKind::Location | EntityKind::Facility => Some(Sort::Place),
        EntityKind::Date => Some(Sort::Time),
        EntityKind::Money => Some(Sort::Amount),
        EntityKind::Product => Some(Sort::Thing),
        EntityKind::Misc => None,
    });
    let by_table = || match draft.layers.name_at(head).and_then(|n| draft.layers.names.get(n)).map(|n| &n.kind) {
        Some(NameKind::Country(_) | NameKind::Place(_) | NameKind::Metonym(_)) => Some(Sort::Place),
        Some(NameKind::Body(_) | NameKind::Ministry { .. } | NameKind::Demonym(_)) => Some(Sort::Group),
        Some(NameKind::Person | NameKind::Office(_)) => Some(Sort::Person),
        Some(NameKind::Gathering(_)) => Some(Sort::Event),
        _ => None,
    };
    let by_noun = || Words::builtin().sort(&token.lemma);
    let timed = || draft.layers.time_at(head).map(|_| Sort::Time);
    match mention.form {
        MentionForm::Proper => by_entity.or_else(by_table).or_else(timed).or_else(by_noun),
        _ if token.upos == Upos::Num => timed().or(Some(Sort::Amount)),
        _ => by_noun().or_else(timed).or(by_entity),
    }
}

/// The gender that a title or noun tells ("Mrs", "king"), by its lower-case form.
pub fn gender_of_noun(word: &str) -> Option<Gender> {
    gender_of(word, "feminine", "masculine")
}

/// The gender of a given name, by its lower-case form.
pub fn gender_of_given_name(word: &str) -> Option<Gender> {
    gender_of(word, "given-feminine", "given-masculine")
}

/// The gender of a pronoun, by its lower-case form.
pub fn gender_of_pronoun(word: &str) -> Option<Gender> {
    Words::builtin().pronoun(word)?.gender
}

fn gender_of(word: &str, feminine: &str, masculine: &str) -> Option<Gender> {
    let words = Words::builtin();
    let found = [(feminine, Gender::Feminine), (masculine, Gender::Masculine)];
    found.into_iter().find(|(class, _)| words.is(word, class)).map(|(_, gender)| gender)
}

fn gender(draft: &Draft, mention: &Mention) -> Option<Gender> {
    let own = (mention.first..mention.end).filter(|&at| {
        at == mention.head || draft.token(at).head == Some(mention.head) && is_of_name(draft.token(at).relation)
    });
    let mut by_name = None;
    for at in own {
        let word = draft.lower(at);
        if let Some(gender) = gender_of_noun(&word) {
            return Some(gender);
        }
        if mention.form == MentionForm::Proper {
            by_name = by_name.or_else(|| gender_of_given_name(&word));
        }
    }
    by_name
}

fn is_of_name(relation: Relation) -> bool {
    matches!(relation, Relation::Flat | Relation::Compound | Relation::NmodDesc)
}
