//! Which layers there are, and which format holds which.

use std::fmt;

/// What of an annotated text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Temporal expressions and their values.
    Times,
    /// Who is reported to have said or thought what.
    Attribution,
    /// Named entities.
    Names,
    /// Base forms, parts of speech and dependencies.
    Syntax,
    /// Which mentions refer to one thing.
    Chains,
    /// Every layer that the format holds.
    All,
}

impl Layer {
    /// The layers, and `All`.
    pub const ALL: &'static [Self] =
        &[Self::Times, Self::Attribution, Self::Names, Self::Syntax, Self::Chains, Self::All];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Times => "times",
            Self::Attribution => "attribution",
            Self::Names => "names",
            Self::Syntax => "syntax",
            Self::Chains => "chains",
            Self::All => "all",
        }
    }

    /// The layer of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|layer| layer.as_str() == name)
    }

    /// The customary format; `All` has none.
    pub fn format(self) -> Option<Format> {
        match self {
            Self::Times => Some(Format::TimeMl),
            Self::Attribution => Some(Format::Brat),
            Self::Names => Some(Format::Bio),
            Self::Syntax | Self::Chains => Some(Format::Conllu),
            Self::All => None,
        }
    }

    /// Whether what is asked for includes `other`.
    pub(crate) fn includes(self, other: Self) -> bool {
        self == other || self == Self::All
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A format of files with annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// TimeML 1.2.1, TIMEX3 alone.
    TimeMl,
    /// brat standoff, attributions in the form of PolNeAR.
    Brat,
    /// One token a line with its BIO tag.
    Bio,
    /// CoNLL-U (Universal Dependencies 2), chains as in CorefUD.
    Conllu,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Self] = &[Self::TimeMl, Self::Brat, Self::Bio, Self::Conllu];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TimeMl => "timeml",
            Self::Brat => "brat",
            Self::Bio => "bio",
            Self::Conllu => "conllu",
        }
    }

    /// The format of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name)
    }

    /// How its files' names end, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::TimeMl => "tml",
            Self::Brat => "ann",
            Self::Bio => "bio",
            Self::Conllu => "conllu",
        }
    }

    /// Whether it has a place for the layer (for `All`: for any).
    pub fn holds(self, layer: Layer) -> bool {
        match self {
            Self::TimeMl => layer.includes(Layer::Times),
            Self::Brat => layer.includes(Layer::Attribution) || layer == Layer::Names,
            Self::Bio => layer.includes(Layer::Names),
            Self::Conllu => layer.includes(Layer::Syntax) || layer == Layer::Chains,
        }
    }

    /// The customary layer.
    pub fn layer(self) -> Layer {
        match self {
            Self::TimeMl => Layer::Times,
            Self::Brat => Layer::Attribution,
            Self::Bio => Layer::Names,
            Self::Conllu => Layer::Syntax,
        }
    }

    /// The names of the layers that it holds.
    pub(crate) fn layers(self) -> Vec<&'static str> {
        let held = Layer::ALL.iter().filter(|&&layer| layer != Layer::All && self.holds(layer));
        held.map(|layer| layer.as_str()).collect()
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
