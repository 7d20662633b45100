//! What the ending of a file's name says: its format, and how it is compressed.

use super::FileFormat;
use crate::error::{Error, FileError, Result, Shape};
use flate2::bufread::MultiGzDecoder;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;

/// How much is read at once.
const BUFFER: usize = 1 << 16;

/// The limit of the window of zstd, as a power of two: 8 MiB, which every decoder should have. Source: RFC 8878, 3.1.1.1.2.
const MAX_WINDOW: u32 = 23;

/// Endings of formats and of compressions that others write.
const OTHERS: [&str; 20] = [
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
    /// What a path's ending says.
    fn of(path: &Path) -> Self {
        match ending(path).as_str() {
            "gz" => Self::Gzip,
            "zst" => Self::Zstd,
            _ => Self::None,
        }
    }

    /// The bytes that a file begins with, and what it is without them.
    fn mark(self) -> Option<(&'static [u8], Shape)> {
        match self {
            Self::None => None,
            Self::Gzip => Some((b"\x1f\x8b", Shape::NotGzip)),
            Self::Zstd => Some((b"\x28\xb5\x2f\xfd", Shape::NotZstd)),
        }
    }
}

/// Lines as a path's ending wants them: compressed so that they can be read without what follows.
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

/// The format that a path's ending names, a compression's aside: `items.csv.gz` is a CSV.
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

/// Refuses to write a file whose ending promises a format or a compression that this tool does not have.
///
/// # Errors
/// [`Error::Invalid`]
pub fn check_ending(path: &Path) -> Result<()> {
    let of_compression = ending(path);
    let of_format = ending(&path.with_extension(""));
    match [of_compression, of_format].into_iter().find(|ending| OTHERS.contains(&ending.as_str())) {
        None => Ok(()),
        Some(other) => Err(Error::Invalid {
            what: format!("{} ends in .{other}", path.display()),
            why: "an export is .jsonl, .csv or .json, each also with .gz or .zst".to_owned(),
        }),
    }
}

/// The ending of a name, in lower case: some systems write it in capitals.
fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

/// Opens a file to be read, decompressed by its ending. An empty file is one without items, compressed or not.
///
/// # Errors
/// [`FileError::Shape`] for a file that is not what its ending says, and [`FileError::Unreadable`].
pub fn open(path: &Path) -> Result<Box<dyn BufRead + Send>> {
    let unreadable = |source| Error::File(FileError::Unreadable { path: path.to_owned(), source });
    let mut file = BufReader::with_capacity(BUFFER, File::open(path).map_err(unreadable)?);
    let compression = Compression::of(path);
    let head = file.fill_buf().map_err(unreadable)?;
    if let Some((_, shape)) = compression.mark().filter(|(mark, _)| !head.starts_with(mark) && !head.is_empty()) {
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

/// Says with an error of zstd how large a window may be: one that is too large is a mere error of its own to it.
struct Zstd<R>(R);

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer).map_err(|error| {
            let why = format!("{error} (the limit of the window is {} MiB)", (1 << MAX_WINDOW) >> 20);
            std::io::Error::new(error.kind(), why)
        })
    }
}
