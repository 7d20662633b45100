//! How far inboxes are behind the messages.

use super::CONCURRENCY;
use super::scan::InboxScan;
use crate::ddb::Table;
use crate::error::{Error, Result};
use crate::messaging::row::Stored;
use crate::timestamp::Timestamp;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use std::collections::BTreeMap;

/// The maximum number of conversations that are compared.
const MAX_CONVERSATIONS: usize = 20;

/// The age of a message, in seconds, from which an inbox that does not show it counts as behind: the function behind the
/// stream takes some time.
const GRACE_SECONDS: i64 = 60;

/// How far inboxes are behind the messages, by a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InboxLag {
    /// How many conversations were compared: those of a scan that have a row and a message, at most 20.
    pub conversations: usize,
    /// In how many of them an inbox shows an older message than the newest one, which is more than a minute old.
    pub behind: usize,
    /// The largest difference between the newest message and a row, in seconds.
    pub most: i64,
}

impl InboxLag {
    /// Adds a conversation: the time of its newest message, and its rows. Of several rows in one inbox, the newest counts.
    fn add(&mut self, newest: Timestamp, rows: &[Stored], now: Timestamp) {
        self.conversations += 1;
        let mut shown: BTreeMap<&str, Timestamp> = BTreeMap::new();
        for (owner, at) in rows.iter().filter_map(|stored| Some((stored.row.owner.as_str(), stored.row.last_reply.at?)))
        {
            shown.entry(owner).and_modify(|newest| *newest = at.max(*newest)).or_insert(at);
        }
        let lag = shown.values().map(|at| newest.micros_since(*at)).max().unwrap_or_default();
        if lag > 0 && now.micros_since(newest) > GRACE_SECONDS * 1_000_000 {
            self.behind += 1;
            self.most = self.most.max(lag / 1_000_000);
        }
    }
}

impl Table {
    /// Compares the rows of a scan with the newest message of each conversation at `now`. The message is read from the
    /// table, unless the scan read the whole table.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub async fn inbox_lag(&self, inbox_scan: &InboxScan, now: Timestamp) -> Result<InboxLag> {
        let sample =
            inbox_scan.conversations.iter().filter(|(_, state)| !state.rows.is_empty()).take(MAX_CONVERSATIONS);
        let reads = sample.map(async |(conversation_id, state)| {
            let messages = match inbox_scan.is_whole {
                true => Vec::new(),
                false => self.newest_messages(conversation_id, false).await?,
            };
            let newest = state.newest.iter().chain(&messages).filter_map(|message| message.row.created.at).max();
            Ok::<_, Error>((newest, &state.rows))
        });
        let conversations: Vec<_> = stream::iter(reads).buffer_unordered(CONCURRENCY).try_collect().await?;
        let mut lag = InboxLag::default();
        for (newest, rows) in conversations {
            if let Some(newest) = newest {
                lag.add(newest, rows, now);
            }
        }
        Ok(lag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::layout::Layout;
    use crate::messaging::model::{Conversation, Participant, SortKeyTime};
    use crate::messaging::row::Row;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::parse("2026-11-22T12:00:00Z").unwrap().plus_seconds(seconds)
    }

    fn row(owner: &str, seconds: i64) -> Stored {
        let row = Conversation {
            owner: owner.to_owned(),
            conversation_id: "g".to_owned(),
            last_reply: SortKeyTime::at(at(seconds)),
            other: Participant::default(),
            last_message: "x".to_owned(),
        };
        Stored::read(&row.to_item(Layout::Model).unwrap()).unwrap()
    }

    #[test]
    fn the_inbox_that_is_furthest_behind_counts_after_a_minute() {
        let lag = |rows: &[Stored], now: i64| {
            let mut lag = InboxLag::default();
            lag.add(at(0), rows, at(now));
            (lag.conversations, lag.behind, lag.most)
        };
        assert_eq!(lag(&[row("a", 0), row("b", 0)], 3_600), (1, 0, 0));
        assert_eq!(lag(&[row("a", -5), row("b", -90)], 3_600), (1, 1, 90));
        // An older row of the same inbox does not count.
        assert_eq!(lag(&[row("a", 0), row("a", -90)], 3_600), (1, 0, 0));
        assert_eq!(lag(&[row("a", -90)], 60), (1, 0, 0));
        assert_eq!(lag(&[row("a", -90)], 61), (1, 1, 90));
    }
}
