//! Groups findings that are about one matter.

use std::{
    borrow::Cow,
    cell::OnceCell,
    collections::{BTreeSet, HashMap},
};

use servanda_model::{DocId, EntryId, Finding, FindingBody, FindingId};

use crate::{
    actors::sides_of,
    block::{Context, words},
    corrections,
    matter::{self, Matter},
};

/// A finding with what it is compared by.
#[derive(Clone, Debug)]
pub(crate) struct Claim<'f> {
    pub(crate) finding: &'f Finding,
    pub(crate) matter: Matter<'f>,
    /// Its document and report, numbered.
    document: usize,
    report: usize,
    letters: OnceCell<Letters>,
}

/// The letters and digits of a finding's words, and their number.
type Letters = (String, usize);

/// What two findings of one group have at least one of in common.
#[derive(PartialEq, Eq, Hash)]
enum Key<'f> {
    Matter(matter::Key<'f>),
    /// The first words of a finding, or the name of a mechanism, folded.
    Text(Cow<'f, str>),
    /// The report and the class of the head, for what is copied.
    Copy(usize, &'static str),
    /// What people say is one.
    Same(&'f FindingId, &'f FindingId),
}

/// A group in the making, with the reports of its findings.
#[derive(Default)]
struct Cluster<'f> {
    members: Vec<Claim<'f>>,
    reports: BTreeSet<usize>,
}

/// Numbers for ids, which are long to compare.
#[derive(Default)]
struct Numbers<'f> {
    documents: HashMap<&'f DocId, usize>,
    reports: HashMap<Option<&'f EntryId>, usize>,
}

impl Context<'_> {
    /// Groups findings: each joins the group with which it fits best, where it fits at least half of the group's
    /// reports, so that copies weigh nothing. They are taken in the order of their words, for the same reason: a copy
    /// comes right after what it copies.
    pub(crate) fn cluster<'f>(
        &'f self,
        findings: impl IntoIterator<Item = &'f Finding>,
        fits: impl Fn(&Claim<'_>, &Claim<'_>) -> bool,
    ) -> Vec<Vec<&'f Finding>> {
        let mut findings: Vec<&Finding> = findings.into_iter().collect();
        findings.sort_by(|a, b| (words(a), corrections::order(a)).cmp(&(words(b), corrections::order(b))));
        let fits = |a: &Claim<'_>, b: &Claim<'_>| fits(a, b) || are_twins(a, b);
        let mut groups: Vec<Cluster<'f>> = Vec::new();
        let mut by_key: HashMap<Key<'f>, BTreeSet<usize>> = HashMap::new();
        let mut numbers = Numbers::default();
        for claim in findings.into_iter().map(|finding| self.claim(finding, &mut numbers)) {
            let keys = self.keys(&claim);
            let candidates: BTreeSet<usize> =
                keys.iter().filter_map(|key| by_key.get(key)).flatten().copied().collect();
            let shares = candidates.into_iter().filter_map(|n| {
                let share = self.share(groups.get(n)?, &claim, &fits)?;
                Some((share, std::cmp::Reverse(n)))
            });
            let at = shares.max().map_or(groups.len(), |(_, std::cmp::Reverse(n))| n);
            if at == groups.len() {
                groups.push(Cluster::default());
            }
            for key in keys {
                by_key.entry(key).or_default().insert(at);
            }
            groups[at].reports.insert(claim.report);
            groups[at].members.push(claim);
        }
        groups.into_iter().map(|group| group.members.into_iter().map(|claim| claim.finding).collect()).collect()
    }

    /// The pairs of findings, by their places among all, that bear on one another where those that `is` holds for are
    /// grouped.
    pub(crate) fn ties(
        &self,
        findings: &[&Finding],
        is: impl Fn(&Finding) -> bool,
        fits: impl Fn(&Claim<'_>, &Claim<'_>) -> bool,
    ) -> Vec<(usize, usize)> {
        let mut numbers = Numbers::default();
        let mut by_key: HashMap<Key<'_>, Vec<usize>> = HashMap::new();
        let mut claims: HashMap<usize, Claim<'_>> = HashMap::new();
        let mut ties = Vec::new();
        for (n, finding) in findings.iter().enumerate().filter(|(_, finding)| is(finding)) {
            let claim = self.claim(finding, &mut numbers);
            let keys = self.keys(&claim);
            let near: BTreeSet<usize> = keys.iter().filter_map(|key| by_key.get(key)).flatten().copied().collect();
            ties.extend(near.into_iter().filter_map(|other| {
                let one = claims.get(&other)?;
                let tied = fits(one, &claim) || fits(&claim, one) || are_twins(one, &claim);
                (tied || self.held_together(one.finding, claim.finding)).then_some((other, n))
            }));
            for key in keys {
                by_key.entry(key).or_default().push(n);
            }
            claims.insert(n, claim);
        }
        ties
    }

    /// How well a finding fits a group: whether people say that it is of it, and how many reports it fits; `None` where
    /// it does not join.
    fn share(
        &self,
        group: &Cluster<'_>,
        claim: &Claim<'_>,
        fits: &impl Fn(&Claim<'_>, &Claim<'_>) -> bool,
    ) -> Option<(bool, usize)> {
        let mut fitting: Vec<usize> = group.members.iter().filter(|m| fits(m, claim)).map(|m| m.report).collect();
        fitting.sort_unstable();
        fitting.dedup();
        let together = group.members.iter().any(|m| self.held_together(m.finding, claim.finding));
        // What its own text tells apart from a member is none of the group, whatever other texts say.
        let told_apart =
            |m: &Claim<'_>| m.document == claim.document && m.finding.kind() == claim.finding.kind() && !fits(m, claim);
        let apart = || group.members.iter().any(|m| told_apart(m) || self.kept_apart(m.finding, claim.finding));
        let joins = together || (!fitting.is_empty() && 2 * fitting.len() >= group.reports.len() && !apart());
        joins.then_some((together, fitting.len()))
    }

    fn claim<'f>(&'f self, finding: &'f Finding, numbers: &mut Numbers<'f>) -> Claim<'f> {
        let (next_document, next_report) = (numbers.documents.len(), numbers.reports.len());
        let report = self.reports.of(&finding.doc);
        Claim {
            finding,
            matter: Matter::of(&finding.proposition),
            document: *numbers.documents.entry(&finding.doc).or_insert(next_document),
            report: *numbers.reports.entry(report).or_insert(next_report),
            letters: OnceCell::new(),
        }
    }

    fn keys<'f>(&'f self, claim: &Claim<'f>) -> Vec<Key<'f>> {
        let finding = claim.finding;
        let mut keys: Vec<Key<'f>> = claim.matter.keys().map(Key::Matter).collect();
        keys.extend(claim.matter.family().map(|class| Key::Copy(claim.report, class)));
        keys.push(Key::Text(Cow::Borrowed(words(finding))));
        if let FindingBody::Mechanism(body) = &finding.body {
            keys.push(Key::Text(Cow::Owned(body.name.to_lowercase())));
        }
        let same = self.said_to_be_same().filter(|(a, b)| **a == finding.id || **b == finding.id);
        keys.extend(same.map(|(a, b)| Key::Same(a, b)));
        keys
    }
}

/// Whether two findings are one and its copy in another document of the same report: copies differ in their marks, and one
/// may be cut or read a little further than the other.
fn are_twins(a: &Claim<'_>, b: &Claim<'_>) -> bool {
    a.report == b.report
        && a.document != b.document
        && a.finding.kind() == b.finding.kind()
        && sides_of(a.finding) == sides_of(b.finding)
        && begin_alike(a.letters(), b.letters())
}

/// Whether one of two begins with the other, and is not much longer.
fn begin_alike(one: &Letters, other: &Letters) -> bool {
    let (short, long) = if one.1 < other.1 { (one, other) } else { (other, one) };
    short.1 > 0 && long.1 <= 2 * short.1 && long.0.starts_with(&short.0)
}

impl Claim<'_> {
    fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| {
            let words = self.finding.evidence.quotes().iter().flat_map(|q| q.quote.chars());
            let letters: String = words.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let number = letters.chars().count();
            (letters, number)
        })
    }
}
