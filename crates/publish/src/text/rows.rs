//! Rows that several views show: threads, meetings, positions, mechanisms.

use super::page::{Page, Row};
use crate::{
    parts::{DeedLine, EventLine, MeetingLine, PositionLine, ThreadLine},
    phrases, words,
};

/// A thread on one row.
pub(super) fn thread(page: &Page, thread: &ThreadLine) -> Row {
    if thread.is_ask() {
        return ask(page, thread);
    }
    let body = format!("{}: {}", phrases::who_acts(thread), phrases::state(thread));
    Row::new(phrases::label(thread), body, with_id(&phrases::remarks(thread), page, &thread.id))
}

/// An ask on one row: who wants what of whom.
pub(super) fn ask(page: &Page, thread: &ThreadLine) -> Row {
    let remarks = [phrases::who_is_asked(thread), phrases::state(thread), phrases::remarks(thread)];
    let remarks = words::join_remarks(&remarks);
    Row::new(phrases::direction(thread), phrases::label(thread), with_id(&remarks, page, &thread.id))
}

/// A formula on one row.
pub(super) fn formula(page: &Page, thread: &ThreadLine) -> Row {
    let wordings = words::count_words(thread.wordings.len(), "wording");
    let remarks = [wordings, phrases::who_acts(thread), phrases::state(thread), phrases::remarks(thread)];
    let remarks = words::join_remarks(&remarks);
    Row::new("", phrases::label(thread), with_id(&remarks, page, &thread.id))
}

/// A thread's history as dated lines with voice, reports and words.
pub(super) fn history(thread: &ThreadLine) -> Vec<String> {
    thread.events.iter().map(event).collect()
}

fn event(event: &EventLine) -> String {
    let firmness = event.strength.map(|s| format!(" ({s})")).unwrap_or_default();
    let place = if event.outside_body { " (in a headline or caption)" } else { "" };
    let quote = phrases::clause(&event.evidence);
    let due = event.due.as_ref().map(|due| words::after_act(&words::due_words(due, &event.evidence)));
    let due = due.unwrap_or_default();
    let head = format!("{}{due}{firmness}{place}{}", phrases::step(event), phrases::attribution(event));
    words::join_remarks(&[head, phrases::reports(&event.reports)]) + ": " + &quote
}

/// The wordings of a formula.
pub(super) fn wordings(thread: &ThreadLine) -> Vec<String> {
    let line = |w: &crate::parts::WordingLine| {
        let date = w.date.as_ref().map_or_else(|| "no date".to_owned(), words::date_words);
        format!("{date}, {}: {}", w.voiced.words, phrases::quote(&w.quote))
    };
    thread.wordings.iter().map(line).collect()
}

/// A meeting in a list.
pub(super) fn meeting(page: &Page, meeting: &MeetingLine) -> Row {
    let body = format!("{} ({})", phrases::meeting_sentence(meeting), phrases::meeting_kind(meeting));
    let remark = words::join_remarks(&[status(meeting), phrases::meeting_accounts(meeting)]);
    Row::new(names(meeting), body, with_id(&remark, page, &meeting.id))
}

/// The status, where it is not the plain one.
fn status(meeting: &MeetingLine) -> String {
    match meeting.status {
        servanda_model::EngagementStatus::Held | servanda_model::EngagementStatus::Planned => String::new(),
        status => words::status_words(status).to_owned(),
    }
}

/// "Chile – Peru".
pub(super) fn names(meeting: &MeetingLine) -> String {
    meeting.sides.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(" – ")
}

/// A position with its history.
pub(super) fn position(page: &Page, position: &PositionLine) -> Row {
    let history = position.history.iter().map(|step| {
        let date = step.date.as_ref().map_or_else(|| "no date".to_owned(), words::date_words);
        let quote = phrases::clause(&step.evidence);
        let ladder = phrases::ladder(step.ladder, step.rung);
        let word = words::quoted(&step.word, &step.evidence);
        format!("{date}: {word} ({ladder}), {}, {}: {quote}", step.voiced.words, phrases::reports(&step.reports))
    });
    Row::new(phrases::capital(&position.issue), phrases::stance(position), page.id(position.id.as_str())).with(history)
}

/// A deed with its words: "Peru lifted ban on Chilean grapes, 3 May 2024, per Peru".
pub(super) fn deed(page: &Page, deed: &DeedLine) -> Row {
    let by = if deed.by.is_empty() { "by whom is not said".to_owned() } else { phrases::names(&deed.by) };
    let when = deed.when.as_ref().map(|date| format!(", {}", words::date_words(date))).unwrap_or_default();
    let body = format!("{} {}{when}, {}", deed.action, deed.object, deed.voiced.words);
    Row::new(by, body, page.id(deed.id.as_str())).with([phrases::clause(&deed.evidence)])
}

/// A remark with the id at its end.
pub(super) fn with_id(remark: &str, page: &Page, id: &servanda_model::EntryId) -> String {
    let id = page.id(id.as_str());
    if remark.is_empty() { id } else { format!("{remark} {id}") }
}
