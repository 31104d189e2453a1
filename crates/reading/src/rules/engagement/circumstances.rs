//! When, where, at what level and whether a meeting was held, as its own clause tells.

use servanda_language::{NameKind, Relation, Xpos};
use servanda_model::{
    ActorRef, Assertion, DateClueKind, Direction, EngagementStatus, Level, PartialDate, Place, Side, TimeUnit,
    TimeValue, ZoneKind,
};

use super::{
    Sighting,
    frames::{Frame, Placed},
    nouns::to_be_behind,
};
use crate::{
    actors::MentionKind,
    clause::{self, Tense},
    lexicon::{Lexicon, MeetingShape, WordClass},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// The level of those who meet; where none holds an office, what the words say.
pub fn level(reader: &Reader<'_>, people: &[ActorRef], words: &Tokens) -> Option<Level> {
    match ranks(reader, people).as_slice() {
        [one] => Some(*one),
        [] => {
            let text = &reader.text;
            words.clone().find_map(|t| match text.lemma(t) {
                "leader" | "president" | "premier" | "summit" => Some(Level::Leaders),
                "minister" => Some(Level::Ministers),
                "envoy" => Some(Level::Envoys),
                "diplomat" if text.is_any(t.saturating_sub(1), &["top", "chief"]) => Some(Level::Ministers),
                "official" | "diplomat" => Some(Level::Officials),
                _ => None,
            })
        }
        _ => Some(Level::Mixed),
    }
}

/// The levels of the offices that people hold, each once.
pub fn ranks(reader: &Reader<'_>, people: &[ActorRef]) -> Vec<Level> {
    let world = reader.text.world;
    sorted(people.iter().filter_map(|p| p.office.as_ref().and_then(|o| world.office(o)).map(|o| o.level)).collect())
}

/// The place that the words of a meeting name: what hangs with "in", "at" or "to" on its clause or noun, the most exact
/// first; else, of a host who receives, his country.
pub fn location(reader: &Reader<'_>, frame: &Frame, people: &[ActorRef]) -> Option<(String, Option<Side>)> {
    let text = &reader.text;
    let sentence = text.sentence_of(frame.head).map(Text::tokens_of)?;
    let mut found = text.names_in(&sentence).iter().filter_map(|name| {
        let side = match &name.kind {
            NameKind::Place(side) => side.clone(),
            NameKind::Metonym(side) | NameKind::Country(side) => Some(side.clone()),
            NameKind::Demonym(side) if text.is(name.end, "capital") => Some(side.clone()),
            _ => return None,
        };
        let last = if matches!(name.kind, NameKind::Demonym(_)) { name.end } else { name.end - 1 };
        let owns = text.is_any(last + 1, &["'s", "’s"]) && !text.is(last + 2, "capital");
        (!owns && is_venue(reader, frame, last)).then(|| (text.words(&(name.first..last + 1)).to_owned(), side))
    });
    let at_home = || {
        let host = people.first().filter(|_| frame.word.shape == MeetingShape::Host)?.side.clone()?;
        Some((text.world.side_name(&host).to_owned(), Some(host)))
    };
    // "In Lima in mid-May, when they met": the place stands with the time on which the clause hangs.
    let in_front = || {
        let time = in_front(reader, frame)?;
        let near = time.first.saturating_sub(NEAR)..time.first;
        let name = text.names_in(&near).last()?;
        let side = match &name.kind {
            NameKind::Place(side) => side.clone(),
            NameKind::Metonym(side) => Some(side.clone()),
            _ => return None,
        };
        let placed =
            text.syntax.has_case(name.end - 1, &["in", "at"]) || text.is_any(name.first.wrapping_sub(1), &["in", "at"]);
        placed.then(|| (text.words(&(name.first..name.end)).to_owned(), side))
    };
    found.next().or_else(in_front).or_else(at_home)
}

/// So many words before a time its place may stand.
const NEAR: usize = 5;

/// Whether the name that ends at `at` says where the meeting of `frame` is: from it up to the meeting's noun or clause
/// stand only words of places, under "in", "at" or "to".
fn is_venue(reader: &Reader<'_>, frame: &Frame, at: usize) -> bool {
    const AT: [&str; 6] = ["in", "at", "to", "near", "outside", "on"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut below = at;
    let mut cased = false;
    for above in syntax.upwards(at) {
        cased |= syntax.has_case(below, &AT);
        if above == frame.head || above == frame.predicate {
            let visited = syntax.relation(below) == Relation::Obj && frame.word.shape == MeetingShape::Visit;
            return cased || visited;
        }
        // "Signed a treaty in Lima", with the place on the treaty.
        let signed = frame.word.shape == MeetingShape::Sign && syntax.relation(above) == Relation::Obj;
        if signed && cased && syntax.head(above) == Some(frame.head) {
            return true;
        }
        // "The session, to be held in Lima": the place of what is told of the noun.
        let reduced = syntax.relation(above) == Relation::Acl && syntax.head(above) == Some(frame.head);
        if cased && (reduced || to_be_behind(text, frame.head) == Some(above)) {
            return true;
        }
        let name = text
            .name_at(above)
            .is_some_and(|n| matches!(n.kind, NameKind::Place(_) | NameKind::Country(_) | NameKind::Metonym(_)));
        // "Met Vega in Lima", with the place on the name.
        let met = reader.actors.at(above).is_some_and(|m| m.kind == MentionKind::Person)
            // "Talks between the ministers in Lima"
            || reader.lexicon.is(WordClass::Role, text.lemma(above)) && text.syntax.relation(above) != Relation::Nsubj;
        let joins = matches!(
            syntax.relation(above),
            Relation::Obl
                | Relation::Nmod
                | Relation::Appos
                | Relation::Flat
                | Relation::Compound
                | Relation::NmodPoss
                | Relation::Obj
        ) || met && syntax.relation(above) == Relation::Conj;
        if met && !cased {
            return false;
        }
        if above != at && !(name || met || Lexicon::builtin().is(WordClass::Venue, text.lemma(above)) || above == below)
            || !joins
        {
            return false;
        }
        below = above;
    }
    false
}

/// The larger gathering that the words name.
pub fn gathering(reader: &Reader<'_>, tokens: &Tokens) -> Option<String> {
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

/// The time of the meeting: one of its own clause, else one of the clause above, else the day on which it is told.
pub fn when(reader: &Reader<'_>, frame: &Frame, sentence: &Tokens) -> Option<(TimeValue, Tokens)> {
    let text = &reader.text;
    // "Two weeks after the summit, from 26 to 29 March": the days say more.
    let exact = |t: &&servanda_language::TimeExpression| {
        !matches!(t.value, TimeValue::Relative { .. } | TimeValue::Anaphoric { .. })
    };
    // "Outlined the programme 2022-2024 at the meeting held on 13 July": the noun's own.
    let below = text.syntax.below(frame.head);
    let nearest = |t: &&servanda_language::TimeExpression| !frame.word.is_verb && below.contains(&t.first) && exact(t);
    let told_first = || {
        let first = own_times(reader, frame).find(nearest).or_else(|| own_times(reader, frame).find(exact));
        first.or_else(|| own_times(reader, frame).next())
    };
    let own = in_front(reader, frame).or_else(told_first);
    let above = || {
        let clauses = || text.syntax.upwards(frame.predicate);
        let fits = |t: &&servanda_language::TimeExpression| {
            let predicate = text.syntax.predicate(t.end - 1);
            t.end <= frame.words.start
                && is_calendar(&t.value)
                && !is_bound(text, t.first)
                && clauses().any(|c| c == predicate)
                && !is_of_tenure(text, t.end - 1)
        };
        text.times_in(sentence).iter().rfind(fits)
    };
    // "…, Chile said on Tuesday": news tells of a meeting on the day that it is told.
    let told = || {
        text.times_in(sentence).iter().find(|t| {
            // "Following talks with B, A promised gas on Monday"
            let clause = frame.is_occasion && text.syntax.predicate(t.end - 1) == frame.predicate;
            matches!(t.value, TimeValue::OnWeekday { .. })
                && (clause || (t.first.saturating_sub(3)..t.first).any(|at| matches!(text.lemma(at), "say" | "tell")))
        })
    };
    let ahead = clause::tense(reader, frame.predicate) == Tense::Ahead;
    let leaning = || above().filter(|t| matches!(t.value, TimeValue::Anaphoric { .. }));
    let found = if ahead {
        own.or_else(leaning)
    } else if matches!(frame.when, Placed::After | Placed::Named) {
        own
    } else {
        own.or_else(above).or_else(told)
    };
    let found = found.map(|time| dated(text, time));
    found.map(|t| (t.value.clone(), t.first..t.end)).or_else(|| latest(reader, frame))
}

/// "This Wednesday, July 13, 2022": the date behind the day.
pub fn dated<'t>(
    text: &Text<'t>,
    time: &'t servanda_language::TimeExpression,
) -> &'t servanda_language::TimeExpression {
    let comma = usize::from(text.word(time.end) == ",");
    let next = text.time_at(time.end + comma).filter(|next| next.first == time.end + comma);
    let date = next.filter(|next| matches!(next.value, TimeValue::Absolute { .. } | TimeValue::MonthDay { .. }));
    date.filter(|_| matches!(time.value, TimeValue::OnWeekday { .. })).unwrap_or(time)
}

/// Where the words of what a sentence tells end and those of another occasion begin: "attended a breakfast | prior to his
/// meeting with B".
pub fn occasion_behind(text: &Text<'_>, sentence: &Tokens) -> usize {
    const OCCASIONS: [&str; 7] = ["before", "ahead", "prior", "after", "following", "during", "amid"];
    let eve = |t: usize| text.is(t, "eve") && text.is(t.wrapping_sub(1), "the");
    text.find(sentence.start + 1..sentence.end, |t| text.is_any(t, &OCCASIONS) || eve(t)).unwrap_or(sentence.end)
}

/// A readout that opens with a meeting and gives no day tells it on the day of its date line.
pub fn day_of_readout(reader: &Reader<'_>, opening: usize) -> Option<TimeValue> {
    let text = &reader.text;
    let clues = &text.document.clues;
    let dated = clues.dates.iter().any(|clue| clue.kind == DateClueKind::DateLine) && clues.agency.is_none();
    let body = text.layers.sentences.iter().filter(|s| text.zone_kind(s) == ZoneKind::Body);
    let opens = body.take(OPENING).any(|s| Text::tokens_of(s).contains(&opening));
    (dated && opens).then_some(TimeValue::Relative {
        unit: TimeUnit::Day,
        offset: 0,
        part: None,
        direction: Direction::Either,
    })
}

/// News tells in its opening what happened on the day, and further on how: "A and B agreed on Friday. … They met for an
/// hour in Lima". The day of the opening, where it tells of all sides of a meeting.
pub fn day_of_news(reader: &Reader<'_>, meeting: &Sighting) -> Option<(TimeValue, Tokens)> {
    let text = &reader.text;
    let mut body = text.layers.sentences.iter().filter(|s| text.zone_kind(s) == ZoneKind::Body);
    let opening = Text::tokens_of(body.next()?);
    let told = |side: &Side| reader.actors.within(&opening).iter().any(|m| m.sides().contains(side));
    let predicate = text.syntax.predicate(meeting.trigger);
    let perfect = text.syntax.has_aux(predicate, &["have"]);
    // "Settled it when they met in August" tells of another day.
    let main = {
        use Relation::{Ccomp, Conj, Parataxis, Root};
        matches!(text.syntax.relation(predicate), Root | Conj | Ccomp | Parataxis)
    };
    let time = text.times_in(&opening).iter().find(|t| {
        let verb = text.syntax.predicate(t.end - 1);
        matches!(t.value, TimeValue::OnWeekday { direction: Direction::Either | Direction::Past, weeks: 0, .. })
            && text.syntax.is_past(verb)
            && !is_bound(text, t.first)
    })?;
    let fits = main && !perfect && meeting.sides.iter().all(told);
    fits.then(|| (directed(time.value.clone(), EngagementStatus::Held), time.first..time.end))
}

/// So many sentences open a readout.
const OPENING: usize = 2;

/// "Will be held before the end of August": from the day of writing to then.
fn latest(reader: &Reader<'_>, frame: &Frame) -> Option<(TimeValue, Tokens)> {
    let text = &reader.text;
    if clause::tense(reader, frame.predicate) != Tense::Ahead {
        return None;
    }
    let bounds = |t: &&servanda_language::TimeExpression| {
        is_calendar(&t.value) && text.is_any(t.first.wrapping_sub(1), &["before", "by"])
    };
    let end = text.times_in(&frame.words).iter().find(bounds)?;
    let today = TimeValue::Relative { unit: TimeUnit::Day, offset: 0, part: None, direction: Direction::Either };
    let value = TimeValue::Range { from: Some(Box::new(today)), to: Some(Box::new(end.value.clone())) };
    Some((value, end.first..end.end))
}

/// "In May, when they met again": the time on which the clause of the meeting hangs.
fn in_front<'r>(reader: &'r Reader<'_>, frame: &Frame) -> Option<&'r servanda_language::TimeExpression> {
    let text = &reader.text;
    let start = text.syntax.clause_start(frame.predicate);
    if !text.is(start, "when") {
        return None;
    }
    let comma = usize::from(start > 0 && text.word(start - 1) == ",");
    let time = start.checked_sub(comma + 1).and_then(|at| text.time_at(at))?;
    let own = text.sentence_of(start).is_some_and(|s| s.first <= time.first);
    (own && is_calendar(&time.value) && !matches!(time.value, TimeValue::Anaphoric { .. })).then_some(time)
}

/// The day or month of a meeting lies on the side of the day of writing on which its status puts it.
pub fn directed(value: TimeValue, status: EngagementStatus) -> TimeValue {
    match (value, status) {
        (TimeValue::OnWeekday { weekday, weeks: 0, direction }, EngagementStatus::Planned)
            if direction != Direction::Future =>
        {
            TimeValue::OnWeekday { weekday, weeks: 0, direction: Direction::Future }
        }
        (TimeValue::OnWeekday { weekday, weeks: 0, direction: Direction::Future }, EngagementStatus::Held) => {
            TimeValue::OnWeekday { weekday, weeks: 0, direction: Direction::Past }
        }
        (TimeValue::MonthDay { month, day, weekday, .. }, EngagementStatus::Held) => {
            TimeValue::MonthDay { month, day, weekday, direction: Direction::Past }
        }
        (TimeValue::InMonth { month, part, .. }, EngagementStatus::Held) => {
            TimeValue::InMonth { month, part, direction: Direction::Past }
        }
        (value, _) => value,
    }
}

/// The times of the meeting's own clause.
pub fn own_times<'r>(
    reader: &'r Reader<'_>,
    frame: &'r Frame,
) -> impl Iterator<Item = &'r servanda_language::TimeExpression> {
    let text = &reader.text;
    let told_behind = to_be_behind(text, frame.head).filter(|_| !frame.word.is_verb);
    let own = move |at: usize| {
        // "The meeting held on Wednesday"
        let held = |t: usize| text.syntax.relation(t) == Relation::Acl && text.syntax.head(t) == Some(frame.head);
        // "The first visit since the start of her term in May": the time is of the other.
        let between = text.syntax.upwards(at).take_while(|&t| t != frame.head && t != frame.predicate);
        // "Have met, but not in a summit as they will on Monday"
        let denied = |t: usize| {
            let not = |&d: &usize| text.is(d, "not");
            text.syntax.relation(t) == Relation::Conj && text.syntax.dependents(t).iter().any(not)
        };
        if between.skip(1).any(|t| text.syntax.has_case(t, &["after", "since", "before", "until"]) || denied(t)) {
            return false;
        }
        let mut up = text.syntax.upwards(at);
        let first = up.find(|&t| t == frame.head || text.syntax.is_predicate(t) && !held(t));
        // "On the sidelines of a gathering to be held in May": then they meet.
        let margin = |t: usize| matches!(text.lemma(t), "sideline" | "sidelines" | "margin" | "margins");
        let aside = text.syntax.upwards(at).any(|t| margin(t) && text.syntax.head(t) == Some(frame.predicate));
        // One of two gatherings attended has words of its own.
        aside
            || frame.word.shape == MeetingShape::Attend
            || first.is_some_and(|t| t == frame.head || t == frame.predicate || told_behind == Some(t))
    };
    let scheduled = scheduled(text, frame.predicate);
    let all = scheduled.into_iter().chain(text.times_in(&frame.words));
    all.filter(move |t| {
        let counted =
            !matches!(t.value, TimeValue::OnWeekday { .. } | TimeValue::MonthDay { .. } | TimeValue::Absolute { .. });
        // "Two days ahead of the summit"
        let other = belongs_to(text, t, frame.head) || counted && text.is_any(t.end, &["before", "after", "ahead"]);
        // "A day before his summit, A said": then he said it.
        // "On Sunday ahead of a meeting with B": nor then.
        let earlier = |t: usize| text.is_any(t, &["ahead", "before", "prior"]);
        let counts_down = frame.when == Placed::After
            && (matches!(t.value, TimeValue::Anaphoric { .. }) || text.find(t.end..frame.head, earlier).is_some());
        let other = other || counts_down;
        let own = own(t.end - 1) || scheduled.is_some_and(|s| s.first == t.first);
        is_calendar(&t.value) && !is_bound(text, t.first) && !other && own
    })
}

/// "Is next week to visit": the time on which the parser hangs the infinitive.
pub fn scheduled<'t>(text: &Text<'t>, verb: usize) -> Option<&'t servanda_language::TimeExpression> {
    let syntax = &text.syntax;
    let head = syntax.head(verb).filter(|&head| syntax.is_infinitive(verb) && head < verb)?;
    text.time_at(head).filter(|_| syntax.dependent(head, &[Relation::Cop]).is_some())
}

/// "The 19th-century palace", "the 2016 election": a time of another thing than the meeting.
fn belongs_to(text: &Text<'_>, time: &servanda_language::TimeExpression, meeting: usize) -> bool {
    let top = clause::top(text, &(time.first..time.end));
    matches!(text.syntax.relation(top), Relation::Compound | Relation::Amod | Relation::Nummod)
        && text.syntax.head(top).is_some_and(|head| head != meeting && !text.syntax.is_verb(head))
}

/// "Had met before this year": a bound, not the time.
fn is_bound(text: &Text<'_>, at: usize) -> bool {
    text.is_any(at.wrapping_sub(1), &["before", "since", "until", "after"])
}

/// Whether the time has a place on the calendar.
pub fn is_calendar(value: &TimeValue) -> bool {
    !matches!(value, TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. }) && !is_age(value)
}

/// "19th-century", "the 1980s": no time of one meeting.
fn is_age(value: &TimeValue) -> bool {
    let year = |value: &TimeValue| match value {
        TimeValue::Absolute { date: PartialDate::Year(year), .. } => Some(*year),
        _ => None,
    };
    match value {
        TimeValue::Range { from: Some(from), to: Some(to) } => {
            year(from).zip(year(to)).is_some_and(|(from, to)| to > from + 5)
        }
        _ => false,
    }
}

/// "Since becoming minister in October", "who took office on 1 March": a time of a tenure, not of the meeting.
fn is_of_tenure(text: &Text<'_>, at: usize) -> bool {
    let verb = text.syntax.predicate(at);
    matches!(text.lemma(verb), "become" | "assume" | "appoint")
        || text.lemma(verb) == "take" && text.is(verb + 1, "office")
}

/// Whether the meeting was called off: it is what is "cancelled", "fell through" or "did not take place".
fn is_cancelled(reader: &Reader<'_>, frame: &Frame) -> bool {
    // "Away", in "stayed away from talks"
    const WHAT: [Relation; 5] = [Relation::Obj, Relation::Nsubj, Relation::NsubjPass, Relation::Nmod, Relation::Advmod];
    let syntax = &reader.text.syntax;
    let mut at = frame.head;
    for _ in 0..4 {
        let Some(above) = syntax.head(at) else { return false };
        if !WHAT.contains(&syntax.relation(at)) && !syntax.has_case(at, &["from"]) {
            return false;
        }
        if syntax.is_verb(above) {
            // "Calls to cancel the meeting", "one option is to scrap it"
            return calls_off(reader, above) && (is_denied_event(reader, above) || clause::is_told(reader, above));
        }
        at = above;
    }
    false
}

/// "Did not take place": told by its denial.
fn is_denied_event(reader: &Reader<'_>, verb: usize) -> bool {
    matches!(reader.text.lemma(verb), "take" | "happen" | "materialise" | "materialize")
}

/// Whether a verb says that something was called off.
pub fn calls_off(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let off =
        || text.is(verb + 1, "off") || text.syntax.dependents(verb).iter().any(|&d| d > verb && text.is(d, "off"));
    match text.lemma(verb) {
        "cancel" | "postpone" | "scrap" | "shelve" | "defer" | "abort" | "abandon" | "skip" | "boycott" | "snub" => {
            true
        }
        "fall" => text.is(verb + 1, "through"),
        "call" | "put" => off(),
        "stay" => text.is(verb + 1, "away"),
        "pull" | "withdraw" | "back" => text.is(verb + 1, "out") || text.is(verb + 1, "from"),
        "take" => text.is(verb + 1, "place") && clause::assertion(reader, verb) == Assertion::Negated,
        "happen" | "materialise" | "materialize" => clause::assertion(reader, verb) == Assertion::Negated,
        _ => false,
    }
}

/// "Agreed to hold": an infinitive tells of what is to come, unless it is the purpose of a journey ("flew to Lima to meet").
fn is_promised(text: &Text<'_>, predicate: usize) -> bool {
    let journey = |t: usize| Lexicon::builtin().is(WordClass::Journey, text.lemma(t));
    text.syntax.is_infinitive(predicate)
        && holder_of_record(text, predicate).is_none()
        && !is_let(text, predicate)
        && !text.syntax.upwards(predicate).skip(1).any(journey)
}

/// "Was allowed to visit Lima", "went on to meet B": told as done.
fn is_let(text: &Text<'_>, verb: usize) -> bool {
    let syntax = &text.syntax;
    let above = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Xcomp);
    above.is_some_and(|above| {
        let onward = Lexicon::builtin().is(WordClass::Onward, text.lemma(above));
        let let_in = syntax.is_passive(above) && matches!(text.lemma(above), "allow" | "permit" | "clear" | "bring");
        (onward || let_in) && syntax.is_past(above)
    })
}

/// "The last president to visit Lima": the noun of whoever did something first or last.
pub fn holder_of_record(text: &Text<'_>, verb: usize) -> Option<usize> {
    const RANKS: [&str; 6] = ["first", "last", "latest", "second", "third", "only"];
    let syntax = &text.syntax;
    let noun = syntax.head(verb).filter(|_| syntax.is_infinitive(verb) && syntax.relation(verb) == Relation::Acl)?;
    syntax.dependents(noun).iter().any(|&d| d < noun && text.is_any(d, &RANKS)).then_some(noun)
}

/// A weekday, or a day of a month, that lies on neither side of the day of writing by itself.
pub fn is_a_day(when: Option<&TimeValue>) -> bool {
    matches!(
        when,
        Some(
            TimeValue::OnWeekday { direction: Direction::Either, .. }
                | TimeValue::MonthDay { direction: Direction::Either, .. }
        )
    )
}

/// Whether it was held, is planned, or was called off; `None` where the words tell of none of them.
pub fn status(reader: &Reader<'_>, frame: &Frame, when: Option<&TimeValue>) -> Option<EngagementStatus> {
    let text = &reader.text;
    let ahead = matches!(
        when,
        Some(
            TimeValue::Relative { offset: 1.., .. }
                | TimeValue::MonthDay { direction: Direction::Future, .. }
                | TimeValue::OnWeekday { direction: Direction::Future, .. }
                | TimeValue::InMonth { direction: Direction::Future, .. }
                | TimeValue::Relative { direction: Direction::Future, .. }
        )
    );
    if is_cancelled(reader, frame) {
        return Some(EngagementStatus::Cancelled);
    }
    let over = frame.when == Placed::Before && frame.is_occasion;
    // "Aim to open a channel following talks on the weekend"
    let aimed = text.syntax.is_marked_infinitive(frame.predicate)
        && !matches!(when, Some(TimeValue::Relative { offset: 1.., .. }));
    if over && (aimed || clause::tense(reader, frame.predicate) != Tense::Ahead) {
        return Some(EngagementStatus::Held);
    }
    if frame.when == Placed::After || !over && is_promised(text, frame.predicate) {
        return Some(EngagementStatus::Planned);
    }
    match clause::tense(reader, frame.predicate) {
        // "Praised B's visit in May": of a meeting that is only named, its own time says whether it was held.
        _ if frame.when == Placed::Named && ahead => Some(EngagementStatus::Planned),
        Tense::Ahead => Some(EngagementStatus::Planned),
        // "A's meeting with B should not go forward"
        Tense::Open if frame.when == Placed::Named && is_subject_of_modal(text, frame) => {
            Some(EngagementStatus::Planned)
        }
        _ if frame.when == Placed::Named => Some(EngagementStatus::Held),
        Tense::Past => Some(EngagementStatus::Held),
        Tense::Open if ahead => Some(EngagementStatus::Planned),
        Tense::Open if frame.when == Placed::Before || shows(reader, frame) => Some(EngagementStatus::Held),
        Tense::Open if opens_with(text, frame.predicate) => Some(EngagementStatus::Planned),
        // "The two sit down on Monday": a present with a day tells what is on the programme.
        Tense::Open if is_a_day(when) && is_going_on(text, frame) => Some(EngagementStatus::Planned),
        Tense::Open => is_going_on(text, frame).then_some(EngagementStatus::Held),
    }
}

fn is_subject_of_modal(text: &Text<'_>, frame: &Frame) -> bool {
    let subject = matches!(text.syntax.relation(frame.head), Relation::Nsubj | Relation::NsubjPass);
    subject && text.syntax.has_aux(frame.predicate, &["should", "must", "could", "may", "might", "can", "would"])
}

/// A headline or caption tells in the present of what has happened: "Vega meets Pérez".
fn shows(reader: &Reader<'_>, frame: &Frame) -> bool {
    let text = &reader.text;
    let place = text.sentence_of(frame.head).map(|s| text.place_of(s)).unwrap_or_default();
    let present = matches!(text.syntax.xpos(frame.predicate), Some(Xpos::Vbz | Xpos::Vbp | Xpos::Vbg));
    present && place != Place::Body
}

/// "Vega is in Lima on a visit", "Vega is holding talks with Pérez", "Vega receives Pérez": it is told as of now.
fn is_going_on(text: &Text<'_>, frame: &Frame) -> bool {
    const AGAIN: [&str; 6] = ["every", "regularly", "often", "usually", "annually", "rarely"];
    const SUPPOSING: [&str; 10] = ["would", "could", "might", "may", "can", "should", "must", "to", "will", "do"];
    let syntax = &text.syntax;
    let verb = frame.predicate;
    let told = {
        use Relation::{AclRelcl, Ccomp, Conj, Parataxis, Root};
        // "It is important that we meet B" wishes for it.
        let wished = || syntax.head(verb).is_some_and(|head| syntax.dependent(head, &[Relation::Cop]).is_some());
        match syntax.relation(verb) {
            Ccomp => !wished(),
            relation => matches!(relation, Root | Conj | Parataxis | AclRelcl),
        }
    };
    let plain = syntax.dependents(verb).iter().all(|&d| !text.is_any(d, &SUPPOSING));
    let finite = matches!(syntax.xpos(verb), Some(Xpos::Vbz | Xpos::Vbp))
        || syntax.dependents(verb).iter().any(|&d| {
            matches!(syntax.relation(d), Relation::Aux | Relation::Cop | Relation::AuxPass)
                && text.is_any(d, &["is", "are", "'s", "’s"])
        });
    let named = frame.people.iter().filter(|a| a.name.is_some()).count();
    let known = named > 1 || matches!(frame.word.shape, MeetingShape::Visit | MeetingShape::Go);
    told && plain && finite && known && text.find(frame.words.clone(), |t| text.is_any(t, &AGAIN)).is_none()
}

/// "When they meet in Lima", "before he meets Vega": a present that is to come.
fn opens_with(text: &Text<'_>, predicate: usize) -> bool {
    const OPENERS: [&str; 5] = ["when", "before", "until", "once", "as"];
    text.syntax
        .dependents(predicate)
        .iter()
        .any(|&d| matches!(text.syntax.relation(d), Relation::Mark | Relation::Advmod) && text.is_any(d, &OPENERS))
}
