//! Who stands in the places of a meeting's words: the people and sides below a verb or noun.

use servanda_language::{Name, NameKind, Relation};
use servanda_model::{ActorRef, Level, Side};

use super::{circumstances, company};
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::WordClass,
    object,
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// Those who depend on a word in one of these relations, with one of these prepositions (none: any).
pub fn arguments(reader: &Reader<'_>, head: usize, relations: &[Relation], cases: &[&str]) -> Vec<ActorRef> {
    let syntax = &reader.text.syntax;
    // "The king received the president", where the parser takes both for subjects.
    let subjects = || syntax.dependents(head).iter().filter(|&&d| syntax.relation(d) == Relation::Nsubj);
    let second = |d: usize| d > head && subjects().any(|&first| first < head);
    let fits = |&&d: &&usize| {
        let relation = match syntax.relation(d) {
            Relation::Nsubj if second(d) => Relation::Obj,
            relation => relation,
        };
        let possessor = relation == Relation::NmodPoss;
        // "Sat down in the capital", where the parser makes of the place an object.
        let place = relation == Relation::Obj
            && (syntax.has_case(d, &["in", "at", "near"])
                || reader.lexicon.is(WordClass::Venue, &reader.text.lower(d)) && syntax.is_verb(head));
        // "Had breakfast with A on Monday, ahead of his summit with B": B is met on another occasion.
        let oblique = matches!(relation, Relation::Obl | Relation::Nmod);
        let other = oblique && is_behind_occasion(&reader.text, head, d);
        relations.contains(&relation)
            && !place
            && !other
            && (cases.is_empty() || possessor || is_cased(&reader.text, d, cases))
    };
    syntax.dependents(head).iter().filter(fits).flat_map(|&d| party(reader, d)).collect()
}

/// Whether "ahead of", "prior to" stands between a word and what depends on it.
fn is_behind_occasion(text: &Text<'_>, head: usize, at: usize) -> bool {
    text.find(head + 1..at, |t| text.is_any(t, &["ahead", "prior", "before"])).is_some()
}

/// Whether a preposition governs a phrase: "with H.E. Ms. Torres", where the parser hangs it on the form of address.
fn is_cased(text: &Text<'_>, head: usize, cases: &[&str]) -> bool {
    let title =
        |&d: &usize| d < head && text.syntax.relation(d) == Relation::NmodDesc && text.syntax.has_case(d, cases);
    text.syntax.has_case(head, cases) || text.syntax.dependents(head).iter().any(title)
}

/// Whom the phrase with this head brings to a meeting: those whom it names; of a delegation, those who send or lead it.
pub fn party(reader: &Reader<'_>, noun: usize) -> Vec<ActorRef> {
    let named = people_meant(reader, noun, actors(&clause::mentions_of(reader, noun)));
    let named = if sides_of(&named) == 0 { apposed(reader, noun) } else { named };
    let named = of_owner(reader, noun, named);
    let people = if has_person(&named) && sides_of(&named) > 0 {
        of_one_side(named)
    } else {
        // "Kenyan and Ugandan officials", of whom the mention names the last only.
        let senders = reader.text.syntax.coordinated(noun).into_iter().flat_map(|head| senders(reader, head));
        let senders = bare(sorted(senders.collect()));
        if senders.len() > sides_of(&named) { senders } else { named }
    };
    let people = named_beside(reader, noun, people);
    led(reader, noun, people)
}

/// "Peru's Ana Vega", "Peruvian Congress president Ana Vega": the country in front, where nothing else says whose she is;
/// and "Peru's envoy for Africa, Ana Vega": the name behind.
fn of_owner(reader: &Reader<'_>, noun: usize, mut people: Vec<ActorRef>) -> Vec<ActorRef> {
    if let [actor] = people.as_mut_slice() {
        if actor.name.is_some() && actor.side.is_none() {
            let first = reader.text.syntax.below(noun).start;
            if let [side] = object::sides_in(&reader.text, &(first..noun)).as_slice() {
                actor.side = Some(side.clone());
            }
        } else if actor.name.is_none() && actor.office.is_some() {
            let named = apposed(reader, noun).into_iter().find(|a| a.side.is_none() || a.side == actor.side);
            actor.name = named.and_then(|a| a.name);
        }
    }
    people
}

/// "Met Lebanese Speaker A and Prime Minister B": who is named without a country is of that of the one before.
fn of_one_side(mut people: Vec<ActorRef>) -> Vec<ActorRef> {
    let mut last: Option<Side> = None;
    for actor in people.iter_mut().filter(|a| is_person(a)) {
        if actor.side.is_none() && actor.office.is_some() {
            actor.side.clone_from(&last);
        }
        last.clone_from(&actor.side);
    }
    people
}

/// "The head of the agency, Peter Mwangi": the person in apposition.
fn apposed(reader: &Reader<'_>, noun: usize) -> Vec<ActorRef> {
    let syntax = &reader.text.syntax;
    let appositions = syntax.dependents(noun).iter().filter(|&&d| syntax.relation(d) == Relation::Appos);
    let people = appositions.filter_map(|&d| reader.actors.at(d)).filter(|m| m.kind == MentionKind::Person);
    actors(&people.collect::<Vec<_>>())
}

/// "Peru's top diplomat Ana Vega and her Kenyan counterpart", where the parser joins the second to the name of the first.
fn beside_apposition(reader: &Reader<'_>, noun: usize) -> Vec<ActorRef> {
    let syntax = &reader.text.syntax;
    let under = |at: usize, relation: Relation| {
        syntax.dependents(at).iter().copied().filter(move |&d| syntax.relation(d) == relation)
    };
    under(noun, Relation::Appos).flat_map(|d| under(d, Relation::Conj)).flat_map(|d| party(reader, d)).collect()
}

/// "Peru's Torres, Chile's Vega hold talks": whoever is of another side stands beside the first, not for him.
fn listed(reader: &Reader<'_>, noun: usize, first: &[ActorRef]) -> Vec<ActorRef> {
    let mut next = apposed(reader, noun);
    next.retain(|a| a.side.is_some() && first.iter().all(|b| b.side.is_some() && a.side != b.side));
    next
}

/// Those who act in the clause of a verb.
pub fn subjects(reader: &Reader<'_>, verb: usize) -> Vec<ActorRef> {
    let syntax = &reader.text.syntax;
    let subject = syntax.subject(syntax.predicate(verb)).unwrap_or(verb);
    let named = people_meant(reader, subject, actors(&clause::subjects(reader, verb)));
    let named = second_title(reader, subject, verb, of_owner(reader, subject, named));
    let named = named_beside(reader, subject, named);
    match syntax.subject(syntax.predicate(verb)) {
        Some(noun) if !has_person(&named) || sides_of(&named) == 0 => {
            Some(party(reader, noun)).filter(|p| sides_of(p) > 0).unwrap_or(named)
        }
        Some(noun) if sides_of(&named) < 2 => {
            let beside = [listed(reader, noun, &named), beside_apposition(reader, noun)].concat();
            led(reader, noun, [named, beside].concat())
        }
        Some(noun) => led(reader, noun, named),
        None if named.is_empty() => scheduled(reader, verb),
        None => named,
    }
}

/// "The foreign ministers of Chile and Peru, A and B", "the two leaders, A of Chile and B of Peru": the names beside those
/// who are called by their office, in their order where no country stands with them.
fn named_beside(reader: &Reader<'_>, noun: usize, called: Vec<ActorRef>) -> Vec<ActorRef> {
    let text = &reader.text;
    let several = called.len() > 1 && called.iter().all(|a| a.name.is_none()) && sides_of(&called) == called.len();
    let ends = |t: usize| text.syntax.is_verb(t) || text.is_any(t, &["who", "with", "in", "on", "at"]);
    let sentence = text.sentence_at(noun);
    let end = text.find(noun + 1..sentence.end, ends).unwrap_or(sentence.end);
    let people = reader.actors.within(&(noun + 1..end)).iter().filter(|m| m.kind == MentionKind::Person);
    let people: Vec<ActorRef> = actors(&people.collect::<Vec<_>>());
    if !several || people.len() != called.len() {
        return called;
    }
    // "Their foreign ministers, A and B": which of the two is whose is not said.
    let open = people.iter().all(|a| a.side.is_none()) && object::sides_in(text, &text.syntax.below(noun)).len() > 1;
    let of = |(person, office): (&ActorRef, &ActorRef)| {
        let side = if open { office.side.clone() } else { person.side.clone() };
        let post = called.iter().find(|a| a.side == side).and_then(|a| a.office.clone());
        ActorRef { side, office: person.office.clone().or(post), ..person.clone() }
    };
    let named: Vec<ActorRef> = people.iter().zip(&called).map(of).collect();
    if called.iter().all(|a| named.iter().any(|b| a.side == b.side)) { named } else { called }
}

/// "Deputy Prime Minister and Transport Minister Luis Vega met": the parser parts a man from the first of his titles, and
/// the name stands right before the verb.
fn second_title(reader: &Reader<'_>, subject: usize, verb: usize, titled: Vec<ActorRef>) -> Vec<ActorRef> {
    let text = &reader.text;
    let [ActorRef { name: None, office: Some(first), side }] = titled.as_slice() else { return titled };
    let next = |m: &&Mention| {
        m.kind == MentionKind::Person
            && m.tokens.start > subject
            && text.find(m.tokens.end..verb, |t| text.syntax.is_verb(t) || text.word(t) == ",").is_none()
            && text.find(subject..m.tokens.start, |t| text.syntax.is_verb(t)).is_none()
    };
    let joined = |m: &&Mention| text.find(subject..m.tokens.end, |t| text.is(t, "and")).is_some();
    let person = reader.actors.last_until(verb).filter(next).filter(joined).and_then(|m| m.actors.first());
    match person {
        Some(a) if a.side.is_none() || a.side == *side => {
            vec![ActorRef { side: side.clone(), office: a.office.clone().or_else(|| Some(first.clone())), ..a.clone() }]
        }
        _ => titled,
    }
}

/// "Vega is next week to visit": whoever stands in front of the verb of a time on which the parser hangs the infinitive.
fn scheduled(reader: &Reader<'_>, verb: usize) -> Vec<ActorRef> {
    let text = &reader.text;
    let copula = circumstances::scheduled(text, verb)
        .and_then(|time| text.syntax.dependent(time.end.checked_sub(1)?, &[Relation::Cop]));
    let before = copula.and_then(|at| reader.actors.last_until(at).filter(|m| m.tokens.end == at));
    before.map_or_else(Vec::new, |mention| actors(&[mention]))
}

/// "They met again", "at their meeting": of two sides, the leaders or ministers of whom the text spoke last, where they
/// are of one rank.
fn people_meant(reader: &Reader<'_>, pronoun: usize, sides: Vec<ActorRef>) -> Vec<ActorRef> {
    let text = &reader.text;
    let meant = text.is_any(pronoun, &["they", "their", "them", "both"]) && sides.len() == 2 && !has_person(&sides);
    if !meant {
        return sides;
    }
    let near = people_before(reader, pronoun);
    if near.iter().any(|a| sides.iter().all(|b| a.side != b.side)) {
        return if sides_of(&near) == 2 { near } else { Vec::new() };
    }
    let until = reader.actors.mentions.partition_point(|m| m.tokens.start < pronoun);
    let before = || reader.actors.mentions.iter().take(until).rev().filter(|m| m.kind == MentionKind::Person);
    let level = |a: &ActorRef| a.office.as_ref().and_then(|o| text.world.office(o)).map(|office| office.level);
    let last = |side: &ActorRef| {
        let officials = before().flat_map(|m| &m.actors).filter(|a| a.side == side.side);
        let meets = |a: &&ActorRef| a.office.is_none() || matches!(level(a), Some(Level::Leaders | Level::Ministers));
        officials.into_iter().find(meets).cloned()
    };
    match sides.iter().map(last).collect::<Option<Vec<_>>>() {
        Some(people) if people.iter().all(|a| level(a) == people.first().and_then(level)) => people,
        _ => sides,
    }
}

/// "He praised her after *their* meeting": the people of whom the sentence has spoken.
fn people_before(reader: &Reader<'_>, pronoun: usize) -> Vec<ActorRef> {
    let person = |m: &&Mention| match m.kind {
        MentionKind::Person => true,
        MentionKind::Pronoun => reader.text.is_any(m.tokens.start, &["he", "him", "she", "her"]),
        _ => false,
    };
    let before = reader.actors.within(&(reader.text.sentence_at(pronoun).start..pronoun));
    joined(actors(&before.iter().filter(person).collect::<Vec<_>>()), None)
}

/// The mention right behind a word or its preposition, whatever the parser made of a name with its title.
pub fn behind(reader: &Reader<'_>, at: usize) -> Vec<ActorRef> {
    const BETWEEN: [&str; 10] = ["the", "his", "her", "its", "their", "my", "our", "brothers", "friends", "colleagues"];
    let text = &reader.text;
    let from = at + 1 + usize::from(text.is_any(at + 1, &["with", "between", "of", "by", "to", "on", "from"]));
    let next = reader.actors.within(&(from..from + 5)).first();
    let title = |t: usize| text.is_any(t, &BETWEEN) || reader.lexicon.is(WordClass::Honorific, &text.lower(t));
    let near = next.filter(|m| (from..m.tokens.start).all(title));
    near.map_or_else(Vec::new, |mention| actors(&clause::mentions_of(reader, clause::top(text, &mention.tokens))))
}

/// The actors of mentions; whoever is out of office comes for himself.
pub fn actors(mentions: &[&Mention]) -> Vec<ActorRef> {
    let of = |m: &&Mention| {
        let retired = m.retired;
        let bare = move |a: &ActorRef| ActorRef { office: a.office.clone().filter(|_| !retired), ..a.clone() };
        m.actors.iter().map(bare).collect::<Vec<_>>()
    };
    mentions.iter().flat_map(of).collect()
}

/// Sides without anybody who is named.
pub fn bare(sides: Vec<Side>) -> Vec<ActorRef> {
    sides.into_iter().map(|side| ActorRef { side: Some(side), ..ActorRef::default() }).collect()
}

/// How many sides they are of.
pub fn sides_of(people: &[ActorRef]) -> usize {
    sorted(people.iter().filter_map(|a| a.side.clone()).collect()).len()
}

/// Whether somebody is named or called by an office.
pub fn has_person(people: &[ActorRef]) -> bool {
    people.iter().any(is_person)
}

/// Whether it is somebody, not a side.
pub fn is_person(actor: &ActorRef) -> bool {
    actor.name.is_some() || actor.office.is_some()
}

/// "A delegation from Kenya", "Kenyan and Ugandan officials", "the Kenyan side": who sends them.
fn senders(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    const SENT: [WordClass; 3] = [WordClass::Institution, WordClass::Role, WordClass::Pair];
    let text = &reader.text;
    if !SENT.iter().any(|&class| reader.lexicon.is(class, text.lemma(noun))) {
        return Vec::new();
    }
    let syntax = &text.syntax;
    let mut sides = object::sides_in(text, &(syntax.below(noun).start..noun));
    let from = |&&d: &&usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["from", "of", "for"]);
    // "Joined her counterparts from Chile", where the parser hangs it on the verb.
    let stray = |&&d: &&usize| syntax.has_case(d, &["from"]) && syntax.below(d).start == noun + 1;
    let above = syntax.head(noun).map_or(&[][..], |head| syntax.dependents(head));
    let origins = syntax.dependents(noun).iter().filter(from).chain(above.iter().filter(stray));
    sides.extend(origins.flat_map(|&d| clause::mentions_of(reader, d)).flat_map(Mention::sides));
    sorted(sides)
}

/// "A Kenyan delegation headed by Trade Minister Peter Mwangi": with the one who leads it.
fn led(reader: &Reader<'_>, noun: usize, mut people: Vec<ActorRef>) -> Vec<ActorRef> {
    let text = &reader.text;
    // The parser may hang it on another noun of the phrase. Between the words below stand others where branches cross: of
    // those the one who leads may stand above, and so on for ever.
    let leads = |d: &usize| {
        matches!(text.syntax.relation(*d), Relation::Acl | Relation::AclRelcl)
            && matches!(text.lemma(*d), "lead" | "head" | "chair")
            && text.syntax.upwards(*d).any(|t| t == noun)
    };
    let leaders = text.syntax.below(noun).filter(leads).flat_map(|d| agents(reader, d));
    let own = sorted(people.iter().filter_map(|a| a.side.clone()).collect());
    // Whoever leads it comes from where it does.
    people.extend(leaders.filter(|a| a.name.is_some()).map(|a| match own.as_slice() {
        [side] => ActorRef { side: Some(side.clone()), ..a },
        _ => a,
    }));
    people
}

/// "Talks mediated by Swiss Foreign Minister Anna Keller", "hosted by Oman": those who bring the others together.
pub fn mediators(reader: &Reader<'_>, words: &Tokens) -> Vec<ActorRef> {
    let text = &reader.text;
    let brings = |&t: &usize| {
        let participle = matches!(text.syntax.relation(t), Relation::Acl | Relation::Advcl | Relation::AclRelcl);
        participle && reader.lexicon.is(WordClass::Broker, text.lemma(t))
    };
    let verbs = words.clone().filter(brings);
    // "Chaired by A, Minister of Chile, and B, Minister of Peru": a list with their posts falls apart in the tree.
    let listed = |t: usize| {
        let people = company::by(reader, t).into_iter().filter(|m| m.kind == MentionKind::Person);
        let people = actors(&people.collect::<Vec<_>>());
        if sides_of(&people) > 1 { people } else { agents(reader, t) }
    };
    verbs.flat_map(listed).collect()
}

/// Those behind the "by" of a passive, wherever the parser hung them: "was welcomed at the airport by Vega".
pub fn agents(reader: &Reader<'_>, verb: usize) -> Vec<ActorRef> {
    let text = &reader.text;
    let named = arguments(reader, verb, &[Relation::OblAgent, Relation::Obl], &["by"]);
    if !named.is_empty() {
        return named;
    }
    let by = text.find(verb + 1..text.syntax.below(verb).end.max(verb + 2), |t| text.is(t, "by"));
    by.map_or_else(Vec::new, |by| behind(reader, by))
}

/// "At the invitation of President Vega": the host in person, where he is of the side visited.
pub fn inviting(reader: &Reader<'_>, verb: usize, host: &Side) -> Vec<ActorRef> {
    let syntax = &reader.text.syntax;
    let invitation = |&&d: &&usize| reader.text.lemma(d) == "invitation";
    let invitations = syntax.dependents(verb).iter().filter(invitation);
    // "Of His Excellency Luis Vega": the form of address may come between.
    let people = invitations.flat_map(|&d| reader.actors.within(&syntax.below(d)));
    let own = |m: &&Mention| m.sides().iter().all(|side| side == host) && (m.kind != MentionKind::Pronoun);
    let inviting = actors(&people.filter(own).take(1).collect::<Vec<_>>());
    // "Visited Peru at the invitation of President Vega": of the side visited, where nothing else is told.
    inviting.into_iter().map(|a| ActorRef { side: Some(host.clone()), ..a }).collect()
}

/// The sides that a journey goes to: "visited Chile", "a trip to the Chilean capital", "toured Kenya and Uganda".
pub fn destinations(text: &Text<'_>, journey: usize) -> Vec<Side> {
    let syntax = &text.syntax;
    let tour = text.lemma(journey) == "tour";
    let goes = |&&d: &&usize| match syntax.relation(d) {
        Relation::Obj => true,
        // "Visited, on Tuesday, the headquarters": behind an aside.
        Relation::Parataxis => syntax.is_verb(journey) && !syntax.is_verb(d),
        Relation::Obl | Relation::Nmod => {
            syntax.has_case(d, &["to", "in", "at", "for", "into"]) || tour && syntax.has_case(d, &["of"])
        }
        _ => false,
    };
    let aims = syntax.dependents(journey).iter().filter(goes).flat_map(|&d| syntax.coordinated(d));
    let mut sides: Vec<Side> = Vec::new();
    for side in aims.filter_map(|aim| place_side(text, aim)) {
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    sides
}

/// The side that the phrase with this head names as a place: "Chile", "the Chilean capital", "Lima".
pub fn place_side(text: &Text<'_>, head: usize) -> Option<Side> {
    let side = |name: &Name| match &name.kind {
        NameKind::Place(side) => side.clone(),
        NameKind::Demonym(side) | NameKind::Country(side) | NameKind::Metonym(side) => Some(side.clone()),
        _ => None,
    };
    let below = text.syntax.below(head);
    let in_front = || text.names_in(&(below.start..head)).iter().find_map(side);
    // "The headquarters of the bank in Lima"
    // "In Belmont House, Lima": the second place is in apposition to the first.
    let placed = |at: usize| text.syntax.has_case(at, &["in", "at", "of"]);
    let apposed = |at: usize| {
        let first = text.syntax.head(at).filter(|_| text.syntax.relation(at) == Relation::Appos);
        first.is_some_and(placed) && text.name_at(at).is_some()
    };
    let within = |name: &Name| Some(name).filter(|n| placed(n.end - 1) || apposed(n.end - 1)).and_then(side);
    let inside = || text.names_in(&(head + 1..below.end)).iter().find_map(within);
    text.name_at(head).and_then(side).or_else(in_front).or_else(inside)
}

/// Each actor once, with the host of a visit where none of them is his.
pub fn joined(people: Vec<ActorRef>, host: Option<Side>) -> Vec<ActorRef> {
    let mut out: Vec<ActorRef> = Vec::new();
    for actor in people {
        let twice = out.iter().any(|a| *a == actor || a.name.is_some() && a.name == actor.name);
        // "Every participant has a side" (codebook, 5).
        if !twice && actor.side.is_some() {
            out.push(actor);
        }
    }
    if let Some(host) = host.filter(|host| !out.iter().any(|a| a.side.as_ref() == Some(host))) {
        out.extend(bare(vec![host]));
    }
    // A bare side beside its own minister adds nobody, nor does the minister without his name.
    let all = out.clone();
    let says_more = |a: &ActorRef, b: &ActorRef| {
        a.side == b.side
            && a.name.is_none()
            && (b.name.is_some() && (a.office.is_none() || b.office.is_none() || a.office == b.office)
                || a.office.is_none() && b.office.is_some())
    };
    out.retain(|a| !all.iter().any(|b| says_more(a, b)));
    out
}
