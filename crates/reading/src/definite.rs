//! What a noun alone stands for: "the accord" is the one that the text told of before, with the words that it had there.

use servanda_model::{Finding, FindingBody, Proposition};

use crate::{
    lexicon::{Lexicon, WordClass},
    text::Text,
};

/// How many findings back a thing may have been told of.
const REACH: usize = 40;

/// Gives the propositions of promises, asks and stances on a bare definite noun the modifiers and the issue that the same
/// noun had last in the text, so that the record can compare them across texts.
pub fn complete(text: &Text<'_>, findings: &mut [Finding]) {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&n| findings.get(n).map(|f| f.evidence.first().start));
    for (place, &n) in order.iter().enumerate() {
        let Some(finding) = findings.get(n).filter(|f| is_open(text, f)) else { continue };
        let head = &finding.proposition.head;
        let before = || order.iter().take(place).rev().filter_map(|&m| findings.get(m));
        let mut near = before().take(REACH).map(|f| &f.proposition);
        let told = near.find(|p| p.head == *head && !p.modifiers.is_empty());
        // "Resolve the issue": whatever was asked or objected to right before.
        if is_general(head) && told.is_none() {
            let thing = before_it(text, finding, before());
            if let Some((thing, finding)) = thing.zip(findings.get_mut(n)) {
                thing.lend(finding);
            }
            continue;
        }
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

/// Whether a noun only points to a matter that was told of.
fn is_general(head: &str) -> bool {
    Lexicon::builtin().is(WordClass::Pointer, head)
}

/// A matter that a pointing noun stands for.
struct Thing {
    object: String,
    proposition: Proposition,
}

impl Thing {
    /// Names what a finding on the pointing noun is about.
    fn lend(self, finding: &mut Finding) {
        let Proposition { head, modifiers, issue, term, .. } = self.proposition;
        let own = &mut finding.proposition;
        (own.head, own.modifiers, own.issue, own.term) = (head, modifiers, issue, term);
        match &mut finding.body {
            FindingBody::Commitment(c) => c.object = self.object,
            FindingBody::Ask(a) => a.issue = self.object,
            FindingBody::Position(p) => p.issue = self.object,
            _ => {}
        }
    }
}

/// Words that begin a clause rather than name a thing.
const CLAUSES: [&str; 8] = ["it", "he", "she", "they", "we", "i", "you", "there"];

/// What was asked for or objected to in the same sentence or the one before, the nearest first.
fn before_it<'f>(text: &Text<'_>, finding: &Finding, before: impl Iterator<Item = &'f Finding>) -> Option<Thing> {
    let sentence = |f: &Finding| text.sentence_of(text.tokens_at(f.evidence.first()).start).map(|s| s.first);
    let at = text.sentence_of(text.tokens_at(finding.evidence.first()).start)?.first;
    let previous = at.checked_sub(1).and_then(|t| text.sentence_of(t)).map(|s| s.first);
    let near = |f: &&Finding| sentence(f).is_some_and(|s| s == at || Some(s) == previous);
    before.take_while(near).find_map(|f| {
        let told = match &f.body {
            FindingBody::Ask(a) => &a.issue,
            FindingBody::Position(p) => &p.issue,
            _ => return None,
        };
        let proposition = &f.proposition;
        // "It did not do so" is no name of the matter.
        let clause = CLAUSES.contains(&told.split(' ').next().unwrap_or_default().to_lowercase().as_str());
        let telling = !is_general(&proposition.head) && !proposition.modifiers.is_empty() && !clause;
        // "Lift its bans on fish": the bans.
        let words = told.strip_prefix(proposition.predicate.as_str()).unwrap_or(told).trim_start();
        let words = ["its ", "their ", "the "].iter().find_map(|pointer| words.strip_prefix(pointer)).unwrap_or(words);
        telling.then(|| Thing { object: words.to_owned(), proposition: proposition.clone() })
    })
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
