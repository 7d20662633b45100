//! Processing again what messaging-stream failed to process.
//!
//! Lambda does not put the records into the queue, but where they are in the stream, which keeps them for 24 hours.
//! Source: Lambda developer guide, "Retaining discarded records for a DynamoDB event source in Lambda".

use super::queue::{Queue, Received};
use crate::ddb::{ShardRange, StreamRanges};
use crate::error::{Error, Result};
use crate::messaging::Applied;
use crate::timestamp::Timestamp;
use serde::Deserialize;
use std::collections::{HashMap, VecDeque};

/// The limit of the messages of one run. Those that stay in the queue are held in memory.
pub const MAX_MESSAGES: usize = 10_000;

/// The largest number of digits of a sequence number. Source: API reference, DynamoDB Streams, StreamRecord, `SequenceNumber`.
const MAX_DIGITS: usize = 40;

/// A run through the queue of failures.
pub struct Redrive<'a> {
    queue: Queue<'a>,
    ranges: StreamRanges,
    /// The begin of the ARNs of the streams of the table.
    streams: String,
    dry_run: bool,
    waiting: VecDeque<Received>,
    /// The messages that stay in the queue: the id of each, and how it is made visible again.
    held: HashMap<String, String>,
    taken: usize,
}

/// What became of a message of the queue.
#[derive(Debug)]
pub struct Redriven {
    /// The id of the message.
    pub message: String,
    /// When Lambda put it into the queue.
    pub sent: Option<Timestamp>,
    /// Why Lambda gave up, such as `RetryAttemptsExhausted`.
    pub condition: Option<String>,
    /// Where its records are.
    pub range: Option<ShardRange>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a message.
#[derive(Debug)]
pub enum Outcome {
    /// The inboxes are up to date, and the message is deleted. In a dry run they would be, and the message stays.
    Applied(Applied),
    /// The stream no longer has the records. The message stays in the queue.
    Gone,
    /// It is not a message of Lambda about a stream. It stays in the queue.
    NotUnderstood,
    /// The records are of another table. The message stays in the queue.
    OtherTable,
    /// The inboxes could not be updated, or the message could not be deleted. It stays in the queue.
    Failed(Error),
}

/// A message of Lambda.
#[derive(Deserialize)]
struct Discarded {
    #[serde(rename = "requestContext", default)]
    request: RequestContext,
    #[serde(rename = "DDBStreamBatchInfo")]
    batch: BatchInfo,
}

#[derive(Deserialize, Default)]
struct RequestContext {
    condition: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BatchInfo {
    shard_id: String,
    start_sequence_number: String,
    end_sequence_number: String,
    stream_arn: String,
}

impl<'a> Redrive<'a> {
    /// Begins a run. `stack` is the ARN of the stack, and `table` its table. A dry run writes and deletes nothing.
    pub fn new(queue: Queue<'a>, ranges: StreamRanges, stack: &str, table: &str, dry_run: bool) -> Self {
        let streams = streams_of(stack, table);
        Self { queue, ranges, streams, dry_run, waiting: VecDeque::new(), held: HashMap::new(), taken: 0 }
    }

    /// Processes the next message, and deletes it if its inboxes are up to date. Returns `None` after the last one, or after
    /// [`MAX_MESSAGES`]. The messages that stay are visible to others then.
    ///
    /// # Errors
    /// [`Error::Credentials`], [`Error::Unreachable`], [`StackError::NotAllowed`](crate::error::StackError::NotAllowed) for the queue,
    /// and its service errors. What fails for one message only is in its [`Outcome`].
    pub async fn next(&mut self) -> Result<Option<Redriven>> {
        let next = self.process().await;
        if !matches!(next, Ok(Some(_))) {
            let released = self.release().await;
            // The first error says more.
            return next.and_then(|_| released.map(|()| None));
        }
        next
    }

    /// Whether the run ended because it had [`MAX_MESSAGES`].
    pub fn is_cut(&self) -> bool {
        self.taken == MAX_MESSAGES
    }

    /// The queue.
    pub fn queue(&self) -> &Queue<'a> {
        &self.queue
    }

    async fn process(&mut self) -> Result<Option<Redriven>> {
        if self.waiting.is_empty() && !self.is_cut() {
            self.receive().await?;
        }
        let Some(received) = self.waiting.pop_front() else { return Ok(None) };
        self.taken += 1;
        let discarded = read(&received.body);
        let (condition, range) = discarded.map_or((None, None), |(condition, range)| (condition, Some(range)));
        // Until it is deleted, it is one that stays.
        self.held.insert(received.id.clone(), received.receipt.clone());
        let mut outcome = self.apply(range.as_ref()).await?;
        if matches!(outcome, Outcome::Applied(_)) && !self.dry_run {
            match self.queue.delete(&received.receipt).await {
                Ok(()) => drop(self.held.remove(&received.id)),
                Err(error) => outcome = Outcome::Failed(error),
            }
        }
        Ok(Some(Redriven { sent: received.sent(), message: received.id, condition, range, outcome }))
    }

    async fn apply(&self, range: Option<&ShardRange>) -> Result<Outcome> {
        let Some(range) = range else { return Ok(Outcome::NotUnderstood) };
        if !range.stream.starts_with(&self.streams) {
            return Ok(Outcome::OtherTable);
        }
        match self.ranges.apply(range, self.dry_run).await {
            Ok(Some(applied)) => Ok(Outcome::Applied(applied)),
            Ok(None) => Ok(Outcome::Gone),
            // The other messages would fail in the same way.
            Err(error @ (Error::Credentials { .. } | Error::Access(_) | Error::Unreachable { .. })) => Err(error),
            Err(error) => Ok(Outcome::Failed(error)),
        }
    }

    /// Receives messages. One that was received before is not processed again, although its time to be hidden is over.
    async fn receive(&mut self) -> Result<()> {
        for received in self.queue.receive().await? {
            match self.held.get_mut(&received.id) {
                Some(receipt) => *receipt = received.receipt,
                None if self.taken + self.waiting.len() < MAX_MESSAGES => self.waiting.push_back(received),
                None => drop(self.held.insert(received.id, received.receipt)),
            }
        }
        Ok(())
    }

    /// Makes the messages that stay in the queue visible again.
    async fn release(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        self.held.extend(waiting.into_iter().map(|received| (received.id, received.receipt)));
        let receipts: Vec<&str> = self.held.values().map(String::as_str).collect();
        self.queue.release(&receipts).await?;
        self.held.clear();
        Ok(())
    }
}

/// Reads why Lambda gave up, and where the records are; `None` for another text.
fn read(body: &str) -> Option<(Option<String>, ShardRange)> {
    let Discarded { request, batch } = serde_json::from_str(body).ok()?;
    let is_number = |text: &str| (1..=MAX_DIGITS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let is_read = is_number(&batch.start_sequence_number) && is_number(&batch.end_sequence_number);
    let range = ShardRange {
        stream: batch.stream_arn,
        shard: batch.shard_id,
        first: batch.start_sequence_number,
        last: batch.end_sequence_number,
    };
    is_read.then_some((request.condition, range))
}

/// The begin of the ARNs of the streams of a table in the account and region of a stack.
fn streams_of(stack: &str, table: &str) -> String {
    let part = |at: usize| stack.split(':').nth(at).unwrap_or_default();
    format!("arn:{}:dynamodb:{}:{}:table/{table}/stream/", part(1), part(3), part(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the developer guide of Lambda shows it.
    const BODY: &str = r#"{
        "requestContext": { "requestId": "316aa6d0-8154-xmpl-9af7-85d5f4a6bc81",
            "functionArn": "arn:aws:lambda:us-east-2:123456789012:function:my-function",
            "condition": "RetryAttemptsExhausted", "approximateInvokeCount": 1 },
        "responseContext": { "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled" },
        "version": "1.0", "timestamp": "2019-11-14T00:13:49.717Z",
        "DDBStreamBatchInfo": { "shardId": "shardId-00000001573689847184-864758bb",
            "startSequenceNumber": "800000000003126276362", "endSequenceNumber": "800000000003126276363",
            "approximateArrivalOfFirstRecord": "2019-11-14T00:13:19Z", "approximateArrivalOfLastRecord": "2019-11-14T00:13:19Z",
            "batchSize": 1, "streamArn": "arn:aws:dynamodb:us-east-2:123456789012:table/my-table/stream/2019-11-14T00:04:06.388" }
    }"#;

    #[test]
    fn a_message_of_lambda_says_where_the_records_are() {
        let (condition, range) = read(BODY).unwrap();
        assert_eq!(condition.as_deref(), Some("RetryAttemptsExhausted"));
        assert_eq!((range.first.as_str(), range.last.as_str()), ("800000000003126276362", "800000000003126276363"));
        assert_eq!(range.shard, "shardId-00000001573689847184-864758bb");
        let stack = "arn:aws:cloudformation:us-east-2:123456789012:stack/cruddur/1";
        assert!(range.stream.starts_with(&streams_of(stack, "my-table")));
        for (stack, table) in [
            (stack, "my"),
            (stack, "other"),
            ("arn:aws:cloudformation:us-east-2:210987654321:stack/cruddur/1", "my-table"),
            ("arn:aws:cloudformation:us-east-1:123456789012:stack/cruddur/1", "my-table"),
        ] {
            assert!(!range.stream.starts_with(&streams_of(stack, table)), "{stack} {table}");
        }
    }

    #[test]
    fn any_other_text_is_not_understood() {
        let long = "9".repeat(MAX_DIGITS + 1);
        for (old, new) in [
            ("DDBStreamBatchInfo", "KinesisBatchInfo"),
            ("\"shardId\"", "\"shard\""),
            ("800000000003126276362", ""),
            ("800000000003126276362", "8e3"),
            ("800000000003126276363", long.as_str()),
            ("{", "["),
        ] {
            assert_eq!(read(&BODY.replacen(old, new, 1)), None, "{new}");
        }
        assert_eq!(read(""), None);
    }
}
