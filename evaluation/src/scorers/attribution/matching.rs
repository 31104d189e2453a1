//! Pairing gold with predicted: as many pairs as can be, and the closest spans first.

use std::collections::BTreeSet;

/// A set of tokens, by number.
pub type Span = BTreeSet<usize>;

/// The shared part of two spans; two empty ones are equal.
pub fn jaccard(a: &Span, b: &Span) -> f64 {
    match a.union(b).count() {
        0 => 1.,
        union => a.intersection(b).count() as f64 / union as f64,
    }
}

/// A one-to-one matching of the greatest size among `gold × predicted` pairs that have a weight (Kuhn 1955): for each
/// gold item, the one it is matched with. Heavy pairs are tried first.
pub fn matching(gold: usize, predicted: usize, weight: impl Fn(usize, usize) -> Option<f64>) -> Vec<Option<usize>> {
    let mut edges: Vec<Vec<(usize, f64)>> =
        (0..gold).map(|g| (0..predicted).filter_map(|p| weight(g, p).map(|weight| (p, weight))).collect()).collect();
    for edges in &mut edges {
        edges.sort_by(|a, b| b.1.total_cmp(&a.1));
    }
    let heaviest = |g: usize| edges[g].first().map_or(0., |edge| edge.1);
    let mut order: Vec<usize> = (0..gold).collect();
    order.sort_by(|&a, &b| heaviest(b).total_cmp(&heaviest(a)));
    let mut taken = vec![None; predicted];
    for g in order {
        augment(g, &edges, &mut taken, &mut vec![false; predicted]);
    }
    let mut out = vec![None; gold];
    for (p, g) in taken.into_iter().enumerate() {
        if let Some(g) = g {
            out[g] = Some(p);
        }
    }
    out
}

/// Finds a place for `g`, moving others where they can move.
fn augment(g: usize, edges: &[Vec<(usize, f64)>], taken: &mut [Option<usize>], seen: &mut [bool]) -> bool {
    for &(p, _) in &edges[g] {
        if std::mem::replace(&mut seen[p], true) {
            continue;
        }
        if taken[p].is_none_or(|other| augment(other, edges, taken, seen)) {
            taken[p] = Some(g);
            return true;
        }
    }
    false
}

/// The sum of Jaccards over pairs of spans that share a token, closest pairs first, each span once.
pub fn soft_hits(gold: &BTreeSet<Span>, predicted: &BTreeSet<Span>) -> f64 {
    let mut pairs = Vec::new();
    for (g, ours) in gold.iter().enumerate() {
        let touching = predicted.iter().enumerate().filter(|(_, theirs)| !ours.is_disjoint(theirs));
        pairs.extend(touching.map(|(p, theirs)| (jaccard(ours, theirs), g, p)));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut used_gold, mut used_predicted) = (BTreeSet::new(), BTreeSet::new());
    let mut sum = 0.;
    for (weight, g, p) in pairs {
        if !used_gold.contains(&g) && !used_predicted.contains(&p) {
            used_gold.insert(g);
            used_predicted.insert(p);
            sum += weight;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matching_moves_others_to_seat_all() {
        // Both want the first; only the first gold item can take the second.
        let weights = [[Some(1.), Some(0.5)], [Some(0.9), None]];
        assert_eq!(matching(2, 2, |g, p| weights[g][p]), [Some(1), Some(0)]);
    }

    #[test]
    fn the_closest_pairs_count_first() {
        let spans = |list: &[&[usize]]| list.iter().map(|s| s.iter().copied().collect()).collect::<BTreeSet<Span>>();
        let gold = spans(&[&[1, 2, 3, 4], &[6]]);
        assert!((soft_hits(&gold, &spans(&[&[1, 2], &[3, 4, 5, 6]])) - (0.5 + 0.25)).abs() < 1e-12);
    }
}
