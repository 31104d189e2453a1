//! Gold with faults: spans moved, parts and whole files left out, others made up, in an order that is always the same.

use std::{fs, path::Path};

use anyhow::Context;

use crate::scorers::files_of;

/// Writes `.ann` files with faults for those of a folder. Of an article's files, some keep their own names (and count
/// for that annotator only), others lose the annotator's mark.
pub fn in_standoff(gold: &Path, to: &Path) -> anyhow::Result<()> {
    let mut chance = Chance(11);
    for file in files_of(gold, "ann")? {
        let text = fs::read_to_string(gold.join(&file)).with_context(|| file.clone())?;
        if chance.one_in(20) {
            continue;
        }
        let name = match file.rsplit_once('_') {
            Some((article, _)) if chance.one_in(2) => format!("{article}.ann"),
            _ => file.clone(),
        };
        let lines: Vec<String> = text.lines().filter_map(|line| standoff_line(line, &mut chance)).collect();
        fs::write(to.join(name), lines.join("\n"))?;
    }
    Ok(())
}

fn standoff_line(line: &str, chance: &mut Chance) -> Option<String> {
    let fields: Vec<&str> = line.split('\t').collect();
    match fields.as_slice() {
        [id, span, text] if id.starts_with('T') && chance.one_in(3) => {
            let (role, fragments) = span.split_once(' ')?;
            let moved: Vec<String> = fragments.split(';').filter_map(|fragment| moved(fragment, chance)).collect();
            Some(format!("{id}\t{role} {}\t{text}", moved.join(";")))
        }
        [id, ..] if id.starts_with('E') && chance.one_in(8) => None,
        [id, arguments, ..] if id.starts_with('E') && chance.one_in(6) => {
            let mut arguments: Vec<&str> = arguments.split(' ').collect();
            arguments.remove(chance.below(arguments.len()));
            Some(format!("{id}\t{}", arguments.join(" ")))
        }
        _ => Some(line.to_owned()),
    }
}

/// A fragment with its ends moved by up to a word; it stays one character long at least.
fn moved(fragment: &str, chance: &mut Chance) -> Option<String> {
    let (start, end) = fragment.split_once(' ')?;
    let (start, end): (usize, usize) = (start.parse().ok()?, end.parse().ok()?);
    let start = (start + chance.below(16)).saturating_sub(8);
    let end = (end + chance.below(24)).saturating_sub(12).max(start + 1);
    Some(format!("{start} {end}"))
}

/// Writes `.tml` files with faults for those of a folder; every third under one of the other names that count, a few
/// with a text that differs.
pub fn in_timeml(gold: &Path, to: &Path) -> anyhow::Result<()> {
    let mut chance = Chance(7);
    for (number, file) in files_of(gold, "tml")?.into_iter().enumerate() {
        let text = fs::read_to_string(gold.join(&file)).with_context(|| file.clone())?;
        let mut out = String::new();
        for piece in text.split_inclusive('>') {
            let before = piece.rfind('<').unwrap_or(piece.len());
            let (words, tag) = piece.split_at(before);
            out.push_str(words);
            match tag {
                _ if tag.starts_with("<TIMEX3") && chance.one_in(4) => {
                    out.push_str(&tag.replace("value=\"", "value=\"X"));
                }
                _ if tag.starts_with("</TIMEX3") && chance.one_in(4) => move_end(&mut out, tag),
                _ if tag.starts_with("<EVENT") && chance.one_in(9) => {
                    out.push_str("<TIMEX3 type=\"DATE\" value=\"PRESENT_REF\">now</TIMEX3>");
                    out.push_str(tag);
                }
                _ => out.push_str(tag),
            }
        }
        let name = match number % 3 {
            0 => file,
            1 => format!("{file}.tml"),
            _ => format!("{file}.system.tml"),
        };
        if !chance.one_in(20) {
            fs::write(to.join(name), out)?;
        }
    }
    Ok(())
}

/// Ends an expression before its last word, where it has several.
fn move_end(out: &mut String, tag: &str) {
    let begin = out.rfind('>').map_or(0, |at| at + 1);
    let at = out[begin..].rfind(' ').map_or(out.len(), |at| begin + at);
    out.insert_str(at, tag);
}

/// Numbers as if by chance, the same in every run (splitmix64, Steele et al. 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}
