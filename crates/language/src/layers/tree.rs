//! The maximum spanning tree of a sentence (Chu and Liu 1965, Edmonds 1967; for parsing McDonald et al. 2005), with
//! exactly one root.

/// The head of each word, `None` for the root.
///
/// `scores[d][h]` is how well word `h` heads word `d`; the last column is the root. Rows have one column more than
/// there are rows. Of equal trees the one with smaller heads wins.
pub fn heads(scores: &[Vec<f32>]) -> Vec<Option<usize>> {
    let n = scores.len();
    // A second root costs more than any arc can gain, so that the best tree has one.
    let widest = scores.iter().flatten().fold(0.0f32, |most, s| most.max(s.abs()));
    let penalty = (widest + 1.0) * (2 * n + 2) as f32;
    // Node 0 is the root, word `d` is node `d + 1`.
    let mut weights = vec![vec![f64::NEG_INFINITY; n + 1]; n + 1];
    for (d, row) in scores.iter().enumerate() {
        for (h, &score) in row.iter().enumerate().filter(|&(h, _)| h != d) {
            if h == n {
                weights[d + 1][0] = f64::from(score) - f64::from(penalty);
            } else {
                weights[d + 1][h + 1] = f64::from(score);
            }
        }
    }
    arborescence(&weights).into_iter().skip(1).map(|head| head.checked_sub(1)).collect()
}

/// The head of every node but node 0 (whose entry means nothing) in the best tree that hangs from node 0;
/// `weights[d][h]` is the weight of the arc from `h` to `d`.
fn arborescence(weights: &[Vec<f64>]) -> Vec<usize> {
    let n = weights.len();
    let mut head = vec![0; n];
    for d in 1..n {
        head[d] = (0..n).filter(|&h| h != d).fold(0, |best, h| if weights[d][h] > weights[d][best] { h } else { best });
    }
    let Some(cycle) = cycle_of(&head) else { return head };
    // Contract the cycle into one node, the last of a smaller graph.
    let inside: Vec<bool> = (0..n).map(|v| cycle.contains(&v)).collect();
    let outside: Vec<usize> = (0..n).filter(|&v| !inside[v]).collect();
    let m = outside.len();
    let mut small = vec![vec![f64::NEG_INFINITY; m + 1]; m + 1];
    let (mut enters, mut leaves) = (vec![0; m], vec![0; m]);
    for (i, &v) in outside.iter().enumerate() {
        for (j, &u) in outside.iter().enumerate() {
            small[i][j] = weights[v][u];
        }
        for &c in &cycle {
            let entering = weights[c][v] - weights[c][head[c]];
            if entering > small[m][i] {
                (small[m][i], enters[i]) = (entering, c);
            }
            if weights[v][c] > small[i][m] {
                (small[i][m], leaves[i]) = (weights[v][c], c);
            }
        }
    }
    let chosen = arborescence(&small);
    for (i, &v) in outside.iter().enumerate().skip(1) {
        head[v] = if chosen[i] == m { leaves[i] } else { outside[chosen[i]] };
    }
    let from = chosen[m];
    head[enters[from]] = outside[from];
    head
}

/// A cycle that following the heads runs into, if any.
fn cycle_of(head: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; head.len()];
    for start in 1..head.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = head[at];
        }
        if at != 0 && seen[at] == start {
            let mut cycle = vec![at];
            while head[cycle[cycle.len() - 1]] != at {
                cycle.push(head[cycle[cycle.len() - 1]]);
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::heads;

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        // Words 0 and 1 head each other best; the root takes 1 at the smaller loss.
        let scores = [vec![0.0, 9.0, 1.0], vec![8.0, 0.0, 4.0]];
        assert_eq!(heads(&scores), [Some(1), None]);
    }

    #[test]
    fn one_root_even_where_two_score_better() {
        let scores = [vec![0.0, 1.0, 9.0], vec![1.0, 0.0, 9.5]];
        assert_eq!(heads(&scores), [Some(1), None]);
    }

    /// Whether the heads are a tree with one root.
    fn is_tree(heads: &[Option<usize>]) -> bool {
        let reaches_root = |mut at: usize| {
            for _ in 0..=heads.len() {
                match heads[at] {
                    None => return true,
                    Some(h) => at = h,
                }
            }
            false
        };
        heads.iter().filter(|h| h.is_none()).count() == 1 && (0..heads.len()).all(reaches_root)
    }

    proptest! {
        #[test]
        fn no_other_tree_is_better(n in 1usize..5, values in prop::collection::vec(-9.0f32..9.0, 20)) {
            let scores: Vec<Vec<f32>> = (0..n).map(|d| (0..=n).map(|h| values[(d * 5 + h) % 20]).collect()).collect();
            let total = |heads: &[Option<usize>]| -> f32 {
                heads.iter().enumerate().map(|(d, h)| scores[d][h.unwrap_or(n)]).sum()
            };
            let ours = heads(&scores);
            prop_assert!(is_tree(&ours));
            for code in 0..(n + 1).pow(n as u32) {
                let other: Vec<Option<usize>> =
                    (0..n).map(|d| Some(code / (n + 1).pow(d as u32) % (n + 1)).filter(|&h| h != n)).collect();
                let valid = other.iter().enumerate().all(|(d, h)| *h != Some(d)) && is_tree(&other);
                prop_assert!(!valid || total(&other) <= total(&ours) + 1e-3);
            }
        }

        #[test]
        fn long_sentences_are_trees_too(n in 1usize..60, seed in any::<u64>()) {
            let mut state = seed | 1;
            let mut next = || { state ^= state << 13; state ^= state >> 7; state ^= state << 17; (state % 1000) as f32 };
            let scores: Vec<Vec<f32>> = (0..n).map(|_| (0..=n).map(|_| next()).collect()).collect();
            prop_assert!(is_tree(&heads(&scores)));
        }
    }
}
