//! What every rule is given: the text, its actors, the lexicons, who says what, and the making of findings.

use servanda_language::Relation;
use servanda_model::{
    Assertion, Evidence, Finding, FindingBody, FindingId, Place, Proposition, Qualifiers, Quote, Side, TimeFrame,
    Voice, ZoneKind,
};

use crate::{
    actors::{Actors, Mention},
    confidence,
    lexicon::Lexicon,
    text::{Text, Tokens},
};

/// One document under reading.
pub struct Reader<'a> {
    /// The text.
    pub text: Text<'a>,
    /// Its actors.
    pub actors: Actors,
    /// The lexicons.
    pub lexicon: &'static Lexicon,
    /// Stretches of text with the account that carries them.
    carried: Vec<(Tokens, Voice)>,
}

/// What a finding is made from, beside its body.
pub struct Draft {
    /// Name of the rule.
    pub rule: &'static str,
    /// The trigger's token.
    pub trigger: usize,
    /// The words that it rests on.
    pub evidence: Vec<Tokens>,
    /// Asserted or not.
    pub assertion: Assertion,
    /// Past, present, planned.
    pub time: TimeFrame,
    /// What it says.
    pub proposition: Proposition,
}

impl Draft {
    /// A draft with the usual qualifiers.
    pub fn new(rule: &'static str, trigger: usize, evidence: Vec<Tokens>) -> Self {
        Self {
            rule,
            trigger,
            evidence,
            assertion: Assertion::Asserted,
            time: TimeFrame::Present,
            proposition: Proposition { positive: true, ..Proposition::default() },
        }
    }
}

/// How many lines of a text may hold its title.
const TITLE_LINES: usize = 6;

impl<'a> Reader<'a> {
    /// A reader of `text`, before statements are known.
    pub fn new(text: Text<'a>) -> Self {
        let actors = Actors::bind(&text);
        Self { text, actors, lexicon: Lexicon::builtin(), carried: Vec::new() }
    }

    /// The same reader, knowing whose account carries which words.
    #[must_use]
    pub fn with_carried(mut self, carried: Vec<(Tokens, Voice)>) -> Self {
        self.carried = carried;
        self
    }

    /// Whose account carries the words at token `at` (codebook, 10): the source of the innermost words,
    /// else the government whose own text this is, else the narrator.
    pub fn voice_at(&self, at: usize) -> Voice {
        self.carried
            .iter()
            .filter(|(tokens, _)| tokens.contains(&at))
            .min_by_key(|(tokens, _)| tokens.len())
            .map(|(_, voice)| voice.clone())
            .or_else(|| self.joint_voice(at))
            .or_else(|| self.document_voice())
            .unwrap_or(Voice::Narrator)
    }

    /// Both, where the sentence or the one before it names a joint statement as the source.
    fn joint_voice(&self, at: usize) -> Option<Voice> {
        let text = &self.text;
        if self.is_joint_text() {
            return Some(Voice::Joint);
        }
        let sentence = text.sentence_of(at)?;
        let joint = |from: usize, to: usize| {
            (from..to).filter(|&t| text.is(t, "joint")).any(|t| {
                let is_text =
                    |n: &usize| matches!(text.lemma(*n), "statement" | "declaration" | "communique" | "communiqué");
                (t + 1..t + 4).find(is_text).is_some_and(|noun| !is_made(text, noun))
            })
        };
        if joint(sentence.first, sentence.end) {
            return Some(Voice::Joint);
        }
        let before = text.sentence_of(sentence.first.checked_sub(1)?)?;
        let leans = text.is(sentence.first, "in") && text.is_any(sentence.first + 1, &["it", "which"]);
        (leans && joint(before.first, before.end)).then_some(Voice::Joint)
    }

    /// Whether the text calls itself a joint one, in its title or on a line of its own above its body.
    pub fn is_joint_text(&self) -> bool {
        const KINDS: [&str; 6] = [
            "joint statement",
            "joint declaration",
            "joint communiqu",
            "joint press statement",
            "joint press communiqu",
            "joint press release",
        ];
        let document = &self.text.document;
        let title = document.clues.title.as_deref().unwrap_or_default();
        // The names of two states may stand above what the text is.
        let lines = document.text.lines().map(str::trim).filter(|line| !line.is_empty()).take(TITLE_LINES);
        let alone = lines.filter(|line| line.split_whitespace().count() <= 3);
        let mut titles = alone.chain([title]).map(str::to_lowercase);
        titles.any(|title| KINDS.iter().any(|kind| title.contains(kind)))
    }

    /// The government whose own text this is.
    pub fn document_voice(&self) -> Option<Voice> {
        self.text.document.clues.issuer.clone().map(Voice::Side)
    }

    /// The sentences that are read for findings, with their tokens.
    pub fn sentences(&self) -> impl Iterator<Item = Tokens> + '_ {
        self.text.layers.sentences.iter().map(Text::tokens_of)
    }

    /// The sides of a bilateral text other than `sides`: those whom a demand without addressee may mean.
    pub fn others(&self, sides: &[Side]) -> Vec<Side> {
        if self.actors.principals.len() == 2 && sides.iter().all(|s| self.actors.principals.contains(s)) {
            self.actors.principals.iter().filter(|s| !sides.contains(s)).cloned().collect()
        } else {
            Vec::new()
        }
    }

    /// Whether the text is about two sides and hardly speaks of others: what one of them says is then meant for the other.
    pub fn is_between_two(&self) -> bool {
        self.share_of_two() >= 85
    }

    /// How many of a hundred mentions of sides are of the two that the text is mostly about.
    pub fn share_of_two(&self) -> usize {
        let sides = self.actors.mentions.iter().flat_map(Mention::sides);
        let (own, all) =
            sides.fold((0, 0), |(own, all), side| (own + usize::from(self.actors.principals.contains(&side)), all + 1));
        (own * 100usize).checked_div(all).unwrap_or(100)
    }

    /// Makes a finding; `None` where its evidence is empty.
    pub fn finding(&self, draft: Draft, body: FindingBody) -> Option<Finding> {
        let quotes: Vec<Quote> = draft.evidence.iter().filter(|t| !t.is_empty()).map(|t| self.text.quote(t)).collect();
        let evidence = Evidence::from_quotes(quotes)?;
        let sentence = self.text.sentence_of(draft.trigger)?;
        let id = FindingId::new(
            &self.text.document.id,
            body.kind(),
            self.text.sentence_number(draft.trigger),
            draft.trigger - sentence.first,
        );
        let place = match self.text.zone_kind(sentence) {
            ZoneKind::Headline => Place::Headline,
            ZoneKind::Standfirst => Place::Standfirst,
            ZoneKind::Caption => Place::Caption,
            _ => Place::Body,
        };
        Some(Finding {
            id,
            doc: self.text.document.id.clone(),
            place,
            confidence: confidence::of(draft.rule),
            qualifiers: Qualifiers { assertion: draft.assertion, time: draft.time },
            evidence,
            rule: draft.rule.to_owned(),
            proposition: draft.proposition,
            body,
        })
    }
}

/// "Signed an accord and adopted a joint statement": what was made then is no source.
fn is_made(text: &Text<'_>, noun: usize) -> bool {
    let made = |verb: usize| {
        matches!(
            text.lemma(verb),
            "adopt" | "sign" | "initial" | "approve" | "finalise" | "finalize" | "draft" | "negotiate"
        )
    };
    text.syntax.relation(noun) == Relation::Obj && text.syntax.head(noun).is_some_and(made)
}

/// Sorted, each once.
pub fn sorted<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    items.sort();
    items.dedup();
    items
}
