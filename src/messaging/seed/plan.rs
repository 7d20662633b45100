//! What is missing of one conversation, by what is there of it.

use super::Seeded;
use crate::ddb::Table;
use crate::ddb::item::Item;
use crate::error::Result;
use crate::messaging::group_rows::InboxUpdate;
use crate::messaging::layout::Layout;
use crate::messaging::model::{Conversation, Message, Participant};
use crate::messaging::row::Stored;
use crate::messaging::row::{Keyed, newest};
use crate::messaging::seeds::{SeedConversation, SeedMessage};
use crate::timestamp::Timestamp;
use std::collections::{HashMap, HashSet};

/// The seconds between a seeded message and the next, as the app's script had them.
const STEP: i64 = 60;

/// What is there of a conversation: its messages, and its rows in each participant's inbox.
#[derive(Default)]
pub(super) struct Found {
    pub(super) messages: Vec<Keyed<Message>>,
    pub(super) rows: Vec<Vec<Stored>>,
}

impl Found {
    /// The keys of everything.
    pub(super) fn into_keys(self) -> Vec<Item> {
        let rows = self.rows.into_iter().flatten().map(|found| found.key());
        rows.chain(self.messages.into_iter().map(|found| found.key)).collect()
    }
}

/// The inboxes of users, each read once.
#[derive(Default)]
pub(super) struct Inboxes(HashMap<String, Inbox>);

/// A user's group rows.
#[derive(Default)]
struct Inbox {
    by_conversation_id: HashMap<String, Vec<Stored>>,
    /// The times that stand in their keys, those of planned rows included.
    taken: HashSet<Timestamp>,
}

impl Inboxes {
    pub(super) async fn rows(&mut self, table: &Table, user: &str, conversation_id: &str) -> Result<Vec<Stored>> {
        if !self.0.contains_key(user) {
            let mut inbox = Inbox::default();
            let mut rows = table.inbox(user);
            while let Some(found) = rows.next().await? {
                let Conversation { conversation_id, last_reply, .. } = &found.row;
                inbox.taken.extend(last_reply.at);
                inbox.by_conversation_id.entry(conversation_id.clone()).or_default().push(found);
            }
            self.0.insert(user.to_owned(), inbox);
        }
        Ok(self.0[user].by_conversation_id.get(conversation_id).cloned().unwrap_or_default())
    }

    /// Compares a conversation with what is there of it, and gives its rows keys that are free.
    pub(super) fn planned(
        &mut self,
        conversation: SeedConversation,
        participants: &[Participant; 2],
        found: Found,
        removals: Vec<Item>,
        until: Timestamp,
        layout: Layout,
    ) -> Seeded {
        let mut seeded = plan(conversation, participants, found, removals, until, layout);
        seeded
            .updates
            .iter_mut()
            .filter(|step| !step.keeps_its_key())
            .for_each(|step| self.make_room_for(&mut step.row));
        seeded
    }

    /// Makes the keys of rows free that are to be removed.
    pub(super) fn forget(&mut self, found: &Found) {
        for Conversation { owner, last_reply, .. } in found.rows.iter().flatten().map(|found| &found.row) {
            if let (Some(inbox), Some(at)) = (self.0.get_mut(owner), last_reply.at) {
                inbox.taken.remove(&at);
            }
        }
    }

    /// Moves a planned row on by microseconds until its key is free: the key of a group row is a user and a time, and two
    /// conversations may end in the same moment.
    fn make_room_for(&mut self, row: &mut Conversation) {
        let taken = &mut self.0.entry(row.owner.clone()).or_default().taken;
        while row.last_reply.at.is_some_and(|at| !taken.insert(at)) {
            row.advance();
        }
    }
}

/// Compares one conversation with what is there of it.
fn plan(
    conversation: SeedConversation,
    participants: &[Participant; 2],
    found: Found,
    removals: Vec<Item>,
    until: Timestamp,
    layout: Layout,
) -> Seeded {
    let there = || found.messages.iter().map(|found| &found.row);
    let times: HashMap<&str, Timestamp> =
        there().filter_map(|message| Some((message.uuid.as_deref()?, message.created.at?))).collect();
    let times_of = Times::new(&conversation.messages, &times, until);
    let mut occupied: HashSet<Timestamp> = there().filter_map(|message| message.created.at).collect();
    let mut missing = Vec::new();
    for (index, message) in conversation.messages.iter().enumerate() {
        if times.contains_key(message.uuid.as_str()) {
            continue;
        }
        let mut at = times_of.of(index);
        while !occupied.insert(at) {
            at = at.next();
        }
        missing.push((index, at));
    }
    let mut seeded = Seeded {
        missing_messages: missing.len(),
        missing_rows: 0,
        removed: 0,
        missing,
        until,
        last: None,
        updates: Vec::new(),
        removals,
        conversation,
    };
    let Some(last) = seeded.last(there(), participants) else {
        seeded.removed = seeded.removals.len();
        return seeded;
    };
    let mut stale = 0;
    for (owner, other) in [(0, 1), (1, 0)] {
        let rows = found.rows.get(owner).map(Vec::as_slice).unwrap_or_default();
        let current = newest(rows.iter().filter(|found| found.row.last_reply.at >= last.created.at));
        stale += rows.len() - usize::from(current.is_some());
        let row = current.map_or_else(
            || Conversation {
                owner: participants[owner].user_uuid.clone(),
                conversation_id: seeded.conversation.conversation_id.clone(),
                last_reply: last.created.clone(),
                other: participants[other].clone(),
                last_message: last.text.clone(),
            },
            |current| current.row.clone(),
        );
        match (rows, current) {
            ([], _) => seeded.updates.push(InboxUpdate::insert_row(row, layout)),
            ([_], Some(_)) => {}
            (rows, _) => seeded.updates.push(InboxUpdate::replacing(rows.to_vec(), row)),
        }
    }
    seeded.last = Some(last);
    seeded.missing_rows = seeded.updates.len();
    seeded.removed = seeded.removals.len() + stale;
    seeded
}

/// The times of a conversation's messages: those that are there tell those of the others. Between two that are there the
/// missing ones are evenly spaced; before the first and after the last they are a minute apart, and closer where they would
/// be later than `until`; with none there, the last is at `until`.
///
/// All in whole microseconds: a run that sees part of what another is writing comes to the same times.
struct Times {
    /// The messages that are there, by index.
    there: Vec<(usize, Timestamp)>,
    end: usize,
    until: Timestamp,
}

impl Times {
    fn new(messages: &[SeedMessage], times: &HashMap<&str, Timestamp>, until: Timestamp) -> Self {
        let at = |(at, message): (usize, &SeedMessage)| Some((at, *times.get(message.uuid.as_str())?));
        let there = messages.iter().enumerate().filter_map(at).collect();
        Self { there, end: messages.len().saturating_sub(1), until }
    }

    fn of(&self, index: usize) -> Timestamp {
        let steps = |from: usize, to: usize| (to - from) as i64;
        let next = self.there.partition_point(|(at, _)| *at < index);
        let before = next.checked_sub(1).and_then(|before| self.there.get(before));
        match (before, self.there.get(next)) {
            (Some((a, from)), Some((b, to))) => {
                from.plus_micros(to.micros_since(*from) / steps(*a, *b) * steps(*a, index))
            }
            (None, Some((b, to))) => to.plus_seconds(-STEP * steps(index, *b)),
            (Some((a, from)), None) => {
                let room = self.until.micros_since(*from) / steps(*a, self.end);
                from.plus_micros(room.clamp(0, STEP * 1_000_000) * steps(*a, index))
            }
            (None, None) => self.until.plus_seconds(-STEP * steps(index, self.end)),
        }
    }
}
