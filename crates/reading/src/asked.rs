//! What is asked to be said has not been said: "stressed the need for both sides to make clear that".

use servanda_model::{Finding, FindingBody, Quote};

/// Takes away the statements whose word of speech is itself what somebody asks for.
pub fn withdraw(findings: &mut Vec<Finding>) {
    let asked: Vec<Quote> = findings.iter().filter(|f| matches!(f.body, FindingBody::Ask(_))).map(words).collect();
    findings.retain(|f| !matches!(f.body, FindingBody::Statement(_)) || !asked.iter().any(|ask| is_inside(f, ask)));
}

/// The first words of a finding: of an ask those of its verb and what is asked.
fn words(finding: &Finding) -> Quote {
    finding.evidence.first().clone()
}

/// Whether a statement's speaker and its word of speech stand within the words of an ask, behind its beginning, and the word
/// is an infinitive there.
fn is_inside(statement: &Finding, ask: &Quote) -> bool {
    let FindingBody::Statement(body) = &statement.body else { return false };
    let [speaker, cue, ..] = statement.evidence.quotes() else { return false };
    let within = |q: &Quote| ask.start < q.start && q.end <= ask.end;
    let infinitive = format!("to {}", body.cue);
    within(speaker) && within(cue) && ask.quote.contains(&infinitive)
}
