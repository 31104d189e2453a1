//! Positions, channels and deeds.

use servanda_model::*;

use crate::support::*;

#[test]
fn a_position_keeps_its_history() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").holds(
        "KEN",
        "GHA",
        "have levy port",
        "expressed concern",
        Ladder::Objection,
        "KEN",
    );
    archive.document("two").dated("2018-08-10").holds(
        "KEN",
        "GHA",
        "have levy port",
        "protested",
        Ladder::Objection,
        "KEN",
    );
    let record = archive.record();
    let [position] = &record.positions[..] else { panic!("{:?}", record.positions) };
    assert_eq!((position.word.as_str(), position.rung), ("protested", Some(5)));
    assert_eq!(position.history.len(), 2);
}

#[test]
fn not_held_since_tells_of_a_last_session() {
    let mut archive = Archive::default();
    let since = TimeValue::Range { from: Some(Box::new(on("2015"))), to: None };
    archive.document("story").dated("2018-06-10").channel(
        "KEN GHA",
        "hold dialogue strategic",
        MechanismState::Dormant,
        Some(since),
    );
    let record = archive.record();
    assert_eq!(record.mechanisms[0].last_held[0].value.interval().to_string(), "2015");
}

#[test]
fn what_was_done_lies_back() {
    let mut archive = Archive::default();
    let month = TimeValue::InMonth { month: Month::new(10).unwrap(), part: None, direction: Direction::Either };
    archive.document("story").dated("2018-06-10").does("KEN", "lift ban timber", Some(month), "KEN", "in October");
    let when = archive.record().deeds[0].when.clone().unwrap();
    assert_eq!(when.interval().to_string(), "2017-10");
}
