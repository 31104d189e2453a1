//! What was done that is not talk: one entry a deed, whoever tells it.

use servanda_model::{DeedFinding, Finding, FindingBody, record::DeedEntry};

use crate::{
    block::{self, Context},
    clusters::Claim,
    matter::Act,
};

/// The deeds of a block, in order of their ids.
pub(crate) fn entries(context: &Context<'_>, own: &[&Finding]) -> Vec<DeedEntry> {
    let deeds = own.iter().copied().filter(|f| f.is_asserted() && deed(f).is_some());
    let groups = context.cluster(deeds, |a, b| one_deed(context, a, b));
    let mut entries: Vec<_> = groups.iter().filter_map(|group| entry(context, group)).collect();
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    entries
}

/// The pairs of findings that bear on one another as deeds.
pub(crate) fn ties(context: &Context<'_>, own: &[&Finding]) -> Vec<(usize, usize)> {
    context.ties(own, |f| f.is_asserted() && deed(f).is_some(), |a, b| one_deed(context, a, b))
}

fn deed(finding: &Finding) -> Option<&DeedFinding> {
    if let FindingBody::Deed(deed) = &finding.body { Some(deed) } else { None }
}

/// The same act on the same thing, at times that do not exclude each other: a duty and a ban are two measures, unless
/// both are known to be of one issue.
fn one_deed(context: &Context<'_>, a: &Claim<'_>, b: &Claim<'_>) -> bool {
    let when = |f: &Finding| context.resolve(f, deed(f)?.when.as_ref());
    let times_fit = || when(a.finding).zip(when(b.finding)).is_none_or(|(x, y)| x.interval().meets(y.interval()));
    let (p, q) = (&a.finding.proposition, &b.finding.proposition);
    let classes = [Act::Ease, Act::Impose, Act::Sign, Act::Hold, Act::Build];
    let acts_fit = p.predicate == q.predicate || a.matter.share_act(&b.matter, &classes);
    let one_thing = || a.matter.heads_are_like(&b.matter) || (p.issue.is_some() && p.issue == q.issue);
    acts_fit && one_thing() && !a.matter.is_opposed(&b.matter) && a.matter.is_same(&b.matter) && times_fit()
}

fn entry(context: &Context<'_>, group: &[&Finding]) -> Option<DeedEntry> {
    let first = deed(group.first()?)?;
    let when = group.iter().filter_map(|f| context.resolve(f, deed(f)?.when.as_ref()));
    Some(DeedEntry {
        id: block::entry_id('D', group)?,
        by: first.by.clone(),
        action: first.action.clone(),
        object: first.object.clone(),
        when: when.min_by_key(|v| v.interval().days()),
        voice: first.voice.clone(),
        issue: group.iter().find_map(|f| f.proposition.issue.clone()),
        evidence: block::evidence(group.iter().copied())?,
        members: context.members(group),
    })
}
