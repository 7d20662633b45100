//! The participants of conversations, so that the index is not read for each message.

use crate::ddb::{RecordChange, StreamRecord};
use crate::messaging::Conversation;
use std::collections::HashMap;

/// The number of conversations that are known.
const MAX_KNOWN: usize = 10_000;

/// How many participants a conversation has.
const PARTICIPANTS: usize = 2;

/// The participants of conversations, which do not change.
#[derive(Debug, Default)]
pub(super) struct KnownParticipants(HashMap<String, Vec<String>>);

impl KnownParticipants {
    /// Returns the participants of a conversation, if both are known.
    pub(super) fn of(&self, conversation_id: &str) -> Option<&[String]> {
        self.0.get(conversation_id).map(Vec::as_slice)
    }

    /// Adds the participants of a conversation, and returns them. If one of them is missing, they are looked up again the next
    /// time: the inbox row of a new conversation may come after its first message.
    pub(super) fn add(&mut self, conversation_id: &str, participants: Vec<String>) -> Vec<String> {
        if participants.len() >= PARTICIPANTS {
            if self.0.len() >= MAX_KNOWN {
                self.0.clear();
            }
            self.0.insert(conversation_id.to_owned(), participants.clone());
        }
        participants
    }

    /// Adds the conversations of the inbox rows among records.
    pub(super) fn learn(&mut self, records: &[StreamRecord]) {
        let written = records.iter().filter(|record| record.change != RecordChange::Remove);
        for row in written.filter_map(|record| Conversation::from_item(record.image.as_ref()?)) {
            let both = [row.owner, row.other.user_uuid];
            if !row.conversation_id.is_empty() && both.iter().all(|one| !one.is_empty()) {
                self.add(&row.conversation_id, both.into());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddb::item::{Item, insert};

    #[test]
    fn inbox_rows_name_both_participants() {
        let mut image = Item::new();
        for (name, value) in [
            ("pk", "GRP#anna"),
            ("sk", "GRP#2026-11-22T12:00:00.000000+00:00"),
            ("user_uuid", "bela"),
            ("message_group_uuid", "c"),
        ] {
            insert(&mut image, name, value);
        }
        let record = StreamRecord {
            change: RecordChange::Insert,
            keys: Item::new(),
            image: Some(image),
            sequence_number: String::new(),
            created: None,
        };
        let mut known = KnownParticipants::default();
        known.learn(&[StreamRecord { change: RecordChange::Remove, ..record.clone() }]);
        assert_eq!(known.of("c"), None);
        known.learn(&[record]);
        assert_eq!(known.of("c"), Some(&["anna".to_owned(), "bela".to_owned()][..]));
    }

    #[test]
    fn one_participant_is_looked_up_again() {
        let mut known = KnownParticipants::default();
        assert_eq!(known.add("c", vec!["anna".to_owned()]), ["anna"]);
        assert_eq!(known.of("c"), None);
        for number in 0..=MAX_KNOWN {
            known.add(&number.to_string(), vec!["anna".to_owned(), "bela".to_owned()]);
        }
        assert!(known.0.len() <= MAX_KNOWN && known.of(&MAX_KNOWN.to_string()).is_some());
    }
}
