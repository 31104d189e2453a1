//! `servanda annotate` from files to files.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop where something is not as it must be

mod common;

use std::{fs, path::Path};

use common::Bench;

const STORY: &str = "Amina Diallo said on Monday that “Togo’s ports” had opened.\r\n\r\nShe went home.\n";
const TAGGED: &str = "# newdoc id = a\nTogo\tO\nagrees\tO\n\nGhana\tO\n";
const TREE: &str = "# sent_id = 1\n1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tca\t_\t_\t_\t_\t_\t_\t_\t_\n2\tn't\t_\t_\t_\t_\t_\t_\t_\tX=1\n\n";
const TIMED: &str = "<?xml version=\"1.0\" ?>\n<TimeML>\n<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2024-05-15\">15 May</TIMEX3></DCT>\n<TEXT>The talks &amp; the visit begin on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"1999-01-01\">3 June 2024</TIMEX3>.</TEXT>\n</TimeML>\n";

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn lines_of(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[test]
fn every_kind_of_file_has_its_output() {
    let bench = Bench::bare();
    for (name, text) in [("story.txt", STORY), ("tagged.bio", TAGGED), ("tree.conllu", TREE), ("timed.tml", TIMED)] {
        bench.write(&format!("in/{name}"), text);
    }
    bench.write("in/.hidden.txt", "x");
    bench.write("in/picture.png", [0xff, 0xfe]);
    bench.write("in/deeper/more.txt", "x");
    let said = bench.text(&["annotate", "--format", "conllu", "in", "out/deep"]);
    assert_eq!(said, "4 files annotated, in out/deep · 1 file passed over (picture.png)\n");
    let out = bench.dir.path().join("out/deep");
    assert_eq!(names(&out), ["story.conllu", "tagged.conllu", "timed.conllu", "tree.conllu"]);

    let tree = fs::read_to_string(out.join("tree.conllu")).unwrap();
    assert_eq!(lines_of(&tree)[..2], lines_of(TREE)[..2]);
    assert!(lines_of(&tree)[3].starts_with("2\tn't\t") && lines_of(&tree)[3].ends_with("\tX=1"), "{tree}");
    let story = fs::read_to_string(out.join("story.conllu")).unwrap();
    assert!(
        story.starts_with("# newdoc id = story\n# newpar\n# sent_id = story-1\n# text = Amina Diallo said"),
        "{story}"
    );
    assert_eq!(story.matches("# newpar\n").count(), 2, "{story}");

    bench.text(&["annotate", "--layer", "names", "in", "out/names"]);
    let tagged = fs::read_to_string(bench.dir.path().join("out/names/tagged.bio")).unwrap();
    let tokens =
        |text: &str| -> Vec<String> { text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect() };
    assert_eq!(tokens(&tagged), tokens(TAGGED));
}

#[test]
fn times_are_anchored_at_the_date_of_the_text_or_the_one_given() {
    let bench = Bench::bare();
    bench.write("in/timed.tml", TIMED);
    bench.write("in/story.txt", STORY);
    bench.text(&["annotate", "--layer", "times", "--date", "2024-05-15", "in", "out"]);
    let timed = fs::read_to_string(bench.dir.path().join("out/timed.tml")).unwrap();
    let tag = |id: &str, value: &str, words: &str| {
        format!("<TIMEX3 tid=\"{id}\" type=\"DATE\" value=\"{value}\">{words}</TIMEX3>")
    };
    assert_eq!(timed, TIMED.replace("1999-01-01", "2024-06-03"));
    let story = fs::read_to_string(bench.dir.path().join("out/story.tml")).unwrap();
    assert!(story.contains(&tag("t1", "2024-05-13", "Monday")), "{story}");
    assert!(story.contains("<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"2024-05-15\""), "{story}");
    assert!(story.contains("opened.&#13;\n&#13;\nShe"), "{story}");
}

#[test]
fn front_matter_dates_a_text_and_is_not_annotated() {
    let bench = Bench::bare();
    let head = "---\ntitle: Élan in Mombasa\npublisher: Voice of Kenya\ndate: 2024-05-15\n---\n";
    let body = "Amina Diallo said on Monday that “Togo’s ports” had opened.\n";
    bench.write("in/story.txt", format!("{head}{body}"));
    bench.write("in/wire.txt", format!("LOMÉ, May 15, 2024 (Gulf Press) - {body}"));
    bench.text(&["annotate", "in", "out"]);
    let read = |name: &str| fs::read_to_string(bench.dir.path().join("out").join(name)).unwrap();
    for name in ["story.tml", "wire.tml"] {
        let timed = read(name);
        assert!(timed.contains("value=\"2024-05-15\"") && timed.contains("value=\"2024-05-13\">Monday"), "{timed}");
    }
    assert!(!read("story.bio").contains("Mombasa") && read("story.conllu").contains("# text = Amina Diallo said"));
    // Offsets are those of the whole file, in characters.
    let start = head.chars().count();
    let brat = read("story.ann");
    assert!(brat.contains(&format!(" {} {}\tAmina Diallo", start, start + 12)), "{brat}");

    bench.text(&["annotate", "--date", "2024-06-05", "in/story.txt", "given"]);
    let given = fs::read_to_string(bench.dir.path().join("given/story.tml")).unwrap();
    assert!(given.contains("value=\"2024-06-03\">Monday"), "{given}");
}

#[test]
fn without_layer_and_format_every_format_is_written_that_fits() {
    let bench = Bench::bare();
    bench.write("in/story.txt", STORY);
    bench.write("in/tree.conllu", TREE);
    bench.text(&["annotate", "in", "out"]);
    // brat shows a text's annotations only beside the text.
    let story = ["story.ann", "story.bio", "story.conllu", "story.tml", "story.txt"];
    let expected = [story.as_slice(), &["tree.bio", "tree.conllu", "tree.tml"]].concat();
    assert_eq!(names(&bench.dir.path().join("out")), expected);
}

#[test]
fn one_file_goes_to_a_folder_or_to_a_file() {
    let bench = Bench::bare();
    bench.write("story.txt", STORY);
    bench.text(&["annotate", "--format", "bio", "story.txt", "to/mine.bio"]);
    bench.text(&["annotate", "--format", "bio", "story.txt", "to"]);
    assert_eq!(names(&bench.dir.path().join("to")), ["mine.bio", "story.bio"]);
    bench.text(&["annotate", "--format", "brat", "story.txt", "."]);
    assert!(bench.dir.path().join("story.ann").is_file());
}

#[test]
fn a_text_in_another_language_is_named() {
    let bench = Bench::bare();
    let french = "Le ministre des affaires étrangères a déclaré lundi que les deux pays avaient signé un accord sur la pêche. \
        Il a ajouté que les discussions se poursuivraient à Dakar au mois de mai avec les autorités du pays voisin.\n";
    bench.write("in/note.txt", french);
    let run = bench.run(&["annotate", "--format", "brat", "in", "out"]).assert().success();
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(said.contains("note.txt: annotated as English, but may be in another language (fr)"), "{said}");
}

#[test]
fn bad_input_costs_only_itself() {
    let bench = Bench::bare();
    bench.write("in/a.txt", STORY);
    bench.write("in/a.md", STORY);
    bench.write("in/b.conllu", "1\tTogo\n");
    bench.write("in/c.txt", b"Lom\xe9");
    bench.write("in/d.tml", "<TimeML><TEXT></TIMEX3></TEXT>");
    bench.write("in/e.bio", "Togo\tO\n");
    let run = bench.run(&["annotate", "--format", "bio", "in", "out"]).assert().code(1);
    let errors = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    let errors = lines_of(&errors);
    assert_eq!(errors[0], "servanda: not annotated: in/a.txt: its output would take the place of that of in/a.md");
    assert_eq!(errors[1], "servanda: not annotated: in/b.conllu: line 1: 10 columns are expected, here are 2");
    assert_eq!(errors[2], "servanda: not annotated: in/c.txt: line 1: it is not UTF-8");
    assert!(errors[3].starts_with("servanda: not annotated: in/d.tml: line 1: it is not XML:"), "{errors:?}");
    assert_eq!(errors.len(), 4);
    // Nothing half written is left behind.
    assert_eq!(names(&bench.dir.path().join("out")), ["a.bio", "e.bio"]);

    let tree = bench.write("tree.conllu", TREE);
    let run = bench.run(&["annotate", "--format", "brat", tree.to_str().unwrap(), "out"]).assert().code(1);
    let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(error.ends_with("brat needs plain text, into which its offsets point; this is CoNLL-U\n"), "{error}");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let bench = Bench::bare();
    bench.write("in/a.txt", STORY);
    bench.write("in/a.conllu", TREE);
    bench.write("taken.txt", "");
    let refused = |args: &[&str], why: &str| {
        let run = bench.run(&[&["annotate"], args].concat()).assert().code(2);
        let error = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(error.contains(why), "{args:?}: {error}");
    };
    refused(&["--layer", "syntax", "--format", "timeml", "in", "out"], "timeml cannot hold syntax: it holds times");
    refused(&["--layer", "words", "in", "out"], "the layers are times, attribution, names, syntax, chains, all");
    refused(&["--format", "json", "in", "out"], "annotations are written with --format timeml, brat, bio or conllu");
    refused(&["--format", "brat", "in", "in"], "in is the input");
    refused(&["--format", "brat", "in", "./in/../in"], "is the input");
    refused(&["--format", "brat", "in", "taken.txt"], "taken.txt is no folder");
    refused(&["missing.txt", "out"], "there is no file or folder missing.txt");
    fs::create_dir(bench.dir.path().join("empty")).unwrap();
    refused(&["empty", "out"], "the folder empty holds no files to annotate");
    assert!(!bench.dir.path().join("out").exists());
    refused(&["--date", "14.5.2024", "in", "out"], "\"14.5.2024\" is no date of the form 2024, 2024-11 or 2024-11-04");
    refused(&["--date", "2024-05", "in", "out"], "\"2024-05\" is no day; write one as 2024-11-04");
    refused(&["--date", "2024-02-30", "in", "out"], "there is no such day as 2024-02-30");
    bench.run(&["--format", "brat", "meetings"]).assert().code(2);
    // A file that its own output would take the place of stays as it is.
    bench.run(&["annotate", "--format", "conllu", "in/a.conllu", "in"]).assert().code(1);
    assert_eq!(fs::read_to_string(bench.dir.path().join("in/a.conllu")).unwrap(), TREE);
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let bench = Bench::bare();
    for number in 0..6 {
        bench.write(&format!("in/{number}.txt"), STORY.repeat(number));
    }
    bench.text(&["annotate", "in", "out"]);
    bench.run(&["annotate", "in", "again"]).env("RAYON_NUM_THREADS", "1").assert().success();
    let [out, again] = ["out", "again"].map(|name| bench.dir.path().join(name));
    assert_eq!(names(&out), names(&again));
    for name in names(&out) {
        assert_eq!(fs::read(out.join(&name)).unwrap(), fs::read(again.join(&name)).unwrap(), "{name}");
    }
}
