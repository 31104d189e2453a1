//! The times that a text mentions, with what each is a time of: the clues by which `record::chronology` dates it.

use servanda_model::{
    Direction, Due, EngagementStatus, Finding, FindingBody, FindingId, Place, TimeMention, TimeRole, TimeValue,
};

use crate::{clause, reader::Reader};

/// Every calendar time of headline, standfirst, caption and body, in order; lengths and sets are left out.
pub fn find(reader: &Reader<'_>, findings: &[Finding]) -> Vec<TimeMention> {
    let text = &reader.text;
    let mut mentions = Vec::new();
    for time in &text.layers.times {
        if matches!(time.value, TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. }) {
            continue;
        }
        let quote = text.quote(&(time.first..time.end));
        let finding = owner(findings, quote.start, quote.end);
        let of_tenure = findings.iter().find(|f| Some(&f.id) == finding.as_ref()).and_then(|f| match &f.body {
            FindingBody::Tenure(tenure) => tenure.from.clone(),
            _ => None,
        });
        let role = if of_tenure.is_some() {
            TimeRole::Past
        } else if finding.as_ref().is_some_and(|id| is_due(findings, id, &time.value)) {
            TimeRole::Future
        } else {
            role(reader, time.first, &time.value)
        };
        mentions.push(TimeMention { value: of_tenure.unwrap_or_else(|| time.value.clone()), role, finding, quote });
    }
    mentions
}

/// Whether it is the time by which something is to be done or held.
fn is_due(findings: &[Finding], id: &FindingId, value: &TimeValue) -> bool {
    findings.iter().filter(|f| f.id == *id).any(|f| match &f.body {
        FindingBody::Commitment(c) => {
            matches!(&c.due, Some(Due::Stated { when: Some(when), .. }) if when == value) && c.when.is_none()
        }
        FindingBody::Engagement(e) => e.status == EngagementStatus::Planned && e.when.as_ref() == Some(value),
        _ => false,
    })
}

/// The engagement, commitment, deed or tenure whose own time it is.
fn owner(findings: &[Finding], start: u32, end: u32) -> Option<FindingId> {
    let holds = |f: &&Finding| f.evidence.quotes().iter().any(|q| q.start <= start && end <= q.end);
    let own = |f: &&Finding| match &f.body {
        FindingBody::Engagement(e) => e.when_quote.as_ref().is_some_and(|q| q.start == start && q.end == end),
        _ => false,
    };
    findings
        .iter()
        .find(own)
        .or_else(|| {
            findings.iter().find(|f| {
                matches!(
                    f.body,
                    FindingBody::Commitment(_)
                        | FindingBody::Tenure(_)
                        | FindingBody::Deed(_)
                        | FindingBody::Engagement(_)
                ) && holds(f)
            })
        })
        .map(|f| f.id.clone())
}

/// Past or future, from the expression's own direction, else from the clause around it.
fn role(reader: &Reader<'_>, at: usize, value: &TimeValue) -> TimeRole {
    let text = &reader.text;
    let in_caption = text.sentence_of(at).is_some_and(|s| text.place_of(s) == Place::Caption);
    let direction = match value {
        TimeValue::MonthDay { direction, .. }
        | TimeValue::InMonth { direction, .. }
        | TimeValue::OnWeekday { direction, .. }
        | TimeValue::Relative { direction, .. }
        | TimeValue::Vague { direction } => *direction,
        _ => Direction::Either,
    };
    let reported = text.is_any(at.wrapping_sub(1), &["said"])
        || text.is_any(at.wrapping_sub(2), &["said", "reporters", "announced"])
            && text.is_any(at.wrapping_sub(1), &["on", "in"]);
    if reported {
        return TimeRole::Report;
    }
    if matches!(value, TimeValue::Relative { offset: 1.., .. }) {
        return TimeRole::Future;
    }
    match direction {
        Direction::Past => TimeRole::Past,
        Direction::Future => TimeRole::Future,
        Direction::Either if in_caption => TimeRole::Past,
        Direction::Either => {
            if clause::is_future(reader, at) {
                TimeRole::Future
            } else {
                TimeRole::Open
            }
        }
    }
}
