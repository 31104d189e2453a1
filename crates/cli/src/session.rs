//! One command's archive, opened where the options say, and the record as of their dates.

use std::{env, path::PathBuf};

use servanda::{AsOf, Servanda, Snapshot};

use crate::{args::Global, exit::Failed, output::Output, place};

/// The archive's file.
pub fn archive(global: &Global) -> Result<PathBuf, Failed> {
    let given = [global.archive.clone(), env::var_os("SERVANDA_ARCHIVE").map(PathBuf::from)];
    let named = given.into_iter().flatten().find(|path| !path.as_os_str().is_empty());
    named.or_else(place::default_archive).ok_or_else(|| {
        let text = "this platform tells of no data folder: say where the archive is with --archive FILE";
        Failed::Archive(text.to_owned())
    })
}

/// The archive, which must exist.
pub fn open(global: &Global) -> Result<Servanda, Failed> {
    Ok(Servanda::open(&archive(global)?)?)
}

/// The archive, made where there is none; a folder that is made for it is named.
pub fn create(global: &Global) -> Result<Servanda, Failed> {
    let file = archive(global)?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
    let made = folder.map(|folder| format!("servanda: made the folder {} for the archive", folder.display()));
    let servanda = Servanda::create(&file)?;
    if let Some(made) = made {
        eprintln!("{made}");
    }
    Ok(servanda)
}

/// The dates of the question.
pub fn dates(global: &Global) -> AsOf {
    AsOf { as_of: global.as_of, known_at: global.known_at }
}

/// The record as of the dates of the question.
pub fn snapshot(global: &Global) -> Result<Snapshot, Failed> {
    at(&open(global)?, global)
}

/// The record as the question wants it.
fn at(servanda: &Servanda, global: &Global) -> Result<Snapshot, Failed> {
    let at = dates(global);
    Ok(if global.strict { servanda.strict_snapshot(at)? } else { servanda.snapshot(at)? })
}

/// The same for a page: where the dates leave nothing of what the archive holds, a page of text says so instead.
pub fn page(global: &Global, out: Output) -> Result<Snapshot, Failed> {
    page_of(&open(global)?, global, out)
}

/// The same of an archive that is open.
pub fn page_of(servanda: &Servanda, global: &Global, out: Output) -> Result<Snapshot, Failed> {
    let held = at(servanda, global)?;
    if out.is_json() || !held.record.documents.is_empty() {
        return Ok(held);
    }
    let (known_at, as_of) = (global.known_at, global.as_of);
    if let (Some(day), 0) = (known_at, held.held_documents()) {
        let documents = servanda.snapshot(AsOf::default())?.held_documents();
        if documents > 0 {
            return Err(Failed::Nothing(format!(
                "The archive held no document on {day}; it holds {documents} now. Ask without --known-at, or of a later day.\n"
            )));
        }
    }
    if let Some(day) = as_of.filter(|_| held.held_documents() > 0) {
        let all = servanda.snapshot(AsOf { as_of: None, known_at })?;
        let dated = all.record.documents.iter().filter_map(|d| Some((d.published.as_ref()?.interval(), &d.name)));
        let oldest = dated.min_by_key(|(date, name)| (date.to(), *name));
        let oldest = oldest.map(|(date, name)| format!(" The oldest is {name}, of {date}.")).unwrap_or_default();
        return Err(Failed::Nothing(format!(
            "No document of {day} or before among the {} in the archive.{oldest}\n",
            all.record.documents.len()
        )));
    }
    Ok(held)
}
