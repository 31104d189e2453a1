//! Temporal expressions and what they mean, unanchored.
//!
//! `parse` reads one expression at a token, `words` is its vocabulary, `tense` says on which side of the day of
//! writing a bare weekday or month lies. This module joins them: it walks a sentence, joins two times to a range
//! ("from … to …"), and lets the preposition before a time open one ("since", "by").
//!
//! A season has no months here (they depend on the hemisphere): "summer 2025" is 2025, "last summer" is vague.

mod parse;
mod tense;
mod words;

use servanda_model::{Direction, PartialDate, TimeUnit, TimeValue};

use crate::{Sentence, TimeExpression, Token};
use parse::{Hit, Words};

/// The temporal expressions of the sentences, in order.
pub fn find(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<TimeExpression> {
    sentences
        .iter()
        .filter_map(|s| Some((s, tokens.get(s.first..s.end)?)))
        .flat_map(|(sentence, inside)| in_sentence(text, inside, sentence.first))
        .collect()
}

fn in_sentence(text: &str, tokens: &[Token], offset: usize) -> Vec<TimeExpression> {
    let words = Words::new(text, tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(hit) = range(&words, at).or_else(|| words.expression(at)) else {
            at += 1;
            continue;
        };
        let end = hit.end.clamp(at + 1, tokens.len());
        let value = by_context(&words, tokens, at, hit);
        found.push(TimeExpression {
            span: tokens[at].span.cover(tokens[end - 1].span),
            first: offset + at,
            end: offset + end,
            value,
        });
        at = end;
    }
    found
}

/// Two times joined by a dash, "to" or "until", or by "and" after "between".
fn range(words: &Words, at: usize) -> Option<Hit> {
    let first = words.expression(at)?;
    let opened = at.checked_sub(1).map_or("", |k| words.at(k));
    let joint = words.at(first.end);
    let joins = match joint {
        "and" => opened == "between",
        "-" | "–" | "—" | "to" | "until" | "till" | "through" => true,
        _ => false,
    };
    if !joins || !is_point(&first.value) {
        return None;
    }
    let last = words.expression(first.end + 1).filter(|hit| is_point(&hit.value))?;
    if opened != "from" && opened != "between" && !alike(&first.value, &last.value) {
        return None;
    }
    let from = with_year_of(first.value, &last.value);
    let value = TimeValue::Range { from: Some(Box::new(from)), to: Some(Box::new(last.value)) };
    Some(Hit { end: last.end, value, open: first.open && last.open })
}

/// Whether a value is a stretch of the calendar, and no length or frequency.
fn is_point(value: &TimeValue) -> bool {
    !matches!(
        value,
        TimeValue::Duration { .. }
            | TimeValue::Set { .. }
            | TimeValue::Vague { .. }
            | TimeValue::Range { .. }
            | TimeValue::Anaphoric { .. }
    )
}

fn alike(a: &TimeValue, b: &TimeValue) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
        || matches!(
            (a, b),
            (
                TimeValue::InMonth { .. } | TimeValue::MonthDay { .. },
                TimeValue::Absolute { .. } | TimeValue::MonthOfRelativeYear { .. }
            )
        )
}

/// "March to May 2024": the first month is of 2024, too.
fn with_year_of(first: TimeValue, last: &TimeValue) -> TimeValue {
    let year = match last {
        TimeValue::Absolute { date: PartialDate::Year(year) | PartialDate::Month(year, _), .. } => *year,
        TimeValue::Absolute { date: PartialDate::Day(day), .. } => day.year(),
        TimeValue::MonthOfRelativeYear { years, .. } => {
            return match first {
                TimeValue::InMonth { month, .. } => TimeValue::MonthOfRelativeYear { month, day: None, years: *years },
                TimeValue::MonthDay { month, day, .. } => {
                    TimeValue::MonthOfRelativeYear { month, day: Some(day), years: *years }
                }
                other => other,
            };
        }
        _ => return first,
    };
    match first {
        TimeValue::InMonth { month, part, .. } => {
            TimeValue::Absolute { date: PartialDate::Month(year, month.number()), part }
        }
        TimeValue::MonthDay { month, day, .. } => {
            jiff::civil::Date::new(year, month.number(), day).map_or(first, TimeValue::day)
        }
        other => other,
    }
}

/// What the words around an expression make of it: its direction, and the range that a preposition opens.
fn by_context(words: &Words, tokens: &[Token], at: usize, hit: Hit) -> TimeValue {
    let before = |n: usize| at.checked_sub(n).map_or("", |k| words.at(k));
    // "Monday's talks": the possessive ends what a preposition could open.
    let possessive = matches!(words.at(hit.end), "'s" | "’s");
    let opens = if possessive && before(1) == "from" { "" } else { before(1) };
    let tense = || tense::direction(tokens, at, hit.end.min(tokens.len()));
    let direction = match (opens, hit.open) {
        (_, false) => Direction::Either,
        ("since", true) => Direction::Past,
        ("by" | "until" | "till", true) => match tense() {
            Direction::Either => Direction::Future,
            told => told,
        },
        _ => tense(),
    };
    let value = if hit.open { directed(hit.value, direction) } else { hit.value };
    let anchored = is_point(&value) || matches!(value, TimeValue::Range { .. });
    match (opens, value) {
        ("within", TimeValue::Duration { unit, halves: Some(halves) }) => ahead(unit, halves, Some(now())),
        ("in", TimeValue::Duration { unit, halves: Some(halves) }) if is_ahead(words, tokens, at, hit.end) => {
            ahead(unit, halves, None)
        }
        ("since", value) if anchored => TimeValue::Range { from: Some(Box::new(beginning(value))), to: None },
        ("from", value) if anchored && !matches!(value, TimeValue::Range { .. }) => {
            TimeValue::Range { from: Some(Box::new(value)), to: None }
        }
        ("by" | "until" | "till" | "before", value) if anchored => {
            TimeValue::Range { from: None, to: Some(Box::new(ending(value))) }
        }
        ("than", value) if anchored && matches!(before(2), "later" | "earlier") => match before(2) {
            "later" => TimeValue::Range { from: None, to: Some(Box::new(ending(value))) },
            _ => TimeValue::Range { from: Some(Box::new(beginning(value))), to: None },
        },
        (_, value) => value,
    }
}

fn now() -> TimeValue {
    TimeValue::Relative { unit: TimeUnit::Day, offset: 0, part: None, direction: Direction::Either }
}

/// "in two weeks" with a clause that points forward; "the first visit in two years" is a length.
fn is_ahead(words: &Words, tokens: &[Token], at: usize, end: usize) -> bool {
    let first = (at.saturating_sub(12)..at)
        .any(|k| matches!(words.at(k), "first" | "not" | "n't" | "never" | "no" | "largest"));
    !first && tense::direction(tokens, at, end.min(tokens.len())) == Direction::Future
}

/// The time that lies `halves` half units ahead; with `from`, everything up to it.
fn ahead(unit: TimeUnit, halves: u32, from: Option<TimeValue>) -> TimeValue {
    let (unit, offset) = parse::whole(unit, halves);
    let to = TimeValue::Relative { unit, offset, part: None, direction: Direction::Either };
    match from {
        Some(from) => TimeValue::Range { from: Some(Box::new(from)), to: Some(Box::new(to)) },
        None => to,
    }
}

fn beginning(value: TimeValue) -> TimeValue {
    match value {
        TimeValue::Range { from: Some(from), .. } => *from,
        other => other,
    }
}

fn ending(value: TimeValue) -> TimeValue {
    match value {
        TimeValue::Range { to: Some(to), .. } => *to,
        other => other,
    }
}

/// The value with the direction that its clause gave.
fn directed(value: TimeValue, direction: Direction) -> TimeValue {
    match value {
        TimeValue::MonthDay { month, day, .. } => TimeValue::MonthDay { month, day, direction },
        TimeValue::InMonth { month, part, .. } => TimeValue::InMonth { month, part, direction },
        TimeValue::OnWeekday { weekday, weeks, .. } => TimeValue::OnWeekday { weekday, direction, weeks },
        TimeValue::Relative { unit, offset, part, .. } => TimeValue::Relative { unit, offset, part, direction },
        TimeValue::Range { from, to } => {
            let inner = |side: Option<Box<TimeValue>>| side.map(|value| Box::new(directed(*value, direction)));
            TimeValue::Range { from: inner(from), to: inner(to) }
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use servanda_model::{Span, TimeValue as V};

    use crate::{AnnotatedText, Sentence, Token};

    /// A short way to write a value down.
    fn show(value: &V) -> String {
        let part = |part: &Option<_>| part.map_or(String::new(), |p| format!(" {p:?}"));
        let end = |value: &Option<Box<V>>| value.as_ref().map_or("…".to_owned(), |v| show(v));
        match value {
            V::Absolute { date, part: p } => format!("{date}{}", part(p)),
            V::MonthDay { month, day, direction } => format!("{}/{day} {direction:?}", month.number()),
            V::InMonth { month, part: p, direction } => format!("month {}{} {direction:?}", month.number(), part(p)),
            V::MonthOfRelativeYear { month, day, years } => match day {
                Some(day) => format!("{}/{day} of year {years:+}", month.number()),
                None => format!("month {} of year {years:+}", month.number()),
            },
            V::OnWeekday { weekday, direction, weeks } => format!("{weekday:?} {direction:?} {weeks}"),
            V::Relative { unit, offset, part: p, direction } => format!("{unit:?} {offset:+}{} {direction:?}", part(p)),
            V::Anaphoric { unit, offset } => format!("that {unit:?} {offset:+}"),
            V::Range { from, to } => format!("{} .. {}", end(from), end(to)),
            V::Duration { unit, halves } => {
                format!("{unit:?} x {}", halves.map_or("?".to_owned(), |h| (f64::from(h) / 2.0).to_string()))
            }
            V::Set { unit, times } => format!("{times} per {unit:?}"),
            V::Vague { direction } => format!("vague {direction:?}"),
            V::Numeric { first, second, year } => format!("{first}/{second}/{year:?}"),
        }
    }

    fn times(text: &str) -> String {
        let mut out = AnnotatedText::default();
        let spans = crate::tokens::tokenize(text, Span::new(0, text.len()), &|_| false);
        crate::add_sentences(&mut out, text, &spans, 0);
        let (tokens, sentences): (&[Token], &[Sentence]) = (&out.tokens, &out.sentences);
        let found = super::find(text, tokens, sentences);
        found.iter().map(|t| format!("{} = {}", t.span.of(text), show(&t.value))).collect::<Vec<_>>().join("; ")
    }

    fn check(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(times(text), *expected, "{text}");
        }
    }

    #[test]
    fn dates() {
        check(&[
            ("The envoys met on Nov. 17.", "Nov. 17 = 11/17 Past"),
            ("The envoys met on 17 November.", "17 November = 11/17 Past"),
            ("Signed on November 17, 2023.", "November 17, 2023 = 2023-11-17"),
            ("Signed on 17 Nov 2023 in Accra.", "17 Nov 2023 = 2023-11-17"),
            ("Signed on 4 November 2024.", "4 November 2024 = 2024-11-04"),
            ("Signed on 2024-11-04.", "2024-11-04 = 2024-11-04"),
            ("Signed on 12/03/2024.", "12/03/2024 = 12/3/Some(2024)"),
            ("Signed on 25/03/2024.", "25/03/2024 = 2024-03-25"),
            ("It came into force on 4.11.2024.", "4.11.2024 = 2024-11-04"),
            ("They spoke on 4/11 in Lomé.", "4/11 = 4/11/None"),
            ("They met on Monday, Nov. 4, in Lomé.", "Monday, Nov. 4 = 11/4 Past"),
            ("They met on Monday 4 November 2024.", "Monday 4 November 2024 = 2024-11-04"),
            ("They met on the 17th of May.", "the 17th of May = 5/17 Past"),
            ("The pact was coined in 2008.", "2008 = 2008"),
            ("Ghana will be host during the 2025 visit.", "2025 = 2025"),
            ("The 2024-25 budget was passed.", "2024-25 = 2024 .. 2025"),
            ("It began in the 1990s.", "the 1990s = 1990 .. 1999"),
            ("It began in the 19th century.", "the 19th century = 1801 .. 1900"),
            ("They sent 2000 soldiers under resolution 1973.", ""),
            ("Peru may march to the sea.", ""),
        ]);
    }

    #[test]
    fn months_and_years() {
        check(&[
            ("They met in November.", "November = month 11 Past"),
            ("They met in mid-November.", "mid-November = month 11 Mid Past"),
            ("They have met since early 2020.", "early 2020 = 2020 Early .. …"),
            ("They met late last year.", "late last year = Year -1 Late Either"),
            ("They met in November last year.", "November last year = month 11 of year -1"),
            ("They met last November.", "last November = month 11 Past"),
            ("They will meet next March.", "next March = month 3 Future"),
            ("They met earlier this month.", "earlier this month = Month +0 Past"),
            ("They will meet later this month.", "later this month = Month +0 Future"),
            ("This year they met.", "This year = Year +0 Either"),
            ("Togo is to be host next year.", "next year = Year +1 Either"),
            ("It ends at the end of the year.", "the end of the year = Year +0 Late Either"),
            ("It ends at the end of this month.", "the end of this month = Month +0 Late Either"),
            ("It must end by the end of 2025.", "the end of 2025 = … .. 2025 Late"),
            ("It must end by 2030.", "2030 = … .. 2030"),
            ("It grew in the first half of 2025.", "the first half of 2025 = 2025 FirstHalf"),
            ("It grew in the third quarter of 2025.", "the third quarter of 2025 = 2025-07 .. 2025-09"),
            ("It opens in summer 2025.", "summer 2025 = 2025"),
            ("They met last summer.", "last summer = vague Past"),
        ]);
    }

    #[test]
    fn ranges() {
        check(&[
            ("She will attend from Nov. 15 to 16.", "Nov. 15 to 16 = 11/15 Future .. 11/16 Future"),
            ("She attended on Nov. 15-16.", "Nov. 15-16 = 11/15 Past .. 11/16 Past"),
            ("The talks were held on 15 and 16 May 2024.", "15 and 16 May 2024 = 2024-05-15 .. 2024-05-16"),
            ("They met between March and May.", "March and May = month 3 Past .. month 5 Past"),
            ("It ran from March to May 2024.", "March to May 2024 = 2024-03 .. 2024-05"),
            ("It ran from 2019 to 2023.", "2019 to 2023 = 2019 .. 2023"),
            ("It runs from Nov. 28 to Dec. 2, 2024.", "Nov. 28 to Dec. 2, 2024 = 2024-11-28 .. 2024-12-02"),
            ("They will stay within six months.", "six months = Day +0 Either .. Month +6 Either"),
            ("It fell over the past two years.", "the past two years = Year -2 Either .. Day +0 Either"),
        ]);
    }

    #[test]
    fn weekdays() {
        check(&[
            ("The envoys met on Saturday.", "Saturday = Saturday Past 0"),
            ("The envoys will meet on Saturday.", "Saturday = Saturday Future 0"),
            ("Mali's minister is expected to visit Chad on Monday.", "Monday = Monday Future 0"),
            ("They agreed to meet on Monday.", "Monday = Monday Future 0"),
            ("They met to discuss trade on Monday.", "Monday = Monday Past 0"),
            ("They urged Mali to reopen the border on Monday.", "Monday = Monday Future 0"),
            ("A round scheduled for Monday will go on.", "Monday = Monday Future 0"),
            ("Togo, Ghana to sign pact Monday", "Monday = Monday Future 0"),
            ("Mali aims to calm markets after talks on Monday.", "Monday = Monday Either 0"),
            ("Monday's vote was close.", "Monday = Monday Past 0"),
            ("They came ahead of Monday's vote.", "Monday = Monday Either 0"),
            ("They met last Tuesday.", "last Tuesday = Tuesday Past 0"),
            ("They met next Tuesday.", "next Tuesday = Tuesday Future 0"),
            ("They will meet this Tuesday.", "this Tuesday = Tuesday Future 0"),
            ("They will meet on Saturday week.", "Saturday week = Saturday Future 1"),
            ("The talks began late on Friday night.", "late on Friday night = Friday Past 0"),
            ("They spoke over the weekend.", "the weekend = Weekend +0 Past"),
        ]);
    }

    #[test]
    fn relative_times() {
        check(&[
            ("They met three weeks ago.", "three weeks ago = Week -3 Either"),
            ("It came a fortnight after the vote.", "a fortnight after = that Fortnight +1"),
            ("It came less than a fortnight after the vote.", "less than a fortnight after = that Fortnight +1"),
            ("They had met the day before.", "the day before = that Day -1"),
            ("It took place a day before they left.", "a day before = that Day -1"),
            ("They met in Lima that month.", "that month = that Month +0"),
            ("They met in Lima later that month.", "later that month = that Month +0"),
            ("She left later in the day.", "later in the day = that Day +0"),
            ("They met today and meet tomorrow.", "today = Day +0 Either; tomorrow = Day +1 Either"),
            ("They met yesterday.", "yesterday = Day -1 Either"),
            ("They will meet in two weeks.", "two weeks = Week +2 Either"),
            ("It was the first visit in two years.", "two years = Year x 2"),
            ("They left the following day.", "the following day = that Day +1"),
        ]);
    }

    #[test]
    fn lengths_frequencies_and_vague_times() {
        check(&[
            ("It lasted four and a half hours.", "four and a half hours = Hour x 4.5"),
            ("A two-day visit.", "two-day = Day x 2"),
            ("They stayed two days.", "two days = Day x 2"),
            ("The first talks in a year.", "a year = Year x 1"),
            ("They meet every year.", "every year = 1 per Year"),
            ("An annual meeting.", "annual = 1 per Year"),
            ("They meet twice a year.", "twice a year = 2 per Year"),
            ("They met recently.", "recently = vague Past"),
            ("They will meet soon.", "soon = vague Future"),
            ("They will meet in the near future.", "the near future = vague Future"),
            ("They will meet as soon as possible.", "as soon as possible = vague Future"),
            ("They will meet in the coming weeks.", "the coming weeks = vague Future"),
            ("Little was done in recent years.", "recent years = vague Past"),
        ]);
    }
}
