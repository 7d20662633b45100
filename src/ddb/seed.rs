//! Seeding: what is missing of each conversation is written, what is whole is left alone.
//!
//! Messages go in before group rows, so that a run that is cut short is completed by the next: whatever is there tells the
//! time of what is missing.

use super::Messages;
use super::bulk::Write;
use super::item::{Conversation, GROUP, Item, MESSAGE, Message, Person, Stamp, key_of, text};
use super::layout::Layout;
use super::patterns::{Keyed, Order, Period, Rows};
use super::schema::INDEX;
use crate::error::{Error, Result};
use crate::seeds::{SeedConversation, SeedMessage};
use crate::timestamp::Timestamp;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::{HashMap, HashSet};

/// The seconds between a seeded message and the next, as the app's script had them.
const STEP: i64 = 60;

/// The seconds by which each conversation ends before the one above it: an inbox shows them in the order of the seeds.
const STAGGER: i64 = 1;

/// What the key of a claim begins with, and the attribute that says when the conversation ends.
const CLAIM: &str = "SEED#";
const UNTIL: &str = "until";

/// How many items a look at the table's layout reads at most.
const SAMPLE: i32 = 25;

/// What to seed.
#[derive(Debug, Clone)]
pub struct SeedRequest {
    /// The conversations.
    pub conversations: Vec<SeedConversation>,
    /// Every participant, by handle; who is missing is an error.
    pub people: HashMap<String, Person>,
    /// When the last message of a conversation that is not there yet was written.
    pub until: Timestamp,
    /// The layout to write.
    pub layout: Layout,
    /// Whether to remove these conversations first.
    pub reset: bool,
    /// Whether the table is known to be empty, so that nothing needs to be looked up.
    pub table_is_empty: bool,
}

/// What a look at the table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The layout of the rows that are there; `None` where there are none.
    pub layout: Option<Layout>,
    /// Whether the table has no item at all.
    pub is_empty: bool,
}

/// One conversation of a plan.
#[derive(Debug, Clone)]
pub struct Seeded {
    /// The conversation.
    pub conversation: SeedConversation,
    /// How many messages are missing.
    pub missing_messages: usize,
    /// How many group rows are missing or behind.
    pub missing_rows: usize,
    /// How many items are removed: all of them for a reset, and group rows that newer ones take the place of.
    pub removed: usize,
    /// The missing messages by index, with their times.
    missing: Vec<(usize, Timestamp)>,
    group_rows: Vec<Conversation>,
    stale_rows: Vec<Item>,
    removals: Vec<Item>,
}

/// What a seed would do.
#[derive(Debug, Clone)]
pub struct SeedPlan {
    /// Each conversation, in the order of the request.
    pub conversations: Vec<Seeded>,
    layout: Layout,
    people: HashMap<String, Person>,
}

impl Seeded {
    /// Whether the conversation is removed and written anew.
    pub fn is_reset(&self) -> bool {
        !self.removals.is_empty()
    }

    /// Whether the conversation is whole.
    pub fn is_unchanged(&self) -> bool {
        self.missing_messages == 0 && self.missing_rows == 0 && self.removed == 0
    }
}

impl SeedPlan {
    /// Whether nothing is to be written.
    pub fn is_unchanged(&self) -> bool {
        self.conversations.iter().all(Seeded::is_unchanged)
    }

    /// How many items the plan writes.
    pub fn puts(&self) -> usize {
        self.conversations.iter().map(|seeded| seeded.missing_messages + seeded.missing_rows).sum()
    }

    /// How many items the plan removes in order to write these conversations anew.
    pub fn resets(&self) -> usize {
        self.conversations.iter().map(|seeded| seeded.removals.len()).sum()
    }
}

impl Messages {
    /// Looks at the first rows of the table to see which layout it holds.
    ///
    /// # Errors
    /// [`Error::NoTable`](crate::Error::NoTable) and the service errors.
    pub async fn sample(&self) -> Result<Sample> {
        let request = self.client.scan().table_name(&self.table).limit(SAMPLE).consistent_read(true);
        let page = self.service.call("Scan", &self.table, request.send()).await?;
        let items = page.items.unwrap_or_default();
        let of_ours = |item: &&Item| Message::from_item(item).is_some() || Conversation::from_item(item).is_some();
        let layout = items.iter().find(of_ours).and_then(|item| super::item::text(item, "sk")).map(Layout::of_sort_key);
        Ok(Sample { layout, is_empty: items.is_empty() && page.last_evaluated_key.is_none() })
    }

    /// Compares the conversations with the table; only reads.
    ///
    /// # Errors
    /// [`Error::NoTable`](crate::Error::NoTable) and the service errors.
    pub async fn plan_seed(&self, request: SeedRequest) -> Result<SeedPlan> {
        let mut inboxes = Inboxes::default();
        let mut conversations = Vec::with_capacity(request.conversations.len());
        for (index, conversation) in request.conversations.into_iter().enumerate() {
            let until = request.until.plus_seconds(-STAGGER * index as i64);
            let people = both(&conversation, &request.people)?;
            let mut found = Found::default();
            if !request.table_is_empty {
                found = self.found(&conversation, &people, &mut inboxes).await?;
            }
            let mut removals = Vec::new();
            if request.reset {
                inboxes.forget(&found);
                removals = std::mem::take(&mut found).into_keys();
                self.add_orphans(&conversation.group, &mut removals).await?;
            }
            conversations.push(inboxes.planned(conversation, &people, found, removals, until));
        }
        Ok(SeedPlan { conversations, layout: request.layout, people: request.people })
    }

    /// Adds the keys of group rows in inboxes of users who are no more: only the index knows them.
    async fn add_orphans(&self, group: &str, keys: &mut Vec<Item>) -> Result<()> {
        let mut start = None;
        loop {
            let request = self
                .client
                .query()
                .table_name(&self.table)
                .index_name(INDEX)
                .key_condition_expression("message_group_uuid = :group")
                .expression_attribute_values(":group", AttributeValue::S(group.to_owned()))
                .set_limit(self.page_of(None))
                .set_exclusive_start_key(start);
            let page = self.service.call("Query", &self.table, request.send()).await?;
            for item in page.items.unwrap_or_default() {
                let key = key_of(&item);
                if Conversation::from_item(&item).is_some() && !keys.contains(&key) {
                    keys.push(key);
                }
            }
            start = page.last_evaluated_key;
            if start.is_none() {
                return Ok(());
            }
        }
    }

    /// Carries out a plan: removals, then messages, then for each conversation its group rows, in one transaction with the
    /// removal of what they replace.
    ///
    /// # Errors
    /// [`Error::Unwritten`] and the service errors. What was written stays, and the next run completes it.
    pub async fn seed(&self, mut plan: SeedPlan) -> Result<()> {
        let removals = plan.conversations.iter().flat_map(|seeded| seeded.removals.iter().cloned());
        self.write_all(removals.map(|key| Ok(Write::Delete(key)))).await?;
        if !self.is_exclusive() {
            self.agree_on_times(&mut plan).await?;
        }
        let messages = plan.conversations.iter().flat_map(|seeded| {
            let message = |(index, at): &(usize, Timestamp)| {
                let message = seeded.message(*index, *at, &plan.people).to_item(plan.layout)?;
                Ok(Write::Put(message))
            };
            seeded.missing.iter().map(message)
        });
        self.write_all(messages).await?;
        for seeded in plan.conversations.iter().filter(|seeded| !seeded.is_unchanged()) {
            let rows = seeded.group_rows.iter().map(|row| Ok(Write::Put(row.to_item(plan.layout)?)));
            let mut writes = rows.collect::<Result<Vec<_>>>()?;
            writes.extend(seeded.stale_rows.iter().cloned().map(Write::Delete));
            if !self.is_exclusive() {
                writes.push(Write::Delete(claim(&seeded.conversation.group)));
            }
            self.write_together(writes).await?;
        }
        Ok(())
    }

    /// Agrees with other runs, which may seed the same conversations at this moment, on when each one that is not there yet
    /// ends: the first to claim it says so, in an item that goes away with the conversation's group rows being written. So
    /// two runs at once write the same items, and not each its own.
    async fn agree_on_times(&self, plan: &mut SeedPlan) -> Result<()> {
        let mut inboxes = Inboxes::default();
        let is_new = |seeded: &Seeded| seeded.missing_messages == seeded.conversation.messages.len();
        for seeded in plan.conversations.iter_mut().filter(|seeded| is_new(seeded)) {
            let Some((_, last)) = seeded.missing.last() else { continue };
            let until = self.claim(&seeded.conversation.group, *last).await?;
            // Another run may have written some of it before this one claimed it.
            let people = both(&seeded.conversation, &plan.people)?;
            let found = self.found(&seeded.conversation, &people, &mut inboxes).await?;
            *seeded = inboxes.planned(seeded.conversation.clone(), &people, found, Vec::new(), until);
        }
        Ok(())
    }

    /// Claims a conversation that ends at `until`, or learns from whoever was first when it ends.
    async fn claim(&self, group: &str, until: Timestamp) -> Result<Timestamp> {
        let mut item = claim(group);
        item.insert(UNTIL.to_owned(), AttributeValue::S(until.to_string()));
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let request = request.condition_expression("attribute_not_exists(pk)");
        match self.service.call("PutItem", &self.table, request.send()).await {
            Ok(_) => return Ok(until),
            Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => {}
            Err(error) => return Err(error),
        }
        let request = self.client.get_item().table_name(&self.table).set_key(Some(claim(group))).consistent_read(true);
        let reply = self.service.call("GetItem", &self.table, request.send()).await?;
        let theirs =
            reply.item.as_ref().and_then(|item| text(item, UNTIL)).and_then(|until| Timestamp::parse(until).ok());
        // Where the claim is gone by now, the conversation is there, and tells its times itself.
        Ok(theirs.unwrap_or(until))
    }

    /// What is there of a conversation.
    async fn found(
        &self,
        conversation: &SeedConversation,
        people: &[Person; 2],
        inboxes: &mut Inboxes,
    ) -> Result<Found> {
        let partition = Message::partition(&conversation.group);
        let messages = self.rows(MESSAGE, partition, Period::default(), Order::OldestFirst, None).consistent();
        let mut found = Found { messages: messages.take(None).await?, rows: Vec::new() };
        for person in people {
            found.rows.push(inboxes.rows(self, &person.user_uuid, &conversation.group).await?);
        }
        Ok(found)
    }
}

/// The key of the item by which a run claims a conversation.
fn claim(group: &str) -> Item {
    let value = |text: String| AttributeValue::S(text);
    Item::from([("pk".to_owned(), value(format!("{CLAIM}{group}"))), ("sk".to_owned(), value(CLAIM.to_owned()))])
}

impl Seeded {
    /// The newest message of the conversation once the plan is carried out.
    fn last<'a>(&self, there: impl Iterator<Item = &'a Message>, people: &[Person; 2]) -> Option<Message> {
        let people: HashMap<_, _> = self.conversation.between.iter().cloned().zip(people.iter().cloned()).collect();
        let newest_there = there.max_by(|a, b| a.created.order().cmp(&b.created.order())).cloned();
        let newest_missing = self.missing.iter().max_by_key(|(_, at)| *at);
        let newest_missing = newest_missing.map(|(index, at)| self.message(*index, *at, &people));
        newest_there.into_iter().chain(newest_missing).max_by(|a, b| a.created.order().cmp(&b.created.order()))
    }

    fn message(&self, index: usize, at: Timestamp, people: &HashMap<String, Person>) -> Message {
        let SeedMessage { uuid, from, text } = &self.conversation.messages[index];
        Message {
            group: self.conversation.group.clone(),
            created: Stamp::at(at),
            uuid: Some(uuid.clone()),
            sender: people[&self.conversation.between[*from]].clone(),
            text: text.clone(),
        }
    }
}

fn both(conversation: &SeedConversation, people: &HashMap<String, Person>) -> Result<[Person; 2]> {
    let person = |handle: &String| {
        people.get(handle).cloned().ok_or_else(|| Error::NoSeedUsers { handles: vec![handle.clone()] })
    };
    let [first, second] = &conversation.between;
    Ok([person(first)?, person(second)?])
}

/// What is there of a conversation: its messages, and its rows in each participant's inbox.
#[derive(Default)]
struct Found {
    messages: Vec<Keyed<Message>>,
    rows: Vec<Vec<Keyed<Conversation>>>,
}

impl Found {
    /// The keys of everything.
    fn into_keys(self) -> Vec<Item> {
        let rows = self.rows.into_iter().flatten().map(|found| found.key);
        rows.chain(self.messages.into_iter().map(|found| found.key)).collect()
    }
}

/// The inboxes of users, each read once.
#[derive(Default)]
struct Inboxes(HashMap<String, Inbox>);

/// A user's group rows.
#[derive(Default)]
struct Inbox {
    by_group: HashMap<String, Vec<Keyed<Conversation>>>,
    /// The times that stand in their keys, those of planned rows included.
    taken: HashSet<Timestamp>,
}

impl Inboxes {
    async fn rows(&mut self, table: &Messages, user: &str, group: &str) -> Result<Vec<Keyed<Conversation>>> {
        if !self.0.contains_key(user) {
            let mut inbox = Inbox::default();
            let partition = Conversation::partition(user);
            let mut rows: Rows<Keyed<Conversation>> =
                table.rows(GROUP, partition, Period::default(), Order::NewestFirst, None).consistent();
            while let Some(found) = rows.next().await? {
                let Conversation { group, last_reply, .. } = &found.row;
                inbox.taken.extend(last_reply.at);
                inbox.by_group.entry(group.clone()).or_default().push(found);
            }
            self.0.insert(user.to_owned(), inbox);
        }
        Ok(self.0[user].by_group.get(group).cloned().unwrap_or_default())
    }

    /// Compares a conversation with what is there of it, and gives its rows keys that are free.
    fn planned(
        &mut self,
        conversation: SeedConversation,
        people: &[Person; 2],
        found: Found,
        removals: Vec<Item>,
        until: Timestamp,
    ) -> Seeded {
        let mut seeded = plan(conversation, people, found, removals, until);
        seeded.group_rows.iter_mut().for_each(|row| self.make_room_for(row));
        seeded
    }

    /// Makes the keys of rows free that are to be removed.
    fn forget(&mut self, found: &Found) {
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
        while let Some(at) = row.last_reply.at.filter(|at| !taken.insert(*at)) {
            row.last_reply = Stamp::at(at.next());
        }
    }
}

/// Compares one conversation with what is there of it.
fn plan(
    conversation: SeedConversation,
    people: &[Person; 2],
    found: Found,
    removals: Vec<Item>,
    until: Timestamp,
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
        group_rows: Vec::new(),
        stale_rows: Vec::new(),
        removals,
        conversation,
    };
    let Some(last) = seeded.last(there(), people) else {
        seeded.removed = seeded.removals.len();
        return seeded;
    };
    for (owner, other) in [(0, 1), (1, 0)] {
        let rows = found.rows.get(owner).map(Vec::as_slice).unwrap_or_default();
        let is_current = |found: &Keyed<Conversation>| found.row.last_reply.at >= last.created.at;
        if !rows.iter().any(is_current) {
            seeded.group_rows.push(Conversation {
                owner: people[owner].user_uuid.clone(),
                group: seeded.conversation.group.clone(),
                last_reply: last.created.clone(),
                other: people[other].clone(),
                last_message: last.text.clone(),
            });
        }
        seeded.stale_rows.extend(rows.iter().filter(|found| !is_current(found)).map(|found| found.key.clone()));
    }
    seeded.missing_rows = seeded.group_rows.len();
    seeded.removed = seeded.removals.len() + seeded.stale_rows.len();
    seeded
}

/// The times of a conversation's messages: a minute apart, from the first one that is there, else such that the last is at
/// `until`. Messages that a longer file adds at the end come closer together where they would be later than `until`.
struct Times {
    start: Timestamp,
    /// The last message that is there, with its time, and the seconds from it to each further one.
    tail: Option<(usize, Timestamp, f64)>,
}

impl Times {
    fn new(messages: &[SeedMessage], times: &HashMap<&str, Timestamp>, until: Timestamp) -> Self {
        let there: Vec<(usize, Timestamp)> = messages
            .iter()
            .enumerate()
            .filter_map(|(at, message)| Some((at, *times.get(message.uuid.as_str())?)))
            .collect();
        let end = messages.len().saturating_sub(1);
        let (first, at) = there.first().copied().unwrap_or((end, until));
        let start = at.plus_seconds(-STEP * first as i64);
        let tail = there.last().filter(|(last, _)| *last < end).map(|(last, at)| {
            let room = until.seconds_since(*at).max(0.0) / (end - last) as f64;
            (*last, *at, room.min(STEP as f64))
        });
        Self { start, tail }
    }

    fn of(&self, index: usize) -> Timestamp {
        match self.tail {
            Some((last, at, step)) if index > last => at.plus_micros((step * 1e6) as i64 * (index - last) as i64),
            _ => self.start.plus_seconds(STEP * index as i64),
        }
    }
}
