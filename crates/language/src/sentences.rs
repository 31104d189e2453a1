//! Where sentences end.

use std::ops::Range;

use servanda_model::Span;

use crate::Shape;
use crate::lexicon::{Lexicon, WordClass};
use crate::tokens::{Abbreviation, abbreviation, shape_of};

/// Cuts the tokens of one zone into sentences (ranges of indices into `tokens`).
///
/// Closing quotation marks and brackets belong to the sentence that they close, and so do the marks of notes after it. A full stop inside a quotation does
/// not end the sentence where the cue goes on in lower case ("… ended.” he said), nor does a question mark before
/// "the minister asked".
pub fn split(text: &str, tokens: &[Span]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut first = 0;
    let mut i = 0;
    while i < tokens.len() {
        let mut end = i + 1;
        let ends = match terminal(text, tokens, first, i) {
            Terminal::No => false,
            kind => {
                while end < tokens.len() && closes(text, tokens, end) {
                    end += 1;
                }
                while is_note(text, tokens, end) {
                    end += NOTE;
                }
                end < tokens.len() && begins_anew(text, tokens, end, kind, end > i + 1)
            }
        };
        if ends || end < tokens.len() && blank_line(text, tokens[end - 1], tokens[end]) {
            sentences.push(first..end);
            first = end;
        }
        i = end;
    }
    if first < tokens.len() {
        sentences.push(first..tokens.len());
    }
    sentences
}

/// How strongly a token calls for an end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terminal {
    No,
    /// "…", or an abbreviation that may end a sentence.
    Weak,
    Stop,
    /// "?" and "!", after which a cue may follow.
    Call,
}

fn terminal(text: &str, tokens: &[Span], first: usize, i: usize) -> Terminal {
    let word = tokens[i].of(text);
    // "1. The sides agreed …": the number of a point.
    let numbered = i == first + 1 && shape_of(tokens[first].of(text)) == Shape::Number;
    match word {
        "." if !numbered => Terminal::Stop,
        "?" | "!" => Terminal::Call,
        "…" => Terminal::Weak,
        _ if word.starts_with("..") => Terminal::Weak,
        _ if word.ends_with('.') && abbreviation(word) == Some(Abbreviation::May) => Terminal::Weak,
        _ => Terminal::No,
    }
}

/// Whether the mark at `i` closes what stands before it.
fn closes(text: &str, tokens: &[Span], i: usize) -> bool {
    let glued = tokens[i].start == tokens[i - 1].end;
    let followed = tokens
        .get(i + 1)
        .is_some_and(|next| next.start == tokens[i].end && shape_of(next.of(text)) != Shape::Punctuation);
    match tokens[i].of(text) {
        "”" | "»" | ")" | "]" | "''" | "." | "!" | "?" => true,
        "’" | "\"" | "'" => glued && !followed,
        _ => false,
    }
}

/// The tokens of a note's mark.
const NOTE: usize = 3;

/// Whether the mark of a note begins at `i` ("[6]"): it belongs to the sentence that it follows.
fn is_note(text: &str, tokens: &[Span], i: usize) -> bool {
    let Some([open, number, close]) = tokens.get(i..i + NOTE) else { return false };
    open.of(text) == "[" && shape_of(number.of(text)) == Shape::Number && close.of(text) == "]"
}

/// Whether a sentence may begin with the token at `i`.
fn begins_anew(text: &str, tokens: &[Span], i: usize, kind: Terminal, quoted: bool) -> bool {
    let opening = |word: &str| matches!(word, "“" | "‘" | "«" | "\"" | "'" | "``" | "(" | "[" | "„");
    let Some(at) = (i..tokens.len().min(i + 3)).find(|&k| !opening(tokens[k].of(text))) else { return true };
    let word = tokens[at].of(text);
    if at > i && kind != Terminal::Weak {
        return shape_of(word) != Shape::Lower || quoted;
    }
    match shape_of(word) {
        Shape::Lower | Shape::Mixed => false,
        Shape::Punctuation => matches!(word, "•" | "–" | "—" | "*" | "-" | "--" | "▼" | "■" | "●"),
        Shape::Number => kind != Terminal::Weak,
        Shape::Capitalised | Shape::Upper => match kind {
            // "U.S. President" goes on, "U.S. The" does not.
            Terminal::Weak
                if text.get(tokens[i - 1].end as usize - 1..tokens[i - 1].end as usize) == Some(".")
                    && !tokens[i - 1].of(text).starts_with("..") =>
            {
                Lexicon::builtin().is(word, WordClass::Starter)
            }
            Terminal::Call if quoted => !cue_follows(text, tokens, at),
            _ => true,
        },
    }
}

/// "…?” Minister Mensah asked": one to five capitalised words and a verb of saying.
fn cue_follows(text: &str, tokens: &[Span], i: usize) -> bool {
    let lexicon = Lexicon::builtin();
    let names = tokens[i..].iter().take(5).take_while(|t| shape_of(t.of(text)) != Shape::Lower).count();
    tokens.get(i + names).is_some_and(|t| names > 0 && lexicon.is(t.of(text), WordClass::Saying))
}

fn blank_line(text: &str, before: Span, after: Span) -> bool {
    text.get(before.end as usize..after.start as usize).is_some_and(|gap| gap.matches('\n').count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens = tokenize(text, Span::new(0, text.len()), &|_| false);
        split(text, &tokens).into_iter().map(|r| tokens[r.start].cover(tokens[r.end - 1]).of(text)).collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        for text in [
            "U.S. President Joe Biden met Gen. Prayut on Nov. 17 in Bangkok.",
            "The talks, held at 9 a.m. Monday, were short.",
            "“We will wait,” Mr. Mensah said.",
            "“The border is closed.” he said.",
            "“Will they come?” Foreign Minister Ayorkor Botchwey asked.",
            "They spoke of aid… and trade.",
            "1. Both sides agreed to meet.",
            "It grew by 3.5 percent, J. K. Boateng said.",
            "Asst. Secretary Lucía Prado and Cpl. Aidar Bek left with the Drs. Okafor.",
            "ENVOY OF GEN. PRAYUT LEFT",
        ] {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn sentences_end_where_they_should() {
        for text in [
            "Ghana agreed.|Togo did not.",
            "He left for the U.S.|The envoy stayed.",
            "“We agreed.”|“They did not,” she said.",
            "She said: “We agreed.”|The talks go on.",
            "Will they come?|Nobody knows!|Talks wait.",
            "They met in Nov.|The next round is open.",
            "He said \"we go.\"|The envoy left.",
            "It ended in 2023.|2024 saw a new round.",
            "(They met.)|Then they left.",
            "The envoy waited...|Then she left.",
            "They met in 2014.[3] [4]|Both left early. [5]|[They] said so.",
        ] {
            let expected: Vec<&str> = text.split('|').collect();
            assert_eq!(sentences(&text.replace('|', " ")), expected);
        }
        assert_eq!(sentences("No stop here\n\nNext block"), ["No stop here", "Next block"]);
    }
}
