//! What would lose a professional's trust in five minutes, each fault as a test through the program, and the archives
//! at the edges: empty, of one side alone, without a date, and where everything is disputed.
//!
//! The texts are in `texts`, one folder a matter. Pages are printed so wide that a row stands on one line.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

#[path = "../common/mod.rs"]
mod common;

mod edges;
mod ledger;
mod pages;
mod people;
mod quotes;
mod silence;
mod voices;
