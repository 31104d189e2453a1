//! Writing to standard output and standard error: views as text or JSON, progress, a closed pipe.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use servanda::Progress;
use servanda_publish::Render;

use crate::{
    args::{Format, Global},
    exit::Failed,
};

/// Columns where no terminal tells.
const WIDTH: usize = 100;

/// How to print.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    json: bool,
    width: usize,
}

impl Output {
    /// As the options say; the formats that are no views' are for `export` or `annotate` alone.
    pub fn new(global: &Global) -> Result<Self, Failed> {
        let refused = |what: &str| Err(Failed::Usage(format!("--format {what} alone")));
        let json = match global.format {
            None | Some(Format::Text) => false,
            Some(Format::Json) => true,
            Some(Format::Findings) => return refused("findings is for `servanda export`"),
            Some(Format::Timeml | Format::Brat | Format::Bio | Format::Conllu) => {
                return refused("timeml, brat, bio and conllu are for `servanda annotate`");
            }
        };
        let width = global.width.unwrap_or_else(terminal_width);
        Ok(Self { json, width })
    }

    /// Whether JSON is asked for.
    pub fn is_json(self) -> bool {
        self.json
    }

    /// Prints a view.
    pub fn view<V: Render + Serialize>(self, view: &V) -> Result<(), Failed> {
        self.either(view, || view.to_text(self.width))
    }

    /// A view as text, where a command prints several.
    pub fn text_of(self, view: &impl Render) -> String {
        view.to_text(self.width)
    }

    /// Prints `value` as JSON, or the text.
    pub fn either<V: Serialize>(self, value: &V, text: impl FnOnce() -> String) -> Result<(), Failed> {
        if self.json { json(value) } else { print(&text()) }
    }
}

fn terminal_width() -> usize {
    if !std::io::stdout().is_terminal() {
        return WIDTH;
    }
    let (_, columns) = console::Term::stdout().size();
    usize::from(columns)
}

/// Prints text as it is.
pub fn print(text: &str) -> Result<(), Failed> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Prints lines as they come.
pub fn lines(lines: impl Iterator<Item = String>) -> Result<(), Failed> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(out.flush()?)
}

fn json<V: Serialize>(value: &V) -> Result<(), Failed> {
    let text = serde_json::to_string_pretty(value).map_err(|e| Failed::Archive(e.to_string()))?;
    print(&(text + "\n"))
}

/// A progress bar with rate and time left on standard error; silent where that is no terminal.
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar that has not begun.
    pub fn new() -> Self {
        let target =
            if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = "{bar:30} {pos}/{len} documents  {per_sec}  {eta} left";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Shows how far the work is.
    pub fn show(&self, progress: Progress) {
        self.0.set_length(progress.total as u64);
        self.0.set_position(progress.done as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
