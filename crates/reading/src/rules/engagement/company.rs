//! Who else takes part: "accompanied by the minister", "in the presence of both ambassadors", and the names of those who
//! are called by their office alone.

use servanda_language::Relation;
use servanda_model::{ActorRef, EngagementStatus, FindingBody, Level, Side, TenureFinding, TimeValue};

use super::Sighting;
use crate::{
    actors::{Mention, MentionKind},
    clause,
    lexicon::WordClass,
    object,
    reader::Reader,
    rules::tenure,
    text::Tokens,
};

/// Those whom a sentence adds to a meeting: the officials named beside a word of company. Whoever has no side of his own
/// comes from where the others of his list do; without any, the side stays open.
pub fn added(reader: &Reader<'_>, sentence: &Tokens) -> Vec<ActorRef> {
    let mut led = on_side(reader, sentence);
    let mut found: Vec<&Mention> = Vec::new();
    for at in sentence.clone() {
        led = companion_of(reader, at).or(led);
        found.extend(company_at(reader, at));
    }
    found.sort_by_key(|m| m.tokens.start);
    found.dedup_by_key(|m| m.tokens.start);
    let named = found.into_iter().filter(|m| m.kind == MentionKind::Person && !m.retired);
    let placed = named.flat_map(|m| m.actors.iter().map(move |a| (a.clone(), of_the_table(reader, m))));
    let officials = placed.map(|(a, own)| {
        let side = a.side.clone().or(own).or_else(|| led.clone());
        led.clone_from(&side);
        ActorRef { side, ..a }
    });
    officials.filter(|a| a.name.is_some() && (a.office.is_some() || a.side.is_some())).collect()
}

/// "The Kenyan side was led by A and the Peruvian side by B": of the side named last in front.
fn of_the_table(reader: &Reader<'_>, mention: &Mention) -> Option<Side> {
    let text = &reader.text;
    let sides = |t: usize| matches!(text.lemma(t), "side" | "delegation" | "team") && !text.is(t + 1, "of");
    let from = text.sentence_at(mention.tokens.start).start;
    let side = (from..mention.tokens.start).rev().find(|&t| sides(t))?;
    match object::sides_in(text, &(text.syntax.below(side).start.max(from)..side)).as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Who is there, by a word of company.
fn company_at<'r>(reader: &'r Reader<'_>, at: usize) -> Vec<&'r Mention> {
    let text = &reader.text;
    let syntax = &text.syntax;
    let verb = syntax.is_verb(at);
    match text.lemma(at) {
        "accompany" | "flank" | "assist" if verb => by(reader, at),
        "join" | "attend" if verb && (syntax.is_passive(at) || text.is(at + 1, "by")) => by(reader, at),
        "attend" | "join" | "take" | "participate" if verb && is_meeting(reader, at) => in_front(reader, at),
        "present" | "attendance" if !verb => in_front(reader, at),
        "among" => {
            // "Foreign Minister Vega being among those present"
            let those = syntax.head(at).filter(|&t| text.is_any(t, &["those", "participants", "attendees"]));
            those.map_or_else(Vec::new, |t| clause::subjects(reader, t))
        }
        // "The Chilean side was headed by Deputy Minister Vega", "Vega led the Chilean delegation"
        "lead" | "head" | "chair" | "represent" if verb && is_of_side(reader, at) => {
            let led_by = by(reader, at);
            if led_by.is_empty() && !syntax.is_passive(at) { clause::subjects(reader, at) } else { led_by }
        }
        "presence" if text.is(at + 1, "of") => under(reader, at, &[Relation::Nmod], &["of"]),
        "include" | "comprise" | "consist" => {
            let whole = syntax.subject(at).or_else(|| syntax.head(at));
            let delegation = whole.is_some_and(|t| matches!(text.lemma(t), "delegation" | "team" | "entourage"));
            let theirs = delegation || is_of_delegation(reader, at);
            if theirs { listed(reader, at) } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// The subject of a verb; of several officials all in front, for a list with their posts falls apart in the tree.
fn in_front<'r>(reader: &'r Reader<'_>, at: usize) -> Vec<&'r Mention> {
    let before = reader.actors.within(&(reader.text.sentence_at(at).start..at));
    let people = before.iter().filter(|m| m.kind == MentionKind::Person).count();
    if people > 1 { before.iter().collect() } else { clause::subjects(reader, at) }
}

/// Whoever has others with him: "the Prime Minister was accompanied by", whose side theirs is.
fn companion_of(reader: &Reader<'_>, at: usize) -> Option<Side> {
    let leads = matches!(reader.text.lemma(at), "accompany" | "flank" | "assist" | "include" | "comprise");
    if !(leads && reader.text.syntax.is_verb(at)) {
        return None;
    }
    match clause::states(reader, at).as_slice() {
        [side] => Some(side.clone()),
        _ => None,
    }
}

/// "On the Peruvian side, it was attended by": the side of those who follow.
fn on_side(reader: &Reader<'_>, sentence: &Tokens) -> Option<Side> {
    let text = &reader.text;
    let side = text.find(sentence.clone(), |t| text.is(t, "side") && text.syntax.has_case(t, &["on", "from"]))?;
    object::sides_in(text, &(text.syntax.below(side).start..side)).into_iter().next()
}

/// Those behind the "by" of a passive, however the parser parted the list.
pub fn by<'r>(reader: &'r Reader<'_>, verb: usize) -> Vec<&'r Mention> {
    let text = &reader.text;
    let end = text.sentence_at(verb).end;
    let by = text.find(verb + 1..(verb + 4).min(end), |t| text.is(t, "by"));
    by.map_or_else(Vec::new, |by| listed(reader, by))
}

/// The people of a list, up to the next verb.
fn listed<'r>(reader: &'r Reader<'_>, from: usize) -> Vec<&'r Mention> {
    let text = &reader.text;
    let end = text.sentence_at(from).end;
    let stops = |t: usize| text.syntax.is_verb(t) && text.name_at(t).is_none() || text.is_any(t, &["who", "where"]);
    let end = text.find(from + 1..end, stops).unwrap_or(end);
    reader.actors.within(&(from..end)).iter().collect()
}

/// The people in the words that depend on a word so, with those in a list behind them.
fn under<'r>(reader: &'r Reader<'_>, at: usize, relations: &[Relation], cases: &[&str]) -> Vec<&'r Mention> {
    let syntax = &reader.text.syntax;
    let fits = |&&d: &&usize| {
        relations.contains(&syntax.relation(d)) && (cases.is_empty() || syntax.has_case(d, cases)) && d > at
    };
    let below = syntax.dependents(at).iter().filter(fits).map(|&d| syntax.below(d));
    below.flat_map(|words| reader.actors.within(&words)).collect()
}

/// Whether a verb is of a side at the table: "led the Chilean delegation", "the Chilean side was headed by".
fn is_of_side(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let side = |&d: &usize| matches!(text.lemma(d), "side" | "delegation" | "team" | "party");
    let object = text.syntax.dependent(verb, &[Relation::Obj, Relation::NsubjPass]);
    object.or_else(|| text.syntax.subject(verb)).as_ref().is_some_and(side)
}

/// "Attended the meeting", "joined the talks": what is attended is the meeting told of.
pub fn is_meeting(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    let syntax = &text.syntax;
    let of = |&&d: &&usize| match syntax.relation(d) {
        Relation::Obj => true,
        Relation::Obl => syntax.has_case(d, &["in"]),
        _ => false,
    };
    syntax.dependents(verb).iter().filter(of).any(|&noun| {
        let meets =
            |e: &crate::lexicon::Entry<crate::lexicon::MeetingWord>| !e.meaning.is_verb && e.phrase == text.lemma(noun);
        let definite = syntax.dependents(noun).iter().any(|&d| text.is_any(d, &["the", "this", "their"]));
        definite && reader.lexicon.meetings.iter().any(meets) && text.names_in(&syntax.below(noun)).is_empty()
    })
}

/// "A delegation which included the minister", where the relative word is the subject.
fn is_of_delegation(reader: &Reader<'_>, verb: usize) -> bool {
    let text = &reader.text;
    text.syntax.relation(verb) == Relation::AclRelcl
        && text.syntax.head(verb).is_some_and(|t| reader.lexicon.is(WordClass::Institution, text.lemma(t)))
}

impl Sighting {
    /// Takes in those of its own sides who came along.
    pub fn accompanied(&mut self, reader: &Reader<'_>, company: &[ActorRef]) {
        for person in &self.placed(company) {
            let known = self.people.iter().any(|p| p.name.is_some() && p.name == person.name);
            let own = person.side.as_ref().is_some_and(|side| self.sides.contains(side));
            if known || !own {
                continue;
            }
            let unnamed = |p: &&mut ActorRef| p.side == person.side && p.name.is_none() && p.office == person.office;
            match self.people.iter_mut().find(unnamed) {
                Some(open) => *open = person.clone(),
                None => self.people.push(person.clone()),
            }
        }
        let levels = super::circumstances::ranks(reader, &self.people);
        if levels.len() > 1 {
            self.level = Some(Level::Mixed);
        }
    }

    /// "Accompanied by their foreign ministers, A and B": in the order of those whose they are.
    fn placed(&self, company: &[ActorRef]) -> Vec<ActorRef> {
        let mut sides: Vec<&Side> = Vec::new();
        for side in self.people.iter().filter_map(|p| p.side.as_ref()) {
            if !sides.contains(&side) {
                sides.push(side);
            }
        }
        let open = company.iter().all(|a| a.side.is_none()) && company.len() == sides.len() && sides.len() > 1;
        let of = |(n, a): (usize, &ActorRef)| match sides.get(n).filter(|_| open) {
            Some(side) => ActorRef { side: Some((*side).clone()), ..a.clone() },
            None => a.clone(),
        };
        company.iter().enumerate().map(of).collect()
    }

    /// Names those who are called by their office alone, where the text names one holder of it, of a meeting of its own
    /// time: "the foreign ministers of Chile and Peru met on Monday", and who they are, later.
    pub fn named(&mut self, reader: &Reader<'_>) {
        let own_time = self.when.as_ref().is_none_or(|(value, _)| {
            use TimeValue::{InMonth, MonthDay, OnWeekday, Relative};
            matches!(value, OnWeekday { .. } | MonthDay { .. } | InMonth { .. } | Relative { offset: -7..=30, .. })
        });
        let near = own_time || self.status == EngagementStatus::Planned;
        if !near {
            return;
        }
        let level = self.level;
        let names: Vec<String> = self.people.iter().filter_map(|p| p.name.clone()).collect();
        // A bare side beside somebody named is only where he went.
        let open = |p: &&mut ActorRef| p.name.is_none() && (p.office.is_some() || names.is_empty());
        for person in self.people.iter_mut().filter(open) {
            if let Some(holder) = holder(reader, person, level).filter(|h| !h.name.iter().any(|n| names.contains(n))) {
                *person = holder;
            }
        }
    }
}

/// The one person whom the text names as holder of an office of a side, or of the meeting's level.
fn holder(reader: &Reader<'_>, open: &ActorRef, level: Option<Level>) -> Option<ActorRef> {
    let world = reader.text.world;
    let rank = |office: &Option<String>| office.as_ref().and_then(|o| world.office(o)).map(|o| o.level);
    let vague = open.office.as_deref().is_none_or(|office| matches!(office, "leader" | "minister"));
    let wanted = match open.office.as_deref() {
        Some("leader") => Some(Level::Leaders),
        Some("minister") => Some(Level::Ministers),
        _ => level,
    };
    let holds = |a: &&ActorRef| {
        a.side == open.side
            && a.name.is_some()
            && if vague { wanted.is_some() && rank(&a.office) == wanted } else { a.office == open.office }
    };
    let people = reader.actors.mentions.iter().filter(|m| m.kind == MentionKind::Person && !m.former);
    let mut found: Vec<&ActorRef> = people.flat_map(|m| &m.actors).filter(holds).collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found.dedup_by(|a, b| a.name == b.name);
    match found.as_slice() {
        [one] => Some((*one).clone()),
        [] => told_holder(reader, open),
        _ => None,
    }
}

/// "Since becoming Chile's foreign minister": the one person of whom the text tells that he holds the office.
fn told_holder(reader: &Reader<'_>, open: &ActorRef) -> Option<ActorRef> {
    let tenures = tenure::find(reader);
    let told = tenures.iter().filter_map(|f| if let FindingBody::Tenure(t) = &f.body { Some(t) } else { None });
    let holds = |t: &&TenureFinding| {
        !t.former && Some(&t.office) == open.office.as_ref() && Some(&t.side) == open.side.as_ref()
    };
    let mut names: Vec<&String> = told.filter(holds).map(|t| &t.person).collect();
    names.sort();
    names.dedup();
    match names.as_slice() {
        [one] => Some(ActorRef { name: Some((*one).clone()), ..open.clone() }),
        _ => None,
    }
}
