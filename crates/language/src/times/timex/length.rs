//! Lengths as ISO 8601 writes them, with TIMEX3's own letters for weekends. Decades and centuries are counted in years,
//! quarters in months, as the corpora do; how often something comes keeps its quarters ("quarterly" is P1Q).

use std::fmt::Write as _;

use servanda_model::TimeUnit;

/// The length in its units, each with hundredths of it; where there are none, `halves` of `unit`.
pub fn written(length: &[(TimeUnit, Option<u32>)], unit: TimeUnit, halves: Option<u32>) -> String {
    let whole = [(unit, halves.map(|h| h.saturating_mul(50)))];
    let parts = if length.is_empty() { &whole } else { length };
    let (mut days, mut hours) = (String::new(), String::new());
    for (unit, amount) in parts {
        let (letter, times, clock) = letter(*unit);
        let out = if clock { &mut hours } else { &mut days };
        match amount.map(|a| a.saturating_mul(times)) {
            // "five and a half hours" are 5H30M, half an hour 30M.
            Some(amount) if letter == "H" && amount % 100 != 0 => {
                let (hours, minutes) = (amount / 100, amount % 100 * 60 / 100);
                let _ = if hours > 0 { write!(out, "{hours}H{minutes}M") } else { write!(out, "{minutes}M") };
            }
            // "a year and a half" is 1Y6M, "a minute and a half" 1M30S.
            Some(amount) if amount % 100 == 50 && amount > 50 && matches!((letter, clock), ("Y", _) | ("M", true)) => {
                let rest = if clock { "30S" } else { "6M" };
                let _ = write!(out, "{}{letter}{rest}", amount / 100);
            }
            Some(amount) => {
                let _ = write!(out, "{}{letter}", f64::from(amount) / 100.0);
            }
            None => {
                let _ = write!(out, "X{letter}");
            }
        }
    }
    if hours.is_empty() { format!("P{days}") } else { format!("P{days}T{hours}") }
}

/// The letter of a unit, how many of what it stands for one unit is, and whether it is shorter than a day.
fn letter(unit: TimeUnit) -> (&'static str, u32, bool) {
    match unit {
        TimeUnit::Second => ("S", 1, true),
        TimeUnit::Minute => ("M", 1, true),
        TimeUnit::Hour => ("H", 1, true),
        TimeUnit::Day => ("D", 1, false),
        TimeUnit::Weekend => ("WE", 1, false),
        TimeUnit::Week => ("W", 1, false),
        TimeUnit::Fortnight => ("W", 2, false),
        TimeUnit::Month => ("M", 1, false),
        TimeUnit::Quarter => ("M", 3, false),
        TimeUnit::Year => ("Y", 1, false),
        TimeUnit::Decade => ("Y", 10, false),
        TimeUnit::Century => ("Y", 100, false),
    }
}
