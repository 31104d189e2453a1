//! The issues that findings are about, with each side's own wording.

use std::collections::BTreeSet;

use std::collections::BTreeMap;

use servanda_model::{
    Finding, FindingBody, Side, Voice,
    record::{IssueEntry, IssueTerm},
};

use crate::block::{Context, evidence};

type Terms<'a> = BTreeMap<(Option<Side>, &'a str), Vec<&'a Finding>>;

/// One entry an issue, its wordings by side.
pub(crate) fn entries(context: &Context<'_>) -> Vec<IssueEntry> {
    let mut issues: BTreeMap<&str, Terms<'_>> = BTreeMap::new();
    for finding in context.findings.iter().filter(|f| f.is_asserted()) {
        if let Some(issue) = &finding.proposition.issue {
            let terms = issues.entry(issue).or_default();
            if let Some(term) = &finding.proposition.term {
                terms.entry((speaker(finding), term)).or_default().push(finding);
            }
        }
    }
    let term = |((side, wording), findings): ((Option<Side>, &str), Vec<&Finding>)| {
        let evidence = evidence(findings)?;
        Some(IssueTerm { side, wording: wording.to_owned(), evidence })
    };
    issues
        .into_iter()
        .map(|(id, terms)| IssueEntry {
            id: id.to_owned(),
            label: context.world.issue(id).map_or_else(|| id.to_owned(), |issue| issue.label.clone()),
            terms: terms.into_iter().filter_map(term).collect(),
        })
        .collect()
}

/// The side whose wording it is; `None` for a narrator's.
fn speaker(finding: &Finding) -> Option<Side> {
    if let Voice::Side(side) = voice(finding) { Some(side) } else { None }
}

/// Whose account carries a finding; a narrator's where it does not say.
pub(crate) fn voice(finding: &Finding) -> Voice {
    match &finding.body {
        FindingBody::Commitment(c) => c.voice.clone(),
        FindingBody::Ask(a) => a.voice.clone(),
        FindingBody::Position(p) => p.voice.clone(),
        FindingBody::Deed(d) => d.voice.clone(),
        FindingBody::Statement(s) => {
            let own = s.speakers.iter().filter_map(|speaker| speaker.side.as_ref());
            let sides: BTreeSet<&Side> = s.relayed_by.as_ref().map_or_else(|| own.collect(), |by| BTreeSet::from([by]));
            match sides.first() {
                None => Voice::Narrator,
                Some(side) if sides.len() == 1 => Voice::Side((*side).clone()),
                Some(_) => Voice::Joint,
            }
        }
        FindingBody::Engagement(_) | FindingBody::Mechanism(_) | FindingBody::Tenure(_) => Voice::Narrator,
    }
}
