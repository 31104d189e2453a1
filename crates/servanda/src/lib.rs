//! The library that joins the stages: read, reread, recompute.
