//! The builtin tables hold together, and the look-ups find what is in them.

use std::collections::BTreeSet;

use jiff::civil::date;
use servanda_model::PartialDate;

use super::*;

fn world() -> &'static World {
    World::builtin()
}

fn side(code: &str) -> Side {
    Side::new(code)
}

fn form(text: &str) -> Option<&'static Form> {
    world().forms().iter().find(|form| form.text == text)
}

#[test]
fn all_tables_parse() {
    World::read(tables::BUILTIN).unwrap();
}

#[test]
fn every_reference_between_tables_leads_somewhere() {
    let world = world();
    let known = |side: &Side| world.sides.contains_key(side);
    for row in world.sides.values() {
        assert!(row.members.iter().all(known), "a member of {} is in no table", row.side);
    }
    for form in world.forms() {
        match &form.entity {
            Entity::Office(office) | Entity::Ministry(office, None) => {
                assert!(world.office(office).is_some(), "{form:?}");
            }
            Entity::Ministry(office, Some(side)) => assert!(world.office(office).is_some() && known(side), "{form:?}"),
            Entity::Place(place) => assert!(place.as_ref().is_none_or(known), "{form:?}"),
            _ => {}
        }
    }
    for row in world.tenures() {
        assert!(world.office(&row.office).is_some(), "{row:?}");
        assert!(known(&row.side), "{row:?}");
    }
}

#[test]
fn one_wording_names_one_thing_in_the_tables_already() {
    let mut rows = tables::sides(tables::BUILTIN.sides).unwrap();
    rows.extend(tables::bodies(tables::BUILTIN.bodies).unwrap());
    let codes: BTreeSet<_> = rows.iter().map(|row| &row.side).collect();
    assert_eq!(codes.len(), rows.len(), "a code stands twice");
    let mut words: Vec<String> = rows
        .iter()
        .flat_map(|row| {
            let named = std::iter::once(&row.name).chain(&row.names).chain(&row.demonyms).chain(&row.metonyms);
            named.filter(|text| !row.gatherings.contains(text)).chain(&row.gatherings).cloned()
        })
        .collect();
    words.extend(tables::places(tables::BUILTIN.places).unwrap().into_iter().map(|row| row.name));
    words.extend(tables::ministries(tables::BUILTIN.ministries).unwrap().into_iter().map(|row| row.name));
    let titles = tables::titles(tables::BUILTIN.titles).unwrap();
    words.extend(titles.into_iter().map(|row| row.title).collect::<BTreeSet<_>>());
    words.sort_unstable();
    let twice: Vec<_> = words.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn forms_are_sorted_and_unique() {
    assert!(world().forms().windows(2).all(|pair| pair[0].text < pair[1].text));
}

#[test]
fn forms_name_what_the_press_means() {
    let entity = |text: &str| form(text).map(|form| form.entity.clone());
    assert_eq!(entity("Nigerien"), Some(Entity::Demonym(side("NER"))));
    assert_eq!(entity("Nigerian"), Some(Entity::Demonym(side("NGA"))));
    assert_eq!(entity("Dutch"), Some(Entity::Demonym(side("NLD"))));
    assert_eq!(entity("Ankara"), Some(Entity::Metonym(side("TUR"))));
    assert_eq!(entity("Geneva"), Some(Entity::Place(Some(side("CHE")))));
    assert_eq!(entity("South China Sea"), Some(Entity::Place(None)));
    assert_eq!(entity("State Department"), Some(Entity::Ministry("foreign-minister".into(), Some(side("USA")))));
    assert_eq!(entity("foreign ministry"), Some(Entity::Ministry("foreign-minister".into(), None)));
    assert_eq!(entity("top diplomat"), Some(Entity::Office("foreign-minister".into())));
    assert_eq!(entity("G20 summit"), Some(Entity::Gathering(side("G20"))));
    assert_eq!(entity("Korean"), None, "north or south is not said");
    assert!(form("US").unwrap().cased, "never \"us\"");
    assert!(!form("prime minister").unwrap().cased);
    assert!(form("prime minister’s office").is_some());
}

#[test]
fn a_side_is_found_as_a_user_may_type_it() {
    for text in ["CHN", "china", "Chinese", "Beijing", "PRC"] {
        assert_eq!(world().side_from(text), Some(side("CHN")), "{text}");
    }
    assert_eq!(world().side_from("the united states"), Some(side("USA")));
    assert_eq!(world().side_from("us"), Some(side("USA")));
    assert_eq!(world().side_from("cote d'ivoire"), Some(side("CIV")));
    assert_eq!(world().side_from("türkiye"), Some(side("TUR")));
    assert_eq!(world().side_from("eu"), Some(side("EU")));
    assert_eq!(world().side_from("Atlantis"), None);
    for code in world().sides() {
        assert_eq!(world().side_from(code.code()).as_ref(), Some(code));
        assert_eq!(world().side_from(world().side_name(code)).as_ref(), Some(code));
    }
}

#[test]
fn bodies_have_members_and_kind() {
    assert_eq!(world().kind_of(&side("EU")), ActorKind::Body);
    assert_eq!(world().kind_of(&side("JPN")), ActorKind::CountryOrEntity);
    assert_eq!(world().members(&side("EU")).len(), 27);
    assert_eq!(world().members(&side("NATO")).len(), 32);
    assert_eq!(world().members(&side("G7")).len(), 7);
    assert!(world().members(&side("PER")).is_empty());
}

#[test]
fn a_title_may_mean_another_office_elsewhere() {
    let office = |title: &str, code: &str| {
        let office = world().office_of_title(title, (!code.is_empty()).then(|| side(code)).as_ref());
        office.map(|office| office.id.as_str())
    };
    assert_eq!(office("foreign secretary", ""), Some("foreign-minister"));
    assert_eq!(office("Foreign Secretary", "GBR"), Some("foreign-minister"));
    assert_eq!(office("foreign secretary", "IND"), Some("foreign-secretary-official"));
    assert_eq!(office("secretary of state", "USA"), Some("foreign-minister"));
    assert_eq!(office("secretary of state", "CHE"), Some("state-secretary"));
    assert_eq!(office("chancellor", "DEU"), Some("prime-minister"));
    assert_eq!(office("chancellor", "CHL"), None);
}

#[test]
fn issues_join_the_terms_of_different_sides() {
    let id = |term: &str| world().issue_of_term(term).map(|issue| issue.id.as_str());
    assert_eq!(id("treated water"), id("nuclear-contaminated water"));
    assert_eq!(id("Bajo de Masinloc"), id("huangyan dao"));
    let mut terms = BTreeSet::new();
    for issue in world().issues() {
        assert_eq!(world().issue(&issue.id), Some(issue));
        assert!(!issue.terms.is_empty());
        for term in &issue.terms {
            assert_eq!(*term, term.to_lowercase());
            assert!(terms.insert(term), "{term} stands under two issues");
        }
    }
}

#[test]
fn cited_rows_say_file_and_row_and_uncited_rows_no_day() {
    for row in world().tenures() {
        if row.is_uncited() {
            let days = [row.from, row.to].into_iter().flatten().filter(|date| matches!(date, PartialDate::Day(_)));
            assert_eq!(days.count(), 0, "{row:?}");
        } else if !row.source.starts_with("https://") {
            let (file, line) = row.source.rsplit_once(':').unwrap();
            assert!(file.split('/').count() == 2 && line.parse::<u32>().unwrap() > 0, "{row:?}");
        }
    }
}

#[test]
fn tenures_end_after_they_begin_and_stand_once() {
    let mut seen = BTreeSet::new();
    for row in world().tenures() {
        if let (Some(from), Some(to)) = (row.from, row.to) {
            assert!(from.interval().from() <= to.interval().to(), "{row:?}");
        }
        assert!(seen.insert((&row.side, &row.office, name_key(&row.person), row.from)), "twice: {row:?}");
    }
}

#[test]
fn a_month_may_be_any_of_its_days() {
    let row = TenureRow {
        person: "Ana Duval".into(),
        surname: "Duval".into(),
        aliases: Vec::new(),
        office: "foreign-minister".into(),
        side: side("FRA"),
        from: Some(PartialDate::Month(2001, 5)),
        to: Some(PartialDate::Month(2002, 6)),
        source: "uncited".into(),
    };
    assert!(row.may_hold_in(Interval::day(date(2001, 5, 1))));
    assert!(row.may_hold_in(Interval::day(date(2002, 6, 30))));
    assert!(!row.may_hold_in(Interval::day(date(2001, 4, 30))));
    assert!(!row.may_hold_in(Interval::day(date(2002, 7, 1))));
}

#[test]
fn holders_are_found_on_their_days() {
    let names = |office: &str, code: &str, y: i16, m: i8, d: i8| -> Vec<&str> {
        let rows = world().holders(office, &side(code), Interval::day(date(y, m, d)));
        rows.into_iter().map(|row| row.person.as_str()).collect()
    };
    assert_eq!(names("prime-minister", "GBR", 2015, 3, 1), ["David Cameron"]);
    assert_eq!(names("foreign-minister", "USA", 2012, 7, 4), ["Hillary Clinton"]);
    assert_eq!(names("foreign-minister", "IDN", 2019, 1, 15), ["Retno Marsudi"]);
    // the table knows the month of the change alone
    assert_eq!(names("foreign-minister", "NOR", 2023, 10, 10), ["Anniken Huitfeldt", "Espen Barth Eide"]);
    assert!(names("foreign-minister", "GBR", 1950, 1, 1).is_empty());
}

#[test]
fn a_person_is_found_in_either_order_with_or_without_accents() {
    let offices = |person: &str, code: Option<&str>| -> Vec<&str> {
        let rows = world().tenures_of(person, code.map(side).as_ref());
        rows.into_iter().map(|row| row.office.as_str()).collect()
    };
    assert!(offices("mevlut cavusoglu", None).iter().all(|office| *office == "foreign-minister"));
    assert!(!offices("mevlut cavusoglu", None).is_empty());
    assert_eq!(offices("Myung-hwan Yu", None), offices("Yu Myung Hwan", None));
    assert!(!offices("Cristina Kirchner", Some("ARG")).is_empty());
    assert!(offices("Cristina Kirchner", Some("PER")).is_empty());
    assert!(offices("Cavusoglu", None).is_empty(), "a surname alone is no name");
    let by_surname = |surname: &str| -> BTreeSet<&str> {
        world().people_by_surname(surname).into_iter().map(|row| row.person.as_str()).collect()
    };
    assert_eq!(by_surname("von der leyen"), BTreeSet::from(["Ursula von der Leyen"]));
    assert!(by_surname("Kenyatta").contains("Uhuru Kenyatta"));
}

#[test]
fn one_tenure_does_not_stand_cited_and_uncited() {
    let rows = world().tenures();
    for (i, a) in rows.iter().enumerate() {
        for b in rows[i + 1..].iter().take_while(|b| (&b.side, &b.office) == (&a.side, &a.office)) {
            if a.is_uncited() == b.is_uncited() || name_key(&a.person) != name_key(&b.person) {
                continue;
            }
            let end = a.to.map(|to| to.interval().to());
            let begins = b.from.map(|from| from.interval().from());
            assert!(end.is_some_and(|end| begins.is_some_and(|begins| end <= begins)), "{a:?} and {b:?}");
        }
    }
}

#[test]
fn the_share_of_uncited_rows_is_told() {
    let share = world().uncited_share();
    assert!(share > 0.0 && share < 1.0);
    assert!(World::sources().contains("CC BY 4.0"));
}
