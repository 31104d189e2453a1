//! Positions and asks: a side's stance on an issue, on the ladders of the codebook (7). A position on the demand
//! ladder is an ask.
//!
//! Every word of `data/stances.tsv` makes a frame (`frames`): who holds the stance (`holding`), whom it addresses (`address`) and what
//! it is about (`complements`), each read off the tree by the word's own slots (`slots`). What is said of a thing
//! (`judgements`), what is said to be so (`contentions`) and what must come first (`conditions`) are stances without such a
//! word.

mod address;
mod complements;
mod conditions;
mod contentions;
mod frames;
mod holding;
mod judgements;
mod slots;
mod whole;

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{AskFinding, Finding, FindingBody, Ladder, Place, PositionFinding, Side, Voice};

use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{Lexicon, StanceWord, WordClass, WordPos},
    object,
    phrase::Part,
    reader::{Draft, Reader, sorted},
    text::{Text, Tokens},
};

/// A stance as its word tells it.
struct Stance {
    /// The words that express it ("expressed concern").
    word: Tokens,
    ladder: Ladder,
    holders: Vec<Side>,
    toward: Toward,
    /// What it is about, each matter a position of its own.
    matters: Vec<Matter>,
}

/// Whom a stance addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Toward {
    /// Nobody is named.
    Unnamed,
    /// Those named; none where they are no sides.
    Named(Vec<Side>),
}

/// What a stance is about.
#[derive(Clone)]
struct Matter {
    head: usize,
    words: Tokens,
    /// Whether it is an act that is asked for, whatever the stance's word.
    is_act: bool,
}

impl Matter {
    fn of(part: Part) -> Self {
        Self { head: part.head, words: part.words, is_act: false }
    }
}

/// All positions and asks of the body.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for sentence in reader.sentences() {
        if reader.text.sentence_of(sentence.start).is_none_or(|s| reader.text.place_of(s) != Place::Body) {
            continue;
        }
        for at in sentence {
            for stance in stances(reader, at) {
                for matter in stance.matters.iter().filter_map(|matter| whole(reader, &stance, matter)) {
                    findings
                        .extend(finding(reader, &stance, &matter).filter(|f| !findings.iter().any(|g| is_same(f, g))));
                }
            }
        }
    }
    let mut last: Option<usize> = None;
    findings.retain(|f| {
        let sentence = reader.text.sentence_number(reader.text.tokens_at(f.evidence.first()).start);
        let told = last.replace(sentence).is_some_and(|before| before + 1 >= sentence);
        told || !is_pointer(f)
    });
    findings
}

/// "Pressed B on the matter": which one, only what was said right before tells.
fn is_pointer(finding: &Finding) -> bool {
    let (FindingBody::Ask(AskFinding { issue, .. }) | FindingBody::Position(PositionFinding { issue, .. })) =
        &finding.body
    else {
        return false;
    };
    let mut words = issue.split_whitespace();
    let noun = (words.next() == Some("the")).then(|| words.next()).flatten();
    words.next().is_none() && noun.is_some_and(|noun| Lexicon::builtin().is(WordClass::Pointer, noun))
}

/// A matter with all its words; what stands in front of its stance ends there ("the delay | is unacceptable").
fn whole(reader: &Reader<'_>, stance: &Stance, matter: &Matter) -> Option<Matter> {
    if matter.words.end <= stance.word.start {
        return Some(matter.clone());
    }
    Some(Matter { words: whole::completed(&reader.text, matter.words.clone())?, ..matter.clone() })
}

/// "One position per set of sides, issue and word in a document" (codebook, 7.1).
fn is_same(one: &Finding, other: &Finding) -> bool {
    one.proposition == other.proposition
        && one.body.kind() == other.body.kind()
        && !one.proposition.modifiers.is_empty()
}

/// The stances that the word at `at` tells of.
fn stances(reader: &Reader<'_>, at: usize) -> Vec<Stance> {
    let of_words = reader.lexicon.stances.iter().filter_map(|entry| {
        let words = entry.at(&reader.text, at, reader.text.len())?;
        // "No intention" is a stance of its noun, "turn down" of its verb.
        let head = if entry.meaning.pos == WordPos::Noun { words.end - 1 } else { at };
        stance(reader, head, &entry.meaning)
    });
    let of_clauses = [
        judgements::of_predicate(reader, at),
        judgements::of_intolerance(reader, at),
        judgements::of_denial(reader, at),
        judgements::of_opposition(reader, at),
        conditions::of_condition(reader, at),
        conditions::of_lack(reader, at),
        contentions::of_charge(reader, at),
        contentions::of_innocence(reader, at),
        contentions::of_standing(reader, at),
        contentions::of_viewpoint(reader, at),
        contentions::of_cleft(reader, at),
    ];
    of_words.chain(of_clauses.into_iter().flatten()).filter(|stance| !stance.holders.is_empty()).collect()
}

fn stance(reader: &Reader<'_>, at: usize, word: &StanceWord) -> Option<Stance> {
    let text = &reader.text;
    if text.name_at(at).is_some() {
        return None;
    }
    match word.pos {
        WordPos::Verb => frames::of_verb(reader, at, word),
        WordPos::Noun => frames::of_noun(reader, at, word),
        WordPos::Adjective => frames::of_adjective(reader, at, word),
        WordPos::Modal => judgements::of_modal(reader, at, word),
    }
}

fn finding(reader: &Reader<'_>, stance: &Stance, matter: &Matter) -> Option<Finding> {
    const PROMISES: [&str; 7] = ["agree", "promise", "pledge", "undertake", "commit", "vow", "consent"];
    let text = &reader.text;
    let holders = &stance.holders;
    if !names_something(text, &matter.words) {
        return None;
    }
    let toward = match &stance.toward {
        Toward::Named(sides) => sides.clone(),
        // "Values its partnership with B"
        Toward::Unnamed if frames::owners(reader, matter.head) == *holders => {
            address::partners(reader, matter).into_iter().filter(|side| !holders.contains(side)).collect()
        }
        // Of several matters the first may tell to whom all are said.
        Toward::Unnamed => std::iter::once(matter)
            .chain(&stance.matters)
            .map(|matter| address::implied(reader, stance, matter))
            .find(|sides| !sides.is_empty())
            .unwrap_or_default(),
    };
    // "A's stance on X is unchanged": cut, the words would tell that X is.
    let subject = text.syntax.subject(text.syntax.predicate(stance.word.start));
    let about = subject.filter(|&noun| text.syntax.below(noun).contains(&matter.head));
    let start = about.map_or(matter.words.start, |noun| text.syntax.below(noun).start.min(matter.words.start));
    let near = stance.word.start.min(start)..matter.words.end.max(stance.word.end);
    let joined = stance.matters.first().is_some_and(|first| first.head == matter.head);
    let evidence = if joined { vec![near] } else { vec![stance.word.clone(), matter.words.clone()] };
    let mut draft = Draft::new("position.stance", matter.head, evidence);
    let is_verb = text.syntax.is_verb(matter.head) && matter.is_act;
    let predicate = if is_verb { matter.head } else { stance.word.start };
    let object = if is_verb { matter.head + 1..matter.words.end } else { matter.words.clone() };
    draft.proposition = object::proposition(reader, text.lemma(predicate), &object, holders, &toward);
    draft.proposition.acting = acting(reader, holders, matter);
    let (sides, issue) = (holders.clone(), text.words(&matter.words).to_owned());
    let (word, voice) = (text.words(&stance.word).to_owned(), voice(reader, stance));
    // What a lawmaker or analyst says of a side is his view of it.
    if voice == Voice::Third || frames::is_told_by_bystander(reader, stance.word.start) {
        return None;
    }
    // "Denied that it had agreed to open the port": a promise that was not made.
    if text.lemma(stance.word.start) == "deny" && PROMISES.contains(&text.lemma(matter.head)) {
        return None;
    }
    // "Eager for a show": what a narrator sees in somebody is no public stance.
    let mood = |t: usize| reader.lexicon.is(WordClass::Mood, text.lemma(t));
    if voice == Voice::Narrator && stance.word.clone().any(mood) {
        return None;
    }
    let is_ask = stance.ladder == Ladder::Demand || stance.ladder == Ladder::Other && matter.is_act && !is_verb;
    let body = if is_ask {
        FindingBody::Ask(AskFinding { sides, toward, issue, word, voice })
    } else {
        FindingBody::Position(PositionFinding { sides, toward, issue, word, ladder: stance.ladder, voice })
    };
    reader.finding(draft, body)
}

/// Who is to do what is asked where whoever asks is among them: "the need for both sides to make clear".
fn acting(reader: &Reader<'_>, holders: &[Side], matter: &Matter) -> Vec<Side> {
    if !matter.is_act || !reader.text.syntax.is_verb(matter.head) {
        return Vec::new();
    }
    let sides = sorted(clause::subjects(reader, matter.head).into_iter().flat_map(Mention::sides).collect());
    let own = sides.len() > 1 && holders.iter().any(|holder| sides.contains(holder));
    if own { sides } else { Vec::new() }
}

/// Whose account a stance is (codebook, 11.2): of whoever is said to tell it; what a state, its organ or somebody who
/// speaks for it says to the public is its own. What one person says to another in a meeting has no source but the
/// narrator.
fn voice(reader: &Reader<'_>, stance: &Stance) -> Voice {
    let text = &reader.text;
    let syntax = &text.syntax;
    let at = stance.word.start;
    // "Argued that it had not provoked B": the words are whoever's account they are, where "argued" is nobody's.
    let inside = || stance.matters.first().map_or(Voice::Narrator, |matter| reader.voice_at(matter.head));
    let voice = Some(reader.voice_at(at)).filter(|voice| *voice != Voice::Narrator).unwrap_or_else(inside);
    let [holder] = stance.holders.as_slice() else { return voice };
    // "Disputed the claim, saying that the joint statement": one's own word, whatever statement it speaks of.
    let voice = if voice == Voice::Joint && !reader.is_joint_text() { own_or_joint(reader, stance) } else { voice };
    if voice == Voice::Narrator && text.is_quoted(at) {
        return Voice::Side(holder.clone());
    }
    if let (Voice::Narrator, Some(issuer)) = (&voice, issuer(reader, at)) {
        return Voice::Side(issuer);
    }
    if voice != Voice::Narrator || !is_speech(reader, &stance.word) {
        return voice;
    }
    let body = syntax.subject(syntax.predicate(at)).is_some_and(|noun| {
        let body = |m: &Mention| matches!(m.kind, MentionKind::Side | MentionKind::Institution);
        text.is(noun, "it") || reader.actors.at(noun).is_some_and(body)
    });
    if body || !is_in_meeting(reader, at) { Voice::Side(holder.clone()) } else { voice }
}

/// Whose text a clause is told in: "an account released by the Chilean ministry said that".
fn issuer(reader: &Reader<'_>, at: usize) -> Option<Side> {
    let syntax = &reader.text.syntax;
    let says = |clause: usize| syntax.head(clause).filter(|_| syntax.relation(clause) == Relation::Ccomp);
    let told = syntax.upwards(at).filter_map(says);
    told.into_iter().find_map(|verb| {
        let text = syntax.subject(verb)?;
        let made = |&&d: &&usize| syntax.relation(d) == Relation::Acl && syntax.is_verb(d);
        let made = syntax.dependents(text).iter().find(made)?;
        match sorted(clause::agents(reader, *made)).as_slice() {
            [side] => Some(side.clone()),
            _ => None,
        }
    })
}

/// Whether the words of a stance tell of speech, not of a state of mind: "urged", "called the ban unjust", not "backs".
fn is_speech(reader: &Reader<'_>, word: &Tokens) -> bool {
    let text = &reader.text;
    let end = text.len();
    let judges = matches!(text.lemma(word.start), "call" | "term" | "brand" | "label" | "describe" | "accuse");
    judges || reader.lexicon.speech.iter().any(|e| e.at(text, word.start, end).is_some())
}

/// Joint where a joint statement is the source in front of the stance, else nobody's yet.
fn own_or_joint(reader: &Reader<'_>, stance: &Stance) -> Voice {
    let text = &reader.text;
    let sentence = text.sentence_at(stance.word.start);
    let behind = text.find(stance.word.end..sentence.end, |t| text.is(t, "joint")).is_some();
    let in_front = text.find(sentence.start..stance.word.start, |t| text.is(t, "joint")).is_some();
    let according = text.find(sentence, |t| text.is(t, "according")).is_some();
    if behind && !in_front && !according { Voice::Narrator } else { Voice::Joint }
}

/// Whether a sentence tells of what passed in a meeting: it speaks of one, or goes on ("he also") from one that does.
fn is_in_meeting(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let meets = |sentence: &Tokens| sentence.clone().any(|t| is_met(reader, t, sentence.end));
    let own = text.sentence_at(at);
    let opening = own.start..own.end.min(own.start + 6);
    let goes_on = text.find(opening, |t| text.is_any(t, &["he", "she", "they", "also", "his", "her", "their", "part"]));
    let before = own.start.checked_sub(1).filter(|_| goes_on.is_some()).map(|t| text.sentence_at(t));
    meets(&own) || before.is_some_and(|before| meets(&before))
}

/// Whether a word tells of a meeting that was had: "met", "during the talks"; not "ahead of the summit", "will meet".
fn is_met(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    const APART: [&str; 9] = ["ahead", "before", "of", "for", "about", "until", "on", "to", "from"];
    let text = &reader.text;
    // "Called on" may be no visit.
    let word = reader.lexicon.meetings.iter().find(|m| m.at(text, at, end).is_some() && text.lemma(at) != "call");
    word.is_some_and(
        |word| {
            if word.meaning.is_verb { clause::is_told(reader, at) } else { !text.syntax.has_case(at, &APART) }
        },
    )
}

/// Whether the words can name a matter: more than a pointer and more than one short word, and not said to a person.
fn names_something(text: &Text<'_>, matter: &Tokens) -> bool {
    let things = matches!(text.lemma(matter.end.saturating_sub(1)), "thing" | "something" | "nothing");
    let cut = things || matter.end > 0 && text.syntax.xpos(matter.end - 1) == Some(Xpos::Pos);
    let so = text.lemma(matter.start) == "do" && text.is_any(matter.start + 1, &["so", "it", "that", "this"]);
    let thinks = |t: usize| text.is(t, "i") && Lexicon::builtin().is(WordClass::Mental, text.lemma(t + 1));
    if cut
        || so
        || text.find(matter.clone(), thinks).is_some()
        || text.find(matter.clone(), |t| text.is_any(t, &["you", "your"])).is_some()
    {
        return false;
    }
    let content = matter.clone().filter(|&t| {
        !text.is_punctuation(t)
            && matches!(text.syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj)
            && text.time_at(t).is_none()
    });
    let words: Vec<usize> = content.collect();
    match words.as_slice() {
        [] => false,
        // "Withdraw it" is an act, "it stop" is not told well enough.
        [only] if text.syntax.upos(*only) == Upos::Verb => {
            matter.len() > 2 || matter.len() == 2 && *only == matter.start
        }
        // "Its own" is somebody's, "longstanding" is cut.
        [only] => text.word(*only).len() > 2 && (text.syntax.upos(*only) != Upos::Adj || text.is(*only, "own")),
        _ => true,
    }
}
