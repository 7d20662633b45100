//! Writing what a finding wants.

use super::finding::{Finding, Fix, MAX_KEY_STEPS, Problem, findings};
use super::scan::InboxScan;
use super::users::CurrentUsers;
use crate::ddb::Table;
use crate::ddb::transaction::{Action, Outcome, has_changed};
use crate::error::Result;
use crate::messaging::inbox_update::InboxUpdate;
use crate::messaging::model::Message;
use crate::messaging::patterns::Order;
use crate::messaging::row::Stored;

/// How many messages one transaction writes.
const BATCH: usize = 25;

/// How often a fix is tried while others change the conversation.
const MAX_TRIES: usize = 4;

impl Table {
    /// Fixes one finding of a scan. Returns false if it cannot be fixed, or if others change the conversation during each
    /// of four tries.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub async fn fix_inbox(&self, inbox_scan: &InboxScan, current: &CurrentUsers, finding: &Finding) -> Result<bool> {
        let conversation_id = &finding.conversation_id;
        let mut finding = finding.clone();
        for _ in 0..MAX_TRIES {
            let is_done = match &finding.fix {
                None => return Ok(false),
                Some(Fix::WriteRow(update)) => self.write_row(&finding, update).await?,
                Some(Fix::ChangeSender { sender, successor }) => {
                    self.change_sender(conversation_id, sender, successor).await?
                }
                Some(Fix::DeleteClaim(claim)) => {
                    self.delete_claim(claim).await?;
                    true
                }
            };
            if is_done {
                return Ok(true);
            }
            let Some(before) = inbox_scan.conversations.get(conversation_id) else { return Ok(false) };
            let now = findings(conversation_id, &self.read_conversation(conversation_id, before).await?, current);
            match now.into_iter().find(|now| now.owner == finding.owner && now.is_fixable()) {
                Some(now) => finding = now,
                // Another writer has fixed it.
                None => return Ok(true),
            }
        }
        Ok(false)
    }

    /// Writes the row of a finding in one transaction. Returns false if another writer changed the inbox.
    async fn write_row(&self, finding: &Finding, update: &InboxUpdate) -> Result<bool> {
        let Finding { conversation_id, owner, problem, .. } = finding;
        if *problem == Problem::Missing && !self.inbox_rows(owner, conversation_id, 1).await?.is_empty() {
            return Ok(false);
        }
        let mut update = update.clone();
        for _ in 0..MAX_KEY_STEPS {
            let actions = update.actions()?;
            match self.transact_write(&actions).await? {
                Outcome::Done => return Ok(true),
                Outcome::Refused(refused) if has_changed(&actions, &refused) => return Ok(false),
                // The key is taken: by a row of the same conversation that another writer put, or by another conversation.
                Outcome::Refused(_) if self.group_row(&update.key()?, conversation_id).await?.is_some() => {
                    return Ok(false);
                }
                Outcome::Refused(_) => update.row.advance(),
            }
        }
        Ok(false)
    }

    /// Sets the sender of the messages of `sender` in a conversation to `successor`. Returns false if another writer
    /// changed one of these messages.
    async fn change_sender(&self, conversation_id: &str, sender: &str, successor: &str) -> Result<bool> {
        let mut rows = self.message_rows::<Stored<Message>>(conversation_id, Order::OldestFirst, None).consistent();
        let (mut actions, mut is_done) = (Vec::new(), true);
        loop {
            let message = rows.next().await?;
            let is_last = message.is_none();
            let of_sender = message.filter(|message| message.row.sender.user_uuid == sender);
            actions.extend(of_sender.map(|message| message.put_with("user_uuid", successor)));
            if actions.len() == BATCH || is_last {
                let batch: Vec<Action> = std::mem::take(&mut actions);
                is_done &= self.transact_write(&batch).await? == Outcome::Done;
            }
            if is_last {
                return Ok(is_done);
            }
        }
    }
}
