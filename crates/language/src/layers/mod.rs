//! The trained layers: one small encoder, run once over a text in overlapping windows, and the heads that read parts of
//! speech, dependencies, entities and attributions off it.
//!
//! The encoder's own arithmetic is the crate `servanda-encoder`'s; how the weights came to be is `training/`'s.

mod attributions;
mod entities;
mod heads;
mod input;
mod tags;
mod tree;

use std::sync::OnceLock;

use servanda_encoder::{EncodeError, Encoder, Kernel, Matrix, Weights, WeightsError, Word};

use crate::{AnnotatedText, EntityKind, Relation, Upos, Xpos};
use attributions::Roles;
use entities::Entities;
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
    /// Its encoder reads too little at once.
    #[error("the encoder has room for {found} word pieces, where a window may have {wanted}")]
    Room {
        /// The room that there is.
        found: usize,
        /// The room that there must be.
        wanted: usize,
    },
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
        let encoder = Encoder::new(&weights)?;
        if encoder.max_pieces() < input::ROOM {
            return Err(LayersError::Room { found: encoder.max_pieces(), wanted: input::ROOM });
        }
        Ok(Self { encoder, heads: Heads::new(&weights)? })
    }

    /// Fills the trained layers of a text whose tokens and sentences are there.
    ///
    /// # Errors
    /// None: windows are cut to the room, and features to the tables, that were looked at when the weights were read.
    pub fn annotate(&self, text: &str, annotated: &mut AnnotatedText) -> Result<(), EncodeError> {
        let words = input::words(text, annotated);
        let words: Vec<Word> =
            words.iter().map(|(word, features)| self.encoder.word(word, features)).collect::<Result<_, _>>()?;
        let pieces: Vec<usize> = words.iter().map(|word| word.pieces.ids().len()).collect();
        let segments = input::segments(&annotated.sentences, &pieces);
        let mut roles = Roles::new(&self.heads);
        let mut entities = Entities::default();
        for window in input::windows(&segments) {
            let states = self.states(&words, &segments, &window)?;
            let read = self.heads.read(&states);
            let first = segments[window.own.start].tokens.start;
            let mut cues = Vec::new();
            for segment in &segments[window.own] {
                let rows = segment.tokens.start - first..segment.tokens.end - first;
                read.tag(rows.clone(), first, annotated);
                read.parse(rows.clone(), first, segment.begins, annotated);
                entities.add_segment(segment.tokens.clone());
                cues.extend(read.cues(rows, first));
            }
            entities.add_words(&read);
            roles.add(&states, &read, first, cues);
        }
        annotated.entities = entities.find(text, annotated);
        annotated.attributions = roles.finish();
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
