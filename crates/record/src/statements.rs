//! The record's statements: who said what, with the engagement at which it was said.

use std::collections::BTreeMap;

use servanda_model::{
    DateValue, EntryId, Finding, FindingBody, FindingId, StatementFinding,
    record::{EngagementEntry, StatementEntry},
};

use crate::block::Context;

/// Every statement that is asserted, in order of document and place.
pub(crate) fn entries(context: &Context<'_>, engagements: &[EngagementEntry]) -> Vec<StatementEntry> {
    let mut at: BTreeMap<&FindingId, &EntryId> = BTreeMap::new();
    for engagement in engagements {
        for account in &engagement.accounts {
            at.extend(account.statements.iter().map(|statement| (statement, &engagement.id)));
        }
    }
    let asserted = context.findings.iter().filter(|f| f.is_asserted());
    asserted
        .filter_map(|finding| match &finding.body {
            FindingBody::Statement(body) => Some(entry(context, finding, body, at.get(&finding.id).copied())),
            _ => None,
        })
        .collect()
}

fn entry(
    context: &Context<'_>,
    finding: &Finding,
    body: &StatementFinding,
    engagement: Option<&EntryId>,
) -> StatementEntry {
    let written = context.chronology.published(&finding.doc).map(DateValue::interval);
    let document = context.document(&finding.doc);
    let speaker = |actor| context.people.participant(&context.specific(actor), written);
    let channel = document.and_then(|d| d.clues.publisher.clone().or_else(|| d.clues.agency.clone()));
    StatementEntry {
        id: finding.id.clone(),
        doc: finding.doc.clone(),
        speakers: body.speakers.iter().map(speaker).collect(),
        relayed_by: body.relayed_by.clone(),
        channel,
        mode: body.mode,
        cue: body.cue.clone(),
        content: body.content.clone(),
        engagement: engagement.cloned(),
    }
}
