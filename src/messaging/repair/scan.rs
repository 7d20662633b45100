//! Reading the table, or one inbox, into the states of conversations.

use super::CONCURRENCY;
use super::state::ConversationState;
use crate::ddb::Table;
use crate::ddb::item::Item;
use crate::ddb::scan::ScanRequest;
use crate::error::{Error, Result};
use crate::messaging::model::Message;
use crate::messaging::patterns::Order;
use crate::messaging::row::{Keyed, Row, Stored};
use crate::messaging::write::LeftClaim;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use std::collections::{BTreeMap, BTreeSet};

/// How many of the newest keys of a conversation are read to find its newest message.
const NEWEST_KEYS: usize = 25;

/// The maximum number of items of a sample.
const MAX_SAMPLE: usize = 1_000;

/// The conversations of a table or a part of it: the newest message, the group rows and the participants of each.
#[derive(Debug, Default)]
pub struct InboxScan {
    pub(super) conversations: BTreeMap<String, ConversationState>,
    /// The claims of conversations that are about to be written, or that were left.
    pub(super) claims: Vec<LeftClaim>,
    /// The `uuid` of the user whose inbox is examined; `None` for all inboxes.
    pub(super) only: Option<String>,
    /// How many items were read.
    pub items: usize,
    /// Whether the whole table was read.
    pub is_whole: bool,
}

impl InboxScan {
    fn add(&mut self, item: &Item) {
        // A row without a conversation id belongs to no conversation.
        if let Some(message) = Keyed::<Message>::read(item).filter(|keyed| !keyed.row.conversation_id.is_empty()) {
            self.state(&message.row.conversation_id).add_message(message);
        } else if let Some(stored) = <Stored>::read(item).filter(|stored| !stored.row.conversation_id.is_empty()) {
            self.state(&stored.row.conversation_id).add_row(stored);
        } else {
            self.claims.extend(LeftClaim::read(item));
        }
    }

    fn state(&mut self, conversation_id: &str) -> &mut ConversationState {
        self.conversations.entry(conversation_id.to_owned()).or_default()
    }

    /// The `uuid`s of all participants.
    pub(super) fn uuids(&self) -> BTreeSet<&String> {
        self.conversations.values().flat_map(|state| state.participants.keys()).collect()
    }

    /// The `uuid`s that are looked up in the users database: those of all participants, and those that a claim names.
    pub(super) fn looked_up(&self) -> BTreeSet<&String> {
        let claimed = self.claims.iter().flat_map(|claim| &claim.pair);
        self.uuids().into_iter().chain(claimed).collect()
    }

    /// How many participants all conversations have.
    pub fn participants(&self) -> usize {
        self.uuids().len()
    }

    /// How many of the messages that were read have no text, or one that is not a string. No inbox can show them.
    pub fn without_text(&self) -> usize {
        self.conversations.values().map(|state| state.without_text).sum()
    }
}

impl Table {
    /// Reads the whole table once. Of each conversation, only the newest message and the group rows are kept.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::OtherKeys`] and the service errors.
    pub async fn scan_inboxes(&self) -> Result<InboxScan> {
        self.check_keys().await?;
        self.scan_inboxes_up_to(None).await
    }

    /// Reads the first items of the table, at most 1,000.
    ///
    /// # Errors
    /// As [`Table::scan_inboxes`].
    pub async fn sample_inboxes(&self) -> Result<InboxScan> {
        self.scan_inboxes_up_to(Some(MAX_SAMPLE)).await
    }

    async fn scan_inboxes_up_to(&self, limit: Option<usize>) -> Result<InboxScan> {
        let mut inbox_scan = InboxScan { is_whole: true, ..InboxScan::default() };
        let mut pages = self.scan(&ScanRequest { segments: 1, limit, ..ScanRequest::default() });
        while let Some(page) = pages.recv().await {
            let page = page?;
            inbox_scan.items += page.items.len();
            page.items.iter().for_each(|item| inbox_scan.add(item));
            if limit.is_some_and(|limit| inbox_scan.items >= limit) {
                inbox_scan.is_whole = page.next.is_none();
                break;
            }
        }
        Ok(inbox_scan)
    }

    /// Reads the inbox of one user, of `uuid`, and the conversations in it. A conversation that this inbox has lost is
    /// found in the inbox of the other participant, if that is one of `others`: no index leads from a user to their
    /// conversations.
    ///
    /// # Errors
    /// As [`Table::scan_inboxes`].
    pub async fn scan_inbox_of(&self, user: &str, others: &[String]) -> Result<InboxScan> {
        self.check_keys().await?;
        let mut inbox_scan = InboxScan { only: Some(user.to_owned()), ..InboxScan::default() };
        let mut inbox = self.inbox(user);
        while let Some(stored) = inbox.next().await? {
            inbox_scan.state(&stored.row.conversation_id).add_row(stored);
        }
        for other in others.iter().filter(|other| *other != user) {
            let mut inbox = self.inbox(other);
            while let Some(stored) = inbox.next().await? {
                if stored.row.other.user_uuid == user {
                    inbox_scan.state(&stored.row.conversation_id).add_row(stored);
                }
            }
        }
        inbox_scan.conversations.remove("");
        let reads = inbox_scan.conversations.iter_mut().map(async |(conversation_id, state)| {
            let messages = self.newest_messages(conversation_id, false).await?;
            messages.into_iter().for_each(|message| state.add_message(message));
            Ok::<_, Error>(())
        });
        stream::iter(reads).buffer_unordered(CONCURRENCY).try_collect::<()>().await?;
        Ok(inbox_scan)
    }

    /// Reads the messages of the newest keys of a conversation, at most 25.
    pub(super) async fn newest_messages(
        &self,
        conversation_id: &str,
        is_consistent: bool,
    ) -> Result<Vec<Keyed<Message>>> {
        let rows = self.message_rows(conversation_id, Order::NewestFirst, Some(NEWEST_KEYS));
        if is_consistent { rows.consistent() } else { rows }.take(Some(NEWEST_KEYS)).await
    }
}
