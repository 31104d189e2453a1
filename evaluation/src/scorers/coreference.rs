//! Coreference: the CoNLL score, the mean of the F1 of MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998) and CEAF-e
//! (Luo 2005), over the `Entity` brackets that CorefUD keeps in the MISC column of CoNLL-U.
//!
//! Protocol: a mention is right if it has exactly the words of a gold mention. Entities of one mention are left out on
//! both sides before anything is counted, as in CorefUD's primary score, unless they are asked for. Numerators and
//! denominators are summed over documents before they are divided (Pradhan et al. 2014, whose example is a test
//! below). Mentions of empty nodes alone are left out; of two mentions of the same words, the one that begins first in
//! the file counts.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context, bail, ensure};
use serde_json::{Value, json};

use super::{
    Counts, Prf, as_text,
    assignment::best_sum,
    conllu::{self, Node},
    files_of,
};

/// What the metrics add up, over all documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Documents scored.
    pub documents: usize,
    /// Mentions with exactly the same words.
    pub mentions: Counts,
    muc: Ratios,
    b_cubed: Ratios,
    ceaf_e: Ratios,
}

/// Numerators and denominators of recall and precision.
#[derive(Clone, Copy, Debug, Default)]
struct Ratios {
    recall: (f64, f64),
    precision: (f64, f64),
}

impl Ratios {
    fn add(&mut self, other: Ratios) {
        for (mine, its) in [(&mut self.recall, other.recall), (&mut self.precision, other.precision)] {
            mine.0 += its.0;
            mine.1 += its.1;
        }
    }

    fn prf(self) -> Prf {
        let share = |(part, whole): (f64, f64)| if whole == 0. { 0. } else { part / whole };
        Prf::of(share(self.precision), share(self.recall))
    }
}

impl Score {
    /// The mean of the three F1, in percent: the figure to quote.
    pub fn conll(&self) -> f64 {
        (self.muc.prf().f1 + self.b_cubed.prf().f1 + self.ceaf_e.prf().f1) / 3.
    }

    /// The three metrics, each with its name.
    pub fn metrics(&self) -> [(&'static str, Prf); 3] {
        [("MUC", self.muc.prf()), ("B3", self.b_cubed.prf()), ("CEAF-e", self.ceaf_e.prf())]
    }

    fn rows(&self) -> impl Iterator<Item = (&'static str, Prf)> {
        [("mentions", self.mentions.prf())].into_iter().chain(self.metrics())
    }

    /// Every figure.
    pub fn json(&self) -> Value {
        let mut out: Value = self.rows().map(|(name, prf)| (name.to_owned(), prf.json())).collect();
        out["CoNLL"] = json!({"F1": self.conll()});
        out
    }

    /// The figures as a table.
    pub fn table(&self) -> String {
        let Counts { gold, predicted, .. } = self.mentions;
        let mut lines = vec![format!("documents {}  mentions: gold {gold} predicted {predicted}", self.documents)];
        lines.push(format!("{:10}{:>8}{:>8}{:>8}", "metric", "P", "R", "F1"));
        for (name, prf) in self.rows() {
            lines.push(format!("{name:10}{}", prf.row()));
        }
        lines.push(format!("{:10}{:24.1}", "CoNLL", self.conll()));
        as_text(lines)
    }

    /// Adds a document, both sides as lists of entities.
    fn add(&mut self, gold: &[Entity], predicted: &[Entity]) {
        let (by_gold, by_predicted) = (entity_of(gold), entity_of(predicted));
        self.documents += 1;
        self.mentions.gold += by_gold.len() as f64;
        self.mentions.predicted += by_predicted.len() as f64;
        self.mentions.hits += by_gold.keys().filter(|&mention| by_predicted.contains_key(mention)).count() as f64;
        self.muc.add(Ratios { recall: muc(gold, &by_predicted), precision: muc(predicted, &by_gold) });
        self.b_cubed.add(Ratios { recall: b_cubed(gold, &by_predicted), precision: b_cubed(predicted, &by_gold) });
        self.ceaf_e.add(ceaf_e(gold, predicted, &by_predicted));
    }
}

/// Scores every `.conllu` file of a folder against the file of the same name in another; a missing file holds no
/// mention. `only` (where given) names the files that count, without their ending.
pub fn score(
    gold: &Path,
    predicted: &Path,
    singletons: bool,
    only: Option<&BTreeSet<String>>,
) -> anyhow::Result<Score> {
    let mut files = files_of(gold, "conllu")?;
    files.retain(|file| only.is_none_or(|only| only.contains(file.trim_end_matches(".conllu"))));
    ensure!(!files.is_empty(), "{}: none of the documents asked for", gold.display());
    let mut score = Score::default();
    for file in files {
        let answer = predicted.join(&file);
        add_file(&mut score, &gold.join(&file), &answer, singletons).with_context(|| answer.display().to_string())?;
    }
    Ok(score)
}

fn add_file(score: &mut Score, gold: &Path, predicted: &Path, singletons: bool) -> anyhow::Result<()> {
    let read = |path: &Path| -> anyhow::Result<Vec<Annotated>> {
        conllu::read(path)?
            .iter()
            .map(|document| Annotated::new(&document.sentences, singletons).with_context(|| document.name.clone()))
            .collect()
    };
    let gold = read(gold)?;
    if !predicted.exists() {
        for document in &gold {
            score.add(&document.entities, &[]);
        }
        return Ok(());
    }
    let predicted = read(predicted)?;
    ensure!(gold.len() == predicted.len(), "{} documents in place of {}", predicted.len(), gold.len());
    for (gold, predicted) in gold.iter().zip(&predicted) {
        ensure!(gold.words == predicted.words, "{} words in place of {}", predicted.words, gold.words);
        score.add(&gold.entities, &predicted.entities);
    }
    Ok(())
}

/// The words of a mention, as ranges of word numbers within the document; several where it is broken.
type Mention = Vec<(usize, usize)>;
/// The mentions of one thing.
type Entity = BTreeSet<Mention>;

/// A document's entities.
struct Annotated {
    words: usize,
    entities: Vec<Entity>,
}

impl Annotated {
    fn new(sentences: &[Vec<Node>], singletons: bool) -> anyhow::Result<Self> {
        let mut brackets = Brackets::default();
        let mut words = 0;
        for node in sentences.iter().flatten() {
            let before = words;
            words += usize::from(node.id.is_some());
            if let Some(entities) = node.misc("Entity") {
                brackets.read(entities, before, words).with_context(|| format!("Entity={entities}"))?;
            }
        }
        let mut entities = brackets.entities()?;
        entities.retain(|entity| singletons || entity.len() > 1);
        Ok(Self { words, entities })
    }
}

/// Reads brackets: `(1-person-…` opens a mention of entity 1, `1)` closes it, `(1-person-…)` is a mention of one word;
/// `(1[1/2]-…` is the first of two parts of a broken mention.
#[derive(Default)]
struct Brackets {
    /// What is open: entity with part, first word and rank of each, innermost last.
    open: BTreeMap<String, Vec<(usize, usize)>>,
    /// Mentions closed: their first bracket's rank, entity, words.
    closed: Vec<(usize, String, Mention)>,
    /// The parts so far of the broken mention of an entity.
    parts: BTreeMap<String, (usize, Mention)>,
    rank: usize,
}

impl Brackets {
    /// Reads what stands at a node: word `first`, or (`first == end`) an empty node before it.
    fn read(&mut self, entities: &str, first: usize, end: usize) -> anyhow::Result<()> {
        let mut rest = entities;
        while let Some(here) = rest.chars().next() {
            let body = rest.strip_prefix('(').unwrap_or(rest);
            let length = body.find(['(', ')']).unwrap_or(body.len());
            let (content, after) = body.split_at(length);
            let name = content.split('-').next().unwrap_or_default();
            ensure!(!name.is_empty(), "a bracket without entity");
            if here == '(' {
                self.open.entry(name.to_owned()).or_default().push((first, self.rank));
                self.rank += 1;
            }
            rest = match after.strip_prefix(')') {
                Some(after) => {
                    self.close(name, end)?;
                    after
                }
                None if here == '(' => after,
                None => bail!("{content:?} neither opens nor closes"),
            };
        }
        Ok(())
    }

    fn close(&mut self, name: &str, end: usize) -> anyhow::Result<()> {
        let (first, rank) =
            self.open.get_mut(name).and_then(Vec::pop).with_context(|| format!("{name:?} is closed but not open"))?;
        let words = (first < end).then_some((first, end));
        let Some((entity, part)) = name.split_once('[') else {
            self.closed.push((rank, name.to_owned(), words.into_iter().collect()));
            return Ok(());
        };
        let (number, of) = part.trim_end_matches(']').split_once('/').context("a part without number")?;
        let (rank, mut mention) = self.parts.remove(entity).unwrap_or((rank, Mention::new()));
        mention.extend(words);
        if number == of {
            self.closed.push((rank, entity.to_owned(), mention));
        } else {
            self.parts.insert(entity.to_owned(), (rank, mention));
        }
        Ok(())
    }

    /// The entities in order of their first mentions.
    fn entities(mut self) -> anyhow::Result<Vec<Entity>> {
        let unclosed = self.open.iter().find(|(_, open)| !open.is_empty()).map(|(name, _)| name);
        let unclosed = unclosed.or(self.parts.keys().next());
        ensure!(unclosed.is_none(), "{:?} is never closed", unclosed.map_or("", String::as_str));
        self.closed.sort();
        let mut index: BTreeMap<String, usize> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let mut entities: Vec<Entity> = Vec::new();
        for (_, name, mention) in self.closed {
            if mention.is_empty() || !taken.insert(mention.clone()) {
                continue;
            }
            let at = *index.entry(name).or_insert(entities.len());
            if at == entities.len() {
                entities.push(Entity::new());
            }
            entities[at].insert(mention);
        }
        Ok(entities)
    }
}

/// Which entity each mention belongs to.
fn entity_of(entities: &[Entity]) -> BTreeMap<&Mention, usize> {
    entities.iter().enumerate().flat_map(|(i, entity)| entity.iter().map(move |mention| (mention, i))).collect()
}

/// Links kept: of each entity of one side, its mentions less the groups that the other side breaks it into.
fn muc(entities: &[Entity], other: &BTreeMap<&Mention, usize>) -> (f64, f64) {
    let (mut kept, mut links) = (0, 0);
    for entity in entities {
        let groups: BTreeSet<usize> = entity.iter().filter_map(|mention| other.get(mention).copied()).collect();
        let alone = entity.iter().filter(|mention| !other.contains_key(mention)).count();
        kept += entity.len() - groups.len() - alone;
        links += entity.len() - 1;
    }
    (kept as f64, links as f64)
}

/// For each mention of one side, the share of its entity that the other side has in one entity with it.
fn b_cubed(entities: &[Entity], other: &BTreeMap<&Mention, usize>) -> (f64, f64) {
    let (mut sum, mut mentions) = (0., 0);
    for entity in entities {
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for group in entity.iter().filter_map(|mention| other.get(mention)) {
            *common.entry(*group).or_default() += 1;
        }
        sum += common.values().map(|&n| (n * n) as f64).sum::<f64>() / entity.len() as f64;
        mentions += entity.len();
    }
    (sum, mentions as f64)
}

/// Entities paired one to one so that their likeness 2|A∩B| / (|A|+|B|) sums highest.
fn ceaf_e(gold: &[Entity], predicted: &[Entity], by_predicted: &BTreeMap<&Mention, usize>) -> Ratios {
    let weights: Vec<Vec<f64>> = gold
        .iter()
        .map(|entity| {
            let mut row = vec![0.; predicted.len()];
            for &other in entity.iter().filter_map(|mention| by_predicted.get(mention)) {
                row[other] += 2. / (entity.len() + predicted[other].len()) as f64;
            }
            row
        })
        .collect();
    let sum = best_sum(&weights);
    Ratios { recall: (sum, gold.len() as f64), precision: (sum, predicted.len() as f64) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities(groups: &[&str]) -> Vec<Entity> {
        let mention = |letter: char| vec![(letter as usize, letter as usize + 1)];
        groups.iter().map(|group| group.chars().map(mention).collect()).collect()
    }

    fn brackets(columns: &[&str]) -> anyhow::Result<Vec<Entity>> {
        let mut brackets = Brackets::default();
        for (word, entities) in columns.iter().enumerate() {
            brackets.read(entities, word, word + 1)?;
        }
        brackets.entities()
    }

    #[test]
    fn the_example_of_the_reference_implementation() {
        let mut score = Score::default();
        score.add(&entities(&["abc", "defg"]), &entities(&["ab", "cd", "fghi"]));
        let near = |prf: Prf, precision: f64, recall: f64| {
            assert!((prf.precision - precision).abs() < 0.01 && (prf.recall - recall).abs() < 0.01, "{prf:?}");
        };
        near(score.muc.prf(), 40., 40.);
        near(score.b_cubed.prf(), 50., 41.67);
        near(score.ceaf_e.prf(), 43.33, 65.);
        assert!((score.conll() - (40. + 45.45 + 52.) / 3.).abs() < 0.01);
    }

    #[test]
    fn gold_against_itself_is_all_right_and_nothing_is_nothing() {
        let gold = entities(&["abc", "de"]);
        let mut score = Score::default();
        score.add(&gold, &gold);
        assert!((score.conll() - 100.).abs() < 1e-9);
        let mut score = Score::default();
        score.add(&gold, &[]);
        assert!(score.conll().abs() < 1e-9);
    }

    #[test]
    fn brackets_nest_cross_and_break() {
        let found = brackets(&["(1-person-new(2-place-new)", "(3-event[x", "1)(1-person-giv", "3)1)"]).unwrap();
        let one = Entity::from([vec![(0, 3)], vec![(2, 4)]]);
        assert_eq!(found, [one, Entity::from([vec![(0, 1)]]), Entity::from([vec![(1, 4)]])]);
        let broken = brackets(&["(e1[1/2]-person", "e1[1/2])", "", "(e1[2/2]-person)"]).unwrap();
        assert_eq!(broken, [Entity::from([vec![(0, 2), (3, 4)]])]);
    }

    #[test]
    fn bad_brackets_are_refused() {
        for columns in [&["(1-person"][..], &["1)"], &["()"], &["1-person"]] {
            assert!(brackets(columns).is_err(), "{columns:?}");
        }
    }
}
