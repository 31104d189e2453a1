//! Who did it: the subject of a verb, those who are charged with it, whose a noun is.

use servanda_language::{NameKind, Relation, Upos, Xpos};
use servanda_model::{Side, Voice};

use super::thing::referent;
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{DeedWord, Slot, WordClass},
    object,
    reader::{Reader, sorted},
    text::Text,
};

/// Those who are accused of it or thanked for it: "accused A of seizing two boats".
pub(super) fn charged(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let marked = |&d: &usize| {
        matches!(syntax.relation(d), Relation::Mark | Relation::Case) && text.is_any(d, &["of", "for", "over"])
    };
    let blames = |&head: &usize| {
        let blames = reader.lexicon.is(WordClass::Blame, text.lemma(head)) && syntax.is_verb(head);
        (blames || thanks(reader, head)) && clause::is_told(reader, syntax.predicate(head))
    };
    let first = syntax.first_joined(verb);
    let gerund = syntax.xpos(verb) == Some(Xpos::Vbg) && syntax.dependents(first).iter().any(marked);
    let Some(head) = syntax.head(first).filter(|head| gerund && blames(head)) else { return Vec::new() };
    let passive = syntax.is_passive(head) || clause::is_passive_participle(reader, head);
    // "Is accused of seizing two boats", by nobody knows whom
    if passive && clause::agents(reader, head).is_empty() && !thanks(reader, head) {
        return Vec::new();
    }
    let accused = if thanks(reader, head) {
        syntax.upwards(first).skip(1).take(2).find_map(|at| addressee(text, at))
    } else if passive {
        syntax.subject(head)
    } else {
        // The parser may make of the accused the subject of what he is accused of.
        syntax.dependent(head, &[Relation::Obj]).or_else(|| syntax.dependent(verb, &[Relation::Nsubj]))
    };
    accused.map_or_else(Vec::new, |noun| clause::states_of(reader, noun))
}

/// Who charges others with what a verb tells: "A accused B of seizing two boats".
pub(super) fn accusers(reader: &Reader<'_>, verb: usize) -> Option<Vec<Side>> {
    let syntax = &reader.text.syntax;
    let head = syntax.head(syntax.first_joined(verb)).filter(|_| !charged(reader, verb).is_empty())?;
    let blames = matches!(reader.text.lemma(head), "accuse" | "blame" | "charge" | "suspect" | "fault");
    let passive = syntax.is_passive(head) || clause::is_passive_participle(reader, head);
    blames.then(|| if passive { clause::agents(reader, head) } else { clause::states(reader, head) })
}

/// "Allegedly", "alleged", "suspected": a word that leaves open whether it happened.
pub(super) fn is_doubted(text: &Text<'_>, at: usize) -> bool {
    const DOUBTS: [&str; 16] = [
        "allegedly",
        "reportedly",
        "purportedly",
        "supposedly",
        "apparently",
        "alleged",
        "suspected",
        "reported",
        "purported",
        "supposed",
        "possible",
        "potential",
        "attempted",
        "claimed",
        "rumoured",
        "rumored",
    ];
    let doubts = |&d: &usize| {
        matches!(text.syntax.relation(d), Relation::Advmod | Relation::Amod) && DOUBTS.contains(&text.lower(d).as_str())
    };
    text.syntax.dependents(at).iter().any(doubts)
}

/// "The president attacked the press", "his attacks on the pipeline project": what a person attacks that is no place or
/// force is attacked with words.
pub(super) fn is_by_word(reader: &Reader<'_>, doer: usize, object: usize) -> bool {
    let text = &reader.text;
    let person = reader.actors.at(doer).is_some_and(|m| match m.kind {
        MentionKind::Person | MentionKind::Office => true,
        MentionKind::Pronoun => text.is_any(doer, &["he", "she", "his", "her"]),
        _ => false,
    });
    let place = text.name_at(object).is_some_and(|name| matches!(name.kind, NameKind::Place(_)));
    let armed = |class| reader.lexicon.is(class, text.lemma(object));
    person && !place && !armed(WordClass::Force) && !armed(WordClass::Person)
}

/// "Expressed its gratitude to Togo for sending boats": the thanks, or the verb that utters them.
fn thanks(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let thanks = |t: usize| text.is_any(t, &["appreciation", "gratitude", "thanks"]);
    thanks(at) || text.syntax.dependent(at, &[Relation::Obj]).is_some_and(thanks)
}

/// To whom something is said, by the preposition.
fn addressee(text: &Text<'_>, at: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let inside = syntax.dependent(at, &[Relation::Obj]).into_iter().flat_map(|noun| syntax.dependents(noun));
    syntax.dependents(at).iter().chain(inside).copied().find(|&d| syntax.has_case(d, &["to"]))
}

/// The sides that do what a verb says: its subject's, or the country that the text has named, which it calls "the kingdom".
pub(super) fn doers(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if let Some(cause) = cause_before(text, verb) {
        return doers(reader, cause);
    }
    let subject = syntax.subject(syntax.predicate(verb));
    if subject.is_some_and(|noun| is_irregular(reader, noun) || is_of_others(reader, noun)) {
        return Vec::new();
    }
    let named = subject.filter(|&noun| text.is(noun, "it"));
    let whose = named.map_or_else(Vec::new, |it| agent_before(reader, it));
    let own = if whose.is_empty() { clause::states(reader, verb) } else { whose };
    let Some(noun) = subject.filter(|_| own.is_empty()) else { return own };
    if text.is_any(noun, &["it", "they"]) {
        return referent(text, noun).map_or_else(Vec::new, |named| clause::states_of(reader, named.head));
    }
    // "A Chilean decision to close the port"
    let decided = decision(text, verb).map_or_else(Vec::new, |decision| owners(reader, decision));
    if !decided.is_empty() {
        return decided;
    }
    // "Chile, a country that has sent aid"
    if let Some(named) = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Appos) {
        return clause::states_of(reader, named);
    }
    let called = realm(reader, noun);
    if !called.is_empty() {
        return called;
    }
    // "The two navies", not "two drones"
    let has = |word: &str| syntax.dependents(noun).iter().any(|&d| text.is(d, word));
    let both = has("both") || has("two") && has("the");
    let acts = |class| reader.lexicon.is(class, text.lemma(noun));
    if both && reader.is_between_two() && (acts(WordClass::Force) || acts(WordClass::Institution)) {
        return sorted(reader.actors.principals.clone());
    }
    served(reader, noun)
}

/// "“They built the bridge,” Chile's president said": whoever speaks of "them" is none of them, and who they are is not said.
fn is_of_others(reader: &Reader<'_>, noun: usize) -> bool {
    let they = reader.text.is(noun, "they") && reader.text.is_quoted(noun);
    let sides = reader.actors.at(noun).map_or_else(Vec::new, Mention::sides);
    they && matches!(reader.voice_at(noun), Voice::Side(speaker) if sides.contains(&speaker))
}

/// "A protested as B's ship rammed a boat, *injuring* six men": what comes of an act comes of the one told right before,
/// though the parser hangs it on another.
fn cause_before(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let comes_of =
        matches!(text.lemma(verb), "injure" | "kill" | "wound" | "destroy" | "damage" | "displace" | "sink" | "hurt");
    let behind = syntax.xpos(verb) == Some(Xpos::Vbg) && syntax.relation(verb) == Relation::Advcl;
    let head = syntax.head(verb).filter(|&head| comes_of && behind && head < verb)?;
    let acts = |&t: &usize| syntax.upos(t) == Upos::Verb && syntax.dependent(t, &[Relation::Nsubj]).is_some();
    (head + 1..verb).rev().find(acts)
}

/// The decision of which an infinitive tells what was decided: "Chile's decision *to close* the port", "the decision by
/// Chile *to close* the port was criticised", where the parser hangs it on the verb behind.
pub(super) fn decision(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let head = syntax.head(verb).filter(|_| syntax.is_infinitive(verb))?;
    let noun = match syntax.relation(verb) {
        Relation::Acl => Some(head),
        Relation::Xcomp | Relation::Advcl if head > verb => {
            syntax.dependent(head, &[Relation::Nsubj, Relation::NsubjPass]).filter(|&noun| noun < verb)
        }
        _ => None,
    };
    noun.filter(|&noun| matches!(text.lemma(noun), "decision" | "move"))
}

/// "A Kenyan militant leader", "a suicide bomber": of those who act for no state.
fn is_irregular(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let front = text.syntax.dependents(noun).iter().copied().filter(|&d| d < noun);
    let own = front.filter(|&d| matches!(text.syntax.relation(d), Relation::Compound | Relation::Amod));
    text.syntax.upos(noun) == Upos::Noun
        && own.into_iter().any(|d| reader.lexicon.is(WordClass::Private, &text.lower(d)))
}

/// Whose organ a noun names that is known as one by the words in front: "the Torres government", "Chilean F-16s", "the
/// central bank of Chile".
fn served(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    const ORGANS: [&str; 8] = ["bank", "assembly", "agency", "commission", "council", "court", "service", "bureau"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let is = |class, at| reader.lexicon.is(class, &text.lower(at));
    let front = || syntax.dependents(noun).iter().copied().filter(|&d| d < noun);
    if is(WordClass::Institution, noun) {
        let heads = front().filter(|&d| syntax.relation(d) == Relation::Compound);
        return sorted(heads.filter_map(|d| reader.actors.at(d)).flat_map(Mention::sides).collect());
    }
    // Aircraft and ships go by letters and numbers.
    let model =
        text.word(noun).starts_with(char::is_uppercase) && text.word(noun).contains(|c: char| c.is_ascii_digit());
    let central = text.is_any(noun, &ORGANS) && front().any(|d| is(WordClass::Domestic, d));
    if model || central { object::sides_in(text, &syntax.below(noun)) } else { Vec::new() }
}

/// "An act by the Chilean government, when it closed the port": whose act the sentence names before "it", where it names
/// no other side.
fn agent_before(reader: &Reader<'_>, it: usize) -> Vec<Side> {
    let text = &reader.text;
    let from = text.sentence_of(it).map_or(it, |s| s.first);
    let named = reader.actors.within(&(from..it));
    let acts = |m: &Mention| text.syntax.has_case(clause::top(text, &m.tokens), &["by", "of"]);
    let sides = sorted(named.iter().flat_map(Mention::sides).collect());
    if sides.len() == 1 && named.iter().all(acts) { sides } else { Vec::new() }
}

/// Who did it in a passive; of organs that are named without their state, those of whose the thing is: "Togo's port was
/// closed by the authorities".
pub(super) fn agents(reader: &Reader<'_>, verb: usize, object: usize) -> Vec<Side> {
    let text = &reader.text;
    let named = clause::agents(reader, verb);
    let Some(agent) = clause::agents_of(text, verb).next().filter(|_| named.is_empty()) else {
        return named;
    };
    let called = realm(reader, agent);
    let organ = reader.lexicon.is(WordClass::Institution, text.lemma(agent));
    if called.is_empty() && organ && is_bare(text, agent) { owners(reader, object) } else { called }
}

/// "The government", "by the authorities": no word tells whose.
fn is_bare(text: &Text<'_>, noun: usize) -> bool {
    text.syntax.dependents(noun).iter().all(|&d| text.is_any(d, &["the", "by"]))
}

/// Whom "the kingdom" or "the bloc" stands for: the country, or the body, that was named last in its sentence or was the
/// subject of the one before.
fn realm(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let definite = syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["the", "this", "that"]));
    // "The government": of the country that the text speaks of.
    let governs = matches!(text.lemma(noun), "government" | "cabinet" | "parliament" | "junta" | "regime" | "military");
    let bare = governs && is_bare(text, noun);
    let is_realm = reader.lexicon.is(WordClass::Realm, text.lemma(noun)) && syntax.xpos(noun) == Some(Xpos::Nn) || bare;
    if !definite || !is_realm || text.name_at(noun).is_some() {
        return Vec::new();
    }
    let body = matches!(text.lemma(noun), "bloc" | "alliance");
    let is_kind = |at: usize| match text.name_at(at).map(|name| &name.kind) {
        Some(NameKind::Body(_)) => body,
        Some(NameKind::Country(_)) => !body,
        _ => false,
    };
    // "The country" may be another than the last that was named, "the kingdom" hardly.
    let general =
        bare || matches!(text.lemma(noun), "country" | "nation" | "state" | "neighbour" | "neighbor" | "power");
    let from = text.sentence_of(noun).map_or(noun, |s| s.first);
    let mentions = reader.actors.within(&(from..noun));
    // "Called on Chile to return to the pact that that country left": the country named last.
    if syntax.dependents(noun).iter().any(|&d| text.is(d, "that")) && !body {
        let country = |m: &&Mention| m.kind == MentionKind::Side && m.tokens.clone().any(is_kind);
        return mentions.iter().rev().find(country).map_or_else(Vec::new, Mention::sides);
    }
    let last = mentions.iter().rev().find(|m| !general && m.tokens.clone().any(is_kind));
    match last {
        Some(mention) => mention.sides(),
        None if body => Vec::new(),
        None => clause::last_body(reader, noun),
    }
}

/// Whether what was done to a thing was done by whose it is.
pub(super) fn is_own(reader: &Reader<'_>, object: usize, word: &DeedWord) -> bool {
    const MOVED: [&str; 8] =
        ["deployed", "redeployed", "dispatched", "withdrew", "pulled out", "sent", "stationed", "moved"];
    let syntax = &reader.text.syntax;
    // "Its missile system"
    let parts = syntax.dependents(object).iter().filter(|&&d| syntax.relation(d) == Relation::Compound);
    let armed =
        std::iter::once(&object).chain(parts).any(|&t| reader.lexicon.is(WordClass::Force, reader.text.lemma(t)));
    is_measure(reader, object) || armed && MOVED.contains(&word.action.as_str())
}

/// A ban or law: whose it is made it.
fn is_measure(reader: &Reader<'_>, noun: usize) -> bool {
    let lemma = reader.text.lemma(noun);
    reader.lexicon.is(WordClass::Restriction, lemma)
        || matches!(lemma, "law" | "bill" | "legislation" | "constitution" | "decree" | "regulation" | "directive")
}

/// Who imposed a measure that is told to be lifted: "Togo decided to lift the duties imposed on timber", "Togo's removal of".
pub(super) fn lifters(reader: &Reader<'_>, measure: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let lifts = |&head: &usize| reader.lexicon.is(WordClass::Lifting, text.lemma(head));
    let Some(head) = syntax.head(measure).filter(lifts) else { return Vec::new() };
    match syntax.relation(measure) {
        // "Announced that a decision had been taken to lift the ban"
        Relation::Obj if syntax.is_verb(head) => first_of(doers(reader, head), || {
            let told = syntax.upwards(head).find(|&at| syntax.relation(at) == Relation::Ccomp);
            told.and_then(|at| syntax.head(at)).map_or_else(Vec::new, |verb| doers(reader, verb))
        }),
        Relation::Nmod if syntax.has_case(measure, &["of"]) => first_of(owners(reader, head), || {
            let announced = syntax.head(head).filter(|_| syntax.relation(head) == Relation::Obj);
            announced.map_or_else(Vec::new, |verb| doers(reader, verb))
        }),
        _ => Vec::new(),
    }
}

/// These sides, or the others where there are none.
pub(super) fn first_of(sides: Vec<Side>, others: impl FnOnce() -> Vec<Side>) -> Vec<Side> {
    if sides.is_empty() { others() } else { sides }
}

/// Whose a thing or act is: "Chile's", "the Chilean", "its".
pub(super) fn owners(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut sides = Vec::new();
    for &d in syntax.dependents(noun) {
        match syntax.relation(d) {
            Relation::NmodPoss if text.is(d, "its") => sides.extend(antecedent(reader, noun, d)),
            Relation::NmodPoss => sides.extend(clause::states_of(reader, d)),
            Relation::Nmod if syntax.has_case(d, &["by"]) => sides.extend(clause::states_of(reader, d)),
            // "A shelling blamed on Togo's army"
            Relation::Acl if matches!(text.lemma(d), "blame" | "attribute" | "pin") => {
                let on = |&&o: &&usize| syntax.relation(o) == Relation::Obl && syntax.has_case(o, &["on", "to"]);
                sides.extend(syntax.dependents(d).iter().filter(on).flat_map(|&o| clause::states_of(reader, o)));
            }
            // "European tariffs": what is imposed by Europe is by the union.
            Relation::Amod if text.is(d, "European") && is_measure(reader, noun) => sides.push(Side::new("EU")),
            Relation::Amod | Relation::Compound => sides.extend(text.name_at(d).and_then(Text::side_of_name).cloned()),
            _ => {}
        }
    }
    sorted(sides)
}

/// Whose a treaty is that is told to have come or ended ("the A-B treaty", "a pact between A and B"); of what is told in
/// the manner of a passive, who did it is not known, but for one's own troops and laws.
pub(super) fn parties(reader: &Reader<'_>, noun: usize, word: &DeedWord) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if !word.slots.contains(&Slot::Subject) {
        return if is_own(reader, noun, word) { owners(reader, noun) } else { Vec::new() };
    }
    let between = |&&d: &&usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["between", "among"]);
    let joined = syntax.dependents(noun).iter().filter(between);
    let joined = joined.flat_map(|&d| clause::mentions_of(reader, d)).flat_map(Mention::sides);
    let named = object::sides_in(text, &(syntax.below(noun).start..noun));
    sorted(owners(reader, noun).into_iter().chain(named).chain(joined).collect())
}

/// Whose "its" is: of the subject, where the verb does something to the noun ("lift its ban"); of whose the thing is of which
/// the noun is an instance ("China's acts, including its breach"); else of the only side named before it.
fn antecedent(reader: &Reader<'_>, noun: usize, its: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let Some(head) = syntax.head(noun) else { return Vec::new() };
    // "Chilean meddling or its seizure of the port"
    let first = syntax.first_joined(noun);
    if first != noun {
        let of_first = owners(reader, first);
        if of_first.len() == 1 {
            return of_first;
        }
    }
    if syntax.relation(noun) == Relation::Obj {
        return syntax.subject(head).map_or_else(Vec::new, |s| clause::states_of(reader, s));
    }
    if let Some(owner) = syntax.dependent(head, &[Relation::NmodPoss]) {
        return clause::states_of(reader, owner);
    }
    // "Russia faces sanctions for its invasion"
    let subject = syntax.dependent(syntax.predicate(noun), &[Relation::Nsubj, Relation::NsubjPass]);
    let bearer = subject.filter(|&s| s < its && syntax.relation(noun) == Relation::Obl);
    let borne = bearer.map_or_else(Vec::new, |s| clause::states_of(reader, s));
    if borne.len() == 1 {
        return borne;
    }
    let from = text.sentence_of(its).map_or(its, |s| s.first);
    let sides = sorted(reader.actors.within(&(from..its)).iter().flat_map(Mention::sides).collect());
    if sides.len() == 1 { sides } else { Vec::new() }
}
