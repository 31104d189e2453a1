//! Who held which office, and who took part.

use servanda_model::{record::*, *};

use crate::{PAIR, published, support::*};

#[test]
fn offices_are_learnt_from_text() {
    let mut archive = Archive::default();
    archive
        .document("one")
        .dated("2018-06-10")
        .office("Nuru Achieng/foreign-minister/XKA", Some(month_day(6, 1, Direction::Past)), false, None)
        .office("Baraka Otieno/foreign-minister/XKA", None, true, Some("Nuru Achieng"))
        .meets(&["/foreign-minister/XKA", "Kofi Darko/foreign-minister/XGA"], Some(on("2018-06-09")), "June 9", |_| {});
    let record = archive.record();
    let person = |name: &str| record.actors.iter().find(|a| a.name == name).unwrap();
    assert_eq!(person("Nuru Achieng").tenures[0].from.as_deref(), Some("2018-06-01"));
    assert_eq!(person("Baraka Otieno").tenures[0].to.as_deref(), Some("2018-06-01"));
    let minister = record.engagements[0].participants.iter().find(|p| p.side == Some(Side::new("XKA"))).unwrap();
    assert_eq!(minister.name.as_deref(), Some("Nuru Achieng"));
}

#[test]
fn a_title_in_a_sentence_of_another_time_says_nothing_of_the_day_of_writing() {
    let mut archive = Archive::default();
    archive
        .document("story")
        .time(on("2014-02"), TimeRole::Past, "February 2014")
        .meets(&PAIR, Some(on("2009-09")), "met in September 2009", |_| {})
        .beside()
        .office("Manmohan Singh/prime-minister/IND", None, false, None);
    let record = archive.record();
    assert_eq!(published(&record, "story"), "2014-02-01/2026-01-15");
    let singh = record.actors.iter().find(|a| a.name == "Manmohan Singh").unwrap();
    let seen: Vec<String> = singh.tenures.iter().flat_map(|t| &t.seen).map(Interval::to_string).collect();
    assert_eq!(seen, ["2009-09"]);
}

#[test]
fn a_level_is_no_actor_and_an_office_gives_way_to_its_holder() {
    let mut archive = Archive::default();
    archive.document("one").dated("2018-06-10").meets(
        &["Amina Wekesa/foreign-minister/KEN", "/foreign-minister/KEN", "/leader/GHA"],
        Some(on("2018-06-09")),
        "June 9",
        |_| {},
    );
    let record = archive.record();
    let people: Vec<_> = record.engagements[0].participants.iter().map(|p| (p.name.as_deref(), &p.office)).collect();
    assert_eq!(people, [(None, &None), (Some("Amina Wekesa"), &Some("Foreign Minister".to_owned()))]);
    assert!(record.actors.iter().all(|a| a.kind != ActorKind::Office));
}
