//! The records of a file in chunks, from the place on where an import resumes.

use crate::ddb::key_schema::KeySchema;
use crate::error::{Error, FileError, Result};
use crate::transfer::digest;
use crate::transfer::format::{Decoder, Line};
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

/// How many bytes of records are a chunk, however few they are.
const CHUNK_BYTES: usize = 1 << 20;

/// How many bytes of records wait to be written or are being written; a single chunk may be more.
const ROOM: usize = 16 << 20;

/// How many chunks wait to be written.
const WAITING: usize = 4;

/// Records that are written together.
pub(super) struct Chunk {
    pub(super) lines: Vec<Line>,
    /// Their place in the memory, which is free again when this is dropped.
    pub(super) room: Option<OwnedSemaphorePermit>,
    /// The digest of every record of the file up to the last of these.
    pub(super) digest: String,
}

/// A file that is read, and how far.
pub(super) struct Reading<R> {
    lines: Decoder<R>,
    keys: KeySchema,
    file: PathBuf,
    /// The digest of the records so far, where one is wanted.
    digest: Option<digest::Records>,
    /// How many records were done before, and their digest.
    done: (u64, String),
    /// The bytes of [`ROOM`] that are free.
    room: Arc<Semaphore>,
}

impl<R: BufRead> Reading<R> {
    /// Checks what the resumed import relies on, and leaves the reading at the first record that is not done.
    fn resume(&mut self) -> Result<()> {
        let (done, known) = std::mem::take(&mut self.done);
        for _ in 0..done {
            if self.next()?.is_none() {
                return Err(Error::File(FileError::Changed { path: self.file.clone() }));
            }
        }
        if done > 0 && self.shown() != known {
            return Err(Error::File(FileError::Changed { path: self.file.clone() }));
        }
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Line>> {
        let Some(mut line) = self.lines.next_line()? else { return Ok(None) };
        line.item = line.item.and_then(|item| self.keys.check(&item).map(|()| item));
        if let Some(digest) = &mut self.digest {
            digest.add(line.item.as_ref().map_err(String::as_str));
        }
        Ok(Some(line))
    }

    fn shown(&self) -> String {
        self.digest.map(|digest| digest.shown()).unwrap_or_default()
    }

    /// The next chunk of at most `size` records, once there is room for it, and whether more may follow it.
    fn chunk(&mut self, size: usize) -> (Chunk, Result<bool>) {
        let (mut lines, mut bytes) = (Vec::with_capacity(size), 0);
        let outcome = loop {
            match self.next() {
                Ok(Some(line)) => {
                    bytes += line.bytes;
                    lines.push(line);
                }
                Ok(None) => break Ok(false),
                Err(error) => break Err(error),
            }
            if lines.len() == size || bytes >= CHUNK_BYTES {
                break Ok(true);
            }
        };
        (Chunk { lines, room: self.take(bytes), digest: self.shown() }, outcome)
    }

    /// Waits until so many bytes are free, and takes them. `None` never: the semaphore is not closed.
    fn take(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let bytes = u32::try_from(bytes.min(ROOM)).unwrap_or(u32::MAX);
        Handle::current().block_on(self.room.clone().acquire_many_owned(bytes)).ok()
    }
}

impl<R> Reading<R> {
    /// Reads a file from its beginning on.
    pub(super) fn new(lines: Decoder<R>, keys: KeySchema, file: &Path, digests: bool) -> Self {
        let digest = digests.then(digest::Records::default);
        let room = Arc::new(Semaphore::new(ROOM));
        Self { lines, keys, file: file.to_owned(), digest, done: (0, String::new()), room }
    }

    /// Reads it behind so many records, which must have this digest.
    pub(super) fn behind(self, records: u64, digest: &str) -> Self {
        Self { done: (records, digest.to_owned()), ..self }
    }
}

/// Reads records on a thread of their own, in chunks of at most `size`. An error is the last value.
pub(super) fn read<R: BufRead + Send + 'static>(mut from: Reading<R>, size: usize) -> mpsc::Receiver<Result<Chunk>> {
    let (chunks, received) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        if let Err(error) = from.resume() {
            return drop(chunks.blocking_send(Err(error)));
        }
        loop {
            let (chunk, outcome) = from.chunk(size);
            let is_sent = chunks.blocking_send(Ok(chunk)).is_ok();
            match outcome {
                Ok(true) if is_sent => {}
                // Nobody asks any more, or there is no more.
                Ok(_) => return,
                Err(error) => return drop(chunks.blocking_send(Err(error))),
            }
        }
    });
    received
}
