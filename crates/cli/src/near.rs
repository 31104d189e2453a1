//! Names that look like what was typed.

/// How many are offered.
pub const OFFERED: usize = 3;

/// The names nearest to `typed`: those that have it as a part, and those that differ in few letters, whole or by
/// their last part without its ending.
pub fn names<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let wanted = typed.to_lowercase();
    let limit = wanted.chars().count() / 3;
    let mut found: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let whole = name.to_lowercase();
            let last = whole.rsplit('/').next().unwrap_or_default();
            let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
            let off = [whole.as_str(), last, stem].into_iter().map(|form| distance(&wanted, form)).min()?;
            let is_part = wanted.chars().count() >= 3 && whole.contains(&wanted);
            (is_part || off <= limit).then_some((off, name))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, name)| name).take(OFFERED).collect()
}

/// The question whether one of these is meant; `None` where there is none.
pub fn question<N: AsRef<str>>(names: &[N]) -> Option<String> {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    if names.is_empty() { None } else { Some(format!("Did you mean {}?", names.join(" or "))) }
}

/// Levenshtein's distance, in characters.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("peru", "peru"), 0);
    }

    #[test]
    fn near_names_come_nearest_first() {
        let all = ["talks/oslo-wire.txt", "lima-readout.txt", "oslo.txt"];
        assert_eq!(names("osla", all.into_iter()), ["oslo.txt"]);
        assert_eq!(names("oslo", all.into_iter()), ["oslo.txt", "talks/oslo-wire.txt"]);
        assert!(names("quito", all.into_iter()).is_empty());
    }
}
