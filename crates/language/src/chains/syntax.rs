//! Mentions that the grammar makes one: appositions.

use super::clusters::Clusters;
use super::draft::Draft;
use crate::{MentionForm, Relation, Sort};

/// "Diallo, the foreign minister"; "the East African Community (EAC)".
pub fn join_appositions(draft: &Draft, clusters: &mut Clusters) {
    for (&head, &later) in &draft.by_head {
        if draft.token(head).relation != Relation::Appos {
            continue;
        }
        let Some(&earlier) = draft.token(head).head.and_then(|up| draft.by_head.get(&up)) else { continue };
        let (a, b) = (&draft.mentions[earlier], &draft.mentions[later]);
        // "Lomé, Togo" is a place in another.
        let places = [a, b].iter().all(|m| m.form == MentionForm::Proper && m.sort == Some(Sort::Place));
        let numbers = a.number.is_some() && b.number.is_some() && a.number != b.number;
        if !places && !numbers {
            clusters.join(draft, earlier, later);
        }
    }
}
