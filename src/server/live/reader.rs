//! Reads the table's stream for all listeners, as long as there is one.

use super::super::messages::with_group;
use super::participants::KnownParticipants;
use super::{Live, Source};
use crate::ddb::retry::Retry;
use crate::ddb::{RecordChange, ShardPosition, Stream, StreamRecord};
use crate::error::Result;
use crate::messaging::Message;
use crate::stores;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The interval between reads. Each opens the embedded store. Source: API reference, GetRecords (five calls a second for a shard).
const POLL_INTERVAL: Duration = Duration::from_millis(333);

/// The interval after a read that returned records, so that other processes can use the embedded store in between.
const BUSY_INTERVAL: Duration = Duration::from_millis(50);

/// How many conversations are looked up before other processes can use the embedded store.
const LOOKUPS: usize = 32;

/// How long reads may fail before the listeners are told.
const MAX_FAILING: Duration = Duration::from_secs(30);

/// How long a position without a record is good for. Source: API reference, GetShardIterator: an iterator expires after 15
/// minutes.
const MAX_PAUSE: Duration = Duration::from_secs(300);

/// The reader while nobody listens.
pub(super) struct Paused {
    stream: Stream,
    since: Instant,
}

impl Paused {
    pub(super) fn new(stream: Stream) -> Self {
        Self { stream, since: Instant::now() }
    }

    /// Returns the stream if it continues where it was.
    pub(super) fn resume(self) -> Option<Stream> {
        (self.since.elapsed() < MAX_PAUSE).then_some(self.stream)
    }
}

/// Opens the stream at its end.
pub(super) async fn open(source: &Source) -> Result<Stream> {
    let Source { target, table, observer } = source;
    let mut stream = stores::stream(target, table, ShardPosition::Latest, None, observer.clone()).await?;
    // The first read of a shard decides where its end is.
    while let Some(batch) = stream.next().await? {
        stream.done(batch).await?;
    }
    stream.release();
    Ok(stream)
}

/// Reads until nobody listens any more, or until the stream fails for longer than a moment.
pub(super) async fn run(live: Arc<Live>, mut stream: Stream) {
    let mut known = KnownParticipants::default();
    let mut retry = Retry::new(MAX_FAILING);
    loop {
        let read = read(&live, &mut stream, &mut known).await;
        stream.release();
        match read {
            Ok(had_records) => {
                retry.progress();
                tokio::time::sleep(if had_records { BUSY_INTERVAL } else { POLL_INTERVAL }).await;
            }
            Err(error) if error.is_retryable() && !retry.is_over() => retry.wait().await,
            Err(_) => return live.state().fail(),
        }
        let Some(continued) = live.state().continue_or_pause(stream) else { return };
        stream = continued;
    }
}

/// Reads once, and publishes the messages. Returns whether there were records.
async fn read(live: &Live, stream: &mut Stream, known: &mut KnownParticipants) -> Result<bool> {
    let Some(batch) = stream.next().await? else { return Ok(false) };
    known.learn(&batch.records);
    let mut messages = Vec::new();
    let mut lookups = 0;
    for message in batch.records.iter().filter_map(new_message) {
        let participants = match known.of(&message.conversation_id) {
            Some(participants) => participants.to_vec(),
            None => {
                lookups += 1;
                if lookups % LOOKUPS == 0 {
                    stream.release();
                    tokio::time::sleep(BUSY_INTERVAL).await;
                }
                let found = stream.table().await?.participants(&message).await?;
                known.add(&message.conversation_id, found)
            }
        };
        messages.push((participants, with_group(&message).to_string()));
    }
    // A batch that fails is read again, so nothing of it may be published before.
    stream.done(batch).await?;
    for (participants, data) in messages {
        live.state().hub.publish(participants, data, Instant::now());
    }
    Ok(true)
}

/// Returns the message of a record if it is a new one.
fn new_message(record: &StreamRecord) -> Option<Message> {
    record.message().filter(|_| record.change == RecordChange::Insert)
}
