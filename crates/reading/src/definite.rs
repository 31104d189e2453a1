//! What a noun alone stands for: "the accord" is the one that the text told of before, with the words that it had there.

use servanda_model::{Finding, FindingBody};

use crate::text::Text;

/// How many findings back a thing may have been told of.
const REACH: usize = 40;

/// Gives the propositions of promises, asks and stances on a bare definite noun the modifiers and the issue that the same
/// noun had last in the text, so that the record can compare them across texts.
pub fn complete(text: &Text<'_>, findings: &mut [Finding]) {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&n| findings.get(n).map(|f| f.evidence.first().start));
    for (place, &n) in order.iter().enumerate() {
        let Some(finding) = findings.get(n).filter(|f| is_open(text, f)) else { continue };
        let head = finding.proposition.head.clone();
        let before = order.iter().take(place).rev().take(REACH).filter_map(|&m| findings.get(m));
        let told = before.map(|f| &f.proposition).find(|p| p.head == head && !p.modifiers.is_empty());
        let Some((modifiers, issue, term)) = told.map(|p| (p.modifiers.clone(), p.issue.clone(), p.term.clone()))
        else {
            continue;
        };
        if let Some(finding) = findings.get_mut(n) {
            finding.proposition.modifiers = modifiers;
            finding.proposition.issue = finding.proposition.issue.take().or(issue);
            finding.proposition.term = finding.proposition.term.take().or(term);
        }
    }
}

/// Whether a finding is on a definite noun without words of its own.
fn is_open(text: &Text<'_>, finding: &Finding) -> bool {
    const POINTERS: [&str; 7] = ["the", "this", "that", "these", "those", "its", "their"];
    let kind = matches!(finding.body, FindingBody::Commitment(_) | FindingBody::Ask(_) | FindingBody::Position(_));
    let proposition = &finding.proposition;
    let bare = proposition.modifiers.is_empty() && proposition.numbers.is_empty() && !proposition.head.is_empty();
    kind && bare
        && finding.evidence.quotes().iter().any(|quote| {
            let words = text.tokens_at(quote);
            words.clone().any(|t| text.lemma(t) == proposition.head && t > words.start && text.is_any(t - 1, &POINTERS))
        })
}
