//! Letters and lines: who writes or speaks to whom.

use servanda_language::Relation;

use super::{
    super::{
        frames::{Parties, clause_words},
        parties::{arguments, behind, has_person, is_person, subjects},
        verbs::is_apart,
    },
    Noun, has_side,
    role::Role,
};
use crate::lexicon::WordClass;

impl Noun<'_, '_> {
    /// Who writes to whom: "sent a letter to B", "a message from A to B", "congratulated B in a message".
    pub fn letter(&self) -> Option<(Role, Parties)> {
        let reader = self.reader;
        let mut own = arguments(reader, self.at, &[Relation::Nmod, Relation::NmodPoss], &["from", "by", "of"]);
        let mut others = arguments(reader, self.at, &[Relation::Nmod], &["to"]);
        let role = if let Some(verb) = self.carrier() {
            let to = arguments(reader, verb, &[Relation::Obl], &["to"]);
            let from = arguments(reader, verb, &[Relation::Obl, Relation::OblAgent], &["from", "by"]);
            let acting = if self.is_passive(verb) { Vec::new() } else { subjects(reader, verb) };
            if matches!(self.text().lemma(verb), "receive" | "get" | "accept") {
                others.extend(acting);
                own.extend([from, to].concat());
            } else {
                others.extend([to, arguments(reader, verb, &[Relation::Iobj], &[])].concat());
                own.extend(from);
                // "Handed over a message from B": whoever brings it did not write it.
                own = if own.is_empty() { acting } else { own };
            }
            if verb == self.predicate { Role::Had } else { Role::Named }
        } else if self.by_oblique() && self.has_case(&["in", "by", "through", "via", "with"]) {
            own = if own.is_empty() { subjects(reader, self.predicate) } else { own };
            if others.is_empty() {
                others = arguments(reader, self.predicate, &[Relation::Obj, Relation::Iobj], &[]);
            }
            // "Congratulated B in a message", where the parser missed the object.
            others = if others.is_empty() { behind(reader, self.predicate) } else { others };
            Role::Occasion
        } else {
            Role::Named
        };
        // "Sent a message of condolence to Peru's president Ana Vega", whatever the reader hangs on.
        if others.is_empty() && role == Role::Had {
            others = self
                .text()
                .find(self.at + 1..self.words(role).end, |t| self.text().is(t, "to"))
                .map_or_else(Vec::new, |to| behind(reader, to));
        }
        // "Sent a clear message to Kenya" is no letter; wishes may be brought by word of mouth.
        let formal = matches!(self.text().lemma(self.at), "letter" | "note" | "telegram" | "cable" | "missive");
        let personal = formal || has_person(&own) && has_person(&others);
        if !self.is_sent() {
            return None;
        }
        // "Sent a note verbale to the Peruvian embassy"
        let formal = formal && self.carrier().is_some() || has_person(&own) || has_person(&others);
        let told = personal && formal && has_side(&own) && has_side(&others);
        told.then_some((role, Parties { own, others, ..Parties::default() }))
    }

    /// "Sent his condolences to B"; "conveyed his condolences" may be by word of mouth, and a note is one once handed over.
    fn is_sent(&self) -> bool {
        const SENT: [&str; 8] = ["send", "address", "dispatch", "cable", "wire", "forward", "transmit", "write"];
        let carrier = || self.carrier().map(|verb| self.text().lemma(verb));
        match self.text().lemma(self.at) {
            "condolence" | "congratulation" | "greeting" | "felicitation" | "sympathy" | "wish" => {
                carrier().is_some_and(|verb| SENT.contains(&verb))
            }
            "note" | "credential" | "letter of credence" => carrier().is_some(),
            _ => true,
        }
    }

    /// The verb that takes a letter to its reader: "sent a letter", "the letter that A addressed to B".
    fn carrier(&self) -> Option<usize> {
        let syntax = &self.text().syntax;
        let carries = |&t: &usize| syntax.is_verb(t) && self.is(WordClass::Convey, t);
        let above = Some(self.predicate)
            .filter(|_| self.is_direct() && matches!(self.relation(), Relation::Obj | Relation::NsubjPass));
        let clause = |&d: &usize| matches!(syntax.relation(d), Relation::Acl | Relation::AclRelcl) && carries(&d);
        syntax.dependents(self.at).iter().copied().find(clause).or_else(|| above.filter(carries))
    }

    /// "A letter was sent", "a letter sent by": the letter is no sender.
    fn is_passive(&self, verb: usize) -> bool {
        let syntax = &self.text().syntax;
        syntax.is_passive(verb)
            || syntax.relation(verb) == Relation::Acl && syntax.dependent(verb, &[Relation::Nsubj]).is_none()
    }

    /// "Told B by telephone", "briefed B over a video link": who speaks to whom.
    pub fn line(&self) -> Option<(Role, Parties)> {
        let (reader, verb) = (self.reader, self.predicate);
        // "Keep regular contact by telephone" tells of no one call.
        let often =
            |t: usize| self.text().is_any(t, &["regular", "regularly", "frequent", "frequently", "constant", "often"]);
        let usual = self.text().find(clause_words(self.text(), verb), often).is_some();
        if usual || !(self.by_oblique() && self.has_case(&["by", "over", "via", "on", "through"])) {
            return None;
        }
        // "Discussed Peru by telephone with B"
        let mut others = arguments(reader, verb, &[Relation::Obj, Relation::Iobj], &[]);
        others.retain(is_person);
        others.extend(arguments(reader, verb, &[Relation::Obl], &["with", "to"]));
        others = if others.is_empty() { self.further() } else { others };
        if others.is_empty() {
            others = behind(reader, verb);
            others.retain(is_person);
        }
        let apart = is_apart(self.text(), verb, self.word.form);
        let parties = Parties { own: subjects(reader, verb), others, apart, ..Parties::default() };
        Some((Role::Occasion, parties))
    }
}
