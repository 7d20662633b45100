//! Errors of files: seeds, exports, imports, checkpoints, and the files of the embedded store.

use super::{Kind, Shape};
use std::path::PathBuf;

/// A file that cannot be read or written, or whose contents are not valid.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Seeds files are not valid.
    #[error("{}", seed_faults(.faults, *.total))]
    Seeds {
        /// The first faults, in the order of files and lines.
        faults: Vec<SeedFault>,
        /// The number of all faults.
        total: usize,
    },

    /// Lines of a file are not valid.
    #[error("{file}: {}{}", named_faults(.faults), and_more(*.more))]
    Lines {
        /// The file as it was given.
        file: String,
        /// Lines, counted from 1, and what is wrong with each.
        faults: Vec<(u64, String)>,
        /// The number of other faults.
        more: usize,
    },

    /// A file could not be read.
    #[error("cannot read {}", named(&path.to_string_lossy()))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },

    /// A file has a format that is not imported. Nothing of it was imported.
    #[error("{} is {shape}; the supported formats are {}", named(file), Shape::IMPORTED)]
    Shape {
        /// The file, or `-` for standard input.
        file: String,
        /// Its format.
        shape: Shape,
    },

    /// The header of a CSV does not name the columns. Nothing after it was read.
    #[error("the header of {}: {why}", named(file))]
    Header {
        /// The file.
        file: String,
        /// What is wrong with it.
        why: String,
    },

    /// A file is not the file that a checkpoint was written for.
    #[error("{path} changed since the checkpoint was written")]
    Changed {
        /// The file.
        path: PathBuf,
    },

    /// A file that would be written already exists.
    #[error("{path} already exists")]
    Exists {
        /// The file.
        path: PathBuf,
    },

    /// A file or directory that is refused, because it is a link, or because another user could have created or changed it.
    #[error("refused: {} {why}", .path.display())]
    Unsafe {
        /// The file or directory.
        path: PathBuf,
        /// What is wrong with it.
        why: Unsafe,
    },

    /// The path of a file to write or resume is a directory, a device, a socket or a pipe.
    #[error("refused: {} is not a regular file", .path.display())]
    NotRegular {
        /// The path.
        path: PathBuf,
    },

    /// Another process exports into the same file.
    #[error("another process exports into {path}")]
    Busy {
        /// The file.
        path: PathBuf,
    },

    /// A file could not be written.
    #[error("cannot write {path}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
}

impl FileError {
    /// Returns the kind of the error.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Seeds { .. }
            | Self::Lines { .. }
            | Self::Unreadable { .. }
            | Self::Shape { .. }
            | Self::Header { .. }
            | Self::Unwritable { .. }
            | Self::Changed { .. } => Kind::Usage,
            Self::Exists { .. } | Self::Unsafe { .. } | Self::NotRegular { .. } | Self::Busy { .. } => Kind::Refused,
        }
    }

    /// Returns whether the same command may succeed later.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Busy { .. } => true,
            Self::Seeds { .. }
            | Self::Lines { .. }
            | Self::Unreadable { .. }
            | Self::Shape { .. }
            | Self::Header { .. }
            | Self::Unwritable { .. }
            | Self::Changed { .. }
            | Self::Exists { .. }
            | Self::Unsafe { .. }
            | Self::NotRegular { .. } => false,
        }
    }
}

/// Why a file or directory is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsafe {
    /// It is a symbolic link.
    Link,
    /// It is a directory, a FIFO, a device or a socket, and not a regular file.
    NotAFile,
    /// It is not a directory.
    NotADirectory,
    /// It belongs to the user of this id.
    OtherOwner(u32),
    /// Its group or others may write to it. Its permission bits.
    WritableByOthers(u32),
    /// It has this number of hard links, so a write would change a file elsewhere.
    HardLinks(u64),
    /// It is a database whose schema has an entry that the embedded store does not create.
    Schema {
        /// Its type in SQLite: `trigger`, `view`, `table` or `index`.
        kind: String,
        /// Its name.
        name: String,
    },
}

impl std::fmt::Display for Unsafe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Link => f.write_str("is a symbolic link"),
            Self::NotAFile => f.write_str("is not a regular file"),
            Self::NotADirectory => f.write_str("is not a directory"),
            Self::OtherOwner(uid) => write!(f, "belongs to another user (uid {uid})"),
            Self::WritableByOthers(mode) => write!(f, "is writable by others (mode {mode:04o})"),
            Self::HardLinks(names) => write!(f, "has {names} names (hard links)"),
            Self::Schema { kind, name } => write!(f, "has a {kind} {name:?} that cruddur did not make"),
        }
    }
}

/// A fault in a seeds file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedFault {
    /// The file as it was given, or `built-in` for the built-in seeds.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The field as a path, such as `conversations[0].messages[3].from`.
    pub field: String,
    /// What is wrong with it.
    pub why: String,
}

impl std::fmt::Display for SeedFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, field, why } = self;
        write!(f, "{file}, line {line}: {field}: {why}")
    }
}

/// Returns the text of a single fault, or the number of several.
fn seed_faults(faults: &[SeedFault], total: usize) -> String {
    match faults {
        [fault] if total == 1 => fault.to_string(),
        faults if faults.len() < total => {
            format!("{total} faults in the seeds, of which the first {} are", faults.len())
        }
        _ => format!("{total} faults in the seeds"),
    }
}

/// Returns the name of a file, or `standard input` for `-`.
fn named(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

/// Returns the faults as `line 2: why; line 5: why`.
fn named_faults(faults: &[(u64, String)]) -> String {
    faults.iter().map(|(line, why)| format!("line {line}: {why}")).collect::<Vec<_>>().join("; ")
}

/// Returns `; and 5 more`, or an empty string.
fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!("; and {more} more") }
}
