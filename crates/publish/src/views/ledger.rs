//! The ledger: threads between two or more sides, deliverables before formulas, and who must act.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use servanda_model::{Side, record::Record};
use servanda_world::World;

use crate::{
    AsOf,
    desk::Desk,
    parts::{Header, ThreadLine},
    words,
};

/// The threads of a pair, a group, or everybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LedgerView {
    /// What each view says first.
    pub header: Header,
    /// Things that can be completed, open ones first.
    pub deliverables: Vec<ThreadLine>,
    /// What one side wants and no commitment took up.
    pub asks: Vec<ThreadLine>,
    /// Formulas.
    pub formulas: Vec<ThreadLine>,
}

/// The ledger of `sides`; of everybody where no side is named.
pub fn ledger(record: &Record, world: &World, sides: &[Side], at: AsOf) -> LedgerView {
    let desk = Desk::new(record, world, at);
    let (formulas, rest): (Vec<_>, Vec<_>) = desk.thread_lines(sides).into_iter().partition(ThreadLine::is_formula);
    let (asks, deliverables) = rest.into_iter().partition(ThreadLine::is_ask);
    let title =
        if sides.is_empty() { "Ledger".to_owned() } else { format!("Ledger: {}", words::relation_words(sides, world)) };
    LedgerView { header: desk.header_of(title, sides), deliverables, asks, formulas }
}
