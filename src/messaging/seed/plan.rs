//! Comparing conversations with the table.
//!
//! A seed does this twice if others can write at the same time: before it shows what it would write, and again when it has
//! claimed the conversations.

use super::CONCURRENCY;
use super::claim::claim_key;
use super::conversation::{ConversationPlan, Wanted};
use super::existing::{Existing, Inboxes};
use crate::ddb::Table;
use crate::ddb::item::Item;
use crate::error::{Error, OtherOwners, Result};
use crate::messaging::layout::Layout;
use crate::messaging::model::{Message, Participant};
use crate::messaging::patterns::Order;
use crate::messaging::row::{Keyed, Stored};
use futures_util::stream::{self, StreamExt};
use std::collections::BTreeMap;

/// What a pass over the conversations does with what exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// Completes it. A conversation that belongs to other users is reported.
    Complete,
    /// Removes it.
    Reset,
    /// Completes it, after the claims. The first pass has checked the owners, or removed what existed.
    Claimed,
}

/// Plans conversations one after the other: no two planned rows get the same key.
pub(super) struct Planner<'a> {
    table: &'a Table,
    layout: Layout,
    pass: Pass,
    /// Whether the table is known to be empty, so that it is not read.
    table_is_empty: bool,
    inboxes: Inboxes,
    /// The conversations that belong to other users.
    pub(super) other_owners: Vec<OtherOwners>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(table: &'a Table, layout: Layout, pass: Pass, table_is_empty: bool) -> Self {
        Self { table, layout, pass, table_is_empty, inboxes: Inboxes::default(), other_owners: Vec::new() }
    }

    /// Compares each conversation with what exists of it.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub(super) async fn plan(&mut self, wanted: Vec<Wanted>) -> Result<Vec<ConversationPlan>> {
        let (table, table_is_empty) = (self.table, self.table_is_empty);
        let reads = wanted.into_iter().map(async |wanted| {
            let messages = if table_is_empty { Vec::new() } else { messages(table, &wanted).await? };
            Ok::<_, Error>((wanted, messages))
        });
        let mut reads = stream::iter(reads).buffered(CONCURRENCY);
        let mut plans = Vec::new();
        while let Some((wanted, messages)) = reads.next().await.transpose()? {
            plans.push(self.plan_conversation(wanted, messages).await?);
        }
        Ok(plans)
    }

    async fn plan_conversation(&mut self, wanted: Wanted, messages: Vec<Keyed<Message>>) -> Result<ConversationPlan> {
        let others = other_senders(&messages, &wanted.participants);
        let mut existing = self.existing(&wanted, messages).await?;
        let mut removals = Vec::new();
        if self.pass == Pass::Reset {
            removals = self.removals(&wanted, std::mem::take(&mut existing), &others).await?;
        }
        let mut plan = ConversationPlan::of(wanted, &existing, self.layout);
        plan.removals = removals;
        self.inboxes.take_keys(&mut plan.updates);
        if self.pass == Pass::Complete {
            self.check_owners(&plan, &existing, others).await?;
        }
        // A seed that claimed the conversation when another had completed it, and was ended then, left its claim.
        if self.pass != Pass::Reset && plan.is_unchanged() && !self.table_is_empty && !self.table.is_exclusive() {
            plan.has_left_claim = self.table.has_item(&claim_key(&plan.conversation().conversation_id)).await?;
        }
        Ok(plan)
    }

    /// Returns what exists of a conversation that has these messages.
    async fn existing(&mut self, wanted: &Wanted, messages: Vec<Keyed<Message>>) -> Result<Existing> {
        let mut existing = Existing { messages, ..Existing::default() };
        if !self.table_is_empty {
            for (rows, participant) in existing.rows.iter_mut().zip(&wanted.participants) {
                let conversation_id = &wanted.conversation.conversation_id;
                *rows = self.inboxes.rows(self.table, &participant.user_uuid, conversation_id).await?;
            }
        }
        Ok(existing)
    }

    /// Returns the keys of all items of a conversation, also of the rows in the inboxes of other users.
    async fn removals(
        &mut self,
        wanted: &Wanted,
        existing: Existing,
        others: &BTreeMap<String, String>,
    ) -> Result<Vec<Item>> {
        let conversation_id = &wanted.conversation.conversation_id;
        self.inboxes.free_keys(&existing);
        let mut keys = existing.into_keys();
        for other in others.keys() {
            let rows = self.inboxes.rows(self.table, other, conversation_id).await?;
            keys.extend(rows.iter().map(Stored::key));
        }
        // Only the index has the rows in the inboxes of users who are gone.
        for indexed in self.table.indexed_rows(conversation_id).await? {
            if !keys.contains(&indexed.key) {
                keys.push(indexed.key);
            }
        }
        Ok(keys)
    }

    /// Adds the conversation to `other_owners` if users other than its participants wrote in it (`others`) or have a row of
    /// it.
    async fn check_owners(
        &mut self,
        plan: &ConversationPlan,
        existing: &Existing,
        mut others: BTreeMap<String, String>,
    ) -> Result<()> {
        let Wanted { conversation, participants, .. } = &plan.wanted;
        let conversation_id = &conversation.conversation_id;
        // An incomplete conversation may have its other rows in the inboxes of users who are gone. Only the index has them.
        if !existing.messages.is_empty() && !plan.is_unchanged() && others.is_empty() {
            let owners = self.table.indexed_rows(conversation_id).await?.into_iter().map(|indexed| indexed.row.owner);
            let owners = owners.filter(|owner| !is_one_of(participants, owner));
            others.extend(owners.map(|owner| (owner, String::new())));
        }
        if !others.is_empty() {
            let users = others.into_iter().map(|(uuid, handle)| (handle, uuid)).collect();
            self.other_owners.push(OtherOwners { conversation_id: conversation_id.clone(), users });
        }
        Ok(())
    }
}

/// Reads the messages of a conversation.
async fn messages(table: &Table, wanted: &Wanted) -> Result<Vec<Keyed<Message>>> {
    let conversation_id = &wanted.conversation.conversation_id;
    table.message_rows(conversation_id, Order::OldestFirst, None).consistent().take(None).await
}

/// Returns the senders who are not one of the participants: handle by `uuid`.
fn other_senders(messages: &[Keyed<Message>], participants: &[Participant; 2]) -> BTreeMap<String, String> {
    let senders = messages.iter().map(|message| &message.row.sender);
    let others = senders.filter(|sender| !sender.user_uuid.is_empty() && !is_one_of(participants, &sender.user_uuid));
    others.map(|other| (other.user_uuid.clone(), other.handle.clone())).collect()
}

fn is_one_of(participants: &[Participant; 2], uuid: &str) -> bool {
    participants.iter().any(|participant| participant.user_uuid == uuid)
}
