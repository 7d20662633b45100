//! Carrying out a seed.

use super::Seed;
use super::claim::{Claims, claim_key};
use super::conversation::{ConversationPlan, Wanted};
use super::plan::{Pass, Planner};
use crate::ddb::Table;
use crate::ddb::batch_write::{Batched, Write};
use crate::ddb::retry::Retry;
use crate::ddb::transaction::{Action, Outcome, has_changed};
use crate::error::{Error, Result};
use crate::messaging::inbox_update::{InboxState, InboxUpdate};
use crate::messaging::model::Message;
use crate::messaging::seeds::{SeedConversation, Seeds};
use futures_util::stream::{self, StreamExt};
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// Why a seed was not completed.
struct Stop {
    /// The conversations that may be incomplete; `None` for all that the seed writes.
    unfinished: Option<Vec<SeedConversation>>,
    cause: Error,
}

impl From<Error> for Stop {
    fn from(cause: Error) -> Self {
        Self { unfinished: None, cause }
    }
}

impl Seed {
    /// Carries out the plan: first removals, then messages, then the group rows of each conversation. The rows of a
    /// conversation are written in one transaction, which also deletes the rows that they replace. Returns how many items
    /// were put.
    ///
    /// # Errors
    /// [`Error::Unwritten`] with the conversations that may be incomplete. What was written stays, and the next run of
    /// these conversations completes them.
    pub async fn run(&self) -> Result<usize> {
        let mut done = 0;
        match self.carry_out(&mut done).await {
            Ok(()) => Ok(done - self.resets()),
            Err(Stop { unfinished, cause }) => {
                let unfinished = unfinished.unwrap_or_else(|| self.unfinished());
                Err(Error::Unwritten {
                    table: self.table.table().to_owned(),
                    done,
                    total: self.puts() + self.resets(),
                    conversations: self.conversations.len(),
                    incomplete: unfinished.len(),
                    unfinished: Seeds::render(&unfinished),
                    source: cause.into(),
                })
            }
        }
    }

    /// The conversations that the plan writes something of.
    fn unfinished(&self) -> Vec<SeedConversation> {
        self.incomplete().map(|plan| plan.conversation().clone()).collect()
    }

    fn incomplete(&self) -> impl Iterator<Item = &ConversationPlan> {
        self.conversations.iter().filter(|plan| !plan.is_unchanged())
    }

    /// Carries out the plan, and adds to `done` what is written for certain.
    async fn carry_out(&self, done: &mut usize) -> Result<(), Stop> {
        let mut claims = HashMap::new();
        if self.resets() > 0 || !self.table.is_exclusive() {
            claims = self.claim_all().await?;
        }
        let removals = self.conversations.iter().flat_map(|plan| plan.removals.iter().cloned());
        let removed = self.table.write_all(removals.map(|key| Ok(Write::Delete(key)))).await?;
        *done += removed.done;
        if let Some(cause) = removed.cause {
            return Err(cause.into());
        }
        if self.table.is_exclusive() {
            return self.write_conversations(&self.conversations, &claims, done).await;
        }
        let now = self.plan_again(&claims).await?;
        self.write_conversations(&now, &claims, done).await
    }

    /// Plans the incomplete conversations again: others may have written since, and the claims may have other times.
    async fn plan_again(&self, claims: &Claims) -> Result<Vec<ConversationPlan>> {
        let claimed = |plan: &ConversationPlan| {
            let until = claims.get(&plan.conversation().conversation_id).copied();
            Wanted { until: until.unwrap_or(plan.wanted.until), ..plan.wanted.clone() }
        };
        let wanted = self.incomplete().map(claimed).collect();
        Planner::new(&self.table, self.layout, Pass::Claimed, false).plan(wanted).await
    }

    /// Writes the messages, then the group rows of each conversation whose messages are all written. With its rows, the
    /// claim of a conversation is deleted.
    async fn write_conversations(
        &self,
        plans: &[ConversationPlan],
        claims: &Claims,
        done: &mut usize,
    ) -> Result<(), Stop> {
        let messages = plans.iter().flat_map(ConversationPlan::messages);
        let puts = messages.map(|message| Ok(Write::Put(message.to_item(self.layout)?)));
        let Batched { done: written, left, mut cause } = self.table.write_all(puts).await?;
        *done += written;
        let lacking: HashSet<String> = left.into_iter().map(|(partition, _)| partition).collect();
        let (mut unfinished, is_stopped) = (Vec::new(), Cell::new(false));
        let is_open = |plan: &&ConversationPlan| {
            !plan.is_unchanged() || claims.contains_key(&plan.conversation().conversation_id)
        };
        let writes = plans.iter().filter(is_open).map(async |plan| {
            // After the first failure no other conversation is begun: it would fail too.
            if is_stopped.get() || lacking.contains(&Message::partition(&plan.conversation().conversation_id)) {
                return (plan, None);
            }
            let rows = self.table.write_seeded_rows(plan).await.inspect_err(|_| is_stopped.set(true));
            (plan, Some(rows))
        });
        let mut writes = stream::iter(writes).buffered(super::CONCURRENCY);
        while let Some((plan, rows)) = writes.next().await {
            match rows {
                Some(Ok(rows)) => {
                    *done += rows;
                    continue;
                }
                Some(Err(error)) => drop(cause.get_or_insert(error)),
                None => {}
            }
            unfinished.push(plan.conversation().clone());
        }
        match cause {
            Some(cause) => Err(Stop { unfinished: Some(unfinished), cause }),
            None => Ok(()),
        }
    }
}

impl Table {
    /// Writes the group rows of a conversation, and deletes its claim. Returns how many rows were written.
    async fn write_seeded_rows(&self, plan: &ConversationPlan) -> Result<usize> {
        let mut updates = plan.updates.clone();
        let retry = Retry::new(self.progress_timeout);
        while !retry.is_over() {
            let actions: Vec<Vec<Action>> = updates.iter().map(InboxUpdate::actions).collect::<Result<_>>()?;
            let mut all = actions.concat();
            // Also without a claim of this run: one of an interrupted run may be left.
            all.push(Action::Delete(claim_key(&plan.conversation().conversation_id)));
            let Outcome::Refused(refused) = self.transact_write(&all).await? else { return Ok(updates.len()) };
            updates = self.updates_after(updates, &actions, &refused, plan).await?;
        }
        Err(self.no_progress())
    }

    /// Returns the updates for the next try after a refusal. `actions` are those of each update, and `refused` are indexes
    /// into all of them.
    async fn updates_after(
        &self,
        updates: Vec<InboxUpdate>,
        actions: &[Vec<Action>],
        refused: &[usize],
        plan: &ConversationPlan,
    ) -> Result<Vec<InboxUpdate>> {
        let (mut first, mut after) = (0, Vec::new());
        for (mut update, actions) in updates.into_iter().zip(actions) {
            let of_update = refused.iter().filter_map(|index| index.checked_sub(first));
            let refused: Vec<usize> = of_update.filter(|index| *index < actions.len()).collect();
            first += actions.len();
            if !has_changed(actions, &refused) {
                if !refused.is_empty() {
                    // Another writer took the key since the plan was made.
                    update.row.advance();
                }
                after.push(update);
            } else if let Some(last) = &plan.last
                && let InboxState::Outdated(update) =
                    self.inbox_state(&update.row.owner, &update.replaced_keys(), last).await?
            {
                after.push(*update);
            }
        }
        Ok(after)
    }
}
