//! Phrases off the trees: where a noun phrase or a clause begins and ends, and what "and" parts in it. The parser errs in
//! where a phrase hangs more than in what it is, so that what stands right behind may be taken in from a word above.

use servanda_language::{Relation, Upos, Xpos};

use crate::{
    lexicon::{Lexicon, WordClass},
    object,
    text::{Text, Tokens},
};

/// Between two clauses that "and" joins stand no more marks and words than these.
const LINK: usize = 4;

/// A tree is no deeper than this: a broken one may hold a circle.
const DEPTH: usize = 64;

/// One of several coordinated phrases.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its head.
    pub head: usize,
    /// Its words.
    pub words: Tokens,
}

/// The words of the phrase with this head: without its preposition or conjunction in front, and without what only tells
/// more of it behind (relative clauses, clauses behind a comma, times, further clauses).
pub fn words(text: &Text<'_>, head: usize) -> Tokens {
    let syntax = &text.syntax;
    let in_front = |&&d: &&usize| d < head && !opens(text, d) && !is_apart(text, head, d);
    let start = syntax.dependents(head).iter().filter(in_front).map(|&d| syntax.below(d).start).min();
    // "Not to meet": what stands in front of "to" is no part of the act.
    let to =
        syntax.dependents(head).iter().copied().filter(|&d| d < head && syntax.relation(d) == Relation::Mark).max();
    let mut start = start.unwrap_or(head).min(head).max(to.map_or(0, |to| to + 1));
    // But what is denied belongs to it: "asked B not to meet".
    if let Some(not) = start.checked_sub(2).filter(|&not| to == Some(not + 1) && text.is_any(not, &["not", "never"])) {
        start = not;
    }
    // "Over Chile's | pact with Peru": whose it is belongs to it, wherever the parser hangs the name.
    let owner =
        start.checked_sub(2).filter(|&t| syntax.xpos(t + 1) == Some(Xpos::Pos) && syntax.upos(head) == Upos::Noun);
    if let Some(name) = owner.and_then(|t| text.name_at(t)) {
        start = name.first;
    }
    // A mark that only one end of the words holds is no part of them.
    text.strip_end(text.balanced(start..end(text, head, head, DEPTH)))
}

/// The end of the phrase with the head `top` as far as it goes on below `at`.
fn end(text: &Text<'_>, top: usize, at: usize, depth: usize) -> usize {
    let mut last = at + 1;
    for &d in text.syntax.dependents(at).iter().filter(|&&d| d > at) {
        if text.is_punctuation(d) {
            continue;
        }
        if depth == 0
            || if text.syntax.relation(d) == Relation::Conj {
                is_another(text, top, at, d)
            } else {
                is_apart(text, at, d)
            }
        {
            break;
        }
        let whole = text.syntax.below(d).end;
        let own = end(text, top, d, depth - 1);
        last = last.max(own);
        if own + 1 < whole {
            break;
        }
    }
    last
}

fn opens(text: &Text<'_>, at: usize) -> bool {
    use Relation::{Case, Cc, CcPreconj, Mark, Punct};
    matches!(text.syntax.relation(at), Case | Mark | Cc | CcPreconj | Punct)
}

/// Whether a dependent only tells more, or of something else.
fn is_apart(text: &Text<'_>, head: usize, at: usize) -> bool {
    let syntax = &text.syntax;
    let first = syntax.below(at).start;
    let parting = |t: usize| text.word(t) == "," || text.is_dash(t);
    let behind_comma = at > head && first > 0 && (parting(first) || parting(first - 1));
    let following = || at > head && text.is(at, "following");
    match syntax.relation(at) {
        Relation::Parataxis | Relation::Discourse => true,
        Relation::Acl | Relation::Advcl if following() => true,
        Relation::Acl | Relation::AclRelcl => behind_comma,
        Relation::Advcl | Relation::AdvclRelcl => behind_comma || at < head || !is_bound(text, at),
        Relation::Conj => at > head,
        Relation::Obl | Relation::OblUnmarked | Relation::Nmod => {
            let of_noun = !syntax.is_verb(head);
            at < head && !of_noun || at > head && of_noun && (object::starts_time(text, first) || is_occasion(text, at))
        }
        _ => false,
    }
}

/// "After the release of", "in the wake of": on what occasion, not which.
fn is_occasion(text: &Text<'_>, at: usize) -> bool {
    const OCCASIONS: [&str; 8] = ["after", "before", "following", "since", "amid", "despite", "during", "until"];
    const PLACES: [&str; 5] = ["wake", "face", "course", "context", "aftermath"];
    let case = |&d: &usize| {
        text.syntax.relation(d) == Relation::Case
            && (text.is_any(d, &OCCASIONS) || text.is(d, "in") && PLACES.contains(&text.lemma(at)))
    };
    text.syntax.dependents(at).iter().any(case)
}

/// Words that bind a clause to the act before it.
const BOUND: [&str; 13] =
    ["to", "by", "for", "of", "in", "on", "at", "against", "from", "without", "with", "into", "including"];

/// "To end the war", "by opening the road": an adverbial clause that belongs to the act.
fn is_bound(text: &Text<'_>, at: usize) -> bool {
    // "When A attacked B" tells of a time.
    let timed = |&d: &usize| text.syntax.relation(d) == Relation::Advmod && text.is(d, "when");
    let mark = text.syntax.dependent(at, &[Relation::Mark]);
    mark.is_none_or(|mark| text.is_any(mark, &BOUND)) && !text.syntax.dependents(at).iter().any(timed)
}

/// Whether what "and" joins to a word of the phrase with the head `top` is another phrase: an act of its own, or a thing
/// with an article, possessor or preposition of its own. Further down, what is joined belongs to the word that it is
/// joined to, but for acts: "the arrest of two men and the closure of the border".
fn is_another(text: &Text<'_>, top: usize, head: usize, at: usize) -> bool {
    use Relation::{Case, Cop, Det, Mark, NmodPoss, Nsubj};
    let syntax = &text.syntax;
    if head != top {
        let lexicon = Lexicon::builtin();
        let act = lexicon.deed_nouns.iter().any(|noun| noun.at(text, at, at + 1).is_some())
            || lexicon.is(WordClass::Restriction, text.lemma(at));
        return act && !syntax.is_verb(top);
    }
    let own = [Det, NmodPoss, Case, Nsubj, Mark, Cop];
    let on = |&d: &usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["on", "against"]);
    syntax.is_verb(at)
        || syntax.is_verb(head)
        || syntax.dependents(at).iter().any(on)
        || syntax.dependent(at, &own).is_some_and(|d| d < at)
        || text.is_quote_mark(syntax.below(at).start)
}

/// The phrase with this head and those that are joined to it, each with its own words.
pub fn parts(text: &Text<'_>, head: usize) -> Vec<Part> {
    let syntax = &text.syntax;
    let part = |head: usize| Part { head, words: words(text, head) };
    let same_kind = |d: usize| syntax.is_verb(head) == syntax.is_verb(d) || !syntax.is_predicate(d);
    let has_subject = |d: usize| syntax.dependent(d, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
    let fits = |d: usize| same_kind(d) && (has_subject(head) || !has_subject(d));
    // "To keep in mind that both are partners *and do not compete*": told of, not to be done.
    let told = |d: usize| {
        let does = |&x: &usize| syntax.relation(x) == Relation::Aux && text.lemma(x) == "do";
        syntax.is_marked_infinitive(head) && syntax.is_verb(d) && syntax.dependents(d).iter().any(does)
    };
    let (goes_on, further): (Vec<usize>, Vec<usize>) =
        joined(text, head, head, DEPTH).into_iter().partition(|&d| told(d));
    let mut all = vec![part(head)];
    for d in goes_on {
        let more = words(text, d);
        if let Some(first) = all.first_mut().filter(|first| more.start <= first.words.end + LINK) {
            first.words = text.balanced(first.words.start..more.end.max(first.words.end));
        }
    }
    all.extend(further.into_iter().filter(|&d| fits(d)).map(part));
    // "Concern about X and the Y": the parser may hang the second on the verb above.
    let end = all.last().map_or(head + 1, |part| part.words.end);
    let stray = |&&d: &&usize| {
        let first = syntax.below(d).start;
        d >= end
            && syntax.relation(d) == Relation::Conj
            && !syntax.is_predicate(d)
            && (first..d).any(|t| text.is(t, "and"))
            && (end..first).all(|t| text.is_punctuation(t))
    };
    let above = syntax.predicate(head);
    let stray = syntax.dependents(above).iter().find(stray).filter(|_| above != head);
    all.extend(stray.map(|&d| part(d)));
    all
}

/// The end of an object that ends at `end`, with what the parser may hang on its verb: "lifted its duties on barley".
pub fn with_obliques(text: &Text<'_>, verb: usize, mut end: usize) -> usize {
    const OF_NOUNS: [&str; 9] = ["on", "against", "with", "of", "to", "between", "from", "for", "by"];
    let syntax = &text.syntax;
    for &d in syntax.dependents(verb) {
        let place = syntax.has_case(d, &["in"]) && text.name_at(d).is_some();
        if syntax.relation(d) == Relation::Obl
            && syntax.below(d).start == end
            && (place || syntax.has_case(d, &OF_NOUNS))
            && !object::starts_time(text, end)
        {
            end = words(text, d).end;
        }
    }
    end
}

/// The heads of what is joined to a phrase, and to the words of it, as phrases of their own.
fn joined(text: &Text<'_>, top: usize, at: usize, depth: usize) -> Vec<usize> {
    let mut heads = Vec::new();
    for &d in text.syntax.dependents(at).iter().filter(|&&d| d > at && depth > 0) {
        if text.syntax.relation(d) != Relation::Conj {
            if !is_apart(text, at, d) && !text.syntax.is_verb(top) {
                heads.extend(joined(text, top, d, depth - 1));
            }
        } else if is_another(text, top, at, d) {
            heads.push(d);
        }
    }
    heads
}
