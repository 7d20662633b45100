//! The entry `bootstrap` of a zip file, as far as a check needs it.
//! Source: PKWARE, APPNOTE.TXT, sections 4.3.7 (local file header), 4.3.12 (central directory) and 4.3.16 (end of central directory).

use flate2::read::DeflateDecoder;
use std::io::Read;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";

/// The size of each header without its names and comments, in bytes.
const LOCAL_SIZE: usize = 30;
const CENTRAL_SIZE: usize = 46;
const END_SIZE: usize = 22;

/// The longest comment of a zip file, in bytes.
const MAX_COMMENT: usize = 0xffff;

/// How much of the program is read, in bytes: its ELF header up to `e_machine`.
const HEAD: u64 = 20;

/// The system that made an entry and has Unix modes.
const UNIX: u8 = 3;

const DAMAGED: &str = "is a damaged zip file";

/// Returns the first bytes of the entry `bootstrap`, or why Lambda could not run it.
pub(super) fn bootstrap(zip: &[u8]) -> Result<Vec<u8>, &'static str> {
    if !zip.starts_with(&LOCAL) {
        return Err("is no zip file");
    }
    let end = end(zip).ok_or(DAMAGED)?;
    let (entries, mut at) = (u16_at(zip, end + 10).ok_or(DAMAGED)?, u32_at(zip, end + 16).ok_or(DAMAGED)?);
    for _ in 0..entries {
        let header = zip.get(at..).filter(|rest| rest.starts_with(&CENTRAL)).ok_or(DAMAGED)?;
        let length = |field| u16_at(header, field).ok_or(DAMAGED);
        let name = length(28)?;
        if header.get(CENTRAL_SIZE..CENTRAL_SIZE + name) == Some(b"bootstrap") {
            return head(zip, header);
        }
        at += CENTRAL_SIZE + name + length(30)? + length(32)?;
    }
    Err("has no entry bootstrap")
}

/// The position of the end of the central directory, which only a comment follows.
fn end(zip: &[u8]) -> Option<usize> {
    let last = zip.len().checked_sub(END_SIZE)?;
    (last.saturating_sub(MAX_COMMENT)..=last).rev().find(|at| zip[*at..].starts_with(&END))
}

/// The first bytes of an entry.
fn head(zip: &[u8], header: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mode = u32_at(header, 38).ok_or(DAMAGED)? >> 16;
    if header.get(5) == Some(&UNIX) && mode & 0o111 == 0 {
        return Err("has an entry bootstrap that is not executable");
    }
    let at = u32_at(header, 42).ok_or(DAMAGED)?;
    let local = zip.get(at..).filter(|rest| rest.starts_with(&LOCAL)).ok_or(DAMAGED)?;
    let names = u16_at(local, 26).ok_or(DAMAGED)? + u16_at(local, 28).ok_or(DAMAGED)?;
    let data = local.get(LOCAL_SIZE + names..).ok_or(DAMAGED)?;
    let size = u32_at(header, 20).ok_or(DAMAGED)?;
    let data = data.get(..size).ok_or(DAMAGED)?;
    let mut head = Vec::new();
    let read = match u16_at(header, 10) {
        Some(0) => data.take(HEAD).read_to_end(&mut head),
        Some(8) => DeflateDecoder::new(data).take(HEAD).read_to_end(&mut head),
        _ => return Err("has an entry bootstrap that is compressed as Lambda does not know it"),
    };
    read.map(|_| head).map_err(|_| DAMAGED)
}

/// A number of two bytes.
fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    Some(usize::from(u16::from_le_bytes(*bytes)))
}

/// A number of four bytes.
fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::DeflateEncoder;
    use proptest::prelude::*;
    use std::io::Write;

    /// A zip file with an entry before the one of this name.
    pub(in crate::stack) fn zip(name: &str, content: &[u8], mode: u32) -> Vec<u8> {
        let (mut zip, mut central) = (Vec::new(), Vec::new());
        for (name, content, mode) in [("LICENSE", &b"mine"[..], 0o644), (name, content, mode)] {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(content).unwrap();
            let data = encoder.finish().unwrap();
            let at = u32::try_from(zip.len()).unwrap();
            let sizes = [data.len(), content.len()].map(|size| u32::try_from(size).unwrap().to_le_bytes()).concat();
            let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
            // The version, the flags, the method, the time and the checksum, which nobody looks at here.
            let shared = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &name_length, &[0, 0]].concat();
            zip.extend([&LOCAL[..], &shared, name.as_bytes(), &data].concat());
            let more = [&[0; 6][..], &(mode << 16).to_le_bytes(), &at.to_le_bytes()].concat();
            central.extend([&CENTRAL[..], &[20, UNIX], &shared, &more, name.as_bytes()].concat());
        }
        let numbers = [central.len(), zip.len()].map(|size| u32::try_from(size).unwrap().to_le_bytes()).concat();
        let end = [&END[..], &[0, 0, 0, 0, 2, 0, 2, 0], &numbers, &[0, 0]].concat();
        [zip, central, end].concat()
    }

    #[test]
    fn the_entry_is_found_and_unpacked() {
        let content = [b"\x7fELF".repeat(40), vec![1; 3_000]].concat();
        assert_eq!(bootstrap(&zip("bootstrap", &content, 0o755)).as_deref(), Ok(&content[..20]));
        assert_eq!(bootstrap(&zip("bootstrap", b"short", 0o755)).as_deref(), Ok(&b"short"[..]));
        let commented = [&zip("bootstrap", &content, 0o755)[..], b"a comment"].concat();
        assert_eq!(bootstrap(&commented).as_deref(), Ok(&content[..20]));
    }

    #[test]
    fn what_lambda_could_not_run_is_named() {
        assert_eq!(bootstrap(&zip("main", b"x", 0o755)), Err("has no entry bootstrap"));
        assert_eq!(bootstrap(&zip("bin/bootstrap", b"x", 0o755)), Err("has no entry bootstrap"));
        assert_eq!(bootstrap(&zip("bootstrap", b"x", 0o644)), Err("has an entry bootstrap that is not executable"));
        assert_eq!(bootstrap(b""), Err("is no zip file"));
        assert_eq!(bootstrap(b"PK\x03\x04"), Err(DAMAGED));
    }

    proptest! {
        /// A damaged file is an error, and never a panic.
        #[test]
        fn no_damage_is_a_panic(at in 0_usize..400, byte: u8, length in 0_usize..400) {
            let mut zip = zip("bootstrap", &[7; 100], 0o755);
            let (at, length) = (at % zip.len(), length % zip.len());
            zip[at] = byte;
            drop(bootstrap(&zip));
            zip.truncate(length);
            drop(bootstrap(&zip));
        }
    }
}
