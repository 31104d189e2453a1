//! The trained layers: one small encoder, run once over a text in overlapping windows, and the heads that read parts of
//! speech, dependencies, entities and attributions off it.
//!
//! The encoder's own arithmetic is the crate `servanda-encoder`'s; how the weights came to be is `training/`'s.

mod attributions;
mod heads;
mod input;
mod tags;
mod tree;

use std::sync::OnceLock;

use servanda_encoder::{EncodeError, Encoder, Kernel, Matrix, Weights, WeightsError, Word};

use crate::{AnnotatedText, EntityKind, Relation, Upos, Xpos};
use attributions::Roles;
use heads::Heads;
use input::{Segment, Window};

/// The trained weights, loaded once and shared by threads.
pub struct Layers {
    encoder: Encoder,
    heads: Heads,
}

/// Why weights are not those of this program.
#[derive(Debug, thiserror::Error)]
pub enum LayersError {
    /// The file is broken or of another format.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// It was trained on other labels or features.
    #[error("the weights were trained on other {0}")]
    Labels(&'static str),
}

static WEIGHTS: &[u8] = include_bytes!("../../../../models/language.safetensors");

impl Layers {
    /// The layers that the program brings with it.
    ///
    /// # Errors
    /// Where the embedded weights were damaged.
    pub fn builtin() -> Result<&'static Layers, &'static LayersError> {
        static BUILTIN: OnceLock<Result<Layers, LayersError>> = OnceLock::new();
        BUILTIN.get_or_init(|| Layers::from_bytes(WEIGHTS)).as_ref()
    }

    /// Reads weights, to be run by the fastest kernel of this machine. Every kernel gives the same layers.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LayersError> {
        Self::with_kernel(bytes, Kernel::best())
    }

    /// Reads weights, to be run by a kernel of choice.
    pub fn with_kernel(bytes: &[u8], kernel: Kernel) -> Result<Self, LayersError> {
        let weights = Weights::new(bytes)?.with_kernel(kernel);
        let config = weights.config();
        let agrees = |set: &'static str, ours: &[&str]| {
            let theirs = config.labels.get(set).map_or(&[][..], Vec::as_slice);
            if theirs.iter().eq(ours) { Ok(()) } else { Err(LayersError::Labels(set)) }
        };
        agrees("upos", &Upos::ALL.iter().map(|l| l.as_str()).collect::<Vec<_>>())?;
        agrees("xpos", &Xpos::ALL.iter().map(|l| l.as_str()).collect::<Vec<_>>())?;
        agrees("deprel", &Relation::ALL.iter().map(|l| l.as_str()).collect::<Vec<_>>())?;
        agrees("entity", &EntityKind::ALL.iter().map(|l| l.as_str()).collect::<Vec<_>>())?;
        if config.features != input::FEATURES {
            return Err(LayersError::Labels("features"));
        }
        Ok(Self { encoder: Encoder::new(&weights)?, heads: Heads::new(&weights)? })
    }

    /// Fills the trained layers of a text whose tokens and sentences are there.
    ///
    /// # Errors
    /// None with weights whose encoder has room for a window; see [`EncodeError`].
    pub fn annotate(&self, text: &str, annotated: &mut AnnotatedText) -> Result<(), EncodeError> {
        let words = input::words(text, annotated);
        let words: Vec<Word> =
            words.iter().map(|(word, features)| self.encoder.word(word, features)).collect::<Result<_, _>>()?;
        let pieces: Vec<usize> = words.iter().map(|word| word.pieces.ids().len()).collect();
        let segments = input::segments(&annotated.sentences, &pieces);
        let mut roles = Roles::new(&self.heads);
        for window in input::windows(&segments) {
            let states = self.states(&words, &segments, &window)?;
            let read = self.heads.read(&states);
            let first = segments[window.own.start].tokens.start;
            for segment in &segments[window.own] {
                let rows = segment.tokens.start - first..segment.tokens.end - first;
                read.tag(rows.clone(), first, annotated);
                read.parse(rows.clone(), first, segment.begins, annotated);
                annotated.entities.extend(read.entities(rows.clone(), first));
                roles.add_cues(read.cues(rows, first));
            }
            roles.add_words(&states, &read);
        }
        annotated.attributions = roles.find();
        Ok(())
    }

    /// The states of a window's own words.
    fn states(&self, words: &[Word], segments: &[Segment], window: &Window) -> Result<Matrix, EncodeError> {
        let first = segments[window.first].tokens.start;
        let (own, end) = (segments[window.own.start].tokens.start, segments[window.own.end - 1].tokens.end);
        let states = self.encoder.encode(&words[first..end])?;
        let columns = states.columns();
        Ok(Matrix::from_values(columns, states.values()[(own - first) * columns..].to_vec()))
    }
}
