//! What is undertaken: the acts of an infinitive, a clause or a noun phrase, each with one object.

use servanda_language::{Relation, Upos, Xpos};
use servanda_model::{Assertion, CommitmentKind, Modality, Side};

use super::{
    parties,
    partners::partner,
    sides,
    verbs::{act, alternatives, coordinated, displaced_object, with_objects},
};
use crate::{
    clause,
    lexicon::{self, Complement, Partner, WordClass},
    object,
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

/// "Take place", "go ahead": what somebody holds.
pub fn happens(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let place = text.syntax.dependent(verb, &[Relation::Obj]).is_some_and(|noun| text.is(noun, "place"));
    place && text.lemma(verb) == "take" || text.lemma(verb) == "go" && text.is(verb + 1, "ahead")
}

/// The subject of a verb, of "which" what it stands for ("the commission, which will meet").
fn beginner(text: &Text<'_>, verb: usize) -> Option<usize> {
    let is_subject = |d: &usize| matches!(text.syntax.relation(*d), Relation::NsubjPass | Relation::Nsubj);
    let subject = text.syntax.dependents(verb).iter().copied().rfind(is_subject)?;
    if is_relative(text, subject) { text.syntax.subject(verb) } else { Some(subject) }
}

/// "The talks will begin", "flights are to resume": what begins is what somebody begins.
pub fn begins(reader: &Reader<'_>, verb: usize) -> bool {
    const BEGINS: [&str; 10] =
        ["begin", "start", "resume", "continue", "convene", "meet", "restart", "reopen", "recommence", "open"];
    const SERVICES: [&str; 14] = [
        "service",
        "train",
        "ferry",
        "bus",
        "delivery",
        "export",
        "import",
        "traffic",
        "trade",
        "shipment",
        "operation",
        "repatriation",
        "patrol",
        "inspection",
    ];
    let text = &reader.text;
    let syntax = &text.syntax;
    let subject = beginner(text, verb);
    let thing = |noun: usize| {
        is_channel(reader, noun)
            || SERVICES.contains(&text.lemma(noun))
            || reader.lexicon.is(WordClass::Outcome, text.lemma(noun))
    };
    let objects = [Relation::Obj, Relation::Xcomp, Relation::Ccomp];
    BEGINS.contains(&text.lemma(verb))
        && subject.is_some_and(|noun| thing(noun) && reader.actors.at(noun).is_none())
        && syntax.dependent(verb, &objects).is_none()
}

/// The acts of "will VERB", whose subject is the frame's.
pub fn of_clause(reader: &Reader<'_>, verb: usize) -> Vec<Act> {
    let syntax = &reader.text.syntax;
    // The nearest: "the truth is that households will be supplied".
    let is_subject = |d: &usize| matches!(syntax.relation(*d), Relation::NsubjPass | Relation::Nsubj);
    let subject = syntax.dependents(verb).iter().copied().rfind(is_subject);
    // "The meeting will take place in May"
    let happens = happens(reader, verb);
    if let Some(noun) = subject.filter(|&noun| happens && reader.actors.at(noun).is_none()) {
        // "The mission will take place" needs nobody else.
        let name = if is_channel(reader, noun) { "hold" } else { "conduct" };
        let held = |act: Act| Act { action: name.to_owned(), lemma: name.to_owned(), is_known: true, ..act };
        return with_objects(reader, verb, Some(noun)).into_iter().map(held).collect();
    }
    let begun = beginner(&reader.text, verb).filter(|_| begins(reader, verb));
    match begun.or_else(|| subject.filter(|_| syntax.is_passive(verb))) {
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
    // "Suggested that it was spreading lies", "suggests he will raise it": said rather than proposed.
    let told = |&d: &usize| matches!(syntax.relation(d), Relation::Aux | Relation::Cop) && !text.is(d, "should");
    let proposed = modality == Modality::Proposed;
    let wished = proposed && bare && !modal && !syntax.is_passive(verb) && !syntax.dependents(verb).iter().any(told);
    // "Hope that the talks can be closed": what others must do is asked of them.
    let hoped = modality == Modality::Intended;
    let joint = |noun: usize| is_channel(reader, noun) || reader.lexicon.is(WordClass::Treaty, text.lemma(noun));
    let own = match syntax.dependent(verb, &[Relation::NsubjPass]) {
        Some(noun) => joint(noun),
        None => !parties::of_subject(reader, verb).is_empty(),
    };
    if hoped && !own || !(promised && !proposed || wished || hoped) || syntax.is_marked_infinitive(verb) {
        return Vec::new();
    }
    let by = Some(parties::of_subject(reader, verb)).filter(|sides| !sides.is_empty());
    // "Agreed that the rates would help": what a thing does is foretold.
    let thing = syntax.dependent(verb, &[Relation::Nsubj]).is_some_and(|noun| sides::is_thing(reader, noun));
    if thing && by.is_none() && syntax.dependent(verb, &[Relation::Obj]).is_some() {
        return Vec::new();
    }
    let mut acts = of_clause(reader, verb);
    // "Will be hosted by Tunis"
    let agents = Some(parties::agents(reader, verb)).filter(|sides| !sides.is_empty());
    // "We agreed that we would meet": both.
    let we = syntax.dependent(verb, &[Relation::Nsubj]).is_some_and(|noun| text.is(noun, "we"));
    let shared =
        |act: &Act| we && text.lemma(anchor) == "agree" && partner(reader, &act.lemma) == Some(Partner::Mutual);
    for act in &mut acts {
        // Who proposes is no less the one to be named (codebook, 2).
        act.with = by.clone().filter(|_| proposed).unwrap_or_default();
        act.by =
            if syntax.is_passive(verb) { agents.clone() } else { by.clone().filter(|_| !proposed && !shared(act)) };
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
        // "An agreement dependent | on"
        let apart = syntax.upos(anchor) == Upos::Noun && syntax.upos(anchor + 1) == Upos::Adj;
        d > anchor && !apart && syntax.dependents(d).iter().any(marked) && text.time_at(d).is_none()
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
    // "Suggested that it was spreading lies" is a clause.
    let clausal = [Relation::Aux, Relation::Nsubj, Relation::Cop];
    let gerund = |&&d: &&usize| {
        d > anchor && syntax.xpos(d) == Some(Xpos::Vbg) && syntax.is_verb(d) && syntax.dependent(d, &clausal).is_none()
    };
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
    // "Offers Togo two ships": the last is what is given.
    let last = || syntax.dependents(anchor).iter().copied().rfind(|&d| syntax.relation(d) == Relation::Obj);
    let given = if kind == Complement::Aid { last() } else { None };
    let object = given.or_else(|| syntax.dependent(anchor, &[Relation::Obj])).or(clause).or(subject).or(guest);
    let object = object.or_else(|| displaced_object(text, anchor));
    // "Togo's pledge of $2 million"
    let of = |&&d: &&usize| syntax.upos(anchor) == Upos::Noun && syntax.has_case(d, &["of"]);
    let object = object.or_else(|| syntax.dependents(anchor).iter().find(of).copied());
    // "Signed off on six deals"
    let off = |&&d: &&usize| d > anchor && text.is(anchor + 1, "off") && syntax.has_case(d, &["on"]);
    let object = object.or_else(|| syntax.dependents(anchor).iter().find(off).copied());
    let signed = || signed_before(reader, anchor).filter(|_| kind == Complement::Document);
    let Some(noun) = object.filter(|&noun| !is_relative(text, noun)).or_else(signed) else { return Vec::new() };
    let is = |class| syntax.coordinated(noun).iter().any(|&n| reader.lexicon.is(class, text.lemma(n)));
    match kind {
        Complement::Act => named_act(reader, noun).map_or_else(Vec::new, |_| of_noun(reader, noun)),
        // "Seeks a lifting of the ban" asks for another's act; "offered a statement" made it.
        Complement::Channel if named_act(reader, noun).is_none() && !is(WordClass::Utterance) => of_noun(reader, noun),
        Complement::Document
            if is(WordClass::Treaty)
                || drafts(reader, noun)
                || is_signed(text, anchor, noun)
                || is_reached(text, anchor, noun) =>
        {
            with_objects(reader, anchor, Some(noun))
        }
        Complement::Aid
            if is(WordClass::Aid)
                || is(WordClass::Outcome) && !is(WordClass::Plan)
                || syntax.upos(noun) == Upos::Sym =>
        {
            with_objects(reader, anchor, Some(noun))
        }
        // "Promised Togo 40 buses": what is counted can be checked.
        Complement::Aid if syntax.dependent(noun, &[Relation::Nummod]).is_some() && subject.is_none() => {
            with_objects(reader, anchor, Some(noun))
        }
        Complement::Guest if reader.actors.at(noun).is_some() => {
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
    const OWN: [&str; 18] = [
        "law",
        "bill",
        "decree",
        "order",
        "legislation",
        "petition",
        "book",
        "guestbook",
        "player",
        "budget",
        "letter",
        "directive",
        "waiver",
        "proclamation",
        "register",
        "visa",
        "cheque",
        "resignation",
    ];
    matches!(text.lemma(verb), "sign" | "initial" | "ink")
        && text.syntax.upos(noun) == Upos::Noun
        && !OWN.contains(&text.lemma(noun))
}

/// "Reach an understanding", "strike a compromise".
fn is_reached(text: &Text<'_>, verb: usize, noun: usize) -> bool {
    const REACHED: [&str; 7] =
        ["understanding", "consensus", "settlement", "compromise", "truce", "ceasefire", "bargain"];
    matches!(text.lemma(verb), "reach" | "strike" | "clinch" | "secure" | "seal") && REACHED.contains(&text.lemma(noun))
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
    let signed =
        |at: usize| reader.lexicon.is(WordClass::Treaty, reader.text.lemma(at)) || is_reached(&reader.text, verb, at);
    nouns.into_iter().find(|&at| at < verb && signed(at))
}

/// "An invitation to the minister to visit Lome": whoever is invited, and to what.
pub fn of_invitation(reader: &Reader<'_>, anchor: usize, verb: usize) -> Vec<Act> {
    let text = &reader.text;
    // "An invitation | from King Hamad | to the president"
    let from = text.is(anchor + 1, "from");
    let to = if from { text.find(anchor + 2..verb, |t| text.is(t, "to")).unwrap_or(anchor + 1) } else { anchor + 1 };
    let start = to + usize::from(text.is_any(to, &["to", "for"]));
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
    // "The minister was invited to": told in front.
    if first.object.start < invite {
        return guests.into_iter().take(1).collect();
    }
    let object = first.object.start..end.max(guests_end);
    let words = first.words.start..end.max(guests_end);
    guests.into_iter().take(1).map(|act| Act { object: object.clone(), words: words.clone(), ..act }).collect()
}

/// The acts that a noun names: a meeting to come, an act by its noun ("the resumption of flights"), or a formula. What is
/// none of these, such as importance or need, is no act.
pub fn of_noun(reader: &Reader<'_>, head: usize) -> Vec<Act> {
    let acts = of_plain_noun(reader, head);
    // "The next meeting, to be hosted by China"
    let syntax = &reader.text.syntax;
    let told = |&&d: &&usize| syntax.relation(d) == Relation::Acl && syntax.is_marked_infinitive(d);
    let clause = syntax.dependents(head).iter().find(told);
    let hosts = clause.map_or_else(Vec::new, |&verb| parties::agents(reader, verb));
    if hosts.is_empty() { acts } else { acts.into_iter().map(|act| Act { by: Some(hosts.clone()), ..act }).collect() }
}

fn of_plain_noun(reader: &Reader<'_>, head: usize) -> Vec<Act> {
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
                // "On the opening of a bridge and | on checks": that is not opened.
                let own = |object: &(Tokens, usize)| text.syntax.upos(object.0.start) != Upos::Adp;
                return objects
                    .into_iter()
                    .filter(own)
                    .enumerate()
                    .map(|(n, (object, trigger))| {
                        // "The signing of six papers, | including …", which the parser may hang on the signing.
                        let added = text.word(object.end) == "," && text.is(object.end + 1, "including");
                        let object = if added { object.start..item.end.max(object.end) } else { object };
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
                    // "A timetable", "visa waivers"
                    None if reader.lexicon.is(WordClass::Outcome, text.lemma(head)) => {
                        ("arrange", CommitmentKind::Deliverable)
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

/// The verb of a noun that names an act: of the tables, or a gerund with its object ("the convening of").
fn act_verb(reader: &Reader<'_>, noun: usize) -> Option<&'static str> {
    let found = reader.lexicon.act_nouns.iter().find(|e| e.at(&reader.text, noun, noun + 1).is_some());
    found.map(|e| e.meaning.as_str()).or_else(|| gerund_verb(reader, noun))
}

/// The verb of the tables whose gerund a noun is: "convening", "scrapping", "laying".
fn gerund_verb(reader: &Reader<'_>, noun: usize) -> Option<&'static str> {
    let text = &reader.text;
    let word = text.lower(noun);
    // "The tenth meeting of" is a channel.
    let act = text.is(noun + 1, "of") && !is_channel(reader, noun) && word != "understanding";
    let stem = word.strip_suffix("ing").filter(|stem| stem.len() > 2 && act)?;
    let doubled = stem.chars().rev().take(2).collect::<Vec<_>>();
    let single = if doubled.first() == doubled.last() { stem.get(..stem.len() - 1)? } else { stem };
    let fits = |verb: &str| verb == stem || verb == single || verb.strip_suffix('e') == Some(stem);
    reader.lexicon.acts.iter().find(|e| fits(&e.phrase)).map(|e| e.phrase.as_str())
}

/// Whether a noun names a channel or a meeting.
pub fn is_channel(reader: &Reader<'_>, noun: usize) -> bool {
    let starts = |start: usize| {
        let ends = |e: &lexicon::Entry<bool>| e.at(&reader.text, start, noun + 1).is_some_and(|t| t.end == noun + 1);
        reader.lexicon.channels.iter().any(ends)
    };
    starts(noun) || noun.checked_sub(1).is_some_and(starts) || matches!(reader.text.lemma(noun), "round" | "session")
}
