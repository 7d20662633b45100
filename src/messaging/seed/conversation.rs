//! What a seed writes of one conversation, decided from what exists. Nothing is read or written here.

use super::existing::Existing;
use super::times::Times;
use crate::ddb::item::Item;
use crate::messaging::inbox_update::InboxUpdate;
use crate::messaging::layout::Layout;
use crate::messaging::model::{Conversation, Message, Participant, SortKeyTime};
use crate::messaging::row::{Stored, newest};
use crate::messaging::seeds::{SeedConversation, SeedMessage};
use crate::timestamp::Timestamp;
use std::collections::{HashMap, HashSet};

/// A conversation that the table should have.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) conversation: SeedConversation,
    /// The participants, in the order of the conversation.
    pub(super) participants: [Participant; 2],
    /// The time of the last message, if no message exists that tells it.
    pub(super) until: Timestamp,
}

/// What a seed writes of one conversation.
#[derive(Debug, Clone)]
pub struct ConversationPlan {
    pub(super) wanted: Wanted,
    /// The missing messages: index and time.
    pub(super) missing: Vec<(usize, Timestamp)>,
    /// The newest message when the plan is carried out; `None` for a conversation without messages.
    pub(super) last: Option<Message>,
    /// The updates of the inboxes that do not show it.
    pub(super) updates: Vec<InboxUpdate>,
    /// How many rows the updates replace.
    replaced: usize,
    /// The keys of the items that a reset removes first.
    pub(super) removals: Vec<Item>,
    /// Whether a claim of this conversation was left although nothing is missing.
    pub(super) has_left_claim: bool,
}

impl ConversationPlan {
    /// Compares a conversation with what exists of it. New group rows are in `layout`.
    pub(super) fn of(wanted: Wanted, existing: &Existing, layout: Layout) -> Self {
        let missing = missing_messages(&wanted, existing);
        let mut plan = Self {
            wanted,
            missing,
            last: None,
            updates: Vec::new(),
            replaced: 0,
            removals: Vec::new(),
            has_left_claim: false,
        };
        let Some(last) = plan.last_message(existing) else { return plan };
        let [first, second] = &plan.wanted.participants;
        for (rows, owner, other) in [(&existing.rows[0], first, second), (&existing.rows[1], second, first)] {
            plan.replaced += rows.len() - usize::from(rows.iter().any(|stored| is_current(stored, &last)));
            plan.updates.extend(inbox_update(rows, &last, owner, other, layout));
        }
        plan.last = Some(last);
        plan
    }

    /// The conversation.
    pub fn conversation(&self) -> &SeedConversation {
        &self.wanted.conversation
    }

    /// How many messages are missing.
    pub fn missing_messages(&self) -> usize {
        self.missing.len()
    }

    /// How many group rows are missing or behind.
    pub fn missing_rows(&self) -> usize {
        self.updates.len()
    }

    /// How many items are removed: all items of the conversation for a reset, and group rows that newer ones replace.
    pub fn removed(&self) -> usize {
        self.removals.len() + self.replaced
    }

    /// Whether the conversation is removed and written again.
    pub fn is_reset(&self) -> bool {
        !self.removals.is_empty()
    }

    /// Whether nothing has to be written or removed.
    pub fn is_unchanged(&self) -> bool {
        self.missing_messages() == 0 && self.missing_rows() == 0 && self.removed() == 0 && !self.has_left_claim
    }

    /// Returns the missing messages.
    pub(super) fn messages(&self) -> impl Iterator<Item = Message> {
        self.missing.iter().map(|(index, at)| self.message(*index, *at))
    }

    fn message(&self, index: usize, at: Timestamp) -> Message {
        let Wanted { conversation, participants, .. } = &self.wanted;
        let SeedMessage { uuid, from, text } = &conversation.messages[index];
        Message {
            conversation_id: conversation.conversation_id.clone(),
            created: SortKeyTime::at(at),
            uuid: Some(uuid.clone()),
            sender: participants[*from].clone(),
            text: text.clone(),
        }
    }

    /// Returns the newest message of those that exist and those that are missing.
    fn last_message(&self, existing: &Existing) -> Option<Message> {
        let last_missing = self.missing.iter().max_by_key(|(_, at)| *at);
        let last_missing = last_missing.map(|(index, at)| self.message(*index, *at));
        newest(existing.messages.iter().map(|message| &message.row).chain(&last_missing)).cloned()
    }
}

/// Returns the messages that do not exist: index and time. No two messages of the conversation get the same time.
fn missing_messages(wanted: &Wanted, existing: &Existing) -> Vec<(usize, Timestamp)> {
    let existing = || existing.messages.iter().map(|message| &message.row);
    let by_id: HashMap<&str, Timestamp> =
        existing().filter_map(|message| Some((message.uuid.as_deref()?, message.created.at?))).collect();
    let messages = &wanted.conversation.messages;
    let times = Times::new(messages, &by_id, wanted.until);
    let mut taken: HashSet<Timestamp> = existing().filter_map(|message| message.created.at).collect();
    let is_missing = |(_, message): &(usize, &SeedMessage)| !by_id.contains_key(message.uuid.as_str());
    let with_time = |(index, _)| {
        let mut at = times.at(index);
        while !taken.insert(at) {
            at = at.next();
        }
        (index, at)
    };
    messages.iter().enumerate().filter(is_missing).map(with_time).collect()
}

/// Returns the update of `owner`'s inbox for the last message, or `None` if the inbox has one row and it is current.
fn inbox_update(
    rows: &[Stored],
    last: &Message,
    owner: &Participant,
    other: &Participant,
    layout: Layout,
) -> Option<InboxUpdate> {
    let new = || Conversation {
        owner: owner.user_uuid.clone(),
        conversation_id: last.conversation_id.clone(),
        last_reply: last.created.clone(),
        other: other.clone(),
        last_message: last.text.clone(),
    };
    match (rows, newest(rows.iter().filter(|stored| is_current(stored, last)))) {
        ([], _) => Some(InboxUpdate::insert_row(new(), layout)),
        ([_], Some(_)) => None,
        (rows, current) => {
            let row = current.map_or_else(new, |current| current.row.clone());
            Some(InboxUpdate::replacing(rows.to_vec(), row))
        }
    }
}

/// Whether a group row is at least as new as a message.
fn is_current(stored: &Stored, message: &Message) -> bool {
    stored.row.last_reply.at >= message.created.at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::row::{Keyed, Row};

    const LAYOUT: Layout = Layout::Model;

    fn participant(handle: &str) -> Participant {
        Participant { user_uuid: format!("u-{handle}"), handle: handle.to_owned(), display_name: handle.to_owned() }
    }

    /// A conversation of three messages, the last of which is at 12:00.
    fn wanted() -> Wanted {
        let message =
            |index: usize| SeedMessage { uuid: format!("m{index}"), from: index % 2, text: format!("text {index}") };
        Wanted {
            conversation: SeedConversation {
                conversation_id: "c".to_owned(),
                between: ["anna".to_owned(), "ben".to_owned()],
                messages: (0..3).map(message).collect(),
            },
            participants: [participant("anna"), participant("ben")],
            until: Timestamp::parse("2026-11-22T12:00:00Z").unwrap(),
        }
    }

    /// What exists when a plan was carried out.
    fn written(plan: &ConversationPlan) -> Existing {
        let message = |message: Message| Keyed::read(&message.to_item(LAYOUT).unwrap()).unwrap();
        let row = |update: &InboxUpdate| vec![Stored::read(&update.row.to_item(LAYOUT).unwrap()).unwrap()];
        let [first, second] = &plan.updates[..] else { panic!("{plan:?}") };
        Existing { messages: plan.messages().map(message).collect(), rows: [row(first), row(second)] }
    }

    /// Missing messages, missing rows and removed items.
    fn counts(plan: &ConversationPlan) -> (usize, usize, usize) {
        (plan.missing_messages(), plan.missing_rows(), plan.removed())
    }

    #[test]
    fn a_new_conversation_gets_every_message_and_a_row_in_each_inbox() {
        let plan = ConversationPlan::of(wanted(), &Existing::default(), LAYOUT);
        assert_eq!(counts(&plan), (3, 2, 0));
        let last = plan.last.as_ref().unwrap();
        assert_eq!((last.created.at, last.text.as_str()), (Some(wanted().until), "text 2"));
        for (update, (owner, other)) in plan.updates.iter().zip([("u-anna", "ben"), ("u-ben", "anna")]) {
            let Conversation { last_reply, last_message, .. } = &update.row;
            assert_eq!((update.row.owner.as_str(), update.row.other.handle.as_str()), (owner, other));
            assert_eq!((last_reply, last_message), (&last.created, &last.text));
        }
    }

    #[test]
    fn a_complete_conversation_is_unchanged() {
        let existing = written(&ConversationPlan::of(wanted(), &Existing::default(), LAYOUT));
        // The times are those of the messages that exist; `until` has no effect.
        let later = Wanted { until: wanted().until.plus_seconds(3_600), ..wanted() };
        let plan = ConversationPlan::of(later, &existing, LAYOUT);
        assert!(plan.is_unchanged() && !plan.is_reset(), "{plan:?}");
    }

    #[test]
    fn what_is_missing_is_written_at_the_times_of_the_first_run() {
        let first = ConversationPlan::of(wanted(), &Existing::default(), LAYOUT);
        for index in 0..3 {
            let mut existing = written(&first);
            existing.messages.remove(index);
            existing.rows = Default::default();
            let plan = ConversationPlan::of(wanted(), &existing, LAYOUT);
            assert_eq!(counts(&plan), (1, 2, 0));
            assert_eq!((&plan.missing[..], &plan.last), (&first.missing[index..=index], &first.last));
        }
    }

    #[test]
    fn a_row_that_is_behind_is_replaced_and_so_is_a_second_one() {
        let first = ConversationPlan::of(wanted(), &Existing::default(), LAYOUT);
        let mut existing = written(&first);
        let mut behind = first.updates[0].row.clone();
        behind.last_reply = SortKeyTime::at(wanted().until.plus_seconds(-60));
        let behind = Stored::read(&behind.to_item(LAYOUT).unwrap()).unwrap();
        // One inbox has an older row only, the other one has an older row too.
        existing.rows[0] = vec![behind.clone()];
        existing.rows[1].push(behind);
        let plan = ConversationPlan::of(wanted(), &existing, LAYOUT);
        assert_eq!(counts(&plan), (0, 2, 2));
        assert_eq!(plan.updates.iter().map(InboxUpdate::keeps_its_key).collect::<Vec<_>>(), [false, true]);
        assert!(plan.updates.iter().all(|update| update.row.last_message == "text 2"), "{plan:?}");
    }

    #[test]
    fn messages_whose_times_are_taken_get_the_next_free_microseconds() {
        let first = ConversationPlan::of(wanted(), &Existing::default(), LAYOUT);
        let mut existing = written(&first);
        // A message of another program has the time of the missing one.
        existing.messages[1].row.uuid = Some("other".to_owned());
        let plan = ConversationPlan::of(wanted(), &existing, LAYOUT);
        assert_eq!(plan.missing, [(1, first.missing[1].1.next())]);
    }
}
