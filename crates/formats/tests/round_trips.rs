//! What is read is written again: files line up with the ones read, whatever stands in them.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

mod common;

use common::{source, words, written};
use proptest::prelude::*;
use servanda_formats::{Format, FormatError, Kind, Layer, Source};
use servanda_language::{AnnotatedText, Attribution, Relation, Upos, Xpos};

/// A treebank's file with everything that is no plain word: comments, ranges, empty nodes, no space after.
const TREEBANK: &str = "\
# newdoc id = lome
# meta::genre = news
# sent_id = lome-1
# text = Lomé can't wait.
1\tLomé\tLomé\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t4:nsubj\tEntity=(1)
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t4\taux\t4:aux\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t4:advmod\t_
4\twait\twait\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\tSpaceAfter=No
4.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t4:conj\tCopyOf=4
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_

# newpar
# sent_id = lome-2
1-2\tGonna\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tgoing\tgo\tVERB\tVBG\t_\t0\troot\t0:root\t_
2\tto\tto\tPART\tTO\t_\t1\txcomp\t1:xcomp\t_
3\t…\t…\tPUNCT\t.\t_\t1\tpunct\t1:punct\t_

# newdoc id = accra
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t0:root\t_

";

/// The columns of a file that are ours.
fn is_ours(column: usize) -> bool {
    (2..=8).contains(&column)
}

#[test]
fn a_treebank_keeps_all_but_our_columns() {
    let source = source("dev.conllu", TREEBANK);
    assert_eq!(source.kind(), Kind::Conllu);
    let texts: Vec<(&str, &str)> = source.texts().iter().map(|t| (t.id.as_str(), t.text.as_str())).collect();
    assert_eq!(texts, [("lome", "Lomé can't wait.\n\nGonna…"), ("accra", "Yes")]);
    let given: Vec<&str> = source.texts()[0].sentences.iter().flatten().flatten().map(|s| s.of(texts[0].1)).collect();
    assert_eq!(given, ["Lomé", "ca", "n't", "wait", ".", "Gon", "na", "…"]);

    let out = written(&source, &words(&source), Layer::Syntax, Format::Conllu);
    assert_eq!(out.lines().count(), TREEBANK.lines().count());
    for (ours, theirs) in out.lines().zip(TREEBANK.lines()) {
        let is_word = theirs.split('\t').next().unwrap().parse::<usize>().is_ok();
        if !is_word {
            assert_eq!(ours, theirs);
            continue;
        }
        for (column, (ours, theirs)) in ours.split('\t').zip(theirs.split('\t')).enumerate() {
            assert!(is_ours(column) || ours == theirs, "{ours} for {theirs}");
        }
    }
}

#[test]
fn heads_are_ids_of_the_sentence() {
    let source = source("dev.conllu", TREEBANK);
    let mut ours = words(&source);
    let word = &mut ours[0].tokens[7];
    (word.head, word.relation, word.upos, word.xpos) = (Some(5), Relation::Punct, Upos::Punct, Xpos::Colon);
    let root = &mut ours[0].tokens[5];
    (root.head, root.relation) = (None, Relation::Root);
    let out = written(&source, &ours, Layer::Syntax, Format::Conllu);
    assert!(out.contains("\n3\t…\t…\tPUNCT\t:\t_\t1\tpunct\t_\t_\n"), "{out}");
    assert!(out.lines().any(|line| line.starts_with("1\tgoing\t") && line.contains("\t0\troot\t_\t")), "{out}");
}

#[test]
fn what_breaks_the_rules_of_conllu_is_named() {
    let reason = |text: &str| Source::read("a.conllu", text.into()).unwrap_err().to_string();
    let word = |id: &str| format!("{id}\tTogo{}\n", "\t_".repeat(8));
    assert_eq!(reason("# a comment\nplain words\n"), "line 2: 10 columns are expected, here are 1");
    assert_eq!(reason(&(word("1") + &word("3"))), "line 2: word 3 where word 2 is expected");
    assert_eq!(reason(&word("one")), "line 1: \"one\" is no id");
    assert_eq!(reason(&(word("1-3") + &word("1") + "\n")), "line 3: the sentence ends before word 3");
    assert_eq!(reason(&word("2-3")), "line 1: range 2-3 where word 1 is expected");
    assert_eq!(reason(&word("1.1")), "line 1: empty node 1.1 after word 0");
    assert_eq!(reason(&word("1").replace("Togo", "")), "line 1: the form is empty");
}

#[test]
fn what_breaks_the_rules_of_bio_is_named() {
    let reason = |text: &str| Source::read("a.bio", text.into()).unwrap_err().to_string();
    assert_eq!(reason("Togo\tO\n\tO\n"), "line 2: no token before the tab");
    assert!(reason("Some prose here.\n").starts_with("line 1: a blank inside the token"));
    assert!(reason("a\tb\tO\n").starts_with("line 1: more than two columns"));
    assert_eq!(source("a.bio", "Togo\nagrees\n").texts()[0].text, "Togo agrees");
}

#[test]
fn a_kind_is_told_by_content_then_by_name() {
    let kind = |name: &str, text: &str| source(name, text).kind();
    assert_eq!(kind("a.txt", "Togo\tagrees\n"), Kind::Plain);
    assert_eq!(kind("a.txt", "\nTogo\tB-Location\n"), Kind::Bio);
    assert_eq!(kind("a.bio", "Togo\n"), Kind::Bio);
    assert_eq!(kind("a", TREEBANK), Kind::Conllu);
    assert_eq!(kind("a.conllu", ""), Kind::Conllu);
    assert_eq!(kind("a.xml", "<?xml version=\"1.0\" ?>\n<TimeML><TEXT>Now</TEXT></TimeML>"), Kind::TimeMl);
    assert_eq!(kind("", "<p>Now</p>"), Kind::Plain);
    assert_eq!(Source::read("a.tml", "Now".into()).unwrap_err(), FormatError::NoText);
    let latin = Source::read("a.txt", b"Togo\nLom\xe9".to_vec()).unwrap_err();
    assert_eq!(latin.to_string(), "line 2: it is not UTF-8");
}

#[test]
fn a_format_refuses_what_it_cannot_hold() {
    let refused = |source: &Source, layer, format| source.write(&words(source), layer, format).unwrap_err();
    let plain = source("a.txt", "Togo agrees.");
    let error = refused(&plain, Layer::Syntax, Format::Brat);
    assert_eq!(error.to_string(), "brat cannot hold syntax: it holds attribution and names");
    let given = source("a.conllu", TREEBANK);
    assert_eq!(refused(&given, Layer::Names, Format::Brat), FormatError::NotPlain(Kind::Conllu));
    assert_eq!(refused(&given, Layer::Times, Format::TimeMl), FormatError::Several(2));
    assert_eq!(plain.write(&words(&given), Layer::Names, Format::Bio), Err(FormatError::Foreign));
    let error = refused(&source("a.txt", "Togo\n\u{1}"), Layer::Times, Format::TimeMl);
    assert_eq!(error.to_string(), "line 2: the character U+0001 can't stand in XML");
}

proptest! {
    #[test]
    fn whatever_can_be_read_can_be_written_and_read_again(
        name in "[ab](\\.(txt|bio|conllu|tml))?",
        bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "(<TimeML>|<TEXT>|</TEXT>|<DCT>|<TIMEX3 value=\"2024|\"/?>|&amp;|&|]]>|<!\\[CDATA\\[|Togo|é){0,20}"
                .prop_map(String::into_bytes),
            "(1|2|1-2|1\\.1|\t|\t_|\t_\t_\t_\t_\t_\t_\t_\t_|Togo|# newdoc|\n){0,40}".prop_map(String::into_bytes),
        ],
    ) {
        let Ok(source) = Source::read(&name, bytes) else { return Ok(()) };
        let ours = words(&source);
        let count = |texts: &[AnnotatedText]| texts.iter().map(|text| text.tokens.len()).sum::<usize>();
        for format in [Format::TimeMl, Format::Bio, Format::Conllu] {
            let Ok(written) = source.write(&ours, Layer::All, format) else { continue };
            // What is written can be read, and says the same.
            let again = Source::read(&format!("a.{}", format.extension()), written.into_bytes());
            let again = again.map_err(|e| TestCaseError::fail(e.to_string()))?;
            if format == Format::TimeMl {
                prop_assert_eq!(&again.texts()[0].text, &source.texts()[0].text);
            } else {
                prop_assert_eq!(count(&words(&again)), count(&ours));
            }
        }
    }

    #[test]
    fn words_given_are_words_out(
        sentences in proptest::collection::vec(
            proptest::collection::vec(("[A-Za-zé.,’]{1,5}", any::<bool>()), 1..6), 1..4),
    ) {
        let mut file = String::new();
        for sentence in &sentences {
            let words = sentence.iter().enumerate().map(|(at, (word, glued))| {
                let misc = if *glued { "SpaceAfter=No" } else { "_" };
                format!("{}\t{word}{}\t{misc}\n", at + 1, "\t_".repeat(7))
            });
            file.extend(words);
            file.push('\n');
        }
        let source = source("a.conllu", &file);
        let ours = words(&source);
        // Without syntax and without mentions the file is what it was.
        let out = written(&source, &ours, Layer::Chains, Format::Conllu);
        prop_assert_eq!(out.split_once('\n').unwrap().1, file);
        let bio = written(&source, &ours, Layer::Names, Format::Bio);
        let found: Vec<&str> = bio.lines().filter_map(|line| Some(line.split_once('\t')?.0)).collect();
        let given: Vec<&str> = sentences.iter().flatten().map(|(word, _)| word.as_str()).collect();
        prop_assert_eq!(found, given);
    }

    #[test]
    fn plain_text_is_found_again_in_timeml_and_conllu(
        text in "(on Monday|in May 2024|Togo|&|<|>|\"|\\r\\n|\\n\\n| |\u{a0}|\\.|é|𝔸|&amp;|\u{feff}){0,30}",
    ) {
        let plain = source("a.txt", &text).with_date(jiff::civil::date(2024, 5, 14));
        let ours = words(&plain);
        let timeml = written(&plain, &ours, Layer::Times, Format::TimeMl);
        let again = source("a.tml", &timeml);
        prop_assert_eq!(&again.texts()[0].text, &text);
        prop_assert_eq!(again.texts()[0].date, plain.texts()[0].date);
        prop_assert_eq!(written(&again, &words(&again), Layer::Times, Format::TimeMl), timeml);

        let again = source("a.conllu", &written(&plain, &ours, Layer::Syntax, Format::Conllu));
        let forms = |source: &Source| -> Vec<String> {
            let texts = source.texts().iter().zip(words(source));
            texts.flat_map(|(t, a)| a.tokens.iter().map(|w| w.text(&t.text).to_owned()).collect::<Vec<_>>()).collect()
        };
        prop_assert_eq!(forms(&again), forms(&plain));
    }

    #[test]
    fn offsets_of_brat_count_the_characters_of_the_text(
        text in "(Lomé|“|”|\\r\\n| |said|𝔸|\u{feff}|\\.|e\u{301}){1,40}x", picks in proptest::collection::vec(0usize..40, 4),
    ) {
        let source = source("a.txt", &text);
        let mut ours = words(&source);
        let tokens = ours[0].tokens.len();
        let at = |n: usize| picks[n] % tokens;
        let one = |n: usize| at(n)..at(n) + 1;
        let (source_of, cue, content) = (vec![one(0)], vec![one(1)], vec![at(2)..tokens, one(3)]);
        ours[0].attributions = vec![Attribution { source: source_of, cue, content }];
        let chars: Vec<char> = text.chars().collect();
        for line in written(&source, &ours, Layer::Attribution, Format::Brat).lines().filter(|l| l.starts_with('T')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let (_, places) = columns[1].split_once(' ').unwrap();
            let fragments: Vec<String> = places.split(';').map(|place| {
                let (from, to) = place.split_once(' ').unwrap();
                let (from, to): (usize, usize) = (from.parse().unwrap(), to.parse().unwrap());
                chars[from..to].iter().map(|&c| if c.is_whitespace() { ' ' } else { c }).collect()
            }).collect();
            prop_assert_eq!(fragments.join(" "), columns[2]);
        }
    }
}
