//! The bindings of a newer SQLite under the version number that rusqlite 0.36 asks for.
//!
//! dynoxide-rs 3.2.0 wants rusqlite 0.36, which bundles SQLite 3.49.2. That version has CVE-2025-6965 and loses commits
//! when a write-ahead log is reset by two connections. The C interface of SQLite is stable, so the newer one takes its place.

pub use newer::*;
