//! The transcript in README.md against what the program prints.
//!
//! With `SERVANDA_WRITE_README` set, the test writes the program's output into the README instead.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

use std::{env, fs, path::Path, process::Command};

const START: &str = "<!-- transcript:start -->\n";
const END: &str = "<!-- transcript:end -->";
/// A line of the transcript that stands for whatever else the command prints.
const REST: &str = "[…]";

#[test]
fn the_transcript_is_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let (before, rest) = readme.split_once(START).expect("README.md marks where its transcript starts");
    let (transcript, after) = rest.split_once(END).expect("README.md marks where its transcript ends");

    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let _ = fs::remove_dir_all(&scratch); // absent on the first run
    fs::create_dir_all(&scratch).unwrap();
    let printed: Vec<String> = commands(transcript)
        .map(|(command, shown)| {
            let run = Command::new(env!("CARGO_BIN_EXE_servanda"))
                .args(command.split_whitespace())
                .args(["--width", "100"])
                .env("SERVANDA_ARCHIVE", scratch.join("readme.sqlite"))
                .current_dir(&root)
                .output()
                .unwrap();
            assert!(run.status.success(), "servanda {command}: {}", String::from_utf8_lossy(&run.stderr));
            let output = String::from_utf8(run.stdout).unwrap();
            format!("$ servanda {command}\n{}", cut(output.trim_end(), shown))
        })
        .collect();
    let expected = format!("\n```text\n{}\n```\n\n", printed.join("\n\n"));

    if env::var_os("SERVANDA_WRITE_README").is_some() {
        fs::write(root.join("README.md"), [before, START, &expected, END, after].concat()).unwrap();
    } else {
        assert_eq!(transcript, expected, "set SERVANDA_WRITE_README to write the transcript anew");
    }
}

/// The commands of a transcript without the program's name, each with the lines shown under it.
fn commands(transcript: &str) -> impl Iterator<Item = (&str, &str)> {
    let body = transcript.trim().trim_start_matches("```text\n").trim_end_matches("```");
    body.split("$ servanda ").skip(1).map(|part| part.split_once('\n').unwrap_or((part, "")))
}

/// As much of the output as is shown, where the transcript cuts it short.
fn cut(output: &str, shown: &str) -> String {
    let shown: Vec<&str> = shown.trim_end().lines().collect();
    match shown.split_last() {
        Some((&REST, above)) if above.len() < output.lines().count() => {
            output.lines().take(above.len()).chain([REST]).collect::<Vec<_>>().join("\n")
        }
        _ => output.to_owned(),
    }
}
