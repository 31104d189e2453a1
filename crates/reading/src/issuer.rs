//! Whose own text a document is, where no line of the page names its issuer: a readout, release or transcript that speaks
//! of its own officials without their country.

use std::collections::{BTreeMap, BTreeSet};

use servanda_language::{NameKind, Relation, Xpos};
use servanda_model::{ActorRef, Side, ZoneKind};

use crate::{
    actors::{Actors, Mention, MentionKind, has_country, is_counterpart},
    clause::top,
    text::Text,
};

/// The government that issued the text.
pub fn find(text: &Text<'_>, actors: &Actors) -> Option<Side> {
    let clues = &text.document.clues;
    let known = clues.issuer.is_some() || clues.agency.is_some() || clues.publisher.is_some();
    if known || has_press_marks(text) {
        return None;
    }
    let release = is_release(text);
    visit(text, actors)
        .or_else(|| head_of_state(text, actors))
        .or_else(|| (release || is_official(text, actors)).then(|| own_side(text, actors))?)
        .or_else(|| release.then(|| first_named(text))?)
}

/// Whether the page or its words show a journalist's hand.
fn has_press_marks(text: &Text<'_>) -> bool {
    const WORDS: [&str; 6] = ["analyst", "anonymity", "correspondent", "observer", "newspaper", "critic"];
    let zones = &text.document.zones;
    let filed = |kind: ZoneKind| matches!(kind, ZoneKind::Byline | ZoneKind::Credit | ZoneKind::Caption);
    zones.iter().any(|zone| filed(zone.kind)) || (0..text.len()).any(|t| WORDS.contains(&text.lemma(t)))
}

/// What calls a text an official's words or a release, in its title or a line above its body.
const KINDS: [&str; 14] = [
    "press release",
    "press note",
    "press statement",
    "media release",
    "communiqu",
    "readout",
    "transcript",
    "briefing by",
    "remarks by",
    "statement by",
    "speech by",
    "address by",
    "interview with",
    "beginning of conversation",
];

/// How titles of readouts name what they tell of; a journalist's headline has a verb.
const OCCASIONS: [&str; 12] = [
    "telephone conversation",
    "phone conversation",
    "telephone talk",
    "phone call with",
    "call with",
    "meeting with",
    "talks with",
    "conversation with",
    "visit of",
    "visit by",
    "courtesy call",
    "working visit",
];

/// What the officials of such titles do, in capitals: "Ana Vega Meets with …".
const ACTS: [&str; 14] = [
    "Meets",
    "Holds",
    "Receives",
    "Speaks",
    "Attends",
    "Calls",
    "Visits",
    "Hosts",
    "Welcomes",
    "Chairs",
    "Co-chairs",
    "Addresses",
    "Congratulates",
    "Sends",
];

/// Whether its title or a line of it calls it an official's words or a release.
fn is_release(text: &Text<'_>) -> bool {
    let title = text.document.clues.title.as_deref().unwrap_or_default().to_lowercase();
    let label = |line: &String| {
        let words = line.split_whitespace().count();
        KINDS.iter().any(|kind| words <= LABEL && line.contains(kind) || words <= HEADER && line.starts_with(kind))
    };
    let mut lines = text.document.text.lines().map(|line| line.trim().to_lowercase());
    lines.any(|line| label(&line)) || KINDS.iter().any(|kind| title.contains(kind))
}

/// A visit that the title tells of, without a verb as the press has it, and whose text it is: "Foreign Minister Ana Vega's
/// visit to Lima" is her own side's, "Visit of the Foreign Minister of Chile to Peru" the host's.
fn visit(text: &Text<'_>, actors: &Actors) -> Option<Side> {
    const OF: [Relation; 4] = [Relation::Nmod, Relation::NmodPoss, Relation::Compound, Relation::Flat];
    let headline = text.layers.sentences.iter().find(|s| text.zone_kind(s) == ZoneKind::Headline)?;
    let finite = |t: usize| matches!(text.syntax.xpos(t), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    let words = headline.first..headline.end;
    let noun = words.clone().find(|&t| text.lemma(t) == "visit").filter(|_| !words.clone().any(finite))?;
    let syntax = &text.syntax;
    let of = |d: &&usize| OF.contains(&syntax.relation(**d)) && !syntax.has_case(**d, &["to", "in"]);
    let by_tree = || syntax.dependents(noun).iter().filter(of).find_map(|&d| actors.at(d));
    let visitor = actors.within(&(words.start..noun)).last().or_else(by_tree).filter(|m| m.is_in_office())?;
    let to = actors.within(&(noun..words.end)).iter().find(|m| m.kind == MentionKind::Side && m.tokens.start > noun)?;
    let [host] = to.sides().try_into().ok()?;
    if has_country(text, visitor) {
        return Some(host).filter(|host| !visitor.sides().contains(host));
    }
    let own = visitor.sides().into_iter().next().filter(|side| *side != host);
    own.or_else(|| actors.principals.iter().find(|side| **side != host).cloned())
}

/// "Norway and Peru in agreement on quotas": a government names its own country first.
fn first_named(text: &Text<'_>) -> Option<Side> {
    let headline = text.layers.sentences.iter().find(|s| text.zone_kind(s) == ZoneKind::Headline)?;
    let names = text.names_in(&(headline.first..headline.end));
    let mut countries = names.iter().filter(|name| name.kind.is_country()).filter_map(Text::side_of_name);
    let (first, second) = (countries.next()?, countries.next()?);
    (first != second).then(|| first.clone())
}

/// Whether its title is that of a readout, or its opening that of a government's own text.
fn is_official(text: &Text<'_>, actors: &Actors) -> bool {
    let title = text.document.clues.title.as_deref().unwrap_or_default().to_lowercase();
    let starts = |occasion: &str| {
        title.split_once(occasion).is_some_and(|(before, _)| before.split_whitespace().count() <= OPENING)
    };
    let opening = text.layers.sentences.iter().find(|s| text.zone_kind(s) == ZoneKind::Body);
    // "Today in Lima, Foreign Minister Ana Vega met with …": a ministry tells of its own day.
    let today =
        opening.is_some_and(|s| text.is(s.first, "today") && text.is_any(s.first + 1, &[",", "in", "at", "the"]));
    today || is_marked(&text.document.text) || OCCASIONS.iter().any(|occasion| starts(occasion)) || {
        let headline = text.layers.sentences.iter().find(|s| text.zone_kind(s) == ZoneKind::Headline);
        headline.is_some_and(|s| {
            let first = actors.within(&(s.first..s.end)).first();
            let person = first.filter(|m| m.tokens.start == s.first && m.kind == MentionKind::Person);
            person.is_some_and(|m| ACTS.contains(&text.word(m.tokens.end)))
        })
    }
}

/// How ministries open their summary of a meeting.
const OVERVIEWS: [&str; 4] =
    ["overview of the meeting", "overview of the talk", "gist of the meeting", "outline of the meeting"];

/// Whether a text bears the marks of a ministry's page: a line that only says "STATEMENT", the ministry's handle in front
/// of its body ("Lima, 3 May (@CancilleriaPeru)"), or how its releases are signed off ("FIN/", "END").
fn is_marked(text: &str) -> bool {
    const LABELS: [&str; 5] = ["statement", "readout", "press note", "note", "communication"];
    const HEAD: usize = 6;
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let label = |line: &&str| LABELS.contains(&line.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str());
    let handle =
        |line: &&str| line.split_once("(@").is_some_and(|(before, _)| before.split_whitespace().count() <= LABEL);
    let last = lines.last().copied().unwrap_or_default();
    let signed = last.starts_with("FIN/") || last == "FIN" || last.ends_with(" END") || last == "END";
    // "The overview of the meeting is as follows"
    let overview = |line: &&str| OVERVIEWS.iter().any(|words| line.contains(words));
    lines.iter().take(HEAD).any(|line| label(line) || handle(line) || overview(line)) || signed
}

/// Whose "the Head of State" is who acts in it, twice at the least, for so presidencies call their own: whoever is named
/// first.
fn head_of_state(text: &Text<'_>, actors: &Actors) -> Option<Side> {
    const OFTEN: usize = 2;
    let named = |m: &&Mention| text.words(&m.tokens).to_lowercase().ends_with("head of state") && !has_country(text, m);
    let acts = |m: &&Mention| text.syntax.relation(top(text, &m.tokens)) == Relation::Nsubj;
    let first = actors.mentions.iter().find(|m| m.kind == MentionKind::Person)?;
    let often = actors.mentions.iter().filter(named).filter(acts).count() >= OFTEN;
    first.sides().into_iter().next().filter(|_| often)
}

/// The occasion stands among the first words of such a title: "PM's call with", "State visit of".
const OPENING: usize = 3;

/// A line that only says what the text is has at most so many words.
const LABEL: usize = 10;
/// One that begins with it and goes on with date and ministry, so many.
const HEADER: usize = 20;

fn speaks_for_it(actor: &ActorRef) -> bool {
    actor.office.as_deref() == Some("spokesperson")
}

/// "His counterpart from the Republic of Chile, | Luis Vega": introduced by the words in front.
fn is_of_counterpart(text: &Text<'_>, mention: &Mention) -> bool {
    const BEFORE: usize = 8;
    let start = mention.tokens.start;
    let before = text.sentence_at(start).start.max(start.saturating_sub(BEFORE))..start;
    let called = text.find(before, |t| is_counterpart(text, t));
    let named =
        |called: usize| text.names_in(&(called.saturating_sub(2)..start)).iter().any(|name| name.kind.is_country());
    mention.kind == MentionKind::Person && called.is_some_and(named)
}

/// The one side whose offices stand alone more often than any other's ("the President"), else whose people alone are
/// first named without their country.
fn own_side(text: &Text<'_>, actors: &Actors) -> Option<Side> {
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    let mut unintroduced: BTreeMap<Side, usize> = BTreeMap::new();
    let mut alone: BTreeMap<Side, usize> = BTreeMap::new();
    let mut introduced: BTreeSet<Side> = BTreeSet::new();
    let mut strangers = false;
    for mention in actors.mentions.iter().filter(|m| matches!(m.kind, MentionKind::Person | MentionKind::Office)) {
        let Some(actor) = mention.actors.first() else { continue };
        let is_first = actor.name.as_ref().is_some_and(|name| seen.insert(name));
        match (&actor.side, mention.kind) {
            (Some(side), _) if has_country(text, mention) || is_of_counterpart(text, mention) => {
                introduced.insert(side.clone());
            }
            // "The ASEAN foreign ministers" are no government's own.
            _ if text.names_in(&mention.tokens).iter().any(|name| matches!(name.kind, NameKind::Body(_))) => {}
            // "The spokesman, Luis Vega," is as much its own as "the spokesman".
            (Some(side), kind) if kind == MentionKind::Office || speaks_for_it(actor) => {
                *alone.entry(side.clone()).or_default() += 1;
            }
            (Some(side), _) if is_first => {
                *unintroduced.entry(side.clone()).or_default() += 1;
            }
            (None, MentionKind::Person) => strangers = true,
            _ => {}
        }
    }
    // Of two sides, those who need no country are of that which is not introduced.
    let other = || {
        let mut others = actors.principals.iter().filter(|side| !introduced.contains(side));
        others.next().cloned().filter(|_| strangers && introduced.len() == 1 && actors.principals.len() == 2)
    };
    if let Some(side) = unknown_opener(text, actors) {
        return Some(side);
    }
    match ranked(alone).as_slice() {
        [(_, side)] => Some(side.clone()),
        [(most, side), (next, _), ..] if most > next => Some(side.clone()),
        _ => match ranked(unintroduced).as_slice() {
            [(_, side)] => Some(side.clone()),
            [(most, side), (next, _), ..] if *most >= CLEAR * next => Some(side.clone()),
            _ => other().or_else(|| opener(text, actors)),
        },
    }
}

/// "Today Foreign Minister Ana Vega met Chile's President Luis Roca": of two sides, an official whom no table knows and who
/// needs no country is of that which is not named beside him.
fn unknown_opener(text: &Text<'_>, actors: &Actors) -> Option<Side> {
    let body = text.layers.sentences.iter().find(|s| text.zone_kind(s) == ZoneKind::Body)?;
    let within = actors.within(&(body.first..body.end));
    let first = within.iter().find(|m| m.kind == MentionKind::Person)?;
    let opens = text.syntax.relation(top(text, &first.tokens)) == Relation::Nsubj;
    let named: Vec<Side> = within.iter().filter(|m| m.tokens != first.tokens).flat_map(Mention::sides).collect();
    // Nobody calls the one by his country and the other, of the same, by none.
    let guessed = first.sides().iter().all(|side| named.contains(side));
    let bare = first.is_in_office() && guessed && !has_country(text, first);
    let mut others = actors.principals.iter().filter(|side| !named.contains(side));
    let other = others.next().filter(|_| opens && bare && actors.principals.len() == 2)?;
    others.next().is_none().then(|| other.clone())
}

/// A release opens with its own official: "Ms Ana Vega, Minister for Foreign Affairs of Peru, held a meeting with …".
fn opener(text: &Text<'_>, actors: &Actors) -> Option<Side> {
    let body = text.layers.sentences.iter().find(|s| text.zone_kind(s) == ZoneKind::Body)?;
    let subject = |m: &&Mention| text.syntax.relation(top(text, &m.tokens)) == Relation::Nsubj;
    let first = actors.within(&(body.first..body.end)).iter().find(subject)?;
    let sides = first.sides();
    sides.first().filter(|_| first.kind == MentionKind::Person && sides.len() == 1).cloned()
}

/// Its own people are named without their country at least so many times as often as those of others.
const CLEAR: usize = 2;

/// Sides by how often they were counted, the most first.
fn ranked(counts: BTreeMap<Side, usize>) -> Vec<(usize, Side)> {
    let mut ranked: Vec<(usize, Side)> = counts.into_iter().map(|(side, count)| (count, side)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked
}
