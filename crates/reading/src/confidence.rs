//! How often a rule was right when people judged its findings (`data/confidence.tsv`).

use std::{collections::BTreeMap, sync::OnceLock};

/// Of a rule that nobody has judged.
pub const NOT_CHECKED: u8 = 0;

/// How sure a rule is, in percent: the lower end of [`wilson`]'s interval for the share of its findings that were judged
/// right, so that few judgements give little; [`NOT_CHECKED`] where there are none.
pub fn of(rule: &str) -> u8 {
    static TABLE: OnceLock<BTreeMap<&'static str, u8>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let rows = include_str!("../data/confidence.tsv").lines().skip(1);
        rows.filter_map(|row| {
            let mut cells = row.split('\t');
            let (rule, judged, right) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
            Some((rule, lower_bound(right, judged)))
        })
        .collect()
    });
    table.get(rule).copied().unwrap_or(NOT_CHECKED)
}

/// In percent, rounded down; 1 at the least, for what was judged.
fn lower_bound(right: u16, judged: u16) -> u8 {
    if judged == 0 {
        return NOT_CHECKED;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let percent = (100.0 * wilson(f64::from(right), f64::from(judged))).floor().clamp(1.0, 100.0) as u8;
    percent
}

/// The lower end of Wilson's 95 % interval for a share (Wilson 1927), 0 to 1; 0 of nothing.
#[must_use]
pub fn wilson(right: f64, all: f64) -> f64 {
    const Z: f64 = 1.96;
    if all <= 0.0 {
        return 0.0;
    }
    let share = right / all;
    let reach = Z * (share * (1.0 - share) / all + Z * Z / (4.0 * all * all)).sqrt();
    (share + Z * Z / (2.0 * all) - reach) / (1.0 + Z * Z / all)
}

#[cfg(test)]
mod tests {
    use super::{NOT_CHECKED, lower_bound, of};

    #[test]
    fn few_judgements_give_little() {
        assert_eq!(lower_bound(0, 0), NOT_CHECKED);
        assert!(lower_bound(10, 10) < lower_bound(100, 100));
        assert_eq!(lower_bound(85, 100), 76);
        assert_eq!(of("no.such-rule"), NOT_CHECKED);
    }
}
