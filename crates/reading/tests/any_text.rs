//! Whatever the text, reading it does not panic, and every quote stands where it says (invariants 1 and 7).

use proptest::prelude::*;
use servanda_model::CharIndex;
use servanda_world::World;

/// Words on which rules hang, between words on which none does, in any order.
const WORDS: [&str; 48] = [
    "Peru",
    "Peru's",
    "Chilean",
    "Foreign",
    "Minister",
    "minister",
    "Ana",
    "Torres",
    "Luis",
    "Vega",
    "they",
    "both",
    "sides",
    "said",
    "told",
    "reporters",
    "that",
    "agreed",
    "to",
    "hold",
    "talks",
    "and",
    "a",
    "security",
    "dialogue",
    "between",
    "urged",
    "lift",
    "its",
    "ban",
    "on",
    "Tuesday",
    "in",
    "Lima",
    "according",
    "will",
    "meet",
    ",",
    ".",
    "“",
    "”",
    "including",
    "the",
    "predecessor",
    "should",
    "not",
    "denied",
    "of",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_words_are_read(picks in prop::collection::vec(0usize..WORDS.len(), 1..80)) {
        let text: Vec<&str> = picks.iter().map(|&n| WORDS[n]).collect();
        let text = text.join(" ");
        let world = World::builtin();
        if let Ok(document) = servanda_intake::read_document(text.as_bytes(), "any.txt", world) {
            let layers = servanda_language::Annotator::builtin().unwrap().document(&document);
            let index = CharIndex::new(&document.text);
            for finding in servanda_reading::read(&document, &layers, world).findings {
                for quote in finding.evidence.quotes() {
                    let (start, end) = (index.byte_of(&document.text, quote.start), index.byte_of(&document.text, quote.end));
                    prop_assert_eq!(document.text.get(start..end), Some(quote.quote.as_str()));
                }
            }
        }
    }
}
