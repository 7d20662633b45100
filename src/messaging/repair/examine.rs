//! From a scan to findings: each conversation that looks wrong is read again.

use super::finding::{Finding, Problem, findings};
use super::scan::InboxScan;
use super::state::ConversationState;
use super::users::CurrentUsers;
use crate::ddb::Table;
use crate::ddb::item::Item;
use crate::error::Result;
use crate::messaging::row::Stored;
use std::collections::BTreeSet;

impl Table {
    /// Returns what is wrong in the inboxes of a scan. A conversation that looks wrong is read again, since others may
    /// write at the same time.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub async fn examine(&self, inbox_scan: &InboxScan, current: &CurrentUsers) -> Result<Vec<Finding>> {
        let is_wanted = |finding: &Finding| {
            inbox_scan.only.as_ref().is_none_or(|owner| current.current_uuid(&finding.owner) == owner)
        };
        let mut all = Vec::new();
        for (conversation_id, state) in &inbox_scan.conversations {
            if findings(conversation_id, state, current).iter().any(is_wanted) {
                let now = self.read_conversation(conversation_id, state).await?;
                all.extend(findings(conversation_id, &now, current).into_iter().filter(is_wanted));
            }
        }
        for claim in &inbox_scan.claims {
            let [first, second] = &claim.pair;
            // A claim of users without a conversation is used by the next writer. No writer comes for a user who is gone, or whose id
            // is another one now.
            if !claim.pair.iter().all(|uuid| current.is_in_database(uuid)) {
                all.push(Finding::of_claim(claim, claim.begins().to_owned()));
            } else if let Some(found) = self.conversation_between(first, second).await? {
                all.push(Finding::of_claim(claim, found.conversation_id));
            }
        }
        // The seeded conversations come last: they show who is whose successor, which the next run needs if this one is
        // interrupted.
        all.sort_by_key(|finding| finding.problem == Problem::UserGone && current.is_seeded(&finding.conversation_id));
        Ok(all)
    }

    /// Reads a conversation of a scan again, consistently. The inboxes are read first: a message that is written in between
    /// then does not make an inbox look newer than the conversation. Group rows are read by the keys that the scan or the
    /// index has of them. An inbox without such a key is searched.
    pub(super) async fn read_conversation(
        &self,
        conversation_id: &str,
        before: &ConversationState,
    ) -> Result<ConversationState> {
        let mut now = ConversationState {
            participants: before.participants.clone(),
            senders: before.senders.clone(),
            ..ConversationState::default()
        };
        let mut keys: Vec<Item> = before.rows.iter().map(Stored::key).collect();
        for indexed in self.indexed_rows(conversation_id).await? {
            if !keys.contains(&indexed.key) {
                keys.push(indexed.key);
            }
        }
        for key in keys {
            if let Some(stored) = self.group_row(&key, conversation_id).await? {
                now.add_row(stored);
            }
        }
        let mut read: BTreeSet<String> = now.rows.iter().map(|stored| stored.row.owner.clone()).collect();
        // A row may name a participant whose inbox was not read yet.
        while let Some(owner) = now.participants.keys().find(|owner| !read.contains(*owner)).cloned() {
            // Several reads: one in the middle of another writer's transaction may see no row.
            let rows = self.inbox_rows_with_retries(&owner, conversation_id, usize::MAX).await?;
            rows.into_iter().for_each(|stored| now.add_row(stored));
            read.insert(owner);
        }
        self.newest_messages(conversation_id, true).await?.into_iter().for_each(|message| now.add_message(message));
        // A key that is not a time sorts elsewhere, so the newest keys may lack the newest message of the scan.
        if let Some(message) = &before.newest
            && self.has_item(&message.key).await?
        {
            now.add_message(message.clone());
        }
        Ok(now)
    }
}
