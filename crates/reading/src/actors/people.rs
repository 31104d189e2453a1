//! Who is who: which full name, office and side a bare surname stands for.

use std::collections::{BTreeMap, BTreeSet};

use servanda_language::{Name, NameKind, Relation};
use servanda_model::{ActorRef, Side};
use servanda_world::TenureRow;

use super::{Mention, MentionKind, joining::COUNTERPART};
use crate::{
    clause,
    lexicon::{Lexicon, WordClass},
    text::{Text, Tokens},
};

/// Gives every mention of a person the fullest name, the office and the side that the document gives anywhere; whoever
/// holds an office for no side that is told holds it at `home`.
pub fn unify(text: &Text<'_>, mentions: &mut [Mention], home: Option<&Side>) {
    let names = Names::of(text, mentions);
    let mut known: BTreeMap<String, (Option<String>, Option<Side>)> = BTreeMap::new();
    let mut last_office: Option<String> = None;
    let mut embassy: Option<Side> = None;
    for mention in mentions.iter_mut() {
        if is_embassy(text, mention) {
            embassy = mention.sides().first().cloned();
        }
        let by_courtesy = is_lady(text, mention);
        let visited = visited(text, mention);
        let Some(actor) = mention.actors.first_mut() else { continue };
        if actor.office.as_deref() == Some(COUNTERPART) {
            actor.office.clone_from(&last_office);
        }
        if let Some(name) = &mut actor.name {
            if let Some(full) = names.fullest(name, by_courtesy) {
                *name = full;
            }
            let entry = known.entry(name.clone()).or_default();
            if entry.0.is_none() {
                entry.0.clone_from(&actor.office);
            }
            if entry.1.is_none() {
                // "The Peruvian embassy said that Ambassador Vega had met"
                let sent = embassy.clone().filter(|_| entry.0.as_deref() == Some("ambassador"));
                // Where he is met says nothing of somebody whom the tables know.
                let known_abroad = || !rows_of(text, name).is_empty();
                let there = visited.filter(|_| actor.side.is_none() && !known_abroad());
                entry.1 = actor.side.clone().or(there).or(sent);
            }
            if entry.0.is_some() {
                last_office.clone_from(&entry.0);
            }
        }
    }
    for (name, actor) in named_later(text, mentions) {
        if let Some(entry) = known.get_mut(&name).filter(|(office, side)| office.is_none() && side.is_none()) {
            *entry = (actor.office, actor.side);
        }
    }
    for (name, side) in serving(text, mentions).into_iter().chain(of_a_side(text, mentions)) {
        if let Some(entry) = known.get_mut(&name).filter(|(_, own)| own.is_none()) {
            entry.1 = Some(side);
        }
    }
    // Of two foreign ministers without a country not both are at home.
    let mut unplaced: BTreeMap<String, usize> = BTreeMap::new();
    for office in known.values().filter(|(_, side)| side.is_none()).filter_map(|(office, _)| office.as_ref()) {
        *unplaced.entry(office.clone()).or_default() += 1;
    }
    for (name, (office, side)) in &mut known {
        // What the tables know of a full name counts more than a country that stands beside it; of a surname, less.
        let titled = office.as_deref().and_then(|office| side_of_title(text, name, office));
        *side = titled.filter(|_| side.is_none() || name.contains(' ')).or(side.take());
        if side.is_none() {
            *side = side_of_tables(text, name).or_else(|| side_of_surname(text, name));
        }
        if side.is_none()
            && let Some(office) = office
        {
            let only = unplaced.get(office).is_none_or(|n| *n < 2) || !is_single(office);
            // Who sits in a parliament is often named without his country where another's is what the text is about.
            let at_home = only && (!text.world.is_private(office) || is_filed_at(text, home));
            *side = side_of_holder(text, name, office).or_else(|| home.cloned().filter(|_| at_home));
        }
    }
    for mention in mentions.iter_mut() {
        let Some(actor) = mention.actors.first_mut() else { continue };
        if let Some((office, side)) = actor.name.as_ref().and_then(|name| known.get(name)) {
            if actor.office.is_none() {
                actor.office.clone_from(office);
            }
            if actor.side.is_none() {
                actor.side.clone_from(side);
            }
        }
    }
}

/// "For the Norwegian side, the meeting was attended by State Secretary Kari Lund", "on the Chilean side were Luis Vega and
/// Ana Torres": the people of a sentence that tells of one side's.
fn of_a_side(text: &Text<'_>, mentions: &[Mention]) -> Vec<(String, Side)> {
    let told = |name: &Name| {
        let NameKind::Demonym(side) = &name.kind else { return None };
        let from = name.first.checked_sub(2)?;
        let phrase = text.is_any(from, &["for", "on", "from"]) && text.is(from + 1, "the") && text.is(name.end, "side");
        phrase.then(|| (text.sentence_at(name.first), side.clone()))
    };
    let sides: Vec<(Tokens, Side)> = text.layers.names.iter().filter_map(told).collect();
    let person = |m: &Mention| {
        let actor = m.actors.first().filter(|a| m.kind == MentionKind::Person && a.side.is_none())?;
        let mut own = sides.iter().filter(|(sentence, _)| sentence.contains(&m.tokens.start));
        let (_, side) = own.next()?;
        if own.next().is_some() { None } else { Some((actor.name.clone()?, side.clone())) }
    };
    mentions.iter().filter_map(person).collect()
}

/// "President Vega's top adviser for trade, Ana Torres", "Chile's envoy Ana Torres": who serves a side, by a role that is no
/// office of the tables.
fn serving(text: &Text<'_>, mentions: &[Mention]) -> Vec<(String, Side)> {
    let role = |noun: usize| Lexicon::builtin().is(WordClass::Role, text.lemma(noun));
    let owner = |noun: usize| {
        let owns = |&&d: &&usize| text.syntax.relation(d) == Relation::NmodPoss;
        let owner = *text.syntax.dependents(noun).iter().find(owns)?;
        let mention = mentions.iter().find(|m| m.tokens.contains(&owner))?;
        mention.actors.first()?.side.clone()
    };
    let people = mentions.iter().filter(|m| m.kind == MentionKind::Person);
    people
        .filter_map(|m| {
            let actor = m.actors.first().filter(|a| a.side.is_none())?;
            let top = clause::top(text, &m.tokens);
            let apposed = matches!(
                text.syntax.relation(top),
                Relation::Appos | Relation::Flat | Relation::Conj | Relation::NmodDesc
            );
            let head = text.syntax.head(top).filter(|_| apposed);
            // The parser may have either hang on the other.
            let noun = head.into_iter().chain(text.syntax.dependents(top).iter().copied()).find(|&t| role(t))?;
            Some((actor.name.clone()?, owner(noun)?))
        })
        .collect()
}

/// Whether the page says that it was filed or issued at home.
fn is_filed_at(text: &Text<'_>, home: Option<&Side>) -> bool {
    let clues = &text.document.clues;
    let city = clues.filed_from.as_deref().and_then(|city| text.world.side_from(city));
    home.is_some() && (city.as_ref() == home || clues.issuer.as_ref() == home)
}

/// Whether a side has one holder of an office.
fn is_single(office: &str) -> bool {
    office.ends_with("-minister")
        || matches!(office, "president" | "prime-minister" | "monarch" | "negotiator" | "leader")
}

/// "The Peruvian embassy"
fn is_embassy(text: &Text<'_>, mention: &Mention) -> bool {
    mention.kind == MentionKind::Institution && mention.tokens.clone().any(|t| text.is_any(t, &["embassy", "mission"]))
}

/// "Will travel to Peru, where she will meet President Vega", "flew to Lima for talks with President Vega": whoever is met
/// there in office without a country is of there.
fn visited(text: &Text<'_>, mention: &Mention) -> Option<Side> {
    let syntax = &text.syntax;
    let top = crate::clause::top(text, &mention.tokens);
    let met = matches!(syntax.relation(top), Relation::Obj | Relation::Obl | Relation::Nmod | Relation::Conj);
    mention.actors.first().filter(|a| met && a.office.is_some())?;
    let opener = syntax.dependents(syntax.predicate(top)).iter().copied().find(|&d| text.is(d, "where"));
    let behind = opener.and_then(|at| {
        let last = at.checked_sub(1)?;
        let last = last.checked_sub(usize::from(text.word(last) == ","))?;
        // "Travel to Peru next week, where"
        (last.saturating_sub(3)..=last).rev().find_map(|t| text.name_at(t)).and_then(side_of_place)
    });
    let journey = |&t: &usize| {
        Lexicon::builtin().is(WordClass::Journey, text.lemma(t)) || text.lemma(t) == "visit" && syntax.is_verb(t)
    };
    let aim = |t: usize| {
        let goes = |&&d: &&usize| {
            syntax.relation(d) == Relation::Obj
                || syntax.relation(d) == Relation::Obl && syntax.has_case(d, &["to", "in", "for", "into"])
        };
        let aims = syntax.dependents(t).iter().filter(goes);
        aims.filter_map(|&d| text.name_at(d)).find_map(side_of_place)
    };
    // Whoever travels is no host.
    let acts = |&t: &usize| matches!(syntax.relation(t), Relation::Nsubj | Relation::NsubjPass);
    let mut above = syntax.upwards(top).take_while(|t| !acts(t)).filter_map(|t| syntax.head(t)).take(VISITED_WITHIN);
    behind.or_else(|| above.find(journey).and_then(aim))
}

/// So many words above a person stands the journey on which he was met.
const VISITED_WITHIN: usize = 3;

fn side_of_place(name: &Name) -> Option<Side> {
    match &name.kind {
        NameKind::Place(side) => side.clone(),
        NameKind::Country(side) | NameKind::Metonym(side) => Some(side.clone()),
        _ => None,
    }
}

/// So many sentences behind an office its holder may be named.
const NAMED_WITHIN: usize = 2;

/// "Chile's economy minister said so on Monday. … Ana Pérez told the radio": an office without a name, and soon after it a
/// new name without an office, as subjects, are one person.
fn named_later(text: &Text<'_>, mentions: &[Mention]) -> Vec<(String, ActorRef)> {
    let subject = |m: &Mention| {
        let top = clause::top(text, &m.tokens);
        matches!(text.syntax.relation(top), Relation::Nsubj | Relation::NsubjPass)
    };
    let named: BTreeSet<(&Option<String>, &Option<Side>)> =
        mentions.iter().flat_map(|m| &m.actors).filter(|a| a.name.is_some()).map(|a| (&a.office, &a.side)).collect();
    let mut open: Option<(usize, &ActorRef)> = None;
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for mention in mentions {
        let Some(actor) = mention.actors.first() else { continue };
        let sentence = text.sentence_number(mention.tokens.start);
        match (&actor.name, mention.kind) {
            (None, MentionKind::Office) if actor.side.is_some() && actor.office.is_some() && subject(mention) => {
                open = Some((sentence, actor)).filter(|_| !named.contains(&(&actor.office, &actor.side)));
            }
            (Some(name), MentionKind::Person) => {
                let new = seen.insert(name);
                let bare = actor.office.is_none() && actor.side.is_none() && name.contains(' ');
                // "Luis Vega, an analyst" is somebody else.
                let apposed = text.word(mention.tokens.end) == ",";
                let near = open.filter(|(at, _)| (1..=NAMED_WITHIN).contains(&sentence.saturating_sub(*at)));
                if let Some((_, office)) = near.filter(|_| new && bare && !apposed && subject(mention)) {
                    found.push((name.clone(), office.clone()));
                }
                // Whoever is named in between may be meant.
                open = open.filter(|(at, _)| *at == sentence);
            }
            _ => {}
        }
    }
    found
}

/// The full names of a document's people.
struct Names {
    /// Each with whether it is ever written with an office.
    full: BTreeMap<String, bool>,
    /// Forms that the mention chains lead back to a full name.
    chained: BTreeMap<String, String>,
    /// Surnames that stand behind a title: "President Vega".
    titled: BTreeSet<String>,
}

impl Names {
    fn of(text: &Text<'_>, mentions: &[Mention]) -> Self {
        let mut full: BTreeMap<String, bool> = BTreeMap::new();
        for actor in mentions.iter().filter_map(|m| m.actors.first()) {
            let Some(name) = actor.name.as_ref().filter(|name| name.contains(' ')) else { continue };
            *full.entry(name.clone()).or_default() |= actor.office.is_some() || side_of_tables(text, name).is_some();
        }
        let mut chained = BTreeMap::new();
        for chain in &text.layers.name_chains() {
            let names = chain.iter().filter_map(|&n| text.layers.names.get(n));
            let forms: Vec<&str> = names.map(|name| text.words(&(name.first..name.end))).collect();
            let Some(fullest) = forms.iter().max_by_key(|f| f.split_whitespace().count()) else { continue };
            // A chain that holds two people says of neither who a form is.
            if forms.iter().all(|form| !form.contains(' ') || is_part(form, fullest)) && full.contains_key(*fullest) {
                chained.extend(forms.iter().map(|form| ((*form).to_owned(), (*fullest).to_owned())));
            }
        }
        chained.extend(by_tables(text, mentions, &full));
        chained.extend(known_as(text, mentions));
        let named = mentions.iter().filter_map(|m| m.actors.first()).filter(|a| a.office.is_some());
        let titled = named.filter_map(|a| a.name.clone()).filter(|name| !name.contains(' ')).collect();
        Self { full, chained, titled }
    }

    /// The fullest name of whoever is written so; `None` where nothing fuller is known, or of two people alike.
    fn fullest(&self, form: &str, is_lady: bool) -> Option<String> {
        // "AMBASSADOR JON HUNT:" in a transcript is the Jon Hunt of its introduction.
        let lower = |c: char| c.is_lowercase();
        if !form.contains(lower)
            && let Some(written) = self.full.keys().find(|full| full.contains(lower) && is_one_name(full, form))
        {
            return Some(written.clone());
        }
        let bears = |full: &&String| full.len() > form.len() && is_part(form, full);
        let bearers: Vec<&String> = self.full.keys().filter(bears).collect();
        // "President Vega" is not Ana Vega, of whom no office is told.
        let in_office = |full: &&String| self.full.get(*full) == Some(&true);
        let another =
            self.titled.contains(form) && !bearers.is_empty() && !bearers.iter().copied().any(|b| in_office(&b));
        if another && !is_lady {
            return None;
        }
        let alike = bearers.iter().all(|a| bearers.iter().all(|b| is_part(a, b) || is_part(b, a)));
        if alike {
            return bearers.iter().max_by_key(|full| full.len()).map(|&full| full.clone()).or_else(|| {
                // "Al-Hadi" for "Abd Rabbuh Mansur Hadi": no word in common.
                self.chained.get(form).filter(|full| full.len() > form.len() && !form.contains(' ')).cloned()
            });
        }
        // Of several with one surname the press gives it bare to whoever holds an office; "Mrs" and the like to another.
        match bearers.iter().copied().filter(in_office).collect::<Vec<_>>().as_slice() {
            _ if is_lady => None,
            [only] => Some((*only).clone()),
            _ => self.chained.get(form).cloned(),
        }
    }
}

/// Whether two names differ in their capitals alone.
fn is_one_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Short names that the tables know for somebody whom the text names in full: "Lula".
fn by_tables(text: &Text<'_>, mentions: &[Mention], full: &BTreeMap<String, bool>) -> Vec<(String, String)> {
    let persons = |name: &str| -> BTreeSet<&str> {
        text.world.tenures_of(name, None).into_iter().map(|row| row.person.as_str()).collect()
    };
    let names = mentions.iter().filter_map(|m| m.actors.first()?.name.as_deref());
    let short: BTreeSet<&str> = names.filter(|name| !name.contains(' ')).collect();
    let whole: Vec<(&String, BTreeSet<&str>)> = full.keys().map(|name| (name, persons(name))).collect();
    let of = |form: &&str| {
        let known = persons(form);
        let (name, _) = whole.iter().find(|(_, persons)| persons.intersection(&known).next().is_some())?;
        Some(((*form).to_owned(), (*name).clone()))
    };
    short.iter().filter_map(of).collect()
}

/// "Ana Torres, widely known as Nita": the other name that the text itself gives.
fn known_as(text: &Text<'_>, mentions: &[Mention]) -> Vec<(String, String)> {
    let pairs = mentions.iter().zip(mentions.iter().skip(1));
    let alias = |(one, other): (&Mention, &Mention)| {
        let between = one.tokens.end..other.tokens.start;
        let says = between.len() <= 5
            && between.clone().any(|t| text.is_any(t, &["known", "nicknamed", "called", "dubbed"]))
            && between.clone().any(|t| text.is(t, "as") || text.is_any(t, &["nicknamed", "called", "dubbed"]));
        let name = |m: &Mention| m.actors.first().and_then(|a| a.name.clone());
        says.then(|| Some((name(other)?, name(one)?)))?
    };
    pairs.filter_map(alias).collect()
}

/// Whether all words of a name stand in a fuller one, in order, the first or last word of it among them.
fn is_part(form: &str, full: &str) -> bool {
    let mut words = full.split(' ');
    let in_order = form.split(' ').all(|word| words.any(|w| is_word(word, w)));
    let ends = [full.split(' ').next(), full.split(' ').next_back()];
    in_order && form.split(' ').any(|word| ends.iter().flatten().any(|end| is_word(word, end)))
}

/// Whether a word of a short form is this word of the full name: "Sisi" of "El-Sisi".
fn is_word(short: &str, full: &str) -> bool {
    short == full || full.split_once('-').is_some_and(|(article, name)| article.len() == 2 && name == short)
}

/// "Mrs", "Ms", "Lady" before a name.
fn is_lady(text: &Text<'_>, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1);
    before.is_some_and(|at| text.is_any(at, &["mrs", "mrs.", "ms", "ms.", "miss", "lady"]))
}

/// Whom the tables know by a name: a full one as it is, for Carmen Rojas is not Roberto Rojas; a surname of anybody.
fn rows_of<'t>(text: &Text<'t>, name: &str) -> Vec<&'t TenureRow> {
    if name.contains(' ') { text.world.tenures_of(name, None) } else { text.world.people_by_surname(name) }
}

/// "President Vega": the side of which alone the tables know a holder of that office so called.
fn side_of_title(text: &Text<'_>, name: &str, office: &str) -> Option<Side> {
    let rows = rows_of(text, name);
    let mut sides: Vec<&Side> = rows.iter().filter(|row| row.office == office).map(|row| &row.side).collect();
    sides.sort();
    sides.dedup();
    match sides.as_slice() {
        [side] if is_single(office) => Some((*side).clone()),
        _ => None,
    }
}

/// A bare surname of which the tables know holders for one side alone, in a text that speaks of that side.
fn side_of_surname(text: &Text<'_>, name: &str) -> Option<Side> {
    const OFTEN: usize = 2;
    let rows = text.world.people_by_surname(name);
    let mut sides: Vec<&Side> = rows.iter().map(|row| &row.side).collect();
    sides.sort();
    sides.dedup();
    let [side] = sides.as_slice() else { return None };
    let told = text.layers.names.iter().filter(|n| Text::side_of_name(n) == Some(*side)).count();
    (!name.contains(' ') && told >= OFTEN).then(|| (*side).clone())
}

/// "King Olav", "President Vega": of the sides that the text names and for which the tables know a holder so called, the
/// one that it names most.
fn side_of_holder(text: &Text<'_>, name: &str, office: &str) -> Option<Side> {
    let rows = rows_of(text, name);
    let sides: BTreeSet<&Side> = rows.iter().filter(|row| row.office == office).map(|row| &row.side).collect();
    let told = |side: &Side| text.layers.names.iter().filter(|n| Text::side_of_name(n) == Some(side)).count();
    sides.into_iter().map(|side| (told(side), side)).filter(|(n, _)| *n > 0).max().map(|(_, side)| side.clone())
}

/// The only side for which the tables know a person of this name in any office.
fn side_of_tables(text: &Text<'_>, name: &str) -> Option<Side> {
    let mut sides: Vec<&Side> = text.world.tenures_of(name, None).into_iter().map(|row| &row.side).collect();
    sides.sort();
    sides.dedup();
    match sides.as_slice() {
        [side] => Some((*side).clone()),
        _ => None,
    }
}
