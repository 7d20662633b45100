//! Reads the records of a file in chunks, beginning after the records that are done.

use crate::ddb::item::{Item, KeyNames};
use crate::ddb::key_schema::KeySchema;
use crate::ddb::prepared_write::PreparedWrite;
use crate::error::{Error, FileError, Result};
use crate::transfer::digest;
use crate::transfer::format::{Decoder, Line};
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

/// A chunk ends when its records have this many bytes, however few they are.
const CHUNK_BYTES: usize = 1 << 20;

/// A chunk ends when it has this many records. Records that are refused do not count towards its size, because they need no write.
const CHUNK_RECORDS: usize = 1_000;

/// The limit of the bytes of all records that wait to be written or are being written. A single chunk may have more.
const MAX_BYTES: usize = 16 << 20;

/// The limit of the chunks that wait to be written.
const MAX_WAITING: usize = 4;

/// What an import makes of a record, as its write needs it.
pub(super) trait Record: Sized + Send + 'static {
    /// Reads the next record of a file; `None` after the last.
    ///
    /// # Errors
    /// As [`Decoder::next_line`].
    fn next<R: BufRead>(from: &mut Reading<R>) -> Result<Option<Line<Self>>>;
}

impl Record for Item {
    fn next<R: BufRead>(from: &mut Reading<R>) -> Result<Option<Line<Self>>> {
        from.next_item()
    }
}

impl Record for PreparedWrite {
    fn next<R: BufRead>(from: &mut Reading<R>) -> Result<Option<Line<Self>>> {
        from.next_put()
    }
}

/// Records that are written together.
pub(super) struct Chunk<T> {
    pub(super) lines: Vec<Line<T>>,
    /// The reservation of the memory of the records. Dropping it admits others.
    pub(super) memory: Option<OwnedSemaphorePermit>,
    /// The digest of every record of the file up to the last record of the chunk.
    pub(super) digest: String,
}

/// A file that is being read.
pub(super) struct Reading<R> {
    lines: Decoder<R>,
    key: KeyNames,
    keys: KeySchema,
    file: PathBuf,
    /// The digest of the records that were read, if it is needed.
    digest: Option<digest::Records>,
    /// The number of records that are done, and their digest.
    done: (u64, String),
    /// The bytes of [`MAX_BYTES`] that are free.
    memory: Arc<Semaphore>,
}

impl<R> Reading<R> {
    /// Reads a file from its beginning.
    pub(super) fn new(lines: Decoder<R>, key: KeyNames, keys: KeySchema, file: &Path, needs_digest: bool) -> Self {
        let digest = needs_digest.then(digest::Records::default);
        let memory = Arc::new(Semaphore::new(MAX_BYTES));
        Self { lines, key, keys, file: file.to_owned(), digest, done: (0, String::new()), memory }
    }

    /// Skips this many records, which must have this digest.
    pub(super) fn after(self, records: u64, digest: &str) -> Self {
        Self { done: (records, digest.to_owned()), ..self }
    }
}

impl<R: BufRead> Reading<R> {
    /// Skips the records that are done.
    ///
    /// # Errors
    /// [`FileError::Changed`] if the file has other records than those, and [`FileError::Unreadable`].
    fn skip_done(&mut self) -> Result<()> {
        let (done, digest) = std::mem::take(&mut self.done);
        for _ in 0..done {
            if self.next_item()?.is_none() {
                return Err(self.changed());
            }
        }
        if done > 0 && self.digest_text() != digest {
            return Err(self.changed());
        }
        Ok(())
    }

    fn changed(&self) -> Error {
        Error::File(FileError::Changed { path: self.file.clone() })
    }

    /// Reads the next record, and checks it against the keys of the table's indexes.
    fn next_item(&mut self) -> Result<Option<Line>> {
        let Some(line) = self.lines.next_line()? else { return Ok(None) };
        let line = line.and_then(|item| self.keys.check(&item).map(|()| item));
        if let Some(digest) = &mut self.digest {
            digest.add(line.item.as_ref().map_err(String::as_str));
        }
        Ok(Some(line))
    }

    /// As [`Reading::next_item`], and returns the put of the record. A digest is that of its item.
    fn next_put(&mut self) -> Result<Option<Line<PreparedWrite>>> {
        if self.digest.is_none() {
            return self.lines.next_put(&self.keys);
        }
        let key = self.key;
        let put = |item: Item| PreparedWrite::put(&item, key).map_err(|error| error.to_string());
        Ok(self.next_item()?.map(|line| line.and_then(put)))
    }

    fn digest_text(&self) -> String {
        self.digest.map(|digest| digest.text()).unwrap_or_default()
    }

    /// Reads the next chunk: at most `size` items, and the refused records before the last of them. Waits until there is memory for
    /// it. Returns also whether the file may have more records.
    fn chunk<T: Record>(&mut self, size: usize) -> (Chunk<T>, Result<bool>) {
        let (mut lines, mut items, mut bytes) = (Vec::with_capacity(size), 0, 0);
        let has_more = loop {
            match T::next(self) {
                Ok(Some(line)) => {
                    bytes += line.bytes;
                    items += usize::from(line.item.is_ok());
                    lines.push(line);
                }
                Ok(None) => break Ok(false),
                Err(error) => break Err(error),
            }
            if items == size || lines.len() == CHUNK_RECORDS || bytes >= CHUNK_BYTES {
                break Ok(true);
            }
        };
        (Chunk { lines, memory: self.reserve(bytes), digest: self.digest_text() }, has_more)
    }

    /// Waits until this many bytes are free, and reserves them. It always returns a reservation, because nothing closes the
    /// semaphore.
    fn reserve(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let bytes = u32::try_from(bytes.min(MAX_BYTES)).unwrap_or(u32::MAX);
        Handle::current().block_on(self.memory.clone().acquire_many_owned(bytes)).ok()
    }
}

/// Reads records on a thread of their own, in chunks of at most `size` items. An error is the last value.
pub(super) fn read<R: BufRead + Send + 'static, T: Record>(
    mut from: Reading<R>,
    size: usize,
) -> mpsc::Receiver<Result<Chunk<T>>> {
    let (chunks, received) = mpsc::channel(MAX_WAITING);
    tokio::task::spawn_blocking(move || {
        if let Err(error) = from.skip_done() {
            return drop(chunks.blocking_send(Err(error)));
        }
        loop {
            let (chunk, has_more) = from.chunk(size);
            let is_received = chunks.blocking_send(Ok(chunk)).is_ok();
            match has_more {
                Ok(true) if is_received => {}
                // The receiver was dropped, or the file ended.
                Ok(_) => return,
                Err(error) => return drop(chunks.blocking_send(Err(error))),
            }
        }
    });
    received
}
