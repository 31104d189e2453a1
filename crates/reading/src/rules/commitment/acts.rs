//! What is undertaken: the acts of an infinitive, a clause or a noun phrase, each with one object.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Assertion, CommitmentKind, Modality, Side};

use super::{frames::partner, parties};
use crate::{
    clause,
    lexicon::{self, Complement, Partner, WordClass},
    object, phrase,
    reader::Reader,
    text::{Text, Tokens},
};

/// An act with one object.
pub struct Act {
    /// Who must act, where the act's own clause says so.
    pub by: Option<Vec<Side>>,
    /// Those with whom it is proposed to act ("that the two countries form").
    pub with: Vec<Side>,
    /// The verb as shown ("carry out").
    pub action: String,
    /// The verb alone.
    pub lemma: String,
    /// Where the verb stands, where it is one.
    pub verb: Option<usize>,
    /// The head of the object, or the verb where it has none.
    pub trigger: usize,
    /// What it is done to.
    pub object: Tokens,
    /// The words of the act: with its verb, of a later item of a list the item alone.
    pub words: Tokens,
    /// Deliverable or standing.
    pub kind: CommitmentKind,
    /// Whether the verb is in the table of acts.
    pub is_known: bool,
    /// Whether the object is the verb's own, not one that a preposition joins.
    pub is_direct: bool,
}

impl Act {
    /// Whether it is going somewhere.
    pub fn by_travel(&self) -> bool {
        matches!(self.lemma.as_str(), "visit" | "travel" | "go" | "fly" | "tour" | "head")
    }
}

/// The acts of a verb and those coordinated to it ("to hold talks and open an office"). A verb with a subject of its own
/// says who must act ("the way for Togo to host").
pub fn of_verbs(reader: &Reader<'_>, first: usize) -> Vec<Act> {
    let own = reader.text.syntax.dependent(first, &[Relation::Nsubj]).map(|_| parties::of_subject(reader, first));
    let verbs = coordinated(reader, first);
    let or = |_: &usize, next: &usize| {
        let cc = reader.text.syntax.dependent(*next, &[Relation::Cc]);
        cc.is_some_and(|cc| reader.text.is(cc, "or"))
    };
    let acts = verbs.chunk_by(or).flat_map(|verbs| alternatives(reader, verbs));
    let acts = acts.map(|act| Act { by: own.clone().filter(|sides| !sides.is_empty()), ..act });
    acts.chain(gapped(reader, first)).collect()
}

/// "Togo agreed to lift the tariff, *and Benin to open the port*": acts of another side under the same word.
fn gapped(reader: &Reader<'_>, first: usize) -> Vec<Act> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let above = syntax.head(first).filter(|_| syntax.relation(first) == Relation::Xcomp);
    let below = [Some(first), above].into_iter().flatten().flat_map(|word| syntax.dependents(word));
    let other = |&verb: &usize| {
        let to = syntax.dependent(verb, &[Relation::Mark]).filter(|&to| verb > first && text.is(to, "to"))?;
        let mention = reader.actors.at(to.checked_sub(1)?)?;
        text.is(mention.tokens.start.checked_sub(1)?, "and").then(|| (verb, mention.sides()))
    };
    let acts = |(verb, sides): (usize, Vec<Side>)| {
        of_verbs(reader, verb).into_iter().map(move |act| Act { by: Some(sides.clone()), ..act })
    };
    below.filter_map(other).flat_map(acts).collect()
}

/// The acts of "will VERB", whose subject is the frame's.
pub fn of_clause(reader: &Reader<'_>, verb: usize) -> Vec<Act> {
    let syntax = &reader.text.syntax;
    // The nearest: "the truth is that households will be supplied".
    let is_subject = |d: &usize| matches!(syntax.relation(*d), Relation::NsubjPass | Relation::Nsubj);
    let subject = syntax.dependents(verb).iter().copied().rfind(is_subject);
    // "The meeting will take place in May"
    let place = syntax.dependent(verb, &[Relation::Obj]).is_some_and(|noun| reader.text.is(noun, "place"));
    if let Some(noun) = subject.filter(|&noun| place && reader.text.lemma(verb) == "take" && is_channel(reader, noun)) {
        let held = |act: Act| Act { action: "hold".to_owned(), lemma: "hold".to_owned(), is_known: true, ..act };
        return with_objects(reader, verb, Some(noun)).into_iter().map(held).collect();
    }
    // "The talks will begin": what begins is what somebody begins.
    let begins = |noun: usize| {
        let objects = [Relation::Obj, Relation::Xcomp, Relation::Ccomp];
        matches!(reader.text.lemma(verb), "begin" | "start" | "resume" | "continue" | "convene" | "meet")
            && is_channel(reader, noun)
            && reader.actors.at(noun).is_none()
            && syntax.dependent(verb, &objects).is_none()
    };
    match subject.filter(|&noun| syntax.is_passive(verb) || begins(noun)) {
        Some(noun) => with_objects(reader, verb, Some(noun)),
        None => of_verbs(reader, verb),
    }
}

/// The acts of a clause that says what is agreed or proposed: "that Togo will lift …", "that both hold …". What ought to
/// be, or is, is a view and no act.
pub fn of_content(reader: &Reader<'_>, anchor: usize, modality: Modality) -> Vec<Act> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let content = |&&d: &&usize| d > anchor && matches!(syntax.relation(d), Relation::Ccomp | Relation::Acl);
    let Some(&verb) = syntax.dependents(anchor).iter().find(content) else { return Vec::new() };
    // "Agreed that the commission should be convened": nobody else convenes it.
    let convened = || syntax.dependent(verb, &[Relation::NsubjPass]).is_some_and(|noun| is_channel(reader, noun));
    let firm = modality == Modality::Agreed && syntax.has_aux(verb, &["should"]) && convened();
    let promised = firm || syntax.has_aux(verb, &["will", "would", "shall"]);
    // "Proposed that the two hold": the bare verb of a wish.
    let bare = !syntax.is_past(verb) && syntax.xpos(verb) != Some(Xpos::Vbz);
    let modal = syntax.dependent(verb, &[Relation::Aux]).is_some_and(|aux| !text.is(aux, "should"));
    // "Suggested that the ban be lifted" asks for another's act.
    let wished = modality == Modality::Proposed && bare && !modal && !syntax.is_passive(verb);
    // "Hope that the talks can be closed": what others must do is asked of them.
    let hoped = modality == Modality::Intended;
    let joint = |noun: usize| is_channel(reader, noun) || reader.lexicon.is(WordClass::Treaty, text.lemma(noun));
    let own = match syntax.dependent(verb, &[Relation::NsubjPass]) {
        Some(noun) => joint(noun),
        None => !parties::of_subject(reader, verb).is_empty(),
    };
    if hoped && !own || !(promised || wished || hoped) || syntax.is_marked_infinitive(verb) {
        return Vec::new();
    }
    let by = Some(parties::of_subject(reader, verb)).filter(|sides| !sides.is_empty());
    // "Agreed that the rates would help": what a thing does is foretold.
    let thing = syntax.dependent(verb, &[Relation::Nsubj]).is_some_and(|noun| parties::is_thing(reader, noun));
    if thing && by.is_none() && syntax.dependent(verb, &[Relation::Obj]).is_some() {
        return Vec::new();
    }
    let mut acts = of_clause(reader, verb);
    for act in &mut acts {
        // Who proposes is no less the one to be named (codebook, 2).
        let proposed = modality == Modality::Proposed;
        act.with = by.clone().filter(|_| proposed).unwrap_or_default();
        act.by = by.clone().filter(|_| !proposed && !syntax.is_passive(verb));
        if clause::assertion(reader, verb) == Assertion::Negated && !act.action.starts_with("not ") {
            act.action = format!("not {}", act.action);
        }
    }
    acts
}

/// The acts of a noun phrase or gerund behind a preposition: "agreed on the reopening of", "committed to settling".
pub fn on(reader: &Reader<'_>, anchor: usize, prepositions: &[&str]) -> Vec<Act> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let governed = |&&d: &&usize| {
        let marked =
            |&m: &usize| matches!(syntax.relation(m), Relation::Case | Relation::Mark) && text.is_any(m, prepositions);
        d > anchor && syntax.dependents(d).iter().any(marked) && text.time_at(d).is_none()
    };
    // "Lay the groundwork | for a summit": the parser may give it to the verb.
    let governor = syntax.head(anchor).filter(|_| syntax.relation(anchor) == Relation::Obj);
    [Some(anchor), governor]
        .into_iter()
        .flatten()
        .flat_map(|word| syntax.dependents(word))
        .filter(governed)
        .flat_map(|&d| {
            // "Interested in financing", which the tagger may take for an infinitive.
            if syntax.upos(d) == Upos::Verb && text.lower(d).ends_with("ing") {
                of_verbs(reader, d)
            } else if syntax.is_verb(d) {
                Vec::new()
            } else {
                of_noun(reader, d)
            }
        })
        .collect()
}

/// The acts of a gerund: "suggested opening".
pub fn of_gerund(reader: &Reader<'_>, anchor: usize) -> Vec<Act> {
    let syntax = &reader.text.syntax;
    let gerund = |&&d: &&usize| d > anchor && syntax.xpos(d) == Some(Xpos::Vbg) && syntax.is_verb(d);
    let found = syntax.dependents(anchor).iter().find(gerund);
    found.map_or_else(Vec::new, |&verb| of_verbs(reader, verb))
}

/// What one's own people are told to do: "directed the ministers to meet". The act is that of those who direct.
pub fn of_order(reader: &Reader<'_>, anchor: usize, verb: usize) -> Vec<Act> {
    let text = &reader.text;
    let Some(people) = ordered(text, anchor) else { return Vec::new() };
    let is = |class| reader.lexicon.is(class, text.lemma(people));
    if text.name_at(people).is_none()
        && !is(WordClass::Role)
        && !is(WordClass::Pair)
        && !is(WordClass::Institution)
        && !is_channel(reader, people)
    {
        return Vec::new();
    }
    let whole = |act: Act| match act.verb {
        // "To meet": who meets is what can be told of it.
        Some(verb) if act.trigger == verb => Act { object: object::phrase(text, people), by: None, ..act },
        _ => Act { by: None, ..act },
    };
    of_verbs(reader, verb).into_iter().map(whole).collect()
}

/// Who is told to act.
pub fn ordered(text: &Text<'_>, anchor: usize) -> Option<usize> {
    text.syntax.dependent(anchor, &[Relation::Obj, Relation::Iobj])
}

/// "Tasked the commission with preparing a draft": the gerund that says what is to be done.
pub fn charge(text: &Text<'_>, anchor: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let with = |&&d: &&usize| {
        let mark = syntax.dependent(d, &[Relation::Mark, Relation::Case]);
        d > anchor && syntax.xpos(d) == Some(Xpos::Vbg) && mark.is_some_and(|mark| text.is(mark, "with"))
    };
    syntax.dependents(anchor).iter().find(with).copied()
}

/// The acts of an item of a numbered list: a noun, an infinitive, or a clause with its own subject.
pub fn of_item(reader: &Reader<'_>, root: usize) -> Vec<Act> {
    let syntax = &reader.text.syntax;
    if !syntax.is_verb(root) {
        of_noun(reader, root)
    } else if syntax.dependent(root, &[Relation::Nsubj, Relation::NsubjPass]).is_none() {
        of_verbs(reader, root)
    } else {
        Vec::new()
    }
}

/// The acts of the object of a word of undertaking, where it is of the kind that may follow.
pub fn of_object(reader: &Reader<'_>, anchor: usize, kind: Complement) -> Vec<Act> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let subject = syntax.dependent(anchor, &[Relation::NsubjPass]);
    // "Announced on Monday the reopening of": the parser may take the noun for a clause.
    let clause = syntax.dependent(anchor, &[Relation::Ccomp]).filter(|&noun| syntax.upos(noun) == Upos::Noun);
    // "Invited the minister to visit": the parser may take the guest for a subject.
    let behind = |&&d: &&usize| kind == Complement::Guest && d > anchor && syntax.relation(d) == Relation::Nsubj;
    let guest = syntax.dependents(anchor).iter().find(behind).copied();
    let object = syntax.dependent(anchor, &[Relation::Obj]).or(clause).or(subject).or(guest);
    let object = object.or_else(|| displaced_object(text, anchor));
    let signed = || signed_before(reader, anchor).filter(|_| kind == Complement::Document);
    let Some(noun) = object.filter(|&noun| !is_relative(text, noun)).or_else(signed) else { return Vec::new() };
    let is = |class| syntax.coordinated(noun).iter().any(|&n| reader.lexicon.is(class, text.lemma(n)));
    match kind {
        Complement::Act => named_act(reader, noun).map_or_else(Vec::new, |_| of_noun(reader, noun)),
        // "Seeks a lifting of the ban" asks for another's act.
        Complement::Channel if named_act(reader, noun).is_none() => of_noun(reader, noun),
        Complement::Document if is(WordClass::Treaty) || drafts(reader, noun) || is_signed(text, anchor, noun) => {
            with_objects(reader, anchor, Some(noun))
        }
        Complement::Aid if is(WordClass::Aid) || syntax.upos(noun) == Upos::Sym => {
            with_objects(reader, anchor, Some(noun))
        }
        Complement::Guest if reader.actors.at(noun).is_some() && subject.is_none() => {
            with_occasion(reader, anchor, with_objects(reader, anchor, Some(noun)))
        }
        _ => Vec::new(),
    }
}

/// "Legal drafts of two treaties".
fn drafts(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let treaty =
        |&&d: &&usize| text.syntax.relation(d) == Relation::Nmod && reader.lexicon.is(WordClass::Treaty, text.lemma(d));
    matches!(text.lemma(noun), "draft" | "text" | "copy" | "version" | "exchange")
        && text.syntax.dependents(noun).iter().any(|d| treaty(&d))
}

/// Whether a thing is signed that only a text can be ("a programme of cooperation"); one's own laws bind nobody else.
fn is_signed(text: &Text<'_>, verb: usize, noun: usize) -> bool {
    const OWN: [&str; 10] =
        ["law", "bill", "decree", "order", "legislation", "petition", "book", "guestbook", "player", "budget"];
    matches!(text.lemma(verb), "sign" | "initial" | "ink")
        && text.syntax.upos(noun) == Upos::Noun
        && !OWN.contains(&text.lemma(noun))
}

fn is_relative(text: &Text<'_>, at: usize) -> bool {
    matches!(text.syntax.xpos(at), Some(Xpos::Wdt | Xpos::Wp))
}

/// "The deal on quotas | that they signed", "the treaty signed in Lome": the text in front of its clause, on whichever noun
/// of its phrase the parser hung that.
fn signed_before(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let clause = syntax.upwards(verb).find(|&at| matches!(syntax.relation(at), Relation::AclRelcl | Relation::Acl))?;
    let noun = |&at: &usize| matches!(syntax.upos(at), Upos::Noun | Upos::Propn);
    let nouns = syntax.upwards(syntax.head(clause)?).take_while(noun);
    nouns.into_iter().find(|&at| at < verb && reader.lexicon.is(WordClass::Treaty, reader.text.lemma(at)))
}

/// "An invitation to the minister to visit Lome": whoever is invited, and to what.
pub fn of_invitation(reader: &Reader<'_>, anchor: usize, verb: usize) -> Vec<Act> {
    let text = &reader.text;
    let start = anchor + 1 + usize::from(text.is_any(anchor + 1, &["to", "for"]));
    let named = text.find(start..verb, |t| reader.actors.at(t).is_some()).is_some();
    let end = text.syntax.dependent(verb, &[Relation::Obj]).map_or(verb + 1, |noun| object::phrase(text, noun).end);
    if !named || end <= start {
        return of_verbs(reader, verb);
    }
    let names = ("invite".to_owned(), "invite".to_owned());
    vec![act(reader, names, None, anchor, start..end, anchor..end)]
}

/// All who are invited are one act, with what they are invited to: "the minister to visit Lome", "both to the summit".
fn with_occasion(reader: &Reader<'_>, invite: usize, guests: Vec<Act>) -> Vec<Act> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let (Some(last), Some(first)) = (guests.last(), guests.first()) else { return Vec::new() };
    let guests_end = last.object.end;
    let occasion = |&&d: &&usize| {
        d >= guests_end
            && (syntax.is_marked_infinitive(d)
                || syntax.relation(d) == Relation::Obl && syntax.has_case(d, &["to", "for"]))
    };
    let found = syntax.dependents(invite).iter().find(occasion);
    let end = found.map_or(guests_end, |&d| match syntax.dependent(d, &[Relation::Obj]) {
        Some(object) if syntax.is_verb(d) => object::phrase(text, object).end,
        _ => object::phrase(text, d).end,
    });
    let object = first.object.start..end.max(guests_end);
    let words = first.words.start..end.max(guests_end);
    guests.into_iter().take(1).map(|act| Act { object: object.clone(), words: words.clone(), ..act }).collect()
}

/// The acts that a noun names: a meeting to come, an act by its noun ("the resumption of flights"), or a formula. What is
/// none of these, such as importance or need, is no act.
pub fn of_noun(reader: &Reader<'_>, head: usize) -> Vec<Act> {
    let text = &reader.text;
    // "A timetable for removing the barriers"
    let step =
        |&&d: &&usize| text.syntax.relation(d) == Relation::Acl && d > head && text.syntax.xpos(d) == Some(Xpos::Vbg);
    if let Some(&verb) = text.syntax.dependents(head).iter().find(step)
        && reader.lexicon.is(WordClass::Plan, text.lemma(head))
    {
        return of_verbs(reader, verb);
    }
    let phrase = object::phrase(text, head);
    object::items(reader, &phrase, head)
        .into_iter()
        .flat_map(|(item, head)| {
            if let Some((verb, of)) = named_act(reader, head) {
                let inner = object::phrase(text, of);
                let objects = object::items(reader, &(inner.start..inner.end.min(item.end)), of);
                return objects
                    .into_iter()
                    .enumerate()
                    .map(|(n, (object, trigger))| {
                        // A later item stands alone.
                        let start = if n == 0 { item.start.min(object.start) } else { object.start };
                        let words = start..object.end;
                        act(reader, (verb.clone(), verb.clone()), None, trigger, object, words)
                    })
                    .collect::<Vec<_>>();
            }
            let continued = item.clone().take(2).any(|t| text.lemma(t) == "continue" || text.is(t, "continued"));
            let channel = is_channel(reader, head);
            let relation = reader.lexicon.is(WordClass::Relation, text.lemma(head));
            let (verb, kind) = match (continued, channel, relation) {
                (true, _, _) if channel || relation => ("continue", CommitmentKind::Standing),
                (_, true, _) => ("hold", CommitmentKind::Deliverable),
                (_, _, true) => ("pursue", CommitmentKind::Standing),
                // "A troop withdrawal", "a ceasefire"
                _ => match act_verb(reader, head) {
                    Some(verb) => (verb, CommitmentKind::Deliverable),
                    // A concession is signed in a contract, and else made.
                    None if reader.lexicon.is(WordClass::Treaty, text.lemma(head))
                        && text.lemma(head) != "concession" =>
                    {
                        ("conclude", CommitmentKind::Deliverable)
                    }
                    None => return Vec::new(),
                },
            };
            let verb = verb.to_owned();
            let adjective = if continued { text.find(item.clone(), |t| text.is(t, "continued")) } else { None };
            let item = to_second_party(reader, item);
            let object = adjective.map_or(item.start, |at| at + 1)..item.end;
            vec![Act { kind, ..act(reader, (verb.clone(), verb), None, head, object, item) }]
        })
        .collect()
}

/// "A summit between A, who came to office in May, | and B": as far as the second party.
fn to_second_party(reader: &Reader<'_>, item: Tokens) -> Tokens {
    let text = &reader.text;
    let Some(at) = text.find(item.clone(), |t| text.is(t, "between")) else { return item };
    let sentence = text.sentence_of(at).map_or(item.end, |s| s.end);
    let has_both = text.find(at..item.end, |t| text.is(t, "and")).is_some();
    let first = reader.actors.within(&(at..item.end)).first().filter(|_| !has_both);
    let behind = reader.actors.within(&(item.end..sentence)).iter();
    let second = first.and_then(|first| behind.clone().find(|m| !m.sides().is_empty() && m.sides() != first.sides()));
    second.map_or(item.clone(), |second| item.start..second.tokens.end)
}

/// The verb of a noun of an act, and the noun that "of" joins to it.
fn named_act(reader: &Reader<'_>, noun: usize) -> Option<(String, usize)> {
    let text = &reader.text;
    let verb = act_verb(reader, noun)?;
    // "The construction of", "its support for"
    let of = |&&d: &&usize| text.syntax.relation(d) == Relation::Nmod && text.syntax.has_case(d, &["of", "for"]);
    let object = text.syntax.dependents(noun).iter().find(of)?;
    Some((verb.to_owned(), *object))
}

/// The verb of a noun that names an act.
fn act_verb(reader: &Reader<'_>, noun: usize) -> Option<&'static str> {
    let found = reader.lexicon.act_nouns.iter().find(|e| e.at(&reader.text, noun, noun + 1).is_some());
    found.map(|e| e.meaning.as_str())
}

/// Whether a noun names a channel or a meeting.
pub fn is_channel(reader: &Reader<'_>, noun: usize) -> bool {
    let starts = |start: usize| {
        let ends = |e: &lexicon::Entry<bool>| e.at(&reader.text, start, noun + 1).is_some_and(|t| t.end == noun + 1);
        reader.lexicon.channels.iter().any(ends)
    };
    starts(noun) || noun.checked_sub(1).is_some_and(starts) || matches!(reader.text.lemma(noun), "round" | "session")
}

/// A verb and those coordinated to it that share its subject and form.
fn coordinated(reader: &Reader<'_>, first: usize) -> Vec<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let bare = |verb: usize| matches!(syntax.xpos(verb), Some(Xpos::Vb | Xpos::Vbp));
    let mut verbs = vec![first];
    let mut at = 0;
    while let Some(&verb) = verbs.get(at) {
        let joined = |&&d: &&usize| {
            let own_subject = syntax.dependent(d, &[Relation::Nsubj, Relation::NsubjPass]).is_some();
            let same_form = syntax.xpos(d) == syntax.xpos(first) || bare(d) && bare(first);
            let shares = !own_subject && (same_form || syntax.is_marked_infinitive(d));
            // "To begin talks, to open an office and to …": the parser takes the second for a purpose.
            let listed = syntax.relation(d) == Relation::Advcl
                && syntax.is_marked_infinitive(d)
                && (text.word(syntax.below(d).start) == ","
                    || text.word(syntax.below(d).start.saturating_sub(1)) == ",")
                && syntax.dependents(verb).iter().any(|&next| next > d && syntax.is_marked_infinitive(next));
            d > verb && syntax.is_verb(d) && (listed || syntax.relation(d) == Relation::Conj && shares)
        };
        verbs.extend(syntax.dependents(verb).iter().filter(joined));
        at += 1;
    }
    verbs.sort_unstable();
    verbs.dedup();
    verbs
}

/// "Start or restart the dialogue": the verbs that "or" joins are one act, the first of them in the tables.
fn alternatives(reader: &Reader<'_>, verbs: &[usize]) -> Vec<Act> {
    let text = &reader.text;
    let acts = verbs.iter().flat_map(|&verb| of_verb(reader, verb, None));
    let [first, .., last] = *verbs else { return acts.collect() };
    // Both name the object, or the parser gave it to one of them.
    let whole = acts.max_by_key(|act| act.object.end);
    let joined = whole.map(|act| Act {
        action: format!("{} or {}", text.lemma(first), text.lemma(last)),
        lemma: text.lemma(first).to_owned(),
        verb: Some(first),
        words: with_to(text, first, first.min(act.words.start)..act.words.end.max(last + 1)),
        ..act
    });
    joined.into_iter().collect()
}

/// The acts of one verb: one for each of its objects.
fn of_verb(reader: &Reader<'_>, verb: usize, outer: Option<&str>) -> Vec<Act> {
    let text = &reader.text;
    let syntax = &text.syntax;
    // "Is ready"; "is to pay" has no copula, whatever the parser made of it.
    let is_state = syntax.dependent(verb, &[Relation::Cop]).is_some() && syntax.upos(verb) != Upos::Verb;
    if text.lemma(verb) == "be" || is_state {
        return Vec::new();
    }
    // "Decided to task the ministers with drawing up"
    let orders = |e: &lexicon::Entry<lexicon::Undertaking>| {
        e.phrase == text.lemma(verb) && e.meaning.complements.contains(&Complement::Order)
    };
    if reader.lexicon.undertakings.iter().any(orders) {
        let told =
            || syntax.dependent(verb, &[Relation::Xcomp, Relation::Advcl]).filter(|&d| syntax.is_marked_infinitive(d));
        if let Some(order) = charge(text, verb).or_else(told) {
            return of_order(reader, verb, order);
        }
    }
    // "Pay Togo two million": the last object is what is given.
    let is_object = |&d: &usize| d > verb && syntax.relation(d) == Relation::Obj;
    let object = syntax.dependents(verb).iter().copied().rfind(is_object);
    let object = object.or_else(|| misread_object(text, verb)).or_else(|| displaced_object(text, verb));
    // "Give the ministers two weeks"
    let object = object.or_else(|| syntax.dependent(verb, &[Relation::Iobj]).filter(|&noun| noun > verb));
    // "Support each other in the fight against": what in.
    let each_other = |noun: usize| text.is_any(noun, &["each", "one"]) && text.is_any(noun + 1, &["other", "another"]);
    if let Some(object) = object.filter(|&object| each_other(object)) {
        let matter = syntax.dependents(verb).iter().find(|&&d| d > object && syntax.has_case(d, &["in", "on", "with"]));
        return matter.map_or_else(Vec::new, |&matter| with_objects_named(reader, verb, Some(matter), outer));
    }
    if object.is_some_and(|object| stands_for_another(text, object)) {
        return Vec::new();
    }
    // "Ensure that supplies go on", "make sure it faces sanctions": a state of things is what is undertaken.
    let result = || {
        let sure = syntax.dependent(verb, &[Relation::Xcomp]).filter(|&d| text.is(d, "sure")).unwrap_or(verb);
        let clause = syntax.dependent(sure, &[Relation::Ccomp])?;
        let secures = sure != verb || matches!(text.lemma(verb), "ensure" | "guarantee");
        (secures && syntax.dependent(clause, &[Relation::Nsubj, Relation::NsubjPass]).is_some())
            .then_some((sure, clause))
    };
    if let Some((sure, clause)) = result() {
        return vec![securing(reader, verb, sure, clause)];
    }
    // "Supply Togo with gas": what is given stands behind "with".
    let with = || {
        let is_with = |&&d: &&usize| syntax.relation(d) == Relation::Obl && syntax.has_case(d, &["with"]);
        let given = partner(reader, text.lemma(verb)) == Some(Partner::Given);
        syntax.dependents(verb).iter().find(is_with).copied().filter(|_| given)
    };
    // "Take part in the exercise": what in.
    let part = object.is_some_and(|noun| text.is(noun, "part") && text.lemma(verb) == "take");
    let shared = |&&d: &&usize| part && d > verb && syntax.has_case(d, &["in"]) && text.time_at(d).is_none();
    let below = object.map_or(&[][..], |noun| syntax.dependents(noun));
    let object = syntax.dependents(verb).iter().chain(below).find(shared).copied().or(object);
    let recipient = object.is_some_and(|object| reader.actors.at(object).is_some());
    let object = if recipient { with().or(object) } else { object };
    // "Continue working on", "help rebuild": the act is what the inner verb does.
    let inner = syntax
        .dependent(verb, &[Relation::Xcomp, Relation::Ccomp])
        .filter(|&d| d > verb && syntax.is_verb(d) && object.is_none() && outer.is_none() && !syntax.is_past(d));
    if let Some(inner) = inner {
        let name = verb_name(text, verb, None);
        let mut acts = of_verb(reader, inner, Some(&name));
        let joined = coordinated(reader, inner).into_iter().skip(1);
        let (own, shared): (Vec<usize>, Vec<usize>) = joined.partition(|&verb| syntax.is_marked_infinitive(verb));
        acts.extend(shared.into_iter().flat_map(|verb| of_verb(reader, verb, Some(&name))));
        let kind = kind_of(reader, text.lemma(verb));
        for act in &mut acts {
            if kind == Some(CommitmentKind::Standing) {
                act.kind = CommitmentKind::Standing;
            }
            act.is_known &= kind.is_some();
            act.verb = Some(verb);
            act.words = with_to(text, verb, act.words.start.min(verb)..act.words.end);
        }
        // "To continue to hold it and to open an office": the second is no part of what continues.
        acts.extend(own.into_iter().flat_map(|verb| of_verb(reader, verb, None)));
        return acts;
    }
    let relative = || antecedent(text, verb).filter(|_| oblique(reader, verb).is_none());
    with_objects_named(reader, verb, object.or_else(relative), outer)
}

/// The act of "ensure that …" and "make sure …".
fn securing(reader: &Reader<'_>, verb: usize, sure: usize, clause: usize) -> Act {
    let text = &reader.text;
    let object = phrase::words(text, clause);
    let apart = |t: usize| text.word(t) == "," && text.is_any(t + 1, &["while", "whereas", "as", "but"]);
    let end = text.find(object.clone(), apart).unwrap_or(object.end);
    let object = object.start + usize::from(text.is(object.start, "that"))..end;
    let names = (text.words(&(verb..sure + 1)).to_lowercase(), "ensure".to_owned());
    act(reader, names, Some(verb), clause, object.clone(), with_to(text, verb, verb..object.end))
}

fn with_objects(reader: &Reader<'_>, verb: usize, object: Option<usize>) -> Vec<Act> {
    with_objects_named(reader, verb, object, None)
}

/// The acts of a verb on its objects; without one, on what a preposition joins to it, or on nothing where the verb says
/// enough ("meet").
fn with_objects_named(reader: &Reader<'_>, verb: usize, object: Option<usize>, outer: Option<&str>) -> Vec<Act> {
    let text = &reader.text;
    let lemma = text.lemma(verb).to_owned();
    let joined = if object.is_none() { oblique(reader, verb) } else { None };
    let name = verb_name(text, verb, joined.and_then(|noun| preposition(text, noun)));
    let name = outer.map_or(name.clone(), |outer| format!("{outer} {}", name.replacen(&lemma, text.word(verb), 1)));
    let names = (name, lemma.clone());
    // "Meet in Lome": where is what can be told of it.
    let place = |&&d: &&usize| text.name_at(d).is_some() && text.syntax.has_case(d, &["in", "at"]);
    let place = text.syntax.dependents(verb).iter().find(place).filter(|_| lemma == "meet").copied();
    let Some(head) = object.or(joined).or(place) else {
        let enough = matches!(lemma.as_str(), "meet" | "talk" | "cooperate" | "consult" | "negotiate");
        let alone = || act(reader, names, Some(verb), verb, verb..verb + 1, verb..verb + 1);
        return enough.then(alone).into_iter().collect();
    };
    let mut phrase = object::phrase(text, head);
    // "Would take no steps", "nothing would be done at the dam": to refrain is the act.
    let none = text.is_any(phrase.start, &["no", "nothing"]);
    if text.is(head, "nothing") {
        let Some(&at) =
            text.syntax.dependents(verb).iter().find(|&&d| d > verb && text.syntax.relation(d) == Relation::Obl)
        else {
            return Vec::new();
        };
        phrase = text.syntax.below(at);
    } else if none {
        phrase.start += 1;
    }
    // "The treaty | signed between A and B"
    if head < verb && phrase.contains(&verb) {
        phrase.end = verb;
    }
    let names = if none { (format!("not {}", names.0), names.1) } else { names };
    if object.is_some() && head > verb {
        phrase.end = before_whom(text, verb, object::with_prepositional(reader, verb, phrase.end));
        phrase.start = after_recipient(text, &phrase, head).max(verb + 1);
    }
    object::items(reader, &phrase, head)
        .into_iter()
        .enumerate()
        .map(|(n, (object, trigger))| {
            let words = if n == 0 {
                with_to(text, verb, verb.min(object.start)..object.end.max(verb + 1))
            } else {
                // A later item shows its "and".
                object.start - 1..object.end
            };
            Act { is_direct: joined.is_none(), ..act(reader, names.clone(), Some(verb), trigger, object, words) }
        })
        .collect()
}

/// "Put the matter | before the leaders": the end of an object with those before whom it is brought.
fn before_whom(text: &Text<'_>, verb: usize, end: usize) -> usize {
    let syntax = &text.syntax;
    let brings = matches!(text.lemma(verb), "put" | "bring" | "lay" | "take" | "place");
    let before = |&&d: &&usize| {
        syntax.below(d).start == end && syntax.has_case(d, &["before"]) && !object::starts_time(text, end)
    };
    let found = syntax.dependents(verb).iter().find(before).filter(|_| brings);
    found.map_or(end, |&noun| object::phrase(text, noun).end)
}

/// Whether a word only stands for something said elsewhere ("it", "what"): nothing that could be checked.
fn stands_for_another(text: &Text<'_>, at: usize) -> bool {
    matches!(text.syntax.xpos(at), Some(Xpos::Prp | Xpos::Wp | Xpos::Wdt | Xpos::Dt))
}

/// "Publish, from May, the figures": a noun without preposition behind something else, which the parser takes for an
/// adverbial.
fn displaced_object(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let bare = |&&d: &&usize| {
        d > verb
            && syntax.relation(d) == Relation::Obl
            && matches!(syntax.upos(d), Upos::Noun | Upos::Propn)
            && syntax.dependent(d, &[Relation::Case]).is_none()
            && syntax.dependent(d, &[Relation::Det, Relation::NmodPoss, Relation::Amod]).is_some()
            && text.time_at(d).is_none()
    };
    // "Will release 20 fishermen and Togo will pay": the parser may give the next verb both nouns as subjects.
    let lost = |&&next: &&usize| {
        let mut subjects = syntax.dependents(next).iter().filter(|&&d| syntax.relation(d) == Relation::Nsubj);
        let (Some(&first), Some(_)) = (subjects.next(), subjects.next()) else { return None };
        (first > verb && first < next && syntax.relation(next) == Relation::Conj).then_some(first)
    };
    let next = || syntax.dependents(verb).iter().find_map(|d| lost(&d));
    syntax.dependents(verb).iter().find(bare).copied().or_else(next)
}

/// "To | exchange visits", read as a noun phrase: what looks like a compound is verb and object.
fn misread_object(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let misread = syntax.xpos(verb) == Some(Xpos::Vb) && syntax.relation(verb) == Relation::Compound;
    syntax.head(verb).filter(|&noun| misread && noun > verb)
}

/// The words of an act with the "to" in front of its verb.
fn with_to(text: &Text<'_>, verb: usize, words: Tokens) -> Tokens {
    let to = text.syntax.dependent(verb, &[Relation::Mark]).filter(|&mark| text.is(mark, "to"));
    to.map_or(words.clone(), |to| to.min(words.start)..words.end)
}

/// "Pay | Togo two million", read as one phrase: where the thing begins.
fn after_recipient(text: &Text<'_>, phrase: &Tokens, head: usize) -> usize {
    let syntax = &text.syntax;
    let named = syntax.relation(phrase.start) == Relation::Compound && text.name_at(phrase.start).is_some();
    let counted = matches!(syntax.upos(phrase.start + 1), Upos::Num | Upos::Sym | Upos::Det);
    if named && counted && phrase.start + 1 < head { phrase.start + 1 } else { phrase.start }
}

fn act(
    reader: &Reader<'_>,
    (action, lemma): (String, String),
    verb: Option<usize>,
    trigger: usize,
    object: Tokens,
    words: Tokens,
) -> Act {
    let kind = kind_of(reader, &lemma);
    Act {
        by: None,
        with: Vec::new(),
        action,
        lemma,
        verb,
        trigger,
        object,
        words,
        kind: kind.unwrap_or(CommitmentKind::Deliverable),
        is_known: kind.is_some(),
        is_direct: true,
    }
}

fn kind_of(reader: &Reader<'_>, lemma: &str) -> Option<CommitmentKind> {
    reader.lexicon.acts.iter().find(|e| e.phrase == lemma).map(|e| e.meaning)
}

/// The verb with its particle, and the preposition that joins its only noun: "set up", "be guided by", "work towards".
fn verb_name(text: &Text<'_>, verb: usize, preposition: Option<usize>) -> String {
    let syntax = &text.syntax;
    let particle = |&&d: &&usize| {
        d > verb
            && (syntax.relation(d) == Relation::CompoundPrt
                || syntax.relation(d) == Relation::Advmod
                    && d == verb + 1
                    && text.is_any(d, &["back", "ahead", "together"]))
    };
    let passive = syntax.is_passive(verb) && syntax.is_marked_infinitive(verb);
    let not = |&&d: &&usize| d < verb && text.is_any(d, &["not", "never"]);
    // "Pledged not to": to refrain is the act. "Will not" denies it.
    let refrains = syntax.is_marked_infinitive(verb) && syntax.dependents(verb).iter().any(|d| not(&d));
    let own = if passive { format!("be {}", text.lower(verb)) } else { text.lemma(verb).to_owned() };
    let mut name = if refrains { format!("not {own}") } else { own };
    for word in syntax.dependents(verb).iter().filter(particle).copied().chain(preposition) {
        name.push(' ');
        name.push_str(&text.lower(word));
    }
    name
}

/// The noun that a preposition joins to a verb without object, where it says what the act is about.
fn oblique(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    const ABOUT: [&str; 13] =
        ["with", "as", "to", "into", "towards", "toward", "on", "for", "by", "against", "about", "from", "through"];
    let text = &reader.text;
    let syntax = &text.syntax;
    // "Stand in the way of", where "in" tells no place.
    let within = |d: usize| {
        syntax.has_case(d, &["in"])
            && syntax.upos(d) == Upos::Noun
            && text.is(d + 1, "of")
            && !reader.lexicon.is(WordClass::Venue, text.lemma(d))
    };
    // "Remain in touch"
    let touch = |d: usize| {
        syntax.has_case(d, &["in"]) && matches!(text.lemma(d), "touch" | "contact" | "communication" | "consultation")
    };
    let about = |&&d: &&usize| {
        matches!(syntax.relation(d), Relation::Obl | Relation::OblAgent)
            && d > verb
            && (syntax.has_case(d, &ABOUT) || within(d) || touch(d))
            && text.time_at(d).is_none()
            && !stands_for_another(text, d)
    };
    // "Cooperate in clearing mines"
    let doing = |&&d: &&usize| {
        let mark = syntax.dependent(d, &[Relation::Mark]);
        d > verb
            && syntax.relation(d) == Relation::Advcl
            && syntax.xpos(d) == Some(Xpos::Vbg)
            && mark.is_some_and(|mark| text.is_any(mark, &["in", "from"]))
    };
    let dependents = syntax.dependents(verb);
    // The parser may hang it on the verb above.
    let above = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Xcomp);
    let beside = above.map_or(&[][..], |above| syntax.dependents(above)).iter();
    let beside = beside.filter(|&&d| syntax.below(d).start == verb + 1);
    dependents.iter().find(about).or_else(|| dependents.iter().chain(beside).find(doing)).copied()
}

fn preposition(text: &Text<'_>, noun: usize) -> Option<usize> {
    text.syntax.dependent(noun, &[Relation::Case]).filter(|&case| !text.is_any(case, &["with", "for", "about"]))
}

/// "The treaty that they agreed to sign": the noun that the relative clause of the verb describes, where it is the
/// verb's object.
fn antecedent(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let clause = syntax.upwards(verb).take(4).find(|&at| syntax.relation(at) == Relation::AclRelcl)?;
    // "A body whose session they decided to hold"
    let whose = |&&d: &&usize| {
        let possessed = syntax.dependent(d, &[Relation::NmodPoss]);
        d < clause && possessed.is_some_and(|word| text.is(word, "whose"))
    };
    if let Some(&noun) = syntax.dependents(clause).iter().find(whose) {
        return (syntax.subject(clause) != Some(noun)).then_some(noun);
    }
    // "A declaration in which they undertake to", "in Lima, where they agreed to": no object.
    let circumstance = |&d: &usize| {
        syntax.xpos(d) == Some(Xpos::Wrb)
            || syntax.xpos(d) == Some(Xpos::Wdt) && syntax.dependent(d, &[Relation::Case]).is_some()
    };
    if syntax.dependents(clause).iter().any(circumstance) {
        return None;
    }
    let noun = syntax.head(clause).filter(|&noun| object::phrase(text, noun).end <= clause)?;
    (syntax.subject(clause) != Some(noun)).then_some(noun)
}
