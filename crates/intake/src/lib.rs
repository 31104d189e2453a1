//! Bytes → Document: charset, the parts of a page, publisher, agency, clues to the date, a sketch for copies.
//!
//! Pure: no network, no files, no archive.
