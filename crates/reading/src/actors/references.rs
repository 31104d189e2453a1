//! Pronouns and "the two sides", led back to those whom they stand for.

use std::collections::BTreeMap;

use servanda_language::{MentionForm, Relation, Upos, Xpos};
use servanda_model::{ActorRef, Level, Side, record::ActorKind};

use super::{Mention, MentionKind, author_at, gender::Genders};
use crate::{
    clause::top,
    lexicon::{self, Lexicon, WordClass},
    text::{Text, Tokens},
};

/// Adds pronouns and "the two sides", each led back to the nearest fitting mention before it.
pub fn resolve(
    text: &Text<'_>,
    named: Vec<Mention>,
    principals: &[Side],
    authors: &[(Tokens, ActorRef)],
    home: Option<Side>,
    genders: &Genders,
) -> (Vec<Mention>, Vec<Mention>) {
    let mut all = Vec::with_capacity(named.len() + 16);
    let mut possessors = Vec::new();
    let mut memory = Memory {
        chained: chained(text, &named),
        authors: authors.to_vec(),
        home,
        genders: genders.clone(),
        ..Memory::default()
    };
    let mut named = named.into_iter().peekable();
    for sentence in &text.layers.sentences {
        // In a new sentence "he" is whoever was the subject of the one before, not whoever was named last.
        memory.subject = None;
        memory.subject_acts = false;
        let mut at = sentence.first;
        while at < sentence.end {
            if let Some(mention) = named.next_if(|m| m.tokens.start <= at) {
                at = at.max(mention.tokens.end);
                let mention = memory.completed(text, mention, all.last(), principals);
                memory.note(text, &all, &mention);
                all.push(mention);
                continue;
            }
            possessors.extend(memory.possessor(text, at, principals));
            if let Some(mention) = memory.reference(text, at, principals) {
                at = mention.tokens.end;
                all.push(mention);
                continue;
            }
            at += 1;
        }
        if memory.subject.is_some() {
            memory.person = memory.subject.take();
        }
    }
    (all, possessors)
}

/// The persons to whom the mention chains lead pronouns and nouns back, by the token of the pronoun or of the noun's head.
fn chained(text: &Text<'_>, named: &[Mention]) -> BTreeMap<usize, ActorRef> {
    let layers = text.layers;
    let person = |token: usize| {
        let mention = named.get(named.partition_point(|m| m.tokens.end <= token))?;
        let actor = mention.actors.first().filter(|a| a.name.is_some())?;
        (mention.kind == MentionKind::Person && mention.tokens.contains(&token)).then_some(actor)
    };
    let mut found = BTreeMap::new();
    for chain in &layers.chains {
        let mentions = || chain.mentions.iter().filter_map(|&m| layers.mentions.get(m));
        let names = mentions().filter_map(|m| layers.name_of(m)).filter_map(|n| layers.names.get(n));
        let mut people: Vec<&ActorRef> = names.filter_map(|name| person(name.end - 1)).collect();
        people.dedup_by(|a, b| a.name == b.name);
        // A chain that holds two people says of neither who a pronoun is.
        if let [one] = people.as_slice() {
            let others = mentions().filter(|m| matches!(m.form, MentionForm::Pronoun | MentionForm::Nominal));
            found.extend(others.map(|m| (m.head, (*one).clone())));
        }
    }
    found
}

/// Whether somebody holds one of the highest offices.
fn is_leader(text: &Text<'_>, actor: &ActorRef) -> bool {
    let office = actor.office.as_ref().and_then(|id| text.world.office(id));
    office.is_some_and(|office| office.level == Level::Leaders)
}

/// Whether a word is one person's role: "official", not "officials".
fn is_role(text: &Text<'_>, at: usize) -> bool {
    Lexicon::builtin().is(WordClass::Role, text.lemma(at)) && text.lower(at) == text.lemma(at)
}

/// Whether "it" is the subject of a verb of speech: "it also accused Chad".
fn is_said(text: &Text<'_>, it: usize) -> bool {
    let syntax = &text.syntax;
    let verb = syntax.head(it).filter(|_| matches!(syntax.relation(it), Relation::Nsubj));
    verb.is_some_and(|verb| lexicon::longest(&Lexicon::builtin().speech, text, verb, text.len()).is_some())
}

/// Who was spoken of last.
#[derive(Default)]
struct Memory {
    /// Who says "I", and where.
    authors: Vec<(Tokens, ActorRef)>,
    /// Whose an office is that is told without its country.
    home: Option<Side>,
    /// Whom the mention chains lead a pronoun or noun back to, by its token.
    chained: BTreeMap<usize, ActorRef>,
    /// Who is "he" and who "she".
    genders: Genders,
    person: Option<ActorRef>,
    /// The subject of the sentence so far.
    subject: Option<ActorRef>,
    /// Whether it acts there.
    subject_acts: bool,
    by_side: BTreeMap<Side, ActorRef>,
    /// Named holders of offices, in the order of the text.
    holders: Vec<ActorRef>,
    institution: Option<ActorRef>,
    /// The country or institution that was the subject last.
    body: Option<ActorRef>,
    /// Whose army, government or embassy was named last, by that word.
    organs: BTreeMap<String, ActorRef>,
    /// The body of several states that was named last.
    bloc: Option<ActorRef>,
    /// The ministry among the institutions.
    ministry: Option<ActorRef>,
    /// The unnamed official who was spoken of last.
    official: Option<ActorRef>,
    /// In what role somebody of no known side was spoken of last.
    stranger: Option<String>,
    /// The two who were named together last.
    pair: Vec<ActorRef>,
    /// The two people who were named together last.
    people: Vec<ActorRef>,
}

const THEY: [&str; 4] = ["they", "both", "we", "them"];
impl Memory {
    fn note(&mut self, text: &Text<'_>, before: &[Mention], mention: &Mention) {
        // Not whoever acts in a clause below: "said that Togo had agreed. It added".
        let syntax = &text.syntax;
        let own = top(text, &mention.tokens);
        let below =
            |verb: usize| syntax.upwards(syntax.predicate(verb)).find(|&t| syntax.relation(t) != Relation::Conj);
        let main = syntax.head(own).and_then(below).is_some_and(|t| syntax.relation(t) == Relation::Root);
        let acts = main && matches!(syntax.relation(own), Relation::Nsubj | Relation::NsubjPass);
        if acts && matches!(mention.kind, MentionKind::Side | MentionKind::Institution) {
            self.body = mention.actors.first().cloned();
        }
        if let (MentionKind::Side, [actor]) = (mention.kind, mention.actors.as_slice())
            && actor.side.as_ref().is_some_and(|side| text.world.kind_of(side) != ActorKind::CountryOrEntity)
        {
            self.bloc = Some(actor.clone());
        }
        if let ([side], true) = (mention.sides().as_slice(), mention.kind != MentionKind::Group) {
            let organ = |&t: &usize| Lexicon::builtin().is(WordClass::Institution, &text.lower(t)) && !is_role(text, t);
            let of = || ActorRef { side: Some(side.clone()), ..ActorRef::default() };
            self.organs.extend(mention.tokens.clone().filter(organ).map(|t| (text.lower(t), of())));
        }
        match mention.kind {
            MentionKind::Office if mention.actors.iter().any(|a| a.name.is_none()) => {
                let last = mention.tokens.end.saturating_sub(1);
                if is_role(text, last) {
                    let unknown = mention.sides().is_empty();
                    self.stranger = unknown.then(|| text.lemma(last).to_owned());
                }
            }
            MentionKind::Person | MentionKind::Side | MentionKind::Office => {
                let coordinated = before.last().filter(|prior| {
                    prior.tokens.end < mention.tokens.start
                        && mention.tokens.start - prior.tokens.end <= 3
                        && (prior.tokens.end..mention.tokens.start).any(|t| text.is_any(t, &["and", "with"]))
                        && prior.sides() != mention.sides()
                });
                if let Some(prior) = coordinated {
                    self.pair = prior.actors.iter().chain(&mention.actors).cloned().collect();
                    if [prior, mention].iter().all(|m| m.kind != MentionKind::Side) {
                        self.people.clone_from(&self.pair);
                    }
                }
                if let Some(person) = mention.actors.first().filter(|a| a.name.is_some()) {
                    self.note_subject(text, mention, person);
                    self.person.get_or_insert_with(|| person.clone());
                    if let Some(side) = &person.side {
                        self.by_side.insert(side.clone(), person.clone());
                    }
                    if person.office.is_some() {
                        self.holders.push(person.clone());
                    }
                }
            }
            MentionKind::Institution => {
                self.institution = mention.actors.first().cloned();
                self.note_official(text, mention);
                let ministry = mention.tokens.clone().any(|t| matches!(text.lemma(t), "ministry" | "department"));
                if ministry {
                    self.ministry.clone_from(&self.institution);
                }
            }
            _ => {}
        }
    }

    /// "A senior official from the bloc": later "the official", "he".
    fn note_official(&mut self, text: &Text<'_>, mention: &Mention) {
        let last = mention.tokens.end.saturating_sub(1);
        let Some(actor) = mention.actors.first().filter(|a| a.name.is_none() && is_role(text, last)) else { return };
        let official = ActorRef { office: Some(text.lower(last)), ..actor.clone() };
        if matches!(text.syntax.relation(last), Relation::Nsubj | Relation::NsubjPass) {
            self.note_subject(text, mention, &official);
        }
        self.official = Some(official);
    }

    /// Whoever acts first in the sentence is its subject, else whoever is named first: "ahead of the Vega meeting, *Torres*
    /// said that he".
    fn note_subject(&mut self, text: &Text<'_>, mention: &Mention, person: &ActorRef) {
        let acts = matches!(text.syntax.relation(top(text, &mention.tokens)), Relation::Nsubj | Relation::NsubjPass);
        if self.subject.is_none() || acts && !self.subject_acts {
            self.subject = Some(person.clone());
            self.subject_acts = acts;
        }
    }

    /// "The ministry", "the foreign minister": completed from what was said before.
    fn completed(
        &self,
        text: &Text<'_>,
        mut mention: Mention,
        before: Option<&Mention>,
        principals: &[Side],
    ) -> Mention {
        // "Pérez's ambassador" serves the same side.
        let owner = before
            .filter(|b| b.tokens.end + 1 == mention.tokens.start && text.is_any(b.tokens.end, &["'s", "’s", "’", "'"]));
        if let (MentionKind::Office, Some(owner), [actor]) = (mention.kind, owner, mention.actors.as_mut_slice())
            && actor.side.is_none()
            && actor.name.is_none()
        {
            actor.side = owner.actors.first().and_then(|a| a.side.clone());
            return mention;
        }
        // "The Chilean official": the person of that side who was spoken of last.
        let from = mention.tokens.start;
        let anybody = (from.saturating_sub(2)..from).any(|t| text.is_any(t, &["a", "an", "another", "one", "some"]));
        if mention.kind == MentionKind::Institution
            && !anybody
            && is_role(text, mention.tokens.end.saturating_sub(1))
            && let Some(actor) = mention.actors.first_mut()
            && let Some(person) = actor.side.as_ref().and_then(|side| self.by_side.get(side))
        {
            *actor = person.clone();
            return mention;
        }
        // "The trade ministers" are those of the two sides.
        let plural = mention.kind == MentionKind::Office && text.word(top(text, &mention.tokens)).ends_with('s');
        let definite = mention.tokens.start.checked_sub(1).is_some_and(|t| text.is_any(t, &["the", "both", "two"]));
        if let ([actor], true) = (mention.actors.as_slice(), plural && definite)
            && actor.side.is_none()
            && actor.name.is_none()
        {
            let office = actor.office.clone();
            let people = self.two_people(principals);
            let leaders = office.as_deref() == Some("leader");
            let holds = |a: &ActorRef| a.office == office || leaders && (a.office.is_none() || is_leader(text, a));
            let same = people.iter().all(holds);
            let of = |a: ActorRef| if same { a } else { ActorRef { office: office.clone(), name: None, side: a.side } };
            mention.actors = people.into_iter().map(of).collect();
            mention.kind = MentionKind::Group;
            return mention;
        }
        // "The Prime Minister of Chile": the holder who was named before.
        if mention.kind == MentionKind::Office
            && let [actor] = mention.actors.as_mut_slice()
            && actor.side.is_some()
            && !plural
            && let (Some(office), Some(side)) = (actor.office.clone(), actor.side.clone())
            && let Some(holder) =
                self.holder(&office, Some(&side)).cloned().or_else(|| self.known_holder(text, &office, &side))
        {
            *actor = ActorRef { office: Some(office), ..holder };
            return mention;
        }
        let last = mention.tokens.end.saturating_sub(1);
        if let Some(actor) = mention.actors.first_mut().filter(|a| a.side.is_none()) {
            match mention.kind {
                MentionKind::Institution => {
                    actor.side = self.institution.as_ref().map_or(self.home.clone(), |last| last.side.clone());
                }
                MentionKind::Office if !plural => {
                    // "The Prime Minister": the holder named before, else in a government's own text its own.
                    let by_chain = mention.tokens.clone().find_map(|t| self.chained.get(&t));
                    let issuer = text.document.clues.issuer.as_ref();
                    let own = |a: &&ActorRef| issuer.is_none() || a.side.as_ref() == issuer;
                    let by_chain = by_chain.filter(|holder| holder.office == actor.office).filter(own);
                    let by_office = || self.holder(actor.office.as_deref()?, text.document.clues.issuer.as_ref());
                    // "A Chilean diplomat denied it. "Nothing is settled," the diplomat said."
                    let same = |a: &&ActorRef| is_role(text, last) && a.office.as_deref() == Some(text.lemma(last));
                    let unnamed = self.official.as_ref().filter(same).filter(|_| !anybody);
                    if let Some(holder) = by_chain.or_else(by_office) {
                        *actor = holder.clone();
                    } else if let Some(official) = unnamed {
                        actor.side.clone_from(&official.side);
                    } else if !(anybody && is_role(text, last) || self.stranger.as_deref() == Some(text.lemma(last))) {
                        // "A Western diplomat" may be anybody's, and so may "the diplomat" behind him.
                        actor.side.clone_from(&self.home);
                    }
                }
                _ => {}
            }
        }
        mention
    }

    /// Who was named last as a holder of this office; in a government's own text, of its own. "The Minister" may be any.
    fn holder(&self, office: &str, issuer: Option<&Side>) -> Option<&ActorRef> {
        let holds = |a: &&ActorRef| {
            let held = a.office.as_deref().unwrap_or_default();
            held == office || office == "minister" && held.ends_with("-minister") && held != "prime-minister"
        };
        let named = || self.holders.iter().rev().filter(|a| issuer.is_none() || a.side.as_ref() == issuer);
        named().find(holds)
    }

    /// "The Chilean president", where the text names without a title somebody of that side whom the tables know in that
    /// office.
    fn known_holder(&self, text: &Text<'_>, office: &str, side: &Side) -> Option<ActorRef> {
        let person = self.by_side.get(side).filter(|person| person.office.is_none())?;
        let rows = text.world.tenures_of(person.name.as_deref()?, Some(side));
        rows.iter().any(|row| row.office == office).then(|| person.clone())
    }

    /// Whoever "his", "her" or "their" at `at` stands for.
    fn possessor(&self, text: &Text<'_>, at: usize, principals: &[Side]) -> Option<Mention> {
        let actors: Vec<ActorRef> = if text.is_any(at, &["my", "our"]) && !text.is_quoted(at) {
            let author = author_at(&self.authors, at).into_iter();
            author.map(|a| ActorRef { side: a.side.clone(), ..ActorRef::default() }).collect()
        } else if text.is_any(at, &["his", "her"]) {
            self.person_at(text, at).into_iter().cloned().collect()
        } else if text.is(at, "their") {
            self.two(principals)
        } else {
            return None;
        };
        let mention = Mention { tokens: at..at + 1, kind: MentionKind::Pronoun, actors, former: false, retired: false };
        (!mention.actors.is_empty()).then_some(mention)
    }

    /// Whom "he", "she", "his" and the like stand for: the subject so far, whom the chains lead to, who was named last.
    fn person_at(&self, text: &Text<'_>, at: usize) -> Option<&ActorRef> {
        let pronoun = text.lower(at);
        let near = [self.subject.as_ref(), self.chained.get(&at), self.person.as_ref()];
        let mut all = near.into_iter().flatten().chain(self.holders.iter().rev());
        all.find(|actor| self.genders.fits(&pronoun, actor))
    }

    /// The two who were named together last, if the document is about one of them, else those that it is about.
    fn group(&self, principals: &[Side]) -> Vec<ActorRef> {
        let about = |pair: &[ActorRef]| pair.iter().any(|a| a.side.as_ref().is_some_and(|s| principals.contains(s)));
        if self.pair.len() > 1 && self.pair.iter().all(|a| a.side.is_some()) && about(&self.pair) {
            self.pair.clone()
        } else {
            principals.iter().map(|s| ActorRef { side: Some(s.clone()), ..ActorRef::default() }).collect()
        }
    }

    /// Whom "they" stands for: the two people who were named together last, else the two sides.
    fn two(&self, principals: &[Side]) -> Vec<ActorRef> {
        let sides = |actors: &[ActorRef]| actors.iter().filter_map(|a| a.side.clone()).collect::<Vec<_>>();
        let group = self.group(principals);
        // The people, unless others were named together since.
        if self.people.len() > 1 && sides(&self.people) == sides(&group) { self.people.clone() } else { group }
    }

    /// The two people who were named together last; else whoever was named last for each of the document's sides.
    fn two_people(&self, principals: &[Side]) -> Vec<ActorRef> {
        if self.people.len() > 1 {
            return self.people.clone();
        }
        let known: Vec<ActorRef> = principals.iter().filter_map(|side| self.by_side.get(side).cloned()).collect();
        if known.len() > 1 { known } else { self.group(principals) }
    }

    fn reference(&self, text: &Text<'_>, at: usize, principals: &[Side]) -> Option<Mention> {
        let make = |tokens: Tokens, kind, actors: Vec<ActorRef>| {
            (!actors.is_empty()).then_some(Mention { tokens, kind, actors, former: false, retired: false })
        };
        if let Some(author) = author_at(&self.authors, at).filter(|_| !text.is_quoted(at)) {
            if text.is(at, "i") {
                return make(at..at + 1, MentionKind::Pronoun, vec![author.clone()]);
            }
            if text.is_any(at, &["we", "us"]) {
                let side = ActorRef { side: author.side.clone(), ..ActorRef::default() };
                return make(at..at + 1, MentionKind::Pronoun, vec![side]);
            }
        }
        if text.is_any(at, &["he", "she", "i"]) {
            return make(at..at + 1, MentionKind::Pronoun, self.person_at(text, at).into_iter().cloned().collect());
        }
        // "Lavrov is holding talks with him": not whoever acts in this sentence.
        if text.is_any(at, &["him", "her"]) && text.syntax.xpos(at) == Some(Xpos::Prp) {
            let acting = self.subject.as_ref().and_then(|a| a.name.as_ref());
            let pronoun = text.lower(at);
            let other = |a: &&ActorRef| a.name.as_ref() != acting && self.genders.fits(&pronoun, a);
            let person = self.chained.get(&at).filter(other).or_else(|| self.person.as_ref().filter(other));
            return make(at..at + 1, MentionKind::Pronoun, person.into_iter().cloned().collect());
        }
        if text.is(at, "it") && is_said(text, at) {
            let last = self.body.as_ref().or(self.institution.as_ref());
            return make(at..at + 1, MentionKind::Pronoun, last.into_iter().cloned().collect());
        }
        if text.is(at, "the") && is_role(text, at + 1) && !text.is_any(at + 2, &["of", "for", "from", "at", "with"]) {
            return make(at..at + 2, MentionKind::Institution, self.official.iter().cloned().collect());
        }
        // "The army", where a spokesman for the Sudanese army spoke before.
        let organ = text.is(at, "the") && !text.is_any(at + 2, &["of", "for", "from", "in", "at", "'s", "’s"]);
        if let Some(last) = self.organs.get(text.lower(at + 1).as_str()).filter(|_| organ) {
            return make(at..at + 2, MentionKind::Institution, vec![last.clone()]);
        }
        if text.is(at, "the") && Lexicon::builtin().is(WordClass::Bloc, &text.lower(at + 1)) {
            return make(at..at + 2, MentionKind::Side, self.bloc.iter().cloned().collect());
        }
        let group = || self.group(principals);
        let sides_only =
            || group().into_iter().map(|a| ActorRef { side: a.side, ..ActorRef::default() }).collect::<Vec<_>>();
        if text.is(at, "the") && text.lemma(at + 1) == "ministry" {
            let last = self.ministry.as_ref().or(self.institution.as_ref());
            return make(at..at + 2, MentionKind::Institution, last.into_iter().cloned().collect());
        }
        let two = text.is_any(at, &["both", "their", "our"])
            || text.is_any(at, &["the", "these"]) && text.is_any(at + 1, &["two", "both"]);
        // "The delegations", after two sides were named
        let plain = text.is(at, "the")
            && Lexicon::builtin().is(WordClass::Pair, text.lemma(at + 1))
            && text.syntax.xpos(at + 1) == Some(Xpos::Nns)
            && !text.is(at + 2, "of");
        if two || plain {
            // "the two Asian neighbours", "both countries", "their leaders"
            let from = at + 1 + usize::from(text.is_any(at + 1, &["two", "both"]));
            let end = (from..from + 4).find(|&t| Lexicon::builtin().is(WordClass::Pair, text.lemma(t)));
            if let Some(end) =
                end.filter(|&t| text.word(t).ends_with('s') || text.word(t) == "men" || text.lemma(t) != text.lower(t))
            {
                let people = matches!(
                    text.lemma(end),
                    "minister" | "leader" | "president" | "diplomat" | "official" | "man" | "premier"
                );
                let owned = text.is_any(end + 1, &["'s", "’s", "’", "'"]) || text.is(end + 1, "of");
                let heads = end + 2..(end + 4).min(text.len());
                // "their countries' leaders"
                let leaders = heads.clone().find(|&t| owned && text.lemma(t) == "leader");
                let last = leaders.unwrap_or(end) + 1;
                // "The two presidents" hold an office, "the two sides" none.
                // "Their top diplomats" are their foreign ministers.
                let longer = format!("{} {}", text.lower(end - 1), text.lemma(end));
                let office = text.world.office_of_title(&longer, None);
                let office = office.or_else(|| text.world.office_of_title(text.lemma(end), None));
                let title = office.map(|office| office.id.clone());
                let leader = (leaders.is_some() || text.lemma(end) == "leader").then(|| "leader".to_owned());
                let office = leader.or(title.filter(|_| people));
                let actors = if people && leaders.is_none() && text.is_any(at, &["the", "both"]) {
                    let two = self.two_people(principals);
                    two.into_iter().map(|a| ActorRef { office: a.office.or_else(|| office.clone()), ..a }).collect()
                } else {
                    sides_only().into_iter().map(|a| ActorRef { office: office.clone(), ..a }).collect()
                };
                return make(at..last, MentionKind::Group, actors);
            }
        }
        // "The two met"
        let next = at + 2 + usize::from(text.syntax.upos(at + 2) == Upos::Adv);
        if text.is(at, "the") && text.is(at + 1, "two") && text.syntax.is_verb(next) {
            return make(at..at + 2, MentionKind::Pronoun, self.two_people(principals));
        }
        if text.is_any(at, &THEY) && !text.is_any(at + 1, &["of"]) {
            return make(at..at + 1, MentionKind::Pronoun, self.two(principals));
        }
        None
    }
}
