//! Moving positions from one text to another that is much the same: the matching blocks of Ratcliff and Metzener (1988)
//! as Python's `difflib.SequenceMatcher` finds them, without its junk heuristic.

use std::collections::BTreeMap;

use super::timeml::Expression;

/// The expressions at their places in `to`; those that have none are left out.
pub fn moved(from: &[char], to: &[char], expressions: Vec<Expression>) -> Vec<Expression> {
    let places = Matcher::new(from, to).places();
    let mut out: Vec<Expression> = Vec::new();
    for expression in expressions {
        let inside = || places[expression.start..expression.end].iter().flatten();
        if let (Some(&start), Some(&last)) = (inside().min(), inside().max()) {
            out.push(Expression { start, end: last + 1, ..expression });
        }
    }
    out.sort();
    out
}

struct Matcher<'t> {
    from: &'t [char],
    /// Where each character stands in the other text.
    positions: BTreeMap<char, Vec<usize>>,
    length: usize,
}

/// A range of one text against a range of the other.
struct Window {
    from: (usize, usize),
    to: (usize, usize),
}

impl<'t> Matcher<'t> {
    fn new(from: &'t [char], to: &[char]) -> Self {
        let mut positions: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for (at, &character) in to.iter().enumerate() {
            positions.entry(character).or_default().push(at);
        }
        Self { from, positions, length: to.len() }
    }

    /// For each character its place in the other text, where it has one.
    fn places(&self) -> Vec<Option<usize>> {
        let mut places = vec![None; self.from.len()];
        let mut windows = vec![Window { from: (0, self.from.len()), to: (0, self.length) }];
        while let Some(window) = windows.pop() {
            let (from, to, size) = self.longest(&window);
            if size > 0 {
                (0..size).for_each(|i| places[from + i] = Some(to + i));
                windows.push(Window { from: (window.from.0, from), to: (window.to.0, to) });
                windows.push(Window { from: (from + size, window.from.1), to: (to + size, window.to.1) });
            }
        }
        places
    }

    /// The longest run that both have in the window; of equal ones the first in `from`, then in `to`.
    fn longest(&self, window: &Window) -> (usize, usize, usize) {
        let mut best = (window.from.0, window.to.0, 0);
        // Lengths of the runs that end at each place of `to`, shifted by one: for the last character and for this one.
        let (mut last, mut here) = (vec![0; self.length + 1], vec![0; self.length + 1]);
        let mut touched: Vec<usize> = Vec::new();
        for i in window.from.0..window.from.1 {
            let all = self.positions.get(&self.from[i]).map_or(&[][..], Vec::as_slice);
            let inside = all.partition_point(|&j| j < window.to.0)..all.partition_point(|&j| j < window.to.1);
            let now = &all[inside];
            for &j in now {
                let size = last[j] + 1;
                here[j + 1] = size;
                if size > best.2 {
                    best = (i + 1 - size, j + 1 - size, size);
                }
            }
            touched.drain(..).for_each(|j| last[j] = 0);
            touched.extend(now.iter().map(|j| j + 1));
            std::mem::swap(&mut last, &mut here);
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inserted_word_moves_what_follows() {
        let characters = |text: &str| text.chars().collect::<Vec<_>>();
        let expression = |start, end| Expression { start, end, kind: None, value: None, text: String::new() };
        let (from, to) = (characters("meton3May."), characters("metagainon3May."));
        assert_eq!(moved(&from, &to, vec![expression(5, 9)]), [expression(10, 14)]);
        assert_eq!(moved(&to, &from, vec![expression(3, 8), expression(10, 14)]), [expression(5, 9)]);
    }

    proptest::proptest! {
        #[test]
        fn places_rise_and_hold_the_same_characters(from in "[ab ]{0,12}", to in "[ab ]{0,12}") {
            let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
            let places = Matcher::new(&from, &to).places();
            let found: Vec<(usize, usize)> = places.iter().enumerate().filter_map(|(i, p)| Some((i, (*p)?))).collect();
            proptest::prop_assert!(found.windows(2).all(|pair| pair[0].1 < pair[1].1));
            proptest::prop_assert!(found.iter().all(|&(i, j)| from[i] == to[j]));
        }
    }
}
