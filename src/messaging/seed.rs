//! Seeding: writes what is missing of each conversation, and leaves complete conversations unchanged.
//!
//! The order of a seed:
//!
//! 1. [`Participants::look_up`] reads the users, and `Table::sample` (`sample`) the layout of the table.
//! 2. [`Seed::plan`] compares each conversation with the table, and only reads. `plan` reads what exists (`existing`),
//!    `conversation` decides what is missing, and `times` gives missing messages their times.
//! 3. [`Seed::run`] (`write`) claims the conversations (`claim`), removes items for a reset, plans again, and writes.
//!
//! Messages are written before group rows. The next run can therefore complete a seed that was interrupted: the messages
//! that exist tell the times of the missing ones.

mod claim;
mod conversation;
mod existing;
mod participants;
mod plan;
mod sample;
mod times;
mod write;

pub use conversation::ConversationPlan;
pub use participants::Participants;
pub use sample::Sample;

use super::layout::Layout;
use super::seeds::SeedConversation;
use crate::ddb::Table;
use crate::error::{Error, Result};
use crate::timestamp::Timestamp;
use conversation::Wanted;
use plan::{Pass, Planner};

/// How many seconds each conversation ends before the one before it: an inbox then shows them in the order of the seeds.
const STAGGER_SECONDS: i64 = 1;

/// How many conversations are read, claimed or completed at the same time.
const CONCURRENCY: usize = 8;

/// What to seed.
#[derive(Debug, Clone)]
pub struct SeedRequest {
    /// The conversations.
    pub conversations: Vec<SeedConversation>,
    /// The participants of all conversations. One that is missing is an error.
    pub participants: Participants,
    /// The time of the last message of a conversation that does not exist yet.
    pub until: Timestamp,
    /// The layout to write.
    pub layout: Layout,
    /// Whether to remove these conversations first.
    pub reset: bool,
    /// Whether the table is known to be empty, so that it is not read.
    pub table_is_empty: bool,
}

/// A seed of a table: what it would write, and the write itself.
#[derive(Debug)]
pub struct Seed {
    /// The plan of each conversation, in the order of the request.
    pub conversations: Vec<ConversationPlan>,
    table: Table,
    layout: Layout,
}

impl Seed {
    /// Compares the conversations with the table; only reads.
    ///
    /// # Errors
    /// [`Error::NoUser`], [`Error::NoTable`], [`Error::OtherOwners`] unless they are to be removed first, and the service
    /// errors.
    pub async fn plan(table: &Table, request: SeedRequest) -> Result<Self> {
        let SeedRequest { conversations, participants, until, layout, reset, table_is_empty } = request;
        let wanted = conversations.into_iter().enumerate().map(|(index, conversation)| {
            let participants = participants.of(&conversation)?;
            let until = until.plus_seconds(-STAGGER_SECONDS * index as i64);
            Ok(Wanted { conversation, participants, until })
        });
        let wanted = wanted.collect::<Result<_>>()?;
        let pass = if reset { Pass::Reset } else { Pass::Complete };
        let mut planner = Planner::new(table, layout, pass, table_is_empty);
        let conversations = planner.plan(wanted).await?;
        match planner.other_owners {
            others if others.is_empty() => Ok(Self { conversations, table: table.clone(), layout }),
            conversations => Err(Error::OtherOwners { conversations }),
        }
    }

    /// Whether nothing is missing.
    pub fn is_unchanged(&self) -> bool {
        self.conversations.iter().all(ConversationPlan::is_unchanged)
    }

    /// How many items the seed writes.
    pub fn puts(&self) -> usize {
        self.conversations.iter().map(|plan| plan.missing_messages() + plan.missing_rows()).sum()
    }

    /// How many items the seed removes in order to write these conversations again.
    pub fn resets(&self) -> usize {
        self.conversations.iter().map(|plan| plan.removals.len()).sum()
    }
}
