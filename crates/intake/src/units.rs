//! A text as units: paragraphs and single lines, with the features by which they are told apart.

use servanda_model::Span;

use crate::dates;
use crate::tables::plain;

/// A paragraph or a line that stands for itself.
#[derive(Clone, Debug)]
pub(crate) struct Unit<'t> {
    /// Where its words stand, marker and white space left out.
    pub span: Span,
    /// Its words.
    pub text: &'t str,
    /// Its words as they are compared.
    pub plain: String,
    /// What stands before it.
    pub marker: Marker,
    /// Number of words.
    pub words: usize,
    /// Words that begin with a capital or a digit, in per cent of all.
    pub capitals: usize,
    /// Whether no word but small ones begins with a lower-case letter.
    pub is_title_case: bool,
    /// How it ends.
    pub end: End,
    /// Number of sentences, by a rough count.
    pub sentences: usize,
}

/// How a unit ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// As a statement does.
    Stop,
    /// "?", "!", ":" or ";"
    Mark,
    Open,
}

/// What may stand before the words of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    None,
    /// "•", "-", "*"
    Bullet,
    /// "1.", "(2)", "a)"
    Number,
    /// "#" of Markdown
    Heading,
    /// "▼" and the like, which lists of headlines have
    Sign,
}

impl<'t> Unit<'t> {
    /// The unit of the words under `span`; `None` where nothing but white space and markers stands there.
    pub fn new(text: &'t str, span: Span) -> Option<Self> {
        let span = span.trimmed(text);
        let (marker, skipped) = marker_of(span.of(text));
        let span = Span { start: span.start + skipped as u32, end: span.end }.trimmed(text);
        let span = without_emphasis(text, span);
        let words = span.of(text);
        if !words.chars().any(char::is_alphanumeric) {
            return None;
        }
        Some(Self {
            span,
            text: words,
            plain: plain(words),
            marker,
            words: words.split_whitespace().count(),
            capitals: capitals(words),
            is_title_case: is_title_case(words),
            end: end_of(words),
            sentences: count_sentences(words),
        })
    }

    /// Whether it reads as running text: a sentence of some length, or much text.
    pub fn is_prose(&self) -> bool {
        let long_enough = match self.end {
            End::Stop => self.words >= 6,
            // A question or an exclamation may be a headline.
            End::Mark => self.words >= 20 || (self.sentences >= 2 && self.words >= 12),
            End::Open => self.words >= 25 && self.capitals <= 50,
        };
        long_enough && !self.is_title_case
    }

    /// Whether its words have no lower-case letter.
    pub fn is_upper(&self) -> bool {
        !self.text.chars().any(char::is_lowercase)
    }
}

/// The units of `text` from byte `from`.
pub(crate) fn units(text: &str, from: usize) -> Vec<Unit<'_>> {
    let lines = lines(text, from);
    let width = wrap_width(text, &lines);
    let mut spans: Vec<Span> = Vec::new();
    let mut previous: Option<Span> = None;
    for line in lines {
        let words = line.of(text);
        let joins = previous.is_some_and(|p| width.is_some_and(|w| is_wrapped(p.of(text), words, w)));
        match spans.last_mut() {
            Some(last) if joins => *last = last.cover(line),
            _ if words.is_empty() => {}
            _ => spans.push(line),
        }
        previous = (!words.is_empty()).then_some(line);
    }
    spans.into_iter().filter_map(|span| Unit::new(text, span)).collect()
}

/// The lines of the text, trimmed; blank ones are empty spans. Old texts break lines with carriage returns alone.
fn lines(text: &str, from: usize) -> Vec<Span> {
    let rest = text.get(from..).unwrap_or("");
    let newline = if rest.contains('\n') { '\n' } else { '\r' };
    let mut start = from;
    rest.split(newline)
        .map(|line| {
            let span = Span::new(start, start + line.len()).trimmed(text);
            start += line.len() + 1;
            span
        })
        .collect()
}

/// Longest line of a text whose paragraphs are broken by hand; a longer one shows that they are not.
const WIDEST: usize = 110;

/// The width at which the text's lines were broken by hand; `None` where a line is a paragraph.
fn wrap_width(text: &str, lines: &[Span]) -> Option<usize> {
    let chars = |line: &Span| line.of(text).chars().count();
    let width = lines.iter().map(chars).max().filter(|w| (50..=WIDEST).contains(w))?;
    let pairs = lines.windows(2).filter(|w| !w[0].is_empty() && !w[1].is_empty());
    let broken = pairs.filter(|w| is_wrapped(w[0].of(text), w[1].of(text), width)).count();
    let filled = lines.iter().filter(|l| !l.is_empty()).count();
    (broken >= 3 && broken * 3 >= filled).then_some(width)
}

/// Whether `next` goes on with `line`: its first word would not have fitted any more.
fn is_wrapped(line: &str, next: &str, width: usize) -> bool {
    let Some(word) = next.split_whitespace().next() else { return false };
    let slack = width / 8;
    marker_of(next).0 == Marker::None && line.chars().count() + 1 + word.chars().count() + slack > width
}

/// The marker before the words of a line and its length in bytes.
fn marker_of(line: &str) -> (Marker, usize) {
    let Some((head, _)) = line.split_once(char::is_whitespace) else { return (Marker::None, 0) };
    let marker = match head {
        "•" | "·" | "●" | "○" | "▪" | "■" | "◦" | "‣" | "-" | "*" | "–" | "—" | ">" | "+" => {
            Marker::Bullet
        }
        "▼" | "▲" | "▶" | "►" | "◆" | "◇" | "★" | "☆" | "»" | "※" => Marker::Sign,
        _ if head.bytes().all(|b| b == b'#') => Marker::Heading,
        _ if is_number_marker(head) => Marker::Number,
        _ => return (Marker::None, 0),
    };
    (marker, head.len())
}

/// "1.", "12)", "(3)", "(iv)", "a)"
fn is_number_marker(head: &str) -> bool {
    let (open, inner) = head.strip_prefix('(').map_or((false, head), |h| (true, h));
    let Some(inner) = inner.strip_suffix(')').or_else(|| inner.strip_suffix('.').filter(|_| !open)) else {
        return false;
    };
    let numeral = inner.len() <= 3 && !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    let roman = inner.len() <= 4 && !inner.is_empty() && inner.bytes().all(|b| b"ivx".contains(&b));
    let letter = inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
    numeral || ((roman || letter) && head.ends_with(')'))
}

/// The span without the asterisks of Markdown around all of it.
fn without_emphasis(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let stars = words.len() - words.trim_start_matches('*').len();
    if stars > 0 && words.len() > 2 * stars && words.ends_with(&"*".repeat(stars)) {
        Span { start: span.start + stars as u32, end: span.end - stars as u32 }
    } else {
        span
    }
}

fn capitals(words: &str) -> usize {
    let starts = words.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let (mut all, mut high) = (0, 0);
    for first in starts {
        all += 1;
        high += usize::from(!first.is_lowercase());
    }
    (high * 100usize).checked_div(all).unwrap_or(100)
}

/// Titles capitalise all but these.
fn is_title_case(words: &str) -> bool {
    const SMALL: [&str; 34] = [
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "its", "nor", "of", "on", "or",
        "over", "s", "so", "the", "than", "that", "to", "up", "via", "vs", "with", "without", "amid", "after",
        "against", "be", "it",
    ];
    let low = |w: &&str| w.chars().next().is_some_and(char::is_lowercase);
    dates::words(words).filter(low).all(|w| SMALL.contains(&w))
}

fn end_of(words: &str) -> End {
    const CLOSING: [char; 8] = ['"', '”', '’', '\'', ')', ']', '»', ' '];
    // "… had been settled. (Agency)" ends before the credit.
    let before_credit = words.strip_suffix(')').and_then(|w| w.rsplit_once('(')).map(|(before, _)| before.trim_end());
    let words = before_credit.filter(|before| before.trim_end_matches(CLOSING).ends_with('.')).unwrap_or(words);
    let bare = words.trim_end_matches(CLOSING);
    if bare.ends_with(['?', '!', ':', ';']) {
        End::Mark
    } else if bare.ends_with(['.', '…', '。']) && !ends_in_initials(bare) {
        End::Stop
    } else {
        End::Open
    }
}

/// "… a deal with the U.S." as the end of one short line is no end of a sentence.
fn ends_in_initials(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or("");
    let initials = last.matches('.').count() >= 2 && last.split('.').all(|part| part.len() <= 1);
    initials && words.split_whitespace().count() <= 14
}

/// Ends of sentences followed by a capital, and the last one.
fn count_sentences(words: &str) -> usize {
    let mut count = 1;
    let mut parts = words.split_whitespace().peekable();
    while let Some(word) = parts.next() {
        let next = parts.peek().and_then(|n| n.chars().find(|c| c.is_alphanumeric()));
        let stem = word.trim_end_matches(['"', '”', '’', ')']);
        let long = stem.trim_end_matches('.').len() > 3 || stem.ends_with(['!', '?']);
        if stem.ends_with(['.', '!', '?']) && long && next.is_some_and(|c| !c.is_lowercase()) {
            count += 1;
        }
    }
    count
}

/// Whether the words look like one person's name, or several ("Jane Doe and John Roe").
pub(crate) fn looks_like_names(words: &str) -> bool {
    const JOINING: [&str; 10] = ["and", "de", "da", "van", "von", "bin", "al", "der", "del", "la"];
    let mut capitalised = 0;
    let mut in_name = 0;
    for word in words.split_whitespace() {
        let bare = word.trim_matches([',', '.']);
        let letters = bare.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
        let first_high = bare.chars().next().is_some_and(char::is_uppercase);
        if JOINING.contains(&bare) || bare == "&" {
            if bare == "and" || bare == "&" {
                in_name = 0;
            }
            continue;
        }
        if !letters || !first_high {
            return false;
        }
        capitalised += 1;
        in_name += 1;
        if in_name > 4 {
            return false;
        }
        if word.ends_with(',') {
            in_name = 0;
        }
    }
    (2..=9).contains(&capitalised) && !words.ends_with(['.', '!', '?', ':']) && dates::find(words).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_paragraph_unless_lines_are_broken_by_hand() {
        let text = "Title of it\n\nThe envoy of Chile spoke for a long time about the pass and the\n\
                    roads that lead to it, and she said that nothing had been settled so far\n\
                    by anyone. The talks go on.\n\nOn Friday the envoys go to the pass themselves, to see what has to be\n\
                    done there before the winter comes.";
        let found: Vec<_> = units(text, 0).iter().map(|u| (u.text.starts_with("The envoy"), u.sentences)).collect();
        assert_eq!(found, [(false, 1), (true, 2), (false, 1)]);
        assert_eq!(units("A line\nB line\r\n\r\nC line", 0).len(), 3);
        assert_eq!(units("old\rmac", 0).len(), 2);
    }

    #[test]
    fn markers_are_left_out() {
        let of = |line| units(line, 0).first().map(|u| (u.marker, u.text.to_owned())).unwrap();
        assert_eq!(of("▼ A headline"), (Marker::Sign, "A headline".to_owned()));
        assert_eq!(of("  • A point"), (Marker::Bullet, "A point".to_owned()));
        assert_eq!(of("(2) A point"), (Marker::Number, "A point".to_owned()));
        assert_eq!(of("## **A head**"), (Marker::Heading, "A head".to_owned()));
        assert_eq!(of("-A dash"), (Marker::None, "-A dash".to_owned()));
        assert!(units("***\n---\n", 0).is_empty());
    }

    #[test]
    fn names_of_persons_by_their_shape() {
        for yes in ["Ada Quill", "Ana de Souza and Bo Lind", "J. R. Marsh", "Jean-Luc Amadi, Sara O'Neil"] {
            assert!(looks_like_names(yes), "{yes}");
        }
        for no in ["Quill", "Talks in Oslo", "Ada Quill met Bo Lind", "May 3, 2020", "A B C D E"] {
            assert!(!looks_like_names(no), "{no}");
        }
    }
}
