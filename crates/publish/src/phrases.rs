//! Sentences about the lines that views share: who must act, how far it got, who met. Made of `words`, and the
//! same on every page that shows the line.

use std::collections::BTreeSet;

use servanda_model::{
    EngagementStatus, Quote, Voice,
    record::{EventKind, OpenedAs, Stage},
};

use crate::{
    parts::{
        DatedLine, EventLine, HoldingLine, MeetingLine, PersonLine, PositionLine, SideName, Source, ThreadLine, Voiced,
        wording_key,
    },
    words,
};

/// "Chile and Peru".
pub fn names(sides: &[SideName]) -> String {
    words::list_words(&sides.iter().map(|s| s.name.clone()).collect::<Vec<_>>())
}

/// Who must act, and on what: "Chile and Peru to hold". It is said, too, when no text says who.
pub fn who_acts(thread: &ThreadLine) -> String {
    let action = thread.action.trim();
    match (thread.by.is_empty(), action.is_empty()) {
        (true, true) => "who must act is not said".to_owned(),
        (true, false) => format!("who must act is not said ({action})"),
        (false, true) => format!("{} to act", names(&thread.by)),
        (false, false) => format!("{} to {action}", names(&thread.by)),
    }
}

/// Who must act on an ask, whose words already name the act: "Peru to act".
pub fn who_is_asked(thread: &ThreadLine) -> String {
    if thread.by.is_empty() { "who must act is not said".to_owned() } else { format!("{} to act", names(&thread.by)) }
}

/// The object with a capital, as a label: "Security dialogue". A formula stands between quotation marks where it
/// stands so in a text.
pub fn label(thread: &ThreadLine) -> String {
    const GUESTS: [&str; 6] = ["host", "receive", "welcome", "invite", "meet", "visit"];
    let object = if thread.object.is_empty() { &thread.action } else { &thread.object };
    if thread.is_formula() {
        words::quoted(object, &thread.evidence)
    } else if GUESTS.contains(&thread.action.as_str()) {
        // Somebody by himself is no matter.
        capital(&format!("{} {object}", thread.action))
    } else {
        capital(&without_asides(object))
    }
}

/// The words without what only tells who somebody is: "Ana Rojas~~, who took office in May,~~ and Luis Quispe".
fn without_asides(words: &str) -> String {
    let Some((before, rest)) = words.split_once(", who ") else { return words.to_owned() };
    let Some(end) = rest.find(", and ") else { return words.to_owned() };
    format!("{before}{}", rest.get(end + 1..).unwrap_or_default())
}

/// How far it got and by whose words: `agreed, no date (C5), 25 Nov 2023, per Chile`.
pub fn state(thread: &ThreadLine) -> String {
    match thread.stage {
        Stage::Disputed => format!("disputed: {}", disputed(thread)),
        Stage::Asked | Stage::Proposed | Stage::Intended | Stage::Agreed | Stage::Dated | Stage::Standing => {
            firmness(thread)
        }
        Stage::DueDatePassed => format!("{}; {}", words::stage_words(thread.stage), firmness(thread)),
        Stage::UnderWay
        | Stage::Fulfilled
        | Stage::PartlyFulfilled
        | Stage::Suspended
        | Stage::Reversed
        | Stage::Refused
        | Stage::Replaced => ended(thread),
    }
}

/// What brought a thread to where it stands, by all whose account of that day it is: "held, 3 May 2024, per Chile and
/// Peru".
fn ended(thread: &ThreadLine) -> String {
    let bringing = || thread.events.iter().filter(|e| brings(e.event, thread.stage));
    let Some(last) = bringing().next_back() else { return words::stage_words(thread.stage).to_owned() };
    let one = |e: &&EventLine| e.date == last.date && e.meeting == last.meeting && e.side == last.side;
    let voices = bringing().filter(one).map(|e| (e.voiced.voice.clone(), e.voiced.words.clone()));
    let told =
        EventLine { voiced: Voiced { words: words::voices_words(voices), ..last.voiced.clone() }, ..last.clone() };
    let stage = match (thread.stage, last.meeting) {
        (Stage::Fulfilled, true) => step(last),
        (Stage::PartlyFulfilled, true) => "held in part",
        (stage, _) => words::stage_words(stage),
    };
    format!("{stage}{}", attribution(&told))
}

/// A step in words; what was promised as a meeting and took place was "held".
pub fn step(event: &EventLine) -> &'static str {
    if event.event == EventKind::Done && event.meeting { "held" } else { words::event_words(event.event) }
}

/// Whether an event of this kind brings a thread to this stage.
fn brings(event: EventKind, stage: Stage) -> bool {
    match stage {
        Stage::UnderWay => event == EventKind::Begun,
        Stage::Fulfilled | Stage::PartlyFulfilled => event == EventKind::Done,
        Stage::Suspended => event == EventKind::Suspended,
        Stage::Reversed => event == EventKind::Reversed,
        Stage::Refused => event == EventKind::Refused,
        Stage::Replaced => event == EventKind::Replaced,
        _ => false,
    }
}

fn firmness(thread: &ThreadLine) -> String {
    if let Some(firm) = &thread.firmness {
        let date = firm.date.as_ref().map(|d| format!(", {}", words::date_brief(d))).unwrap_or_default();
        return format!("{}{date}, {}", firm.words, firm.voiced.words);
    }
    match thread.events.iter().rfind(|e| !e.outside_body) {
        Some(event) => format!("{}{}", words::event_words(event.event), attribution(event)),
        None if thread.events.is_empty() => words::stage_words(thread.stage).to_owned(),
        None => "in a headline or caption, not in the body".to_owned(),
    }
}

/// The last word of each voice: "agreed, 3 May 2024, per Kenya; denied, 4 May 2024, per Uganda".
fn disputed(thread: &ThreadLine) -> String {
    let last_of_voice = |at: usize, event: &EventLine| {
        !thread.events.iter().skip(at + 1).any(|later| later.voiced.voice == event.voiced.voice)
    };
    let events = thread.events.iter().enumerate().filter(|(at, event)| last_of_voice(*at, event));
    let said = events.map(|(_, event)| format!("{}{}", words::event_words(event.event), attribution(event)));
    said.collect::<Vec<_>>().join("; ")
}

/// Who acts where another tells it, when, and by whose account: ", by Peru, 25 Nov 2023, per Chile".
pub fn attribution(event: &EventLine) -> String {
    let mut words = String::new();
    if let Some(side) = &event.side
        && event.voiced.voice != Voice::Side(side.code.clone())
        && event.voiced.voice != Voice::Joint
    {
        words += &format!(", by {}", side.name);
    }
    if let Some(date) = &event.date {
        words += &format!(", {}", words::date_words(date));
    }
    words + ", " + &event.voiced.words
}

/// Beginning, condition, reports and silence, the last with its ground.
pub fn remarks(thread: &ThreadLine) -> String {
    let condition = thread.condition.as_deref();
    let condition = condition.map(|c| format!("on condition: {}", words::quoted(c, &thread.evidence)));
    let held = thread.last_held.as_ref().map(|date| format!("last held {}", words::date_brief(date)));
    words::join_remarks(&[
        condition.unwrap_or_default(),
        beginning(thread),
        pressing(thread),
        held.unwrap_or_default(),
        reports(&thread.reports),
        silence(thread),
    ])
}

/// "Peru still pressing, 4 Nov 2024": who asks again for what was already undertaken.
fn pressing(thread: &ThreadLine) -> String {
    let undertaken = thread.firmness.as_ref().and_then(|firm| firm.date.as_ref());
    let later = |e: &&EventLine| {
        e.event == EventKind::Asked && e.date.as_ref().zip(undertaken).is_some_and(|(a, b)| a.from > b.to)
    };
    let last = thread.events.iter().rev().find(later).filter(|_| thread.is_open());
    let words = last.and_then(|e| {
        let date = e.date.as_ref().map(words::date_brief)?;
        Some(format!("{} still pressing, {date}", e.side.as_ref()?.name))
    });
    words.unwrap_or_default()
}

/// "first hoped for 25 Nov 2023", where the thread has a history.
fn beginning(thread: &ThreadLine) -> String {
    let shown = thread.firmness.as_ref().and_then(|firm| firm.date.as_ref());
    let first =
        thread.events.iter().find(|e| e.date.is_some()).filter(|e| e.date.as_ref() != shown || is_moved(thread));
    let first = first.filter(|_| thread.events.len() > 1).and_then(|e| Some((e, e.date.as_ref()?)));
    first
        .map(|(e, date)| format!("first {} {}", words::event_words(e.event), words::date_brief(date)))
        .unwrap_or_default()
}

/// Whether it is past the stages whose state is the firmness of its words.
fn is_moved(thread: &ThreadLine) -> bool {
    !matches!(
        thread.stage,
        Stage::Asked
            | Stage::Proposed
            | Stage::Intended
            | Stage::Agreed
            | Stage::Dated
            | Stage::Standing
            | Stage::DueDatePassed
            | Stage::Disputed
    )
}

/// A date of more days than this says no day of silence.
const LOOSE: i64 = 7;

/// Silence in the words of its own ground: "nothing found in 2 later reports, up to 3 May 2024". Where the last that
/// was read is only known to some months, so is the silence; reports that take from its certainty are told.
pub fn silence(thread: &ThreadLine) -> String {
    let Some(silence) = &thread.silence else { return String::new() };
    let near = match silence.near() {
        0 => String::new(),
        n => format!("{} on a matter near it", words::count_words(n as usize, "later report")),
    };
    let unsure = match silence.unsure() {
        0 => String::new(),
        1 => "1 report may be later".to_owned(),
        n => format!("{n} reports may be later"),
    };
    let found = match (silence.reports(), silence.newest()) {
        // With a later report that speaks of something near, it is not that nothing was read.
        (0, _) | (_, None) if silence.near() > 0 => String::new(),
        (0, _) | (_, None) => {
            let last = thread.events.iter().filter_map(|e| e.date.as_ref()).max_by_key(|d| (d.to, d.from));
            let loose = last.filter(|d| d.interval().days() > LOOSE && d.interval().to() <= silence.since());
            let since = loose.map_or_else(|| words::day_words(silence.since()), words::date_brief);
            format!("nothing read since {since}")
        }
        (count, Some(newest)) => {
            let reports = words::count_words(count as usize, "later report");
            let loose = thread.silent_until.as_ref().filter(|d| d.interval().days() > LOOSE);
            let until = loose.map_or_else(|| words::day_words(newest), words::date_brief);
            format!("nothing found in {reports}, up to {until}")
        }
    };
    words::join_remarks(&[found, near, unsure])
}

/// "2 reports".
pub fn reports<T>(reports: &[T]) -> String {
    if reports.is_empty() { String::new() } else { words::count_words(reports.len(), "report") }
}

/// "Kenya → Uganda", for an ask: who wants it of whom.
pub fn direction(thread: &ThreadLine) -> String {
    let or_unnamed = |sides: &[SideName]| if sides.is_empty() { "not named".to_owned() } else { names(sides) };
    // Of what both are to do, the one asks the other.
    let others: Vec<SideName> = thread.by.iter().filter(|side| !thread.askers.contains(side)).cloned().collect();
    let asked = if others.is_empty() { &thread.by } else { &others };
    format!("{} → {}", or_unnamed(&thread.askers), or_unnamed(asked))
}

/// All of a thread in one sentence.
pub fn thread_sentence(thread: &ThreadLine) -> String {
    let head = if thread.opened_as == OpenedAs::Ask && thread.is_ask() {
        format!("{} ({}): {}", label(thread), direction(thread), who_is_asked(thread))
    } else if thread.is_formula() {
        label(thread)
    } else {
        format!("{}: {}", label(thread), who_acts(thread))
    };
    words::join_remarks(&[head, state(thread), silence(thread)])
}

/// A position in one sentence: "Kenya urged (demand) Uganda: border crossing".
pub fn position_sentence(position: &PositionLine) -> String {
    format!("{}: {}", position.issue, stance(position))
}

/// Who holds it toward whom, by which word: `Kenya "urged" Uganda (demand, rung 3)`.
pub fn stance(position: &PositionLine) -> String {
    let word = words::quoted(&position.word, &position.evidence);
    let toward =
        if position.toward.is_empty() { String::new() } else { format!(", toward {}", names(&position.toward)) };
    format!("{word}{toward} ({})", ladder(position.ladder, position.rung))
}

/// "demand, rung 3".
pub fn ladder(ladder: servanda_model::Ladder, rung: Option<u8>) -> String {
    match rung {
        Some(rung) => format!("{}, rung {rung}", words::ladder_words(ladder)),
        None => words::ladder_words(ladder).to_owned(),
    }
}

/// Every date that the sources give: "16 Nov 2023 (2 reports) or 17 Nov 2023 (1 report)".
pub fn when(meeting: &MeetingLine) -> String {
    match meeting.when.as_slice() {
        [] => "no date".to_owned(),
        [one] => words::date_words(&one.date),
        several => {
            let told = |w: &DatedLine| {
                if w.outside_body { "in a headline or caption".to_owned() } else { reports(&w.reports) }
            };
            let dated = |w: &DatedLine| format!("{} ({})", words::date_words(&w.date), told(w));
            several.iter().map(dated).collect::<Vec<_>>().join(" or ")
        }
    }
}

/// When, where and who: "25 Nov 2023, Arica: Ana Rojas, Luis Quispe"; of a plan also that no day is known, and who goes
/// where: "2025, no date: Ana Rojas to Peru".
pub fn meeting_sentence(meeting: &MeetingLine) -> String {
    let mut words = when(meeting);
    let planned = meeting.status == EngagementStatus::Planned;
    if planned && !meeting.when.is_empty() && meeting.when.iter().all(|w| w.date.interval().days() > LOOSE) {
        words += ", no date";
    }
    if let Some((guests, host)) = guests(meeting).filter(|_| planned) {
        return format!("{words}: {guests} to {host}");
    }
    // Names of one place at several scales ("the palace", the town) are no alternatives.
    let places: Vec<&str> = meeting.place.iter().filter(|p| !p.coarse).map(|p| p.place.as_str()).collect();
    if !places.is_empty() {
        words += &format!(", {}", places.join(" / "));
    }
    if let Some(gathering) = &meeting.part_of {
        words += &format!(", {gathering}");
    }
    let people: Vec<String> = meeting.participants.iter().map(person_brief).filter(|p| !p.is_empty()).collect();
    if !people.is_empty() {
        words += &format!(": {}", people.join(", "));
    }
    words
}

/// Who goes to whose country, where of the host's side nobody is named.
fn guests(meeting: &MeetingLine) -> Option<(String, &str)> {
    let [place] = meeting.place.as_slice() else { return None };
    let host = meeting.sides.iter().find(|side| side.name == place.place)?;
    let own = |p: &&PersonLine| p.side.as_ref() == Some(host);
    let (own, guests): (Vec<_>, Vec<_>) = meeting.participants.iter().partition(own);
    let guests: Vec<String> = guests.into_iter().map(person_brief).filter(|p| !p.is_empty()).collect();
    let alone = own.iter().all(|p| person_brief(p).is_empty()) && !guests.is_empty();
    alone.then(|| (guests.join(", "), host.name.as_str()))
}

/// "ministers, phone talks, bilateral".
pub fn meeting_kind(meeting: &MeetingLine) -> String {
    let level = meeting.level.map(words::level_words);
    let kinds = level.into_iter().chain([words::form_words(meeting.form), words::setting_words(meeting.setting)]);
    kinds.collect::<Vec<_>>().join(", ")
}

/// Whose accounts there are, and which readouts are not held: "per Japan; China's readout not held".
pub fn meeting_accounts(meeting: &MeetingLine) -> String {
    // What a narrator adds is no account of its own where a side's is held.
    let sides = meeting.voices.iter().any(|v| matches!(v.voice, Voice::Side(_)));
    let told = meeting.voices.iter().filter(|v| !sides || v.voice != Voice::Narrator);
    let voices = words::voices_words(told.map(|v| (v.voice.clone(), v.words.clone())));
    // A planned meeting has no readout yet.
    let gaps = match meeting.status {
        EngagementStatus::Planned | EngagementStatus::Cancelled => String::new(),
        EngagementStatus::Held | EngagementStatus::Unknown => unheld(&meeting.holdings),
    };
    words::join_remarks(&[voices, gaps])
}

/// "China's readout not held".
pub fn unheld(holdings: &[HoldingLine]) -> String {
    let gaps = holdings.iter().filter_map(|h| words::readout_words(&h.side.name, h.held));
    words::join_remarks(&gaps.collect::<Vec<_>>())
}

fn person_brief(person: &PersonLine) -> String {
    let office = || match (&person.office, &person.side) {
        (Some(office), Some(side)) => Some(format!("{} {office}", words::possessive(&side.name))),
        (Some(office), None) => Some(office.clone()),
        (None, _) => None,
    };
    person.name.clone().or_else(office).unwrap_or_default()
}

/// Who speaks: by their names, else by what is known of them.
pub fn speakers(speakers: &[PersonLine]) -> String {
    let named: Vec<String> = speakers.iter().map(|s| s.name.clone().unwrap_or_else(|| person(s))).collect();
    if named.is_empty() { "not named".to_owned() } else { named.join(" and ") }
}

/// "Ana Rojas, Foreign Minister, Chile (holder uncited)".
pub fn person(person: &PersonLine) -> String {
    let side = person.side.as_ref().map(|side| side.name.clone());
    let parts: Vec<String> = [person.name.clone(), person.office.clone(), side].into_iter().flatten().collect();
    let words = if parts.is_empty() { "not named".to_owned() } else { parts.join(", ") };
    if person.source == "uncited" { format!("{words} (holder uncited)") } else { words }
}

/// `Publisher, "Title", 25 Nov 2023`; the document's name where nothing else is known.
pub fn source(source: &Source) -> String {
    let title = source.title.as_ref().map(|title| format!("\"{title}\""));
    let date = source.date.as_ref().map_or_else(|| "no date".to_owned(), words::date_words);
    let publisher = source.publisher.clone();
    let known: Vec<String> = publisher.into_iter().chain(title).collect();
    let known = if known.is_empty() { source.name.clone() } else { known.join(", ") };
    format!("{known}, {date}")
}

/// A footnote: `Publisher, "Title", 25 Nov 2023: "quote"`.
pub fn footnote(cited: &Source) -> String {
    if cited.quote.is_empty() { source(cited) } else { format!("{}: \"{}\"", source(cited), one_line(&cited.quote)) }
}

/// Whether two quotes share words of a document.
pub fn overlap(a: &Quote, b: &Quote) -> bool {
    a.doc == b.doc && a.start < b.end && b.start < a.end
}

/// Whether two quotes have the same words, marks ignored.
pub fn same_words(a: &Quote, b: &Quote) -> bool {
    wording_key(&a.quote) == wording_key(&b.quote)
}

/// Whether one quote holds another of its document.
pub fn holds(a: &Quote, b: &Quote) -> bool {
    a.doc == b.doc && a.start <= b.start && b.end <= a.end
}

/// The quotes that no other of them holds: words are shown once, in their clause.
pub fn whole<'q>(quotes: impl Iterator<Item = &'q Quote>) -> Vec<&'q Quote> {
    let all: Vec<&Quote> = quotes.collect();
    let apart = |at: usize, q: &Quote| {
        let others = all.iter().enumerate().filter(|(n, _)| *n != at);
        // Of two that are equal the first is kept.
        !others.into_iter().any(|(n, other)| holds(other, q) && (!holds(q, other) || n < at))
    };
    all.iter().enumerate().filter(|(at, q)| apart(*at, q)).map(|(_, q)| *q).collect()
}

/// Quotes so near each other are of one clause.
const NEAR: u32 = 300;

/// The first words of a finding, whole: its quotes of one document near each other, in their order, what is left out
/// between them marked.
pub fn clause(evidence: &[Quote]) -> String {
    let Some(first) = evidence.first() else { return String::new() };
    let mut quotes: Vec<&Quote> = Vec::new();
    for next in evidence.iter().filter(|q| q.doc == first.doc) {
        let near = quotes.last().is_none_or(|last| last.start <= next.start && next.start <= last.end + NEAR);
        if near {
            quotes.push(next);
        }
    }
    let quotes: Vec<String> = whole(quotes.into_iter()).into_iter().map(quote).collect();
    quotes.join(" … ")
}

/// The quotes whose words are not those of an earlier one: copies of one text differ in their marks.
pub fn distinct<'q>(quotes: impl IntoIterator<Item = &'q Quote>) -> Vec<&'q Quote> {
    let mut seen = BTreeSet::new();
    quotes.into_iter().filter(|q| seen.insert(wording_key(&q.quote))).collect()
}

/// The same of sources.
pub fn distinct_sources(sources: &[Source]) -> Vec<&Source> {
    let mut seen = BTreeSet::new();
    sources.iter().filter(|s| seen.insert(wording_key(&s.quote))).collect()
}

/// The words of sources with their documents' names, those of one clause together, each wording once.
pub fn clauses_of(sources: &[Source]) -> Vec<String> {
    let near = |a: &Source, b: &Source| a.doc == b.doc && a.start <= b.start && b.start <= a.end + NEAR;
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    for clause in sources.chunk_by(near) {
        let words: Vec<String> = distinct_sources(clause).into_iter().map(words_of).collect();
        let name = clause.first().map(|s| s.name.as_str()).unwrap_or_default();
        if seen.insert(wording_key(&words.join(" "))) {
            lines.push(format!("{} ({name})", words.join(" … ")));
        }
    }
    lines
}

/// A quote between its marks.
pub fn quote(quote: &Quote) -> String {
    format!("\"{}\"", one_line(&quote.quote))
}

/// The words of a source between their marks.
pub fn words_of(source: &Source) -> String {
    format!("\"{}\"", one_line(&source.quote))
}

/// A quote with its document's name: `"quote" (name)`.
pub fn quote_of(source: &Source) -> String {
    format!("{} ({})", words_of(source), source.name)
}

/// Words on one line: line breaks of the document's text are white space to a reader.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words with a capital at their beginning.
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use servanda_model::DocId;

    proptest! {
        #[test]
        fn whole_quotes_hold_all_others_and_none_another(spans in prop::collection::vec((0u32..30, 1u32..9, 0u8..2), 0..12)) {
            let quote = |&(start, length, doc): &(u32, u32, u8)| Quote {
                doc: DocId::of_bytes(&[doc]),
                start,
                end: start + length,
                quote: "x".repeat(length as usize),
            };
            let all: Vec<Quote> = spans.iter().map(quote).collect();
            let kept = whole(all.iter());
            let holds = |a: &Quote, b: &Quote| a.doc == b.doc && a.start <= b.start && b.end <= a.end;
            prop_assert!(all.iter().all(|q| kept.iter().any(|k| holds(k, q))));
            for (n, a) in kept.iter().enumerate() {
                prop_assert!(kept.iter().enumerate().all(|(m, b)| n == m || !holds(a, b)));
            }
        }
    }
}
