//! Runs an import: starts the writes of each chunk, counts what became of them, and saves the checkpoint.

use super::checkpoint::Checkpoint;
use super::in_flight::{EndedChunk, InFlight, StartedChunk};
use super::outcome::separate;
use super::put::{Put, Writer};
use super::records::{self, Chunk};
use super::{Ended, Import, Imported, OnConflict};
use crate::ddb::item::Item;
use crate::ddb::prepared_write::PreparedWrite;
use crate::error::{Error, Result};
use crate::transfer::format::Decoder;
use std::io::BufRead;
use tokio::task::{JoinError, JoinSet};

impl Import {
    /// Writes every record, and calls `progress` with the counts. The import ends at the first error, at the first conflict with
    /// [`OnConflict::Fail`], and if the file is not the file of the checkpoint
    /// ([`FileError::Changed`](crate::error::FileError::Changed)).
    pub async fn run<R: BufRead + Send + 'static>(self, lines: Decoder<R>, progress: impl FnMut(&Imported)) -> Ended {
        match self.on_conflict {
            OnConflict::Overwrite => self.run_puts::<R, PreparedWrite>(lines, progress).await,
            OnConflict::Skip | OnConflict::Fail => self.run_puts::<R, Item>(lines, progress).await,
        }
    }

    async fn run_puts<R: BufRead + Send + 'static, P: Put>(
        self,
        lines: Decoder<R>,
        mut progress: impl FnMut(&Imported),
    ) -> Ended {
        let reading = self.reading(lines);
        let mut run = Run::new(self);
        // Before the first write: if no checkpoint can be written, the import could not be resumed.
        run.save();
        let mut chunks = records::read::<R, P>(reading, run.writer.chunk_size());
        while !run.writer.is_stopped()
            && let Some(chunk) = chunks.recv().await
        {
            match chunk {
                Ok(chunk) => run.start(chunk).await,
                Err(error) => run.fail(error),
            }
            progress(&run.done);
        }
        // Requests that were sent are finished and counted, also after a failure.
        while let Some(ended) = run.writes.join_next().await {
            run.count(ended);
        }
        progress(&run.done);
        run.end()
    }
}

/// An import that is running.
struct Run {
    writer: Writer,
    checkpoint: Option<Checkpoint>,
    /// The counts of all records up to `done.records`, and the digest of these records.
    done: Imported,
    digest: String,
    /// The number of records that were done before this run.
    resumed_after: u64,
    writes: JoinSet<EndedChunk>,
    in_flight: InFlight,
    failure: Option<Error>,
}

impl Run {
    fn new(import: Import) -> Self {
        let Import { table, on_conflict, checkpoint, done, digest, .. } = import;
        Self {
            writer: Writer::new(table, on_conflict),
            checkpoint,
            resumed_after: done.records,
            done,
            digest,
            writes: JoinSet::new(),
            in_flight: InFlight::default(),
            failure: None,
        }
    }

    /// Starts the writes of a chunk, unless the import has to stop.
    async fn start<P: Put>(&mut self, chunk: Chunk<P>) {
        let Chunk { lines, memory, digest } = chunk;
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let (first, last) = (first.ordinal, last.ordinal);
        let (items, refused) = separate(lines);
        let keys = self.in_flight.hashes(items.iter().map(|(_, put)| put.key(self.writer.key_names())));
        self.wait_to_write(&keys).await;
        if self.writer.is_stopped() {
            return;
        }
        self.in_flight.start(first, last, digest, &keys);
        let writer = self.writer.clone();
        self.writes.spawn(async move {
            let mut outcome = P::write(&writer, items).await;
            drop(memory);
            outcome.refused.extend(refused);
            outcome.refused.sort_unstable_by_key(|refusal| refusal.record);
            EndedChunk { first, keys, outcome }
        });
    }

    /// Waits until the concurrency limit admits another chunk, and until no item with one of these keys is being written: two
    /// records of one key are written one after the other.
    async fn wait_to_write(&mut self, keys: &[u64]) {
        // Chunks that ended are counted first: a conflict among them stops the import before the next write.
        while let Some(ended) = self.writes.try_join_next() {
            self.count(ended);
        }
        while self.writes.len() >= self.writer.concurrency()
            || (self.in_flight.has_any(keys) && !self.writes.is_empty())
        {
            if let Some(ended) = self.writes.join_next().await {
                self.count(ended);
            }
        }
    }

    /// Counts a chunk whose writes ended, and saves the checkpoint if that is due.
    fn count(&mut self, ended: Result<EndedChunk, JoinError>) {
        let mut chunk = match ended {
            Ok(chunk) => chunk,
            Err(panic) => return self.fail(panic.into()),
        };
        if let Some(error) = chunk.outcome.failure.take() {
            self.fail(error);
        }
        self.in_flight.end(chunk);
        while let Some(StartedChunk { last, digest, outcome }) = self.in_flight.take_first_done() {
            self.done.add(outcome.unwrap_or_default());
            self.done.records = last;
            self.digest = digest;
        }
        if self.checkpoint.as_ref().is_some_and(Checkpoint::is_due) {
            self.save();
        }
    }

    /// Stops the import because of an error. The first error is the one that is reported.
    fn fail(&mut self, error: Error) {
        self.writer.stop();
        self.failure.get_or_insert(error);
    }

    /// Saves the checkpoint, if the import has one. A failure stops the import.
    fn save(&mut self) {
        if let Err(error) = self.try_save() {
            self.fail(error);
        }
    }

    fn try_save(&mut self) -> Result<()> {
        self.checkpoint.as_mut().map_or(Ok(()), |checkpoint| checkpoint.save(&self.done, &self.digest))
    }

    /// Removes the checkpoint of a complete import, or saves it, and returns the counts.
    fn end(mut self) -> Ended {
        if self.writer.is_stopped() {
            // If this fails, the checkpoint that was saved before is still valid.
            self.try_save().ok();
        } else if let Some(checkpoint) = &self.checkpoint
            && let Err(error) = checkpoint.remove()
        {
            self.fail(error);
        }
        let mut done = self.done;
        let mut is_idle = done.records == self.resumed_after;
        for outcome in self.in_flight.into_outcomes() {
            is_idle &= outcome.is_idle();
            done.add(outcome);
        }
        Ended { done, failure: self.failure, is_idle }
    }
}
