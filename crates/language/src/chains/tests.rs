//! Chains over hand-made syntax, and what holds for any.

use proptest::prelude::*;
use servanda_model::Span;

use super::clusters::Clusters;
use super::draft::{Draft, Repeats};
use super::ranker::Weights;
use super::{find, join, mentions};
use crate::{
    AnnotatedText, Attribution, Entity, EntityKind, Inflection, Name, NameKind, Relation, Sentence, Shape, Sort, Token,
    Upos, Xpos, tokens,
};

/// A text of lines "word UPOS XPOS head relation"; the head is a word's number in its sentence, an empty line ends a
/// sentence.
fn text(lines: &str) -> (String, AnnotatedText) {
    let mut text = String::new();
    let mut out = AnnotatedText::default();
    let mut first = 0;
    for line in lines.lines().map(str::trim).chain([""]) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        if let &[word, upos, xpos, head, relation] = columns.as_slice() {
            let start = text.len();
            text.push_str(word);
            let head = head.parse::<usize>().unwrap_or_default();
            out.tokens.push(Token {
                span: Span::new(start, text.len()),
                lemma: word.to_lowercase(),
                shape: tokens::shape_of(word),
                inflection: Inflection::Plain,
                upos: Upos::of(upos).unwrap(),
                xpos: Xpos::of(xpos).unwrap(),
                head: head.checked_sub(1).map(|h| first + h),
                relation: Relation::of(relation).unwrap(),
            });
            text.push(' ');
        } else if first < out.tokens.len() {
            let end = out.tokens.len();
            let span = out.tokens[first].span.cover(out.tokens[end - 1].span);
            out.sentences.push(Sentence { first, end, span, zone: 0 });
            first = end;
        }
    }
    (text, out)
}

fn entity(out: &mut AnnotatedText, first: usize, end: usize, kind: EntityKind) {
    out.entities.push(Entity { first, end, kind });
}

/// The chains as words, parts in braces.
fn chains(text: &str, out: &AnnotatedText) -> Vec<String> {
    let words = |&m: &usize| {
        let mention = &out.mentions[m];
        out.span_of(mention.first..mention.end).unwrap().of(text).to_owned()
    };
    let of = |chain: &crate::Chain| {
        let mut told = chain.mentions.iter().map(words).collect::<Vec<_>>().join(" = ");
        if !chain.parts.is_empty() {
            let parts: Vec<String> = chain.parts.iter().map(words).collect();
            told = format!("{told} {{{}}}", parts.join(", "));
        }
        told
    };
    out.chains.iter().map(of).collect()
}

#[test]
fn a_full_name_carries_to_the_surname_and_the_pronoun() {
    let (text, mut out) = text(
        "Foreign ADJ NNP 2 amod
         Minister PROPN NNP 3 nmod:desc
         Amina PROPN NNP 5 nsubj
         Diallo PROPN NNP 3 flat
         met VERB VBD 0 root
         Wang PROPN NNP 5 obj
         Yi PROPN NNP 6 flat
         . PUNCT . 5 punct

         Diallo PROPN NNP 2 nsubj
         said VERB VBD 0 root
         she PRON PRP 4 nsubj
         agreed VERB VBD 2 ccomp
         with ADP IN 6 case
         Wang PROPN NNP 4 obl
         . PUNCT . 2 punct",
    );
    entity(&mut out, 2, 4, EntityKind::Person);
    entity(&mut out, 5, 7, EntityKind::Person);
    entity(&mut out, 8, 9, EntityKind::Person);
    entity(&mut out, 13, 14, EntityKind::Person);
    find(&text, &mut out);
    assert_eq!(chains(&text, &out), ["Foreign Minister Amina Diallo = Diallo = she", "Wang Yi = Wang"]);
    assert_eq!(out.chains[0].fullest, out.chains[0].mentions[0]);
}

#[test]
fn an_apposition_in_brackets_is_one_with_the_name() {
    let (text, mut out) = text(
        "The DET DT 4 det
         East PROPN NNP 4 compound
         African PROPN NNP 4 compound
         Community PROPN NNP 8 nsubj
         ( PUNCT -LRB- 6 punct
         EAC PROPN NNP 4 appos
         ) PUNCT -RRB- 6 punct
         met VERB VBD 0 root
         . PUNCT . 8 punct

         EAC PROPN NNP 2 compound
         envoys NOUN NNS 3 nsubj
         left VERB VBD 0 root
         . PUNCT . 3 punct",
    );
    entity(&mut out, 1, 4, EntityKind::Organization);
    entity(&mut out, 5, 6, EntityKind::Organization);
    entity(&mut out, 9, 10, EntityKind::Organization);
    find(&text, &mut out);
    assert_eq!(chains(&text, &out), ["The East African Community = EAC = EAC"]);
}

/// "… left", then "EAC envoys left", so that nothing but the letters joins the two names.
fn with_acronym(name: &str, letters: &str) -> (String, AnnotatedText) {
    text(&format!(
        "{name}
         left VERB VBD 0 root
         . PUNCT . 5 punct

         {letters} PROPN NNP 2 compound
         envoys NOUN NNS 3 nsubj
         left VERB VBD 0 root
         . PUNCT . 3 punct"
    ))
}

#[test]
fn an_acronym_is_one_with_the_name_whose_article_has_a_capital() {
    let (text, mut out) = with_acronym(
        "The DET DT 4 det
         East PROPN NNP 4 compound
         African PROPN NNP 4 compound
         Community PROPN NNP 5 nsubj",
        "EAC",
    );
    entity(&mut out, 1, 4, EntityKind::Organization);
    entity(&mut out, 6, 7, EntityKind::Organization);
    find(&text, &mut out);
    assert_eq!(chains(&text, &out), ["The East African Community = EAC"]);
}

#[test]
fn the_initials_of_a_person_are_no_acronym() {
    let (text, mut out) = with_acronym(
        "Carla PROPN NNP 5 nsubj
         da PROPN NNP 1 flat
         Mota PROPN NNP 1 flat
         Pinto PROPN NNP 1 flat",
        "CMP",
    );
    // Once as the trained layer sees a person, once as the names alone do.
    let mut named = out.clone();
    entity(&mut out, 0, 4, EntityKind::Person);
    entity(&mut named, 0, 4, EntityKind::Organization);
    named.names.push(Name { span: Span::new(0, 19), first: 0, end: 4, kind: NameKind::Person });
    for mut out in [out, named] {
        find(&text, &mut out);
        assert!(out.mentions.iter().any(|m| (m.first, m.end) == (6, 7)), "{:?}", out.mentions);
        assert_eq!(chains(&text, &out), [""; 0]);
    }
}

#[test]
fn a_name_of_no_known_sort_keeps_what_the_noun_says() {
    for lines in [
        "Zendari PROPN NNP 5 nsubj
         , PUNCT , 1 punct
         the DET DT 4 det
         minister NOUN NN 1 appos
         left VERB VBD 0 root",
        "The DET DT 2 det
         minister NOUN NN 5 nsubj
         , PUNCT , 2 punct
         Zendari PROPN NNP 2 appos
         left VERB VBD 0 root",
    ] {
        let (text, out) = text(lines);
        let mut draft = Draft::new(&text, &out, &[]);
        draft.take(mentions::find(&draft));
        let mut clusters = Clusters::new(&draft);
        assert!(clusters.join(&draft, 0, 1));
        assert_eq!(clusters.cluster(0).sorts.iter().copied().collect::<Vec<_>>(), [Sort::Person], "{text}");
    }
}

/// Two persons and a minister over and over, so many times.
fn long(times: usize) -> (String, AnnotatedText) {
    let lines = "Amina PROPN NNP 3 nsubj
         Diallo PROPN NNP 1 flat
         met VERB VBD 0 root
         Kofi PROPN NNP 3 obj
         Mensah PROPN NNP 4 flat
         . PUNCT . 3 punct

         The DET DT 2 det
         minister NOUN NN 3 nsubj
         told VERB VBD 0 root
         him PRON PRP 3 obj
         of ADP IN 7 case
         the DET DT 7 det
         plan NOUN NN 3 obl
         . PUNCT . 3 punct\n\n";
    let (text, mut out) = text(&lines.repeat(times));
    for sentence in 0..times {
        entity(&mut out, sentence * 14, sentence * 14 + 2, EntityKind::Person);
        entity(&mut out, sentence * 14 + 3, sentence * 14 + 5, EntityKind::Person);
    }
    (text, out)
}

#[test]
fn the_work_grows_with_the_text_and_not_with_its_square() {
    // Beyond what the ranker looks back, four times the text is four times the pairs.
    let compared = |times: usize| {
        let (text, out) = long(times);
        let mut draft = Draft::new(&text, &out, &[]);
        draft.take(mentions::find(&draft));
        assert_eq!(draft.mentions.len(), times * 5);
        join(&draft, &mut Weights::builtin());
        draft.compared.get()
    };
    let (short, long) = (compared(200), compared(800));
    assert!(short > 0 && long < short * 6, "{short} pairs, then {long}");
}

#[test]
fn both_sides_are_the_two_countries() {
    let (text, mut out) = text(
        "Ghana PROPN NNP 2 nsubj
         thanked VERB VBD 0 root
         Togo PROPN NNP 2 obj
         . PUNCT . 2 punct

         Both DET DT 2 det
         sides NOUN NNS 3 nsubj
         agreed VERB VBD 0 root
         . PUNCT . 3 punct",
    );
    entity(&mut out, 0, 1, EntityKind::Location);
    entity(&mut out, 2, 3, EntityKind::Location);
    out.tokens[5].lemma = "side".to_owned();
    find(&text, &mut out);
    assert_eq!(chains(&text, &out), ["Both sides {Ghana, Togo}"]);
}

#[test]
fn i_in_reported_words_is_their_source() {
    let (text, mut out) = text(
        "I PRON PRP 2 nsubj
         agree VERB VBP 5 ccomp
         , PUNCT , 2 punct
         Mensah PROPN NNP 5 nsubj
         said VERB VBD 0 root
         . PUNCT . 5 punct",
    );
    entity(&mut out, 3, 4, EntityKind::Person);
    out.quotations.push(crate::Quotation { outer: Span::new(0, 7), inner: Span::new(0, 7) });
    out.attributions.push(Attribution { source: vec![3..4], cue: vec![4..5], content: vec![0..2] });
    find(&text, &mut out);
    assert_eq!(chains(&text, &out), ["I = Mensah"]);
}

#[test]
fn without_syntax_the_names_are_chained() {
    let (text, mut out) = text(
        "Amina X NFP 0 root
         Diallo X NFP 0 root
         met X NFP 0 root

         Diallo X NFP 0 root
         left X NFP 0 root",
    );
    for (first, end) in [(0, 2), (3, 4)] {
        let span = out.span_of(first..end).unwrap();
        out.names.push(Name { span, first, end, kind: NameKind::Person });
    }
    find(&text, &mut out);
    assert_eq!(out.name_chains(), [vec![0, 1]]);
}

proptest! {
    #[test]
    fn chains_are_disjoint_and_mentions_in_order(
        words in proptest::collection::vec(
            (0..12usize, 0..Upos::ALL.len(), 0..Xpos::ALL.len(), 0..Relation::ALL.len(), 0..24usize, any::<bool>()), 0..40),
        kinds in proptest::collection::vec((0..40usize, 1..4usize, 0..EntityKind::ALL.len()), 0..6),
    ) {
        const WORDS: [&str; 12] =
            ["Ghana", "Togo", "Amina", "Diallo", "she", "they", "I", "the", "two", "minister", "of", "’s"];
        let mut text = String::new();
        let mut out = AnnotatedText::default();
        let mut first = 0;
        for (at, &(word, upos, xpos, relation, head, ends)) in words.iter().enumerate() {
            let start = text.len();
            text.push_str(WORDS[word]);
            out.tokens.push(Token {
                span: Span::new(start, text.len()),
                lemma: WORDS[word].to_lowercase(),
                shape: Shape::Lower,
                inflection: Inflection::Plain,
                upos: Upos::ALL[upos],
                xpos: Xpos::ALL[xpos],
                // Any head, also of a circle or in another sentence.
                head: (head < words.len()).then_some(head),
                relation: Relation::ALL[relation],
            });
            text.push(' ');
            if ends || at + 1 == words.len() {
                let span = out.tokens[first].span.cover(out.tokens[at].span);
                out.sentences.push(Sentence { first, end: at + 1, span, zone: 0 });
                first = at + 1;
            }
        }
        for (first, length, kind) in kinds {
            let free = out.entities.iter().all(|e| e.end <= first);
            if free && first + length <= words.len() {
                entity(&mut out, first, first + length, EntityKind::ALL[kind]);
            }
        }
        let mut draft = Draft::new(&text, &out, &[]);
        draft.take(mentions::find(&draft));
        for (m, repeats) in draft.repeats.iter().enumerate() {
            let (mention, facts) = (&draft.mentions[m], &draft.facts[m]);
            let same = |a: usize| draft.facts[a].head == facts.head && draft.mentions[a].form == mention.form;
            let head = (0..m).filter(|&a| same(a)).count();
            let words = (0..m).filter(|&a| draft.facts[a].words == facts.words).count();
            prop_assert_eq!(*repeats, Repeats { head, words });
        }
        let mut again = out.clone();
        find(&text, &mut out);
        find(&text, &mut again);
        prop_assert_eq!(&out, &again);
        let keys: Vec<_> = out.mentions.iter().map(|m| (m.first, std::cmp::Reverse(m.end))).collect();
        prop_assert!(keys.windows(2).all(|w| w[0] < w[1]));
        prop_assert!(out.mentions.iter().all(|m| m.first < m.end && m.end <= out.tokens.len() && (m.first..m.end).contains(&m.head)));
        let mut seen = std::collections::BTreeSet::new();
        for chain in &out.chains {
            prop_assert!(chain.mentions.len() > 1 || chain.parts.len() > 1);
            prop_assert!(chain.mentions.is_sorted() && chain.mentions.contains(&chain.fullest));
            prop_assert!(chain.mentions.iter().all(|&m| m < out.mentions.len() && seen.insert(m)));
            prop_assert!(chain.parts.iter().all(|part| *part < out.mentions.len() && !chain.mentions.contains(part)));
        }
    }
}
