//! Joins the findings of one meeting across documents.
//!
//! Two findings may be of one meeting where nothing that both say differs: sides, people, level, form, place,
//! gathering and time. What only one of them says joins. A meeting and attendance at the gathering on whose edge it
//! takes place are two; a headline or caption joins the meeting of its own document's body.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use servanda_model::{
    ActorRef, DateValue, DocId, EngagementFinding, EngagementStatus, EntryId, Finding, FindingBody, Interval, Level,
    Place, Precision, Setting, Side,
    record::{EngagementEntry, Participant, Sourced},
};

use crate::{
    accounts,
    block::{self, Context},
    days::number,
    matter,
    names::{self, People},
};

/// Sources may differ by so many days on one meeting of leaders.
const SLACK: i32 = 2;
/// A time that may be more days than this joins only where the same people are named, and no two towns, or for what is
/// rare in one town.
const VAGUE: i64 = 31;

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
struct Mention<'a> {
    finding: &'a Finding,
    body: &'a EngagementFinding,
    when: Option<Interval>,
    /// The body or series whose gathering it is part of, where the tables know it.
    gathering: Option<&'a Side>,
    report: Option<&'a EntryId>,
}

/// The engagements of a block, in order of their ids.
pub(crate) fn group<'a>(context: &'a Context<'_>, own: &[&'a Finding]) -> Vec<Grouped<'a>> {
    let mentions: Vec<Mention<'a>> = own
        .iter()
        .filter(|f| f.is_asserted())
        .filter_map(|finding| match &finding.body {
            FindingBody::Engagement(body) => {
                let when = context.resolve(finding, body.when.as_ref()).map(|v| v.interval());
                let gathering = body.gathering.as_ref().and_then(|name| context.gathering(name));
                Some(Mention { finding, body, when, gathering, report: context.reports.of(&finding.doc) })
            }
            _ => None,
        })
        .collect();
    let (mut body, mut edge): (Vec<_>, Vec<_>) = mentions.into_iter().partition(|m| m.finding.place == Place::Body);
    body.sort_by_key(Mention::order);
    edge.sort_by_key(Mention::order);
    let mut joining = Joining::new(context);
    let mut groups: Vec<Group<'a>> = Vec::new();
    for mention in body {
        let at = joining.best(&groups, &mention);
        joining.add(&mut groups, at, mention);
    }
    for mention in edge {
        let told = |g: &Group<'_>| {
            g.members.iter().any(|m| {
                m.finding.doc == mention.finding.doc
                    && m.body.sides == mention.body.sides
                    && levels_fit(m.body.level, mention.body.level)
            })
        };
        match joining.best(&groups, &mention) {
            None if groups.iter().any(told) => {}
            at => joining.add(&mut groups, at, mention),
        }
    }
    joining.merge(&mut groups);
    joining.join_undated(&mut groups);
    let mut groups: Vec<Vec<Mention<'a>>> = groups.into_iter().map(|group| group.members).collect();
    join_sessions(&mut groups);
    join_corrected(context, &mut groups);
    let mut grouped: Vec<_> = groups.into_iter().filter_map(|members| assemble(context, members)).collect();
    grouped.sort_by(|a, b| a.entry.id.cmp(&b.entry.id));
    accounts::fill(context, &mut grouped);
    grouped
}

impl<'a> Mention<'a> {
    /// Those that say most come first, so that vaguer ones find them: a date, people, then the words.
    fn order(&self) -> (i64, usize, &'a str, &'a DocId, u32, &'a str) {
        let named = self.body.participants.iter().filter(|p| p.name.is_some()).count();
        let start = self.finding.evidence.first().start;
        let days = self.when.map_or(i64::MAX, |w| w.days());
        let words = block::words(self.finding);
        (days, usize::MAX - named, words, &self.finding.doc, start, self.finding.id.as_str())
    }
}

/// The mentions of one meeting, with what they say, each once.
struct Group<'a> {
    members: Vec<Mention<'a>>,
    /// Of each form of words the first mention, and the reports that have it: copies add nothing.
    forms: BTreeMap<usize, (Mention<'a>, BTreeSet<&'a EntryId>)>,
    reports: BTreeSet<&'a EntryId>,
}

/// What two mentions are compared by.
type Form<'a> = (&'a EngagementFinding, Option<Interval>, Option<&'a Side>, bool);

/// Finds the group of each mention. Mentions that say the same are compared once.
struct Joining<'c, 'a> {
    context: &'a Context<'c>,
    forms: Vec<Form<'a>>,
    /// What came of comparing two forms, the smaller first: whether they may be of one meeting when their texts tell of
    /// both and when not, and on how many sides the same people are named.
    compared: BTreeMap<(usize, usize), (bool, bool, usize)>,
}

impl<'c, 'a> Joining<'c, 'a> {
    /// A mention in so many that does not fit is an error of reading: it keeps nobody out.
    const ODD: usize = 10;
    /// "Their summit", without a date, is the one meeting of these people within so many days of the day of writing.
    const NEAR: i32 = 10;

    fn new(context: &'a Context<'c>) -> Self {
        Self { context, forms: Vec::new(), compared: BTreeMap::new() }
    }

    /// The form of a mention: those that say the same have one.
    fn form(&mut self, mention: &Mention<'a>) -> usize {
        let captioned = mention.finding.place == Place::Caption;
        let form = (mention.body, mention.when, mention.gathering, captioned);
        let same = |known: &Form<'a>| {
            let (a, b) = (known.0, form.0);
            a.sides == b.sides
                && a.participants == b.participants
                && (a.level, a.form, a.setting, a.status) == (b.level, b.form, b.setting, b.status)
                && (&a.place_name, &a.place_side) == (&b.place_name, &b.place_side)
                && (known.1, known.2, known.3) == (form.1, form.2, form.3)
        };
        self.forms.iter().position(same).unwrap_or_else(|| {
            self.forms.push(form);
            self.forms.len() - 1
        })
    }

    fn compare(&mut self, one: (usize, &Mention<'a>), other: (usize, &Mention<'a>)) -> (bool, bool, usize) {
        let context = self.context;
        let forms = (one.0.min(other.0), one.0.max(other.0));
        *self.compared.entry(forms).or_insert_with(|| {
            let (a, b) = (one.1, other.1);
            // The cheap test first: most meetings of a relation lie far apart.
            if a.when.zip(b.when).is_some_and(|(x, y)| are_far(x, y)) {
                return (false, false, 0);
            }
            match names::compare(context.world, &a.body.participants, &b.body.participants) {
                People::Agree(people) => {
                    let fit = |told_beside| may_be_one(context, a, b, people, told_beside);
                    (fit(true), fit(false), people)
                }
                People::Exclude => (false, false, 0),
            }
        })
    }

    /// The group that a mention belongs to, if any: that with which it has most in common.
    fn best(&mut self, groups: &[Group<'a>], mention: &Mention<'a>) -> Option<usize> {
        let form = self.form(mention);
        let report = mention.report;
        // A copy that lacks the sentence which dates its text has other days for the same meeting in the same words.
        let copied = |m: &Mention<'_>| {
            m.report == report
                && m.finding.doc != mention.finding.doc
                && block::words(m.finding) == block::words(mention.finding)
        };
        let original = groups.iter().position(|group| report.is_some() && group.members.iter().any(copied));
        if original.is_some() {
            return original;
        }
        let mut best: Option<((usize, bool, bool), usize)> = None;
        for (n, group) in groups.iter().enumerate() {
            let beside = report.is_some_and(|report| group.reports.contains(report));
            let Some((people, day)) = self.shared(group, (form, mention), beside) else { continue };
            if group.members.iter().any(|m| self.are_two(m, mention)) {
                continue;
            }
            let shared = (people, day, beside);
            if best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, n));
            }
        }
        best.map(|(_, n)| n)
    }

    /// On how many sides the same people are named, and whether a day is shared; `None` where the mention does not fit.
    fn shared(&mut self, group: &Group<'a>, mention: (usize, &Mention<'a>), beside: bool) -> Option<(usize, bool)> {
        let (mut odd, mut people, mut day) = (0, 0, false);
        let all: usize = group.forms.values().map(|(_, reports)| reports.len()).sum();
        for (&form, (member, reports)) in &group.forms {
            let (told, alone, agreeing) = self.compare((form, member), mention);
            if !(if beside { told } else { alone }) {
                odd += reports.len();
                if odd * Self::ODD > all {
                    return None;
                }
                continue;
            }
            people = people.max(agreeing);
            let times = member.when.zip(mention.1.when);
            day |= times.is_some_and(|(x, y)| x.meets(y) && x.days().min(y.days()) == 1);
        }
        Some((people, day))
    }

    /// Whether people say that two mentions are of two meetings, or their text does: it tells of one that was held and of
    /// another that is planned or was called off, or plans two for different times.
    fn are_two(&self, a: &Mention<'_>, b: &Mention<'_>) -> bool {
        let body = a.finding.place == Place::Body && b.finding.place == Place::Body;
        let one_day = a.when.zip(b.when).is_some_and(|(x, y)| x.meets(y) && x.days().max(y.days()) == 1);
        let contrasted = a.body.status != b.body.status && a.report == b.report;
        let planned = a.body.status == EngagementStatus::Planned && a.when != b.when && a.finding.doc == b.finding.doc;
        let told_apart = body && !one_day && (contrasted || planned);
        told_apart || self.context.kept_apart(a.finding, b.finding)
    }

    fn add(&mut self, groups: &mut Vec<Group<'a>>, at: Option<usize>, mention: Mention<'a>) {
        let form = self.form(&mention);
        let at = at.unwrap_or_else(|| {
            groups.push(Group { members: Vec::new(), forms: BTreeMap::new(), reports: BTreeSet::new() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else { return };
        group.reports.extend(mention.report);
        group.forms.entry(form).or_insert_with(|| (mention, BTreeSet::new())).1.extend(mention.report);
        group.members.push(mention);
    }

    /// Joins groups all of whose forms fit each other and that share a day and people on two sides: which of them a mention
    /// found first is chance.
    fn merge(&mut self, groups: &mut Vec<Group<'a>>) {
        let mut n = 0;
        while n < groups.len() {
            let (first, rest) = groups.split_at(n + 1);
            let same = first.last().and_then(|one| rest.iter().position(|other| self.is_same(one, other)));
            match same {
                Some(at) => {
                    let other = groups.remove(n + 1 + at);
                    other.members.into_iter().for_each(|mention| self.add(groups, Some(n), mention));
                }
                None => n += 1,
            }
        }
    }

    fn is_same(&mut self, one: &Group<'a>, other: &Group<'a>) -> bool {
        let apart = |m: &Mention<'_>| one.members.iter().any(|n| self.are_two(n, m));
        if other.members.iter().any(apart) {
            return false;
        }
        let (mut people, mut day, mut odd, mut all) = (0, false, 0, 0);
        for (&form, (mention, reports)) in &other.forms {
            all += reports.len();
            match self.shared(one, (form, mention), true) {
                Some((agreeing, same_day)) => {
                    people = people.max(agreeing);
                    day |= same_day;
                }
                None => odd += reports.len(),
            }
        }
        people >= 2 && day && odd * Self::ODD <= all
    }

    /// Joins what is told without a time to the one meeting of the same people near the day of writing, or to what another
    /// text of that time tells without one; where there are two, it stays apart.
    fn join_undated(&mut self, groups: &mut Vec<Group<'a>>) {
        let (dated, undated): (Vec<_>, Vec<_>) =
            std::mem::take(groups).into_iter().partition(|group| group.members.iter().any(|m| m.when.is_some()));
        *groups = dated;
        let mut alone = Vec::new();
        for group in undated {
            let at = self.near(groups, &group);
            let beside = if at.is_none() { self.near(&alone, &group) } else { None };
            let all = if at.is_some() { &mut *groups } else { &mut alone };
            match at.or(beside) {
                Some(at) => group.members.into_iter().for_each(|mention| self.add(all, Some(at), mention)),
                None => all.push(group),
            }
        }
        groups.extend(alone);
    }

    /// The only meeting near the day on which an undated one was told.
    fn near(&mut self, groups: &[Group<'a>], undated: &Group<'a>) -> Option<usize> {
        let first = undated.members.first()?;
        let written = self.context.published(&first.finding.doc)?.interval();
        if written.days() > VAGUE || undated.members.iter().any(|m| m.body.sides.len() != 2) {
            return None;
        }
        // What was held lies behind the day of writing, what is planned ahead of it.
        let ahead = undated.members.iter().all(|m| m.body.status == EngagementStatus::Planned);
        let (back, on) = if ahead { (0, Self::NEAR) } else { (Self::NEAR, 0) };
        let (first, last) = (number(written.from()) - back, number(written.to()) + on);
        let context = self.context;
        let is_near = |m: &Mention<'_>| {
            // What is told without a time by another text is news there, too.
            let news = || context.published(&m.finding.doc).map(|written| written.interval());
            let when = m.when.or_else(news).filter(|when| when.days() <= VAGUE);
            when.is_some_and(|when| number(when.from()) <= last && first <= number(when.to()))
        };
        let mut found = None;
        for (n, group) in groups.iter().enumerate() {
            let apart = |m: &Mention<'a>| group.members.iter().any(|other| self.are_two(other, m));
            let fits = group.members.iter().any(is_near)
                && !undated.members.iter().any(apart)
                && undated.members.iter().all(|m| {
                    let form = self.form(m);
                    let shared = self.shared(group, (form, m), true);
                    shared.is_some_and(|(people, _)| people == 2 || m.body.level == Some(Level::Leaders))
                });
            if fits {
                if found.is_some() {
                    return None;
                }
                found = Some(n);
            }
        }
        found
    }
}

/// Whether two times lie further apart than sources may differ.
fn are_far(a: Interval, b: Interval) -> bool {
    number(a.from()) - SLACK > number(b.to()) || number(b.from()) - SLACK > number(a.to())
}

/// Whether nothing that both say differs, where the same people are named on so many sides and others on none; a mention
/// without a time joins only what its own report tells of.
fn may_be_one(context: &Context<'_>, a: &Mention<'_>, b: &Mention<'_>, people: usize, told_beside: bool) -> bool {
    let (x, y) = (a.body, b.body);
    let attendance = |e: &EngagementFinding| e.setting == Setting::Multilateral;
    sides_fit(x, y)
        && x.form == y.form
        && attendance(x) == attendance(y)
        && (levels_fit(x.level, y.level) || people >= x.sides.len().min(2))
        && places_fit(x, y)
        && (a.gathering.is_none() || b.gathering.is_none() || a.gathering == b.gathering)
        && match (a.when, b.when) {
            (Some(x), Some(y)) => times_fit(context, (a, x), (b, y), people, told_beside),
            _ => told_beside,
        }
}

fn sides_fit(a: &EngagementFinding, b: &EngagementFinding) -> bool {
    let (x, y): (BTreeSet<_>, BTreeSet<_>) = (a.sides.iter().collect(), b.sides.iter().collect());
    x == y || (x.len().max(y.len()) > 2 && 2 * x.intersection(&y).count() >= x.union(&y).count())
}

/// Ranks exclude each other, and never where one of them is not told or several meet.
fn levels_fit(a: Option<Level>, b: Option<Level>) -> bool {
    a == b || [a, b].iter().any(|level| matches!(level, None | Some(Level::Mixed)))
}

/// Places exclude each other in two countries, and never where one of them is not told.
fn places_fit(a: &EngagementFinding, b: &EngagementFinding) -> bool {
    a.place_side.is_none() || b.place_side.is_none() || a.place_side == b.place_side
}

/// Where two places are named that are no countries, whether they are one: the town and its palace are not.
fn one_town(context: &Context<'_>, a: &EngagementFinding, b: &EngagementFinding) -> Option<bool> {
    let town = |e: &EngagementFinding| {
        let is_country =
            |name: &String| context.world.side_from(name).is_some_and(|s| context.world.side_name(&s) == name);
        e.place_name.clone().filter(|name| !is_country(name))
    };
    town(a).zip(town(b)).map(|(x, y)| x == y)
}

fn times_fit(
    context: &Context<'_>,
    (a, x): (&Mention<'_>, Interval),
    (b, y): (&Mention<'_>, Interval),
    people: usize,
    told_beside: bool,
) -> bool {
    let close = x.days().max(y.days()) <= VAGUE;
    if x.meets(y) {
        let town = one_town(context, a.body, b.body);
        // What is announced for a town, or three sides meet in there, is seldom two things in one year.
        let rare = a.body.sides.len() > 2 || [a, b].iter().any(|m| m.body.status == EngagementStatus::Planned);
        return told_beside || close || (people > 0 && town != Some(false)) || (rare && town == Some(true));
    }
    let days = number(x.from()) - number(y.from());
    let leaders = a.body.level == Some(Level::Leaders) && b.body.level == Some(Level::Leaders);
    let held = |m: &Mention<'_>| m.body.status == EngagementStatus::Held || m.finding.place == Place::Caption;
    leaders && people >= 2 && held(a) && held(b) && x.days() == 1 && y.days() == 1 && days.abs() <= SLACK
}

/// Joins what is told of one session of a channel for which nobody is named: the same words name the channel, and the
/// times meet.
fn join_sessions(groups: &mut Vec<Vec<Mention<'_>>>) {
    let named = |m: &Mention<'_>| m.body.participants.iter().any(|p| p.name.is_some());
    let one = |a: &Mention<'_>, b: &Mention<'_>| {
        let (x, y) = (&a.finding.proposition, &b.finding.proposition);
        a.body.status == b.body.status
            && a.report != b.report
            && sides_fit(a.body, b.body)
            && places_fit(a.body, b.body)
            && a.when.zip(b.when).is_some_and(|(x, y)| x.meets(y))
            && !(named(a) && named(b))
            && matter::is_channel(x)
            && matter::is_channel(y)
            && matter::same(x, y)
    };
    join_where(groups, |a, b| a.iter().all(|m| b.iter().all(|n| one(m, n))));
}

/// Joins groups whose findings people say are of one meeting.
fn join_corrected(context: &Context<'_>, groups: &mut Vec<Vec<Mention<'_>>>) {
    let together = |m: &Mention<'_>, n: &Mention<'_>| context.held_together(m.finding, n.finding);
    join_where(groups, |a, b| a.iter().any(|m| b.iter().any(|n| together(m, n))));
}

/// Joins groups of which `are_one` holds, each to the first.
fn join_where<'a>(groups: &mut Vec<Vec<Mention<'a>>>, are_one: impl Fn(&[Mention<'a>], &[Mention<'a>]) -> bool) {
    let mut n = 0;
    while n < groups.len() {
        let (first, rest) = groups.split_at_mut(n + 1);
        let same = first.last().and_then(|one| rest.iter().position(|other| are_one(one, other)));
        match same {
            Some(at) => {
                let other = groups.remove(n + 1 + at);
                groups[n].extend(other);
            }
            None => n += 1,
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
