//! Finds the mentions of one meeting among those of a block.
//!
//! Mentions in the same form are compared once, people and times in forms of their own, and a mention is held against
//! those meetings alone that lie near its days or stand in its own report: no other could take it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use servanda_model::{
    ActorRef, DateValue, DocId, EngagementFinding, EngagementStatus, EntryId, Form, Interval, Level, Place, Setting,
    Side,
};

use crate::{
    block::{self, Context},
    days::counted,
    engagements::Mention,
    matter::Matter,
    names::{Cast, People},
};

/// Sources may differ by so many days on one meeting of leaders.
const SLACK: i32 = 2;
/// A time that may be more days than this joins only where the same people are named, and no two towns, or for what is
/// rare in one town.
const VAGUE: i32 = 31;
/// A mention in so many that does not fit is an error of reading: it keeps nobody out.
const ODD: usize = 10;
/// "Their summit", without a date, is the one meeting of these people within so many days of the day of writing.
const NEAR: i32 = 10;
/// Meetings are found by stretches of so many days.
const STRETCH: i32 = 32;

/// The mentions in groups, each of one meeting.
pub(crate) fn group<'a>(context: &'a Context<'_>, mentions: Vec<Mention<'a>>) -> Vec<Vec<Mention<'a>>> {
    let (mut body, mut edge): (Vec<_>, Vec<_>) = mentions.into_iter().partition(|m| m.finding.place == Place::Body);
    body.sort_by_cached_key(Mention::order);
    edge.sort_by_cached_key(Mention::order);
    let mut joining = Joining::new(context);
    for mention in body {
        let at = joining.best(&mention);
        joining.add(at, mention);
    }
    for mention in edge {
        match joining.best(&mention) {
            // A headline that fits no meeting and whose text tells of such a one is about that.
            None if joining.is_told(&mention) => {}
            at => joining.add(at, mention),
        }
    }
    joining.merge();
    joining.join_undated();
    let groups = joining.groups.into_iter().map(|group| group.members).filter(|members| !members.is_empty());
    let (mut all, undated): (Vec<_>, Vec<_>) = groups.partition(|members| members.iter().any(|m| m.when.is_some()));
    all.extend(undated);
    join_sessions(all)
}

/// The pairs of mentions, by their places, that bear on one another: those of one report, and those that may be of one
/// meeting or session. What no chain of them leads to is grouped without regard to it.
pub(crate) fn ties(context: &Context<'_>, mentions: &[Mention<'_>]) -> Vec<(usize, usize)> {
    let mut joining = Joining::new(context);
    let mut of_report: HashMap<Option<&EntryId>, usize> = HashMap::new();
    let mut ties = Vec::new();
    let mut forms = Vec::new();
    let mut sessions: BTreeMap<usize, Session<'_>> = BTreeMap::new();
    let mut near_sessions = ByDays::default();
    for (n, mention) in mentions.iter().enumerate() {
        ties.push((*of_report.entry(mention.report).or_insert(n), n));
        if let Some(session) = Session::of(mention) {
            let others = near_sessions.within(session.days);
            let is_one = |other: &usize| sessions.get(other).is_some_and(|other| other.is_one_with(&session));
            ties.extend(others.into_iter().filter(is_one).map(|other| (other, n)));
            near_sessions.add(session.days, n);
            sessions.insert(n, session);
        }
        let form = joining.form(mention);
        forms.push(form);
        let Some((from, to)) = joining.forms[form].days else { continue };
        let near = joining.near.within((from - SLACK, to + SLACK));
        ties.extend(
            near.into_iter().filter(|other| joining.compare(forms[*other], form).beside).map(|other| (other, n)),
        );
        joining.place(n, form);
    }
    ties
}

/// The mentions of one meeting, with what they say, each once.
#[derive(Default)]
struct Group<'a> {
    members: Vec<Mention<'a>>,
    /// The reports of each form of words: copies add nothing.
    forms: BTreeMap<usize, BTreeSet<&'a EntryId>>,
    /// How often it is told: of each form the reports.
    told: usize,
    /// Where the members of each report stand.
    reports: BTreeMap<Option<&'a EntryId>, Vec<usize>>,
}

/// What two mentions are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Words<'a> {
    sides: &'a [Side],
    people: &'a [ActorRef],
    level: Option<Level>,
    form: Form,
    setting: Setting,
    status: EngagementStatus,
    place: (Option<&'a str>, Option<&'a Side>),
    when: Option<Interval>,
    gathering: Option<&'a Side>,
    captioned: bool,
}

impl<'a> Words<'a> {
    fn of(mention: &Mention<'a>) -> Self {
        let body = mention.body;
        Self {
            sides: &body.sides,
            people: &body.participants,
            level: body.level,
            form: body.form,
            setting: body.setting,
            status: body.status,
            place: (body.place_name.as_deref(), body.place_side.as_ref()),
            when: mention.when,
            gathering: mention.gathering,
            captioned: mention.finding.place == Place::Caption,
        }
    }

    fn is_held(&self) -> bool {
        self.status == EngagementStatus::Held || self.captioned
    }
}

/// The words of mentions that say the same, with what is looked up of them.
struct Told<'a> {
    words: Words<'a>,
    /// First and last day, counted.
    days: Option<(i32, i32)>,
    cast: usize,
    /// A place that is no country: the town, or its palace.
    town: Option<&'a str>,
}

/// What came of comparing two forms.
#[derive(Clone, Copy)]
struct Fit {
    /// Whether they may be of one meeting where one report tells of both.
    beside: bool,
    /// And where not.
    apart: bool,
    /// On how many sides the same people are named.
    people: usize,
}

impl Fit {
    const NONE: Self = Self { beside: false, apart: false, people: 0 };
}

/// Finds the group of each mention.
struct Joining<'c, 'a> {
    context: &'a Context<'c>,
    groups: Vec<Group<'a>>,
    forms: Vec<Told<'a>>,
    form_of: HashMap<Words<'a>, usize>,
    casts: Vec<Cast<'a>>,
    cast_of: HashMap<&'a [ActorRef], usize>,
    /// What came of comparing the people of two casts, the larger first; `None` where they were not yet.
    people: Vec<Vec<Option<People>>>,
    /// The groups by their times, and by the reports that tell of them.
    near: ByDays,
    beside: HashMap<&'a EntryId, BTreeSet<usize>>,
    /// The mentions of each report by their words, with the groups that they came to first.
    copies: HashMap<(&'a EntryId, &'a str), Vec<(usize, &'a DocId)>>,
    /// The mentions of each document.
    told: HashMap<&'a DocId, Vec<&'a EngagementFinding>>,
}

impl<'c, 'a> Joining<'c, 'a> {
    fn new(context: &'a Context<'c>) -> Self {
        Self {
            context,
            groups: Vec::new(),
            forms: Vec::new(),
            form_of: HashMap::new(),
            casts: Vec::new(),
            cast_of: HashMap::new(),
            people: Vec::new(),
            near: ByDays::default(),
            beside: HashMap::new(),
            copies: HashMap::new(),
            told: HashMap::new(),
        }
    }

    /// The form of a mention: those that say the same have one.
    fn form(&mut self, mention: &Mention<'a>) -> usize {
        let words = Words::of(mention);
        if let Some(known) = self.form_of.get(&words) {
            return *known;
        }
        let told = Told {
            days: words.when.map(counted),
            cast: self.cast(words.people),
            town: town(self.context, mention.body),
            words,
        };
        self.form_of.insert(words, self.forms.len());
        self.forms.push(told);
        self.forms.len() - 1
    }

    fn cast(&mut self, people: &'a [ActorRef]) -> usize {
        if let Some(known) = self.cast_of.get(people) {
            return *known;
        }
        self.cast_of.insert(people, self.casts.len());
        self.casts.push(Cast::of(self.context.world, people));
        self.people.push(vec![None; self.casts.len()]);
        self.casts.len() - 1
    }

    fn compare(&mut self, one: usize, other: usize) -> Fit {
        let (a, b) = (&self.forms[one.min(other)], &self.forms[one.max(other)]);
        // The cheap tests first: most meetings of a relation lie far apart.
        if a.days.zip(b.days).is_some_and(|(x, y)| are_far(x, y)) {
            return Fit::NONE;
        }
        let (smaller, larger) = (a.cast.min(b.cast), a.cast.max(b.cast));
        let compared = &mut self.people[larger][smaller];
        let people = *compared.get_or_insert_with(|| self.casts[smaller].compare(&self.casts[larger]));
        match people {
            People::Agree(people) => {
                let fit = |beside| may_be_one(a, b, people, beside);
                Fit { beside: fit(true), apart: fit(false), people }
            }
            People::Exclude => Fit::NONE,
        }
    }

    /// The group that a mention belongs to, if any: that with which it has most in common.
    fn best(&mut self, mention: &Mention<'a>) -> Option<usize> {
        // A copy that lacks the sentence which dates its text has other days for the same meeting in the same words.
        let copies = mention.report.and_then(|report| self.copies.get(&(report, block::words(mention.finding))));
        let copied = copies.into_iter().flatten().filter(|(_, doc)| *doc != &mention.finding.doc);
        if let Some(original) = copied.map(|(group, _)| *group).min() {
            return Some(original);
        }
        let form = self.form(mention);
        let mut best: Option<((usize, bool, bool), usize)> = None;
        for n in self.candidates(form, mention.report) {
            let beside = mention.report.is_some() && self.groups[n].reports.contains_key(&mention.report);
            let Some((people, day)) = self.shared(n, form, beside) else { continue };
            if self.groups[n].tells_apart(self.context, mention) {
                continue;
            }
            let shared = (people, day, beside);
            if best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, n));
            }
        }
        best.map(|(_, n)| n)
    }

    /// The groups that may take a form: those with a time near its own, and those that its report tells of.
    fn candidates(&self, form: usize, report: Option<&'a EntryId>) -> BTreeSet<usize> {
        let mut found = report.and_then(|report| self.beside.get(report)).cloned().unwrap_or_default();
        if let Some((from, to)) = self.forms[form].days {
            found.extend(self.near.within((from - SLACK, to + SLACK)));
        }
        found
    }

    /// On how many sides the same people are named, and whether a day is shared; `None` where the form does not fit.
    fn shared(&mut self, group: usize, form: usize, beside: bool) -> Option<(usize, bool)> {
        let (mut odd, mut people, mut day) = (0, 0, false);
        // The borrow of a group would keep `compare` from its notes.
        let forms = std::mem::take(&mut self.groups[group].forms);
        let told = self.groups[group].told;
        let mut fits = true;
        for (&member, reports) in &forms {
            let fit = self.compare(member, form);
            if !(if beside { fit.beside } else { fit.apart }) {
                odd += reports.len();
                fits = odd * ODD <= told;
                if !fits {
                    break;
                }
                continue;
            }
            people = people.max(fit.people);
            let times = self.forms[member].days.zip(self.forms[form].days);
            day |= times.is_some_and(|(x, y)| meet(x, y) && (x.0 == x.1 || y.0 == y.1));
        }
        self.groups[group].forms = forms;
        fits.then_some((people, day))
    }

    /// Whether the text of a headline or caption tells of such a meeting.
    fn is_told(&self, mention: &Mention<'a>) -> bool {
        let told = self.told.get(&mention.finding.doc).into_iter().flatten();
        told.into_iter().any(|body| body.sides == mention.body.sides && levels_fit(body.level, mention.body.level))
    }

    fn add(&mut self, at: Option<usize>, mention: Mention<'a>) {
        let form = self.form(&mention);
        let at = at.unwrap_or_else(|| {
            self.groups.push(Group::default());
            self.groups.len() - 1
        });
        self.place(at, form);
        if let Some(report) = mention.report {
            self.beside.entry(report).or_default().insert(at);
            let words = block::words(mention.finding);
            self.copies.entry((report, words)).or_default().push((at, &mention.finding.doc));
        }
        self.told.entry(&mention.finding.doc).or_default().push(mention.body);
        self.groups[at].add(form, mention);
    }

    /// Notes the days of a form under a group.
    fn place(&mut self, group: usize, form: usize) {
        if let Some(days) = self.forms[form].days {
            self.near.add(days, group);
        }
    }

    /// Joins groups all of whose forms fit each other and that share a day and people on two sides: which of them a
    /// mention found first is chance.
    fn merge(&mut self) {
        let mut n = 0;
        while n < self.groups.len() {
            let days: Vec<(i32, i32)> = self.groups[n].forms.keys().filter_map(|form| self.forms[*form].days).collect();
            let near: BTreeSet<usize> = days.into_iter().flat_map(|days| self.near.within(days)).collect();
            let same = near.range(n + 1..).copied().find(|other| self.is_same(n, *other));
            match same {
                Some(other) => self.take(other).for_each(|mention| self.add(Some(n), mention)),
                None => n += 1,
            }
        }
    }

    /// The members of a group, which is empty then.
    fn take(&mut self, group: usize) -> impl Iterator<Item = Mention<'a>> + use<'c, 'a> {
        std::mem::take(&mut self.groups[group]).members.into_iter()
    }

    fn is_same(&mut self, one: usize, other: usize) -> bool {
        if self.groups[other].members.iter().any(|m| self.groups[one].tells_apart(self.context, m)) {
            return false;
        }
        let forms: Vec<(usize, usize)> =
            self.groups[other].forms.iter().map(|(form, reports)| (*form, reports.len())).collect();
        let (mut people, mut day, mut odd) = (0, false, 0);
        for (form, reports) in forms {
            match self.shared(one, form, true) {
                Some((agreeing, same_day)) => {
                    people = people.max(agreeing);
                    day |= same_day;
                }
                None => odd += reports,
            }
        }
        people >= 2 && day && odd * ODD <= self.groups[other].told
    }

    /// Joins what is told without a time to the one meeting of the same people near the day of writing, or to what another
    /// text of that time tells without one; where there are two, it stays apart.
    fn join_undated(&mut self) {
        let is_undated = |n: &usize| self.groups[*n].members.iter().all(|m| m.when.is_none());
        let (undated, dated): (Vec<usize>, Vec<usize>) = (0..self.groups.len()).partition(is_undated);
        let mut news = ByDays::default();
        for n in dated {
            self.note_news(&mut news, n, n);
        }
        let mut alone = ByDays::default();
        for n in undated {
            let at = self.only_near(n, &news);
            let beside = if at.is_none() { self.only_near(n, &alone) } else { None };
            self.note_news(if at.is_some() { &mut news } else { &mut alone }, n, at.or(beside).unwrap_or(n));
            if let Some(at) = at.or(beside) {
                self.take(n).for_each(|mention| self.add(Some(at), mention));
            }
        }
    }

    /// Notes, under a group, the days on which the members of another were news.
    fn note_news(&self, news: &mut ByDays, of: usize, under: usize) {
        let days = self.groups[of].members.iter().filter_map(|m| self.news_days(m));
        days.for_each(|days| news.add(days, under));
    }

    /// What is told without a time by a text is news there.
    fn news_days(&self, mention: &Mention<'_>) -> Option<(i32, i32)> {
        let written = || self.context.chronology.published(&mention.finding.doc).map(DateValue::interval);
        let days = mention.when.or_else(written)?;
        (days.days() <= i64::from(VAGUE)).then(|| counted(days))
    }

    /// The only one of some groups that is near the day on which an undated one was told.
    fn only_near(&mut self, undated: usize, all: &ByDays) -> Option<usize> {
        let members = self.groups[undated].members.clone();
        let (from, to) = counted(self.context.chronology.published(&members.first()?.finding.doc)?.interval());
        if to - from >= VAGUE || members.iter().any(|m| m.body.sides.len() != 2) {
            return None;
        }
        // What was held lies behind the day of writing, what is planned ahead of it.
        let ahead = members.iter().all(|m| m.body.status == EngagementStatus::Planned);
        let window = if ahead { (from, to + NEAR) } else { (from - NEAR, to) };
        let mut found = None;
        for n in all.within(window) {
            let group = &self.groups[n];
            let is_near = |m: &Mention<'_>| self.news_days(m).is_some_and(|days| meet(days, window));
            if !group.members.iter().any(is_near) || members.iter().any(|m| group.tells_apart(self.context, m)) {
                continue;
            }
            let fits = members.iter().all(|m| {
                let form = self.form(m);
                let shared = self.shared(n, form, true);
                shared.is_some_and(|(people, _)| people == 2 || m.body.level == Some(Level::Leaders))
            });
            if fits && found.replace(n).is_some() {
                return None;
            }
        }
        found
    }
}

/// Groups by the stretches of days that they are near.
#[derive(Default)]
struct ByDays(BTreeMap<i32, BTreeSet<usize>>);

impl ByDays {
    fn add(&mut self, (from, to): (i32, i32), group: usize) {
        for stretch in from.div_euclid(STRETCH)..=to.div_euclid(STRETCH) {
            self.0.entry(stretch).or_default().insert(group);
        }
    }

    /// Those near these days, in order.
    fn within(&self, (from, to): (i32, i32)) -> BTreeSet<usize> {
        let stretches = from.div_euclid(STRETCH)..=to.div_euclid(STRETCH);
        self.0.range(stretches).flat_map(|(_, groups)| groups.iter().copied()).collect()
    }
}

/// Joins what is told of one session of a channel for which nobody is named: the same words name the channel, and the
/// times meet.
fn join_sessions(mut groups: Vec<Vec<Mention<'_>>>) -> Vec<Vec<Mention<'_>>> {
    let mut sessions: BTreeMap<usize, Vec<Session<'_>>> = BTreeMap::new();
    let mut near = ByDays::default();
    for (n, group) in groups.iter().enumerate() {
        if let Some(told) = group.iter().map(Session::of).collect::<Option<Vec<_>>>() {
            for session in &told {
                near.add(session.days, n);
            }
            sessions.insert(n, told);
        }
    }
    for n in 0..groups.len() {
        while let Some(own) = sessions.get(&n) {
            let others = own.first().map(|session| near.within(session.days)).unwrap_or_default();
            let are_one = |other: &usize| {
                let all = sessions.get(other);
                all.is_some_and(|all| own.iter().all(|a| all.iter().all(|b| a.is_one_with(b))))
            };
            let Some(other) = others.range(n + 1..).copied().find(are_one) else { break };
            let (told, members) = (sessions.remove(&other), std::mem::take(&mut groups[other]));
            sessions.entry(n).or_default().extend(told.into_iter().flatten());
            groups[n].extend(members);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// A mention of a session of a channel.
struct Session<'a> {
    mention: Mention<'a>,
    matter: Matter<'a>,
    days: (i32, i32),
}

impl<'a> Session<'a> {
    fn of(mention: &Mention<'a>) -> Option<Self> {
        let days = counted(mention.when?);
        let matter = Matter::of(&mention.finding.proposition);
        matter.is_channel().then_some(Self { mention: *mention, matter, days })
    }

    fn is_one_with(&self, other: &Self) -> bool {
        let (a, b) = (&self.mention, &other.mention);
        let named = |m: &Mention<'_>| m.body.participants.iter().any(|p| p.name.is_some());
        meet(self.days, other.days)
            && a.body.status == b.body.status
            && a.report != b.report
            && places_fit(a.body.place_side.as_ref(), b.body.place_side.as_ref())
            && !(named(a) && named(b))
            && sides_fit(&a.body.sides, &b.body.sides)
            && self.matter.is_same(&other.matter)
    }
}

impl<'a> Group<'a> {
    fn add(&mut self, form: usize, mention: Mention<'a>) {
        let reports = self.forms.entry(form).or_default();
        if let Some(report) = mention.report {
            self.told += usize::from(reports.insert(report));
        }
        self.reports.entry(mention.report).or_default().push(self.members.len());
        self.members.push(mention);
    }

    /// Whether a mention and some member are two, by its text or by what people say.
    fn tells_apart(&self, context: &Context<'_>, mention: &Mention<'_>) -> bool {
        let own = self.reports.get(&mention.report).into_iter().flatten();
        own.into_iter().any(|at| are_two(&self.members[*at], mention))
            || context.has_kept_apart() && self.members.iter().any(|m| context.kept_apart(m.finding, mention.finding))
    }
}

/// Whether the text of two mentions of one report has them as two meetings: it tells of one that was held and of another
/// that is planned or was called off, or plans two for different times.
fn are_two(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let body = a.finding.place == Place::Body && b.finding.place == Place::Body;
    let one_day = || a.when.zip(b.when).is_some_and(|(x, y)| x.meets(y) && x.days().max(y.days()) == 1);
    let contrasted = a.body.status != b.body.status;
    let planned = || a.body.status == EngagementStatus::Planned && a.when != b.when && a.finding.doc == b.finding.doc;
    body && (contrasted || planned()) && !one_day()
}

fn meet(a: (i32, i32), b: (i32, i32)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Whether two times lie further apart than sources may differ.
fn are_far(a: (i32, i32), b: (i32, i32)) -> bool {
    a.0 - SLACK > b.1 || b.0 - SLACK > a.1
}

/// Whether nothing that both say differs, where the same people are named on so many sides and others on none; a mention
/// without a time joins only what its own report tells of.
fn may_be_one(a: &Told<'_>, b: &Told<'_>, people: usize, beside: bool) -> bool {
    let (x, y) = (&a.words, &b.words);
    let attendance = |words: &Words<'_>| words.setting == Setting::Multilateral;
    x.form == y.form
        && attendance(x) == attendance(y)
        && (levels_fit(x.level, y.level) || people >= x.sides.len().min(2))
        && places_fit(x.place.1, y.place.1)
        && (x.gathering.is_none() || y.gathering.is_none() || x.gathering == y.gathering)
        && sides_fit(x.sides, y.sides)
        && match (a.days, b.days) {
            (Some(x), Some(y)) => times_fit((a, x), (b, y), people, beside),
            _ => beside,
        }
}

fn sides_fit(a: &[Side], b: &[Side]) -> bool {
    let sets = || -> (BTreeSet<&Side>, BTreeSet<&Side>) { (a.iter().collect(), b.iter().collect()) };
    let overlap = || {
        let (x, y) = sets();
        x == y || (x.len().max(y.len()) > 2 && 2 * x.intersection(&y).count() >= x.union(&y).count())
    };
    a == b || overlap()
}

/// Ranks exclude each other, and never where one of them is not told or several meet.
fn levels_fit(a: Option<Level>, b: Option<Level>) -> bool {
    a == b || [a, b].iter().any(|level| matches!(level, None | Some(Level::Mixed)))
}

/// Places exclude each other in two countries, and never where one of them is not told.
fn places_fit(a: Option<&Side>, b: Option<&Side>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// The place that is named, where it is no country.
fn town<'a>(context: &Context<'_>, body: &'a EngagementFinding) -> Option<&'a str> {
    let name = body.place_name.as_deref()?;
    let is_country = context.world.side_from(name).is_some_and(|side| context.world.side_name(&side) == name);
    (!is_country).then_some(name)
}

fn times_fit((a, x): (&Told<'_>, (i32, i32)), (b, y): (&Told<'_>, (i32, i32)), people: usize, beside: bool) -> bool {
    let days = |(from, to): (i32, i32)| to - from + 1;
    if meet(x, y) {
        // The town and its palace are two.
        let town = a.town.zip(b.town).map(|(one, other)| one == other);
        // What is announced for a town, or three sides meet in there, is seldom two things in one year.
        let rare = a.words.sides.len() > 2 || [a, b].iter().any(|told| told.words.status == EngagementStatus::Planned);
        let close = days(x).max(days(y)) <= VAGUE;
        return beside || close || (people > 0 && town != Some(false)) || (rare && town == Some(true));
    }
    let leaders = a.words.level == Some(Level::Leaders) && b.words.level == Some(Level::Leaders);
    let single = days(x) == 1 && days(y) == 1;
    leaders && people >= 2 && a.words.is_held() && b.words.is_held() && single && (x.0 - y.0).abs() <= SLACK
}
