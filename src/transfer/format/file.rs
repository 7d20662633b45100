//! The ending of a file's name, which says its format and its compression.

use super::FileFormat;
use crate::error::{Error, FileError, Result, Shape};
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

/// The size of the buffer that reads a file.
const BUFFER: usize = 1 << 16;

/// The limit of the window of zstd, as a power of two: 8 MiB, which every decoder should support. Source: RFC 8878, 3.1.1.1.2.
const MAX_WINDOW: u32 = 23;

/// Endings of formats and compressions that are not supported.
const UNSUPPORTED: [&str; 20] = [
    "7z", "arrow", "avro", "br", "bz2", "db", "ion", "lz4", "ods", "orc", "parquet", "pdf", "rar", "tar", "tgz", "tsv",
    "xls", "xlsx", "xz", "zip",
];

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compression {
    None,
    Gzip,
    Zstd,
}

impl Compression {
    /// Returns the compression that the ending of a path names.
    fn of(path: &Path) -> Self {
        match ending(path).as_str() {
            "gz" => Self::Gzip,
            "zst" => Self::Zstd,
            _ => Self::None,
        }
    }

    /// Returns the bytes that a compressed file begins with, and the shape of a file without them.
    fn magic(self) -> Option<(&'static [u8], Shape)> {
        match self {
            Self::None => None,
            Self::Gzip => Some((b"\x1f\x8b", Shape::NotGzip)),
            Self::Zstd => Some((b"\x28\xb5\x2f\xfd", Shape::NotZstd)),
        }
    }
}

/// Compresses lines as the ending of a path says. They can be decompressed without the lines that follow.
///
/// # Errors
/// Those of the compression.
pub(in crate::transfer) fn compressed(path: &Path, lines: Vec<u8>) -> std::io::Result<Vec<u8>> {
    match Compression::of(path) {
        _ if lines.is_empty() => Ok(lines),
        Compression::None => Ok(lines),
        Compression::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(&lines)?;
            encoder.finish()
        }
        Compression::Zstd => zstd::encode_all(lines.as_slice(), zstd::DEFAULT_COMPRESSION_LEVEL),
    }
}

/// Returns the format that the ending of a path names. The ending of a compression is ignored: `items.csv.gz` is a CSV.
pub fn format_of(path: &Path) -> Option<FileFormat> {
    let name = match Compression::of(path) {
        Compression::None => path.to_owned(),
        Compression::Gzip | Compression::Zstd => path.with_extension(""),
    };
    match ending(&name).as_str() {
        "csv" => Some(FileFormat::Csv),
        "jsonl" | "ndjson" => Some(FileFormat::Jsonl),
        "json" => Some(FileFormat::DynamoDbJson),
        _ => None,
    }
}

/// Checks that the ending of a file to be written names no unsupported format or compression.
///
/// # Errors
/// [`Error::Invalid`].
pub fn check_ending(path: &Path) -> Result<()> {
    let of_compression = ending(path);
    let of_format = ending(&path.with_extension(""));
    match [of_compression, of_format].into_iter().find(|ending| UNSUPPORTED.contains(&ending.as_str())) {
        None => Ok(()),
        Some(other) => Err(Error::Invalid {
            what: format!("{} ends in .{other}", path.display()),
            why: "an export is .jsonl, .csv or .json, each also with .gz or .zst".to_owned(),
        }),
    }
}

/// Returns the ending of a name in lower case, because some systems write it in upper case.
fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// Opens a file to read it, and decompresses it as its ending says. An empty file has no items, whatever its ending.
///
/// # Errors
/// [`FileError::Shape`] for a file that is not compressed as its ending says, and [`FileError::Unreadable`].
pub fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    let unreadable = |source| Error::File(FileError::Unreadable { path: path.to_owned(), source });
    let mut file = BufReader::with_capacity(BUFFER, File::open(path).map_err(unreadable)?);
    let compression = Compression::of(path);
    let head = file.fill_buf().map_err(unreadable)?;
    if let Some((_, shape)) = compression.magic().filter(|(magic, _)| !head.starts_with(magic) && !head.is_empty()) {
        return Err(Error::File(FileError::Shape { file: path.display().to_string(), shape }));
    }
    if head.is_empty() {
        return Ok(Box::new(file));
    }
    Ok(match compression {
        Compression::None => Box::new(file),
        Compression::Gzip => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file))),
        Compression::Zstd => {
            let mut decoder = zstd::Decoder::with_buffer(file).map_err(unreadable)?;
            decoder.window_log_max(MAX_WINDOW).map_err(unreadable)?;
            Box::new(BufReader::with_capacity(BUFFER, Zstd(decoder)))
        }
    })
}

/// Adds the limit of the window to an error of zstd, whose own text does not say that the window is too large.
struct Zstd<R>(R);

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer).map_err(|error| {
            let why = format!("{error} (the limit of the window is {} MiB)", (1 << MAX_WINDOW) >> 20);
            std::io::Error::new(error.kind(), why)
        })
    }
}
