//! What the words of the lexicons mean: the columns of `data/*.tsv` as types.

use servanda_model::{Form, Ladder, Modality};

use super::{Lexicon, WordClass};

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
    pub(super) fn parse(list: &str) -> Option<Self> {
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

    pub(super) fn of(row: &[&str]) -> Option<Self> {
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
    pub(super) fn list(names: &str) -> Vec<Self> {
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
    pub(super) fn parse(name: &str) -> Option<Self> {
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
    pub(super) fn parse(name: &str) -> Option<Self> {
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
