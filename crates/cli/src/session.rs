//! One command's archive, opened where the options say, and the record as of their dates.

use std::path::PathBuf;

use servanda::{AsOf, Servanda, Snapshot};

use crate::{args::Global, exit::Failed, place};

/// The archive's file.
pub fn archive(global: &Global) -> Result<PathBuf, Failed> {
    let named = global.archive.clone().filter(|path| !path.as_os_str().is_empty());
    named.or_else(place::default_archive).ok_or_else(|| {
        let text = "this platform tells of no data folder: say where the archive is with --archive FILE";
        Failed::Archive(text.to_owned())
    })
}

/// The archive, which must exist.
pub fn open(global: &Global) -> Result<Servanda, Failed> {
    Ok(Servanda::open(&archive(global)?)?)
}

/// The archive, made where there is none.
pub fn create(global: &Global) -> Result<Servanda, Failed> {
    Ok(Servanda::create(&archive(global)?)?)
}

/// The dates of the question.
pub fn dates(global: &Global) -> AsOf {
    AsOf { as_of: global.as_of, known_at: global.known_at }
}

/// The record as of the dates of the question.
pub fn snapshot(global: &Global) -> Result<Snapshot, Failed> {
    Ok(open(global)?.snapshot(dates(global))?)
}
