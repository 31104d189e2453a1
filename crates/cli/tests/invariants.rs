//! The seven invariants of the design, as properties over random subsets, orders and re-readings of the open corpus.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use jiff::civil::Date;
use proptest::{prelude::*, sample::subsequence, test_runner::Config};
use servanda::{AsOf, Input, Servanda, Snapshot};
use servanda_model::{
    DocId, Quote, Side, Voice,
    record::{ActorKind, Holding, Record, Verdict},
};
use servanda_publish::views;

/// A name and a text of `examples/open`.
type Text = (String, Vec<u8>);

fn corpus() -> &'static [Text] {
    static CORPUS: OnceLock<Vec<Text>> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/open/texts");
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        paths.sort();
        let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
        paths.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
    })
}

/// Some texts of the corpus, in any order.
fn some(least: usize, most: usize) -> impl Strategy<Value = Vec<Text>> {
    subsequence(corpus().to_vec(), least..=most).prop_shuffle()
}

fn inputs(texts: &[Text]) -> Vec<Input> {
    texts.iter().map(|(name, bytes)| Input::Text { name: name.clone(), bytes: bytes.clone() }).collect()
}

fn read(texts: &[Text]) -> Servanda {
    let mut servanda = Servanda::in_memory().unwrap();
    let summary = servanda.read(&inputs(texts), &|_| ()).unwrap();
    assert!(summary.failed.is_empty(), "{:?}", summary.failed);
    servanda
}

fn held(servanda: &Servanda) -> Snapshot {
    servanda.snapshot(AsOf::default()).unwrap()
}

/// Both exports.
fn exports(servanda: &Servanda) -> (String, Vec<String>) {
    let held = held(servanda);
    (held.export_record().unwrap(), held.export_findings().unwrap())
}

/// Every quote in a JSON value.
fn quotes(value: &serde_json::Value, into: &mut Vec<Quote>) {
    match value {
        serde_json::Value::Object(fields) => {
            if fields.contains_key("quote") && fields.contains_key("start") {
                into.push(serde_json::from_value(value.clone()).unwrap());
            }
            fields.values().for_each(|v| quotes(v, into));
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| quotes(v, into)),
        _ => {}
    }
}

/// Few cases, so that the tests stay quick; `PROPTEST_CASES` asks for more.
fn few(cases: u32) -> Config {
    let default = Config::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    Config { cases, max_shrink_iters: 8, failure_persistence: None, ..default }
}

proptest! {
    #![proptest_config(few(6))]

    /// 1. Every entry leads to at least one span, and the quote is exactly the document's text there.
    #[test]
    fn evidence_is_exact(texts in some(1, 8)) {
        let held = held(&read(&texts));
        let stored: BTreeMap<DocId, Vec<char>> = texts
            .iter()
            .map(|(_, bytes)| (DocId::of_bytes(bytes), String::from_utf8(bytes.clone()).unwrap().chars().collect()))
            .collect();
        let mut found = Vec::new();
        quotes(&serde_json::from_str(&held.export_record().unwrap()).unwrap(), &mut found);
        found.extend(held.findings().iter().flat_map(|f| f.evidence.quotes().iter().cloned()));
        prop_assert!(!found.is_empty());
        for quote in found {
            let there: String = stored[&quote.doc][quote.start as usize..quote.end as usize].iter().collect();
            prop_assert_eq!(there, quote.quote);
        }
        for id in entry_ids(&held.record) {
            prop_assert!(!held.members(&id).is_empty(), "{} rests on nothing", id);
        }
    }

    /// 2. The same documents give the same bytes, whatever the order, the batches and the number of threads.
    #[test]
    fn order_and_batches_and_threads_change_nothing(texts in some(2, 7), cut in 0usize..7, threads in 1usize..4) {
        let first = exports(&read(&texts));
        let mut sorted = texts.clone();
        sorted.sort();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let other = pool.install(|| {
            let mut servanda = Servanda::in_memory().unwrap();
            let (one, rest) = sorted.split_at(cut.min(sorted.len()));
            for batch in [rest, one] {
                servanda.read(&inputs(batch), &|_| ()).unwrap();
            }
            exports(&servanda)
        });
        prop_assert_eq!(first, other);
    }

    /// 3. Recomputing gives the same record, also after a reading again; incremental equals from scratch.
    #[test]
    fn incremental_equals_from_scratch(texts in some(2, 6)) {
        let whole = exports(&read(&texts));
        let mut grown = Servanda::in_memory().unwrap();
        for text in &texts {
            grown.read(&inputs(std::slice::from_ref(text)), &|_| ()).unwrap();
            held(&grown);
        }
        prop_assert_eq!(&exports(&grown), &whole);
        prop_assert_eq!(&exports(&grown), &whole);
        grown.reread(&|_| ()).unwrap();
        grown.read(&inputs(&texts), &|_| ()).unwrap();
        prop_assert_eq!(&exports(&grown), &whole);
    }

    /// Rebuild: what is kept of the whole, on any day, gives the page that the whole gives; also after a change.
    #[test]
    fn a_relation_is_the_same_from_its_parts(texts in some(2, 8), pick in any::<prop::sample::Index>()) {
        let mut servanda = Servanda::in_memory().unwrap();
        for batch in [&texts[..1], &texts[1..]] {
            servanda.read(&inputs(batch), &|_| ()).unwrap();
            let whole = held(&servanda);
            let days: Vec<Date> = whole.record.documents.iter().filter_map(|d| Some(d.published.as_ref()?.to)).collect();
            let day = (!days.is_empty()).then(|| *pick.get(&days));
            for as_of in [None, day] {
                let at = AsOf { as_of, known_at: None };
                let held = servanda.snapshot(at).unwrap();
                for relation in whole.relations() {
                    let page = views::relation(&held.record, held.world, &relation.sides, at);
                    prop_assert_eq!(page, servanda.relation(&relation.sides, at).unwrap());
                }
            }
        }
    }

    /// 3, with forgetting: what is gone leaves the record of the others.
    #[test]
    fn a_forgotten_document_was_never_there(texts in some(2, 6)) {
        let mut servanda = read(&texts);
        servanda.forget(&DocId::of_bytes(&texts[0].1)).unwrap();
        prop_assert_eq!(exports(&servanda), exports(&read(&texts[1..])));
    }

    /// 3, for addresses: every id that was ever given out resolves, in full and in its short form, whatever comes later.
    #[test]
    fn ids_never_break(texts in some(2, 6), cut in 1usize..5) {
        let (first, later) = texts.split_at(cut.min(texts.len() - 1));
        let mut servanda = read(first);
        let given_out = ids(&held(&servanda));
        servanda.read(&inputs(later), &|_| ()).unwrap();
        servanda.reread(&|_| ()).unwrap();
        let now = held(&servanda);
        for id in &given_out {
            prop_assert!(now.resolve(id).is_ok(), "{}: {:?}", id, now.resolve(id));
        }
        servanda.forget(&DocId::of_bytes(&first[0].1)).unwrap();
        let now = held(&servanda);
        for id in &given_out {
            let found = now.resolve(id);
            prop_assert!(matches!(found, Ok(_) | Err(servanda::Error::Gone { .. })), "{}: {:?}", id, found);
        }
    }

    /// 4. A full copy changes no count of reports or accounts.
    #[test]
    fn copies_never_corroborate(texts in some(2, 6), pick in any::<prop::sample::Index>()) {
        let before = held(&read(&texts));
        let (name, bytes) = pick.get(&texts);
        let mut more = texts.clone();
        more.push((format!("copy-of-{name}"), copy(bytes)));
        let after = held(&read(&more));
        prop_assert_eq!(counts(&after.record), counts(&before.record));
        let shown = |held: &Snapshot| views::meetings(&held.record, held.world, &[], held.at).header.counts;
        let (shown, shown_before) = (shown(&after), shown(&before));
        prop_assert_eq!(shown.documents, shown_before.documents + 1);
        prop_assert_eq!((shown.reports, shown.accounts), (shown_before.reports, shown_before.accounts));
    }

    /// 5. Documents later than the day asked for contribute no content.
    #[test]
    fn later_documents_are_silent(texts in some(2, 7), pick in any::<prop::sample::Index>()) {
        let servanda = read(&texts);
        let all = held(&servanda).record;
        let dates: Vec<Date> = all.documents.iter().filter_map(|d| d.published.as_ref()).map(|d| d.to).collect();
        prop_assume!(!dates.is_empty());
        let day = *pick.get(&dates);
        let then = servanda.snapshot(AsOf { as_of: Some(day), known_at: None }).unwrap();
        let later: BTreeSet<&DocId> =
            all.documents.iter().filter(|d| d.published.as_ref().is_none_or(|p| p.to > day)).map(|d| &d.id).collect();
        let mut found = Vec::new();
        quotes(&serde_json::from_str(&then.export_record().unwrap()).unwrap(), &mut found);
        found.extend(then.findings().iter().flat_map(|f| f.evidence.quotes().iter().cloned()));
        for quote in found {
            prop_assert!(!later.contains(&quote.doc), "{} is of a later document", quote.quote);
        }
        for report in &then.record.reports {
            prop_assert!(report.documents.iter().all(|d| !later.contains(d)));
        }
    }

    /// 6. "Only" stands only where every other account is held in full, silence only with its count.
    #[test]
    fn nothing_is_invented(texts in some(1, 7)) {
        let held = held(&read(&texts));
        let record = &held.record;
        for engagement in &record.engagements {
            for account in &engagement.accounts {
                prop_assert_eq!(account.held == Holding::None, account.findings.is_empty() && account.evidence.is_empty());
            }
            for account in engagement.accounts.iter().filter(|a| a.held == Holding::Full) {
                prop_assert!(record.documents.iter().any(|d| d.issuer == account.side && d.issuer.is_some()));
            }
            let view = views::meeting(record, held.world, engagement.id.as_str(), held.at).unwrap();
            for (point, line) in engagement.points.iter().zip(&view.points) {
                let is_held = |side: &Side| engagement.accounts.iter().any(|a| a.side.as_ref() == Some(side) && a.held == Holding::Full);
                let silent = engagement.sides.iter().filter(|s| !point.by.contains(&Voice::Side((*s).clone())));
                if line.words.contains("only") {
                    prop_assert_eq!(point.verdict, Verdict::Only);
                    prop_assert!(silent.clone().count() > 0 && silent.clone().all(is_held), "{:?}", point);
                }
            }
        }
        for thread in &record.threads {
            if let Some(silence) = &thread.silence {
                prop_assert_eq!(silence.reports() == 0, silence.newest().is_none());
                prop_assert!(silence.newest().is_none_or(|day| day > silence.since()));
                let read = record.documents.iter().filter(|d| d.published.as_ref().is_some_and(|p| p.to > silence.since()));
                prop_assert!(silence.reports() as usize <= read.count());
            }
        }
    }

    /// 7. Bad input is reported and changes nothing else.
    #[test]
    fn bad_input_costs_itself_only(texts in some(1, 4), junk in junk(), at in any::<prop::sample::Index>()) {
        let mut batch = inputs(&texts);
        batch.insert(at.index(batch.len() + 1), Input::Text { name: "junk".to_owned(), bytes: junk });
        let mut servanda = Servanda::in_memory().unwrap();
        let summary = servanda.read(&batch, &|_| ()).unwrap();
        prop_assert_eq!(summary.failed.len(), 1);
        prop_assert_eq!(&summary.failed[0].name, "junk");
        prop_assert_eq!(exports(&servanda), exports(&read(&texts)));
    }
}

proptest! {
    #![proptest_config(few(48))]

    /// 7, further: no text, however odd, brings the program down.
    #[test]
    fn odd_texts_are_read_or_refused(words in odd_text()) {
        let mut servanda = Servanda::in_memory().unwrap();
        let input = Input::Text { name: "odd".to_owned(), bytes: words.into_bytes() };
        let summary = servanda.read(&[input], &|_| ()).unwrap();
        prop_assert!(summary.failed.iter().all(|f| !f.reason.contains("fault of this program")), "{:?}", summary.failed);
    }
}

/// Bytes that are no text.
fn junk() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        Just(Vec::new()),
        Just(b" \n\n\t ".to_vec()),
        prop::collection::vec(0u8..8, 64..256),
        Just(b"%PDF-1.7\n1 0 obj\n<<>>\n".to_vec()),
    ]
}

/// Texts of pieces that rules look for, put together without sense.
fn odd_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Kenya",
        "Ethiopia",
        "Foreign Minister",
        "agreed to",
        "said",
        "\"",
        "“",
        "”",
        "on Tuesday",
        "next year",
        ".",
        "\n\n",
        "(",
        ")",
        "-",
        "—",
        "—\n",
        "hold",
        "talks",
        "the third round of",
        "4/11 21:54",
        "NAIROBI (Wire) -",
        "é",
        "中國",
        "\u{202e}",
        "\r\n",
        "1.",
        "•",
        "urged",
        "not",
        "if",
        ",",
        ";",
        "'",
        "Mr.",
        "U.S.",
        "🌍",
        "would",
        "last held in",
        "since",
        "\u{a0}",
    ]);
    prop::collection::vec(pieces, 1..120).prop_map(|pieces| pieces.join(" "))
}

/// The text as another outlet carries it: its last sentence dropped, other boilerplate.
fn copy(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mut paragraphs: Vec<&str> = text.trim_end().split("\n\n").collect();
    let of_sentences = |p: &&str| !p.starts_with('(') && p.contains(". ");
    if let Some(at) = paragraphs.iter().rposition(of_sentences) {
        let keep = paragraphs[at].rfind(". ").unwrap();
        paragraphs[at] = &paragraphs[at][..=keep];
    }
    format!("{}\n\nComments are closed.\n", paragraphs.join("\n\n")).into_bytes()
}

/// What a copy must not change: the number of reports, and of accounts and of reports behind every entry.
fn counts(record: &Record) -> Vec<usize> {
    let mut counts = vec![record.reports.len(), record.engagements.len(), record.threads.len(), record.positions.len()];
    counts.extend([record.mechanisms.len(), record.deeds.len(), record.actors.len()]);
    let mut accounts: Vec<usize> =
        record.engagements.iter().map(|e| 1000 * e.accounts.len() + e.reports.len()).collect();
    accounts.sort_unstable();
    counts.append(&mut accounts);
    let reports = |t: &servanda_model::record::ThreadEntry| -> usize {
        t.events.iter().flat_map(|e| &e.reports).collect::<BTreeSet<_>>().len()
    };
    let mut threads: Vec<usize> = record.threads.iter().map(reports).collect();
    threads.sort_unstable();
    counts.append(&mut threads);
    counts
}

/// The ids of everything in the record, in full and as pages print them.
fn ids(held: &Snapshot) -> Vec<String> {
    let record = &held.record;
    let digits = servanda_publish::ids::digits_needed(record);
    let mut ids = entry_ids(record);
    ids.extend(held.findings().iter().map(|f| f.id.to_string()));
    ids.extend(record.documents.iter().map(|d| d.id.as_str().to_owned()));
    ids.extend(record.reports.iter().map(|r| r.id.to_string()));
    ids.extend(record.texts.iter().map(|t| t.id.to_string()));
    let short: Vec<String> = ids.iter().map(|id| servanda_publish::ids::short_id(id, digits)).collect();
    ids.extend(short);
    let is_person = |a: &&servanda_model::record::ActorEntry| a.kind == ActorKind::Person;
    ids.extend(record.actors.iter().filter(is_person).map(|a| a.id.to_string()));
    ids
}

fn entry_ids(record: &Record) -> Vec<String> {
    let ids = record.engagements.iter().map(|e| &e.id);
    let ids = ids.chain(record.threads.iter().map(|e| &e.id)).chain(record.positions.iter().map(|e| &e.id));
    let ids = ids.chain(record.mechanisms.iter().map(|e| &e.id)).chain(record.deeds.iter().map(|e| &e.id));
    ids.map(ToString::to_string).collect()
}
