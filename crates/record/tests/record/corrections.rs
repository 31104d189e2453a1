//! What people correct.

use servanda_model::{record::*, *};

use crate::ledger;

#[test]
fn corrections_come_before_grouping() {
    let mut archive = ledger();
    let correction = |change| Correction {
        change,
        author: "desk".into(),
        made: "2026-01-16T00:00:00Z".parse().unwrap(),
        reason: "misread".into(),
    };
    let ask = archive.findings.iter().find(|f| f.kind() == FindingKind::Ask).unwrap().clone();
    let quote = ask.evidence.first();
    let (doc, kind, start, end) = (ask.doc.clone(), FindingKind::Ask, quote.start, quote.end);
    archive.corrections.push(correction(Change::Amend {
        doc: doc.clone(),
        kind,
        start,
        end,
        field: "word".into(),
        value: "\"demanded\"".into(),
    }));
    assert!(archive.record().positions.iter().any(|p| p.history.iter().any(|h| h.word == "demanded")));
    archive.corrections.push(correction(Change::Retract { doc, kind, start, end }));
    assert!(archive.record().threads.iter().all(|t| t.opened_as != OpenedAs::Ask || t.events.len() == 1));
    let meetings: Vec<_> =
        archive.findings.iter().filter(|f| f.kind() == FindingKind::Engagement).map(|f| f.id.clone()).collect();
    archive.corrections.push(correction(Change::Same { a: meetings[0].clone(), b: meetings[1].clone() }));
    assert_eq!(archive.record().engagements.len(), 1);
}
