//! Our language layers on the development data: annotated in process, written in the field's formats, scored by the
//! scorers, beside the bars and the figures of others (`bars.tsv`).

mod articles;
mod bars;
mod predict;
mod sentences;
mod speed;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::ValueEnum;
use servanda_formats::{Format, Layer};
use servanda_language::{Annotator, Layers};
use servanda_world::World;

use crate::{
    corpora::{is_news, present, raw_texts},
    scorers::{attribution, coreference, names, syntax, times},
    scoring::documents_of,
    surnames,
};
use bars::{Figure, HEAD, rows};

/// The news among GUM's training documents: no layer learns sentence boundaries, so that they are no less a test.
const GUM_NEWS: &str = "GUM train, news";

/// What to measure.
#[derive(clap::Args)]
pub struct Options {
    /// Only these layers
    #[arg(long, value_enum, value_delimiter = ',', value_name = "LAYER")]
    only: Vec<Measured>,
    /// Print each scorer's whole table, too
    #[arg(long)]
    details: bool,
    /// Keep the predictions in this folder
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Measure speed and memory, not accuracy
    #[arg(long)]
    speed: bool,
    /// Measure with these weights (a file of training/export.py), not with those that the program brings
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// A Python that has what peers/requirements.txt names: measures spaCy and textacy beside us
    #[arg(long, value_name = "PROGRAM", requires = "speed")]
    python: Option<PathBuf>,
}

/// A layer that is measured; its name is the first column of `bars.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Measured {
    Sentences,
    Syntax,
    Names,
    Surnames,
    Attribution,
    Times,
    Coreference,
}

impl Measured {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Measures and prints.
pub fn run(shared: &Path, options: &Options) -> anyhow::Result<()> {
    let Some(path) = &options.weights else { return measure(shared, options, Annotator::builtin()?) };
    let weights = fs::read(path).with_context(|| path.display().to_string())?;
    let layers = Layers::from_bytes(&weights).with_context(|| path.display().to_string())?;
    measure(shared, options, &Annotator::new(World::builtin(), &layers))
}

fn measure(shared: &Path, options: &Options, annotator: &Annotator<'_>) -> anyhow::Result<()> {
    if options.speed {
        return speed::run(shared, annotator, options.python.as_deref());
    }
    let scratch = tempfile::tempdir()?;
    let run = Run {
        annotator,
        data: shared.join("data"),
        out: options.keep.clone().unwrap_or_else(|| scratch.path().to_owned()),
        details: options.details,
    };
    let all = Measured::value_variants();
    let chosen = if options.only.is_empty() { all } else { options.only.as_slice() };
    print!("{HEAD}");
    for &layer in chosen {
        let name = layer.name();
        let figures = run.measure(layer).with_context(|| name.clone())?;
        print!("{}", rows(&name, &figures)?);
    }
    Ok(())
}

/// Where things are, and how much to say.
struct Run<'a> {
    annotator: &'a Annotator<'a>,
    data: PathBuf,
    out: PathBuf,
    details: bool,
}

impl Run<'_> {
    fn measure(&self, layer: Measured) -> anyhow::Result<Vec<Figure>> {
        match layer {
            Measured::Sentences => self.sentences(),
            Measured::Syntax => self.syntax(),
            Measured::Names => self.names(),
            Measured::Surnames => Ok(vec![Figure::new("own 200 sentences", "right", surnames::share(self.annotator)?)]),
            Measured::Attribution => self.attribution(),
            Measured::Times => self.times(),
            Measured::Coreference => self.coreference(),
        }
    }

    /// A folder or file of the data; what is absent is said and left out.
    fn data(&self, path: &str) -> Option<PathBuf> {
        present(self.data.join(path))
    }

    /// Prints a scorer's table where it is asked for.
    fn detail(&self, set: &str, table: impl FnOnce() -> String) {
        if self.details {
            println!("== {set}\n{}", table());
        }
    }

    fn sentences(&self) -> anyhow::Result<Vec<Figure>> {
        let mut figures = Vec::new();
        for (set, path) in [
            ("EWT dev", "ud-english-ewt/dev.conllu"),
            ("GUM dev", "ud-english-gum/dev.conllu"),
            (GUM_NEWS, "ud-english-gum/train.conllu"),
        ] {
            let Some(gold) = self.data(path) else { continue };
            let conllu = fs::read_to_string(&gold).with_context(|| gold.display().to_string())?;
            let mut texts = raw_texts(&conllu);
            texts.retain(|raw| set != GUM_NEWS || is_news(&raw.text));
            figures.push(Figure::new(set, "F1", sentences::score(&texts, self.annotator).prf().f1));
        }
        Ok(figures)
    }

    fn syntax(&self) -> anyhow::Result<Vec<Figure>> {
        let mut figures = Vec::new();
        for (set, path) in [
            ("EWT dev", "ud-english-ewt/dev.conllu"),
            ("EWT test", "ud-english-ewt/test.conllu"),
            ("GUM dev", "ud-english-gum/dev.conllu"),
            ("GUM test", "ud-english-gum/test.conllu"),
        ] {
            let Some(gold) = self.data(path) else { continue };
            let out = self.out.join("syntax").join(set);
            let predicted = predict::file(self.annotator, &gold, Layer::Syntax, Format::Conllu, &out)?;
            let score = syntax::score(&gold, &predicted)?;
            self.detail(set, || score.table());
            figures.extend([Figure::new(set, "UPOS", score.upos()), Figure::new(set, "LAS", score.las())]);
        }
        Ok(figures)
    }

    fn names(&self) -> anyhow::Result<Vec<Figure>> {
        let Some(gold) = self.data("ner-worldwide-newswire/dev.bio") else { return Ok(Vec::new()) };
        let set = "newswire dev";
        let predicted = predict::file(self.annotator, &gold, Layer::Names, Format::Bio, &self.out.join("names"))?;
        let score = names::score(&gold, &predicted)?;
        self.detail(set, || score.table());
        Ok(vec![
            Figure::new(set, "F1 person, place, organisation", score.core().prf().f1),
            Figure::new(set, "F1 all types", score.all().prf().f1),
        ])
    }

    fn attribution(&self) -> anyhow::Result<Vec<Figure>> {
        let Some(data) = self.data("polnear/dev") else { return Ok(Vec::new()) };
        let (set, out) = ("PolNeAR dev", self.out.join("attribution"));
        predict::folder(self.annotator, &data.join("text"), "txt", None, Layer::Attribution, Format::Brat, &out)?;
        let score = attribution::score(&data.join("attributions"), &out, None, 0.5)?;
        self.detail(set, || score.table());
        let mut figures = vec![Figure::new(set, "AR F1", score.row(attribution::AR)?.f1)];
        for role in ["source", "cue", "content"] {
            let f1 = score.row(&format!("{role} exact, per contiguous fragment"))?.f1;
            figures.push(Figure::new(set, format!("{role}, exact per fragment F1"), f1));
        }
        figures.push(Figure::new(set, "AR recall of indirect speech", score.indirect_recall()));
        Ok(figures)
    }

    fn times(&self) -> anyhow::Result<Vec<Figure>> {
        let mut figures = Vec::new();
        for (set, folder) in [("TimeBank", "timebank"), ("AQUAINT", "aquaint")] {
            let Some(gold) = self.data("tempeval3").map(|data| data.join(folder)) else { continue };
            let out = self.out.join("times").join(folder);
            predict::folder(self.annotator, &gold, "tml", None, Layer::Times, Format::TimeMl, &out)?;
            let score = times::score(&gold, &out)?;
            self.detail(set, || score.table(0));
            let (relaxed, value) = (score.relaxed().f1, score.value().f1);
            figures.extend([Figure::new(set, "relaxed F1", relaxed), Figure::new(set, "value F1", value)]);
        }
        Ok(figures)
    }

    fn coreference(&self) -> anyhow::Result<Vec<Figure>> {
        let Some(data) = self.data("gum-coref") else { return Ok(Vec::new()) };
        let (set, gold, out) = ("GUM coref dev", data.join("dep"), self.out.join("coreference"));
        let documents = documents_of(&data.join("splits.tsv"), "dev")?;
        predict::folder(self.annotator, &gold, "conllu", Some(&documents), Layer::Chains, Format::Conllu, &out)?;
        let score = coreference::score(&gold, &out, false, Some(&documents))?;
        self.detail(set, || score.table());
        let figures = score.metrics().map(|(metric, prf)| Figure::new(set, format!("{metric} F1"), prf.f1));
        Ok([Figure::new(set, "CoNLL F1", score.conll())].into_iter().chain(figures).collect())
    }
}
