//! Engagements: meetings held, planned or cancelled, as one document has them (codebook, 5).
//!
//! Every word that tells of a meeting gives a frame (`frames`), with its circumstances a sighting; sightings of one
//! meeting in a document make one finding with several quotes. "Not since" and "last held" make none (they date a
//! mechanism).

mod circumstances;
mod company;
mod frames;
mod nouns;
mod parties;
mod same;
mod settled;
mod verbs;

use servanda_language::{NameKind, Relation, Upos};
use servanda_model::{
    ActorRef, Assertion, Direction, EngagementFinding, EngagementStatus, Finding, FindingBody, Form, Level, Place,
    Proposition, Setting, Side, TimeFrame, TimeUnit, TimeValue,
};

use crate::{
    clause,
    lexicon::{MeetingShape, WordClass},
    object,
    reader::{Draft, Reader, sorted},
    rules::mechanism,
    text::{Text, Tokens},
};
use circumstances::{directed, gathering, level, location, own_times, status, when};
use frames::{Frame, Placed};

/// One mention of a meeting.
#[derive(Clone, Debug)]
struct Sighting {
    trigger: usize,
    number: usize,
    evidence: Vec<Tokens>,
    place: Place,
    form: Form,
    setting: Option<Setting>,
    status: EngagementStatus,
    assertion: Assertion,
    level: Option<Level>,
    people: Vec<ActorRef>,
    sides: Vec<Side>,
    when: Option<(TimeValue, Tokens)>,
    location: Option<(String, Option<Side>)>,
    gathering: Option<String>,
    attendance: bool,
    /// Of a gathering called by its name: "the Lima Conference".
    named: bool,
    /// "They had last met in May": another meeting than the one told before.
    earlier: bool,
    /// Named, not told: "praised the visit of".
    named_only: bool,
    /// "Arrived in Lima on Wednesday": part of a visit that is told elsewhere.
    journey: bool,
    /// A session to come of a series: who will be there is not said.
    series: bool,
    /// "A conversation" may be of the call told before.
    form_open: bool,
    /// To be held, no one knows when: "will meet B", of a visit told before.
    undated: bool,
    /// Only named, or what a journey is for: whether it was held is told elsewhere, if at all.
    open: bool,
    /// "Arrived in Lima on Wednesday for talks with B": of the day of the journey.
    came: bool,
    /// "Spoke of Monday's summit", which may be before it or after.
    unsure: bool,
    /// "A, who is on a visit to Peru from 3 to 5 May": a visit, of which the meetings told with it are part.
    visit: bool,
    /// "Arrived in Lima": the side of the place, of which nobody is named.
    gone_to: Option<Side>,
}

/// All engagements of the text.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut meetings: Vec<Sighting> = Vec::new();
    let mut undated: Vec<Sighting> = Vec::new();
    let mut waiting: Vec<ActorRef> = Vec::new();
    for sentence in reader.sentences() {
        let told = frames::find(reader, &sentence);
        let sightings = told.iter().filter_map(|frame| sighting(reader, &sentence, frame));
        for mut sighting in sightings.chain(pictured(reader, &sentence)) {
            sighting.lean_on(&meetings);
            match meetings.iter_mut().rev().find(|m| m.is_same_as(reader, &sighting)) {
                Some(meeting) => meeting.absorb(sighting),
                None if sighting.undated => undated.push(sighting),
                None => meetings.push(sighting),
            }
        }
        // Company told of in front of its meeting waits for it.
        waiting.extend(company::added(reader, &sentence));
        let joined = |m: &Sighting| {
            let own = |a: &ActorRef| a.side.as_ref().is_none_or(|s| m.sides.contains(s));
            waiting.iter().any(own)
        };
        // Company is told of the meeting that the text is about, not of one to come.
        let met = |m: &Sighting| m.status == EngagementStatus::Held && !m.earlier;
        let open = |m: &Sighting| !m.attendance && m.sides.len() > 1 && joined(m);
        let own = meetings.iter().rposition(|m| open(m) && met(m)).or_else(|| meetings.iter().rposition(open));
        if let Some(meeting) = own.and_then(|n| meetings.get_mut(n)) {
            meeting.accompanied(reader, &waiting);
            waiting.clear();
        }
    }
    let mut meetings = settled::settle(reader, &meetings, &undated);
    // Whoever held an office in those days is not whoever holds it now.
    for meeting in meetings.iter_mut().filter(|m| !m.series && (!m.earlier || m.when.is_some())) {
        meeting.named(reader);
    }
    meetings.into_iter().filter_map(|m| finding(reader, m)).collect()
}

/// People who stand together are named with so few words between them.
const BESIDE: usize = 8;

/// A caption that shows people of two sides together on a date: "A stands next to B in Lima, March 3, 2022".
fn pictured(reader: &Reader<'_>, sentence: &Tokens) -> Option<Sighting> {
    const TO_COME: [&str; 5] = ["will", "schedule", "expect", "plan", "due"];
    let text = &reader.text;
    let place = text.sentence_of(sentence.start).map(|s| text.place_of(s))?;
    if place != Place::Caption {
        return None;
    }
    // "A stands next to B ahead of his meeting with C": C is not in the picture.
    let shown = &(sentence.start..circumstances::occasion_behind(text, sentence));
    let people: Vec<ActorRef> = reader
        .actors
        .within(shown)
        .iter()
        .filter(|m| m.kind == crate::actors::MentionKind::Person)
        .flat_map(|m| m.actors.iter().cloned())
        .collect();
    let sides = sorted(people.iter().filter_map(|p| p.side.clone()).collect());
    // "A with B", "A stands next to B"; not "A arrives for talks with B".
    let together = text.find(shown.clone(), |t| reader.lexicon.is(WordClass::Together, text.lemma(t)));
    let mentions = reader.actors.within(shown);
    let beside = mentions.iter().zip(mentions.iter().skip(1)).any(|(a, b)| {
        a.sides() != b.sides()
            && b.tokens.start < a.tokens.end + BESIDE
            && text.find(a.tokens.end..b.tokens.start, |t| text.syntax.is_verb(t)).is_none()
    });
    // "Are scheduled to meet on Monday": of what comes after the picture.
    if text.find(sentence.clone(), |t| TO_COME.contains(&text.lemma(t))).is_some() {
        return None;
    }
    if together.is_none() && !beside {
        return None;
    }
    let time = circumstances::dated(text, text.times_in(sentence).first()?);
    let when = (time.value.clone(), time.first..time.end);
    if sides.len() < 2 || people.len() != sides.len() {
        return None;
    }
    Some(Sighting {
        trigger: sentence.start,
        number: 0,
        evidence: vec![text.strip(sentence.clone())],
        place,
        form: Form::InPerson,
        setting: None,
        status: EngagementStatus::Held,
        assertion: Assertion::Asserted,
        level: level(reader, &people, sentence),
        location: None,
        gathering: gathering(reader, sentence),
        people,
        sides,
        when: Some(when),
        attendance: false,
        named: false,
        earlier: false,
        named_only: false,
        journey: false,
        undated: false,
        series: false,
        form_open: false,
        open: false,
        came: false,
        unsure: false,
        visit: false,
        gone_to: None,
    })
}

/// What a frame tells, where it tells of an engagement of sides.
fn sighting(reader: &Reader<'_>, sentence: &Tokens, frame: &Frame) -> Option<Sighting> {
    let text = &reader.text;
    let shape = frame.word.shape;
    let series = is_of_series(reader, frame);
    if is_supposed(reader, frame) || shape == MeetingShape::Attend && is_at_home(reader, frame) {
        return None;
    }
    // Who will come to the next session is not said by who agreed to hold it.
    let unnamed = |a: &ActorRef| ActorRef { name: a.name.clone().filter(|_| !series), ..a.clone() };
    let people: Vec<ActorRef> = frame.people.iter().map(unnamed).collect();
    let sides = sorted(people.iter().filter_map(|a| a.side.clone()).collect());
    let location = location(reader, frame, &people);
    let gathering = gathering(reader, &frame.words);
    let attendance = shape == MeetingShape::Attend;
    let enough = if attendance { 1 } else { 2 };
    if sides.len() < enough {
        return None;
    }
    let when = when(reader, frame, sentence);
    let status = status(reader, frame, when.as_ref().map(|w| &w.0))?;
    let when = when.map(|(value, words)| (back_from(text, frame, directed(value, status), &words), words));
    let assertion = clause::assertion(reader, frame.predicate);
    // "Potentially" makes none (codebook, 5), and neither does "may visit".
    let potential = text.find(frame.words.clone(), |t| text.is(t, "potentially")).is_some()
        || text.syntax.has_aux(frame.predicate, &["may"]);
    if status != EngagementStatus::Cancelled && assertion != Assertion::Asserted || potential {
        return None;
    }
    let until = matches!(&when, Some((TimeValue::Range { .. }, _)));
    let dated = until || own_times(reader, frame).next().is_some();
    // Talk of a matter is a meeting only with a place or a time, and signing, done in many ways, with a place or a day.
    let on_a_day = || own_times(reader, frame).any(|t| same::is_day(&t.value));
    let known = match shape {
        MeetingShape::Sign if parties::has_person(&people) => location.is_some() || on_a_day(),
        MeetingShape::Sign => location.is_some() && dated,
        // "A discussed trade with B", each by name, was a meeting anyway.
        _ => {
            let named = people.iter().filter(|a| a.name.is_some() && a.office.is_some()).count();
            !verbs::is_of_matter(text, frame.head) || dated || location.is_some() || named > 1
        }
    };
    // Whoever came or flew somewhere on a day visited.
    let journey = verbs::is_bare_journey(reader, frame);
    if !known || journey && !dated {
        return None;
    }
    let leaning = when.as_ref().is_some_and(|(value, _)| matches!(value, TimeValue::Anaphoric { .. }));
    // "A future meeting is a planned engagement when at least its year is given"; without, it is a commitment at most, or
    // tells more of a meeting told before.
    let open = !attendance || gathering.is_none() && sides.len() == 1;
    let undated = status == EngagementStatus::Planned && !dated && !leaning && open;
    if undated && !frame.word.is_verb {
        return None;
    }
    let sidelines = text
        .find(frame.words.clone(), |t| matches!(text.lemma(t), "sideline" | "sidelines" | "margin" | "margins"))
        .is_some();
    Some(Sighting {
        trigger: frame.head,
        number: frame.number,
        place: text.sentence_of(frame.head).map(|s| text.place_of(s)).unwrap_or_default(),
        form: frame.word.form,
        form_open: (text.lemma(frame.head) == "conversation" || verbs::is_of_matter(text, frame.head))
            && location.is_none(),
        setting: match (sidelines, attendance) {
            (true, _) => Some(Setting::Sidelines),
            (_, true) => Some(Setting::Multilateral),
            _ => None,
        },
        status,
        assertion: Assertion::Asserted,
        level: level(reader, &people, &frame.words),
        evidence: vec![frame.words.clone()],
        people,
        sides,
        when,
        location,
        gathering,
        attendance,
        named: text
            .find(frame.words.clone(), |t| frames::is_event(reader, t) && text.syntax.upos(t) == Upos::Propn)
            .is_some(),
        earlier: frame.word.is_verb && frame.when == Placed::Before,
        named_only: frame.when == Placed::Named || frame.when == Placed::Before,
        journey,
        undated,
        series,
        open: frame.when == Placed::Named || shape == MeetingShape::Go && !journey,
        came: shape == MeetingShape::Go && !journey,
        unsure: is_of_open_day(reader, frame),
        visit: shape == MeetingShape::Visit,
        gone_to: gone_to(text, frame, &frame.people),
    })
}

/// "It would be given to him after he met B": what hangs on a supposition is supposed.
fn is_supposed(reader: &Reader<'_>, frame: &Frame) -> bool {
    let syntax = &reader.text.syntax;
    let above = syntax.head(frame.predicate).filter(|_| syntax.relation(frame.predicate) == Relation::Advcl);
    above.is_some_and(|above| syntax.has_aux(above, &["would"]) && syntax.relation(above) != Relation::Ccomp)
}

/// "Spoke at a convention of state officials in Arica": of the speaker's own country or of nobody's, no gathering of sides.
fn is_at_home(reader: &Reader<'_>, frame: &Frame) -> bool {
    let text = &reader.text;
    let own = sorted(frame.people.iter().filter_map(|a| a.side.clone()).collect::<Vec<_>>());
    let held = text.find(frame.words.clone(), |t| frames::is_event(reader, t));
    let named = held.is_some_and(|t| text.syntax.upos(t) == Upos::Propn) || gathering(reader, &frame.words).is_some();
    let abroad = text.names_in(&frame.words).iter().any(|name| {
        matches!(&name.kind, NameKind::Place(None) | NameKind::Body(_) | NameKind::Gathering(_))
            || parties::place_side(text, name.end - 1).is_some_and(|side| !own.contains(&side))
    });
    let summit = held.is_some_and(|t| text.lemma(t) == "summit");
    frame.word.is_verb && own.len() == 1 && !(named || abroad || summit)
}

/// "Monday's summit", where no word says that it was: "the recent summit", "hailed the summit on Monday".
fn is_of_open_day(reader: &Reader<'_>, frame: &Frame) -> bool {
    let text = &reader.text;
    let day = own_times(reader, frame).map(|t| &t.value).find(|value| same::is_day(value));
    let weekday = matches!(day, Some(TimeValue::OnWeekday { weeks: 0, .. }));
    let open = circumstances::is_a_day(day) && clause::tense(reader, frame.predicate) == clause::Tense::Open;
    let judged = text.syntax.upwards(frame.head).any(|t| reader.lexicon.is(WordClass::Judge, text.lemma(t)));
    frame.when == Placed::Named && (open || weekday && !judged)
}

/// Where somebody went of whose hosts nobody is named: "arrived in Lima"; who visits or tours a country meets somebody there.
fn gone_to(text: &Text<'_>, frame: &Frame, people: &[ActorRef]) -> Option<Side> {
    let goes = frame.word.shape == MeetingShape::Go || matches!(text.lemma(frame.head), "travel" | "come");
    let host = people.iter().find(|a| !parties::is_person(a)).filter(|_| goes && frame.word.is_verb)?;
    host.side.clone()
}

/// "Returned in March, a month after they had met": told so, the meeting lies the other way from the time before. (Days are
/// counted from the meeting before.)
fn back_from(text: &Text<'_>, frame: &Frame, value: TimeValue, words: &Tokens) -> TimeValue {
    let in_front = words.end <= frame.head && words.end > 0 && text.is_any(words.end - 1, &["after", "before"]);
    match value {
        TimeValue::Anaphoric { unit, offset } if in_front && unit != TimeUnit::Day => {
            TimeValue::Anaphoric { unit, offset: -offset }
        }
        value => value,
    }
}

/// "Agreed to hold the next meeting of the council", "the next session will take place in May".
fn is_of_series(reader: &Reader<'_>, frame: &Frame) -> bool {
    const RESOLVING: [&str; 6] = ["agree", "decide", "resolve", "undertake", "commit", "pledge"];
    let text = &reader.text;
    let syntax = &text.syntax;
    // "Agreed to go on and to resume the meetings of the committee"
    let joined = Some(frame.predicate).filter(|&t| syntax.relation(t) == Relation::Conj).and_then(|t| syntax.head(t));
    let led = joined.unwrap_or(frame.predicate);
    let above = syntax.head(led).filter(|_| syntax.is_infinitive(led));
    let resolved = above.is_some_and(|above| RESOLVING.contains(&text.lemma(above)));
    let subject = matches!(syntax.relation(frame.head), Relation::Nsubj | Relation::NsubjPass)
        && clause::is_future(reader, frame.predicate);
    let convened = frame.word.is_verb && matches!(text.lemma(frame.head), "convene" | "reconvene");
    let words = if convened { frame.words.clone() } else { syntax.below(frame.head) };
    let next = syntax.dependents(frame.head).iter().any(|&d| text.is(d, "next"));
    let channel = || {
        let named = |t: usize| reader.lexicon.channels.iter().any(|c| c.meaning && c.at(text, t, words.end).is_some());
        text.find(words.clone(), named).is_some()
    };
    (resolved || subject) && (convened || !frame.word.is_verb) && (next || channel())
}

impl Sighting {
    /// Whether the other sighting is of the same meeting, told in the same part of the text.
    fn is_same_as(&self, reader: &Reader<'_>, other: &Self) -> bool {
        self.place == other.place
            && self.status == other.status
            && self.may_be(reader, other)
            && !self.differs_by_name(reader, other)
    }

    /// "The Political Dialogue", "a round of the Positive Agenda": meetings of nobody named that have two names.
    fn differs_by_name(&self, reader: &Reader<'_>, other: &Self) -> bool {
        let unnamed = |m: &Self| !m.people.iter().any(parties::is_person);
        let name = |m: &Self| -> Vec<String> {
            let text = &reader.text;
            let own = text.syntax.below(m.trigger);
            let named = |&t: &usize| {
                text.syntax.upos(t) == Upos::Propn && text.name_at(t).is_none_or(|n| n.kind == NameKind::Other)
            };
            own.filter(named).filter(|&t| text.time_at(t).is_none()).map(|t| text.lower(t)).collect()
        };
        let (own, others) = (name(self), name(other));
        let apart = !own.is_empty() && !others.is_empty() && own.iter().all(|word| !others.contains(word));
        apart && unnamed(self) && unnamed(other)
    }

    /// Whether the other sighting may be of the same meeting: same sides, people and form that do not exclude each other,
    /// and no other time or gathering.
    fn may_be(&self, reader: &Reader<'_>, other: &Self) -> bool {
        let names = |people: &[ActorRef], side: &Side| -> Vec<String> {
            people.iter().filter(|p| p.side.as_ref() == Some(side)).filter_map(|p| p.name.clone()).collect()
        };
        let people_agree = self.sides.iter().all(|side| {
            let (own, others) = (names(&self.people, side), names(&other.people, side));
            own.is_empty() || others.is_empty() || own.iter().any(|name| others.contains(name))
        });
        let open = |level: Option<Level>| matches!(level, None | Some(Level::Mixed));
        let levels_agree = open(self.level) || open(other.level) || self.level == other.level;
        let arrives = |m: &Self| m.journey || m.came;
        let arrival = arrives(self) != arrives(other) && !self.named_only && !other.named_only;
        let times_agree = match (&self.when, &other.when) {
            // "Held talks on Thursday. She arrived in Lima on Wednesday".
            (Some(a), Some(b)) if arrival => same::is_day(&a.0) && same::is_day(&b.0),
            (Some(a), Some(b)) => same::times(&a.0, &b.0),
            // "Met. … In November 2021 they met in Lima": what is told without a time is not of years ago.
            (None, Some(b)) => !same::is_background(&b.0),
            // "The committee met in May. The ministers met, too": nor of the other.
            (Some(a), None) => !same::is_background(&a.0) || self.people.iter().any(parties::is_person),
            _ => true,
        };
        let ranks_agree = self.sides.iter().all(|side| {
            let of = |people: &[ActorRef]| {
                let own: Vec<_> = people.iter().filter(|p| p.side.as_ref() == Some(side)).cloned().collect();
                circumstances::ranks(reader, &own)
            };
            let (own, others) = (of(&self.people), of(&other.people));
            own.is_empty() || others.is_empty() || own.iter().any(|level| others.contains(level))
        });
        let places_agree = match (&self.location, &other.location) {
            (Some((a, x)), Some((b, y))) => a == b || x.is_none() || y.is_none() || x == y,
            _ => true,
        };
        places_agree
            && self.sides == other.sides
            && (self.form == other.form || other.form_open && self.form == Form::Phone)
            && self.attendance == other.attendance
            && self.earlier == other.earlier
            && (!self.attendance || self.gathering == other.gathering)
            && people_agree
            && ranks_agree
            && levels_agree
            && times_agree
    }

    /// "The meeting took place a day before they were to hold talks": counted from the weekday of the meeting before.
    fn lean_on(&mut self, before: &[Self]) {
        let Some((TimeValue::Anaphoric { unit: TimeUnit::Day, offset }, words)) = &self.when else { return };
        // In front of its clause the expression dates the meeting before, not this one.
        let days = if words.end <= self.trigger { -offset } else { *offset };
        let weekday = before.iter().rev().find_map(|m| match m.when {
            Some((TimeValue::OnWeekday { weekday, weeks: 0, .. }, _)) => Some(weekday),
            _ => None,
        });
        if let Some(weekday) = weekday {
            let value = TimeValue::OnWeekday { weekday: weekday.plus(days), direction: Direction::Either, weeks: 0 };
            self.when = Some((value, words.clone()));
        }
    }

    fn absorb(&mut self, other: Self) {
        // The day of the talks, not of the journey to them.
        let came = |m: &Self| (m.came || m.journey) && m.when.is_some();
        let later = came(self) && !came(&other) && other.when.is_some();
        self.came &= !later;
        self.journey &= !later;
        self.when = match (self.when.take(), other.when) {
            (_, Some(other)) if later => Some(other),
            (Some(own), Some(other)) if same::says_more(&other.0, &own.0) => Some(other),
            (own, other) => own.or(other),
        };
        self.evidence.extend(other.evidence);
        self.location = self.location.take().or(other.location);
        self.gathering = self.gathering.take().or(other.gathering);
        self.setting = self.setting.or(other.setting);
        self.level = self.level.or(other.level);
        for person in other.people {
            let known = self.people.iter_mut().find(|p| p.side == person.side);
            match known {
                Some(p) if p.name.is_none() && person.name.is_some() => *p = person,
                Some(_) => {}
                None => self.people.push(person),
            }
        }
    }
}

/// The meeting as an act: of the channel that its words name ("the sixth joint committee"), else just a meeting.
fn proposition(reader: &Reader<'_>, meeting: &Sighting) -> Proposition {
    let text = &reader.text;
    // "Talks paved the way for a dialogue": what a noun names stands in its own phrase.
    let noun = !text.syntax.is_verb(meeting.trigger);
    let own = text.syntax.below(meeting.trigger);
    let channel = meeting.evidence.iter().find_map(|words| {
        let within = words.start.max(own.start)..words.end.min(own.end);
        let words = if noun && words.contains(&meeting.trigger) { &within } else { words };
        let head = text.find(words.clone(), |t| {
            reader.lexicon.channels.iter().any(|c| c.meaning && c.at(text, t, words.end).is_some())
        })?;
        Some(mechanism::phrase(text, words, &(head..head + 1)))
    });
    match channel.filter(|phrase| phrase.len() > 1) {
        Some(phrase) => object::proposition(reader, "hold", &phrase, &meeting.sides, &[]),
        None => Proposition {
            predicate: "meet".to_owned(),
            by: meeting.sides.clone(),
            head: "meeting".to_owned(),
            positive: meeting.status != EngagementStatus::Cancelled,
            ..Proposition::default()
        },
    }
}

fn finding(reader: &Reader<'_>, meeting: Sighting) -> Option<Finding> {
    let setting = meeting.setting.unwrap_or(match meeting.sides.len() {
        0..=2 => Setting::Bilateral,
        3 => Setting::Trilateral,
        _ => Setting::Multilateral,
    });
    let proposition = proposition(reader, &meeting);
    let fresh =
        meeting.status == EngagementStatus::Held && !meeting.earlier && !meeting.attendance && !meeting.named_only;
    let told = circumstances::day_of_news(reader, &meeting).filter(|_| fresh);
    let mut draft =
        Draft::new("engagement.meeting", meeting.trigger + meeting.number, object::disjoint(meeting.evidence));
    draft.assertion = meeting.assertion;
    draft.time = if meeting.status == EngagementStatus::Planned { TimeFrame::Planned } else { TimeFrame::Present };
    draft.proposition = proposition;
    let (when, when_quote) = match meeting.when.or(told) {
        Some((value, tokens)) => (Some(value), Some(reader.text.quote(&tokens))),
        None if fresh => (circumstances::day_of_readout(reader, meeting.trigger), None),
        None => (None, None),
    };
    let (place_name, place_side) = meeting.location.map_or((None, None), |(name, side)| (Some(name), side));
    let body = EngagementFinding {
        level: meeting.level,
        form: meeting.form,
        setting,
        status: meeting.status,
        when,
        when_quote,
        place_name,
        place_side,
        gathering: meeting.gathering,
        participants: meeting.people,
        sides: meeting.sides,
    };
    reader.finding(draft, FindingBody::Engagement(body))
}
