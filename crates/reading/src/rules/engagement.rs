//! Engagements: meetings held, planned or cancelled, as one document has them (codebook, 5).
//!
//! Every meeting word gives a sighting; sightings of one meeting in a document make one finding with several
//! quotes. "Not since" and "last held" make none (they date a mechanism).

use servanda_language::{Inflection, NameKind};
use servanda_model::{
    ActorRef, Assertion, Direction, EngagementFinding, EngagementStatus, Finding, FindingBody, Form, Level, Place,
    Proposition, Setting, Side, TimeFrame, TimeUnit, TimeValue,
};

use crate::{
    clause,
    lexicon::{self, Lexicon, MeetingShape},
    object,
    reader::{Draft, Reader, sorted},
    rules::mechanism,
    text::{Text, Tokens},
};

/// One mention of a meeting.
#[derive(Clone, Debug)]
struct Sighting {
    trigger: usize,
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
}

/// All engagements of the text.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut meetings: Vec<Sighting> = Vec::new();
    for sentence in reader.sentences() {
        for mut sighting in sightings(reader, &sentence).into_iter().chain(pictured(reader, &sentence)) {
            sighting.lean_on(&meetings);
            match meetings.iter_mut().rev().find(|m| m.is_same_as(&sighting)) {
                Some(meeting) => meeting.absorb(sighting),
                None => meetings.push(sighting),
            }
        }
    }
    meetings.into_iter().filter_map(|m| finding(reader, m)).collect()
}

/// The meetings that a sentence mentions.
fn sightings(reader: &Reader<'_>, sentence: &Tokens) -> Vec<Sighting> {
    let text = &reader.text;
    let mut found: Vec<Sighting> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let hit = lexicon::longest(&reader.lexicon.meetings, text, at, sentence.end)
            .filter(|(entry, tokens)| !text.is_quoted(at) && is_used(text, sentence, tokens, entry.meaning.1));
        let Some((entry, tokens)) = hit else {
            at += 1;
            continue;
        };
        let (form, shape) = entry.meaning;
        for words in words_of(reader, sentence, &tokens, shape) {
            let Some(sighting) = sighting(reader, sentence, &tokens, words, form, shape) else { continue };
            match found.iter_mut().find(|f| f.is_same_as(&sighting)) {
                Some(same) => same.absorb(sighting),
                None => found.push(sighting),
            }
        }
        at = tokens.end.max(at + 1);
    }
    found
}

/// A caption that shows people of two sides together on a date: "A stands next to B in Lima, March 3, 2022".
fn pictured(reader: &Reader<'_>, sentence: &Tokens) -> Option<Sighting> {
    let text = &reader.text;
    let place = text.sentence_of(sentence.start).map(|s| text.place_of(s))?;
    if place != Place::Caption {
        return None;
    }
    let people: Vec<ActorRef> = reader
        .actors
        .within(sentence)
        .iter()
        .filter(|m| m.kind == crate::actors::MentionKind::Person)
        .flat_map(|m| m.actors.iter().cloned())
        .collect();
    let sides = sorted(people.iter().filter_map(|p| p.side.clone()).collect());
    let when = when(reader, sentence, sentence)?;
    if sides.len() < 2 || people.len() != sides.len() {
        return None;
    }
    Some(Sighting {
        trigger: sentence.start,
        evidence: vec![text.strip(sentence.clone())],
        place,
        form: Form::InPerson,
        setting: None,
        status: EngagementStatus::Held,
        assertion: Assertion::Asserted,
        level: level(reader, &people, sentence),
        location: location(reader, sentence, sentence, MeetingShape::Verb, &people),
        gathering: gathering(reader, sentence),
        people,
        sides,
        when: Some(when),
        attendance: false,
    })
}

/// Whether the phrase is used as its shape says: "visit" as a verb, not "exchange visits" or "the visit".
fn is_used(text: &Text<'_>, sentence: &Tokens, cue: &Tokens, shape: MeetingShape) -> bool {
    let noun = |at: usize| {
        at > sentence.start
            && (text.is_any(
                at - 1,
                &["the", "a", "an", "his", "her", "its", "their", "exchange", "state", "official", "first", "this"],
            ) || text.word(at - 1).contains('-'))
    };
    match shape {
        MeetingShape::Visit => cue.len() > 1 || !noun(cue.start) && !text.is_any(cue.start, &["visits", "visiting"]),
        MeetingShape::Host => !noun(cue.start),
        MeetingShape::Verb if cue.len() == 1 => !noun(cue.start),
        _ => true,
    }
}

/// The words that tell of the meeting, from the cue on; attendance at two gatherings is two.
fn words_of(reader: &Reader<'_>, sentence: &Tokens, cue: &Tokens, shape: MeetingShape) -> Vec<Tokens> {
    let text = &reader.text;
    let end = match shape {
        MeetingShape::Noun => noun_end(reader, cue.end, sentence.end),
        MeetingShape::Opening => text.find(cue.end..sentence.end, |t| text.word(t) == ",").unwrap_or(cue.end),
        _ => clause_end(text, cue.end, sentence.end),
    };
    let whole = cue.start..end;
    if shape != MeetingShape::Attend {
        return vec![whole];
    }
    let cut = text.find(cue.end..end, |t| {
        text.is(t, "and")
            && gathering(reader, &(cue.end..t)).is_some()
            && gathering(reader, &(t + 1..end.min(t + 8))).is_some()
    });
    match cut {
        Some(at) => vec![cue.start..at, at + 1..end],
        None => vec![whole],
    }
}

fn sighting(
    reader: &Reader<'_>,
    sentence: &Tokens,
    cue: &Tokens,
    words: Tokens,
    form: Form,
    shape: MeetingShape,
) -> Option<Sighting> {
    let text = &reader.text;
    let end = words.end;
    let clause = clause::clause_start(reader, sentence.start, cue.start)..end;
    let (people, evidence_start) = participants(reader, sentence, cue, shape, end)?;
    let sides = sorted(people.iter().filter_map(|a| a.side.clone()).collect());
    let location = location(reader, &words, sentence, shape, &people);
    let gathering = gathering(reader, &words);
    let on_sidelines = text.find(clause.clone(), |t| text.lemma(t) == "sideline" || text.is(t, "margins")).is_some();
    let attendance = shape == MeetingShape::Attend && gathering.is_some();
    let enough = match shape {
        MeetingShape::Attend => !sides.is_empty() && (gathering.is_some() || sides.len() > 1),
        MeetingShape::Host => sides.len() > 1 && people.iter().skip(1).any(|p| p.name.is_some() || p.office.is_some()),
        _ => sides.len() > 1,
    };
    if !enough {
        return None;
    }
    let assertion = clause::assertion(reader, sentence, cue.start);
    if assertion == Assertion::Negated && !is_cancelled(text, &clause)
        || text.find(clause.clone(), |t| text.is(t, "potentially")).is_some()
    {
        return None;
    }
    let when = when(reader, &words, sentence);
    let form = if form == Form::InPerson
        && text.find(cue.start..end.min(cue.end + 3), |t| text.is_any(t, &["phone", "telephone"])).is_some()
    {
        Form::Phone
    } else if text
        .find(cue.start..end.min(cue.end + 3), |t| text.is_any(t, &["video", "virtual", "videoconference", "online"]))
        .is_some()
    {
        Form::Video
    } else {
        form
    };
    let status = status(reader, sentence, cue, &clause, when.as_ref().map(|w| &w.0));
    // Talk of a matter is a meeting only with a place or a time.
    let placed = location.is_some() || text.times_in(&words).iter().any(|t| is_calendar(&t.value));
    if text.lemma(cue.start) == "discuss" && !placed {
        return None;
    }
    let own_time = text.times_in(&words).iter().any(|t| is_calendar(&t.value));
    let leaning = when.as_ref().is_some_and(|(value, _)| matches!(value, TimeValue::Anaphoric { .. }));
    let announced = matches!(shape, MeetingShape::Attend | MeetingShape::Host | MeetingShape::Visit);
    if status == EngagementStatus::Planned && !own_time && !leaning && !announced {
        // "A future meeting is a planned engagement when at least its year is given"; without, it is a commitment at most.
        return None;
    }
    Some(Sighting {
        trigger: words.start,
        evidence: if words.start > cue.start {
            vec![evidence_start.min(cue.start)..cue.end, words.clone()]
        } else {
            vec![evidence_start.min(cue.start)..end]
        },
        place: text.sentence_of(cue.start).map(|s| text.place_of(s)).unwrap_or_default(),
        form,
        setting: if on_sidelines {
            Some(Setting::Sidelines)
        } else if attendance {
            Some(Setting::Multilateral)
        } else {
            None
        },
        status,
        assertion,
        level: level(reader, &people, &(evidence_start.min(cue.start)..end)),
        people,
        sides,
        when,
        location,
        gathering,
        attendance,
    })
}

/// The end of the meeting's own words: before the next clause.
fn clause_end(text: &Text<'_>, start: usize, limit: usize) -> usize {
    let mut at = start;
    while at < limit {
        let word = text.word(at);
        if matches!(word, ";" | ":" | ".")
            || text.is_dash(at)
            || text.is_any(at, &["which", "while", "but", "where", "according", "since", "that"])
            || text.is_quote_mark(at)
            || text.is(at, "and") && is_second_verb(text, at + 1)
        {
            break;
        }
        if word == "," && text.is_any(at + 1, &["and", "which", "where", "with", "while", "but", "said", "when", "as"])
        {
            break;
        }
        at += 1;
    }
    if at > start && text.word(at - 1) == "," { at - 1 } else { at }
}

/// Whether a second finite verb stands at `at` ("met and agreed").
fn is_second_verb(text: &Text<'_>, at: usize) -> bool {
    let is_act = Lexicon::builtin().acts.iter().any(|act| act.phrase == text.lower(at));
    is_act && !text.is_any(at + 1, &["of", "with", "between", "on"])
        || text.layers.tokens.get(at).is_some_and(|t| t.inflection == Inflection::Past) && text.name_at(at).is_none()
}

/// "Talks between A, who …, and B in Lima on Tuesday": past the participants and the places and times right behind them.
fn noun_end(reader: &Reader<'_>, start: usize, limit: usize) -> usize {
    let text = &reader.text;
    let all = limit;
    let mut end = start;
    for mention in reader.actors.within(&(start..all)) {
        if text.is_any(mention.tokens.end, &["'s", "’s"]) {
            // "A, B's predecessor, and C"
            continue;
        }
        let gap = end..mention.tokens.start;
        let joined = end == start || gap.clone().any(|t| text.is(t, "and")) || gap.len() <= 2;
        let parenthesis = gap.clone().filter(|&t| text.word(t) == ",").count() >= 2;
        if !joined || gap.len() > 3 && !parenthesis {
            break;
        }
        end = mention.tokens.end;
    }
    let limit = clause_end(text, end, all);
    while end < limit {
        let next_name = text.name_at(end).map(|n| n.end).or_else(|| text.time_at(end).map(|t| t.end));
        let light = text.is_any(
            end,
            &[
                "in",
                "on",
                "at",
                "the",
                "of",
                "a",
                "an",
                "during",
                "city",
                "capital",
                "sidelines",
                "margins",
                "international",
                "gathering",
                "to",
                "be",
                "held",
                "later",
                "earlier",
                "meeting",
                "summit",
                "forum",
            ],
        );
        match next_name {
            Some(next) => end = next,
            None if light => end += 1,
            None => break,
        }
    }
    while end > start && text.is_any(end - 1, &["in", "on", "at", "the", "of", "a", "an", "during", "to", "be"]) {
        end -= 1;
    }
    end
}

/// Who meets, and where their words begin.
fn participants(
    reader: &Reader<'_>,
    sentence: &Tokens,
    cue: &Tokens,
    shape: MeetingShape,
    end: usize,
) -> Option<(Vec<ActorRef>, usize)> {
    let text = &reader.text;
    let subject = match shape {
        MeetingShape::Opening => clause::first_actors(reader, &(end..sentence.end)),
        _ => clause::subject(reader, sentence, cue.start),
    };
    let mut start = cue.start;
    let mut people: Vec<ActorRef> = Vec::new();
    let with_subject = shape != MeetingShape::Noun || text.is(cue.end - 1, "with");
    let owner_ended = |m: &crate::actors::Mention| text.is_any(m.tokens.end, &["'s", "’s"]);
    if let Some(subject) = subject.filter(|_| with_subject) {
        start = start.min(subject.tokens.start);
        people.extend(subject.actors);
    }
    for mention in reader.actors.within(&(cue.end..end)) {
        // The dateline's "in Lima" and "on Chile's position" name no participant.
        let aside = clause::governor(text, cue.end, mention)
            .is_some_and(|t| text.is_any(t, &["in", "at", "on", "about", "over", "from", "to", "of", "by", "against"]));
        let is_person = mention.actors.iter().any(|a| a.name.is_some() || a.office.is_some());
        let speaks = text.lemma(mention.tokens.end) == "say" || text.lemma(mention.tokens.end) == "tell";
        // "two days after succeeding Vega": whom somebody succeeds takes no part.
        let replaced =
            mention.tokens.start.checked_sub(1).is_some_and(|t| matches!(text.lemma(t), "succeed" | "replace"));
        if replaced || owner_ended(mention) || speaks && shape != MeetingShape::Opening {
            continue;
        }
        let takes_part = match shape {
            MeetingShape::Opening => false,
            MeetingShape::Host => {
                !aside || clause::governor(text, cue.end, mention).is_some_and(|t| text.is(t, "by")) || is_person
            }
            MeetingShape::Visit => {
                is_person
                    && text.find(cue.end..mention.tokens.start, |t| text.is_any(t, &["meet", "by", "with"])).is_some()
            }
            MeetingShape::Attend => text.find(cue.end..mention.tokens.start, |t| text.is(t, "with")).is_some(),
            _ => !aside || shape == MeetingShape::Noun && is_person,
        };
        if takes_part {
            people.extend(mention.actors.iter().cloned());
        }
    }
    if matches!(shape, MeetingShape::Visit) {
        // A visit is to a side: its country is the host, "even where nobody is named".
        if let Some(name) = text.names_in(&(cue.end..(cue.end + 6).min(end))).first() {
            let host = match &name.kind {
                NameKind::Place(side) => side.clone(),
                NameKind::Demonym(side) | NameKind::Country(side) | NameKind::Metonym(side) => Some(side.clone()),
                _ => None,
            };
            if let Some(host) = host.filter(|h| !people.iter().any(|p| p.side.as_ref() == Some(h))) {
                people.push(ActorRef { side: Some(host), ..ActorRef::default() });
            }
        }
    }
    let retired: Vec<&str> = reader
        .actors
        .mentions
        .iter()
        .filter(|m| m.retired)
        .flat_map(|m| m.actors.iter().filter_map(|a| a.name.as_deref()))
        .collect();
    for person in &mut people {
        if person.name.as_deref().is_some_and(|name| retired.contains(&name)) {
            person.office = None;
        }
    }
    let mut seen: Vec<ActorRef> = Vec::new();
    for person in people {
        let twice = seen.iter().any(|s| s == &person || (s.name.is_some() && s.name == person.name));
        // "Every participant has a side" (codebook, 5).
        if !twice && person.side.is_some() {
            seen.push(person);
        }
    }
    // A bare side beside its own minister adds nobody.
    let named: Vec<Option<Side>> =
        seen.iter().filter(|p| p.name.is_some() || p.office.is_some()).map(|p| p.side.clone()).collect();
    seen.retain(|p| p.name.is_some() || p.office.is_some() || !named.contains(&p.side));
    (!seen.is_empty()).then_some((seen, start))
}

fn level(reader: &Reader<'_>, people: &[ActorRef], words: &Tokens) -> Option<Level> {
    let world = reader.text.world;
    let mut levels: Vec<Level> =
        people.iter().filter_map(|p| p.office.as_ref().and_then(|o| world.office(o)).map(|o| o.level)).collect();
    levels = sorted(levels);
    match levels.as_slice() {
        [one] => Some(*one),
        [] => {
            let text = &reader.text;
            words.clone().find_map(|t| match text.lemma(t) {
                "leader" | "president" | "premier" | "summit" => Some(Level::Leaders),
                "minister" => Some(Level::Ministers),
                "envoy" => Some(Level::Envoys),
                "official" | "diplomat" => Some(Level::Officials),
                _ => None,
            })
        }
        _ => Some(Level::Mixed),
    }
}

/// The place in the meeting's own words ("in Lima", "in the Chilean city of Arica"), else earlier in its sentence.
fn location(
    reader: &Reader<'_>,
    words: &Tokens,
    sentence: &Tokens,
    shape: MeetingShape,
    people: &[ActorRef],
) -> Option<(String, Option<Side>)> {
    if shape == MeetingShape::Host {
        let host = people.first().and_then(|host| host.side.clone())?;
        return Some((reader.text.world.side_name(&host).to_owned(), Some(host)));
    }
    let text = &reader.text;
    let place_in = |tokens: Tokens| {
        tokens.clone().filter(|&t| text.is_any(t, &["in", "at", "to", "visit", "visited"])).find_map(|preposition| {
            text.names_in(&(preposition + 1..(preposition + 7).min(tokens.end))).iter().find_map(|name| {
                let near = (preposition + 1..name.first)
                    .all(|t| !text.is_punctuation(t) && !text.is_any(t, &["and", "to", "on", "with"]));
                if !near || text.is_any(name.end, &["'s", "’s"]) {
                    return None;
                }
                match &name.kind {
                    NameKind::Place(side) => Some((text.words(&(name.first..name.end)).to_owned(), side.clone())),
                    NameKind::Metonym(side) | NameKind::Country(side) => {
                        Some((text.words(&(name.first..name.end)).to_owned(), Some(side.clone())))
                    }
                    NameKind::Demonym(side) if text.is(name.end, "capital") => {
                        Some((text.words(&(name.first..name.end + 1)).to_owned(), Some(side.clone())))
                    }
                    _ => None,
                }
            })
        })
    };
    place_in(words.clone()).or_else(|| place_in(sentence.start..words.start))
}

/// The larger gathering that the words name.
fn gathering(reader: &Reader<'_>, tokens: &Tokens) -> Option<String> {
    let text = &reader.text;
    text.names_in(tokens).iter().find_map(|name| match &name.kind {
        NameKind::Gathering(side) => Some(side.code().to_owned()),
        NameKind::Body(side)
            if (name.end..name.end + 3).any(|t| {
                matches!(text.lemma(t), "summit" | "meeting" | "forum" | "assembly" | "conference" | "gathering")
            }) =>
        {
            Some(side.code().to_owned())
        }
        _ => None,
    })
}

/// The time of the meeting: nearest in its own words, else in its sentence.
fn when(reader: &Reader<'_>, clause: &Tokens, sentence: &Tokens) -> Option<(TimeValue, Tokens)> {
    let text = &reader.text;
    // "had met before this year": a bound, not the time.
    let bounds = |at: usize| text.is_any(at.wrapping_sub(1), &["before", "since", "until", "after"]);
    let own = text
        .times_in(clause)
        .iter()
        .find(|t| is_calendar(&t.value) && !bounds(t.first) && !is_of_tenure(reader, sentence, t.first));
    let before = || {
        let time = text.times_in(sentence).iter().rfind(|t| t.end <= clause.start && is_calendar(&t.value))?;
        (!is_of_tenure(reader, sentence, time.first)).then_some(time)
    };
    // "… , Chile said on Tuesday": news tells of a meeting on the day that it is told.
    let told = || {
        text.times_in(sentence).iter().find(|t| {
            matches!(t.value, TimeValue::OnWeekday { .. })
                && (t.first.saturating_sub(3)..t.first).any(|at| matches!(text.lemma(at), "say" | "tell"))
        })
    };
    own.or_else(before).or_else(told).map(|t| (t.value.clone(), t.first..t.end))
}

/// Whether the time has a place on the calendar.
fn is_calendar(value: &TimeValue) -> bool {
    !matches!(value, TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. })
}

/// "Since becoming minister in October", "who took office on 1 March": a time of a tenure, not of the meeting.
fn is_of_tenure(reader: &Reader<'_>, sentence: &Tokens, at: usize) -> bool {
    let text = &reader.text;
    (clause::clause_start(reader, sentence.start, at)..at).any(|t| {
        matches!(text.lemma(t), "become" | "assume" | "appoint") || text.lemma(t) == "take" && text.is(t + 1, "office")
    })
}

fn is_cancelled(text: &Text<'_>, clause: &Tokens) -> bool {
    text.find(clause.clone(), |t| {
        matches!(text.lemma(t), "cancel" | "postpone" | "scrap")
            || text.lemma(t) == "fall" && text.is(t + 1, "through")
            || text.lemma(t) == "call" && text.is(t + 1, "off")
    })
    .is_some()
}

/// "Agreed …, to hold": an infinitive tells of what is to come, unless it is the purpose of a journey ("flew to Lima to meet").
fn is_promised(text: &Text<'_>, sentence: &Tokens, cue: &Tokens) -> bool {
    let journey = |t: usize| {
        matches!(
            text.lemma(t),
            "visit" | "travel" | "come" | "arrive" | "return" | "go" | "fly" | "gather" | "continue"
        )
    };
    text.is(cue.start.wrapping_sub(1), "to") && !(sentence.start..cue.start).any(journey)
}

fn status(
    reader: &Reader<'_>,
    sentence: &Tokens,
    cue: &Tokens,
    clause: &Tokens,
    when: Option<&TimeValue>,
) -> EngagementStatus {
    let text = &reader.text;
    let future_time = matches!(
        when,
        Some(
            TimeValue::Relative { offset: 1.., .. }
                | TimeValue::MonthDay { direction: Direction::Future, .. }
                | TimeValue::OnWeekday { direction: Direction::Future, .. }
                | TimeValue::InMonth { direction: Direction::Future, .. }
                | TimeValue::Relative { direction: Direction::Future, .. }
        )
    );
    let finite_past = text.lower(cue.start) != text.lemma(cue.start) && text.word(cue.start).ends_with(['d', 't']);
    let to_be = text.find(clause.clone(), |t| text.is(t, "to") && text.is(t + 1, "be")).is_some();
    // "A meeting planned for March was cancelled": what is said of the noun stands behind it.
    let behind = clause.start..sentence.end.min(clause.end + 8);
    let announced = text
        .find(cue.start..clause.end, |t| {
            matches!(text.lemma(t), "plan" | "propose" | "schedule")
                && text.layers.tokens.get(t).is_some_and(|t| t.inflection == Inflection::Past)
                && text.is_any(t + 1, &["for", "in", "to"])
        })
        .is_some();
    if is_cancelled(text, &behind) {
        EngagementStatus::Cancelled
    } else if announced
        || is_promised(text, sentence, cue)
        || clause::is_future(reader, sentence, cue.start)
        || (future_time || to_be) && !finite_past
    {
        EngagementStatus::Planned
    } else {
        EngagementStatus::Held
    }
}

impl Sighting {
    /// Whether the other sighting is of the same meeting: same sides, people, form and status that do not exclude each
    /// other, and no other time or gathering.
    fn is_same_as(&self, other: &Self) -> bool {
        let people_agree = self.people.iter().all(|a| {
            other.people.iter().all(|b| a.side != b.side || a.name.is_none() || b.name.is_none() || a.name == b.name)
        });
        let levels_agree = self.level.is_none() || other.level.is_none() || self.level == other.level;
        let times_agree = match (&self.when, &other.when) {
            (Some(a), Some(b)) => a.0 == b.0 || matches!(b.0, TimeValue::Anaphoric { .. }),
            _ => true,
        };
        self.place == other.place
            && self.sides == other.sides
            && self.form == other.form
            && self.status == other.status
            && self.attendance == other.attendance
            && (!self.attendance || self.gathering == other.gathering)
            && people_agree
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
        self.evidence.extend(other.evidence);
        self.when = self.when.take().or(other.when);
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
    let channel = meeting.evidence.iter().find_map(|words| {
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
    let mut draft = Draft::new("engagement.meeting", meeting.trigger, object::disjoint(meeting.evidence));
    draft.assertion = meeting.assertion;
    draft.time = if meeting.status == EngagementStatus::Planned { TimeFrame::Planned } else { TimeFrame::Present };
    draft.proposition = proposition;
    let (when, when_quote) = match meeting.when {
        Some((value, tokens)) => (Some(value), Some(reader.text.quote(&tokens))),
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
