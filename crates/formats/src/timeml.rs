//! TimeML (1.2.1): the text between `<TEXT>` and `</TEXT>` with our `TIMEX3` in the place of its annotations, and all
//! around it as it was, except for the links between annotations that are no longer there.

use std::{borrow::Cow, collections::BTreeSet, fmt::Write as _};

use jiff::civil::{Date, DateTime};
use quick_xml::{
    Reader, XmlVersion,
    escape::escape,
    events::{BytesRef, BytesStart, Event},
};
use servanda_language::{AnnotatedText, Timex, TimexModifier, timexes};
use servanda_model::Span;

use crate::{FormatError, Text, lines};

/// Elements that link annotations of the text; they go with these.
const LINKS: [&str; 4] = ["MAKEINSTANCE", "TLINK", "SLINK", "ALINK"];

/// What stands around the annotations of a text.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Up to and with `<TEXT>`, from the byte-order mark on.
    head: String,
    body: Body,
    /// From `</TEXT>` on.
    tail: String,
    /// The `tid`s outside of the text.
    taken: BTreeSet<String>,
}

/// Whether a file is XML whose root is `TimeML`, or a piece of it.
pub fn is_likely(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with("<TimeML") || (start.starts_with("<?xml") || start.starts_with("<!")) && start.contains("<TimeML")
}

/// Reads a file; `id` is that of its text.
pub fn read(id: &str, content: &str) -> Result<(Text, File), FormatError> {
    // The reader passes over a mark without counting it.
    let (mark, content) = lines::without_mark(content);
    let mut reader = Reader::from_str(content);
    reader.config_mut().allow_dangling_amp = true;
    let mut parts = Parts { file: File { head: mark.to_owned(), ..File::default() }, ..Parts::default() };
    let mut from = 0;
    loop {
        let event = reader.read_event().map_err(|e| {
            FormatError::at_byte(content.as_bytes(), reader.error_position() as usize, format!("it is not XML: {e}"))
        })?;
        if event == Event::Eof {
            break;
        }
        let to = reader.buffer_position() as usize;
        parts.add(&event, content.get(from..to).unwrap_or_default());
        from = to;
    }
    let Parts { file, date, place: Place::After, .. } = parts else { return Err(FormatError::NoText) };
    Ok((Text { id: id.to_owned(), text: file.body.text.clone(), date, ..Text::default() }, file))
}

/// Where in the file the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Before,
    Text,
    After,
}

/// A file while it is read, event by event.
#[derive(Debug, Default)]
struct Parts {
    file: File,
    date: Option<DateTime>,
    place: Place,
    in_dct: bool,
    /// How many `TEXT` elements are open within the text.
    inner: usize,
    /// How many link elements are open.
    links: usize,
    /// Whether the last thing was a link, whose line end goes with it.
    after_link: bool,
}

impl Parts {
    /// Adds an event, which is `raw` in the file.
    fn add(&mut self, event: &Event, raw: &str) {
        match event {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "TIMEX3" => self.timex(tag),
            _ => {}
        }
        match (self.place, event) {
            (Place::Before, Event::Start(tag)) if tag.name().as_ref() == "TEXT" => {
                self.file.head.push_str(raw);
                self.place = Place::Text;
            }
            (Place::Text, Event::Start(tag)) if tag.name().as_ref() == "TEXT" => self.inner += 1,
            (Place::Text, Event::End(tag)) if tag.name().as_ref() == "TEXT" && self.inner > 0 => self.inner -= 1,
            (Place::Text, Event::End(tag)) if tag.name().as_ref() == "TEXT" => {
                self.file.tail.push_str(raw);
                self.place = Place::After;
            }
            (Place::Text, event) => self.file.body.add(event, raw),
            (Place::Before, event) => {
                self.in_dct = match event {
                    Event::Start(tag) if tag.name().as_ref() == "DCT" => true,
                    Event::End(tag) if tag.name().as_ref() == "DCT" => false,
                    _ => self.in_dct,
                };
                if self.keeps(event, raw) {
                    self.file.head.push_str(raw);
                }
            }
            (Place::After, event) => {
                if self.keeps(event, raw) {
                    self.file.tail.push_str(raw);
                }
            }
        }
    }

    /// Takes the document's date from a `TIMEX3`, and its id.
    fn timex(&mut self, tag: &BytesStart) {
        let value = |name: &str| {
            let found = tag.try_get_attribute(name).ok().flatten()?;
            found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
        };
        if self.date.is_none() && (self.in_dct || value("functionInDocument").as_deref() == Some("CREATION_TIME")) {
            self.date = value("value").and_then(|value| date(&value));
        }
        if self.place != Place::Text {
            self.file.taken.extend(value("tid"));
        }
    }

    /// Whether an event outside of the text is kept.
    fn keeps(&mut self, event: &Event, raw: &str) -> bool {
        let is_link = |name: &str| LINKS.contains(&name);
        let was_link = std::mem::take(&mut self.after_link);
        match event {
            Event::Start(tag) if is_link(tag.name().as_ref()) => self.links += 1,
            Event::End(tag) if is_link(tag.name().as_ref()) => {
                self.links = self.links.saturating_sub(1);
                self.after_link = true;
                return false;
            }
            Event::Empty(tag) if is_link(tag.name().as_ref()) => {
                self.after_link = true;
                return false;
            }
            Event::Text(_) if was_link && raw.trim().is_empty() => return false,
            _ => {}
        }
        self.links == 0
    }
}

/// A day, with or without a time of day.
fn date(value: &str) -> Option<DateTime> {
    let day = |value: &str| value.parse::<Date>().ok().map(DateTime::from);
    value.parse().ok().or_else(|| day(value)).or_else(|| day(value.get(..10)?))
}

/// The content of `TEXT` without tags: as characters, and as it stands in the file.
#[derive(Clone, Debug, Default)]
struct Body {
    text: String,
    raw: String,
    /// In order of both; each holds up to the next one.
    steps: Vec<Step>,
}

/// Where characters of the text stand in the file.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// A byte of the text.
    text: usize,
    /// The same byte in the file.
    raw: usize,
    /// An entity or the like, which no tag may part.
    whole: bool,
}

impl Body {
    fn of(text: &str) -> Result<Self, FormatError> {
        let mut body = Self::default();
        for (at, c) in text.char_indices() {
            if !is_xml(c) {
                let reason = format!("the character U+{:04X} can't stand in XML", u32::from(c));
                return Err(FormatError::at_byte(text.as_bytes(), at, reason));
            }
            body.push_char(c);
        }
        Ok(body)
    }

    /// Adds an event, which is `raw` in the file; tags, comments and instructions go.
    fn add(&mut self, event: &Event, raw: &str) {
        match event {
            Event::Text(_) => self.push(raw, raw, false),
            Event::GeneralRef(reference) => match resolved(reference) {
                Some(c) => self.push(c.encode_utf8(&mut [0; 4]), raw, true),
                None => self.push(raw, raw, true),
            },
            Event::CData(data) => data.chars().for_each(|c| self.push_char(c)),
            _ => {}
        }
    }

    fn push_char(&mut self, c: char) {
        let mut bytes = [0; 4];
        let plain = &*c.encode_utf8(&mut bytes);
        match c {
            '&' => self.push(plain, "&amp;", true),
            '<' => self.push(plain, "&lt;", true),
            '>' => self.push(plain, "&gt;", true),
            // A reader of XML makes a line feed of it.
            '\r' => self.push(plain, "&#13;", true),
            _ => self.push(plain, plain, false),
        }
    }

    fn push(&mut self, text: &str, raw: &str, whole: bool) {
        if whole || self.steps.last().is_none_or(|last| last.whole) {
            self.steps.push(Step { text: self.text.len(), raw: self.raw.len(), whole });
        }
        self.text.push_str(text);
        self.raw.push_str(raw);
    }

    /// Where a span of the text stands in the file; what no tag may part is taken in.
    fn raw_span(&self, span: Span) -> (usize, usize) {
        let place = |byte: u32, end: bool| {
            let byte = byte as usize;
            let next = self.steps.partition_point(|step| step.text <= byte);
            let Some(step) = next.checked_sub(1).and_then(|at| self.steps.get(at)) else { return 0 };
            match step.whole {
                false => step.raw + (byte - step.text),
                true if end && byte > step.text => self.steps.get(next).map_or(self.raw.len(), |step| step.raw),
                true => step.raw,
            }
        };
        (place(span.start, false), place(span.end, true))
    }
}

fn resolved(reference: &BytesRef) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// Whether XML 1.0 allows the character.
fn is_xml(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

impl File {
    /// A file around a text that comes from elsewhere.
    pub fn of(text: &Text) -> Result<Self, FormatError> {
        let mut head = String::from(concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ",
            "xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n\n",
        ));
        // Writing to a string does not fail.
        let _ = writeln!(head, "<DOCID>{}</DOCID>\n", escape(text.id.as_str()));
        if let Some(date) = text.date {
            let day = date.date();
            let _ = writeln!(
                head,
                "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{day}\" temporalFunction=\"false\" \
                 functionInDocument=\"CREATION_TIME\">{day}</TIMEX3></DCT>\n"
            );
        }
        head.push_str("<TEXT>");
        let tail = "</TEXT>\n\n</TimeML>\n".to_owned();
        Ok(Self { head, body: Body::of(&text.text)?, tail, taken: BTreeSet::from(["t0".to_owned()]) })
    }

    /// The file with our times.
    pub fn write(&self, text: &Text, annotated: &AnnotatedText) -> String {
        let mut out = self.head.clone();
        let raw = self.body.raw.as_str();
        let mut ids = (1..).map(|n| format!("t{n}")).filter(|id| !self.taken.contains(id));
        let mut at = 0;
        for timex in timexes(&text.text, annotated, text.date) {
            let (start, end) = self.body.raw_span(timex.span);
            // Two that share an entity can't both be tagged.
            if start < at || start == end {
                continue;
            }
            out.push_str(raw.get(at..start).unwrap_or_default());
            open(&mut out, &ids.next().unwrap_or_default(), &timex);
            out.push_str(raw.get(start..end).unwrap_or_default());
            out.push_str("</TIMEX3>");
            at = end;
        }
        out.push_str(raw.get(at..).unwrap_or_default());
        out + &self.tail
    }
}

fn open(out: &mut String, id: &str, timex: &Timex) {
    let attributes = [
        ("tid", Some(id)),
        ("type", Some(timex.kind.as_str())),
        ("value", Some(timex.value.as_str())),
        ("mod", timex.modifier.map(TimexModifier::as_str)),
        ("quant", timex.quantifier.as_deref()),
        ("freq", timex.frequency.as_deref()),
    ];
    out.push_str("<TIMEX3");
    for (name, value) in attributes {
        if let Some(value) = value {
            let _ = write!(out, " {name}=\"{}\"", escape(value));
        }
    }
    out.push('>');
}
