//! Deeds: something done that is not talk, by a state or its organs (codebook, 9). A measure said to be in force counts
//! as imposed.
//!
//! A verb of `data/deeds.tsv` tells a deed in the active, the passive and as a participle; its noun where what governs it
//! takes the act as done ("after the release of").

use servanda_language::{Relation, TimeExpression, Upos, Xpos};
use servanda_model::{DeedFinding, Finding, FindingBody, Ladder, Place, Side, TimeFrame, TimeValue, Voice};

use crate::{
    actors::Mention,
    clause,
    lexicon::{self, DeedWord, Lexicon, Slot, Unnamed, WordClass},
    object,
    phrase::{self, Part},
    reader::{Draft, Reader, sorted},
    text::{Text, Tokens},
};

/// What a word tells of as done.
struct Deed {
    rule: &'static str,
    trigger: usize,
    action: String,
    by: Vec<Side>,
    object: Part,
    evidence: Tokens,
    when: Option<TimeValue>,
}

/// All deeds of the body.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for sentence in reader.sentences() {
        if reader.text.sentence_of(sentence.start).is_none_or(|s| reader.text.place_of(s) != Place::Body) {
            continue;
        }
        for at in sentence {
            // Quoted words tell of deeds where a government speaks them.
            if reader.text.is_quoted(at) && !matches!(reader.voice_at(at), Voice::Side(_) | Voice::Joint) {
                continue;
            }
            for deed in told(reader, at) {
                let told = finding(reader, deed);
                findings.extend(told.filter(|f| !findings.iter().any(|g| f.proposition == g.proposition)));
            }
        }
    }
    findings
}

fn told(reader: &Reader<'_>, at: usize) -> Vec<Deed> {
    let text = &reader.text;
    if text.name_at(at).is_some() {
        return Vec::new();
    }
    let end = text.len();
    match text.syntax.upos(at) {
        Upos::Verb => lexicon::longest(&reader.lexicon.deeds, text, at, end)
            .map_or_else(Vec::new, |(entry, _)| of_verb(reader, at, &entry.meaning)),
        Upos::Noun if reader.lexicon.is(WordClass::Restriction, text.lemma(at)) => {
            in_force(reader, at).into_iter().collect()
        }
        Upos::Noun => lexicon::longest(&reader.lexicon.deed_nouns, text, at, end)
            .and_then(|(entry, _)| of_noun(reader, at, &entry.meaning))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// "A imposed X", "X was imposed by A", "X, imposed in May", "the X that A imposed"; two objects are two deeds.
fn of_verb(reader: &Reader<'_>, verb: usize, word: &DeedWord) -> Vec<Deed> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if !clause::is_told(reader, verb) || is_claimed(reader, verb) {
        return Vec::new();
    }
    let participle = clause::is_passive_participle(reader, verb);
    let passive = syntax.dependent(verb, &[Relation::NsubjPass, Relation::AuxPass]).is_some() || participle;
    let object = match (passive, syntax.relation(verb)) {
        (true, Relation::Advcl) if participle => measure_before(reader, verb),
        (true, _) => syntax.subject(verb).or_else(|| gap(text, verb)),
        (false, _) => object_of(text, verb, &word.slots),
    };
    let Some(object) = object else { return Vec::new() };
    let named =
        |&d: &usize| matches!(syntax.relation(d), Relation::OblAgent | Relation::Obl) && syntax.has_case(d, &["by"]);
    let agent = syntax.dependents(verb).iter().any(named);
    let by = match (passive, agent) {
        (false, _) => clause::states(reader, verb),
        (true, true) => clause::agents(reader, verb),
        // Whose measure was imposed, whose troops were sent: they did it. Of others it tells to whom it was done.
        (true, false) if is_own(reader, object, word) => owners(reader, object),
        (true, false) => Vec::new(),
    };
    if by.is_empty() && (!passive || agent || !may_be_unnamed(text, word, &syntax.below(object))) {
        return Vec::new();
    }
    let when = when(reader, verb);
    let mut parts: Vec<Part> = phrase::parts(text, object).into_iter().map(|part| without_clause(text, part)).collect();
    if let Some(last) = parts.last_mut().filter(|_| !passive) {
        last.words.end = phrase::with_obliques(text, verb, last.words.end);
    }
    // "The fence installed by B": the act is no part of what it was done to.
    let told = syntax.below(verb).start;
    if let Some(last) = parts.last_mut().filter(|part| part.head < told) {
        last.words = text.strip_end(last.words.start..last.words.end.min(told));
    }
    let mut clause = phrase::words(text, verb);
    // "Bolivia, which lost its coast in a war, severed relations": what stands between tells of other things.
    let commas = (clause.start..verb).filter(|&t| text.word(t) == ",").count();
    if commas > 1 {
        let auxiliary = |&&d: &&usize| {
            d < verb && matches!(syntax.relation(d), Relation::Aux | Relation::AuxPass | Relation::Advmod)
        };
        clause.start = syntax.dependents(verb).iter().filter(auxiliary).min().map_or(verb, |&d| d);
    }
    let relative = syntax.relation(verb) == Relation::AclRelcl && !passive;
    let several = parts.len() > 1;
    let whole = if passive { 0 } else { phrase::words(text, object).end };
    parts
        .into_iter()
        .filter(|part| fits(text, word, part))
        .map(|part| {
            let evidence = match (part.head == object, several) {
                (true, _) if relative => syntax.below(verb).start..clause.end.max(verb + 1),
                (true, false) if part.words.end < whole => part.words.start.min(clause.start)..part.words.end,
                (true, false) => part.words.start.min(clause.start)..part.words.end.max(clause.end),
                (true, true) => part.words.start.min(clause.start)..part.words.end.max(verb + 1),
                (false, _) => part.words.clone(),
            };
            Deed {
                rule: "deed.verb",
                trigger: if part.head == object { verb } else { part.head },
                action: word.action.clone(),
                by: by.clone(),
                evidence: text.strip(evidence),
                object: part,
                when: when.clone(),
            }
        })
        .collect()
}

/// "An accusation that A broke the truce", "demanded that A lift the ban": what a clause says that a noun names or that
/// is asked for is not told as done.
fn is_claimed(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let that = |at: usize| syntax.dependent(at, &[Relation::Mark]).is_some_and(|mark| text.is(mark, "that"));
    let wanted = |at: usize| syntax.head(at).is_some_and(|head| is_demand(reader, head)) && !syntax.is_past(at);
    let own = |&at: &usize| syntax.relation(at) != Relation::AclRelcl;
    syntax.upwards(verb).take_while(own).filter(|&at| syntax.is_predicate(at)).any(|at| match syntax.relation(at) {
        Relation::Acl => that(at),
        Relation::Ccomp => wanted(at),
        _ => false,
    })
}

/// What it was done to, without a relative clause that tells more of it.
fn without_clause(text: &Text<'_>, mut part: Part) -> Part {
    let syntax = &text.syntax;
    let relative = |&&d: &&usize| d > part.head && syntax.relation(d) == Relation::AclRelcl;
    let tells = |noun: usize| syntax.dependents(noun).iter().find(relative).map(|&d| syntax.below(d).start);
    let nouns = part.words.clone().filter(|&t| t >= part.head);
    if let Some(start) = nouns.filter_map(tells).filter(|&start| start > part.head).min() {
        part.words = text.strip_end(part.words.start..start.min(part.words.end));
    }
    part
}

/// Whether what was done to a thing was done by whose it is.
fn is_own(reader: &Reader<'_>, object: usize, word: &DeedWord) -> bool {
    let is = |class| reader.lexicon.is(class, reader.text.lemma(object));
    is(WordClass::Restriction)
        || is(WordClass::Force) && matches!(word.action.as_str(), "deployed" | "dispatched" | "withdrew" | "sent")
}

/// "Its bans on X, imposed after Y": the parser hangs the participle on the verb, and the measure stands in front.
fn measure_before(reader: &Reader<'_>, participle: usize) -> Option<usize> {
    const NEAR: usize = 10;
    let from = participle.saturating_sub(NEAR).max(reader.text.sentence_of(participle)?.first);
    (from..participle).rev().find(|&t| reader.lexicon.is(WordClass::Restriction, reader.text.lemma(t)))
}

/// "The buoy that Japan believes was installed": what a clause leaves out stands above the relative clause around it.
fn gap(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let links = |&at: &usize| matches!(syntax.relation(at), Relation::Ccomp | Relation::Xcomp | Relation::Conj);
    let top = syntax.upwards(verb).find(|at| !links(at))?;
    syntax.head(top).filter(|_| matches!(syntax.relation(top), Relation::AclRelcl))
}

/// What a verb does something to: its object, what its preposition governs, or the noun that its relative clause tells of.
fn object_of(text: &Text<'_>, verb: usize, slots: &[Slot]) -> Option<usize> {
    let syntax = &text.syntax;
    let found = slots.iter().find_map(|slot| match slot {
        Slot::Obj => syntax.dependent(verb, &[Relation::Obj]),
        Slot::Preposition(preposition) => syntax
            .dependents(verb)
            .iter()
            .chain(syntax.dependent(verb, &[Relation::Obj]).into_iter().flat_map(|o| syntax.dependents(o)))
            .find(|&&d| {
                matches!(syntax.relation(d), Relation::Obl | Relation::Nmod) && syntax.has_case(d, &[preposition])
            })
            .copied(),
        _ => None,
    });
    let relative = |at: usize| matches!(syntax.xpos(at), Some(Xpos::Wdt | Xpos::Wp));
    match found {
        Some(object) if !relative(object) => Some(object),
        _ => gap(text, verb).filter(|&noun| syntax.subject(verb) != Some(noun)),
    }
}

/// A longer object is a parser's error.
const LONG: usize = 28;

/// Whether the object is one with which the word tells of a deed, and more than a pronoun or words put out.
fn fits(text: &Text<'_>, word: &DeedWord, object: &Part) -> bool {
    let syntax = &text.syntax;
    // "Serbia, which detained him": somebody named before.
    let person = word.objects.is_empty() && text.is_any(object.head, &["him", "her", "them"]);
    let nominal = person || matches!(syntax.upos(object.head), Upos::Noun | Upos::Propn | Upos::Num);
    // "A series of strikes", "a missile and two drones": what is counted and what is joined counts.
    let mut heads = syntax.coordinated(object.head);
    let parts = |&d: &usize| {
        matches!(syntax.relation(d), Relation::Compound | Relation::Amod)
            || syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["of"])
    };
    heads.extend(syntax.dependents(object.head).iter().copied().filter(parts));
    let listed = heads.iter().any(|&t| word.takes(text.lemma(t)));
    // "Released a statement" tells of words.
    let is_text = word.action == "released" && Lexicon::builtin().is(WordClass::Text, text.lemma(object.head));
    let none = text.syntax.dependents(object.head).iter().any(|&d| text.is_any(d, &["any", "no"]));
    nominal && listed && !none && object.words.len() < LONG && !is_text && text.time_at(object.head).is_none()
}

/// "After the release of X", "its first breach of X in May", "condemned A's seizure of X".
fn of_noun(reader: &Reader<'_>, noun: usize, word: &DeedWord) -> Option<Deed> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if !is_presupposed(reader, noun) {
        return None;
    }
    let of = |&&d: &&usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["of"]);
    let below = syntax.below(noun);
    let object = match syntax.dependents(noun).iter().find(of) {
        Some(&object) => Part { head: object, words: phrase::words(text, object) },
        // "The waste water release"
        None if by_cause(reader, noun) => {
            let compound = |&&d: &&usize| syntax.relation(d) == Relation::Compound;
            let last = syntax.dependents(noun).iter().filter(compound).max().copied()?;
            let first = syntax.dependents(noun).iter().filter(compound).map(|&d| syntax.below(d).start).min()?;
            Part { head: last, words: first..last + 1 }
        }
        None => return None,
    };
    let by = owners(reader, noun);
    if !fits(text, word, &object) || by.is_empty() && !may_be_unnamed(text, word, &below) {
        return None;
    }
    let own = |t: &&TimeExpression| {
        let top = (t.first..t.end).find_map(|at| text.syntax.head(at).filter(|head| !(t.first..t.end).contains(head)));
        top == Some(noun)
    };
    let when = text.times_in(&below).iter().filter(own).map(|t| t.value.clone()).find(is_date);
    let words = phrase::words(text, noun);
    let evidence = words.start.min(object.words.start)..words.end.max(object.words.end);
    Some(Deed { rule: "deed.noun", trigger: noun, action: word.action.clone(), by, object, evidence, when })
}

/// Whether what governs a noun takes its act as done: a time, an occasion or cause, or a stance against it; what is asked
/// for, planned or talked about is not.
fn is_presupposed(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let indefinite = syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["a", "an", "any", "no", "possible"]));
    let is = |class, at| reader.lexicon.is(class, text.lemma(at));
    // "The lifting of the suspension of": done away with, not done.
    let undone = syntax
        .head(noun)
        .filter(|_| syntax.relation(noun) == Relation::Nmod)
        .is_some_and(|head| reader.lexicon.deed_nouns.iter().any(|e| e.at(text, head, head + 1).is_some()));
    let wished = syntax
        .upwards(noun)
        .skip(1)
        .any(|at| is(WordClass::Wish, at) || is(WordClass::Ahead, at) || is_demand(reader, at));
    let predicate = syntax.predicate(noun);
    let ahead = syntax.is_verb(predicate) && !clause::is_told(reader, predicate);
    if indefinite || undone || wished || ahead || syntax.has_case(noun, &["for", "to", "on"]) {
        return false;
    }
    let dated = text.times_in(&syntax.below(noun)).iter().any(|t| is_date(&t.value));
    // "Welcomed the release of", "condemned the seizure of"; what is opposed need not have happened.
    let judged = matches!(text.lemma(predicate), "welcome" | "hail" | "applaud" | "praise" | "commend")
        || !matches!(text.lemma(predicate), "oppose" | "reject")
            && reader
                .lexicon
                .stances
                .iter()
                .any(|e| e.meaning.ladder == Ladder::Objection && e.at(text, predicate, predicate + 1).is_some());
    // "The seizure of the ship angered B": what does something has happened.
    let acts = syntax.relation(noun) == Relation::Nsubj
        && syntax.xpos(predicate) == Some(Xpos::Vbd)
        && syntax.dependent(noun, &[Relation::Det, Relation::NmodPoss]).is_some();
    dated || acts || judged || by_cause(reader, noun) || text.lemma(predicate) == "begin"
}

/// "After the release of", "disputes, including the detention of": an occasion, a cause or an instance.
fn by_cause(reader: &Reader<'_>, noun: usize) -> bool {
    const CAUSES: [&str; 9] = ["after", "since", "following", "over", "at", "despite", "because", "by", "amid"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let case = |words: &[&str]| {
        syntax.dependents(noun).iter().any(|&d| syntax.relation(d) == Relation::Case && text.is_any(d, words))
    };
    let joined = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Conj);
    // Among the matters of a position an act may be one that is wanted.
    let wanted = |&d: &usize| matches!(text.lemma(d), "position" | "stance" | "demand" | "request");
    let talk = || syntax.upwards(noun).skip(1).any(|at| syntax.dependents(at).iter().any(wanted));
    case(&CAUSES) || case(&["including"]) && !talk() || joined.is_some_and(|head| by_cause(reader, head))
}

fn is_demand(reader: &Reader<'_>, at: usize) -> bool {
    let demand = |e: &crate::lexicon::Entry<crate::lexicon::StanceWord>| {
        e.meaning.ladder == Ladder::Demand && e.at(&reader.text, at, at + 1).is_some()
    };
    reader.text.lemma(at) != "have" && reader.lexicon.stances.iter().any(demand)
}

/// "A Chilean ban on X", "its tariffs on X": imposed, at some time that is not told.
fn in_force(reader: &Reader<'_>, noun: usize) -> Option<Deed> {
    const MADE: [&str; 9] =
        ["impose", "introduce", "threaten", "propose", "consider", "announce", "face", "avoid", "slap"];
    const NOT_YET: [&str; 10] =
        ["new", "further", "additional", "more", "possible", "potential", "no", "any", "fresh", "tougher"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let on = |&d: &usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["on", "against"]);
    let below = syntax.dependents(noun).iter().any(on);
    let joined = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Conj).unwrap_or(noun);
    let governor = syntax.head(joined).unwrap_or(noun);
    let made = MADE.contains(&text.lemma(governor))
        || governor != noun
            && reader.lexicon.deeds.iter().any(|e| e.at(text, governor, governor + 2).is_some())
            && clause::is_told(reader, governor);
    let not_yet = syntax.dependents(noun).iter().any(|&d| text.is_any(d, &NOT_YET));
    let told_by_verb = syntax.dependents(noun).iter().any(|&d| {
        matches!(syntax.relation(d), Relation::Acl | Relation::AclRelcl)
            && reader.lexicon.deeds.iter().any(|e| e.at(text, d, d + 1).is_some())
    });
    let wished = syntax.has_case(noun, &["for"]) || reader.lexicon.is(WordClass::Wish, text.lemma(governor));
    let equated = syntax.dependent(noun, &[Relation::Nsubj, Relation::Cop]).is_some();
    if !below || equated || made || not_yet || told_by_verb || wished {
        return None;
    }
    let words = without_clause(text, Part { head: noun, words: phrase::words(text, noun) }).words;
    Some(Deed {
        rule: "deed.in-force",
        trigger: noun,
        action: "imposed".to_owned(),
        by: owners(reader, noun),
        object: Part { head: noun, words: words.clone() },
        evidence: words,
        when: None,
    })
}

/// Whose a thing or act is: "Chile's", "the Chilean", "its".
fn owners(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut sides = Vec::new();
    for &d in syntax.dependents(noun) {
        match syntax.relation(d) {
            Relation::NmodPoss if text.is(d, "its") => sides.extend(antecedent(reader, noun, d)),
            Relation::NmodPoss => sides.extend(clause::states_of(reader, d)),
            Relation::Nmod if syntax.has_case(d, &["by"]) => sides.extend(clause::states_of(reader, d)),
            Relation::Amod | Relation::Compound => sides.extend(text.name_at(d).and_then(Text::side_of_name).cloned()),
            _ => {}
        }
    }
    sorted(sides)
}

/// Whose "its" is: of the subject, where the verb does something to the noun ("lift its ban"); of whose the thing is of which
/// the noun is an instance ("China's acts, including its breach"); else of the only side named before it.
fn antecedent(reader: &Reader<'_>, noun: usize, its: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let Some(head) = syntax.head(noun) else { return Vec::new() };
    if syntax.relation(noun) == Relation::Obj {
        return syntax.subject(head).map_or_else(Vec::new, |s| clause::states_of(reader, s));
    }
    if let Some(owner) = syntax.dependent(head, &[Relation::NmodPoss]) {
        return clause::states_of(reader, owner);
    }
    let from = text.sentence_of(its).map_or(its, |s| s.first);
    let sides = sorted(reader.actors.within(&(from..its)).iter().flat_map(Mention::sides).collect());
    if sides.len() == 1 { sides } else { Vec::new() }
}

/// Whether an act that nobody is said to do is one of a state.
fn may_be_unnamed(text: &Text<'_>, word: &DeedWord, words: &Tokens) -> bool {
    match word.unnamed {
        Unnamed::Always => true,
        Unnamed::BesideSide => text.names_in(words).iter().any(|name| Text::side_of_name(name).is_some()),
        Unnamed::Never => false,
    }
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

fn is_date(value: &TimeValue) -> bool {
    !matches!(value, TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. })
}

fn finding(reader: &Reader<'_>, deed: Deed) -> Option<Finding> {
    let text = &reader.text;
    let mut draft = Draft::new(deed.rule, deed.trigger, vec![deed.evidence]);
    draft.time = TimeFrame::Past;
    draft.proposition = object::proposition(reader, text.lemma(deed.trigger), &deed.object.words, &deed.by, &[]);
    // "Detained him": whom the text has named.
    let pronoun = text.syntax.upos(deed.object.head) == Upos::Pron;
    let mention = reader.actors.at(deed.object.head).filter(|_| pronoun);
    let named = mention.and_then(|m| m.actors.iter().find_map(|actor| actor.name.clone()));
    let body = DeedFinding {
        by: deed.by,
        action: deed.action,
        object: named.unwrap_or_else(|| object::name_of(text, &deed.object.words)),
        when: deed.when,
        voice: reader.voice_at(deed.trigger),
    };
    reader.finding(draft, FindingBody::Deed(body))
}
