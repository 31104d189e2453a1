//! Temporal expressions and what they mean, unanchored.
//!
//! `pieces` cuts a sentence finer than tokens, `words` and `holidays` are the vocabulary, `parse` reads one expression at a
//! piece, `context` lets the words around it tell its side and open a range, `tense` says on which side of the day of
//! writing a bare weekday or month lies. `detail` is what TIMEX3 tells and findings do not keep; `timex` anchors all that.
//!
//! A season has no months here (they depend on the hemisphere): "summer 2025" is 2025, "last summer" is vague.

mod context;
pub mod detail;
pub mod holidays;
mod parse;
mod pieces;
mod tense;
#[cfg(test)]
mod tests;
pub mod timex;
mod words;

use crate::{Sentence, TimeExpression, Token};
use parse::Pieces;

/// The temporal expressions of the sentences, in order.
pub fn find(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<TimeExpression> {
    sentences
        .iter()
        .filter_map(|s| Some((s, tokens.get(s.first..s.end)?)))
        .flat_map(|(sentence, inside)| in_sentence(text, inside, sentence.first))
        .collect()
}

fn in_sentence(text: &str, tokens: &[Token], offset: usize) -> Vec<TimeExpression> {
    let pieces = Pieces::new(text, tokens);
    let mut found: Vec<TimeExpression> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let Some(hit) = pieces.may_begin(at).then(|| pieces.expression(at)).flatten() else {
            at += 1;
            continue;
        };
        let next = hit.end.clamp(at + 1, pieces.len());
        let (first, end) = (pieces.token(at), pieces.token(next - 1) + 1);
        let free = found.last().is_none_or(|last| last.end <= offset + first);
        if let Some(tokens_of) = tokens.get(first..end).filter(|_| free)
            && let (Some(from), Some(to)) = (tokens_of.first(), tokens_of.last())
        {
            let (value, stretch) = context::value(&pieces, tokens, at, &hit);
            let mut detail = hit.detail;
            detail.stretch = stretch;
            detail.ends = hit.joint.and_then(|(end, start)| Some((pieces.span(at, end)?, pieces.span(start, next)?)));
            detail.behind = context::is_bound_behind(&pieces, tokens, at);
            let span = from.span.cover(to.span);
            found.push(TimeExpression { span, first: offset + first, end: offset + end, value, detail });
        }
        at = next;
    }
    found
}
