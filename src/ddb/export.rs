//! A table in a file: written beside its place and renamed once it is whole, compressed by its ending, and resumed from a
//! checkpoint.

use super::Messages;
use super::digest::hex;
use super::exchange::{Encoder, FileFormat, compressed};
use super::json::{item_of, raw_json};
use super::scan::{Part, ScanPage, ScanRequest};
use super::table_identity::TableIdentity;
use crate::checkpoint;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many bytes of lines are compressed together.
const TOGETHER: usize = 1 << 22;

/// How much of a file that is resumed is read at once.
const BUFFER: usize = 1 << 16;

/// What an export is of.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Identity {
    /// The table; not looked up where there is no checkpoint.
    table: Option<TableIdentity>,
    file: PathBuf,
    format: FileFormat,
    segments: usize,
    /// Which of the segments the file is of.
    of: Vec<usize>,
}

/// How far an export came.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    version: u32,
    export: Identity,
    items: u64,
    /// How many bytes of the file are whole, and their SHA-256.
    bytes: u64,
    digest: String,
    /// The columns of a CSV.
    header: Option<Vec<String>>,
    /// The segments that are not at their end, each with the key behind which it goes on, as DynamoDB JSON.
    parts: Vec<(usize, Option<serde_json::Map<String, serde_json::Value>>)>,
}

/// A file that a table is written into.
pub struct Export {
    path: PathBuf,
    checkpoint: Option<PathBuf>,
    state: State,
    encoder: Encoder,
    file: File,
    /// Of what was written to the file; only a checkpoint needs it.
    digest: Sha256,
    /// Lines that are not in the file yet.
    lines: Vec<u8>,
    parts: Vec<Part>,
    saved: Instant,
    is_finished: bool,
    is_broken: bool,
}

impl Export {
    /// Begins a file for `table`, or resumes it where the checkpoint says how far it came.
    ///
    /// # Errors
    /// [`Error::FileExists`] where the file is there and `replace` is not set, [`Error::Invalid`] for the checkpoint of
    /// another export, [`Error::FileChanged`] where the file is not as the checkpoint says, [`Error::Unwritable`], also where
    /// another process is writing the file, and, with a checkpoint, [`Error::NoTable`] and the service errors.
    pub async fn begin(
        table: &Messages,
        path: &Path,
        format: FileFormat,
        request: &ScanRequest,
        checkpoint: Option<&Path>,
        replace: bool,
    ) -> Result<Self> {
        if let Some(mark) = checkpoint.filter(|mark| *mark == path || **mark == checkpoint::part_of(path)) {
            let why = "it is the file itself, or what becomes it".to_owned();
            return Err(Error::Invalid { what: format!("the checkpoint {}", mark.display()), why });
        }
        if path.exists() && !replace {
            return Err(Error::FileExists { path: path.to_owned() });
        }
        let begun =
            checkpoint.map(|path| checkpoint::load_versioned::<State>(path, "an export")).transpose()?.flatten();
        let identity = match checkpoint {
            Some(_) => Some(table.identity(&table.described().await?)),
            None => None,
        };
        let parts = request.all_parts();
        let export = Identity {
            table: identity,
            file: path.to_owned(),
            format,
            segments: request.segments,
            of: parts.iter().map(|part| part.segment).collect(),
        };
        let (state, parts) = match begun {
            Some(state) => resumed(state, &export)?,
            None => (State::of(export), parts),
        };
        let (file, digest) = open_part(path, &state)?;
        Ok(Self {
            encoder: Encoder::resumed(format, state.header.as_deref())?,
            file,
            digest,
            lines: Vec::new(),
            path: path.to_owned(),
            checkpoint: checkpoint.map(Path::to_owned),
            state,
            parts,
            saved: Instant::now(),
            is_finished: false,
            is_broken: false,
        })
    }

    /// The segments that are to be read, each from where it was left.
    pub fn parts(&self) -> Vec<Part> {
        self.parts.clone()
    }

    /// How many items are in the file.
    pub fn items(&self) -> u64 {
        self.state.items
    }

    /// Writes a page, and now and then the checkpoint.
    ///
    /// # Errors
    /// [`Error::Unwritable`].
    pub fn write(&mut self, page: &ScanPage) -> Result<()> {
        self.encoder.encode(&page.items, &mut self.lines).map_err(|source| unwritable(&self.path, source))?;
        if self.lines.len() >= TOGETHER {
            self.write_lines()?;
        }
        self.state.items += page.items.len() as u64;
        match self.parts.iter().position(|part| part.segment == page.segment) {
            Some(place) if page.next.is_none() => drop(self.parts.remove(place)),
            Some(place) => self.parts[place].start.clone_from(&page.next),
            None => {}
        }
        if self.checkpoint.is_some() && self.saved.elapsed() >= checkpoint::EVERY {
            return self.save();
        }
        Ok(())
    }

    /// Writes what is not in the file yet, compressed so that it can be read without what follows.
    fn write_lines(&mut self) -> Result<()> {
        let lines = std::mem::take(&mut self.lines);
        let written = compressed(&self.path, lines).and_then(|bytes| {
            if self.checkpoint.is_some() {
                self.digest.update(&bytes);
            }
            self.file.write_all(&bytes)
        });
        written.map_err(|source| self.broken(source))
    }

    /// What was to be written is lost, and so no checkpoint may count it from here on.
    fn broken(&mut self, source: std::io::Error) -> Error {
        self.is_broken = true;
        unwritable(&self.path, source)
    }

    /// Makes what was written whole, and says so in the checkpoint.
    fn save(&mut self) -> Result<()> {
        self.write_lines()?;
        let mut whole = || {
            self.file.sync_data()?;
            self.file.stream_position()
        };
        let whole = whole();
        self.state.bytes = whole.map_err(|source| self.broken(source))?;
        self.state.digest = hex(&self.digest.clone().finalize());
        self.state.header = self.encoder.header();
        let key = |part: &Part| part.start.as_ref().map(|key| raw_json(key).into_iter().collect());
        self.state.parts = self.parts.iter().map(|part| (part.segment, key(part))).collect();
        if let Some(path) = &self.checkpoint {
            checkpoint::save(path, &self.state)?;
        }
        self.saved = Instant::now();
        Ok(())
    }

    /// Ends the file and gives it its name; the checkpoint is needed no more. Returns how many items there are.
    ///
    /// # Errors
    /// [`Error::Unwritable`].
    pub fn finish(mut self) -> Result<u64> {
        self.write_lines()?;
        let synced = self.file.sync_all();
        synced.map_err(|source| self.broken(source))?;
        std::fs::rename(checkpoint::part_of(&self.path), &self.path)
            .map_err(|source| unwritable(&self.path, source))?;
        self.is_finished = true;
        if let Some(path) = &self.checkpoint {
            checkpoint::finish(path)?;
        }
        Ok(self.state.items)
    }
}

impl Drop for Export {
    /// A checkpoint resumes a file that was given up; without one the file is removed.
    fn drop(&mut self) {
        if self.is_finished {
            return;
        }
        if self.checkpoint.is_some() {
            // Where that cannot be done, the checkpoint before it still holds.
            if !self.is_broken {
                self.save().ok();
            }
        } else {
            std::fs::remove_file(checkpoint::part_of(&self.path)).ok();
        }
    }
}

impl State {
    /// The state of an export that begins.
    fn of(export: Identity) -> Self {
        let version = checkpoint::VERSION;
        Self { version, export, items: 0, bytes: 0, digest: String::new(), header: None, parts: Vec::new() }
    }
}

/// Where the export of a checkpoint resumes.
fn resumed(state: State, wanted: &Identity) -> Result<(State, Vec<Part>)> {
    if state.export != *wanted {
        let other_table = state.export.table.as_ref().zip(wanted.table.as_ref());
        let why = other_table.and_then(|(known, table)| known.difference(table)).unwrap_or_else(|| {
            let Identity { of, segments, file, .. } = &state.export;
            format!("it is of segments {of:?} of {segments}, into {}", file.display())
        });
        return Err(Error::Invalid { what: "the checkpoint is of another export".to_owned(), why });
    }
    let part = |(segment, start): &(usize, Option<serde_json::Map<_, _>>)| {
        Ok(Part { segment: *segment, start: start.as_ref().map(item_of).transpose()? })
    };
    let parts = state.parts.iter().map(part).collect::<Result<_>>()?;
    Ok((state, parts))
}

/// Opens the file that becomes `path`, at the end of what is whole of it; what is behind is written again. Returns the digest of
/// what is whole, too.
fn open_part(path: &Path, state: &State) -> Result<(File, Sha256)> {
    let part = checkpoint::part_of(path);
    let failed = |source| unwritable(path, source);
    let mut file = open_locked(&part).map_err(failed)?;
    let mut digest = Sha256::new();
    if state.bytes > 0 {
        let mut whole = (&file).take(state.bytes);
        let (mut buffer, mut read) = (vec![0; BUFFER], 0);
        loop {
            match whole.read(&mut buffer).map_err(failed)? {
                0 => break,
                count => {
                    digest.update(&buffer[..count]);
                    read += count as u64;
                }
            }
        }
        if read < state.bytes || hex(&digest.clone().finalize()) != state.digest {
            return Err(Error::FileChanged { path: part });
        }
    }
    file.set_len(state.bytes).and_then(|()| file.seek(SeekFrom::End(0))).map_err(failed)?;
    Ok((file, digest))
}

/// Opens a file for this process alone, or makes it, readable by its owner alone. A link in its place is not followed.
fn open_locked(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = match options.open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            OpenOptions::new().read(true).write(true).open(path)?
        }
        other => other?,
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(std::io::Error::other("another process is writing it"));
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    // It may be a link, or the file of a process that gave it its name just now.
    if is_at(&file, path)? { Ok(file) } else { Err(std::io::Error::other("it is a link, or was renamed just now")) }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (open, named) = (file.metadata()?, std::fs::symlink_metadata(path)?);
    Ok(named.is_file() && (open.dev(), open.ino()) == (named.dev(), named.ino()))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> std::io::Result<bool> {
    Ok(std::fs::symlink_metadata(path)?.is_file())
}

fn unwritable(path: &Path, source: std::io::Error) -> Error {
    Error::Unwritable { path: path.to_owned(), source }
}
