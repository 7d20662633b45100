//! What can go wrong with files: seeds, exports, imports, checkpoints, and those of the embedded store.

use super::{Kind, Shape};
use std::path::PathBuf;

/// A file that cannot be read or written, or that holds something else than it should.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Seeds files are not of the documented form.
    #[error("{}", seed_faults(.faults, *.total))]
    Seeds {
        /// The first faults, in the order of files and lines: as many as are worth reading.
        faults: Vec<SeedFault>,
        /// How many faults there are.
        total: usize,
    },

    /// Lines of a file are not what they should be.
    #[error("{file}: {}{}", named_faults(.faults), and_more(*.more))]
    Lines {
        /// The file as it was named.
        file: String,
        /// Lines, counted from 1, and what is wrong with each.
        faults: Vec<(u64, String)>,
        /// How many faults there are beside these.
        more: usize,
    },

    /// A file could not be read.
    #[error("cannot read {}", named(&path.to_string_lossy()))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },

    /// A file is as a whole nothing that is imported; nothing of it was read.
    #[error("{} is {shape}; imported are {}", named(file), Shape::IMPORTED)]
    Shape {
        /// The file, or `-` for standard input.
        file: String,
        /// What it holds.
        shape: Shape,
    },

    /// The header of a CSV is not one that says what the columns are; nothing behind it was read.
    #[error("the header of {}: {why}", named(file))]
    Header {
        /// The file.
        file: String,
        /// What is wrong with it.
        why: String,
    },

    /// A file is not the one that a checkpoint was written for.
    #[error("{path} changed since the checkpoint was written")]
    Changed {
        /// The file.
        path: PathBuf,
    },

    /// A file is there that would be written.
    #[error("{path} is there already")]
    Exists {
        /// The file.
        path: PathBuf,
    },

    /// A file or directory that is not used, since it leads elsewhere or somebody else could have made or changed it.
    #[error("refused: {} {why}", .path.display())]
    Unsafe {
        /// The file or directory.
        path: PathBuf,
        /// What is wrong with it.
        why: Unsafe,
    },

    /// A path of a file that is to be written or resumed leads to a directory, a device, a socket or a pipe.
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
        /// What the operating system said.
        source: std::io::Error,
    },
}

impl FileError {
    /// What kind of failure it is.
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

    /// Whether the same command may succeed later, as it is.
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

/// What is wrong with a file or directory that is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsafe {
    /// It is a symbolic link.
    Link,
    /// It is a directory, a FIFO, a device or a socket, where a regular file belongs.
    NotAFile,
    /// It is no directory, where one belongs.
    NotADirectory,
    /// It belongs to the user of this id.
    OtherOwner(u32),
    /// Its group or everybody may write to it; its permission bits.
    WritableByOthers(u32),
    /// It has so many names, so that a write would change a file elsewhere.
    HardLinks(u64),
    /// It is a database with something in its schema that the embedded store does not make.
    Schema {
        /// SQLite's word for it: `trigger`, `view`, `table` or `index`.
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

/// What is wrong at one place of a seeds file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeedFault {
    /// The file as it was named, `built-in` for the compiled-in seeds.
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

/// One fault in full; of several their number.
fn seed_faults(faults: &[SeedFault], total: usize) -> String {
    match faults {
        [fault] if total == 1 => fault.to_string(),
        faults if faults.len() < total => {
            format!("{total} faults in the seeds, of which the first {} are", faults.len())
        }
        _ => format!("{total} faults in the seeds"),
    }
}

/// A file, as people call it.
fn named(file: &str) -> &str {
    if file == "-" { "standard input" } else { file }
}

/// `line 2: why; line 5: why`.
fn named_faults(faults: &[(u64, String)]) -> String {
    faults.iter().map(|(line, why)| format!("line {line}: {why}")).collect::<Vec<_>>().join("; ")
}

/// `; and 5 more`, or nothing.
fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!("; and {more} more") }
}
