//! Names: what the tables know of them, and which of the others are persons.
//!
//! First the forms of the tables are found (`gazetteer`); then sequences of capitalised words that an office, a form of
//! address or their own shape makes persons; last the bare surnames (`short_forms`) of persons that the document introduced
//! anywhere, be it after the mention (headlines).

mod gazetteer;
mod persons;
mod short_forms;

use servanda_world::World;

pub use gazetteer::Gazetteer;

use crate::{AnnotatedText, Name, NameKind, Sentence};
use persons::Persons;

/// Fills the layers of names and chains; tokens, sentences and times are there.
pub fn find(text: &str, annotated: &mut AnnotatedText, gazetteer: &Gazetteer, world: &World) {
    let mut claims = Claims::new(annotated);
    let sentences = annotated.sentences.clone();
    for sentence in &sentences {
        of_tables(text, annotated, sentence, gazetteer, &mut claims);
    }
    let chains = Persons::new(text, annotated, world).find(&mut claims);
    annotated.names = claims.into_names(annotated);
    annotated.chains = chains
        .into_iter()
        .map(|chain| chain.into_iter().filter_map(|first| annotated.name_at(first)).collect())
        .collect();
}

/// The forms of the tables in one sentence, longest first from the left.
fn of_tables(text: &str, annotated: &AnnotatedText, sentence: &Sentence, gazetteer: &Gazetteer, claims: &mut Claims) {
    let words: Vec<&str> = annotated.tokens_of(sentence).iter().map(|t| t.text(text)).collect();
    let shouting = words.len() > 3 && !words.iter().any(|w| w.chars().any(char::is_lowercase));
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

    /// Whether a capitalised sequence that nothing made a person begins here; a short form may be all of it.
    pub fn is_other(&self, token: usize) -> bool {
        matches!(self.claim(token), Some((first, _, NameKind::Other)) if *first == token)
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
    use servanda_model::{Clues, DocId, Document, Sketch, Span, Zone, ZoneKind};
    use servanda_world::World;

    use crate::{AnnotatedText, NameKind, annotate};

    /// Lines are zones: the first a headline, the others paragraphs.
    fn document(text: &str) -> Document {
        let mut at = 0;
        let mut zones = Vec::new();
        for line in text.split('\n') {
            let kind = if zones.is_empty() { ZoneKind::Headline } else { ZoneKind::Body };
            zones.push(Zone { span: Span::new(at, at + line.len()), kind });
            at += line.len() + 1;
        }
        Document {
            id: DocId::of_bytes(text.as_bytes()),
            text: text.to_owned(),
            charset: "UTF-8".to_owned(),
            zones,
            clues: Clues::default(),
            sketch: Sketch::default(),
        }
    }

    fn names(text: &str) -> String {
        let document = document(text);
        let annotated = annotate(&document, World::builtin());
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

    fn chains(text: &str) -> Vec<String> {
        let document = document(text);
        let annotated: AnnotatedText = annotate(&document, World::builtin());
        let show =
            |chain: &Vec<usize>| chain.iter().map(|&n| annotated.names[n].span.of(text)).collect::<Vec<_>>().join(", ");
        annotated.chains.iter().map(show).collect()
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

    #[test]
    fn a_surname_that_was_introduced_is_a_person_anywhere() {
        let text = "Kenya's Rice, Ugandan Envoy Okello Agree To Reopen Border Post\n\
                    Kenyan Foreign Minister Amina Rice met Ugandan envoy David Okello in Kisumu.\n\
                    Rice said the post would open. Okello thanked Rice. Rice exports were not discussed.";
        assert_eq!(chains(text), ["Amina Rice, Rice, Rice, Rice", "David Okello, Okello, Okello"]);
    }

    #[test]
    fn east_asian_names_go_by_the_first_word() {
        let text =
            "\nNorth Korean envoy Kim Song Ho met Vietnam's Nguyen Van Minh. Kim said little. Minh said nothing.";
        assert_eq!(chains(text), ["Kim Song Ho, Kim", "Nguyen Van Minh, Minh"]);
    }

    #[test]
    fn longer_and_shorter_forms_join() {
        let text = "\nColombian envoy Jorge Ortiz Vega left. Mr Ortiz said so. Von Arnim waited. Karl von Arnim met Ortiz. \
                    President Abel Pinto da Mota spoke. Pinto da Mota smiled. The Ortiz Foundation paid.";
        assert_eq!(
            chains(text),
            ["Jorge Ortiz Vega, Ortiz, Ortiz", "Karl von Arnim, Von Arnim", "Abel Pinto da Mota, Pinto da Mota"]
        );
    }

    #[test]
    fn two_of_one_surname_are_told_apart_by_the_last_mention() {
        let text = "\nJames Mensah spoke first. Mensah said yes. Then Akua Mensah spoke. Mensah said no.";
        assert_eq!(chains(text), ["James Mensah, Mensah", "Akua Mensah, Mensah"]);
    }
}
