//! The durable store: one SQLite file with documents, readings, findings and corrections.
