//! The times in sort keys.
//!
//! Written: UTC, fixed width, `2026-11-22T11:03:00.000000+00:00`, so that the order of the text is the order in time.
//! Read: also another offset, no offset (taken as UTC) and no fraction, as the app's older code wrote them.

use crate::error::{Error, Result};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, civil};
use std::fmt;

/// The forms of a time or date, for errors.
const OR_A_DATE: &str = "give a date or a time such as 2026-11-22 or 2026-11-22T12:00:00Z";

/// The forms of the begin of a period, for errors.
const OR_A_PERIOD: &str = "give 30s, 15m, 1h or 2d, or a time such as 2026-11-22T12:00:00Z";

/// A point in time in UTC, to the microsecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The current time of the system's clock.
    pub fn now() -> Self {
        Self::truncated(jiff::Timestamp::now())
    }

    /// Converts a time of the AWS APIs, in seconds since 1970 and nanoseconds; `None` if it is out of range.
    pub fn from_seconds(seconds: i64, nanoseconds: u32) -> Option<Self> {
        let nanoseconds = i32::try_from(nanoseconds).ok()?;
        jiff::Timestamp::new(seconds, nanoseconds).ok().map(Self::truncated)
    }

    /// Parses a time in any of the forms above.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the text is not a date and time.
    pub fn parse(text: &str) -> Result<Self> {
        let parsed = text.parse::<jiff::Timestamp>().or_else(|_| text.parse::<civil::DateTime>().and_then(utc));
        match parsed {
            Ok(at) if text.contains([':', 'T', ' ']) => Ok(Self::truncated(at)),
            Ok(_) => Err(not_a_time(text, "there is no time of day in it, as in 2026-11-22T12:00:00Z")),
            Err(_) => Err(not_a_time(text, "a time looks like 2026-11-22T12:00:00Z")),
        }
    }

    /// Parses a time, or a date (`2026-11-22`) as its first microsecond: the lower end of a period.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the text is neither.
    pub fn parse_start(text: &str) -> Result<Self> {
        match text.parse::<civil::Date>() {
            Ok(date) if is_date(text) => {
                utc(date.at(0, 0, 0, 0)).map(Self::truncated).map_err(|error| not_a_time(text, &error.to_string()))
            }
            _ => Self::parse(text),
        }
    }

    /// Parses the begin of a period that ends at `now`: its length as `30s`, `15m`, `1h` or `2d`, or a time or a date as
    /// [`Timestamp::parse_start`] does.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a text of another form.
    pub fn parse_since(text: &str, now: Self) -> Result<Self> {
        match seconds(text) {
            Some(seconds) => Ok(now.plus_seconds(seconds.saturating_neg())),
            None => Self::parse_start(text).map_err(|_| not_a_time(text, OR_A_PERIOD)),
        }
    }

    /// Converts a time in milliseconds since 1970, as CloudWatch Logs and SQS have it; `None` if it is out of range.
    pub fn from_millis(millis: i64) -> Option<Self> {
        jiff::Timestamp::from_millisecond(millis).ok().map(Self)
    }

    /// Returns this time in milliseconds since 1970, rounded down.
    pub fn millis(self) -> i64 {
        self.0.as_microsecond().div_euclid(1_000)
    }

    /// Parses a time, or a date as its last microsecond: the upper end of a period.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the text is neither.
    pub fn parse_end(text: &str) -> Result<Self> {
        match text.parse::<civil::Date>() {
            Ok(date) if is_date(text) => {
                utc(date.at(23, 59, 59, 999_999_000)).map(Self::truncated).map_err(|_| not_a_time(text, OR_A_DATE))
            }
            _ => Self::parse(text).map_err(|_| not_a_time(text, OR_A_DATE)),
        }
    }

    /// Returns this time plus `seconds`, which may be negative. The result stays within the range of times.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        self.plus(SignedDuration::from_secs(seconds))
    }

    /// Returns this time plus `micros` microseconds.
    #[must_use]
    pub fn plus_micros(self, micros: i64) -> Self {
        self.plus(SignedDuration::from_micros(micros))
    }

    /// Returns `2026-11-22 12:03:00+01:00`: this time in a time zone, to the second.
    pub fn in_zone(self, zone: TimeZone) -> String {
        self.0.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S%:z").to_string()
    }

    /// Returns the microseconds from `other` to this time; negative if `other` is later.
    pub fn micros_since(self, other: Self) -> i64 {
        self.0.as_microsecond() - other.0.as_microsecond()
    }

    /// Returns the date of this time plus `days`, as `2026-11-22`.
    pub fn day(self, days: i64) -> String {
        self.plus(SignedDuration::from_hours(24 * days)).0.strftime("%Y-%m-%d").to_string()
    }

    /// Returns this time plus one microsecond, for the next sort key.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus_micros(1)
    }

    fn plus(self, by: SignedDuration) -> Self {
        Self(self.0.saturating_add(by).unwrap_or(self.0))
    }

    fn truncated(at: jiff::Timestamp) -> Self {
        Self(jiff::Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m-%dT%H:%M:%S.%6f+00:00"))
    }
}

/// Whether a time has another offset than UTC. Its text does not sort among UTC times.
pub fn has_foreign_offset(text: &str) -> bool {
    let Some((_, time)) = text.split_once(['T', ' ']) else {
        return false;
    };
    match time.find(['+', '-']) {
        Some(at) => time[at + 1..].bytes().any(|b| b.is_ascii_digit() && b != b'0'),
        None => false,
    }
}

fn utc(local: civil::DateTime) -> std::result::Result<jiff::Timestamp, jiff::Error> {
    Ok(local.to_zoned(jiff::tz::TimeZone::UTC)?.timestamp())
}

/// Returns the seconds of a length such as `15m`; `None` for a text of another form, and for a length that is out of range.
fn seconds(text: &str) -> Option<i64> {
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let of_unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| digits.parse::<i64>().ok()?.checked_mul(of_unit)).flatten()
}

fn is_date(text: &str) -> bool {
    text.len() == "2026-11-22".len()
}

fn not_a_time(text: &str, why: &str) -> Error {
    Error::Invalid { what: format!("{text:?} is not a time"), why: why.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        Timestamp::parse(text).unwrap().to_string()
    }

    #[test]
    fn every_form_reads_as_the_same_moment() {
        let written = "2026-11-22T11:03:00.000000+00:00";
        for text in [
            written,
            "2026-11-22T11:03:00+00:00",
            "2026-11-22T11:03:00Z",
            "2026-11-22T11:03:00",
            "2026-11-22 11:03:00",
            "2026-11-22T06:03:00-05:00",
            "2026-11-22T16:33:00.000000+05:30",
        ] {
            assert_eq!(parsed(text), written, "{text}");
        }
    }

    #[test]
    fn the_text_has_one_width_and_sorts_as_time() {
        let last_of_year = Timestamp::parse("2025-12-31T23:59:59.999999Z").unwrap();
        let next = last_of_year.next();
        assert_eq!(next.to_string(), "2026-01-01T00:00:00.000000+00:00");
        assert!(last_of_year.to_string() < next.to_string());
        assert_eq!(last_of_year.to_string().len(), next.to_string().len());
    }

    #[test]
    fn a_date_is_a_whole_day() {
        let start = Timestamp::parse_start("2026-11-22").unwrap();
        let end = Timestamp::parse_end("2026-11-22").unwrap();
        assert_eq!(start.to_string(), "2026-11-22T00:00:00.000000+00:00");
        assert_eq!(end.to_string(), "2026-11-22T23:59:59.999999+00:00");
    }

    #[test]
    fn a_period_begins_before_now_or_at_a_time() {
        let now = Timestamp::parse("2026-11-22T12:00:00Z").unwrap();
        for (text, begin) in [
            ("30s", "2026-11-22T11:59:30.000000+00:00"),
            ("15m", "2026-11-22T11:45:00.000000+00:00"),
            ("1h", "2026-11-22T11:00:00.000000+00:00"),
            ("2d", "2026-11-20T12:00:00.000000+00:00"),
            ("0s", "2026-11-22T12:00:00.000000+00:00"),
            ("2026-11-21", "2026-11-21T00:00:00.000000+00:00"),
            ("2026-11-22T06:03:00-05:00", "2026-11-22T11:03:00.000000+00:00"),
        ] {
            assert_eq!(Timestamp::parse_since(text, now).unwrap().to_string(), begin, "{text}");
        }
        for text in ["", "h", "1", "1w", "-1h", "+1h", "1.5h", "1 h", "1H", "é", "99999999999999999999d", "yesterday"]
        {
            assert!(Timestamp::parse_since(text, now).is_err(), "{text}");
        }
        assert!(Timestamp::parse_since("9223372036854775807s", now).is_ok());
    }

    #[test]
    fn milliseconds_are_since_1970() {
        let at = Timestamp::parse("1970-01-01T00:00:01.500900Z").unwrap();
        assert_eq!(at.millis(), 1_500);
        assert_eq!(Timestamp::from_millis(1_500).unwrap().to_string(), "1970-01-01T00:00:01.500000+00:00");
        assert_eq!(Timestamp::from_millis(-1).unwrap().millis(), -1);
        assert!(Timestamp::from_millis(i64::MAX).is_none());
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "yesterday", "2026-13-01", "2026-11-22", "11:03"] {
            assert!(Timestamp::parse(text).is_err(), "{text}");
        }
        assert!(Timestamp::parse_start("2026-02-30").is_err());
    }

    #[test]
    fn foreign_offsets_are_told_apart() {
        assert!(has_foreign_offset("2026-11-22T06:03:00-05:00"));
        assert!(has_foreign_offset("2026-11-22 06:03:00+05:30"));
        for utc in ["2026-11-22T11:03:00.5+00:00", "2026-11-22T11:03:00Z", "2026-11-22T11:03:00", ""] {
            assert!(!has_foreign_offset(utc), "{utc}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_back(micros in -62_135_596_800_000_000_i64..253_402_207_200_000_000) {
            let at = Timestamp(jiff::Timestamp::from_microsecond(micros).unwrap());
            proptest::prop_assert_eq!(Timestamp::parse(&at.to_string()).unwrap(), at);
        }

        #[test]
        fn the_order_of_text_is_the_order_of_time(a in 0_i64..253_402_207_200_000_000, b in 0_i64..253_402_207_200_000_000) {
            let sort_key_time = |micros| Timestamp(jiff::Timestamp::from_microsecond(micros).unwrap());
            proptest::prop_assert_eq!(sort_key_time(a).cmp(&sort_key_time(b)), sort_key_time(a).to_string().cmp(&sort_key_time(b).to_string()));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".*") {
            Timestamp::parse(&text).ok();
            Timestamp::parse_start(&text).ok();
            Timestamp::parse_end(&text).ok();
            Timestamp::parse_since(&text, Timestamp::now()).ok();
            has_foreign_offset(&text);
        }
    }
}
