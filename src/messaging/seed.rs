//! Seeding: what is missing of each conversation is written, what is whole is left alone.
//!
//! Messages go in before group rows, so that a run that is cut short is completed by the next: whatever is there tells the
//! time of what is missing.

mod plan;

use super::group_rows::{InboxState, InboxUpdate};
use super::layout::Layout;
use super::model::{Conversation, MESSAGE, Message, Participant, SortKeyTime};
use super::patterns::{Order, Period};
use super::row::Stored;
use super::row::{Keyed, newest};
use super::seeds::{SeedConversation, SeedMessage, Seeds};
use crate::ddb::Table;
use crate::ddb::batch_write::{Batched, Write};
use crate::ddb::item::{Item, text};
use crate::ddb::transaction::{Action, Outcome, has_changed};
use crate::error::{Error, NoUser, OtherOwners, Result};
use crate::timestamp::Timestamp;
use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use plan::{Found, Inboxes};
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::Instant;

/// The seconds by which each conversation ends before the one above it: an inbox shows them in the order of the seeds.
const STAGGER: i64 = 1;

/// What the key of a claim begins with, and the attributes that say when the conversation ends and in which layout it is
/// written.
const CLAIM: &str = "SEED#";
const UNTIL: &str = "until";
const LAYOUT: &str = "layout";

/// How many conversations are looked at, claimed or ended at once.
const AT_ONCE: usize = 8;

/// How many items a look at the table's layout reads at most.
const SAMPLE: i32 = 25;

/// When each conversation ends that is claimed, by its id.
type Claims = HashMap<String, Timestamp>;

/// Why a seed ended before its end.
struct Stop {
    /// What is not known to be whole; `None` for whatever was to be written.
    unfinished: Option<Vec<SeedConversation>>,
    cause: Error,
}

impl From<Error> for Stop {
    fn from(cause: Error) -> Self {
        Self { unfinished: None, cause }
    }
}

/// What to seed.
#[derive(Debug, Clone)]
pub struct SeedRequest {
    /// The conversations.
    pub conversations: Vec<SeedConversation>,
    /// Every participant, by handle; who is missing is an error.
    pub participants: HashMap<String, Participant>,
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
    /// When the last message was written, where nothing tells it.
    until: Timestamp,
    /// The newest message once the plan is carried out, and how group rows come to show it.
    last: Option<Message>,
    updates: Vec<InboxUpdate>,
    removals: Vec<Item>,
}

/// What a seed would do.
#[derive(Debug, Clone)]
pub struct SeedPlan {
    /// Each conversation, in the order of the request.
    pub conversations: Vec<Seeded>,
    layout: Layout,
    participants: HashMap<String, Participant>,
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

    /// The conversations that the plan writes something of.
    fn unfinished(&self) -> Vec<SeedConversation> {
        let open = self.conversations.iter().filter(|seeded| !seeded.is_unchanged());
        open.map(|seeded| seeded.conversation.clone()).collect()
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

impl Table {
    /// Looks at the first rows of the table to see which layout it holds.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::OtherKeys`], and the service errors.
    pub async fn sample(&self) -> Result<Sample> {
        let request = self.client.scan().table_name(&self.table).limit(SAMPLE).consistent_read(true);
        let page = self.service.call("Scan", &self.table, request.send()).await?;
        let items = page.items.unwrap_or_default();
        // Rows of other keys show that the table has other keys, and an empty table may have.
        let has_keys = |item: &Item| ["pk", "sk"].iter().all(|name| text(item, name).is_some());
        if items.is_empty() || !items.iter().all(has_keys) {
            self.check_keys().await?;
        }
        let of_ours = |item: &&Item| Message::from_item(item).is_some() || Conversation::from_item(item).is_some();
        let of_row = items.iter().find(of_ours).and_then(|item| text(item, "sk")).map(Layout::of_sort_key);
        // After a reset that was cut short there may be nothing but claims.
        let claimed = || items.iter().find(|item| text(item, "pk").is_some_and(|pk| pk.starts_with(CLAIM)));
        let of_claim = || claimed().and_then(|item| text(item, LAYOUT)).and_then(|layout| layout.parse().ok());
        let layout = of_row.or_else(of_claim);
        Ok(Sample { layout, is_empty: items.is_empty() && page.last_evaluated_key.is_none() })
    }

    /// Compares the conversations with the table; only reads.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::OtherOwners`] unless they are to be removed first, and the service errors.
    pub async fn plan_seed(&self, request: SeedRequest) -> Result<SeedPlan> {
        let (mut inboxes, mut other_owners) = (Inboxes::default(), Vec::new());
        let mut conversations = Vec::with_capacity(request.conversations.len());
        let looked_up = request.conversations.into_iter().enumerate().map(async |(index, conversation)| {
            let messages = if request.table_is_empty { Vec::new() } else { self.messages_of(&conversation).await? };
            Ok::<_, Error>((index, conversation, messages))
        });
        let mut looked_up = stream::iter(looked_up).buffered(AT_ONCE);
        while let Some((index, conversation, messages)) = looked_up.next().await.transpose()? {
            let until = request.until.plus_seconds(-STAGGER * index as i64);
            let participants = both(&conversation, &request.participants)?;
            let mut others = others(&messages, &participants);
            let mut found = Found::default();
            if !request.table_is_empty {
                found = self.found(&conversation.conversation_id, messages, &participants, &mut inboxes).await?;
            }
            let mut removals = Vec::new();
            if request.reset {
                inboxes.forget(&found);
                removals = std::mem::take(&mut found).into_keys();
                for other in others.keys() {
                    let rows = inboxes.rows(self, other, &conversation.conversation_id).await?;
                    removals.extend(rows.iter().map(Stored::key));
                }
                self.add_orphans(&conversation.conversation_id, &mut removals).await?;
            }
            let is_there = !found.messages.is_empty();
            let seeded = inboxes.planned(conversation, &participants, found, removals, until, request.layout);
            let conversation_id = &seeded.conversation.conversation_id;
            // What is not whole may have its other rows in inboxes of users who are gone: only the index knows them.
            if is_there && !seeded.is_unchanged() && others.is_empty() {
                let owners = self.indexed_rows(conversation_id).await?.into_iter().map(|found| found.row.owner);
                let owners =
                    owners.filter(|owner| !participants.iter().any(|participant| participant.user_uuid == *owner));
                others.extend(owners.map(|owner| (owner, String::new())));
            }
            if !request.reset && !others.is_empty() {
                let users = others.into_iter().map(|(uuid, handle)| (handle, uuid)).collect();
                other_owners.push(OtherOwners { conversation_id: conversation_id.clone(), users });
            }
            conversations.push(seeded);
        }
        if !other_owners.is_empty() {
            return Err(Error::OtherOwners { conversations: other_owners });
        }
        Ok(SeedPlan { conversations, layout: request.layout, participants: request.participants })
    }

    /// Adds the keys of group rows in inboxes of users who are no more: only the index knows them.
    async fn add_orphans(&self, conversation_id: &str, keys: &mut Vec<Item>) -> Result<()> {
        for found in self.indexed_rows(conversation_id).await? {
            if !keys.contains(&found.key) {
                keys.push(found.key);
            }
        }
        Ok(())
    }

    /// Carries out a plan: removals, then messages, then for each conversation its group rows, in one transaction with the
    /// removal of what they replace. Returns how many items were put.
    ///
    /// # Errors
    /// [`Error::Unwritten`] with the conversations that are not known to be whole. What was written stays, and the next run
    /// of these conversations completes them.
    pub async fn seed(&self, plan: &SeedPlan) -> Result<usize> {
        let mut done = 0;
        match self.carry_out(plan, &mut done).await {
            Ok(()) => Ok(done - plan.resets()),
            Err(Stop { unfinished, cause }) => Err(Error::Unwritten {
                table: self.table.clone(),
                done,
                total: plan.puts() + plan.resets(),
                conversations: plan.conversations.len(),
                unfinished: Seeds::render(&unfinished.unwrap_or_else(|| plan.unfinished())),
                source: cause.into(),
            }),
        }
    }

    /// Carries out a plan, and counts into `done` what is done for certain.
    async fn carry_out(&self, plan: &SeedPlan, done: &mut usize) -> Result<(), Stop> {
        let mut claims = HashMap::new();
        if plan.resets() > 0 || !self.is_exclusive() {
            claims = self.claim_all(plan).await?;
        }
        let removals = plan.conversations.iter().flat_map(|seeded| seeded.removals.iter().cloned());
        let removed = self.write_all(removals.map(|key| Ok(Write::Delete(key)))).await?;
        *done += removed.done;
        if let Some(cause) = removed.cause {
            return Err(cause.into());
        }
        if self.is_exclusive() {
            return self.write_conversations(plan, &claims, done).await;
        }
        let now = self.planned_now(plan, &claims).await?;
        self.write_conversations(&now, &claims, done).await
    }

    /// Writes messages, then group rows of each conversation whose messages are all there; those that are claimed are
    /// released with their rows.
    async fn write_conversations(&self, plan: &SeedPlan, claims: &Claims, done: &mut usize) -> Result<(), Stop> {
        let messages = plan.conversations.iter().flat_map(|seeded| {
            let message = |(index, at): &(usize, Timestamp)| {
                let message = seeded.message(*index, *at, &plan.participants).to_item(plan.layout)?;
                Ok(Write::Put(message))
            };
            seeded.missing.iter().map(message)
        });
        let Batched { done: written, left, mut cause } = self.write_all(messages).await?;
        *done += written;
        let lacking: HashSet<String> = left.into_iter().map(|(partition, _)| partition).collect();
        let (mut unfinished, is_stopped) = (Vec::new(), Cell::new(false));
        let is_open =
            |seeded: &&Seeded| !seeded.is_unchanged() || claims.contains_key(&seeded.conversation.conversation_id);
        let ended = plan.conversations.iter().filter(is_open).map(async |seeded| {
            // Where one could not be ended, no other is begun: it would fare no better.
            if is_stopped.get() || lacking.contains(&Message::partition(&seeded.conversation.conversation_id)) {
                return (seeded, None);
            }
            let rows = self.write_rows(seeded).await.inspect_err(|_| is_stopped.set(true));
            (seeded, Some(rows))
        });
        let mut ended = stream::iter(ended).buffered(AT_ONCE);
        while let Some((seeded, rows)) = ended.next().await {
            match rows {
                Some(Ok(rows)) => {
                    *done += rows;
                    continue;
                }
                Some(Err(error)) => drop(cause.get_or_insert(error)),
                None => {}
            }
            unfinished.push(seeded.conversation.clone());
        }
        match cause {
            Some(cause) => Err(Stop { unfinished: Some(unfinished), cause }),
            None => Ok(()),
        }
    }

    /// Writes the group rows of a conversation, and releases it. Returns how many there were to write in the end.
    async fn write_rows(&self, seeded: &Seeded) -> Result<usize> {
        let mut updates = seeded.updates.clone();
        let started = Instant::now();
        while started.elapsed() < self.progress_timeout {
            let each: Vec<Vec<Action>> = updates.iter().map(InboxUpdate::actions).collect::<Result<_>>()?;
            let mut actions = each.concat();
            // The claim may be of a run that was cut short.
            actions.push(Action::Delete(claim(&seeded.conversation.conversation_id)));
            let Outcome::Refused(refused) = self.transact_write(&actions).await? else { return Ok(updates.len()) };
            let mut first = 0;
            let (before, mut after) = (updates, Vec::new());
            for (mut step, actions) in before.into_iter().zip(&each) {
                let of_step = refused.iter().filter_map(|at| at.checked_sub(first)).filter(|at| *at < actions.len());
                let refused: Vec<usize> = of_step.collect();
                first += actions.len();
                if !has_changed(actions, &refused) {
                    if !refused.is_empty() {
                        // Somebody else took the key since it was planned.
                        step.row.advance();
                    }
                    after.push(step);
                } else if let Some(last) = &seeded.last
                    && let InboxState::Behind(step) = self.inbox_update(&step.row.owner, &step.keys(), last).await?
                {
                    after.push(*step);
                }
            }
            updates = after;
        }
        Err(self.no_progress())
    }

    /// Agrees with other runs, which may seed the same conversations at this moment, on when each one that lacks messages
    /// ends: the first to claim it says so, in an item that goes away with the conversation's group rows being written. So
    /// two runs at once write the same items, and not each its own; and a table from which a reset removed everything still
    /// says which layout it had.
    async fn claim_all(&self, plan: &SeedPlan) -> Result<Claims> {
        let claims = plan.conversations.iter().filter_map(|seeded| {
            let last = seeded.missing.iter().map(|(_, at)| *at).max()?;
            let conversation_id = &seeded.conversation.conversation_id;
            Some(async move { Ok((conversation_id.clone(), self.claim(conversation_id, last, plan.layout).await?)) })
        });
        stream::iter(claims).buffer_unordered(AT_ONCE).try_collect().await
    }

    /// The plan as it is now: others may have written since it was made, and claims may say other times.
    async fn planned_now(&self, plan: &SeedPlan, claims: &Claims) -> Result<SeedPlan> {
        let mut now = plan.clone();
        let mut inboxes = Inboxes::default();
        let open = now.conversations.iter_mut().filter(|seeded| !seeded.is_unchanged());
        let looked_up = open.map(async |seeded| {
            let messages = self.messages_of(&seeded.conversation).await?;
            Ok::<_, Error>((seeded, messages))
        });
        let mut looked_up = stream::iter(looked_up).buffered(AT_ONCE);
        while let Some((seeded, messages)) = looked_up.next().await.transpose()? {
            let until = claims.get(&seeded.conversation.conversation_id).copied().unwrap_or(seeded.until);
            let participants = both(&seeded.conversation, &plan.participants)?;
            let found = self.found(&seeded.conversation.conversation_id, messages, &participants, &mut inboxes).await?;
            *seeded =
                inboxes.planned(seeded.conversation.clone(), &participants, found, Vec::new(), until, plan.layout);
        }
        drop(looked_up);
        Ok(now)
    }

    /// Claims a conversation that ends at `until`, or learns from whoever was first when it ends.
    async fn claim(&self, conversation_id: &str, until: Timestamp, layout: Layout) -> Result<Timestamp> {
        let mut item = claim(conversation_id);
        item.insert(UNTIL.to_owned(), AttributeValue::S(until.to_string()));
        item.insert(LAYOUT.to_owned(), AttributeValue::S(layout.to_string()));
        let request = self.client.put_item().table_name(&self.table).set_item(Some(item));
        let request = request.condition_expression(self.schema.key.not_exists());
        match self.service.call("PutItem", &self.table, request.send()).await {
            Ok(_) => return Ok(until),
            Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => {}
            Err(error) => return Err(error),
        }
        let request =
            self.client.get_item().table_name(&self.table).set_key(Some(claim(conversation_id))).consistent_read(true);
        let reply = self.service.call("GetItem", &self.table, request.send()).await?;
        let theirs =
            reply.item.as_ref().and_then(|item| text(item, UNTIL)).and_then(|until| Timestamp::parse(until).ok());
        // Where the claim is gone by now, the conversation is there, and tells its times itself.
        Ok(theirs.unwrap_or(until))
    }

    /// The messages of a conversation that are there.
    async fn messages_of(&self, conversation: &SeedConversation) -> Result<Vec<Keyed<Message>>> {
        let partition = Message::partition(&conversation.conversation_id);
        self.rows(MESSAGE, partition, Period::default(), Order::OldestFirst, None).consistent().take(None).await
    }

    /// What is there of a conversation, given its messages.
    async fn found(
        &self,
        conversation_id: &str,
        messages: Vec<Keyed<Message>>,
        participants: &[Participant; 2],
        inboxes: &mut Inboxes,
    ) -> Result<Found> {
        let mut found = Found { messages, rows: Vec::new() };
        for participant in participants {
            found.rows.push(inboxes.rows(self, &participant.user_uuid, conversation_id).await?);
        }
        Ok(found)
    }
}

/// The key of the item by which a run claims a conversation.
fn claim(conversation_id: &str) -> Item {
    let value = |text: String| AttributeValue::S(text);
    Item::from([
        ("pk".to_owned(), value(format!("{CLAIM}{conversation_id}"))),
        ("sk".to_owned(), value(CLAIM.to_owned())),
    ])
}

impl Seeded {
    /// The newest message of the conversation once the plan is carried out.
    fn last<'a>(&self, there: impl Iterator<Item = &'a Message>, participants: &[Participant; 2]) -> Option<Message> {
        let participants: HashMap<_, _> =
            self.conversation.between.iter().cloned().zip(participants.iter().cloned()).collect();
        let last_missing = self.missing.iter().max_by_key(|(_, at)| *at);
        let last_missing = last_missing.map(|(index, at)| self.message(*index, *at, &participants));
        let last_there = newest(there).cloned();
        newest(last_there.iter().chain(&last_missing)).cloned()
    }

    fn message(&self, index: usize, at: Timestamp, participants: &HashMap<String, Participant>) -> Message {
        let SeedMessage { uuid, from, text } = &self.conversation.messages[index];
        Message {
            conversation_id: self.conversation.conversation_id.clone(),
            created: SortKeyTime::at(at),
            uuid: Some(uuid.clone()),
            sender: participants[&self.conversation.between[*from]].clone(),
            text: text.clone(),
        }
    }
}

/// Those who wrote messages and are not one of the two: their handles, by `uuid`.
fn others(messages: &[Keyed<Message>], participants: &[Participant; 2]) -> BTreeMap<String, String> {
    let senders = messages.iter().map(|found| &found.row.sender);
    let others = senders.filter(|sender| {
        !sender.user_uuid.is_empty()
            && !participants.iter().any(|participant| participant.user_uuid == sender.user_uuid)
    });
    others.map(|other| (other.user_uuid.clone(), other.handle.clone())).collect()
}

fn both(conversation: &SeedConversation, participants: &HashMap<String, Participant>) -> Result<[Participant; 2]> {
    let participant = |handle: &String| {
        participants.get(handle).cloned().ok_or_else(|| Error::NoUser(NoUser::Seeds { handles: vec![handle.clone()] }))
    };
    let [first, second] = &conversation.between;
    Ok([participant(first)?, participant(second)?])
}
