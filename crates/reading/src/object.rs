//! Objects: how far a noun phrase or infinitive goes, how it splits, and the proposition that it makes.

use servanda_language::{Inflection, NameKind, Relation, Upos, Xpos};
use servanda_model::{Proposition, Side};

use crate::{
    clause::PREPOSITIONS,
    lexicon::{Lexicon, WordClass},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// The noun phrase with this head, off its tree: without preposition or conjunction in front, up to what only adds (a
/// relative clause, an aside, a time).
pub fn phrase(text: &Text<'_>, head: usize) -> Tokens {
    let syntax = &text.syntax;
    let opens =
        |d: usize| matches!(syntax.relation(d), Relation::Case | Relation::Cc | Relation::Punct | Relation::Mark);
    let before = syntax.dependents(head).iter().filter(|&&d| d < head && !opens(d));
    let start = before.map(|&d| syntax.below(d).start).min().unwrap_or(head).min(head);
    text.balanced(start..phrase_end(text, head, PHRASE_DEPTH))
}

/// How deep phrases stand within one another.
const PHRASE_DEPTH: usize = 16;

fn phrase_end(text: &Text<'_>, head: usize, depth: usize) -> usize {
    let syntax = &text.syntax;
    let mut end = head + 1;
    let behind = syntax.dependents(head).iter().copied().filter(|&d| d > head);
    for at in behind {
        let adds = match syntax.relation(at) {
            // "The issues still open": a clause without a subject is part of the name.
            Relation::AclRelcl => has_subject(text, at),
            Relation::Parataxis | Relation::Advcl | Relation::Appos | Relation::Ccomp => true,
            Relation::Punct => !matches!(text.word(at), "," | "-") && !text.is_quote_mark(at),
            // "Deals | meant to end the quarrel" says what for.
            Relation::Acl => {
                text.word(syntax.below(at).start) == ","
                    || matches!(text.lemma(at), "mean" | "aim" | "design" | "intend")
            }
            Relation::Conj => syntax.is_verb(at),
            // What stands behind a quotation is no part of it.
            _ => {
                text.time_at(at).is_some() && starts_time(text, syntax.below(at).start)
                    // "Talks during the 2025 visit"
                    || syntax.has_case(at, &["during"]) && !text.times_in(&syntax.below(at)).is_empty()
                    || closes_quote(text, syntax.below(at).start, head)
            }
        };
        let resumes = || syntax.dependents(head).iter().any(|&d| d > at && syntax.relation(d) == Relation::Conj);
        if adds && !resumes() {
            break;
        }
        if depth > 0 && !adds && syntax.relation(at) != Relation::Punct {
            end = end.max(phrase_end(text, at, depth - 1));
        }
    }
    end
}

/// Whether a clause has a subject or relative pronoun of its own.
fn has_subject(text: &Text<'_>, clause: usize) -> bool {
    let syntax = &text.syntax;
    let relative = |&d: &usize| matches!(syntax.xpos(d), Some(Xpos::Wdt | Xpos::Wp | Xpos::Wrb));
    let subject = |&d: &usize| matches!(syntax.relation(d), Relation::Nsubj | Relation::NsubjPass);
    syntax.dependents(clause).iter().any(|d| relative(d) || subject(d))
}

/// Whether a quotation that holds `inside` ends right before `at`.
fn closes_quote(text: &Text<'_>, at: usize, inside: usize) -> bool {
    at > inside + 1 && text.is_quote_mark(at - 1) && text.is_quoted(inside) && !text.is_quoted(at)
}

/// Prepositions that add to a thing what it is about.
const ADDS: [&str; 14] =
    ["between", "with", "of", "on", "about", "for", "from", "to", "against", "by", "among", "into", "over", "as"];

/// The end of an object with what prepositions add to it right behind it, whether the parser gave it to the noun or to
/// the verb: "talks | between A and B".
pub fn with_prepositional(reader: &Reader<'_>, verb: usize, mut end: usize) -> usize {
    let text = &reader.text;
    let syntax = &text.syntax;
    for &at in syntax.dependents(verb) {
        let start = syntax.below(at).start;
        let included = text.is(start, "including") && text.word(end) == "," && start == end + 1;
        let adjacent = start == end && !starts_time(text, end) || included;
        // "In areas such as trade" says about what, "in Chile" where.
        let fields = || {
            included || syntax.has_case(at, &["in", "at"]) && reader.lexicon.is(WordClass::Collective, text.lemma(at))
        };
        // "For as long as it takes" says no more about it.
        let thing =
            matches!(syntax.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::Adj);
        if adjacent && thing && syntax.relation(at) == Relation::Obl && (syntax.has_case(at, &ADDS) || fields()) {
            end = phrase_end(text, at, PHRASE_DEPTH).max(end);
        }
    }
    end
}

/// The things that a phrase with this head coordinates, each with its head. Words of one thing stay together ("dialogue
/// and consultation on trade", "a treaty between A and B"), and so does what "including" adds.
pub fn items(reader: &Reader<'_>, phrase: &Tokens, head: usize) -> Vec<(Tokens, usize)> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let added = text.find(phrase.clone(), |t| text.is(t, "including")).unwrap_or(phrase.end);
    let mut items = Vec::new();
    let mut first = (phrase.start, head);
    for at in head + 1..added {
        let joint = syntax.dependent(at, &[Relation::Cc]).filter(|&cc| cc < at && text.is(cc, "and"));
        // "The treaty on A and of | the Treaty on B"
        let treaty = |t: usize| syntax.upos(t) == Upos::Propn && reader.lexicon.is(WordClass::Treaty, text.lemma(t));
        let thing = syntax.upos(at) == Upos::Noun || treaty(at);
        let Some(joint) = joint.filter(|_| syntax.relation(at) == Relation::Conj && thing) else {
            continue;
        };
        if !phrase.contains(&at) || joint <= first.1 || !is_item(reader, first.1, joint, at) {
            continue;
        }
        items.push((text.strip_end(first.0..joint), first.1));
        first = (joint + 1 + usize::from(text.is(joint + 1, "of")), at);
    }
    items.push((first.0..phrase.end, first.1));
    // "…, including potentially B": hedged, it is an item of its own.
    if let Some((last, head)) = items.last_mut()
        && last.contains(&added)
        && hedge(reader, &(added + 1..added + 2)).is_some()
    {
        let own = added + 1..last.end;
        *last = text.strip_end(last.start..added);
        let below = own.clone().find(|&t| syntax.head(t).is_some_and(|h| !own.contains(&h)) && !text.is_punctuation(t));
        let head = below.unwrap_or(*head);
        items.push((own, head));
    }
    items
}

/// Whether the noun at `at`, which the "and" at `joint` adds, is a thing beside that of `head`: both have words of their
/// own, and they are of one kind or it hangs on that head.
fn is_item(reader: &Reader<'_>, head: usize, joint: usize, at: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let channel = |t: usize| reader.lexicon.channels.iter().any(|e| e.phrase == text.lemma(t));
    let act = |t: usize| reader.lexicon.act_nouns.iter().any(|e| e.at(text, t, t + 1).is_some());
    let alike = text.lemma(at) == text.lemma(head) || channel(at) && channel(head) || act(at) && act(head);
    let own = |&&d: &&usize| {
        d > joint
            && d < at
            && matches!(syntax.relation(d), Relation::Det | Relation::Amod | Relation::NmodPoss | Relation::Compound)
    };
    let has_own = syntax.dependents(at).iter().filter(own).count() > 0;
    let parted = text.word(joint - 1) == "," || joint > head + 1;
    let direct = syntax.head(at) == Some(head);
    // "And, in particular, …" goes on with the same thing.
    text.word(joint + 1) != ","
        && (alike || direct)
        && (has_own && (alike || parted || article(text, joint + 1)) || direct && text.word(joint - 1) == ",")
}

fn article(text: &Text<'_>, at: usize) -> bool {
    text.is_any(at, &["a", "an", "the"])
}

/// Whether a time begins at `at`, perhaps after its preposition.
pub fn starts_time(text: &Text<'_>, at: usize) -> bool {
    let time = |t: usize| text.time_at(t).is_some_and(|time| time.first == t);
    time(at) && !text.is_any(at.wrapping_sub(1), &["the"])
        || text.is_any(at, &["on", "in", "by", "within", "until", "from", "for", "at"]) && time(at + 1)
        || text.is_any(at, &["in", "by", "at", "before", "during"])
            && text.is_any(at + 1, &["the", "a"])
            && time(at + 2)
}

impl Text<'_> {
    /// `tokens` without punctuation at its end (a closing quotation mark stays).
    pub fn strip_end(&self, mut tokens: Tokens) -> Tokens {
        while tokens.start < tokens.end && self.is_punctuation(tokens.end - 1) && !self.is_quote_mark(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }
}

const FUNCTION_WORDS: [&str; 44] = [
    "the", "a", "an", "of", "on", "in", "at", "for", "to", "and", "or", "with", "between", "by", "from", "its",
    "their", "his", "her", "our", "my", "all", "any", "both", "each", "other", "two", "this", "that", "these", "those",
    "some", "several", "more", "further", "also", "be", "have", "do", "as", "into", "over", "'s", "’s",
];
/// Words in front of an object that are no part of its name.
const BEFORE: [&str; 11] = ["the", "a", "an", "its", "their", "his", "her", "our", "potentially", "possibly", "also"];

/// The words of an object as they name it: without article or possessive in front, punctuation at the ends.
pub fn name_of(text: &Text<'_>, object: &Tokens) -> String {
    let mut tokens = text.strip(object.clone());
    while tokens.len() > 1 && text.is_any(tokens.start, &BEFORE) {
        tokens = text.strip(tokens.start + 1..tokens.end);
    }
    // "£478 million"
    let currency =
        tokens.start.checked_sub(1).filter(|&t| object.contains(&t) && matches!(text.word(t), "£" | "€" | "$"));
    text.words(&(currency.unwrap_or(tokens.start)..tokens.end)).to_owned()
}

/// The proposition of `predicate` with the object `object` (tokens without the verb).
pub fn proposition(reader: &Reader<'_>, predicate: &str, object: &Tokens, by: &[Side], with: &[Side]) -> Proposition {
    let text = &reader.text;
    let object = text.strip(object.clone());
    let (predicate, object) = unwrap_nominal(reader, predicate, object);
    let head_at = thing(reader, &object).or_else(|| head(text, &object));
    let head_lemma = head_at.map_or(String::new(), |t| text.lemma(t).to_owned());
    let mut modifiers = Vec::new();
    let mut numbers = Vec::new();
    for at in object.clone() {
        let lemma = text.lemma(at);
        if lemma.chars().any(|c| c.is_ascii_digit()) {
            numbers.push(text.lower(at));
        } else if Some(at) != head_at
            && lemma.chars().any(char::is_alphabetic)
            && !FUNCTION_WORDS.contains(&lemma)
            && !Lexicon::builtin().is(WordClass::Generic, lemma)
            && text.name_at(at).and_then(Text::side_of_name).is_none()
            && !is_place(text, at)
            && !lemma.ends_with("ly")
            && text.time_at(at).is_none()
        {
            modifiers.push(lemma.trim_end_matches("-related").to_owned());
        }
    }
    let (issue, term) = issue(reader, &object).map_or((None, None), |(i, t)| (Some(i), Some(t)));
    Proposition {
        predicate,
        by: by.to_vec(),
        acting: Vec::new(),
        with: with.to_vec(),
        head: head_lemma,
        modifiers: sorted(modifiers),
        numbers: sorted(numbers),
        positive: true,
        issue,
        term,
    }
}

fn is_place(text: &Text<'_>, at: usize) -> bool {
    text.name_at(at).is_some_and(|n| matches!(n.kind, NameKind::Place(Some(_)) | NameKind::Person))
}

/// "a lifting of the ban" is the act "lift" on "the ban".
fn unwrap_nominal(reader: &Reader<'_>, predicate: &str, object: Tokens) -> (String, Tokens) {
    let text = &reader.text;
    for at in object.start..object.end.min(object.start + 4) {
        let noun = reader.lexicon.deed_nouns.iter().position(|e| e.at(text, at, object.end).is_some());
        let verb = noun.and_then(|_| {
            reader.lexicon.deeds.iter().find(|d| {
                reader.lexicon.deed_nouns.iter().any(|n| n.meaning == d.meaning && n.at(text, at, object.end).is_some())
            })
        });
        if let (Some(verb), true) = (verb, text.is(at + 1, "of")) {
            return (verb.phrase.clone(), at + 2..object.end);
        }
    }
    (predicate.to_owned(), object)
}

/// What an object is: the noun on which its other words depend, past what only counts it ("tonnes of grain", "ways of
/// delivering grain"); `None` where the tree has none.
fn thing(reader: &Reader<'_>, object: &Tokens) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let noun = |t: usize| matches!(syntax.upos(t), Upos::Noun | Upos::Propn);
    let mut at = object
        .clone()
        .find(|&t| !text.is_punctuation(t) && syntax.head(t).is_none_or(|head| !object.contains(&head)))?;
    let counts = |t: usize| reader.lexicon.is(WordClass::Counter, text.lemma(t)) || syntax.upos(t) == Upos::Num;
    while counts(at) {
        let of = |&&d: &&usize| object.contains(&d) && d > at && (noun(d) || syntax.upos(d) == Upos::Verb);
        at = *syntax.dependents(at).iter().find(of)?;
        if syntax.is_verb(at) {
            at = syntax.dependent(at, &[Relation::Obj]).filter(|t| object.contains(t))?;
        }
    }
    noun(at).then_some(at)
}

/// The head of a noun phrase without a tree: the last word before the first preposition, or before an "and" or comma
/// that follows a noun (a channel or a plural) rather than an adjective.
pub fn head(text: &Text<'_>, object: &Tokens) -> Option<usize> {
    let is_noun = |t: usize| {
        text.layers.tokens.get(t).is_some_and(|t| t.inflection == Inflection::S)
            || Lexicon::builtin().channels.iter().any(|e| e.at(text, t, t + 1).is_some())
    };
    let joins = |t: usize| text.is_any(t, &["and"]) || text.word(t) == ",";
    let end = object
        .clone()
        .skip(1)
        .find(|&t| text.is_any(t, &PREPOSITIONS) || text.is(t, "including") || joins(t) && is_noun(t - 1))
        .unwrap_or(object.end);
    (object.start..end).rev().find(|&t| !text.is_punctuation(t))
}

/// The issue whose wording stands first in `tokens`, of those that begin together the longest.
pub fn issue(reader: &Reader<'_>, tokens: &Tokens) -> Option<(String, String)> {
    let text = &reader.text;
    let says = |at: usize, word: &str| {
        let written = text.lower(at);
        written == word
            || text.lemma(at) == word
            || written.strip_suffix("-related") == Some(word)
            || word.strip_suffix('s') == Some(text.lemma(at))
    };
    // "The safety of *Kenyan* nationals": whose they are is no part of the term.
    let whose = |at: usize| text.name_at(at).is_some_and(|name| matches!(name.kind, NameKind::Demonym(_)));
    let stands_at = |term: &str, at: usize| {
        let mut next = at;
        for word in term.split(' ') {
            if next > at && !says(next, word) && whose(next) {
                next += 1;
            }
            if next >= tokens.end || !says(next, word) {
                return None;
            }
            next += 1;
        }
        Some(next - at)
    };
    tokens.clone().find_map(|at| {
        text.world
            .issues()
            .iter()
            .flat_map(|issue| issue.terms.iter().map(move |term| (issue, term)))
            .filter_map(|(issue, term)| stands_at(term, at).map(|length| (length, issue, term)))
            .max_by_key(|(length, issue, _)| (*length, std::cmp::Reverse(&issue.id)))
            .map(|(_, issue, term)| (issue.id.clone(), term.clone()))
    })
}

/// The sides mentioned in `tokens`, sorted, each once; adjectives count.
pub fn sides_in(text: &Text<'_>, tokens: &Tokens) -> Vec<Side> {
    sorted(text.names_in(tokens).iter().filter_map(Text::side_of_name).cloned().collect())
}

/// The words that weaken, where any stand in `tokens`.
pub fn hedge(reader: &Reader<'_>, tokens: &Tokens) -> Option<String> {
    tokens.clone().find_map(|at| {
        crate::lexicon::longest(&reader.lexicon.hedges, &reader.text, at, tokens.end)
            // "May" the month, "May" the name
            .filter(|_| reader.text.time_at(at).is_none() && (reader.text.word(at) != "May"))
            .map(|(_, found)| reader.text.words(&found).to_owned())
    })
}

/// Ranges in order, those that overlap joined.
pub fn disjoint(mut ranges: Vec<Tokens>) -> Vec<Tokens> {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut kept: Vec<Tokens> = Vec::new();
    for range in ranges {
        match kept.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => kept.push(range),
        }
    }
    kept
}
