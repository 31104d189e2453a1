//! Two documents side by side.

use std::fmt;

use super::{
    Render, documents,
    page::{Page, Row},
};
use crate::{
    phrases,
    views::{CompareView, ComparedPair, ComparedPoint},
    words,
};

impl Render for CompareView {
    fn render(&self, out: &mut dyn fmt::Write, width: usize) -> fmt::Result {
        let Some(mut page) = Page::begin(out, width, &self.header)? else { return Ok(()) };
        let docs = [documents::document(&page, &self.a), documents::document(&page, &self.b)];
        page.rows(0, &docs)?;
        if self.copies {
            page.text(0, "They are copies of one text: one report, compared with itself.")?;
        }
        let names = (&self.a.name, &self.b.name);
        pairs(&mut page, "In both", names, &self.both)?;
        pairs(&mut page, "Worded differently", names, &self.worded_differently)?;
        points(&mut page, &format!("Of the two, only in {}", self.a.name), &self.only_a)?;
        points(&mut page, &format!("Of the two, only in {}", self.b.name), &self.only_b)?;
        points(&mut page, "In headlines and captions, not compared", &self.outside_body)
    }
}

fn pairs(page: &mut Page, heading: &str, names: (&String, &String), pairs: &[ComparedPair]) -> fmt::Result {
    if pairs.is_empty() {
        return Ok(());
    }
    page.heading(heading)?;
    for pair in pairs {
        let cell =
            |name: &str, point: &ComparedPoint| (format!("{name} {}", page.id(point.id.as_str())), quotes(point));
        let columns = [cell(names.0, &pair.a), cell(names.1, &pair.b)];
        page.columns(2, &columns)?;
        // The objects stand in the words above, and better so.
        for d in pair.differences.iter().filter(|d| d.of != "object") {
            let or_none = |text: &str| if text.is_empty() { "not said".to_owned() } else { text.to_owned() };
            page.text(4, &format!("{}: {} / {}", d.of, or_none(&d.a), or_none(&d.b)))?;
        }
    }
    Ok(())
}

fn points(page: &mut Page, heading: &str, points: &[ComparedPoint]) -> fmt::Result {
    if points.is_empty() {
        return Ok(());
    }
    page.heading(heading)?;
    let rows: Vec<Row> = points
        .iter()
        .map(|point| {
            let mut facts = Vec::new();
            if point.place != servanda_model::Place::Body {
                facts.push(words::place_words(point.place).to_owned());
            }
            if point.negated {
                facts.push("denied".to_owned());
            }
            facts.push(page.id(point.id.as_str()));
            Row::new("", quotes(point).join(" … "), facts.join(" "))
        })
        .collect();
    page.rows(2, &rows)
}

fn quotes(point: &ComparedPoint) -> Vec<String> {
    point.evidence.iter().map(phrases::quote).collect()
}
