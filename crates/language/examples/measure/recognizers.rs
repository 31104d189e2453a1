//! The date and time cases of Recognizers-Text, resolved by our expressions.
//!
//! Each case gives a text, the moment at which it is said, and for each expression a TIMEX in a dialect of its own with
//! the calendar values that it may have. A case is right where we find as many expressions, in the same order, and every
//! TIMEX is the same; where a TIMEX has places left open (`X`), its values must be the same, too. Cases are left out that
//! the makers mark as not supported by one of their own implementations, and those that expect no TIMEX at all count
//! only where nothing is found.

mod calendar;
mod dialect;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use jiff::civil::DateTime;
use serde_json::Value;
use servanda_language::Annotator;
use servanda_model::Span;

/// One expression: its TIMEX strings with their values.
type Answer = BTreeSet<(String, String)>;

/// Prints the share of the cases that are right and, of the others, what was expected and found.
pub fn run(folder: &str) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(Path::new(folder).join("DateTimeModel.json"))?;
    let cases: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    let annotator = Annotator::builtin()?;
    let (mut all, mut own) = (Share::default(), Share::default());
    for (number, case) in cases.iter().enumerate() {
        let Some(input) = case["Input"].as_str() else { continue };
        let said = case["Context"]["ReferenceDateTime"].as_str().unwrap_or("2016-11-07T00:00:00");
        let said: DateTime = said.parse()?;
        let gold: Vec<Answer> = case["Results"].as_array().into_iter().flatten().map(expected).collect();
        let ours = answers(annotator, input, said);
        let right = gold.len() == ours.len() && gold.iter().zip(&ours).all(|(gold, ours)| same(gold, ours));
        let supported = case["NotSupported"].is_null() && case["NotSupportedByDesign"].is_null();
        all.count(right, !gold.is_empty());
        if supported {
            own.count(right, !gold.is_empty());
        }
        if !right {
            println!(
                "{} {number} {input:?} at {said}\n    gold {gold:?}\n    ours {ours:?}",
                if supported { "wrong" } else { "unsupported" }
            );
        }
    }
    println!("every case:            {all}");
    println!("supported by them all: {own}");
    Ok(())
}

/// How many of how many are right.
#[derive(Default)]
struct Share {
    cases: [u32; 2],
    with_timex: [u32; 2],
}

impl Share {
    fn count(&mut self, right: bool, has_timex: bool) {
        self.cases[0] += u32::from(right);
        self.cases[1] += 1;
        self.with_timex[0] += u32::from(right && has_timex);
        self.with_timex[1] += u32::from(has_timex);
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |[right, all]: [u32; 2]| 100.0 * f64::from(right) / f64::from(all.max(1));
        write!(
            f,
            "{} of {} cases with a TIMEX right, {:.1} %; {} of {} with those that expect none, {:.1} %",
            self.with_timex[0],
            self.with_timex[1],
            percent(self.with_timex),
            self.cases[0],
            self.cases[1],
            percent(self.cases)
        )
    }
}

/// What a case expects of one expression.
fn expected(result: &Value) -> Answer {
    let values = result["Resolution"]["values"].as_array().into_iter().flatten();
    values
        .map(|value| {
            let text = |key: &str| value[key].as_str().unwrap_or_default();
            let meant = match value["value"].as_str() {
                Some(one) => one.to_owned(),
                None => format!("{}..{}", text("start"), text("end")),
            };
            (text("timex").to_owned(), meant)
        })
        .collect()
}

fn same(gold: &Answer, ours: &Answer) -> bool {
    let timexes = |answer: &Answer| answer.iter().map(|(timex, _)| timex.clone()).collect::<BTreeSet<_>>();
    let open = gold.iter().any(|(timex, meant)| timex.contains("XX") && meant != "not resolved");
    timexes(gold) == timexes(ours) && (!open || gold == ours)
}

fn answers(annotator: &Annotator<'_>, input: &str, said: DateTime) -> Vec<Answer> {
    let document = crate::document(input.to_owned(), vec![Span::new(0, input.len())]);
    let annotated = annotator.document(&document);
    dialect::answers(input, &annotated, said)
}
