//! The heads: from the states of words to tags, trees, entities and cues.
//!
//! Each head begins with a hidden layer; all of these are one product over the states. The names of the tensors are those
//! that `training/export.py` writes.

use std::ops::Range;

use servanda_encoder::{Linear, Matrix, Weights, WeightsError};

use super::{attributions, entities, tags, tree};
use crate::{AnnotatedText, Relation, Upos, Xpos};

/// Widths of the parts of the hidden product, in their order.
const WIDTHS: [(Part, usize); 9] = [
    (Part::Tags, 256),
    (Part::Names, 256),
    (Part::Flat, 256),
    (Part::ArcDependent, 256),
    (Part::ArcHead, 256),
    (Part::RelationDependent, 128),
    (Part::RelationHead, 128),
    (Part::RoleAdded, attributions::WIDTH),
    (Part::RoleFactor, attributions::WIDTH),
];

/// A part of the hidden product. All but those of the roles pass through a rectifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Tags,
    Names,
    Flat,
    ArcDependent,
    ArcHead,
    RelationDependent,
    RelationHead,
    RoleAdded,
    RoleFactor,
}

impl Part {
    fn columns(self) -> Range<usize> {
        let mut first = 0;
        for (part, width) in WIDTHS {
            if part == self {
                return first..first + width;
            }
            first += width;
        }
        first..first
    }
}

/// The weights of the heads.
pub struct Heads {
    hidden: Linear,
    tags: Linear,
    names: Linear,
    flat: Linear,
    /// A biaffine product (Dozat and Manning 2017): this maps the dependents, the heads are multiplied with the result.
    arcs: Linear,
    /// How well a word is a head at all.
    arc_bias: Linear,
    /// The root, as a head.
    arc_root: Vec<f32>,
    relations: Linear,
    /// What the attributions need of a cue's states.
    pub cue: Linear,
    /// Scores of a word's role.
    pub role: Linear,
    /// What the distance from the cue adds, one row a distance class.
    pub role_distance: Matrix,
}

/// `O, B, I` of sources, of cues, of contents.
const FLAT_TAGS: usize = 9;

impl Heads {
    /// Takes from the weights what the heads need.
    ///
    /// # Errors
    /// Where a part is not there, or of other sizes than the heads and the sets of labels have.
    pub fn new(weights: &Weights<'_>) -> Result<Self, WeightsError> {
        let (states, width) = (weights.config().hidden, |part: Part| part.columns().len());
        let relation = width(Part::RelationHead);
        Ok(Self {
            hidden: linear(weights, "heads.hidden", states, WIDTHS.iter().map(|(_, width)| width).sum())?,
            tags: linear(weights, "heads.tags", width(Part::Tags), Upos::ALL.len() + Xpos::ALL.len())?,
            names: linear(weights, "heads.names", width(Part::Names), entities::TAGS)?,
            flat: linear(weights, "heads.flat", width(Part::Flat), FLAT_TAGS)?,
            arcs: linear(weights, "heads.arcs", width(Part::ArcDependent), width(Part::ArcHead))?,
            arc_bias: linear(weights, "heads.arc_bias", width(Part::ArcHead), 1)?,
            arc_root: floats(weights, "heads.arc_root", &[width(Part::ArcHead)])?,
            relations: linear(weights, "heads.relations", 3 * relation, Relation::ALL.len())?,
            cue: linear(weights, "heads.cue", states, 2 * attributions::WIDTH)?,
            role: linear(weights, "heads.role", attributions::WIDTH, attributions::TAGS)?,
            role_distance: Matrix::from_values(
                attributions::WIDTH,
                floats(weights, "heads.role_distance", &[attributions::DISTANCES, attributions::WIDTH])?,
            ),
        })
    }

    /// Reads the states of words (one row a word).
    pub fn read(&self, states: &Matrix) -> Read<'_> {
        let mut hidden = self.hidden.apply(states);
        let rectified = Part::RoleAdded.columns().start;
        for row in 0..hidden.rows() {
            for value in &mut hidden.row_mut(row)[..rectified] {
                *value = value.max(0.0);
            }
        }
        let part = |part: Part| columns(&hidden, part.columns());
        let dependents = part(Part::ArcDependent);
        Read {
            heads: self,
            tags: self.tags.apply(&part(Part::Tags)),
            names: self.names.apply(&part(Part::Names)),
            flat: self.flat.apply(&part(Part::Flat)),
            arcs: self.arcs.apply(&dependents),
            arc_heads: part(Part::ArcHead),
            relation_dependents: part(Part::RelationDependent),
            relation_heads: part(Part::RelationHead),
            role_added: part(Part::RoleAdded),
            role_factor: part(Part::RoleFactor),
        }
    }
}

/// A linear layer of these sizes.
fn linear(weights: &Weights<'_>, name: &str, inputs: usize, outputs: usize) -> Result<Linear, WeightsError> {
    let layer = weights.linear(name)?;
    same_shape(name, &[outputs, inputs], &[layer.outputs(), layer.inputs()])?;
    Ok(layer)
}

/// A tensor of floats of this shape.
fn floats(weights: &Weights<'_>, name: &str, shape: &[usize]) -> Result<Vec<f32>, WeightsError> {
    let (found, values) = weights.floats(name)?;
    same_shape(name, shape, &found)?;
    Ok(values)
}

fn same_shape(name: &str, expected: &[usize], found: &[usize]) -> Result<(), WeightsError> {
    if expected == found {
        return Ok(());
    }
    let (name, expected, found) = (name.to_owned(), format!("{expected:?}"), format!("{found:?}"));
    Err(WeightsError::OtherTensor { name, expected, found })
}

fn columns(matrix: &Matrix, columns: Range<usize>) -> Matrix {
    let width = columns.len();
    let mut values = Vec::with_capacity(matrix.rows() * width);
    for row in 0..matrix.rows() {
        values.extend_from_slice(&matrix.row(row)[columns.clone()]);
    }
    Matrix::from_values(width, values)
}

/// What the heads made of the words of a window. Words are rows; `first` is the token of row 0.
pub struct Read<'m> {
    heads: &'m Heads,
    tags: Matrix,
    names: Matrix,
    flat: Matrix,
    arcs: Matrix,
    arc_heads: Matrix,
    relation_dependents: Matrix,
    relation_heads: Matrix,
    /// For the roles: what a word adds, and what it multiplies a cue's part with.
    pub role_added: Matrix,
    /// See `role_added`.
    pub role_factor: Matrix,
}

impl Read<'_> {
    /// Gives each word its parts of speech.
    pub fn tag(&self, rows: Range<usize>, first: usize, annotated: &mut AnnotatedText) {
        for row in rows {
            let (upos, xpos) = self.tags.row(row).split_at(Upos::ALL.len());
            let token = &mut annotated.tokens[first + row];
            token.upos = Upos::ALL[best(upos)];
            token.xpos = fitting(token.upos, xpos);
        }
    }

    /// Gives each word its head and relation. A segment that goes on with a sentence hangs on the sentence's root.
    pub fn parse(&self, rows: Range<usize>, first: usize, begins: bool, annotated: &mut AnnotatedText) {
        let heads = tree::heads(&self.arc_scores(&rows));
        let sentence = annotated.sentence_of(first + rows.start).map_or(0, |s| annotated.sentences[s].first);
        let root = (sentence..first + rows.start).find(|&t| annotated.tokens[t].relation == Relation::Root);
        for (row, head) in rows.clone().zip(heads) {
            let token = &mut annotated.tokens[first + row];
            match (head, root) {
                (None, Some(root)) if !begins => (token.head, token.relation) = (Some(root), Relation::Parataxis),
                (None, _) => (token.head, token.relation) = (None, Relation::Root),
                (Some(head), _) => {
                    token.head = Some(first + rows.start + head);
                    token.relation = self.relation(row, rows.start + head);
                }
            }
        }
    }

    /// How well each word of a sentence (row) is headed by each (column); the last column is the root.
    fn arc_scores(&self, rows: &Range<usize>) -> Vec<Vec<f32>> {
        let (n, width) = (rows.len(), self.arc_heads.columns());
        // Transposed, so that the products run along the heads.
        let mut heads = vec![0.0; width * (n + 1)];
        let mut candidates = Matrix::zeros(n + 1, width);
        for column in 0..=n {
            let head = if column < n { self.arc_heads.row(rows.start + column) } else { &self.heads.arc_root };
            candidates.row_mut(column).copy_from_slice(head);
            for (k, &value) in head.iter().enumerate() {
                heads[k * (n + 1) + column] = value;
            }
        }
        let bias = self.heads.arc_bias.apply(&candidates);
        rows.clone()
            .map(|row| {
                let mut scores: Vec<f32> = bias.values().to_vec();
                for (k, &value) in self.arcs.row(row).iter().enumerate() {
                    let along = &heads[k * (n + 1)..(k + 1) * (n + 1)];
                    for (score, head) in scores.iter_mut().zip(along) {
                        *score += value * head;
                    }
                }
                scores
            })
            .collect()
    }

    /// The relation of the word at `row` to a head that is no root.
    fn relation(&self, row: usize, head: usize) -> Relation {
        let (u, v) = (self.relation_dependents.row(row), self.relation_heads.row(head));
        let joined: Vec<f32> =
            u.iter().zip(v).map(|(u, v)| u * v).chain(u.iter().copied()).chain(v.iter().copied()).collect();
        let scores = self.heads.relations.apply(&Matrix::from_values(joined.len(), joined));
        let scores = scores.row(0);
        // The first label is the root's, which no other word carries.
        Relation::ALL[1 + best(&scores[1..])]
    }

    /// The scores of the words' entity tags, one row a word.
    pub fn names(&self) -> impl Iterator<Item = &[f32]> {
        (0..self.names.rows()).map(|row| self.names.row(row))
    }

    /// The cues of a segment, as tokens.
    pub fn cues(&self, rows: Range<usize>, first: usize) -> Vec<Range<usize>> {
        // The columns are O, B, I of sources, of cues, of contents; the roles decide on sources and contents.
        let scores: Vec<&[f32]> = rows.clone().map(|row| &self.flat.row(row)[3..6]).collect();
        let at = first + rows.start;
        tags::spans(&scores).into_iter().map(|cue| at + cue.words.start..at + cue.words.end).collect()
    }
}

/// The best Penn tag that can stand beside a universal one: a verb has a verb's tag, a noun a noun's, so that lemma and
/// tense follow from both.
fn fitting(upos: Upos, scores: &[f32]) -> Xpos {
    let verb = |x: Xpos| matches!(x, Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz | Xpos::Md);
    let noun = |x: Xpos| matches!(x, Xpos::Nn | Xpos::Nns);
    let fits = |x: Xpos| match upos {
        Upos::Verb | Upos::Aux => verb(x),
        Upos::Noun => noun(x),
        _ => true,
    };
    let first = Xpos::ALL.iter().position(|&x| fits(x)).unwrap_or(0);
    let better = |best: usize, i: usize| fits(Xpos::ALL[i]) && scores[i] > scores[best];
    Xpos::ALL[(first..scores.len()).fold(first, |best, i| if better(best, i) { i } else { best })]
}

/// The index of the greatest score, the first of equal ones.
fn best(scores: &[f32]) -> usize {
    scores.iter().enumerate().fold(0, |best, (i, score)| if *score > scores[best] { i } else { best })
}
