//! Names: the entities of the trained layer joined with what the tables know.
//!
//! The tables (`gazetteer`) say which side, office or body a form stands for; the entities say which words are a person, and
//! that "Ghana" in "Ghana Daily" is no country. A surname that the document introduced is a person where it stands alone,
//! too (`short_forms`). Who is meant by two mentions of one form is the matter of `chains`.

mod gazetteer;
mod short_forms;

use std::collections::{BTreeMap, BTreeSet};

pub use gazetteer::Gazetteer;
pub use short_forms::short_forms;

use crate::lexicon::{Lexicon, WordClass};
use crate::{AnnotatedText, Entity, EntityKind, Name, NameKind, Sentence, Shape, Token};

/// Fills the layer of names; tokens, sentences, entities and times are there.
pub fn find(text: &str, annotated: &mut AnnotatedText, gazetteer: &Gazetteer) {
    let mut claims = Claims::new(annotated);
    for sentence in &annotated.sentences {
        of_tables(text, annotated, sentence, gazetteer, &mut claims);
    }
    for entity in whole(annotated) {
        of_entity(annotated, text, &entity, &mut claims);
    }
    for sentence in &annotated.sentences {
        titled(text, annotated, sentence, &mut claims);
    }
    repeated(text, annotated, &mut claims);
    surnames(text, annotated, &mut claims);
    known_kinds(annotated, &claims);
    annotated.names = claims.into_names(annotated);
}

/// Entities that are a country or a body by the tables become what the tables say ("Chad withdrew its troops").
fn known_kinds(annotated: &mut AnnotatedText, claims: &Claims) {
    for entity in &mut annotated.entities {
        let claim = claims.claim(entity.first).filter(|(first, end, _)| (*first, *end) == (entity.first, entity.end));
        let Some((first, end, name)) = claim else { continue };
        entity.kind = match (entity.kind, name) {
            (EntityKind::Person, NameKind::Country(_)) => EntityKind::Location,
            // A longer form may be the state's organs ("Palestinian Authority").
            (EntityKind::Organization, NameKind::Country(_)) if end - first == 1 => EntityKind::Location,
            (EntityKind::Location | EntityKind::Misc | EntityKind::Product, NameKind::Body(_)) => {
                EntityKind::Organization
            }
            (heard, _) => heard,
        };
    }
}

/// The entities, a person's name that was taken for two ("Luis", "Vega") as one: nobody is named right behind another.
fn whole(annotated: &AnnotatedText) -> Vec<Entity> {
    let mut out: Vec<Entity> = Vec::with_capacity(annotated.entities.len());
    for entity in &annotated.entities {
        let goes_on = |last: &Entity| {
            (last.kind, entity.kind) == (EntityKind::Person, EntityKind::Person)
                && last.end == entity.first
                && annotated.sentence_of(last.first) == annotated.sentence_of(entity.first)
        };
        match out.last_mut() {
            Some(last) if goes_on(last) => last.end = entity.end,
            _ => out.push(entity.clone()),
        }
    }
    out
}

/// What an entity makes of the names that the tables found in it.
fn of_entity(annotated: &AnnotatedText, text: &str, entity: &Entity, claims: &mut Claims) {
    let known = |token: usize| claims.kind(token).is_some();
    let free = !(entity.first..entity.end).any(known);
    let places = (entity.first..entity.end).all(|t| claims.kind(t).is_none_or(is_place));
    match entity.kind {
        EntityKind::Person => person(annotated, text, entity, claims),
        EntityKind::Location | EntityKind::Facility if free => {
            claims.add(entity.first, entity.end, NameKind::Place(None));
        }
        EntityKind::Date | EntityKind::Money => {}
        // "Ghana Daily", "Bank of Togo": the country is part of another name. In "the embassy of Togo" it is not.
        _ if free || places && is_outlet(annotated, text, entity) => {
            claims.add(entity.first, entity.end, NameKind::Other);
        }
        _ => {}
    }
}

/// Whether an entity is a newspaper, bank, university and the like.
fn is_outlet(annotated: &AnnotatedText, text: &str, entity: &Entity) -> bool {
    let outlet = |t: usize| Lexicon::builtin().is(annotated.tokens[t].text(text), WordClass::Outlet);
    (entity.first..entity.end).any(outlet)
}

/// A person, without the title that the tables know in front.
fn person(annotated: &AnnotatedText, text: &str, entity: &Entity, claims: &mut Claims) {
    // "President of Peru Ana Torres", taken for one name
    let of = entity.first.checked_sub(1).is_some_and(|t| annotated.tokens[t].text(text) == "of");
    let leads = |t: usize| match claims.kind(t) {
        Some(NameKind::Office(_) | NameKind::Ministry { .. }) => true,
        Some(NameKind::Country(_)) => of,
        _ => false,
    };
    let titled = (entity.first..entity.end).find(|&t| !leads(t)).unwrap_or(entity.end);
    // One word that is a country or a capital is a person only where the document has a person of that surname.
    let single = titled + 1 == entity.end && claims.kind(titled).is_some_and(is_place);
    // "The tanker Anna Lind"
    let before = entity.first.checked_sub(1).and_then(|t| annotated.tokens.get(t));
    if before.is_some_and(|t| Lexicon::builtin().is(t.text(text), WordClass::Vessel)) {
        claims.add(entity.first, entity.end, NameKind::Other);
        return;
    }
    // "Addis Ababa" is nobody, whatever was heard.
    let place = |claim: &(usize, usize, NameKind)| claim.0 == titled && claim.1 == entity.end && claim.2.is_country();
    if entity.end - titled > 1 && claims.claim(titled).is_some_and(place) {
        return;
    }
    if titled < entity.end && (!single || introduced(annotated, text, titled)) {
        claims.add(titled, entity.end, NameKind::Person);
    }
}

/// Whether a longer name of a person ends or begins with the word of a token.
fn introduced(annotated: &AnnotatedText, text: &str, token: usize) -> bool {
    let word = annotated.tokens[token].text(text);
    annotated
        .entities
        .iter()
        .filter(|e| e.kind == EntityKind::Person && e.end - e.first > 1)
        .any(|e| [e.first, e.end - 1].iter().any(|&t| annotated.tokens[t].text(text) == word))
}

fn is_place(kind: &NameKind) -> bool {
    matches!(
        kind,
        NameKind::Country(_) | NameKind::Demonym(_) | NameKind::Metonym(_) | NameKind::Place(_) | NameKind::Other
    )
}

/// What stands right after an office or role is who holds it ("her counterpart Park Jin"), unless the tables know better.
fn titled(text: &str, annotated: &AnnotatedText, sentence: &Sentence, claims: &mut Claims) {
    if is_mostly_capitalised(annotated.tokens_of(sentence)) {
        return; // the next word has a capital whatever it is
    }
    for token in sentence.first..sentence.end {
        let role = annotated.tokens[token].shape == Shape::Lower
            && Lexicon::builtin().is(annotated.tokens[token].text(text), WordClass::Role);
        let end = match claims.claim(token) {
            Some(&(_, end, NameKind::Office(_))) => end,
            None if role => token + 1,
            _ => continue,
        };
        let holder = |t: usize| {
            let open = claims.is_free(t) || claims.kind(t) == Some(&NameKind::Place(None));
            t < sentence.end && open && annotated.tokens[t].is_capital()
        };
        let honorific = |t: usize| {
            let word = annotated.tokens.get(t).map_or("", |t| t.text(text)).to_lowercase();
            Lexicon::builtin().is(&word, WordClass::Honorific)
        };
        let end = (end..sentence.end).find(|&t| !honorific(t)).unwrap_or(end);
        let run = (end..sentence.end).take_while(|&t| holder(t)).count();
        if run > 0 && run <= 4 {
            claims.add(end, end + run, NameKind::Person);
        }
    }
}

/// Whether more than half of a sentence's words have a capital, as in most headlines.
fn is_mostly_capitalised(sentence: &[Token]) -> bool {
    let words = sentence.iter().filter(|t| t.shape != Shape::Punctuation);
    let (all, upper) = words.fold((0, 0), |(all, upper), t| (all + 1, upper + usize::from(t.is_capital())));
    upper * 2 > all
}

/// Whether a sentence is written in capitals throughout.
fn is_shouted(words: &[&str]) -> bool {
    words.len() > 3 && !words.iter().any(|w| w.chars().any(char::is_lowercase))
}

/// Claims a person's full name where it stands again and was not heard: what is a name once is one always.
fn repeated(text: &str, annotated: &AnnotatedText, claims: &mut Claims) {
    let words = |first: usize, end: usize| -> Vec<&str> {
        annotated.tokens.get(first..end).unwrap_or_default().iter().map(|t| t.text(text)).collect()
    };
    let person = |claim: &Option<(usize, usize, NameKind)>| match claim {
        Some((first, end, NameKind::Person)) if end - first > 1 => Some(words(*first, *end)),
        _ => None,
    };
    let mut known: BTreeMap<&str, BTreeSet<Vec<&str>>> = BTreeMap::new();
    for name in claims.names.iter().filter_map(person) {
        if let Some(first) = name.first() {
            known.entry(*first).or_default().insert(name);
        }
    }
    for (index, token) in annotated.tokens.iter().enumerate() {
        let names = known.get(token.text(text)).into_iter().flatten();
        let free = |end: usize| (index..end).all(|t| claims.is_free(t));
        let mut ends = names.filter(|name| words(index, index + name.len()) == **name).map(|name| index + name.len());
        if let Some(end) = ends.find(|&end| free(end)) {
            claims.add(index, end, NameKind::Person);
        }
    }
}

/// Claims the surnames that the document introduced with a fuller name, where they stand alone and nothing else is known
/// of them: "Rice" of Amina Rice, but not a word that the document writes in lower case, too.
fn surnames(text: &str, annotated: &AnnotatedText, claims: &mut Claims) {
    let lower: BTreeSet<&str> =
        annotated.tokens.iter().filter(|t| t.shape == Shape::Lower).map(|t| t.text(text)).collect();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for entity in annotated.entities.iter().filter(|e| e.kind == EntityKind::Person && e.end - e.first > 1) {
        let words: Vec<&str> = (entity.first..entity.end).map(|t| annotated.tokens[t].text(text)).collect();
        known.extend(short_forms(&words).into_iter().take(1).filter(|form| form.len() == 1).flatten());
    }
    let common = |word: &str| Lexicon::builtin().is(word, WordClass::Common);
    for (index, token) in annotated.tokens.iter().enumerate() {
        let word = token.text(text).to_lowercase();
        let alone = |t: Option<usize>| t.and_then(|t| claims.kind(t)).is_none_or(|kind| *kind != NameKind::Other);
        if token.is_capital()
            && known.contains(&word)
            && !lower.contains(word.as_str())
            && !common(&word)
            && claims.is_free(index)
            && alone(index.checked_sub(1))
            && alone(Some(index + 1))
        {
            claims.add(index, index + 1, NameKind::Person);
        }
    }
}

/// The forms of the tables in one sentence, longest first from the left.
fn of_tables(text: &str, annotated: &AnnotatedText, sentence: &Sentence, gazetteer: &Gazetteer, claims: &mut Claims) {
    let words: Vec<&str> = annotated.tokens_of(sentence).iter().map(|t| t.text(text)).collect();
    let shouting = is_shouted(&words);
    let mut at = 0;
    while at < words.len() {
        let found = gazetteer
            .longest(&words[at..], shouting)
            .filter(|(len, _)| (at..at + len).all(|i| claims.is_free(sentence.first + i)));
        match found {
            Some((len, kind)) => {
                claims.add(sentence.first + at, sentence.first + at + len, kind.clone());
                at += len;
            }
            None => at += 1,
        }
    }
}

/// Which tokens belong to which name so far. Tokens of temporal expressions are taken from the start.
#[derive(Debug)]
pub struct Claims {
    by_token: Vec<Option<usize>>,
    names: Vec<Option<(usize, usize, NameKind)>>,
    timed: Vec<bool>,
}

impl Claims {
    fn new(annotated: &AnnotatedText) -> Self {
        let mut timed = vec![false; annotated.tokens.len()];
        for time in &annotated.times {
            for token in timed.iter_mut().take(time.end).skip(time.first) {
                *token = true;
            }
        }
        Self { by_token: vec![None; annotated.tokens.len()], names: Vec::new(), timed }
    }

    /// Whether a token belongs to no name and no time.
    pub fn is_free(&self, token: usize) -> bool {
        self.by_token.get(token).is_some_and(Option::is_none) && !self.timed.get(token).copied().unwrap_or(false)
    }

    /// The name of a token.
    pub fn kind(&self, token: usize) -> Option<&NameKind> {
        self.claim(token).map(|(_, _, kind)| kind)
    }

    /// First token, one past the last, and kind of the name that holds a token.
    pub fn claim(&self, token: usize) -> Option<&(usize, usize, NameKind)> {
        self.names.get((*self.by_token.get(token)?)?)?.as_ref()
    }

    /// Gives the tokens to a name; names that held any of them are dropped.
    pub fn add(&mut self, first: usize, end: usize, kind: NameKind) {
        for token in first..end {
            self.release(token);
        }
        for token in self.by_token.iter_mut().take(end).skip(first) {
            *token = Some(self.names.len());
        }
        self.names.push(Some((first, end, kind)));
    }

    fn release(&mut self, token: usize) {
        let Some(name) = self.by_token.get(token).copied().flatten() else { return };
        if let Some((first, end, _)) = self.names[name].take() {
            for token in self.by_token.iter_mut().take(end).skip(first) {
                *token = None;
            }
        }
    }

    fn into_names(self, annotated: &AnnotatedText) -> Vec<Name> {
        let mut names: Vec<Name> = self
            .names
            .into_iter()
            .flatten()
            .filter_map(|(first, end, kind)| Some(Name { span: annotated.span_of(first..end)?, first, end, kind }))
            .collect();
        names.sort_by_key(|name| name.first);
        names
    }
}

#[cfg(test)]
mod tests {
    use servanda_model::{Document, Span, Zone, ZoneKind};
    use servanda_world::World;

    use super::{Gazetteer, find};
    use crate::{Annotator, Entity, EntityKind, NameKind};

    /// Lines are zones: the first a headline, the others paragraphs.
    fn document(text: &str) -> Document {
        let mut at = 0;
        let mut zones = Vec::new();
        for line in text.split('\n') {
            let kind = if zones.is_empty() { ZoneKind::Headline } else { ZoneKind::Body };
            zones.push(Zone { span: Span::new(at, at + line.len()), kind });
            at += line.len() + 1;
        }
        Document { zones, ..Document::plain(text) }
    }

    fn names(text: &str) -> String {
        let document = document(text);
        let annotated = Annotator::builtin().unwrap().document(&document);
        let show = |name: &crate::Name| {
            let words = name.span.of(text);
            match &name.kind {
                NameKind::Country(side) => format!("{words}={side}"),
                NameKind::Demonym(side) => format!("{words}~{side}"),
                NameKind::Metonym(side) => format!("{words}^{side}"),
                NameKind::Body(side) => format!("{words}=body {side}"),
                NameKind::Office(id) => format!("{words}=office {id}"),
                NameKind::Ministry { office, .. } => format!("{words}=ministry {office}"),
                NameKind::Person => format!("{words}=person"),
                NameKind::Place(_) => format!("{words}=place"),
                NameKind::Gathering(side) => format!("{words}=gathering {side}"),
                NameKind::Other => format!("{words}=other"),
            }
        };
        annotated.names.iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn tables_give_sides_offices_and_ministries() {
        assert_eq!(
            names("\nThe Kenyan foreign ministry said Nairobi and Uganda’s prime minister would meet in Mombasa."),
            "Kenyan~KEN; foreign ministry=ministry foreign-minister; Nairobi^KEN; Uganda=UGA; \
             prime minister=office prime-minister; Mombasa=place"
        );
        assert_eq!(names("\nThe Ghana-Togo border is shut."), "Ghana=GHA; Togo=TGO");
    }

    #[test]
    fn countries_and_bodies_are_what_the_tables_say() {
        use EntityKind::{Location, Misc, Norp, Organization, Person};
        let text = "The DRC and Kenya left the SADC.";
        let heard = |kinds: [EntityKind; 3]| {
            let mut annotated = Annotator::builtin().unwrap().document(&Document::plain(text));
            annotated.entities = [(1, 2), (3, 4), (6, 7)]
                .iter()
                .zip(kinds)
                .map(|(&(first, end), kind)| Entity { first, end, kind })
                .collect();
            find(text, &mut annotated, &Gazetteer::new(World::builtin()));
            annotated.entities.iter().map(|entity| entity.kind).collect::<Vec<_>>()
        };
        assert_eq!(heard([Organization, Person, Misc]), [Location, Location, Organization]);
        assert_eq!(heard([Location, Norp, Location]), [Location, Norp, Organization]);
    }

    #[test]
    fn persons_by_title_role_and_apposition() {
        for (text, person) in [
            ("Peruvian Foreign Minister Elmer Quispe arrived.", "Elmer Quispe"),
            ("Quito sent Ambassador Rosa Yépez there.", "Rosa Yépez"),
            ("She met her counterpart Tendai Moyo there.", "Tendai Moyo"),
            ("Arrived was Bela Kovacs, Hungary's foreign minister.", "Bela Kovacs"),
            ("They were received by Mr Adeyemi there.", "Adeyemi"),
            ("Zambian President Mwansa spoke.", "Mwansa"),
            ("The envoy, Saleh al-Hadi, left.", "Saleh al-Hadi"),
            ("German Chancellor Karl von Arnim spoke.", "Karl von Arnim"),
        ] {
            let found = names(&format!("\n{text}"));
            assert!(found.split("; ").any(|n| n == format!("{person}=person")), "{text}: {found}");
        }
    }

    #[test]
    fn what_is_no_person() {
        for text in [
            "They met at the Lake Victoria Summit.",
            "The African Development Bank said so.",
            "The Mano River Union met.",
            "Park rangers agreed. Rice exports rose.",
            "Foreign Ministry officials left on Monday.",
        ] {
            assert!(!names(&format!("\n{text}")).contains("=person"), "{text}: {}", names(&format!("\n{text}")));
        }
    }
}
