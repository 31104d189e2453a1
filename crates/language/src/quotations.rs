//! Passages between quotation marks.
//!
//! A quotation never leaves its zone: one that runs over paragraphs, each opened anew and only the last closed, gives
//! one [`Quotation`] per paragraph, and a mark that is never closed reaches to the end of its zone.

use servanda_model::Span;

use crate::Quotation;

/// A pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    Double,
    Single,
    Guillemets,
    Typewriter,
    Backquotes,
}

/// What one token does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Opens(Marks),
    Closes(Marks),
    Neither,
}

/// The quotations of one zone, in order of their beginnings; `tokens` are its tokens, `zone` its span.
pub fn find(text: &str, tokens: &[Span], zone: Span) -> Vec<Quotation> {
    let mut open: Vec<(Marks, Span)> = Vec::new();
    let mut found = Vec::new();
    for (i, &mark) in tokens.iter().enumerate() {
        match role(text, tokens, i, zone, &open) {
            Role::Opens(marks) => {
                // A mark opened twice without a close: the first one was left open.
                while open.iter().any(|(m, _)| *m == marks) {
                    if let Some((m, first)) = open.pop()
                        && m == marks
                    {
                        found.push(quotation(first, Span::new(mark.start as usize, mark.start as usize), text));
                    }
                }
                open.push((marks, mark));
            }
            Role::Closes(marks) => {
                while let Some((m, first)) = open.pop() {
                    if m == marks {
                        found.push(quotation(first, mark, text));
                        break;
                    }
                }
            }
            Role::Neither => {}
        }
    }
    let end = Span::new(zone.end as usize, zone.end as usize);
    // An apostrophe may pass for an opening single mark: only a sure mark reaches to the end.
    found.extend(
        open.into_iter()
            .filter(|(m, _)| matches!(m, Marks::Double | Marks::Guillemets))
            .map(|(_, first)| quotation(first, end, text)),
    );
    found.retain(|q| !q.inner.is_empty());
    found.sort_by_key(|q| (q.outer.start, std::cmp::Reverse(q.outer.end)));
    found
}

fn quotation(first: Span, last: Span, text: &str) -> Quotation {
    let inner = Span { start: first.end, end: last.start.max(first.end) }.trimmed(text);
    let outer = if last.is_empty() { first.cover(inner) } else { first.cover(last) };
    Quotation { outer, inner }
}

fn role(text: &str, tokens: &[Span], i: usize, zone: Span, open: &[(Marks, Span)]) -> Role {
    let mark = tokens[i];
    let is_open = |marks| open.iter().any(|(m, _)| *m == marks);
    match mark.of(text) {
        "“" | "„" => Role::Opens(Marks::Double),
        "”" => Role::Closes(Marks::Double),
        "«" => Role::Opens(Marks::Guillemets),
        "»" => Role::Closes(Marks::Guillemets),
        "``" => Role::Opens(Marks::Backquotes),
        "''" if is_open(Marks::Backquotes) => Role::Closes(Marks::Backquotes),
        "‘" => Role::Opens(Marks::Single),
        "’" if is_open(Marks::Single) && !is_possessive(text, tokens, i, '’') => Role::Closes(Marks::Single),
        "\"" => typewriter(text, mark, zone, is_open(Marks::Typewriter), Marks::Typewriter),
        "'" => match typewriter(text, mark, zone, is_open(Marks::Single), Marks::Single) {
            Role::Closes(_) if is_possessive(text, tokens, i, '\'') => Role::Neither,
            // An opening mark stands after white space or another mark and has its fellow later on.
            Role::Opens(marks) if has_fellow(text, mark, zone) => Role::Opens(marks),
            Role::Closes(marks) => Role::Closes(marks),
            _ => Role::Neither,
        },
        _ => Role::Neither,
    }
}

/// A straight mark closes what is open; else it opens, a single one only after white space or a bracket.
fn typewriter(text: &str, mark: Span, zone: Span, is_open: bool, marks: Marks) -> Role {
    let before = text.get(zone.start as usize..mark.start as usize).and_then(|t| t.chars().next_back());
    let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '"' | '“'));
    if is_open {
        Role::Closes(marks)
    } else if free(before) || marks == Marks::Typewriter {
        Role::Opens(marks)
    } else {
        Role::Neither
    }
}

/// "the ministers’ talks": the mark stands after an s, a word follows, and a closing mark is still to come.
fn is_possessive(text: &str, tokens: &[Span], i: usize, mark: char) -> bool {
    let Some(before) = i.checked_sub(1).map(|k| tokens[k].of(text)) else { return false };
    let Some(next) = tokens.get(i + 1) else { return false };
    let word_follows = next.of(text).chars().all(char::is_lowercase) && next.start > tokens[i].end;
    let closed_later = tokens[i + 1..].iter().any(|t| {
        let word = t.of(text);
        word.chars().eq([mark])
    });
    before.ends_with('s') && word_follows && closed_later
}

fn has_fellow(text: &str, mark: Span, zone: Span) -> bool {
    let Some(rest) = text.get(mark.end as usize..zone.end as usize) else { return false };
    rest.match_indices('\'').any(|(at, _)| {
        let after = rest[at + 1..].chars().next();
        at > 0 && !rest[..at].ends_with(char::is_whitespace) && after.is_none_or(|c| !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;
    use proptest::prelude::*;

    fn quoted(text: &str) -> Vec<&str> {
        let zone = Span::new(0, text.len());
        let tokens = tokenize(text, zone, &|_| false);
        find(text, &tokens, zone).into_iter().map(|q| q.inner.of(text)).collect()
    }

    #[test]
    fn marks_are_paired() {
        for (text, expected) in [
            ("She said “we agree” and “we go.”", "we agree|we go."),
            ("She said \"we agree\" and \"we go.\"", "we agree|we go."),
            ("Put ties on a ‘healthy’ track, Ghana’s envoy said", "healthy"),
            ("a ‘ministers’ talks’ of sorts", "ministers’ talks"),
            ("“He spoke of ‘peace’ and aid,” she said.", "He spoke of ‘peace’ and aid,|peace"),
            ("the ministers' talks and the states' aid", ""),
            ("an 'open' line, the envoy's word", "open"),
            ("« Oui », dit-il", "Oui"),
            ("``Yes,'' he said", "Yes,"),
            ("“We open every paragraph and close none", "We open every paragraph and close none"),
            ("no quotation here, it's 5'", ""),
            ("She spoke (\"in haste\") of it", "in haste"),
        ] {
            assert_eq!(quoted(text).join("|"), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn inner_lies_in_outer_and_outer_in_the_zone(text in "[a-z “”‘’\"'«».]{0,60}") {
            let zone = Span::new(0, text.len());
            let tokens = tokenize(&text, zone, &|_| false);
            for q in find(&text, &tokens, zone) {
                prop_assert!(q.outer.contains(q.inner) && zone.contains(q.outer));
                prop_assert!(text.get(q.inner.start as usize..q.inner.end as usize).is_some());
            }
        }
    }
}
