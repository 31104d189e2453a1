//! Who else has a part in an act than those who undertake it.

use servanda_language::{Name, NameKind, Relation};
use servanda_model::{CommitmentKind, Side};

use super::acts::Act;
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{Partner, WordClass},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// How the other side takes part in an act, where it needs one.
pub fn partner(reader: &Reader<'_>, lemma: &str) -> Option<Partner> {
    reader.lexicon.act_partners.iter().find(|e| e.phrase == lemma).map(|e| e.meaning)
}

/// Whether an act is done together by its nature: "hold", "sign".
pub fn is_mutual(reader: &Reader<'_>, lemma: &str) -> bool {
    partner(reader, lemma) == Some(Partner::Mutual)
}

/// The other sides of an act: those named in it but as a mere place, and whoever it needs by its nature.
pub fn others(reader: &Reader<'_>, by: &[Side], subject: &[Side], act: &Act, is_promise: bool) -> Vec<Side> {
    let named = [named(reader, by, act), in_office(reader, act), subject.to_vec(), act.with.clone()].concat();
    let mut with = sorted(named);
    with.retain(|side| !by.contains(side));
    let lacks = with.is_empty() && by.len() == 1 && act.kind == CommitmentKind::Deliverable;
    if !lacks || is_given_to_unnamed(reader, act) || is_at_home(reader, act) {
        return with;
    }
    // "Return the funds" gives them to the other, "return to the table" does not.
    let needs = matches!(partner(reader, &act.lemma), Some(Partner::Mutual | Partner::Given))
        && (act.is_direct || act.lemma != "return");
    if needs || is_promise || is_shared(reader, act) { reader.others(by) } else { with }
}

/// The words in which others may be named.
fn words(reader: &Reader<'_>, act: &Act) -> Tokens {
    // "Ensure that Togo faces sanctions": who is spoken of has no part in it.
    let spoken_of = reader.text.syntax.is_verb(act.trigger) && act.verb != Some(act.trigger);
    match act.verb {
        _ if spoken_of => 0..0,
        Some(verb) => verb.min(act.object.start)..act.object.end,
        None => act.object.clone(),
    }
}

/// "Consult on relations with NATO"
fn is_about(reader: &Reader<'_>, act: &Act) -> bool {
    !act.is_direct && reader.text.syntax.has_case(act.trigger, &["on", "about"])
}

/// The sides whose names stand in an act.
fn named(reader: &Reader<'_>, by: &[Side], act: &Act) -> Vec<Side> {
    let text = &reader.text;
    let about = is_about(reader, act);
    let topic = about || partner(reader, &act.lemma) == Some(Partner::Topic);
    let takes_part = |name: &&Name| {
        let along = || text.is(name.first.saturating_sub(2), "along");
        let own = act.verb.is_some_and(|verb| text.syntax.head(name.first) == Some(verb));
        !topic || text.syntax.has_case(name.first, &["with"]) && !along() && (own || !about)
    };
    // A body that one joins or speaks of has no part in the act.
    let is_aside = |name: &Name| match name.kind {
        NameKind::Country(_) | NameKind::Metonym(_) | NameKind::Demonym(_) => is_place(text, name.first),
        NameKind::Body(_) => !text.syntax.has_case(name.first, &["with"]),
        _ => false,
    };
    let is_host = |name: &Name| {
        matches!(name.kind, NameKind::Country(_) | NameKind::Metonym(_))
            && !is_behind_town(text, name.first)
            && by.len() == 1
            && Text::side_of_name(name).is_some_and(|side| reader.actors.principals.contains(side))
    };
    // A firm of another country is no side.
    let is_firm = |name: &Name| {
        let head = text.syntax.head(name.first).filter(|_| matches!(name.kind, NameKind::Demonym(_)));
        head.is_some_and(|head| reader.lexicon.is(WordClass::Firm, text.lemma(head)))
    };
    // "US$ 100 million"
    let is_money = |name: &Name| text.word(name.end).starts_with('$') || text.word(name.first).contains('$');
    // "Sanction Togo", "attack the Togolese navy": against whom it is done.
    let is_target = |name: &Name| {
        const AGAINST: [&str; 8] =
            ["sanction", "punish", "isolate", "confront", "counter", "fight", "deter", "contain"];
        let against = AGAINST.contains(&act.lemma.as_str()) || reader.lexicon.is(WordClass::Harm, &act.lemma);
        let refrains = act.action.starts_with("not ");
        let own = matches!(text.syntax.relation(name.first), Relation::Amod | Relation::NmodPoss);
        let hit = act.trigger == name.first || own && text.syntax.head(name.first) == Some(act.trigger);
        against && !refrains && act.is_direct && hit
    };
    let names = text.names_in(&words(reader, act)).iter().filter(takes_part);
    let names = names.filter(|name| !is_money(name) && !is_target(name));
    let names: Vec<&Name> =
        names.filter(|name| !is_origin(reader, name) && !is_firm(name) && !is_of_event(reader, name)).collect();
    let sides = |wanted: &dyn Fn(&Name) -> bool| -> Vec<Side> {
        names.iter().filter(|name| wanted(name)).filter_map(|name| Text::side_of_name(name)).cloned().collect()
    };
    let apart = sides(&|name| !is_aside(name));
    // "Meet Vega in Lima": where he is met.
    if apart.iter().any(|side| !by.contains(side)) { apart } else { sides(&|name| !is_aside(name) || is_host(name)) }
}

/// The sides of the officials and institutions in an act.
fn in_office(reader: &Reader<'_>, act: &Act) -> Vec<Side> {
    let text = &reader.text;
    let about = is_about(reader, act);
    let takes_part = |m: &&Mention| {
        let office = matches!(m.kind, MentionKind::Person | MentionKind::Office | MentionKind::Institution);
        let top = clause::top(text, &m.tokens);
        let apart = about && text.syntax.head(top) != act.verb;
        office && !is_place(text, top) && !apart
    };
    reader.actors.within(&words(reader, act)).iter().filter(takes_part).flat_map(Mention::sides).collect()
}

/// "Deliver grain to six African countries": to nobody else.
fn is_given_to_unnamed(reader: &Reader<'_>, act: &Act) -> bool {
    let text = &reader.text;
    let country =
        |t: usize| matches!(text.lemma(t), "country" | "nation" | "state" | "government" | "partner" | "ally");
    // "Approved the sale of weapons | to Togo", "deliver grain to": whatever the parser hung it on.
    let (verb, head) = (act.verb.unwrap_or(act.trigger), text.syntax.head(act.trigger).unwrap_or(act.trigger));
    let above = text.syntax.head(head).unwrap_or(head);
    let to = |&&d: &&usize| d > act.trigger && text.syntax.has_case(d, &["to"]);
    let below = [verb, head, above].into_iter().filter(|_| partner(reader, &act.lemma) == Some(Partner::Given));
    let named = |d: usize| text.names_in(&text.syntax.below(d)).iter().any(|name| Text::side_of_name(name).is_some());
    below
        .flat_map(|word| text.syntax.dependents(word))
        .filter(to)
        .any(|&d| text.syntax.below(d).any(country) || act.verb.is_none() && named(d))
}

/// "Hold elections" needs nobody else.
fn is_at_home(reader: &Reader<'_>, act: &Act) -> bool {
    matches!(reader.text.lemma(act.trigger), "election" | "referendum" | "vote" | "poll" | "census" | "inquiry")
}

/// "A joint mechanism", "the arrangement reached by the two sides"
fn is_shared(reader: &Reader<'_>, act: &Act) -> bool {
    let text = &reader.text;
    let pair = |noun: usize| reader.lexicon.is(WordClass::Pair, text.lemma(noun));
    let two = |t: usize| text.is_any(t, &["both", "two"]) && (pair(t + 1) || pair(t + 2));
    let end = text.syntax.below(act.trigger).end.max(act.object.end);
    text.find(act.object.start..end, |t| text.is_any(t, &["joint", "bilateral", "mutual"]) || two(t)).is_some()
}

/// "NATO's programme", "the leaders of the G20", "tourists from Peru": whose or whence others are.
fn is_origin(reader: &Reader<'_>, name: &Name) -> bool {
    const PEOPLE: [&str; 9] =
        ["tourist", "traveller", "traveler", "visitor", "migrant", "refugee", "student", "worker", "national"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let at = name.first;
    if matches!(name.kind, NameKind::Body(_)) {
        return syntax.relation(at) == Relation::NmodPoss || syntax.has_case(at, &["of"]);
    }
    let first = syntax.head(at).filter(|_| syntax.relation(at) == Relation::Conj).unwrap_or(at);
    syntax.has_case(first, &["from"]) && syntax.head(first).is_some_and(|head| PEOPLE.contains(&text.lemma(head)))
}

/// Whether a name only says where: "in Chile", "in northern Chile", "in Chile's capital".
pub fn is_place(text: &Text<'_>, at: usize) -> bool {
    const WHERE: [&str; 7] = ["in", "at", "near", "across", "inside", "within", "around"];
    const WITHIN: [Relation; 4] = [Relation::Amod, Relation::NmodPoss, Relation::Compound, Relation::Flat];
    if is_behind_town(text, at) {
        return true;
    }
    let mut at = at;
    while let Some(head) = text.syntax.head(at).filter(|_| WITHIN.contains(&text.syntax.relation(at))) {
        at = head;
    }
    text.syntax.has_case(at, &WHERE)
}

/// "The Lima summit", "the Paris agreement": called after where it was.
fn is_of_event(reader: &Reader<'_>, name: &Name) -> bool {
    let syntax = &reader.text.syntax;
    let place = matches!(name.kind, NameKind::Country(_) | NameKind::Metonym(_));
    let called = syntax.relation(name.first) == Relation::Compound
        && syntax.dependent(name.first, &[Relation::Compound, Relation::Conj]).is_none();
    let event = |noun: usize| {
        let is = |class| reader.lexicon.is(class, reader.text.lemma(noun));
        is(WordClass::Event) || is(WordClass::Treaty) || matches!(reader.text.lemma(noun), "talk" | "process")
    };
    // "A Peru-Chile summit" is both sides'.
    let alone = !matches!(reader.text.word(name.end), "-" | "–" | "/")
        && !matches!(reader.text.word(name.first.saturating_sub(1)), "-" | "–" | "/");
    place && called && alone && syntax.head(name.first).is_some_and(event)
}

/// "In Lima, Peru"
fn is_behind_town(text: &Text<'_>, at: usize) -> bool {
    let comma = at.checked_sub(1).filter(|&t| text.word(t) == ",");
    let town = comma.and_then(|t| text.name_at(t.checked_sub(1)?));
    town.is_some_and(|town| matches!(town.kind, NameKind::Place(_) | NameKind::Metonym(_)))
}

/// "They agreed that aid would be sent to Togo": the other sends it.
pub fn without_recipient(reader: &Reader<'_>, by: Vec<Side>, act: &Act) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let Some(verb) = act.verb.filter(|&verb| syntax.is_passive(verb)) else { return by };
    if partner(reader, &act.lemma) != Some(Partner::Given) || by.len() < 2 {
        return by;
    }
    let to = syntax.dependents(verb).iter().filter(|&&d| syntax.has_case(d, &["to"]));
    let recipients: Vec<Side> = to.flat_map(|&d| clause::mentions_of(reader, d)).flat_map(Mention::sides).collect();
    let givers: Vec<Side> = by.iter().filter(|side| !recipients.contains(side)).cloned().collect();
    if givers.is_empty() { by } else { givers }
}

/// "To hold the first summit between A, who came to office in May, and B": they are to act.
pub fn between(reader: &Reader<'_>, act: &Act) -> Option<Vec<Side>> {
    let text = &reader.text;
    let at = text.find(act.object.clone(), |t| text.is(t, "between") && act.lemma == "hold")?;
    // The second may stand far behind: "between" wants two.
    let end = text.sentence_of(at).map_or(act.object.end, |s| s.end);
    let mut sides: Vec<Side> = Vec::new();
    for mention in reader.actors.within(&(at..end)) {
        sides = sorted([sides, mention.sides()].concat());
        if sides.len() > 1 {
            return Some(sides);
        }
    }
    None
}
