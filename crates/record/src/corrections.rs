//! Applies people's corrections: to findings before anything is computed from them, and to what is one entry.

use servanda_model::{
    Change, Correction, DocId, Finding, FindingBody, FindingId, FindingKind, Side, record::Contradiction,
};

/// The findings as corrected, in order of document and place, and corrections that fit none.
pub(crate) fn apply(findings: &[Finding], corrections: &[Correction]) -> (Vec<Finding>, Vec<Contradiction>) {
    let mut findings = findings.to_vec();
    let mut unfit = Vec::new();
    let mut corrections: Vec<&Correction> = corrections.iter().collect();
    corrections.sort_by(|a, b| (a.made, *a).cmp(&(b.made, *b)));
    for correction in corrections {
        let fits = match &correction.change {
            Change::Retract { doc, kind, start, end } => {
                let before = findings.len();
                findings.retain(|f| !is_target(f, doc, *kind, (*start, *end)));
                findings.len() < before
            }
            Change::Amend { doc, kind, start, end, field, value } => {
                let targets = findings.iter_mut().filter(|f| is_target(f, doc, *kind, (*start, *end)));
                targets.map(|finding| amend(finding, field, value)).filter(|done| *done).count() > 0
            }
            Change::Same { .. } | Change::NotSame { .. } | Change::Date { .. } => true,
        };
        if !fits {
            unfit.push(Contradiction {
                about: format!("correction by {}", correction.author),
                between: (correction.reason.clone(), "no finding that it fits".to_owned()),
                evidence: Vec::new(),
            });
        }
    }
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    findings.dedup_by(|a, b| a.id == b.id);
    (findings, unfit)
}

/// The order of findings everywhere: document, first character, id.
pub(crate) fn order(finding: &Finding) -> (&DocId, u32, &FindingId) {
    (&finding.doc, finding.evidence.first().start, &finding.id)
}

/// Whether people say that the entries of two findings are not one.
pub(crate) fn kept_apart(corrections: &[Correction], a: &FindingId, b: &FindingId) -> bool {
    corrections
        .iter()
        .any(|c| matches!(&c.change, Change::NotSame { a: x, b: y } if (x, y) == (a, b) || (x, y) == (b, a)))
}

/// Whether people say that they are.
pub(crate) fn held_together(corrections: &[Correction], a: &FindingId, b: &FindingId) -> bool {
    corrections.iter().any(|c| matches!(&c.change, Change::Same { a: x, b: y } if (x, y) == (a, b) || (x, y) == (b, a)))
}

fn is_target(finding: &Finding, doc: &DocId, kind: FindingKind, (start, end): (u32, u32)) -> bool {
    let quote = finding.evidence.first();
    finding.doc == *doc && finding.kind() == kind && quote.start < end && start < quote.end
}

/// The finding with another value (JSON) in one field; `None` where it has no such field or the value doesn't fit.
pub fn amended(finding: &Finding, field: &str, value: &str) -> Option<Finding> {
    let mut finding = finding.clone();
    amend(&mut finding, field, value).then_some(finding)
}

/// Gives one field of a finding another value; false where it has no such field or the value doesn't fit.
fn amend(finding: &mut Finding, field: &str, value: &str) -> bool {
    let Ok(new) = serde_json::from_str(value) else { return false };
    let Ok(mut body) = serde_json::to_value(&finding.body) else { return false };
    let field = if field == "kind" && finding.kind() == FindingKind::Commitment { "commitment_kind" } else { field };
    match body.get_mut(field) {
        Some(old) if field != "kind" => *old = new,
        _ => return false,
    }
    let Ok(body) = serde_json::from_value::<FindingBody>(body) else { return false };
    finding.body = body;
    if let Some((by, with)) = actors(&finding.body) {
        (finding.proposition.by, finding.proposition.with) = (by, with);
    }
    true
}

/// Who acts and with whom, as the finding's proposition repeats it.
fn actors(body: &FindingBody) -> Option<(Vec<Side>, Vec<Side>)> {
    match body {
        FindingBody::Commitment(c) => Some((c.by.clone(), c.with.clone())),
        FindingBody::Ask(a) => Some((a.sides.clone(), a.toward.clone())),
        FindingBody::Position(p) => Some((p.sides.clone(), p.toward.clone())),
        FindingBody::Deed(d) => Some((d.by.clone(), Vec::new())),
        _ => None,
    }
}
