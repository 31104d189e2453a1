//! A small archive of texts about other countries than the corpus, and the program run on it.
#![allow(dead_code)] // each test binary uses its part

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The folder of the texts.
pub fn texts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts")
}

/// A folder with an archive in it.
pub struct Bench {
    pub dir: TempDir,
}

impl Bench {
    /// Without an archive yet.
    pub fn bare() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// With the texts read.
    pub fn filled() -> Self {
        let bench = Self::bare();
        bench.run(&["read", texts().to_str().unwrap()]).assert().success();
        bench
    }

    pub fn archive(&self) -> PathBuf {
        self.dir.path().join("a.sqlite")
    }

    /// The program with these arguments, away from the user's own archive.
    pub fn run(&self, args: &[&str]) -> Command {
        let mut command = Command::cargo_bin("servanda").unwrap();
        command.env("SERVANDA_ARCHIVE", self.archive()).env("USER", "tester").current_dir(self.dir.path());
        command.args(args);
        command
    }

    /// Standard output of a command that goes well.
    pub fn text(&self, args: &[&str]) -> String {
        let output = self.run(args).assert().success().get_output().stdout.clone();
        String::from_utf8(output).unwrap()
    }

    /// The same command's JSON.
    pub fn json(&self, args: &[&str]) -> Value {
        let args: Vec<&str> = args.iter().copied().chain(["--format", "json"]).collect();
        serde_json::from_str(&self.text(&args)).unwrap_or_else(|e| panic!("{args:?}: {e}"))
    }

    /// Puts a file beside the archive.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
}
