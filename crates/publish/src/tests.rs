//! Snapshots of every view over five records, and the list of what would lose a reader's trust.

use jiff::civil::date;
use servanda_model::{DocId, EntryId, Interval, Quote, Side, record::Record};
use servanda_world::World;

use crate::{
    AsOf, Render,
    fixtures::{self, Shelf},
    views::{self, Hit},
};

const WIDTH: usize = 100;

/// The records of the snapshots, each with the pair that is asked for.
fn cases() -> Vec<(&'static str, Shelf, [Side; 2])> {
    vec![
        ("an empty archive", Shelf::default(), fixtures::chile_peru()),
        ("two relations: Chile and Peru", fixtures::small(), fixtures::chile_peru()),
        ("two relations: Kenya and Uganda", fixtures::small(), fixtures::kenya_uganda()),
        ("one side's documents only", fixtures::one_side(), fixtures::chile_peru()),
        ("undated documents only", fixtures::undated(), fixtures::chile_peru()),
        ("a relation that disputes everything", fixtures::disputed(), fixtures::kenya_uganda()),
    ]
}

/// The pages of a view over all cases, one below the other.
fn pages(page: impl Fn(&Shelf, &[Side; 2]) -> Option<String>) -> String {
    let page = |(name, shelf, pair): (&str, Shelf, [Side; 2])| {
        let text = page(&shelf, &pair).unwrap_or_else(|| "(no such entry)\n".to_owned());
        format!("=== {name} ===\n{text}\n")
    };
    cases().into_iter().map(page).collect()
}

fn world() -> &'static World {
    World::builtin()
}

/// A view as text, once it was seen to survive JSON unchanged.
fn shown<V>(view: &V) -> String
where
    V: Render + serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let json = serde_json::to_string(view).unwrap();
    assert_eq!(&serde_json::from_str::<V>(&json).unwrap(), view);
    view.to_text(WIDTH)
}

fn first_meeting(record: &Record, pair: &[Side; 2]) -> String {
    record.engagements.iter().find(|e| e.sides == *pair).map(|e| e.id.to_string()).unwrap_or_default()
}

fn first_thread(record: &Record, pair: &[Side; 2]) -> String {
    let of_pair = |t: &&servanda_model::record::ThreadEntry| t.by.iter().chain(&t.with).any(|s| pair.contains(s));
    record.threads.iter().find(of_pair).map(|t| t.id.to_string()).unwrap_or_default()
}

macro_rules! snapshot {
    ($name:ident, $page:expr) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(stringify!($name), pages($page));
        }
    };
}

const NOW: AsOf = AsOf { as_of: None, known_at: None };

snapshot!(relation, |s, pair| Some(shown(&views::relation(&s.record, world(), pair, NOW))));
snapshot!(meetings, |s, pair| Some(shown(&views::meetings(&s.record, world(), pair, NOW))));
snapshot!(meeting, |s, pair| {
    views::meeting(&s.record, world(), &first_meeting(&s.record, pair), NOW).map(|v| shown(&v))
});
snapshot!(ledger, |s, pair| Some(shown(&views::ledger(&s.record, world(), pair, NOW))));
snapshot!(positions, |s, pair| Some(shown(&views::positions(&s.record, world(), pair, NOW))));
snapshot!(issue, |s, _| views::issue(&s.record, world(), "Tacna freight crossing", NOW).map(|v| shown(&v)));
snapshot!(mechanisms, |s, pair| Some(shown(&views::mechanisms(&s.record, world(), pair, NOW))));
snapshot!(actors, |s, _| Some(shown(&views::actors(&s.record, world(), &[], NOW))));
snapshot!(who, |s, _| {
    Some(shown(&views::who(&s.record, world(), "Ana Rojas", Some(Interval::day(date(2023, 11, 25))), NOW)))
});
snapshot!(documents, |s, _| Some(shown(&views::documents(&s.record, world(), NOW))));
snapshot!(search, |s, _| {
    let hits: Vec<Hit> = s.record.documents.iter().take(1).map(|d| hit(s, &d.id)).collect();
    Some(shown(&views::search(&s.record, world(), "president minister", &hits, NOW)))
});
snapshot!(changes, |s, pair| {
    let before = fixtures::one_side().record;
    Some(shown(&views::changes(&before, &s.record, world(), pair, date(2023, 11, 25), NOW)))
});
snapshot!(agenda, |s, pair| Some(shown(&views::agenda(&s.record, world(), pair, NOW))));
snapshot!(brief, |s, pair| Some(shown(&views::brief(&s.record, world(), &pair[0], &pair[1], NOW))));
snapshot!(compare, |s, _| {
    let id = |name: &str| s.record.documents.iter().find(|d| d.name == name).map(|d| d.id.clone());
    let (a, b) = (id("kenya-readout.txt")?, id("uganda-readout.txt")?);
    views::compare(&s.record, world(), &a, &b, &fixtures::findings(s), NOW).map(|v| shown(&v))
});
snapshot!(explain, |s, pair| {
    views::explain(&s.record, world(), &first_thread(&s.record, pair), &[], &[], NOW).map(|v| shown(&v))
});
snapshot!(cite, |s, pair| views::cite(&s.record, world(), &first_thread(&s.record, pair), NOW).map(|v| shown(&v)));

#[test]
fn as_of_and_known_at_are_said() {
    let at = AsOf { as_of: Some(date(2024, 1, 1)), known_at: Some(date(2024, 2, 1)) };
    let text = views::relation(&fixtures::small().record, world(), &fixtures::chile_peru(), at).to_text(WIDTH);
    assert!(text.contains("as of 1 Jan 2024 · as known on 1 Feb 2024"), "{text}");
}

fn hit(shelf: &Shelf, doc: &DocId) -> Hit {
    let word = if shelf.text(doc).contains("Minister") { "Minister" } else { "President" };
    Hit { quote: shelf.quote(doc, word), before: "Foreign ".to_owned(), after: " met".to_owned() }
}

/// Everything that all views say of a record.
fn everything(shelf: &Shelf, pair: &[Side; 2]) -> String {
    let record = &shelf.record;
    let mut all = vec![
        views::relation(record, world(), pair, NOW).to_text(WIDTH),
        views::meetings(record, world(), pair, NOW).to_text(WIDTH),
        views::ledger(record, world(), pair, NOW).to_text(WIDTH),
        views::positions(record, world(), pair, NOW).to_text(WIDTH),
        views::mechanisms(record, world(), pair, NOW).to_text(WIDTH),
        views::agenda(record, world(), pair, NOW).to_text(WIDTH),
        views::brief(record, world(), &pair[0], &pair[1], NOW).to_text(WIDTH),
        views::changes(&Record::default(), record, world(), pair, date(2023, 1, 1), NOW).to_text(WIDTH),
    ];
    let meeting = views::meeting(record, world(), &first_meeting(record, pair), NOW);
    all.extend(meeting.map(|view| view.to_text(WIDTH)));
    all.iter().map(|text| words_of(text)).collect::<Vec<_>>().join("\n")
}

/// A text without its line breaks.
fn words_of(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Only Japan says" when China's readout was never read.
#[test]
fn only_is_said_with_ground_alone() {
    for shelf in [fixtures::small(), fixtures::one_side(), fixtures::undated()] {
        let text = everything(&shelf, &fixtures::chile_peru());
        assert!(!text.contains("only"), "{text}");
    }
    assert!(everything(&fixtures::one_side(), &fixtures::chile_peru()).contains("Peru's readout not held"));
    assert!(everything(&fixtures::small(), &fixtures::kenya_uganda()).contains("only per Kenya"));
}

/// "Nothing found since" when nothing has been read since.
#[test]
fn nothing_is_found_only_where_something_was_read() {
    let text = everything(&fixtures::one_side(), &fixtures::chile_peru());
    assert!(text.contains("nothing read since 25 Nov 2023"), "{text}");
    assert!(!text.contains("nothing found in 0") && !text.contains("later report"), "{text}");
    let text = everything(&fixtures::small(), &fixtures::chile_peru());
    assert!(text.contains("nothing found in 1 later report, up to late 2024"), "{text}");
    assert!(!everything(&fixtures::undated(), &fixtures::chile_peru()).contains("since 20"));
}

/// A headline's firmness given to the body.
#[test]
fn a_headline_lends_no_firmness() {
    let mut shelf = fixtures::small();
    let wire = shelf.record.documents.iter().find(|d| d.name == "andes-wire.txt").unwrap().id.clone();
    let hoped = shelf.event(
        servanda_model::record::EventKind::Hoped,
        servanda_model::Voice::Narrator,
        &wire,
        "hopes to hold a border security dialogue",
    );
    let headline = shelf.event(
        servanda_model::record::EventKind::Agreed,
        servanda_model::Voice::Narrator,
        &wire,
        "Chile and Peru seal frontier pact",
    );
    shelf.record.threads.clear();
    let stage = servanda_model::record::Stage::Agreed;
    shelf.thread(&["CHL", "PER"], &[], ("hold", "dialogue"), stage, vec![hoped, headline.clone()], |_| {});
    shelf.thread(&["CHL", "PER"], &[], ("seal", "frontier pact"), stage, vec![headline], |_| {});
    let view = views::relation(&shelf.record, world(), &fixtures::chile_peru(), NOW);
    let text = words_of(&view.to_text(WIDTH));
    assert!(text.contains("intended (C2)") && !text.contains("C5") && !text.contains("agreed"), "{text}");
    assert!(text.contains("in a headline or caption, not in the body"), "{text}");
}

/// A narrator's "agreed" shown as a side's.
#[test]
fn a_narrator_speaks_for_nobody() {
    let view = views::ledger(&fixtures::undated().record, world(), &fixtures::chile_peru(), NOW);
    let text = words_of(&view.to_text(WIDTH));
    assert!(text.contains("agreed, no date (C5), unattributed"), "{text}");
    assert!(!text.contains("per Chile") && !text.contains("per Peru"), "{text}");
}

/// Formulas mixed with deliverables; a ledger without who must act.
#[test]
fn the_ledger_keeps_formulas_apart_and_says_who_must_act() {
    for (_, shelf, pair) in cases() {
        let view = views::ledger(&shelf.record, world(), &pair, NOW);
        assert!(view.deliverables.iter().chain(&view.asks).all(|t| !t.is_formula()));
        assert!(view.formulas.iter().all(crate::parts::ThreadLine::is_formula));
        let text = words_of(&view.to_text(WIDTH));
        for thread in view.deliverables.iter().chain(&view.asks).chain(&view.formulas) {
            assert!(text.contains(&crate::phrases::who_acts(thread)), "{text}");
        }
    }
    let text = views::ledger(&fixtures::one_side().record, world(), &fixtures::chile_peru(), NOW).to_text(WIDTH);
    assert!(text.contains("who must act is not said"), "{text}");
    let text = views::ledger(&fixtures::small().record, world(), &fixtures::chile_peru(), NOW).to_text(WIDTH);
    let (deliverables, formulas) = text.split_once("\nFormulas\n").unwrap();
    assert!(deliverables.contains("grapes") && !deliverables.contains("partnership of"));
    assert!(formulas.contains("\"partnership of shared waters\""));
}

/// Quotation marks around words that do not stand in a document in that order: every passage between marks is in
/// some document's text, or is its title.
#[test]
fn quotation_marks_hold_exact_words() {
    for (_, shelf, pair) in cases() {
        let texts: Vec<String> = shelf.record.documents.iter().map(|d| words_of(shelf.text(&d.id))).collect();
        let text = everything(&shelf, &pair);
        for passage in text.split('"').skip(1).step_by(2) {
            assert!(texts.iter().any(|t| t.contains(passage)), "{passage:?} stands nowhere");
        }
    }
}

/// Every line that states a fact has an id and evidence; short ids lead to their entries alone.
#[test]
fn lines_carry_evidence_and_short_ids_lead_back() {
    for (_, shelf, pair) in cases() {
        let view = views::relation(&shelf.record, world(), &pair, NOW);
        let threads = view.open.iter().chain(&view.asked).chain(&view.closed).chain(&view.formulas);
        let meetings = view.last_met.iter().chain(&view.next);
        let lines: Vec<(&EntryId, &Vec<Quote>)> =
            threads.map(|t| (&t.id, &t.evidence)).chain(meetings.map(|m| (&m.id, &m.evidence))).collect();
        for (id, evidence) in lines {
            assert!(!evidence.is_empty());
            let short = crate::ids::short_id(id.as_str(), view.header.id_digits);
            assert_eq!(crate::ids::find(&shelf.record, &short), [id.to_string()]);
        }
    }
}

#[test]
fn every_footnote_of_a_brief_is_used_and_every_line_has_one() {
    let view =
        views::brief(&fixtures::small().record, world(), &fixtures::chile_peru()[0], &fixtures::chile_peru()[1], NOW);
    let lines = [&view.they_raise, &view.we_raise, &view.they_owe, &view.we_owe, &view.both_owe, &view.agreed_language];
    let mut used: Vec<usize> = lines.into_iter().flatten().flat_map(|line| line.notes.clone()).collect();
    assert!(lines.into_iter().flatten().all(|line| !line.notes.is_empty()));
    used.sort_unstable();
    used.dedup();
    assert_eq!(used, view.footnotes.iter().map(|n| n.number).collect::<Vec<_>>());
}

#[test]
fn a_formula_is_not_found_since_only_with_reports_read() {
    let before = fixtures::small().record;
    let mut after = before.clone();
    let formula = after.threads.iter_mut().find(|t| t.kind == servanda_model::CommitmentKind::Standing).unwrap();
    formula.silence = Some(servanda_model::record::Silence::counted(date(2024, 1, 1), []));
    let pair = fixtures::chile_peru();
    let view = views::changes(&before, &after, world(), &pair, date(2024, 1, 1), NOW);
    assert!(view.formulas.is_empty());
    let formula = after.threads.iter_mut().find(|t| t.kind == servanda_model::CommitmentKind::Standing).unwrap();
    formula.silence = Some(servanda_model::record::Silence::counted(date(2024, 1, 1), [date(2024, 12, 25)]));
    let view = views::changes(&before, &after, world(), &pair, date(2024, 1, 1), NOW);
    assert_eq!(view.formulas.len(), 1);
    assert!(view.to_text(WIDTH).contains("nothing found in 1 later report"));
}

#[test]
fn a_copy_raises_the_documents_alone() {
    let mut shelf = fixtures::small();
    let pair = fixtures::chile_peru();
    let counts = |shelf: &Shelf| views::relation(&shelf.record, world(), &pair, NOW).header.counts;
    let before = counts(&shelf);
    let wire = shelf.record.documents.iter().find(|d| d.name == "andes-wire.txt").unwrap().id.clone();
    shelf.copy(&wire, "another-copy.txt", "Another Outlet");
    let after = counts(&shelf);
    assert_eq!(after.documents, before.documents + 1);
    assert_eq!((after.reports, after.accounts), (before.reports, before.accounts));
}

fn meta() -> crate::ExportMeta {
    crate::ExportMeta {
        format: crate::export::FORMAT.to_owned(),
        version: "0.0.0".to_owned(),
        model: String::new(),
        kernel: String::new(),
        as_of: None,
    }
}

#[test]
fn the_record_is_exported_in_the_interchange_form() {
    let record = fixtures::small().record;
    let text = crate::export_record(&record, &meta()).unwrap();
    let keys: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  \"")?.split('"').next()).collect();
    let form =
        "servanda documents reports actors texts engagements statements threads positions mechanisms deeds issues";
    assert_eq!(keys, form.split(' ').chain(["contradictions"]).collect::<Vec<_>>());
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let done = value["threads"].as_array().unwrap().iter().find(|t| t["stage"] == "fulfilled").unwrap();
    assert_eq!((&done["strength"], &done["events"][1]["strength"]), (&"C7".into(), &"C7".into()));
    assert_eq!(done["events"][0]["strength"], "C5");
    insta::assert_snapshot!("export_record", text);
}

#[test]
fn findings_are_exported_one_a_line() {
    let shelf = fixtures::small();
    let findings = fixtures::findings(&shelf);
    let june = |_: &servanda_model::Finding, _: &servanda_model::TimeValue| Some(fixtures::day(2024, 6, 30));
    let lines: Vec<String> =
        crate::export_findings(&findings, &shelf.record, world(), &june).collect::<Result<_, _>>().unwrap();
    assert!(lines.iter().all(|line| !line.contains('\n')));
    let kind = |line: &&String| line.contains("\"kind\":\"commitment\"");
    let first: serde_json::Value = serde_json::from_str(lines.iter().find(kind).unwrap()).unwrap();
    assert_eq!(first["strength"], "C6");
    assert_eq!((&first["due"]["from"], &first["due"]["relative"]["time"]), (&"2024-06-30".into(), &"relative".into()));
    insta::assert_snapshot!("export_findings", lines.join("\n"));
}

/// The header's newest document is one whose date is known; one dated by a span of years is counted apart.
#[test]
fn a_span_of_years_is_no_newest_document() {
    let mut shelf = fixtures::small();
    let vague = Interval::new(date(2021, 1, 26), date(2035, 1, 20)).unwrap();
    let last = shelf.record.documents.last_mut().unwrap();
    last.published = Some(servanda_model::DateValue::new(vague, servanda_model::Basis::Inferred, None));
    let view = views::documents(&shelf.record, world(), NOW);
    assert_eq!(view.header.undated, 1);
    assert!(view.header.newest.is_some_and(|d| d.to < date(2035, 1, 1)));
}

/// `explain` shows each passage once, under the first finding that rests on it.
#[test]
fn explain_shows_a_passage_once() {
    let shelf = fixtures::small();
    let id = first_meeting(&shelf.record, &fixtures::chile_peru());
    let mut view = views::explain(&shelf.record, world(), &id, &[], &[], NOW).unwrap();
    let source = view.sources.pop().unwrap();
    let line = |token| views::MemberLine {
        id: servanda_model::FindingId::new(&source.doc, servanda_model::FindingKind::Statement, 1, token),
        kind: servanda_model::FindingKind::Statement,
        place: servanda_model::Place::Body,
        confidence: 60,
        qualifiers: servanda_model::Qualifiers {
            assertion: servanda_model::Assertion::Asserted,
            time: servanda_model::TimeFrame::Present,
        },
        rule: "by-hand".to_owned(),
        voiced: None,
        said: Some("Ana Rojas said".to_owned()),
        sources: vec![source.clone()],
    };
    view.sources.clear();
    (view.members, view.others) = (vec![line(1), line(2)], vec![line(3)]);
    let text = view.to_text(WIDTH);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let quote = source.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words.matches(&format!("\"{quote}\"")).count(), 1, "{text}");
    assert_eq!(words.matches("statement (Ana Rojas said)").count(), 3, "{text}");
}

/// What is said and undertaken in the same words is compared once, and shown by its clause.
#[test]
fn compare_takes_words_once() {
    use servanda_model::{
        CommitmentFinding, CommitmentKind, Evidence, FindingBody, FindingId, FindingKind, Modality, Place, Proposition,
        Qualifiers, SpeechMode, StatementFinding, TimeFrame, Voice,
    };
    let shelf = fixtures::small();
    let doc = shelf.record.documents[0].id.clone();
    let quote = |start: u32, words: &str| Quote {
        doc: doc.clone(),
        start,
        end: start + words.len() as u32,
        quote: words.to_owned(),
    };
    let finding = |token, body: FindingBody, evidence| servanda_model::Finding {
        id: FindingId::new(&doc, body.kind(), 1, token),
        doc: doc.clone(),
        place: Place::Body,
        confidence: 60,
        qualifiers: Qualifiers { assertion: servanda_model::Assertion::Asserted, time: TimeFrame::Present },
        evidence,
        rule: "by-hand".to_owned(),
        proposition: Proposition::default(),
        body,
    };
    let said = |start, words: &str| {
        let body = StatementFinding {
            speakers: vec![servanda_model::ActorRef { name: Some("Ana Rojas".into()), office: None, side: None }],
            relayed_by: None,
            cue: "said".into(),
            mode: SpeechMode::Indirect,
            content: Evidence::new(quote(start, words)),
        };
        let mut evidence = Evidence::new(quote(0, "She"));
        evidence.extend([quote(4, "said"), quote(start, words)]);
        (body, evidence)
    };
    let (undertaken, evidence) = said(10, "Chile would open the pass");
    let promise = CommitmentFinding {
        commitment_kind: CommitmentKind::Deliverable,
        by: vec![Side::new("CHL")],
        with: Vec::new(),
        action: "open".into(),
        object: "the pass".into(),
        modality: Modality::Agreed,
        hedge: None,
        condition: None,
        due: None,
        when: None,
        voice: Voice::Narrator,
    };
    let (remark, remark_evidence) = said(60, "the talks were warm");
    let findings = [
        finding(1, FindingBody::Statement(undertaken), evidence),
        finding(2, FindingBody::Commitment(promise), Evidence::new(quote(16, "would open the pass"))),
        finding(3, FindingBody::Statement(remark), remark_evidence),
    ];
    let other = &shelf.record.documents[1].id;
    let view = views::compare(&shelf.record, world(), &doc, other, &findings, NOW).unwrap();
    let shown: Vec<_> = view.only_a.iter().map(|p| (p.kind, p.evidence.len())).collect();
    assert_eq!(shown, [(FindingKind::Commitment, 1), (FindingKind::Statement, 1)]);
}
