//! The sketch of a main text: hashed word 5-grams, the same for the same words whatever their typography.

use servanda_model::Sketch;

/// Words in a shingle.
const WORDS: usize = 5;

/// The sketch of the paragraphs of a main text.
pub(crate) fn sketch<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Sketch {
    let words: Vec<String> = paragraphs.flat_map(words).collect();
    let mut shingles: Vec<u64> = if words.is_empty() {
        Vec::new()
    } else {
        // A text shorter than one shingle is one.
        words.windows(WORDS.min(words.len())).map(fnv1a).collect()
    };
    shingles.sort_unstable();
    shingles.dedup();
    Sketch { shingles, words: words.len() as u32 }
}

/// Lower-cased runs of letters and digits; an apostrophe, straight or curly, joins what it stands between.
fn words(paragraph: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in paragraph.chars() {
        match words.last_mut() {
            Some(word) if c.is_alphanumeric() => word.extend(c.to_lowercase()),
            Some(word) if !word.is_empty() && !matches!(c, '\'' | '’' | '‘') => words.push(String::new()),
            _ => {}
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// FNV-1a, 64 bit, over the words joined by spaces.
fn fnv1a(words: &[String]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for (i, word) in words.iter().enumerate() {
        let space: &[u8] = if i == 0 { b"" } else { b" " };
        for byte in space.iter().chain(word.as_bytes()) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_does_not_matter_and_words_do() {
        let of = |text| sketch(std::iter::once(text));
        let straight = of("The envoy's \"well-known\" plan - she said - stands");
        assert_eq!(straight, of("the envoy’s “well known” plan — she said—stands."));
        assert_eq!(straight.words, 8);
        assert_eq!(straight.shingles.len(), 4);
        assert_ne!(straight, of("The envoy's well-known plan, he said, stands"));
        assert_eq!(of("Two words").shingles.len(), 1);
        assert_eq!(of("…"), Sketch::default());
    }

    #[test]
    fn the_hash_is_fnv1a() {
        // Test vector of the FNV reference code.
        assert_eq!(fnv1a(&["foobar".to_owned()]), 0x8594_4171_f739_67e8);
    }
}
