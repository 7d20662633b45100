//! Zip files of functions, as `cargo lambda build --output-format zip` makes them.

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use std::io::Write;
use std::path::Path;

/// A program for this processor that does nothing: an ELF header with this `e_machine`.
pub fn program(machine: u8) -> Vec<u8> {
    [&[0x7f, b'E', b'L', b'F', 2, 1, 1][..], &[0; 11], &[machine, 0]].concat()
}

/// Writes `DIR/NAME/bootstrap.zip` with one entry, `bootstrap`.
/// Source: PKWARE, APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
pub fn write(dir: &Path, name: &str, program: &[u8]) {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(program).expect("a compression");
    let data = encoder.finish().expect("a compression");
    let mut crc = Crc::new();
    crc.update(program);
    let number = |size: usize| u32::try_from(size).expect("a small file").to_le_bytes();
    // The version that unpacks it, the flags, deflate, and no time.
    let begin = [20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0];
    let sizes = [crc.sum().to_le_bytes(), number(data.len()), number(program.len())].concat();
    let shared = [&begin[..], &sizes, &[9, 0, 0, 0]].concat();
    let local = [&b"PK\x03\x04"[..], &shared, b"bootstrap", &data].concat();
    let mode = (0o100_755_u32 << 16).to_le_bytes();
    let central = [&b"PK\x01\x02\x14\x03"[..], &shared, &[0; 6], &mode, &[0; 4], b"bootstrap"].concat();
    let end = [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &number(central.len()), &number(local.len()), &[0; 2]].concat();
    let home = dir.join(name);
    std::fs::create_dir_all(&home).expect("a directory");
    std::fs::write(home.join("bootstrap.zip"), [local, central, end].concat()).expect("a file");
}
