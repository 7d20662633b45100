//! A table in a file: written beside its place and renamed once it is whole, compressed by its ending, and gone on with from a
//! checkpoint.

use super::Messages;
use super::exchange::{Encoder, FileFormat, compressed};
use super::json::{item_of, raw_json};
use super::scan::{Part, ScanPage, ScanRequest};
use crate::checkpoint;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How many bytes of lines are compressed together.
const TOGETHER: usize = 1 << 22;

/// What an export is of.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Identity {
    table: String,
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
    export: Identity,
    items: u64,
    /// How many bytes of the file are whole.
    bytes: u64,
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
    /// Lines that are not in the file yet.
    lines: Vec<u8>,
    parts: Vec<Part>,
    saved: Instant,
    is_finished: bool,
    is_broken: bool,
}

impl Export {
    /// Begins a file for `table`, or goes on with it where the checkpoint says how far it came.
    ///
    /// # Errors
    /// [`Error::FileExists`] where the file is there and `replace` is not set, [`Error::Invalid`] for the checkpoint of
    /// another export, and [`Error::Unwritable`].
    pub fn begin(
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
        let parts = request.all_parts();
        let export = Identity {
            table: table.place(),
            file: path.to_owned(),
            format,
            segments: request.segments,
            of: parts.iter().map(|part| part.segment).collect(),
        };
        let begun = checkpoint.map(|path| checkpoint::load::<State>(path, "an export")).transpose()?.flatten();
        let (state, parts) = match begun {
            Some(state) => resumed(state, &export)?,
            None => (State { export, items: 0, bytes: 0, header: None, parts: Vec::new() }, parts),
        };
        let file = open_part(&checkpoint::part_of(path), state.bytes).map_err(|source| unwritable(path, source))?;
        Ok(Self {
            encoder: Encoder::resumed(format, state.header.as_deref())?,
            file,
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
        let written = compressed(&self.path, lines).and_then(|bytes| self.file.write_all(&bytes));
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
        match &self.checkpoint {
            Some(path) if path.exists() => std::fs::remove_file(path).map_err(|source| unwritable(path, source))?,
            _ => {}
        }
        Ok(self.state.items)
    }
}

impl Drop for Export {
    /// What is given up is gone on with from its checkpoint; without one nobody does, and it goes.
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

/// Where the export of a checkpoint goes on.
fn resumed(state: State, wanted: &Identity) -> Result<(State, Vec<Part>)> {
    if state.export != *wanted {
        let Identity { table, file, of, segments, .. } = state.export;
        return Err(Error::Invalid {
            what: "the checkpoint is of another export".to_owned(),
            why: format!("it is of table {table}, segments {of:?} of {segments}, into {}", file.display()),
        });
    }
    let part = |(segment, start): &(usize, Option<serde_json::Map<_, _>>)| {
        Ok(Part { segment: *segment, start: start.as_ref().map(item_of).transpose()? })
    };
    let parts = state.parts.iter().map(part).collect::<Result<_>>()?;
    Ok((state, parts))
}

/// Opens the file at the end of what is whole of it; what is behind is written anew.
fn open_part(path: &Path, whole: u64) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    // Messages are their writers' and readers' alone.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    if file.metadata()?.len() < whole {
        return Err(std::io::Error::other("it is shorter than its checkpoint says"));
    }
    file.set_len(whole)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}

fn unwritable(path: &Path, source: std::io::Error) -> Error {
    Error::Unwritable { path: path.to_owned(), source }
}
