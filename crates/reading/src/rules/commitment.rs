//! Commitments: public undertakings that look forward and are discrete (codebook, 2, 3 and 9).

use servanda_model::{
    ActorRef, Assertion, CommitmentFinding, CommitmentKind, Direction, Due, Finding, FindingBody, Modality, Place,
    Side, TimeFrame, TimeValue, Voice,
};

use crate::{
    clause::{self, Subject},
    lexicon::{self, Complement, Lexicon, WordClass},
    object,
    reader::{Draft, Reader, sorted},
    text::{Text, Tokens},
};

/// All commitments of the text.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sentence in reader.sentences() {
        let mut taken = sentence.start;
        let mut at = sentence.start;
        while at < sentence.end {
            let hit = lexicon::longest(&reader.lexicon.undertakings, &reader.text, at, sentence.end);
            let Some((entry, cue)) = hit else {
                at += 1;
                continue;
            };
            at += 1;
            if cue.start < taken {
                continue;
            }
            let found = undertaking(reader, &sentence, &cue, entry.meaning.0, entry.meaning.1);
            if let Some(last) = found.iter().map(|f| f.1).max() {
                taken = last;
            }
            findings.extend(found.into_iter().map(|f| f.0));
        }
    }
    findings
}

/// A promised act: who must do what.
struct Act {
    by: Option<Vec<Side>>,
    action: String,
    lemma: String,
    trigger: usize,
    object: Tokens,
    kind: CommitmentKind,
}

/// The commitments that hang on one cue, each with the token after its last.
fn undertaking(
    reader: &Reader<'_>,
    sentence: &Tokens,
    cue: &Tokens,
    modality: Modality,
    complement: Complement,
) -> Vec<(Finding, usize)> {
    let text = &reader.text;
    let Some(subject) = agreeing(reader, sentence, cue).or_else(|| clause::subject(reader, cue.start)) else {
        return Vec::new();
    };
    let sides = subject.sides();
    // "an agreement between the two and to …": the second act belongs to the verb before.
    let crosses = cue.len() > 2 && text.is_any(cue.end.saturating_sub(2), &["and"]);
    if sides.is_empty() || crosses {
        return Vec::new();
    }
    let sides = if is_should(text, cue) {
        match proposer(reader, cue, &sides) {
            Some(proposer) => vec![proposer],
            None => return Vec::new(),
        }
    } else {
        sides
    };
    let acts = match complement {
        Complement::Will if is_should(text, cue) => {
            infinitive(reader, skip_adverbs(text, cue.end), sentence.end, false)
                .into_iter()
                .filter(|act| is_known_deliverable(reader, &act.lemma))
                .collect()
        }
        Complement::To | Complement::Will => {
            infinitive(reader, skip_adverbs(text, cue.end), sentence.end, complement == Complement::Will)
        }
        Complement::On => on(reader, sentence, cue.end),
        Complement::Np => {
            nominal(reader, cue.end, sentence.end).into_iter().filter(|act| is_about_channel(reader, act)).collect()
        }
        Complement::That => clause_act(reader, sentence, cue.end),
        Complement::For => for_to(reader, sentence, cue.end),
    };
    let mut assertion = clause::assertion(reader, cue.start);
    if complement == Complement::Will && text.is_any(cue.end, &["not", "n't", "n’t"]) {
        assertion = Assertion::Negated;
    }
    acts.into_iter()
        .filter(|act| {
            act.by.as_ref().unwrap_or(&sides).len() > 1 || act.kind == CommitmentKind::Deliverable || sides.len() > 1
        })
        .filter_map(|act| {
            let end = act.object.end;
            commitment(reader, sentence, cue, &subject, modality, assertion, act).map(|f| (f, end))
        })
        .collect()
}

/// "Mutual agreement to …", "an agreement between the leaders of both countries to …": a noun whose subject is not the verb's.
fn agreeing(reader: &Reader<'_>, sentence: &Tokens, cue: &Tokens) -> Option<Subject> {
    let text = &reader.text;
    if !matches!(text.lemma(cue.start), "agreement" | "consensus" | "understanding") {
        return None;
    }
    let inside = reader.actors.within(&(cue.start..cue.end.min(sentence.end)));
    let actors: Vec<ActorRef> =
        if inside.is_empty() && text.is_any(cue.start.wrapping_sub(1), &["mutual", "joint", "bilateral"]) {
            reader.actors.principals.iter().map(|s| ActorRef { side: Some(s.clone()), ..ActorRef::default() }).collect()
        } else {
            inside.iter().flat_map(|m| m.actors.iter().cloned()).collect()
        };
    (!actors.is_empty()).then(|| Subject { tokens: cue.clone(), actors })
}

fn skip_adverbs(text: &Text<'_>, mut at: usize) -> usize {
    while text.is_any(at, &["also", "both", "then", "again"])
        || text.word(at).ends_with("ly") && text.word(at) != "rely"
    {
        at += 1;
    }
    at
}

/// The act of an infinitive or bare verb at `at`, with those coordinated to it ("to hold talks and open an office").
fn infinitive(reader: &Reader<'_>, at: usize, limit: usize, bare: bool) -> Vec<Act> {
    let text = &reader.text;
    let mut at = skip_adverbs(text, at);
    // "invitations to each other to visit"
    if text.is_any(at, &["each", "one"]) && text.is_any(at + 1, &["other", "another"]) {
        at += 2;
    }
    if text.is(at, "to") {
        at = skip_adverbs(text, at + 1);
    }
    // Any verb can be agreed to; a bare "will" promises only what the table of acts knows.
    let plain = object::may_be_base_verb(text, at);
    let unknown = (plain && !bare).then_some(CommitmentKind::Deliverable);
    let Some(kind) = act_kind(reader, at).or(unknown) else {
        // "agreed to be guided by … and to complete …": what is no act does not hide the next one.
        let next = (at..limit.min(at + 20)).find(|&t| text.is(t, "and") && text.is(t + 1, "to"));
        return next.map_or_else(Vec::new, |and| infinitive(reader, and + 1, limit, bare));
    };
    // "is expected to", "will seek to": another word of undertaking decides.
    if bare
        && lexicon::longest(&reader.lexicon.undertakings, text, at, limit)
            .is_some_and(|(e, _)| e.meaning.1 != Complement::Will)
    {
        return Vec::new();
    }
    let start = after_particle(text, at + 1);
    let object = start..object::end_of(text, start, limit);
    let (object, next) = before_coordinated_verb(reader, object);
    let mut acts: Vec<Act> = object::split(reader, &object)
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| act(reader, at..start, head_token(text, &part), part, kind))
        .collect();
    if acts.is_empty() && kind == CommitmentKind::Deliverable && matches!(text.lemma(at), "meet" | "talk" | "visit") {
        acts.push(act(reader, at..start, at, at..start, kind));
    }
    if let Some(next) = next {
        acts.extend(infinitive(reader, next, limit, bare));
    }
    acts
}

fn act(reader: &Reader<'_>, verb: Tokens, trigger: usize, object: Tokens, kind: CommitmentKind) -> Act {
    let text = &reader.text;
    let particle = if verb.len() > 1 { format!(" {}", text.lower(verb.end - 1)) } else { String::new() };
    let lemma = text.lemma(verb.start).to_owned();
    Act { by: None, action: format!("{lemma}{particle}"), lemma, trigger, object, kind }
}

fn act_kind(reader: &Reader<'_>, at: usize) -> Option<CommitmentKind> {
    reader.lexicon.acts.iter().find(|e| e.phrase == reader.text.lemma(at)).map(|e| e.meaning)
}

/// "carry out", "draw up", "set up", "work towards", "hand over".
fn after_particle(text: &Text<'_>, at: usize) -> usize {
    at + usize::from(text.is_any(at, &["out", "up", "towards", "toward", "over", "off", "down", "back"]))
}

/// Cuts the object before "and (to) VERB", where a second act begins.
fn before_coordinated_verb(reader: &Reader<'_>, object: Tokens) -> (Tokens, Option<usize>) {
    let text = &reader.text;
    for at in object.clone() {
        if text.is(at, "and") && at + 1 < object.end {
            let verb = skip_adverbs(text, at + 1 + usize::from(text.is(at + 1, "to")));
            let is_base_form = text.lower(verb) == text.lemma(verb);
            let followed = verb + 1 < object.end && !text.is_any(verb + 1, &["of", "and", "between", "with"]);
            let noun_like = text.is_any(
                verb,
                &[
                    "talk", "study", "review", "visit", "exchange", "share", "work", "support", "cut", "end", "return",
                    "supply", "transfer", "release", "increase", "set",
                ],
            ) && !text.is(at + 1, "to");
            if act_kind(reader, verb).is_some() && is_base_form && followed && !noun_like {
                return (text.strip_end(object.start..at), Some(verb));
            }
        }
    }
    (object, None)
}

/// What follows "on": a thing, or a day and then the act ("agreed on Tuesday 12 March to reopen …").
fn on(reader: &Reader<'_>, sentence: &Tokens, start: usize) -> Vec<Act> {
    let text = &reader.text;
    let mut after = start;
    while let Some(time) = text.time_at(after) {
        after = time.end + usize::from(text.word(time.end) == ",");
    }
    match after {
        _ if after == start => nominal(reader, start, sentence.end),
        _ if text.is(after, "to") => infinitive(reader, after, sentence.end, false),
        _ if text.is(after, "that") => clause_act(reader, sentence, after + 1),
        _ => Vec::new(),
    }
}

/// "On/to NOUN PHRASE": a meeting or document to come, or a formula. An agreement on importance or need is none.
fn nominal(reader: &Reader<'_>, start: usize, limit: usize) -> Vec<Act> {
    let text = &reader.text;
    let object = start..object::end_of(text, start, limit);
    if object.is_empty()
        || object
            .clone()
            .take(4)
            .any(|t| matches!(text.lemma(t), "importance" | "need" | "necessity" | "significance" | "principle"))
    {
        return Vec::new();
    }
    split_hedged(reader, &object)
        .into_iter()
        .filter(|part| !part.is_empty())
        .filter_map(|part| {
            let continued = part.clone().take(2).any(|t| text.lemma(t) == "continue" || text.is(t, "continued"));
            let channel = part.clone().any(|t| is_channel(reader, t, part.end));
            if !continued && !channel && !is_relation(text, &part) {
                return None;
            }
            let kind = if continued || !channel { CommitmentKind::Standing } else { CommitmentKind::Deliverable };
            let lemma = if continued {
                "continue"
            } else if channel {
                "hold"
            } else {
                "pursue"
            };
            Some(Act {
                by: None,
                action: lemma.to_owned(),
                lemma: lemma.to_owned(),
                trigger: head_token(text, &part),
                object: part,
                kind,
            })
        })
        .collect()
}

/// What a standing formula is about.
fn is_relation(text: &Text<'_>, part: &Tokens) -> bool {
    part.clone().any(|t| Lexicon::builtin().is(WordClass::Relation, text.lemma(t)))
}

/// Splits the object, and takes what "including" adds under a hedge as an item of its own.
fn split_hedged(reader: &Reader<'_>, object: &Tokens) -> Vec<Tokens> {
    let text = &reader.text;
    let hedged =
        text.find(object.clone(), |t| text.is(t, "including") && object::hedge(reader, &(t + 1..t + 2)).is_some());
    match hedged {
        Some(at) => vec![text.strip_end(object.start..at), at + 1..object.end],
        None => object::split(reader, object),
    }
}

fn is_channel(reader: &Reader<'_>, at: usize, end: usize) -> bool {
    reader.lexicon.channels.iter().any(|e| e.at(&reader.text, at, end).is_some())
}

fn is_about_channel(reader: &Reader<'_>, act: &Act) -> bool {
    act.object.clone().any(|t| {
        is_channel(reader, t, act.object.end)
            || matches!(
                reader.text.lemma(t),
                "communication" | "visit" | "invitation" | "agreement" | "treaty" | "memorandum"
            )
    })
}

/// "That A will ACT": who must act is the clause's own subject.
fn clause_act(reader: &Reader<'_>, sentence: &Tokens, start: usize) -> Vec<Act> {
    let text = &reader.text;
    let Some(modal) = text
        .find(start..sentence.end.min(start + 14), |t| text.is_any(t, &["will", "would", "shall", "should", "must"]))
    else {
        return Vec::new();
    };
    let Some(subject) = clause::subject(reader, modal) else { return Vec::new() };
    let mut acts = infinitive(reader, modal + 1, sentence.end, true);
    for act in &mut acts {
        act.by = Some(subject.sides()).filter(|s| !s.is_empty());
    }
    acts
}

/// "Paved the way for A to ACT".
fn for_to(reader: &Reader<'_>, sentence: &Tokens, start: usize) -> Vec<Act> {
    let text = &reader.text;
    let Some(mention) = reader.actors.within(&(start..sentence.end)).first().filter(|m| m.tokens.start <= start + 2)
    else {
        return Vec::new();
    };
    if !text.is(mention.tokens.end, "to") {
        return Vec::new();
    }
    let mut acts = infinitive(reader, mention.tokens.end, sentence.end, false);
    for act in &mut acts {
        act.by = Some(mention.sides());
    }
    acts
}

fn head_token(text: &Text<'_>, object: &Tokens) -> usize {
    object::head(text, &text.strip(object.clone())).unwrap_or(object.start)
}

fn commitment(
    reader: &Reader<'_>,
    sentence: &Tokens,
    cue: &Tokens,
    subject: &Subject,
    modality: Modality,
    assertion: Assertion,
    act: Act,
) -> Option<Finding> {
    let text = &reader.text;
    let agreed_by = subject.sides();
    let proposer = is_should(text, cue).then(|| proposer(reader, cue, &agreed_by)).flatten();
    let by = proposer.map(|p| vec![p]).or(act.by.clone()).unwrap_or_else(|| agreed_by.clone());
    let named = object::sides_in(text, &act.object);
    // "The first summit between A and B": they are to act.
    let between = text.find(act.object.clone(), |t| text.is(t, "between")).map(|t| {
        sorted(reader.actors.within(&(t..act.object.end)).iter().flat_map(crate::actors::Mention::sides).collect())
    });
    let by = between.filter(|sides: &Vec<Side>| sides.len() > 1).unwrap_or(by);
    let partners = with_partners(reader, &act.object);
    let bilateral_act = matches!(act.lemma.as_str(), "host" | "visit" | "meet" | "invite" | "receive");
    let with: Vec<Side> = sorted(
        agreed_by
            .iter()
            .chain(&partners)
            .chain(named.iter().filter(|_| bilateral_act))
            .filter(|side| !by.contains(side))
            .cloned()
            .collect(),
    );
    // What one side promises in a text about two, it promises the other.
    let others = reader.others(&by);
    let with = if with.is_empty() && by.len() == 1 && modality >= Modality::Agreed { others } else { with };
    let reach = (act.object.end + 6).min(sentence.end);
    let hedge = object::hedge(reader, &(cue.end.min(act.object.start)..act.object.end));
    let due_tokens = due(reader, sentence, act.object.end);
    let due = due_tokens
        .as_ref()
        .map(|(tokens, when)| Due::Stated { text: text.words(tokens).to_owned(), when: when.clone() })
        .or_else(|| no_date(reader, sentence));
    let object_words = object::name_of(text, &act.object);
    if object_words.is_empty() {
        return None;
    }
    let evidence_end =
        due_tokens.as_ref().map_or(act.object.end, |(tokens, _)| tokens.end).min(reach.max(act.object.end));
    let when = agreed_when(reader, cue);
    // A denial shows its "not".
    let denial = (sentence.start.max(cue.start.saturating_sub(8))..cue.start)
        .find(|&t| text.lemma(t) == "deny" || text.is_any(t, &["not", "n't", "n’t", "never", "no"]));
    let first = denial.filter(|_| assertion == Assertion::Negated).unwrap_or(cue.start);
    let words = text.balanced(first..evidence_end);
    let mut draft = Draft::new("commitment.undertaking", act.trigger, vec![words]);
    draft.assertion = assertion;
    draft.time = if when.is_some() { TimeFrame::Past } else { TimeFrame::Present };
    draft.proposition = object::proposition(reader, &act.lemma, &act.object, &by, &with);
    let modality = if modality == Modality::Agreed
        && is_will(text, cue)
        && due_tokens.as_ref().is_some_and(|(_, when)| is_day(when.as_ref()))
    {
        Modality::Bound
    } else {
        modality
    };
    let voice = reader.voice_at(cue.start);
    let body = CommitmentFinding {
        commitment_kind: act.kind,
        by,
        with,
        action: act.action,
        object: object_words,
        modality,
        hedge,
        condition: condition(reader, sentence, evidence_end),
        due,
        when,
        voice,
    };
    reader
        .finding(draft, FindingBody::Commitment(body))
        .filter(|f| f.place == Place::Body || modality >= Modality::Agreed)
}

fn is_known_deliverable(reader: &Reader<'_>, lemma: &str) -> bool {
    reader.lexicon.acts.iter().any(|act| act.phrase == lemma && act.meaning == CommitmentKind::Deliverable)
}

fn is_should(text: &Text<'_>, cue: &Tokens) -> bool {
    text.lemma(cue.start) == "should"
}

/// "Both sides should draw up …", said by one of them: that side proposes a joint act (codebook, 3).
fn proposer(reader: &Reader<'_>, cue: &Tokens, sides: &[Side]) -> Option<Side> {
    match reader.voice_at(cue.start) {
        Voice::Side(side) if sides.len() > 1 && sides.contains(&side) => Some(side),
        _ => None,
    }
}

fn is_will(text: &Text<'_>, cue: &Tokens) -> bool {
    text.lemma(cue.start) == "will"
}

fn is_day(when: Option<&TimeValue>) -> bool {
    matches!(
        when,
        Some(
            TimeValue::OnWeekday { .. }
                | TimeValue::MonthDay { .. }
                | TimeValue::Absolute { date: servanda_model::PartialDate::Day(_), .. }
        )
    )
}

/// Sides that "with" joins to the act ("talks with their Bolivian counterpart").
fn with_partners(reader: &Reader<'_>, object: &Tokens) -> Vec<Side> {
    let text = &reader.text;
    match text.find(object.clone(), |t| text.is(t, "with")) {
        Some(at) => {
            sorted(reader.actors.within(&(at..object.end)).iter().flat_map(crate::actors::Mention::sides).collect())
        }
        None => Vec::new(),
    }
}

/// The time right after the object, with its preposition: the due.
fn due(reader: &Reader<'_>, sentence: &Tokens, at: usize) -> Option<(Tokens, Option<TimeValue>)> {
    let text = &reader.text;
    let mut start = at;
    if text.is_quote_mark(start) {
        start += 1;
    }
    let begin = start;
    let soon = ["as", "soon", "as", "possible"];
    if (0..4).all(|n| text.is(start + n, soon[n])) {
        return Some((start..start + 4, None));
    }
    // "the consensus reached in September": a time of the thing, not a due.
    if matches!(
        text.lemma(at.wrapping_sub(1)),
        "reach" | "sign" | "make" | "conclude" | "agree" | "hold" | "launch" | "adopt"
    ) {
        return None;
    }
    let reach =
        (start..(start + 4).min(sentence.end)).find(|&t| text.time_at(t).is_some_and(|time| time.first == t))?;
    if !(begin..reach).all(|t| {
        text.is_any(
            t,
            &[
                "on", "in", "by", "within", "during", "before", "the", "a", "this", "at", "“", "\"", "later", "no",
                "than",
            ],
        )
    }) {
        return None;
    }
    let time = text.time_at(reach).filter(|time| !is_past(&time.value))?;
    let mut end = time.end;
    // "during the 2025 visit"
    if text.is(begin, "during") && end < sentence.end && !text.is_punctuation(end) {
        end += 1;
    }
    (!matches!(time.value, TimeValue::Duration { .. } | TimeValue::Set { .. }))
        .then(|| (begin..end, Some(time.value.clone())))
}

/// A time that lies behind is when something was agreed, not by when it is to be done.
fn is_past(value: &TimeValue) -> bool {
    matches!(
        value,
        TimeValue::InMonth { direction: Direction::Past, .. }
            | TimeValue::MonthDay { direction: Direction::Past, .. }
            | TimeValue::OnWeekday { direction: Direction::Past, .. }
            | TimeValue::Relative { direction: Direction::Past, .. }
            | TimeValue::Relative { offset: ..0, .. }
            | TimeValue::MonthOfRelativeYear { years: ..0, .. }
    )
}

/// "If Niger withdraws its troops", "conditions permitting": the words of a condition right behind the act and its due.
fn condition(reader: &Reader<'_>, sentence: &Tokens, after: usize) -> Option<String> {
    let text = &reader.text;
    let start = (after..sentence.end.min(after + 3)).find(|&t| {
        text.is_any(t, &["if", "unless", "provided"])
            || text.is(t, "subject") && text.is(t + 1, "to")
            || text.is(t, "conditions") && text.is(t + 1, "permitting")
    })?;
    let end = (start..sentence.end)
        .find(|&t| matches!(text.word(t), "," | "." | ";") || text.is_quote_mark(t))
        .unwrap_or(sentence.end);
    Some(text.words(&(start..end)).to_owned())
}

/// "No date had been set" in this sentence or the next.
fn no_date(reader: &Reader<'_>, sentence: &Tokens) -> Option<Due> {
    let text = &reader.text;
    let next = text.sentence_of(sentence.end).map_or(sentence.end, |s| s.end);
    let at = text.find(sentence.start..next, |t| {
        text.is(t, "no")
            && (t + 1..t + 4)
                .any(|n| matches!(text.lemma(n), "date" | "detail" | "timetable" | "timeline" | "deadline"))
            && (t + 2..t + 9)
                .any(|n| matches!(text.lemma(n), "set" | "give" | "fix" | "announce" | "agree" | "provide"))
    })?;
    let end = (at..next).find(|&t| text.is_punctuation(t)).unwrap_or(next);
    Some(Due::NoneSet { text: text.words(&(at..end)).to_owned() })
}

/// "Agreed in September": when, where the text refers back.
fn agreed_when(reader: &Reader<'_>, cue: &Tokens) -> Option<TimeValue> {
    let text = &reader.text;
    let verb = text.lemma(cue.start);
    if !matches!(verb, "agree" | "decide" | "pledge" | "promise" | "commit" | "sign") {
        return None;
    }
    let at = (cue.start + 1..cue.start + 4).find(|&t| text.time_at(t).is_some())?;
    let value = &text.time_at(at)?.value;
    (!matches!(value, TimeValue::OnWeekday { .. } | TimeValue::Duration { .. } | TimeValue::Vague { .. }))
        .then(|| value.clone())
}
