//! The rules, one family a file. Each has a `find` that returns its findings; a finding names its rule.

pub mod commitment;
pub mod deed;
pub mod engagement;
pub mod mechanism;
pub mod position;
pub mod statement;
pub mod tenure;
pub mod times;
