//! What each format looks like.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

mod common;

use common::{source, words, written};
use jiff::civil::{Date, date};
use servanda_formats::{Format, Layer, Source};
use servanda_language::{
    AnnotatedText, Attribution, Chain, Entity, EntityKind, Mention, MentionForm, Person, Relation, Sort, TimeDetail,
    TimeExpression, Upos, Xpos,
};
use servanda_model::{PartialDate, TimeValue};

/// A story with its layers as a person might give them.
fn story() -> (Source, Vec<AnnotatedText>) {
    let story = "Amina Diallo said on Monday that ports in Lomé & Accra had opened.\n\nShe left.\n";
    let source = source("ports.txt", story).with_date(date(2024, 5, 15));
    let mut ours = words(&source);
    let text = &mut ours[0];
    let verb = (Upos::Verb, Xpos::Vbd, None, Relation::Root);
    let name = |head, relation| (Upos::Propn, Xpos::Nnp, Some(head), relation);
    let tree = [
        name(2, Relation::Nsubj),
        name(0, Relation::Flat),
        verb,
        (Upos::Adp, Xpos::In, Some(4), Relation::Case),
        name(2, Relation::Obl),
        (Upos::Sconj, Xpos::In, Some(12), Relation::Mark),
        (Upos::Noun, Xpos::Nns, Some(12), Relation::Nsubj),
        (Upos::Adp, Xpos::In, Some(8), Relation::Case),
        name(6, Relation::Nmod),
        (Upos::Cconj, Xpos::Cc, Some(10), Relation::Cc),
        name(8, Relation::Conj),
        (Upos::Aux, Xpos::Vbd, Some(12), Relation::Aux),
        (Upos::Verb, Xpos::Vbn, Some(2), Relation::Ccomp),
        (Upos::Punct, Xpos::Stop, Some(2), Relation::Punct),
        (Upos::Pron, Xpos::Prp, Some(15), Relation::Nsubj),
        verb,
        (Upos::Punct, Xpos::Stop, Some(15), Relation::Punct),
    ];
    assert_eq!(text.tokens.len(), tree.len());
    for (token, (upos, xpos, head, relation)) in text.tokens.iter_mut().zip(tree) {
        (token.upos, token.xpos, token.head, token.relation) = (upos, xpos, head, relation);
    }
    let entity = |first, end, kind| Entity { first, end, kind };
    text.entities = vec![
        entity(0, 2, EntityKind::Person),
        entity(4, 5, EntityKind::Date),
        entity(8, 9, EntityKind::Location),
        entity(10, 11, EntityKind::Location),
    ];
    text.attributions = vec![
        Attribution { source: vec![0..2], cue: vec![2..3], content: vec![3..5, 5..13] },
        Attribution { content: vec![14..16], ..Attribution::default() },
        Attribution { source: vec![0..2], cue: vec![2..3], content: vec![14..16] },
    ];
    let mention = |first, end, head, form, sort| {
        let (person, number, gender) = (Person::Third, None, None);
        Mention { first, end, head, form, person, number, gender, sort }
    };
    text.mentions = vec![
        mention(0, 2, 0, MentionForm::Proper, Some(Sort::Person)),
        mention(4, 5, 4, MentionForm::Proper, Some(Sort::Time)),
        mention(6, 11, 6, MentionForm::Nominal, None),
        mention(8, 11, 8, MentionForm::Several, Some(Sort::Place)),
        mention(8, 9, 8, MentionForm::Proper, Some(Sort::Place)),
        mention(10, 11, 10, MentionForm::Proper, Some(Sort::Place)),
        mention(14, 15, 14, MentionForm::Pronoun, Some(Sort::Person)),
    ];
    text.chains = vec![
        Chain { mentions: vec![0, 6], fullest: 0, parts: Vec::new() },
        Chain { mentions: vec![3], fullest: 3, parts: vec![4, 5] },
    ];
    text.times = vec![day(text, 4, date(2024, 5, 13))];
    (source, ours)
}

/// A time that is one token.
fn day(text: &AnnotatedText, token: usize, day: Date) -> TimeExpression {
    TimeExpression {
        span: text.tokens[token].span,
        first: token,
        end: token + 1,
        value: TimeValue::Absolute { date: PartialDate::Day(day), part: None },
        detail: TimeDetail::default(),
    }
}

fn of_story(layer: Layer, format: Format) -> String {
    let (source, ours) = story();
    written(&source, &ours, layer, format)
}

#[test]
fn conllu() {
    insta::assert_snapshot!(of_story(Layer::All, Format::Conllu));
}

#[test]
fn bio() {
    insta::assert_snapshot!(of_story(Layer::Names, Format::Bio));
}

#[test]
fn brat() {
    insta::assert_snapshot!(of_story(Layer::All, Format::Brat));
}

#[test]
fn timeml() {
    insta::assert_snapshot!(of_story(Layer::Times, Format::TimeMl));
}

#[test]
fn timeml_around_ours() {
    let given = "<?xml version=\"1.0\" ?>\n<!DOCTYPE TimeML SYSTEM \"TimeML.dtd\">\n<TimeML>\n\
        <DCT><TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-05-15T08:30\">15 May</TIMEX3></DCT>\n\
        <TITLE>R&amp;D</TITLE>\n\n<TEXT>\n<s>Food &amp; Co &#8211; &hellip; <EVENT eid=\"e1\">met</EVENT> \
        <SIGNAL sid=\"s1\">on</SIGNAL> <TIMEX3 tid=\"t5\" type=\"DATE\" value=\"1999-01-01\">Mon</TIMEX3>day,\r\n\
        <![CDATA[<x>]]> &lt; <!-- none -->A&B.</s>\n</TEXT>\n\n\
        <MAKEINSTANCE eventID=\"e1\" eiid=\"ei1\" />\n<TLINK lid=\"l1\" relatedToTime=\"t5\"></TLINK>\n\n</TimeML>\n";
    let source = source("given.tml", given);
    let text = &source.texts()[0];
    assert_eq!(text.text, "\nFood & Co – &hellip; met on Monday,\r\n<x> < A&B.\n");
    assert_eq!(text.date, Some(date(2024, 5, 15).at(8, 30, 0, 0)));
    let mut ours = words(&source);
    let at = |word: &str| ours[0].tokens.iter().position(|t| t.text(&text.text) == word).unwrap();
    let times = [at("&"), at("Monday"), at("<")].map(|token| day(&ours[0], token, date(2024, 5, 13)));
    ours[0].times = times.to_vec();
    insta::assert_snapshot!(written(&source, &ours, Layer::Times, Format::TimeMl));
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_kept() {
    let timeml = "\u{feff}<?xml version=\"1.0\" ?>\r\n<TimeML>\r\n<TEXT>Lomé &amp; Co met on <TIMEX3 tid=\"t1\" \
        type=\"DATE\" value=\"1999-01-01\">Monday</TIMEX3>.</TEXT>\r\n</TimeML>\r\n";
    let source = common::source("a.tml", timeml);
    assert_eq!(source.texts()[0].text, "Lomé & Co met on Monday.");
    let mut ours = words(&source);
    ours[0].times = vec![day(&ours[0], 5, date(2024, 5, 13))];
    assert_eq!(written(&source, &ours, Layer::Times, Format::TimeMl), timeml.replace("1999-01-01", "2024-05-13"));

    let conllu = format!("\u{feff}# newdoc id = a\r\n1\tTogo{}\r\n\r\n", "\t_".repeat(8));
    let source = common::source("a.conllu", &conllu);
    let chains = written(&source, &words(&source), Layer::Chains, Format::Conllu);
    assert_eq!(chains.replace("# global.Entity = eid-etype-head\r\n", ""), conllu);

    let bio = "\u{feff}Togo\tB-Location\r\n \r\nagrees\tO\r\n";
    let source = common::source("a.bio", bio);
    let names = written(&source, &words(&source), Layer::Names, Format::Bio);
    assert_eq!(names, bio.replace("B-Location", "O"));
}

#[test]
fn a_date_given_is_for_texts_that_tell_none() {
    let dated =
        "<TimeML><DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"1998-01-08\">x</TIMEX3></DCT><TEXT>a</TEXT></TimeML>";
    let date_of = |content: &str| source("a.tml", content).with_date(date(2024, 5, 15)).texts()[0].date;
    assert_eq!(date_of(dated), Some(date(1998, 1, 8).into()));
    assert_eq!(date_of(&dated.replace("1998", "some day in 1998")), Some(date(2024, 5, 15).into()));
}

#[test]
fn bio_keeps_its_lines_and_has_our_tags() {
    let given = "# newdoc id = lome\nFaure\tB-Person\nDiallo\tI-Person\narrived\tO\n.\tO\n\n\n#\tO\n4\tO\n\n\
        # newdoc id = accra\nGhana\tO\n";
    let source = source("x", given);
    let texts: Vec<(&str, &str)> = source.texts().iter().map(|t| (t.id.as_str(), t.text.as_str())).collect();
    assert_eq!(texts, [("lome", "Faure Diallo arrived . # 4"), ("accra", "Ghana")]);
    let mut ours = words(&source);
    ours[0].entities = vec![Entity { first: 1, end: 3, kind: EntityKind::Norp }];
    ours[1].entities = vec![Entity { first: 0, end: 1, kind: EntityKind::Location }];
    let expected = "# newdoc id = lome\nFaure\tO\nDiallo\tB-NORP\narrived\tI-NORP\n.\tO\n\n\n#\tO\n4\tO\n\n\
        # newdoc id = accra\nGhana\tB-Location\n";
    assert_eq!(written(&source, &ours, Layer::Names, Format::Bio), expected);
}

#[test]
fn chains_take_the_place_of_others_in_conllu() {
    let given = "# newdoc id = a\n# global.Entity = eid-etype-infstat\n\
        1\tShe\tshe\tPRON\tPRP\t_\t0\troot\t_\tBridge=e4<e5|Entity=(e5-person-giv)|SpaceAfter=No\n\n";
    let source = source("a.conllu", given);
    let mut ours = words(&source);
    let written = |ours: &[AnnotatedText]| written(&source, ours, Layer::Chains, Format::Conllu);
    let header = given.replace("eid-etype-infstat", "eid-etype-head");
    assert_eq!(written(&ours), header.replace("Bridge=e4<e5|Entity=(e5-person-giv)|", ""));
    ours[0].mentions = story().1[0].mentions[..1].to_vec();
    ours[0].mentions[0].end = 1;
    assert_eq!(written(&ours), header.replace("Bridge=e4<e5|", "").replace("(e5-person-giv)", "(e1-person-1)"));
}
