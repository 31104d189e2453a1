//! Commitments: public undertakings that look forward and are discrete (codebook, 2, 3 and 9).
//!
//! Every word of undertaking gives a frame (`frames`): who undertakes (`parties`) which acts (`acts`), with whom
//! (`partners`) and on which terms (`terms`). What is told of a government's aims by others, or promised by nobody who acts for a side, is none.

mod acts;
mod complements;
mod frames;
mod parties;
mod partners;
mod provisions;
mod sides;
mod terms;
mod told;
mod verbs;

use servanda_language::{Relation, Upos};
use servanda_model::{
    Assertion, CommitmentFinding, CommitmentKind, Due, Finding, FindingBody, Modality, Place, Proposition, Side,
    TimeFrame, Voice,
};

use crate::{
    actors::{Mention, MentionKind},
    lexicon::{Complement, UndertakingPos, WordClass},
    object,
    reader::{Draft, Reader, sorted},
    text::{Text, Tokens},
};
use acts::Act;
use frames::Frame;
use told::Told;

/// All commitments of the text.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut before = Vec::new();
    for sentence in reader.sentences() {
        let frames = frames::find(reader, &sentence, &before);
        before = frames.last().map_or_else(Vec::new, |frame| frame.sides.clone());
        for frame in &frames {
            let mut is_first = true;
            for act in &frame.acts {
                let found = commitment(reader, frame, act, is_first);
                is_first &= found.is_none();
                if let Some(found) = found {
                    add(&mut findings, found);
                }
            }
        }
    }
    findings
}

/// Adds a finding; one that only tells an earlier one again is added evidence (codebook, 2).
fn add(findings: &mut Vec<Finding>, found: Finding) {
    match findings.iter_mut().find(|earlier| is_again(earlier, &found)) {
        Some(earlier) => earlier.evidence.extend(found.evidence.quotes().iter().cloned()),
        None => findings.push(found),
    }
}

/// Whether two findings tell the same: one act of the same sides on the same thing, as firm and by the same time, and
/// neither names what the other names otherwise.
fn is_again(earlier: &Finding, later: &Finding) -> bool {
    let (FindingBody::Commitment(a), FindingBody::Commitment(b)) = (&earlier.body, &later.body) else { return false };
    let (told, again) = (&earlier.proposition, &later.proposition);
    let within = |some: &[String], all: &[String]| some.iter().all(|word| all.contains(word));
    let alike = |a: &[String], b: &[String]| within(a, b) || within(b, a);
    let sides = |body: &CommitmentFinding| sorted([body.by.clone(), body.with.clone()].concat());
    earlier.place == later.place
        && earlier.qualifiers.assertion == later.qualifiers.assertion
        && is_same_act(&told.predicate, &again.predicate)
        && (sides(a), told.positive) == (sides(b), again.positive)
        && (told.head == again.head || is_same_text(again) || is_same_sum(told, again))
        && (a.modality >= Modality::Agreed) == (b.modality >= Modality::Agreed)
        && (a.due.is_none() || b.due.is_none() || a.due == b.due)
        && told.numbers == again.numbers
        && (alike(&told.modifiers, &again.modifiers) || is_same_sum(told, again))
}

/// "Will lend Togo $2 million", "a line of credit of $2 million": one sum, given once.
fn is_same_sum(told: &Proposition, again: &Proposition) -> bool {
    let counts = |p: &Proposition| {
        matches!(p.head.as_str(), "million" | "billion") || p.modifiers.iter().any(|m| m == "million" || m == "billion")
    };
    !told.numbers.is_empty() && told.numbers == again.numbers && counts(told) && counts(again)
}

/// "The text was signed in Paris": the one told of before.
fn is_same_text(again: &Proposition) -> bool {
    again.predicate == "sign" && again.modifiers.is_empty() && again.numbers.is_empty() && again.issue.is_none()
}

/// Whether two verbs tell of the same act: "form", "set up".
fn is_same_act(one: &str, other: &str) -> bool {
    const SAME: [&[&str]; 7] = [
        &["lend", "loan", "extend", "grant", "give", "provide", "offer", "allocate", "donate", "contribute", "finance"],
        &["establish", "form", "set", "create", "found", "constitute"],
        &["buy", "purchase", "acquire", "import"],
        &["hold", "convene", "organise", "organize"],
        &["sign", "ink", "conclude", "seal"],
        &["build", "construct"],
        &["send", "dispatch", "deploy", "ship", "supply", "deliver"],
    ];
    one == other || SAME.iter().any(|verbs| verbs.contains(&one) && verbs.contains(&other))
}

/// Whether a word of undertaking gives the other side one's word, rather than one's own public.
fn is_promise(text: &Text<'_>, cue: usize, act: &Act) -> bool {
    const PROMISES: [&str; 5] = ["undertake", "undertaking", "assure", "assurance", "guarantee"];
    // What the other side welcomes is done for it, but for what many sign.
    let welcomed =
        text.syntax.head(cue).is_some_and(|verb| matches!(text.lemma(verb), "welcome" | "appreciate" | "hail"))
            && !matches!(act.lemma.as_str(), "ratify" | "accede" | "join" | "adhere" | "adopt");
    // Nobody agrees alone.
    let agreed = text.lemma(cue) == "agree" && text.syntax.is_verb(cue);
    agreed || PROMISES.contains(&text.lemma(cue)) || welcomed && text.syntax.relation(cue) == Relation::Obj
}

/// "Assured Guinea that", "promised its neighbour to": to whom the word is given.
fn promised_to(reader: &Reader<'_>, frame: &Frame, act: &Act) -> Vec<Side> {
    const GIVES: [&str; 5] = ["assure", "promise", "pledge", "guarantee", "offer"];
    let text = &reader.text;
    let whom = text.syntax.dependent(frame.cue, &[Relation::Iobj, Relation::Obj]).filter(|&noun| noun != act.trigger);
    let gives = frame.word.pos == UndertakingPos::Verb && GIVES.contains(&text.lemma(frame.cue));
    let mention = whom.filter(|_| gives && !text.syntax.is_passive(frame.cue)).and_then(|noun| reader.actors.at(noun));
    mention.filter(|mention| mention.kind != MentionKind::Pronoun).map_or_else(Vec::new, Mention::sides)
}

/// The finding of one act, where it is an undertaking in public.
fn commitment(reader: &Reader<'_>, frame: &Frame, act: &Act, is_first: bool) -> Option<Finding> {
    let text = &reader.text;
    // An item of a list has a sentence of its own.
    let sentence = &Text::tokens_of(text.sentence_of(act.trigger)?);
    let joint_act = partners::between(reader, act);
    let by = match (proposer(reader, frame), joint_act, &act.by) {
        (Some(proposer), ..) => vec![proposer],
        (None, Some(between), _) => between,
        (None, None, Some(own)) => own.clone(),
        _ => frame.sides.clone(),
    };
    let by = sorted(partners::without_recipient(reader, parties::of_speaker(reader, frame, act, by), act));
    let mut with = partners::others(reader, &by, &frame.sides, act, is_promise(text, frame.cue, act));
    with.extend(promised_to(reader, frame, act).into_iter().filter(|side| !by.contains(side)));
    let with = sorted(with);
    let voice = voice(reader, sentence, frame, &by);
    if by.is_empty() || is_unsaid(reader, frame, act) || !is_public(reader, frame, act, &by, &with, &voice) {
        return None;
    }
    // What is signed is done: a time behind it is when.
    let is_done = frame.word.complements.contains(&Complement::Document);
    let ahead = || {
        terms::due_before(reader, sentence, frame).filter(|_| frame.word.pos == UndertakingPos::Auxiliary && is_first)
    };
    let behind = terms::due(reader, sentence, act.words.end.max(act.object.end));
    let within = || terms::due_of_verb(reader, sentence, act);
    let due_tokens = behind.or_else(within).or_else(ahead).filter(|_| !is_done);
    let open =
        if due_tokens.is_none() && !is_done { terms::none_set(reader, act.words.end..sentence.end) } else { None };
    let due = due_tokens
        .as_ref()
        .map(|(tokens, when)| Due::Stated { text: text.words(tokens).to_owned(), when: when.clone() })
        .or_else(|| open.as_ref().map(|tokens| Due::NoneSet { text: text.words(tokens).to_owned() }));
    let object = object::name_of(text, &named(reader, act));
    if object.is_empty() {
        return None;
    }
    let end = due_tokens.as_ref().map_or(act.words.end, |(tokens, _)| tokens.end.max(act.words.end));
    let on_a_day = due_tokens.as_ref().is_some_and(|(_, when)| terms::is_day(when.as_ref()));
    let modality = match frame.word.modality {
        Modality::Agreed if frame.word.pos == UndertakingPos::Auxiliary && on_a_day => Modality::Bound,
        modality => modality,
    };
    // A time in an earlier act of the same word is not when it was agreed.
    let first = frame.acts.iter().map(|act| act.words.start).min().unwrap_or(act.words.start);
    let upto = if is_done { sentence.end } else { first };
    let when = terms::undertaken_when(reader, frame, upto).filter(|when| !terms::is_ahead(when));
    let behind = terms::condition(reader, sentence, end);
    let reach = behind.as_ref().map_or(reach(reader, frame, act, end), |tokens| tokens.end);
    let condition = behind.or_else(|| terms::condition_before(reader, frame));
    let quotes = evidence(reader, frame, act, reach, is_first);
    // "Revive the commission, which will meet": the commission tells of the first.
    let before = frame.word.pos == UndertakingPos::Auxiliary && act.trigger < frame.cue;
    let trigger = if before { act.verb.unwrap_or(act.trigger) } else { act.trigger };
    let mut draft =
        Draft::new("commitment.undertaking", trigger, object::disjoint(quotes.into_iter().chain(open).collect()));
    draft.assertion = frame.assertion;
    draft.time = if when.is_some() { TimeFrame::Past } else { TimeFrame::Present };
    draft.proposition = object::proposition(reader, &act.lemma, &act.object, &by, &with);
    draft.proposition.acting = proposed_to(reader, frame, act, &by, &with);
    draft.proposition.positive = !act.action.starts_with("not ");
    let body = CommitmentFinding {
        // A formula is both sides'; what one promises another can be completed.
        commitment_kind: if by.len() > 1 { act.kind } else { CommitmentKind::Deliverable },
        by,
        with,
        action: with_manner(text, act),
        object,
        modality,
        hedge: object::hedge(reader, &hedged(frame, act)),
        condition: condition.map(|tokens| text.words(&tokens).to_owned()),
        due,
        when,
        voice,
    };
    reader
        .finding(draft, FindingBody::Commitment(body))
        .filter(|f| f.place == Place::Body || modality >= Modality::Agreed)
}

/// The act with a word for how it is to be done: "gradually lift".
fn with_manner(text: &Text<'_>, act: &Act) -> String {
    const MANNERS: [&str; 8] =
        ["gradually", "partially", "partly", "temporarily", "fully", "completely", "immediately", "jointly"];
    let front = act.verb.and_then(|verb| verb.checked_sub(1)).filter(|&t| text.is_any(t, &MANNERS));
    front.map_or_else(|| act.action.clone(), |t| format!("{} {}", text.lower(t), act.action))
}

/// The words that name what is undertaken: a visit is told by its verb ("visit Lome for the summit").
fn named(reader: &Reader<'_>, act: &Act) -> Tokens {
    let text = &reader.text;
    let place = act.object.clone().all(|t| text.name_at(t).is_some() || text.is(t, "the"));
    let Some(verb) = act.verb.filter(|&verb| place && verb < act.object.start && act.by_travel()) else {
        return act.object.clone();
    };
    // "Travel to Lima this week | for the consultation"
    let near = act.object.end..act.object.end + 4;
    let occasion = |&&d: &&usize| near.contains(&text.syntax.below(d).start) && text.syntax.has_case(d, &["for"]);
    let occasion = text.syntax.dependents(verb).iter().find(occasion);
    verb..occasion.map_or(act.object.end, |&noun| object::phrase(text, noun).end)
}

/// Where a hedge may stand: between the word of undertaking and its first act, and in the act.
fn hedged(frame: &Frame, act: &Act) -> Tokens {
    let first = frame.acts.first().map_or(act.words.start, |first| first.words.start);
    let near = first == act.words.start && frame.cue < first;
    let start = if near { frame.cue + 1 } else { act.words.start };
    start.min(act.object.start)..act.object.end
}

/// "Both sides should draw up …", said by one of them: that side proposes a joint act (codebook, 3).
fn proposer(reader: &Reader<'_>, frame: &Frame) -> Option<Side> {
    let proposes = frame.word.pos == UndertakingPos::Auxiliary && frame.word.modality == Modality::Proposed;
    match reader.voice_at(frame.cue) {
        Voice::Side(side) if proposes && frame.sides.len() > 1 && frame.sides.contains(&side) => Some(side),
        _ => None,
    }
}

/// Who is to do what one side proposes that several do together; nobody but those who promise where it is no proposal.
fn proposed_to(reader: &Reader<'_>, frame: &Frame, act: &Act, by: &[Side], with: &[Side]) -> Vec<Side> {
    let joint = || proposer(reader, frame).is_some() || partners::is_mutual(reader, &act.lemma);
    match (frame.word.modality, act.with.is_empty()) {
        (Modality::Proposed, false) => sorted(act.with.clone()),
        (Modality::Proposed, true) if joint() => sorted([by, with].concat()),
        _ => Vec::new(),
    }
}

/// Whose account carries it (codebook, 10): a proposal that nobody else tells of is its side's own; what stands under an
/// agreement is both sides'; somebody's who speaks for no side is a third's.
fn voice(reader: &Reader<'_>, sentence: &Tokens, frame: &Frame, by: &[Side]) -> Voice {
    // What is said inside the meeting of which they tell is their account, too.
    if reader.is_joint_text() {
        return Voice::Joint;
    }
    if let Some(issuer) = reader.document_voice() {
        return issuer;
    }
    let told = match (reader.voice_at(frame.cue), &frame.told) {
        (Voice::Narrator, Told::Official(sides)) => match sides.as_slice() {
            // "Togo will host it, the minister said": its own, whose country the text takes as known.
            [] => match by {
                [side] if told::is_own_official(reader, frame) => Voice::Side(side.clone()),
                _ => Voice::Narrator,
            },
            [side] => Voice::Side(side.clone()),
            _ => Voice::Joint,
        },
        (voice, _) => voice,
    };
    match (told, by) {
        (Voice::Narrator | Voice::Side(_), _) if frame.told == Told::Stranger => Voice::Third,
        // "Rejected Togo's offer to": told of it afterwards.
        (Voice::Narrator, [side])
            if frame.word.modality == Modality::Proposed
                && (frame.word.pos != UndertakingPos::Noun || parties::is_made(reader, frame.cue)) =>
        {
            Voice::Side(side.clone())
        }
        // What the text that both signed says is both sides', whoever was the source before.
        (Voice::Side(_), [_, _, ..])
            if frame.word.pos == UndertakingPos::Provision
                && frame.word.modality >= Modality::Agreed
                && frame.told == Told::Narrator =>
        {
            Voice::Joint
        }
        (Voice::Narrator, _)
            if frame.word.pos == UndertakingPos::Provision && frame.word.modality >= Modality::Agreed =>
        {
            Voice::Joint
        }
        (Voice::Narrator, _)
            if frame.word.pos == UndertakingPos::Auxiliary && is_by_treaty(reader, frame, sentence) =>
        {
            Voice::Joint
        }
        (voice, _) => voice,
    }
}

/// Whether a treaty says so: "under the accord Togo will …", also in the sentence before, or "a treaty under which".
fn is_by_treaty(reader: &Reader<'_>, frame: &Frame, sentence: &Tokens) -> bool {
    let text = &reader.text;
    let before = text.sentence_at(sentence.start.saturating_sub(1));
    let clause = text.syntax.predicate(frame.anchor);
    let noun = text.syntax.head(clause).filter(|_| text.syntax.relation(clause) == Relation::AclRelcl);
    provisions::is_under_treaty(reader, sentence)
        || frame.sides.len() > 1 && provisions::is_under_treaty(reader, &before)
        || noun.is_some_and(|noun| reader.lexicon.is(WordClass::Treaty, text.lemma(noun)))
}

/// Whether nobody says that he will do it: supposed or asked about ("asked if he would"), a guess ("will likely not seek"),
/// told of those to whom it is done ("they will be joined by"), or without a thing that is named ("will bring that up").
fn is_unsaid(reader: &Reader<'_>, frame: &Frame, act: &Act) -> bool {
    const GUESSES: [&str; 6] = ["likely", "probably", "presumably", "surely", "inevitably", "perhaps"];
    const EMPTY: [&str; 16] = [
        "that",
        "this",
        "it",
        "they",
        "them",
        "up",
        "out",
        "place",
        "much",
        "something",
        "everything",
        "left",
        "dates",
        "details",
        "more",
        "question",
    ];
    // "Pay attention to", "attach importance to"
    const VAGUE: [&str; 14] = [
        "attention",
        "importance",
        "priority",
        "consideration",
        "effort",
        "emphasis",
        "role",
        "advantage",
        "care",
        "heed",
        "sense",
        "card",
        "stock",
        "shape",
    ];
    let text = &reader.text;
    let syntax = &text.syntax;
    let verb = act.verb.unwrap_or(act.trigger);
    let near = frame.cue.min(verb)..frame.cue.max(verb);
    // "Ready to go one-on-one", "will end up having": idioms.
    let idle = act.action == "go" || act.action.starts_with("end up");
    let guessed = frame.word.pos == UndertakingPos::Auxiliary && near.clone().any(|t| GUESSES.contains(&text.lemma(t)));
    let pronoun = |t: usize| matches!(syntax.upos(t), Upos::Pron) && !text.is_any(t, &["each", "one"]);
    let object = text.strip(act.object.clone());
    let empty = object.len() == 1 && (pronoun(object.start) || EMPTY.contains(&text.lower(object.start).as_str()))
        || VAGUE.contains(&text.lemma(act.trigger)) && act.is_direct;
    // "The two men will be left alone"
    let undergone = frame.word.pos == UndertakingPos::Auxiliary
        && syntax
            .dependent(verb, &[Relation::NsubjPass])
            .is_some_and(|noun| pronoun(noun) || reader.actors.at(noun).is_some_and(|m| !m.sides().is_empty()));
    // "The visit will be arranged through the embassies"
    let later = frame.word.pos == UndertakingPos::Auxiliary
        && matches!(act.lemma.as_str(), "arrange" | "work" | "fix" | "finalise" | "finalize" | "determine" | "decide")
        && matches!(text.lemma(act.trigger), "visit" | "date" | "detail" | "time" | "schedule" | "timing");
    frame.assertion == Assertion::Hypothetical || later || idle || guessed || empty || undergone
}

/// Whether the act is undertaken in public, rather than ascribed to a side, foretold, or its own affair.
fn is_public(reader: &Reader<'_>, frame: &Frame, act: &Act, by: &[Side], with: &[Side], voice: &Voice) -> bool {
    let several = by.len() + with.len() > 1;
    let joint = by.len() > 1;
    let issued = reader.document_voice().is_some() || reader.is_joint_text();
    // "Announced plans to", "expressed its intention to"
    let expressed = frame.word.pos == UndertakingPos::Noun && parties::is_made(reader, frame.cue);
    let declared = issued
        || expressed
        || match voice {
            Voice::Joint => true,
            Voice::Side(side) => by.contains(side),
            _ => false,
        };
    // What a third says that others aim at is his guess.
    let told_outside = matches!(voice, Voice::Side(side) if !by.contains(side) && !with.contains(side));
    // "The leaders will develop their friendship", "hope to mend ties": a narrator's forecast.
    let forecast = frame.word.pos == UndertakingPos::Auxiliary || frame.word.modality == Modality::Intended;
    if act.kind == CommitmentKind::Standing && forecast && !declared {
        return false;
    }
    // "He hopes both can have good relations": one's own wish.
    let hopes = matches!(reader.text.lemma(frame.cue), "hope" | "want" | "wish" | "like");
    let wish = act.kind == CommitmentKind::Standing && frame.word.modality == Modality::Intended && hopes;
    if wish && !issued && matches!(voice, Voice::Side(_)) {
        return false;
    }
    // "A letter signed by Senator Vega": one alone signs no treaty.
    if frame.word.complements.contains(&Complement::Document)
        && by.len() == 1
        && !issued
        && !is_signed_with(reader, act, by, with)
    {
        return false;
    }
    // What somebody else says that a side will not do is no refusal.
    if frame.assertion == Assertion::Negated && (!declared || joint && *voice != Voice::Joint) {
        return false;
    }
    // A formula of one side's own is none; a promise to another is.
    let promised = frame.word.modality >= Modality::Agreed && frame.word.pos != UndertakingPos::Auxiliary;
    if !act.is_direct && !act.is_known {
        return false;
    }
    if act.kind == CommitmentKind::Standing && !joint && !(several && promised) {
        return false;
    }
    // What one government orders its own is its own affair.
    if frame.word.complements.contains(&Complement::Order) && !joint {
        return false;
    }
    // "Is going to"
    let is_future = frame.word.pos == UndertakingPos::Auxiliary || reader.text.lemma(frame.cue) == "go";
    // Who speaks for no side tells what sides agreed, but not what they mean to do.
    let meant = is_future || frame.word.modality == Modality::Intended;
    if meant && frame.told == Told::Stranger {
        return false;
    }
    match (frame.word.pos, frame.word.modality) {
        (UndertakingPos::Auxiliary, Modality::Proposed) => proposer(reader, frame).is_some() && act.is_known,
        // What a narrator says that a side will do at home is no undertaking.
        _ if is_future => act.is_known && (declared || several || frame.told != Told::Narrator),
        (_, Modality::Intended) if frame.word.is_inward => {
            (act.is_known || several) && (declared || (joint || frame.sides.len() > 1) && !told_outside)
        }
        (_, Modality::Intended) => act.is_known || joint && declared,
        (_, Modality::Proposed) => several || act.is_known,
        (UndertakingPos::Noun, _) => several || (issued || expressed) && act.is_known,
        _ => act.is_known || several,
    }
}

/// Whether the text says with whom one side signs, or is about those two.
fn is_signed_with(reader: &Reader<'_>, act: &Act, by: &[Side], with: &[Side]) -> bool {
    let near = reader.actors.within(&reader.text.sentence_at(act.trigger));
    let letter =
        matches!(reader.text.lemma(act.trigger), "letter" | "statement" | "note" | "communique" | "communiqué");
    !letter
        && (reader.is_between_two()
            || near.iter().flat_map(Mention::sides).any(|side| with.contains(&side) && !by.contains(&side)))
}

/// The most words that a subject may take in front of its verb to be shown with it.
const SUBJECT: usize = 12;

/// Where a quote begins that shows who undertakes, if that stands near in front.
fn with_subject(text: &Text<'_>, anchor: usize, cue: usize) -> usize {
    let start = text.syntax.clause_start(text.syntax.predicate(anchor));
    let verb = |t: usize| text.syntax.upos(t) == Upos::Verb;
    let parted = |t: usize| matches!(text.word(t), ";" | ":" | "(" | ")") || text.is_quote_mark(t) || verb(t);
    let near = start < cue && cue - start <= SUBJECT && text.find(start..cue, parted).is_none();
    if near { start } else { cue }
}

/// Prepositions of an occasion, which is no part of the act.
const ASIDE: [&str; 5] = ["during", "amid", "after", "following", "since"];

/// The end of an act with all that its object and its verb's next words add: "a memorandum on a pipeline | that would
/// carry gas to Mombasa".
fn reach(reader: &Reader<'_>, frame: &Frame, act: &Act, end: usize) -> usize {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut reach = end.max(syntax.below(act.trigger).end);
    for &d in act.verb.map_or(&[][..], |verb| syntax.dependents(verb)) {
        let below = syntax.below(d);
        let beside = matches!(syntax.relation(d), Relation::Obl | Relation::OblUnmarked | Relation::OblAgent);
        let adds = beside && !syntax.has_case(d, &ASIDE)
            || syntax.relation(d) == Relation::Advcl && syntax.is_marked_infinitive(d);
        if adds && below.start == reach {
            reach = below.end;
        }
    }
    let next = frame.acts.iter().map(|other| other.words.start).filter(|&start| start >= end).min();
    let stops = |t: usize| {
        matches!(text.word(t), "," | ";" | ":" | "." | "(" | "–" | "—")
            || text.is_quote_mark(t)
            // "Deals | meant to end the quarrel" says what for.
            || syntax.relation(t) == Relation::Acl && matches!(text.lemma(t), "mean" | "aim" | "design" | "intend")
    };
    let limit = text.find(end..reach, stops).unwrap_or(reach).min(next.unwrap_or(reach));
    let joins = |t: usize| text.is_any(t, &["and", "or"]);
    let limit = limit - usize::from(limit > end && joins(limit - 1));
    with_examples(text, limit)
}

/// "Six documents, | among them a treaty": what belongs to the item named in front.
fn with_examples(text: &Text<'_>, end: usize) -> usize {
    let opens = text.word(end) == "," && text.is(end + 1, "among") && text.is_any(end + 2, &["them", "which"]);
    let sentence = text.sentence_of(end).map_or(end, |s| s.end);
    let closes = |t: usize| matches!(text.word(t), "," | ";" | "." | ":" | ")");
    if opens { text.find(end + 1..sentence, closes).unwrap_or(end) } else { end }
}

/// The words that an act rests on: from its cue to its end where it stands first, of a later one the cue and the act.
fn evidence(reader: &Reader<'_>, frame: &Frame, act: &Act, end: usize, is_first: bool) -> Vec<Tokens> {
    let text = &reader.text;
    let denial = (text.sentence_of(frame.cue).map_or(0, |s| s.first).max(frame.cue.saturating_sub(8))..frame.cue)
        .find(|&t| text.lemma(t) == "deny" || text.is_any(t, &["not", "n't", "n’t", "never", "no"]));
    let governor = text.syntax.head(frame.cue).filter(|_| !frame.word.under.is_empty()).unwrap_or(frame.cue);
    let cue = denial.filter(|_| frame.assertion == Assertion::Negated).unwrap_or(frame.cue.min(governor));
    let together = text.sentence_number(cue) == text.sentence_number(act.words.start);
    // "She accepted the invitation", told before.
    let accepted = text.syntax.dependent(frame.anchor, &[Relation::Obj]).filter(|&noun| noun > cue);
    if let Some(noun) = accepted.filter(|_| text.sentence_number(act.words.start) < text.sentence_number(cue)) {
        return vec![text.balanced(with_subject(text, frame.anchor, cue)..noun + 1)];
    }
    if is_first && together && cue <= act.words.start {
        return vec![text.balanced(with_subject(text, frame.anchor, cue)..end)];
    }
    let own = text.balanced(act.words.start..end);
    // "Agreed to carry out … | and talks": a later item shows the verb as well.
    let named = act.verb.filter(|&verb| verb < act.words.start && verb > frame.cue);
    let particle = |verb: usize| verb + usize::from(text.syntax.relation(verb + 1) == Relation::CompoundPrt);
    let cue = cue..named.map_or(frame.cue, particle) + 1;
    if is_first && together || cue.start >= own.start { vec![own.start..own.end.max(cue.end)] } else { vec![cue, own] }
}
