//! The acts of verbs: each verb with those coordinated to it and each of its objects.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::CommitmentKind;

use super::{
    acts::{Act, charge, of_order},
    partners::partner,
};
use crate::{
    lexicon::{self, Complement, Partner, WordClass},
    object, phrase,
    reader::Reader,
    text::{Text, Tokens},
};

/// A verb and those coordinated to it that share its subject and form.
pub fn coordinated(reader: &Reader<'_>, first: usize) -> Vec<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let bare = |verb: usize| matches!(syntax.xpos(verb), Some(Xpos::Vb | Xpos::Vbp));
    let mut verbs = vec![first];
    let mut at = 0;
    while let Some(&verb) = verbs.get(at) {
        let joined = |&&d: &&usize| {
            let own_subject = syntax.dependent(d, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
            let same_form = syntax.xpos(d) == syntax.xpos(first) || bare(d) && bare(first);
            let shares = !own_subject && (same_form || syntax.is_marked_infinitive(d));
            // "To begin talks, to open an office and to …": the parser takes the second for a purpose.
            let listed = syntax.relation(d) == Relation::Advcl
                && syntax.is_marked_infinitive(d)
                // "In order to" says what for.
                && !syntax.below(d).take(3).any(|t| text.is_any(t, &["in", "so"]))
                && (text.word(syntax.below(d).start) == ","
                    || text.word(syntax.below(d).start.saturating_sub(1)) == ",")
                && syntax.dependents(verb).iter().chain(syntax.dependents(d)).any(|&next| next > d && syntax.is_marked_infinitive(next));
            d > verb && syntax.is_verb(d) && (listed || syntax.relation(d) == Relation::Conj && shares)
        };
        verbs.extend(syntax.dependents(verb).iter().filter(joined));
        at += 1;
    }
    // "Agreed to restore ties and reopen": the parser may join the second to the word of undertaking.
    let above = syntax
        .head(first)
        .filter(|_| matches!(syntax.relation(first), Relation::Xcomp | Relation::Advcl | Relation::Obl));
    let stray = |&&d: &&usize| {
        d > first
            && syntax.relation(d) == Relation::Conj
            && syntax.xpos(d) == Some(Xpos::Vb)
            && syntax.dependent(d, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux]).is_none()
    };
    let finite = above.filter(|&verb| !bare(verb));
    verbs.extend(finite.map_or(&[][..], |verb| syntax.dependents(verb)).iter().filter(stray));
    verbs.sort_unstable();
    verbs.dedup();
    verbs
}

/// "Start or restart the dialogue": the verbs that "or" joins are one act, the first of them in the tables.
pub fn alternatives(reader: &Reader<'_>, verbs: &[usize]) -> Vec<Act> {
    let text = &reader.text;
    let acts = verbs.iter().flat_map(|&verb| of_verb(reader, verb, None));
    let [first, .., last] = *verbs else { return acts.collect() };
    // Both name the object, or the parser gave it to one of them.
    let whole = acts.max_by_key(|act| act.object.end);
    let joined = whole.map(|act| Act {
        action: format!("{} or {}", text.lemma(first), text.lemma(last)),
        lemma: text.lemma(first).to_owned(),
        verb: Some(first),
        words: with_to(text, first, first.min(act.words.start)..act.words.end.max(last + 1)),
        ..act
    });
    joined.into_iter().collect()
}

/// The acts of one verb: one for each of its objects.
pub fn of_verb(reader: &Reader<'_>, verb: usize, outer: Option<&str>) -> Vec<Act> {
    let text = &reader.text;
    let syntax = &text.syntax;
    // "Is ready"; "is to pay" has no copula, whatever the parser made of it.
    let is_state = syntax.dependent(verb, &[Relation::Cop]).is_some() && syntax.upos(verb) != Upos::Verb;
    if text.lemma(verb) == "be" || is_state {
        return Vec::new();
    }
    // "Decided to task the ministers with drawing up"
    let orders = |e: &lexicon::Entry<lexicon::Undertaking>| {
        e.phrase == text.lemma(verb) && e.meaning.complements.contains(&Complement::Order)
    };
    if reader.lexicon.undertakings.iter().any(orders) {
        let told =
            || syntax.dependent(verb, &[Relation::Xcomp, Relation::Advcl]).filter(|&d| syntax.is_marked_infinitive(d));
        if let Some(order) = charge(text, verb).or_else(told) {
            return of_order(reader, verb, order);
        }
    }
    // "Pay Togo two million": the last object is what is given.
    let is_object = |&d: &usize| d > verb && syntax.relation(d) == Relation::Obj;
    let object = syntax.dependents(verb).iter().copied().rfind(is_object);
    let object = object.or_else(|| misread_object(text, verb)).or_else(|| displaced_object(text, verb));
    // "Give the ministers two weeks"
    let object = object.or_else(|| syntax.dependent(verb, &[Relation::Iobj]).filter(|&noun| noun > verb));
    // "Support each other in the fight against": what in.
    let each_other = |noun: usize| text.is_any(noun, &["each", "one"]) && text.is_any(noun + 1, &["other", "another"]);
    if let Some(object) = object.filter(|&object| each_other(object)) {
        let matter = syntax
            .dependents(verb)
            .iter()
            .find(|&&d| d > object && syntax.has_case(d, &["in", "on", "with", "of", "about", "against"]));
        return matter.map_or_else(Vec::new, |&matter| with_objects_named(reader, verb, Some(matter), outer));
    }
    if object.is_some_and(|object| stands_for_another(text, object)) {
        return Vec::new();
    }
    // "Ask Vega whether Togo seized the boat": what is asked.
    let asked = || {
        let clause = syntax.dependent(verb, &[Relation::Ccomp]).filter(|&d| Some(d) > object)?;
        let asks = matches!(text.lemma(verb), "ask" | "tell" | "inform" | "notify" | "assure" | "remind");
        Some((clause, reader.actors.at(object.filter(|_| asks)?)?.sides()))
    };
    if let Some((clause, with)) = asked() {
        let words = phrase::words(text, clause);
        let names = (verb_name(text, verb, None), text.lemma(verb).to_owned());
        let told = act(reader, names, Some(verb), clause, words.clone(), with_to(text, verb, verb..words.end));
        return vec![Act { with, ..told }];
    }
    // "Ensure that supplies go on", "make sure it faces sanctions": a state of things is what is undertaken.
    let result = || {
        let sure = syntax.dependent(verb, &[Relation::Xcomp]).filter(|&d| text.is(d, "sure")).unwrap_or(verb);
        let lets = text.lemma(verb) == "let";
        let inner = || syntax.dependent(verb, &[Relation::Xcomp]).filter(|_| lets);
        let clause = syntax.dependent(sure, &[Relation::Ccomp]).or_else(inner)?;
        // "Would not let Benin build a base"
        let secures = sure != verb || lets || matches!(text.lemma(verb), "ensure" | "guarantee");
        let own = syntax.dependent(clause, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
        (secures && (own || lets)).then_some((sure, clause))
    };
    if let Some((sure, clause)) = result() {
        return vec![securing(reader, verb, sure, clause)];
    }
    // "Supply Togo with gas": what is given stands behind "with".
    let with = || {
        let is_with = |&&d: &&usize| syntax.relation(d) == Relation::Obl && syntax.has_case(d, &["with"]);
        let given = partner(reader, text.lemma(verb)) == Some(Partner::Given);
        syntax.dependents(verb).iter().find(is_with).copied().filter(|_| given)
    };
    // "Take part in the exercise": what in.
    let part = object.is_some_and(|noun| text.is(noun, "part") && text.lemma(verb) == "take");
    let shared = |&&d: &&usize| part && d > verb && syntax.has_case(d, &["in"]) && text.time_at(d).is_none();
    let below = object.map_or(&[][..], |noun| syntax.dependents(noun));
    let object = syntax.dependents(verb).iter().chain(below).find(shared).copied().or(object);
    let recipient = object.is_some_and(|object| reader.actors.at(object).is_some());
    let object = if recipient { with().or(object) } else { object };
    // "Continue working on", "help rebuild": the act is what the inner verb does.
    // "Work together to secure the border", which the parser may take for a purpose.
    let together = matches!(text.lemma(verb), "work" | "cooperate" | "collaborate" | "strive" | "act");
    let beside = || {
        let head = syntax.head(verb).filter(|_| together && syntax.relation(verb) == Relation::Xcomp)?;
        let behind = |&&d: &&usize| {
            d > verb
                && matches!(syntax.relation(d), Relation::Xcomp | Relation::Advcl)
                && syntax.is_marked_infinitive(d)
        };
        syntax.dependents(head).iter().find(behind).copied()
    };
    let purpose = || {
        let own = syntax.dependent(verb, &[Relation::Advcl]).filter(|&d| together && syntax.is_marked_infinitive(d));
        own.or_else(beside)
    };
    let inner = syntax
        .dependent(verb, &[Relation::Xcomp, Relation::Ccomp])
        .or_else(purpose)
        .filter(|&d| d > verb && syntax.is_verb(d) && object.is_none() && outer.is_none() && !syntax.is_past(d));
    if let Some(inner) = inner {
        let name = verb_name(text, verb, None);
        let mut acts = of_verb(reader, inner, Some(&name));
        let joined = coordinated(reader, inner).into_iter().skip(1);
        let (own, shared): (Vec<usize>, Vec<usize>) = joined.partition(|&verb| syntax.is_marked_infinitive(verb));
        acts.extend(shared.into_iter().flat_map(|verb| of_verb(reader, verb, Some(&name))));
        let kind = kind_of(reader, text.lemma(verb));
        for act in &mut acts {
            // "Work with Togo to build a railway" is known by what is built.
            if kind == Some(CommitmentKind::Standing) && !together {
                act.kind = CommitmentKind::Standing;
            }
            act.is_known &= kind.is_some();
            act.verb = Some(verb);
            act.words = with_to(text, verb, act.words.start.min(verb)..act.words.end);
        }
        // "To continue to hold it and to open an office": the second is no part of what continues.
        acts.extend(own.into_iter().flat_map(|verb| of_verb(reader, verb, None)));
        return acts;
    }
    // "The relationship he hoped to build with Vega": not Vega.
    let with = |noun: usize| syntax.has_case(noun, &["with"]) && text.lemma(verb) != "meet";
    let relative = || antecedent(text, verb).filter(|_| oblique(reader, verb).is_none_or(with));
    let mut acts = with_objects_named(reader, verb, object.or_else(relative), outer);
    if part {
        for act in &mut acts {
            act.action = format!("{} part in", act.action);
        }
    }
    acts
}

/// The act of "ensure that …" and "make sure …".
fn securing(reader: &Reader<'_>, verb: usize, sure: usize, clause: usize) -> Act {
    let text = &reader.text;
    let object = phrase::words(text, clause);
    let apart = |t: usize| text.word(t) == "," && text.is_any(t + 1, &["while", "whereas", "as", "but"]);
    let end = text.find(object.clone(), apart).unwrap_or(object.end);
    let object = object.start + usize::from(text.is(object.start, "that"))..end;
    // The parser may give "let" whoever is to do it.
    let whom = text.syntax.dependent(verb, &[Relation::Obj]).filter(|&noun| noun < object.start);
    let object = whom.map_or(object.clone(), |noun| object::phrase(text, noun).start..object.end);
    let lemma = if text.lemma(verb) == "let" { "let" } else { "ensure" };
    let names = (text.words(&(verb..sure + 1)).to_lowercase(), lemma.to_owned());
    act(reader, names, Some(verb), clause, object.clone(), with_to(text, verb, verb..object.end))
}

pub fn with_objects(reader: &Reader<'_>, verb: usize, object: Option<usize>) -> Vec<Act> {
    with_objects_named(reader, verb, object, None)
}

/// The acts of a verb on its objects; without one, on what a preposition joins to it, or on nothing where the verb says
/// enough ("meet").
fn with_objects_named(reader: &Reader<'_>, verb: usize, object: Option<usize>, outer: Option<&str>) -> Vec<Act> {
    let text = &reader.text;
    let lemma = text.lemma(verb).to_owned();
    let joined = if object.is_none() { oblique(reader, verb) } else { None };
    let name = verb_name(text, verb, joined.and_then(|noun| preposition(text, noun)));
    let name = outer.map_or(name.clone(), |outer| format!("{outer} {}", name.replacen(&lemma, text.word(verb), 1)));
    let names = (name, lemma.clone());
    // "Meet in Lome": where is what can be told of it.
    let place = |&&d: &&usize| text.name_at(d).is_some() && text.syntax.has_case(d, &["in", "at"]);
    let place = text.syntax.dependents(verb).iter().find(place).filter(|_| lemma == "meet").copied();
    let Some(head) = object.or(joined).or(place) else {
        let enough = matches!(lemma.as_str(), "meet" | "talk" | "cooperate" | "consult" | "negotiate");
        let alone = || act(reader, names, Some(verb), verb, verb..verb + 1, verb..verb + 1);
        return enough.then(alone).into_iter().collect();
    };
    let mut phrase = object::phrase(text, head);
    // "Would take no steps", "nothing would be done at the dam": to refrain is the act.
    let none = object.is_some() && text.is_any(phrase.start, &["no", "nothing"]) || text.is(phrase.start, "nothing");
    if text.is(head, "nothing") {
        let Some(&at) =
            text.syntax.dependents(verb).iter().find(|&&d| d > verb && text.syntax.relation(d) == Relation::Obl)
        else {
            return Vec::new();
        };
        phrase = text.syntax.below(at);
    } else if none {
        phrase.start += 1;
    }
    // "The treaty | signed between A and B"
    if head < verb && phrase.contains(&verb) {
        phrase.end = verb;
    }
    let names = if none { (format!("not {}", names.0), names.1) } else { names };
    if object.is_some() && head > verb {
        phrase.end = with_use(text, verb, head, phrase.end);
        phrase.end = before_whom(text, verb, object::with_prepositional(reader, verb, phrase.end));
        phrase.start = after_recipient(text, &phrase, head).max(verb + 1);
    }
    let names = match stray_particle(text, verb, &phrase) {
        Some(particle) => {
            phrase.start += 1;
            (format!("{} {}", names.0, text.lower(particle)), names.1)
        }
        None => names,
    };
    let exchange = exchanged(text, &phrase, head);
    if let Some((joint, noun)) = exchange {
        phrase.end = joint;
        let mut acts = with_items(reader, verb, &names, &phrase, head, joined.is_none());
        let object = joint + 2..object::phrase(text, noun).end;
        let names = ("exchange".to_owned(), "exchange".to_owned());
        acts.push(act(reader, names, Some(joint + 1), noun, object.clone(), joint..object.end));
        return acts;
    }
    with_items(reader, verb, &names, &phrase, head, joined.is_none())
}

/// "Establish relations and | exchange ambassadors", read as one noun phrase: the "and", and what is exchanged.
fn exchanged(text: &Text<'_>, phrase: &Tokens, head: usize) -> Option<(usize, usize)> {
    const GOODS: [&str; 14] = [
        "ambassador",
        "visit",
        "information",
        "view",
        "experience",
        "expertise",
        "data",
        "intelligence",
        "prisoner",
        "delegation",
        "note",
        "list",
        "letter",
        "expert",
    ];
    let syntax = &text.syntax;
    let conjoined = |&noun: &usize| syntax.relation(noun) == Relation::Conj && GOODS.contains(&text.lemma(noun));
    let noun = (head + 1..phrase.end).find(conjoined)?;
    let joint = text.find(head..noun, |t| text.is(t, "and") && text.is(t + 1, "exchange"))?;
    Some((joint, noun))
}

/// "Hand | over four villages", where the parser takes the particle for a part of the noun phrase.
fn stray_particle(text: &Text<'_>, verb: usize, phrase: &Tokens) -> Option<usize> {
    let particle = phrase.start == verb + 1
        && matches!(text.lemma(verb), "hand" | "turn" | "take" | "give" | "pay" | "send" | "bring" | "set")
        && text.is_any(phrase.start, &["over", "back", "up", "out", "off", "down"]);
    (particle && phrase.len() > 1).then_some(phrase.start)
}

/// One act of a verb for each thing that a phrase names.
fn with_items(
    reader: &Reader<'_>,
    verb: usize,
    names: &(String, String),
    phrase: &Tokens,
    head: usize,
    is_direct: bool,
) -> Vec<Act> {
    let text = &reader.text;
    // "Meet with the speaker and other officials" is one act.
    let items = if names.1 == "meet" { vec![(phrase.clone(), head)] } else { object::items(reader, phrase, head) };
    items
        .into_iter()
        .enumerate()
        .map(|(n, (object, trigger))| {
            let words = if n == 0 {
                with_to(text, verb, verb.min(object.start)..object.end.max(verb + 1))
            } else {
                // A later item shows its "and".
                object.start - 1..object.end
            };
            Act { is_direct, ..act(reader, names.clone(), Some(verb), trigger, object, words) }
        })
        .collect()
}

/// "Allow its territory | to be used against Togo", "open talks at once | on a treaty": the end of an object with what it may
/// do, or with its topic behind a time.
fn with_use(text: &Text<'_>, verb: usize, head: usize, end: usize) -> usize {
    const GAP: usize = 4;
    let syntax = &text.syntax;
    let allows = matches!(text.lemma(verb), "allow" | "permit" | "enable");
    let topic = |d: usize| {
        end == head + 1
            && matches!(text.lemma(head), "talk" | "negotiation" | "consultation" | "discussion" | "work" | "dialogue")
            && syntax.relation(d) == Relation::Obl
            && syntax.has_case(d, &["on", "about"])
    };
    let adds = |&&d: &&usize| {
        let start = syntax.below(d).start;
        start >= end
            && (allows && start == end && syntax.relation(d) == Relation::Xcomp && syntax.is_marked_infinitive(d)
                || start <= end + GAP && topic(d))
    };
    // "Help Togo fight terrorism"
    let helped = |&&d: &&usize| {
        text.lemma(verb) == "help"
            && syntax.below(d).start == end
            && matches!(syntax.relation(d), Relation::Xcomp | Relation::Ccomp)
    };
    let found = syntax.dependents(verb).iter().find(|d| adds(d) || helped(d));
    found.map_or(end, |&d| if syntax.is_verb(d) { phrase::words(text, d).end } else { object::phrase(text, d).end })
}

/// "Put the matter | before the leaders": the end of an object with those before whom it is brought.
fn before_whom(text: &Text<'_>, verb: usize, end: usize) -> usize {
    let syntax = &text.syntax;
    let brings = matches!(text.lemma(verb), "put" | "bring" | "lay" | "take" | "place");
    let before = |&&d: &&usize| {
        syntax.below(d).start == end && syntax.has_case(d, &["before"]) && !object::starts_time(text, end)
    };
    let found = syntax.dependents(verb).iter().find(before).filter(|_| brings);
    found.map_or(end, |&noun| object::phrase(text, noun).end)
}

/// Whether a word only stands for something said elsewhere ("it", "what"): nothing that could be checked.
fn stands_for_another(text: &Text<'_>, at: usize) -> bool {
    matches!(text.syntax.xpos(at), Some(Xpos::Prp | Xpos::Wp | Xpos::Wdt | Xpos::Dt))
}

/// "Publish, from May, the figures": a noun without preposition behind something else, which the parser takes for an
/// adverbial.
pub fn displaced_object(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let bare = |&&d: &&usize| {
        d > verb
            && syntax.relation(d) == Relation::Obl
            && matches!(syntax.upos(d), Upos::Noun | Upos::Propn)
            && syntax.dependent(d, &[Relation::Case]).is_none()
            && syntax.dependent(d, &[Relation::Det, Relation::NmodPoss, Relation::Amod]).is_some()
            && text.time_at(d).is_none()
    };
    // "Will release 20 fishermen and Togo will pay": the parser may give the next verb both nouns as subjects.
    let lost = |&&next: &&usize| {
        let mut subjects = syntax.dependents(next).iter().filter(|&&d| syntax.relation(d) == Relation::Nsubj);
        let (Some(&first), Some(_)) = (subjects.next(), subjects.next()) else { return None };
        (first > verb && first < next && syntax.relation(next) == Relation::Conj).then_some(first)
    };
    let next = || syntax.dependents(verb).iter().find_map(|d| lost(&d));
    // "To convene before the end of the year | the Commission", which the parser joins to the time.
    let beside = || {
        let time = syntax.dependents(verb).iter().copied().find(|&d| d > verb && text.time_at(d).is_some())?;
        let apart = |&t: &usize| syntax.relation(t) == Relation::Appos && text.time_at(t).is_none();
        syntax.below(time).filter(|&t| t > time).find(apart)
    };
    // "Deliver free of charge | 200 tonnes"
    let free = || {
        let charge = syntax.dependents(verb).iter().copied().find(|&d| text.is_any(d, &["charge", "cost"]))?;
        syntax.dependent(charge, &[Relation::Obj])
    };
    syntax.dependents(verb).iter().find(bare).copied().or_else(next).or_else(beside).or_else(free)
}

/// "To | exchange visits", read as a noun phrase: what looks like a compound is verb and object.
fn misread_object(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let misread = syntax.xpos(verb) == Some(Xpos::Vb) && syntax.relation(verb) == Relation::Compound;
    syntax.head(verb).filter(|&noun| misread && noun > verb)
}

/// The words of an act with the "to" in front of its verb.
fn with_to(text: &Text<'_>, verb: usize, words: Tokens) -> Tokens {
    let to = text.syntax.dependent(verb, &[Relation::Mark]).filter(|&mark| text.is(mark, "to"));
    to.map_or(words.clone(), |to| to.min(words.start)..words.end)
}

/// "Pay | Togo two million", read as one phrase: where the thing begins.
fn after_recipient(text: &Text<'_>, phrase: &Tokens, head: usize) -> usize {
    let syntax = &text.syntax;
    let named = syntax.relation(phrase.start) == Relation::Compound && text.name_at(phrase.start).is_some();
    let counted = matches!(syntax.upos(phrase.start + 1), Upos::Num | Upos::Sym | Upos::Det);
    if named && counted && phrase.start + 1 < head { phrase.start + 1 } else { phrase.start }
}

pub fn act(
    reader: &Reader<'_>,
    (action, lemma): (String, String),
    verb: Option<usize>,
    trigger: usize,
    object: Tokens,
    words: Tokens,
) -> Act {
    let kind = kind_with(reader, &lemma, trigger);
    Act {
        by: None,
        with: Vec::new(),
        action,
        lemma,
        verb,
        trigger,
        object,
        words,
        kind: kind.unwrap_or(CommitmentKind::Deliverable),
        is_known: kind.is_some(),
        is_direct: true,
    }
}

/// The kind of a verb with its object: "build a good relationship" is a formula, unlike "restore diplomatic relations";
/// "strengthen the port" is none.
fn kind_with(reader: &Reader<'_>, lemma: &str, noun: usize) -> Option<CommitmentKind> {
    const SINGLE: [&str; 12] = [
        "establish",
        "sever",
        "cut",
        "suspend",
        "break",
        "upgrade",
        "downgrade",
        "elevate",
        "raise",
        "sign",
        "freeze",
        "exchange",
    ];
    const BUILDS: [&str; 6] = ["strengthen", "improve", "develop", "enhance", "boost", "maintain"];
    const WORKS: [&str; 12] = [
        "port", "airport", "road", "railway", "highway", "bridge", "pipeline", "terminal", "power", "grid", "network",
        "hospital",
    ];
    let text = &reader.text;
    let official = |&d: &usize| text.is_any(d, &["diplomatic", "consular", "trade", "full"]);
    let ties = matches!(text.lemma(noun), "relation" | "relationship" | "tie");
    let formula = || !SINGLE.contains(&lemma) && !text.syntax.dependents(noun).iter().any(official);
    Some(match kind_of(reader, lemma)? {
        CommitmentKind::Deliverable if ties && formula() => CommitmentKind::Standing,
        CommitmentKind::Standing if BUILDS.contains(&lemma) && WORKS.contains(&text.lemma(noun)) => {
            CommitmentKind::Deliverable
        }
        kind => kind,
    })
}

fn kind_of(reader: &Reader<'_>, lemma: &str) -> Option<CommitmentKind> {
    reader.lexicon.acts.iter().find(|e| e.phrase == lemma).map(|e| e.meaning)
}

/// The verb with its particle, and the preposition that joins its only noun: "set up", "be guided by", "work towards".
fn verb_name(text: &Text<'_>, verb: usize, preposition: Option<usize>) -> String {
    let syntax = &text.syntax;
    let particle = |&&d: &&usize| {
        d > verb
            && (syntax.relation(d) == Relation::CompoundPrt
                || syntax.relation(d) == Relation::Advmod
                    && d == verb + 1
                    && text.is_any(d, &["back", "ahead", "together"]))
    };
    let passive = syntax.is_passive(verb) && syntax.is_marked_infinitive(verb);
    let not = |&&d: &&usize| d < verb && text.is_any(d, &["not", "never"]);
    // "Pledged not to": to refrain is the act. "Will not" denies it.
    let refrains = syntax.is_marked_infinitive(verb) && syntax.dependents(verb).iter().any(|d| not(&d));
    let own = if passive { format!("be {}", text.lower(verb)) } else { text.lemma(verb).to_owned() };
    let mut name = if refrains { format!("not {own}") } else { own };
    for word in syntax.dependents(verb).iter().filter(particle).copied().chain(preposition) {
        name.push(' ');
        name.push_str(&text.lower(word));
    }
    name
}

/// The noun that a preposition joins to a verb without object, where it says what the act is about.
fn oblique(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    const ABOUT: [&str; 13] =
        ["with", "as", "to", "into", "towards", "toward", "on", "for", "by", "against", "about", "from", "through"];
    let text = &reader.text;
    let syntax = &text.syntax;
    // "Stand in the way of", where "in" tells no place.
    let within = |d: usize| {
        syntax.has_case(d, &["in"])
            && syntax.upos(d) == Upos::Noun
            && text.is(d + 1, "of")
            && !reader.lexicon.is(WordClass::Venue, text.lemma(d))
    };
    // "Remain in touch"
    let touch = |d: usize| {
        syntax.has_case(d, &["in"]) && matches!(text.lemma(d), "touch" | "contact" | "communication" | "consultation")
    };
    // "Mediate between Peru and Ecuador"
    let between = |d: usize| matches!(text.lemma(verb), "mediate" | "arbitrate") && syntax.has_case(d, &["between"]);
    // "Cooperate in rescue at sea"
    let field =
        |d: usize| syntax.has_case(d, &["in"]) && matches!(text.lemma(verb), "cooperate" | "collaborate" | "partner");
    let about = |&&d: &&usize| {
        matches!(syntax.relation(d), Relation::Obl | Relation::OblAgent)
            && d > verb
            && (syntax.has_case(d, &ABOUT) || within(d) || touch(d) || field(d) || between(d))
            && text.time_at(d).is_none()
            && !stands_for_another(text, d)
    };
    // "Cooperate in clearing mines"
    let doing = |&&d: &&usize| {
        let mark = syntax.dependent(d, &[Relation::Mark]);
        d > verb
            && syntax.relation(d) == Relation::Advcl
            && syntax.xpos(d) == Some(Xpos::Vbg)
            && mark.is_some_and(|mark| text.is_any(mark, &["in", "from"]))
    };
    let dependents = syntax.dependents(verb);
    // The parser may hang it on the verb above.
    let above = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Xcomp);
    let beside = above.map_or(&[][..], |above| syntax.dependents(above)).iter();
    let beside = beside.filter(|&&d| syntax.below(d).start == verb + 1);
    dependents.iter().find(about).or_else(|| dependents.iter().chain(beside).find(doing)).copied()
}

fn preposition(text: &Text<'_>, noun: usize) -> Option<usize> {
    text.syntax.dependent(noun, &[Relation::Case]).filter(|&case| !text.is_any(case, &["with", "for", "about"]))
}

/// "The treaty that they agreed to sign": the noun that the relative clause of the verb describes, where it is the
/// verb's object.
fn antecedent(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let clause = syntax.upwards(verb).take(4).find(|&at| syntax.relation(at) == Relation::AclRelcl)?;
    // "A body whose session they decided to hold"
    let whose = |&&d: &&usize| {
        let possessed = syntax.dependent(d, &[Relation::NmodPoss]);
        d < clause && possessed.is_some_and(|word| text.is(word, "whose"))
    };
    if let Some(&noun) = syntax.dependents(clause).iter().find(whose) {
        return (syntax.subject(clause) != Some(noun)).then_some(noun);
    }
    // "A declaration in which they undertake to", "in Lima, where they agreed to": no object.
    let circumstance = |&d: &usize| {
        syntax.xpos(d) == Some(Xpos::Wrb)
            || syntax.xpos(d) == Some(Xpos::Wdt) && syntax.dependent(d, &[Relation::Case]).is_some()
    };
    if syntax.dependents(clause).iter().any(circumstance) {
        return None;
    }
    let noun = syntax.head(clause).filter(|&noun| object::phrase(text, noun).end <= clause)?;
    (syntax.subject(clause) != Some(noun)).then_some(noun)
}
