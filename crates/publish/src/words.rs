//! The words of every page: dates, strength, stages, voices and holdings, words before codes.
//!
//! One place for phrases, so that the command line and the pages say the same; what a phrase may claim
//! (no "only" without ground, no silence without a count) is decided where the view is built.

use jiff::civil::Date;
use servanda_model::{
    CommitmentKind, DateValue, EngagementStatus, Form, Ladder, Level, MechanismState, Modality, Place, Precision,
    Quote, Setting, Side, Strength, Voice,
    record::{DueValue, EventKind, Holding, LinkKind, OtherHolding, Point, Stage, Verdict},
};
use servanda_world::World;

/// Ranges of at most this many days are shown as days, longer ones as months.
const DAYS_SHOWN: i64 = 45;

/// A date in full: "25 Nov 2023", "Nov 2024", "late 2024 (a Wednesday, Oct–Dec)".
pub fn date_words(date: &DateValue) -> String {
    let (brief, detail) = range_words(date);
    let remarks: Vec<String> = weekday_of(date).into_iter().chain(detail).collect();
    if remarks.is_empty() { brief } else { format!("{brief} ({})", remarks.join(", ")) }
}

/// A date without its remarks: "late 2024".
pub fn date_brief(date: &DateValue) -> String {
    range_words(date).0
}

/// A single day: "25 Nov 2023".
pub fn day_words(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// The date as words and, where the words round it, the months that it spans.
fn range_words(date: &DateValue) -> (String, Option<String>) {
    let (from, to) = (date.from.min(date.to), date.to.max(date.from));
    match date.precision {
        Precision::Day => return (day_words(from), None),
        Precision::Month => return (format!("{} {}", month(from), from.year()), None),
        Precision::Year => return (from.year().to_string(), None),
        Precision::Range => {}
    }
    // An end that nothing bounds lies at an edge of the calendar.
    match (from.year() < 1000, to.year() > 9000) {
        (true, true) => return ("date unknown".to_owned(), None),
        (true, false) => return (format!("by {}", day_words(to)), None),
        (false, true) => return (format!("from {} on", day_words(from)), None),
        (false, false) => {}
    }
    let whole_years = (from.month(), from.day(), to.month(), to.day()) == (1, 1, 12, 31);
    if whole_years {
        return (format!("{}–{}", from.year(), to.year()), None);
    }
    if date.interval().days() <= DAYS_SHOWN {
        return (days_words(from, to), None);
    }
    if from.year() != to.year() {
        return (format!("{} {} – {} {}", month(from), from.year(), month(to), to.year()), None);
    }
    let months = format!("{}–{}", month(from), month(to));
    match part_of_year(from, to) {
        Some(part) => (format!("{part} {}", from.year()), Some(months)),
        None => (format!("{months} {}", from.year()), None),
    }
}

/// "3–9 Nov 2024", "28 Nov – 3 Dec 2024", "30 Dec 2023 – 2 Jan 2024".
fn days_words(from: Date, to: Date) -> String {
    if from.year() != to.year() {
        format!("{} – {}", day_words(from), day_words(to))
    } else if from.month() != to.month() {
        format!("{} {} – {}", from.day(), month(from), day_words(to))
    } else {
        format!("{}–{}", from.day(), day_words(to))
    }
}

fn part_of_year(from: Date, to: Date) -> Option<&'static str> {
    if to.month() <= 4 {
        Some("early")
    } else if from.month() >= 9 {
        Some("late")
    } else if from.month() >= 5 && to.month() <= 8 {
        Some("mid")
    } else {
        None
    }
}

/// "a Wednesday", where the day is open and the note gives the day of the week.
fn weekday_of(date: &DateValue) -> Option<String> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let note = date.note.as_deref().filter(|_| date.from != date.to)?;
    DAYS.iter().map(|day| format!("a {day}")).find(|words| note.contains(words.as_str()))
}

fn month(day: Date) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES.get(day.month() as usize - 1).copied().unwrap_or("")
}

/// How firm the words are, the code last: "agreed, no date (C5)", "agreed "as soon as possible" (C5)".
/// `due` is what [`due_words`] gives; a date is missed only where something was agreed.
pub fn strength_words(
    modality: Modality,
    hedge: Option<&str>,
    due: Option<&str>,
    strength: Option<Strength>,
) -> String {
    let mut words = modality_words(modality).to_owned();
    if let Some(hedge) = hedge {
        words += ", hedged ";
        words += hedge;
    }
    match due {
        Some(due) => words += &after_act(due),
        None if modality >= Modality::Agreed => words += ", no date",
        None => {}
    }
    match strength {
        Some(strength) => format!("{words} ({strength})"),
        None => words,
    }
}

/// A due, as [`due_words`] gives it, behind the word of an act: ` "as soon as possible"`, `, due 2025`.
pub fn after_act(due: &str) -> String {
    if due.starts_with('"') { format!(" {due}") } else { format!(", {due}") }
}

/// A modality in a word or two.
pub fn modality_words(modality: Modality) -> &'static str {
    match modality {
        Modality::Noted => "noted",
        Modality::Proposed => "proposed",
        Modality::Intended => "intended",
        Modality::Concurred => "shared the view",
        Modality::Agreed => "agreed",
        Modality::Bound => "bound",
    }
}

/// A due in words: `"as soon as possible"`, `due 2025 ("next year")`, `no date set`. Quotation marks stand
/// around the words only where they stand so in the evidence.
pub fn due_words(due: &DueValue, evidence: &[Quote]) -> String {
    if due.none_stated {
        return "no date set".to_owned();
    }
    let words = quoted(&due.text, evidence);
    match due.from.zip(due.to) {
        Some((from, to)) => match servanda_model::Interval::new(from.min(to), to.max(from)) {
            Ok(days) => {
                let date = DateValue::new(days, servanda_model::Basis::Stated, None);
                // What is due in an open time is due by its end.
                match date.precision {
                    Precision::Range if days.days() > 1 => format!("due by {} ({words})", day_words(date.to)),
                    _ => format!("due {} ({words})", date_brief(&date)),
                }
            }
            Err(_) => words,
        },
        None => words,
    }
}

/// How far a thread got. Silence is not in these words: it is said with its ground.
pub fn stage_words(stage: Stage) -> &'static str {
    match stage {
        Stage::Asked => "asked",
        Stage::Proposed => "proposed",
        Stage::Intended => "intended",
        Stage::Agreed => "agreed",
        Stage::Dated => "agreed with a date",
        Stage::UnderWay => "under way",
        Stage::Fulfilled => "done",
        Stage::PartlyFulfilled => "partly done",
        Stage::DueDatePassed => "due date passed",
        Stage::Suspended => "suspended",
        Stage::Reversed => "reversed",
        Stage::Refused => "refused",
        Stage::Replaced => "replaced",
        Stage::Disputed => "disputed",
        Stage::Standing => "standing",
    }
}

/// One step of a thread.
pub fn event_words(event: EventKind) -> &'static str {
    match event {
        EventKind::Asked => "asked",
        EventKind::Proposed => "proposed",
        EventKind::Hoped => "hoped for",
        EventKind::Invited => "invited",
        EventKind::Discussed => "discussed",
        EventKind::Concurred => "shared the view",
        EventKind::Agreed => "agreed",
        EventKind::Reaffirmed => "reaffirmed",
        EventKind::Dated => "given a date",
        EventKind::Begun => "begun",
        EventKind::Done => "done",
        EventKind::Refused => "refused",
        EventKind::Denied => "denied",
        EventKind::Suspended => "suspended",
        EventKind::Reversed => "reversed",
        EventKind::Replaced => "replaced",
    }
}

/// Whose account: "per Japan", "per both sides", "unattributed", "per a third party".
pub fn voice_words(voice: &Voice, world: &World) -> String {
    match voice {
        Voice::Side(side) => format!("per {}", world.side_name(side)),
        Voice::Joint => "per both sides".to_owned(),
        Voice::Narrator => "unattributed".to_owned(),
        Voice::Third => "per a third party".to_owned(),
    }
}

/// Several voices: "per Chile and Peru", "per Chile; unattributed". Each comes with its own words.
pub fn voices_words(voices: impl IntoIterator<Item = (Voice, String)>) -> String {
    let (mut sides, mut others) = (Vec::new(), Vec::new());
    for (voice, words) in voices {
        match (voice, words.strip_prefix("per ")) {
            (Voice::Side(_), Some(name)) => sides.push(name.to_owned()),
            _ => others.push(words),
        }
    }
    let sides = if sides.is_empty() { String::new() } else { format!("per {}", list_words(&sides)) };
    join_remarks(&[vec![sides], others].concat())
}

/// How an account is held.
pub fn holding_words(held: Holding) -> &'static str {
    match held {
        Holding::Full => "held in full",
        Holding::Press => "held through the press",
        Holding::None => "not held",
    }
}

/// "Japan's readout not held"; `None` where it is held in full.
pub fn readout_words(name: &str, held: Holding) -> Option<String> {
    match held {
        Holding::Full => None,
        Holding::Press => Some(format!("{} account held through the press", possessive(name))),
        Holding::None => Some(format!("{} readout not held", possessive(name))),
    }
}

/// How the accounts stand to each other on a point. "Only" is written where every other side's account is
/// held in full, and nowhere else (invariant 6).
pub fn verdict_words(point: &Point, world: &World) -> String {
    let voices = voices_words(point.by.iter().map(|voice| (voice.clone(), voice_words(voice, world))));
    match point.verdict {
        Verdict::Both => format!("in both accounts ({voices})"),
        Verdict::Only if point.may_say_only() => format!("only {voices}"),
        Verdict::Only => join_remarks(&[voices, others_words(&point.others, world)]),
        Verdict::Compatible => format!("the accounts agree as far as they go ({voices})"),
        Verdict::WordedDifferently => format!("worded differently ({voices})"),
        Verdict::Conflict => format!("the accounts conflict ({voices})"),
        Verdict::Denied if point.denied_by.is_empty() => format!("denied ({voices})"),
        Verdict::Denied => {
            let deniers = voices_words(point.denied_by.iter().map(|voice| (voice.clone(), voice_words(voice, world))));
            format!("{voices}; denied {deniers}")
        }
    }
}

/// What is not held in full of the other sides' accounts.
fn others_words(others: &[OtherHolding], world: &World) -> String {
    let words = |other: &OtherHolding| readout_words(world.side_name(&other.side), other.held);
    others.iter().filter_map(words).collect::<Vec<_>>().join("; ")
}

/// The rank of a meeting.
pub fn level_words(level: Level) -> &'static str {
    match level {
        Level::Leaders => "leaders",
        Level::Ministers => "ministers",
        Level::Envoys => "envoys",
        Level::Officials => "officials",
        Level::Mixed => "mixed ranks",
    }
}

/// How they met; phone talks are not "a call".
pub fn form_words(form: Form) -> &'static str {
    match form {
        Form::InPerson => "in person",
        Form::Phone => "phone talks",
        Form::Video => "by video",
        Form::Written => "in writing",
    }
}

/// Two sides, three, many, or on the edge of a larger gathering.
pub fn setting_words(setting: Setting) -> &'static str {
    match setting {
        Setting::Bilateral => "bilateral",
        Setting::Trilateral => "trilateral",
        Setting::Multilateral => "multilateral",
        Setting::Sidelines => "on the sidelines",
    }
}

/// Whether a meeting took place.
pub fn status_words(status: EngagementStatus) -> &'static str {
    match status {
        EngagementStatus::Held => "held",
        EngagementStatus::Planned => "planned",
        EngagementStatus::Cancelled => "cancelled",
        EngagementStatus::Unknown => "not known whether held",
    }
}

/// How a channel stands.
pub fn mechanism_words(state: MechanismState) -> &'static str {
    match state {
        MechanismState::Proposed => "proposed",
        MechanismState::Sought => "sought",
        MechanismState::Possible => "possible",
        MechanismState::Agreed => "agreed",
        MechanismState::Active => "active",
        MechanismState::Dormant => "dormant",
        MechanismState::Suspended => "suspended",
        MechanismState::Dissolved => "dissolved",
    }
}

/// The ladder that a position's word stands on.
pub fn ladder_words(ladder: Ladder) -> &'static str {
    match ladder {
        Ladder::Demand => "demand",
        Ladder::Objection => "objection",
        Ladder::Support => "support",
        Ladder::Other => "other",
    }
}

/// Deliverable or formula.
pub fn kind_words(kind: CommitmentKind) -> &'static str {
    match kind {
        CommitmentKind::Deliverable => "deliverable",
        CommitmentKind::Standing => "formula",
    }
}

/// Which part of a document.
pub fn place_words(place: Place) -> &'static str {
    match place {
        Place::Headline => "headline",
        Place::Standfirst => "standfirst",
        Place::Caption => "caption",
        Place::Body => "body",
    }
}

/// How one report relates to another.
pub fn link_words(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Excerpt => "an excerpt of",
        LinkKind::Extension => "extends",
        LinkKind::Roundup => "a round-up with",
    }
}

/// Names of sides with dashes: "Chile – Peru".
pub fn relation_words(sides: &[Side], world: &World) -> String {
    sides.iter().map(|side| world.side_name(side)).collect::<Vec<_>>().join(" – ")
}

/// "a, b and c".
pub fn list_words(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// "1 report", "2 reports".
pub fn count_words(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// "Japan's", "the Philippines'".
pub fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// Remarks joined by semicolons, empty ones left out.
pub fn join_remarks(remarks: &[String]) -> String {
    remarks.iter().filter(|r| !r.is_empty()).map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// `text` between quotation marks where it stands so in a quote of the evidence (in the document's own
/// capitals), else without marks: no words are put between marks that do not stand there in that order.
pub fn quoted(text: &str, evidence: &[Quote]) -> String {
    match evidence.iter().find_map(|quote| find_ignoring_case(&quote.quote, text)) {
        // A hard-wrapped document breaks lines inside its words; the page wraps anew.
        Some(exact) => format!("\"{}\"", exact.split_whitespace().collect::<Vec<_>>().join(" ")),
        None => text.to_owned(),
    }
}

/// Whether `text` stands in a quote of the evidence, capitals ignored.
pub fn stands_in(text: &str, evidence: &[Quote]) -> bool {
    evidence.iter().any(|quote| find_ignoring_case(&quote.quote, text).is_some())
}

fn find_ignoring_case<'h>(hay: &'h str, needle: &str) -> Option<&'h str> {
    if needle.is_empty() {
        return None;
    }
    let candidates = hay.char_indices().filter_map(|(at, _)| hay.get(at..at + needle.len()));
    candidates.into_iter().find(|part| part.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;
    use servanda_model::{Basis, DocId, Interval};

    fn range(from: Date, to: Date, note: Option<&str>) -> DateValue {
        DateValue::new(Interval::new(from, to).unwrap(), Basis::Inferred, note.map(str::to_owned))
    }

    #[test]
    fn dates_are_words() {
        let shown = |a, b, note| date_words(&range(a, b, note));
        assert_eq!(shown(date(2023, 11, 25), date(2023, 11, 25), Some("a Saturday")), "25 Nov 2023");
        assert_eq!(shown(date(2024, 11, 1), date(2024, 11, 30), None), "Nov 2024");
        assert_eq!(shown(date(2025, 1, 1), date(2025, 12, 31), None), "2025");
        assert_eq!(
            shown(date(2024, 10, 2), date(2024, 12, 25), Some("a Wednesday in the autumn")),
            "late 2024 (a Wednesday, Oct–Dec)"
        );
        assert_eq!(shown(date(2024, 11, 3), date(2024, 11, 9), None), "3–9 Nov 2024");
        assert_eq!(shown(date(2024, 11, 28), date(2024, 12, 3), None), "28 Nov – 3 Dec 2024");
        assert_eq!(shown(date(2019, 1, 1), date(2021, 12, 31), None), "2019–2021");
        assert_eq!(shown(date(2023, 11, 5), date(2024, 2, 9), None), "Nov 2023 – Feb 2024");
        assert_eq!(shown(Date::MIN, date(2024, 2, 9), None), "by 9 Feb 2024");
        assert_eq!(shown(date(2024, 2, 9), Date::MAX, None), "from 9 Feb 2024 on");
    }

    #[test]
    fn strength_comes_after_the_words() {
        assert_eq!(strength_words(Modality::Agreed, None, None, Some(Strength::C5)), "agreed, no date (C5)");
        assert_eq!(
            strength_words(Modality::Agreed, None, Some("\"as soon as possible\""), Some(Strength::C5)),
            "agreed \"as soon as possible\" (C5)"
        );
        assert_eq!(strength_words(Modality::Intended, None, None, Some(Strength::C2)), "intended (C2)");
        assert_eq!(
            strength_words(Modality::Agreed, Some("\"potentially\""), None, Some(Strength::C3)),
            "agreed, hedged \"potentially\", no date (C3)"
        );
    }

    #[test]
    fn voices_are_joined_and_nobody_speaks_for_another() {
        let side = |code: &str| (Voice::Side(Side::new(code)), format!("per {code}"));
        let narrator = (Voice::Narrator, "unattributed".to_owned());
        assert_eq!(voices_words([side("KEN"), narrator, side("UGA")]), "per KEN and UGA; unattributed");
        assert_eq!(voices_words([(Voice::Joint, "per both sides".to_owned())]), "per both sides");
    }

    proptest! {
        #[test]
        fn marks_stand_only_around_words_that_stand_there(hay in "\\PC{0,40}", needle in "\\PC{1,6}") {
            let quote = Quote { doc: DocId::of_bytes(b"x"), start: 0, end: 1, quote: hay.clone() };
            let shown = quoted(&needle, &[quote]);
            if shown != needle {
                let inner = shown.strip_prefix('"').and_then(|s| s.strip_suffix('"')).unwrap();
                prop_assert!(hay.contains(inner));
            }
        }
    }
}
