//! Which sides a noun phrase stands for: states, their organs, and people only in an office.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Side, Voice};

use super::{
    acts,
    parties::agents,
    partners::is_place,
    told::{Told, teller, told},
};
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{Lexicon, WordClass},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// The sides that a noun phrase stands for: "Togo", "both countries".
pub fn of_phrase(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    sides(reader, clause::mentions_of(reader, noun), noun)
}

/// The sides named in a noun phrase: "the pact between A and B", "the A-B treaty", "their deal with C".
pub fn in_phrase(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    sorted(reader.actors.within(&reader.text.syntax.below(noun)).iter().flat_map(Mention::sides).collect())
}

/// The sides of the mentions in a noun phrase with this head, where it stands for a government.
pub fn sides(reader: &Reader<'_>, mentions: Vec<&Mention>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    if let Some(chairs) = chaired(reader, noun).filter(|_| mentions.iter().all(|m| m.sides().is_empty())) {
        return chairs;
    }
    // "Both ministers" are not one side's, whomever the mention was led to.
    let open = mentions.iter().all(|m| m.sides().is_empty())
        || mentions.iter().all(|m| m.kind != MentionKind::Person && m.sides().len() < 2)
            && text.syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["both", "two", "their"]));
    if let Some(both) = both(reader, noun).filter(|_| open) {
        return both;
    }
    let heads = text.syntax.coordinated(noun);
    let named = heads.iter().any(|h| mentions.iter().any(|m| m.tokens.contains(h))) || text.syntax.is_verb(noun);
    // "His country and Togo": whose country it is.
    let unsaid = |&&head: &&usize| reader.actors.at(head).is_none_or(|m| m.sides().is_empty());
    let owners = heads.iter().filter(unsaid).filter(|&&head| is_owned(text.lemma(head)));
    let owned = owners.filter_map(|&head| text.syntax.dependent(head, &[Relation::NmodPoss]));
    let mut owned: Vec<Side> = owned.filter_map(|owner| reader.actors.at(owner)).flat_map(Mention::sides).collect();
    owned.extend(heads.iter().filter_map(|&head| of_our(reader, head)));
    if owned.is_empty() && !named {
        owned.extend(heads.iter().filter_map(|&head| of_teller(reader, head)));
    }
    if !named && owned.is_empty() && !stands_for_sides(text, noun) {
        return Vec::new();
    }
    // "Reached between Togo and Benin in Accra": where.
    let several = mentions.len() > 1;
    let placed = |m: &Mention| several && m.kind == MentionKind::Side && is_place(text, clause::top(text, &m.tokens));
    let acting = mentions.into_iter().filter(|m| is_government(reader, m) && !placed(m));
    let titled = heads.iter().filter(unsaid).flat_map(|&head| named_before(reader, head));
    let found = sorted(acting.flat_map(|m| own_sides(reader, m)).chain(owned).chain(titled).collect());
    counted(reader, noun, found)
}

/// "The three countries": as many as were named together before; nobody where the words stand for more or fewer.
fn counted(reader: &Reader<'_>, noun: usize, found: Vec<Side>) -> Vec<Side> {
    let text = &reader.text;
    let number = |&&d: &&usize| text.syntax.relation(d) == Relation::Nummod;
    let word = text.syntax.dependents(noun).iter().find(number).map(|&d| text.lower(d));
    let count = match word.as_deref() {
        Some("three") => 3,
        Some("four") => 4,
        Some("five") => 5,
        _ => return found,
    };
    if found.len() == count || !reader.lexicon.is(WordClass::Pair, text.lemma(noun)) {
        return found;
    }
    let named = |sentence: Tokens| sorted(reader.actors.within(&sentence).iter().flat_map(Mention::sides).collect());
    let sentences = text.layers.sentences.iter().take_while(|s| s.first < noun).map(Text::tokens_of);
    sentences.map(named).filter(|sides: &Vec<Side>| sides.len() == count).last().unwrap_or_default()
}

/// "Togo's president said *his country* would": that of who says so, where the text does not name him.
fn of_teller(reader: &Reader<'_>, noun: usize) -> Option<Side> {
    let text = &reader.text;
    let his = |word: usize| text.is_any(word, &["his", "her", "its"]);
    let owned = is_owned(text.lemma(noun)) && text.syntax.dependent(noun, &[Relation::NmodPoss]).is_some_and(his);
    match owned.then(|| told(reader, text.syntax.predicate(noun)))? {
        Told::Official(sides) if sides.len() == 1 => sides.into_iter().next(),
        _ => None,
    }
}

/// "Our troops", "my ministry": the side that speaks.
fn of_our(reader: &Reader<'_>, noun: usize) -> Option<Side> {
    let text = &reader.text;
    let our = text.syntax.dependent(noun, &[Relation::NmodPoss]).is_some_and(|word| text.is_any(word, &["our", "my"]));
    let lemma = text.lemma(noun);
    let acts = is_owned(lemma)
        || reader.lexicon.is(WordClass::Force, lemma)
        || reader.lexicon.is(WordClass::Institution, lemma)
        || lemma == "soldier";
    match reader.voice_at(noun) {
        Voice::Side(side) if our && acts => Some(side),
        _ => None,
    }
}

/// "The Secretary", "the Commissioner": whoever was last named with that title.
fn named_before(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let definite = text.syntax.dependent(noun, &[Relation::Det]).is_some_and(|det| text.is(det, "the"));
    let adds =
        [Relation::Nmod, Relation::NmodPoss, Relation::Compound, Relation::Flat, Relation::Appos, Relation::Amod];
    let bare = definite
        && text.syntax.dependent(noun, &adds).is_none()
        && reader.lexicon.is(WordClass::Role, &text.lower(noun))
        && text.syntax.xpos(noun) != Some(Xpos::Nns);
    let titled = |m: &&Mention| {
        m.tokens.end <= noun
            && m.kind == MentionKind::Person
            && m.tokens.clone().any(|t| text.lower(t) == text.lower(noun))
    };
    let last = if bare { reader.actors.mentions.iter().rfind(titled) } else { None };
    last.map_or_else(Vec::new, Mention::sides)
}

/// What acts for the country of whoever it belongs to: "his country", "her ministry".
pub fn is_owned(lemma: &str) -> bool {
    const OWNED: [&str; 13] = [
        "kingdom",
        "republic",
        "state",
        "country",
        "government",
        "nation",
        "side",
        "ministry",
        "cabinet",
        "administration",
        "delegation",
        "army",
        "parliament",
    ];
    OWNED.contains(&lemma)
}

/// "The commissions headed by A and B": bodies of those who head them.
pub fn chaired(reader: &Reader<'_>, noun: usize) -> Option<Vec<Side>> {
    let syntax = &reader.text.syntax;
    let clause = syntax.dependent(noun, &[Relation::Acl])?;
    // Whoever hosts a meeting need not be one of those who meet.
    let hosts = matches!(
        reader.text.lemma(clause),
        "host" | "hold" | "broker" | "mediate" | "arrange" | "organise" | "organize"
    );
    let channel = reader.lexicon.channels.iter().any(|e| e.phrase == reader.text.lemma(noun));
    let chairs = Some(agents(reader, clause)).filter(|sides| channel && !hosts && !sides.is_empty())?;
    // Who chairs a joint body acts with those whose it is.
    let joint = |&d: &usize| reader.text.is(d, "joint");
    let principals = &reader.actors.principals;
    if syntax.dependents(noun).iter().any(joint) && principals.len() == 2 {
        return Some(sorted([chairs, principals.clone()].concat()));
    }
    Some(chairs)
}

/// "The Presidents", "each country": the two sides of the document, where both were just named.
pub fn both(reader: &Reader<'_>, noun: usize) -> Option<Vec<Side>> {
    let text = &reader.text;
    let plural = matches!(text.syntax.xpos(noun), Some(Xpos::Nns | Xpos::Nnps));
    let words: &[&str] = if plural { &["the", "both"] } else { &["each", "either"] };
    let determiner = text.syntax.dependent(noun, &[Relation::Det]).is_some_and(|det| text.is_any(det, words));
    // "Their governments"
    let their = text.syntax.dependent(noun, &[Relation::NmodPoss]).is_some_and(|word| plural && text.is(word, "their"));
    // "The three countries" are not two.
    let counts = |&&d: &&usize| text.syntax.relation(d) == Relation::Nummod && !text.is(d, "two");
    if text.syntax.dependents(noun).iter().any(|d| counts(&d)) {
        return None;
    }
    let determiner = determiner || their && matches!(text.lemma(noun), "government" | "country" | "nation");
    let principals = &reader.actors.principals;
    let pair = determiner && principals.len() == 2 && reader.lexicon.is(WordClass::Pair, text.lemma(noun));
    // "The two countries" are nobody else in a text about two.
    let two = text.syntax.dependents(noun).iter().any(|&d| text.is(d, "two"));
    (pair && (were_named(reader, principals, noun) || two && reader.is_between_two())).then(|| principals.clone())
}

/// Whether a subject is neither anybody who could undertake something nor a meeting that somebody holds: "the rates would
/// help", "this will lead to".
pub fn is_thing(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let it = text.syntax.upos(noun) == Upos::Noun || text.is_any(noun, &["this", "that", "which"]);
    it && !stands_for_sides(text, noun) && !acts::is_channel(reader, noun) && reader.actors.at(noun).is_none()
}

/// "The leaders of both", "talks between A and B", "the delegations": nouns that stand for the sides named inside.
fn stands_for_sides(text: &Text<'_>, noun: usize) -> bool {
    let lexicon = Lexicon::builtin();
    let lemma = text.lemma(noun);
    let is = |class| lexicon.is(class, lemma);
    let plural = matches!(text.syntax.xpos(noun), Some(Xpos::Nns | Xpos::Nnps));
    is(WordClass::Institution)
        || is(WordClass::Role)
        || plural && is(WordClass::Pair)
        || lexicon.channels.iter().any(|e| e.phrase == lemma && e.meaning)
}

/// Whether a mention acts for its side: a person only in an office, a pronoun only for those just named.
pub fn is_government(reader: &Reader<'_>, mention: &Mention) -> bool {
    let text = &reader.text;
    let in_office = || {
        mention.actors.iter().any(|actor| {
            let known = |name: &String| !text.world.tenures_of(name, None).is_empty();
            actor.office.is_some() || actor.name.as_ref().is_none_or(known)
        })
    };
    match mention.kind {
        MentionKind::Person => !mention.retired && in_office() && !sits_for_himself(reader, mention),
        MentionKind::Pronoun if text.is_any(mention.tokens.start, &["we", "i"]) => {
            let at = mention.tokens.start;
            let speaks = |told: Told| matches!(told, Told::Official(sides) if !sides.is_empty());
            let verb = text.syntax.predicate(at);
            // Whoever is quoted is named outside the quotation: "I" may not vouch for "I".
            let quoted = || {
                let speaker = teller(reader, verb).and_then(|(_, speaker)| speaker);
                speaker.is_none_or(|noun| !text.is_quoted(noun)) && speaks(told(reader, verb))
            };
            reader.actors.author_at(at).is_some()
                || matches!(reader.voice_at(at), Voice::Side(_))
                || text.is_quoted(at) && quoted()
        }
        MentionKind::Pronoun if mention.sides().len() > 1 => {
            in_office() && were_named(reader, &mention.sides(), mention.tokens.start)
        }
        MentionKind::Pronoun => in_office(),
        _ => !mention.retired,
    }
}

/// Whether all that a person holds is a seat in a parliament or the lead of a party; who presides over a parliament acts for it
/// abroad.
fn sits_for_himself(reader: &Reader<'_>, mention: &Mention) -> bool {
    let private = |office: &str| reader.text.world.is_private(office) && office != "speaker";
    let mut offices = mention.actors.iter().filter_map(|actor| actor.office.as_deref()).peekable();
    offices.peek().is_some() && offices.all(private)
}

/// Whether a named person speaks for no side: out of office, in a parliament or party, or in no office that the text or the
/// tables know.
pub fn is_private(reader: &Reader<'_>, mention: &Mention) -> bool {
    let public = mention.actors.iter().any(|actor| actor.office.is_some()) && !sits_for_himself(reader, mention);
    let known = || mention.actors.iter().all(|actor| actor.office.is_none()) && is_government(reader, mention);
    let person = matches!(mention.kind, MentionKind::Person)
        || mention.kind == MentionKind::Pronoun && mention.actors.iter().any(|actor| actor.name.is_some());
    let unnamed = mention.kind == MentionKind::Office && sits_for_himself(reader, mention);
    unnamed || person && (mention.retired || !public && !known() && !is_called_official(reader, mention))
}

/// "Ana Vega, Togo's top official for the port": in an office by what the text calls her, though no table has it.
fn is_called_official(reader: &Reader<'_>, mention: &Mention) -> bool {
    const LAWMAKERS: [&str; 6] = ["lawmaker", "legislator", "senator", "congressman", "congresswoman", "member"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let office = |noun: usize| {
        let is = |class| reader.lexicon.is(class, text.lemma(noun));
        let past = |&d: &usize| text.is_any(d, &["former", "ex", "retired", "onetime", "then", "deposed", "late"]);
        (is(WordClass::Role) || is(WordClass::Post))
            && !LAWMAKERS.contains(&text.lemma(noun))
            && !syntax.dependents(noun).iter().any(past)
    };
    let Some(name) = mention.actors.iter().find_map(|actor| actor.name.as_ref()) else { return false };
    let named = |m: &&Mention| m.kind == MentionKind::Person && m.actors.iter().any(|a| a.name.as_ref() == Some(name));
    let described = |m: &Mention| {
        let top = clause::top(text, &m.tokens);
        let beside = [Relation::Appos, Relation::NmodDesc, Relation::Compound];
        let above = syntax.head(top).filter(|_| beside.contains(&syntax.relation(top)));
        let below = syntax.dependents(top).iter().copied().filter(|&d| beside.contains(&syntax.relation(d)));
        above.into_iter().chain(below).any(office)
    };
    reader.actors.mentions.iter().filter(named).any(described)
}

/// Whether the sides that a word stands for were named in its sentence or the two before; in a government's own text
/// nobody else is meant.
pub fn were_named(reader: &Reader<'_>, sides: &[Side], at: usize) -> bool {
    let text = &reader.text;
    let begin = |at: usize| text.sentence_of(at).map_or(at, |s| s.first);
    let before = begin(begin(begin(at).saturating_sub(1)).saturating_sub(1));
    let near = sorted(reader.actors.within(&(before..at)).iter().flat_map(Mention::sides).collect());
    reader.document_voice().is_some() || reader.is_joint_text() || sides.iter().all(|side| near.contains(side))
}

/// The sides of a mention; "we" are the speaker's where no other was named, "they" are those who say so where several
/// of one side do ("Peruvian officials said they"), and two who are not those that the text is about were mistaken.
fn own_sides(reader: &Reader<'_>, mention: &Mention) -> Vec<Side> {
    let text = &reader.text;
    let at = mention.tokens.start;
    if text.is(at, "they")
        && let Some(speakers) = speakers_of(reader, at)
    {
        return speakers;
    }
    match reader.voice_at(at) {
        Voice::Side(side) if text.is(at, "we") && !mention.sides().contains(&side) => vec![side],
        _ if is_astray(reader, mention) => reader.actors.principals.clone(),
        _ => mention.sides(),
    }
}

/// Whether a group or pronoun was led to two sides that the text is not about.
fn is_astray(reader: &Reader<'_>, mention: &Mention) -> bool {
    let principals = &reader.actors.principals;
    let sides = mention.sides();
    let refers = matches!(mention.kind, MentionKind::Group | MentionKind::Pronoun);
    refers && sides.len() > 1 && principals.len() == 2 && sides.iter().all(|side| !principals.contains(side))
}

/// The sides of several people who say the clause in which a word stands.
fn speakers_of(reader: &Reader<'_>, at: usize) -> Option<Vec<Side>> {
    let syntax = &reader.text.syntax;
    let clause = syntax.predicate(at);
    let says = syntax.head(clause).filter(|_| syntax.relation(clause) == Relation::Ccomp)?;
    let speakers = syntax.dependent(says, &[Relation::Nsubj])?;
    let several = syntax.xpos(speakers) == Some(Xpos::Nns);
    let sides = sorted(clause::mentions_of(reader, speakers).into_iter().flat_map(Mention::sides).collect());
    Some(sides).filter(|sides| several && !sides.is_empty())
}
