//! The command line of Servanda: arguments in, the library's views out, as text or JSON.
//!
//! Thin on purpose: what a page says is decided in `publish`, what is true in `record`.

mod annotate;
mod args;
mod commands;
mod demo;
mod exit;
mod near;
mod output;
mod place;
#[cfg(test)]
mod schema;
mod session;
mod sides;

use std::process::ExitCode;

use clap::Parser;

use exit::{Done, Failed};

fn main() -> ExitCode {
    let mut result = commands::run(args::Cli::parse());
    if let Err(Failed::Nothing(text)) = &result {
        result = output::print(text).map(|()| Done::Well);
    }
    if let Err(failed) = &result
        && let Some(message) = failed.message()
    {
        eprintln!("servanda: {message}");
    }
    exit::code(&result)
}
