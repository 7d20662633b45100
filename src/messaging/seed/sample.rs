//! Which layout a table holds.

use super::claim::claimed_layout;
use crate::ddb::Table;
use crate::ddb::item::{Item, text};
use crate::error::Result;
use crate::messaging::layout::Layout;
use crate::messaging::model::{Conversation, Message};

/// The maximum number of items that a sample reads.
const MAX_ITEMS: i32 = 25;

/// What the first items of a table show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// The layout of the rows; `None` if there are no rows.
    pub layout: Option<Layout>,
    /// Whether the table has no item at all.
    pub is_empty: bool,
}

impl Table {
    /// Reads the first items of the table to find out which layout it holds.
    ///
    /// # Errors
    /// [`Error::NoTable`](crate::Error::NoTable), [`Error::OtherKeys`](crate::Error::OtherKeys), and the service errors.
    pub async fn sample(&self) -> Result<Sample> {
        let request = self.client.scan().table_name(&self.table).limit(MAX_ITEMS).consistent_read(true);
        let page = self.service.call("Scan", &self.table, request.send()).await?;
        let items = page.items.unwrap_or_default();
        // Items with other keys show that the table has another key schema; an empty table may have one too.
        let has_keys = |item: &Item| ["pk", "sk"].iter().all(|name| text(item, name).is_some());
        if items.is_empty() || !items.iter().all(has_keys) {
            self.check_keys().await?;
        }
        let is_row = |item: &&Item| Message::from_item(item).is_some() || Conversation::from_item(item).is_some();
        let row_layout = items.iter().find(is_row).map(Layout::of_key);
        // A reset that was interrupted may leave nothing but claims.
        let layout = row_layout.or_else(|| claimed_layout(&items));
        Ok(Sample { layout, is_empty: items.is_empty() && page.last_evaluated_key.is_none() })
    }
}
