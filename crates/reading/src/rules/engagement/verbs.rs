//! Verbs that tell of a meeting: "A met B", "A received B", "A travelled to B's capital", "A is in Lima to".

use servanda_language::{NameKind, Relation, TimeExpression, Upos, Xpos};
use servanda_model::{ActorRef, Form, Side};

use super::{
    circumstances::{holder_of_record, occasion_behind},
    company,
    frames::{Frame, Parties, Placed, clause_words, hosts_of_event, is_event, is_meeting},
    nouns::is_margin,
    parties::{
        actors, agents, arguments, bare, behind, destinations, has_person, inviting, is_person, party, place_side,
        sides_of, subjects,
    },
};
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::{self, MeetingShape, MeetingWord, WordClass},
    object,
    reader::{Reader, sorted},
    rules::mechanism,
    text::{Text, Tokens},
};

/// The meetings that a verb tells; attendance at two gatherings is two.
pub fn of_verb(reader: &Reader<'_>, verb: usize, word: MeetingWord) -> Vec<Frame> {
    let text = &reader.text;
    if is_counted(text, verb) || is_first_time(text, verb) || is_guest(reader, verb) || is_idea(text, verb) {
        return Vec::new();
    }
    let word = spoken(reader, verb, word);
    let Some(parties) = taking_part(reader, verb, word) else { return Vec::new() };
    let parties = if word.shape == MeetingShape::Meet { of_channel(reader, verb, parties) } else { parties };
    let words = clause_words(text, verb);
    let frame = Frame {
        head: verb,
        number: 0,
        word,
        predicate: verb,
        words: words.clone(),
        people: Vec::new(),
        when: if is_earlier(text, verb) || is_last(text, verb) { Placed::Before } else { Placed::Told },
        is_occasion: false,
    };
    let frames = frame.of_each(reader, parties);
    let syntax = &text.syntax;
    let attended = syntax.dependent(verb, &[Relation::Obj]).filter(|_| word.shape == MeetingShape::Attend);
    let parts = attended.map_or_else(Vec::new, |object| syntax.coordinated(object));
    match (parts.as_slice(), frames.as_slice()) {
        ([_, second, ..], [frame]) if is_event(reader, *second) || is_meeting(reader, *second) => {
            let cut = syntax.below(*second).start;
            let joint = usize::from(text.is(cut, "and"));
            let first = Frame { words: text.strip_end(words.start..cut), ..frame.clone() };
            let second = Frame { words: cut + joint..words.end, number: 1, ..frame.clone() };
            vec![first, second]
        }
        _ => frames,
    }
}

/// "Spoke with B" is by telephone where no place is told; whoever speaks at a gathering attends it.
fn spoken(reader: &Reader<'_>, verb: usize, word: MeetingWord) -> MeetingWord {
    // Whoever hosts a conference is there.
    if word.shape == MeetingShape::Host && hosted(reader, verb).is_empty() && attended(reader, verb).is_some() {
        return MeetingWord { shape: MeetingShape::Attend, ..word };
    }
    if word.shape != MeetingShape::Speak {
        return word;
    }
    let text = &reader.text;
    let words = clause_words(text, verb);
    let with = arguments(reader, verb, &[Relation::Obl], &["with", "to"]);
    if sides_of(&[subjects(reader, verb), with].concat()) < 2 && attended(reader, verb).is_some() {
        return MeetingWord { shape: MeetingShape::Attend, form: Form::InPerson, ..word };
    }
    let placed = text.names_in(&words).iter().any(|name| {
        let place = matches!(name.kind, NameKind::Place(_) | NameKind::Metonym(_) | NameKind::Country(_));
        place && text.syntax.has_case(name.end - 1, &["in", "at"])
    });
    // "Speaking at the start of a meeting with B"
    let sits = |t: usize| {
        let placed = text.find(t.saturating_sub(FAR)..t, |p| text.is_any(p, &["at", "in", "during", "into"]));
        is_meeting(reader, t) && placed.is_some_and(|p| text.find(p..t, |v| text.syntax.is_verb(v)).is_none())
    };
    let met = placed || text.find(words, |t| is_margin(text, t) || sits(t)).is_some();
    MeetingWord { form: if met { Form::InPerson } else { word.form }, ..word }
}

/// So many words before a meeting may stand the preposition that puts somebody there.
const FAR: usize = 7;

/// "Have met three times since April" tells of several.
fn is_counted(text: &Text<'_>, verb: usize) -> bool {
    let counted = |&d: &usize| {
        text.is(d, "twice") || text.lemma(d) == "time" && text.syntax.dependent(d, &[Relation::Nummod]).is_some()
    };
    let own_time = |t: &TimeExpression| !text.is_any(t.first.wrapping_sub(1), &["since", "before"]);
    let dated = text.times_in(&clause_words(text, verb)).iter().any(own_time);
    text.syntax.dependents(verb).iter().any(counted) && !dated
}

/// "Had last met in May", "previously spoke": before what the text tells.
fn is_earlier(text: &Text<'_>, verb: usize) -> bool {
    let earlier = |&d: &usize| {
        text.syntax.relation(d) == Relation::Advmod
            && (text.is_any(d, &["last", "previously", "earlier"]) || text.is(d, "before") && d > verb)
    };
    text.syntax.dependents(verb).iter().any(earlier)
}

/// "The last president to visit Lima" did so before what the text tells.
fn is_last(text: &Text<'_>, verb: usize) -> bool {
    let noun = holder_of_record(text, verb);
    noun.is_some_and(|noun| text.syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["last", "only"])))
}

/// "With visiting President Vega": she visits, whatever the parser makes of it.
fn is_guest(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let object = || text.syntax.dependent(verb, &[Relation::Obj]).and_then(|d| reader.actors.at(d));
    text.is(verb, "visiting")
        && text.syntax.dependent(verb, &[Relation::Nsubj, Relation::Aux]).is_none()
        && object().is_some_and(|m| m.kind == MentionKind::Person)
}

/// "Meeting B is no mistake", "what matters is sitting down with B": talked of, not told.
fn is_idea(text: &Text<'_>, verb: usize) -> bool {
    let syntax = &text.syntax;
    let gerund = syntax.xpos(verb) == Some(Xpos::Vbg) && syntax.dependent(verb, &[Relation::Aux]).is_none();
    gerund && matches!(syntax.relation(verb), Relation::Csubj | Relation::CsubjPass | Relation::Ccomp)
}

/// "The first time the two had met since May" dates what is told beside it.
pub fn is_first_time(text: &Text<'_>, verb: usize) -> bool {
    let syntax = &text.syntax;
    let clause = matches!(syntax.relation(verb), Relation::AclRelcl | Relation::Acl);
    clause && syntax.head(verb).is_some_and(|noun| text.lemma(noun) == "time")
}

/// "The working group met last week": those who convene the channel, where nobody else is named.
fn of_channel(reader: &Reader<'_>, verb: usize, parties: Parties) -> Parties {
    let text = &reader.text;
    let is_channel = |noun: usize| {
        let named = |e: &lexicon::Entry<bool>| e.meaning && e.at(text, noun, noun + 1).is_some();
        reader.lexicon.channels.iter().any(named)
    };
    // "Which last met in Lima" dates the channel.
    let dates = text.syntax.dependents(verb).iter().any(|&d| text.is(d, "last"));
    let few = parties.own.len() + parties.others.len() < 2;
    match text.syntax.subject(verb).filter(|&noun| few && !dates && is_channel(noun)) {
        Some(noun) => Parties { own: bare(mechanism::conveners(reader, noun)), ..Parties::default() },
        None => parties,
    }
}

/// Where people speak to others than each other: "on condition of anonymity", "in an interview".
const ELSEWHERE: [&str; 8] =
    ["anonymity", "anonymously", "statement", "speech", "interview", "remark", "article", "tweet"];

/// Those who take part in what a verb tells; `None` where it tells of no meeting.
fn taking_part(reader: &Reader<'_>, verb: usize, word: MeetingWord) -> Option<Parties> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let objects = || arguments(reader, verb, &[Relation::Obj, Relation::Iobj], &[]);
    let with = || arguments(reader, verb, &[Relation::Obl], &["with", "alongside", "beside"]);
    let mut parties =
        Parties { own: acting(reader, verb), apart: is_apart(text, verb, word.form), ..Parties::default() };
    match word.shape {
        MeetingShape::Meet => {
            // "Discussed the issue with B": what is discussed takes no part.
            let matter = syntax.dependent(verb, &[Relation::Obj]).filter(|_| is_of_matter(text, verb));
            parties.others = match matter {
                // "Discussed relations with Peru" is of Peru, not with it.
                Some(matter) if is_own_matter(reader, matter) => Vec::new(),
                Some(matter) => {
                    let with = arguments(reader, matter, &[Relation::Nmod], &["with"]);
                    with.into_iter().filter(is_person).collect()
                }
                None => objects(),
            };
            // "Had met obstacles", "met the deadline"
            let thing = syntax.dependent(verb, &[Relation::Obj]).filter(|&noun| text.time_at(noun).is_none());
            let met = text.lemma(verb) != "meet" || thing.is_none() || sides_of(&parties.others) > 0;
            // "The bloc is gathering its ministers", "gathered support"
            let gathers = matches!(text.lemma(verb), "gather" | "assemble") && thing.is_some();
            (met && !gathers).then_some(())?;
            parties.others.extend(with());
            // "Sits on a committee"
            let seated = text.lemma(verb) != "sit" || text.is(verb + 1, "down") || !parties.others.is_empty();
            seated.then_some(())?;
            if sides_of(&[parties.own.as_slice(), &parties.others].concat()) < 2 && matter.is_none() {
                parties.others.extend(behind(reader, verb));
                // "Met this afternoon with B", wherever the parser hangs B.
                parties.others.extend(with_behind(reader, verb).into_iter().filter(is_person));
            }
        }
        // "Spoke to reporters", "the two sides spoke of": only people speak with one another.
        MeetingShape::Speak => {
            parties.others = arguments(reader, verb, &[Relation::Obl], &["with", "to"]);
            if parties.others.is_empty() {
                // "With my brothers the foreign ministers of A and B"
                parties.others = with_behind(reader, verb);
            }
            parties.own.retain(is_person);
            parties.others.retain(is_person);
            let to = |&&d: &&usize| syntax.relation(d) == Relation::Obl && syntax.has_case(d, &["to"]);
            let public = |d: usize| reader.lexicon.is(WordClass::Public, text.lemma(d));
            let public = syntax.dependents(verb).iter().filter(to).any(|&d| public(d));
            // "They spoke on condition of anonymity", "in an interview"
            if text.find(clause_words(text, verb), |t| ELSEWHERE.contains(&text.lemma(t))).is_some() {
                return None;
            }
            // "Both A and B spoke about the need for peace"
            let about = |&d: &usize| syntax.has_case(d, &["about", "of"]) && parties.others.is_empty();
            let dated = || !text.times_in(&clause_words(text, verb)).is_empty();
            if syntax.dependents(verb).iter().any(about) && !dated() {
                return None;
            }
            let enough = sides_of(&[parties.own.as_slice(), &parties.others].concat()) > 1;
            (enough && !public).then_some(())?;
        }
        MeetingShape::Ring => {
            // "Called B a liar", "called on B"
            let more = [Relation::Xcomp, Relation::Ccomp, Relation::Iobj];
            let renamed = syntax.dependent(verb, &more).is_some() || text.is_any(verb + 1, &["on", "upon", "for"]);
            // "Called a summit with B"
            let renamed =
                renamed || syntax.dependent(verb, &[Relation::Obj]).is_some_and(|noun| is_meeting(reader, noun));
            parties.others = objects();
            (!renamed && has_person(&parties.others)).then_some(())?;
        }
        MeetingShape::CallOn => {
            // "Called on B to act" is a demand.
            if syntax.dependents(verb).iter().any(|&d| syntax.is_infinitive(d)) {
                return None;
            }
            let host = arguments(reader, verb, &[Relation::Obl, Relation::Obj], &[]);
            parties.others = host.into_iter().filter(|a| a.name.is_some()).collect();
        }
        MeetingShape::Sign => {
            parties.others = [with(), agents(reader, verb)].concat();
            // A state that signs is known to be there by its place, people by the day.
            if has_person(&parties.own) || has_person(&parties.others) {
                parties.own.retain(is_person);
                parties.others.retain(is_person);
            }
        }
        MeetingShape::Write => {
            parties.others = [objects(), arguments(reader, verb, &[Relation::Obl], &["to"])].concat();
            (has_person(&parties.own) && has_person(&parties.others)).then_some(())?;
        }
        MeetingShape::Bring => {
            syntax.dependents(verb).iter().find(|&&d| text.is(d, "together"))?;
            parties.others = objects();
        }
        MeetingShape::Host => return received(reader, verb, parties),
        MeetingShape::Visit => {
            parties.hosts = destinations(text, verb);
            if parties.hosts.is_empty() && matches!(text.lemma(verb), "visit" | "tour") {
                parties.hosts.extend(place_behind(reader, verb));
            }
            parties.others = met_on_the_way(reader, verb);
            let known = !parties.hosts.is_empty() || sides_of(&parties.others) > 0;
            known.then_some(())?;
            let inviting = parties.hosts.iter().flat_map(|host| inviting(reader, verb, host));
            parties.others.extend(inviting.collect::<Vec<_>>());
        }
        // "Is going to support": no journey.
        MeetingShape::Go if text.is(verb, "going") && text.is(verb + 1, "to") && syntax.is_verb(verb + 2) => {
            return None;
        }
        MeetingShape::Go => {
            parties.hosts = destinations(text, verb);
            parties.others = met_on_the_way(reader, verb);
            // "Arrived in Oslo on the eve of his meeting with B": Norway is only the place.
            let elsewhere = text.find(clause_words(text, verb), |t| is_meeting(reader, t)).is_some();
            let office = parties.own.iter().any(|a| a.office.is_some());
            let official = office && !parties.hosts.is_empty() && !elsewhere;
            (has_purpose(reader, verb) || sides_of(&parties.others) > 0 || official).then_some(())?;
        }
        // "The summit will be attended by the leaders of A and B"
        MeetingShape::Attend if syntax.is_passive(verb) => {
            syntax.dependent(verb, &[Relation::NsubjPass]).filter(|&noun| is_event(reader, noun))?;
            parties.own = agents(reader, verb);
            has_person(&parties.own).then_some(())?;
        }
        MeetingShape::Attend => {
            parties.others = with();
            parties.others.extend(hosts_of_event(reader, attended(reader, verb)?));
        }
        MeetingShape::Mission => {
            parties.own.retain(|a| a.office.is_some());
            parties.others = bare(vec![mission(text, &clause_words(text, verb))?]);
        }
        MeetingShape::Oath => parties.others = company::added(reader, &text.sentence_at(verb)),
        MeetingShape::Line | MeetingShape::Presence => return None,
    }
    Some(parties)
}

/// "Discussed his relationship with B", "reviewed talks with B": with whom the matter is, not the talk.
fn is_own_matter(reader: &Reader<'_>, matter: usize) -> bool {
    reader.lexicon.is(WordClass::Relation, reader.text.lemma(matter)) || is_meeting(reader, matter)
}

/// Whoever stands behind "with" further on in the clause.
fn with_behind(reader: &Reader<'_>, verb: usize) -> Vec<ActorRef> {
    let text = &reader.text;
    // "Talked on the balcony prior to a meeting with B"
    let own = verb + 1..occasion_behind(text, &(verb..clause_words(text, verb).end));
    let with = text.find(own, |t| text.is(t, "with"));
    with.map_or_else(Vec::new, |with| behind(reader, with))
}

/// Those who act in the clause of a verb: its subject, whoever is "the last president to visit", whom somebody invited.
fn acting(reader: &Reader<'_>, verb: usize) -> Vec<ActorRef> {
    let text = &reader.text;
    if let Some(noun) = holder_of_record(text, verb) {
        // "He was the last president to visit", "the last president to visit was Vega"
        let above = text.syntax.head(noun).filter(|_| text.syntax.relation(noun) == Relation::Nsubj);
        let named = above.map_or_else(|| subjects(reader, noun), |above| party(reader, above));
        let own = party(reader, noun);
        // "He" may be another than the last president of that country.
        let same = |a: &ActorRef| own.iter().any(|b| a.side == b.side);
        if is_last(text, verb)
            && above.is_none()
            && text.syntax.subject(noun).is_some_and(|t| text.is_any(t, &["he", "she"]))
        {
            // Who "he" is of the past is hard to say: the office stays.
            return own.into_iter().map(|a| ActorRef { name: None, ..a }).collect();
        }
        return if named.iter().any(same) || sides_of(&own) == 0 { named } else { own };
    }
    let guests = invited(reader, verb);
    match text.syntax.head(verb).filter(|_| !guests.is_empty()) {
        Some(above) => [guests, subjects(reader, above)].concat(),
        None => subjects(reader, verb),
    }
}

/// "Extended an invitation to B to visit Lima": B, not the subject.
fn invited(reader: &Reader<'_>, verb: usize) -> Vec<ActorRef> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let Some(above) = syntax.head(verb).filter(|_| syntax.is_infinitive(verb)) else { return Vec::new() };
    let invitation = std::iter::once(above).chain(syntax.dependents(above).iter().copied());
    let Some(noun) = invitation.filter(|&t| t < verb).find(|&t| text.lemma(t) == "invitation") else {
        return Vec::new();
    };
    let to = text.find(noun + 1..verb, |t| text.is_any(t, &["to", "for"]));
    to.map_or_else(Vec::new, |to| behind(reader, to))
}

/// "Hosted B", "B was received by A": the host acts.
fn received(reader: &Reader<'_>, verb: usize, parties: Parties) -> Option<Parties> {
    let syntax = &reader.text.syntax;
    let objects = arguments(reader, verb, &[Relation::Obj, Relation::Iobj], &[]);
    let passive = syntax.dependent(verb, &[Relation::NsubjPass]).is_some() || syntax.is_passive(verb);
    if !passive && is_hosted_by_none(reader, verb) {
        return None;
    }
    let by = if passive { at_home(reader, verb, agents(reader, verb)) } else { Vec::new() };
    let mut guests = [objects, by, hosted(reader, verb)].concat();
    // "Received the letter that A sent": a thing is no guest.
    let object = syntax.dependent(verb, &[Relation::Obj]).filter(|_| reader.text.lemma(verb) != "play");
    // "Received this Thursday at the palace his colleague"
    let object = object.filter(|&noun| reader.text.time_at(noun).is_none());
    let thing = object.is_some_and(|noun| reader.actors.at(noun).is_none());
    if sides_of(&guests) == 0 && !passive && !thing {
        guests.extend(further_on(reader, verb));
    }
    let delegation = || {
        let object = syntax.dependent(verb, &[Relation::Obj, Relation::NsubjPass]);
        let classes = [WordClass::Institution, WordClass::Role, WordClass::Pair];
        object.is_some_and(|noun| classes.iter().any(|&c| reader.lexicon.is(c, reader.text.lemma(noun))))
    };
    if !has_person(&guests) && !delegation() {
        return None;
    }
    let (own, others) = if passive { (guests, parties.own) } else { (parties.own, guests) };
    Some(Parties { own, others, ..parties })
}

/// "Protesters greet A and B", "billboards welcomed A": what stands for nobody receives nobody.
fn is_hosted_by_none(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let stands = |noun: usize| {
        let classes = [WordClass::Institution, WordClass::Role, WordClass::Pair, WordClass::Realm];
        reader.actors.at(noun).is_some() || classes.iter().any(|&class| reader.lexicon.is(class, text.lemma(noun)))
    };
    let subject = text.syntax.dependent(verb, &[Relation::Nsubj]);
    subject.is_some_and(|noun| noun < verb && text.syntax.upos(noun) == Upos::Noun && !stands(noun))
}

/// "Hosted a meeting with A and B", "hosted talks between A and B": who takes part in what is hosted.
fn hosted(reader: &Reader<'_>, verb: usize) -> Vec<ActorRef> {
    let syntax = &reader.text.syntax;
    // "Greeted officials at a breakfast before a meeting with B": the meeting is another occasion.
    let other = |d: usize| syntax.has_case(d, &["before", "after", "ahead", "prior", "following"]);
    let is_hosted = |&&d: &&usize| {
        matches!(syntax.relation(d), Relation::Obj | Relation::Obl) && !other(d) && is_meeting(reader, d)
    };
    let meetings = syntax.dependents(verb).iter().filter(is_hosted);
    meetings.flat_map(|&noun| arguments(reader, noun, &[Relation::Nmod], &["with", "between", "of"])).collect()
}

/// "Discussed trade with B", "exchanged views with B", "reviewed ties with B": the object is no guest.
pub fn is_of_matter(text: &Text<'_>, verb: usize) -> bool {
    matches!(text.lemma(verb), "discuss" | "exchange" | "review" | "negotiate" | "explore" | "examine")
}

/// "Received in his office today the ambassador of Peru", "played host to B": the first person behind, up to the next verb.
fn further_on(reader: &Reader<'_>, verb: usize) -> Vec<ActorRef> {
    const ASIDE: [&str; 8] = ["of", "by", "in", "at", "from", "for", "on", "after"];
    let text = &reader.text;
    let clause = verb + 1..text.sentence_at(verb).end;
    let end = text.find(clause.clone(), |t| text.syntax.is_verb(t)).unwrap_or(clause.end);
    let people = reader.actors.within(&(verb + 1..end)).iter();
    let of_side = |m: &&Mention| matches!(m.kind, MentionKind::Person | MentionKind::Office) && !m.sides().is_empty();
    let first = people.into_iter().find(of_side).map(|m| clause::top(text, &m.tokens));
    first.filter(|&top| !text.syntax.has_case(top, &ASIDE)).map_or_else(Vec::new, |top| party(reader, top))
}

/// "During her visit to Lima, she was received by President Vega": of the place that is named, where no country is his.
fn at_home(reader: &Reader<'_>, verb: usize, hosts: Vec<ActorRef>) -> Vec<ActorRef> {
    let text = &reader.text;
    let places = text.names_in(&text.sentence_at(verb)).iter().filter_map(|name| match &name.kind {
        NameKind::Place(side) => side.clone(),
        NameKind::Country(side) | NameKind::Metonym(side) => Some(side.clone()),
        _ => None,
    });
    let guests = subjects(reader, verb);
    let visited = sorted(places.filter(|side| guests.iter().all(|a| a.side.as_ref() != Some(side))).collect());
    match visited.as_slice() {
        [one] if sides_of(&guests) > 0 => {
            // Nor is he of the guest's country, as whose officials a text calls by their office alone.
            let unknown = |a: &ActorRef| {
                let other = guests.iter().all(|g| g.name != a.name);
                a.office.is_some() && other && guests.iter().any(|g| a.side.is_none() || a.side == g.side)
            };
            let at_home = |a: ActorRef| if unknown(&a) { ActorRef { side: Some(one.clone()), ..a } } else { a };
            hosts.into_iter().map(at_home).collect()
        }
        _ => hosts,
    }
}

/// Whether each of those named was met by himself: "met separately with A and B"; whoever telephones does so one by one.
pub fn is_apart(text: &Text<'_>, word: usize, form: Form) -> bool {
    const TOGETHER: [&str; 8] =
        ["conference", "three-way", "trilateral", "joint", "four-way", "quadrilateral", "together", "jointly"];
    const APART: [&str; 5] = ["separately", "separate", "respectively", "individually", "individual"];
    let own = || text.syntax.dependents(word).iter();
    // "Met with A and with B"
    let again = |&d: &usize| {
        let joined = text.syntax.coordinated(d);
        text.syntax.has_case(d, &["with"]) && joined.iter().skip(1).any(|&c| text.syntax.has_case(c, &["with"]))
    };
    own().any(again)
        || own().any(|&d| text.is_any(d, &APART))
        || form == Form::Phone && !own().any(|&d| TOGETHER.contains(&text.lower(d).as_str()))
}

/// "Flew to Lima to persuade Vega", "to smooth things over with Vega": whom the purpose of a journey names.
fn met_on_the_way(reader: &Reader<'_>, verb: usize) -> Vec<ActorRef> {
    let syntax = &reader.text.syntax;
    let purpose = |&&d: &&usize| {
        matches!(syntax.relation(d), Relation::Advcl | Relation::Xcomp | Relation::Acl) && syntax.is_infinitive(d)
    };
    let met = syntax.dependents(verb).iter().filter(purpose).flat_map(|&d| {
        let objects = arguments(reader, d, &[Relation::Obj, Relation::Iobj], &[]);
        // "To sign a pact with Vega"
        let object = syntax.dependent(d, &[Relation::Obj]);
        let signed = object.map_or_else(Vec::new, |noun| arguments(reader, noun, &[Relation::Nmod], &["with"]));
        [objects, arguments(reader, d, &[Relation::Obl], &["with"]), signed].concat()
    });
    met.filter(|a| a.name.is_some()).collect()
}

/// Whose embassy the words name: "at the Peruvian embassy", "the embassy of Peru in Nairobi".
fn mission(text: &Text<'_>, words: &Tokens) -> Option<Side> {
    const MISSIONS: [&str; 6] = ["embassy", "consulate", "mission", "commission", "chancery", "residence"];
    let noun = text.find(words.clone(), |t| MISSIONS.contains(&text.lemma(t)))?;
    let below = text.syntax.below(noun);
    let own = object::sides_in(text, &(below.start..noun)).into_iter().next();
    let of = || {
        let of = text.syntax.dependents(noun).iter().find(|&&d| text.syntax.has_case(d, &["of"]))?;
        place_side(text, *of)
    };
    own.or_else(of)
}

/// "Landed in Lima on Sunday": a journey of which no purpose is told.
pub fn is_bare_journey(reader: &Reader<'_>, frame: &Frame) -> bool {
    let bare = || !has_purpose(reader, frame.head) && met_on_the_way(reader, frame.head).is_empty();
    match frame.word.shape {
        MeetingShape::Go => bare(),
        shape => shape == MeetingShape::Visit && reader.text.lemma(frame.head) == "come",
    }
}

/// "Arrived in Lima for talks", "flew in on a state visit", "to meet": what the journey is for.
fn has_purpose(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let meets = |d: usize| {
        let verb = |e: &lexicon::Entry<MeetingWord>| e.meaning.is_verb && e.phrase == text.lemma(d);
        reader.lexicon.meetings.iter().any(verb)
            || syntax.dependents(d).iter().any(|&o| is_meeting(reader, o) || is_event(reader, o))
    };
    syntax.dependents(verb).iter().any(|&d| match syntax.relation(d) {
        Relation::Obl | Relation::Nmod => {
            syntax.has_case(d, &["for", "on"])
                && syntax.coordinated(d).iter().any(|&n| is_meeting(reader, n) || is_event(reader, n))
        }
        Relation::Advcl | Relation::Xcomp => syntax.is_infinitive(d) && meets(d),
        _ => false,
    })
}

/// "Visited, on Tuesday, the seat of the panel in Port Louis": the first place behind, whatever the parser hangs it on.
fn place_behind(reader: &Reader<'_>, verb: usize) -> Option<Side> {
    const FAR: usize = 18;
    let text = &reader.text;
    let words = verb + 1..(verb + FAR).min(text.sentence_at(verb).end);
    let end = text.find(words.clone(), |t| text.syntax.is_verb(t)).unwrap_or(words.end);
    text.names_in(&(words.start..end)).iter().find_map(|name| match &name.kind {
        NameKind::Place(side) => side.clone(),
        NameKind::Country(side) | NameKind::Metonym(side) => Some(side.clone()),
        _ => None,
    })
}

/// The gathering that a verb tells of attending: "attended the summit", "spoke at the G20 summit".
fn attended(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    let syntax = &reader.text.syntax;
    let fits = |&&d: &&usize| match syntax.relation(d) {
        Relation::Obj => true,
        Relation::Obl => syntax.has_case(d, &["in", "at"]),
        _ => false,
    };
    syntax.dependents(verb).iter().filter(fits).copied().find(|&d| is_event(reader, d))
}

/// "Told visiting Peruvian President Ana Vega": whoever is on a visit, and those of another side with whom the clause has
/// him do something.
pub fn of_guest(reader: &Reader<'_>, at: usize) -> Vec<Frame> {
    let text = &reader.text;
    let syntax = &text.syntax;
    if !text.is(at, "visiting") || text.is_quoted(at) {
        return Vec::new();
    }
    let next = reader.actors.within(&(at + 1..(at + 8).min(text.sentence_at(at).end))).first();
    let near = |m: &&Mention| text.find(at + 1..m.tokens.start, |t| syntax.is_verb(t)).is_none();
    let person = next.filter(near).filter(|m| m.kind == MentionKind::Person).map(|m| clause::top(text, &m.tokens));
    // "A visiting Peruvian delegation"
    let sent = syntax.head(at).filter(|_| syntax.relation(at) == Relation::Amod);
    let Some(guest) = person.or(sent) else { return Vec::new() };
    let own = match next.filter(|_| person.is_some()) {
        Some(mention) => actors(&[mention]),
        None => party(reader, guest),
    };
    // "Met with visiting President Vega", where the parser takes the guest for the one who is visited.
    let above = if syntax.predicate(guest) == at { syntax.head(at) } else { Some(guest) };
    let predicate = syntax.predicate(above.unwrap_or(guest));
    let acting = subjects(reader, predicate);
    let objects = arguments(reader, predicate, &[Relation::Obj, Relation::Iobj], &[]);
    let met = arguments(reader, predicate, &[Relation::Obl], &["with", "to", "by"]);
    let mut others = [acting, objects, met].concat();
    others.retain(|a| a.side.is_some() && own.iter().all(|o| o.side != a.side));
    if !syntax.is_verb(predicate) || sides_of(&own) == 0 || sides_of(&others) != 1 {
        return Vec::new();
    }
    let frame = Frame {
        head: at,
        number: 0,
        word: MeetingWord { is_verb: false, form: Form::InPerson, shape: MeetingShape::Visit },
        predicate,
        words: clause_words(text, predicate),
        people: Vec::new(),
        when: Placed::Told,
        is_occasion: true,
    };
    frame.of_each(reader, Parties { own, others, ..Parties::default() })
}

/// "Vega is in Lima on a working visit", "was in Lima last week to meet": a stay in another side's place.
pub fn of_stay(reader: &Reader<'_>, at: usize) -> Vec<Frame> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let place = text.name_at(at).is_some_and(|name| {
        name.end == at + 1 && matches!(name.kind, NameKind::Place(_) | NameKind::Metonym(_) | NameKind::Country(_))
    }) && syntax.has_case(at, &["in"]);
    // "Is due in Lima on Monday", "is expected in Lima"
    let due =
        syntax.head(at).filter(|&h| matches!(text.lemma(h), "due" | "expect") && syntax.relation(at) == Relation::Obl);
    let stays = place && (syntax.dependent(at, &[Relation::Cop]).is_some() || due.is_some());
    let told = due.unwrap_or(at);
    let Some(host) = place_side(text, at).filter(|_| stays && !text.is_quoted(at)) else { return Vec::new() };
    let mut own = subjects(reader, told);
    if own.is_empty() {
        // "Vega was in Lima on a visit", where the parser gives her to the visit.
        let copula = syntax
            .dependent(at, &[Relation::Cop])
            .and_then(|t| reader.actors.last_until(t).filter(|m| m.tokens.end == t));
        own = copula.map_or_else(Vec::new, |mention| actors(&[mention]));
    }
    let others = met_on_the_way(reader, told);
    let visits = has_person(&own) && own.iter().all(|a| a.side.as_ref() != Some(&host));
    if !visits || others.is_empty() && due.is_none() && !has_purpose(reader, at) {
        return Vec::new();
    }
    let frame = Frame {
        head: at,
        number: 0,
        word: MeetingWord { is_verb: true, form: Form::InPerson, shape: MeetingShape::Visit },
        predicate: told,
        words: clause_words(text, told),
        people: Vec::new(),
        when: if due.is_some() { Placed::After } else { Placed::Told },
        is_occasion: false,
    };
    let hosts: Vec<Side> = vec![host];
    frame.of_each(reader, Parties { own, others, hosts, apart: false })
}
