//! What is seen of a mention, and of a mention beside an earlier one, before the two are ranked.
//!
//! A feature is a short text ("form=name sentences=0"), told to a sink. The table of weights has it by the class of the
//! later mention, broad ("pronoun:…") and fine ("they:…"); what is seen of a mention alone is apart ("they new:…").

use super::clusters::Clusters;
use super::draft::{Draft, Opening};
use super::words::{Pronoun, Use, Words};
use crate::{MentionForm, NameKind, Number, Relation, Sort, Upos};

/// Takes one feature, given in parts that are joined as they are.
pub type Sink<'s> = dyn FnMut(&[&str]) + 's;

/// The classes of an anaphor: broad and fine.
pub fn classes(draft: &Draft, m: usize) -> (&'static str, &'static str) {
    let facts = &draft.facts[m];
    if let Some(pronoun) = &facts.pronoun {
        return ("pronoun", base(pronoun.word));
    }
    match draft.mentions[m].form {
        MentionForm::Proper => {
            let fine = match draft.mentions[m].sort {
                Some(Sort::Person) => "name of person",
                Some(Sort::Place) => "name of place",
                Some(Sort::Group) => "name of group",
                _ => "name of other",
            };
            ("name", fine)
        }
        MentionForm::Several => ("several", "several"),
        _ => ("noun", opening(facts.opening)),
    }
}

/// Pronouns by their subject form.
fn base(word: &'static str) -> &'static str {
    match word {
        "me" | "my" | "mine" | "myself" => "i",
        "us" | "our" | "ours" | "ourselves" | "'s" | "’s" => "we",
        "your" | "yours" | "yourself" | "yourselves" => "you",
        "him" | "his" | "himself" => "he",
        "her" | "hers" | "herself" => "she",
        "its" | "itself" => "it",
        "them" | "their" | "theirs" | "themselves" | "themself" | "'em" => "they",
        other => other,
    }
}

fn opening(opening: Opening) -> &'static str {
    match opening {
        Opening::Definite => "the",
        Opening::Demonstrative => "this-",
        Opening::Possessive => "poss",
        Opening::Indefinite => "a",
        Opening::Numeral => "num",
        Opening::Bare => "bare",
    }
}

fn form(draft: &Draft, m: usize) -> &'static str {
    match draft.mentions[m].form {
        MentionForm::Proper => "name",
        MentionForm::Several => "several",
        _ => classes(draft, m).1,
    }
}

fn bucket(n: usize, edges: &[usize]) -> &'static str {
    const NAMES: [&str; 9] = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];
    NAMES[edges.iter().filter(|&&edge| n >= edge).count().min(8)]
}

fn role(draft: &Draft, m: usize) -> &'static str {
    match draft.token(draft.mentions[m].head).relation {
        Relation::Nsubj | Relation::Csubj | Relation::NsubjOuter => "subject",
        Relation::NsubjPass => "passive",
        Relation::Obj | Relation::Iobj => "object",
        Relation::NmodPoss => "possessor",
        Relation::Nmod => "nmod",
        Relation::Conj => "conj",
        Relation::Compound => "compound",
        Relation::Appos => "appos",
        Relation::Root | Relation::Parataxis | Relation::Ccomp | Relation::Advcl => "predicate",
        relation if relation.universal() == "obl" => "obl",
        _ => "other",
    }
}

fn sort(draft: &Draft, m: usize) -> &'static str {
    draft.mentions[m].sort.map_or("-", Sort::as_str)
}

fn agreement<T: PartialEq + Copy>(one: Option<T>, others: impl Iterator<Item = T>) -> &'static str {
    let Some(one) = one else { return "open" };
    let mut any = false;
    for other in others {
        if other == one {
            return "same";
        }
        any = true;
    }
    if any { "other" } else { "unsaid" }
}

fn number(draft: &Draft, m: usize) -> &'static str {
    match draft.mentions[m].number {
        Some(Number::Plural) => "plural",
        Some(Number::Singular) => "singular",
        None => "-",
    }
}

/// What is seen of a mention alone: whether it takes up anything.
pub fn alone(draft: &Draft, m: usize, sink: &mut Sink) {
    sink(&["bias"]);
    sink(&["role=", role(draft, m)]);
    sink(&["sort=", sort(draft, m)]);
    match &draft.facts[m].pronoun {
        Some(pronoun) => pronoun_alone(draft, m, pronoun, sink),
        None => noun_alone(draft, m, sink),
    }
}

fn pronoun_alone(draft: &Draft, m: usize, pronoun: &Pronoun, sink: &mut Sink) {
    let used = match pronoun.used {
        Use::Personal => "personal",
        Use::Possessive => "possessive",
        Use::Reflexive => "reflexive",
        Use::Demonstrative => "demonstrative",
    };
    sink(&["use=", used]);
    let head = draft.mentions[m].head;
    if let Some(up) = draft.token(head).head {
        // "it is clear that …"
        let clause = draft.children[up]
            .iter()
            .any(|&c| c > head && matches!(draft.token(c).relation.universal(), "csubj" | "ccomp" | "advcl"));
        sink(&["clause=", if clause { "yes" } else { "no" }]);
        sink(&["governor=", draft.token(up).upos.as_str()]);
    }
}

fn noun_alone(draft: &Draft, m: usize, sink: &mut Sink) {
    let (mention, facts, before) = (&draft.mentions[m], &draft.facts[m], draft.repeats[m]);
    let words = Words::builtin();
    sink(&["heads-before=", bucket(before.head, &[1, 2, 4])]);
    sink(&["same-before=", bucket(before.words, &[1, 2])]);
    sink(&["length=", bucket(facts.words.len(), &[2, 3, 4, 6])]);
    sink(&["number=", number(draft, m)]);
    if facts.modifiers.iter().any(|w| words.is(w, "other")) {
        sink(&["other"]);
    }
    for &child in &draft.children[mention.head] {
        if matches!(draft.token(child).relation, Relation::AclRelcl | Relation::Acl | Relation::Nmod) {
            sink(&["has=", draft.token(child).relation.as_str()]);
        }
    }
    if facts.sentence == 0 {
        sink(&["opens the text"]);
    }
}

/// What is seen of a mention beside an earlier one.
pub fn pair(draft: &Draft, clusters: &Clusters, a: usize, m: usize, between: usize, sink: &mut Sink) {
    place(draft, clusters, a, m, between, sink);
    agree(draft, clusters, a, m, sink);
    if draft.facts[m].pronoun.is_some() {
        of_pronoun(draft, a, m, sink);
    } else {
        of_noun(draft, clusters, a, m, sink);
    }
}

/// How far apart the two are, and how they stand in their sentences.
fn place(draft: &Draft, clusters: &Clusters, a: usize, m: usize, between: usize, sink: &mut Sink) {
    let sentences = draft.facts[m].sentence.saturating_sub(draft.facts[a].sentence);
    let near = bucket(sentences, &[1, 2]);
    let cluster = &clusters.cluster(a).mentions;
    let earlier = cluster.partition_point(|&x| x < m);
    let last = cluster[..earlier].last() == Some(&a);
    sink(&["sentences=", bucket(sentences, &[1, 2, 3, 4, 7, 13, 25])]);
    sink(&["mentions=", bucket(m - a, &[2, 3, 4, 6, 9, 16, 30])]);
    sink(&["things=", bucket(between, &[1, 2, 3, 5, 9])]);
    sink(&["form=", form(draft, a)]);
    sink(&["form=", form(draft, a), " sentences=", near]);
    sink(&["role=", role(draft, a), " sentences=", near]);
    sink(&["roles=", role(draft, a), "/", role(draft, m)]);
    sink(&["size=", bucket(earlier, &[2, 3, 5, 9]), if last { " last" } else { "" }]);
    sink(&["last=", if last { "yes" } else { "no" }]);
    let quoted = match (draft.facts[a].quotation, draft.facts[m].quotation) {
        (None, None) => "neither",
        (Some(x), Some(y)) if x == y => "one",
        (Some(_), Some(_)) => "two",
        (Some(_), None) => "left",
        (None, Some(_)) => "entered",
    };
    sink(&["quotation=", quoted]);
    if !draft.speakers.is_empty() || quoted != "neither" {
        sink(&["situation=", if draft.situations[a] == draft.situations[m] { "one" } else { "two" }]);
    }
}

fn agree(draft: &Draft, clusters: &Clusters, a: usize, m: usize, sink: &mut Sink) {
    let (mine, cluster) = (clusters.cluster(m), clusters.cluster(a));
    let mention = &draft.mentions[m];
    sink(&["number=", agreement(mention.number, cluster.numbers.iter().copied())]);
    sink(&["gender=", agreement(mine.genders.first().copied(), cluster.genders.iter().copied())]);
    sink(&["sort=", agreement(mine.sorts.first().copied(), cluster.sorts.iter().copied())]);
    sink(&["sorts=", cluster.sorts.first().map_or("-", |s| s.as_str()), "/", sort(draft, m)]);
    sink(&["a-number=", number(draft, a)]);
}

fn of_pronoun(draft: &Draft, a: usize, m: usize, sink: &mut Sink) {
    let (from, to) = (draft.mentions[a].head, draft.mentions[m].head);
    let used = draft.facts[m].pronoun.map_or(Use::Personal, |p| p.used);
    let used = match used {
        Use::Possessive => "possessive",
        Use::Reflexive => "reflexive",
        _ => "personal",
    };
    if let (Some(p), Some(q)) = (&draft.facts[a].pronoun, &draft.facts[m].pronoun) {
        sink(&["pronouns=", if base(p.word) == base(q.word) { "same" } else { "other" }]);
        sink(&["after=", base(p.word)]);
    }
    let governor = |t: usize| draft.token(t).head;
    if draft.facts[a].sentence == draft.facts[m].sentence {
        let arguments = governor(from).is_some() && governor(from) == governor(to);
        let above = draft.above(to).any(|t| Some(t) == governor(from));
        sink(&[
            "clause=",
            if arguments {
                "one"
            } else if above {
                "below"
            } else {
                "beside"
            },
            " ",
            used,
        ]);
    }
    // The first noun phrase of its sentence is what it is about.
    let opens = !(0..a)
        .rev()
        .take_while(|&x| draft.facts[x].sentence == draft.facts[a].sentence)
        .any(|x| draft.mentions[x].form != MentionForm::Several && !draft.nested(x, a));
    sink(&["opens=", if opens { "yes" } else { "no" }]);
    sink(&["opening=", opening(draft.facts[a].opening)]);
}

fn of_noun(draft: &Draft, clusters: &Clusters, a: usize, m: usize, sink: &mut Sink) {
    let (before, now) = (&draft.facts[a], &draft.facts[m]);
    let (earlier, later) = (&draft.mentions[a], &draft.mentions[m]);
    let head = heads(draft, a, m);
    let numbers = if earlier.number == later.number { "same" } else { "other" };
    sink(&["heads=", head]);
    sink(&["heads=", head, " number=", numbers]);
    sink(&["heads=", head, " sentences=", bucket(now.sentence.saturating_sub(before.sentence), &[1, 2, 4, 10])]);
    sink(&["heads=", head, " sort=", if earlier.sort == later.sort { sort(draft, m) } else { "other" }]);
    sink(&["words=", if before.words == now.words { "same" } else { "other" }, " heads=", head]);
    sink(&["openings=", opening(before.opening), "/", opening(now.opening), " heads=", head]);
    sink(&["forms=", form(draft, a), " heads=", head]);
    if before.head == now.head {
        of_same_head(draft, a, m, numbers, sink);
    }
    let possessor = |m: usize| {
        draft.child(draft.mentions[m].head, Relation::NmodPoss).and_then(|at| draft.by_head.get(&at)).copied()
    };
    if let (Some(s), Some(t)) = (possessor(a), possessor(m)) {
        sink(&["possessors=", if clusters.together(s, t) { "same" } else { "other" }, " heads=", head]);
    }
    if is_predicate_of(draft, a, m) {
        sink(&["predicate"]);
        sink(&["predicate openings=", opening(before.opening), "/", opening(now.opening)]);
    }
    if later.form == MentionForm::Proper && earlier.form == MentionForm::Proper {
        of_two_names(draft, a, m, sink);
    }
}

/// How the heads of two mentions go together.
fn heads(draft: &Draft, a: usize, m: usize) -> &'static str {
    let (before, now) = (&draft.facts[a], &draft.facts[m]);
    if before.head == now.head {
        "same"
    } else if Words::builtin().synonymous(&before.head, &now.head) {
        "synonym"
    } else if is_kind_of(draft, a, m) {
        "kind"
    } else if before.words.contains(&now.head) || now.words.contains(&before.head) {
        "inside"
    } else {
        "other"
    }
}

/// What the modifiers of one and the same head say.
fn of_same_head(draft: &Draft, a: usize, m: usize, numbers: &str, sink: &mut Sink) {
    let (before, now) = (&draft.facts[a], &draft.facts[m]);
    let new = now.modifiers.iter().filter(|word| !before.modifiers.contains(word)).count();
    let more = before.modifiers.iter().all(|word| now.modifiers.contains(word));
    let modifiers = match (new == 0, more) {
        (true, true) if now.modifiers.is_empty() => "none",
        (true, true) => "same",
        (true, false) => "fewer",
        (false, true) => "more",
        (false, false) => "other",
    };
    sink(&["modifiers=", modifiers]);
    sink(&["modifiers=", modifiers, " openings=", opening(before.opening), "/", opening(now.opening)]);
    sink(&["modifiers=", modifiers, " number=", numbers]);
    sink(&["new modifiers=", bucket(new, &[1, 2, 3])]);
    sink(&["sort=", sort(draft, m), " modifiers=", modifiers]);
}

/// Which words two names share.
fn of_two_names(draft: &Draft, a: usize, m: usize, sink: &mut Sink) {
    let (before, now) = (&draft.facts[a].words, &draft.facts[m].words);
    let shared = now.iter().filter(|word| before.contains(word)).count();
    let cover = if shared == now.len() {
        "all"
    } else if shared > 0 {
        "some"
    } else {
        "none"
    };
    sink(&["shared=", cover, " sort=", sort(draft, m)]);
    sink(&["shared=", cover, if before.last() == now.last() { " last" } else { "" }]);
}

/// "the country" of Togo, "the minister" of a person.
pub fn is_kind_of(draft: &Draft, a: usize, m: usize) -> bool {
    let (named, noun) = (&draft.mentions[a], &draft.facts[m].head);
    if named.form != MentionForm::Proper || draft.mentions[m].form != MentionForm::Nominal {
        return false;
    }
    let words = Words::builtin();
    let table = draft.layers.name_at(named.head).and_then(|n| draft.layers.names.get(n)).map(|n| &n.kind);
    match named.sort {
        _ if matches!(table, Some(NameKind::Country(_))) => words.is(noun, "for-country"),
        Some(Sort::Place) => words.is(noun, "for-place") || words.is(noun, "for-country"),
        Some(Sort::Group) => words.is(noun, "for-group"),
        Some(Sort::Person) => words.is(noun, "for-person"),
        _ => false,
    }
}

/// "Diallo is the minister".
pub fn is_predicate_of(draft: &Draft, subject: usize, m: usize) -> bool {
    let head = draft.mentions[m].head;
    let copula = draft.child(head, Relation::Cop).is_some();
    let token = draft.token(draft.mentions[subject].head);
    copula
        && token.head == Some(head)
        && token.relation.universal() == "nsubj"
        && draft.mentions[m].form != MentionForm::Pronoun
        && !draft.children[head].iter().any(|&c| matches!(draft.token(c).lemma.as_str(), "not" | "n't" | "never"))
        && draft.token(head).upos != Upos::Pron
}
