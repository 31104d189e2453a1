//! A file that is to be annotated: its texts, and what of the file is kept around our annotation.

use std::{fmt, path::Path};

use jiff::civil::{Date, DateTime};
use servanda_language::{AnnotatedText, Annotator};
use servanda_model::{Document, Span, Zone, ZoneKind};

use crate::{Format, FormatError, Layer, bio, brat, conllu, lines, timeml};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Source {
    texts: Vec<Text>,
    form: Form,
}

/// One document of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// As `# newdoc id` says, else the file's name without extension.
    pub id: String,
    /// Exactly the file's characters where the file is plain; of TimeML what stands in `<TEXT>`, without tags and
    /// with entities resolved; else rebuilt from the tokens.
    pub text: String,
    /// The tokens of each sentence, where they are given. No token and no sentence is empty.
    pub sentences: Option<Vec<Vec<Span>>>,
    /// When it was written, as the file or its reader says.
    pub date: Option<DateTime>,
    /// Where the text proper begins: the bytes before it are a head of lines about it, and are not annotated.
    pub start: usize,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Text alone.
    Plain,
    /// Tokens are given; annotations are not read.
    Conllu,
    /// Tokens are given; tags are not read.
    Bio,
    /// Text and document date; annotations are not read.
    TimeMl,
}

/// What of a file is written again, around our annotation.
#[derive(Clone, Debug)]
enum Form {
    Plain,
    Conllu(conllu::File),
    Bio(bio::File),
    TimeMl(timeml::File),
}

impl Source {
    /// How the names of files end that hold texts, as a rule.
    pub const EXTENSIONS: [&str; 7] = ["txt", "text", "md", "markdown", "conllu", "bio", "tml"];

    /// Reads the bytes of a file (UTF-8). What it is, its content says; where that leaves it open, the extension of
    /// its name.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Self, FormatError> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(FormatError::TooLarge);
        }
        let text = String::from_utf8(bytes).map_err(|e| {
            let valid = e.utf8_error().valid_up_to();
            FormatError::at_byte(e.as_bytes(), valid, "it is not UTF-8")
        })?;
        let path = Path::new(name);
        let id = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        Ok(match Kind::of(path, &text) {
            Kind::Plain => Self { texts: vec![Text { id, text, ..Text::default() }], form: Form::Plain },
            Kind::Conllu => {
                let (texts, file) = conllu::read(&id, &text)?;
                Self { texts, form: Form::Conllu(file) }
            }
            Kind::Bio => {
                let (texts, file) = bio::read(&id, &text)?;
                Self { texts, form: Form::Bio(file) }
            }
            Kind::TimeMl => {
                let (text, file) = timeml::read(&id, &text)?;
                Self { texts: vec![text], form: Form::TimeMl(file) }
            }
        })
    }

    /// With a date for the texts that tell none themselves.
    #[must_use]
    pub fn with_date(mut self, date: Date) -> Self {
        for text in &mut self.texts {
            text.date.get_or_insert(date.into());
        }
        self
    }

    /// The text of a plain file.
    pub fn plain(&self) -> Option<&str> {
        let text = self.texts.first().filter(|_| self.kind() == Kind::Plain)?;
        Some(&text.text)
    }

    /// A plain file with its text proper beginning at this byte: what stands before it is not annotated, and offsets
    /// remain those of the file.
    #[must_use]
    pub fn starting_at(mut self, byte: usize) -> Self {
        if let Some(text) = self.texts.first_mut().filter(|t| t.sentences.is_none() && t.text.is_char_boundary(byte)) {
            text.start = byte;
        }
        self
    }

    /// What the file is.
    pub fn kind(&self) -> Kind {
        match self.form {
            Form::Plain => Kind::Plain,
            Form::Conllu(_) => Kind::Conllu,
            Form::Bio(_) => Kind::Bio,
            Form::TimeMl(_) => Kind::TimeMl,
        }
    }

    /// Its documents in order.
    pub fn texts(&self) -> &[Text] {
        &self.texts
    }

    /// Its documents annotated, in order.
    pub fn annotate(&self, annotator: &Annotator<'_>) -> Vec<AnnotatedText> {
        self.texts.iter().map(|text| text.annotate(annotator)).collect()
    }

    /// The file with a layer as we see it; `annotated` are its texts, annotated.
    pub fn write(&self, annotated: &[AnnotatedText], layer: Layer, format: Format) -> Result<String, FormatError> {
        self.fits(layer, format)?;
        if annotated.len() != self.texts.len() || !self.texts.iter().zip(annotated).all(|(t, a)| t.is_of(a)) {
            return Err(FormatError::Foreign);
        }
        let pairs = self.texts.iter().zip(annotated);
        Ok(match (format, &self.form) {
            (Format::TimeMl, Form::TimeMl(file)) => pairs.map(|(text, ours)| file.write(text, ours)).collect(),
            (Format::TimeMl, _) => {
                let files = pairs.map(|(text, ours)| Ok(timeml::File::of(text)?.write(text, ours)));
                files.collect::<Result<_, _>>()?
            }
            (Format::Brat, _) => pairs.map(|(text, ours)| brat::write(text, ours, layer)).collect(),
            (Format::Bio, Form::Bio(file)) => file.write(annotated),
            (Format::Bio, _) => bio::File::of(&self.texts, annotated).write(annotated),
            (Format::Conllu, Form::Conllu(file)) => file.write(annotated, layer),
            (Format::Conllu, _) => conllu::File::of(&self.texts, annotated).write(annotated, layer),
        })
    }

    /// Whether the layer of this file can be written in the format.
    pub fn fits(&self, layer: Layer, format: Format) -> Result<(), FormatError> {
        match format {
            _ if !format.holds(layer) => Err(FormatError::Layer { layer, format }),
            Format::Brat if self.kind() != Kind::Plain => Err(FormatError::NotPlain(self.kind())),
            Format::TimeMl if self.texts.len() != 1 => Err(FormatError::Several(self.texts.len())),
            _ => Ok(()),
        }
    }
}

impl Text {
    /// The text annotated: on its own tokens where they are given, else as one zone.
    pub fn annotate(&self, annotator: &Annotator<'_>) -> AnnotatedText {
        if let Some(sentences) = &self.sentences {
            return annotator.tokens(&self.text, sentences);
        }
        let body = Zone { span: Span::new(self.start, self.text.len()), kind: ZoneKind::Body };
        annotator.document(&Document { zones: vec![body], ..Document::plain(self.text.as_str()) })
    }

    /// Whether `annotated` can be this text annotated: it keeps the given tokens, and none is outside of the text.
    fn is_of(&self, annotated: &AnnotatedText) -> bool {
        let inside = |span: Span| self.text.get(span.start as usize..span.end as usize).is_some();
        annotated.tokens.iter().all(|token| inside(token.span))
            && self.sentences.as_ref().is_none_or(|given| {
                given.len() == annotated.sentences.len()
                    && given.iter().zip(&annotated.sentences).all(|(given, s)| given.len() == s.end - s.first)
            })
    }
}

impl Kind {
    /// What a file of this name and content is.
    fn of(name: &Path, text: &str) -> Self {
        let (_, text) = lines::without_mark(text);
        if timeml::is_likely(text) {
            Self::TimeMl
        } else if conllu::is_likely(text) {
            Self::Conllu
        } else if bio::is_likely(text) {
            Self::Bio
        } else {
            Self::of_extension(name)
        }
    }

    fn of_extension(name: &Path) -> Self {
        match name.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("conllu") => Self::Conllu,
            Some("bio") => Self::Bio,
            Some("tml") => Self::TimeMl,
            _ => Self::Plain,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain => "plain text",
            Self::Conllu => "CoNLL-U",
            Self::Bio => "BIO",
            Self::TimeMl => "TimeML",
        })
    }
}
