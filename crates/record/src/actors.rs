//! The record's actors: the sides, bodies and offices seen, and the people who act publicly for them.

use std::collections::BTreeSet;

use servanda_model::{
    ActorRef, Finding, FindingBody, Level, Side,
    record::{ActorEntry, ActorKind},
};

use crate::block::Context;

/// The entries, sides first, then offices whose holder is not named beside them, then people; each in order of their ids.
pub(crate) fn entries(context: &Context<'_>) -> Vec<ActorEntry> {
    let people = &context.people;
    let (mut sides, mut offices) = (BTreeSet::new(), BTreeSet::new());
    for finding in &context.findings {
        sides.extend(sides_of(finding));
        let mentioned: Vec<ActorRef> = mentions(finding).iter().map(|actor| context.specific(actor)).collect();
        for actor in &mentioned {
            sides.extend(actor.side.clone());
            let known = mentioned.iter().any(|other| context.stands_for(other, actor));
            let office = actor.office.as_ref().filter(|office| people.is_office(office));
            if let (None, Some(office), Some(side), false) = (&actor.name, office, &actor.side, known) {
                offices.insert((side.clone(), office.clone()));
            }
        }
    }
    let entry = |kind, name: String, id, side: &Side| {
        Some(ActorEntry { id: id?, kind, name, side: Some(side.clone()), tenures: Vec::new() })
    };
    let of_sides = sides.iter().filter_map(|side| {
        let name = context.world.side_name(side).to_owned();
        entry(context.world.kind_of(side), name, people.actor_id(None, None, Some(side)), side)
    });
    let of_offices = offices.iter().filter_map(|(side, office)| {
        let id = people.actor_id(None, Some(office), Some(side));
        entry(ActorKind::Office, people.office_name(office), id, side)
    });
    let of_people = people.persons().filter_map(|(side, name)| {
        let mut entry = entry(ActorKind::Person, name.to_owned(), people.actor_id(Some(name), None, Some(side)), side)?;
        entry.tenures = people.tenures(name, side, context.horizon);
        Some(entry)
    });
    let mut of_people: Vec<_> = of_people.collect();
    of_people.sort_by(|a, b| a.id.cmp(&b.id));
    of_sides.chain(of_offices).chain(of_people).collect()
}

/// The sides that a finding is of, sorted.
pub(crate) fn sides_of(finding: &Finding) -> BTreeSet<Side> {
    let all: Vec<&Vec<Side>> = match &finding.body {
        FindingBody::Engagement(e) => vec![&e.sides],
        FindingBody::Commitment(c) => vec![&c.by, &c.with],
        FindingBody::Ask(a) => vec![&a.sides, &a.toward],
        FindingBody::Position(p) => vec![&p.sides, &p.toward],
        FindingBody::Mechanism(m) => vec![&m.sides],
        FindingBody::Deed(d) => vec![&d.by],
        FindingBody::Statement(s) => return s.speakers.iter().filter_map(|actor| actor.side.clone()).collect(),
        FindingBody::Tenure(t) => return BTreeSet::from([t.side.clone()]),
    };
    all.into_iter().flatten().cloned().collect()
}

impl Context<'_> {
    /// Whether the one names a person where the other is an office of the same side and level without a name.
    pub(crate) fn stands_for(&self, named: &ActorRef, unnamed: &ActorRef) -> bool {
        let level = |p: &ActorRef| p.office.as_deref().and_then(|id| self.world.office(id)).map(|office| office.level);
        let (of_named, of_unnamed) = (level(named), level(unnamed));
        let alike = unnamed.office.is_none() || unnamed.office == named.office || of_named == of_unnamed;
        unnamed.name.is_none() && named.name.is_some() && named.side == unnamed.side && (alike || of_named.is_none())
    }

    /// The mention without an office that says no more than a level: "leader", "minister".
    pub(crate) fn specific(&self, actor: &ActorRef) -> ActorRef {
        let is_level = |id: &str| {
            matches!(
                (id, self.world.office(id).map(|office| office.level)),
                ("leader", Some(Level::Leaders)) | ("minister", Some(Level::Ministers))
            )
        };
        let office = actor.office.clone().filter(|id| !is_level(id));
        ActorRef { office, ..actor.clone() }
    }
}

fn mentions(finding: &Finding) -> &[ActorRef] {
    match &finding.body {
        FindingBody::Engagement(e) => &e.participants,
        FindingBody::Statement(s) => &s.speakers,
        _ => &[],
    }
}
