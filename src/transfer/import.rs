//! A file's items into the table: a record that the table could not hold is refused by its number, and the others are written.
//!
//! Records are read on a thread of their own, and no more are held than are on their way.

mod predict;
mod put;
mod records;

use super::exchange::{AMBIGUOUS, Decoder, Line};
use crate::checkpoint;
use crate::ddb::Table;
use crate::ddb::concurrency::ConcurrencyLimit;
use crate::ddb::item::{Item, Key, KeyNames};
use crate::ddb::key_schema::KeySchema;
use crate::ddb::table_identity::TableIdentity;
use crate::error::{Error, Result};
use put::Outcome;
use records::Reading;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;
use tokio::task::{JoinError, JoinSet};

/// How many records are kept of those that were refused: the rest is only counted.
const KEPT: usize = 20;

/// What is done where the table has an item with a record's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnConflict {
    /// The record takes its place.
    Overwrite,
    /// It stays.
    Skip,
    /// It stays. Where it differs from the record no further write is started; those that were sent are finished.
    Fail,
}

/// How far an import came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// How many items were written.
    pub written: u64,
    /// How many were there already and stayed.
    pub kept: u64,
    /// How many records were refused.
    pub refused: u64,
    /// The first of those.
    pub reasons: Vec<Refusal>,
    /// With [`OnConflict::Fail`], the records whose key another item of the table has.
    #[serde(skip)]
    pub conflicts: Vec<Refusal>,
    /// How many records of the file are done, from its beginning on.
    pub records: u64,
}

/// A record that was not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Which record of the file, from 1.
    pub record: u64,
    /// The line that it begins on, from 1.
    pub line: u64,
    /// Why.
    pub why: String,
}

impl Refusal {
    /// Whether the record could be meant in two ways, of which [`Decoder::plain`] chooses one.
    pub fn is_ambiguous(&self) -> bool {
        self.why.ends_with(AMBIGUOUS)
    }
}

/// How an import ended.
#[derive(Debug)]
pub struct Ended {
    /// Everything that was done, whatever ended it.
    pub done: Imported,
    /// What ended it before the end of the file, other than a conflict. What was written stays, and the same import again
    /// resumes or repeats it.
    pub failure: Option<Error>,
    /// Whether nothing became of any record, but for those that a checkpoint says were done before.
    pub is_idle: bool,
}

/// Where a record stands in its file.
#[derive(Debug, Clone, Copy)]
struct RecordPosition {
    record: u64,
    line: u64,
}

impl RecordPosition {
    fn refused(self, why: String) -> Refusal {
        Refusal { record: self.record, line: self.line, why }
    }

    /// The refusal of a record whose key another item has.
    fn conflict(self, item: &Item, key: KeyNames) -> Refusal {
        let (pk, sk) = key.text_of(item);
        self.refused(format!("the table has another item with the key {pk} {sk}"))
    }
}

impl Imported {
    /// Counts a record that was refused, and keeps the first ones.
    pub fn refuse(&mut self, refusal: Refusal) {
        self.refused += 1;
        if self.reasons.len() < KEPT {
            self.reasons.push(refusal);
        }
    }

    fn add(&mut self, outcome: Outcome) {
        self.written += outcome.written;
        self.kept += outcome.kept;
        outcome.refused.into_iter().for_each(|refusal| self.refuse(refusal));
        self.conflicts.extend(outcome.conflicts);
    }
}

/// A checkpoint of an import.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    version: u32,
    table: TableIdentity,
    file: PathBuf,
    /// The digest of the records that are done: those of another file are others.
    digest: String,
    done: Imported,
}

/// An import that is about to be carried out.
pub struct Import {
    table: Table,
    identity: TableIdentity,
    keys: KeySchema,
    on_conflict: OnConflict,
    file: PathBuf,
    checkpoint: Option<PathBuf>,
    /// Every record up to `done.records`, and the digest of those records.
    done: Imported,
    digest: String,
    /// How many records were done before.
    begun: u64,
    saved: Instant,
    concurrency: ConcurrencyLimit,
    stop: Stop,
    failure: Option<Error>,
    /// The chunks that were sent and are not counted in `done`, by their first record.
    chunks: BTreeMap<u64, Sent>,
    /// The keys of the records on their way.
    on_their_way: HashSet<Key>,
}

/// A chunk that was sent.
struct Sent {
    /// Its last record, and the digest of all records up to that one.
    last: u64,
    digest: String,
    /// What became of it, once that is known.
    outcome: Option<Outcome>,
}

/// A chunk whose writes came to an end.
struct Settled {
    first: u64,
    keys: Vec<Key>,
    outcome: Outcome,
}

/// Whether no further write is to be started. Shared with the writes that wait for their turn.
#[derive(Debug, Clone, Default)]
struct Stop(Arc<AtomicBool>);

impl Stop {
    fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Import {
    /// Begins an import of `file` into `table`, or resumes it where the checkpoint says. Nothing is written yet.
    ///
    /// # Errors
    /// [`Error::NoTable`], [`Error::OtherKeys`], [`FileError::Unreadable`] and [`Error::Invalid`] for a file that is not a checkpoint, or
    /// that is of another import, and the service errors.
    pub async fn begin(table: Table, file: &Path, on_conflict: OnConflict, checkpoint: Option<&Path>) -> Result<Self> {
        let begun =
            checkpoint.map(|path| checkpoint::load_versioned::<State>(path, "an import")).transpose()?.flatten();
        let description = table.described().await?;
        let keys = KeySchema::of(&description, table.schema.key)?;
        let identity = table.identity(&description);
        if let Some(state) = &begun {
            let other_file = || format!("it is of the file {}", state.file.display());
            let why = if state.file == file { state.table.difference(&identity) } else { Some(other_file()) };
            if let Some(why) = why {
                return Err(Error::Invalid { what: "the checkpoint is of another import".to_owned(), why });
            }
        }
        let (done, digest) = begun.map(|state| (state.done, state.digest)).unwrap_or_default();
        Ok(Self {
            identity,
            keys,
            on_conflict,
            file: file.to_owned(),
            checkpoint: checkpoint.map(Path::to_owned),
            begun: done.records,
            done,
            digest,
            saved: Instant::now(),
            concurrency: ConcurrencyLimit::new(table.is_exclusive()),
            stop: Stop::default(),
            failure: None,
            chunks: BTreeMap::new(),
            on_their_way: HashSet::new(),
            table,
        })
    }

    /// Writes every record, and tells `progress` how far it came. It ends at the first error, at the first conflict with
    /// [`OnConflict::Fail`], and where the file is not the one of the checkpoint ([`FileError::Changed`]).
    pub async fn run<R: BufRead + Send + 'static>(
        mut self,
        lines: Decoder<R>,
        mut progress: impl FnMut(&Imported),
    ) -> Ended {
        // Before anything is written: a checkpoint that cannot be written is of no use later.
        if let Err(error) = self.save() {
            self.fail(error);
        }
        let mut chunks = records::read(self.reading(lines), self.chunk());
        let mut writes = JoinSet::new();
        while !self.stop.is_set()
            && let Some(chunk) = chunks.recv().await
        {
            match chunk {
                Ok(chunk) => self.send(chunk, &mut writes).await,
                Err(error) => self.fail(error),
            }
            progress(&self.done);
        }
        // What is on its way is finished and counted, whatever happened elsewhere.
        while let Some(settled) = writes.join_next().await {
            self.settle(settled);
        }
        progress(&self.done);
        self.end()
    }

    fn reading<R>(&self, lines: Decoder<R>) -> Reading<R> {
        // Without a checkpoint nobody asks which records were read.
        let digests = self.checkpoint.is_some();
        Reading::new(lines, self.keys.clone(), &self.file, digests).behind(self.done.records, &self.digest)
    }

    /// How many records are written together: a conditional write is of one item.
    fn chunk(&self) -> usize {
        match self.on_conflict {
            OnConflict::Overwrite => self.table.batch_size(),
            OnConflict::Skip | OnConflict::Fail => 1,
        }
    }

    /// Starts the writes of a chunk once there is room. Two records of one key are written one after the other.
    async fn send(&mut self, chunk: records::Chunk, writes: &mut JoinSet<Settled>) {
        let records::Chunk { lines, room, digest } = chunk;
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let (first, last) = (first.ordinal, last.ordinal);
        let (items, refused) = apart(lines);
        let keys: Vec<Key> = items.iter().map(|(_, item)| self.table.schema.key.text_of(item)).collect();
        let is_taken = |import: &Self| keys.iter().any(|key| import.on_their_way.contains(key));
        // A conflict that is known ends it before the next write, even where there is room.
        while let Some(settled) = writes.try_join_next() {
            self.settle(settled);
        }
        while writes.len() >= self.concurrency.allowed() || (is_taken(self) && !writes.is_empty()) {
            if let Some(settled) = writes.join_next().await {
                self.settle(settled);
            }
        }
        if self.stop.is_set() {
            return;
        }
        self.chunks.insert(first, Sent { last, digest, outcome: None });
        self.on_their_way.extend(keys.iter().cloned());
        let (table, concurrency, stop, on_conflict) =
            (self.table.clone(), self.concurrency.clone(), self.stop.clone(), self.on_conflict);
        writes.spawn(async move {
            let mut outcome = match on_conflict {
                OnConflict::Overwrite => table.put_overwriting(items, &concurrency, &stop).await,
                OnConflict::Skip | OnConflict::Fail => {
                    table.put_if_absent(items, on_conflict == OnConflict::Fail, &concurrency, &stop).await
                }
            };
            drop(room);
            outcome.refused.extend(refused);
            outcome.refused.sort_unstable_by_key(|refusal| refusal.record);
            Settled { first, keys, outcome }
        });
    }

    /// Takes down what became of a chunk, and now and then writes the checkpoint.
    fn settle(&mut self, settled: Result<Settled, JoinError>) {
        let Settled { first, keys, mut outcome } = match settled {
            Ok(settled) => settled,
            Err(panic) => return self.fail(panic.into()),
        };
        for key in &keys {
            self.on_their_way.remove(key);
        }
        if let Some(error) = outcome.failure.take() {
            self.fail(error);
        }
        if let Some(sent) = self.chunks.get_mut(&first) {
            sent.outcome = Some(outcome);
        }
        // What is done ahead of a chunk that is still on its way, or that came to nothing, is no part of what is done from the
        // beginning on.
        while let Some(first) = self.chunks.first_entry().filter(|first| first.get().is_whole()) {
            let Sent { last, digest, outcome } = first.remove();
            self.done.add(outcome.unwrap_or_default());
            self.done.records = last;
            self.digest = digest;
        }
        if self.saved.elapsed() >= checkpoint::SAVE_INTERVAL
            && let Err(error) = self.save()
        {
            self.fail(error);
        }
    }

    /// Ends the import at an error; the first one is what is said.
    fn fail(&mut self, error: Error) {
        self.stop.set();
        self.failure.get_or_insert(error);
    }

    fn save(&mut self) -> Result<()> {
        let Some(path) = &self.checkpoint else { return Ok(()) };
        self.saved = Instant::now();
        let state = State {
            version: checkpoint::VERSION,
            table: self.identity.clone(),
            file: self.file.clone(),
            digest: self.digest.clone(),
            done: self.done.clone(),
        };
        checkpoint::save(path, &state)
    }

    /// Writes the checkpoint of an import that did not come to its end, or removes it, and sums up.
    fn end(mut self) -> Ended {
        if self.stop.is_set() {
            // Where it cannot be written, the checkpoint before it still holds.
            self.save().ok();
        } else if let Some(path) = &self.checkpoint
            && let Err(error) = checkpoint::finish(path)
        {
            self.fail(error);
        }
        let mut done = self.done;
        let mut is_idle = done.records == self.begun;
        for outcome in self.chunks.into_values().filter_map(|sent| sent.outcome) {
            is_idle &= outcome.is_idle();
            done.add(outcome);
        }
        Ended { done, failure: self.failure, is_idle }
    }
}

impl Sent {
    /// Whether every record of it is done.
    fn is_whole(&self) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| outcome.is_whole)
    }
}

/// The items of records, and the records that have none.
fn apart(lines: Vec<Line>) -> (Vec<(RecordPosition, Item)>, Vec<Refusal>) {
    let (mut items, mut refused) = (Vec::with_capacity(lines.len()), Vec::new());
    for Line { ordinal, number, item, .. } in lines {
        let position = RecordPosition { record: ordinal, line: number };
        match item {
            Ok(item) => items.push((position, item)),
            Err(why) => refused.push(position.refused(why)),
        }
    }
    (items, refused)
}
