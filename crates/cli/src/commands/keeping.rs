//! Looking after the archive: forget, backup, check, export.

use std::{fmt::Write as _, path::Path};

use serde_json::json;
use servanda::CheckReport;

use crate::{
    args::{Format, Global},
    commands::documents::document,
    exit::{Done, Failed},
    output::{self, Output},
    session,
};

/// Removes a document.
pub fn forget(global: &Global, out: Output, typed: &str) -> Result<Done, Failed> {
    let mut servanda = session::open(global)?;
    let id = document(&servanda.snapshot(session::dates(global))?, typed)?;
    let led_on = servanda.forget(&id)?;
    let mut text = format!("{id} is forgotten, with all that rested on it alone. Its ids say so from now on");
    if led_on > 0 {
        let _ = write!(text, "; {led_on} of its findings lead to what other documents tell of the same");
    }
    text.push_str(".\n");
    out.either(&json!({ "forgotten": id }), || text)?;
    Ok(Done::Well)
}

/// Writes a copy of the archive.
pub fn backup(global: &Global, out: Output, file: &Path) -> Result<Done, Failed> {
    if file.exists() {
        return Err(Failed::Usage(format!("{} exists already: name a new file", file.display())));
    }
    session::open(global)?.backup(file)?;
    out.either(&json!({ "backup": file.display().to_string() }), || {
        format!("written to {}. Use it with --archive.\n", file.display())
    })?;
    Ok(Done::Well)
}

/// Checks the archive and the tables.
pub fn check(global: &Global, out: Output) -> Result<Done, Failed> {
    let report = session::open(global)?.check()?;
    out.either(&report, || check_text(&report))?;
    Ok(if report.is_sound() { Done::Well } else { Done::Unsound })
}

fn check_text(report: &CheckReport) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(text, "{} documents · {} quotes", report.documents, report.quotes);
    if report.is_sound() {
        text.push_str("The archive is sound: every text is unchanged, every quote stands where its finding says.\n");
    } else {
        text.push_str("The archive is not sound. Go back to a backup, or read the documents again:\n");
        for problem in &report.problems {
            let _ = writeln!(text, "  {problem}");
        }
    }
    if report.outdated > 0 {
        let _ = writeln!(text, "{} documents were read by another version: `servanda reread`", report.outdated);
    }
    let share = 100.0 * report.uncited_tenures as f64 / report.tenures.max(1) as f64;
    let _ =
        writeln!(text, "Tables: {} tenures, {} of them uncited ({share:.0}%)", report.tenures, report.uncited_tenures);
    text
}

/// The whole record or all findings.
pub fn export(global: &Global, format: Format) -> Result<Done, Failed> {
    match format {
        Format::Json => output::print(&(session::snapshot(global)?.export_record()? + "\n"))?,
        Format::Findings => {
            let held = session::snapshot(global)?;
            let lines: Vec<String> = held.export_findings()?;
            output::lines(lines.into_iter())?;
        }
        Format::Text | Format::Timeml | Format::Brat | Format::Bio | Format::Conllu => {
            let text = "an export is written with --format json or --format findings";
            return Err(Failed::Usage(text.to_owned()));
        }
    }
    Ok(Done::Well)
}
