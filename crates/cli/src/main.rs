//! The command line of Servanda.
fn main() {}
