//! Numbers of units, in hundredths, so that halves and quarters stay whole numbers.

use servanda_model::TimeUnit;

use super::super::words::TimeWord;
use super::Pieces;

/// Hundredths of a unit; `None` for "several".
pub type Amount = Option<u32>;

/// Twice the number of units, rounded.
pub fn halves(hundredths: u32) -> u32 {
    hundredths.saturating_add(25) / 50
}

/// Whole units: "two and a half years" are thirty months.
pub fn whole(unit: TimeUnit, hundredths: u32) -> (TimeUnit, i32) {
    let halves = i32::try_from(halves(hundredths)).unwrap_or(i32::MAX).min(1_000_000);
    if halves % 2 == 0 {
        return (unit, halves / 2);
    }
    match unit {
        TimeUnit::Year => (TimeUnit::Month, halves * 6),
        TimeUnit::Decade => (TimeUnit::Year, halves * 5),
        TimeUnit::Century => (TimeUnit::Year, halves * 50),
        TimeUnit::Hour => (TimeUnit::Minute, halves * 30),
        TimeUnit::Fortnight => (TimeUnit::Week, halves),
        TimeUnit::Month => (TimeUnit::Week, halves * 2),
        TimeUnit::Quarter => (TimeUnit::Week, halves * 6),
        TimeUnit::Week => (TimeUnit::Day, halves * 7 / 2),
        TimeUnit::Day => (TimeUnit::Hour, halves * 12),
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Weekend => (unit, halves / 2),
    }
}

impl Pieces {
    /// "four", "3.5", "1,000", "a", "half a", "one and a half", "several", "two to three" (the larger), and where it ends.
    pub fn number(&self, i: usize) -> Option<(Amount, usize)> {
        let (amount, end) = self.plain_number(i)?;
        if matches!(self.at(end), "to" | "or" | "-" | "–")
            && let Some((Some(upper), end)) = self.plain_number(end + 1)
            && amount.is_some_and(|lower| lower < upper)
            && self.unit(self.hyphen(end)).is_some()
        {
            return Some((Some(upper), end));
        }
        let (more, end) = self.fraction_after(end);
        Some((amount.map(|a| a + more), end))
    }

    /// "and a half", "1/2" after a number, in hundredths.
    pub fn fraction_after(&self, i: usize) -> (u32, usize) {
        let at = self.hyphen(i);
        match (self.at(at), self.at(at + 1), self.at(at + 2)) {
            ("½", ..) => return (50, at + 1),
            ("1", "/", "2") => return (50, at + 3),
            ("1", "/", "4") => return (25, at + 3),
            ("3", "/", "4") => return (75, at + 3),
            _ => {}
        }
        if self.at(at) != "and" {
            return (0, i);
        }
        let a = self.hyphen(at + 1);
        let a = self.hyphen(self.past(a, &["a"]));
        match self.at(a) {
            "half" | "½" => (50, a + 1),
            "quarter" => (25, a + 1),
            _ => (0, i),
        }
    }

    fn plain_number(&self, i: usize) -> Option<(Amount, usize)> {
        match (self.at(i), self.at(i + 1)) {
            ("a", "few") => return Some((None, i + 2)),
            ("a", "couple") => return Some((Some(200), self.past(i + 2, &["of"]))),
            ("couple", "of") => return Some((Some(200), i + 2)),
            ("a", "dozen") => return Some((Some(1200), i + 2)),
            ("a", "hundred") => return Some((Some(10_000), i + 2)),
            ("half", "a" | "an") | ("a" | "an", "half" | "½") => return Some((Some(50), i + 2)),
            ("half", "-") if self.is_glued(i + 1) => return Some((Some(50), i + 1)),
            ("half", "century" | "decade" | "hour" | "day") => return Some((Some(50), i + 1)),
            ("½", _) => return Some((Some(50), self.past(i + 1, &["a", "an"]))),
            ("a" | "an" | "another", _) => return Some((Some(100), i + 1)),
            _ => {}
        }
        if self.is(i, TimeWord::Some) {
            return Some((None, self.past(i + 1, &["of"])));
        }
        if let Some((number, end)) = self.cardinal(i) {
            let hundred = self.at(end) == "hundred" && number < 100;
            return Some((Some(number * if hundred { 10_000 } else { 100 }), end + usize::from(hundred)));
        }
        self.digits(i)
    }

    /// "16", "1,000", "3.5".
    fn digits(&self, i: usize) -> Option<(Amount, usize)> {
        if !self.is_digits(i) || self.is_glued(i) && matches!(self.before(i, 1), "." | ":" | "$" | "/" | ",") {
            return None;
        }
        let mut number: u32 = self.at(i).parse().ok()?;
        let mut end = i + 1;
        let part = |at: usize, mark: &str| {
            self.at(at) == mark && self.is_glued(at) && self.is_glued(at + 1) && self.is_digits(at + 1)
        };
        while part(end, ",") && self.at(end + 1).len() == 3 {
            number = number.checked_mul(1000)?.checked_add(self.at(end + 1).parse().ok()?)?;
            end += 2;
        }
        let mut hundredths = number.checked_mul(100)?;
        if part(end, ".") {
            let digits = format!("{:0<2}", self.at(end + 1));
            hundredths = hundredths.checked_add(digits.get(..2)?.parse().ok()?)?;
            end += 2;
        }
        (hundredths <= 1_000_000).then_some((Some(hundredths), end))
    }
}
