//! Base forms: a table of exceptions (`data/irregular.tsv`) and the regular endings.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::{Inflection, Xpos};

/// The base form of a word given in lower case, and the ending that was taken off.
///
/// The part of speech decides which ending there can be ("the meeting", "is meeting"); the table, then the regular
/// endings, what the base is.
pub fn lemma(word: &str, xpos: Xpos) -> (String, Inflection) {
    let inflection = match xpos {
        Xpos::Vbd | Xpos::Vbn => Inflection::Past,
        Xpos::Vbg => Inflection::Ing,
        Xpos::Vbz | Xpos::Nns | Xpos::Nnps => Inflection::S,
        _ => Inflection::Plain,
    };
    let base = match (word, xpos) {
        ("'s" | "’s", Xpos::Vbz) => Some("be".to_owned()),
        ("'d" | "’d", Xpos::Vbd) => Some("have".to_owned()),
        _ => of_table(word, xpos, inflection).or_else(|| regular(word, inflection)),
    };
    (base.unwrap_or_else(|| word.to_owned()), inflection)
}

/// The tag that a verb's ending leaves: no participle ends like "condemns", which the tagger takes for one behind an
/// adverb ("strongly condemns").
pub fn fitting(word: &str, xpos: Xpos) -> Xpos {
    const BASES: [&str; 6] = ["ss", "us", "as", "is", "os", "'s"];
    let verb = matches!(xpos, Xpos::Vb | Xpos::Vbp | Xpos::Vbd | Xpos::Vbn);
    let third = verb && word.ends_with('s') && word.len() > 3 && !BASES.iter().any(|end| word.ends_with(end));
    if third { Xpos::Vbz } else { xpos }
}

/// The base that the table gives, where it is one of such an ending.
fn of_table(word: &str, xpos: Xpos, inflection: Inflection) -> Option<String> {
    let (base, ending) = irregular().get(word)?;
    // Nouns, adjectives and names carry no ending: "a saw", "the left wing", "Rose".
    let fits = *ending == inflection
        || *ending == Inflection::Plain
        || inflection == Inflection::Plain
            && matches!(xpos, Xpos::Vb | Xpos::Vbp | Xpos::Md | Xpos::Jjr | Xpos::Jjs | Xpos::Rbr | Xpos::Rbs);
    fits.then(|| (*base).to_owned())
}

/// The base of a word with a regular ending.
fn regular(word: &str, inflection: Inflection) -> Option<String> {
    if inflection == Inflection::Plain || word.len() < 4 || !word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
    {
        return None;
    }
    let (prefix, last) = word.rfind('-').map_or(("", word), |hyphen| word.split_at(hyphen + 1));
    if !prefix.is_empty() {
        let base = irregular().get(last).map(|(base, _)| (*base).to_owned()).or_else(|| regular(last, inflection))?;
        return Some(format!("{prefix}{base}"));
    }
    match inflection {
        Inflection::Past => match word.strip_suffix("ied").filter(|s| s.len() > 1) {
            Some(stem) => Some(format!("{stem}y")),
            None => word.strip_suffix("ed").filter(|s| has_vowel(s) && !s.ends_with('e')).map(verb_base),
        },
        Inflection::Ing => word.strip_suffix("ing").filter(|s| has_vowel(s)).map(verb_base),
        Inflection::S => without_s(word),
        Inflection::Plain => None,
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

/// The singular of a noun ("guardsmen", "ports") or the base of a verb in -s.
fn without_s(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("men") {
        return Some(format!("{stem}man"));
    }
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

    /// The base of a verb or noun form under the tag that its ending asks for.
    fn base(word: &str) -> String {
        let irregular = irregular().get(word).map(|(_, ending)| *ending);
        let tag = match irregular {
            Some(Inflection::Past) => Xpos::Vbd,
            Some(Inflection::Ing) => Xpos::Vbg,
            Some(Inflection::S) => Xpos::Nns,
            None if word.ends_with("ed") => Xpos::Vbd,
            None if word.ends_with("ing") => Xpos::Vbg,
            None if word.ends_with('s') => Xpos::Nns,
            Some(Inflection::Plain) | None => Xpos::Nn,
        };
        lemma(word, tag).0
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
    fn an_ending_excludes_a_tag() {
        assert_eq!(super::fitting("condemns", Xpos::Vbn), Xpos::Vbz);
        assert_eq!(super::fitting("discuss", Xpos::Vb), Xpos::Vb);
        assert_eq!(super::fitting("focus", Xpos::Vb), Xpos::Vb);
        assert_eq!(super::fitting("was", Xpos::Vbd), Xpos::Vbd);
        assert_eq!(super::fitting("talks", Xpos::Nns), Xpos::Nns);
    }

    #[test]
    fn the_tag_decides_where_a_noun_and_a_verb_share_a_form() {
        assert_eq!(lemma("meeting", Xpos::Nn), ("meeting".to_owned(), Inflection::Plain));
        assert_eq!(lemma("meeting", Xpos::Vbg), ("meet".to_owned(), Inflection::Ing));
        assert_eq!(lemma("meetings", Xpos::Nns), ("meeting".to_owned(), Inflection::S));
        assert_eq!(lemma("left", Xpos::Jj).0, "left");
        assert_eq!(lemma("left", Xpos::Vbd).0, "leave");
        assert_eq!(lemma("'s", Xpos::Vbz).0, "be");
        assert_eq!(lemma("'s", Xpos::Pos).0, "'s");
        assert_eq!(lemma("co-hosted", Xpos::Vbd).0, "co-host");
    }
}
