//! Reads the records of a shard between two sequence numbers.
//! Source: API reference, DynamoDB Streams, GetShardIterator and GetRecords.

use super::StreamRecord;
use super::reader::{TRIMMED, record};
use crate::ddb::{Connection, Table};
use crate::error::{Error, Result};
use crate::pages::Pages;
use aws_sdk_dynamodbstreams::Client;
use aws_sdk_dynamodbstreams::types::ShardIteratorType;
use std::time::Duration;

/// The interval between reads that return no record, and how many of them in a row show that a record does not exist. A read in the
/// middle of a shard may be empty.
const POLL_INTERVAL: Duration = Duration::from_millis(200);
const MAX_EMPTY_READS: u32 = 50;

/// The records of one shard from one sequence number to another, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardRange {
    /// The ARN of the stream.
    pub stream: String,
    /// The id of the shard.
    pub shard: String,
    /// The sequence number of the first record.
    pub first: String,
    /// The sequence number of the last record.
    pub last: String,
}

/// The streams of a table, of which ranges are read.
pub struct StreamRanges {
    pub(crate) table: Table,
    client: Client,
}

/// A page of a range.
pub(crate) enum RangePage {
    /// Records of the range.
    Records(Vec<StreamRecord>),
    /// The stream no longer has all records of the range: it keeps them for 24 hours.
    Gone,
}

/// The pages of a range.
pub(crate) struct RangePages<'a> {
    from: &'a StreamRanges,
    range: &'a ShardRange,
    iterator: Option<String>,
    /// The sequence number of the last record that was read.
    newest: Option<String>,
    pages: Pages,
    empty: u32,
    is_over: bool,
}

impl StreamRanges {
    /// Returns the streams of a table. Sends no request.
    pub(crate) fn new(connection: &Connection, table: Table) -> Self {
        Self { client: connection.streams(), table }
    }

    /// Returns the pages of a range.
    pub(crate) fn read<'a>(&'a self, range: &'a ShardRange) -> RangePages<'a> {
        RangePages {
            from: self,
            range,
            iterator: None,
            newest: None,
            pages: Pages::of("GetRecords", &self.table.table),
            empty: 0,
            is_over: false,
        }
    }
}

impl RangePages<'_> {
    /// Reads the next records of the range. Returns `None` after the last one.
    ///
    /// # Errors
    /// [`Error::EndlessPages`] and the service errors.
    pub(crate) async fn next(&mut self) -> Result<Option<RangePage>> {
        while !self.is_over {
            let records = match self.page().await {
                Err(error) if is_gone(&error) => return Ok(Some(self.gone())),
                records => records?,
            };
            let Some(last) = records.last().map(|record| record.sequence_number.clone()) else {
                self.empty += 1;
                if self.iterator.is_none() || self.empty == MAX_EMPTY_READS {
                    return Ok(Some(self.gone()));
                }
                tokio::time::sleep(POLL_INTERVAL).await;
                continue;
            };
            // A stand-in may begin at the oldest record that it has.
            let is_first = self.newest.is_none();
            if is_first && records.first().is_some_and(|record| record.sequence_number != self.range.first) {
                return Ok(Some(self.gone()));
            }
            self.pages.next(Some(last.clone()), false)?;
            self.empty = 0;
            self.is_over = order(&last) >= order(&self.range.last);
            if !self.is_over && self.iterator.is_none() {
                return Ok(Some(self.gone()));
            }
            self.newest = Some(last);
            let is_in_range = |record: &StreamRecord| order(&record.sequence_number) <= order(&self.range.last);
            return Ok(Some(RangePage::Records(records.into_iter().filter(is_in_range).collect())));
        }
        Ok(None)
    }

    fn gone(&mut self) -> RangePage {
        self.is_over = true;
        RangePage::Gone
    }

    /// Reads a page of the shard. An iterator that expired is replaced by one behind the last record.
    async fn page(&mut self) -> Result<Vec<StreamRecord>> {
        let iterator = match self.iterator.take() {
            Some(iterator) => iterator,
            None => self.start().await?,
        };
        let (records, next) = match self.get(&iterator).await {
            Err(Error::Service { code, .. }) if code == "ExpiredIteratorException" => {
                let iterator = self.start().await?;
                self.get(&iterator).await?
            }
            reply => reply?,
        };
        self.iterator = next;
        Ok(records)
    }

    async fn get(&self, iterator: &str) -> Result<(Vec<StreamRecord>, Option<String>)> {
        let StreamRanges { table, client } = self.from;
        let request = client.get_records().shard_iterator(iterator);
        let reply = table.service.call("GetRecords", &table.table, request.send()).await?;
        let records = reply.records.unwrap_or_default().into_iter().filter_map(record).collect();
        Ok((records, reply.next_shard_iterator))
    }

    /// Returns an iterator at the first record of the range, or behind the last one that was read.
    async fn start(&self) -> Result<String> {
        let StreamRanges { table, client } = self.from;
        let (kind, number) = match &self.newest {
            None => (ShardIteratorType::AtSequenceNumber, &self.range.first),
            Some(newest) => (ShardIteratorType::AfterSequenceNumber, newest),
        };
        let request = client.get_shard_iterator().stream_arn(&self.range.stream).shard_id(&self.range.shard);
        let request = request.shard_iterator_type(kind).sequence_number(number);
        let reply = table.service.call("GetShardIterator", &table.table, request.send()).await?;
        reply.shard_iterator.ok_or_else(|| Error::NoStream { table: table.table.clone() })
    }
}

/// Whether an error says that the stream, the shard or the record no longer exists.
fn is_gone(error: &Error) -> bool {
    match error {
        Error::NoTable { .. } => true,
        Error::Service { code, .. } => code == TRIMMED,
        _ => false,
    }
}

/// The order of sequence numbers, which are decimal numbers of different lengths.
fn order(number: &str) -> (usize, &str) {
    let digits = number.trim_start_matches('0');
    (digits.len(), digits)
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn sequence_numbers_are_ordered_as_numbers() {
        for (less, more) in [("9", "10"), ("099", "100"), ("100000000003498069978", "100000000003498069979"), ("", "1")]
        {
            assert!(order(less) < order(more), "{less} {more}");
        }
        assert_eq!(order("0012"), order("12"));
    }
}
