//! The meetings of a block, each from the findings that are joined as its own.
//!
//! Two findings may be of one meeting where nothing that both say differs: sides, people, level, form, place,
//! gathering and time. What only one of them says joins. A meeting and attendance at the gathering on whose edge it
//! takes place are two; a headline or caption joins the meeting of its own document's body.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use servanda_model::{
    ActorRef, DateValue, DocId, EngagementFinding, EngagementStatus, EntryId, Finding, FindingBody, FindingId,
    Interval, Precision, Setting, Side,
    record::{EngagementEntry, Participant, Sourced},
};

use crate::{
    accounts,
    block::{self, Context},
    joining,
};

/// An entry with the findings that it rests on, for those that link to it.
#[derive(Clone, Debug)]
pub(crate) struct Grouped<'a> {
    pub(crate) entry: EngagementEntry,
    pub(crate) findings: Vec<&'a Finding>,
    /// All findings that belong to it, its own among them.
    pub(crate) linked: Vec<&'a Finding>,
    /// The days on which it may have taken or may take place.
    pub(crate) when: Option<Interval>,
}

/// One finding with its resolved time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention<'a> {
    pub(crate) finding: &'a Finding,
    pub(crate) body: &'a EngagementFinding,
    pub(crate) when: Option<Interval>,
    /// The body or series whose gathering it is part of, where the tables know it.
    pub(crate) gathering: Option<&'a Side>,
    pub(crate) report: Option<&'a EntryId>,
}

/// The engagements of a block, in order of their ids.
pub(crate) fn group<'a>(context: &'a Context<'_>, own: &[&'a Finding]) -> Vec<Grouped<'a>> {
    let mentions = own.iter().filter_map(|finding| Mention::of(context, finding)).collect();
    let mut groups = joining::group(context, mentions);
    join_corrected(context, &mut groups);
    let mut grouped: Vec<_> = groups.into_iter().filter_map(|members| assemble(context, members)).collect();
    grouped.sort_by(|a, b| a.entry.id.cmp(&b.entry.id));
    accounts::fill(context, &mut grouped);
    grouped
}

impl<'a> Mention<'a> {
    /// The mention that an asserted finding of a meeting is.
    pub(crate) fn of(context: &'a Context<'_>, finding: &'a Finding) -> Option<Self> {
        let FindingBody::Engagement(body) = &finding.body else { return None };
        let when = || context.resolve(finding, body.when.as_ref()).map(|v| v.interval());
        let gathering = || body.gathering.as_ref().and_then(|name| context.gathering(name));
        finding.is_asserted().then(|| Self {
            finding,
            body,
            when: when(),
            gathering: gathering(),
            report: context.reports.of(&finding.doc),
        })
    }

    /// Those that say most come first, so that vaguer ones find them: a date, people, then the words.
    pub(crate) fn order(&self) -> (i64, usize, &'a str, &'a DocId, u32, &'a str) {
        let named = self.body.participants.iter().filter(|p| p.name.is_some()).count();
        let start = self.finding.evidence.first().start;
        let days = self.when.map_or(i64::MAX, |w| w.days());
        let words = block::words(self.finding);
        (days, usize::MAX - named, words, &self.finding.doc, start, self.finding.id.as_str())
    }
}

/// Joins groups whose findings people say are of one meeting, each to the first.
fn join_corrected(context: &Context<'_>, groups: &mut Vec<Vec<Mention<'_>>>) {
    for (a, b) in context.said_to_be_same() {
        let group_of = |id: &FindingId| groups.iter().position(|group| group.iter().any(|m| m.finding.id == *id));
        if let Some((one, other)) = group_of(a).zip(group_of(b)).filter(|(one, other)| one != other) {
            let later = groups.remove(one.max(other));
            groups[one.min(other)].extend(later);
        }
    }
}

/// The entry of one meeting.
fn assemble<'a>(context: &Context<'_>, mut members: Vec<Mention<'a>>) -> Option<Grouped<'a>> {
    members.sort_by(|a, b| crate::corrections::order(a.finding).cmp(&crate::corrections::order(b.finding)));
    let findings: Vec<&Finding> = members.iter().map(|m| m.finding).collect();
    let when = dates(context, &members);
    let span = when
        .iter()
        .map(|w| w.value.interval())
        .reduce(|a, b| Interval::new(a.from().min(b.from()), a.to().max(b.to())).unwrap_or(a));
    let sides: BTreeSet<_> = members.iter().flat_map(|m| m.body.sides.iter().cloned()).collect();
    let first = members.first()?.body;
    // Few say on whose edge a meeting was; one report in many is an error of reading.
    let told = |m: &&Mention<'_>| m.body.setting == Setting::Sidelines;
    let aside = context.reports_of(members.iter().filter(told).map(|m| m.finding)).len();
    let all = context.reports_of(findings.iter().copied()).len();
    let aside = aside * 5 >= all.max(1);
    let setting = if aside { Setting::Sidelines } else { common(members.iter().map(|m| m.body.setting))? };
    let entry = EngagementEntry {
        id: block::entry_id('E', &findings)?,
        level: common(members.iter().filter_map(|m| m.body.level)),
        form: first.form,
        setting,
        part_of: common(members.iter().filter_map(|m| m.body.gathering.clone())),
        series: None,
        status: status(context, &members, span),
        when,
        place: places(context, &members),
        participants: participants(context, &members, span),
        sides: sides.into_iter().collect(),
        reports: context.reports_of(findings.iter().copied()),
        accounts: Vec::new(),
        points: Vec::new(),
        members: context.members(&findings),
    };
    Some(Grouped { entry, findings, linked: Vec::new(), when: span })
}

/// The value given most often; the smallest of several.
fn common<T: Ord>(values: impl IntoIterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(value, _)| value)
}

/// Held beats planned where the date lies back; a later cancellation beats a plan.
fn status(context: &Context<'_>, members: &[Mention<'_>], when: Option<Interval>) -> EngagementStatus {
    let told = |status| members.iter().filter(move |m| m.body.status == status);
    let latest = |status| told(status).filter_map(|m| context.chronology.latest(&m.finding.doc)).max();
    let ahead = |day: Date| when.is_some_and(|w| w.from() > day);
    let held = told(EngagementStatus::Held).any(|m| !context.chronology.latest(&m.finding.doc).is_some_and(ahead));
    if held {
        EngagementStatus::Held
    } else if told(EngagementStatus::Cancelled).next().is_some()
        && latest(EngagementStatus::Cancelled) >= latest(EngagementStatus::Planned)
    {
        EngagementStatus::Cancelled
    } else if told(EngagementStatus::Planned).next().is_some() {
        EngagementStatus::Planned
    } else {
        members.first().map_or(EngagementStatus::Unknown, |m| m.body.status)
    }
}

/// Every date that differs; one that only holds a finer one is not shown beside it.
fn dates(context: &Context<'_>, members: &[Mention<'_>]) -> Vec<Sourced<DateValue>> {
    let mut by_days: BTreeMap<(Date, Date), Vec<(DateValue, &Finding)>> = BTreeMap::new();
    for mention in members {
        if let Some(value) = context.resolve(mention.finding, mention.body.when.as_ref()) {
            by_days.entry((value.from, value.to)).or_default().push((value, mention.finding));
        }
    }
    let all: Vec<(Date, Date)> = by_days.keys().copied().collect();
    let holds = |a: &(Date, Date), b: &(Date, Date)| a != b && a.0 <= b.0 && b.1 <= a.1;
    let finest = by_days.into_iter().filter(|(days, _)| !all.iter().any(|other| holds(days, other)));
    finest
        .filter_map(|(_, given)| {
            let findings: Vec<&Finding> = given.iter().map(|(_, f)| *f).collect();
            let quotes = given.iter().map(|(_, f)| match &f.body {
                FindingBody::Engagement(e) => e.when_quote.clone().unwrap_or_else(|| f.evidence.first().clone()),
                _ => f.evidence.first().clone(),
            });
            let evidence = servanda_model::Evidence::from_quotes(quotes)?;
            let value = given.iter().map(|(value, _)| value).min_by_key(|v| v.basis)?.clone();
            Some(Sourced { value, reports: context.reports_of(findings), evidence })
        })
        .collect()
}

/// Every place that is named, finer ones before the country that holds them.
fn places(context: &Context<'_>, members: &[Mention<'_>]) -> Vec<Sourced<String>> {
    let mut by_name: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for mention in members {
        if let Some(name) = &mention.body.place_name {
            by_name.entry(name).or_default().push(mention.finding);
        }
    }
    let mut all: Vec<_> = by_name
        .into_iter()
        .filter_map(|(name, findings)| {
            let evidence = block::evidence(findings.iter().copied())?;
            Some(Sourced { value: name.to_owned(), reports: context.reports_of(findings), evidence })
        })
        .collect();
    all.sort_by_key(|p| context.world.side_from(&p.value).is_some_and(|s| context.world.side_name(&s) == p.value));
    all
}

/// Everybody named, each once, by side; an office without a name only where nobody of its level is named for the
/// side, and never where it is but a level ("the leaders"). Nobody takes part for no side.
fn participants(context: &Context<'_>, members: &[Mention<'_>], when: Option<Interval>) -> Vec<Participant> {
    let all: Vec<ActorRef> = members.iter().flat_map(|m| &m.body.participants).map(|p| context.specific(p)).collect();
    let all: Vec<&ActorRef> = all.iter().filter(|p| p.side.is_some() || p.office.is_some()).collect();
    let shown = all.iter().filter(|p| p.name.is_some() || !all.iter().any(|q| context.stands_for(q, p)));
    let mut shown: Vec<_> =
        shown.map(|p| (!context.people.is_confirmed(p, when), context.people.participant(p, when))).collect();
    shown.sort_by(|(a_open, a), (b_open, b)| {
        let key = |open: &bool, p: &Participant| {
            (p.side.clone(), p.name.is_none(), p.name.clone(), p.office.is_none(), *open, p.office.clone())
        };
        key(a_open, a).cmp(&key(b_open, b))
    });
    let mut each: Vec<Participant> = Vec::new();
    for (_, next) in shown {
        let known = |p: &Participant| {
            p.side == next.side && p.name == next.name && (p.name.is_some() || p.office == next.office)
        };
        if !each.iter().any(known) {
            each.push(next);
        }
    }
    each
}

/// Dates of one meeting that cannot both be right.
pub(crate) fn dates_differ(when: &[Sourced<DateValue>]) -> bool {
    let days: Vec<_> = when.iter().filter(|w| w.value.precision == Precision::Day).map(|w| w.value.from).collect();
    days.iter().any(|d| Some(d) != days.first())
}
