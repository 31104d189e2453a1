//! Whether two propositions are about one matter: the record's only test of sameness of content.
//!
//! It compares head, modifiers, issue and predicate, by tables of classes (`data/`): "talks" and "dialogue" are both
//! channels, so what tells channels apart is the words around them, and words that any channel may carry
//! ("high-level", "regular") tell nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
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

/// Classes of words.
struct Tables {
    heads: BTreeMap<&'static str, &'static str>,
    predicates: Classes,
    synonyms: Classes,
    weak: BTreeSet<&'static str>,
    ordinals: BTreeSet<&'static str>,
}

/// The classes of each lemma.
type Classes = BTreeMap<&'static str, BTreeSet<&'static str>>;

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| Tables {
        heads: pairs(HEADS).map(|(class, lemma)| (lemma, class)).collect(),
        predicates: classes(PREDICATES),
        synonyms: classes(SYNONYMS),
        weak: WEAK.lines().skip(1).collect(),
        ordinals: ORDINALS.lines().skip(1).collect(),
    })
}

fn classes(table: &'static str) -> Classes {
    let mut classes = Classes::new();
    for (class, lemma) in pairs(table) {
        classes.entry(lemma).or_default().insert(class);
    }
    classes
}

fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// The class of a head ("channel", "visit", "relation", "barrier", "text"), where it has one.
fn class_of(head: &str) -> Option<&'static str> {
    tables().heads.get(head).copied()
}

/// What a proposition is about: the body whose session it is ("the fourth session of the commission"), else its head.
fn thing(p: &Proposition) -> &str {
    let body = || p.modifiers.iter().find(|m| class_of(m) == Some(BODY)).map(String::as_str);
    Some(p.head.as_str()).filter(|head| class_of(head) != Some(CHANNEL)).or_else(body).unwrap_or(&p.head)
}

/// Whether two classes of heads are of one family: talks, and the bodies that hold them.
fn akin(a: &str, b: &str) -> bool {
    a == b || matches!((a, b), (BODY, CHANNEL) | (CHANNEL, BODY))
}

/// The session of a series that it is ("fourth", "14th").
fn ordinals(p: &Proposition) -> BTreeSet<&str> {
    let counts = |n: &&str| n.starts_with(|c: char| c.is_ascii_digit()) && n.ends_with(['t', 'd', 'h']);
    let written = p.modifiers.iter().map(String::as_str).filter(|m| tables().ordinals.contains(m));
    p.numbers.iter().map(String::as_str).filter(counts).chain(written).collect()
}

/// Whether it is about talks, or a body that holds them.
pub(crate) fn is_channel(p: &Proposition) -> bool {
    matches!(class_of(thing(p)), Some(CHANNEL | BODY))
}

/// Whether the proposition's predicate is of this class ("hold", "ease", "impose", "sign", "build").
pub(crate) fn acts(proposition: &Proposition, class: &str) -> bool {
    let lemma = proposition.predicate.split_whitespace().last().unwrap_or_default();
    tables().predicates.get(lemma).is_some_and(|classes| classes.contains(class))
}

/// Whether the one undoes what the other does: lifting against imposing, or not doing it.
pub(crate) fn opposed(a: &Proposition, b: &Proposition) -> bool {
    a.positive != b.positive
        || (acts(a, "ease") && acts(b, "impose") && !acts(a, "impose"))
        || (acts(a, "impose") && acts(b, "ease") && !acts(b, "impose"))
}

/// Whether two propositions are about one matter.
///
/// - Heads of different classes: never. Talks on a treaty are not the treaty, nor is one session another.
/// - Different issues of the table: only with two words in common.
/// - One head: a telling word or a number in common; or one issue, unless their words tell two things of it apart; or one
///   or both have no telling word, and what is left is the same: the act and a head that tells, or the other words.
/// - Heads of one class: one issue; or enough telling words in common; or the one is the short name of the other.
/// - Other heads: enough words in common, two at the least; or one and a number; or one's head stands among the other's
///   words, and the act is one. Under one issue a word and the act, or an act that the issue is about.
pub(crate) fn same(a: &Proposition, b: &Proposition) -> bool {
    let kind = Kind::of(a, b);
    if kind == Kind::Two || are_two_sessions(a, b) {
        return false;
    }
    let issue = a.issue.is_some() && a.issue == b.issue;
    let common = words(a).filter(|x| words(b).any(|y| alike(x, y))).count();
    if !issue && a.issue.is_some() && b.issue.is_some() && common < 2 {
        return false;
    }
    let enough = || {
        let (mine, theirs) = (words(a).count(), words(b).count());
        common > 0 && 2 * common >= mine.min(theirs) && 3 * common >= mine.max(theirs)
    };
    let shared = || telling(a).any(|x| telling(b).any(|y| alike(x, y)));
    let numbers = || a.numbers.iter().any(|n| b.numbers.contains(n));
    let silent = || telling(a).next().is_none() || telling(b).next().is_none();
    let asked = || unsaid(a) || unsaid(b);
    match kind {
        Kind::Two => false,
        Kind::Alike => {
            let told_short = || silent() && !is_general(thing(a)) && acts_fit(a, b) && a.numbers == b.numbers;
            shared() || numbers() || bare(a, b) || told_short() || issue && (silent() || one_act(a, b, &ACTS))
        }
        Kind::Class => issue || shared() && enough() || bare(a, b) || is_short(a, b) || is_short(b, a),
        Kind::Other => {
            issue && (one_act(a, b, &TURNS) || common > 0 && (acts_fit(a, b) || asked()))
                || common >= 2 && enough()
                || common > 0 && numbers()
                || mentions(a, b) && (acts_fit(a, b) || asked() && enough())
        }
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

impl Kind {
    fn of(a: &Proposition, b: &Proposition) -> Self {
        match (class_of(thing(a)), class_of(thing(b))) {
            _ if alike(thing(a), thing(b)) => Self::Alike,
            (None, _) | (_, None) => Self::Other,
            (Some(BODY), Some(BODY)) => Self::Two,
            (Some(x), Some(y)) if akin(x, y) => Self::Class,
            _ => Self::Two,
        }
    }
}

/// The fourth session is not the fifth.
fn are_two_sessions(a: &Proposition, b: &Proposition) -> bool {
    let (first, second) = (ordinals(a), ordinals(b));
    is_channel(a) && is_channel(b) && !first.is_empty() && !second.is_empty() && first.is_disjoint(&second)
}

/// Acts that are themselves what an issue is about (a ban under one issue is that ban), and that a deed can fulfil.
pub(crate) const TURNS: [&str; 3] = ["ease", "impose", "sign"];
/// Acts that different verbs name.
const ACTS: [&str; 10] = ["ease", "impose", "sign", "give", "keep", "send", "accept", "reach", "end", "connect"];

/// Whether two propositions on one matter use the same telling words, or words of the same roots.
pub(crate) fn same_words(a: &Proposition, b: &Proposition) -> bool {
    let held = |x: &str, p: &Proposition| telling(p).any(|y| alike(x, y));
    telling(a).all(|x| held(x, b)) && telling(b).all(|y| held(y, a))
}

/// Whether one of two propositions says no more of its matter than the other: what one text says twice.
pub(crate) fn restates(a: &Proposition, b: &Proposition) -> bool {
    let held = |x: &str, p: &Proposition| telling(p).any(|y| alike(x, y));
    telling(a).all(|x| held(x, b)) || telling(b).all(|y| held(y, a))
}

/// Keys for finding candidates: two propositions about one matter share at least one.
pub(crate) fn keys(p: &Proposition) -> BTreeSet<String> {
    let classes = |word: &str| tables().synonyms.get(word).into_iter().flatten().map(|class| format!("={class}"));
    let all = || telling(p).chain([p.head.as_str()]);
    let heads =
        class_of(&p.head).map(|class| if class == BODY { CHANNEL } else { class }).map(|class| format!("={class}"));
    all().map(root).chain(all().flat_map(classes)).chain(heads).chain(issue_key(p)).collect()
}

/// The roots of the words that tell a matter, and its issue: what two findings near each other have in common.
pub(crate) fn roots(p: &Proposition) -> BTreeSet<String> {
    let head = Some(p.head.as_str()).filter(|h| class_of(h).is_none() && !h.is_empty() && !tables().weak.contains(h));
    telling(p).chain(head).map(root).chain(issue_key(p)).collect()
}

fn root(word: &str) -> String {
    word.chars().take(ROOT).collect()
}

fn issue_key(p: &Proposition) -> Option<String> {
    p.issue.as_ref().map(|issue| format!("#{issue}"))
}

/// Whether one of the roots is an issue.
pub(crate) fn is_issue(root: &str) -> bool {
    root.starts_with('#')
}

/// The modifiers that tell one matter from another. "Understanding" tells nothing of a memorandum.
fn telling(p: &Proposition) -> impl Iterator<Item = &str> {
    let class = class_of(&p.head);
    let own = move |word: &str| class.zip(class_of(word)).is_some_and(|(x, y)| akin(x, y));
    p.modifiers.iter().map(String::as_str).filter(move |m| !tables().weak.contains(m) && !own(m))
}

/// The words that tell what a proposition is about: the telling modifiers, and the head where it is no general one.
fn words(p: &Proposition) -> impl Iterator<Item = &str> {
    telling(p).chain(Some(thing(p)).filter(|head| !is_general(head)))
}

/// Whether a head says only of what kind a thing is.
fn is_general(head: &str) -> bool {
    head.is_empty()
        || tables().weak.contains(head)
        || matches!(class_of(head), Some(class) if class != BARRIER && class != BODY)
}

/// Whether neither has a telling word and what is left is the same: the head, or the words of a general head.
fn bare(a: &Proposition, b: &Proposition) -> bool {
    let alone = telling(a).chain(telling(b)).next().is_none();
    let held = |x: &Proposition, y: &Proposition| {
        !x.modifiers.is_empty() && x.modifiers.iter().all(|m| y.modifiers.contains(m))
    };
    let left = || {
        if alike(thing(a), thing(b)) {
            !is_general(thing(a)) || held(a, b) || held(b, a)
        } else {
            held(a, b) && held(b, a)
        }
    };
    alone && left()
}

/// Whether the one names by a single word what the other names in full: "the consultations" of a "political consultations
/// committee".
fn is_short(a: &Proposition, b: &Proposition) -> bool {
    let names = !tables().weak.contains(a.head.as_str()) && b.modifiers.contains(&a.head);
    names && telling(a).next().is_none()
}

/// Whether the one invites to what the other does: "invite the minister to the fair", "attend the fair".
pub(crate) fn invites(a: &Proposition, b: &Proposition) -> bool {
    a.predicate == "invite" && b.predicate != "invite" && (acts(b, "come") || a.modifiers.contains(&b.predicate))
}

/// Whether the acts are one: by the verb (that a channel is held tells nothing of it), by its class, or by invitation.
fn acts_fit(a: &Proposition, b: &Proposition) -> bool {
    let one_verb = !a.predicate.is_empty() && a.predicate == b.predicate && a.predicate != "hold";
    one_verb || one_act(a, b, &ACTS) || invites(a, b) || invites(b, a)
}

fn one_act(a: &Proposition, b: &Proposition, classes: &[&str]) -> bool {
    classes.iter().any(|class| acts(a, class) && acts(b, class))
}

/// Whether the predicate is only that of asking or saying, so that the act that is asked for is not known.
fn unsaid(p: &Proposition) -> bool {
    p.predicate.is_empty() || acts(p, "ask")
}

/// Whether one's head stands among the other's words.
fn mentions(a: &Proposition, b: &Proposition) -> bool {
    let among = |head: &str, p: &Proposition| !is_general(head) && telling(p).any(|m| alike(head, m));
    among(thing(a), b) || among(thing(b), a)
}

/// Whether two lemmas are one word, of one root ("economy" and "economic", "benefit" and "beneficial"), or synonyms.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return !a.is_empty();
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let tail = |w: &str| w.chars().count() - common;
    (common >= ROOT && tail(a) <= 4 && tail(b) <= 4) || are_synonyms(a, b)
}

fn are_synonyms(a: &str, b: &str) -> bool {
    let of = |word| tables().synonyms.get(word);
    of(a).zip(of(b)).is_some_and(|(x, y)| !x.is_disjoint(y))
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
        assert!(opposed(&lift, &p("impose", "ban", &["timber"], Some("timber-ban"))));
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
            (p("give", "notice", &["cut"], None), p("request", "warning", &["reduction"], None)),
            (p("hold", "session", &["commission"], None), p("revive", "commission", &[], None)),
            (p("hold", "talk", &["port"], None), p("hold", "dialogue", &["harbour"], None)),
        ];
        for (a, b) in &pairs {
            assert!(!keys(a).is_disjoint(&keys(b)), "{a:?} {b:?}");
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
