//! Exports a table to a file. The file is written beside its destination and renamed when it is complete. It is compressed as its
//! ending says, and resumed from a checkpoint.

mod checkpoint;
mod partial;
mod target;

use super::digest::hex;
use super::format::{Encoder, FileFormat, compressed};
use crate::checkpoint as checkpoint_file;
use crate::ddb::scan::{ScanPage, ScanRequest, Segment};
use crate::ddb::{Table, TableSchema};
use crate::error::{Error, FileError, Result};
use checkpoint::{Identity, State};
use partial::Partial;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
pub use target::ExportTarget;
use target::{TargetLock, is_same_path, open_directly, unwritable};

/// The number of bytes of lines that are compressed together.
const BLOCK: usize = 1 << 22;

/// A file that a table is exported to.
pub struct Export {
    path: PathBuf,
    checkpoint: Option<PathBuf>,
    state: State,
    schema: &'static TableSchema,
    encoder: Encoder,
    output: Output,
    /// The digest of the bytes in the file. Only a checkpoint needs it.
    digest: Sha256,
    /// Lines that are not in the file yet.
    lines: Vec<u8>,
    /// The segments that have more items, each with the key to start from.
    open: Vec<Segment>,
    saved: Instant,
    is_finished: bool,
    /// Whether lines were lost, so that no further checkpoint may be saved.
    is_broken: bool,
}

/// Where the export is written to.
enum Output {
    /// A file that is renamed when it is complete.
    Partial(Partial),
    /// A pipe or a device.
    Direct(File),
}

impl Output {
    fn file(&mut self) -> &mut File {
        match self {
            Self::Partial(partial) => &mut partial.file,
            Self::Direct(file) => file,
        }
    }
}

impl Export {
    /// Begins an export of `table`, or resumes it from the checkpoint.
    ///
    /// # Errors
    /// [`Error::Invalid`] for the checkpoint of another export, [`FileError::NotRegular`] for a checkpoint that is not a regular file,
    /// [`FileError::Changed`] if the partial file is not as the checkpoint says, [`FileError::Unwritable`] for file and checkpoint,
    /// and, with a checkpoint, [`Error::NoTable`] and the service errors.
    pub async fn begin(
        table: &Table,
        target: ExportTarget,
        format: FileFormat,
        request: &ScanRequest,
        checkpoint: Option<&Path>,
    ) -> Result<Self> {
        let ExportTarget { path, replaces, lock } = target;
        let open = request.all_segments();
        let identity = Identity {
            table: None,
            file: path.clone(),
            format,
            segments: request.segments,
            of: open.iter().map(|segment| segment.index).collect(),
        };
        match (lock, checkpoint) {
            (None, None) => Self::begin_directly(path, identity, table.schema, open).await,
            (None, Some(_)) => {
                let why = "it is not a regular file, so the export cannot be resumed".to_owned();
                Err(Error::Invalid { what: path.display().to_string(), why })
            }
            (Some(lock), None) => {
                let partial = Partial::create(&path, lock, replaces, false)?;
                let state = State::new(identity, partial.id.clone());
                Self::new(path, None, state, table.schema, open, (Output::Partial(partial), Sha256::new()))
            }
            (Some(lock), Some(checkpoint)) => {
                if is_same_path(checkpoint, &path) {
                    let why = "it is the file itself".to_owned();
                    return Err(Error::Invalid { what: format!("the checkpoint {}", checkpoint.display()), why });
                }
                let saved = State::load(checkpoint)?;
                let identity = Identity { table: Some(table.identity(&table.described().await?)), ..identity };
                let checkpoint = checkpoint.to_owned();
                match saved {
                    Some(state) => Self::resume(path, lock, replaces, checkpoint, state, &identity, table.schema).await,
                    None => Self::begin_resumable(path, lock, replaces, checkpoint, identity, table.schema, open),
                }
            }
        }
    }

    /// Begins an export to a pipe or a device.
    async fn begin_directly(
        path: PathBuf,
        identity: Identity,
        schema: &'static TableSchema,
        open: Vec<Segment>,
    ) -> Result<Self> {
        let opened = path.clone();
        let file = tokio::task::spawn_blocking(move || open_directly(&opened)).await??;
        let state = State::new(identity, String::new());
        Self::new(path, None, state, schema, open, (Output::Direct(file), Sha256::new()))
    }

    /// Begins an export with a new checkpoint.
    fn begin_resumable(
        path: PathBuf,
        lock: TargetLock,
        replaces: bool,
        checkpoint: PathBuf,
        identity: Identity,
        schema: &'static TableSchema,
        open: Vec<Segment>,
    ) -> Result<Self> {
        let partial = Partial::create(&path, lock, replaces, true)?;
        let state = State::new(identity, partial.id.clone());
        let mut export =
            Self::new(path, Some(checkpoint), state, schema, open, (Output::Partial(partial), Sha256::new()))?;
        // Before anything is read: this checkpoint names the partial file, and if it cannot be written, the export could not be
        // resumed.
        export.save().inspect_err(|_| export.abandon())?;
        Ok(export)
    }

    /// Resumes the export of a checkpoint.
    async fn resume(
        path: PathBuf,
        lock: TargetLock,
        replaces: bool,
        checkpoint: PathBuf,
        state: State,
        identity: &Identity,
        schema: &'static TableSchema,
    ) -> Result<Self> {
        state.check(identity)?;
        let open = state.open_segments()?;
        let resume = move || {
            let (partial, digest) =
                Partial::resume(&path, lock, replaces, &state.partial_id, state.bytes, &state.digest)?;
            Self::new(path, Some(checkpoint), state, schema, open, (Output::Partial(partial), digest))
        };
        tokio::task::spawn_blocking(resume).await?
    }

    fn new(
        path: PathBuf,
        checkpoint: Option<PathBuf>,
        state: State,
        schema: &'static TableSchema,
        open: Vec<Segment>,
        (output, digest): (Output, Sha256),
    ) -> Result<Self> {
        Ok(Self {
            encoder: Encoder::resumed(state.export.format, schema, state.header.as_deref())?,
            output,
            digest,
            lines: Vec::new(),
            path,
            checkpoint,
            state,
            schema,
            open,
            saved: Instant::now(),
            is_finished: false,
            is_broken: false,
        })
    }

    /// Returns the segments that have to be read, each with the key to start from.
    pub fn segments(&self) -> Vec<Segment> {
        self.open.clone()
    }

    /// Returns the number of items that were exported.
    pub fn items(&self) -> u64 {
        self.state.items
    }

    /// Writes a page, and saves the checkpoint if that is due. The lines of the page have the form that [`FileFormat::lines`] returns.
    ///
    /// # Errors
    /// [`FileError::Unwritable`].
    pub fn write(&mut self, page: &ScanPage) -> Result<()> {
        self.lines.extend_from_slice(&page.lines.text);
        self.encoder.encode(&page.items, &mut self.lines).map_err(|source| unwritable(&self.path, source))?;
        if self.lines.len() >= BLOCK {
            self.write_lines()?;
        }
        self.state.items += page.count() as u64;
        match self.open.iter().position(|segment| segment.index == page.segment) {
            Some(at) if page.next.is_none() => drop(self.open.remove(at)),
            Some(at) => self.open[at].start.clone_from(&page.next),
            None => {}
        }
        if self.checkpoint.is_some() && self.saved.elapsed() >= checkpoint_file::SAVE_INTERVAL {
            return self.save();
        }
        Ok(())
    }

    /// Writes the lines that are not in the file yet. They are compressed on their own, so that they can be read without the lines
    /// that follow.
    fn write_lines(&mut self) -> Result<()> {
        let lines = std::mem::take(&mut self.lines);
        let written = compressed(&self.path, lines).and_then(|bytes| {
            if self.checkpoint.is_some() {
                self.digest.update(&bytes);
            }
            self.output.file().write_all(&bytes)
        });
        written.map_err(|source| self.broken(source))
    }

    /// Returns the error of a failed write. The lines are lost, so no further checkpoint may count them.
    fn broken(&mut self, source: std::io::Error) -> Error {
        self.is_broken = true;
        unwritable(&self.path, source)
    }

    /// Writes the lines to disk, and saves the checkpoint.
    fn save(&mut self) -> Result<()> {
        self.write_lines()?;
        let file = self.output.file();
        let synced = file.sync_data().and_then(|()| file.stream_position());
        self.state.bytes = synced.map_err(|source| self.broken(source))?;
        self.state.digest = hex(&self.digest.clone().finalize());
        self.state.header = self.encoder.header();
        self.state.set_open_segments(&self.open, self.schema.attribute_order);
        if let Some(path) = &self.checkpoint {
            checkpoint_file::save(path, &self.state)?;
        }
        self.saved = Instant::now();
        Ok(())
    }

    /// Completes the file, gives it its name, and removes the checkpoint. Returns the number of items.
    ///
    /// # Errors
    /// [`FileError::Exists`] if another process created a file of this name meanwhile, and [`FileError::Unwritable`].
    pub fn finish(mut self) -> Result<u64> {
        self.write_lines()?;
        if let Output::Partial(partial) = &self.output {
            partial
                .finish()
                .inspect_err(|error| self.is_broken = matches!(error, Error::File(FileError::Unwritable { .. })))?;
        }
        self.is_finished = true;
        if let Some(path) = &self.checkpoint {
            checkpoint_file::finish(path)?;
        }
        Ok(self.state.items)
    }

    /// Removes the partial file.
    fn abandon(&mut self) {
        self.is_finished = true;
        if let Output::Partial(partial) = &self.output {
            partial.remove();
        }
    }
}

impl Drop for Export {
    /// A failed export keeps its partial file if a checkpoint can resume it.
    fn drop(&mut self) {
        if self.is_finished {
            return;
        }
        if self.checkpoint.is_none() {
            self.abandon();
        } else if !self.is_broken {
            // If this fails, the checkpoint that was saved before is still valid.
            self.save().ok();
        }
    }
}
