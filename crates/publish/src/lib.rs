//! One view per question as plain data, and the formats.
//!
//! A view is a struct built by the function of the same name ([`relation`](views::relation),
//! [`ledger`](views::ledger), …) from a computed record and the tables of the world. Plain text comes from
//! [`Render`], JSON from `serde` on the same struct, so that all faces of the program say the same. What a record
//! cannot tell (hits of a search, findings, corrections) is handed in as data; nothing here opens the archive.

// `write!` into a string has a result that can only be ignored; pages are short.
#![allow(clippy::format_push_string)]

mod desk;
pub mod export;
pub mod ids;
mod index;
pub mod parts;
pub mod phrases;
mod schema;
mod text;
pub mod views;
pub mod words;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod tests;

pub use desk::{AsOf, Extent};
pub use export::{ExportMeta, export_findings, export_record};
pub use index::EntryKind;
pub use schema::schemas;
pub use text::Render;
