//! How a noun of a meeting stands to the clause that tells of it, and so whether the meeting was or is to come.

use servanda_language::{Name, NameKind, Relation};
use servanda_model::Form;

use super::{
    super::{
        circumstances,
        frames::{Placed, clause_words, is_journey},
    },
    Noun, is_margin, time_behind, to_be_behind,
};
use crate::{
    clause,
    lexicon::{Lexicon, MeetingShape, WordClass},
    text::Text,
};

/// How a noun stands to the clause that tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// "Held talks", "paid a visit", "received a call".
    Had,
    /// "After talks, A said".
    Occasion,
    /// "Talks took place", "are to be held".
    Subject,
    /// "Praised A's visit to B in May".
    Named,
}

/// Prepositions of an occasion: "after talks with", "at a meeting".
const OCCASIONS: [&str; 10] =
    ["at", "in", "into", "within", "during", "after", "following", "follow", "through", "via"];

/// Prepositions before what was over, as lemmas.
pub const OVER: [&str; 4] = ["after", "following", "follow", "since"];

/// Prepositions before what is to come: "ahead of talks with".
const AHEAD: [&str; 4] = ["before", "ahead", "ahead of", "prior"];

/// What a fact is called that was had: "his recent visit".
const LAST: [&str; 8] = ["recent", "last", "latest", "previous", "earlier", "past", "concluded", "just-concluded"];

impl Noun<'_, '_> {
    /// "Held talks", "paid a visit", "answered a call".
    fn is_supported(&self) -> bool {
        // "Received a call", "received a courtesy call from"
        let through = self.word.form != Form::InPerson || self.word.shape == MeetingShape::CallOn;
        self.is_direct()
            && self.text().syntax.is_verb(self.predicate)
            && (self.is(WordClass::Support, self.predicate) || through && self.is(WordClass::Convey, self.predicate))
    }

    /// "Vega is on a visit to Peru"
    fn is_under_way(&self) -> bool {
        let copula = self.text().syntax.dependent(self.top, &[Relation::Cop]).is_some();
        self.word.shape == MeetingShape::Visit && self.top == self.predicate && copula && self.has_case(&["on"])
    }

    /// "Agreed on the sidelines of the summit": who does something there together meets there.
    pub fn is_margin(&self) -> bool {
        is_margin(self.text(), self.at)
    }

    /// "Travelled to Lima for talks", "stayed away from talks", "is in Lima on a visit"; "called for talks" tells of none.
    pub fn is_purpose(&self) -> bool {
        let text = self.text();
        let sought = self.is(WordClass::Wish, self.predicate)
            || self.is(WordClass::Ahead, self.predicate) && self.predicate != self.top;
        let told = || self.by_oblique() && !sought && text.syntax.is_past(self.predicate);
        let visits = self.word.shape == MeetingShape::Visit && self.has_case(&["on"]) && self.by_oblique();
        visits
            || self.has_case(&["for"]) && (is_journey(self.reader, self.predicate) || told())
            || circumstances::calls_off(self.reader, self.predicate) && self.has_case(&["from"])
            || self.is_invited()
    }

    /// "Invited B to Lima for talks on 2 May"
    fn is_invited(&self) -> bool {
        self.has_case(&["for"]) && self.by_oblique() && self.text().lemma(self.predicate) == "invite"
    }

    /// "Ahead of Monday's summit", "on the eve of his meeting", "expectations of their summit".
    pub fn is_ahead(&self) -> bool {
        let text = self.text();
        let syntax = &text.syntax;
        let path = || syntax.upwards(self.top).take_while(|&t| t != self.predicate);
        // The parser hangs "ahead" on the verb as well.
        let behind_ahead = |t: usize| {
            let start = syntax.below(t).start;
            text.is(start, "of") && start.checked_sub(1).is_some_and(|before| text.is(before, "ahead"))
        };
        path().any(|t| syntax.has_case(t, &AHEAD) || behind_ahead(t))
            || self.is_prepared()
            || path()
                .skip(1)
                .any(|t| matches!(text.lemma(t), "eve" | "expectation" | "preparation" | "prospect" | "hope"))
    }

    /// "Met for talks", "sat down for a summit": what the verb tells already.
    fn is_what_they_do(&self) -> bool {
        let lemma = self.text().lemma(self.predicate);
        self.has_case(&["for"]) && matches!(lemma, "meet" | "sit" | "gather" | "convene" | "join" | "huddle")
    }

    /// "Flew to Lima for Monday's talks"
    fn is_of_a_day(&self) -> bool {
        let syntax = &self.text().syntax;
        let day = |&d: &usize| self.text().is_any(d + 1, &["'s", "’s"]) && self.text().time_at(d).is_some();
        syntax.dependents(self.at).iter().any(day)
    }

    /// "Lay the groundwork for the summit": what is prepared is to come.
    pub fn is_prepared(&self) -> bool {
        let text = self.text();
        let work = text.syntax.dependent(self.predicate, &[Relation::Obj]);
        let lays =
            work.is_some_and(|noun| matches!(text.lemma(noun), "groundwork" | "ground" | "foundation" | "stage"));
        self.has_case(&["for"]) && self.by_oblique() && lays
    }

    /// How it stands to its clause; `None` where it is only talked about.
    pub fn role(&self) -> Option<Role> {
        let is_subject = self.is_direct() && matches!(self.relation(), Relation::Nsubj | Relation::NsubjPass);
        if self.is_sequel() {
            return Some(Role::Subject);
        }
        let called_off = self.is_direct() && circumstances::calls_off(self.reader, self.predicate);
        // "Told a joint news conference with B"
        let joint = is_joint(self.text(), self.at) && self.text().lemma(self.predicate) == "tell";
        let had = joint
            || self.is_supported()
            || called_off
            || self.is_direct() && self.is(WordClass::Broker, self.predicate);
        if self.relation() == Relation::Obj && had || self.is_under_way() {
            return Some(Role::Had);
        }
        let named = self.text().lemma(self.top) == "occasion" && self.has_case(&["on"]);
        // "Over lunch", not "criticised him over the meeting"
        let meal =
            matches!(self.text().lemma(self.at), "lunch" | "luncheon" | "dinner" | "breakfast" | "supper" | "coffee");
        let over = self.has_case(&["over"]) && (meal || self.word.form != Form::InPerson);
        let occasion =
            named || over || self.has_case(&OCCASIONS) || self.is_purpose() || self.is_ahead() || self.is_margin();
        if self.by_oblique() && occasion {
            return Some(Role::Occasion);
        }
        if is_subject && self.dates_channel() {
            return None;
        }
        if is_subject && self.is_told_of() {
            return Some(Role::Subject);
        }
        (!self.is_margin() && self.is_definite()).then_some(Role::Named)
    }

    /// "The session was preceded by a meeting of", "the visit follows talks between": told by what came after.
    fn is_sequel(&self) -> bool {
        let by = self.is_direct() && self.relation() == Relation::OblAgent;
        by && matches!(self.text().lemma(self.predicate), "precede" | "follow" | "accompany" | "prepare")
    }

    /// "A council whose previous meeting took place in April" dates the channel (codebook, 5).
    fn dates_channel(&self) -> bool {
        let text = &self.text();
        let own = text.syntax.dependents(self.at);
        own.iter().any(|&d| text.is(d, "whose")) && own.iter().any(|&d| text.is_any(d, &LAST))
    }

    /// Whether its clause says when it is to be or was, by itself: "talks will resume in May". "Was last held in May" dates
    /// a channel (codebook, 5), "the meeting came two days after" a meeting that was told before.
    pub fn is_dated(&self) -> bool {
        let text = self.text();
        let syntax = &text.syntax;
        let last = |&d: &usize| text.is_any(d, &LAST);
        let again = syntax.dependents(self.at).iter().chain(syntax.dependents(self.predicate)).any(last);
        let told = self.is(WordClass::Support, self.predicate) || self.is(WordClass::Happening, self.predicate);
        let times = text.times_in(&clause_words(text, self.predicate));
        told && !again && text.lemma(self.predicate) != "come" && !times.is_empty()
    }

    /// "Talks took place", "will be held"; "talks are needed", "were proposed" only wish for them.
    fn is_told_of(&self) -> bool {
        let tells = self.is(WordClass::Support, self.predicate)
            || self.is(WordClass::Happening, self.predicate)
            || is_placed(self.text(), self.at);
        let happened = self.text().syntax.is_past(self.predicate) && tells && !self.is(WordClass::Wish, self.predicate);
        happened
            || self.is_scheduled()
            || clause::is_future(self.reader, self.predicate)
            || circumstances::calls_off(self.reader, self.predicate)
    }

    /// "Talks are scheduled for 3 June"
    fn is_scheduled(&self) -> bool {
        let syntax = &self.text().syntax;
        syntax.is_passive(self.predicate)
            && self.relation() == Relation::NsubjPass
            && matches!(self.text().lemma(self.predicate), "schedule" | "plan" | "set" | "slate" | "expect" | "arrange")
    }

    /// Whether its words take it for a fact: they say when or where it was, or call it the last.
    fn is_definite(&self) -> bool {
        let text = self.text();
        let syntax = &text.syntax;
        // "Called for the meeting on Monday", "no talks"
        let wished = |t: usize| self.is(WordClass::Wish, t) && syntax.is_verb(t);
        if syntax.upwards(self.top).skip(1).take(2).any(wished) {
            return false;
        }
        let own = |&d: &usize| {
            syntax.relation(d) == Relation::NmodPoss || text.is_any(d, &["the", "this", "these", "those", "that"])
        };
        let last = |&d: &usize| text.is_any(d, &LAST);
        let dependents = syntax.dependents(self.at);
        let recent = dependents.iter().any(last) || syntax.has_case(self.top, &OVER);
        let none = dependents.iter().any(|&d| text.is_any(d, &["no", "any"]));
        if none {
            return false;
        }
        let dated = time_behind(text, &syntax.below(self.at)).is_some();
        is_placed(text, self.at) || dependents.iter().any(own) && (recent || dated) || is_announced(text, self.at)
    }

    /// "The treaty that they agreed to update at their first meeting": an infinitive does not put that into the future.
    fn is_past_occasion(&self) -> bool {
        let syntax = &self.text().syntax;
        let last = |&d: &usize| self.text().is_any(d, &LAST) || self.text().is(d, "first");
        syntax.is_infinitive(self.predicate) && syntax.dependents(self.at).iter().any(last)
    }

    /// How it is placed against what its clause tells.
    pub fn placed(&self, role: Role) -> Placed {
        // "Sat down for a long-awaited summit" has begun, too.
        let sits = role == Role::Occasion && self.is_what_they_do();
        let told = sits || matches!(role, Role::Had | Role::Subject);
        // "Opened their long-awaited summit": it has begun.
        let begun = told && clause::tense(self.reader, self.predicate) == clause::Tense::Past;
        let called_off = circumstances::calls_off(self.reader, self.predicate);
        // Whoever arrives or leaves for talks has them after.
        let transit = self.word.shape != MeetingShape::Visit
            && self.is_purpose()
            && (matches!(self.text().lemma(self.predicate), "depart" | "leave" | "head") || self.is_of_a_day());
        let announced = is_announced(self.text(), self.at) && (!begun || called_off);
        if self.is_ahead() || self.is_invited() && role == Role::Occasion || transit || announced || self.is_scheduled()
        {
            Placed::After
        } else if role == Role::Occasion && (self.has_case(&OVER) || self.is_past_occasion()) {
            Placed::Before
        } else if role == Role::Named {
            Placed::Named
        } else {
            Placed::Told
        }
    }
}

/// Whether a noun's own words say when it was, or where people met: "the meeting between A and B in Lima".
fn is_placed(text: &Text<'_>, noun: usize) -> bool {
    let below = text.syntax.below(noun);
    let place = |name: &Name| {
        matches!(name.kind, NameKind::Place(_) | NameKind::Metonym(_) | NameKind::Country(_))
            && text.syntax.has_case(name.end - 1, &["in", "at"])
    };
    !text.times_in(&below).is_empty() || text.names_in(&below).iter().any(place)
}

/// "The planned talks", "upcoming meeting", "talks that Chile had proposed for March": not had yet.
fn is_announced(text: &Text<'_>, noun: usize) -> bool {
    const TO_COME: [&str; 17] = [
        "planned",
        "scheduled",
        "upcoming",
        "forthcoming",
        "proposed",
        "coming",
        "expected",
        "possible",
        "potential",
        "future",
        "next",
        "looming",
        "awaited",
        "long-awaited",
        "imminent",
        "impending",
        "prospective",
    ];
    let syntax = &text.syntax;
    let behind = to_be_behind(text, noun).is_some();
    behind
        || syntax.dependents(noun).iter().any(|&d| match syntax.relation(d) {
            Relation::Amod => TO_COME.contains(&text.lower(d).as_str()),
            Relation::Acl | Relation::AclRelcl => {
                // "The session to be held in Lima", not "a visit to open the road"
                syntax.is_marked_infinitive(d)
                    && (syntax.is_passive(d) || Lexicon::builtin().is(WordClass::Happening, text.lemma(d)))
                    || matches!(
                        text.lemma(d),
                        "plan" | "propose" | "schedule" | "announce" | "set" | "expect" | "slate"
                    )
            }
            _ => false,
        })
}

/// "A joint news conference"
fn is_joint(text: &Text<'_>, noun: usize) -> bool {
    text.syntax.dependents(noun).iter().any(|&d| text.is(d, "joint"))
}
