//! The intake's data tables, read once: agencies, known lines of pages, words of outlets, organs of governments.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// All tables.
#[derive(Debug)]
pub(crate) struct Tables {
    /// Agency's name by alias.
    agencies: BTreeMap<&'static str, &'static str>,
    patterns: Vec<Pattern>,
    outlet_words: BTreeSet<&'static str>,
    /// Organs of governments: words and, where they tell it, the side's code; the longest first.
    pub organs: Vec<(&'static str, Option<&'static str>)>,
}

/// A line of pages that is known by its words.
#[derive(Debug)]
struct Pattern {
    kind: LineKind,
    how: Match,
    words: &'static str,
}

/// What the words of a line tell of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    Boilerplate,
    /// Opens the foot of a page.
    Tail,
    Credit,
    Caption,
    Byline,
    /// Marks an official release.
    Release,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    Exact,
    Prefix,
    Suffix,
    Contains,
    Cue,
}

/// A line longer than this many words is known by none of its first or last words.
const LONGEST_LABEL: usize = 20;
/// A caption's words are looked for in lines up to this many words.
const LONGEST_CAPTION: usize = 120;

impl Tables {
    /// The tables that come with the program.
    pub fn builtin() -> &'static Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(|| Self {
            agencies: rows(include_str!("../data/agencies.tsv"))
                .flat_map(|[name, aliases]| aliases.split('|').map(move |alias| (alias, name)))
                .collect(),
            patterns: rows(include_str!("../data/lines.tsv")).filter_map(Pattern::from_row).collect(),
            outlet_words: include_str!("../data/outlets.tsv").lines().skip(1).collect(),
            organs: organs(),
        })
    }

    /// The agency of which `form` is a name, in whatever case.
    pub fn agency(&self, form: &str) -> Option<&'static str> {
        let form = plain(form);
        self.agencies.get(form.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')).copied()
    }

    /// Whether a plain word belongs to names of news outlets.
    pub fn is_outlet_word(&self, plain_word: &str) -> bool {
        self.outlet_words.contains(plain_word)
    }

    /// Whether a line, in plain form, is known by its words as of this kind.
    pub fn line_is(&self, plain_line: &str, kind: LineKind) -> bool {
        self.patterns.iter().any(|p| p.kind == kind && p.how != Match::Cue && p.matches(plain_line))
    }

    /// Whether the words hint at a picture that they describe.
    pub fn hints_at_picture(&self, plain_line: &str) -> bool {
        self.patterns.iter().any(|p| p.how == Match::Cue && plain_line.contains(p.words))
    }
}

impl Pattern {
    fn from_row([kind, how, words]: [&'static str; 3]) -> Option<Self> {
        let kind = match kind {
            "boilerplate" => LineKind::Boilerplate,
            "tail" => LineKind::Tail,
            "credit" => LineKind::Credit,
            "caption" => LineKind::Caption,
            "byline" => LineKind::Byline,
            "release" => LineKind::Release,
            _ => return None,
        };
        let how = match how {
            "exact" => Match::Exact,
            "prefix" => Match::Prefix,
            "suffix" => Match::Suffix,
            "contains" => Match::Contains,
            "cue" => Match::Cue,
            _ => return None,
        };
        Some(Self { kind, how, words })
    }

    fn matches(&self, line: &str) -> bool {
        let words = line.split(' ').count();
        let longest = match self.kind {
            LineKind::Caption => LONGEST_CAPTION,
            LineKind::Credit => usize::MAX,
            _ => LONGEST_LABEL,
        };
        match self.how {
            Match::Exact => core(line) == self.words,
            Match::Prefix => {
                words <= longest && line.strip_prefix(self.words).is_some_and(|rest| ends_word(self.words, rest))
            }
            Match::Suffix => {
                let line = line.trim_end_matches(['.', ')']);
                let longest = if self.kind == LineKind::Boilerplate { 4 } else { longest };
                words <= longest && line.strip_suffix(self.words).is_some_and(|head| head.ends_with(' '))
            }
            // A notice may be long; but a paragraph about privacy policy is none.
            Match::Contains => words <= longest.max(40) && line.contains(self.words),
            Match::Cue => line.contains(self.words),
        }
    }
}

/// Whether a prefix is followed by the end of a word.
fn ends_word(prefix: &str, rest: &str) -> bool {
    !prefix.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
}

/// A plain line without counts, brackets and punctuation at its ends ("comment (0)" → "comment").
fn core(line: &str) -> &str {
    let core = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '#' && c != '+' && c != '-');
    let bare = core.trim_end_matches(|c: char| c.is_ascii_digit() || "() ,:".contains(c));
    if bare.is_empty() { core } else { bare }
}

/// Words as they are compared: lower case, single spaces, straight quotation marks, plain hyphens.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '‘' | '’' | '‛' | '`' => out.push('\''),
                '“' | '”' | '„' => out.push('"'),
                '‐' | '‑' | '‒' => out.push('-'),
                _ => out.extend(c.to_lowercase()),
            }
        }
    }
    out
}

/// The rows of a table of `N` columns, its header and comments left out.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).filter(|line| !line.starts_with('#')).filter_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells.try_into().ok()
    })
}

fn organs() -> Vec<(&'static str, Option<&'static str>)> {
    let mut organs: Vec<_> = rows(include_str!("../data/organs.tsv"))
        .map(|[words, side]| (words, (!side.is_empty()).then_some(side)))
        .collect();
    organs.sort_by_key(|(words, _)| (std::cmp::Reverse(words.len()), *words));
    organs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        let count = |table: &str| table.lines().skip(1).filter(|l| !l.starts_with('#')).count();
        let tables = Tables::builtin();
        assert_eq!(tables.patterns.len(), count(include_str!("../data/lines.tsv")));
        assert_eq!(tables.organs.len(), count(include_str!("../data/organs.tsv")));
        let aliases: usize = rows(include_str!("../data/agencies.tsv")).map(|[_, a]| a.split('|').count()).sum();
        assert_eq!(tables.agencies.len(), aliases, "an alias stands for two agencies");
    }

    #[test]
    fn knows_lines_by_their_words() {
        let tables = Tables::builtin();
        let is = |line: &str, kind| tables.line_is(&plain(line), kind);
        assert!(is("Comments (12)", LineKind::Boilerplate));
        assert!(is("Share this article »", LineKind::Boilerplate));
        assert!(is("(Editing by Ann Example)", LineKind::Credit));
        assert!(!is("News of the accord spread quickly", LineKind::Boilerplate));
        assert_eq!(tables.agency("REUTERS"), Some("Reuters"));
        assert_eq!(tables.agency("The Associated Press"), Some("AP"));
    }
}
