//! The dependency trees as rules ask for them: predicates, their subjects, and what stands below a word (Universal
//! Dependencies 2, https://universaldependencies.org). What the arguments mean is the rules' matter.

use servanda_language::{AnnotatedText, Relation, Token, Upos, Xpos};

use crate::text::Tokens;

/// The trees of a text, with the dependents of each token.
pub struct Syntax<'a> {
    layers: &'a AnnotatedText,
    dependents: Vec<Vec<usize>>,
    below: Vec<Tokens>,
}

/// A path up a tree is no longer than this: a broken tree may hold a circle.
const DEPTH: usize = 64;

impl<'a> Syntax<'a> {
    /// The trees of annotated text.
    pub fn new(layers: &'a AnnotatedText) -> Self {
        let mut dependents = vec![Vec::new(); layers.tokens.len()];
        let mut below: Vec<Tokens> = (0..layers.tokens.len()).map(|t| t..t + 1).collect();
        for (at, token) in layers.tokens.iter().enumerate() {
            if let Some(of_head) = token.head.and_then(|head| dependents.get_mut(head)) {
                of_head.push(at);
            }
            for above in std::iter::successors(token.head, |&h| layers.tokens.get(h).and_then(|t| t.head)).take(DEPTH) {
                if let Some(words) = below.get_mut(above) {
                    *words = words.start.min(at)..words.end.max(at + 1);
                }
            }
        }
        Self { layers, dependents, below }
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.layers.tokens.get(at)
    }

    /// How a word depends on its head.
    pub fn relation(&self, at: usize) -> Relation {
        self.token(at).map_or(Relation::Dep, |t| t.relation)
    }

    /// The word's head; `None` for the root of its sentence.
    pub fn head(&self, at: usize) -> Option<usize> {
        self.token(at).and_then(|t| t.head)
    }

    /// Its universal part of speech.
    pub fn upos(&self, at: usize) -> Upos {
        self.token(at).map_or(Upos::X, |t| t.upos)
    }

    /// Its part of speech in the Penn tag set.
    pub fn xpos(&self, at: usize) -> Option<Xpos> {
        self.token(at).map(|t| t.xpos)
    }

    /// The words that depend on a word, in order.
    pub fn dependents(&self, at: usize) -> &[usize] {
        self.dependents.get(at).map_or(&[], Vec::as_slice)
    }

    /// The first dependent in one of these relations.
    pub fn dependent(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.dependents(at).iter().copied().find(|&d| relations.contains(&self.relation(d)))
    }

    /// The stretch of words from the first to the last below a word, itself included.
    pub fn below(&self, at: usize) -> Tokens {
        self.below.get(at).cloned().unwrap_or(at..at)
    }

    /// The word and those above it, up to the root.
    pub fn upwards(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |&at| self.head(at)).take(DEPTH)
    }

    /// Whether a word is used as a verb.
    pub fn is_verb(&self, at: usize) -> bool {
        matches!(self.upos(at), Upos::Verb | Upos::Aux)
    }

    /// The predicate of the clause that a word stands in, itself where it is one. An auxiliary stands for its verb.
    pub fn predicate(&self, at: usize) -> usize {
        self.upwards(at).find(|&t| self.is_predicate(t)).unwrap_or(at)
    }

    /// Whether a word heads a clause.
    pub fn is_predicate(&self, at: usize) -> bool {
        match self.relation(at) {
            Relation::Root
            | Relation::Ccomp
            | Relation::Xcomp
            | Relation::Advcl
            | Relation::AdvclRelcl
            | Relation::Acl
            | Relation::AclRelcl
            | Relation::Csubj
            | Relation::CsubjPass
            | Relation::CsubjOuter
            | Relation::Parataxis => true,
            Relation::Conj => self.is_verb(at) || self.dependent(at, &[Relation::Cop, Relation::Nsubj]).is_some(),
            // A verb with a subject of its own is one, whatever the parser made of its place.
            _ => self.upos(at) == Upos::Verb && self.dependent(at, &[Relation::Nsubj, Relation::NsubjPass]).is_some(),
        }
    }

    /// The first word of the predicate's own clause: what hangs on it but the clauses before it, and without a
    /// conjunction in front.
    pub fn clause_start(&self, predicate: usize) -> usize {
        let own = |&&d: &&usize| d < predicate && !self.is_predicate(d) && !self.opens(d);
        let starts = self.dependents(predicate).iter().filter(own).map(|&d| self.below(d).start);
        starts.min().unwrap_or(predicate).min(predicate)
    }

    fn opens(&self, at: usize) -> bool {
        matches!(self.relation(at), Relation::Mark | Relation::Cc | Relation::Punct | Relation::CcPreconj)
    }

    /// The head of the predicate's subject, where it has one of its own or one that a verb above lends to it: "Togo met
    /// Benin and *signed*", "Togo agreed to *sign*", "urged Benin to *sign*", "the deal that Togo *signed*".
    pub fn subject(&self, predicate: usize) -> Option<usize> {
        const SUBJECTS: [Relation; 3] = [Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];
        let mut at = predicate;
        for _ in 0..DEPTH {
            // "A body whose session they decided to hold": not the session, whatever the parser made of it.
            let whose = |d: usize| self.dependent(d, &[Relation::NmodPoss]).map(|word| self.xpos(word));
            let is_subject = |d: &usize| SUBJECTS.contains(&self.relation(*d));
            let mut subjects = self.dependents(at).iter().copied().filter(is_subject);
            let own = subjects.clone().find(|&d| whose(d) != Some(Some(Xpos::WpPoss)));
            if let Some(subject) = own.or_else(|| subjects.next()) {
                return Some(self.antecedent(at, subject));
            }
            let head = self.head(at)?;
            match self.relation(at) {
                // "The minister visiting Lome", "talks held in Lome"; "an agreement to sign" is whose it is.
                Relation::Acl if self.is_infinitive(at) => match self.owner(head) {
                    Some(owner) => return Some(owner),
                    None => at = self.predicate(head),
                },
                Relation::Acl | Relation::AclRelcl => return Some(head),
                Relation::Xcomp => match self.dependent(head, &[Relation::Obj, Relation::Iobj]) {
                    Some(object) if object < at => return Some(object),
                    _ => at = head,
                },
                Relation::Conj | Relation::Advcl | Relation::Parataxis => at = head,
                // "Kenya, the minister noted, had agreed": the name in front, whatever the parser called it.
                Relation::Ccomp => {
                    let name = self.dependents(at).iter().copied().find(|&d| self.is_bare_name(d, at));
                    return name.or_else(|| self.stray_subject(at));
                }
                _ => return None,
            }
            if !self.is_predicate(at) {
                at = self.predicate(at);
            }
        }
        None
    }

    /// "*Kenya* condemned the raid, the ministry said": the first of two subjects that the parser gives to "said" behind.
    pub fn stray_subject(&self, at: usize) -> Option<usize> {
        let above = self.head(at).filter(|&head| head > at && self.relation(at) == Relation::Ccomp)?;
        let mut subjects = self.dependents(above).iter().copied().filter(|&d| self.relation(d) == Relation::Nsubj);
        let first = subjects.next().filter(|&d| d < at)?;
        subjects.next().filter(|&d| d > at).map(|_| first)
    }

    /// A name in front of its verb that no preposition governs.
    fn is_bare_name(&self, at: usize, verb: usize) -> bool {
        let cased = self.dependent(at, &[Relation::Case]).is_some();
        at < verb && self.upos(at) == Upos::Propn && !cased
    }

    /// What a relative pronoun stands for; the subject itself otherwise.
    fn antecedent(&self, predicate: usize, subject: usize) -> usize {
        let relative = matches!(self.xpos(subject), Some(Xpos::Wdt | Xpos::Wp));
        match (self.relation(predicate), self.head(predicate).filter(|_| relative)) {
            (Relation::AclRelcl, Some(noun)) => noun,
            // "Thanked Togo, | which has agreed": of the word in front, though the parser lets it describe the verb.
            (Relation::AdvclRelcl, Some(_)) => {
                let noun = |&at: &usize| matches!(self.upos(at), Upos::Noun | Upos::Propn);
                let before = subject.checked_sub(2).filter(noun);
                before.map_or(subject, |at| self.upwards(at).take_while(noun).last().unwrap_or(at))
            }
            _ => subject,
        }
    }

    /// Whose a noun is: "Togo's agreement to …", "an agreement between Togo and Benin to …".
    pub fn owner(&self, noun: usize) -> Option<usize> {
        let lends = |&&d: &&usize| match self.relation(d) {
            Relation::NmodPoss => true,
            Relation::Nmod => self.has_case(d, &["between", "by", "of", "among"]),
            _ => false,
        };
        self.dependents(noun).iter().find(lends).copied()
    }

    /// Whether a word is governed by one of these prepositions.
    pub fn has_case(&self, at: usize, prepositions: &[&str]) -> bool {
        let is = |&d: &usize| self.relation(d) == Relation::Case && prepositions.contains(&self.layers.lemma(d));
        self.dependents(at).iter().any(is)
    }

    /// Whether "to" marks the verb.
    pub fn is_infinitive(&self, at: usize) -> bool {
        self.xpos(at) == Some(Xpos::Vb)
            && self.dependents(at).iter().any(|&d| self.relation(d) == Relation::Mark && self.layers.lemma(d) == "to")
    }

    /// Whether a verb or its passive is marked by "to": "to sign", "to be signed".
    pub fn is_marked_infinitive(&self, at: usize) -> bool {
        let marked = |&d: &usize| self.relation(d) == Relation::Mark && self.layers.lemma(d) == "to";
        let bare = |&d: &usize| {
            matches!(self.relation(d), Relation::AuxPass | Relation::Cop) && self.xpos(d) == Some(Xpos::Vb)
        };
        self.dependents(at).iter().any(marked)
            && (self.xpos(at) == Some(Xpos::Vb) || self.dependents(at).iter().any(bare))
    }

    /// Whether a verb is in the passive.
    pub fn is_passive(&self, verb: usize) -> bool {
        self.dependent(verb, &[Relation::AuxPass]).is_some()
    }

    /// Whether a verb has one of these auxiliaries.
    pub fn has_aux(&self, verb: usize, lemmas: &[&str]) -> bool {
        let is = |&d: &usize| self.relation(d) == Relation::Aux && lemmas.contains(&self.layers.lemma(d));
        self.dependents(verb).iter().any(is)
    }

    /// Whether a verb is told as past: "met", "had met", "was held", "have met".
    pub fn is_past(&self, verb: usize) -> bool {
        let aux = |&d: &usize| {
            matches!(self.relation(d), Relation::Aux | Relation::AuxPass | Relation::Cop)
                && self.xpos(d) == Some(Xpos::Vbd)
                || self.relation(d) == Relation::Aux && self.layers.lemma(d) == "have"
        };
        // A past tense that the tagger took for a participle has a subject and no auxiliary.
        let own = |&d: &usize| d < verb && matches!(self.relation(d), Relation::Nsubj | Relation::NsubjPass);
        let helped = |&d: &usize| matches!(self.relation(d), Relation::Aux | Relation::AuxPass | Relation::Cop);
        let bare = self.xpos(verb) == Some(Xpos::Vbn)
            && !matches!(self.relation(verb), Relation::Acl | Relation::Advcl)
            && self.dependents(verb).iter().any(own)
            && !self.dependents(verb).iter().any(helped);
        self.xpos(verb) == Some(Xpos::Vbd) || bare || self.dependents(verb).iter().any(aux)
    }

    /// The word to which another is joined by "and", itself where it is joined to none.
    pub fn first_joined(&self, at: usize) -> usize {
        self.head(at).filter(|_| self.relation(at) == Relation::Conj).unwrap_or(at)
    }

    /// A word and those coordinated with it, in order.
    pub fn coordinated(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        all.extend(self.dependents(at).iter().copied().filter(|&d| self.relation(d) == Relation::Conj));
        all
    }
}

#[cfg(test)]
mod tests {
    use servanda_language::Annotator;
    use servanda_model::Document;

    use super::Syntax;

    /// The subject of the clause of the first token with a lemma.
    fn subject(text: &str, lemma: &str) -> String {
        let layers = Annotator::builtin().unwrap().document(&Document::plain(text));
        let syntax = Syntax::new(&layers);
        let verb = layers.tokens.iter().position(|t| t.lemma == lemma).unwrap();
        let subject = syntax.subject(syntax.predicate(verb));
        subject.map_or(String::new(), |s| layers.tokens[s].text(text).to_owned())
    }

    #[test]
    fn a_verb_without_a_subject_of_its_own_takes_the_one_above() {
        assert_eq!(subject("Togo met Benin and signed a treaty.", "sign"), "Togo");
        assert_eq!(subject("Togo agreed to open the border.", "open"), "Togo");
        assert_eq!(subject("Togo urged Benin to open the border.", "open"), "Benin");
        assert_eq!(subject("The treaty that Togo signed is short.", "sign"), "Togo");
        assert_eq!(subject("The minister who signed the treaty left.", "sign"), "minister");
        assert_eq!(subject("Togo will host the talks.", "will"), "Togo");
    }

    #[test]
    fn a_clause_begins_with_its_own_words() {
        let text = "While Benin waited, Togo signed the treaty.";
        let layers = Annotator::builtin().unwrap().document(&Document::plain(text));
        let syntax = Syntax::new(&layers);
        let sign = layers.tokens.iter().position(|t| t.lemma == "sign").unwrap();
        assert_eq!(layers.tokens[syntax.clause_start(sign)].text(text), "Togo");
    }
}
