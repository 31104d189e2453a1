//! What a text tells of a meeting in one place and only names in another: whether it was held, and who was there.

use servanda_model::{ActorRef, EngagementStatus, TimeUnit, TimeValue};

use super::{Sighting, circumstances::directed, same};
use crate::{reader::Reader, text::Tokens};

/// The meetings of a text, those that are only named as the text tells of them elsewhere, each once.
pub(super) fn settle(reader: &Reader<'_>, meetings: &[Sighting], undated: &[Sighting]) -> Vec<Sighting> {
    let told: Vec<Sighting> = meetings.iter().chain(undated).filter(|m| !m.open && !m.earlier).cloned().collect();
    let settled = meetings.iter().cloned().filter_map(|meeting| as_told(reader, meeting, &told));
    let own = |m: &Sighting| {
        !is_only_a_way(reader, m, meetings) && !is_part(m, meetings) && !is_told_beside(reader, m, meetings)
    };
    let settled: Vec<Sighting> = settled.filter(own).collect();
    let mut out: Vec<Sighting> = Vec::new();
    for meeting in settled {
        match out.iter_mut().find(|m| m.is_same_as(reader, &meeting)) {
            Some(known) => known.absorb(meeting),
            None => out.push(meeting),
        }
    }
    out
}

/// A meeting that is only named ("spoke of Monday's summit"), with the status that the text tells elsewhere; of one to come
/// that nobody dates there is none (codebook, 5).
fn as_told(reader: &Reader<'_>, mut meeting: Sighting, told: &[Sighting]) -> Option<Sighting> {
    // A journey of this week is for a meeting of this week.
    let near = |other: &Sighting| match other.when.as_ref().map(|(value, _)| value) {
        Some(TimeValue::OnWeekday { weeks: 0, .. } | TimeValue::Relative { unit: TimeUnit::Day, .. }) => true,
        _ => !meeting.came || meeting.when.is_none(),
    };
    let is = |status| told.iter().any(|other| other.status == status && near(other) && other.may_be(reader, &meeting));
    let open = meeting.open && meeting.status == EngagementStatus::Held && !is(EngagementStatus::Held);
    if open && is(EngagementStatus::Planned) && (meeting.named_only || meeting.came || meeting.when.is_none()) {
        meeting.status = EngagementStatus::Planned;
        // The day on which somebody came is not that of the meeting.
        let own = meeting.when.take().filter(|_| meeting.named_only);
        meeting.when = own.map(|(value, words)| (directed(value, EngagementStatus::Planned), words));
        meeting.when.as_ref()?;
    } else if open && meeting.unsure {
        return None;
    }
    Some(meeting)
}

/// "Arrived in Lima on Sunday. She will meet B there on Monday": of a meeting with others than the hosts, Peru is only where.
fn is_only_a_way(reader: &Reader<'_>, journey: &Sighting, meetings: &[Sighting]) -> bool {
    let Some(host) = &journey.gone_to else { return false };
    let text = &reader.text;
    let pointed =
        |m: &Sighting| m.evidence.iter().any(|words| text.find(words.clone(), |t| text.is(t, "there")).is_some());
    let there = |m: &Sighting| match &m.location {
        Some((_, side)) => side.as_ref() == Some(host),
        None => pointed(m),
    };
    meetings.iter().any(|m| {
        let others = m.sides.len() > 1 && !m.sides.contains(host);
        others && there(m) && journey.sides.iter().all(|side| side == host || m.sides.contains(side))
    })
}

/// "Shook hands before their talks on Friday", "held talks with B, who is on a visit to Peru": told in one breath, the two
/// are one.
fn is_told_beside(reader: &Reader<'_>, part: &Sighting, meetings: &[Sighting]) -> bool {
    let inside = |m: &Sighting| {
        let within = |words: &Tokens| m.evidence.iter().any(|w| w.start <= words.start && words.end <= w.end);
        m.trigger != part.trigger && part.evidence.iter().all(within)
    };
    let met = |m: &Sighting| m.status == EngagementStatus::Held && m.place == part.place;
    let prelude = |m: &Sighting| part.status == EngagementStatus::Planned && m.may_be(reader, part);
    let known = |m: &Sighting| {
        let has = |a: &ActorRef| a.name.is_none() || m.people.iter().any(|b| b.name == a.name);
        part.people.iter().all(has)
    };
    let stay = |m: &Sighting| part.visit && !m.visit && part.status == m.status && part.sides == m.sides && known(m);
    meetings.iter().any(|m| met(m) && inside(m) && (prelude(m) || stay(m)))
}

/// "Arrived at the summit", where the text tells whose summit it is.
fn is_part(attended: &Sighting, meetings: &[Sighting]) -> bool {
    let lone = attended.attendance && attended.sides.len() == 1 && attended.gathering.is_none();
    let whole = |m: &Sighting| m.sides.len() > 1 && attended.sides.iter().all(|side| m.sides.contains(side));
    let dated = |m: &Sighting| match (&attended.when, &m.when) {
        (Some((one, _)), Some((other, _))) => same::times(one, other) || matches!(one, TimeValue::Relative { .. }),
        _ => true,
    };
    lone && !attended.named && meetings.iter().any(|m| whole(m) && dated(m))
}
