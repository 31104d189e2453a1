//! The cases of `tests/cases/*.md`: a text of our own after `>`, and under it, one a line, what must be found in it.
//!
//! A line `- …` must be among the findings, a line `- not …` must begin none of them; what else is found is
//! nobody's business here (`evaluation/` measures that).

#![allow(clippy::expect_used)] // a case that cannot be read is a failed test

use std::fmt::Write as _;

use servanda_model::{ActorRef, Due, Finding, FindingBody, Side, Strength, Voice};
use servanda_world::World;

/// One text with its expectations.
struct Case {
    title: String,
    text: String,
    expected: Vec<String>,
}

fn cases(markdown: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in markdown.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.to_owned(), text: String::new(), expected: Vec::new() });
        } else if let Some(case) = cases.last_mut() {
            if let Some(words) = line.strip_prefix('>') {
                case.text.push_str(words.trim());
                case.text.push('\n');
            } else if let Some(expected) = line.strip_prefix("- ") {
                case.expected.push(expected.trim().to_owned());
            }
        }
    }
    cases
}

fn found(text: &str) -> Vec<String> {
    let world = World::builtin();
    let document = servanda_intake::read_document(text.as_bytes(), "case.txt", world).expect("a case is a text");
    let layers = servanda_language::Annotator::builtin().expect("the weights are whole").document(&document);
    servanda_reading::read(&document, &layers, world).findings.iter().map(line).collect()
}

fn codes(sides: &[Side]) -> String {
    sides.iter().map(Side::code).collect::<Vec<_>>().join("+")
}

fn actor(actor: &ActorRef) -> String {
    let name = actor.name.as_deref().or(actor.office.as_deref()).unwrap_or("-");
    format!("{name} ({})", actor.side.as_ref().map_or("-", Side::code))
}

/// A finding in one line.
fn line(finding: &Finding) -> String {
    let mut out = String::new();
    match &finding.body {
        FindingBody::Engagement(e) => {
            let people: Vec<String> = e.participants.iter().map(actor).collect();
            let level = e.level.map_or("-".to_owned(), |l| format!("{l:?}").to_lowercase());
            let _ = write!(out, "engagement {:?} {level} {:?} {}", e.status, e.setting, codes(&e.sides));
            let _ = write!(out, " at {}: {}", e.place_name.as_deref().unwrap_or("-"), people.join(", "));
        }
        FindingBody::Statement(s) => {
            let relay = s.relayed_by.as_ref().map_or(String::new(), |r| format!(" per {r}"));
            let _ = write!(
                out,
                "statement {}{relay} {}: {}",
                s.speakers.iter().map(actor).collect::<Vec<_>>().join(" and "),
                s.cue,
                s.content.first().quote
            );
        }
        FindingBody::Commitment(c) => {
            let strength = Strength::derive(c.modality, c.hedge.is_some() || c.condition.is_some(), None);
            let with = if c.with.is_empty() { String::new() } else { format!(" with {}", codes(&c.with)) };
            let due = match &c.due {
                None => String::new(),
                Some(Due::Stated { text, .. }) => format!(" due {text}"),
                Some(Due::NoneSet { .. }) => " no date".to_owned(),
            };
            let voice = String::from(c.voice.clone());
            let _ =
                write!(out, "commitment {strength} {}{with} {}: {}{due} per {voice}", codes(&c.by), c.action, c.object);
        }
        FindingBody::Ask(a) => {
            let _ = write!(out, "ask {} > {} {}: {}", codes(&a.sides), codes(&a.toward), a.word, a.issue);
        }
        FindingBody::Position(p) => {
            let _ = write!(
                out,
                "position {} > {} {:?} {}: {}",
                codes(&p.sides),
                codes(&p.toward),
                p.ladder,
                p.word,
                p.issue
            );
        }
        FindingBody::Mechanism(m) => {
            let last = if m.last_held.is_some() { " (last held said)" } else { "" };
            let _ = write!(out, "mechanism {:?} {}: {}{last}", m.state, codes(&m.sides), m.name);
        }
        FindingBody::Deed(d) => {
            let voice = if d.voice == Voice::Narrator {
                String::new()
            } else {
                format!(" per {}", String::from(d.voice.clone()))
            };
            let _ = write!(out, "deed {} {}: {}{voice}", codes(&d.by), d.action, d.object);
        }
        FindingBody::Tenure(t) => {
            let former = if t.former { " (former)" } else { "" };
            let since = if t.from.is_some() { " (since said)" } else { "" };
            let _ = write!(out, "tenure {} {} {}{former}{since}", t.person, t.office, t.side);
        }
    }
    let acting = &finding.proposition.acting;
    if !acting.is_empty() {
        let _ = write!(out, " by {}", codes(acting));
    }
    out
}

#[test]
fn every_case_finds_what_it_names() {
    let files = [
        include_str!("cases/commitments.md"),
        include_str!("cases/engagements.md"),
        include_str!("cases/statements.md"),
        include_str!("cases/positions.md"),
        include_str!("cases/mechanisms.md"),
        include_str!("cases/deeds.md"),
        include_str!("cases/others.md"),
    ];
    let mut failures = String::new();
    let mut count = 0;
    for case in files.iter().flat_map(|file| cases(file)) {
        let found = found(&case.text);
        for expected in &case.expected {
            count += 1;
            let ok = match expected.strip_prefix("not ") {
                Some(unwanted) => !found.iter().any(|f| f.starts_with(unwanted)),
                None => found.contains(expected),
            };
            if !ok {
                let _ =
                    writeln!(failures, "{}\n  wanted: {expected}\n  found:\n    {}", case.title, found.join("\n    "));
            }
        }
    }
    assert!(count > 20, "the cases are read");
    assert!(failures.is_empty(), "\n{failures}");
}
