//! Clauses as rules ask for them: who the subject of a verb is, where its clause begins, and how it is qualified.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{ActorRef, Assertion, Side, Voice};

use crate::{
    actors::{Mention, MentionKind},
    lexicon::{self, Lexicon, MeetingWord, WordClass},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// The subject of a verb.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// Where it stands.
    pub tokens: Tokens,
    /// Whom it stands for.
    pub actors: Vec<ActorRef>,
    /// The words of the institution that it is, if it is one: "the foreign ministry of Peru".
    pub institution: Option<Tokens>,
}

impl Subject {
    /// Of the mentions of a noun phrase; `None` where there is none.
    fn of(mentions: &[&Mention]) -> Option<Self> {
        let tokens = mentions.iter().map(|m| m.tokens.clone()).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?;
        // Who is out of office speaks and acts for himself.
        let actors = mentions.iter().flat_map(|m| {
            let private = |a: &ActorRef| ActorRef { name: a.name.clone(), ..ActorRef::default() };
            m.actors.iter().map(move |a| if m.retired && a.name.is_some() { private(a) } else { a.clone() })
        });
        let institution = mentions.first().filter(|m| m.kind == MentionKind::Institution).map(|m| m.tokens.clone());
        Some(Self { tokens, actors: actors.collect(), institution })
    }

    /// Its sides, sorted, each once.
    pub fn sides(&self) -> Vec<Side> {
        sorted(self.actors.iter().filter_map(|a| a.side.clone()).collect())
    }

    /// Those who speak where it is the subject of a verb of speech: of several mentions for one side the first. An
    /// institution speaks under its own words ("the Chilean ministry"), not under its head's office.
    pub fn speakers(&self, text: &Text<'_>) -> Vec<ActorRef> {
        let institution = self.institution_words(text);
        let mut speakers: Vec<ActorRef> = Vec::new();
        for actor in &self.actors {
            if !speakers.iter().any(|s| s.side == actor.side) {
                let own = institution.clone().filter(|_| actor.name.is_none());
                speakers.push(ActorRef { office: own.or_else(|| actor.office.clone()), ..actor.clone() });
            }
        }
        speakers
    }

    /// "Foreign ministry" of "Chile's foreign ministry", "embassy" of "the Peruvian embassy in Chile".
    fn institution_words(&self, text: &Text<'_>) -> Option<String> {
        let is_institution = |t: usize| Lexicon::builtin().is(WordClass::Institution, text.lemma(t));
        // "The foreign ministry's spokesperson", "a spokesperson for the foreign ministry": an office is no institution.
        let held = self.actors.iter().any(|a| a.office.is_some());
        let last = || self.tokens.end.checked_sub(1).filter(|&t| !held && is_institution(t));
        let Some(words) = &self.institution else { return last().map(|t| text.lower(t)) };
        let light = |t: usize| is_country(text, t) || text.is_any(t, &["the", "a", "an", "'s", "’s"]);
        let first = words.clone().find(|&t| !light(t))?;
        let end =
            (first..words.end).find(|&t| text.is_any(t, &["of", "in", "at"]) && country_behind(text, t, words.end));
        let own = first..end.unwrap_or(words.end);
        (!own.is_empty()).then(|| text.words(&own).to_owned())
    }
}

/// Whether only a country stands behind a preposition: "of the Republic of Chile".
fn country_behind(text: &Text<'_>, at: usize, end: usize) -> bool {
    let light = |t: usize| text.is_any(t, &["the", "republic", "kingdom", "of"]);
    let next = (at + 1..end).find(|&t| !light(t));
    next.is_some_and(|t| is_country(text, t))
}

fn is_country(text: &Text<'_>, at: usize) -> bool {
    text.name_at(at).is_some_and(|name| name.kind.is_country())
}

/// Prepositions whose complement is no subject.
pub const PREPOSITIONS: [&str; 27] = [
    "in",
    "of",
    "with",
    "to",
    "from",
    "for",
    "by",
    "at",
    "on",
    "against",
    "between",
    "toward",
    "towards",
    "over",
    "under",
    "about",
    "than",
    "into",
    "near",
    "via",
    "through",
    "like",
    "alongside",
    "including",
    "among",
    "within",
    "during",
];

/// The subject of the clause that holds `verb`, its own or one that a verb above lends to it.
pub fn subject(reader: &Reader<'_>, verb: usize) -> Option<Subject> {
    Subject::of(&subjects(reader, verb))
}

/// The mentions in the subject of the clause that holds `verb`.
pub fn subjects<'r>(reader: &'r Reader<'_>, verb: usize) -> Vec<&'r Mention> {
    let syntax = &reader.text.syntax;
    let predicate = syntax.predicate(verb);
    let mut found = Vec::new();
    if let Some(noun) = syntax.subject(predicate) {
        found = mentions_of(reader, noun);
        // "Chile denied that it had agreed": "it" is whoever speaks, where nothing else is known of it.
        let reported = syntax.relation(predicate) == Relation::Ccomp && reader.text.is(noun, "it");
        if let Some(above) = syntax.head(predicate).filter(|_| reported && found.is_empty()) {
            found = subjects(reader, above);
        }
    }
    if found.is_empty() { before(reader, predicate) } else { found }
}

/// The mentions right before a verb and its auxiliaries, whatever the parser made of a name with its title.
fn before<'r>(reader: &'r Reader<'_>, verb: usize) -> Vec<&'r Mention> {
    let text = &reader.text;
    let light = |t: usize| matches!(text.syntax.upos(t), Upos::Aux | Upos::Part | Upos::Adv);
    let mut end = verb;
    while end > 0 && light(end - 1) {
        end -= 1;
    }
    // "Ana Torres, President of Peru, paid": behind the apposition.
    let apposed = |m: &&Mention| m.tokens.end + 1 == end && m.tokens.clone().any(|t| text.word(t) == ",");
    if end > 1 && text.word(end - 1) == "," && reader.actors.last_until(end - 1).is_some_and(|m| apposed(&m)) {
        end -= 1;
    }
    let last = end.checked_sub(1).and_then(|t| reader.actors.last_until(t)).filter(|m| m.tokens.end == end);
    let last = last.filter(|m| !is_aside(text, m));
    let Some(last) = last else { return Vec::new() };
    // "Togo and Benin agreed": both, whatever verb the parser gave them to.
    let own = top(text, &last.tokens);
    let joined = text.syntax.head(own).filter(|_| text.syntax.relation(own) == Relation::Conj);
    let both = joined.map_or_else(Vec::new, |head| mentions_of(reader, head));
    if both.last().is_some_and(|m| m.tokens == last.tokens) {
        return both;
    }
    let first = last.tokens.start.checked_sub(2).and_then(|t| reader.actors.last_until(t));
    let first = first.filter(|m| joined_to(reader, m).is_some_and(|next| next.tokens == last.tokens));
    first.into_iter().chain([last]).collect()
}

/// A subject behind its verb: "said Chile's foreign minister".
pub fn inverted_subject(reader: &Reader<'_>, verb: usize) -> Option<Subject> {
    let syntax = &reader.text.syntax;
    let predicate = syntax.predicate(verb);
    let noun = syntax.subject(predicate).filter(|&noun| noun > predicate)?;
    Subject::of(&mentions_of(reader, noun))
}

/// The mention that "and" joins to another right behind it, whatever the parser made of two names with their titles.
fn joined_to<'r>(reader: &'r Reader<'_>, mention: &Mention) -> Option<&'r Mention> {
    let text = &reader.text;
    let and = past_direction(text, mention.tokens.end);
    let and = and + usize::from(text.word(and) == ",");
    let next = reader.actors.within(&(and + 1..and + 4)).first()?;
    let glued =
        text.is(and, "and") && (and + 1..next.tokens.start).all(|t| text.is_any(t, &["the", "his", "her", "its"]));
    let named = |m: &Mention| m.actors.iter().any(|a| a.name.is_some());
    // "A met B and C left": C has a verb of its own.
    let (top, own) = (top(text, &next.tokens), top(text, &mention.tokens));
    let is_subject = matches!(text.syntax.relation(top), Relation::Nsubj | Relation::NsubjPass);
    let starts = is_subject && text.syntax.head(top) != text.syntax.head(own);
    (glued && named(mention) && named(next) && !starts).then_some(next)
}

/// "Ana Torres, *left*, and Luis Vega", "(*R*)": behind where somebody stands in a picture.
fn past_direction(text: &Text<'_>, end: usize) -> usize {
    const WHERE: [&str; 12] =
        ["left", "right", "center", "centre", "l", "r", "c", "rear", "background", "foreground", "top", "bottom"];
    let opens = text.is_any(end, &[",", "("]);
    let place = WHERE.contains(&text.lower(end + 1).as_str()) && text.is_any(end + 2, &[",", ")"]);
    if opens && place { end + 3 } else { end }
}

/// The word of a phrase, such as a mention or a time, on which its others depend.
pub fn top(text: &Text<'_>, phrase: &Tokens) -> usize {
    let outside = |&t: &usize| text.syntax.head(t).is_none_or(|head| !phrase.contains(&head));
    phrase.clone().find(outside).unwrap_or(phrase.start)
}

/// Whether a mention only says where or about what: "farmers in Chile" are not Chile.
fn is_aside(text: &Text<'_>, mention: &Mention) -> bool {
    const ASIDE: [&str; 15] = [
        "in", "at", "on", "from", "near", "against", "over", "about", "to", "for", "toward", "towards", "into",
        "through", "under",
    ];
    let top = top(text, &mention.tokens);
    let first = if text.syntax.relation(top) == Relation::Conj { text.syntax.head(top) } else { None };
    text.syntax.has_case(top, &ASIDE) || first.is_some_and(|first| text.syntax.has_case(first, &ASIDE))
}

/// Whom the noun phrase with this head stands for, in the order of the text: the mention that holds the head with those
/// coordinated to it; of a phrase for others that names no actor itself ("the talks between A and B", "the leaders of A
/// and B") those inside.
pub fn mentions_of<'r>(reader: &'r Reader<'_>, noun: usize) -> Vec<&'r Mention> {
    let heads = reader.text.syntax.coordinated(noun);
    let mut named: Vec<&Mention> = heads.iter().filter_map(|&head| reader.actors.at(head)).collect();
    named.dedup_by_key(|m| m.tokens.start);
    // "Met Vega to discuss Peru, Chile": countries are not coordinated with a person.
    if named.first().is_some_and(|m| m.kind == MentionKind::Person) {
        named.retain(|m| m.kind != MentionKind::Side);
    }
    let inside = || {
        let below = reader.text.syntax.below(noun);
        // A relative clause or a clause of its own says of others.
        let apart = |&&d: &&usize| matches!(reader.text.syntax.relation(d), Relation::AclRelcl | Relation::Acl);
        let clauses = reader.text.syntax.dependents(noun).iter().filter(apart);
        let end = clauses.map(|&d| reader.text.syntax.below(d).start).filter(|&start| start > noun).min();
        let all = reader.actors.within(&(below.start..end.unwrap_or(below.end)));
        // "Her predecessor", "the president's top adviser, Luis Vega": not the one whose he is.
        let served = reader.lexicon.is(WordClass::Role, reader.text.lemma(noun))
            && all.iter().any(|m| m.tokens.start > noun && m.kind == MentionKind::Person);
        let owner = |m: &Mention| {
            matches!(reader.text.lemma(m.tokens.end + 1), "successor" | "predecessor")
                || served && m.tokens.end <= noun && m.kind == MentionKind::Person
        };
        all.iter().filter(|m| !owner(m) && !is_aside(&reader.text, m)).collect::<Vec<_>>()
    };
    if let Some(next) = named.last().and_then(|last| joined_to(reader, last)) {
        named.push(next);
    }
    // "Their foreign ministers, A and B", "the leaders of Chile and Peru": the noun alone names none, or one of several.
    let of_many = |m: &&Mention| matches!(m.kind, MentionKind::Office | MentionKind::Institution);
    let is_plural = reader.text.syntax.xpos(noun) == Some(Xpos::Nns)
        || named.first().is_some_and(of_many) && reader.text.word(noun).ends_with('s');
    if named.iter().all(|m| m.sides().is_empty()) {
        let inside = if stands_for_others(reader, noun) { inside() } else { Vec::new() };
        return if inside.iter().any(|m| !m.sides().is_empty()) { inside } else { named };
    }
    if is_plural && named.iter().all(|m| m.sides().len() == 1) {
        named.extend(inside().into_iter().filter(|m| m.tokens.start > noun));
        // "Chilean and Peruvian officials": those of the adjectives in front.
        let first = named.first().map_or(noun, |m| m.tokens.start);
        let listed =
            |m: &&Mention| of_many(m) && reader.text.is_any(m.tokens.end, &["and", ","]) && m.tokens.end <= first;
        let in_front = reader.actors.within(&(reader.text.syntax.below(noun).start..first)).iter().filter(listed);
        named.splice(0..0, in_front.collect::<Vec<_>>());
    }
    named
}

/// Whether a noun stands for those whom its phrase names: an office, an institution, a pair, or what they do together.
/// "A lawyer of the president" stands for himself.
fn stands_for_others(reader: &Reader<'_>, noun: usize) -> bool {
    const CLASSES: [WordClass; 5] =
        [WordClass::Institution, WordClass::Role, WordClass::Pair, WordClass::Text, WordClass::Relation];
    let text = &reader.text;
    let lemma = text.lemma(noun);
    let meets = |e: &lexicon::Entry<MeetingWord>| !e.meaning.is_verb && e.phrase == lemma;
    CLASSES.iter().any(|&class| reader.lexicon.is(class, lemma))
        || reader.lexicon.meetings.iter().any(meets)
        || reader.actors.at(noun).is_some_and(|m| m.kind != MentionKind::Person)
        || text.syntax.upos(noun) == Upos::Propn
}

/// Whom the noun phrase with this head stands for, as a subject.
pub fn named(reader: &Reader<'_>, noun: usize) -> Option<Subject> {
    Subject::of(&mentions_of(reader, noun))
}

/// Whom these words stand for: their head, or a person in apposition to it ("a senior adviser, Luis Vega").
pub fn named_in(reader: &Reader<'_>, words: &Tokens) -> Option<Subject> {
    let text = &reader.text;
    let outside = |&t: &usize| text.syntax.head(t).is_none_or(|head| !words.contains(&head));
    let head = words.clone().filter(outside).find(|&t| !text.is_punctuation(t))?;
    let by_head = named(reader, head).filter(|s| s.actors.iter().any(|a| a.side.is_some() || a.name.is_some()));
    by_head.or_else(|| {
        let apposed = |m: &&Mention| {
            let relation = text.syntax.relation(top(text, &m.tokens));
            m.kind == MentionKind::Person && matches!(relation, Relation::Appos | Relation::Flat | Relation::Nsubj)
        };
        Subject::of(&[reader.actors.within(words).iter().find(apposed)?])
    })
}

/// The subject that a verb has itself, none that another lends to it.
pub fn own_subject(reader: &Reader<'_>, verb: usize) -> Option<Subject> {
    let syntax = &reader.text.syntax;
    let predicate = syntax.predicate(verb);
    syntax.dependent(predicate, &[Relation::Nsubj])?;
    named(reader, syntax.subject(predicate)?)
}

/// The sides that act in the clause of `verb`, where they are states, their organs or those who speak for them.
pub fn states(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let predicate = syntax.predicate(verb);
    let Some(noun) = syntax.subject(predicate) else { return sides_of(reader, before(reader, predicate)) };
    let own = states_of(reader, noun);
    if !own.is_empty() {
        return own;
    }
    if reader.text.is(noun, "it") {
        let reported = sides_of(reader, subjects(reader, verb));
        return if reported.is_empty() { last_body(reader, noun) } else { reported };
    }
    // The parser may take a title for the subject and its bearer's name for something else.
    let title = matches!(syntax.upos(noun), Upos::Propn) && reader.text.name_at(noun).is_some();
    if title { sides_of(reader, before(reader, predicate)) } else { Vec::new() }
}

/// Whom "it" stands for: the country or institution that was the subject last, in this sentence or the one before.
pub fn last_body(reader: &Reader<'_>, it: usize) -> Vec<Side> {
    let text = &reader.text;
    let own = text.sentence_of(it).map_or(it, |s| s.first);
    let from = own.checked_sub(1).and_then(|t| text.sentence_of(t)).map_or(own, |s| s.first);
    let is_subject = |m: &&Mention| {
        matches!(m.kind, MentionKind::Side | MentionKind::Institution)
            && matches!(text.syntax.relation(top(text, &m.tokens)), Relation::Nsubj | Relation::NsubjPass)
    };
    reader.actors.within(&(from..it)).iter().rev().find(is_subject).map_or_else(Vec::new, Mention::sides)
}

/// The sides that "by" names as those who act in a passive: "urged by Chile", "a buoy installed by Chile".
pub fn agents(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    sorted(agents_of(&reader.text, verb).flat_map(|d| states_of(reader, d)).collect())
}

/// The nouns behind the "by" of a passive.
pub fn agents_of<'t>(text: &'t Text<'_>, verb: usize) -> impl Iterator<Item = usize> + 't {
    let syntax = &text.syntax;
    let by =
        |d: &usize| matches!(syntax.relation(*d), Relation::OblAgent | Relation::Obl) && syntax.has_case(*d, &["by"]);
    syntax.dependents(verb).iter().copied().filter(by)
}

/// Whether a verb is a participle of the passive: "urged by Chile, Peru left", "a buoy installed in May".
pub fn is_passive_participle(reader: &Reader<'_>, verb: usize) -> bool {
    let syntax = &reader.text.syntax;
    let finite = [Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::NsubjPass];
    // A past participle in front of its clause may be tagged as a past tense: "Asked by B, A said".
    matches!(syntax.xpos(verb), Some(Xpos::Vbn | Xpos::Vbd))
        && matches!(syntax.relation(verb), Relation::Acl | Relation::Advcl)
        && syntax.dependent(verb, &finite).is_none()
}

/// The sides for which the noun phrase with this head acts: "Chile", "the Chilean navy", "ministers of Chile and Peru";
/// farmers, lawmakers and those out of office act for none.
pub fn states_of(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    const CLASSES: [WordClass; 4] = [WordClass::Institution, WordClass::Role, WordClass::Pair, WordClass::Force];
    let text = &reader.text;
    let mut found = Vec::new();
    for head in text.syntax.coordinated(noun) {
        if reader.actors.at(head).is_some() {
            found.extend(sides_of(reader, mentions_of(reader, head)));
        } else if CLASSES.iter().any(|&class| reader.lexicon.is(class, text.lemma(head))) {
            let below = text.syntax.below(head);
            found.extend(crate::object::sides_in(text, &(below.start..head)));
            // "Her government", "my government", "Magufuli, whose government"
            let owner = text.syntax.dependent(head, &[Relation::NmodPoss]);
            found.extend(owner.and_then(|d| reader.actors.at(d)).into_iter().flat_map(Mention::sides));
            if owner.is_some_and(|d| text.is_any(d, &["my", "our"])) {
                found.extend(match reader.voice_at(head) {
                    Voice::Side(side) => Some(side),
                    _ => None,
                });
            }
            if let Some(whose) = owner.filter(|&d| text.is(d, "whose")) {
                let before = whose.checked_sub(1).map(|t| t - usize::from(t > 0 && text.word(t) == ","));
                let named = before.and_then(|t| reader.actors.last_until(t)).filter(|m| m.tokens.end + 1 >= whose);
                found.extend(named.into_iter().flat_map(Mention::sides));
            }
            let of = |&&d: &&usize| {
                text.syntax.relation(d) == Relation::Nmod && text.syntax.has_case(d, &["of", "in", "for"])
            };
            let owners = text.syntax.dependents(head).iter().filter(of);
            found.extend(owners.flat_map(|&d| sides_of(reader, mentions_of(reader, d))));
        }
    }
    sorted(found)
}

/// The sides of mentions that act for them; "we" is whoever speaks.
fn sides_of(reader: &Reader<'_>, mentions: Vec<&Mention>) -> Vec<Side> {
    let private = |office: &str| reader.text.world.is_private(office);
    // A minister may sit in parliament and be called by that title.
    let in_office = |name: &Option<String>| {
        let all = reader.actors.mentions.iter().flat_map(|m| &m.actors);
        name.is_some() && all.filter(|a| a.name == *name).any(|a| a.office.as_deref().is_some_and(|o| !private(o)))
    };
    let mut found = Vec::new();
    for mention in mentions.into_iter().filter(|m| !m.retired) {
        let speaks = mention.kind == MentionKind::Pronoun && reader.text.is_any(mention.tokens.start, &["we", "i"]);
        if speaks {
            found.extend(match reader.voice_at(mention.tokens.start) {
                Voice::Side(side) => Some(side),
                _ => None,
            });
            continue;
        }
        // In a government's own text its people speak for it.
        let issuer = reader.text.document.clues.issuer.as_ref();
        if is_loose(reader, mention) {
            continue;
        }
        let public = |a: &&ActorRef| {
            a.office.as_deref().is_none_or(|office| !private(office))
                || issuer.is_some_and(|issuer| a.side.as_ref() == Some(issuer))
                || in_office(&a.name)
        };
        found.extend(mention.actors.iter().filter(public).filter_map(|a| a.side.clone()));
    }
    sorted(found)
}

/// Whether a pronoun may stand for any people of whom a text of many sides has spoken: "they", where the sentence has not
/// named both sides in front of it.
fn is_loose(reader: &Reader<'_>, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    let they = mention.kind == MentionKind::Pronoun && reader.text.is_any(at, &["they", "them"]);
    let from = reader.text.sentence_of(at).map_or(at, |s| s.first);
    let named = sorted(reader.actors.within(&(from..at)).iter().flat_map(Mention::sides).collect());
    let all = mention.sides().iter().all(|side| named.contains(side));
    they && !reader.is_between_two() && !all && !goes_on(reader, mention, from)
}

/// Whether the sentence before is about the same: "The two leaders met. *They* agreed".
fn goes_on(reader: &Reader<'_>, mention: &Mention, from: usize) -> bool {
    let text = &reader.text;
    let Some(before) = from.checked_sub(1).map(|t| text.sentence_at(t)) else { return false };
    let subject = |m: &&Mention| {
        let top = top(text, &m.tokens);
        matches!(text.syntax.relation(top), Relation::Nsubj | Relation::NsubjPass)
    };
    reader.actors.within(&before).iter().find(subject).is_some_and(|m| m.sides() == mention.sides())
}

/// Whether a verb tells of what is or was done: finite, asserted, neither ahead nor supposed nor asked. A participle
/// is told where its clause above is.
pub fn is_told(reader: &Reader<'_>, verb: usize) -> bool {
    const MODALS: [&str; 11] =
        ["will", "would", "shall", "should", "may", "might", "can", "could", "must", "'ll", "’ll"];
    const AGAINST: [&str; 9] = ["without", "instead", "before", "from", "against", "than", "for", "of", "with"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut at = verb;
    for _ in 0..CHAIN {
        let has = |relation: Relation, words: &[&str]| {
            syntax.dependents(at).iter().any(|&d| syntax.relation(d) == relation && text.is_any(d, words))
        };
        if !syntax.is_predicate(at) || assertion(reader, at) != Assertion::Asserted || has(Relation::Aux, &MODALS) {
            return false;
        }
        // "A was to accept B's papers" tells what was agreed.
        let Some(head) = syntax.head(at) else { return !syntax.is_infinitive(at) && !is_question(text, at) };
        // "Is going to leave" has not left.
        let carried = || reader.lexicon.is(WordClass::Onward, text.lemma(head)) && !text.is(head, "going");
        let finite = |t: usize| matches!(syntax.xpos(t), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
        let infinitive =
            has(Relation::Mark, &["to"]) || syntax.xpos(at) == Some(Xpos::Vb) && !is_bare_present(text, at);
        let aux = |&d: &usize| {
            matches!(syntax.relation(d), Relation::Aux | Relation::AuxPass | Relation::Cop) && finite(d)
                // A past tense that the tagger took for a participle has a subject of its own.
                || syntax.relation(d) == Relation::Nsubj && d < at && syntax.xpos(at) == Some(Xpos::Vbn)
        };
        if infinitive {
            // "Halted imports, only to lift the measure days later"
            let outcome = syntax.relation(at) == Relation::Advcl && has(Relation::Advmod, &["only"]);
            if !outcome && (syntax.relation(at) != Relation::Xcomp || !carried()) {
                return false;
            }
        } else if finite(at)
            || syntax.xpos(at) == Some(Xpos::Vb) && syntax.relation(at) != Relation::Conj
            || syntax.dependents(at).iter().any(aux)
            || syntax.xpos(at) == Some(Xpos::Vbn) && syntax.stray_subject(at).is_some()
        {
            return !is_question(text, at);
        } else if (has(Relation::Mark, &AGAINST) || has(Relation::Case, &AGAINST)) && !is_absolute(text, at) {
            return false;
        } else {
            match syntax.relation(at) {
                Relation::Acl => return true,
                Relation::Xcomp | Relation::Ccomp | Relation::Csubj if !carried() => return false,
                _ => {}
            }
        }
        // "Said it would stay away, accusing B": what stands behind the comma is told with "said".
        let comma = syntax.below(at).start.checked_sub(1).is_some_and(|t| text.word(t) == ",")
            || text.word(syntax.below(at).start) == ",";
        let behind = comma && syntax.relation(at) == Relation::Advcl && at > head;
        let reported = syntax.upwards(head).take_while(|_| behind).find(|&t| syntax.relation(t) == Relation::Ccomp);
        let said = reported.and_then(|clause| syntax.head(clause)).filter(|&verb| verb < at);
        at = said.unwrap_or_else(|| syntax.predicate(head));
    }
    false
}

/// "With both sides stressing the need": a participle with a subject of its own is told with the clause above.
fn is_absolute(text: &Text<'_>, verb: usize) -> bool {
    let with = text.syntax.dependent(verb, &[Relation::Mark]).is_some_and(|mark| text.is(mark, "with"));
    with && text.syntax.dependent(verb, &[Relation::Nsubj]).is_some()
}

/// "Togo and Benin condemn it and urge restraint", which the tagger may take for infinitives: a verb with a subject and no
/// auxiliary, or joined to another, that no demand governs.
fn is_bare_present(text: &Text<'_>, verb: usize) -> bool {
    let syntax = &text.syntax;
    let aux = [Relation::Aux, Relation::AuxPass, Relation::Cop];
    let own = syntax.dependent(verb, &[Relation::Nsubj]).is_some_and(|noun| noun < verb);
    let plain = syntax.dependent(verb, &aux).is_none();
    plain
        && match syntax.relation(verb) {
            Relation::Conj => true,
            Relation::Root | Relation::Parataxis => own,
            // "…, they said"
            Relation::Ccomp => own && syntax.head(verb).is_some_and(|head| head > verb),
            _ => false,
        }
}

fn is_question(text: &Text<'_>, at: usize) -> bool {
    text.sentence_of(at).is_some_and(|s| (s.end.saturating_sub(3)..s.end).any(|t| text.word(t) == "?"))
}

/// Whether the clause of `verb` denies, supposes or conditions it.
pub fn assertion(reader: &Reader<'_>, verb: usize) -> Assertion {
    let text = &reader.text;
    let syntax = &text.syntax;
    if negates(text, verb) {
        return Assertion::Negated;
    }
    let mut at = syntax.predicate(verb);
    for _ in 0..CHAIN {
        let subject = syntax.dependent(at, &[Relation::Nsubj, Relation::NsubjPass]);
        if negates(text, at) || subject.is_some_and(|subject| negates(text, subject)) {
            return Assertion::Negated;
        }
        if opens_with(text, at, &["if", "unless", "whether"]) || is_supposed(text, at) && at != verb {
            return Assertion::Hypothetical;
        }
        let Some(head) = syntax.head(at) else { break };
        match syntax.relation(at) {
            Relation::Xcomp | Relation::Ccomp if matches!(text.lemma(head), "deny" | "refuse" | "decline" | "fail") => {
                return Assertion::Negated;
            }
            // "Did not say that he would", "was asked whether he would"
            Relation::Ccomp if is_unspoken(reader, head) => return Assertion::Hypothetical,
            Relation::Xcomp => at = head,
            // "Did not confirm the visit and called on B": of a tense of its own, it is not denied.
            Relation::Conj if subject.is_none() && is_past_beside_do(text, at, head) => break,
            Relation::Conj if subject.is_none() => at = head,
            _ => break,
        }
    }
    Assertion::Asserted
}

/// A past tense joined to a verb that "did not" denies.
fn is_past_beside_do(text: &Text<'_>, verb: usize, first: usize) -> bool {
    let syntax = &text.syntax;
    syntax.xpos(verb) == Some(Xpos::Vbd) && syntax.has_aux(first, &["do"]) && negates(text, first)
}

/// Whether a verb of speech is denied or fails, so that what hangs on it was not said.
fn is_unspoken(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let says = reader.lexicon.speech.iter().any(|e| e.at(text, verb, verb + 1).is_some());
    let fails = || {
        let above = text.syntax.head(verb).filter(|_| text.syntax.relation(verb) == Relation::Xcomp);
        above.is_some_and(|above| matches!(text.lemma(above), "fail" | "decline" | "refuse"))
    };
    says && text.lemma(verb) != "deny" && (negates(text, verb) || fails())
}

/// How many verbs above a verb are looked at.
const CHAIN: usize = 6;

/// Whether a word carries a negation: "not met", "no talks", "without signing".
fn negates(text: &Text<'_>, at: usize) -> bool {
    const NEGATIONS: [&str; 8] = ["not", "n't", "n’t", "never", "no", "nor", "neither", "without"];
    text.syntax.dependents(at).iter().any(|&d| {
        matches!(
            text.syntax.relation(d),
            Relation::Advmod | Relation::Det | Relation::Mark | Relation::Case | Relation::Cc | Relation::CcPreconj
        ) && text.is_any(d, &NEGATIONS)
    })
}

/// Whether one of these words opens the clause.
fn opens_with(text: &Text<'_>, at: usize, words: &[&str]) -> bool {
    let opens = |&d: &usize| text.syntax.relation(d) == Relation::Mark && text.is_any(d, words);
    text.syntax.dependents(at).iter().any(opens)
}

/// "Would", "could", "might", where it is not the future of a reported clause ("said that it would").
fn is_supposed(text: &Text<'_>, at: usize) -> bool {
    let aux = |words: &[&str]| {
        text.syntax.dependents(at).iter().any(|&d| text.syntax.relation(d) == Relation::Aux && text.is_any(d, words))
    };
    aux(&["could", "might"]) || aux(&["would"]) && text.syntax.relation(at) != Relation::Ccomp
}

/// How a clause tells of what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It has happened.
    Past,
    /// It is to come.
    Ahead,
    /// Neither: "A meets B", or supposed.
    Open,
}

/// The tense of the clause of `verb`; a participle or gerund has that of the clause above.
pub fn tense(reader: &Reader<'_>, verb: usize) -> Tense {
    const SUPPOSING: [&str; 8] = ["would", "could", "might", "may", "can", "should", "must", "to"];
    let syntax = &reader.text.syntax;
    let mut at = syntax.predicate(verb);
    for _ in 0..CHAIN {
        if is_future(reader, at) {
            return Tense::Ahead;
        }
        let supposed = |&d: &usize| syntax.relation(d) == Relation::Aux && reader.text.is_any(d, &SUPPOSING);
        if syntax.dependents(at).iter().any(supposed) {
            return Tense::Open;
        }
        if syntax.is_past(at) {
            return Tense::Past;
        }
        let led = matches!(syntax.xpos(at), Some(Xpos::Vbg | Xpos::Vbn | Xpos::Vb));
        let reduced = syntax.xpos(at) == Some(Xpos::Vbn) && syntax.relation(at) == Relation::Acl;
        match syntax.head(at).map(|head| syntax.predicate(head)) {
            _ if reduced => return Tense::Past,
            Some(above) if led && above != at => at = above,
            _ => return Tense::Open,
        }
    }
    Tense::Open
}

/// Whether the clause of `verb` puts it into the future ("will", "is expected to", "is to be held").
pub fn is_future(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut at = syntax.predicate(verb);
    for _ in 0..CHAIN {
        let will = |&d: &usize| {
            syntax.relation(d) == Relation::Aux
                && (text.is_any(d, &["will", "shall", "'ll", "’ll"])
                    || text.is(d, "would") && syntax.relation(at) == Relation::Ccomp)
        };
        let due = at > 1 && text.is(at - 1, "to") && text.is(at - 2, "due");
        if due || syntax.dependents(at).iter().any(will) {
            return true;
        }
        let Some(head) = syntax.head(at) else { return false };
        // "We are going to see"
        let going = text.is(head, "going") && syntax.dependent(head, &[Relation::Aux]).is_some();
        if syntax.is_infinitive(at) && (going || reader.lexicon.is(WordClass::Ahead, text.lemma(head))) {
            return true;
        }
        let lends = matches!(syntax.relation(at), Relation::Xcomp)
            || syntax.relation(at) == Relation::Conj
                && syntax.dependent(at, &[Relation::Nsubj, Relation::Aux]).is_none();
        if !lends {
            return false;
        }
        at = head;
    }
    false
}
