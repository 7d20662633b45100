//! A table in a file: written beside its place and renamed once it is whole, compressed by its ending, and resumed from a
//! checkpoint.

mod partial;

use super::digest::hex;
use super::exchange::{Encoder, FileFormat, compressed};
use crate::checkpoint;
use crate::ddb::json::{item_of, raw_json};
use crate::ddb::scan::{ScanPage, ScanRequest, Segment};
use crate::ddb::table_identity::TableIdentity;
use crate::ddb::{Table, TableSchema};
use crate::error::{Error, FileError, Result};
pub use partial::ExportTarget;
use partial::{Partial, is_same_place, open_through, unwritable};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many bytes of lines are compressed together.
const TOGETHER: usize = 1 << 22;

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
    /// What the name of the partial file has behind that of the file.
    part: String,
    items: u64,
    /// How many bytes of the file are whole, and their SHA-256.
    bytes: u64,
    digest: String,
    /// The columns of a CSV.
    header: Option<Vec<String>>,
    /// The segments that are not at their end, each with the key behind which it goes on, as DynamoDB JSON.
    #[serde(rename = "parts")]
    open: Vec<(usize, Option<serde_json::Map<String, serde_json::Value>>)>,
}

/// A file that a table is written into.
pub struct Export {
    path: PathBuf,
    checkpoint: Option<PathBuf>,
    state: State,
    schema: &'static TableSchema,
    encoder: Encoder,
    sink: Sink,
    /// Of what was written to the file; only a checkpoint needs it.
    digest: Sha256,
    /// Lines that are not in the file yet.
    lines: Vec<u8>,
    open: Vec<Segment>,
    saved: Instant,
    is_finished: bool,
    is_broken: bool,
}

/// What is written to.
enum Sink {
    /// A file that gets its name once it is whole.
    Partial(Partial),
    /// A pipe or device.
    Through(File),
}

impl Sink {
    fn file(&mut self) -> &mut File {
        match self {
            Self::Partial(partial) => &mut partial.file,
            Self::Through(file) => file,
        }
    }
}

impl Export {
    /// Begins a file for `table`, or resumes it where the checkpoint says how far it came.
    ///
    /// # Errors
    /// [`Error::Invalid`] for the checkpoint of another export, [`FileError::NotRegular`] for one that is no file,
    /// [`FileError::Changed`] where the file is not as the checkpoint says, [`FileError::Unwritable`] for file and checkpoint, and,
    /// with a checkpoint, [`Error::NoTable`] and the service errors.
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
        let Some(lock) = lock else {
            if checkpoint.is_some() {
                let what = path.display().to_string();
                return Err(Error::Invalid { what, why: "it is no file, so that it cannot be resumed".to_owned() });
            }
            let opened = path.clone();
            let file = tokio::task::spawn_blocking(move || open_through(&opened)).await??;
            let state = State::of(identity, String::new());
            return Self::with(path, None, state, table.schema, open, (Sink::Through(file), Sha256::new()));
        };
        let Some(mark) = checkpoint else {
            let partial = Partial::create(&path, lock, replaces, false)?;
            let state = State::of(identity, partial.id.clone());
            return Self::with(path, None, state, table.schema, open, (Sink::Partial(partial), Sha256::new()));
        };
        if is_same_place(mark, &path) {
            let why = "it is the file itself".to_owned();
            return Err(Error::Invalid { what: format!("the checkpoint {}", mark.display()), why });
        }
        let begun = checkpoint::load_versioned::<State>(mark, "an export")?;
        let identity = Identity { table: Some(table.identity(&table.described().await?)), ..identity };
        if let Some(state) = begun {
            let (state, open) = resumed(state, &identity)?;
            let (mark, schema) = (mark.to_owned(), table.schema);
            let resume = move || {
                let (partial, digest) =
                    Partial::resume(&path, lock, replaces, &state.part, state.bytes, &state.digest)?;
                Self::with(path, Some(mark), state, schema, open, (Sink::Partial(partial), digest))
            };
            return tokio::task::spawn_blocking(resume).await?;
        }
        let partial = Partial::create(&path, lock, replaces, true)?;
        let state = State::of(identity, partial.id.clone());
        let mut export = Self::with(
            path,
            Some(mark.to_owned()),
            state,
            table.schema,
            open,
            (Sink::Partial(partial), Sha256::new()),
        )?;
        // Before anything is read: a checkpoint that cannot be written is of no use later, and this one knows the partial file.
        export.save().inspect_err(|_| export.give_up())?;
        Ok(export)
    }

    fn with(
        path: PathBuf,
        checkpoint: Option<PathBuf>,
        state: State,
        schema: &'static TableSchema,
        open: Vec<Segment>,
        (sink, digest): (Sink, Sha256),
    ) -> Result<Self> {
        Ok(Self {
            encoder: Encoder::resumed(state.export.format, schema, state.header.as_deref())?,
            sink,
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

    /// The segments that are to be read, each from where it was left.
    pub fn segments(&self) -> Vec<Segment> {
        self.open.clone()
    }

    /// How many items are in the file.
    pub fn items(&self) -> u64 {
        self.state.items
    }

    /// Writes a page, and now and then the checkpoint.
    ///
    /// # Errors
    /// [`FileError::Unwritable`].
    pub fn write(&mut self, page: &ScanPage) -> Result<()> {
        self.encoder.encode(&page.items, &mut self.lines).map_err(|source| unwritable(&self.path, source))?;
        if self.lines.len() >= TOGETHER {
            self.write_lines()?;
        }
        self.state.items += page.items.len() as u64;
        match self.open.iter().position(|segment| segment.index == page.segment) {
            Some(place) if page.next.is_none() => drop(self.open.remove(place)),
            Some(place) => self.open[place].start.clone_from(&page.next),
            None => {}
        }
        if self.checkpoint.is_some() && self.saved.elapsed() >= checkpoint::SAVE_INTERVAL {
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
            self.sink.file().write_all(&bytes)
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
        let file = self.sink.file();
        let whole = file.sync_data().and_then(|()| file.stream_position());
        self.state.bytes = whole.map_err(|source| self.broken(source))?;
        self.state.digest = hex(&self.digest.clone().finalize());
        self.state.header = self.encoder.header();
        let order = self.schema.attribute_order;
        let key = |segment: &Segment| segment.start.as_ref().map(|key| raw_json(key, order).into_iter().collect());
        self.state.open = self.open.iter().map(|segment| (segment.index, key(segment))).collect();
        if let Some(path) = &self.checkpoint {
            checkpoint::save(path, &self.state)?;
        }
        self.saved = Instant::now();
        Ok(())
    }

    /// Ends the file and gives it its name; the checkpoint is needed no more. Returns how many items there are.
    ///
    /// # Errors
    /// [`FileError::Exists`] where a file of this name appeared meanwhile, and [`FileError::Unwritable`].
    pub fn finish(mut self) -> Result<u64> {
        self.write_lines()?;
        if let Sink::Partial(partial) = &self.sink {
            partial
                .finish()
                .inspect_err(|error| self.is_broken = matches!(error, Error::File(FileError::Unwritable { .. })))?;
        }
        self.is_finished = true;
        if let Some(path) = &self.checkpoint {
            checkpoint::finish(path)?;
        }
        Ok(self.state.items)
    }

    /// Leaves nothing behind.
    fn give_up(&mut self) {
        self.is_finished = true;
        if let Sink::Partial(partial) = &self.sink {
            partial.remove();
        }
    }
}

impl Drop for Export {
    /// A checkpoint resumes a file that was given up; without one the file is removed.
    fn drop(&mut self) {
        if self.is_finished {
            return;
        }
        if self.checkpoint.is_none() {
            self.give_up();
        } else if !self.is_broken {
            // Where that cannot be done, the checkpoint before it still holds.
            self.save().ok();
        }
    }
}

impl State {
    /// The state of an export that begins.
    fn of(export: Identity, part: String) -> Self {
        let version = checkpoint::VERSION;
        Self { version, export, part, items: 0, bytes: 0, digest: String::new(), header: None, open: Vec::new() }
    }
}

/// Where the export of a checkpoint resumes.
fn resumed(state: State, wanted: &Identity) -> Result<(State, Vec<Segment>)> {
    if state.export != *wanted {
        let other_table = state.export.table.as_ref().zip(wanted.table.as_ref());
        let why = other_table.and_then(|(known, table)| known.difference(table)).unwrap_or_else(|| {
            let Identity { of, segments, file, .. } = &state.export;
            format!("it is of segments {of:?} of {segments}, into {}", file.display())
        });
        return Err(Error::Invalid { what: "the checkpoint is of another export".to_owned(), why });
    }
    let segment = |(index, start): &(usize, Option<serde_json::Map<_, _>>)| {
        Ok(Segment { index: *index, start: start.as_ref().map(item_of).transpose()? })
    };
    let open = state.open.iter().map(segment).collect::<Result<_>>()?;
    Ok((state, open))
}
