//! Documents in: read and reread, with progress, and what came of each document.

use std::{
    fmt::Write as _,
    io::Read as _,
    path::{Path, PathBuf},
};

use servanda::{Input, ReadSummary, RereadSummary};

use crate::{
    args::Global,
    exit::{Done, Failed},
    output::{Bar, Output},
    session,
};

/// The name of standard input among paths and receipts.
const STDIN: (&str, &str) = ("-", "stdin");

/// Reads files, folders and standard input.
pub fn read(global: &Global, out: Output, paths: &[PathBuf]) -> Result<Done, Failed> {
    let is_missing = |path: &PathBuf| path.as_os_str() != STDIN.0 && !path.exists();
    // One of several costs itself only.
    if let Some(first) = paths.first().filter(|_| paths.iter().all(is_missing)) {
        return Err(Failed::missing(first));
    }
    let inputs: Vec<Input> = paths.iter().map(|path| input(path)).collect::<Result<_, _>>()?;
    let mut servanda = session::create(global)?;
    let bar = Bar::new();
    let summary = servanda.read(&inputs, &|progress| bar.show(progress))?;
    drop(bar);
    for failure in &summary.failed {
        eprintln!("servanda: not read: {}: {}", failure.name, failure.reason);
    }
    out.either(&summary, || read_text(&summary))?;
    Ok(if summary.failed.is_empty() { Done::Well } else { Done::SomeFailed })
}

fn input(path: &Path) -> Result<Input, Failed> {
    if path.as_os_str() != STDIN.0 {
        return Ok(Input::Path(path.to_owned()));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|e| Failed::Usage(format!("standard input can't be read: {e}")))?;
    Ok(Input::Text { name: STDIN.1.to_owned(), bytes })
}

/// One line a document, then the sums.
pub fn read_text(summary: &ReadSummary) -> String {
    let mut text = String::new();
    for document in &summary.documents {
        let mut facts: Vec<String> = Vec::new();
        if !document.is_new {
            facts.push("known already".to_owned());
        } else if let Some(language) = &document.unread_language {
            facts.push(format!("stored, not read yet: language {language}?"));
        } else if document.found.is_empty() {
            facts.push("nothing found".to_owned());
        }
        if document.is_new {
            facts.extend(document.found.iter().map(|(kind, count)| counted(*count, kind_word(*kind))));
        }
        if !document.copy_of.is_empty() {
            let more = document.copies.saturating_sub(document.copy_of.len());
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            facts.push(format!("a copy of {}{more}", document.copy_of.join(", ")));
        }
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}  {}\n    {}", document.id, document.name, facts.join(" · "));
        for warning in &document.warnings {
            let _ = writeln!(text, "    passed over: {warning}");
        }
    }
    let known = summary.documents.len() - summary.new_documents();
    let mut sums = vec![format!("{} read", counted(summary.new_documents(), "document"))];
    let unread = summary.unread_documents();
    if unread > 0 {
        sums.push(format!("{unread} of them stored but not read yet, being in another language than English"));
    }
    if known > 0 {
        sums.push(format!("{known} known already"));
    }
    if !summary.failed.is_empty() {
        sums.push(format!("{} not read (see above)", summary.failed.len()));
    }
    if !summary.skipped.is_empty() {
        let names: Vec<&str> = summary.skipped.iter().take(3).map(|s| s.name.as_str()).collect();
        let more = if summary.skipped.len() > names.len() { ", …" } else { "" };
        sums.push(format!("{} passed over ({}{more})", counted(summary.skipped.len(), "file"), names.join(", ")));
    }
    text + &sums.join(" · ") + "\n"
}

/// Reads all documents again with this version's reader.
pub fn reread(global: &Global, out: Output) -> Result<Done, Failed> {
    let mut servanda = session::open(global)?;
    let bar = Bar::new();
    let summary = servanda.reread(&|progress| bar.show(progress))?;
    drop(bar);
    for failure in &summary.failed {
        eprintln!("servanda: not read again: {}: {}", failure.name, failure.reason);
    }
    out.either(&summary, || reread_text(&summary))?;
    Ok(if summary.failed.is_empty() { Done::Well } else { Done::SomeFailed })
}

fn reread_text(summary: &RereadSummary) -> String {
    format!(
        "{} read again by {} · {} findings kept · {} new · {} gone (their ids say so)\n",
        counted(summary.documents, "document"),
        summary.reader,
        summary.kept,
        summary.new,
        summary.gone,
    )
}

fn kind_word(kind: servanda_model::FindingKind) -> &'static str {
    use servanda_model::FindingKind as K;
    match kind {
        K::Engagement => "engagement",
        K::Statement => "statement",
        K::Commitment => "commitment",
        K::Ask => "ask",
        K::Position => "position",
        K::Mechanism => "mechanism",
        K::Deed => "deed",
        K::Tenure => "tenure",
    }
}

/// "1 document", "2 documents".
pub fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
