//! Files of the development data annotated by us, on their own tokens where they have them.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use rayon::prelude::*;
use servanda_formats::{Format, Layer, Source};
use servanda_language::Annotator;

use crate::scorers::files_of;

/// Annotates a file, its documents in parallel; the layer goes into a file of the same base name in `out`.
pub fn file(
    annotator: &Annotator<'_>,
    path: &Path,
    layer: Layer,
    format: Format,
    out: &Path,
) -> anyhow::Result<PathBuf> {
    let written = annotated(annotator, path, layer, format).with_context(|| path.display().to_string())?;
    fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    let name = Path::new(path.file_name().unwrap_or_default()).with_extension(format.extension());
    let to = out.join(name);
    fs::write(&to, written).with_context(|| to.display().to_string())?;
    Ok(to)
}

fn annotated(annotator: &Annotator<'_>, path: &Path, layer: Layer, format: Format) -> anyhow::Result<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let source = Source::read(&name, fs::read(path)?)?;
    let texts: Vec<_> = source.texts().par_iter().map(|text| text.annotate(annotator)).collect();
    Ok(source.write(&texts, layer, format)?)
}

/// Annotates the files of a folder that end in `.ending`, in parallel; `only` (where given) names those that are meant,
/// without ending.
pub fn folder(
    annotator: &Annotator<'_>,
    path: &Path,
    ending: &str,
    only: Option<&BTreeSet<String>>,
    layer: Layer,
    format: Format,
    out: &Path,
) -> anyhow::Result<()> {
    let mut files: Vec<PathBuf> = files_of(path, ending)?.into_iter().map(|name| path.join(name)).collect();
    let stem = |file: &Path| file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    files.retain(|path| only.is_none_or(|only| only.contains(&stem(path))));
    files.par_iter().try_for_each(|path| file(annotator, path, layer, format, out).map(drop))
}
