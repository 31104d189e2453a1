//! How far a thread got: a pure function of its events.
//!
//! | event, in order of date | stage |
//! |---|---|
//! | asked | asked |
//! | discussed, proposed | proposed |
//! | hoped, invited; agreed with a hedge or under a condition | intended |
//! | concurred, agreed, reaffirmed | agreed |
//! | dated | dated |
//! | begun | under way |
//! | done | fulfilled; partly, where something of it was begun by steps and is asked for again later |
//! | refused, suspended, reversed, replaced | the same |
//! | denied | disputed |
//!
//! A weaker event never lowers a stage: pressing for what was agreed leaves it agreed. What ends a thread is lifted
//! again by a later agreement. A formula stays *standing* unless something ended it. A stated due that lies before
//! the day up to which the sides were read, with nothing done, makes *due date passed*. `docs/codebook.md`, § 14,
//! says the same.

use jiff::civil::Date;
use servanda_model::{
    CommitmentKind, Interval, Strength, Voice,
    record::{EventKind, Stage, ThreadEvent},
};

/// The stage of a thread whose events are in order of their dates; `on` is the day up to which its sides were read.
pub(crate) fn of(kind: CommitmentKind, events: &[ThreadEvent], due: Option<Interval>, on: Option<Date>) -> Stage {
    let mut stage = Stage::Asked;
    let mut deniers: Vec<&Voice> = Vec::new();
    for event in events {
        let next = after(event);
        if event.event == EventKind::Denied {
            deniers.push(&event.voice);
        }
        // What one side says again does not end the dispute: only who denied it can.
        let ends_dispute = event.voice == Voice::Joint || deniers.contains(&&event.voice);
        stage = match (stage, next) {
            (Stage::Disputed, Stage::Agreed | Stage::Dated | Stage::Intended) if !ends_dispute => Stage::Disputed,
            (Stage::Fulfilled, Stage::Asked) => Stage::PartlyFulfilled,
            (_, Stage::Fulfilled) => next,
            (now, _) if is_end(next) || is_end(now) && next >= Stage::Agreed => next,
            (now, _) if is_end(now) => now,
            (now, _) => now.max(next),
        };
    }
    let open = matches!(stage, Stage::Intended | Stage::Agreed | Stage::Dated | Stage::UnderWay);
    let passed = due.zip(on).is_some_and(|(due, on)| due.to() < on);
    match kind {
        CommitmentKind::Standing if !is_end(stage) => Stage::Standing,
        CommitmentKind::Deliverable if open && passed => Stage::DueDatePassed,
        _ => stage,
    }
}

/// The stage that an event alone gives.
fn after(event: &ThreadEvent) -> Stage {
    match event.event {
        EventKind::Asked => Stage::Asked,
        EventKind::Discussed | EventKind::Proposed => Stage::Proposed,
        EventKind::Hoped | EventKind::Invited => Stage::Intended,
        EventKind::Concurred | EventKind::Agreed | EventKind::Reaffirmed
            if event.strength.is_some_and(|s| s <= Strength::C3) =>
        {
            Stage::Intended
        }
        EventKind::Concurred | EventKind::Agreed | EventKind::Reaffirmed => Stage::Agreed,
        EventKind::Dated => Stage::Dated,
        EventKind::Begun => Stage::UnderWay,
        EventKind::Done => Stage::Fulfilled,
        EventKind::Refused => Stage::Refused,
        EventKind::Denied => Stage::Disputed,
        EventKind::Suspended => Stage::Suspended,
        EventKind::Reversed => Stage::Reversed,
        EventKind::Replaced => Stage::Replaced,
    }
}

/// Whether nothing more is open at this stage.
pub(crate) fn is_end(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Fulfilled
            | Stage::PartlyFulfilled
            | Stage::Suspended
            | Stage::Reversed
            | Stage::Refused
            | Stage::Replaced
            | Stage::Disputed
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use servanda_model::{DocId, Evidence, Quote, Voice};

    fn event(kind: EventKind, strength: Option<Strength>) -> ThreadEvent {
        let quote = Quote { doc: DocId::of_bytes(b"x"), start: 0, end: 1, quote: "x".into() };
        ThreadEvent {
            event: kind,
            date: None,
            modality: None,
            hedge: None,
            strength,
            due: None,
            wordings: Vec::new(),
            voice: Voice::Narrator,
            side: None,
            relayed_by: None,
            reports: Vec::new(),
            evidence: Evidence::new(quote),
            findings: Vec::new(),
        }
    }

    fn stage(events: &[(EventKind, Option<Strength>)]) -> Stage {
        let events: Vec<_> = events.iter().map(|(k, s)| event(*k, *s)).collect();
        of(CommitmentKind::Deliverable, &events, None, None)
    }

    #[test]
    fn pressing_for_what_was_agreed_leaves_it_agreed() {
        let agreed = (EventKind::Agreed, Some(Strength::C5));
        assert_eq!(stage(&[(EventKind::Asked, None), agreed, (EventKind::Asked, None)]), Stage::Agreed);
        assert_eq!(stage(&[agreed, (EventKind::Done, None)]), Stage::Fulfilled);
        assert_eq!(stage(&[agreed, (EventKind::Suspended, None), (EventKind::Hoped, None)]), Stage::Suspended);
        assert_eq!(stage(&[agreed, (EventKind::Suspended, None), agreed]), Stage::Agreed);
    }

    #[test]
    fn a_hedge_holds_the_stage_at_intended() {
        assert_eq!(stage(&[(EventKind::Agreed, Some(Strength::C3))]), Stage::Intended);
    }

    #[test]
    fn a_due_passes_only_when_it_was_stated_and_nothing_was_done() {
        let due = Some("2020-05".parse_interval());
        let on = Some("2020-07-01".parse().unwrap());
        let agreed = [event(EventKind::Agreed, Some(Strength::C5))];
        assert_eq!(of(CommitmentKind::Deliverable, &agreed, due, on), Stage::DueDatePassed);
        assert_eq!(of(CommitmentKind::Deliverable, &agreed, None, on), Stage::Agreed);
        assert_eq!(of(CommitmentKind::Standing, &agreed, due, on), Stage::Standing);
        let done = [event(EventKind::Agreed, None), event(EventKind::Done, None)];
        assert_eq!(of(CommitmentKind::Deliverable, &done, due, on), Stage::Fulfilled);
    }

    trait Parse {
        fn parse_interval(&self) -> Interval;
    }
    impl Parse for str {
        fn parse_interval(&self) -> Interval {
            servanda_model::PartialDate::parse(self).unwrap().interval()
        }
    }
}
