//! What a word of undertaking undertakes: the complements that may follow it, infinitives and lists among them.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Modality, Span};

use super::{
    acts::{self, Act},
    parties, provisions,
};
use crate::{
    lexicon::{Complement, Undertaking, UndertakingPos},
    reader::Reader,
    text::{Text, Tokens},
};

/// What a word of undertaking undertakes: by the first of its complements that follows.
pub fn complement(reader: &Reader<'_>, sentence: &Tokens, anchor: usize, word: &Undertaking) -> Vec<Act> {
    let text = &reader.text;
    let found = word.complements.iter().map(|complement| match complement {
        Complement::Clause => acts::of_clause(reader, anchor),
        Complement::To => infinitive(reader, sentence, anchor).map_or_else(Vec::new, |v| acts::of_verbs(reader, v)),
        Complement::That => acts::of_content(reader, anchor, word.modality),
        Complement::Ing => acts::of_gerund(reader, anchor),
        Complement::At => acts::on(reader, anchor, &["at"]),
        Complement::On => acts::on(reader, anchor, &["on", "upon", "to"]),
        Complement::For if word.pos == UndertakingPos::Provision => provisions::called_for(reader, anchor),
        Complement::For => acts::on(reader, anchor, &["for"]),
        Complement::In => acts::on(reader, anchor, &["in"]),
        Complement::Guest if text.syntax.upos(anchor) == Upos::Noun => {
            let verb = infinitive(reader, sentence, anchor);
            verb.map_or_else(Vec::new, |verb| acts::of_invitation(reader, anchor, verb))
        }
        Complement::Order => {
            // "The officials concerned | to continue"
            let people = acts::ordered(text, anchor);
            let clause = people.and_then(|noun| text.syntax.dependent(noun, &[Relation::Acl]));
            let order = infinitive(reader, sentence, anchor).or_else(|| infinitive(reader, sentence, clause?));
            order
                .or_else(|| acts::charge(text, anchor))
                .map_or_else(Vec::new, |verb| acts::of_order(reader, anchor, verb))
        }
        Complement::Invitation => {
            let accepted =
                invitation(reader, anchor).and_then(|word| infinitive(reader, &text.sentence_at(word), word));
            accepted.map_or_else(Vec::new, |verb| acts::of_verbs(reader, verb))
        }
        Complement::Duty => infinitive(reader, sentence, anchor)
            .filter(|_| provisions::is_under_treaty(reader, sentence))
            .map_or_else(Vec::new, |verb| acts::of_verbs(reader, verb)),
        Complement::Itself => acts::of_noun(reader, anchor),
        Complement::Party => provisions::of_party(reader, anchor),
        Complement::Thing => provisions::things(reader, anchor),
        other => acts::of_object(reader, anchor, *other),
    });
    let found = found.into_iter().find(|acts| !acts.is_empty());
    found.unwrap_or_else(|| {
        let items = if word.modality >= Modality::Agreed { enumerated(reader, sentence, anchor) } else { Vec::new() };
        if items.is_empty() { listed(reader, sentence) } else { items }
    })
}

/// What is accepted, where that is an invitation: the word itself, or for "the invitation" and "which" the one told last.
pub fn invitation(reader: &Reader<'_>, accept: usize) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let is_invitation = |&t: &usize| matches!(text.lemma(t), "invitation" | "invite");
    let behind = |&&d: &&usize| d > accept && syntax.relation(d) == Relation::Nsubj && is_invitation(&d);
    let object = syntax.dependents(accept).iter().find(behind).copied();
    let object = object.or_else(|| syntax.dependent(accept, &[Relation::Obj, Relation::NsubjPass]))?;
    let relative = matches!(syntax.xpos(object), Some(Xpos::Wdt));
    if !is_invitation(&object) && !relative {
        return None;
    }
    let governed = syntax.dependents(object).iter().chain(syntax.dependents(accept));
    let open = governed.into_iter().any(|&d| d > object && syntax.is_marked_infinitive(d));
    let before = text.sentence_at(text.sentence_at(accept).start.saturating_sub(1)).start;
    let last = (before..accept).rev().find(|t| *t != object && is_invitation(t));
    if open { Some(object) } else { last }
}

/// "Agreed on the following: the opening of …, the exchange of …": what stands behind the colon.
fn enumerated(reader: &Reader<'_>, sentence: &Tokens, anchor: usize) -> Vec<Act> {
    let text = &reader.text;
    let Some(colon) = text.find(anchor..sentence.end, |t| text.word(t) == ":") else { return Vec::new() };
    let top = |&t: &usize| {
        !text.is_punctuation(t)
            && text.syntax.head(t).is_some_and(|head| head <= colon)
            && text.syntax.upwards(t).any(|at| at == anchor)
    };
    let items = (colon + 1..sentence.end).filter(top).flat_map(|item| text.syntax.coordinated(item));
    items.flat_map(|item| acts::of_item(reader, item)).collect()
}

/// "The sides agreed on the following: 1. … 2. …": the items of the list that a sentence opens.
fn listed(reader: &Reader<'_>, sentence: &Tokens) -> Vec<Act> {
    let text = &reader.text;
    if text.word(sentence.end.saturating_sub(1)) != ":" {
        return Vec::new();
    }
    let behind = text.layers.sentences.iter().skip(text.sentence_number(sentence.start) + 1).map(Text::tokens_of);
    let items = behind.map_while(|item| Some((line_before(text, &item)?, item)));
    let first = items.filter(|(before, _)| before.is_empty()).map(|(_, item)| item);
    let roots = first.filter_map(|item| item.clone().find(|&t| text.syntax.head(t).is_none()));
    roots.flat_map(|root| acts::of_item(reader, root)).collect()
}

/// What stands between the number or mark of a list and a sentence of that item; `None` for a line without one.
fn line_before<'t>(text: &Text<'t>, sentence: &Tokens) -> Option<&'t str> {
    let before = Span { start: 0, end: text.span(sentence).start }.of(&text.document.text);
    let line = before.rsplit('\n').next()?.trim();
    let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
    let number = mark.trim_matches(|c| matches!(c, '(' | ')' | '.'));
    let counts = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) || number.chars().count() == 1;
    let is_mark = counts || matches!(mark, "•" | "-" | "–" | "*" | "·");
    is_mark.then_some(rest)
}

/// The infinitive that says what is undertaken: on the word itself, on the verb that governs a noun ("extended
/// invitations to each other to visit"), else the next one behind it ("agreed in Lima last week to open").
fn infinitive(reader: &Reader<'_>, sentence: &Tokens, anchor: usize) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let under = |word: usize| {
        let fits = |&&d: &&usize| {
            let relation = syntax.relation(d);
            d > anchor
                && matches!(relation, Relation::Xcomp | Relation::Advcl | Relation::Ccomp | Relation::Acl)
                && syntax.is_marked_infinitive(d)
                // "Struck in order to": what for.
                && !text.is_any(syntax.below(d).start, &["in", "so"])
        };
        syntax.dependents(word).iter().find(fits).copied()
    };
    let governor = || {
        let governor = syntax.head(anchor).filter(|_| syntax.upos(anchor) == Upos::Noun)?;
        let governed = syntax.relation(anchor) == Relation::Obj || parties::is_made(reader, anchor);
        (syntax.is_verb(governor) && governed).then(|| under(governor)).flatten()
    };
    // "Accepted the proposal | to"
    let accepted = || {
        // "Agreed to Togo's request | to"
        let to = |&&d: &&usize| d > anchor && syntax.has_case(d, &["to"]);
        let object = match text.lemma(anchor) {
            "accept" => syntax.dependent(anchor, &[Relation::Obj])?,
            "agree" | "consent" => *syntax.dependents(anchor).iter().find(to)?,
            _ => return None,
        };
        matches!(text.lemma(object), "proposal" | "offer" | "suggestion" | "request" | "plan")
            .then(|| under(object))
            .flatten()
    };
    // "The announcement | made by Togo to"
    let made =
        || syntax.dependent(anchor, &[Relation::Acl]).filter(|_| syntax.upos(anchor) == Upos::Noun).and_then(under);
    // Behind a noun little may stand between: "an understanding reached on Monday to".
    let far = if syntax.upos(anchor) == Upos::Noun { NOUN_REACH } else { REACH };
    let next = || {
        let to = (anchor + 1..sentence.end.min(anchor + far))
            .take_while(|&t| syntax.relation(t) != Relation::Obj || syntax.head(t) != Some(anchor))
            .take_while(|&t| !text.is(t, "that") || syntax.relation(t) != Relation::Mark)
            .take_while(|&t| !syntax.is_predicate(t) && !text.is(t, "and") && !matches!(text.word(t), ";" | ":" | "."))
            .find(|&t| text.is(t, "to") && (syntax.upos(t) == Upos::Part || syntax.xpos(t + 1) == Some(Xpos::Vb)))?;
        let marked = syntax.head(to).filter(|&verb| verb > to && syntax.is_marked_infinitive(verb));
        marked.or(Some(to + 1).filter(|&verb| syntax.xpos(verb) == Some(Xpos::Vb)))
    };
    // "Agreed on how to": on the way, not the act.
    let how = |t: usize| {
        matches!(text.word(t), "–" | "—" | "--")
            || text.is_any(t, &["how", "whether", "when"])
            // "Agreed on the need to"
            || t > anchor && NEEDS.contains(&text.lemma(t))
    };
    let joined = |verb: &usize| text.find(anchor..*verb, how).is_none();
    under(anchor).or_else(governor).or_else(made).or_else(accepted).or_else(next).filter(joined)
}

/// How far behind its word an infinitive may stand.
const REACH: usize = 14;
const NOUN_REACH: usize = 6;

/// What is thought of an act, so that the infinitive behind it is no undertaking.
const NEEDS: [&str; 10] = [
    "need",
    "necessity",
    "importance",
    "urgency",
    "desirability",
    "possibility",
    "opportunity",
    "ability",
    "right",
    "failure",
];
