//! Who undertakes: states, their organs and bodies only (codebook, 2).

use servanda_language::{NameKind, Relation, Upos, Xpos};
use servanda_model::{CommitmentKind, Modality, Side, Voice};

use super::{
    acts::{self, Act},
    complements,
    frames::{self, Frame},
    partners::{is_place, partner},
    sides::{both, chaired, in_phrase, is_government, is_owned, is_thing, of_phrase, sides, were_named},
    told::{Told, told},
};
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{Complement, Partner, Undertaking, UndertakingPos, WordClass},
    reader::{Reader, sorted},
    text::Text,
};

/// The sides whose undertaking the word is; none where nobody is named who acts for a side.
pub fn undertaking(reader: &Reader<'_>, anchor: usize, word: &Undertaking, before: &[Side]) -> Vec<Side> {
    let text = &reader.text;
    match word.pos {
        UndertakingPos::Noun if word.complements.contains(&Complement::Itself) => of_act(reader, anchor),
        UndertakingPos::Noun => of_noun(reader, anchor, before),
        // "Is committed to" is a state of its subject, "was agreed" an act of others.
        UndertakingPos::Verb
            if word.complements.contains(&Complement::Document) && frames::is_reduced(text, anchor) =>
        {
            reduced(reader, anchor)
        }
        UndertakingPos::Verb | UndertakingPos::Auxiliary if text.syntax.is_passive(anchor) => {
            of_passive(reader, anchor, word, before)
        }
        _ => of_active(reader, anchor, word),
    }
}

/// Of a noun that is the act itself ("the signing of a treaty"): those inside it, else the subject of its verb.
fn of_act(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let parties = inside(reader, noun);
    if parties.len() > 1 {
        return parties;
    }
    // "Welcomed the signing of the agreement in Chad": theirs.
    if in_phrase(reader, noun).iter().any(|side| !reader.actors.principals.contains(side)) {
        return Vec::new();
    }
    reader.text.syntax.head(noun).map_or_else(Vec::new, |verb| of_subject(reader, verb))
}

/// Of a passive: its agents, else whom its kind of undertaking leaves.
fn of_passive(reader: &Reader<'_>, verb: usize, word: &Undertaking, before: &[Side]) -> Vec<Side> {
    let takes = |complement| word.complements.contains(&complement);
    let agents = agents(reader, verb);
    if !agents.is_empty() {
        return agents;
    }
    if takes(Complement::Invitation) {
        return guests(reader, verb);
    }
    // "The loan was intended to help" says what for.
    let thing =
        reader.text.syntax.subject(reader.text.syntax.predicate(verb)).is_some_and(|noun| is_thing(reader, noun));
    if word.modality == Modality::Intended && takes(Complement::To) && thing {
        return Vec::new();
    }
    // "Togo is intended to sign"
    let named = if takes(Complement::To) { named_subject(reader, verb) } else { Vec::new() };
    if !named.is_empty() {
        return named;
    }
    // "Was invited to Lima": by the other side.
    if takes(Complement::Guest) {
        return reader.others(&of_subject(reader, verb));
    }
    unnamed(reader, verb, before, word.pos == UndertakingPos::Verb)
}

/// Of a verb or adjective: its subject; both sides, where one alone cannot have done it.
fn of_active(reader: &Reader<'_>, anchor: usize, word: &Undertaking) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let principals = &reader.actors.principals;
    let subject = syntax.subject(syntax.predicate(anchor));
    // "Togo stands ready", read as two clauses.
    let bare = word.pos == UndertakingPos::Adjective && subject.is_none();
    let stands = |&verb: &usize| bare && syntax.upos(verb) == Upos::Verb;
    let sides = of_subject(reader, anchor.checked_sub(1).filter(stands).unwrap_or(anchor));
    // What a government tells of as signed, both sides signed, however well their ministers are known.
    let signed = word.complements.contains(&Complement::Document) && reader.document_voice().is_some();
    // "We agreed": nobody agrees alone.
    // "Which the latter accepted"
    if word.complements.contains(&Complement::Invitation) && sides.is_empty() {
        return guests(reader, anchor);
    }
    let we = text.lemma(anchor) == "agree"
        && subject.is_some_and(|noun| text.is(noun, "we"))
        && sides.iter().any(|side| principals.contains(side));
    if (signed || we) && sides.len() < 2 { principals.clone() } else { sides }
}

/// The sides of a subject that is more than "it".
fn named_subject(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let subject = reader.text.syntax.subject(reader.text.syntax.predicate(verb));
    subject.filter(|&noun| !reader.text.is(noun, "it")).map_or_else(Vec::new, |noun| of_phrase(reader, noun))
}

/// Of "the invitation was accepted": the other side than the one that invited.
fn guests(reader: &Reader<'_>, accept: usize) -> Vec<Side> {
    let invitation = complements::invitation(reader, accept);
    let verbal = |&word: &usize| reader.text.syntax.is_verb(word);
    let invited = invitation.filter(verbal).or_else(|| reader.text.syntax.head(invitation?));
    let hosts = invited.map_or_else(Vec::new, |verb| of_subject(reader, verb));
    if hosts.len() == 1 { reader.others(&hosts) } else { Vec::new() }
}

/// Of "the treaty signed between Togo and Benin": those who signed, or whose treaty it is.
fn reduced(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let agents = agents(reader, verb);
    let owner = |noun: usize| reader.text.syntax.owner(noun);
    let noun = reader.text.syntax.head(verb);
    // "The deal reached in July", in a text about two: theirs.
    let reached = matches!(reader.text.lemma(verb), "reach" | "strike");
    let the =
        |noun: usize| reader.text.syntax.dependent(noun, &[Relation::Det]).is_some_and(|d| reader.text.is(d, "the"));
    match noun.and_then(owner).filter(|_| agents.is_empty()) {
        Some(owner) => of_phrase(reader, owner),
        None if agents.is_empty() && reached && noun.is_some_and(the) && reader.is_between_two() => {
            reader.actors.principals.clone()
        }
        None => agents,
    }
}

/// "Togo's agreement to", "an agreement between the leaders of both to", "mutual agreement to", "ended with an agreement to".
fn of_noun(reader: &Reader<'_>, noun: usize, before: &[Side]) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    // "Its intention" is that of the subject.
    if let Some(owner) = syntax.owner(noun).filter(|&owner| !text.is(owner, "its")) {
        let own = of_phrase(reader, owner);
        // "Voiced the ministry's readiness": that of whoever voices it.
        let bare = is_owned(text.lemma(owner)) && text.names_in(&syntax.below(owner)).is_empty();
        let voiced = syntax.head(noun).filter(|_| bare && is_made(reader, noun));
        let voiced = voiced.map_or_else(Vec::new, |verb| of_subject(reader, verb));
        return if voiced.is_empty() { own } else { voiced };
    }
    // "A pledge from Togo to"
    let source = syntax.dependents(noun).iter().find(|&&d| d > noun && syntax.has_case(d, &["from"]));
    let source = source.map_or_else(Vec::new, |&d| of_phrase(reader, d));
    if !source.is_empty() {
        return source;
    }
    // "A Togolese plan to"
    let demonym = |&&d: &&usize| {
        let name = text.name_at(d).filter(|_| syntax.relation(d) == Relation::Amod)?;
        matches!(name.kind, NameKind::Demonym(_)).then(|| Text::side_of_name(name).cloned()).flatten()
    };
    if let Some(side) = syntax.dependents(noun).iter().find_map(|d| demonym(&d)) {
        return vec![side];
    }
    // "The announcement made by Togo to"
    let made = syntax
        .dependent(noun, &[Relation::Acl])
        .filter(|&verb| makes(reader, verb))
        .map_or_else(Vec::new, |verb| agents(reader, verb));
    if !made.is_empty() {
        return made;
    }
    let mutual = |&&d: &&usize| text.is_any(d, &["mutual", "joint", "bilateral", "common"]);
    if syntax.dependents(noun).iter().any(|d| mutual(&d)) {
        return reader.actors.principals.clone();
    }
    let Some(verb) = syntax.head(noun) else { return Vec::new() };
    let carried = match syntax.relation(noun) {
        Relation::Obj => is_made(reader, noun) || is_governed(reader, noun, verb),
        // "Entered into a contract to", "came to an agreement to"
        Relation::Obl => {
            syntax.has_case(noun, &["with"]) || syntax.has_case(noun, &["into", "to", "at"]) && makes(reader, verb)
        }
        // "An agreement was made to"
        Relation::NsubjPass if makes(reader, verb) => {
            let agents = agents(reader, verb);
            return match told(reader, syntax.predicate(verb)) {
                _ if !agents.is_empty() => agents,
                // "The president announced that a decision had been taken to"
                Told::Official(speakers) if !speakers.is_empty() => speakers,
                _ => unnamed(reader, verb, before, true),
            };
        }
        _ => false,
    };
    if carried && syntax.is_verb(verb) { of_subject(reader, verb) } else { Vec::new() }
}

/// Those between whom something is signed: "the signing of a memorandum between the two countries".
fn inside(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let between = |&d: &usize| syntax.has_case(d, &["between"]);
    let found = syntax.below(noun).find(between);
    found.map_or_else(Vec::new, |d| of_phrase(reader, d))
}

/// Whether a noun stands under a verb by which its subject undertakes it: "announced plans", "entered into a contract".
pub fn is_made(reader: &Reader<'_>, noun: usize) -> bool {
    let syntax = &reader.text.syntax;
    let governed = matches!(syntax.relation(noun), Relation::Obj | Relation::Obl | Relation::NsubjPass);
    governed && syntax.head(noun).is_some_and(|verb| makes(reader, verb))
}

/// Whether a verb makes the undertaking that it governs.
pub fn makes(reader: &Reader<'_>, verb: usize) -> bool {
    reader.lexicon.is(WordClass::Make, reader.text.lemma(verb))
}

/// Whether the table says that this verb makes the undertaking that the noun names ("share the view").
fn is_governed(reader: &Reader<'_>, noun: usize, verb: usize) -> bool {
    let (noun, verb) = (reader.text.lemma(noun), reader.text.lemma(verb));
    reader.lexicon.undertakings.iter().any(|e| e.phrase == noun && e.meaning.under.contains(&verb))
}

/// The sides that the subject of a verb acts for.
pub fn of_subject(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let predicate = syntax.predicate(verb);
    if let Some(named) = stray_subject(reader, predicate).or_else(|| listing(reader, predicate)) {
        return named;
    }
    // "Will release 20 fishermen and Togo will pay": of two subjects the nearer.
    let mut own = syntax.dependents(predicate).iter().copied().filter(|&d| syntax.relation(d) == Relation::Nsubj);
    let first = own.clone().next();
    if let (2.., Some(noun)) = (own.clone().count(), own.rfind(|&d| d < predicate)) {
        // "He and President Vega would meet", read as two subjects.
        if let Some(he) = first.filter(|&he| he < noun && reader.text.is(he + 1, "and")) {
            return sorted([of_pronoun(reader, he), of_phrase(reader, noun)].concat());
        }
        let (nearer, first) = (of_phrase(reader, noun), first.unwrap_or(noun));
        let side = |t: usize| reader.actors.at(t).is_some_and(|m| m.kind == MentionKind::Side);
        // "Peru, Chile agree to", a headline
        if side(first) && side(noun) && first + 2 == noun && reader.text.word(first + 1) == "," {
            return sorted([of_phrase(reader, first), nearer].concat());
        }
        // "Peru's Minister of Security | Luis Vega"
        let titled = syntax.below(first).end == syntax.below(noun).start;
        if !nearer.is_empty() || titled {
            return if nearer.is_empty() { of_phrase(reader, first) } else { nearer };
        }
    }
    let mentions = clause::subjects(reader, predicate);
    match syntax.subject(predicate) {
        // "A meeting between A and B, who agreed": both, whomever the parser let the clause describe.
        Some(noun) if syntax.relation(predicate) == Relation::AclRelcl && syntax.relation(noun) == Relation::Conj => {
            let first = syntax.head(noun).unwrap_or(noun);
            of_phrase(reader, first)
        }
        Some(noun) if reader.text.is(noun, "it") => it(reader, noun),
        Some(noun) if reader.text.is_any(noun, &["he", "she"]) && syntax.coordinated(noun).len() == 1 => {
            of_pronoun(reader, noun)
        }
        Some(noun) => sides(reader, mentions, noun),
        None => sides(reader, mentions, predicate),
    }
}

/// The sides of a phrase; of "he" in reported words those of who says so ("Vega said he and Roca would meet").
fn of_pronoun(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    match told(reader, reader.text.syntax.predicate(noun)) {
        Told::Official(speakers) if speakers.len() == 1 && reader.text.is_any(noun, &["he", "she", "i"]) => speakers,
        _ => of_phrase(reader, noun),
    }
}

/// "Togo promised help with the port and | Benin undertook": the name between "and" and a verb without a subject of its own,
/// which the parser joined to the noun in front.
fn stray_subject(reader: &Reader<'_>, predicate: usize) -> Option<Vec<Side>> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let own = syntax.dependent(predicate, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
    let finite = matches!(syntax.xpos(predicate), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
    let joined = syntax.relation(predicate) == Relation::Conj && finite && !own;
    let mention = reader.actors.at(predicate.checked_sub(1)?).filter(|m| joined && m.tokens.end == predicate)?;
    let top = clause::top(text, &mention.tokens);
    let behind = text.is(mention.tokens.start.checked_sub(1)?, "and") && syntax.relation(top) == Relation::Conj;
    let of_noun =
        syntax.head(top).is_some_and(|head| !matches!(syntax.relation(head), Relation::Nsubj | Relation::NsubjPass));
    (behind && of_noun && is_government(reader, mention)).then(|| mention.sides())
}

/// "The two sides: 1. *Agreed* to open …; 2. Expressed …": in a text that governments issue, an item that begins with its
/// verb is told of both.
fn listing(reader: &Reader<'_>, predicate: usize) -> Option<Vec<Side>> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let issued = reader.is_joint_text() || reader.document_voice().is_some();
    let past = matches!(syntax.xpos(predicate), Some(Xpos::Vbd | Xpos::Vbn));
    let root = syntax.upwards(predicate).last()?;
    let opens = |verb: usize| {
        syntax.dependent(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::AuxPass]).is_none()
            && text
                .sentence_of(verb)
                .is_some_and(|s| (s.first..verb).all(|t| text.is_punctuation(t) || text.is(t, "also")))
    };
    (issued && past && syntax.subject(predicate).is_none() && opens(root)).then(|| reader.actors.principals.clone())
}

/// Whom "it" stands for: the speaker in reported words ("Chile said it was ready"), at the head of a sentence whoever the
/// one before was about ("It also pledged").
pub fn it(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let sentence = text.sentence_of(noun).map_or(noun, |s| s.first);
    // "It has stated that it is willing": the same.
    let above =
        syntax.head(syntax.predicate(noun)).filter(|_| syntax.relation(syntax.predicate(noun)) == Relation::Ccomp);
    let outer =
        above.and_then(|verb| syntax.dependent(verb, &[Relation::Nsubj])).filter(|&t| t < noun && text.is(t, "it"));
    if let Some(outer) = outer {
        return it(reader, outer);
    }
    let is_main = syntax.head(noun).is_some_and(|verb| syntax.relation(verb) == Relation::Root);
    if noun == sentence || is_main {
        let root = sentence.checked_sub(1).and_then(|at| text.syntax.upwards(at).last());
        let before = root.map_or_else(Vec::new, |root| of_own_subject(reader, root));
        if before.len() == 1 {
            return before;
        }
    }
    let mentions = clause::subjects(reader, text.syntax.predicate(noun)).into_iter();
    sorted(mentions.filter(|m| is_government(reader, m)).flat_map(Mention::sides).collect())
}

/// The sides of a clause's own subject.
fn of_own_subject(reader: &Reader<'_>, predicate: usize) -> Vec<Side> {
    let subject = reader.text.syntax.dependent(predicate, &[Relation::Nsubj]);
    subject.map_or_else(Vec::new, |noun| of_phrase(reader, noun))
}

/// "Was signed by the two ministers".
pub fn agents(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let is_agent = |&&d: &&usize| {
        syntax.relation(d) == Relation::OblAgent
            || matches!(syntax.relation(d), Relation::Obl | Relation::NsubjPass)
                && d > verb
                && syntax.has_case(d, &["by", "between"])
    };
    let agents = syntax.dependents(verb).iter().filter(is_agent);
    sorted(agents.flat_map(|&d| of_phrase(reader, d)).collect())
}

/// Of a hundred mentions of sides, so many make a text one about two, though others have a word in it.
const MOSTLY: usize = 65;

/// Of a channel that is to be set up or to meet, or of what was just agreed upon ("a body which shall"): whose it is.
pub fn of_thing(reader: &Reader<'_>, verb: usize, before: &[Side]) -> Vec<Side> {
    let text = &reader.text;
    let subject = text.syntax.subject(text.syntax.predicate(verb));
    // "The team shall submit its report", behind those who set it up.
    let body =
        |noun: usize| before.len() > 1 && matches!(text.lemma(noun), "team" | "body" | "unit" | "centre" | "center");
    // "It will meet in May", of what they have just set up
    let it = |noun: usize| {
        before.len() > 1
            && text.is(noun, "it")
            && matches!(text.lemma(verb), "meet" | "hold" | "convene" | "submit" | "report" | "present" | "oversee")
    };
    let channel =
        |noun: &usize| acts::is_channel(reader, *noun) || body(*noun) || it(*noun) || acts::begins(reader, verb);
    // "A joint commission will be revived", "flights between the two capitals"
    let joint = |noun: usize| {
        text.find(text.syntax.below(noun), |t| text.is_any(t, &["joint", "bilateral", "two", "both", "mutual"]))
            .is_some()
    };
    let about_two = reader.actors.principals.len() == 2 && reader.share_of_two() >= MOSTLY;
    if before.len() < 2 && about_two && subject.is_some_and(|noun| channel(&noun) && joint(noun)) {
        return reader.actors.principals.clone();
    }
    let is_channel = subject.as_ref().is_some_and(channel);
    let relative = text.syntax.relation(text.syntax.predicate(verb)) == Relation::AclRelcl;
    // "An accord that will bring" foretells.
    let treaty = |noun: &usize| reader.lexicon.is(WordClass::Treaty, text.lemma(*noun));
    subject
        .filter(|noun| relative && !treaty(noun) || channel(noun))
        .map_or_else(Vec::new, |_| unnamed(reader, verb, before, is_channel))
}

/// Of a passive without an agent: the sides in its subject, else those who undertook what was told last, else in a
/// government's own text its two sides, and so in any text about two where it is mutual ("it was agreed that").
fn unnamed(reader: &Reader<'_>, verb: usize, before: &[Side], is_mutual: bool) -> Vec<Side> {
    let text = &reader.text;
    let subject = text.syntax.dependent(verb, &[Relation::NsubjPass, Relation::Nsubj]);
    // "The meeting of the home ministers"
    let pair = subject.and_then(|noun| text.syntax.below(noun).find_map(|t| both(reader, t)));
    if let Some(pair) = pair {
        return pair;
    }
    let chairs = subject.and_then(|noun| chaired(reader, noun)).unwrap_or_default();
    if chairs.len() > 1 {
        return chairs;
    }
    let named = subject.map_or_else(Vec::new, |noun| {
        let below = text.syntax.below(noun);
        let each = text.find(below.clone(), |t| text.is_any(t, &["each", "either"])).is_some();
        let names = text.names_in(&below).iter().filter_map(Text::side_of_name).cloned().collect();
        if each { reader.actors.principals.clone() } else { sorted(names) }
    });
    let principals = &reader.actors.principals;
    match named.as_slice() {
        [_, _, ..] => return named,
        // "The peace agreement in Chad was signed": theirs.
        [other] if principals.len() == 2 && !principals.contains(other) => return Vec::new(),
        _ => {}
    }
    let near = || principals.len() == 2 && were_named(reader, principals, verb);
    let about_two = is_mutual && (reader.is_between_two() || near());
    let both = reader.document_voice().is_some() || reader.is_joint_text() || about_two;
    match before {
        [_, _, ..] => sorted([before, &chairs].concat()),
        _ if both => reader.actors.principals.clone(),
        _ => Vec::new(),
    }
}

/// "Agreed with Togo to open": those who agree together.
pub fn joined_by_with(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let syntax = &reader.text.syntax;
    let with = |&&d: &&usize| syntax.relation(d) == Relation::Obl && syntax.has_case(d, &["with"]);
    let partners = syntax.dependents(verb).iter().filter(with);
    partners.flat_map(|&d| of_phrase(reader, d)).collect()
}

/// "We will open a consulate", said by one of several: what is not done together is his own side's.
pub fn of_speaker(reader: &Reader<'_>, frame: &Frame, act: &Act, by: Vec<Side>) -> Vec<Side> {
    let text = &reader.text;
    let subject = text.syntax.subject(text.syntax.predicate(frame.anchor));
    let we = subject.is_some_and(|noun| text.is(noun, "we"));
    let ahead = frame.word.pos == UndertakingPos::Auxiliary || frame.word.is_inward || text.lemma(frame.cue) == "go";
    let shared =
        || acts::is_channel(reader, act.trigger) || reader.lexicon.is(WordClass::Treaty, text.lemma(act.trigger));
    let mutual = act.kind == CommitmentKind::Standing
        || shared()
        || matches!(partner(reader, &act.lemma), Some(Partner::Mutual | Partner::Topic));
    let together = || {
        let sentence = text.sentence_at(frame.anchor);
        text.find(sentence, |t| {
            text.is_any(t, &["both", "together", "jointly", "joint", "two", "mutual", "bilateral", "each"])
        })
    };
    // "We will talk to President Vega", "we have decided to lend Togo two ships": not both.
    let other = |side: &Side| {
        let named = |m: &&Mention| {
            let top = clause::top(text, &m.tokens);
            let met = act.verb.is_some_and(|verb| text.syntax.head(top) == Some(verb)) && !is_place(text, top);
            m.kind != MentionKind::Pronoun && (met || !mutual && text.lemma(frame.cue) != "agree")
        };
        let named = reader.actors.within(&act.words).iter().filter(named);
        by.len() == 2 && named.flat_map(Mention::sides).any(|named| named != *side && by.contains(&named))
    };
    match reader.voice_at(frame.cue) {
        Voice::Side(side) if we && by.contains(&side) && other(&side) => vec![side],
        Voice::Side(side) if we && ahead && !mutual && by.contains(&side) && together().is_none() => vec![side],
        _ => by,
    }
}
