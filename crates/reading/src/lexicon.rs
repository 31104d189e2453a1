//! The lexicons (`data/*.tsv`) and how their phrases match over lemmas.

mod classes;
mod meanings;

use std::{collections::HashMap, sync::OnceLock};

use servanda_model::{CommitmentKind, Form, Ladder, MechanismState, Modality, Side};

pub use self::{
    classes::WordClass,
    meanings::{
        Complement, DeedWord, MeetingShape, MeetingWord, Objects, Partner, Slot, SpeechAct, StanceWord, Undertaking,
        UndertakingPos, Unnamed, WordPos,
    },
};
use crate::text::{Text, Tokens};

/// All lexicons, read once.
pub struct Lexicon {
    /// Verbs of speech.
    pub speech: Vec<Entry<SpeechAct>>,
    /// Words of positions.
    pub stances: Vec<Entry<StanceWord>>,
    /// Words of commitments.
    pub undertakings: Vec<Entry<Undertaking>>,
    /// Acts that can be promised.
    pub acts: Vec<Entry<CommitmentKind>>,
    /// Nouns of such acts with their verb ("resumption").
    pub act_nouns: Vec<Entry<String>>,
    /// Acts that need another side, and how it takes part.
    pub act_partners: Vec<Entry<Partner>>,
    /// Words of engagements.
    pub meetings: Vec<Entry<MeetingWord>>,
    /// Verbs of deeds.
    pub deeds: Vec<Entry<DeedWord>>,
    /// Nouns of deeds.
    pub deed_nouns: Vec<Entry<DeedWord>>,
    /// Words that weaken.
    pub hedges: Vec<Entry<()>>,
    /// Nouns and adjectives by what they tell of.
    pub words: Vec<Entry<WordClass>>,
    /// The classes of each of them.
    classes: HashMap<String, Vec<WordClass>>,
    /// Heads of channels; true for recurring ones, false for single meetings.
    pub channels: Vec<Entry<bool>>,
    /// What words above a channel say of its state.
    pub states: Vec<Entry<MechanismState>>,
    /// Combining forms of sides ("Sino-").
    combining: Vec<Entry<Side>>,
}

/// A phrase of a lexicon with what it means.
pub struct Entry<T> {
    /// As written in the data file.
    pub phrase: String,
    pattern: Vec<Element>,
    /// What it means.
    pub meaning: T,
}

enum Element {
    /// One of these lemmas.
    Lemma(Vec<String>),
    /// Up to so many words.
    Gap(usize),
}

impl Lexicon {
    /// The lexicons that come with the program.
    ///
    /// # Panics
    /// Never with the tables that are built in: a test reads them all.
    #[allow(clippy::expect_used)] // our own tables, checked by a test
    pub fn builtin() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon::parse().expect("the built-in lexicons are well formed"))
    }

    fn parse() -> Option<Self> {
        let deeds = table(include_str!("../data/deeds.tsv"));
        let acts = table(include_str!("../data/acts.tsv"));
        let words: Vec<Entry<WordClass>> = entries(include_str!("../data/words.tsv"), |row| WordClass::parse(row[1]))?;
        let mut classes: HashMap<String, Vec<WordClass>> = HashMap::new();
        for word in &words {
            classes.entry(word.phrase.clone()).or_default().push(word.meaning);
        }
        Some(Self {
            speech: entries(include_str!("../data/speech.tsv"), |row| match row[1] {
                "say" => Some(SpeechAct::Say),
                "act" => Some(SpeechAct::Act),
                "attitude" => Some(SpeechAct::Attitude),
                "topic" => Some(SpeechAct::Topic),
                _ => None,
            })?,
            stances: entries(include_str!("../data/stances.tsv"), |row| {
                let pos = match row[1] {
                    "verb" => WordPos::Verb,
                    "noun" => WordPos::Noun,
                    "adjective" => WordPos::Adjective,
                    "modal" => WordPos::Modal,
                    _ => return None,
                };
                let ladder = match row[2] {
                    "demand" => Ladder::Demand,
                    "objection" => Ladder::Objection,
                    "support" => Ladder::Support,
                    "other" => Ladder::Other,
                    _ => return None,
                };
                Some(StanceWord { pos, ladder, addressee: Slot::list(row[3]), matter: Slot::list(row[4]) })
            })?,
            undertakings: entries(include_str!("../data/undertakings.tsv"), |row| {
                let modality = match row[3] {
                    "agreed" => Modality::Agreed,
                    "concurred" => Modality::Concurred,
                    "intended" => Modality::Intended,
                    "proposed" => Modality::Proposed,
                    "bound" => Modality::Bound,
                    _ => return None,
                };
                let under = row[2].split('|').filter(|verb| *verb != "-").collect();
                let complements = row[4].split(',').map(Complement::parse).collect::<Option<_>>()?;
                let is_inward = match row[5] {
                    "self" => true,
                    "any" => false,
                    _ => return None,
                };
                Some(Undertaking { pos: UndertakingPos::parse(row[1])?, under, modality, complements, is_inward })
            })?,
            acts: entries(include_str!("../data/acts.tsv"), |row| match row[1] {
                "deliverable" => Some(CommitmentKind::Deliverable),
                "standing" => Some(CommitmentKind::Standing),
                _ => None,
            })?,
            act_nouns: acts
                .iter()
                .filter(|row| row.get(2).is_some_and(|noun| *noun != "-"))
                .map(|row| Entry::new(row[2], row[0].to_owned()))
                .collect(),
            act_partners: acts
                .iter()
                .filter_map(|row| match *row.get(3)? {
                    "mutual" => Some(Entry::new(row[0], Partner::Mutual)),
                    "given" => Some(Entry::new(row[0], Partner::Given)),
                    "topic" => Some(Entry::new(row[0], Partner::Topic)),
                    _ => None,
                })
                .collect(),
            meetings: entries(include_str!("../data/meetings.tsv"), |row| {
                let form = match row[2] {
                    "in_person" => Form::InPerson,
                    "phone" => Form::Phone,
                    "video" => Form::Video,
                    "written" => Form::Written,
                    _ => return None,
                };
                let shape = match row[3] {
                    "meet" => MeetingShape::Meet,
                    "line" => MeetingShape::Line,
                    "speak" => MeetingShape::Speak,
                    "ring" => MeetingShape::Ring,
                    "write" => MeetingShape::Write,
                    "go" => MeetingShape::Go,
                    "bring" => MeetingShape::Bring,
                    "visit" => MeetingShape::Visit,
                    "host" => MeetingShape::Host,
                    "attend" => MeetingShape::Attend,
                    "presence" => MeetingShape::Presence,
                    "mission" => MeetingShape::Mission,
                    "oath" => MeetingShape::Oath,
                    "call_on" => MeetingShape::CallOn,
                    "sign" => MeetingShape::Sign,
                    _ => return None,
                };
                Some(MeetingWord { is_verb: row[1] == "verb", form, shape })
            })?,
            deed_nouns: deeds
                .iter()
                .filter(|row| row.get(2).is_some_and(|noun| *noun != "-"))
                .map(|row| Some(Entry::new(row[2], DeedWord::of(row)?)))
                .collect::<Option<_>>()?,
            deeds: entries(include_str!("../data/deeds.tsv"), DeedWord::of)?,
            hedges: entries(include_str!("../data/hedges.tsv"), |_| Some(()))?,
            words,
            classes,
            channels: entries(include_str!("../data/channels.tsv"), |row| Some(row[1] == "channel"))?,
            states: entries(include_str!("../data/states.tsv"), |row| match row[1] {
                "proposed" => Some(MechanismState::Proposed),
                "sought" => Some(MechanismState::Sought),
                "possible" => Some(MechanismState::Possible),
                "agreed" => Some(MechanismState::Agreed),
                "suspended" => Some(MechanismState::Suspended),
                "dissolved" => Some(MechanismState::Dissolved),
                "dormant" => Some(MechanismState::Dormant),
                _ => None,
            })?,
            combining: entries(include_str!("../data/combining.tsv"), |row| Some(Side::new(row[1])))?,
        })
    }

    /// Whether a lemma is of the class.
    pub fn is(&self, class: WordClass, lemma: &str) -> bool {
        self.classes.get(lemma).is_some_and(|classes| classes.contains(&class))
    }

    /// The side of a combining form: "sino" in "Sino-Nepalese".
    pub fn combining(&self, form: &str) -> Option<Side> {
        self.combining.iter().find(|entry| entry.phrase == form).map(|entry| entry.meaning.clone())
    }

    /// Every phrase with its table, for counting where they fire.
    pub fn phrases(&self) -> Vec<(&'static str, &str, Hits<'_>)> {
        fn of<'l, T>(
            table: &'static str,
            list: &'l [Entry<T>],
        ) -> impl Iterator<Item = (&'static str, &'l str, Hits<'l>)> {
            list.iter().map(move |e| (table, e.phrase.as_str(), Hits(&e.pattern)))
        }
        of("speech", &self.speech)
            .chain(of("stances", &self.stances))
            .chain(of("undertakings", &self.undertakings))
            .chain(of("acts", &self.acts))
            .chain(of("act nouns", &self.act_nouns))
            .chain(of("meetings", &self.meetings))
            .chain(of("deeds", &self.deeds))
            .chain(of("deed nouns", &self.deed_nouns))
            .chain(of("hedges", &self.hedges))
            .chain(of("channels", &self.channels))
            .chain(of("states", &self.states))
            .chain(of("combining forms", &self.combining))
            .chain(of("words", &self.words))
            .collect()
    }
}

/// The pattern of one phrase, to be counted.
pub struct Hits<'l>(&'l [Element]);

impl Hits<'_> {
    /// Whether the phrase occurs in any sentence of the text.
    pub fn occurs(&self, text: &Text<'_>) -> bool {
        text.layers.sentences.iter().any(|s| (s.first..s.end).any(|at| matches(self.0, text, at, s.end).is_some()))
    }
}

impl<T> Entry<T> {
    fn new(phrase: &str, meaning: T) -> Self {
        let pattern = phrase
            .split(' ')
            .map(|word| match word {
                "*" => Element::Gap(3),
                "**" => Element::Gap(12),
                _ => Element::Lemma(word.split('|').map(str::to_owned).collect()),
            })
            .collect();
        Self { phrase: phrase.to_owned(), pattern, meaning }
    }

    /// The tokens that the phrase covers when it begins at token `at` and ends before `end`.
    pub fn at(&self, text: &Text<'_>, at: usize, end: usize) -> Option<Tokens> {
        matches(&self.pattern, text, at, end)
    }
}

/// The entry of `list` that matches at `at` over the most tokens.
pub fn longest<'l, T>(list: &'l [Entry<T>], text: &Text<'_>, at: usize, end: usize) -> Option<(&'l Entry<T>, Tokens)> {
    longest_of(list, text, at, end, |_| true)
}

/// The same, of those entries whose meaning fits.
pub fn longest_of<'l, T>(
    list: &'l [Entry<T>],
    text: &Text<'_>,
    at: usize,
    end: usize,
    fits: impl Fn(&T) -> bool,
) -> Option<(&'l Entry<T>, Tokens)> {
    list.iter()
        .filter(|entry| fits(&entry.meaning))
        .filter_map(|entry| entry.at(text, at, end).map(|tokens| (entry, tokens)))
        .max_by_key(|(entry, tokens)| (entry.pattern.len(), std::cmp::Reverse(tokens.end)))
}

fn matches(pattern: &[Element], text: &Text<'_>, at: usize, end: usize) -> Option<Tokens> {
    let mut next = at;
    let mut gap = 0;
    for element in pattern {
        match element {
            Element::Gap(words) => gap = *words,
            Element::Lemma(lemmas) => {
                let found = (next..=next + gap).find(|&t| t < end && lemmas.iter().any(|l| l == text.lemma(t)))?;
                next = found + 1;
                gap = 0;
            }
        }
    }
    Some(at..next)
}

fn table(file: &'static str) -> Vec<Vec<&'static str>> {
    file.lines()
        .skip(1)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect()
}

fn entries<T>(file: &'static str, meaning: impl Fn(&[&'static str]) -> Option<T>) -> Option<Vec<Entry<T>>> {
    let columns = file.lines().next().map_or(0, |header| header.split('\t').count());
    table(file)
        .iter()
        .map(|row| (row.len() == columns).then(|| meaning(row)).flatten().map(|m| Entry::new(row[0], m)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_well_formed() {
        let lexicon = Lexicon::parse().expect("every row has its columns and known classes");
        assert!(lexicon.speech.len() > 20 && lexicon.undertakings.len() > 20 && lexicon.acts.len() > 40);
    }
}
