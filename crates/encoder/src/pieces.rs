//! Words to word pieces: the uncased tokenisation of BERT (Devlin et al. 2019), for one word at a time.
//!
//! First the basic tokenisation: control characters go, letters become small and lose their accents, punctuation marks
//! and CJK characters stand alone. Then `WordPiece`: of each part the longest piece that the vocabulary has, again and
//! again; a part that cannot be spelt so is `[UNK]` as a whole.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::WeightsError;

/// The most pieces of a word; the others are left out.
pub const MAX_WORD_PIECES: usize = 8;
/// Longer parts of a word, in characters, are unknown.
const MAX_PART: usize = 100;

/// The pieces of one word, as ids: at least one, at most [`MAX_WORD_PIECES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pieces {
    ids: [u32; MAX_WORD_PIECES],
    count: u8,
}

impl Pieces {
    /// The ids in the vocabulary.
    pub fn ids(&self) -> &[u32] {
        &self.ids[..usize::from(self.count)]
    }

    fn is_full(&self) -> bool {
        usize::from(self.count) == MAX_WORD_PIECES
    }

    fn push(&mut self, id: u32) {
        if !self.is_full() {
            self.ids[usize::from(self.count)] = id;
            self.count += 1;
        }
    }
}

/// The vocabulary.
pub(crate) struct Vocabulary {
    /// Pieces that begin a word.
    first: HashMap<Box<str>, u32>,
    /// Pieces within a word, without their `##`.
    inner: HashMap<Box<str>, u32>,
    /// How many lines there are: one more than the largest id.
    size: usize,
    unknown: u32,
    /// `[CLS]`, before a window.
    pub begin: u32,
    /// `[SEP]`, after a window.
    pub end: u32,
}

impl Vocabulary {
    /// Reads the pieces, one a line, in the order of their ids.
    pub fn new(lines: &str) -> Result<Self, WeightsError> {
        let (mut first, mut inner) = (HashMap::new(), HashMap::new());
        for (id, piece) in (0..).zip(lines.split('\n')) {
            match piece.strip_prefix("##") {
                Some(piece) if !piece.is_empty() => inner.insert(piece.into(), id),
                _ => first.insert(piece.into(), id),
            };
        }
        let special = |piece| first.get(piece).copied().ok_or(WeightsError::NoSuchPiece(piece));
        let (unknown, begin, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Self { first, inner, size: lines.split('\n').count(), unknown, begin, end })
    }

    /// How many ids there are.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The pieces of a word.
    pub fn pieces(&self, word: &str) -> Pieces {
        let mut pieces = Pieces { ids: [0; MAX_WORD_PIECES], count: 0 };
        if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            self.spell(&word.to_ascii_lowercase(), &mut pieces);
        } else {
            parts(word, |part| {
                self.spell(part, &mut pieces);
                !pieces.is_full()
            });
        }
        if pieces.count == 0 {
            pieces.push(self.unknown);
        }
        pieces
    }

    /// Adds the pieces of a part of a word.
    fn spell(&self, part: &str, pieces: &mut Pieces) {
        if part.is_empty() {
            return;
        }
        if part.chars().nth(MAX_PART).is_some() {
            return pieces.push(self.unknown);
        }
        let before = pieces.count;
        let mut from = 0;
        while from < part.len() {
            let known = if from == 0 { &self.first } else { &self.inner };
            let ends = part[from..].char_indices().rev().map(|(at, c)| from + at + c.len_utf8());
            let longest = ends.map(|end| (end, known.get(&part[from..end]))).find_map(|(end, id)| Some((end, *id?)));
            let Some((end, id)) = longest else {
                // What a full list could not take in does not come back: an unknown rest makes the whole part unknown.
                pieces.count = before;
                return pieces.push(self.unknown);
            };
            pieces.push(id);
            from = end;
        }
    }
}

/// The parts that the basic tokenisation makes of a word, one after the other, as long as `take` wants more.
fn parts(word: &str, mut take: impl FnMut(&str) -> bool) {
    let mut part = String::new();
    let clean = word.chars().filter(|&c| !is_control(c)).nfd().filter(|&c| !is_accent(c)).flat_map(char::to_lowercase);
    for c in clean {
        if !(c.is_whitespace() || is_punctuation(c) || is_cjk(c)) {
            part.push(c);
            continue;
        }
        if !part.is_empty() && !take(&part) {
            return;
        }
        part.clear();
        if !c.is_whitespace() && !take(c.encode_utf8(&mut [0; 4])) {
            return;
        }
    }
    if !part.is_empty() {
        take(&part);
    }
}

/// Characters that are left out: controls, formats, private ones, and the sign for what could not be read.
fn is_control(c: char) -> bool {
    use GeneralCategory::{Control, Format, PrivateUse};
    let kept = c.is_ascii_graphic() || matches!(c, '\t' | '\n' | '\r');
    !kept && (c == '\u{fffd}' || matches!(c.general_category(), Control | Format | PrivateUse))
}

fn is_accent(c: char) -> bool {
    !c.is_ascii() && c.general_category() == GeneralCategory::NonspacingMark
}

/// All ASCII signs count as punctuation, `$` and `+` too.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || !c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// The CJK Unified Ideographs and their compatibility forms.
fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}' | '\u{2b920}'..='\u{2ceaf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIECES: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nmin\n##ister\n##i\n-\nre\n##open\n.\n北\nzurich\n##";

    fn ids(word: &str) -> Vec<u32> {
        Vocabulary::new(PIECES).unwrap().pieces(word).ids().to_vec()
    }

    #[test]
    fn the_longest_piece_first() {
        assert_eq!(ids("Minister"), [4, 5]);
        assert_eq!(ids("mini"), [4, 6]);
    }

    #[test]
    fn a_part_that_cannot_be_spelt_is_unknown_as_a_whole() {
        assert_eq!(ids("ministry"), [1]);
        assert_eq!(ids("re-open"), [8, 7, 1]);
        assert_eq!(ids(&"min".repeat(60)), [1]);
    }

    #[test]
    fn accents_go_and_signs_stand_alone() {
        assert_eq!(ids("Zürich"), [12]);
        assert_eq!(ids("ZU\u{308}RICH."), [12, 10]);
        assert_eq!(ids("min北min"), [4, 11, 4]);
        assert_eq!(ids("re\u{ad}open"), [8, 9]);
    }

    #[test]
    fn every_word_has_one_to_eight_pieces() {
        assert_eq!(ids(""), [1]);
        assert_eq!(ids("\u{200b}"), [1]);
        assert_eq!(ids(&".".repeat(20)), [10; 8]);
    }

    #[test]
    fn a_piece_that_stands_there_twice_has_two_ids() {
        assert_eq!(Vocabulary::new("[UNK]\n[CLS]\n[SEP]\nmin\nmin").unwrap().size(), 5);
    }

    #[test]
    fn a_vocabulary_needs_the_special_pieces() {
        assert!(matches!(Vocabulary::new("a\nb"), Err(WeightsError::NoSuchPiece("[UNK]"))));
    }
}
