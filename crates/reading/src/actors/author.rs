//! Who speaks in a text of his own: an official whose article or remarks it is.

use servanda_model::{ActorRef, ZoneKind};

use super::{Mention, MentionKind};
use crate::text::Text;

/// So many sentences in the first person make a text its author's own.
const FIRST_PERSON: usize = 2;

/// The official in whose own voice the text is: named in its byline or in a title such as "Remarks by", and spoken of in
/// the first person. `None` where the author holds no office for a side: a journalist's opinion is no side's account.
pub fn find(text: &Text<'_>, mentions: &[Mention]) -> Option<ActorRef> {
    let spoken = text.layers.sentences.iter().filter(|s| {
        text.zone_kind(s) == ZoneKind::Body
            && (s.first..s.end).any(|t| text.is_any(t, &["i", "my"]) && text.word(t) != "i" && !text.is_quoted(t))
    });
    if spoken.count() < FIRST_PERSON {
        return None;
    }
    let lines = text.document.zones.iter().filter(|zone| zone.kind == ZoneKind::Byline);
    let lines = lines
        .map(|zone| text.document.zone_text(zone))
        .chain(text.document.clues.title.as_deref().filter(|t| is_speech(t)));
    let lines: Vec<&str> = lines.collect();
    let official = |m: &&Mention| m.kind == MentionKind::Person;
    mentions
        .iter()
        .filter(official)
        .filter_map(|m| m.actors.first())
        .find(|actor| {
            let named = |line: &&str| actor.name.as_ref().is_some_and(|name| line.contains(name.as_str()));
            actor.side.is_some() && actor.office.is_some() && lines.iter().any(named)
        })
        .cloned()
}

/// "Remarks by Foreign Minister Ana Pérez", "Interview of the President with …".
fn is_speech(title: &str) -> bool {
    const SPEECHES: [&str; 7] = ["remarks", "speech", "address", "interview", "statement by", "op-ed", "article by"];
    let title = title.to_lowercase();
    SPEECHES.iter().any(|kind| title.contains(kind))
}
