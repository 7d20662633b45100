//! The times of the missing messages of a conversation.

use crate::messaging::seeds::SeedMessage;
use crate::timestamp::Timestamp;
use std::collections::HashMap;

/// The seconds between a seeded message and the next, as the app's script had them.
const INTERVAL_SECONDS: i64 = 60;

/// The times of a conversation's messages, from the times of those that exist:
///
/// - between two messages that exist, the missing ones are evenly spaced;
/// - before the first one they are a minute apart;
/// - after the last one they are a minute apart, or less if they would be later than `until`;
/// - if none exists, the last message is at `until`, and the others are a minute apart.
///
/// All spaces are whole microseconds: a run that sees part of what another run writes computes the same times.
pub(super) struct Times {
    /// The messages that exist: index and time, by index.
    existing: Vec<(usize, Timestamp)>,
    /// The index of the last message.
    end: usize,
    until: Timestamp,
}

impl Times {
    /// Returns the times of `messages`, of which those in `existing` exist (time by id).
    pub(super) fn new(messages: &[SeedMessage], existing: &HashMap<&str, Timestamp>, until: Timestamp) -> Self {
        let of = |(index, message): (usize, &SeedMessage)| Some((index, *existing.get(message.uuid.as_str())?));
        let existing = messages.iter().enumerate().filter_map(of).collect();
        Self { existing, end: messages.len().saturating_sub(1), until }
    }

    /// Returns the time of the message at an index that does not exist.
    pub(super) fn at(&self, index: usize) -> Timestamp {
        let distance = |from: usize, to: usize| (to - from) as i64;
        let next = self.existing.partition_point(|(existing, _)| *existing < index);
        let before = next.checked_sub(1).and_then(|before| self.existing.get(before));
        match (before, self.existing.get(next)) {
            (Some((a, from)), Some((b, to))) => {
                from.plus_micros(to.micros_since(*from) / distance(*a, *b) * distance(*a, index))
            }
            (None, Some((b, to))) => to.plus_seconds(-INTERVAL_SECONDS * distance(index, *b)),
            (Some((a, from)), None) => {
                let interval = self.until.micros_since(*from) / distance(*a, self.end);
                from.plus_micros(interval.clamp(0, INTERVAL_SECONDS * 1_000_000) * distance(*a, index))
            }
            (None, None) => self.until.plus_seconds(-INTERVAL_SECONDS * distance(index, self.end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn until() -> Timestamp {
        Timestamp::parse("2026-11-22T12:00:00Z").unwrap()
    }

    fn messages(count: usize) -> Vec<SeedMessage> {
        (0..count).map(|index| SeedMessage { uuid: format!("m{index}"), from: 0, text: "x".to_owned() }).collect()
    }

    /// The times of all messages, in seconds before `until`, where these exist (index and seconds before `until`).
    fn seconds_before(count: usize, existing: &[(usize, i64)]) -> Vec<f64> {
        let messages = messages(count);
        let known: HashMap<&str, Timestamp> = existing
            .iter()
            .map(|(index, before)| (messages[*index].uuid.as_str(), until().plus_seconds(-before)))
            .collect();
        let times = Times::new(&messages, &known, until());
        let at = |index: usize| known.get(messages[index].uuid.as_str()).copied().unwrap_or_else(|| times.at(index));
        (0..count).map(|index| until().micros_since(at(index)) as f64 / 1e6).collect()
    }

    #[test]
    fn a_new_conversation_ends_at_until_a_minute_apart() {
        assert_eq!(seconds_before(1, &[]), [0.0]);
        assert_eq!(seconds_before(4, &[]), [180.0, 120.0, 60.0, 0.0]);
    }

    #[test]
    fn between_two_that_exist_the_missing_ones_are_evenly_spaced() {
        assert_eq!(seconds_before(5, &[(0, 100), (4, 20)]), [100.0, 80.0, 60.0, 40.0, 20.0]);
        assert_eq!(seconds_before(4, &[(0, 4_000), (1, 10), (3, 0)]), [4_000.0, 10.0, 5.0, 0.0]);
        // In whole microseconds, rounded towards the earlier one.
        assert_eq!(seconds_before(4, &[(0, 1), (3, 0)]), [1.0, 0.666_667, 0.333_334, 0.0]);
    }

    #[test]
    fn before_the_first_and_after_the_last_that_exist_they_are_a_minute_apart() {
        assert_eq!(seconds_before(5, &[(2, 1_000)]), [1_120.0, 1_060.0, 1_000.0, 940.0, 880.0]);
    }

    #[test]
    fn after_the_last_that_exists_none_is_later_than_until() {
        assert_eq!(seconds_before(4, &[(1, 30)]), [90.0, 30.0, 15.0, 0.0]);
        assert_eq!(seconds_before(3, &[(0, 120)]), [120.0, 60.0, 0.0]);
        // One that exists may be later: then the missing ones get its time, and their keys the next free microseconds.
        assert_eq!(seconds_before(3, &[(0, -30)]), [-30.0, -30.0, -30.0]);
    }

    proptest::proptest! {
        #[test]
        fn a_run_that_sees_part_of_another_computes_the_same_times(
            count in 1_usize..40,
            is_written in proptest::collection::vec(proptest::bool::ANY, 40),
        ) {
            let all = seconds_before(count, &[]);
            let written = (0..count).filter(|index| is_written[*index]);
            let part: Vec<(usize, i64)> = written.map(|index| (index, all[index] as i64)).collect();
            proptest::prop_assert_eq!(seconds_before(count, &part), all);
        }
    }
}
