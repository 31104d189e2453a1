//! The lexicons (`data/*.tsv`) and how their phrases match over lemmas.

mod classes;

use std::{collections::HashMap, sync::OnceLock};

use servanda_model::{CommitmentKind, Form, Ladder, MechanismState, Modality, Side};

pub use self::classes::WordClass;
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

/// What a verb of speech reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeechAct {
    /// Words.
    Say,
    /// A speech act that carries its content ("urged").
    Act,
    /// What somebody may hold without a word ("opposed"): a speech act where a readout reports it, or with words quoted.
    Attitude,
    /// A topic only ("discussed").
    Topic,
}

/// A word that expresses a stance, with what may fill its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StanceWord {
    /// How it is used.
    pub pos: WordPos,
    /// Its ladder.
    pub ladder: Ladder,
    /// Where the addressee stands, the first that is filled.
    pub addressee: Vec<Slot>,
    /// Where the matter stands, the first that is filled.
    pub matter: Vec<Slot>,
}

/// A word that tells of a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeedWord {
    /// The form shown ("lifted").
    pub action: String,
    /// When it is a deed of a state where none is named.
    pub unnamed: Unnamed,
    /// Where the object stands.
    pub slots: Vec<Slot>,
    /// The objects with which it is a deed.
    pub objects: Objects,
}

/// Heads of objects, by lemma (`tie`) or class (`@force`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objects {
    /// Any.
    Any,
    /// These alone.
    Of(Vec<String>, Vec<WordClass>),
    /// All but these (`!plan|order`).
    But(Vec<String>, Vec<WordClass>),
}

impl Objects {
    fn parse(list: &str) -> Option<Self> {
        let (names, excludes) = list.strip_prefix('!').map_or((list, false), |names| (names, true));
        let (classes, lemmas): (Vec<&str>, Vec<&str>) = names.split('|').partition(|name| name.starts_with('@'));
        let classes = classes.iter().map(|name| WordClass::parse(&name[1..])).collect::<Option<Vec<_>>>()?;
        let lemmas = lemmas.into_iter().map(str::to_owned).collect();
        Some(match (list, excludes) {
            ("-", _) => Self::Any,
            (_, true) => Self::But(lemmas, classes),
            (_, false) => Self::Of(lemmas, classes),
        })
    }

    /// Whether the lemma is one of them.
    pub fn hold(&self, lemma: &str) -> bool {
        let named = |lemmas: &[String], classes: &[WordClass]| {
            lemmas.iter().any(|l| l == lemma) || classes.iter().any(|&class| Lexicon::builtin().is(class, lemma))
        };
        match self {
            Self::Any => true,
            Self::Of(lemmas, classes) => named(lemmas, classes),
            Self::But(lemmas, classes) => !named(lemmas, classes),
        }
    }

    /// Whether all of a class are among them, so that what has a name is, too ("sentenced Ana Torres").
    pub fn hold_all(&self, class: WordClass) -> bool {
        match self {
            Self::Any => true,
            Self::Of(_, classes) => classes.contains(&class),
            Self::But(_, classes) => !classes.contains(&class),
        }
    }
}

/// When an act is one of a state where the text names nobody who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed {
    /// Always: nobody else does it.
    Always,
    /// Where a side is named in what it is done to.
    BesideSide,
    /// Never.
    Never,
}

impl DeedWord {
    /// Whether it is a deed when done to what this lemma names.
    pub fn takes(&self, object: &str) -> bool {
        self.objects.hold(object)
    }

    fn of(row: &[&str]) -> Option<Self> {
        let [_, action, _, unnamed, slots, objects] = row else { return None };
        let unnamed = match *unnamed {
            "yes" => Unnamed::Always,
            "side" => Unnamed::BesideSide,
            "agent" => Unnamed::Never,
            _ => return None,
        };
        let objects = Objects::parse(objects)?;
        Some(Self { action: (*action).to_owned(), unnamed, slots: Slot::list(slots), objects })
    }
}

/// How a word of position is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordPos {
    /// "Urged B to act".
    Verb,
    /// "Its opposition to".
    Noun,
    /// "Is concerned about".
    Adjective,
    /// "B should act".
    Modal,
}

/// A place of a word in its tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Its object; in the passive its subject.
    Obj,
    /// An infinitive.
    Infinitive,
    /// A clause.
    That,
    /// A participle behind an object ("wants the ban lifted").
    Done,
    /// A clause of what is to be ("that B amend", "that B must").
    Mandate,
    /// A clause of what is ("that its policy is unchanged").
    State,
    /// The same, in a text that a government issues.
    Record,
    /// An object that names what somebody says or is said to have done ("the allegation").
    Claim,
    /// What is called bad ("called the ban unjust").
    Judged,
    /// What is taken for something, be it good or bad ("considers the strait its own waters").
    Seen,
    /// An object that names land or a right to it ("claims the islands").
    Land,
    /// An object that only others can give ("sought the release of").
    Sought,
    /// An object that is put forward, not complained of ("highlighted the creation of").
    Merit,
    /// An infinitive or gerund of what only others can give ("interest in receiving aid").
    Getting,
    /// An infinitive of what one always does with others ("ready to cooperate").
    Standing,
    /// A clause of what is hoped to come of something ("hopes that the treaty will help").
    Outcome,
    /// The noun itself, where a verb utters it ("handed over a note of protest").
    Itself,
    /// A clause of what is hoped of somebody ("that B would").
    Wish,
    /// An object that names an act ("the release of").
    Deed,
    /// A gerund ("denied backing the rebels").
    Gerund,
    /// Whose it is, who need not say so ("the role of B").
    Owner,
    /// Its subject.
    Subject,
    /// The clause that it stands in.
    Clause,
    /// What a preposition governs.
    Preposition(String),
}

impl Slot {
    fn list(names: &str) -> Vec<Self> {
        let slot = |name: &str| match name {
            "obj" => Self::Obj,
            "inf" => Self::Infinitive,
            "that" => Self::That,
            "done" => Self::Done,
            "mandate" => Self::Mandate,
            "state" => Self::State,
            "wish" => Self::Wish,
            "record" => Self::Record,
            "judged" => Self::Judged,
            "seen" => Self::Seen,
            "land" => Self::Land,
            "sought" => Self::Sought,
            "merit" => Self::Merit,
            "getting" => Self::Getting,
            "standing" => Self::Standing,
            "outcome" => Self::Outcome,
            "itself" => Self::Itself,
            "claim" => Self::Claim,
            "deed" => Self::Deed,
            "ing" => Self::Gerund,
            "owner" => Self::Owner,
            "subject" => Self::Subject,
            "clause" => Self::Clause,
            preposition => Self::Preposition(preposition.to_owned()),
        };
        names.split('|').filter(|name| *name != "-").map(slot).collect()
    }
}

/// A word by which something is undertaken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undertaking {
    /// Its part of speech.
    pub pos: UndertakingPos,
    /// The verbs one of which must govern the noun ("share" for "view"); none for any.
    pub under: Vec<&'static str>,
    /// How firm it is.
    pub modality: Modality,
    /// What may follow, the first that does counts.
    pub complements: Vec<Complement>,
    /// Whether it is an inward aim, of which only those who have it can tell ("hopes").
    pub is_inward: bool,
}

/// The part of speech of a word of undertaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndertakingPos {
    /// "Agree".
    Verb,
    /// "Agreement".
    Noun,
    /// "Ready".
    Adjective,
    /// "Will", "shall", and "be" before an infinitive.
    Auxiliary,
    /// A verb by which a text says what those who signed it are to do ("the plan calls for").
    Provision,
}

impl UndertakingPos {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "verb" => Self::Verb,
            "noun" => Self::Noun,
            "adjective" => Self::Adjective,
            "auxiliary" => Self::Auxiliary,
            "provision" => Self::Provision,
            _ => return None,
        })
    }
}

/// What follows a word of undertaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complement {
    /// An infinitive.
    To,
    /// "On" or "to" and a noun phrase or gerund.
    On,
    /// "For" and a noun phrase.
    For,
    /// "In" and a gerund or noun phrase.
    In,
    /// "At" and a gerund or noun phrase.
    At,
    /// A clause.
    That,
    /// A gerund ("suggested opening").
    Ing,
    /// A noun that names an act ("the reopening of").
    Act,
    /// A noun that names a channel ("talks").
    Channel,
    /// A noun that names a text to be signed.
    Document,
    /// Money or goods.
    Aid,
    /// A noun phrase of any kind: what a text provides ("includes joint patrols").
    Thing,
    /// A party to a text and what it is to do ("commits Togo to supply gas").
    Party,
    /// A person of another side.
    Guest,
    /// One's own ministers or officials, and what they are to do ("directed the ministers to meet").
    Order,
    /// An invitation: what it invites to.
    Invitation,
    /// What a treaty named in the sentence binds to do.
    Duty,
    /// What the noun of undertaking names itself ("witnessed the signing of").
    Itself,
    /// The clause itself, for an auxiliary.
    Clause,
}

impl Complement {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "to" => Self::To,
            "on" => Self::On,
            "for" => Self::For,
            "in" => Self::In,
            "at" => Self::At,
            "that" => Self::That,
            "ing" => Self::Ing,
            "act" => Self::Act,
            "channel" => Self::Channel,
            "document" => Self::Document,
            "aid" => Self::Aid,
            "thing" => Self::Thing,
            "party" => Self::Party,
            "guest" => Self::Guest,
            "order" => Self::Order,
            "invitation" => Self::Invitation,
            "duty" => Self::Duty,
            "itself" => Self::Itself,
            "clause" => Self::Clause,
            _ => return None,
        })
    }
}

/// How another side takes part in an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partner {
    /// It is done together ("sign").
    Mutual,
    /// Something goes to the other ("pay").
    Given,
    /// It is spoken of: sides named are what it is about ("raise").
    Topic,
}

/// A word that names an engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeetingWord {
    /// Whether it is a verb; a noun otherwise.
    pub is_verb: bool,
    /// The form of such an engagement where nothing else is said.
    pub form: Form,
    /// Who takes part.
    pub shape: MeetingShape,
}

/// Who takes part in what a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingShape {
    /// Those who meet: "met", "talks between".
    Meet,
    /// A telephone or screen over which people speak: "told B by phone".
    Line,
    /// People who speak with one another: "spoke with B".
    Speak,
    /// Whoever telephones somebody: "called B on Monday".
    Ring,
    /// A letter or message: "sent B a letter".
    Write,
    /// A traveller with a purpose: "flew to Lima to meet B".
    Go,
    /// A guest and his host: "called on the prime minister".
    CallOn,
    /// People of several sides who sign something together: a meeting where its place is told.
    Sign,
    /// Whoever brings others together, and they: "brought A and B together".
    Bring,
    /// A visitor and the side visited: "travelled to", "a visit to".
    Visit,
    /// A host and his guests: "received".
    Host,
    /// A side at a larger gathering: "attended".
    Attend,
    /// The noun for that: "the participation of B in the ceremony", "a virtual address".
    Presence,
    /// Whoever comes to another's embassy: "paid tribute at the embassy of B".
    Mission,
    /// Whoever takes office, and his guests: "was sworn in in the presence of B".
    Oath,
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
