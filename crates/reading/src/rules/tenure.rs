//! Tenures: who holds or held an office, as a title says or a clause tells ("since becoming minister in October").

use std::collections::BTreeMap;

use servanda_language::{NameKind, Token};
use servanda_model::{Direction, Finding, FindingBody, Place, Side, TenureFinding, TimeValue};

use crate::{
    actors::{Mention, MentionKind},
    reader::{Draft, Reader},
    text::Tokens,
};

/// What the text says of one person's time in one office.
#[derive(Default)]
struct Told {
    trigger: usize,
    evidence: Vec<Tokens>,
    from: Option<TimeValue>,
    to: Option<TimeValue>,
    former: bool,
    successor: Option<String>,
}

/// One tenure a person, office and side: title and clauses joined.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut tenures: BTreeMap<(String, String, Side), Told> = BTreeMap::new();
    for mention in &reader.actors.mentions {
        if mention.kind != MentionKind::Person || !has_title(reader, mention) || is_caption_or_headline(reader, mention)
        {
            continue;
        }
        if let Some(key) = key(mention) {
            let told = tenures.entry(key).or_default();
            if told.evidence.is_empty() {
                told.trigger = mention.tokens.start;
                told.former = mention.former;
            }
            if told.evidence.len() < 3 {
                told.evidence.push(mention.tokens.clone());
            }
        }
    }
    for sentence in reader.sentences() {
        since(reader, &sentence, &mut tenures);
        predecessor(reader, &sentence, &mut tenures);
    }
    tenures
        .into_iter()
        .filter_map(|((person, office, side), told)| {
            let plain = told.from.is_none() && told.to.is_none() && !told.former;
            let rule = if plain && told.evidence.iter().any(|words| is_whole(reader, words)) {
                "tenure.whole-title"
            } else {
                "tenure.title"
            };
            let draft = Draft::new(rule, told.trigger, told.evidence);
            let body = TenureFinding {
                person,
                office,
                side,
                from: told.from,
                to: told.to,
                former: told.former,
                successor: told.successor,
            };
            reader.finding(draft, FindingBody::Tenure(body))
        })
        .collect()
}

/// "Chilean President Ana Torres", "Foreign Minister Luis Vega of Chile": country, title and full name in one phrase, with
/// nothing else between or right behind them.
fn is_whole(reader: &Reader<'_>, words: &Tokens) -> bool {
    const LOOSE: [&str; 4] = ["leader", "party-leader", "minister", "counterpart"];
    let text = &reader.text;
    let names = text.names_in(words);
    let count = |is: &dyn Fn(&NameKind) -> bool| names.iter().filter(|name| is(&name.kind)).count();
    let full = names
        .iter()
        .any(|name| name.kind == NameKind::Person && name.end - name.first > 1 && name.end - name.first < 5);
    let office = |kind: &NameKind| matches!(kind, NameKind::Office(office) if !LOOSE.contains(&office.as_str()));
    let country = |kind: &NameKind| matches!(kind, NameKind::Country(_) | NameKind::Demonym(_));
    let parted = words.clone().any(|t| text.is_punctuation(t) && !text.is_any(t, &["'s", "’s", "-"]));
    let goes_on =
        text.layers.tokens.get(words.end).is_some_and(Token::is_capital) || text.is_any(words.end, &["(", "["]);
    full && !parted && !goes_on && count(&office) == 1 && count(&country) == 1
}

fn key(mention: &Mention) -> Option<(String, String, Side)> {
    let actor = mention.actors.first()?;
    Some((actor.name.clone()?, actor.office.clone()?, actor.side.clone()?))
}

/// Whether the mention itself shows the title, not only an earlier one.
fn has_title(reader: &Reader<'_>, mention: &Mention) -> bool {
    reader.text.names_in(&mention.tokens).iter().any(|n| matches!(n.kind, NameKind::Office(_)))
}

fn is_caption_or_headline(reader: &Reader<'_>, mention: &Mention) -> bool {
    reader.text.sentence_of(mention.tokens.start).is_some_and(|s| reader.text.place_of(s) == Place::Headline)
}

/// "Since becoming Chile's foreign minister in March", "who took office on 1 May", "since Pérez assumed the post in June".
fn since(reader: &Reader<'_>, sentence: &Tokens, tenures: &mut BTreeMap<(String, String, Side), Told>) {
    let text = &reader.text;
    for at in sentence.clone() {
        let takes_office = matches!(text.lemma(at), "become" | "assume" | "enter")
            || text.lemma(at) == "take" && text.is_any(at + 1, &["office", "up", "over"])
            || text.lemma(at) == "appoint" && text.lemma(at.saturating_sub(1)) == "be";
        if !takes_office {
            continue;
        }
        let window = at..sentence.end.min(at + 12);
        let Some(time) = text.times_in(&window).first() else { continue };
        let office_said = text.names_in(&(at..time.first)).iter().find_map(|n| match &n.kind {
            NameKind::Office(office) => Some(office.clone()),
            _ => None,
        });
        let is_post =
            (at..time.first).any(|t| matches!(text.lemma(t), "office" | "post" | "role" | "position" | "job"));
        if office_said.is_none() && !is_post {
            continue;
        }
        // The person is the nearest before; a pronoun or possessive counts.
        let person = reader
            .actors
            .within(&(sentence.start..at))
            .iter()
            .rev()
            .find(|m| m.actors.first().is_some_and(|a| a.name.is_some()))
            .and_then(|m| m.actors.first().cloned());
        let Some(person) = person else { continue };
        let office = office_said.or_else(|| person.office.clone());
        if let (Some(name), Some(office), Some(side)) = (person.name, office, person.side) {
            let told = tenures.entry((name, office, side)).or_default();
            if told.evidence.is_empty() {
                told.trigger = at;
            }
            let start = at.saturating_sub(3).max(sentence.start);
            told.evidence.push(start..time.end);
            told.from = Some(past(&time.value));
        }
    }
}

/// An office that somebody holds was taken before the day of writing.
fn past(value: &TimeValue) -> TimeValue {
    let mut value = value.clone();
    if let TimeValue::InMonth { direction, .. }
    | TimeValue::MonthDay { direction, .. }
    | TimeValue::OnWeekday { direction, .. } = &mut value
    {
        *direction = Direction::Past;
    }
    value
}

/// "Ana Torres, Luis Vega's predecessor": Vega succeeded Torres.
fn predecessor(reader: &Reader<'_>, sentence: &Tokens, tenures: &mut BTreeMap<(String, String, Side), Told>) {
    let text = &reader.text;
    for at in sentence.clone() {
        let (is_predecessor, is_successor) = (text.lemma(at) == "predecessor", text.lemma(at) == "successor");
        if !is_predecessor && !is_successor {
            continue;
        }
        let named = |tokens: Tokens| {
            reader
                .actors
                .within(&tokens)
                .iter()
                .filter(|m| m.actors.first().is_some_and(|a| a.name.is_some()))
                .cloned()
                .collect::<Vec<_>>()
        };
        // "X, Y's predecessor" or "Y's predecessor X"
        let before = named(sentence.start..at);
        let after = named(at + 1..sentence.end.min(at + 4));
        let Some(owner) =
            before.last().filter(|m| m.tokens.end + 1 >= at || text.is_any(m.tokens.end, &["'s", "’s"])).cloned()
        else {
            continue;
        };
        let apposed = before
            .len()
            .checked_sub(2)
            .and_then(|n| before.get(n))
            .filter(|m| m.tokens.end + 1 == owner.tokens.start)
            .cloned();
        let other = apposed.or_else(|| after.first().filter(|m| m.tokens.start == at + 1).cloned());
        let Some(other) = other else { continue };
        let (old, new) = if is_predecessor { (other, owner) } else { (owner, other) };
        let office = old
            .actors
            .first()
            .and_then(|a| a.office.clone())
            .or_else(|| new.actors.first().and_then(|a| a.office.clone()));
        let (Some(name), Some(office), Some(side)) = (
            old.actors.first().and_then(|a| a.name.clone()),
            office,
            old.actors.first().and_then(|a| a.side.clone()).or_else(|| new.actors.first().and_then(|a| a.side.clone())),
        ) else {
            continue;
        };
        let told = tenures.entry((name, office, side)).or_default();
        if told.evidence.is_empty() {
            told.trigger = old.tokens.start;
        }
        told.evidence.push(old.tokens.start.min(new.tokens.start)..at + 1);
        told.former = true;
        told.successor = new.actors.first().and_then(|a| a.name.clone());
    }
}
