//! Builds documents and findings by hand, about countries and people of our own choosing.
#![allow(dead_code, missing_docs)]
#![allow(clippy::missing_panics_doc, clippy::return_self_not_must_use)]
// What a fixture is made of is known here: a wrong one is to fail its test.
#![allow(clippy::unwrap_used)]

use servanda_model::*;
use servanda_record::{Input, build};
use servanda_world::World;

pub fn sides(codes: &str) -> Vec<Side> {
    let mut all: Vec<_> = codes.split_whitespace().map(Side::new).collect();
    all.sort();
    all
}

pub fn on(iso: &str) -> TimeValue {
    TimeValue::Absolute { date: PartialDate::parse(iso).unwrap(), part: None }
}

pub fn weekday(weekday: Weekday, direction: Direction) -> TimeValue {
    TimeValue::OnWeekday { weekday, direction, weeks: 0 }
}

pub fn month_day(month: i8, day: i8, direction: Direction) -> TimeValue {
    TimeValue::MonthDay { month: Month::new(month).unwrap(), day, weekday: None, direction }
}

pub fn in_month(month: i8) -> TimeValue {
    TimeValue::InMonth { month: Month::new(month).unwrap(), part: None, direction: Direction::Past }
}

pub fn relative(unit: TimeUnit, offset: i32, direction: Direction) -> TimeValue {
    TimeValue::Relative { unit, offset, part: None, direction }
}

/// `Name/office/SIDE`, either of the first two may be empty.
pub fn actor(text: &str) -> ActorRef {
    let parts: Vec<_> = text.split('/').collect();
    let some = |s: &str| if s.is_empty() { None } else { Some(s.to_owned()) };
    ActorRef { name: some(parts[0]), office: some(parts[1]), side: Some(Side::new(parts[2])) }
}

/// An archive in the making.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    pub documents: Vec<DocumentFacts>,
    pub findings: Vec<Finding>,
    pub copies: Vec<CopyPair>,
    pub corrections: Vec<Correction>,
}

impl Archive {
    pub fn record(&self) -> record::Record {
        self.record_as_of(None)
    }

    pub fn record_as_of(&self, as_of: Option<&str>) -> record::Record {
        build(&Input {
            documents: &self.documents,
            findings: &self.findings,
            copies: &self.copies,
            corrections: &self.corrections,
            world: World::builtin(),
            as_of: as_of.map(|d| d.parse().unwrap()),
        })
    }

    /// A new document; the name gives its id.
    pub fn document(&mut self, name: &str) -> Writer<'_> {
        let id = DocId::of_bytes(name.as_bytes());
        self.documents.push(DocumentFacts {
            id: id.clone(),
            receipts: vec![Receipt {
                name: name.to_owned(),
                url: None,
                received: "2026-01-15T12:00:00Z".parse().unwrap(),
            }],
            clues: Clues::default(),
            clue_quotes: Vec::new(),
            main_text: (0, 1000),
            words: 200,
            times: Vec::new(),
        });
        Writer { at: self.documents.len() - 1, archive: self, id, sentence: 0, place: Place::Body, past: false }
    }

    /// A full copy of a document under another name, dates and all.
    pub fn copy(&mut self, of: &str, name: &str) {
        let (from, to) = (DocId::of_bytes(of.as_bytes()), DocId::of_bytes(name.as_bytes()));
        let swap =
            |text: String| text.replace(from.as_str(), to.as_str()).replace(&from.as_str()[..16], &to.as_str()[..16]);
        let facts = self.documents.iter().find(|d| d.id == from).unwrap();
        let mut facts: DocumentFacts = serde_json::from_str(&swap(serde_json::to_string(facts).unwrap())).unwrap();
        name.clone_into(&mut facts.receipts[0].name);
        self.documents.push(facts);
        let own: Vec<_> = self.findings.iter().filter(|f| f.doc == from).cloned().collect();
        for finding in own {
            self.findings.push(serde_json::from_str(&swap(serde_json::to_string(&finding).unwrap())).unwrap());
        }
        self.copies.push(pair(&from, &to));
    }
}

/// Two full copies.
pub fn pair(x: &DocId, y: &DocId) -> CopyPair {
    let (a, b) = if x <= y { (x.clone(), y.clone()) } else { (y.clone(), x.clone()) };
    CopyPair { a, b, a_in_b: 900, b_in_a: 900, words_a: 200, words_b: 200 }
}

/// Writes one document's findings, a sentence each.
pub struct Writer<'a> {
    archive: &'a mut Archive,
    at: usize,
    pub id: DocId,
    sentence: usize,
    place: Place,
    past: bool,
}

impl Writer<'_> {
    fn facts(&mut self) -> &mut DocumentFacts {
        &mut self.archive.documents[self.at]
    }

    pub fn clue(mut self, kind: DateClueKind, value: TimeValue, words: &str) -> Self {
        let quote = self.quote(words);
        let facts = self.facts();
        facts.clues.dates.push(DateClue { kind, value, span: Span::new(0, 1) });
        facts.clue_quotes.push(quote);
        self
    }

    pub fn dated(self, iso: &str) -> Self {
        self.clue(DateClueKind::DateLine, on(iso), iso)
    }

    pub fn stamped(self, first: i8, second: i8) -> Self {
        let value = TimeValue::Numeric { first, second, year: None };
        self.clue(DateClueKind::Stamp, value, &format!("{first}/{second} 09:30"))
    }

    pub fn issued_by(mut self, side: &str) -> Self {
        self.facts().clues.issuer = Some(Side::new(side));
        self
    }

    pub fn time(mut self, value: TimeValue, role: TimeRole, words: &str) -> Self {
        let quote = self.quote(words);
        self.facts().times.push(TimeMention { value, role, finding: None, quote });
        self
    }

    /// A time behind that of the last meeting and the words between them.
    pub fn time_beside(mut self, between: &str, value: TimeValue, words: &str) -> Self {
        let FindingBody::Engagement(meeting) = &self.archive.findings.last().unwrap().body else { panic!() };
        let start = meeting.when_quote.as_ref().unwrap().end + between.len() as u32;
        let quote = Quote { start, end: start + words.chars().count() as u32, ..self.quote(words) };
        self.facts().times.push(TimeMention { value, role: TimeRole::Open, finding: None, quote });
        self
    }

    /// The next findings stand here.
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The next finding stands in the sentence of the last one.
    pub fn beside(mut self) -> Self {
        self.sentence -= 1;
        self
    }

    /// The next findings speak of the past.
    pub fn past(mut self, past: bool) -> Self {
        self.past = past;
        self
    }

    fn quote(&self, words: &str) -> Quote {
        let start = (self.sentence * 100) as u32;
        Quote { doc: self.id.clone(), start, end: start + words.chars().count() as u32, quote: words.to_owned() }
    }

    fn push(mut self, words: &str, body: FindingBody, proposition: Proposition) -> Self {
        self.sentence += 1;
        let quote = self.quote(words);
        self.archive.findings.push(Finding {
            id: FindingId::new(&self.id, body.kind(), self.sentence, 1),
            doc: self.id.clone(),
            place: self.place,
            confidence: 90,
            qualifiers: Qualifiers {
                assertion: Assertion::Asserted,
                time: if self.past { TimeFrame::Past } else { TimeFrame::Present },
            },
            evidence: Evidence::new(quote),
            rule: "by-hand".into(),
            proposition,
            body,
        });
        self
    }

    /// A meeting of two or more, in person, held unless `change` says otherwise.
    pub fn meets(
        self,
        people: &[&str],
        when: Option<TimeValue>,
        words: &str,
        change: impl FnOnce(&mut EngagementFinding),
    ) -> Self {
        let participants: Vec<_> = people.iter().map(|p| actor(p)).collect();
        let mut all: Vec<_> = participants.iter().filter_map(|p| p.side.clone()).collect();
        all.sort();
        all.dedup();
        let mut quote = self.quote(words);
        quote.start += 100;
        quote.end += 100;
        let mut body = EngagementFinding {
            level: Some(Level::Ministers),
            form: Form::InPerson,
            setting: if all.len() > 2 { Setting::Trilateral } else { Setting::Bilateral },
            status: EngagementStatus::Held,
            when_quote: when.is_some().then_some(quote),
            when,
            place_name: None,
            place_side: None,
            gathering: None,
            participants,
            sides: all,
        };
        change(&mut body);
        self.push(words, FindingBody::Engagement(body), proposition("meet", "talk", ""))
    }

    pub fn commits(self, by: &str, with: &str, act: &str, modality: Modality, voice: &str, words: &str) -> Self {
        self.commits_with(by, with, act, modality, voice, words, |_| {})
    }

    /// `act` is "predicate head modifier…".
    #[allow(clippy::too_many_arguments)]
    pub fn commits_with(
        self,
        by: &str,
        with: &str,
        act: &str,
        modality: Modality,
        voice: &str,
        words: &str,
        change: impl FnOnce(&mut CommitmentFinding),
    ) -> Self {
        let (predicate, object) = act.split_once(' ').unwrap();
        let mut body = CommitmentFinding {
            commitment_kind: CommitmentKind::Deliverable,
            by: sides(by),
            with: sides(with),
            action: predicate.into(),
            object: object.into(),
            modality,
            hedge: None,
            condition: None,
            due: None,
            when: None,
            voice: Voice::from(voice.to_owned()),
        };
        change(&mut body);
        let proposition = of_act(act, by, with);
        self.push(words, FindingBody::Commitment(body), proposition)
    }

    pub fn asks(self, by: &str, toward: &str, act: &str, word: &str, voice: &str, words: &str) -> Self {
        let body = AskFinding {
            sides: sides(by),
            toward: sides(toward),
            issue: act.split_once(' ').unwrap().1.into(),
            word: word.into(),
            voice: Voice::from(voice.to_owned()),
        };
        self.push(words, FindingBody::Ask(body), of_act(act, by, toward))
    }

    pub fn holds(self, by: &str, toward: &str, act: &str, word: &str, ladder: Ladder, voice: &str) -> Self {
        let body = PositionFinding {
            sides: sides(by),
            toward: sides(toward),
            issue: act.split_once(' ').unwrap().1.into(),
            word: word.into(),
            ladder,
            voice: Voice::from(voice.to_owned()),
        };
        self.push(word, FindingBody::Position(body), of_act(act, by, toward))
    }

    pub fn does(self, by: &str, act: &str, when: Option<TimeValue>, voice: &str, words: &str) -> Self {
        let (action, object) = act.split_once(' ').unwrap();
        let voice = Voice::from(voice.to_owned());
        let body = DeedFinding { by: sides(by), action: action.into(), object: object.into(), when, voice };
        self.push(words, FindingBody::Deed(body), of_act(act, by, ""))
    }

    pub fn channel(self, of: &str, act: &str, state: MechanismState, last_held: Option<TimeValue>) -> Self {
        let name = act.split_once(' ').unwrap().1;
        let body = MechanismFinding { name: name.into(), sides: sides(of), state, last_held, generic: false };
        self.push(name, FindingBody::Mechanism(body), of_act(act, of, ""))
    }

    pub fn says(self, speaker: &str, words: &str) -> Self {
        let body = StatementFinding {
            speakers: vec![actor(speaker)],
            relayed_by: None,
            cue: "said".into(),
            mode: SpeechMode::Indirect,
            content: Evidence::new(self.quote(words)),
        };
        self.push(words, FindingBody::Statement(body), proposition("say", "", ""))
    }

    pub fn office(self, holder: &str, from: Option<TimeValue>, former: bool, successor: Option<&str>) -> Self {
        let who = actor(holder);
        let body = TenureFinding {
            person: who.name.unwrap(),
            office: who.office.unwrap(),
            side: who.side.unwrap(),
            from,
            to: None,
            former,
            successor: successor.map(str::to_owned),
        };
        self.push(holder, FindingBody::Tenure(body), Proposition::default())
    }
}

fn proposition(predicate: &str, head: &str, modifiers: &str) -> Proposition {
    let mut modifiers: Vec<_> = modifiers.split_whitespace().map(str::to_owned).collect();
    modifiers.sort();
    Proposition { predicate: predicate.into(), head: head.into(), modifiers, positive: true, ..Proposition::default() }
}

/// "lift ban timber #timber-ban": predicate, head, modifiers, issue.
fn of_act(act: &str, by: &str, with: &str) -> Proposition {
    let mut words = act.split_whitespace().filter(|w| !w.starts_with('#'));
    let (predicate, head) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut p = proposition(predicate, head, &words.collect::<Vec<_>>().join(" "));
    p.issue = act.split_whitespace().find_map(|w| w.strip_prefix('#').map(str::to_owned));
    (p.by, p.with) = (sides(by), sides(with));
    p
}
