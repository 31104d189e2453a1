//! The names of a sentence joined into mentions: "Chile's Foreign Minister Ana Pérez" is one.

use servanda_language::{Name, NameKind, Shape, Upos, Xpos};
use servanda_model::{ActorRef, Side};

use super::{Mention, MentionKind, bodies, posts, titles};
use crate::{
    lexicon::{Lexicon, WordClass},
    text::{Text, Tokens},
};

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
const RETIRED: [&str; 12] = [
    "former",
    "ex",
    "onetime",
    "one-time",
    "erstwhile",
    "previous",
    "fired",
    "sacked",
    "ousted",
    "deposed",
    "dismissed",
    "disgraced",
];
/// "Then": in office when it happened, no longer on the day of writing.
const FORMER: [&str; 3] = ["then", "late", "then-"];
/// Joins the names of one sentence into mentions.
pub fn collect(text: &Text<'_>, sentence: Tokens, mentions: &mut Vec<Mention>) {
    let names = text.names_in(&sentence);
    let first = mentions.len();
    // "Chilean" and what joins it to the next adjective, as long as no noun has come.
    let mut adjectives: Vec<(Tokens, Side)> = Vec::new();
    let mut n = 0;
    while n < names.len() {
        let shared = mentions.last().and_then(|before| shared_office(text, before, names[n].first));
        let (mention, used) = counterpart(text, names, n).unwrap_or_else(|| joined(text, &sentence, names, n, shared));
        match mention {
            Some(mention) => {
                // What a title names is part of it: "the head of Kenya's Bureau of Standards, Peter Mwangi".
                while mentions.last().is_some_and(|m| m.tokens.start >= mention.tokens.start) {
                    mentions.pop();
                }
                let own = std::mem::take(&mut adjectives);
                mentions.extend(of_adjectives(text, own, &mention));
                if let Some(before) = mentions.last_mut() {
                    share_office_back(text, before, &mention);
                }
                let mention = mentions.last().and_then(|m| share_office_on(text, m, &mention)).unwrap_or(mention);
                mentions.push(mention);
            }
            None => adjective(text, &names[n], &mut adjectives),
        }
        n += used.max(1);
    }
    titles::bind(text, &sentence, mentions, first);
    distribute(text, mentions.get_mut(first..).unwrap_or_default());
}

/// Keeps an adjective of nationality that stands without a noun, if it goes on a list of such or begins one.
fn adjective(text: &Text<'_>, name: &Name, list: &mut Vec<(Tokens, Side)>) {
    if list.last().is_some_and(|(last, _)| !joins(text, last.end, name.first)) {
        list.clear();
    }
    if let NameKind::Demonym(side) = &name.kind {
        list.push((name.first..name.end, side.clone()));
    }
}

/// Whether only "and" or a comma stands between two words.
fn joins(text: &Text<'_>, end: usize, next: usize) -> bool {
    end < next && next - end <= 2 && (end..next).all(|t| text.is_any(t, &["and", ","]))
}

/// "The Chilean and Peruvian presidents": the officials of the first, too.
fn of_adjectives(text: &Text<'_>, adjectives: Vec<(Tokens, Side)>, noun: &Mention) -> Vec<Mention> {
    let several = noun.tokens.end.checked_sub(1).is_some_and(|last| is_plural_noun(text, last));
    let near = adjectives.last().is_some_and(|(last, _)| joins(text, last.end, noun.tokens.start));
    let officials = matches!(noun.kind, MentionKind::Office | MentionKind::Institution);
    let [actor] = noun.actors.as_slice() else { return Vec::new() };
    if !(several && near && officials && actor.side.is_some()) {
        return Vec::new();
    }
    let of = |(tokens, side)| Mention {
        tokens,
        actors: vec![ActorRef { side: Some(side), ..actor.clone() }],
        ..noun.clone()
    };
    adjectives.into_iter().map(of).collect()
}

/// "Ministers", "Presidents".
pub fn is_plural_noun(text: &Text<'_>, at: usize) -> bool {
    text.syntax.xpos(at).is_some_and(|x| matches!(x, Xpos::Nns | Xpos::Nnps))
}

/// "The foreign ministers of Chile and Peru, Luis Vega and Ana Torres": each of the people holds the office for the side
/// in his place.
fn distribute(text: &Text<'_>, mentions: &mut [Mention]) {
    for first in 1..mentions.len() {
        let people = run(text, mentions, first, |m| {
            m.kind == MentionKind::Person && m.tokens.clone().all(|t| text.word(t) != ",")
        });
        let behind = mentions[first - 1].tokens.end;
        let apposed = text.is(behind, ",") && behind + 1 == mentions[first].tokens.start;
        let begins = mentions[first - 1].kind != MentionKind::Person;
        if people.len() < 2 || !apposed || !begins {
            continue;
        }
        let (before, people) = mentions.split_at_mut(first);
        let offices = offices_before(text, before);
        let plural = offices.first().is_some_and(|m| m.tokens.clone().any(|t| is_plural_noun(text, t)))
            || offices.last().is_some_and(|m| m.tokens.clone().any(|t| is_plural_noun(text, t)));
        let Some(office) = offices.iter().flat_map(|m| &m.actors).find_map(|a| a.office.clone()).filter(|_| plural)
        else {
            continue;
        };
        let sides: Vec<Option<Side>> = offices.iter().flat_map(|m| &m.actors).map(|a| a.side.clone()).collect();
        let count = people.iter().take_while(|m| m.kind == MentionKind::Person).count();
        for (n, actor) in people.iter_mut().take(count).filter_map(|m| m.actors.first_mut()).enumerate() {
            actor.office.get_or_insert_with(|| office.clone());
            if sides.len() == count && actor.side.is_none() {
                actor.side = sides.get(n).cloned().flatten();
            }
        }
    }
}

/// The mentions from `first` on that fit and are joined by "and" or commas.
fn run<'m>(text: &Text<'_>, mentions: &'m [Mention], first: usize, fits: impl Fn(&Mention) -> bool) -> &'m [Mention] {
    let mut end = first;
    while mentions.get(end).is_some_and(&fits)
        && (end == first || joins(text, mentions[end - 1].tokens.end, mentions[end].tokens.start))
    {
        end += 1;
    }
    mentions.get(first..end).unwrap_or_default()
}

/// The offices and sides at the end of `mentions` that are joined by "and" or commas.
fn offices_before<'m>(text: &Text<'_>, mentions: &'m [Mention]) -> &'m [Mention] {
    let fits = |m: &Mention| matches!(m.kind, MentionKind::Office | MentionKind::Side);
    let mut start = mentions.len();
    while start > 0
        && fits(&mentions[start - 1])
        && (start == mentions.len() || joins(text, mentions[start - 1].tokens.end, mentions[start].tokens.start))
    {
        start -= 1;
    }
    mentions.get(start..).unwrap_or_default()
}

/// "Her counterpart of the Argentine Republic, Luis Vega": the side and the person that follow "counterpart".
fn counterpart(text: &Text<'_>, names: &[Name], n: usize) -> Option<(Option<Mention>, usize)> {
    let side = names.get(n)?;
    let code = Text::side_of_name(side)?;
    let of = side.first.checked_sub(1)?;
    let of = of.checked_sub(usize::from(text.is(of, "the")))?;
    let noun = of.checked_sub(1)?;
    if !text.is_any(of, &["of", "from"]) || !is_counterpart(text, noun) {
        return None;
    }
    let person = names.get(n + 1).filter(|p| p.kind == NameKind::Person && p.first <= side.end + 4);
    let person =
        person.filter(|p| (side.end..p.first).all(|t| text.is_any(t, &[",", "republic"]) || is_honorific(text, t)));
    let actor = ActorRef {
        name: person.map(|p| text.words(&(p.first..p.end)).to_owned()),
        office: Some(COUNTERPART.to_owned()),
        side: Some(code.clone()),
    };
    let kind = if person.is_some() { MentionKind::Person } else { MentionKind::Office };
    let end = person.map_or(side.end, |p| p.end);
    let mention = Mention { tokens: noun..end, kind, actors: vec![actor], former: false, retired: false };
    Some((Some(mention), 1 + usize::from(person.is_some())))
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

/// "The foreign ministers of Chile and Peru": the office of the second.
fn share_office_on(text: &Text<'_>, before: &Mention, mention: &Mention) -> Option<Mention> {
    let [holder] = before.actors.as_slice() else { return None };
    let [side] = mention.actors.as_slice() else { return None };
    let several = before.tokens.clone().any(|t| is_plural_noun(text, t));
    let listed = before.kind == MentionKind::Office && before.tokens.len() == 1 && holder.side.is_some();
    let of = before.tokens.clone().any(|t| text.is(t, "of")) && several;
    let joined = joins(text, before.tokens.end, mention.tokens.start);
    // "The ministers of Chile and Peru's president": the second owns another.
    let owns = text.is_any(mention.tokens.end, &["'s", "’s"]);
    (mention.kind == MentionKind::Side && joined && !owns && (of || listed)).then(|| Mention {
        kind: MentionKind::Office,
        actors: vec![ActorRef { office: holder.office.clone(), ..side.clone() }],
        ..mention.clone()
    })
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
fn joined(
    text: &Text<'_>,
    sentence: &Tokens,
    names: &[Name],
    n: usize,
    shared: Option<String>,
) -> (Option<Mention>, usize) {
    let mut parts = Parts::default();
    let start = names[n].first;
    let mut end = names[n].first;
    let mut used = 0;
    parts.retired = start > sentence.start && text.is_any(start - 1, &RETIRED);
    parts.former = parts.retired || start > sentence.start && text.is_any(start - 1, &FORMER);
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
    if parts.person.is_some() && parts.office.is_none() {
        parts.office = shared;
    }
    // "The Minister of Economy and Energy, Ana Pérez": the whole title, where its holder or country follows.
    if parts.person.is_none() && (parts.office.is_some() || parts.ministry) {
        let rest = title_end(text, end);
        let skipped = names.get(n + used..).unwrap_or_default().iter().take_while(|name| name.first < rest).count();
        let next = names.get(n + used + skipped);
        let comma = usize::from(text.is(rest, ","));
        let held = next.is_some_and(|p| {
            p.kind == NameKind::Person && (rest + comma..p.first).all(|t| is_honorific(text, t)) && p.first < rest + 5
        });
        if rest > end && (held || text.is(rest, "of")) {
            used += skipped;
            end = rest;
            if let Some(person) = next.filter(|p| held && comma == 0 && !parts.ministry && p.first >= end) {
                parts.person = Some(text.words(&(person.first..person.end)).to_owned());
                used += 1;
                end = person.end;
            }
        }
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
                if parts.person.is_none() && (end + comma..next.first).all(|t| is_honorific(text, t)) {
                    parts.person = Some(text.words(&(next.first..next.end)).to_owned());
                    used += 1;
                    end = next.end;
                }
            }
        }
    }
    // "The spokesperson for the Iranian Ministry of Foreign Affairs, Ana Pérez": whose ministry says whose he is.
    if parts.office.as_deref() == Some("spokesperson") && parts.person.is_none() && text.is_any(end, &["for", "of"]) {
        let mut at = end + 1 + usize::from(text.is(end + 1, "the"));
        let mut m = n + used;
        let mut side = None;
        while let Some(name) = names.get(m).filter(|name| (at..name.first).all(|t| text.is_any(t, &GLUE))) {
            if name.kind == NameKind::Person || name.first < at {
                break;
            }
            side = side.or_else(|| Text::side_of_name(name).cloned());
            at = name.end;
            m += 1;
        }
        if m > n + used {
            // "A spokesman for the Sudanese army"
            let organ = side.as_ref().and_then(|_| institution_after(text, at, sentence.end));
            parts.side = parts.side.take().or(side);
            used = m - n;
            end = organ.map_or(at, |last| last + 1);
        }
    }
    // "The Chilean ambassador to Peru, Ana Pérez": Peru is where she serves.
    let sent = parts.office.as_deref().is_some_and(is_sent);
    if sent && parts.person.is_none() && text.is_any(end, &["to", "in", "for"]) {
        let skip = usize::from(text.is(end + 1, "the"));
        if let Some(post) = names.get(n + used).filter(|name| name.first == end + 1 + skip)
            && Text::side_of_name(post).is_some()
        {
            used += 1;
            end = post.end;
            if let Some(person) = names.get(n + used).filter(|p| p.kind == NameKind::Person && p.first == end) {
                parts.person = Some(text.words(&(person.first..person.end)).to_owned());
                used += 1;
                end = person.end;
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
    if parts.person.is_none() && untitled && parts.side.is_some() && is_counterpart(text, end) {
        parts.office = Some(COUNTERPART.to_owned());
        parts.title = Some(COUNTERPART.to_owned());
        end += 1;
    }
    let (apposed, last) = apposition(text, names, n + used, end, &mut parts);
    used += apposed;
    end = last;
    let mut start = start;
    if parts.person.is_some() && parts.side.is_none() {
        if parts.office.is_some() {
            parts.side = posts::owned(text, sentence, start);
        } else if let Some((side, first)) = posts::side(text, sentence, &(start..end)) {
            parts.side = Some(side);
            start = first;
        }
    }
    (parts.mention(text, sentence, start..end), used)
}

/// Where a title ends that goes on behind the office that the tables know: "Minister of Economy | and Energy".
fn title_end(text: &Text<'_>, end: usize) -> usize {
    const LONGEST: usize = 8;
    let plain = |t: usize| text.name_at(t).is_none_or(|name| name.kind == NameKind::Other);
    let word = |t: usize| text.syntax.upos(t) == Upos::Propn && plain(t) && !is_honorific(text, t);
    let mut at = end;
    while at < end + LONGEST && text.is_any(at, &["and", ",", "&"]) && word(at + 1) {
        at += 1;
        while word(at) {
            at += 1;
        }
    }
    at
}

/// "Takeo Sato, Japan's chief negotiator,": the office in apposition; how many names it uses and where it ends.
fn apposition(text: &Text<'_>, names: &[Name], mut n: usize, end: usize, parts: &mut Parts) -> (usize, usize) {
    let nothing = (0, end);
    // "Ana Pérez is Chile's ambassador to Peru" says the same as the apposition.
    let copula = text.is_any(end, &["is"]) && parts.person.is_some();
    if !(text.is(end, ",") || copula) || (parts.person.is_none() == parts.office.is_none()) {
        return nothing;
    }
    let first = n;
    let mut inner = Parts::default();
    let mut at = end + 1;
    // "who is", "the", "head of" before the office; "Dr." before the name
    while text.is_any(at, &["the", "a", "who", "is", "was", "its", "their", "his", "her"]) || is_honorific(text, at) {
        at += 1;
    }
    while let Some(name) = names.get(n) {
        if name.first > at && !(at..name.first).all(|t| text.is_any(t, &GLUE)) {
            break;
        }
        let singular = parts.title.as_deref().is_some_and(|title| !is_plural(title));
        // "With his Peruvian counterpart, Kenyan President Oloo said": two people.
        if inner.side.is_some() && parts.side.is_some() && parts.person.is_none() && inner.side != parts.side {
            return nothing;
        }
        if parts.person.is_none() && name.kind == NameKind::Person && name.first == at && singular {
            // "Asked of the Chilean president, Vega said": a bare surname goes on with the sentence.
            if name.end - name.first < 2 {
                return nothing;
            }
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
        // "Ana Pérez, the president's daughter" holds no office, nor does the president of a club.
        let another = matches!(name.kind, NameKind::Office(_))
            && (text.is_any(name.end, &["'s", "’s", "’"]) || is_of_association(text, name.end));
        if name.kind == NameKind::Person || another || !inner.take(text, name) {
            break;
        }
        n += 1;
        at = name.end;
    }
    // "Luis Vega, her Chilean counterpart"
    if inner.office.is_none() && inner.side.is_some() && is_counterpart(text, at) {
        inner.office = Some(COUNTERPART.to_owned());
        at += 1;
    }
    // "Luis Vega, a spokesman for the European Commission"
    if inner.office.is_some() && inner.side.is_none() && text.is_any(at, &["of", "for"]) {
        let first = at + 1 + usize::from(text.is(at + 1, "the"));
        if let Some(name) =
            names.get(n).filter(|name| name.first == first && !matches!(name.kind, NameKind::Demonym(_)))
        {
            inner.side = Text::side_of_name(name).cloned();
            if inner.side.is_some() {
                n += 1;
                at = name.end;
            }
        }
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

/// "President of the Baltic Club": of a name that is no side, organ or place.
fn is_of_association(text: &Text<'_>, at: usize) -> bool {
    let first = at + 1 + usize::from(text.is(at + 1, "the"));
    text.is_any(at, &["of", "at"])
        && text.name_at(first).is_some_and(|name| {
            let after = text.names_in(&(name.end..name.end + 3));
            name.kind == NameKind::Other
                && name.first == first
                && after.iter().all(|next| Text::side_of_name(next).is_none())
        })
}

/// Whether only glue stands between the end of a mention so far and the next name.
fn connects(text: &Text<'_>, end: usize, next: usize, parts: &mut Parts) -> bool {
    let stands = |at: usize| {
        is_counterpart(text, at)
            || text.is_any(at, &FORMER)
            || text.is_any(at, &RETIRED)
            || is_honorific(text, at)
            || text.is_any(at, &GLUE) && (!text.is(at, "the") || at == end)
    };
    if next - end > 4 || !(end..next).all(stands) {
        return false;
    }
    for at in end..next {
        if is_counterpart(text, at) {
            parts.office.get_or_insert_with(|| COUNTERPART.to_owned());
        }
        parts.retired |= text.is_any(at, &RETIRED);
        parts.former |= parts.retired || text.is_any(at, &FORMER);
    }
    true
}

/// Whether an office is held abroad, so that "to Peru" behind it names no side.
fn is_sent(office: &str) -> bool {
    ["ambassador", "envoy", "high-commissioner", "consul", "representative"].iter().any(|kind| office.contains(kind))
}

/// "Foreign ministers", "Ministers of Foreign Affairs", not "Minister of Foreign Affairs".
fn is_plural(title: &str) -> bool {
    let title = title.to_lowercase();
    let office =
        [" of ", " for "].iter().find_map(|of| title.split_once(of)).map_or(title.as_str(), |(office, _)| office);
    office.ends_with('s')
}

/// "The King Hussein Bridge"
fn is_site(text: &Text<'_>, name: &Name) -> bool {
    name.end - name.first > 1 && Lexicon::builtin().is(WordClass::Site, &text.lower(name.end - 1))
}

/// "Dr", "Mr", "His Excellency".
pub fn is_honorific(text: &Text<'_>, at: usize) -> bool {
    Lexicon::builtin().is(WordClass::Honorific, &text.lower(at))
}

/// "Her Chilean counterpart", "his colleague from Peru".
pub fn is_counterpart(text: &Text<'_>, at: usize) -> bool {
    matches!(text.lemma(at), "counterpart" | "colleague" | "homologue")
}

/// Placeholder for "his Chilean counterpart": the office of the other participant.
pub const COUNTERPART: &str = "counterpart";

impl Parts {
    /// Takes one name in; false where it begins another mention.
    fn take(&mut self, text: &Text<'_>, name: &Name) -> bool {
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
            NameKind::Person if !self.ministry && !is_site(text, name) => {
                // "Shri Arun Rao", taken for one name
                let own = (name.first..name.end - 1).find(|&t| !is_honorific(text, t)).unwrap_or(name.end - 1);
                self.person = Some(text.words(&(own..name.end)).to_owned());
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
        // "EU foreign policy chief" names its side itself.
        let titled = || self.title.as_ref().and_then(|title| text.world.side_of_title(title));
        let side = self.side.or_else(titled);
        // "Secretary of State" and the like mean another office for another side.
        let office = match (&self.title, &side) {
            (Some(title), Some(side)) if !self.ministry && self.office.as_deref() != Some(COUNTERPART) => {
                text.world.office_of_title(title, Some(side)).map(|office| office.id.clone()).or(self.office)
            }
            _ => self.office,
        };
        let actor = ActorRef { name: self.person, office, side };
        Some(Mention { tokens, kind, actors: vec![actor], former: self.former, retired: self.retired })
    }
}

/// The last token of "('s) government sources", "('s) Border Guard Service" and the like, right after a side.
fn institution_after(text: &Text<'_>, mut at: usize, end: usize) -> Option<usize> {
    let is_institution = |t: usize| Lexicon::builtin().is(WordClass::Institution, text.lemma(t));
    if text.is_any(at, &["'s", "’s"]) {
        at += 1;
    }
    // "The Chilean party demanded"
    if text.is(at, "party") {
        return Some(at);
    }
    // "national security official": up to two words of the role before its noun
    let lower = |t: usize| text.layers.tokens.get(t).is_some_and(|t| t.shape == Shape::Lower);
    let of_role = |t: usize| lower(t) && matches!(text.syntax.upos(t), Upos::Adj | Upos::Noun);
    let skipped = (0..3).find(|n| is_institution(at + n)).filter(|n| (at..at + n).all(of_role));
    let Some(skipped) = skipped else { return bodies::agency(text, at, end) };
    (at + skipped..end).take_while(|&t| is_institution(t)).last()
}
