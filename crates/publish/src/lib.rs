//! One view per question as plain data, and the formats.
