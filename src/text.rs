//! Text from a file or a pipe: UTF-8, with or without a byte order mark.

use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// The limit of a file of settings, certificates or passwords, in bytes.
pub(crate) const LARGEST_FILE: usize = 1 << 20;

/// Reads a source to its end.
///
/// # Errors
/// The errors of the source, and [`ErrorKind::FileTooLarge`] if it has more than `limit` bytes.
pub fn read_all(from: impl Read, limit: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit { Err(too_large(limit)) } else { Ok(bytes) }
}

/// Returns the error that a source has more than `limit` bytes.
pub(crate) fn too_large(limit: usize) -> Error {
    Error::new(ErrorKind::FileTooLarge, format!("it is larger than {} MiB", limit >> 20))
}

/// The elements of a JSON array, as slices of its text. The number of elements is limited to `MAX`, because an element takes more
/// memory than its text.
pub(crate) struct Elements<'a, const MAX: usize>(pub(crate) Vec<&'a RawValue>);

impl<'de: 'a, 'a, const MAX: usize> Deserialize<'de> for Elements<'a, MAX> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        struct Array<const MAX: usize>;
        impl<'de, const MAX: usize> Visitor<'de> for Array<MAX> {
            type Value = Elements<'de, MAX>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<Self::Value, A::Error> {
                let mut elements = Vec::new();
                while let Some(element) = list.next_element()? {
                    if elements.len() == MAX {
                        return Err(A::Error::custom(format_args!("it has more than {MAX} elements")));
                    }
                    elements.push(element);
                }
                Ok(Elements(elements))
            }
        }
        from.deserialize_seq(Array)
    }
}

/// Why bytes are not text, and the position of the byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotText {
    pub(crate) at: usize,
    pub(crate) why: &'static str,
}

const MARK: &[u8] = "\u{feff}".as_bytes();

/// Returns the bytes without a byte order mark, which some editors and shells write at the beginning of a text.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// Returns the text, without its byte order mark.
pub(crate) fn utf8(bytes: &[u8]) -> std::result::Result<&str, NotText> {
    if is_utf16(bytes) {
        return Err(NotText { at: 0, why: "it is UTF-16: save it as UTF-8" });
    }
    let text = without_mark(bytes);
    std::str::from_utf8(text).map_err(|error| NotText {
        at: bytes.len() - text.len() + error.valid_up_to(),
        why: "it is not UTF-8 from here on",
    })
}

/// Reads a file of settings. Returns `None` if it is not a regular file of UTF-8 text.
///
/// # Errors
/// The errors of the operating system, and [`ErrorKind::FileTooLarge`] if it has more than 1 MiB.
pub(crate) fn small_file(path: &Path) -> Result<Option<String>> {
    // Opening a FIFO waits for a writer.
    if !std::fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    Ok(String::from_utf8(read_all(File::open(path)?, LARGEST_FILE)?).ok())
}

/// Returns whether the text begins with a byte order mark of UTF-16, or with an ASCII character in UTF-16.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=0x7f, ..] | [1..=0x7f, 0, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_skipped_once_and_utf16_is_named() {
        assert_eq!(utf8(b"\xef\xbb\xbf{}"), Ok("{}"));
        assert_eq!(utf8("\u{feff}\u{feff}".as_bytes()), Ok("\u{feff}"));
        assert_eq!(utf8(b""), Ok(""));
        for utf16 in [&b"\xff\xfe{\0"[..], b"\xfe\xff\0{", b"{\0}\0", b"\0{\0}"] {
            assert!(utf8(utf16).is_err_and(|error| error.why.contains("UTF-16")));
        }
        assert_eq!(utf8(b"\xef\xbb\xbfab\xff").map_err(|error| error.at), Err(5));
    }
}
