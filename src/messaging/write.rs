//! Writing messages: a message and the group rows that follow it change in one transaction, so that inboxes are right at
//! once, whether or not a function follows the table's stream.
//!
//! A message is written once. Its id and the time in its sort key are recorded before each try, and the try is conditional on
//! the key being free: a try that was carried out without an answer is met by the next one, which then finds its own message.
//! Source: the backend's `create_message` and `create_message_group`.

mod once;
mod pending_message;

pub use pending_message::{NewMessage, PendingMessage, PendingWrite, Recipient};

use crate::ddb::Table;
use crate::ddb::retry::{Retry, is_unclear};
use crate::ddb::transaction::{Outcome, is_taken};
use crate::error::{Error, Result};
use crate::pending::Record;
use std::path::Path;

/// How far a message steps on from a key that is taken, in microseconds: first to the next one, then by a random step up to so
/// many and up to twice as many each time, so that many writers at one moment spread out, and none of them waits.
const WIDE_STEP: i64 = 64;
const WIDEST_STEP: i64 = 1_000_000;

/// A message that was written.
#[derive(Debug)]
pub struct WrittenMessage {
    /// The draft, as it was written.
    pub pending: PendingMessage,
    /// Whether an earlier run had written it.
    pub was_written: bool,
    record: Option<Record>,
}

impl WrittenMessage {
    /// Ends the message's record: whoever wanted to know has been told. Without it the same command again finds the message.
    pub fn acknowledge(self) {
        if let Some(record) = self.record {
            record.remove();
        }
    }
}

impl Table {
    /// Writes a draft once, and returns it as it was written: where a key is taken the message steps on, and where another
    /// message came first the group rows follow the newer of the two. `records` is the directory in which a record is kept until
    /// the answer is known and acknowledged; the same message from an equal process finds it there for a day.
    ///
    /// # Errors
    /// [`Error::MaybeWritten`] where no answer came, and the service errors and [`Error::NoProgress`] where it was not written.
    pub async fn write_message(&self, mut pending: PendingMessage, records: Option<&Path>) -> Result<WrittenMessage> {
        if pending.is_written {
            return Ok(WrittenMessage { pending, was_written: true, record: None });
        }
        let mut record = self.open_record(&pending, records);
        let earlier = record.as_ref().and_then(Record::earlier).cloned();
        let written = match &earlier {
            Some(earlier) if self.take_up(&mut pending, earlier).await? => Ok(true),
            _ => self.write(&mut pending, &mut record).await,
        };
        match written {
            Ok(was_written) => Ok(WrittenMessage { pending, was_written, record }),
            Err(error) => {
                // The record stays until the answer is known: that of this run, and that of the earlier one.
                let is_known = earlier.is_none() && !matches!(error, Error::MaybeWritten { .. });
                if let Some(record) = record.filter(|_| is_known) {
                    record.remove();
                }
                Err(error)
            }
        }
    }

    /// Writes a draft; whether it was written before.
    async fn write(&self, pending: &mut PendingMessage, record: &mut Option<Record>) -> Result<bool> {
        let (mut retry, mut step) = (Retry::new(self.progress_timeout), 1);
        while !retry.is_over() {
            self.claim_beginning(pending).await?;
            if pending.is_written {
                return Ok(true);
            }
            self.keep(pending, record);
            let actions = pending.actions()?;
            let can_repeat = record.is_some() || pending.has_own_id;
            let outcome = self.transact_write(&actions).await.map_err(|error| match error {
                unclear if is_unclear(&unclear) => Error::MaybeWritten { can_repeat, source: unclear.into() },
                clear => clear,
            })?;
            let Outcome::Refused(refused) = outcome else { return Ok(false) };
            if refused.contains(&0) && self.holds(&pending.message, pending.layout).await? {
                return Ok(true);
            }
            if is_taken(&actions, &refused) {
                pending.step_on(fastrand::i64(1..=step));
                step = (step * 2).clamp(WIDE_STEP, WIDEST_STEP);
            } else {
                retry.wait().await;
            }
            self.catch_up(pending).await?;
        }
        Err(self.no_progress())
    }
}
