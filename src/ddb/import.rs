//! A file's items into the table: a line that the table could not hold is refused by its number, and the others are written.
//!
//! Lines are read on a thread of their own, and no more are held than are on their way.

use super::Messages;
use super::backoff::{Backoff, is_throttling};
use super::exchange::{AMBIGUOUS, Decoder, Line, is_same};
use super::item::{Item, Key, key};
use super::pace::Window;
use super::transaction::FREE;
use crate::checkpoint;
use crate::error::{Error, Result};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::types::{ReturnConsumedCapacity, ReturnValuesOnConditionCheckFailure};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// How many bytes of lines are a chunk, however few they are.
const CHUNK_BYTES: usize = 1 << 20;

/// How many chunks of lines wait to be written.
const WAITING: usize = 4;

/// How many lines are kept of those that were refused: the rest is only counted.
const KEPT: usize = 20;

/// What is done where the table has an item with a line's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnConflict {
    /// The line takes its place.
    Overwrite,
    /// It stays.
    Skip,
    /// It stays, and the import ends; but where it is the same as the line's.
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
    /// How many records of the file are done, from its beginning on.
    pub records: u64,
}

/// A record that was refused.
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

/// Where a record stands in its file.
#[derive(Debug, Clone, Copy)]
struct Place {
    record: u64,
    line: u64,
}

impl Place {
    fn refused(self, why: String) -> Refusal {
        Refusal { record: self.record, line: self.line, why }
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
}

/// A checkpoint of an import.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    table: String,
    file: PathBuf,
    /// How many bytes the file has: lines of another are others.
    bytes: u64,
    done: Imported,
}

/// An import that is about to be carried out.
pub struct Import {
    table: Messages,
    on_conflict: OnConflict,
    file: PathBuf,
    bytes: u64,
    checkpoint: Option<PathBuf>,
    done: Imported,
    saved: Instant,
    window: Window,
    /// The chunks on their way by their first record, each with its last, and with what became of it while one before it is.
    chunks: BTreeMap<u64, (u64, Option<Outcome>)>,
    keys: HashSet<Key>,
}

/// What became of a chunk.
struct Chunk {
    first: u64,
    keys: Vec<Key>,
    outcome: Result<Outcome>,
}

#[derive(Default)]
struct Outcome {
    written: u64,
    kept: u64,
    refused: Vec<Refusal>,
}

impl Import {
    /// Begins an import of `file` into `table`, or goes on where the checkpoint says.
    ///
    /// # Errors
    /// [`Error::Unreadable`] and [`Error::Invalid`] for a checkpoint that is none, or that is of another import.
    pub fn begin(table: Messages, file: &Path, on_conflict: OnConflict, checkpoint: Option<&Path>) -> Result<Self> {
        let begun = checkpoint.map(|path| checkpoint::load::<State>(path, "an import")).transpose()?.flatten();
        let bytes = std::fs::metadata(file).map_or(0, |file| file.len());
        if let Some(state) = &begun
            && (&state.table, state.file.as_path(), state.bytes) != (&table.place(), file, bytes)
        {
            return Err(Error::Invalid {
                what: "the checkpoint is of another import".to_owned(),
                why: format!("it is of {} ({} bytes) into table {}", state.file.display(), state.bytes, state.table),
            });
        }
        Ok(Self {
            on_conflict,
            file: file.to_owned(),
            bytes,
            checkpoint: checkpoint.map(Path::to_owned),
            done: begun.map(|state| state.done).unwrap_or_default(),
            saved: Instant::now(),
            window: Window::new(table.is_exclusive()),
            chunks: BTreeMap::new(),
            keys: HashSet::new(),
            table,
        })
    }

    /// Writes every line, and tells `progress` how far it came.
    ///
    /// # Errors
    /// [`Error::Conflict`] with [`OnConflict::Fail`], [`Error::Unreadable`], and the service errors. What was written stays,
    /// and the same import again goes on.
    pub async fn run<R: BufRead + Send + 'static>(
        mut self,
        lines: Decoder<R>,
        mut progress: impl FnMut(&Imported),
    ) -> Result<Imported> {
        let mut chunks = read(lines, self.done.records, self.chunk());
        let mut writes = JoinSet::new();
        let mut failure = None;
        while let Some(chunk) = chunks.recv().await {
            let outcome = match chunk {
                Ok(lines) => self.send(lines, &mut writes).await,
                Err(error) => Err(error),
            };
            progress(&self.done);
            if let Err(error) = outcome {
                failure = Some(error);
                break;
            }
        }
        // What is on its way is not given up for an error elsewhere.
        while let Some(chunk) = writes.join_next().await {
            if let Err(error) = self.settle(chunk?) {
                failure.get_or_insert(error);
            }
        }
        progress(&self.done);
        match failure {
            Some(error) => {
                // Where that cannot be written, the checkpoint before it still holds.
                self.save().ok();
                Err(error)
            }
            None => {
                if let Some(path) = self.checkpoint.as_ref().filter(|path| path.exists()) {
                    std::fs::remove_file(path).map_err(|source| Error::Unwritable { path: path.clone(), source })?;
                }
                Ok(self.done)
            }
        }
    }

    /// How many lines are written together: a conditional write is of one item.
    fn chunk(&self) -> usize {
        match self.on_conflict {
            OnConflict::Overwrite => self.table.together(),
            OnConflict::Skip | OnConflict::Fail => 1,
        }
    }

    /// Sends a chunk on its way once there is room. Two lines of one key are written one after the other.
    async fn send(&mut self, lines: Vec<Line>, writes: &mut JoinSet<Chunk>) -> Result<()> {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Ok(()) };
        let (first, last) = (first.ordinal, last.ordinal);
        let mut items: Vec<(Place, Item)> = Vec::with_capacity(lines.len());
        let mut refused = Vec::new();
        for Line { ordinal, number, item, .. } in lines {
            let place = Place { record: ordinal, line: number };
            match item {
                Ok(item) => items.push((place, item)),
                Err(why) => refused.push(place.refused(why)),
            }
        }
        let keys: Vec<Key> = items.iter().map(|(_, item)| key(item)).collect();
        let is_taken = |import: &Self| keys.iter().any(|key| import.keys.contains(key));
        while writes.len() >= self.window.allowed() || (is_taken(self) && !writes.is_empty()) {
            if let Some(chunk) = writes.join_next().await {
                self.settle(chunk?)?;
            }
        }
        self.chunks.insert(first, (last, None));
        self.keys.extend(keys.iter().cloned());
        let (table, window, on_conflict) = (self.table.clone(), self.window.clone(), self.on_conflict);
        writes.spawn(async move {
            let outcome = match on_conflict {
                OnConflict::Overwrite => table.put_over(items, &window).await,
                _ => table.put_new(items, on_conflict == OnConflict::Fail, &window).await,
            };
            let outcome = outcome.map(|mut outcome| {
                outcome.refused.extend(refused);
                outcome.refused.sort_unstable_by_key(|refusal| refusal.record);
                outcome
            });
            Chunk { first, keys, outcome }
        });
        Ok(())
    }

    /// Counts what became of a chunk, and now and then writes the checkpoint.
    fn settle(&mut self, chunk: Chunk) -> Result<()> {
        for key in &chunk.keys {
            self.keys.remove(key);
        }
        // One that failed is never done: whoever goes on does so before it.
        let outcome = chunk.outcome?;
        if let Some((_, there)) = self.chunks.get_mut(&chunk.first) {
            *there = Some(outcome);
        }
        // What is done ahead of a chunk that is still on its way is counted once that is done too.
        while let Some(first) = self.chunks.first_entry().filter(|first| first.get().1.is_some()) {
            let (last, outcome) = first.remove();
            let Outcome { written, kept, refused } = outcome.unwrap_or_default();
            self.done.written += written;
            self.done.kept += kept;
            refused.into_iter().for_each(|refusal| self.done.refuse(refusal));
            self.done.records = last;
        }
        if self.saved.elapsed() >= checkpoint::EVERY {
            self.save()?;
        }
        Ok(())
    }

    fn save(&mut self) -> Result<()> {
        let Some(path) = &self.checkpoint else { return Ok(()) };
        let (table, file) = (self.table.place(), self.file.clone());
        let state = State { table, file, bytes: self.bytes, done: self.done.clone() };
        self.saved = Instant::now();
        checkpoint::save(path, &state)
    }
}

/// Reads records on a thread of their own, in chunks, after the first `done`.
fn read<R: BufRead + Send + 'static>(
    mut lines: Decoder<R>,
    done: u64,
    chunk: usize,
) -> mpsc::Receiver<Result<Vec<Line>>> {
    let (chunks, received) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        loop {
            let (mut together, mut bytes) = (Vec::with_capacity(chunk), 0);
            let outcome = loop {
                match lines.next_line() {
                    Ok(Some(line)) if line.ordinal <= done => {}
                    Ok(Some(line)) => {
                        bytes += line.bytes;
                        together.push(line);
                    }
                    Ok(None) => break Ok(true),
                    Err(error) => break Err(error),
                }
                if together.len() == chunk || bytes >= CHUNK_BYTES {
                    break Ok(false);
                }
            };
            let is_sent = chunks.blocking_send(Ok(together)).is_ok();
            match outcome {
                Ok(false) if is_sent => {}
                // Nobody asks any more, or there is no more.
                Ok(_) => return,
                Err(error) => return drop(chunks.blocking_send(Err(error))),
            }
        }
    });
    received
}

impl Messages {
    /// Puts items over whatever is there; of two with one key the last.
    async fn put_over(&self, all: Vec<(Place, Item)>, window: &Window) -> Result<Outcome> {
        if all.is_empty() {
            return Ok(Outcome::default());
        }
        let newest: BTreeMap<Key, &Item> = all.iter().map(|(_, item)| (key(item), item)).collect();
        let items = newest.into_values().cloned().collect();
        match self.put_together(items, window).await {
            // Records whose key a later one has are done with it: each record counts once.
            Ok(_) => Ok(Outcome { written: all.len() as u64, ..Outcome::default() }),
            // The service refuses all for one: which one shows when each goes alone.
            Err(Error::Service { code, .. }) if code == "ValidationException" => {
                let mut outcome = Outcome::default();
                for (place, item) in all {
                    match self.put_together(vec![item], window).await {
                        Ok(written) => outcome.written += written,
                        Err(Error::Service { code, message, .. }) if code == "ValidationException" => {
                            outcome.refused.push(place.refused(message));
                        }
                        Err(error) => return Err(error),
                    }
                }
                Ok(outcome)
            }
            Err(error) => Err(error),
        }
    }

    /// Puts items where there is none of their key.
    async fn put_new(&self, items: Vec<(Place, Item)>, fail: bool, window: &Window) -> Result<Outcome> {
        let mut outcome = Outcome::default();
        for (place, item) in items {
            match self.put_if_free(&item, window).await {
                Ok(None) => outcome.written += 1,
                Ok(Some(there)) if !fail || is_same(&there, &item) => outcome.kept += 1,
                Ok(Some(_)) => {
                    let (pk, sk) = key(&item);
                    return Err(Error::Conflict { line: place.line, key: format!("{pk} {sk}") });
                }
                Err(Error::Service { code, message, .. }) if code == "ValidationException" => {
                    outcome.refused.push(place.refused(message));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(outcome)
    }

    /// Puts an item where there is none of its key; else returns the one that is there.
    async fn put_if_free(&self, item: &Item, window: &Window) -> Result<Option<Item>> {
        let mut started = Instant::now();
        let mut backoff = Backoff::new();
        loop {
            let reserved = self.write_budget.reserve(1).await;
            // Waiting for the budget is no lack of progress.
            started += reserved.waited;
            let request = self
                .client
                .put_item()
                .table_name(&self.table)
                .set_item(Some(item.clone()))
                .condition_expression(FREE)
                .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
                .set_return_consumed_capacity(self.write_budget.is_kept().then_some(ReturnConsumedCapacity::Total));
            let mut there = None;
            let look = |error: &PutItemError| {
                if let PutItemError::ConditionalCheckFailedException(failed) = error {
                    there = failed.item().cloned();
                }
                None
            };
            match self.service.call_or("PutItem", &self.table, request.send(), look).await {
                Ok(reply) => {
                    let consumed = reply.consumed_capacity.and_then(|capacity| capacity.capacity_units);
                    reserved.settle(1, consumed.unwrap_or_default());
                    window.taken();
                    return Ok(None);
                }
                Err(Error::Service { code, .. }) if code == "ConditionalCheckFailedException" => {
                    reserved.spend();
                    return Ok(Some(there.unwrap_or_default()));
                }
                Err(error) if is_throttling(&error) && started.elapsed() < self.patience => {
                    drop(reserved);
                    window.throttled();
                    backoff.wait().await;
                }
                Err(error) => return Err(error),
            }
        }
    }
}
