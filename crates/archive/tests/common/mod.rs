//! Documents and findings for tests; the texts are invented.

#![allow(dead_code, clippy::unwrap_used)] // each test file uses some of it

use jiff::Timestamp;
use servanda_archive::{ReadDocument, ReaderVersion};
use servanda_model::{
    CharIndex, Clues, DateClue, DateClueKind, DeedFinding, DocId, Document, Evidence, Finding, FindingBody, FindingId,
    FindingKind, MechanismFinding, MechanismState, Place, Proposition, Qualifiers, Reading, Receipt, Side, Sketch,
    Span, TimeMention, TimeRole, TimeValue, Voice, Zone, ZoneKind,
};

/// A moment so many seconds after a fixed one.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

/// A version of the reader.
pub fn reader(version: &str) -> ReaderVersion {
    ReaderVersion { reader: version.to_owned(), kernel: "k1".to_owned() }
}

/// A document whose whole text is its body.
pub fn document(text: &str) -> Document {
    let id = DocId::of_bytes(text.as_bytes());
    let span = Span::new(0, text.len());
    let first_word = text.split(' ').next().unwrap_or("").len();
    let date = DateClue {
        kind: DateClueKind::DateLine,
        value: TimeValue::Numeric { first: 4, second: 11, year: Some(2031) },
        span: Span::new(0, first_word),
    };
    Document {
        id,
        charset: "UTF-8".to_owned(),
        zones: vec![Zone { span, kind: ZoneKind::Body }],
        clues: Clues { title: Some("Envoys talk".to_owned()), dates: vec![date], ..Clues::default() },
        sketch: sketch(text),
        text: text.to_owned(),
    }
}

/// Word 5-grams, hashed somehow.
pub fn sketch(text: &str) -> Sketch {
    let words: Vec<&str> = text.split_whitespace().collect();
    let hash = |shingle: &[&str]| {
        shingle
            .join(" ")
            .bytes()
            .fold(7_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17))
    };
    let mut shingles: Vec<u64> = words.windows(5).map(hash).collect();
    shingles.sort_unstable();
    shingles.dedup();
    Sketch { shingles, words: words.len() as u32 }
}

/// A deed found at `words` of the document, triggered at token `token`.
pub fn deed(document: &Document, words: &str, token: usize) -> Finding {
    let body = FindingBody::Deed(DeedFinding {
        by: vec![Side::new("NOR")],
        action: "lift".to_owned(),
        object: words.to_owned(),
        when: Some(TimeValue::Numeric { first: 4, second: 11, year: None }),
        voice: Voice::Side(Side::new("NOR")),
    });
    finding(document, words, token, body)
}

/// A mechanism found there.
pub fn mechanism(document: &Document, words: &str, token: usize) -> Finding {
    let body = FindingBody::Mechanism(MechanismFinding {
        name: words.to_owned(),
        sides: vec![Side::new("ISL"), Side::new("NOR")],
        state: MechanismState::Agreed,
        last_held: None,
        generic: false,
    });
    finding(document, words, token, body)
}

fn finding(document: &Document, words: &str, token: usize, body: FindingBody) -> Finding {
    let start = document.text.find(words).unwrap();
    let span = Span::new(start, start + words.len());
    let quote = CharIndex::new(&document.text).quote(&document.id, &document.text, span);
    Finding {
        id: FindingId::new(&document.id, body.kind(), 0, token),
        doc: document.id.clone(),
        place: Place::Body,
        confidence: 80,
        qualifiers: Qualifiers::default(),
        evidence: Evidence::new(quote),
        rule: "test".to_owned(),
        proposition: Proposition::default(),
        body,
    }
}

/// A reading with these findings and one time.
pub fn reading(document: &Document, findings: Vec<Finding>) -> Reading {
    let quote = CharIndex::new(&document.text).quote(&document.id, &document.text, Span::new(0, document.text.len()));
    let value = TimeValue::Vague { direction: servanda_model::Direction::Future };
    Reading { findings, times: vec![TimeMention { value, role: TimeRole::Open, finding: None, quote }] }
}

/// A document as it is committed, received `seconds` after the fixed moment.
pub fn read(text: &str, name: &str, seconds: i64) -> ReadDocument {
    let document = document(text);
    let words = text.split(' ').next().unwrap_or("");
    let findings = vec![deed(&document, words, 0)];
    ReadDocument {
        bytes: text.as_bytes().to_vec(),
        receipt: Receipt { name: name.to_owned(), url: None, received: at(seconds) },
        reading: reading(&document, findings),
        reader: reader("r1"),
        document,
    }
}

/// The kinds that [`read`] makes.
pub const KIND: FindingKind = FindingKind::Deed;
