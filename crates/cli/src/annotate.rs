//! `servanda annotate`: files in, and for each a file out with what the language layer sees in it.
//!
//! A file that can't be read or written costs itself only, and no file is left half written. What the formats look
//! like is `servanda-formats`'.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use jiff::civil::Date;
use rayon::prelude::*;
use servanda::{Head, Progress};
use servanda_formats::{Annotator, Format, FormatError, Layer, Source};

use crate::{
    args,
    commands::counted,
    exit::{Done, Failed},
    output::{self, Bar},
};

/// How many names of files that were passed over are shown.
const SHOWN: usize = 3;

/// Annotates what `asked` names.
pub fn run(asked: &args::Annotate, format: Option<args::Format>) -> Result<Done, Failed> {
    let work = Work::of(asked, format)?;
    let files = Files::of(&asked.input)?;
    fs::create_dir_all(work.target.folder())
        .map_err(|e| Failed::Archive(format!("{} can't be made: {e}", work.target.folder().display())))?;

    let bar = Bar::new();
    let done = AtomicUsize::new(0);
    let outcomes: Vec<Result<Option<String>, String>> = files
        .taken
        .par_iter()
        .map(|file| {
            let outcome = work.annotate(file, &files);
            bar.show(Progress { done: done.fetch_add(1, Ordering::Relaxed) + 1, total: files.taken.len() });
            outcome
        })
        .collect();
    drop(bar);

    let mut failed = 0;
    for (file, outcome) in files.taken.iter().zip(outcomes) {
        match outcome {
            Ok(None) => {}
            Ok(Some(language)) => {
                eprintln!(
                    "servanda: {}: annotated as English, but may be in another language ({language})",
                    file.display()
                );
            }
            Err(reason) => {
                eprintln!("servanda: not annotated: {}: {reason}", file.display());
                failed += 1;
            }
        }
    }
    output::print(&summary(&files, failed, &work.target))?;
    Ok(if failed == 0 { Done::Well } else { Done::SomeFailed })
}

fn summary(files: &Files, failed: usize, target: &Target) -> String {
    let annotated = counted(files.taken.len() - failed, "file");
    let (Target::Folder(place) | Target::File(place)) = target;
    let mut sums = vec![format!("{annotated} annotated, in {}", place.display())];
    if failed > 0 {
        sums.push(format!("{failed} not annotated (see above)"));
    }
    if !files.passed_over.is_empty() {
        let names: Vec<&str> = files.passed_over.iter().take(SHOWN).map(String::as_str).collect();
        let more = if files.passed_over.len() > SHOWN { ", …" } else { "" };
        sums.push(format!("{} passed over ({}{more})", counted(files.passed_over.len(), "file"), names.join(", ")));
    }
    sums.join(" · ") + "\n"
}

/// The files of a run.
#[derive(Debug, Default)]
struct Files {
    /// By name.
    taken: Vec<PathBuf>,
    /// The names of files in the folder that are no texts.
    passed_over: Vec<String>,
    /// The first file of each name without extension: outputs of others would take its outputs' places.
    first: BTreeMap<PathBuf, PathBuf>,
}

impl Files {
    /// The file `input`, or the files in that folder; hidden ones and folders in it are none.
    fn of(input: &Path) -> Result<Self, Failed> {
        if !input.exists() {
            return Err(Failed::missing(input));
        }
        if !input.is_dir() {
            return Ok(Self { taken: vec![input.to_owned()], ..Self::default() });
        }
        let unread = |e: io::Error| Failed::Usage(format!("{} can't be read: {e}", input.display()));
        let mut paths = Vec::new();
        for entry in fs::read_dir(input).map_err(unread)? {
            paths.push(entry.map_err(unread)?.path());
        }
        paths.sort();
        let mut files = Self::default();
        for path in paths.into_iter().filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let ending = path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
            if name.starts_with('.') {
                continue;
            }
            if ending.is_some_and(|ending| Source::EXTENSIONS.contains(&ending.as_str())) {
                files.first.entry(path.with_extension("")).or_insert_with(|| path.clone());
                files.taken.push(path);
            } else {
                files.passed_over.push(name);
            }
        }
        if files.taken.is_empty() {
            return Err(Failed::Usage(format!("the folder {} holds no files to annotate", input.display())));
        }
        Ok(files)
    }
}

/// Where the outputs go.
#[derive(Debug)]
enum Target {
    Folder(PathBuf),
    File(PathBuf),
}

impl Target {
    fn of(input: &Path, output: &Path, formats: &[Format]) -> Result<Self, Failed> {
        if input.is_dir() && is_same(input, output) {
            return Err(Failed::Usage(format!(
                "{} is the input: give another folder for the output",
                output.display()
            )));
        }
        let is_named = |format: &Format| output.extension() == Some(OsStr::new(format.extension()));
        match formats {
            _ if output.is_dir() => Ok(Self::Folder(output.to_owned())),
            [format] if !input.is_dir() && is_named(format) => Ok(Self::File(output.to_owned())),
            _ if output.exists() => Err(Failed::Usage(format!("{} is no folder", output.display()))),
            _ => Ok(Self::Folder(output.to_owned())),
        }
    }

    fn folder(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder,
            Self::File(file) => file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")),
        }
    }

    /// The output of a file: same name, the format's extension (the last one alone is replaced).
    fn path(&self, file: &Path, format: Format) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Folder(folder) => {
                let mut name = file.file_stem().unwrap_or_default().to_owned();
                name.push(".");
                name.push(format.extension());
                folder.join(name)
            }
        }
    }
}

/// What is done with each file.
#[derive(Debug)]
struct Work {
    layer: Layer,
    /// Several where none was asked for: then those that a file does not fit are left out.
    formats: Vec<Format>,
    date: Option<Date>,
    target: Target,
}

impl Work {
    fn of(asked: &args::Annotate, format: Option<args::Format>) -> Result<Self, Failed> {
        let format = format.map(format_of).transpose()?;
        let layer = asked.layer.unwrap_or_else(|| format.map_or(Layer::All, Format::layer));
        let formats = match format.or(layer.format()) {
            Some(format) if !format.holds(layer) => {
                return Err(Failed::Usage(FormatError::Layer { layer, format }.to_string()));
            }
            Some(format) => vec![format],
            None => Format::ALL.to_vec(),
        };
        if asked.date.is_some() && !formats.iter().any(|format| format.holds(Layer::Times)) {
            let text = format!("--date has no effect on {layer}: it is what times count from");
            return Err(Failed::Usage(text));
        }
        let target = Target::of(&asked.input, &asked.output, &formats)?;
        Ok(Self { layer, formats, date: asked.date, target })
    }

    /// Reads a file, annotates it and writes its outputs; gives its language where that may not be English.
    fn annotate(&self, file: &Path, files: &Files) -> Result<Option<String>, String> {
        if let Some(first) = files.first.get(&file.with_extension("")).filter(|first| *first != file) {
            return Err(format!("its output would take the place of that of {}", first.display()));
        }
        let bytes = fs::read(file).map_err(|e| e.to_string())?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let mut source = Source::read(&name, bytes).map_err(|e| e.to_string())?;
        // What is no document to intake (an empty file) has no head.
        let head = source.plain().and_then(|text| Head::of(text).ok()).unwrap_or_default();
        source = source.starting_at(head.start);
        if let Some(date) = self.date.or(head.day) {
            source = source.with_date(date);
        }
        let fit = |format: &&Format| self.formats.len() == 1 || source.fits(self.layer, **format).is_ok();
        let formats: Vec<Format> = self.formats.iter().filter(fit).copied().collect();
        for &format in &formats {
            source.fits(self.layer, format).map_err(|e| e.to_string())?;
        }
        let annotator = Annotator::builtin().map_err(ToString::to_string)?;
        let annotated: Vec<_> = source.texts().par_iter().map(|text| text.annotate(annotator)).collect();
        for format in formats {
            let output = self.target.path(file, format);
            if is_same(file, &output) {
                return Err("its output would take its own place".to_owned());
            }
            let text = source.write(&annotated, self.layer, format).map_err(|e| e.to_string())?;
            write(&output, &text).map_err(|e| format!("{} can't be written: {e}", output.display()))?;
            // brat shows annotations only beside their text, which is the whole file.
            let beside = output.with_extension("txt");
            if let (Format::Brat, Some(text), false) = (format, source.plain(), is_same(file, &beside)) {
                write(&beside, text).map_err(|e| format!("{} can't be written: {e}", beside.display()))?;
            }
        }
        Ok(head.language)
    }
}

fn format_of(format: args::Format) -> Result<Format, Failed> {
    match format {
        args::Format::Timeml => Ok(Format::TimeMl),
        args::Format::Brat => Ok(Format::Brat),
        args::Format::Bio => Ok(Format::Bio),
        args::Format::Conllu => Ok(Format::Conllu),
        args::Format::Text | args::Format::Json | args::Format::Findings => {
            Err(Failed::Usage("annotations are written with --format timeml, brat, bio or conllu".to_owned()))
        }
    }
}

/// Whether both are there and are one.
fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Writes a file that is there whole or not at all.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut name = OsStr::new(".").to_owned();
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    let part = path.with_file_name(name);
    let written = fs::write(&part, text).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // What is left of it, if anything.
        let _ = fs::remove_file(&part);
    }
    written
}
