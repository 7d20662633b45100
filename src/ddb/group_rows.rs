//! The group rows of a conversation: where they stand, and how they follow a message.

use super::Messages;
use super::item::{Conversation, GROUP, Item, Message, text};
use super::layout::Layout;
use super::patterns::{Keyed, Order, Period, Rows};
use super::transaction::Action;
use crate::error::Result;

/// A group row that takes the place of its owner's older ones.
#[derive(Debug, Clone)]
pub(super) struct Move {
    /// The row as it is to be.
    pub(super) row: Conversation,
    layout: Layout,
    /// The keys of those that it takes the place of.
    old: Vec<Item>,
}

impl Move {
    /// A row where its owner has none yet.
    pub(super) fn first(row: Conversation, layout: Layout) -> Self {
        Self { row, layout, old: Vec::new() }
    }

    /// A row that takes the place of those with these keys.
    pub(super) fn instead(row: Conversation, layout: Layout, old: Vec<Item>) -> Self {
        Self { row, layout, old }
    }

    /// The row as an item.
    ///
    /// # Errors
    /// As [`Conversation::to_item`].
    pub(super) fn item(&self) -> Result<Item> {
        self.row.to_item(self.layout)
    }

    /// The keys of the rows that go.
    pub(super) fn gone(&self) -> &[Item] {
        &self.old
    }

    /// The writes, which belong into one transaction: who else moves the row meanwhile is noticed.
    ///
    /// # Errors
    /// As [`Conversation::to_item`].
    pub(super) fn actions(&self) -> Result<Vec<Action>> {
        let put = [Action::PutRow(self.item()?)];
        let new = self.item()?;
        // A row that keeps its key is put over: one transaction takes one write of a key.
        let gone = self.old.iter().filter(|old| ["pk", "sk"].iter().any(|name| text(old, name) != text(&new, name)));
        Ok(gone.cloned().map(Action::DeleteIfThere).chain(put).collect())
    }
}

/// The layout that a row was written in.
pub(super) fn layout_of(key: &Item) -> Layout {
    Layout::of_sort_key(text(key, "sk").unwrap_or_default())
}

/// Of rows of one conversation those of one owner, and how they follow a message; `None` where they need not, since one of
/// them is as new, or where there are none.
pub(super) fn follow(rows: &[Keyed<Conversation>], owner: &str, message: &Message) -> Option<Move> {
    let of_owner: Vec<_> = rows.iter().filter(|found| found.row.owner == owner).collect();
    let newest = of_owner.iter().max_by(|a, b| a.row.last_reply.order().cmp(&b.row.last_reply.order()))?;
    if newest.row.last_reply.at >= message.created.at {
        return None;
    }
    let row =
        Conversation { last_reply: message.created.clone(), last_message: message.text.clone(), ..newest.row.clone() };
    let old = of_owner.iter().map(|found| found.key.clone()).collect();
    Some(Move { row, layout: layout_of(&newest.key), old })
}

impl Messages {
    /// The group rows of a conversation that the index shows, which is what stood in the table a moment ago.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub(super) async fn indexed_rows(&self, group: &str) -> Result<Vec<Keyed<Conversation>>> {
        self.index(GROUP, group).take(None).await
    }

    /// A conversation's group row in somebody's inbox, as it stands in the table now; the newest, where there are several.
    ///
    /// # Errors
    /// The service errors of [`Error`](crate::Error).
    pub(super) async fn row_of(&self, owner: &str, group: &str) -> Result<Option<Keyed<Conversation>>> {
        let partition = Conversation::partition(owner);
        let mut rows: Rows<Keyed<Conversation>> =
            self.rows(GROUP, partition, Period::default(), Order::NewestFirst, None).consistent();
        while let Some(found) = rows.next().await? {
            if found.row.group == group {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}
