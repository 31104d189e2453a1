//! Bad input costs itself only; exit codes; errors that say what to do; a closed pipe.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

mod common;

use common::Bench;

fn stderr(bench: &Bench, args: &[&str], code: i32) -> String {
    let output = bench.run(args).assert().code(code).get_output().clone();
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn bad_input_costs_only_itself() {
    let bench = Bench::bare();
    let good = "Norway and Finland agreed to hold talks in Oslo in June 2024, Norway's foreign minister said.\n";
    bench.write("in/good.txt", good);
    bench.write("in/deep/also.txt", good.replace("Oslo", "Turku"));
    bench.write("in/empty.txt", "");
    bench.write("in/blank.md", " \n\t\n");
    bench.write("in/binary.txt", [0u8, 1, 2, 255, 254, 0, 0, 7].repeat(64));
    bench.write("in/.hidden.txt", good);
    bench.write("in/picture.jpg", [0xff, 0xd8, 0xff]);
    let summary = {
        let output =
            bench.run(&["read", "in", "missing.txt", "--format", "json"]).assert().code(1).get_output().clone();
        let stderr = String::from_utf8(output.stderr).unwrap();
        for name in ["empty.txt", "blank.md", "binary.txt", "missing.txt"] {
            assert!(stderr.contains(name), "{name} is not named: {stderr}");
        }
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    assert_eq!(summary["documents"].as_array().unwrap().len(), 2);
    assert_eq!(summary["failed"].as_array().unwrap().len(), 4);
    assert_eq!(summary["skipped"].as_array().unwrap().len(), 1);
    // The record is that of the good ones alone.
    let alone = Bench::bare();
    alone.write("in/good.txt", good);
    alone.write("in/deep/also.txt", good.replace("Oslo", "Turku"));
    alone.text(&["read", "in"]);
    assert_eq!(bench.text(&["export"]), alone.text(&["export"]));
}

#[test]
fn a_path_that_leads_to_nothing_is_named() {
    let bench = Bench::bare();
    assert!(stderr(&bench, &["read", "nosuch.txt"], 2).contains("there is no file or folder nosuch.txt"));
    assert!(!bench.archive().exists());
    std::fs::create_dir(bench.dir.path().join("empty")).unwrap();
    let empty = stderr(&bench, &["read", "empty", "nosuch.txt"], 1);
    assert!(empty.contains("empty: the folder holds no files to read"), "{empty}");
    assert!(empty.contains("nosuch.txt: there is no such file or folder"), "{empty}");
}

#[test]
fn wrong_arguments_are_refused_with_a_hint() {
    let bench = Bench::filled();
    assert!(stderr(&bench, &["relation", "KEN", "Ethiopa"], 2).contains("ETH"));
    assert!(stderr(&bench, &["relation", "KEN", "qqqqqqq"], 2).contains("code"));
    let korea = stderr(&bench, &["relation", "Korea", "JPN"], 2);
    assert!(korea.contains("South Korea (KOR)") && korea.contains("North Korea (PRK)"), "{korea}");
    assert!(!stderr(&bench, &["compare", "one"], 2).contains("--archive"));
    stderr(&bench, &["relation"], 2);
    assert!(stderr(&bench, &["brief", "KEN", "Kenya"], 2).contains("both are Kenya"));
    assert!(stderr(&bench, &["ledger", "--as-of", "2024-13"], 2).contains("there is no such month as 2024-13"));
    stderr(&bench, &["ledger", "--as-of", "yesterday"], 2);
    stderr(&bench, &["export", "--format", "text"], 2);
    stderr(&bench, &["ledger", "--format", "findings"], 2);
    stderr(&bench, &["no-such-command"], 2);
}

#[test]
fn what_is_not_there_is_not_found() {
    let bench = Bench::filled();
    assert!(stderr(&bench, &["explain", "T-0000-1.2"], 4).contains("servanda"));
    stderr(&bench, &["meeting", "E-0000-1.2"], 4);
    stderr(&bench, &["cite", ""], 4);
    assert!(stderr(&bench, &["forget", "nothing.txt"], 4).contains("servanda documents"));
    let near = stderr(&bench, &["compare", "moyale-wire.txt", "adis-readout"], 4);
    assert!(near.contains("Did you mean addis-readout.txt?"), "{near}");
    stderr(&bench, &["compare", "moyale-wire.txt", "nothing.txt"], 4);
    stderr(&bench, &["issue", "phlogiston"], 4);
}

#[test]
fn trouble_with_the_archive_is_told_apart() {
    let bench = Bench::bare();
    assert!(stderr(&bench, &["meetings"], 3).contains("servanda read"));
    assert!(!bench.archive().exists(), "a question makes no archive");
    assert!(stderr(&bench, &["--archive", "no/a.sqlite", "meetings"], 3).contains("no archive"));
    assert!(stderr(&bench, &["demo", "--keep", "no/a.sqlite"], 2).contains("folder"));
    assert!(!bench.dir.path().join("no").exists(), "a question makes no folder");
    bench.write("good.txt", "Peru and Bolivia agreed to hold talks in Lima.\n");
    assert!(stderr(&bench, &["--archive", "no/a.sqlite", "read", "good.txt"], 0).contains("made the folder no"));
    bench.write("a.sqlite", "this is no archive, though it is long enough to be looked at".repeat(40));
    stderr(&bench, &["meetings"], 3);
    stderr(&bench, &["read", common::texts().to_str().unwrap()], 3);
}

#[test]
fn options_without_effect_are_refused() {
    let bench = Bench::filled();
    let text = common::texts();
    let text = text.to_str().unwrap();
    for (option, args) in [
        ("--strict", &["read", text, "--strict"][..]),
        ("--as-of", &["check", "--as-of", "2024"]),
        ("--known-at", &["demo", "--known-at", "2024"]),
        ("--archive", &["annotate", "--archive", "b.sqlite", text, "out"]),
        ("--date", &["annotate", "--layer", "names", "--date", "2024-05-14", text, "out"]),
    ] {
        let error = stderr(&bench, args, 2);
        assert!(error.contains(&format!("{option} has no effect on")), "{args:?}: {error}");
    }
    let help = |option: &str| bench.text(&["ledger", option]);
    assert!(help("--help").contains("Options of every command:") && !help("-h").contains("--known-at"));
}

#[test]
fn help_tells_the_exit_codes() {
    let bench = Bench::bare();
    let help = bench.text(&["--help"]);
    assert!(help.contains("Exit codes") && help.contains("SERVANDA_ARCHIVE"));
    for command in ["demo", "read", "relation", "ledger", "who", "correct", "export"] {
        assert!(help.contains(command));
        bench.text(&[command, "--help"]);
    }
}

#[test]
fn a_crash_loses_nothing_and_halves_nothing() {
    use std::process::{Command, Stdio};
    let bench = Bench::bare();
    let sides =
        ["Finland", "Kenya", "Peru", "Chile", "Ghana", "Fiji", "Oman", "Nepal", "Cuba", "Malta", "Togo", "Laos"];
    let topics =
        ["cod", "timber", "visas", "ferries", "grain", "mail", "rail", "tea", "copper", "wool", "cables", "seals"];
    for (side, topic) in sides.iter().flat_map(|side| topics.iter().map(move |topic| (side, topic))) {
        let words =
            format!("Norway and {side} agreed to hold talks on {topic}, the ministry of {side} said on Monday.\n");
        bench.write(&format!("in/{side}-{topic}.txt"), words);
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_servanda"))
        .args(["read", "in", "--archive", "crashed.sqlite"])
        .current_dir(bench.dir.path())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // Until something is there to be lost.
    while std::fs::metadata(bench.dir.path().join("crashed.sqlite")).map_or(0, |file| file.len()) == 0 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    std::thread::sleep(std::time::Duration::from_millis(150));
    child.kill().unwrap();
    child.wait().unwrap();
    let crashed = ["--archive", "crashed.sqlite"];
    bench.text(&[&crashed[..], &["check"]].concat());
    bench.text(&[&crashed[..], &["read", "in"]].concat());
    bench.text(&["read", "in"]);
    let export = ["export", "--format", "findings"];
    assert_eq!(bench.text(&[&crashed[..], &export].concat()), bench.text(&export));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_panic() {
    use std::process::{Command, Stdio};
    let bench = Bench::filled();
    let mut child = Command::new(env!("CARGO_BIN_EXE_servanda"))
        .args(["export", "--archive"])
        .arg(bench.archive())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}
