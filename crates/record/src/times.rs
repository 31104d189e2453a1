//! The time that a finding gives its meeting, as far as it is its own.
//!
//! A sentence names more times than that of the meeting it tells of: the due of what was agreed there, the day by
//! which something is to end. What was held lies back, what is planned lies ahead; a time that can't is not the
//! meeting's own, and one without a year is looked for on its side of the day of writing.

use std::{borrow::Cow, collections::BTreeMap};

use jiff::civil::Date;
use servanda_model::{
    CommitmentFinding, Direction, DocumentFacts, Due, EngagementFinding, EngagementStatus, Finding, FindingBody,
    FindingId, Interval, Quote, TimeMention, TimeRole, TimeValue,
};

use crate::anchor::{anchor, is_absolute};

/// The stated days on which a person bore a title, by the tenure that the title makes: those of what its sentence
/// tells. Where no such days are stated, the title holds on the day of writing.
pub(crate) type TitleDays = BTreeMap<FindingId, Interval>;

/// Finds the titles in sentences that tell of a stated time: "at a meeting with President Rojas in May 2009".
pub(crate) fn of_titles(findings: &[Finding]) -> TitleDays {
    let mut days = TitleDays::new();
    for of_one in findings.chunk_by(|a, b| a.doc == b.doc) {
        let stated =
            |f: &Finding| happened(f).filter(|when| is_absolute(when)).and_then(|when| anchor(when, Date::MAX));
        // When a channel was last held says nothing of those who speak of it now.
        let acts = of_one.iter().filter(|f| !matches!(f.body, FindingBody::Mechanism(_)));
        let told: Vec<_> = acts.filter_map(|f| Some((f.id.sentence(), stated(f)?))).collect();
        let titles = of_one.iter().filter(|f| matches!(f.body, FindingBody::Tenure(_)));
        days.extend(titles.filter_map(|title| {
            let (_, when) = told.iter().find(|(sentence, _)| *sentence == title.id.sentence())?;
            Some((title.id.clone(), *when))
        }));
    }
    days
}

/// When what a finding tells as done was done.
pub(crate) fn happened(finding: &Finding) -> Option<&TimeValue> {
    match &finding.body {
        FindingBody::Engagement(e) if e.status == EngagementStatus::Held => e.when.as_ref(),
        FindingBody::Commitment(c) => c.when.as_ref(),
        FindingBody::Deed(d) => d.when.as_ref(),
        FindingBody::Mechanism(m) => m.last_held.as_ref(),
        _ => None,
    }
}

/// The times of engagements that differ from those which their findings give, by finding.
pub(crate) type OwnTimes = BTreeMap<FindingId, Option<TimeValue>>;

/// Finds, in documents sorted by id, the engagements whose time is not their own, or lies on one side of the day of writing only.
pub(crate) fn own(findings: &[Finding], documents: &[&DocumentFacts]) -> OwnTimes {
    let mut own = OwnTimes::new();
    for of_one in findings.chunk_by(|a, b| a.doc == b.doc) {
        let at = of_one.first().and_then(|f| documents.binary_search_by(|d| d.id.cmp(&f.doc)).ok());
        let facts = at.and_then(|at| documents.get(at)).copied();
        for finding in of_one {
            let FindingBody::Engagement(body) = &finding.body else { continue };
            let Some(when) = &body.when else { continue };
            let time = if is_borrowed(finding, body, when, of_one, facts) {
                None
            } else {
                let day = facts.and_then(|facts| day_beside(body, when, facts));
                Some(sided(body.status, day.unwrap_or(when)))
            };
            if time.as_ref() != Some(when) {
                own.insert(finding.id.clone(), time);
            }
        }
    }
    own
}

/// The finding with its own time.
pub(crate) fn with_own<'f>(finding: &'f Finding, own: &OwnTimes) -> Cow<'f, Finding> {
    let Some(time) = own.get(&finding.id) else { return Cow::Borrowed(finding) };
    let mut finding = finding.clone();
    if let FindingBody::Engagement(body) = &mut finding.body {
        body.when.clone_from(time);
        if time.is_none() {
            body.when_quote = None;
        }
    }
    Cow::Owned(finding)
}

/// Whether the time of a held meeting belongs to something else in its sentence: an open end ("by June"), the due of
/// what was agreed there, or words that the text itself places ahead.
fn is_borrowed(
    finding: &Finding,
    body: &EngagementFinding,
    when: &TimeValue,
    of_one: &[Finding],
    facts: Option<&DocumentFacts>,
) -> bool {
    if body.status != EngagementStatus::Held {
        return false;
    }
    let due_of = |f: &Finding| match &f.body {
        FindingBody::Commitment(CommitmentFinding { due: Some(Due::Stated { when, .. }), .. }) => when.clone(),
        _ => None,
    };
    let is_due = |f: &Finding| f.id.sentence() == finding.id.sentence() && due_of(f).as_ref() == Some(when);
    let placed_ahead = || {
        let quote = body.when_quote.as_ref();
        let mentions = facts.into_iter().flat_map(|d| &d.times);
        let own = |q: &Quote| quote.is_some_and(|w| w.start < q.end && q.start < w.end);
        mentions.filter(|m| own(&m.quote)).any(|m| m.role == TimeRole::Future && m.value == *when)
    };
    matches!(when, TimeValue::Range { from: None, to: Some(_) }) || of_one.iter().any(is_due) || placed_ahead()
}

/// The day beside a looser time of the meeting: "last week, on 4 May".
fn day_beside<'d>(body: &EngagementFinding, when: &TimeValue, facts: &'d DocumentFacts) -> Option<&'d TimeValue> {
    let quote = body.when_quote.as_ref().filter(|_| matches!(when, TimeValue::Relative { .. }))?;
    let is_day = |m: &&TimeMention| matches!(m.value, TimeValue::MonthDay { .. }) && in_apposition(quote, &m.quote);
    facts.times.iter().find(is_day).map(|m| &m.value)
}

/// Whether two times stand beside each other as one told twice: so many characters are ", on " and " on "; fewer may be
/// a full stop.
pub(crate) fn in_apposition(a: &Quote, b: &Quote) -> bool {
    b.start.checked_sub(a.end).is_some_and(|gap| (4..=5).contains(&gap))
}

/// A time without a year on the side on which such a meeting lies.
fn sided(status: EngagementStatus, when: &TimeValue) -> TimeValue {
    match status {
        EngagementStatus::Held => toward(when, Direction::Past),
        EngagementStatus::Planned => toward(when, Direction::Future),
        EngagementStatus::Cancelled | EngagementStatus::Unknown => when.clone(),
    }
}

/// The value with this direction, wherever it has one that decides between two years or two weeks.
pub(crate) fn toward(value: &TimeValue, side: Direction) -> TimeValue {
    let mut value = value.clone();
    match &mut value {
        TimeValue::MonthDay { direction, .. }
        | TimeValue::InMonth { direction, .. }
        | TimeValue::OnWeekday { direction, weeks: 0, .. } => *direction = side,
        TimeValue::Range { from, to } => {
            for end in [from, to].into_iter().flatten() {
                **end = toward(end, side);
            }
        }
        _ => {}
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use servanda_model::Month;

    fn days(from: i8, to: i8) -> TimeValue {
        let day = |day| {
            let month = Month::new(4).unwrap();
            Box::new(TimeValue::MonthDay { month, day, weekday: None, direction: Direction::Either })
        };
        TimeValue::Range { from: Some(day(from)), to: Some(day(to)) }
    }

    #[test]
    fn what_was_held_lies_back_and_what_is_planned_ahead() {
        let on = |status, written: &str| {
            let value = sided(status, &days(12, 14));
            anchor(&value, written.parse().unwrap()).unwrap().to_string()
        };
        assert_eq!(on(EngagementStatus::Held, "2011-04-02"), "2010-04-12/2010-04-14");
        assert_eq!(on(EngagementStatus::Planned, "2011-04-02"), "2011-04-12/2011-04-14");
        assert_eq!(on(EngagementStatus::Planned, "2011-06-02"), "2012-04-12/2012-04-14");
        assert_eq!(on(EngagementStatus::Unknown, "2011-04-02"), "2011-04-12/2011-04-14");
    }
}
