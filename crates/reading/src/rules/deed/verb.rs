//! Deeds that a verb tells: in the active, the passive, as a participle, and of what something does by itself.

use servanda_language::{Relation, TimeExpression, Upos, Xpos};
use servanda_model::{Side, TimeValue};

use super::{
    Deed,
    doers::{agents, charged, decision, doers, first_of, is_by_word, is_doubted, is_own, lifters, owners, parties},
    is_date, is_demand, may_be_unnamed,
    thing::{fits, resolved, without_clause},
};
use crate::{
    actors::MentionKind,
    clause,
    lexicon::{DeedWord, Objects, Slot, WordClass},
    object,
    phrase::{self, Part},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// How a verb is told of what it was done to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// "A closed X."
    Active,
    /// "X was closed", "X, closed in May".
    Passive,
    /// "X took effect", "ties severed in 2016".
    Itself,
}

/// "A imposed X", "X was imposed by A", "X, imposed in May", "the X that A imposed"; two objects are two deeds.
pub(super) fn of_verb(reader: &Reader<'_>, verb: usize, word: &DeedWord) -> Vec<Deed> {
    let text = &reader.text;
    let charged = charged(reader, verb);
    let told = clause::is_told(reader, verb) || is_done_by_noun(reader, verb);
    if charged.is_empty() && (!told || is_claimed(reader, verb) || is_talked_of(reader, verb)) {
        return Vec::new();
    }
    let Some((turn, object)) = done_to(reader, verb, word) else { return Vec::new() };
    if is_otherwise(reader, verb, word, object) {
        return Vec::new();
    }
    let agent = has_agent(text, verb);
    let by = match turn {
        _ if !charged.is_empty() => with_partners(reader, verb, object, charged),
        Turn::Active => with_partners(reader, verb, object, doers(reader, verb)),
        Turn::Itself => parties(reader, object, word),
        Turn::Passive if agent => agents(reader, verb, object),
        // Whose measure was imposed, whose troops were sent: they did it. Of others it tells to whom it was done.
        Turn::Passive if is_own(reader, object, word) => first_of(owners(reader, object), || lifters(reader, object)),
        Turn::Passive => Vec::new(),
    };
    let unnamed = || turn != Turn::Active && !agent && may_be_unnamed(text, word, &text.syntax.below(object));
    if by.is_empty() && !unnamed() {
        return Vec::new();
    }
    let when = when(reader, verb);
    let parts = parts(text, verb, object, turn);
    let several = parts.len() > 1;
    parts
        .into_iter()
        // "Put on hold": its own words are not what it was done to.
        .filter(|part| !word.action.split(' ').any(|own| text.is(part.head, own)))
        .filter_map(|part| Some((resolved(text, word, &part)?, part)))
        .map(|(thing, part)| Deed {
            rule: "deed.verb",
            trigger: if part.head == object { verb } else { part.head },
            action: word.action.clone(),
            by: by.clone(),
            evidence: text.strip(evidence(reader, verb, turn, &part, object, several)),
            complement: complement(reader, verb, &part).filter(|_| turn != Turn::Active),
            object: thing,
            when: when.clone(),
        })
        .collect()
}

/// "Allegedly used gas", "drags its feet on imposing the levy", "poisoning cases": said of it, not told as done.
fn is_talked_of(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let doubted = syntax.upwards(verb).take_while(|&at| syntax.is_verb(at)).any(|at| is_doubted(text, at));
    let about = |&d: &usize| {
        matches!(syntax.relation(d), Relation::Mark | Relation::Case)
            && text.is_any(d, &["on", "about", "into", "over"])
    };
    let gerund = syntax.xpos(verb) == Some(Xpos::Vbg);
    let names = matches!(syntax.relation(verb), Relation::Amod | Relation::Compound);
    doubted || gerund && (names || syntax.dependents(verb).iter().any(about))
}

/// Whether the verb with this object tells of something else than the deed.
fn is_otherwise(reader: &Reader<'_>, verb: usize, word: &DeedWord, object: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let subject = syntax.subject(syntax.predicate(verb));
    if is_recipient(reader, object) || is_struck_otherwise(reader, verb, word) {
        return true;
    }
    match word.action.as_str() {
        // "Was trying to save her"
        "tried" => syntax.dependent(verb, &[Relation::Xcomp]).is_some(),
        // "The affair that A began probing"
        "began" | "started" => syntax.relation(verb) == Relation::AclRelcl && syntax.xpos(object) == Some(Xpos::Vbg),
        // "The president flew to Lima": ships and aircraft are sent, people travel.
        "sailed" | "flew" | "docked" if syntax.relation(object) != Relation::Obj => {
            !subject.is_some_and(|noun| is_craft(reader, noun))
        }
        // "The president attacked the press", "hit NATO": people strike with words.
        "attacked" | "hit" | "struck" | "targeted" | "pounded" | "blasted" => {
            // "Hit Chile with duties"
            let with = syntax.dependents(verb).iter().any(|&d| syntax.has_case(d, &["with"]));
            subject.is_some_and(|noun| !with && is_by_word(reader, noun, object))
        }
        _ => false,
    }
}

/// "Struck back", "hit out": a particle that the word does not name makes it another act.
fn is_struck_otherwise(reader: &Reader<'_>, verb: usize, word: &DeedWord) -> bool {
    let text = &reader.text;
    let strikes = matches!(text.lemma(verb), "strike" | "hit" | "shoot" | "fire" | "beat" | "lash");
    let particle = |&d: &usize| {
        text.is_any(d, &["back", "out", "off", "up"]) && d == verb + 1 && !word.action.contains(&text.lower(d))
    };
    strikes && text.syntax.dependents(verb).iter().any(particle)
}

/// "Sent the president | his letter", "shot B | a wink": somebody right in front of another thing with an article or possessor.
fn is_recipient(reader: &Reader<'_>, object: usize) -> bool {
    let text = &reader.text;
    let person = reader.actors.at(object).filter(|m| matches!(m.kind, MentionKind::Person | MentionKind::Office));
    person.is_some_and(|m| text.is_any(m.tokens.end, &["his", "her", "its", "their", "a", "an", "the"]))
}

fn is_craft(reader: &Reader<'_>, noun: usize) -> bool {
    let syntax = &reader.text.syntax;
    let joined = syntax.dependents(noun).iter().filter(|&&d| syntax.relation(d) == Relation::Compound);
    std::iter::once(&noun).chain(joined).any(|&at| reader.lexicon.is(WordClass::Force, reader.text.lemma(at)))
}

/// The doers with those with whom they held a military exercise: "held naval drills with Togo".
fn with_partners(reader: &Reader<'_>, verb: usize, object: usize, mut doers: Vec<Side>) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let holds = matches!(text.lemma(verb), "hold" | "conduct" | "stage" | "carry");
    if !holds || doers.is_empty() || !matches!(text.lemma(object), "drill" | "exercise" | "manoeuvre" | "maneuver") {
        return doers;
    }
    let with =
        |&d: &usize| matches!(syntax.relation(d), Relation::Obl | Relation::Nmod) && syntax.has_case(d, &["with"]);
    let beside = syntax.dependents(verb).iter().chain(syntax.dependents(object)).copied();
    doers.extend(beside.filter(with).flat_map(|d| clause::states_of(reader, d)));
    sorted(doers)
}

/// What it was done to, and how the verb tells it.
fn done_to(reader: &Reader<'_>, verb: usize, word: &DeedWord) -> Option<(Turn, usize)> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let participle = clause::is_passive_participle(reader, verb);
    if participle && syntax.relation(verb) == Relation::Advcl {
        return Some((Turn::Passive, measure_before(reader, verb)?));
    }
    if participle || syntax.dependent(verb, &[Relation::NsubjPass, Relation::AuxPass]).is_some() {
        let thing = syntax.subject(verb).or_else(|| gap(text, verb))?;
        return Some((
            Turn::Passive,
            measure_above(reader, thing).filter(|_| word.action == "imposed").unwrap_or(thing),
        ));
    }
    if let Some(head) = passive_before(text, verb) {
        return Some((Turn::Passive, syntax.subject(head)?));
    }
    if let Some(thing) = what_happens(reader, verb, word) {
        return Some((Turn::Itself, thing));
    }
    Some((Turn::Active, object_of(text, verb, word)?))
}

/// "Was rammed and *sunk*": the passive that a participle goes on with.
fn passive_before(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let own = [Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::AuxPass, Relation::Obj];
    let goes_on = syntax.relation(verb) == Relation::Conj
        && matches!(syntax.xpos(verb), Some(Xpos::Vbn | Xpos::Vbd))
        && syntax.dependent(verb, &own).is_none();
    syntax.head(verb).filter(|&head| goes_on && syntax.is_passive(head))
}

/// "Closed by A"
fn has_agent(text: &Text<'_>, verb: usize) -> bool {
    clause::agents_of(text, verb).next().is_some()
}

/// The things that an object joins, each as far as it names what the deed was done to.
fn parts(text: &Text<'_>, verb: usize, object: usize, turn: Turn) -> Vec<Part> {
    let parts = phrase::parts(text, object).into_iter();
    let mut parts: Vec<Part> = parts.map(|part| counted(text, without_clause(text, part))).collect();
    if let Some(last) = parts.last_mut().filter(|_| turn == Turn::Active) {
        last.words.end = phrase::with_obliques(text, verb, last.words.end);
    }
    // "The fence installed by B": the act is no part of what it was done to.
    let told = text.syntax.below(verb).start;
    if let Some(last) = parts.last_mut().filter(|part| part.head < told) {
        last.words = text.strip_end(last.words.start..last.words.end.min(told));
    }
    parts
}

/// "Dozens | of Chilean diplomats": what is counted, wherever the parser hangs it.
fn counted(text: &Text<'_>, mut part: Part) -> Part {
    const FAR: usize = 6;
    // "Put on | hold plans for a road", where the parser gives the verb's own word to the object.
    if text.is(part.words.start, "hold") && text.is(part.words.start.wrapping_sub(1), "on") {
        part.words.start += 1;
    }
    let of = part.head + 1;
    if part.words.end == of && text.is(of, "of") {
        let noun = |t: usize| text.syntax.upos(t) == Upos::Noun && text.syntax.below(t).start == of;
        let counted = text.find(of + 1..(of + FAR).min(text.sentence_at(of).end), noun);
        part.words.end = counted.map_or(part.words.end, |noun| noun + 1);
    }
    part
}

/// The words that tell one of the deeds of a verb.
fn evidence(reader: &Reader<'_>, verb: usize, turn: Turn, part: &Part, object: usize, several: bool) -> Tokens {
    let text = &reader.text;
    let told = text.syntax.below(verb).start;
    let clause = clause_of(reader, verb);
    if part.head != object {
        return part.words.clone();
    }
    if text.syntax.relation(verb) == Relation::AclRelcl && turn == Turn::Active {
        // "The planes that Russia sent", "Russia, which sent planes"
        let aside = text.word(told) == "," || told > 0 && text.word(told - 1) == ",";
        let restricts = part.head < told && !aside;
        return if restricts { part.words.start..own_end(text, verb) } else { told..clause.end.max(verb + 1) };
    }
    let whole = if turn == Turn::Active { phrase::words(text, object).end } else { 0 };
    let end = if several {
        part.words.end.max(verb + 1)
    } else if part.words.end < whole {
        part.words.end
    } else {
        part.words.end.max(clause.end)
    };
    part.words.start.min(clause.start)..end
}

/// The words of the clause that tells the deed, from the clause above where that tells it as done ("joined in imposing",
/// "accused A of seizing").
fn clause_of(reader: &Reader<'_>, verb: usize) -> Tokens {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut clause = phrase::words(text, verb);
    // "Bolivia, which lost its coast in a war, severed relations": what stands between tells of other things.
    let commas = (clause.start..verb).filter(|&t| text.word(t) == ",").count();
    if commas > 1 {
        let auxiliary = |&&d: &&usize| {
            d < verb && matches!(syntax.relation(d), Relation::Aux | Relation::AuxPass | Relation::Advmod)
        };
        clause.start = syntax.dependents(verb).iter().filter(auxiliary).min().map_or(verb, |&d| d);
    }
    let Some(head) = syntax.head(verb).filter(|&head| head < verb) else { return clause };
    let led = match syntax.relation(verb) {
        _ if !charged(reader, verb).is_empty() => Some(head),
        Relation::Xcomp | Relation::Ccomp | Relation::Advcl
            if reader.lexicon.is(WordClass::Onward, text.lemma(head)) =>
        {
            Some(syntax.clause_start(head))
        }
        Relation::Acl if is_done_by_noun(reader, verb) => Some(syntax.below(head).start),
        _ => None,
    };
    clause.start = led.map_or(clause.start, |start| start.min(clause.start));
    clause
}

/// The end of a clause without the clauses that hang on it ("sent | to help fight the fires").
fn own_end(text: &Text<'_>, verb: usize) -> usize {
    let syntax = &text.syntax;
    let own = |&&d: &&usize| {
        d > verb && matches!(syntax.relation(d), Relation::Obl | Relation::OblUnmarked | Relation::Advmod)
    };
    let ends = syntax.dependents(verb).iter().filter(own).map(|&d| phrase::words(text, d).end);
    ends.max().unwrap_or(verb + 1)
}

/// "Ties were severed *with Togo*", "two men detained by Togo*, the writers A and B*": what tells more of the object behind
/// its verb.
fn complement(reader: &Reader<'_>, verb: usize, part: &Part) -> Option<Tokens> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let adds = |&d: &usize| {
        d > verb
            && syntax.relation(d) == Relation::Obl
            && syntax.has_case(d, &["on", "against", "with", "between"])
            && !object::starts_time(text, syntax.below(d).start)
    };
    let apposed = |&d: &usize| d > verb && syntax.relation(d) == Relation::Appos;
    if let Some(name) = syntax.dependents(part.head).iter().copied().find(apposed) {
        let first = syntax.below(name).start;
        return Some(first.saturating_sub(1)..phrase::words(text, name).end);
    }
    let whole = syntax.dependents(part.head).iter().any(|&d| syntax.relation(d) == Relation::Nmod);
    let d = syntax.dependents(verb).iter().copied().find(adds).filter(|_| !whole)?;
    Some(syntax.below(d).start..phrase::words(text, d).end)
}

/// "Was the first country to recognise X", "its decision to close X": an infinitive that tells of what was done.
fn is_done_by_noun(reader: &Reader<'_>, verb: usize) -> bool {
    const RANKS: [&str; 7] = ["first", "second", "third", "last", "latest", "only", "next"];
    let text = &reader.text;
    let syntax = &text.syntax;
    if decision(text, verb).is_some_and(|noun| syntax.owner(noun).is_some() || !owners(reader, noun).is_empty()) {
        return true;
    }
    let Some(noun) = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Acl && syntax.is_infinitive(verb))
    else {
        return false;
    };
    let is_ranked = |noun: usize| syntax.dependents(noun).iter().chain([&noun]).any(|&d| text.is_any(d, &RANKS));
    // "The first country in the region to do it": the parser may hang it on the region.
    let above = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Nmod);
    let ranked = is_ranked(noun) || above.is_some_and(is_ranked);
    ranked && clause::is_told(reader, syntax.predicate(noun))
}

/// What something happens to by itself: "a treaty that took effect in May", "ties severed in 2016", which the parser takes
/// for an active.
fn what_happens(reader: &Reader<'_>, verb: usize, word: &DeedWord) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let listed = matches!(word.objects, Objects::Of(..));
    // People act themselves: "the workers returned".
    let listed = listed && !word.objects.hold_all(WordClass::Person);
    let alone = syntax.dependent(verb, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp]).is_none();
    let past = matches!(syntax.xpos(verb), Some(Xpos::Vbd | Xpos::Vbn));
    let bare = word.slots.contains(&Slot::Obj) && listed && alone && past;
    if !bare && !word.slots.contains(&Slot::Subject) {
        return None;
    }
    let subject = syntax.subject(verb)?;
    let fitting = fits(text, word, &Part { head: subject, words: phrase::words(text, subject) });
    // "Ties between A and B normalised": A and B did not do it to something.
    let tie = reader.lexicon.is(WordClass::Relation, text.lemma(subject));
    (fitting && (!bare || tie || clause::states(reader, verb).is_empty())).then_some(subject)
}

/// "An accusation that A broke the truce", "demanded that A lift the ban": what a clause says that a noun names or that
/// is asked for is not told as done.
fn is_claimed(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let that = |at: usize| syntax.dependent(at, &[Relation::Mark]).is_some_and(|mark| text.is(mark, "that"));
    let wanted = |at: usize| syntax.head(at).is_some_and(|head| is_demand(reader, head)) && !syntax.is_past(at);
    // "No sign A is massing troops": the clause says what the sign is of.
    let content = |at: usize| {
        let subject = syntax.dependent(at, &[Relation::Nsubj, Relation::NsubjPass]);
        let relative = |noun: usize| matches!(syntax.xpos(noun), Some(Xpos::Wdt | Xpos::Wp));
        subject.is_some_and(|noun| noun < at && !relative(noun)) && syntax.dependent(at, &[Relation::Mark]).is_none()
    };
    let sign = |at: usize| {
        let signs = |noun: usize| matches!(text.lemma(noun), "sign" | "evidence" | "proof" | "indication" | "hint");
        syntax.head(at).is_some_and(|noun| signs(noun) || reader.lexicon.is(WordClass::Claim, text.lemma(noun)))
    };
    // With subject and object of its own it is no relative clause, whatever the parser calls it.
    let whole = |at: usize| content(at) && sign(at) && syntax.dependent(at, &[Relation::Obj]).is_some();
    let own = |&at: &usize| syntax.relation(at) != Relation::AclRelcl || whole(at);
    syntax.upwards(verb).take_while(own).filter(|&at| syntax.is_predicate(at)).any(|at| match syntax.relation(at) {
        Relation::AclRelcl => true,
        Relation::Acl => that(at) || content(at) && sign(at),
        Relation::Ccomp => wanted(at),
        _ => false,
    })
}

/// "Its bans on X, imposed after Y": the parser hangs the participle on the verb, and the measure stands in front.
fn measure_before(reader: &Reader<'_>, participle: usize) -> Option<usize> {
    const NEAR: usize = 10;
    let from = participle.saturating_sub(NEAR).max(reader.text.sentence_of(participle)?.first);
    (from..participle).rev().find(|&t| reader.lexicon.is(WordClass::Restriction, reader.text.lemma(t)))
}

/// "The ban on farm goods imposed in 2017": the parser may hang the participle on what the measure is about.
fn measure_above(reader: &Reader<'_>, thing: usize) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let is_measure = |at: usize| reader.lexicon.is(WordClass::Restriction, reader.text.lemma(at));
    let about = !is_measure(thing) && syntax.relation(thing) == Relation::Nmod;
    syntax.head(thing).filter(|&above| about && is_measure(above))
}

/// "The buoy that Japan believes was installed": what a clause leaves out stands above the relative clause around it; "the
/// port where Japan landed" leaves out none.
fn gap(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let links = |&at: &usize| matches!(syntax.relation(at), Relation::Ccomp | Relation::Xcomp | Relation::Conj);
    let top = syntax.upwards(verb).find(|at| !links(at))?;
    let whole = syntax.dependents(top).iter().any(|&d| text.is_any(d, &["where", "when", "why", "how"]));
    let noun = syntax.head(top).filter(|_| syntax.relation(top) == Relation::AclRelcl && !whole)?;
    // "The Ana Torres, a frigate that Japan sank"
    let named = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Appos);
    Some(named.filter(|&name| syntax.upos(name) == Upos::Propn).unwrap_or(noun))
}

/// What a verb does something to: its object, what its preposition governs, or the noun that its relative clause tells of;
/// of several the first with which it is a deed ("supplied Togo with arms").
fn object_of(text: &Text<'_>, verb: usize, word: &DeedWord) -> Option<usize> {
    let syntax = &text.syntax;
    // "Signed and *ratified* the treaty": the object behind both, whichever the parser gave it to.
    let own = |verb: usize| syntax.dependents(verb).iter().copied().filter(|&d| syntax.relation(d) == Relation::Obj);
    let first = syntax.first_joined(verb);
    let shared = own(verb).next().is_none();
    let objects = || own(if shared { first } else { verb }).filter(|&d| !shared || d > verb);
    let inside = || objects().flat_map(|object| syntax.dependents(object).iter().copied());
    let governed = |&d: &usize, preposition: &str| {
        matches!(syntax.relation(d), Relation::Obl | Relation::Nmod | Relation::Obj)
            && syntax.has_case(d, &[preposition])
    };
    let fill = |slot: &Slot| -> Vec<usize> {
        match slot {
            Slot::Obj => objects().collect(),
            Slot::Preposition(preposition) => {
                syntax.dependents(verb).iter().copied().chain(inside()).filter(|d| governed(d, preposition)).collect()
            }
            Slot::Gerund => syntax.dependents(verb).iter().copied().filter(|&d| is_gerund(text, d)).collect(),
            // "Voted to lift the ban"
            Slot::Infinitive => syntax.dependents(verb).iter().copied().filter(|&d| is_aim(text, d)).collect(),
            _ => Vec::new(),
        }
    };
    let relative = |at: usize| matches!(syntax.xpos(at), Some(Xpos::Wdt | Xpos::Wp));
    // "Struck a pose in his chair": where it does something to another thing is not what it does it to.
    let where_ = |at: usize| syntax.has_case(at, &["in", "on", "at", "inside", "near"]) && objects().next().is_some();
    let found: Vec<usize> = word.slots.iter().flat_map(fill).collect();
    let fitting = |&head: &usize| fits(text, word, &Part { head, words: phrase::words(text, head) });
    let fitting = |head: &usize| fitting(head) && (!where_(*head) || syntax.relation(*head) == Relation::Obj);
    match found.iter().copied().find(fitting).or(found.first().copied()) {
        Some(object) if !relative(object) => Some(object),
        _ => gap(text, verb).filter(|&noun| syntax.subject(verb) != Some(noun)),
    }
}

/// "Voted *to lift* the ban"
fn is_aim(text: &Text<'_>, at: usize) -> bool {
    text.syntax.relation(at) == Relation::Xcomp && text.syntax.is_infinitive(at)
}

/// "Stopped *sending* workers"
pub(super) fn is_gerund(text: &Text<'_>, at: usize) -> bool {
    let syntax = &text.syntax;
    // What the parser takes for a circumstance: "started last year operating the plant".
    let beside = syntax.relation(at) == Relation::Advcl && text.word(syntax.below(at).start.saturating_sub(1)) != ",";
    let complement = beside || matches!(syntax.relation(at), Relation::Xcomp | Relation::Ccomp | Relation::Obj);
    complement && syntax.xpos(at) == Some(Xpos::Vbg) && syntax.dependent(at, &[Relation::Mark]).is_none()
}

/// The time that the verb's own clause tells.
fn when(reader: &Reader<'_>, verb: usize) -> Option<TimeValue> {
    let text = &reader.text;
    let syntax = &text.syntax;
    // "Began restricting exports in March": the time may hang on what tells it as done.
    let carries = |&head: &usize| {
        syntax.relation(verb) == Relation::Xcomp && reader.lexicon.is(WordClass::Onward, text.lemma(head))
    };
    let above = syntax.head(verb).filter(carries);
    let own = |first: usize| {
        let predicate = syntax.upwards(first).find(|&t| syntax.is_predicate(t));
        predicate.is_some_and(|p| p == verb || above == Some(p))
    };
    let sentence = text.sentence_of(verb)?;
    let times = text.times_in(&(sentence.first..sentence.end)).iter();
    times.filter(|t| own(t.first) && !belongs_to_noun(reader, t)).map(|t| t.value.clone()).find(is_date)
}

/// "The 2016 election", "a 1987 treaty": a time of the thing, not of what is done to it.
fn belongs_to_noun(reader: &Reader<'_>, time: &TimeExpression) -> bool {
    const INSIDE: [Relation; 4] = [Relation::Compound, Relation::Amod, Relation::Nummod, Relation::NmodPoss];
    let top = clause::top(&reader.text, &(time.first..time.end));
    INSIDE.contains(&reader.text.syntax.relation(top))
}
