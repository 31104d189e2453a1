//! Which language a text is in, by its script and its commonest words: enough to know what not to read as English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::dates;
use crate::tables::rows;

/// Words from which a text is called English.
const ENGLISH_FROM: usize = 20;
/// Words from which it is called something else.
const OTHER_FROM: usize = 10;
/// Share of common words in running text, in per cent.
const COMMON: usize = 20;

/// The common words of each language of the table.
static WORDS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut by_word: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for [language, words] in rows(include_str!("../data/stopwords.tsv")) {
        for word in words.split('|') {
            by_word.entry(word).or_default().push(language);
        }
    }
    by_word
});

/// The language of paragraphs of running text (BCP 47); `None` where the words do not tell.
pub(crate) fn language(paragraphs: &[&str]) -> Option<String> {
    if let Some(language) = by_script(paragraphs) {
        return Some(language.to_owned());
    }
    let mut all = 0;
    let mut common: BTreeMap<&str, usize> = BTreeMap::new();
    for word in paragraphs.iter().flat_map(|text| dates::words(text)) {
        all += 1;
        for language in WORDS.get(word.to_lowercase().as_str()).into_iter().flatten() {
            *common.entry(language).or_default() += 1;
        }
    }
    let english = common.remove("en").unwrap_or(0);
    if all >= ENGLISH_FROM && english * 100 >= all * COMMON {
        return Some("en".to_owned());
    }
    // Of two languages with as many the first is named: what counts is that neither is English.
    let (other, count) = common.into_iter().max_by_key(|(language, count)| (*count, std::cmp::Reverse(*language)))?;
    let is_other = all >= OTHER_FROM && count * 100 >= all * COMMON && count >= 2 * english;
    is_other.then(|| other.to_owned())
}

/// The language that most letters' script stands for, where it is not the Latin one.
fn by_script(paragraphs: &[&str]) -> Option<&'static str> {
    let (mut latin, mut others): (usize, BTreeMap<&str, usize>) = (0, BTreeMap::new());
    for c in paragraphs.iter().flat_map(|text| text.chars()).filter(|c| c.is_alphabetic()) {
        match script(c) {
            Some(language) => *others.entry(language).or_default() += 1,
            None => latin += 1,
        }
    }
    // Kana tell Japanese from Chinese, with which it shares most of its other signs.
    if let Some(kana) = others.get("ja").copied() {
        let han = others.remove("zh").unwrap_or(0);
        if kana * 10 >= han {
            others.insert("ja", kana + han);
        } else {
            others.insert("zh", han);
        }
    }
    let (language, count) = others.into_iter().max_by_key(|(language, count)| (*count, *language))?;
    (count >= OTHER_FROM && count > latin).then_some(language)
}

/// The language that writes with the script of a letter; the most common where several do.
fn script(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{370}'..='\u{3ff}' => "el",
        '\u{400}'..='\u{52f}' => "ru",
        '\u{530}'..='\u{58f}' => "hy",
        '\u{590}'..='\u{5ff}' => "he",
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => "ar",
        '\u{900}'..='\u{97f}' => "hi",
        '\u{980}'..='\u{9ff}' => "bn",
        '\u{b80}'..='\u{bff}' => "ta",
        '\u{e00}'..='\u{e7f}' => "th",
        '\u{10a0}'..='\u{10ff}' => "ka",
        '\u{1200}'..='\u{137f}' => "am",
        '\u{3040}'..='\u{30ff}' => "ja",
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => "zh",
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => "ko",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        language(&[text])
    }

    #[test]
    fn languages_are_told_apart() {
        let texts = [
            (
                "en",
                "The ministers of the two countries met on Monday in the capital and agreed to hold talks on the pass by the end of the year.",
            ),
            (
                "fr",
                "Les ministres des deux pays se sont rencontrés lundi dans la capitale et ont décidé de tenir des entretiens sur le col.",
            ),
            (
                "de",
                "Die Minister der beiden Länder trafen sich am Montag in der Hauptstadt und vereinbarten, die Gespräche über den Pass fortzusetzen.",
            ),
            (
                "es",
                "Los ministros de los dos países se reunieron el lunes en la capital y acordaron celebrar conversaciones sobre el paso.",
            ),
            ("ru", "Министры двух стран встретились в понедельник в столице и договорились о переговорах."),
            ("ja", "両国の外相は月曜日に首都で会談し、年内に協議を行うことで合意した。"),
            ("zh", "两国外长星期一在首都举行会谈，同意在年底前举行磋商。"),
            ("ko", "양국 외무장관은 월요일 수도에서 만나 회담을 열기로 합의했다."),
        ];
        for (language, text) in texts {
            assert_eq!(of(text).as_deref(), Some(language), "{text}");
        }
    }

    #[test]
    fn few_words_tell_nothing_and_names_are_no_language() {
        assert_eq!(of("Talks in Lima"), None);
        assert_eq!(of("Peru and Bolivia agreed to hold talks in Lima."), None);
        assert_eq!(of(""), None);
        let mixed = "The envoy of Peru said in Paris that the « Accord de la Paix » was in force and that the two sides would go on with it.";
        assert_eq!(of(mixed).as_deref(), Some("en"));
    }
}
