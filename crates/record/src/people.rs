//! Who held which office when: tenures learnt from texts, with evidence, joined with the tables.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use servanda_model::{
    ActorRef, DateValue, Direction, EntryId, Finding, FindingBody, Interval, Quote, Side, TimeFrame, TimeValue,
    record::{Contradiction, Participant, Tenure},
};
use servanda_world::{TenureRow, World};

use crate::{
    chronology::Chronology,
    names,
    times::{self, TitleDays},
};

/// A tenure as texts tell it.
#[derive(Clone, Debug)]
struct Learnt {
    person: String,
    office: String,
    side: Side,
    from: Option<Interval>,
    to: Option<Interval>,
    successor: Option<String>,
    /// Days on which a text gives the person the office's title.
    titled: Vec<Interval>,
    /// The last day on which a text says that the person holds it no longer.
    left: Option<Interval>,
    /// The words that tell a beginning, an end or a succession; else the first title.
    evidence: Vec<Quote>,
    telling: bool,
}

/// The names of a side's people, and ways to them.
#[derive(Debug, Default)]
struct Names {
    all: Vec<String>,
    whole: HashMap<String, usize>,
    by_word: HashMap<String, Vec<usize>>,
}

impl Names {
    fn add(&mut self, name: String) {
        for word in names::words(&name) {
            self.by_word.entry(word).or_default().push(self.all.len());
        }
        self.whole.entry(name.clone()).or_insert(self.all.len());
        self.all.push(name);
    }

    /// The name that is one of these, else the only one that is a fuller or shorter form of the first.
    fn known(&self, name: &str, canonical: &str) -> Option<&str> {
        let exact = [name, canonical].into_iter().filter_map(|form| self.whole.get(form)).min();
        exact.copied().or_else(|| self.only_like(name)).and_then(|at| self.all.get(at)).map(String::as_str)
    }

    fn only_like(&self, name: &str) -> Option<usize> {
        let words = names::words(name);
        let near: BTreeSet<usize> = words.iter().filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        let mut like = near.into_iter().filter(|at| names::hold_each_other(&names::words(&self.all[*at]), &words));
        like.next().filter(|_| like.next().is_none())
    }
}

/// All persons who act publicly for a side, and their offices.
#[derive(Debug)]
pub(crate) struct People<'a> {
    world: &'a World,
    /// The fullest name of each person, by side.
    names: BTreeMap<Side, Names>,
    learnt: Vec<Learnt>,
    /// Where the tenures of a person of a side stand, and those of an office.
    of_person: HashMap<(Side, String), Vec<usize>>,
    of_office: HashMap<(Side, String), Vec<usize>>,
    /// Texts against each other and against the tables.
    pub(crate) contradictions: Vec<Contradiction>,
}

impl<'a> People<'a> {
    /// Learns names and tenures from findings in their order.
    pub(crate) fn learn(findings: &[Finding], titles: &TitleDays, chronology: &Chronology, world: &'a World) -> Self {
        let names = findings.iter().flat_map(names_in).map(|(side, name)| (side.clone(), name.to_owned())).collect();
        let lessons = findings.iter().filter_map(|finding| Lesson::of(finding, titles, chronology));
        Self::of(names, lessons, world)
    }

    /// The same from names and lessons.
    pub(crate) fn of<'l>(
        names: BTreeSet<(Side, String)>,
        lessons: impl Iterator<Item = Lesson<'l>>,
        world: &'a World,
    ) -> Self {
        let mut people = Self {
            world,
            names: BTreeMap::new(),
            learnt: Vec::new(),
            of_person: HashMap::new(),
            of_office: HashMap::new(),
            contradictions: Vec::new(),
        };
        people.name(names);
        for lesson in lessons {
            people.learn_one(&lesson);
        }
        people.learn_predecessors();
        people.contradictions.sort_by(|a, b| (&a.about, &a.between).cmp(&(&b.about, &b.between)));
        people.contradictions.dedup();
        people
    }

    /// Collects the fullest form of every person's name.
    fn name(&mut self, seen: BTreeSet<(Side, String)>) {
        let mut seen: Vec<_> = seen.into_iter().collect();
        let length = |name: &str| name.split_whitespace().count();
        seen.sort_by(|a, b| (&a.0, length(&b.1), &a.1).cmp(&(&b.0, length(&a.1), &b.1)));
        for (side, name) in seen {
            if self.known(&name, Some(&side)).is_none() {
                let full = names::canonical(self.world, &name, Some(&side)).to_owned();
                self.names.entry(side).or_default().add(full);
            }
        }
    }

    /// The fullest form of a name; `None` where it is nobody's or may be several people's.
    fn known(&self, name: &str, side: Option<&Side>) -> Option<&str> {
        self.names.get(side?)?.known(name, names::canonical(self.world, name, side))
    }

    fn full(&self, name: &str, side: &Side) -> String {
        self.known(name, Some(side)).unwrap_or(name).to_owned()
    }

    fn learn_one(&mut self, lesson: &Lesson<'_>) {
        let (from, to) = (lesson.from, lesson.to);
        let person = self.full(lesson.person, lesson.side);
        self.compare_with_tables(lesson, &person);
        let at = self.places_of(&person, lesson.side).find(|at| self.learnt[*at].office == lesson.office);
        let Some(known) = at.and_then(|at| self.learnt.get_mut(at)) else {
            let at = self.learnt.len();
            self.of_person.entry((lesson.side.clone(), person.clone())).or_default().push(at);
            self.of_office.entry((lesson.side.clone(), lesson.office.to_owned())).or_default().push(at);
            self.learnt.push(Learnt {
                person,
                office: lesson.office.to_owned(),
                side: lesson.side.clone(),
                from,
                to,
                successor: lesson.successor.map(str::to_owned),
                titled: lesson.titled.into_iter().collect(),
                left: lesson.left,
                evidence: lesson.quotes.to_vec(),
                telling: lesson.is_telling(),
            });
            return;
        };
        let mut differ = Vec::new();
        for (old, new) in [(&mut known.from, from), (&mut known.to, to)] {
            match (*old, new) {
                (Some(a), Some(b)) => match a.intersection(b) {
                    Some(common) => *old = Some(common),
                    None => differ.push((a, b)),
                },
                (None, new) => *old = new,
                (Some(_), None) => {}
            }
        }
        if known.successor.is_none() {
            known.successor = lesson.successor.map(str::to_owned);
        }
        known.titled.extend(lesson.titled);
        known.left = [known.left, lesson.left].into_iter().flatten().max_by_key(Interval::to);
        if lesson.is_telling() {
            if !known.telling {
                known.evidence.clear();
            }
            known.evidence.extend(lesson.quotes.iter().cloned());
            known.telling = true;
        }
        let about = format!("{} as {} of {}", known.person, known.office, known.side);
        for (a, b) in differ {
            let evidence = known.evidence.clone();
            self.contradictions.push(Contradiction {
                about: about.clone(),
                between: (format!("text: {a}"), format!("text: {b}")),
                evidence,
            });
        }
    }

    fn places_of(&self, person: &str, side: &Side) -> impl Iterator<Item = usize> {
        self.of_person.get(&(side.clone(), person.to_owned())).into_iter().flatten().copied()
    }

    /// The tenures of a person of a side that texts tell, in their order.
    fn learnt_of(&self, person: &str, side: &Side) -> impl Iterator<Item = &Learnt> {
        self.places_of(person, side).filter_map(|at| self.learnt.get(at))
    }

    /// The same for an office.
    fn learnt_in(&self, office: &str, side: &Side) -> impl Iterator<Item = &Learnt> {
        let places = self.of_office.get(&(side.clone(), office.to_owned()));
        places.into_iter().flatten().filter_map(|at| self.learnt.get(*at))
    }

    /// Shows where a text does not fit a row of the tables; an uncited row is not worth a contradiction.
    fn compare_with_tables(&mut self, lesson: &Lesson<'_>, person: &str) {
        let Some(quote) = lesson.quotes.first() else { return };
        let world = self.world;
        let rows: Vec<_> = rows_of(world, person, lesson.side, lesson.office).filter(|r| !r.is_uncited()).collect();
        let mut show = |about: String, text: String, row: &TenureRow| {
            let term = |d: Option<servanda_model::PartialDate>| d.map(|d| d.to_string()).unwrap_or_default();
            let row = format!("table: {} – {} ({})", term(row.from), term(row.to), row.source);
            self.contradictions.push(Contradiction { about, between: (text, row), evidence: vec![quote.clone()] });
        };
        let Some(first) = rows.first() else { return };
        let who = format!("{person} as {} of {}", lesson.office, lesson.side);
        if let Some(from) = lesson.from
            && !rows.iter().any(|row| row.from.is_none_or(|d| d.interval().meets(from)))
        {
            show(format!("beginning of {who}"), format!("text: {from}"), first);
        }
        if let Some(on) = lesson.titled
            && !rows.iter().any(|row| covers(row, on))
        {
            show(format!("holder of {} {} on {on}", lesson.office, lesson.side), format!("text: {person}"), first);
        }
    }

    /// A predecessor's last day is that on which the successor took office.
    fn learn_predecessors(&mut self) {
        let mut ends = Vec::new();
        for (n, learnt) in self.learnt.iter().enumerate().filter(|(_, l)| l.to.is_none()) {
            let Some(successor) = &learnt.successor else { continue };
            let name = self.full(successor, &learnt.side);
            let told = self
                .learnt_of(&name, &learnt.side)
                .find(|l| l.office == learnt.office)
                .and_then(|l| Some((l.from?, l.evidence.clone())));
            let tabled = || {
                let mut rows = rows_of(self.world, &name, &learnt.side, &learnt.office);
                rows.next().and_then(|row| Some((row.from?.interval(), Vec::new())))
            };
            ends.extend(told.or_else(tabled).map(|(to, evidence)| (n, to, evidence)));
        }
        for (n, to, evidence) in ends {
            if let Some(learnt) = self.learnt.get_mut(n) {
                learnt.to = Some(to);
                learnt.evidence.extend(evidence);
            }
        }
    }

    /// Who held an office on some day, where texts and tables know exactly one: the name, and the source.
    fn holder(&self, office: &str, side: &Side, on: Interval) -> Option<(String, String)> {
        let mut holders: BTreeMap<String, String> = BTreeMap::new();
        // Who a text says began later ended the open term of a table.
        let began = |row: &TenureRow| {
            row.to.is_none()
                && self.learnt_in(office, side).any(|l| {
                    l.person != self.full(&row.person, side)
                        && l.from.is_some_and(|from| {
                            from.from() <= on.to() && row.from.is_none_or(|begin| begin.interval().from() < from.from())
                        })
                })
        };
        for row in self.world.holders(office, side, on).into_iter().filter(|row| !began(row)) {
            holders.insert(self.full(&row.person, side), row.source.clone());
        }
        for learnt in self.learnt_in(office, side).filter(|l| l.held(on)) {
            holders.insert(learnt.person.clone(), "text".to_owned());
        }
        if holders.len() == 1 { holders.pop_first() } else { None }
    }

    /// The one office that texts give a person of a side on some day.
    fn office_of(&self, actor: &ActorRef, on: Interval) -> Option<&str> {
        let side = actor.side.as_ref()?;
        let of = self.learnt_of(self.known(actor.name.as_deref()?, Some(side))?, side).filter(|l| l.held(on));
        let offices: BTreeSet<&str> = of.map(|l| l.office.as_str()).collect();
        if offices.len() == 1 { offices.first().copied() } else { None }
    }

    /// A mention as the record shows it: named in the text as it stands, an office through its one holder at the
    /// date, else the office alone.
    pub(crate) fn participant(&self, actor: &ActorRef, on: Option<Interval>) -> Participant {
        let office = actor.office.as_deref().or_else(|| self.office_of(actor, on?)).map(|id| self.office_name(id));
        let shown = |name: Option<String>, source: String| Participant {
            actor: self.actor_id(name.as_deref(), actor.office.as_deref(), actor.side.as_ref()),
            name,
            office: office.clone(),
            side: actor.side.clone(),
            source,
        };
        if let Some(name) = &actor.name {
            let full = self.known(name, actor.side.as_ref()).unwrap_or(name);
            return shown(Some(full.to_owned()), "text".to_owned());
        }
        let holder = match (&actor.office, &actor.side, on) {
            (Some(office), Some(side), Some(on)) => self.holder(office, side, on),
            _ => None,
        };
        match holder {
            Some((name, source)) => shown(Some(name), source),
            None => shown(None, "text".to_owned()),
        }
    }

    /// Whether the tables have the person in the office that the text gives on some of these days.
    pub(crate) fn is_confirmed(&self, actor: &ActorRef, on: Option<Interval>) -> bool {
        let (Some(name), Some(office), Some(side), Some(on)) = (&actor.name, &actor.office, &actor.side, on) else {
            return false;
        };
        let name = self.known(name, Some(side)).unwrap_or(name);
        rows_of(self.world, name, side, office).any(|row| covers(row, on))
    }

    /// The id of an actor's entry: of the person, else of the office, else of the side.
    pub(crate) fn actor_id(&self, name: Option<&str>, office: Option<&str>, side: Option<&Side>) -> Option<EntryId> {
        let side = side?;
        let tail = match (name, office) {
            (Some(name), _) => slug(self.known(name, Some(side))?),
            (None, Some(office)) if self.is_office(office) => slug(office),
            (None, _) => return Some(EntryId::new('A', side.code())),
        };
        Some(EntryId::new('A', &format!("{}-{tail}", side.code())))
    }

    /// Whether the words name an office: "the ministry said" is a word for whoever speaks.
    pub(crate) fn is_office(&self, office: &str) -> bool {
        self.world.office(office).is_some() || office.contains(' ')
    }

    /// An office's name as shown.
    pub(crate) fn office_name(&self, id: &str) -> String {
        self.world.office(id).map_or_else(|| id.to_owned(), |office| office.name.clone())
    }

    /// Every person with the side acted for.
    pub(crate) fn persons(&self) -> impl Iterator<Item = (&Side, &str)> {
        self.names.iter().flat_map(|(side, names)| names.all.iter().map(move |name| (side, name.as_str())))
    }

    /// A person's tenures, those told by texts first, nothing of it known only after `horizon`.
    pub(crate) fn tenures(&self, person: &str, side: &Side, horizon: Option<Date>) -> Vec<Tenure> {
        let past = |day: Date| horizon.is_none_or(|h| day <= h);
        let told = self.learnt_of(person, side).map(|l| Tenure {
            office: self.office_name(&l.office),
            side: side.clone(),
            from: l.from.filter(|d| past(d.from())).map(|d| d.to_string()),
            to: l.to.filter(|d| past(d.from())).map(|d| d.to_string()),
            seen: l.titled.iter().copied().filter(|d| past(d.from())).collect(),
            former: l.has_left(&past),
            source: "text".to_owned(),
            evidence: l.evidence.clone(),
        });
        let rows = self.world.tenures_of(person, Some(side)).into_iter();
        let rows = rows.filter(|row| row.from.is_none_or(|d| past(d.interval().from()))).map(|row| Tenure {
            office: self.office_name(&row.office),
            side: side.clone(),
            from: row.from.map(|d| d.to_string()),
            to: row.to.filter(|d| past(d.interval().from())).map(|d| d.to_string()),
            seen: Vec::new(),
            former: false,
            source: row.source.clone(),
            evidence: Vec::new(),
        });
        told.chain(rows).collect()
    }
}

/// What one text tells of a tenure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lesson<'l> {
    pub(crate) side: &'l Side,
    pub(crate) office: &'l str,
    pub(crate) person: &'l str,
    pub(crate) from: Option<Interval>,
    pub(crate) to: Option<Interval>,
    /// The days on which the text has the person in office.
    pub(crate) titled: Option<Interval>,
    pub(crate) successor: Option<&'l str>,
    /// The day on which the text says that the person holds the office no longer.
    pub(crate) left: Option<Interval>,
    /// The words, where they are at hand.
    pub(crate) quotes: &'l [Quote],
}

impl<'l> Lesson<'l> {
    pub(crate) fn of(finding: &'l Finding, titles: &TitleDays, chronology: &Chronology) -> Option<Self> {
        let FindingBody::Tenure(tenure) = &finding.body else { return None };
        let quote = finding.evidence.first();
        let resolve = |value: &Option<TimeValue>| {
            value.as_ref().and_then(|v| chronology.resolve(&finding.doc, v, quote.start)).map(|v| v.interval())
        };
        let past_from = tenure.from.as_ref().map(|from| times::toward(from, Direction::Past));
        let current = !tenure.former && finding.qualifiers.time != TimeFrame::Past;
        let then = titles.get(&finding.id).copied();
        let told = then.or_else(|| chronology.published(&finding.doc).map(DateValue::interval));
        finding.is_asserted().then(|| Self {
            side: &tenure.side,
            office: &tenure.office,
            person: &tenure.person,
            from: resolve(&past_from),
            to: resolve(&tenure.to),
            titled: told.filter(|_| current),
            successor: tenure.successor.as_deref(),
            left: told.filter(|_| tenure.former),
            quotes: finding.evidence.quotes(),
        })
    }

    /// Whether it tells a beginning, an end or a succession, and not the title alone.
    fn is_telling(&self) -> bool {
        self.from.is_some() || self.to.is_some() || self.successor.is_some()
    }
}

/// The names that a finding gives people of sides.
pub(crate) fn names_in(finding: &Finding) -> Vec<(&Side, &str)> {
    match &finding.body {
        FindingBody::Engagement(e) => e.participants.iter().filter_map(named).collect(),
        FindingBody::Statement(s) => s.speakers.iter().filter(|s| s.office.is_some()).filter_map(named).collect(),
        FindingBody::Tenure(t) => vec![(&t.side, t.person.as_str())],
        _ => Vec::new(),
    }
}

fn named(actor: &ActorRef) -> Option<(&Side, &str)> {
    Some((actor.side.as_ref()?, actor.name.as_deref()?))
}

impl Learnt {
    /// Whether the last that texts say, up to some day, is that the office is held no longer.
    fn has_left(&self, past: &impl Fn(Date) -> bool) -> bool {
        let left = self.left.filter(|left| past(left.from()));
        left.is_some_and(|left| self.titled.iter().filter(|d| past(d.from())).all(|d| d.from() <= left.to()))
    }

    /// Whether texts have the person in office on some day of `on`: between a beginning and an end that they tell,
    /// or up to the last day on which they give the title.
    fn held(&self, on: Interval) -> bool {
        let last = self.to.map(|d| d.to()).or_else(|| self.titled.iter().map(Interval::to).max());
        let term = self.from.zip(last).and_then(|(from, to)| Interval::new(from.from(), to).ok());
        term.into_iter().chain(self.titled.iter().copied()).any(|days| days.meets(on))
    }
}

fn rows_of<'w>(world: &'w World, person: &str, side: &Side, office: &str) -> impl Iterator<Item = &'w TenureRow> {
    world.tenures_of(person, Some(side)).into_iter().filter(move |row| row.office == office)
}

fn covers(row: &TenureRow, on: Interval) -> bool {
    row.from.is_none_or(|d| d.interval().from() <= on.to()) && row.to.is_none_or(|d| d.interval().to() >= on.from())
}

fn slug(words: &str) -> String {
    let parts: Vec<_> = words.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    parts.join("-").to_lowercase()
}
