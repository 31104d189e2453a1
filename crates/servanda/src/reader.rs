//! One text through the stages: bytes → document → layers → findings. Pure, so that many run at once.

use std::panic::{AssertUnwindSafe, catch_unwind};

use servanda_language::Annotator;
use servanda_model::{Clues, Document, Reading};
use servanda_world::World;

/// Reads one text; the error says why it can't be read.
pub(crate) fn read_bytes(bytes: &[u8], name: &str, world: &World) -> Result<(Document, Reading), String> {
    guarded(|| {
        let document = servanda_intake::read_document(bytes, name, world).map_err(|error| {
            // The summary names the document already.
            let text = error.to_string();
            text.strip_prefix(&format!("{name}: ")).map_or(text.clone(), str::to_owned)
        })?;
        let reading = read(&document, world)?;
        Ok((document, reading))
    })
}

/// Reads a document that the archive holds.
pub(crate) fn read_document(document: &Document, world: &World) -> Result<Reading, String> {
    guarded(|| read(document, world))
}

/// The language of a document, where it is one that is not read yet.
pub(crate) fn unread_language(clues: &Clues) -> Option<&str> {
    let is_english = |tag: &str| tag.split(['-', '_']).next().is_some_and(|first| first.eq_ignore_ascii_case("en"));
    clues.language.as_deref().filter(|tag| !is_english(tag) && !tag.eq_ignore_ascii_case("english"))
}

fn read(document: &Document, world: &World) -> Result<Reading, String> {
    if unread_language(&document.clues).is_some() {
        return Ok(Reading::default());
    }
    let annotator = Annotator::builtin().map_err(ToString::to_string)?;
    Ok(servanda_reading::read(document, &annotator.document(document), world))
}

/// A fault of ours in one document must not cost the others (invariant 7): it becomes that document's failure.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err("a fault of this program; please report it with the text".to_owned()))
}
