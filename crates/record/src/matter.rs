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

/// Words of one root share so many letters.
const ROOT: usize = 5;

/// Classes of words.
struct Tables {
    heads: BTreeMap<&'static str, &'static str>,
    predicates: BTreeMap<&'static str, BTreeSet<&'static str>>,
    weak: BTreeSet<&'static str>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut predicates: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (class, lemma) in pairs(PREDICATES) {
            predicates.entry(lemma).or_default().insert(class);
        }
        Tables {
            heads: pairs(HEADS).map(|(class, lemma)| (lemma, class)).collect(),
            predicates,
            weak: WEAK.lines().skip(1).collect(),
        }
    })
}

fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// The class of a head ("channel", "visit", "relation", "barrier", "text"), where it has one.
pub(crate) fn class_of(head: &str) -> Option<&'static str> {
    tables().heads.get(head).copied()
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
/// - Different issues of the table: never.
/// - Heads of different classes: only under one issue, with a telling word in common.
/// - Other heads of no class: the verb is common, and one's head stands among the other's words or two telling words are
///   common; or one telling word and a number are.
/// - Equal heads, or heads of one class: one issue, a telling modifier in common, or neither has any and the head
///   itself tells.
pub(crate) fn same(a: &Proposition, b: &Proposition) -> bool {
    if let (Some(x), Some(y)) = (&a.issue, &b.issue)
        && x != y
    {
        return false;
    }
    let issue = a.issue.is_some() && a.issue == b.issue;
    let (class_a, class_b) = (class_of(&a.head), class_of(&b.head));
    let heads = alike(&a.head, &b.head) || (class_a.is_some() && class_a == class_b);
    let shared = || telling(a).any(|x| telling(b).any(|y| alike(x, y)));
    if heads {
        let bare = || telling(a).chain(telling(b)).next().is_none() && a.head == b.head;
        issue || shared() || (bare() && plain(a, b))
    } else if issue {
        // "Lift the ban" and "resume shipments" meet in issue and act; "oppose" and "monitor" do not.
        shared() || one_act(a, b)
    } else {
        let invited = invites(a, b) || invites(b, a);
        let one_verb = || !a.predicate.is_empty() && (a.predicate == b.predicate || one_act(a, b) || invited);
        let open = class_a.is_none() && class_b.is_none() && !a.head.is_empty();
        let words = || telling(a).filter(|x| telling(b).any(|y| alike(x, y))).count();
        let numbers = || a.numbers.iter().any(|n| b.numbers.contains(n));
        open && (one_verb() && (mentions(a, b) || words() > 1) || shared() && numbers())
    }
}

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
pub(crate) fn keys(p: &Proposition) -> impl Iterator<Item = String> {
    let root = |word: &str| word.chars().take(ROOT).collect::<String>();
    let words = telling(p).map(root).chain([root(&p.head)]);
    words.chain(p.issue.iter().map(|issue| format!("#{issue}")))
}

/// The roots of the words that tell a matter, and its issue: what two findings near each other have in common.
pub(crate) fn roots(p: &Proposition) -> BTreeSet<String> {
    let root = |word: &str| word.chars().take(ROOT).collect::<String>();
    let head = Some(p.head.as_str()).filter(|h| class_of(h).is_none() && !h.is_empty() && !tables().weak.contains(h));
    let words = telling(p).chain(head).map(root);
    words.chain(p.issue.iter().map(|issue| format!("#{issue}"))).collect()
}

/// Whether one of the roots is an issue.
pub(crate) fn is_issue(root: &str) -> bool {
    root.starts_with('#')
}

/// The modifiers that tell one matter from another.
fn telling(p: &Proposition) -> impl Iterator<Item = &str> {
    p.modifiers.iter().map(String::as_str).filter(|m| !tables().weak.contains(m))
}

/// Without a telling modifier a general head tells nothing ("talks"), unless both lack any and carry the same words.
fn plain(a: &Proposition, b: &Proposition) -> bool {
    let general = class_of(&a.head).is_some() || tables().weak.contains(a.head.as_str());
    if general { !a.modifiers.is_empty() && a.modifiers == b.modifiers } else { !a.head.is_empty() }
}

/// Whether the one invites to what the other does: "invite the minister to attend the fair", "attend the fair".
pub(crate) fn invites(a: &Proposition, b: &Proposition) -> bool {
    a.predicate == "invite" && b.predicate != "invite" && a.modifiers.contains(&b.predicate)
}

fn one_act(a: &Proposition, b: &Proposition) -> bool {
    ["ease", "impose", "sign"].iter().any(|class| acts(a, class) && acts(b, class))
}

/// Whether one's head stands among the other's words.
fn mentions(a: &Proposition, b: &Proposition) -> bool {
    let among = |head: &str, p: &Proposition| telling(p).any(|m| alike(head, m));
    among(&a.head, b) || among(&b.head, a)
}

/// Whether two lemmas are one word or of one root: "economy" and "economic", "benefit" and "beneficial".
pub(crate) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return !a.is_empty();
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let tail = |w: &str| w.chars().count() - common;
    common >= ROOT && tail(a) <= 4 && tail(b) <= 4
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
    fn formulas_stay_apart() {
        let a = p("promote", "tie", &["beneficial", "mutually", "strategic"], None);
        let b = p("promote", "relationship", &["constructive", "stable"], None);
        assert!(!same(&a, &b));
        assert!(same(&a, &p("pursue", "relation", &["benefit", "mutual"], None)));
    }
}
