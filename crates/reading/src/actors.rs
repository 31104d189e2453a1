//! Who is mentioned where: names joined into mentions of persons, offices, ministries and sides, bound as far
//! as the document binds them, with pronouns and "the two sides" led back to those whom they stand for.

use std::collections::BTreeMap;

use servanda_language::{NameKind, Xpos};
use servanda_model::{ActorRef, Side};

use crate::{
    lexicon::{Lexicon, WordClass},
    text::{Text, Tokens},
};

/// One mention of one actor or of a group.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Where it stands.
    pub tokens: Tokens,
    /// What is mentioned.
    pub kind: MentionKind,
    /// Whom it stands for: one actor, or the members of a group.
    pub actors: Vec<ActorRef>,
    /// "then", "former": no longer in office.
    pub former: bool,
    /// "former", "ex-": out of office already when it happened.
    pub retired: bool,
}

/// What is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// A named person.
    Person,
    /// An office without its holder's name.
    Office,
    /// A ministry, a government's sources or a readout: an institution that speaks.
    Institution,
    /// A country or body itself.
    Side,
    /// "The two sides", "their leaders".
    Group,
    /// "He", "she", "it", "they", "we".
    Pronoun,
}

impl Mention {
    /// The sides that it stands for, sorted, each once.
    pub fn sides(&self) -> Vec<Side> {
        let mut sides: Vec<Side> = self.actors.iter().filter_map(|a| a.side.clone()).collect();
        sides.sort();
        sides.dedup();
        sides
    }
}

/// All mentions of a document, in order, and its people.
pub struct Actors {
    /// Mentions, by first token.
    pub mentions: Vec<Mention>,
    /// "His", "their": whose something is, by token.
    possessors: Vec<Mention>,
    /// The two sides that the document is mostly about, the more mentioned first; fewer where it names fewer.
    pub principals: Vec<Side>,
}

impl Actors {
    /// Binds the names of `text`.
    pub fn bind(text: &Text<'_>) -> Self {
        let mut mentions = Vec::new();
        for sentence in &text.layers.sentences {
            collect(text, Text::tokens_of(sentence), &mut mentions);
        }
        unify_people(text, &mut mentions);
        let principals = principals(&mentions);
        let (mentions, possessors) = references(text, mentions, &principals);
        Self { mentions, possessors, principals }
    }

    /// The last mention that begins at or before token `at`.
    pub fn last_until(&self, at: usize) -> Option<&Mention> {
        self.mentions.partition_point(|m| m.tokens.start <= at).checked_sub(1).and_then(|n| self.mentions.get(n))
    }

    /// The mention that holds token `at`, be it a possessive pronoun.
    pub fn at(&self, at: usize) -> Option<&Mention> {
        let possessor = || {
            let n = self.possessors.binary_search_by_key(&at, |m| m.tokens.start).ok()?;
            self.possessors.get(n)
        };
        self.last_until(at).filter(|m| m.tokens.contains(&at)).or_else(possessor)
    }

    /// The mentions inside `tokens`, in order.
    pub fn within(&self, tokens: &Tokens) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        let to = self.mentions.partition_point(|m| m.tokens.start < tokens.end);
        self.mentions.get(from..to.max(from)).unwrap_or_default()
    }
}

/// Words that may stand between the parts of one mention.
const GLUE: [&str; 17] = [
    "'s",
    "’s",
    "'",
    "’",
    "the",
    "new",
    "newly",
    "appointed",
    "newly-appointed",
    "visiting",
    "outgoing",
    "acting",
    "chief",
    "senior",
    "veteran",
    "longtime",
    "incumbent",
];
const RETIRED: [&str; 3] = ["former", "ex", "onetime"];
const FORMER: [&str; 5] = ["then", "former", "ex", "late", "then-"];
/// Joins the names of one sentence into mentions.
fn collect(text: &Text<'_>, sentence: Tokens, mentions: &mut Vec<Mention>) {
    let names = text.names_in(&sentence);
    let mut n = 0;
    while n < names.len() {
        let (mention, used) = joined(text, &sentence, names, n);
        let shared = mentions.last().and_then(|before| shared_office(text, before, names[n].first));
        let mention = mention.map(|mut mention| {
            if let (Some(office), Some(actor)) = (shared, mention.actors.first_mut()) {
                actor.office.get_or_insert(office);
            }
            mention
        });
        if let Some(mention) = mention {
            if let Some(before) = mentions.last_mut() {
                share_office_back(text, before, &mention);
            }
            mentions.push(mention);
        }
        n += used.max(1);
    }
}

/// "Foreign Ministers Luis Vega and Ana Pérez": the office of the second, who begins at `next`.
fn shared_office(text: &Text<'_>, before: &Mention, next: usize) -> Option<String> {
    let plural =
        before.tokens.clone().any(|t| text.syntax.xpos(t).is_some_and(|x| matches!(x, Xpos::Nns | Xpos::Nnps)));
    let joined = text.is(before.tokens.end, "and") && next == before.tokens.end + 1;
    let named = text.name_at(next).is_some_and(|name| name.kind == NameKind::Person);
    if !(plural && joined && named && before.kind == MentionKind::Person) {
        return None;
    }
    before.actors.first()?.office.clone()
}

/// "Chile and Peru's foreign ministers": the office of the first, too.
fn share_office_back(text: &Text<'_>, before: &mut Mention, mention: &Mention) {
    let joined = text.is(before.tokens.end, "and") && mention.tokens.start == before.tokens.end + 1;
    let plural = mention.tokens.end.checked_sub(1).and_then(|last| text.syntax.xpos(last)) == Some(Xpos::Nns);
    if !(joined && plural && before.kind == MentionKind::Side && mention.kind == MentionKind::Office) {
        return;
    }
    if let (Some(first), Some(second)) = (before.actors.first_mut(), mention.actors.first()) {
        first.office.clone_from(&second.office);
        before.kind = MentionKind::Office;
    }
}

/// The parts of a mention as they are gathered.
#[derive(Default)]
struct Parts {
    side: Option<Side>,
    adjective: bool,
    office: Option<String>,
    title: Option<String>,
    ministry: bool,
    person: Option<String>,
    former: bool,
    retired: bool,
    body: bool,
}

/// The mention that begins with `names[n]`, and how many names it uses.
fn joined(text: &Text<'_>, sentence: &Tokens, names: &[servanda_language::Name], n: usize) -> (Option<Mention>, usize) {
    let mut parts = Parts::default();
    let start = names[n].first;
    let mut end = names[n].first;
    let mut used = 0;
    parts.former = start > sentence.start && text.is_any(start - 1, &FORMER);
    parts.retired = start > sentence.start && text.is_any(start - 1, &RETIRED);
    for name in &names[n..] {
        if used > 0 && !connects(text, end, name.first, &mut parts) {
            break;
        }
        if !parts.take(text, name) {
            break;
        }
        used += 1;
        end = name.end;
    }
    // "the foreign minister of Chile", "Minister of Foreign Affairs of the Republic of Chile Ana Pérez"
    if (parts.office.is_some() || parts.ministry) && parts.side.is_none() && text.is(end, "of") {
        let skip = usize::from(text.is(end + 1, "the"));
        if let Some(name) = names.get(n + used).filter(|name| name.first == end + 1 + skip)
            && let (Some(side), false) = (Text::side_of_name(name), matches!(name.kind, NameKind::Demonym(_)))
        {
            parts.side = Some(side.clone());
            used += 1;
            end = name.end;
            if let Some(next) = names.get(n + used).filter(|p| p.kind == NameKind::Person) {
                let comma = usize::from(text.is(end, ","));
                if parts.person.is_none() && next.first == end + comma {
                    parts.person = Some(text.words(&(next.first..next.end)).to_owned());
                    used += 1;
                    end = next.end;
                }
            }
        }
    }
    // "State Councillor and Foreign Minister Luis Vega": the office that stands next to the name.
    if parts.person.is_none()
        && parts.office.is_some()
        && text.is(end, "and")
        && let [office, person, ..] = names.get(n + used..).unwrap_or_default()
        && let NameKind::Office(id) = &office.kind
        && person.kind == NameKind::Person
        && (office.first, person.first) == (end + 1, office.end)
    {
        parts.office = Some(id.clone());
        parts.title = Some(text.words(&(office.first..office.end)).to_owned());
        parts.person = Some(text.words(&(person.first..person.end)).to_owned());
        used += 2;
        end = person.end;
    }
    // "his Venezuelan counterpart, Luis Vega,"
    let untitled = parts.office.as_deref().is_none_or(|office| office == COUNTERPART);
    if parts.person.is_none() && untitled && parts.side.is_some() && text.is(end, "counterpart") {
        parts.office = Some(COUNTERPART.to_owned());
        parts.title = Some(COUNTERPART.to_owned());
        end += 1;
    }
    let (apposed, last) = apposition(text, names, n + used, end, &mut parts);
    used += apposed;
    end = last;
    (parts.mention(text, sentence, start..end), used)
}

/// "Takeo Sato, Japan's chief negotiator,": the office in apposition; how many names it uses and where it ends.
fn apposition(
    text: &Text<'_>,
    names: &[servanda_language::Name],
    mut n: usize,
    end: usize,
    parts: &mut Parts,
) -> (usize, usize) {
    let nothing = (0, end);
    if !text.is(end, ",") || (parts.person.is_none() == parts.office.is_none()) {
        return nothing;
    }
    let first = n;
    let mut inner = Parts::default();
    let mut at = end + 1;
    // "who is", "the", "head of" before the office
    while text.is_any(at, &["the", "a", "who", "is", "was", "its", "their", "his", "her"]) {
        at += 1;
    }
    while let Some(name) = names.get(n) {
        if name.first > at && !(at..name.first).all(|t| text.is_any(t, &GLUE)) {
            break;
        }
        let singular = parts.title.as_deref().is_some_and(|title| !title.ends_with('s'));
        if parts.person.is_none() && name.kind == NameKind::Person && name.first == at && singular {
            // "Chile's top diplomat, Ana Pérez,"
            parts.person = Some(text.words(&(name.first..name.end)).to_owned());
            return (n + 1 - first, name.end);
        }
        if name.kind == NameKind::Person && name.first == at && inner.office.is_some() {
            if parts.person.is_none() && singular {
                // "The Minister for Trade, Senator Ana Pérez,"
                parts.person = Some(text.words(&(name.first..name.end)).to_owned());
                return (n + 1 - first, name.end);
            }
            // "With Vega, Foreign Minister Ana Pérez said": the title is that of the next.
            return nothing;
        }
        if name.kind == NameKind::Person || !inner.take(text, name) {
            break;
        }
        n += 1;
        at = name.end;
    }
    // "Chile's Vega, Peru security adviser": another side's office is another person's.
    let another = matches!((&parts.side, &inner.side), (Some(own), Some(other)) if own != other);
    if inner.office.is_none() || parts.person.is_none() || another {
        return nothing;
    }
    parts.office = inner.office;
    parts.title = inner.title;
    if parts.side.is_none() {
        parts.side = inner.side;
    }
    (n - first, at)
}

/// Whether only glue stands between the end of a mention so far and the next name.
fn connects(text: &Text<'_>, end: usize, next: usize, parts: &mut Parts) -> bool {
    for at in end..next {
        if text.is(at, "counterpart") || text.is(at, "counterparts") {
            parts.office.get_or_insert_with(|| COUNTERPART.to_owned());
        } else if text.is_any(at, &FORMER) {
            parts.former = true;
            parts.retired |= text.is_any(at, &RETIRED);
        } else if !text.is_any(at, &GLUE) || text.is(at, "the") && at > end {
            return false;
        }
    }
    next - end <= 4
}

/// Placeholder for "his Chilean counterpart": the office of the other participant.
const COUNTERPART: &str = "counterpart";

impl Parts {
    /// Takes one name in; false where it begins another mention.
    fn take(&mut self, text: &Text<'_>, name: &servanda_language::Name) -> bool {
        if self.person.is_some() {
            return false;
        }
        match &name.kind {
            NameKind::Country(side) | NameKind::Metonym(side) if self.empty() => {
                self.side = Some(side.clone());
            }
            NameKind::Body(side) if self.empty() => {
                self.side = Some(side.clone());
                self.body = true;
            }
            NameKind::Demonym(side) if self.empty() => {
                self.side = Some(side.clone());
                self.adjective = true;
            }
            NameKind::Office(office) if self.office.is_none() && !self.ministry => {
                self.office = Some(office.clone());
                self.title = Some(text.words(&(name.first..name.end)).to_owned());
            }
            NameKind::Ministry { office, side } if self.office.is_none() && !self.ministry => {
                self.ministry = true;
                self.office = Some(office.clone());
                if self.side.is_none() {
                    self.side.clone_from(side);
                }
            }
            NameKind::Person if !self.ministry => {
                self.person = Some(text.words(&(name.first..name.end)).to_owned());
            }
            _ => return false,
        }
        true
    }

    fn empty(&self) -> bool {
        self.side.is_none() && self.office.is_none() && self.person.is_none()
    }

    /// The mention, where the parts make one.
    fn mention(self, text: &Text<'_>, sentence: &Tokens, mut tokens: Tokens) -> Option<Mention> {
        let kind = if self.person.is_some() {
            MentionKind::Person
        } else if self.ministry {
            MentionKind::Institution
        } else if self.office.is_some() {
            MentionKind::Office
        } else {
            let side = self.side.as_ref()?;
            if (self.adjective || self.body || !side.code().is_empty())
                && tokens.end < sentence.end
                && let Some(last) = institution_after(text, tokens.end, sentence.end)
            {
                tokens.end = last + 1;
                MentionKind::Institution
            } else if self.adjective {
                // A bare adjective ("the Chilean ban") names no actor.
                return None;
            } else {
                MentionKind::Side
            }
        };
        // "Secretary of State" and the like mean another office for another side.
        let office = match (&self.title, &self.side) {
            (Some(title), Some(side)) if !self.ministry && self.office.as_deref() != Some(COUNTERPART) => {
                text.world.office_of_title(title, Some(side)).map(|office| office.id.clone()).or(self.office)
            }
            _ => self.office,
        };
        let actor = ActorRef { name: self.person, office, side: self.side };
        Some(Mention { tokens, kind, actors: vec![actor], former: self.former, retired: self.retired })
    }
}

/// The last token of "('s) government sources" and the like, right after a side.
fn institution_after(text: &Text<'_>, mut at: usize, end: usize) -> Option<usize> {
    if text.is_any(at, &["'s", "’s"]) {
        at += 1;
    }
    // "national security official": up to two words of the role before its noun
    let skipped = (0..3).find(|n| Lexicon::builtin().is(WordClass::Institution, text.lemma(at + n)))?;
    if (at..at + skipped).any(|t| {
        text.is_punctuation(t) || text.layers.tokens.get(t).is_none_or(|t| t.shape != servanda_language::Shape::Lower)
    }) {
        return None;
    }
    at += skipped;
    let mut last = None;
    while at < end && Lexicon::builtin().is(WordClass::Institution, text.lemma(at)) {
        last = Some(at);
        at += 1;
    }
    last
}

/// Gives every mention of a person the fullest name, the office and the side that the document gives anywhere.
fn unify_people(text: &Text<'_>, mentions: &mut [Mention]) {
    let mut fullest: BTreeMap<String, String> = BTreeMap::new();
    for chain in &text.layers.name_chains() {
        let forms: Vec<&str> = chain
            .iter()
            .filter_map(|&n| text.layers.names.get(n))
            .map(|name| text.words(&(name.first..name.end)))
            .collect();
        if let Some(full) = forms.iter().max_by_key(|f| f.split_whitespace().count()) {
            for form in &forms {
                fullest.entry((*form).to_owned()).or_insert_with(|| (*full).to_owned());
            }
        }
    }
    let full_names: Vec<String> =
        mentions.iter().flat_map(|m| &m.actors).filter_map(|a| a.name.clone()).filter(|n| n.contains(' ')).collect();
    let mut known: BTreeMap<String, (Option<String>, Option<Side>)> = BTreeMap::new();
    let mut last_office: Option<String> = None;
    for mention in mentions.iter_mut() {
        let Some(actor) = mention.actors.first_mut() else { continue };
        if actor.office.as_deref() == Some(COUNTERPART) {
            actor.office.clone_from(&last_office);
        }
        if let Some(name) = &mut actor.name {
            if let Some(full) = fullest.get(name).filter(|full| full.contains(' ')).or(only_bearer(name, &full_names)) {
                name.clone_from(full);
            }
            let entry = known.entry(name.clone()).or_default();
            if entry.0.is_none() {
                entry.0.clone_from(&actor.office);
            }
            if entry.1.is_none() {
                entry.1.clone_from(&actor.side);
            }
            last_office.clone_from(&entry.0);
        }
    }
    for (name, (office, side)) in &mut known {
        if side.is_none() {
            *side = side_of_tables(text, name);
        }
        if side.is_none() && office.is_some() {
            // A government's own text does not say whose its minister is.
            side.clone_from(&text.document.clues.issuer);
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

/// The one person of the document whose name begins or ends with this word.
fn only_bearer<'n>(word: &str, full_names: &'n [String]) -> Option<&'n String> {
    if word.contains(' ') {
        return None;
    }
    let bears = |full: &&String| full.split(' ').next() == Some(word) || full.split(' ').next_back() == Some(word);
    let bearer = full_names.iter().find(bears)?;
    full_names.iter().filter(bears).all(|full| full == bearer).then_some(bearer)
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

fn principals(mentions: &[Mention]) -> Vec<Side> {
    let mut counts: BTreeMap<Side, usize> = BTreeMap::new();
    for side in mentions.iter().flat_map(Mention::sides) {
        *counts.entry(side).or_default() += 1;
    }
    let mut ranked: Vec<(usize, Side)> = counts.into_iter().map(|(side, n)| (n, side)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked.into_iter().take(2).map(|(_, side)| side).collect()
}

/// Adds pronouns and "the two sides", each led back to the nearest fitting mention before it.
fn references(text: &Text<'_>, named: Vec<Mention>, principals: &[Side]) -> (Vec<Mention>, Vec<Mention>) {
    let mut all = Vec::with_capacity(named.len() + 16);
    let mut possessors = Vec::new();
    let mut memory = Memory::default();
    let mut named = named.into_iter().peekable();
    for sentence in &text.layers.sentences {
        // In a new sentence "he" is whoever was the subject of the one before, not whoever was named last.
        memory.subject = None;
        let mut at = sentence.first;
        while at < sentence.end {
            if let Some(mention) = named.next_if(|m| m.tokens.start <= at) {
                at = at.max(mention.tokens.end);
                let mention = memory.completed(text, mention);
                memory.note(text, &all, &mention);
                all.push(mention);
                continue;
            }
            possessors.extend(memory.possessor(text, at, principals));
            if let Some(mention) = memory.reference(text, at, principals) {
                at = mention.tokens.end;
                all.push(mention);
                continue;
            }
            at += 1;
        }
        if memory.subject.is_some() {
            memory.person = memory.subject.take();
        }
    }
    (all, possessors)
}

/// Who was spoken of last.
#[derive(Default)]
struct Memory {
    person: Option<ActorRef>,
    /// The subject of the sentence so far.
    subject: Option<ActorRef>,
    by_side: BTreeMap<Side, ActorRef>,
    by_office: BTreeMap<String, ActorRef>,
    institution: Option<ActorRef>,
    pair: Vec<ActorRef>,
}

const THEY: [&str; 4] = ["they", "both", "we", "them"];
impl Memory {
    fn note(&mut self, text: &Text<'_>, before: &[Mention], mention: &Mention) {
        match mention.kind {
            MentionKind::Office if mention.actors.iter().any(|a| a.name.is_none()) => {}
            MentionKind::Person | MentionKind::Side | MentionKind::Office => {
                let coordinated = before.last().filter(|prior| {
                    prior.tokens.end < mention.tokens.start
                        && mention.tokens.start - prior.tokens.end <= 3
                        && (prior.tokens.end..mention.tokens.start).any(|t| text.is_any(t, &["and", "with"]))
                        && prior.sides() != mention.sides()
                });
                if let Some(prior) = coordinated {
                    self.pair = prior.actors.iter().chain(&mention.actors).cloned().collect();
                }
                if let Some(person) = mention.actors.first().filter(|a| a.name.is_some()) {
                    self.subject.get_or_insert_with(|| person.clone());
                    self.person.get_or_insert_with(|| person.clone());
                    if let Some(side) = &person.side {
                        self.by_side.insert(side.clone(), person.clone());
                    }
                    if let Some(office) = &person.office {
                        self.by_office.insert(office.clone(), person.clone());
                    }
                }
            }
            MentionKind::Institution => self.institution = mention.actors.first().cloned(),
            _ => {}
        }
    }

    /// "The ministry", "the foreign minister": completed from what was said before.
    fn completed(&self, text: &Text<'_>, mut mention: Mention) -> Mention {
        // "The Chilean official": the person of that side who was spoken of last.
        let role = text.lemma(mention.tokens.end.saturating_sub(1));
        if mention.kind == MentionKind::Institution
            && Lexicon::builtin().is(WordClass::Role, role)
            && text.lower(mention.tokens.end - 1) == role
            && let Some(actor) = mention.actors.first_mut()
            && let Some(person) = actor.side.as_ref().and_then(|side| self.by_side.get(side))
        {
            *actor = person.clone();
            return mention;
        }
        if let Some(actor) = mention.actors.first_mut().filter(|a| a.side.is_none()) {
            match mention.kind {
                MentionKind::Institution => {
                    if let Some(last) = &self.institution {
                        actor.side.clone_from(&last.side);
                    }
                }
                MentionKind::Office if !text.word(mention.tokens.end - 1).ends_with('s') => {
                    // "The Prime Minister": the holder named before, else in a government's own text its own.
                    if let Some(holder) = actor.office.as_ref().and_then(|office| self.by_office.get(office)) {
                        *actor = holder.clone();
                    } else {
                        actor.side.clone_from(&text.document.clues.issuer);
                    }
                }
                _ => {}
            }
        }
        mention
    }

    /// Whoever "his", "her" or "their" at `at` stands for.
    fn possessor(&self, text: &Text<'_>, at: usize, principals: &[Side]) -> Option<Mention> {
        let actors: Vec<ActorRef> = if text.is_any(at, &["his", "her"]) {
            self.subject.as_ref().or(self.person.as_ref()).into_iter().cloned().collect()
        } else if text.is(at, "their") {
            self.group(principals)
        } else {
            return None;
        };
        let mention = Mention { tokens: at..at + 1, kind: MentionKind::Pronoun, actors, former: false, retired: false };
        (!mention.actors.is_empty()).then_some(mention)
    }

    /// The two who were named together last, else the two sides of the document.
    fn group(&self, principals: &[Side]) -> Vec<ActorRef> {
        if self.pair.len() > 1 {
            self.pair.clone()
        } else {
            principals.iter().map(|s| ActorRef { side: Some(s.clone()), ..ActorRef::default() }).collect()
        }
    }

    fn reference(&self, text: &Text<'_>, at: usize, principals: &[Side]) -> Option<Mention> {
        let make = |tokens: Tokens, kind, actors: Vec<ActorRef>| {
            (!actors.is_empty()).then_some(Mention { tokens, kind, actors, former: false, retired: false })
        };
        if text.is_any(at, &["he", "she", "i"]) {
            let person = self.subject.as_ref().or(self.person.as_ref());
            return make(at..at + 1, MentionKind::Pronoun, person.into_iter().cloned().collect());
        }
        if text.is(at, "it") && text.is_any(at + 1, &["said", "also", "added", "noted", "opposes", "opposed", "called"])
        {
            return make(at..at + 1, MentionKind::Pronoun, self.institution.iter().cloned().collect());
        }
        let group = || self.group(principals);
        let sides_only =
            || group().into_iter().map(|a| ActorRef { side: a.side, ..ActorRef::default() }).collect::<Vec<_>>();
        if text.is(at, "the") && text.lemma(at + 1) == "ministry" {
            return make(at..at + 2, MentionKind::Institution, self.institution.iter().cloned().collect());
        }
        let two = text.is_any(at, &["the", "both", "these", "their", "our"])
            && (text.is_any(at, &["both"])
                || text.is_any(at + 1, &["two", "both"])
                || text.is_any(at, &["their", "our"]));
        // "The delegations", after two sides were named
        let plain = text.is(at, "the")
            && Lexicon::builtin().is(WordClass::Pair, text.lemma(at + 1))
            && text.syntax.xpos(at + 1) == Some(Xpos::Nns)
            && !text.is(at + 2, "of");
        if two || plain {
            // "the two Asian neighbours", "both countries", "their leaders"
            let from = at + 1 + usize::from(text.is_any(at + 1, &["two", "both"]));
            let end = (from..from + 4).find(|&t| Lexicon::builtin().is(WordClass::Pair, text.lemma(t)));
            if let Some(end) =
                end.filter(|&t| text.word(t).ends_with('s') || text.word(t) == "men" || text.lemma(t) != text.lower(t))
            {
                let people = matches!(
                    text.lemma(end),
                    "minister" | "leader" | "president" | "diplomat" | "official" | "man" | "premier"
                );
                let owned = text.is_any(end + 1, &["'s", "’s", "’", "'"]) || text.is(end + 1, "of");
                let heads = end + 2..(end + 4).min(text.len());
                // "their countries' leaders"
                let leaders = heads.clone().find(|&t| owned && text.lemma(t) == "leader");
                let last = leaders.unwrap_or(end) + 1;
                let office = (leaders.is_some() || text.lemma(end) == "leader").then(|| "leader".to_owned());
                let actors = if people && office.is_none() && text.is_any(at, &["the", "both"]) {
                    group()
                } else {
                    sides_only().into_iter().map(|a| ActorRef { office: office.clone(), ..a }).collect()
                };
                return make(at..last, MentionKind::Group, actors);
            }
        }
        // "The two met"
        if text.is(at, "the") && text.is(at + 1, "two") && text.syntax.is_verb(at + 2) {
            let sides = principals.iter().map(|s| ActorRef { side: Some(s.clone()), ..ActorRef::default() });
            return make(at..at + 2, MentionKind::Pronoun, sides.collect());
        }
        if text.is_any(at, &THEY) && !text.is_any(at + 1, &["of"]) {
            let actors = group();
            return make(at..at + 1, MentionKind::Pronoun, actors);
        }
        None
    }
}
