//! Sides as people type them, with near names for what is none.

use servanda_model::Side;
use servanda_world::{Entity, World};

use crate::exit::Failed;

/// How many near names are offered.
const OFFERED: usize = 3;

/// The sides meant by `typed`, in that order, each once.
pub fn sides(world: &World, typed: &[String]) -> Result<Vec<Side>, Failed> {
    let mut sides = Vec::new();
    for text in typed {
        let side = side(world, text)?;
        if !sides.contains(&side) {
            sides.push(side);
        }
    }
    Ok(sides)
}

/// The side meant by `typed`: a code, a name, a demonym, a capital.
pub fn side(world: &World, typed: &str) -> Result<Side, Failed> {
    world.side_from(typed).ok_or_else(|| {
        let near = near(world, typed);
        let hint = if near.is_empty() {
            "Give a code (ISO 3166 alpha-3, or a body's own), a name or a demonym.".to_owned()
        } else {
            format!("Did you mean {}?", near.join(", "))
        };
        Failed::Usage(format!("no side is called {typed:?}. {hint}"))
    })
}

/// Names of sides that look like `typed`, the nearest first, each side once.
fn near(world: &World, typed: &str) -> Vec<String> {
    let wanted = typed.to_lowercase();
    let limit = wanted.chars().count() / 3;
    let mut found: Vec<(usize, &Side)> = world
        .forms()
        .iter()
        .filter_map(|form| match &form.entity {
            Entity::Country(side) | Entity::Demonym(side) | Entity::Metonym(side) | Entity::Body(side) => {
                Some((distance(&wanted, &form.text.to_lowercase()), side))
            }
            _ => None,
        })
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    found.sort();
    let mut names: Vec<String> = Vec::new();
    for (_, side) in found {
        let name = format!("{} ({side})", world.side_name(side));
        if names.len() < OFFERED && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Levenshtein's distance, in characters.
fn distance(a: &str, b: &str) -> usize {
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
}
