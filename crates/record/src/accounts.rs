//! What each voice says of an engagement, how that account is held, and how the accounts stand to each other.
//!
//! **Which engagement a finding belongs to** (a rule of the document alone): one that the document tells as held
//! in the same sentence; else, for what is told as past, an engagement of its own date, or none; else the
//! document's main engagement, the first that its body tells as held and not as background, where the document is
//! news of it: a text that looks back a year reports what was said since. What several say together was said where
//! one of them was, and what several sides promise together was promised where all of them were. A promise in whose
//! words a planned meeting is announced belongs to that meeting too.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;
use servanda_model::{
    ActorRef, DateValue, EngagementFinding, EngagementStatus, Evidence, Finding, FindingBody, Interval, Modality,
    Place, Precision, Proposition, Quote, Setting, Side, Strength, TimeFrame, Voice,
    record::{Account, Holding, OtherHolding, Point, Verdict},
};

use crate::{
    actors::sides_of,
    block::{self, Context},
    days::number,
    engagements::{Grouped, dates_differ},
    issues,
    matter::{Act, Matter},
    names,
};

/// A meeting whose days are vaguer than this takes no past findings by date.
const VAGUE: i64 = 31;
/// A document is news of a meeting for so many days.
const NEWS: i32 = 7;

/// Fills the accounts and points of engagements.
pub(crate) fn fill<'a>(context: &'a Context<'_>, engagements: &mut [Grouped<'a>]) {
    engagements.par_iter_mut().for_each(|engagement| {
        let linked = linked(context, engagement);
        engagement.entry.accounts = accounts(context, engagement, &linked);
        engagement.entry.points = points(context, engagement, &linked);
        engagement.linked = linked;
    });
}

/// The findings that belong to an engagement, in order, its own first.
fn linked<'c>(context: &'c Context<'_>, engagement: &Grouped<'_>) -> Vec<&'c Finding> {
    let docs: BTreeSet<_> = engagement.findings.iter().map(|f| &f.doc).collect();
    let is_own = |f: &Finding| engagement.entry.members.contains(&f.id);
    docs.into_iter()
        .flat_map(|doc| context.findings_of(doc))
        .filter(|f| {
            let links = || belongs(context, f, engagement).iter().any(|e| is_own(e)) || by_date(context, f, engagement);
            is_own(f) || (!context.is_shadow(f) && links())
        })
        .collect()
}

/// The engagement findings of a finding's own document that it belongs to, among them those of `engagement`: what
/// other texts tell of its days counts where this one names none, so that a cut copy is no fresher than its text.
fn belongs<'c>(context: &'c Context<'_>, finding: &Finding, engagement: &Grouped<'_>) -> Vec<&'c Finding> {
    if matches!(finding.body, FindingBody::Engagement(_) | FindingBody::Tenure(_) | FindingBody::Mechanism(_)) {
        return Vec::new();
    }
    let sides = sides_of(finding);
    let told: Vec<_> = context
        .findings_of(&finding.doc)
        .iter()
        .filter(|e| e.is_asserted())
        .filter_map(|e| if let FindingBody::Engagement(body) = &e.body { Some((e, body)) } else { None })
        .filter(|(_, body)| body.sides.iter().any(|side| sides.contains(side)))
        .filter(|(_, body)| spoke_there(finding, body))
        .collect();
    let days = |e: &Finding, body: &EngagementFinding| {
        let own = context.resolve(e, body.when.as_ref()).map(|v| v.interval());
        own.or_else(|| engagement.when.filter(|_| engagement.entry.members.contains(&e.id)))
    };
    let written = context.chronology.published(&finding.doc).map(DateValue::interval);
    // What a text has as held on a day after it was written is no meeting that anything was said at.
    let ahead = |when: Interval| context.chronology.latest(&finding.doc).is_some_and(|last| when.from() > last);
    let held = |e: &Finding, body: &EngagementFinding| {
        body.status == EngagementStatus::Held && !days(e, body).is_some_and(ahead)
    };
    let beside = told
        .iter()
        .filter(|(e, body)| held(e, body) && e.id.sentence() == finding.id.sentence())
        .max_by_key(|(_, body)| (body.sides.iter().filter(|s| sides.contains(s)).count(), body.sides.len()));
    let main = told
        .iter()
        .filter(|(e, body)| {
            held(e, body)
                && e.qualifiers.time != TimeFrame::Past
                && body.setting != Setting::Multilateral
                && are_there(finding, body)
        })
        .min_by_key(|(e, _)| (e.place != Place::Body, e.evidence.first().start));
    let is_news = |when: Interval| written.is_none_or(|day| number(day.from()) - number(when.to()) <= NEWS);
    let main = main.filter(|(e, body)| days(e, body).is_none_or(is_news));
    let main = if finding.qualifiers.time == TimeFrame::Past || dated(finding) { None } else { main };
    let announced = told.iter().filter(|(e, _)| announces(finding, e));
    beside.or(main).into_iter().chain(announced).map(|(e, _)| *e).collect()
}

/// Whether one of those who say something together took part in a meeting, as far as it names who did.
fn spoke_there(finding: &Finding, meeting: &EngagementFinding) -> bool {
    let FindingBody::Statement(s) = &finding.body else { return true };
    let there = |speaker: &ActorRef| {
        let own = meeting.participants.iter().filter(|p| p.side == speaker.side);
        let mut named = own.filter_map(|p| p.name.as_deref()).peekable();
        named.peek().is_none() || speaker.name.as_deref().is_none_or(|name| named.any(|n| names::agree(n, name)))
    };
    s.speakers.len() < 2 || s.speakers.iter().any(there)
}

/// Whether those who promise something together were all at a meeting.
fn are_there(finding: &Finding, meeting: &EngagementFinding) -> bool {
    let FindingBody::Commitment(c) = &finding.body else { return true };
    c.by.len() < 2 || c.by.iter().all(|side| meeting.sides.contains(side))
}

/// Whether a promise announces a meeting that its document tells as planned, in the same words.
pub(crate) fn announces(promise: &Finding, meeting: &Finding) -> bool {
    let planned = matches!(&meeting.body, FindingBody::Engagement(e) if e.status == EngagementStatus::Planned);
    let hold = || Matter::of(&promise.proposition).acts(Act::Hold);
    planned && promise.doc == meeting.doc && overlap(&promise.evidence, &meeting.evidence) && hold()
}

/// Whether a finding has a time of its own.
fn dated(finding: &Finding) -> bool {
    match &finding.body {
        FindingBody::Commitment(c) => c.when.is_some(),
        FindingBody::Deed(d) => d.when.is_some(),
        _ => false,
    }
}

fn overlap(a: &Evidence, b: &Evidence) -> bool {
    a.quotes().iter().any(|x| b.quotes().iter().any(|y| x.start < y.end && y.start < x.end))
}

/// Whether a commitment told as past was made at this engagement: its date and sides fit.
fn by_date(context: &Context<'_>, finding: &Finding, engagement: &Grouped<'_>) -> bool {
    let FindingBody::Commitment(c) = &finding.body else { return false };
    let (Some(made), Some(when)) = (context.resolve(finding, c.when.as_ref()), engagement.when) else { return false };
    let sides: Vec<_> = sides_of(finding).into_iter().collect();
    engagement.entry.status == EngagementStatus::Held
        && sides == engagement.entry.sides
        && when.days() <= VAGUE
        && made.interval().meets(when)
}

/// Whose account a finding belongs to: in a side's own text its own, whoever is quoted there. A meeting is told by
/// whoever says the words that tell of it, and what both are said to have said by whoever says that they did.
pub(crate) fn voice(context: &Context<'_>, finding: &Finding) -> Voice {
    let issuer = context.document(&finding.doc).and_then(|d| d.clues.issuer.clone());
    match (issuer, issues::voice(finding), &finding.body) {
        (Some(issuer), Voice::Narrator | Voice::Side(_), _) => Voice::Side(issuer),
        (None, Voice::Narrator, FindingBody::Engagement(_)) => said_in(context, finding).unwrap_or(Voice::Narrator),
        (_, Voice::Joint, FindingBody::Statement(_)) => told_in(context, finding).unwrap_or(Voice::Joint),
        (_, voice, _) => voice,
    }
}

/// The side that says the words of a finding, where all of them are said.
fn said_in(context: &Context<'_>, finding: &Finding) -> Option<Voice> {
    let of_doc = context.findings_of(&finding.doc).iter().filter(|f| f.is_asserted() && f.place == finding.place);
    let statements: Vec<_> = of_doc
        .filter_map(|f| if let FindingBody::Statement(s) = &f.body { Some((s, issues::voice(f))) } else { None })
        .filter(|(_, voice)| matches!(voice, Voice::Side(_)))
        .collect();
    let said = |quote: &Quote| {
        let holds = |c: &Quote| c.start <= quote.start && quote.end <= c.end;
        let around = statements.iter().find(|(s, _)| s.content.quotes().iter().any(holds));
        around.map(|(_, voice)| voice.clone())
    };
    let mut voices = finding.evidence.quotes().iter().map(said);
    let first = voices.next()??;
    voices.all(|voice| voice.as_ref() == Some(&first)).then_some(first)
}

/// By whose account the findings in the words of a statement are, where it is one.
fn told_in(context: &Context<'_>, statement: &Finding) -> Option<Voice> {
    let FindingBody::Statement(said) = &statement.body else { return None };
    let told = context.findings_of(&statement.doc).iter().filter(|f| {
        let is_content = matches!(
            f.body,
            FindingBody::Commitment(_) | FindingBody::Ask(_) | FindingBody::Position(_) | FindingBody::Deed(_)
        );
        is_content && f.is_asserted() && overlap(&said.content, &f.evidence)
    });
    let voices: BTreeSet<Voice> = told.map(issues::voice).collect();
    if voices.len() == 1 { voices.into_iter().next() } else { None }
}

/// One account for each side, so that one that is not held is seen, and one for every other voice.
fn accounts(context: &Context<'_>, engagement: &Grouped<'_>, linked: &[&Finding]) -> Vec<Account> {
    let mut by_voice: BTreeMap<Voice, Vec<&Finding>> = BTreeMap::new();
    for side in &engagement.entry.sides {
        by_voice.entry(Voice::Side(side.clone())).or_default();
    }
    for finding in linked.iter().filter(|f| f.is_asserted()) {
        by_voice.entry(voice(context, finding)).or_default().push(finding);
    }
    let account = |(voice, findings): (Voice, Vec<&Finding>)| {
        let side = if let Voice::Side(side) = &voice { Some(side.clone()) } else { None };
        let (statements, others): (Vec<_>, Vec<_>) =
            findings.iter().partition::<Vec<&Finding>, _>(|f| matches!(f.body, FindingBody::Statement(_)));
        Account {
            held: holding(context, engagement, side.as_ref(), &findings),
            side,
            voice,
            statements: block::ids(&statements),
            findings: block::ids(&others),
            reports: context.reports_of(findings.iter().copied()),
            evidence: telling(&findings),
        }
    };
    by_voice.into_iter().map(account).collect()
}

/// The words of findings, each once: of a statement what is said, without its speaker and its cue.
fn telling<'f>(findings: &[&'f Finding]) -> Vec<Quote> {
    let words = |finding: &&'f Finding| match &finding.body {
        FindingBody::Statement(s) => s.content.quotes(),
        _ => finding.evidence.quotes(),
    };
    let mut seen = HashSet::new();
    findings.iter().flat_map(words).filter(|quote| seen.insert(*quote)).cloned().collect()
}

/// In full where the side's own text tells of the engagement, through the press where others carry its words.
fn holding(context: &Context<'_>, engagement: &Grouped<'_>, side: Option<&Side>, findings: &[&Finding]) -> Holding {
    let issues =
        |f: &&Finding| context.document(&f.doc).is_some_and(|d| side.is_some() && d.clues.issuer.as_ref() == side);
    if engagement.findings.iter().any(issues) {
        Holding::Full
    } else if findings.is_empty() {
        Holding::None
    } else {
        Holding::Press
    }
}

/// One point for each matter that a voice speaks of, and one each for dates and places that the texts give.
fn points(context: &Context<'_>, engagement: &Grouped<'_>, linked: &[&Finding]) -> Vec<Point> {
    let content = linked.iter().copied().filter(|f| match &f.body {
        FindingBody::Commitment(_) | FindingBody::Ask(_) | FindingBody::Position(_) => true,
        FindingBody::Deed(d) => d.voice != Voice::Narrator,
        _ => false,
    });
    let groups = context.cluster(content, |a, b| a.matter.is_same(&b.matter));
    let mut points: Vec<Point> = groups.iter().filter_map(|group| point(context, engagement, group)).collect();
    points.extend(date_point(context, engagement));
    points.extend(place_point(context, engagement));
    points
}

fn point(context: &Context<'_>, engagement: &Grouped<'_>, group: &[&Finding]) -> Option<Point> {
    let asserted: Vec<&Finding> = group.iter().copied().filter(|f| f.is_asserted()).collect();
    let first = asserted.first()?;
    let mut by_voice: BTreeMap<Voice, Vec<&Finding>> = BTreeMap::new();
    for finding in &asserted {
        by_voice.entry(voice(context, finding)).or_default().push(finding);
    }
    let negated = group.iter().copied().filter(|f| f.qualifiers.assertion == servanda_model::Assertion::Negated);
    let denied_by: Vec<Voice> = negated.map(|f| voice(context, f)).collect::<BTreeSet<_>>().into_iter().collect();
    Some(Point {
        label: label(first),
        text_from: block::ids(group),
        verdict: if denied_by.is_empty() { verdict(context, engagement, &by_voice) } else { Verdict::Denied },
        others: others(engagement, by_voice.keys()),
        by: by_voice.into_keys().collect(),
        denied_by,
        evidence: block::evidence(group.iter().copied())?,
    })
}

/// How the sides that do not carry a point are held.
fn others<'v>(engagement: &Grouped<'_>, by: impl Iterator<Item = &'v Voice>) -> Vec<OtherHolding> {
    let by: Vec<_> = by.collect();
    let silent = engagement.entry.accounts.iter().filter(|a| !by.contains(&&a.voice) && !by.contains(&&Voice::Joint));
    let of_parties = silent.filter_map(|a| a.side.clone().map(|side| OtherHolding { side, held: a.held }));
    of_parties.filter(|o| engagement.entry.sides.contains(&o.side)).collect()
}

fn label(finding: &Finding) -> String {
    match &finding.body {
        FindingBody::Commitment(c) => c.object.clone(),
        FindingBody::Ask(a) => a.issue.clone(),
        FindingBody::Position(p) => p.issue.clone(),
        FindingBody::Deed(d) => d.object.clone(),
        _ => finding.proposition.head.clone(),
    }
}

/// The verdict over the voices that carry one matter. One step of firmness between two accounts is a matter of
/// wording, more is not a contradiction either; only numbers of one thing contradict each other.
fn verdict(context: &Context<'_>, engagement: &Grouped<'_>, by_voice: &BTreeMap<Voice, Vec<&Finding>>) -> Verdict {
    // A joint text is one account beside others; what others report that both said is in both.
    let own = |f: &&Finding| context.document(&f.doc).is_some_and(|d| d.clues.issuer.is_some());
    let joint = by_voice.get(&Voice::Joint).is_some_and(|told| by_voice.len() > 1 || !told.iter().any(own));
    let parties = by_voice.keys().filter(|v| matches!(v, Voice::Side(s) if engagement.entry.sides.contains(s))).count();
    if by_voice.len() == 1 && !joint {
        return if words_differ(context, by_voice) { Verdict::WordedDifferently } else { Verdict::Only };
    }
    if numbers_differ(by_voice) {
        return Verdict::Conflict;
    }
    let firmness: Vec<u8> = by_voice.values().filter_map(|fs| fs.iter().filter_map(|f| firmness(f)).max()).collect();
    let spread = firmness.iter().max().zip(firmness.iter().min()).map_or(0, |(most, least)| most - least);
    match spread {
        0 if joint || parties > 1 => Verdict::Both,
        1 => Verdict::WordedDifferently,
        0 if words_differ(context, by_voice) => Verdict::WordedDifferently,
        _ => Verdict::Compatible,
    }
}

/// Whether two reports name the matter by different words: other terms for one issue of the tables or, where they
/// know none, other telling words.
fn words_differ(context: &Context<'_>, by_voice: &BTreeMap<Voice, Vec<&Finding>>) -> bool {
    let all: Vec<&Finding> = by_voice.values().flatten().copied().collect();
    let differ = |a: &Proposition, b: &Proposition| match (&a.issue, &b.issue) {
        (Some(_), Some(_)) => a.term.is_some() && b.term.is_some() && a.term != b.term,
        _ => !Matter::of(a).has_words_of(&Matter::of(b)),
    };
    let apart = |a: &Finding, b: &Finding| context.reports.of(&a.doc) != context.reports.of(&b.doc);
    all.iter().any(|a| all.iter().any(|b| apart(a, b) && differ(&a.proposition, &b.proposition)))
}

fn numbers_differ(by_voice: &BTreeMap<Voice, Vec<&Finding>>) -> bool {
    let given: Vec<(&Voice, &Finding)> = by_voice
        .iter()
        .flat_map(|(voice, findings)| findings.iter().map(move |f| (voice, *f)))
        .filter(|(_, f)| !f.proposition.numbers.is_empty())
        .collect();
    given.iter().any(|(v, a)| {
        given.iter().any(|(w, b)| {
            v != w
                && a.proposition.head == b.proposition.head
                && !a.proposition.numbers.iter().any(|n| b.proposition.numbers.contains(n))
        })
    })
}

fn firmness(finding: &Finding) -> Option<u8> {
    let FindingBody::Commitment(c) = &finding.body else { return None };
    let hedged = c.hedge.is_some() || c.condition.is_some();
    // A stated day is another matter than the firmness of the words.
    let strength = Strength::derive(c.modality.min(Modality::Agreed), hedged, None);
    Some(strength as u8)
}

/// Days that differ are a conflict between the reports, whoever narrates them.
fn date_point(context: &Context<'_>, engagement: &Grouped<'_>) -> Option<Point> {
    let mut differ: Vec<&Finding> = Vec::new();
    if dates_differ(&engagement.entry.when) {
        let is_day = |f: &&Finding| match &f.body {
            FindingBody::Engagement(e) => {
                context.resolve(f, e.when.as_ref()).is_some_and(|v| v.precision == Precision::Day)
            }
            _ => false,
        };
        differ.extend(engagement.findings.iter().copied().filter(is_day));
    }
    of_reports(context, "date", &differ, Verdict::Conflict)
}

/// Places that are named differently.
fn place_point(context: &Context<'_>, engagement: &Grouped<'_>) -> Option<Point> {
    if engagement.entry.place.len() < 2 {
        return None;
    }
    let named = |f: &&Finding| matches!(&f.body, FindingBody::Engagement(e) if e.place_name.is_some());
    let findings: Vec<_> = engagement.findings.iter().copied().filter(named).collect();
    of_reports(context, "place", &findings, Verdict::Compatible)
}

fn of_reports(context: &Context<'_>, label: &str, findings: &[&Finding], verdict: Verdict) -> Option<Point> {
    let by: BTreeSet<_> = findings.iter().map(|f| voice(context, f)).collect();
    Some(Point {
        label: label.to_owned(),
        text_from: block::ids(findings),
        verdict,
        by: by.into_iter().collect(),
        denied_by: Vec::new(),
        others: Vec::new(),
        evidence: block::evidence(findings.iter().copied())?,
    })
}
