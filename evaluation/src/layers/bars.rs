//! Figures beside the bars that they are held to and the figures of others.

use anyhow::Context;

/// layer, set, measure, bar (least figure, may be empty), orientation (what others reach, may be empty).
const BARS: &str = include_str!("../../bars.tsv");

/// A measured figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What it was measured on.
    pub set: String,
    /// What was measured.
    pub measure: String,
    /// In percent.
    pub value: f64,
}

impl Figure {
    /// A figure in percent.
    pub fn new(set: impl Into<String>, measure: impl Into<String>, value: f64) -> Self {
        Self { set: set.into(), measure: measure.into(), value }
    }
}

/// The head of the table, in Markdown.
pub const HEAD: &str = "| layer | set | measure | figure | bar | | orientation |\n|---|---|---|---|---|---|---|\n";

/// The rows of a layer: those that have a bar or an orientation in the order of the file, then figures that it does
/// not name.
pub fn rows(layer: &str, figures: &[Figure]) -> anyhow::Result<String> {
    let mut out = String::new();
    let mut rest: Vec<&Figure> = figures.iter().collect();
    for bar in bars()?.into_iter().filter(|bar| bar.layer == layer) {
        let is_it = |f: &&Figure| f.set == bar.set && f.measure == bar.measure;
        let figure = rest.iter().position(is_it).map(|at| rest.remove(at).value);
        out += &row(&bar, figure);
    }
    for Figure { set, measure, value } in rest {
        out += &row(&Bar { layer, set, measure, least: None, orientation: "" }, Some(*value));
    }
    Ok(out)
}

fn row(bar: &Bar, figure: Option<f64>) -> String {
    let least = bar.least.map_or_else(String::new, |least| format!("≥ {least}"));
    let reached = match (figure, bar.least) {
        (Some(figure), Some(least)) if figure >= least => "reached",
        (Some(_), Some(_)) => "missed",
        _ => "",
    };
    let figure = figure.map_or_else(|| "not measured".to_owned(), |figure| format!("{figure:.2}"));
    let Bar { layer, set, measure, orientation, .. } = bar;
    format!("| {layer} | {set} | {measure} | {figure} | {least} | {reached} | {orientation} |\n")
}

/// A row of the file.
#[derive(Debug)]
struct Bar<'t> {
    layer: &'t str,
    set: &'t str,
    measure: &'t str,
    least: Option<f64>,
    orientation: &'t str,
}

fn bars() -> anyhow::Result<Vec<Bar<'static>>> {
    let rows = BARS.lines().skip(1).map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[layer, set, measure, least, orientation] = columns.as_slice() else { return None };
        let least = if least.is_empty() { None } else { Some(least.parse().ok()?) };
        Some(Bar { layer, set, measure, least, orientation })
    });
    rows.collect::<Option<Vec<_>>>().context("bars.tsv has a row that is not layer, set, measure, bar, orientation")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_beside_their_bars() {
        let figure = |measure, value| Figure::new("EWT test", measure, value);
        let table = rows("syntax", &[figure("LAS", 85.99), figure("UPOS", 95.5), figure("UAS", 90.)]).unwrap();
        assert!(table.contains("| syntax | EWT test | UPOS | 95.50 | ≥ 95.5 | reached |"), "{table}");
        assert!(table.contains("| syntax | EWT test | LAS | 85.99 | ≥ 86 | missed |"), "{table}");
        assert!(table.contains("| syntax | GUM test | LAS | not measured | ≥ 85 |  |"), "{table}");
        assert!(table.ends_with("| syntax | EWT test | UAS | 90.00 |  |  |  |\n"), "{table}");
        assert!(!table.contains("| times |"), "{table}");
    }
}
