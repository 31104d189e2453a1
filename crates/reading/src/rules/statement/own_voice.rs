//! Texts in the speaker's own voice (codebook, 1): a minister's article, an official's remarks. Each sentence is his
//! statement.

use servanda_model::{ActorRef, Evidence, Finding, FindingBody, SpeechMode, StatementFinding, Voice};

use crate::{
    object,
    reader::{Draft, Reader},
    text::{Text, Tokens},
};

/// The sentence as a statement of the author, and whose account it is; `None` for a line that tells of himself.
pub fn statement(reader: &Reader<'_>, sentence: &Tokens, author: &ActorRef) -> Option<(Finding, Voice)> {
    let text = &reader.text;
    let content = text.strip_quotes(sentence.clone());
    if content.len() < 2 || is_about(text, sentence, author) {
        return None;
    }
    let side = author.side.clone()?;
    let mut draft = Draft::new("statement.own-voice", content.start, vec![content.clone()]);
    draft.proposition = object::proposition(reader, "say", &content, std::slice::from_ref(&side), &[]);
    let body = FindingBody::Statement(StatementFinding {
        speakers: vec![author.clone()],
        relayed_by: None,
        cue: String::new(),
        mode: SpeechMode::Direct,
        content: Evidence::new(text.quote(&content)),
    });
    Some((reader.finding(draft, body)?, Voice::Side(side)))
}

/// "Ana Pérez is Chile's ambassador to Peru", under an article of hers.
fn is_about(text: &Text<'_>, sentence: &Tokens, author: &ActorRef) -> bool {
    let name = author.name.as_deref().unwrap_or_default();
    let words = text.words(sentence);
    !name.is_empty() && words.starts_with(name) || words.starts_with("The author") || words.starts_with("The writer")
}
