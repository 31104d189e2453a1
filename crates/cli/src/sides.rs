//! Sides as people type them, with near names for what is none.

use servanda_model::Side;
use servanda_world::{Entity, World};

use crate::{
    exit::Failed,
    near::{self, OFFERED, distance},
};

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
        let forms = || "Give a code (ISO 3166 alpha-3, or a body's own), a name or a demonym.".to_owned();
        let hint = near::question(&near(world, typed)).unwrap_or_else(forms);
        Failed::Usage(format!("no side is called {typed:?}. {hint}"))
    })
}

/// Names of sides that hold `typed` as a word ("Korea") or look like it, the nearest first, each side once.
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
    let is_part = |name: &str| name.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == wanted);
    found.extend(world.forms().iter().filter_map(|form| match &form.entity {
        Entity::Country(side) if is_part(world.side_name(side)) => Some((0, side)),
        _ => None,
    }));
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
