//! Which words undertake something, in which clause, and whose undertaking it is: read off the syntax.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Assertion, Modality, Side};

use super::{
    acts::{self, Act},
    complements::complement,
    parties, partners,
    provisions::{self, is_under_treaty, lays_down},
    sides,
    told::{CHAIN, Told, nearest_verb, told},
};
use crate::{
    clause,
    lexicon::{self, Complement, SpeechAct, Undertaking, UndertakingPos, WordClass},
    reader::{Reader, sorted},
    text::{Text, Tokens},
};

/// A word of undertaking with those who undertake and what they do.
pub struct Frame {
    /// The word.
    pub cue: usize,
    /// The word on which its acts hang: itself, for an auxiliary its verb.
    pub anchor: usize,
    /// What it means.
    pub word: &'static Undertaking,
    /// The sides that undertake.
    pub sides: Vec<Side>,
    /// What is undertaken.
    pub acts: Vec<Act>,
    /// Whether it holds.
    pub assertion: Assertion,
    /// Who tells of it.
    pub told: Told,
}

/// The frames of a sentence; `before` are the sides of the undertaking told last.
pub fn find(reader: &Reader<'_>, sentence: &Tokens, before: &[Side]) -> Vec<Frame> {
    let text = &reader.text;
    if text.is(sentence.end.saturating_sub(1), "?") {
        return Vec::new();
    }
    // "Why Togo will not sign", a headline
    let explains = text.is_any(sentence.start, &["why", "how", "what", "whether", "who"]);
    let mut frames: Vec<Frame> = Vec::new();
    for at in sentence.clone() {
        let before = frames.last().map_or(before, |last| &last.sides);
        frames.extend(frame(reader, sentence, at, before));
    }
    frames.retain(|frame| !explains || frame.word.pos != UndertakingPos::Auxiliary || frame.told != Told::Narrator);
    innermost(reader, frames)
}

/// Where one undertaking governs another, the inner word decides if it is weaker ("confirmed that they seek"); else
/// it is only the outer one's act ("agreed to sign", "agreed that Togo will open").
fn innermost(reader: &Reader<'_>, mut frames: Vec<Frame>) -> Vec<Frame> {
    let text = &reader.text;
    // "A plan to resume supplies would be presented": the plan itself is what is promised.
    let is_thing = |act: &Act| act.verb.is_some() && reader.lexicon.is(WordClass::Plan, text.lemma(act.trigger));
    let inner: Vec<(usize, usize, Modality)> =
        frames.iter().filter(|f| !f.acts.is_empty()).map(|f| (f.cue, f.anchor, f.word.modality)).collect();
    for frame in &mut frames {
        let (cue, modality) = (frame.cue, frame.word.modality);
        let is_noun = |anchor: usize| text.syntax.upos(anchor) == Upos::Noun;
        frame.acts.retain(|act| {
            !inner.iter().any(|&(other, anchor, weaker)| {
                other != cue
                    && (act.verb == Some(anchor) && anchor == other && weaker < modality
                        || act.trigger == anchor && is_noun(anchor) && !is_thing(act))
            })
        });
    }
    let heads = |act: &Act| act.verb.into_iter().chain(is_thing(act).then_some(act.trigger));
    let outer: Vec<(usize, usize)> =
        frames.iter().flat_map(|f| f.acts.iter().flat_map(heads).map(|head| (f.cue, head))).collect();
    frames.retain(|f| !f.acts.is_empty() && !outer.iter().any(|&(cue, verb)| cue != f.cue && verb == f.anchor));
    frames
}

fn frame(reader: &Reader<'_>, sentence: &Tokens, at: usize, before: &[Side]) -> Option<Frame> {
    let text = &reader.text;
    let word = word_at(reader, at)?;
    let anchor = match word.pos {
        UndertakingPos::Auxiliary => governed_verb(reader, at)?,
        _ => at,
    };
    let provider = if word.pos == UndertakingPos::Provision { Some(provisions::provider(reader, at)?) } else { None };
    let predicate = text.syntax.predicate(anchor);
    if !is_told(reader, predicate, word) || word.pos == UndertakingPos::Auxiliary && settles(reader, anchor) {
        return None;
    }
    let mut sides = match provider {
        Some(text) => provisions::parties_to(reader, text, before),
        None => parties::undertaking(reader, anchor, word, before),
    };
    if word.pos == UndertakingPos::Verb && word.modality == Modality::Agreed {
        sides = sorted([sides, parties::joined_by_with(reader, at)].concat());
    }
    let mut acts: Vec<Act> = complement(reader, sentence, anchor, word);
    // "Hopes that Togo will" is another's act.
    if word.modality == Modality::Intended {
        let own = |by: &Vec<Side>| {
            // "Both look forward to the meeting, to be hosted by Togo"
            let one = sides.len() > 1 && !text.syntax.is_passive(anchor) && by.iter().all(|side| sides.contains(side));
            one || sides.iter().all(|side| by.contains(side))
        };
        acts.retain(|act| act.by.as_ref().is_none_or(own));
    }
    let told = told(reader, predicate);
    // "Is to be governed by civilians": no side does it.
    if sides.is_empty() && word.pos == UndertakingPos::Auxiliary && is_by_others(reader, anchor) {
        return None;
    }
    // "A committee will be set up", "the next meeting will take place in May": its makers are told elsewhere.
    if sides.is_empty() && word.pos == UndertakingPos::Auxiliary {
        sides = parties::of_thing(reader, anchor, before);
    }
    // "The talks will begin in May, both countries said."; "the exhibition would help" foretells.
    let foretold = text.syntax.subject(predicate).is_some_and(|noun| sides::is_thing(reader, noun))
        && !text.syntax.is_passive(anchor)
        && !acts::happens(reader, anchor)
        && !acts::begins(reader, anchor);
    if let (UndertakingPos::Auxiliary, true, false, Told::Official(speakers)) =
        (word.pos, sides.is_empty(), foretold, &told)
    {
        sides.clone_from(speakers);
    }
    let never = |&t: &usize| text.is_any(t, &["never", "not", "n't", "n’t"]);
    let denied = word.pos == UndertakingPos::Auxiliary && (at..anchor.max(at)).any(|t| never(&t));
    // "Will not attack" undertakes to refrain, "will not reopen" refuses.
    // "Will not cut supplies"
    let keeps = |act: &Act| {
        matches!(act.lemma.as_str(), "cut" | "reduce" | "halt" | "stop" | "suspend" | "interrupt" | "end" | "withhold")
            && matches!(
                text.lemma(act.trigger),
                "supply" | "flow" | "export" | "delivery" | "aid" | "assistance" | "support"
            )
    };
    let harms = |act: &Act| {
        keeps(act)
            || reader.lexicon.is(WordClass::Harm, &act.lemma)
            || matches!(act.lemma.as_str(), "allow" | "let" | "permit")
    };
    let refrains = denied && acts.iter().all(harms);
    if refrains {
        for act in &mut acts {
            act.action = format!("not {}", act.action);
            act.is_known = true;
        }
    }
    let assertion = match clause::assertion(reader, predicate) {
        _ if denied && refrains => Assertion::Asserted,
        _ if denied => Assertion::Negated,
        Assertion::Asserted if predicate != anchor => clause::assertion(reader, anchor),
        found => found,
    };
    let named = |act: &Act| act.by.is_some() || partners::between(reader, act).is_some();
    let known = !sides.is_empty() || acts.iter().any(named);
    (known && !acts.is_empty()).then_some(Frame { cue: at, anchor, word, sides, acts, assertion, told })
}

/// Whether a passive names who is to do it, and that is no side.
fn is_by_others(reader: &Reader<'_>, verb: usize) -> bool {
    let agent = |&&d: &&usize| reader.text.syntax.relation(d) == Relation::OblAgent;
    reader.text.syntax.dependents(verb).iter().any(|d| agent(&d)) && parties::agents(reader, verb).is_empty()
}

/// "The talks will settle it": what a meeting will bring is foretold.
fn settles(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let meeting = |noun: usize| reader.lexicon.channels.iter().any(|e| !e.meaning && e.phrase == text.lemma(noun));
    let object = text.syntax.dependent(verb, &[Relation::Obj]).filter(|&object| !text.is(object, "place"));
    object.is_some() && text.syntax.dependent(verb, &[Relation::Nsubj]).is_some_and(meeting)
}

/// The word of undertaking at a token, by its lemma and part of speech.
fn word_at(reader: &Reader<'_>, at: usize) -> Option<&'static Undertaking> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if text.name_at(at).is_some() {
        return None;
    }
    let lower = text.lower(at);
    let end = text.sentence_of(at).map_or(at + 1, |s| s.end);
    let fits = |word: &Undertaking| match word.pos {
        UndertakingPos::Verb => {
            let clausal = !matches!(syntax.relation(at), Relation::Amod | Relation::Compound);
            // What is yet to be signed is another word's act.
            let done = !word.complements.contains(&Complement::Document) || syntax.is_past(at) || is_reduced(text, at);
            let helped = word.under.is_empty() || syntax.has_aux(at, &word.under);
            // "Is authorised" tells of a custom.
            let granted = word.complements.contains(&Complement::Act) && syntax.is_passive(at);
            // "Wanted Togo to open it", "would like Togo to": asked of another.
            let asks = word.is_inward
                && matches!(word.complements.as_slice(), [Complement::To])
                && syntax.dependent(at, &[Relation::Obj, Relation::Iobj]).is_some();
            syntax.upos(at) == Upos::Verb && !asks && clausal && done && helped && (!granted || syntax.is_past(at))
        }
        UndertakingPos::Noun => {
            let governed = || syntax.head(at).is_some_and(|head| word.under.contains(&text.lemma(head)));
            // An invitation or proposal that is accepted is another word's.
            let accepted = || syntax.head(at).is_some_and(|head| text.lemma(head) == "accept");
            let offered = word.complements.contains(&Complement::Guest) || word.modality == Modality::Proposed;
            // "An understanding of the danger"
            let grasp = matches!(text.lemma(at), "understanding" | "consensus") && text.is(at + 1, "of");
            let own = (!offered || !accepted()) && !grasp && !is_sought(reader, at) && !is_done(text, at);
            syntax.upos(at) == Upos::Noun && own && (word.under.is_empty() || governed())
        }
        UndertakingPos::Adjective => {
            // "Stands ready", whatever the parser hung it on.
            let stays = || {
                let verbs = [syntax.head(at), at.checked_sub(1)];
                verbs.into_iter().flatten().any(|verb| matches!(text.lemma(verb), "remain" | "stay" | "be" | "stand"))
            };
            let state = syntax.dependent(at, &[Relation::Cop, Relation::AuxPass]).is_some() || stays();
            let helped = word.under.is_empty() || syntax.has_aux(at, &word.under);
            state && helped && matches!(syntax.upos(at), Upos::Adj | Upos::Verb)
        }
        UndertakingPos::Auxiliary => matches!(syntax.upos(at), Upos::Aux | Upos::Verb),
        UndertakingPos::Provision => syntax.upos(at) == Upos::Verb && provisions::provider(reader, at).is_some(),
    };
    let named = |e: &&lexicon::Entry<Undertaking>| match e.meaning.pos {
        UndertakingPos::Adjective => e.phrase == lower,
        _ => e.at(text, at, end).is_some(),
    };
    let found = reader.lexicon.undertakings.iter().filter(named).filter(|e| fits(&e.meaning));
    // "Is committed to" is a state rather than an act.
    let order = |word: &&Undertaking| {
        (word.pos == UndertakingPos::Provision, word.pos == UndertakingPos::Adjective, !word.under.is_empty())
    };
    found.map(|e| &e.meaning).max_by_key(order)
}

/// Whether a promise is only wanted of others, or is none to speak of: "sought assurances from Togo", "little interest in".
fn is_sought(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let wanted = |verb: usize| reader.lexicon.is(WordClass::Wanting, text.lemma(verb));
    let governed = match syntax.relation(noun) {
        Relation::Obj | Relation::NsubjPass => true,
        Relation::Obl => syntax.has_case(noun, &["for", "on", "from"]),
        _ => false,
    };
    // "Its campaign pledge to"
    let scant =
        |&d: &usize| text.is_any(d, &["little", "no", "scant", "few", "any", "campaign", "election", "electoral"]);
    governed && syntax.head(noun).is_some_and(wanted) || syntax.dependents(noun).iter().any(scant)
}

/// Whether what was decided is only the ground of something else, and so done: "protested at Togo's decision to", "after the
/// decision to".
fn is_done(text: &Text<'_>, noun: usize) -> bool {
    let syntax = &text.syntax;
    let judged = || syntax.head(noun).is_some_and(|verb| text.is_any(verb, &["criticised", "criticized", "condemned"]));
    let ground = matches!(syntax.relation(noun), Relation::Obl | Relation::Nmod);
    text.lemma(noun) == "decision" && (ground || syntax.relation(noun) == Relation::Obj && judged())
}

/// Whether a verb is a participle behind the text that was signed: "the treaty signed between Togo and Benin".
pub fn is_reduced(text: &Text<'_>, verb: usize) -> bool {
    text.syntax.relation(verb) == Relation::Acl && text.syntax.xpos(verb) == Some(Xpos::Vbn)
}

/// The verb of "will VERB", or of "is to VERB" in the present.
fn governed_verb(reader: &Reader<'_>, auxiliary: usize) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let governed = || syntax.head(auxiliary).filter(|_| syntax.relation(auxiliary) == Relation::Aux);
    if text.lemma(auxiliary) == "be" {
        // "Under the accord Togo was to": told afterwards.
        let present = matches!(syntax.xpos(auxiliary), Some(Xpos::Vbz | Xpos::Vbp))
            || is_under_treaty(reader, &text.sentence_at(auxiliary));
        // "The priority of Togo is to": what somebody thinks.
        let outer = |verb: usize| syntax.dependent(verb, &[Relation::NsubjOuter]).is_some();
        // "Is to be signed", "is to pay": the parser may take it for a copula; "there are things to discuss" is none.
        let any = [Relation::AuxPass, Relation::Cop];
        let copula = || {
            let next = any.contains(&syntax.relation(auxiliary)) && text.is(auxiliary + 1, "to");
            syntax.head(auxiliary).filter(|_| next)
        };
        let governed = || governed().or_else(copula);
        let next = syntax.dependent(auxiliary, &[Relation::Xcomp]).or_else(governed)?;
        return (present && !outer(next) && syntax.is_marked_infinitive(next)).then_some(next);
    }
    // "Would not have invaded": what did not happen.
    let verb = governed().filter(|&verb| !syntax.has_aux(verb, &["have"]))?;
    // "Would" is the future of a reported clause; elsewhere, as in a speaker's own words, it supposes.
    let clause = syntax.relation(verb) == Relation::Ccomp || nearest_verb(text, verb).is_some();
    let reported = clause && !text.is_quoted(auxiliary);
    (syntax.is_verb(verb) && (!text.is(auxiliary, "would") || reported)).then_some(verb)
}

/// Whether the clause of a word of undertaking is told as a fact or said by somebody: not feared, wanted, supposed,
/// aimed at, or put as a possibility.
fn is_told(reader: &Reader<'_>, predicate: usize, word: &Undertaking) -> bool {
    const OPEN_WORDS: [&str; 5] = ["when", "where", "how", "why", "whether"];
    const MODALS: [&str; 7] = ["may", "might", "can", "could", "must", "should", "would"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let is_clause = word.pos == UndertakingPos::Auxiliary;
    let reported = syntax.relation(predicate) == Relation::Ccomp;
    // "Would be glad to" offers.
    let offers = word.pos == UndertakingPos::Adjective && word.modality == Modality::Intended;
    let future = reported || offers || word.under.contains(&"would");
    let modal = MODALS.iter().any(|modal| (*modal != "would" || !future) && syntax.has_aux(predicate, &[modal]));
    // "Will agree to" foretells an agreement.
    let foretold = syntax.has_aux(predicate, &["will", "shall", "would"])
        && word.modality >= Modality::Concurred
        && word.pos != UndertakingPos::Provision;
    // "Wanted to announce it", "have sought to play it down": tried.
    let tried = matches!(text.lemma(predicate), "want" | "seek" | "aim")
        && word.pos == UndertakingPos::Verb
        && !reported
        && !text.is_quoted(predicate)
        && (syntax.xpos(predicate) == Some(Xpos::Vbd) || syntax.has_aux(predicate, &["have"]));
    // "Will be hoping to": a narrator's guess.
    let guessed =
        aims(word) && !reported && !offers && syntax.has_aux(predicate, &["will", "would"]) && word.under.is_empty();
    // "To lay the groundwork for" tells of it only where that is what is intended.
    let intended = || syntax.head(predicate).is_some_and(|head| is_undertaking(reader, head));
    let open = syntax.is_marked_infinitive(predicate) && (word.under.is_empty() || !intended());
    // "Without saying when the talks will take place"
    let asked = |&d: &usize| text.is_any(d, &OPEN_WORDS) && syntax.relation(predicate) != Relation::AclRelcl;
    if is_clause && syntax.relation(predicate) != Relation::Root && syntax.dependents(predicate).iter().any(asked) {
        return false;
    }
    let unsure = |&d: &usize| text.is_any(d, &["potentially", "possibly", "perhaps", "reportedly", "apparently"]);
    // "Had planned to": no longer.
    let had = |&d: &usize| text.is(d, "had") && syntax.relation(d) == Relation::Aux;
    let given_up = aims(word) && !reported && syntax.dependents(predicate).iter().any(had);
    if !is_clause && (modal || foretold || guessed || tried || open || given_up)
        || syntax.dependents(predicate).iter().any(unsure)
    {
        return false;
    }
    let reduced = word.pos == UndertakingPos::Provision && syntax.relation(predicate) == Relation::Acl;
    if reduced || word.complements.contains(&Complement::Document) && is_reduced(text, predicate) {
        return true;
    }
    // "Agreed that both should" is a view, no proposal.
    let ought = is_clause && word.modality == Modality::Proposed;
    let mut at = predicate;
    for _ in 0..CHAIN {
        let Some(head) = syntax.head(at) else { return true };
        match syntax.relation(at) {
            Relation::Ccomp | Relation::Acl if ought && is_undertaking(reader, head) => return false,
            // "Argued that it would" foretells.
            Relation::Ccomp if is_clause && reader.lexicon.is(WordClass::Foretell, text.lemma(head)) => return false,
            // What stands in front of its verb is told, whatever the verb ("…, the agency reported").
            Relation::Ccomp | Relation::Acl if at > head && !reports(reader, head) => {
                return nearest_verb(text, at).is_some_and(|verb| reports(reader, verb));
            }
            Relation::Advcl => {
                const OPEN: [&str; 8] = ["by", "if", "unless", "until", "without", "for", "of", "before"];
                // "Could be settled only after it had been signed": not yet.
                let hangs = has_opening(text, at, &["after", "once", "when"])
                    && MODALS.iter().any(|modal| syntax.has_aux(head, &[modal]));
                return !hangs && !has_opening(text, at, &OPEN);
            }
            // "A treaty under which each will hand over", "a committee, which shall meet"
            Relation::AclRelcl if is_clause => {
                // "The committee, which will convene in Lima"
                let apart = text.syntax.below(at).start.checked_sub(1).is_some_and(|t| text.word(t) == ",")
                    || text.word(text.syntax.below(at).start) == ",";
                let channel = apart && acts::is_channel(reader, head);
                return word.modality == Modality::Bound || names_treaty(reader, head) || channel;
            }
            Relation::Csubj if is_clause => return false,
            Relation::Root | Relation::AclRelcl | Relation::Csubj => return true,
            _ => at = head,
        }
    }
    true
}

/// Whether a word says that somebody aims at something.
fn aims(word: &Undertaking) -> bool {
    word.modality == Modality::Intended && word.pos != UndertakingPos::Noun
}

/// Whether a noun is a treaty, or leads to one ("in accordance with which").
fn names_treaty(reader: &Reader<'_>, noun: usize) -> bool {
    let lemma = reader.text.lemma(noun);
    reader.lexicon.is(WordClass::Treaty, lemma) || matches!(lemma, "accordance" | "pursuance" | "virtue" | "term")
}

/// Whether a word reports what follows it: a verb of saying, or a word of undertaking.
fn reports(reader: &Reader<'_>, at: usize) -> bool {
    let text = &reader.text;
    let lemma = text.lemma(at);
    let end = text.sentence_of(at).map_or(at, |s| s.end);
    // "Vega's hopes that Togo will" say nothing.
    let speech = |e: &lexicon::Entry<SpeechAct>| e.meaning != SpeechAct::Topic && e.at(text, at, end).is_some();
    let says = text.lemma(at) != "hope" && reader.lexicon.speech.iter().any(speech);
    // "Hopes that Togo will" tells of no promise.
    let undertakes =
        |word: &Undertaking| word.complements.contains(&Complement::That) && word.modality != Modality::Intended;
    says || lays_down(reader, at)
        || reader.lexicon.undertakings.iter().any(|e| e.phrase == lemma && undertakes(&e.meaning))
}

/// Whether a word is one of undertaking, whatever follows it.
fn is_undertaking(reader: &Reader<'_>, at: usize) -> bool {
    let lemma = reader.text.lemma(at);
    reader.lexicon.undertakings.iter().any(|e| e.phrase == lemma && e.meaning.pos != UndertakingPos::Auxiliary)
}

/// Whether one of these words marks the clause.
fn has_opening(text: &Text<'_>, at: usize, words: &[&str]) -> bool {
    let opens = |&&d: &&usize| matches!(text.syntax.relation(d), Relation::Mark | Relation::Case);
    text.syntax.dependents(at).iter().filter(opens).any(|&d| text.is_any(d, words))
}
