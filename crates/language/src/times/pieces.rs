//! The words of a sentence in pieces finer than tokens: "8:00am", "mid-November" and "Dec/2018" fall apart alike, however
//! the tokens were cut.

use servanda_model::{Month, PartOf, Span, TimeUnit, Weekday};

use super::words::{TimeWord, classes};
use crate::tokens::shape_of;
use crate::{Shape, Token, Xpos};

/// A run of letters or digits, or one other character.
#[derive(Clone, Debug)]
struct Piece {
    /// Lower case.
    word: String,
    span: Span,
    token: usize,
    shape: Shape,
    /// That of its token.
    xpos: Xpos,
    /// Whether no blank stands before it.
    glued: bool,
}

/// The pieces of one sentence.
pub struct Pieces(Vec<Piece>);

impl Pieces {
    /// The pieces of the tokens of one sentence of `text`.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        for (number, token) in tokens.iter().enumerate() {
            for (start, word) in cut(token.span.of(text)) {
                let start = token.span.start as usize + start;
                let span = Span::new(start, start + word.len());
                let glued = pieces.last().is_some_and(|p| p.span.end == span.start);
                let (shape, xpos) = (shape_of(word), token.xpos);
                pieces.push(Piece { word: word.to_lowercase(), span, token: number, shape, xpos, glued });
            }
        }
        Self(pieces)
    }

    /// The number of pieces.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The word at `i`; empty past the end.
    pub fn at(&self, i: usize) -> &str {
        self.0.get(i).map_or("", |p| p.word.as_str())
    }

    /// The word `back` pieces before `i`; empty before the beginning.
    pub fn before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |k| self.at(k))
    }

    /// The token that a piece belongs to; one past the last for the end.
    pub fn token(&self, i: usize) -> usize {
        self.0.get(i).map_or_else(|| self.0.last().map_or(0, |p| p.token + 1), |p| p.token)
    }

    /// The bytes of the pieces `first..end`.
    pub fn span(&self, first: usize, end: usize) -> Option<Span> {
        Some(self.0.get(first)?.span.cover(self.0.get(end.checked_sub(1)?)?.span))
    }

    /// Whether no blank stands between the pieces `i - 1` and `i`.
    pub fn is_glued(&self, i: usize) -> bool {
        i > 0 && self.0.get(i).is_some_and(|p| p.glued)
    }

    /// What the piece looks like.
    pub fn shape(&self, i: usize) -> Option<Shape> {
        self.0.get(i).map(|p| p.shape)
    }

    /// The part of speech of the token that the piece belongs to.
    pub fn xpos(&self, i: usize) -> Xpos {
        self.0.get(i).map_or_else(Xpos::default, |p| p.xpos)
    }

    /// Whether the word at `i` is part of a name amid other words: "Week" in the programme "This Week".
    pub fn is_named(&self, i: usize) -> bool {
        let before = self.shape(i.wrapping_sub(2));
        self.xpos(i) == Xpos::Nnp
            && self.is_capital(i)
            && self.is_capital(i.wrapping_sub(1))
            && matches!(before, Some(Shape::Lower | Shape::Punctuation))
    }

    /// Whether the word at `i`, which no sentence begins with, is capitalised as in a name: "USA Today", "the Daily Mail".
    pub fn is_title(&self, i: usize) -> bool {
        let after_name = || self.shape(i) == Some(Shape::Capitalised) && self.shape(i - 1) == Some(Shape::Upper);
        i > 0 && self.is_capital(i) && (self.xpos(i) == Xpos::Nnp || after_name())
    }

    /// Whether it begins with a capital letter.
    pub fn is_capital(&self, i: usize) -> bool {
        matches!(self.shape(i), Some(Shape::Capitalised | Shape::Upper))
    }

    /// Whether an expression may begin at `i`: not inside of a word, number or address.
    pub fn may_begin(&self, i: usize) -> bool {
        let within = || match self.before(i, 1) {
            ":" | "," => self.is_glued(i - 1) && i > 1 && self.is_digits(i - 2),
            "." | "/" => self.is_glued(i - 1) && i > 1 && self.is_alphanumeric(i - 2),
            "_" | "&" | "=" | "+" | "*" | "~" | "@" | "#" => true,
            _ => self.is_alphanumeric(i - 1),
        };
        !(self.is_glued(i) && within())
    }

    /// Whether an expression may end before `i`.
    pub fn may_end(&self, i: usize) -> bool {
        !self.is_glued(i)
            || !(self.is_alphanumeric(i) || self.is_decimal(i) || matches!(self.at(i), "%" | "_" | "°" | "="))
    }

    /// Whether a mark stands at `i` that glues digits to what is before it ("3.5", "22:00").
    fn is_decimal(&self, i: usize) -> bool {
        let mark = matches!(self.at(i), "." | "," | ":" | "/");
        mark && self.is_glued(i) && self.is_glued(i + 1) && self.is_digits(i + 1)
    }

    fn is_alphanumeric(&self, i: usize) -> bool {
        self.at(i).chars().next().is_some_and(char::is_alphanumeric)
    }

    /// Whether it is digits alone.
    pub fn is_digits(&self, i: usize) -> bool {
        !self.at(i).is_empty() && self.at(i).bytes().all(|b| b.is_ascii_digit())
    }

    /// Past a hyphen that glues two words, if one stands at `i`.
    pub fn hyphen(&self, i: usize) -> usize {
        let joins = matches!(self.at(i), "-" | "–") && self.is_glued(i) && self.is_glued(i + 1);
        i + usize::from(joins)
    }

    /// Past the dot of an abbreviation, if one stands at `i`.
    pub fn dot(&self, i: usize) -> usize {
        let same = i > 0 && self.at(i) == "." && self.token(i) == self.token(i - 1) && self.is_glued(i);
        i + usize::from(same)
    }

    /// Past the word, if it is one of `words`.
    pub fn past(&self, i: usize, words: &[&str]) -> usize {
        i + usize::from(words.contains(&self.at(i)))
    }

    /// Whether the pieces from `i` on are these words.
    pub fn are(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.at(i + n) == *word)
    }

    // --- words of time --------------------------------------------------------------------------------------------

    /// What a word contributes, as far as `pick` wants it.
    pub fn pick<T>(&self, i: usize, pick: impl Fn(TimeWord) -> Option<T>) -> Option<T> {
        classes(self.at(i)).iter().find_map(|&word| pick(word))
    }

    /// Whether the word is of a class.
    pub fn is(&self, i: usize, class: TimeWord) -> bool {
        classes(self.at(i)).contains(&class)
    }

    /// A month and where it ends. A short form ("Sep") and a lower-case name that is another word ("march") are months
    /// only beside a number.
    pub fn month(&self, i: usize) -> Option<(Month, usize)> {
        let end = self.dot(i + 1);
        let beside = || {
            let next = self.hyphen(self.past(end, &["/", "-", ",", "of", "the"]));
            self.day(next, true).is_some()
                || self.year_number(next).is_some()
                || i > 0 && self.is_day_before(i)
                || i > 0 && self.is_glued(i) && self.is_digits(i - 2.min(i))
        };
        let (month, short) = self.pick(i, |w| match w {
            TimeWord::Month(m) => Some((m, false)),
            TimeWord::ShortMonth(m) => Some((m, true)),
            _ => None,
        })?;
        let doubtful = matches!(self.at(i), "may" | "march" | "august") && !self.is_capital(i);
        let short = short && end == i + 1;
        let placed = || matches!(self.before(i, 1), "in" | "of" | "since" | "until" | "this" | "next" | "last" | "on");
        let lower_short = short && !self.is_capital(i);
        (!doubtful && !short
            || beside()
            || short && !lower_short && placed()
            || doubtful && placed() && self.at(i) != "march" && self.before(i, 1) != "this")
            .then_some((month, end))
    }

    fn is_day_before(&self, i: usize) -> bool {
        self.is_digits(i - 1)
            || self.ordinal_word(i - 1).is_some()
            || self.before(i, 1) == "of" && i > 1 && (self.is_digits(i - 2) || self.ordinal_word(i - 2).is_some())
    }

    /// A weekday, where it ends, and whether it stands in the plural ("Mondays"). A short form needs its dot or a number.
    pub fn weekday(&self, i: usize) -> Option<(Weekday, usize, bool)> {
        let end = self.dot(i + 1);
        self.pick(i, |w| match w {
            TimeWord::Weekday(d) => Some((d, end, false)),
            TimeWord::Weekdays(d) => Some((d, end, true)),
            TimeWord::ShortWeekday(d) => {
                // "Sun, a maker of computers" is a name.
                let dated = |at: usize| {
                    self.is_digits(at)
                        || self
                            .pick(at, |w| matches!(w, TimeWord::Month(_) | TimeWord::ShortMonth(_)).then_some(()))
                            .is_some()
                };
                let doubtful = matches!(self.at(i), "sun" | "sat" | "wed");
                let beside = end > i + 1
                    || self.at(end) == "," && (!doubtful || dated(end + 1))
                    || matches!(self.at(end), "the" | ")")
                    || dated(end);
                // "sun", "sat" and "wed" are words of their own.
                (beside && (self.is_capital(i) || !doubtful)).then_some((d, end, false))
            }
            _ => None,
        })
    }

    /// A unit, and whether it stands in the plural.
    pub fn unit(&self, i: usize) -> Option<(TimeUnit, bool)> {
        self.pick(i, |w| match w {
            TimeWord::Unit(u) => Some((u, false)),
            TimeWord::Units(u) => Some((u, true)),
            _ => None,
        })
    }

    /// "early", "mid", "late".
    pub fn part(&self, i: usize) -> Option<PartOf> {
        self.pick(i, |w| if let TimeWord::Part(p) = w { Some(p) } else { None })
    }

    fn ordinal_word(&self, i: usize) -> Option<u32> {
        let spelt = self.pick(i, |w| if let TimeWord::Ordinal(n) = w { Some(n) } else { None });
        spelt.or_else(|| {
            let word = self.at(i);
            ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?.parse().ok()
        })
    }

    /// "17th", "third", "twenty-seventh": the number and where it ends.
    pub fn ordinal(&self, i: usize) -> Option<(u32, usize)> {
        if let Some(tens) = self.tens(i)
            && let Some(ones) = self.ordinal_word(self.hyphen(i + 1)).filter(|n| (1..10).contains(n))
        {
            return Some((tens + ones, self.hyphen(i + 1) + 1));
        }
        self.ordinal_word(i).map(|n| (n, i + 1))
    }

    /// "twenty", "thirty" and so on.
    pub fn tens(&self, i: usize) -> Option<u32> {
        self.cardinal_word(i).filter(|n| (20..100).contains(n) && n % 10 == 0)
    }

    /// "four": a spelt number of one word.
    pub fn cardinal_word(&self, i: usize) -> Option<u32> {
        self.pick(i, |w| if let TimeWord::Number(n) = w { Some(n) } else { None })
    }

    /// "four", "twenty-four", "twenty four": a spelt number and where it ends.
    pub fn cardinal(&self, i: usize) -> Option<(u32, usize)> {
        if let Some(tens) = self.tens(i) {
            let next = self.hyphen(self.past(i + 1, &["and"]));
            return match self.cardinal_word(next).filter(|n| (1..10).contains(n)) {
                Some(ones) => Some((tens + ones, next + 1)),
                None => Some((tens, i + 1)),
            };
        }
        self.cardinal_word(i).map(|n| (n, i + 1))
    }

    /// 1 to 31: "17", "17th", "seventeenth"; with `spelt`, "twenty-seven" too.
    pub fn day(&self, i: usize, spelt: bool) -> Option<(i8, usize)> {
        let (number, end) = if self.is_digits(i) && self.at(i).len() <= 2 {
            (self.at(i).parse().ok()?, i + 1)
        } else if let Some(ordinal) = self.ordinal(i) {
            ordinal
        } else {
            // "in March two ships": a small number counts what follows.
            self.cardinal(i).filter(|_| spelt && self.tens(i).is_some())?
        };
        // "May 3.5 percent", "on May 22:00"
        let decimal = self.at(end) != "/" && self.is_decimal(end);
        i8::try_from(number).ok().filter(|day| (1..=31).contains(day) && !decimal).map(|day| (day, end))
    }

    /// "1996", "nineteen ninety-six": a year and where it ends.
    pub fn year_at(&self, i: usize) -> Option<(i16, usize)> {
        self.year_number(i).map(|year| (year, i + 1)).or_else(|| self.spelt_year(i))
    }

    /// "nineteen ninety-six", "nineteen oh five", "the year two thousand"; no number that counts what follows.
    pub fn spelt_year(&self, i: usize) -> Option<(i16, usize)> {
        let century = self.cardinal_word(i)?;
        let (year, end) = match (self.at(i), self.at(i + 1)) {
            ("two", "thousand") => match self.cardinal(self.past(i + 2, &["and"])).filter(|(n, _)| *n < 30) {
                Some((ones, end)) => (2000 + ones, end),
                None => (2000, i + 2),
            },
            (_, "oh") if (16..=19).contains(&century) => (century * 100 + self.cardinal_word(i + 2)?, i + 3),
            _ if (16..=20).contains(&century) && !self.is_glued(i + 1) => {
                let (rest, end) = self.cardinal(i + 1).filter(|(rest, _)| (10..100).contains(rest))?;
                (century * 100 + rest, end)
            }
            _ => return None,
        };
        let placed = matches!(self.before(i, 1), "in" | "since" | "by" | "until" | "of" | "year") || century == 19;
        let counts = self.unit(self.hyphen(end)).is_some() || matches!(self.xpos(end), Xpos::Nns | Xpos::Cd);
        i16::try_from(year).ok().filter(|_| placed && !counts).map(|year| (year, end))
    }

    /// 1500 to 2199.
    pub fn year_number(&self, i: usize) -> Option<i16> {
        let word = self.at(i);
        let part = self.is_glued(i) && matches!(self.before(i, 1), "." | "," | "$" | "£" | "€");
        let whole = !(part || matches!(self.at(i + 1), "." | ",") && self.is_decimal(i + 1));
        word.parse().ok().filter(|year| self.is_digits(i) && word.len() == 4 && whole && (1500..=2199).contains(year))
    }
}

/// The runs of letters and digits of a token and its other characters, with where they begin. An ordinal ("17th"), a decade
/// ("1990s"), a quarter ("Q3") and a contraction ("'s") stay whole.
fn cut(token: &str) -> Vec<(usize, &str)> {
    if matches!(token.to_lowercase().as_str(), "'s" | "’s" | "n't" | "o'clock" | "o’clock") {
        return vec![(0, token)];
    }
    let class = |c: char| {
        if c.is_ascii_digit() {
            0
        } else if c.is_alphabetic() {
            1
        } else {
            2
        }
    };
    let mut out: Vec<(usize, &str)> = Vec::new();
    let mut last = 2;
    for (at, c) in token.char_indices() {
        let kind = class(c);
        match out.last_mut() {
            Some((start, run)) if kind != 2 && kind == last => *run = &token[*start..at + c.len_utf8()],
            _ => out.push((at, &token[at..at + c.len_utf8()])),
        }
        last = kind;
    }
    let mut merged: Vec<(usize, &str)> = Vec::new();
    for (start, run) in out {
        if let Some((first, before)) = merged.last_mut()
            && *first + before.len() == start
            && belongs(before, run)
        {
            *before = &token[*first..start + run.len()];
            continue;
        }
        merged.push((start, run));
    }
    merged
}

/// Whether a run of letters or digits continues the one before it.
fn belongs(before: &str, run: &str) -> bool {
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let run = run.to_lowercase();
    digits(before) && (matches!(run.as_str(), "st" | "nd" | "rd" | "th") || run == "s" && before.ends_with('0'))
        || matches!(before, "q" | "Q" | "h" | "H") && digits(&run) && run.len() == 1
}
