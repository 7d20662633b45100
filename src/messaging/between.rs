//! The most recent conversation between two users.
//!
//! Both inboxes should have a row of it. Both are read in parallel, newest row first, until one of them shows it. This
//! reads at most twice the pages of the inbox that shows it sooner. If the users have no conversation, both inboxes are
//! read whole: the shorter one may have lost the row, and there is no index by participant.

use super::model::Conversation;
use super::patterns::{Order, Range};
use super::row::newest;
use crate::ddb::Table;
use crate::error::Result;
use futures_util::future::try_join_all;

/// The number of rows of the first page of an inbox. It is small, because most users write to the user to whom they wrote
/// last.
const FIRST_PAGE: usize = 50;

/// How many times larger each next page is: a long inbox is not read in small pages.
const PAGE_GROWTH: usize = 4;

/// The order in which the inboxes are read.
const ORDER: Order = Order::NewestFirst;

impl Table {
    /// Returns the most recent conversation between two users, of `uuid`s, as the inbox that shows it sooner has it. `None`
    /// if neither inbox has one. The reads are consistent.
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
            page = page.saturating_mul(PAGE_GROWTH);
        }
    }
}
