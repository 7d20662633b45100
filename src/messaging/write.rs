//! Writing messages. A message and the group rows that show it are written in one transaction. The inboxes are therefore
//! correct at once, with or without a function behind the table's stream.
//!
//! A message is written once. Before each try, its id and the time in its sort key are recorded (`record`), and the try is
//! conditional on a free key. If the answer of a try is lost, the next run tries the same key again, and finds its own
//! message. Two users who start a conversation with each other at the same time agree on its id (`claim`).
//! Source: the backend's `create_message` and `create_message_group`.

mod claim;
mod pending_message;
mod prepare;
mod record;

pub(super) use claim::LeftClaim;
pub use pending_message::{NewMessage, PendingMessage, PendingWrite, Recipient};

use crate::ddb::Table;
use crate::ddb::retry::{Retry, is_unclear};
use crate::ddb::transaction::{Outcome, is_taken};
use crate::error::{Error, Result};
use crate::pending::Record;
use std::path::Path;

/// By how many microseconds a message whose key is taken becomes later: by one at first, then by a random number up to a
/// limit. The limit is `MIN_STEP` at first, and doubles with each try up to `MAX_STEP`. Many writers at the same moment
/// therefore spread out, and none of them waits.
const MIN_STEP: i64 = 64;
const MAX_STEP: i64 = 1_000_000;

/// A message that was written.
#[derive(Debug)]
pub struct WrittenMessage {
    /// The message as it was written.
    pub pending: PendingMessage,
    /// Whether an earlier run had written it.
    pub was_written: bool,
    record: Option<Record>,
}

impl WrittenMessage {
    /// Removes the message's record, when the caller has reported the result. Until then the same command finds the message
    /// again.
    pub fn acknowledge(self) {
        if let Some(record) = self.record {
            record.remove();
        }
    }
}

impl Table {
    /// Writes a pending message once, and returns it as it was written. If its key is taken, the message gets a later one.
    /// If another message was written first, the group rows show the newer of the two. `records` is the directory of the
    /// records. A record is kept until the answer is known and acknowledged, and the same message of the same command finds
    /// it for a day.
    ///
    /// # Errors
    /// [`Error::MaybeWritten`] if no answer came; the service errors and [`Error::NoProgress`] if the message was not
    /// written.
    pub async fn write_message(&self, mut pending: PendingMessage, records: Option<&Path>) -> Result<WrittenMessage> {
        if pending.is_written {
            return Ok(WrittenMessage { pending, was_written: true, record: None });
        }
        let mut record = self.open_record(&pending, records);
        let earlier = record.as_ref().and_then(Record::earlier).cloned();
        let written = match &earlier {
            Some(earlier) if self.resume_message(&mut pending, earlier).await? => Ok(true),
            _ => self.try_write(&mut pending, &mut record).await,
        };
        match written {
            Ok(was_written) => Ok(WrittenMessage { pending, was_written, record }),
            Err(error) => {
                // The record stays until the answers of this run and of the earlier one are known.
                let is_known = earlier.is_none() && !matches!(error, Error::MaybeWritten { .. });
                if let Some(record) = record.filter(|_| is_known) {
                    record.remove();
                }
                Err(error)
            }
        }
    }

    /// Tries to write a pending message until it is written. Returns whether an earlier try had written it.
    async fn try_write(&self, pending: &mut PendingMessage, record: &mut Option<Record>) -> Result<bool> {
        let (mut retry, mut step) = (Retry::new(self.progress_timeout), 1);
        while !retry.is_over() {
            self.hold_claim(pending).await?;
            if pending.is_written {
                return Ok(true);
            }
            if !pending.is_guarded() {
                retry.wait().await;
                self.prepare_again(pending).await?;
                continue;
            }
            self.record_try(pending, record);
            let actions = pending.actions()?;
            let can_repeat = record.is_some() || pending.has_own_id;
            let outcome = self.transact_write(&actions).await.map_err(|error| match error {
                unclear if is_unclear(&unclear) => Error::MaybeWritten { can_repeat, source: unclear.into() },
                clear => clear,
            })?;
            let Outcome::Refused(refused) = outcome else { return Ok(false) };
            if refused.contains(&0) && self.has_message(&pending.message, pending.layout).await? {
                return Ok(true);
            }
            if is_taken(&actions, &refused) {
                pending.advance(fastrand::i64(1..=step));
                step = (step * 2).clamp(MIN_STEP, MAX_STEP);
            } else {
                retry.wait().await;
            }
            self.update_rows(pending).await?;
        }
        Err(self.no_progress())
    }
}
