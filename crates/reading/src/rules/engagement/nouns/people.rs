//! Who takes part in the meeting that a noun names.

use servanda_language::Relation;
use servanda_model::{ActorRef, Form, Side};

use super::{
    super::{
        frames::{Parties, clause_words, hosts_of_event, is_event},
        parties::{
            actors, arguments, bare, behind, destinations, has_person, inviting, is_person, party, place_side,
            sides_of, subjects,
        },
        verbs::is_apart,
    },
    Noun, has_side,
    role::Role,
};
use crate::{
    actors::{Mention, MentionKind},
    lexicon::MeetingShape,
    rules::mechanism,
};

/// Where those stand whom a preposition names.
const OBLIQUE: [Relation; 2] = [Relation::Obl, Relation::OblAgent];

impl Noun<'_, '_> {
    /// Who takes part.
    pub fn parties(&self, role: Role) -> Option<Parties> {
        let mut parties = Parties { apart: is_apart(self.text(), self.at, self.word.form), ..Parties::default() };
        let acting = || subjects(self.reader, self.predicate);
        if self.word.shape == MeetingShape::Visit {
            parties.own = self.visitors();
            if parties.own.is_empty() && matches!(role, Role::Had | Role::Occasion) {
                parties.own = acting();
            }
            if self.is_to_event() {
                return has_person(&parties.own).then_some(parties);
            }
            parties.hosts = self.visited(role)?;
            let inviting = |host: &Side| inviting(self.reader, self.predicate, host);
            parties.others = parties.hosts.iter().flat_map(inviting).collect();
            return has_side(&parties.own).then_some(parties);
        }
        parties.others = self.named();
        if parties.others.is_empty() && role == Role::Occasion {
            parties.others = self.behind_held();
        }
        match role {
            Role::Had => {
                parties.own = acting();
                parties.others.extend(arguments(self.reader, self.predicate, &OBLIQUE, self.partners()));
            }
            Role::Occasion => self.take_actors(&mut parties),
            Role::Subject => {
                let obliques = [OBLIQUE.as_slice(), &[Relation::Nmod]].concat();
                // "Talks are under way between A and B"
                let relations = if self.text().syntax.is_verb(self.predicate) { OBLIQUE.as_slice() } else { &obliques };
                parties.others.extend(arguments(self.reader, self.predicate, relations, &["with", "between", "by"]));
            }
            Role::Named => {}
        }
        if matches!(role, Role::Had | Role::Subject) && !has_person(&parties.others) {
            parties.others.extend(self.further());
        }
        // "Its fourth session will be held in Lima", "the Political Dialogue will be held on 16 October"
        let named = parties.own.len() + parties.others.len();
        let series = named < 2 && mechanism::is_one_of_series(self.text(), self.at);
        if series || named == 0 && role == Role::Subject && self.is_dated() {
            parties.own = bare(mechanism::conveners(self.reader, self.at));
        }
        Some(parties)
    }

    /// "A's visit", "a visit by A", "the visit of A".
    fn visitors(&self) -> Vec<ActorRef> {
        let tour = self.text().lemma(self.at) == "tour";
        let cases: &[&str] = if tour { &["by"] } else { &["of", "by", "from"] };
        let own = arguments(self.reader, self.at, &[Relation::Nmod, Relation::NmodPoss], cases);
        // "The minister, on a visit to Lima": of whom it is told.
        let syntax = &self.text().syntax;
        let head = syntax.head(self.top).filter(|_| self.relation() == Relation::Nmod);
        match head.filter(|_| !has_side(&own)) {
            Some(head) => party(self.reader, head),
            None if !has_side(&own) => self.visit_before().map_or(own, |visit| visit.visitors()),
            None => own,
        }
    }

    /// "A's visit to Chile follows a visit to Peru": the visit in front, by the same.
    fn visit_before(&self) -> Option<Self> {
        let syntax = &self.text().syntax;
        let subject = syntax.subject(self.predicate).filter(|&t| t < self.at)?;
        let same = self.text().lemma(subject) == self.text().lemma(self.at) && syntax.is_verb(self.predicate);
        same.then_some(Self { at: subject, top: subject, ..*self })
    }

    /// "A trip to the summit in Lima": Peru is only the place.
    pub fn is_to_event(&self) -> bool {
        let syntax = &self.text().syntax;
        let aim = |&d: &usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["to"]);
        syntax.dependents(self.at).iter().any(|d| aim(d) && is_event(self.reader, *d))
    }

    /// "A visit to Chile"; "arrived in Lima for a visit" goes where the journey goes.
    fn visited(&self, role: Role) -> Option<Vec<Side>> {
        let text = self.text();
        let mut sides = destinations(text, self.at);
        // "A visit to Chile planned for May", whatever the parser made of it.
        if sides.is_empty() && text.is_any(self.at + 1, &["to", "in"]) {
            let place = self.at + 2 + usize::from(text.is(self.at + 2, "the"));
            sides.extend(place_side(text, place));
        }
        let travels = role == Role::Had || role == Role::Occasion && self.is_purpose();
        if sides.is_empty() && travels {
            sides = destinations(text, self.predicate);
            sides.extend(place_side(text, self.predicate).filter(|_| !text.syntax.is_verb(self.predicate)));
        }
        (!sides.is_empty()).then_some(sides)
    }

    /// "After talks with B, A said": whose talks they are is said by the clause.
    fn take_actors(&self, parties: &mut Parties) {
        // "At their meeting in May, Presidents A and B agreed": they are named behind.
        let unnamed = !has_person(&parties.others);
        if sides_of(&parties.others) < 2 || unnamed {
            let acting = subjects(self.reader, self.predicate);
            if sides_of(&parties.others) < 2 || has_person(&acting) && sides_of(&acting) > 1 {
                parties.own = acting;
            }
        } else if self.is_theirs() {
            let acting = subjects(self.reader, self.predicate);
            if has_person(&acting) && sides_of(&acting) > 1 {
                parties.own = acting;
                parties.others.clear();
            }
        }
        // "After a call with his wife, A criticised B"
        let syntax = &self.text().syntax;
        let with = |&d: &usize| syntax.relation(d) == Relation::Nmod && syntax.has_case(d, &["with", "between"]);
        let private = !has_side(&parties.others) && syntax.dependents(self.at).iter().any(with);
        if private {
            parties.own.clear();
        } else if sides_of(&[parties.own.as_slice(), &parties.others].concat()) < 2 {
            let mut objects = arguments(self.reader, self.predicate, &[Relation::Obj, Relation::Iobj], &[]);
            // "Raised it with B at the summit", "conveyed it to B in a call"
            if is_event(self.reader, self.at) || self.word.form != Form::InPerson {
                objects.extend(arguments(self.reader, self.predicate, &OBLIQUE, &["with", "to"]));
                // "Conveyed her thanks to B"
                let given = syntax.dependent(self.predicate, &[Relation::Obj]);
                objects.extend(
                    given.map_or_else(Vec::new, |noun| arguments(self.reader, noun, &[Relation::Nmod], &["to"])),
                );
            }
            // "During his breakfast, A praised the EU": people meet people.
            if has_person(&parties.own) {
                objects.retain(is_person);
            }
            parties.others.extend(objects);
        }
        if is_event(self.reader, self.at) {
            parties.others.extend(hosts_of_event(self.reader, self.at));
        }
    }

    /// "Their meeting"
    fn is_theirs(&self) -> bool {
        self.text().syntax.dependents(self.at).iter().any(|&d| self.text().is(d, "their"))
    }

    /// Whom the noun's own words name.
    fn named(&self) -> Vec<ActorRef> {
        let syntax = &self.text().syntax;
        // "On the sidelines of the ASEAN meeting in Laos": neither takes part.
        if self.is_margin() {
            return Vec::new();
        }
        let of = |noun: usize| arguments(self.reader, noun, &[Relation::Nmod, Relation::NmodPoss], self.partners());
        let mut people = of(self.at);
        if self.top != self.at {
            // "A round of Foreign Office consultations between A and B": not the office.
            people.extend(arguments(self.reader, self.top, &[Relation::Nmod], &["between", "with", "among"]));
        }
        // "A meeting held between A and B", "talks with B hosted by C"
        let participles = syntax.dependents(self.at).iter().filter(|&&d| syntax.relation(d) == Relation::Acl);
        let places = [Relation::Obl, Relation::OblAgent];
        people.extend(participles.flat_map(|&d| arguments(self.reader, d, &places, &["with", "between", "by"])));
        let about = self.text().is(self.at + 1, "on") && self.word.shape != MeetingShape::CallOn;
        if sides_of(&people) == 1 && has_person(&people) && self.text().is(self.at + 1, "between") {
            people.extend(self.second(&people));
        }
        if people.is_empty() {
            people = self.honoured();
        }
        if people.is_empty() && !about { behind(self.reader, self.at) } else { people }
    }

    /// "A summit between A, who came to office in May, *and B* in Lima": the parser may hang B on what follows.
    fn second(&self, first: &[ActorRef]) -> Vec<ActorRef> {
        let text = self.text();
        let Some(sentence) = text.sentence_of(self.at) else { return Vec::new() };
        let joined = |m: &&Mention| {
            let from = m.tokens.start.saturating_sub(1);
            text.is(from, "and") && m.sides().iter().all(|side| first.iter().all(|a| a.side.as_ref() != Some(side)))
        };
        let behind = self.reader.actors.within(&(self.at..sentence.end)).iter().find(joined);
        behind.filter(|m| m.kind == MentionKind::Person).map_or_else(Vec::new, |m| actors(&[m]))
    }

    /// "During a meeting, held in Lima, with B"
    fn behind_held(&self) -> Vec<ActorRef> {
        let text = self.text();
        let held = self.at + 2;
        let apart = text.word(self.at + 1) == "," && text.lemma(held) == "hold";
        let with = text.find(held..text.sentence_at(self.at).end, |t| text.is(t, "with")).filter(|_| apart);
        with.map_or_else(Vec::new, |with| behind(self.reader, with))
    }

    /// "A banquet in honour of B"
    fn honoured(&self) -> Vec<ActorRef> {
        let text = self.text();
        let honour = text.find(self.at + 1..self.at + 4, |t| matches!(text.lemma(t), "honour" | "honor"));
        honour.map_or_else(Vec::new, |at| behind(self.reader, at))
    }

    /// "Held the sixth Dialogue on trade with Vega": the people behind "with" or "between" further on in the clause.
    pub fn further(&self) -> Vec<ActorRef> {
        let text = self.text();
        let clause = clause_words(text, self.predicate);
        let with = text.find(self.at + 1..clause.end, |t| text.is_any(t, &["with", "between"]));
        let people = with.map_or_else(Vec::new, |with| behind(self.reader, with));
        if people.iter().any(|a| a.name.is_some()) { people } else { Vec::new() }
    }

    /// The prepositions behind which those stand who take part.
    fn partners(&self) -> &'static [&'static str] {
        match self.word.form {
            // "Paid a courtesy call on"
            Form::InPerson if self.word.shape == MeetingShape::CallOn => &["of", "by", "on", "to", "with", "from"],
            // "Granted an audience to"
            Form::InPerson if self.text().lemma(self.at) == "audience" => &["of", "with", "by", "for", "to"],
            Form::InPerson => &["of", "between", "with", "among", "by", "for"],
            _ => &["of", "between", "with", "among", "by", "for", "from", "to"],
        }
    }

    /// Who is at a gathering: "the participation of B in the ceremony", "said in a virtual appearance".
    pub fn presence(&self) -> Option<(Role, Parties)> {
        let (reader, text) = (self.reader, self.text());
        let syntax = &text.syntax;
        let mut own = arguments(reader, self.at, &[Relation::Nmod, Relation::NmodPoss], &["of", "by"]);
        own.retain(is_person);
        let speaks = self.has_case(&["in", "during", "with", "through", "via"]);
        if own.is_empty() && speaks {
            own = subjects(reader, self.predicate);
            own.retain(is_person);
        }
        // The parser may hang the event on the verb.
        let near = [self.at, self.top, self.predicate];
        let at = |&d: &usize| d > self.at && syntax.has_case(d, &["in", "at", "to"]) && is_event(reader, d);
        let held = near.iter().any(|&t| syntax.dependents(t).iter().any(at));
        let told = has_side(&own) && (held || speaks && self.word.form == Form::Video);
        told.then_some((if speaks { Role::Occasion } else { Role::Named }, Parties { own, ..Parties::default() }))
    }
}
