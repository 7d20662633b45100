//! Reads a table's stream: parent shards before their children, each from its position in the checkpoint.
//! Source: DynamoDB developer guide, "Reading and processing a stream"; API reference, DynamoDB Streams.

use super::checkpoint::{Checkpoint, ShardPosition};
use super::{Change, StreamRecord};
use crate::ddb::item::Item;
use crate::ddb::{Connect, Table, TableSchema};
use crate::error::{Error, Result};
use crate::event::{Event, Observer};
use crate::pages::Pages;
use crate::timestamp::Timestamp;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{AttributeValue, StreamViewType};
use aws_sdk_dynamodbstreams::types::{
    AttributeValue as StreamValue, OperationType, Record, Shard, ShardIteratorType, StreamRecord as RecordData,
};
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;
use tokio::time::Instant;

/// The error code for records that were removed from the stream.
pub(super) const TRIMMED: &str = "TrimmedDataAccessException";

/// How often the shards are listed again. A shard gets records for some hours.
const DISCOVERY_INTERVAL: Duration = Duration::from_secs(20);

/// A table's stream, and how far it was read.
pub struct Stream {
    connect: Connect,
    table: String,
    schema: &'static TableSchema,
    observer: Observer,
    /// The clients. Those of an embedded store hold its lock, and are dropped between reads.
    session: Option<Session>,
    checkpoint: Checkpoint,
    /// The parent of each shard that has one.
    parents: HashMap<String, String>,
    iterators: HashMap<String, String>,
    /// The last record of each page, by shard. A record that comes twice is an error.
    seen: HashMap<String, Pages>,
    discovered: Instant,
    /// The shard that was read last. The next read begins with the shard after it.
    last: String,
}

struct Session {
    table: Table,
    streams: aws_sdk_dynamodbstreams::Client,
}

/// Records of one shard. They are not done until [`Stream::done`] is called.
#[derive(Debug)]
pub struct Batch {
    /// The records, in the order of the changes.
    pub records: Vec<StreamRecord>,
    shard: String,
    /// The iterator of the next records; `None` after the last record of a closed shard.
    iterator: Option<String>,
}

impl Stream {
    /// Opens the stream of `table`: see [`stores::stream`](crate::stores::stream).
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::NoStream`], [`Error::Invalid`] for a checkpoint of another table, and the service errors.
    pub(crate) async fn open(
        connect: Connect,
        table: &str,
        schema: &'static TableSchema,
        from: ShardPosition,
        checkpoint: Option<Checkpoint>,
        observer: Observer,
    ) -> Result<Self> {
        let mut stream = Self {
            connect,
            table: table.to_owned(),
            schema,
            observer,
            session: None,
            checkpoint: Checkpoint::default(),
            parents: HashMap::new(),
            iterators: HashMap::new(),
            seen: HashMap::new(),
            discovered: Instant::now(),
            last: String::new(),
        };
        let arn = stream.locate().await?;
        stream.checkpoint = match checkpoint {
            Some(checkpoint) => stream.resumed(checkpoint, arn)?,
            None => Checkpoint { stream: arn, shards: BTreeMap::new() },
        };
        let is_new = stream.checkpoint.shards.is_empty();
        stream.discover(if is_new { from } else { ShardPosition::TrimHorizon }).await?;
        Ok(stream)
    }

    /// Returns the checkpoint if it is of the stream `arn`, or an empty one if it is of an earlier stream of the table.
    fn resumed(&self, checkpoint: Checkpoint, arn: String) -> Result<Checkpoint> {
        if checkpoint.stream == arn {
            return Ok(checkpoint);
        }
        let (theirs, ours) = (table_of(&checkpoint.stream), table_of(&arn));
        if theirs != ours {
            let why = format!("it is of {theirs}, and this is {ours}");
            return Err(Error::Invalid { what: "the checkpoint is of another stream".to_owned(), why });
        }
        self.observer.tell(Event::StreamReplaced { table: self.table.clone() });
        Ok(Checkpoint { stream: arn, shards: BTreeMap::new() })
    }

    /// Returns the ARN of the table's stream, which has to hold new images.
    async fn locate(&mut self) -> Result<String> {
        let name = self.table.clone();
        let table = &self.session().await?.table;
        let Some(table) = table.describe().await? else { return Err(table.not_found()) };
        let spec = table.stream_specification().filter(|stream| stream.stream_enabled());
        let Some((view, arn)) =
            spec.and_then(|spec| spec.stream_view_type.clone()).zip(table.latest_stream_arn.clone())
        else {
            return Err(Error::NoStream { table: name });
        };
        match view {
            StreamViewType::NewImage | StreamViewType::NewAndOldImages => Ok(arn),
            view => Err(Error::StreamWithoutImages { table: name, view: view.to_string() }),
        }
    }

    /// How far the stream was read.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Returns the next records; `None` if no shard has a new record now.
    ///
    /// # Errors
    /// The service errors of [`Error`].
    pub async fn next(&mut self) -> Result<Option<Batch>> {
        if self.discovered.elapsed() > DISCOVERY_INTERVAL {
            let arn = self.locate().await?;
            if arn != self.checkpoint.stream {
                self.observer.tell(Event::StreamReplaced { table: self.table.clone() });
                self.checkpoint = Checkpoint { stream: arn, shards: BTreeMap::new() };
                self.iterators.clear();
                self.seen.clear();
            }
            self.discover(ShardPosition::TrimHorizon).await?;
        }
        for shard in self.readable() {
            self.last.clone_from(&shard);
            let batch = self.read(shard).await?;
            if !batch.records.is_empty() || batch.iterator.is_none() {
                return Ok(Some(batch));
            }
            self.iterators.extend(batch.iterator.map(|iterator| (batch.shard, iterator)));
        }
        Ok(None)
    }

    /// Marks a batch as done in the checkpoint.
    ///
    /// # Errors
    /// The service errors of [`Error`]. At the end of a shard the shards are listed again.
    pub async fn done(&mut self, batch: Batch) -> Result<()> {
        if let Some(last) = batch.records.last() {
            self.checkpoint.shards.insert(batch.shard.clone(), ShardPosition::After(last.sequence_number.clone()));
        }
        if let Some(iterator) = batch.iterator {
            self.iterators.insert(batch.shard, iterator);
            return Ok(());
        }
        self.iterators.remove(&batch.shard);
        self.checkpoint.shards.insert(batch.shard, ShardPosition::End);
        self.discover(ShardPosition::TrimHorizon).await
    }

    /// Returns the table of the stream.
    ///
    /// # Errors
    /// As [`Stream::open`].
    pub(crate) async fn table(&mut self) -> Result<Table> {
        Ok(self.session().await?.table.clone())
    }

    /// Releases the lock of an embedded store until the next read, so that other processes can use the store.
    pub fn release(&mut self) {
        if self.session.as_ref().is_some_and(|session| session.table.is_exclusive()) {
            self.session = None;
        }
    }

    async fn session(&mut self) -> Result<&Session> {
        let session = match self.session.take() {
            Some(session) => session,
            None => {
                let connection = (self.connect)().await?;
                let table = Table::new(&connection, &self.table, self.schema, self.observer.clone());
                Session { table, streams: connection.streams() }
            }
        };
        Ok(self.session.insert(session))
    }

    /// Returns the shards that can be read: they are not at their end, and have no parent with records left.
    fn readable(&self) -> Vec<String> {
        let is_open =
            |shard: &str| self.checkpoint.shards.get(shard).is_some_and(|position| *position != ShardPosition::End);
        let shards = self.checkpoint.shards.keys().filter(|shard| is_open(shard));
        let mut shards: Vec<String> =
            shards.filter(|shard| !self.parents.get(*shard).is_some_and(|parent| is_open(parent))).cloned().collect();
        // A shard that always has new records must not keep the others waiting.
        let next = shards.iter().position(|shard| *shard > self.last).unwrap_or_default();
        shards.rotate_left(next);
        shards
    }

    /// Lists the shards. A new shard is read from `from`. A shard that no longer exists is removed from the checkpoint.
    async fn discover(&mut self, from: ShardPosition) -> Result<()> {
        let shards = self.shards().await?;
        let mut positions = BTreeMap::new();
        for shard in &shards {
            let id = shard.shard_id.clone().unwrap_or_default();
            let is_parent = || shards.iter().any(|other| other.parent_shard_id == shard.shard_id);
            let first = match from {
                // A shard with children gets no more records.
                ShardPosition::Latest if is_parent() => ShardPosition::End,
                _ => from.clone(),
            };
            self.parents.extend(shard.parent_shard_id.clone().map(|parent| (id.clone(), parent)));
            let position = self.checkpoint.shards.remove(&id).unwrap_or(first);
            positions.insert(id, position);
        }
        for (shard, _) in self.checkpoint.shards.iter().filter(|(_, position)| **position != ShardPosition::End) {
            self.observer.tell(Event::StreamTrimmed { shard: shard.clone() });
        }
        self.parents.retain(|shard, _| positions.contains_key(shard));
        self.iterators.retain(|shard, _| positions.contains_key(shard));
        self.seen.retain(|shard, _| positions.contains_key(shard));
        self.checkpoint.shards = positions;
        self.discovered = Instant::now();
        Ok(())
    }

    async fn shards(&mut self) -> Result<Vec<Shard>> {
        let arn = self.checkpoint.stream.clone();
        let table = self.table.clone();
        let session = self.session().await?;
        let (mut shards, mut after) = (Vec::new(), None);
        let mut pages = Pages::of("DescribeStream", &table);
        loop {
            let request = session.streams.describe_stream().stream_arn(&arn).set_exclusive_start_shard_id(after);
            let reply = session.table.service.call("DescribeStream", &table, request.send()).await?;
            let Some(description) = reply.stream_description else { return Ok(shards) };
            let found = description.shards.unwrap_or_default();
            after = pages.next(description.last_evaluated_shard_id, found.is_empty())?;
            shards.extend(found);
            if after.is_none() {
                return Ok(shards);
            }
        }
    }

    /// Reads a page of a shard. An expired iterator is replaced by one that starts after the last record that is done. Records that
    /// were removed because they are older than 24 hours are skipped and reported.
    async fn read(&mut self, shard: String) -> Result<Batch> {
        let iterator = match self.iterators.remove(&shard) {
            Some(iterator) => iterator,
            None => self.iterator(&shard).await?,
        };
        let page = match self.page(&iterator).await {
            Err(Error::Service { code, .. }) if code == "ExpiredIteratorException" => {
                let iterator = self.iterator(&shard).await?;
                self.page(&iterator).await
            }
            Err(Error::Service { code, .. }) if code == TRIMMED => {
                let iterator = self.oldest(&shard).await?;
                self.page(&iterator).await
            }
            other => other,
        };
        let (records, iterator) = page?;
        let records: Vec<StreamRecord> = records.into_iter().filter_map(record).collect();
        // An iterator may stay the same while there is no new record. A record, however, comes once.
        let pages = self.seen.entry(shard.clone()).or_insert_with(|| Pages::of("GetRecords", &self.table));
        pages.next(records.last().map(|last| last.sequence_number.clone()), false)?;
        Ok(Batch { records, shard, iterator })
    }

    async fn page(&mut self, iterator: &str) -> Result<(Vec<Record>, Option<String>)> {
        let table = self.table.clone();
        let session = self.session().await?;
        let request = session.streams.get_records().shard_iterator(iterator);
        let reply = session.table.service.call("GetRecords", &table, request.send()).await?;
        Ok((reply.records.unwrap_or_default(), reply.next_shard_iterator))
    }

    async fn iterator(&mut self, shard: &str) -> Result<String> {
        let position = self.checkpoint.shards.get(shard).cloned().unwrap_or(ShardPosition::TrimHorizon);
        match self.iterator_at(shard, &position).await {
            Err(Error::Service { code, .. }) if code == TRIMMED => self.oldest(shard).await,
            other => other,
        }
    }

    /// Returns an iterator at the oldest record that still exists, and reports that older ones were removed.
    async fn oldest(&mut self, shard: &str) -> Result<String> {
        self.observer.tell(Event::StreamTrimmed { shard: shard.to_owned() });
        self.iterator_at(shard, &ShardPosition::TrimHorizon).await
    }

    async fn iterator_at(&mut self, shard: &str, position: &ShardPosition) -> Result<String> {
        let (kind, after) = match position {
            ShardPosition::Latest => (ShardIteratorType::Latest, None),
            ShardPosition::TrimHorizon | ShardPosition::End => (ShardIteratorType::TrimHorizon, None),
            ShardPosition::After(sequence_number) => {
                (ShardIteratorType::AfterSequenceNumber, Some(sequence_number.clone()))
            }
        };
        let (arn, table) = (self.checkpoint.stream.clone(), self.table.clone());
        let session = self.session().await?;
        let request = session.streams.get_shard_iterator().stream_arn(arn).shard_id(shard).shard_iterator_type(kind);
        let request = request.set_sequence_number(after);
        let reply = session.table.service.call("GetShardIterator", &table, request.send()).await?;
        reply.shard_iterator.ok_or_else(|| Error::NoStream { table })
    }
}

/// Converts a record; `None` for a record without data, which no stream has.
pub(super) fn record(record: Record) -> Option<StreamRecord> {
    let change = match record.event_name? {
        OperationType::Insert => Change::Insert,
        OperationType::Modify => Change::Modify,
        _ => Change::Remove,
    };
    let RecordData { keys, new_image, sequence_number, approximate_creation_date_time, .. } = record.dynamodb?;
    let items = |item: HashMap<String, StreamValue>| item.into_iter().map(|(name, from)| (name, value(from))).collect();
    let created = approximate_creation_date_time.and_then(|at| Timestamp::from_seconds(at.secs(), at.subsec_nanos()));
    Some(StreamRecord {
        change,
        keys: keys.map(items).unwrap_or_default(),
        image: new_image.map(items),
        sequence_number: sequence_number?,
        created,
    })
}

/// Returns the ARN of the table that a stream belongs to. Source: DynamoDB API reference, TableDescription, `LatestStreamArn`.
fn table_of(stream: &str) -> &str {
    stream.split_once("/stream/").map_or(stream, |(table, _)| table)
}

/// Converts a value into the type of the DynamoDB client.
fn value(from: StreamValue) -> AttributeValue {
    let map = |map: HashMap<String, StreamValue>| -> Item {
        map.into_iter().map(|(name, from)| (name, value(from))).collect()
    };
    match from {
        StreamValue::S(text) => AttributeValue::S(text),
        StreamValue::N(number) => AttributeValue::N(number),
        StreamValue::B(bytes) => AttributeValue::B(Blob::new(bytes.into_inner())),
        StreamValue::Ss(texts) => AttributeValue::Ss(texts),
        StreamValue::Ns(numbers) => AttributeValue::Ns(numbers),
        StreamValue::Bs(all) => {
            AttributeValue::Bs(all.into_iter().map(|bytes| Blob::new(bytes.into_inner())).collect())
        }
        StreamValue::M(members) => AttributeValue::M(map(members)),
        StreamValue::L(list) => AttributeValue::L(list.into_iter().map(value).collect()),
        StreamValue::Bool(is) => AttributeValue::Bool(is),
        _ => AttributeValue::Null(true),
    }
}
