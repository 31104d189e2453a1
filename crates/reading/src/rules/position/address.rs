//! Whom a stance addresses: those named beside it, or that hear it.

use servanda_language::{EntityKind, Name, NameKind, Relation, Upos, Xpos};
use servanda_model::{Ladder, Side};

use super::{Matter, Stance, Toward, complements::is_friend, frames::owners};
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{Slot, StanceWord, WordClass, WordPos},
    object, phrase,
    reader::{Reader, sorted},
    text::Text,
};

/// Whom a clause asks to act that has nobody addressed in front: "demanded that B pay". `None` where it asks nobody:
/// "sought to win", "hopes that it can" tell what one wants for oneself.
pub fn asked_of(reader: &Reader<'_>, word: &StanceWord, slot: &Slot, act: usize, holders: &[Side]) -> Option<Toward> {
    let syntax = &reader.text.syntax;
    let lent = *slot == Slot::Infinitive && syntax.dependent(act, &[Relation::Nsubj]).is_none();
    let is_noun = word.pos == WordPos::Noun;
    if syntax.dependent(act, &[Relation::NsubjPass]).is_some() {
        return Some(Toward::Unnamed);
    }
    let actors = clause::subjects(reader, act);
    let sides: Vec<Side> = sorted(actors.iter().flat_map(|m| m.sides()).collect());
    let (own, others): (Vec<Side>, Vec<Side>) = sides.into_iter().partition(|side| holders.contains(side));
    // "Proposed that both share the cost" offers a joint act.
    let joint = *slot == Slot::Mandate && !own.is_empty();
    let wish = joint || *slot == Slot::Wish && (others.is_empty() || !own.is_empty());
    if wish || !is_noun && (lent || others.is_empty() && (!own.is_empty() || *slot != Slot::That)) {
        return None;
    }
    // "They" may be any group that was spoken of; one with the holder in it is not addressed by him.
    let mixed = !own.is_empty() && actors.iter().any(|m| m.kind == MentionKind::Pronoun);
    Some(match others {
        _ if mixed => Toward::Named(Vec::new()),
        others if others.is_empty() => Toward::Unnamed,
        others => Toward::Named(others),
    })
}

/// The sides named by a noun phrase, the holders left out.
pub fn sides_at(reader: &Reader<'_>, noun: usize, holders: &[Side]) -> Vec<Side> {
    // "They" may be any group that was spoken of; one with the holder in it is not addressed by him.
    let sides: Vec<Side> = match reader.actors.at(noun) {
        Some(m) if m.kind == MentionKind::Pronoun && m.sides().iter().any(|s| holders.contains(s)) => Vec::new(),
        Some(_) => addressed(reader, noun).iter().flat_map(|m| m.sides()).collect(),
        None if reader.text.is(noun, "it") => clause::last_body(reader, noun),
        // "Our Chilean partners", "its neighbour Chile", "all parties in Chile"
        None if is_public(reader, noun) => {
            let beside = reader.text.name_at(noun + 1).and_then(Text::side_of_name).cloned();
            let named = [owners(reader, noun), located(reader, noun), beside.into_iter().collect()].concat();
            // "Its neighbour", said by one of two
            let owned = reader.text.syntax.dependent(noun, &[Relation::NmodPoss]).is_some();
            let one = reader.text.syntax.xpos(noun) != Some(Xpos::Nns);
            let own = named.iter().all(|side| holders.contains(side)) && is_friend(&reader.text, noun) && owned && one;
            if own { reader.others(holders) } else { named }
        }
        None => clause::states_of(reader, noun),
    };
    sorted(sides.into_iter().filter(|s| !holders.contains(s)).collect())
}

/// Those whom a noun phrase names, and all that stand on a list up to what they are asked: "urged President Vega, Chilean
/// President Ana Torres and Peru to".
fn addressed<'r>(reader: &'r Reader<'_>, noun: usize) -> Vec<&'r Mention> {
    let text = &reader.text;
    let named = clause::mentions_of(reader, noun);
    let Some(first) = named.first() else { return named };
    let rest = first.tokens.end..text.sentence_at(noun).end;
    let mut listed = vec![*first];
    for next in reader.actors.within(&rest) {
        let end = listed.last().map_or(rest.start, |m| m.tokens.end);
        let joins =
            end < next.tokens.start && (end..next.tokens.start).all(|t| text.is_any(t, &[",", "and", "the", "both"]));
        if !joins {
            break;
        }
        listed.push(next);
    }
    let end = listed.last().map_or(rest.start, |m| m.tokens.end);
    if listed.len() > named.len() && text.is(end, "to") { listed } else { named }
}

/// Whether a noun phrase names somebody who can be addressed, be it a side or not.
pub fn is_actor(reader: &Reader<'_>, noun: usize) -> bool {
    const CLASSES: [WordClass; 4] = [WordClass::Institution, WordClass::Role, WordClass::Pair, WordClass::Force];
    let text = &reader.text;
    reader.actors.at(noun).is_some()
        || text.syntax.upos(noun) == Upos::Propn
        || text.syntax.upos(noun) == Upos::Pron && !text.is(noun, "what")
        || CLASSES.iter().any(|&class| reader.lexicon.is(class, text.lemma(noun)))
        || is_public(reader, noun)
}

/// Those who can be addressed and are no side of their own.
pub fn is_public(reader: &Reader<'_>, noun: usize) -> bool {
    reader.lexicon.is(WordClass::Public, reader.text.lemma(noun))
}

/// The side in which those addressed are: "all parties *in Chile*", "the people *of Chile*".
fn located(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let party = reader.text.lemma(noun) == "party";
    let place = |&&d: &&usize| syntax.has_case(d, &["of"]) || party && syntax.has_case(d, &["in"]);
    let places = syntax.dependents(noun).iter().filter(place);
    places.filter_map(|&d| reader.text.name_at(d).and_then(Text::side_of_name).cloned()).collect()
}

/// Whether a noun phrase is no more than an actor, a pronoun or a pointer ("this").
pub fn is_bare(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let words = text.strip(phrase::words(text, noun));
    // "Denounced what it called a plot"
    let told = text.is(noun, "what") && text.syntax.dependent(noun, &[Relation::AclRelcl]).is_some();
    let pronoun = matches!(text.syntax.upos(noun), Upos::Pron | Upos::Det) && !text.syntax.is_predicate(noun) && !told;
    let whole = |m: &Mention| {
        let start = words.start + usize::from(text.is_any(words.start, &["the", "its", "their", "his", "her"]));
        m.tokens.start <= start && m.tokens.end >= words.end && m.kind != MentionKind::Institution
    };
    let generic =
        words.clone().all(|t| text.is_any(t, &["the", "a", "this", "that", "it", "question", "idea", "point"]));
    pronoun || generic || reader.actors.at(noun).is_some_and(whole)
}

/// Acts that whoever they are asked of does himself.
const OWN_ACTS: [&str; 16] = [
    "withdrawal",
    "pullback",
    "pullout",
    "retreat",
    "compliance",
    "adherence",
    "apology",
    "disarmament",
    "denuclearisation",
    "denuclearization",
    "commitment",
    "cooperation",
    "approval",
    "consent",
    "ratification",
    "support",
];

/// Whom a matter addresses where nobody is named: the side whose thing it is ("Bolivia's tariffs"), or that hears it.
pub fn implied(reader: &Reader<'_>, stance: &Stance, matter: &Matter) -> Vec<Side> {
    let holders = &stance.holders;
    if is_of_both(reader, holders, matter) {
        return pair(reader);
    }
    // What two say together is said to nobody of the two.
    if holders.len() > 1 {
        return Vec::new();
    }
    let others = others(reader, holders);
    let owners: Vec<Side> =
        authors(reader, stance, matter).into_iter().filter(|side| !holders.contains(side)).collect();
    // "Called for B's withdrawal" asks B, "for B's return to the league" others.
    let own_act = stance.ladder == Ladder::Demand && OWN_ACTS.contains(&reader.text.lemma(matter.head));
    if own_act && owners.len() == 1 {
        return owners;
    }
    // "Welcomed B's move" is praise of B, whoever else the text is about.
    if !owners.is_empty() && stance.ladder == Ladder::Support && (others.is_empty() || !reader.is_between_two()) {
        return owners;
    }
    let named = if owners.is_empty() { object::sides_in(&reader.text, &matter.words) } else { owners };
    let partners = partners(reader, matter);
    if let [partner] = partners.as_slice()
        && stance.ladder != Ladder::Objection
        && !holders.contains(partner)
    {
        return partners;
    }
    // A body to which both belong is no third side.
    let common = |body: &Side| {
        let members = reader.text.world.members(body);
        holders.iter().chain(&others).all(|side| members.contains(side))
    };
    // "Help against C", asked of B in talks, is asked of B.
    let to_other = stance.ladder == Ladder::Demand && others.iter().any(|side| named.contains(side));
    if !to_other && named.iter().any(|s| !holders.contains(s) && !others.contains(s) && !common(s)) {
        return Vec::new();
    }
    // What is said between two and names neither is said to the other; but what has a name is welcomed for itself.
    let asks = stance.ladder == Ladder::Demand;
    let named_thing =
        reader.text.lemma(stance.word.start) == "welcome" && reader.text.syntax.upos(matter.head) == Upos::Propn;
    let between_two = reader.is_between_two() && !named_thing && (asks || !is_about_somebody(reader, matter));
    let answer = is_answer(reader, stance, matter) && reader.share_of_two() > 60;
    // What is turned down has been said by the other, wherever it is told of.
    let at_home = is_of_home_politics(reader);
    let hearer = (between_two || answer) && (!at_home || answer && stance.ladder == Ladder::Objection);
    let principal = |side: &Side| !at_home || reader.actors.principals.contains(side);
    others.into_iter().filter(|side| named.contains(side) || hearer && principal(side)).collect()
}

/// Whether a text is as much about the quarrels within a state as about two states: what is said there is said at home.
fn is_of_home_politics(reader: &Reader<'_>) -> bool {
    const ONE_IN: usize = 120;
    let text = &reader.text;
    let quarrels = |&t: &usize| reader.lexicon.is(WordClass::HomePolitics, text.lemma(t));
    text.document.clues.issuer.is_none() && (0..text.len()).filter(quarrels).count() * ONE_IN > text.len()
}

/// Whether a stance asks for a thing or turns down what was asked or said: one of two has the other in mind even where a text
/// speaks of many. "Demanded that its banks be reconnected" is asked of nobody.
fn is_answer(reader: &Reader<'_>, stance: &Stance, matter: &Matter) -> bool {
    const SAID: [&str; 17] = [
        "indictment",
        "claim",
        "accusation",
        "allegation",
        "charge",
        "demand",
        "request",
        "proposal",
        "offer",
        "complaint",
        "criticism",
        "suggestion",
        "assertion",
        "warning",
        "ultimatum",
        "protest",
        "objection",
    ];
    match stance.ladder {
        Ladder::Demand => {
            let syntax = &reader.text.syntax;
            let be = syntax.dependent(matter.head, &[Relation::AuxPass, Relation::Cop]);
            be.is_none() && syntax.xpos(matter.head) != Some(Xpos::Vbn)
        }
        Ladder::Objection => SAID.contains(&reader.text.lemma(matter.head)),
        _ => false,
    }
}

/// The two of whom the text tells: those whom it calls "the two sides" or "both leaders", else those named most.
fn pair(reader: &Reader<'_>) -> Vec<Side> {
    let groups = reader.actors.mentions.iter().filter(|m| m.kind == MentionKind::Group).map(Mention::sides);
    let pairs: Vec<Vec<Side>> = groups.filter(|sides| sides.len() == 2).collect();
    let often = |pair: &&Vec<Side>| pairs.iter().filter(|p| p == pair).count();
    pairs.iter().rev().max_by_key(often).cloned().unwrap_or_else(|| reader.actors.principals.clone())
}

/// To whom those of a text between two speak.
fn others(reader: &Reader<'_>, holders: &[Side]) -> Vec<Side> {
    let pair = pair(reader);
    if pair.len() == 2 && holders.iter().all(|side| pair.contains(side)) {
        pair.into_iter().filter(|side| !holders.contains(side)).collect()
    } else {
        reader.others(holders)
    }
}

/// "Criticised Mendo's inquiry", "denied that his campaign": a matter of a person, or of an organisation that is no side, is
/// not the other side's.
fn is_about_somebody(reader: &Reader<'_>, matter: &Matter) -> bool {
    let text = &reader.text;
    let other = |name: &Name| match name.kind {
        NameKind::Person => true,
        NameKind::Other => text
            .layers
            .entities
            .iter()
            .any(|e| e.first <= name.first && name.first < e.end && e.kind == EntityKind::Organization),
        _ => false,
    };
    let own = |t: usize| text.is_any(t, &["his", "her", "he", "she", "him"]);
    let domestic = |t: usize| reader.lexicon.is(WordClass::AtHome, text.lemma(t));
    text.names_in(&matter.words).iter().any(other) || matter.words.clone().any(|t| own(t) || domestic(t))
}

/// Whose act or trait a matter is: "B's move", "the decision of B".
fn authors(reader: &Reader<'_>, stance: &Stance, matter: &Matter) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut sides = owners(reader, matter.head);
    // "Support for the stability of B" is for B.
    let praised = stance.ladder == Ladder::Support && !syntax.is_verb(matter.head);
    if praised || reader.lexicon.is(WordClass::Conduct, text.lemma(matter.head)) {
        let of = |&&d: &&usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["of"]);
        sides.extend(syntax.dependents(matter.head).iter().filter(of).flat_map(|&d| clause::states_of(reader, d)));
    }
    sorted(sides)
}

/// With whom a matter is: "talks *with B*", "a meeting *with President Vega*".
pub fn partners(reader: &Reader<'_>, matter: &Matter) -> Vec<Side> {
    let text = &reader.text;
    let with = |m: &&Mention| {
        let from = m.tokens.start.saturating_sub(2);
        matches!(m.kind, MentionKind::Side | MentionKind::Person) && (from..m.tokens.start).any(|t| text.is(t, "with"))
    };
    sorted(reader.actors.within(&matter.words).iter().filter(with).flat_map(Mention::sides).collect())
}

/// What a third side says of something that two have made together is said to both: "the EU welcomed the agreement".
fn is_of_both(reader: &Reader<'_>, holders: &[Side], matter: &Matter) -> bool {
    let text = &reader.text;
    let principals = &pair(reader);
    let third = principals.len() == 2 && holders.iter().all(|side| !principals.contains(side));
    let lemma = text.lemma(matter.head);
    let made = reader.lexicon.is(WordClass::Treaty, lemma)
        || reader.lexicon.meetings.iter().any(|m| !m.meaning.is_verb && m.phrase == lemma)
        || matches!(lemma, "outcome" | "result" | "progress" | "rapprochement" | "breakthrough");
    let named: Vec<Side> = sorted(reader.actors.within(&matter.words).iter().flat_map(Mention::sides).collect());
    third && (made && named.is_empty() || named == sorted(principals.clone()))
}
