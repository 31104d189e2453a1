//! Deeds: something done that is not talk, by a state or its organs (codebook, 9). A measure said to be in force counts
//! as imposed.
//!
//! A verb of `data/deeds.tsv` tells a deed in the active, the passive and as a participle; its noun where what governs it
//! takes the act as done ("after the release of").

use servanda_language::{MentionForm, NameKind, Relation, TimeExpression, Upos, Xpos};
use servanda_model::{DeedFinding, Finding, FindingBody, Ladder, Place, Side, TimeFrame, TimeValue, Voice};

use crate::{
    actors::Mention,
    clause,
    lexicon::{self, DeedWord, Lexicon, Objects, Slot, Unnamed, WordClass},
    object,
    phrase::{self, Part},
    reader::{Draft, Reader, sorted},
    text::{Text, Tokens},
};

/// What a word tells of as done.
struct Deed {
    rule: &'static str,
    trigger: usize,
    action: String,
    by: Vec<Side>,
    object: Part,
    /// What the clause adds to the object ("the ban was lifted *on wheat*").
    complement: Option<Tokens>,
    evidence: Tokens,
    when: Option<TimeValue>,
}

/// All deeds of the body.
pub fn find(reader: &Reader<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for sentence in reader.sentences() {
        if reader.text.sentence_of(sentence.start).is_none_or(|s| reader.text.place_of(s) != Place::Body) {
            continue;
        }
        for at in sentence {
            // Quoted words tell of deeds where a government speaks them.
            if reader.text.is_quoted(at) && !matches!(reader.voice_at(at), Voice::Side(_) | Voice::Joint) {
                continue;
            }
            for deed in told(reader, at) {
                let told = finding(reader, deed);
                findings.extend(told.filter(|f| !findings.iter().any(|known| is_one(known, f))));
            }
        }
    }
    findings
}

/// Whether two findings tell of one deed, by its verb or by its noun ("expelled the envoy", "the envoy's expulsion").
fn is_one(one: &Finding, other: &Finding) -> bool {
    let (FindingBody::Deed(a), FindingBody::Deed(b)) = (&one.body, &other.body) else { return false };
    let (p, q) = (&one.proposition, &other.proposition);
    let same =
        |a: &[String], b: &[String]| a.iter().all(|word| b.contains(word)) || b.iter().all(|word| a.contains(word));
    let alike = p.head == q.head && p.numbers == q.numbers && same(&p.modifiers, &q.modifiers);
    let by = a.by == b.by || a.by.is_empty() || b.by.is_empty();
    p == q || a.action == b.action && by && alike && (a.object.ends_with(&b.object) || b.object.ends_with(&a.object))
}

fn told(reader: &Reader<'_>, at: usize) -> Vec<Deed> {
    let text = &reader.text;
    if text.name_at(at).is_some() {
        return Vec::new();
    }
    let end = text.len();
    match text.syntax.upos(at) {
        Upos::Verb => words_of(reader, at)
            .into_iter()
            .map(|word| of_verb(reader, at, word))
            .find(|deeds| !deeds.is_empty())
            .unwrap_or_default(),
        Upos::Noun if reader.lexicon.is(WordClass::Restriction, text.lemma(at)) => {
            in_force(reader, at).into_iter().collect()
        }
        Upos::Noun => lexicon::longest(&reader.lexicon.deed_nouns, text, at, end)
            .and_then(|(entry, _)| of_noun(reader, at, &entry.meaning))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// What a verb may tell of, the longest phrase first; a particle counts wherever it stands ("handed the port over").
fn words_of<'r>(reader: &'r Reader<'_>, verb: usize) -> Vec<&'r DeedWord> {
    let text = &reader.text;
    let particle = text.syntax.dependent(verb, &[Relation::CompoundPrt]).filter(|&p| p > verb + 1);
    let apart = particle.map(|p| format!("{} {}", text.lemma(verb), text.lower(p)));
    let fits = |entry: &&lexicon::Entry<DeedWord>| {
        entry.at(text, verb, text.len()).is_some() || apart.as_ref().is_some_and(|phrase| *phrase == entry.phrase)
    };
    let mut entries: Vec<_> = reader.lexicon.deeds.iter().filter(fits).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.phrase.split(' ').count()));
    entries.into_iter().map(|entry| &entry.meaning).collect()
}

/// "A imposed X", "X was imposed by A", "X, imposed in May", "the X that A imposed"; two objects are two deeds.
fn of_verb(reader: &Reader<'_>, verb: usize, word: &DeedWord) -> Vec<Deed> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let charged = charged(reader, verb);
    let told = clause::is_told(reader, verb) || is_done_by_noun(reader, verb);
    if charged.is_empty() && (!told || is_claimed(reader, verb)) {
        return Vec::new();
    }
    let participle = clause::is_passive_participle(reader, verb);
    let passive = syntax.dependent(verb, &[Relation::NsubjPass, Relation::AuxPass]).is_some() || participle;
    let thing = if passive { None } else { what_happens(reader, verb, word) };
    let object = match (passive, syntax.relation(verb)) {
        (true, Relation::Advcl) if participle => measure_before(reader, verb),
        (true, _) => syntax.subject(verb).or_else(|| gap(text, verb)),
        (false, _) => thing.or_else(|| object_of(text, verb, word)),
    };
    let Some(object) = object else { return Vec::new() };
    let named =
        |&d: &usize| matches!(syntax.relation(d), Relation::OblAgent | Relation::Obl) && syntax.has_case(d, &["by"]);
    let agent = syntax.dependents(verb).iter().any(named);
    let by = match (passive, agent) {
        _ if !charged.is_empty() => charged,
        (false, _) if thing.is_some() => parties(reader, object, word),
        (false, _) => doers(reader, verb),
        (true, true) => clause::agents(reader, verb),
        // Whose measure was imposed, whose troops were sent: they did it. Of others it tells to whom it was done.
        (true, false) if is_own(reader, object, word) => owners(reader, object),
        (true, false) => Vec::new(),
    };
    let impersonal = (passive || thing.is_some()) && !agent;
    if by.is_empty() && (!impersonal || !may_be_unnamed(text, word, &syntax.below(object))) {
        return Vec::new();
    }
    let passive = passive || thing.is_some();
    let when = when(reader, verb);
    let mut parts: Vec<Part> = phrase::parts(text, object).into_iter().map(|part| without_clause(text, part)).collect();
    if let Some(last) = parts.last_mut().filter(|_| !passive) {
        last.words.end = phrase::with_obliques(text, verb, last.words.end);
    }
    // "The fence installed by B": the act is no part of what it was done to.
    let told = syntax.below(verb).start;
    if let Some(last) = parts.last_mut().filter(|part| part.head < told) {
        last.words = text.strip_end(last.words.start..last.words.end.min(told));
    }
    let clause = clause_of(reader, verb);
    let relative = syntax.relation(verb) == Relation::AclRelcl && !passive;
    let aside = told > 0 && text.word(told - 1) == ",";
    let several = parts.len() > 1;
    let whole = if passive { 0 } else { phrase::words(text, object).end };
    parts
        .into_iter()
        .filter_map(|part| Some((resolved(text, word, &part)?, part)))
        .map(|(thing, part)| {
            let evidence = match (part.head == object, several) {
                // "The planes that Russia sent", "Russia, which sent planes"
                (true, _) if relative && part.head < told && !aside => {
                    part.words.start..own_end(text, verb).max(verb + 1)
                }
                (true, _) if relative => told..clause.end.max(verb + 1),
                (true, false) if part.words.end < whole => part.words.start.min(clause.start)..part.words.end,
                (true, false) => part.words.start.min(clause.start)..part.words.end.max(clause.end),
                (true, true) => part.words.start.min(clause.start)..part.words.end.max(verb + 1),
                (false, _) => part.words.clone(),
            };
            Deed {
                rule: "deed.verb",
                trigger: if part.head == object { verb } else { part.head },
                action: word.action.clone(),
                by: by.clone(),
                evidence: text.strip(evidence),
                complement: complement(reader, verb, &part).filter(|_| passive),
                object: thing,
                when: when.clone(),
            }
        })
        .collect()
}

/// The words of the clause that tells the deed, from the clause above where that tells it as done ("joined in imposing",
/// "accused A of seizing").
fn clause_of(reader: &Reader<'_>, verb: usize) -> Tokens {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut clause = phrase::words(text, verb);
    // "Bolivia, which lost its coast in a war, severed relations": what stands between tells of other things.
    let commas = (clause.start..verb).filter(|&t| text.word(t) == ",").count();
    if commas > 1 {
        let auxiliary = |&&d: &&usize| {
            d < verb && matches!(syntax.relation(d), Relation::Aux | Relation::AuxPass | Relation::Advmod)
        };
        clause.start = syntax.dependents(verb).iter().filter(auxiliary).min().map_or(verb, |&d| d);
    }
    let Some(head) = syntax.head(verb).filter(|&head| head < verb) else { return clause };
    let led = match syntax.relation(verb) {
        _ if !charged(reader, verb).is_empty() => Some(head),
        Relation::Xcomp | Relation::Ccomp | Relation::Advcl
            if reader.lexicon.is(WordClass::Onward, text.lemma(head)) =>
        {
            Some(syntax.clause_start(head))
        }
        Relation::Acl if is_done_by_noun(reader, verb) => Some(syntax.below(head).start),
        _ => None,
    };
    clause.start = led.map_or(clause.start, |start| start.min(clause.start));
    clause
}

/// The end of a clause without the clauses that hang on it ("sent | to help fight the fires").
fn own_end(text: &Text<'_>, verb: usize) -> usize {
    let syntax = &text.syntax;
    let own = |&&d: &&usize| {
        d > verb && matches!(syntax.relation(d), Relation::Obl | Relation::OblUnmarked | Relation::Advmod)
    };
    let ends = syntax.dependents(verb).iter().filter(own).map(|&d| phrase::words(text, d).end);
    ends.max().unwrap_or(verb + 1)
}

/// "Ties were severed *with Togo*", "two men detained by Togo*, the writers A and B*": what tells more of the object behind
/// its verb.
fn complement(reader: &Reader<'_>, verb: usize, part: &Part) -> Option<Tokens> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let adds = |&d: &usize| {
        d > verb
            && syntax.relation(d) == Relation::Obl
            && syntax.has_case(d, &["on", "against", "with", "between"])
            && !object::starts_time(text, syntax.below(d).start)
    };
    let apposed = |&d: &usize| d > verb && syntax.relation(d) == Relation::Appos;
    if let Some(name) = syntax.dependents(part.head).iter().copied().find(apposed) {
        let first = syntax.below(name).start;
        return Some(first.saturating_sub(1)..phrase::words(text, name).end);
    }
    let whole = syntax.dependents(part.head).iter().any(|&d| syntax.relation(d) == Relation::Nmod);
    let d = syntax.dependents(verb).iter().copied().find(adds).filter(|_| !whole)?;
    Some(syntax.below(d).start..phrase::words(text, d).end)
}

/// The object where it is one with which the word tells of a deed; a pronoun stands for what the text named before.
fn resolved(text: &Text<'_>, word: &DeedWord, part: &Part) -> Option<Part> {
    if fits(text, word, part) {
        return Some(part.clone());
    }
    let pronoun = text.is_any(part.head, &["it", "they", "this"]);
    referent(text, part.head).filter(|named| pronoun && fits(text, word, named))
}

/// What a pronoun's chain named last before it.
fn referent(text: &Text<'_>, pronoun: usize) -> Option<Part> {
    let layers = text.layers;
    let mention = |&m: &usize| layers.mentions.get(m);
    let chain = layers.chains.iter().find(|c| c.mentions.iter().filter_map(mention).any(|m| m.head == pronoun))?;
    let before = || chain.mentions.iter().filter_map(mention).filter(|m| m.end <= pronoun);
    let person = text.is_any(pronoun, &["him", "her", "them"]);
    let named = before().rfind(|m| person && m.form == MentionForm::Proper);
    let last = named.or_else(|| before().rfind(|m| m.form != MentionForm::Pronoun))?;
    Some(without_clause(text, Part { head: last.head, words: phrase::words(text, last.head) }))
}

/// Those who are accused of it or thanked for it: "accused A of seizing two boats".
fn charged(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let marked = |&d: &usize| {
        matches!(syntax.relation(d), Relation::Mark | Relation::Case) && text.is_any(d, &["of", "for", "over"])
    };
    let blames = |&head: &usize| {
        reader.lexicon.is(WordClass::Blame, text.lemma(head)) && syntax.is_verb(head) && clause::is_told(reader, head)
    };
    let first = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Conj).unwrap_or(verb);
    let gerund = syntax.xpos(verb) == Some(Xpos::Vbg) && syntax.dependents(first).iter().any(marked);
    let Some(head) = syntax.head(first).filter(|head| gerund && blames(head)) else { return Vec::new() };
    let accused = if syntax.is_passive(head) || clause::is_passive_participle(reader, head) {
        syntax.subject(head)
    } else {
        // The parser may make of the accused the subject of what he is accused of.
        syntax.dependent(head, &[Relation::Obj]).or_else(|| syntax.dependent(verb, &[Relation::Nsubj]))
    };
    accused.map_or_else(Vec::new, |noun| clause::states_of(reader, noun))
}

/// "Was the first country to recognise X", "its decision to close X": an infinitive that tells of what was done.
fn is_done_by_noun(reader: &Reader<'_>, verb: usize) -> bool {
    const RANKS: [&str; 7] = ["first", "second", "third", "last", "latest", "only", "next"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let Some(noun) = syntax.head(verb).filter(|_| syntax.relation(verb) == Relation::Acl && syntax.is_infinitive(verb))
    else {
        return false;
    };
    let is_ranked = |noun: usize| syntax.dependents(noun).iter().chain([&noun]).any(|&d| text.is_any(d, &RANKS));
    let decided = matches!(text.lemma(noun), "decision" | "move") && syntax.owner(noun).is_some();
    // "The first country in the region to do it": the parser may hang it on the region.
    let above = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Nmod);
    let ranked = is_ranked(noun) || above.is_some_and(is_ranked);
    ranked && clause::is_told(reader, syntax.predicate(noun)) || decided
}

/// Whom "the kingdom" or "the bloc" stands for: the country, or the body, that was named last in its sentence or was the
/// subject of the one before.
fn realm(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let definite = syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["the", "this", "that"]));
    // "The government": of the country that the text speaks of.
    let governs = matches!(text.lemma(noun), "government" | "cabinet" | "parliament" | "junta" | "regime" | "military");
    let bare = governs && syntax.dependents(noun).len() == 1;
    let is_realm = reader.lexicon.is(WordClass::Realm, text.lemma(noun)) && syntax.xpos(noun) == Some(Xpos::Nn) || bare;
    if !definite || !is_realm || text.name_at(noun).is_some() {
        return Vec::new();
    }
    let body = matches!(text.lemma(noun), "bloc" | "alliance");
    let is_kind = |at: usize| match text.name_at(at).map(|name| &name.kind) {
        Some(NameKind::Body(_)) => body,
        Some(NameKind::Country(_)) => !body,
        _ => false,
    };
    // "The country" may be another than the last that was named, "the kingdom" hardly.
    let general =
        bare || matches!(text.lemma(noun), "country" | "nation" | "state" | "neighbour" | "neighbor" | "power");
    let from = text.sentence_of(noun).map_or(noun, |s| s.first);
    let mentions = reader.actors.within(&(from..noun));
    let last = mentions.iter().rev().find(|m| !general && m.tokens.clone().any(is_kind));
    match last {
        Some(mention) => mention.sides(),
        None if body => Vec::new(),
        None => clause::last_body(reader, noun),
    }
}

/// What something happens to by itself: "a treaty that took effect in May", "ties severed in 2016", which the parser takes
/// for an active.
fn what_happens(reader: &Reader<'_>, verb: usize, word: &DeedWord) -> Option<usize> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let listed = matches!(word.objects, Objects::Of(..));
    // People act themselves: "the workers returned".
    let listed = listed && !word.objects.hold_all(WordClass::Person);
    let alone = syntax.dependent(verb, &[Relation::Obj, Relation::Ccomp, Relation::Xcomp]).is_none();
    let past = matches!(syntax.xpos(verb), Some(Xpos::Vbd | Xpos::Vbn));
    let bare = word.slots.contains(&Slot::Obj) && listed && alone && past;
    if !bare && !word.slots.contains(&Slot::Subject) {
        return None;
    }
    let subject = syntax.subject(verb)?;
    let fitting = fits(text, word, &Part { head: subject, words: phrase::words(text, subject) });
    (fitting && (!bare || clause::states(reader, verb).is_empty())).then_some(subject)
}

/// The sides that do what a verb says: its subject's, or the country that the text has named, which it calls "the kingdom".
fn doers(reader: &Reader<'_>, verb: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let own = clause::states(reader, verb);
    let Some(noun) = syntax.subject(syntax.predicate(verb)).filter(|_| own.is_empty()) else { return own };
    if text.is_any(noun, &["it", "they"]) {
        return referent(text, noun).map_or_else(Vec::new, |named| clause::states_of(reader, named.head));
    }
    let called = realm(reader, noun);
    if !called.is_empty() {
        return called;
    }
    let both = syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["both", "two"]));
    let acts = |class| reader.lexicon.is(class, text.lemma(noun));
    if both && reader.is_between_two() && (acts(WordClass::Force) || acts(WordClass::Institution)) {
        return sorted(reader.actors.principals.clone());
    }
    // "The Torres government": whose its head is.
    let heads = syntax.dependents(noun).iter().copied().filter(|&d| syntax.relation(d) == Relation::Compound);
    let governs = reader.lexicon.is(WordClass::Institution, text.lemma(noun));
    sorted(heads.filter(|_| governs).filter_map(|d| reader.actors.at(d)).flat_map(Mention::sides).collect())
}

/// "An accusation that A broke the truce", "demanded that A lift the ban": what a clause says that a noun names or that
/// is asked for is not told as done.
fn is_claimed(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let that = |at: usize| syntax.dependent(at, &[Relation::Mark]).is_some_and(|mark| text.is(mark, "that"));
    let wanted = |at: usize| syntax.head(at).is_some_and(|head| is_demand(reader, head)) && !syntax.is_past(at);
    let own = |&at: &usize| syntax.relation(at) != Relation::AclRelcl;
    syntax.upwards(verb).take_while(own).filter(|&at| syntax.is_predicate(at)).any(|at| match syntax.relation(at) {
        Relation::Acl => that(at),
        Relation::Ccomp => wanted(at),
        _ => false,
    })
}

/// What it was done to, without a relative clause that tells more of it.
fn without_clause(text: &Text<'_>, mut part: Part) -> Part {
    let syntax = &text.syntax;
    let relative = |&&d: &&usize| d > part.head && syntax.relation(d) == Relation::AclRelcl;
    let tells = |noun: usize| syntax.dependents(noun).iter().find(relative).map(|&d| syntax.below(d).start);
    let nouns = part.words.clone().filter(|&t| t >= part.head);
    if let Some(start) = nouns.filter_map(tells).filter(|&start| start > part.head).min() {
        part.words = text.strip_end(part.words.start..start.min(part.words.end));
    }
    part
}

/// Whether what was done to a thing was done by whose it is.
fn is_own(reader: &Reader<'_>, object: usize, word: &DeedWord) -> bool {
    is_measure(reader, object)
        || reader.lexicon.is(WordClass::Force, reader.text.lemma(object))
            && matches!(word.action.as_str(), "deployed" | "dispatched" | "withdrew" | "sent" | "stationed")
}

/// A ban or law: whose it is made it.
fn is_measure(reader: &Reader<'_>, noun: usize) -> bool {
    let lemma = reader.text.lemma(noun);
    reader.lexicon.is(WordClass::Restriction, lemma)
        || matches!(lemma, "law" | "bill" | "legislation" | "constitution" | "decree" | "regulation" | "directive")
}

/// "Its bans on X, imposed after Y": the parser hangs the participle on the verb, and the measure stands in front.
fn measure_before(reader: &Reader<'_>, participle: usize) -> Option<usize> {
    const NEAR: usize = 10;
    let from = participle.saturating_sub(NEAR).max(reader.text.sentence_of(participle)?.first);
    (from..participle).rev().find(|&t| reader.lexicon.is(WordClass::Restriction, reader.text.lemma(t)))
}

/// "The buoy that Japan believes was installed": what a clause leaves out stands above the relative clause around it.
fn gap(text: &Text<'_>, verb: usize) -> Option<usize> {
    let syntax = &text.syntax;
    let links = |&at: &usize| matches!(syntax.relation(at), Relation::Ccomp | Relation::Xcomp | Relation::Conj);
    let top = syntax.upwards(verb).find(|at| !links(at))?;
    syntax.head(top).filter(|_| matches!(syntax.relation(top), Relation::AclRelcl))
}

/// What a verb does something to: its object, what its preposition governs, or the noun that its relative clause tells of;
/// of several the first with which it is a deed ("supplied Togo with arms").
fn object_of(text: &Text<'_>, verb: usize, word: &DeedWord) -> Option<usize> {
    let syntax = &text.syntax;
    let objects = || syntax.dependents(verb).iter().copied().filter(|&d| syntax.relation(d) == Relation::Obj);
    let inside = || objects().flat_map(|object| syntax.dependents(object).iter().copied());
    let governed = |&d: &usize, preposition: &str| {
        matches!(syntax.relation(d), Relation::Obl | Relation::Nmod | Relation::Obj)
            && syntax.has_case(d, &[preposition])
    };
    let fill = |slot: &Slot| -> Vec<usize> {
        match slot {
            Slot::Obj => objects().collect(),
            Slot::Preposition(preposition) => {
                syntax.dependents(verb).iter().copied().chain(inside()).filter(|d| governed(d, preposition)).collect()
            }
            Slot::Gerund => syntax.dependents(verb).iter().copied().filter(|&d| is_gerund(text, d)).collect(),
            _ => Vec::new(),
        }
    };
    let relative = |at: usize| matches!(syntax.xpos(at), Some(Xpos::Wdt | Xpos::Wp));
    let found: Vec<usize> = word.slots.iter().flat_map(fill).collect();
    let fitting = |&head: &usize| fits(text, word, &Part { head, words: phrase::words(text, head) });
    match found.iter().copied().find(fitting).or(found.first().copied()) {
        Some(object) if !relative(object) => Some(object),
        _ => gap(text, verb).filter(|&noun| syntax.subject(verb) != Some(noun)),
    }
}

/// "Stopped *sending* workers"
fn is_gerund(text: &Text<'_>, at: usize) -> bool {
    let syntax = &text.syntax;
    let complement = matches!(syntax.relation(at), Relation::Xcomp | Relation::Ccomp | Relation::Obj);
    complement && syntax.xpos(at) == Some(Xpos::Vbg) && syntax.dependent(at, &[Relation::Mark]).is_none()
}

/// A longer object is a parser's error.
const LONG: usize = 28;

/// Whether the object is one with which the word tells of a deed, and more than a pronoun or words put out.
fn fits(text: &Text<'_>, word: &DeedWord, object: &Part) -> bool {
    let syntax = &text.syntax;
    // "Serbia, which detained him": somebody named before.
    let person = word.objects.hold_all(WordClass::Person) && text.is_any(object.head, &["him", "her", "them"]);
    let nominal = person
        || word.slots.contains(&Slot::Gerund) && is_gerund(text, object.head)
        || matches!(syntax.upos(object.head), Upos::Noun | Upos::Propn | Upos::Num);
    // "A series of strikes", "a missile and two drones": what is counted and what is joined counts.
    let mut heads = syntax.coordinated(object.head);
    let parts = |&d: &usize| {
        matches!(syntax.relation(d), Relation::Compound | Relation::Amod)
            || syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["of"])
    };
    heads.extend(syntax.dependents(object.head).iter().copied().filter(parts));
    let listed = match word.objects {
        Objects::But(..) => word.takes(text.lemma(object.head)),
        _ => person || heads.iter().any(|&t| word.takes(text.lemma(t)) || takes_name(text, word, t)),
    };
    // "Released a statement" tells of words.
    let is_text = word.action == "released" && Lexicon::builtin().is(WordClass::Text, text.lemma(object.head));
    let none = text.syntax.dependents(object.head).iter().any(|&d| text.is_any(d, &["any", "no"]));
    nominal && listed && !none && object.words.len() < LONG && !is_text && text.time_at(object.head).is_none()
}

/// "Sentenced Ana Torres", "shelled Tartu": what has a name of the kind with which the word tells of a deed.
fn takes_name(text: &Text<'_>, word: &DeedWord, at: usize) -> bool {
    match text.name_at(at).map(|name| &name.kind) {
        Some(NameKind::Person) => word.objects.hold_all(WordClass::Person),
        Some(NameKind::Place(_) | NameKind::Country(_) | NameKind::Metonym(_)) => {
            word.objects.hold_all(WordClass::Target)
        }
        _ => false,
    }
}

/// "After the release of X", "its first breach of X in May", "condemned A's seizure of X", "carried out a raid on X".
fn of_noun(reader: &Reader<'_>, noun: usize, word: &DeedWord) -> Option<Deed> {
    let text = &reader.text;
    let performer = performer(reader, noun);
    if performer.is_empty() && !is_presupposed(reader, noun) {
        return None;
    }
    let below = text.syntax.below(noun);
    let object = matter(reader, noun, word)?;
    let (object, agents) = without_agent(reader, object);
    let by = sorted(owners(reader, noun).into_iter().chain(performer).chain(agents).collect());
    if !fits(text, word, &object) || by.is_empty() && !may_be_unnamed(text, word, &below) {
        return None;
    }
    let own = |t: &&TimeExpression| {
        let top = (t.first..t.end).find_map(|at| text.syntax.head(at).filter(|head| !(t.first..t.end).contains(head)));
        top == Some(noun)
    };
    let when = text.times_in(&below).iter().filter(own).map(|t| t.value.clone()).find(is_date);
    let evidence = told_by_noun(text, noun, &object);
    let action = word.action.clone();
    Some(Deed { rule: "deed.noun", trigger: noun, action, by, object, complement: None, evidence, when })
}

/// The words of a noun's act: up to what it was done to, by whom, and when.
fn told_by_noun(text: &Text<'_>, noun: usize, object: &Part) -> Tokens {
    let syntax = &text.syntax;
    let words = phrase::words(text, noun);
    let tells =
        |&&d: &&usize| d > noun && (syntax.has_case(d, &["by"]) || object::starts_time(text, syntax.below(d).start));
    let told = syntax.dependents(noun).iter().filter(tells).map(|&d| phrase::words(text, d).end);
    let end = told.max().map_or(object.words.end, |end| end.max(object.words.end));
    words.start.min(object.words.start)..end.max(noun + 1)
}

/// To what the act of a noun was done: "the closure of X", "its withdrawal from X", "the waste water release".
fn matter(reader: &Reader<'_>, noun: usize, word: &DeedWord) -> Option<Part> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let prepositions = word.slots.iter().filter_map(|slot| match slot {
        Slot::Preposition(preposition) => Some(preposition.as_str()),
        _ => None,
    });
    // "Carried out a raid on X": the parser may hang it on the verb.
    let above = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Obj);
    let candidates = || syntax.dependents(noun).iter().chain(above.into_iter().flat_map(|v| syntax.dependents(v)));
    let governed = |&d: &usize, preposition: &str| {
        matches!(syntax.relation(d), Relation::Nmod | Relation::Obl) && d > noun && syntax.has_case(d, &[preposition])
    };
    let found = std::iter::once("of").chain(prepositions).find_map(|p| candidates().find(|d| governed(d, p)).copied());
    if let Some(head) = found {
        return Some(Part { head, words: phrase::words(text, head) });
    }
    let compounds: Vec<usize> =
        syntax.dependents(noun).iter().copied().filter(|&d| syntax.relation(d) == Relation::Compound).collect();
    let head = compounds.iter().copied().max().filter(|_| by_cause(reader, noun))?;
    let first = compounds.iter().map(|&d| syntax.below(d).start).min()?;
    Some(Part { head, words: first..head + 1 })
}

/// "The expulsion of the envoy by A": the parser may hang on the envoy who did it.
fn without_agent(reader: &Reader<'_>, mut part: Part) -> (Part, Vec<Side>) {
    let text = &reader.text;
    let syntax = &text.syntax;
    let by = |&d: &usize| d > part.head && syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["by"]);
    let Some(agent) = syntax.dependents(part.head).iter().copied().find(by) else { return (part, Vec::new()) };
    part.words = text.strip_end(part.words.start..syntax.below(agent).start.min(part.words.end));
    (part, clause::states_of(reader, agent))
}

/// Who does what a noun names: "A carried out a raid", "ordered the closure", "the strikes that A conducted".
fn performer(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let performs = |&verb: &usize| {
        let lemma = text.lemma(verb);
        let carried = lemma != "carry" || text.is_any(verb + 1, &["out", "on"]);
        // "Conducted a raid" is told by its verb.
        let told = words_of(reader, verb).iter().any(|word| word.takes(text.lemma(noun)));
        carried && !told && reader.lexicon.is(WordClass::Perform, lemma) && clause::is_told(reader, verb)
    };
    match (syntax.relation(noun), syntax.head(noun)) {
        (Relation::Obj, Some(verb)) if performs(&verb) => doers(reader, verb),
        (Relation::NsubjPass, Some(verb)) if performs(&verb) => clause::agents(reader, verb),
        _ => Vec::new(),
    }
}

/// Whether what governs a noun takes its act as done: a time, an occasion or cause, or a stance against it; what is asked
/// for, planned or talked about is not.
fn is_presupposed(reader: &Reader<'_>, noun: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let indefinite = syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["a", "an", "any", "no", "possible"]));
    let is = |class, at| reader.lexicon.is(class, text.lemma(at));
    // "The lifting of the suspension of": done away with, not done.
    let undone = syntax
        .head(noun)
        .filter(|_| syntax.relation(noun) == Relation::Nmod && syntax.has_case(noun, &["of"]))
        .is_some_and(|head| reader.lexicon.deed_nouns.iter().any(|e| e.at(text, head, head + 1).is_some()));
    let wished = syntax
        .upwards(noun)
        .skip(1)
        .any(|at| is(WordClass::Wish, at) || is(WordClass::Ahead, at) || is_demand(reader, at));
    let predicate = syntax.predicate(noun);
    let ahead = syntax.is_verb(predicate) && !clause::is_told(reader, predicate);
    if undone || is_averted(reader, noun) {
        return false;
    }
    if is(WordClass::Affront, noun) && syntax.relation(noun) != Relation::Conj && !owners(reader, noun).is_empty() {
        return is_told_affront(reader, noun, indefinite, ahead);
    }
    if wished || ahead || indefinite {
        return false;
    }
    if syntax.has_case(noun, &["for", "to", "on"]) {
        return false;
    }
    let dated = text.times_in(&syntax.below(noun)).iter().any(|t| is_date(&t.value));
    // "Welcomed the release of", "condemned the seizure of"; what is opposed need not have happened.
    let judged = matches!(text.lemma(predicate), "welcome" | "hail" | "applaud" | "praise" | "commend")
        || !matches!(text.lemma(predicate), "oppose" | "reject")
            && reader
                .lexicon
                .stances
                .iter()
                .any(|e| e.meaning.ladder == Ladder::Objection && e.at(text, predicate, predicate + 1).is_some());
    // "The seizure of the ship angered B": what does something has happened.
    let acts = syntax.relation(noun) == Relation::Nsubj
        && syntax.is_past(predicate)
        && syntax.dependent(noun, &[Relation::Det, Relation::NmodPoss]).is_some();
    dated || acts || judged || by_cause(reader, noun) || text.lemma(predicate) == "begin"
}

/// "Sanctions for its invasion of B", "an Iranian strike on the base killed two": an affront of which it is told whose it was
/// has happened, wherever it is mentioned, but not what may come or is asked for.
fn is_told_affront(reader: &Reader<'_>, noun: usize, indefinite: bool, ahead: bool) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let subject = syntax.relation(noun) == Relation::Nsubj;
    let asked = syntax
        .head(noun)
        .is_some_and(|head| reader.lexicon.is(WordClass::Wish, text.lemma(head)) || is_demand(reader, head));
    if indefinite {
        let occasion =
            syntax.relation(noun) == Relation::Obl && syntax.has_case(noun, &["in", "by", "after", "following"]);
        return !ahead && (subject || occasion);
    }
    !asked && !(ahead && subject)
}

/// "The threat of an attack on", "to prevent its seizure": what may not have happened.
fn is_averted(reader: &Reader<'_>, noun: usize) -> bool {
    const AVERTED: [&str; 31] = [
        "threat",
        "risk",
        "fear",
        "possibility",
        "prospect",
        "plan",
        "attempt",
        "threaten",
        "prevent",
        "avoid",
        "avert",
        "deter",
        "stop",
        "deny",
        "halt",
        "end",
        "warn",
        "plot",
        "contemplate",
        "prepare",
        "preparation",
        "repel",
        "bid",
        "refrain",
        "lift",
        "ease",
        "reverse",
        "revoke",
        "rescind",
        "repeal",
        "drop",
    ];
    let text = &reader.text;
    let syntax = &text.syntax;
    let above = syntax.upwards(noun).skip(1).take(2);
    above.into_iter().any(|at| AVERTED.contains(&text.lemma(at)))
        || syntax.has_case(noun, &["without", "before", "until", "unless"])
}

/// "After the release of", "disputes, including the detention of": an occasion, a cause or an instance.
fn by_cause(reader: &Reader<'_>, noun: usize) -> bool {
    const CAUSES: [&str; 9] = ["after", "since", "following", "over", "at", "despite", "because", "by", "amid"];
    let text = &reader.text;
    let syntax = &text.syntax;
    let case = |words: &[&str]| {
        syntax.dependents(noun).iter().any(|&d| syntax.relation(d) == Relation::Case && text.is_any(d, words))
    };
    let joined = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Conj);
    // Among the matters of a position an act may be one that is wanted.
    let wanted = |&d: &usize| matches!(text.lemma(d), "position" | "stance" | "demand" | "request");
    let talk = || syntax.upwards(noun).skip(1).any(|at| syntax.dependents(at).iter().any(wanted));
    case(&CAUSES) || case(&["including"]) && !talk() || joined.is_some_and(|head| by_cause(reader, head))
}

fn is_demand(reader: &Reader<'_>, at: usize) -> bool {
    let demand = |e: &crate::lexicon::Entry<crate::lexicon::StanceWord>| {
        e.meaning.ladder == Ladder::Demand && e.at(&reader.text, at, at + 1).is_some()
    };
    reader.text.lemma(at) != "have" && reader.lexicon.stances.iter().any(demand)
}

/// "A Chilean ban on X", "its tariffs on X": imposed, at some time that is not told.
fn in_force(reader: &Reader<'_>, noun: usize) -> Option<Deed> {
    const MADE: [&str; 9] =
        ["impose", "introduce", "threaten", "propose", "consider", "announce", "face", "avoid", "slap"];
    const NOT_YET: [&str; 15] = [
        "new",
        "further",
        "additional",
        "more",
        "possible",
        "potential",
        "no",
        "any",
        "fresh",
        "tougher",
        "proposed",
        "planned",
        "threatened",
        "looming",
        "stricter",
    ];
    let text = &reader.text;
    let syntax = &text.syntax;
    let on = |&d: &usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["on", "against"]);
    let below = syntax.dependents(noun).iter().any(on);
    let joined = syntax.head(noun).filter(|_| syntax.relation(noun) == Relation::Conj).unwrap_or(noun);
    let governor = syntax.head(joined).unwrap_or(noun);
    let made = MADE.contains(&text.lemma(governor))
        || governor != noun
            && syntax.is_verb(governor)
            && reader.lexicon.deeds.iter().any(|e| e.at(text, governor, governor + 2).is_some())
            && clause::is_told(reader, governor);
    let not_yet = syntax.dependents(noun).iter().any(|&d| text.is_any(d, &NOT_YET));
    let told_by_verb = syntax.dependents(noun).iter().any(|&d| {
        matches!(syntax.relation(d), Relation::Acl | Relation::AclRelcl)
            && reader.lexicon.deeds.iter().any(|e| e.at(text, d, d + 1).is_some())
    });
    let wished = syntax.has_case(noun, &["for"]) || reader.lexicon.is(WordClass::Wish, text.lemma(governor));
    let equated = syntax.dependent(noun, &[Relation::Nsubj, Relation::Cop]).is_some();
    if !below || equated || made || not_yet || told_by_verb || wished {
        return None;
    }
    let words = without_clause(text, Part { head: noun, words: phrase::words(text, noun) }).words;
    // "The ban on apples is still in place"
    let stands = syntax.relation(noun) == Relation::Nsubj
        && matches!(text.lemma(governor), "place" | "force" | "effect" | "remain" | "stay" | "persist");
    let end = if stands { phrase::words(text, governor).end } else { words.end };
    Some(Deed {
        rule: "deed.in-force",
        trigger: noun,
        action: "imposed".to_owned(),
        by: owners(reader, noun),
        object: Part { head: noun, words: words.clone() },
        complement: None,
        evidence: words.start..end.max(words.end),
        when: None,
    })
}

/// Whose a thing or act is: "Chile's", "the Chilean", "its".
fn owners(reader: &Reader<'_>, noun: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let mut sides = Vec::new();
    for &d in syntax.dependents(noun) {
        match syntax.relation(d) {
            Relation::NmodPoss if text.is(d, "its") => sides.extend(antecedent(reader, noun, d)),
            Relation::NmodPoss => sides.extend(clause::states_of(reader, d)),
            Relation::Nmod if syntax.has_case(d, &["by"]) => sides.extend(clause::states_of(reader, d)),
            // "A shelling blamed on Togo's army"
            Relation::Acl if matches!(text.lemma(d), "blame" | "attribute" | "pin") => {
                let on = |&&o: &&usize| syntax.relation(o) == Relation::Obl && syntax.has_case(o, &["on", "to"]);
                sides.extend(syntax.dependents(d).iter().filter(on).flat_map(|&o| clause::states_of(reader, o)));
            }
            // "European tariffs": what is imposed by Europe is by the union.
            Relation::Amod if text.is(d, "European") && is_measure(reader, noun) => sides.push(Side::new("EU")),
            Relation::Amod | Relation::Compound => sides.extend(text.name_at(d).and_then(Text::side_of_name).cloned()),
            _ => {}
        }
    }
    sorted(sides)
}

/// Whose a treaty is that is told to have come or ended ("the A-B treaty", "a pact between A and B"); of what is told in
/// the manner of a passive, who did it is not known, but for one's own troops and laws.
fn parties(reader: &Reader<'_>, noun: usize, word: &DeedWord) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if !word.slots.contains(&Slot::Subject) {
        return if is_own(reader, noun, word) { owners(reader, noun) } else { Vec::new() };
    }
    let between = |&&d: &&usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["between", "among"]);
    let joined = syntax.dependents(noun).iter().filter(between);
    let joined = joined.flat_map(|&d| clause::mentions_of(reader, d)).flat_map(Mention::sides);
    let named = object::sides_in(text, &(syntax.below(noun).start..noun));
    sorted(owners(reader, noun).into_iter().chain(named).chain(joined).collect())
}

/// Whose "its" is: of the subject, where the verb does something to the noun ("lift its ban"); of whose the thing is of which
/// the noun is an instance ("China's acts, including its breach"); else of the only side named before it.
fn antecedent(reader: &Reader<'_>, noun: usize, its: usize) -> Vec<Side> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let Some(head) = syntax.head(noun) else { return Vec::new() };
    if syntax.relation(noun) == Relation::Obj {
        return syntax.subject(head).map_or_else(Vec::new, |s| clause::states_of(reader, s));
    }
    if let Some(owner) = syntax.dependent(head, &[Relation::NmodPoss]) {
        return clause::states_of(reader, owner);
    }
    // "Russia faces sanctions for its invasion"
    let subject = syntax.dependent(syntax.predicate(noun), &[Relation::Nsubj, Relation::NsubjPass]);
    let bearer = subject.filter(|&s| s < its && syntax.relation(noun) == Relation::Obl);
    let borne = bearer.map_or_else(Vec::new, |s| clause::states_of(reader, s));
    if borne.len() == 1 {
        return borne;
    }
    let from = text.sentence_of(its).map_or(its, |s| s.first);
    let sides = sorted(reader.actors.within(&(from..its)).iter().flat_map(Mention::sides).collect());
    if sides.len() == 1 { sides } else { Vec::new() }
}

/// Whether an act that nobody is said to do is one of a state.
fn may_be_unnamed(text: &Text<'_>, word: &DeedWord, words: &Tokens) -> bool {
    match word.unnamed {
        Unnamed::Always => true,
        Unnamed::BesideSide => text.names_in(words).iter().any(|name| Text::side_of_name(name).is_some()),
        Unnamed::Never => false,
    }
}

/// The time that the verb's own clause tells.
fn when(reader: &Reader<'_>, verb: usize) -> Option<TimeValue> {
    let text = &reader.text;
    let syntax = &text.syntax;
    // "Began restricting exports in March": the time may hang on what tells it as done.
    let carries = |&head: &usize| {
        syntax.relation(verb) == Relation::Xcomp && reader.lexicon.is(WordClass::Onward, text.lemma(head))
    };
    let above = syntax.head(verb).filter(carries);
    let own = |first: usize| {
        let predicate = syntax.upwards(first).find(|&t| syntax.is_predicate(t));
        predicate.is_some_and(|p| p == verb || above == Some(p))
    };
    let sentence = text.sentence_of(verb)?;
    let times = text.times_in(&(sentence.first..sentence.end)).iter();
    times.filter(|t| own(t.first) && !belongs_to_noun(reader, t)).map(|t| t.value.clone()).find(is_date)
}

/// "The 2016 election", "a 1987 treaty": a time of the thing, not of what is done to it.
fn belongs_to_noun(reader: &Reader<'_>, time: &TimeExpression) -> bool {
    const INSIDE: [Relation; 4] = [Relation::Compound, Relation::Amod, Relation::Nummod, Relation::NmodPoss];
    let top = clause::top(&reader.text, &(time.first..time.end));
    INSIDE.contains(&reader.text.syntax.relation(top))
}

fn is_date(value: &TimeValue) -> bool {
    !matches!(value, TimeValue::Duration { .. } | TimeValue::Set { .. } | TimeValue::Vague { .. })
}

fn finding(reader: &Reader<'_>, deed: Deed) -> Option<Finding> {
    let text = &reader.text;
    let mut draft = Draft::new(deed.rule, deed.trigger, vec![deed.evidence]);
    draft.time = TimeFrame::Past;
    draft.proposition = object::proposition(reader, text.lemma(deed.trigger), &deed.object.words, &deed.by, &[]);
    // "Detained him": whom the text has named.
    let pronoun = text.syntax.upos(deed.object.head) == Upos::Pron;
    let mention = reader.actors.at(deed.object.head).filter(|_| pronoun);
    let named = mention.and_then(|m| m.actors.iter().find_map(|actor| actor.name.clone()));
    let chained =
        || referent(text, deed.object.head).filter(|_| pronoun).map(|part| object::name_of(text, &part.words));
    let named = named.or_else(chained);
    // "Peru, whose border has been closed"
    let words = deed.object.words.start + usize::from(text.is(deed.object.words.start, "whose"))..deed.object.words.end;
    let mut object = object::name_of(text, &words);
    if let Some(complement) = &deed.complement {
        let gap = if text.word(complement.start) == "," { "" } else { " " };
        object = format!("{object}{gap}{}", text.words(complement));
    }
    let body = DeedFinding {
        by: deed.by,
        action: deed.action,
        object: named.unwrap_or(object),
        when: deed.when,
        voice: reader.voice_at(deed.trigger),
    };
    reader.finding(draft, FindingBody::Deed(body))
}
