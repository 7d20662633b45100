//! Updating inboxes from the table's stream, as the app's update function does.
//!
//! A record of a message brings the conversation's group rows up to that message, each row in one transaction, and only
//! forward in time. A record that comes twice, late or out of order therefore changes nothing.
//! Source: the app's stream function; DynamoDB developer guide, "Change data capture for DynamoDB Streams".

use super::inbox_update::{InboxState, outdated_keys};
use super::model::{Conversation, Message};
use super::row::Keyed;
use crate::ddb::item::Item;
use crate::ddb::retry::{Backoff, Retry};
use crate::ddb::stream::RangePage;
use crate::ddb::transaction::{Outcome, has_changed};
use crate::ddb::{Batch, RecordChange, ShardRange, Stream, StreamRanges, StreamRecord, Table};
use crate::error::{Error, Result};
use crate::timestamp::Timestamp;
use std::collections::{BTreeSet, HashMap};
use std::ops::AddAssign;

/// How many participants a conversation has.
const PARTICIPANTS: usize = 2;

/// How often the index is read for the rows of a new conversation, which it has a moment after the table.
const INDEX_TRIES: usize = 4;

/// The results of inbox updates, in group rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InboxCounts {
    /// How many rows were brought up to the message.
    pub updated: usize,
    /// How many rows were at least as new as the message.
    pub current: usize,
    /// How many inboxes have no row of the conversation.
    pub missing: usize,
}

impl AddAssign for InboxCounts {
    fn add_assign(&mut self, other: Self) {
        self.updated += other.updated;
        self.current += other.current;
        self.missing += other.missing;
    }
}

/// The results of a batch of records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// How many records the batch has.
    pub records: usize,
    /// The results in group rows.
    pub inboxes: InboxCounts,
    /// When the last record was written.
    pub last: Option<Timestamp>,
    /// The keys of messages without a text, for which no inbox is updated.
    pub without_text: Vec<String>,
}

impl AddAssign for Applied {
    fn add_assign(&mut self, other: Self) {
        self.records += other.records;
        self.inboxes += other.inboxes;
        self.last = other.last.or(self.last);
        self.without_text.extend(other.without_text);
    }
}

impl StreamRecord {
    /// Returns the message that was written; `None` for a group row, a deletion, and anything else.
    pub fn message(&self) -> Option<Message> {
        self.any_message().filter(|message| !message.text.is_empty())
    }

    /// Returns the key of a message that has no text, or one that is not a string. No inbox can show it.
    pub fn without_text(&self) -> Option<String> {
        let message = self.any_message().filter(|message| message.text.is_empty())?;
        Some(format!("{} {}", Message::partition(&message.conversation_id), message.created.text))
    }

    fn any_message(&self) -> Option<Message> {
        let image = self.image.as_ref().filter(|_| self.change != RecordChange::Remove)?;
        // A message without a conversation id belongs to no inbox, and is not in the index.
        Message::from_item(image).filter(|message| !message.conversation_id.is_empty())
    }
}

/// Groups the records of messages by conversation. The conversations are in the order of their first record, and the
/// records of each conversation are sorted by the time of the message, newest first.
pub fn by_conversation(records: &[StreamRecord]) -> Vec<Vec<&StreamRecord>> {
    let mut indexes: HashMap<String, usize> = HashMap::new();
    let mut conversations: Vec<Vec<(Message, &StreamRecord)>> = Vec::new();
    for record in records {
        let Some(message) = record.message() else { continue };
        let index = *indexes.entry(message.conversation_id.clone()).or_insert(conversations.len());
        if index == conversations.len() {
            conversations.push(Vec::new());
        }
        conversations[index].push((message, record));
    }
    let newest_first = |mut conversation: Vec<(Message, _)>| {
        conversation.sort_by(|(a, _), (b, _)| b.created.order().cmp(&a.created.order()));
        conversation.into_iter().map(|(_, record)| record).collect()
    };
    conversations.into_iter().map(newest_first).collect()
}

impl Stream {
    /// Updates the inboxes for a batch of records: of each conversation, for the newest message that still exists. A dry
    /// run writes nothing, and counts what would be written.
    ///
    /// # Errors
    /// As [`Table::update_inboxes`].
    pub async fn apply(&mut self, batch: &Batch, dry_run: bool) -> Result<Applied> {
        self.table().await?.apply_records(&batch.records, dry_run).await
    }
}

impl StreamRanges {
    /// Updates the inboxes for a range of records, as [`Stream::apply`] does for a batch. Returns `None` if the stream no longer has
    /// all of the records; the inboxes are then updated for some of them, or for none.
    ///
    /// # Errors
    /// [`Error::StreamWithoutImages`], [`Error::EndlessPages`], and as [`Table::update_inboxes`].
    pub async fn apply(&self, range: &ShardRange, dry_run: bool) -> Result<Option<Applied>> {
        let mut applied = Applied::default();
        let mut pages = self.read(range);
        while let Some(page) = pages.next().await? {
            let RangePage::Records(records) = page else { return Ok(None) };
            if records.iter().any(|record| record.change != RecordChange::Remove && record.image.is_none()) {
                let view = "records without new images".to_owned();
                return Err(Error::StreamWithoutImages { table: self.table.table().to_owned(), view });
            }
            applied += self.table.apply_records(&records, dry_run).await?;
        }
        Ok(Some(applied))
    }
}

impl Table {
    /// Updates the inboxes for some records of the stream.
    async fn apply_records(&self, records: &[StreamRecord], dry_run: bool) -> Result<Applied> {
        let last = records.last().and_then(|record| record.created);
        let without_text = records.iter().filter_map(StreamRecord::without_text).collect();
        let mut applied = Applied { records: records.len(), last, without_text, ..Applied::default() };
        for conversation in by_conversation(records) {
            applied.inboxes += self.update_inboxes_for_newest(&conversation, dry_run).await?;
        }
        Ok(applied)
    }

    /// Updates the inboxes of a conversation for its newest message that still exists. `records` are the records of one
    /// conversation, newest first, as [`by_conversation`] returns them. Older messages need no update of their own.
    ///
    /// # Errors
    /// As [`Table::update_inboxes`].
    pub async fn update_inboxes_for_newest(&self, records: &[&StreamRecord], dry_run: bool) -> Result<InboxCounts> {
        for record in records {
            // If many messages were deleted since, each costs one read.
            if records.len() > 1 && !self.has_item(&record.keys).await? {
                continue;
            }
            let inboxes = self.update_inboxes(record, dry_run).await?;
            if inboxes != InboxCounts::default() {
                return Ok(inboxes);
            }
        }
        Ok(InboxCounts::default())
    }

    /// Updates the inboxes of a record's conversation for its message. A dry run writes nothing, and counts what would be
    /// written. Nothing is counted for a record without a message, or if the message no longer exists.
    ///
    /// # Errors
    /// [`Error::NoProgress`] and the service errors. Inboxes that were updated stay so, and the
    /// same record again updates the others.
    pub async fn update_inboxes(&self, record: &StreamRecord, dry_run: bool) -> Result<InboxCounts> {
        let mut inboxes = InboxCounts::default();
        let Some(message) = record.message() else { return Ok(inboxes) };
        let rows = self.find_group_rows(&message).await?;
        let owners = owners(&rows);
        inboxes.missing = PARTICIPANTS.saturating_sub(owners.len());
        let is_outdated = owners.iter().any(|owner| outdated_keys(&rows, owner, &message).is_some());
        if (is_outdated || inboxes.missing > 0) && !self.has_item(&record.keys).await? {
            // The message was deleted since: an inbox must neither show it nor be reported to lack it.
            return Ok(InboxCounts::default());
        }
        for owner in owners {
            inboxes += match outdated_keys(&rows, owner, &message) {
                None => InboxCounts { current: 1, ..InboxCounts::default() },
                Some(_) if dry_run => InboxCounts { updated: 1, ..InboxCounts::default() },
                Some(keys) => self.update_inbox(owner, &keys, &message).await?,
            };
        }
        Ok(inboxes)
    }

    /// Returns the `uuid` of each participant of a message's conversation, as its group rows name them. A conversation without
    /// group rows has none.
    ///
    /// # Errors
    /// The service errors.
    pub async fn participants(&self, message: &Message) -> Result<Vec<String>> {
        let rows = self.find_group_rows(message).await?;
        let both = rows.into_iter().flat_map(|keyed| [keyed.row.owner, keyed.row.other.user_uuid]);
        let participants: BTreeSet<String> = both.filter(|uuid| !uuid.is_empty()).collect();
        Ok(participants.into_iter().collect())
    }

    /// Returns the group rows of a message's conversation. They are read from the index, and, if it lacks some of them for
    /// longer than usual, from the inboxes.
    async fn find_group_rows(&self, message: &Message) -> Result<Vec<Keyed<Conversation>>> {
        let mut backoff = Backoff::new();
        let mut rows = Vec::new();
        // The embedded store has no other writer, and so its index is always up to date.
        let tries = if self.is_exclusive() { 1 } else { INDEX_TRIES };
        for left in (0..tries).rev() {
            rows = self.indexed_rows(&message.conversation_id).await?;
            if owners(&rows).len() >= PARTICIPANTS {
                return Ok(rows);
            }
            if left > 0 {
                backoff.wait().await;
            }
        }
        self.add_rows_of_inboxes(&mut rows, &message.conversation_id, &message.sender.user_uuid).await?;
        Ok(rows)
    }

    /// Adds the rows of a conversation that the index lacks: from the inbox of `user`, and from that of the other
    /// participant.
    pub(super) async fn add_rows_of_inboxes(
        &self,
        rows: &mut Vec<Keyed<Conversation>>,
        conversation_id: &str,
        user: &str,
    ) -> Result<()> {
        if !owners(rows).contains(user) {
            rows.extend(self.inbox_rows(user, conversation_id, 1).await?.into_iter().map(Keyed::from));
        }
        if owners(rows).len() < PARTICIPANTS || !owners(rows).contains(user) {
            self.add_other_participants(rows).await?;
        }
        let other = rows.iter().find_map(|keyed| match &keyed.row {
            row if row.owner == user => Some(row.other.user_uuid.clone()),
            row if row.other.user_uuid == user => Some(row.owner.clone()),
            _ => None,
        });
        if let Some(other) = other.filter(|other| !other.is_empty() && !owners(rows).contains(other.as_str())) {
            rows.extend(self.inbox_rows(&other, conversation_id, 1).await?.into_iter().map(Keyed::from));
        }
        Ok(())
    }

    /// Reads the rows from the table whose index does not hold the other participant.
    async fn add_other_participants(&self, rows: &mut [Keyed<Conversation>]) -> Result<()> {
        for keyed in rows.iter_mut().filter(|keyed| keyed.row.other.user_uuid.is_empty()) {
            if let Some(stored) = self.group_row(&keyed.key, &keyed.row.conversation_id).await? {
                *keyed = stored.into();
            }
        }
        Ok(())
    }

    /// Updates one inbox, whose rows have these keys, for a message.
    async fn update_inbox(&self, owner: &str, keys: &[Item], message: &Message) -> Result<InboxCounts> {
        let mut retry = Retry::new(self.progress_timeout);
        let mut state = self.inbox_state(owner, keys, message).await?;
        while !retry.is_over() {
            let mut update = match state {
                InboxState::Current => return Ok(InboxCounts { current: 1, ..InboxCounts::default() }),
                InboxState::Missing => return Ok(InboxCounts { missing: 1, ..InboxCounts::default() }),
                InboxState::Outdated(update) => update,
            };
            let actions = update.actions()?;
            let Outcome::Refused(refused) = self.transact_write(&actions).await? else {
                return Ok(InboxCounts { updated: 1, ..InboxCounts::default() });
            };
            state = if has_changed(&actions, &refused) {
                retry.wait().await;
                self.inbox_state(owner, &update.replaced_keys(), message).await?
            } else {
                // Another conversation of this inbox has the key.
                update.row.advance();
                InboxState::Outdated(update)
            };
        }
        Err(self.no_progress())
    }
}

/// Returns the owners of rows.
fn owners(rows: &[Keyed<Conversation>]) -> BTreeSet<&str> {
    rows.iter().map(|keyed| keyed.row.owner.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddb::item::insert;
    use crate::messaging::layout::Layout;
    use crate::messaging::model::TABLE_SCHEMA;
    use crate::messaging::model::{Participant, SortKeyTime};

    fn record(change: RecordChange, number: usize, image: Item) -> StreamRecord {
        let sequence_number = number.to_string();
        StreamRecord { change, keys: TABLE_SCHEMA.key.of(&image), image: Some(image), sequence_number, created: None }
    }

    /// The item of a message, so many seconds after noon.
    fn item(conversation_id: &str, seconds: i64, text: &str) -> Item {
        let noon = Timestamp::parse("2026-11-22T12:00:00Z").unwrap();
        let message = Message {
            conversation_id: conversation_id.to_owned(),
            created: SortKeyTime::at(noon.plus_seconds(seconds)),
            uuid: None,
            sender: Participant::default(),
            text: text.to_owned(),
        };
        message.to_item(Layout::Model).unwrap()
    }

    /// The sequence numbers of grouped records.
    fn numbers(records: &[StreamRecord]) -> Vec<Vec<&str>> {
        let conversations = by_conversation(records).into_iter();
        conversations.map(|records| records.into_iter().map(|record| &*record.sequence_number).collect()).collect()
    }

    #[test]
    fn records_are_grouped_in_the_order_of_their_first_and_newest_first() {
        let records: Vec<StreamRecord> = [("b", 10), ("a", 30), ("b", 40), ("a", 20), ("b", 30)]
            .into_iter()
            .enumerate()
            .map(|(number, (conversation_id, seconds))| {
                record(RecordChange::Insert, number, item(conversation_id, seconds, "x"))
            })
            .collect();
        assert_eq!(numbers(&records), [vec!["2", "4", "0"], vec!["1", "3"]]);
        assert_eq!(numbers(&[]), Vec::<Vec<&str>>::new());
    }

    #[test]
    fn records_without_a_message_are_left_out() {
        let mut group_row = item("a", 0, "x");
        insert(&mut group_row, "pk", "GRP#u-anna");
        let mut without_id = item("a", 0, "x");
        insert(&mut without_id, "pk", "MSG#");
        let mut without_image = record(RecordChange::Insert, 4, item("a", 0, "x"));
        without_image.image = None;
        let records = [
            record(RecordChange::Insert, 0, group_row),
            record(RecordChange::Remove, 1, item("a", 0, "x")),
            record(RecordChange::Modify, 2, item("a", 0, "")),
            record(RecordChange::Insert, 3, without_id),
            without_image,
            record(RecordChange::Modify, 5, item("a", 0, "x")),
        ];
        assert_eq!(numbers(&records), [vec!["5"]]);
        let without_text: Vec<String> = records.iter().filter_map(StreamRecord::without_text).collect();
        assert_eq!(without_text, ["MSG#a 2026-11-22T12:00:00.000000+00:00"]);
    }
}
