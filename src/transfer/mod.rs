//! Exports, imports and compares any table: files, their formats, checkpoints, and the service's own export and import through S3.

mod compare;
mod digest;
mod equality;
mod export;
mod format;
mod import;
mod number;
mod s3;

pub use compare::{Compared, Difference, Side};
pub use export::{Export, ExportTarget};
pub use format::{Decoder, Encoder, FileFormat, Line, check_ending, format_of, open as open_export};
pub use import::{Ended, Import, Imported, OnConflict, Refusal};
pub use s3::{S3Location, S3Task, TASK_TIMEOUT};
