//! What fulfils a promise: a later session of the channel that was to meet, a planned meeting that was held, or a
//! deed of the fitting act. An earlier one never does. (Provisional rules.)

use std::collections::BTreeMap;

use servanda_model::{
    DateValue, EngagementStatus, EntryId, Finding, FindingBody, Interval, Side, Voice,
    record::{EventKind, ThreadEvent},
};

use crate::{
    accounts,
    block::{self, Context},
    engagements::Grouped,
    matter,
};

/// A thread as far as fulfilment needs to know it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Promise<'a> {
    pub(crate) findings: &'a [&'a Finding],
    pub(crate) mechanism: Option<&'a EntryId>,
    /// Who must act.
    pub(crate) by: &'a [Side],
    /// When it was first undertaken or asked.
    pub(crate) since: Option<Interval>,
}

/// The events that fulfil it or undo what was fulfilled, in no order.
pub(crate) fn events(context: &Context<'_>, promise: Promise<'_>, engagements: &[Grouped<'_>]) -> Vec<ThreadEvent> {
    let mut events: Vec<ThreadEvent> = Vec::new();
    if promise.findings.iter().any(|f| matter::acts(&f.proposition, "hold")) {
        events.extend(engagements.iter().flat_map(|e| sessions(context, promise, e)));
    }
    events.extend(context.deeds().filter_map(|deed| done(context, promise, deed)));
    events
}

/// A held session of the promised channel after the promise, or the announced meeting itself, held: one event for
/// each voice that tells it.
fn sessions(context: &Context<'_>, promise: Promise<'_>, engagement: &Grouped<'_>) -> Vec<ThreadEvent> {
    let entry = &engagement.entry;
    let Some((when, since)) = engagement.when.zip(promise.since) else { return Vec::new() };
    let announces = |e: &Finding| promise.findings.iter().any(|f| accounts::announces(f, e));
    let announced = engagement.findings.iter().any(|e| announces(e)) && when.to() >= since.from();
    let of_series = promise.mechanism.is_some() && entry.series.as_ref() == promise.mechanism;
    if entry.status != EngagementStatus::Held || !(announced || of_series && when.from() > since.to()) {
        return Vec::new();
    }
    let held = |e: &&&Finding| matches!(&e.body, FindingBody::Engagement(b) if b.status == EngagementStatus::Held);
    let mut by_voice: BTreeMap<Voice, Vec<&Finding>> = BTreeMap::new();
    for finding in engagement.findings.iter().filter(held) {
        by_voice.entry(accounts::voice(context, finding)).or_default().push(finding);
    }
    let date = entry.when.first().map(|w| &w.value);
    by_voice.values().filter_map(|told| event(context, EventKind::Done, told, date.cloned())).collect()
}

/// A deed on the same matter by one who must act: of the same kind of act it fulfils, of the opposite it reverses.
fn done(context: &Context<'_>, promise: Promise<'_>, finding: &Finding) -> Option<ThreadEvent> {
    let FindingBody::Deed(deed) = &finding.body else { return None };
    let date = context.resolve(finding, deed.when.as_ref()).or_else(|| context.published(&finding.doc))?;
    let later = promise.since.is_some_and(|since| date.from > since.to());
    let one_act = |f: &Finding, class| {
        // A text is signed by itself alone: the treaty is not its protocol.
        let one_text = class != "sign" || matter::alike(&f.proposition.head, &finding.proposition.head);
        one_text && matter::acts(&f.proposition, class) && matter::acts(&finding.proposition, class)
    };
    let about = promise.findings.iter().any(|f| {
        matter::same(&f.proposition, &finding.proposition)
            && !matter::opposed(&f.proposition, &finding.proposition)
            && matter::TURNS.iter().any(|class| one_act(f, class))
    });
    let by = deed.by.iter().any(|side| promise.by.contains(side));
    if later && about && by { event(context, EventKind::Done, &[finding], Some(date)) } else { None }
}

fn event(
    context: &Context<'_>,
    kind: EventKind,
    findings: &[&Finding],
    date: Option<DateValue>,
) -> Option<ThreadEvent> {
    let first = findings.first()?;
    Some(ThreadEvent {
        event: kind,
        date,
        modality: None,
        hedge: None,
        strength: None,
        due: None,
        wordings: Vec::new(),
        voice: accounts::voice(context, first),
        side: None,
        relayed_by: None,
        reports: context.reports_of(findings.iter().copied()),
        evidence: block::evidence(findings.iter().copied())?,
        findings: block::ids(findings),
    })
}
