//! Base forms: a table of exceptions (`data/irregular.tsv`) and the regular endings.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::Inflection;
use crate::lexicon::{Lexicon, WordClass};

/// The words around a word, lower case; empty at the ends of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The word before.
    pub before: &'a str,
    /// The word after.
    pub after: &'a str,
}

/// The base form of a word given in lower case, and the ending that was taken off.
///
/// Without a tagger the form decides, and a glance at the neighbours only where a noun and a verb share it
/// ("the meeting", "is meeting").
pub fn lemma(word: &str, context: Context) -> (String, Inflection) {
    let keep = || (word.to_owned(), Inflection::Plain);
    if word.ends_with("ing") && is_noun_in_ing(word, context) {
        return keep();
    }
    if matches!(word, "'s" | "’s") && is_subject_pronoun(context.before) {
        return ("be".to_owned(), Inflection::S);
    }
    if let Some((base, inflection)) = irregular().get(word) {
        return ((*base).to_owned(), *inflection);
    }
    if word.len() < 4 || !word.is_ascii() || word.bytes().any(|b| !b.is_ascii_alphabetic() && b != b'-') {
        return keep();
    }
    let (prefix, last) = word.rfind('-').map_or(("", word), |hyphen| word.split_at(hyphen + 1));
    if !prefix.is_empty() {
        let (base, inflection) = lemma(last, Context::default());
        // "long-standing" is no verb; "follow-ups" is a plural.
        return if inflection == Inflection::S { (format!("{prefix}{base}"), inflection) } else { keep() };
    }
    if let Some(stem) = word.strip_suffix("ied").filter(|s| s.len() > 1) {
        return (format!("{stem}y"), Inflection::Past);
    }
    if let Some(stem) = word.strip_suffix("ed").filter(|s| has_vowel(s) && !s.ends_with('e')) {
        return (verb_base(stem), Inflection::Past);
    }
    if let Some(stem) = word.strip_suffix("ing").filter(|s| has_vowel(s)) {
        return (verb_base(stem), Inflection::Ing);
    }
    match without_s(word) {
        Some(base) => (base, Inflection::S),
        None => keep(),
    }
}

fn irregular() -> &'static BTreeMap<&'static str, (&'static str, Inflection)> {
    static TABLE: OnceLock<BTreeMap<&'static str, (&'static str, Inflection)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        crate::data::rows(include_str!("../data/irregular.tsv"))
            .filter_map(|row| {
                let [form, base, ending] = row.as_slice() else { return None };
                let inflection = match *ending {
                    "past" => Inflection::Past,
                    "ing" => Inflection::Ing,
                    "s" => Inflection::S,
                    _ => Inflection::Plain,
                };
                Some((*form, (*base, inflection)))
            })
            .collect()
    })
}

/// "it's", "who's": no possessive.
fn is_subject_pronoun(word: &str) -> bool {
    matches!(word, "it" | "he" | "she" | "that" | "there" | "here" | "what" | "who" | "where" | "how" | "let")
}

fn follows_noun_marker(context: Context) -> bool {
    Lexicon::builtin().is(context.before, WordClass::Determiner)
}

/// Whether a word in -ing is a noun here: after a determiner, or one of the usual nouns where nothing makes it a verb.
fn is_noun_in_ing(word: &str, context: Context) -> bool {
    if follows_noun_marker(context) {
        return true;
    }
    let lexicon = Lexicon::builtin();
    let auxiliary = matches!(
        context.before,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "not" | "'re" | "’re" | "'m" | "’m"
    );
    // "after meeting his counterpart", "by building a dam": an object follows.
    let object = lexicon.is(context.after, WordClass::Determiner) && !matches!(context.after, "'s" | "’s")
        || matches!(context.after, "with" | "him" | "them" | "her");
    let preposition = matches!(
        context.before,
        "after" | "before" | "by" | "while" | "since" | "when" | "upon" | "without" | "of" | "in" | "for"
    );
    lexicon.is(word, WordClass::NounInIng) && !auxiliary && !(preposition && object)
}

fn has_vowel(stem: &str) -> bool {
    stem.len() > 1 && stem.bytes().any(is_vowel)
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// The verb from which "-ed" or "-ing" was taken: "hop" → "hope", "plann" → "plan", "agre" stays the table's matter.
fn verb_base(stem: &str) -> String {
    let bytes = stem.as_bytes();
    let [.., before, last] = bytes else { return stem.to_owned() };
    if before == last && !matches!(last, b's' | b'f' | b'z' | b'e' | b'o') {
        // "call", "fill", "pull" keep their double l; "expell", "cancell" do not.
        let keeps = *last == b'l' && !stem.ends_with("ell");
        return if keeps { stem.to_owned() } else { stem[..stem.len() - 1].to_owned() };
    }
    if drops_e(bytes) { format!("{stem}e") } else { stem.to_owned() }
}

/// Whether a stem has lost an "e" ("releas", "urg", "not").
fn drops_e(stem: &[u8]) -> bool {
    let ends = |suffix: &str| stem.ends_with(suffix.as_bytes());
    let [.., before, last] = stem else { return false };
    let at = stem.len();
    // "ai", "ee", "ou"…: a pair of vowels before the last consonant ("claim", "need", "detain") wants no e.
    let pair = at >= 3 && {
        let two = [stem[at - 3], stem[at - 2]];
        let after_q = at >= 4 && stem[at - 4] == b'q';
        !after_q
            && matches!(
                &two,
                b"ai"
                    | b"ea"
                    | b"ee"
                    | b"oa"
                    | b"oi"
                    | b"ou"
                    | b"oo"
                    | b"au"
                    | b"ie"
                    | b"ei"
                    | b"ui"
                    | b"ey"
                    | b"ew"
                    | b"ow"
                    | b"aw"
                    | b"ay"
                    | b"oy"
            )
    };
    let single = is_vowel(*before) && !pair;
    match last {
        b'c' | b'v' | b'u' | b'z' => true,
        b's' => !ends("ss"),
        b'g' => !ends("ong"),
        b'l' => {
            matches!(before, b'b' | b't' | b'd' | b'g' | b'p' | b'f' | b'k' | b'c' | b'z')
                || (single && *before != b'e')
        }
        b't' => (single && matches!(before, b'a' | b'o' | b'u')) || ends("eate") || ends("iat") || ends("uat"),
        b'd' | b'm' | b'k' | b'b' => single && *before != b'y',
        b'n' => single && !matches!(before, b'e' | b'o' | b'y') || ends("gon"),
        b'r' => single && !matches!(before, b'e' | b'o'),
        b'p' => single && *before != b'e',
        _ => false,
    }
}

/// The singular of a noun or the base of a verb in -s.
fn without_s(word: &str) -> Option<String> {
    let stem = word.strip_suffix('s')?;
    let keeps = ["s", "u", "i", "ic"].iter().any(|end| stem.ends_with(end)) || stem.len() < 3;
    if keeps {
        return None;
    }
    if let Some(root) = stem.strip_suffix("ie") {
        return Some(format!("{root}y"));
    }
    let hissing = ["sse", "she", "che", "xe", "zze", "oe"].iter().any(|end| stem.ends_with(end));
    Some(if hissing { stem[..stem.len() - 1].to_owned() } else { stem.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(word: &str) -> String {
        lemma(word, Context::default()).0
    }

    #[test]
    fn regular_and_irregular_forms() {
        for (forms, expected) in [
            ("met meets", "meet"),
            ("held holding holds", "hold"),
            ("agreed agrees agreeing", "agree"),
            ("talks", "talk"),
            ("said says saying", "say"),
            ("told", "tell"),
            ("sought", "seek"),
            ("undertook undertaken undertakes", "undertake"),
            ("hoped hoping hopes", "hope"),
            ("planned planning plans", "plan"),
            ("committed commits", "commit"),
            ("stressed stresses", "stress"),
            ("emphasised", "emphasise"),
            ("urged urging", "urge"),
            ("released releases", "release"),
            ("proposed", "propose"),
            ("negotiated", "negotiate"),
            ("visited", "visit"),
            ("invited", "invite"),
            ("concluded", "conclude"),
            ("attended", "attend"),
            ("detained", "detain"),
            ("combined", "combine"),
            ("strengthened", "strengthen"),
            ("declared", "declare"),
            ("offered", "offer"),
            ("required", "require"),
            ("ensured", "ensure"),
            ("appeared", "appear"),
            ("postponed", "postpone"),
            ("welcomed", "welcome"),
            ("pursued", "pursue"),
            ("called", "call"),
            ("expelled", "expel"),
            ("cancelled", "cancel"),
            ("settled", "settle"),
            ("ruled", "rule"),
            ("revealed", "reveal"),
            ("ratified", "ratify"),
            ("exercises exercised", "exercise"),
            ("launched launches", "launch"),
            ("countries", "country"),
            ("parties", "party"),
            ("ministries", "ministry"),
            ("crises", "crisis"),
            ("ties", "tie"),
            ("vetoes vetoed", "veto"),
            ("expressed", "express"),
            ("discussed discusses", "discuss"),
            ("signed", "sign"),
            ("condemned", "condemn"),
            ("withdrew withdrawn", "withdraw"),
            ("resumed", "resume"),
            ("suspended", "suspend"),
            ("lifted", "lift"),
            ("imposed", "impose"),
            ("opposes", "oppose"),
            ("analyses", "analysis"),
            ("press", "press"),
            ("news", "news"),
            ("need", "need"),
            ("virus", "virus"),
            ("during", "during"),
            ("talks", "talk"),
        ] {
            for form in forms.split(' ') {
                assert_eq!(base(form), expected, "{form}");
            }
        }
    }

    #[test]
    fn a_noun_in_ing_is_told_by_its_neighbours() {
        let at = |before, after| lemma("meeting", Context { before, after }).0;
        assert_eq!(at("the", "in"), "meeting");
        assert_eq!(at("ministers", "in"), "meeting");
        assert_eq!(at("was", "his"), "meet");
        assert_eq!(at("after", "his"), "meet");
        assert_eq!(at("after", "with"), "meet");
        assert_eq!(base("meetings"), "meeting");
    }
}
