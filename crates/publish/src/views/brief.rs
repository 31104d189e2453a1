//! Two pages before a meeting, in the order of a real brief: they will raise, we will raise, they owe, we owe,
//! agreed language, gaps in our holdings. Every line has a footnote.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{
    EntryId, Ladder, Modality, Quote, Side,
    record::{PositionEntry, Record, Stage},
};
use servanda_world::World;

use super::relation::relation;
use crate::{
    AsOf,
    desk::Desk,
    parts::{EventLine, Header, MeetingLine, PositionLine, SideName, Source, ThreadLine},
    phrases, words,
};

/// A brief for a meeting of two sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BriefView {
    /// What each view says first.
    pub header: Header,
    /// The other side.
    pub them: SideName,
    /// The side that is briefed.
    pub we: SideName,
    /// The latest engagement held.
    pub last_met: Option<MeetingLine>,
    /// Engagements planned.
    pub next: Vec<MeetingLine>,
    /// Their open asks and their demands and objections toward us.
    pub they_raise: Vec<BriefLine>,
    /// Ours toward them.
    pub we_raise: Vec<BriefLine>,
    /// Open deliverables on which they must act.
    pub they_owe: Vec<BriefLine>,
    /// Open deliverables on which we must act.
    pub we_owe: Vec<BriefLine>,
    /// Open deliverables on which both must act, or of which no text says who must.
    pub both_owe: Vec<BriefLine>,
    /// Formulas and named texts.
    pub agreed_language: Vec<BriefLine>,
    /// What is not held; these lines state no fact of the world and need no footnote.
    pub gaps: Vec<String>,
    /// By number, from 1.
    pub footnotes: Vec<Footnote>,
}

/// A line with its footnotes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct BriefLine {
    pub id: EntryId,
    pub text: String,
    /// Numbers of footnotes.
    pub notes: Vec<usize>,
    pub evidence: Vec<Quote>,
}

/// What a line rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Footnote {
    pub number: usize,
    pub source: Source,
}

/// The most footnotes that one line carries; the first and the latest words matter.
const NOTES_A_LINE: usize = 3;

/// A brief for `we` before meeting `them`.
pub fn brief(record: &Record, world: &World, them: &Side, we: &Side, at: AsOf) -> BriefView {
    let pair = [them.clone(), we.clone()];
    let first_screen = relation(record, world, &pair, at);
    let desk = Desk::new(record, world, at);
    let mut notes = Notes { desk: &desk, footnotes: Vec::new() };
    let code = |sides: &[SideName], side: &Side| sides.iter().any(|s| s.code == *side);
    let asks = |by: &Side| first_screen.asked.iter().filter(|t| t.is_open() && code(&t.askers, by)).collect::<Vec<_>>();
    let raise = |notes: &mut Notes, by: &Side, toward: &Side| {
        let mut lines: Vec<BriefLine> = asks(by).into_iter().map(|t| notes.thread(t)).collect();
        // An ask and the position that its words show are one thing to be raised.
        let asked: Vec<Quote> = lines.iter().flat_map(|line| line.evidence.clone()).collect();
        let overlaps = |q: &Quote| asked.iter().any(|a| a.doc == q.doc && a.start < q.end && q.start < a.end);
        let positions = raised_positions(&desk, by, toward);
        let others = positions.iter().filter(|p| !p.evidence.iter().any(overlaps));
        lines.extend(others.map(|p| notes.position(p)));
        lines
    };
    let mut they_raise = raise(&mut notes, them, we);
    let mut we_raise = raise(&mut notes, we, them);
    let (mut they_owe, mut we_owe, mut both_owe) = (Vec::new(), Vec::new(), Vec::new());
    for thread in &first_screen.open {
        let line = notes.thread(thread);
        // Nobody owes what one side has only proposed: whoever did will raise it.
        match (code(&thread.by, them), code(&thread.by, we)) {
            _ if is_proposed_by(thread, them) => they_raise.push(line),
            _ if is_proposed_by(thread, we) => we_raise.push(line),
            (true, false) => they_owe.push(line),
            (false, true) => we_owe.push(line),
            _ => both_owe.push(line),
        }
    }
    let agreed = first_screen.formulas.iter().filter(|t| is_agreed(t));
    let mut agreed_language: Vec<BriefLine> = agreed.map(|t| notes.thread(t)).collect();
    let texts = record.texts.iter().filter(|t| pair.iter().all(|side| t.sides.contains(side)));
    agreed_language.extend(texts.map(|text| {
        let date = text.date.as_ref().map(|d| format!(", {}", words::date_words(d))).unwrap_or_default();
        notes.line(&text.id, format!("{}{date}", text.name), text.evidence.quotes())
    }));
    let footnotes = notes.footnotes;
    let gaps = gap_lines(&desk, &first_screen);
    BriefView {
        header: Header {
            title: format!("Brief for {}, before meeting {}", desk.side(we).name, desk.side(them).name),
            ..first_screen.header
        },
        them: desk.side(them),
        we: desk.side(we),
        last_met: first_screen.last_met,
        next: first_screen.next,
        they_raise,
        we_raise,
        they_owe,
        we_owe,
        both_owe,
        agreed_language,
        gaps,
        footnotes,
    }
}

/// Whether a side proposed it and no more came of it.
fn is_proposed_by(thread: &ThreadLine, side: &Side) -> bool {
    let own = |e: &EventLine| e.side.as_ref().is_some_and(|s| s.code == *side);
    thread.stage == Stage::Proposed && thread.events.iter().any(own)
}

/// Whether both at least shared the view: what one side hopes for is no agreed language.
fn is_agreed(formula: &ThreadLine) -> bool {
    formula.firmness.as_ref().is_none_or(|firm| firm.modality >= Modality::Concurred)
}

/// Demands and objections that `by` addressed to `toward`.
fn raised_positions(desk: &Desk, by: &Side, toward: &Side) -> Vec<PositionLine> {
    let raised = |p: &&PositionEntry| {
        matches!(p.ladder, Ladder::Demand | Ladder::Objection) && p.side.contains(by) && p.toward.contains(toward)
    };
    desk.record.positions.iter().filter(raised).map(|p| desk.position_line(p)).collect()
}

/// Footnotes in the order of their first use; the same words are one footnote.
struct Notes<'a, 'd> {
    desk: &'a Desk<'d>,
    footnotes: Vec<Footnote>,
}

impl Notes<'_, '_> {
    fn thread(&mut self, thread: &ThreadLine) -> BriefLine {
        self.line(&thread.id, phrases::thread_sentence(thread), &thread.evidence)
    }

    fn position(&mut self, position: &PositionLine) -> BriefLine {
        self.line(&position.id, phrases::position_sentence(position), &position.evidence)
    }

    fn line(&mut self, id: &EntryId, text: String, evidence: &[Quote]) -> BriefLine {
        // The first words and the latest: what was said between is in the ledger.
        let last = evidence.len().saturating_sub(NOTES_A_LINE - 1).max(1);
        let shown = evidence.iter().take(1).chain(evidence.iter().skip(last));
        let notes = shown.map(|quote| self.number(quote)).collect();
        BriefLine { id: id.clone(), text, notes, evidence: evidence.to_vec() }
    }

    fn number(&mut self, quote: &Quote) -> usize {
        let same =
            |n: &&Footnote| n.source.doc == quote.doc && (n.source.start, n.source.end) == (quote.start, quote.end);
        if let Some(note) = self.footnotes.iter().find(same) {
            return note.number;
        }
        let number = self.footnotes.len() + 1;
        self.footnotes.push(Footnote { number, source: self.desk.source(quote) });
        number
    }
}

/// What is not held, in sentences.
fn gap_lines(desk: &Desk, screen: &super::RelationView) -> Vec<String> {
    let mut lines = Vec::new();
    for gap in &screen.gaps {
        let all = words::count_words(gap.full + gap.press + gap.none, "meeting");
        let mut parts = Vec::new();
        if gap.none > 0 {
            parts.push(format!("not held for {}", gap.none));
        }
        if gap.press > 0 {
            parts.push(format!("held through the press for {}", gap.press));
        }
        lines.push(format!(
            "{} own account: {} of {all}",
            words::possessive(&gap.side.name),
            words::list_words(&parts)
        ));
    }
    let undated = desk.record.documents.iter().filter(|d| !crate::desk::is_dated(d)).count();
    if undated > 0 {
        lines.push(format!("{} without a date in the archive", words::count_words(undated, "document")));
    }
    let silent = screen.open.iter().chain(&screen.asked);
    let unread = silent.filter(|t| t.silence.as_ref().is_some_and(|s| s.reports() == 0)).count();
    if unread > 0 {
        let threads = words::count_words(unread, "open thread");
        lines.push(format!("nothing has been read since on {threads}"));
    }
    lines
}
