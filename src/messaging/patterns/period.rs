//! Periods of time, and the ranges of sort keys that hold them.

use crate::messaging::layout::Layout;
use crate::messaging::model::SortKeyTime;
use crate::timestamp::Timestamp;

/// A character that sorts after every character of a time: the end of a range.
pub(super) const RANGE_END: char = '~';

/// A period, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The start; `None` for no limit.
    pub since: Option<Timestamp>,
    /// The end; `None` for no limit.
    pub until: Option<Timestamp>,
}

impl Period {
    /// Whether the period has no limits.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the range of sort keys that holds the period, from and to. It consists of whole days, with one more day at
    /// either end, because a time in another offset may have the date of the day before or after. The rows outside the
    /// period are removed after reading.
    pub(super) fn range(&self, layout: Layout, kind: &'static str) -> (String, String) {
        let prefix = layout.prefix(kind);
        // A sort key without a prefix begins with a digit. Every other sort key of the partition begins with a letter.
        let (first, last) = if prefix.is_empty() { ("0", "9") } else { ("", "") };
        let from = self.since.map_or_else(|| first.to_owned(), |since| since.day(-1));
        let to = self.until.map_or_else(|| last.to_owned(), |until| until.day(1));
        (format!("{prefix}{from}"), format!("{prefix}{to}{RANGE_END}"))
    }

    /// Whether a time is in the period. A sort key without a valid time is in the period without limits only.
    pub(super) fn contains(&self, sort_key_time: &SortKeyTime) -> bool {
        match sort_key_time.at {
            Some(at) => self.since.is_none_or(|since| at >= since) && self.until.is_none_or(|until| at <= until),
            None => self.is_all(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::model::{GROUP, MESSAGE};

    #[test]
    fn a_range_holds_every_form_of_a_time_in_the_period() {
        let at = Timestamp::parse("2026-01-01T00:00:00Z").unwrap();
        let period = Period { since: Some(at), until: Some(at) };
        for layout in Layout::IN_KEY_ORDER {
            let (from, to) = period.range(layout, MESSAGE);
            for form in [
                "2026-01-01T00:00:00.000000+00:00",
                "2026-01-01T00:00:00Z",
                "2026-01-01 00:00:00",
                "2025-12-31T19:00:00-05:00",
                "2026-01-01T14:00:00.000000+14:00",
            ] {
                let key = format!("{}{form}", layout.prefix(MESSAGE));
                assert!(from <= key && key <= to, "{from} {key} {to}");
                assert!(period.contains(&SortKeyTime::of(&key, MESSAGE)), "{key}");
            }
            for other in ["2025-12-31T23:59:59.999999+00:00", "2026-01-01T00:00:01.000000+00:00"] {
                assert!(!period.contains(&SortKeyTime::of(other, MESSAGE)), "{other}");
            }
            for far in ["2025-12-30T23:59:59.999999+00:00", "2026-01-03T00:00:00.000000+00:00"] {
                let key = format!("{}{far}", layout.prefix(MESSAGE));
                assert!(key < from || key > to, "{from} {key} {to}");
            }
        }
    }

    #[test]
    fn the_ranges_of_the_layouts_do_not_meet() {
        for period in [Period::default(), Period { since: Timestamp::parse_start("2026-01-01").ok(), until: None }] {
            let (_, last_flask) = period.range(Layout::Flask, GROUP);
            let (first_model, _) = period.range(Layout::Model, GROUP);
            assert!(last_flask < first_model);
        }
    }
}
