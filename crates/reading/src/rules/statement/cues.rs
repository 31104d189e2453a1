//! Which words report that somebody spoke, and who: verbs of the lexicon, and those that the trained layer hears.

use servanda_language::{Attribution, Inflection, Relation, Upos, Xpos};
use servanda_model::{ActorRef, Assertion, Side};

use super::content;
use crate::{
    actors::MentionKind,
    clause::{self, Subject},
    lexicon::{self, MeetingWord, SpeechAct, WordClass},
    reader::Reader,
    text::{Text, Tokens},
};

/// A cue with its speaker and what it reports.
pub struct Cue {
    /// The words that report.
    pub tokens: Tokens,
    /// Whether they only tell that somebody spoke, or what he did by it.
    pub act: SpeechAct,
    /// Who speaks.
    pub subject: Subject,
    /// Whether the speaker stands behind the cue.
    pub inverted: bool,
    /// What is reported, in the order of the text; empty where nothing is.
    pub content: Vec<Tokens>,
}

impl Cue {
    /// The longest stretch of what is reported.
    pub fn main(&self) -> Option<&Tokens> {
        self.content.iter().max_by_key(|words| words.len())
    }

    /// Whether the word at `at` is part of what is reported.
    pub fn reports(&self, at: usize) -> bool {
        self.content.iter().any(|words| words.contains(&at))
    }
}

/// The cues of a sentence, outside quotations, each with a speaker.
pub fn find(reader: &Reader<'_>, sentence: &Tokens) -> Vec<Cue> {
    let text = &reader.text;
    let mut cues = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let hit = lexicon::longest(&reader.lexicon.speech, text, at, sentence.end).filter(|_| is_cue(reader, at));
        let heard = heard_at(reader, at);
        let known = hit.and_then(|(entry, tokens)| act(reader, &tokens, entry.meaning).map(|act| (tokens, act)));
        let told = || text.syntax.upos(at) == Upos::Verb && is_cue(reader, at) && tells(reader, at);
        let Some((tokens, act)) = known.or_else(|| told().then_some((at..at + 1, SpeechAct::Say))) else {
            at += 1;
            continue;
        };
        at = tokens.end;
        if act != SpeechAct::Topic {
            cues.extend(
                coordinated(text, &cues, &tokens)
                    .or_else(|| speaker(reader, sentence, &tokens, heard))
                    .or_else(|| going_on(text, &cues, &tokens))
                    .or_else(|| listed(reader, sentence, &tokens))
                    .map(|(subject, inverted)| (whole(subject, heard), inverted))
                    .map(|(subject, inverted)| Cue { tokens, act, subject, inverted, content: Vec::new() }),
            );
        }
    }
    for n in 0..cues.len() {
        let found = content::of(reader, sentence, &cues, n, heard_at(reader, cues[n].tokens.start));
        cues[n].content = found;
    }
    cues
}

/// What a verb of the lexicon reports here, if anything.
fn act(reader: &Reader<'_>, cue: &Tokens, act: SpeechAct) -> Option<SpeechAct> {
    let syntax = &reader.text.syntax;
    let quoted = || (cue.end..cue.end + 2).any(|t| reader.text.is_quoted(t));
    match act {
        SpeechAct::Attitude => {
            // "Pressed Chile to pay"
            let demand = syntax.dependent(cue.start, &[Relation::Obj]).is_some()
                && syntax.dependents(cue.start).iter().any(|&d| syntax.is_infinitive(d));
            let told = demand || reader.text.document.clues.issuer.is_some() || quoted();
            told.then_some(SpeechAct::Act)
        }
        // "Called the visit historic"
        _ if reader.text.lemma(cue.start) == "call" && cue.len() == 1 => {
            let judged = [Relation::Obj, Relation::Xcomp].iter().all(|&r| syntax.dependent(cue.start, &[r]).is_some());
            judged.then_some(act)
        }
        // "Claims the islands" is a claim to land.
        _ if reader.text.lemma(cue.start) == "claim" && !quoted() => {
            let clause =
                syntax.dependent(cue.start, &[Relation::Ccomp, Relation::Xcomp, Relation::Parataxis]).is_some();
            let inside = syntax.relation(cue.start) == Relation::Parataxis || reader.text.is(cue.end, "that");
            (clause || inside).then_some(act)
        }
        _ => Some(act),
    }
}

/// A verb in use, outside quotations, that tells of words really said.
fn is_cue(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    !text.is_quoted(at)
        && text.name_at(at).is_none()
        && text.syntax.is_verb(at)
        && !is_plural(reader, at)
        && is_realised(reader, at)
}

/// "A series of disputes": an -s that no actor stands before is a plural, not "disputes" said of somebody.
fn is_plural(reader: &Reader<'_>, at: usize) -> bool {
    let token = reader.text.layers.tokens.get(at);
    let before = reader.actors.last_until(at).map_or(0, |m| m.tokens.end);
    let with_subject = reader.text.syntax.dependent(at, &[Relation::Nsubj]).is_some();
    token.is_some_and(|t| t.inflection == Inflection::S) && before + 1 < at && !with_subject
}

/// Whether the words were said, not wished, asked about or supposed: "would welcome", "likely to reaffirm", "if he asks".
fn is_realised(reader: &Reader<'_>, verb: usize) -> bool {
    const MODALS: [&str; 10] = ["will", "'ll", "’ll", "would", "can", "could", "may", "might", "should", "must"];
    const BEFORE: [&str; 8] = ["about", "of", "for", "before", "without", "from", "against", "to"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let modal = |&d: &usize| matches!(syntax.relation(d), Relation::Aux) && text.is_any(d, &MODALS);
    if syntax.dependents(verb).iter().any(modal) || clause::assertion(reader, verb) == Assertion::Hypothetical {
        return false;
    }
    // "Declined to confirm", "avoided blaming"
    let open = matches!(syntax.relation(verb), Relation::Xcomp | Relation::Advcl | Relation::Ccomp);
    let above = syntax.head(verb).filter(|_| open || syntax.is_infinitive(verb));
    if above.is_some_and(|above| reader.lexicon.is(WordClass::Reticent, text.lemma(above))) {
        return false;
    }
    if syntax.is_infinitive(verb) {
        // "Went on to say", "used the visit to urge"; not "is likely to", "refused to".
        let above = syntax.head(verb).map(|head| syntax.predicate(head));
        return above.is_some_and(|above| {
            let class = |class| reader.lexicon.is(class, text.lemma(above));
            syntax.is_past(above)
                && !class(WordClass::Ahead)
                && !class(WordClass::Wish)
                && clause::assertion(reader, above) == Assertion::Asserted
        });
    }
    // "Thought about asking", "before saying"; "responded by saying" is said.
    let led = |&d: &usize| matches!(syntax.relation(d), Relation::Case | Relation::Mark) && text.is_any(d, &BEFORE);
    let gerund = syntax.xpos(verb) == Some(Xpos::Vbg) && syntax.dependents(verb).iter().any(led);
    // Guests are welcomed without words.
    let guest = text.lemma(verb) == "welcome"
        && syntax
            .dependent(verb, &[Relation::Obj])
            .and_then(|o| reader.actors.at(o))
            .is_some_and(|m| m.kind == MentionKind::Person);
    // "Called on the prime minister" is a visit, "called on him to act" a demand.
    let visit = text.lemma(verb) == "call"
        && text.is_any(verb + 1, &["on", "upon"])
        && !syntax.dependents(verb).iter().any(|&d| syntax.is_infinitive(d));
    let question = text.lemma(verb) == "ask" && !asks_for(text, verb);
    // "Inviting criticism" invites nobody.
    let invited = text.lemma(verb) == "invite"
        && syntax.dependent(verb, &[Relation::Obj]).is_some_and(|o| clause::named(reader, o).is_none());
    !(gerund || guest || visit || question || invited)
}

/// "Asked Togo to …", "asked for …": a question is no demand.
fn asks_for(text: &Text<'_>, verb: usize) -> bool {
    let syntax = &text.syntax;
    syntax.dependents(verb).iter().any(|&d| {
        matches!(syntax.relation(d), Relation::Xcomp | Relation::Ccomp | Relation::Advcl) && syntax.is_infinitive(d)
            || syntax.has_case(d, &["for"])
    })
}

/// Whether a verb that only the trained layer takes for a cue tells of speech: with a clause or a quotation, and no verb
/// of thinking.
fn tells(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let Some(heard) = heard_at(reader, verb) else { return false };
    let quoted = heard.content.iter().any(|c| c.clone().any(|t| text.is_quoted(t)));
    let clause = syntax.dependent(verb, &[Relation::Ccomp]).is_some();
    !reader.lexicon.is(WordClass::Mental, text.lemma(verb)) && (quoted || clause)
}

/// The attribution whose cue holds the word at `at`.
pub fn heard_at<'r>(reader: &'r Reader<'_>, at: usize) -> Option<&'r Attribution> {
    let all = &reader.text.layers.attributions;
    let holds = |a: &&Attribution| a.cue.iter().any(|cue| cue.contains(&at));
    // Cues are in order, and short.
    let until = all.partition_point(|a| a.cue.first().is_none_or(|cue| cue.start <= at));
    all[..until].iter().rev().take(3).find(holds)
}

/// Whether the subject is a meeting or a journey, which says nothing itself: "the summit of the bloc highlighted the rift".
fn is_occasion(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let Some(noun) = text.syntax.subject(text.syntax.predicate(verb)) else { return false };
    let meets = |e: &lexicon::Entry<MeetingWord>| !e.meaning.is_verb && e.phrase == text.lemma(noun);
    reader.actors.at(noun).is_none() && reader.lexicon.meetings.iter().any(meets)
}

/// What ends "quoted Vega as saying".
const QUOTED: [&str; 4] = ["saying", "telling", "stating", "declaring"];

/// Who speaks, and whether he stands behind the cue; `None` where the text does not say.
fn speaker(
    reader: &Reader<'_>,
    sentence: &Tokens,
    cue: &Tokens,
    heard: Option<&Attribution>,
) -> Option<(Subject, bool)> {
    let syntax = &reader.text.syntax;
    let known = |s: &Subject| s.actors.iter().any(|a| a.side.is_some() || a.name.is_some());
    let passive = syntax.dependent(cue.start, &[Relation::NsubjPass, Relation::AuxPass]).is_some();
    if passive && cue.len() == 1 {
        // "Togo was urged by Benin to …"
        let agent = syntax.dependent(cue.start, &[Relation::OblAgent])?;
        return clause::named(reader, agent).filter(known).map(|subject| (subject, false));
    }
    if cue.len() > 2 && reader.text.is_any(cue.end - 1, &QUOTED) {
        // "The agency quoted Vega as saying …", "Vega was quoted as saying …": his words.
        let quoted = if passive { Relation::NsubjPass } else { Relation::Obj };
        let quoted = syntax.dependent(cue.start, &[quoted])?;
        return clause::named(reader, quoted).filter(known).map(|subject| (subject, false));
    }
    let inverted = inverted(reader, sentence, cue);
    if let Some(subject) = inverted.filter(known) {
        return Some((subject, true));
    }
    let own = clause::own_subject(reader, cue.start);
    if is_occasion(reader, cue.start) {
        return None;
    }
    if own.as_ref().is_some_and(known) {
        return own.map(|subject| (subject, false));
    }
    match heard.filter(|a| !a.source.is_empty()) {
        Some(heard) => {
            let source = heard.source.iter().find_map(|source| clause::named_in(reader, source)).filter(known)?;
            let behind = source.tokens.start >= cue.end;
            Some((source, behind))
        }
        None => clause::subject(reader, cue.start).filter(known).map(|subject| (subject, false)),
    }
}

/// "The two Sides: 1. Noted the progress …": an item of a joint text that begins with its verb is both sides'.
fn listed(reader: &Reader<'_>, sentence: &Tokens, cue: &Tokens) -> Option<(Subject, bool)> {
    let text = &reader.text;
    let number = |t: usize| text.is_punctuation(t) || text.syntax.upos(t) == Upos::Num;
    let opens = sentence.clone().find(|&t| !number(t)) == Some(cue.start);
    let principals = &reader.actors.principals;
    if !opens || !reader.is_joint_text() || principals.len() < 2 {
        return None;
    }
    let of = |side: &Side| ActorRef { side: Some(side.clone()), ..ActorRef::default() };
    let actors = principals.iter().map(of).collect();
    Some((Subject { tokens: cue.clone(), actors, institution: None }, false))
}

/// "Said that trade had grown, stressing that …": whoever said the one, where the parser gives the participle to trade.
fn going_on(text: &Text<'_>, before: &[Cue], cue: &Tokens) -> Option<(Subject, bool)> {
    let comma = cue.start.checked_sub(1).is_some_and(|t| text.word(t) == ",");
    let participle = comma && text.syntax.xpos(cue.start) == Some(Xpos::Vbg);
    before.last().filter(|last| participle && last.act == SpeechAct::Say).map(|last| (last.subject.clone(), false))
}

/// "Denied it and said that …", "said that trade is growing, and expressed his thanks": whoever said the one, where the
/// parser gives the second verb to trade, too. A verb like those of the words reported, right behind "and", may be theirs:
/// "said that Togo objected and warned".
fn coordinated(text: &Text<'_>, before: &[Cue], cue: &Tokens) -> Option<(Subject, bool)> {
    let syntax = &text.syntax;
    let last = before.last().filter(|last| !last.inverted)?;
    let also = usize::from(cue.start.checked_sub(1).is_some_and(|t| text.is_any(t, &["also", "then"])));
    let and = cue.start.checked_sub(1 + also).filter(|&t| text.is(t, "and"))?;
    let head = syntax.head(cue.start).filter(|_| syntax.relation(cue.start) == Relation::Conj)?;
    if syntax.dependent(cue.start, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux]).is_some() {
        return None;
    }
    let finite = |t: usize| syntax.xpos(t).filter(|x| matches!(x, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp));
    let same_tense = finite(cue.start).is_some() && finite(cue.start) == finite(last.tokens.start);
    let told = head >= last.tokens.end && last.act == SpeechAct::Say;
    let comma = and.checked_sub(1).is_some_and(|t| text.word(t) == ",");
    let alike = finite(head) == finite(cue.start) && !comma;
    let goes_on = last.tokens.contains(&head) || told && same_tense && !alike;
    goes_on.then(|| (last.subject.clone(), false))
}

/// The speaker with all the words that name him ("a senior official at Chile's ministry"), where the trained layer hears them.
fn whole(mut subject: Subject, heard: Option<&Attribution>) -> Subject {
    let holds = |words: &&Tokens| words.start <= subject.tokens.start && subject.tokens.end <= words.end;
    if let Some(words) = heard.and_then(|a| a.source.iter().find(holds)) {
        subject.tokens = words.clone();
    }
    subject
}

/// The subject behind its verb, in "…, said Chile's foreign minister, …".
fn inverted(reader: &Reader<'_>, sentence: &Tokens, cue: &Tokens) -> Option<Subject> {
    let text = &reader.text;
    let after_content =
        cue.start > sentence.start && (text.word(cue.start - 1) == "," || text.is_quote_mark(cue.start - 1));
    after_content.then(|| clause::inverted_subject(reader, cue.start)).flatten()
}
