//! Bytes to text: byte order mark, then strict UTF-8, then a detected charset; what is no text is refused.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8};

use crate::{IntakeError, MAX_BYTES};

/// A decoded text and the charset that it was in (WHATWG name).
pub(crate) struct Decoded {
    pub text: String,
    pub charset: &'static str,
}

/// A text may hold this share of control characters, one in so many.
const CONTROL_SHARE: usize = 50;

pub(crate) fn decode(bytes: &[u8], name: &str) -> Result<Decoded, IntakeError> {
    let name = || name.to_owned();
    if bytes.len() > MAX_BYTES {
        return Err(IntakeError::TooLarge { name: name(), bytes: bytes.len() });
    }
    if let Some(format) = known_format(bytes) {
        return Err(IntakeError::NotText { name: name(), format });
    }
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, bom)) => (encoding, bytes.get(bom..).unwrap_or(&[])),
        None => (detect(bytes).ok_or_else(|| IntakeError::Binary { name: name() })?, bytes),
    };
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(rest)
        .ok_or_else(|| IntakeError::Undecodable { name: name(), charset: encoding.name() })?
        .into_owned();
    if text.trim().is_empty() {
        return Err(IntakeError::Empty { name: name() });
    }
    let control = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if control * CONTROL_SHARE > text.chars().count() || text.contains('\0') {
        return Err(IntakeError::Binary { name: name() });
    }
    Ok(Decoded { text, charset: encoding.name() })
}

/// UTF-8 where the bytes are that, else what the detector takes them for; `None` where they hold a NUL.
fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.contains(&0) {
        return None;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Some(UTF_8);
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    Some(detector.guess(None, false))
}

/// The name of a format that is told by its first bytes and is no plain text.
fn known_format(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 7] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"\x1f\x8b", "a gzip file"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "an RTF file"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
    ];
    let start = bytes.get(..512.min(bytes.len()))?.trim_ascii_start().to_ascii_lowercase();
    let is_page = start.starts_with(b"<!doctype html") || start.starts_with(b"<html");
    MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, format)| *format)
        .or(is_page.then_some("an HTML page"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes, "x").unwrap();
        (decoded.text, decoded.charset)
    }

    #[test]
    fn the_mark_is_stripped_and_newlines_stay() {
        assert_eq!(text_of(b"\xef\xbb\xbfA\r\nB\r"), ("A\r\nB\r".to_owned(), "UTF-8"));
        assert_eq!(text_of(b"\xff\xfeA\0\n\0"), ("A\n".to_owned(), "UTF-16LE"));
    }

    #[test]
    fn other_charsets_are_detected() {
        let (text, charset) = text_of(b"The caf\xe9 of Orl\xe9ans, said the minister, \x93is open\x94.");
        assert_eq!((text.as_str(), charset), ("The café of Orléans, said the minister, “is open”.", "windows-1252"));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_reason() {
        let reason = |bytes: &[u8]| decode(bytes, "x.bin").err().unwrap().to_string();
        assert_eq!(reason(b""), "x.bin: empty, nothing to read");
        assert_eq!(reason(b" \n\t"), "x.bin: empty, nothing to read");
        assert!(reason(b"abc\0def").contains("binary"));
        assert!(reason(b"\x01\x02\x03abc").contains("binary"));
        assert!(reason(b"%PDF-1.7 ...").contains("PDF"));
        assert!(reason(b"\n<!DOCTYPE html><title>x</title>").contains("HTML"));
    }
}
