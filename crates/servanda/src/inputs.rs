//! Which files a reading takes: paths and folders become an ordered list of texts to fetch, and what can't be
//! fetched becomes a failure of its own.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::outcome::{Failure, Skipped};

/// Endings of the files that are taken from a folder; a file that is named itself is taken whatever its ending.
const ENDINGS: [&str; 4] = ["txt", "text", "md", "markdown"];

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with all texts below it.
    Path(PathBuf),
    /// A text at hand, under a name (standard input, the bundled corpus).
    Text {
        /// The name that its receipt carries.
        name: String,
        /// The bytes as received.
        bytes: Vec<u8>,
    },
}

/// One text to fetch.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The name that its receipt carries: within a folder, the path from there.
    pub name: String,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    Hand(Vec<u8>),
}

impl Source {
    /// Its bytes; the error says why there are none.
    pub fn fetch(&self) -> Result<Vec<u8>, String> {
        let path = match &self.place {
            Place::Hand(bytes) => return Ok(bytes.clone()),
            Place::File(path) => path,
        };
        let file = fs::File::open(path).map_err(|e| e.to_string())?;
        let mut bytes = Vec::new();
        // One byte more than is read, so that a file that is too long is noticed without taking all of it.
        let limit = servanda_intake::MAX_BYTES as u64 + 1;
        file.take(limit).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
        Ok(bytes)
    }
}

/// What the inputs come to.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub sources: Vec<Source>,
    pub failed: Vec<Failure>,
    pub skipped: Vec<Skipped>,
}

/// Lists the texts of `inputs` in order, those of a folder by their paths.
pub(crate) fn collect(inputs: &[Input]) -> Collected {
    let mut out = Collected::default();
    for input in inputs {
        match input {
            Input::Text { name, bytes } => {
                out.sources.push(Source { name: name.clone(), place: Place::Hand(bytes.clone()) });
            }
            Input::Path(path) => match fs::metadata(path) {
                Err(e) => out.failed.push(Failure::new(path.display().to_string(), reason(&e))),
                Ok(found) if found.is_dir() => Folder::walk(path, &mut out),
                Ok(_) => {
                    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                    out.sources.push(Source { name, place: Place::File(path.clone()) });
                }
            },
        }
    }
    out
}

/// Why a path can't be read.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        _ => error.to_string(),
    }
}

/// A folder on the way: links may lead about inside it, never out of it.
struct Folder<'o> {
    root: PathBuf,
    seen: BTreeSet<PathBuf>,
    out: &'o mut Collected,
}

impl<'o> Folder<'o> {
    fn walk(path: &Path, out: &'o mut Collected) {
        let failed = |reason: String| Failure::new(path.display().to_string(), reason);
        let before = (out.sources.len(), out.failed.len());
        match path.canonicalize() {
            Ok(root) => Folder { root, seen: BTreeSet::new(), out: &mut *out }.enter(path, ""),
            Err(e) => out.failed.push(failed(e.to_string())),
        }
        if before == (out.sources.len(), out.failed.len()) {
            out.failed.push(failed("the folder holds no files to read".to_owned()));
        }
    }

    /// Takes the texts of the folder at `path`; `name` is its path from the root, with a slash at its end.
    fn enter(&mut self, path: &Path, name: &str) {
        let listing = path.canonicalize().and_then(|real| {
            if !self.seen.insert(real) {
                return Ok(Vec::new());
            }
            let entries: Result<Vec<_>, _> = fs::read_dir(path)?.collect();
            entries
        });
        let mut entries = match listing {
            Ok(entries) => entries,
            Err(e) => return self.out.failed.push(Failure::new(path.display().to_string(), e.to_string())),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let last = entry.file_name().to_string_lossy().into_owned();
            if !last.starts_with('.') {
                self.entry(&entry.path(), format!("{name}{last}"));
            }
        }
    }

    fn entry(&mut self, path: &Path, name: String) {
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(e) => return self.out.failed.push(Failure::new(name, e.to_string())),
        };
        if !real.starts_with(&self.root) {
            return self.out.skipped.push(Skipped { name, reason: "a link out of the folder".to_owned() });
        }
        if real.is_dir() {
            self.enter(path, &format!("{name}/"));
        } else if has_text_ending(path) {
            self.out.sources.push(Source { name, place: Place::File(path.to_owned()) });
        } else {
            let reason = "no .txt or .md; name the file itself to read it".to_owned();
            self.out.skipped.push(Skipped { name, reason });
        }
    }
}

fn has_text_ending(path: &Path) -> bool {
    path.extension().is_none_or(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(collected: &Collected) -> Vec<&str> {
        collected.sources.iter().map(|s| s.name.as_str()).collect()
    }

    #[test]
    fn a_folder_is_walked_in_order_without_hidden_files() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.md", ".hidden.txt", "picture.png", "deep/c.txt", "LICENCE"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        let found = collect(&[Input::Path(dir.path().to_owned())]);
        assert_eq!(names(&found), ["LICENCE", "a.md", "b.txt", "deep/c.txt"]);
        assert_eq!(found.skipped.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["picture.png"]);
        assert!(found.failed.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_neither_out_nor_round() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.txt"), "secret").unwrap();
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "a").unwrap();
        std::os::unix::fs::symlink(outside.path(), dir.path().join("out")).unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("round")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("gone"), dir.path().join("broken")).unwrap();
        let found = collect(&[Input::Path(dir.path().to_owned())]);
        assert_eq!(names(&found), ["a.txt"]);
        assert_eq!(found.skipped.len(), 1);
        assert_eq!(found.failed.len(), 1);
    }

    #[test]
    fn a_missing_path_costs_only_itself() {
        let found = collect(&[
            Input::Path("/no/such/file.txt".into()),
            Input::Text { name: "stdin".to_owned(), bytes: b"x".to_vec() },
        ]);
        assert_eq!(names(&found), ["stdin"]);
        assert_eq!(found.failed.len(), 1);
    }
}
