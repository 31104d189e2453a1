//! What fulfils a promise: a later session of the channel that was to meet, a planned meeting that was held, or a
//! deed of the fitting act. An earlier one never does. (Provisional rules.)

use std::collections::{BTreeMap, BTreeSet, HashMap};

use servanda_model::{
    DateValue, DocId, EngagementStatus, EntryId, Finding, FindingBody, Interval, Side, Voice,
    record::{EventKind, ThreadEvent},
};

use crate::{
    accounts,
    block::{self, Context},
    engagements::Grouped,
    matter::{Act, Matter},
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

/// The engagements of a block, by what makes them sessions of what a thread promises.
#[derive(Debug)]
pub(crate) struct Sessions<'a> {
    engagements: &'a [Grouped<'a>],
    of_document: HashMap<&'a DocId, Vec<usize>>,
    of_series: HashMap<&'a EntryId, Vec<usize>>,
}

impl<'a> Sessions<'a> {
    pub(crate) fn of(engagements: &'a [Grouped<'a>]) -> Self {
        let (mut of_document, mut of_series): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = Default::default();
        for (n, engagement) in engagements.iter().enumerate() {
            for finding in &engagement.findings {
                of_document.entry(&finding.doc).or_default().push(n);
            }
            if let Some(series) = &engagement.entry.series {
                of_series.entry(series).or_default().push(n);
            }
        }
        Self { engagements, of_document, of_series }
    }

    /// The engagements that the documents of findings tell of.
    pub(crate) fn told_by(&self, findings: &[&Finding]) -> impl Iterator<Item = &'a Grouped<'a>> {
        self.at(findings.iter().filter_map(|f| self.of_document.get(&f.doc)))
    }

    /// The engagements that may fulfil a promise: those of its documents, and the sessions of its channel.
    fn near(&self, promise: Promise<'_>) -> impl Iterator<Item = &'a Grouped<'a>> {
        let told = promise.findings.iter().filter_map(|f| self.of_document.get(&f.doc));
        self.at(told.chain(promise.mechanism.and_then(|series| self.of_series.get(series))))
    }

    fn at<'s>(&self, places: impl Iterator<Item = &'s Vec<usize>>) -> impl Iterator<Item = &'a Grouped<'a>> {
        let found: BTreeSet<usize> = places.flatten().copied().collect();
        let engagements = self.engagements;
        found.into_iter().filter_map(|n| engagements.get(n))
    }
}

/// The events that fulfil it or undo what was fulfilled, in no order.
pub(crate) fn events(context: &Context<'_>, promise: Promise<'_>, held: &Sessions<'_>) -> Vec<ThreadEvent> {
    let matters: Vec<Matter<'_>> = promise.findings.iter().map(|f| Matter::of(&f.proposition)).collect();
    let mut events: Vec<ThreadEvent> = Vec::new();
    if matters.iter().any(|m| m.acts(Act::Hold)) {
        events.extend(held.near(promise).flat_map(|e| sessions(context, promise, e)));
    }
    events.extend(context.deeds_on(&matters, promise.by).filter_map(|deed| done(context, promise, &matters, deed)));
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
fn done(context: &Context<'_>, promise: Promise<'_>, matters: &[Matter<'_>], finding: &Finding) -> Option<ThreadEvent> {
    let FindingBody::Deed(deed) = &finding.body else { return None };
    let own = Matter::of(&finding.proposition);
    let by = deed.by.iter().any(|side| promise.by.contains(side));
    let about = |m: &Matter<'_>| {
        // A text is signed by itself alone: the treaty is not its protocol.
        let one_text = || m.share_act(&own, &[Act::Sign]) && m.heads_are_like(&own);
        let one_act = m.share_act(&own, &[Act::Ease, Act::Impose]) || one_text();
        one_act && m.is_same(&own) && !m.is_opposed(&own)
    };
    if !by || !matters.iter().any(about) {
        return None;
    }
    let date = context.resolve(finding, deed.when.as_ref()).or_else(|| context.published(&finding.doc))?;
    let later = promise.since.is_some_and(|since| date.from > since.to());
    if later { event(context, EventKind::Done, &[finding], Some(date)) } else { None }
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
