//! Hand-made records for tests: real countries, invented people and events, texts of our own.
//!
//! A quote is found in its document's text, so that no fixture can claim words that do not stand there.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use servanda_model::{
    ActorRef, AskFinding, Assertion, Basis, CommitmentFinding, CommitmentKind, DateValue, DeedFinding, DocId, Due,
    EngagementFinding, EngagementStatus, EntryId, Evidence, Finding, FindingBody, FindingId, FindingKind, Form,
    Interval, Ladder, Level, MechanismFinding, MechanismState, Modality, Place, PositionFinding, Proposition,
    Qualifiers, Quote, Setting, Side, SpeechMode, StatementFinding, Strength, TenureFinding, TimeFrame, TimeUnit,
    TimeValue, Translation, Voice, record::*,
};

pub fn side(code: &str) -> Side {
    Side::new(code)
}

pub fn chile_peru() -> [Side; 2] {
    [side("CHL"), side("PER")]
}

pub fn kenya_uganda() -> [Side; 2] {
    [side("KEN"), side("UGA")]
}

pub fn day(y: i16, m: i8, d: i8) -> DateValue {
    DateValue::new(Interval::day(date(y, m, d)), Basis::Stated, None)
}

/// A record being made, with the texts of its documents.
#[derive(Default)]
pub struct Shelf {
    pub record: Record,
    texts: BTreeMap<DocId, String>,
    next: usize,
}

impl Shelf {
    /// Puts a document on the shelf; its first line is the headline.
    pub fn document(
        &mut self,
        name: &str,
        publisher: &str,
        issuer: Option<&str>,
        published: Option<DateValue>,
        text: &str,
    ) -> DocId {
        let id = DocId::of_bytes(text.as_bytes());
        let headline = text.lines().next().unwrap_or_default();
        let body = headline.chars().count() as u32 + 2;
        let report = EntryId::new('R', id.as_str());
        self.record.documents.push(DocumentEntry {
            id: id.clone(),
            name: name.to_owned(),
            title: Some(headline.to_owned()),
            publisher: Some(publisher.to_owned()),
            issuer: issuer.map(side),
            agency: None,
            url: None,
            published,
            language: Some("en".to_owned()),
            translation: Translation::Unknown,
            report: report.clone(),
            main_text: TextRange { start: body, end: text.chars().count() as u32 },
        });
        self.record.reports.push(ReportEntry {
            id: report,
            documents: vec![id.clone()],
            agency: None,
            links: Vec::new(),
        });
        self.texts.insert(id.clone(), text.to_owned());
        id
    }

    /// Puts a full copy of a document on the shelf: another document of the same report.
    pub fn copy(&mut self, of: &DocId, name: &str, publisher: &str) -> DocId {
        let text = format!("{}\n\nShare {name}", self.texts[of]);
        let original = self.record.documents.iter().find(|d| d.id == *of).unwrap().clone();
        let id = DocId::of_bytes(text.as_bytes());
        let copy =
            DocumentEntry { id: id.clone(), name: name.to_owned(), publisher: Some(publisher.to_owned()), ..original };
        self.record.reports.iter_mut().find(|r| r.id == copy.report).unwrap().documents.push(id.clone());
        self.record.documents.push(copy);
        self.texts.insert(id.clone(), text);
        id
    }

    /// The words in the document's text; the test fails where they do not stand there.
    pub fn quote(&self, doc: &DocId, words: &str) -> Quote {
        let text = &self.texts[doc];
        let byte = text.find(words).unwrap_or_else(|| panic!("{words:?} does not stand in {doc}"));
        let start = text[..byte].chars().count() as u32;
        Quote { doc: doc.clone(), start, end: start + words.chars().count() as u32, quote: words.to_owned() }
    }

    pub fn evidence(&self, doc: &DocId, words: &str) -> Evidence {
        Evidence::new(self.quote(doc, words))
    }

    pub fn text(&self, doc: &DocId) -> &str {
        &self.texts[doc]
    }

    pub fn report(&self, doc: &DocId) -> EntryId {
        self.record.documents.iter().find(|d| d.id == *doc).unwrap().report.clone()
    }

    fn finding(&mut self, doc: &DocId, kind: FindingKind) -> FindingId {
        self.next += 1;
        FindingId::new(doc, kind, self.next, 3)
    }

    fn entry(letter: char, finding: &FindingId) -> EntryId {
        EntryId::new(letter, finding.as_str())
    }

    pub fn sourced<T>(&self, value: T, doc: &DocId, words: &str) -> Sourced<T> {
        Sourced { value, reports: vec![self.report(doc)], evidence: self.evidence(doc, words) }
    }

    pub fn account(&self, voice: Voice, held: Holding, doc: &DocId, words: &str) -> Account {
        Account {
            side: match &voice {
                Voice::Side(side) => Some(side.clone()),
                _ => None,
            },
            voice,
            held,
            statements: Vec::new(),
            findings: Vec::new(),
            reports: vec![self.report(doc)],
            evidence: vec![self.quote(doc, words)],
        }
    }

    pub fn meeting(
        &mut self,
        sides: &[Side],
        doc: &DocId,
        change: impl FnOnce(&Self, &mut EngagementEntry),
    ) -> EntryId {
        let member = self.finding(doc, FindingKind::Engagement);
        let mut entry = EngagementEntry {
            id: Self::entry('E', &member),
            level: Some(Level::Ministers),
            form: Form::InPerson,
            setting: Setting::Bilateral,
            part_of: None,
            series: None,
            status: EngagementStatus::Held,
            when: Vec::new(),
            place: Vec::new(),
            participants: Vec::new(),
            sides: sides.to_vec(),
            reports: vec![self.report(doc)],
            accounts: Vec::new(),
            points: Vec::new(),
            members: vec![member],
        };
        change(self, &mut entry);
        self.record.engagements.push(entry.clone());
        entry.id
    }

    pub fn event(&mut self, event: EventKind, voice: Voice, doc: &DocId, words: &str) -> ThreadEvent {
        let kind = if event == EventKind::Asked { FindingKind::Ask } else { FindingKind::Commitment };
        let (modality, strength) = match event {
            EventKind::Agreed | EventKind::Reaffirmed => (Some(Modality::Agreed), Some(Strength::C5)),
            EventKind::Hoped => (Some(Modality::Intended), Some(Strength::C2)),
            EventKind::Concurred => (Some(Modality::Concurred), Some(Strength::C4)),
            _ => (None, None),
        };
        let published = self.record.documents.iter().find(|d| d.id == *doc).and_then(|d| d.published.clone());
        ThreadEvent {
            event,
            date: published,
            modality,
            hedge: None,
            strength,
            due: None,
            wordings: Vec::new(),
            side: None,
            voice,
            relayed_by: None,
            reports: vec![self.report(doc)],
            evidence: self.evidence(doc, words),
            findings: vec![self.finding(doc, kind)],
        }
    }

    pub fn thread(
        &mut self,
        by: &[&str],
        with: &[&str],
        act: (&str, &str),
        stage: Stage,
        events: Vec<ThreadEvent>,
        change: impl FnOnce(&mut ThreadEntry),
    ) -> EntryId {
        let members: Vec<FindingId> = events.iter().flat_map(|e| e.findings.clone()).collect();
        let mut entry = ThreadEntry {
            id: Self::entry('T', &members[0]),
            opened_as: if events[0].event == EventKind::Asked { OpenedAs::Ask } else { OpenedAs::Commitment },
            kind: CommitmentKind::Deliverable,
            by: by.iter().map(|c| side(c)).collect(),
            with: with.iter().map(|c| side(c)).collect(),
            action: act.0.to_owned(),
            object: act.1.to_owned(),
            mechanism: None,
            issue: None,
            text: None,
            condition: None,
            due: None,
            stage,
            strength: events.iter().rev().find_map(|e| e.strength),
            events,
            silence: None,
            members,
        };
        change(&mut entry);
        // What was undertaken gave the due.
        if let Some(event) = entry.events.iter_mut().find(|e| e.strength == entry.strength) {
            event.due.clone_from(&entry.due);
        }
        self.record.threads.push(entry.clone());
        entry.id
    }

    pub fn position(
        &mut self,
        by: &str,
        toward: &[&str],
        issue: &str,
        word: (&str, Ladder, u8),
        doc: &DocId,
        words: &str,
    ) {
        let member = self.finding(doc, FindingKind::Position);
        let evidence = self.evidence(doc, words);
        let date = self.record.documents.iter().find(|d| d.id == *doc).and_then(|d| d.published.clone());
        self.record.positions.push(PositionEntry {
            id: Self::entry('P', &member),
            side: vec![side(by)],
            issue: issue.to_owned(),
            topic: None,
            word: word.0.to_owned(),
            ladder: word.1,
            rung: Some(word.2),
            toward: toward.iter().map(|c| side(c)).collect(),
            evidence: evidence.clone(),
            history: vec![PositionEvent {
                date,
                word: word.0.to_owned(),
                ladder: word.1,
                rung: Some(word.2),
                voice: Voice::Side(side(by)),
                reports: vec![self.report(doc)],
                evidence,
            }],
            members: vec![member],
        });
    }

    pub fn mechanism(
        &mut self,
        name: &str,
        sides: &[Side],
        state: MechanismState,
        doc: &DocId,
        words: &str,
        held: &[Date],
    ) {
        let member = self.finding(doc, FindingKind::Mechanism);
        let last_held =
            held.iter().map(|d| self.sourced(DateValue::new(Interval::day(*d), Basis::Stated, None), doc, words));
        let entry = MechanismEntry {
            id: Self::entry('M', &member),
            name: name.to_owned(),
            sides: sides.to_vec(),
            state,
            last_held: last_held.collect(),
            next: Vec::new(),
            evidence: self.evidence(doc, words),
            members: vec![member],
        };
        self.record.mechanisms.push(entry);
    }

    pub fn statement(&mut self, speaker: (&str, &str, &str), cue: &str, doc: &DocId, words: &str) -> FindingId {
        let id = self.finding(doc, FindingKind::Statement);
        self.record.statements.push(StatementEntry {
            id: id.clone(),
            doc: doc.clone(),
            speakers: vec![person(speaker.0, speaker.1, speaker.2)],
            relayed_by: None,
            channel: None,
            mode: SpeechMode::Indirect,
            cue: cue.to_owned(),
            content: self.evidence(doc, words),
            engagement: None,
        });
        id
    }
}

pub fn person(name: &str, office: &str, code: &str) -> Participant {
    Participant {
        actor: None,
        name: Some(name.to_owned()),
        office: Some(office.to_owned()),
        side: Some(side(code)),
        source: "text".to_owned(),
    }
}

pub fn point(label: &str, verdict: Verdict, by: &[Voice], others: &[(&str, Holding)], evidence: Evidence) -> Point {
    Point {
        label: label.to_owned(),
        text_from: Vec::new(),
        verdict,
        by: by.to_vec(),
        denied_by: Vec::new(),
        others: others.iter().map(|(code, held)| OtherHolding { side: side(code), held: *held }).collect(),
        evidence,
    }
}

const CHILE_READOUT: &str = "Foreign ministers of Chile and Peru meet in Arica

Foreign Minister Ana Rojas met her Peruvian counterpart, Luis Quispe, in Arica on 25 November 2023.
The ministers agreed to hold a border security dialogue as soon as possible.
Both reaffirmed the partnership of shared waters.
Minister Rojas urged Peru to reopen the Tacna freight crossing.
She said that “the desert knows no fences”.
";

const WIRE: &str = "Chile and Peru seal frontier pact

Peru hopes to hold a border security dialogue with Chile, officials in Lima said on Sunday.
The two foreign ministers had met in Arica on 24 November, Peruvian radio reported.
Peru will lift its ban on Chilean grapes, they said.
Both sides spoke of a partnership of the shared sea.
";

const LATE_WIRE: &str = "Peruvian ports open to Chilean grapes

Peru lifted its ban on Chilean grapes on Wednesday, its agriculture ministry said.
The border committee last met on 3 March 2024.
Chile's Ana Rojas is to visit Lima in 2025.
";

const KENYA_READOUT: &str = "Presidents speak by telephone

President Daniel Otieno spoke by telephone with President Grace Achan of Uganda on 3 May 2024.
The presidents agreed that Uganda would remove the roadside levy by 30 June 2024.
President Otieno said that Lake Victoria patrols would double.
";

const UGANDA_READOUT: &str = "President Achan receives call from Nairobi

President Grace Achan spoke with President Daniel Otieno on 3 May 2024.
They discussed the roadside levy.
Uganda denies that any date was agreed.
";

/// Two relations, seven documents of six reports: last meetings, a differing date, a copy, a fulfilled promise,
/// a formula in two wordings, a passed due, both readouts of one meeting.
pub fn small() -> Shelf {
    let mut shelf = Shelf::default();
    chile_peru_entries(&mut shelf);
    kenya_uganda_entries(&mut shelf);
    shelf
}

fn chile_peru_entries(shelf: &mut Shelf) {
    let pair = chile_peru();
    let (chl, per) = (Voice::Side(side("CHL")), Voice::Side(side("PER")));
    let readout = shelf.document(
        "chile-readout.txt",
        "Ministry of Foreign Affairs of Chile",
        Some("CHL"),
        Some(day(2023, 11, 25)),
        CHILE_READOUT,
    );
    let wire = shelf.document("andes-wire.txt", "Andes Press", None, Some(day(2023, 11, 26)), WIRE);
    shelf.copy(&wire, "daily-copy.txt", "The Daily Coast");
    let wednesdays = Interval::new(date(2024, 10, 2), date(2024, 12, 25)).unwrap();
    let note = Some("a Wednesday; after the border committee of 3 March 2024".to_owned());
    let late = DateValue::new(wednesdays, Basis::Inferred, note);
    let late = shelf.document("late-wire.txt", "Andes Press", None, Some(late), LATE_WIRE);

    let said =
        shelf.statement(("Ana Rojas", "Foreign Minister", "CHL"), "said", &readout, "“the desert knows no fences”");
    shelf.meeting(&pair, &readout, |s, e| {
        e.when = vec![
            s.sourced(day(2023, 11, 25), &readout, "on 25 November 2023"),
            s.sourced(day(2023, 11, 24), &wire, "on 24 November"),
        ];
        e.place = vec![s.sourced("Arica".to_owned(), &readout, "in Arica")];
        e.participants =
            vec![person("Ana Rojas", "Foreign Minister", "CHL"), person("Luis Quispe", "Foreign Minister", "PER")];
        e.reports.push(s.report(&wire));
        let own = "The ministers agreed to hold a border security dialogue as soon as possible.";
        e.accounts = vec![
            Account { statements: vec![said], ..s.account(chl.clone(), Holding::Full, &readout, own) },
            s.account(per.clone(), Holding::Press, &wire, "Peru hopes to hold a border security dialogue with Chile"),
        ];
        e.points = vec![
            point(
                "border security dialogue",
                Verdict::WordedDifferently,
                &[chl.clone(), per.clone()],
                &[],
                s.evidence(&readout, "hold a border security dialogue as soon as possible"),
            ),
            point(
                "freight crossing",
                Verdict::Only,
                std::slice::from_ref(&chl),
                &[("PER", Holding::Press)],
                s.evidence(&readout, "reopen the Tacna freight crossing"),
            ),
        ];
    });
    shelf.meeting(&pair, &late, |s, e| {
        e.status = EngagementStatus::Planned;
        let year = Interval::new(date(2025, 1, 1), date(2025, 12, 31)).unwrap();
        e.when = vec![s.sourced(DateValue::new(year, Basis::Stated, None), &late, "in 2025")];
        e.place = vec![s.sourced("Lima".to_owned(), &late, "Lima")];
        e.participants = vec![person("Ana Rojas", "Foreign Minister", "CHL")];
        e.accounts =
            vec![s.account(Voice::Narrator, Holding::Press, &late, "Chile's Ana Rojas is to visit Lima in 2025.")];
    });

    let headline = shelf.event(EventKind::Agreed, Voice::Narrator, &wire, "Chile and Peru seal frontier pact");
    let hoped = shelf.event(EventKind::Hoped, per.clone(), &wire, "Peru hopes to hold a border security dialogue");
    let agreed = shelf.event(
        EventKind::Agreed,
        chl.clone(),
        &readout,
        "agreed to hold a border security dialogue as soon as possible",
    );
    shelf.thread(
        &["CHL", "PER"],
        &[],
        ("hold", "border security dialogue"),
        Stage::Agreed,
        vec![agreed, hoped, headline],
        |t| {
            t.due = Some(DueValue { text: "as soon as possible".to_owned(), from: None, to: None, none_stated: false });
            t.silence = Some(Silence::counted(date(2023, 11, 26), [date(2024, 12, 25)]));
        },
    );
    let promised = ThreadEvent {
        side: Some(side("PER")),
        ..shelf.event(EventKind::Agreed, per.clone(), &wire, "Peru will lift its ban on Chilean grapes")
    };
    let done = shelf.event(EventKind::Done, per.clone(), &late, "Peru lifted its ban on Chilean grapes");
    shelf.thread(&["PER"], &["CHL"], ("lift", "ban on Chilean grapes"), Stage::Fulfilled, vec![promised, done], |_| {});
    let asked = ThreadEvent {
        side: Some(side("CHL")),
        ..shelf.event(EventKind::Asked, chl.clone(), &readout, "urged Peru to reopen the Tacna freight crossing")
    };
    shelf.thread(&["PER"], &["CHL"], ("reopen", "Tacna freight crossing"), Stage::Asked, vec![asked], |t| {
        t.issue = Some("tacna-crossing".to_owned());
        t.silence = Some(Silence::counted(date(2024, 12, 25), []));
    });
    let worded = |event: ThreadEvent| ThreadEvent { wordings: vec![event.evidence.first().quote.clone()], ..event };
    let one = worded(shelf.event(EventKind::Concurred, chl.clone(), &readout, "partnership of shared waters"));
    let other = worded(shelf.event(EventKind::Concurred, Voice::Narrator, &wire, "partnership of the shared sea"));
    shelf.thread(
        &["CHL", "PER"],
        &[],
        ("reaffirm", "partnership of shared waters"),
        Stage::Standing,
        vec![one, other],
        |t| t.kind = CommitmentKind::Standing,
    );
    shelf.position(
        "CHL",
        &["PER"],
        "tacna-crossing",
        ("urged", Ladder::Demand, 3),
        &readout,
        "Minister Rojas urged Peru to reopen the Tacna freight crossing.",
    );
    shelf.record.issues.push(IssueEntry {
        id: "tacna-crossing".to_owned(),
        label: "Tacna freight crossing".to_owned(),
        terms: vec![IssueTerm {
            side: Some(side("CHL")),
            wording: "Tacna freight crossing".to_owned(),
            evidence: shelf.evidence(&readout, "Tacna freight crossing"),
        }],
    });
    let held = [date(2023, 3, 1), date(2023, 9, 1), date(2024, 3, 3)];
    let words = "The border committee last met on 3 March 2024.";
    shelf.mechanism("border committee", &pair, MechanismState::Active, &late, words, &held);
    let member = shelf.finding(&late, FindingKind::Deed);
    let evidence = shelf.evidence(&late, "Peru lifted its ban on Chilean grapes on Wednesday");
    shelf.record.deeds.push(DeedEntry {
        id: EntryId::new('D', member.as_str()),
        by: vec![side("PER")],
        action: "lifted".to_owned(),
        object: "ban on Chilean grapes".to_owned(),
        when: None,
        voice: per,
        issue: None,
        evidence,
        members: vec![member],
    });
    shelf.record.actors.push(ActorEntry {
        id: EntryId::new('A', "ana-rojas"),
        kind: ActorKind::Person,
        name: "Ana Rojas".to_owned(),
        side: Some(side("CHL")),
        tenures: vec![
            Tenure {
                office: "Foreign Minister".to_owned(),
                side: side("CHL"),
                from: None,
                to: None,
                seen: Vec::new(),
                former: false,
                source: "text".to_owned(),
                evidence: vec![shelf.quote(&readout, "Foreign Minister Ana Rojas")],
            },
            Tenure {
                office: "Ambassador".to_owned(),
                side: side("CHL"),
                from: Some("2015".to_owned()),
                to: Some("2018".to_owned()),
                seen: Vec::new(),
                former: false,
                source: "uncited".to_owned(),
                evidence: Vec::new(),
            },
        ],
    });
    shelf.record.contradictions.push(Contradiction {
        about: "holder of foreign-minister CHL on 2023-11-25".to_owned(),
        between: ("Ana Rojas (text)".to_owned(), "Inés Soto (uncited)".to_owned()),
        evidence: vec![shelf.quote(&readout, "Foreign Minister Ana Rojas")],
    });
}

fn kenya_uganda_entries(shelf: &mut Shelf) {
    let pair = kenya_uganda();
    let (ken, uga) = (Voice::Side(side("KEN")), Voice::Side(side("UGA")));
    let kenya =
        shelf.document("kenya-readout.txt", "State House, Nairobi", Some("KEN"), Some(day(2024, 5, 3)), KENYA_READOUT);
    let uganda = shelf.document(
        "uganda-readout.txt",
        "State House, Entebbe",
        Some("UGA"),
        Some(day(2024, 5, 4)),
        UGANDA_READOUT,
    );
    shelf.meeting(&pair, &kenya, |s, e| {
        e.level = Some(Level::Leaders);
        e.form = Form::Phone;
        e.when = vec![s.sourced(day(2024, 5, 3), &kenya, "on 3 May 2024")];
        e.participants = vec![person("Daniel Otieno", "President", "KEN"), person("Grace Achan", "President", "UGA")];
        e.reports.push(s.report(&uganda));
        e.accounts = vec![
            s.account(
                ken.clone(),
                Holding::Full,
                &kenya,
                "President Otieno said that Lake Victoria patrols would double.",
            ),
            s.account(uga.clone(), Holding::Full, &uganda, "They discussed the roadside levy."),
        ];
        e.points = vec![
            point(
                "lake patrols",
                Verdict::Only,
                std::slice::from_ref(&ken),
                &[("UGA", Holding::Full)],
                s.evidence(&kenya, "Lake Victoria patrols would double"),
            ),
            point(
                "roadside levy",
                Verdict::Denied,
                &[ken.clone(), uga.clone()],
                &[],
                s.evidence(&uganda, "Uganda denies that any date was agreed."),
            ),
        ];
    });
    let agreed = shelf.event(
        EventKind::Agreed,
        ken,
        &kenya,
        "The presidents agreed that Uganda would remove the roadside levy by 30 June 2024.",
    );
    let agreed = ThreadEvent { side: Some(side("UGA")), strength: Some(Strength::C6), ..agreed };
    shelf.thread(&["UGA"], &["KEN"], ("remove", "roadside levy"), Stage::DueDatePassed, vec![agreed], |t| {
        let due = date(2024, 6, 30);
        t.due =
            Some(DueValue { text: "by 30 June 2024".to_owned(), from: Some(due), to: Some(due), none_stated: false });
        t.silence = Some(Silence::counted(due, []));
    });
}

/// Chile's own texts alone: nothing of Peru's account is held.
pub fn one_side() -> Shelf {
    let mut shelf = Shelf::default();
    let readout = shelf.document(
        "chile-readout.txt",
        "Ministry of Foreign Affairs of Chile",
        Some("CHL"),
        Some(day(2023, 11, 25)),
        CHILE_READOUT,
    );
    only_readout(&mut shelf, &readout, Voice::Side(side("CHL")), Holding::Full);
    shelf
}

/// Press reports that nothing dates.
pub fn undated() -> Shelf {
    let mut shelf = Shelf::default();
    let readout = shelf.document("undated.txt", "Andes Press", None, None, CHILE_READOUT);
    only_readout(&mut shelf, &readout, Voice::Narrator, Holding::Press);
    shelf
}

fn only_readout(shelf: &mut Shelf, readout: &DocId, voice: Voice, held: Holding) {
    let own = "The ministers agreed to hold a border security dialogue as soon as possible.";
    let dated = shelf.record.documents[0].published.is_some();
    shelf.meeting(&chile_peru(), readout, |s, e| {
        if dated {
            e.when = vec![s.sourced(day(2023, 11, 25), readout, "on 25 November 2023")];
        }
        e.place = vec![s.sourced("Arica".to_owned(), readout, "in Arica")];
        e.accounts = vec![s.account(voice.clone(), held, readout, own)];
        e.points = vec![point(
            "freight crossing",
            Verdict::Only,
            std::slice::from_ref(&voice),
            &[("PER", Holding::None)],
            s.evidence(readout, "reopen the Tacna freight crossing"),
        )];
    });
    let agreed = shelf.event(EventKind::Agreed, voice, readout, own);
    shelf.thread(&[], &["CHL", "PER"], ("hold", "border security dialogue"), Stage::Agreed, vec![agreed], |t| {
        t.silence = dated.then(|| Silence::counted(date(2023, 11, 25), []));
    });
}

/// Kenya and Uganda dispute everything: each denies what the other says.
pub fn disputed() -> Shelf {
    let mut shelf = Shelf::default();
    let pair = kenya_uganda();
    let (ken, uga) = (Voice::Side(side("KEN")), Voice::Side(side("UGA")));
    let kenya =
        shelf.document("kenya-readout.txt", "State House, Nairobi", Some("KEN"), Some(day(2024, 5, 3)), KENYA_READOUT);
    let uganda = shelf.document(
        "uganda-readout.txt",
        "State House, Entebbe",
        Some("UGA"),
        Some(day(2024, 5, 4)),
        UGANDA_READOUT,
    );
    shelf.meeting(&pair, &kenya, |s, e| {
        e.form = Form::Phone;
        e.level = Some(Level::Leaders);
        e.when = vec![s.sourced(day(2024, 5, 3), &kenya, "on 3 May 2024")];
        e.accounts = vec![
            s.account(ken.clone(), Holding::Full, &kenya, "The presidents agreed"),
            s.account(uga.clone(), Holding::Full, &uganda, "Uganda denies that any date was agreed."),
        ];
        let words = "Uganda denies that any date was agreed.";
        e.points = vec![
            point("roadside levy", Verdict::Denied, &[ken.clone(), uga.clone()], &[], s.evidence(&uganda, words)),
            point(
                "lake patrols",
                Verdict::Conflict,
                &[ken.clone(), uga.clone()],
                &[],
                s.evidence(&kenya, "patrols would double"),
            ),
        ];
    });
    let agreed =
        shelf.event(EventKind::Agreed, ken.clone(), &kenya, "agreed that Uganda would remove the roadside levy");
    let denied = shelf.event(EventKind::Denied, uga.clone(), &uganda, "Uganda denies that any date was agreed.");
    shelf.thread(&["UGA"], &["KEN"], ("remove", "roadside levy"), Stage::Disputed, vec![agreed, denied], |_| {});
    shelf.position(
        "UGA",
        &["KEN"],
        "roadside levy",
        ("denies", Ladder::Objection, 4),
        &uganda,
        "Uganda denies that any date was agreed.",
    );
    shelf
}

/// Findings of every kind in the small record's two readouts of one meeting, for `compare` and the export.
pub fn findings(shelf: &Shelf) -> Vec<Finding> {
    let doc = |name: &str| shelf.record.documents.iter().find(|d| d.name == name).unwrap().id.clone();
    let (kenya, uganda) = (doc("kenya-readout.txt"), doc("uganda-readout.txt"));
    let levy = |predicate: &str| Proposition {
        predicate: predicate.to_owned(),
        by: vec![side("UGA")],
        with: vec![side("KEN")],
        head: "levy".to_owned(),
        modifiers: vec!["roadside".to_owned()],
        positive: true,
        ..Proposition::default()
    };
    let commitment = |modality, due| {
        FindingBody::Commitment(CommitmentFinding {
            commitment_kind: CommitmentKind::Deliverable,
            by: vec![side("UGA")],
            with: vec![side("KEN")],
            action: "remove".to_owned(),
            object: "roadside levy".to_owned(),
            modality,
            hedge: None,
            condition: None,
            due,
            when: None,
            voice: Voice::Side(side("KEN")),
        })
    };
    let finding = |doc: &DocId, at: usize, kind, words: &str, proposition, body| Finding {
        id: FindingId::new(doc, kind, at, 2),
        doc: doc.clone(),
        place: Place::Body,
        confidence: 80,
        qualifiers: Qualifiers { assertion: Assertion::Asserted, time: TimeFrame::Present },
        evidence: shelf.evidence(doc, words),
        rule: "test".to_owned(),
        proposition,
        body,
    };
    let due = Due::Stated {
        text: "by 30 June 2024".to_owned(),
        when: Some(TimeValue::Relative {
            unit: TimeUnit::Month,
            offset: 1,
            part: None,
            direction: servanda_model::Direction::Future,
        }),
    };
    let patrols = Proposition {
        predicate: "double".to_owned(),
        by: vec![side("KEN")],
        head: "patrol".to_owned(),
        positive: true,
        ..Proposition::default()
    };
    let ask = AskFinding {
        sides: vec![side("KEN")],
        toward: vec![side("UGA")],
        issue: "lake patrols".to_owned(),
        word: "asked".to_owned(),
        voice: Voice::Side(side("KEN")),
    };
    let words = "Uganda would remove the roadside levy by 30 June 2024";
    let mut headline = finding(
        &kenya,
        0,
        FindingKind::Engagement,
        "Presidents speak by telephone",
        Proposition::default(),
        FindingBody::Engagement(phone_talks(None)),
    );
    headline.place = Place::Headline;
    let when = Some((TimeValue::day(date(2024, 5, 3)), shelf.quote(&kenya, "3 May 2024")));
    let talks = FindingBody::Engagement(phone_talks(when));
    let statement = FindingBody::Statement(StatementFinding {
        speakers: vec![actor("Daniel Otieno", "president", "KEN")],
        relayed_by: None,
        cue: "said".to_owned(),
        mode: SpeechMode::Indirect,
        content: shelf.evidence(&kenya, "Lake Victoria patrols would double"),
    });
    let position = FindingBody::Position(PositionFinding {
        sides: vec![side("UGA")],
        toward: Vec::new(),
        issue: "roadside levy".to_owned(),
        word: "denies".to_owned(),
        ladder: Ladder::Objection,
        voice: Voice::Side(side("UGA")),
    });
    let mechanism = FindingBody::Mechanism(MechanismFinding {
        name: "Lake Victoria patrols".to_owned(),
        sides: kenya_uganda().to_vec(),
        state: MechanismState::Active,
        last_held: None,
        generic: false,
    });
    let deed = FindingBody::Deed(DeedFinding {
        by: vec![side("UGA")],
        action: "imposed".to_owned(),
        object: "roadside levy".to_owned(),
        when: None,
        voice: Voice::Narrator,
    });
    let tenure = FindingBody::Tenure(TenureFinding {
        person: "Grace Achan".to_owned(),
        office: "president".to_owned(),
        side: side("UGA"),
        from: None,
        to: None,
        former: false,
        successor: None,
    });
    let none = Proposition::default;
    vec![
        headline,
        finding(&kenya, 3, FindingKind::Engagement, "spoke by telephone", none(), talks),
        finding(&kenya, 4, FindingKind::Statement, "President Otieno said", none(), statement),
        finding(&uganda, 4, FindingKind::Position, "Uganda denies that any date was agreed.", none(), position),
        finding(&kenya, 5, FindingKind::Mechanism, "Lake Victoria patrols", none(), mechanism),
        finding(&uganda, 5, FindingKind::Deed, "the roadside levy", none(), deed),
        finding(&uganda, 6, FindingKind::Tenure, "President Grace Achan", none(), tenure),
        finding(&kenya, 1, FindingKind::Commitment, words, levy("remove"), commitment(Modality::Agreed, Some(due))),
        finding(
            &uganda,
            1,
            FindingKind::Commitment,
            "discussed the roadside levy",
            levy("discuss"),
            commitment(Modality::Noted, None),
        ),
        finding(&kenya, 2, FindingKind::Ask, "patrols would double", patrols, FindingBody::Ask(ask)),
    ]
}

fn actor(name: &str, office: &str, code: &str) -> ActorRef {
    ActorRef { name: Some(name.to_owned()), office: Some(office.to_owned()), side: Some(side(code)) }
}

fn phone_talks(when: Option<(TimeValue, Quote)>) -> EngagementFinding {
    let (when, when_quote) = when.unzip();
    EngagementFinding {
        level: Some(Level::Leaders),
        form: Form::Phone,
        setting: Setting::Bilateral,
        status: EngagementStatus::Held,
        when,
        when_quote,
        place_name: None,
        place_side: None,
        gathering: None,
        participants: vec![actor("Daniel Otieno", "president", "KEN"), actor("Grace Achan", "president", "UGA")],
        sides: kenya_uganda().to_vec(),
    }
}
