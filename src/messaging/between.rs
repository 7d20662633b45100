//! The most recent conversation between two users: one answer for every command that asks.
//!
//! Both inboxes have a row of it, so both are read at once, newest row first and page by page, until one of them shows it. The
//! cost is twice the pages of the inbox that shows it sooner. Two users without a conversation cost both inboxes as a whole:
//! a row may have been lost from the shorter one, and there is no index by participant.

use super::model::Conversation;
use super::patterns::{Order, Range};
use super::row::newest;
use crate::ddb::Table;
use crate::error::Result;
use futures_util::future::try_join_all;

/// How many rows the first page of an inbox is, and by how much the next one is larger: most people write to whom they wrote
/// last, and a long inbox is not read in small pages.
const FIRST_PAGE: usize = 50;
const GROWTH: usize = 4;

/// What follows from the newest row first.
const ORDER: Order = Order::NewestFirst;

impl Table {
    /// The most recent conversation between two users, of `uuid`s, as the inbox that shows it sooner has it; what was written a
    /// moment ago is seen. `None` where neither inbox has one.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub async fn conversation_between(&self, user: &str, other: &str) -> Result<Option<Conversation>> {
        let mut inboxes = [self.rows_with_partner(user, other), self.rows_with_partner(other, user)];
        let mut page = FIRST_PAGE;
        loop {
            let shown = inboxes.iter().filter(|inbox| inbox.iter().all(|range| !range.needs_page(ORDER)));
            if let Some(found) = newest(shown.flatten().filter_map(Range::peek)) {
                return Ok(Some(found.clone()));
            }
            let unread = inboxes.iter_mut().flatten().filter(|range| range.needs_page(ORDER));
            let reads: Vec<_> = unread.map(|range| range.read_page_of(page, ORDER)).collect();
            if reads.is_empty() {
                return Ok(None);
            }
            try_join_all(reads).await?;
            page = page.saturating_mul(GROWTH);
        }
    }
}
