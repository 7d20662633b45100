//! How the times of tables are shown to people. JSON and CSV have them in UTC, whatever is chosen.

use super::context;
use super::error::Failure;
use clap::ValueEnum;
use cruddur::timestamp::Timestamp;
use jiff::tz::TimeZone;

/// The form that the option `--time` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Form {
    /// 2026-11-22 11:03:00Z
    #[default]
    Utc,
    /// 2026-11-22 12:03:00+01:00, in the time zone of the system
    Local,
    /// 5 min ago
    Relative,
}

/// How times are shown.
#[derive(Debug, Clone, Copy, Default)]
pub enum Times {
    /// In UTC.
    #[default]
    Utc,
    /// In the time zone of the system, which is known.
    Local,
    /// As the distance from this time.
    Relative(Timestamp),
}

impl Times {
    /// # Errors
    /// A usage failure if the time zone of the system is not known, and an error of an invalid current time.
    pub fn of(form: Form) -> anyhow::Result<Self> {
        match form {
            Form::Utc => Ok(Self::Utc),
            Form::Local => match TimeZone::try_system() {
                Ok(_) => Ok(Self::Local),
                Err(error) => Err(Failure::usage(
                    format!("the time zone of this system is not known: {error}"),
                    "export TZ=Europe/Paris, or another zone, or --time utc".to_owned(),
                )),
            },
            Form::Relative => Ok(Self::Relative(context::now()?)),
        }
    }

    /// Returns a time in this form, or `None` if it is shown in UTC.
    pub fn shown(self, at: Timestamp) -> Option<String> {
        match self {
            Self::Utc => None,
            Self::Local => Some(at.in_zone(TimeZone::system())),
            Self::Relative(now) => Some(distance(now.micros_since(at) / 1_000_000)),
        }
    }
}

/// Returns how long ago a time is, in one unit. Negative seconds are in the future.
fn distance(seconds: i64) -> String {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    // The first unit with at least two of it: an hour and a half is 90 min.
    let (one, unit) = match seconds.unsigned_abs() {
        0 => return "now".to_owned(),
        away if away < 2 * MINUTE => (1, "s"),
        away if away < 2 * HOUR => (MINUTE, "min"),
        away if away < 2 * DAY => (HOUR, "h"),
        away if away < 60 * DAY => (DAY, "days"),
        away if away < 730 * DAY => (30 * DAY, "months"),
        _ => (365 * DAY, "years"),
    };
    let count = seconds.unsigned_abs() / one;
    if seconds < 0 { format!("in {count} {unit}") } else { format!("{count} {unit} ago") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_has_one_unit() {
        for (seconds, said) in [
            (0, "now"),
            (1, "1 s ago"),
            (119, "119 s ago"),
            (120, "2 min ago"),
            (7_199, "119 min ago"),
            (7_200, "2 h ago"),
            (172_799, "47 h ago"),
            (172_800, "2 days ago"),
            (60 * 86_400, "2 months ago"),
            (730 * 86_400, "2 years ago"),
            (-300, "in 5 min"),
            (i64::MIN, "in 292471208677 years"),
        ] {
            assert_eq!(distance(seconds), said);
        }
    }
}
