//! TIMEX strings and values in the dialect of Recognizers-Text.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use servanda_language::{AnnotatedText, DayPart, Every, TimeDetail, TimeExpression, TimeOfDay, TimexModifier};
use servanda_model::{TimeUnit, TimeValue};

use super::Answer;
use super::calendar::{Days, days};

/// The answers to the expressions of a text, in order.
pub fn answers(text: &str, annotated: &AnnotatedText, said: DateTime) -> Vec<Answer> {
    annotated.times.iter().filter_map(|time| answer(text, time, said)).collect()
}

fn answer(text: &str, time: &TimeExpression, said: DateTime) -> Option<Answer> {
    let words = time.span.of(text).to_lowercase();
    let before = text.get(..time.span.start as usize).unwrap_or_default().to_lowercase();
    let open = Opening::of(&before);
    let one = |timex: String, value: &str| Some(Answer::from([(timex, value.to_owned())]));
    match &time.value {
        TimeValue::Duration { .. } if open == Opening::In => from_now(&time.detail, said, 1),
        TimeValue::Duration { .. } => one(length(&time.detail), "-"),
        TimeValue::Set { unit, .. } => one(set(*unit, &time.detail), "not resolved"),
        _ if time.detail.season.is_some() => {
            days(&time.value, &time.detail, &words, said).map(|d| Answer::from([(d.timex, "not resolved".to_owned())]))
        }
        TimeValue::Vague { .. } if !time.detail.length.is_empty() && time.detail.clock.is_none() => {
            one(length(&time.detail), "-")
        }
        TimeValue::Vague { .. } if time.detail.clock.is_some() => Some(clock(None, &time.detail, open)),
        TimeValue::Vague { .. }
            if matches!(
                words.as_str(),
                "now" | "right now" | "for now" | "at the moment" | "currently" | "at present"
            ) =>
        {
            one("PRESENT_REF".to_owned(), "-")
        }
        TimeValue::Vague { .. }
            if time.detail.day.or(time.detail.week_number).is_none() && time.detail.holiday.is_none() =>
        {
            None
        }
        TimeValue::Relative { unit, offset, .. } | TimeValue::Anaphoric { unit, offset } if *unit <= TimeUnit::Hour => {
            from_now(&time.detail, said, offset.signum())
        }
        value => {
            let days = days(value, &time.detail, &words, said)?;
            if time.detail.clock.is_some() {
                return Some(clock(Some(&days), &time.detail, open));
            }
            Some(stretch(&days, time, open))
        }
    }
}

/// What a preposition makes of the time after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    None,
    In,
    Since,
    After,
    Before,
}

impl Opening {
    fn of(before: &str) -> Self {
        let ends = |endings: &[&str]| endings.iter().any(|e| before.trim_end().ends_with(e));
        if ends(&["since", "starting", "starting on", "beginning", "beginning on", "as early as", "any time from"]) {
            Self::Since
        } else if ends(&["no later than", "before", "until", "till", " by", "earlier than"])
            || before.trim_end() == "by"
        {
            Self::Before
        } else if ends(&["after", "later than", "greater than"]) {
            Self::After
        } else if ends(&[" in", " within"]) || before.trim_end() == "in" {
            Self::In
        } else {
            Self::None
        }
    }

    /// The stretch of one reading.
    fn span(self, from: Date, to: Date, after: Date) -> String {
        match self {
            Self::Since => format!("{from}.."),
            Self::After => format!("{after}.."),
            Self::Before => format!("..{from}"),
            Self::None | Self::In => format!("{from}..{to}"),
        }
    }
}

/// Days or a stretch of them.
fn stretch(days: &Days, time: &TimeExpression, open: Opening) -> Answer {
    let day_before = matches!(open, Opening::Since | Opening::After | Opening::Before);
    if days.is_day && matches!(time.detail.modifier, Some(TimexModifier::End)) {
        return days.spans.iter().map(|(d, _)| (format!("{}T23:59:59", days.timex), format!("{d} 23:59:59"))).collect();
    }
    let value = |(from, to): &(Date, Date)| match (days.is_day, day_before) {
        (true, false) => from.to_string(),
        (true, true) => open.span(*from, *to, *from),
        (false, _) => {
            let late = time.detail.modifier == Some(TimexModifier::End);
            let early = time.detail.modifier == Some(TimexModifier::Start);
            let before = if late { to } else { from };
            match open {
                Opening::Before => format!("..{before}"),
                Opening::After => format!("{}..", if early { from } else { to }),
                _ => open.span(*from, *to, *to),
            }
        }
    };
    days.spans.iter().map(|span| (days.timex.clone(), value(span))).collect()
}

/// A time of the day, of a day or of none.
fn clock(day: Option<&Days>, detail: &TimeDetail, open: Opening) -> Answer {
    let Some(from) = detail.clock else { return Answer::new() };
    let readings: Vec<(String, Option<Date>)> = match day {
        None => vec![(String::new(), None)],
        Some(days) => days.spans.iter().map(|(d, _)| (days.timex.clone(), Some(*d))).collect(),
    };
    let mut out = Answer::new();
    for (date, day) in readings {
        let at = |time: &str| day.map_or_else(|| time.to_owned(), |day| format!("{day} {time}"));
        match (from, detail.until) {
            (TimeOfDay::Part(part), _) => {
                let (mut a, mut b) = hours(part);
                match detail.modifier {
                    Some(TimexModifier::Start) => b = middle(part),
                    Some(TimexModifier::End) => a = middle(part),
                    _ => {}
                }
                out.insert((format!("{date}T{}", part.as_str()), format!("{}..{}", at(a), at(b))));
            }
            (TimeOfDay::Clock { .. }, Some(until)) => {
                let pairs = match (readings_of(from).as_slice(), readings_of(until).as_slice()) {
                    ([a, a2], [b, b2]) => vec![(*a, *b), (*a2, *b2)],
                    ([a, ..], [b, ..]) => vec![(*a, *b)],
                    _ => Vec::new(),
                };
                for (a, b) in pairs {
                    let minutes = (b.minutes() + 1440 - a.minutes()) % 1440;
                    let length = match (minutes / 60, minutes % 60) {
                        (h, 0) => format!("PT{h}H"),
                        (0, m) => format!("PT{m}M"),
                        (h, m) => format!("PT{h}H{m}M"),
                    };
                    let timex = format!("({date}{},{date}{},{length})", a.timex(), b.timex());
                    out.insert((timex, format!("{}..{}", at(&a.value()), at(&b.value()))));
                }
            }
            (TimeOfDay::Clock { .. }, None) => {
                for face in readings_of(from) {
                    let value = at(&face.value());
                    let value = match open {
                        Opening::Since | Opening::After => format!("{value}.."),
                        Opening::Before => format!("..{value}"),
                        _ => value,
                    };
                    out.insert((format!("{date}{}", face.timex()), value));
                }
            }
        }
    }
    out
}

/// A time on the face of a clock.
#[derive(Clone, Copy)]
struct Face {
    hour: u8,
    minute: Option<u8>,
    second: Option<u8>,
}

impl Face {
    fn timex(self) -> String {
        let minute = self.minute.map(|m| format!(":{m:02}")).unwrap_or_default();
        let second = self.second.map(|s| format!(":{s:02}")).unwrap_or_default();
        format!("T{:02}{minute}{second}", self.hour)
    }

    fn value(self) -> String {
        format!("{:02}:{:02}:{:02}", self.hour, self.minute.unwrap_or_default(), self.second.unwrap_or_default())
    }

    fn minutes(self) -> u32 {
        u32::from(self.hour) * 60 + u32::from(self.minute.unwrap_or_default())
    }
}

/// Both halves of the day, where the words leave it open.
fn readings_of(time: TimeOfDay) -> Vec<Face> {
    let TimeOfDay::Clock { hour, minute, second, open } = time else { return Vec::new() };
    let face = |hour| Face { hour, minute, second };
    match (open, hour) {
        (true, 12) => vec![face(12), face(0)],
        (true, _) => vec![face(hour), face(hour + 12)],
        (false, _) => vec![face(hour % 24)],
    }
}

fn hours(part: DayPart) -> (&'static str, &'static str) {
    match part {
        DayPart::Morning => ("08:00:00", "12:00:00"),
        DayPart::Afternoon => ("12:00:00", "16:00:00"),
        DayPart::Evening => ("16:00:00", "20:00:00"),
        DayPart::Night => ("20:00:00", "23:59:59"),
        DayPart::Daytime => ("08:00:00", "18:00:00"),
    }
}

fn middle(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "10:00:00",
        DayPart::Afternoon => "14:00:00",
        DayPart::Evening => "18:00:00",
        DayPart::Night => "22:00:00",
        DayPart::Daytime => "13:00:00",
    }
}

/// "in 5 minutes", "30 minutes later", "two days ago".
fn from_now(detail: &TimeDetail, said: DateTime, sign: i32) -> Option<Answer> {
    let mut at = said;
    let mut whole_days = true;
    if detail.length.is_empty() {
        // "next hour"
        let end = said.checked_add(sign.hours()).ok()?;
        let (from, to) = if sign < 0 { (end, said) } else { (said, end) };
        return Some(Answer::from([(format!("({from},{to},PT1H)"), "-".to_owned())]));
    }
    for (unit, amount) in &detail.length {
        let n = i64::from(amount.unwrap_or(300)) * i64::from(sign);
        let length = match unit {
            TimeUnit::Second => (n / 100).seconds(),
            TimeUnit::Minute => (n * 60 / 100).seconds(),
            TimeUnit::Hour => (n * 36).seconds(),
            TimeUnit::Day => (n / 100).days(),
            TimeUnit::Week => (n / 100).weeks(),
            TimeUnit::Fortnight => (n / 50).weeks(),
            TimeUnit::Month => (n / 100).months(),
            TimeUnit::Year => (n / 100).years(),
            _ => return None,
        };
        whole_days &= *unit > TimeUnit::Hour;
        at = at.checked_add(length).ok()?;
    }
    let timex = if whole_days { at.date().to_string() } else { at.to_string() };
    Some(Answer::from([(timex, "-".to_owned())]))
}

/// "P1D", "PT1.5H"; "few" is three.
fn length(detail: &TimeDetail) -> String {
    let (mut days, mut hours) = (String::new(), String::new());
    for (unit, amount) in &detail.length {
        let number = f64::from(amount.unwrap_or(300)) / 100.0;
        let (out, text) = match unit {
            TimeUnit::Second => (&mut hours, format!("{number}S")),
            TimeUnit::Minute => (&mut hours, format!("{number}M")),
            TimeUnit::Hour => (&mut hours, format!("{number}H")),
            TimeUnit::Day => (&mut days, format!("{number}D")),
            TimeUnit::Weekend => (&mut days, format!("{number}WE")),
            TimeUnit::Week => (&mut days, format!("{number}W")),
            TimeUnit::Fortnight => (&mut days, format!("{}W", number * 2.0)),
            TimeUnit::Month => (&mut days, format!("{number}M")),
            TimeUnit::Quarter => (&mut days, format!("{}M", number * 3.0)),
            TimeUnit::Year => (&mut days, format!("{number}Y")),
            TimeUnit::Decade => (&mut days, format!("{}Y", number * 10.0)),
            TimeUnit::Century => (&mut days, format!("{}Y", number * 100.0)),
        };
        out.push_str(&text);
    }
    if hours.is_empty() { format!("P{days}") } else { format!("P{days}T{hours}") }
}

/// "P1W", "XXXX-WXX-1T16", "T15".
fn set(unit: TimeUnit, detail: &TimeDetail) -> String {
    let time = match detail.clock {
        Some(TimeOfDay::Part(part)) => format!("T{}", part.as_str()),
        Some(time) => readings_of(time).first().map(|face| face.timex()).unwrap_or_default(),
        None => String::new(),
    };
    match detail.every {
        Some(Every::Weekday(weekday)) => format!("XXXX-WXX-{}{time}", weekday as u8 + 1),
        Some(Every::Month(month)) => format!("XXXX-{:02}", month.number()),
        Some(Every::Day(month, day)) => format!("XXXX-{:02}-{day:02}", month.number()),
        Some(Every::Season(season)) => season.as_str().to_owned(),
        Some(Every::Part(part)) if time.is_empty() => format!("T{}", part.as_str()),
        Some(Every::Length(1, TimeUnit::Day) | Every::Part(_)) if !time.is_empty() => time,
        Some(Every::Length(number, unit)) => {
            length(&TimeDetail { length: vec![(unit, Some(number.saturating_mul(100)))], ..TimeDetail::default() })
        }
        _ => length(&TimeDetail { length: vec![(unit, Some(100))], ..TimeDetail::default() }),
    }
}
