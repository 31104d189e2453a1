//! One article: its tokens, the attributions of a standoff file, and what they score against others.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use anyhow::Context;
use regex::Regex;

use super::{
    Tally,
    matching::{Span, jaccard, matching, soft_hits},
};
use crate::scorers::Counts;

/// The roles, in the order of the table.
pub const ROLES: [&str; 3] = ["source", "cue", "content"];
const SOURCE: usize = 0;
const CUE: usize = 1;
const CONTENT: usize = 2;

const QUOTATION_MARKS: &[char] = &['"', '\u{201c}', '\u{201d}', '\u{201f}', '\u{201e}', '\u{ab}', '\u{bb}'];
/// Words that two sources may share by chance.
const STOP_WORDS: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "in", "on", "at", "for", "to", "by", "with", "from", "his", "her", "their",
    "its", "who", "that", "this", "s", "mr", "mrs", "ms",
];

/// The tokens of each role, in the order of [`ROLES`]; a content is never empty.
pub type Attribution = [Span; 3];

/// Whether a gold and a predicted attribution may be matched.
type Condition<'c> = dyn Fn(&Attribution, &Attribution) -> bool + 'c;

/// An article's tokens.
pub struct Article<'t> {
    tokens: Vec<Token<'t>>,
}

/// A run of word characters, or a single other one. Positions are numbers of characters.
struct Token<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    is_word: bool,
}

/// Words as Python's `\w` sees them (letters, numbers, underscore), and what is neither word nor blank.
#[expect(clippy::unwrap_used, reason = "the pattern is constant")]
static TOKEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"([\p{L}\p{N}_]+)|[^\p{L}\p{N}_\s\x1c-\x1f]").unwrap());

impl<'t> Article<'t> {
    /// Takes the text apart.
    pub fn new(text: &'t str) -> Self {
        let (mut byte, mut character) = (0, 0);
        let tokens = TOKEN.captures_iter(text).filter_map(|found| {
            let (token, word) = (found.get(0)?, found.get(1));
            let start = character + text[byte..token.start()].chars().count();
            byte = token.end();
            character = start + token.as_str().chars().count();
            Some(Token { text: token.as_str(), start, end: character, is_word: word.is_some() })
        });
        Self { tokens: tokens.collect() }
    }

    /// The attributions of a standoff file, and how many were left out for want of a content.
    pub fn read(&self, annotation: &str) -> anyhow::Result<(Vec<Attribution>, usize)> {
        let mut spans: BTreeMap<&str, Span> = BTreeMap::new();
        let rows = || annotation.split('\n').filter_map(|line| line.split_once('\t'));
        for (id, rest) in rows().filter(|(id, _)| numbered(id, 'T')) {
            let span = rest.split('\t').next().and_then(|field| field.split_once(' '));
            let span =
                span.and_then(|(_, fragments)| self.span(fragments)).with_context(|| format!("{id} {rest:?}"))?;
            spans.insert(id, span);
        }
        let (mut out, mut dropped) = (Vec::new(), 0);
        for (_, rest) in rows().filter(|(id, _)| numbered(id, 'E')) {
            let mut attribution = Attribution::default();
            for argument in rest.split('\t').next().unwrap_or_default().split_whitespace() {
                let (name, id) = argument.split_once(':').with_context(|| format!("argument {argument:?}"))?;
                let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
                let role = ROLES.iter().position(|role| *role == name);
                if let (Some(role), Some(span)) = (role, spans.get(id)) {
                    attribution[role].extend(span);
                }
            }
            if attribution[CONTENT].is_empty() {
                dropped += 1;
            } else {
                out.push(attribution);
            }
        }
        Ok((out, dropped))
    }

    /// The tokens that fragments touch: "10 20;25 30", in characters.
    fn span(&self, fragments: &str) -> Option<Span> {
        let mut out = Span::new();
        for fragment in fragments.split(';') {
            let mut numbers = fragment.split_whitespace().map(str::parse::<usize>);
            let (start, end) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
            let first = self.tokens.partition_point(|token| token.end <= start);
            let touched = self.tokens[first..].iter().take_while(|token| token.start < end).count();
            if start < end {
                out.extend(first..first + touched);
            }
        }
        Some(out)
    }

    /// Without punctuation.
    fn words(&self, span: &Span) -> Span {
        span.iter().copied().filter(|&token| self.tokens[token].is_word).collect()
    }

    /// What a list of predicted attributions scores against gold.
    pub fn score(&self, gold: &[Attribution], predicted: &[Attribution], tau: f64) -> Tally {
        let mut tally = Tally::default();
        for role in 0..ROLES.len() {
            tally.spans[role] = self.score_spans(&spans_of(gold, role), &spans_of(predicted, role));
        }
        let words = |list: &[Attribution]| -> Vec<Attribution> {
            list.iter().map(|attribution| attribution.each_ref().map(|span| self.words(span))).collect()
        };
        self.score_relations(gold, &words(gold), &words(predicted), tau, &mut tally);
        tally
    }

    fn score_spans(&self, gold: &BTreeSet<Span>, predicted: &BTreeSet<Span>) -> [Counts; 5] {
        let words = |spans: &BTreeSet<Span>| -> BTreeSet<Span> {
            spans.iter().map(|span| self.words(span)).filter(|span| !span.is_empty()).collect()
        };
        let (gold_words, predicted_words) = (words(gold), words(predicted));
        let tokens = |spans: &BTreeSet<Span>| spans.iter().flatten().copied().collect::<Span>();
        [
            common(gold, predicted),
            common(&fragments(gold), &fragments(predicted)),
            common(&gold_words, &predicted_words),
            Counts { hits: soft_hits(&gold_words, &predicted_words), ..common(&gold_words, &predicted_words) },
            common(&tokens(&gold_words), &tokens(&predicted_words)),
        ]
    }

    /// `whole` are the gold attributions with their punctuation, `gold` and `predicted` are without.
    fn score_relations(
        &self,
        whole: &[Attribution],
        gold: &[Attribution],
        predicted: &[Attribution],
        tau: f64,
        tally: &mut Tally,
    ) {
        let alike = Alike { article: self, tau };
        let content = |g: &Attribution, p: &Attribution| alike.content(g, p);
        let ar = |g: &Attribution, p: &Attribution| content(g, p) && alike.source(g, p);
        let lenient = |g: &Attribution, p: &Attribution| content(g, p) && alike.lenient_source(g, p);
        let with_cue = |g: &Attribution, p: &Attribution| ar(g, p) && share_a_cue(g, p);
        let conditions: [&Condition; 4] = [&content, &ar, &lenient, &with_cue];
        let (gold_sourced, predicted_sourced) = (sourced(gold), sourced(predicted));
        for (index, condition) in conditions.into_iter().enumerate() {
            let found = match_attributions(gold, predicted, condition);
            tally.relations[index] = counts(&found, predicted.len());
            if let Some(counted) = tally.sourced.get_mut(index) {
                let found = match_attributions(&gold_sourced, &predicted_sourced, condition);
                *counted = counts(&found, predicted_sourced.len());
            }
            if index < 2 {
                self.count_quoted(whole, &found, index, tally);
            }
            if index == 0 {
                let pairs = gold.iter().zip(&found).filter_map(|(g, p)| Some((g, &predicted[(*p)?])));
                pairs.for_each(|(g, p)| alike.count_source(g, p, tally));
            }
        }
        let triples = |list: &[Attribution]| list.iter().cloned().collect::<BTreeSet<Attribution>>();
        tally.relations[4] = common(&triples(gold), &triples(predicted));
    }

    /// Counts by kind of quotation which gold attributions were found, under the condition 0 (content) or 1 (AR).
    fn count_quoted(&self, gold: &[Attribution], found: &[Option<usize>], condition: usize, tally: &mut Tally) {
        for (attribution, found) in gold.iter().zip(found) {
            let [all, matched @ ..] = &mut tally.quoted[self.quoted(&attribution[CONTENT])];
            *all += one_if(condition == 0);
            matched[condition] += one_if(found.is_some());
        }
    }

    /// Whether the two have a word in common that is no stop word.
    fn share_a_word(&self, a: &Span, b: &Span) -> bool {
        a.intersection(b).any(|&token| {
            let word = self.tokens[token].text.to_lowercase();
            !STOP_WORDS.contains(&word.as_str())
        })
    }

    /// Index into `QUOTED`: direct where the content begins with a quotation mark, mixed where it holds one.
    fn quoted(&self, content: &Span) -> usize {
        let is_mark = |token: &usize| self.tokens[*token].text.starts_with(QUOTATION_MARKS);
        match content.first() {
            Some(first) if is_mark(first) => 0,
            _ if content.iter().any(is_mark) => 1,
            _ => 2,
        }
    }
}

/// What of a gold and a predicted attribution is alike, at a least Jaccard of `tau`.
struct Alike<'a, 't> {
    article: &'a Article<'t>,
    tau: f64,
}

impl Alike<'_, '_> {
    fn content(&self, g: &Attribution, p: &Attribution) -> bool {
        jaccard(&g[CONTENT], &p[CONTENT]) >= self.tau
    }

    fn source(&self, g: &Attribution, p: &Attribution) -> bool {
        jaccard(&g[SOURCE], &p[SOURCE]) >= self.tau
    }

    fn lenient_source(&self, g: &Attribution, p: &Attribution) -> bool {
        self.source(g, p) || self.article.share_a_word(&g[SOURCE], &p[SOURCE])
    }

    /// Counts whether the source is right of a pair whose contents match.
    fn count_source(&self, g: &Attribution, p: &Attribution, tally: &mut Tally) {
        if g[SOURCE].is_empty() {
            let right = [true, p[SOURCE].is_empty()];
            tally.unsourced.iter_mut().zip(right).for_each(|(n, right)| *n += one_if(right));
        } else {
            let right = [true, self.source(g, p), self.lenient_source(g, p)];
            tally.speaker.iter_mut().zip(right).for_each(|(n, right)| *n += one_if(right));
        }
    }
}

/// Whether the cues have a token in common, or both are empty.
fn share_a_cue(g: &Attribution, p: &Attribution) -> bool {
    !g[CUE].is_disjoint(&p[CUE]) || (g[CUE].is_empty() && p[CUE].is_empty())
}

fn one_if(right: bool) -> f64 {
    f64::from(u8::from(right))
}

/// Those that have a source.
fn sourced(attributions: &[Attribution]) -> Vec<Attribution> {
    attributions.iter().filter(|attribution| !attribution[SOURCE].is_empty()).cloned().collect()
}

/// Whether an id is this letter and a number.
fn numbered(id: &str, letter: char) -> bool {
    id.strip_prefix(letter).is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// The different spans of a role; where it is empty, there is none.
fn spans_of(attributions: &[Attribution], role: usize) -> BTreeSet<Span> {
    attributions.iter().map(|attribution| attribution[role].clone()).filter(|span| !span.is_empty()).collect()
}

/// The contiguous runs of all spans, as first and last token.
fn fragments(spans: &BTreeSet<Span>) -> BTreeSet<(usize, usize)> {
    let mut out = BTreeSet::new();
    for span in spans {
        let mut open: Option<(usize, usize)> = None;
        for &token in span {
            match &mut open {
                Some((_, last)) if *last + 1 == token => *last = token,
                _ => out.extend(open.replace((token, token))),
            }
        }
        out.extend(open);
    }
    out
}

fn common<T: Ord>(gold: &BTreeSet<T>, predicted: &BTreeSet<T>) -> Counts {
    let hits = gold.intersection(predicted).count() as f64;
    Counts { gold: gold.len() as f64, predicted: predicted.len() as f64, hits }
}

fn counts(found: &[Option<usize>], predicted: usize) -> Counts {
    let hits = found.iter().flatten().count() as f64;
    Counts { gold: found.len() as f64, predicted: predicted as f64, hits }
}

fn match_attributions(gold: &[Attribution], predicted: &[Attribution], condition: &Condition) -> Vec<Option<usize>> {
    matching(gold.len(), predicted.len(), |g, p| {
        let (g, p) = (&gold[g], &predicted[p]);
        let weight =
            || jaccard(&g[CONTENT], &p[CONTENT]) + jaccard(&g[SOURCE], &p[SOURCE]) + 0.1 * jaccard(&g[CUE], &p[CUE]);
        condition(g, p).then(weight)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_characters_and_fragments_join() {
        let article = Article::new("Zoë said “no” — twice");
        let words: Vec<_> = article.tokens.iter().map(|t| t.text).collect();
        assert_eq!(words, ["Zoë", "said", "“", "no", "”", "—", "twice"]);
        assert_eq!(article.span("9 10;16 21"), Some(Span::from([2, 6])));
        assert_eq!(article.words(&Span::from([2, 3, 4])), Span::from([3]));
        assert_eq!(article.span("9"), None);
    }

    #[test]
    fn a_content_is_quoted_whole_in_part_or_not() {
        let article = Article::new("“no” he “said” so");
        let quoted = |tokens: std::ops::Range<usize>| article.quoted(&tokens.collect());
        assert_eq!([quoted(0..3), quoted(3..7), quoted(7..8)], [0, 1, 2]);
    }

    #[test]
    fn an_event_without_content_is_dropped() {
        let article = Article::new("He said so");
        let (found, dropped) =
            article.read("T1\tCue 3 7\tsaid\nT2\tContent 8 10\tso\nE1\tAttribution:T1 Cue:T1\nE2\tAttribution:T1 Cue2:T1 Content1:T2\n").unwrap();
        assert_eq!((found, dropped), (vec![[Span::new(), Span::from([1]), Span::from([2])]], 1));
    }
}
