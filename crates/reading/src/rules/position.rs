//! Positions and asks: a side's stance on an issue, on the ladders of the codebook (4). A position on the demand
//! ladder is an ask.

use servanda_language::Inflection;
use servanda_model::{
    AskFinding, Assertion, CommitmentKind, Finding, FindingBody, Ladder, Place, PositionFinding, Side, Voice,
};

use crate::{
    clause::{self, Subject},
    lexicon::{self, Frame, Lexicon, WordClass},
    object,
    reader::{Draft, Reader},
    text::{Text, Tokens},
};

/// All positions and asks of the body.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sentence in reader.sentences() {
        let Some(first) = reader.text.sentence_of(sentence.start) else { continue };
        if reader.text.place_of(first) != Place::Body {
            continue;
        }
        let mut at = sentence.start;
        while at < sentence.end {
            let hit = lexicon::longest(&reader.lexicon.stances, &reader.text, at, sentence.end);
            let Some((entry, cue)) = hit else {
                at += 1;
                continue;
            };
            let (ladder, frame) = entry.meaning;
            let listed = listed(reader, &sentence, &cue, ladder);
            if listed.is_empty() {
                findings.extend(stance(reader, &sentence, &cue, ladder, frame));
            }
            findings.extend(listed);
            at = cue.end;
        }
    }
    findings
}

/// "Conveyed its positions over many issues, including the resumption of X and measures to Y", "raised a range of concerns,
/// including X and Y": each item is a matter of its own. An act that is named so is asked for.
fn listed(reader: &Reader<'_>, sentence: &Tokens, cue: &Tokens, ladder: Ladder) -> Vec<Finding> {
    let text = &reader.text;
    let clause = cue.start..sentence.end.min(cue.end + 16);
    let Some(including) = text.find(clause, |t| text.is(t, "including")) else { return Vec::new() };
    let collective =
        text.find(cue.start..including, |t| Lexicon::builtin().is(WordClass::Collective, text.lemma(t))).is_some();
    let Some(subject) = clause::subject(reader, cue.start).filter(|_| collective) else { return Vec::new() };
    let holders = subject.sides();
    if holders.is_empty() {
        return Vec::new();
    }
    items(text, including + 1..object::end_of(text, including + 1, sentence.end))
        .into_iter()
        .filter_map(|matter| {
            let head = object::head(text, &matter)?;
            let is_act = (matter.start..=head).any(|t| {
                matches!(text.lemma(t), "measure" | "step")
                    || reader.lexicon.deed_nouns.iter().any(|n| n.at(text, t, matter.end).is_some())
            });
            let toward = addressee(reader, &holders, &matter);
            let mut draft = Draft::new("position.listed", head, vec![cue.clone(), matter.clone()]);
            draft.proposition = object::proposition(reader, text.lemma(cue.start), &matter, &holders, &toward);
            let (sides, issue) = (holders.clone(), short(text, &matter));
            let (word, voice) = (text.words(&(cue.start..cue.start + 1)).to_owned(), reader.voice_at(cue.start));
            let body = if is_act && ladder == Ladder::Other || ladder == Ladder::Demand {
                FindingBody::Ask(AskFinding { sides, toward, issue, word, voice })
            } else {
                FindingBody::Position(PositionFinding { sides, toward, issue, word, ladder, voice })
            };
            reader.finding(draft, body)
        })
        .collect()
}

/// A list cut at its commas and its last "and".
fn items(text: &Text<'_>, list: Tokens) -> Vec<Tokens> {
    let mut items = Vec::new();
    let mut start = list.start;
    for at in list.clone() {
        if text.word(at) == "," || text.is(at, "and") || at + 1 == list.end {
            let end = if at + 1 == list.end { list.end } else { at };
            let item = text.strip(start..end);
            let article = usize::from(text.is_any(item.start, &["the", "a", "an"]));
            if item.len() > article {
                items.push(item.start + article..item.end);
            }
            start = at + 1;
        }
    }
    items
}

fn stance(reader: &Reader<'_>, sentence: &Tokens, cue: &Tokens, ladder: Ladder, frame: Frame) -> Option<Finding> {
    let text = &reader.text;
    let is_noun = matches!(text.lemma(cue.start), "concern" | "need" | "position");
    if !is_noun && !text.syntax.is_verb(cue.start) {
        return None;
    }
    // "There was a need to …" has no actor for its subject.
    let subject = clause::subject(reader, cue.start).or_else(|| is_noun.then(Subject::default))?;
    let (holders, mut toward, matter) = match frame {
        Frame::Clause => joint_need(reader, cue, &subject.sides(), sentence)?,
        Frame::Toward => addressed(reader, cue, sentence),
        // "There was a need to …": whoever says so holds it.
        Frame::About if text.lemma(cue.start) == "need" => match reader.voice_at(cue.start) {
            Voice::Side(side) => {
                let (_, toward, matter) = addressed(reader, cue, sentence);
                (vec![side], toward, matter)
            }
            _ => return None,
        },
        Frame::About if text.is(cue.end, "that") && ladder == Ladder::Demand => addressed(reader, cue, sentence),
        Frame::About => (subject.sides(), Vec::new(), cue.end..object::end_of(text, cue.end, sentence.end)),
    };
    // "We want deeds", in quotation marks, is the speaker's side alone.
    let own = text.is_any(subject.tokens.start, &["we", "i"]) && text.is_quoted(subject.tokens.start);
    let holders = match reader.voice_at(cue.start) {
        Voice::Side(side) if own => vec![side],
        _ if holders.is_empty() => subject.sides(),
        _ => holders,
    };
    let matter = text.strip_end(matter);
    if holders.is_empty() || !names_something(text, &matter) || is_undertaking(reader, cue, &matter) {
        return None;
    }
    toward.retain(|s| !holders.contains(s));
    if toward.is_empty() {
        toward = addressee(reader, &holders, &matter);
    }
    let assertion = clause::assertion(reader, cue.start);
    if assertion == Assertion::Negated {
        return None;
    }
    let start = if frame == Frame::Clause { subject.tokens.start.min(cue.start) } else { cue.start };
    let trigger = object::head(text, &matter).unwrap_or(cue.start);
    let mut draft = Draft::new("position.stance-word", trigger, vec![start..matter.end]);
    draft.proposition = object::proposition(reader, text.lemma(cue.start), &act_of(text, &matter), &holders, &toward);
    let issue = short(text, &matter);
    if let Some(verb) = act_verb(text, &matter) {
        text.lemma(verb).clone_into(&mut draft.proposition.predicate);
    }
    let voice = reader.voice_at(cue.start);
    let word = text.words(&text.balanced(cue.clone())).to_owned();
    let body = if ladder == Ladder::Demand {
        FindingBody::Ask(AskFinding { sides: holders, toward, issue, word, voice })
    } else {
        FindingBody::Position(PositionFinding { sides: holders, toward, issue, word, ladder, voice })
    };
    reader.finding(draft, body)
}

/// "Urged Bolivia to ACT", "demanded that Bolivia ACT": the addressee and the act.
fn addressed(reader: &Reader<'_>, cue: &Tokens, sentence: &Tokens) -> (Vec<Side>, Vec<Side>, Tokens) {
    let text = &reader.text;
    let from = cue.end + usize::from(text.is(cue.end, "that"));
    let end = object::end_of(text, from, sentence.end);
    match reader.actors.within(&(from..end)).first().filter(|m| m.tokens.start <= from + 2) {
        Some(mention) => {
            let start = mention.tokens.end + usize::from(text.is(mention.tokens.end, "to"));
            (Vec::new(), mention.sides(), start..object::end_of(text, start, sentence.end).max(start))
        }
        None => (Vec::new(), Vec::new(), from..end),
    }
}

/// "Both sides should ACT", said by one of them: that side's demand on the other.
fn joint_need(
    reader: &Reader<'_>,
    cue: &Tokens,
    subject: &[Side],
    sentence: &Tokens,
) -> Option<(Vec<Side>, Vec<Side>, Tokens)> {
    let Voice::Side(speaker) = reader.voice_at(cue.start) else { return None };
    if in_relative_clause(reader, sentence, cue.start) {
        return None;
    }
    let toward: Vec<Side> = subject.iter().filter(|s| **s != speaker).cloned().collect();
    let is_joint_act = subject.contains(&speaker)
        && reader
            .lexicon
            .acts
            .iter()
            .any(|a| a.phrase == reader.text.lemma(cue.end) && a.meaning == CommitmentKind::Deliverable);
    if is_joint_act {
        // A joint act that one side proposes is a commitment (codebook, 3).
        return None;
    }
    let matter = cue.end..object::end_of(&reader.text, cue.end, sentence.end);
    (!toward.is_empty()).then_some((vec![speaker], toward, matter))
}

/// "Issues that both countries must work on": the clause only describes.
fn in_relative_clause(reader: &Reader<'_>, sentence: &Tokens, at: usize) -> bool {
    let text = &reader.text;
    let start = clause::clause_start(reader, sentence.start, at);
    let says = |t: usize| reader.lexicon.speech.iter().any(|e| e.at(text, t, sentence.end).is_some());
    start > sentence.start + 1 && text.is_any(start - 1, &["that", "which", "who"]) && !says(start - 2)
}

/// "Seek high-level talks" is an undertaking, "seek a lifting of the ban" a demand; "called for talks" likewise.
fn is_undertaking(reader: &Reader<'_>, cue: &Tokens, matter: &Tokens) -> bool {
    let text = &reader.text;
    let seeks = text.lemma(cue.start) == "seek" && cue.len() == 1;
    seeks
        && (text.is(matter.start, "to")
            || matter.clone().any(|t| {
                text.lemma(t) == "communication"
                    || reader.lexicon.channels.iter().any(|e| e.at(text, t, matter.end).is_some())
            }))
}

/// Who is addressed where the words name nobody: the side whose thing it is ("its ban", "Bolivia's tariffs"), else
/// the other side of a bilateral text; a matter of third parties has no addressee.
fn addressee(reader: &Reader<'_>, holders: &[Side], matter: &Tokens) -> Vec<Side> {
    let named = object::sides_in(&reader.text, matter);
    let others = reader.others(holders);
    if named.iter().any(|s| !holders.contains(s) && !others.contains(s)) {
        return Vec::new();
    }
    others
}

/// The act's own words, without the verb and its preposition.
fn act_of(text: &Text<'_>, matter: &Tokens) -> Tokens {
    match act_verb(text, matter) {
        Some(verb) => verb + 1 + usize::from(text.is_any(verb + 1, &clause::PREPOSITIONS))..matter.end,
        None => matter.clone(),
    }
}

/// The verb that an ask asks for ("lift", "strictly abide"), where the matter begins with one.
fn act_verb(text: &Text<'_>, matter: &Tokens) -> Option<usize> {
    let verb = matter.clone().find(|&t| !text.word(t).ends_with("ly") && !text.is(t, "to"))?;
    let follows_to =
        verb > 0 && (matter.start.saturating_sub(1)..verb).any(|t| text.is_any(t, &["to", "should", "must"]));
    (follows_to && object::may_be_base_verb(text, verb) && verb + 1 < matter.end).then_some(verb)
}

/// Whether the words can name a matter: not only "again", "removed" or "the demand".
fn names_something(text: &Text<'_>, matter: &Tokens) -> bool {
    let words = matter
        .clone()
        .filter(|&t| !text.is_punctuation(t) && !text.is_any(t, &["the", "a", "an", "this", "that", "it", "them"]));
    let first = words.clone().next();
    match (words.count(), first) {
        (0, _) | (_, None) => false,
        (1, Some(only)) => {
            let plain = text.layers.tokens.get(only).is_some_and(|t| t.inflection != Inflection::Past);
            plain
                && text.word(only).len() > 4
                && !text.word(only).ends_with("ly")
                && !text.is_any(only, &["again", "demand", "request", "matter"])
        }
        _ => true,
    }
}

/// The first words of the matter, to name it by.
fn short(text: &Text<'_>, matter: &Tokens) -> String {
    const WORDS: usize = 12;
    let mut end = matter.end.min(matter.start + WORDS);
    end = text.strip_end(matter.start..end).end;
    text.words(&text.strip(matter.start..end)).to_owned()
}
