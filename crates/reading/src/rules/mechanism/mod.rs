//! Mechanisms: named or recurring channels between sides (codebook, 8).
//!
//! A channel needs a head of `data/channels.tsv`, a sign that it is named or recurs, and the sides that convene it: in its
//! own name, in its clause, or, for what only states hold with each other, the two of the text. Councils and committees
//! stand inside states, too, and need both sides in their own name. All mentions of one channel are one mechanism.

mod standing;

use servanda_language::{NameKind, Relation, Upos, Xpos};
use servanda_model::{Finding, FindingBody, MechanismFinding, MechanismState, Place, Proposition, Side, TimeValue};

use self::standing::{MEETS, is_session, last_held, session, state, stated};
use crate::{
    actors::Mention,
    clause,
    lexicon::{self, Lexicon, WordClass},
    object, phrase,
    reader::{Draft, Reader, sorted},
    text::{Text, Tokens},
};

/// One mention of a channel.
struct Channel {
    head: usize,
    /// Where it was mentioned last.
    last: usize,
    /// Its words as they name it.
    name: Tokens,
    evidence: Vec<Tokens>,
    sides: Vec<Side>,
    state: MechanismState,
    last_held: Option<TimeValue>,
    /// Whether it only points to one that was named before ("the dialogue").
    refers: bool,
    generic: bool,
}

/// All mechanisms of the body.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let text = &reader.text;
    let mut channels: Vec<Channel> = Vec::new();
    for sentence in reader.sentences() {
        if text.sentence_of(sentence.start).is_none_or(|s| text.place_of(s) != Place::Body) {
            continue;
        }
        for at in sentence {
            let Some((entry, tokens)) = lexicon::longest(&reader.lexicon.channels, text, at, text.len()) else {
                continue;
            };
            let head = tokens.end - 1;
            let Some(channel) = channel(reader, head, entry.meaning, &channels) else { continue };
            match channels.iter_mut().filter(|known| is_one(text, known, &channel)).max_by_key(|known| known.last) {
                Some(known) => known.absorb(channel),
                None => channels.push(channel),
            }
        }
    }
    channels.retain(|c| c.sides.len() > 1);
    channels.into_iter().filter_map(|c| finding(reader, c)).collect()
}

fn channel(reader: &Reader<'_>, head: usize, is_channel: bool, known: &[Channel]) -> Option<Channel> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let below = syntax.below(head);
    // "The political consultations mechanism" is one channel.
    let of_name = syntax.head(head).filter(|_| syntax.relation(head) == Relation::Compound);
    let within = of_name.is_some_and(|above| reader.lexicon.channels.iter().any(|c| c.phrase == text.lemma(above)));
    if !matches!(syntax.upos(head), Upos::Noun | Upos::Propn) || is_institution(text, head) || within {
        return None;
    }
    // "Past summits of A and B" name no series.
    let several = text.lemma(head) == "summit" && syntax.xpos(head) == Some(Xpos::Nns);
    let regular = |t: usize| text.is_any(t, &["regular", "annual", "yearly", "biennial", "biannual"]);
    if several && text.find(below.start..head, regular).is_none() {
        return None;
    }
    // "The next meeting of the council": the council is the channel.
    if is_session(text, head) && holds_channel(reader, head) {
        return None;
    }
    let name = phrase(text, &below, &(head..head + 1));
    // "Meetings with B - talks on the sidelines": the parser ran two phrases together.
    if text.find(name.clone(), |t| text.is_dash(t)).is_some() {
        return None;
    }
    let front = name.start..head;
    let modifiers = || below.start..head;
    // "A joint conference", "a joint meeting" is had together and names no series.
    let own = own_sides(reader, &name, head);
    let is_topic = |t: usize| reader.lexicon.is(WordClass::ChannelTopic, &text.lower(t));
    let kind = text
        .find(front.clone(), |t| {
            is_kind(text, t) && (is_channel || !text.is(t, "joint")) || is_topic(t) && (is_channel || own.len() > 1)
        })
        .is_some();
    let capital = |t: &usize| text.layers.tokens.get(*t).is_some_and(servanda_language::Token::is_capital);
    let capitalised = front.clone().any(|t| capital(&t)) && capital(&head);
    let is_organ = reader.lexicon.is(WordClass::Organ, text.lemma(head));
    let domestic = |t: usize| reader.lexicon.is(WordClass::Domestic, &text.lower(t));
    if is_organ && sides_in(reader, &front).len() < 2 && text.find(below.start..head, domestic).is_some() {
        return None;
    }
    let recurring = text.find(modifiers(), |t| is_serial(text, t)).is_some() || is_in_rounds(text, head);
    let last = last_held(reader, head);
    let named = if is_organ {
        let of_states = matches!(text.lemma(head), "committee" | "commission");
        kind || capitalised || recurring || of_states && own.len() > 1
    } else if is_channel {
        kind || capitalised || recurring || last.is_some() || resumed(reader, head) || is_made(reader, head)
    } else {
        // "Their third meeting" counts meetings and names no series.
        let numbered = text.find(modifiers(), |t| is_ordinal(text, t)).is_some();
        let series = recurring && own.len() > 1 && (text.lemma(head) == "summit" || !numbered);
        let met_before = last.is_some() && sides_in(reader, &front).len() > 1;
        let topical = topical(text, head) && !front.is_empty() && matches!(text.lemma(head), "talk" | "negotiation");
        let again =
            resumed(reader, head) && matches!(text.lemma(head), "talk" | "negotiation") && !of_outsiders(reader, head);
        let rounds = is_in_rounds(text, head) && !front.is_empty() && !of_outsiders(reader, head);
        // "Revive a summit that was last held in 2019"
        let revived = resumed(reader, head) && last.is_some();
        series || met_before || revived || again || rounds || (kind || topical) && to_be_held(reader, head)
    };
    // "The Dialogue was last held in May": the one that was named before.
    let article = syntax.dependents(head).iter().any(|&d| text.is_any(d, &["the", "this"]));
    let refers = is_channel
        && (front.is_empty() || text.is(head - 1, "such"))
        && article
        && known.iter().any(|k| text.lemma(k.head) == text.lemma(head));
    if !named && !refers {
        return None;
    }
    let sides = convened_by(reader, head, own, is_organ);
    let certain = recurring || capitalised || last.is_some();
    let told = session(reader, head).filter(|_| recurring || capitalised || is_organ);
    let (last_held, dormant) = match last {
        Some((when, dormant)) => (Some(when), dormant),
        None => (told, false),
    };
    Some(Channel {
        head,
        last: head,
        evidence: vec![evidence(reader, head, &name, last_held.is_some())],
        state: match state(reader, head, certain, dormant) {
            // A session of it is agreed, not it.
            MechanismState::Agreed if text.find(modifiers(), |t| text.is(t, "next")).is_some() => {
                MechanismState::Active
            }
            state => state,
        },
        generic: !capitalised
            && !recurring
            && !text.is(head.saturating_sub(1), "strategic")
            && !is_organ
            && (!is_channel || matches!(text.lemma(head), "dialogue" | "consultation")),
        name,
        sides,
        last_held,
        refers,
    })
}

/// The session that a channel's name stands under: "the fourth *round* of consultations".
fn session_above(text: &Text<'_>, head: usize) -> Option<usize> {
    let syntax = &text.syntax;
    // "The Stabilisation and Association Council": the parser may join the head to a word of its name.
    let first = syntax.first_joined(head);
    let of = syntax.relation(first) == Relation::Nmod && syntax.has_case(first, &["of"]);
    syntax.head(first).filter(|&above| of && is_session(text, above))
}

/// "Five rounds of talks", "the third session of the dialogue": one of a series, by its sessions.
fn is_in_rounds(text: &Text<'_>, head: usize) -> bool {
    session_above(text, head).is_some_and(|session| {
        text.syntax.xpos(session) == Some(Xpos::Nns) || text.is(session, "round") || is_one_of_series(text, session)
    })
}

/// Whether a meeting is one of a channel that its phrase names: "a meeting under the joint commission".
fn holds_channel(reader: &Reader<'_>, session: usize) -> bool {
    let text = &reader.text;
    let below = text.syntax.below(session);
    let names = |t: usize| reader.lexicon.channels.iter().any(|c| c.meaning && c.at(text, t, t + 1).is_some());
    let under = |t: usize| text.syntax.has_case(t, &["of", "under", "within"]) && !is_institution(text, t);
    text.find(session + 1..below.end, |t| names(t) && under(t)).is_some()
}

impl Channel {
    fn absorb(&mut self, other: Self) {
        self.last = other.head;
        if self.sides.len() < 2 {
            self.sides = other.sides;
        }
        // What is said of its state tells more than that it is mentioned.
        if self.state == MechanismState::Active {
            self.state = other.state;
        }
        if other.last_held.is_some() {
            self.last_held = other.last_held;
            self.evidence.extend(other.evidence);
        }
    }
}

/// Whether two mentions are of one channel: the same head, and the same words that tell its kind, or of a capitalised name
/// some of them ("the Permanent Rivers Commission", "the Permanent Commission on Rivers").
fn is_one(text: &Text<'_>, one: &Channel, other: &Channel) -> bool {
    let tells = |&t: &usize| {
        matches!(text.syntax.upos(t), Upos::Adj | Upos::Noun | Upos::Propn)
            && !text.is_any(t, &["bilateral", "annual", "regular"])
            && text.name_at(t).and_then(Text::side_of_name).is_none()
    };
    let words = |tokens: Tokens| -> Vec<String> { sorted(tokens.filter(tells).map(|t| text.lower(t)).collect()) };
    let kinds = |c: &Channel| words(c.name.start..c.head);
    let whole = |c: &Channel| words(c.name.clone());
    let capital = |c: &Channel| text.word(c.head).starts_with(char::is_uppercase);
    let within = |a: &[String], b: &[String]| a.len() > 2 && a.iter().all(|word| b.contains(word));
    let named = || {
        let (a, b) = (whole(one), whole(other));
        capital(one) && capital(other) && (within(&a, &b) || within(&b, &a))
    };
    text.lemma(one.head) == text.lemma(other.head) && (other.refers || kinds(one) == kinds(other) || named())
}

/// Organs of a state and bodies are no channels.
fn is_institution(text: &Text<'_>, head: usize) -> bool {
    text.name_at(head)
        .is_some_and(|n| matches!(n.kind, NameKind::Body(_) | NameKind::Ministry { .. } | NameKind::Gathering(_)))
        || head > 0 && text.is_any(head - 1, &["press", "news", "media"])
}

fn is_kind(text: &Text<'_>, at: usize) -> bool {
    Lexicon::builtin().is(WordClass::ChannelKind, &text.lower(at)) && !text.is_any(at, &["bilateral", "high-level"])
}

/// "Sixth", "36th", "annual", "regular", "next": one of a series.
fn is_serial(text: &Text<'_>, at: usize) -> bool {
    text.is_any(at, &["annual", "regular", "next", "previous"]) || is_ordinal(text, at)
}

fn is_ordinal(text: &Text<'_>, at: usize) -> bool {
    const WORDS: [&str; 9] = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let word = text.lower(at);
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    WORDS.contains(&word.as_str())
        || !digits.is_empty()
            && digits.chars().all(|c| c.is_ascii_digit())
            && matches!(word.get(digits.len()..), Some("th" | "st" | "nd" | "rd"))
}

/// The verbs and nouns above a channel that say what is done about it, up to the top of its sentence.
fn above(reader: &Reader<'_>, head: usize) -> Vec<usize> {
    reader.text.syntax.upwards(head).skip(1).collect()
}

/// Verbs and nouns that tell of a channel that it was there before, and of talks that they are more than one meeting.
const RESUMES: [&str; 16] = [
    "resume",
    "restart",
    "relaunch",
    "reopen",
    "revive",
    "resumption",
    "revival",
    "suspend",
    "stall",
    "collapse",
    "freeze",
    "halt",
    "suspension",
    "pause",
    "break",
    "breakdown",
];

/// "Resume dialogue", "the suspension of talks", "talks have stalled": a channel though it has no name.
fn resumed(reader: &Reader<'_>, head: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let done = [Relation::Obj, Relation::NsubjPass, Relation::Nsubj];
    let of = syntax.relation(head) == Relation::Nmod && syntax.has_case(head, &["of"]);
    let governor = syntax.head(head).filter(|_| done.contains(&syntax.relation(head)) || of);
    governor.is_some_and(|v| RESUMES.contains(&text.lemma(v)))
}

/// "Talks between the government and the rebels": of those who are no side of their own.
fn of_outsiders(reader: &Reader<'_>, head: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let with = |&&d: &&usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["between", "with", "among"]);
    let named = syntax.dependents(head).iter().filter(with).flat_map(|&d| syntax.coordinated(d));
    named.into_iter().any(|d| partners(reader, d).is_empty())
}

/// The sides that a noun phrase names, a people among them ("the Palestinians and the Israelis").
fn partners(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let sides = sorted(clause::mentions_of(reader, noun).into_iter().flat_map(Mention::sides).collect());
    if !sides.is_empty() || text.syntax.upos(noun) != Upos::Propn {
        return sides;
    }
    let named = text.syntax.coordinated(noun).into_iter().filter_map(|t| text.name_at(t).and_then(Text::side_of_name));
    sorted(named.cloned().collect())
}

/// "Start consultations on", "open a hotline", "a mechanism is to be set up": a channel that is made.
fn is_made(reader: &Reader<'_>, head: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let governor = syntax.head(head).filter(|_| matches!(syntax.relation(head), Relation::Obj | Relation::NsubjPass));
    let makes = |v: usize| {
        let lemma = text.lemma(v);
        matches!(lemma, "commence" | "start" | "open")
            || reader.lexicon.is(WordClass::Convene, lemma) && lemma != "hold"
    };
    governor.is_some_and(makes) && (is_about(text, head) || text.lemma(head) == "hotline")
}

/// "Dialogue on trade", "consultations in a number of fields", whether the parser hangs it on the noun or its verb.
fn is_about(text: &Text<'_>, head: usize) -> bool {
    let syntax = &text.syntax;
    let verb = syntax.head(head).filter(|_| syntax.relation(head) == Relation::Obj);
    let mut below = syntax.dependents(head).iter().chain(verb.iter().flat_map(|&v| syntax.dependents(v)));
    below.any(|&d| d > head && syntax.has_case(d, &["on", "in"]))
}

/// "Agreed to hold security talks", "resumed border talks": not just talked.
fn to_be_held(reader: &Reader<'_>, head: usize) -> bool {
    let text = &reader.text;
    let held = |t: usize| reader.lexicon.is(WordClass::Convene, text.lemma(t)) || stated(reader, t).is_some();
    topical(text, head) || above(reader, head).into_iter().any(held)
}

/// "Talks on the economy".
fn topical(text: &Text<'_>, head: usize) -> bool {
    let on = |&d: &usize| {
        text.syntax.relation(d) == Relation::Nmod && text.syntax.has_case(d, &["on"]) && text.lemma(d) != "sideline"
    };
    text.syntax.dependents(head).iter().any(on)
}

/// The sides that words name, "Sino-" among them.
fn sides_in(reader: &Reader<'_>, words: &Tokens) -> Vec<Side> {
    let combining = words.clone().filter_map(|t| reader.lexicon.combining(&reader.text.lower(t)));
    sorted(object::sides_in(&reader.text, words).into_iter().chain(combining).collect())
}

fn has_article(text: &Text<'_>, noun: usize) -> bool {
    text.syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["the", "these", "those", "both"]))
}

/// What belongs to both sides.
const SHARED: [&str; 6] = ["joint", "binational", "bilateral", "intergovernmental", "inter-governmental", "mixed"];

/// The sides in the channel's own name: "the Peru-Chile dialogue", "talks between A and B", "of the two countries".
fn own_sides(reader: &Reader<'_>, name: &Tokens, head: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    // "Foreign Office Consultations" names no country's office.
    let office = |t: usize| text.name_at(t).is_some_and(|n| matches!(n.kind, NameKind::Ministry { .. }));
    let mut front = text.find(name.clone(), office).map_or(name.clone(), |t| name.start..t);
    // "Talks on Togo" are about it, not with it.
    let about = |&&d: &&usize| d > head && syntax.has_case(d, &["on", "about", "over"]);
    if let Some(&matter) = syntax.dependents(head).iter().find(about) {
        front.end = front.end.min(syntax.below(matter).start.max(front.start));
    }
    let mut sides = sides_in(reader, &front);
    for &d in syntax.dependents(head) {
        let among = syntax.has_case(d, &["among"]) && syntax.upos(d) != Upos::Pron;
        let between = syntax.relation(d) == Relation::Nmod && (among || syntax.has_case(d, &["between", "with", "of"]));
        // Their own committees need not be one that they share.
        let apart = text.is(d, "their") && reader.lexicon.is(WordClass::Organ, text.lemma(head));
        let owner = syntax.relation(d) == Relation::NmodPoss && !apart;
        if between || owner {
            sides.extend(partners(reader, d));
        }
        // "Headed by A and B"
        if syntax.relation(d) == Relation::Acl {
            sides.extend(clause::agents(reader, d));
        }
        // "The commission of A and B": the parser may join B to the commission.
        if syntax.relation(d) == Relation::Conj {
            sides.extend(text.name_at(d).and_then(Text::side_of_name).cloned());
        }
        // "Two committees" are two, of whomever.
        let loose = || reader.lexicon.is(WordClass::Organ, text.lemma(head)) && !has_article(text, head);
        if text.is_any(d, &["two", "both"]) && !loose() {
            sides.extend(reader.actors.principals.iter().cloned());
        }
    }
    if text.find(name.start..head, |t| text.is_any(t, &SHARED)).is_some() {
        sides.extend(reader.actors.principals.iter().cloned());
    }
    sorted(sides)
}

/// The sides that convene it: those of its name, else those of the clause that says what is done about it, else the two
/// that the text is about.
fn convened_by(reader: &Reader<'_>, head: usize, own: Vec<Side>, is_organ: bool) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let convenes = |t: usize| {
        let lemma = text.lemma(t);
        reader.lexicon.is(WordClass::Convene, lemma) || MEETS.contains(&lemma)
    };
    // A committee that meets somebody is an organ of one state.
    let sits = |t: usize| convenes(t) && own.is_empty() && syntax.dependent(t, &[Relation::Obj]).is_none();
    // "Held the third session of the commission"
    let placed = session_above(text, head).unwrap_or(head);
    let convened =
        match (syntax.relation(placed), syntax.head(placed)) {
            // "Is required to meet twice a year"
            (Relation::NsubjPass, Some(verb)) if syntax.dependent(verb, &[Relation::Xcomp]).is_some_and(sits) => true,
            (Relation::Obj | Relation::NsubjPass, Some(verb)) => convenes(verb),
            (Relation::Obl, Some(verb)) => MEETS.contains(&text.lemma(verb)) && !text.is(head, "forum"),
            (Relation::Nsubj, Some(verb)) => sits(verb),
            _ => false,
        } || syntax.dependents(head).iter().any(|&d| syntax.relation(d) == Relation::AclRelcl && convenes(d));
    // "Suspended its border committee with B"
    let above_it = syntax.head(head).filter(|_| syntax.relation(head) == Relation::Obj && own.is_empty());
    let governs = |verb: usize| {
        stated(reader, verb).is_some() || matches!(text.lemma(verb), "chair" | "co-chair" | "head" | "attend" | "host")
    };
    let with = |at: usize| syntax.dependents(at).iter().any(|&d| d > head && syntax.has_case(d, &["with"]));
    let with = with(head) && own.len() == 1 || above_it.is_some_and(|verb| governs(verb) && with(verb));
    // A text that both sides issue speaks of committees that they share.
    let shared = reader.is_joint_text() && text.syntax.upos(head) == Upos::Propn;
    if own.len() > 1 || is_organ && !convened && !with && !shared {
        return own;
    }
    let mut sides = own;
    if resumed(reader, head) {
        sides.extend(above(reader, head).into_iter().flat_map(|verb| met_for_it(reader, verb, head)));
    }
    let met = sides.len();
    for predicate in above(reader, head).into_iter().filter(|&t| syntax.is_predicate(t)) {
        sides.extend(clause::subjects(reader, predicate).into_iter().flat_map(Mention::sides));
        let with = |&&d: &&usize| syntax.has_case(d, &["with", "between"]);
        let partners = syntax.dependents(predicate).iter().filter(with);
        sides.extend(partners.flat_map(|&d| clause::mentions_of(reader, d)).flat_map(Mention::sides));
        sides = sorted(sides);
        if sides.len() > met.max(1) {
            return sides;
        }
    }
    let between = syntax.dependents(head).iter().any(|&d| syntax.has_case(d, &["between"]));
    let one_of_two = (!sides.is_empty() || convened || shared) && reader.is_between_two();
    if is_organ && !one_of_two || between {
        return sides;
    }
    let principals = sorted(reader.actors.principals.clone());
    if sides.iter().all(|side| principals.contains(side)) { principals } else { sides }
}

/// "Hold talks with B to revive a summit": those with whom it is spoken of.
fn met_for_it(reader: &Reader<'_>, predicate: usize, head: usize) -> Vec<Side> {
    let text = &reader.text;
    let talks = text.syntax.dependent(predicate, &[Relation::Obj]).filter(|&noun| noun < head);
    let with = talks.filter(|&noun| text.is(noun + 1, "with"));
    let next = with.and_then(|noun| reader.actors.within(&(noun + 2..head)).first());
    next.map_or_else(Vec::new, Mention::sides)
}

/// The sides that convene a channel or one of its sessions ("the fourth session of the commission").
pub fn conveners(reader: &Reader<'_>, head: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let name = syntax.below(head).start..head + 1;
    let is_organ = reader.lexicon.is(WordClass::Organ, reader.text.lemma(head));
    convened_by(reader, head, own_sides(reader, &name, head), is_organ)
}

/// Whether a noun's words say that it is one of a series: "the fourth session", "the next meeting".
pub fn is_one_of_series(text: &Text<'_>, head: usize) -> bool {
    text.find(text.syntax.below(head).start..head, |t| is_serial(text, t)).is_some()
}

/// The name with what is told of when it was held.
fn evidence(reader: &Reader<'_>, head: usize, name: &Tokens, dated: bool) -> Tokens {
    let text = &reader.text;
    let syntax = &text.syntax;
    let predicate = syntax.predicate(head);
    if !dated {
        return opening(text, name).unwrap_or(name.start)..name.end;
    }
    let relative = syntax.dependents(head).iter().filter(|&&d| syntax.relation(d) == Relation::AclRelcl);
    let end = relative.map(|&d| phrase::words(text, d).end).max();
    let whole = (syntax.subject(predicate) == Some(head)).then(|| phrase::words(text, predicate).end);
    name.start..end.or(whole).unwrap_or(name.end).max(name.end)
}

/// The words that name a channel: its modifiers, of what or between whom it is; without article, number and possessor.
pub(super) fn phrase(text: &Text<'_>, limits: &Tokens, head: &Tokens) -> Tokens {
    let syntax = &text.syntax;
    let last = head.end.saturating_sub(1);
    // "A working group": a participle may be part of the name.
    let attributive =
        |t: usize| syntax.upos(t) == Upos::Verb && matches!(syntax.relation(t), Relation::Amod | Relation::Compound);
    let mut start = head.start;
    while start > limits.start {
        let before = start - 1;
        let article = matches!(
            syntax.upos(before),
            Upos::Det | Upos::Num | Upos::Verb | Upos::Aux | Upos::Adp | Upos::Pron | Upos::Part
        ) && !text.is_quote_mark(before)
            && !attributive(before);
        let serial = is_serial(text, before) && !text.is_any(before, &["annual", "regular"]);
        let below = syntax.upwards(before).take(4).any(|t| t == last);
        if article
            || text.is_dash(before)
            || serial
            || !below
            || text.time_at(before).is_some() && !text.is_any(before, &["annual", "regular"])
            || text.is_any(before, &["first", "last", "such"])
        {
            break;
        }
        start = before;
    }
    // "Of the two countries" names it, "of scholars and firms" only tells more of it.
    let side = |t: usize| text.name_at(t).and_then(Text::side_of_name).is_some();
    let group =
        |d: usize| text.find(syntax.below(d), |t| side(t) || text.is_any(t, &["two", "both", "their"])).is_some();
    let names = |d: usize| syntax.has_case(d, &["on", "between", "for"]) || syntax.has_case(d, &["of"]) && group(d);
    let of = |&&d: &&usize| {
        d > last
            && syntax.relation(d) == Relation::Nmod
            && names(d)
            && !object::starts_time(text, syntax.below(d).start)
    };
    let end = syntax.dependents(last).iter().filter(of).map(|&d| phrase::words(text, d).end).max();
    let end = end.unwrap_or(head.end).max(head.end);
    // "Consultations between authorities and security talks": another channel.
    let channels = &Lexicon::builtin().channels;
    let another = (head.end..end).find(|&t| channels.iter().any(|c| c.at(text, t, end).is_some()));
    let end = another.and_then(|t| (head.end..t).rev().find(|&t| text.is(t, "and"))).unwrap_or(end);
    let start = start + usize::from(text.is(start, "and"));
    text.strip(start..end)
}

/// What a channel is called; where a quotation ends in it, with the mark that opens it: "*“*lasting water mechanism” for
/// all".
fn called(text: &Text<'_>, name: &Tokens) -> String {
    let words = object::name_of(text, name);
    opening(text, name).map_or(words.clone(), |mark| format!("{}{words}", text.word(mark)))
}

/// The mark in front of a name that opens the quotation which ends in it.
fn opening(text: &Text<'_>, name: &Tokens) -> Option<usize> {
    let opens = name.start.checked_sub(1).filter(|&t| text.is_quote_mark(t) && text.is_quoted(name.start));
    opens.filter(|_| text.find(name.clone(), |t| text.is_quote_mark(t)).is_some())
}

fn finding(reader: &Reader<'_>, channel: Channel) -> Option<Finding> {
    let mut draft = Draft::new("mechanism.channel", channel.head, object::disjoint(channel.evidence));
    let object = object::proposition(reader, "hold", &channel.name, &channel.sides, &[]);
    draft.proposition = Proposition { by: channel.sides.clone(), ..object };
    let body = MechanismFinding {
        name: called(&reader.text, &channel.name),
        sides: channel.sides,
        state: channel.state,
        last_held: channel.last_held,
        generic: channel.generic,
    };
    reader.finding(draft, FindingBody::Mechanism(body))
}
