//! One article or readout as received, what is known of it, and how it came.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{DocId, FindingId, Interval, PartialDate, Place, Quote, Span, TimeValue};

/// One article or readout: its stored text is written once, and offsets into it never move.
/// The original bytes are kept by the archive under the same id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Hash of the original bytes.
    pub id: DocId,
    /// The decoded text, newlines as received.
    pub text: String,
    /// The charset that it was decoded from (WHATWG name).
    pub charset: String,
    /// What each part of the text is; in order, not overlapping, not necessarily covering all.
    pub zones: Vec<Zone>,
    /// What is known of the document beside its text.
    pub clues: Clues,
    /// Its shingles, for finding copies.
    pub sketch: Sketch,
}

impl Document {
    /// A text of which nothing else is known: one zone of body.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            id: DocId::of_bytes(text.as_bytes()),
            charset: "UTF-8".to_owned(),
            zones: vec![Zone { span: Span::new(0, text.len()), kind: ZoneKind::Body }],
            clues: Clues::default(),
            sketch: Sketch::default(),
            text,
        }
    }

    /// The span of the text under `zone`.
    pub fn zone_text(&self, zone: &Zone) -> &str {
        zone.span.of(&self.text)
    }

    /// From the first to the last body paragraph, its dateline included; empty where the document has no body.
    pub fn main_text(&self) -> Span {
        self.zones
            .iter()
            .filter(|z| matches!(z.kind, ZoneKind::Body | ZoneKind::Dateline))
            .map(|z| z.span)
            .reduce(Span::cover)
            .unwrap_or(Span { start: 0, end: 0 })
    }
}

/// A part of a document's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Where it stands (bytes of the stored text), without white space at the ends.
    pub span: Span,
    /// What it is.
    pub kind: ZoneKind,
}

/// What a part of a document's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZoneKind {
    /// Our own front matter (`title:`, `date:` …).
    FrontMatter,
    /// The headline.
    Headline,
    /// Summary lines between headline and body.
    Standfirst,
    /// Words under a picture.
    Caption,
    /// "By Jane Doe".
    Byline,
    /// "TOKYO (Reuters) -": where it was filed, not where anything took place.
    Dateline,
    /// A line that dates the document.
    DateLine,
    /// Agency credit: "(Reporting by …)", "Reuters/Name", an about-the-agency box.
    Credit,
    /// A paragraph of the text proper (a numbered point of a readout is one).
    Body,
    /// Navigation, share counts, comment and trackback lines, and the like.
    Boilerplate,
}

impl ZoneKind {
    /// The place that findings from this zone carry; `None` for zones that are not read.
    pub fn place(self) -> Option<Place> {
        match self {
            Self::Headline => Some(Place::Headline),
            Self::Standfirst => Some(Place::Standfirst),
            Self::Caption => Some(Place::Caption),
            Self::Body => Some(Place::Body),
            Self::FrontMatter | Self::Byline | Self::Dateline | Self::DateLine | Self::Credit | Self::Boilerplate => {
                None
            }
        }
    }
}

/// What a document itself tells of where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clues {
    /// Headline or `title:`.
    pub title: Option<String>,
    /// Who published it: an outlet, or a ministry for its own readout.
    pub publisher: Option<String>,
    /// Code of the side whose own text this is (a ministry's or a government's readout); `None` for the press.
    pub issuer: Option<crate::Side>,
    /// Whose wire story it is.
    pub agency: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// `original`, `official`, `agency`, `unknown`.
    pub translation: Translation,
    /// Everything that dates the document itself, strongest first.
    pub dates: Vec<DateClue>,
    /// City of the dateline.
    pub filed_from: Option<String>,
    /// Language (BCP 47), where it is known.
    pub language: Option<String>,
    /// What its front matter says and could not be used, and why, in words.
    #[serde(default)]
    pub warnings: Vec<String>,
}

/// One clue to the document's own date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateClue {
    /// What it rests on.
    pub kind: DateClueKind,
    /// The date as far as it is stated; `Numeric` where the order of day and month is open.
    pub value: TimeValue,
    /// The words, with their span in bytes.
    pub span: Span,
}

/// Where a clue to a document's date was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateClueKind {
    /// A person says so.
    Correction,
    /// `date:` in the front matter.
    FrontMatter,
    /// A date line of the page or readout.
    DateLine,
    /// A date inside the dateline ("TOKYO, Nov. 4 (Agency) -").
    Dateline,
    /// A time stamp at the foot of the page.
    Stamp,
    /// The year of a copyright line: that in which the page was made, or a later one.
    Copyright,
}

/// Who made the English words, where the document is a translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Translation {
    Original,
    Official,
    Agency,
    #[default]
    Unknown,
}

/// How and when a document came to the archive; one document may have many.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Receipt {
    /// The name it came under (file name).
    pub name: String,
    /// The address it came from.
    pub url: Option<String>,
    /// When it was received.
    #[schemars(with = "String")]
    pub received: jiff::Timestamp,
}

/// The word-5-gram shingles of a document's main text, hashed (FNV-1a, 64 bit, over lower-cased words joined by spaces).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// Hashes, sorted, each once.
    pub shingles: Vec<u64>,
    /// Number of words in the main text.
    pub words: u32,
}

impl Sketch {
    /// The number of shingles that both have.
    pub fn shared(&self, other: &Sketch) -> usize {
        let (mut mine, mut theirs) = (self.shingles.iter().peekable(), other.shingles.iter().peekable());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => mine.next(),
                std::cmp::Ordering::Greater => theirs.next(),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    mine.next();
                    theirs.next()
                }
            };
        }
        shared
    }
}

/// What a time that a document mentions is a time of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeRole {
    /// Something narrated as done: lies on or before the day of writing.
    Past,
    /// Something announced: lies on or after the day of writing.
    Future,
    /// The reporting itself ("said on Saturday").
    Report,
    /// Neither is clear.
    Open,
}

/// A time that a document's text mentions, for `record::chronology`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeMention {
    /// What the words mean, unanchored.
    pub value: TimeValue,
    /// What it is a time of.
    pub role: TimeRole,
    /// The finding whose time it is.
    pub finding: Option<FindingId>,
    /// The words.
    pub quote: Quote,
}

/// All that `record` knows of a document: everything but its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// The document.
    pub id: DocId,
    /// How it came, earliest first.
    pub receipts: Vec<Receipt>,
    /// What is known of it.
    pub clues: Clues,
    /// The words of each of its date clues, for reasons ("date line: 4/11 21:54").
    pub clue_quotes: Vec<Quote>,
    /// Main text, in characters.
    pub main_text: (u32, u32),
    /// Number of words in the main text.
    pub words: u32,
    /// Times that its text mentions.
    pub times: Vec<TimeMention>,
}

impl DocumentFacts {
    /// The name that it first came under.
    pub fn name(&self) -> &str {
        self.receipts.first().map_or(self.id.short(), |r| r.name.as_str())
    }

    /// When it was first received.
    pub fn received(&self) -> Option<Date> {
        self.receipts.iter().map(|r| r.received).min().map(|t| t.to_zoned(jiff::tz::TimeZone::UTC).date())
    }

    /// A date that the document itself states without doubt, strongest clue first.
    pub fn stated_date(&self) -> Option<Interval> {
        self.clues.dates.iter().find_map(|clue| match &clue.value {
            TimeValue::Absolute { date: date @ PartialDate::Day(_), .. } => Some(date.interval()),
            _ => None,
        })
    }
}

/// What one reading of a document gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Its findings, in order of their ids.
    pub findings: Vec<crate::Finding>,
    /// The times that it mentions.
    pub times: Vec<TimeMention>,
}

/// What a text is to another that shares much of it (codebook, 13.1 and 13.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kinship {
    /// The same text: each holds the other, or the longer holds a shorter that is nearly as long.
    FullCopy,
    /// The shorter stands in the longer.
    Excerpt,
    /// They share a part.
    Overlap,
}

/// Two documents that share shingles, and how much of each the other holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CopyPair {
    /// The smaller id.
    pub a: DocId,
    /// The larger id.
    pub b: DocId,
    /// Share of a's shingles that b holds, in thousandths.
    pub a_in_b: u16,
    /// Share of b's shingles that a holds, in thousandths.
    pub b_in_a: u16,
    /// Words in a's main text.
    pub words_a: u32,
    /// Words in b's main text.
    pub words_b: u32,
}

impl CopyPair {
    /// Shared shingles, in thousandths, from which one text holds another.
    const HOLDS: u16 = 800;
    /// Length of the shorter, in thousandths of the longer, from which one that is held is a full copy.
    const AS_LONG: u64 = 600;
    /// Shared shingles, in thousandths, from which a longer text holds a part of the shorter.
    const HOLDS_PART: u16 = 300;

    /// How the two relate; `None` where they share too little.
    pub fn kinship(&self) -> Option<Kinship> {
        let (shorter, longer) = (self.words_a.min(self.words_b), self.words_a.max(self.words_b));
        let held = if self.words_a <= self.words_b { self.a_in_b } else { self.b_in_a };
        let as_long = u64::from(shorter) * 1000 >= u64::from(longer) * Self::AS_LONG;
        let mutual = self.a_in_b >= Self::HOLDS && self.b_in_a >= Self::HOLDS;
        match held {
            _ if mutual => Some(Kinship::FullCopy),
            share if share >= Self::HOLDS => Some(if as_long { Kinship::FullCopy } else { Kinship::Excerpt }),
            share if share >= Self::HOLDS_PART => Some(Kinship::Overlap),
            _ => None,
        }
    }
}
