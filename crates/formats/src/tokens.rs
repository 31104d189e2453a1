//! A text rebuilt from tokens that are given.

use servanda_model::Span;

use crate::Text;

/// Texts in the making. No token comes out empty, and none shares a byte with another.
#[derive(Debug, Default)]
pub struct Builder {
    /// The id of texts that name none.
    default_id: String,
    texts: Vec<Text>,
    sentences: Vec<Vec<Span>>,
    sentence: Vec<Span>,
    /// What stands before the next token.
    gap: &'static str,
}

impl Builder {
    pub fn new(default_id: &str) -> Self {
        Self {
            default_id: default_id.to_owned(),
            texts: Vec::new(),
            sentences: Vec::new(),
            sentence: Vec::new(),
            gap: "",
        }
    }

    /// Begins a text; without an id it gets the default one.
    pub fn text(&mut self, id: &str) {
        self.end_text();
        let id = if id.is_empty() { &self.default_id } else { id };
        self.texts.push(Text { id: id.to_owned(), ..Text::default() });
    }

    /// Adds a token.
    pub fn token(&mut self, form: &str) {
        let Some(text) = self.open() else { return };
        let start = text.len();
        text.push_str(form);
        let span = Span::new(start, text.len());
        self.sentence.push(span);
    }

    /// Adds the words that a multiword token stands for; they share out its surface.
    pub fn multiword(&mut self, surface: &str, words: &[String]) {
        let Some(ends) = shares(surface, words) else {
            for word in words {
                self.token(word);
                self.gap = " ";
            }
            return;
        };
        let Some(text) = self.open() else { return };
        let mut start = text.len();
        text.push_str(surface);
        let base = start;
        for end in ends {
            self.sentence.push(Span::new(start, base + end));
            start = base + end;
        }
    }

    /// Says what stands between the last token and the next one.
    pub fn gap(&mut self, gap: &'static str) {
        self.gap = gap;
    }

    /// Ends a sentence; one without tokens is none.
    pub fn end_sentence(&mut self) {
        if !self.sentence.is_empty() {
            self.sentences.push(std::mem::take(&mut self.sentence));
        }
    }

    pub fn finish(mut self) -> Vec<Text> {
        self.end_text();
        self.texts
    }

    fn end_text(&mut self) {
        self.end_sentence();
        let sentences = std::mem::take(&mut self.sentences);
        if let Some(text) = self.texts.last_mut() {
            text.sentences = Some(sentences);
        }
        self.gap = "";
    }

    /// The text that is being built, with the gap before the next token.
    fn open(&mut self) -> Option<&mut String> {
        if self.texts.is_empty() {
            self.text("");
        }
        let gap = std::mem::replace(&mut self.gap, " ");
        let text = &mut self.texts.last_mut()?.text;
        if !text.is_empty() {
            text.push_str(gap);
        }
        Some(text)
    }
}

/// Where in `surface` each word ends (bytes). Words that stand there as they are, counted from either side, get their
/// own letters ("can|not", "Lord|'s"); what is left is shared out by length ("w|anna" for "want to"). `None` where
/// there are fewer characters than words.
fn shares(surface: &str, words: &[String]) -> Option<Vec<usize>> {
    let chars: Vec<char> = surface.chars().collect();
    let forms: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
    if words.is_empty() || chars.len() < words.len() {
        return None;
    }
    let same = |a: &[char], b: &[char]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a == b || a.to_lowercase().eq(b.to_lowercase()))
    };
    let (mut first, mut last) = (0, words.len());
    let (mut from, mut to) = (0, chars.len());
    let mut ends = vec![chars.len(); words.len()];
    // The words between keep a character each.
    while last - first > 1 {
        let (front, back) = (&forms[first], &forms[last - 1]);
        let room = (to - from) - (last - first - 1);
        if front.len() <= room && same(&chars[from..from + front.len()], front) {
            from += front.len();
            ends[first] = from;
            first += 1;
        } else if back.len() <= room && same(&chars[to - back.len()..to], back) {
            to -= back.len();
            last -= 1;
            ends[last - 1] = to;
        } else {
            break;
        }
    }
    let total: usize = forms[first..last].iter().map(Vec::len).sum();
    let mut before = 0;
    for at in first..last.saturating_sub(1) {
        before += forms[at].len();
        let share = (before * (to - from)).checked_div(total).unwrap_or(0);
        let least = from + (at - first + 1);
        let most = to - (last - 1 - at);
        ends[at] = (from + share).clamp(least, most);
    }
    // Each end lies after the one before it.
    for at in first + 1..last.saturating_sub(1) {
        ends[at] = ends[at].max(ends[at - 1] + 1);
    }
    let bytes: Vec<usize> = surface.char_indices().map(|(byte, _)| byte).chain([surface.len()]).collect();
    Some(ends.into_iter().map(|end| bytes[end]).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(surface: &str, words: &[&str]) -> Option<String> {
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        let ends = shares(surface, &words)?;
        let starts = [0].into_iter().chain(ends.iter().copied());
        Some(starts.zip(&ends).map(|(a, &b)| &surface[a..b]).collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn a_surface_is_shared_by_its_words() {
        let cases: [(&str, &[&str], &str); 7] = [
            ("cannot", &["can", "not"], "can|not"),
            ("Lomé’s", &["Lomé", "’s"], "Lomé|’s"),
            ("Dont", &["do", "n't"], "Do|nt"),
            ("wanna", &["want", "to"], "wan|na"),
            ("im", &["I", "am"], "i|m"),
            ("au", &["à", "le"], "a|u"),
            ("d'you'll", &["do", "you", "'ll"], "d'|you|'ll"),
        ];
        for (surface, words, expected) in cases {
            assert_eq!(cut(surface, words).as_deref(), Some(expected));
        }
        assert_eq!(cut("x", &["a", "b"]), None);
    }

    proptest! {
        #[test]
        fn shares_are_never_empty_and_cover_the_surface(
            surface in "[a-cé']{0,8}", words in proptest::collection::vec("[a-cé']{1,4}", 1..5),
        ) {
            let Some(ends) = shares(&surface, &words) else {
                prop_assert!(surface.chars().count() < words.len());
                return Ok(());
            };
            prop_assert_eq!(ends.len(), words.len());
            prop_assert_eq!(ends.last(), Some(&surface.len()));
            prop_assert!(ends.first().is_some_and(|&end| end > 0));
            prop_assert!(ends.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(ends.iter().all(|&end| surface.is_char_boundary(end)));
        }
    }
}
