//! Text that came from a file or a pipe: UTF-8, with or without a byte order mark.

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The limit of a file of settings, such as one of certificates or passwords, in bytes.
const LARGEST_FILE: u64 = 1 << 20;

/// Why bytes are not taken as text, and at which byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotText {
    pub(crate) at: usize,
    pub(crate) why: &'static str,
}

const MARK: &[u8] = "\u{feff}".as_bytes();

/// The bytes without the byte order mark that some editors and shells begin a text with.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// The text, without its byte order mark.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, NotText> {
    if is_utf16(bytes) {
        return Err(NotText { at: 0, why: "it is UTF-16: save it as UTF-8" });
    }
    let text = without_mark(bytes);
    std::str::from_utf8(text).map_err(|error| NotText {
        at: bytes.len() - text.len() + error.valid_up_to(),
        why: "it is not UTF-8 from here on",
    })
}

/// The text of a file of settings; `None` if it is not a regular file of UTF-8 text of up to 1 MB.
///
/// # Errors
/// What the operating system says.
pub(crate) fn small_file(path: &Path) -> std::io::Result<Option<String>> {
    // Opening a FIFO waits for a writer.
    if !std::fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let mut text = Vec::new();
    let read = File::open(path)?.take(LARGEST_FILE + 1).read_to_end(&mut text)?;
    Ok(if read as u64 > LARGEST_FILE { None } else { String::from_utf8(text).ok() })
}

/// Whether the text begins with a mark of UTF-16, or with an ASCII character in it.
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
