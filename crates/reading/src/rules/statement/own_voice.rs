//! Texts in the speaker's own voice (codebook, 1): a minister's article, an official's remarks. Each sentence is his
//! statement.

use servanda_language::{Relation, Upos};
use servanda_model::{ActorRef, Evidence, Finding, FindingBody, SpeechMode, StatementFinding, Voice};

use crate::{
    object,
    reader::{Draft, Reader},
    text::{Text, Tokens},
};

/// What of a sentence is in an official's own voice, and whose; "President Torres:" in front of it is not.
pub fn words<'r>(reader: &'r Reader<'_>, sentence: &Tokens) -> Option<(Tokens, &'r ActorRef)> {
    let last = sentence.end.checked_sub(1)?;
    let author = reader.actors.author_at(last)?;
    let text = &reader.text;
    // "3. Peru rejects the allegation."
    let number = |t: usize| text.syntax.upos(t) == Upos::Num && text.word(t + 1) == ".";
    let first = sentence.clone().find(|&t| reader.actors.author_at(t) == Some(author))?;
    let first = if number(first) { first + 2 } else { first };
    (first < sentence.end).then_some((first..sentence.end, author))
}

/// The sentence as a statement of the author, and whose account it is; `None` for a line that tells of himself.
pub fn statement(reader: &Reader<'_>, sentence: &Tokens, author: &ActorRef) -> Option<(Finding, Voice)> {
    let text = &reader.text;
    let content = text.strip_quotes(sentence.clone());
    // "Mr President, dear friends," says nothing yet.
    let says = content.clone().any(|t| text.syntax.is_verb(t) || text.syntax.dependent(t, &[Relation::Cop]).is_some());
    if content.len() < 2 || !says || is_about(text, sentence, author) {
        return None;
    }
    let side = author.side.clone()?;
    let mut draft = Draft::new("statement.own-voice", content.start, vec![content.clone()]);
    draft.proposition = object::proposition(reader, "say", &content, std::slice::from_ref(&side), &[]);
    let body = FindingBody::Statement(StatementFinding {
        speakers: vec![author.clone()],
        relayed_by: text.document.clues.issuer.clone().filter(|issuer| *issuer != side),
        cue: String::new(),
        mode: SpeechMode::Direct,
        content: Evidence::new(text.quote(&content)),
    });
    let private = author.office.as_deref().is_some_and(|office| text.world.is_private(office));
    let voice = if private { Voice::Third } else { Voice::Side(side) };
    Some((reader.finding(draft, body)?, voice))
}

/// "Ana Pérez is Chile's ambassador to Peru", under an article of hers.
fn is_about(text: &Text<'_>, sentence: &Tokens, author: &ActorRef) -> bool {
    let name = author.name.as_deref().unwrap_or_default();
    let words = text.words(sentence);
    !name.is_empty() && words.starts_with(name) || words.starts_with("The author") || words.starts_with("The writer")
}
