//! The frames of stances: how a word tells of one, and whose it is.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Assertion, Ladder, Side, Voice};

use super::{Matter, Stance, Toward, address::sides_at, complements::complemented, holding, slots::filler};
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{Entry, Slot, StanceWord, WordClass, WordPos},
    phrase,
    reader::{Reader, sorted},
    text::Text,
};

/// "A urged B to act", "B was urged by A to act", "… , urging B to act".
pub fn of_verb(reader: &Reader<'_>, verb: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let apart = told_apart(reader, verb);
    let told =
        clause::is_told(reader, apart.unwrap_or(verb)) || is_announced(reader, verb, word) || is_purpose(reader, verb);
    if syntax.upos(verb) != Upos::Verb || !told || is_asked_for(reader, verb) || is_noun_in_a_list(reader, verb) {
        return None;
    }
    let subject = syntax.dependent(verb, &[Relation::NsubjPass]);
    let participle = clause::is_passive_participle(reader, verb) || is_joined_participle(reader, verb);
    let passive = subject.or_else(|| syntax.subject(verb).filter(|_| participle));
    let mut sides = if passive.is_some() { holding::agents(reader, verb) } else { holders(reader, verb) };
    // "It is hoped that B will", in A's own text
    if passive.is_none() && syntax.is_passive(verb) && syntax.dependent(verb, &[Relation::Expl]).is_some() {
        sides = speaker(reader, verb);
    }
    if let Some(above) = apart.or_else(|| said_above(reader, verb, &sides)) {
        sides = holding::states(reader, above);
    }
    complemented(reader, verb, verb, word, sides, passive)
}

/// "Amid a probe into the raid and *fears* that": joined to a noun and without a subject, it is one.
fn is_noun_in_a_list(reader: &Reader<'_>, verb: usize) -> bool {
    let syntax = &reader.text.syntax;
    let above = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Conj);
    let noun = above.is_some_and(|head| syntax.upos(head) == Upos::Noun && !syntax.is_predicate(head));
    noun && matches!(syntax.xpos(verb), Some(Xpos::Vbz)) && syntax.dependent(verb, &[Relation::Nsubj]).is_none()
}

/// "Demanded that A *press* for talks", "hopes A *warns* B": what A is to do is no stance of A's.
fn is_asked_for(reader: &Reader<'_>, verb: usize) -> bool {
    const WISHES: [&str; 7] = ["hope", "wish", "fear", "pray", "doubt", "worry", "expect"];
    let syntax = &reader.text.syntax;
    let clause = syntax.first_joined(verb);
    let above = syntax.head(clause).filter(|_| syntax.relation(clause) == Relation::Ccomp);
    if above.is_some_and(|above| WISHES.contains(&reader.text.lemma(above))) && !syntax.is_past(verb) {
        return true;
    }
    let asks = |above: usize| {
        let demands =
            |e: &Entry<StanceWord>| e.meaning.ladder == Ladder::Demand && e.phrase == reader.text.lemma(above);
        reader.text.lemma(above) == "suggest" || reader.lexicon.stances.iter().any(demands)
    };
    let bare =
        matches!(syntax.xpos(verb), Some(Xpos::Vb | Xpos::Vbp)) && syntax.dependent(verb, &[Relation::Aux]).is_none();
    let that = syntax.dependent(clause, &[Relation::Mark]).is_some_and(|mark| reader.text.is(mark, "that"));
    bare && that && above.is_some_and(asks)
}

/// "An area run by A and *claimed* by B": the second of two participles of the passive.
fn is_joined_participle(reader: &Reader<'_>, verb: usize) -> bool {
    let syntax = &reader.text.syntax;
    syntax.relation(verb) == Relation::Conj
        && syntax.xpos(verb) == Some(Xpos::Vbn)
        && syntax.dependent(verb, &[Relation::Aux, Relation::Nsubj]).is_none()
        && !holding::agents(reader, verb).is_empty()
}

/// "Insisted the canal would do no harm and *ruled* out talks": of another tense than what the parser joins it to, it is
/// one with "insisted".
pub fn told_apart(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let joined = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Conj)?;
    let above = syntax.head(joined).filter(|_| syntax.relation(joined) == Relation::Ccomp)?;
    let own = syntax.dependent(verb, &[Relation::Nsubj, Relation::Aux]);
    let modal = syntax.has_aux(joined, &["will", "would", "must", "should", "can", "could", "may", "might"]);
    let past = syntax.xpos(verb) == Some(Xpos::Vbd) && (syntax.xpos(joined) == Some(Xpos::Vb) || modal);
    (past && own.is_none() && above < joined).then_some(above)
}

/// "Summoned the envoy to protest the raid", "to express concern": what is done to protest protests.
fn is_purpose(reader: &Reader<'_>, verb: usize) -> bool {
    const CALLS: [&str; 7] = ["call", "phone", "telephone", "write", "contact", "summon", "ring"];
    let syntax = &reader.text.syntax;
    let above = syntax.head(verb).filter(|_| matches!(syntax.relation(verb), Relation::Advcl | Relation::Xcomp));
    let called = above.is_some_and(|above| CALLS.contains(&reader.text.lemma(above)));
    let protests = matches!(reader.text.lemma(verb), "protest" | "express" | "convey" | "voice" | "lodge" | "register");
    (protests || called)
        && syntax.is_infinitive(verb)
        && above.is_some_and(|above| clause::is_told(reader, syntax.predicate(above)))
}

/// "A said that B had shown courage, and encouraged them to go on": the verb is one with "said", though the parser joins it
/// to "shown". A comma in front of "and" tells, or that nobody encourages "them" of himself.
fn said_above(reader: &Reader<'_>, verb: usize, holders: &[Side]) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let joined = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Conj)?;
    let above = syntax.head(joined).filter(|_| syntax.relation(joined) == Relation::Ccomp)?;
    let and = syntax.dependent(verb, &[Relation::Cc])?;
    let comma = and > 0 && text.word(and - 1) == "," && syntax.dependent(verb, &[Relation::Nsubj]).is_none();
    let object = syntax.dependent(verb, &[Relation::Obj, Relation::Iobj]);
    let them = object.filter(|&o| text.is_any(o, &["them", "him", "her"])).map(|o| sides_at(reader, o, &[]));
    (comma || them.is_some_and(|them| them == holders)).then_some(above)
}

/// "A expressed concern over", "A's call for B to act", "the Chilean opposition to"; "there is a need to" is held by
/// whoever says so.
pub fn of_noun(reader: &Reader<'_>, noun: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if syntax.upos(noun) != Upos::Noun {
        return None;
    }
    if let Some(stance) = taken(reader, noun, word).or_else(|| sided(reader, noun, word)) {
        return Some(stance);
    }
    let predicate = syntax.predicate(noun);
    // "Its solidarity with B and its *support* for": the second hangs on the first.
    let first = first_joined(reader, noun);
    let direct = syntax.head(first) == Some(predicate);
    // "Agreed on the need for restraint" is a position of both (codebook, 7.6).
    let agreed = direct
        && matches!(text.lemma(predicate), "agree" | "concur")
        && syntax.has_case(noun, &["on"])
        && clause::is_told(reader, predicate);
    let exists = text.lemma(predicate) == "be" && syntax.dependent(predicate, &[Relation::Expl]).is_some();
    let mut sides = Vec::new();
    let mut from = noun;
    if agreed || direct && is_uttered(reader, first, predicate) {
        let passive = syntax.relation(first) == Relation::NsubjPass;
        sides = if passive { holding::agents(reader, predicate) } else { holders(reader, predicate) };
        from = if first == noun { predicate } else { noun };
        // "The minister conveyed Chile's concern"
        if sides.is_empty() && !word.addressee.contains(&Slot::Owner) {
            sides = owners(reader, noun);
        }
    } else if word.ladder != Ladder::Other && !word.addressee.contains(&Slot::Owner) && !is_ascribed(reader, noun) {
        let is_over =
            syntax.relation(noun) == Relation::Obj && reader.lexicon.is(WordClass::Overcome, text.lemma(predicate));
        // "Regret over B's approval": what a stance is about is none of its own.
        let above = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Nmod);
        let nouns =
            |lemma: &str| reader.lexicon.stances.iter().any(|e| e.meaning.pos == WordPos::Noun && e.phrase == lemma);
        let is_about = above.is_some_and(|above| nouns(text.lemma(above)));
        let is_theirs =
            !is_over && !is_about && !is_praised(reader, noun, predicate) && !is_missing(reader, noun, predicate);
        sides = if is_theirs { sorted([owners(reader, noun), seated(reader, noun)].concat()) } else { sides };
    }
    if exists && sides.is_empty() && clause::is_told(reader, predicate) {
        sides = speaker(reader, noun);
    }
    // "We shared views on the danger of": both did.
    let we = syntax.subject(predicate).is_some_and(|noun| text.is_any(noun, &["we", "they"]));
    let principals = &reader.actors.principals;
    if text.lemma(predicate) == "share" && we && sides.len() == 1 && sides.iter().all(|side| principals.contains(side))
    {
        sides = sorted(principals.clone());
    }
    // What both are committed to, or one to a thing, is an undertaking (codebook, 2): "its commitment to easing tension" is not.
    let theirs = syntax.dependent(noun, &[Relation::NmodPoss]).is_some_and(|d| text.is(d, "their"));
    if text.lemma(noun) == "commitment" && (theirs || sides.len() > 1) {
        return None;
    }
    let mut stance = complemented(reader, noun, from, word, sides, None)?;
    stance.word.end = stance.word.end.max(noun + 1);
    Some(stance)
}

/// What somebody else sees in people or takes for granted: "the Chilean desire for", "fears in Santiago", "its need to", "in the
/// interest of both to".
fn is_ascribed(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let whose = text.syntax.dependent(noun, &[Relation::NmodPoss]);
    let felt = reader.lexicon.is(WordClass::Feeling, text.lemma(noun));
    let needed = matches!(text.lemma(noun), "need" | "interest") && reader.voice_at(noun) == Voice::Narrator;
    felt && whose.is_none() || needed
}

/// The first of the nouns of stance that are joined, though the parser may join the second to what the first is of:
/// "its *rejection* of displacement and the necessity of aid".
fn first_joined(reader: &Reader<'_>, noun: usize) -> usize {
    let syntax = &reader.text.syntax;
    let above = syntax.head(noun);
    // "Shared the view on the importance of", "handed over a note of protest"
    let view = |&head: &usize| {
        reader.lexicon.is(WordClass::Carrier, reader.text.lemma(head)) && syntax.relation(noun) == Relation::Nmod
    };
    if let Some(view) = above.filter(view) {
        return view;
    }
    let to_noun = |&head: &usize| syntax.relation(noun) == Relation::Conj && !syntax.is_verb(head);
    let Some(joined) = above.filter(to_noun) else { return noun };
    let object = |&t: &usize| syntax.relation(t) != Relation::Nmod;
    syntax.upwards(joined).find(object).unwrap_or(joined)
}

/// Whether a verb utters a noun of stance: "expressed concern", "emphasised on the need".
fn is_uttered(reader: &Reader<'_>, noun: usize, verb: usize) -> bool {
    let syntax = &reader.text.syntax;
    // "Referring to the importance of", "spoke of the need for"
    let refers = matches!(reader.text.lemma(verb), "refer" | "point" | "allude" | "speak" | "talk" | "insist");
    // "Conveyed to B its position": the parser may lose the object behind the addressee.
    let preposition = |&d: &usize| {
        syntax.relation(d) == Relation::Case && syntax.xpos(d) != Some(Xpos::Pos) && !reader.text.is(d, "on")
    };
    // "Expressed its condemnation and denunciation of": the parser may join the second to the verb.
    let second = || {
        let first = syntax.dependent(verb, &[Relation::Obj]);
        syntax.relation(noun) == Relation::Conj && first.is_some_and(|object| verb < object && object < noun)
    };
    (matches!(syntax.relation(noun), Relation::Obj | Relation::Obl | Relation::NsubjPass) || second())
        && (refers || !syntax.dependents(noun).iter().any(preposition))
        && (refers || reader.lexicon.is(WordClass::Utter, reader.text.lemma(verb)) || is_taken_up(reader, noun, verb))
        && (clause::is_told(reader, verb) || is_purpose(reader, verb))
}

/// "Discussions addressed the importance of": what is spoken of as important is held to be so.
fn is_taken_up(reader: &Reader<'_>, noun: usize, verb: usize) -> bool {
    let owned =
        |e: &Entry<StanceWord>| e.meaning.addressee.contains(&Slot::Owner) && e.phrase == reader.text.lemma(noun);
    matches!(reader.text.lemma(verb), "address" | "discuss" | "tackle" | "cover" | "touch")
        && reader.lexicon.stances.iter().any(owned)
}

/// "Valued Togo's support for": what is praised is help that was given, not a stance of whoever gave it.
fn is_praised(reader: &Reader<'_>, noun: usize, verb: usize) -> bool {
    let text = &reader.text;
    let praise = |e: &Entry<StanceWord>| {
        e.phrase == text.lemma(verb) && e.meaning.pos == WordPos::Verb && e.meaning.ladder == Ladder::Support
    };
    let thanked = text.lemma(verb) == "thank";
    let object = matches!(text.syntax.relation(noun), Relation::Obj | Relation::Obl | Relation::Conj);
    object && (thanked || reader.lexicon.stances.iter().any(praise))
}

/// "Sought Togo's support", "unrealistic to expect recognition": a stance that is not there.
fn is_missing(reader: &Reader<'_>, noun: usize, verb: usize) -> bool {
    const MISSING: [&str; 14] = [
        "seek",
        "expect",
        "need",
        "want",
        "await",
        "request",
        "ask",
        "lack",
        "hope",
        "require",
        "pursue",
        "crave",
        "lose",
        "anticipate",
    ];
    let text = &reader.text;
    let asked = matches!(text.syntax.relation(noun), Relation::Obj | Relation::Conj | Relation::Obl);
    asked && MISSING.contains(&text.lemma(verb))
}

/// How A takes something: "noted with regret that", "views the closure with concern", "was noted in Lima with regret".
fn taken(reader: &Reader<'_>, noun: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let with = |&d: &usize| matches!(syntax.relation(d), Relation::Case | Relation::Mark) && text.is(d, "with");
    let above = syntax.head(noun).filter(|_| syntax.dependents(noun).iter().any(with))?;
    // "Is watching the build-up with concern": the parser may hang it on the object.
    let object = syntax.head(above).filter(|_| syntax.relation(above) == Relation::Obj);
    let verb = object.unwrap_or(above);
    let feels = matches!(word.ladder, Ladder::Objection | Ladder::Support);
    if !feels || !reader.lexicon.is(WordClass::Regard, text.lemma(verb)) || !clause::is_told(reader, verb) {
        return None;
    }
    let passive = syntax.dependent(verb, &[Relation::NsubjPass]);
    let holders = if passive.is_some() {
        let place = |&&d: &&usize| d != noun && syntax.has_case(d, &["in", "by"]);
        sorted(syntax.dependents(verb).iter().filter(place).flat_map(|&d| clause::states_of(reader, d)).collect())
    } else {
        holders(reader, verb)
    };
    let object = |&&d: &&usize| d > verb && d != noun && matches!(syntax.relation(d), Relation::Obj | Relation::Ccomp);
    // "Views with concern the closure": the parser may make a clause of it.
    let behind = |&&d: &&usize| d > noun && syntax.relation(d) == Relation::Nsubj;
    let lost = || syntax.dependents(noun).iter().chain(syntax.dependents(verb)).find(behind).copied();
    let mut matter = passive.or_else(|| syntax.dependents(verb).iter().find(object).copied()).or_else(lost)?;
    // "Took note with satisfaction of the progress"
    if text.lemma(matter) == "note" {
        let of = |&&d: &&usize| syntax.has_case(d, &["of"]);
        matter = syntax.dependents(matter).iter().chain(syntax.dependents(verb)).find(of).copied()?;
    }
    let matters = phrase::parts(text, matter).into_iter().map(Matter::of).collect();
    let word_end = noun.max(verb) + 1;
    Some(Stance { word: verb.min(noun)..word_end, ladder: word.ladder, holders, toward: Toward::Unnamed, matters })
}

/// On whose side A is: "came out in support of", "is in favour of", "recalled its envoy in protest over".
fn sided(reader: &Reader<'_>, noun: usize, word: &StanceWord) -> Option<Stance> {
    const SPOKEN: [&str; 9] = ["come", "speak", "vote", "stand", "declare", "write", "argue", "be", "pronounce"];
    let text = &reader.text;
    let syntax = &text.syntax;
    if !syntax.has_case(noun, &["in"]) || syntax.dependent(noun, &[Relation::Det, Relation::NmodPoss]).is_some() {
        return None;
    }
    let verb = syntax.predicate(noun);
    let acted = matches!(text.lemma(noun), "protest" | "opposition" | "solidarity");
    // "Reaffirmed its firm position in support of"
    let position = syntax.head(noun).is_some_and(|head| matches!(text.lemma(head), "position" | "stance"));
    let spoken = verb == noun || SPOKEN.contains(&text.lemma(verb)) || position;
    if !(acted || spoken) || !clause::is_told(reader, verb) {
        return None;
    }
    let of = Slot::Preposition("of".to_owned());
    let slots = word.matter.iter().chain((word.ladder == Ladder::Support).then_some(&of));
    let matter = slots.into_iter().find_map(|slot| filler(reader, noun, slot, None))?;
    let matters = phrase::parts(text, matter).into_iter().map(Matter::of).collect();
    let holders = holders(reader, verb);
    let from = if spoken { verb.min(noun) } else { noun.saturating_sub(1) };
    Some(Stance { word: from..noun + 1, ladder: word.ladder, holders, toward: Toward::Unnamed, matters })
}

/// "A is concerned about", "A's position is unchanged".
pub fn of_adjective(reader: &Reader<'_>, at: usize, word: &StanceWord) -> Option<Stance> {
    let syntax = &reader.text.syntax;
    let predicate = syntax.predicate(at);
    // "Convinced B that" did something to B.
    let active = predicate == at && syntax.dependent(at, &[Relation::Obj, Relation::Iobj]).is_some();
    if active || !clause::is_told(reader, predicate) {
        return None;
    }
    if word.matter.contains(&Slot::Subject) {
        let subject = syntax.subject(predicate)?;
        if !matches!(
            reader.text.lemma(subject),
            "position" | "stance" | "policy" | "line" | "view" | "stand" | "commitment"
        ) {
            return None;
        }
        let owners = owners(reader, subject);
        let holders = if owners.is_empty() { speaker(reader, at) } else { owners };
        let about = syntax.dependents(subject).iter().copied().find(|&d| syntax.has_case(d, &["on", "over", "about"]));
        let matters =
            phrase::parts(&reader.text, about.unwrap_or(subject)).into_iter().take(1).map(Matter::of).collect();
        return Some(Stance { word: at..at + 1, ladder: word.ladder, holders, toward: Toward::Unnamed, matters });
    }
    if predicate != at {
        return None;
    }
    let mut sides = holders(reader, at);
    // What both are committed to is an undertaking (codebook, 2).
    if matches!(reader.text.lemma(at), "commit" | "committed") && sides.len() > 1 {
        return None;
    }
    // "The ministry said it was concerned": the parser may take "it" for an empty word.
    if sides.is_empty() && syntax.dependent(at, &[Relation::Expl]).is_some() {
        sides = speaker(reader, at);
    }
    complemented(reader, at, at, word, sides, None)
}

/// The government that speaks at `at`: whoever is told to say it ("stressed that B must", "shared the view that B must"),
/// else whose account it is.
pub fn speaker(reader: &Reader<'_>, at: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let verb = syntax.upwards(at).find_map(|t| says(reader, t));
    if let Some(verb) = verb {
        let sides = holding::states(reader, verb);
        let subject = syntax.subject(verb);
        if subject.is_some_and(|noun| holding::is_bystander(reader, noun)) {
            return Vec::new();
        }
        let pronoun = subject.is_none_or(|noun| syntax.upos(noun) == Upos::Pron);
        let issuer = subject.map_or_else(Vec::new, |noun| official(reader, noun));
        if !sides.is_empty() || !issuer.is_empty() || !pronoun {
            return if sides.is_empty() { issuer } else { sides };
        }
    }
    match reader.voice_at(at) {
        Voice::Side(side) => vec![side],
        _ => Vec::new(),
    }
}

/// "Analysts say A wants", "according to the daily, A opposes": somebody who speaks for no state tells it.
pub fn is_told_by_bystander(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let teller = |verb: usize| syntax.subject(verb).is_some_and(|noun| holding::is_bystander(reader, noun));
    let sentence = text.sentence_at(at);
    let source = |&t: &usize| {
        text.is(t, "according") && text.is(t + 1, "to") && {
            let name = |n: usize| matches!(syntax.upos(n), Upos::Noun | Upos::Propn);
            let first = (t + 2..sentence.end).find(|&n| name(n));
            first.is_some_and(|n| !name(n + 1) && holding::is_bystander(reader, n))
        }
    };
    syntax.upwards(at).find_map(|t| says(reader, t)).is_some_and(teller) || sentence.clone().any(|t| source(&t))
}

/// The verb that says a clause.
fn says(reader: &Reader<'_>, clause: usize) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let end = reader.text.len();
    let head = syntax.head(clause)?;
    // "Believes that the quota should be cut"
    let thinks = matches!(reader.text.lemma(head), "believe" | "think" | "feel" | "consider" | "agree" | "concur");
    let verb = match syntax.relation(clause) {
        Relation::Ccomp if thinks => head,
        Relation::Ccomp if reader.lexicon.speech.iter().any(|e| e.at(&reader.text, head, end).is_some()) => head,
        Relation::Acl if syntax.upos(head) == Upos::Noun => syntax.predicate(head),
        // "Shared the view that X and that Y must": the parser may hang the second on the verb.
        Relation::Conj => {
            let modal = syntax.dependents(clause).iter().any(|&d| syntax.xpos(d) == Some(Xpos::Md));
            let view = syntax.dependent(head, &[Relation::Obj]).filter(|_| modal)?;
            syntax
                .dependent(view, &[Relation::Acl])
                .filter(|&that| syntax.dependent(that, &[Relation::Mark]).is_some())?;
            let held = matches!(reader.text.lemma(view), "view" | "opinion" | "belief" | "conviction" | "position");
            return (held && clause::is_told(reader, head)).then_some(head);
        }
        _ => return None,
    };
    let uttered = verb == head || is_uttered(reader, head, verb);
    (uttered && clause::is_told(reader, verb)).then_some(verb)
}

/// Who acts in the clause of a verb; "we" is whoever speaks, and so is "they" in "officials said they were hopeful".
pub fn holders(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let predicate = syntax.predicate(verb);
    let sides = holding::states(reader, said_beside(reader, predicate).unwrap_or(verb));
    let subject = syntax.subject(predicate).filter(|_| sides.is_empty());
    if subject.is_some_and(|noun| holding::is_bystander(reader, noun)) {
        return Vec::new();
    }
    let we = subject.filter(|&noun| reader.text.is_any(noun, &["we", "i"]));
    let they = subject.filter(|&noun| reader.text.is(noun, "they") && says(reader, predicate).is_some());
    if let Some(noun) = subject.filter(|&noun| is_text(reader, noun)) {
        return authors(reader, noun);
    }
    // "The talks underlined the need": those who had them.
    let talks = |noun: &usize| {
        let lemma = text.lemma(*noun);
        reader.lexicon.meetings.iter().any(|m| !m.meaning.is_verb && m.phrase == lemma)
    };
    if subject.is_some_and(|noun| talks(&noun)) && reader.actors.principals.len() == 2 {
        return reader.actors.principals.clone();
    }
    let mut own = we.or(they).map_or(sides, |noun| speaker(reader, noun));
    if let Some(second) = second_before(reader, predicate) {
        own = sorted([own, second].concat());
    }
    if own.is_empty() {
        own = subject.map_or_else(Vec::new, |noun| official(reader, noun));
    }
    if own.is_empty() { lifted(reader, predicate).unwrap_or_else(|| itemised(reader, predicate)) } else { own }
}

/// A text that asks or condemns for whoever issues it: "the statement", "a resolution".
fn is_text(reader: &Reader<'_>, noun: usize) -> bool {
    const TEXTS: [&str; 5] = ["resolution", "note", "communique", "communiqué", "declaration"];
    let lemma = reader.text.lemma(noun);
    reader.lexicon.is(WordClass::Text, lemma) || TEXTS.contains(&lemma)
}

/// Whose text it is: "a statement by Chile's embassy", "the UN resolution", "a letter signed by the minister".
fn authors(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let made = |&&d: &&usize| syntax.relation(d) == Relation::Acl && syntax.is_verb(d);
    let made = syntax.dependents(noun).iter().find(made).map_or_else(Vec::new, |&verb| holding::agents(reader, verb));
    sorted([owners(reader, noun), made].concat())
}

/// "Togo and *New Benin* oppose": the second of two in front of their verb, whatever the parser joins it to.
fn second_before(reader: &Reader<'_>, verb: usize) -> Option<Vec<Side>> {
    let text = &reader.text;
    let end = (0..verb).rev().find(|&t| text.syntax.upos(t) != Upos::Adv)? + 1;
    let second = reader.actors.last_until(end - 1).filter(|m| m.tokens.end == end)?;
    let the = second.tokens.start.checked_sub(1).filter(|&t| text.is(t, "the"));
    let and = the.unwrap_or(second.tokens.start).checked_sub(1).filter(|&t| text.is(t, "and"))?;
    let first = and.checked_sub(1).and_then(|t| reader.actors.at(t))?;
    let subject = text.syntax.subject(verb)?;
    let plain = |m: &Mention| m.kind == MentionKind::Side;
    (first.tokens.contains(&subject) && plain(first) && plain(second)).then(|| second.sides())
}

/// "The spokesperson", "the Secretary" of a government's own text: its own.
fn official(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let lemma = text.lower(noun);
    let role = reader.lexicon.is(WordClass::Role, &lemma) || matches!(lemma.as_str(), "she" | "he");
    let bound = reader.actors.at(noun).is_some_and(|m| !m.sides().is_empty());
    let alone = text.syntax.dependents(noun).iter().all(|&d| text.syntax.relation(d) == Relation::Det);
    let issuer = text.document.clues.issuer.clone().filter(|_| role && alone && !bound);
    issuer.into_iter().collect()
}

/// "A voiced concern over the raid, in which two men were hurt, and *called* on B to stop": a past tense that the parser joins
/// to a verb of what A spoke of is A's.
fn lifted(reader: &Reader<'_>, verb: usize) -> Option<Vec<Side>> {
    let syntax = &reader.text.syntax;
    let own = syntax.dependent(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::Mark]);
    let past = matches!(syntax.xpos(verb), Some(Xpos::Vbd | Xpos::Vbn));
    let joined = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Conj && past && own.is_none())?;
    let above = syntax.upwards(joined).skip(1).filter(|&t| syntax.is_predicate(t) && clause::is_told(reader, t));
    above.map(|t| holding::states(reader, t)).find(|sides| !sides.is_empty())
}

/// "4. Welcomed the ceasefire": an item without a subject is of those who make the statement, or of whom the line above it
/// tells ("The two sides:").
fn itemised(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let root = syntax.first_joined(verb);
    let sentence = text.sentence_at(root);
    let first = sentence.clone().find(|&t| syntax.is_verb(t));
    let opens =
        syntax.head(root).is_none() && syntax.dependent(root, &[Relation::Nsubj]).is_none() && first == Some(root);
    let past = matches!(syntax.xpos(root), Some(Xpos::Vbd | Xpos::Vbn));
    if !opens || !past {
        return Vec::new();
    }
    if reader.voice_at(verb) == Voice::Joint {
        return reader.actors.principals.clone();
    }
    let lead = (0..sentence.start).rev().find(|&t| text.word(t) == ":").map(|t| text.sentence_at(t));
    let actor = |m: &Mention| !m.sides().is_empty();
    lead.and_then(|lead| reader.actors.within(&lead).iter().find(|m| actor(m))).map_or_else(Vec::new, Mention::sides)
}

/// "…", A added, urging B: the participle right behind a verb of speech is told of whoever speaks, wherever the parser hangs
/// it.
fn said_beside(reader: &Reader<'_>, participle: usize) -> Option<usize> {
    let text = &reader.text;
    let verb = participle.checked_sub(2).filter(|_| text.word(participle - 1) == ",")?;
    let speech = reader.lexicon.speech.iter().any(|e| e.phrase == text.lemma(verb));
    let finite = matches!(text.syntax.xpos(verb), Some(Xpos::Vbd | Xpos::Vbz));
    (text.syntax.xpos(participle) == Some(Xpos::Vbg) && speech && finite).then_some(verb)
}

/// "A would again ask B to act, he said": what one says that one will ask is asked. "Would welcome" and "would oppose" tell
/// how one stands today.
fn is_announced(reader: &Reader<'_>, verb: usize, word: &StanceWord) -> bool {
    const TODAY: [&str; 10] =
        ["welcome", "oppose", "favour", "favor", "prefer", "appreciate", "support", "back", "object", "reject"];
    let syntax = &reader.text.syntax;
    let main = !matches!(syntax.relation(verb), Relation::AclRelcl | Relation::Advcl);
    let asserted = clause::assertion(reader, verb) == Assertion::Asserted;
    if main && asserted && syntax.has_aux(verb, &["would"]) && TODAY.contains(&reader.text.lemma(verb)) {
        return true;
    }
    // "Did not suggest he would demand a halt"
    let said = syntax.relation(verb) != Relation::Ccomp || says(reader, verb).is_some();
    // "Will continue to urge"
    let onward = |&head: &usize| {
        syntax.relation(verb) == Relation::Xcomp && reader.lexicon.is(WordClass::Onward, reader.text.lemma(head))
    };
    let first = syntax.head(verb).filter(onward).unwrap_or(verb);
    word.ladder == Ladder::Demand
        && said
        && syntax.has_aux(first, &["will", "would"])
        && asserted
        && main
        && speaker(reader, verb) == holders(reader, verb)
}

/// Where a stance is held, where that stands for a government: "fears in Santiago over".
fn seated(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let place = |&&d: &&usize| {
        text.syntax.relation(d) == Relation::Nmod && text.syntax.has_case(d, &["in"]) && text.name_at(d).is_some()
    };
    let places = text.syntax.dependents(noun).iter().filter(place);
    places.filter_map(|&d| text.name_at(d).and_then(Text::side_of_name).cloned()).take(1).collect()
}

/// Whose a noun is: "Chile's", "the Chilean", "of the Chilean government".
pub fn owners(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut sides = Vec::new();
    for &d in syntax.dependents(noun) {
        match syntax.relation(d) {
            _ if holding::is_bystander(reader, d) => {}
            Relation::NmodPoss => sides.extend(clause::states_of(reader, d)),
            Relation::Nmod if syntax.has_case(d, &["by", "from"]) => sides.extend(clause::states_of(reader, d)),
            Relation::Amod | Relation::Compound => {
                sides.extend(text.name_at(d).and_then(Text::side_of_name).cloned());
            }
            _ => {}
        }
    }
    sorted(sides)
}
