//! Whether two propositions are about one matter: the record's only test of sameness of content.
//!
//! It compares head, modifiers, issue and predicate, by tables of classes (`data/`): "talks" and "dialogue" are both
//! channels, so what tells channels apart is the words around them, and words that any channel may carry
//! ("high-level", "regular") tell nothing.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    sync::OnceLock,
};

use servanda_model::Proposition;

static HEADS: &str = include_str!("../data/heads.tsv");
static PREDICATES: &str = include_str!("../data/predicates.tsv");
static WEAK: &str = include_str!("../data/weak.tsv");
static SYNONYMS: &str = include_str!("../data/synonyms.tsv");
static ORDINALS: &str = include_str!("../data/ordinals.tsv");

/// The class of talks, and of the bodies that hold them.
const CHANNEL: &str = "channel";
const BODY: &str = "body";
/// The class of bans and duties, which are known by their own words.
const BARRIER: &str = "barrier";

/// Words of one root share so many letters.
const ROOT: usize = 5;
/// And end in at most so many of their own.
const TAIL: usize = 4;

/// A class of predicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Accept,
    Ask,
    Build,
    Come,
    Connect,
    Ease,
    End,
    Give,
    Hold,
    Impose,
    Keep,
    Reach,
    Send,
    Sign,
}

/// Predicates by class.
type Acts = u16;

impl Act {
    const NAMES: [(&'static str, Self); 14] = [
        ("accept", Self::Accept),
        ("ask", Self::Ask),
        ("build", Self::Build),
        ("come", Self::Come),
        ("connect", Self::Connect),
        ("ease", Self::Ease),
        ("end", Self::End),
        ("give", Self::Give),
        ("hold", Self::Hold),
        ("impose", Self::Impose),
        ("keep", Self::Keep),
        ("reach", Self::Reach),
        ("send", Self::Send),
        ("sign", Self::Sign),
    ];
    /// Acts that are themselves what an issue is about (a ban under one issue is that ban), and that a deed can fulfil.
    pub(crate) const TURNS: [Self; 3] = [Self::Ease, Self::Impose, Self::Sign];
    /// Acts that different verbs name.
    const NAMED: [Self; 10] = [
        Self::Ease,
        Self::Impose,
        Self::Sign,
        Self::Give,
        Self::Keep,
        Self::Send,
        Self::Accept,
        Self::Reach,
        Self::End,
        Self::Connect,
    ];

    fn bit(self) -> Acts {
        1 << self as Acts
    }

    fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(class, _)| *class == name).map(|(_, act)| *act)
    }
}

/// What the tables know of a word.
#[derive(Debug, Default)]
struct Known {
    /// Its class as a head ("channel", "visit", "relation", "barrier", "text").
    class: Option<&'static str>,
    /// Whether any thing may carry it, so that it tells none from another.
    is_weak: bool,
    is_ordinal: bool,
    /// The classes that it shares with its synonyms.
    synonyms: BTreeSet<&'static str>,
}

/// Words, and predicates with their classes.
struct Tables {
    words: HashMap<&'static str, Known>,
    predicates: HashMap<&'static str, Acts>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut predicates: HashMap<_, Acts> = HashMap::new();
        for (class, lemma) in pairs(PREDICATES) {
            *predicates.entry(lemma).or_default() |= Act::named(class).map_or(0, Act::bit);
        }
        let mut words: HashMap<_, Known> = HashMap::new();
        for (class, lemma) in pairs(HEADS) {
            words.entry(lemma).or_default().class = Some(class);
        }
        for (class, lemma) in pairs(SYNONYMS) {
            words.entry(lemma).or_default().synonyms.insert(class);
        }
        for lemma in WEAK.lines().skip(1) {
            words.entry(lemma).or_default().is_weak = true;
        }
        for lemma in ORDINALS.lines().skip(1) {
            words.entry(lemma).or_default().is_ordinal = true;
        }
        Tables { words, predicates }
    })
}

fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// Whether two classes of heads are of one family: talks, and the bodies that hold them.
fn akin(a: &str, b: &str) -> bool {
    a == b || matches!((a, b), (BODY, CHANNEL) | (CHANNEL, BODY))
}

/// A lemma with what it is compared by.
#[derive(Clone, Copy, Debug)]
struct Word<'p> {
    lemma: &'p str,
    root: &'p str,
    /// The root as a number: most words differ in it.
    number: u64,
    known: Option<&'static Known>,
}

impl<'p> Word<'p> {
    fn of(lemma: &'p str) -> Self {
        let end = lemma.char_indices().nth(ROOT).map_or(lemma.len(), |(at, _)| at);
        let root = &lemma[..end];
        let number = root.bytes().fold(0, |number: u64, byte| number.rotate_left(8) ^ u64::from(byte));
        Self { lemma, root, number, known: tables().words.get(lemma) }
    }

    fn class(self) -> Option<&'static str> {
        self.known?.class
    }

    fn is_weak(self) -> bool {
        self.known.is_some_and(|known| known.is_weak)
    }

    fn synonyms(self) -> impl Iterator<Item = &'static str> + use<> {
        self.known.into_iter().flat_map(|known| known.synonyms.iter().copied())
    }

    /// Whether it says, as a head, only of what kind a thing is.
    fn is_general(self) -> bool {
        let kind = matches!(self.class(), Some(class) if class != BARRIER && class != BODY);
        self.lemma.is_empty() || self.is_weak() || kind
    }

    /// Whether two lemmas are one word, of one root ("economy" and "economic", "benefit" and "beneficial"), or synonyms.
    fn is_like(&self, other: &Self) -> bool {
        self.number == other.number && of_one_root(self.lemma, other.lemma) || self.is_synonym(other)
    }

    fn is_synonym(&self, other: &Self) -> bool {
        self.known.zip(other.known).is_some_and(|(x, y)| !x.synonyms.is_disjoint(&y.synonyms))
    }

    fn keys(self) -> impl Iterator<Item = Key<'p>> {
        std::iter::once(Key::Root(self.root)).chain(self.synonyms().map(Key::Class))
    }
}

/// Whether two lemmas are one word or of one root.
fn of_one_root(a: &str, b: &str) -> bool {
    if a == b {
        return !a.is_empty();
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let tail = |w: &str| w.chars().count() - common;
    common >= ROOT && tail(a) <= TAIL && tail(b) <= TAIL
}

/// What propositions have in common that are about one matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key<'p> {
    Root(&'p str),
    /// Of synonyms.
    Class(&'static str),
    Issue(&'p str),
    /// What heads of one class have in common: the root or class of the thing that they are about.
    Thing(&'static str, &'p str),
    /// The first of their modifiers, where none of these is telling.
    Bare(&'static str, &'p str),
    /// A head that names by a single word, or a modifier of a full name.
    Short(&'static str, &'p str),
}

impl Key<'_> {
    /// The key as a number, for what outlives its words: a few keys may share one.
    pub(crate) fn number(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

/// A proposition with all that is looked up to compare it.
#[derive(Clone, Debug)]
pub(crate) struct Matter<'p> {
    proposition: &'p Proposition,
    acts: Acts,
    head: Word<'p>,
    /// What it is about: the body whose session it is ("the fourth session of the commission"), else its head.
    thing: Word<'p>,
    class: Option<&'static str>,
    is_general: bool,
    /// The words that tell what it is about: the telling modifiers, then the thing where it is no general one.
    words: Vec<Word<'p>>,
    /// How many of them are modifiers.
    telling: usize,
    /// The session of a series that it is ("fourth", "14th").
    ordinals: Vec<&'p str>,
}

impl<'p> Matter<'p> {
    pub(crate) fn of(proposition: &'p Proposition) -> Self {
        let head = Word::of(&proposition.head);
        let modifiers: Vec<Word<'p>> = proposition.modifiers.iter().map(|modifier| Word::of(modifier)).collect();
        let body = || modifiers.iter().find(|modifier| modifier.class() == Some(BODY)).copied();
        let thing = if head.class() == Some(CHANNEL) { body() } else { None }.unwrap_or(head);
        let (class, is_general) = (thing.class(), thing.is_general());
        let ordinals =
            if matches!(class, Some(CHANNEL | BODY)) { ordinals(proposition, &modifiers) } else { Vec::new() };
        // "Understanding" tells nothing of a memorandum.
        let own = |word: Word<'_>| head.class().zip(word.class()).is_some_and(|(x, y)| akin(x, y));
        let mut words = modifiers;
        words.retain(|modifier| !modifier.is_weak() && !own(*modifier));
        let telling = words.len();
        words.extend((!is_general).then_some(thing));
        let verb = proposition.predicate.split_whitespace().last().unwrap_or_default();
        Self {
            proposition,
            acts: tables().predicates.get(verb).copied().unwrap_or_default(),
            head,
            thing,
            class,
            is_general,
            words,
            telling,
            ordinals,
        }
    }

    /// Whether it is about talks, or a body that holds them.
    pub(crate) fn is_channel(&self) -> bool {
        matches!(self.class, Some(CHANNEL | BODY))
    }

    /// Whether its predicate is of this class.
    pub(crate) fn acts(&self, act: Act) -> bool {
        self.acts & act.bit() != 0
    }

    /// Whether both predicates are of one of these classes.
    pub(crate) fn share_act(&self, other: &Self, acts: &[Act]) -> bool {
        acts.iter().any(|act| self.acts & other.acts & act.bit() != 0)
    }

    /// Whether the one undoes what the other does: lifting against imposing.
    pub(crate) fn undoes(&self, other: &Self) -> bool {
        let against = |a: &Self, b: &Self| a.acts(Act::Ease) && b.acts(Act::Impose) && !a.acts(Act::Impose);
        against(self, other) || against(other, self)
    }

    /// The same, or not doing it.
    pub(crate) fn is_opposed(&self, other: &Self) -> bool {
        self.proposition.positive != other.proposition.positive || self.undoes(other)
    }

    /// Whether two propositions are about one matter.
    ///
    /// - Heads of different classes: never. Talks on a treaty are not the treaty, nor is one session another.
    /// - Different issues of the table: only with two words in common.
    /// - One head: a telling word or a number in common; or one issue, unless their words tell two things of it apart; or
    ///   one or both have no telling word, and what is left is the same: the act and a head that tells, or the other words.
    /// - Heads of one class: one issue; or enough telling words in common; or the one is the short name of the other.
    /// - Other heads: enough words in common, two at the least; or one and a number; or one's head stands among the other's
    ///   words, and the act is one. Under one issue a word and the act, or an act that the issue is about.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let (a, b) = (self.proposition, other.proposition);
        let kind = self.kind_of(other);
        if kind == Kind::Two || self.is_another_session(other) {
            return false;
        }
        let issue = a.issue.is_some() && a.issue == b.issue;
        let common = self.words.iter().filter(|word| is_among(word, &other.words)).count();
        if !issue && a.issue.is_some() && b.issue.is_some() && common < 2 {
            return false;
        }
        let enough = || {
            let (mine, theirs) = (self.words.len(), other.words.len());
            common > 0 && 2 * common >= mine.min(theirs) && 3 * common >= mine.max(theirs)
        };
        let shared = || self.telling().iter().any(|word| is_among(word, other.telling()));
        let numbers = || a.numbers.iter().any(|n| b.numbers.contains(n));
        let silent = || self.telling == 0 || other.telling == 0;
        let asked = || self.is_unsaid() || other.is_unsaid();
        match kind {
            Kind::Two => false,
            Kind::Alike => {
                let told_short = || silent() && !self.is_general && self.act_fits(other) && a.numbers == b.numbers;
                let of_issue = || issue && (silent() || self.share_act(other, &Act::NAMED));
                shared() || numbers() || self.is_bare(other) || told_short() || of_issue()
            }
            Kind::Class => {
                issue || shared() && enough() || self.is_bare(other) || self.is_short(other) || other.is_short(self)
            }
            Kind::Other => {
                issue && (self.share_act(other, &Act::TURNS) || common > 0 && (self.act_fits(other) || asked()))
                    || common >= 2 && enough()
                    || common > 0 && numbers()
                    || self.mentions(other) && (self.act_fits(other) || asked() && enough())
            }
        }
    }

    /// The modifiers that tell one matter from another.
    fn telling(&self) -> &[Word<'p>] {
        &self.words[..self.telling]
    }

    fn kind_of(&self, other: &Self) -> Kind {
        match (self.class, other.class) {
            _ if self.thing.is_like(&other.thing) => Kind::Alike,
            (None, _) | (_, None) => Kind::Other,
            (Some(BODY), Some(BODY)) => Kind::Two,
            (Some(x), Some(y)) if akin(x, y) => Kind::Class,
            _ => Kind::Two,
        }
    }

    /// The fourth session is not the fifth.
    fn is_another_session(&self, other: &Self) -> bool {
        let (mine, theirs) = (&self.ordinals, &other.ordinals);
        !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|n| theirs.contains(n))
    }

    /// Whether two heads are one word, of one root, or synonyms.
    pub(crate) fn heads_are_like(&self, other: &Self) -> bool {
        self.head.is_like(&other.head)
    }

    /// Whether two propositions on one matter use the same telling words, or words of the same roots.
    pub(crate) fn has_words_of(&self, other: &Self) -> bool {
        self.says_all_of(other) && other.says_all_of(self)
    }

    /// Whether one of two propositions says no more of its matter than the other: what one text says twice.
    pub(crate) fn restates(&self, other: &Self) -> bool {
        self.says_all_of(other) || other.says_all_of(self)
    }

    fn says_all_of(&self, other: &Self) -> bool {
        other.telling().iter().all(|word| is_among(word, self.telling()))
    }

    /// Whether neither has a telling word and what is left is the same: the head, or the words of a general head.
    fn is_bare(&self, other: &Self) -> bool {
        if self.telling + other.telling > 0 {
            return false;
        }
        let (mine, theirs) = (&self.proposition.modifiers, &other.proposition.modifiers);
        let held = |some: &[String], all: &[String]| !some.is_empty() && some.iter().all(|m| all.contains(m));
        if self.thing.is_like(&other.thing) {
            !self.is_general || held(mine, theirs) || held(theirs, mine)
        } else {
            held(mine, theirs) && held(theirs, mine)
        }
    }

    /// Whether it names by a single word what the other names in full: "the consultations" of a "political consultations
    /// committee".
    fn is_short(&self, other: &Self) -> bool {
        let head = &self.proposition.head;
        self.telling == 0 && other.proposition.modifiers.contains(head) && !self.head.is_weak()
    }

    /// Whether it invites to what the other does: "invite the minister to the fair", "attend the fair".
    pub(crate) fn invites(&self, other: &Self) -> bool {
        let (a, b) = (self.proposition, other.proposition);
        a.predicate == "invite"
            && b.predicate != "invite"
            && (other.acts(Act::Come) || a.modifiers.contains(&b.predicate))
    }

    /// Whether the acts are one: by the verb (that a channel is held tells nothing of it), by its class, or by invitation.
    fn act_fits(&self, other: &Self) -> bool {
        let (a, b) = (&self.proposition.predicate, &other.proposition.predicate);
        let one_verb = a == b && !a.is_empty() && a != "hold";
        one_verb || self.share_act(other, &Act::NAMED) || self.invites(other) || other.invites(self)
    }

    /// Whether the predicate is only that of asking or saying, so that the act that is asked for is not known.
    fn is_unsaid(&self) -> bool {
        self.proposition.predicate.is_empty() || self.acts(Act::Ask)
    }

    /// Whether one's head stands among the other's words.
    fn mentions(&self, other: &Self) -> bool {
        let among = |a: &Self, b: &Self| !a.is_general && is_among(&a.thing, b.telling());
        among(self, other) || among(other, self)
    }

    /// The class of its head, bodies and their talks in one.
    pub(crate) fn family(&self) -> Option<&'static str> {
        self.head.class().map(|class| if class == BODY { CHANNEL } else { class })
    }

    /// Keys by which groups of one matter are found.
    pub(crate) fn keys(&self) -> impl Iterator<Item = Key<'p>> {
        let of_words = self.telling().iter().chain([&self.head]).flat_map(|word| word.keys());
        let of_class = self.family().into_iter().flat_map(|class| self.keys_within(class));
        of_words.chain(of_class).chain(self.issue_key())
    }

    /// Keys of which any two propositions about one matter share at least one.
    pub(crate) fn all_keys(&self) -> impl Iterator<Item = Key<'p>> {
        self.keys().chain(self.thing.keys())
    }

    /// Keys of which any two about one matter share at least one whose heads are of this class, if their words share none.
    fn keys_within(&self, class: &'static str) -> impl Iterator<Item = Key<'p>> {
        let modifiers = self.proposition.modifiers.iter().map(String::as_str);
        let classes = self.thing.synonyms().map(|class| -> &'p str { class });
        let of_thing = classes.chain([self.thing.root]);
        let alone = self.telling == 0;
        let bare = modifiers.clone().min().filter(|_| alone);
        let short = modifiers.chain(Some(self.head.lemma).filter(|_| alone));
        of_thing
            .map(move |part| Key::Thing(class, part))
            .chain(bare.map(move |word| Key::Bare(class, word)))
            .chain(short.map(move |word| Key::Short(class, word)))
    }

    /// The roots of the words that tell a matter, and its issue, each once: what two findings near each other have in
    /// common.
    pub(crate) fn roots(&self) -> BTreeSet<Key<'p>> {
        let tells = |head: &Word<'_>| head.class().is_none() && !head.lemma.is_empty() && !head.is_weak();
        let head = Some(&self.head).filter(|head| tells(head));
        let roots = self.telling().iter().chain(head).map(|word| Key::Root(word.root));
        roots.chain(self.issue_key()).collect()
    }

    fn issue_key(&self) -> Option<Key<'p>> {
        self.proposition.issue.as_deref().map(Key::Issue)
    }
}

/// How the heads of two propositions stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One word.
    Alike,
    /// Of one class: "talks" and "dialogue", or talks and the body that holds them.
    Class,
    /// Of two classes, or two bodies.
    Two,
    /// One or both are of no class.
    Other,
}

fn ordinals<'p>(p: &'p Proposition, modifiers: &[Word<'p>]) -> Vec<&'p str> {
    let counts = |n: &&str| n.starts_with(|c: char| c.is_ascii_digit()) && n.ends_with(['t', 'd', 'h']);
    let is_ordinal = |word: &&Word<'_>| word.known.is_some_and(|known| known.is_ordinal);
    let written = modifiers.iter().filter(is_ordinal).map(|word| word.lemma);
    p.numbers.iter().map(String::as_str).filter(counts).chain(written).collect()
}

fn is_among(word: &Word<'_>, words: &[Word<'_>]) -> bool {
    words.iter().any(|other| other.is_like(word))
}

/// Things by the matters that they are about.
#[derive(Debug)]
pub(crate) struct Index<'p, T> {
    all: Vec<(Matter<'p>, T)>,
    by_key: HashMap<Key<'p>, Vec<usize>>,
}

impl<'p, T> Index<'p, T> {
    pub(crate) fn of(all: Vec<(Matter<'p>, T)>) -> Self {
        let mut by_key: HashMap<_, Vec<usize>> = HashMap::new();
        for (n, (matter, _)) in all.iter().enumerate() {
            for key in matter.all_keys() {
                by_key.entry(key).or_default().push(n);
            }
        }
        Self { all, by_key }
    }

    /// Those about this matter, in order, each with its place and its own matter.
    pub(crate) fn about<'i>(&'i self, matter: &'i Matter<'_>) -> impl Iterator<Item = (usize, &'i Matter<'p>, &'i T)> {
        let found: BTreeSet<usize> =
            matter.all_keys().filter_map(|key| self.by_key.get(&key)).flatten().copied().collect();
        let all = found.into_iter().filter_map(|n| self.all.get(n).map(|(own, thing)| (n, own, thing)));
        all.filter(|(_, own, _)| own.is_same(matter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(predicate: &str, head: &str, modifiers: &[&str], issue: Option<&str>) -> Proposition {
        Proposition {
            predicate: predicate.into(),
            head: head.into(),
            modifiers: modifiers.iter().map(|m| (*m).to_owned()).collect(),
            positive: true,
            issue: issue.map(str::to_owned),
            ..Proposition::default()
        }
    }

    fn same(a: &Proposition, b: &Proposition) -> bool {
        Matter::of(a).is_same(&Matter::of(b))
    }

    #[test]
    fn dialogues_are_told_apart_by_their_words() {
        let kinds = [["security"], ["strategic"], ["economic"], ["energy"]].map(|m| p("hold", "dialogue", &m, None));
        for (n, a) in kinds.iter().enumerate() {
            for (m, b) in kinds.iter().enumerate() {
                assert_eq!(same(a, b), n == m);
            }
        }
        let broad = p("maintain", "dialogue", &["level", "various"], None);
        assert!(kinds.iter().all(|k| !same(k, &broad)));
        assert!(same(&kinds[2], &p("seek", "talk", &["economy", "high-level"], None)));
        assert!(!same(&broad, &p("continue", "talk", &["high-level"], None)));
    }

    #[test]
    fn a_head_among_the_others_words_needs_the_verb() {
        let train = p("train", "pilot", &[], None);
        assert!(same(&train, &p("train", "together", &["pilot"], None)));
        assert!(!same(&train, &p("detain", "crew", &["pilot"], None)));
    }

    #[test]
    fn one_issue_needs_one_act_or_word() {
        let lift = p("lift", "ban", &["timber"], Some("timber-ban"));
        assert!(same(&lift, &p("resume", "shipment", &["log"], Some("timber-ban"))));
        assert!(!same(&lift, &p("oppose", "practice", &[], Some("timber-ban"))));
        assert!(!same(&lift, &p("lift", "ban", &["beef"], Some("beef-ban"))));
        let impose = p("impose", "ban", &["timber"], Some("timber-ban"));
        assert!(Matter::of(&lift).is_opposed(&Matter::of(&impose)));
    }

    #[test]
    fn talks_on_a_treaty_are_not_the_treaty() {
        let treaty = p("sign", "treaty", &["fishery"], Some("fishing"));
        assert!(!same(&treaty, &p("continue", "negotiation", &["fishery", "treaty"], Some("fishing"))));
        assert!(same(&treaty, &p("conclude", "accord", &["fishing"], None)));
        assert!(!same(&treaty, &p("sign", "agreement", &["rail", "road", "fishing", "port"], None)));
    }

    #[test]
    fn sessions_and_bodies_are_told_apart() {
        let commission = p("revive", "commission", &[], None);
        let fourth = p("hold", "session", &["commission", "fourth"], None);
        assert!(same(&commission, &fourth));
        assert!(!same(&fourth, &p("hold", "session", &["commission", "fifth"], None)));
        let group = p("establish", "group", &["port", "working"], None);
        assert!(!same(&group, &p("establish", "mechanism", &["port"], None)));
        assert!(same(&group, &p("hold", "talk", &["port"], None)));
        assert!(!same(&commission, &p("arrange", "meeting", &["foreign", "minister"], None)));
    }

    #[test]
    fn other_words_may_say_the_same() {
        let cut = p("give", "notice", &["cut"], None);
        assert!(same(&cut, &p("request", "notice", &["reduction"], None)));
        let work = p("speed", "work", &["hub", "hydrogen"], None);
        assert!(same(&work, &p("complete", "negotiation", &["hub", "hydrogen"], None)));
        assert!(!same(&work, &p("complete", "negotiation", &["hub", "airport"], None)));
        let association = p("establish", "association", &["majority", "municipality"], None);
        assert!(same(&association, &p("urge", "obligation", &["association"], None)));
        assert!(!same(&association, &p("visit", "obligation", &["association"], None)));
    }

    #[test]
    fn a_finding_shares_a_key_with_what_says_the_same() {
        let pairs = [
            (p("give", "notice", &["cut"], None), p("request", "notice", &["reduction"], None)),
            (p("hold", "session", &["commission"], None), p("revive", "commission", &[], None)),
            (p("hold", "talk", &["high-level"], None), p("hold", "dialogue", &["high-level"], None)),
            (p("hold", "consultation", &[], None), p("revive", "committee", &["political", "consultation"], None)),
            (p("lift", "ban", &[], Some("timber-ban")), p("ease", "restriction", &["log"], Some("timber-ban"))),
        ];
        for (a, b) in &pairs {
            assert!(same(a, b), "{a:?} {b:?}");
            let (a, b) = (Matter::of(a), Matter::of(b));
            assert!(a.keys().any(|key| b.keys().any(|other| other == key)), "{a:?} {b:?}");
        }
    }

    #[test]
    fn formulas_stay_apart() {
        let a = p("promote", "tie", &["beneficial", "mutually", "strategic"], None);
        let b = p("promote", "relationship", &["constructive", "stable"], None);
        assert!(!same(&a, &b));
        assert!(same(&a, &p("pursue", "relation", &["benefit", "mutual"], None)));
    }
}
