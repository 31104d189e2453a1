//! Where the archive lies when nobody says: the platform's folder for the data of programs.

use std::{env, path::PathBuf};

/// The archive of this user: `servanda.sqlite` in the data folder. `None` where the platform tells of no such folder.
pub fn default_archive() -> Option<PathBuf> {
    Some(data_folder(|name| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from))?.join("servanda.sqlite"))
}

fn data_folder(var: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if cfg!(windows) {
        return Some(var("APPDATA")?.join("servanda"));
    }
    if cfg!(target_os = "macos") {
        return Some(var("HOME")?.join("Library/Application Support/servanda"));
    }
    // XDG base directories: a relative path is to be ignored.
    let xdg = var("XDG_DATA_HOME").filter(|path| path.is_absolute());
    Some(xdg.or_else(|| Some(var("HOME")?.join(".local/share")))?.join("servanda"))
}

#[cfg(all(test, unix, not(target_os = "macos")))]
mod tests {
    use super::*;

    #[test]
    fn xdg_before_home() {
        let home = |name: &str| (name == "HOME").then(|| PathBuf::from("/home/a"));
        assert_eq!(data_folder(home), Some("/home/a/.local/share/servanda".into()));
        let both = |name: &str| Some(PathBuf::from(if name == "HOME" { "/home/a" } else { "/data" }));
        assert_eq!(data_folder(both), Some("/data/servanda".into()));
        assert_eq!(data_folder(|_| None), None);
    }
}
