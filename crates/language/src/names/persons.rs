//! Which capitalised words are persons, and which mentions are of one person (by form).

use std::collections::{BTreeMap, BTreeSet};

use servanda_world::World;

use super::Claims;
use super::short_forms::short_forms;
use crate::lexicon::{Lexicon, WordClass};
use crate::{AnnotatedText, Inflection, NameKind, Sentence, Shape};

/// Finds the persons of one document.
pub struct Persons<'a> {
    text: &'a str,
    annotated: &'a AnnotatedText,
    world: &'a World,
    lexicon: &'static Lexicon,
    people: Vec<Person>,
    /// Words that the text also writes in lower case: they are no surnames by themselves.
    vocabulary: BTreeSet<String>,
    /// Short forms (lower case) → persons that go by them and how likely (0 the likeliest), by their first word.
    by_form: BTreeMap<String, Vec<ShortForm>>,
}

/// One person as the document has them.
struct Person {
    /// Words of the full name, lower case.
    name: Vec<String>,
    /// First tokens of the mentions.
    mentions: Vec<usize>,
}

struct ShortForm {
    words: Vec<String>,
    person: usize,
    rank: usize,
}

impl<'a> Persons<'a> {
    /// A finder for a text whose tokens, sentences and times are there.
    pub fn new(text: &'a str, annotated: &'a AnnotatedText, world: &'a World) -> Self {
        let lower = annotated.tokens.iter().filter(|t| t.shape == Shape::Lower);
        let vocabulary = lower.flat_map(|t| [t.text(text).to_owned(), t.lemma.clone()]).collect();
        let lexicon = Lexicon::builtin();
        Self { text, annotated, world, lexicon, people: Vec::new(), vocabulary, by_form: BTreeMap::new() }
    }

    /// Claims the names of persons (and other capitalised names) and gives the chains as first tokens, fullest mention first.
    pub fn find(mut self, claims: &mut Claims) -> Vec<Vec<usize>> {
        let annotated = self.annotated;
        let plain: Vec<&Sentence> = annotated.sentences.iter().filter(|s| !self.is_title_case(s)).collect();
        for sentence in &plain {
            self.outlets(sentence, claims);
            self.full_names(sentence, claims, false);
        }
        // In a headline every word is capitalised: only what is known or titled is a name there.
        for sentence in &annotated.sentences {
            if !self.is_title_case(sentence) {
                continue;
            }
            self.full_names(sentence, claims, true);
        }
        for sentence in &annotated.sentences {
            self.short_mentions(sentence, claims);
        }
        for sentence in plain {
            self.others(sentence, claims);
        }
        self.chains(claims)
    }

    // --- words ----------------------------------------------------------------------------------------------------

    fn word(&self, token: usize) -> &'a str {
        self.annotated.tokens.get(token).map_or("", |t| t.text(self.text))
    }

    fn is(&self, token: usize, class: WordClass) -> bool {
        self.lexicon.is(self.word(token), class)
    }

    /// Whether a token may be a word of a name: a capital, also after "al-".
    fn is_name_word(&self, token: usize) -> bool {
        let Some(found) = self.annotated.tokens.get(token) else { return false };
        match found.shape {
            Shape::Capitalised | Shape::Upper => true,
            Shape::Mixed => self.word(token).split_once('-').is_some_and(|(prefix, rest)| {
                self.lexicon.is(prefix, WordClass::Particle) && rest.starts_with(char::is_uppercase)
            }),
            _ => false,
        }
    }

    /// Whether nothing but marks and numbers stands before a token in its sentence.
    fn is_initial(&self, sentence: &Sentence, token: usize) -> bool {
        self.annotated.tokens[sentence.first..token]
            .iter()
            .all(|t| matches!(t.shape, Shape::Punctuation | Shape::Number))
    }

    /// Whether most longer words are capitalised and no full stop ends them, as in a headline.
    fn is_title_case(&self, sentence: &Sentence) -> bool {
        if sentence.end.checked_sub(1).is_some_and(|last| self.word(last) == ".") {
            return false;
        }
        let words = self.annotated.tokens_of(sentence).iter().filter(|t| t.span.len() > 3);
        let words: Vec<Shape> =
            words.map(|t| t.shape).filter(|s| !matches!(s, Shape::Punctuation | Shape::Number)).collect();
        let capitals = words.iter().filter(|s| matches!(s, Shape::Capitalised | Shape::Upper)).count();
        words.len() >= 3 && capitals * 10 >= words.len() * 8
    }

    // --- full names -----------------------------------------------------------------------------------------------

    /// "Ghana Daily", "Bank of Togo": the country is part of another name.
    fn outlets(&self, sentence: &Sentence, claims: &mut Claims) {
        for token in sentence.first..sentence.end {
            let Some((first, end, kind)) = claims.claim(token).cloned() else { continue };
            let place =
                matches!(kind, NameKind::Country(_) | NameKind::Metonym(_) | NameKind::Place(_) | NameKind::Demonym(_));
            if !place || token != first {
                continue;
            }
            let outlet = |t: usize| {
                t < sentence.end && claims.is_free(t) && self.is_name_word(t) && self.is(t, WordClass::Outlet)
            };
            let mut last = end;
            while outlet(last) {
                last += 1;
            }
            let of = first >= sentence.first + 2 && self.word(first - 1) == "of" && outlet(first - 2);
            if last > end || of {
                claims.add(if of { first - 2 } else { first }, last, NameKind::Other);
            }
        }
    }

    /// Claims the runs of capitalised words that are full names, or single words with a title before them.
    fn full_names(&mut self, sentence: &Sentence, claims: &mut Claims, headline: bool) {
        let mut at = sentence.first;
        while at < sentence.end {
            let Some((first, end)) = self.run(sentence, at, claims) else {
                at += 1;
                continue;
            };
            at = end.max(at + 1);
            let (first, titled) = self.without_titles(sentence, first, end, claims);
            if first < end && self.is_person(sentence, first, end, titled, headline, claims) {
                claims.add(first, end, NameKind::Person);
                self.introduce(first, end);
            } else if first + 1 < end && !headline {
                claims.add(first, end, NameKind::Other);
            }
        }
    }

    /// The run of capitalised words at `at`, particles inside it included.
    fn run(&self, sentence: &Sentence, at: usize, claims: &Claims) -> Option<(usize, usize)> {
        let open = |t: usize| t < sentence.end && (claims.is_free(t) || self.is_part_of_name(sentence, t, claims));
        let named = |t: usize| {
            open(t)
                && self.is_name_word(t)
                && (!self.is(t, WordClass::Starter)
                    || self.is(t, WordClass::FamilyFirst) && !self.is_initial(sentence, t))
        };
        if !named(at) {
            return None;
        }
        let mut end = at + 1;
        while end < sentence.end {
            let particles =
                (end..sentence.end).take_while(|&t| open(t) && self.is(t, WordClass::Particle) && !named(t)).count();
            if !named(end + particles) || particles > 3 {
                break;
            }
            end += particles + 1;
        }
        Some((at, end))
    }

    /// "Jordan" after a given name is no country, nor is "King" an office.
    fn is_part_of_name(&self, sentence: &Sentence, token: usize, claims: &Claims) -> bool {
        let Some((first, end, kind)) = claims.claim(token) else { return false };
        let single = end - first == 1 && self.is(token, WordClass::Common) && !matches!(kind, NameKind::Person);
        let given = |t: usize| claims.is_free(t) && self.is_name_word(t) && self.is(t, WordClass::Given);
        let after = given(token.saturating_sub(1)) && token > sentence.first;
        single && after && !matches!(self.word(token + 1), "'s" | "’s")
    }

    /// The run without forms of address, roles and sentence openers in front; whether such a title was there.
    fn without_titles(&self, sentence: &Sentence, first: usize, end: usize, claims: &Claims) -> (usize, bool) {
        let mut at = first;
        let mut titled = false;
        while at < end {
            let title = self.is(at, WordClass::Honorific) || self.is(at, WordClass::Role);
            // "Meeting Kofi Boateng" at a sentence's start
            let opener = self.is_initial(sentence, at)
                && at + 1 < end
                && matches!(self.annotated.tokens[at].inflection, Inflection::Ing | Inflection::Past)
                && !self.is(at, WordClass::Given);
            if !title && !opener || title && at + 1 == end && at == first {
                break;
            }
            titled = title;
            at += 1;
        }
        let before = first.checked_sub(1).filter(|&t| t >= sentence.first);
        let office = before.is_some_and(|t| {
            matches!(claims.kind(t), Some(NameKind::Office(_)))
                || claims.is_free(t) && (self.is(t, WordClass::Role) || self.is(t, WordClass::Honorific))
                || self.word(t) == ","
                    && t > sentence.first
                    && matches!(claims.kind(t - 1), Some(NameKind::Office(_)))
                    && self.word(end) == ","
        });
        (at, titled || office && at == first)
    }

    fn is_person(
        &self,
        sentence: &Sentence,
        first: usize,
        end: usize,
        titled: bool,
        headline: bool,
        claims: &Claims,
    ) -> bool {
        let words: Vec<usize> = (first..end).collect();
        let len = words.iter().filter(|&&t| self.is_name_word(t)).count();
        let letters = |t: usize| self.word(t).chars().filter(|c| c.is_alphabetic()).count();
        if len > 6
            || words.iter().all(|&t| letters(t) < 2)
            || words.iter().all(|&t| self.annotated.tokens[t].shape == Shape::Upper) && !titled
        {
            return false;
        }
        let name = self.words(first, end);
        let known = len > 1 && (self.known(&name) || !self.world.tenures_of(&name.join(" "), None).is_empty());
        if known {
            return true;
        }
        let doubtful = |t: usize| {
            let surname =
                self.is(t, WordClass::Common) || self.is(t, WordClass::FamilyFirst) || self.is(t, WordClass::Particle);
            self.is(t, WordClass::NotPerson)
                && !(surname && (titled || self.is(first, WordClass::Given) || self.is(first, WordClass::FamilyFirst)))
        };
        if words.iter().any(|&t| doubtful(t)) {
            return false;
        }
        if titled {
            // "Ministers Agree Visit": in a headline a title is not enough for words that the text uses otherwise.
            let odd = || words.iter().any(|&t| self.is_odd(t)) && !self.is(first, WordClass::Given);
            return !headline || !odd() && len > 1 || self.is(first, WordClass::FamilyFirst);
        }
        let given = self.is(first, WordClass::Given) || self.is(first, WordClass::FamilyFirst) && len <= 3;
        if len < 2 || headline {
            return false;
        }
        let sure = given || self.is_apposed(sentence, end, claims) || self.speaks(sentence, end);
        sure || len <= 4 && !words.iter().any(|&t| self.is_odd(t)) && !self.is_placed(sentence, first)
    }

    /// After an article or a preposition of place stands anything rather than a person.
    fn is_placed(&self, sentence: &Sentence, first: usize) -> bool {
        let before = first.checked_sub(1).filter(|&t| t >= sentence.first).map_or("", |t| self.word(t)).to_lowercase();
        matches!(
            before.as_str(),
            "the" | "a" | "an" | "in" | "at" | "near" | "across" | "into" | "outside" | "“" | "‘" | "\""
        )
    }

    /// An acronym, or a word that the text writes in lower case elsewhere: no word of a name that nothing else supports.
    fn is_odd(&self, token: usize) -> bool {
        let acronym = self.annotated.tokens[token].shape == Shape::Upper;
        acronym || self.is_name_word(token) && self.is_in_vocabulary(token)
    }

    fn is_in_vocabulary(&self, token: usize) -> bool {
        self.vocabulary.contains(&self.word(token).to_lowercase())
            || self.vocabulary.contains(&self.annotated.tokens[token].lemma)
    }

    /// "…, Togo's foreign minister": an office or a role stands in apposition.
    fn is_apposed(&self, sentence: &Sentence, end: usize, claims: &Claims) -> bool {
        self.word(end) == ","
            && (end + 1..sentence.end.min(end + 9))
                .take_while(|&t| {
                    !matches!(self.word(t), "," | "." | "and" | ";")
                        && self.annotated.tokens[t].inflection != Inflection::Past
                })
                .any(|t| matches!(claims.kind(t), Some(NameKind::Office(_))) || self.is(t, WordClass::Role))
    }

    fn speaks(&self, sentence: &Sentence, end: usize) -> bool {
        end < sentence.end && self.annotated.tokens[end].shape == Shape::Lower && self.is(end, WordClass::Saying)
    }

    fn words(&self, first: usize, end: usize) -> Vec<String> {
        (first..end).map(|t| self.word(t).to_lowercase()).collect()
    }

    fn known(&self, name: &[String]) -> bool {
        self.people.iter().any(|person| person.name == name)
    }

    /// Notes a person and the forms by which the text may go on. A name that is a form of someone noted before
    /// ("Mr Ortiz" after "Álvaro Ortiz Vega"), or that makes such a name fuller, is that person's.
    fn introduce(&mut self, first: usize, end: usize) {
        let name = self.words(first, end);
        let forms = self.by_form.get(&name[0]).map_or(&[][..], Vec::as_slice);
        let latest = |form: &&ShortForm| (form.rank == 0, self.people[form.person].mentions.last().copied());
        if let Some(form) = forms.iter().filter(|f| f.words == name).max_by_key(latest) {
            let person = form.person;
            self.people[person].mentions.push(first);
            return;
        }
        let written: Vec<&str> = (first..end).map(|t| self.word(t)).collect();
        let shorter = short_forms(&written);
        let person = self.people.iter().position(|p| shorter.contains(&p.name)).unwrap_or(self.people.len());
        let whole = std::iter::once(name.clone());
        for (rank, words) in whole.chain(shorter).enumerate() {
            if let Some(head) = words.first().cloned() {
                self.by_form.entry(head).or_default().push(ShortForm { words, person, rank });
            }
        }
        match self.people.get_mut(person) {
            Some(known) => {
                known.name = name;
                known.mentions.push(first);
            }
            None => self.people.push(Person { name, mentions: vec![first] }),
        }
    }

    // --- short mentions -------------------------------------------------------------------------------------------

    /// Claims the surnames, in this sentence, of persons introduced anywhere in the document.
    fn short_mentions(&mut self, sentence: &Sentence, claims: &mut Claims) {
        let mut at = sentence.first;
        while at < sentence.end {
            let open = claims.is_free(at) || claims.is_other(at);
            let found = if open { self.short_form_at(sentence, at, claims) } else { None };
            match found {
                Some((len, person)) => {
                    claims.add(at, at + len, NameKind::Person);
                    if let Some(person) = person {
                        self.people[person].mentions.push(at);
                    } else {
                        self.introduce(at, at + len);
                    }
                    at += len;
                }
                None => at += 1,
            }
        }
    }

    /// The longest short form at a token, and whose it is: that of the person mentioned last before it, else of the
    /// first one after it. A surname of the tables stands for itself where it speaks.
    fn short_form_at(&self, sentence: &Sentence, at: usize, claims: &Claims) -> Option<(usize, Option<usize>)> {
        if !self.is_name_word(at) && !self.is(at, WordClass::Particle) {
            return None;
        }
        let head = self.word(at).to_lowercase();
        let fits = |form: &&ShortForm| {
            let end = at + form.words.len();
            end <= sentence.end
                && ((at..end).all(|t| claims.is_free(t)) || claims.claim(at).is_some_and(|(_, e, _)| *e == end))
                && (at..end).zip(&form.words).all(|(t, word)| self.word(t).to_lowercase() == *word)
                && (at..end).any(|t| self.is_name_word(t))
        };
        let forms: Vec<&ShortForm> =
            self.by_form.get(&head).map_or(&[][..], Vec::as_slice).iter().filter(fits).collect();
        let Some(len) = forms.iter().map(|f| f.words.len()).max() else {
            let table = claims.is_free(at)
                && self.is_name_word(at)
                && !self.is_doubtful(sentence, at)
                && self.stands_alone(sentence, at, claims);
            return table.then_some((1, None));
        };
        let likely = forms.iter().filter(|f| f.words.len() == len).map(|f| f.rank).min()?;
        if len == 1
            && (self.is_doubtful(sentence, at) || likely > 1 && self.lexicon.is(&head, WordClass::Common))
            && !self.acts(sentence, at + 1, claims)
            && !self.is_led_in(sentence, at, claims)
        {
            return None;
        }
        let last_before = |person: usize| self.people[person].mentions.iter().copied().filter(|&t| t < at).max();
        let candidates = || forms.iter().filter(|f| f.words.len() == len && f.rank <= likely.max(1));
        let before = candidates().filter_map(|f| Some((last_before(f.person)?, f.person))).max();
        let person = before.map(|(_, person)| person).or_else(|| {
            candidates().min_by_key(|f| (self.people[f.person].mentions.first().copied(), f.person)).map(|f| f.person)
        });
        Some((len, person))
    }

    /// A single word that needs no introduction here: a surname of the tables, or a given name that acts.
    fn stands_alone(&self, sentence: &Sentence, at: usize, claims: &Claims) -> bool {
        let acts = self.acts(sentence, at + 1, claims);
        let given = self.is(at, WordClass::Given);
        let uncertain = given || self.is(at, WordClass::FamilyFirst) || self.is(at, WordClass::Common);
        if uncertain && !acts || self.annotated.tokens[at].shape == Shape::Upper {
            return false;
        }
        let beside = |t: usize| claims.is_free(t) && self.is_name_word(t) && !self.is(t, WordClass::Starter);
        let accompanied = at > sentence.first && beside(at - 1) || at + 1 < sentence.end && beside(at + 1);
        !accompanied && (given || !self.world.people_by_surname(self.word(at)).is_empty())
    }

    /// A word that is common English too, where a capital tells nothing.
    fn is_doubtful(&self, sentence: &Sentence, token: usize) -> bool {
        let common = self.is(token, WordClass::Common)
            || self.is(token, WordClass::Starter)
            || self.is(token, WordClass::NotPerson)
            || self.is_in_vocabulary(token);
        common && (self.is_initial(sentence, token) || self.is_title_case(sentence))
    }

    /// "Togo's Rice", "Minister Rice", with no further capital after it.
    fn is_led_in(&self, sentence: &Sentence, at: usize, claims: &Claims) -> bool {
        let ends = at + 1 >= sentence.end || !self.is_name_word(at + 1) || !claims.is_free(at + 1);
        let of_side = |t: usize| matches!(claims.kind(t), Some(NameKind::Country(_) | NameKind::Metonym(_)));
        let before = at.checked_sub(1).filter(|&t| t >= sentence.first);
        ends && before.is_some_and(|t| {
            matches!(claims.kind(t), Some(NameKind::Office(_) | NameKind::Demonym(_)))
                || matches!(self.word(t), "'s" | "’s") && t > sentence.first && of_side(t - 1)
        })
    }

    /// Whether what follows makes the word before it someone who acts: a verb of saying or in the past, an auxiliary, a possessive.
    fn acts(&self, sentence: &Sentence, token: usize, claims: &Claims) -> bool {
        if token >= sentence.end || !claims.is_free(token) && !matches!(self.word(token), "'s" | "’s") {
            return false;
        }
        let found = &self.annotated.tokens[token];
        matches!(self.word(token), "'s" | "’s" | "also" | "will" | "would" | "had" | "has" | "was" | "is")
            || self.is(token, WordClass::Saying)
            || found.shape == Shape::Lower && found.inflection == Inflection::Past
    }

    // --- the rest -------------------------------------------------------------------------------------------------

    /// Single capitalised words inside a sentence that are no persons.
    fn others(&self, sentence: &Sentence, claims: &mut Claims) {
        for token in sentence.first..sentence.end {
            let plain = self.is(token, WordClass::Starter)
                || self.is(token, WordClass::Honorific)
                || self.word(token).chars().count() < 2;
            if claims.is_free(token) && self.is_name_word(token) && !plain && !self.is_initial(sentence, token) {
                claims.add(token, token + 1, NameKind::Other);
            }
        }
    }

    /// The mentions of each person, fullest first.
    fn chains(self, claims: &Claims) -> Vec<Vec<usize>> {
        let length = |first: usize| claims.claim(first).map_or(0, |(first, end, _)| end - first);
        let mut chains: Vec<Vec<usize>> = self
            .people
            .into_iter()
            .map(|person| {
                let mut mentions: Vec<usize> = person.mentions;
                mentions.retain(|&t| matches!(claims.claim(t), Some((first, _, NameKind::Person)) if *first == t));
                mentions.sort_by_key(|&t| (std::cmp::Reverse(length(t)), t));
                mentions
            })
            .filter(|chain| !chain.is_empty())
            .collect();
        chains.sort_by_key(|chain| chain.iter().min().copied());
        chains
    }
}
