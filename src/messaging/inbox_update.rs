//! How an inbox is updated for a message, decided from its rows. Nothing is read or written here.
//!
//! Only the time and the last message of a row change; its other attributes stay. A row that another writer changed since
//! it was read is not overwritten.

use super::layout::Layout;
use super::model::{Conversation, GROUP_ID, Message, TABLE_SCHEMA, is_group_row_attribute};
use super::row::{Keyed, Row, Stored, newest};
use crate::ddb::item::Item;
use crate::ddb::transaction::Action;
use crate::error::Result;

/// The maximum number of rows that an update replaces: two updates must fit into one transaction, of 100 actions.
pub(super) const MAX_REPLACED: usize = 45;

/// The write of a group row, which may replace older rows of the same inbox.
#[derive(Debug, Clone)]
pub(super) struct InboxUpdate {
    /// The new row.
    pub(super) row: Conversation,
    /// The layout of the new row, if it replaces none.
    layout: Layout,
    /// The rows that it replaces, newest first.
    replaced: Vec<Stored>,
}

impl InboxUpdate {
    /// A row that replaces no other.
    pub(super) fn insert_row(row: Conversation, layout: Layout) -> Self {
        Self { row, layout, replaced: Vec::new() }
    }

    /// A row that replaces these, or as many of them as one transaction can.
    pub(super) fn replacing(mut replaced: Vec<Stored>, row: Conversation) -> Self {
        replaced.sort_by(|a, b| b.sort_key_time().order().cmp(&a.sort_key_time().order()));
        replaced.truncate(MAX_REPLACED);
        Self { row, layout: Layout::default(), replaced }
    }

    /// Whether the row keeps the key of one that it replaces.
    pub(super) fn keeps_its_key(&self) -> bool {
        self.replaced.iter().any(|old| old.row.last_reply == self.row.last_reply)
    }

    /// Returns the keys of the rows that it replaces.
    pub(super) fn replaced_keys(&self) -> Vec<Item> {
        self.replaced.iter().map(Stored::key).collect()
    }

    /// Returns the key of the new row.
    ///
    /// # Errors
    /// As [`Conversation::to_item`].
    pub(super) fn key(&self) -> Result<Item> {
        Ok(TABLE_SCHEMA.key.of(&self.item()?))
    }

    /// Returns the writes, for one transaction. It is refused if another writer changed a row since it was read.
    ///
    /// # Errors
    /// As [`Conversation::to_item`].
    pub(super) fn actions(&self) -> Result<Vec<Action>> {
        let item = self.item()?;
        let key = TABLE_SCHEMA.key;
        let (same_key, others): (Vec<_>, Vec<_>) =
            self.replaced.iter().partition(|old| key.text_of(&old.item) == key.text_of(&item));
        let mut actions: Vec<Action> =
            others.into_iter().map(|old| Action::DeleteIfUnchanged(old.item.clone())).collect();
        actions.push(match same_key.first() {
            // A transaction takes only one action for each key.
            Some(old) => Action::PutIfUnchanged { item, read: old.item.clone() },
            None if self.replaced.is_empty() => Action::PutSame { item, attribute: GROUP_ID },
            None => Action::PutIfAbsent(item),
        });
        Ok(actions)
    }

    /// Returns the new item: the newest one that it replaces, changed, with the attributes that only older ones have.
    fn item(&self) -> Result<Item> {
        let Some((newest, older)) = self.replaced.split_first() else { return self.row.to_item(self.layout) };
        let mut item = self.row.replacing(&newest.item)?;
        let unknown = older.iter().flat_map(|old| &old.item).filter(|(name, _)| !is_group_row_attribute(name));
        for (name, value) in unknown {
            item.entry(name.clone()).or_insert_with(|| value.clone());
        }
        Ok(item)
    }
}

/// Whether an inbox shows a message.
#[derive(Debug, Clone)]
pub(super) enum InboxState {
    /// Its row is at least as new as the message.
    Current,
    /// Its rows are older, and this update replaces them.
    Outdated(Box<InboxUpdate>),
    /// It has no row of the conversation.
    Missing,
}

impl InboxState {
    /// Compares the rows of one conversation in one inbox with a message.
    pub(super) fn of(rows: Vec<Stored>, message: &Message) -> Self {
        let Some(newest) = newest(&rows) else { return Self::Missing };
        if newest.row.last_reply.at >= message.created.at {
            return Self::Current;
        }
        let (last_reply, last_message) = (message.created.clone(), message.text.clone());
        let row = Conversation { last_reply, last_message, ..newest.row.clone() };
        Self::Outdated(Box::new(InboxUpdate::replacing(rows, row)))
    }
}

/// Returns the keys of `owner`'s rows among the rows of a conversation, or `None` if `owner` has no row, or has
/// one that is at least as new as the message. It needs only the keys of the rows, so an index without other attributes is enough.
pub(super) fn outdated_keys(rows: &[Keyed<Conversation>], owner: &str, message: &Message) -> Option<Vec<Item>> {
    let of_owner: Vec<_> = rows.iter().filter(|keyed| keyed.row.owner == owner).collect();
    let newest = newest(of_owner.iter().copied())?;
    let is_outdated = newest.row.last_reply.at < message.created.at;
    is_outdated.then(|| of_owner.into_iter().map(|keyed| keyed.key.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddb::item::{insert, text};
    use crate::messaging::model::{Participant, SortKeyTime};
    use crate::timestamp::Timestamp;

    fn at(seconds: i64) -> SortKeyTime {
        SortKeyTime::at(Timestamp::parse("2026-11-22T12:00:00Z").unwrap().plus_seconds(seconds))
    }

    /// A message at 12:00.
    fn message() -> Message {
        Message {
            conversation_id: "c".to_owned(),
            created: at(0),
            uuid: Some("m-1".to_owned()),
            sender: Participant { user_uuid: "u-anna".to_owned(), ..Participant::default() },
            text: "new".to_owned(),
        }
    }

    /// A row of Ben's inbox, so many seconds after the message, with these attributes of another program.
    fn row(seconds: i64, layout: Layout, more: &[(&str, &str)]) -> Stored {
        let row = Conversation {
            owner: "u-ben".to_owned(),
            conversation_id: "c".to_owned(),
            last_reply: at(seconds),
            other: Participant {
                user_uuid: "u-anna".to_owned(),
                handle: "anna".to_owned(),
                display_name: "Anna".to_owned(),
            },
            last_message: "old".to_owned(),
        };
        let mut item = row.to_item(layout).unwrap();
        more.iter().for_each(|(name, value)| insert(&mut item, name, value));
        Stored::read(&item).unwrap()
    }

    fn update(rows: Vec<Stored>) -> InboxUpdate {
        match InboxState::of(rows, &message()) {
            InboxState::Outdated(update) => *update,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_inbox_without_a_row_is_missing_it() {
        assert!(matches!(InboxState::of(Vec::new(), &message()), InboxState::Missing));
    }

    #[test]
    fn a_row_at_the_time_of_the_message_or_later_is_current() {
        for seconds in [0, 1] {
            let rows = vec![row(-60, Layout::Model, &[]), row(seconds, Layout::Model, &[])];
            assert!(matches!(InboxState::of(rows, &message()), InboxState::Current));
        }
    }

    #[test]
    fn an_older_row_is_replaced_in_its_layout() {
        for layout in Layout::IN_KEY_ORDER {
            let old = row(-60, layout, &[]);
            let update = update(vec![old.clone()]);
            assert!(!update.keeps_its_key());
            let expected = Conversation { last_reply: at(0), last_message: "new".to_owned(), ..old.row.clone() };
            assert_eq!(update.row, expected);
            let [Action::DeleteIfUnchanged(deleted), Action::PutIfAbsent(put)] = &update.actions().unwrap()[..] else {
                panic!("{update:?}")
            };
            assert_eq!((deleted, put), (&old.item, &expected.to_item(layout).unwrap()));
        }
    }

    #[test]
    fn all_older_rows_are_replaced_and_the_newest_one_gives_the_layout() {
        let rows = vec![row(-90, Layout::Flask, &[]), row(-60, Layout::Model, &[]), row(-120, Layout::Flask, &[])];
        let update = update(rows.clone());
        assert_eq!(update.replaced_keys(), [1, 0, 2].map(|index: usize| rows[index].key()));
        let actions = update.actions().unwrap();
        let [deletes @ .., Action::PutIfAbsent(put)] = &actions[..] else { panic!("{actions:?}") };
        assert!(deletes.iter().all(|action| matches!(action, Action::DeleteIfUnchanged(_))), "{deletes:?}");
        assert_eq!(deletes.len(), 3);
        assert_eq!(text(put, "sk"), Some("GRP#2026-11-22T12:00:00.000000+00:00"));
    }

    #[test]
    fn as_many_rows_are_replaced_as_a_transaction_takes() {
        let rows: Vec<Stored> = (1..=60).map(|seconds| row(-seconds, Layout::Model, &[])).collect();
        let update = update(rows.clone());
        assert_eq!(update.replaced_keys(), rows[..MAX_REPLACED].iter().map(Stored::key).collect::<Vec<_>>());
        assert!(update.actions().unwrap().len() * 2 <= 100);
    }

    #[test]
    fn attributes_of_other_programs_stay() {
        let newer = row(-60, Layout::Model, &[("pinned", "yes"), ("seen", "newer")]);
        let older = row(-90, Layout::Flask, &[("seen", "older"), ("muted", "no")]);
        let actions = update(vec![older, newer]).actions().unwrap();
        let Some(Action::PutIfAbsent(put)) = actions.last() else { panic!("{actions:?}") };
        let attributes = ["pinned", "seen", "muted", "message", "handle", "user_handle"];
        let expected = [Some("yes"), Some("newer"), Some("no"), Some("new"), Some("anna"), None];
        assert_eq!(attributes.map(|name| text(put, name)), expected);
    }

    #[test]
    fn a_row_that_keeps_its_key_is_put_over_itself_only() {
        let old = row(0, Layout::Model, &[]);
        let renamed = Conversation { last_message: "new".to_owned(), ..old.row.clone() };
        let update = InboxUpdate::replacing(vec![old.clone(), row(-60, Layout::Model, &[])], renamed);
        assert!(update.keeps_its_key());
        let actions = update.actions().unwrap();
        let [Action::DeleteIfUnchanged(_), Action::PutIfUnchanged { item, read }] = &actions[..] else {
            panic!("{actions:?}")
        };
        assert_eq!((text(item, "message"), read), (Some("new"), &old.item));
    }

    #[test]
    fn the_keys_of_an_owner_are_outdated_unless_one_is_current() {
        let keyed = |seconds| Keyed::from(row(seconds, Layout::Model, &[]));
        let (old, older, current) = (keyed(-60), keyed(-90), keyed(0));
        let outdated = |rows: &[&Keyed<Conversation>], owner: &str| {
            let rows: Vec<_> = rows.iter().map(|row| (*row).clone()).collect();
            outdated_keys(&rows, owner, &message())
        };
        assert_eq!(outdated(&[&old, &older], "u-ben"), Some(vec![old.key.clone(), older.key.clone()]));
        assert_eq!(outdated(&[&old, &current], "u-ben"), None);
        assert_eq!(outdated(&[&old], "u-anna"), None);
    }
}
